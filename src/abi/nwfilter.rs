//! Network filters and their bindings to interfaces.

pub mod constants;

use super::entry::Area;
use super::host::virConnectPtr;
use super::objects::{NWFilter, NWFilterBinding};
use crate::error::virErrorDomain;
use std::ffi::{c_char, c_int, c_uchar, c_uint};

/// A filter for the traffic of guests' interfaces. Opaque.
pub struct _virNWFilter {
    _opaque: [u8; 0],
}

/// A filter for the traffic of guests' interfaces. Opaque.
pub type virNWFilter = _virNWFilter;

/// A handle of a network filter.
pub type virNWFilterPtr = *mut virNWFilter;

/// A network filter at work on one interface. Opaque.
pub struct _virNWFilterBinding {
    _opaque: [u8; 0],
}

/// A network filter at work on one interface. Opaque.
pub type virNWFilterBinding = _virNWFilterBinding;

/// A handle of a network filter's binding.
pub type virNWFilterBindingPtr = *mut virNWFilterBinding;

const HERE: Area = Area(virErrorDomain::VIR_FROM_NWFILTER);

/// Adds a reference to a network filter's handle, for which virNWFilterFree() has to be called once more.
///
/// @param nwfilter a network filter
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNWFilterRef(nwfilter: virNWFilterPtr) -> c_int {
    HERE.call("virNWFilterRef", |call| call.retain::<NWFilter>(nwfilter))
}

/// Gives back a reference to a network filter's handle. The filter stays as it is.
///
/// @param nwfilter a network filter
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNWFilterFree(nwfilter: virNWFilterPtr) -> c_int {
    HERE.call("virNWFilterFree", |call| {
        call.release::<NWFilter>(nwfilter).map(|_| ())
    })
}

/// Tells a network filter's name.
///
/// @param nwfilter a network filter
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNWFilterGetName(nwfilter: virNWFilterPtr) -> *const c_char {
    HERE.call("virNWFilterGetName", |call| {
        Ok(call.object::<NWFilter>(nwfilter)?.name.as_ptr())
    })
}

/// Tells a network filter's UUID.
///
/// @param nwfilter a network filter
/// @param uuid room for VIR_UUID_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNWFilterGetUUID(nwfilter: virNWFilterPtr, uuid: *mut c_uchar) -> c_int {
    HERE.call("virNWFilterGetUUID", |call| {
        let uuid_of_it = call.object::<NWFilter>(nwfilter)?.uuid;
        // SAFETY: NULL or room for VIR_UUID_BUFLEN bytes, as C promises.
        unsafe { call.write_uuid("uuid", uuid, uuid_of_it) }
    })
}

/// Tells a network filter's UUID as a string.
///
/// @param nwfilter a network filter
/// @param buf room for VIR_UUID_STRING_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNWFilterGetUUIDString(
    nwfilter: virNWFilterPtr,
    buf: *mut c_char,
) -> c_int {
    HERE.call("virNWFilterGetUUIDString", |call| {
        let uuid = call.object::<NWFilter>(nwfilter)?.uuid;
        // SAFETY: NULL or room for VIR_UUID_STRING_BUFLEN bytes, as C promises.
        unsafe { call.write_uuid_string("buf", buf, uuid) }
    })
}

/// Tells the name of the interface that a binding is about.
///
/// @param binding a binding
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNWFilterBindingGetPortDev(binding: virNWFilterBindingPtr) -> *const c_char {
    HERE.call("virNWFilterBindingGetPortDev", |call| {
        Ok(call.object::<NWFilterBinding>(binding)?.port_dev.as_ptr())
    })
}

/// Tells the name of the network filter that a binding is about.
///
/// @param binding a binding
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNWFilterBindingGetFilterName(binding: virNWFilterBindingPtr) -> *const c_char {
    HERE.call("virNWFilterBindingGetFilterName", |call| {
        Ok(call
            .object::<NWFilterBinding>(binding)?
            .filter_name
            .as_ptr())
    })
}

/// Adds a reference to a binding's handle, for which virNWFilterBindingFree() has to be called once more.
///
/// @param binding a binding
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNWFilterBindingRef(binding: virNWFilterBindingPtr) -> c_int {
    HERE.call("virNWFilterBindingRef", |call| {
        call.retain::<NWFilterBinding>(binding)
    })
}

/// Gives back a reference to a binding's handle. The binding stays as it is.
///
/// @param binding a binding
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNWFilterBindingFree(binding: virNWFilterBindingPtr) -> c_int {
    HERE.call("virNWFilterBindingFree", |call| {
        call.release::<NWFilterBinding>(binding).map(|_| ())
    })
}

#[oxivirt_derive::unserved(VIR_FROM_NWFILTER)]
unsafe extern "C" {
    /// Counts the network filters.
    ///
    /// @param conn a connection
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectNumOfNWFilters(conn: virConnectPtr) -> c_int;

    /// Lists the names of the network filters.
    ///
    /// @param conn a connection
    /// @param names room for the names, to free each
    /// @param maxnames how many there is room for
    /// @return how many names were written, or -1 if it failed
    #[check(conn: handle, not_negative(maxnames), not_null_if(maxnames, names))]
    pub fn virConnectListNWFilters(
        conn: virConnectPtr,
        names: *mut *mut c_char,
        maxnames: c_int,
    ) -> c_int;

    /// Lists the network filters.
    ///
    /// @param conn a connection
    /// @param filters where to put an array of handles, to give each to virNWFilterFree() and then free the
    /// array; NULL to count only
    /// @param flags 0
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectListAllNWFilters(
        conn: virConnectPtr,
        filters: *mut *mut virNWFilterPtr,
        flags: c_uint,
    ) -> c_int;

    /// Finds a network filter by its name.
    ///
    /// @param conn a connection
    /// @param name its name
    /// @return a handle to give to virNWFilterFree(), or NULL if it failed
    #[check(conn: handle, not_null(name))]
    pub fn virNWFilterLookupByName(conn: virConnectPtr, name: *const c_char) -> virNWFilterPtr;

    /// Finds a network filter by its UUID.
    ///
    /// @param conn a connection
    /// @param uuid its UUID, VIR_UUID_BUFLEN bytes
    /// @return a handle to give to virNWFilterFree(), or NULL if it failed
    #[check(conn: handle, not_null(uuid))]
    pub fn virNWFilterLookupByUUID(conn: virConnectPtr, uuid: *const c_uchar) -> virNWFilterPtr;

    /// Finds a network filter by its UUID as a string.
    ///
    /// @param conn a connection
    /// @param uuidstr its UUID as a string
    /// @return a handle to give to virNWFilterFree(), or NULL if it failed
    #[check(conn: handle, not_null(uuidstr), uuid(uuidstr))]
    pub fn virNWFilterLookupByUUIDString(
        conn: virConnectPtr,
        uuidstr: *const c_char,
    ) -> virNWFilterPtr;

    /// Defines a network filter, or changes the definition that has this name and UUID.
    ///
    /// @param conn a connection
    /// @param xmlDesc an XML document
    /// @return a handle to give to virNWFilterFree(), or NULL if it failed
    #[check(conn: handle, not_null(xmlDesc), writable)]
    pub fn virNWFilterDefineXML(conn: virConnectPtr, xmlDesc: *const c_char) -> virNWFilterPtr;

    /// Defines a network filter, or changes the definition that has this name and UUID.
    ///
    /// @param conn a connection
    /// @param xmlDesc an XML document
    /// @param flags of virNWFilterDefineFlags
    /// @return a handle to give to virNWFilterFree(), or NULL if it failed
    #[check(conn: handle, not_null(xmlDesc), writable)]
    pub fn virNWFilterDefineXMLFlags(
        conn: virConnectPtr,
        xmlDesc: *const c_char,
        flags: c_uint,
    ) -> virNWFilterPtr;

    /// Forgets a network filter that nothing uses.
    ///
    /// @param nwfilter a network filter
    /// @return 0, or -1 if it failed
    #[check(nwfilter: handle, writable)]
    pub fn virNWFilterUndefine(nwfilter: virNWFilterPtr) -> c_int;

    /// Tells a network filter's document.
    ///
    /// @param nwfilter a network filter
    /// @param flags 0
    /// @return an XML document to free, or NULL if it failed
    #[check(nwfilter: handle)]
    pub fn virNWFilterGetXMLDesc(nwfilter: virNWFilterPtr, flags: c_uint) -> *mut c_char;

    /// Finds the binding of a network filter to an interface.
    ///
    /// @param conn a connection
    /// @param portdev the name of the interface on the host
    /// @return a handle to give to virNWFilterBindingFree(), or NULL if it failed
    #[check(conn: handle, not_null(portdev))]
    pub fn virNWFilterBindingLookupByPortDev(
        conn: virConnectPtr,
        portdev: *const c_char,
    ) -> virNWFilterBindingPtr;

    /// Lists the bindings of network filters.
    ///
    /// @param conn a connection
    /// @param bindings where to put an array of handles, to give each to virNWFilterBindingFree() and then free
    /// the array; NULL to count only
    /// @param flags 0
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectListAllNWFilterBindings(
        conn: virConnectPtr,
        bindings: *mut *mut virNWFilterBindingPtr,
        flags: c_uint,
    ) -> c_int;

    /// Binds a network filter to an interface.
    ///
    /// @param conn a connection
    /// @param xml an XML document
    /// @param flags of virNWFilterBindingCreateFlags
    /// @return a handle to give to virNWFilterBindingFree(), or NULL if it failed
    #[check(conn: handle, not_null(xml), writable)]
    pub fn virNWFilterBindingCreateXML(
        conn: virConnectPtr,
        xml: *const c_char,
        flags: c_uint,
    ) -> virNWFilterBindingPtr;

    /// Tells a binding's document.
    ///
    /// @param binding a binding
    /// @param flags 0
    /// @return an XML document to free, or NULL if it failed
    #[check(binding: handle)]
    pub fn virNWFilterBindingGetXMLDesc(
        binding: virNWFilterBindingPtr,
        flags: c_uint,
    ) -> *mut c_char;

    /// Takes a network filter from its interface.
    ///
    /// @param binding a binding
    /// @return 0, or -1 if it failed
    #[check(binding: handle, writable)]
    pub fn virNWFilterBindingDelete(binding: virNWFilterBindingPtr) -> c_int;
}
