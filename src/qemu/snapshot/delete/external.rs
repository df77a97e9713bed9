//! Deleting snapshots that lie in files of their own.
//!
//! The state of such a snapshot is the image that the guest had; what it wrote from then on went to an
//! overlay. Without the snapshot the two need not be apart: the overlay's data go down into the image,
//! which thereby becomes what the overlay was, and whatever stood on the overlay stands on it. On a
//! branch that the guest has left, the last overlay is of no use any more and goes.
//!
//! | step | its author dies |
//! |---|---|
//! | it is found out what stands on what; nobody else may need the image as it is | nothing has happened |
//! | the journal; the metadata say that the deletion has begun | it is gone on with |
//! | of each disk: the data go down (by a block job if the guest runs), the overlay goes | the same |
//! | metadata of others, which named the overlay, name the image; the snapshot's own go | the same |
//!
//! A merge that fails (a full disk) leaves a snapshot whose deletion has begun: its own state is lost in
//! part, all others are whole, and it can be deleted again.

use super::merge::{Deletion, Image, Merge};
use crate::conf::domain::disk::{Backing, Disk, Source};
use crate::conf::snapshot::{Snapshot, SnapshotMode};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use crate::fsutil;
use crate::qemu::block::doc::LiveDoc;
use crate::qemu::block::start::check_idle;
use crate::qemu::context::DriverCtx;
use crate::qemu::fault;
use crate::qemu::job::Operation;
use crate::qemu::lock::JobLock;
use crate::qemu::snapshot::Store;
use crate::qemu::snapshot::journal::Journal;
use crate::qemu::snapshot::steps::Step;
use crate::qemu::start::images;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Removes a snapshot, its data and its metadata.
pub fn delete(
    ctx: &DriverCtx,
    _lock: &JobLock,
    store: &mut Store,
    snapshot: &Snapshot,
) -> Result<()> {
    let plan = Plan::new(ctx, store, snapshot)?;
    let mut deletion = plan.deletion()?;
    for i in 0..deletion.merges.len() {
        let merge = &deletion.merges[i];
        let defined = merge.defined || (merge.in_use && merge.is_defined(ctx, store.domain())?);
        deletion.merges[i].defined = defined;
    }
    fault::point("snapshot.delete.planned")?;
    let step = Step::Deletion(Box::new(deletion.clone()));
    let operation = Operation::SnapshotDelete.name();
    let journal = Journal::begin_committed(ctx, &store.uuid(), operation, vec![step])?;
    let done = deletion.run(ctx, &store.uuid());
    // What could not be merged is told of in the metadata, and waits for another try.
    journal.close()?;
    store.reload()?;
    done
}

/// What is known of a domain's images.
struct Plan<'a> {
    store: &'a Store,
    snapshot: &'a Snapshot,
    /// The disks as they are now, with whole chains.
    disks: Vec<Disk>,
    doc: Option<LiveDoc>,
}

impl<'a> Plan<'a> {
    fn new(ctx: &DriverCtx, store: &'a Store, snapshot: &'a Snapshot) -> Result<Plan<'a>> {
        let uuid = store.uuid();
        let view = ctx.domains.by_uuid(&uuid);
        let view = view.ok_or_else(|| Error::no_domain(format!("no domain '{uuid}'")))?;
        let live = view.live.as_ref().filter(|_| view.is_active());
        let (doc, mut disks) = match (live, &view.definition) {
            (Some(live), _) => {
                let doc = LiveDoc::read(ctx, live)?;
                (Some(doc.clone()), doc.domain.devices.disks)
            }
            (None, Some(definition)) => (None, ctx.read_definition(definition)?.devices.disks),
            (None, None) => (None, Vec::new()),
        };
        if doc.is_none() {
            for disk in disks.iter_mut().filter(|d| !d.source.is_empty()) {
                images::complete(&mut disk.source)?;
            }
        }
        Ok(Plan {
            store,
            snapshot,
            disks,
            doc,
        })
    }

    fn deletion(&self) -> Result<Deletion> {
        let mut deletion = Deletion {
            domain: self.store.domain().to_owned(),
            snapshot: self.snapshot.name.clone(),
            ..Deletion::default()
        };
        let external =
            |d: &&crate::conf::snapshot::SnapshotDisk| d.mode == Some(SnapshotMode::External);
        for part in self.snapshot.disks.iter().filter(external) {
            self.disk(&part.name, &mut deletion)?;
        }
        if let Some(file) = self.snapshot.memory.file() {
            deletion.remove.push(PathBuf::from(file));
        }
        deletion.metadata = self.metadata(&deletion.merges);
        Ok(deletion)
    }

    /// What is to be done to one disk's images.
    fn disk(&self, target: &str, deletion: &mut Deletion) -> Result<()> {
        let Some(base) = self.base(target) else {
            // A very old file, which does not say where its state is.
            return Ok(());
        };
        let Some(base_path) = base.local_path().map(str::to_owned) else {
            return Err(refused(format!(
                "the image of disk '{target}' is of type '{}', into which nothing can be merged",
                base.location.type_name()
            )));
        };
        let known = self.known(target);
        let now = self.disks.iter().find(|d| d.target == target);
        let chain: Vec<&Source> = now.map_or_else(Vec::new, |d| d.source.chain().collect());
        let at = chain
            .iter()
            .position(|s| s.local_path().is_some_and(|p| same(p, &base_path)));
        match at {
            // There is nothing between to be merged: somebody has done that.
            Some(at) if at == 0 || !self.is_overlay(target, chain[at - 1]) => {
                self.merged_before(target, &base, &known, deletion);
                Ok(())
            }
            Some(at) => {
                if let (Some(doc), Some(disk)) = (&self.doc, now) {
                    check_idle(doc, disk).map_err(|e| {
                        Error::new(
                            virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED,
                            e.detail.unwrap_or_default(),
                        )
                    })?;
                }
                self.merge(target, chain[at - 1], &base, true, &known, deletion)
            }
            None => self.left_branch(target, &base, &known, deletion),
        }
    }

    /// Whether an image on the snapshot's own is what was made for it: its overlay, the one that was made
    /// when the guest was taken back to it, or what a snapshot below was taken of. If it is none of them
    /// somebody else has merged that.
    fn is_overlay(&self, target: &str, image: &Source) -> bool {
        let Some(path) = image.local_path() else {
            return false;
        };
        let own = self
            .snapshot
            .disks
            .iter()
            .chain(&self.snapshot.revert_disks);
        let mut own = own.filter(|d| d.name == target).filter_map(|d| d.path());
        if own.any(|p| same(p, path)) {
            return true;
        }
        let tree = self.store.tree();
        let below = tree.children(Some(&self.snapshot.name)).iter();
        below
            .filter_map(|name| tree.get(name))
            .filter_map(|s| s.domain.as_ref())
            .flat_map(|d| &d.devices.disks)
            .filter(|d| d.target == target)
            .any(|d| d.source.local_path().is_some_and(|p| same(p, path)))
    }

    /// The image that holds the snapshot's state of a disk.
    fn base(&self, target: &str) -> Option<Source> {
        let domain = self.snapshot.domain.as_ref()?;
        let disk = domain.devices.disks.iter().find(|d| d.target == target)?;
        Some(disk.source.clone())
    }

    /// All images of a disk that this domain is known to have, and what each stands on.
    fn known(&self, target: &str) -> Vec<Known> {
        let mut sources: Vec<Source> = Vec::new();
        for snapshot in self.store.tree().iter() {
            let parts = snapshot.disks.iter().chain(&snapshot.revert_disks);
            sources.extend(parts.filter(|d| d.name == target).map(|d| d.source.clone()));
            let documents = snapshot.domain.iter().chain(&snapshot.inactive_domain);
            for document in documents {
                let disks = document.devices.disks.iter();
                sources.extend(
                    disks
                        .filter(|d| d.target == target)
                        .flat_map(|d| d.source.chain().cloned()),
                );
            }
        }
        for disk in self.disks.iter().filter(|d| d.target == target) {
            sources.extend(disk.source.chain().cloned());
        }
        let mut seen = BTreeSet::new();
        let mut known = Vec::new();
        for source in sources {
            let Some(path) = source.local_path().map(str::to_owned) else {
                continue;
            };
            if !Path::new(&path).exists() || !seen.insert(path.clone()) {
                continue;
            }
            let below = images::behind(&path, source.format).ok().flatten();
            known.push(Known {
                image: Image::of(&source),
                below: below.and_then(|s| s.local_path().map(str::to_owned)),
            });
        }
        known
    }

    /// The overlay's data are to go down into `base`.
    fn merge(
        &self,
        target: &str,
        overlay: &Source,
        base: &Source,
        in_use: bool,
        known: &[Known],
        deletion: &mut Deletion,
    ) -> Result<()> {
        let (overlay, base) = (Image::of(overlay), Image::of(base));
        if !Path::new(&overlay.path).exists() {
            let e = std::io::Error::from_raw_os_error(libc::ENOENT);
            return Err(Error::system(
                format!("Cannot access storage file '{}'", overlay.path),
                &e,
            )
            .from_domain(virErrorDomain::VIR_FROM_STORAGE));
        }
        let others = known
            .iter()
            .find(|k| k.stands_on(&base.path) && !same(&k.image.path, &overlay.path));
        if let Some(other) = others {
            return Err(refused(format!(
                "snapshot '{}' cannot be deleted: image '{}' is needed as it is by '{}'",
                self.snapshot.name, base.path, other.image.path
            )));
        }
        let stands = known.iter().find(|k| same(&k.image.path, &overlay.path));
        if stands.is_some_and(|k| !k.stands_on(&base.path)) {
            return Err(refused(format!(
                "image '{}' does not stand on '{}'",
                overlay.path, base.path
            )));
        }
        let users = known
            .iter()
            .filter(|k| k.stands_on(&overlay.path))
            .map(|k| k.image.clone())
            .collect();
        deletion.merges.push(Merge {
            disk: target.to_owned(),
            overlay,
            base,
            in_use,
            defined: false,
            users,
        });
        Ok(())
    }

    /// A deletion that did not come to its end may have left metadata that name the overlay.
    fn merged_before(&self, target: &str, base: &Source, known: &[Known], deletion: &mut Deletion) {
        let part = self.snapshot.disk(target).filter(|d| d.delete_in_progress);
        let Some(overlay) = part.map(|d| Image::of(&d.source)) else {
            return;
        };
        let users = known
            .iter()
            .filter(|k| k.stands_on(&overlay.path))
            .map(|k| k.image.clone())
            .collect();
        deletion.merges.push(Merge {
            disk: target.to_owned(),
            overlay,
            base: Image::of(base),
            in_use: true,
            defined: true,
            users,
        });
    }

    /// The guest does not stand on the snapshot's image (any more).
    fn left_branch(
        &self,
        target: &str,
        base: &Source,
        known: &[Known],
        deletion: &mut Deletion,
    ) -> Result<()> {
        let part = self.snapshot.disk(target).map(|d| &d.source);
        let overlay = part.filter(|s| s.local_path().is_some_and(|p| Path::new(p).exists()));
        let is_leaf = self
            .store
            .tree()
            .children(Some(&self.snapshot.name))
            .is_empty();
        if let (Some(overlay), false) = (overlay, is_leaf) {
            return self.merge(target, overlay, base, false, known, deletion);
        }
        if !is_leaf {
            // What stood between was merged, or removed, by somebody else.
            return Ok(());
        }
        let mut gone: Vec<&str> = Vec::new();
        let candidates = overlay.and_then(Source::local_path).into_iter().chain(
            // The image itself, if it was made for a snapshot above, which does not need it.
            base.local_path().filter(|path| self.is_made(target, path)),
        );
        for path in candidates {
            let needed = known
                .iter()
                .any(|k| k.stands_on(path) && !gone.iter().any(|g| same(g, &k.image.path)));
            let in_use = self
                .disks
                .iter()
                .flat_map(|d| d.source.chain())
                .any(|s| s.local_path().is_some_and(|p| same(p, path)));
            let state = self.holds_other_state(target, path);
            if !(needed || in_use || state) {
                gone.push(path);
            }
        }
        deletion.remove.extend(gone.into_iter().map(PathBuf::from));
        Ok(())
    }

    /// Whether an image was made as the overlay of another snapshot.
    fn is_made(&self, target: &str, path: &str) -> bool {
        self.others().any(|snapshot| {
            let mut parts = snapshot.disks.iter().chain(&snapshot.revert_disks);
            parts.any(|d| d.name == target && d.path().is_some_and(|p| same(p, path)))
        })
    }

    /// Whether an image holds the state of another snapshot.
    fn holds_other_state(&self, target: &str, path: &str) -> bool {
        self.others().any(|snapshot| {
            let disks = snapshot.domain.iter().flat_map(|d| &d.devices.disks);
            disks
                .filter(|d| d.target == target)
                .any(|d| d.source.local_path().is_some_and(|p| same(p, path)))
        })
    }

    fn others(&self) -> impl Iterator<Item = &Snapshot> {
        let all = self.store.tree().iter().map(|s| &**s);
        all.filter(|s| s.name != self.snapshot.name)
    }

    /// The metadata of other snapshots without the overlays that are merged.
    fn metadata(&self, merges: &[Merge]) -> Vec<Step> {
        let mut steps = Vec::new();
        for other in self.others() {
            let mut changed = other.clone();
            for merge in merges {
                let documents = changed
                    .domain
                    .iter_mut()
                    .chain(&mut changed.inactive_domain);
                for document in documents {
                    let mut disks = document.devices.disks.iter_mut();
                    if let Some(disk) = disks.find(|d| d.target == merge.disk) {
                        replace(&mut disk.source, merge);
                    }
                }
            }
            if changed != *other {
                let current = self.store.tree().is_current(&other.name);
                steps.push(self.store.put_step(&changed, current));
            }
        }
        steps
    }
}

/// An image and what its header says to be behind it.
#[derive(Debug)]
struct Known {
    image: Image,
    below: Option<String>,
}

impl Known {
    fn stands_on(&self, path: &str) -> bool {
        self.below.as_deref().is_some_and(|below| same(below, path))
    }
}

/// Whether two paths are one file.
pub(super) fn same(one: &str, other: &str) -> bool {
    use std::os::unix::fs::MetadataExt;
    let file = |p: &str| std::fs::metadata(p).ok().map(|m| (m.dev(), m.ino()));
    one == other || file(one).is_some_and(|f| file(other) == Some(f))
}

/// Takes the overlay out of a chain: what stood on it stands on the image behind.
fn replace(top: &mut Source, merge: &Merge) {
    let mut next = Some(top);
    while let Some(source) = next {
        if source.local_path() == Some(&merge.overlay.path) {
            let below = match std::mem::take(&mut source.backing) {
                Backing::Image(below) => *below,
                end => Source {
                    format: merge.base.format,
                    backing: end,
                    ..Source::new(merge.base.location())
                },
            };
            *source = Source {
                startup_policy: source.startup_policy,
                ..below
            };
            return;
        }
        next = match &mut source.backing {
            Backing::Image(inner) => Some(inner),
            Backing::End | Backing::Unknown => None,
        };
    }
}

fn refused(what: String) -> Error {
    Error::config_unsupported(what)
}

/// Forces a file's content to the disk.
pub(super) fn sync(path: &str) -> Result<()> {
    std::fs::File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(|e| Error::system(format!("cannot write image file '{path}'"), &e))
}

/// Removes a regular file; anything else stays, as does what is not there.
pub(super) fn remove(path: &Path) -> Result<()> {
    if !std::fs::symlink_metadata(path).is_ok_and(|m| m.is_file()) {
        return Ok(());
    }
    fsutil::remove(path)
        .map(drop)
        .map_err(|e| Error::system(format!("cannot remove '{}'", path.display()), &e))
}
