//! The journal of an operation that changes disks, documents and metadata together.
//!
//! It is a file, made before the first step and gone after the last. Until it is *committed* it holds
//! the steps that undo what may have been done; from then on those that bring the operation to its end.
//! Whoever takes the guest's lock next and finds one does what it says ([`recover`]), so that a client
//! may be killed anywhere. Steps can be done any number of times, whole or in part.
//!
//! | state | client dies, or the operation fails |
//! |---|---|
//! | no journal | nothing has happened |
//! | not committed | the undo steps, last first |
//! | committed | the steps that finish it |
//!
//! What of the undo is the running guest's (its run state, a migration) is its job's business, which the
//! supervisor undoes ([`crate::qemu::job`]); the lock stays taken until it has. So a client begins the
//! journal first and the job after it, and ends the job first.
//!
//! Journals outlive a power failure, as disks and metadata do.

use super::steps::Step;
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result};
use crate::fsutil;
use crate::qemu::context::DriverCtx;
use crate::qemu::fault;
use crate::qemu::lock::JobLock;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// No journal is larger.
const MAX_SIZE: u64 = 64 << 20;

/// What the file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
struct Entry {
    /// "snapshot", "snapshot revert", ... for messages.
    operation: String,
    /// Whether `finish` counts, or `undo`.
    committed: bool,
    undo: Vec<Step>,
    finish: Vec<Step>,
}

/// A journal under way; the guest's lock is held. Dropped, it stays as it is on disk, for the next
/// who takes the lock.
#[derive(Debug)]
#[must_use = "a journal that is not ended is done by whoever comes next"]
pub struct Journal<'a> {
    ctx: &'a DriverCtx,
    uuid: Uuid,
    path: PathBuf,
    entry: Entry,
}

impl<'a> Journal<'a> {
    /// Begins a journal; from here on a death is undone by `undo`, last step first.
    pub fn begin(
        ctx: &'a DriverCtx,
        uuid: &Uuid,
        operation: &str,
        undo: Vec<Step>,
    ) -> Result<Journal<'a>> {
        let journal = Journal {
            ctx,
            uuid: *uuid,
            path: ctx.paths.journal(uuid),
            entry: Entry {
                operation: operation.to_owned(),
                undo,
                ..Entry::default()
            },
        };
        journal.write()?;
        fault::point("journal.begun")?;
        Ok(journal)
    }

    /// Begins a journal of what there is no way back from.
    pub fn begin_committed(
        ctx: &'a DriverCtx,
        uuid: &Uuid,
        operation: &str,
        finish: Vec<Step>,
    ) -> Result<Journal<'a>> {
        let journal = Journal {
            ctx,
            uuid: *uuid,
            path: ctx.paths.journal(uuid),
            entry: Entry {
                operation: operation.to_owned(),
                committed: true,
                undo: Vec::new(),
                finish,
            },
        };
        journal.write()?;
        Ok(journal)
    }

    /// Adds what undoes the step that comes next.
    pub fn add_undo(&mut self, step: Step) -> Result<()> {
        self.entry.undo.push(step);
        self.write()
    }

    /// There is no way back from here: what is left to do, first to last.
    pub fn commit(&mut self, finish: Vec<Step>) -> Result<()> {
        let before = self.entry.clone();
        self.entry.committed = true;
        self.entry.finish = finish;
        // On a failure the file is still the one that undoes.
        self.write().inspect_err(|_| self.entry = before)?;
        fault::point("journal.committed")
    }

    /// Changes what is left to do.
    pub fn update(&mut self, finish: Vec<Step>) -> Result<()> {
        self.entry.finish = finish;
        self.write()
    }

    /// Whether there is no way back any more.
    pub fn is_committed(&self) -> bool {
        self.entry.committed
    }

    /// Does what is left to do and ends the journal. On an error the journal stays, and is done by
    /// whoever takes the guest's lock next.
    pub fn finish(self) -> Result<()> {
        debug_assert!(self.entry.committed);
        run(self.ctx, &self.uuid, &self.entry)?;
        fault::point("journal.finished")?;
        remove(&self.path)
    }

    /// Ends the journal without another step: all is done already.
    pub fn close(self) -> Result<()> {
        remove(&self.path)
    }

    /// The operation has failed: undoes what was done, or brings to its end what cannot be undone.
    pub fn fail(self) -> Result<()> {
        run(self.ctx, &self.uuid, &self.entry)?;
        remove(&self.path)
    }

    fn write(&self) -> Result<()> {
        write(&self.path, &self.entry)
    }
}

fn write(path: &Path, entry: &Entry) -> Result<()> {
    let cannot = |e| Error::system(format!("cannot write '{}'", path.display()), &e);
    if let Some(dir) = path.parent() {
        fsutil::make_directories(dir, 0o700).map_err(cannot)?;
    }
    let text = serde_json::to_vec(entry).map_err(|e| cannot(e.into()))?;
    fsutil::replace(path, &text, 0o600).map_err(cannot)
}

fn remove(path: &Path) -> Result<()> {
    fsutil::remove(path)
        .map(drop)
        .map_err(|e| Error::system(format!("cannot remove '{}'", path.display()), &e))
}

fn run(ctx: &DriverCtx, uuid: &Uuid, entry: &Entry) -> Result<()> {
    if entry.committed {
        for step in &entry.finish {
            fault::point("journal.step")?;
            step.run(ctx, uuid)?;
        }
        return Ok(());
    }
    // One that cannot be undone keeps none of the others from it.
    let mut first = Ok(());
    for step in entry.undo.iter().rev() {
        let done = step.run(ctx, uuid);
        if first.is_ok() {
            first = done;
        }
    }
    first
}

/// Does what a dead client left undone. The caller holds the guest's lock. Costs a look at a file that
/// usually is not there.
pub fn recover(ctx: &DriverCtx, uuid: &Uuid) -> Result<()> {
    let path = ctx.paths.journal(uuid);
    match std::fs::symlink_metadata(&path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => {
            return Err(Error::system(
                format!("cannot look at '{}'", path.display()),
                &e,
            ));
        }
        Ok(meta) if meta.len() > MAX_SIZE => {
            return Err(Error::internal(format!(
                "'{}' is no journal",
                path.display()
            )));
        }
        Ok(_) => {}
    }
    let cannot = |e| Error::system(format!("cannot read '{}'", path.display()), &e);
    let text = std::fs::read(&path).map_err(cannot)?;
    let entry: Entry = serde_json::from_slice(&text).map_err(|e| cannot(e.into()))?;
    run(ctx, uuid, &entry).map_err(|e| {
        let what = if entry.committed { "finish" } else { "undo" };
        Error::operation_failed(format!(
            "cannot {what} the {} that another process left half done ('{}'): {}",
            entry.operation,
            path.display(),
            e.message
        ))
    })?;
    remove(&path)
}

/// The same for all domains that nobody has now. What cannot be done is told to who takes the lock.
pub fn recover_all(ctx: &DriverCtx) {
    for uuid in all(ctx) {
        let lock = JobLock::take_within(&ctx.paths, &uuid, "recovery", Duration::ZERO);
        if lock.is_ok() {
            let _ = recover(ctx, &uuid);
        }
    }
}

/// The domains that have a journal.
pub fn all(ctx: &DriverCtx) -> Vec<Uuid> {
    let entries = std::fs::read_dir(ctx.paths.journal_dir());
    let names = entries.into_iter().flatten().flatten();
    names
        .filter_map(|e| e.file_name().to_str()?.strip_suffix(".json")?.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fsutil::tests::Scratch;
    use crate::qemu::paths::Paths;

    fn home(name: &str) -> (DriverCtx, Scratch) {
        let dir = Scratch::new(name);
        (DriverCtx::new(Paths::embed(&dir.0).unwrap()), dir)
    }

    fn text(path: &Path) -> Option<String> {
        std::fs::read_to_string(path).ok()
    }

    #[test]
    fn what_is_not_committed_is_undone() {
        let (ctx, dir) = home("journal-undo");
        let uuid = Uuid::random();
        let (made, old) = (dir.0.join("made"), dir.0.join("old"));
        std::fs::write(&old, "before").unwrap();
        let undo = vec![Step::write(&old, "before")];
        let mut journal = Journal::begin(&ctx, &uuid, "test", undo).unwrap();
        std::fs::write(&old, "after").unwrap();
        let file = std::fs::File::create(&made).unwrap();
        journal
            .add_undo(Step::remove_made(&made, &file).unwrap())
            .unwrap();
        // Its owner dies.
        drop(journal);
        assert_eq!(all(&ctx), [uuid]);
        recover(&ctx, &uuid).unwrap();
        assert_eq!(text(&old).as_deref(), Some("before"));
        assert!(!made.exists() && all(&ctx).is_empty());
    }

    #[test]
    fn what_is_committed_is_finished() {
        let (ctx, dir) = home("journal-finish");
        let uuid = Uuid::random();
        let (a, b) = (dir.0.join("a"), dir.0.join("b"));
        let undo = vec![Step::Remove { path: a.clone() }];
        let mut journal = Journal::begin(&ctx, &uuid, "test", undo).unwrap();
        std::fs::write(&a, "made").unwrap();
        let finish = vec![
            Step::write(&b, "new"),
            Step::Rename {
                from: a.clone(),
                to: dir.0.join("c"),
            },
        ];
        journal.commit(finish).unwrap();
        drop(journal);
        recover(&ctx, &uuid).unwrap();
        assert_eq!(text(&b).as_deref(), Some("new"));
        assert!(!a.exists());
        assert_eq!(text(&dir.0.join("c")).as_deref(), Some("made"));
        recover(&ctx, &uuid).unwrap();
    }

    #[test]
    fn a_file_that_is_not_ours_is_never_removed() {
        let (ctx, dir) = home("journal-other");
        let uuid = Uuid::random();
        let path = dir.0.join("made");
        let file = std::fs::File::create(&path).unwrap();
        let step = Step::remove_made(&path, &file).unwrap();
        std::fs::write(dir.0.join("other"), "theirs").unwrap();
        std::fs::rename(dir.0.join("other"), &path).unwrap();
        step.run(&ctx, &uuid).unwrap();
        assert_eq!(text(&path).as_deref(), Some("theirs"));
    }

    #[test]
    fn a_step_that_fails_keeps_the_journal() {
        let (ctx, dir) = home("journal-keep");
        let uuid = Uuid::random();
        let mut journal = Journal::begin(&ctx, &uuid, "test", Vec::new()).unwrap();
        let nowhere = dir.0.join("no/such/directory");
        journal.commit(vec![Step::write(&nowhere, "x")]).unwrap();
        assert!(journal.finish().is_err());
        let e = recover(&ctx, &uuid).unwrap_err();
        assert!(
            e.message.contains("cannot finish the test"),
            "{}",
            e.message
        );
        std::fs::create_dir_all(nowhere.parent().unwrap()).unwrap();
        recover(&ctx, &uuid).unwrap();
        assert_eq!(text(&nowhere).as_deref(), Some("x"));
    }
}
