use super::*;
use crate::fsutil::{self, tests::Scratch};
use std::fs;
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const A: &str = "7c8192e2-e36b-44c8-aa25-36b995370f5c";
const B: &str = "7c8192e2-e36b-44c8-aa25-36b995370f5d";

struct Home {
    domains: Arc<Domains>,
    dir: Scratch,
}

impl Home {
    fn new(name: &str) -> Home {
        let dir = Scratch::new(name);
        let paths = Paths::embed(&dir.0).unwrap();
        fsutil::make_directories(&paths.config_dir, 0o755).unwrap();
        fsutil::make_directories(&paths.state_dir, 0o755).unwrap();
        let domains = Domains::shared(&paths);
        Home { domains, dir }
    }

    fn paths(&self) -> &Paths {
        self.domains.paths()
    }

    /// As another process would write it.
    fn write(&self, name: &str, text: &str) {
        fsutil::replace(&self.paths().definition(name), text.as_bytes(), 0o600).unwrap();
    }

    fn status(&self, name: &str, uuid: &str, id: i32, pid: u32, state: &str) {
        let text = format!(
            "<domstatus state='{state}' reason='booted' pid='{pid}'>{}</domstatus>",
            domain(name, uuid).replace("<domain", &format!("<domain id='{id}'"))
        );
        fsutil::replace(&self.paths().status(name), text.as_bytes(), 0o600).unwrap();
    }
}

fn domain(name: &str, uuid: &str) -> String {
    format!(
        "<domain type='qemu'><name>{name}</name><uuid>{uuid}</uuid><memory>65536</memory>\
         <vcpu>1</vcpu><os><type>hvm</type></os></domain>"
    )
}

fn uuid(text: &str) -> Uuid {
    text.parse().unwrap()
}

/// A process whose command line names a UUID, as QEMU's does.
struct Pretender(Child);

impl Pretender {
    fn new(uuid: &str) -> Pretender {
        let child = Command::new("sh")
            .args(["-c", "echo up; read x", "sh", "-uuid", uuid])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut me = Pretender(child);
        let mut byte = [0; 3];
        std::io::Read::read_exact(me.0.stdout.as_mut().unwrap(), &mut byte).unwrap();
        me
    }

    fn end(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Pretender {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn definitions_of_others_are_seen_at_once() {
    let home = Home::new("seen");
    let d = &home.domains;
    assert!(d.by_name("a").is_none() && d.by_uuid(&uuid(A)).is_none() && d.all().is_empty());
    // Changes follow each other faster than time stamps tell, and must be seen all the same.
    for round in 0..50 {
        home.write("a", &domain("a", if round % 2 == 0 { A } else { B }));
        let now = uuid(if round % 2 == 0 { A } else { B });
        let then = uuid(if round % 2 == 0 { B } else { A });
        assert_eq!(d.by_uuid(&now).unwrap().name, "a", "round {round}");
        assert!(d.by_uuid(&then).is_none(), "round {round}");
        assert_eq!(d.by_name("a").unwrap().uuid, now);
        assert_eq!(d.all().len(), 1);
        fs::remove_file(home.paths().definition("a")).unwrap();
        assert!(d.by_uuid(&now).is_none() && d.by_name("a").is_none() && d.all().is_empty());
    }
}

#[test]
fn an_edit_in_place_is_seen() {
    let home = Home::new("inplace");
    home.write("a", &domain("a", A));
    let memory = || {
        home.domains
            .by_name("a")
            .unwrap()
            .summary()
            .unwrap()
            .max_mem_kib
    };
    assert_eq!(memory(), 65536);
    std::thread::sleep(Duration::from_millis(30));
    assert_eq!(memory(), 65536);
    let path = home.paths().definition("a");
    let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.write_all(domain("a", A).replace("65536", "65537").as_bytes())
        .unwrap();
    assert_eq!(memory(), 65537);
}

#[test]
fn broken_files_are_skipped_until_they_are_mended() {
    let home = Home::new("broken");
    let d = &home.domains;
    home.write("broken", "<domain");
    home.write("other", &domain("another", B));
    home.write("empty", "");
    home.write("a", &domain("a", A));
    fs::create_dir(home.paths().definition("dir")).unwrap();
    fs::write(home.paths().config_dir.join("b.txt"), domain("b", B)).unwrap();
    let names: Vec<_> = d.all().into_iter().map(|v| v.name).collect();
    assert_eq!(names, ["a"]);
    assert!(d.by_name("broken").is_none() && d.by_name("dir").is_none());
    assert!(d.by_name("../etc/a").is_none() && d.by_name("").is_none());
    home.write("broken", &domain("broken", B));
    assert_eq!(d.by_uuid(&uuid(B)).unwrap().name, "broken");
}

#[test]
fn a_running_guest_is_one_whose_process_is_the_one_meant() {
    let home = Home::new("alive");
    let d = &home.domains;
    let mut qemu = Pretender::new(A);
    home.write("a", &domain("a", A));
    home.status("a", A, 7, qemu.0.id(), "running");
    let view = d.by_uuid(&uuid(A)).unwrap();
    assert_eq!(view.id(), Some(7));
    assert!(view.is_persistent());
    assert_eq!(d.by_id(7).unwrap().name, "a");
    assert_eq!(d.ids(), [7]);
    let live = d.running(&uuid(A)).unwrap();
    assert_eq!(live.state.reason_name(), "booted");
    home.status("a", A, 7, qemu.0.id(), "paused");
    assert!(!d.running(&uuid(A)).unwrap().state.is_running());
    qemu.end();
    assert!(d.running(&uuid(A)).is_none() && d.by_id(7).is_none() && d.ids().is_empty());
    let view = d.by_uuid(&uuid(A)).unwrap();
    assert!(!view.is_active() && view.stale.is_some());
    // The number belongs to another process now.
    let other = Pretender::new(B);
    home.status("a", A, 7, other.0.id(), "running");
    assert!(d.running(&uuid(A)).is_none());
    fs::remove_file(home.paths().status("a")).unwrap();
    assert!(d.by_uuid(&uuid(A)).unwrap().stale.is_none());
}

#[test]
fn a_transient_guest_goes_with_its_status() {
    let home = Home::new("transient");
    let qemu = Pretender::new(A);
    home.status("t", A, 3, qemu.0.id(), "running");
    let view = home.domains.by_name("t").unwrap();
    assert!(view.is_active() && !view.is_persistent());
    assert_eq!(home.domains.all().len(), 1);
    fs::remove_file(home.paths().status("t")).unwrap();
    assert!(home.domains.by_uuid(&uuid(A)).is_none() && home.domains.all().is_empty());
}

#[test]
fn ids_are_never_given_twice() {
    let home = Home::new("ids");
    let next = || Registry::lock(&home.domains).unwrap().next_id().unwrap();
    assert_eq!((next(), next()), (1, 2));
    let qemu = Pretender::new(A);
    home.status("a", A, 40, qemu.0.id(), "running");
    assert_eq!(next(), 41);
    fs::remove_file(home.paths().status("a")).unwrap();
    assert_eq!(next(), 42);
}

#[test]
fn defining_among_many_reads_only_what_changed() {
    let home = Home::new("many");
    let d = &home.domains;
    for i in 0..300 {
        let path = home.paths().definition(&format!("d{i}"));
        let uuid = format!("7c8192e2-e36b-44c8-aa25-{i:012x}");
        fs::write(path, domain(&format!("d{i}"), &uuid)).unwrap();
    }
    assert_eq!(d.all().len(), 300);
    std::thread::sleep(Duration::from_millis(30));
    assert_eq!(d.all().len(), 300);
    assert!(!d.scan());
    for i in 300..310 {
        let name = format!("d{i}");
        let uuid = format!("7c8192e2-e36b-44c8-aa25-{i:012x}");
        let mut registry = Registry::lock(d).unwrap();
        assert!(registry.by_name(&name).is_none());
        registry
            .write_definition(&name, &domain(&name, &uuid))
            .unwrap();
        assert!(registry.by_name(&name).is_some());
        drop(registry);
        // Under the lock nothing has to be looked at, though the directory changed just now.
        let registry = Registry::lock(d).unwrap();
        assert!(!d.scan_config(Some(registry.counters().changes)));
        assert!(registry.by_uuid(&uuid.parse().unwrap()).is_some());
    }
    // Another process' change, told by its count alone.
    let other = Registry::lock(d).unwrap();
    let changes = other.counters().changes;
    drop(other);
    let counters = home.paths().own_dir().join("counters");
    fs::write(counters, format!("{:010} {:020}\n", 1, changes + 1)).unwrap();
    home.write("x", &domain("x", B));
    let registry = Registry::lock(d).unwrap();
    assert_eq!(registry.by_uuid(&uuid(B)).unwrap().name, "x");
}

/// Not a measurement to rely on, only a guard against a query that starts to read files.
#[test]
fn queries_are_quick() {
    let home = Home::new("quick");
    let d = &home.domains;
    let qemu = Pretender::new(A);
    home.write("a", &domain("a", A));
    home.status("a", A, 1, qemu.0.id(), "running");
    home.write("b", &domain("b", B));
    std::thread::sleep(Duration::from_millis(30));
    assert_eq!(d.all().len(), 2);
    let time = |what: &str, f: &dyn Fn()| {
        f();
        let begin = std::time::Instant::now();
        for _ in 0..2000 {
            f();
        }
        let each = begin.elapsed() / 2000;
        println!("{what}: {each:?}");
        assert!(each < Duration::from_micros(200), "{what}: {each:?}");
    };
    time("running", &|| drop(d.running(&uuid(A)).unwrap()));
    time("cpu time", &|| {
        assert!(d.running(&uuid(A)).unwrap().cpu_time_ns() > 0)
    });
    time("by name, running", &|| drop(d.by_name("a").unwrap()));
    time("by uuid, inactive", &|| drop(d.by_uuid(&uuid(B)).unwrap()));
    time("last state", &|| {
        assert!(!d.last_state(&uuid(B)).is_running())
    });
}

#[test]
fn the_reason_of_the_last_end_is_read_anew_when_it_changes() {
    let home = Home::new("last");
    let d = &home.domains;
    let path = home.paths().last_state(&uuid(A));
    fsutil::make_directories(path.parent().unwrap(), 0o700).unwrap();
    let reason = || d.last_state(&uuid(A)).reason_name();
    assert_eq!(reason(), "unknown");
    for turn in 0..20 {
        let now = if turn % 2 == 0 { "saved" } else { "failed" };
        fsutil::replace(&path, format!("{now}\n").as_bytes(), 0o600).unwrap();
        assert_eq!(reason(), now, "turn {turn}");
    }
    fs::write(&path, "nonsense").unwrap();
    assert_eq!(reason(), "unknown");
    fs::remove_file(&path).unwrap();
    assert_eq!(reason(), "unknown");
}

#[test]
fn identifying_agrees_with_looking() {
    let home = Home::new("identify");
    let d = &home.domains;
    assert_eq!(d.identify("a"), None);
    home.write("a", &domain("a", A));
    assert_eq!(d.identify("a"), Some((uuid(A), None)));
    let mut qemu = Pretender::new(A);
    home.status("a", A, 7, qemu.0.id(), "running");
    for _ in 0..2 {
        assert_eq!(d.identify("a"), Some((uuid(A), Some(7))));
        std::thread::sleep(Duration::from_millis(30));
    }
    qemu.end();
    assert_eq!(d.identify("a"), Some((uuid(A), None)));
}

#[test]
fn one_home_is_shared() {
    let home = Home::new("shared");
    let again = Domains::shared(&Paths::embed(&home.dir.0).unwrap());
    assert!(Arc::ptr_eq(&again, &home.domains));
}
