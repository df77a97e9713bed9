//! Being told of what happens to domains.

use super::event_callbacks::{virConnectDomainEventCallback, virConnectDomainEventGenericCallback};
use super::event_calls::Function;
use super::{Domain, HERE, virDomainPtr};
use crate::abi::common::virFreeCallback;
use crate::abi::entry::Call;
use crate::abi::host::{Connection, virConnectPtr};
use crate::abi::subscribers::{self, Registration, Wanted};
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result};
use crate::event::domain::id;
use std::ffi::{c_int, c_void};
use std::sync::Arc;

/// Has a function called for every lifecycle event of every domain. An event loop has to be registered, and to be
/// run: see virEventRegisterDefaultImpl(). virConnectDomainEventRegisterAny() is the better way.
///
/// @param conn a connection
/// @param cb the function; it can be registered once
/// @param opaque given to it
/// @param freecb (optional) called with `opaque` once the function is deregistered; may be NULL
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectDomainEventRegister(
    conn: virConnectPtr,
    cb: virConnectDomainEventCallback,
    opaque: *mut c_void,
    freecb: virFreeCallback,
) -> c_int {
    HERE.call("virConnectDomainEventRegister", |call| {
        let conn = call.connection(conn)?;
        let new = Registration {
            wanted: Wanted::Event(id::LIFECYCLE),
            uuid: None,
            function: function(call, cb)?,
            legacy: true,
            opaque,
            free: freecb,
        };
        subscribers::register(&conn, new).map(drop)
    })
}

/// Forgets a function that virConnectDomainEventRegister() was given.
///
/// @param conn a connection
/// @param cb the function
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectDomainEventDeregister(
    conn: virConnectPtr,
    cb: virConnectDomainEventCallback,
) -> c_int {
    HERE.call("virConnectDomainEventDeregister", |call| {
        let conn = call.connection(conn)?;
        subscribers::deregister_function(&conn, function(call, cb)?)
    })
}

/// Has a function called for events of one kind, of one domain or of all. An event loop has to be registered, and to
/// be run: see virEventRegisterDefaultImpl(). The connection lives until the function is deregistered, even if it
/// is closed.
///
/// @param conn a connection
/// @param dom a domain; NULL for all
/// @param eventID the virDomainEventID, which says what type the function has to be of
/// @param cb the function; it can be registered once for each kind and domain
/// @param opaque given to it
/// @param freecb (optional) called with `opaque` once the function is deregistered; may be NULL
/// @return a number to deregister it by, 0 or more; -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectDomainEventRegisterAny(
    conn: virConnectPtr,
    dom: virDomainPtr,
    eventID: c_int,
    cb: virConnectDomainEventGenericCallback,
    opaque: *mut c_void,
    freecb: virFreeCallback,
) -> c_int {
    HERE.call("virConnectDomainEventRegisterAny", |call| {
        let conn = call.connection(conn)?;
        let uuid = one_domain(call, &conn, dom)?;
        let function = function(call, cb)?;
        call.count("eventID", eventID)?;
        if eventID >= id::LAST {
            return Err(call.argument("eventID", &format!("must be less than {}", id::LAST)));
        }
        let new = Registration {
            wanted: Wanted::Event(eventID),
            uuid,
            function,
            legacy: false,
            opaque,
            free: freecb,
        };
        subscribers::register(&conn, new)
    })
}

/// Forgets a function that virConnectDomainEventRegisterAny() was given. It may be called by the function itself.
///
/// @param conn a connection
/// @param callbackID the number of the function
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectDomainEventDeregisterAny(
    conn: virConnectPtr,
    callbackID: c_int,
) -> c_int {
    HERE.call("virConnectDomainEventDeregisterAny", |call| {
        let conn = call.connection(conn)?;
        call.count("callbackID", callbackID)?;
        subscribers::deregister(&conn, callbackID)
    })
}

/// The callback, which must not be NULL.
pub(in crate::abi) fn function<T: Copy>(call: &Call, callback: Option<T>) -> Result<Function> {
    Function::of(callback).ok_or_else(|| call.argument("cb", "must not be NULL"))
}

/// The domain that is meant, if one is: it must be of this connection.
pub(in crate::abi) fn one_domain(
    call: &mut Call,
    conn: &Arc<Connection>,
    dom: virDomainPtr,
) -> Result<Option<Uuid>> {
    if dom.is_null() {
        return Ok(None);
    }
    let dom: Arc<Domain> = call.domain(dom)?;
    let other = dom.connection().address() != conn.address();
    call.belongs_to(Some(Arc::clone(conn)));
    if other {
        let error: Error = call.argument("dom", "is of another connection");
        return Err(error);
    }
    Ok(Some(dom.reference.uuid))
}
