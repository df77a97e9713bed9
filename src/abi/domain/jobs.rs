//! Jobs: what takes a while with a domain, and what is told of it.

use oxivirt_derive::Flags;
use std::ffi::{c_int, c_ulonglong};

/// Whether there is a job, and how it ended.
#[repr(C)]
pub enum virDomainJobType {
    /// There is none. (Since: 0.7.7)
    VIR_DOMAIN_JOB_NONE = 0,
    /// There is one, and how much is left is known. (Since: 0.7.7)
    VIR_DOMAIN_JOB_BOUNDED = 1,
    /// There is one, and nobody knows how much is left. (Since: 0.7.7)
    VIR_DOMAIN_JOB_UNBOUNDED = 2,
    /// It is done. (Since: 0.7.7)
    VIR_DOMAIN_JOB_COMPLETED = 3,
    /// It failed. (Since: 0.7.7)
    VIR_DOMAIN_JOB_FAILED = 4,
    /// Somebody ended it. (Since: 0.7.7)
    VIR_DOMAIN_JOB_CANCELLED = 5,
    #[cfg(sentinels)]
    VIR_DOMAIN_JOB_LAST,
}

/// How far a job is. The three kinds of figure are of all data, of the guest's memory and of its disks; what is
/// not known is 0.
#[repr(C)]
pub struct _virDomainJobInfo {
    /// The virDomainJobType.
    pub r#type: c_int,
    /// For how long it has been going on, in milliseconds.
    pub timeElapsed: c_ulonglong,
    /// For how long it may still go on, in milliseconds, if it is bounded.
    pub timeRemaining: c_ulonglong,
    /// Bytes in all.
    pub dataTotal: c_ulonglong,
    /// Bytes done.
    pub dataProcessed: c_ulonglong,
    /// Bytes left.
    pub dataRemaining: c_ulonglong,
    /// Bytes of memory.
    pub memTotal: c_ulonglong,
    /// Bytes of memory done.
    pub memProcessed: c_ulonglong,
    /// Bytes of memory left.
    pub memRemaining: c_ulonglong,
    /// Bytes of disks.
    pub fileTotal: c_ulonglong,
    /// Bytes of disks done.
    pub fileProcessed: c_ulonglong,
    /// Bytes of disks left.
    pub fileRemaining: c_ulonglong,
}

/// How far a job is. The three kinds of figure are of all data, of the guest's memory and of its disks; what is
/// not known is 0. (Since: 0.7.7)
pub type virDomainJobInfo = _virDomainJobInfo;
/// A pointer to a virDomainJobInfo. (Since: 0.7.7)
pub type virDomainJobInfoPtr = *mut virDomainJobInfo;

/// Which job to tell of.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainGetJobStatsFlags {
    /// The last that ended, which is forgotten with this. (Since: 1.2.9)
    VIR_DOMAIN_JOB_STATS_COMPLETED = 1 << 0,
    /// With the other flag: do not forget it. (Since: 6.0.0)
    VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED = 1 << 1,
}

/// How to end a job.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainAbortJobFlagsValues {
    /// Break off a post-copy migration, whose guest stays paused until it is resumed. (Since: 8.5.0)
    VIR_DOMAIN_ABORT_JOB_POSTCOPY = 1 << 0,
}

/// What a job does.
#[repr(C)]
pub enum virDomainJobOperation {
    /// It is not known. (Since: 3.3.0)
    VIR_DOMAIN_JOB_OPERATION_UNKNOWN = 0,
    /// Starts the guest. (Since: 3.3.0)
    VIR_DOMAIN_JOB_OPERATION_START = 1,
    /// Saves the guest to a file. (Since: 3.3.0)
    VIR_DOMAIN_JOB_OPERATION_SAVE = 2,
    /// Restores the guest from a file. (Since: 3.3.0)
    VIR_DOMAIN_JOB_OPERATION_RESTORE = 3,
    /// Takes the guest from another host. (Since: 3.3.0)
    VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN = 4,
    /// Brings the guest to another host. (Since: 3.3.0)
    VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT = 5,
    /// Makes a snapshot. (Since: 3.3.0)
    VIR_DOMAIN_JOB_OPERATION_SNAPSHOT = 6,
    /// Goes back to a snapshot. (Since: 3.3.0)
    VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_REVERT = 7,
    /// Dumps the guest's memory. (Since: 3.3.0)
    VIR_DOMAIN_JOB_OPERATION_DUMP = 8,
    /// Makes a backup. (Since: 6.0.0)
    VIR_DOMAIN_JOB_OPERATION_BACKUP = 9,
    /// Deletes a snapshot. (Since: 9.0.0)
    VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_DELETE = 10,
    #[cfg(sentinels)]
    VIR_DOMAIN_JOB_OPERATION_LAST,
}

/// The virDomainJobOperation, as an int. (Since: 3.3.0)
pub const VIR_DOMAIN_JOB_OPERATION: &str = "operation";
/// For how long the job has been going on, in milliseconds, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_TIME_ELAPSED: &str = "time_elapsed";
/// The same without the difference between the clocks of two hosts, in milliseconds, as an unsigned long long.
/// (Since: 1.2.15)
pub const VIR_DOMAIN_JOB_TIME_ELAPSED_NET: &str = "time_elapsed_net";
/// For how long it may still go on, in milliseconds, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_TIME_REMAINING: &str = "time_remaining";
/// For how long the guest stands still, as expected or measured, in milliseconds, as an unsigned long long.
/// (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_DOWNTIME: &str = "downtime";
/// The same without the difference between the clocks of two hosts, in milliseconds, as an unsigned long long.
/// (Since: 1.2.15)
pub const VIR_DOMAIN_JOB_DOWNTIME_NET: &str = "downtime_net";
/// How long the preparation took, in milliseconds, as an unsigned long long. (Since: 1.2.9)
pub const VIR_DOMAIN_JOB_SETUP_TIME: &str = "setup_time";
/// Bytes in all, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_DATA_TOTAL: &str = "data_total";
/// Bytes done, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_DATA_PROCESSED: &str = "data_processed";
/// Bytes left, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_DATA_REMAINING: &str = "data_remaining";
/// Bytes of memory, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_MEMORY_TOTAL: &str = "memory_total";
/// Bytes of memory done, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_MEMORY_PROCESSED: &str = "memory_processed";
/// Bytes of memory left, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_MEMORY_REMAINING: &str = "memory_remaining";
/// Pages that held one value only and were told in a byte, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_MEMORY_CONSTANT: &str = "memory_constant";
/// Pages that were transferred whole, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_MEMORY_NORMAL: &str = "memory_normal";
/// Bytes of those pages, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_MEMORY_NORMAL_BYTES: &str = "memory_normal_bytes";
/// Memory transferred per second, in bytes, as an unsigned long long. (Since: 1.2.9)
pub const VIR_DOMAIN_JOB_MEMORY_BPS: &str = "memory_bps";
/// Pages that the guest changes per second, as an unsigned long long. (Since: 1.3.1)
pub const VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE: &str = "memory_dirty_rate";
/// The size of a page, in bytes, as an unsigned long long. (Since: 3.9.0)
pub const VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE: &str = "memory_page_size";
/// How often the memory was gone over, as an unsigned long long. (Since: 1.3.1)
pub const VIR_DOMAIN_JOB_MEMORY_ITERATION: &str = "memory_iteration";
/// How often the running guest waited for a page from the other host, as an unsigned long long. (Since: 5.0.0)
pub const VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS: &str = "memory_postcopy_requests";
/// Bytes of disks, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_DISK_TOTAL: &str = "disk_total";
/// Bytes of disks done, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_DISK_PROCESSED: &str = "disk_processed";
/// Bytes of disks left, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_DISK_REMAINING: &str = "disk_remaining";
/// Data of disks transferred per second, in bytes, as an unsigned long long. (Since: 1.2.9)
pub const VIR_DOMAIN_JOB_DISK_BPS: &str = "disk_bps";
/// The size of the cache for compression, in bytes, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_COMPRESSION_CACHE: &str = "compression_cache";
/// Bytes transferred compressed, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_COMPRESSION_BYTES: &str = "compression_bytes";
/// Pages transferred compressed, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_COMPRESSION_PAGES: &str = "compression_pages";
/// Changed pages that were not in the cache, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_COMPRESSION_CACHE_MISSES: &str = "compression_cache_misses";
/// Pages that compression would have made longer, as an unsigned long long. (Since: 1.0.3)
pub const VIR_DOMAIN_JOB_COMPRESSION_OVERFLOW: &str = "compression_overflow";
/// By how much the guest's CPUs are slowed down, in percent, as an int. (Since: 2.0.0)
pub const VIR_DOMAIN_JOB_AUTO_CONVERGE_THROTTLE: &str = "auto_converge_throttle";
/// Of a job that ended: whether it is done, as a boolean. (Since: 6.0.0)
pub const VIR_DOMAIN_JOB_SUCCESS: &str = "success";
/// Of a job that failed: why, as a string. (Since: 6.3.0)
pub const VIR_DOMAIN_JOB_ERRMSG: &str = "errmsg";
/// Bytes that a backup has in temporary files now, as an unsigned long long. (Since: 6.0.0)
pub const VIR_DOMAIN_JOB_DISK_TEMP_USED: &str = "disk_temp_used";
/// Bytes that a backup has in temporary files at most, as an unsigned long long. (Since: 6.0.0)
pub const VIR_DOMAIN_JOB_DISK_TEMP_TOTAL: &str = "disk_temp_total";
/// Bytes of the host's devices transferred, as an unsigned long long. (Since: 10.6.0)
pub const VIR_DOMAIN_JOB_VFIO_DATA_TRANSFERRED: &str = "vfio_data_transferred";
/// Of virDomainSaveParams() and virDomainRestoreParams(): the file, as a string. (Since: 8.4.0)
pub const VIR_DOMAIN_SAVE_PARAM_FILE: &str = "file";
/// Of the same: a document to keep or use in place of the guest's, as a string. (Since: 8.4.0)
pub const VIR_DOMAIN_SAVE_PARAM_DXML: &str = "dxml";
/// Of virDomainSaveParams(): the format of the file, as qemu.conf names it, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: &str = "image_format";
/// Of both, with a file of the sparse format: how many channels write or read it at a time, as an int. (Since:
/// 11.2.0)
pub const VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS: &str = "parallel.channels";

/// Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: QEMU's stream as it is. (Since: 12.0.0)
pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_RAW: &str = "raw";
/// Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: compressed with gzip. (Since: 12.0.0)
pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_GZIP: &str = "gzip";
/// Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: compressed with bzip2. (Since: 12.0.0)
pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_BZIP2: &str = "bzip2";
/// Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: compressed with xz. (Since: 12.0.0)
pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_XZ: &str = "xz";
/// Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: compressed with lzop. (Since: 12.0.0)
pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_LZOP: &str = "lzop";
/// Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: compressed with zstd. (Since: 12.0.0)
pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_ZSTD: &str = "zstd";
/// Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: each page at a place of its own, so that several channels can write and read. (Since: 12.0.0)
pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_SPARSE: &str = "sparse";
