//! A domain's document as another libvirt gets it, over the network or in a save image: without what
//! every libvirt adds by itself, for an older one may not know it, and without what belongs to the run
//! on this host.

use crate::conf::domain::Domain;
use crate::conf::domain::address::PciAddress;
use crate::conf::domain::audio::{Audio, AudioBackend, AudioIo};
use crate::conf::domain::controller::{
    Controller, ControllerModel, ControllerType, PciModel, UsbModel,
};
use crate::conf::domain::disk::{Backing, ImageFormat};
use crate::conf::domain::misc::{InputBus, InputType, WatchdogAction, WatchdogModel};
use crate::conf::domain::seclabel::SeclabelType;

/// The part of the document that the other side cannot know by itself.
pub fn migratable(domain: &Domain) -> Domain {
    let mut domain = domain.clone();
    let devices = &mut domain.devices;
    let only = |controllers: &[Controller], kind| {
        controllers.iter().filter(|c| c.kind == kind).count() == 1
    };
    let only_usb = only(&devices.controllers, ControllerType::Usb);
    let only_pci = only(&devices.controllers, ControllerType::Pci);
    devices.controllers.retain(|c| match c.kind {
        ControllerType::Usb => !(only_usb && is_builtin_usb(c)),
        ControllerType::Pci => !(only_pci && is_plain_root(c)),
        _ => true,
    });
    devices.inputs.retain(|i| {
        i.kind != InputType::Keyboard || i.bus != Some(InputBus::Ps2) || is_users(&i.info.alias)
    });
    devices.audios.retain(|audio| *audio != no_audio());
    devices.watchdogs.retain(|w| {
        w.model != WatchdogModel::Itco
            || w.action != WatchdogAction::Reset
            || is_users(&w.info.alias)
    });
    for disk in &mut devices.disks {
        // Where there can be nothing behind an image, its end need not be told.
        let raw = matches!(disk.source.format, None | Some(ImageFormat::Raw));
        if raw && disk.source.backing == Backing::End {
            disk.source.backing = Backing::Unknown;
        }
    }
    // Whom QEMU runs as here is not whom it runs as there.
    domain.seclabels.retain(|label| {
        label.kind != SeclabelType::Dynamic || label.baselabel.is_some() || !label.relabel
    });
    domain
}

/// Whether the alias was chosen by a user.
fn is_users(alias: &Option<String>) -> bool {
    alias.as_deref().is_some_and(|a| a.starts_with("ua-"))
}

/// The USB controller that a `pc` machine has in any case.
fn is_builtin_usb(c: &Controller) -> bool {
    let place = PciAddress {
        slot: 1,
        function: 2,
        ..PciAddress::default()
    };
    let built_in = c.info.pci().is_none_or(|a| {
        (a.domain, a.bus, a.slot, a.function) == (0, 0, place.slot, place.function)
    });
    c.index == Some(0)
        && built_in
        && matches!(
            c.model,
            None | Some(ControllerModel::Usb(UsbModel::Piix3Uhci))
        )
        && !is_users(&c.info.alias)
}

/// The root of a machine without bridges.
fn is_plain_root(c: &Controller) -> bool {
    c.index == Some(0) && c.pci_model() == Some(PciModel::PciRoot) && c.pci == Default::default()
}

/// The backend that stands where no sound is to be heard.
fn no_audio() -> Audio {
    Audio {
        id: 1,
        backend: AudioBackend::None,
        timer_period: None,
        input: AudioIo::default(),
        output: AudioIo::default(),
    }
}
