//! The administration of libvirt's daemons. There is no daemon here, so nothing can be connected to, and nothing
//! but virAdmInitialize() and virAdmGetVersion() succeeds.

mod open;

use super::common::LIBVIR_VERSION_NUMBER;
use super::common::params::virTypedParameterPtr;
use super::common::virFreeCallback;
use super::entry::{Area, Call};
use super::host::virInitialize;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_longlong, c_uint, c_ulonglong, c_void};

/// A connection to a daemon. Opaque.
pub struct _virAdmConnect {
    _opaque: [u8; 0],
}

/// A connection to a daemon. Opaque.
pub type virAdmConnect = _virAdmConnect;
/// A handle of a connection to a daemon.
pub type virAdmConnectPtr = *mut virAdmConnect;

/// A server of a daemon. Opaque.
pub struct _virAdmServer {
    _opaque: [u8; 0],
}

/// A server of a daemon. Opaque.
pub type virAdmServer = _virAdmServer;
/// A handle of a server of a daemon.
pub type virAdmServerPtr = *mut virAdmServer;

/// A client of a server. Opaque.
pub struct _virAdmClient {
    _opaque: [u8; 0],
}

/// A client of a server. Opaque.
pub type virAdmClient = _virAdmClient;
/// A handle of a client of a server.
pub type virAdmClientPtr = *mut virAdmClient;

/// How a client is connected.
#[repr(C)]
pub enum virClientTransport {
    /// By a socket of the host. (Since: 2.0.0)
    VIR_CLIENT_TRANS_UNIX = 0,
    /// By TCP, unencrypted. (Since: 2.0.0)
    VIR_CLIENT_TRANS_TCP = 1,
    /// By TLS. (Since: 2.0.0)
    VIR_CLIENT_TRANS_TLS = 2,
    #[cfg(sentinels)]
    VIR_CLIENT_TRANS_LAST,
}

/// How to end a daemon.
#[repr(C)]
#[derive(Flags)]
pub enum virAdmConnectDaemonShutdownFlags {
    /// Keep its guests, by its own rules. (Since: 11.2.0)
    VIR_DAEMON_SHUTDOWN_PRESERVE = 1 << 0,
}

/// Is told that the connection to a daemon ended.
///
/// @param conn the connection
/// @param reason the virConnectCloseReason
/// @param opaque what was given along
///
/// Since: 2.0.0
pub type virAdmConnectCloseFunc =
    Option<unsafe extern "C" fn(conn: virAdmConnectPtr, reason: c_int, opaque: *mut c_void)>;

/// How many workers there are at least, as an unsigned int.
pub const VIR_THREADPOOL_WORKERS_MIN: &str = "minWorkers";
/// How many workers there are at most, as an unsigned int.
pub const VIR_THREADPOOL_WORKERS_MAX: &str = "maxWorkers";
/// How many workers there are for what must not wait, as an unsigned int.
pub const VIR_THREADPOOL_WORKERS_PRIORITY: &str = "prioWorkers";
/// How many workers have nothing to do, as an unsigned int.
pub const VIR_THREADPOOL_WORKERS_FREE: &str = "freeWorkers";
/// How many workers there are, as an unsigned int.
pub const VIR_THREADPOOL_WORKERS_CURRENT: &str = "nWorkers";
/// How many calls wait for a worker, as an unsigned int.
pub const VIR_THREADPOOL_JOB_QUEUE_DEPTH: &str = "jobQueueDepth";
/// Whether a client may only read, as a boolean.
pub const VIR_CLIENT_INFO_READONLY: &str = "readonly";
/// A client's address and port, as a string.
pub const VIR_CLIENT_INFO_SOCKET_ADDR: &str = "sock_addr";
/// Who a client is by SASL, as a string.
pub const VIR_CLIENT_INFO_SASL_USER_NAME: &str = "sasl_user_name";
/// Who a client is by its certificate, as a string.
pub const VIR_CLIENT_INFO_X509_DISTINGUISHED_NAME: &str = "tls_x509_dname";
/// The user of a client of this host, as an int.
pub const VIR_CLIENT_INFO_UNIX_USER_ID: &str = "unix_user_id";
/// That user's name, as a string.
pub const VIR_CLIENT_INFO_UNIX_USER_NAME: &str = "unix_user_name";
/// The group of a client of this host, as an int.
pub const VIR_CLIENT_INFO_UNIX_GROUP_ID: &str = "unix_group_id";
/// That group's name, as a string.
pub const VIR_CLIENT_INFO_UNIX_GROUP_NAME: &str = "unix_group_name";
/// The process of a client of this host, as an int.
pub const VIR_CLIENT_INFO_UNIX_PROCESS_ID: &str = "unix_process_id";
/// A client's security context, as a string.
pub const VIR_CLIENT_INFO_SELINUX_CONTEXT: &str = "selinux_context";
/// How many clients there are at most, as an unsigned int.
pub const VIR_SERVER_CLIENTS_MAX: &str = "nclients_max";
/// How many clients there are, as an unsigned int.
pub const VIR_SERVER_CLIENTS_CURRENT: &str = "nclients";
/// How many clients there are at most of which it is not known who they are, as an unsigned int.
pub const VIR_SERVER_CLIENTS_UNAUTH_MAX: &str = "nclients_unauth_max";
/// How many clients there are of which it is not known who they are, as an unsigned int.
pub const VIR_SERVER_CLIENTS_UNAUTH_CURRENT: &str = "nclients_unauth";

const HERE: Area = Area(virErrorDomain::VIR_FROM_ADMIN);

/// Prepares the library. Only has to be called before other threads use it.
///
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virAdmInitialize() -> c_int {
    virInitialize()
}

/// Tells the version of this library.
///
/// @param libVer major * 1,000,000 + minor * 1,000 + release
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virAdmGetVersion(libVer: *mut c_ulonglong) -> c_int {
    HERE.call("virAdmGetVersion", |call| {
        call.required("libVer", libVer)?;
        // SAFETY: not NULL; C promises room for a number.
        unsafe { libVer.write(LIBVIR_VERSION_NUMBER) };
        Ok(())
    })
}

/// Connects to a daemon, of which there is none.
///
/// @param name the URI of the daemon, as "libvirtd:///system"; NULL for the usual one
/// @param flags none exist yet; give 0
/// @return a handle to give to virAdmConnectClose(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virAdmConnectOpen(name: *const c_char, flags: c_uint) -> virAdmConnectPtr {
    // libvirt does not look at them either when nobody listens.
    let _ = flags;
    HERE.call("virAdmConnectOpen", |call| {
        // SAFETY: C promises a string.
        let name = unsafe { call.optional_text("name", name) }?;
        open::look_for(name)?;
        Ok(std::ptr::null_mut())
    })
}

/// What does nothing to NULL and refuses anything else.
fn of_nothing(function: &'static str, handle: *const c_void) -> c_int {
    HERE.call(function, |call| {
        if handle.is_null() {
            return Ok(());
        }
        Err(no_handle(call))
    })
}

/// Nobody was ever given a handle of this library, so it is none.
fn no_handle(call: &Call) -> Error {
    call.not_a(
        virErrorNumber::VIR_ERR_INVALID_CONN,
        virErrorDomain::VIR_FROM_ADMIN,
    )
}

/// Gives back a reference to a connection, which ends with the last one.
///
/// @param conn a connection; may be NULL
/// @return 0 if it ended, 1 if there are still references, -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virAdmConnectClose(conn: virAdmConnectPtr) -> c_int {
    of_nothing("virAdmConnectClose", conn.cast())
}

/// Tells whether a connection still leads somewhere.
///
/// @param conn a connection; may be NULL, which does not
/// @return 1 or 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virAdmConnectIsAlive(conn: virAdmConnectPtr) -> c_int {
    of_nothing("virAdmConnectIsAlive", conn.cast())
}

/// Gives back a reference to a server.
///
/// @param srv a server; may be NULL
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virAdmServerFree(srv: virAdmServerPtr) -> c_int {
    of_nothing("virAdmServerFree", srv.cast())
}

/// Gives back a reference to a client.
///
/// @param client a client; may be NULL
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virAdmClientFree(client: virAdmClientPtr) -> c_int {
    of_nothing("virAdmClientFree", client.cast())
}

/// Tells the id of a client.
///
/// @param client a client
/// @return the id, or -1 (all bits set) if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virAdmClientGetID(client: virAdmClientPtr) -> c_ulonglong {
    let _ = client;
    HERE.call("virAdmClientGetID", |call| -> Result<()> {
        Err(no_handle(call))
    });
    c_ulonglong::MAX
}

/// Tells when a client connected.
///
/// @param client a client
/// @return the seconds since 1970, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virAdmClientGetTimestamp(client: virAdmClientPtr) -> c_longlong {
    let _ = client;
    HERE.call("virAdmClientGetTimestamp", |call| -> Result<()> {
        Err(no_handle(call))
    });
    -1
}

// Nobody was ever given a handle, so that is all there is to check.
#[oxivirt_derive::unserved(VIR_FROM_ADMIN)]
unsafe extern "C" {
    /// Adds a reference to a connection, for which virAdmConnectClose() has to be called once more.
    ///
    /// @param conn a connection
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectRef(conn: virAdmConnectPtr) -> c_int;

    /// Lists the servers of a daemon.
    ///
    /// @param conn a connection
    /// @param servers an array to free, of handles to free, with a NULL at its end; may be NULL
    /// @param flags none exist yet; give 0
    /// @return how many there are, -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectListServers(
        conn: virAdmConnectPtr,
        servers: *mut *mut virAdmServerPtr,
        flags: c_uint,
    ) -> c_int;

    /// Tells where a connection leads.
    ///
    /// @param conn a connection
    /// @return the URI to free, or NULL if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectGetURI(conn: virAdmConnectPtr) -> *mut c_char;

    /// Tells the version of the daemon's library.
    ///
    /// @param conn a connection
    /// @param libVer major * 1,000,000 + minor * 1,000 + release
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectGetLibVersion(conn: virAdmConnectPtr, libVer: *mut c_ulonglong) -> c_int;

    /// Asks to be told when the connection ends.
    ///
    /// @param conn a connection
    /// @param cb the callback
    /// @param opaque what to give it along
    /// @param freecb frees opaque when it is not needed any more; may be NULL
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectRegisterCloseCallback(
        conn: virAdmConnectPtr,
        cb: virAdmConnectCloseFunc,
        opaque: *mut c_void,
        freecb: virFreeCallback,
    ) -> c_int;

    /// Asks to be told so no more.
    ///
    /// @param conn a connection
    /// @param cb the callback
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectUnregisterCloseCallback(
        conn: virAdmConnectPtr,
        cb: virAdmConnectCloseFunc,
    ) -> c_int;

    /// Tells a server's name.
    ///
    /// @param srv a server
    /// @return the name, which belongs to the handle; NULL if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmServerGetName(srv: virAdmServerPtr) -> *const c_char;

    /// Finds a server of a daemon.
    ///
    /// @param conn a connection
    /// @param name the server's name
    /// @param flags none exist yet; give 0
    /// @return a handle to free, or NULL if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectLookupServer(
        conn: virAdmConnectPtr,
        name: *const c_char,
        flags: c_uint,
    ) -> virAdmServerPtr;

    /// Tells how many workers a server has.
    ///
    /// @param srv a server
    /// @param params VIR_THREADPOOL_ parameters, to free with virTypedParamsFree()
    /// @param nparams how many there are
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmServerGetThreadPoolParameters(
        srv: virAdmServerPtr,
        params: *mut virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Sets how many workers a server has.
    ///
    /// @param srv a server
    /// @param params VIR_THREADPOOL_WORKERS_ parameters
    /// @param nparams how many there are
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmServerSetThreadPoolParameters(
        srv: virAdmServerPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells how a client is connected.
    ///
    /// @param client a client
    /// @return of virClientTransport, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmClientGetTransport(client: virAdmClientPtr) -> c_int;

    /// Lists the clients of a server.
    ///
    /// @param srv a server
    /// @param clients an array to free, of handles to free, with a NULL at its end; may be NULL
    /// @param flags none exist yet; give 0
    /// @return how many there are, -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmServerListClients(
        srv: virAdmServerPtr,
        clients: *mut *mut virAdmClientPtr,
        flags: c_uint,
    ) -> c_int;

    /// Finds a client of a server.
    ///
    /// @param srv a server
    /// @param id the client's id
    /// @param flags none exist yet; give 0
    /// @return a handle to free, or NULL if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmServerLookupClient(
        srv: virAdmServerPtr,
        id: c_ulonglong,
        flags: c_uint,
    ) -> virAdmClientPtr;

    /// Tells who a client is.
    ///
    /// @param client a client
    /// @param params VIR_CLIENT_INFO_ parameters, to free with virTypedParamsFree()
    /// @param nparams how many there are
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmClientGetInfo(
        client: virAdmClientPtr,
        params: *mut virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Ends a client's connection.
    ///
    /// @param client a client
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmClientClose(client: virAdmClientPtr, flags: c_uint) -> c_int;

    /// Tells how many clients a server has and takes.
    ///
    /// @param srv a server
    /// @param params VIR_SERVER_CLIENTS_ parameters, to free with virTypedParamsFree()
    /// @param nparams how many there are
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmServerGetClientLimits(
        srv: virAdmServerPtr,
        params: *mut virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Sets how many clients a server takes.
    ///
    /// @param srv a server
    /// @param params VIR_SERVER_CLIENTS_ parameters
    /// @param nparams how many there are
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmServerSetClientLimits(
        srv: virAdmServerPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Lets a server read its certificates again.
    ///
    /// @param srv a server
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmServerUpdateTlsFiles(srv: virAdmServerPtr, flags: c_uint) -> c_int;

    /// Tells where a daemon logs to.
    ///
    /// @param conn a connection
    /// @param outputs the outputs to free, as libvirtd.conf writes them; may be NULL
    /// @param flags none exist yet; give 0
    /// @return how many there are, -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectGetLoggingOutputs(
        conn: virAdmConnectPtr,
        outputs: *mut *mut c_char,
        flags: c_uint,
    ) -> c_int;

    /// Tells what a daemon logs.
    ///
    /// @param conn a connection
    /// @param filters the filters to free, as libvirtd.conf writes them; NULL if there are none; may be NULL
    /// itself
    /// @param flags none exist yet; give 0
    /// @return how many there are, -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectGetLoggingFilters(
        conn: virAdmConnectPtr,
        filters: *mut *mut c_char,
        flags: c_uint,
    ) -> c_int;

    /// Sets where a daemon logs to.
    ///
    /// @param conn a connection
    /// @param outputs the outputs, as libvirtd.conf writes them; NULL or "" for the default
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectSetLoggingOutputs(
        conn: virAdmConnectPtr,
        outputs: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Sets what a daemon logs.
    ///
    /// @param conn a connection
    /// @param filters the filters, as libvirtd.conf writes them; NULL or "" for none
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectSetLoggingFilters(
        conn: virAdmConnectPtr,
        filters: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Sets after how long a daemon without anything to do ends.
    ///
    /// @param conn a connection
    /// @param timeout the time, in seconds; 0: never
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectSetDaemonTimeout(
        conn: virAdmConnectPtr,
        timeout: c_uint,
        flags: c_uint,
    ) -> c_int;

    /// Ends a daemon.
    ///
    /// @param conn a connection
    /// @param flags (optional) of virAdmConnectDaemonShutdownFlags
    /// @return 0, or -1 if it failed
    #[check(fails(VIR_ERR_INVALID_CONN))]
    pub fn virAdmConnectDaemonShutdown(conn: virAdmConnectPtr, flags: c_uint) -> c_int;
}
