//! What one file says: a definition, or the status of a running guest.

use super::files::{Stamp, Summary};
use super::{HasStamp, Loaded, read_document};
use crate::conf::domain::FormatOptions;
use crate::conf::state::{Shutoff, StateReason};
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result};
use crate::qemu::lock;
use crate::qemu::paths::Paths;
use crate::qemu::supervisor::launch::SUPERVISOR_BYTE;
use crate::sys::{self, PidFd};
use once_cell::sync::OnceCell;
use parking_lot::Mutex;
use std::fs::File;
use std::os::fd::AsFd;
use std::path::Path;
use std::sync::Arc;

/// A domain's documents as they were written out from one state of its file, by how they were asked for.
/// Gone with that state.
#[derive(Debug, Default)]
pub struct Texts(Mutex<Vec<(FormatOptions, Arc<str>)>>);

impl Texts {
    /// The text for `options`, made once.
    pub fn get_or_try(
        &self,
        options: FormatOptions,
        make: impl FnOnce() -> Result<String>,
    ) -> Result<Arc<str>> {
        let known = |texts: &Vec<(FormatOptions, Arc<str>)>| {
            texts
                .iter()
                .find(|(o, _)| *o == options)
                .map(|(_, t)| t.clone())
        };
        if let Some(text) = known(&self.0.lock()) {
            return Ok(text);
        }
        // Not under the lock: two may make it, none waits.
        let text: Arc<str> = make()?.into();
        let mut texts = self.0.lock();
        if known(&texts).is_none() {
            texts.push((options, text.clone()));
        }
        Ok(text)
    }
}

/// A definition file.
#[derive(Debug)]
pub struct Definition {
    pub summary: Summary,
    pub texts: Texts,
    stamp: Stamp,
}

impl HasStamp for Definition {
    fn stamp(&self) -> Stamp {
        self.stamp
    }
}

impl Definition {
    pub(super) fn load(name: &str, path: &Path) -> Loaded<Definition> {
        load(path, |text, stamp| {
            let document = parse(text)?;
            let home = path.parent().unwrap_or(path);
            let summary = Summary::of(document.root_element(), home)?;
            (summary.name == name).then_some(Definition {
                summary,
                texts: Texts::default(),
                stamp,
            })
        })
    }

    /// The file's text, as it is now.
    pub fn read_text(&self, paths: &Paths) -> Result<String> {
        read_or_gone(&paths.definition(&self.summary.name), &self.summary)
    }
}

/// The QEMU of a running guest. Opened once: after that its number cannot be mistaken.
#[derive(Debug)]
struct Qemu {
    pid: i32,
    fd: Option<PidFd>,
}

impl Qemu {
    /// Finds out whether the process that has the number is this guest's QEMU.
    fn find(paths: &Paths, summary: &Summary, pid: i32) -> Qemu {
        let fd = PidFd::open(pid).ok().filter(|fd| {
            let ours = match lock::pidfile_holder(&paths.pidfile(&summary.name)) {
                Some(holder) => holder == pid,
                // Without a locked pid file: libvirt's command lines name the UUID.
                None => names_uuid(pid, &summary.uuid),
            };
            // Asked last: if it lives now it was this process that was looked at.
            ours && !fd.has_ended()
        });
        Qemu { pid, fd }
    }

    fn is_alive(&self) -> bool {
        self.fd.as_ref().is_some_and(|fd| !fd.has_ended())
    }
}

fn names_uuid(pid: i32, uuid: &Uuid) -> bool {
    let uuid = uuid.to_string();
    std::fs::read(format!("/proc/{pid}/cmdline"))
        .is_ok_and(|line| line.split(|b| *b == 0).any(|arg| arg == uuid.as_bytes()))
}

/// A status file.
#[derive(Debug)]
pub struct LiveGuest {
    pub summary: Summary,
    pub id: i32,
    pub pid: i32,
    pub state: StateReason,
    pub texts: Texts,
    stamp: Stamp,
    qemu: Arc<OnceCell<Qemu>>,
    paths: Paths,
}

impl HasStamp for LiveGuest {
    fn stamp(&self) -> Stamp {
        self.stamp
    }
}

impl LiveGuest {
    pub(super) fn load(
        paths: &Paths,
        name: &str,
        path: &Path,
        before: Option<&Arc<LiveGuest>>,
    ) -> Loaded<LiveGuest> {
        load(path, |text, stamp| {
            let document = parse(text)?;
            let root = document.root_element();
            if !root.has_tag_name("domstatus") {
                return None;
            }
            let domain = root.children().find(|c| c.has_tag_name("domain"))?;
            let summary = Summary::of(domain, path.parent().unwrap_or(path))?;
            let pid = root.attribute("pid")?.parse().ok().filter(|p| *p >= 0)?;
            let reason = root.attribute("reason").unwrap_or_default();
            let state = StateReason::from_names(root.attribute("state")?, reason)?;
            if summary.name != name {
                return None;
            }
            let same = |b: &&Arc<LiveGuest>| b.pid == pid && b.summary.uuid == summary.uuid;
            Some(LiveGuest {
                id: summary.id?,
                pid,
                state,
                texts: Texts::default(),
                stamp,
                qemu: before
                    .filter(same)
                    .map(|b| b.qemu.clone())
                    .unwrap_or_default(),
                paths: paths.clone(),
                summary,
            })
        })
    }

    /// Whether the file only takes the name for a guest that somebody starts.
    pub fn is_starting(&self) -> bool {
        self.pid == 0
    }

    /// Whether the guest counts as running: its QEMU lives, or its supervisor is still clearing up
    /// after it. Who is told that a guest has ended finds nothing of it any more.
    pub fn is_alive(&self) -> bool {
        if self.is_starting() {
            return false;
        }
        let find = || Qemu::find(&self.paths, &self.summary, self.pid);
        self.qemu.get_or_init(find).is_alive() || self.has_supervisor()
    }

    fn has_supervisor(&self) -> bool {
        let path = self.paths.supervisor_lock(&self.summary.uuid);
        File::open(path)
            .is_ok_and(|file| matches!(sys::ofd_holder(file.as_fd(), SUPERVISOR_BYTE), Ok(Some(_))))
    }

    /// The state of a domain whose QEMU is gone while its status file is still there.
    pub fn state_at_end(&self) -> StateReason {
        StateReason::Shutoff(match self.state {
            StateReason::Shutdown(_) => Shutoff::Shutdown,
            _ => Shutoff::Crashed,
        })
    }

    /// The CPU time that QEMU has used, in nanoseconds; 0 if it is gone.
    pub fn cpu_time_ns(&self) -> u64 {
        sys::clock_of_process(self.pid).unwrap_or(0)
    }

    /// A descriptor of the process, while it lives.
    pub fn pid_of_living(&self) -> Option<i32> {
        self.qemu.get().filter(|q| q.is_alive()).map(|q| q.pid)
    }

    /// The file's text, as it is now.
    pub fn read_text(&self, paths: &Paths) -> Result<String> {
        read_or_gone(&paths.status(&self.summary.name), &self.summary)
    }
}

/// Reads and parses; a file that cannot be read counts as unusable for as long as it stays the same.
fn load<T>(path: &Path, parse: impl FnOnce(&str, Stamp) -> Option<T>) -> Loaded<T> {
    match read_document(path) {
        Ok(None) => Loaded::Absent,
        Ok(Some((text, stamp))) => match parse(&text, stamp) {
            Some(value) => Loaded::Good(Arc::new(value)),
            None => Loaded::Unusable(stamp),
        },
        Err(_) => match Stamp::of(path) {
            Ok(Some(stamp)) => Loaded::Unusable(stamp),
            _ => Loaded::Absent,
        },
    }
}

fn parse(text: &str) -> Option<roxmltree::Document<'_>> {
    let options = roxmltree::ParsingOptions {
        allow_dtd: false,
        nodes_limit: 4_000_000,
    };
    roxmltree::Document::parse_with_options(text, options).ok()
}

fn read_or_gone(path: &Path, summary: &Summary) -> Result<String> {
    match read_document(path) {
        Ok(Some((text, _))) => Ok(text),
        Ok(None) => Err(Error::no_domain(format!(
            "no domain with matching uuid '{}' ({})",
            summary.uuid, summary.name
        ))),
        Err(e) => Err(Error::system(
            format!("cannot read '{}'", path.display()),
            &e,
        )),
    }
}

/// Why a domain that does not run is shut off: its last supervisor wrote it down.
#[derive(Debug)]
pub(super) struct LastState {
    pub(super) path: Arc<Path>,
    pub(super) state: StateReason,
    /// `None`: there was no file.
    stamp: Option<Stamp>,
}

impl LastState {
    pub(super) fn read(path: Arc<Path>) -> LastState {
        let (reason, stamp) = match read_document(&path) {
            Ok(Some((text, stamp))) => (Shutoff::from_name(text.trim_end()), Some(stamp)),
            _ => (None, None),
        };
        LastState {
            path,
            state: StateReason::Shutoff(reason.unwrap_or(Shutoff::Unknown)),
            stamp,
        }
    }

    /// Whether a look at the file now (`None`: not there) shows the one that was read.
    pub(super) fn is_current(&self, now: Option<&Stamp>) -> bool {
        match (&self.stamp, now) {
            (None, None) => true,
            (Some(read), Some(now)) => read.still(now),
            _ => false,
        }
    }
}
