//! Domains.

pub mod agent;
pub mod block;
pub mod block_jobs;
pub mod changes;
pub mod confidential;
pub mod constants;
pub mod cpu;
pub mod definition;
pub mod devices;
mod dump;
pub mod event_callbacks;
pub(in crate::abi) mod event_calls;
pub mod event_types;
pub mod events;
pub mod figures;
pub mod guest_info_names;
pub mod guest_kinds;
mod job_calls;
pub mod jobs;
pub mod keys;
pub mod life;
pub mod listing;
mod macros;
pub mod memory;
pub mod migration;
pub mod more;
pub mod perf;
pub mod query;
pub mod save;
pub mod stats;
pub mod stats_names;
pub mod streams;
pub mod tunables;
pub mod typed_fields;

use super::entry::Area;
use super::handle::{self, Held};
use super::host::Connection;
use crate::driver::{DomainRef, Driver};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use std::ffi::{CString, c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort};
use std::sync::Arc;
use std::sync::atomic::AtomicI32;

/// A domain: a guest, or what is defined to become one. Opaque.
pub struct _virDomain {
    _opaque: [u8; 0],
}

/// A domain: a guest, or what is defined to become one. Opaque.
pub type virDomain = _virDomain;
/// A handle of a domain.
pub type virDomainPtr = *mut virDomain;

/// The main figures of a domain.
#[repr(C)]
pub struct _virDomainInfo {
    /// The virDomainState.
    pub state: c_uchar,
    /// The memory it may have, in KiB.
    pub maxMem: c_ulong,
    /// The memory it has, in KiB.
    pub memory: c_ulong,
    /// How many virtual CPUs it has.
    pub nrVirtCpu: c_ushort,
    /// The CPU time it has used, in nanoseconds.
    pub cpuTime: c_ulonglong,
}

/// The main figures of a domain.
pub type virDomainInfo = _virDomainInfo;
/// A pointer to a virDomainInfo.
pub type virDomainInfoPtr = *mut virDomainInfo;

/// Whether a guest can be controlled now.
#[repr(C)]
pub struct _virDomainControlInfo {
    /// The virDomainControlState.
    pub state: c_uint,
    /// The virDomainControlErrorReason if the state is an error, else 0.
    pub details: c_uint,
    /// For how long it has been in this state, in milliseconds.
    pub stateTime: c_ulonglong,
}

/// Whether a guest can be controlled now.
pub type virDomainControlInfo = _virDomainControlInfo;
/// A pointer to a virDomainControlInfo.
pub type virDomainControlInfoPtr = *mut virDomainControlInfo;

/// What a domain handle stands for.
pub(super) struct Domain {
    connection: Held<Connection>,
    /// Its own handle.
    address: usize,
    reference: DomainRef,
    name: CString,
    /// The id that it ran under when it was last heard of; -1 for none.
    id: AtomicI32,
}

impl Domain {
    pub(super) fn connection(&self) -> &Held<Connection> {
        &self.connection
    }

    pub(super) fn address(&self) -> usize {
        self.address
    }

    pub(super) fn driver(&self) -> &dyn Driver {
        self.connection.driver()
    }

    pub(super) fn reference(&self) -> &DomainRef {
        &self.reference
    }
}

/// A handle for a domain that the driver of `connection` told of.
pub(super) fn give(connection: &Arc<Connection>, reference: DomainRef) -> Result<virDomainPtr> {
    let connection = Held::new(connection, connection.address()).ok_or_else(|| {
        Error::new(
            virErrorNumber::VIR_ERR_INVALID_CONN,
            "the connection was closed meanwhile",
        )
    })?;
    let name = CString::new(reference.name.as_str())
        .map_err(|_| Error::internal("a domain's name holds a NUL byte"))?;
    let id = AtomicI32::new(reference.id.unwrap_or(-1));
    handle::give(|address| Domain {
        connection,
        address,
        reference,
        name,
        id,
    })
}

const HERE: Area = Area(virErrorDomain::VIR_FROM_DOMAIN);

/// Which of two exclusive flags is set.
fn either<F: bitflags::Flags + Copy>(flags: F, yes: F, no: F) -> Option<bool> {
    match (flags.contains(yes), flags.contains(no)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}
