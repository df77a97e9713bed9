//! The volumes of storage pools.

use super::super::entry::Area;
use super::super::host::virConnectPtr;
use super::super::host::virStreamPtr;
use super::super::objects::StorageVol;
use super::constants::{virStorageVolInfoPtr, virStorageVolResizeFlags};
use super::{virStoragePoolPtr, virStorageVolPtr};
use crate::error::virErrorDomain;
use std::ffi::{c_char, c_int, c_uint, c_ulonglong};

const HERE: Area = Area(virErrorDomain::VIR_FROM_STORAGE);

/// Tells which connection a storage volume belongs to.
///
/// @param vol a storage volume
/// @return the connection, without a reference of its own; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStorageVolGetConnect(vol: virStorageVolPtr) -> virConnectPtr {
    HERE.call("virStorageVolGetConnect", |call| {
        Ok(call.object::<StorageVol>(vol)?.owner().pointer())
    })
}

/// Tells a storage volume's name.
///
/// @param vol a storage volume
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStorageVolGetName(vol: virStorageVolPtr) -> *const c_char {
    HERE.call("virStorageVolGetName", |call| {
        Ok(call.object::<StorageVol>(vol)?.name.as_ptr())
    })
}

/// Tells what tells a storage volume from all others.
///
/// @param vol a storage volume
/// @return the key, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStorageVolGetKey(vol: virStorageVolPtr) -> *const c_char {
    HERE.call("virStorageVolGetKey", |call| {
        Ok(call.object::<StorageVol>(vol)?.key.as_ptr())
    })
}

/// Adds a reference to a storage volume's handle, for which virStorageVolFree() has to be called once more.
///
/// @param vol a storage volume
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStorageVolRef(vol: virStorageVolPtr) -> c_int {
    HERE.call("virStorageVolRef", |call| call.retain::<StorageVol>(vol))
}

/// Gives back a reference to a storage volume's handle. The volume stays as it is.
///
/// @param vol a storage volume
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStorageVolFree(vol: virStorageVolPtr) -> c_int {
    HERE.call("virStorageVolFree", |call| {
        call.release::<StorageVol>(vol).map(|_| ())
    })
}

#[oxivirt_derive::unserved(VIR_FROM_STORAGE)]
unsafe extern "C" {
    /// Finds a volume of a storage pool by its name.
    ///
    /// @param pool a storage pool
    /// @param name its name
    /// @return a handle to give to virStorageVolFree(), or NULL if it failed
    #[check(pool: handle, not_null(name))]
    pub fn virStorageVolLookupByName(
        pool: virStoragePoolPtr,
        name: *const c_char,
    ) -> virStorageVolPtr;

    /// Finds a storage volume by its key.
    ///
    /// @param conn a connection
    /// @param key what tells it from all others, in any pool
    /// @return a handle to give to virStorageVolFree(), or NULL if it failed
    #[check(conn: handle, not_null(key))]
    pub fn virStorageVolLookupByKey(conn: virConnectPtr, key: *const c_char) -> virStorageVolPtr;

    /// Finds a storage volume by its path on the host.
    ///
    /// @param conn a connection
    /// @param path the path
    /// @return a handle to give to virStorageVolFree(), or NULL if it failed
    #[check(conn: handle, not_null(path))]
    pub fn virStorageVolLookupByPath(conn: virConnectPtr, path: *const c_char) -> virStorageVolPtr;

    /// Makes a volume in a storage pool.
    ///
    /// @param pool a storage pool
    /// @param xmlDesc an XML document
    /// @param flags of virStorageVolCreateFlags
    /// @return a handle to give to virStorageVolFree(), or NULL if it failed
    #[check(pool: handle, not_null(xmlDesc), writable)]
    pub fn virStorageVolCreateXML(
        pool: virStoragePoolPtr,
        xmlDesc: *const c_char,
        flags: c_uint,
    ) -> virStorageVolPtr;

    /// Makes a volume in a storage pool and copies another's data into it.
    ///
    /// @param pool a storage pool
    /// @param xmlDesc an XML document
    /// @param clonevol the volume to copy, which may be in another pool
    /// @param flags of virStorageVolCreateFlags
    /// @return a handle to give to virStorageVolFree(), or NULL if it failed
    #[check(pool: handle, clonevol: handle, not_null(xmlDesc), writable, writable(clonevol))]
    pub fn virStorageVolCreateXMLFrom(
        pool: virStoragePoolPtr,
        xmlDesc: *const c_char,
        clonevol: virStorageVolPtr,
        flags: c_uint,
    ) -> virStorageVolPtr;

    /// Sends a storage volume's data into a stream, which the caller receives.
    ///
    /// @param vol a storage volume
    /// @param stream a new stream of the same connection
    /// @param offset where to begin, in bytes
    /// @param length how many bytes; 0 for all
    /// @param flags of virStorageVolDownloadFlags
    /// @return 0, or -1 if it failed
    #[check(vol: handle, stream: handle, writable, same_connection(vol, stream))]
    pub fn virStorageVolDownload(
        vol: virStorageVolPtr,
        stream: virStreamPtr,
        offset: c_ulonglong,
        length: c_ulonglong,
        flags: c_uint,
    ) -> c_int;

    /// Writes into a storage volume what comes out of a stream, which the caller sends.
    ///
    /// @param vol a storage volume
    /// @param stream a new stream of the same connection
    /// @param offset where to begin, in bytes
    /// @param length how many bytes at most; 0 for any number
    /// @param flags of virStorageVolUploadFlags
    /// @return 0, or -1 if it failed
    #[check(vol: handle, stream: handle, writable, same_connection(vol, stream))]
    pub fn virStorageVolUpload(
        vol: virStorageVolPtr,
        stream: virStreamPtr,
        offset: c_ulonglong,
        length: c_ulonglong,
        flags: c_uint,
    ) -> c_int;

    /// Deletes a storage volume.
    ///
    /// @param vol a storage volume
    /// @param flags of virStorageVolDeleteFlags
    /// @return 0, or -1 if it failed
    #[check(vol: handle, writable)]
    pub fn virStorageVolDelete(vol: virStorageVolPtr, flags: c_uint) -> c_int;

    /// Overwrites a storage volume with zeros, so that its data cannot be read again.
    ///
    /// @param vol a storage volume
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(vol: handle, writable)]
    pub fn virStorageVolWipe(vol: virStorageVolPtr, flags: c_uint) -> c_int;

    /// Overwrites a storage volume in the way that is asked for.
    ///
    /// @param vol a storage volume
    /// @param algorithm a virStorageVolWipeAlgorithm
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(vol: handle, writable)]
    pub fn virStorageVolWipePattern(
        vol: virStorageVolPtr,
        algorithm: c_uint,
        flags: c_uint,
    ) -> c_int;

    /// Tells a storage volume's type and size.
    ///
    /// @param vol a storage volume
    /// @param info where to put it
    /// @return 0, or -1 if it failed
    #[check(vol: handle, not_null(info))]
    pub fn virStorageVolGetInfo(vol: virStorageVolPtr, info: virStorageVolInfoPtr) -> c_int;

    /// Tells a storage volume's type and size.
    ///
    /// @param vol a storage volume
    /// @param info where to put it
    /// @param flags of virStorageVolInfoFlags
    /// @return 0, or -1 if it failed
    #[check(vol: handle, not_null(info))]
    pub fn virStorageVolGetInfoFlags(
        vol: virStorageVolPtr,
        info: virStorageVolInfoPtr,
        flags: c_uint,
    ) -> c_int;

    /// Tells a storage volume's document.
    ///
    /// @param vol a storage volume
    /// @param flags 0
    /// @return an XML document to free, or NULL if it failed
    #[check(vol: handle)]
    pub fn virStorageVolGetXMLDesc(vol: virStorageVolPtr, flags: c_uint) -> *mut c_char;

    /// Tells a storage volume's path on the host.
    ///
    /// @param vol a storage volume
    /// @return a path to free, or NULL if it failed
    #[check(vol: handle)]
    pub fn virStorageVolGetPath(vol: virStorageVolPtr) -> *mut c_char;

    /// Changes a storage volume's size.
    ///
    /// @param vol a storage volume
    /// @param capacity the size in bytes, or the difference
    /// @param flags of virStorageVolResizeFlags
    /// @return 0, or -1 if it failed
    #[check(vol: handle, writable, unless_flag(flags, virStorageVolResizeFlags::VIR_STORAGE_VOL_RESIZE_DELTA, unless_flag(flags, virStorageVolResizeFlags::VIR_STORAGE_VOL_RESIZE_SHRINK, not_zero(capacity))))]
    pub fn virStorageVolResize(
        vol: virStorageVolPtr,
        capacity: c_ulonglong,
        flags: c_uint,
    ) -> c_int;
}
