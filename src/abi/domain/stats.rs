//! What the library tells of a domain's use of the host: the structs and tags of single figures, and the groups
//! of virConnectGetAllDomainStats(), whose names are in the file beside.

use super::{Domain, virDomainPtr};
use crate::abi::common::params::virTypedParameterPtr;
use crate::abi::common::params::virTypedParamsFree;
use crate::abi::handle;
use oxivirt_derive::Flags;
use std::ffi::{c_int, c_longlong, c_ulonglong};

/// What a disk has transferred. A figure that is not known is -1.
#[repr(C)]
pub struct _virDomainBlockStats {
    /// Requests to read.
    pub rd_req: c_longlong,
    /// Bytes read.
    pub rd_bytes: c_longlong,
    /// Requests to write.
    pub wr_req: c_longlong,
    /// Bytes written.
    pub wr_bytes: c_longlong,
    /// Errors, as far as the hypervisor counts them.
    pub errs: c_longlong,
}

/// What a disk has transferred. A figure that is not known is -1. (Since: 0.3.3)
pub type virDomainBlockStatsStruct = _virDomainBlockStats;
/// A pointer to a virDomainBlockStatsStruct. (Since: 0.3.2)
pub type virDomainBlockStatsPtr = *mut virDomainBlockStatsStruct;

/// What a network card has transferred, as the guest sees it. A figure that is not known is -1.
#[repr(C)]
pub struct _virDomainInterfaceStats {
    /// Bytes received.
    pub rx_bytes: c_longlong,
    /// Packets received.
    pub rx_packets: c_longlong,
    /// Errors in receiving.
    pub rx_errs: c_longlong,
    /// Received packets that were dropped.
    pub rx_drop: c_longlong,
    /// Bytes sent.
    pub tx_bytes: c_longlong,
    /// Packets sent.
    pub tx_packets: c_longlong,
    /// Errors in sending.
    pub tx_errs: c_longlong,
    /// Packets to send that were dropped.
    pub tx_drop: c_longlong,
}

/// What a network card has transferred, as the guest sees it. A figure that is not known is -1. (Since: 0.3.3)
pub type virDomainInterfaceStatsStruct = _virDomainInterfaceStats;
/// A pointer to a virDomainInterfaceStatsStruct. (Since: 0.3.2)
pub type virDomainInterfaceStatsPtr = *mut virDomainInterfaceStatsStruct;

/// What a figure of virDomainMemoryStats() is. Most come from the guest's balloon driver, if it has one.
#[repr(C)]
pub enum virDomainMemoryStatTags {
    /// What the guest has read back from its swap, in KiB. (Since: 0.7.5)
    VIR_DOMAIN_MEMORY_STAT_SWAP_IN = 0,
    /// What the guest has written to its swap, in KiB. (Since: 0.7.5)
    VIR_DOMAIN_MEMORY_STAT_SWAP_OUT = 1,
    /// How often the guest had to wait for a disk because a page was not in RAM. (Since: 0.7.5)
    VIR_DOMAIN_MEMORY_STAT_MAJOR_FAULT = 2,
    /// How often a page was not mapped though no disk was needed for it. (Since: 0.7.5)
    VIR_DOMAIN_MEMORY_STAT_MINOR_FAULT = 3,
    /// RAM that the guest uses for nothing, in KiB. (Since: 0.7.5)
    VIR_DOMAIN_MEMORY_STAT_UNUSED = 4,
    /// RAM that the guest's system has in all, in KiB: no more than the balloon leaves it. (Since: 0.7.5)
    VIR_DOMAIN_MEMORY_STAT_AVAILABLE = 5,
    /// RAM that the guest has by its balloon, in KiB. (Since: 0.9.3)
    VIR_DOMAIN_MEMORY_STAT_ACTUAL_BALLOON = 6,
    /// RAM of the host in which the hypervisor's process is, in KiB. (Since: 0.9.10)
    VIR_DOMAIN_MEMORY_STAT_RSS = 7,
    /// RAM that the guest could use without swapping, in KiB; what Linux calls available. (Since: 2.1.0)
    VIR_DOMAIN_MEMORY_STAT_USABLE = 8,
    /// When the guest told these figures, in seconds since 1970. (Since: 2.1.0)
    VIR_DOMAIN_MEMORY_STAT_LAST_UPDATE = 9,
    /// RAM that holds copies of disks and could be given up, in KiB. (Since: 4.6.0)
    VIR_DOMAIN_MEMORY_STAT_DISK_CACHES = 10,
    /// Huge pages that the guest got. (Since: 5.4.0)
    VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC = 11,
    /// Huge pages that the guest wanted and did not get. (Since: 5.4.0)
    VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL = 12,
    /// How many tags there are. (Since: 0.7.5)
    VIR_DOMAIN_MEMORY_STAT_NR = 13,
    #[cfg(sentinels)]
    VIR_DOMAIN_MEMORY_STAT_LAST = 13,
}

/// One figure of a guest's memory.
#[repr(C)]
pub struct _virDomainMemoryStat {
    /// The virDomainMemoryStatTags.
    pub tag: c_int,
    /// The figure.
    pub val: c_ulonglong,
}

/// One figure of a guest's memory. (Since: 0.7.5)
pub type virDomainMemoryStatStruct = _virDomainMemoryStat;
/// A pointer to a virDomainMemoryStatStruct. (Since: 0.7.5)
pub type virDomainMemoryStatPtr = *mut virDomainMemoryStatStruct;

/// The figures of one domain.
#[repr(C)]
pub struct _virDomainStatsRecord {
    /// The domain.
    pub dom: virDomainPtr,
    /// The figures.
    pub params: virTypedParameterPtr,
    /// How many there are.
    pub nparams: c_int,
}

/// The figures of one domain. (Since: 1.2.8)
pub type virDomainStatsRecord = _virDomainStatsRecord;
/// A pointer to a virDomainStatsRecord. (Since: 1.2.8)
pub type virDomainStatsRecordPtr = *mut virDomainStatsRecord;

/// Groups of figures. No group at all means each that the hypervisor has.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainStatsTypes {
    /// Its state and the reason. (Since: 1.2.8)
    VIR_DOMAIN_STATS_STATE = 1 << 0,
    /// CPU time. (Since: 1.2.9)
    VIR_DOMAIN_STATS_CPU_TOTAL = 1 << 1,
    /// Memory. (Since: 1.2.9)
    VIR_DOMAIN_STATS_BALLOON = 1 << 2,
    /// Each virtual CPU. (Since: 1.2.9)
    VIR_DOMAIN_STATS_VCPU = 1 << 3,
    /// Each network card. (Since: 1.2.9)
    VIR_DOMAIN_STATS_INTERFACE = 1 << 4,
    /// Each disk. (Since: 1.2.9)
    VIR_DOMAIN_STATS_BLOCK = 1 << 5,
    /// Counters of the host's CPUs. (Since: 1.3.3)
    VIR_DOMAIN_STATS_PERF = 1 << 6,
    /// Each I/O thread. (Since: 4.10.0)
    VIR_DOMAIN_STATS_IOTHREAD = 1 << 7,
    /// Use of the host's memory bandwidth. (Since: 6.0.0)
    VIR_DOMAIN_STATS_MEMORY = 1 << 8,
    /// How fast memory changes, as last measured. (Since: 7.2.0)
    VIR_DOMAIN_STATS_DIRTYRATE = 1 << 9,
    /// What the hypervisor counts, under names of its own. (Since: 8.9.0)
    VIR_DOMAIN_STATS_VM = 1 << 10,
}

/// Which domains to ask and how. The choosing flags are those of virConnectListAllDomains().
#[repr(C)]
// The last flag has the highest bit of an unsigned int, which C takes for the enum too.
#[allow(clippy::enum_clike_unportable_variant)]
#[derive(Flags)]
pub enum virConnectGetAllDomainStatsFlags {
    /// Those with a guest. (Since: 1.2.8)
    VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE = 1 << 0,
    /// Those without. (Since: 1.2.8)
    VIR_CONNECT_GET_ALL_DOMAINS_STATS_INACTIVE = 1 << 1,
    /// Those that are defined. (Since: 1.2.8)
    VIR_CONNECT_GET_ALL_DOMAINS_STATS_PERSISTENT = 1 << 2,
    /// Those that go when their guest ends. (Since: 1.2.8)
    VIR_CONNECT_GET_ALL_DOMAINS_STATS_TRANSIENT = 1 << 3,
    /// Those whose guest runs. (Since: 1.2.8)
    VIR_CONNECT_GET_ALL_DOMAINS_STATS_RUNNING = 1 << 4,
    /// Those whose guest is paused. (Since: 1.2.8)
    VIR_CONNECT_GET_ALL_DOMAINS_STATS_PAUSED = 1 << 5,
    /// Those that are shut off. (Since: 1.2.8)
    VIR_CONNECT_GET_ALL_DOMAINS_STATS_SHUTOFF = 1 << 6,
    /// Those in any other state. (Since: 1.2.8)
    VIR_CONNECT_GET_ALL_DOMAINS_STATS_OTHER = 1 << 7,
    /// Leave out what a busy guest cannot tell at once. (Since: 4.5.0)
    VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT = 1 << 29,
    /// Disks layer by layer, not only their top. (Since: 1.2.12)
    VIR_CONNECT_GET_ALL_DOMAINS_STATS_BACKING = 1 << 30,
    /// Fail if the hypervisor lacks one of the groups. (Since: 1.2.8)
    VIR_CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS = 2147483648,
}

/// Of virDomainGetCPUStats(): time on the host's CPUs in all, in nanoseconds, as an unsigned long long. (Since:
/// 0.9.10)
pub const VIR_DOMAIN_CPU_STATS_CPUTIME: &str = "cpu_time";
/// Of virDomainGetCPUStats(): time in user mode, in nanoseconds, as an unsigned long long. (Since: 0.9.11)
pub const VIR_DOMAIN_CPU_STATS_USERTIME: &str = "user_time";
/// Of virDomainGetCPUStats(): time in the kernel, in nanoseconds, as an unsigned long long. (Since: 0.9.11)
pub const VIR_DOMAIN_CPU_STATS_SYSTEMTIME: &str = "system_time";
/// Of virDomainGetCPUStats(): time that the virtual CPUs ran, without the hypervisor's own work, in nanoseconds,
/// as an unsigned long long. (Since: 0.9.13)
pub const VIR_DOMAIN_CPU_STATS_VCPUTIME: &str = "vcpu_time";

/// Frees what virConnectGetAllDomainStats() and virDomainListGetStats() tell.
///
/// @param stats the records; may be NULL
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainStatsRecordListFree(stats: *mut virDomainStatsRecordPtr) {
    if stats.is_null() {
        return;
    }
    // SAFETY: C gives an array that one of these functions made, with a NULL at its end, and forgets it.
    unsafe {
        let mut next = stats;
        while !(*next).is_null() {
            let record = &**next;
            virTypedParamsFree(record.params, record.nparams);
            handle::release::<Domain>(record.dom);
            libc::free((*next).cast());
            next = next.add(1);
        }
        libc::free(stats.cast());
    }
}
