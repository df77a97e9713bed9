//! Where a device sits in the guest (`<address>`), and what all devices have in common.

use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, yes};
use crate::conf::units::unsigned;
use crate::conf::xml::Element;
use crate::error::{Error, Result, virErrorDomain};

/// An address as `<address type=...>` tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Pci(PciAddress),
    Drive(DriveAddress),
    VirtioSerial(VirtioSerialAddress),
    Ccid(CcidAddress),
    Usb(UsbAddress),
    SpaprVio {
        reg: Option<u64>,
    },
    Ccw(CcwAddress),
    Isa {
        iobase: Option<u32>,
        irq: Option<u32>,
    },
    VirtioMmio,
    Dimm {
        slot: u32,
        base: Option<u64>,
    },
    /// The device is kept in the definition but not given to the guest.
    Unassigned,
}

impl Address {
    /// The value of `type`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Address::Pci(_) => "pci",
            Address::Drive(_) => "drive",
            Address::VirtioSerial(_) => "virtio-serial",
            Address::Ccid(_) => "ccid",
            Address::Usb(_) => "usb",
            Address::SpaprVio { .. } => "spapr-vio",
            Address::Ccw(_) => "ccw",
            Address::Isa { .. } => "isa",
            Address::VirtioMmio => "virtio-mmio",
            Address::Dimm { .. } => "dimm",
            Address::Unassigned => "unassigned",
        }
    }
}

/// A PCI address of guest or host. All zeroes for a guest device means "on PCI, place not chosen yet".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PciAddress {
    pub domain: u32,
    pub bus: u32,
    pub slot: u32,
    pub function: u32,
    pub multifunction: Option<bool>,
    pub zpci: Option<ZpciAddress>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ZpciAddress {
    pub uid: Option<u32>,
    pub fid: Option<u32>,
}

impl PciAddress {
    pub fn new(domain: u32, bus: u32, slot: u32, function: u32) -> Self {
        PciAddress {
            domain,
            bus,
            slot,
            function,
            ..Default::default()
        }
    }

    /// Whether no place was chosen yet.
    pub fn is_empty(&self) -> bool {
        self.domain == 0 && self.bus == 0 && self.slot == 0 && self.function == 0
    }

    /// Whether both name the same place.
    pub fn same_place(&self, other: &PciAddress) -> bool {
        (self.domain, self.bus, self.slot, self.function)
            == (other.domain, other.bus, other.slot, other.function)
    }
}

impl std::fmt::Display for PciAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:04x}:{:02x}:{:02x}.{}",
            self.domain, self.bus, self.slot, self.function
        )
    }
}

/// A disk's place behind an IDE, SATA, SCSI or floppy controller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DriveAddress {
    pub controller: u32,
    pub bus: u32,
    pub target: u32,
    pub unit: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct VirtioSerialAddress {
    pub controller: u32,
    pub bus: u32,
    pub port: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CcidAddress {
    pub controller: u32,
    pub slot: u32,
}

/// A USB address; no ports: "on this bus, port not chosen yet".
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct UsbAddress {
    pub bus: u32,
    /// The way through the hubs, outermost first; at most four.
    pub port: Vec<u32>,
}

impl UsbAddress {
    /// `1.2.3`
    pub fn port_path(&self) -> String {
        let ports: Vec<String> = self.port.iter().map(u32::to_string).collect();
        ports.join(".")
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CcwAddress {
    pub cssid: u32,
    pub ssid: u32,
    pub devno: u32,
    pub assigned: bool,
}

/// What every device has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceInfo {
    /// The device's id in QEMU; a user may choose it with the prefix `ua-`.
    pub alias: Option<String>,
    pub address: Option<Address>,
    /// `<boot order=>`, from 1.
    pub boot_order: Option<u32>,
    /// `<boot loadparm=>` (s390).
    pub loadparm: Option<String>,
    /// `<acpi index=>`
    pub acpi_index: Option<u32>,
    pub rom: Rom,
    /// `<master startport=>` of USB companion controllers.
    pub usb_master: Option<u32>,
}

impl DeviceInfo {
    pub fn pci(&self) -> Option<&PciAddress> {
        match &self.address {
            Some(Address::Pci(pci)) => Some(pci),
            _ => None,
        }
    }

    /// A PCI address that is already chosen.
    pub fn chosen_pci(&self) -> Option<&PciAddress> {
        self.pci().filter(|pci| !pci.is_empty())
    }

    pub fn drive(&self) -> Option<&DriveAddress> {
        match &self.address {
            Some(Address::Drive(drive)) => Some(drive),
            _ => None,
        }
    }

    pub fn usb(&self) -> Option<&UsbAddress> {
        match &self.address {
            Some(Address::Usb(usb)) => Some(usb),
            _ => None,
        }
    }

    pub fn virtio_serial(&self) -> Option<&VirtioSerialAddress> {
        match &self.address {
            Some(Address::VirtioSerial(a)) => Some(a),
            _ => None,
        }
    }

    /// The alias, or "" before aliases are assigned.
    pub fn alias(&self) -> &str {
        self.alias.as_deref().unwrap_or("")
    }
}

/// `<rom>`: the option ROM of a PCI device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rom {
    pub enabled: Option<bool>,
    pub bar: Option<bool>,
    pub file: Option<String>,
}

/// The attributes of `<driver>` that all virtio devices share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VirtioOptions {
    pub iommu: Option<bool>,
    pub ats: Option<bool>,
    pub packed: Option<bool>,
    pub page_per_vq: Option<bool>,
}

/// Which parts of [`DeviceInfo`] a kind of device may have.
#[derive(Clone, Copy, Debug, Default)]
pub struct InfoParts {
    pub boot: bool,
    pub rom: bool,
}

impl InfoParts {
    pub const PLAIN: InfoParts = InfoParts {
        boot: false,
        rom: false,
    };
    pub const BOOT: InfoParts = InfoParts {
        boot: true,
        rom: false,
    };
    pub const BOOT_AND_ROM: InfoParts = InfoParts {
        boot: true,
        rom: true,
    };
}

/// Whether a user may have chosen this alias.
pub fn is_user_alias(alias: &str) -> bool {
    alias.starts_with("ua-")
        && alias
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

impl DeviceInfo {
    /// Takes what is common to all devices out of a device's element.
    pub fn parse(r: &mut Reader, ctx: &ParseContext, parts: InfoParts) -> Result<Self> {
        let mut info = DeviceInfo::default();
        if let Some(mut alias) = r.child("alias") {
            info.alias = alias
                .attr("name")
                .filter(|name| !ctx.inactive || is_user_alias(name));
            alias.finish()?;
        }
        if let Some(mut master) = r.child("master") {
            info.usb_master = master.u32("startport")?;
            master.finish()?;
        }
        if parts.boot {
            if let Some(mut boot) = r.child("boot") {
                info.boot_order = match boot.positive("order")? {
                    None => return Err(boot.missing("order")),
                    order => order,
                };
                if let Some(loadparm) = boot.attr("loadparm") {
                    info.loadparm = Some(check_loadparm(loadparm)?);
                }
                boot.finish()?;
            }
        }
        if parts.rom {
            if let Some(mut rom) = r.child("rom") {
                info.rom = Rom {
                    enabled: rom.yes_no("enabled")?,
                    bar: rom.on_off("bar")?,
                    file: rom.attr("file"),
                };
                rom.finish()?;
                if info.rom.enabled == Some(false)
                    && (info.rom.bar.is_some() || info.rom.file.is_some())
                {
                    return Err(Error::xml(
                        "a disabled ROM can have neither 'bar' nor 'file'",
                    ));
                }
            }
        }
        if let Some(mut acpi) = r.child("acpi") {
            info.acpi_index = acpi.positive("index")?;
            acpi.finish()?;
        }
        if let Some(address) = r.child("address") {
            info.address = Some(Address::parse(address)?);
        }
        Ok(info)
    }

    /// Adds it to a device's element.
    pub fn format(&self, e: &mut Element, o: &FormatOptions, parts: InfoParts) {
        if parts.boot {
            self.format_boot(e);
        }
        self.format_after_boot(e, o, parts);
    }

    /// Adds `<boot>` only.
    pub fn format_boot(&self, e: &mut Element) {
        if let Some(order) = self.boot_order {
            let mut boot = Element::new("boot").with_attr("order", order);
            boot.set_opt("loadparm", self.loadparm.as_ref());
            e.push(boot);
        }
    }

    fn format_after_boot(&self, e: &mut Element, o: &FormatOptions, parts: InfoParts) {
        if let Some(alias) = &self.alias {
            if !o.migratable || is_user_alias(alias) {
                e.push(Element::new("alias").with_attr("name", alias));
            }
        }
        if let Some(port) = self.usb_master {
            e.push(Element::new("master").with_attr("startport", port));
        }
        if parts.rom {
            let mut rom = Element::new("rom");
            rom.set_opt("enabled", self.rom.enabled.map(yes));
            rom.set_opt("bar", self.rom.bar.map(on));
            rom.set_opt("file", self.rom.file.as_ref());
            e.push_filled(rom);
        }
        if let Some(index) = self.acpi_index {
            e.push(Element::new("acpi").with_attr("index", index));
        }
        if let Some(address) = &self.address {
            e.push(address.to_element());
        }
    }
}

/// Eight characters that an s390 boot loader understands, in capitals.
fn check_loadparm(text: String) -> Result<String> {
    let text = text.to_ascii_uppercase();
    let fits = (1..=8).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b' '));
    if fits {
        Ok(text)
    } else {
        Err(Error::internal(format!("invalid loadparm '{text}'"))
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN))
    }
}

impl PciAddress {
    /// Takes the attributes of a PCI address; `guest` ones may be left empty, to be chosen later.
    pub fn parse(r: &mut Reader, guest: bool) -> Result<Self> {
        let mut pci = PciAddress {
            domain: r.u32_any("domain")?.unwrap_or(0),
            bus: r.u32_any("bus")?.unwrap_or(0),
            slot: r.u32_any("slot")?.unwrap_or(0),
            function: r.u32_any("function")?.unwrap_or(0),
            multifunction: r.on_off("multifunction")?,
            zpci: None,
        };
        if let Some(mut zpci) = r.child("zpci") {
            pci.zpci = Some(ZpciAddress {
                uid: zpci.u32_any("uid")?,
                fid: zpci.u32_any("fid")?,
            });
            zpci.finish()?;
        }
        for (name, value, max) in [
            ("domain", pci.domain, 0xffff),
            ("bus", pci.bus, 0xff),
            ("slot", pci.slot, 0x1f),
            ("function", pci.function, 7),
        ] {
            if value > max {
                return Err(Error::xml(format!(
                    "PCI address {name}='{value:#x}' in element '{}' is above {max:#x}",
                    r.path()
                )));
            }
        }
        if !guest && pci.is_empty() {
            return Err(Error::xml(format!(
                "PCI address in element '{}' is empty",
                r.path()
            )));
        }
        Ok(pci)
    }

    /// Sets the attributes of a PCI address.
    pub fn format(&self, e: &mut Element) {
        e.set_attr("domain", format!("0x{:04x}", self.domain))
            .set_attr("bus", format!("0x{:02x}", self.bus))
            .set_attr("slot", format!("0x{:02x}", self.slot))
            .set_attr("function", format!("0x{:x}", self.function));
    }
}

impl Address {
    /// Reads an `<address>`.
    pub fn parse(mut r: Reader) -> Result<Self> {
        let kind = r.required("type")?;
        let address = match kind.as_str() {
            "pci" => Address::Pci(PciAddress::parse(&mut r, true)?),
            "drive" => Address::Drive(DriveAddress {
                controller: r.u32("controller")?.unwrap_or(0),
                bus: r.u32("bus")?.unwrap_or(0),
                target: r.u32("target")?.unwrap_or(0),
                unit: r.u32("unit")?.unwrap_or(0),
            }),
            "virtio-serial" => Address::VirtioSerial(VirtioSerialAddress {
                controller: r.u32("controller")?.unwrap_or(0),
                bus: r.u32("bus")?.unwrap_or(0),
                port: r.u32("port")?.unwrap_or(0),
            }),
            "ccid" => Address::Ccid(CcidAddress {
                controller: r.u32("controller")?.unwrap_or(0),
                slot: r.u32("slot")?.unwrap_or(0),
            }),
            "usb" => {
                let port = match r.attr("port") {
                    None => Vec::new(),
                    Some(port) => parse_usb_port(&port).ok_or_else(|| r.invalid("port", &port))?,
                };
                Address::Usb(UsbAddress {
                    bus: r.u32("bus")?.unwrap_or(0),
                    port,
                })
            }
            "spapr-vio" => Address::SpaprVio {
                reg: match r.attr("reg") {
                    None => None,
                    Some(reg) => Some(unsigned(&reg, 16).ok_or_else(|| r.invalid("reg", &reg))?),
                },
            },
            "ccw" => {
                let cssid = r.u32_any("cssid")?;
                let ssid = r.u32_any("ssid")?;
                let devno = r.u32_any("devno")?;
                match (cssid, ssid, devno) {
                    (None, None, None) => Address::Ccw(CcwAddress::default()),
                    (Some(cssid), Some(ssid), Some(devno))
                        if cssid <= 0xfe && ssid <= 3 && devno <= 0xffff =>
                    {
                        Address::Ccw(CcwAddress {
                            cssid,
                            ssid,
                            devno,
                            assigned: true,
                        })
                    }
                    _ => {
                        return Err(Error::xml(format!(
                            "invalid ccw address in element '{}'",
                            r.path()
                        )));
                    }
                }
            }
            "isa" => Address::Isa {
                iobase: hex_u32(&mut r, "iobase")?,
                irq: hex_u32(&mut r, "irq")?,
            },
            "virtio-mmio" => Address::VirtioMmio,
            "dimm" => Address::Dimm {
                slot: match r.u32("slot")? {
                    Some(slot) => slot,
                    None => return Err(r.missing("slot")),
                },
                base: match r.attr("base") {
                    None => None,
                    Some(base) => {
                        Some(unsigned(&base, 16).ok_or_else(|| r.invalid("base", &base))?)
                    }
                },
            },
            "unassigned" => Address::Unassigned,
            other => return Err(r.invalid("type", other)),
        };
        // What belongs to other types of address is nothing here.
        r.ignore(&[
            "@domain",
            "@bus",
            "@slot",
            "@function",
            "@multifunction",
            "@controller",
            "@target",
            "@unit",
            "@port",
            "@reg",
            "@cssid",
            "@ssid",
            "@devno",
            "@iobase",
            "@irq",
            "@base",
            "zpci",
        ]);
        r.finish()?;
        Ok(address)
    }

    /// Writes an `<address>`.
    pub fn to_element(&self) -> Element {
        let mut e = Element::new("address").with_attr("type", self.type_name());
        match self {
            Address::Pci(pci) => {
                if !pci.is_empty() {
                    pci.format(&mut e);
                }
                e.set_opt("multifunction", pci.multifunction.map(on));
                if let Some(zpci) = &pci.zpci {
                    let mut z = Element::new("zpci");
                    z.set_opt("uid", zpci.uid.map(|uid| format!("0x{uid:04x}")));
                    z.set_opt("fid", zpci.fid.map(|fid| format!("0x{fid:08x}")));
                    e.push_filled(z);
                }
            }
            Address::Drive(a) => {
                e.set_attr("controller", a.controller)
                    .set_attr("bus", a.bus)
                    .set_attr("target", a.target)
                    .set_attr("unit", a.unit);
            }
            Address::VirtioSerial(a) => {
                e.set_attr("controller", a.controller)
                    .set_attr("bus", a.bus)
                    .set_attr("port", a.port);
            }
            Address::Ccid(a) => {
                e.set_attr("controller", a.controller)
                    .set_attr("slot", a.slot);
            }
            Address::Usb(a) => {
                e.set_attr("bus", a.bus);
                if !a.port.is_empty() {
                    e.set_attr("port", a.port_path());
                }
            }
            Address::SpaprVio { reg } => {
                e.set_opt("reg", reg.map(|reg| format!("0x{reg:08x}")));
            }
            Address::Ccw(a) => {
                if a.assigned {
                    e.set_attr("cssid", format!("0x{:x}", a.cssid))
                        .set_attr("ssid", format!("0x{:x}", a.ssid))
                        .set_attr("devno", format!("0x{:04x}", a.devno));
                }
            }
            Address::Isa { iobase, irq } => {
                e.set_opt("iobase", iobase.map(|n| format!("0x{n:x}")));
                e.set_opt("irq", irq.map(|n| format!("0x{n:x}")));
            }
            Address::VirtioMmio | Address::Unassigned => {}
            Address::Dimm { slot, base } => {
                e.set_attr("slot", slot);
                e.set_opt("base", base.map(|n| format!("0x{n:x}")));
            }
        }
        e
    }
}

/// `1.2.3`: at most four ports; zeroes at the end count as absent.
fn parse_usb_port(text: &str) -> Option<Vec<u32>> {
    let mut port = Vec::new();
    for part in text.split('.') {
        port.push(u32::try_from(unsigned(part, 10)?).ok()?);
    }
    while port.last() == Some(&0) {
        port.pop();
    }
    (port.len() <= 4).then_some(port)
}

fn hex_u32(r: &mut Reader, name: &str) -> Result<Option<u32>> {
    match r.attr(name) {
        None => Ok(None),
        Some(text) => match unsigned(&text, 16).and_then(|n| n.try_into().ok()) {
            Some(n) => Ok(Some(n)),
            None => Err(r.invalid(name, &text)),
        },
    }
}

impl VirtioOptions {
    /// Takes the attributes from a `<driver>`.
    pub fn parse(driver: &mut Reader) -> Result<Self> {
        Ok(VirtioOptions {
            iommu: driver.on_off("iommu")?,
            ats: driver.on_off("ats")?,
            packed: driver.on_off("packed")?,
            page_per_vq: driver.on_off("page_per_vq")?,
        })
    }

    /// Takes a `<driver>` that has nothing else.
    pub fn parse_driver(r: &mut Reader) -> Result<Self> {
        match r.child("driver") {
            None => Ok(Self::default()),
            Some(mut driver) => {
                let options = Self::parse(&mut driver)?;
                driver.finish()?;
                Ok(options)
            }
        }
    }

    /// Sets the attributes of a `<driver>`.
    pub fn format(&self, driver: &mut Element) {
        driver
            .set_opt("iommu", self.iommu.map(on))
            .set_opt("ats", self.ats.map(on))
            .set_opt("packed", self.packed.map(on))
            .set_opt("page_per_vq", self.page_per_vq.map(on));
    }

    /// Adds a `<driver>` that has nothing else.
    pub fn format_driver(&self, e: &mut Element) {
        let mut driver = Element::new("driver");
        self.format(&mut driver);
        e.push_filled(driver);
    }

    /// Whether any is set.
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

names! {
    /// Which flavour of virtio a device is (`model=`).
    VirtioModel {
        Virtio = "virtio",
        Transitional = "virtio-transitional",
        NonTransitional = "virtio-non-transitional",
    }
    /// What to do when a host part is missing at start (`startupPolicy=`).
    StartupPolicy {
        Mandatory = "mandatory",
        Requisite = "requisite",
        Optional = "optional",
    }
}
