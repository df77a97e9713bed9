//! Making room for libvirt's daemon. It holds a lock on `driver.pid` while it has the directories; when
//! one is started the supervisors leave QEMU's monitor to it, or it would wait for a greeting for ever.
//! When it has gone, whoever needs a guest starts a supervisor again.

use crate::sys;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// Tells when a daemon takes the directories.
#[derive(Debug)]
pub(super) struct DaemonWatch {
    path: PathBuf,
    watch: OwnedFd,
}

impl DaemonWatch {
    /// Watches the daemon's file, made if it is not there, so that it can be watched.
    pub(super) fn new(path: PathBuf) -> io::Result<DaemonWatch> {
        OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o644)
            .custom_flags(libc::O_NOFOLLOW)
            .open(&path)?;
        let watch = sys::fd::watch(&path)?;
        Ok(DaemonWatch { path, watch })
    }

    /// Whether a daemon has the directories now.
    pub(super) fn daemon_is_there(&self) -> bool {
        File::open(&self.path)
            .and_then(|file| sys::ofd_holder(file.as_fd(), 0))
            .is_ok_and(|holder| holder.is_some())
    }

    /// What the watch told has been looked at; a daemon that went takes its file along, so the next
    /// one's is watched anew.
    pub(super) fn renew(self) -> io::Result<DaemonWatch> {
        DaemonWatch::new(self.path)
    }
}

impl AsFd for DaemonWatch {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.watch.as_fd()
    }
}
