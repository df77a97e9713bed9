//! Snapshots of disks alone, in overlays.

use crate::error::{Error, Result};
use crate::qemu::context::DriverCtx;
use crate::qemu::lock::JobLock;
use crate::qemu::snapshot::Store;
use crate::qemu::snapshot::plan::Create;

/// Of a guest that does not run.
pub fn inactive(_: &DriverCtx, _: &JobLock, _: &mut Store, _: &Create) -> Result<()> {
    Err(Error::no_support("virDomainSnapshotCreateXML"))
}

/// Of a running or paused guest.
pub fn active(_: &DriverCtx, _: &JobLock, _: &mut Store, _: &Create) -> Result<()> {
    Err(Error::no_support("virDomainSnapshotCreateXML"))
}
