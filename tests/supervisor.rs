//! The supervisor beside real QEMUs: sharing the monitor, keeping the status file true, surviving the
//! death of each party. The guests have 16 MiB and no operating system; some run a boot sector that
//! does one thing.

use oxivirt::conf::state::{Paused, Running as RunningReason, Shutoff, StateReason};
use oxivirt::conf::uuid::Uuid;
use oxivirt::qemu::job::{self, Done, GiveBack, Operation, Undo};
use oxivirt::qemu::lock::{JobLock, pidfile_holder};
use oxivirt::qemu::monitor::commands::*;
use oxivirt::qemu::monitor::{Client, MonitorError, within};
use oxivirt::qemu::paths::Paths;
use oxivirt::qemu::process::{self, Running, StartSpec, Started, attach};
use oxivirt::qemu::security::QemuUser;
use oxivirt::qemu::supervisor::record::{Action, Owned, Policy, Record};
use oxivirt::qemu::supervisor::status_text;
use oxivirt::sys::{self, PidFd};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

const QEMU: &str = "/usr/bin/qemu-system-x86_64";
const LONG: Duration = Duration::from_secs(30);

/// One guest in a home of its own, which goes with this value.
struct Guest {
    paths: Paths,
    name: String,
    uuid: Uuid,
    extra: Vec<String>,
    policy: Policy,
    autodestroy: bool,
    remove: bool,
    /// The guest's lock, from the beginning of a start to its end.
    lock: Mutex<Option<JobLock>>,
}

impl Guest {
    fn new(name: &str) -> Option<Guest> {
        if !Path::new(QEMU).exists() {
            eprintln!("skipped: no {QEMU}");
            return None;
        }
        let root = std::env::temp_dir().join(format!("oxivirt-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        Some(Guest {
            paths: Paths::embed(&root).unwrap(),
            name: name.to_owned(),
            uuid: Uuid::random(),
            extra: Vec::new(),
            policy: Policy::default(),
            autodestroy: false,
            remove: true,
            lock: Mutex::new(None),
        })
    }

    /// The guest that another process has made.
    fn found(root: &Path, name: &str, uuid: &str) -> Guest {
        Guest {
            paths: Paths::embed(root).unwrap(),
            name: name.to_owned(),
            uuid: uuid.parse().unwrap(),
            extra: Vec::new(),
            policy: Policy::default(),
            autodestroy: false,
            remove: false,
            lock: Mutex::new(None),
        }
    }

    fn root(&self) -> PathBuf {
        self.paths.root.clone().unwrap()
    }

    /// Has the guest run these bytes at its start.
    fn boot(&mut self, code: &[u8]) {
        let mut sector = vec![0; 512];
        sector[..code.len()].copy_from_slice(code);
        sector[510..].copy_from_slice(&[0x55, 0xaa]);
        let path = self.root().join("boot.img");
        std::fs::create_dir_all(self.root()).unwrap();
        std::fs::write(&path, sector).unwrap();
        self.extra.push("-drive".to_owned());
        self.extra.push(format!(
            "file={},format=raw,if=ide,snapshot=on",
            path.display()
        ));
    }

    fn try_start(&self) -> oxivirt::error::Result<Started> {
        self.try_start_as(None, Vec::new())
    }

    fn try_start_as(
        &self,
        user: Option<&QemuUser>,
        owned: Vec<Owned>,
    ) -> oxivirt::error::Result<Started> {
        let mut held = self.lock.lock().unwrap();
        *held = None;
        let lock = JobLock::take(&self.paths, &self.uuid, "start")?;
        process::prepare_dirs(&self.paths, 1, &self.name, user)?;
        let mut args: Vec<String> = "-machine pc -accel tcg -nodefaults -no-user-config \
             -display none -S -m 16 -no-shutdown -chardev socket,id=m,fd=11,server=on,wait=off \
             -mon chardev=m,mode=control"
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        args.extend(self.extra.iter().cloned());
        let status = format!(
            "<domstatus state='shut off' reason='unknown' pid='0'>\n  <domain type='qemu' id='1'>\n    <name>{}</name>\n    <uuid>{}</uuid>\n  </domain>\n</domstatus>\n",
            self.name, self.uuid
        );
        let started = process::start(StartSpec {
            paths: &self.paths,
            name: &self.name,
            uuid: self.uuid,
            id: 1,
            program: QEMU.to_owned(),
            args,
            env: vec![("LC_ALL".to_owned(), "C".to_owned())],
            fds: Vec::new(),
            monitor_fd: 11,
            user,
            policy: self.policy,
            status,
            log_header: "starting up a test".to_owned(),
            limits: Vec::new(),
            owned,
            directories: Vec::new(),
            autodestroy: self.autodestroy,
            job: Some(&lock),
            limit: LONG,
        })?;
        *held = Some(lock);
        Ok(started)
    }

    fn start(&self) -> Running {
        let mut running = self.try_start().unwrap().finish(&[]).unwrap();
        *self.lock.lock().unwrap() = None;
        running.client.set_deadline(within(LONG));
        running
    }

    fn run(&self) -> Running {
        let mut running = self.start();
        running.expect_resume(Some(RunningReason::Booted)).unwrap();
        running.client.execute(&Cont {}).unwrap();
        running
    }

    fn attach(&self) -> Running {
        let mut running = attach(&self.paths, &self.name, &self.uuid)
            .unwrap()
            .expect("the guest runs");
        running.client.set_deadline(within(LONG));
        running
    }

    fn state(&self) -> Option<StateReason> {
        status_text::state(&std::fs::read_to_string(self.paths.status(&self.name)).ok()?)
    }

    fn supervisor(&self) -> i32 {
        let mut running = self.attach();
        let info = running
            .client
            .execute_raw("x-oxivirt-info", json!({}))
            .unwrap();
        info["supervisor-pid"].as_i64().unwrap() as i32
    }

    fn last_log_line(&self) -> String {
        let log = std::fs::read_to_string(self.paths.log(&self.name)).unwrap();
        log.lines().last().unwrap().to_owned()
    }

    /// Waits until nothing of the run is left.
    fn assert_gone(&self, reason: Shutoff) {
        wait_until("the guest is cleared up", || {
            !self.paths.record(&self.uuid).exists()
        });
        for path in [
            self.paths.status(&self.name),
            self.paths.pidfile(&self.name),
            self.paths.domain_dir(1, &self.name),
            self.paths.domain_channel_dir(1, &self.name),
            self.paths.control_sock(&self.uuid),
        ] {
            assert!(!path.exists(), "{} is left", path.display());
        }
        wait_until("the supervisor lets go", || {
            !self.paths.supervisor_lock(&self.uuid).exists()
        });
        let log = std::fs::read_to_string(self.paths.log(&self.name)).unwrap();
        let end = format!("shutting down, reason={}", reason.name());
        assert!(log.contains(&end), "no '{end}' in {log}");
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        if self.remove {
            if let Some(pid) = pidfile_holder(&self.paths.pidfile(&self.name)) {
                if let Ok(qemu) = PidFd::open(pid) {
                    let _ = qemu.send_signal(libc::SIGKILL);
                    let _ = qemu.wait(Some(LONG));
                }
                let begin = Instant::now();
                while self.paths.record(&self.uuid).exists() && begin.elapsed() < LONG {
                    std::thread::sleep(Duration::from_millis(5));
                }
            }
            let _ = std::fs::remove_dir_all(self.root());
        }
    }
}

fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !done() {
        assert!(begin.elapsed() < LONG, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn kill_hard(pid: i32) {
    let process = PidFd::open(pid).unwrap();
    process.send_signal(libc::SIGKILL).unwrap();
    assert!(process.wait(Some(LONG)).unwrap());
}

/// A field of `/proc/PID/stat`, counted as its manual page does.
fn stat_field(pid: i32, field: usize) -> i32 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let after = stat.rsplit_once(')').unwrap().1;
    after
        .split_whitespace()
        .nth(field - 3)
        .unwrap()
        .parse()
        .unwrap()
}

const PAUSED_BY_USER: StateReason = StateReason::Paused(Paused::User);
const BOOTED: StateReason = StateReason::Running(RunningReason::Booted);

#[test]
fn a_guest_starts_detached_and_its_state_is_told() {
    let Some(guest) = Guest::new("life") else {
        return;
    };
    std::fs::create_dir_all(&guest.paths.config_dir).unwrap();
    std::fs::write(guest.paths.definition(&guest.name), "<domain/>").unwrap();
    let mut started = guest.try_start().unwrap();
    assert_eq!(guest.state(), Some(StateReason::Paused(Paused::StartingUp)));
    assert_eq!(
        started.client.execute(&QueryStatus {}).unwrap().status,
        "prelaunch"
    );
    let mut running = started.finish(&[]).unwrap();
    running.client.set_deadline(within(LONG));

    // QEMU is nobody's child here, has a session that is not ours, and its pid file is its own.
    assert_ne!(stat_field(running.pid, 4), std::process::id() as i32);
    assert_ne!(stat_field(running.pid, 4), guest.supervisor());
    assert_ne!(
        stat_field(running.pid, 6),
        stat_field(std::process::id() as i32, 6)
    );
    let pidfile = guest.paths.pidfile(&guest.name);
    assert_eq!(
        std::fs::read_to_string(&pidfile).unwrap(),
        running.pid.to_string()
    );
    assert_eq!(pidfile_holder(&pidfile), Some(running.pid));
    let status = std::fs::read_to_string(guest.paths.status(&guest.name)).unwrap();
    assert_eq!(status_text::pid(&status), Some(running.pid));

    running.expect_resume(Some(RunningReason::Booted)).unwrap();
    running.client.execute(&Cont {}).unwrap();
    assert_eq!(guest.state(), Some(BOOTED));
    running.expect_stop(Some(Paused::User)).unwrap();
    running.client.execute(&Stop {}).unwrap();
    assert_eq!(guest.state(), Some(PAUSED_BY_USER));
    // What was announced holds once.
    running.client.execute(&Cont {}).unwrap();
    assert_eq!(
        guest.state(),
        Some(StateReason::Running(RunningReason::Unpaused))
    );
    running.client.execute(&Stop {}).unwrap();
    assert_eq!(guest.state(), Some(StateReason::Paused(Paused::Unknown)));

    // A new document keeps the true state.
    let new = status.replace("<name>", "<name><!-- new -->");
    running.set_status(&new).unwrap();
    assert_eq!(guest.state(), Some(StateReason::Paused(Paused::Unknown)));
    let text = std::fs::read_to_string(guest.paths.status(&guest.name)).unwrap();
    assert!(text.contains("<!-- new -->"));
    assert!(running.set_status("<domain/>").is_err());

    running.destroy(Shutoff::Destroyed, false).unwrap();
    // At once, not soon.
    assert!(!guest.paths.status(&guest.name).exists());
    guest.assert_gone(Shutoff::Destroyed);
    assert!(
        guest
            .last_log_line()
            .ends_with("shutting down, reason=destroyed")
    );
    assert_eq!(
        process::last_shutoff(&guest.paths, &guest.uuid),
        Some(Shutoff::Destroyed)
    );
    assert!(
        attach(&guest.paths, &guest.name, &guest.uuid)
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_qemu_that_ends_early_is_quoted_and_leaves_nothing() {
    let Some(mut guest) = Guest::new("early") else {
        return;
    };
    guest.extra = vec!["-device".to_owned(), "no-such-device".to_owned()];
    let e = guest.try_start().map(drop).unwrap_err();
    assert_eq!(
        e.code,
        oxivirt::error::virErrorNumber::VIR_ERR_INTERNAL_ERROR
    );
    assert!(e.message.contains("no-such-device"), "{e}");
    guest.assert_gone(Shutoff::Failed);
    // The same guest can be started right after.
    guest.extra.clear();
    guest.start().destroy(Shutoff::Destroyed, true).unwrap();

    // Dropped in the middle of its start.
    let started = guest.try_start().unwrap();
    let pid = started.pid;
    drop(started);
    assert!(!Path::new(&format!("/proc/{pid}/exe")).exists());
    guest.assert_gone(Shutoff::Failed);
}

#[test]
fn many_clients_share_the_monitor_and_hear_all_events() {
    let Some(guest) = Guest::new("many") else {
        return;
    };
    let mut first = guest.start();
    let mut clients: Vec<Running> = (0..20).map(|_| guest.attach()).collect();
    std::thread::scope(|s| {
        for (i, client) in clients.iter_mut().enumerate() {
            s.spawn(move || {
                for n in 0..20 {
                    // Each gets its own answer, by its own id.
                    match (i + n) % 3 {
                        0 => {
                            let e = client
                                .client
                                .execute_raw(&format!("no-{i}-{n}"), json!({}))
                                .unwrap_err();
                            assert!(e.description().unwrap().contains(&format!("no-{i}-{n}")));
                        }
                        1 => {
                            let v = client.client.execute_raw("query-name", json!({})).unwrap();
                            assert!(v.is_object());
                        }
                        _ => {
                            let s = client.client.execute(&QueryStatus {}).unwrap();
                            assert_eq!(s.status, "prelaunch");
                        }
                    }
                }
            });
        }
    });
    first.client.execute(&Cont {}).unwrap();
    for client in &mut clients {
        let event = client
            .client
            .wait_event(within(LONG), |e| e.name == "RESUME")
            .unwrap();
        assert!(event.is_some());
    }
    // One that never reads harms nobody, nor does one that talks nonsense.
    let mut raw = sys::socket::connect(&guest.paths.control_sock(&guest.uuid)).unwrap();
    let mut greeting = String::new();
    BufReader::new(raw.try_clone().unwrap())
        .read_line(&mut greeting)
        .unwrap();
    assert!(greeting.starts_with("{\"QMP\""), "{greeting}");
    let before = b"{\"execute\":\"query-status\",\"id\":[1,{}]}\n{]\n\n";
    raw.write_all(before).unwrap();
    let mut lines = BufReader::new(raw.try_clone().unwrap()).lines();
    let refused: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(refused["error"]["class"], "CommandNotFound");
    assert_eq!(refused["id"], json!([1, {}]));
    let refused: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(refused["error"]["class"], "GenericError");
    raw.set_nonblocking(true).unwrap();
    let flood = b"{\"execute\":\"qmp_capabilities\"}\n".repeat(64 << 10);
    let mut sent = 0;
    while let Ok(n) = raw.write(&flood[sent..]) {
        sent += n;
        if sent == flood.len() {
            break;
        }
    }
    for _ in 0..200 {
        first.client.execute(&QueryStatus {}).unwrap();
    }
    drop((raw, lines));
    drop(clients);
    wait_until("the supervisor has noticed", || {
        let info = first
            .client
            .execute_raw("x-oxivirt-info", json!({}))
            .unwrap();
        info["clients"] == 1
    });
    first.destroy(Shutoff::Destroyed, false).unwrap();
}

#[test]
fn descriptors_reach_qemu_with_their_command() {
    let Some(guest) = Guest::new("fds") else {
        return;
    };
    let first = guest.start();
    std::thread::scope(|s| {
        for i in 0..6 {
            let guest = &guest;
            s.spawn(move || {
                let mut running = guest.attach();
                for n in 0..10 {
                    let path = guest.root().join(format!("f-{i}-{n}"));
                    let file = std::fs::File::create(&path).unwrap();
                    let added = running
                        .client
                        .execute_with_fds(&AddFd::default(), &[file.as_fd()])
                        .unwrap();
                    let link = format!("/proc/{}/fd/{}", running.pid, added.fd);
                    assert_eq!(std::fs::read_link(link).unwrap(), path);
                    // And one without is refused, whatever the others send.
                    let name = format!("n-{i}-{n}");
                    let get = GetFd { fdname: name };
                    assert!(running.client.execute(&get).is_err());
                    running
                        .client
                        .execute_with_fds(&get, &[file.as_fd()])
                        .unwrap();
                    running
                        .client
                        .execute(&RemoveFd {
                            fdset_id: added.fdset_id,
                            fd: None,
                        })
                        .unwrap();
                }
            });
        }
    });
    // The names that dead clients left are taken back.
    wait_until("named descriptors are closed", || {
        let links = std::fs::read_dir(format!("/proc/{}/fd", first.pid)).unwrap();
        !links.flatten().any(|l| {
            std::fs::read_link(l.path())
                .is_ok_and(|t| t.starts_with(guest.root()) && t.to_string_lossy().contains("/f-"))
        })
    });
    first.destroy(Shutoff::Destroyed, false).unwrap();
}

#[test]
fn a_killed_supervisor_is_followed_by_one_other() {
    let Some(guest) = Guest::new("takeover") else {
        return;
    };
    let mut running = guest.run();
    let pid = running.pid;
    let old = guest.supervisor();
    kill_hard(old);
    assert!(matches!(
        running.client.execute(&QueryStatus {}),
        Err(MonitorError::Closed)
    ));
    // Paused behind the back of the file, by a monitor that was free.
    let mut direct =
        Client::connect_by(&guest.paths.monitor_sock(1, &guest.name), within(LONG)).unwrap();
    direct.execute(&Stop {}).unwrap();
    drop(direct);
    assert_eq!(guest.state(), Some(BOOTED));

    let mut found: Vec<Running> = std::thread::scope(|s| {
        let racing: Vec<_> = (0..8).map(|_| s.spawn(|| guest.attach())).collect();
        racing.into_iter().map(|t| t.join().unwrap()).collect()
    });
    let supervisors: std::collections::BTreeSet<i64> = found
        .iter_mut()
        .map(|r| {
            let info = r.client.execute_raw("x-oxivirt-info", json!({})).unwrap();
            info["supervisor-pid"].as_i64().unwrap()
        })
        .collect();
    assert_eq!(supervisors.len(), 1, "{supervisors:?}");
    assert!(!supervisors.contains(&i64::from(old)));
    assert!(found.iter().all(|r| r.pid == pid));
    assert_eq!(guest.state(), Some(StateReason::Paused(Paused::Unknown)));
    found[0].client.execute(&Cont {}).unwrap();
    assert!(guest.state().unwrap().is_running());

    // Both gone: who comes next clears up.
    kill_hard(guest.supervisor());
    kill_hard(pid);
    assert!(
        attach(&guest.paths, &guest.name, &guest.uuid)
            .unwrap()
            .is_none()
    );
    guest.assert_gone(Shutoff::Crashed);
}

#[test]
fn a_killed_qemu_is_cleared_up_after() {
    let Some(guest) = Guest::new("crash") else {
        return;
    };
    let mut running = guest.run();
    kill_hard(running.pid);
    assert!(running.wait_end(LONG).unwrap());
    guest.assert_gone(Shutoff::Crashed);
    assert_eq!(process::last_shutoff(&guest.paths, &guest.uuid), None);

    // By a signal that QEMU ends on by itself.
    let mut running = guest.run();
    running.pidfd.send_signal(libc::SIGTERM).unwrap();
    assert!(running.wait_end(LONG).unwrap());
    guest.assert_gone(Shutoff::Shutdown);
}

#[test]
fn the_supervisor_stays_small() {
    let Some(guest) = Guest::new("memory") else {
        return;
    };
    let mut running = guest.run();
    let clients: Vec<Running> = (0..10).map(|_| guest.attach()).collect();
    // Something big has gone through it.
    running
        .client
        .execute_raw("query-qmp-schema", json!({}))
        .unwrap();
    let status = std::fs::read_to_string(guest.paths.status(&guest.name)).unwrap();
    let big = status.replace(
        "<name>",
        &format!("<!-- {} --><name>", "x".repeat(300 << 10)),
    );
    running.set_status(&big).unwrap();
    running.set_status(&status).unwrap();
    for _ in 0..20 {
        running.client.execute(&Stop {}).unwrap();
        running.client.execute(&Cont {}).unwrap();
    }
    let rollup =
        std::fs::read_to_string(format!("/proc/{}/smaps_rollup", guest.supervisor())).unwrap();
    // The code of a debug build is larger than all that is allowed; what is not code counts there.
    let counted = match cfg!(debug_assertions) {
        true => "Anonymous:",
        false => "Private_",
    };
    let private: u64 = rollup
        .lines()
        .filter(|l| l.starts_with(counted))
        .map(|l| l.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap())
        .sum();
    println!("private memory of the supervisor: {private} KiB");
    assert!(private <= 2048, "{rollup}");
    drop(clients);
    running.destroy(Shutoff::Destroyed, false).unwrap();
}

// Guests that do one thing.

/// Writes `value` to a port, then halts for ever.
fn write_port(port: u16, value: u16, wide: bool) -> Vec<u8> {
    let [port_low, port_high] = port.to_le_bytes();
    let [low, high] = value.to_le_bytes();
    let out = if wide { 0xef } else { 0xee };
    // mov dx, port; mov ax, value; out dx, ax (al); hlt; jmp -3
    vec![
        0xba, port_low, port_high, 0xb8, low, high, out, 0xf4, 0xeb, 0xfd,
    ]
}

/// Soft-off by the power management that the BIOS has set up at 0x600.
fn power_off() -> Vec<u8> {
    write_port(0x604, 0x2000, true)
}

/// Reset by the keyboard controller.
fn reboot() -> Vec<u8> {
    write_port(0x64, 0xfe, false)
}

#[test]
fn a_guest_that_powers_off_ends() {
    let Some(mut guest) = Guest::new("poweroff") else {
        return;
    };
    guest.boot(&power_off());
    let mut running = guest.run();
    assert!(running.wait_end(LONG).unwrap());
    guest.assert_gone(Shutoff::Shutdown);
    let events = running.client.take_events().unwrap();
    let names: Vec<&str> = events.iter().map(|e| e.name.as_str()).collect();
    assert!(
        names.contains(&"SHUTDOWN") && names.contains(&"X_OXIVIRT_ENDED"),
        "{names:?}"
    );
}

#[test]
fn a_power_off_can_be_a_reboot() {
    let Some(mut guest) = Guest::new("restart") else {
        return;
    };
    guest.boot(&power_off());
    let mut running = guest.start();
    running.set_fake_reboot(true).unwrap();
    running.client.execute(&Cont {}).unwrap();
    let mut await_event = |name: &str| {
        running
            .client
            .wait_event(within(LONG), |e| e.name == name)
            .unwrap()
            .unwrap_or_else(|| panic!("no {name}"))
    };
    for name in ["SHUTDOWN", "RESET", "RESUME"] {
        await_event(name);
    }
    // Once only: the next one is the end.
    await_event("SHUTDOWN");
    assert!(running.wait_end(LONG).unwrap());
    guest.assert_gone(Shutoff::Shutdown);

    guest.policy.on_poweroff = Action::Restart;
    let mut running = guest.run();
    for _ in 0..2 {
        running
            .client
            .wait_event(within(LONG), |e| e.name == "RESET")
            .unwrap()
            .unwrap();
    }
    running.destroy(Shutoff::Destroyed, false).unwrap();
}

#[test]
fn a_reboot_can_be_the_end() {
    let Some(mut guest) = Guest::new("noreboot") else {
        return;
    };
    guest.boot(&reboot());
    guest.policy.on_reboot = Action::Destroy;
    let mut running = guest.run();
    assert!(running.wait_end(LONG).unwrap());
    guest.assert_gone(Shutoff::Shutdown);

    guest.policy.on_reboot = Action::Restart;
    let mut running = guest.run();
    let reset = running
        .client
        .wait_event(within(LONG), |e| e.name == "RESET")
        .unwrap();
    assert_eq!(reset.unwrap().data["guest"], json!(true));
    assert_eq!(guest.state(), Some(BOOTED));
    running.destroy(Shutoff::Destroyed, false).unwrap();
}

#[test]
fn a_panic_is_handled_as_the_document_says() {
    let Some(mut guest) = Guest::new("panic") else {
        return;
    };
    guest
        .extra
        .extend(["-device".to_owned(), "pvpanic".to_owned()]);
    guest.boot(&write_port(0x505, 1, false));
    guest.policy.on_crash = Action::Preserve;
    let mut running = guest.run();
    running
        .client
        .wait_event(within(LONG), |e| e.name == "GUEST_PANICKED")
        .unwrap()
        .unwrap();
    let crashed = StateReason::Crashed(oxivirt::conf::state::Crashed::Panicked);
    wait_until("the state is told", || guest.state() == Some(crashed));
    running.destroy(Shutoff::Destroyed, false).unwrap();

    guest.policy.on_crash = Action::CoredumpDestroy;
    let mut running = guest.run();
    assert!(running.wait_end(LONG).unwrap());
    guest.assert_gone(Shutoff::Crashed);
    let dumps: Vec<_> = std::fs::read_dir(&guest.paths.dump_dir)
        .unwrap()
        .flatten()
        .collect();
    assert_eq!(dumps.len(), 1);
    let mut magic = [0; 4];
    let mut dump = std::fs::File::open(dumps[0].path()).unwrap();
    dump.read_exact(&mut magic).unwrap();
    assert_eq!(&magic, b"\x7fELF");

    guest.policy.on_crash = Action::Restart;
    let mut running = guest.run();
    for _ in 0..2 {
        running
            .client
            .wait_event(within(LONG), |e| e.name == "GUEST_PANICKED")
            .unwrap()
            .unwrap();
    }
    running.destroy(Shutoff::Destroyed, false).unwrap();
}

// Clients that die. Each is a process of its own: this program, told to run one `helper_`.

struct Helper(std::process::Child, BufReader<std::process::ChildStdout>);

impl Helper {
    fn start(helper: &str, guest: &Guest) -> Helper {
        Self::start_with(helper, guest, "")
    }

    /// One that meets a fault, or whose supervisor does.
    fn start_with(helper: &str, guest: &Guest, fault: &str) -> Helper {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                helper,
                "--exact",
                "--ignored",
                "--nocapture",
                "--test-threads=1",
            ])
            .env("HELPER_ROOT", guest.root())
            .env("HELPER_NAME", &guest.name)
            .env("HELPER_UUID", guest.uuid.to_string())
            .env("OXIVIRT_FAULT", fault)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Helper(child, out)
    }

    fn await_line(&mut self, wanted: &str) {
        let mut line = String::new();
        loop {
            line.clear();
            assert_ne!(self.1.read_line(&mut line).unwrap(), 0, "no '{wanted}'");
            if line.contains(wanted) {
                return;
            }
        }
    }

    fn await_end(mut self) {
        self.0.wait().unwrap();
    }

    fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The guest that a helper is told of.
fn told() -> Guest {
    let of = |name: &str| std::env::var(name).unwrap();
    Guest::found(
        Path::new(&of("HELPER_ROOT")),
        &of("HELPER_NAME"),
        &of("HELPER_UUID"),
    )
}

fn say(what: &str) {
    println!("{what}");
    std::io::stdout().flush().unwrap();
}

fn sleep_for_ever() -> ! {
    loop {
        std::thread::sleep(LONG);
    }
}

fn save_undo(guest: &Guest, give_back: GiveBack) -> Undo {
    Undo {
        cancel_migration: true,
        give_back,
        reason: Some(
            match give_back {
                GiveBack::Paused => "user",
                _ => "save canceled",
            }
            .to_owned(),
        ),
        remove_files: vec![guest.root().join("image.part")],
        ..Undo::default()
    }
}

/// Saves into a pipe that nobody reads, as a hung disk would.
#[test]
#[ignore = "run by other tests"]
fn helper_saves() {
    let guest = told();
    let mut running = guest.attach();
    let was_running = running.state().unwrap().is_running();
    let lock = JobLock::take(&guest.paths, &guest.uuid, "save").unwrap();
    let give_back = if was_running {
        GiveBack::Running
    } else {
        GiveBack::Paused
    };
    let undo = save_undo(&guest, give_back);
    let mut job = job::begin(&mut running, &lock, Operation::Save, &undo).unwrap();
    std::fs::write(guest.root().join("image.part"), "unfinished").unwrap();
    if was_running {
        job.expect_stop(Some(Paused::Save)).unwrap();
        job.client.execute(&Stop {}).unwrap();
    }
    let (read_end, write_end) = sys::socket::pipe().unwrap();
    let get = GetFd {
        fdname: "image".to_owned(),
    };
    job.client
        .execute_with_fds(&get, &[write_end.as_fd()])
        .unwrap();
    let migrate = Migrate {
        uri: "fd:image".to_owned(),
    };
    job.client.execute(&migrate).unwrap();
    loop {
        let info = job.client.execute(&QueryMigrate {}).unwrap();
        if info.status.as_deref() == Some("active") {
            break;
        }
    }
    say("save begun");
    let _keep: OwnedFd = read_end;
    sleep_for_ever();
}

fn assert_undone(guest: &Guest, state: StateReason) {
    // The lock is free only once all is undone.
    let lock = JobLock::take_within(&guest.paths, &guest.uuid, "check", LONG).unwrap();
    assert!(!guest.root().join("image.part").exists());
    let mut running = guest.attach();
    let status = running.client.execute(&QueryStatus {}).unwrap();
    assert_eq!(status.running, state.is_running(), "{status:?}");
    assert_eq!(guest.state(), Some(state));
    let info = running.client.execute(&QueryMigrate {}).unwrap();
    assert!(info.has_ended(), "{info:?}");
    assert_eq!(
        Record::read(&guest.paths.record(&guest.uuid)).unwrap().job,
        None
    );
    // And the guest can be given another job.
    let undo = Undo::default();
    let job = job::begin(&mut running, &lock, Operation::Modify, &undo).unwrap();
    job.finish().unwrap();
}

const SAVE_CANCELED: StateReason = StateReason::Running(RunningReason::SaveCanceled);

#[test]
fn a_dead_clients_save_is_undone() {
    let Some(guest) = Guest::new("deadsave") else {
        return;
    };
    let mut running = guest.run();
    for _ in 0..2 {
        let mut helper = Helper::start("helper_saves", &guest);
        helper.await_line("save begun");
        assert_eq!(guest.state(), Some(StateReason::Paused(Paused::Save)));
        // Others are told who has it.
        let e = JobLock::take_within(&guest.paths, &guest.uuid, "x", Duration::ZERO).unwrap_err();
        assert!(e.message.contains("'save'"), "{e}");
        helper.kill();
        assert_undone(&guest, SAVE_CANCELED);
    }
    // A paused guest stays paused, for the reason that it had.
    running.expect_stop(Some(Paused::User)).unwrap();
    running.client.execute(&Stop {}).unwrap();
    let mut helper = Helper::start("helper_saves", &guest);
    helper.await_line("save begun");
    helper.kill();
    assert_undone(&guest, PAUSED_BY_USER);
    running.destroy(Shutoff::Destroyed, false).unwrap();
}

#[test]
fn a_save_is_undone_though_the_supervisor_died_as_well() {
    let Some(guest) = Guest::new("deadboth") else {
        return;
    };
    drop(guest.run());
    let mut helper = Helper::start("helper_saves", &guest);
    helper.await_line("save begun");
    let supervisor = guest.supervisor();
    // Stopped first, so that it cannot undo anything before it dies.
    PidFd::open(supervisor)
        .unwrap()
        .send_signal(libc::SIGSTOP)
        .unwrap();
    helper.kill();
    kill_hard(supervisor);
    assert!(guest.root().join("image.part").exists());
    // The lock is free, but whoever takes it finds the guest by its next supervisor.
    drop(guest.attach());
    assert_undone(&guest, SAVE_CANCELED);

    // QEMU dies in the middle: the unfinished image goes with it.
    let mut helper = Helper::start("helper_saves", &guest);
    helper.await_line("save begun");
    let pid = guest.attach().pid;
    kill_hard(pid);
    guest.assert_gone(Shutoff::Crashed);
    assert!(!guest.root().join("image.part").exists());
    helper.kill();
}

#[test]
fn a_job_is_undone_when_its_guard_is_dropped_and_not_when_finished() {
    let Some(guest) = Guest::new("guard") else {
        return;
    };
    let mut running = guest.run();
    let lock = JobLock::take(&guest.paths, &guest.uuid, "save").unwrap();
    let file = guest.root().join("image.part");
    let undo = save_undo(&guest, GiveBack::Running);

    std::fs::write(&file, "x").unwrap();
    let mut job = job::begin(&mut running, &lock, Operation::Save, &undo).unwrap();
    job.client.execute(&Stop {}).unwrap();
    // Another connection cannot begin one, lock or no lock.
    let mut other = guest.attach();
    let e = job::begin(&mut other, &lock, Operation::Modify, &undo)
        .map(drop)
        .unwrap_err();
    assert!(e.message.contains("'save'"), "{e}");
    drop(job);
    assert!(!file.exists());
    assert_eq!(guest.state(), Some(SAVE_CANCELED));

    std::fs::write(&file, "x").unwrap();
    let mut job = job::begin(&mut running, &lock, Operation::Save, &undo).unwrap();
    job.client.execute(&Stop {}).unwrap();
    job.finish().unwrap();
    assert!(file.exists());
    assert!(!guest.state().unwrap().is_running());

    // Safe on disk: from here on a death must not remove it.
    let mut job = job::begin(&mut running, &lock, Operation::Save, &undo).unwrap();
    job.update(&Undo::default()).unwrap();
    drop(job);
    assert!(file.exists());
    running.set_shutoff_reason(Some(Shutoff::Saved)).unwrap();
    running.client.execute(&Quit {}).unwrap();
    assert!(running.wait_end(LONG).unwrap());
    guest.assert_gone(Shutoff::Saved);
}

/// A client may die, or fail, with its work done but not yet told.
#[test]
fn a_job_that_has_succeeded_is_not_undone() {
    let Some(guest) = Guest::new("succeeded") else {
        return;
    };
    let (part, image) = (guest.root().join("image.part"), guest.root().join("image"));
    let save = |named: bool| {
        let mut running = guest.run();
        let lock = JobLock::take(&guest.paths, &guest.uuid, "save").unwrap();
        std::fs::write(&part, "x").unwrap();
        let meta = std::fs::metadata(&part).unwrap();
        let undo = Undo {
            done: Some(Done::Named {
                path: image.clone(),
                device: meta.dev(),
                inode: meta.ino(),
                reason: Shutoff::Saved.name().to_owned(),
            }),
            ..save_undo(&guest, GiveBack::Running)
        };
        let mut job = job::begin(&mut running, &lock, Operation::Save, &undo).unwrap();
        job.client.execute(&Stop {}).unwrap();
        if named {
            std::fs::rename(&part, &image).unwrap();
        }
        drop(job);
    };
    // The image has its name: the guest is in it, and nowhere else.
    save(true);
    guest.assert_gone(Shutoff::Saved);
    // Another file of that name is no proof.
    save(false);
    assert_eq!(guest.state(), Some(SAVE_CANCELED));
    assert!(image.exists() && !part.exists());

    // A guest that has run has left its image behind; one that has not is still in it.
    let restore = |runs: bool| {
        let mut running = guest.attach();
        let lock = JobLock::take(&guest.paths, &guest.uuid, "start").unwrap();
        if !runs {
            running.client.execute(&Stop {}).unwrap();
        }
        let undo = Undo {
            kill: Some(Shutoff::Failed.name().to_owned()),
            done: Some(Done::Restored {
                path: image.clone(),
            }),
            ..Undo::default()
        };
        drop(job::begin(&mut running, &lock, Operation::Restore, &undo).unwrap());
    };
    restore(true);
    assert!(!image.exists());
    assert_eq!(guest.state(), Some(SAVE_CANCELED));
    // It is gone: then the guest stays, though it stands still.
    restore(false);
    assert!(guest.state().is_some());
    std::fs::write(&image, "x").unwrap();
    // It ran and stands still again, for a full disk, say.
    {
        let mut running = guest.attach();
        let lock = JobLock::take(&guest.paths, &guest.uuid, "start").unwrap();
        let undo = Undo {
            kill: Some(Shutoff::Failed.name().to_owned()),
            done: Some(Done::Restored {
                path: image.clone(),
            }),
            ..Undo::default()
        };
        let mut job = job::begin(&mut running, &lock, Operation::Restore, &undo).unwrap();
        job.client.execute(&Cont {}).unwrap();
        job.client.execute(&Stop {}).unwrap();
    }
    assert!(guest.state().is_some());
    assert!(!image.exists());
    std::fs::write(&image, "x").unwrap();
    restore(false);
    guest.assert_gone(Shutoff::Failed);
    assert!(image.exists());
}

/// A disk that is full, or broken, under the record.
#[test]
fn what_cannot_be_recorded_of_a_job_has_not_happened() {
    let Some(guest) = Guest::new("unrecorded") else {
        return;
    };
    let mut running = guest.run();
    let lock = JobLock::take(&guest.paths, &guest.uuid, "save").unwrap();
    let undo = save_undo(&guest, GiveBack::Running);
    let file = guest.root().join("image.part");
    let mut in_the_way = guest.paths.record(&guest.uuid).into_os_string();
    in_the_way.push(".new");
    std::fs::create_dir(&in_the_way).unwrap();
    let begun = job::begin(&mut running, &lock, Operation::Save, &undo).map(drop);
    std::fs::remove_dir(&in_the_way).unwrap();
    assert!(begun.is_err());
    // Nobody has the guest.
    let mut job = job::begin(&mut running, &lock, Operation::Save, &undo).unwrap();
    std::fs::write(&file, "x").unwrap();
    std::fs::create_dir(&in_the_way).unwrap();
    let updated = job.update(&Undo::default());
    std::fs::remove_dir(&in_the_way).unwrap();
    assert!(updated.is_err());
    // It is undone as was said before.
    drop(job);
    assert!(!file.exists());
    running.destroy(Shutoff::Destroyed, false).unwrap();
}

/// An image may take its name at any moment: it would stand beside a guest that goes on.
#[test]
fn a_daemon_waits_for_a_job_that_is_final() {
    let Some(guest) = Guest::new("final") else {
        return;
    };
    let mut running = guest.run();
    let (part, image) = (guest.root().join("image.part"), guest.root().join("image"));
    let lock = JobLock::take(&guest.paths, &guest.uuid, "save").unwrap();
    std::fs::write(&part, "x").unwrap();
    let meta = std::fs::metadata(&part).unwrap();
    let undo = Undo {
        is_final: true,
        done: Some(Done::Named {
            path: image.clone(),
            device: meta.dev(),
            inode: meta.ino(),
            reason: Shutoff::Saved.name().to_owned(),
        }),
        ..save_undo(&guest, GiveBack::Running)
    };
    let mut job = job::begin(&mut running, &lock, Operation::Save, &undo).unwrap();
    job.expect_stop(Some(Paused::Save)).unwrap();
    job.client.execute(&Stop {}).unwrap();
    let supervisor = PidFd::open(guest.supervisor()).unwrap();
    let script = "import fcntl,os,sys\nf=open(sys.argv[1],'r+')\nfcntl.lockf(f,fcntl.LOCK_EX,1)\nf.truncate()\nf.write(str(os.getpid()))\nf.flush()\nprint('x',flush=True)\nsys.stdin.read()\nos.unlink(sys.argv[1])";
    let mut daemon = Command::new("python3")
        .args(["-c", script])
        .arg(guest.paths.state_dir.join("driver.pid"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(daemon.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(!supervisor.wait(Some(Duration::from_millis(500))).unwrap());
    assert_eq!(guest.state(), Some(StateReason::Paused(Paused::Save)));
    std::fs::rename(&part, &image).unwrap();
    drop(job);
    assert!(supervisor.wait(Some(LONG)).unwrap());
    drop(daemon.stdin.take());
    daemon.wait().unwrap();
    guest.assert_gone(Shutoff::Saved);
    assert!(image.exists());
}

/// Starts the guest as told and lives on.
#[test]
#[ignore = "run by other tests"]
fn helper_starts() {
    let mut guest = told();
    guest.autodestroy = true;
    let _running = guest.run();
    say("guest is up");
    sleep_for_ever();
}

/// Begins to start the guest and lives on.
#[test]
#[ignore = "run by other tests"]
fn helper_begins_to_start() {
    let guest = told();
    let _started = guest.try_start().unwrap();
    say("start begun");
    sleep_for_ever();
}

#[test]
fn a_guest_ends_with_its_owner() {
    let Some(guest) = Guest::new("owner") else {
        return;
    };
    let mut helper = Helper::start("helper_starts", &guest);
    helper.await_line("guest is up");
    drop(guest.attach());
    assert_eq!(guest.state(), Some(BOOTED));
    helper.kill();
    guest.assert_gone(Shutoff::Destroyed);

    // The supervisor has been replaced meanwhile.
    let mut helper = Helper::start("helper_starts", &guest);
    helper.await_line("guest is up");
    kill_hard(guest.supervisor());
    drop(guest.attach());
    assert_eq!(guest.state(), Some(BOOTED));
    helper.kill();
    guest.assert_gone(Shutoff::Destroyed);

    // And nobody was there to see the owner go.
    let mut helper = Helper::start("helper_starts", &guest);
    helper.await_line("guest is up");
    kill_hard(guest.supervisor());
    helper.kill();
    let _ = attach(&guest.paths, &guest.name, &guest.uuid);
    guest.assert_gone(Shutoff::Destroyed);
}

#[test]
fn a_start_that_its_client_did_not_live_to_see_is_undone() {
    let Some(guest) = Guest::new("deadstart") else {
        return;
    };
    let mut helper = Helper::start("helper_begins_to_start", &guest);
    helper.await_line("start begun");
    assert!(guest.paths.status(&guest.name).exists());
    helper.kill();
    guest.assert_gone(Shutoff::Failed);
}

#[test]
fn a_daemon_gets_the_monitor_and_gives_it_back() {
    let Some(guest) = Guest::new("daemon") else {
        return;
    };
    drop(guest.run());
    let supervisor = PidFd::open(guest.supervisor()).unwrap();
    // A save is under way: it is undone before.
    let mut helper = Helper::start("helper_saves", &guest);
    helper.await_line("save begun");
    let script = "import fcntl,os,sys\nf=open(sys.argv[1],'r+')\nfcntl.lockf(f,fcntl.LOCK_EX,1)\nf.truncate()\nf.write(str(os.getpid()))\nf.flush()\nprint('x',flush=True)\nsys.stdin.read()\nos.unlink(sys.argv[1])";
    let mut daemon = Command::new("python3")
        .args(["-c", script])
        .arg(guest.paths.state_dir.join("driver.pid"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    assert!(supervisor.wait(Some(LONG)).unwrap());
    assert_eq!(guest.paths.owned_by_daemon(), Some(daemon.id() as i32));
    assert_eq!(guest.state(), Some(SAVE_CANCELED));
    assert!(!guest.root().join("image.part").exists());
    let monitor = guest.paths.monitor_sock(1, &guest.name);
    let mut direct = Client::connect_by(&monitor, within(LONG)).unwrap();
    assert!(direct.execute(&QueryStatus {}).unwrap().running);
    drop(direct);
    drop(daemon.stdin.take());
    daemon.wait().unwrap();
    helper.kill();

    let mut running = guest.attach();
    assert!(running.client.execute(&QueryStatus {}).unwrap().running);
    // The next daemon's file is another.
    let supervisor = PidFd::open(guest.supervisor()).unwrap();
    let mut daemon = Command::new("python3")
        .args(["-c", script])
        .arg(guest.paths.state_dir.join("driver.pid"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    assert!(supervisor.wait(Some(LONG)).unwrap());
    // It has ended the guest and started it again, as another process.
    let mut direct = Client::connect_by(&monitor, within(LONG)).unwrap();
    direct.execute(&Quit {}).unwrap();
    assert!(direct.wait_closed(within(LONG)).unwrap());
    let status = guest.paths.status(&guest.name);
    let text = std::fs::read_to_string(&status).unwrap();
    let state = status_text::state(&text).unwrap();
    let me = std::process::id() as i32;
    std::fs::write(&status, status_text::with(&text, state, Some(me)).unwrap()).unwrap();
    drop(daemon.stdin.take());
    daemon.wait().unwrap();
    // What is left of the run before is not taken for what is left of this one: only a process that
    // holds its pid file is a QEMU, and that is looked for under the new number.
    assert!(
        attach(&guest.paths, &guest.name, &guest.uuid)
            .unwrap()
            .is_none()
    );
    assert!(!guest.paths.record(&guest.uuid).exists());
}

/// The QEMUs that name this guest's home in their arguments.
fn qemus_of(guest: &Guest) -> Vec<i32> {
    let home = guest.root().display().to_string();
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|n| n.parse().ok()) else {
            continue;
        };
        let command = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
        let command = String::from_utf8_lossy(&command).into_owned();
        if command.contains("qemu-system") && command.contains(&home) {
            found.push(pid);
        }
    }
    found
}

#[test]
fn a_death_at_any_point_of_a_start_leaves_nothing() {
    let Some(mut guest) = Guest::new("faultystart") else {
        return;
    };
    // Told by its command line.
    guest.boot(&[0xf4, 0xeb, 0xfd]);
    let both = |a: &str, b: &str| format!("{a},{b}");
    for fault in [
        "start.prepared".to_owned(),
        "start.ordered".to_owned(),
        "supervisor.ordered".to_owned(),
        "supervisor.forked".to_owned(),
        "supervisor.recorded".to_owned(),
        "supervisor.executed".to_owned(),
        "supervisor.negotiated".to_owned(),
        both("start.ordered", "supervisor.ordered"),
        both("start.ordered", "supervisor.forked"),
        both("start.ordered", "supervisor.recorded"),
        both("start.ordered", "supervisor.executed"),
        both("start.ordered", "supervisor.negotiated"),
    ] {
        println!("dying at {fault}");
        let mut helper = Helper::start_with("helper_begins_with_a_fault", &guest, &fault);
        if fault.starts_with("supervisor") {
            // The client lives and is told.
            helper.await_line("refused:");
        }
        helper.await_end();
        // Who has the lock next finds no guest.
        let lock = JobLock::take_within(&guest.paths, &guest.uuid, "check", LONG).unwrap();
        let found = attach(&guest.paths, &guest.name, &guest.uuid).unwrap();
        assert!(found.is_none());
        wait_until("nothing runs", || qemus_of(&guest).is_empty());
        for path in [
            guest.paths.status(&guest.name),
            guest.paths.pidfile(&guest.name),
            guest.paths.record(&guest.uuid),
            guest.paths.control_sock(&guest.uuid),
        ] {
            assert!(!path.exists(), "{fault} leaves {}", path.display());
        }
        // And the guest can be started.
        drop(lock);
        guest.start().destroy(Shutoff::Destroyed, false).unwrap();
        guest.assert_gone(Shutoff::Destroyed);
    }
}

/// Begins to start the guest, and tells if that fails.
#[test]
#[ignore = "run by other tests"]
fn helper_begins_with_a_fault() {
    let mut guest = told();
    guest.boot(&[0xf4, 0xeb, 0xfd]);
    match guest.try_start() {
        Ok(_) => say("started"),
        Err(e) => say(&format!("refused: {e}")),
    }
}

#[test]
fn a_death_at_any_point_of_clearing_up_is_made_good() {
    let Some(guest) = Guest::new("faultyend") else {
        return;
    };
    for fault in ["cleanup.logged", "cleanup.directories", "cleanup.status"] {
        println!("dying at {fault}");
        let mut helper = Helper::start_with("helper_starts_and_goes", &guest, fault);
        helper.await_line("guest is up");
        helper.await_end();
        let pid = guest.attach().pid;
        let supervisor = PidFd::open(guest.supervisor()).unwrap();
        kill_hard(pid);
        assert!(supervisor.wait(Some(LONG)).unwrap());
        assert!(guest.paths.record(&guest.uuid).exists());
        assert!(
            attach(&guest.paths, &guest.name, &guest.uuid)
                .unwrap()
                .is_none()
        );
        guest.assert_gone(Shutoff::Crashed);
    }
}

/// Starts the guest, which outlives it.
#[test]
#[ignore = "run by other tests"]
fn helper_starts_and_goes() {
    told().run();
    say("guest is up");
}

#[test]
fn a_death_at_any_point_of_an_undo_is_made_good() {
    let Some(guest) = Guest::new("faultyundo") else {
        return;
    };
    for fault in ["undo.cancelled", "undo.given-back"] {
        println!("dying at {fault}");
        let mut helper = Helper::start_with("helper_starts_and_goes", &guest, fault);
        helper.await_line("guest is up");
        helper.await_end();
        let supervisor = PidFd::open(guest.supervisor()).unwrap();
        let mut helper = Helper::start("helper_saves", &guest);
        helper.await_line("save begun");
        helper.kill();
        assert!(supervisor.wait(Some(LONG)).unwrap());
        drop(guest.attach());
        assert_undone(&guest, SAVE_CANCELED);
        guest.attach().destroy(Shutoff::Destroyed, false).unwrap();
        guest.assert_gone(Shutoff::Destroyed);
    }
    // The job is on disk, its client was not told so.
    let mut helper = Helper::start_with("helper_starts_and_goes", &guest, "job.recorded");
    helper.await_line("guest is up");
    helper.await_end();
    let mut running = guest.attach();
    let lock = JobLock::take(&guest.paths, &guest.uuid, "save").unwrap();
    let undo = save_undo(&guest, GiveBack::Running);
    assert!(job::begin(&mut running, &lock, Operation::Save, &undo).is_err());
    let mut running = guest.attach();
    assert_eq!(guest.state(), Some(BOOTED));
    assert_eq!(
        Record::read(&guest.paths.record(&guest.uuid)).unwrap().job,
        None
    );
    job::begin(&mut running, &lock, Operation::Save, &undo)
        .unwrap()
        .finish()
        .unwrap();
    running.destroy(Shutoff::Destroyed, false).unwrap();
}

#[test]
fn root_runs_qemu_as_its_user_and_gives_files_back() {
    use oxivirt::qemu::security;
    use std::os::unix::fs::MetadataExt;
    if sys::process::effective_uid() != 0 {
        eprintln!("skipped: not root");
        return;
    }
    let Some(mut guest) = Guest::new("user") else {
        return;
    };
    let user = QemuUser {
        uid: 54321,
        gid: 54322,
        groups: vec![54322],
        dynamic_ownership: true,
        remember_owner: true,
    };
    std::fs::create_dir_all(guest.root()).unwrap();
    let disk = guest.root().join("disk.img");
    std::fs::write(&disk, [0; 512]).unwrap();
    std::fs::set_permissions(&disk, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    std::os::unix::fs::chown(&disk, Some(0), Some(0)).unwrap();
    let owner = || std::fs::metadata(&disk).unwrap().uid();
    guest.extra = vec![
        "-drive".to_owned(),
        format!("file={},format=raw,if=ide", disk.display()),
        "-sandbox".to_owned(),
        "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny".to_owned(),
    ];
    // Without the file QEMU cannot start, which proves that it is not root.
    let e = guest
        .try_start_as(Some(&user), Vec::new())
        .map(drop)
        .unwrap_err();
    assert!(e.message.contains("disk.img"), "{e}");

    for death in ["none", "qemu", "both"] {
        let owned = security::give(&disk, &user, false).unwrap().unwrap();
        assert_eq!(owner(), 54321);
        let running = guest
            .try_start_as(Some(&user), vec![owned])
            .unwrap()
            .finish(&[])
            .unwrap();
        let status = std::fs::read_to_string(format!("/proc/{}/status", running.pid)).unwrap();
        let line = |name: &str| {
            let line = status.lines().find(|l| l.starts_with(name)).unwrap();
            line.split_whitespace()
                .skip(1)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(line("Uid:"), "54321 54321 54321 54321");
        assert_eq!(line("Gid:"), "54322 54322 54322 54322");
        assert_eq!(line("Groups:"), "54322");
        assert_eq!(line("CapEff:"), "0000000000000000");
        assert_eq!(line("Umask:"), "0002");
        match death {
            "none" => running.destroy(Shutoff::Destroyed, false).unwrap(),
            "qemu" => kill_hard(running.pid),
            _ => {
                kill_hard(guest.supervisor());
                kill_hard(running.pid);
                assert!(
                    attach(&guest.paths, &guest.name, &guest.uuid)
                        .unwrap()
                        .is_none()
                );
            }
        }
        wait_until("the disk is given back", || owner() == 0);
        wait_until("all is cleared up", || {
            !guest.paths.record(&guest.uuid).exists()
        });
    }
}

/// Figures, by hand: `cargo test --release --test supervisor -- --ignored figures --nocapture`.
#[test]
#[ignore = "prints figures"]
fn figures() {
    let Some(guest) = Guest::new("figures") else {
        return;
    };
    let median = |what: &str, mut one: Box<dyn FnMut() -> Duration + '_>| {
        let mut all: Vec<Duration> = (0..15).map(|_| one()).collect();
        all.sort();
        println!("{what}: {:?} (least {:?})", all[7], all[0]);
    };
    let bare = || {
        let path = guest.root().join("bare.sock");
        std::fs::create_dir_all(guest.root()).unwrap();
        let listener = OwnedFd::from(sys::socket::listen(&path).unwrap());
        let begin = Instant::now();
        let mut qemu = Command::new(QEMU)
            .args("-machine pc -accel tcg -nodefaults -no-user-config -display none -S -m 16 -no-shutdown -chardev socket,id=m,fd=0,server=on,wait=off -mon chardev=m,mode=control".split_whitespace())
            .stdin(listener)
            .spawn()
            .unwrap();
        let mut client = Client::connect_by(&path, within(LONG)).unwrap();
        let time = begin.elapsed();
        client.execute(&Quit {}).unwrap();
        qemu.wait().unwrap();
        time
    };
    median("bare QEMU to its monitor", Box::new(bare));
    let mut ends = Vec::new();
    median(
        "start",
        Box::new(|| {
            let begin = Instant::now();
            let running = guest.start();
            let time = begin.elapsed();
            let begin = Instant::now();
            running.destroy(Shutoff::Destroyed, false).unwrap();
            ends.push(begin.elapsed());
            time
        }),
    );
    ends.sort();
    println!("destroy: {:?}", ends[7]);
    let mut running = guest.start();
    median(
        "attach",
        Box::new(|| {
            let begin = Instant::now();
            drop(guest.attach());
            begin.elapsed()
        }),
    );
    median(
        "query",
        Box::new(|| {
            let begin = Instant::now();
            running.client.execute(&QueryStatus {}).unwrap();
            begin.elapsed()
        }),
    );
    median(
        "attach after a killed supervisor",
        Box::new(|| {
            kill_hard(guest.supervisor());
            let begin = Instant::now();
            drop(guest.attach());
            begin.elapsed()
        }),
    );
    running = guest.attach();
    running.destroy(Shutoff::Destroyed, false).unwrap();
}

/// Attaches to the guest that it is told of, pauses it, lets it run, and kills it. By hand, with one
/// that libvirt has started: `HELPER_ROOT=... HELPER_NAME=... HELPER_UUID=...`.
#[test]
#[ignore = "needs a guest of libvirt's"]
fn helper_takes_over() {
    let guest = told();
    println!("daemon: {:?}", guest.paths.owned_by_daemon());
    let mut running = guest.attach();
    println!("found {:?} {:?}", running.pid, guest.state());
    running.expect_stop(Some(Paused::User)).unwrap();
    running.client.execute(&Stop {}).unwrap();
    println!("{:?}", guest.state());
    running.client.execute(&Cont {}).unwrap();
    println!("{:?}", guest.state());
    if std::env::var_os("HELPER_KILL").is_some() {
        running.destroy(Shutoff::Destroyed, false).unwrap();
        println!("{:?}", guest.state());
    }
}
