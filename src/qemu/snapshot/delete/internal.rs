//! Removing snapshots from inside the disk images.
//!
//! Images that do not have the snapshot (any more) are no error: what is left is deleted. The metadata
//! go last, so that a deletion which dies is begun again by the next.

use crate::conf::snapshot::Snapshot;
use crate::error::Result;
use crate::qemu::context::DriverCtx;
use crate::qemu::fault;
use crate::qemu::job::{self, Operation, Undo};
use crate::qemu::lock::JobLock;
use crate::qemu::process;
use crate::qemu::snapshot::{Store, content, images, monitor};

/// Removes the snapshot's data; its metadata is still there.
pub fn delete(
    ctx: &DriverCtx,
    lock: &JobLock,
    store: &mut Store,
    snapshot: &Snapshot,
) -> Result<()> {
    let Some(domain) = &snapshot.domain else {
        // A very old file, which does not say where the data are.
        return Ok(());
    };
    let name = &snapshot.name;
    let mut covered = content::covered(domain, snapshot)?;
    // Whose image is gone has no snapshot in it either.
    covered.retain(|c| c.path.exists());
    let uuid = store.uuid();
    if let Some(mut running) = process::attach(&ctx.paths, store.domain(), &uuid)? {
        let mut job = job::begin(
            &mut running,
            lock,
            Operation::SnapshotDelete,
            &Undo::default(),
        )?;
        fault::point("snapshot.delete.job")?;
        monitor::drop_snapshot(&mut job.client, &content::paths(&covered), name)?;
        fault::point("snapshot.delete.done")?;
        // What QEMU does not have open.
        let theirs = monitor::nodes_of(&mut job.client, &content::paths(&covered))?;
        covered.retain(|c| !theirs.iter().any(|n| c.path.as_os_str() == n.file.as_str()));
        job.finish()?;
    }
    for image in &covered {
        images::delete(&image.path, name)?;
        fault::point("snapshot.delete.image")?;
    }
    if let Some((_, copy)) = content::raw_nvram(domain, name) {
        crate::fsutil::remove(&copy).map_err(|e| {
            crate::error::Error::system(format!("cannot remove '{}'", copy.display()), &e)
        })?;
    }
    Ok(())
}
