//! The driver lock held: the one place where names, UUIDs and ids are taken and given back.

use super::files::DirStamp;
use super::{Domains, View};
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result, virErrorDomain};
use crate::fsutil;
use crate::qemu::lock::{self, FileLock, JobLock};
use crate::qemu::paths::make_dir;
use crate::qemu::supervisor::record::replace;
use std::fs;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::PathBuf;
use std::sync::Arc;

/// The driver lock, with what may be done under it only.
pub struct Registry {
    domains: Arc<Domains>,
    counters: Counters,
    path: PathBuf,
    _lock: FileLock,
}

/// Kept in a file of the state directory, so that a reboot starts anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counters {
    /// The last id given out.
    pub(super) id: i32,
    /// How many changes of definitions there have been.
    pub(super) changes: u64,
}

impl Counters {
    fn from_text(text: &str) -> Option<Counters> {
        let mut fields = text.split_ascii_whitespace();
        Some(Counters {
            id: fields.next()?.parse().ok()?,
            changes: fields.next()?.parse().ok()?,
        })
    }
}

impl Registry {
    /// Takes the driver lock and makes sure that all domains are known.
    pub fn lock(domains: &Arc<Domains>) -> Result<Registry> {
        let lock = lock::driver(&domains.paths)?;
        let path = domains.paths.own_dir().join("counters");
        let counters = fs::read_to_string(&path)
            .ok()
            .and_then(|text| Counters::from_text(&text))
            .unwrap_or_default();
        domains.scan_config(Some(counters.changes));
        domains.scan_state();
        Ok(Registry {
            domains: domains.clone(),
            counters,
            path,
            _lock: lock,
        })
    }

    pub fn by_uuid(&self, uuid: &Uuid) -> Option<View> {
        let name = self.domains.cache.read().by_uuid.get(uuid).cloned()?;
        self.domains.look(&name).filter(|v| v.uuid == *uuid)
    }

    pub fn by_name(&self, name: &str) -> Option<View> {
        self.domains.by_name(name)
    }

    /// Refuses a name and a UUID that do not belong together: one of them is another domain's.
    pub fn check_clash(&self, name: &str, uuid: &Uuid) -> Result<()> {
        let refuse = |detail: String| {
            Err(Error::operation_failed(detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN))
        };
        let by_uuid = self.by_uuid(uuid).map(|v| v.name);
        if let Some(other) = by_uuid.or_else(|| self.starting_by_uuid(uuid)) {
            if other != name {
                return refuse(format!(
                    "domain '{other}' is already defined with uuid {uuid}"
                ));
            }
            return Ok(());
        }
        let by_name = self.by_name(name).map(|v| v.uuid);
        match by_name.or_else(|| self.starting_by_name(name)) {
            Some(other) if other != *uuid => {
                refuse(format!("domain '{name}' already exists with uuid {other}"))
            }
            _ => Ok(()),
        }
    }

    /// The name of a domain that somebody is starting just now.
    fn starting_by_uuid(&self, uuid: &Uuid) -> Option<String> {
        let name = self.domains.cache.read().by_uuid.get(uuid).cloned()?;
        (self.starting_by_name(&name)? == *uuid).then_some(name)
    }

    /// The UUID of a domain that somebody is starting just now. What a killed starter left does not
    /// count.
    fn starting_by_name(&self, name: &str) -> Option<Uuid> {
        self.domains.look(name);
        let cache = self.domains.cache.read();
        let live = cache.slots.get(name)?.live.good()?.clone();
        drop(cache);
        let uuid = live.summary.uuid;
        let starts = live.is_starting() && JobLock::holder(&self.domains.paths, &uuid).is_some();
        starts.then_some(uuid)
    }

    /// An id that no running guest has and that none had since the host was started.
    pub fn next_id(&mut self) -> Result<i32> {
        let highest = self.counters.id.max(self.domains.highest_id());
        self.counters.id = highest.checked_add(1).unwrap_or(1);
        self.store()?;
        Ok(self.counters.id)
    }

    /// Writes a definition. `text` is the whole file.
    pub fn write_definition(&mut self, name: &str, text: &str) -> Result<()> {
        let paths = self.domains.paths.clone();
        fsutil::make_directories(&paths.config_dir, 0o700)
            .map_err(|e| Error::system(cannot("create directory", &paths.config_dir), &e))?;
        let path = paths.definition(name);
        self.change(&[name], || {
            fsutil::replace(&path, text.as_bytes(), 0o600)
                .map_err(|e| Error::system(cannot("write", &path), &e))
        })
    }

    /// Writes the status file that takes a name for a guest about to be started.
    pub fn write_status(&mut self, name: &str, text: &str) -> Result<()> {
        let paths = &self.domains.paths;
        make_dir(&paths.state_dir, 0o755)?;
        let path = paths.status(name);
        // No guest outlives the host, so nothing is forced to disk.
        replace(&path, text.as_bytes()).map_err(|e| Error::system(cannot("write", &path), &e))
    }

    /// Removes a definition.
    pub fn remove_definition(&mut self, name: &str) -> Result<()> {
        let path = self.domains.paths.definition(name);
        self.change(&[name], || {
            fsutil::remove(&path)
                .map(drop)
                .map_err(|e| Error::system(cannot("remove", &path), &e))
        })
    }

    /// Does `act`, which changes the definitions of `names` and no others, and counts the change.
    pub fn change<T>(&mut self, names: &[&str], act: impl FnOnce() -> Result<T>) -> Result<T> {
        let before = DirStamp::of(&self.domains.paths.config_dir);
        let certain = {
            let cache = self.domains.cache.read();
            cache.certain_at == Some(self.counters.changes)
        };
        // Counted first: a change without its count would go unseen, a count without one costs a look.
        self.counters.changes += 1;
        self.store()?;
        let done = act();
        for name in names {
            // After the first the directory is as we left it.
            let before = if *name == names[0] {
                before
            } else {
                DirStamp::of(&self.domains.paths.config_dir)
            };
            let changes = self.counters.changes;
            self.domains
                .note_definition(name, &before, certain, changes);
        }
        done
    }

    #[cfg(test)]
    pub(super) fn counters(&self) -> Counters {
        self.counters
    }

    fn store(&self) -> Result<()> {
        // Always of one length and written over what is there in one go: a killed writer leaves it as
        // it was.
        let text = format!("{:010} {:020}\n", self.counters.id, self.counters.changes);
        fs::OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(&self.path)
            .and_then(|file| file.write_all_at(text.as_bytes(), 0))
            .map_err(|e| Error::system(cannot("write", &self.path), &e))
    }
}

fn cannot(what: &str, path: &std::path::Path) -> String {
    format!("cannot {what} '{}'", path.display())
}
