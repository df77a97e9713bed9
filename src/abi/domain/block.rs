//! Disks: what is told of them, what limits them, and jobs on them.

use super::constants::virDomainModificationImpact;
use super::virDomainPtr;
use crate::abi::common::params::virTypedParameterPtr;
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_uint, c_ulong, c_ulonglong};

/// Of virDomainBlockStatsFlags(): bytes read, as a long long. (Since: 0.9.5)
pub const VIR_DOMAIN_BLOCK_STATS_READ_BYTES: &str = "rd_bytes";
/// Of the same: requests to read, as a long long. (Since: 0.9.5)
pub const VIR_DOMAIN_BLOCK_STATS_READ_REQ: &str = "rd_operations";
/// Of the same: time spent in reading, in nanoseconds, as a long long. (Since: 0.9.5)
pub const VIR_DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES: &str = "rd_total_times";
/// Of the same: bytes written, as a long long. (Since: 0.9.5)
pub const VIR_DOMAIN_BLOCK_STATS_WRITE_BYTES: &str = "wr_bytes";
/// Of the same: requests to write, as a long long. (Since: 0.9.5)
pub const VIR_DOMAIN_BLOCK_STATS_WRITE_REQ: &str = "wr_operations";
/// Of the same: time spent in writing, in nanoseconds, as a long long. (Since: 0.9.5)
pub const VIR_DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES: &str = "wr_total_times";
/// Of the same: requests to flush, as a long long. (Since: 0.9.5)
pub const VIR_DOMAIN_BLOCK_STATS_FLUSH_REQ: &str = "flush_operations";
/// Of the same: time spent in flushing, in nanoseconds, as a long long. (Since: 0.9.5)
pub const VIR_DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES: &str = "flush_total_times";
/// Of the same: errors, as a long long; from Xen only. (Since: 0.9.5)
pub const VIR_DOMAIN_BLOCK_STATS_ERRS: &str = "errs";

/// How to resize a disk.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainBlockResizeFlags {
    /// The size is in bytes, not in KiB. (Since: 0.9.11)
    VIR_DOMAIN_BLOCK_RESIZE_BYTES = 1 << 0,
    /// Take the size of the device or file on the host, and ignore the one given. (Since: 10.0.0)
    VIR_DOMAIN_BLOCK_RESIZE_CAPACITY = 1 << 1,
    /// Refuse to make it smaller. (Since: 12.3.0)
    VIR_DOMAIN_BLOCK_RESIZE_EXTEND = 1 << 2,
}

/// How large a disk is.
#[repr(C)]
pub struct _virDomainBlockInfo {
    /// As the guest sees it, in bytes.
    pub capacity: c_ulonglong,
    /// What it needs on the host, in bytes: of a sparse file the blocks it has, of a running guest's image on a
    /// block device the highest place written to.
    pub allocation: c_ulonglong,
    /// The size of its file or device on the host, in bytes.
    pub physical: c_ulonglong,
}

/// How large a disk is. (Since: 0.8.1)
pub type virDomainBlockInfo = _virDomainBlockInfo;
/// A pointer to a virDomainBlockInfo. (Since: 0.8.1)
pub type virDomainBlockInfoPtr = *mut virDomainBlockInfo;

/// Kinds of job on a disk.
#[repr(C)]
pub enum virDomainBlockJobType {
    /// It is not known. (Since: 0.9.4)
    VIR_DOMAIN_BLOCK_JOB_TYPE_UNKNOWN = 0,
    /// virDomainBlockPull(), or virDomainBlockRebase() without a copy: the top takes up the data of layers below.
    /// (Since: 0.9.4)
    VIR_DOMAIN_BLOCK_JOB_TYPE_PULL = 1,
    /// virDomainBlockCopy(), or virDomainBlockRebase() with a copy: a mirror is filled and kept equal. (Since:
    /// 0.9.12)
    VIR_DOMAIN_BLOCK_JOB_TYPE_COPY = 2,
    /// virDomainBlockCommit(): a layer below takes up the data of layers above it. (Since: 0.10.2)
    VIR_DOMAIN_BLOCK_JOB_TYPE_COMMIT = 3,
    /// The same from the top, which the guest goes on writing. (Since: 1.2.6)
    VIR_DOMAIN_BLOCK_JOB_TYPE_ACTIVE_COMMIT = 4,
    /// Part of virDomainBackupBegin(). (Since: 6.0.0)
    VIR_DOMAIN_BLOCK_JOB_TYPE_BACKUP = 5,
    #[cfg(sentinels)]
    VIR_DOMAIN_BLOCK_JOB_TYPE_LAST,
}

/// How to end a job on a disk.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainBlockJobAbortFlags {
    /// Do not wait for its end; an event tells of it. (Since: 0.9.12)
    VIR_DOMAIN_BLOCK_JOB_ABORT_ASYNC = 1 << 0,
    /// Of a copy or active commit that is ready: use the new image from now on. (Since: 0.9.12)
    VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT = 1 << 1,
}

/// How to tell of a job on a disk.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainBlockJobInfoFlags {
    /// Its bandwidth in bytes per second, not in MiB per second. (Since: 1.2.9)
    VIR_DOMAIN_BLOCK_JOB_INFO_BANDWIDTH_BYTES = 1 << 0,
}

/// How far a job on a disk is. (Since: 0.9.4)
pub type virDomainBlockJobCursor = c_ulonglong;

/// How far a job on a disk is.
#[repr(C)]
pub struct _virDomainBlockJobInfo {
    /// The virDomainBlockJobType.
    pub r#type: c_int,
    /// Its limit, in MiB per second, or bytes per second if that was asked for; 0 if it has none.
    pub bandwidth: c_ulong,
    /// How far it is, in no unit but that of `end`.
    pub cur: virDomainBlockJobCursor,
    /// When `cur` has come here it is done; it may grow meanwhile.
    pub end: virDomainBlockJobCursor,
}

/// How far a job on a disk is. (Since: 0.9.4)
pub type virDomainBlockJobInfo = _virDomainBlockJobInfo;
/// A pointer to a virDomainBlockJobInfo. (Since: 0.9.4)
pub type virDomainBlockJobInfoPtr = *mut virDomainBlockJobInfo;

/// How to limit a job on a disk.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainBlockJobSetSpeedFlags {
    /// The bandwidth is in bytes per second, not in MiB per second. (Since: 1.2.9)
    VIR_DOMAIN_BLOCK_JOB_SPEED_BANDWIDTH_BYTES = 1 << 0,
}

/// How to pull the layers of a disk into its top.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainBlockPullFlags {
    /// The bandwidth is in bytes per second, not in MiB per second. (Since: 1.2.9)
    VIR_DOMAIN_BLOCK_PULL_BANDWIDTH_BYTES = 1 << 6,
}

/// How to pull layers of a disk into its top, or to copy it.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainBlockRebaseFlags {
    /// Copy the top layer only; the copy has the same layers below. (Since: 0.9.12)
    VIR_DOMAIN_BLOCK_REBASE_SHALLOW = 1 << 0,
    /// The copy's file exists, and its format and layers are to be kept. (Since: 0.9.12)
    VIR_DOMAIN_BLOCK_REBASE_REUSE_EXT = 1 << 1,
    /// The copy has the raw format. (Since: 0.9.12)
    VIR_DOMAIN_BLOCK_REBASE_COPY_RAW = 1 << 2,
    /// Copy the disk; `base` names the file to copy to. (Since: 0.9.12)
    VIR_DOMAIN_BLOCK_REBASE_COPY = 1 << 3,
    /// Keep the name of the layer below relative. (Since: 1.2.7)
    VIR_DOMAIN_BLOCK_REBASE_RELATIVE = 1 << 4,
    /// The copy is a block device. (Since: 1.2.9)
    VIR_DOMAIN_BLOCK_REBASE_COPY_DEV = 1 << 5,
    /// The bandwidth is in bytes per second, not in MiB per second. (Since: 1.2.9)
    VIR_DOMAIN_BLOCK_REBASE_BANDWIDTH_BYTES = 1 << 6,
}

/// How to copy a disk.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainBlockCopyFlags {
    /// Copy the top layer only; the copy has the same layers below. (Since: 1.2.8)
    VIR_DOMAIN_BLOCK_COPY_SHALLOW = 1 << 0,
    /// The copy's file exists, and its format and layers are to be kept. (Since: 1.2.8)
    VIR_DOMAIN_BLOCK_COPY_REUSE_EXT = 1 << 1,
    /// Begin though the job cannot outlive the guest. (Since: 3.5.0)
    VIR_DOMAIN_BLOCK_COPY_TRANSIENT_JOB = 1 << 2,
    /// The guest's writes wait until the copy has them too, so that it gets done at last. (Since: 8.0.0)
    VIR_DOMAIN_BLOCK_COPY_SYNCHRONOUS_WRITES = 1 << 3,
    /// The target reads as zeros already, so zeros need not be written. (Since: 12.2.0)
    VIR_DOMAIN_BLOCK_COPY_TARGET_ZEROED = 1 << 4,
}

/// How to commit layers of a disk into one below.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainBlockCommitFlags {
    /// Into the very next below, if none is named. (Since: 0.10.2)
    VIR_DOMAIN_BLOCK_COMMIT_SHALLOW = 1 << 0,
    /// Remove the files of layers that are not needed any more. (Since: 0.10.2)
    VIR_DOMAIN_BLOCK_COMMIT_DELETE = 1 << 1,
    /// The top may be among them; the job has to be pivoted or ended then. (Since: 1.2.6)
    VIR_DOMAIN_BLOCK_COMMIT_ACTIVE = 1 << 2,
    /// Keep the name of the layer below relative. (Since: 1.2.7)
    VIR_DOMAIN_BLOCK_COMMIT_RELATIVE = 1 << 3,
    /// The bandwidth is in bytes per second, not in MiB per second. (Since: 1.2.9)
    VIR_DOMAIN_BLOCK_COMMIT_BANDWIDTH_BYTES = 1 << 4,
}

/// Of virDomainBlockCopy(): its limit, in bytes per second, as an unsigned long long; 0: none. (Since: 1.2.8)
pub const VIR_DOMAIN_BLOCK_COPY_BANDWIDTH: &str = "bandwidth";
/// Of the same: in what units changes are remembered, in bytes, a power of two, as an unsigned int. (Since:
/// 1.2.8)
pub const VIR_DOMAIN_BLOCK_COPY_GRANULARITY: &str = "granularity";
/// Of the same: how much data may be under way, in bytes, as an unsigned long long. (Since: 1.2.8)
pub const VIR_DOMAIN_BLOCK_COPY_BUF_SIZE: &str = "buf-size";

/// What is wrong with a disk.
#[repr(C)]
pub enum virDomainDiskErrorCode {
    /// Nothing. (Since: 0.9.10)
    VIR_DOMAIN_DISK_ERROR_NONE = 0,
    /// Something; what is not known. (Since: 0.9.10)
    VIR_DOMAIN_DISK_ERROR_UNSPEC = 1,
    /// There is no space left for it on the host. (Since: 0.9.10)
    VIR_DOMAIN_DISK_ERROR_NO_SPACE = 2,
    #[cfg(sentinels)]
    VIR_DOMAIN_DISK_ERROR_LAST,
}

/// A disk with an error.
#[repr(C)]
pub struct _virDomainDiskError {
    /// Its target, to free.
    pub disk: *mut c_char,
    /// The virDomainDiskErrorCode.
    pub error: c_int,
}

/// A disk with an error. (Since: 0.9.10)
pub type virDomainDiskError = _virDomainDiskError;
/// A pointer to a virDomainDiskError. (Since: 0.9.10)
pub type virDomainDiskErrorPtr = *mut virDomainDiskError;

/// A limit of a disk: bytes per second both ways, as an unsigned long long; 0: none, as for all that follow.
/// (Since: 0.9.8)
pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC: &str = "total_bytes_sec";
/// A limit of a disk: bytes read per second, as an unsigned long long. (Since: 0.9.8)
pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC: &str = "read_bytes_sec";
/// A limit of a disk: bytes written per second, as an unsigned long long. (Since: 0.9.8)
pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC: &str = "write_bytes_sec";
/// A limit of a disk: requests per second both ways, as an unsigned long long. (Since: 0.9.8)
pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC: &str = "total_iops_sec";
/// A limit of a disk: requests to read per second, as an unsigned long long. (Since: 0.9.8)
pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC: &str = "read_iops_sec";
/// A limit of a disk: requests to write per second, as an unsigned long long. (Since: 0.9.8)
pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC: &str = "write_iops_sec";
/// A limit for a short while: bytes per second both ways, as an unsigned long long. (Since: 1.2.11)
pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX: &str = "total_bytes_sec_max";
/// A limit for a short while: bytes read per second, as an unsigned long long. (Since: 1.2.11)
pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX: &str = "read_bytes_sec_max";
/// A limit for a short while: bytes written per second, as an unsigned long long. (Since: 1.2.11)
pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX: &str = "write_bytes_sec_max";
/// A limit for a short while: requests per second both ways, as an unsigned long long. (Since: 1.2.11)
pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX: &str = "total_iops_sec_max";
/// A limit for a short while: requests to read per second, as an unsigned long long. (Since: 1.2.11)
pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX: &str = "read_iops_sec_max";
/// A limit for a short while: requests to write per second, as an unsigned long long. (Since: 1.2.11)
pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX: &str = "write_iops_sec_max";
/// How long that while is for bytes both ways, in seconds, as an unsigned long long. (Since: 2.4.0)
pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH: &str = "total_bytes_sec_max_length";
/// How long that while is for bytes read, in seconds, as an unsigned long long. (Since: 2.4.0)
pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH: &str = "read_bytes_sec_max_length";
/// How long that while is for bytes written, in seconds, as an unsigned long long. (Since: 2.4.0)
pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH: &str = "write_bytes_sec_max_length";
/// How long that while is for requests both ways, in seconds, as an unsigned long long. (Since: 2.4.0)
pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH: &str = "total_iops_sec_max_length";
/// How long that while is for requests to read, in seconds, as an unsigned long long. (Since: 2.4.0)
pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH: &str = "read_iops_sec_max_length";
/// How long that while is for requests to write, in seconds, as an unsigned long long. (Since: 2.4.0)
pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH: &str = "write_iops_sec_max_length";
/// How many bytes count as one request, as an unsigned long long. (Since: 1.2.11)
pub const VIR_DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC: &str = "size_iops_sec";
/// The group of disks that share the limits, as a string. (Since: 3.0.0)
pub const VIR_DOMAIN_BLOCK_IOTUNE_GROUP_NAME: &str = "group_name";

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN)]
unsafe extern "C" {
    /// Begins to copy a disk; the copy is kept equal until the job is ended or pivoted.
    ///
    /// @param dom a domain
    /// @param disk the disk's target, as "vda", or its file
    /// @param destxml a <disk> element that tells where to copy to
    /// @param params VIR_DOMAIN_BLOCK_COPY_ parameters; may be NULL if nparams is 0
    /// @param nparams how many there are
    /// @param flags of virDomainBlockCopyFlags
    /// @return 0, or -1 if it failed
    #[check(
        dom: handle,
        writable,
        not_null(disk),
        not_null(destxml),
        not_negative(nparams),
        not_null_if(nparams, params)
    )]
    pub fn virDomainBlockCopy(
        dom: virDomainPtr,
        disk: *const c_char,
        destxml: *const c_char,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Sets limits of a disk.
    ///
    /// @param dom a domain
    /// @param disk the disk's target, as "vda", or its file
    /// @param params VIR_DOMAIN_BLOCK_IOTUNE_ parameters
    /// @param nparams how many there are
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(
        dom: handle,
        writable,
        not_null(disk),
        positive(nparams),
        not_null(params),
        typed_params(params, nparams)
    )]
    pub fn virDomainSetBlockIoTune(
        dom: virDomainPtr,
        disk: *const c_char,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells the limits of a disk.
    ///
    /// @param dom a domain
    /// @param disk the disk's target, as "vda", or its file; may be NULL if *nparams is 0
    /// @param params room for the limits; may be NULL if *nparams is 0
    /// @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
    /// @param flags of virDomainModificationImpact, not both LIVE and CONFIG, and VIR_TYPED_PARAM_STRING_OKAY
    /// @return 0, or -1 if it failed
    #[check(
        dom: handle,
        not_null(nparams),
        not_negative(*nparams),
        not_null_if(*nparams, params),
        not_null_if(*nparams, disk),
        exclusive(flags, virDomainModificationImpact::VIR_DOMAIN_AFFECT_LIVE, virDomainModificationImpact::VIR_DOMAIN_AFFECT_CONFIG)
    )]
    pub fn virDomainGetBlockIoTune(
        dom: virDomainPtr,
        disk: *const c_char,
        params: virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Asks for an event when the guest writes beyond a place of a disk's image.
    ///
    /// @param domain a domain
    /// @param dev the disk's target, as "vda", or a layer of its chain, as "vda[2]"
    /// @param threshold the place, in bytes; 0 to ask no more
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable, not_null(dev))]
    pub fn virDomainSetBlockThreshold(
        domain: virDomainPtr,
        dev: *const c_char,
        threshold: c_ulonglong,
        flags: c_uint,
    ) -> c_int;

    /// Adds a group of limits that disks can share, or changes one.
    ///
    /// @param dom a domain
    /// @param group the group's name
    /// @param params VIR_DOMAIN_BLOCK_IOTUNE_ parameters
    /// @param nparams how many there are
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(
        dom: handle,
        writable,
        not_null(group),
        positive(nparams),
        not_null(params),
        typed_params(params, nparams)
    )]
    pub fn virDomainSetThrottleGroup(
        dom: virDomainPtr,
        group: *const c_char,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Removes a group of limits that no disk uses.
    ///
    /// @param dom a domain
    /// @param group the group's name
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(dom: handle, not_null(group))]
    pub fn virDomainDelThrottleGroup(
        dom: virDomainPtr,
        group: *const c_char,
        flags: c_uint,
    ) -> c_int;
}
