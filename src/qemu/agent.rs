//! The guest agent: a program inside the guest that does what only the guest can do. It speaks JSON
//! lines over a channel, whose host end is a socket that serves one client at a time.
//!
//! The guest may have no such program, may have stopped it, or may be hostile: every answer has a limit
//! of size and of time.

use crate::conf::domain::Domain;
use crate::conf::domain::chardev::{ChannelTarget, CharBackend};
use crate::error::{Error, Result, virErrorNumber};
use crate::sys::{self, random_bytes};
use serde_json::{Value, json};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The name that the agent's channel has.
const CHANNEL: &str = "org.qemu.guest_agent.0";
/// An agent that runs answers at once.
const SYNC: Duration = Duration::from_secs(5);
/// File systems are stilled when all that was written to them is on the disk.
const FREEZE: Duration = Duration::from_secs(300);
const THAW: Duration = Duration::from_secs(30);
/// No answer is longer.
const MAX_LINE: usize = 1 << 20;

/// Where a running guest's agent is spoken to.
pub fn socket(domain: &Domain) -> Result<PathBuf> {
    domain
        .devices
        .channels
        .iter()
        .filter(|c| {
            matches!(&c.target, ChannelTarget::Virtio { name: Some(name), .. } if name == CHANNEL)
        })
        .find_map(|c| match &c.source.backend {
            CharBackend::Unix(unix) => unix.path.as_ref().map(PathBuf::from),
            _ => None,
        })
        .ok_or_else(|| {
            Error::new(
                virErrorNumber::VIR_ERR_ARGUMENT_UNSUPPORTED,
                "QEMU guest agent is not configured",
            )
        })
}

/// A connection to an agent that has shown that it is there.
#[derive(Debug)]
pub struct Agent {
    stream: UnixStream,
    input: Vec<u8>,
}

fn silent(what: impl std::fmt::Display) -> Error {
    Error::new(
        virErrorNumber::VIR_ERR_AGENT_UNRESPONSIVE,
        format!("the guest agent does not answer: {what}"),
    )
}

impl Agent {
    /// Connects, and waits until the agent answers to this connection.
    pub fn connect(path: &Path) -> Result<Agent> {
        let stream = sys::socket::connect(path).map_err(silent)?;
        let mut agent = Agent {
            stream,
            input: Vec::new(),
        };
        let id = u64::from(u32::from_ne_bytes(random_bytes()) >> 1);
        let until = Instant::now() + SYNC;
        agent.send("guest-sync", json!({"id": id}), until)?;
        // What was meant for who spoke to it before comes first.
        loop {
            let answer = agent.receive(until)?;
            if answer.get("return") == Some(&json!(id)) {
                return Ok(agent);
            }
        }
    }

    /// Stills all file systems of the guest; returns how many there were.
    pub fn freeze(&mut self) -> Result<u64> {
        let answer = self.run("guest-fsfreeze-freeze", FREEZE)?;
        Ok(answer.as_u64().unwrap_or(0))
    }

    /// Lets the file systems go on.
    pub fn thaw(&mut self) -> Result<()> {
        self.run("guest-fsfreeze-thaw", THAW).map(drop)
    }

    fn run(&mut self, command: &str, limit: Duration) -> Result<Value> {
        let until = Instant::now() + limit;
        self.send(command, Value::Null, until)?;
        let answer = self.receive(until)?;
        if let Some(error) = answer.get("error") {
            let text = error.get("desc").and_then(Value::as_str);
            return Err(Error::new(
                virErrorNumber::VIR_ERR_AGENT_COMMAND_FAILED,
                format!(
                    "unable to execute QEMU agent command '{command}': {}",
                    text.unwrap_or("it did not say why")
                ),
            ));
        }
        Ok(answer.get("return").cloned().unwrap_or(Value::Null))
    }

    fn send(&mut self, command: &str, arguments: Value, until: Instant) -> Result<()> {
        let mut message = json!({"execute": command});
        if !arguments.is_null() {
            message["arguments"] = arguments;
        }
        let line = format!("{message}\n");
        self.stream
            .set_write_timeout(Some(left(until)?))
            .and_then(|()| self.stream.write_all(line.as_bytes()))
            .map_err(silent)
    }

    /// The next line that is JSON.
    fn receive(&mut self, until: Instant) -> Result<Value> {
        let mut buffer = [0; 4096];
        loop {
            if let Some(end) = self.input.iter().position(|b| *b == b'\n') {
                let line: Vec<u8> = self.input.drain(..=end).collect();
                // An agent marks the begin of a synchronized answer by a byte that no text has.
                let text = line.rsplit(|b| *b == 0xff).next().unwrap_or_default();
                if let Ok(value) = serde_json::from_slice::<Value>(text) {
                    return Ok(value);
                }
                continue;
            }
            if self.input.len() > MAX_LINE {
                return Err(silent("an endless line"));
            }
            let limit = left(until)?;
            let read = self
                .stream
                .set_read_timeout(Some(limit))
                .and_then(|()| self.stream.read(&mut buffer));
            match read {
                Ok(0) => return Err(silent("the channel was closed")),
                Ok(n) => self.input.extend_from_slice(&buffer[..n]),
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    return Err(silent("nothing came in time"));
                }
                Err(e) => return Err(silent(e)),
            }
        }
    }
}

fn left(until: Instant) -> Result<Duration> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(silent("nothing came in time"));
    }
    Ok(left)
}

/// Lets a guest's file systems go on that a process which is gone has stilled. Those that go on already
/// are no error.
pub fn thaw(path: &Path) -> Result<()> {
    Agent::connect(path)?.thaw()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fsutil::tests::Scratch;
    use std::io::{BufRead, BufReader};

    #[test]
    fn old_answers_are_passed_over() {
        let dir = Scratch::new("agent");
        let path = dir.0.join("s");
        let listener = sys::socket::listen(&path).unwrap();
        let guest = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let sync: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
            let id = &sync["arguments"]["id"];
            stream
                .write_all(format!("garbage\n{{\"return\":7}}\n{{\"return\":{id}}}\n").as_bytes())
                .unwrap();
            assert!(lines.next().unwrap().unwrap().contains("fsfreeze-freeze"));
            stream.write_all(b"{\"return\":2}\n").unwrap();
            assert!(lines.next().unwrap().unwrap().contains("fsfreeze-thaw"));
            stream
                .write_all(b"{\"error\":{\"class\":\"x\",\"desc\":\"no\"}}\n")
                .unwrap();
        });
        let mut agent = Agent::connect(&path).unwrap();
        assert_eq!(agent.freeze().unwrap(), 2);
        let e = agent.thaw().unwrap_err();
        assert_eq!(e.code, virErrorNumber::VIR_ERR_AGENT_COMMAND_FAILED);
        guest.join().unwrap();
        let e = Agent::connect(&dir.0.join("none")).unwrap_err();
        assert_eq!(e.code, virErrorNumber::VIR_ERR_AGENT_UNRESPONSIVE);
    }
}
