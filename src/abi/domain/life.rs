//! Starting guests and ending them.

use super::constants::{DomainCreateFlags, DomainDestroyFlagsValues, DomainShutdownFlagValues};
use super::{HERE, give, virDomainPtr};
use crate::abi::entry::Call;
use crate::abi::host::virConnectPtr;
use crate::driver::{DestroyOptions, PowerOptions, StartOptions};
use crate::error::Result;
use std::ffi::{c_char, c_int, c_uint};
use std::sync::atomic::Ordering;

fn start_options(flags: DomainCreateFlags) -> StartOptions {
    use DomainCreateFlags as F;
    StartOptions {
        paused: flags.contains(F::VIR_DOMAIN_START_PAUSED),
        autodestroy: flags.contains(F::VIR_DOMAIN_START_AUTODESTROY),
        bypass_cache: flags.contains(F::VIR_DOMAIN_START_BYPASS_CACHE),
        force_boot: flags.contains(F::VIR_DOMAIN_START_FORCE_BOOT),
        validate: flags.contains(F::VIR_DOMAIN_START_VALIDATE),
        reset_nvram: flags.contains(F::VIR_DOMAIN_START_RESET_NVRAM),
    }
}

/// The flags that a start from a document takes.
fn create_xml_options(call: &Call, flags: c_uint) -> Result<StartOptions> {
    use DomainCreateFlags as F;
    call.known(
        flags,
        F::VIR_DOMAIN_START_PAUSED
            | F::VIR_DOMAIN_START_AUTODESTROY
            | F::VIR_DOMAIN_START_VALIDATE
            | F::VIR_DOMAIN_START_RESET_NVRAM,
    )
    .map(start_options)
}

/// The flags that the start of a defined domain takes.
fn create_options(call: &Call, flags: c_uint) -> Result<StartOptions> {
    use DomainCreateFlags as F;
    call.known(flags, F::all() & !F::VIR_DOMAIN_START_VALIDATE)
        .map(start_options)
}

/// Whether shutting down and rebooting go by the power button, by the guest agent, or as the driver
/// likes: their flags have the same numbers.
fn power_options(call: &Call, flags: c_uint) -> Result<PowerOptions> {
    use DomainShutdownFlagValues as F;
    let (acpi, agent) = (
        F::VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN,
        F::VIR_DOMAIN_SHUTDOWN_GUEST_AGENT,
    );
    let flags = call.known(flags, acpi | agent)?;
    Ok(PowerOptions {
        acpi: flags.contains(acpi),
        agent: flags.contains(agent),
        other: false,
    })
}

/// Starts a guest from a document. If the domain is not defined, it is gone when the guest ends.
///
/// @param conn a connection
/// @param xmlDesc the document
/// @param flags of virDomainCreateFlags
/// @return a handle to give to virDomainFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainCreateXML(
    conn: virConnectPtr,
    xmlDesc: *const c_char,
    flags: c_uint,
) -> virDomainPtr {
    HERE.call("virDomainCreateXML", |call| {
        let conn = call.connection(conn)?;
        // SAFETY: C promises a string.
        let xml = unsafe { call.text("xmlDesc", xmlDesc) }?;
        call.writable()?;
        let options = create_xml_options(call, flags)?;
        give(&conn, conn.driver().create_xml(xml, options)?)
    })
}

/// The old name of virDomainCreateXML().
///
/// @param conn a connection
/// @param xmlDesc the document
/// @param flags of virDomainCreateFlags
/// @return a handle to give to virDomainFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainCreateLinux(
    conn: virConnectPtr,
    xmlDesc: *const c_char,
    flags: c_uint,
) -> virDomainPtr {
    // SAFETY: the same conditions.
    unsafe { virDomainCreateXML(conn, xmlDesc, flags) }
}

/// Starts a guest from a document and passes open files to its first process. No driver here does so.
///
/// @param conn a connection
/// @param xmlDesc the document
/// @param nfiles how many files
/// @param files their descriptors
/// @param flags of virDomainCreateFlags
/// @return a handle to give to virDomainFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainCreateXMLWithFiles(
    conn: virConnectPtr,
    xmlDesc: *const c_char,
    nfiles: c_uint,
    files: *mut c_int,
    flags: c_uint,
) -> virDomainPtr {
    HERE.call("virDomainCreateXMLWithFiles", |call| {
        let _ = (nfiles, files, flags);
        call.connection(conn)?;
        // SAFETY: C promises a string.
        unsafe { call.text("xmlDesc", xmlDesc) }?;
        call.writable()?;
        call.unsupported::<virDomainPtr>()
    })
}

/// Starts a defined domain: from its managed save if it has one, else by booting it.
///
/// @param domain a domain
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainCreate(domain: virDomainPtr) -> c_int {
    HERE.call("virDomainCreate", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        let id = dom
            .driver()
            .create(&dom.reference, StartOptions::default())?;
        dom.id.store(id, Ordering::Relaxed);
        Ok(())
    })
}

/// Starts a defined domain, as virDomainCreate() does.
///
/// @param domain a domain
/// @param flags of virDomainCreateFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainCreateWithFlags(domain: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainCreateWithFlags", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        let options = create_options(call, flags)?;
        let id = dom.driver().create(&dom.reference, options)?;
        dom.id.store(id, Ordering::Relaxed);
        Ok(())
    })
}

/// Starts a defined domain and passes open files to its first process. No driver here does so.
///
/// @param domain a domain
/// @param nfiles how many files
/// @param files their descriptors
/// @param flags of virDomainCreateFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainCreateWithFiles(
    domain: virDomainPtr,
    nfiles: c_uint,
    files: *mut c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainCreateWithFiles", |call| {
        let _ = (nfiles, files, flags);
        call.domain(domain)?;
        call.writable()?;
        call.unsupported::<()>()
    })
}

/// Asks a guest to shut down. It may take its time, or not do it.
///
/// @param domain a domain
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainShutdown(domain: virDomainPtr) -> c_int {
    HERE.call("virDomainShutdown", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        dom.driver()
            .shutdown(&dom.reference, PowerOptions::default())
    })
}

/// Asks a guest to shut down, as virDomainShutdown() does.
///
/// @param domain a domain
/// @param flags of virDomainShutdownFlagValues
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainShutdownFlags(domain: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainShutdownFlags", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        let options = power_options(call, flags)?;
        dom.driver().shutdown(&dom.reference, options)
    })
}

/// Asks a guest to reboot. It may take its time, or not do it.
///
/// @param domain a domain
/// @param flags of virDomainRebootFlagValues
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainReboot(domain: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainReboot", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        let options = power_options(call, flags)?;
        dom.driver().reboot(&dom.reference, options)
    })
}

/// Resets a guest, as a reset button does: it boots anew without shutting down.
///
/// @param domain a domain
/// @param flags none exist yet; give 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainReset(domain: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainReset", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        call.no_flags(flags)?;
        dom.driver().reset(&dom.reference)
    })
}

/// Ends a guest at once, as pulling its plug would. A domain that is not defined is gone then.
///
/// @param domain a domain
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainDestroy(domain: virDomainPtr) -> c_int {
    HERE.call("virDomainDestroy", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        dom.driver()
            .destroy(&dom.reference, DestroyOptions::default())?;
        dom.id.store(-1, Ordering::Relaxed);
        Ok(())
    })
}

/// Ends a guest at once, as virDomainDestroy() does.
///
/// @param domain a domain
/// @param flags of virDomainDestroyFlagsValues
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainDestroyFlags(domain: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainDestroyFlags", |call| {
        use DomainDestroyFlagsValues as F;
        let dom = call.domain(domain)?;
        call.writable()?;
        let flags = call.known(flags, F::all())?;
        let options = DestroyOptions {
            graceful: flags.contains(F::VIR_DOMAIN_DESTROY_GRACEFUL),
            remove_logs: flags.contains(F::VIR_DOMAIN_DESTROY_REMOVE_LOGS),
        };
        dom.driver().destroy(&dom.reference, options)?;
        dom.id.store(-1, Ordering::Relaxed);
        Ok(())
    })
}

/// Lets a guest stand still; it keeps its memory.
///
/// @param domain a domain
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSuspend(domain: virDomainPtr) -> c_int {
    HERE.call("virDomainSuspend", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        dom.driver().suspend(&dom.reference)
    })
}

/// Lets a guest that stands still go on.
///
/// @param domain a domain
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainResume(domain: virDomainPtr) -> c_int {
    HERE.call("virDomainResume", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        dom.driver().resume(&dom.reference)
    })
}
