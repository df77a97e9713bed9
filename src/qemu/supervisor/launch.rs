//! How a supervisor comes to be: spawned by a client with a socket as its standard input, it reads
//! what it is to do, leaves everything of its caller's behind, starts QEMU if asked to, and serves.
//!
//! QEMU and the supervisor are two children of one short-lived process, so that QEMU's parent is init
//! (or a subreaper) from the start. Nothing can be left behind half made: QEMU's child process waits
//! for a word that comes only when the record and the status file are written, and ends if the
//! process that would give it dies.

use super::cleanup;
use super::record::{Job, Record};
use super::server::{Origin, Server};
use super::status_text;
use super::wire::refusal;
use crate::conf::state::{Paused, StateReason};
use crate::qemu::fault;
use crate::qemu::lock::{FileLock, pidfile_holder};
use crate::sys::{self, PidFd, process::Fork};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::{Duration, Instant};

/// What a descriptor that comes with an order is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// QEMU gets it under this number.
    Qemu(i32),
    /// QEMU's standard output and error.
    Log,
    /// The lock of the job that starts the guest.
    JobLock,
}

/// Whom QEMU is to run as.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RunAs {
    pub uid: u32,
    pub gid: u32,
    pub groups: Vec<u32>,
}

/// How to start QEMU.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Launch {
    pub program: String,
    /// All arguments, the program's name included.
    pub args: Vec<String>,
    /// `NAME=value`.
    pub env: Vec<String>,
    pub run_as: Option<RunAs>,
    /// (`RLIMIT_*`, soft and hard limit).
    pub limits: Vec<(u32, u64)>,
    /// The status file to begin with; state, reason and pid are filled in.
    pub status: String,
    /// Where in the log this run begins.
    pub log_offset: u64,
}

/// What a new supervisor is told: the first line on its socket.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    pub record: Record,
    /// Absent: QEMU runs already.
    pub launch: Option<Launch>,
    /// The descriptors that come along, in their order.
    pub roles: Vec<Role>,
    /// The job that the client has from the start.
    pub job: Option<Job>,
}

/// The class of the refusal by a supervisor whose guest has ended; everything is cleared up.
pub const GUEST_GONE: &str = "GuestGone";
/// The class of the refusal by a supervisor that finds another in its place.
pub const ANOTHER: &str = "AnotherSupervisor";
/// The class of the refusal by a supervisor whose QEMU ended before its monitor was up.
pub const QEMU_ENDED: &str = "QemuEnded";

/// No order is longer, in bytes.
const MAX_ORDER: usize = 64 << 20;

/// The byte of the lock file that the guest's one supervisor holds.
pub const SUPERVISOR_BYTE: i64 = 0;

/// How long a successor waits for a supervisor that is clearing up.
const PREDECESSOR: Duration = Duration::from_secs(20);

/// What the supervisor is deaf to.
const IGNORED: [i32; 4] = [libc::SIGHUP, libc::SIGINT, libc::SIGQUIT, libc::SIGPIPE];

/// The whole life of a supervisor; returns the exit status.
pub fn main() -> i32 {
    sys::process::keep_heap_small();
    sys::process::reset_signals();
    for signal in IGNORED {
        sys::process::ignore_signal(signal);
    }
    sys::umask(0o077);
    let _ = std::env::set_current_dir("/");
    let _ = sys::process::close_from(3);
    let _ = sys::process::new_session();
    let Some(socket) = take_standard_input() else {
        return 2;
    };
    let mut socket = UnixStream::from(socket);
    let (order, fds) = match read_order(&socket) {
        Ok(order) => order,
        Err(what) => return fail(&mut socket, &what),
    };
    fault::death("supervisor.ordered");
    let result = match order.launch {
        Some(_) => start(&mut socket, order, fds),
        None => attach(&mut socket, order.record),
    };
    match result {
        Ok(()) => 0,
        Err(what) => fail(&mut socket, &what),
    }
}

/// Tells the client why there will be no supervisor.
fn fail(socket: &mut UnixStream, what: &str) -> i32 {
    let _ = socket.write_all(&refusal("GenericError", what, None));
    1
}

/// Moves the socket away from descriptor 0 and leaves `/dev/null` there, as at 1 and 2.
fn take_standard_input() -> Option<OwnedFd> {
    let null = OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/null")
        .ok()?;
    let socket = sys::process::duplicate_above(std::io::stdin().as_fd(), 3).ok()?;
    for number in 0..3 {
        sys::process::put_at(null.as_fd(), number).ok()?;
    }
    Some(socket)
}

fn read_order(socket: &UnixStream) -> Result<(Order, Vec<OwnedFd>), String> {
    let broken = |e: io::Error| format!("cannot read the order: {e}");
    let (mut data, mut fds) = (Vec::new(), Vec::new());
    let mut chunk = vec![0; 64 << 10];
    let mut order: Option<Order> = None;
    loop {
        if let Some(order) = order.take_if(|o| o.roles.len() <= fds.len()) {
            return Ok((order, fds));
        }
        let n = sys::receive_with_fds(socket.as_fd(), &mut chunk, &mut fds).map_err(broken)?;
        if n == 0 {
            return Err("the order ended early".to_owned());
        }
        if order.is_some() {
            continue;
        }
        data.extend_from_slice(&chunk[..n]);
        if data.len() > MAX_ORDER {
            return Err("the order is too long".to_owned());
        }
        if let Some(end) = data.iter().position(|b| *b == b'\n') {
            let read = serde_json::from_slice(&data[..end]);
            order = Some(read.map_err(|e| format!("cannot understand the order: {e}"))?);
            data = Vec::new();
        }
    }
}

/// Sends an order; the counterpart of what a new supervisor reads.
pub fn send_order(socket: &UnixStream, order: &Order, fds: &[BorrowedFd<'_>]) -> io::Result<()> {
    let mut line = serde_json::to_vec(order)?;
    line.push(b'\n');
    let mut batches = fds.chunks(sys::socket::MAX_FDS);
    let (mut sent, mut first) = (0, batches.next().unwrap_or_default());
    while sent < line.len() {
        sent += sys::send_with_fds(socket.as_fd(), &line[sent..], first)?;
        first = &[];
    }
    for batch in batches {
        sys::send_with_fds(socket.as_fd(), b"+", batch)?;
    }
    Ok(())
}

/// Takes up the work of a supervisor that is gone.
fn attach(socket: &mut UnixStream, record: Record) -> Result<(), String> {
    // The file knows more than the client, if it is of the same run.
    let record = match Record::read(&record.own) {
        Ok(on_disk) if on_disk.pid == record.pid => on_disk,
        _ => record,
    };
    let give_up = Instant::now() + PREDECESSOR;
    let lock = loop {
        let limit = Duration::from_millis(50);
        let lock = FileLock::take(&record.lock, SUPERVISOR_BYTE, limit).map_err(|e| e.message)?;
        if let Some(lock) = lock {
            break lock;
        }
        // It serves, or it is clearing up and will let go of the lock.
        if sys::socket::connect(&record.control).is_ok() || Instant::now() > give_up {
            let _ = socket.write_all(&refusal(ANOTHER, "another supervisor has the guest", None));
            return Ok(());
        }
    };
    match sys::process::fork().map_err(|e| format!("cannot fork: {e}"))? {
        Fork::Parent(_) => {
            // The lock is the child's now: letting go of it here would take it from there as well.
            std::mem::forget(lock);
            sys::process::exit_now(0);
        }
        Fork::Child => {}
    }
    let socket = socket.try_clone().map_err(|e| e.to_string())?;
    // The number alone may be another process's by now; the lock on the file is QEMU's.
    let qemu = PidFd::open(record.pid)
        .ok()
        .filter(|_| pidfile_holder(&record.pidfile) == Some(record.pid));
    let Some(qemu) = qemu else {
        let mut socket = socket;
        cleanup::clean_up(&record);
        let _ = socket.write_all(&refusal(GUEST_GONE, "the guest has ended", None));
        lock.remove(&record.lock);
        return Ok(());
    };
    record
        .write()
        .map_err(|e| format!("cannot write '{}': {e}", record.own.display()))?;
    Server::new(record, lock, qemu, socket, Origin::TakenOver)?.run();
    Ok(())
}

/// Starts QEMU and serves its monitor.
fn start(socket: &mut UnixStream, order: Order, fds: Vec<OwnedFd>) -> Result<(), String> {
    let Order {
        mut record,
        launch,
        roles,
        job,
    } = order;
    let launch = launch.ok_or("no QEMU to start")?;
    let Some(lock) =
        FileLock::take(&record.lock, SUPERVISOR_BYTE, PREDECESSOR).map_err(|e| e.message)?
    else {
        // Its files are not ours, but these are.
        cleanup::remove_preparations(&record);
        return Err("the guest's last supervisor does not end".to_owned());
    };
    let pipe = || sys::socket::pipe().map_err(|e| format!("cannot make a pipe: {e}"));
    let (go_out, go_in) = pipe()?;
    let (failure_out, failure_in) = pipe()?;
    let fork = || sys::process::fork().map_err(|e| format!("cannot fork: {e}"));
    let pid = match fork()? {
        Fork::Parent(pid) => pid,
        Fork::Child => {
            drop(go_in);
            drop(failure_out);
            become_qemu(&record.pidfile, &launch, &roles, &fds, go_out, failure_in);
        }
    };
    fault::death("supervisor.forked");
    // Opened while the child is still ours to reap, so that it cannot be another process.
    let qemu = PidFd::open(pid).map_err(|e| format!("cannot watch QEMU: {e}"))?;
    match fork()? {
        Fork::Parent(supervisor) => {
            std::mem::forget(lock);
            // From here, so that its helper is nobody's to wait for.
            super::scope::leave_cgroup(&record, pid, supervisor);
            sys::process::exit_now(0);
        }
        Fork::Child => {}
    }
    drop((go_out, failure_in));
    record.pid = pid;
    record.job = job;
    let mut job_lock = None;
    for (role, fd) in roles.iter().zip(fds) {
        // All others are QEMU's, and closed here.
        if *role == Role::JobLock {
            job_lock = Some(fd);
        }
    }
    let starting = StateReason::Paused(Paused::StartingUp);
    let written = status_text::with(&launch.status, starting, Some(pid))
        .ok_or("the status document has no state".to_owned())
        .and_then(|text| {
            record
                .write()
                .and_then(|()| super::record::replace(&record.status, text.as_bytes()))
                .map_err(|e| format!("cannot write the guest's state: {e}"))
        });
    let origin = Origin::Started {
        log_offset: launch.log_offset,
        job_lock,
    };
    drop(launch.status);
    drop(launch.args);
    let fail = |record: &mut Record, what: String| {
        record.shutoff_reason = Some("failed".to_owned());
        cleanup::clean_up(record);
        what
    };
    let mut socket_copy = socket.try_clone().map_err(|e| e.to_string())?;
    if let Err(what) = written {
        // QEMU's process ends because nobody gives it the word.
        let what = fail(&mut record, what);
        super::launch::fail(&mut socket_copy, &what);
        lock.remove(&record.lock);
        return Ok(());
    }
    fault::death("supervisor.recorded");
    let _ = File::from(go_in).write_all(b"!");
    let mut what = String::new();
    let _ = File::from(failure_out).read_to_string(&mut what);
    if !what.is_empty() {
        let what = fail(&mut record, what);
        super::launch::fail(&mut socket_copy, &what);
        lock.remove(&record.lock);
        return Ok(());
    }
    fault::death("supervisor.executed");
    Server::new(record, lock, qemu, socket_copy, origin)?.run();
    Ok(())
}

/// Turns this process into QEMU, or ends it and tells `failure` why.
fn become_qemu(
    pidfile: &Path,
    launch: &Launch,
    roles: &[Role],
    fds: &[OwnedFd],
    go: OwnedFd,
    failure: OwnedFd,
) -> ! {
    // Every descriptor out of the way of the numbers that QEMU wants, then each to its place.
    let highest = roles.iter().fold(2, |h, r| match r {
        Role::Qemu(n) => h.max(*n),
        _ => h,
    });
    let aside = |fd: BorrowedFd<'_>| sys::process::duplicate_above(fd, highest + 2);
    let Ok(failure) = aside(failure.as_fd()) else {
        sys::process::exit_now(125);
    };
    let what = aside(go.as_fd())
        .and_then(|go| {
            let fds: io::Result<Vec<OwnedFd>> = fds.iter().map(|fd| aside(fd.as_fd())).collect();
            Ok((go, fds?))
        })
        .map_err(|e| format!("cannot pass a descriptor: {e}"))
        .and_then(|(go, fds)| try_become_qemu(pidfile, launch, roles, &fds, go, highest + 1));
    let Err(what) = what;
    let _ = File::from(failure).write_all(what.as_bytes());
    sys::process::exit_now(127);
}

/// What never comes back.
enum Never {}

/// All of `fds` and `go` are above `pid_number`, which is above all numbers that QEMU wants.
fn try_become_qemu(
    pidfile: &Path,
    launch: &Launch,
    roles: &[Role],
    fds: &[OwnedFd],
    go: OwnedFd,
    pid_number: RawFd,
) -> Result<Never, String> {
    let cannot = |what: &'static str| move |e: io::Error| format!("cannot {what}: {e}");
    let place = cannot("pass a descriptor");
    sys::process::close_from_on_exec(3).map_err(place)?;
    for (role, fd) in roles.iter().zip(fds) {
        match role {
            Role::Qemu(number) => sys::process::put_at(fd.as_fd(), *number).map_err(place)?,
            Role::Log => {
                sys::process::put_at(fd.as_fd(), 1).map_err(place)?;
                sys::process::put_at(fd.as_fd(), 2).map_err(place)?;
            }
            Role::JobLock => {}
        }
    }

    // While QEMU lives it holds the lock on its pid file, as libvirt's guests do. Such a lock goes
    // with the first close of the file, so there is one descriptor of it, which exec leaves open.
    let pid_file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o644)
        .custom_flags(libc::O_NOFOLLOW)
        .open(pidfile)
        .map_err(cannot("open the pid file"))?;
    let pid_file = sys::process::move_to(pid_file.into(), pid_number).map_err(place)?;
    let mut pid_file = File::from(pid_file);
    if !sys::posix_try_lock(pid_file.as_fd(), 0).map_err(cannot("lock the pid file"))? {
        return Err("another process holds the guest's pid file".to_owned());
    }
    pid_file
        .write_all(std::process::id().to_string().as_bytes())
        .and_then(|()| pid_file.set_permissions(Permissions::from_mode(0o644)))
        .map_err(cannot("write the pid file"))?;

    let mut word = [0];
    if File::from(go).read(&mut word).unwrap_or(0) != 1 {
        let _ = std::fs::remove_file(pidfile);
        sys::process::exit_now(126);
    }

    for (resource, value) in &launch.limits {
        sys::process::set_limit(*resource, *value).map_err(cannot("set a limit"))?;
    }
    let _ = sys::process::run_on_all_processors();
    // A caller that the kernel spares when memory is short does not make its guests so.
    let score = std::fs::read_to_string("/proc/self/oom_score_adj").unwrap_or_default();
    if score.trim().parse::<i32>().is_ok_and(|s| s < 0) {
        let _ = std::fs::write("/proc/self/oom_score_adj", "0");
    }
    sys::umask(0o002);
    if let Some(user) = &launch.run_as {
        sys::process::become_user(user.uid, user.gid, &user.groups)
            .map_err(cannot("become QEMU's user"))?;
        if user.uid == 0 {
            sys::process::drop_capabilities().map_err(cannot("drop capabilities"))?;
        }
    }
    for signal in IGNORED {
        sys::process::default_signal(signal);
    }
    let e = sys::process::exec(&launch.program, &launch.args, &launch.env);
    Err(format!("cannot execute '{}': {e}", launch.program))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conf::uuid::Uuid;
    use crate::qemu::paths::Paths;
    use std::os::fd::AsRawFd;

    #[test]
    fn an_order_arrives_with_all_its_descriptors() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let file = File::open("/dev/null").unwrap();
        let fds: Vec<BorrowedFd<'_>> = (0..70).map(|_| file.as_fd()).collect();
        let paths = Paths::embed(Path::new("/x")).unwrap();
        let order = Order {
            record: Record::new(&paths, &"n".repeat(200 << 10), &Uuid::random(), 1),
            launch: None,
            roles: (0..70).map(|n| Role::Qemu(100 + n)).collect(),
            job: None,
        };
        let (got, got_fds) = std::thread::scope(|s| {
            let reader = s.spawn(|| read_order(&theirs).unwrap());
            send_order(&ours, &order, &fds).unwrap();
            reader.join().unwrap()
        });
        assert_eq!(got.record, order.record);
        assert_eq!(got.roles, order.roles);
        for fd in &got_fds {
            let link = format!("/proc/self/fd/{}", fd.as_raw_fd());
            assert_eq!(std::fs::read_link(link).unwrap(), Path::new("/dev/null"));
        }
        drop(ours);
        assert!(read_order(&theirs).is_err());
    }
}
