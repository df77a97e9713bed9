//! Network interfaces of the host and their configuration.

pub mod constants;

use super::entry::Area;
use super::host::virConnectPtr;
use super::objects::Interface;
use crate::error::virErrorDomain;
use std::ffi::{c_char, c_int, c_uint};

/// A network interface of the host with its configuration. Opaque.
pub struct _virInterface {
    _opaque: [u8; 0],
}

/// A network interface of the host with its configuration. Opaque.
pub type virInterface = _virInterface;

/// A handle of a host's interface.
pub type virInterfacePtr = *mut virInterface;

const HERE: Area = Area(virErrorDomain::VIR_FROM_INTERFACE);

/// Tells which connection an interface belongs to.
///
/// @param iface an interface
/// @return the connection, without a reference of its own; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virInterfaceGetConnect(iface: virInterfacePtr) -> virConnectPtr {
    HERE.call("virInterfaceGetConnect", |call| {
        Ok(call.object::<Interface>(iface)?.owner().pointer())
    })
}

/// Tells an interface's name.
///
/// @param iface an interface
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virInterfaceGetName(iface: virInterfacePtr) -> *const c_char {
    HERE.call("virInterfaceGetName", |call| {
        Ok(call.object::<Interface>(iface)?.name.as_ptr())
    })
}

/// Tells an interface's MAC address as a string.
///
/// @param iface an interface
/// @return the address, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virInterfaceGetMACString(iface: virInterfacePtr) -> *const c_char {
    HERE.call("virInterfaceGetMACString", |call| {
        Ok(call.object::<Interface>(iface)?.mac.as_ptr())
    })
}

/// Adds a reference to an interface's handle, for which virInterfaceFree() has to be called once more.
///
/// @param iface an interface
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virInterfaceRef(iface: virInterfacePtr) -> c_int {
    HERE.call("virInterfaceRef", |call| call.retain::<Interface>(iface))
}

/// Gives back a reference to an interface's handle. The interface stays as it is.
///
/// @param iface an interface
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virInterfaceFree(iface: virInterfacePtr) -> c_int {
    HERE.call("virInterfaceFree", |call| {
        call.release::<Interface>(iface).map(|_| ())
    })
}

#[oxivirt_derive::unserved(VIR_FROM_INTERFACE)]
unsafe extern "C" {
    /// Counts the host's interfaces that are up.
    ///
    /// @param conn a connection
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectNumOfInterfaces(conn: virConnectPtr) -> c_int;

    /// Lists the names of the host's interfaces that are up.
    ///
    /// @param conn a connection
    /// @param names room for the names, to free each
    /// @param maxnames how many there is room for
    /// @return how many names were written, or -1 if it failed
    #[check(conn: handle, not_negative(maxnames), not_null_if(maxnames, names))]
    pub fn virConnectListInterfaces(
        conn: virConnectPtr,
        names: *mut *mut c_char,
        maxnames: c_int,
    ) -> c_int;

    /// Counts the host's interfaces that are configured and down.
    ///
    /// @param conn a connection
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectNumOfDefinedInterfaces(conn: virConnectPtr) -> c_int;

    /// Lists the names of the host's interfaces that are configured and down.
    ///
    /// @param conn a connection
    /// @param names room for the names, to free each
    /// @param maxnames how many there is room for
    /// @return how many names were written, or -1 if it failed
    #[check(conn: handle, not_negative(maxnames), not_null_if(maxnames, names))]
    pub fn virConnectListDefinedInterfaces(
        conn: virConnectPtr,
        names: *mut *mut c_char,
        maxnames: c_int,
    ) -> c_int;

    /// Lists the host's interfaces.
    ///
    /// @param conn a connection
    /// @param ifaces where to put an array of handles, to give each to virInterfaceFree() and then free the
    /// array; NULL to count only
    /// @param flags of virConnectListAllInterfacesFlags
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectListAllInterfaces(
        conn: virConnectPtr,
        ifaces: *mut *mut virInterfacePtr,
        flags: c_uint,
    ) -> c_int;

    /// Finds an interface of the host by its name.
    ///
    /// @param conn a connection
    /// @param name its name
    /// @return a handle to give to virInterfaceFree(), or NULL if it failed
    #[check(conn: handle, not_null(name))]
    pub fn virInterfaceLookupByName(conn: virConnectPtr, name: *const c_char) -> virInterfacePtr;

    /// Finds an interface of the host by its MAC address.
    ///
    /// @param conn a connection
    /// @param macstr the address as a string
    /// @return a handle to give to virInterfaceFree(), or NULL if it failed
    #[check(conn: handle, not_null(macstr))]
    pub fn virInterfaceLookupByMACString(
        conn: virConnectPtr,
        macstr: *const c_char,
    ) -> virInterfacePtr;

    /// Tells an interface's document.
    ///
    /// @param iface an interface
    /// @param flags of virInterfaceXMLFlags
    /// @return an XML document to free, or NULL if it failed
    #[check(iface: handle)]
    pub fn virInterfaceGetXMLDesc(iface: virInterfacePtr, flags: c_uint) -> *mut c_char;

    /// Configures an interface of the host, or changes its configuration.
    ///
    /// @param conn a connection
    /// @param xml an XML document
    /// @param flags of virInterfaceDefineFlags
    /// @return a handle to give to virInterfaceFree(), or NULL if it failed
    #[check(conn: handle, writable, not_null(xml))]
    pub fn virInterfaceDefineXML(
        conn: virConnectPtr,
        xml: *const c_char,
        flags: c_uint,
    ) -> virInterfacePtr;

    /// Removes the configuration of an interface of the host.
    ///
    /// @param iface an interface
    /// @return 0, or -1 if it failed
    #[check(iface: handle, writable)]
    pub fn virInterfaceUndefine(iface: virInterfacePtr) -> c_int;

    /// Brings an interface of the host up.
    ///
    /// @param iface an interface
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(iface: handle, writable)]
    pub fn virInterfaceCreate(iface: virInterfacePtr, flags: c_uint) -> c_int;

    /// Takes an interface of the host down.
    ///
    /// @param iface an interface
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(iface: handle, writable)]
    pub fn virInterfaceDestroy(iface: virInterfacePtr, flags: c_uint) -> c_int;

    /// Remembers the configuration of the host's interfaces, for virInterfaceChangeRollback().
    ///
    /// @param conn a connection
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(conn: handle, writable)]
    pub fn virInterfaceChangeBegin(conn: virConnectPtr, flags: c_uint) -> c_int;

    /// Keeps what was changed since virInterfaceChangeBegin().
    ///
    /// @param conn a connection
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(conn: handle, writable)]
    pub fn virInterfaceChangeCommit(conn: virConnectPtr, flags: c_uint) -> c_int;

    /// Goes back to the configuration that virInterfaceChangeBegin() remembered.
    ///
    /// @param conn a connection
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(conn: handle, writable)]
    pub fn virInterfaceChangeRollback(conn: virConnectPtr, flags: c_uint) -> c_int;

    /// Tells whether an interface of the host is up.
    ///
    /// @param iface an interface
    /// @return 1 or 0, or -1 if it failed
    #[check(iface: handle)]
    pub fn virInterfaceIsActive(iface: virInterfacePtr) -> c_int;
}
