//! What typed parameters were called before they became one type for all. New programs do not need these.

use crate::abi::common::params::VIR_TYPED_PARAM_FIELD_LENGTH;
use crate::abi::common::params::virTypedParameter;
use std::ffi::c_int;

/// The room for a name of virDomainBlockStatsFlags(). (Since: 0.9.5)
pub const VIR_DOMAIN_BLOCK_STATS_FIELD_LENGTH: c_int = VIR_TYPED_PARAM_FIELD_LENGTH;

/// The types of scheduler parameters: virTypedParameterType's.
#[repr(C)]
pub enum virSchedParameterType {
    /// An int. (Since: 0.2.3)
    VIR_DOMAIN_SCHED_FIELD_INT = 1,
    /// An unsigned int. (Since: 0.2.3)
    VIR_DOMAIN_SCHED_FIELD_UINT = 2,
    /// A long long. (Since: 0.2.3)
    VIR_DOMAIN_SCHED_FIELD_LLONG = 3,
    /// An unsigned long long. (Since: 0.2.3)
    VIR_DOMAIN_SCHED_FIELD_ULLONG = 4,
    /// A double. (Since: 0.2.3)
    VIR_DOMAIN_SCHED_FIELD_DOUBLE = 5,
    /// A char that is 0 or 1. (Since: 0.2.3)
    VIR_DOMAIN_SCHED_FIELD_BOOLEAN = 6,
}

/// The room for a scheduler parameter's name. (Since: 0.2.3)
pub const VIR_DOMAIN_SCHED_FIELD_LENGTH: c_int = VIR_TYPED_PARAM_FIELD_LENGTH;

/// A scheduler parameter. (Since: 0.2.3)
pub type virSchedParameter = virTypedParameter;
/// A pointer to a virSchedParameter. (Since: 0.2.3)
pub type virSchedParameterPtr = *mut virSchedParameter;

/// The types of the parameters of disk shares: virTypedParameterType's.
#[repr(C)]
pub enum virBlkioParameterType {
    /// An int. (Since: 0.9.0)
    VIR_DOMAIN_BLKIO_PARAM_INT = 1,
    /// An unsigned int. (Since: 0.9.0)
    VIR_DOMAIN_BLKIO_PARAM_UINT = 2,
    /// A long long. (Since: 0.9.0)
    VIR_DOMAIN_BLKIO_PARAM_LLONG = 3,
    /// An unsigned long long. (Since: 0.9.0)
    VIR_DOMAIN_BLKIO_PARAM_ULLONG = 4,
    /// A double. (Since: 0.9.0)
    VIR_DOMAIN_BLKIO_PARAM_DOUBLE = 5,
    /// A char that is 0 or 1. (Since: 0.9.0)
    VIR_DOMAIN_BLKIO_PARAM_BOOLEAN = 6,
}

/// The room for the name of a parameter of disk shares. (Since: 0.9.0)
pub const VIR_DOMAIN_BLKIO_FIELD_LENGTH: c_int = VIR_TYPED_PARAM_FIELD_LENGTH;

/// A parameter of disk shares. (Since: 0.9.0)
pub type virBlkioParameter = virTypedParameter;
/// A pointer to a virBlkioParameter. (Since: 0.9.0)
pub type virBlkioParameterPtr = *mut virBlkioParameter;

/// The types of the parameters of memory limits: virTypedParameterType's.
#[repr(C)]
pub enum virMemoryParameterType {
    /// An int. (Since: 0.8.5)
    VIR_DOMAIN_MEMORY_PARAM_INT = 1,
    /// An unsigned int. (Since: 0.8.5)
    VIR_DOMAIN_MEMORY_PARAM_UINT = 2,
    /// A long long. (Since: 0.8.5)
    VIR_DOMAIN_MEMORY_PARAM_LLONG = 3,
    /// An unsigned long long. (Since: 0.8.5)
    VIR_DOMAIN_MEMORY_PARAM_ULLONG = 4,
    /// A double. (Since: 0.8.5)
    VIR_DOMAIN_MEMORY_PARAM_DOUBLE = 5,
    /// A char that is 0 or 1. (Since: 0.8.5)
    VIR_DOMAIN_MEMORY_PARAM_BOOLEAN = 6,
}

/// The room for the name of a parameter of memory limits. (Since: 0.8.5)
pub const VIR_DOMAIN_MEMORY_FIELD_LENGTH: c_int = VIR_TYPED_PARAM_FIELD_LENGTH;

/// A parameter of memory limits. (Since: 0.8.5)
pub type virMemoryParameter = virTypedParameter;
/// A pointer to a virMemoryParameter. (Since: 0.8.5)
pub type virMemoryParameterPtr = *mut virMemoryParameter;
