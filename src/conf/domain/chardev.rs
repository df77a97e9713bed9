//! Character devices (`<serial>`, `<parallel>`, `<console>`, `<channel>`), what is behind them on the
//! host, and the devices made of such: smart cards, USB redirection.

mod passed;

pub use passed::*;

use super::address::{DeviceInfo, InfoParts};
use super::graphics::MouseMode;
use super::seclabel::DeviceSeclabel;
use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, unsupported, yes};
use crate::conf::units::unsigned;
use crate::conf::xml::Element;
use crate::error::{Error, Result, virErrorDomain};

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

    /// Whether QEMU is the one that listens.
    pub fn is_listening(&self) -> bool {
        match &self.backend {
            CharBackend::Tcp(tcp) => tcp.listen,
            CharBackend::Unix(unix) => unix.listen,
            _ => false,
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

impl CharSource {
    /// Takes what is behind a character device out of its element: `type=`, `<source>`s, `<protocol>`,
    /// `<log>`. Without a type it is a pty.
    pub fn parse(r: &mut Reader, ctx: &ParseContext) -> Result<Self> {
        let kind = r.attr("type");
        Self::parse_type(r, ctx, kind.as_deref().unwrap_or("pty"))
    }

    /// The same, the type being told by the caller.
    pub fn parse_type(r: &mut Reader, ctx: &ParseContext, kind: &str) -> Result<Self> {
        let mut sources = r.children("source");
        let most = if kind == "udp" { 2 } else { 1 };
        if sources.len() > most {
            return Err(Error::xml(format!(
                "character device of type '{kind}' has more than {most} <source>"
            )));
        }
        let mut protocol = None;
        let mut protocols = r.children("protocol");
        if protocols.len() > 1 {
            return Err(Error::xml("character device has more than one <protocol>"));
        }
        if let Some(p) = protocols.first_mut() {
            protocol = p.named("type")?;
        }
        let mut logs = r.children("log");
        if logs.len() > 1 {
            return Err(Error::xml("character device has more than one <log>"));
        }
        let mut result = CharSource::new(CharBackend::Null);
        if let Some(log) = logs.first_mut() {
            result.log_file = log.attr("file");
            result.log_append = log.on_off("append")?;
        }
        for source in &mut sources {
            for seclabel in source.children("seclabel") {
                result.seclabels.push(DeviceSeclabel::parse(seclabel, ctx)?);
            }
        }
        let mut source = sources.first_mut();
        let path = source.as_mut().and_then(|s| s.attr("path"));
        result.backend = match kind {
            "null" => CharBackend::Null,
            "vc" => CharBackend::Vc,
            "stdio" => CharBackend::Stdio,
            "pty" => CharBackend::Pty {
                path: path.filter(|_| !ctx.inactive),
            },
            "dev" => CharBackend::Dev { path },
            "file" => CharBackend::File {
                path,
                append: match source.as_mut() {
                    Some(s) => s.on_off("append")?,
                    None => None,
                },
            },
            "pipe" => CharBackend::Pipe { path },
            "unix" => {
                let mut unix = UnixChar {
                    path,
                    ..Default::default()
                };
                if let Some(s) = source {
                    unix.listen = parse_mode(s)?;
                    unix.reconnect = Reconnect::parse(s)?;
                }
                CharBackend::Unix(unix)
            }
            "tcp" => {
                let mut tcp = TcpChar {
                    protocol: protocol.unwrap_or_default(),
                    ..Default::default()
                };
                if let Some(s) = source {
                    tcp.listen = parse_mode(s)?;
                    tcp.host = s.attr("host").unwrap_or_default();
                    tcp.service = s.attr("service").unwrap_or_default();
                    tcp.tls = s.yes_no("tls")?;
                    tcp.tls_from_config = s.attr("tlsFromConfig").is_some_and(|v| v == "1");
                    tcp.reconnect = Reconnect::parse(s)?;
                }
                CharBackend::Tcp(tcp)
            }
            "udp" => {
                let mut udp = UdpChar::default();
                for s in &mut sources {
                    let (host, service) = (s.attr("host"), s.attr("service"));
                    if parse_mode(s)? {
                        udp.bind_host = host;
                        udp.bind_service = service;
                    } else {
                        udp.connect_host = host;
                        udp.connect_service = service;
                    }
                }
                CharBackend::Udp(udp)
            }
            "spicevmc" => CharBackend::SpiceVmc,
            "spiceport" => CharBackend::SpicePort {
                channel: source.and_then(|s| s.attr("channel")).unwrap_or_default(),
            },
            "nmdm" => match source {
                Some(s) => CharBackend::Nmdm {
                    master: s.attr("master"),
                    slave: s.attr("slave"),
                },
                None => CharBackend::Nmdm {
                    master: None,
                    slave: None,
                },
            },
            "qemu-vdagent" => {
                let (mut mouse, mut clipboard_copypaste) = (None, None);
                if let Some(s) = source {
                    if let Some(mut c) = s.child("clipboard") {
                        clipboard_copypaste = c.yes_no("copypaste")?;
                        c.finish()?;
                    }
                    if let Some(mut m) = s.child("mouse") {
                        mouse = m.named("mode")?;
                        m.finish()?;
                    }
                }
                CharBackend::QemuVdagent {
                    mouse,
                    clipboard_copypaste,
                }
            }
            "dbus" => CharBackend::Dbus {
                channel: source.and_then(|s| s.attr("channel")),
            },
            other => {
                return Err(unsupported(format!(
                    "unknown type '{other}' of a character device"
                )));
            }
        };
        // What belongs to other types is nothing here.
        for mut s in sources {
            s.ignore(&[
                "@path",
                "@mode",
                "@host",
                "@service",
                "@channel",
                "@master",
                "@slave",
                "@append",
                "@tls",
                "reconnect",
                "clipboard",
                "mouse",
            ]);
            s.finish()?;
        }
        Ok(result)
    }

    /// Checks that it has what its type needs; `channel`: a path may be made up later.
    pub fn validate(&self, channel: bool) -> Result<()> {
        let need = |what: Option<&String>, name: &str| match what {
            Some(value) if !value.is_empty() => Ok(()),
            _ => Err(Error::internal(format!(
                "character device of type '{}' lacks the attribute '{name}' of its source",
                self.backend.type_name()
            ))
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN)),
        };
        match &self.backend {
            CharBackend::Dev { path }
            | CharBackend::File { path, .. }
            | CharBackend::Pipe { path } => need(path.as_ref(), "path")?,
            CharBackend::Unix(unix) => {
                if !channel {
                    need(unix.path.as_ref(), "path")?;
                }
                unix.reconnect.validate(unix.listen)?;
            }
            CharBackend::Tcp(tcp) => {
                need(Some(&tcp.host), "host")?;
                need(Some(&tcp.service), "service")?;
                tcp.reconnect.validate(tcp.listen)?;
            }
            CharBackend::Udp(udp) => need(udp.connect_service.as_ref(), "service")?,
            CharBackend::Nmdm { master, slave } => {
                need(master.as_ref(), "master")?;
                need(slave.as_ref(), "slave")?;
            }
            CharBackend::SpicePort { channel } => {
                need(Some(channel), "channel")?;
                if !channel
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"/.-_:+".contains(&b))
                {
                    return Err(Error::invalid_arg(format!(
                        "invalid character in source channel '{channel}'"
                    ))
                    .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds `<source>`s, `<protocol>` and `<log>`; the type is the caller's.
    pub fn format(&self, e: &mut Element, o: &FormatOptions) {
        let mut source = Element::new("source");
        let mut protocol = None;
        match &self.backend {
            CharBackend::Pty { path } => {
                if let (Some(path), false) = (path, o.inactive) {
                    source.set_attr("path", path);
                }
            }
            CharBackend::Dev { path } | CharBackend::Pipe { path } => {
                source.set_opt("path", path.as_ref());
            }
            CharBackend::File { path, append } => {
                source.set_opt("path", path.as_ref());
                source.set_opt("append", append.map(on));
            }
            CharBackend::Unix(unix) => {
                if let Some(path) = &unix.path {
                    source.set_attr("mode", mode(unix.listen));
                    source.set_attr("path", path);
                    unix.reconnect.format(&mut source);
                }
            }
            CharBackend::Tcp(tcp) => {
                source
                    .set_attr("mode", mode(tcp.listen))
                    .set_attr("host", &tcp.host)
                    .set_attr("service", &tcp.service);
                if !(o.migratable && tcp.tls_from_config) {
                    source.set_opt("tls", tcp.tls.map(yes));
                }
                if o.status {
                    source.set_opt("tlsFromConfig", tcp.tls.map(|_| tcp.tls_from_config as u8));
                }
                tcp.reconnect.format(&mut source);
                protocol = Some(tcp.protocol);
            }
            CharBackend::Udp(udp) => {
                if udp.bind_host.is_some() || udp.bind_service.is_some() {
                    let mut bind = Element::new("source").with_attr("mode", "bind");
                    bind.set_opt("host", udp.bind_host.as_ref());
                    bind.set_opt("service", udp.bind_service.as_ref());
                    e.push(bind);
                }
                if udp.connect_host.is_some() || udp.connect_service.is_some() {
                    source.set_attr("mode", "connect");
                    source.set_opt("host", udp.connect_host.as_ref());
                    source.set_opt("service", udp.connect_service.as_ref());
                }
            }
            CharBackend::SpicePort { channel } => {
                source.set_attr("channel", channel);
            }
            CharBackend::Nmdm { master, slave } => {
                source.set_opt("master", master.as_ref());
                source.set_opt("slave", slave.as_ref());
            }
            CharBackend::QemuVdagent {
                mouse,
                clipboard_copypaste,
            } => {
                if let Some(copypaste) = clipboard_copypaste {
                    source.push(Element::new("clipboard").with_attr("copypaste", yes(*copypaste)));
                }
                if let Some(mouse) = mouse {
                    source.push(Element::new("mouse").with_attr("mode", mouse));
                }
            }
            CharBackend::Dbus { channel } => {
                source.set_opt("channel", channel.as_ref());
            }
            CharBackend::Null | CharBackend::Vc | CharBackend::Stdio | CharBackend::SpiceVmc => {}
        }
        if !source.is_bare() {
            for seclabel in &self.seclabels {
                source.push_filled(seclabel.to_element(o));
            }
            e.push(source);
        }
        if let Some(protocol) = protocol {
            e.push(Element::new("protocol").with_attr("type", protocol));
        }
        let mut log = Element::new("log");
        log.set_opt("file", self.log_file.as_ref());
        log.set_opt("append", self.log_append.map(on));
        e.push_filled(log);
    }
}

/// `mode='bind'` or, if not told, `'connect'`.
fn parse_mode(source: &mut Reader) -> Result<bool> {
    match source.attr("mode").as_deref() {
        None | Some("connect") => Ok(false),
        Some("bind") => Ok(true),
        Some(other) => Err(source.invalid("mode", other)),
    }
}

fn mode(listen: bool) -> &'static str {
    if listen { "bind" } else { "connect" }
}

impl Reconnect {
    /// Takes a `<reconnect>` out of a source.
    pub fn parse(source: &mut Reader) -> Result<Self> {
        let Some(mut r) = source.child("reconnect") else {
            return Ok(Self::default());
        };
        let reconnect = Reconnect {
            enabled: r.yes_no("enabled")?,
            timeout: r.u32("timeout")?,
        };
        r.finish()?;
        if reconnect.enabled.is_none() {
            return Err(Error::xml("<reconnect> lacks the attribute 'enabled'"));
        }
        if reconnect.enabled == Some(true) && reconnect.timeout.is_none() {
            return Err(Error::xml(
                "<reconnect> is enabled but lacks the attribute 'timeout'",
            ));
        }
        Ok(reconnect)
    }

    fn validate(&self, listen: bool) -> Result<()> {
        if listen && self.enabled == Some(true) {
            return Err(unsupported(
                "a character device that listens cannot reconnect",
            ));
        }
        Ok(())
    }

    /// Adds a `<reconnect>` to a source.
    pub fn format(&self, source: &mut Element) {
        if let Some(enabled) = self.enabled {
            let mut r = Element::new("reconnect").with_attr("enabled", yes(enabled));
            if enabled {
                r.set_opt("timeout", self.timeout);
            }
            source.push(r);
        }
    }
}

impl Serial {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let source = CharSource::parse(&mut r, ctx)?;
        let (mut target, mut model, mut port) = (None, None, None);
        if let Some(mut t) = r.child("target") {
            target = t.named("type")?;
            port = parse_port(&mut t)?;
            if let Some(mut m) = t.child("model") {
                model = Some(m.named_required("name")?);
                m.finish()?;
            }
            t.finish()?;
        }
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.ignore(&["@tty"]);
        r.finish()?;
        Ok(Serial {
            source,
            target,
            model,
            port,
            info,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("serial").with_attr("type", self.source.backend.type_name());
        self.source.format(&mut e, o);
        let mut target = Element::new("target");
        target.set_opt("type", self.target);
        target.set_opt("port", self.port);
        if let Some(model) = self.model {
            target.push(Element::new("model").with_attr("name", model));
        }
        e.push_filled(target);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

fn parse_port(target: &mut Reader) -> Result<Option<u32>> {
    match target.attr("port") {
        None => Ok(None),
        Some(port) => match unsigned(&port, 10).and_then(|n| n.try_into().ok()) {
            Some(port) => Ok(Some(port)),
            None => Err(target.invalid("port", &port)),
        },
    }
}

impl Parallel {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let source = CharSource::parse(&mut r, ctx)?;
        let mut port = None;
        if let Some(mut t) = r.child("target") {
            port = parse_port(&mut t)?;
            t.ignore(&["@type", "model"]);
            t.finish()?;
        }
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.ignore(&["@tty"]);
        r.finish()?;
        Ok(Parallel { source, port, info })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("parallel").with_attr("type", self.source.backend.type_name());
        self.source.format(&mut e, o);
        let mut target = Element::new("target");
        target.set_opt("port", self.port);
        e.push_filled(target);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl Console {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let source = CharSource::parse(&mut r, ctx)?;
        let (mut target, mut port) = (None, None);
        if let Some(mut t) = r.child("target") {
            target = match t.attr("type") {
                None => None,
                Some(name) => match ConsoleTarget::from_name(&name) {
                    Some(target) => Some(target),
                    None => {
                        return Err(unsupported(format!("unknown console target '{name}'")));
                    }
                },
            };
            port = parse_port(&mut t)?;
            t.ignore(&["model"]);
            t.finish()?;
        }
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.ignore(&["@tty"]);
        r.finish()?;
        Ok(Console {
            source,
            target,
            port,
            info,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("console").with_attr("type", self.source.backend.type_name());
        if let (CharBackend::Pty { path: Some(path) }, false) = (&self.source.backend, o.inactive) {
            e.set_attr("tty", path);
        }
        self.source.format(&mut e, o);
        let mut target = Element::new("target");
        target.set_opt("type", self.target);
        target.set_opt("port", self.port);
        e.push_filled(target);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl Channel {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let source = CharSource::parse(&mut r, ctx)?;
        let Some(mut t) = r.child("target") else {
            return Err(Error::xml("channel lacks a target"));
        };
        let Some(kind) = t.attr("type") else {
            return Err(Error::xml("channel lacks the type of its target"));
        };
        let state = |t: &mut Reader| -> Result<Option<ChannelState>> {
            let state = t.named("state")?;
            Ok(state.filter(|_| !ctx.inactive))
        };
        let target = match kind.as_str() {
            "virtio" => ChannelTarget::Virtio {
                name: t.attr("name"),
                state: state(&mut t)?,
            },
            "xen" => ChannelTarget::Xen {
                name: t.attr("name"),
                state: state(&mut t)?,
            },
            "guestfwd" => {
                let address = t.required("address")?;
                let port = t.required("port")?;
                ChannelTarget::Guestfwd {
                    address: address
                        .parse()
                        .ok()
                        .filter(std::net::IpAddr::is_ipv4)
                        .ok_or_else(|| t.invalid("address", &address))?,
                    port: unsigned(&port, 10)
                        .and_then(|n| n.try_into().ok())
                        .ok_or_else(|| t.invalid("port", &port))?,
                }
            }
            other => {
                return Err(unsupported(format!("unknown channel target '{other}'")));
            }
        };
        t.ignore(&["@address", "@port", "@name", "@state"]);
        t.finish()?;
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(Channel {
            source,
            target,
            info,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("channel").with_attr("type", self.source.backend.type_name());
        self.source.format(&mut e, o);
        let mut target = Element::new("target");
        match &self.target {
            ChannelTarget::Virtio { name, state } | ChannelTarget::Xen { name, state } => {
                let xen = matches!(self.target, ChannelTarget::Xen { .. });
                target.set_attr("type", if xen { "xen" } else { "virtio" });
                target.set_opt("name", name.as_ref());
                if !o.inactive {
                    target.set_opt("state", *state);
                }
            }
            ChannelTarget::Guestfwd { address, port } => {
                target
                    .set_attr("type", "guestfwd")
                    .set_attr("address", address)
                    .set_attr("port", port);
            }
        }
        e.push(target);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
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
