//! Devices that a machine has though the document does not name them, and the controllers that the
//! named devices need.

use std::collections::BTreeSet;

use super::machine::Chipset;
use crate::conf::cpuset::CpuSet;
use crate::conf::domain::address::DeviceInfo;
use crate::conf::domain::audio::{Audio, AudioBackend, AudioIo};
use crate::conf::domain::chardev::{ChannelTarget, ConsoleTarget};
use crate::conf::domain::controller::{
    Controller, ControllerModel, ControllerType, PciModel, UsbModel,
};
use crate::conf::domain::cpu::NumaCell;
use crate::conf::domain::disk::DiskBus;
use crate::conf::domain::graphics::GraphicsType;
use crate::conf::domain::hostdev::HostdevSource;
use crate::conf::domain::misc::{
    Input, InputBus, InputType, Memballoon, MemballoonModel, Watchdog, WatchdogAction,
    WatchdogModel,
};
use crate::conf::domain::os::OsType;
use crate::conf::domain::video::Video;
use crate::conf::domain::{Devices, Domain};
use crate::error::{Error, Result};
use crate::qemu::capabilities::{Cap, QemuCaps};

/// Puts a controller where libvirt lists it: behind those of its type with lower numbers.
pub fn insert_controller(domain: &mut Domain, controller: Controller) {
    let list = &mut domain.devices.controllers;
    let place = list
        .iter()
        .rposition(|c| c.kind == controller.kind && c.index() <= controller.index())
        .map(|i| i + 1)
        .or_else(|| list.iter().position(|c| c.kind == controller.kind))
        .unwrap_or(list.len());
    list.insert(place, controller);
}

fn has(devices: &Devices, kind: ControllerType) -> bool {
    devices.controllers.iter().any(|c| c.kind == kind)
}

fn ensure(domain: &mut Domain, kind: ControllerType, index: u32, model: Option<ControllerModel>) {
    if !domain
        .devices
        .controllers
        .iter()
        .any(|c| c.kind == kind && c.index == Some(index))
    {
        let mut controller = Controller::new(kind, index);
        controller.model = model;
        insert_controller(domain, controller);
    }
}

/// What every machine of its kind has.
pub fn add_builtin(domain: &mut Domain, caps: &QemuCaps, chipset: Chipset) -> Result<()> {
    if domain.os.os_type != OsType::Hvm {
        return Ok(());
    }
    if chipset.has_pci() && !has(&domain.devices, ControllerType::Usb) {
        add_usb(domain, caps, chipset);
    }
    if chipset == Chipset::Q35 {
        ensure(domain, ControllerType::Sata, 0, None);
    }
    if chipset.has_pci() {
        add_pci_root(domain, chipset)?;
    }
    if domain.devices.memballoon.is_none() {
        domain.devices.memballoon = Some(Memballoon {
            model: MemballoonModel::Virtio,
            autodeflate: None,
            free_page_reporting: None,
            stats_period: None,
            virtio: Default::default(),
            info: DeviceInfo::default(),
        });
    }
    if chipset == Chipset::Q35
        && !domain
            .devices
            .watchdogs
            .iter()
            .any(|w| w.model == WatchdogModel::Itco)
    {
        domain.devices.watchdogs.push(Watchdog {
            model: WatchdogModel::Itco,
            action: WatchdogAction::Reset,
            info: DeviceInfo::default(),
        });
    }
    let graphical = domain
        .devices
        .graphics
        .iter()
        .any(|g| !matches!(g.kind, GraphicsType::EglHeadless { .. }));
    if graphical && domain.devices.videos.is_empty() {
        domain.devices.videos.push(Video {
            primary: true,
            ..Video::default()
        });
    }
    Ok(())
}

fn add_usb(domain: &mut Domain, caps: &QemuCaps, chipset: Chipset) {
    let model = match chipset {
        Chipset::Q35 if caps.has(Cap::QemuXhci) => UsbModel::QemuXhci,
        Chipset::Q35 if caps.has(Cap::NecXhci) => UsbModel::NecXhci,
        Chipset::Q35 => return,
        _ if caps.has(Cap::Piix3Uhci) => UsbModel::Piix3Uhci,
        _ => return,
    };
    ensure(
        domain,
        ControllerType::Usb,
        0,
        Some(ControllerModel::Usb(model)),
    );
}

fn add_pci_root(domain: &mut Domain, chipset: Chipset) -> Result<()> {
    let model = if chipset.is_pcie() {
        PciModel::PcieRoot
    } else {
        PciModel::PciRoot
    };
    if let Some(root) = domain
        .devices
        .controllers
        .iter()
        .find(|c| c.kind == ControllerType::Pci && c.index == Some(0))
    {
        return match root.pci_model() {
            Some(given) if given != model => Err(Error::xml(format!(
                "PCI controller 0 of this machine is a '{}', the document says '{}'",
                model.name(),
                given.name()
            ))),
            _ => Ok(()),
        };
    }
    let mut root = Controller::new(ControllerType::Pci, 0);
    root.model = Some(ControllerModel::Pci(model));
    insert_controller(domain, root);
    Ok(())
}

/// Keyboard and mouse of the PC.
pub fn add_ps2(domain: &mut Domain, chipset: Chipset) {
    let isapc = domain.os.machine.as_deref() == Some("isapc");
    if !domain.os.arch.is_x86()
        || !(chipset.has_pci() || isapc)
        || domain.features.ps2 == Some(false)
    {
        return;
    }
    for kind in [InputType::Mouse, InputType::Keyboard] {
        let inputs = &mut domain.devices.inputs;
        if !inputs
            .iter()
            .any(|i| i.kind == kind && i.bus == Some(InputBus::Ps2))
        {
            inputs.push(Input {
                kind,
                bus: Some(InputBus::Ps2),
                model: None,
                source: None,
                grab_all: false,
                grab_toggle: None,
                repeat: None,
                virtio: Default::default(),
                info: DeviceInfo::default(),
            });
        }
    }
}

/// Where the guest's sound goes when the document does not say.
pub fn add_audio(domain: &mut Domain) {
    if !domain.devices.audios.is_empty() {
        return;
    }
    // With SDL and D-Bus displays the sound stays unsaid; QEMU decides.
    let backend = match domain.devices.graphics.first().map(|g| &g.kind) {
        Some(GraphicsType::Spice(_)) => AudioBackend::Spice,
        Some(GraphicsType::Sdl(_) | GraphicsType::Dbus(_)) => return,
        _ => AudioBackend::None,
    };
    domain.devices.audios.push(Audio {
        id: 1,
        backend,
        timer_period: None,
        input: AudioIo::default(),
        output: AudioIo::default(),
    });
}

/// Numbers the controllers that the document leaves unnumbered.
pub fn number_controllers(domain: &mut Domain) {
    let list = &mut domain.devices.controllers;
    // The machine's own root is number 0, wherever it stands.
    for c in list
        .iter_mut()
        .filter(|c| c.kind == ControllerType::Pci && c.index.is_none())
    {
        if matches!(c.pci_model(), Some(PciModel::PciRoot | PciModel::PcieRoot)) {
            c.index = Some(0);
        }
    }
    for i in 0..list.len() {
        if list[i].index.is_some() {
            continue;
        }
        let companion_of = ich9_set(&list[..i], list[i].usb_model());
        let kind = list[i].kind;
        let index = companion_of.unwrap_or_else(|| {
            let used: BTreeSet<u32> = list
                .iter()
                .filter(|c| c.kind == kind)
                .filter_map(|c| c.index)
                .collect();
            (0..).find(|n| !used.contains(n)).unwrap_or(0)
        });
        list[i].index = Some(index);
    }
    for c in list.iter_mut() {
        let start = match c.usb_model() {
            Some(UsbModel::Ich9Uhci1) => 0,
            Some(UsbModel::Ich9Uhci2) => 2,
            Some(UsbModel::Ich9Uhci3) => 4,
            _ => continue,
        };
        c.info.usb_master.get_or_insert(start);
    }
    sort_usb(list);
}

fn is_ich9(model: UsbModel) -> bool {
    matches!(
        model,
        UsbModel::Ich9Ehci1 | UsbModel::Ich9Uhci1 | UsbModel::Ich9Uhci2 | UsbModel::Ich9Uhci3
    )
}

/// The number of the ICH9 set that this part goes with: the last one begun, unless it has such a part.
fn ich9_set(before: &[Controller], part: Option<UsbModel>) -> Option<u32> {
    let part = part.filter(|m| is_ich9(*m))?;
    let last = before
        .iter()
        .rev()
        .find(|c| c.usb_model().is_some_and(is_ich9))
        .and_then(|c| c.index)?;
    let has_it = |c: &Controller| c.index == Some(last) && c.usb_model() == Some(part);
    (!before.iter().any(has_it)).then_some(last)
}

/// Lists the parts of USB controllers by number, the EHCI part of each set first.
fn sort_usb(list: &mut [Controller]) {
    let places: Vec<usize> = (0..list.len())
        .filter(|i| list[*i].kind == ControllerType::Usb)
        .collect();
    let mut usb: Vec<Controller> = places.iter().map(|i| list[*i].clone()).collect();
    usb.sort_by_key(|c| (c.index(), c.usb_model() != Some(UsbModel::Ich9Ehci1)));
    for (i, c) in places.into_iter().zip(usb) {
        list[i] = c;
    }
}

/// Controllers for the disks, channels, smart cards and host devices that need one.
pub fn add_for_devices(domain: &mut Domain) {
    let devices = &domain.devices;
    let mut need: Vec<(ControllerType, u32)> = Vec::new();
    for disk in &devices.disks {
        let kind = match disk.bus {
            Some(DiskBus::Scsi) => ControllerType::Scsi,
            Some(DiskBus::Fdc) => ControllerType::Fdc,
            Some(DiskBus::Ide) => ControllerType::Ide,
            Some(DiskBus::Sata) => ControllerType::Sata,
            _ => continue,
        };
        if let Some(drive) = disk.info.drive() {
            need.push((kind, drive.controller));
        }
    }
    for hostdev in &devices.hostdevs {
        if matches!(hostdev.source, HostdevSource::Scsi { .. }) {
            need.push((
                ControllerType::Scsi,
                hostdev.info.drive().map_or(0, |d| d.controller),
            ));
        }
    }
    let mut virtio_serial: Vec<u32> = Vec::new();
    let virtio_ports = devices
        .channels
        .iter()
        .filter(|c| matches!(c.target, ChannelTarget::Virtio { .. }))
        .map(|c| &c.info)
        .chain(
            devices
                .consoles
                .iter()
                .filter(|c| c.target == Some(ConsoleTarget::Virtio))
                .map(|c| &c.info),
        );
    for info in virtio_ports {
        virtio_serial.push(info.virtio_serial().map_or(0, |a| a.controller));
    }
    for card in &devices.smartcards {
        use crate::conf::domain::address::Address;
        let controller = match &card.info.address {
            Some(Address::Ccid(ccid)) => ccid.controller,
            _ => 0,
        };
        need.push((ControllerType::Ccid, controller));
    }
    for (kind, last) in need {
        for index in 0..=last {
            ensure(domain, kind, index, None);
        }
    }
    for index in virtio_serial {
        ensure(domain, ControllerType::VirtioSerial, index, None);
    }
}

/// Memory is plugged into NUMA nodes: a guest that may get more has at least one, with all there is.
pub fn add_numa_node(domain: &mut Domain) {
    if domain.memory.max_kib.is_none() || !domain.numa.cells.is_empty() {
        return;
    }
    let mut cpus = CpuSet::new();
    for cpu in 0..domain.vcpus.max() {
        cpus.insert(cpu);
    }
    let plugged: u64 = domain.devices.memories.iter().map(|d| d.size_kib).sum();
    domain.numa.cells.push(NumaCell {
        cpus: Some(cpus),
        memory_kib: domain.memory.total_kib.saturating_sub(plugged),
        ..NumaCell::default()
    });
}
