//! How an event comes to every process that wants to know, without a daemon.
//!
//! A subscriber has two files in the directory `events` of its home: a datagram socket, which is its
//! doorbell, and a spool, in which events wait for it. Whoever changes something appends the event to
//! each spool and then rings each bell, in no case waiting for anybody: a bell that cannot be rung
//! because too many rings wait is one that will be answered. The subscriber's event loop watches the
//! socket; as it becomes readable all rings are taken first and the spool is read after that, so no
//! record stays behind unnoticed. One spool has one order, which is the order in which things happened
//! as far as one happened before the other at all.
//!
//! A bell that nobody holds any more (ECONNREFUSED) is a dead subscriber's; who finds it removes its
//! files. A living one is never mistaken: its socket takes its name only once it can be rung. The
//! directory goes with the last subscriber, so that without any an event costs one look.

use super::domain::DomainEvent;
use super::spool::{self, Spool};
use crate::conf::uuid::Uuid;
use crate::sys;
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, DirBuilder};
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Raised when a message changes so much that older readers must not try.
const VERSION: u32 = 1;

/// A subscriber reads so many events before others have their turn in its event loop.
const BATCH: usize = 200;

const SOCKET: &str = ".sock";
const SPOOL: &str = ".spool";
/// There: the subscriber wants to know what QEMU's monitor says.
const MONITOR: &str = ".monitor";

/// What travels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    version: u32,
    pub name: String,
    uuid: String,
    /// The id that the guest runs under.
    pub id: Option<i32>,
    pub event: DomainEvent,
    /// Of two messages about one domain with the same mark the second is the first again, by somebody who
    /// took up what a killed process had begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    once: Option<String>,
}

impl Message {
    pub fn new(
        name: &str,
        uuid: impl ToString,
        id: Option<i32>,
        event: impl Into<DomainEvent>,
    ) -> Message {
        Message {
            version: VERSION,
            name: name.to_owned(),
            uuid: uuid.to_string(),
            id,
            event: event.into(),
            once: None,
        }
    }

    /// Marks what may be told again by somebody else and is to be heard once.
    pub fn once(mut self, mark: String) -> Message {
        self.once = Some(mark);
        self
    }

    pub fn uuid(&self) -> Option<Uuid> {
        self.uuid.parse().ok()
    }
}

/// Where the subscribers of one home are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bus {
    dir: PathBuf,
}

impl Bus {
    /// The bus of a home; `own_dir` is the directory that is closed to others.
    pub fn of(own_dir: &Path) -> Bus {
        Bus {
            dir: own_dir.join("events"),
        }
    }

    fn file(&self, key: &str, kind: &str) -> PathBuf {
        self.dir.join(format!("{key}{kind}"))
    }

    /// Whether anybody listens: one look at a directory. What would have to be found out for the event
    /// alone need not be if nobody does.
    pub fn has_subscribers(&self) -> bool {
        self.is_there() && !self.list().0.is_empty()
    }

    /// Whether the directory is there, and is ours: QEMU's user may be able to write beside it.
    fn is_there(&self) -> bool {
        let ours = |dir: &Path| {
            fs::symlink_metadata(dir)
                .is_ok_and(|m| m.is_dir() && m.uid() == sys::process::effective_uid())
        };
        ours(&self.dir) && self.dir.parent().is_some_and(ours)
    }

    /// The subscribers, and those that listen to the monitor.
    fn list(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let (mut all, mut monitor) = (BTreeSet::new(), BTreeSet::new());
        for entry in fs::read_dir(&self.dir).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            if let Some(key) = name.strip_suffix(SOCKET) {
                all.insert(key.to_owned());
            } else if let Some(key) = name.strip_suffix(MONITOR) {
                monitor.insert(key.to_owned());
            }
        }
        (all, monitor)
    }

    /// Whether anybody wants to know what QEMU's monitor says.
    pub fn has_monitor_subscribers(&self) -> bool {
        self.is_there() && !self.list().1.is_empty()
    }

    /// Tells every subscriber. Waits for nobody and cannot fail: who cannot be told is gone, or has far
    /// too much unread already.
    pub fn send(&self, message: &Message) {
        if !self.is_there() {
            return;
        }
        let (all, monitor) = self.list();
        let for_all = !matches!(message.event, DomainEvent::Monitor { .. });
        let keys = if for_all { &all } else { &monitor };
        if keys.is_empty() {
            return;
        }
        let Ok(record) = serde_json::to_string(message) else {
            return;
        };
        for key in keys {
            spool::append(&self.file(key, SPOOL), &record);
            self.ring(key);
        }
    }

    /// Rings one bell, and clears up if nobody holds it.
    fn ring(&self, key: &str) {
        let path = self.file(key, SOCKET);
        let rung = sys::socket::unbound_datagram()
            .and_then(|socket| sys::socket::send_datagram(&socket, &path, b"!"));
        self.remove_if_dead(key, rung);
    }

    fn remove_if_dead(&self, key: &str, answer: io::Result<()>) {
        if answer.is_err_and(|e| e.kind() == io::ErrorKind::ConnectionRefused) {
            self.remove(key);
        }
    }

    fn remove(&self, key: &str) {
        for kind in [SOCKET, MONITOR, SPOOL] {
            let _ = fs::remove_file(self.file(key, kind));
        }
    }

    /// Subscribes; the directory that the bus is in must be there. What happens after this returns is
    /// told.
    pub fn subscribe(&self) -> io::Result<Subscription> {
        let key: String = sys::random_bytes::<8>()
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        // The last of the others may just remove the directory.
        for _ in 0..100 {
            match DirBuilder::new().mode(0o700).create(&self.dir) {
                Err(e) if e.kind() != io::ErrorKind::AlreadyExists => return Err(e),
                _ => {}
            }
            match self.try_subscribe(&key) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Ok(subscription) => {
                    self.clear_dead(&key);
                    return Ok(subscription);
                }
                Err(e) => {
                    self.remove(&key);
                    return Err(e);
                }
            }
        }
        Err(io::Error::from(io::ErrorKind::NotFound))
    }

    fn try_subscribe(&self, key: &str) -> io::Result<Subscription> {
        // Removed again meanwhile, it is made anew; another's is another matter.
        fs::symlink_metadata(&self.dir)?;
        if !self.is_there() && self.dir.exists() {
            return Err(io::Error::from(io::ErrorKind::PermissionDenied));
        }
        let spool = Spool::create(&self.file(key, SPOOL))?;
        // It can be rung as soon as others see it.
        let unseen = self.file(key, ".new");
        let bound = sys::socket::bind_datagram(&unseen)
            .and_then(|socket| fs::rename(&unseen, self.file(key, SOCKET)).map(|()| socket));
        let socket = match bound {
            Ok(socket) => socket,
            Err(e) => {
                let _ = fs::remove_file(&unseen);
                self.remove(key);
                return Err(e);
            }
        };
        Ok(Subscription {
            bus: self.clone(),
            key: key.to_owned(),
            socket,
            reading: Mutex::new(Reading {
                spool,
                waiting: Vec::new(),
                heard: HashMap::new(),
            }),
            owner: std::process::id(),
            ended: AtomicBool::new(false),
        })
    }

    /// Removes what killed processes left behind.
    fn clear_dead(&self, own: &str) {
        for key in self.list().0.iter().filter(|key| *key != own) {
            let path = self.file(key, SOCKET);
            let alive = sys::socket::unbound_datagram()
                .and_then(|socket| sys::socket::connect_datagram(&socket, &path));
            self.remove_if_dead(key, alive);
        }
    }
}

#[derive(Debug)]
struct Reading {
    spool: Spool,
    /// Read from the spool and not handed out.
    waiting: Vec<Message>,
    /// The last mark of each domain.
    heard: HashMap<String, String>,
}

impl Reading {
    fn is_news(&mut self, message: &Message) -> bool {
        let Some(mark) = &message.once else {
            return true;
        };
        if self.heard.get(&message.uuid) == Some(mark) {
            return false;
        }
        if self.heard.len() > 10_000 {
            self.heard.clear();
        }
        self.heard.insert(message.uuid.clone(), mark.clone());
        true
    }
}

/// One subscriber. Dropping it ends the subscription.
#[derive(Debug)]
pub struct Subscription {
    bus: Bus,
    key: String,
    socket: UnixDatagram,
    reading: Mutex<Reading>,
    /// A child that was forked has a copy of this, and no right to end it.
    owner: u32,
    ended: AtomicBool,
}

impl Subscription {
    /// Readable when something has happened.
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }

    /// The same, for those who deal in numbers; it is good for as long as this lives.
    pub fn raw_fd(&self) -> RawFd {
        self.socket.as_raw_fd()
    }

    /// Ends the subscription: nobody sends any more. The descriptor stays until this is dropped.
    pub fn end(&self) {
        if self.owner == std::process::id() && !self.ended.swap(true, Ordering::Relaxed) {
            self.bus.remove(&self.key);
            // Fails while there are others.
            let _ = fs::remove_dir(&self.bus.dir);
        }
    }

    /// Whether QEMU's own events are wanted too.
    pub fn listen_to_monitor(&self, listen: bool) -> io::Result<()> {
        let path = self.bus.file(&self.key, MONITOR);
        if listen {
            fs::OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)
                .map(drop)
        } else {
            match fs::remove_file(path) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
                _ => Ok(()),
            }
        }
    }

    /// What has happened since it was asked last, a batch of it: the socket stays readable while there
    /// is more.
    pub fn take(&self) -> Vec<Message> {
        // Rings first: what is appended from here on rings again.
        let mut byte = [0; 1];
        while self.socket.recv(&mut byte).is_ok() {}
        let mut reading = self.reading.lock();
        let mut more = true;
        while more && reading.waiting.len() < BATCH {
            let mut lines = Vec::new();
            more = reading.spool.read(|line| {
                // What cannot be understood is half a record, or from a later version.
                if let Ok(message) = serde_json::from_slice::<Message>(line) {
                    lines.push(message);
                }
            });
            for message in lines {
                if message.version == VERSION && reading.is_news(&message) {
                    reading.waiting.push(message);
                }
            }
        }
        let end = reading.waiting.len().min(BATCH);
        let rest = reading.waiting.split_off(end);
        let batch = std::mem::replace(&mut reading.waiting, rest);
        if more || !reading.waiting.is_empty() {
            self.bus.ring(&self.key);
        }
        batch
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::lifecycle::{Lifecycle, Resumed, Stopped};

    /// A home whose path is far too long for a socket's address.
    fn home(name: &str) -> (PathBuf, Bus) {
        let root = std::env::temp_dir().join(format!("oxivirt-bus-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let own = root.join("d".repeat(120));
        fs::create_dir_all(&own).unwrap();
        (root, Bus::of(&own))
    }

    fn message(n: i32) -> Message {
        Message::new(
            "a",
            Uuid([7; 16]),
            Some(n),
            Lifecycle::Resumed(Resumed::Unpaused),
        )
    }

    fn readable(subscription: &Subscription) -> bool {
        let mut fds = [sys::process::PollFd::new(subscription.fd(), libc::POLLIN)];
        sys::process::poll(&mut fds, Some(std::time::Duration::ZERO)).unwrap();
        fds[0].revents() != 0
    }

    fn ids(subscription: &Subscription) -> Vec<i32> {
        let mut all = Vec::new();
        while readable(subscription) {
            all.extend(subscription.take().iter().map(|m| m.id.unwrap()));
        }
        all
    }

    #[test]
    fn everybody_hears_everything_in_order() {
        let (root, bus) = home("order");
        assert!(!bus.has_subscribers());
        bus.send(&message(0));
        let (a, b) = (bus.subscribe().unwrap(), bus.subscribe().unwrap());
        assert!(bus.has_subscribers() && !readable(&a));
        // Far more than the kernel keeps in a socket.
        for n in 0..3000 {
            bus.send(&message(n));
        }
        assert_eq!(ids(&a), (0..3000).collect::<Vec<_>>());
        bus.send(&message(3000));
        assert_eq!(ids(&b), (0..3001).collect::<Vec<_>>());
        assert_eq!(ids(&a), [3000]);
        drop(a);
        bus.send(&message(1));
        assert_eq!(ids(&b), [1]);
        drop(b);
        assert!(!bus.dir.exists());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn the_dead_are_removed_and_nobody_else() {
        let (root, bus) = home("dead");
        let (alive, dead) = (bus.subscribe().unwrap(), bus.subscribe().unwrap());
        // Its process is killed: the kernel closes what it had.
        let dead = std::mem::ManuallyDrop::new(dead);
        unsafe_close(&dead);
        bus.send(&message(1));
        assert_eq!(
            bus.list().0.into_iter().collect::<Vec<_>>(),
            std::slice::from_ref(&alive.key)
        );
        assert!(!bus.file(&dead.key, SPOOL).exists());
        // One with a full queue lives.
        for _ in 0..2000 {
            bus.ring(&alive.key);
        }
        bus.send(&message(2));
        assert_eq!(ids(&alive), [1, 2]);
        fs::remove_dir_all(root).unwrap();
    }

    fn unsafe_close(subscription: &Subscription) {
        // A shut down socket refuses as a closed one does.
        let _ = subscription.socket.shutdown(std::net::Shutdown::Both);
        let null = fs::File::open("/dev/null").unwrap();
        sys::process::put_at(null.as_fd(), subscription.socket.as_raw_fd()).unwrap();
    }

    #[test]
    fn what_is_said_twice_is_heard_once() {
        let (root, bus) = home("once");
        let subscription = bus.subscribe().unwrap();
        let stopped = || {
            Message::new(
                "a",
                Uuid([7; 16]),
                None,
                Lifecycle::Stopped(Stopped::Failed),
            )
        };
        bus.send(&stopped().once("1".to_owned()));
        bus.send(&stopped().once("1".to_owned()));
        bus.send(&stopped().once("2".to_owned()));
        assert_eq!(subscription.take().len(), 2);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn the_monitor_is_for_those_who_asked() {
        let (root, bus) = home("monitor");
        let subscription = bus.subscribe().unwrap();
        let said = DomainEvent::Monitor {
            name: "X".to_owned(),
            seconds: 1,
            micros: 2,
            data: None,
        };
        let said = Message::new("a", Uuid([7; 16]), None, said);
        assert!(!bus.has_monitor_subscribers());
        bus.send(&said);
        assert!(!readable(&subscription));
        subscription.listen_to_monitor(true).unwrap();
        assert!(bus.has_monitor_subscribers());
        bus.send(&said);
        assert_eq!(subscription.take(), std::slice::from_ref(&said));
        subscription.listen_to_monitor(false).unwrap();
        bus.send(&said);
        assert!(!readable(&subscription));
        drop(subscription);
        fs::remove_dir_all(root).unwrap();
    }
}
