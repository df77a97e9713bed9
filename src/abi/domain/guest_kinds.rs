//! What guests of a kind can have: the function. Its flags are in `more`.

use super::HERE;
use super::more::ConnectGetDomainCapabilitiesFlags;
use crate::abi::host::virConnectPtr;
use crate::driver::GuestKind;
use std::ffi::{c_char, c_uint};

/// Tells what guests of a kind can have here: CPU models, firmware, devices.
///
/// @param conn a connection
/// @param emulatorbin the emulator's path; NULL for the usual one
/// @param arch the architecture; NULL for the host's
/// @param machine the machine type; NULL for the emulator's default
/// @param virttype the kind of virtualization, as "kvm"; NULL for the best
/// @param flags of virConnectGetDomainCapabilitiesFlags
/// @return an XML document to free, or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectGetDomainCapabilities(
    conn: virConnectPtr,
    emulatorbin: *const c_char,
    arch: *const c_char,
    machine: *const c_char,
    virttype: *const c_char,
    flags: c_uint,
) -> *mut c_char {
    HERE.call("virConnectGetDomainCapabilities", |call| {
        use ConnectGetDomainCapabilitiesFlags as F;
        let conn = call.connection(conn)?;
        call.writable()?;
        let old = F::VIR_CONNECT_GET_DOMAIN_CAPABILITIES_DISABLE_DEPRECATED_FEATURES;
        let flags = call.known(flags, old)?;
        // SAFETY: C promises strings.
        let kind = unsafe {
            GuestKind {
                emulator: call.optional_text("emulatorbin", emulatorbin)?,
                arch: call.optional_text("arch", arch)?,
                machine: call.optional_text("machine", machine)?,
                virt: call.optional_text("virttype", virttype)?,
                without_deprecated: flags.contains(old),
            }
        };
        conn.driver().guest_capabilities(&kind)
    })
}
