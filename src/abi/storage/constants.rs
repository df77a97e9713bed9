//! The constants, structures and callback types of `libvirt-storage.h`.

use super::super::host::virConnectPtr;
use super::virStoragePoolPtr;
use oxivirt_derive::Flags;
use std::ffi::{c_int, c_ulonglong, c_void};

/// State of a storage pool.
#[repr(C)]
pub enum virStoragePoolState {
    /// It is not started. (Since: 0.4.1)
    VIR_STORAGE_POOL_INACTIVE = 0,
    /// It is being built. (Since: 0.4.1)
    VIR_STORAGE_POOL_BUILDING = 1,
    /// It can be used. (Since: 0.4.1)
    VIR_STORAGE_POOL_RUNNING = 2,
    /// It can be used, but a part of it failed. (Since: 0.4.1)
    VIR_STORAGE_POOL_DEGRADED = 3,
    /// It is started, but cannot be reached. (Since: 0.8.2)
    VIR_STORAGE_POOL_INACCESSIBLE = 4,
    #[cfg(sentinels)]
    VIR_STORAGE_POOL_STATE_LAST,
}

/// How to build a storage pool.
#[repr(C)]
#[derive(Flags)]
pub enum virStoragePoolBuildFlags {
    /// From nothing. (Since: 0.4.1)
    VIR_STORAGE_POOL_BUILD_NEW = 0,
    /// Repair or build again what is there. (Since: 0.4.1)
    VIR_STORAGE_POOL_BUILD_REPAIR = 1 << 0,
    /// Make it larger. (Since: 0.4.1)
    VIR_STORAGE_POOL_BUILD_RESIZE = 1 << 1,
    /// Fail if something is there already. (Since: 0.9.5)
    VIR_STORAGE_POOL_BUILD_NO_OVERWRITE = 1 << 2,
    /// Write over whatever is there. (Since: 0.9.5)
    VIR_STORAGE_POOL_BUILD_OVERWRITE = 1 << 3,
}

/// How to delete a storage pool.
#[repr(C)]
#[derive(Flags)]
pub enum virStoragePoolDeleteFlags {
    /// Only its structure, which is fast. (Since: 0.4.1)
    VIR_STORAGE_POOL_DELETE_NORMAL = 0,
    /// Its data too, by writing zeros, which is slow. (Since: 0.4.1)
    VIR_STORAGE_POOL_DELETE_ZEROED = 1 << 0,
}

/// How to start a storage pool.
#[repr(C)]
#[derive(Flags)]
pub enum virStoragePoolCreateFlags {
    /// Start it, build nothing. (Since: 1.3.1)
    VIR_STORAGE_POOL_CREATE_NORMAL = 0,
    /// Build it first, as virStoragePoolBuild() does without flags. (Since: 1.3.1)
    VIR_STORAGE_POOL_CREATE_WITH_BUILD = 1 << 0,
    /// Build it first, over whatever is there. (Since: 1.3.1)
    VIR_STORAGE_POOL_CREATE_WITH_BUILD_OVERWRITE = 1 << 1,
    /// Build it first, and fail if something is there already. (Since: 1.3.1)
    VIR_STORAGE_POOL_CREATE_WITH_BUILD_NO_OVERWRITE = 1 << 2,
}

/// What is in a storage pool.
pub type virStoragePoolInfo = _virStoragePoolInfo;

/// What is in a storage pool.
#[repr(C)]
pub struct _virStoragePoolInfo {
    /// The virStoragePoolState.
    pub state: c_int,
    /// Its size in bytes.
    pub capacity: c_ulonglong,
    /// How many bytes are in use.
    pub allocation: c_ulonglong,
    /// How many bytes are free.
    pub available: c_ulonglong,
}

/// A pointer to a virStoragePoolInfo.
pub type virStoragePoolInfoPtr = *mut virStoragePoolInfo;

/// Kinds of storage volume.
#[repr(C)]
pub enum virStorageVolType {
    /// A file. (Since: 0.4.1)
    VIR_STORAGE_VOL_FILE = 0,
    /// A block device. (Since: 0.4.1)
    VIR_STORAGE_VOL_BLOCK = 1,
    /// A directory. (Since: 0.9.5)
    VIR_STORAGE_VOL_DIR = 2,
    /// A disk that is reached by network. (Since: 0.9.13)
    VIR_STORAGE_VOL_NETWORK = 3,
    /// A directory that is reached by network. (Since: 1.2.0)
    VIR_STORAGE_VOL_NETDIR = 4,
    /// A ploop container, which is a directory. (Since: 1.3.4)
    VIR_STORAGE_VOL_PLOOP = 5,
    #[cfg(sentinels)]
    VIR_STORAGE_VOL_LAST,
}

/// How to delete a storage volume.
#[repr(C)]
#[derive(Flags)]
pub enum virStorageVolDeleteFlags {
    /// Only its structure, which is fast. (Since: 0.4.1)
    VIR_STORAGE_VOL_DELETE_NORMAL = 0,
    /// Its data too, by writing zeros, which is slow. (Since: 0.4.1)
    VIR_STORAGE_VOL_DELETE_ZEROED = 1 << 0,
    /// With its snapshots; else it fails if it has any. (Since: 1.2.21)
    VIR_STORAGE_VOL_DELETE_WITH_SNAPSHOTS = 1 << 1,
}

/// How to overwrite a storage volume.
#[repr(C)]
pub enum virStorageVolWipeAlgorithm {
    /// With zeros, once. (Since: 0.9.10)
    VIR_STORAGE_VOL_WIPE_ALG_ZERO = 0,
    /// In 4 passes, by the NNSA's policy for removable disks. (Since: 0.9.10)
    VIR_STORAGE_VOL_WIPE_ALG_NNSA = 1,
    /// In 4 passes, by DoD 5220.22-M. (Since: 0.9.10)
    VIR_STORAGE_VOL_WIPE_ALG_DOD = 2,
    /// In 9 passes, as the German BSI recommends. (Since: 0.9.10)
    VIR_STORAGE_VOL_WIPE_ALG_BSI = 3,
    /// In 35 passes, by Gutmann. (Since: 0.9.10)
    VIR_STORAGE_VOL_WIPE_ALG_GUTMANN = 4,
    /// In 7 passes, by Schneier. (Since: 0.9.10)
    VIR_STORAGE_VOL_WIPE_ALG_SCHNEIER = 5,
    /// In 7 random passes, by Pfitzner. (Since: 0.9.10)
    VIR_STORAGE_VOL_WIPE_ALG_PFITZNER7 = 6,
    /// In 33 random passes, by Pfitzner. (Since: 0.9.10)
    VIR_STORAGE_VOL_WIPE_ALG_PFITZNER33 = 7,
    /// With random data, once. (Since: 0.9.10)
    VIR_STORAGE_VOL_WIPE_ALG_RANDOM = 8,
    /// By telling the device that nothing is needed any more. (Since: 1.3.2)
    VIR_STORAGE_VOL_WIPE_ALG_TRIM = 9,
    #[cfg(sentinels)]
    VIR_STORAGE_VOL_WIPE_ALG_LAST,
}

/// What virStorageVolGetInfoFlags() puts into `allocation`.
#[repr(C)]
#[derive(Flags)]
pub enum virStorageVolInfoFlags {
    /// How many bytes it takes. (Since: 3.0.0)
    VIR_STORAGE_VOL_USE_ALLOCATION = 0,
    /// How large its file or device is. (Since: 3.0.0)
    VIR_STORAGE_VOL_GET_PHYSICAL = 1 << 0,
}

/// What a storage volume is like.
pub type virStorageVolInfo = _virStorageVolInfo;

/// What a storage volume is like.
#[repr(C)]
pub struct _virStorageVolInfo {
    /// The virStorageVolType.
    pub r#type: c_int,
    /// Its size in bytes, as a guest sees it.
    pub capacity: c_ulonglong,
    /// How many bytes it takes, or see virStorageVolInfoFlags.
    pub allocation: c_ulonglong,
}

/// A pointer to a virStorageVolInfo.
pub type virStorageVolInfoPtr = *mut virStorageVolInfo;

/// How to write a storage pool's document.
#[repr(C)]
#[derive(Flags)]
pub enum virStorageXMLFlags {
    /// The definition for the next start, without what the started pool added. (Since: 0.9.13)
    VIR_STORAGE_XML_INACTIVE = 1 << 0,
}

/// Which storage pools to list. Flags come in groups: of a group with any flag set, a pool has to match one.
#[repr(C)]
#[derive(Flags)]
pub enum virConnectListAllStoragePoolsFlags {
    /// Those that are not started. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_INACTIVE = 1 << 0,
    /// Those that are started. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE = 1 << 1,
    /// Those that are defined. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_PERSISTENT = 1 << 2,
    /// Those that go when they stop. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_TRANSIENT = 1 << 3,
    /// Those that start with the host. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_AUTOSTART = 1 << 4,
    /// Those that do not. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_NO_AUTOSTART = 1 << 5,
    /// Directories. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_DIR = 1 << 6,
    /// File systems on a block device. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_FS = 1 << 7,
    /// File systems of another host. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_NETFS = 1 << 8,
    /// LVM's volume groups. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_LOGICAL = 1 << 9,
    /// Disks with partitions. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_DISK = 1 << 10,
    /// iSCSI targets that the host's kernel is logged in to. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI = 1 << 11,
    /// SCSI host adapters. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_SCSI = 1 << 12,
    /// Devices of several paths. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_MPATH = 1 << 13,
    /// Ceph's pools. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_RBD = 1 << 14,
    /// Sheepdog's clusters. (Since: 0.10.2)
    VIR_CONNECT_LIST_STORAGE_POOLS_SHEEPDOG = 1 << 15,
    /// Gluster's volumes. (Since: 1.2.1)
    VIR_CONNECT_LIST_STORAGE_POOLS_GLUSTER = 1 << 16,
    /// ZFS's pools. (Since: 1.2.8)
    VIR_CONNECT_LIST_STORAGE_POOLS_ZFS = 1 << 17,
    /// Virtuozzo's clusters. (Since: 3.1.0)
    VIR_CONNECT_LIST_STORAGE_POOLS_VSTORAGE = 1 << 18,
    /// iSCSI targets that libiscsi talks to. (Since: 5.6.0)
    VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI_DIRECT = 1 << 19,
}

/// How to define a storage pool.
#[repr(C)]
#[derive(Flags)]
pub enum virStoragePoolDefineFlags {
    /// Check the document against the schema. (Since: 7.7.0)
    VIR_STORAGE_POOL_DEFINE_VALIDATE = 1 << 0,
}

/// How to make a storage volume.
#[repr(C)]
#[derive(Flags)]
pub enum virStorageVolCreateFlags {
    /// Write an image's tables at once, so that it need not grow them. (Since: 1.0.1)
    VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA = 1 << 0,
    /// Let the copy share its blocks with the source until either changes. (Since: 1.2.13)
    VIR_STORAGE_VOL_CREATE_REFLINK = 1 << 1,
    /// Check the document against the schema. (Since: 8.10.0)
    VIR_STORAGE_VOL_CREATE_VALIDATE = 1 << 2,
}

/// How to download a storage volume.
#[repr(C)]
#[derive(Flags)]
pub enum virStorageVolDownloadFlags {
    /// Send holes as holes. (Since: 3.4.0)
    VIR_STORAGE_VOL_DOWNLOAD_SPARSE_STREAM = 1 << 0,
}

/// How to upload a storage volume.
#[repr(C)]
#[derive(Flags)]
pub enum virStorageVolUploadFlags {
    /// Holes come as holes. (Since: 3.4.0)
    VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM = 1 << 0,
}

/// How to resize a storage volume.
#[repr(C)]
#[derive(Flags)]
pub enum virStorageVolResizeFlags {
    /// Allocate what is added. (Since: 0.9.10)
    VIR_STORAGE_VOL_RESIZE_ALLOCATE = 1 << 0,
    /// The capacity that is given is the difference. (Since: 0.9.10)
    VIR_STORAGE_VOL_RESIZE_DELTA = 1 << 1,
    /// It may become smaller, which loses the data behind its end. (Since: 0.9.10)
    VIR_STORAGE_VOL_RESIZE_SHRINK = 1 << 2,
}

/// Kinds of event about storage pools.
#[repr(C)]
pub enum virStoragePoolEventID {
    /// virConnectStoragePoolEventLifecycleCallback. (Since: 2.0.0)
    VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE = 0,
    /// virConnectStoragePoolEventGenericCallback: a pool was refreshed. (Since: 2.0.0)
    VIR_STORAGE_POOL_EVENT_ID_REFRESH = 1,
    #[cfg(sentinels)]
    VIR_STORAGE_POOL_EVENT_ID_LAST,
}

/// Stands for the callback of any kind of event about storage pools; VIR_STORAGE_POOL_EVENT_CALLBACK() casts to
/// it. (Since: 2.0.0)
pub type virConnectStoragePoolEventGenericCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, pool: virStoragePoolPtr, opaque: *mut c_void)>;

/// What happened to a storage pool.
#[repr(C)]
pub enum virStoragePoolEventLifecycleType {
    /// It was defined. (Since: 2.0.0)
    VIR_STORAGE_POOL_EVENT_DEFINED = 0,
    /// It was undefined. (Since: 2.0.0)
    VIR_STORAGE_POOL_EVENT_UNDEFINED = 1,
    /// It was started. (Since: 2.0.0)
    VIR_STORAGE_POOL_EVENT_STARTED = 2,
    /// It was stopped. (Since: 2.0.0)
    VIR_STORAGE_POOL_EVENT_STOPPED = 3,
    /// It was built. (Since: 3.8.0)
    VIR_STORAGE_POOL_EVENT_CREATED = 4,
    /// It was deleted. (Since: 3.8.0)
    VIR_STORAGE_POOL_EVENT_DELETED = 5,
    #[cfg(sentinels)]
    VIR_STORAGE_POOL_EVENT_LAST,
}

/// Is told that a storage pool changed its state: the connection, the pool, a virStoragePoolEventLifecycleType,
/// 0, and what was given along. (Since: 2.0.0)
pub type virConnectStoragePoolEventLifecycleCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        pool: virStoragePoolPtr,
        event: c_int,
        detail: c_int,
        opaque: *mut c_void,
    ),
>;

/// Casts the callback of any kind of event to the type that virConnectStoragePoolEventRegisterAny() takes.
#[cfg(header)]
macro_rules! VIR_STORAGE_POOL_EVENT_CALLBACK {
    (cb) => {
        "((virConnectStoragePoolEventGenericCallback)(cb))"
    };
}
