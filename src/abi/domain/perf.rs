//! Counters of the host's CPUs: what virDomainSetPerfEvents() takes and virDomainGetPerfEvents() tells. Each is a
//! boolean: whether the counter is on. What it counts is told by the name of virConnectGetAllDomainStats() that
//! is called the same.

use super::virDomainPtr;
use crate::abi::common::params::virTypedParameterPtr;
use std::ffi::{c_int, c_uint};

/// Use of the last level of cache. (Since: 1.3.3)
pub const VIR_PERF_PARAM_CMT: &str = "cmt";
/// Memory bandwidth in all. (Since: 1.3.5)
pub const VIR_PERF_PARAM_MBMT: &str = "mbmt";
/// Memory bandwidth of the own node. (Since: 1.3.5)
pub const VIR_PERF_PARAM_MBML: &str = "mbml";
/// Misses of the cache. (Since: 2.3.0)
pub const VIR_PERF_PARAM_CACHE_MISSES: &str = "cache_misses";
/// Accesses to the cache. (Since: 2.3.0)
pub const VIR_PERF_PARAM_CACHE_REFERENCES: &str = "cache_references";
/// Instructions. (Since: 2.3.0)
pub const VIR_PERF_PARAM_INSTRUCTIONS: &str = "instructions";
/// CPU cycles. (Since: 2.3.0)
pub const VIR_PERF_PARAM_CPU_CYCLES: &str = "cpu_cycles";
/// Branches. (Since: 3.0.0)
pub const VIR_PERF_PARAM_BRANCH_INSTRUCTIONS: &str = "branch_instructions";
/// Branches that were guessed wrong. (Since: 3.0.0)
pub const VIR_PERF_PARAM_BRANCH_MISSES: &str = "branch_misses";
/// Bus cycles. (Since: 3.0.0)
pub const VIR_PERF_PARAM_BUS_CYCLES: &str = "bus_cycles";
/// CPU cycles in which nothing could be decoded. (Since: 3.0.0)
pub const VIR_PERF_PARAM_STALLED_CYCLES_FRONTEND: &str = "stalled_cycles_frontend";
/// CPU cycles in which nothing could be executed. (Since: 3.0.0)
pub const VIR_PERF_PARAM_STALLED_CYCLES_BACKEND: &str = "stalled_cycles_backend";
/// CPU cycles at the CPU's nominal frequency. (Since: 3.0.0)
pub const VIR_PERF_PARAM_REF_CPU_CYCLES: &str = "ref_cpu_cycles";
/// CPU time by the CPU's clock. (Since: 3.2.0)
pub const VIR_PERF_PARAM_CPU_CLOCK: &str = "cpu_clock";
/// CPU time by the task's clock. (Since: 3.2.0)
pub const VIR_PERF_PARAM_TASK_CLOCK: &str = "task_clock";
/// Page faults. (Since: 3.2.0)
pub const VIR_PERF_PARAM_PAGE_FAULTS: &str = "page_faults";
/// Switches between tasks. (Since: 3.2.0)
pub const VIR_PERF_PARAM_CONTEXT_SWITCHES: &str = "context_switches";
/// Moves to another CPU. (Since: 3.2.0)
pub const VIR_PERF_PARAM_CPU_MIGRATIONS: &str = "cpu_migrations";
/// Page faults that needed no disk. (Since: 3.2.0)
pub const VIR_PERF_PARAM_PAGE_FAULTS_MIN: &str = "page_faults_min";
/// Page faults that needed a disk. (Since: 3.2.0)
pub const VIR_PERF_PARAM_PAGE_FAULTS_MAJ: &str = "page_faults_maj";
/// Unaligned accesses that the kernel had to handle. (Since: 3.2.0)
pub const VIR_PERF_PARAM_ALIGNMENT_FAULTS: &str = "alignment_faults";
/// Instructions that the kernel had to emulate. (Since: 3.2.0)
pub const VIR_PERF_PARAM_EMULATION_FAULTS: &str = "emulation_faults";

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN)]
unsafe extern "C" {
    /// Tells which counters of the host's CPUs are on for a domain.
    ///
    /// @param domain a domain
    /// @param params the counters, to free with virTypedParamsFree()
    /// @param nparams how many there are
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(params), not_null(nparams))]
    pub fn virDomainGetPerfEvents(
        domain: virDomainPtr,
        params: *mut virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Turns counters of the host's CPUs on or off for a domain.
    ///
    /// @param domain a domain
    /// @param params VIR_PERF_PARAM_ parameters
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
    pub fn virDomainSetPerfEvents(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;
}
