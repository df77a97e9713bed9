//! Storage pools and their volumes.

/// A storage pool. Opaque.
pub struct _virStoragePool {
    _opaque: [u8; 0],
}

/// A storage pool. Opaque.
pub type virStoragePool = _virStoragePool;
/// A handle of a storage pool.
pub type virStoragePoolPtr = *mut virStoragePool;

/// A volume of a storage pool. Opaque.
pub struct _virStorageVol {
    _opaque: [u8; 0],
}

/// A volume of a storage pool. Opaque.
pub type virStorageVol = _virStorageVol;
/// A handle of a volume of a storage pool.
pub type virStorageVolPtr = *mut virStorageVol;
