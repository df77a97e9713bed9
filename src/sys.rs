//! The few system calls that need `unsafe`, each behind a safe function. Nothing else in the library
//! outside `abi` contains `unsafe`.

pub mod child;
pub mod cpu;
pub mod fd;
pub mod file;
pub mod kvm;
pub mod lock;
pub mod process;
pub mod program;
pub mod regex;
pub mod sched;
pub mod socket;
pub mod tap;
pub mod time;

pub use fd::{memfd, our_library};
pub use lock::{LockKind, ofd_holder, ofd_try_lock, ofd_unlock, posix_try_lock};
pub use process::{PidFd, clock_of_process, umask};
pub use program::{EchoOff, is_root, reserve_addresses, set_errno};
pub use socket::{is_socket, receive_with_fds, send_with_fds};

use std::io;

/// `N` bytes from the kernel's random number generator.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0u8; N];
    let mut filled = 0;
    while filled < N {
        // SAFETY: the pointer and the length describe the rest of `bytes`, which lives through the call.
        let n = unsafe { libc::getrandom(bytes[filled..].as_mut_ptr().cast(), N - filled, 0) };
        // getrandom(2) with no flags fails only by EINTR once the pool is ready.
        filled += usize::try_from(n).unwrap_or(0);
    }
    bytes
}

/// The result of a system call that answers -1 on failure.
pub(crate) fn check(result: libc::c_int) -> io::Result<libc::c_int> {
    if result < 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(result)
    }
}

/// Repeats a system call while signals interrupt it.
pub(crate) fn retry(mut call: impl FnMut() -> libc::c_int) -> io::Result<libc::c_int> {
    loop {
        match check(call()) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}
