//! Removing snapshots from inside the disk images.

use crate::conf::snapshot::Snapshot;
use crate::error::{Error, Result};
use crate::qemu::context::DriverCtx;
use crate::qemu::lock::JobLock;
use crate::qemu::snapshot::Store;

/// Removes the snapshot's data; its metadata is still there.
pub fn delete(_: &DriverCtx, _: &JobLock, _: &mut Store, _: &Snapshot) -> Result<()> {
    Err(Error::no_support("virDomainSnapshotDelete"))
}
