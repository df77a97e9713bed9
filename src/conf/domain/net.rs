//! Network interfaces (`<interface>`).

mod addresses;
mod mac;
mod shaping;
mod source;

pub use addresses::*;
pub use mac::{MacAddress, NotAMac};
pub use shaping::*;

use super::address::{DeviceInfo, InfoParts, PciAddress, StartupPolicy, UsbAddress, VirtioOptions};
use super::chardev::{CharBackend, CharSource, Reconnect, UnixChar};
use super::hostdev::{HostdevDriver, HostdevUsb, Teaming};
use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, unsupported, yes};
use crate::conf::uuid::Uuid;
use crate::conf::xml::Element;
use crate::error::{Error, Result};

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
    /// `<source dev=>` of passt: the host interface whose settings it takes.
    pub source_dev: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuestDev {
    pub dev: Option<String>,
    pub actual: Option<String>,
}

/// `<filterref>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterRef {
    pub filter: String,
    /// (name, value)
    pub parameters: Vec<(String, String)>,
}

impl Interface {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let kind = r.attr("type").unwrap_or_else(|| "user".to_owned());
        let managed = r.yes_no("managed")?;
        let trust = r.yes_no("trustGuestRxFilters")?;
        let mut driver = r.child("driver");
        let source_dev = match kind.as_str() {
            "user" | "vhostuser" => r
                .element()
                .child("source")
                .and_then(|s| s.attr("dev"))
                .map(str::to_owned),
            _ => None,
        };
        let backend = NetBackend::parse(&mut r, &kind, managed, driver.as_mut(), ctx)?;
        let (backend, host_ips, host_routes) = backend;
        let mut net = Interface::new(backend);
        net.backend_options.source_dev = source_dev;
        net.host_ips = host_ips;
        net.host_routes = host_routes;
        net.trust_guest_rx_filters = trust;
        if let Some(driver) = driver {
            net.parse_driver(driver)?;
        }
        if let Some(mut mac) = r.child("mac") {
            let Some(address) = mac.attr("address") else {
                return Err(mac.missing("address"));
            };
            let parsed: MacAddress = address
                .parse()
                .map_err(|_| Error::xml(format!("malformed MAC address '{address}'")))?;
            if parsed.is_multicast() {
                return Err(Error::xml(format!(
                    "MAC address '{address}' is a multicast address"
                )));
            }
            net.mac = Some(parsed);
            net.mac_type = mac.named("type")?;
            net.mac_check = mac.yes_no("check")?;
            net.current_mac = match mac.attr("currentAddress") {
                Some(text) if !ctx.inactive => text.parse().ok(),
                _ => None,
            };
            mac.finish()?;
        }
        if let Some(mut model) = r.child("model") {
            if let Some(name) = model.attr("type") {
                net.model = Some(NetModel::parse(&name)?);
            }
            model.finish()?;
        }
        if let Some(mut backend) = r.child("backend") {
            net.backend_options = NetBackendOptions {
                kind: backend.named("type")?,
                tap: backend.attr("tap"),
                vhost: backend.attr("vhost"),
                log_file: backend.attr("logFile"),
                source_dev: net.backend_options.source_dev.take(),
            };
            backend.finish()?;
        }
        if let Some(mut target) = r.child("target") {
            net.managed_tap = target.yes_no("managed")?;
            // A name that the driver made up for a running guest is not kept.
            net.target = target.attr("dev").filter(|dev| {
                !(dev.is_empty()
                    || ctx.inactive && net.managed_tap != Some(false) && is_generated_name(dev))
            });
            target.finish()?;
        }
        if let Some(mut guest) = r.child("guest") {
            net.guest_dev = Some(GuestDev {
                dev: guest.attr("dev"),
                actual: guest.attr("actual").filter(|_| !ctx.inactive),
            });
            guest.finish()?;
        }
        net.script = r.child_attr("script", "path")?.filter(|p| !p.is_empty());
        net.downscript = r
            .child_attr("downscript", "path")?
            .filter(|p| !p.is_empty());
        net.backend_domain = r.child_attr("backenddomain", "name")?;
        for ip in r.children("ip") {
            net.guest_ips.push(IpEntry::parse(ip)?);
        }
        for route in r.children("route") {
            net.guest_routes.push(Route::parse(route)?);
        }
        for forward in r.children("portForward") {
            net.port_forwards.push(PortForward::parse(forward)?);
        }
        if let Some(port) = r.child("virtualport") {
            net.virtual_port = Some(VirtualPort::parse(port, &kind)?);
        }
        if let Some(vlan) = r.child("vlan") {
            net.vlan = Vlan::parse(vlan)?;
        }
        if let Some(bandwidth) = r.child("bandwidth") {
            net.bandwidth = Bandwidth::parse(bandwidth, kind == "network")?;
        }
        if let Some(mut filter) = r.child("filterref") {
            let mut f = FilterRef {
                filter: filter.required("filter")?,
                parameters: Vec::new(),
            };
            for mut p in filter.children("parameter") {
                f.parameters
                    .push((p.required("name")?, p.required("value")?));
                p.finish()?;
            }
            filter.finish()?;
            if !matches!(kind.as_str(), "ethernet" | "network" | "bridge" | "user") {
                return Err(Error::xml(format!(
                    "interface of type '{kind}' cannot have a filter"
                )));
            }
            net.filter = Some(f);
        }
        if let Some(mut tune) = r.child("tune") {
            net.sndbuf = tune.child_u32("sndbuf")?;
            tune.finish()?;
        }
        if let Some(mut link) = r.child("link") {
            net.link_up = match link.attr("state").as_deref() {
                None => None,
                Some("up") => Some(true),
                Some("down") => Some(false),
                Some(other) => return Err(link.invalid("state", other)),
            };
            link.finish()?;
        }
        if let Some(mut mtu) = r.child("mtu") {
            net.mtu = mtu.u32("size")?;
            mtu.finish()?;
        }
        if let Some(mut coalesce) = r.child("coalesce") {
            if let Some(mut rx) = coalesce.child("rx") {
                if let Some(mut frames) = rx.child("frames") {
                    net.coalesce_rx_frames_max = frames.u32("max")?.filter(|n| *n > 0);
                    frames.finish()?;
                }
                rx.finish()?;
            }
            coalesce.finish()?;
        }
        if let Some(mut port) = r.child("port") {
            net.port_isolated = port.yes_no("isolated")?;
            port.finish()?;
        }
        if let Some(teaming) = r.child("teaming") {
            net.teaming = Some(Teaming::parse(teaming)?);
        }
        net.info = DeviceInfo::parse(&mut r, ctx, InfoParts::BOOT_AND_ROM)?;
        r.finish()?;
        Ok(net)
    }

    fn parse_driver(&mut self, mut r: Reader) -> Result<()> {
        let d = &mut self.driver;
        if !matches!(self.backend, NetBackend::Hostdev(_)) {
            // Names of host device drivers belong to interfaces of another type.
            match r.attr("name") {
                None => {}
                Some(name) => {
                    d.name = match NetDriverName::from_name(&name) {
                        Some(name) => Some(name),
                        None if super::hostdev::PciDriverName::from_name(&name).is_some() => None,
                        None => return Err(r.invalid("name", &name)),
                    }
                }
            }
        }
        r.ignore(&["@name", "@model"]);
        d.txmode = r.named("txmode")?;
        d.ioeventfd = r.on_off("ioeventfd")?;
        d.event_idx = r.on_off("event_idx")?;
        d.queues = r.positive("queues")?;
        d.rx_queue_size = r.u32("rx_queue_size")?;
        d.tx_queue_size = r.u32("tx_queue_size")?;
        d.rss = r.on_off("rss")?;
        d.rss_hash_report = r.on_off("rss_hash_report")?;
        if let Some(mut h) = r.child("host") {
            d.host = HostOffloads {
                csum: h.on_off("csum")?,
                gso: h.on_off("gso")?,
                tso4: h.on_off("tso4")?,
                tso6: h.on_off("tso6")?,
                ecn: h.on_off("ecn")?,
                ufo: h.on_off("ufo")?,
                mrg_rxbuf: h.on_off("mrg_rxbuf")?,
            };
            h.finish()?;
        }
        if let Some(mut g) = r.child("guest") {
            d.guest = GuestOffloads {
                csum: g.on_off("csum")?,
                tso4: g.on_off("tso4")?,
                tso6: g.on_off("tso6")?,
                ecn: g.on_off("ecn")?,
                ufo: g.on_off("ufo")?,
            };
            g.finish()?;
        }
        self.virtio = VirtioOptions::parse(&mut r)?;
        r.finish()
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("interface").with_attr("type", self.backend.type_name());
        if let NetBackend::Hostdev(hostdev) = &self.backend {
            e.set_opt("managed", hostdev.managed.filter(|m| *m).map(yes));
        }
        e.set_opt("trustGuestRxFilters", self.trust_guest_rx_filters.map(yes));
        if let Some(mac) = &self.mac {
            let mut m = Element::new("mac").with_attr("address", mac);
            m.set_opt("type", self.mac_type);
            m.set_opt("check", self.mac_check.map(yes));
            if !o.inactive {
                m.set_opt("currentAddress", self.current_mac);
            }
            e.push(m);
        }
        self.format_source(&mut e, o);
        for ip in &self.guest_ips {
            e.push(ip.to_element());
        }
        for route in &self.guest_routes {
            e.push(route.to_element());
        }
        for forward in &self.port_forwards {
            e.push(forward.to_element());
        }
        if let Some(vlan) = &self.vlan {
            e.push(vlan.to_element());
        }
        if let Some(port) = &self.virtual_port {
            e.push(port.to_element());
        }
        if let Some(bandwidth) = &self.bandwidth {
            e.push_filled(bandwidth.to_element());
        }
        if let Some(isolated) = self.port_isolated {
            e.push(Element::new("port").with_attr("isolated", yes(isolated)));
        }
        if let Some(path) = &self.script {
            e.push(Element::new("script").with_attr("path", path));
        }
        if let Some(path) = &self.downscript {
            e.push(Element::new("downscript").with_attr("path", path));
        }
        if let Some(name) = &self.backend_domain {
            e.push(Element::new("backenddomain").with_attr("name", name));
        }
        let mut target = Element::new("target");
        let generated = self.managed_tap != Some(false)
            && self.target.as_deref().is_some_and(is_generated_name);
        if !(o.inactive && generated) {
            target.set_opt("dev", self.target.as_ref());
        }
        target.set_opt("managed", self.managed_tap.map(yes));
        e.push_filled(target);
        if let Some(g) = &self.guest_dev {
            let mut guest = Element::new("guest");
            guest.set_opt("dev", g.dev.as_ref());
            if !o.inactive {
                guest.set_opt("actual", g.actual.as_ref());
            }
            e.push_filled(guest);
        }
        if let Some(model) = &self.model {
            e.push(Element::new("model").with_attr("type", model.name()));
            if self.is_virtio() {
                self.format_driver(&mut e);
            }
        }
        let b = &self.backend_options;
        let mut backend = Element::new("backend");
        backend
            .set_opt("type", b.kind.filter(|k| *k != NetBackendType::Default))
            .set_opt("tap", b.tap.as_ref())
            .set_opt("vhost", b.vhost.as_ref())
            .set_opt("logFile", b.log_file.as_ref());
        e.push_filled(backend);
        if let Some(f) = &self.filter {
            let mut filter = Element::new("filterref").with_attr("filter", &f.filter);
            for (name, value) in &f.parameters {
                filter.push(
                    Element::new("parameter")
                        .with_attr("name", name)
                        .with_attr("value", value),
                );
            }
            e.push(filter);
        }
        if let Some(bytes) = self.sndbuf {
            let mut tune = Element::new("tune");
            tune.push_text("sndbuf", bytes);
            e.push(tune);
        }
        if let Some(up) = self.link_up {
            e.push(Element::new("link").with_attr("state", if up { "up" } else { "down" }));
        }
        if let Some(size) = self.mtu.filter(|n| *n > 0) {
            e.push(Element::new("mtu").with_attr("size", size));
        }
        if let Some(max) = self.coalesce_rx_frames_max {
            let frames = Element::new("frames").with_attr("max", max);
            e.push(Element::new("coalesce").with_child(Element::new("rx").with_child(frames)));
        }
        if let Some(teaming) = &self.teaming {
            e.push(teaming.to_element());
        }
        self.info.format(&mut e, o, InfoParts::BOOT_AND_ROM);
        e
    }

    fn format_source(&self, e: &mut Element, o: &FormatOptions) {
        let mut source = Element::new("source");
        match &self.backend {
            NetBackend::User => {
                source.set_opt("dev", self.backend_options.source_dev.as_ref());
            }
            NetBackend::Ethernet | NetBackend::Null => {}
            NetBackend::VhostUser(chr) => {
                let mut inner = Element::new("x");
                chr.format(&mut inner, o);
                if let Some(inner) = inner.elements().next() {
                    source.set_attr("type", "unix");
                    source.set_opt("path", inner.attr("path"));
                    source.set_attr(
                        "mode",
                        if chr.is_listening() {
                            "server"
                        } else {
                            "client"
                        },
                    );
                    source.children.extend(inner.children.iter().cloned());
                }
            }
            NetBackend::Server(s) | NetBackend::Client(s) | NetBackend::Mcast(s) => {
                s.format(&mut source);
            }
            NetBackend::Udp { remote, local } => {
                remote.format(&mut source);
                let mut l = Element::new("local");
                local.format(&mut l);
                source.push(l);
            }
            NetBackend::Network(n) => {
                source.set_opt("network", n.network.as_ref());
                source.set_opt("portgroup", n.portgroup.as_ref());
                if !o.inactive {
                    source.set_opt("portid", n.port_id);
                    source.set_opt("bridge", n.actual_bridge.as_ref());
                }
            }
            NetBackend::Bridge {
                bridge,
                mac_table_manager,
            } => {
                source.set_opt("bridge", bridge.as_ref());
                source.set_opt("macTableManager", *mac_table_manager);
            }
            NetBackend::Internal { name } => {
                source.set_opt("name", name.as_ref());
            }
            NetBackend::Direct { dev, mode } => {
                source.set_opt("dev", dev.as_ref());
                source.set_attr("mode", mode.unwrap_or(DirectMode::Vepa));
            }
            NetBackend::Hostdev(hostdev) => {
                let mut driver = Element::new("driver");
                driver.set_opt("name", hostdev.driver.name);
                driver.set_opt("model", hostdev.driver.model.as_ref());
                e.push_filled(driver);
                source.set_opt("startupPolicy", hostdev.startup_policy);
                match &hostdev.source {
                    HostdevNetSource::Pci(pci) => {
                        let mut address = Element::new("address").with_attr("type", "pci");
                        pci.format(&mut address);
                        source.push(address);
                    }
                    HostdevNetSource::Usb(usb) => {
                        usb.format(&mut source, true);
                    }
                }
            }
            NetBackend::Vdpa { dev } => {
                source.set_opt("dev", dev.as_ref());
            }
            NetBackend::Vds {
                switch_id,
                port_id,
                port_group_id,
                connection_id,
            } => {
                source.set_attr("switchid", switch_id);
                source.set_attr("portid", port_id);
                source.set_opt("portgroupid", port_group_id.as_ref());
                source.set_attr("connectionid", connection_id);
            }
        }
        for ip in &self.host_ips {
            source.push(ip.to_element());
        }
        for route in &self.host_routes {
            source.push(route.to_element());
        }
        e.push_filled(source);
    }

    fn format_driver(&self, e: &mut Element) {
        let d = &self.driver;
        let mut driver = Element::new("driver");
        driver
            .set_opt("name", d.name)
            .set_opt("txmode", d.txmode)
            .set_opt("ioeventfd", d.ioeventfd.map(on))
            .set_opt("event_idx", d.event_idx.map(on))
            .set_opt("queues", d.queues)
            .set_opt("rx_queue_size", d.rx_queue_size.filter(|n| *n > 0))
            .set_opt("tx_queue_size", d.tx_queue_size.filter(|n| *n > 0))
            .set_opt("rss", d.rss.map(on))
            .set_opt("rss_hash_report", d.rss_hash_report.map(on));
        self.virtio.format(&mut driver);
        let mut host = Element::new("host");
        host.set_opt("csum", d.host.csum.map(on))
            .set_opt("gso", d.host.gso.map(on))
            .set_opt("tso4", d.host.tso4.map(on))
            .set_opt("tso6", d.host.tso6.map(on))
            .set_opt("ecn", d.host.ecn.map(on))
            .set_opt("ufo", d.host.ufo.map(on))
            .set_opt("mrg_rxbuf", d.host.mrg_rxbuf.map(on));
        driver.push_filled(host);
        let mut guest = Element::new("guest");
        guest
            .set_opt("csum", d.guest.csum.map(on))
            .set_opt("tso4", d.guest.tso4.map(on))
            .set_opt("tso6", d.guest.tso6.map(on))
            .set_opt("ecn", d.guest.ecn.map(on))
            .set_opt("ufo", d.guest.ufo.map(on));
        driver.push_filled(guest);
        e.push_filled(driver);
    }
}

/// Whether the driver made up this name of a tap or macvtap device.
pub fn is_generated_name(dev: &str) -> bool {
    ["vnet", "macvtap", "macvlan"].iter().any(|prefix| {
        dev.strip_prefix(prefix)
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

impl NetModel {
    /// Reads a model's name: any of letters, digits, `-` and `_`.
    pub fn parse(name: &str) -> Result<Self> {
        let known = KnownNetModel::ALL
            .iter()
            .find(|known| known.name().eq_ignore_ascii_case(name));
        if let Some(known) = known {
            return Ok(NetModel::Known(*known));
        }
        let fits = !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        if fits {
            Ok(NetModel::Other(name.to_owned()))
        } else {
            Err(
                Error::invalid_arg(format!("invalid interface model '{name}'"))
                    .from_domain(crate::error::virErrorDomain::VIR_FROM_DOMAIN),
            )
        }
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
}
