//! Kernel locks on files. Open file description locks belong to one opening of a file, so they work
//! between the threads of a process as they do between processes; classic POSIX ones belong to a
//! process, and are what libvirt puts on pid files.

use super::{check, retry};
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};

/// What kind of lock is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockKind {
    Shared,
    Exclusive,
}

/// One byte of a file as `struct flock` has it.
fn byte_range(kind: libc::c_int, byte: i64) -> libc::flock {
    // SAFETY: `flock` is plain numbers, for which zero is a value.
    let mut range: libc::flock = unsafe { std::mem::zeroed() };
    range.l_type = kind as libc::c_short;
    range.l_whence = libc::SEEK_SET as libc::c_short;
    range.l_start = byte;
    range.l_len = 1;
    range
}

/// Takes the lock on `byte` for this open file description. `Ok(false)`: somebody else has it.
pub fn ofd_try_lock(fd: BorrowedFd<'_>, byte: i64, kind: LockKind) -> io::Result<bool> {
    let kind = match kind {
        LockKind::Shared => libc::F_RDLCK,
        LockKind::Exclusive => libc::F_WRLCK,
    };
    let range = byte_range(kind, byte);
    // SAFETY: the descriptor is open and `range` lives through the call.
    match retry(|| unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_OFD_SETLK, &range) }) {
        Ok(_) => Ok(true),
        Err(e) if matches!(e.raw_os_error(), Some(libc::EAGAIN | libc::EACCES)) => Ok(false),
        Err(e) => Err(e),
    }
}

/// Gives the lock back, also for the copies of this description that a fork has made.
pub fn ofd_unlock(fd: BorrowedFd<'_>, byte: i64) -> io::Result<()> {
    let range = byte_range(libc::F_UNLCK, byte);
    // SAFETY: the descriptor is open and `range` lives through the call.
    check(unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_OFD_SETLK, &range) }).map(drop)
}

/// Who keeps an exclusive lock on `byte` from being taken: `Some(pid)` for a classic lock, `Some(0)`
/// for an open file description's, `None` if nobody does.
pub fn ofd_holder(fd: BorrowedFd<'_>, byte: i64) -> io::Result<Option<i32>> {
    let mut range = byte_range(libc::F_WRLCK, byte);
    // SAFETY: the descriptor is open and `range` is written by the call alone.
    check(unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_OFD_GETLK, &mut range) })?;
    Ok((i32::from(range.l_type) != libc::F_UNLCK).then_some(range.l_pid.max(0)))
}

/// Takes a classic lock on `byte` for this process. `Ok(false)`: another process has it.
pub fn posix_try_lock(fd: BorrowedFd<'_>, byte: i64) -> io::Result<bool> {
    let range = byte_range(libc::F_WRLCK, byte);
    // SAFETY: the descriptor is open and `range` lives through the call.
    match retry(|| unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_SETLK, &range) }) {
        Ok(_) => Ok(true),
        Err(e) if matches!(e.raw_os_error(), Some(libc::EAGAIN | libc::EACCES)) => Ok(false),
        Err(e) => Err(e),
    }
}
