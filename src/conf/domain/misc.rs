//! Small devices: input, hub, watchdog, balloon, RNG, TPM, panic, vsock, IOMMU, crypto, NVRAM, pstore,
//! lease.

use super::address::{DeviceInfo, InfoParts, VirtioModel, VirtioOptions};
use super::chardev::{CharBackend, CharSource, UnixChar};
use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, unsupported, yes};
use crate::conf::uuid::Uuid;
use crate::conf::xml::Element;
use crate::error::{Error, Result};

/// `<input>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub kind: InputType,
    pub bus: Option<InputBus>,
    pub model: Option<VirtioModel>,
    /// `<source evdev=>` or `<source dev=>`.
    pub source: Option<String>,
    pub grab_all: bool,
    pub grab_toggle: Option<GrabToggle>,
    pub repeat: Option<bool>,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// `<hub type='usb'>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hub {
    pub info: DeviceInfo,
}

/// `<watchdog>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watchdog {
    pub model: WatchdogModel,
    pub action: WatchdogAction,
    pub info: DeviceInfo,
}

/// `<memballoon>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memballoon {
    pub model: MemballoonModel,
    pub autodeflate: Option<bool>,
    pub free_page_reporting: Option<bool>,
    /// `<stats period=>`, seconds.
    pub stats_period: Option<u32>,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// `<rng>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rng {
    pub model: VirtioModel,
    pub backend: RngBackend,
    /// `<rate bytes=>`
    pub rate_bytes: Option<u32>,
    /// `<rate period=>`, milliseconds.
    pub rate_period: Option<u32>,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RngBackend {
    Random { path: Option<String> },
    Egd(Box<CharSource>),
    Builtin,
}

/// `<tpm>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tpm {
    pub model: Option<TpmModel>,
    pub backend: TpmBackend,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TpmBackend {
    Passthrough { path: Option<String> },
    Emulator(Box<TpmEmulator>),
    External { source: Option<CharSource> },
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TpmEmulator {
    pub version: Option<TpmVersion>,
    pub persistent_state: Option<bool>,
    pub debug: Option<u32>,
    /// The secret that the state is encrypted with.
    pub encryption_secret: Option<Uuid>,
    pub pcr_banks: Vec<PcrBank>,
    /// `<source type=>`, path.
    pub source: Option<(TpmSourceType, String)>,
    pub profile: Option<TpmProfile>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TpmProfile {
    pub source: Option<String>,
    pub remove_disabled: Option<TpmProfileRemoveDisabled>,
    pub name: Option<String>,
}

/// `<panic>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panic {
    /// `None`: the driver's default.
    pub model: Option<PanicModel>,
    pub info: DeviceInfo,
}

/// `<vsock>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vsock {
    pub model: Option<VirtioModel>,
    pub auto_cid: Option<bool>,
    pub cid: Option<u32>,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// `<iommu>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iommu {
    pub model: IommuModel,
    pub intremap: Option<bool>,
    pub caching_mode: Option<bool>,
    pub eim: Option<bool>,
    pub iotlb: Option<bool>,
    pub aw_bits: Option<u32>,
    pub dma_translation: Option<bool>,
    pub info: DeviceInfo,
}

/// `<crypto>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crypto {
    pub model: CryptoModel,
    pub kind: CryptoType,
    pub backend: CryptoBackend,
    pub queues: Option<u32>,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// `<nvram>` (a device of pSeries)
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NvramDevice {
    pub info: DeviceInfo,
}

/// `<pstore>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pstore {
    pub backend: PstoreBackend,
    pub path: Option<String>,
    pub size_kib: Option<u64>,
    pub info: DeviceInfo,
}

/// `<lease>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lease {
    pub lockspace: Option<String>,
    pub key: String,
    pub path: String,
    pub offset: u64,
}

impl Input {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let kind = r.required("type")?;
        let kind = InputType::from_name(&kind)
            .ok_or_else(|| unsupported(format!("unknown input type '{kind}'")))?;
        let bus = match r.attr("bus") {
            None => None,
            Some(bus) => Some(
                InputBus::from_name(&bus)
                    .ok_or_else(|| unsupported(format!("unknown input bus '{bus}'")))?,
            ),
        };
        let model = r.named("model")?;
        let mut input = Input {
            kind,
            bus,
            model,
            source: None,
            grab_all: false,
            grab_toggle: None,
            repeat: None,
            virtio: VirtioOptions::parse_driver(&mut r)?,
            info: DeviceInfo::default(),
        };
        if let Some(mut source) = r.child("source") {
            match kind {
                InputType::Passthrough => input.source = source.attr("evdev"),
                InputType::Evdev => {
                    input.source = source.attr("dev");
                    input.grab_all = match source.attr("grab").as_deref() {
                        None => false,
                        Some("all") => true,
                        Some(other) => return Err(source.invalid("grab", other)),
                    };
                    input.grab_toggle = source.named("grabToggle")?;
                    input.repeat = source.on_off("repeat")?;
                }
                _ => {}
            }
            source.ignore(&["@evdev", "@dev", "@grab", "@grabToggle", "@repeat"]);
            source.finish()?;
        }
        match kind {
            InputType::Passthrough => {
                if input.bus.is_some_and(|bus| bus != InputBus::Virtio) {
                    return Err(unsupported(
                        "input of type 'passthrough' needs the bus 'virtio'",
                    ));
                }
                if input.source.is_none() {
                    return Err(Error::xml("input of type 'passthrough' lacks 'evdev'"));
                }
            }
            InputType::Evdev => {
                if input.bus.is_some() {
                    return Err(unsupported("input of type 'evdev' has no bus"));
                }
                if input.source.is_none() {
                    return Err(Error::xml("input of type 'evdev' lacks 'dev'"));
                }
            }
            _ => {}
        }
        input.info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(input)
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("input").with_attr("type", self.kind);
        e.set_opt("bus", self.bus.filter(|bus| *bus != InputBus::None));
        e.set_opt("model", self.model);
        self.virtio.format_driver(&mut e);
        let mut source = Element::new("source");
        if self.kind == InputType::Evdev {
            source.set_opt("dev", self.source.as_ref());
        } else {
            source.set_opt("evdev", self.source.as_ref());
        }
        if self.grab_all {
            source.set_attr("grab", "all");
        }
        source.set_opt("grabToggle", self.grab_toggle);
        source.set_opt("repeat", self.repeat.map(on));
        e.push_filled(source);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl Hub {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        match r.required("type")?.as_str() {
            "usb" => {}
            other => return Err(r.invalid("type", other)),
        }
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(Hub { info })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("hub").with_attr("type", "usb");
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl Watchdog {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let watchdog = Watchdog {
            model: r.named_required("model")?,
            action: r.named("action")?.unwrap_or(WatchdogAction::Reset),
            info: DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?,
        };
        r.finish()?;
        Ok(watchdog)
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("watchdog")
            .with_attr("model", self.model)
            .with_attr("action", self.action);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl Memballoon {
    pub fn new(model: MemballoonModel) -> Self {
        Memballoon {
            model,
            autodeflate: None,
            free_page_reporting: None,
            stats_period: None,
            virtio: VirtioOptions::default(),
            info: DeviceInfo::default(),
        }
    }

    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let mut b = Memballoon::new(r.named_required("model")?);
        b.autodeflate = r.on_off("autodeflate")?;
        b.free_page_reporting = r.on_off("freePageReporting")?;
        if let Some(mut stats) = r.child("stats") {
            b.stats_period = stats.u32("period")?.filter(|n| *n > 0);
            stats.finish()?;
        }
        b.virtio = VirtioOptions::parse_driver(&mut r)?;
        b.info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(b)
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("memballoon").with_attr("model", self.model);
        e.set_opt("autodeflate", self.autodeflate.map(on));
        e.set_opt("freePageReporting", self.free_page_reporting.map(on));
        if let Some(period) = self.stats_period {
            e.push(Element::new("stats").with_attr("period", period));
        }
        self.info.format(&mut e, o, InfoParts::PLAIN);
        self.virtio.format_driver(&mut e);
        e
    }
}

impl Rng {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let model = r.named_required("model")?;
        let (mut rate_bytes, mut rate_period) = (None, None);
        if let Some(mut rate) = r.child("rate") {
            rate_bytes = rate.u32("bytes")?;
            if rate_bytes.is_none() {
                return Err(rate.missing("bytes"));
            }
            rate_period = rate.u32("period")?;
            rate.finish()?;
        }
        let mut backends = r.children("backend");
        if backends.len() != 1 {
            return Err(Error::xml("<rng> needs exactly one <backend>"));
        }
        let Some(mut b) = backends.pop() else {
            return Err(Error::xml("<rng> needs a <backend>"));
        };
        let backend = match b.required("model")?.as_str() {
            "random" => RngBackend::Random {
                path: Some(b.text()).filter(|path| !path.is_empty()),
            },
            "builtin" => RngBackend::Builtin,
            "egd" => {
                let Some(kind) = b.attr("type") else {
                    return Err(Error::xml("<backend> of model 'egd' lacks a type"));
                };
                let source = CharSource::parse_type(&mut b, ctx, &kind)?;
                source.validate(false)?;
                RngBackend::Egd(Box::new(source))
            }
            other => return Err(b.invalid("model", other)),
        };
        b.ignore(&["@type", "source", "protocol", "log"]);
        b.finish()?;
        let virtio = VirtioOptions::parse_driver(&mut r)?;
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(Rng {
            model,
            backend,
            rate_bytes,
            rate_period,
            virtio,
            info,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("rng").with_attr("model", self.model);
        if let Some(bytes) = self.rate_bytes.filter(|n| *n > 0) {
            let mut rate = Element::new("rate").with_attr("bytes", bytes);
            rate.set_opt("period", self.rate_period.filter(|n| *n > 0));
            e.push(rate);
        }
        let mut b = Element::new("backend");
        match &self.backend {
            RngBackend::Random { path } => {
                b.set_attr("model", "random");
                if let Some(path) = path {
                    b = b.with_text(path);
                }
            }
            RngBackend::Builtin => {
                b.set_attr("model", "builtin");
            }
            RngBackend::Egd(source) => {
                b.set_attr("model", "egd")
                    .set_attr("type", source.backend.type_name());
                source.format(&mut b, o);
            }
        }
        e.push(b);
        self.virtio.format_driver(&mut e);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl Tpm {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let model = r.named("model")?;
        let mut backends = r.children("backend");
        if backends.len() > 1 {
            return Err(Error::xml("<tpm> has more than one <backend>"));
        }
        let Some(mut b) = backends.pop() else {
            return Err(Error::xml("<tpm> lacks a <backend>"));
        };
        let backend = match b.required("type")?.as_str() {
            "passthrough" => TpmBackend::Passthrough {
                path: b.child_attr("device", "path")?,
            },
            "emulator" => TpmBackend::Emulator(Box::new(TpmEmulator::parse(&mut b)?)),
            "external" => {
                let Some(mut source) = b.child("source") else {
                    return Err(Error::xml("TPM of type 'external' lacks a source"));
                };
                let Some(kind) = source.attr("type") else {
                    return Err(source.missing("type"));
                };
                let path = source.attr("path");
                source.ignore(&["@mode"]);
                source.finish()?;
                if kind != "unix" {
                    return Err(unsupported(format!(
                        "source of type '{kind}' of an external TPM"
                    )));
                }
                TpmBackend::External {
                    source: Some(CharSource::new(CharBackend::Unix(UnixChar {
                        path,
                        ..Default::default()
                    }))),
                }
            }
            other => return Err(b.invalid("type", other)),
        };
        b.ignore(&[
            "@persistent_state",
            "@debug",
            "@version",
            "device",
            "encryption",
            "active_pcr_banks",
            "source",
            "profile",
        ]);
        b.finish()?;
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(Tpm {
            model,
            backend,
            info,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("tpm");
        e.set_opt("model", self.model);
        let mut b = Element::new("backend");
        match &self.backend {
            TpmBackend::Passthrough { path } => {
                b.set_attr("type", "passthrough");
                let mut device = Element::new("device");
                device.set_opt("path", path.as_ref());
                b.push(device);
            }
            TpmBackend::Emulator(emulator) => emulator.format(&mut b),
            TpmBackend::External { source } => {
                b.set_attr("type", "external");
                let mut s = Element::new("source");
                if let Some(source) = source {
                    s.set_attr("type", source.backend.type_name());
                    s.set_attr("mode", "connect");
                    s.set_opt("path", source.path());
                }
                b.push_filled(s);
            }
        }
        e.push(b);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl TpmEmulator {
    fn parse(b: &mut Reader) -> Result<Self> {
        let mut t = TpmEmulator {
            version: b.named("version")?,
            persistent_state: b.yes_no("persistent_state")?,
            debug: b.u32("debug")?,
            ..Default::default()
        };
        if let Some(mut encryption) = b.child("encryption") {
            let secret = encryption.required("secret")?;
            t.encryption_secret =
                Some(secret.parse().map_err(|_| {
                    Error::xml(format!("malformed UUID '{secret}' of a TPM's secret"))
                })?);
            encryption.finish()?;
        }
        if let Some(mut banks) = b.child("active_pcr_banks") {
            for bank in PcrBank::ALL {
                if banks.has(bank.name())? {
                    t.pcr_banks.push(*bank);
                }
            }
            banks.finish()?;
        }
        if let Some(mut source) = b.child("source") {
            let kind = source.named_required("type")?;
            let Some(path) = source.attr("path") else {
                return Err(source.missing("path"));
            };
            source.ignore(&["@mode"]);
            source.finish()?;
            t.source = Some((kind, path));
        }
        if let Some(mut profile) = b.child("profile") {
            t.profile = Some(TpmProfile {
                source: profile.attr("source"),
                remove_disabled: profile.named("removeDisabled")?,
                name: profile.attr("name"),
            });
            profile.finish()?;
        }
        Ok(t)
    }

    fn format(&self, b: &mut Element) {
        b.set_attr("type", "emulator");
        b.set_opt("version", self.version);
        b.set_opt(
            "persistent_state",
            self.persistent_state.filter(|p| *p).map(yes),
        );
        b.set_opt("debug", self.debug);
        if let Some(uuid) = &self.encryption_secret {
            b.push(Element::new("encryption").with_attr("secret", uuid));
        }
        let mut banks = Element::new("active_pcr_banks");
        for bank in &self.pcr_banks {
            banks.push(Element::new(bank.name()));
        }
        b.push_filled(banks);
        if let Some((kind, path)) = &self.source {
            b.push(
                Element::new("source")
                    .with_attr("type", kind)
                    .with_attr("path", path),
            );
        }
        if let Some(p) = &self.profile {
            let mut profile = Element::new("profile");
            profile
                .set_opt("source", p.source.as_ref())
                .set_opt("removeDisabled", p.remove_disabled)
                .set_opt("name", p.name.as_ref());
            b.push_filled(profile);
        }
    }
}

impl Panic {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let panic = Panic {
            model: r.named("model")?,
            info: DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?,
        };
        r.finish()?;
        Ok(panic)
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("panic");
        e.set_opt("model", self.model);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl Vsock {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let mut v = Vsock {
            model: r.named("model")?,
            ..Default::default()
        };
        if let Some(mut cid) = r.child("cid") {
            v.cid = cid.u32("address")?.filter(|n| *n > 0);
            v.auto_cid = cid.yes_no("auto")?;
            cid.finish()?;
        }
        v.virtio = VirtioOptions::parse_driver(&mut r)?;
        v.info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(v)
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("vsock");
        e.set_opt("model", self.model);
        let mut cid = Element::new("cid");
        cid.set_opt("auto", self.auto_cid.map(yes));
        // An automatic one belongs to the running guest.
        if !(self.auto_cid == Some(true) && o.inactive) {
            cid.set_opt("address", self.cid);
        }
        e.push_filled(cid);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        self.virtio.format_driver(&mut e);
        e
    }
}

impl Iommu {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let mut i = Iommu {
            model: r.named_required("model")?,
            intremap: None,
            caching_mode: None,
            eim: None,
            iotlb: None,
            aw_bits: None,
            dma_translation: None,
            info: DeviceInfo::default(),
        };
        if let Some(mut d) = r.child("driver") {
            i.intremap = d.on_off("intremap")?;
            i.caching_mode = d.on_off("caching_mode")?;
            i.eim = d.on_off("eim")?;
            i.iotlb = d.on_off("iotlb")?;
            i.aw_bits = d.u32("aw_bits")?;
            i.dma_translation = d.on_off("dma_translation")?;
            d.finish()?;
        }
        i.info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(i)
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("iommu").with_attr("model", self.model);
        let mut driver = Element::new("driver");
        driver
            .set_opt("intremap", self.intremap.map(on))
            .set_opt("caching_mode", self.caching_mode.map(on))
            .set_opt("eim", self.eim.map(on))
            .set_opt("iotlb", self.iotlb.map(on))
            .set_opt("aw_bits", self.aw_bits.filter(|n| *n > 0))
            .set_opt("dma_translation", self.dma_translation.map(on));
        e.push_filled(driver);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl Crypto {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let model = r.named_required("model")?;
        let kind = r.named_required("type")?;
        let Some(mut b) = r.child("backend") else {
            return Err(Error::xml("<crypto> lacks a <backend>"));
        };
        let backend = b.named_required("model")?;
        let queues = b.positive("queues")?;
        b.finish()?;
        let virtio = VirtioOptions::parse_driver(&mut r)?;
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(Crypto {
            model,
            kind,
            backend,
            queues,
            virtio,
            info,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("crypto")
            .with_attr("model", self.model)
            .with_attr("type", self.kind);
        let mut b = Element::new("backend").with_attr("model", self.backend);
        b.set_opt("queues", self.queues);
        e.push(b);
        self.virtio.format_driver(&mut e);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl NvramDevice {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(NvramDevice { info })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("nvram");
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl Pstore {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let backend = r.named_required("backend")?;
        let path = r.child_text("path")?;
        let mut size_kib = None;
        if let Some(mut s) = r.child("size") {
            size_kib = Some(super::source::parse_size(&mut s, 1024)?.div_ceil(1024));
            s.finish()?;
        }
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(Pstore {
            backend,
            path,
            size_kib,
            info,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("pstore").with_attr("backend", self.backend);
        if let Some(path) = &self.path {
            e.push_text("path", path);
        }
        if let Some(kib) = self.size_kib {
            e.push(Element::new("size").with_attr("unit", "KiB").with_text(kib));
        }
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl Lease {
    pub fn parse(mut r: Reader, _ctx: &ParseContext) -> Result<Self> {
        let lockspace = r.child_text("lockspace")?;
        let Some(key) = r.child_text("key")? else {
            return Err(Error::xml("<lease> lacks a <key>"));
        };
        let Some(mut target) = r.child("target") else {
            return Err(Error::xml("<lease> lacks a <target>"));
        };
        let path = target.required("path")?;
        let offset = target.u64("offset")?.unwrap_or(0);
        target.finish()?;
        r.finish()?;
        Ok(Lease {
            lockspace,
            key,
            path,
            offset,
        })
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("lease");
        if let Some(lockspace) = &self.lockspace {
            e.push_text("lockspace", lockspace);
        }
        e.push_text("key", &self.key);
        let mut target = Element::new("target").with_attr("path", &self.path);
        target.set_opt("offset", Some(self.offset).filter(|n| *n > 0));
        e.push(target);
        e
    }
}

names! {
    InputType {
        Mouse = "mouse",
        Tablet = "tablet",
        Keyboard = "keyboard",
        Passthrough = "passthrough",
        Evdev = "evdev",
    }
    InputBus {
        Ps2 = "ps2",
        Usb = "usb",
        Xen = "xen",
        Parallels = "parallels",
        Virtio = "virtio",
        None = "none",
    }
    GrabToggle {
        CtrlCtrl = "ctrl-ctrl",
        AltAlt = "alt-alt",
        ShiftShift = "shift-shift",
        MetaMeta = "meta-meta",
        Scrolllock = "scrolllock",
        CtrlScrolllock = "ctrl-scrolllock",
    }
    WatchdogModel {
        I6300esb = "i6300esb",
        Ib700 = "ib700",
        Diag288 = "diag288",
        Itco = "itco",
    }
    WatchdogAction {
        Reset = "reset",
        Shutdown = "shutdown",
        Poweroff = "poweroff",
        Pause = "pause",
        Dump = "dump",
        None = "none",
        InjectNmi = "inject-nmi",
    }
    MemballoonModel {
        Virtio = "virtio",
        Xen = "xen",
        None = "none",
        VirtioTransitional = "virtio-transitional",
        VirtioNonTransitional = "virtio-non-transitional",
    }
    TpmModel {
        TpmTis = "tpm-tis",
        TpmCrb = "tpm-crb",
        TpmSpapr = "tpm-spapr",
        SpaprTpmProxy = "spapr-tpm-proxy",
    }
    TpmVersion {
        V1_2 = "1.2",
        V2_0 = "2.0",
    }
    TpmSourceType {
        File = "file",
        Dir = "dir",
    }
    TpmProfileRemoveDisabled {
        Check = "check",
        FipsHost = "fips-host",
    }
    PcrBank {
        Sha1 = "sha1",
        Sha256 = "sha256",
        Sha384 = "sha384",
        Sha512 = "sha512",
    }
    PanicModel {
        Isa = "isa",
        Pseries = "pseries",
        Hyperv = "hyperv",
        S390 = "s390",
        Pvpanic = "pvpanic",
    }
    IommuModel {
        Intel = "intel",
        Smmuv3 = "smmuv3",
        Virtio = "virtio",
    }
    CryptoModel {
        Virtio = "virtio",
    }
    CryptoType {
        Qemu = "qemu",
    }
    CryptoBackend {
        Builtin = "builtin",
        Lkcf = "lkcf",
    }
    PstoreBackend {
        AcpiErst = "acpi-erst",
    }
}
