//! Controllers (`<controller>`): PCI bridges and ports, USB, SCSI, IDE, SATA, virtio-serial, ...

use super::address::{DeviceInfo, VirtioOptions};
use super::disk::IoThreadMapping;
use crate::conf::names::names;

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
