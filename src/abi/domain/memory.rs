//! A guest's memory, its limits and its nodes on the host, and those of its disks and network cards.

use super::constants::virDomainModificationImpact;
use super::virDomainPtr;
use crate::abi::common::params::virTypedParameterPtr;
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_longlong, c_uint, c_ulonglong, c_void};

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

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN)]
unsafe extern "C" {
    /// Sets a guest's shares of the host's disks.
    ///
    /// @param domain a domain
    /// @param params VIR_DOMAIN_BLKIO_ parameters
    /// @param nparams how many there are
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        writable,
        not_null(params),
        not_negative(nparams),
        typed_params(params, nparams)
    )]
    pub fn virDomainSetBlkioParameters(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells a guest's shares of the host's disks.
    ///
    /// @param domain a domain
    /// @param params room for them; may be NULL if *nparams is 0
    /// @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
    /// @param flags of virDomainModificationImpact, not both LIVE and CONFIG, and VIR_TYPED_PARAM_STRING_OKAY
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        not_null(nparams),
        not_negative(*nparams),
        not_null_if(*nparams, params),
        exclusive(flags, virDomainModificationImpact::VIR_DOMAIN_AFFECT_LIVE, virDomainModificationImpact::VIR_DOMAIN_AFFECT_CONFIG)
    )]
    pub fn virDomainGetBlkioParameters(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Sets limits of a guest's memory.
    ///
    /// @param domain a domain
    /// @param params VIR_DOMAIN_MEMORY_ parameters
    /// @param nparams how many there are
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        writable,
        not_null(params),
        positive(nparams),
        typed_params(params, nparams)
    )]
    pub fn virDomainSetMemoryParameters(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells the limits of a guest's memory.
    ///
    /// @param domain a domain
    /// @param params room for them; may be NULL if *nparams is 0
    /// @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
    /// @param flags of virDomainModificationImpact, not both LIVE and CONFIG, and VIR_TYPED_PARAM_STRING_OKAY
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        not_null(nparams),
        not_negative(*nparams),
        not_null_if(*nparams, params),
        exclusive(flags, virDomainModificationImpact::VIR_DOMAIN_AFFECT_LIVE, virDomainModificationImpact::VIR_DOMAIN_AFFECT_CONFIG)
    )]
    pub fn virDomainGetMemoryParameters(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Sets from which of the host's nodes a guest has its memory.
    ///
    /// @param domain a domain
    /// @param params VIR_DOMAIN_NUMA_ parameters
    /// @param nparams how many there are
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        writable,
        not_null(params),
        positive(nparams),
        typed_params(params, nparams)
    )]
    pub fn virDomainSetNumaParameters(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells from which of the host's nodes a guest has its memory.
    ///
    /// @param domain a domain
    /// @param params room for the answer; may be NULL if *nparams is 0
    /// @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
    /// @param flags of virDomainModificationImpact and VIR_TYPED_PARAM_STRING_OKAY
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        not_null(nparams),
        not_negative(*nparams),
        not_null_if(*nparams, params)
    )]
    pub fn virDomainGetNumaParameters(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Reads a piece of a running guest's memory.
    ///
    /// @param dom a domain
    /// @param start where it begins
    /// @param size how long it is, in bytes
    /// @param buffer room for it
    /// @param flags one of virDomainMemoryFlags
    /// @return 0, or -1 if it failed
    #[check(
        dom: handle,
        writable,
        exclusive(flags, virDomainMemoryFlags::VIR_MEMORY_VIRTUAL, virDomainMemoryFlags::VIR_MEMORY_PHYSICAL),
        not_null_if(size, buffer)
    )]
    pub fn virDomainMemoryPeek(
        dom: virDomainPtr,
        start: c_ulonglong,
        size: usize,
        buffer: *mut c_void,
        flags: c_uint,
    ) -> c_int;

    /// Limits a network card.
    ///
    /// @param domain a domain
    /// @param device the name of its interface on the host, or its hardware address
    /// @param params VIR_DOMAIN_BANDWIDTH_ parameters
    /// @param nparams how many there are
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        writable,
        not_null(params),
        positive(nparams),
        typed_params(params, nparams)
    )]
    pub fn virDomainSetInterfaceParameters(
        domain: virDomainPtr,
        device: *const c_char,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells the limits of a network card.
    ///
    /// @param domain a domain
    /// @param device the name of its interface on the host, or its hardware address
    /// @param params room for them; may be NULL if *nparams is 0
    /// @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
    /// @param flags of virDomainModificationImpact and VIR_TYPED_PARAM_STRING_OKAY
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(nparams), not_negative(*nparams), not_null_if(*nparams, params))]
    pub fn virDomainGetInterfaceParameters(
        domain: virDomainPtr,
        device: *const c_char,
        params: virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Has a guest tell its network by gratuitous packets where its cards are now, so that switches find them.
    ///
    /// @param dom a domain
    /// @param device the name of a card's interface on the host, or its hardware address; NULL for all cards
    /// @param params when to send how many packets; may be NULL if nparams is 0
    /// @param nparams how many there are
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(
        dom: handle,
        writable,
        not_negative(nparams),
        not_null_if(nparams, params),
        typed_params(params, nparams)
    )]
    pub fn virDomainAnnounceInterface(
        dom: virDomainPtr,
        device: *const c_char,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;
}
