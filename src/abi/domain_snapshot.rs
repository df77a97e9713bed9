//! Snapshots of domains.
//!
//! No driver makes snapshots yet, so what needs one is checked here and then answered with
//! `VIR_ERR_NO_SUPPORT`.

pub mod constants;

use self::constants::*;
use super::domain::{Domain, virDomainPtr};
use super::entry::Area;
use super::handle::{self, Held};
use super::host::virConnectPtr;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use std::ffi::{CString, c_char, c_int, c_uint};
use std::ptr::null_mut;
use std::sync::Arc;

/// A snapshot of a domain. Opaque.
pub struct _virDomainSnapshot {
    _opaque: [u8; 0],
}

/// A snapshot of a domain. Opaque.
pub type virDomainSnapshot = _virDomainSnapshot;
/// A handle of a snapshot.
pub type virDomainSnapshotPtr = *mut virDomainSnapshot;

/// What a snapshot handle stands for.
pub(super) struct Snapshot {
    domain: Held<Domain>,
    name: CString,
}

impl Snapshot {
    pub(super) fn domain(&self) -> &Held<Domain> {
        &self.domain
    }
}

/// A handle for a snapshot of this domain.
#[cfg_attr(not(test), allow(dead_code))]
pub(super) fn give(domain: &Arc<Domain>, name: &str) -> Result<virDomainSnapshotPtr> {
    let domain = Held::new(domain, domain.address()).ok_or_else(|| {
        Error::new(
            virErrorNumber::VIR_ERR_INVALID_DOMAIN,
            "the domain handle was freed meanwhile",
        )
    })?;
    let name =
        CString::new(name).map_err(|_| Error::internal("a snapshot's name holds a NUL byte"))?;
    handle::give(|_| Snapshot { domain, name })
}

const HERE: Area = Area(virErrorDomain::VIR_FROM_DOMAIN_SNAPSHOT);

/// Tells the name of a snapshot.
///
/// @param snapshot a snapshot
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotGetName(snapshot: virDomainSnapshotPtr) -> *const c_char {
    HERE.call("virDomainSnapshotGetName", |call| {
        Ok(call.snapshot(snapshot)?.name.as_ptr())
    })
}

/// Tells the domain that a snapshot belongs to.
///
/// @param snapshot a snapshot
/// @return the domain without a reference of its own: it lives as long as the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotGetDomain(snapshot: virDomainSnapshotPtr) -> virDomainPtr {
    HERE.call("virDomainSnapshotGetDomain", |call| {
        Ok(call.snapshot(snapshot)?.domain.pointer())
    })
}

/// Tells the connection that a snapshot belongs to.
///
/// @param snapshot a snapshot
/// @return the connection without a reference of its own: it lives as long as the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotGetConnect(snapshot: virDomainSnapshotPtr) -> virConnectPtr {
    HERE.call("virDomainSnapshotGetConnect", |call| {
        Ok(call.snapshot(snapshot)?.domain.connection().pointer())
    })
}

/// Makes a snapshot of a domain.
///
/// @param domain a domain
/// @param xmlDesc the document
/// @param flags of virDomainSnapshotCreateFlags
/// @return a handle to give to virDomainSnapshotFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSnapshotCreateXML(
    domain: virDomainPtr,
    xmlDesc: *const c_char,
    flags: c_uint,
) -> virDomainSnapshotPtr {
    use DomainSnapshotCreateFlags as F;
    HERE.call("virDomainSnapshotCreateXML", |call| {
        call.domain(domain)?;
        // SAFETY: C promises a string.
        unsafe { call.text("xmlDesc", xmlDesc) }?;
        call.writable()?;
        call.requires(
            flags,
            F::VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT,
            F::VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE,
        )?;
        call.exclusive(
            flags,
            F::VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE,
            F::VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA,
        )?;
        call.exclusive(
            flags,
            F::VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE,
            F::VIR_DOMAIN_SNAPSHOT_CREATE_HALT,
        )?;
        call.known(flags, F::all())?;
        call.unsupported::<virDomainSnapshotPtr>()
    })
}

/// Tells the document of a snapshot.
///
/// @param snapshot a snapshot
/// @param flags of virDomainSnapshotXMLFlags
/// @return an XML document to free, or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotGetXMLDesc(
    snapshot: virDomainSnapshotPtr,
    flags: c_uint,
) -> *mut c_char {
    HERE.call("virDomainSnapshotGetXMLDesc", |call| {
        call.snapshot(snapshot)?;
        let secure = DomainSnapshotXMLFlags::VIR_DOMAIN_SNAPSHOT_XML_SECURE;
        if flags & secure.bits() != 0 {
            call.secrets_allowed()?;
        }
        call.known(flags, secure)?;
        call.unsupported::<String>()
    })
}

/// Counts the snapshots of a domain.
///
/// @param domain a domain
/// @param flags of virDomainSnapshotListFlags
/// @return the number, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotNum(domain: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainSnapshotNum", |call| {
        call.domain(domain)?;
        call.known(flags, DomainSnapshotListFlags::all())?;
        call.unsupported::<usize>()
    })
}

/// Lists the names of a domain's snapshots.
///
/// @param domain a domain
/// @param names where to write them; each is to be freed
/// @param nameslen how many there is room for
/// @param flags of virDomainSnapshotListFlags
/// @return how many were written, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSnapshotListNames(
    domain: virDomainPtr,
    names: *mut *mut c_char,
    nameslen: c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSnapshotListNames", |call| {
        call.domain(domain)?;
        if nameslen > 0 {
            call.required("names", names)?;
        }
        call.count("nameslen", nameslen)?;
        call.known(flags, DomainSnapshotListFlags::all())?;
        call.unsupported::<usize>()
    })
}

/// Lists the snapshots of a domain at one moment.
///
/// @param domain a domain
/// @param snaps where to write a new array of handles, with a NULL at its end: give each to
/// virDomainSnapshotFree() and free the array. NULL to count only.
/// @param flags of virDomainSnapshotListFlags
/// @return how many there are, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainListAllSnapshots(
    domain: virDomainPtr,
    snaps: *mut *mut virDomainSnapshotPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainListAllSnapshots", |call| {
        if !snaps.is_null() {
            // SAFETY: C promises room for a pointer.
            unsafe { snaps.write(null_mut()) };
        }
        call.domain(domain)?;
        call.known(flags, DomainSnapshotListFlags::all())?;
        call.unsupported::<usize>()
    })
}

/// Counts the children of a snapshot.
///
/// @param snapshot a snapshot
/// @param flags of virDomainSnapshotListFlags
/// @return the number, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotNumChildren(
    snapshot: virDomainSnapshotPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSnapshotNumChildren", |call| {
        call.snapshot(snapshot)?;
        call.known(flags, DomainSnapshotListFlags::all())?;
        call.unsupported::<usize>()
    })
}

/// Lists the names of a snapshot's children.
///
/// @param snapshot a snapshot
/// @param names where to write them; each is to be freed
/// @param nameslen how many there is room for
/// @param flags of virDomainSnapshotListFlags
/// @return how many were written, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSnapshotListChildrenNames(
    snapshot: virDomainSnapshotPtr,
    names: *mut *mut c_char,
    nameslen: c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSnapshotListChildrenNames", |call| {
        call.snapshot(snapshot)?;
        if nameslen > 0 {
            call.required("names", names)?;
        }
        call.count("nameslen", nameslen)?;
        call.known(flags, DomainSnapshotListFlags::all())?;
        call.unsupported::<usize>()
    })
}

/// Lists the children of a snapshot at one moment.
///
/// @param snapshot a snapshot
/// @param snaps where to write a new array of handles, with a NULL at its end: give each to
/// virDomainSnapshotFree() and free the array. NULL to count only.
/// @param flags of virDomainSnapshotListFlags
/// @return how many there are, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSnapshotListAllChildren(
    snapshot: virDomainSnapshotPtr,
    snaps: *mut *mut virDomainSnapshotPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSnapshotListAllChildren", |call| {
        if !snaps.is_null() {
            // SAFETY: C promises room for a pointer.
            unsafe { snaps.write(null_mut()) };
        }
        call.snapshot(snapshot)?;
        call.known(flags, DomainSnapshotListFlags::all())?;
        call.unsupported::<usize>()
    })
}

/// Finds a snapshot of a domain by its name.
///
/// @param domain a domain
/// @param name the name
/// @param flags none exist yet; give 0
/// @return a handle to give to virDomainSnapshotFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSnapshotLookupByName(
    domain: virDomainPtr,
    name: *const c_char,
    flags: c_uint,
) -> virDomainSnapshotPtr {
    HERE.call("virDomainSnapshotLookupByName", |call| {
        call.domain(domain)?;
        // SAFETY: C promises a string.
        unsafe { call.text("name", name) }?;
        call.no_flags(flags)?;
        call.unsupported::<virDomainSnapshotPtr>()
    })
}

/// Tells whether a domain has a current snapshot.
///
/// @param domain a domain
/// @param flags none exist yet; give 0
/// @return 1 or 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainHasCurrentSnapshot(domain: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainHasCurrentSnapshot", |call| {
        call.domain(domain)?;
        call.no_flags(flags)?;
        call.unsupported::<bool>()
    })
}

/// Finds the current snapshot of a domain.
///
/// @param domain a domain
/// @param flags none exist yet; give 0
/// @return a handle to give to virDomainSnapshotFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotCurrent(
    domain: virDomainPtr,
    flags: c_uint,
) -> virDomainSnapshotPtr {
    HERE.call("virDomainSnapshotCurrent", |call| {
        call.domain(domain)?;
        call.no_flags(flags)?;
        call.unsupported::<virDomainSnapshotPtr>()
    })
}

/// Finds the parent of a snapshot.
///
/// @param snapshot a snapshot
/// @param flags none exist yet; give 0
/// @return a handle to give to virDomainSnapshotFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotGetParent(
    snapshot: virDomainSnapshotPtr,
    flags: c_uint,
) -> virDomainSnapshotPtr {
    HERE.call("virDomainSnapshotGetParent", |call| {
        call.snapshot(snapshot)?;
        call.no_flags(flags)?;
        call.unsupported::<virDomainSnapshotPtr>()
    })
}

/// Tells whether a snapshot is the current one of its domain.
///
/// @param snapshot a snapshot
/// @param flags none exist yet; give 0
/// @return 1 or 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotIsCurrent(
    snapshot: virDomainSnapshotPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSnapshotIsCurrent", |call| {
        call.snapshot(snapshot)?;
        call.no_flags(flags)?;
        call.unsupported::<bool>()
    })
}

/// Tells whether a snapshot is remembered.
///
/// @param snapshot a snapshot
/// @param flags none exist yet; give 0
/// @return 1 or 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotHasMetadata(
    snapshot: virDomainSnapshotPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSnapshotHasMetadata", |call| {
        call.snapshot(snapshot)?;
        call.no_flags(flags)?;
        call.unsupported::<bool>()
    })
}

/// Takes a domain back to a snapshot.
///
/// @param snapshot a snapshot
/// @param flags of virDomainSnapshotRevertFlags, not both RUNNING and PAUSED
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainRevertToSnapshot(
    snapshot: virDomainSnapshotPtr,
    flags: c_uint,
) -> c_int {
    use DomainSnapshotRevertFlags as F;
    HERE.call("virDomainRevertToSnapshot", |call| {
        call.snapshot(snapshot)?;
        call.writable()?;
        call.exclusive(
            flags,
            F::VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING,
            F::VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED,
        )?;
        call.known(flags, F::all())?;
        call.unsupported::<()>()
    })
}

/// Deletes a snapshot.
///
/// @param snapshot a snapshot
/// @param flags of virDomainSnapshotDeleteFlags, not both CHILDREN and CHILDREN_ONLY
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotDelete(snapshot: virDomainSnapshotPtr, flags: c_uint) -> c_int {
    use DomainSnapshotDeleteFlags as F;
    HERE.call("virDomainSnapshotDelete", |call| {
        call.snapshot(snapshot)?;
        call.writable()?;
        call.exclusive(
            flags,
            F::VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN,
            F::VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY,
        )?;
        call.known(flags, F::all())?;
        call.unsupported::<()>()
    })
}

/// Adds a reference to a snapshot handle, for which virDomainSnapshotFree() has to be called once
/// more.
///
/// @param snapshot a snapshot
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotRef(snapshot: virDomainSnapshotPtr) -> c_int {
    HERE.call("virDomainSnapshotRef", |call| {
        call.retain::<Snapshot>(snapshot)
    })
}

/// Gives back a reference to a snapshot handle. The snapshot itself is as it was.
///
/// @param snapshot a snapshot
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSnapshotFree(snapshot: virDomainSnapshotPtr) -> c_int {
    HERE.call("virDomainSnapshotFree", |call| {
        call.release::<Snapshot>(snapshot).map(|_| ())
    })
}
