//! What handles of networks, storage pools, secrets and so on stand for.
//!
//! Each knows what C asks of a handle without asking a driver (names, UUIDs) and holds what it belongs to. No
//! driver makes any of them yet; when one does, it calls the `give` of its kind.

// Until drivers make them, only tests do.
#![allow(dead_code)]

use super::domain::Domain;
use super::handle::{self, Belongs, Handled, Held};
use super::host::Connection;
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result};
use std::ffi::{CString, c_int};
use std::sync::Arc;

/// A thing that belongs to a connection, or to another thing that does.
macro_rules! objects {
    ($($(#[$doc:meta])* $name:ident of $owner:ident { $($field:ident: $type:ty),* })*) => {$(
        $(#[$doc])*
        pub(super) struct $name {
            owner: Held<$owner>,
            /// Its own handle.
            address: usize,
            $(pub(super) $field: $type),*
        }

        impl $name {
            /// What it belongs to.
            pub(super) fn owner(&self) -> &Held<$owner> {
                &self.owner
            }

            pub(super) fn address(&self) -> usize {
                self.address
            }

            /// A handle for one that a driver told of.
            pub(super) fn give(owner: &Arc<$owner>, $($field: $type),*) -> Result<*mut <$name as Handled>::C> {
                let owner = held(owner, owner.address())?;
                handle::give(|address| $name { owner, address, $($field),* })
            }
        }

        impl Belongs for $name {
            fn connection_of(this: &Arc<Self>) -> Option<Arc<Connection>> {
                Belongs::connection_of(this.owner.arc())
            }
        }
    )*};
}

fn held<T: Handled>(owner: &Arc<T>, address: usize) -> Result<Held<T>> {
    let (code, domain) = T::KIND.invalid();
    Held::new(owner, address).ok_or_else(|| {
        let error = Error::new(code, "the handle was freed meanwhile");
        match domain {
            Some(domain) => error.from_domain(domain),
            None => error,
        }
    })
}

objects! {
    /// A checkpoint of a domain's disks.
    Checkpoint of Domain { name: CString }
    /// A virtual network.
    Network of Connection { name: CString, uuid: Uuid }
    /// What joins a guest's interface to a network.
    NetworkPort of Network { uuid: Uuid }
    StoragePool of Connection { name: CString, uuid: Uuid }
    /// A volume, with the name of its pool.
    StorageVol of Connection { pool: CString, name: CString, key: CString }
    NodeDevice of Connection { name: CString, parent: Option<CString> }
    Secret of Connection { uuid: Uuid, usage_type: c_int, usage_id: CString }
    /// A network interface of the host.
    Interface of Connection { name: CString, mac: CString }
    NWFilter of Connection { name: CString, uuid: Uuid }
    NWFilterBinding of Connection { port_dev: CString, filter_name: CString }
}
