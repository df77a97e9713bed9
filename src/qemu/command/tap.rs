//! Taps: the host's end of a guest's network cable. They live as long as QEMU has them open.

use super::host::HostResources;
use crate::conf::domain::net::{Interface, NetBackend, NetDriverName};
use crate::conf::domain::{Domain, VirtType};
use crate::error::{Error, Result};
use crate::sys::tap;
use std::fs::OpenOptions;
use std::os::fd::OwnedFd;

/// What the kernel makes a new tap's name of.
const NEW_TAP: &str = "vnet%d";

/// Opens the taps of all interfaces that have one, joins them to their bridges, and writes their names
/// into the document.
pub fn prepare(domain: &mut Domain, resources: &mut HostResources) -> Result<()> {
    let kvm = domain.virt_type == VirtType::Kvm;
    for net in &mut domain.devices.interfaces {
        match &net.backend {
            NetBackend::Ethernet | NetBackend::Bridge { .. } => prepare_one(net, kvm, resources)?,
            NetBackend::Network(_) | NetBackend::Direct { .. } => {
                return Err(Error::config_unsupported(format!(
                    "interfaces of type '{}' are not supported",
                    net.backend.type_name()
                )));
            }
            _ => (),
        }
    }
    Ok(())
}

fn prepare_one(net: &mut Interface, kvm: bool, resources: &mut HostResources) -> Result<()> {
    let queues = net.driver.queues.unwrap_or(1).max(1);
    // One that somebody else made is only opened.
    let managed = net.managed_tap != Some(false);
    let wanted = match &net.target {
        // Names that the driver made up for an earlier run are made up anew.
        Some(name) if !(managed && is_generated(name)) => name.clone(),
        _ => NEW_TAP.to_owned(),
    };
    let failed = |what: &str, name: &str, e: std::io::Error| {
        Error::system(format!("cannot {what} the tap '{name}'"), &e)
    };
    let (first, name) =
        tap::open(&wanted, queues > 1, net.is_virtio()).map_err(|e| failed("open", &wanted, e))?;
    let mut taps = vec![first];
    for _ in 1..queues {
        let (fd, _) =
            tap::open(&name, true, net.is_virtio()).map_err(|e| failed("open", &name, e))?;
        taps.push(fd);
    }
    if managed {
        set_up(net, &name)?;
    }
    if let (NetBackend::Ethernet, Some(script)) = (&net.backend, &net.script) {
        if !script.is_empty() {
            run_script(script, &name)?;
        }
    }
    let vhosts = open_vhosts(net, kvm, queues)?;
    net.target = Some(name);
    resources.add_tap(net.info.alias(), taps, vhosts);
    Ok(())
}

/// `vnet0` and so on.
fn is_generated(name: &str) -> bool {
    name.strip_prefix("vnet")
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

fn set_up(net: &Interface, name: &str) -> Result<()> {
    let failed = |what: &str, e: std::io::Error| {
        Error::system(format!("cannot {what} the tap '{name}'"), &e)
    };
    if let Some(mac) = net.mac {
        // The host's end differs from the guest's, and is so high that a bridge keeps its own address.
        let mut mac = mac.0;
        mac[0] = 0xfe;
        tap::set_mac(name, mac).map_err(|e| failed("address", e))?;
    }
    if let Some(mtu) = net.mtu {
        tap::set_mtu(name, mtu).map_err(|e| failed("set the MTU of", e))?;
    }
    if let NetBackend::Bridge { bridge, .. } = &net.backend {
        let bridge = bridge
            .as_deref()
            .ok_or_else(|| Error::internal("an interface of type 'bridge' without a bridge"))?;
        let joined = |what: &str, e: std::io::Error| {
            Error::system(format!("cannot {what} the bridge '{bridge}'"), &e)
        };
        if net.mtu.is_none() {
            let mtu = tap::mtu(bridge).map_err(|e| joined("ask the MTU of", e))?;
            tap::set_mtu(name, mtu).map_err(|e| failed("set the MTU of", e))?;
        }
        tap::add_to_bridge(bridge, name)
            .map_err(|e| joined(&format!("join the tap '{name}' to"), e))?;
    }
    tap::set_up(name, net.link_up != Some(false)).map_err(|e| failed("switch on", e))
}

fn run_script(script: &str, name: &str) -> Result<()> {
    let status = std::process::Command::new(script)
        .arg(name)
        .status()
        .map_err(|e| Error::system(format!("cannot run the interface script '{script}'"), &e))?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::internal(format!(
            "the interface script '{script}' for '{name}' failed: {status}"
        )))
    }
}

/// The kernel's help for virtio interfaces: wanted or not, or taken where it is there.
fn open_vhosts(net: &Interface, kvm: bool, queues: u32) -> Result<Vec<OwnedFd>> {
    let demanded = net.driver.name == Some(NetDriverName::Vhost);
    if !net.is_virtio() || net.driver.name == Some(NetDriverName::Qemu) || !(kvm || demanded) {
        return Ok(Vec::new());
    }
    if demanded && !kvm {
        return Err(Error::config_unsupported(
            "vhost for interfaces needs a domain of type 'kvm'",
        ));
    }
    let path = net
        .backend_options
        .vhost
        .as_deref()
        .unwrap_or("/dev/vhost-net");
    let mut fds = Vec::new();
    for _ in 0..queues {
        match OpenOptions::new().read(true).write(true).open(path) {
            Ok(file) => fds.push(OwnedFd::from(file)),
            Err(e) if demanded => {
                return Err(Error::system(format!("cannot open '{path}'"), &e));
            }
            Err(_) => return Ok(Vec::new()),
        }
    }
    Ok(fds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conf::domain::net::{KnownNetModel, MacAddress, NetModel};

    #[test]
    fn a_tap_is_there_while_it_is_open() {
        if crate::sys::process::effective_uid() != 0
            || !std::path::Path::new("/dev/net/tun").exists()
        {
            eprintln!("skipped: taps need root and /dev/net/tun");
            return;
        }
        let mut net = Interface::new(NetBackend::Ethernet);
        net.mac = Some(MacAddress([0x52, 0x54, 0, 1, 2, 3]));
        net.model = Some(NetModel::Known(KnownNetModel::Virtio));
        net.driver.queues = Some(2);
        net.target = Some("vnet7".to_owned());
        net.info.alias = Some("net0".to_owned());
        let mut resources = HostResources::default();
        prepare_one(&mut net, false, &mut resources).unwrap();
        let name = net.target.clone().unwrap();
        assert!(is_generated(&name), "{name}");
        assert_eq!(resources.taps("net0").len(), 2);
        let address = format!("/sys/class/net/{name}/address");
        assert_eq!(
            std::fs::read_to_string(&address).unwrap().trim(),
            "fe:54:00:01:02:03"
        );
        drop(resources);
        // A process that another test is starting may hold it for a moment yet.
        let gone = || !std::path::Path::new(&address).exists();
        let end = std::time::Instant::now() + std::time::Duration::from_secs(10);
        while !gone() && std::time::Instant::now() < end {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(gone());
    }

    #[test]
    fn what_cannot_be_made_is_an_error() {
        let mut resources = HostResources::default();
        let mut net = Interface::new(NetBackend::Ethernet);
        net.target = Some("a-name-that-is-far-too-long".to_owned());
        assert!(prepare_one(&mut net, false, &mut resources).is_err());
    }
}
