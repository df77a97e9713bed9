//! Virtual networks and their ports.

use super::entry::Area;
use super::host::virConnectPtr;
use super::objects::Network;
use crate::error::virErrorDomain;
use std::ffi::{c_char, c_int, c_uchar, c_uint};

/// A virtual network. Opaque.
pub struct _virNetwork {
    _opaque: [u8; 0],
}

/// A virtual network. Opaque.
pub type virNetwork = _virNetwork;
/// A handle of a virtual network.
pub type virNetworkPtr = *mut virNetwork;

/// What joins a guest's interface to a network. Opaque.
pub struct _virNetworkPort {
    _opaque: [u8; 0],
}

/// What joins a guest's interface to a network. Opaque.
pub type virNetworkPort = _virNetworkPort;
/// A handle of a network's port.
pub type virNetworkPortPtr = *mut virNetworkPort;

const HERE: Area = Area(virErrorDomain::VIR_FROM_NETWORK);

/// Adds a reference to a network's handle.
///
/// @param network a network
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNetworkRef(network: virNetworkPtr) -> c_int {
    HERE.call("virNetworkRef", |call| call.retain::<Network>(network))
}

/// Takes a reference to a network's handle away; the last one frees it.
///
/// @param network a network
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNetworkFree(network: virNetworkPtr) -> c_int {
    HERE.call("virNetworkFree", |call| {
        call.release::<Network>(network).map(|_| ())
    })
}

/// Tells the name of a network.
///
/// @param network a network
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNetworkGetName(network: virNetworkPtr) -> *const c_char {
    HERE.call("virNetworkGetName", |call| {
        Ok(call.object::<Network>(network)?.name.as_ptr())
    })
}

/// Tells the connection that a network belongs to.
///
/// @param network a network
/// @return the connection without a reference of its own: it lives as long as the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNetworkGetConnect(network: virNetworkPtr) -> virConnectPtr {
    HERE.call("virNetworkGetConnect", |call| {
        Ok(call.object::<Network>(network)?.owner().pointer())
    })
}

#[oxivirt_derive::unserved(VIR_FROM_NETWORK)]
unsafe extern "C" {
    /// Finds a network by its name.
    ///
    /// @param conn a connection
    /// @param name the name
    /// @return a handle to give to virNetworkFree(), or NULL if it failed
    #[check(conn: handle, not_null(name))]
    pub fn virNetworkLookupByName(conn: virConnectPtr, name: *const c_char) -> virNetworkPtr;

    /// Finds a network by its UUID.
    ///
    /// @param conn a connection
    /// @param uuid the 16 bytes of the UUID
    /// @return a handle to give to virNetworkFree(), or NULL if it failed
    #[check(conn: handle, not_null(uuid))]
    pub fn virNetworkLookupByUUID(conn: virConnectPtr, uuid: *const c_uchar) -> virNetworkPtr;

    /// Changes a part of a network's document.
    ///
    /// @param network a network
    /// @param command a virNetworkUpdateCommand
    /// @param section the part: a virNetworkUpdateSection
    /// @param parentIndex which of several elements that hold such parts, counted from 0; -1 for any
    /// @param xml the part's element
    /// @param flags of virNetworkUpdateFlags
    /// @return 0, or -1 if it failed
    #[check(network: handle, writable, not_null(xml))]
    pub fn virNetworkUpdate(
        network: virNetworkPtr,
        command: c_uint,
        section: c_uint,
        parentIndex: c_int,
        xml: *const c_char,
        flags: c_uint,
    ) -> c_int;
}
