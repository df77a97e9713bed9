//! Network interfaces (`<interface>`).

use super::address::{DeviceInfo, PciAddress, StartupPolicy, UsbAddress, VirtioOptions};
use super::chardev::CharSource;
use super::hostdev::{HostdevDriver, HostdevUsb, Teaming};
use crate::conf::names::names;
use crate::conf::uuid::Uuid;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// `<interface>`
#[derive(Clone, Debug, PartialEq)]
pub struct Interface {
    pub backend: NetBackend,
    pub mac: Option<MacAddress>,
    /// `<mac type=>`
    pub mac_type: Option<MacType>,
    /// `<mac check=>`
    pub mac_check: Option<bool>,
    /// `<mac currentAddress=>`: what the guest set, status only.
    pub current_mac: Option<MacAddress>,
    pub managed_tap: Option<bool>,
    pub model: Option<NetModel>,
    pub trust_guest_rx_filters: Option<bool>,
    pub driver: NetDriver,
    pub virtio: VirtioOptions,
    pub backend_options: NetBackendOptions,
    /// `<target dev=>`: the interface on the host.
    pub target: Option<String>,
    pub guest_dev: Option<GuestDev>,
    pub script: Option<String>,
    pub downscript: Option<String>,
    pub backend_domain: Option<String>,
    pub host_ips: Vec<IpEntry>,
    pub guest_ips: Vec<IpEntry>,
    pub host_routes: Vec<Route>,
    pub guest_routes: Vec<Route>,
    pub port_forwards: Vec<PortForward>,
    pub virtual_port: Option<VirtualPort>,
    pub vlan: Option<Vlan>,
    pub bandwidth: Option<Bandwidth>,
    pub filter: Option<FilterRef>,
    /// `<tune><sndbuf>`, bytes.
    pub sndbuf: Option<u32>,
    /// `<link state=>`: `Some(true)` is up.
    pub link_up: Option<bool>,
    pub mtu: Option<u32>,
    /// `<coalesce><rx><frames max=>`
    pub coalesce_rx_frames_max: Option<u32>,
    pub port_isolated: Option<bool>,
    pub teaming: Option<Teaming>,
    pub info: DeviceInfo,
}

impl Interface {
    pub fn new(backend: NetBackend) -> Self {
        Interface {
            backend,
            mac: None,
            mac_type: None,
            mac_check: None,
            current_mac: None,
            managed_tap: None,
            model: None,
            trust_guest_rx_filters: None,
            driver: NetDriver::default(),
            virtio: VirtioOptions::default(),
            backend_options: NetBackendOptions::default(),
            target: None,
            guest_dev: None,
            script: None,
            downscript: None,
            backend_domain: None,
            host_ips: Vec::new(),
            guest_ips: Vec::new(),
            host_routes: Vec::new(),
            guest_routes: Vec::new(),
            port_forwards: Vec::new(),
            virtual_port: None,
            vlan: None,
            bandwidth: None,
            filter: None,
            sndbuf: None,
            link_up: None,
            mtu: None,
            coalesce_rx_frames_max: None,
            port_isolated: None,
            teaming: None,
            info: DeviceInfo::default(),
        }
    }

    /// Whether the model is one of the virtio flavours.
    pub fn is_virtio(&self) -> bool {
        self.model.as_ref().is_some_and(NetModel::is_virtio)
    }
}

/// `type=` and what goes with it in `<source>`.
#[derive(Clone, Debug, PartialEq)]
pub enum NetBackend {
    User,
    Ethernet,
    VhostUser(Box<CharSource>),
    Server(SocketNet),
    Client(SocketNet),
    Mcast(SocketNet),
    Udp {
        remote: SocketNet,
        local: SocketNet,
    },
    Network(NetworkNet),
    Bridge {
        bridge: Option<String>,
        mac_table_manager: Option<MacTableManager>,
    },
    Internal {
        name: Option<String>,
    },
    Direct {
        dev: Option<String>,
        mode: Option<DirectMode>,
    },
    Hostdev(Box<HostdevNet>),
    Vdpa {
        dev: Option<String>,
    },
    Null,
    Vds {
        switch_id: Uuid,
        port_id: i64,
        port_group_id: Option<String>,
        connection_id: i64,
    },
}

impl NetBackend {
    /// The value of `type`.
    pub fn type_name(&self) -> &'static str {
        match self {
            NetBackend::User => "user",
            NetBackend::Ethernet => "ethernet",
            NetBackend::VhostUser(_) => "vhostuser",
            NetBackend::Server(_) => "server",
            NetBackend::Client(_) => "client",
            NetBackend::Mcast(_) => "mcast",
            NetBackend::Udp { .. } => "udp",
            NetBackend::Network(_) => "network",
            NetBackend::Bridge { .. } => "bridge",
            NetBackend::Internal { .. } => "internal",
            NetBackend::Direct { .. } => "direct",
            NetBackend::Hostdev(_) => "hostdev",
            NetBackend::Vdpa { .. } => "vdpa",
            NetBackend::Null => "null",
            NetBackend::Vds { .. } => "vds",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SocketNet {
    pub address: Option<String>,
    pub port: u16,
}

/// `<source network=>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkNet {
    pub network: Option<String>,
    pub portgroup: Option<String>,
    pub port_id: Option<Uuid>,
    /// The bridge behind it, of a running domain.
    pub actual_bridge: Option<String>,
}

/// `type='hostdev'`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostdevNet {
    pub managed: Option<bool>,
    pub driver: HostdevDriver,
    pub source: HostdevNetSource,
    pub startup_policy: Option<StartupPolicy>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostdevNetSource {
    Pci(PciAddress),
    Usb(HostdevUsb),
}

impl HostdevNetSource {
    /// A USB device of the host by address, for those that name it so.
    pub fn usb_address(&self) -> Option<UsbAddress> {
        match self {
            HostdevNetSource::Usb(usb) => usb.address.map(|(bus, device)| UsbAddress {
                bus,
                port: vec![device],
            }),
            HostdevNetSource::Pci(_) => None,
        }
    }
}

/// `<model type=>`: the known ones by name, any other as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetModel {
    Known(KnownNetModel),
    Other(String),
}

impl NetModel {
    pub fn name(&self) -> &str {
        match self {
            NetModel::Known(known) => known.name(),
            NetModel::Other(name) => name,
        }
    }

    pub fn is_virtio(&self) -> bool {
        matches!(
            self,
            NetModel::Known(
                KnownNetModel::Virtio
                    | KnownNetModel::VirtioTransitional
                    | KnownNetModel::VirtioNonTransitional
            )
        )
    }
}

/// `<driver>` of an interface.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetDriver {
    pub name: Option<NetDriverName>,
    pub txmode: Option<TxMode>,
    pub ioeventfd: Option<bool>,
    pub event_idx: Option<bool>,
    pub queues: Option<u32>,
    pub rx_queue_size: Option<u32>,
    pub tx_queue_size: Option<u32>,
    pub rss: Option<bool>,
    pub rss_hash_report: Option<bool>,
    pub host: HostOffloads,
    pub guest: GuestOffloads,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HostOffloads {
    pub csum: Option<bool>,
    pub gso: Option<bool>,
    pub tso4: Option<bool>,
    pub tso6: Option<bool>,
    pub ecn: Option<bool>,
    pub ufo: Option<bool>,
    pub mrg_rxbuf: Option<bool>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GuestOffloads {
    pub csum: Option<bool>,
    pub tso4: Option<bool>,
    pub tso6: Option<bool>,
    pub ecn: Option<bool>,
    pub ufo: Option<bool>,
}

/// `<backend>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetBackendOptions {
    pub kind: Option<NetBackendType>,
    pub tap: Option<String>,
    pub vhost: Option<String>,
    pub log_file: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuestDev {
    pub dev: Option<String>,
    pub actual: Option<String>,
}

/// `<ip>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IpEntry {
    pub address: IpAddr,
    /// `family=` as the document has it.
    pub family: Option<IpFamily>,
    pub prefix: Option<u32>,
    pub peer: Option<IpAddr>,
}

/// `<route>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub family: Option<IpFamily>,
    pub address: IpAddr,
    pub netmask: Option<IpAddr>,
    pub prefix: Option<u32>,
    pub gateway: IpAddr,
    pub metric: Option<u32>,
}

/// `<portForward>` of passt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortForward {
    pub proto: ForwardProto,
    pub address: Option<IpAddr>,
    pub dev: Option<String>,
    pub ranges: Vec<PortRange>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PortRange {
    pub start: u32,
    pub end: Option<u32>,
    pub to: Option<u32>,
    pub exclude: Option<bool>,
}

/// `<virtualport>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VirtualPort {
    pub kind: Option<VirtualPortType>,
    pub manager_id: Option<u32>,
    pub type_id: Option<u32>,
    pub type_id_version: Option<u32>,
    pub instance_id: Option<Uuid>,
    pub profile_id: Option<String>,
    pub interface_id: Option<Uuid>,
}

/// `<vlan>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vlan {
    pub trunk: bool,
    pub tags: Vec<VlanTag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VlanTag {
    pub id: u32,
    pub native_mode: Option<VlanNativeMode>,
}

/// `<bandwidth>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bandwidth {
    pub class_id: Option<u32>,
    pub inbound: Option<Rate>,
    pub outbound: Option<Rate>,
}

/// KiB a second; burst in KiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    pub average: Option<u64>,
    pub peak: Option<u64>,
    pub floor: Option<u64>,
    pub burst: Option<u64>,
}

/// `<filterref>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterRef {
    pub filter: String,
    /// (name, value)
    pub parameters: Vec<(String, String)>,
}

/// A MAC address.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MacAddress(pub [u8; 6]);

/// Text that is not a MAC address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMac;

impl MacAddress {
    /// A new one under libvirt's prefix for QEMU guests.
    pub fn random() -> Self {
        let tail = crate::sys::random_bytes::<3>();
        MacAddress([0x52, 0x54, 0x00, tail[0], tail[1], tail[2]])
    }

    /// Whether it addresses a group.
    pub fn is_multicast(&self) -> bool {
        self.0[0] & 1 == 1
    }
}

impl FromStr for MacAddress {
    type Err = NotAMac;

    /// Reads six hexadecimal numbers with colons between them.
    fn from_str(text: &str) -> Result<Self, NotAMac> {
        let mut bytes = [0u8; 6];
        let mut parts = text.split(':');
        for byte in &mut bytes {
            let part = parts.next().ok_or(NotAMac)?;
            if part.is_empty() || part.len() > 2 || !part.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Err(NotAMac);
            }
            *byte = u8::from_str_radix(part, 16).map_err(|_| NotAMac)?;
        }
        match parts.next() {
            None => Ok(MacAddress(bytes)),
            Some(_) => Err(NotAMac),
        }
    }
}

impl fmt::Display for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, byte) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(":")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

names! {
    KnownNetModel {
        Netfront = "netfront",
        Rtl8139 = "rtl8139",
        Virtio = "virtio",
        E1000 = "e1000",
        E1000e = "e1000e",
        Igb = "igb",
        VirtioTransitional = "virtio-transitional",
        VirtioNonTransitional = "virtio-non-transitional",
        UsbNet = "usb-net",
        SpaprVlan = "spapr-vlan",
        Lan9118 = "lan9118",
        Smc91c111 = "smc91c111",
        Vlance = "vlance",
        Vmxnet = "vmxnet",
        Vmxnet2 = "vmxnet2",
        Vmxnet3 = "vmxnet3",
        Am79C970A = "Am79C970A",
        Am79C973 = "Am79C973",
        I82540EM = "82540EM",
        I82545EM = "82545EM",
        I82543GC = "82543GC",
    }
    MacType {
        Generated = "generated",
        Static = "static",
    }
    MacTableManager {
        Kernel = "kernel",
        Libvirt = "libvirt",
    }
    DirectMode {
        Vepa = "vepa",
        Private = "private",
        Bridge = "bridge",
        Passthrough = "passthrough",
    }
    NetDriverName {
        Qemu = "qemu",
        Vhost = "vhost",
    }
    NetBackendType {
        Default = "default",
        Passt = "passt",
    }
    TxMode {
        IoThread = "iothread",
        Timer = "timer",
    }
    IpFamily {
        Ipv4 = "ipv4",
        Ipv6 = "ipv6",
    }
    ForwardProto {
        Tcp = "tcp",
        Udp = "udp",
    }
    VirtualPortType {
        Qbg8021 = "802.1Qbg",
        Qbh8021 = "802.1Qbh",
        OpenVswitch = "openvswitch",
        Midonet = "midonet",
    }
    VlanNativeMode {
        Tagged = "tagged",
        Untagged = "untagged",
    }
}
