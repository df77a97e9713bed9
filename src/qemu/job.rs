//! The guest's job: a change that takes time and can fail in the middle. A client begins one with a
//! description of how it is undone, which the supervisor keeps, on disk too. If the client dies, or
//! gives up, the supervisor undoes it; if the supervisor dies as well, the next one does.
//!
//! Jobs exclude each other by the guest's [`JobLock`], which the client takes first. The supervisor
//! gets a hold on it with the job, so that it stays taken until a dead client's job is undone.

pub mod stats;

use super::lock::{self, JobLock};
use super::process::Running;
pub use super::supervisor::record::{Done, GiveBack, Job, Undo};
use crate::error::Result;
use serde_json::json;
use std::os::fd::AsFd;

/// What a job does (`virDomainJobOperation`, and "modify" for short changes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Start,
    Save,
    Restore,
    MigrationIn,
    MigrationOut,
    Snapshot,
    SnapshotRevert,
    SnapshotDelete,
    Dump,
    Backup,
    Modify,
    Destroy,
    Suspend,
}

impl Operation {
    /// The public number (`virDomainJobOperation`) of what a name stands for; `None` for short changes, which nobody
    /// is told of as jobs.
    pub fn public_number(name: &str) -> Option<i32> {
        const PUBLIC: [(Operation, i32); 10] = [
            (Operation::Start, 1),
            (Operation::Save, 2),
            (Operation::Restore, 3),
            (Operation::MigrationIn, 4),
            (Operation::MigrationOut, 5),
            (Operation::Snapshot, 6),
            (Operation::SnapshotRevert, 7),
            (Operation::Dump, 8),
            (Operation::Backup, 9),
            (Operation::SnapshotDelete, 10),
        ];
        let found = PUBLIC
            .iter()
            .find(|(operation, _)| operation.name() == name);
        found.map(|(_, number)| *number)
    }

    /// The word that others are told.
    pub fn name(self) -> &'static str {
        match self {
            Operation::Start => "start",
            Operation::Save => "save",
            Operation::Restore => "restore",
            Operation::MigrationIn => "incoming migration",
            Operation::MigrationOut => "outgoing migration",
            Operation::Snapshot => "snapshot",
            Operation::SnapshotRevert => "snapshot revert",
            Operation::SnapshotDelete => "snapshot delete",
            Operation::Dump => "dump",
            Operation::Backup => "backup",
            Operation::Modify => "modify",
            Operation::Destroy => "destroy",
            Operation::Suspend => "suspend",
        }
    }
}

/// A job under way. Dropped without [`finish`](JobGuard::finish) it is undone.
#[derive(Debug)]
pub struct JobGuard<'a> {
    running: &'a mut Running,
    open: bool,
}

/// Begins a job under the guest's lock. From here on a death of this process is undone as `undo` says.
/// Waits first for the undo of a job whose client died.
pub fn begin<'a>(
    running: &'a mut Running,
    lock: &JobLock,
    operation: Operation,
    undo: &Undo,
) -> Result<JobGuard<'a>> {
    lock.tell(operation.name())?;
    let args = json!({
        "operation": operation.name(),
        "since-us": lock::now_us(),
        "undo": undo,
    });
    running
        .client
        .execute_raw_with_fds("x-oxivirt-job-begin", args, &[lock.file().as_fd()])?;
    Ok(JobGuard {
        running,
        open: true,
    })
}

impl JobGuard<'_> {
    /// Changes how the job is undone: once an image is safe on disk, for one, it must not be removed
    /// any more.
    pub fn update(&mut self, undo: &Undo) -> Result<()> {
        self.running
            .client
            .execute_raw("x-oxivirt-job-update", json!({"undo": undo}))?;
        Ok(())
    }

    /// The job has succeeded; nothing is undone.
    pub fn finish(mut self) -> Result<()> {
        self.open = false;
        self.running
            .client
            .execute_raw("x-oxivirt-job-end", json!({}))?;
        Ok(())
    }

    /// The job has succeeded and QEMU is to end with it: the announcement is made, the job stays the
    /// guest's until the end, and nothing is undone on the way.
    pub fn finish_with_end(mut self) {
        self.open = false;
    }

    /// Undoes the job and returns when that is done.
    pub fn undo(mut self) -> Result<()> {
        self.undo_now()
    }

    fn undo_now(&mut self) -> Result<()> {
        self.open = false;
        // However long QEMU takes for it: the caller's deadline was for the job.
        self.running.client.set_deadline(None);
        self.running
            .client
            .execute_raw("x-oxivirt-job-end", json!({"undo": true}))?;
        Ok(())
    }
}

impl std::ops::Deref for JobGuard<'_> {
    type Target = Running;

    fn deref(&self) -> &Running {
        self.running
    }
}

impl std::ops::DerefMut for JobGuard<'_> {
    fn deref_mut(&mut self) -> &mut Running {
        self.running
    }
}

impl Drop for JobGuard<'_> {
    fn drop(&mut self) {
        if self.open {
            let _ = self.undo_now();
        }
    }
}
