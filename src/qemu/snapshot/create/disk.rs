//! Snapshots of disks alone, in overlays.
//!
//! | step, of a guest that does not run | if it fails, or its author dies |
//! |---|---|
//! | files are made, empty | they are removed |
//! | the journal; `qemu-img` formats the images | the same |
//! | the journal is committed; definition, metadata | they are written |
//!
//! Of a running one see [`overlay`](crate::qemu::block::overlay). The guest's file systems go on whatever
//! happens: its author sees to that, or, if that dies, the process that the supervisor then starts.

use crate::conf::domain::disk::{Disk, ImageFormat, Source};
use crate::conf::snapshot::{SnapshotDisk, SnapshotMode};
use crate::conf::state::{Paused, Shutoff, State};
use crate::error::{Error, Result};
use crate::fsutil;
use crate::qemu::agent::{self, Agent};
use crate::qemu::block::doc::LiveDoc;
use crate::qemu::block::overlay::{Overlays, put_on_top};
use crate::qemu::block::settle;
use crate::qemu::context::{DriverCtx, not_running};
use crate::qemu::documents::definition_text;
use crate::qemu::fault;
use crate::qemu::job::{self, Operation};
use crate::qemu::lock::JobLock;
use crate::qemu::monitor::commands::Stop;
use crate::qemu::process::Running;
use crate::qemu::snapshot::journal::Journal;
use crate::qemu::snapshot::plan::Create;
use crate::qemu::snapshot::steps::Step;
use crate::qemu::snapshot::{Store, images};
use std::path::Path;

/// Of a guest that does not run.
pub fn inactive(ctx: &DriverCtx, _lock: &JobLock, store: &mut Store, plan: &Create) -> Result<()> {
    let mut definition = plan.domain.clone();
    let uuid = definition.uuid;
    let mut undo = Vec::new();
    let mut work = Vec::new();
    let made = (|| {
        for wanted in external(plan) {
            let disk = disk_of(&mut definition.devices.disks, wanted)?;
            let base = disk.source.clone();
            put_on_top(disk, &wanted.source, false);
            let path = wanted.path().ok_or_else(|| no_path(wanted))?.to_owned();
            if plan.options.reuse_files {
                continue;
            }
            let new = !Path::new(&path).exists();
            if new {
                let file = fsutil::create_new(Path::new(&path), 0o600).map_err(|e| {
                    Error::system(format!("failed to create image file '{path}'"), &e)
                })?;
                undo.push(Step::remove_made(Path::new(&path), &file)?);
            }
            work.push((path, wanted.source.format, base));
        }
        fault::point("overlay.files")
    })();
    let begun =
        made.and_then(|()| Journal::begin(ctx, &uuid, Operation::Snapshot.name(), undo.clone()));
    let mut journal = match begun {
        Ok(journal) => journal,
        Err(e) => {
            for step in undo.iter().rev() {
                let _ = step.run(ctx, &uuid);
            }
            return Err(e);
        }
    };
    let made = (|| {
        for (path, format, base) in &work {
            format_image(path, format.unwrap_or(ImageFormat::Qcow2), base)?;
            fault::point("overlay.formatted")?;
        }
        let mut finish = vec![Step::Define {
            name: definition.name.clone(),
            text: definition_text(&definition),
        }];
        finish.extend(super::internal::metadata(store, plan, &plan.snapshot));
        journal.commit(finish)
    })();
    super::end(journal, made)?;
    store.reload()
}

fn external(plan: &Create) -> impl Iterator<Item = &SnapshotDisk> {
    let disks = plan.snapshot.disks.iter();
    disks.filter(|d| d.mode == Some(SnapshotMode::External))
}

fn disk_of<'a>(disks: &'a mut [Disk], wanted: &SnapshotDisk) -> Result<&'a mut Disk> {
    disks
        .iter_mut()
        .find(|d| d.target == wanted.name)
        .ok_or_else(|| Error::internal(format!("the domain has no disk '{}'", wanted.name)))
}

fn no_path(wanted: &SnapshotDisk) -> Error {
    Error::internal(format!(
        "the overlay of disk '{}' has no path on this host",
        wanted.name
    ))
}

/// Makes an overlay on `base` of the file, or device, at `path`.
fn format_image(path: &str, format: ImageFormat, base: &Source) -> Result<()> {
    let below = base.local_path().ok_or_else(|| {
        Error::config_unsupported(format!(
            "an overlay on a source of type '{}' would not find it",
            base.location.type_name()
        ))
    })?;
    let base_format = base.format.unwrap_or(ImageFormat::Raw);
    images::run(&[
        "create",
        "-q",
        "-f",
        format.name(),
        "-F",
        base_format.name(),
        "-b",
        below,
        path,
    ])?;
    std::fs::File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(|e| Error::system(format!("cannot write image file '{path}'"), &e))
}

/// Of a running or paused guest.
pub fn active(ctx: &DriverCtx, lock: &JobLock, store: &mut Store, plan: &Create) -> Result<()> {
    let dom = super::reference(plan);
    let live = plan.live.as_ref().ok_or_else(not_running)?;
    let mut running = super::internal::attach(ctx, &dom)?;
    let mut doc = LiveDoc::read(ctx, live)?;
    settle::settle(ctx, &dom, &mut running, &mut doc)?;
    let state = running.state()?;
    let agent = match plan.options.quiesce {
        true if state.state() != State::Running => return Err(not_running_now()),
        true => Some(agent::socket(&doc.domain)?),
        false => None,
    };
    // The connection shows that an agent is there, before anything is changed.
    let mut connected = agent.as_deref().map(Agent::connect).transpose()?;
    let disks = &plan.snapshot.disks;
    let manual = disks.iter().any(|d| d.mode == Some(SnapshotMode::Manual));
    let mut overlays = Overlays::plan(
        ctx,
        &dom,
        &doc,
        plan.definition.as_ref(),
        disks,
        plan.options.reuse_files,
    )?;
    let metadata = super::internal::metadata(store, plan, &plan.snapshot);
    let finish = overlays.prepare(&mut running, metadata.clone(), agent)?;
    let step = if overlays.is_empty() {
        metadata
    } else {
        vec![Step::Overlays(Box::new(finish.clone()))]
    };
    let operation = Operation::Snapshot.name();
    let journal = match Journal::begin_committed(ctx, &dom.uuid, operation, step) {
        Ok(journal) => journal,
        Err(e) => {
            let _ = finish.run(ctx, &dom.uuid);
            return Err(e);
        }
    };
    let put = (|| {
        let undo = super::internal::give_back(state);
        let mut job = job::begin(&mut running, lock, Operation::Snapshot, &undo)?;
        fault::point("snapshot.job")?;
        overlays.open(&mut job.client)?;
        if manual && state.is_running() {
            // Who makes the other part of it lets the guest go on.
            job.expect_stop(Some(Paused::Snapshot))?;
            job.client.execute(&Stop {})?;
        }
        let put = stilled(connected.as_mut(), || overlays.put(&mut job.client));
        put?;
        job.finish()
    })();
    drop(connected);
    if let Err(e) = put {
        drop(running);
        // It did come to pass after all where only the last word went amiss: then it is finished.
        let _ = journal.finish();
        store.reload()?;
        return Err(e);
    }
    if overlays.is_empty() {
        journal.finish()?;
    } else {
        finish.complete(ctx, &dom.uuid, Some(&mut running))?;
        fault::point("journal.finished")?;
        journal.close()?;
    }
    store.reload()?;
    if plan.options.halt {
        halt(running)?;
    }
    Ok(())
}

fn not_running_now() -> Error {
    Error::operation_invalid("domain is not running")
}

/// Does `work` while the guest's file systems stand still, if there is an agent to see to that.
fn stilled(agent: Option<&mut Agent>, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let Some(agent) = agent else {
        return work();
    };
    let frozen = agent.freeze();
    let done = frozen.and_then(|_| {
        fault::point("overlay.frozen")?;
        work()
    });
    // Even if not all of them could be stilled.
    let thawed = agent.thaw();
    done.and(thawed)
}

fn halt(running: Running) -> Result<()> {
    fault::point("snapshot.halting")?;
    running.destroy(Shutoff::FromSnapshot, false)
}
