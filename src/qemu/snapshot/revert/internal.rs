//! Back to a snapshot inside the disk images.

use super::{Plan, Target, in_place};
use crate::conf::state::Shutoff;
use crate::error::Result;
use crate::qemu::fault;
use crate::qemu::job::Operation;
use crate::qemu::process;
use crate::qemu::snapshot::content::{self, Covered};
use crate::qemu::snapshot::journal::Journal;
use crate::qemu::snapshot::steps::Step;
use crate::qemu::snapshot::{Store, monitor};
use crate::qemu::start::{self, StartMode, StartRequest};

pub(super) fn revert(plan: &Plan<'_>, store: &mut Store) -> Result<()> {
    let all = content::covered(&plan.domain, &plan.snapshot)?;
    let mut found = content::look(&all)?;
    // Variables that were kept elsewhere then are not in the snapshot.
    found.retain(|(image, known)| {
        let has = known.iter().any(|s| s.name == plan.name());
        image.disk != "nvram" || (has && !plan.options.reset_nvram)
    });
    content::require(&found, plan.name(), plan.has_memory())?;
    let covered: Vec<Covered> = found.into_iter().map(|(image, _)| image.clone()).collect();
    let documents = plan.documents(store);
    let mut finish = vec![Step::ApplyInternal {
        images: content::paths(&covered),
        name: plan.name().to_owned(),
    }];
    let copy = content::raw_nvram(&plan.domain, plan.name())
        .filter(|(_, copy)| copy.exists() && !plan.options.reset_nvram);
    if let Some((nvram, copy)) = &copy {
        finish.push(Step::Copy {
            from: copy.clone(),
            to: nvram.clone(),
        });
    }
    finish.extend(documents.iter().cloned());
    let in_place = in_place::Way::find(plan, &covered, copy.is_some())?;
    let mut journal = Journal::begin_committed(
        plan.ctx,
        &plan.dom.uuid,
        Operation::SnapshotRevert.name(),
        finish,
    )?;
    let done = (|| {
        fault::point("revert.begun")?;
        if let Some(way) = in_place {
            if way.go(plan, &mut journal, &documents)? {
                return Ok(());
            }
        }
        if plan.active {
            end_guest(plan)?;
        }
        fault::point("revert.ended")?;
        if plan.has_memory() {
            if let Some((nvram, copy)) = &copy {
                Step::Copy {
                    from: copy.clone(),
                    to: nvram.clone(),
                }
                .run(plan.ctx, &plan.dom.uuid)?;
            }
            load(plan, &covered, &mut journal, &documents)?;
        }
        Ok(())
    })();
    if let Err(e) = done {
        let _ = journal.fail();
        return Err(e);
    }
    journal.finish()?;
    let started = if !plan.has_memory() && plan.target != Target::Inactive {
        fault::point("revert.booting").and_then(|()| boot(plan))
    } else {
        Ok(())
    };
    plan.tell_defined();
    started
}

/// Ends the guest that there is; what it did is given up.
pub(super) fn end_guest(plan: &Plan<'_>) -> Result<()> {
    match process::attach(&plan.ctx.paths, &plan.dom.name, &plan.dom.uuid)? {
        Some(running) => running.destroy(Shutoff::FromSnapshot, false),
        None => Ok(()),
    }
}

pub(super) fn request<'a>(plan: &Plan<'a>) -> StartRequest<'a> {
    StartRequest {
        domain: plan.domain.clone(),
        mode: StartMode::Fresh,
        lock: plan.lock,
        autodestroy: false,
        reset_nvram: plan.options.reset_nvram,
    }
}

/// Starts a QEMU and has it load the snapshot.
fn load(
    plan: &Plan<'_>,
    covered: &[Covered],
    journal: &mut Journal<'_>,
    documents: &[Step],
) -> Result<()> {
    let mut starting = start::begin(plan.ctx, request(plan))?;
    fault::point("revert.started")?;
    let client = starting.monitor();
    let devices: Vec<String> = content::nodes(client, covered)?
        .into_iter()
        .map(|n| n.node_name)
        .collect();
    let vmstate = devices.first().cloned().unwrap_or_default();
    monitor::load(client, plan.name(), &vmstate, &devices)?;
    fault::point("revert.loaded")?;
    // From here on a death leaves the guest running, or ended by its supervisor: the images are right.
    journal.update(documents.to_vec())?;
    starting.finish_telling(plan.begin(), plan.told(), || fault::point("revert.running"))?;
    Ok(())
}

/// Starts the guest anew on the images of the snapshot.
pub(super) fn boot(plan: &Plan<'_>) -> Result<()> {
    start::begin(plan.ctx, request(plan))?
        .finish_telling(plan.begin(), plan.told(), || Ok(()))
        .map(drop)
}
