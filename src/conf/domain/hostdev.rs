//! Devices of the host given to the guest (`<hostdev>`).

use super::address::{DeviceInfo, PciAddress, StartupPolicy};
use super::disk::{Auth, NetworkHost};
use crate::conf::names::names;
use crate::conf::uuid::Uuid;

/// `<hostdev mode='subsystem'>`
#[derive(Clone, Debug, PartialEq)]
pub struct Hostdev {
    pub managed: Option<bool>,
    pub source: HostdevSource,
    pub startup_policy: Option<StartupPolicy>,
    pub readonly: bool,
    pub shareable: bool,
    pub teaming: Option<Teaming>,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, PartialEq)]
pub enum HostdevSource {
    Usb(HostdevUsb),
    Pci {
        address: PciAddress,
        driver: HostdevDriver,
        /// `<source writeFiltering=>`
        write_filtering: Option<bool>,
        display: Option<bool>,
        ramfb: Option<bool>,
    },
    Scsi {
        source: ScsiSource,
        rawio: Option<bool>,
        sgio: Option<super::disk::Sgio>,
    },
    ScsiHost {
        protocol: ScsiHostProtocol,
        wwpn: String,
        model: Option<super::address::VirtioModel>,
    },
    Mdev {
        model: MdevModel,
        uuid: Uuid,
        display: Option<bool>,
        ramfb: Option<bool>,
    },
}

impl HostdevSource {
    /// The value of `type`.
    pub fn type_name(&self) -> &'static str {
        match self {
            HostdevSource::Usb(_) => "usb",
            HostdevSource::Pci { .. } => "pci",
            HostdevSource::Scsi { .. } => "scsi",
            HostdevSource::ScsiHost { .. } => "scsi_host",
            HostdevSource::Mdev { .. } => "mdev",
        }
    }
}

/// A USB device of the host, by vendor and product or by bus and device number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HostdevUsb {
    /// (vendor, product)
    pub id: Option<(u16, u16)>,
    /// (bus, device)
    pub address: Option<(u32, u32)>,
    pub guest_reset: Option<GuestReset>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ScsiSource {
    Host {
        adapter: String,
        bus: u32,
        target: u32,
        unit: u64,
    },
    Iscsi {
        name: String,
        hosts: Vec<NetworkHost>,
        auth: Option<Auth>,
        initiator_iqn: Option<String>,
    },
}

/// `<driver>` of a PCI host device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostdevDriver {
    pub name: Option<PciDriverName>,
    pub model: Option<String>,
}

/// `<teaming>`: the pair of a passed-through NIC and its stand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teaming {
    pub kind: TeamingType,
    /// The alias of the persistent one.
    pub persistent: Option<String>,
}

names! {
    PciDriverName {
        Kvm = "kvm",
        Vfio = "vfio",
        Xen = "xen",
    }
    GuestReset {
        Off = "off",
        Uninitialized = "uninitialized",
        On = "on",
    }
    ScsiHostProtocol {
        Vhost = "vhost",
    }
    MdevModel {
        VfioPci = "vfio-pci",
        VfioCcw = "vfio-ccw",
        VfioAp = "vfio-ap",
    }
    TeamingType {
        Persistent = "persistent",
        Transient = "transient",
    }
}
