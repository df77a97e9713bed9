//! Lists of snapshots, in the three ways that C gets them.

use super::constants::DomainSnapshotListFlags;
use super::{Snapshot, give, virDomainSnapshotPtr};
use crate::abi::domain::{Domain, virDomainPtr};
use crate::abi::entry::Call;
use crate::abi::handle;
use crate::abi::virterror::malloc_string;
use crate::driver::SnapshotFilter;
use crate::error::Result;
use std::ffi::{c_char, c_int, c_uint};
use std::sync::Arc;

/// Where a list begins: a domain, or one of its snapshots.
pub(super) struct Start {
    domain: Arc<Domain>,
    snapshot: Option<Arc<Snapshot>>,
}

impl Start {
    pub(super) fn domain(call: &mut Call, pointer: virDomainPtr) -> Result<Start> {
        Ok(Start {
            domain: call.domain(pointer)?,
            snapshot: None,
        })
    }

    pub(super) fn snapshot(call: &mut Call, pointer: virDomainSnapshotPtr) -> Result<Start> {
        let snapshot = call.snapshot(pointer)?;
        Ok(Start {
            domain: Arc::clone(snapshot.domain.arc()),
            snapshot: Some(snapshot),
        })
    }

    /// The names that these flags ask for.
    pub(super) fn list(&self, call: &Call, flags: c_uint) -> Result<Vec<String>> {
        let filter = self.filter(call, flags)?;
        let from = self.snapshot.as_ref().map(|s| s.name());
        let domain = self.domain.reference();
        self.domain.driver().snapshots(domain, from, &filter)
    }

    fn filter(&self, call: &Call, flags: c_uint) -> Result<SnapshotFilter> {
        use DomainSnapshotListFlags as F;
        let flags = call.known(flags, F::all())?;
        let either = |yes, no| match (flags.contains(yes), flags.contains(no)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        };
        // One bit means the roots of a domain, and all descendants of a snapshot.
        let bit = flags.contains(F::VIR_DOMAIN_SNAPSHOT_LIST_ROOTS);
        Ok(SnapshotFilter {
            deep: bit == self.snapshot.is_some(),
            metadata: either(
                F::VIR_DOMAIN_SNAPSHOT_LIST_METADATA,
                F::VIR_DOMAIN_SNAPSHOT_LIST_NO_METADATA,
            ),
            leaves: either(
                F::VIR_DOMAIN_SNAPSHOT_LIST_LEAVES,
                F::VIR_DOMAIN_SNAPSHOT_LIST_NO_LEAVES,
            ),
            inactive: flags.contains(F::VIR_DOMAIN_SNAPSHOT_LIST_INACTIVE),
            active: flags.contains(F::VIR_DOMAIN_SNAPSHOT_LIST_ACTIVE),
            disk_only: flags.contains(F::VIR_DOMAIN_SNAPSHOT_LIST_DISK_ONLY),
            external: either(
                F::VIR_DOMAIN_SNAPSHOT_LIST_EXTERNAL,
                F::VIR_DOMAIN_SNAPSHOT_LIST_INTERNAL,
            ),
        })
    }

    /// Writes the names into the caller's array, as many as it has room for.
    ///
    /// # Safety
    ///
    /// There is room for `len` pointers at `names`.
    pub(super) unsafe fn write_names(
        &self,
        call: &Call,
        names: *mut *mut c_char,
        len: c_int,
        flags: c_uint,
    ) -> Result<usize> {
        if len > 0 {
            call.required("names", names)?;
        }
        let room = call.count("nameslen", len)?;
        let mut found = self.list(call, flags)?;
        found.truncate(room);
        for (i, name) in found.iter().enumerate() {
            // SAFETY: this function's condition, and `i` is less than `len`.
            unsafe { names.add(i).write(malloc_string(name)) };
        }
        Ok(found.len())
    }

    /// Gives the caller a new array of handles, unless it only counts.
    ///
    /// # Safety
    ///
    /// `snaps` is NULL, or there is room for a pointer.
    pub(super) unsafe fn write_handles(
        &self,
        call: &Call,
        snaps: *mut *mut virDomainSnapshotPtr,
        flags: c_uint,
    ) -> Result<usize> {
        let found = self.list(call, flags)?;
        let count = found.len();
        if !snaps.is_null() {
            let handles = handle::give_array::<Snapshot, _>(found, |n| give(&self.domain, &n))?;
            // SAFETY: this function's condition.
            unsafe { snaps.write(handles) };
        }
        Ok(count)
    }
}
