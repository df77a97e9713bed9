//! `<source>` of an interface, by its type.

use super::*;

pub(super) type BackendAndHostIps = (NetBackend, Vec<IpEntry>, Vec<Route>);

impl NetBackend {
    pub(super) fn parse(
        r: &mut Reader,
        kind: &str,
        managed: Option<bool>,
        driver: Option<&mut Reader>,
        ctx: &ParseContext,
    ) -> Result<BackendAndHostIps> {
        let lacks = |what: &str| {
            Error::xml(format!(
                "interface of type '{kind}' lacks the attribute '{what}' of its source"
            ))
        };
        let mut source = r.child("source");
        let (mut ips, mut routes) = (Vec::new(), Vec::new());
        if let Some(source) = &mut source {
            if !matches!(kind, "udp") {
                for ip in source.children("ip") {
                    ips.push(IpEntry::parse(ip)?);
                }
                for route in source.children("route") {
                    routes.push(Route::parse(route)?);
                }
            }
        }
        let mut attr = |name: &str| source.as_mut().and_then(|s| s.attr(name));
        let backend = match kind {
            "user" => NetBackend::User,
            "ethernet" => NetBackend::Ethernet,
            "null" => NetBackend::Null,
            "vhostuser" => {
                match attr("type").as_deref() {
                    Some("unix") => {}
                    None => return Err(lacks("type")),
                    Some(other) => {
                        return Err(Error::xml(format!(
                            "unknown type '{other}' of a vhostuser source"
                        )));
                    }
                }
                let path = attr("path")
                    .filter(|p| !p.is_empty())
                    .ok_or_else(|| lacks("path"))?;
                let mode = attr("mode");
                let reconnect = match source.as_mut() {
                    Some(s) => Reconnect::parse(s)?,
                    None => Reconnect::default(),
                };
                let listen = match mode.as_deref() {
                    Some("server") => true,
                    Some("client") => false,
                    Some(other) => {
                        return Err(Error::xml(format!(
                            "invalid mode '{other}' of a vhostuser source"
                        )));
                    }
                    None => return Err(lacks("mode")),
                };
                if listen && reconnect.enabled.is_some() {
                    return Err(unsupported(
                        "only a vhostuser interface in client mode can reconnect",
                    ));
                }
                NetBackend::VhostUser(Box::new(CharSource::new(CharBackend::Unix(UnixChar {
                    path: Some(path),
                    listen,
                    reconnect,
                }))))
            }
            "server" | "client" | "mcast" | "udp" => {
                let address = attr("address");
                let port = attr("port");
                let socket = SocketNet::new(address, port, kind)?;
                if socket.address.is_none() && kind != "server" {
                    return Err(lacks("address"));
                }
                match kind {
                    "server" => NetBackend::Server(socket),
                    "client" => NetBackend::Client(socket),
                    "mcast" => NetBackend::Mcast(socket),
                    _ => {
                        let local = source.as_mut().and_then(|s| s.child("local"));
                        let Some(mut local) = local else {
                            return Err(Error::xml(
                                "interface of type 'udp' lacks <local> in its source",
                            ));
                        };
                        let l = SocketNet::new(local.attr("address"), local.attr("port"), kind)?;
                        local.finish()?;
                        if l.address.is_none() {
                            return Err(lacks("local/address"));
                        }
                        NetBackend::Udp {
                            remote: socket,
                            local: l,
                        }
                    }
                }
            }
            "network" => {
                let network = attr("network").ok_or_else(|| lacks("network"))?;
                let portgroup = attr("portgroup");
                let port_id = attr("portid").filter(|_| !ctx.inactive);
                let actual_bridge = attr("bridge").filter(|_| !ctx.inactive);
                NetBackend::Network(NetworkNet {
                    network: Some(network),
                    portgroup,
                    port_id: match port_id {
                        Some(text) => Some(text.parse().map_err(|_| {
                            Error::xml(format!("malformed UUID '{text}' of a network port"))
                        })?),
                        None => None,
                    },
                    actual_bridge,
                })
            }
            "bridge" => NetBackend::Bridge {
                bridge: Some(
                    attr("bridge")
                        .filter(|b| !b.is_empty())
                        .ok_or_else(|| lacks("bridge"))?,
                ),
                mac_table_manager: match attr("macTableManager") {
                    None => None,
                    Some(name) => Some(MacTableManager::from_name(&name).ok_or_else(|| {
                        Error::xml(format!("invalid 'macTableManager' value '{name}'"))
                    })?),
                },
            },
            "internal" => NetBackend::Internal {
                name: Some(attr("name").ok_or_else(|| lacks("name"))?),
            },
            "direct" => NetBackend::Direct {
                dev: Some(
                    attr("dev")
                        .filter(|d| !d.is_empty())
                        .ok_or_else(|| lacks("dev"))?,
                ),
                mode: match attr("mode") {
                    None => Some(DirectMode::Vepa),
                    Some(name) => Some(DirectMode::from_name(&name).ok_or_else(|| {
                        Error::xml(format!(
                            "invalid 'mode' value '{name}' of a direct interface"
                        ))
                    })?),
                },
            },
            "vdpa" => NetBackend::Vdpa {
                dev: Some(
                    attr("dev")
                        .filter(|d| !d.is_empty())
                        .ok_or_else(|| lacks("dev"))?,
                ),
            },
            "hostdev" => NetBackend::Hostdev(Box::new(HostdevNet::parse(
                source.as_mut(),
                managed,
                driver,
            )?)),
            "vds" => {
                let number = |name: &str, text: Option<String>| -> Result<i64> {
                    let text = text.ok_or_else(|| lacks(name))?;
                    crate::conf::units::signed(&text, 10)
                        .ok_or_else(|| Error::xml(format!("invalid value '{text}' of '{name}'")))
                };
                NetBackend::Vds {
                    switch_id: attr("switchid")
                        .ok_or_else(|| lacks("switchid"))?
                        .parse()
                        .map_err(|_| Error::xml("malformed 'switchid'"))?,
                    port_id: number("portid", attr("portid"))?,
                    port_group_id: attr("portgroupid"),
                    connection_id: number("connectionid", attr("connectionid"))?,
                }
            }
            other => {
                return Err(Error::xml(format!(
                    "unknown type '{other}' of an interface"
                )));
            }
        };
        if let Some(mut s) = source {
            s.ignore(&[
                "@bridge",
                "@macTableManager",
                "@network",
                "@portgroup",
                "@portid",
                "@type",
                "@path",
                "@mode",
                "@dev",
                "@name",
                "@address",
                "@port",
                "@missing",
                "@switchid",
                "@portgroupid",
                "@connectionid",
                "@managed",
                "local",
                "reconnect",
                "vendor",
                "product",
                "address",
            ]);
            s.finish()?;
        }
        Ok((backend, ips, routes))
    }
}

impl SocketNet {
    fn new(address: Option<String>, port: Option<String>, kind: &str) -> Result<Self> {
        let Some(port) = port else {
            return Err(Error::xml(format!(
                "interface of type '{kind}' lacks the attribute 'port' of its source"
            )));
        };
        let Some(port) = crate::conf::units::unsigned(&port, 10).and_then(|n| n.try_into().ok())
        else {
            return Err(Error::xml(format!(
                "invalid port '{port}' of an interface of type '{kind}'"
            )));
        };
        Ok(SocketNet { address, port })
    }

    pub(super) fn format(&self, e: &mut Element) {
        e.set_opt("address", self.address.as_ref());
        e.set_attr("port", self.port);
    }
}

impl HostdevNet {
    fn parse(
        source: Option<&mut Reader>,
        managed: Option<bool>,
        driver: Option<&mut Reader>,
    ) -> Result<Self> {
        let Some(source) = source else {
            return Err(Error::xml("interface of type 'hostdev' lacks a source"));
        };
        let mut net = HostdevNet {
            managed,
            driver: HostdevDriver::default(),
            source: HostdevNetSource::Usb(HostdevUsb::default()),
            startup_policy: source.named("startupPolicy")?,
        };
        if let Some(driver) = driver {
            net.driver.name = driver.named("name")?;
            net.driver.model = driver.attr("model");
        }
        let kind = source
            .element()
            .child("address")
            .and_then(|a| a.attr("type"))
            .map(str::to_owned);
        net.source = match kind.as_deref() {
            Some("pci") => {
                let Some(mut address) = source.child("address") else {
                    return Err(Error::xml("interface of type 'hostdev' lacks an address"));
                };
                address.attr("type");
                let pci = PciAddress::parse(&mut address, true)?;
                address.finish()?;
                HostdevNetSource::Pci(pci)
            }
            Some("usb") => {
                let mut usb = HostdevUsb::default();
                if let Some(mut address) = source.child("address") {
                    address.attr("type");
                    usb.address = Some((
                        address.u32_any("bus")?.unwrap_or(0),
                        address.u32_any("device")?.unwrap_or(0),
                    ));
                    address.finish()?;
                }
                HostdevNetSource::Usb(usb)
            }
            Some(other) => {
                return Err(Error::xml(format!(
                    "unknown type '{other}' of an interface's host address"
                )));
            }
            None => {
                return Err(Error::xml(
                    "interface of type 'hostdev' needs the type of its address",
                ));
            }
        };
        Ok(net)
    }
}
