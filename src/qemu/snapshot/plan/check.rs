//! Whether the disks of a snapshot can be what is asked of them.

use super::align::{Place, place};
use super::not_possible;
use crate::conf::domain::Domain;
use crate::conf::domain::disk::{Disk, DiskDevice, ImageFormat, Location, Source};
use crate::conf::snapshot::{Memory, SnapshotDisk, SnapshotMode, SnapshotState};
use crate::error::{Error, Result};

/// What is known of the snapshot.
pub struct Check<'a> {
    pub domain: &'a Domain,
    pub active: bool,
    /// The overlays' files are there already.
    pub reuse: bool,
    pub state: SnapshotState,
    pub memory: &'a Memory,
}

impl Check<'_> {
    /// Checks the aligned disks, and gives overlays their format. Tells whether there are overlays.
    pub fn disks(&self, disks: &mut [SnapshotDisk]) -> Result<bool> {
        let (mut internal, mut external, mut left_out) = (false, false, false);
        for (disk, own) in disks.iter_mut().zip(&self.domain.devices.disks) {
            match disk.mode {
                Some(SnapshotMode::Internal) => {
                    internal = true;
                    self.internal(own)?;
                }
                Some(SnapshotMode::External) => {
                    external = true;
                    self.external(disk, own)?;
                }
                Some(SnapshotMode::No) => left_out |= !own.source.is_empty() && !own.readonly,
                Some(SnapshotMode::Manual) => left_out = true,
                None => return Err(Error::internal("a disk without a mode")),
            }
        }
        if !internal && !external && *self.memory == Memory::No {
            return Err(refused("nothing selected for snapshot"));
        }
        // The memory has to lie somewhere, and what is inside the images is all of them or nothing.
        if (*self.memory == Memory::Internal && !internal) || (internal && left_out) {
            return Err(refused(
                "internal and full system snapshots require all disks to be selected for snapshot",
            ));
        }
        let inside = internal || *self.memory == Memory::Internal;
        let mixed = (inside && external) || (internal && self.memory.file().is_some());
        if mixed {
            return Err(refused(
                "mixing internal and external targets for a snapshot is not supported",
            ));
        }
        self.distinct(disks)?;
        Ok(external)
    }

    fn internal(&self, own: &Disk) -> Result<()> {
        if self.active && self.state == SnapshotState::DiskSnapshot {
            return Err(refused(format!(
                "a running domain's disk-only snapshot is external; disk {} is to be internal",
                own.target
            )));
        }
        let local = matches!(
            own.source.location,
            Location::File { .. } | Location::Block { .. }
        );
        if !self.active && !local {
            return Err(Error::internal(format!(
                "internal inactive snapshots are not supported on '{}' disks",
                own.source.location.type_name()
            )));
        }
        let format = own.source.format.unwrap_or(ImageFormat::Raw);
        if format != ImageFormat::Qcow2 {
            return Err(refused(format!(
                "internal snapshot for disk {} unsupported for storage type {format}",
                own.target
            )));
        }
        Ok(())
    }

    fn external(&self, disk: &mut SnapshotDisk, own: &Disk) -> Result<()> {
        let format = *disk.source.format.get_or_insert(ImageFormat::Qcow2);
        if !matches!(format, ImageFormat::Qcow2 | ImageFormat::Qed) {
            return Err(refused(format!(
                "external snapshot format for disk {} is unsupported: {format}",
                disk.name
            )));
        }
        // Several guests cannot write to one overlay.
        if own.shareable {
            return Err(refused(format!(
                "shared access for disk '{}' requires use of supported storage format",
                own.target
            )));
        }
        if self.active {
            if own.device == DiskDevice::Lun {
                return Err(refused(
                    "external active snapshots are not supported on scsi passthrough devices",
                ));
            }
            if own.transient {
                return Err(not_possible(format!(
                    "block jobs are not supported on transient disk '{}'",
                    own.target
                )));
            }
        } else {
            let local =
                |s: &Source| matches!(s.location, Location::File { .. } | Location::Block { .. });
            for source in [&own.source, &disk.source] {
                if !local(source) {
                    return Err(Error::internal(format!(
                        "external inactive snapshots are not supported on '{}' disks",
                        source.location.type_name()
                    )));
                }
            }
        }
        match disk.path() {
            Some(path) => self.target(disk, path),
            None => Ok(()),
        }
    }

    /// What lies where the overlay is to be.
    fn target(&self, disk: &SnapshotDisk, path: &str) -> Result<()> {
        let block = matches!(disk.source.location, Location::Block { .. });
        let found = place(path).map_err(|e| {
            Error::system(format!("cannot look at '{path}' of disk {}", disk.name), &e)
        })?;
        match found {
            Place::Free if self.reuse => Err(Error::system(
                format!("missing existing file for disk {}: {path}", disk.name),
                &std::io::Error::from_raw_os_error(libc::ENOENT),
            )),
            Place::Free if block => Err(not_possible(format!(
                "block device snapshot target '{path}' doesn't exist"
            ))),
            Place::Empty | Place::File if block => Err(not_possible(format!(
                "block device snapshot target '{path}' is no block device"
            ))),
            Place::File if !self.reuse => Err(refused(format!(
                "external snapshot file for disk {} already exists and is not a block device: {path}",
                disk.name
            ))),
            _ => Ok(()),
        }
    }

    /// Nothing is written to a file that has another part in it.
    fn distinct(&self, disks: &[SnapshotDisk]) -> Result<()> {
        let mut taken: Vec<&str> = Vec::new();
        for disk in &self.domain.devices.disks {
            taken.extend(disk.source.chain().filter_map(Source::local_path));
        }
        let overlays = disks
            .iter()
            .filter(|d| d.mode == Some(SnapshotMode::External))
            .filter_map(SnapshotDisk::path);
        for path in self.memory.file().into_iter().chain(overlays) {
            if taken.contains(&path) {
                return Err(refused(format!(
                    "file '{path}' is used by the domain already"
                )));
            }
            taken.push(path);
        }
        Ok(())
    }
}

fn refused(detail: impl Into<String>) -> Error {
    Error::config_unsupported(detail)
}
