//! A guest's memory, its limits and its nodes on the host, and those of its disks and network cards.

use oxivirt_derive::Flags;
use std::ffi::c_longlong;

/// Which amount of memory to set.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainMemoryModFlags {
    /// Of the running guest if there is one, else of the definition. (Since: 0.9.1)
    VIR_DOMAIN_MEM_CURRENT = 0,
    /// Of the running guest. (Since: 0.9.0)
    VIR_DOMAIN_MEM_LIVE = 1 << 0,
    /// Of the definition. (Since: 0.9.0)
    VIR_DOMAIN_MEM_CONFIG = 1 << 1,
    /// What it may have, not what it has. (Since: 0.9.1)
    VIR_DOMAIN_MEM_MAXIMUM = 1 << 2,
}

/// How the host's nodes are used for a guest's memory.
#[repr(C)]
pub enum virDomainNumatuneMemMode {
    /// Only these. (Since: 0.9.9)
    VIR_DOMAIN_NUMATUNE_MEM_STRICT = 0,
    /// This one as long as it has room. (Since: 0.9.9)
    VIR_DOMAIN_NUMATUNE_MEM_PREFERRED = 1,
    /// These in turn. (Since: 0.9.9)
    VIR_DOMAIN_NUMATUNE_MEM_INTERLEAVE = 2,
    /// By the control group alone, so that it can be changed later. (Since: 7.3.0)
    VIR_DOMAIN_NUMATUNE_MEM_RESTRICTIVE = 3,
    #[cfg(sentinels)]
    VIR_DOMAIN_NUMATUNE_MEM_LAST,
}

/// By what addresses to look into a guest's memory.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainMemoryFlags {
    /// By the virtual ones of its first CPU. (Since: 0.4.4)
    VIR_MEMORY_VIRTUAL = 1 << 0,
    /// By its physical ones. (Since: 0.7.0)
    VIR_MEMORY_PHYSICAL = 1 << 1,
}

/// The value of a memory limit that says "none", in KiB. (Since: 0.8.8)
pub const VIR_DOMAIN_MEMORY_PARAM_UNLIMITED: c_longlong = 9_007_199_254_740_991;
/// What the guest's process may have, in KiB, as an unsigned long long. (Since: 0.8.5)
pub const VIR_DOMAIN_MEMORY_HARD_LIMIT: &str = "hard_limit";
/// What it may keep when the host is short of memory, in KiB, as an unsigned long long. (Since: 0.8.5)
pub const VIR_DOMAIN_MEMORY_SOFT_LIMIT: &str = "soft_limit";
/// What it gets in any case, in KiB, as an unsigned long long; from ESX only. (Since: 0.8.5)
pub const VIR_DOMAIN_MEMORY_MIN_GUARANTEE: &str = "min_guarantee";
/// What it may have of memory and swap together, in KiB, as an unsigned long long. (Since: 0.8.5)
pub const VIR_DOMAIN_MEMORY_SWAP_HARD_LIMIT: &str = "swap_hard_limit";
/// The host's nodes for the guest's memory, as a string like "0-1,3". (Since: 0.9.9)
pub const VIR_DOMAIN_NUMA_NODESET: &str = "numa_nodeset";
/// The virDomainNumatuneMemMode, as an int. (Since: 0.9.9)
pub const VIR_DOMAIN_NUMA_MODE: &str = "numa_mode";
/// The guest's weight on the host's disks, 100 to 1000, as an unsigned int. (Since: 0.9.0)
pub const VIR_DOMAIN_BLKIO_WEIGHT: &str = "weight";
/// The same for single devices, as a string like "/dev/sda,200,/dev/sdb,300"; 0 takes one away. (Since: 0.9.8)
pub const VIR_DOMAIN_BLKIO_DEVICE_WEIGHT: &str = "device_weight";
/// Requests to read per second for single devices, as a string like the above. (Since: 1.2.2)
pub const VIR_DOMAIN_BLKIO_DEVICE_READ_IOPS: &str = "device_read_iops_sec";
/// Requests to write per second for single devices, as a string like the above. (Since: 1.2.2)
pub const VIR_DOMAIN_BLKIO_DEVICE_WRITE_IOPS: &str = "device_write_iops_sec";
/// Bytes read per second for single devices, as a string like the above. (Since: 1.2.2)
pub const VIR_DOMAIN_BLKIO_DEVICE_READ_BPS: &str = "device_read_bytes_sec";
/// Bytes written per second for single devices, as a string like the above. (Since: 1.2.2)
pub const VIR_DOMAIN_BLKIO_DEVICE_WRITE_BPS: &str = "device_write_bytes_sec";
/// Of a network card: what it receives on average, in KiB per second, as an unsigned int. (Since: 0.9.9)
pub const VIR_DOMAIN_BANDWIDTH_IN_AVERAGE: &str = "inbound.average";
/// Of a network card: what it receives at most, in KiB per second, as an unsigned int. (Since: 0.9.9)
pub const VIR_DOMAIN_BANDWIDTH_IN_PEAK: &str = "inbound.peak";
/// Of a network card: how much it may receive at the peak, in KiB, as an unsigned int. (Since: 0.9.9)
pub const VIR_DOMAIN_BANDWIDTH_IN_BURST: &str = "inbound.burst";
/// Of a network card: what it receives in any case, in KiB per second, as an unsigned int. (Since: 1.2.19)
pub const VIR_DOMAIN_BANDWIDTH_IN_FLOOR: &str = "inbound.floor";
/// Of a network card: what it sends on average, in KiB per second, as an unsigned int. (Since: 0.9.9)
pub const VIR_DOMAIN_BANDWIDTH_OUT_AVERAGE: &str = "outbound.average";
/// Of a network card: what it sends at most, in KiB per second, as an unsigned int. (Since: 0.9.9)
pub const VIR_DOMAIN_BANDWIDTH_OUT_PEAK: &str = "outbound.peak";
/// Of a network card: how much it may send at the peak, in KiB, as an unsigned int. (Since: 0.9.9)
pub const VIR_DOMAIN_BANDWIDTH_OUT_BURST: &str = "outbound.burst";
