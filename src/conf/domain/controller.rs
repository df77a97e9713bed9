//! Controllers (`<controller>`): PCI bridges and ports, USB, SCSI, IDE, SATA, virtio-serial, ...

use super::address::{DeviceInfo, InfoParts, VirtioOptions};
use super::disk::IoThreadMapping;
use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, unsupported};
use crate::conf::units::unsigned;
use crate::conf::xml::Element;
use crate::error::{Error, Result};

/// `<controller>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Controller {
    pub kind: ControllerType,
    /// `None` until the driver (or the generic defaults) number it.
    pub index: Option<u32>,
    /// `model=`, typed by `kind`; `None`: not chosen yet.
    pub model: Option<ControllerModel>,
    pub ports: Option<u32>,
    pub vectors: Option<u32>,
    pub max_grant_frames: Option<u32>,
    pub max_event_channels: Option<u32>,
    pub driver: ControllerDriver,
    pub virtio: VirtioOptions,
    pub pci: PciOptions,
    pub info: DeviceInfo,
}

impl Controller {
    pub fn new(kind: ControllerType, index: u32) -> Self {
        Controller {
            kind,
            index: Some(index),
            model: None,
            ports: None,
            vectors: None,
            max_grant_frames: None,
            max_event_channels: None,
            driver: ControllerDriver::default(),
            virtio: VirtioOptions::default(),
            pci: PciOptions::default(),
            info: DeviceInfo::default(),
        }
    }

    /// The index; 0 as long as none is chosen.
    pub fn index(&self) -> u32 {
        self.index.unwrap_or(0)
    }

    pub fn pci_model(&self) -> Option<PciModel> {
        match self.model {
            Some(ControllerModel::Pci(m)) => Some(m),
            _ => None,
        }
    }

    pub fn usb_model(&self) -> Option<UsbModel> {
        match self.model {
            Some(ControllerModel::Usb(m)) => Some(m),
            _ => None,
        }
    }

    pub fn scsi_model(&self) -> Option<ScsiModel> {
        match self.model {
            Some(ControllerModel::Scsi(m)) => Some(m),
            _ => None,
        }
    }

    pub fn virtio_serial_model(&self) -> Option<VirtioSerialModel> {
        match self.model {
            Some(ControllerModel::VirtioSerial(m)) => Some(m),
            _ => None,
        }
    }
}

/// `<driver>` of a controller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ControllerDriver {
    pub queues: Option<u32>,
    pub cmd_per_lun: Option<u32>,
    pub max_sectors: Option<u32>,
    pub ioeventfd: Option<bool>,
    pub iothread: Option<u32>,
    pub iothreads: Vec<IoThreadMapping>,
}

/// What only PCI controllers have: `<model>`, `<target>`, `<pcihole64>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PciOptions {
    /// `<model name=>`: the QEMU device behind the model.
    pub model_name: Option<PciModelName>,
    /// `<pcihole64>`, KiB.
    pub hole64_kib: Option<u64>,
    pub chassis_nr: Option<u32>,
    pub chassis: Option<u32>,
    pub port: Option<u32>,
    pub bus_nr: Option<u32>,
    /// `<target index=>` (pSeries).
    pub target_index: Option<u32>,
    pub numa_node: Option<u32>,
    pub hotplug: Option<bool>,
    /// `<target memReserve=>`, KiB.
    pub mem_reserve_kib: Option<u64>,
}

/// `model=`: its names depend on the controller's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ControllerModel {
    Pci(PciModel),
    Usb(UsbModel),
    Scsi(ScsiModel),
    Ide(IdeModel),
    VirtioSerial(VirtioSerialModel),
    Isa,
}

impl ControllerModel {
    pub fn name(self) -> &'static str {
        match self {
            ControllerModel::Pci(m) => m.name(),
            ControllerModel::Usb(m) => m.name(),
            ControllerModel::Scsi(m) => m.name(),
            ControllerModel::Ide(m) => m.name(),
            ControllerModel::VirtioSerial(m) => m.name(),
            ControllerModel::Isa => "default",
        }
    }

    /// The model of that name of a controller of that type.
    pub fn from_name(kind: ControllerType, name: &str) -> Option<Self> {
        match kind {
            ControllerType::Pci => PciModel::from_name(name).map(ControllerModel::Pci),
            ControllerType::Usb => UsbModel::from_name(name).map(ControllerModel::Usb),
            ControllerType::Scsi => ScsiModel::from_name(name).map(ControllerModel::Scsi),
            ControllerType::Ide => IdeModel::from_name(name).map(ControllerModel::Ide),
            ControllerType::VirtioSerial => {
                VirtioSerialModel::from_name(name).map(ControllerModel::VirtioSerial)
            }
            _ => None,
        }
    }
}

impl Controller {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let kind = r.named("type")?.unwrap_or(ControllerType::Ide);
        let mut c = Controller::new(kind, 0);
        c.index = r.u32("index")?;
        if let Some(model) = r.attr("model") {
            c.model = match ControllerModel::from_name(kind, &model) {
                Some(model) => Some(model),
                None => {
                    return Err(Error::xml(format!(
                        "unknown model '{model}' of a controller of type '{kind}'"
                    )));
                }
            };
        }
        c.ports = r.u32("ports")?;
        c.vectors = r.u32("vectors")?;
        c.max_grant_frames = r.u32("maxGrantFrames")?;
        c.max_event_channels = r.u32("maxEventChannels")?;
        if kind != ControllerType::VirtioSerial {
            c.vectors = None;
            if kind != ControllerType::Usb {
                c.ports = None;
            }
        }
        if kind != ControllerType::Xenbus {
            c.max_grant_frames = None;
            c.max_event_channels = None;
        }
        if kind == ControllerType::Usb && c.ports.is_some_and(|n| !(1..=15).contains(&n)) {
            return Err(unsupported("a USB controller has 1 to 15 ports"));
        }
        if let Some(mut driver) = r.child("driver") {
            c.driver = ControllerDriver {
                queues: driver.u32("queues")?,
                cmd_per_lun: driver.u32("cmd_per_lun")?,
                max_sectors: driver.u32("max_sectors")?,
                ioeventfd: driver.on_off("ioeventfd")?,
                iothread: driver.u32("iothread")?,
                iothreads: IoThreadMapping::parse_all(&mut driver)?,
            };
            c.virtio = VirtioOptions::parse(&mut driver)?;
            driver.finish()?;
        }
        c.parse_pci(&mut r)?;
        c.info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(c)
    }

    fn parse_pci(&mut self, r: &mut Reader) -> Result<()> {
        let (model, target, hole) = (r.child("model"), r.child("target"), r.child("pcihole64"));
        // Other controllers may carry these; they mean nothing there.
        if self.kind != ControllerType::Pci {
            return Ok(());
        }
        let pci = &mut self.pci;
        if let Some(mut model) = model {
            pci.model_name = model.named("name")?;
            model.finish()?;
        }
        if let Some(mut t) = target {
            let mut number = |name: &str, min: u32, max: u32| -> Result<Option<u32>> {
                match t.attr(name) {
                    None => Ok(None),
                    Some(text) => match unsigned(&text, 0).and_then(|n| u32::try_from(n).ok()) {
                        None => Err(t.invalid(name, &text)),
                        Some(n) if n < min || n > max => Err(Error::xml(format!(
                            "'{name}' of a PCI controller is {n}, not in {min} to {max}"
                        ))),
                        Some(n) => Ok(Some(n)),
                    },
                }
            };
            pci.chassis_nr = number("chassisNr", 1, 255)?;
            pci.chassis = number("chassis", 0, 255)?;
            pci.port = number("port", 0, 255)?;
            pci.bus_nr = number("busNr", 1, 254)?;
            pci.target_index = number("index", 0, 30)?;
            pci.hotplug = t.on_off("hotplug")?;
            pci.mem_reserve_kib = t.u64("memReserve")?;
            pci.numa_node = t.child_u32("node")?;
            t.finish()?;
        }
        if let Some(mut hole) = hole {
            let bytes = super::source::parse_size(&mut hole, 1024)?;
            pci.hole64_kib = Some(bytes.div_ceil(1024));
            hole.finish()?;
        }
        let root = matches!(
            self.model,
            Some(ControllerModel::Pci(PciModel::PciRoot | PciModel::PcieRoot))
        );
        if root && self.index.is_some_and(|index| index != 0) && self.pci.target_index.is_none() {
            return Err(Error::xml("the PCI root controller has index 0"));
        }
        Ok(())
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("controller")
            .with_attr("type", self.kind)
            .with_attr("index", self.index());
        e.set_opt("model", self.model.map(ControllerModel::name));
        e.set_opt("ports", self.ports);
        e.set_opt("vectors", self.vectors);
        e.set_opt("maxGrantFrames", self.max_grant_frames);
        e.set_opt("maxEventChannels", self.max_event_channels);
        let mut driver = Element::new("driver");
        driver
            .set_opt("queues", self.driver.queues.filter(|n| *n > 0))
            .set_opt("cmd_per_lun", self.driver.cmd_per_lun.filter(|n| *n > 0))
            .set_opt("max_sectors", self.driver.max_sectors.filter(|n| *n > 0))
            .set_opt("ioeventfd", self.driver.ioeventfd.map(on))
            .set_opt("iothread", self.driver.iothread.filter(|n| *n > 0));
        self.virtio.format(&mut driver);
        IoThreadMapping::format_all(&self.driver.iothreads, &mut driver);
        e.push_filled(driver);
        let pci = &self.pci;
        if self.kind == ControllerType::Pci {
            if let Some(name) = pci.model_name {
                e.push(Element::new("model").with_attr("name", name));
            }
            let mut target = Element::new("target");
            target
                .set_opt("chassisNr", pci.chassis_nr)
                .set_opt("chassis", pci.chassis)
                .set_opt("port", pci.port.map(|n| format!("0x{n:x}")))
                .set_opt("busNr", pci.bus_nr)
                .set_opt("index", pci.target_index)
                .set_opt("hotplug", pci.hotplug.map(on))
                .set_opt("memReserve", pci.mem_reserve_kib);
            if let Some(node) = pci.numa_node {
                target.push_text("node", node);
            }
            e.push_filled(target);
        }
        self.info.format(&mut e, o, InfoParts::PLAIN);
        if let Some(kib) = pci.hole64_kib {
            e.push(
                Element::new("pcihole64")
                    .with_attr("unit", "KiB")
                    .with_text(kib),
            );
        }
        e
    }
}

names! {
    ControllerType {
        Ide = "ide",
        Fdc = "fdc",
        Scsi = "scsi",
        Sata = "sata",
        VirtioSerial = "virtio-serial",
        Ccid = "ccid",
        Usb = "usb",
        Pci = "pci",
        Xenbus = "xenbus",
        Isa = "isa",
    }
    PciModel {
        PciRoot = "pci-root",
        PcieRoot = "pcie-root",
        PciBridge = "pci-bridge",
        DmiToPciBridge = "dmi-to-pci-bridge",
        PcieToPciBridge = "pcie-to-pci-bridge",
        PcieRootPort = "pcie-root-port",
        PcieSwitchUpstreamPort = "pcie-switch-upstream-port",
        PcieSwitchDownstreamPort = "pcie-switch-downstream-port",
        PciExpanderBus = "pci-expander-bus",
        PcieExpanderBus = "pcie-expander-bus",
    }
    PciModelName {
        PciBridge = "pci-bridge",
        I82801b11Bridge = "i82801b11-bridge",
        Ioh3420 = "ioh3420",
        X3130Upstream = "x3130-upstream",
        Xio3130Downstream = "xio3130-downstream",
        Pxb = "pxb",
        PxbPcie = "pxb-pcie",
        PcieRootPort = "pcie-root-port",
        SpaprPciHostBridge = "spapr-pci-host-bridge",
        PciePciBridge = "pcie-pci-bridge",
    }
    ScsiModel {
        Auto = "auto",
        Buslogic = "buslogic",
        Lsilogic = "lsilogic",
        Lsisas1068 = "lsisas1068",
        Vmpvscsi = "vmpvscsi",
        Ibmvscsi = "ibmvscsi",
        VirtioScsi = "virtio-scsi",
        Lsisas1078 = "lsisas1078",
        VirtioTransitional = "virtio-transitional",
        VirtioNonTransitional = "virtio-non-transitional",
        Ncr53c90 = "ncr53c90",
        Dc390 = "dc390",
        Am53c974 = "am53c974",
    }
    UsbModel {
        Piix3Uhci = "piix3-uhci",
        Piix4Uhci = "piix4-uhci",
        Ehci = "ehci",
        Ich9Ehci1 = "ich9-ehci1",
        Ich9Uhci1 = "ich9-uhci1",
        Ich9Uhci2 = "ich9-uhci2",
        Ich9Uhci3 = "ich9-uhci3",
        Vt82c686bUhci = "vt82c686b-uhci",
        PciOhci = "pci-ohci",
        NecXhci = "nec-xhci",
        Qusb1 = "qusb1",
        Qusb2 = "qusb2",
        QemuXhci = "qemu-xhci",
        None = "none",
    }
    IdeModel {
        Piix3 = "piix3",
        Piix4 = "piix4",
        Ich6 = "ich6",
    }
    VirtioSerialModel {
        Virtio = "virtio",
        VirtioTransitional = "virtio-transitional",
        VirtioNonTransitional = "virtio-non-transitional",
    }
}
