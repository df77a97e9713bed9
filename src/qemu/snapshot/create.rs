//! Making a snapshot.

mod disk;
mod internal;
mod memory;

use super::journal::Journal;
use super::plan::{self, Kind};
use super::{Store, redefine};
use crate::driver::{DomainRef, SnapshotCreate};
use crate::error::{Error, Result};
use crate::qemu::block::{self, doc::LiveDoc};
use crate::qemu::context::DriverCtx;

/// Makes the snapshot that `xml` asks for, or only its metadata; returns its name.
pub fn create(ctx: &DriverCtx, dom: &DomainRef, xml: &str, how: SnapshotCreate) -> Result<String> {
    let options = match how {
        SnapshotCreate::Redefine(options) => return redefine::redefine(ctx, dom, xml, options),
        SnapshotCreate::Take(options) => options,
    };
    let lock = ctx.lock(&dom.uuid, "snapshot")?;
    let mut view = ctx.find(dom)?;
    if let Some(live) = &view.live {
        // A job that has ended changes the documents that the plan is made of.
        if !LiveDoc::read(ctx, live)?.jobs.is_empty() {
            drop(block::start::begin_held(ctx, dom)?);
            view = ctx.find(dom)?;
        }
    }
    if options.halt && !view.is_persistent() {
        return Err(Error::operation_invalid(
            "cannot halt after transient domain snapshot",
        ));
    }
    let mut store = Store::open(&ctx.paths, &view)?;
    let plan = plan::make(ctx, dom, &view, &store, xml, options)?;
    // Each of these writes the metadata at the moment from which the snapshot is there.
    match plan.kind {
        Kind::InternalInactive => internal::inactive(ctx, &lock, &mut store, &plan),
        Kind::InternalActive => internal::active(ctx, &lock, &mut store, &plan),
        Kind::ExternalInactive => disk::inactive(ctx, &lock, &mut store, &plan),
        Kind::ExternalDisks => disk::active(ctx, &lock, &mut store, &plan),
        Kind::ExternalMemory => memory::active(ctx, &lock, &mut store, &plan),
    }?;
    Ok(plan.snapshot.name)
}

/// The domain that a plan is for.
fn reference(plan: &plan::Create) -> DomainRef {
    DomainRef {
        name: plan.domain.name.clone(),
        uuid: plan.domain.uuid,
        id: plan.domain.id,
    }
}

/// Ends a journal with the operation: what is committed is finished, anything else undone.
fn end(journal: Journal<'_>, result: Result<()>) -> Result<()> {
    match result {
        Ok(()) => journal.finish(),
        Err(e) => {
            // What cannot be done now is done by whoever takes the guest's lock next.
            let _ = journal.fail();
            Err(e)
        }
    }
}
