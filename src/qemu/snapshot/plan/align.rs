//! From the disks that a document names to one entry for each disk of the domain, in the domain's order,
//! with a mode and, where it lies outside, a file.

use crate::conf::domain::Domain;
use crate::conf::domain::disk::{Disk, Location};
use crate::conf::snapshot::{SnapshotDisk, SnapshotMode};
use crate::error::{Error, Result, virErrorDomain};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

/// Completes the disks of a document for this domain. `name` is the snapshot's, of which names of files
/// are made; `default` the mode of disks that nobody has said anything of. Where that is internal, disks
/// that the document names may have no other.
pub fn align(
    asked: Vec<SnapshotDisk>,
    domain: &Domain,
    name: &str,
    default: SnapshotMode,
) -> Result<Vec<SnapshotDisk>> {
    let uniform = default == SnapshotMode::Internal;
    let disks = &domain.devices.disks;
    if asked.len() > disks.len() {
        return Err(unsupported(
            "the snapshot names more disks than the domain has",
        ));
    }
    let mut aligned: Vec<Option<SnapshotDisk>> = vec![None; disks.len()];
    for mut disk in asked {
        let at = find(disks, &disk.name)
            .ok_or_else(|| unsupported(format!("no disk named '{}'", disk.name)))?;
        if aligned[at].is_some() {
            return Err(unsupported(format!("disk '{}' specified twice", disk.name)));
        }
        let own = disks[at].snapshot;
        match disk.mode {
            None => {
                let own = own.filter(|own| !uniform || *own == default);
                disk.mode = Some(own.unwrap_or(default));
            }
            Some(mode) if uniform && mode != default => {
                return Err(unsupported(format!(
                    "disk '{}' must use snapshot mode '{}'",
                    disk.name, default
                )));
            }
            Some(_) => {}
        }
        if let Some(path) = disk
            .path()
            .filter(|_| disk.mode != Some(SnapshotMode::External))
        {
            return Err(unsupported(format!(
                "file '{path}' for disk '{}' requires use of external snapshot mode",
                disk.name
            )));
        }
        disk.name.clone_from(&disks[at].target);
        aligned[at] = Some(disk);
    }
    let aligned = aligned.into_iter().zip(disks).map(|(given, disk)| {
        given.unwrap_or_else(|| {
            let mode = match disk.snapshot {
                // There is nothing in it.
                _ if disk.source.is_empty() => SnapshotMode::No,
                Some(own) => own,
                None => default,
            };
            SnapshotDisk::new(&disk.target, Some(mode))
        })
    });
    let mut aligned: Vec<SnapshotDisk> = aligned.collect();
    name_overlays(&mut aligned, disks, name)?;
    Ok(aligned)
}

/// The disk of that target, or the only one of that source.
fn find(disks: &[Disk], name: &str) -> Option<usize> {
    if !name.starts_with('/') {
        return disks.iter().position(|d| d.target == name);
    }
    let mut found = disks
        .iter()
        .enumerate()
        .filter(|(_, d)| d.source.local_path() == Some(name));
    match (found.next(), found.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    }
}

/// Makes up the names of overlays that have none: beside the image, with the snapshot's name in place
/// of what follows its last dot.
fn name_overlays(aligned: &mut [SnapshotDisk], disks: &[Disk], name: &str) -> Result<()> {
    for i in 0..aligned.len() {
        let (disk, image) = (&aligned[i], &disks[i].source);
        if disk.mode != Some(SnapshotMode::External) || !disk.source.is_empty() {
            continue;
        }
        let cannot = |why: String| {
            unsupported(format!(
                "cannot generate external snapshot name for disk '{}' {why}",
                disk.name
            ))
        };
        if !matches!(disk.source.location, Location::File { .. }) {
            let kind = disk.source.location.type_name();
            return Err(cannot(format!("on a '{kind}' device")));
        }
        let Some(path) = image.local_path() else {
            return Err(cannot("without source".to_owned()));
        };
        if !std::fs::metadata(path).is_ok_and(|m| m.file_type().is_file()) {
            return Err(unsupported(format!(
                "source for disk '{}' is not a regular file; refusing to generate external snapshot name",
                disk.name
            )));
        }
        let overlay = overlay_name(path, name);
        let other = aligned
            .iter()
            .enumerate()
            .find(|(j, other)| *j != i && other.path() == Some(&overlay));
        if let Some((_, other)) = other {
            return Err(cannot(format!(": collision with disk '{}'", other.name)));
        }
        aligned[i].source.location = Location::File {
            path: Some(overlay),
        };
    }
    Ok(())
}

/// The name of an overlay of the image at `path`.
pub fn overlay_name(path: &str, snapshot: &str) -> String {
    let stem = match path.rsplit_once('.') {
        Some((stem, suffix)) if !suffix.contains('/') => stem,
        _ => path,
    };
    format!("{stem}.{snapshot}")
}

/// What lies at the place of a file that is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Free,
    /// A file without contents.
    Empty,
    File,
    Device,
}

/// Looks at a place.
pub fn place(path: &str) -> std::io::Result<Place> {
    match std::fs::metadata(Path::new(path)) {
        Ok(meta) if meta.file_type().is_block_device() => Ok(Place::Device),
        Ok(meta) if meta.len() == 0 => Ok(Place::Empty),
        Ok(_) => Ok(Place::File),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Place::Free),
        Err(e) => Err(e),
    }
}

fn unsupported(detail: impl Into<String>) -> Error {
    Error::config_unsupported(detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN_SNAPSHOT)
}
