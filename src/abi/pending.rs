//! The public functions that no driver serves yet.
//!
//! Programs and language bindings are linked against all of libvirt's functions and do not load without them, though they
//! call few. So each is here: it checks its handle, and the connection's rights where libvirt does so, and
//! answers `VIR_ERR_NO_SUPPORT`. A function moves to the file of its header when a driver serves it.
//!
//! Further arguments are not looked at, so only the first is declared, which the C calling conventions of
//! Linux allow. The headers leave these functions out.

use super::entry::{Area, Call};
use super::host;
use crate::error::{Result, virErrorDomain};
use std::ffi::{c_int, c_void};

/// What a function's first argument has to be.
trait Expected {
    fn check(call: &mut Call, pointer: *mut c_void) -> Result<()>;
}

struct Connection;

impl Expected for Connection {
    fn check(call: &mut Call, pointer: *mut c_void) -> Result<()> {
        let pointer: host::virConnectPtr = pointer.cast();
        call.connection(pointer).map(|_| ())
    }
}

macro_rules! pending {
    ($($kind:ident in $area:ident { $($(#[$rights:ident])? fn $name:ident() -> $ret:ty;)* })*) => {
        $($(
            #[unsafe(no_mangle)]
            pub extern "C" fn $name(handle: *mut c_void) -> $ret {
                Area(virErrorDomain::$area).call(stringify!($name), |call| -> Result<$ret> {
                    $kind::check(call, handle)?;
                    $(call.$rights()?;)?
                    call.unsupported()
                })
            }
        )*)*
    };
}

pending! {
    Connection in VIR_FROM_DOMAIN {
        fn virConnectDomainEventDeregister() -> c_int;
        fn virConnectDomainEventDeregisterAny() -> c_int;
        fn virConnectDomainEventRegister() -> c_int;
        fn virConnectDomainEventRegisterAny() -> c_int;
    }
}
