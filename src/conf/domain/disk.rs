//! Disks (`<disk>`) and where their bytes are (`<source>`, `<backingStore>`).

use super::address::{DeviceInfo, PciAddress, StartupPolicy, VirtioModel, VirtioOptions};
use super::chardev::CharSource;
use super::seclabel::DeviceSeclabel;
use crate::conf::names::names;
use crate::conf::uuid::Uuid;

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
