//! Back to a snapshot in files of its own: what is in them stays as it is, and the guest goes on in new
//! overlays on the images that it had then.
//!
//! | step | if it fails, or its client dies |
//! |---|---|
//! | the images and the memory's file are there and whole | nothing has happened |
//! | the journal begins; the new overlays are made | they are removed, nothing else has happened |
//! | the journal is committed | the domain is at the snapshot, inactive |
//! | the guest that there is ends; another loads the memory, or boots | the same |
//! | documents; the overlays that nobody needs any more go | they are written; they go |

use super::internal::{end_guest, request};
use super::{Plan, Target};
use crate::conf::domain::Domain;
use crate::conf::domain::disk::{ImageFormat, Source};
use crate::conf::snapshot::{Memory, Snapshot, SnapshotDisk, SnapshotMode};
use crate::conf::state::Shutoff;
use crate::error::{Error, Result};
use crate::qemu::fault;
use crate::qemu::job::Operation;
use crate::qemu::save::image::Image;
use crate::qemu::save::restore;
use crate::qemu::snapshot::Store;
use crate::qemu::snapshot::journal::Journal;
use crate::qemu::snapshot::overlay::{self, Overlay};
use crate::qemu::snapshot::steps::Step;
use crate::qemu::start;
use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

pub(super) fn revert(plan: &Plan<'_>, store: &mut Store) -> Result<()> {
    let image = match &plan.snapshot.memory {
        Memory::External { file } if plan.has_memory() => Some(Image::open(Path::new(file))?),
        _ => None,
    };
    let overlays = overlays(plan)?;
    let mut plan = Plan {
        domain: with_overlays(&plan.domain, &overlays),
        definition: plan
            .definition
            .as_ref()
            .map(|d| with_overlays(d, &overlays)),
        snapshot: plan.snapshot.clone(),
        dom: plan.dom.clone(),
        ..*plan
    };
    let plan = &mut plan;
    let mut finish = plan.documents(store);
    finish.extend(metadata(plan, store, &overlays));
    finish.extend(unneeded(plan, store)?);

    let operation = Operation::SnapshotRevert.name();
    let mut journal = Journal::begin(plan.ctx, &plan.dom.uuid, operation, Vec::new())?;
    let mut first = vec![Step::EndGuest {
        reason: Shutoff::FromSnapshot.name().to_owned(),
    }];
    first.extend(finish.iter().cloned());
    let done = (|| {
        for overlay in &overlays {
            overlay.make(&mut journal)?;
        }
        journal.commit(first)?;
        if plan.active {
            end_guest(plan)?;
        }
        fault::point("revert.ended")?;
        if plan.target != Target::Inactive {
            run(plan, image.as_ref(), &mut journal, &finish)?;
        }
        Ok(())
    })();
    let committed = journal.is_committed();
    let done = match done {
        Ok(()) => journal.finish(),
        Err(e) => {
            let _ = journal.fail();
            Err(e)
        }
    };
    if committed {
        plan.tell_defined();
    }
    done
}

/// Starts a guest on the new overlays, with the snapshot's memory if it has any.
fn run(
    plan: &Plan<'_>,
    image: Option<&Image>,
    journal: &mut Journal<'_>,
    finish: &[Step],
) -> Result<()> {
    let (starting, _mapping) = match image {
        Some(image) => {
            let (domain, reset_nvram) = (plan.domain.clone(), plan.options.reset_nvram);
            restore::start_from(plan.ctx, image, domain, plan.lock, reset_nvram)?
        }
        None => (start::begin(plan.ctx, request(plan))?, None),
    };
    fault::point("revert.started")?;
    fault::point("revert.loaded")?;
    // From here on a death leaves the guest running, or ended by its supervisor.
    journal.update(finish.to_vec())?;
    starting
        .finish_telling(plan.begin(), plan.told(), || fault::point("revert.running"))
        .map(drop)
}

/// The overlays to be made: one for each disk that has one in the snapshot.
fn overlays(plan: &Plan<'_>) -> Result<Vec<Overlay>> {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |d| d.as_secs());
    let external = |d: &&SnapshotDisk| d.mode == Some(SnapshotMode::External);
    let mut found: Vec<Overlay> = Vec::new();
    for disk in plan.snapshot.disks.iter().filter(external) {
        let Some(then) = plan
            .domain
            .devices
            .disks
            .iter()
            .find(|d| d.target == disk.name)
        else {
            continue;
        };
        let Some(base) = then.source.local_path() else {
            return Err(Error::config_unsupported(format!(
                "cannot generate external snapshot name for disk '{}' on a '{}' device",
                disk.name,
                then.source.location.type_name()
            )));
        };
        let base_format = then.source.format.unwrap_or(ImageFormat::Raw);
        let taken = |path: &Path, found: &[Overlay]| {
            path.symlink_metadata().is_ok() || found.iter().any(|o| o.path == path)
        };
        // libvirt names them by the time, which two reverts within a second have in common.
        let path = (seconds..seconds + 1000)
            .map(|n| PathBuf::from(overlay::name_of(base, &n.to_string())))
            .find(|path| !taken(path, &found))
            .ok_or_else(|| Error::operation_failed("no name is left for an overlay"))?;
        let base = PathBuf::from(base);
        let size = overlay::size_of(&base, base_format)?;
        found.push(Overlay {
            disk: disk.name.clone(),
            path,
            base,
            base_format,
            size,
        });
    }
    Ok(found)
}

fn source_of(overlay: &Overlay) -> Source {
    let mut source = Source::file(overlay.path.to_string_lossy());
    source.format = Some(ImageFormat::Qcow2);
    source
}

/// The document with the overlays in the place of the images below them.
fn with_overlays(domain: &Domain, overlays: &[Overlay]) -> Domain {
    let mut domain = domain.clone();
    for overlay in overlays {
        let disks = &mut domain.devices.disks;
        if let Some(disk) = disks.iter_mut().find(|d| d.target == overlay.disk) {
            disk.source = source_of(overlay);
        }
    }
    domain
}

/// What is remembered of it: where the guest goes on. The overlays in which its children begin are
/// not forgotten.
fn metadata(plan: &Plan<'_>, store: &Store, overlays: &[Overlay]) -> Vec<Step> {
    let tree = store.tree();
    let mut steps = Vec::new();
    if let Some(left) = tree.current().filter(|c| c.name != plan.name()) {
        if !left.revert_disks.is_empty() {
            let mut left = (**left).clone();
            left.revert_disks.clear();
            steps.push(store.put_step(&left, false));
        }
    }
    let mut snapshot: Snapshot = (*plan.snapshot).clone();
    let disk = |overlay: &Overlay| {
        let mut disk = SnapshotDisk::new(&overlay.disk, Some(SnapshotMode::External));
        disk.source = source_of(overlay);
        disk
    };
    if tree.children(Some(plan.name())).is_empty() {
        snapshot.revert_disks.clear();
        for overlay in overlays {
            if let Some(old) = snapshot.disks.iter_mut().find(|d| d.name == overlay.disk) {
                *old = disk(overlay);
            }
        }
    } else {
        snapshot.revert_disks = overlays.iter().map(disk).collect();
    }
    steps.push(store.put_step(&snapshot, true));
    steps
}

/// Removing the overlays in which the guest has been until now, which nobody will need: those that were
/// made with, or by a revert to, the current snapshot.
fn unneeded(plan: &Plan<'_>, store: &Store) -> Result<Vec<Step>> {
    let tree = store.tree();
    let Some(current) = tree.current() else {
        return Ok(Vec::new());
    };
    let made = match current.revert_disks.is_empty() {
        true => &current.disks,
        false => &current.revert_disks,
    };
    // Where the domain is now: what lies elsewhere has a use that is not known here.
    let view = plan.ctx.find(&plan.dom)?;
    let mut documents = Vec::new();
    if let Some(definition) = &view.definition {
        documents.push(plan.ctx.read_definition(definition)?);
    }
    if let Some(live) = &view.live {
        documents.push(plan.ctx.read_live(live)?);
    }
    let in_use: BTreeSet<&str> = documents.iter().flat_map(tops).collect();
    // What other snapshots begin in, or come back to.
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    for snapshot in tree.iter() {
        needed.extend(snapshot.domain.iter().flat_map(tops));
        needed.extend(snapshot.inactive_domain.iter().flat_map(tops));
        needed.extend(snapshot.memory.file());
        if snapshot.name != current.name {
            let others = snapshot.disks.iter().chain(&snapshot.revert_disks);
            needed.extend(others.filter_map(SnapshotDisk::path));
        }
    }
    let mut steps = Vec::new();
    for disk in made
        .iter()
        .filter(|d| d.mode == Some(SnapshotMode::External))
    {
        let Some(path) = disk.path() else { continue };
        if !in_use.contains(path) || needed.contains(path) {
            continue;
        }
        let Ok(meta) = std::fs::symlink_metadata(path) else {
            continue;
        };
        if meta.file_type().is_file() {
            steps.push(Step::RemoveMade {
                path: path.into(),
                device: meta.dev(),
                inode: meta.ino(),
            });
        }
    }
    Ok(steps)
}

/// The paths of the images at the top of a document's disks.
fn tops(domain: &Domain) -> impl Iterator<Item = &str> {
    domain
        .devices
        .disks
        .iter()
        .filter_map(|d| d.source.local_path())
}
