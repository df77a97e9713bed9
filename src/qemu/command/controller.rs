//! Controllers: PCI bridges and ports, USB, SCSI, SATA, virtio-serial, smart card readers.

use super::Builder;
use super::disk::iothread_mapping;
use super::props::Props;
use crate::conf::domain::address::VirtioModel;
use crate::conf::domain::controller::{
    Controller, ControllerType, PciModel, PciModelName, ScsiModel, UsbModel, VirtioSerialModel,
};
use crate::conf::domain::misc::Hub;
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;

/// The order in which kinds of controllers are made: what others sit on comes first.
const ORDER: &[ControllerType] = &[
    ControllerType::Pci,
    ControllerType::Usb,
    ControllerType::Scsi,
    ControllerType::Ide,
    ControllerType::Sata,
    ControllerType::VirtioSerial,
    ControllerType::Ccid,
];

impl Builder<'_> {
    /// Settings of the controllers that the machine brings.
    pub fn global_controllers(&mut self) -> Result<()> {
        for c in &self.dom.devices.controllers {
            if c.kind != ControllerType::Pci {
                continue;
            }
            match c.pci_model() {
                Some(PciModel::PciRoot) if c.index() == 0 => {
                    if let Some(hotplug) = c.pci.hotplug {
                        self.need(
                            Cap::Piix4AcpiRootHotplug,
                            "switching hotplug on the root bus",
                        )?;
                        let word = if hotplug { "on" } else { "off" };
                        self.pair("-global", format!("PIIX4_PM.acpi-root-pci-hotplug={word}"));
                    }
                    if let Some(kib) = c.pci.hole64_kib {
                        self.pair("-global", format!("i440FX-pcihost.pci-hole64-size={kib}K"));
                    }
                }
                Some(PciModel::PcieRoot) => {
                    if let Some(kib) = c.pci.hole64_kib {
                        self.pair("-global", format!("q35-pcihost.pci-hole64-size={kib}K"));
                    }
                }
                _ => (),
            }
        }
        if let Some(bytes) = self.dom.features.smm.as_ref().and_then(|s| s.tseg) {
            self.need(Cap::ExtendedTseg, "the size of extended SMRAM")?;
            self.pair(
                "-global",
                format!("mch.extended-tseg-mbytes={}", bytes >> 20),
            );
        }
        Ok(())
    }

    pub fn controllers(&mut self) -> Result<()> {
        for kind in ORDER {
            for c in &self.dom.devices.controllers {
                if c.kind == *kind {
                    self.controller(c)?;
                }
            }
        }
        Ok(())
    }

    fn controller(&mut self, c: &Controller) -> Result<()> {
        let props = match c.kind {
            ControllerType::Pci => self.pci_controller(c)?,
            ControllerType::Usb => self.usb_controller(c)?,
            ControllerType::Scsi => Some(self.scsi_controller(c)?),
            ControllerType::Sata => self.sata_controller(c)?,
            ControllerType::VirtioSerial => Some(self.virtio_serial_controller(c)?),
            ControllerType::Ccid => {
                let mut props = Props::device("usb-ccid");
                props.set("id", c.info.alias());
                self.place(&mut props, &c.info)?;
                Some(props)
            }
            // The machine's own.
            ControllerType::Ide
            | ControllerType::Fdc
            | ControllerType::Xenbus
            | ControllerType::Isa => None,
        };
        match props {
            Some(props) => self.device(props),
            None => Ok(()),
        }
    }

    fn pci_controller(&self, c: &Controller) -> Result<Option<Props>> {
        let model = c.pci_model();
        let name = match c.pci.model_name {
            Some(name) => name,
            None => match model {
                Some(PciModel::PciRoot | PciModel::PcieRoot) => return Ok(None),
                Some(PciModel::PciBridge) => PciModelName::PciBridge,
                Some(PciModel::DmiToPciBridge) => PciModelName::I82801b11Bridge,
                Some(PciModel::PcieToPciBridge) => PciModelName::PciePciBridge,
                Some(PciModel::PcieRootPort) => PciModelName::PcieRootPort,
                Some(PciModel::PcieSwitchUpstreamPort) => PciModelName::X3130Upstream,
                Some(PciModel::PcieSwitchDownstreamPort) => PciModelName::Xio3130Downstream,
                Some(PciModel::PciExpanderBus) => PciModelName::Pxb,
                Some(PciModel::PcieExpanderBus) => PciModelName::PxbPcie,
                None => {
                    return Err(Error::internal(format!(
                        "the PCI controller {} has no model",
                        c.index()
                    )));
                }
            },
        };
        if matches!(model, Some(PciModel::PciRoot | PciModel::PcieRoot)) && c.index() == 0 {
            return Ok(None);
        }
        let mut props = Props::device(name.name());
        match model {
            Some(PciModel::PciBridge) => {
                props.opt("chassis_nr", c.pci.chassis_nr);
            }
            Some(PciModel::PcieRootPort | PciModel::PcieSwitchDownstreamPort) => {
                props.opt("port", c.pci.port).opt("chassis", c.pci.chassis);
                if let Some(hotplug) = c.pci.hotplug {
                    self.need(Cap::PcieRootPortHotplug, "switching hotplug of a PCIe port")?;
                    props.set("hotplug", hotplug);
                }
                props.opt("mem-reserve", c.pci.mem_reserve_kib.map(|kib| kib * 1024));
            }
            Some(PciModel::PciExpanderBus | PciModel::PcieExpanderBus) => {
                props.opt("bus_nr", c.pci.bus_nr);
            }
            Some(PciModel::PciRoot) => {
                props.opt("index", c.pci.target_index);
            }
            _ => (),
        }
        props.set("id", c.info.alias());
        if matches!(
            model,
            Some(PciModel::PciExpanderBus | PciModel::PcieExpanderBus)
        ) {
            props.opt("numa_node", c.pci.numa_node);
        }
        self.place(&mut props, &c.info)?;
        Ok(Some(props))
    }

    fn usb_controller(&self, c: &Controller) -> Result<Option<Props>> {
        let driver = match c.usb_model() {
            Some(UsbModel::None) => return Ok(None),
            // The machine's own, where it has one.
            None => return Ok(None),
            Some(UsbModel::Piix3Uhci) => "piix3-usb-uhci",
            Some(UsbModel::Piix4Uhci) => "piix4-usb-uhci",
            Some(UsbModel::Ehci) => "usb-ehci",
            Some(UsbModel::Ich9Ehci1) => "ich9-usb-ehci1",
            Some(UsbModel::Ich9Uhci1) => "ich9-usb-uhci1",
            Some(UsbModel::Ich9Uhci2) => "ich9-usb-uhci2",
            Some(UsbModel::Ich9Uhci3) => "ich9-usb-uhci3",
            Some(UsbModel::Vt82c686bUhci) => "vt82c686b-usb-uhci",
            Some(UsbModel::PciOhci) => "pci-ohci",
            Some(UsbModel::NecXhci) => "nec-usb-xhci",
            Some(UsbModel::QemuXhci) => "qemu-xhci",
            Some(model @ (UsbModel::Qusb1 | UsbModel::Qusb2)) => {
                return Err(Error::config_unsupported(format!(
                    "QEMU has no USB controllers of model '{model}'"
                )));
            }
        };
        if !self.caps.has_type(driver) {
            return Err(Error::config_unsupported(format!(
                "this QEMU has no USB controller '{driver}'"
            )));
        }
        let mut props = Props::device(driver);
        props.opt("p2", c.ports).opt("p3", c.ports);
        match c.info.usb_master {
            Some(first) => {
                // A companion has no name; it works for the master of the same number.
                let master = self
                    .dom
                    .devices
                    .controllers
                    .iter()
                    .find(|m| {
                        m.kind == ControllerType::Usb
                            && m.index() == c.index()
                            && m.info.usb_master.is_none()
                    })
                    .and_then(|m| m.info.alias.clone())
                    .unwrap_or_else(|| c.info.alias().to_owned());
                props
                    .set("masterbus", format!("{master}.0"))
                    .set("firstport", first);
            }
            None => {
                props.set("id", c.info.alias());
            }
        }
        self.place(&mut props, &c.info)?;
        Ok(Some(props))
    }

    fn scsi_controller(&self, c: &Controller) -> Result<Props> {
        let model = c.scsi_model();
        let flavour = match model {
            Some(ScsiModel::VirtioScsi) => Some(VirtioModel::Virtio),
            Some(ScsiModel::VirtioTransitional) => Some(VirtioModel::Transitional),
            Some(ScsiModel::VirtioNonTransitional) => Some(VirtioModel::NonTransitional),
            _ => None,
        };
        if let Some(flavour) = flavour {
            let mut props = self.virtio_device("virtio-scsi", &c.info, Some(flavour), &c.virtio);
            if let Some(thread) = c.driver.iothread {
                props.set("iothread", format!("iothread{thread}"));
            }
            if !c.driver.iothreads.is_empty() {
                self.need(
                    Cap::VirtioScsiIothreadMapping,
                    "several I/O threads for a SCSI controller",
                )?;
                props.set("iothread-vq-mapping", iothread_mapping(&c.driver.iothreads));
            }
            props
                .set("id", c.info.alias())
                .opt("num_queues", c.driver.queues)
                .opt("cmd_per_lun", c.driver.cmd_per_lun)
                .opt("max_sectors", c.driver.max_sectors)
                .opt("ioeventfd", c.driver.ioeventfd);
            self.place(&mut props, &c.info)?;
            return Ok(props);
        }
        let driver = match model {
            Some(ScsiModel::Lsilogic) => "lsi",
            Some(ScsiModel::Ibmvscsi) => "spapr-vscsi",
            Some(ScsiModel::Lsisas1068) => "mptsas1068",
            Some(ScsiModel::Lsisas1078) => "megasas",
            Some(ScsiModel::Vmpvscsi) => "pvscsi",
            Some(ScsiModel::Am53c974) => "am53c974",
            Some(ScsiModel::Dc390) => "dc-390",
            other => {
                return Err(Error::config_unsupported(format!(
                    "QEMU has no SCSI controllers of model '{}'",
                    other.map_or("auto", ScsiModel::name)
                )));
            }
        };
        let mut props = Props::device(driver);
        props.set("id", c.info.alias());
        self.place(&mut props, &c.info)?;
        Ok(props)
    }

    fn sata_controller(&self, c: &Controller) -> Result<Option<Props>> {
        if c.index() == 0 && self.is_q35() {
            return Ok(None);
        }
        let mut props = Props::device("ahci");
        props.set("id", c.info.alias());
        self.place(&mut props, &c.info)?;
        Ok(Some(props))
    }

    fn virtio_serial_controller(&self, c: &Controller) -> Result<Props> {
        let flavour = c.virtio_serial_model().map(|m| match m {
            VirtioSerialModel::Virtio => VirtioModel::Virtio,
            VirtioSerialModel::VirtioTransitional => VirtioModel::Transitional,
            VirtioSerialModel::VirtioNonTransitional => VirtioModel::NonTransitional,
        });
        let mut props = self.virtio_device("virtio-serial", &c.info, flavour, &c.virtio);
        props
            .set("id", c.info.alias())
            .opt("max_ports", c.ports)
            .opt("vectors", c.vectors);
        self.place(&mut props, &c.info)?;
        Ok(props)
    }

    pub fn hubs(&mut self) -> Result<()> {
        for hub in &self.dom.devices.hubs {
            self.hub(hub)?;
        }
        Ok(())
    }

    fn hub(&mut self, hub: &Hub) -> Result<()> {
        self.need(Cap::UsbHub, "USB hubs")?;
        let mut props = Props::device("usb-hub");
        props.set("id", hub.info.alias());
        self.place(&mut props, &hub.info)?;
        self.device(props)
    }
}
