//! Processes: watching and ending them by pidfd, their CPU time, and what a process that leaves its
//! caller behind has to do.

use super::{check, retry};
use std::ffi::CString;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::time::Duration;

/// A process that cannot be mistaken for a later one with the same number.
#[derive(Debug)]
pub struct PidFd {
    fd: OwnedFd,
    pid: i32,
}

impl PidFd {
    /// The process that has the number `pid` now. `ESRCH` if there is none.
    pub fn open(pid: i32) -> io::Result<Self> {
        // SAFETY: pidfd_open(2) takes two integers.
        let fd = unsafe { libc::syscall(libc::SYS_pidfd_open, pid, 0) };
        let fd = check(fd as libc::c_int)?;
        // SAFETY: the kernel just made this descriptor for us (close-on-exec, as all pidfds).
        let fd = unsafe { OwnedFd::from_raw_fd(fd) };
        Ok(PidFd { fd, pid })
    }

    pub fn pid(&self) -> i32 {
        self.pid
    }

    /// Sends `signal`; `ESRCH` if the process is gone.
    pub fn send_signal(&self, signal: i32) -> io::Result<()> {
        // SAFETY: the siginfo pointer may be null.
        let r = unsafe {
            libc::syscall(
                libc::SYS_pidfd_send_signal,
                self.fd.as_raw_fd(),
                signal,
                std::ptr::null::<libc::siginfo_t>(),
                0,
            )
        };
        check(r as libc::c_int).map(drop)
    }

    /// Waits until the process has ended; `false` when `limit` passed first.
    pub fn wait(&self, limit: Option<Duration>) -> io::Result<bool> {
        Ok(poll(&mut [PollFd::new(self.fd.as_fd(), libc::POLLIN)], limit)? > 0)
    }

    /// Whether the process has ended (as a zombie, too).
    pub fn has_ended(&self) -> bool {
        self.wait(Some(Duration::ZERO)).unwrap_or(true)
    }
}

impl AsFd for PidFd {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

impl From<(OwnedFd, i32)> for PidFd {
    /// A pidfd that came from elsewhere, with the number of its process.
    fn from((fd, pid): (OwnedFd, i32)) -> Self {
        PidFd { fd, pid }
    }
}

/// One descriptor to poll, with what to wait for and what came.
#[repr(transparent)]
#[derive(Clone, Copy, Debug)]
pub struct PollFd(libc::pollfd);

impl PollFd {
    pub fn new(fd: BorrowedFd<'_>, events: i16) -> Self {
        PollFd(libc::pollfd {
            fd: fd.as_raw_fd(),
            events,
            revents: 0,
        })
    }

    /// A descriptor that a caller of ours answers for. One that is not open is told as `POLLNVAL`.
    pub fn of_raw(fd: i32, events: i16) -> Self {
        PollFd(libc::pollfd {
            fd,
            events,
            revents: 0,
        })
    }

    pub fn revents(&self) -> i16 {
        self.0.revents
    }
}

/// poll(2), repeated for what remains of `limit` (`None`: for ever) while signals interrupt it.
/// Returns how many descriptors have something to tell.
pub fn poll(fds: &mut [PollFd], limit: Option<Duration>) -> io::Result<usize> {
    let deadline = limit.and_then(|l| std::time::Instant::now().checked_add(l));
    loop {
        let timeout = match (limit, deadline) {
            (Some(_), Some(deadline)) => {
                let left = deadline.saturating_duration_since(std::time::Instant::now());
                // Rounded up, so that a wait never ends just before its deadline.
                i32::try_from(left.as_micros().div_ceil(1000)).unwrap_or(i32::MAX)
            }
            _ => -1,
        };
        // SAFETY: `PollFd` is transparent over `pollfd`, and pointer and length describe `fds`.
        let r = unsafe { libc::poll(fds.as_mut_ptr().cast(), fds.len() as libc::nfds_t, timeout) };
        match check(r) {
            Ok(n) => return Ok(n as usize),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// The CPU time that a whole process has used, in nanoseconds, by its clock: no file is opened.
pub fn clock_of_process(pid: i32) -> io::Result<u64> {
    let mut clock: libc::clockid_t = 0;
    // SAFETY: `clock` is written by the call alone.
    let r = unsafe { libc::clock_getcpuclockid(pid, &mut clock) };
    if r != 0 {
        return Err(io::Error::from_raw_os_error(r));
    }
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: `time` is written by the call alone.
    check(unsafe { libc::clock_gettime(clock, &mut time) })?;
    Ok(time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64)
}

/// Sets the file mode creation mask of this process and returns the former one.
pub fn umask(mask: u32) -> u32 {
    // SAFETY: umask(2) takes an integer and cannot fail.
    unsafe { libc::umask(mask as libc::mode_t) as u32 }
}

/// The real user of this process.
pub fn effective_uid() -> u32 {
    // SAFETY: takes nothing and cannot fail.
    unsafe { libc::geteuid() }
}

/// The effective group of this process.
pub fn effective_gid() -> u32 {
    // SAFETY: takes nothing and cannot fail.
    unsafe { libc::getegid() }
}

/// Which side of a fork one is on.
#[derive(Debug)]
pub enum Fork {
    Parent(i32),
    Child,
}

/// fork(2). Refused in a process that has more than one thread, where the child could do little.
pub fn fork() -> io::Result<Fork> {
    let threads = std::fs::read_dir("/proc/self/task").map_or(1, Iterator::count);
    if threads != 1 {
        return Err(io::Error::other("fork in a process with several threads"));
    }
    // SAFETY: one thread only, checked above, so that the child's memory is in no half-made state.
    match check(unsafe { libc::fork() })? {
        0 => Ok(Fork::Child),
        pid => Ok(Fork::Parent(pid)),
    }
}

/// Ends the process at once, without running what is registered for its end.
pub fn exit_now(code: i32) -> ! {
    // SAFETY: _exit(2) takes an integer and does not return.
    unsafe { libc::_exit(code) }
}

/// Leaves the session, the process group and the controlling terminal of the caller.
pub fn new_session() -> io::Result<()> {
    // SAFETY: setsid(2) takes nothing.
    check(unsafe { libc::setsid() }).map(drop)
}

/// Puts every signal to its default and lets all of them through: both are inherited across exec.
pub fn reset_signals() {
    for signal in 1..=64 {
        if signal != libc::SIGKILL && signal != libc::SIGSTOP {
            // SAFETY: SIG_DFL is a disposition; unknown numbers are refused with EINVAL.
            unsafe { libc::signal(signal, libc::SIG_DFL) };
        }
    }
    // SAFETY: the set is initialised by sigemptyset before it is used.
    unsafe {
        let mut none: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut none);
        libc::sigprocmask(libc::SIG_SETMASK, &none, std::ptr::null_mut());
    }
}

/// Gives a signal its default effect again.
pub fn default_signal(signal: i32) {
    // SAFETY: SIG_DFL is a disposition; no handler runs.
    unsafe { libc::signal(signal, libc::SIG_DFL) };
}

/// Ignores a signal from now on.
pub fn ignore_signal(signal: i32) {
    // SAFETY: SIG_IGN is a disposition; no handler runs.
    unsafe { libc::signal(signal, libc::SIG_IGN) };
}

/// Closes every descriptor from `first` on.
pub fn close_from(first: RawFd) -> io::Result<()> {
    // SAFETY: the caller owns none of them as Rust values any more (used right after start or fork).
    let r = unsafe { libc::syscall(libc::SYS_close_range, first, u32::MAX, 0) };
    if check(r as libc::c_int).is_ok() {
        return Ok(());
    }
    // Kernels before 5.9.
    let open: Vec<RawFd> = std::fs::read_dir("/proc/self/fd")?
        .filter_map(|e| e.ok()?.file_name().to_str()?.parse().ok())
        .filter(|fd| *fd >= first)
        .collect();
    for fd in open {
        // SAFETY: as above; a number that is closed already gives EBADF.
        unsafe { libc::close(fd) };
    }
    Ok(())
}

/// Marks every descriptor from `first` on to be closed by exec.
pub fn close_from_on_exec(first: RawFd) -> io::Result<()> {
    const CLOSE_RANGE_CLOEXEC: libc::c_uint = 4;
    // SAFETY: only flags of descriptors change.
    let r = unsafe { libc::syscall(libc::SYS_close_range, first, u32::MAX, CLOSE_RANGE_CLOEXEC) };
    if check(r as libc::c_int).is_ok() {
        return Ok(());
    }
    for entry in std::fs::read_dir("/proc/self/fd")?.flatten() {
        if let Some(fd) = entry.file_name().to_str().and_then(|n| n.parse().ok()) {
            if fd >= first {
                // SAFETY: only a flag of the descriptor changes.
                unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) };
            }
        }
    }
    Ok(())
}

/// Makes `number` a copy of `fd` that survives exec.
pub fn put_at(fd: BorrowedFd<'_>, number: RawFd) -> io::Result<()> {
    if fd.as_raw_fd() == number {
        // SAFETY: only a flag of an open descriptor changes.
        return check(unsafe { libc::fcntl(number, libc::F_SETFD, 0) }).map(drop);
    }
    // SAFETY: `number` is a place that the caller gives away.
    retry(|| unsafe { libc::dup2(fd.as_raw_fd(), number) }).map(drop)
}

/// Moves `fd` to `number`, where it survives exec.
pub fn move_to(fd: OwnedFd, number: RawFd) -> io::Result<OwnedFd> {
    put_at(fd.as_fd(), number)?;
    if fd.as_raw_fd() == number {
        return Ok(fd);
    }
    // SAFETY: dup2 just made this descriptor, and `number` was the caller's to give away.
    Ok(unsafe { OwnedFd::from_raw_fd(number) })
}

/// A copy of `fd` whose number is at least `least`, closed by exec.
pub fn duplicate_above(fd: BorrowedFd<'_>, least: RawFd) -> io::Result<OwnedFd> {
    // SAFETY: the descriptor is open; the new one is ours.
    let new = check(unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_DUPFD_CLOEXEC, least) })?;
    // SAFETY: the kernel just made this descriptor for us.
    Ok(unsafe { OwnedFd::from_raw_fd(new) })
}

/// Becomes another user for good: supplementary groups, group, user, in this order.
pub fn become_user(uid: u32, gid: u32, groups: &[u32]) -> io::Result<()> {
    // SAFETY: pointer and length describe `groups`.
    check(unsafe { libc::setgroups(groups.len(), groups.as_ptr()) })?;
    // SAFETY: integers only.
    check(unsafe { libc::setresgid(gid, gid, gid) })?;
    // SAFETY: integers only.
    check(unsafe { libc::setresuid(uid, uid, uid) }).map(drop)
}

/// Gives up capabilities that a change of user has left in the bounding and ambient sets, and forbids
/// gaining privileges by exec.
pub fn no_new_privileges() -> io::Result<()> {
    // SAFETY: integers only.
    check(unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) }).map(drop)
}

/// Sets both limits of a resource (`RLIMIT_*`).
pub fn set_limit(resource: u32, value: u64) -> io::Result<()> {
    let limit = libc::rlimit {
        rlim_cur: value,
        rlim_max: value,
    };
    // SAFETY: `limit` lives through the call.
    check(unsafe { libc::setrlimit(resource as _, &limit) }).map(drop)
}

/// The limits (soft, hard) of a resource.
pub fn limit(resource: u32) -> io::Result<(u64, u64)> {
    let mut limit = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: `limit` is written by the call alone.
    check(unsafe { libc::getrlimit(resource as _, &mut limit) })?;
    Ok((limit.rlim_cur, limit.rlim_max))
}

/// Lets the process run on every processor again, whatever its caller was bound to.
pub fn run_on_all_processors() -> io::Result<()> {
    let all = [0xffu8; 1024];
    // SAFETY: pointer and length describe `all`; the kernel intersects it with what exists.
    let r = unsafe { libc::sched_setaffinity(0, all.len(), all.as_ptr().cast()) };
    check(r).map(drop)
}

/// Replaces the program. Returns only if that fails.
pub fn exec(program: &str, args: &[String], env: &[String]) -> io::Error {
    let strings = |list: &[String]| -> Result<Vec<CString>, std::ffi::NulError> {
        list.iter().map(|s| CString::new(s.as_str())).collect()
    };
    let (Ok(program), Ok(args), Ok(env)) = (CString::new(program), strings(args), strings(env))
    else {
        return io::Error::from_raw_os_error(libc::EINVAL);
    };
    let pointers = |list: &[CString]| -> Vec<*const libc::c_char> {
        list.iter()
            .map(|s| s.as_ptr())
            .chain([std::ptr::null()])
            .collect()
    };
    let (argv, envp) = (pointers(&args), pointers(&env));
    // SAFETY: both are null-terminated arrays of strings that live until the call returns, if it does.
    unsafe { libc::execve(program.as_ptr(), argv.as_ptr(), envp.as_ptr()) };
    io::Error::last_os_error()
}

/// A user as the system's database has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemUser {
    pub uid: u32,
    pub gid: u32,
    pub home: String,
    /// The groups that the user belongs to, its own included.
    pub groups: Vec<u32>,
}

/// Fills a buffer by one of the getXXX_r functions, which grows until the entry fits.
fn with_buffer<T>(mut get: impl FnMut(&mut [libc::c_char]) -> Result<Option<T>, i32>) -> Option<T> {
    let mut buffer = vec![0 as libc::c_char; 1024];
    loop {
        match get(&mut buffer) {
            Err(libc::ERANGE) if buffer.len() < 1 << 20 => {
                let size = buffer.len() * 2;
                buffer.resize(size, 0);
            }
            Err(libc::EINTR) => {}
            other => return other.ok().flatten(),
        }
    }
}

/// Looks a user up by name.
pub fn user_by_name(name: &str) -> Option<SystemUser> {
    let cname = CString::new(name).ok()?;
    let user = with_buffer(|buffer| {
        // SAFETY: `passwd` is pointers and numbers, for which zero is a value.
        let mut entry: libc::passwd = unsafe { std::mem::zeroed() };
        let mut found = std::ptr::null_mut();
        // SAFETY: every pointer lives through the call; pointer and length describe `buffer`.
        let r = unsafe {
            libc::getpwnam_r(
                cname.as_ptr(),
                &mut entry,
                buffer.as_mut_ptr(),
                buffer.len(),
                &mut found,
            )
        };
        if r != 0 {
            return Err(r);
        }
        Ok((!found.is_null()).then(|| user_of(&entry)))
    })?;
    Some(with_groups(user, &cname))
}

/// Looks a user up by number.
pub fn user_by_id(uid: u32) -> Option<SystemUser> {
    let (user, name) = with_buffer(|buffer| {
        // SAFETY: `passwd` is pointers and numbers, for which zero is a value.
        let mut entry: libc::passwd = unsafe { std::mem::zeroed() };
        let mut found = std::ptr::null_mut();
        // SAFETY: every pointer lives through the call; pointer and length describe `buffer`.
        let r = unsafe {
            libc::getpwuid_r(
                uid,
                &mut entry,
                buffer.as_mut_ptr(),
                buffer.len(),
                &mut found,
            )
        };
        if r != 0 {
            return Err(r);
        }
        Ok((!found.is_null()).then(|| {
            // SAFETY: a found entry points to strings inside `buffer`.
            let name = unsafe { std::ffi::CStr::from_ptr(entry.pw_name) }.to_owned();
            (user_of(&entry), name)
        }))
    })?;
    Some(with_groups(user, &name))
}

fn user_of(entry: &libc::passwd) -> SystemUser {
    // SAFETY: a found entry points to a string inside the caller's buffer.
    let home = unsafe { std::ffi::CStr::from_ptr(entry.pw_dir) };
    SystemUser {
        uid: entry.pw_uid,
        gid: entry.pw_gid,
        home: home.to_string_lossy().into_owned(),
        groups: Vec::new(),
    }
}

fn with_groups(mut user: SystemUser, name: &CString) -> SystemUser {
    let mut count: libc::c_int = 32;
    loop {
        let mut groups = vec![0 as libc::gid_t; count as usize];
        let had = count;
        // SAFETY: `groups` has room for `count` numbers, and the call says how many it needs.
        let r =
            unsafe { libc::getgrouplist(name.as_ptr(), user.gid, groups.as_mut_ptr(), &mut count) };
        if r >= 0 {
            groups.truncate(count.max(0) as usize);
            user.groups = groups;
            return user;
        }
        count = count.max(had * 2);
    }
}

/// The number of a group by its name.
pub fn group_by_name(name: &str) -> Option<u32> {
    let cname = CString::new(name).ok()?;
    with_buffer(|buffer| {
        // SAFETY: `group` is pointers and numbers, for which zero is a value.
        let mut entry: libc::group = unsafe { std::mem::zeroed() };
        let mut found = std::ptr::null_mut();
        // SAFETY: every pointer lives through the call; pointer and length describe `buffer`.
        let r = unsafe {
            libc::getgrnam_r(
                cname.as_ptr(),
                &mut entry,
                buffer.as_mut_ptr(),
                buffer.len(),
                &mut found,
            )
        };
        if r != 0 {
            return Err(r);
        }
        Ok((!found.is_null()).then_some(entry.gr_gid))
    })
}

/// Gives up every capability, which root keeps otherwise.
pub fn drop_capabilities() -> io::Result<()> {
    #[repr(C)]
    struct Header {
        version: u32,
        pid: i32,
    }
    const VERSION_3: u32 = 0x2008_0522;
    let header = Header {
        version: VERSION_3,
        pid: 0,
    };
    // Effective, permitted and inheritable, twice 32 bits each.
    let none = [[0u32; 3]; 2];
    // SAFETY: both have the layout that version 3 of the call wants and live through it.
    let r = unsafe { libc::syscall(libc::SYS_capset, &header, none.as_ptr()) };
    check(r as libc::c_int).map(drop)
}

/// Has the allocator give large blocks back to the system as soon as they are free, for a process
/// that is to stay small.
pub fn keep_heap_small() {
    #[cfg(target_env = "gnu")]
    // SAFETY: parameters of the allocator, integers only. Setting a threshold also keeps it from
    // growing by itself.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, 16 << 10);
        libc::mallopt(libc::M_TRIM_THRESHOLD, 16 << 10);
        libc::mallopt(libc::M_TOP_PAD, 0);
        libc::mallopt(libc::M_ARENA_MAX, 1);
    }
}

/// Reads another process's memory: how many bytes could be. One that may not be traced is EPERM.
pub fn read_memory(pid: i32, address: u64, into: &mut [u8]) -> io::Result<usize> {
    let local = libc::iovec {
        iov_base: into.as_mut_ptr().cast(),
        iov_len: into.len(),
    };
    let remote = libc::iovec {
        iov_base: address as *mut libc::c_void,
        iov_len: into.len(),
    };
    // SAFETY: one vector on each side; ours describes `into`, the other is looked up in the other process.
    let n = unsafe { libc::process_vm_readv(pid, &local, 1, &remote, 1, 0) };
    if n < 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(n as usize)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    /// Memory of its own, in pages that are not there before they are written.
    pub(crate) struct Mapping(*mut u8, usize);

    impl Mapping {
        pub(crate) fn new(len: usize) -> Mapping {
            let (access, kind) = (
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
            );
            // A page without access on either side keeps it apart from its neighbours.
            let whole = len + 8192;
            // SAFETY: new memory anywhere; the inner part of it is made accessible.
            unsafe {
                let at = libc::mmap(std::ptr::null_mut(), whole, libc::PROT_NONE, kind, -1, 0);
                assert_ne!(at, libc::MAP_FAILED);
                let inner = at.cast::<u8>().add(4096);
                assert_eq!(libc::mprotect(inner.cast(), len, access), 0);
                Mapping(inner, len)
            }
        }

        pub(crate) fn len(&self) -> usize {
            self.1
        }

        pub(crate) fn write(&self, at: usize, byte: u8) {
            assert!(at < self.1);
            // SAFETY: inside of what is ours.
            unsafe { self.0.add(at).write_volatile(byte) }
        }
    }

    impl Drop for Mapping {
        fn drop(&mut self) {
            // SAFETY: what `new` has mapped; nobody points into it.
            unsafe { libc::munmap(self.0.sub(4096).cast(), self.1 + 8192) };
        }
    }
}
