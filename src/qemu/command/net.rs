//! Network interfaces.

use super::Builder;
use super::props::Props;
use crate::conf::domain::address::VirtioModel;
use crate::conf::domain::hostdev::TeamingType;
use crate::conf::domain::net::{
    Interface, KnownNetModel, NetBackend, NetBackendType, NetModel, SocketNet, TxMode,
};
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;
use serde_json::json;
use std::net::IpAddr;

impl Builder<'_> {
    pub fn interfaces(&mut self) -> Result<()> {
        for net in &self.dom.devices.interfaces {
            // Passed-through devices are host devices.
            if !matches!(net.backend, NetBackend::Hostdev(_)) {
                self.interface(net)?;
            }
        }
        Ok(())
    }

    fn interface(&mut self, net: &Interface) -> Result<()> {
        let alias = net.info.alias();
        let mut host = Props::new();
        match &net.backend {
            NetBackend::VhostUser(source) => {
                let chardev = self.chardev(source, alias)?;
                host.set("type", "vhost-user").set("chardev", chardev);
                host.opt("queues", net.driver.queues.filter(|q| *q > 1));
            }
            NetBackend::User => self.user_net(net, &mut host)?,
            NetBackend::Ethernet
            | NetBackend::Bridge { .. }
            | NetBackend::Network(_)
            | NetBackend::Direct { .. } => self.tap(net, &mut host),
            NetBackend::Server(socket) => {
                host.set("type", "socket")
                    .set("listen", socket_address(socket));
            }
            NetBackend::Client(socket) => {
                host.set("type", "socket")
                    .set("connect", socket_address(socket));
            }
            NetBackend::Mcast(socket) => {
                host.set("type", "socket")
                    .set("mcast", socket_address(socket));
            }
            NetBackend::Udp { remote, local } => {
                host.set("type", "socket")
                    .set("udp", socket_address(remote))
                    .set("localaddr", socket_address(local));
            }
            other => {
                return Err(Error::config_unsupported(format!(
                    "interfaces of type '{}' are not supported",
                    other.type_name()
                )));
            }
        }
        host.set("id", format!("host{alias}"));
        self.netdev(&host);
        let props = self.nic(net)?;
        self.device(props)
    }

    fn tap(&self, net: &Interface, host: &mut Props) {
        let alias = net.info.alias();
        let queues = net.driver.queues.unwrap_or(1).max(1) as usize;
        let unopened = vec![-1; queues];
        let taps = match self.host.taps(alias) {
            [] => &unopened,
            taps => taps,
        };
        host.set("type", "tap");
        descriptors(host, "fd", "fds", taps);
        match self.host.vhosts(alias) {
            [] => (),
            vhosts => {
                host.set("vhost", true);
                descriptors(host, "vhostfd", "vhostfds", vhosts);
            }
        }
        host.opt("sndbuf", net.sndbuf);
    }

    fn user_net(&self, net: &Interface, host: &mut Props) -> Result<()> {
        if net.backend_options.kind == Some(NetBackendType::Passt) {
            self.need(Cap::NetdevStream, "networks by passt")?;
            let socket = self
                .ctx
                .guest_dir
                .join(format!("{}-passt.sock", net.info.alias()));
            host.set("type", "stream")
                .set(
                    "addr",
                    json!({"type": "unix", "path": socket.to_string_lossy()}),
                )
                .set("server", false);
            if self.has(Cap::NetdevStreamReconnectMs) {
                host.set("reconnect-ms", 5000);
            } else if self.has(Cap::NetdevStreamReconnect) {
                host.set("reconnect", 5);
            }
            return Ok(());
        }
        self.need(Cap::NetdevUser, "networks in user space")?;
        host.set("type", "user");
        for ip in &net.guest_ips {
            match ip.address {
                IpAddr::V4(address) => {
                    let prefix = ip.prefix.unwrap_or(match address.octets()[0] {
                        0..128 => 8,
                        128..192 => 16,
                        _ => 24,
                    });
                    host.set("net", format!("{address}/{prefix}"));
                }
                IpAddr::V6(address) => {
                    host.set("ipv6-prefix", address.to_string())
                        .opt("ipv6-prefixlen", ip.prefix);
                }
            }
        }
        Ok(())
    }

    fn nic(&self, net: &Interface) -> Result<Props> {
        let alias = net.info.alias();
        let model = net
            .model
            .clone()
            .unwrap_or(NetModel::Known(KnownNetModel::Rtl8139));
        let mut props;
        if model.is_virtio() {
            let flavour = match model {
                NetModel::Known(KnownNetModel::VirtioTransitional) => VirtioModel::Transitional,
                NetModel::Known(KnownNetModel::VirtioNonTransitional) => {
                    VirtioModel::NonTransitional
                }
                _ => VirtioModel::Virtio,
            };
            props = self.virtio_device("virtio-net", &net.info, Some(flavour), &net.virtio);
            self.virtio_net(net, &mut props)?;
        } else {
            props = Props::device(match &model {
                // QEMU's name for libvirt's.
                NetModel::Known(KnownNetModel::UsbNet) => "usb-net",
                other => other.name(),
            });
        }
        props
            .set("netdev", format!("host{alias}"))
            .set("id", alias)
            .opt("mac", net.mac.map(|m| m.to_string()))
            .opt("bootindex", net.info.boot_order);
        self.place(&mut props, &net.info)?;
        self.rom(&mut props, &net.info);
        Ok(props)
    }

    fn virtio_net(&self, net: &Interface, props: &mut Props) -> Result<()> {
        let driver = &net.driver;
        if let Some(mode) = driver.txmode {
            props.set(
                "tx",
                match mode {
                    TxMode::IoThread => "bh",
                    TxMode::Timer => "timer",
                },
            );
        }
        props
            .opt("ioeventfd", driver.ioeventfd)
            .opt("event_idx", driver.event_idx)
            .opt("csum", driver.host.csum)
            .opt("gso", driver.host.gso)
            .opt("host_tso4", driver.host.tso4)
            .opt("host_tso6", driver.host.tso6)
            .opt("host_ecn", driver.host.ecn)
            .opt("host_ufo", driver.host.ufo)
            .opt("mrg_rxbuf", driver.host.mrg_rxbuf)
            .opt("guest_csum", driver.guest.csum)
            .opt("guest_tso4", driver.guest.tso4)
            .opt("guest_tso6", driver.guest.tso6)
            .opt("guest_ecn", driver.guest.ecn)
            .opt("guest_ufo", driver.guest.ufo);
        if let Some(queues) = driver.queues.filter(|q| *q > 1) {
            // A vector for each direction of each queue, one for control, one for changes.
            props.set("mq", true).set("vectors", 2 * queues + 2);
        }
        props
            .opt("rx_queue_size", driver.rx_queue_size)
            .opt("tx_queue_size", driver.tx_queue_size);
        if driver.rss.is_some() || driver.rss_hash_report.is_some() {
            self.need(Cap::VirtioNetRss, "receive side scaling")?;
            props
                .opt("rss", driver.rss)
                .opt("hash", driver.rss_hash_report);
        }
        props.opt("host_mtu", net.mtu);
        if net
            .teaming
            .as_ref()
            .is_some_and(|t| t.kind == TeamingType::Persistent)
        {
            self.need(Cap::VirtioNetFailover, "teaming of interfaces")?;
            props.set("failover", true);
        }
        Ok(())
    }
}

/// One descriptor by number, several with colons between.
fn descriptors(props: &mut Props, one: &str, many: &str, fds: &[i32]) {
    let text: Vec<String> = fds.iter().map(i32::to_string).collect();
    props.set(if fds.len() == 1 { one } else { many }, text.join(":"));
}

fn socket_address(socket: &SocketNet) -> String {
    format!(
        "{}:{}",
        socket.address.as_deref().unwrap_or(""),
        socket.port
    )
}

/// `[::1]:port` and the like, of a listening server.
pub fn bracketed(address: &str) -> String {
    if address.contains(':') {
        format!("[{address}]")
    } else {
        address.to_owned()
    }
}
