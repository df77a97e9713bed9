//! The constants and structures of what is told about the host.

use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_ulonglong};

/// The room that a security label takes, its NUL byte included. (Since: 0.6.1)
pub const VIR_SECURITY_LABEL_BUFLEN: c_int = 4096 + 1;

/// The room that the name of a security model takes, its NUL byte included. (Since: 0.6.1)
pub const VIR_SECURITY_MODEL_BUFLEN: c_int = 256 + 1;

/// The room that a security model's domain of interpretation takes, its NUL byte included. (Since: 0.6.1)
pub const VIR_SECURITY_DOI_BUFLEN: c_int = 256 + 1;

/// The room that a figure's name takes in virNodeCPUStats. (Since: 0.9.3)
pub const VIR_NODE_CPU_STATS_FIELD_LENGTH: c_int = 80;

/// Time in the kernel, in nanoseconds. (Since: 0.9.3)
pub const VIR_NODE_CPU_STATS_KERNEL: &str = "kernel";

/// Time in programs, in nanoseconds. (Since: 0.9.3)
pub const VIR_NODE_CPU_STATS_USER: &str = "user";

/// Time with nothing to do, in nanoseconds. (Since: 0.9.3)
pub const VIR_NODE_CPU_STATS_IDLE: &str = "idle";

/// Time with nothing to do but to wait for a device, in nanoseconds. (Since: 0.9.3)
pub const VIR_NODE_CPU_STATS_IOWAIT: &str = "iowait";

/// Time in interrupts, in nanoseconds. (Since: 1.2.2)
pub const VIR_NODE_CPU_STATS_INTR: &str = "intr";

/// Time in which guests ran, in nanoseconds. (Since: 11.8.0)
pub const VIR_NODE_CPU_STATS_GUEST: &str = "guest";

/// How busy the CPU is, in percent. (Since: 0.9.3)
pub const VIR_NODE_CPU_STATS_UTILIZATION: &str = "utilization";

/// The room that a figure's name takes in virNodeMemoryStats. (Since: 0.9.3)
pub const VIR_NODE_MEMORY_STATS_FIELD_LENGTH: c_int = 80;

/// All memory, in KiB. (Since: 0.9.3)
pub const VIR_NODE_MEMORY_STATS_TOTAL: &str = "total";

/// Memory that nothing uses, in KiB. (Since: 0.9.3)
pub const VIR_NODE_MEMORY_STATS_FREE: &str = "free";

/// Memory that buffers block devices, in KiB. (Since: 0.9.3)
pub const VIR_NODE_MEMORY_STATS_BUFFERS: &str = "buffers";

/// Memory that caches files, in KiB. (Since: 0.9.3)
pub const VIR_NODE_MEMORY_STATS_CACHED: &str = "cached";

/// Memory that new programs can have without swapping, in KiB. (Since: 12.3.0)
pub const VIR_NODE_MEMORY_STATS_AVAILABLE: &str = "available";

/// How many pages the sharing of equal pages looks at before it sleeps (unsigned int). (Since: 0.10.2)
pub const VIR_NODE_MEMORY_SHARED_PAGES_TO_SCAN: &str = "shm_pages_to_scan";

/// For how many milliseconds it sleeps (unsigned int). (Since: 0.10.2)
pub const VIR_NODE_MEMORY_SHARED_SLEEP_MILLISECS: &str = "shm_sleep_millisecs";

/// How many pages are kept for several users (unsigned long long); only told. (Since: 0.10.2)
pub const VIR_NODE_MEMORY_SHARED_PAGES_SHARED: &str = "shm_pages_shared";

/// How many users share them (unsigned long long); only told. (Since: 0.10.2)
pub const VIR_NODE_MEMORY_SHARED_PAGES_SHARING: &str = "shm_pages_sharing";

/// How many pages have no equal, though they are looked at again and again (unsigned long long); only told.
/// (Since: 0.10.2)
pub const VIR_NODE_MEMORY_SHARED_PAGES_UNSHARED: &str = "shm_pages_unshared";

/// How many pages change too fast to be shared (unsigned long long); only told. (Since: 0.10.2)
pub const VIR_NODE_MEMORY_SHARED_PAGES_VOLATILE: &str = "shm_pages_volatile";

/// How many times all pages were looked at (unsigned long long); only told. (Since: 0.10.2)
pub const VIR_NODE_MEMORY_SHARED_FULL_SCANS: &str = "shm_full_scans";

/// 1 if pages of different NUMA nodes may be shared, 0 if not (unsigned int). (Since: 1.0.0)
pub const VIR_NODE_MEMORY_SHARED_MERGE_ACROSS_NODES: &str = "shm_merge_across_nodes";

/// The platform's Diffie-Hellman key for AMD's SEV, in base64 (string). (Since: 4.5.0)
pub const VIR_NODE_SEV_PDH: &str = "pdh";

/// The platform's chain of certificates for AMD's SEV, in base64 (string). (Since: 4.5.0)
pub const VIR_NODE_SEV_CERT_CHAIN: &str = "cert-chain";

/// The id of the first CPU, in base64 (string). (Since: 8.4.0)
pub const VIR_NODE_SEV_CPU0_ID: &str = "cpu0-id";

/// The position of the bit of an address that marks encrypted memory (unsigned int). (Since: 4.5.0)
pub const VIR_NODE_SEV_CBITPOS: &str = "cbitpos";

/// By how many bits encryption shortens physical addresses (unsigned int). (Since: 4.5.0)
pub const VIR_NODE_SEV_REDUCED_PHYS_BITS: &str = "reduced-phys-bits";

/// How many SEV guests can run at a time (unsigned int). (Since: 8.0.0)
pub const VIR_NODE_SEV_MAX_GUESTS: &str = "max-guests";

/// How many SEV-ES guests can run at a time (unsigned int). (Since: 8.0.0)
pub const VIR_NODE_SEV_MAX_ES_GUESTS: &str = "max-es-guests";

/// The user's name (string). (Since: 5.8.0)
pub const VIR_CONNECT_IDENTITY_USER_NAME: &str = "user-name";

/// The user's number (unsigned long long). (Since: 5.8.0)
pub const VIR_CONNECT_IDENTITY_UNIX_USER_ID: &str = "unix-user-id";

/// The group's name (string). (Since: 5.8.0)
pub const VIR_CONNECT_IDENTITY_GROUP_NAME: &str = "group-name";

/// The group's number (unsigned long long). (Since: 5.8.0)
pub const VIR_CONNECT_IDENTITY_UNIX_GROUP_ID: &str = "unix-group-id";

/// The process (long long). (Since: 5.8.0)
pub const VIR_CONNECT_IDENTITY_PROCESS_ID: &str = "process-id";

/// When the process started, in clock ticks since the host booted (unsigned long long). (Since: 5.8.0)
pub const VIR_CONNECT_IDENTITY_PROCESS_TIME: &str = "process-time";

/// The user's name by SASL (string). (Since: 5.8.0)
pub const VIR_CONNECT_IDENTITY_SASL_USER_NAME: &str = "sasl-user-name";

/// The distinguished name of the client's TLS certificate (string). (Since: 5.8.0)
pub const VIR_CONNECT_IDENTITY_X509_DISTINGUISHED_NAME: &str = "x509-distinguished-name";

/// The process's SELinux context (string). (Since: 5.8.0)
pub const VIR_CONNECT_IDENTITY_SELINUX_CONTEXT: &str = "selinux-context";

/// What a host is suspended to.
#[repr(C)]
pub enum virNodeSuspendTarget {
    /// To memory. (Since: 0.9.8)
    VIR_NODE_SUSPEND_TARGET_MEM = 0,
    /// To disk. (Since: 0.9.8)
    VIR_NODE_SUSPEND_TARGET_DISK = 1,
    /// To both: from memory if power lasts, else from disk. (Since: 0.9.8)
    VIR_NODE_SUSPEND_TARGET_HYBRID = 2,
    #[cfg(sentinels)]
    VIR_NODE_SUSPEND_TARGET_LAST,
}

/// The security label that a guest runs under.
pub type virSecurityLabel = _virSecurityLabel;

/// The security label that a guest runs under.
#[repr(C)]
pub struct _virSecurityLabel {
    /// The label.
    pub label: [c_char; 4097],
    /// 1 if the host's policy is enforced, 0 if violations are only noted.
    pub enforcing: c_int,
}

/// A pointer to a virSecurityLabel.
pub type virSecurityLabelPtr = *mut virSecurityLabel;

/// Which security model keeps guests apart.
pub type virSecurityModel = _virSecurityModel;

/// Which security model keeps guests apart.
#[repr(C)]
pub struct _virSecurityModel {
    /// Its name, "" if there is none.
    pub model: [c_char; 257],
    /// Its domain of interpretation, "" if there is none.
    pub doi: [c_char; 257],
}

/// A pointer to a virSecurityModel.
pub type virSecurityModelPtr = *mut virSecurityModel;

/// A number that stands for no CPU in particular.
#[repr(C)]
pub enum virNodeGetCPUStatsAllCPUs {
    /// All CPUs together. (Since: 0.9.3)
    VIR_NODE_CPU_STATS_ALL_CPUS = -1,
}

/// One figure about the time of the host's CPUs.
pub type virNodeCPUStats = _virNodeCPUStats;

/// One figure about the time of the host's CPUs.
#[repr(C)]
pub struct _virNodeCPUStats {
    /// Which, one of VIR_NODE_CPU_STATS_...
    pub field: [c_char; 80],
    /// Nanoseconds, or percent for VIR_NODE_CPU_STATS_UTILIZATION.
    pub value: c_ulonglong,
}

/// A number that stands for no NUMA node in particular.
#[repr(C)]
pub enum virNodeGetMemoryStatsAllCells {
    /// All NUMA nodes together. (Since: 0.9.3)
    VIR_NODE_MEMORY_STATS_ALL_CELLS = -1,
}

/// One figure about the host's memory.
pub type virNodeMemoryStats = _virNodeMemoryStats;

/// One figure about the host's memory.
#[repr(C)]
pub struct _virNodeMemoryStats {
    /// Which, one of VIR_NODE_MEMORY_STATS_...
    pub field: [c_char; 80],
    /// KiB.
    pub value: c_ulonglong,
}

/// A pointer to a virNodeCPUStats.
pub type virNodeCPUStatsPtr = *mut virNodeCPUStats;

/// A pointer to a virNodeMemoryStats.
pub type virNodeMemoryStatsPtr = *mut virNodeMemoryStats;

/// How a CPU compares with the host's.
#[repr(C)]
pub enum virCPUCompareResult {
    /// It failed. (Since: 0.7.5)
    VIR_CPU_COMPARE_ERROR = -1,
    /// The host lacks something that the CPU has. (Since: 0.7.5)
    VIR_CPU_COMPARE_INCOMPATIBLE = 0,
    /// They are the same. (Since: 0.7.5)
    VIR_CPU_COMPARE_IDENTICAL = 1,
    /// The host has more than the CPU. (Since: 0.7.5)
    VIR_CPU_COMPARE_SUPERSET = 2,
    #[cfg(sentinels)]
    VIR_CPU_COMPARE_LAST,
}

/// How to compare CPUs.
#[repr(C)]
#[derive(Flags)]
pub enum virConnectCompareCPUFlags {
    /// Answer VIR_CPU_COMPARE_INCOMPATIBLE by an error that names what lacks. (Since: 1.2.6)
    VIR_CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE = 1 << 0,
    /// Check the document against the schema. (Since: 6.9.0)
    VIR_CONNECT_COMPARE_CPU_VALIDATE_XML = 1 << 1,
}

/// How to write the CPU that several have in common.
#[repr(C)]
#[derive(Flags)]
pub enum virConnectBaselineCPUFlags {
    /// With every feature, those that the model implies too. (Since: 1.1.2)
    VIR_CONNECT_BASELINE_CPU_EXPAND_FEATURES = 1 << 0,
    /// Without features that keep a guest from migrating. (Since: 1.2.14)
    VIR_CONNECT_BASELINE_CPU_MIGRATABLE = 1 << 1,
}

/// What the numbers of pages given to virNodeAllocPages() mean.
#[repr(C)]
#[derive(Flags)]
pub enum virNodeAllocPagesFlags {
    /// Pages to add to those that are reserved. (Since: 1.2.9)
    VIR_NODE_ALLOC_PAGES_ADD = 0,
    /// All that are to be reserved. (Since: 1.2.9)
    VIR_NODE_ALLOC_PAGES_SET = 1 << 0,
}

/// How many CPUs a host of this virNodeInfo can have at most, those that are off included.
#[cfg(header)]
macro_rules! VIR_NODEINFO_MAXCPUS {
    (nodeinfo) => {
        "((nodeinfo).nodes * (nodeinfo).sockets * (nodeinfo).cores * (nodeinfo).threads)"
    };
}
