//! Snapshots in files of their own, with the guest's memory in one of them.

use crate::error::{Error, Result};
use crate::qemu::context::DriverCtx;
use crate::qemu::lock::JobLock;
use crate::qemu::snapshot::Store;
use crate::qemu::snapshot::plan::Create;

/// Of a running or paused guest: its memory, and an overlay for each of its disks.
pub fn active(_: &DriverCtx, _: &JobLock, _: &mut Store, _: &Create) -> Result<()> {
    Err(Error::no_support("virDomainSnapshotCreateXML"))
}
