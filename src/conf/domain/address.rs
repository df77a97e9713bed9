//! Where a device sits in the guest (`<address>`), and what all devices have in common.

use crate::conf::names::names;

/// An address as `<address type=...>` tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Pci(PciAddress),
    Drive(DriveAddress),
    VirtioSerial(VirtioSerialAddress),
    Ccid(CcidAddress),
    Usb(UsbAddress),
    SpaprVio {
        reg: Option<u64>,
    },
    Ccw(CcwAddress),
    Isa {
        iobase: Option<u32>,
        irq: Option<u32>,
    },
    VirtioMmio,
    Dimm {
        slot: u32,
        base: Option<u64>,
    },
    /// The device is kept in the definition but not given to the guest.
    Unassigned,
}

impl Address {
    /// The value of `type`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Address::Pci(_) => "pci",
            Address::Drive(_) => "drive",
            Address::VirtioSerial(_) => "virtio-serial",
            Address::Ccid(_) => "ccid",
            Address::Usb(_) => "usb",
            Address::SpaprVio { .. } => "spapr-vio",
            Address::Ccw(_) => "ccw",
            Address::Isa { .. } => "isa",
            Address::VirtioMmio => "virtio-mmio",
            Address::Dimm { .. } => "dimm",
            Address::Unassigned => "unassigned",
        }
    }
}

/// A PCI address of guest or host. All zeroes for a guest device means "on PCI, place not chosen yet".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PciAddress {
    pub domain: u32,
    pub bus: u32,
    pub slot: u32,
    pub function: u32,
    pub multifunction: Option<bool>,
    pub zpci: Option<ZpciAddress>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ZpciAddress {
    pub uid: Option<u32>,
    pub fid: Option<u32>,
}

impl PciAddress {
    pub fn new(domain: u32, bus: u32, slot: u32, function: u32) -> Self {
        PciAddress {
            domain,
            bus,
            slot,
            function,
            ..Default::default()
        }
    }

    /// Whether no place was chosen yet.
    pub fn is_empty(&self) -> bool {
        self.domain == 0 && self.bus == 0 && self.slot == 0 && self.function == 0
    }

    /// Whether both name the same place.
    pub fn same_place(&self, other: &PciAddress) -> bool {
        (self.domain, self.bus, self.slot, self.function)
            == (other.domain, other.bus, other.slot, other.function)
    }
}

impl std::fmt::Display for PciAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:04x}:{:02x}:{:02x}.{}",
            self.domain, self.bus, self.slot, self.function
        )
    }
}

/// A disk's place behind an IDE, SATA, SCSI or floppy controller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DriveAddress {
    pub controller: u32,
    pub bus: u32,
    pub target: u32,
    pub unit: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct VirtioSerialAddress {
    pub controller: u32,
    pub bus: u32,
    pub port: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CcidAddress {
    pub controller: u32,
    pub slot: u32,
}

/// A USB address; no ports: "on this bus, port not chosen yet".
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct UsbAddress {
    pub bus: u32,
    /// The way through the hubs, outermost first; at most four.
    pub port: Vec<u32>,
}

impl UsbAddress {
    /// `1.2.3`
    pub fn port_path(&self) -> String {
        let ports: Vec<String> = self.port.iter().map(u32::to_string).collect();
        ports.join(".")
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CcwAddress {
    pub cssid: u32,
    pub ssid: u32,
    pub devno: u32,
    pub assigned: bool,
}

/// What every device has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceInfo {
    /// The device's id in QEMU; a user may choose it with the prefix `ua-`.
    pub alias: Option<String>,
    pub address: Option<Address>,
    /// `<boot order=>`, from 1.
    pub boot_order: Option<u32>,
    /// `<boot loadparm=>` (s390).
    pub loadparm: Option<String>,
    /// `<acpi index=>`
    pub acpi_index: Option<u32>,
    pub rom: Rom,
    /// `<master startport=>` of USB companion controllers.
    pub usb_master: Option<u32>,
}

impl DeviceInfo {
    pub fn pci(&self) -> Option<&PciAddress> {
        match &self.address {
            Some(Address::Pci(pci)) => Some(pci),
            _ => None,
        }
    }

    /// A PCI address that is already chosen.
    pub fn chosen_pci(&self) -> Option<&PciAddress> {
        self.pci().filter(|pci| !pci.is_empty())
    }

    pub fn drive(&self) -> Option<&DriveAddress> {
        match &self.address {
            Some(Address::Drive(drive)) => Some(drive),
            _ => None,
        }
    }

    pub fn usb(&self) -> Option<&UsbAddress> {
        match &self.address {
            Some(Address::Usb(usb)) => Some(usb),
            _ => None,
        }
    }

    pub fn virtio_serial(&self) -> Option<&VirtioSerialAddress> {
        match &self.address {
            Some(Address::VirtioSerial(a)) => Some(a),
            _ => None,
        }
    }

    /// The alias, or "" before aliases are assigned.
    pub fn alias(&self) -> &str {
        self.alias.as_deref().unwrap_or("")
    }
}

/// `<rom>`: the option ROM of a PCI device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rom {
    pub enabled: Option<bool>,
    pub bar: Option<bool>,
    pub file: Option<String>,
}

/// The attributes of `<driver>` that all virtio devices share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VirtioOptions {
    pub iommu: Option<bool>,
    pub ats: Option<bool>,
    pub packed: Option<bool>,
    pub page_per_vq: Option<bool>,
}

names! {
    /// Which flavour of virtio a device is (`model=`).
    VirtioModel {
        Virtio = "virtio",
        Transitional = "virtio-transitional",
        NonTransitional = "virtio-non-transitional",
    }
    /// What to do when a host part is missing at start (`startupPolicy=`).
    StartupPolicy {
        Mandatory = "mandatory",
        Requisite = "requisite",
        Optional = "optional",
    }
}
