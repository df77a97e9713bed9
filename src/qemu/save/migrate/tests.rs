//! With real QEMUs: the one of the system and, if `OXIVIRT_TEST_QEMU` names more (colon-separated),
//! those. The guests stand still; what is in their memory is put there by a loader device.

use super::*;
use crate::fsutil::tests::Scratch;
use crate::qemu::monitor::commands::QueryStatus;
use crate::qemu::save::pump;
use crate::sys;
use serde_json::json;
use std::fs::OpenOptions;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

struct Qemu {
    client: Client,
    child: Child,
}

impl Drop for Qemu {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const MARKS: [(u64, u64); 3] = [
    (0x10_0000, 0x1122_3344_5566_7788),
    (0x80_0008, 0xdead_beef_0bad_cafe),
    (0xe0_0ff8, 42),
];

fn binaries() -> Vec<String> {
    let more = std::env::var("OXIVIRT_TEST_QEMU").unwrap_or_default();
    std::iter::once("/usr/bin/qemu-system-x86_64")
        .chain(more.split(':'))
        .filter(|b| Path::new(b).is_file())
        .map(str::to_owned)
        .collect()
}

fn start(binary: &str, dir: &Path, incoming: bool) -> Qemu {
    let sock = dir.join(if incoming { "in.sock" } else { "out.sock" });
    let _ = std::fs::remove_file(&sock);
    let mut command = Command::new(binary);
    command
        .args(["-machine", "pc,accel=tcg", "-m", "16", "-nodefaults"])
        .args(["-display", "none", "-no-user-config", "-S"])
        .arg("-qmp")
        .arg(format!("unix:{},server=on,wait=off", sock.display()));
    if incoming {
        command.args(["-incoming", "defer"]);
    }
    for (addr, data) in MARKS {
        let data = if incoming { 0 } else { data };
        command
            .arg("-device")
            .arg(format!("loader,addr={addr:#x},data={data:#x},data-len=8"));
    }
    sys::child::die_with_parent(&mut command);
    let mut child = command.spawn().unwrap();
    for _ in 0..500 {
        if let Ok(client) = Client::connect(&sock) {
            return Qemu { client, child };
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    let _ = child.wait();
    panic!("no QEMU at {}", sock.display());
}

fn check_memory(qemu: &mut Qemu, dir: &Path) {
    for (addr, data) in MARKS {
        let path = dir.join("mem");
        let _ = std::fs::remove_file(&path);
        qemu.client
            .execute_raw(
                "pmemsave",
                json!({"val": addr, "size": 8, "filename": path}),
            )
            .unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), data.to_le_bytes());
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Plain,
    Pumped,
    Mapped,
    MappedDirect,
}

const OFFSET: u64 = 69632;

fn image(dir: &Path) -> PathBuf {
    dir.join("image")
}

fn open(path: &Path, write: bool, direct: bool) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(!write).write(write);
    if direct {
        options.custom_flags(libc::O_DIRECT);
    }
    options.open(path)
}

fn save(qemu: &mut Qemu, path: &Path, kind: Kind) -> Result<()> {
    std::fs::write(path, vec![b'H'; OFFSET as usize]).unwrap();
    let abilities = Abilities::of(&mut qemu.client)?;
    let file = open(path, true, false).unwrap();
    let client = &mut qemu.client;
    match kind {
        Kind::Plain => {
            let offset = OFFSET;
            let data = Data::Plain {
                file: &file,
                offset,
            };
            begin_outgoing(client, &abilities, &data)?.wait(client, || ())
        }
        Kind::Pumped => {
            let direct = open(path, true, true).unwrap();
            let (mut pipe, theirs) = sys::file::pipe().unwrap();
            let transfer = begin_outgoing(client, &abilities, &Data::Stream(theirs.as_fd()))?;
            drop(theirs);
            pump::to_file(&mut pipe, &direct, OFFSET).unwrap();
            transfer.wait(client, || ())
        }
        Kind::Mapped | Kind::MappedDirect => {
            let direct = (kind == Kind::MappedDirect).then(|| open(path, true, true).unwrap());
            let data = Data::Mapped {
                file: &file,
                direct: direct.as_ref(),
                offset: OFFSET,
                channels: 2,
            };
            begin_outgoing(client, &abilities, &data)?.wait(client, || ())
        }
    }
}

fn load(qemu: &mut Qemu, path: &Path, kind: Kind) -> Result<()> {
    let abilities = Abilities::of(&mut qemu.client)?;
    let file = open(path, false, false).unwrap();
    let client = &mut qemu.client;
    match kind {
        Kind::Plain => {
            let offset = OFFSET;
            let data = Data::Plain {
                file: &file,
                offset,
            };
            begin_incoming(client, &abilities, &data)?.wait(client, || ())
        }
        Kind::Pumped => {
            let direct = open(path, false, true).unwrap();
            let (ours, theirs) = UnixStream::pair().unwrap();
            let transfer = begin_incoming(client, &abilities, &Data::Stream(theirs.as_fd()))?;
            drop(theirs);
            pump::from_file(&direct, OFFSET, &ours).unwrap();
            transfer.wait(client, || ())
        }
        Kind::Mapped | Kind::MappedDirect => {
            let direct = (kind == Kind::MappedDirect).then(|| open(path, false, true).unwrap());
            let data = Data::Mapped {
                file: &file,
                direct: direct.as_ref(),
                offset: OFFSET,
                channels: 2,
            };
            begin_incoming(client, &abilities, &data)?.wait(client, || ())
        }
    }
}

/// The ways that this QEMU and this directory have.
fn kinds(binary: &str, dir: &Path) -> Vec<Kind> {
    let mut qemu = start(binary, dir, false);
    let abilities = Abilities::of(&mut qemu.client).unwrap();
    std::fs::write(dir.join("probe"), "").unwrap();
    let direct = open(&dir.join("probe"), true, true).is_ok();
    let mut kinds = vec![Kind::Plain];
    if direct {
        kinds.push(Kind::Pumped);
    }
    if abilities.mapped_ram {
        kinds.push(Kind::Mapped);
        if direct && abilities.direct_io {
            kinds.push(Kind::MappedDirect);
        }
    }
    kinds
}

#[test]
fn memory_comes_back_each_way() {
    for binary in binaries() {
        let dir = Scratch::new("migrate");
        let path = image(&dir.0);
        for kind in kinds(&binary, &dir.0) {
            let mut from = start(&binary, &dir.0, false);
            save(&mut from, &path, kind).unwrap();
            // It can go on, and be saved again another way: no setting stays behind.
            resume(&mut from.client).unwrap();
            from.client.execute_raw("stop", json!({})).unwrap();
            save(&mut from, &path, Kind::Plain).unwrap();
            resume(&mut from.client).unwrap();
            from.client.execute_raw("stop", json!({})).unwrap();
            save(&mut from, &path, kind).unwrap();
            drop(from);
            let mut head = vec![0; OFFSET as usize];
            File::open(&path)
                .unwrap()
                .read_exact_at(&mut head, 0)
                .unwrap();
            assert!(head.iter().all(|b| *b == b'H'), "{binary} {kind:?}");
            let loads = match kind {
                Kind::Plain | Kind::Pumped => [Kind::Plain, Kind::Pumped],
                Kind::Mapped | Kind::MappedDirect => [Kind::Mapped, Kind::MappedDirect],
            };
            for back in loads {
                if !kinds(&binary, &dir.0).contains(&back) {
                    continue;
                }
                let mut to = start(&binary, &dir.0, true);
                load(&mut to, &path, back).unwrap();
                check_memory(&mut to, &dir.0);
                let status = to.client.execute(&QueryStatus {}).unwrap();
                assert!(!status.running, "{status:?}");
                resume(&mut to.client).unwrap();
            }
            eprintln!("{binary}: {kind:?} ok");
        }
    }
}

#[test]
fn a_full_disk_is_told_and_the_guest_goes_on() {
    // What /dev/full is for.
    for binary in binaries() {
        let dir = Scratch::new("migrate-full");
        let mut from = start(&binary, &dir.0, false);
        let abilities = Abilities::of(&mut from.client).unwrap();
        let full = open(Path::new("/dev/full"), true, false).unwrap();
        let data = Data::Stream(full.as_fd());
        let e = begin_outgoing(&mut from.client, &abilities, &data)
            .and_then(|t| t.wait(&mut from.client, || ()))
            .unwrap_err();
        assert_eq!(
            e.code,
            crate::error::virErrorNumber::VIR_ERR_OPERATION_FAILED
        );
        resume(&mut from.client).unwrap();
        let path = image(&dir.0);
        from.client.execute_raw("stop", json!({})).unwrap();
        save(&mut from, &path, Kind::Plain).unwrap();
    }
}

#[test]
fn broken_data_are_told() {
    for binary in binaries() {
        let dir = Scratch::new("migrate-broken");
        let path = image(&dir.0);
        for kind in [Kind::Plain, Kind::Mapped] {
            if !kinds(&binary, &dir.0).contains(&kind) {
                continue;
            }
            let mut from = start(&binary, &dir.0, false);
            save(&mut from, &path, kind).unwrap();
            drop(from);
            let whole = std::fs::read(&path).unwrap();
            for len in [OFFSET as usize, OFFSET as usize + 1000] {
                std::fs::write(&path, &whole[..len]).unwrap();
                let mut to = start(&binary, &dir.0, true);
                let e = load(&mut to, &path, kind).unwrap_err();
                assert_eq!(
                    e.code,
                    crate::error::virErrorNumber::VIR_ERR_OPERATION_FAILED,
                    "{e}"
                );
            }
        }
    }
}
