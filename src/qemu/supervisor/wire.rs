//! QMP as the supervisor handles it: it looks at the few members that it needs and passes the rest on
//! as the text that it is.

use crate::qemu::monitor::wire::{ErrorBody, LineBuffer, command_line_raw};
use crate::sys;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::io;
use std::ops::Range;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;

/// The host's time as QEMU tells it.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Timestamp {
    pub seconds: i64,
    pub microseconds: i64,
}

/// What QEMU says, with its parts left as text.
#[derive(Deserialize)]
pub struct FromQemu<'a> {
    #[serde(borrow)]
    pub event: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub data: Option<&'a RawValue>,
    /// When the event was.
    #[serde(default)]
    pub timestamp: Timestamp,
    #[serde(borrow, rename = "return")]
    pub result: Option<&'a RawValue>,
    #[serde(borrow)]
    pub error: Option<&'a RawValue>,
    #[serde(borrow, rename = "QMP")]
    pub greeting: Option<&'a RawValue>,
    pub id: Option<u64>,
}

/// What a client asks. QEMU knows no other members either.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FromClient<'a> {
    #[serde(borrow)]
    execute: Option<Cow<'a, str>>,
    #[serde(borrow)]
    arguments: Option<&'a RawValue>,
    #[serde(borrow)]
    id: Option<&'a RawValue>,
}

/// A command of a client's, waiting for its turn.
#[derive(Debug)]
pub struct Request {
    pub name: String,
    pub arguments: Option<Box<RawValue>>,
    pub id: Option<Box<RawValue>>,
    pub fds: Vec<OwnedFd>,
}

impl Request {
    /// Reads a line; an error says what is wrong with it.
    pub fn parse(line: &[u8]) -> Result<Request, String> {
        let r: FromClient<'_> = serde_json::from_slice(line).map_err(|e| e.to_string())?;
        Ok(Request {
            name: r
                .execute
                .ok_or("a command needs the member 'execute'")?
                .into_owned(),
            arguments: r.arguments.map(ToOwned::to_owned),
            id: r.id.map(ToOwned::to_owned),
            fds: Vec::new(),
        })
    }

    /// The command as QEMU gets it.
    pub fn line(&self, id: u64) -> Vec<u8> {
        command_line_raw(&self.name, self.arguments.as_deref(), id)
    }

    /// Its arguments as a type.
    pub fn typed<'a, T: Deserialize<'a> + Default>(&'a self) -> Result<T, String> {
        match &self.arguments {
            None => Ok(T::default()),
            Some(raw) => serde_json::from_str(raw.get()).map_err(|e| e.to_string()),
        }
    }
}

fn answer(member: &str, body: &str, id: Option<&RawValue>) -> Vec<u8> {
    let mut line = format!("{{\"{member}\":{body}");
    if let Some(id) = id {
        line.push_str(",\"id\":");
        line.push_str(id.get());
    }
    line.push_str("}\n");
    line.into_bytes()
}

/// A successful answer as a line.
pub fn success(body: &str, id: Option<&RawValue>) -> Vec<u8> {
    answer("return", body, id)
}

/// A refusal as a line; `body` is QEMU's own.
pub fn refusal_raw(body: &str, id: Option<&RawValue>) -> Vec<u8> {
    answer("error", body, id)
}

/// A refusal of the supervisor's own.
pub fn refusal(class: &str, description: &str, id: Option<&RawValue>) -> Vec<u8> {
    let body = ErrorBody {
        class: class.to_owned(),
        desc: description.to_owned(),
    };
    answer("error", &to_json(&body), id)
}

/// A value as JSON text.
pub fn to_json<T: Serialize>(value: &T) -> String {
    // Strings, numbers and lists of them cannot fail to be written.
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned())
}

/// What is still to be sent, with descriptors at their places in the stream.
#[derive(Debug, Default)]
struct Outbox {
    data: Vec<u8>,
    sent: usize,
    /// Lines with descriptors: where in `data` they are, and what goes with their first byte.
    fds: VecDeque<(Range<usize>, Vec<OwnedFd>)>,
}

/// A connected socket that never blocks: to QEMU, or to a client.
#[derive(Debug)]
pub struct Connection {
    socket: UnixStream,
    input: LineBuffer,
    /// Descriptors that came, each with the position of the last byte of the message they came with.
    received: VecDeque<(u64, Vec<OwnedFd>)>,
    output: Outbox,
    /// The other end will send nothing more.
    ended: bool,
}

impl Connection {
    /// Takes a socket whose lines are at most `limit` bytes long.
    pub fn new(socket: UnixStream, limit: usize) -> io::Result<Connection> {
        sys::fd::set_nonblocking(socket.as_fd(), true)?;
        Ok(Connection {
            socket,
            input: LineBuffer::new(limit),
            received: VecDeque::new(),
            output: Outbox::default(),
            ended: false,
        })
    }

    /// Reads once what there is.
    pub fn receive(&mut self) -> io::Result<()> {
        let mut fds = Vec::new();
        let socket = &self.socket;
        let got = self
            .input
            .fill(|room| sys::receive_with_fds(socket.as_fd(), room, &mut fds));
        match got {
            Ok(0) => self.ended = true,
            Ok(_) if fds.is_empty() => {}
            Ok(_) => {
                let end = self.input.position() + self.input.len() as u64;
                self.received.push_back((end - 1, fds));
            }
            Err(e) if e.kind() == io::ErrorKind::WouldBlock => {}
            Err(e) if e.kind() == io::ErrorKind::ConnectionReset => self.ended = true,
            Err(e) => return Err(e),
        }
        Ok(())
    }

    /// The next whole line, with the descriptors that came with it.
    pub fn next_line(&mut self) -> Option<(Vec<u8>, Vec<OwnedFd>)> {
        let line = self.input.next_line()?.to_vec();
        let end = self.input.position();
        let mut fds = Vec::new();
        while self.received.front().is_some_and(|(at, _)| *at < end) {
            fds.extend(self.received.pop_front().into_iter().flat_map(|(_, f)| f));
        }
        Some((line, fds))
    }

    pub fn is_too_long(&mut self) -> bool {
        !self.input.has_line() && self.input.is_too_long()
    }

    pub fn drop_partial(&mut self) {
        self.input.drop_partial();
    }

    /// How much has come and was not asked for.
    pub fn unread(&self) -> usize {
        self.input.len()
    }

    /// Whether the other end will send nothing more.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Puts a line at the end of what is to be sent, with descriptors at its first byte.
    pub fn put(&mut self, line: &[u8], fds: Vec<OwnedFd>) {
        let start = self.output.data.len();
        self.output.data.extend_from_slice(line);
        if !fds.is_empty() {
            let place = start..self.output.data.len();
            self.output.fds.push_back((place, fds));
        }
    }

    /// How many bytes are still to be sent.
    pub fn unsent(&self) -> usize {
        self.output.data.len() - self.output.sent
    }

    /// Sends what the socket takes now.
    pub fn send(&mut self) -> io::Result<()> {
        let out = &mut self.output;
        while out.sent < out.data.len() {
            // A line with descriptors is a message of its own, so that the receiver can tell whose
            // they are.
            let next = out.fds.front();
            let with_fds = next.is_some_and(|(place, _)| place.start == out.sent);
            let end = next.map_or(out.data.len(), |(place, _)| {
                if with_fds { place.end } else { place.start }
            });
            let fds: Vec<BorrowedFd<'_>> = match next {
                Some((_, fds)) if with_fds => fds.iter().map(AsFd::as_fd).collect(),
                _ => Vec::new(),
            };
            match sys::send_with_fds(self.socket.as_fd(), &out.data[out.sent..end], &fds) {
                Ok(n) => {
                    out.sent += n;
                    if with_fds {
                        out.fds.pop_front();
                    }
                }
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(e) => return Err(e),
            }
        }
        *out = Outbox::default();
        Ok(())
    }
}

impl AsFd for Connection {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::fd::AsRawFd;

    #[test]
    fn descriptors_stay_with_their_line() {
        let (a, b) = UnixStream::pair().unwrap();
        let (mut a, mut b) = (
            Connection::new(a, 1 << 20).unwrap(),
            Connection::new(b, 1 << 20).unwrap(),
        );
        let open = |p: &str| OwnedFd::from(std::fs::File::open(p).unwrap());
        a.put(b"one\n", vec![]);
        a.put(b"two\n", vec![open("/dev/null")]);
        a.put(b"three\n", vec![]);
        a.put(b"four\n", vec![open("/dev/zero"), open("/dev/null")]);
        a.send().unwrap();
        let mut got = Vec::new();
        while got.len() < 4 {
            b.receive().unwrap();
            while let Some((line, fds)) = b.next_line() {
                let names: Vec<String> = fds
                    .iter()
                    .map(|f| {
                        let link = format!("/proc/self/fd/{}", f.as_raw_fd());
                        std::fs::read_link(link).unwrap().display().to_string()
                    })
                    .collect();
                got.push((String::from_utf8(line).unwrap(), names.join(" ")));
            }
        }
        let want = [
            ("one", ""),
            ("two", "/dev/null"),
            ("three", ""),
            ("four", "/dev/zero /dev/null"),
        ];
        assert_eq!(got, want.map(|(l, f)| (l.to_owned(), f.to_owned())));
    }

    #[test]
    fn commands_keep_their_text() {
        let r = Request::parse(br#"{"execute":"a","arguments":{"x":1.50,"y":"\u00e4"},"id":"k"}"#)
            .unwrap();
        assert_eq!(
            r.line(9),
            b"{\"execute\":\"a\",\"arguments\":{\"x\":1.50,\"y\":\"\\u00e4\"},\"id\":9}\n"
        );
        assert_eq!(
            success("{}", r.id.as_deref()),
            b"{\"return\":{},\"id\":\"k\"}\n"
        );
        for bad in ["", "{", "[]", "{}", "{\"execute\":1}"] {
            assert!(Request::parse(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
