//! Virtual CPUs, the threads beside them, and how the host shares itself among guests.

use super::constants::virDomainModificationImpact;
use super::virDomainPtr;
use crate::abi::common::params::virTypedParameterPtr;
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_uchar, c_uint, c_ulonglong};

/// The guest's weight on the host's CPUs, as an unsigned long long. (Since: 0.9.7)
pub const VIR_DOMAIN_SCHEDULER_CPU_SHARES: &str = "cpu_shares";
/// In what period the whole guest's quota counts, in microseconds, as an unsigned long long. (Since: 1.3.3)
pub const VIR_DOMAIN_SCHEDULER_GLOBAL_PERIOD: &str = "global_period";
/// How long the whole guest may run in each period, in microseconds, as a long long; negative: no limit. (Since:
/// 1.3.3)
pub const VIR_DOMAIN_SCHEDULER_GLOBAL_QUOTA: &str = "global_quota";
/// In what period a virtual CPU's quota counts, in microseconds, as an unsigned long long. (Since: 0.9.7)
pub const VIR_DOMAIN_SCHEDULER_VCPU_PERIOD: &str = "vcpu_period";
/// How long each virtual CPU may run in each period, in microseconds, as a long long; negative: no limit. (Since:
/// 0.9.7)
pub const VIR_DOMAIN_SCHEDULER_VCPU_QUOTA: &str = "vcpu_quota";
/// In what period the emulator's quota counts, in microseconds, as an unsigned long long. (Since: 0.10.0)
pub const VIR_DOMAIN_SCHEDULER_EMULATOR_PERIOD: &str = "emulator_period";
/// How long the emulator's other threads may run in each period, in microseconds, as a long long; negative: no
/// limit. (Since: 0.10.0)
pub const VIR_DOMAIN_SCHEDULER_EMULATOR_QUOTA: &str = "emulator_quota";
/// In what period an I/O thread's quota counts, in microseconds, as an unsigned long long. (Since: 2.2.0)
pub const VIR_DOMAIN_SCHEDULER_IOTHREAD_PERIOD: &str = "iothread_period";
/// How long each I/O thread may run in each period, in microseconds, as a long long; negative: no limit. (Since:
/// 2.2.0)
pub const VIR_DOMAIN_SCHEDULER_IOTHREAD_QUOTA: &str = "iothread_quota";
/// Of Xen's credit scheduler: the guest's weight, as an unsigned int. (Since: 0.9.7)
pub const VIR_DOMAIN_SCHEDULER_WEIGHT: &str = "weight";
/// Of Xen's credit scheduler: the guest's limit, in percent of one CPU, as an unsigned int; 0: none. (Since:
/// 0.9.7)
pub const VIR_DOMAIN_SCHEDULER_CAP: &str = "cap";
/// Of ESX: what the guest gets in any case, in MHz, as a long long. (Since: 0.9.7)
pub const VIR_DOMAIN_SCHEDULER_RESERVATION: &str = "reservation";
/// Of ESX: what the guest gets at most, in MHz, as a long long; -1: no limit. (Since: 0.9.7)
pub const VIR_DOMAIN_SCHEDULER_LIMIT: &str = "limit";
/// Of ESX: the guest's weight, as an int; -1, -2 and -3 are its low, normal and high. (Since: 0.9.7)
pub const VIR_DOMAIN_SCHEDULER_SHARES: &str = "shares";

/// State of a virtual CPU.
#[repr(C)]
pub enum virVcpuState {
    /// It is not there. (Since: 0.1.4)
    VIR_VCPU_OFFLINE = 0,
    /// It runs, or could. (Since: 0.1.4)
    VIR_VCPU_RUNNING = 1,
    /// It waits for something. (Since: 0.1.4)
    VIR_VCPU_BLOCKED = 2,
    #[cfg(sentinels)]
    VIR_VCPU_LAST,
}

/// What virVcpuInfo.cpu says if it is no CPU of the host.
#[repr(C)]
pub enum virVcpuHostCpuState {
    /// The virtual CPU is offline. (Since: 6.10.0)
    VIR_VCPU_INFO_CPU_OFFLINE = -1,
    /// It cannot be known. (Since: 6.10.0)
    VIR_VCPU_INFO_CPU_UNAVAILABLE = -2,
}

/// A virtual CPU.
#[repr(C)]
pub struct _virVcpuInfo {
    /// Its number, from 0.
    pub number: c_uint,
    /// The virVcpuState.
    pub state: c_int,
    /// How long it has run, in nanoseconds.
    pub cpuTime: c_ulonglong,
    /// The CPU of the host that it is on, or a virVcpuHostCpuState.
    pub cpu: c_int,
}

/// A virtual CPU. (Since: 0.1.4)
pub type virVcpuInfo = _virVcpuInfo;
/// A pointer to a virVcpuInfo. (Since: 0.1.4)
pub type virVcpuInfoPtr = *mut virVcpuInfo;

/// Which number of virtual CPUs.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainVcpuFlags {
    /// Of the running guest if there is one, else of the definition. (Since: 0.9.4)
    VIR_DOMAIN_VCPU_CURRENT = 0,
    /// Of the running guest. (Since: 0.8.5)
    VIR_DOMAIN_VCPU_LIVE = 1 << 0,
    /// Of the definition. (Since: 0.8.5)
    VIR_DOMAIN_VCPU_CONFIG = 1 << 1,
    /// How many there can be, not how many there are. (Since: 0.8.5)
    VIR_DOMAIN_VCPU_MAXIMUM = 1 << 2,
    /// How many the guest uses, by its agent. (Since: 1.1.0)
    VIR_DOMAIN_VCPU_GUEST = 1 << 3,
    /// In setting: those that are added can be taken away again. (Since: 2.4.0)
    VIR_DOMAIN_VCPU_HOTPLUGGABLE = 1 << 4,
}

/// An I/O thread. virDomainIOThreadInfoFree() frees it.
#[repr(C)]
pub struct _virDomainIOThreadInfo {
    /// Its id.
    pub iothread_id: c_uint,
    /// The CPUs of the host that it may use, a bit each, least significant first.
    pub cpumap: *mut c_uchar,
    /// The map's length in bytes.
    pub cpumaplen: c_int,
}

/// An I/O thread. virDomainIOThreadInfoFree() frees it. (Since: 1.2.14)
pub type virDomainIOThreadInfo = _virDomainIOThreadInfo;
/// A pointer to a virDomainIOThreadInfo. (Since: 1.2.14)
pub type virDomainIOThreadInfoPtr = *mut virDomainIOThreadInfo;

/// Of virDomainSetIOThreadParams(): how long it polls at most, in nanoseconds, as an unsigned long long; 0: not
/// at all. (Since: 4.10.0)
pub const VIR_DOMAIN_IOTHREAD_POLL_MAX_NS: &str = "poll_max_ns";
/// Of the same: by what factor its polling grows, as an unsigned int; 0: the hypervisor's own. (Since: 4.10.0)
pub const VIR_DOMAIN_IOTHREAD_POLL_GROW: &str = "poll_grow";
/// Of the same: by what divisor its polling shrinks, as an unsigned int; 0: the hypervisor's own. (Since: 4.10.0)
pub const VIR_DOMAIN_IOTHREAD_POLL_SHRINK: &str = "poll_shrink";
/// Of the same: how many helpers it has at least, as an int; -1: the hypervisor's own. (Since: 8.5.0)
pub const VIR_DOMAIN_IOTHREAD_THREAD_POOL_MIN: &str = "thread_pool_min";
/// Of the same: how many helpers it has at most, as an int; -1: the hypervisor's own. (Since: 8.5.0)
pub const VIR_DOMAIN_IOTHREAD_THREAD_POOL_MAX: &str = "thread_pool_max";

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN)]
unsafe extern "C" {
    /// Tells the scheduler's parameters for a guest.
    ///
    /// @param domain a domain
    /// @param params room for them
    /// @param nparams how many there is room for, and afterwards how many there are
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(params), not_null(nparams), positive(*nparams))]
    pub fn virDomainGetSchedulerParameters(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: *mut c_int,
    ) -> c_int;

    /// Tells the scheduler's parameters for a guest.
    ///
    /// @param domain a domain
    /// @param params room for them
    /// @param nparams how many there is room for, and afterwards how many there are
    /// @param flags of virDomainModificationImpact, not both LIVE and CONFIG, and VIR_TYPED_PARAM_STRING_OKAY
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        not_null(params),
        not_null(nparams),
        positive(*nparams),
        exclusive(flags, virDomainModificationImpact::VIR_DOMAIN_AFFECT_LIVE, virDomainModificationImpact::VIR_DOMAIN_AFFECT_CONFIG)
    )]
    pub fn virDomainGetSchedulerParametersFlags(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Sets the scheduler's parameters for a guest.
    ///
    /// @param domain a domain
    /// @param params VIR_DOMAIN_SCHEDULER_ parameters
    /// @param nparams how many there are
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        writable,
        not_null(params),
        not_negative(nparams),
        typed_params(params, nparams)
    )]
    pub fn virDomainSetSchedulerParameters(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
    ) -> c_int;

    /// Sets the scheduler's parameters for a guest.
    ///
    /// @param domain a domain
    /// @param params VIR_DOMAIN_SCHEDULER_ parameters
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
    pub fn virDomainSetSchedulerParametersFlags(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Says on which CPUs of the host a virtual CPU of a running guest may run.
    ///
    /// @param domain a domain
    /// @param vcpu the virtual CPU, from 0
    /// @param cpumap the host's CPUs, a bit each, least significant first
    /// @param maplen the map's length in bytes; CPUs beyond it are not allowed
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable, not_null(cpumap), positive(maplen))]
    pub fn virDomainPinVcpu(
        domain: virDomainPtr,
        vcpu: c_uint,
        cpumap: *mut c_uchar,
        maplen: c_int,
    ) -> c_int;

    /// Says on which CPUs of the host a virtual CPU may run.
    ///
    /// @param domain a domain
    /// @param vcpu the virtual CPU, from 0
    /// @param cpumap the host's CPUs, a bit each, least significant first
    /// @param maplen the map's length in bytes; CPUs beyond it are not allowed
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable, not_null(cpumap), positive(maplen))]
    pub fn virDomainPinVcpuFlags(
        domain: virDomainPtr,
        vcpu: c_uint,
        cpumap: *mut c_uchar,
        maplen: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells on which CPUs of the host virtual CPUs may run.
    ///
    /// @param domain a domain
    /// @param ncpumaps how many maps there is room for
    /// @param cpumaps room for the maps, one after the other
    /// @param maplen a map's length in bytes
    /// @param flags of virDomainModificationImpact, not both LIVE and CONFIG
    /// @return how many maps there are, -1 if it failed
    #[check(
        domain: handle,
        positive(ncpumaps),
        not_null(cpumaps),
        positive(maplen),
        exclusive(flags, virDomainModificationImpact::VIR_DOMAIN_AFFECT_LIVE, virDomainModificationImpact::VIR_DOMAIN_AFFECT_CONFIG)
    )]
    pub fn virDomainGetVcpuPinInfo(
        domain: virDomainPtr,
        ncpumaps: c_int,
        cpumaps: *mut c_uchar,
        maplen: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Says on which CPUs of the host the emulator's other threads may run.
    ///
    /// @param domain a domain
    /// @param cpumap the host's CPUs, a bit each, least significant first
    /// @param maplen the map's length in bytes; CPUs beyond it are not allowed
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable, not_null(cpumap), positive(maplen))]
    pub fn virDomainPinEmulator(
        domain: virDomainPtr,
        cpumap: *mut c_uchar,
        maplen: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells on which CPUs of the host the emulator's other threads may run.
    ///
    /// @param domain a domain
    /// @param cpumap room for the map
    /// @param maplen its length in bytes
    /// @param flags of virDomainModificationImpact, not both LIVE and CONFIG
    /// @return 1 if there is such a limit, 0 if there is none, -1 if it failed
    #[check(
        domain: handle,
        not_null(cpumap),
        positive(maplen),
        exclusive(flags, virDomainModificationImpact::VIR_DOMAIN_AFFECT_LIVE, virDomainModificationImpact::VIR_DOMAIN_AFFECT_CONFIG)
    )]
    pub fn virDomainGetEmulatorPinInfo(
        domain: virDomainPtr,
        cpumap: *mut c_uchar,
        maplen: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells of a domain's I/O threads.
    ///
    /// @param dom a domain
    /// @param info an array to free, of what virDomainIOThreadInfoFree() frees
    /// @param flags of virDomainModificationImpact, not both LIVE and CONFIG
    /// @return how many there are, -1 if it failed
    #[check(
        dom: handle,
        not_null(info),
        exclusive(flags, virDomainModificationImpact::VIR_DOMAIN_AFFECT_LIVE, virDomainModificationImpact::VIR_DOMAIN_AFFECT_CONFIG)
    )]
    pub fn virDomainGetIOThreadInfo(
        dom: virDomainPtr,
        info: *mut *mut virDomainIOThreadInfoPtr,
        flags: c_uint,
    ) -> c_int;

    /// Says on which CPUs of the host an I/O thread may run.
    ///
    /// @param domain a domain
    /// @param iothread_id the thread's id
    /// @param cpumap the host's CPUs, a bit each, least significant first
    /// @param maplen the map's length in bytes; CPUs beyond it are not allowed
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable, not_null(cpumap), positive(maplen))]
    pub fn virDomainPinIOThread(
        domain: virDomainPtr,
        iothread_id: c_uint,
        cpumap: *mut c_uchar,
        maplen: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Adds an I/O thread.
    ///
    /// @param domain a domain
    /// @param iothread_id the thread's id, which must be new
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable)]
    pub fn virDomainAddIOThread(domain: virDomainPtr, iothread_id: c_uint, flags: c_uint) -> c_int;

    /// Removes an I/O thread that nothing uses.
    ///
    /// @param domain a domain
    /// @param iothread_id the thread's id, not 0
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable, not_zero(iothread_id))]
    pub fn virDomainDelIOThread(domain: virDomainPtr, iothread_id: c_uint, flags: c_uint) -> c_int;

    /// Sets how an I/O thread polls and how many helpers it has.
    ///
    /// @param domain a domain
    /// @param iothread_id the thread's id, not 0
    /// @param params VIR_DOMAIN_IOTHREAD_ parameters
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
    pub fn virDomainSetIOThreadParams(
        domain: virDomainPtr,
        iothread_id: c_uint,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells by the guest agent of the CPUs that a guest uses.
    ///
    /// @param domain a domain
    /// @param params the answer, to free with virTypedParamsFree(): "vcpus", "online" and "offlinable", strings
    /// like "0-3,5"
    /// @param nparams how many there are
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable, not_null(params), not_null(nparams))]
    pub fn virDomainGetGuestVcpus(
        domain: virDomainPtr,
        params: *mut virTypedParameterPtr,
        nparams: *mut c_uint,
        flags: c_uint,
    ) -> c_int;

    /// Lets a guest use some of its CPUs or not, by the guest agent.
    ///
    /// @param domain a domain
    /// @param cpumap the guest's CPUs, as "0-3,5"
    /// @param state 1 to use them, 0 not to
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable, not_null(cpumap))]
    pub fn virDomainSetGuestVcpus(
        domain: virDomainPtr,
        cpumap: *const c_char,
        state: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Adds some virtual CPUs or takes them away.
    ///
    /// @param domain a domain
    /// @param vcpumap the virtual CPUs, as "0-3,5"
    /// @param state 1 to add them, 0 to take them away
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable, not_null(vcpumap))]
    pub fn virDomainSetVcpu(
        domain: virDomainPtr,
        vcpumap: *const c_char,
        state: c_int,
        flags: c_uint,
    ) -> c_int;
}

/// Frees what virDomainGetIOThreadInfo() tells of one thread.
///
/// @param info what to free; may be NULL
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainIOThreadInfoFree(info: virDomainIOThreadInfoPtr) {
    if info.is_null() {
        return;
    }
    // SAFETY: C gives what virDomainGetIOThreadInfo() made, all of it by malloc, and forgets it.
    unsafe {
        libc::free((*info).cpumap.cast());
        libc::free(info.cast());
    }
}
