//! The names that QEMU knows devices by. Names that a user chose (`ua-...`) stay.

use std::collections::BTreeSet;

use super::buses::target_index;
use super::machine::Chipset;
use crate::conf::domain::controller::{Controller, ControllerType, PciModel, ScsiModel};
use crate::conf::domain::disk::{Disk, DiskBus};
use crate::conf::domain::memory::MemoryModel;
use crate::conf::domain::misc::MemballoonModel;
use crate::conf::domain::net::NetBackend;
use crate::conf::domain::{Devices, Domain};

/// Gives every device that has none its alias.
pub fn assign(domain: &mut Domain) {
    let chipset = Chipset::of_domain(domain);
    let devices = &mut domain.devices;
    let mut used: BTreeSet<String> = devices
        .infos()
        .filter_map(|info| info.alias.clone())
        .collect();
    let controllers: Vec<(ControllerType, u32, Option<ScsiModel>)> = devices
        .controllers
        .iter()
        .map(|c| (c.kind, c.index(), c.scsi_model()))
        .collect();
    let lsi = |index: u32| {
        controllers.iter().any(|c| {
            c.0 == ControllerType::Scsi && c.1 == index && c.2 == Some(ScsiModel::Lsilogic)
        })
    };
    for (i, disk) in devices.disks.iter_mut().enumerate() {
        if disk.info.alias.is_none() {
            disk.info.alias = Some(disk_alias(disk, i, lsi));
        }
    }
    // One counter serves all host devices, those behind interfaces included.
    for net in devices
        .interfaces
        .iter_mut()
        .filter(|n| n.info.alias.is_none())
    {
        let prefix = if matches!(net.backend, NetBackend::Hostdev(_)) {
            "hostdev"
        } else {
            "net"
        };
        net.info.alias = Some(next(prefix, &mut used));
    }
    for c in devices
        .controllers
        .iter_mut()
        .filter(|c| c.info.alias.is_none())
    {
        c.info.alias = Some(controller_alias(c, chipset));
    }
    number(devices, &mut used);
}

fn next(prefix: &str, used: &mut BTreeSet<String>) -> String {
    let alias = (0u32..)
        .map(|n| format!("{prefix}{n}"))
        .find(|a| !used.contains(a))
        .unwrap_or_default();
    used.insert(alias.clone());
    alias
}

fn disk_alias(disk: &Disk, position: usize, lsi: impl Fn(u32) -> bool) -> String {
    let bus = disk.bus.unwrap_or(DiskBus::Virtio);
    match (bus, disk.info.drive()) {
        (DiskBus::Scsi, Some(d)) if !lsi(d.controller) => {
            format!("scsi{}-{}-{}-{}", d.controller, d.bus, d.target, d.unit)
        }
        (_, Some(d)) => format!("{}{}-{}-{}", bus.name(), d.controller, d.bus, d.unit),
        _ => {
            let index = target_index(&disk.target).unwrap_or(position as u32);
            format!("{}-disk{index}", bus.name())
        }
    }
}

fn controller_alias(c: &Controller, chipset: Chipset) -> String {
    let index = c.index();
    match c.kind {
        ControllerType::Pci if c.pci_model() == Some(PciModel::PcieRoot) => format!("pcie.{index}"),
        ControllerType::Pci => format!("pci.{index}"),
        ControllerType::Ide if index == 0 && chipset == Chipset::I440fx => "ide".to_owned(),
        ControllerType::Sata if index == 0 && chipset == Chipset::Q35 => "ide".to_owned(),
        ControllerType::Usb if index == 0 => "usb".to_owned(),
        kind => format!("{}{index}", kind.name()),
    }
}

fn number(devices: &mut Devices, used: &mut BTreeSet<String>) {
    macro_rules! number {
        ($($list:ident $prefix:literal),* $(,)?) => {
            $(for d in devices.$list.iter_mut() {
                if d.info.alias.is_none() {
                    d.info.alias = Some(next($prefix, used));
                }
            })*
        };
    }
    number!(
        filesystems "fs", sounds "sound", hostdevs "hostdev", redirdevs "redir", videos "video",
        parallels "parallel", serials "serial", channels "channel",
    );
    let serial0 = devices.serials.first().and_then(|s| s.info.alias.clone());
    let shadows = devices.first_console_is_serial();
    for (i, console) in devices.consoles.iter_mut().enumerate() {
        if console.info.alias.is_some() {
            continue;
        }
        console.info.alias = match (i, &serial0) {
            // The first console is the first serial port by another name.
            (0, Some(alias)) if shadows => {
                // Its number is taken all the same.
                next("console", used);
                Some(alias.clone())
            }
            _ => Some(next("console", used)),
        };
    }
    number!(
        hubs "hub", shmems "shmem", smartcards "smartcard", inputs "input", watchdogs "watchdog",
        rngs "rng", tpms "tpm", panics "panic", vsock "vsock",
        cryptos "crypto", iommu "iommu", pstore "pstore",
    );
    // "No balloon" is no device.
    for balloon in devices.memballoon.iter_mut() {
        if balloon.model != MemballoonModel::None && balloon.info.alias.is_none() {
            balloon.info.alias = Some(next("balloon", used));
        }
    }
    if let Some(nvram) = &mut devices.nvram {
        nvram.info.alias.get_or_insert_with(|| "nvram".to_owned());
    }
    for m in devices
        .memories
        .iter_mut()
        .filter(|m| m.info.alias.is_none())
    {
        let prefix = match m.model {
            MemoryModel::Dimm => "dimm",
            MemoryModel::Nvdimm => "nvdimm",
            MemoryModel::VirtioPmem => "virtiopmem",
            MemoryModel::VirtioMem => "virtiomem",
            MemoryModel::SgxEpc => "epc",
        };
        m.info.alias = Some(next(prefix, used));
    }
}
