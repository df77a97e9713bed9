//! What a supervisor must know to take up another's work. It lies in a file beside the control
//! socket from before QEMU runs until everything is cleared up, so that nothing is lost when the
//! supervisor, the client, or both are killed.

use crate::conf::uuid::Uuid;
use crate::qemu::paths::Paths;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// What is done when the guest powers off, reboots or crashes, in the document's own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    #[default]
    Destroy,
    Restart,
    /// Treated as `restart`.
    RenameRestart,
    Preserve,
    CoredumpDestroy,
    CoredumpRestart,
}

impl Action {
    /// The action of that name in a domain's document.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "destroy" => Action::Destroy,
            "restart" => Action::Restart,
            "rename-restart" => Action::RenameRestart,
            "preserve" => Action::Preserve,
            "coredump-destroy" => Action::CoredumpDestroy,
            "coredump-restart" => Action::CoredumpRestart,
            _ => return None,
        })
    }

    /// Whether the guest is to run again.
    pub fn restarts(self) -> bool {
        matches!(
            self,
            Action::Restart | Action::RenameRestart | Action::CoredumpRestart
        )
    }
}

/// The domain's `on_poweroff`, `on_reboot` and `on_crash`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub on_poweroff: Action,
    pub on_reboot: Action,
    pub on_crash: Action,
}

impl Default for Policy {
    /// What a document without them means.
    fn default() -> Self {
        Policy {
            on_poweroff: Action::Destroy,
            on_reboot: Action::Restart,
            on_crash: Action::Destroy,
        }
    }
}

/// The run state that a failed job gives back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GiveBack {
    /// Leave it as it is.
    #[default]
    Nothing,
    Running,
    Paused,
}

/// How a job is undone when its client dies or gives up, in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Undo {
    /// End QEMU, with this reason of being shut off ("failed"); all else is then idle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kill: Option<String>,
    /// Cancel an outgoing migration and wait until it has gone.
    pub cancel_migration: bool,
    /// Sets of descriptors to drop.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remove_fdsets: Vec<i64>,
    /// The state that the guest had before the job.
    pub give_back: GiveBack,
    /// The reason of that state, as the status file has it ("save canceled", "user").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Unfinished files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remove_files: Vec<PathBuf>,
    /// The job is about to succeed: nobody but its own client may give it up any more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_final: bool,
    /// Asked first: whether the job has succeeded although nobody came to say so. Then nothing of the
    /// above is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
}

/// What shows that a job has succeeded, and what is left to do then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Done {
    /// `path` names this very file: the guest's image has taken its name. QEMU is to end, for this
    /// reason.
    Named {
        path: PathBuf,
        device: u64,
        inode: u64,
        reason: String,
    },
    /// The guest runs, or its image has gone: it has come out of the image, which goes.
    Restored { path: PathBuf },
}

impl Undo {
    /// Why QEMU is to end if this job is over now: because it has succeeded by an image's taking its
    /// name, or because its undoing says so.
    pub fn end_reason(&self) -> Option<&str> {
        match &self.done {
            Some(Done::Named { reason, .. }) if self.has_named() => Some(reason),
            _ => self.kill.as_deref(),
        }
    }

    /// Whether the image that the job makes has its name.
    pub fn has_named(&self) -> bool {
        match &self.done {
            Some(Done::Named {
                path,
                device,
                inode,
                ..
            }) => std::fs::symlink_metadata(path)
                .is_ok_and(|m| (m.dev(), m.ino()) == (*device, *inode)),
            _ => false,
        }
    }
}

/// A job in progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// "save", "start", ...
    pub operation: String,
    /// The client's process and its program's name.
    pub pid: i32,
    #[serde(default)]
    pub program: String,
    /// Microseconds since the epoch.
    #[serde(default)]
    pub since_us: u64,
    #[serde(default)]
    pub undo: Undo,
}

/// A process that is told from a later one with the same number by when it was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    pub pid: i32,
    /// Clock ticks since boot, from `/proc/PID/stat`.
    pub started: u64,
}

impl Process {
    /// The process that has the number now.
    pub fn now(pid: i32) -> Option<Process> {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name may hold anything, but no later field holds a parenthesis.
        let started = stat.rsplit_once(')')?.1.split_whitespace().nth(19)?;
        Some(Process {
            pid,
            started: started.parse().ok()?,
        })
    }

    /// Whether it still lives.
    pub fn lives(&self) -> bool {
        Process::now(self.pid) == Some(*self)
    }
}

/// A file whose owner was changed for QEMU and is to be given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owned {
    pub path: PathBuf,
}

/// The record proper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Record {
    pub name: String,
    pub uuid: String,
    pub id: i32,
    /// The home that the guest belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paths: Option<Paths>,
    /// QEMU's; 0 before it is started.
    pub pid: i32,
    /// The files that the supervisor works on.
    pub own: PathBuf,
    pub control: PathBuf,
    pub lock: PathBuf,
    pub monitor: PathBuf,
    pub status: PathBuf,
    pub pidfile: PathBuf,
    pub log: PathBuf,
    /// If there is one at the end, the domain is persistent.
    pub definition: PathBuf,
    pub last: PathBuf,
    pub dump_dir: PathBuf,
    /// Where the administrator's scripts are that want to know of the end.
    #[serde(default)]
    pub hooks: Option<PathBuf>,
    /// Directories to remove with all that is in them.
    pub directories: Vec<PathBuf>,
    #[serde(default)]
    pub policy: Policy,
    /// Files to give back to their owners.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owned: Vec<Owned>,
    /// Why the guest is about to be shut off, as the status file would say ("saved").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shutoff_reason: Option<String>,
    /// Nobody was told yet that the guest has started, so nobody is told that it ends.
    #[serde(default)]
    pub untold: bool,
    /// What a clock with an offset of its own was started with, in seconds, once the guest has set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_adjustment: Option<i64>,
    /// A shutdown that the guest has been asked for is to be followed by a reset.
    #[serde(default)]
    pub fake_reboot: bool,
    /// The guest ends with this process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autodestroy: Option<Process>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<Job>,
}

impl Record {
    /// The record of a guest in its usual places.
    pub fn new(paths: &Paths, name: &str, uuid: &Uuid, id: i32) -> Record {
        Record {
            name: name.to_owned(),
            uuid: uuid.to_string(),
            id,
            paths: Some(paths.clone()),
            pid: 0,
            own: paths.record(uuid),
            control: paths.control_sock(uuid),
            lock: paths.supervisor_lock(uuid),
            monitor: paths.monitor_sock(id, name),
            status: paths.status(name),
            pidfile: paths.pidfile(name),
            log: paths.log(name),
            definition: paths.definition(name),
            last: paths.last_state(uuid),
            dump_dir: paths.dump_dir.clone(),
            hooks: Some(crate::qemu::hooks::directory(paths)),
            directories: vec![
                paths.domain_dir(id, name),
                paths.domain_channel_dir(id, name),
                paths.domain_ram_dir(id, name),
            ],
            policy: Policy::default(),
            owned: Vec::new(),
            shutoff_reason: None,
            untold: false,
            clock_adjustment: None,
            fake_reboot: false,
            autodestroy: None,
            job: None,
        }
    }

    /// Reads a record.
    pub fn read(path: &Path) -> io::Result<Record> {
        serde_json::from_slice(&std::fs::read(path)?).map_err(io::Error::from)
    }

    /// Writes the record in its place.
    pub fn write(&self) -> io::Result<()> {
        replace(&self.own, &serde_json::to_vec(self)?)
    }
}

/// Puts a file with this content into a place, whole or not at all. It need not survive a power
/// failure, which no guest does either, so nothing is forced to the disk.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    let temporary = PathBuf::from(temporary);
    match std::fs::remove_file(&temporary) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    let result = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&temporary)
        .and_then(|mut file| file.write_all(content))
        .and_then(|()| std::fs::rename(&temporary, path));
    if result.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back() {
        let dir = std::env::temp_dir().join(format!("oxivirt-record-{}", std::process::id()));
        let paths = Paths::embed(&dir).unwrap();
        std::fs::create_dir_all(paths.own_dir()).unwrap();
        let mut record = Record::new(&paths, "a b", &Uuid::random(), 3);
        record.job = Some(Job {
            operation: "save".to_owned(),
            pid: 5,
            program: "x".to_owned(),
            since_us: 7,
            undo: Undo {
                cancel_migration: true,
                give_back: GiveBack::Running,
                remove_files: vec![PathBuf::from("/x")],
                ..Undo::default()
            },
        });
        record.autodestroy = Process::now(std::process::id() as i32);
        assert!(record.autodestroy.unwrap().lives());
        record.write().unwrap();
        assert_eq!(Record::read(&record.own).unwrap(), record);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_later_process_with_the_number_is_another() {
        let mut us = Process::now(std::process::id() as i32).unwrap();
        us.started -= 1;
        assert!(!us.lives());
    }
}
