//! Gives USB devices their ports, and adds hubs where the ports do not suffice.

use std::collections::BTreeMap;

use crate::conf::domain::address::{Address, DeviceInfo, UsbAddress};
use crate::conf::domain::audio::SoundModel;
use crate::conf::domain::chardev::SerialTarget;
use crate::conf::domain::controller::{Controller, ControllerType, UsbModel};
use crate::conf::domain::disk::DiskBus;
use crate::conf::domain::fs::FsDriver;
use crate::conf::domain::hostdev::HostdevSource;
use crate::conf::domain::misc::{Hub, InputBus};
use crate::conf::domain::net::{KnownNetModel, NetModel};
use crate::conf::domain::{Devices, Domain};
use crate::error::{Error, Result};

const HUB_PORTS: usize = 8;
/// How deep USB allows hubs to be chained, the root included.
const MAX_DEPTH: usize = 4;

/// A root or a hub: a place for each port.
struct Node {
    ports: Vec<Port>,
}

enum Port {
    Free,
    Device,
    Hub(Node),
}

impl Node {
    fn new(ports: usize) -> Self {
        Node {
            ports: (0..ports).map(|_| Port::Free).collect(),
        }
    }

    /// The free port that is found first: on this level, else below the hubs, one after the other.
    fn find(&self, path: &mut Vec<u32>) -> bool {
        if path.len() >= MAX_DEPTH {
            return false;
        }
        if let Some(i) = self.ports.iter().position(|p| matches!(p, Port::Free)) {
            path.push(i as u32 + 1);
            return true;
        }
        for (i, port) in self.ports.iter().enumerate() {
            if let Port::Hub(hub) = port {
                path.push(i as u32 + 1);
                if hub.find(path) {
                    return true;
                }
                path.pop();
            }
        }
        false
    }

    fn take(&mut self, bus: u32, path: &[u32], what: Port) -> Result<()> {
        let missing = || Error::xml(format!("USB bus {bus} has no such port"));
        let (first, rest) = path.split_first().ok_or_else(missing)?;
        let port = usize::try_from(*first)
            .ok()
            .and_then(|n| n.checked_sub(1))
            .and_then(|n| self.ports.get_mut(n))
            .ok_or_else(missing)?;
        if !rest.is_empty() {
            return match port {
                Port::Hub(hub) => hub.take(bus, rest, what),
                _ => Err(Error::xml(format!(
                    "there is no hub at port {first} of USB bus {bus}"
                ))),
            };
        }
        match port {
            Port::Free => {
                *port = what;
                Ok(())
            }
            _ => Err(Error::xml(format!(
                "two devices have port {} of USB bus {bus}",
                path.iter()
                    .map(u32::to_string)
                    .collect::<Vec<_>>()
                    .join(".")
            ))),
        }
    }

    fn free_ports(&self) -> usize {
        self.ports
            .iter()
            .map(|p| match p {
                Port::Free => 1,
                Port::Device => 0,
                Port::Hub(hub) => hub.free_ports(),
            })
            .sum()
    }
}

/// How many ports a controller has.
fn ports_of(c: &Controller) -> usize {
    match c.usb_model() {
        Some(UsbModel::None) => 0,
        Some(UsbModel::Ehci | UsbModel::Ich9Ehci1) => 6,
        Some(UsbModel::PciOhci) => 3,
        Some(UsbModel::NecXhci | UsbModel::QemuXhci | UsbModel::Qusb1 | UsbModel::Qusb2) => {
            c.ports.unwrap_or(4) as usize
        }
        _ => 2,
    }
}

/// The devices that sit on a USB bus, without the hubs, in the order in which they get their ports.
fn devices(d: &mut Devices) -> Vec<&mut DeviceInfo> {
    let mut all: Vec<&mut DeviceInfo> = Vec::new();
    all.extend(
        d.hostdevs
            .iter_mut()
            .filter(|h| matches!(h.source, HostdevSource::Usb(_)))
            .map(|h| &mut h.info),
    );
    all.extend(
        d.disks
            .iter_mut()
            .filter(|x| x.bus == Some(DiskBus::Usb))
            .map(|x| &mut x.info),
    );
    all.extend(
        d.controllers
            .iter_mut()
            .filter(|c| c.kind == ControllerType::Ccid)
            .map(|c| &mut c.info),
    );
    all.extend(
        d.filesystems
            .iter_mut()
            .filter(|f| f.driver == Some(FsDriver::Mtp))
            .map(|f| &mut f.info),
    );
    all.extend(
        d.interfaces
            .iter_mut()
            .filter(|n| n.model == Some(NetModel::Known(KnownNetModel::UsbNet)))
            .map(|n| &mut n.info),
    );
    all.extend(
        d.sounds
            .iter_mut()
            .filter(|s| s.model == SoundModel::Usb)
            .map(|s| &mut s.info),
    );
    all.extend(
        d.inputs
            .iter_mut()
            .filter(|i| i.bus == Some(InputBus::Usb))
            .map(|i| &mut i.info),
    );
    all.extend(
        d.serials
            .iter_mut()
            .filter(|s| s.target == Some(SerialTarget::UsbSerial))
            .map(|s| &mut s.info),
    );
    all.extend(d.redirdevs.iter_mut().map(|r| &mut r.info));
    all
}

fn chosen(info: &DeviceInfo) -> Option<&UsbAddress> {
    info.usb().filter(|usb| !usb.port.is_empty())
}

/// Assigns all USB addresses of `domain`.
pub fn assign(domain: &mut Domain) -> Result<()> {
    let mut buses: BTreeMap<u32, Node> = BTreeMap::new();
    for c in &domain.devices.controllers {
        if c.kind == ControllerType::Usb && c.usb_model() != Some(UsbModel::None) {
            let ports = ports_of(c);
            let bus = buses.entry(c.index()).or_insert_with(|| Node::new(ports));
            while bus.ports.len() < ports {
                bus.ports.push(Port::Free);
            }
        }
    }
    let needs_bus = !domain.devices.hubs.is_empty() || !devices(&mut domain.devices).is_empty();
    if buses.is_empty() {
        return if needs_bus {
            Err(Error::new(
                crate::error::virErrorNumber::VIR_ERR_CONFIG_UNSUPPORTED,
                "a USB device without any USB controller",
            ))
        } else {
            Ok(())
        };
    }

    // What the document gives: hubs from the root outwards, then devices.
    let mut hubs: Vec<UsbAddress> = domain
        .devices
        .hubs
        .iter()
        .filter_map(|h| chosen(&h.info).cloned())
        .collect();
    hubs.sort_by_key(|h| h.port.len());
    for hub in hubs {
        take(&mut buses, &hub, Port::Hub(Node::new(HUB_PORTS)))?;
    }
    for info in devices(&mut domain.devices) {
        if let Some(usb) = chosen(info).cloned() {
            take(&mut buses, &usb, Port::Device)?;
        }
    }

    add_hubs(domain, &buses);
    for hub in &mut domain.devices.hubs {
        place(&mut buses, &mut hub.info, || {
            Port::Hub(Node::new(HUB_PORTS))
        })?;
    }
    for info in devices(&mut domain.devices) {
        place(&mut buses, info, || Port::Device)?;
    }
    Ok(())
}

/// Adds hubs until every device that wants a port has one.
fn add_hubs(domain: &mut Domain, buses: &BTreeMap<u32, Node>) {
    let free: usize = buses.values().map(Node::free_ports).sum();
    let wanting = devices(&mut domain.devices)
        .iter()
        .filter(|i| chosen(i).is_none())
        .count();
    let placeless_hubs = domain
        .devices
        .hubs
        .iter()
        .filter(|h| chosen(&h.info).is_none())
        .count();
    let free = free + placeless_hubs * (HUB_PORTS - 1);
    if free == 0 || free >= wanting {
        return;
    }
    // A hub takes one port and gives eight; one port stays over for the next hub.
    for _ in 0..(wanting - free + 1).div_ceil(HUB_PORTS - 1) {
        domain.devices.hubs.push(Hub::default());
    }
}

fn take(buses: &mut BTreeMap<u32, Node>, usb: &UsbAddress, what: Port) -> Result<()> {
    buses
        .get_mut(&usb.bus)
        .ok_or_else(|| Error::xml(format!("Missing USB bus {}", usb.bus)))?
        .take(usb.bus, &usb.port, what)
}

fn place(
    buses: &mut BTreeMap<u32, Node>,
    info: &mut DeviceInfo,
    what: impl Fn() -> Port,
) -> Result<()> {
    let only = match &info.address {
        None => None,
        Some(Address::Usb(usb)) if usb.port.is_empty() => Some(usb.bus),
        Some(_) => return Ok(()),
    };
    if let Some(bus) = only {
        if !buses.contains_key(&bus) {
            return Err(Error::xml(format!(
                "a device wants USB bus {bus}, which no controller has"
            )));
        }
    }
    for (number, bus) in buses
        .iter_mut()
        .filter(|(n, _)| only.is_none_or(|o| o == **n))
    {
        let mut port = Vec::new();
        if bus.find(&mut port) {
            bus.take(*number, &port, what())?;
            info.address = Some(Address::Usb(UsbAddress { bus: *number, port }));
            return Ok(());
        }
    }
    Err(Error::internal("No free USB ports"))
}
