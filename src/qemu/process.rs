//! Starting a guest's QEMU, finding one that runs, and ending it. The supervisor does the work; this
//! is its client's side.

use super::config::QemuConf;
use super::fault;
use super::lock::{self, FileLock, JobLock, pidfile_holder};
use super::monitor::{Client, MonitorError, within};
use super::paths::{Paths, make_dir};
use super::security::QemuUser;
use super::start::live;
use super::status::Status;
use super::supervisor::cleanup;
use super::supervisor::launch::{
    ANOTHER, GUEST_GONE, Launch, Order, QEMU_ENDED, Role, RunAs, SUPERVISOR_BYTE, send_order,
};
use super::supervisor::record::{Action, Job, Owned, Policy, Process, Record, Undo};
use super::supervisor::status_text;
use crate::conf::domain::{Domain, ParseContext};
use crate::conf::state::{self, Paused, Shutoff, StateReason};
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result, virErrorNumber};
use crate::event::lifecycle::Lifecycle;
use crate::sys::{self, PidFd};
use serde_json::json;
use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Byte of the supervisor's lock file that is held by who looks for, or starts, a supervisor.
const ATTACH_BYTE: i64 = 1;

/// How long QEMU has for SIGTERM before SIGKILL follows.
const TERM_PATIENCE: Duration = Duration::from_secs(10);
/// How long the kernel has for SIGKILL: a process that waits for a dead disk does not go.
const KILL_PATIENCE: Duration = Duration::from_secs(30);

/// A running guest, with a connection to its supervisor.
#[derive(Debug)]
pub struct Running {
    pub name: String,
    pub uuid: Uuid,
    pub id: i32,
    /// QEMU's process, and a hold on it that later processes cannot be mistaken for.
    pub pid: i32,
    pub pidfd: PidFd,
    /// QEMU's monitor, shared with others.
    pub client: Client,
    record: Record,
}

/// How to start a guest.
#[derive(Debug)]
pub struct StartSpec<'a> {
    pub paths: &'a Paths,
    pub name: &'a str,
    pub uuid: Uuid,
    pub id: i32,
    /// QEMU's binary, its arguments without the program's own name, and its whole environment.
    pub program: String,
    pub args: Vec<String>,
    pub env: Vec<(String, String)>,
    /// Descriptors, each with the number that QEMU has it under.
    pub fds: Vec<(i32, OwnedFd)>,
    /// The number under which QEMU has its listening monitor socket.
    pub monitor_fd: i32,
    /// Whom QEMU runs as; `None`: as the caller.
    pub user: Option<&'a QemuUser>,
    pub policy: Policy,
    /// The status document; state, reason and pid are filled in.
    pub status: String,
    /// What the log says before the command line ("starting up ...").
    pub log_header: String,
    /// Resource limits (`RLIMIT_*`, value).
    pub limits: Vec<(u32, u64)>,
    /// Files whose owner was changed for this run.
    pub owned: Vec<Owned>,
    /// Directories of this run that are removed with its own.
    pub directories: Vec<PathBuf>,
    /// The guest ends with the connection that starts it: keep [`Running`] for as long as it may run.
    pub autodestroy: bool,
    /// The lock under which the guest is started.
    pub job: Option<&'a JobLock>,
    /// How long QEMU may take until it answers.
    pub limit: Duration,
}

/// Makes the directories of a run, which QEMU's user owns, and returns the first:
/// `domain-ID-NAME`, for sockets and secrets.
pub fn prepare_dirs(
    paths: &Paths,
    id: i32,
    name: &str,
    user: Option<&QemuUser>,
) -> Result<PathBuf> {
    let domain = paths.domain_dir(id, name);
    for dir in [&domain, &paths.domain_channel_dir(id, name)] {
        let parent = dir.parent().unwrap_or(dir);
        if !parent.is_dir() {
            make_dir(parent, 0o755)?;
            if let Some(user) = user {
                let _ = std::os::unix::fs::chown(parent, Some(user.uid), Some(user.gid));
            }
        }
        let cannot = |e: io::Error| {
            Error::system(format!("cannot create directory '{}'", dir.display()), &e)
        };
        // One of the same id is what a host crash left.
        match std::fs::remove_dir_all(dir) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(cannot(e)),
            _ => {}
        }
        DirBuilder::new().mode(0o750).create(dir).map_err(cannot)?;
        if let Some(user) = user {
            std::os::unix::fs::chown(dir, Some(user.uid), Some(user.gid)).map_err(cannot)?;
        }
    }
    Ok(domain)
}

/// A guest that is being started: if this is dropped, QEMU is ended and all is cleared up.
#[derive(Debug)]
pub struct Started {
    /// Until it is up.
    running: Option<Running>,
    paths: Paths,
}

impl Started {
    /// The guest is up: from now on it lives by itself. Who listens is told `events`.
    pub fn finish(mut self, events: &[Lifecycle]) -> Result<Running> {
        let Some(mut running) = self.running.take() else {
            return Err(Error::internal("a start that was finished already"));
        };
        let args = json!({"tell": events});
        match running.client.execute_raw("x-oxivirt-job-end", args) {
            Ok(_) => Ok(running),
            Err(e) => {
                self.running = Some(running);
                Err(e.into())
            }
        }
    }
}

impl std::ops::Deref for Started {
    type Target = Running;

    fn deref(&self) -> &Running {
        // Taken only by `finish`, which consumes the value.
        self.running.as_ref().unwrap_or_else(|| unreachable!())
    }
}

impl std::ops::DerefMut for Started {
    fn deref_mut(&mut self) -> &mut Running {
        self.running.as_mut().unwrap_or_else(|| unreachable!())
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.client.set_deadline(within(TERM_PATIENCE));
            let _ = running
                .client
                .execute_raw("x-oxivirt-job-end", json!({"undo": true}));
            // QEMU's end is the answer; of a supervisor that has died there is none, and another undoes
            // the start as its record says.
            let limit = TERM_PATIENCE + KILL_PATIENCE;
            let closed = running.client.wait_closed(within(limit));
            if closed.unwrap_or(false) && running.record.own.exists() {
                let _ = attach(&self.paths, &running.name, &running.uuid);
            }
        }
    }
}

/// Starts QEMU with a supervisor beside it; returns when QEMU's monitor answers. The virtual CPUs run
/// as QEMU's arguments say (`-S`).
///
/// A QEMU that ends early is VIR_ERR_INTERNAL_ERROR with what it wrote. After any failure nothing of
/// this run is left but its lines in the log.
pub fn start(spec: StartSpec<'_>) -> Result<Started> {
    let paths = spec.paths;
    paths.make_own_dir()?;
    let mut record = Record::new(paths, spec.name, &spec.uuid, spec.id);
    record.policy = spec.policy;
    record.owned = spec.owned.clone();
    record.untold = true;
    for dir in &spec.directories {
        if !record.directories.contains(dir) {
            record.directories.push(dir.clone());
        }
    }
    if spec.autodestroy {
        record.autodestroy = Process::now(std::process::id() as i32);
    }
    let prepared = match prepare(&spec, record) {
        Ok(prepared) => prepared,
        Err((record, e)) => {
            cleanup::remove_preparations(&record);
            return Err(e);
        }
    };
    let Prepared {
        order,
        fds,
        listener,
        log,
    } = prepared;
    fault::death("start.prepared");
    let record = order.record.clone();
    let mut passed: Vec<BorrowedFd<'_>> = vec![log.as_fd(), listener.as_fd()];
    passed.extend(fds.iter().map(AsFd::as_fd));
    if let Some(job) = spec.job {
        passed.push(job.file().as_fd());
    }
    match spawn(spec.name, &order, &passed, spec.limit) {
        Ok(client) => {
            drop((listener, log, fds));
            let running = Running::new(spec.name, &spec.uuid, record.clone(), client);
            match running {
                Ok(running) => Ok(Started {
                    running: Some(running),
                    paths: paths.clone(),
                }),
                Err(e) => {
                    let _ = reap(&record, true);
                    Err(e.into())
                }
            }
        }
        // The supervisor has cleared up before it said so.
        Err(SpawnError::Monitor(MonitorError::Refused {
            class, description, ..
        })) => Err(if class == QEMU_ENDED {
            Error::internal(format!(
                "QEMU ended before its monitor was up: {description}"
            ))
        } else {
            Error::internal(format!("cannot start QEMU: {description}"))
        }),
        Err(SpawnError::Monitor(e)) => {
            let _ = reap(&record, true);
            Err(e.into())
        }
        Err(SpawnError::Spawn(e)) => {
            cleanup::remove_preparations(&record);
            Err(e)
        }
    }
}

struct Prepared {
    order: Order,
    fds: Vec<OwnedFd>,
    listener: OwnedFd,
    log: OwnedFd,
}

fn prepare(
    spec: &StartSpec<'_>,
    record: Record,
) -> std::result::Result<Prepared, (Box<Record>, Error)> {
    match try_prepare(spec, &record) {
        Ok((launch, roles, fds, listener, log)) => Ok(Prepared {
            order: Order {
                record,
                launch: Some(launch),
                roles,
                job: Some(Job {
                    operation: "start".to_owned(),
                    pid: std::process::id() as i32,
                    program: own_program(),
                    since_us: lock::now_us(),
                    undo: Undo {
                        kill: Some(Shutoff::Failed.name().to_owned()),
                        ..Undo::default()
                    },
                }),
            },
            fds,
            listener,
            log,
        }),
        Err(e) => Err((Box::new(record), e)),
    }
}

type Pieces = (Launch, Vec<Role>, Vec<OwnedFd>, OwnedFd, OwnedFd);

fn try_prepare(spec: &StartSpec<'_>, record: &Record) -> Result<Pieces> {
    let listener = sys::socket::listen(&record.monitor).map_err(|e| {
        Error::system(
            format!("cannot listen at '{}'", record.monitor.display()),
            &e,
        )
    })?;
    make_dir(&spec.paths.log_dir, 0o755)?;
    let cannot_log =
        |e: io::Error| Error::system(format!("cannot write '{}'", record.log.display()), &e);
    let mut log = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(&record.log)
        .map_err(cannot_log)?;
    let text = format!(
        "{}: {}\n{}",
        cleanup::timestamp(),
        spec.log_header,
        command_text(&spec.env, &spec.program, &spec.args)
    );
    log.write_all(text.as_bytes()).map_err(cannot_log)?;
    let log_offset = log.metadata().map_err(cannot_log)?.len();
    let mut roles = vec![Role::Log, Role::Qemu(spec.monitor_fd)];
    let mut fds = Vec::new();
    for (number, fd) in &spec.fds {
        if *number < 3 || *number == spec.monitor_fd || roles.contains(&Role::Qemu(*number)) {
            return Err(Error::internal(format!(
                "descriptor {number} cannot be passed to QEMU"
            )));
        }
        roles.push(Role::Qemu(*number));
        let copy = fd
            .try_clone()
            .map_err(|e| Error::system("cannot copy a descriptor", &e))?;
        fds.push(copy);
    }
    if spec.job.is_some() {
        roles.push(Role::JobLock);
    }
    let mut args = vec![spec.program.clone()];
    args.extend(spec.args.iter().cloned());
    let launch = Launch {
        program: spec.program.clone(),
        args,
        env: spec.env.iter().map(|(k, v)| format!("{k}={v}")).collect(),
        run_as: spec.user.map(|u| RunAs {
            uid: u.uid,
            gid: u.gid,
            groups: u.groups.clone(),
        }),
        limits: spec.limits.clone(),
        status: spec.status.clone(),
        log_offset,
    };
    Ok((launch, roles, fds, listener.into(), log.into()))
}

fn own_program() -> String {
    let name = std::fs::read_to_string("/proc/self/comm").unwrap_or_default();
    name.trim_end().to_owned()
}

/// A command line as libvirt's logs have it: a line for each variable and each option.
fn command_text(env: &[(String, String)], program: &str, args: &[String]) -> String {
    let mut text = String::new();
    for (name, value) in env {
        text += &format!("{name}={} \\\n", shell_quoted(value));
    }
    text += &shell_quoted(program);
    for arg in args {
        text += if arg.starts_with('-') { " \\\n" } else { " " };
        text += &shell_quoted(arg);
    }
    text + "\n"
}

fn shell_quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-+=,./:@%^".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// The supervisor's program: named by `OXIVIRT_SUPERVISOR`, beside the library, in the `libexec` that
/// belongs to it, or where the build was told that it is installed.
pub fn supervisor_program() -> Result<PathBuf> {
    const NAME: &str = "oxivirt-supervisor";
    if let Some(path) = std::env::var_os("OXIVIRT_SUPERVISOR") {
        return Ok(path.into());
    }
    let mut candidates = Vec::new();
    if let Some(dir) = sys::our_library().as_deref().and_then(Path::parent) {
        candidates.push(dir.join(NAME));
        for up in ["..", "../.."] {
            candidates.push(dir.join(up).join("libexec").join(NAME));
        }
        // Where cargo puts a test beside what it tests.
        candidates.push(dir.join("..").join(NAME));
    }
    if let Some(dir) = option_env!("OXIVIRT_LIBEXECDIR") {
        candidates.push(Path::new(dir).join(NAME));
    }
    candidates
        .iter()
        .find(|path| path.is_file())
        .cloned()
        .ok_or_else(|| {
            let places: Vec<String> = candidates.iter().map(|p| p.display().to_string()).collect();
            Error::internal(format!(
                "cannot find the program {NAME}: not in {}",
                places.join(", ")
            ))
        })
}

enum SpawnError {
    /// There is no supervisor, and was none.
    Spawn(Error),
    /// There was one.
    Monitor(MonitorError),
}

/// Starts a supervisor, gives it an order, and waits for its greeting.
fn spawn(
    name: &str,
    order: &Order,
    fds: &[BorrowedFd<'_>],
    limit: Duration,
) -> std::result::Result<Client, SpawnError> {
    let spawn = |e: Error| SpawnError::Spawn(e);
    let program = supervisor_program().map_err(spawn)?;
    let (ours, theirs) = UnixStream::pair()
        .map_err(|e| spawn(Error::system("cannot make a pair of sockets", &e)))?;
    let mut command = Command::new(&program);
    command
        .arg0("oxivirt-supervisor")
        .arg(name)
        .stdin(Stdio::from(OwnedFd::from(theirs)))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .env_clear();
    for variable in ["PATH", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"] {
        if let Some(value) = std::env::var_os(variable) {
            command.env(variable, value);
        }
    }
    fault::inherit(&mut command);
    let mut child = command.spawn().map_err(|e| {
        spawn(Error::system(
            format!("cannot execute '{}'", program.display()),
            &e,
        ))
    })?;
    // Our copy of the other end would keep its end from being seen.
    drop(command);
    let sent = send_order(&ours, order, fds);
    fault::death("start.ordered");
    let client = match sent {
        Ok(()) => Client::from_stream(ours, within(limit)),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Err(MonitorError::Closed),
        Err(e) => Err(MonitorError::Io(e)),
    };
    // It has left two children and ended by now. A host program that waits for all of its children
    // may have been told already.
    let _ = child.wait();
    client.map_err(SpawnError::Monitor)
}

/// The supervisor of a guest, found or started; `None`: QEMU does not run (any more), and what it left
/// behind is cleared up.
pub fn attach(paths: &Paths, name: &str, uuid: &Uuid) -> Result<Option<Running>> {
    let limit = lock::wait_limit();
    let deadline = within(limit);
    let mut last = None;
    // A supervisor may end between being found and greeting.
    for _ in 0..10 {
        match try_attach(paths, name, uuid, limit) {
            Ok(Attached::Yes(running)) => return Ok(Some(*running)),
            Ok(Attached::Gone) => return Ok(None),
            Ok(Attached::Again) => {}
            Err(MonitorError::Closed) => last = Some(MonitorError::Closed),
            Err(e) => return Err(e.into()),
        }
        if deadline.is_some_and(|d| d <= std::time::Instant::now()) {
            break;
        }
    }
    Err(last.unwrap_or(MonitorError::Closed).into())
}

enum Attached {
    Yes(Box<Running>),
    Gone,
    Again,
}

fn try_attach(
    paths: &Paths,
    name: &str,
    uuid: &Uuid,
    limit: Duration,
) -> std::result::Result<Attached, MonitorError> {
    let control = paths.control_sock(uuid);
    if let Some(attached) = try_connect(&control, paths, name, uuid, limit)? {
        return Ok(attached);
    }
    let Some(record) = record_of(paths, name, uuid) else {
        return Ok(Attached::Gone);
    };
    let io = |e: Error| MonitorError::Io(io::Error::other(e.message));
    paths.make_own_dir().map_err(io)?;
    let lock = FileLock::take(&paths.supervisor_lock(uuid), ATTACH_BYTE, limit).map_err(io)?;
    let Some(_lock) = lock else {
        return Err(MonitorError::TimedOut {
            command: "attach".to_owned(),
        });
    };
    // Whoever had the lock may have started one.
    if let Some(attached) = try_connect(&control, paths, name, uuid, limit)? {
        return Ok(attached);
    }
    let order = Order {
        record: record.clone(),
        launch: None,
        roles: Vec::new(),
        job: None,
    };
    match spawn(name, &order, &[], limit) {
        Ok(client) => {
            let record = Record::read(&record.own).unwrap_or(record);
            Running::new(name, uuid, record, client).map(|r| Attached::Yes(Box::new(r)))
        }
        Err(SpawnError::Monitor(e)) => refused(e),
        Err(SpawnError::Spawn(e)) => Err(io(e)),
    }
}

/// Connects to a supervisor that lives; `None`: there is none.
fn try_connect(
    control: &Path,
    paths: &Paths,
    name: &str,
    uuid: &Uuid,
    limit: Duration,
) -> std::result::Result<Option<Attached>, MonitorError> {
    let client = match Client::connect_by(control, within(limit)) {
        Ok(client) => client,
        Err(MonitorError::Io(e))
            if matches!(
                e.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused
            ) =>
        {
            return Ok(None);
        }
        Err(e) => return refused(e).map(Some),
    };
    let Some(record) = record_of(paths, name, uuid) else {
        return Ok(Some(Attached::Again));
    };
    Running::new(name, uuid, record, client).map(|r| Some(Attached::Yes(Box::new(r))))
}

fn refused(e: MonitorError) -> std::result::Result<Attached, MonitorError> {
    match e {
        MonitorError::Refused { class, .. } if class == GUEST_GONE => Ok(Attached::Gone),
        MonitorError::Refused { class, .. } if class == ANOTHER => Ok(Attached::Again),
        MonitorError::Closed => Ok(Attached::Again),
        e => Err(e),
    }
}

/// The record of a guest that may run: the supervisor's, or one made from the status file of a guest
/// that libvirt started.
fn record_of(paths: &Paths, name: &str, uuid: &Uuid) -> Option<Record> {
    let text = std::fs::read_to_string(paths.status(name));
    if let Ok(record) = Record::read(&paths.record(uuid)) {
        if !cleanup::is_of_another(&record, text.as_deref().unwrap_or_default()) {
            return Some(record);
        }
    }
    let text = text.ok()?;
    if element(&text, "uuid").and_then(|t| t.parse().ok()) != Some(*uuid) {
        return None;
    }
    let id = id_of(&text)?;
    let mut record = Record::new(paths, name, uuid, id);
    record.pid = status_text::pid(&text)?;
    if record.pid <= 0 {
        // Somebody is about to start it, or died over that: see `clear_stale`.
        return None;
    }
    if let Some((_, monitor)) = text.split_once("<monitor path='") {
        record.monitor = PathBuf::from(monitor.split_once('\'')?.0);
    }
    record.owned = owned_by(paths, &text);
    let action = |name: &str| element(&text, name).and_then(Action::from_name);
    let default = record.policy;
    record.policy = Policy {
        on_poweroff: action("on_poweroff").unwrap_or(default.on_poweroff),
        on_reboot: action("on_reboot").unwrap_or(default.on_reboot),
        on_crash: action("on_crash").unwrap_or(default.on_crash),
    };
    Some(record)
}

/// The files that libvirt has given to QEMU for the guest of this status document.
fn owned_by(paths: &Paths, status: &str) -> Vec<Owned> {
    let gives = paths.privileged
        && QemuConf::load(paths).is_ok_and(|c| c.flag("dynamic_ownership").unwrap_or(true));
    if !gives {
        return Vec::new();
    }
    let domain = Status::parse(status)
        .and_then(|s| Domain::from_element(s.domain, &ParseContext::status_file()));
    let files = domain.map_or_else(|_| Vec::new(), |d| live::files(&d));
    files
        .into_iter()
        .filter(|(path, shared)| !shared && path.exists())
        .map(|(path, _)| Owned { path })
        .collect()
}

/// Clears up after a client that died while it prepared a start, when QEMU was not there yet. Only
/// under the guest's lock: without it, the client may be at it.
pub fn clear_stale(paths: &Paths, name: &str, uuid: &Uuid, _lock: &JobLock) {
    if paths.record(uuid).exists() {
        return;
    }
    let Ok(text) = std::fs::read_to_string(paths.status(name)) else {
        return;
    };
    let ours = element(&text, "uuid").and_then(|t| t.parse().ok()) == Some(*uuid);
    if ours && status_text::pid(&text) == Some(0) {
        if let Some(id) = id_of(&text) {
            let record = Record::new(paths, name, uuid, id);
            cleanup::remove_preparations(&record);
        }
        let _ = std::fs::remove_file(paths.status(name));
    }
}

/// Clears up after guests whose QEMU and supervisor are both gone, so that those who listen hear of their end.
/// A look at a lock for each guest that runs.
pub fn clear_ended(paths: &Paths) {
    let Ok(entries) = std::fs::read_dir(paths.own_dir()) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let uuid = path
            .file_stem()
            .and_then(|stem| stem.to_str()?.parse().ok());
        let (Some(uuid), Some("json")) = (uuid, path.extension().and_then(|e| e.to_str())) else {
            continue;
        };
        if lock::is_held(&paths.supervisor_lock(&uuid), SUPERVISOR_BYTE) {
            continue;
        }
        let Ok(record) = Record::read(&path) else {
            continue;
        };
        if record.pid > 0 && pidfile_holder(&record.pidfile) != Some(record.pid) {
            let _ = attach(paths, &record.name, &uuid);
        }
    }
}

/// The id of the guest that a status document tells of.
fn id_of(text: &str) -> Option<i32> {
    let tag = text.split_once("<domain ")?.1.split_once('>')?.0;
    let id = tag
        .split_once(" id='")
        .or_else(|| tag.split_once(" id=\""))?
        .1;
    id.split(['\'', '"']).next()?.parse().ok()
}

/// The text of the first element of that name, which holds no markup.
fn element<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(&format!("<{name}>"))?;
    Some(after.split_once('<')?.0)
}

/// Ends what is left of a guest whose supervisor is gone (`kill`: QEMU too) and clears up. Done by a
/// client only where no supervisor can be started any more.
fn reap(record: &Record, kill: bool) -> Result<bool> {
    let limit = TERM_PATIENCE + KILL_PATIENCE;
    let Some(lock) = FileLock::take(&record.lock, SUPERVISOR_BYTE, limit)? else {
        return Ok(false);
    };
    let mut record = Record::read(&record.own).unwrap_or_else(|_| record.clone());
    if let Some(pid) = pidfile_holder(&record.pidfile) {
        if !kill {
            return Ok(false);
        }
        if let Ok(qemu) = PidFd::open(pid) {
            if pidfile_holder(&record.pidfile) == Some(pid) {
                let _ = qemu.send_signal(libc::SIGKILL);
                let _ = qemu.wait(Some(KILL_PATIENCE));
            }
        }
        record
            .shutoff_reason
            .get_or_insert_with(|| Shutoff::Failed.name().to_owned());
    }
    cleanup::clean_up(&record);
    lock.remove(&record.lock);
    Ok(true)
}

impl Running {
    fn new(
        name: &str,
        uuid: &Uuid,
        record: Record,
        mut client: Client,
    ) -> std::result::Result<Running, MonitorError> {
        client
            .execute_raw("x-oxivirt-info", json!({}))
            .and_then(|info| {
                let number = |name: &str| info.get(name).and_then(serde_json::Value::as_i64);
                let fd = client.take_fds().pop();
                let (Some(pid), Some(id), Some(fd)) = (number("pid"), number("id"), fd) else {
                    return Err(MonitorError::Protocol("no process".to_owned()));
                };
                Ok(Running {
                    name: name.to_owned(),
                    uuid: *uuid,
                    id: id as i32,
                    pid: pid as i32,
                    pidfd: PidFd::from((fd, pid as i32)),
                    client,
                    record,
                })
            })
    }

    /// Announces the reason that the next pause is told with; `None` takes it back.
    pub fn expect_stop(&mut self, reason: Option<Paused>) -> Result<()> {
        let reason = reason.map_or("", Paused::name);
        self.own("x-oxivirt-expect", json!({"stop": reason}))
    }

    /// Announces the reason that the next resumption is told with; `None` takes it back.
    pub fn expect_resume(&mut self, reason: Option<state::Running>) -> Result<()> {
        let reason = reason.map_or("", state::Running::name);
        self.own("x-oxivirt-expect", json!({"resume": reason}))
    }

    /// Puts a new status document in place; its state, reason and pid are made the true ones.
    pub fn set_status(&mut self, text: &str) -> Result<()> {
        self.own("x-oxivirt-set-status", json!({"text": text}))
    }

    /// Has the supervisor give these files back to their owners when the guest ends.
    pub fn add_owned(&mut self, owned: &[Owned]) -> Result<()> {
        if owned.is_empty() {
            return Ok(());
        }
        self.own("x-oxivirt-own", json!({"add": owned}))
    }

    /// Gives files that the guest does not use any more back to their owners.
    pub fn disown(&mut self, paths: &[PathBuf]) -> Result<()> {
        if paths.is_empty() {
            return Ok(());
        }
        self.own("x-oxivirt-own", json!({"remove": paths}))
    }

    /// Changes a state that no event of QEMU's tells.
    pub fn set_state(&mut self, state: StateReason) -> Result<()> {
        let args = json!({"state": state.state().name(), "reason": state.reason_name()});
        self.own("x-oxivirt-set-state", args)
    }

    /// The state that the supervisor knows.
    pub fn state(&mut self) -> Result<StateReason> {
        let info = self.client.execute_raw("x-oxivirt-info", json!({}))?;
        self.client.take_fds();
        let text = |name: &str| info.get(name).and_then(|v| v.as_str()).unwrap_or_default();
        StateReason::from_names(text("state"), text("reason"))
            .ok_or_else(|| Error::internal("the supervisor told no state"))
    }

    /// Has the supervisor tell those who listen what only its client knows, in order with what it tells
    /// itself.
    pub fn tell(&mut self, events: &[Lifecycle]) -> Result<()> {
        self.own("x-oxivirt-tell", json!({"events": events}))
    }

    /// Changes what is done when the guest powers off, reboots or crashes.
    pub fn set_policy(&mut self, policy: &Policy) -> Result<()> {
        self.own("x-oxivirt-set-policy", json!(policy))
    }

    /// Whether the shutdown that comes is to be followed by a reset.
    pub fn set_fake_reboot(&mut self, enable: bool) -> Result<()> {
        self.own("x-oxivirt-set-fake-reboot", json!({"enable": enable}))
    }

    /// Announces why QEMU is about to end; `None` takes it back.
    pub fn set_shutoff_reason(&mut self, reason: Option<Shutoff>) -> Result<()> {
        let reason = reason.map_or("", Shutoff::name);
        self.own("x-oxivirt-set-shutoff-reason", json!({"reason": reason}))
    }

    /// Makes the guest end with this connection, or no longer.
    pub fn set_autodestroy(&mut self, enable: bool) -> Result<()> {
        self.own("x-oxivirt-autodestroy", json!({"enable": enable}))
    }

    fn own(&mut self, name: &str, args: serde_json::Value) -> Result<()> {
        self.client.execute_raw(name, args)?;
        Ok(())
    }

    /// Waits until QEMU has ended and everything is cleared up; `false`: not within `limit`.
    pub fn wait_end(&mut self, limit: Duration) -> Result<bool> {
        let deadline = within(limit);
        if !self.client.wait_closed(deadline)? {
            return Ok(false);
        }
        // A supervisor that ended well took its record along.
        if !self.record.own.exists() {
            return Ok(true);
        }
        let left = deadline.map(|d| d.saturating_duration_since(std::time::Instant::now()));
        let ended = self
            .pidfd
            .wait(left)
            .map_err(|e| Error::system("cannot wait for QEMU", &e))?;
        Ok(ended && reap(&self.record, false)?)
    }

    /// Ends QEMU: SIGTERM, and SIGKILL if it does not go by that, unless `graceful`. Returns when
    /// everything is cleared up.
    pub fn destroy(mut self, reason: Shutoff, graceful: bool) -> Result<()> {
        let args = json!({"reason": reason.name()});
        match self.client.execute_raw("x-oxivirt-kill", args) {
            Ok(_) | Err(MonitorError::Closed) => {}
            Err(_) if self.pidfd.has_ended() => {}
            Err(e) => return Err(e.into()),
        }
        if self.wait_end(TERM_PATIENCE)? {
            return Ok(());
        }
        let busy = |signal: &str| {
            Error::system(
                format!("cannot end process {} by {signal}", self.pid),
                &io::Error::from_raw_os_error(libc::EBUSY),
            )
        };
        if graceful {
            return Err(busy("SIGTERM"));
        }
        // By our own hold on it: the supervisor may be gone.
        let _ = self.pidfd.send_signal(libc::SIGKILL);
        let busy = busy("SIGKILL");
        if self.wait_end(KILL_PATIENCE)? {
            return Ok(());
        }
        Err(busy)
    }
}

/// Ends a running guest, finding it first: see [`Running::destroy`]. One that does not run is
/// VIR_ERR_OPERATION_INVALID.
pub fn kill(paths: &Paths, name: &str, uuid: &Uuid, reason: Shutoff, graceful: bool) -> Result<()> {
    match attach(paths, name, uuid)? {
        Some(running) => running.destroy(reason, graceful),
        None => Err(Error::new(
            virErrorNumber::VIR_ERR_OPERATION_INVALID,
            format!("domain '{name}' is not running"),
        )),
    }
}

/// Why a persistent domain is shut off, if it has run since the host was started.
pub fn last_shutoff(paths: &Paths, uuid: &Uuid) -> Option<Shutoff> {
    cleanup::read_last(&paths.last_state(uuid))
}

/// Remembers why a domain is shut off where no QEMU ran ("failed" starts, "saved" by others).
pub fn set_last_shutoff(paths: &Paths, uuid: &Uuid, reason: Shutoff) -> Result<()> {
    paths.make_own_dir()?;
    let path = paths.last_state(uuid);
    cleanup::write_last(&path, reason)
        .map_err(|e| Error::system(format!("cannot write '{}'", path.display()), &e))
}

/// Forgets it, and the last job, for a domain that is undefined.
pub fn forget_last_shutoff(paths: &Paths, uuid: &Uuid) {
    let _ = std::fs::remove_file(paths.last_state(uuid));
    let _ = std::fs::remove_file(paths.completed_job(uuid));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_shows_a_command_that_a_shell_takes() {
        let env = [("LC_ALL".to_owned(), "C".to_owned())];
        let args = ["-S", "-object", "{\"a\":\"it's\"}", "-m", "size=1k"].map(str::to_owned);
        assert_eq!(
            command_text(&env, "/q", &args),
            "LC_ALL=C \\\n/q \\\n-S \\\n-object '{\"a\":\"it'\\''s\"}' \\\n-m size=1k\n"
        );
    }

    #[test]
    fn what_a_dead_start_left_is_cleared_and_nothing_else() {
        let dir = std::env::temp_dir().join(format!("oxivirt-stale-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let paths = Paths::embed(&dir).unwrap();
        make_dir(&paths.state_dir, 0o755).unwrap();
        let uuid = Uuid::random();
        let lock = JobLock::take(&paths, &uuid, "start").unwrap();
        let status = |uuid: &Uuid, pid: i32| {
            let text = format!(
                "<domstatus state='shut off' reason='unknown' pid='{pid}'>\n<domain type='qemu' id='4'>\n<uuid>{uuid}</uuid></domain></domstatus>"
            );
            std::fs::write(paths.status("a"), text).unwrap();
        };
        prepare_dirs(&paths, 4, "a", None).unwrap();
        // A guest that runs, and one of another UUID, are not touched.
        for (uuid_there, pid) in [(uuid, 77), (Uuid::random(), 0)] {
            status(&uuid_there, pid);
            clear_stale(&paths, "a", &uuid, &lock);
            assert!(paths.status("a").exists() && paths.domain_dir(4, "a").exists());
        }
        status(&uuid, 0);
        // Nor does looking for it without the lock change anything.
        assert!(attach(&paths, "a", &uuid).unwrap().is_none());
        assert!(paths.status("a").exists() && paths.domain_dir(4, "a").exists());
        clear_stale(&paths, "a", &uuid, &lock);
        assert!(!paths.status("a").exists() && !paths.domain_dir(4, "a").exists());
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_guest_of_libvirts_is_understood() {
        let dir = std::env::temp_dir().join(format!("oxivirt-process-{}", std::process::id()));
        let paths = Paths::embed(&dir).unwrap();
        make_dir(&paths.state_dir, 0o755).unwrap();
        let uuid = Uuid::random();
        let text = format!(
            "<domstatus state='running' reason='booted' pid='7'>\n<monitor path='/m' type='unix'/>\n<domain type='qemu' id='3'>\n<uuid>{uuid}</uuid>\n<on_crash>preserve</on_crash></domain></domstatus>"
        );
        std::fs::write(paths.status("a"), &text).unwrap();
        let record = record_of(&paths, "a", &uuid).unwrap();
        assert_eq!((record.pid, record.id), (7, 3));
        assert_eq!(record.monitor, Path::new("/m"));
        assert_eq!(record.policy.on_crash, Action::Preserve);
        assert_eq!(record.policy.on_reboot, Action::Restart);
        assert_eq!(record_of(&paths, "a", &Uuid::random()), None);
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
