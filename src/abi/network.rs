//! Virtual networks.

pub mod constants;
pub mod port;

use self::constants::{
    virConnectNetworkEventGenericCallback, virNetworkDHCPLeasePtr, virNetworkMetadataType,
    virNetworkUpdateFlags,
};
use super::common::virFreeCallback;
use super::entry::Area;
use super::host::virConnectPtr;
use super::objects::Network;
use crate::error::virErrorDomain;
use std::ffi::{c_char, c_int, c_uchar, c_uint, c_void};

/// A virtual network. Opaque.
pub struct _virNetwork {
    _opaque: [u8; 0],
}

/// A virtual network. Opaque.
pub type virNetwork = _virNetwork;

/// A handle of a virtual network.
pub type virNetworkPtr = *mut virNetwork;

/// A place where a guest's interface is plugged into a virtual network. Opaque.
pub struct _virNetworkPort {
    _opaque: [u8; 0],
}

/// A place where a guest's interface is plugged into a virtual network. Opaque.
pub type virNetworkPort = _virNetworkPort;

/// A handle of a network port.
pub type virNetworkPortPtr = *mut virNetworkPort;

const HERE: Area = Area(virErrorDomain::VIR_FROM_NETWORK);

/// Tells which connection a network belongs to.
///
/// @param net a network
/// @return the connection, without a reference of its own; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNetworkGetConnect(net: virNetworkPtr) -> virConnectPtr {
    HERE.call("virNetworkGetConnect", |call| {
        Ok(call.object::<Network>(net)?.owner().pointer())
    })
}

/// Adds a reference to a network's handle, for which virNetworkFree() has to be called once more.
///
/// @param network a network
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNetworkRef(network: virNetworkPtr) -> c_int {
    HERE.call("virNetworkRef", |call| call.retain::<Network>(network))
}

/// Gives back a reference to a network's handle. The network stays as it is.
///
/// @param network a network
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNetworkFree(network: virNetworkPtr) -> c_int {
    HERE.call("virNetworkFree", |call| {
        call.release::<Network>(network).map(|_| ())
    })
}

/// Tells a network's name.
///
/// @param network a network
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNetworkGetName(network: virNetworkPtr) -> *const c_char {
    HERE.call("virNetworkGetName", |call| {
        Ok(call.object::<Network>(network)?.name.as_ptr())
    })
}

/// Tells a network's UUID.
///
/// @param network a network
/// @param uuid room for VIR_UUID_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNetworkGetUUID(network: virNetworkPtr, uuid: *mut c_uchar) -> c_int {
    HERE.call("virNetworkGetUUID", |call| {
        let uuid_of_it = call.object::<Network>(network)?.uuid;
        // SAFETY: NULL or room for VIR_UUID_BUFLEN bytes, as C promises.
        unsafe { call.write_uuid("uuid", uuid, uuid_of_it) }
    })
}

/// Tells a network's UUID as a string.
///
/// @param network a network
/// @param buf room for VIR_UUID_STRING_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNetworkGetUUIDString(
    network: virNetworkPtr,
    buf: *mut c_char,
) -> c_int {
    HERE.call("virNetworkGetUUIDString", |call| {
        let uuid = call.object::<Network>(network)?.uuid;
        // SAFETY: NULL or room for VIR_UUID_STRING_BUFLEN bytes, as C promises.
        unsafe { call.write_uuid_string("buf", buf, uuid) }
    })
}

/// Frees a lease and what is in it.
///
/// @param lease a lease; may be NULL
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNetworkDHCPLeaseFree(lease: virNetworkDHCPLeasePtr) {
    if lease.is_null() {
        return;
    }
    // SAFETY: C promises that it is a lease of this library's, all of which comes from malloc.
    unsafe {
        let it = &*lease;
        for text in [
            it.iface,
            it.mac,
            it.iaid,
            it.ipaddr,
            it.hostname,
            it.clientid,
        ] {
            libc::free(text.cast());
        }
        libc::free(lease.cast());
    }
}

#[oxivirt_derive::unserved(VIR_FROM_NETWORK)]
unsafe extern "C" {
    /// Counts the networks that run.
    ///
    /// @param conn a connection
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectNumOfNetworks(conn: virConnectPtr) -> c_int;

    /// Lists the names of the networks that run.
    ///
    /// @param conn a connection
    /// @param names room for the names, to free each
    /// @param maxnames how many there is room for
    /// @return how many names were written, or -1 if it failed
    #[check(conn: handle, not_negative(maxnames), not_null_if(maxnames, names))]
    pub fn virConnectListNetworks(
        conn: virConnectPtr,
        names: *mut *mut c_char,
        maxnames: c_int,
    ) -> c_int;

    /// Counts the networks that are defined and do not run.
    ///
    /// @param conn a connection
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectNumOfDefinedNetworks(conn: virConnectPtr) -> c_int;

    /// Lists the names of the networks that are defined and do not run.
    ///
    /// @param conn a connection
    /// @param names room for the names, to free each
    /// @param maxnames how many there is room for
    /// @return how many names were written, or -1 if it failed
    #[check(conn: handle, not_negative(maxnames), not_null_if(maxnames, names))]
    pub fn virConnectListDefinedNetworks(
        conn: virConnectPtr,
        names: *mut *mut c_char,
        maxnames: c_int,
    ) -> c_int;

    /// Lists networks.
    ///
    /// @param conn a connection
    /// @param nets where to put an array of handles, to give each to virNetworkFree() and then free the array;
    /// NULL to count only
    /// @param flags of virConnectListAllNetworksFlags
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectListAllNetworks(
        conn: virConnectPtr,
        nets: *mut *mut virNetworkPtr,
        flags: c_uint,
    ) -> c_int;

    /// Finds a network by its name.
    ///
    /// @param conn a connection
    /// @param name its name
    /// @return a handle to give to virNetworkFree(), or NULL if it failed
    #[check(conn: handle, not_null(name))]
    pub fn virNetworkLookupByName(conn: virConnectPtr, name: *const c_char) -> virNetworkPtr;

    /// Finds a network by its UUID.
    ///
    /// @param conn a connection
    /// @param uuid its UUID, VIR_UUID_BUFLEN bytes
    /// @return a handle to give to virNetworkFree(), or NULL if it failed
    #[check(conn: handle, not_null(uuid))]
    pub fn virNetworkLookupByUUID(conn: virConnectPtr, uuid: *const c_uchar) -> virNetworkPtr;

    /// Finds a network by its UUID as a string.
    ///
    /// @param conn a connection
    /// @param uuidstr its UUID as a string
    /// @return a handle to give to virNetworkFree(), or NULL if it failed
    #[check(conn: handle, not_null(uuidstr), uuid(uuidstr))]
    pub fn virNetworkLookupByUUIDString(
        conn: virConnectPtr,
        uuidstr: *const c_char,
    ) -> virNetworkPtr;

    /// Starts a network that goes when it stops.
    ///
    /// @param conn a connection
    /// @param xmlDesc an XML document
    /// @return a handle to give to virNetworkFree(), or NULL if it failed
    #[check(conn: handle, not_null(xmlDesc), writable)]
    pub fn virNetworkCreateXML(conn: virConnectPtr, xmlDesc: *const c_char) -> virNetworkPtr;

    /// Starts a network that goes when it stops.
    ///
    /// @param conn a connection
    /// @param xmlDesc an XML document
    /// @param flags of virNetworkCreateFlags
    /// @return a handle to give to virNetworkFree(), or NULL if it failed
    #[check(conn: handle, not_null(xmlDesc), writable)]
    pub fn virNetworkCreateXMLFlags(
        conn: virConnectPtr,
        xmlDesc: *const c_char,
        flags: c_uint,
    ) -> virNetworkPtr;

    /// Defines a network, or changes the definition that has this name and UUID.
    ///
    /// @param conn a connection
    /// @param xml an XML document
    /// @return a handle to give to virNetworkFree(), or NULL if it failed
    #[check(conn: handle, writable, not_null(xml))]
    pub fn virNetworkDefineXML(conn: virConnectPtr, xml: *const c_char) -> virNetworkPtr;

    /// Defines a network, or changes the definition that has this name and UUID.
    ///
    /// @param conn a connection
    /// @param xml an XML document
    /// @param flags of virNetworkDefineFlags
    /// @return a handle to give to virNetworkFree(), or NULL if it failed
    #[check(conn: handle, writable, not_null(xml))]
    pub fn virNetworkDefineXMLFlags(
        conn: virConnectPtr,
        xml: *const c_char,
        flags: c_uint,
    ) -> virNetworkPtr;

    /// Forgets a network's definition. A network that runs goes when it stops.
    ///
    /// @param network a network
    /// @return 0, or -1 if it failed
    #[check(network: handle, writable)]
    pub fn virNetworkUndefine(network: virNetworkPtr) -> c_int;

    /// Changes part of a network's definition.
    ///
    /// @param network a network
    /// @param command a virNetworkUpdateCommand
    /// @param section a virNetworkUpdateSection
    /// @param parentIndex which of several parents, counted from 0; -1 to let it be found
    /// @param xml the element
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

    /// Starts a network that is defined.
    ///
    /// @param network a network
    /// @return 0, or -1 if it failed
    #[check(network: handle, writable)]
    pub fn virNetworkCreate(network: virNetworkPtr) -> c_int;

    /// Stops a network.
    ///
    /// @param network a network
    /// @return 0, or -1 if it failed
    #[check(network: handle, writable)]
    pub fn virNetworkDestroy(network: virNetworkPtr) -> c_int;

    /// Tells a network's document.
    ///
    /// @param network a network
    /// @param flags of virNetworkXMLFlags
    /// @return an XML document to free, or NULL if it failed
    #[check(network: handle)]
    pub fn virNetworkGetXMLDesc(network: virNetworkPtr, flags: c_uint) -> *mut c_char;

    /// Tells the name of a network's bridge.
    ///
    /// @param network a network
    /// @return a name to free, or NULL if it failed or there is none
    #[check(network: handle)]
    pub fn virNetworkGetBridgeName(network: virNetworkPtr) -> *mut c_char;

    /// Tells whether a network starts with the host.
    ///
    /// @param network a network
    /// @param autostart where to put 1 or 0
    /// @return 0, or -1 if it failed
    #[check(network: handle, not_null(autostart))]
    pub fn virNetworkGetAutostart(network: virNetworkPtr, autostart: *mut c_int) -> c_int;

    /// Says whether a network is to start with the host.
    ///
    /// @param network a network
    /// @param autostart 0 for no, anything else for yes
    /// @return 0, or -1 if it failed
    #[check(network: handle, writable)]
    pub fn virNetworkSetAutostart(network: virNetworkPtr, autostart: c_int) -> c_int;

    /// Tells whether a network runs.
    ///
    /// @param net a network
    /// @return 1 or 0, or -1 if it failed
    #[check(net: handle)]
    pub fn virNetworkIsActive(net: virNetworkPtr) -> c_int;

    /// Tells whether a network is defined, so that it stays when it stops.
    ///
    /// @param net a network
    /// @return 1 or 0, or -1 if it failed
    #[check(net: handle)]
    pub fn virNetworkIsPersistent(net: virNetworkPtr) -> c_int;

    /// Lists the addresses that a network's DHCP server gave away.
    ///
    /// @param network a network
    /// @param mac only those of this MAC address; NULL for all
    /// @param leases where to put an array of leases, to give each to virNetworkDHCPLeaseFree() and then free the
    /// array; NULL to count only
    /// @param flags 0
    /// @return the number, or -1 if it failed
    #[check(network: handle)]
    pub fn virNetworkGetDHCPLeases(
        network: virNetworkPtr,
        mac: *const c_char,
        leases: *mut *mut virNetworkDHCPLeasePtr,
        flags: c_uint,
    ) -> c_int;

    /// Has a function called when something happens to a network, or to any. An event loop has to run.
    ///
    /// @param conn a connection
    /// @param net a network, or NULL for all
    /// @param eventID a virNetworkEventID
    /// @param cb the function, cast by VIR_NETWORK_EVENT_CALLBACK()
    /// @param opaque given to it
    /// @param freecb (optional) called with `opaque` once it is not needed any more; may be NULL
    /// @return an id for virConnectNetworkEventDeregisterAny(), or -1 if it failed
    #[check(conn: handle, net: optional_handle, same_connection(conn, net), not_null(cb), not_negative(eventID), below(eventID, 2))]
    pub fn virConnectNetworkEventRegisterAny(
        conn: virConnectPtr,
        net: virNetworkPtr,
        eventID: c_int,
        cb: virConnectNetworkEventGenericCallback,
        opaque: *mut c_void,
        freecb: virFreeCallback,
    ) -> c_int;

    /// Ends what virConnectNetworkEventRegisterAny() began.
    ///
    /// @param conn a connection
    /// @param callbackID the id that it returned
    /// @return 0, or -1 if it failed
    #[check(conn: handle, not_negative(callbackID))]
    pub fn virConnectNetworkEventDeregisterAny(conn: virConnectPtr, callbackID: c_int) -> c_int;

    /// Changes one piece of a network's metadata.
    ///
    /// @param network a network
    /// @param type a virNetworkMetadataType
    /// @param metadata the text, or the element as XML; NULL removes it
    /// @param key the prefix to write an element with; NULL for the other types
    /// @param uri an element's namespace; NULL for the other types
    /// @param flags of virNetworkUpdateFlags
    /// @return 0, or -1 if it failed
    #[check(network: handle, writable, when(r#type, virNetworkMetadataType::VIR_NETWORK_METADATA_TITLE, one_line(metadata)), when(r#type, virNetworkMetadataType::VIR_NETWORK_METADATA_TITLE, null(uri), null(key)), when(r#type, virNetworkMetadataType::VIR_NETWORK_METADATA_DESCRIPTION, null(uri), null(key)), when(r#type, virNetworkMetadataType::VIR_NETWORK_METADATA_ELEMENT, not_null(uri), not_null_if(key, metadata)))]
    pub fn virNetworkSetMetadata(
        network: virNetworkPtr,
        r#type: c_int,
        metadata: *const c_char,
        key: *const c_char,
        uri: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Tells one piece of a network's metadata.
    ///
    /// @param network a network
    /// @param type a virNetworkMetadataType
    /// @param uri an element's namespace; NULL for the other types
    /// @param flags of virNetworkUpdateFlags, not both
    /// @return a text to free, or NULL if it failed
    #[check(network: handle, exclusive(flags, virNetworkUpdateFlags::VIR_NETWORK_UPDATE_AFFECT_LIVE, virNetworkUpdateFlags::VIR_NETWORK_UPDATE_AFFECT_CONFIG), when(r#type, virNetworkMetadataType::VIR_NETWORK_METADATA_TITLE, null(uri)), when(r#type, virNetworkMetadataType::VIR_NETWORK_METADATA_DESCRIPTION, null(uri)), when(r#type, virNetworkMetadataType::VIR_NETWORK_METADATA_ELEMENT, not_null(uri)))]
    pub fn virNetworkGetMetadata(
        network: virNetworkPtr,
        r#type: c_int,
        uri: *const c_char,
        flags: c_uint,
    ) -> *mut c_char;
}
