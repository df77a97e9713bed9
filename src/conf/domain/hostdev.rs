//! Devices of the host given to the guest (`<hostdev>`).

use super::address::{DeviceInfo, InfoParts, PciAddress, StartupPolicy, VirtioModel};
use super::disk::{Auth, NetworkHost};
use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, unsupported, yes};
use crate::conf::units::unsigned;
use crate::conf::uuid::Uuid;
use crate::conf::xml::Element;
use crate::error::{Error, Result};

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

impl Hostdev {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        match r.attr("mode").as_deref() {
            None | Some("subsystem") => {}
            Some("capabilities") => {
                return Err(unsupported(
                    "host devices of mode 'capabilities' are not supported",
                ));
            }
            Some(other) => return Err(r.invalid("mode", other)),
        }
        let kind = r.required("type")?;
        let managed = r.yes_no("managed")?;
        let rawio = r.yes_no("rawio")?;
        let sgio = r.named("sgio")?;
        let model = r.attr("model");
        let display = r.on_off("display")?;
        let ramfb = r.on_off("ramfb")?;
        let Some(mut source) = r.child("source") else {
            return Err(Error::xml("host device lacks a source"));
        };
        let startup_policy: Option<StartupPolicy> = source.named("startupPolicy")?;
        if startup_policy.is_some() && kind != "usb" {
            return Err(Error::xml(
                "'startupPolicy' is only allowed for USB host devices",
            ));
        }
        let write_filtering = source.yes_no("writeFiltering")?;
        let guest_reset = source.named("guestReset")?;
        let mut driver = HostdevDriver::default();
        if let Some(mut d) = r.child("driver") {
            driver.name = d.named("name")?;
            driver.model = d.attr("model");
            d.finish()?;
        }
        let hostdev_source = match kind.as_str() {
            "usb" => {
                let mut usb = HostdevUsb::parse(&mut source)?;
                usb.guest_reset = guest_reset;
                HostdevSource::Usb(usb)
            }
            "pci" => {
                let Some(mut address) = source.child("address") else {
                    return Err(Error::xml("PCI host device lacks an address"));
                };
                address.ignore(&["@type"]);
                let pci = PciAddress::parse(&mut address, true)?;
                address.finish()?;
                HostdevSource::Pci {
                    address: pci,
                    driver,
                    write_filtering,
                    display,
                    ramfb,
                }
            }
            "scsi" => HostdevSource::Scsi {
                source: ScsiSource::parse(&mut source)?,
                rawio,
                sgio,
            },
            "scsi_host" => {
                let protocol: ScsiHostProtocol = match source.attr("protocol") {
                    None => {
                        return Err(Error::xml("SCSI host device lacks a protocol"));
                    }
                    Some(name) => match ScsiHostProtocol::from_name(&name) {
                        Some(protocol) => protocol,
                        None => return Err(source.invalid("protocol", &name)),
                    },
                };
                let Some(wwpn) = source.attr("wwpn") else {
                    return Err(Error::xml("SCSI host device of vhost lacks a wwpn"));
                };
                let digits = wwpn.strip_prefix("naa.").unwrap_or("");
                if digits.len() != 16 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                    return Err(Error::xml(format!("malformed wwpn '{wwpn}'")));
                }
                HostdevSource::ScsiHost {
                    protocol,
                    wwpn,
                    model: match &model {
                        None => None,
                        Some(name) => match VirtioModel::from_name(name) {
                            Some(model) => Some(model),
                            None => return Err(r.invalid("model", name)),
                        },
                    },
                }
            }
            "mdev" => {
                let Some(name) = &model else {
                    return Err(Error::xml("mediated host device lacks a model"));
                };
                let Some(model) = MdevModel::from_name(name) else {
                    return Err(r.invalid("model", name));
                };
                let Some(mut address) = source.child("address") else {
                    return Err(Error::xml("mediated host device lacks an address"));
                };
                let Some(uuid) = address.uuid("uuid")? else {
                    return Err(address.missing("uuid"));
                };
                address.finish()?;
                HostdevSource::Mdev {
                    model,
                    uuid,
                    display,
                    ramfb,
                }
            }
            "storage" | "misc" | "net" => {
                return Err(unsupported(format!(
                    "host devices of type '{kind}' are not supported"
                )));
            }
            other => return Err(r.invalid("type", other)),
        };
        source.ignore(&[
            "@protocol",
            "@name",
            "@wwpn",
            "address",
            "vendor",
            "product",
            "adapter",
            "host",
            "auth",
            "initiator",
        ]);
        source.finish()?;
        if kind != "scsi" && (rawio.is_some() || sgio.is_some()) {
            return Err(Error::xml(
                "'rawio' and 'sgio' belong to SCSI host devices only",
            ));
        }
        let mut teaming = None;
        if let Some(t) = r.child("teaming") {
            teaming = Some(Teaming::parse(t)?);
        }
        let readonly = r.has("readonly")?;
        let shareable = r.has("shareable")?;
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::BOOT_AND_ROM)?;
        r.finish()?;
        Ok(Hostdev {
            managed,
            source: hostdev_source,
            startup_policy,
            readonly,
            shareable,
            teaming,
            info,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("hostdev")
            .with_attr("mode", "subsystem")
            .with_attr("type", self.source.type_name())
            .with_attr("managed", yes(self.managed == Some(true)));
        let mut source = Element::new("source");
        let mut driver = Element::new("driver");
        source.set_opt("startupPolicy", self.startup_policy);
        match &self.source {
            HostdevSource::Usb(usb) => {
                source.set_opt("guestReset", usb.guest_reset);
                usb.format(&mut source, false);
            }
            HostdevSource::Pci {
                address,
                driver: d,
                write_filtering,
                display,
                ramfb,
            } => {
                e.set_opt("display", display.map(on));
                e.set_opt("ramfb", ramfb.map(on));
                driver.set_opt("name", d.name);
                driver.set_opt("model", d.model.as_ref());
                source.set_opt("writeFiltering", write_filtering.map(yes));
                let mut a = Element::new("address");
                address.format(&mut a);
                source.push(a);
            }
            HostdevSource::Scsi {
                source: scsi,
                rawio,
                sgio,
            } => {
                e.set_opt("sgio", *sgio);
                e.set_opt("rawio", rawio.map(yes));
                scsi.format(&mut source);
            }
            HostdevSource::ScsiHost {
                protocol,
                wwpn,
                model,
            } => {
                e.set_opt("model", *model);
                source.set_attr("protocol", protocol);
                source.set_attr("wwpn", wwpn);
            }
            HostdevSource::Mdev {
                model,
                uuid,
                display,
                ramfb,
            } => {
                e.set_attr("model", model);
                e.set_opt("display", display.map(on));
                e.set_opt("ramfb", ramfb.map(on));
                source.push(Element::new("address").with_attr("uuid", uuid));
            }
        }
        e.push_filled(driver);
        e.push(source);
        if let Some(teaming) = &self.teaming {
            e.push(teaming.to_element());
        }
        if self.readonly {
            e.push(Element::new("readonly"));
        }
        if self.shareable {
            e.push(Element::new("shareable"));
        }
        self.info.format(&mut e, o, InfoParts::BOOT_AND_ROM);
        e
    }
}

impl HostdevUsb {
    /// Takes `<vendor>`, `<product>`, `<address>` out of a source.
    pub fn parse(source: &mut Reader) -> Result<Self> {
        let mut usb = HostdevUsb::default();
        let mut id = |name: &str| -> Result<Option<u16>> {
            match source.child(name) {
                None => Ok(None),
                Some(mut c) => {
                    let Some(text) = c.attr("id") else {
                        return Err(Error::xml(format!("USB host device's <{name}> lacks 'id'")));
                    };
                    c.finish()?;
                    match unsigned(&text, 0).and_then(|n| n.try_into().ok()) {
                        Some(n) => Ok(Some(n)),
                        None => Err(Error::xml(format!(
                            "invalid {name} id '{text}' of a USB host device"
                        ))),
                    }
                }
            }
        };
        let (vendor, product) = (id("vendor")?, id("product")?);
        if let Some(mut address) = source.child("address") {
            address.ignore(&["@type"]);
            let bus = address.u32_any("bus")?;
            let device = address.u32_any("device")?;
            let (Some(bus), Some(device)) = (bus, device) else {
                return Err(Error::xml(
                    "USB host device's address needs both 'bus' and 'device'",
                ));
            };
            address.finish()?;
            usb.address = Some((bus, device));
        }
        match (vendor, product) {
            (Some(0), _) => {
                return Err(Error::xml("vendor of a USB host device cannot be 0"));
            }
            (Some(vendor), Some(product)) => usb.id = Some((vendor, product)),
            (Some(_), None) => {
                return Err(Error::xml("USB host device has a vendor but no product"));
            }
            (None, Some(_)) => {
                return Err(Error::xml("USB host device has a product but no vendor"));
            }
            (None, None) if usb.address.is_none() => {
                return Err(Error::xml(
                    "USB host device needs vendor and product, or an address",
                ));
            }
            (None, None) => {}
        }
        Ok(usb)
    }

    pub fn format(&self, source: &mut Element, typed: bool) {
        if let Some((vendor, product)) = self.id {
            source.push(Element::new("vendor").with_attr("id", format!("0x{vendor:04x}")));
            source.push(Element::new("product").with_attr("id", format!("0x{product:04x}")));
        }
        if let Some((bus, device)) = self.address {
            let mut address = Element::new("address");
            if typed {
                address.set_attr("type", "usb");
            }
            address.set_attr("bus", bus).set_attr("device", device);
            source.push(address);
        }
    }
}

impl ScsiSource {
    fn parse(source: &mut Reader) -> Result<Self> {
        match source.attr("protocol").as_deref() {
            None | Some("adapter") => {
                let Some(mut adapter) = source.child("adapter") else {
                    return Err(Error::xml("SCSI host device lacks an adapter"));
                };
                let name = adapter.required("name")?;
                adapter.ignore(&[
                    "@type",
                    "@parent",
                    "@managed",
                    "@parent_wwnn",
                    "@parent_wwpn",
                    "@parent_fabric_wwn",
                    "@wwnn",
                    "@wwpn",
                    "parentaddr",
                ]);
                adapter.finish()?;
                let Some(mut address) = source.child("address") else {
                    return Err(Error::xml("SCSI host device lacks an address"));
                };
                let bus = address.u32("bus")?;
                let target = address.u32("target")?;
                let unit = address.u64("unit")?;
                let (Some(bus), Some(target), Some(unit)) = (bus, target, unit) else {
                    return Err(Error::xml(
                        "SCSI host device's address needs 'bus', 'target' and 'unit'",
                    ));
                };
                address.ignore(&["@type", "@controller"]);
                address.finish()?;
                Ok(ScsiSource::Host {
                    adapter: name,
                    bus,
                    target,
                    unit,
                })
            }
            Some("iscsi") => {
                let Some(mut name) = source.attr("name") else {
                    return Err(Error::xml("iSCSI host device lacks a name"));
                };
                if !name.contains('/') {
                    name.push_str("/0");
                }
                let mut hosts = Vec::new();
                for host in source.children("host") {
                    hosts.push(NetworkHost::parse(host)?);
                }
                if hosts.is_empty() {
                    return Err(Error::xml("iSCSI host device lacks a host"));
                }
                if hosts.len() > 1 {
                    return Err(Error::xml("iSCSI host device has more than one host"));
                }
                let auth = match source.child("auth") {
                    Some(auth) => Some(Auth::parse(auth)?),
                    None => None,
                };
                if let Some(kind) = auth.as_ref().and_then(|a| a.secret_type.as_deref()) {
                    if kind != "iscsi" {
                        return Err(Error::xml("iSCSI host device needs a secret of type iscsi"));
                    }
                }
                let mut initiator_iqn = None;
                if let Some(mut initiator) = source.child("initiator") {
                    initiator_iqn = initiator.child_attr("iqn", "name")?;
                    initiator.finish()?;
                }
                Ok(ScsiSource::Iscsi {
                    name,
                    hosts,
                    auth,
                    initiator_iqn,
                })
            }
            Some(other) => Err(source.invalid("protocol", other)),
        }
    }

    fn format(&self, source: &mut Element) {
        match self {
            ScsiSource::Host {
                adapter,
                bus,
                target,
                unit,
            } => {
                source.push(Element::new("adapter").with_attr("name", adapter));
                source.push(
                    Element::new("address")
                        .with_attr("bus", bus)
                        .with_attr("target", target)
                        .with_attr("unit", unit),
                );
            }
            ScsiSource::Iscsi {
                name,
                hosts,
                auth,
                initiator_iqn,
            } => {
                source.set_attr("protocol", "iscsi").set_attr("name", name);
                for host in hosts {
                    source.push(host.to_element());
                }
                if let Some(auth) = auth {
                    source.push(auth.to_element());
                }
                if let Some(iqn) = initiator_iqn {
                    source.push(super::source::initiator(iqn));
                }
            }
        }
    }
}

impl Teaming {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let kind = r.named_required("type")?;
        let persistent = r.attr("persistent");
        r.finish()?;
        Ok(Teaming { kind, persistent })
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("teaming").with_attr("type", self.kind);
        e.set_opt("persistent", self.persistent.as_ref());
        e
    }
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
