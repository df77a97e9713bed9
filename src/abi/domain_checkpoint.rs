//! Checkpoints of domains: points in time from which on the changes of disks are noted.

pub mod constants;

use self::constants::{
    virDomainCheckpointCreateFlags, virDomainCheckpointDeleteFlags, virDomainCheckpointXMLFlags,
};
use super::domain::virDomainPtr;
use super::entry::Area;
use super::host::virConnectPtr;
use super::objects::Checkpoint;
use crate::error::virErrorDomain;
use std::ffi::{c_char, c_int, c_uint};

/// A checkpoint of a domain's disks. Opaque.
pub struct _virDomainCheckpoint {
    _opaque: [u8; 0],
}

/// A checkpoint of a domain's disks. Opaque.
pub type virDomainCheckpoint = _virDomainCheckpoint;

/// A handle of a checkpoint.
pub type virDomainCheckpointPtr = *mut virDomainCheckpoint;

const HERE: Area = Area(virErrorDomain::VIR_FROM_DOMAIN_CHECKPOINT);

/// Tells a checkpoint's name.
///
/// @param checkpoint a checkpoint
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainCheckpointGetName(checkpoint: virDomainCheckpointPtr) -> *const c_char {
    HERE.call("virDomainCheckpointGetName", |call| {
        Ok(call.object::<Checkpoint>(checkpoint)?.name.as_ptr())
    })
}

/// Tells which domain a checkpoint belongs to.
///
/// @param checkpoint a checkpoint
/// @return the domain, without a reference of its own; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainCheckpointGetDomain(checkpoint: virDomainCheckpointPtr) -> virDomainPtr {
    HERE.call("virDomainCheckpointGetDomain", |call| {
        Ok(call.object::<Checkpoint>(checkpoint)?.owner().pointer())
    })
}

/// Tells which connection a checkpoint belongs to.
///
/// @param checkpoint a checkpoint
/// @return the connection, without a reference of its own; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainCheckpointGetConnect(
    checkpoint: virDomainCheckpointPtr,
) -> virConnectPtr {
    HERE.call("virDomainCheckpointGetConnect", |call| {
        Ok(call
            .object::<Checkpoint>(checkpoint)?
            .owner()
            .connection()
            .pointer())
    })
}

/// Adds a reference to a checkpoint's handle, for which virDomainCheckpointFree() has to be called once more.
///
/// @param checkpoint a checkpoint
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainCheckpointRef(checkpoint: virDomainCheckpointPtr) -> c_int {
    HERE.call("virDomainCheckpointRef", |call| {
        call.retain::<Checkpoint>(checkpoint)
    })
}

/// Gives back a reference to a checkpoint's handle. The checkpoint stays as it is.
///
/// @param checkpoint a checkpoint
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainCheckpointFree(checkpoint: virDomainCheckpointPtr) -> c_int {
    HERE.call("virDomainCheckpointFree", |call| {
        call.release::<Checkpoint>(checkpoint).map(|_| ())
    })
}

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN_CHECKPOINT)]
unsafe extern "C" {
    /// Marks a point in time in a domain's disks, from which on changes are noted.
    ///
    /// @param domain a domain
    /// @param xmlDesc an XML document
    /// @param flags of virDomainCheckpointCreateFlags
    /// @return a handle to give to virDomainCheckpointFree(), or NULL if it failed
    #[check(domain: handle, not_null(xmlDesc), writable, exclusive(flags, virDomainCheckpointCreateFlags::VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE, virDomainCheckpointCreateFlags::VIR_DOMAIN_CHECKPOINT_CREATE_QUIESCE), requires(flags, virDomainCheckpointCreateFlags::VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE_VALIDATE, virDomainCheckpointCreateFlags::VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE))]
    pub fn virDomainCheckpointCreateXML(
        domain: virDomainPtr,
        xmlDesc: *const c_char,
        flags: c_uint,
    ) -> virDomainCheckpointPtr;

    /// Tells a checkpoint's document.
    ///
    /// @param checkpoint a checkpoint
    /// @param flags of virDomainCheckpointXMLFlags
    /// @return an XML document to free, or NULL if it failed
    #[check(checkpoint: handle, secret(flags, virDomainCheckpointXMLFlags::VIR_DOMAIN_CHECKPOINT_XML_SECURE))]
    pub fn virDomainCheckpointGetXMLDesc(
        checkpoint: virDomainCheckpointPtr,
        flags: c_uint,
    ) -> *mut c_char;

    /// Lists a domain's checkpoints.
    ///
    /// @param domain a domain
    /// @param checkpoints where to put an array of handles, to give each to virDomainCheckpointFree() and then
    /// free the array; NULL to count only
    /// @param flags of virDomainCheckpointListFlags
    /// @return the number, or -1 if it failed
    #[check(domain: handle)]
    pub fn virDomainListAllCheckpoints(
        domain: virDomainPtr,
        checkpoints: *mut *mut virDomainCheckpointPtr,
        flags: c_uint,
    ) -> c_int;

    /// Lists a checkpoint's children.
    ///
    /// @param checkpoint a checkpoint
    /// @param children where to put an array of handles, to give each to virDomainCheckpointFree() and then free
    /// the array; NULL to count only
    /// @param flags of virDomainCheckpointListFlags
    /// @return the number, or -1 if it failed
    #[check(checkpoint: handle)]
    pub fn virDomainCheckpointListAllChildren(
        checkpoint: virDomainCheckpointPtr,
        children: *mut *mut virDomainCheckpointPtr,
        flags: c_uint,
    ) -> c_int;

    /// Finds a checkpoint of a domain by its name.
    ///
    /// @param domain a domain
    /// @param name its name
    /// @param flags 0
    /// @return a handle to give to virDomainCheckpointFree(), or NULL if it failed
    #[check(domain: handle, not_null(name))]
    pub fn virDomainCheckpointLookupByName(
        domain: virDomainPtr,
        name: *const c_char,
        flags: c_uint,
    ) -> virDomainCheckpointPtr;

    /// Finds the checkpoint that a checkpoint follows.
    ///
    /// @param checkpoint a checkpoint
    /// @param flags 0
    /// @return a handle to give to virDomainCheckpointFree(), or NULL if it failed or there is none
    #[check(checkpoint: handle)]
    pub fn virDomainCheckpointGetParent(
        checkpoint: virDomainCheckpointPtr,
        flags: c_uint,
    ) -> virDomainCheckpointPtr;

    /// Deletes a checkpoint; the changes noted since then go to its parent.
    ///
    /// @param checkpoint a checkpoint
    /// @param flags of virDomainCheckpointDeleteFlags
    /// @return 0, or -1 if it failed
    #[check(checkpoint: handle, writable, exclusive(flags, virDomainCheckpointDeleteFlags::VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN, virDomainCheckpointDeleteFlags::VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN_ONLY))]
    pub fn virDomainCheckpointDelete(checkpoint: virDomainCheckpointPtr, flags: c_uint) -> c_int;
}
