//! Where the data of internal snapshots are: the images that one covers.

use super::images;
use super::monitor::{self, Node};
use crate::conf::domain::Domain;
use crate::conf::domain::disk::ImageFormat;
use crate::conf::snapshot::{Snapshot, SnapshotMode};
use crate::error::{Error, Result};
use crate::qemu::monitor::Client;
use std::path::{Path, PathBuf};

/// An image that an internal snapshot covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    pub path: PathBuf,
    /// The disk's target, or "nvram".
    pub disk: String,
}

/// The images of this document that the snapshot covers: its internal disks, the first of which holds
/// the guest's memory, and a variable store that can have snapshots.
pub fn covered(domain: &Domain, snapshot: &Snapshot) -> Result<Vec<Covered>> {
    let mut found = Vec::new();
    for disk in &domain.devices.disks {
        let target = &disk.target;
        let internal = snapshot
            .disk(target)
            .is_some_and(|d| d.mode == Some(SnapshotMode::Internal));
        if !internal {
            continue;
        }
        let Some(path) = disk.source.local_path() else {
            return Err(Error::config_unsupported(format!(
                "internal snapshot for disk {target} unsupported for storage type {}",
                disk.source.location.type_name()
            )));
        };
        found.push(Covered {
            path: path.into(),
            disk: target.clone(),
        });
    }
    if found.is_empty() {
        return Ok(found);
    }
    if let Some((path, ImageFormat::Qcow2)) = nvram(domain) {
        found.push(Covered {
            path,
            disk: "nvram".to_owned(),
        });
    }
    Ok(found)
}

/// The file of the guest's UEFI variables and its format.
pub fn nvram(domain: &Domain) -> Option<(PathBuf, ImageFormat)> {
    let nvram = domain.os.nvram.as_ref()?;
    let path = nvram.source.as_ref()?.local_path()?;
    Some((path.into(), nvram.format.unwrap_or(ImageFormat::Raw)))
}

/// Where the copy of a variable store lies that cannot have snapshots of its own. Nobody else makes files of
/// such a name, so that what has it is ours to bring back and to remove.
pub fn nvram_copy(nvram: &Path, snapshot: &str) -> PathBuf {
    let mut path = nvram.as_os_str().to_owned();
    path.push(format!(".{snapshot}.oxivirt-snapshot"));
    path.into()
}

/// The raw variable store of a guest, and where the snapshot's copy of it lies.
pub fn raw_nvram(domain: &Domain, snapshot: &str) -> Option<(PathBuf, PathBuf)> {
    match nvram(domain)? {
        (path, ImageFormat::Raw) => {
            let copy = nvram_copy(&path, snapshot);
            Some((path, copy))
        }
        _ => None,
    }
}

/// The paths alone.
pub fn paths(covered: &[Covered]) -> Vec<PathBuf> {
    covered.iter().map(|c| c.path.clone()).collect()
}

/// QEMU's nodes for the images, in their order; VIR_ERR_OPERATION_FAILED if it lacks one.
pub fn nodes(client: &mut Client, covered: &[Covered]) -> Result<Vec<Node>> {
    let all = monitor::nodes_of(client, &paths(covered))?;
    covered
        .iter()
        .map(|c| {
            let node = all.iter().find(|n| Path::new(&n.file) == c.path);
            node.cloned().ok_or_else(|| {
                Error::operation_failed(format!(
                    "the running guest does not have the image '{}' of disk '{}'",
                    c.path.display(),
                    c.disk
                ))
            })
        })
        .collect()
}

/// Refuses a snapshot whose name one of the images knows already, before anything is touched.
pub fn refuse_taken(snapshots: &[(&Covered, Vec<images::Internal>)], name: &str) -> Result<()> {
    for (covered, known) in snapshots {
        if known.iter().any(|s| s.name == name) {
            return Err(Error::operation_failed(format!(
                "the image of disk '{}' has an internal snapshot '{name}' already",
                covered.disk
            )));
        }
    }
    Ok(())
}

/// Refuses to go to a snapshot that one of the images does not have, or whose first image lacks the
/// guest's memory.
pub fn require(
    snapshots: &[(&Covered, Vec<images::Internal>)],
    name: &str,
    memory: bool,
) -> Result<()> {
    for (i, (covered, known)) in snapshots.iter().enumerate() {
        let Some(found) = known.iter().find(|s| s.name == name) else {
            return Err(Error::operation_failed(format!(
                "image of disk '{}' does not have internal snapshot '{name}'",
                covered.disk
            )));
        };
        // QEMU looks for an id first, and would load the other one.
        if let Some(other) = known
            .iter()
            .find(|s| memory && s.id == name && s.name != name)
        {
            return Err(Error::operation_failed(format!(
                "QEMU would take '{name}' for the id of the internal snapshot '{}' in the image of \
                 disk '{}'",
                other.name, covered.disk
            )));
        }
        if i == 0 && memory && found.vm_state_size == 0 {
            return Err(Error::operation_failed(format!(
                "internal snapshot '{name}' in the image of disk '{}' holds no memory",
                covered.disk
            )));
        }
    }
    Ok(())
}

/// The snapshots in each image, as the images say.
pub fn look(covered: &[Covered]) -> Result<Vec<(&Covered, Vec<images::Internal>)>> {
    covered
        .iter()
        .map(|c| Ok((c, images::info(&c.path)?.snapshots)))
        .collect()
}
