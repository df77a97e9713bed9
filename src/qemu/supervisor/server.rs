//! The poll loop: one connection to QEMU, many to clients, and who may speak next.
//!
//! QEMU gets one command at a time. It would run them in that order anyway, and a descriptor waits in
//! QEMU's socket for "the next command that takes one", so two under way could be mixed up. What a
//! client sends meanwhile stays in its socket, and so in its own memory.

use super::cleanup;
use super::daemon::DaemonWatch;
use super::jobs::BlockJobs;
use super::launch::{GUEST_GONE, QEMU_ENDED, SUPERVISOR_BYTE};
use super::record::{Job, Process, Record};
use super::undo::{UndoStep, Undoing};
use super::wire::{Connection, FromQemu, Request, refusal, refusal_raw, success, to_json};
use super::{record, status_text};
use crate::conf::state::StateReason;
use crate::qemu::fault;
use crate::qemu::lock::FileLock;
use crate::qemu::monitor::JOB_ABORTED;
use crate::qemu::monitor::wire::{ErrorBody, command_line};
use crate::sys::{self, PidFd, process::PollFd};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::VecDeque;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::time::{Duration, Instant};

/// The longest command of a client's: the status document of a large guest.
const MAX_COMMAND: usize = 8 << 20;
/// The longest answer of QEMU's that is passed on.
const MAX_ANSWER: usize = 32 << 20;
/// A client that has so much waiting for it is not reading any more.
const MAX_UNSENT: usize = 4 << 20;
/// A client with so much waiting for it is not served before it has read.
const ENOUGH_UNSENT: usize = 64 << 10;
/// What a client may send ahead of what it was answered.
const ENOUGH_UNREAD: usize = 64 << 10;
/// More clients than this wait in the queue of the socket.
const MAX_PEERS: usize = 200;
/// How many descriptors may come with one command.
const MAX_REQUEST_FDS: usize = sys::socket::MAX_FDS;

/// Raised when a command of the supervisor's own changes its meaning.
const PROTOCOL: u32 = 1;

/// How this supervisor came to have the guest.
#[derive(Debug)]
pub enum Origin {
    Started {
        /// Where this run begins in the guest's log.
        log_offset: u64,
        job_lock: Option<OwnedFd>,
    },
    TakenOver,
}

/// What is known of the connection to QEMU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The greeting is awaited, or the answer to the negotiation.
    Negotiating,
    /// Taken over: the run state is asked for, an unfinished job undone.
    CatchingUp,
    /// Clients are served.
    Ready,
}

/// A client.
#[derive(Debug)]
pub(super) struct Peer {
    pub(super) key: u64,
    connection: Connection,
    pid: i32,
    /// Watched where the end of the process matters: a copy of its socket may live on in a child.
    pub(super) process: Option<PidFd>,
    greeted: bool,
    negotiated: bool,
    /// Its next command, taken from the socket and not run yet.
    pending: Option<Request>,
    /// A command of its is under way, at QEMU or as an undo.
    busy: bool,
    /// Names of descriptors that it gave QEMU and that no command has taken.
    pub(super) named_fds: Vec<String>,
    dead: bool,
}

/// Whom an answer of QEMU's is for.
#[derive(Debug)]
enum Asker {
    Client {
        key: u64,
        id: Option<Box<RawValue>>,
        /// What `getfd` or `closefd` do to the list of names, once they succeed.
        named_fd: Option<(bool, String)>,
    },
    Us(Tag),
}

/// What the supervisor itself has asked QEMU for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Capabilities,
    /// The answer does not matter.
    Whatever,
    RunState,
    Undo(UndoStep),
    /// The guest was reset and is to run again.
    Reset,
    /// A dump of the guest's memory was taken.
    Dumped,
}

/// A command of the supervisor's own, waiting.
#[derive(Debug)]
struct Own {
    tag: Tag,
    name: &'static str,
    arguments: Value,
    fds: Vec<OwnedFd>,
}

/// The reasons that the next stop and the next resume are told with, each with who announced it.
#[derive(Debug, Default)]
pub(super) struct Expected {
    pub(super) stop: Option<(u64, String)>,
    pub(super) resume: Option<(u64, String)>,
}

impl Expected {
    /// Drops what this client has announced and what did not come to pass.
    pub(super) fn forget(&mut self, key: u64) {
        for expected in [&mut self.stop, &mut self.resume] {
            if expected.as_ref().is_some_and(|(owner, _)| *owner == key) {
                *expected = None;
            }
        }
    }
}

/// The guest's job and what belongs to it while it is under way.
#[derive(Debug)]
pub(super) struct RunningJob {
    pub(super) owner: u64,
    /// The client's lock on the guest, held here too: it outlives a killed client until all is undone.
    pub(super) lock: Option<OwnedFd>,
}

#[derive(Debug)]
pub struct Server {
    pub(super) record: Record,
    pub(super) state: StateReason,
    lock: Option<FileLock>,
    pub(super) qemu: PidFd,
    listener: UnixListener,
    monitor: Connection,
    greeting: Vec<u8>,
    pub(super) phase: Phase,
    log_offset: Option<u64>,
    pub(super) peers: Vec<Peer>,
    last_key: u64,
    turn: usize,
    own: VecDeque<Own>,
    in_flight: Option<(u64, Asker)>,
    last_id: u64,
    pub(super) expected: Expected,
    pub(super) job: Option<RunningJob>,
    pub(super) undoing: Option<Undoing>,
    /// The guest was let run since the job began, whatever state it is in now.
    pub(super) has_run: bool,
    /// Whose job somebody else has ended: until it says that it knows, it is let do nothing more.
    pub(super) aborted: Option<u64>,
    /// Who ends the guest by going: its key, or nobody yet after a take-over.
    pub(super) autodestroy: Option<u64>,
    autodestroy_process: Option<PidFd>,
    /// When the undo asks again, or when a signal that did nothing is followed by a harder one.
    pub(super) ask_again: Option<Instant>,
    pub(super) kill_at: Option<Instant>,
    pub(super) block_jobs: BlockJobs,
    daemon: Option<DaemonWatch>,
    /// libvirt's daemon is to have QEMU's monitor.
    leaving: bool,
    /// Those who listen know that QEMU is on its way out.
    pub(super) shutdown_is_told: bool,
}

impl Server {
    /// A server for a QEMU that lives; `client` is its first client.
    pub fn new(
        record: Record,
        lock: FileLock,
        qemu: PidFd,
        client: UnixStream,
        origin: Origin,
    ) -> Result<Server, String> {
        let (log_offset, job_lock) = match origin {
            Origin::Started {
                log_offset,
                job_lock,
            } => (Some(log_offset), job_lock),
            Origin::TakenOver => (None, None),
        };
        let listener = sys::socket::listen(&record.control)
            .and_then(|l| l.set_nonblocking(true).map(|()| l))
            .map_err(|e| format!("cannot listen at '{}': {e}", record.control.display()))?;
        let monitor = sys::socket::connect(&record.monitor)
            .and_then(|s| Connection::new(s, MAX_ANSWER))
            .map_err(|e| {
                format!(
                    "cannot connect to QEMU's monitor '{}': {e}",
                    record.monitor.display()
                )
            })?;
        let state = std::fs::read_to_string(&record.status)
            .ok()
            .and_then(|text| status_text::state(&text))
            .unwrap_or(StateReason::NoState);
        let daemon = record.status.parent().map(|dir| dir.join("driver.pid"));
        let daemon = daemon.and_then(|path| DaemonWatch::new(path).ok());
        let mut server = Server {
            record,
            state,
            lock: Some(lock),
            qemu,
            listener,
            monitor,
            greeting: Vec::new(),
            phase: Phase::Negotiating,
            log_offset,
            peers: Vec::new(),
            last_key: 0,
            turn: 0,
            own: VecDeque::new(),
            in_flight: None,
            last_id: 0,
            expected: Expected::default(),
            job: None,
            undoing: None,
            has_run: false,
            aborted: None,
            autodestroy: None,
            autodestroy_process: None,
            ask_again: None,
            kill_at: None,
            block_jobs: BlockJobs::default(),
            shutdown_is_told: false,
            leaving: daemon.as_ref().is_some_and(DaemonWatch::daemon_is_there),
            daemon,
        };
        let first = server.add_peer(client);
        if server.log_offset.is_some() {
            if server.record.job.is_some() {
                server.own_job(first, job_lock);
            }
            if server.record.autodestroy.is_some() {
                server.own_autodestroy(first);
            }
        } else if let Some(owner) = server.record.autodestroy {
            match PidFd::open(owner.pid) {
                Ok(process) if owner.lives() => server.autodestroy_process = Some(process),
                _ => server.destroy(),
            }
        }
        Ok(server)
    }

    /// Serves until QEMU has ended and everything is cleared up.
    pub fn run(mut self) {
        loop {
            let ended = self.wait_and_read();
            self.hear_qemu();
            self.hear_peers();
            if ended {
                return self.finish();
            }
            if self.leaving && self.has_left() {
                return self.send_all();
            }
            self.run_timers();
            self.serve();
            self.send_all();
            self.bury_peers();
        }
    }

    /// Whether nothing keeps the supervisor from giving the monitor away: a job under way is undone
    /// first, but for a migration that takes its time to end.
    fn has_left(&mut self) -> bool {
        if let Some(undoing) = &self.undoing {
            let back = undoing.guest_is_back;
            if back {
                self.forget_job();
            }
            return back;
        }
        let Some(job) = self.record.job.clone() else {
            return true;
        };
        if job.undo.is_final && job.undo.done.is_some() && self.job.is_some() {
            // The image may take its name at any moment: the client ends the job, or its death does.
            return false;
        }
        let running = self.job.take();
        // Its client must not go on with what is being undone.
        self.aborted = running.as_ref().map(|j| j.owner);
        self.start_undo(job, running.and_then(|j| j.lock), None);
        false
    }

    /// One round of poll: takes in what has come. `true`: QEMU has ended.
    fn wait_and_read(&mut self) -> bool {
        let mut fds = Vec::with_capacity(self.peers.len() + 4);
        let writing = |unsent: usize| if unsent > 0 { libc::POLLOUT } else { 0 };
        fds.push(PollFd::new(self.qemu.as_fd(), libc::POLLIN));
        let reading = if self.monitor.has_ended() {
            0
        } else {
            libc::POLLIN
        };
        let monitor_events = reading | writing(self.monitor.unsent());
        if monitor_events != 0 {
            fds.push(PollFd::new(self.monitor.as_fd(), monitor_events));
        }
        let peers_from = fds.len();
        for peer in &self.peers {
            let reading = if peer.wants_input() { libc::POLLIN } else { 0 };
            fds.push(PollFd::new(
                peer.connection.as_fd(),
                reading | writing(peer.connection.unsent()),
            ));
        }
        let peers_to = fds.len();
        for process in self.peers.iter().filter_map(|p| p.process.as_ref()) {
            fds.push(PollFd::new(process.as_fd(), libc::POLLIN));
        }
        if let Some(process) = &self.autodestroy_process {
            fds.push(PollFd::new(process.as_fd(), libc::POLLIN));
        }
        let daemon_at = fds.len();
        if let Some(daemon) = &self.daemon {
            fds.push(PollFd::new(daemon.as_fd(), libc::POLLIN));
        }
        let listening = self.peers.len() < MAX_PEERS && !self.leaving;
        if listening {
            fds.push(PollFd::new(self.listener.as_fd(), libc::POLLIN));
        }
        let limit = [self.ask_again, self.kill_at, self.block_jobs.at]
            .into_iter()
            .flatten()
            .min()
            .map(|at| at.saturating_duration_since(Instant::now()));
        if sys::process::poll(&mut fds, limit).is_err() {
            // Out of memory, perhaps; not a reason to spin.
            std::thread::sleep(Duration::from_millis(10));
        }
        let told = |i: usize| fds[i].revents();
        let ended = told(0) != 0;
        let monitor_told = monitor_events != 0 && told(1) != 0;
        let peers_told: Vec<i16> = (peers_from..peers_to).map(told).collect();
        let daemon_told = self.daemon.is_some() && told(daemon_at) != 0;
        let accept = listening && fds.last().is_some_and(|f| f.revents() != 0);

        if monitor_told || ended {
            // All that QEMU said before it went.
            loop {
                let before = self.monitor.unread();
                if self.monitor.receive().is_err() || self.monitor.unread() == before {
                    break;
                }
                if !ended {
                    break;
                }
            }
        }
        for (peer, told) in self.peers.iter_mut().zip(peers_told) {
            if told & (libc::POLLIN | libc::POLLHUP | libc::POLLERR) == 0 {
                continue;
            }
            if !peer.wants_input() {
                // It hung up while it owed nothing: what it left unread is not waited for.
                peer.dead |= told & (libc::POLLHUP | libc::POLLERR) != 0;
            } else if peer.connection.receive().is_err() {
                peer.dead = true;
            }
        }
        for peer in &mut self.peers {
            peer.dead |= peer.process.as_ref().is_some_and(PidFd::has_ended);
        }
        if self.autodestroy.is_none()
            && self
                .autodestroy_process
                .as_ref()
                .is_some_and(PidFd::has_ended)
        {
            self.autodestroy_process = None;
            self.destroy();
        }
        if daemon_told {
            self.daemon = self.daemon.take().and_then(|d| d.renew().ok());
            // Looked at after the watch is there: nothing slips between.
            self.leaving |= self
                .daemon
                .as_ref()
                .is_some_and(DaemonWatch::daemon_is_there);
        }
        if accept {
            self.accept();
        }
        ended
    }

    fn accept(&mut self) {
        while self.peers.len() < MAX_PEERS {
            let Ok((socket, _)) = self.listener.accept() else {
                return;
            };
            // The directory keeps others out; this keeps them out of a directory that was opened up.
            let ours = sys::socket::peer(socket.as_fd())
                .is_ok_and(|(_, uid, _)| uid == 0 || uid == sys::process::effective_uid());
            if ours {
                self.add_peer(socket);
            }
        }
    }

    fn add_peer(&mut self, socket: UnixStream) -> u64 {
        self.last_key += 1;
        let key = self.last_key;
        let pid = sys::socket::peer(socket.as_fd()).map_or(0, |(pid, ..)| pid);
        if let Ok(connection) = Connection::new(socket, MAX_COMMAND) {
            let mut peer = Peer {
                key,
                connection,
                pid,
                process: None,
                greeted: false,
                negotiated: false,
                pending: None,
                busy: false,
                named_fds: Vec::new(),
                dead: false,
            };
            if self.phase == Phase::Ready {
                peer.connection.put(&self.greeting, Vec::new());
                peer.greeted = true;
            }
            self.peers.push(peer);
        }
        key
    }

    pub(super) fn peer(&mut self, key: u64) -> Option<&mut Peer> {
        self.peers.iter_mut().find(|p| p.key == key)
    }

    /// Makes the client the owner of the record's job.
    pub(super) fn own_job(&mut self, owner: u64, lock: Option<OwnedFd>) {
        self.job = Some(RunningJob { owner, lock });
        self.watch(owner);
    }

    /// Makes the guest end with the client.
    pub(super) fn own_autodestroy(&mut self, owner: u64) {
        self.watch(owner);
        let pid = self.peer(owner).map_or(0, |p| p.pid);
        self.record.autodestroy = Process::now(pid);
        self.autodestroy = Some(owner);
        self.autodestroy_process = None;
        self.write_record();
    }

    fn watch(&mut self, key: u64) {
        if let Some(peer) = self.peer(key) {
            peer.process = PidFd::open(peer.pid).ok();
        }
    }

    pub(super) fn write_record(&self) {
        let _ = self.record.write();
    }

    // What QEMU says.

    fn hear_qemu(&mut self) {
        while let Some((line, _)) = self.monitor.next_line() {
            if !line.is_empty() {
                self.hear_line(line);
            }
        }
        if self.monitor.is_too_long() {
            // Passed on it would be the same burden to every client; the one that asked is told.
            self.monitor.drop_partial();
            self.answer(Err(to_json(&ErrorBody {
                class: "GenericError".to_owned(),
                desc: "the answer is too long".to_owned(),
            })));
        }
    }

    fn hear_line(&mut self, mut line: Vec<u8>) {
        let Ok(message) = serde_json::from_slice::<FromQemu<'_>>(&line) else {
            return;
        };
        if let Some(name) = &message.event {
            let data = message
                .data
                .and_then(|d| serde_json::from_str(d.get()).ok())
                .unwrap_or(Value::Null);
            let name = name.clone().into_owned();
            let when = message.timestamp;
            self.on_event(&name, &data);
            // QEMU says -1 where it does not know.
            let micros = u32::try_from(when.microseconds).unwrap_or(0);
            self.relay(&name, &data, (when.seconds, micros));
            line.push(b'\n');
            self.broadcast(&line);
        } else if message.greeting.is_some() {
            line.push(b'\n');
            self.greeting = line;
            self.ask(Tag::Capabilities, "qmp_capabilities", Value::Null);
        } else if self
            .in_flight
            .as_ref()
            .is_some_and(|(id, _)| message.id == Some(*id) || message.id.is_none())
        {
            if let Some(result) = message.result {
                let result = result.get().to_owned();
                self.answer(Ok(result));
            } else if let Some(error) = message.error {
                let error = error.get().to_owned();
                self.answer(Err(error));
            }
        }
    }

    /// Gives the answer of the command under way to who asked.
    fn answer(&mut self, answer: Result<String, String>) {
        match self.in_flight.take() {
            None => {}
            Some((_, Asker::Us(tag))) => self.on_own_answer(tag, answer),
            Some((_, Asker::Client { key, id, named_fd })) => {
                let Some(peer) = self.peer(key) else { return };
                peer.busy = false;
                let line = match &answer {
                    Ok(result) => success(result, id.as_deref()),
                    Err(error) => refusal_raw(error, id.as_deref()),
                };
                peer.connection.put(&line, Vec::new());
                if let (Ok(_), Some((added, name))) = (&answer, named_fd) {
                    peer.named_fds.retain(|n| *n != name);
                    if added {
                        peer.named_fds.push(name);
                    }
                }
            }
        }
    }

    fn on_own_answer(&mut self, tag: Tag, answer: Result<String, String>) {
        match tag {
            Tag::Whatever => {}
            Tag::Capabilities => {
                self.on_negotiated();
            }
            Tag::RunState => {
                if let Ok(status) = &answer {
                    self.on_run_state(status);
                }
                self.on_caught_up();
            }
            Tag::Undo(step) => self.on_undo_answer(step, answer),
            Tag::Reset => {
                if answer.is_ok() {
                    self.ask(Tag::Whatever, "cont", Value::Null);
                }
            }
            Tag::Dumped => self.on_dumped(),
        }
    }

    fn on_negotiated(&mut self) {
        fault::death("supervisor.negotiated");
        self.apply_reboot_policy();
        if self.log_offset.is_some() {
            self.become_ready();
        } else {
            self.phase = Phase::CatchingUp;
            self.ask(Tag::RunState, "query-status", Value::Null);
        }
    }

    /// The true state is known; what the predecessor's client left undone is next.
    fn on_caught_up(&mut self) {
        match self.record.job.clone() {
            Some(job) => self.start_undo(job, None, None),
            None => self.become_ready(),
        }
    }

    pub(super) fn become_ready(&mut self) {
        if self.phase == Phase::Ready {
            return;
        }
        self.phase = Phase::Ready;
        self.look_for_block_jobs();
        for peer in &mut self.peers {
            peer.connection.put(&self.greeting, Vec::new());
            peer.greeted = true;
        }
    }

    /// Sends a line to every client that listens.
    pub(super) fn broadcast(&mut self, line: &[u8]) {
        for peer in self.peers.iter_mut().filter(|p| p.negotiated) {
            peer.connection.put(line, Vec::new());
        }
    }

    // What clients ask.

    fn hear_peers(&mut self) {
        for peer in &mut self.peers {
            while peer.pending.is_none() && peer.greeted && !peer.dead {
                let Some((line, fds)) = peer.connection.next_line() else {
                    break;
                };
                if line.iter().all(u8::is_ascii_whitespace) {
                    continue;
                }
                match Request::parse(&line) {
                    Ok(request) if fds.len() <= MAX_REQUEST_FDS => {
                        peer.pending = Some(Request { fds, ..request });
                    }
                    Ok(request) => {
                        let id = request.id.as_deref();
                        let line = refusal("GenericError", "too many descriptors", id);
                        peer.connection.put(&line, Vec::new());
                    }
                    Err(what) => {
                        let what = format!("cannot understand the command: {what}");
                        let line = refusal("GenericError", &what, None);
                        peer.connection.put(&line, Vec::new());
                    }
                }
            }
            if peer.connection.is_too_long() {
                peer.dead = true;
            }
        }
    }

    /// Runs what can be run now: our own commands first, then one of each client in turn.
    fn serve(&mut self) {
        let mut waiting = true;
        while waiting {
            waiting = false;
            self.send_own();
            for step in 0..self.peers.len() {
                let i = (self.turn + step) % self.peers.len();
                if self.serve_peer(i) {
                    self.turn = (i + 1) % self.peers.len();
                    waiting = true;
                    break;
                }
            }
            if waiting {
                self.hear_peers();
            }
        }
    }

    fn send_own(&mut self) {
        if self.in_flight.is_some() || self.monitor.has_ended() {
            return;
        }
        let Some(own) = self.own.pop_front() else {
            return;
        };
        self.last_id += 1;
        // Names and arguments of ours are always JSON.
        let line = command_line(own.name, &own.arguments, self.last_id).unwrap_or_default();
        self.monitor.put(&line, own.fds);
        self.in_flight = Some((self.last_id, Asker::Us(own.tag)));
    }

    /// Has QEMU run a command of our own, after those that wait already.
    pub(super) fn ask(&mut self, tag: Tag, name: &'static str, arguments: Value) {
        self.ask_with(tag, name, arguments, Vec::new());
    }

    pub(super) fn ask_with(
        &mut self,
        tag: Tag,
        name: &'static str,
        arguments: Value,
        fds: Vec<OwnedFd>,
    ) {
        self.own.push_back(Own {
            tag,
            name,
            arguments,
            fds,
        });
        self.send_own();
    }

    /// Runs or forwards the next command of a client; `false` if there is none, or not yet.
    fn serve_peer(&mut self, i: usize) -> bool {
        let idle = self.in_flight.is_none() && self.own.is_empty() && !self.monitor.has_ended();
        let peer = &mut self.peers[i];
        if peer.busy || peer.dead || peer.connection.unsent() > ENOUGH_UNSENT {
            return false;
        }
        let Some(request) = &peer.pending else {
            return false;
        };
        if self.aborted == Some(peer.key) && !may_follow_abort(&request.name) {
            let line = refusal(JOB_ABORTED, "the job was aborted", request.id.as_deref());
            peer.connection.put(&line, Vec::new());
            peer.pending = None;
            return true;
        }
        let local = request.name.starts_with("x-oxivirt-");
        if local && peer.negotiated {
            let waits_for_undo = matches!(
                request.name.as_str(),
                "x-oxivirt-job-begin" | "x-oxivirt-job-query"
            );
            if waits_for_undo && self.undoing.is_some() {
                return false;
            }
            let (key, request) = (peer.key, peer.pending.take());
            if let Some(request) = request {
                self.run_local(key, request);
            }
            return true;
        }
        if request.name == "qmp_capabilities" || !peer.negotiated {
            let line = if request.name != "qmp_capabilities" {
                let what = "capabilities are negotiated first, by 'qmp_capabilities'";
                refusal("CommandNotFound", what, request.id.as_deref())
            } else if peer.negotiated {
                let what = "capabilities have been negotiated already";
                refusal("CommandNotFound", what, request.id.as_deref())
            } else {
                peer.negotiated = true;
                success("{}", request.id.as_deref())
            };
            peer.connection.put(&line, Vec::new());
            peer.pending = None;
            return true;
        }
        if !idle {
            return false;
        }
        let Some(mut request) = peer.pending.take() else {
            return false;
        };
        peer.busy = true;
        let key = peer.key;
        self.last_id += 1;
        let line = request.line(self.last_id);
        let named_fd = named_fd(&request);
        self.monitor.put(&line, std::mem::take(&mut request.fds));
        let asker = Asker::Client {
            key,
            id: request.id,
            named_fd,
        };
        self.in_flight = Some((self.last_id, asker));
        true
    }

    /// Answers a client; `fds` go along.
    pub(super) fn reply(
        &mut self,
        key: u64,
        id: Option<&RawValue>,
        answer: Result<String, String>,
        fds: Vec<OwnedFd>,
    ) {
        if let Some(peer) = self.peer(key) {
            peer.busy = false;
            let line = match answer {
                Ok(body) => success(&body, id),
                Err(what) => refusal("GenericError", &what, id),
            };
            peer.connection.put(&line, fds);
        }
    }

    /// Keeps a client's next command back until [`Server::reply`].
    pub(super) fn hold(&mut self, key: u64) {
        if let Some(peer) = self.peer(key) {
            peer.busy = true;
        }
    }

    fn send_all(&mut self) {
        // A QEMU that is gone is noticed by its pidfd.
        let _ = self.monitor.send();
        for peer in &mut self.peers {
            if peer.connection.send().is_err() || peer.connection.unsent() > MAX_UNSENT {
                peer.dead = true;
            }
        }
    }

    /// Drops the clients that are gone, and what depended on them.
    fn bury_peers(&mut self) {
        let gone: Vec<Peer> = {
            let (gone, stay) = std::mem::take(&mut self.peers)
                .into_iter()
                .partition(Peer::is_gone);
            self.peers = stay;
            gone
        };
        for peer in gone {
            for name in &peer.named_fds {
                self.ask(
                    Tag::Whatever,
                    "closefd",
                    serde_json::json!({"fdname": name}),
                );
            }
            self.expected.forget(peer.key);
            if self.aborted == Some(peer.key) {
                self.aborted = None;
            }
            if self.job.as_ref().is_some_and(|j| j.owner == peer.key) {
                let lock = self.job.take().and_then(|j| j.lock);
                if let Some(job) = self.record.job.clone() {
                    self.start_undo(job, lock, None);
                }
            }
            if self.autodestroy == Some(peer.key) {
                self.autodestroy = None;
                self.destroy();
            }
        }
    }

    fn run_timers(&mut self) {
        let now = Instant::now();
        if self.ask_again.is_some_and(|at| at <= now) {
            self.ask_again = None;
            self.undo_again();
        }
        if self.block_jobs.at.is_some_and(|at| at <= now) {
            self.see_to_block_jobs();
        }
        if self.kill_at.is_some_and(|at| at <= now) {
            self.kill_at = None;
            let _ = self.qemu.send_signal(libc::SIGKILL);
        }
    }

    /// What `x-oxivirt-info` tells.
    pub(super) fn info(&self) -> Value {
        serde_json::json!({
            "protocol": PROTOCOL,
            "supervisor-pid": std::process::id(),
            "pid": self.record.pid,
            "id": self.record.id,
            "name": self.record.name,
            "uuid": self.record.uuid,
            "state": self.state.state().name(),
            "reason": self.state.reason_name(),
            "clients": self.peers.len(),
            "job": self.record.job,
            "undoing": self.undoing.is_some(),
            "autodestroy": self.record.autodestroy,
        })
    }

    /// A copy of QEMU's pidfd, for a client.
    pub(super) fn qemu_fd(&self) -> Vec<OwnedFd> {
        self.qemu.as_fd().try_clone_to_owned().into_iter().collect()
    }

    /// Who a client is, for the record of its job.
    pub(super) fn job_of(&self, key: u64, mut job: Job) -> Job {
        if let Some(peer) = self.peers.iter().find(|p| p.key == key) {
            job.pid = peer.pid;
            let name = std::fs::read_to_string(format!("/proc/{}/comm", peer.pid));
            job.program = name.unwrap_or_default().trim_end().to_owned();
        }
        job
    }

    /// QEMU has ended: clears up, tells the clients, and is done.
    fn finish(mut self) {
        if self.phase != Phase::Ready {
            // Nobody has been greeted: say why there will be no guest.
            let what = match self.log_offset {
                Some(offset) => early_end(&self.record, offset),
                None => "the guest has ended".to_owned(),
            };
            if self.log_offset.is_some() {
                self.record
                    .shutoff_reason
                    .get_or_insert_with(|| "failed".to_owned());
            }
            let class = if self.log_offset.is_some() {
                QEMU_ENDED
            } else {
                GUEST_GONE
            };
            let line = refusal(class, &what, None);
            for peer in &mut self.peers {
                peer.connection.put(&line, Vec::new());
            }
        } else if let Some((_, Asker::Client { key, id, .. })) = self.in_flight.take() {
            let line = refusal(QEMU_ENDED, "QEMU has ended", id.as_deref());
            if let Some(peer) = self.peer(key) {
                peer.connection.put(&line, Vec::new());
            }
        }
        let reason = cleanup::clean_up(&self.record);
        if self.phase == Phase::Ready {
            let event = serde_json::json!({
                "event": "X_OXIVIRT_ENDED",
                "data": {"reason": reason.name()},
            });
            self.broadcast(format!("{event}\n").as_bytes());
        }
        if let Some(lock) = self.lock.take() {
            lock.remove(&self.record.lock);
        }
        // Those that do not read now have the end of the connection to tell them.
        for peer in &mut self.peers {
            let _ = peer.connection.send();
        }
    }
}

/// What a client may still ask for whose job was ended by somebody else.
fn may_follow_abort(command: &str) -> bool {
    command.starts_with("query-") || matches!(command, "x-oxivirt-job-end" | "x-oxivirt-info")
}

impl Peer {
    fn wants_input(&self) -> bool {
        !self.connection.has_ended()
            && (self.connection.unread() < ENOUGH_UNREAD || self.pending.is_none())
    }

    fn is_gone(&self) -> bool {
        // One that closed its end is still owed the effect of what it sent.
        self.dead || (self.connection.has_ended() && self.pending.is_none() && !self.busy)
    }
}

/// The name that `getfd` gives a descriptor, or `closefd` takes away.
fn named_fd(request: &Request) -> Option<(bool, String)> {
    let added = match request.name.as_str() {
        "getfd" => true,
        "closefd" => false,
        _ => return None,
    };
    let arguments: Value = request.typed().ok()?;
    Some((added, arguments.get("fdname")?.as_str()?.to_owned()))
}

/// What to say of a QEMU that ended before its monitor was up: the end of what it wrote.
fn early_end(record: &record::Record, offset: u64) -> String {
    use std::os::unix::fs::FileExt;
    const MOST: u64 = 16 << 10;
    let mut text = String::new();
    if let Ok(file) = std::fs::File::open(&record.log) {
        let length = file.metadata().map_or(0, |m| m.len());
        let from = offset.max(length.saturating_sub(MOST));
        let mut bytes = vec![0; length.saturating_sub(from) as usize];
        let n = file.read_at(&mut bytes, from).unwrap_or(0);
        text = String::from_utf8_lossy(&bytes[..n]).trim_end().to_owned();
    }
    if text.is_empty() {
        text = "it said nothing".to_owned();
    }
    text
}

// The lock's byte is named where supervisors are started; here it is only held.
const _: () = assert!(SUPERVISOR_BYTE == 0);
