//! Snapshots in files of their own, with the guest's memory in one of them.
//!
//! | step | if it fails, or its client dies |
//! |---|---|
//! | the journal begins; files are made | they are removed |
//! | QEMU opens the overlays; the guest stands still, at once or (live) when its memory is written | the same; the guest has the run state that it had |
//! | one transaction puts the overlays under the disks | QEMU tells whether it did: the same, or the next |
//! | the guest runs again; its memory is forced to the disk | the guest goes on in the overlays; there is no snapshot |
//! | the memory's file gets its name; metadata | they are written |

use super::internal::{attach, give_back};
use crate::conf::snapshot::{Memory, Snapshot};
use crate::conf::state::{Paused, Running as RunningReason, Shutoff};
use crate::conf::xml::Element;
use crate::error::{Error, Result};
use crate::qemu::block::doc::LiveDoc;
use crate::qemu::block::overlay::{Finish, Overlays};
use crate::qemu::block::settle;
use crate::qemu::context::{DriverCtx, not_running};
use crate::qemu::fault;
use crate::qemu::job::{self, Operation, Undo};
use crate::qemu::lock::JobLock;
use crate::qemu::monitor::commands::Stop;
use crate::qemu::process::Running;
use crate::qemu::save::out::MemoryFile;
use crate::qemu::save::{cookie, migrate};
use crate::qemu::snapshot::Store;
use crate::qemu::snapshot::journal::Journal;
use crate::qemu::snapshot::plan::Create;
use crate::qemu::snapshot::steps::Step;
use crate::qemu::start;
use std::path::Path;

/// Of a running or paused guest: its memory, and an overlay for each of its disks.
pub fn active(ctx: &DriverCtx, lock: &JobLock, store: &mut Store, plan: &Create) -> Result<()> {
    let dom = super::reference(plan);
    let live = plan.live.as_ref().ok_or_else(not_running)?;
    let Memory::External { file } = &plan.snapshot.memory else {
        return Err(Error::internal("a snapshot without a file for its memory"));
    };
    let mut snapshot = plan.snapshot.clone();
    snapshot.cookie = Some(Element::parse(&cookie::format(&plan.domain))?);
    let mut running = attach(ctx, &dom)?;
    let mut doc = LiveDoc::read(ctx, live)?;
    settle::settle(ctx, &dom, &mut running, &mut doc)?;
    migrate::check_allowed(&mut running.client)?;
    let mut overlays = Overlays::plan(
        ctx,
        &dom,
        &doc,
        plan.definition.as_ref(),
        &snapshot.disks,
        plan.options.reuse_files,
    )?;
    let mut journal = Journal::begin(ctx, &dom.uuid, Operation::Snapshot.name(), Vec::new())?;
    let mut halt = false;
    let made = (|| {
        let mut memory = MemoryFile::create(
            ctx,
            &mut running,
            &plan.domain,
            Path::new(file),
            plan.options.live,
            |temporary| {
                let path = temporary.to_owned();
                journal.add_undo(Step::Remove { path })
            },
        )?;
        fault::point("snapshot.memory")?;
        let finish = overlays.prepare(&mut running, Vec::new(), None)?;
        let begun = journal.commit(unnamed(&overlays, &finish, &memory));
        if let Err(e) = begun {
            if !journal.is_committed() {
                let _ = finish.run(ctx, &dom.uuid);
            }
            return Err(e);
        }
        take(&mut running, lock, &overlays, &memory, plan)?;
        memory.complete()?;
        fault::point("snapshot.synced")?;
        journal.update(named(
            &overlays,
            &finish,
            &mut memory,
            store,
            plan,
            &snapshot,
        ))?;
        fault::point("snapshot.named")?;
        halt = plan.options.halt;
        Ok(())
    })();
    let ended = match made {
        Ok(()) => journal.finish(),
        Err(e) => {
            drop(running);
            let _ = journal.fail();
            store.reload()?;
            return Err(e);
        }
    };
    store.reload()?;
    ended?;
    if halt {
        fault::point("snapshot.halting")?;
        running.destroy(Shutoff::FromSnapshot, false)?;
    }
    Ok(())
}

/// Writes the guest's memory and puts the overlays under its disks at that very moment.
fn take(
    running: &mut Running,
    lock: &JobLock,
    overlays: &Overlays<'_>,
    memory: &MemoryFile,
    plan: &Create,
) -> Result<()> {
    let state = memory.state();
    let undo = Undo {
        cancel_migration: true,
        remove_fdsets: vec![migrate::FDSET],
        ..give_back(state)
    };
    let mut job = job::begin(running, lock, Operation::Snapshot, &undo)?;
    fault::point("snapshot.job")?;
    overlays.open(&mut job.client)?;
    if state.is_running() {
        job.expect_stop(Some(Paused::Snapshot))?;
        if !plan.options.live {
            job.client.execute(&Stop {})?;
            fault::point("snapshot.paused")?;
        }
    }
    memory.write(&mut job.client)?;
    fault::point("snapshot.migrated")?;
    overlays.put(&mut job.client)?;
    fault::point("snapshot.put")?;
    if state.is_running() && !plan.options.halt {
        job.expect_resume(Some(RunningReason::Unpaused))?;
        start::resume(&mut job.client)?;
    }
    fault::point("snapshot.resumed")?;
    job.finish()
}

/// What is left to do while the memory's file is not whole: there is no snapshot then.
fn unnamed(overlays: &Overlays<'_>, finish: &Finish, memory: &MemoryFile) -> Vec<Step> {
    let mut steps = Vec::new();
    if !overlays.is_empty() {
        steps.push(Step::Overlays(Box::new(finish.clone())));
    }
    if let Some(path) = memory.temporary() {
        let path = path.to_owned();
        steps.push(Step::Remove { path });
    }
    steps
}

/// What is left to do when it is.
fn named(
    overlays: &Overlays<'_>,
    finish: &Finish,
    memory: &mut MemoryFile,
    store: &Store,
    plan: &Create,
    snapshot: &Snapshot,
) -> Vec<Step> {
    let mut metadata = Vec::new();
    if let Some((from, to)) = memory.hand_over() {
        metadata.push(Step::Rename { from, to });
    }
    metadata.extend(super::internal::metadata(store, plan, snapshot));
    if overlays.is_empty() {
        return metadata;
    }
    let mut finish = finish.clone();
    finish.also(metadata);
    vec![Step::Overlays(Box::new(finish))]
}
