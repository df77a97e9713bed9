//! Devices of the host.

pub mod constants;

use self::constants::virConnectNodeDeviceEventGenericCallback;
use super::common::virFreeCallback;
use super::entry::Area;
use super::host::virConnectPtr;
use super::objects::NodeDevice;
use crate::error::virErrorDomain;
use std::ffi::{c_char, c_int, c_uint, c_void};

/// A device of the host. Opaque.
pub struct _virNodeDevice {
    _opaque: [u8; 0],
}

/// A device of the host. Opaque.
pub type virNodeDevice = _virNodeDevice;

/// A handle of a device of the host.
pub type virNodeDevicePtr = *mut virNodeDevice;

const HERE: Area = Area(virErrorDomain::VIR_FROM_NODEDEV);

/// Tells a device's name.
///
/// @param dev a device
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNodeDeviceGetName(dev: virNodeDevicePtr) -> *const c_char {
    HERE.call("virNodeDeviceGetName", |call| {
        Ok(call.object::<NodeDevice>(dev)?.name.as_ptr())
    })
}

/// Adds a reference to a device's handle, for which virNodeDeviceFree() has to be called once more.
///
/// @param dev a device
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNodeDeviceRef(dev: virNodeDevicePtr) -> c_int {
    HERE.call("virNodeDeviceRef", |call| call.retain::<NodeDevice>(dev))
}

/// Gives back a reference to a device's handle. The device stays as it is.
///
/// @param dev a device
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNodeDeviceFree(dev: virNodeDevicePtr) -> c_int {
    HERE.call("virNodeDeviceFree", |call| {
        call.release::<NodeDevice>(dev).map(|_| ())
    })
}

/// Tells the name of the device that a device is attached to.
///
/// @param dev a device
/// @return the name, which belongs to the handle; NULL if it failed or there is none
#[unsafe(no_mangle)]
pub extern "C" fn virNodeDeviceGetParent(dev: virNodeDevicePtr) -> *const c_char {
    HERE.call("virNodeDeviceGetParent", |call| {
        match &call.object::<NodeDevice>(dev)?.parent {
            Some(parent) => Ok(parent.as_ptr()),
            None => call.unsupported(),
        }
    })
}

#[oxivirt_derive::unserved(VIR_FROM_NODEDEV)]
unsafe extern "C" {
    /// Counts the devices of the host.
    ///
    /// @param conn a connection
    /// @param cap only those that can do this, as "pci"; NULL for all
    /// @param flags 0
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virNodeNumOfDevices(conn: virConnectPtr, cap: *const c_char, flags: c_uint) -> c_int;

    /// Lists the names of the devices of the host.
    ///
    /// @param conn a connection
    /// @param cap only those that can do this, as "pci"; NULL for all
    /// @param names room for the names, to free each
    /// @param maxnames how many there is room for
    /// @param flags 0
    /// @return how many names were written, or -1 if it failed
    #[check(conn: handle, not_negative(maxnames), not_null_if(maxnames, names))]
    pub fn virNodeListDevices(
        conn: virConnectPtr,
        cap: *const c_char,
        names: *mut *mut c_char,
        maxnames: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Lists devices of the host.
    ///
    /// @param conn a connection
    /// @param devices where to put an array of handles, to give each to virNodeDeviceFree() and then free the
    /// array; NULL to count only
    /// @param flags of virConnectListAllNodeDeviceFlags
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectListAllNodeDevices(
        conn: virConnectPtr,
        devices: *mut *mut virNodeDevicePtr,
        flags: c_uint,
    ) -> c_int;

    /// Finds a device by its name.
    ///
    /// @param conn a connection
    /// @param name its name
    /// @return a handle to give to virNodeDeviceFree(), or NULL if it failed
    #[check(conn: handle, not_null(name))]
    pub fn virNodeDeviceLookupByName(conn: virConnectPtr, name: *const c_char) -> virNodeDevicePtr;

    /// Finds a Fibre Channel host adapter by its world wide names.
    ///
    /// @param conn a connection
    /// @param wwnn the name of its node
    /// @param wwpn the name of its port
    /// @param flags 0
    /// @return a handle to give to virNodeDeviceFree(), or NULL if it failed
    #[check(conn: handle, not_null(wwnn), not_null(wwpn))]
    pub fn virNodeDeviceLookupSCSIHostByWWN(
        conn: virConnectPtr,
        wwnn: *const c_char,
        wwpn: *const c_char,
        flags: c_uint,
    ) -> virNodeDevicePtr;

    /// Counts the kinds of thing that a device can do.
    ///
    /// @param dev a device
    /// @return the number, or -1 if it failed
    #[check(dev: handle)]
    pub fn virNodeDeviceNumOfCaps(dev: virNodeDevicePtr) -> c_int;

    /// Lists the kinds of thing that a device can do.
    ///
    /// @param dev a device
    /// @param names room for the names, to free each
    /// @param maxnames how many there is room for
    /// @return how many names were written, or -1 if it failed
    #[check(dev: handle, not_negative(maxnames), not_null_if(maxnames, names))]
    pub fn virNodeDeviceListCaps(
        dev: virNodeDevicePtr,
        names: *mut *mut c_char,
        maxnames: c_int,
    ) -> c_int;

    /// Tells a device's document.
    ///
    /// @param dev a device
    /// @param flags of virNodeDeviceXMLFlags
    /// @return an XML document to free, or NULL if it failed
    #[check(dev: handle)]
    pub fn virNodeDeviceGetXMLDesc(dev: virNodeDevicePtr, flags: c_uint) -> *mut c_char;

    /// Takes a device from the host's driver, so that a guest can have it; as virNodeDeviceDetachFlags() without
    /// a driver and flags.
    ///
    /// @param dev a device
    /// @return 0, or -1 if it failed
    #[check(dev: handle, writable)]
    pub fn virNodeDeviceDettach(dev: virNodeDevicePtr) -> c_int;

    /// Takes a device from the host's driver, so that a guest can have it.
    ///
    /// @param dev a device
    /// @param driverName the driver to give it to, as "vfio"; NULL for the usual one
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(dev: handle, writable)]
    pub fn virNodeDeviceDetachFlags(
        dev: virNodeDevicePtr,
        driverName: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Gives a device back to the host's driver.
    ///
    /// @param dev a device
    /// @return 0, or -1 if it failed
    #[check(dev: handle, writable)]
    pub fn virNodeDeviceReAttach(dev: virNodeDevicePtr) -> c_int;

    /// Resets a device that no driver of the host uses.
    ///
    /// @param dev a device
    /// @return 0, or -1 if it failed
    #[check(dev: handle, writable)]
    pub fn virNodeDeviceReset(dev: virNodeDevicePtr) -> c_int;

    /// Makes a device that goes with the host's next boot, as a virtual host adapter or a mediated device.
    ///
    /// @param conn a connection
    /// @param xmlDesc an XML document
    /// @param flags of virNodeDeviceCreateXMLFlags
    /// @return a handle to give to virNodeDeviceFree(), or NULL if it failed
    #[check(conn: handle, writable, not_null(xmlDesc))]
    pub fn virNodeDeviceCreateXML(
        conn: virConnectPtr,
        xmlDesc: *const c_char,
        flags: c_uint,
    ) -> virNodeDevicePtr;

    /// Removes a device that virNodeDeviceCreateXML() or virNodeDeviceCreate() made.
    ///
    /// @param dev a device
    /// @return 0, or -1 if it failed
    #[check(dev: handle, writable)]
    pub fn virNodeDeviceDestroy(dev: virNodeDevicePtr) -> c_int;

    /// Defines a device, to be made by virNodeDeviceCreate().
    ///
    /// @param conn a connection
    /// @param xmlDesc an XML document
    /// @param flags of virNodeDeviceDefineXMLFlags
    /// @return a handle to give to virNodeDeviceFree(), or NULL if it failed
    #[check(conn: handle, writable, not_null(xmlDesc))]
    pub fn virNodeDeviceDefineXML(
        conn: virConnectPtr,
        xmlDesc: *const c_char,
        flags: c_uint,
    ) -> virNodeDevicePtr;

    /// Forgets a device's definition.
    ///
    /// @param dev a device
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(dev: handle, writable)]
    pub fn virNodeDeviceUndefine(dev: virNodeDevicePtr, flags: c_uint) -> c_int;

    /// Makes a device that is defined.
    ///
    /// @param dev a device
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(dev: handle, writable)]
    pub fn virNodeDeviceCreate(dev: virNodeDevicePtr, flags: c_uint) -> c_int;

    /// Says whether a device is to be made when the host boots.
    ///
    /// @param dev a device
    /// @param autostart 0 for no, anything else for yes
    /// @return 0, or -1 if it failed
    #[check(dev: handle, writable)]
    pub fn virNodeDeviceSetAutostart(dev: virNodeDevicePtr, autostart: c_int) -> c_int;

    /// Tells whether a device is made when the host boots.
    ///
    /// @param dev a device
    /// @param autostart where to put 1 or 0
    /// @return 0, or -1 if it failed
    #[check(dev: handle)]
    pub fn virNodeDeviceGetAutostart(dev: virNodeDevicePtr, autostart: *mut c_int) -> c_int;

    /// Tells whether a device is defined.
    ///
    /// @param dev a device
    /// @return 1 or 0, or -1 if it failed
    #[check(dev: handle)]
    pub fn virNodeDeviceIsPersistent(dev: virNodeDevicePtr) -> c_int;

    /// Tells whether a device is there.
    ///
    /// @param dev a device
    /// @return 1 or 0, or -1 if it failed
    #[check(dev: handle)]
    pub fn virNodeDeviceIsActive(dev: virNodeDevicePtr) -> c_int;

    /// Changes a device, its definition, or both.
    ///
    /// @param dev a device
    /// @param xmlDesc an XML document
    /// @param flags of virNodeDeviceUpdateFlags
    /// @return 0, or -1 if it failed
    #[check(dev: handle, writable, not_null(xmlDesc))]
    pub fn virNodeDeviceUpdate(
        dev: virNodeDevicePtr,
        xmlDesc: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Has a function called when something happens to a device, or to any. An event loop has to run.
    ///
    /// @param conn a connection
    /// @param dev a device, or NULL for all
    /// @param eventID a virNodeDeviceEventID
    /// @param cb the function, cast by VIR_NODE_DEVICE_EVENT_CALLBACK()
    /// @param opaque given to it
    /// @param freecb (optional) called with `opaque` once it is not needed any more; may be NULL
    /// @return an id for virConnectNodeDeviceEventDeregisterAny(), or -1 if it failed
    #[check(conn: handle, dev: optional_handle, same_connection(conn, dev), not_null(cb), not_negative(eventID), below(eventID, 2))]
    pub fn virConnectNodeDeviceEventRegisterAny(
        conn: virConnectPtr,
        dev: virNodeDevicePtr,
        eventID: c_int,
        cb: virConnectNodeDeviceEventGenericCallback,
        opaque: *mut c_void,
        freecb: virFreeCallback,
    ) -> c_int;

    /// Ends what virConnectNodeDeviceEventRegisterAny() began.
    ///
    /// @param conn a connection
    /// @param callbackID the id that it returned
    /// @return 0, or -1 if it failed
    #[check(conn: handle, not_negative(callbackID))]
    pub fn virConnectNodeDeviceEventDeregisterAny(conn: virConnectPtr, callbackID: c_int) -> c_int;
}
