//! Directories of the host shared with the guest (`<filesystem>`), and shared memory (`<shmem>`).

use super::address::{DeviceInfo, VirtioModel, VirtioOptions};
use super::disk::ImageFormat;
use crate::conf::names::names;

/// `<filesystem>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filesystem {
    pub kind: FsType,
    pub driver: Option<FsDriver>,
    pub driver_format: Option<ImageFormat>,
    pub wrpolicy_immediate: bool,
    pub access_mode: Option<FsAccessMode>,
    pub multidevs: Option<FsMultidevs>,
    /// Octal in the document.
    pub fmode: Option<u32>,
    pub dmode: Option<u32>,
    pub model: Option<VirtioModel>,
    /// `<source dir=>`, `file=`, `dev=`, `name=` by type.
    pub source: Option<String>,
    /// `<source socket=>`: a virtiofsd that runs already.
    pub socket: Option<String>,
    /// KiB, of type ram.
    pub usage_kib: Option<u64>,
    /// `<target dir=>`: the mount tag.
    pub target: String,
    pub readonly: bool,
    pub space_hard_limit: Option<u64>,
    pub space_soft_limit: Option<u64>,
    pub queue_size: Option<u64>,
    pub binary: Virtiofsd,
    pub idmap: IdMap,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// `<binary>`: how virtiofsd is started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Virtiofsd {
    pub path: Option<String>,
    pub xattr: Option<bool>,
    pub cache: Option<FsCacheMode>,
    pub sandbox: Option<FsSandboxMode>,
    pub posix_lock: Option<bool>,
    pub flock: Option<bool>,
    pub thread_pool_size: Option<i32>,
    pub open_files: Option<u64>,
}

/// `<idmap>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdMap {
    pub uid: Vec<IdMapEntry>,
    pub gid: Vec<IdMapEntry>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IdMapEntry {
    pub start: u32,
    pub target: u32,
    pub count: u32,
}

/// `<shmem>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shmem {
    pub name: String,
    pub role: Option<ShmemRole>,
    pub model: Option<ShmemModel>,
    /// Bytes; 0: not told.
    pub size: u64,
    /// `<server>`: its socket, where one is named.
    pub server: Option<ShmemServer>,
    pub msi: Option<ShmemMsi>,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShmemServer {
    pub path: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShmemMsi {
    pub vectors: Option<u32>,
    pub ioeventfd: Option<bool>,
}

names! {
    FsType {
        Mount = "mount",
        Block = "block",
        File = "file",
        Template = "template",
        Ram = "ram",
        Bind = "bind",
        Volume = "volume",
    }
    FsDriver {
        Path = "path",
        Handle = "handle",
        Loop = "loop",
        Nbd = "nbd",
        Ploop = "ploop",
        Virtiofs = "virtiofs",
        Mtp = "mtp",
    }
    FsAccessMode {
        Passthrough = "passthrough",
        Mapped = "mapped",
        Squash = "squash",
    }
    FsMultidevs {
        Default = "default",
        Remap = "remap",
        Forbid = "forbid",
        Warn = "warn",
    }
    FsCacheMode {
        None = "none",
        Always = "always",
    }
    FsSandboxMode {
        Namespace = "namespace",
        Chroot = "chroot",
    }
    ShmemRole {
        Master = "master",
        Peer = "peer",
    }
    ShmemModel {
        Ivshmem = "ivshmem",
        IvshmemPlain = "ivshmem-plain",
        IvshmemDoorbell = "ivshmem-doorbell",
    }
}
