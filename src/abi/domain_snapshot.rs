//! Snapshots of domains.

pub mod constants;
mod list;

use self::constants::*;
use self::list::Start;
use super::domain::{Domain, virDomainPtr};
use super::entry::{Area, Call};
use super::handle::{self, Held};
use super::host::virConnectPtr;
use crate::driver::{
    DeleteOptions, DeleteScope, RedefineOptions, Resume, RevertOptions, SnapshotCreate, TakeOptions,
};
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

    fn name(&self) -> &str {
        self.name.to_str().unwrap_or_default()
    }
}

/// A handle for a snapshot of this domain.
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

/// What the flags of virDomainSnapshotCreateXML ask for.
fn how_to_create(call: &Call, bits: c_uint) -> Result<SnapshotCreate> {
    use DomainSnapshotCreateFlags as F;
    let flags = call.known(bits, F::all())?;
    // These two are the driver's, in libvirt as well.
    let driver = |e: Error| e.from_domain(virErrorDomain::VIR_FROM_QEMU);
    call.requires(
        bits,
        F::VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE,
        F::VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY,
    )
    .map_err(driver)?;
    call.exclusive(
        bits,
        F::VIR_DOMAIN_SNAPSHOT_CREATE_LIVE,
        F::VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE,
    )
    .map_err(driver)?;
    let has = |flag| flags.contains(flag);
    if has(F::VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE) {
        return Ok(SnapshotCreate::Redefine(RedefineOptions {
            current: has(F::VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT),
            disk_only: has(F::VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY),
            validate: has(F::VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE),
        }));
    }
    Ok(SnapshotCreate::Take(TakeOptions {
        no_metadata: has(F::VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA),
        halt: has(F::VIR_DOMAIN_SNAPSHOT_CREATE_HALT),
        disk_only: has(F::VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY),
        reuse_files: has(F::VIR_DOMAIN_SNAPSHOT_CREATE_REUSE_EXT),
        quiesce: has(F::VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE),
        atomic: has(F::VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC),
        live: has(F::VIR_DOMAIN_SNAPSHOT_CREATE_LIVE),
        validate: has(F::VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE),
    }))
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
        let domain = call.domain(domain)?;
        // SAFETY: C promises a string.
        let xml = unsafe { call.text("xmlDesc", xmlDesc) }?;
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
        let how = how_to_create(call, flags)?;
        let reference = domain.reference();
        give(
            &domain,
            &domain.driver().snapshot_create(reference, xml, how)?,
        )
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
        let snapshot = call.snapshot(snapshot)?;
        let secure = DomainSnapshotXMLFlags::VIR_DOMAIN_SNAPSHOT_XML_SECURE;
        if flags & secure.bits() != 0 {
            call.secrets_allowed()?;
        }
        let flags = call.known(flags, secure)?;
        let domain = snapshot.domain();
        let secure = flags.contains(secure);
        domain
            .driver()
            .snapshot_xml(domain.reference(), snapshot.name(), secure)
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
        Ok(Start::domain(call, domain)?.list(call, flags)?.len())
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
        let from = Start::domain(call, domain)?;
        // SAFETY: C promises room for `nameslen` pointers.
        unsafe { from.write_names(call, names, nameslen, flags) }
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
        let from = Start::domain(call, domain)?;
        // SAFETY: as above.
        unsafe { from.write_handles(call, snaps, flags) }
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
        Ok(Start::snapshot(call, snapshot)?.list(call, flags)?.len())
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
        let from = Start::snapshot(call, snapshot)?;
        // SAFETY: C promises room for `nameslen` pointers.
        unsafe { from.write_names(call, names, nameslen, flags) }
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
        let from = Start::snapshot(call, snapshot)?;
        // SAFETY: as above.
        unsafe { from.write_handles(call, snaps, flags) }
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
        let domain = call.domain(domain)?;
        // SAFETY: C promises a string.
        let name = unsafe { call.text("name", name) }?;
        call.no_flags(flags)?;
        domain.driver().snapshot_lookup(domain.reference(), name)?;
        give(&domain, name)
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
        let domain = call.domain(domain)?;
        call.no_flags(flags)?;
        let current = domain.driver().snapshot_current(domain.reference())?;
        Ok(current.is_some())
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
        let domain = call.domain(domain)?;
        call.no_flags(flags)?;
        let current = domain.driver().snapshot_current(domain.reference())?;
        let current = current.ok_or_else(|| {
            Error::new(
                virErrorNumber::VIR_ERR_NO_DOMAIN_SNAPSHOT,
                "the domain does not have a current snapshot",
            )
        })?;
        give(&domain, &current)
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
        let snapshot = call.snapshot(snapshot)?;
        call.no_flags(flags)?;
        let domain = snapshot.domain();
        let name = snapshot.name();
        let parent = domain.driver().snapshot_parent(domain.reference(), name)?;
        give(domain.arc(), &parent)
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
        let snapshot = call.snapshot(snapshot)?;
        call.no_flags(flags)?;
        let domain = snapshot.domain();
        domain
            .driver()
            .snapshot_is_current(domain.reference(), snapshot.name())
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
        let snapshot = call.snapshot(snapshot)?;
        call.no_flags(flags)?;
        let domain = snapshot.domain();
        domain
            .driver()
            .snapshot_has_metadata(domain.reference(), snapshot.name())
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
        let snapshot = call.snapshot(snapshot)?;
        call.writable()?;
        call.exclusive(
            flags,
            F::VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING,
            F::VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED,
        )?;
        let flags = call.known(flags, F::all())?;
        let options = RevertOptions {
            resume: if flags.contains(F::VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING) {
                Resume::Running
            } else if flags.contains(F::VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED) {
                Resume::Paused
            } else {
                Resume::AsSaved
            },
            force: flags.contains(F::VIR_DOMAIN_SNAPSHOT_REVERT_FORCE),
            reset_nvram: flags.contains(F::VIR_DOMAIN_SNAPSHOT_REVERT_RESET_NVRAM),
        };
        let domain = snapshot.domain();
        domain
            .driver()
            .snapshot_revert(domain.reference(), snapshot.name(), options)
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
        let snapshot = call.snapshot(snapshot)?;
        call.writable()?;
        call.exclusive(
            flags,
            F::VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN,
            F::VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY,
        )?;
        let flags = call.known(flags, F::all())?;
        let options = DeleteOptions {
            scope: if flags.contains(F::VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN) {
                DeleteScope::WithChildren
            } else if flags.contains(F::VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY) {
                DeleteScope::ChildrenOnly
            } else {
                DeleteScope::One
            },
            metadata_only: flags.contains(F::VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY),
        };
        let domain = snapshot.domain();
        domain
            .driver()
            .snapshot_delete(domain.reference(), snapshot.name(), options)
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
