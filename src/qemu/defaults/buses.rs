//! Addresses on buses other than PCI and USB: disks on their controllers, virtio-serial ports, smart
//! card slots, memory slots.

use std::collections::{BTreeMap, BTreeSet};

use crate::conf::domain::address::{
    Address, CcidAddress, DeviceInfo, DriveAddress, VirtioSerialAddress,
};
use crate::conf::domain::chardev::{ChannelTarget, ConsoleTarget};
use crate::conf::domain::controller::{Controller, ControllerType};
use crate::conf::domain::disk::{Disk, DiskBus};
use crate::conf::domain::memory::MemoryModel;
use crate::conf::domain::{Devices, Domain};
use crate::error::{Error, Result, virErrorNumber};

/// The number in a target's name: `sda` is 0, `sdb` 1, `sdaa` 26.
pub fn target_index(target: &str) -> Option<u32> {
    let letters = ["fd", "hd", "vd", "sd", "xvd", "ubd"]
        .iter()
        .find_map(|p| target.strip_prefix(p))?;
    let letters = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.is_empty() {
        return None;
    }
    let mut index: u32 = 0;
    for (i, c) in letters.bytes().enumerate() {
        if !c.is_ascii_lowercase() {
            return None;
        }
        index = index
            .checked_add(u32::from(i > 0))?
            .checked_mul(26)?
            .checked_add(u32::from(c - b'a'))?;
    }
    Some(index)
}

/// The place that a disk's name gives it on its bus.
fn drive_of(bus: DiskBus, index: u32) -> Option<DriveAddress> {
    let (controller, bus, unit) = match bus {
        DiskBus::Scsi => (index / 7, 0, index % 7),
        DiskBus::Ide => (index / 4, index % 4 / 2, index % 2),
        DiskBus::Sata => (index / 6, 0, index % 6),
        DiskBus::Fdc => (index / 2, 0, index % 2),
        _ => return None,
    };
    Some(DriveAddress {
        controller,
        bus,
        target: 0,
        unit,
    })
}

/// Gives disks on IDE, SATA, SCSI and floppy controllers the address that their names imply.
pub fn assign_drives(domain: &mut Domain) -> Result<()> {
    for i in 0..domain.devices.disks.len() {
        let disk = &domain.devices.disks[i];
        let Some(bus) = disk.bus else { continue };
        if disk.info.address.is_some() || drive_of(bus, 0).is_none() {
            continue;
        }
        let index = target_index(&disk.target).ok_or_else(|| {
            Error::new(
                virErrorNumber::VIR_ERR_XML_ERROR,
                format!(
                    "the target name '{}' tells no place on its bus, and no address is given",
                    disk.target
                ),
            )
        })?;
        let mut drive = drive_of(bus, index);
        if bus == DiskBus::Scsi {
            drive = drive.map(|d| next_free_scsi(&domain.devices, d, i));
        }
        domain.devices.disks[i].info.address = drive.map(Address::Drive);
    }
    check_duplicate_drives(&domain.devices.disks)
}

/// A SCSI host device may sit where the disk's name points to; the disk then moves on.
fn next_free_scsi(devices: &Devices, mut drive: DriveAddress, skip: usize) -> DriveAddress {
    let taken: BTreeSet<(u32, u32, u32, u32)> = devices
        .hostdevs
        .iter()
        .filter_map(|h| h.info.drive())
        .chain(
            devices
                .disks
                .iter()
                .enumerate()
                .filter(|(i, d)| *i != skip && d.bus == Some(DiskBus::Scsi))
                .filter_map(|(_, d)| d.info.drive()),
        )
        .map(|d| (d.controller, d.bus, d.target, d.unit))
        .collect();
    let hostdev_at = |d: &DriveAddress| {
        devices
            .hostdevs
            .iter()
            .filter_map(|h| h.info.drive())
            .any(|h| h == d)
    };
    while hostdev_at(&drive)
        && taken.contains(&(drive.controller, drive.bus, drive.target, drive.unit))
    {
        if drive.unit < 6 {
            drive.unit += 1;
        } else {
            drive.unit = 0;
            drive.controller += 1;
        }
    }
    drive
}

fn check_duplicate_drives(disks: &[Disk]) -> Result<()> {
    let mut seen = BTreeMap::new();
    for disk in disks {
        let (Some(bus), Some(d)) = (disk.bus, disk.info.drive()) else {
            continue;
        };
        let key = (bus.name(), d.controller, d.bus, d.target, d.unit);
        if let Some(other) = seen.insert(key, &disk.target) {
            return Err(Error::xml(format!(
                "disk '{}' has the address (controller {}, bus {}, target {}, unit {}) that disk '{other}' has too",
                disk.target, d.controller, d.bus, d.target, d.unit
            )));
        }
    }
    Ok(())
}

/// Gives virtio channels and consoles their ports.
pub fn assign_virtio_serial(domain: &mut Domain) -> Result<()> {
    let mut ports: BTreeMap<u32, (u32, BTreeSet<u32>)> = BTreeMap::new();
    for c in &domain.devices.controllers {
        if c.kind == ControllerType::VirtioSerial {
            ports.insert(c.index(), (c.ports.unwrap_or(31), BTreeSet::new()));
        }
    }
    let devices = &mut domain.devices;
    let mut wanting: Vec<(&mut DeviceInfo, bool)> = Vec::new();
    for c in devices.channels.iter_mut() {
        if matches!(c.target, ChannelTarget::Virtio { .. }) {
            wanting.push((&mut c.info, false));
        }
    }
    for c in devices.consoles.iter_mut() {
        if c.target == Some(ConsoleTarget::Virtio) {
            wanting.push((&mut c.info, true));
        }
    }
    for (info, _) in &wanting {
        let Some(a) = info.virtio_serial() else {
            continue;
        };
        if a.port == 0 {
            continue;
        }
        let (max, taken) = ports.get_mut(&a.controller).ok_or_else(|| {
            Error::xml(format!(
                "there is no virtio-serial controller {}",
                a.controller
            ))
        })?;
        if a.port >= *max {
            return Err(Error::xml(format!(
                "virtio-serial controller {} has no port {}",
                a.controller, a.port
            )));
        }
        if !taken.insert(a.port) {
            return Err(Error::xml(format!(
                "port {} of virtio-serial controller {} is taken twice",
                a.port, a.controller
            )));
        }
    }
    let mut added = Vec::new();
    for (info, may_be_zero) in wanting {
        let only = match &info.address {
            // A console needs no port of its own choosing: QEMU gives it one.
            None if may_be_zero => continue,
            None => None,
            Some(Address::VirtioSerial(a)) if a.port == 0 => Some(a.controller),
            Some(_) => continue,
        };
        let found = ports
            .iter_mut()
            .filter(|(n, _)| only.is_none_or(|o| o == **n))
            .find_map(|(n, (max, taken))| {
                let first = u32::from(!(may_be_zero && *n == 0));
                (first..*max).find(|p| taken.insert(*p)).map(|p| (*n, p))
            });
        let (controller, port) = match found {
            Some(place) => place,
            None if only.is_some() => {
                return Err(Error::xml(
                    "all ports of the virtio-serial controller are taken",
                ));
            }
            None => {
                let index = (0..).find(|n| !ports.contains_key(n)).unwrap_or(0);
                added.push(index);
                ports.insert(index, (31, BTreeSet::from([1])));
                (index, 1)
            }
        };
        info.address = Some(Address::VirtioSerial(VirtioSerialAddress {
            controller,
            bus: 0,
            port,
        }));
    }
    for index in added {
        super::implicit::insert_controller(
            domain,
            Controller::new(ControllerType::VirtioSerial, index),
        );
    }
    Ok(())
}

/// Gives smart cards their slots.
pub fn assign_ccid(domain: &mut Domain) {
    for (slot, card) in domain.devices.smartcards.iter_mut().enumerate() {
        card.info.address.get_or_insert(Address::Ccid(CcidAddress {
            controller: slot as u32,
            slot: 0,
        }));
    }
}

/// Gives DIMMs their slots.
pub fn assign_memory_slots(domain: &mut Domain) -> Result<()> {
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    let in_slot = |m: MemoryModel| matches!(m, MemoryModel::Dimm | MemoryModel::Nvdimm);
    for m in &domain.devices.memories {
        if let (true, Some(Address::Dimm { slot, .. })) = (in_slot(m.model), &m.info.address) {
            if !taken.insert(*slot) {
                return Err(Error::xml(format!("two memory devices have slot {slot}")));
            }
        }
    }
    let slots = domain.memory.slots;
    for m in domain
        .devices
        .memories
        .iter_mut()
        .filter(|m| in_slot(m.model))
    {
        if m.info.address.is_none() {
            let slot = (0..slots)
                .find(|s| !taken.contains(s))
                .ok_or_else(|| Error::internal("more memory devices than slots"))?;
            taken.insert(slot);
            m.info.address = Some(Address::Dimm { slot, base: None });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::target_index;

    #[test]
    fn names() {
        for (name, index) in [
            ("sda", Some(0)),
            ("vdz", Some(25)),
            ("hdaa", Some(26)),
            ("xvdab", Some(27)),
            ("sd", None),
            ("hdaxxxxxxxxxx", None),
            ("foo", None),
        ] {
            assert_eq!(target_index(name), index, "{name}");
        }
    }
}
