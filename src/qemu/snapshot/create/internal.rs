//! Snapshots inside the disk images.
//!
//! | step | if it fails, or its client dies |
//! |---|---|
//! | no image has a snapshot of the name, QEMU has no reason against it | nothing has happened |
//! | the journal begins | the snapshot is deleted from every image that has it |
//! | the guest stands still; QEMU writes its memory, then a snapshot into each image | the same; the guest has the run state that it had |
//! | the guest runs again | the same |
//! | the journal is committed; metadata | they are written: the snapshot is there |

use crate::conf::snapshot::Snapshot;
use crate::conf::state::{Paused, Running as RunningReason, Shutoff, StateReason};
use crate::conf::xml::Element;
use crate::driver::DomainRef;
use crate::error::{Error, Result};
use crate::qemu::context::{DriverCtx, not_running};
use crate::qemu::fault;
use crate::qemu::job::{self, GiveBack, Operation, Undo};
use crate::qemu::lock::JobLock;
use crate::qemu::monitor::commands::Stop;
use crate::qemu::process::{self, Running};
use crate::qemu::save::{cookie, migrate};
use crate::qemu::snapshot::content::{self, Covered};
use crate::qemu::snapshot::journal::Journal;
use crate::qemu::snapshot::plan::Create;
use crate::qemu::snapshot::steps::{self, Step};
use crate::qemu::snapshot::{Store, images, monitor};
use crate::qemu::start;
use std::path::PathBuf;

/// Of a guest that does not run.
pub fn inactive(ctx: &DriverCtx, _lock: &JobLock, store: &mut Store, plan: &Create) -> Result<()> {
    let snapshot = &plan.snapshot;
    let covered = content::covered(&plan.domain, snapshot)?;
    content::refuse_taken(&content::look(&covered)?, &snapshot.name)?;
    let copy = content::raw_nvram(&plan.domain, &snapshot.name).filter(|(from, _)| from.exists());
    let undo = undo_steps(&covered, &copy, &snapshot.name)?;
    let mut journal = Journal::begin(ctx, &plan.domain.uuid, Operation::Snapshot.name(), undo)?;
    let made = (|| {
        for image in &covered {
            images::create(&image.path, &snapshot.name)?;
            fault::point("snapshot.image")?;
        }
        copy_nvram(&copy)?;
        journal.commit(metadata(store, plan, snapshot))
    })();
    super::end(journal, made)?;
    store.reload()
}

/// Of a running or paused guest, with its memory.
pub fn active(ctx: &DriverCtx, lock: &JobLock, store: &mut Store, plan: &Create) -> Result<()> {
    let mut snapshot = plan.snapshot.clone();
    let name = snapshot.name.clone();
    snapshot.cookie = Some(Element::parse(&cookie::format(&plan.domain))?);
    let dom = super::reference(plan);
    let mut running = attach(ctx, &dom)?;
    migrate::check_allowed(&mut running.client)?;
    monitor::wait_for_others(&mut running.client)?;
    let covered = content::covered(&plan.domain, &snapshot)?;
    let nodes = content::nodes(&mut running.client, &covered)?;
    let known: Vec<_> = covered
        .iter()
        .zip(nodes.iter().map(|n| n.image.snapshots.clone()))
        .collect();
    content::refuse_taken(&known, &name)?;
    let devices: Vec<String> = nodes.into_iter().map(|n| n.node_name).collect();
    let Some(vmstate) = devices.first() else {
        return Err(Error::config_unsupported(
            "internal and full system snapshots require all disks to be selected for snapshot",
        ));
    };
    let copy = content::raw_nvram(&plan.domain, &name);
    let undo = undo_steps(&covered, &copy, &name)?;
    let state = running.state()?;
    let mut journal = Journal::begin(ctx, &dom.uuid, Operation::Snapshot.name(), undo)?;
    let made = (|| {
        let mut job = job::begin(&mut running, lock, Operation::Snapshot, &give_back(state))?;
        fault::point("snapshot.job")?;
        if state.is_running() {
            job.expect_stop(Some(Paused::Snapshot))?;
            job.client.execute(&Stop {})?;
        }
        fault::point("snapshot.paused")?;
        monitor::save(&mut job.client, &name, vmstate, &devices)?;
        fault::point("snapshot.saved")?;
        copy_nvram(&copy)?;
        if plan.options.halt {
            let mut finish = metadata(store, plan, &snapshot);
            finish.push(Step::EndGuest {
                reason: Shutoff::FromSnapshot.name().to_owned(),
            });
            journal.commit(finish)?;
            job.update(&Undo {
                kill: Some(Shutoff::FromSnapshot.name().to_owned()),
                ..Undo::default()
            })?;
            fault::point("snapshot.halting")?;
            job.finish_with_end();
            return Ok(());
        }
        if state.is_running() {
            job.expect_resume(Some(RunningReason::Unpaused))?;
            start::resume(&mut job.client)?;
        }
        fault::point("snapshot.resumed")?;
        job.finish()?;
        journal.commit(metadata(store, plan, &snapshot))
    })();
    let halted = made.is_ok() && plan.options.halt;
    if halted {
        running.destroy(Shutoff::FromSnapshot, false)?;
    } else {
        drop(running);
    }
    super::end(journal, made)?;
    store.reload()
}

/// What makes the snapshot known, if it is to be.
pub(super) fn metadata(store: &Store, plan: &Create, snapshot: &Snapshot) -> Vec<Step> {
    if plan.has_metadata() {
        vec![store.put_step(snapshot, true)]
    } else {
        Vec::new()
    }
}

fn undo_steps(
    covered: &[Covered],
    copy: &Option<(PathBuf, PathBuf)>,
    name: &str,
) -> Result<Vec<Step>> {
    let mut undo = vec![Step::DropInternal {
        images: content::paths(covered),
        name: name.to_owned(),
    }];
    if let Some((_, copy)) = copy {
        if copy.symlink_metadata().is_ok() {
            return Err(Error::operation_failed(format!(
                "the copy of the UEFI variables cannot be made: '{}' is there already",
                copy.display()
            )));
        }
        undo.push(Step::Remove { path: copy.clone() });
    }
    Ok(undo)
}

/// Copies the UEFI variables beside themselves; the guest stands still.
pub(super) fn copy_nvram(copy: &Option<(PathBuf, PathBuf)>) -> Result<()> {
    let Some((from, to)) = copy else {
        return Ok(());
    };
    steps::copy(from, to)?;
    fault::point("snapshot.nvram")
}

/// How the supervisor undoes what a snapshot does to a running guest.
pub(super) fn give_back(state: StateReason) -> Undo {
    let (give_back, reason) = match state {
        StateReason::Running(_) | StateReason::Blocked => {
            (GiveBack::Running, Some(RunningReason::Unpaused.name()))
        }
        StateReason::Paused(reason) => (GiveBack::Paused, Some(reason.name())),
        _ => (GiveBack::Nothing, None),
    };
    Undo {
        give_back,
        reason: reason.map(str::to_owned),
        ..Undo::default()
    }
}

pub(super) fn attach(ctx: &DriverCtx, dom: &DomainRef) -> Result<Running> {
    process::attach(&ctx.paths, &dom.name, &dom.uuid)?.ok_or_else(not_running)
}
