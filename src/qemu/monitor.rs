//! A client of QEMU's monitor protocol (QMP), over a local socket: the supervisor's, which serves
//! many, or QEMU's own, which serves one.
//!
//! Everything blocks, with a deadline where one is set, and nothing runs beside the caller. Events
//! that arrive while an answer is awaited are kept until they are asked for.

pub mod commands;
pub mod wire;

pub use commands::Command;
pub use wire::Event;

use crate::error::{Error, virErrorNumber};
use crate::sys::{self, process::PollFd};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::{Duration, Instant};
use wire::{LineBuffer, Message};

/// The longest answer that is read: a query of a large guest stays far below.
const MAX_LINE: usize = 64 << 20;

/// Events kept for later; older ones are dropped first.
const MAX_EVENTS: usize = 4096;

/// The class of the supervisor's refusal to a client whose job another one has ended.
pub const JOB_ABORTED: &str = "OxivirtJobAborted";

/// Why a command did not succeed.
#[derive(Debug)]
pub enum MonitorError {
    /// QEMU (or the supervisor) refused the command.
    Refused {
        command: String,
        /// `GenericError`, `CommandNotFound`, ...
        class: String,
        description: String,
    },
    /// The other end is gone.
    Closed,
    /// No answer by the deadline. A late answer is skipped: the client stays usable.
    TimedOut { command: String },
    /// The socket failed.
    Io(io::Error),
    /// What came is not QMP, or not the answer that the command has.
    Protocol(String),
}

impl MonitorError {
    /// Whether QEMU does not know the command.
    pub fn is_unknown_command(&self) -> bool {
        matches!(self, MonitorError::Refused { class, .. } if class == "CommandNotFound")
    }

    /// Whether the supervisor refused it because this client's job was ended by another.
    pub fn is_abort(&self) -> bool {
        matches!(self, MonitorError::Refused { class, .. } if class == JOB_ABORTED)
    }

    /// What QEMU said, if it refused.
    pub fn description(&self) -> Option<&str> {
        match self {
            MonitorError::Refused { description, .. } => Some(description),
            _ => None,
        }
    }
}

impl fmt::Display for MonitorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MonitorError::Refused {
                command,
                description,
                ..
            } => write!(f, "QEMU refused '{command}': {description}"),
            MonitorError::Closed => f.write_str("QEMU closed the monitor unexpectedly"),
            MonitorError::TimedOut { command } => {
                write!(f, "QEMU did not answer '{command}' in time")
            }
            MonitorError::Io(e) => write!(f, "cannot talk to QEMU's monitor: {e}"),
            MonitorError::Protocol(what) => write!(f, "QEMU's monitor sent {what}"),
        }
    }
}

impl std::error::Error for MonitorError {}

impl From<MonitorError> for Error {
    fn from(e: MonitorError) -> Error {
        match &e {
            MonitorError::TimedOut { .. } => {
                Error::new(virErrorNumber::VIR_ERR_OPERATION_TIMEOUT, e.to_string())
            }
            MonitorError::Io(cause) => Error::system("cannot talk to QEMU's monitor", cause),
            _ if e.is_abort() => Error::new(
                virErrorNumber::VIR_ERR_OPERATION_ABORTED,
                "the job was canceled by a client",
            ),
            _ => Error::internal(e.to_string()),
        }
    }
}

/// `Result` of the monitor; `?` turns its error into the library's.
pub type Result<T> = std::result::Result<T, MonitorError>;

/// A connection to a monitor, ready for commands.
#[derive(Debug)]
pub struct Client {
    stream: UnixStream,
    input: LineBuffer,
    received_fds: Vec<OwnedFd>,
    events: VecDeque<Event>,
    last_id: u64,
    deadline: Option<Instant>,
    version: (u32, u32, u32),
    closed: bool,
}

impl Client {
    /// Connects to the socket at `path` (of any length) and negotiates.
    pub fn connect(path: &Path) -> Result<Client> {
        Self::connect_by(path, None)
    }

    /// The same, giving up at `deadline`: a monitor that serves somebody else keeps silent.
    pub fn connect_by(path: &Path, deadline: Option<Instant>) -> Result<Client> {
        let stream = sys::socket::connect(path).map_err(MonitorError::Io)?;
        Self::from_stream(stream, deadline)
    }

    /// Takes a connected socket: awaits the greeting and negotiates.
    pub fn from_stream(stream: UnixStream, deadline: Option<Instant>) -> Result<Client> {
        let mut client = Client {
            stream,
            input: LineBuffer::new(MAX_LINE),
            received_fds: Vec::new(),
            events: VecDeque::new(),
            last_id: 0,
            deadline,
            version: (0, 0, 0),
            closed: false,
        };
        sys::fd::set_nonblocking(client.stream.as_fd(), true).map_err(MonitorError::Io)?;
        match client.next_message("greeting", deadline)? {
            Message::Greeting(version) => client.version = version,
            Message::Error {
                class, description, ..
            } => {
                return Err(MonitorError::Refused {
                    command: "connect".to_owned(),
                    class,
                    description,
                });
            }
            other => {
                return Err(MonitorError::Protocol(format!(
                    "{} in place of a greeting",
                    other.kind()
                )));
            }
        }
        client.execute_raw("qmp_capabilities", Value::Null)?;
        client.deadline = None;
        Ok(client)
    }

    /// The version of QEMU, as the greeting told it.
    pub fn version(&self) -> (u32, u32, u32) {
        self.version
    }

    /// Commands from now on fail with [`MonitorError::TimedOut`] at this moment; `None`: they wait.
    pub fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
    }

    /// Runs a command and returns its typed answer.
    pub fn execute<C: Command>(&mut self, command: &C) -> Result<C::Reply> {
        self.execute_with_fds(command, &[])
    }

    /// Runs a command that takes descriptors (`getfd`, `add-fd`).
    pub fn execute_with_fds<C: Command>(
        &mut self,
        command: &C,
        fds: &[BorrowedFd<'_>],
    ) -> Result<C::Reply> {
        let reply = self.run(C::NAME, command, fds)?;
        serde_json::from_value(reply).map_err(|e| {
            MonitorError::Protocol(format!("an unexpected answer to '{}': {e}", C::NAME))
        })
    }

    /// Runs any command; `args` of `Null` or an empty object are left out.
    pub fn execute_raw(&mut self, name: &str, args: Value) -> Result<Value> {
        self.run(name, &args, &[])
    }

    /// Runs any command with descriptors.
    pub fn execute_raw_with_fds(
        &mut self,
        name: &str,
        args: Value,
        fds: &[BorrowedFd<'_>],
    ) -> Result<Value> {
        self.run(name, &args, fds)
    }

    /// Sends a command as it is, only with an id, and returns the whole answer, be it a refusal.
    pub fn execute_as_is(&mut self, command: &Value, fds: &[BorrowedFd<'_>]) -> Result<Value> {
        self.last_id += 1;
        let id = self.last_id;
        let mut command = command.clone();
        let what = command
            .get("execute")
            .and_then(Value::as_str)
            .unwrap_or("command")
            .to_owned();
        if let Some(members) = command.as_object_mut() {
            members.insert("id".to_owned(), id.into());
        }
        self.send(&what, format!("{command}\n").as_bytes(), fds)?;
        let name = format!("libvirt-{id}");
        loop {
            match self.next_message(&what, self.deadline)? {
                Message::Event(event) => {
                    self.keep(event);
                }
                Message::Return { id: Some(n), value } if n == id => {
                    return Ok(json!({"return": value, "id": name}));
                }
                Message::Error {
                    id: answered,
                    class,
                    description,
                } if answered == Some(id) || answered.is_none() => {
                    let error = json!({"class": class, "desc": description});
                    return Ok(match answered {
                        Some(_) => json!({"id": name, "error": error}),
                        // Not understood at all.
                        None => json!({"error": error}),
                    });
                }
                // The late answer to a command that timed out.
                Message::Return { .. } | Message::Error { .. } | Message::Greeting(_) => {}
            }
        }
    }

    /// Descriptors that came with answers so far.
    pub fn take_fds(&mut self) -> Vec<OwnedFd> {
        std::mem::take(&mut self.received_fds)
    }

    /// The oldest kept event that `wanted` accepts, taken out; awaits it until `deadline` (`None`:
    /// for as long as it takes). Other events stay kept. `Ok(None)`: the deadline passed.
    pub fn wait_event(
        &mut self,
        deadline: Option<Instant>,
        mut wanted: impl FnMut(&Event) -> bool,
    ) -> Result<Option<Event>> {
        let mut looked_at = 0;
        loop {
            while looked_at < self.events.len() {
                if wanted(&self.events[looked_at]) {
                    return Ok(self.events.remove(looked_at));
                }
                looked_at += 1;
            }
            match self.next_message("event", deadline) {
                Ok(Message::Event(event)) => {
                    // Dropping an old one moves the rest down.
                    if self.keep(event) {
                        looked_at = looked_at.saturating_sub(1);
                    }
                }
                Ok(_) => {}
                Err(MonitorError::TimedOut { .. }) => return Ok(None),
                Err(e) => return Err(e),
            }
        }
    }

    /// The events kept so far, oldest first, after taking in what has arrived meanwhile.
    pub fn take_events(&mut self) -> Result<Vec<Event>> {
        let now = Some(Instant::now());
        loop {
            match self.next_message("event", now) {
                Ok(Message::Event(event)) => {
                    self.keep(event);
                }
                Ok(_) => {}
                Err(MonitorError::TimedOut { .. }) => break,
                Err(MonitorError::Closed) if !self.events.is_empty() => break,
                Err(e) => return Err(e),
            }
        }
        Ok(self.events.drain(..).collect())
    }

    /// Forgets the events kept so far.
    pub fn forget_events(&mut self) {
        self.events.clear();
    }

    /// Waits until the other end closes the connection (which the supervisor does once QEMU has
    /// ended and everything is cleared up). `false`: not by the deadline.
    pub fn wait_closed(&mut self, deadline: Option<Instant>) -> Result<bool> {
        loop {
            match self.next_message("end", deadline) {
                Ok(Message::Event(event)) => {
                    self.keep(event);
                }
                Ok(_) => {}
                Err(MonitorError::Closed) => return Ok(true),
                Err(MonitorError::TimedOut { .. }) => return Ok(false),
                Err(e) => return Err(e),
            }
        }
    }

    /// Keeps an event; whether the oldest had to go for it.
    fn keep(&mut self, event: Event) -> bool {
        let full = self.events.len() >= MAX_EVENTS;
        if full {
            self.events.pop_front();
        }
        self.events.push_back(event);
        full
    }

    fn run<A: Serialize + ?Sized>(
        &mut self,
        name: &str,
        args: &A,
        fds: &[BorrowedFd<'_>],
    ) -> Result<Value> {
        self.last_id += 1;
        let id = self.last_id;
        let line = wire::command_line(name, args, id)
            .map_err(|e| MonitorError::Protocol(format!("no room for '{name}': {e}")))?;
        self.send(name, &line, fds)?;
        loop {
            match self.next_message(name, self.deadline)? {
                Message::Event(event) => {
                    self.keep(event);
                }
                Message::Return { id: Some(n), value } if n == id => return Ok(value),
                Message::Error {
                    id: answered,
                    class,
                    description,
                } if answered == Some(id) || answered.is_none() => {
                    return Err(MonitorError::Refused {
                        command: name.to_owned(),
                        class,
                        description,
                    });
                }
                // The late answer to a command that timed out.
                Message::Return { .. } | Message::Error { .. } | Message::Greeting(_) => {}
            }
        }
    }

    fn send(&mut self, name: &str, line: &[u8], fds: &[BorrowedFd<'_>]) -> Result<()> {
        if self.closed {
            return Err(MonitorError::Closed);
        }
        let (mut sent, mut fds) = (0, fds);
        while sent < line.len() {
            match sys::send_with_fds(self.stream.as_fd(), &line[sent..], fds) {
                Ok(n) => {
                    sent += n;
                    fds = &[];
                }
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => {
                    self.wait_for(libc::POLLOUT, name, self.deadline)?;
                }
                // What the other end said before it went is still to be read.
                Err(e) if is_gone(&e) => return Ok(()),
                Err(e) => return Err(MonitorError::Io(e)),
            }
        }
        Ok(())
    }

    fn wait_for(&self, what: i16, command: &str, deadline: Option<Instant>) -> Result<()> {
        let limit = deadline.map(|d| d.saturating_duration_since(Instant::now()));
        let ready = sys::process::poll(&mut [PollFd::new(self.stream.as_fd(), what)], limit)
            .map_err(MonitorError::Io)?;
        if ready == 0 {
            return Err(MonitorError::TimedOut {
                command: command.to_owned(),
            });
        }
        Ok(())
    }

    fn next_message(&mut self, awaited: &str, deadline: Option<Instant>) -> Result<Message> {
        loop {
            if let Some(line) = self.input.next_line() {
                if line.is_empty() {
                    continue;
                }
                return Message::parse(line).map_err(|e| {
                    MonitorError::Protocol(format!("a line that cannot be understood: {e}"))
                });
            }
            if self.closed {
                return Err(MonitorError::Closed);
            }
            if self.input.is_too_long() {
                self.closed = true;
                return Err(MonitorError::Protocol("an endless line".to_owned()));
            }
            let fds = &mut self.received_fds;
            let stream = &self.stream;
            match self
                .input
                .fill(|room| sys::receive_with_fds(stream.as_fd(), room, fds))
            {
                Ok(0) => self.closed = true,
                Ok(_) => {}
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => {
                    self.wait_for(libc::POLLIN, awaited, deadline)?;
                }
                Err(e) if is_gone(&e) => self.closed = true,
                Err(e) => return Err(MonitorError::Io(e)),
            }
        }
    }
}

fn is_gone(e: &io::Error) -> bool {
    matches!(
        e.kind(),
        io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset
    )
}

impl AsFd for Client {
    /// Readable when the monitor has something to tell.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}

/// The moment `limit` from now, for deadlines.
pub fn within(limit: Duration) -> Option<Instant> {
    Instant::now().checked_add(limit)
}

#[cfg(test)]
mod tests;
