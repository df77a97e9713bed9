//! Gives every PCI device of a document its address, and adds the bridges and ports that this takes.
//!
//! The rules are those that guests' operating systems see: which device sits where on a `pc` and a
//! `q35` machine, in which order the rest is placed, and which bridges appear by themselves.

use super::machine::Chipset;
use super::pci_set::{Connect, PciSet, Place};
use crate::conf::domain::address::{Address, DeviceInfo, PciAddress};
use crate::conf::domain::audio::SoundModel;
use crate::conf::domain::chardev::SerialTarget;
use crate::conf::domain::controller::{
    Controller, ControllerModel, ControllerType, PciModel, PciModelName, ScsiModel, UsbModel,
};
use crate::conf::domain::disk::DiskBus;
use crate::conf::domain::fs::FsDriver;
use crate::conf::domain::hostdev::HostdevSource;
use crate::conf::domain::memory::MemoryModel;
use crate::conf::domain::misc::{InputBus, IommuModel, MemballoonModel, PanicModel, WatchdogModel};
use crate::conf::domain::net::{KnownNetModel, NetBackend, NetModel};
use crate::conf::domain::video::VideoModel;
use crate::conf::domain::{DeviceMut, DeviceRef, Domain};
use crate::error::{Error, Result};
use crate::qemu::capabilities::{Cap, QemuCaps};

/// Assigns all PCI addresses of `domain`; `new` allows one spare port for hotplug.
pub fn assign(domain: &mut Domain, caps: &QemuCaps, chipset: Chipset) -> Result<()> {
    let Some(last) = last_index(domain) else {
        return match domain.devices.all().into_iter().find(|d| {
            d.info().chosen_pci().is_some()
                || d.info().address.is_none() && !connect(*d, caps, false).is_empty()
        }) {
            Some(_) => Err(Error::xml(
                "a device wants a PCI address, but the machine has no PCI bus",
            )),
            None => Ok(()),
        };
    };
    let bridge = caps.has(Cap::PcieToPciBridge);

    // A rehearsal on a copy tells how many buses it takes.
    let mut copy = domain.clone();
    let mut set = PciSet::new(&models(&copy, last), true, bridge);
    let full_before = {
        let mut probe = PciSet::new(&models(&copy, last), true, bridge);
        reserve_chosen(&copy, &mut probe, caps)?;
        probe.all_full()
    };
    let pc = chipset == Chipset::I440fx;
    place(&mut copy, &mut set, caps, chipset, pc && !full_before)?;
    if last == 0 && set.bus_count() > 1 && chipset.is_pcie() {
        // The user left the buses to us: one port stays free, for a device that is plugged in later.
        set.reserve_next(Connect::PCIE_DEVICE | Connect::HOTPLUGGABLE)?;
    }
    for (index, model) in (0u32..).zip(set.models()) {
        let known = |c: &Controller| c.kind == ControllerType::Pci && c.index() == index;
        if !domain.devices.controllers.iter().any(known) {
            let mut controller = Controller::new(ControllerType::Pci, index);
            controller.model = Some(ControllerModel::Pci(model));
            super::implicit::insert_controller(domain, controller);
        }
    }

    let last = last_index(domain).unwrap_or(0);
    let mut set = PciSet::new(&models(domain, last), false, bridge);
    place(domain, &mut set, caps, chipset, false)?;
    for mut device in domain.devices.all_mut() {
        if let Some(Address::Pci(pci)) = &mut device.info_mut().address {
            if pci.function == 0
                && pci.multifunction.is_none()
                && set.is_multifunction(pci.bus as u8, pci.slot as u8)
            {
                pci.multifunction = Some(true);
            }
        }
    }
    fill_options(domain, caps)
}

fn last_index(domain: &Domain) -> Option<u32> {
    domain
        .devices
        .controllers
        .iter()
        .filter(|c| c.kind == ControllerType::Pci)
        .map(Controller::index)
        .max()
        .map(|last| last.min(u8::MAX.into()))
}

/// The models by index; numbers that the document skips get what the machine would be given anyway.
fn models(domain: &Domain, last: u32) -> Vec<PciModel> {
    let filler = if has_pcie_root(domain) {
        PciModel::PcieRootPort
    } else {
        PciModel::PciBridge
    };
    let mut models = vec![filler; last as usize + 1];
    for c in &domain.devices.controllers {
        if let (ControllerType::Pci, Some(model)) = (c.kind, c.pci_model()) {
            models[c.index() as usize] = model;
        }
    }
    models
}

fn at(pci: &PciAddress) -> Result<Place> {
    if pci.domain != 0 {
        return Err(Error::xml(format!(
            "PCI address {pci}: QEMU has only PCI domain 0"
        )));
    }
    Ok(Place {
        bus: u8::try_from(pci.bus)
            .map_err(|_| Error::xml(format!("PCI address {pci}: bus is out of range")))?,
        slot: (pci.slot & 0x1f) as u8,
        function: (pci.function & 7) as u8,
    })
}

fn address(place: Place) -> Option<Address> {
    Some(Address::Pci(PciAddress::new(
        0,
        place.bus.into(),
        place.slot.into(),
        place.function.into(),
    )))
}

/// Whether a device still wants a PCI address from us.
fn wants(info: &DeviceInfo) -> bool {
    match &info.address {
        None => true,
        Some(Address::Pci(pci)) => pci.is_empty(),
        Some(_) => false,
    }
}

fn reserve_chosen(domain: &Domain, set: &mut PciSet, caps: &QemuCaps) -> Result<()> {
    let pcie = has_pcie_root(domain);
    for device in domain.devices.all() {
        if matches!(device, DeviceRef::Console(_)) {
            // It repeats the address of the serial port that it stands for.
            continue;
        }
        let Some(pci) = device.info().chosen_pci() else {
            continue;
        };
        let mut wanted = connect(device, caps, pcie);
        if wanted.is_empty() {
            wanted = Connect::PCI_DEVICE;
        }
        set.reserve(at(pci)?, wanted, true)?;
    }
    Ok(())
}

fn has_pcie_root(domain: &Domain) -> bool {
    domain
        .devices
        .controllers
        .iter()
        .any(|c| c.kind == ControllerType::Pci && c.pci_model() == Some(PciModel::PcieRoot))
}

fn place(
    domain: &mut Domain,
    set: &mut PciSet,
    caps: &QemuCaps,
    chipset: Chipset,
    spare_slot: bool,
) -> Result<()> {
    reserve_chosen(domain, set, caps)?;
    match chipset {
        Chipset::I440fx => place_piix3(domain, set, caps)?,
        Chipset::Q35 => place_ich9(domain, set, caps)?,
        Chipset::Other => {}
    }
    if spare_slot {
        set.reserve_next(Connect::PCI_BRIDGE)?;
    }
    place_rest(domain, set, caps)
}

/// What the i440FX with its PIIX3 has at fixed places: slot 1 is the PIIX3, slot 2 the display.
fn place_piix3(domain: &mut Domain, set: &mut PciSet, caps: &QemuCaps) -> Result<()> {
    for c in &mut domain.devices.controllers {
        let (function, what) = match c.kind {
            ControllerType::Ide if c.index() == 0 => (1, "primary IDE controller"),
            ControllerType::Usb
                if c.index() == 0 && matches!(c.usb_model(), None | Some(UsbModel::Piix3Uhci)) =>
            {
                (2, "PIIX3 USB controller at index 0")
            }
            _ => continue,
        };
        let fixed = Place {
            bus: 0,
            slot: 1,
            function,
        };
        match c.info.chosen_pci() {
            None if c.kind == ControllerType::Usb
                && c.info.address.is_some()
                && !wants(&c.info) => {}
            None => {
                set.reserve(fixed, Connect::PCI_DEVICE, false)?;
                c.info.address = address(fixed);
            }
            Some(pci) if at(pci)? == fixed => {}
            Some(_) => {
                return Err(Error::internal(format!(
                    "the {what} must have PCI address 0:0:1.{function}"
                )));
            }
        }
    }
    let isa = Place {
        bus: 0,
        slot: 1,
        function: 0,
    };
    if !set.function_in_use(isa) {
        set.reserve(isa, Connect::PCI_DEVICE, false)?;
    }
    place_display(domain, set, caps, 2)
}

/// What the ICH9 has at fixed places.
fn place_ich9(domain: &mut Domain, set: &mut PciSet, caps: &QemuCaps) -> Result<()> {
    // Function 0 is the ISA bridge, 3 the SMBus.
    for function in [0, 3] {
        let chip = Place {
            bus: 0,
            slot: 0x1f,
            function,
        };
        if !set.function_in_use(chip) {
            set.reserve(chip, Connect::PCIE_DEVICE, false)?;
        }
    }
    let sata = Place {
        bus: 0,
        slot: 0x1f,
        function: 2,
    };
    let mut usb: Vec<usize> = Vec::new();
    for (i, c) in domain.devices.controllers.iter_mut().enumerate() {
        match c.kind {
            ControllerType::Sata if c.index() == 0 => match c.info.chosen_pci() {
                None => {
                    set.reserve(sata, Connect::PCIE_DEVICE, false)?;
                    c.info.address = address(sata);
                }
                Some(pci) if at(pci)? == sata => {}
                Some(_) => {
                    return Err(Error::internal(
                        "the primary SATA controller must have PCI address 0:0:1f.2",
                    ));
                }
            },
            ControllerType::Usb if wants(&c.info) && ich9_function(c).is_some() => usb.push(i),
            ControllerType::Pci
                if c.pci_model() == Some(PciModel::DmiToPciBridge) && wants(&c.info) =>
            {
                let dmi = Place {
                    bus: 0,
                    slot: 0x1e,
                    function: 0,
                };
                if !set.slot_in_use(0, 0x1e) {
                    set.reserve(dmi, Connect::DMI_TO_PCI_BRIDGE, false)?;
                    c.info.address = address(dmi);
                }
            }
            _ => {}
        }
    }
    place_ich9_usb(domain, set, &usb)?;
    if let Some(sound) = domain
        .devices
        .sounds
        .iter_mut()
        .find(|s| s.model == SoundModel::Ich9 && wants(&s.info))
    {
        if !set.slot_in_use(0, 0x1b) {
            let hda = Place {
                bus: 0,
                slot: 0x1b,
                function: 0,
            };
            set.reserve(hda, Connect::PCIE_DEVICE, false)?;
            sound.info.address = address(hda);
        }
    }
    place_display(domain, set, caps, 1)
}

/// The function that a part of an ICH9 USB controller has within its slot.
fn ich9_function(c: &Controller) -> Option<u8> {
    match c.usb_model()? {
        UsbModel::Ich9Uhci1 => Some(0),
        UsbModel::Ich9Uhci2 => Some(1),
        UsbModel::Ich9Uhci3 => Some(2),
        UsbModel::Ich9Ehci1 => Some(7),
        _ => None,
    }
}

/// On real boards the two ICH9 USB controllers sit in slots 1d and 1a.
fn place_ich9_usb(domain: &mut Domain, set: &mut PciSet, which: &[usize]) -> Result<()> {
    let mut slots: Vec<(u32, u8)> = Vec::new();
    let controllers = &mut domain.devices.controllers;
    for &i in which {
        let (index, function) = (
            controllers[i].index(),
            ich9_function(&controllers[i]).unwrap_or(0),
        );
        let partner = controllers
            .iter()
            .filter(|c| {
                c.kind == ControllerType::Usb && c.index() == index && ich9_function(c).is_some()
            })
            .find_map(|c| c.info.chosen_pci().copied());
        let slot = match slots.iter().find(|(n, _)| *n == index) {
            Some((_, slot)) => *slot,
            // Parts that the document places already decide; the general search handles the rest.
            None if partner.is_some() => continue,
            None => match [0x1d, 0x1a].into_iter().find(|s| !set.slot_in_use(0, *s)) {
                Some(slot) => {
                    slots.push((index, slot));
                    slot
                }
                None => continue,
            },
        };
        let place = Place {
            bus: 0,
            slot,
            function,
        };
        set.reserve(place, Connect::PCIE_DEVICE, false)?;
        controllers[i].info.address = address(place);
    }
    Ok(())
}

/// The primary display has a slot of its own, if nobody else took it.
fn place_display(domain: &mut Domain, set: &mut PciSet, caps: &QemuCaps, slot: u8) -> Result<()> {
    let pcie = has_pcie_root(domain);
    let Some(video) = domain.devices.videos.first_mut() else {
        return Ok(());
    };
    let wanted = connect(DeviceRef::Video(video), caps, pcie);
    if wanted.is_empty() || !wants(&video.info) {
        return Ok(());
    }
    let fixed = Place {
        bus: 0,
        slot,
        function: 0,
    };
    let place = if set.slot_in_use(0, slot) {
        set.reserve_next(wanted)?
    } else {
        // The display is never unplugged, so a slot of the root bus will do.
        let integrated = if pcie {
            Connect::PCIE_DEVICE
        } else {
            Connect::PCI_DEVICE
        };
        set.reserve(fixed, integrated, false)?;
        fixed
    };
    video.info.address = address(place);
    Ok(())
}

/// Places one device that wants an address.
fn place_one(device: &mut DeviceMut<'_>, wanted: Connect, set: &mut PciSet) -> Result<()> {
    if !wanted.is_empty() && wants(device.info()) {
        device.info_mut().address = address(set.reserve_next(wanted)?);
    }
    Ok(())
}

/// All devices that have no fixed place, in the order in which guests have always seen them.
fn place_rest(domain: &mut Domain, set: &mut PciSet, caps: &QemuCaps) -> Result<()> {
    let pcie = has_pcie_root(domain);
    let devices = &mut domain.devices;
    macro_rules! each {
        ($list:ident, $kind:ident) => {
            for d in devices.$list.iter_mut() {
                let wanted = connect(DeviceRef::$kind(d), caps, pcie);
                place_one(&mut DeviceMut::$kind(d), wanted, set)?;
            }
        };
    }
    for c in devices
        .controllers
        .iter_mut()
        .filter(|c| c.kind == ControllerType::Pci)
    {
        let wanted = connect(DeviceRef::Controller(c), caps, pcie);
        place_one(&mut DeviceMut::Controller(c), wanted, set)?;
    }
    each!(filesystems, Filesystem);
    each!(interfaces, Interface);
    each!(sounds, Sound);
    place_controllers(&mut devices.controllers, set, caps, pcie)?;
    each!(disks, Disk);
    each!(hostdevs, Hostdev);
    each!(memballoon, Memballoon);
    each!(rngs, Rng);
    each!(watchdogs, Watchdog);
    each!(videos, Video);
    each!(shmems, Shmem);
    each!(inputs, Input);
    each!(serials, Serial);
    each!(memories, Memory);
    each!(iommu, Iommu);
    each!(vsock, Vsock);
    each!(cryptos, Crypto);
    each!(panics, Panic);
    each!(pstore, Pstore);
    Ok(())
}

fn place_controllers(
    controllers: &mut [Controller],
    set: &mut PciSet,
    caps: &QemuCaps,
    pcie: bool,
) -> Result<()> {
    for i in 0..controllers.len() {
        if controllers[i].kind == ControllerType::Pci || !wants(&controllers[i].info) {
            continue;
        }
        let wanted = connect(DeviceRef::Controller(&controllers[i]), caps, pcie);
        if wanted.is_empty() {
            continue;
        }
        let place = match ich9_function(&controllers[i]) {
            Some(function) => {
                let index = controllers[i].index();
                let partner = controllers
                    .iter()
                    .filter(|c| {
                        c.kind == ControllerType::Usb
                            && c.index() == index
                            && ich9_function(c).is_some()
                    })
                    .find_map(|c| c.info.chosen_pci())
                    .map(at)
                    .transpose()?;
                let place = match partner {
                    Some(p) => Place { function, ..p },
                    None => {
                        let slot = set.find_slot(wanted)?;
                        Place { function, ..slot }
                    }
                };
                set.reserve(place, wanted & !Connect::HOTPLUGGABLE, false)?;
                place
            }
            None => set.reserve_next(wanted)?,
        };
        controllers[i].info.address = address(place);
    }
    Ok(())
}

/// What `device` needs of a slot; empty for one that is no PCI device.
pub fn connect(device: DeviceRef<'_>, caps: &QemuCaps, pcie_root: bool) -> Connect {
    let pci = Connect::PCI_DEVICE | Connect::HOTPLUGGABLE;
    let pcie = if pcie_root {
        Connect::PCIE_DEVICE | Connect::HOTPLUGGABLE
    } else {
        pci
    };
    let virtio = if caps.has(Cap::VirtioPciDisableLegacy) {
        pcie
    } else {
        pci
    };
    let none = Connect::empty();
    use crate::conf::domain::address::VirtioModel;
    // A transitional device has an I/O BAR, so it belongs on a conventional bus.
    let by_model = |model: Option<VirtioModel>| match model {
        Some(VirtioModel::Transitional) => pci,
        Some(VirtioModel::NonTransitional) => pcie,
        _ => virtio,
    };
    match device {
        DeviceRef::Controller(c) => match c.kind {
            ControllerType::Pci => c.pci_model().map_or(none, Connect::of_controller),
            ControllerType::Ide | ControllerType::Sata => pci,
            ControllerType::Usb => match c.usb_model() {
                Some(UsbModel::NecXhci | UsbModel::QemuXhci) => pcie,
                Some(UsbModel::None | UsbModel::Qusb1 | UsbModel::Qusb2) | None => none,
                Some(_) => pci,
            },
            ControllerType::Scsi => match c.scsi_model() {
                Some(ScsiModel::VirtioScsi) => virtio,
                Some(ScsiModel::VirtioTransitional) => pci,
                Some(ScsiModel::VirtioNonTransitional) => pcie,
                None | Some(ScsiModel::Auto | ScsiModel::Ibmvscsi) => none,
                Some(_) => pci,
            },
            ControllerType::VirtioSerial => {
                use crate::conf::domain::controller::VirtioSerialModel as V;
                match c.virtio_serial_model() {
                    Some(V::VirtioTransitional) => pci,
                    Some(V::VirtioNonTransitional) => pcie,
                    _ => virtio,
                }
            }
            _ => none,
        },
        DeviceRef::Filesystem(f) => match f.driver {
            Some(FsDriver::Mtp) => none,
            _ => by_model(f.model),
        },
        DeviceRef::Interface(n) => match (&n.backend, &n.model) {
            (NetBackend::Hostdev(_), _) => pcie,
            (_, Some(NetModel::Known(model))) => match model {
                KnownNetModel::UsbNet
                | KnownNetModel::SpaprVlan
                | KnownNetModel::Lan9118
                | KnownNetModel::Smc91c111 => none,
                KnownNetModel::E1000e | KnownNetModel::Igb | KnownNetModel::Vmxnet3 => pcie,
                KnownNetModel::Virtio => virtio,
                KnownNetModel::VirtioTransitional => pci,
                KnownNetModel::VirtioNonTransitional => pcie,
                _ => pci,
            },
            _ => pci,
        },
        DeviceRef::Sound(s) => match s.model {
            SoundModel::Es1370
            | SoundModel::Ac97
            | SoundModel::Ich6
            | SoundModel::Ich7
            | SoundModel::Ich9 => pci,
            SoundModel::Virtio => virtio,
            SoundModel::Sb16 | SoundModel::Pcspk | SoundModel::Usb => none,
        },
        DeviceRef::Disk(d) => match d.bus {
            Some(DiskBus::Virtio) => by_model(d.model),
            _ => none,
        },
        DeviceRef::Hostdev(h) => match &h.source {
            HostdevSource::Pci { .. } => pcie,
            HostdevSource::Mdev { model, .. } => match model {
                crate::conf::domain::hostdev::MdevModel::VfioPci => pcie,
                _ => none,
            },
            HostdevSource::ScsiHost { model, .. } => by_model(*model),
            HostdevSource::Usb(_) | HostdevSource::Scsi { .. } => none,
        },
        DeviceRef::Memballoon(b) => match b.model {
            MemballoonModel::Virtio => virtio,
            MemballoonModel::VirtioTransitional => pci,
            MemballoonModel::VirtioNonTransitional => pcie,
            MemballoonModel::None | MemballoonModel::Xen => none,
        },
        DeviceRef::Rng(r) => by_model(Some(r.model)),
        DeviceRef::Watchdog(w) => match w.model {
            WatchdogModel::I6300esb => pci,
            _ => none,
        },
        DeviceRef::Video(v) => match v.model {
            Some(VideoModel::Virtio) => virtio,
            Some(VideoModel::Bochs) => pcie,
            None | Some(VideoModel::None | VideoModel::Ramfb | VideoModel::Gop) => none,
            Some(_) => pci,
        },
        DeviceRef::Shmem(_) => pci,
        DeviceRef::Input(i) => match i.bus {
            Some(InputBus::Virtio) => by_model(i.model),
            _ => none,
        },
        DeviceRef::Serial(s) => match s.target {
            Some(SerialTarget::PciSerial) => pci,
            _ => none,
        },
        DeviceRef::Memory(m) => match m.model {
            MemoryModel::VirtioPmem | MemoryModel::VirtioMem => pcie,
            _ => none,
        },
        DeviceRef::Iommu(i) => match i.model {
            // It must come before the devices that it translates for, on the root bus.
            IommuModel::Virtio => Connect::PCIE_DEVICE,
            _ => none,
        },
        DeviceRef::Vsock(v) => by_model(v.model),
        DeviceRef::Crypto(_) => virtio,
        DeviceRef::Panic(p) => match p.model {
            Some(PanicModel::Pvpanic) => {
                Connect::PCI_DEVICE
                    | if pcie_root {
                        Connect::PCIE_DEVICE
                    } else {
                        none
                    }
            }
            _ => none,
        },
        DeviceRef::Pstore(_) => pci,
        _ => none,
    }
}

/// What a bridge or port is called and numbered, where the document leaves it open.
fn fill_options(domain: &mut Domain, caps: &QemuCaps) -> Result<()> {
    let mut lowest_bus_nr: u32 = domain
        .devices
        .controllers
        .iter()
        .filter(|c| c.kind == ControllerType::Pci)
        .filter_map(|c| c.pci.bus_nr)
        .min()
        .unwrap_or(256);
    for c in &mut domain.devices.controllers {
        if c.kind != ControllerType::Pci {
            continue;
        }
        let (index, place) = (c.index(), c.info.pci().copied());
        let Some(model) = c.pci_model() else { continue };
        let name = match model {
            PciModel::PciRoot | PciModel::PcieRoot => continue,
            PciModel::PciBridge => PciModelName::PciBridge,
            PciModel::DmiToPciBridge => PciModelName::I82801b11Bridge,
            PciModel::PcieToPciBridge => PciModelName::PciePciBridge,
            PciModel::PcieRootPort if caps.has(Cap::PcieRootPort) => PciModelName::PcieRootPort,
            PciModel::PcieRootPort => PciModelName::Ioh3420,
            PciModel::PcieSwitchUpstreamPort => PciModelName::X3130Upstream,
            PciModel::PcieSwitchDownstreamPort => PciModelName::Xio3130Downstream,
            PciModel::PciExpanderBus => PciModelName::Pxb,
            PciModel::PcieExpanderBus => PciModelName::PxbPcie,
        };
        c.pci.model_name.get_or_insert(name);
        match model {
            PciModel::PciBridge => {
                c.pci.chassis_nr.get_or_insert(index);
            }
            PciModel::PcieRootPort | PciModel::PcieSwitchDownstreamPort => {
                c.pci.chassis.get_or_insert(index);
                if let Some(p) = place {
                    c.pci.port.get_or_insert(match model {
                        PciModel::PcieRootPort => (p.slot << 3) + p.function,
                        _ => p.slot,
                    });
                }
            }
            PciModel::PciExpanderBus | PciModel::PcieExpanderBus if c.pci.bus_nr.is_none() => {
                if lowest_bus_nr < 3 {
                    return Err(Error::internal(
                        "no more bus numbers for a PCI expander bus",
                    ));
                }
                lowest_bus_nr -= 2;
                c.pci.bus_nr = Some(lowest_bus_nr);
            }
            _ => {}
        }
    }
    Ok(())
}
