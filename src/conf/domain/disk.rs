//! Disks (`<disk>`) and where their bytes are (`<source>`, `<backingStore>`).

use super::address::{
    DeviceInfo, InfoParts, PciAddress, StartupPolicy, VirtioModel, VirtioOptions,
};
use super::chardev::CharSource;
use super::mirror::Mirror;
use super::seclabel::DeviceSeclabel;
use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, yes};
use crate::conf::uuid::Uuid;
use crate::conf::xml::Element;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};

/// `<disk>`
#[derive(Clone, Debug, PartialEq)]
pub struct Disk {
    pub device: DiskDevice,
    pub source: Source,
    /// `<target dev=>`, "vda".
    pub target: String,
    pub bus: Option<DiskBus>,
    pub tray_open: bool,
    pub removable: Option<bool>,
    pub rotation_rate: Option<u32>,
    pub model: Option<VirtioModel>,
    pub rawio: Option<bool>,
    pub sgio: Option<Sgio>,
    pub snapshot: Option<DiskSnapshot>,
    pub driver: DiskDriver,
    pub virtio: VirtioOptions,
    pub readonly: bool,
    pub shareable: bool,
    pub transient: bool,
    pub transient_share_backing: Option<bool>,
    pub serial: Option<String>,
    pub wwn: Option<String>,
    pub vendor: Option<String>,
    pub product: Option<String>,
    pub geometry: Option<Geometry>,
    pub blockio: BlockIo,
    pub iotune: IoTune,
    pub info: DeviceInfo,
    /// What a block job makes the same as this disk.
    pub mirror: Option<Box<Mirror>>,
    /// Opaque driver state of a running domain (`<privateData>`), written in status files only.
    pub private_data: Option<crate::conf::xml::Element>,
}

/// `<driver>` of a disk, without what belongs to its source (`type=`, `<metadata_cache>`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskDriver {
    pub name: Option<String>,
    pub cache: Option<DiskCache>,
    pub error_policy: Option<ErrorPolicy>,
    pub rerror_policy: Option<ErrorPolicy>,
    pub io: Option<DiskIo>,
    pub ioeventfd: Option<bool>,
    pub event_idx: Option<bool>,
    pub copy_on_read: Option<bool>,
    pub discard: Option<Discard>,
    pub discard_no_unref: Option<bool>,
    pub detect_zeroes: Option<DetectZeroes>,
    pub iothread: Option<u32>,
    pub iothreads: Vec<IoThreadMapping>,
    pub queues: Option<u32>,
    pub queue_size: Option<u32>,
}

/// `<iothreads><iothread id=>` with the queues that it serves (none: shared out evenly).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IoThreadMapping {
    pub id: u32,
    pub queues: Vec<u32>,
}

/// Where bytes are: a disk's source, a backing store, a mirror's target, an NVRAM.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub location: Location,
    /// `<driver type=>` of a disk, `<format type=>` elsewhere.
    pub format: Option<ImageFormat>,
    /// `<source index=>`, of running domains.
    pub index: Option<u32>,
    pub startup_policy: Option<StartupPolicy>,
    pub fd_group: Option<String>,
    pub slice: Option<Slice>,
    pub auth: Option<Auth>,
    /// Whether `<auth>` stood beside `<source>` (old style) rather than in it.
    pub auth_outside: bool,
    pub encryption: Option<Encryption>,
    /// Whether `<encryption>` stood beside `<source>`.
    pub encryption_outside: bool,
    pub reservations: Option<Reservations>,
    pub seclabels: Vec<DeviceSeclabel>,
    /// `<driver><metadata_cache><max_size>`, bytes.
    pub metadata_cache_bytes: Option<u64>,
    pub data_store: Option<Box<Source>>,
    pub backing: Backing,
    /// `backing` was read from this image's header, not told by the document: it belongs to the run
    /// and is not written in the inactive XML.
    pub backing_detected: bool,
    /// Opaque driver state of a running domain (`<privateData>`), written in status files only.
    pub private_data: Option<crate::conf::xml::Element>,
}

impl Default for Source {
    fn default() -> Self {
        Source::new(Location::File { path: None })
    }
}

impl Source {
    pub fn new(location: Location) -> Self {
        Source {
            location,
            format: None,
            index: None,
            startup_policy: None,
            fd_group: None,
            slice: None,
            auth: None,
            auth_outside: false,
            encryption: None,
            encryption_outside: false,
            reservations: None,
            seclabels: Vec::new(),
            metadata_cache_bytes: None,
            data_store: None,
            backing: Backing::Unknown,
            backing_detected: false,
            private_data: None,
        }
    }

    /// A file of this path.
    pub fn file(path: impl Into<String>) -> Self {
        Source::new(Location::File {
            path: Some(path.into()),
        })
    }

    /// The path on this host, if it is a file, block device or directory.
    pub fn local_path(&self) -> Option<&str> {
        match &self.location {
            Location::File { path } | Location::Block { path } | Location::Dir { path } => {
                path.as_deref()
            }
            _ => None,
        }
    }

    /// Whether there is nothing: a drive without a medium.
    pub fn is_empty(&self) -> bool {
        match &self.location {
            Location::File { path } | Location::Block { path } | Location::Dir { path } => {
                path.is_none()
            }
            Location::Network(n) => n.protocol == NetworkProtocol::None,
            _ => false,
        }
    }

    /// This source and those behind it, topmost first.
    pub fn chain(&self) -> impl Iterator<Item = &Source> {
        std::iter::successors(Some(self), |s| s.backing.source())
    }
}

/// What is known about the image behind an image.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Backing {
    /// Not told: the image's header decides.
    #[default]
    Unknown,
    /// `<backingStore/>`: there is none.
    End,
    Image(Box<Source>),
}

impl Backing {
    pub fn source(&self) -> Option<&Source> {
        match self {
            Backing::Image(source) => Some(source),
            _ => None,
        }
    }
}

/// `type=` of the disk, and the attributes of `<source>` that go with it.
#[derive(Clone, Debug, PartialEq)]
pub enum Location {
    File { path: Option<String> },
    Block { path: Option<String> },
    Dir { path: Option<String> },
    Network(Box<NetworkLocation>),
    Volume(VolumeLocation),
    Nvme(NvmeLocation),
    VhostUser(Box<CharSource>),
    VhostVdpa { path: String },
}

impl Location {
    /// The value of `type`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Location::File { .. } => "file",
            Location::Block { .. } => "block",
            Location::Dir { .. } => "dir",
            Location::Network(_) => "network",
            Location::Volume(_) => "volume",
            Location::Nvme(_) => "nvme",
            Location::VhostUser(_) => "vhostuser",
            Location::VhostVdpa { .. } => "vhostvdpa",
        }
    }
}

/// `<source protocol=>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkLocation {
    pub protocol: NetworkProtocol,
    /// Without the volume that gluster puts in front.
    pub name: Option<String>,
    pub query: Option<String>,
    pub tls: Option<bool>,
    pub tls_hostname: Option<String>,
    pub hosts: Vec<NetworkHost>,
    pub snapshot: Option<String>,
    pub config_file: Option<String>,
    pub initiator_iqn: Option<String>,
    /// (name, value)
    pub cookies: Vec<(String, String)>,
    pub ssl_verify: Option<bool>,
    /// Bytes.
    pub readahead: Option<u64>,
    /// Seconds.
    pub timeout: Option<u64>,
    pub reconnect_delay: Option<u32>,
    pub known_hosts: Option<String>,
    pub identity: Option<Identity>,
}

impl NetworkLocation {
    pub fn new(protocol: NetworkProtocol) -> Self {
        NetworkLocation {
            protocol,
            name: None,
            query: None,
            tls: None,
            tls_hostname: None,
            hosts: Vec::new(),
            snapshot: None,
            config_file: None,
            initiator_iqn: None,
            cookies: Vec::new(),
            ssl_verify: None,
            readahead: None,
            timeout: None,
            reconnect_delay: None,
            known_hosts: None,
            identity: None,
        }
    }
}

/// `<identity>` of ssh (username, keyfile, agentsock) and nfs (user, group).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    pub username: Option<String>,
    pub keyfile: Option<String>,
    pub agentsock: Option<String>,
    pub user: Option<String>,
    pub group: Option<String>,
}

/// `<host>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkHost {
    pub transport: Option<HostTransport>,
    pub name: Option<String>,
    pub port: Option<u32>,
    pub socket: Option<String>,
}

/// `<source pool= volume=>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VolumeLocation {
    pub pool: String,
    pub volume: String,
    pub mode: Option<VolumeMode>,
}

/// `<source type='pci' managed= namespace=>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NvmeLocation {
    pub managed: Option<bool>,
    pub namespace: u64,
    pub address: PciAddress,
}

/// A part of a storage that is used as if it were the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    pub offset: u64,
    pub size: u64,
}

/// `<auth>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auth {
    pub username: String,
    pub secret_type: Option<String>,
    pub secret: Option<SecretRef>,
}

/// How a secret is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretRef {
    Uuid(Uuid),
    Usage(String),
}

/// `<encryption>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encryption {
    pub format: EncryptionFormat,
    pub engine: Option<EncryptionEngine>,
    pub secrets: Vec<EncryptionSecret>,
    pub cipher: Option<EncryptionCipher>,
    pub ivgen: Option<EncryptionIvgen>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncryptionSecret {
    /// "passphrase"
    pub kind: String,
    pub secret: SecretRef,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncryptionCipher {
    pub name: String,
    pub size: u32,
    pub mode: Option<String>,
    pub hash: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncryptionIvgen {
    pub name: String,
    pub hash: Option<String>,
}

/// `<reservations>`: persistent SCSI reservations by a helper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reservations {
    pub managed: Option<bool>,
    /// The helper's socket.
    pub path: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    pub cylinders: u32,
    pub heads: u32,
    pub sectors: u32,
    pub trans: Option<GeometryTrans>,
}

/// `<blockio>`, bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlockIo {
    pub logical_block_size: Option<u32>,
    pub physical_block_size: Option<u32>,
    pub discard_granularity: Option<u32>,
}

/// `<iotune>`; 0: not set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IoTune {
    pub total_bytes_sec: u64,
    pub read_bytes_sec: u64,
    pub write_bytes_sec: u64,
    pub total_iops_sec: u64,
    pub read_iops_sec: u64,
    pub write_iops_sec: u64,
    pub total_bytes_sec_max: u64,
    pub read_bytes_sec_max: u64,
    pub write_bytes_sec_max: u64,
    pub total_iops_sec_max: u64,
    pub read_iops_sec_max: u64,
    pub write_iops_sec_max: u64,
    pub size_iops_sec: u64,
    pub group_name: Option<String>,
    pub total_bytes_sec_max_length: u64,
    pub read_bytes_sec_max_length: u64,
    pub write_bytes_sec_max_length: u64,
    pub total_iops_sec_max_length: u64,
    pub read_iops_sec_max_length: u64,
    pub write_iops_sec_max_length: u64,
}

impl Disk {
    /// A plain disk with that source and target.
    pub fn new(device: DiskDevice, source: Source, target: impl Into<String>) -> Self {
        Disk {
            device,
            source,
            target: target.into(),
            bus: None,
            tray_open: false,
            removable: None,
            rotation_rate: None,
            model: None,
            rawio: None,
            sgio: None,
            snapshot: None,
            driver: DiskDriver::default(),
            virtio: VirtioOptions::default(),
            readonly: false,
            shareable: false,
            transient: false,
            transient_share_backing: None,
            serial: None,
            wwn: None,
            vendor: None,
            product: None,
            geometry: None,
            blockio: BlockIo::default(),
            iotune: IoTune::default(),
            info: DeviceInfo::default(),
            mirror: None,
            private_data: None,
        }
    }

    /// The number that the target's name stands for: "sdb" is 1, "sdaa" 26; -1: not such a name.
    pub fn target_index(&self) -> i64 {
        let letters = ["fd", "hd", "vd", "sd", "xvd", "ubd"]
            .iter()
            .find_map(|prefix| self.target.strip_prefix(prefix))
            .map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit()))
            .filter(|rest| !rest.is_empty() && rest.len() <= 6);
        let Some(letters) = letters else { return -1 };
        let mut index = 0i64;
        for b in letters.bytes() {
            if !b.is_ascii_lowercase() {
                return -1;
            }
            index = index * 26 + i64::from(b - b'a') + 1;
        }
        index - 1
    }

    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let kind = r.attr("type").unwrap_or_else(|| "file".to_owned());
        let device = r.named("device")?.unwrap_or(DiskDevice::Disk);
        let model = r.named("model")?;
        let rawio = r.yes_no("rawio")?;
        let sgio = r.named("sgio")?;
        let snapshot = r.named("snapshot")?;

        let source = match r.child("source") {
            Some(source) => Source::parse(&kind, source, ctx)?,
            None => Source::new(match kind.as_str() {
                "file" | "volume" => Location::File { path: None },
                "block" => Location::Block { path: None },
                "dir" => Location::Dir { path: None },
                "network" => {
                    Location::Network(Box::new(NetworkLocation::new(NetworkProtocol::None)))
                }
                "nvme" | "vhostuser" | "vhostvdpa" => {
                    return Err(Error::xml(format!("disk of type '{kind}' lacks a source")));
                }
                other => return Err(r.invalid("type", other)),
            }),
        };
        let mut source = source;
        // An iSCSI target without a LUN means its first.
        if let Location::Network(n) = &mut source.location {
            if let (NetworkProtocol::Iscsi, Some(name)) = (n.protocol, &mut n.name) {
                if !name.contains('/') {
                    name.push_str("/0");
                }
            }
        }
        let mut disk = Disk::new(device, source, String::new());
        disk.model = model;
        disk.rawio = rawio;
        disk.sgio = sgio;
        disk.snapshot = snapshot;

        if let Some(geometry) = r.child("geometry") {
            disk.geometry = Some(Geometry::parse(geometry)?);
        }
        if let Some(mut target) = r.child("target") {
            disk.target = target.attr("dev").unwrap_or_default();
            disk.bus = target.named("bus")?;
            disk.tray_open = match target.attr("tray").as_deref() {
                None | Some("closed") => false,
                Some("open") => true,
                Some(other) => return Err(target.invalid("tray", other)),
            };
            disk.removable = target.on_off("removable")?;
            disk.rotation_rate = target.u32("rotation_rate")?;
            target.finish()?;
        }
        if disk.target.is_empty() {
            return Err(Error::new(
                virErrorNumber::VIR_ERR_NO_TARGET,
                disk.source.local_path().unwrap_or(""),
            )
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
        }
        if let Some(mut blockio) = r.child("blockio") {
            disk.blockio = BlockIo {
                logical_block_size: blockio.u32("logical_block_size")?,
                physical_block_size: blockio.u32("physical_block_size")?,
                discard_granularity: blockio.u32("discard_granularity")?,
            };
            blockio.finish()?;
        }
        if let Some(driver) = r.child("driver") {
            disk.parse_driver(driver)?;
        }
        if let Some(iotune) = r.child("iotune") {
            disk.iotune = IoTune::parse(iotune)?;
        }
        disk.readonly = r.has("readonly")?;
        disk.shareable = r.has("shareable")?;
        if let Some(mut transient) = r.child("transient") {
            disk.transient = true;
            disk.transient_share_backing = transient.yes_no("shareBacking")?;
            transient.finish()?;
        }
        if let Some(auth) = r.child("auth") {
            if disk.source.auth.is_some() {
                return Err(Error::xml("disk has <auth> both beside and in its source"));
            }
            disk.source.auth = Some(Auth::parse(auth)?);
            disk.source.auth_outside = true;
        }
        if let Some(encryption) = r.child("encryption") {
            if disk.source.encryption.is_some() {
                return Err(Error::xml(
                    "disk has <encryption> both beside and in its source",
                ));
            }
            disk.source.encryption = Some(Encryption::parse(encryption)?);
            disk.source.encryption_outside = true;
        }
        disk.serial = r.child_text("serial")?;
        disk.wwn = r.child_text("wwn")?;
        disk.vendor = r.child_text("vendor")?;
        disk.product = r.child_text("product")?;
        disk.source.parse_backing(&mut r, ctx)?;
        let private = r.raw_child("privateData");
        disk.private_data = private.filter(|_| ctx.status);
        // A block job's state is no part of a definition.
        if ctx.inactive {
            r.ignore(&["mirror"]);
        } else if let Some(mirror) = r.child("mirror") {
            disk.mirror = Some(Box::new(Mirror::parse(mirror, ctx)?));
        }
        disk.info = DeviceInfo::parse(&mut r, ctx, InfoParts::BOOT)?;
        r.finish()?;
        if matches!(disk.device, DiskDevice::Cdrom) {
            disk.readonly = true;
        }
        Ok(disk)
    }

    fn parse_driver(&mut self, mut r: Reader) -> Result<()> {
        let d = &mut self.driver;
        d.name = r.attr("name");
        if let Some(format) = r.attr("type") {
            // An old name of raw.
            self.source.format = match format.as_str() {
                "aio" => Some(ImageFormat::Raw),
                name => match ImageFormat::from_name(name) {
                    Some(format) => Some(format),
                    None => return Err(r.invalid("type", name)),
                },
            };
        }
        d.cache = r.named("cache")?.filter(|c| *c != DiskCache::Default);
        d.error_policy = r
            .named("error_policy")?
            .filter(|p| *p != ErrorPolicy::Default);
        d.rerror_policy = r
            .named("rerror_policy")?
            .filter(|p| *p != ErrorPolicy::Default);
        if d.rerror_policy == Some(ErrorPolicy::Enospace) {
            return Err(r.invalid("rerror_policy", "enospace"));
        }
        d.io = r.named("io")?.filter(|io| *io != DiskIo::Default);
        d.ioeventfd = r.on_off("ioeventfd")?;
        d.event_idx = r.on_off("event_idx")?;
        d.copy_on_read = r.on_off("copy_on_read")?;
        d.discard = r.named("discard")?;
        d.discard_no_unref = r.on_off("discard_no_unref")?;
        d.detect_zeroes = r.named("detect_zeroes")?;
        d.iothread = r.positive("iothread")?;
        d.queues = r.positive("queues")?;
        d.queue_size = r.positive("queue_size")?;
        d.iothreads = IoThreadMapping::parse_all(&mut r)?;
        self.virtio = VirtioOptions::parse(&mut r)?;
        if let Some(cache) = r.child("metadata_cache") {
            self.source.metadata_cache_bytes = super::source::parse_metadata_cache(cache)?;
        }
        r.finish()
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("disk")
            .with_attr("type", self.source.location.type_name())
            .with_attr("device", self.device);
        e.set_opt("model", self.model);
        e.set_opt("rawio", self.rawio.map(yes));
        e.set_opt("sgio", self.sgio);
        // External and internal snapshots are the default of drives that can be written.
        e.set_opt(
            "snapshot",
            self.snapshot
                .filter(|s| !(*s == DiskSnapshot::No && self.readonly)),
        );
        self.format_driver(&mut e);
        if let (Some(auth), true) = (&self.source.auth, self.source.auth_outside) {
            e.push(auth.to_element());
        }
        if let Some(source) = self.source.to_element(o, true) {
            e.push(source);
        }
        if let Some(backing) = self.source.backing_element(o) {
            e.push(backing);
        }
        if let (Some(mirror), false) = (&self.mirror, o.inactive) {
            e.push(mirror.to_element(o));
        }
        if let Some(geometry) = &self.geometry {
            e.push(geometry.to_element());
        }
        let mut blockio = Element::new("blockio");
        blockio
            .set_opt("logical_block_size", self.blockio.logical_block_size)
            .set_opt("physical_block_size", self.blockio.physical_block_size)
            .set_opt("discard_granularity", self.blockio.discard_granularity);
        e.push_filled(blockio);
        let mut target = Element::new("target").with_attr("dev", &self.target);
        target.set_opt("bus", self.bus);
        let has_tray = matches!(self.device, DiskDevice::Floppy | DiskDevice::Cdrom);
        if has_tray && self.tray_open {
            target.set_attr("tray", "open");
        }
        target.set_opt(
            "removable",
            self.removable
                .filter(|_| self.bus == Some(DiskBus::Usb))
                .map(on),
        );
        target.set_opt("rotation_rate", self.rotation_rate);
        e.push(target);
        e.push_filled(self.iotune.to_element());
        if self.readonly {
            e.push(Element::new("readonly"));
        }
        if self.shareable {
            e.push(Element::new("shareable"));
        }
        if self.transient {
            let mut transient = Element::new("transient");
            transient.set_opt("shareBacking", self.transient_share_backing.map(yes));
            e.push(transient);
        }
        for (name, text) in [
            ("serial", &self.serial),
            ("wwn", &self.wwn),
            ("vendor", &self.vendor),
            ("product", &self.product),
        ] {
            if let Some(text) = text {
                e.push_text(name, text);
            }
        }
        if let (Some(encryption), true) = (&self.source.encryption, self.source.encryption_outside)
        {
            e.push(encryption.to_element());
        }
        self.info.format(&mut e, o, InfoParts::BOOT);
        if let (Some(private), true) = (&self.private_data, o.status) {
            e.push(private.clone());
        }
        e
    }

    fn format_driver(&self, e: &mut Element) {
        let d = &self.driver;
        let mut driver = Element::new("driver");
        let mut set = |name: &str, value: Option<String>| {
            driver.set_opt(name, value);
        };
        let text = |value: Option<&dyn ToString>| value.map(|v| v.to_string());
        set("name", d.name.clone());
        set("type", self.source.format.map(|f| f.to_string()));
        set("cache", d.cache.map(|v| v.to_string()));
        set("error_policy", d.error_policy.map(|v| v.to_string()));
        set("rerror_policy", d.rerror_policy.map(|v| v.to_string()));
        set("io", d.io.map(|v| v.to_string()));
        set("ioeventfd", d.ioeventfd.map(|v| on(v).to_owned()));
        set("event_idx", d.event_idx.map(|v| on(v).to_owned()));
        set("copy_on_read", d.copy_on_read.map(|v| on(v).to_owned()));
        set("discard", d.discard.map(|v| v.to_string()));
        set("iothread", text(d.iothread.as_ref().map(|v| v as _)));
        set("detect_zeroes", d.detect_zeroes.map(|v| v.to_string()));
        set("queues", text(d.queues.as_ref().map(|v| v as _)));
        set("queue_size", text(d.queue_size.as_ref().map(|v| v as _)));
        set(
            "discard_no_unref",
            d.discard_no_unref.map(|v| on(v).to_owned()),
        );
        self.virtio.format(&mut driver);
        if let Some(bytes) = self.source.metadata_cache_bytes {
            driver.push(super::source::metadata_cache(bytes));
        }
        IoThreadMapping::format_all(&d.iothreads, &mut driver);
        e.push_filled(driver);
    }
}

impl IoThreadMapping {
    /// Takes `<iothreads>` out of a `<driver>`.
    pub fn parse_all(driver: &mut Reader) -> Result<Vec<Self>> {
        let mut list = Vec::new();
        if let Some(mut iothreads) = driver.child("iothreads") {
            for mut iothread in iothreads.children("iothread") {
                let mut mapping = IoThreadMapping {
                    id: iothread.u32_required("id")?,
                    queues: Vec::new(),
                };
                for mut queue in iothread.children("queue") {
                    mapping.queues.push(queue.u32_required("id")?);
                    queue.finish()?;
                }
                iothread.finish()?;
                list.push(mapping);
            }
            iothreads.finish()?;
        }
        Ok(list)
    }

    /// Adds `<iothreads>` to a `<driver>`.
    pub fn format_all(list: &[Self], driver: &mut Element) {
        let mut iothreads = Element::new("iothreads");
        for mapping in list {
            let mut iothread = Element::new("iothread").with_attr("id", mapping.id);
            for queue in &mapping.queues {
                iothread.push(Element::new("queue").with_attr("id", queue));
            }
            iothreads.push(iothread);
        }
        driver.push_filled(iothreads);
    }
}

impl Geometry {
    fn parse(mut r: Reader) -> Result<Self> {
        let geometry = Geometry {
            cylinders: r.u32("cyls")?.unwrap_or(0),
            heads: r.u32("heads")?.unwrap_or(0),
            sectors: r.u32("secs")?.unwrap_or(0),
            trans: r.named("trans")?,
        };
        r.finish()?;
        Ok(geometry)
    }

    fn to_element(self) -> Element {
        let mut e = Element::new("geometry")
            .with_attr("cyls", self.cylinders)
            .with_attr("heads", self.heads)
            .with_attr("secs", self.sectors);
        e.set_opt("trans", self.trans);
        e
    }
}

/// The numbers of `<iotune>`, in the order in which they are written.
macro_rules! iotune_numbers {
    ($($name:ident),* $(,)?) => {
        impl IoTune {
            fn parse(mut r: Reader) -> Result<Self> {
                let mut tune = IoTune::default();
                $(tune.$name = r.child_u64(stringify!($name))?.unwrap_or(0);)*
                tune.group_name = r.child_text("group_name")?;
                r.finish()?;
                tune.validate()?;
                Ok(tune)
            }

            /// The numbers by the name that they have in the document and in the API.
            pub fn numbers(&self) -> Vec<(&'static str, u64)> {
                vec![$((stringify!($name), self.$name)),*]
            }
        }
    };
}

iotune_numbers! {
    total_bytes_sec, read_bytes_sec, write_bytes_sec,
    total_iops_sec, read_iops_sec, write_iops_sec,
    total_bytes_sec_max, read_bytes_sec_max, write_bytes_sec_max,
    total_iops_sec_max, read_iops_sec_max, write_iops_sec_max,
    size_iops_sec,
    total_bytes_sec_max_length, read_bytes_sec_max_length, write_bytes_sec_max_length,
    total_iops_sec_max_length, read_iops_sec_max_length, write_iops_sec_max_length,
}

impl IoTune {
    fn to_element(&self) -> Element {
        let mut e = Element::new("iotune");
        for (name, value) in self.numbers() {
            if value > 0 {
                e.push_text(name, value);
            }
            if let ("size_iops_sec", Some(group)) = (name, &self.group_name) {
                e.push_text("group_name", group);
            }
        }
        e
    }

    fn validate(&self) -> Result<()> {
        let both = |what: &str, total: u64, read: u64, write: u64| {
            if total > 0 && (read > 0 || write > 0) {
                return Err(Error::xml(format!(
                    "total and read or write {what} cannot be set at the same time"
                )));
            }
            Ok(())
        };
        both(
            "bytes_sec",
            self.total_bytes_sec,
            self.read_bytes_sec,
            self.write_bytes_sec,
        )?;
        both(
            "iops_sec",
            self.total_iops_sec,
            self.read_iops_sec,
            self.write_iops_sec,
        )?;
        both(
            "bytes_sec_max",
            self.total_bytes_sec_max,
            self.read_bytes_sec_max,
            self.write_bytes_sec_max,
        )?;
        both(
            "iops_sec_max",
            self.total_iops_sec_max,
            self.read_iops_sec_max,
            self.write_iops_sec_max,
        )
    }
}

names! {
    DiskDevice {
        Disk = "disk",
        Cdrom = "cdrom",
        Floppy = "floppy",
        Lun = "lun",
    }
    DiskBus {
        Ide = "ide",
        Fdc = "fdc",
        Scsi = "scsi",
        Virtio = "virtio",
        Xen = "xen",
        Usb = "usb",
        Uml = "uml",
        Sata = "sata",
        Sd = "sd",
    }
    DiskCache {
        Default = "default",
        None = "none",
        WriteThrough = "writethrough",
        WriteBack = "writeback",
        DirectSync = "directsync",
        Unsafe = "unsafe",
    }
    ErrorPolicy {
        Default = "default",
        Stop = "stop",
        Report = "report",
        Ignore = "ignore",
        Enospace = "enospace",
    }
    DiskIo {
        Default = "default",
        Native = "native",
        Threads = "threads",
        IoUring = "io_uring",
    }
    Discard {
        Unmap = "unmap",
        Ignore = "ignore",
    }
    DetectZeroes {
        Off = "off",
        On = "on",
        Unmap = "unmap",
    }
    Sgio {
        Filtered = "filtered",
        Unfiltered = "unfiltered",
    }
    DiskSnapshot {
        No = "no",
        Internal = "internal",
        External = "external",
        Manual = "manual",
    }
    GeometryTrans {
        Auto = "auto",
        None = "none",
        Lba = "lba",
    }
    ImageFormat {
        Raw = "raw",
        Dir = "dir",
        Bochs = "bochs",
        Cloop = "cloop",
        Dmg = "dmg",
        Iso = "iso",
        Vpc = "vpc",
        Vdi = "vdi",
        Fat = "fat",
        Vhd = "vhd",
        Ploop = "ploop",
        Luks = "luks",
        Cow = "cow",
        Qcow = "qcow",
        Qcow2 = "qcow2",
        Qed = "qed",
        Vmdk = "vmdk",
    }
    NetworkProtocol {
        /// An empty drive of type network.
        None = "none",
        Nbd = "nbd",
        Rbd = "rbd",
        Sheepdog = "sheepdog",
        Gluster = "gluster",
        Iscsi = "iscsi",
        Http = "http",
        Https = "https",
        Ftp = "ftp",
        Ftps = "ftps",
        Tftp = "tftp",
        Ssh = "ssh",
        Vxhs = "vxhs",
        Nfs = "nfs",
    }
    HostTransport {
        Tcp = "tcp",
        Unix = "unix",
        Rdma = "rdma",
    }
    VolumeMode {
        Host = "host",
        Direct = "direct",
    }
    EncryptionFormat {
        Default = "default",
        Qcow = "qcow",
        Luks = "luks",
        Luks2 = "luks2",
        LuksAny = "luks-any",
    }
    EncryptionEngine {
        Qemu = "qemu",
        Librbd = "librbd",
    }
}
