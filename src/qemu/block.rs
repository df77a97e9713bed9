//! The disks of a guest while it runs: the graph of QEMU's block nodes, kept in step with the chains of
//! images that its document tells of, and the block jobs that move data between them.
//!
//! Nodes are named and numbered as libvirt does it, and what the status file holds of them and of jobs
//! is libvirt's too, so that either library goes on with what the other began.
//!
//! A job runs inside QEMU and needs nobody. When it is over QEMU keeps the outcome until somebody has
//! seen to it: [`settle`] then brings the documents in step, removes nodes that nothing needs, and tells
//! the subscribers. Whoever has the guest's lock does that: the client that waits for the job, or a
//! process of its own that the supervisor starts. Killed in the middle it is done again.

pub mod chain;
pub mod control;
pub mod doc;
pub mod finder;
pub mod job;
pub mod nodes;
pub mod overlay;
pub mod settle;
pub mod start;

use super::context::DriverCtx;
use super::paths::Paths;
use crate::driver::DomainRef;

/// Sees to the block jobs of a guest, as the supervisor asks for it: the guest's name and UUID, and the
/// home that it belongs to. Returns the exit status.
pub fn settle_main(mut arguments: impl Iterator<Item = String>) -> i32 {
    let (name, uuid) = (arguments.next(), arguments.next());
    let uuid = uuid.and_then(|u| u.parse().ok());
    let paths = arguments
        .next()
        .and_then(|text| serde_json::from_str::<Paths>(&text).ok());
    let (Some(name), Some(uuid), Some(paths)) = (name, uuid, paths) else {
        return 2;
    };
    let ctx = DriverCtx::new(paths);
    let dom = DomainRef {
        name,
        uuid,
        id: None,
    };
    let settled = start::begin(&ctx, &dom)
        .and_then(|mut work| settle::dismiss_leftovers(&mut work.running, &work.doc));
    i32::from(settled.is_err())
}
