use super::commands::*;
use super::*;
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::os::fd::AsRawFd;

const GREETING: &str = r#"{"QMP":{"version":{"qemu":{"micro":2,"minor":0,"major":10},"package":""},"capabilities":[]}}"#;

/// A monitor that answers every command by what `answer` returns, line by line.
fn fake(
    answer: impl Fn(&Value) -> Vec<String> + Send + 'static,
) -> (UnixStream, std::thread::JoinHandle<()>) {
    let (ours, theirs) = UnixStream::pair().unwrap();
    let server = std::thread::spawn(move || {
        let mut out = theirs.try_clone().unwrap();
        writeln!(out, "{GREETING}\r").unwrap();
        for line in BufReader::new(theirs).lines() {
            let Ok(line) = line else { return };
            let command: Value = serde_json::from_str(&line).unwrap();
            let lines = if command["execute"] == "qmp_capabilities" {
                vec![json!({"return":{}, "id": command["id"]}).to_string()]
            } else {
                answer(&command)
            };
            for line in lines {
                if writeln!(out, "{line}").is_err() {
                    return;
                }
            }
        }
    });
    (ours, server)
}

#[test]
fn answers_events_and_refusals() {
    let (stream, _server) = fake(|c| match c["execute"].as_str().unwrap() {
        "query-status" => vec![
            json!({"event":"STOP","timestamp":{"seconds":1,"microseconds":2}}).to_string(),
            json!({"return":{"running":false},"id":77}).to_string(),
            json!({"return":{"running":true,"status":"running"},"id":c["id"]}).to_string(),
            json!({"event":"RESUME","data":{"a":"b"}}).to_string(),
        ],
        _ => vec![
            json!({"error":{"class":"CommandNotFound","desc":"no such"},"id":c["id"]}).to_string(),
        ],
    });
    let mut client = Client::from_stream(stream, within(Duration::from_secs(5))).unwrap();
    assert_eq!(client.version(), (10, 0, 2));
    assert!(client.execute(&QueryStatus {}).unwrap().running);
    let soon = within(Duration::from_secs(5));
    // The later event is found although an earlier one is kept.
    let resume = client.wait_event(soon, |e| e.name == "RESUME").unwrap();
    assert_eq!(resume.unwrap().text("a"), Some("b"));
    let rest = client.take_events().unwrap();
    assert_eq!((rest.len(), rest[0].name.as_str()), (1, "STOP"));
    assert_eq!((rest[0].seconds, rest[0].microseconds), (1, 2));
    let e = client.execute_raw("x-nothing", json!({})).unwrap_err();
    assert!(e.is_unknown_command(), "{e}");
    let none = client.wait_event(within(Duration::from_millis(20)), |_| true);
    assert_eq!(none.unwrap(), None);
}

#[test]
fn a_silent_monitor_is_given_up_and_its_late_answer_skipped() {
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let begin = Instant::now();
    let e = Client::from_stream(ours, within(Duration::from_millis(30))).unwrap_err();
    assert!(matches!(e, MonitorError::TimedOut { .. }), "{e}");
    assert!(begin.elapsed() >= Duration::from_millis(30));

    let (ours, _server) = UnixStream::pair().unwrap();
    drop(std::mem::replace(&mut theirs, _server));
    writeln!(theirs, "{GREETING}").unwrap();
    writeln!(theirs, r#"{{"return":{{}},"id":1}}"#).unwrap();
    let mut client = Client::from_stream(ours, within(Duration::from_secs(5))).unwrap();
    client.set_deadline(within(Duration::from_millis(10)));
    let e = client.execute(&Stop {}).unwrap_err();
    assert!(matches!(e, MonitorError::TimedOut { .. }), "{e}");
    writeln!(theirs, r#"{{"return":{{}},"id":2}}"#).unwrap();
    writeln!(theirs, r#"{{"return":{{"actual":5}},"id":3}}"#).unwrap();
    client.set_deadline(within(Duration::from_secs(5)));
    assert_eq!(client.execute(&QueryBalloon {}).unwrap().actual, 5);
}

#[test]
fn a_monitor_that_goes_is_told_apart() {
    let (ours, theirs) = UnixStream::pair().unwrap();
    drop(theirs);
    assert!(matches!(
        Client::from_stream(ours, None),
        Err(MonitorError::Closed)
    ));
    let (stream, server) = fake(|_| vec!["nonsense".to_owned()]);
    let mut client = Client::from_stream(stream, None).unwrap();
    let e = client.execute(&Stop {}).unwrap_err();
    assert!(matches!(e, MonitorError::Protocol(_)), "{e}");
    drop(client);
    server.join().unwrap();
}

#[test]
fn descriptors_go_with_their_command() {
    let (ours, theirs) = UnixStream::pair().unwrap();
    let server = std::thread::spawn(move || {
        let mut out = theirs.try_clone().unwrap();
        writeln!(out, "{GREETING}").unwrap();
        let (mut buffer, mut fds, mut answered) = (LineBuffer::new(1 << 20), Vec::new(), 0);
        while answered < 2 {
            buffer
                .fill(|room| sys::receive_with_fds(theirs.as_fd(), room, &mut fds))
                .unwrap();
            while let Some(line) = buffer.next_line() {
                let c: Value = serde_json::from_slice(line).unwrap();
                writeln!(out, "{}", json!({"return":{},"id":c["id"]})).unwrap();
                answered += 1;
            }
        }
        fds
    });
    let mut client = Client::from_stream(ours, None).unwrap();
    let file = std::fs::File::open("/dev/null").unwrap();
    let name = "f".repeat(3000);
    client
        .execute_with_fds(&GetFd { fdname: name }, &[file.as_fd()])
        .unwrap();
    let fds = server.join().unwrap();
    assert_eq!(fds.len(), 1);
    let link = format!("/proc/self/fd/{}", fds[0].as_raw_fd());
    assert_eq!(std::fs::read_link(link).unwrap(), Path::new("/dev/null"));
}

#[test]
fn lines_are_bounded() {
    let mut buffer = LineBuffer::new(10);
    let mut put = |text: &[u8]| {
        buffer
            .fill(|room| {
                room[..text.len()].copy_from_slice(text);
                Ok(text.len())
            })
            .unwrap();
        let mut lines = Vec::new();
        while let Some(l) = buffer.next_line() {
            lines.push(String::from_utf8(l.to_vec()).unwrap());
        }
        (lines, buffer.is_too_long())
    };
    assert_eq!(put(b"a\nb"), (vec!["a".to_owned()], false));
    assert_eq!(
        put(b"c\r\n\n"),
        (vec!["bc".to_owned(), String::new()], false)
    );
    assert_eq!(put(b"0123456789a"), (vec![], true));
}

#[test]
fn commands_are_written_as_qmp_has_them() {
    let line = |l: Vec<u8>| String::from_utf8(l).unwrap();
    let c = wire::command_line("stop", &Stop {}, 1).unwrap();
    assert_eq!(line(c), "{\"execute\":\"stop\",\"id\":1}\n");
    let add = AddFd {
        fdset_id: Some(3),
        opaque: None,
    };
    let c = wire::command_line("add-fd", &add, 2).unwrap();
    assert_eq!(
        line(c),
        "{\"execute\":\"add-fd\",\"arguments\":{\"fdset-id\":3},\"id\":2}\n"
    );
}

/// A QEMU without a guest, which only answers.
#[test]
fn talks_to_a_real_qemu() {
    let binary = "/usr/bin/qemu-system-x86_64";
    if !Path::new(binary).exists() {
        eprintln!("skipped: no {binary}");
        return;
    }
    // A path that no socket address holds.
    let dir = std::env::temp_dir()
        .join(format!("oxivirt-monitor-{}", std::process::id()))
        .join("d".repeat(120));
    std::fs::create_dir_all(&dir).unwrap();
    let path = dir.join("monitor.sock");
    let listener = sys::socket::listen(&path).unwrap();
    let listening: OwnedFd = listener.into();
    let mut qemu = std::process::Command::new(binary)
        .args("-machine none -nodefaults -display none -S".split(' '))
        .args(["-chardev", "socket,id=m,fd=0,server=on,wait=off"])
        .args(["-mon", "chardev=m,mode=control"])
        .stdin(listening)
        .spawn()
        .unwrap();
    let mut client = Client::connect_by(&path, within(Duration::from_secs(20))).unwrap();
    assert!(client.version().0 >= 7);
    assert_eq!(client.execute(&QueryStatus {}).unwrap().status, "prelaunch");
    let file = std::fs::File::open("/dev/null").unwrap();
    let added = client
        .execute_with_fds(&AddFd::default(), &[file.as_fd()])
        .unwrap();
    let remove = RemoveFd {
        fdset_id: added.fdset_id,
        fd: None,
    };
    client.execute(&remove).unwrap();
    // Without a descriptor the command is refused, so the one above did arrive.
    assert!(client.execute(&AddFd::default()).is_err());
    client.execute(&Quit {}).unwrap();
    assert!(client.wait_closed(within(Duration::from_secs(20))).unwrap());
    qemu.wait().unwrap();
    std::fs::remove_dir_all(dir.parent().unwrap()).unwrap();
}
