//! Where a device is plugged in, as QEMU says it; and the options that all virtio devices share.

use super::Builder;
use super::props::Props;
use crate::conf::domain::address::{
    Address, DeviceInfo, PciAddress, UsbAddress, VirtioModel, VirtioOptions,
};
use crate::conf::domain::controller::{ControllerType, PciModel};
use crate::error::{Error, Result};

impl Builder<'_> {
    /// Adds `bus`, `addr` and their kin.
    pub fn place(&self, props: &mut Props, info: &DeviceInfo) -> Result<()> {
        match &info.address {
            None | Some(Address::Unassigned | Address::VirtioMmio) => (),
            Some(Address::Pci(pci)) => {
                props
                    .set("bus", self.pci_bus(pci)?)
                    .opt("multifunction", pci.multifunction)
                    .set("addr", pci_slot(pci))
                    .opt("acpi-index", info.acpi_index.filter(|i| *i != 0));
            }
            Some(Address::Usb(usb)) => self.place_usb(props, usb),
            Some(Address::Isa { iobase, irq }) => {
                props.opt("iobase", *iobase).opt("irq", *irq);
            }
            Some(Address::SpaprVio { reg }) => {
                props.opt("reg", *reg);
            }
            Some(Address::Ccw(ccw)) => {
                props.set(
                    "devno",
                    format!("{:x}.{:x}.{:04x}", ccw.cssid, ccw.ssid, ccw.devno),
                );
            }
            Some(Address::Dimm { slot, base }) => {
                props.set("slot", *slot).opt("addr", *base);
            }
            Some(Address::Ccid(ccid)) => {
                props.set("bus", format!("ccid{}.{}", ccid.controller, ccid.slot));
            }
            // Those know their bus themselves.
            Some(Address::Drive(_) | Address::VirtioSerial(_)) => (),
        }
        Ok(())
    }

    pub fn place_usb(&self, props: &mut Props, usb: &UsbAddress) {
        let alias = self
            .controller_alias(ControllerType::Usb, usb.bus)
            .unwrap_or_else(|| match usb.bus {
                0 => "usb".to_owned(),
                n => format!("usb{n}"),
            });
        props.set("bus", format!("{alias}.0"));
        if !usb.port.is_empty() {
            props.set("port", usb.port_path());
        }
    }

    /// The bus that a PCI address is on: what QEMU calls the controller of that number.
    pub fn pci_bus(&self, pci: &PciAddress) -> Result<String> {
        let controller = self
            .dom
            .devices
            .controllers
            .iter()
            .find(|c| c.kind == ControllerType::Pci && c.index() == pci.bus);
        match controller {
            Some(c) => Ok(match (c.info.alias.as_deref(), c.pci_model()) {
                (_, Some(PciModel::PcieRoot)) => "pcie.0".to_owned(),
                (Some(alias), _) => alias.to_owned(),
                (None, _) => format!("pci.{}", pci.bus),
            }),
            None if pci.bus == 0 => Ok("pci.0".to_owned()),
            None => Err(Error::internal(format!(
                "no PCI controller has the index {} that the address {pci} wants",
                pci.bus
            ))),
        }
    }

    /// The id of a controller; `None` if the domain has no such one.
    pub fn controller_alias(&self, kind: ControllerType, index: u32) -> Option<String> {
        self.dom
            .devices
            .controllers
            .iter()
            .find(|c| c.kind == kind && c.index() == index)
            .and_then(|c| c.info.alias.clone())
    }

    /// `virtio-blk` to `virtio-blk-pci` and the like, by the address and the wanted flavour.
    pub fn virtio_driver(
        &self,
        base: &str,
        info: &DeviceInfo,
        model: Option<VirtioModel>,
    ) -> String {
        let bus = match &info.address {
            Some(Address::Ccw(_)) => "-ccw",
            Some(Address::VirtioMmio) => "-device",
            _ => "-pci",
        };
        let flavour = match model {
            Some(VirtioModel::Transitional) => "-transitional",
            Some(VirtioModel::NonTransitional) => "-non-transitional",
            Some(VirtioModel::Virtio) | None => "",
        };
        format!("{base}{bus}{flavour}")
    }

    /// A virtio device with the common options of `<driver>`.
    pub fn virtio_device(
        &self,
        base: &str,
        info: &DeviceInfo,
        model: Option<VirtioModel>,
        options: &VirtioOptions,
    ) -> Props {
        let mut props = Props::device(self.virtio_driver(base, info, model));
        virtio_options(&mut props, options);
        props
    }

    /// `bootindex`, `romfile`, `rombar` of a PCI device.
    pub fn rom(&self, props: &mut Props, info: &DeviceInfo) {
        let rom = &info.rom;
        if rom.enabled == Some(false) {
            props.set("romfile", "");
            return;
        }
        props
            .opt("rombar", rom.bar.map(u32::from))
            .opt("romfile", rom.file.clone());
    }
}

/// `iommu_platform`, `ats`, `packed`, `page-per-vq`.
pub fn virtio_options(props: &mut Props, options: &VirtioOptions) {
    props
        .opt("iommu_platform", options.iommu)
        .opt("ats", options.ats)
        .opt("packed", options.packed)
        .opt("page-per-vq", options.page_per_vq);
}

/// `0x3`, `0x3.0x1`
fn pci_slot(pci: &PciAddress) -> String {
    match pci.function {
        0 => format!("{:#x}", pci.slot),
        function => format!("{:#x}.{function:#x}", pci.slot),
    }
}
