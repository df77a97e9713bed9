//! Connections and the host they lead to.

pub mod auth;
pub mod constants;
pub mod node;

use self::auth::virConnectAuthPtr;
use super::common::{LIBVIR_VERSION_NUMBER, Opaque, virFreeCallback};
use super::entry::Area;
use super::handle;
use super::subscribers::Subscribers;
use super::virterror::{Handler, Stored};
use crate::driver::Driver;
use crate::error::{Error, Result, virErrorDomain};
use crate::uri::Uri;
use once_cell::sync::OnceCell;
use oxivirt_derive::Flags;
use parking_lot::Mutex;
use std::ffi::{CString, c_char, c_int, c_uint, c_ulong, c_ulonglong, c_void};

/// A connection to a hypervisor. Opaque.
pub struct _virConnect {
    _opaque: [u8; 0],
}

/// A connection to a hypervisor. Opaque.
pub type virConnect = _virConnect;
/// A handle of a connection.
pub type virConnectPtr = *mut virConnect;

/// A stream of data. Opaque.
pub struct _virStream {
    _opaque: [u8; 0],
}

/// A stream of data. Opaque.
pub type virStream = _virStream;
/// A handle of a stream.
pub type virStreamPtr = *mut virStream;

/// The size of a UUID in bytes.
pub const VIR_UUID_BUFLEN: c_int = 16;

/// The room that a UUID as a string takes, its NUL byte included.
pub const VIR_UUID_STRING_BUFLEN: c_int = 37;

/// What the machine is made of.
#[repr(C)]
pub struct _virNodeInfo {
    /// The CPU model.
    pub model: [c_char; 32],
    /// Memory in KiB.
    pub memory: c_ulong,
    /// How many CPUs are in use.
    pub cpus: c_uint,
    /// The CPUs' frequency in MHz, 0 if it is not known.
    pub mhz: c_uint,
    /// How many NUMA nodes there are, 1 if they are unlike each other.
    pub nodes: c_uint,
    /// How many CPU sockets a node has, 1 if the nodes are unlike each other.
    pub sockets: c_uint,
    /// How many cores a socket has; all CPUs if the nodes are unlike each other.
    pub cores: c_uint,
    /// How many threads a core has, 1 if the nodes are unlike each other.
    pub threads: c_uint,
}

/// What the machine is made of.
pub type virNodeInfo = _virNodeInfo;
/// A pointer to a virNodeInfo.
pub type virNodeInfoPtr = *mut virNodeInfo;

/// How to open a connection.
#[repr(C)]
#[derive(Flags)]
pub enum virConnectFlags {
    /// Only for looking. (Since: 0.4.1)
    VIR_CONNECT_RO = 1 << 0,
    /// Take the URI as it is, not as an alias of another. (Since: 0.9.7)
    VIR_CONNECT_NO_ALIASES = 1 << 1,
}

/// Is told that the connection broke: the connection, the virConnectCloseReason, and what was given along.
pub type virConnectCloseFunc =
    Option<unsafe extern "C" fn(conn: virConnectPtr, reason: c_int, opaque: *mut c_void)>;

/// Who wants to be told that the connection broke. What was given along is freed with it.
struct OnClose {
    function: usize,
    #[allow(dead_code)]
    opaque: Opaque,
}

/// What a connection handle stands for.
pub(super) struct Connection {
    driver: Box<dyn Driver>,
    read_only: bool,
    /// Its own handle.
    address: usize,
    type_name: OnceCell<CString>,
    on_close: Mutex<Option<OnClose>>,
    subscribers: Subscribers,
    pub(super) error: Mutex<Stored>,
    pub(super) handler: Mutex<Handler>,
}

impl Connection {
    pub(super) fn driver(&self) -> &dyn Driver {
        &*self.driver
    }

    pub(super) fn is_read_only(&self) -> bool {
        self.read_only
    }

    pub(super) fn address(&self) -> usize {
        self.address
    }

    /// Who wants to know what happens to its domains.
    pub(super) fn subscribers(&self) -> &Subscribers {
        &self.subscribers
    }
}

/// A handle for a connection to this driver.
pub(super) fn give(driver: Box<dyn Driver>, read_only: bool) -> Result<virConnectPtr> {
    handle::give(|address| Connection {
        driver,
        read_only,
        address,
        type_name: OnceCell::new(),
        on_close: Mutex::new(None),
        subscribers: Subscribers::default(),
        error: Mutex::new(Stored::none()),
        handler: Mutex::new(Handler::none()),
    })
}

/// Opens what the caller named, or what fits best if it named nothing.
fn open(name: Option<&str>, aliases: bool, read_only: bool) -> Result<virConnectPtr> {
    let uri = Uri::choose(name, aliases)?;
    uri.check_local()?;
    give(crate::qemu::open(&uri, read_only)?, read_only)
}

const HERE: Area = Area(virErrorDomain::VIR_FROM_DOMAIN);

/// Opening and closing, whose errors come from no part in particular.
const DOOR: Area = Area(virErrorDomain::VIR_FROM_NONE);

/// Makes the library ready for use. Every way to open a connection does so too; any thread may
/// call it, any number of times.
///
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virInitialize() -> c_int {
    DOOR.keep_error("virInitialize", |_| Ok(()))
}

/// Tells the version of the library and of its driver.
///
/// @param libVer the library's version, major * 1,000,000 + minor * 1,000 + release
/// @param type ignored
/// @param typeVer the driver's version, which is the library's; may be NULL
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virGetVersion(
    libVer: *mut c_ulong,
    r#type: *const c_char,
    typeVer: *mut c_ulong,
) -> c_int {
    let _ = r#type;
    DOOR.call("virGetVersion", |call| {
        call.required("libVer", libVer)?;
        // SAFETY: not NULL; C promises room for a number.
        unsafe { libVer.write(LIBVIR_VERSION_NUMBER) };
        if !typeVer.is_null() {
            // SAFETY: as above.
            unsafe { typeVer.write(LIBVIR_VERSION_NUMBER) };
        }
        Ok(())
    })
}

/// Opens a connection to a hypervisor.
///
/// @param name (optional) the URI of the hypervisor; NULL or "" leaves the choice to the environment variable
/// LIBVIRT_DEFAULT_URI, to libvirt.conf, and to what is there
/// @return a handle to give to virConnectClose(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectOpen(name: *const c_char) -> virConnectPtr {
    DOOR.call("virConnectOpen", |call| {
        // SAFETY: C promises a string.
        open(unsafe { call.optional_text("name", name) }?, true, false)
    })
}

/// Opens a connection to a hypervisor, for looking only: what would change something is refused.
///
/// @param name (optional) the URI of the hypervisor, as in virConnectOpen()
/// @return a handle to give to virConnectClose(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectOpenReadOnly(name: *const c_char) -> virConnectPtr {
    DOOR.call("virConnectOpenReadOnly", |call| {
        // SAFETY: C promises a string.
        open(unsafe { call.optional_text("name", name) }?, true, true)
    })
}

/// Opens a connection to a hypervisor, with answers to the questions it may ask first.
///
/// @param name (optional) the URI of the hypervisor, as in virConnectOpen()
/// @param auth who answers; may be NULL. No local hypervisor asks.
/// @param flags of virConnectFlags
/// @return a handle to give to virConnectClose(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectOpenAuth(
    name: *const c_char,
    auth: virConnectAuthPtr,
    flags: c_uint,
) -> virConnectPtr {
    let _ = auth;
    DOOR.call("virConnectOpenAuth", |call| {
        // SAFETY: C promises a string.
        let name = unsafe { call.optional_text("name", name) }?;
        let flags = ConnectFlags::from_bits_truncate(flags);
        open(
            name,
            !flags.contains(ConnectFlags::VIR_CONNECT_NO_ALIASES),
            flags.contains(ConnectFlags::VIR_CONNECT_RO),
        )
    })
}

/// Adds a reference to a connection, for which virConnectClose() has to be called once more.
///
/// @param conn a connection
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectRef(conn: virConnectPtr) -> c_int {
    HERE.call("virConnectRef", |call| call.retain::<Connection>(conn))
}

/// Gives back a reference to a connection. It closes with the last one; every object that was got
/// from it counts as one.
///
/// @param conn a connection
/// @return 0 if it closed, 1 if there are still references, -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectClose(conn: virConnectPtr) -> c_int {
    DOOR.call("virConnectClose", |call| {
        Ok(call.release::<Connection>(conn)? > 0)
    })
}

/// Tells what kind of hypervisor a connection leads to.
///
/// @param conn a connection
/// @return a name that belongs to the connection, as "QEMU"; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectGetType(conn: virConnectPtr) -> *const c_char {
    HERE.call("virConnectGetType", |call| {
        let conn = call.connection(conn)?;
        let name = conn.type_name.get_or_try_init(|| {
            let name = conn.driver().hypervisor_type()?;
            CString::new(name).map_err(|_| Error::internal("a driver's name holds a NUL byte"))
        })?;
        Ok(name.as_ptr())
    })
}

/// Tells the version of the hypervisor.
///
/// @param conn a connection
/// @param hvVer major * 1,000,000 + minor * 1,000 + release
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectGetVersion(conn: virConnectPtr, hvVer: *mut c_ulong) -> c_int {
    HERE.call("virConnectGetVersion", |call| {
        let conn = call.connection(conn)?;
        call.required("hvVer", hvVer)?;
        let version = conn.driver().version()?;
        // SAFETY: not NULL; C promises room for a number.
        unsafe { hvVer.write(version) };
        Ok(())
    })
}

/// Tells the version of the library on the connection's other side, which is this one.
///
/// @param conn a connection
/// @param libVer major * 1,000,000 + minor * 1,000 + release
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectGetLibVersion(
    conn: virConnectPtr,
    libVer: *mut c_ulong,
) -> c_int {
    HERE.call("virConnectGetLibVersion", |call| {
        call.connection(conn)?;
        call.required("libVer", libVer)?;
        // SAFETY: not NULL; C promises room for a number.
        unsafe { libVer.write(LIBVIR_VERSION_NUMBER) };
        Ok(())
    })
}

/// Tells the name of the host that the hypervisor runs on.
///
/// @param conn a connection
/// @return a name to free, or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectGetHostname(conn: virConnectPtr) -> *mut c_char {
    HERE.call("virConnectGetHostname", |call| {
        call.connection(conn)?.driver().hostname()
    })
}

/// Tells the URI that opens this connection again.
///
/// @param conn a connection
/// @return a URI to free, or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectGetURI(conn: virConnectPtr) -> *mut c_char {
    HERE.call("virConnectGetURI", |call| {
        call.connection(conn)?.driver().uri()
    })
}

/// Tells whether what is sent over the connection is encrypted.
///
/// @param conn a connection
/// @return 1 or 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectIsEncrypted(conn: virConnectPtr) -> c_int {
    HERE.call("virConnectIsEncrypted", |call| {
        call.connection(conn)?.driver().is_encrypted()
    })
}

/// Tells whether nobody can listen in on the connection: it is encrypted, or does not leave the
/// host.
///
/// @param conn a connection
/// @return 1 or 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectIsSecure(conn: virConnectPtr) -> c_int {
    HERE.call("virConnectIsSecure", |call| {
        call.connection(conn)?.driver().is_secure()
    })
}

/// Tells whether the connection still leads somewhere.
///
/// @param conn a connection
/// @return 1 or 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectIsAlive(conn: virConnectPtr) -> c_int {
    HERE.call("virConnectIsAlive", |call| {
        call.connection(conn)?.driver().is_alive()
    })
}

/// Says how often to ask the other side of the connection whether it is still there. A connection that has its other
/// side in the same process needs no asking.
///
/// @param conn a connection
/// @param interval in seconds; 0 or less for never
/// @param count how many questions may go unanswered
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectSetKeepAlive(
    conn: virConnectPtr,
    interval: c_int,
    count: c_uint,
) -> c_int {
    let _ = (interval, count);
    HERE.call("virConnectSetKeepAlive", |call| {
        call.connection(conn).map(|_| ())
    })
}

/// Has a function called when the connection breaks; there can be one at a time. A connection that has its other
/// side in the same process does not break.
///
/// @param conn a connection
/// @param cb the function
/// @param opaque given to it
/// @param freecb called with `opaque` once it is not needed any more; may be NULL
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectRegisterCloseCallback(
    conn: virConnectPtr,
    cb: virConnectCloseFunc,
    opaque: *mut c_void,
    freecb: virFreeCallback,
) -> c_int {
    HERE.call("virConnectRegisterCloseCallback", |call| {
        let conn = call.connection(conn)?;
        let Some(function) = cb else {
            return Err(call.argument("cb", "must not be NULL"));
        };
        let mut registered = conn.on_close.lock();
        if registered.is_some() {
            return Err(
                Error::operation_invalid("the connection has a close callback already")
                    .from_domain(virErrorDomain::VIR_FROM_REMOTE),
            );
        }
        *registered = Some(OnClose {
            function: function as usize,
            opaque: Opaque::new(opaque, freecb),
        });
        Ok(())
    })
}

/// Forgets the function that virConnectRegisterCloseCallback() was given.
///
/// @param conn a connection
/// @param cb the function
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectUnregisterCloseCallback(
    conn: virConnectPtr,
    cb: virConnectCloseFunc,
) -> c_int {
    HERE.call("virConnectUnregisterCloseCallback", |call| {
        let conn = call.connection(conn)?;
        let Some(function) = cb else {
            return Err(call.argument("cb", "must not be NULL"));
        };
        let mut registered = conn.on_close.lock();
        match registered.take() {
            Some(on_close) if on_close.function == function as usize => {
                // What it frees may ask the library again.
                drop(registered);
                drop(on_close);
                Ok(())
            }
            other => {
                *registered = other;
                Err(
                    Error::operation_invalid("the connection has another close callback, or none")
                        .from_domain(virErrorDomain::VIR_FROM_REMOTE),
                )
            }
        }
    })
}

/// Tells what the host and the hypervisor can do.
///
/// @param conn a connection
/// @return an XML document to free, or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectGetCapabilities(conn: virConnectPtr) -> *mut c_char {
    HERE.call("virConnectGetCapabilities", |call| {
        call.connection(conn)?.driver().capabilities()
    })
}

/// Tells how many virtual CPUs a domain can have.
///
/// @param conn a connection
/// @param type the type attribute of the domain's document; NULL for the hypervisor's first
/// @return the number, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectGetMaxVcpus(
    conn: virConnectPtr,
    r#type: *const c_char,
) -> c_int {
    HERE.call("virConnectGetMaxVcpus", |call| {
        let conn = call.connection(conn)?;
        // SAFETY: C promises a string.
        let domain_type = unsafe { call.optional_text("type", r#type) }?;
        conn.driver().max_vcpus(domain_type)
    })
}

/// Tells what the host is made of.
///
/// @param conn a connection
/// @param info where to write it
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNodeGetInfo(conn: virConnectPtr, info: virNodeInfoPtr) -> c_int {
    HERE.call("virNodeGetInfo", |call| {
        let conn = call.connection(conn)?;
        call.required("info", info)?;
        let node = conn.driver().node_info()?;
        let mut model = [0; 32];
        for (to, from) in model[..31].iter_mut().zip(node.model.bytes()) {
            *to = from as c_char;
        }
        // SAFETY: not NULL; C promises room for it.
        unsafe {
            info.write(virNodeInfo {
                model,
                memory: node.memory_kib,
                cpus: node.cpus,
                mhz: node.mhz,
                nodes: node.nodes,
                sockets: node.sockets,
                cores: node.cores,
                threads: node.threads,
            });
        }
        Ok(())
    })
}

/// Tells how much of the host's memory is free.
///
/// @param conn a connection
/// @return bytes, or 0 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virNodeGetFreeMemory(conn: virConnectPtr) -> c_ulonglong {
    HERE.call("virNodeGetFreeMemory", |call| {
        call.connection(conn)?.driver().free_memory()
    })
}
