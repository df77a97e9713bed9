//! Character devices (`<serial>`, `<parallel>`, `<console>`, `<channel>`), what is behind them on the
//! host, and the devices made of such: smart cards, USB redirection.

use super::address::DeviceInfo;
use super::graphics::MouseMode;
use super::seclabel::DeviceSeclabel;
use crate::conf::names::names;

/// What is on the host's side of a character device: `type=`, `<source>`, `<protocol>`, `<log>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharSource {
    pub backend: CharBackend,
    pub log_file: Option<String>,
    pub log_append: Option<bool>,
    pub seclabels: Vec<DeviceSeclabel>,
}

impl CharSource {
    pub fn new(backend: CharBackend) -> Self {
        CharSource {
            backend,
            log_file: None,
            log_append: None,
            seclabels: Vec::new(),
        }
    }

    /// The path on this host, if it has one.
    pub fn path(&self) -> Option<&str> {
        match &self.backend {
            CharBackend::Pty { path } | CharBackend::Unix(UnixChar { path, .. }) => path.as_deref(),
            CharBackend::Dev { path }
            | CharBackend::File { path, .. }
            | CharBackend::Pipe { path } => path.as_deref(),
            _ => None,
        }
    }
}

/// `type=` and what goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CharBackend {
    Null,
    Vc,
    Stdio,
    Pty {
        /// Of a running domain.
        path: Option<String>,
    },
    Dev {
        path: Option<String>,
    },
    File {
        path: Option<String>,
        append: Option<bool>,
    },
    Pipe {
        path: Option<String>,
    },
    Tcp(TcpChar),
    Udp(UdpChar),
    Unix(UnixChar),
    SpiceVmc,
    SpicePort {
        channel: String,
    },
    Nmdm {
        master: Option<String>,
        slave: Option<String>,
    },
    QemuVdagent {
        mouse: Option<MouseMode>,
        clipboard_copypaste: Option<bool>,
    },
    Dbus {
        channel: Option<String>,
    },
}

impl CharBackend {
    /// The value of `type`.
    pub fn type_name(&self) -> &'static str {
        match self {
            CharBackend::Null => "null",
            CharBackend::Vc => "vc",
            CharBackend::Stdio => "stdio",
            CharBackend::Pty { .. } => "pty",
            CharBackend::Dev { .. } => "dev",
            CharBackend::File { .. } => "file",
            CharBackend::Pipe { .. } => "pipe",
            CharBackend::Tcp(_) => "tcp",
            CharBackend::Udp(_) => "udp",
            CharBackend::Unix(_) => "unix",
            CharBackend::SpiceVmc => "spicevmc",
            CharBackend::SpicePort { .. } => "spiceport",
            CharBackend::Nmdm { .. } => "nmdm",
            CharBackend::QemuVdagent { .. } => "qemu-vdagent",
            CharBackend::Dbus { .. } => "dbus",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TcpChar {
    pub host: String,
    pub service: String,
    /// `mode='bind'`: QEMU listens.
    pub listen: bool,
    pub protocol: TcpProtocol,
    /// `<source tls=>`
    pub tls: Option<bool>,
    /// Set by the driver's configuration, status only.
    pub tls_from_config: bool,
    pub reconnect: Reconnect,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UdpChar {
    pub bind_host: Option<String>,
    pub bind_service: Option<String>,
    pub connect_host: Option<String>,
    pub connect_service: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnixChar {
    pub path: Option<String>,
    /// `mode='bind'`: QEMU listens.
    pub listen: bool,
    pub reconnect: Reconnect,
}

/// `<reconnect>`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reconnect {
    pub enabled: Option<bool>,
    /// Seconds.
    pub timeout: Option<u32>,
}

/// `<serial>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serial {
    pub source: CharSource,
    pub target: Option<SerialTarget>,
    pub model: Option<SerialModel>,
    pub port: Option<u32>,
    pub info: DeviceInfo,
}

/// `<parallel>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parallel {
    pub source: CharSource,
    pub port: Option<u32>,
    pub info: DeviceInfo,
}

/// `<console>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Console {
    pub source: CharSource,
    pub target: Option<ConsoleTarget>,
    pub port: Option<u32>,
    pub info: DeviceInfo,
}

/// `<channel>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    pub source: CharSource,
    pub target: ChannelTarget,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChannelTarget {
    Virtio {
        name: Option<String>,
        /// Whether the guest has it open; status only.
        state: Option<ChannelState>,
    },
    Guestfwd {
        address: std::net::IpAddr,
        port: u16,
    },
    Xen {
        name: Option<String>,
        state: Option<ChannelState>,
    },
}

impl Channel {
    /// Whether it is the guest agent's.
    pub fn is_guest_agent(&self) -> bool {
        self.virtio_name() == Some("org.qemu.guest_agent.0")
    }

    pub fn virtio_name(&self) -> Option<&str> {
        match &self.target {
            ChannelTarget::Virtio { name, .. } => name.as_deref(),
            _ => None,
        }
    }
}

/// `<smartcard>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smartcard {
    pub mode: SmartcardMode,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SmartcardMode {
    Host,
    HostCertificates {
        certificates: Vec<String>,
        database: Option<String>,
    },
    Passthrough(CharSource),
}

/// `<redirdev>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirDev {
    pub source: CharSource,
    pub info: DeviceInfo,
}

/// One `<usbdev>` of `<redirfilter>`; `None`: any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedirFilter {
    pub class: Option<u8>,
    pub vendor: Option<u16>,
    pub product: Option<u16>,
    /// Binary-coded decimal.
    pub version: Option<u16>,
    pub allow: bool,
}

names! {
    TcpProtocol {
        Raw = "raw",
        Telnet = "telnet",
        Telnets = "telnets",
        Tls = "tls",
    }
    SerialTarget {
        IsaSerial = "isa-serial",
        UsbSerial = "usb-serial",
        PciSerial = "pci-serial",
        SpaprVioSerial = "spapr-vio-serial",
        SystemSerial = "system-serial",
        SclpSerial = "sclp-serial",
        IsaDebug = "isa-debug",
    }
    SerialModel {
        IsaSerial = "isa-serial",
        UsbSerial = "usb-serial",
        PciSerial = "pci-serial",
        SpaprVty = "spapr-vty",
        Pl011 = "pl011",
        SclpConsole = "sclpconsole",
        SclpLmConsole = "sclplmconsole",
        Model16550a = "16550a",
        IsaDebugcon = "isa-debugcon",
    }
    ConsoleTarget {
        Serial = "serial",
        Xen = "xen",
        Uml = "uml",
        Virtio = "virtio",
        Lxc = "lxc",
        Openvz = "openvz",
        Sclp = "sclp",
        SclpLm = "sclplm",
    }
    ChannelState {
        Connected = "connected",
        Disconnected = "disconnected",
    }
}

#[allow(clippy::derivable_impls)] // `names!` has no place for #[default]
impl Default for TcpProtocol {
    fn default() -> Self {
        TcpProtocol::Raw
    }
}
