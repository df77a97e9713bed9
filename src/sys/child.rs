//! Short-lived children that are talked to over a socket.

use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Makes the child that `command` will start die with the calling thread, so that a killed caller
/// leaves nothing behind.
pub fn die_with_parent(command: &mut Command) {
    let parent = std::process::id();
    // SAFETY: between fork and exec the closure calls only prctl, getppid and _exit, all
    // async-signal-safe, and touches no memory but its own captured number.
    unsafe {
        command.pre_exec(move || {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            if libc::getppid() as u32 != parent {
                // The parent died before the wish was made known.
                libc::_exit(1);
            }
            Ok(())
        });
    }
}

/// Gives the child that `command` will start the signals as a shell would: what its parent ignores or
/// blocks is none of its business.
pub fn plain_signals(command: &mut Command) {
    // SAFETY: between fork and exec the closure only calls signal and sigprocmask, both
    // async-signal-safe, and touches no memory.
    unsafe {
        command.pre_exec(|| {
            super::process::reset_signals();
            Ok(())
        });
    }
}

/// Writes all of `bytes`; a peer that is gone is an error, never a SIGPIPE to the host program.
pub fn send_all(socket: &UnixStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        // SAFETY: the pointer and the length describe `bytes`, which lives through the call.
        let n = unsafe {
            libc::send(
                socket.as_raw_fd(),
                bytes.as_ptr().cast(),
                bytes.len(),
                libc::MSG_NOSIGNAL,
            )
        };
        match usize::try_from(n) {
            Ok(n) => bytes = &bytes[n..],
            Err(_) => {
                let e = io::Error::last_os_error();
                if e.kind() != io::ErrorKind::Interrupted {
                    return Err(e);
                }
            }
        }
    }
    Ok(())
}
