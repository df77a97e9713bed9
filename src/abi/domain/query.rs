//! Handles, and questions about one domain.

use super::constants::DomainXMLFlags;
use super::{
    Domain, HERE, virDomainControlInfo, virDomainControlInfoPtr, virDomainInfo, virDomainInfoPtr,
    virDomainPtr,
};
use crate::abi::host::virConnectPtr;
use crate::driver::XmlOptions;
use std::ffi::{c_char, c_int, c_uchar, c_uint, c_ulong};
use std::sync::atomic::Ordering;

/// Adds a reference to a domain handle, for which virDomainFree() has to be called once more.
///
/// @param domain a domain
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainRef(domain: virDomainPtr) -> c_int {
    HERE.call("virDomainRef", |call| call.retain::<Domain>(domain))
}

/// Gives back a reference to a domain handle. The domain itself is as it was.
///
/// @param domain a domain
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainFree(domain: virDomainPtr) -> c_int {
    HERE.call("virDomainFree", |call| {
        call.release::<Domain>(domain).map(|_| ())
    })
}

/// Tells the connection that a domain belongs to.
///
/// @param dom a domain
/// @return the connection without a reference of its own: it lives as long as the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainGetConnect(dom: virDomainPtr) -> virConnectPtr {
    HERE.call("virDomainGetConnect", |call| {
        Ok(call.domain(dom)?.connection().pointer())
    })
}

/// Tells the name of a domain.
///
/// @param domain a domain
/// @return the name, which belongs to the handle; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainGetName(domain: virDomainPtr) -> *const c_char {
    HERE.call("virDomainGetName", |call| {
        Ok(call.domain(domain)?.name.as_ptr())
    })
}

/// Tells the id of a guest.
///
/// @param domain a domain
/// @return the id; (unsigned int) -1 if there is no guest, or if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainGetID(domain: virDomainPtr) -> c_uint {
    HERE.call("virDomainGetID", |call| {
        let dom = call.domain(domain)?;
        // A guest that has ended leaves its handles the id that it had.
        if let Ok(Some(id)) = dom.driver().current_id(&dom.reference) {
            dom.id.store(id, Ordering::Relaxed);
        }
        Ok(dom.id.load(Ordering::Relaxed) as c_uint)
    })
}

/// Tells the UUID of a domain.
///
/// @param domain a domain
/// @param uuid room for VIR_UUID_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetUUID(domain: virDomainPtr, uuid: *mut c_uchar) -> c_int {
    HERE.call("virDomainGetUUID", |call| {
        let dom = call.domain(domain)?;
        // SAFETY: C promises room for so many bytes.
        unsafe { call.write_uuid("uuid", uuid, dom.reference.uuid) }
    })
}

/// Tells the UUID of a domain as a string.
///
/// @param domain a domain
/// @param buf room for VIR_UUID_STRING_BUFLEN bytes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetUUIDString(domain: virDomainPtr, buf: *mut c_char) -> c_int {
    HERE.call("virDomainGetUUIDString", |call| {
        let dom = call.domain(domain)?;
        // SAFETY: C promises room for so many bytes.
        unsafe { call.write_uuid_string("buf", buf, dom.reference.uuid) }
    })
}

/// Tells what kind of system a domain is for.
///
/// @param domain a domain
/// @return a name to free, as "hvm"; NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainGetOSType(domain: virDomainPtr) -> *mut c_char {
    HERE.call("virDomainGetOSType", |call| {
        let dom = call.domain(domain)?;
        dom.driver().os_type(&dom.reference)
    })
}

/// Tells how much memory a domain may have.
///
/// @param domain a domain
/// @return KiB, or 0 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainGetMaxMemory(domain: virDomainPtr) -> c_ulong {
    HERE.call("virDomainGetMaxMemory", |call| {
        let dom = call.domain(domain)?;
        dom.driver().max_memory_kib(&dom.reference)
    })
}

/// Tells how many virtual CPUs a guest may have.
///
/// @param domain a domain
/// @return the number, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainGetMaxVcpus(domain: virDomainPtr) -> c_int {
    HERE.call("virDomainGetMaxVcpus", |call| {
        let dom = call.domain(domain)?;
        dom.driver().max_domain_vcpus(&dom.reference)
    })
}

/// Tells the main figures of a domain.
///
/// @param domain a domain
/// @param info where to write them
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetInfo(domain: virDomainPtr, info: virDomainInfoPtr) -> c_int {
    HERE.call("virDomainGetInfo", |call| {
        let dom = call.domain(domain)?;
        call.required("info", info)?;
        let found = dom.driver().info(&dom.reference)?;
        // SAFETY: not NULL; C promises room for it.
        unsafe {
            info.write(virDomainInfo {
                state: found.state.state() as c_uchar,
                maxMem: found.max_mem_kib,
                memory: found.memory_kib,
                nrVirtCpu: found.vcpus,
                cpuTime: found.cpu_time_ns,
            });
        }
        Ok(())
    })
}

/// Tells the state of a domain and the reason of it.
///
/// @param domain a domain
/// @param state where to write the virDomainState
/// @param reason where to write the reason, of the enum that goes with the state; may be NULL
/// @param flags none exist yet; give 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetState(
    domain: virDomainPtr,
    state: *mut c_int,
    reason: *mut c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainGetState", |call| {
        let dom = call.domain(domain)?;
        call.required("state", state)?;
        call.no_flags(flags)?;
        let found = dom.driver().state(&dom.reference)?;
        // SAFETY: not NULL; C promises room for a number.
        unsafe { state.write(found.state() as c_int) };
        if !reason.is_null() {
            // SAFETY: as above.
            unsafe { reason.write(found.reason()) };
        }
        Ok(())
    })
}

/// Tells whether a guest can be controlled now.
///
/// @param domain a domain
/// @param info where to write it
/// @param flags none exist yet; give 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetControlInfo(
    domain: virDomainPtr,
    info: virDomainControlInfoPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainGetControlInfo", |call| {
        let dom = call.domain(domain)?;
        call.required("info", info)?;
        call.no_flags(flags)?;
        let found = dom.driver().control_info(&dom.reference)?;
        // SAFETY: not NULL; C promises room for it.
        unsafe {
            info.write(virDomainControlInfo {
                state: found.state,
                details: found.details,
                stateTime: found.state_time_ms,
            });
        }
        Ok(())
    })
}

/// Tells whether a domain has a guest.
///
/// @param dom a domain
/// @return 1 or 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainIsActive(dom: virDomainPtr) -> c_int {
    HERE.call("virDomainIsActive", |call| {
        let dom = call.domain(dom)?;
        dom.driver().is_active(&dom.reference)
    })
}

/// Tells whether a domain is defined, and stays when its guest ends.
///
/// @param dom a domain
/// @return 1 or 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainIsPersistent(dom: virDomainPtr) -> c_int {
    HERE.call("virDomainIsPersistent", |call| {
        let dom = call.domain(dom)?;
        dom.driver().is_persistent(&dom.reference)
    })
}

/// Tells whether the definition of a running domain was changed since the guest started.
///
/// @param dom a domain
/// @return 1 or 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainIsUpdated(dom: virDomainPtr) -> c_int {
    HERE.call("virDomainIsUpdated", |call| {
        let dom = call.domain(dom)?;
        dom.driver().is_updated(&dom.reference)
    })
}

/// Tells the document of a domain.
///
/// @param domain a domain
/// @param flags of virDomainXMLFlags
/// @return an XML document to free, or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainGetXMLDesc(domain: virDomainPtr, flags: c_uint) -> *mut c_char {
    HERE.call("virDomainGetXMLDesc", |call| {
        use DomainXMLFlags as F;
        let dom = call.domain(domain)?;
        // A document for another host has to be whole.
        let telling = F::VIR_DOMAIN_XML_SECURE | F::VIR_DOMAIN_XML_MIGRATABLE;
        if flags & telling.bits() != 0 {
            call.secrets_allowed()?;
        }
        let flags = call.known(flags, F::all())?;
        let options = XmlOptions {
            secure: flags.contains(F::VIR_DOMAIN_XML_SECURE),
            inactive: flags.contains(F::VIR_DOMAIN_XML_INACTIVE),
            update_cpu: flags.contains(F::VIR_DOMAIN_XML_UPDATE_CPU),
            migratable: flags.contains(F::VIR_DOMAIN_XML_MIGRATABLE),
        };
        dom.driver().xml_desc(&dom.reference, options)
    })
}
