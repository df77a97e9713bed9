//! Finding domains.

use super::constants::ConnectListAllDomainsFlags;
use super::{Domain, HERE, either, give, virDomainPtr};
use crate::abi::entry::Call;
use crate::abi::handle;
use crate::abi::host::{VIR_UUID_BUFLEN, virConnectPtr};
use crate::abi::virterror::malloc_string;
use crate::conf::uuid::Uuid;
use crate::driver::ListFilter;
use crate::error::Result;
use std::ffi::{c_char, c_int, c_uchar, c_uint};
use std::ptr::null_mut;

fn list_filter(call: &Call, flags: c_uint) -> Result<ListFilter> {
    call.known(flags, ConnectListAllDomainsFlags::all())
        .map(filter)
}

/// What a choice of domains means.
pub(super) fn filter(flags: ConnectListAllDomainsFlags) -> ListFilter {
    use ConnectListAllDomainsFlags as F;
    ListFilter {
        active: either(
            flags,
            F::VIR_CONNECT_LIST_DOMAINS_ACTIVE,
            F::VIR_CONNECT_LIST_DOMAINS_INACTIVE,
        ),
        persistent: either(
            flags,
            F::VIR_CONNECT_LIST_DOMAINS_PERSISTENT,
            F::VIR_CONNECT_LIST_DOMAINS_TRANSIENT,
        ),
        managed_save: either(
            flags,
            F::VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE,
            F::VIR_CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE,
        ),
        autostart: either(
            flags,
            F::VIR_CONNECT_LIST_DOMAINS_AUTOSTART,
            F::VIR_CONNECT_LIST_DOMAINS_NO_AUTOSTART,
        ),
        has_snapshot: either(
            flags,
            F::VIR_CONNECT_LIST_DOMAINS_HAS_SNAPSHOT,
            F::VIR_CONNECT_LIST_DOMAINS_NO_SNAPSHOT,
        ),
        has_checkpoint: either(
            flags,
            F::VIR_CONNECT_LIST_DOMAINS_HAS_CHECKPOINT,
            F::VIR_CONNECT_LIST_DOMAINS_NO_CHECKPOINT,
        ),
        running: flags.contains(F::VIR_CONNECT_LIST_DOMAINS_RUNNING),
        paused: flags.contains(F::VIR_CONNECT_LIST_DOMAINS_PAUSED),
        shutoff: flags.contains(F::VIR_CONNECT_LIST_DOMAINS_SHUTOFF),
        other: flags.contains(F::VIR_CONNECT_LIST_DOMAINS_OTHER),
    }
}

/// Counts the guests.
///
/// @param conn a connection
/// @return the number, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectNumOfDomains(conn: virConnectPtr) -> c_int {
    HERE.call("virConnectNumOfDomains", |call| {
        call.connection(conn)?.driver().num_of_domains()
    })
}

/// Lists the ids of guests.
///
/// @param conn a connection
/// @param ids where to write them
/// @param maxids how many there is room for
/// @return how many were written, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectListDomains(
    conn: virConnectPtr,
    ids: *mut c_int,
    maxids: c_int,
) -> c_int {
    HERE.call("virConnectListDomains", |call| {
        let conn = call.connection(conn)?;
        if maxids > 0 {
            call.required("ids", ids)?;
        }
        let room = call.count("maxids", maxids)?;
        let mut found = conn.driver().list_domain_ids()?;
        found.truncate(room);
        for (i, id) in found.iter().enumerate() {
            // SAFETY: C promises room for `maxids` numbers, and `i` is less.
            unsafe { ids.add(i).write(*id) };
        }
        Ok(found.len())
    })
}

/// Counts the defined domains that have no guest.
///
/// @param conn a connection
/// @return the number, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectNumOfDefinedDomains(conn: virConnectPtr) -> c_int {
    HERE.call("virConnectNumOfDefinedDomains", |call| {
        call.connection(conn)?.driver().num_of_defined_domains()
    })
}

/// Lists the names of defined domains that have no guest.
///
/// @param conn a connection
/// @param names where to write them; each is to be freed
/// @param maxnames how many there is room for
/// @return how many were written, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectListDefinedDomains(
    conn: virConnectPtr,
    names: *mut *mut c_char,
    maxnames: c_int,
) -> c_int {
    HERE.call("virConnectListDefinedDomains", |call| {
        let conn = call.connection(conn)?;
        if maxnames > 0 {
            call.required("names", names)?;
        }
        let room = call.count("maxnames", maxnames)?;
        let mut found = conn.driver().list_defined_domains()?;
        found.truncate(room);
        for (i, name) in found.iter().enumerate() {
            // SAFETY: C promises room for `maxnames` pointers, and `i` is less.
            unsafe { names.add(i).write(malloc_string(name)) };
        }
        Ok(found.len())
    })
}

/// Lists domains, running or not, at one moment.
///
/// @param conn a connection
/// @param domains where to write a new array of handles, with a NULL at its end: give each to
/// virDomainFree() and free the array. NULL to count only.
/// @param flags of virConnectListAllDomainsFlags
/// @return how many there are, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectListAllDomains(
    conn: virConnectPtr,
    domains: *mut *mut virDomainPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virConnectListAllDomains", |call| {
        if !domains.is_null() {
            // SAFETY: C promises room for a pointer.
            unsafe { domains.write(null_mut()) };
        }
        let conn = call.connection(conn)?;
        let filter = list_filter(call, flags)?;
        let found = conn.driver().list_all_domains(&filter)?;
        let count = found.len();
        if !domains.is_null() {
            let handles = handle::give_array::<Domain, _>(found, |d| give(&conn, d))?;
            // SAFETY: as above.
            unsafe { domains.write(handles) };
        }
        Ok(count)
    })
}

/// Finds a domain by its name.
///
/// @param conn a connection
/// @param name the name
/// @return a handle to give to virDomainFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainLookupByName(
    conn: virConnectPtr,
    name: *const c_char,
) -> virDomainPtr {
    HERE.call("virDomainLookupByName", |call| {
        let conn = call.connection(conn)?;
        // SAFETY: C promises a string.
        let name = unsafe { call.text("name", name) }?;
        give(&conn, conn.driver().lookup_by_name(name)?)
    })
}

/// Finds a guest by its id.
///
/// @param conn a connection
/// @param id the id
/// @return a handle to give to virDomainFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainLookupByID(conn: virConnectPtr, id: c_int) -> virDomainPtr {
    HERE.call("virDomainLookupByID", |call| {
        let conn = call.connection(conn)?;
        call.count("id", id)?;
        give(&conn, conn.driver().lookup_by_id(id)?)
    })
}

/// Finds a domain by its UUID.
///
/// @param conn a connection
/// @param uuid VIR_UUID_BUFLEN bytes
/// @return a handle to give to virDomainFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainLookupByUUID(
    conn: virConnectPtr,
    uuid: *const c_uchar,
) -> virDomainPtr {
    HERE.call("virDomainLookupByUUID", |call| {
        let conn = call.connection(conn)?;
        call.required("uuid", uuid)?;
        // SAFETY: not NULL; C promises so many bytes.
        let uuid = Uuid(unsafe { uuid.cast::<[u8; VIR_UUID_BUFLEN as usize]>().read() });
        give(&conn, conn.driver().lookup_by_uuid(&uuid)?)
    })
}

/// Finds a domain by its UUID.
///
/// @param conn a connection
/// @param uuidstr the UUID as 32 hexadecimal digits, with hyphens or without
/// @return a handle to give to virDomainFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainLookupByUUIDString(
    conn: virConnectPtr,
    uuidstr: *const c_char,
) -> virDomainPtr {
    HERE.call("virDomainLookupByUUIDString", |call| {
        let conn = call.connection(conn)?;
        // SAFETY: C promises a string.
        let text = unsafe { call.text("uuidstr", uuidstr) }?;
        let uuid = text
            .parse()
            .map_err(|_| call.argument("uuidstr", "is not a UUID"))?;
        give(&conn, conn.driver().lookup_by_uuid(&uuid)?)
    })
}
