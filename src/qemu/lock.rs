//! Kernel locks that keep processes (and the threads of one) out of each other's way. They are
//! released by the kernel when their holder dies, so nothing has to be cleaned up after anybody.
//!
//! * [`driver`]: held for a moment by whoever takes a name, a UUID or an id.
//! * [`JobLock`]: held while something changes one guest; its file tells who does what since when.

use super::paths::Paths;
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result, virErrorNumber};
use crate::sys::{self, LockKind};
use std::fs::{File, OpenOptions};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How long a change waits for another change of the same guest, unless told otherwise.
pub const DEFAULT_WAIT: Duration = Duration::from_secs(30);

/// The limit in force: `OXIVIRT_JOB_WAIT` in seconds, else [`DEFAULT_WAIT`].
pub fn wait_limit() -> Duration {
    std::env::var("OXIVIRT_JOB_WAIT")
        .ok()
        .and_then(|v| v.parse::<f64>().ok())
        .filter(|s| s.is_finite() && *s >= 0.0)
        .map_or(DEFAULT_WAIT, |s| {
            Duration::try_from_secs_f64(s).unwrap_or(Duration::MAX)
        })
}

/// One byte of a file, locked; given back when dropped.
#[derive(Debug)]
pub struct FileLock {
    file: File,
    byte: i64,
}

impl FileLock {
    /// Opens (or makes) `path` and takes the lock on `byte` of it. `Ok(None)`: still held by another
    /// after `limit`.
    pub fn take(path: &Path, byte: i64, limit: Duration) -> Result<Option<FileLock>> {
        let mut file = open(path)?;
        let deadline = Instant::now().checked_add(limit);
        let mut pause = Duration::from_micros(200);
        loop {
            match sys::ofd_try_lock(file.as_fd(), byte, LockKind::Exclusive) {
                Ok(true) if is_at(&file, path) => return Ok(Some(FileLock { file, byte })),
                // Its last holder removed it, and others lock its successor.
                Ok(true) => {
                    file = open(path)?;
                    continue;
                }
                Ok(false) => {}
                Err(e) => {
                    return Err(Error::system(
                        format!("cannot lock '{}'", path.display()),
                        &e,
                    ));
                }
            }
            // The kernel has no wait for a lock with a limit but signals, which belong to the host
            // program; so ask again, at growing intervals.
            let left = deadline.map_or(pause, |d| d.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return Ok(None);
            }
            std::thread::sleep(pause.min(left));
            pause = (pause * 2).min(Duration::from_millis(10));
        }
    }

    /// Removes the lock's file, if it is this one that lies there, and gives the lock back. Who waits
    /// for it notices and takes the file that comes after.
    pub fn remove(self, path: &Path) {
        if is_at(&self.file, path) {
            let _ = std::fs::remove_file(path);
        }
    }

    /// Holds the lock as a description received from another process, which keeps holding it too.
    pub fn received(file: OwnedFd, byte: i64) -> FileLock {
        FileLock {
            file: File::from(file),
            byte,
        }
    }

    /// The open description that holds the lock; a copy sent to another process holds it as well.
    pub fn file(&self) -> &File {
        &self.file
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Closing would do, were there not copies in children that the host program has forked.
        let _ = sys::ofd_unlock(self.file.as_fd(), self.byte);
    }
}

/// Whether `file` is what lies at `path` now.
fn is_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), std::fs::symlink_metadata(path)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

fn open(path: &Path) -> Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags(libc::O_NOFOLLOW)
        .open(path)
        .map_err(|e| Error::system(format!("cannot open lock file '{}'", path.display()), &e))
}

/// The short lock of the whole home, under which names, UUIDs and ids are given out.
pub fn driver(paths: &Paths) -> Result<FileLock> {
    paths.make_own_dir()?;
    FileLock::take(&paths.driver_lock(), 0, wait_limit())?.ok_or_else(|| {
        Error::new(
            virErrorNumber::VIR_ERR_OPERATION_TIMEOUT,
            "cannot lock the list of domains: another process holds it",
        )
    })
}

/// Who holds a guest's lock: the process, what it does, since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub pid: i32,
    /// The name of the process's program.
    pub program: String,
    /// What it does, in libvirt's words for jobs ("save", "modify").
    pub operation: String,
    /// Since when, in microseconds of the clock that counts from the epoch.
    pub since_us: u64,
}

impl Holder {
    /// For how long the lock has been held.
    pub fn held_for(&self) -> Duration {
        Duration::from_micros(now_us().saturating_sub(self.since_us))
    }

    fn to_line(&self) -> String {
        format!(
            "{} {} {} {}\n",
            self.pid,
            self.since_us,
            self.operation.replace(char::is_whitespace, "-"),
            self.program
        )
    }

    fn from_line(line: &str) -> Option<Holder> {
        let mut fields = line.strip_suffix('\n')?.splitn(4, ' ');
        Some(Holder {
            pid: fields.next()?.parse().ok()?,
            since_us: fields.next()?.parse().ok()?,
            operation: fields.next()?.to_owned(),
            program: fields.next()?.to_owned(),
        })
    }
}

/// The clock that jobs' times are told by: microseconds since the epoch.
pub fn now_us() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |d| d.as_micros() as u64)
}

/// The lock of one guest, running or not.
#[derive(Debug)]
pub struct JobLock {
    lock: FileLock,
    path: PathBuf,
}

impl JobLock {
    /// Takes the lock for `operation`, waiting [`wait_limit`] for who has it.
    pub fn take(paths: &Paths, uuid: &Uuid, operation: &str) -> Result<JobLock> {
        Self::take_within(paths, uuid, operation, wait_limit())
    }

    /// Takes the lock, waiting at most `limit`; VIR_ERR_OPERATION_TIMEOUT names the holder.
    pub fn take_within(
        paths: &Paths,
        uuid: &Uuid,
        operation: &str,
        limit: Duration,
    ) -> Result<JobLock> {
        paths.make_own_dir()?;
        let path = paths.job_lock(uuid);
        let Some(lock) = FileLock::take(&path, 0, limit)? else {
            return Err(Self::timeout(paths, uuid, operation));
        };
        let lock = JobLock { lock, path };
        lock.tell(operation)?;
        Ok(lock)
    }

    fn timeout(paths: &Paths, uuid: &Uuid, operation: &str) -> Error {
        let detail = match Self::holder(paths, uuid) {
            Some(h) => format!(
                "cannot start '{operation}': '{}' of process {} ({}) has had the domain for {} s",
                h.operation,
                h.pid,
                h.program,
                h.held_for().as_secs()
            ),
            None => format!("cannot start '{operation}': another process has the domain"),
        };
        Error::new(virErrorNumber::VIR_ERR_OPERATION_TIMEOUT, detail)
    }

    /// Changes what others are told that the holder does.
    pub fn tell(&self, operation: &str) -> Result<()> {
        let pid = std::process::id();
        let program = std::fs::read_to_string("/proc/self/comm").unwrap_or_default();
        let line = Holder {
            pid: pid as i32,
            program: program.trim_end().to_owned(),
            operation: operation.to_owned(),
            since_us: now_us(),
        }
        .to_line();
        let file = self.lock.file();
        file.write_all_at(line.as_bytes(), 0)
            .and_then(|()| file.set_len(line.len() as u64))
            .map_err(|e| Error::system(format!("cannot write '{}'", self.path.display()), &e))
    }

    /// Who holds the lock of this guest now, if anybody does.
    pub fn holder(paths: &Paths, uuid: &Uuid) -> Option<Holder> {
        let file = File::open(paths.job_lock(uuid)).ok()?;
        sys::ofd_holder(file.as_fd(), 0).ok().flatten()?;
        let mut text = [0u8; 512];
        let n = file.read_at(&mut text, 0).ok()?;
        Holder::from_line(std::str::from_utf8(&text[..n]).ok()?)
    }

    /// Gives the lock back and removes its file, for a domain that there is no more.
    pub fn discard(self) {
        self.lock.remove(&self.path);
    }

    /// The lock's open description, for the supervisor to hold it too (see [`FileLock::file`]).
    pub fn file(&self) -> &File {
        self.lock.file()
    }
}

/// Whether anybody holds the lock on this byte of a file.
pub fn is_held(path: &Path, byte: i64) -> bool {
    File::open(path).is_ok_and(|file| matches!(sys::ofd_holder(file.as_fd(), byte), Ok(Some(_))))
}

/// Whose pid a pid file's lock belongs to: the process lives and is the one meant, for numbers are
/// used again but locks are not. `None` if nobody holds it.
pub fn pidfile_holder(path: &Path) -> Option<i32> {
    let file = File::open(path).ok()?;
    sys::ofd_holder(file.as_fd(), 0)
        .ok()
        .flatten()
        .filter(|p| *p > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Home(Paths, PathBuf);

    impl Home {
        fn new(name: &str) -> Home {
            let dir =
                std::env::temp_dir().join(format!("oxivirt-lock-{name}-{}", std::process::id()));
            let _ = std::fs::remove_dir_all(&dir);
            Home(Paths::embed(&dir).unwrap(), dir)
        }
    }

    impl Drop for Home {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.1);
        }
    }

    #[test]
    fn one_thread_keeps_another_out_and_is_named() {
        let home = Home::new("threads");
        let uuid = Uuid::random();
        let lock = JobLock::take(&home.0, &uuid, "save").unwrap();
        let begin = Instant::now();
        let e = std::thread::scope(|s| {
            s.spawn(|| {
                JobLock::take_within(&home.0, &uuid, "modify", Duration::from_millis(50))
                    .unwrap_err()
            })
            .join()
            .unwrap()
        });
        assert!(begin.elapsed() >= Duration::from_millis(50));
        assert_eq!(e.code, virErrorNumber::VIR_ERR_OPERATION_TIMEOUT);
        let pid = std::process::id().to_string();
        assert!(
            e.message.contains("'save'") && e.message.contains(&pid),
            "{e}"
        );
        assert_eq!(JobLock::holder(&home.0, &uuid).unwrap().operation, "save");
        drop(lock);
        assert_eq!(JobLock::holder(&home.0, &uuid), None);
        JobLock::take_within(&home.0, &uuid, "modify", Duration::ZERO).unwrap();
    }

    #[test]
    fn a_waiter_gets_the_lock_when_it_is_given_back() {
        let home = Home::new("wait");
        let uuid = Uuid::random();
        let lock = JobLock::take(&home.0, &uuid, "save").unwrap();
        std::thread::scope(|s| {
            let waiter = s.spawn(|| {
                JobLock::take_within(&home.0, &uuid, "modify", Duration::from_secs(10)).map(drop)
            });
            std::thread::sleep(Duration::from_millis(20));
            drop(lock);
            waiter.join().unwrap().unwrap();
        });
    }
}
