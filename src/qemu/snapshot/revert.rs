//! Taking a domain back to a snapshot.
//!
//! What it becomes (rows: what the snapshot holds and the flag; columns: what it is now), and the
//! lifecycle events that tell it, beside `defined (from snapshot)` of a persistent domain:
//!
//! | becomes | from inactive | from running | from paused |
//! |---|---|---|---|
//! | inactive | | stopped | stopped |
//! | running | started, resumed | suspended, resumed | resumed |
//! | paused | started, suspended | suspended | |
//!
//! A guest that runs is taken back in place where its machine is the snapshot's; where not, or where
//! there is no memory in the snapshot, its QEMU is ended and another one started: `stopped` comes before
//! the events of the first column. All carry "from snapshot" as their detail, except for the resumption
//! of a guest that has booted.
//!
//! | step | if it fails, or its client dies |
//! |---|---|
//! | the snapshot is whole, the document can be run | nothing has happened |
//! | the journal begins, committed | the images go to the snapshot, the guest is inactive then |
//! | a QEMU that is of no use ends; the images and the machine go to the snapshot | the same |
//! | the guest begins to run | it does, or is ended; images and metadata are the snapshot's |
//! | definition, current snapshot | they are written |
//!
//! So from the journal on the domain's state before is gone, as was asked for, and never half of it.

mod external;
mod in_place;
mod internal;

use super::Store;
use super::steps::Step;
use crate::conf::domain::Domain;
use crate::conf::snapshot::{Snapshot, SnapshotState};
use crate::conf::state::{self, Paused};
use crate::driver::{DomainRef, Resume, RevertOptions};
use crate::error::{Error, Result, virErrorNumber};
use crate::event::lifecycle::{Defined, Lifecycle, Started, Suspended};
use crate::qemu::context::DriverCtx;
use crate::qemu::documents::definition_text;
use crate::qemu::domains::View;
use crate::qemu::fault;
use crate::qemu::job::Operation;
use crate::qemu::lock::JobLock;
use crate::qemu::save::cookie;
use crate::qemu::start::{Begin, Told};
use std::sync::Arc;

/// What the domain becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Inactive,
    Running,
    Paused,
}

/// A revert that can be made, as far as can be told before.
struct Plan<'a> {
    ctx: &'a DriverCtx,
    lock: &'a JobLock,
    dom: DomainRef,
    snapshot: Arc<Snapshot>,
    target: Target,
    options: RevertOptions,
    /// The domain as it was, complete, with the CPU that it had.
    domain: Domain,
    /// Its definition then; `None` for a transient domain.
    definition: Option<Domain>,
    active: bool,
}

/// Takes the domain back to its snapshot of that name.
pub fn revert(ctx: &DriverCtx, dom: &DomainRef, name: &str, options: RevertOptions) -> Result<()> {
    let lock = ctx.lock(&dom.uuid, Operation::SnapshotRevert.name())?;
    let view = ctx.find(dom)?;
    let mut store = Store::open(&ctx.paths, &view)?;
    let snapshot = store.get(name)?;
    let plan = Plan::make(ctx, &lock, &view, snapshot, options)?;
    fault::point("revert.planned")?;
    let done = if plan.snapshot.is_external() {
        external::revert(&plan, &mut store)
    } else {
        internal::revert(&plan, &mut store)
    };
    store.reload()?;
    done
}

impl<'a> Plan<'a> {
    fn make(
        ctx: &'a DriverCtx,
        lock: &'a JobLock,
        view: &View,
        snapshot: Arc<Snapshot>,
        options: RevertOptions,
    ) -> Result<Plan<'a>> {
        let target = match (options.resume, snapshot.state) {
            (Resume::Running, _) | (Resume::AsSaved, SnapshotState::Running) => Target::Running,
            (Resume::Paused, _) | (Resume::AsSaved, SnapshotState::Paused) => Target::Paused,
            (Resume::AsSaved, _) => Target::Inactive,
        };
        // Its image has been written to, and where the guest is now may be nowhere else.
        if let Some(disk) = snapshot.disks.iter().find(|d| d.delete_in_progress) {
            return Err(Error::operation_invalid(format!(
                "the deletion of snapshot '{}' was begun and has not ended: the state of disk '{}' is lost",
                snapshot.name, disk.name
            )));
        }
        let persistent = view.is_persistent();
        if !persistent && target == Target::Inactive {
            return Err(Error::operation_invalid(
                "transient domain needs to request run or pause to revert to inactive snapshot",
            ));
        }
        let managed = ctx.paths.managed_save(&view.name);
        if !options.force && persistent && !snapshot.state.is_online() && managed.exists() {
            return Err(risky(
                "snapshot without memory state, removal of existing managed saved state strongly \
                 recommended to avoid corruption",
            ));
        }
        let document = snapshot.domain.clone();
        let Some(document) = document.or_else(|| options.force.then(|| known(ctx, view)).flatten())
        else {
            return Err(risky(&format!(
                "snapshot '{}' lacks domain '{}' rollback info",
                snapshot.name, view.name
            )));
        };
        let adopt = |mut domain: Domain| -> Result<Domain> {
            if domain.uuid != view.uuid {
                return Err(Error::operation_failed(format!(
                    "snapshot '{}' is of a domain with uuid {}",
                    snapshot.name, domain.uuid
                )));
            }
            // It may have been renamed since.
            domain.name.clone_from(&view.name);
            ctx.complete(&mut domain, false)?;
            Ok(domain)
        };
        let mut domain = adopt(document)?;
        let definition = match (&snapshot.inactive_domain, persistent) {
            (_, false) => None,
            (Some(inactive), true) => Some(adopt(inactive.clone())?),
            (None, true) => Some(domain.clone()),
        };
        if let (true, Some(kept)) = (snapshot.state.is_online(), &snapshot.cookie) {
            cookie::apply(&kept.format(), &mut domain)?;
        }
        Ok(Plan {
            ctx,
            lock,
            dom: DomainRef {
                name: view.name.clone(),
                uuid: view.uuid,
                id: view.id(),
            },
            snapshot,
            target,
            options,
            domain,
            definition,
            active: view.is_active(),
        })
    }

    fn name(&self) -> &str {
        &self.snapshot.name
    }

    /// Whether the guest's memory is part of the snapshot.
    fn has_memory(&self) -> bool {
        self.snapshot.state.is_online()
    }

    /// How a QEMU that was started for it begins.
    fn begin(&self) -> Begin {
        match (self.target, self.has_memory()) {
            (Target::Running, true) => Begin::Running(state::Running::FromSnapshot),
            (Target::Running, false) => Begin::Running(state::Running::Booted),
            (_, true) => Begin::Paused(Paused::FromSnapshot),
            (_, false) => Begin::Paused(Paused::User),
        }
    }

    /// What those who listen are told of that QEMU: that it is there because of a snapshot, even where
    /// its guest boots.
    fn told(&self) -> Told {
        if self.has_memory() {
            return Told::of(self.begin());
        }
        let mut after = vec![Lifecycle::Started(Started::FromSnapshot)];
        if self.target == Target::Paused {
            after.push(Lifecycle::Suspended(Suspended::FromSnapshot));
        }
        Told {
            before: Vec::new(),
            after,
        }
    }

    /// What makes the domain the snapshot's, beside its images and its guest.
    fn documents(&self, store: &Store) -> Vec<Step> {
        let mut steps = Vec::new();
        if let Some(definition) = &self.definition {
            steps.push(Step::Define {
                name: self.dom.name.clone(),
                text: definition_text(definition),
            });
            // A guest that was saved on other disks would destroy these.
            steps.push(Step::Remove {
                path: self.ctx.paths.managed_save(&self.dom.name),
            });
        }
        steps.push(store.set_current_step(self.name()));
        steps
    }

    /// Tells that the definition is another one.
    fn tell_defined(&self) {
        if self.definition.is_some() {
            let event = Lifecycle::Defined(Defined::FromSnapshot);
            self.ctx.emit(&self.dom, event);
        }
    }
}

/// The document that there is, for a snapshot that has none.
fn known(ctx: &DriverCtx, view: &View) -> Option<Domain> {
    match (&view.definition, &view.live) {
        (Some(definition), _) => ctx.read_definition(definition).ok(),
        (None, Some(live)) => ctx.read_live(live).ok(),
        (None, None) => None,
    }
}

fn risky(detail: &str) -> Error {
    Error::new(
        virErrorNumber::VIR_ERR_SNAPSHOT_REVERT_RISKY,
        format!("revert requires force: {detail}"),
    )
}
