//! How the guest boots (`<os>`), firmware included, and SMBIOS tables (`<sysinfo>`).

use super::disk::{ImageFormat, Source};
use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, unsupported, yes};
use crate::conf::xml::Element;
use crate::error::{Error, Result};

/// `<os>`
#[derive(Clone, Debug, PartialEq)]
pub struct Os {
    pub os_type: OsType,
    pub arch: Arch,
    /// As written, or made canonical by the driver.
    pub machine: Option<String>,
    /// `firmware=`: the driver picks a firmware of that kind.
    pub firmware: Option<Firmware>,
    pub firmware_features: Vec<FirmwareFeature>,
    pub loader: Option<Loader>,
    pub nvram: Option<Nvram>,
    pub kernel: Option<String>,
    pub initrd: Option<String>,
    pub cmdline: Option<String>,
    pub shim: Option<String>,
    pub dtb: Option<String>,
    pub acpi_tables: Vec<AcpiTable>,
    /// `<boot dev=>`, first tried first.
    pub boot: Vec<BootDevice>,
    pub boot_menu: Option<BootMenu>,
    pub bios: Bios,
    pub smbios: Option<SmbiosMode>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirmwareFeature {
    pub name: FirmwareFeatureName,
    pub enabled: bool,
}

/// `<loader>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loader {
    pub path: Option<String>,
    pub readonly: Option<bool>,
    pub kind: Option<LoaderType>,
    pub secure: Option<bool>,
    pub stateless: Option<bool>,
    pub format: Option<ImageFormat>,
}

/// `<nvram>`: the guest's own variable store.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nvram {
    /// Where it is; `None` until the driver chooses a file.
    pub source: Option<Source>,
    /// Whether it was written with `type=` and `<source>` rather than as a bare path.
    pub new_style: bool,
    pub format: Option<ImageFormat>,
    pub template: Option<String>,
    pub template_format: Option<ImageFormat>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcpiTable {
    pub kind: AcpiTableType,
    pub path: String,
}

/// `<bootmenu>`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BootMenu {
    pub enable: Option<bool>,
    /// Milliseconds.
    pub timeout: Option<u32>,
}

/// `<bios>`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bios {
    pub useserial: Option<bool>,
    /// Milliseconds before another boot is tried, -1: never.
    pub reboot_timeout: Option<i32>,
}

/// `<sysinfo>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sysinfo {
    Smbios(SmbiosInfo),
    FwCfg(Vec<FwCfgEntry>),
}

/// SMBIOS tables given to the guest; entries keep libvirt's names ("vendor", ...).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmbiosInfo {
    pub bios: Option<Vec<(String, String)>>,
    pub system: Option<Vec<(String, String)>>,
    pub base_boards: Vec<Vec<(String, String)>>,
    pub chassis: Option<Vec<(String, String)>>,
    pub oem_strings: Option<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FwCfgEntry {
    pub name: String,
    pub value: FwCfgValue,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FwCfgValue {
    Text(String),
    File(String),
}

impl Os {
    pub fn new(os_type: OsType, arch: Arch) -> Self {
        Os {
            os_type,
            arch,
            machine: None,
            firmware: None,
            firmware_features: Vec::new(),
            loader: None,
            nvram: None,
            kernel: None,
            initrd: None,
            cmdline: None,
            shim: None,
            dtb: None,
            acpi_tables: Vec::new(),
            boot: Vec::new(),
            boot_menu: None,
            bios: Bios::default(),
            smbios: None,
        }
    }

    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let no_type = || Error::xml("<os> lacks a <type>");
        let mut t = r.child("type").ok_or_else(no_type)?;
        let name = t.text();
        if name.is_empty() {
            return Err(no_type());
        }
        let os_type = OsType::from_name(&name)
            .ok_or_else(|| unsupported(format!("unknown OS type '{name}'")))?;
        let arch = match t.attr("arch") {
            None => Arch::host(),
            Some(name) => Arch::from_name(&name)
                .ok_or_else(|| unsupported(format!("unknown architecture '{name}'")))?,
        };
        let mut os = Os::new(os_type, arch);
        os.machine = t.attr("machine");
        t.finish()?;
        os.firmware = r.named("firmware")?;
        if let Some(mut firmware) = r.child("firmware") {
            for mut f in firmware.children("feature") {
                let name = f.named_required("name")?;
                let enabled = match f.yes_no("enabled")? {
                    Some(enabled) => enabled,
                    None => return Err(f.missing("enabled")),
                };
                f.finish()?;
                os.firmware_features.push(FirmwareFeature { name, enabled });
            }
            firmware.finish()?;
        }
        if let Some(loader) = r.child("loader") {
            os.loader = Some(Loader::parse(loader)?);
        }
        if let Some(nvram) = r.child("nvram") {
            os.nvram = Some(Nvram::parse(nvram, ctx)?);
        }
        os.kernel = r.child_text("kernel")?;
        os.initrd = r.child_text("initrd")?;
        os.cmdline = r.child_text("cmdline")?;
        os.shim = r.child_text("shim")?;
        os.dtb = r.child_text("dtb")?;
        if let Some(mut acpi) = r.child("acpi") {
            for mut table in acpi.children("table") {
                let kind = table.named_required("type")?;
                let path = table.text();
                if path.is_empty() {
                    return Err(Error::xml("an ACPI table lacks a path"));
                }
                let single = kind != AcpiTableType::Raw;
                if single && os.acpi_tables.iter().any(|other| other.kind == kind) {
                    return Err(Error::xml(format!(
                        "an ACPI table of type '{kind}' is there twice"
                    )));
                }
                table.finish()?;
                os.acpi_tables.push(AcpiTable { kind, path });
            }
            acpi.finish()?;
        }
        for mut boot in r.children("boot") {
            let dev = boot.named_required("dev")?;
            boot.finish()?;
            if os.boot.len() < BootDevice::ALL.len() {
                os.boot.push(dev);
            }
        }
        if let Some(mut menu) = r.child("bootmenu") {
            let enable = menu.yes_no("enable")?;
            let timeout = menu.u32("timeout")?;
            menu.finish()?;
            if timeout.is_some_and(|t| t > 65535) {
                return Err(unsupported("the boot menu's timeout is above 65535"));
            }
            os.boot_menu = Some(BootMenu {
                enable,
                timeout: timeout.filter(|_| enable == Some(true)),
            });
        }
        if let Some(mut bios) = r.child("bios") {
            os.bios.useserial = bios.yes_no("useserial")?;
            os.bios.reboot_timeout = bios.i32("rebootTimeout")?;
            bios.finish()?;
            if os
                .bios
                .reboot_timeout
                .is_some_and(|t| !(-1..=65535).contains(&t))
            {
                return Err(Error::xml("'rebootTimeout' is not in -1 to 65535"));
            }
        }
        if let Some(mut smbios) = r.child("smbios") {
            os.smbios = Some(smbios.named_required("mode")?);
            smbios.finish()?;
        }
        // Parts of guests that are no machines.
        if os_type == OsType::Exe && r.element().child("init").is_none() {
            return Err(Error::xml("a guest of type 'exe' needs an <init>"));
        }
        if os_type == OsType::Hvm {
            r.ignore(&[
                "init",
                "initarg",
                "initenv",
                "initdir",
                "inituser",
                "initgroup",
            ]);
            if r.child("root").is_some() {
                return Err(unsupported("element 'os/root' is not supported"));
            }
        }
        r.finish()?;
        Ok(os)
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("os");
        e.set_opt("firmware", self.firmware);
        let mut t = Element::new("type").with_attr("arch", self.arch);
        t.set_opt("machine", self.machine.as_ref());
        e.push(t.with_text(self.os_type));
        let mut firmware = Element::new("firmware");
        for f in &self.firmware_features {
            firmware.push(
                Element::new("feature")
                    .with_attr("enabled", yes(f.enabled))
                    .with_attr("name", f.name),
            );
        }
        e.push_filled(firmware);
        if let Some(loader) = &self.loader {
            e.push_filled(loader.to_element());
        }
        if let Some(nvram) = &self.nvram {
            e.push_filled(nvram.to_element(o));
        }
        for (name, text) in [
            ("kernel", &self.kernel),
            ("initrd", &self.initrd),
            ("cmdline", &self.cmdline),
            ("shim", &self.shim),
            ("dtb", &self.dtb),
        ] {
            if let Some(text) = text {
                e.push_text(name, text);
            }
        }
        let mut acpi = Element::new("acpi");
        for table in &self.acpi_tables {
            acpi.push(
                Element::new("table")
                    .with_attr("type", table.kind)
                    .with_text(&table.path),
            );
        }
        e.push_filled(acpi);
        for dev in &self.boot {
            e.push(Element::new("boot").with_attr("dev", dev));
        }
        if let Some(menu) = &self.boot_menu {
            let mut m = Element::new("bootmenu");
            m.set_opt("enable", menu.enable.map(yes));
            m.set_opt("timeout", menu.timeout);
            e.push_filled(m);
        }
        let mut bios = Element::new("bios");
        bios.set_opt("useserial", self.bios.useserial.map(yes));
        bios.set_opt("rebootTimeout", self.bios.reboot_timeout);
        e.push_filled(bios);
        if let Some(mode) = self.smbios {
            e.push(Element::new("smbios").with_attr("mode", mode));
        }
        e
    }
}

/// The formats that firmware may have.
fn firmware_format(r: &mut Reader, name: &str) -> Result<Option<ImageFormat>> {
    match r.named::<ImageFormat>(name)? {
        None => Ok(None),
        Some(format @ (ImageFormat::Raw | ImageFormat::Qcow2)) => Ok(Some(format)),
        Some(other) => Err(Error::xml(format!(
            "firmware format '{other}' in '{}' is not supported",
            r.path()
        ))),
    }
}

impl Loader {
    fn parse(mut r: Reader) -> Result<Self> {
        let loader = Loader {
            readonly: r.yes_no("readonly")?,
            kind: r.named("type")?,
            secure: r.yes_no("secure")?,
            stateless: r.yes_no("stateless")?,
            format: firmware_format(&mut r, "format")?,
            path: Some(r.text()).filter(|path| !path.is_empty()),
        };
        r.finish()?;
        Ok(loader)
    }

    fn to_element(&self) -> Element {
        let mut e = Element::new("loader");
        e.set_opt("readonly", self.readonly.map(yes))
            .set_opt("secure", self.secure.map(yes))
            .set_opt("type", self.kind)
            .set_opt("stateless", self.stateless.map(yes))
            .set_opt("format", self.format);
        match &self.path {
            Some(path) => e.with_text(path),
            None => e,
        }
    }
}

impl Nvram {
    /// Whether the variables are on a network, where no template is copied to.
    pub fn is_remote(&self) -> bool {
        self.source
            .as_ref()
            .is_some_and(|s| !s.is_empty() && s.local_path().is_none())
    }

    fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let mut nvram = Nvram {
            template: r.attr("template"),
            template_format: firmware_format(&mut r, "templateFormat")?,
            format: firmware_format(&mut r, "format")?,
            ..Default::default()
        };
        match r.attr("type") {
            Some(kind) => {
                nvram.new_style = true;
                let Some(source) = r.child("source") else {
                    return Err(Error::xml("<nvram> with a type lacks a source"));
                };
                nvram.source = Some(Source::parse(&kind, source, ctx)?);
            }
            None => {
                r.ignore(&["source"]);
                let path = r.text();
                if !path.is_empty() {
                    nvram.source = Some(Source::file(path));
                }
            }
        }
        if let (Some(source), Some(format)) = (&mut nvram.source, nvram.format) {
            source.format = Some(format);
        }
        r.finish()?;
        Ok(nvram)
    }

    fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("nvram");
        e.set_opt("template", self.template.as_ref());
        e.set_opt("templateFormat", self.template_format);
        match &self.source {
            Some(source) if self.new_style => {
                e.set_attr("type", source.location.type_name());
                e.set_opt("format", self.format);
                if let Some(source) = source.to_element(o, true) {
                    e.push(source);
                }
                e
            }
            source => {
                e.set_opt("format", self.format);
                match source.as_ref().and_then(Source::local_path) {
                    Some(path) => e.with_text(path),
                    None => e,
                }
            }
        }
    }
}

const BIOS: &[&str] = &["vendor", "version", "date", "release"];
const SYSTEM: &[&str] = &[
    "manufacturer",
    "product",
    "version",
    "serial",
    "uuid",
    "sku",
    "family",
];
const BASE_BOARD: &[&str] = &[
    "manufacturer",
    "product",
    "version",
    "serial",
    "asset",
    "location",
];
const CHASSIS: &[&str] = &["manufacturer", "version", "serial", "asset", "sku"];

/// The entries of one SMBIOS table, in libvirt's order.
fn parse_entries(mut r: Reader, names: &[&str]) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for mut entry in r.children("entry") {
        let name = entry.attr("name").unwrap_or_default();
        let text = entry.text();
        entry.finish()?;
        found.push((name, text));
    }
    r.finish()?;
    let mut entries = Vec::new();
    for name in names {
        if let Some((name, text)) = found.iter().find(|(n, t)| n == name && !t.is_empty()) {
            entries.push((name.clone(), text.clone()));
        }
    }
    Ok(entries)
}

fn entries_element(name: &str, entries: &[(String, String)]) -> Element {
    let mut e = Element::new(name);
    for (name, text) in entries {
        e.push(
            Element::new("entry")
                .with_attr("name", name)
                .with_text(text),
        );
    }
    e
}

impl Sysinfo {
    pub fn parse(mut r: Reader) -> Result<Self> {
        match r.required("type")?.as_str() {
            "smbios" => {
                let mut s = SmbiosInfo::default();
                if let Some(c) = r.child("bios") {
                    s.bios = Some(parse_entries(c, BIOS)?);
                }
                if let Some(c) = r.child("system") {
                    s.system = Some(parse_entries(c, SYSTEM)?);
                }
                for c in r.children("baseBoard") {
                    s.base_boards.push(parse_entries(c, BASE_BOARD)?);
                }
                if let Some(c) = r.child("chassis") {
                    s.chassis = Some(parse_entries(c, CHASSIS)?);
                }
                if let Some(mut c) = r.child("oemStrings") {
                    let mut strings = Vec::new();
                    for entry in c.children("entry") {
                        strings.push(entry.text());
                        entry.finish()?;
                    }
                    c.finish()?;
                    s.oem_strings = Some(strings);
                }
                r.ignore(&["entry"]);
                r.finish()?;
                s.check()?;
                Ok(Sysinfo::Smbios(s))
            }
            "fwcfg" => {
                let mut entries = Vec::new();
                for mut entry in r.children("entry") {
                    let name = entry.required("name")?;
                    let file = entry.attr("file").filter(|f| !f.is_empty());
                    let text = entry.text();
                    entry.finish()?;
                    let value = match (file, text.is_empty()) {
                        (None, true) => {
                            return Err(Error::xml(format!(
                                "firmware entry '{name}' has neither text nor file"
                            )));
                        }
                        (Some(_), false) => {
                            return Err(Error::xml(format!(
                                "firmware entry '{name}' has both text and file"
                            )));
                        }
                        (Some(file), true) => FwCfgValue::File(file),
                        (None, false) => FwCfgValue::Text(text),
                    };
                    entries.push(FwCfgEntry { name, value });
                }
                r.ignore(&["bios", "system", "baseBoard", "chassis", "oemStrings"]);
                r.finish()?;
                Ok(Sysinfo::FwCfg(entries))
            }
            other => Err(r.invalid("type", other)),
        }
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("sysinfo");
        match self {
            Sysinfo::Smbios(s) => {
                e.set_attr("type", "smbios");
                if let Some(entries) = &s.bios {
                    e.push_filled(entries_element("bios", entries));
                }
                if let Some(entries) = &s.system {
                    e.push_filled(entries_element("system", entries));
                }
                for entries in &s.base_boards {
                    e.push_filled(entries_element("baseBoard", entries));
                }
                if let Some(entries) = &s.chassis {
                    e.push_filled(entries_element("chassis", entries));
                }
                if let Some(strings) = &s.oem_strings {
                    let mut oem = Element::new("oemStrings");
                    for text in strings {
                        oem.push_text("entry", text);
                    }
                    e.push_filled(oem);
                }
            }
            Sysinfo::FwCfg(entries) => {
                e.set_attr("type", "fwcfg");
                for entry in entries {
                    let mut x = Element::new("entry").with_attr("name", &entry.name);
                    match &entry.value {
                        FwCfgValue::File(file) => {
                            x.set_attr("file", file);
                        }
                        FwCfgValue::Text(text) => x = x.with_text(text),
                    }
                    e.push(x);
                }
            }
        }
        e
    }
}

impl SmbiosInfo {
    /// A BIOS date is `mm/dd/yy` or `mm/dd/yyyy`; a system's UUID is one.
    fn check(&self) -> Result<()> {
        let find = |entries: &Option<Vec<(String, String)>>, name: &str| {
            entries
                .iter()
                .flatten()
                .find(|(n, _)| n == name)
                .map(|(_, text)| text.clone())
        };
        if let Some(date) = find(&self.bios, "date") {
            let numbers: Vec<Option<u32>> = date.split('/').map(|part| part.parse().ok()).collect();
            let good = match numbers.as_slice() {
                [Some(month), Some(day), Some(year)] => {
                    (1..=12).contains(month)
                        && (1..=31).contains(day)
                        && (*year < 100 || (1900..=9999).contains(year))
                }
                _ => false,
            };
            if !good {
                return Err(Error::xml(format!("invalid BIOS date '{date}'")));
            }
        }
        if let Some(uuid) = find(&self.system, "uuid") {
            if uuid.parse::<crate::conf::uuid::Uuid>().is_err() {
                return Err(Error::xml(format!("malformed UUID '{uuid}' of the system")));
            }
        }
        Ok(())
    }

    /// The system's UUID, if it is told.
    pub fn system_uuid(&self) -> Option<crate::conf::uuid::Uuid> {
        self.system
            .iter()
            .flatten()
            .find(|(name, _)| name == "uuid")
            .and_then(|(_, text)| text.parse().ok())
    }
}

names! {
    OsType {
        Hvm = "hvm",
        Xen = "xen",
        Linux = "linux",
        Exe = "exe",
        Uml = "uml",
        Xenpvh = "xenpvh",
    }
    Arch {
        Alpha = "alpha",
        Armv6l = "armv6l",
        Armv7l = "armv7l",
        Armv7b = "armv7b",
        Aarch64 = "aarch64",
        Cris = "cris",
        I686 = "i686",
        Ia64 = "ia64",
        Lm32 = "lm32",
        LoongArch64 = "loongarch64",
        M68k = "m68k",
        Microblaze = "microblaze",
        Microblazeel = "microblazeel",
        Mips = "mips",
        Mipsel = "mipsel",
        Mips64 = "mips64",
        Mips64el = "mips64el",
        Openrisc = "openrisc",
        Parisc = "parisc",
        Parisc64 = "parisc64",
        Ppc = "ppc",
        Ppcle = "ppcle",
        Ppc64 = "ppc64",
        Ppc64le = "ppc64le",
        Ppcemb = "ppcemb",
        Riscv32 = "riscv32",
        Riscv64 = "riscv64",
        S390 = "s390",
        S390x = "s390x",
        Sh4 = "sh4",
        Sh4eb = "sh4eb",
        Sparc = "sparc",
        Sparc64 = "sparc64",
        Unicore32 = "unicore32",
        X86_64 = "x86_64",
        Xtensa = "xtensa",
        Xtensaeb = "xtensaeb",
    }
    Firmware {
        Bios = "bios",
        Efi = "efi",
    }
    FirmwareFeatureName {
        EnrolledKeys = "enrolled-keys",
        SecureBoot = "secure-boot",
    }
    LoaderType {
        Rom = "rom",
        Pflash = "pflash",
    }
    AcpiTableType {
        Raw = "raw",
        Rawset = "rawset",
        Slic = "slic",
        Msdm = "msdm",
    }
    BootDevice {
        Fd = "fd",
        Cdrom = "cdrom",
        Hd = "hd",
        Network = "network",
    }
    SmbiosMode {
        Emulate = "emulate",
        Host = "host",
        Sysinfo = "sysinfo",
    }
}

impl Arch {
    /// Whether it is x86, 32 or 64 bits.
    pub fn is_x86(self) -> bool {
        matches!(self, Arch::I686 | Arch::X86_64)
    }

    /// The architecture this library was built for.
    pub fn host() -> Arch {
        match std::env::consts::ARCH {
            "x86" => Arch::I686,
            "arm" => Arch::Armv7l,
            "powerpc64" if cfg!(target_endian = "little") => Arch::Ppc64le,
            "powerpc64" => Arch::Ppc64,
            other => Arch::from_name(other).unwrap_or(Arch::X86_64),
        }
    }
}
