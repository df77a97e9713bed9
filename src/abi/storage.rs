//! Storage pools.

pub mod constants;
pub mod volume;

use self::constants::{virConnectStoragePoolEventGenericCallback, virStoragePoolInfoPtr};
use super::common::virFreeCallback;
use super::entry::Area;
use super::host::virConnectPtr;
use super::objects::StoragePool;
use crate::error::virErrorDomain;
use std::ffi::{c_char, c_int, c_uchar, c_uint, c_void};

/// A pool of storage. Opaque.
pub struct _virStoragePool {
    _opaque: [u8; 0],
}

/// A pool of storage. Opaque.
pub type virStoragePool = _virStoragePool;

/// A handle of a storage pool.
pub type virStoragePoolPtr = *mut virStoragePool;

/// A volume of a storage pool. Opaque.
pub struct _virStorageVol {
    _opaque: [u8; 0],
}

/// A volume of a storage pool. Opaque.
pub type virStorageVol = _virStorageVol;

/// A handle of a storage volume.
pub type virStorageVolPtr = *mut virStorageVol;

const HERE: Area = Area(virErrorDomain::VIR_FROM_STORAGE);

/// Tells which connection a storage pool belongs to.
///
/// @param pool a storage pool
/// @return the connection, without a reference of its own; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStoragePoolGetConnect(pool: virStoragePoolPtr) -> virConnectPtr {
    HERE.call("virStoragePoolGetConnect", |call| {
        Ok(call.object::<StoragePool>(pool)?.owner().pointer())
    })
}

/// Adds a reference to a storage pool's handle, for which virStoragePoolFree() has to be called once more.
///
/// @param pool a storage pool
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStoragePoolRef(pool: virStoragePoolPtr) -> c_int {
    HERE.call("virStoragePoolRef", |call| call.retain::<StoragePool>(pool))
}

/// Gives back a reference to a storage pool's handle. The pool stays as it is.
///
/// @param pool a storage pool
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStoragePoolFree(pool: virStoragePoolPtr) -> c_int {
    HERE.call("virStoragePoolFree", |call| {
        call.release::<StoragePool>(pool).map(|_| ())
    })
}

/// Tells a storage pool's name.
///
/// @param pool a storage pool
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStoragePoolGetName(pool: virStoragePoolPtr) -> *const c_char {
    HERE.call("virStoragePoolGetName", |call| {
        Ok(call.object::<StoragePool>(pool)?.name.as_ptr())
    })
}

/// Tells a storage pool's UUID.
///
/// @param pool a storage pool
/// @param uuid room for VIR_UUID_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virStoragePoolGetUUID(
    pool: virStoragePoolPtr,
    uuid: *mut c_uchar,
) -> c_int {
    HERE.call("virStoragePoolGetUUID", |call| {
        let uuid_of_it = call.object::<StoragePool>(pool)?.uuid;
        // SAFETY: NULL or room for VIR_UUID_BUFLEN bytes, as C promises.
        unsafe { call.write_uuid("uuid", uuid, uuid_of_it) }
    })
}

/// Tells a storage pool's UUID as a string.
///
/// @param pool a storage pool
/// @param buf room for VIR_UUID_STRING_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virStoragePoolGetUUIDString(
    pool: virStoragePoolPtr,
    buf: *mut c_char,
) -> c_int {
    HERE.call("virStoragePoolGetUUIDString", |call| {
        let uuid = call.object::<StoragePool>(pool)?.uuid;
        // SAFETY: NULL or room for VIR_UUID_STRING_BUFLEN bytes, as C promises.
        unsafe { call.write_uuid_string("buf", buf, uuid) }
    })
}

#[oxivirt_derive::unserved(VIR_FROM_STORAGE)]
unsafe extern "C" {
    /// Tells what storage pools the host can have.
    ///
    /// @param conn a connection
    /// @param flags 0
    /// @return an XML document to free, or NULL if it failed
    #[check(conn: handle)]
    pub fn virConnectGetStoragePoolCapabilities(conn: virConnectPtr, flags: c_uint) -> *mut c_char;

    /// Counts the storage pools that are started.
    ///
    /// @param conn a connection
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectNumOfStoragePools(conn: virConnectPtr) -> c_int;

    /// Lists the names of the storage pools that are started.
    ///
    /// @param conn a connection
    /// @param names room for the names, to free each
    /// @param maxnames how many there is room for
    /// @return how many names were written, or -1 if it failed
    #[check(conn: handle, not_negative(maxnames), not_null_if(maxnames, names))]
    pub fn virConnectListStoragePools(
        conn: virConnectPtr,
        names: *mut *mut c_char,
        maxnames: c_int,
    ) -> c_int;

    /// Counts the storage pools that are defined and not started.
    ///
    /// @param conn a connection
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectNumOfDefinedStoragePools(conn: virConnectPtr) -> c_int;

    /// Lists the names of the storage pools that are defined and not started.
    ///
    /// @param conn a connection
    /// @param names room for the names, to free each
    /// @param maxnames how many there is room for
    /// @return how many names were written, or -1 if it failed
    #[check(conn: handle, not_negative(maxnames), not_null_if(maxnames, names))]
    pub fn virConnectListDefinedStoragePools(
        conn: virConnectPtr,
        names: *mut *mut c_char,
        maxnames: c_int,
    ) -> c_int;

    /// Lists storage pools.
    ///
    /// @param conn a connection
    /// @param pools where to put an array of handles, to give each to virStoragePoolFree() and then free the
    /// array; NULL to count only
    /// @param flags of virConnectListAllStoragePoolsFlags
    /// @return the number, or -1 if it failed
    #[check(conn: handle)]
    pub fn virConnectListAllStoragePools(
        conn: virConnectPtr,
        pools: *mut *mut virStoragePoolPtr,
        flags: c_uint,
    ) -> c_int;

    /// Looks for what storage pools of a type could be made of.
    ///
    /// @param conn a connection
    /// @param type the type of pool
    /// @param srcSpec an XML document that says where to look, for types that need it; may be NULL
    /// @param flags 0
    /// @return an XML document to free, or NULL if it failed
    #[check(conn: handle, not_null(r#type), writable)]
    pub fn virConnectFindStoragePoolSources(
        conn: virConnectPtr,
        r#type: *const c_char,
        srcSpec: *const c_char,
        flags: c_uint,
    ) -> *mut c_char;

    /// Finds a storage pool by its name.
    ///
    /// @param conn a connection
    /// @param name its name
    /// @return a handle to give to virStoragePoolFree(), or NULL if it failed
    #[check(conn: handle, not_null(name))]
    pub fn virStoragePoolLookupByName(
        conn: virConnectPtr,
        name: *const c_char,
    ) -> virStoragePoolPtr;

    /// Finds a storage pool by its UUID.
    ///
    /// @param conn a connection
    /// @param uuid its UUID, VIR_UUID_BUFLEN bytes
    /// @return a handle to give to virStoragePoolFree(), or NULL if it failed
    #[check(conn: handle, not_null(uuid))]
    pub fn virStoragePoolLookupByUUID(
        conn: virConnectPtr,
        uuid: *const c_uchar,
    ) -> virStoragePoolPtr;

    /// Finds a storage pool by its UUID as a string.
    ///
    /// @param conn a connection
    /// @param uuidstr its UUID as a string
    /// @return a handle to give to virStoragePoolFree(), or NULL if it failed
    #[check(conn: handle, not_null(uuidstr), uuid(uuidstr))]
    pub fn virStoragePoolLookupByUUIDString(
        conn: virConnectPtr,
        uuidstr: *const c_char,
    ) -> virStoragePoolPtr;

    /// Finds the storage pool that a volume is in.
    ///
    /// @param vol a storage volume
    /// @return a handle to give to virStoragePoolFree(), or NULL if it failed
    #[check(vol: handle)]
    pub fn virStoragePoolLookupByVolume(vol: virStorageVolPtr) -> virStoragePoolPtr;

    /// Finds a storage pool by the path that its volumes appear under.
    ///
    /// @param conn a connection
    /// @param path an absolute path
    /// @return a handle to give to virStoragePoolFree(), or NULL if it failed
    #[check(conn: handle, not_null(path))]
    pub fn virStoragePoolLookupByTargetPath(
        conn: virConnectPtr,
        path: *const c_char,
    ) -> virStoragePoolPtr;

    /// Starts a storage pool that goes when it stops.
    ///
    /// @param conn a connection
    /// @param xmlDesc an XML document
    /// @param flags of virStoragePoolCreateFlags
    /// @return a handle to give to virStoragePoolFree(), or NULL if it failed
    #[check(conn: handle, not_null(xmlDesc), writable)]
    pub fn virStoragePoolCreateXML(
        conn: virConnectPtr,
        xmlDesc: *const c_char,
        flags: c_uint,
    ) -> virStoragePoolPtr;

    /// Defines a storage pool, or changes the definition that has this name and UUID.
    ///
    /// @param conn a connection
    /// @param xml an XML document
    /// @param flags of virStoragePoolDefineFlags
    /// @return a handle to give to virStoragePoolFree(), or NULL if it failed
    #[check(conn: handle, writable, not_null(xml))]
    pub fn virStoragePoolDefineXML(
        conn: virConnectPtr,
        xml: *const c_char,
        flags: c_uint,
    ) -> virStoragePoolPtr;

    /// Makes what a storage pool is kept in: a directory, a file system, a volume group.
    ///
    /// @param pool a storage pool
    /// @param flags of virStoragePoolBuildFlags
    /// @return 0, or -1 if it failed
    #[check(pool: handle, writable)]
    pub fn virStoragePoolBuild(pool: virStoragePoolPtr, flags: c_uint) -> c_int;

    /// Forgets the definition of a storage pool that is not started.
    ///
    /// @param pool a storage pool
    /// @return 0, or -1 if it failed
    #[check(pool: handle, writable)]
    pub fn virStoragePoolUndefine(pool: virStoragePoolPtr) -> c_int;

    /// Starts a storage pool that is defined.
    ///
    /// @param pool a storage pool
    /// @param flags of virStoragePoolCreateFlags
    /// @return 0, or -1 if it failed
    #[check(pool: handle, writable)]
    pub fn virStoragePoolCreate(pool: virStoragePoolPtr, flags: c_uint) -> c_int;

    /// Stops a storage pool. Its volumes stay as they are.
    ///
    /// @param pool a storage pool
    /// @return 0, or -1 if it failed
    #[check(pool: handle, writable)]
    pub fn virStoragePoolDestroy(pool: virStoragePoolPtr) -> c_int;

    /// Deletes what a storage pool is kept in. The pool must not be started.
    ///
    /// @param pool a storage pool
    /// @param flags of virStoragePoolDeleteFlags
    /// @return 0, or -1 if it failed
    #[check(pool: handle, writable)]
    pub fn virStoragePoolDelete(pool: virStoragePoolPtr, flags: c_uint) -> c_int;

    /// Looks anew at which volumes are in a storage pool.
    ///
    /// @param pool a storage pool
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(pool: handle, writable)]
    pub fn virStoragePoolRefresh(pool: virStoragePoolPtr, flags: c_uint) -> c_int;

    /// Tells a storage pool's state and how full it is.
    ///
    /// @param pool a storage pool
    /// @param info where to put it
    /// @return 0, or -1 if it failed
    #[check(pool: handle, not_null(info))]
    pub fn virStoragePoolGetInfo(pool: virStoragePoolPtr, info: virStoragePoolInfoPtr) -> c_int;

    /// Tells a storage pool's document.
    ///
    /// @param pool a storage pool
    /// @param flags of virStorageXMLFlags
    /// @return an XML document to free, or NULL if it failed
    #[check(pool: handle)]
    pub fn virStoragePoolGetXMLDesc(pool: virStoragePoolPtr, flags: c_uint) -> *mut c_char;

    /// Tells whether a storage pool starts with the host.
    ///
    /// @param pool a storage pool
    /// @param autostart where to put 1 or 0
    /// @return 0, or -1 if it failed
    #[check(pool: handle, not_null(autostart))]
    pub fn virStoragePoolGetAutostart(pool: virStoragePoolPtr, autostart: *mut c_int) -> c_int;

    /// Says whether a storage pool is to start with the host.
    ///
    /// @param pool a storage pool
    /// @param autostart 0 for no, anything else for yes
    /// @return 0, or -1 if it failed
    #[check(pool: handle, writable)]
    pub fn virStoragePoolSetAutostart(pool: virStoragePoolPtr, autostart: c_int) -> c_int;

    /// Counts the volumes of a storage pool.
    ///
    /// @param pool a storage pool
    /// @return the number, or -1 if it failed
    #[check(pool: handle)]
    pub fn virStoragePoolNumOfVolumes(pool: virStoragePoolPtr) -> c_int;

    /// Lists the names of a storage pool's volumes.
    ///
    /// @param pool a storage pool
    /// @param names room for the names, to free each
    /// @param maxnames how many there is room for
    /// @return how many names were written, or -1 if it failed
    #[check(pool: handle, not_negative(maxnames), not_null_if(maxnames, names))]
    pub fn virStoragePoolListVolumes(
        pool: virStoragePoolPtr,
        names: *mut *mut c_char,
        maxnames: c_int,
    ) -> c_int;

    /// Lists the volumes of a storage pool.
    ///
    /// @param pool a storage pool
    /// @param vols where to put an array of handles, to give each to virStorageVolFree() and then free the array;
    /// NULL to count only
    /// @param flags 0
    /// @return the number, or -1 if it failed
    #[check(pool: handle)]
    pub fn virStoragePoolListAllVolumes(
        pool: virStoragePoolPtr,
        vols: *mut *mut virStorageVolPtr,
        flags: c_uint,
    ) -> c_int;

    /// Tells whether a storage pool is started.
    ///
    /// @param pool a storage pool
    /// @return 1 or 0, or -1 if it failed
    #[check(pool: handle)]
    pub fn virStoragePoolIsActive(pool: virStoragePoolPtr) -> c_int;

    /// Tells whether a storage pool is defined, so that it stays when it stops.
    ///
    /// @param pool a storage pool
    /// @return 1 or 0, or -1 if it failed
    #[check(pool: handle)]
    pub fn virStoragePoolIsPersistent(pool: virStoragePoolPtr) -> c_int;

    /// Has a function called when something happens to a storage pool, or to any. An event loop has to run.
    ///
    /// @param conn a connection
    /// @param pool a storage pool, or NULL for all
    /// @param eventID a virStoragePoolEventID
    /// @param cb the function, cast by VIR_STORAGE_POOL_EVENT_CALLBACK()
    /// @param opaque given to it
    /// @param freecb (optional) called with `opaque` once it is not needed any more; may be NULL
    /// @return an id for virConnectStoragePoolEventDeregisterAny(), or -1 if it failed
    #[check(conn: handle, pool: optional_handle, same_connection(conn, pool), not_null(cb), not_negative(eventID), below(eventID, 2))]
    pub fn virConnectStoragePoolEventRegisterAny(
        conn: virConnectPtr,
        pool: virStoragePoolPtr,
        eventID: c_int,
        cb: virConnectStoragePoolEventGenericCallback,
        opaque: *mut c_void,
        freecb: virFreeCallback,
    ) -> c_int;

    /// Ends what virConnectStoragePoolEventRegisterAny() began.
    ///
    /// @param conn a connection
    /// @param callbackID the id that it returned
    /// @return 0, or -1 if it failed
    #[check(conn: handle, not_negative(callbackID))]
    pub fn virConnectStoragePoolEventDeregisterAny(conn: virConnectPtr, callbackID: c_int)
    -> c_int;
}
