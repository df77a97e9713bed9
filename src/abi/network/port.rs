//! The ports of virtual networks.

use super::super::common::params::virTypedParameterPtr;
use super::super::entry::Area;
use super::super::objects::NetworkPort;
use super::{virNetworkPortPtr, virNetworkPtr};
use crate::error::virErrorDomain;
use std::ffi::{c_char, c_int, c_uchar, c_uint};

const HERE: Area = Area(virErrorDomain::VIR_FROM_NETWORK);

/// Tells which network a port belongs to.
///
/// @param port a network port
/// @return the network, without a reference of its own; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNetworkPortGetNetwork(port: virNetworkPortPtr) -> virNetworkPtr {
    HERE.call("virNetworkPortGetNetwork", |call| {
        Ok(call.object::<NetworkPort>(port)?.owner().pointer())
    })
}

/// Tells a network port's UUID.
///
/// @param port a network port
/// @param uuid room for VIR_UUID_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNetworkPortGetUUID(
    port: virNetworkPortPtr,
    uuid: *mut c_uchar,
) -> c_int {
    HERE.call("virNetworkPortGetUUID", |call| {
        let uuid_of_it = call.object::<NetworkPort>(port)?.uuid;
        // SAFETY: NULL or room for VIR_UUID_BUFLEN bytes, as C promises.
        unsafe { call.write_uuid("uuid", uuid, uuid_of_it) }
    })
}

/// Tells a network port's UUID as a string.
///
/// @param port a network port
/// @param buf room for VIR_UUID_STRING_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNetworkPortGetUUIDString(
    port: virNetworkPortPtr,
    buf: *mut c_char,
) -> c_int {
    HERE.call("virNetworkPortGetUUIDString", |call| {
        let uuid = call.object::<NetworkPort>(port)?.uuid;
        // SAFETY: NULL or room for VIR_UUID_STRING_BUFLEN bytes, as C promises.
        unsafe { call.write_uuid_string("buf", buf, uuid) }
    })
}

/// Gives back a reference to a network port's handle. The port stays as it is.
///
/// @param port a network port
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNetworkPortFree(port: virNetworkPortPtr) -> c_int {
    HERE.call("virNetworkPortFree", |call| {
        call.release::<NetworkPort>(port).map(|_| ())
    })
}

/// Adds a reference to a network port's handle, for which virNetworkPortFree() has to be called once more.
///
/// @param port a network port
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNetworkPortRef(port: virNetworkPortPtr) -> c_int {
    HERE.call("virNetworkPortRef", |call| call.retain::<NetworkPort>(port))
}

#[oxivirt_derive::unserved(VIR_FROM_NETWORK)]
unsafe extern "C" {
    /// Finds a network port by its UUID.
    ///
    /// @param net a network
    /// @param uuid its UUID, VIR_UUID_BUFLEN bytes
    /// @return a handle to give to virNetworkPortFree(), or NULL if it failed
    #[check(net: handle, not_null(uuid))]
    pub fn virNetworkPortLookupByUUID(
        net: virNetworkPtr,
        uuid: *const c_uchar,
    ) -> virNetworkPortPtr;

    /// Finds a network port by its UUID as a string.
    ///
    /// @param net a network
    /// @param uuidstr its UUID as a string
    /// @return a handle to give to virNetworkPortFree(), or NULL if it failed
    #[check(net: handle, not_null(uuidstr), uuid(uuidstr))]
    pub fn virNetworkPortLookupByUUIDString(
        net: virNetworkPtr,
        uuidstr: *const c_char,
    ) -> virNetworkPortPtr;

    /// Makes a network port.
    ///
    /// @param net a network
    /// @param xmldesc an XML document
    /// @param flags of virNetworkPortCreateFlags
    /// @return a handle to give to virNetworkPortFree(), or NULL if it failed
    #[check(net: handle, not_null(xmldesc), writable)]
    pub fn virNetworkPortCreateXML(
        net: virNetworkPtr,
        xmldesc: *const c_char,
        flags: c_uint,
    ) -> virNetworkPortPtr;

    /// Tells a network port's document.
    ///
    /// @param port a network port
    /// @param flags 0
    /// @return an XML document to free, or NULL if it failed
    #[check(port: handle)]
    pub fn virNetworkPortGetXMLDesc(port: virNetworkPortPtr, flags: c_uint) -> *mut c_char;

    /// Changes the limits of a network port's traffic.
    ///
    /// @param port a network port
    /// @param params what to change, by VIR_NETWORK_PORT_BANDWIDTH_...
    /// @param nparams how many
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(port: handle, writable)]
    pub fn virNetworkPortSetParameters(
        port: virNetworkPortPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells the limits of a network port's traffic.
    ///
    /// @param port a network port
    /// @param params where to put an array of parameters, to give to virTypedParamsFree()
    /// @param nparams where to put how many there are
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(port: handle)]
    pub fn virNetworkPortGetParameters(
        port: virNetworkPortPtr,
        params: *mut virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Removes a network port.
    ///
    /// @param port a network port
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(port: handle, writable)]
    pub fn virNetworkPortDelete(port: virNetworkPortPtr, flags: c_uint) -> c_int;

    /// Lists the ports of a network.
    ///
    /// @param network a network
    /// @param ports where to put an array of handles, to give each to virNetworkPortFree() and then free the
    /// array; NULL to count only
    /// @param flags 0
    /// @return the number, or -1 if it failed
    #[check(network: handle)]
    pub fn virNetworkListAllPorts(
        network: virNetworkPtr,
        ports: *mut *mut virNetworkPortPtr,
        flags: c_uint,
    ) -> c_int;
}
