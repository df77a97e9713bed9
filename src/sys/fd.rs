//! Descriptors and files: anonymous memory, where our own library lies, ownership and attributes.

use super::check;
use std::ffi::{CStr, CString, OsStr};
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// An anonymous file in memory, closed by exec.
pub fn memfd(name: &str) -> io::Result<File> {
    let name = CString::new(name)?;
    // SAFETY: `name` lives through the call; the descriptor is new and ours.
    unsafe {
        let fd = check(libc::memfd_create(name.as_ptr(), libc::MFD_CLOEXEC))?;
        Ok(File::from_raw_fd(fd))
    }
}

/// The file that this code was loaded from: the shared library, or the program if linked statically.
pub fn our_library() -> Option<PathBuf> {
    // SAFETY: `Dl_info` is pointers, for which zero is a value.
    let mut info: libc::Dl_info = unsafe { std::mem::zeroed() };
    let inside: fn() -> Option<PathBuf> = our_library;
    // SAFETY: the address is that of a function of ours; `info` is written by the call alone.
    let found = unsafe { libc::dladdr(inside as *const libc::c_void, &mut info) };
    if found == 0 || info.dli_fname.is_null() {
        return None;
    }
    // SAFETY: dladdr gave a string that lives as long as the object is loaded.
    let name = unsafe { CStr::from_ptr(info.dli_fname) };
    std::fs::canonicalize(OsStr::from_bytes(name.to_bytes())).ok()
}

/// Sets or clears O_NONBLOCK of the open file.
pub fn set_nonblocking(fd: BorrowedFd<'_>, on: bool) -> io::Result<()> {
    // SAFETY: flags of an open descriptor, no pointers.
    let flags = check(unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_GETFL) })?;
    let new = if on {
        flags | libc::O_NONBLOCK
    } else {
        flags & !libc::O_NONBLOCK
    };
    // SAFETY: as above.
    check(unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_SETFL, new) }).map(drop)
}

/// A path as C wants it.
fn c_path(path: &Path) -> io::Result<CString> {
    Ok(CString::new(path.as_os_str().as_bytes())?)
}

/// The value of an extended attribute; `None` if the file has none of this name.
pub fn get_attribute(path: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
    let (path, name) = (c_path(path)?, CString::new(name)?);
    let mut value = vec![0u8; 256];
    // SAFETY: pointer and length describe `value`; both strings live through the call.
    let n = unsafe {
        libc::getxattr(
            path.as_ptr(),
            name.as_ptr(),
            value.as_mut_ptr().cast(),
            value.len(),
        )
    };
    if n >= 0 {
        value.truncate(n as usize);
        return Ok(Some(value));
    }
    match io::Error::last_os_error() {
        e if e.raw_os_error() == Some(libc::ENODATA) => Ok(None),
        e => Err(e),
    }
}

/// Sets an extended attribute.
pub fn set_attribute(path: &Path, name: &str, value: &[u8]) -> io::Result<()> {
    let (path, name) = (c_path(path)?, CString::new(name)?);
    // SAFETY: pointer and length describe `value`; both strings live through the call.
    check(unsafe {
        libc::setxattr(
            path.as_ptr(),
            name.as_ptr(),
            value.as_ptr().cast(),
            value.len(),
            0,
        )
    })
    .map(drop)
}

/// Removes an extended attribute, which may be absent.
pub fn remove_attribute(path: &Path, name: &str) -> io::Result<()> {
    let (path, name) = (c_path(path)?, CString::new(name)?);
    // SAFETY: both strings live through the call.
    match check(unsafe { libc::removexattr(path.as_ptr(), name.as_ptr()) }) {
        Err(e) if e.raw_os_error() == Some(libc::ENODATA) => Ok(()),
        other => other.map(drop),
    }
}

/// Watches one file: the descriptor is readable when it is written, removed or replaced.
pub fn watch(path: &Path) -> io::Result<OwnedFd> {
    let path = c_path(path)?;
    // SAFETY: flags only; the descriptor is new and ours.
    let fd = unsafe {
        OwnedFd::from_raw_fd(check(libc::inotify_init1(
            libc::IN_CLOEXEC | libc::IN_NONBLOCK,
        ))?)
    };
    let events = libc::IN_MODIFY | libc::IN_DELETE_SELF | libc::IN_MOVE_SELF;
    // SAFETY: the path lives through the call.
    check(unsafe { libc::inotify_add_watch(fd.as_raw_fd(), path.as_ptr(), events) })?;
    Ok(fd)
}
