//! Lives of guests through the driver, with real QEMU, in directories of their own.
//!
//! Skipped, with a message, where there is no QEMU.

use oxivirt::conf::state::{Paused, Running, Shutoff, StateReason};
use oxivirt::driver::*;
use oxivirt::error::{Error, virErrorDomain as From, virErrorNumber as Code};
use oxivirt::uri::Uri;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const QEMU: &str = "/usr/bin/qemu-system-x86_64";

struct Home {
    root: PathBuf,
}

impl Home {
    /// `None`: nothing to test with.
    fn new(name: &str) -> Option<Home> {
        if !Path::new(QEMU).exists() {
            eprintln!("skipped: there is no {QEMU}");
            return None;
        }
        let root = std::env::temp_dir().join(format!("oxi-life-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("etc")).unwrap();
        // Whoever runs the tests: QEMU needs no right that they have not.
        let conf = "user = \"root\"\ngroup = \"root\"\n";
        fs::write(root.join("etc/qemu.conf"), conf).unwrap();
        Some(Home { root })
    }

    fn open(&self) -> Box<dyn Driver> {
        let uri = format!("qemu:///embed?root={}", self.root.display());
        oxivirt::qemu::open(&Uri::parse(&uri).unwrap(), false).unwrap()
    }

    /// All files below a directory of the home, sockets and links included.
    fn files(&self, below: &str) -> Vec<String> {
        fn walk(dir: &Path, root: &Path, all: &mut Vec<String>) {
            for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
                let path = entry.path();
                if entry.file_type().is_ok_and(|t| t.is_dir()) {
                    walk(&path, root, all);
                } else if let Ok(path) = path.strip_prefix(root) {
                    all.push(path.display().to_string());
                }
            }
        }
        let mut all = Vec::new();
        walk(&self.root.join(below), &self.root, &mut all);
        all.sort();
        all
    }

    /// What a guest that does not run may have left: nothing but locks and counters of our own.
    fn remains(&self) -> Vec<String> {
        let mut all = self.files("run");
        all.extend(self.files("lib"));
        let ours = |f: &String| {
            f.ends_with("/driver.pid")
                || f.ends_with(".lock")
                || f.ends_with(".last")
                || f.ends_with("/counters")
                || f.ends_with("/ports")
        };
        all.retain(|f| !ours(f));
        all
    }

    fn log(&self, name: &str) -> String {
        fs::read_to_string(self.root.join(format!("log/qemu/{name}.log"))).unwrap_or_default()
    }

    fn hook(&self, text: &str) {
        use std::os::unix::fs::PermissionsExt;
        let dir = self.root.join("etc/hooks");
        fs::create_dir_all(&dir).unwrap();
        let path = dir.join("qemu");
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let conn = self.open();
        for dom in conn
            .list_all_domains(&ListFilter::default())
            .unwrap_or_default()
        {
            let _ = conn.destroy(&dom, DestroyOptions::default());
        }
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.root);
        }
    }
}

fn xml(name: &str, devices: &str) -> String {
    format!(
        "<domain type='qemu'><name>{name}</name><memory unit='MiB'>16</memory><vcpu>1</vcpu>\
         <os><type arch='x86_64' machine='pc'>hvm</type></os>\
         <devices>{devices}</devices></domain>"
    )
}

fn define(conn: &dyn Driver, name: &str, devices: &str) -> DomainRef {
    conn.define(&xml(name, devices), DefineOptions::default())
        .unwrap()
}

fn start(conn: &dyn Driver, dom: &DomainRef) -> i32 {
    conn.create(dom, StartOptions::default()).unwrap()
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, Error>, code: Code, from: From) -> Error {
    let e = result.unwrap_err();
    assert_eq!((e.code, e.domain), (code, from), "{e}");
    e
}

fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

const BOOTED: StateReason = StateReason::Running(Running::Booted);
const DESTROYED: StateReason = StateReason::Shutoff(Shutoff::Destroyed);
const FAILED: StateReason = StateReason::Shutoff(Shutoff::Failed);

#[test]
fn a_life() {
    let Some(home) = Home::new("life") else {
        return;
    };
    let conn = home.open();
    let other = home.open();
    let dom = define(&*conn, "a", "<serial type='pty'/>");
    assert_eq!(
        other.state(&dom).unwrap(),
        StateReason::Shutoff(Shutoff::Unknown)
    );
    let id = start(&*conn, &dom);
    assert_eq!(other.state(&dom).unwrap(), BOOTED);
    assert_eq!(other.lookup_by_id(id).unwrap().uuid, dom.uuid);
    assert_eq!(other.lookup_by_name("a").unwrap().id, Some(id));
    assert!(other.info(&dom).unwrap().cpu_time_ns > 0);
    let live = other.xml_desc(&dom, XmlOptions::default()).unwrap();
    assert!(live.contains("<source path='/dev/pts/"), "{live}");
    other.suspend(&dom).unwrap();
    assert_eq!(conn.state(&dom).unwrap(), StateReason::Paused(Paused::User));
    conn.resume(&dom).unwrap();
    assert_eq!(
        other.state(&dom).unwrap(),
        StateReason::Running(Running::Unpaused)
    );
    other.destroy(&dom, DestroyOptions::default()).unwrap();
    assert_eq!(conn.state(&dom).unwrap(), DESTROYED);
    assert_eq!(home.remains(), [""; 0]);
    assert!(home.log("a").ends_with("shutting down, reason=destroyed\n"));
    refused(
        conn.destroy(&dom, DestroyOptions::default()),
        Code::VIR_ERR_OPERATION_INVALID,
        From::VIR_FROM_DOMAIN,
    );
    conn.undefine(&dom, UndefineOptions::default()).unwrap();
    refused(
        other.state(&dom),
        Code::VIR_ERR_NO_DOMAIN,
        From::VIR_FROM_QEMU,
    );
    assert_eq!(home.files("etc"), ["etc/qemu.conf"]);
}

/// Every way to fail that comes before, at, and after QEMU's start.
#[test]
fn failed_starts_leave_nothing() {
    let Some(home) = Home::new("fail") else {
        return;
    };
    let conn = home.open();
    let dir = home.root.join("images");
    fs::create_dir(&dir).unwrap();
    fs::write(dir.join("garbage"), "garbage").unwrap();
    let disk = |path: &str, format: &str| {
        format!(
            "<disk type='file' device='disk'><driver name='qemu' type='{format}'/>\
             <source file='{path}'/><target dev='vda' bus='virtio'/></disk>"
        )
    };
    let garbage = dir.join("garbage").display().to_string();
    let missing = dir.join("missing").display().to_string();
    let busy = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = busy.local_addr().unwrap().port();
    let cases: Vec<(&str, String, Code, From)> = vec![
        (
            "missing disk",
            disk(&missing, "raw"),
            Code::VIR_ERR_SYSTEM_ERROR,
            From::VIR_FROM_STORAGE,
        ),
        (
            "no qcow2",
            disk(&garbage, "qcow2"),
            Code::VIR_ERR_INTERNAL_ERROR,
            From::VIR_FROM_QEMU,
        ),
        (
            "port in use",
            format!("<graphics type='vnc' port='{port}' autoport='no' listen='127.0.0.1'/>"),
            Code::VIR_ERR_INTERNAL_ERROR,
            From::VIR_FROM_QEMU,
        ),
        (
            "unwritable file",
            "<serial type='file'><source path='/nonexistent/x'/></serial>".to_owned(),
            Code::VIR_ERR_SYSTEM_ERROR,
            From::VIR_FROM_QEMU,
        ),
        (
            "socket in no directory",
            "<channel type='unix'><source mode='bind' path='/nonexistent/x/y'/>\
             <target type='virtio' name='q'/></channel>"
                .to_owned(),
            Code::VIR_ERR_SYSTEM_ERROR,
            From::VIR_FROM_QEMU,
        ),
    ];
    for (i, (what, devices, code, from)) in cases.iter().enumerate() {
        // A port below 5900 cannot be told to QEMU.
        if *what == "port in use" && port < 5900 {
            continue;
        }
        let name = format!("f{i}");
        let dom = define(&*conn, &name, devices);
        let e = conn.create(&dom, StartOptions::default()).unwrap_err();
        assert_eq!((e.code, e.domain), (*code, *from), "{what}: {e}");
        assert_eq!(conn.state(&dom).unwrap(), FAILED, "{what}");
        assert_eq!(home.remains(), [""; 0], "{what}");
        assert!(
            home.log(&name).ends_with("shutting down, reason=failed\n"),
            "{what}"
        );
        assert_eq!(conn.current_id(&dom).unwrap(), None);
        // The same as a transient domain: nothing of it stays.
        conn.undefine(&dom, UndefineOptions::default()).unwrap();
        let e = conn
            .create_xml(&xml(&name, devices), StartOptions::default())
            .unwrap_err();
        assert_eq!((e.code, e.domain), (*code, *from), "{what}: {e}");
        refused(
            conn.lookup_by_name(&name),
            Code::VIR_ERR_NO_DOMAIN,
            From::VIR_FROM_QEMU,
        );
        assert_eq!(home.remains(), [""; 0], "{what}");
    }
    assert_eq!(conn.num_of_domains().unwrap(), 0);
    // After a failure the next start is a start like any other.
    let dom = define(&*conn, "f0", &disk(&missing, "raw"));
    conn.create(&dom, StartOptions::default()).unwrap_err();
    fs::write(&missing, vec![0; 1 << 20]).unwrap();
    start(&*conn, &dom);
    assert_eq!(conn.state(&dom).unwrap(), BOOTED);
}

#[test]
fn an_emulator_that_is_gone_or_ends_at_once() {
    use std::os::unix::fs::PermissionsExt;
    let Some(home) = Home::new("emulator") else {
        return;
    };
    let conn = home.open();
    let wrapper = home.root.join("qemu");
    let write = |text: &str| {
        fs::write(&wrapper, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
    };
    write(&format!("exec {QEMU} \"$@\""));
    let emulator = format!("<emulator>{}</emulator>", wrapper.display());
    let dom = define(&*conn, "e", &emulator);
    // It still answers to be probed, and ends when it is to run a guest.
    write(&format!(
        "case \"$*\" in *guest=e*) echo 'no luck today' >&2; exit 3;; esac; exec {QEMU} \"$@\""
    ));
    let e = refused(
        conn.create(&dom, StartOptions::default()),
        Code::VIR_ERR_INTERNAL_ERROR,
        From::VIR_FROM_QEMU,
    );
    assert!(e.message.contains("no luck today"), "{e}");
    assert_eq!(conn.state(&dom).unwrap(), FAILED);
    assert_eq!(home.remains(), [""; 0]);
    fs::remove_file(&wrapper).unwrap();
    refused(
        conn.create(&dom, StartOptions::default()),
        Code::VIR_ERR_SYSTEM_ERROR,
        From::VIR_FROM_QEMU,
    );
    assert_eq!(home.remains(), [""; 0]);
}

#[test]
fn hooks_are_called_in_order_and_can_refuse() {
    let Some(home) = Home::new("hooks") else {
        return;
    };
    let conn = home.open();
    let seen = home.root.join("seen");
    home.hook(&format!(
        "echo \"$1 $2 $3 $4 $(head -c 12)\" >> {}",
        seen.display()
    ));
    let dom = define(&*conn, "h", "");
    start(&*conn, &dom);
    conn.destroy(&dom, DestroyOptions::default()).unwrap();
    let lines = |operations: &[&str]| -> String {
        let line = |o: &&str| format!("h {o} - <domain type\n");
        operations.iter().map(line).collect()
    };
    let all = [
        "prepare begin",
        "start begin",
        "started begin",
        "stopped end",
        "release end",
    ];
    assert_eq!(fs::read_to_string(&seen).unwrap(), lines(&all));
    for refused_at in ["prepare", "start", "started"] {
        fs::remove_file(&seen).unwrap();
        home.hook(&format!(
            "echo \"$1 $2 $3 $4 $(head -c 12)\" >> {}; test $2 != {refused_at}",
            seen.display()
        ));
        refused(
            conn.create(&dom, StartOptions::default()),
            Code::VIR_ERR_HOOK_SCRIPT_FAILED,
            From::VIR_FROM_HOOK,
        );
        assert_eq!(conn.state(&dom).unwrap(), FAILED, "{refused_at}");
        assert_eq!(home.remains(), [""; 0], "{refused_at}");
    }
    assert_eq!(fs::read_to_string(&seen).unwrap(), lines(&all));
}

#[test]
fn autodestroy_ends_with_the_connection() {
    let Some(home) = Home::new("auto") else {
        return;
    };
    let conn = home.open();
    let short = home.open();
    let options = StartOptions {
        autodestroy: true,
        ..Default::default()
    };
    let dom = define(&*conn, "a", "");
    short.create(&dom, options).unwrap();
    let transient = short.create_xml(&xml("t", ""), options).unwrap();
    let stays = short
        .create_xml(&xml("s", ""), StartOptions::default())
        .unwrap();
    assert_eq!(conn.state(&dom).unwrap(), BOOTED);
    drop(short);
    assert_eq!(conn.state(&dom).unwrap(), DESTROYED);
    refused(
        conn.state(&transient),
        Code::VIR_ERR_NO_DOMAIN,
        From::VIR_FROM_QEMU,
    );
    assert_eq!(conn.state(&stays).unwrap(), BOOTED);
}

/// Many at once: each gets an id, a port and a name of its own, and just one gets each.
#[test]
fn starts_at_the_same_time() {
    let Some(home) = Home::new("race") else {
        return;
    };
    let (homes, conns): (&Home, Vec<_>) = (&home, (0..4).map(|_| home.open()).collect());
    let document = |i: usize| {
        // The same name from all, and different UUIDs.
        let vnc = "<graphics type='vnc' autoport='yes' listen='127.0.0.1'/>";
        let name = if i < 4 {
            "same".to_owned()
        } else {
            format!("own{i}")
        };
        xml(&name, vnc)
    };
    let results: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..8)
            .map(|i| {
                let conn = &conns[i % 4];
                scope.spawn(move || conn.create_xml(&document(i), StartOptions::default()))
            })
            .collect();
        all.into_iter().map(|t| t.join().unwrap()).collect()
    });
    let winners: Vec<_> = results[..4].iter().filter(|r| r.is_ok()).collect();
    assert_eq!(winners.len(), 1);
    for r in &results[..4] {
        if let Err(e) = r {
            assert_eq!(e.code, Code::VIR_ERR_OPERATION_FAILED, "{e}");
        }
    }
    let conn = homes.open();
    let mut ids: Vec<i32> = results.iter().flatten().filter_map(|d| d.id).collect();
    ids.sort_unstable();
    assert_eq!(ids.len(), 5);
    assert_eq!(conn.list_domain_ids().unwrap(), ids);
    let mut ports: Vec<String> = results
        .iter()
        .flatten()
        .map(|d| {
            let live = conn.xml_desc(d, XmlOptions::default()).unwrap();
            let port = live.split_once("port='").unwrap().1;
            port.split_once('\'').unwrap().0.to_owned()
        })
        .collect();
    ports.sort();
    ports.dedup();
    assert_eq!(ports.len(), 5, "{ports:?}");
}

#[test]
fn definitions_and_running_guests_are_two_things() {
    let Some(home) = Home::new("two") else {
        return;
    };
    let conn = home.open();
    let dom = define(&*conn, "a", "");
    start(&*conn, &dom);
    let described = |inactive: bool| {
        let options = XmlOptions {
            inactive,
            ..Default::default()
        };
        conn.xml_desc(&dom, options).unwrap()
    };
    let document = xml(
        "a",
        "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>",
    )
    .replace("</name>", &format!("</name><uuid>{}</uuid>", dom.uuid));
    conn.define(&document, DefineOptions::default()).unwrap();
    assert!(!described(false).contains("<rng ") && described(true).contains("<rng "));
    // Metadata of the running guest and of its definition.
    let set = |value, impact| {
        conn.set_metadata(&dom, MetadataKind::Title, value, None, None, impact)
            .unwrap();
    };
    let get = |impact| conn.get_metadata(&dom, MetadataKind::Title, None, impact);
    set(Some("live"), Impact::Live);
    set(Some("config"), Impact::Config);
    assert_eq!(get(Impact::Current).unwrap(), "live");
    assert_eq!(get(Impact::Config).unwrap(), "config");
    // Changing the document changes nothing else of the status.
    assert_eq!(conn.state(&dom).unwrap(), BOOTED);
    conn.undefine(&dom, UndefineOptions::default()).unwrap();
    assert!(!conn.is_persistent(&dom).unwrap() && described(true).contains("<title>live"));
    conn.define(&document, DefineOptions::default()).unwrap();
    assert!(conn.is_persistent(&dom).unwrap());
    conn.destroy(&dom, DestroyOptions::default()).unwrap();
    assert!(described(false).contains("<rng "));
    assert_eq!(
        get(Impact::Current).unwrap_err().code,
        Code::VIR_ERR_NO_DOMAIN_METADATA
    );
}

#[test]
fn a_guest_that_dies_by_itself() {
    let Some(home) = Home::new("dies") else {
        return;
    };
    let conn = home.open();
    let dom = define(&*conn, "a", "");
    start(&*conn, &dom);
    let pid = fs::read_to_string(home.root.join("run/qemu/a.pid")).unwrap();
    assert!(pid.bytes().all(|b| b.is_ascii_digit()), "{pid:?}");
    let kill = std::process::Command::new("kill")
        .args(["-9", &pid])
        .status();
    assert!(kill.unwrap().success());
    let crashed = StateReason::Shutoff(Shutoff::Crashed);
    wait_until("it counts as crashed", || {
        conn.state(&dom).unwrap() == crashed
    });
    wait_until("all is gone", || home.remains().is_empty());
    start(&*conn, &dom);
    assert_eq!(conn.state(&dom).unwrap(), BOOTED);
}

#[test]
fn backing_chains_are_told_while_the_guest_runs() {
    let Some(home) = Home::new("chain") else {
        return;
    };
    let dir = home.root.join("images");
    fs::create_dir(&dir).unwrap();
    let make = |args: &[&str]| {
        let done = std::process::Command::new("qemu-img")
            .arg("create")
            .arg("-q")
            .args(args)
            .current_dir(&dir)
            .status();
        done.is_ok_and(|s| s.success())
    };
    if !(make(&["-f", "raw", "base", "1M"])
        && make(&["-f", "qcow2", "-b", "base", "-F", "raw", "top"]))
    {
        eprintln!("skipped: there is no qemu-img");
        return;
    }
    let conn = home.open();
    let disk = format!(
        "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>\
         <source file='{}/top'/><target dev='vda' bus='virtio'/></disk>",
        dir.display()
    );
    let dom = define(&*conn, "c", &disk);
    start(&*conn, &dom);
    let live = conn.xml_desc(&dom, XmlOptions::default()).unwrap();
    assert!(live.contains("/images/base'/>"), "{live}");
    let inactive = XmlOptions {
        inactive: true,
        ..Default::default()
    };
    assert!(
        !conn
            .xml_desc(&dom, inactive)
            .unwrap()
            .contains("backingStore")
    );
}
