//! Secrets: passwords and keys that domains and storage pools refer to.

pub mod constants;

use self::constants::virConnectSecretEventGenericCallback;
use super::common::virFreeCallback;
use super::entry::Area;
use super::host::virConnectPtr;
use super::objects::Secret;
use crate::error::virErrorDomain;
use libc::size_t;
use std::ffi::{c_char, c_int, c_uchar, c_uint, c_void};

/// A secret, as a password or a key, which domains and storage pools refer to. Opaque.
pub struct _virSecret {
    _opaque: [u8; 0],
}

/// A secret, as a password or a key, which domains and storage pools refer to. Opaque.
pub type virSecret = _virSecret;

/// A handle of a secret.
pub type virSecretPtr = *mut virSecret;

const HERE: Area = Area(virErrorDomain::VIR_FROM_SECRET);

/// Tells which connection a secret belongs to.
///
/// @param secret a secret
/// @return the connection, without a reference of its own; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virSecretGetConnect(secret: virSecretPtr) -> virConnectPtr {
    HERE.call("virSecretGetConnect", |call| {
        Ok(call.object::<Secret>(secret)?.owner().pointer())
    })
}

/// Tells a secret's UUID.
///
/// @param secret a secret
/// @param uuid room for VIR_UUID_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virSecretGetUUID(secret: virSecretPtr, uuid: *mut c_uchar) -> c_int {
    HERE.call("virSecretGetUUID", |call| {
        let uuid_of_it = call.object::<Secret>(secret)?.uuid;
        // SAFETY: NULL or room for VIR_UUID_BUFLEN bytes, as C promises.
        unsafe { call.write_uuid("uuid", uuid, uuid_of_it) }
    })
}

/// Tells a secret's UUID as a string.
///
/// @param secret a secret
/// @param buf room for VIR_UUID_STRING_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virSecretGetUUIDString(secret: virSecretPtr, buf: *mut c_char) -> c_int {
    HERE.call("virSecretGetUUIDString", |call| {
        let uuid = call.object::<Secret>(secret)?.uuid;
        // SAFETY: NULL or room for VIR_UUID_STRING_BUFLEN bytes, as C promises.
        unsafe { call.write_uuid_string("buf", buf, uuid) }
    })
}

/// Tells what kind of thing a secret is for.
///
/// @param secret a secret
/// @return a virSecretUsageType, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virSecretGetUsageType(secret: virSecretPtr) -> c_int {
    HERE.call("virSecretGetUsageType", |call| {
        Ok(call.object::<Secret>(secret)?.usage_type)
    })
}

/// Tells what of that kind a secret is for.
///
/// @param secret a secret
/// @return a text that belongs to the handle, or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virSecretGetUsageID(secret: virSecretPtr) -> *const c_char {
    HERE.call("virSecretGetUsageID", |call| {
        Ok(call.object::<Secret>(secret)?.usage_id.as_ptr())
    })
}

/// Adds a reference to a secret's handle, for which virSecretFree() has to be called once more.
///
/// @param secret a secret
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virSecretRef(secret: virSecretPtr) -> c_int {
    HERE.call("virSecretRef", |call| call.retain::<Secret>(secret))
}

/// Gives back a reference to a secret's handle. The secret stays as it is.
///
/// @param secret a secret
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virSecretFree(secret: virSecretPtr) -> c_int {
    HERE.call("virSecretFree", |call| {
        call.release::<Secret>(secret).map(|_| ())
    })
}

#[oxivirt_derive::unserved(VIR_FROM_SECRET)]
unsafe extern "C" {
    /// Counts the secrets.
    ///
    /// @param conn a connection
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectNumOfSecrets(conn: virConnectPtr) -> c_int;

    /// Lists the UUIDs of the secrets.
    ///
    /// @param conn a connection
    /// @param uuids room for the UUIDs as strings, to free each
    /// @param maxuuids how many there is room for
    /// @return how many were written, or -1 if it failed
    #[check(conn: handle, not_negative(maxuuids), not_null_if(maxuuids, uuids))]
    pub fn virConnectListSecrets(
        conn: virConnectPtr,
        uuids: *mut *mut c_char,
        maxuuids: c_int,
    ) -> c_int;

    /// Lists secrets.
    ///
    /// @param conn a connection
    /// @param secrets where to put an array of handles, to give each to virSecretFree() and then free the array;
    /// NULL to count only
    /// @param flags of virConnectListAllSecretsFlags
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectListAllSecrets(
        conn: virConnectPtr,
        secrets: *mut *mut virSecretPtr,
        flags: c_uint,
    ) -> c_int;

    /// Finds a secret by its UUID.
    ///
    /// @param conn a connection
    /// @param uuid its UUID, VIR_UUID_BUFLEN bytes
    /// @return a handle to give to virSecretFree(), or NULL if it failed
    #[check(conn: handle, not_null(uuid))]
    pub fn virSecretLookupByUUID(conn: virConnectPtr, uuid: *const c_uchar) -> virSecretPtr;

    /// Finds a secret by its UUID as a string.
    ///
    /// @param conn a connection
    /// @param uuidstr its UUID as a string
    /// @return a handle to give to virSecretFree(), or NULL if it failed
    #[check(conn: handle, not_null(uuidstr), uuid(uuidstr))]
    pub fn virSecretLookupByUUIDString(conn: virConnectPtr, uuidstr: *const c_char)
    -> virSecretPtr;

    /// Finds a secret by what it is for.
    ///
    /// @param conn a connection
    /// @param usageType a virSecretUsageType
    /// @param usageID what of that type it is for
    /// @return a handle to give to virSecretFree(), or NULL if it failed
    #[check(conn: handle, not_null(usageID))]
    pub fn virSecretLookupByUsage(
        conn: virConnectPtr,
        usageType: c_int,
        usageID: *const c_char,
    ) -> virSecretPtr;

    /// Defines a secret, or changes the definition that has this UUID. It has no value yet.
    ///
    /// @param conn a connection
    /// @param xml an XML document
    /// @param flags of virSecretDefineFlags
    /// @return a handle to give to virSecretFree(), or NULL if it failed
    #[check(conn: handle, writable, not_null(xml))]
    pub fn virSecretDefineXML(
        conn: virConnectPtr,
        xml: *const c_char,
        flags: c_uint,
    ) -> virSecretPtr;

    /// Tells a secret's document, which does not have its value.
    ///
    /// @param secret a secret
    /// @param flags 0
    /// @return an XML document to free, or NULL if it failed
    #[check(secret: handle)]
    pub fn virSecretGetXMLDesc(secret: virSecretPtr, flags: c_uint) -> *mut c_char;

    /// Gives a secret its value.
    ///
    /// @param secret a secret
    /// @param value the value
    /// @param value_size how many bytes it has
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(secret: handle, writable, not_null(value))]
    pub fn virSecretSetValue(
        secret: virSecretPtr,
        value: *const c_uchar,
        value_size: size_t,
        flags: c_uint,
    ) -> c_int;

    /// Tells a secret's value, unless it is private.
    ///
    /// @param secret a secret
    /// @param value_size where to put how many bytes it has
    /// @param flags 0
    /// @return the value, to free, or NULL if it failed
    #[check(secret: handle, writable, not_null(value_size))]
    pub fn virSecretGetValue(
        secret: virSecretPtr,
        value_size: *mut size_t,
        flags: c_uint,
    ) -> *mut c_uchar;

    /// Forgets a secret and its value.
    ///
    /// @param secret a secret
    /// @return 0, or -1 if it failed
    #[check(secret: handle, writable)]
    pub fn virSecretUndefine(secret: virSecretPtr) -> c_int;

    /// Has a function called when something happens to a secret, or to any. An event loop has to run.
    ///
    /// @param conn a connection
    /// @param secret a secret, or NULL for all
    /// @param eventID a virSecretEventID
    /// @param cb the function, cast by VIR_SECRET_EVENT_CALLBACK()
    /// @param opaque given to it
    /// @param freecb (optional) called with `opaque` once it is not needed any more; may be NULL
    /// @return an id for virConnectSecretEventDeregisterAny(), or -1 if it failed
    #[check(conn: handle, secret: optional_handle, same_connection(conn, secret), not_null(cb), not_negative(eventID), below(eventID, 2))]
    pub fn virConnectSecretEventRegisterAny(
        conn: virConnectPtr,
        secret: virSecretPtr,
        eventID: c_int,
        cb: virConnectSecretEventGenericCallback,
        opaque: *mut c_void,
        freecb: virFreeCallback,
    ) -> c_int;

    /// Ends what virConnectSecretEventRegisterAny() began.
    ///
    /// @param conn a connection
    /// @param callbackID the id that it returned
    /// @return 0, or -1 if it failed
    #[check(conn: handle, not_negative(callbackID))]
    pub fn virConnectSecretEventDeregisterAny(conn: virConnectPtr, callbackID: c_int) -> c_int;
}
