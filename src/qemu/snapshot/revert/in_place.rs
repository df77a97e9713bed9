//! Back to a snapshot without another QEMU: where the machine that runs is the one of the snapshot, to
//! the last device.

use super::{Plan, Target};
use crate::conf::domain::Domain;
use crate::conf::state::{self, Paused, Shutoff, StateReason};
use crate::error::Result;
use crate::qemu::fault;
use crate::qemu::job::{self, GiveBack, Operation, Undo};
use crate::qemu::monitor::commands::{QueryStatus, Stop};
use crate::qemu::process::{self, Running};
use crate::qemu::save::documents::image_text;
use crate::qemu::snapshot::content::{self, Covered};
use crate::qemu::snapshot::journal::Journal;
use crate::qemu::snapshot::monitor;
use crate::qemu::snapshot::steps::Step;
use crate::qemu::start;

/// A running QEMU that can load the snapshot.
pub(super) struct Way {
    running: Running,
    state: StateReason,
    /// The nodes of the images, in order.
    devices: Vec<String>,
}

impl Way {
    /// Whether there is one. `nvram_elsewhere`: variables must be copied while no QEMU has them.
    pub(super) fn find(
        plan: &Plan<'_>,
        covered: &[Covered],
        nvram_elsewhere: bool,
    ) -> Result<Option<Way>> {
        let possible = plan.active
            && plan.has_memory()
            && !plan.options.force
            && !plan.options.reset_nvram
            && !nvram_elsewhere;
        if !possible {
            return Ok(None);
        }
        let view = plan.ctx.find(&plan.dom)?;
        let Some(live) = &view.live else {
            return Ok(None);
        };
        let now = plan.ctx.read_live(live)?;
        if !is_same(&now, &plan.domain) {
            return Ok(None);
        }
        let attached = process::attach(&plan.ctx.paths, &plan.dom.name, &plan.dom.uuid)?;
        let Some(mut running) = attached else {
            return Ok(None);
        };
        let state = running.state()?;
        if !matches!(state, StateReason::Running(_) | StateReason::Paused(_)) {
            return Ok(None);
        }
        // A machine that has come to grief, or that waits for another, is not one to load into.
        let status = running.client.execute(&QueryStatus {})?.status;
        if !matches!(status.as_str(), "running" | "paused" | "prelaunch") {
            return Ok(None);
        }
        monitor::wait_for_others(&mut running.client)?;
        let Ok(nodes) = content::nodes(&mut running.client, covered) else {
            return Ok(None);
        };
        let devices: Vec<String> = nodes
            .into_iter()
            .filter(|n| n.has_snapshot(plan.name()))
            .map(|n| n.node_name)
            .collect();
        if devices.is_empty() || devices.len() != covered.len() {
            return Ok(None);
        }
        Ok(Some(Way {
            running,
            state,
            devices,
        }))
    }

    /// Goes it; `false`: QEMU could not load the snapshot and is to be replaced.
    pub(super) fn go(
        mut self,
        plan: &Plan<'_>,
        journal: &mut Journal<'_>,
        documents: &[Step],
    ) -> Result<bool> {
        let kill = Undo {
            kill: Some(Shutoff::FromSnapshot.name().to_owned()),
            ..Undo::default()
        };
        let mut job = job::begin(
            &mut self.running,
            plan.lock,
            Operation::SnapshotRevert,
            &kill,
        )?;
        fault::point("revert.in-place")?;
        if self.state.is_running() {
            job.expect_stop(Some(Paused::FromSnapshot))?;
            job.client.execute(&Stop {})?;
        }
        let vmstate = self.devices.first().cloned().unwrap_or_default();
        if monitor::load(&mut job.client, plan.name(), &vmstate, &self.devices).is_err() {
            // Undone: QEMU ends.
            let _ = job.undo();
            return Ok(false);
        }
        fault::point("revert.loaded")?;
        let run = plan.target == Target::Running;
        job.update(&Undo {
            give_back: if run {
                GiveBack::Running
            } else {
                GiveBack::Paused
            },
            reason: Some(state::Running::FromSnapshot.name().to_owned()),
            ..Undo::default()
        })?;
        journal.update(documents.to_vec())?;
        fault::point("revert.there")?;
        if run {
            job.expect_resume(Some(state::Running::FromSnapshot))?;
            start::resume(&mut job.client)?;
        } else {
            job.set_state(StateReason::Paused(Paused::FromSnapshot))?;
        }
        fault::point("revert.running")?;
        job.finish()?;
        Ok(true)
    }
}

/// Whether two documents are of the same machine with the same images, for all that a guest could see
/// and QEMU has.
fn is_same(now: &Domain, then: &Domain) -> bool {
    image_text(now) == image_text(then)
}
