//! QMP as it goes over the wire: one JSON object a line.

use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::io;

/// Collects what a socket gives and hands it out line by line, within a limit.
#[derive(Debug)]
pub struct LineBuffer {
    data: Vec<u8>,
    /// Where the next line starts in `data`.
    start: usize,
    /// Up to where no line end was found.
    scanned: usize,
    limit: usize,
    /// How many bytes have been handed out before `start`, since the connection began.
    taken: u64,
}

/// How much is asked of the socket at once.
const CHUNK: usize = 4096;

impl LineBuffer {
    /// A buffer that holds lines of at most `limit` bytes.
    pub fn new(limit: usize) -> Self {
        LineBuffer {
            data: Vec::new(),
            start: 0,
            scanned: 0,
            limit,
            taken: 0,
        }
    }

    /// Takes in what `read` puts into the room it is given; returns what `read` did.
    pub fn fill(&mut self, read: impl FnOnce(&mut [u8]) -> io::Result<usize>) -> io::Result<usize> {
        if self.start == self.data.len() {
            self.data.clear();
            (self.start, self.scanned) = (0, 0);
            // A long answer's room is not kept for ever.
            self.data.shrink_to(CHUNK);
        } else if self.start >= CHUNK {
            self.data.drain(..self.start);
            self.scanned -= self.start;
            self.start = 0;
        }
        let used = self.data.len();
        let room = CHUNK.max((self.data.capacity() - used).min(64 * CHUNK));
        self.data.resize(used + room, 0);
        let n = read(&mut self.data[used..]);
        self.data.truncate(used + n.as_ref().map_or(0, |n| *n));
        n
    }

    /// The next whole line, without its end.
    pub fn next_line(&mut self) -> Option<&[u8]> {
        let end = self.line_end()?;
        let start = self.start;
        self.taken += (end + 1 - start) as u64;
        self.start = end + 1;
        self.scanned = self.start;
        let line = &self.data[start..end];
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }

    /// Whether a whole line is there.
    pub fn has_line(&mut self) -> bool {
        self.line_end().is_some()
    }

    fn line_end(&mut self) -> Option<usize> {
        let found = self.data[self.scanned..].iter().position(|b| *b == b'\n');
        match found {
            Some(n) => {
                self.scanned += n;
                Some(self.scanned)
            }
            None => {
                self.scanned = self.data.len();
                None
            }
        }
    }

    /// Whether more than the limit has come without a line's end.
    pub fn is_too_long(&self) -> bool {
        self.scanned - self.start > self.limit
    }

    /// Drops what there is of an endless line.
    pub fn drop_partial(&mut self) {
        self.taken += (self.data.len() - self.start) as u64;
        self.data = Vec::new();
        (self.start, self.scanned) = (0, 0);
    }

    /// How many bytes are waiting.
    pub fn len(&self) -> usize {
        self.data.len() - self.start
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The position in the stream of the next line's first byte.
    pub fn position(&self) -> u64 {
        self.taken
    }
}

/// An event of QEMU's, or of the supervisor's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// `STOP`, `RESUME`, `MIGRATION`, ...
    pub name: String,
    /// The event's own members; `Null` if it has none.
    pub data: Value,
    pub seconds: i64,
    pub microseconds: i64,
}

impl Event {
    /// A member of the data that is a string.
    pub fn text(&self, member: &str) -> Option<&str> {
        self.data.get(member)?.as_str()
    }
}

/// What a monitor says.
#[derive(Debug)]
pub enum Message {
    /// The version: major, minor, micro.
    Greeting((u32, u32, u32)),
    Return {
        id: Option<u64>,
        value: Value,
    },
    Error {
        id: Option<u64>,
        class: String,
        description: String,
    },
    Event(Event),
}

#[derive(Deserialize)]
struct AnyMessage {
    #[serde(rename = "QMP")]
    qmp: Option<Value>,
    #[serde(rename = "return", default, deserialize_with = "present")]
    result: Option<Value>,
    error: Option<ErrorBody>,
    event: Option<String>,
    data: Option<Value>,
    timestamp: Option<Timestamp>,
    id: Option<Value>,
}

/// A member that is there, be it `null`.
fn present<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

/// What QEMU says of a failure.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ErrorBody {
    pub class: String,
    pub desc: String,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
struct Timestamp {
    seconds: i64,
    microseconds: i64,
}

impl Message {
    /// Reads one line.
    pub fn parse(line: &[u8]) -> Result<Message, serde_json::Error> {
        use serde::de::Error;
        let any: AnyMessage = serde_json::from_slice(line)?;
        let id = any.id.as_ref().and_then(Value::as_u64);
        if let Some(name) = any.event {
            let time = any.timestamp.unwrap_or_default();
            return Ok(Message::Event(Event {
                name,
                data: any.data.unwrap_or(Value::Null),
                seconds: time.seconds,
                microseconds: time.microseconds,
            }));
        }
        if let Some(value) = any.result {
            return Ok(Message::Return { id, value });
        }
        if let Some(error) = any.error {
            return Ok(Message::Error {
                id,
                class: error.class,
                description: error.desc,
            });
        }
        if let Some(qmp) = any.qmp {
            return Ok(Message::Greeting(version_of(&qmp)));
        }
        Err(serde_json::Error::custom("neither answer nor event"))
    }

    /// What it is, for messages about messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Message::Greeting(_) => "a greeting",
            Message::Return { .. } => "an answer",
            Message::Error { .. } => "an error",
            Message::Event(_) => "an event",
        }
    }
}

/// The version in a greeting's `QMP` member.
pub fn version_of(qmp: &Value) -> (u32, u32, u32) {
    let part = |name: &str| {
        qmp.pointer(&format!("/version/qemu/{name}"))
            .and_then(Value::as_u64)
            .map_or(0, |n| n as u32)
    };
    (part("major"), part("minor"), part("micro"))
}

/// A command as one line; arguments that are `null` or have no members are left out.
pub fn command_line<A: Serialize + ?Sized>(
    name: &str,
    args: &A,
    id: u64,
) -> Result<Vec<u8>, serde_json::Error> {
    let args = serde_json::value::to_raw_value(args)?;
    Ok(command_line_raw(name, Some(&args), id))
}

/// The same with arguments that are JSON already.
pub fn command_line_raw(name: &str, args: Option<&RawValue>, id: u64) -> Vec<u8> {
    let mut line = Vec::with_capacity(64 + args.map_or(0, |a| a.get().len()));
    line.extend_from_slice(b"{\"execute\":");
    line.extend_from_slice(Value::from(name).to_string().as_bytes());
    if let Some(args) = args.map(RawValue::get) {
        if !matches!(args, "null" | "{}") {
            line.extend_from_slice(b",\"arguments\":");
            // A line end inside would end the line: JSON has it as white space only.
            line.extend(args.bytes().map(|b| if b == b'\n' { b' ' } else { b }));
        }
    }
    line.extend_from_slice(format!(",\"id\":{id}}}\n").as_bytes());
    line
}
