//! Virtual CPUs, the threads beside them, and how the host shares itself among guests.

use oxivirt_derive::Flags;
use std::ffi::{c_int, c_uchar, c_uint, c_ulonglong};

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
