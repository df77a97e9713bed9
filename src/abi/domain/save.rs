//! Saving guests and restoring them.

use super::constants::{DomainSaveImageXMLFlags, DomainSaveRestoreFlags};
use super::jobs::*;
use super::{HERE, either, virDomainPtr};
use crate::abi::common::params::virTypedParameterType::*;
use crate::abi::common::params::{Given, virTypedParameterPtr, virTypedParameterType};
use crate::abi::entry::Call;
use crate::abi::host::virConnectPtr;
use crate::driver::{ImageOptions, RestoreOptions, Resume, SaveOptions};
use crate::error::{Error, Result};
use std::ffi::{c_char, c_int, c_uint};
use std::sync::atomic::Ordering;

/// The state that save and restore flags ask for; both at once are refused.
fn resume(call: &Call, flags: c_uint) -> Result<Resume> {
    use DomainSaveRestoreFlags as F;
    let (running, paused) = (F::VIR_DOMAIN_SAVE_RUNNING, F::VIR_DOMAIN_SAVE_PAUSED);
    call.exclusive(flags, running, paused)?;
    Ok(match either(F::from_bits_retain(flags), running, paused) {
        Some(true) => Resume::Running,
        Some(false) => Resume::Paused,
        None => Resume::AsSaved,
    })
}

const BYPASS_CACHE: DomainSaveRestoreFlags = DomainSaveRestoreFlags::VIR_DOMAIN_SAVE_BYPASS_CACHE;

/// The flags that save and managed save take.
fn save_options(call: &Call, flags: c_uint) -> Result<SaveOptions> {
    use DomainSaveRestoreFlags as F;
    let resume = resume(call, flags)?;
    let flags = call.known(
        flags,
        BYPASS_CACHE | F::VIR_DOMAIN_SAVE_RUNNING | F::VIR_DOMAIN_SAVE_PAUSED,
    )?;
    Ok(SaveOptions {
        bypass_cache: flags.contains(BYPASS_CACHE),
        resume,
    })
}

/// The flags that restoring takes.
fn restore_options(call: &Call, flags: c_uint) -> Result<RestoreOptions> {
    let resume = resume(call, flags)?;
    let flags = call.known(flags, DomainSaveRestoreFlags::all())?;
    Ok(RestoreOptions {
        bypass_cache: flags.contains(BYPASS_CACHE),
        resume,
        reset_nvram: flags.contains(DomainSaveRestoreFlags::VIR_DOMAIN_SAVE_RESET_NVRAM),
    })
}

/// The state that a change of an image's document asks for.
fn image_resume(call: &Call, flags: c_uint) -> Result<Resume> {
    use DomainSaveRestoreFlags as F;
    let resume = resume(call, flags)?;
    call.known(
        flags,
        F::VIR_DOMAIN_SAVE_RUNNING | F::VIR_DOMAIN_SAVE_PAUSED,
    )?;
    Ok(resume)
}

/// Saves a guest to a file and ends it. virDomainRestore() brings it back.
///
/// @param domain a domain
/// @param to the file; a relative path counts from the current directory
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSave(domain: virDomainPtr, to: *const c_char) -> c_int {
    HERE.call("virDomainSave", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let path = unsafe { call.path("to", to) }?;
        dom.driver()
            .save(&dom.reference, &path, None, SaveOptions::default())?;
        dom.id.store(-1, Ordering::Relaxed);
        Ok(())
    })
}

/// Saves a guest to a file and ends it, as virDomainSave() does.
///
/// @param domain a domain
/// @param to the file; a relative path counts from the current directory
/// @param dxml (optional) a document to keep in place of the guest's, which may differ in what the guest does not see; may be NULL
/// @param flags of virDomainSaveRestoreFlags, not both RUNNING and PAUSED
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSaveFlags(
    domain: virDomainPtr,
    to: *const c_char,
    dxml: *const c_char,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSaveFlags", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        // SAFETY: C promises strings.
        let (path, xml) = unsafe { (call.path("to", to)?, call.optional_text("dxml", dxml)?) };
        let options = save_options(call, flags)?;
        dom.driver().save(&dom.reference, &path, xml, options)?;
        dom.id.store(-1, Ordering::Relaxed);
        Ok(())
    })
}

/// Brings back the guest that virDomainSave() saved.
///
/// @param conn a connection
/// @param from the file
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainRestore(conn: virConnectPtr, from: *const c_char) -> c_int {
    HERE.call("virDomainRestore", |call| {
        let conn = call.connection(conn)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let path = unsafe { call.path("from", from) }?;
        conn.driver()
            .restore(&path, None, RestoreOptions::default())
    })
}

/// Brings back the guest that virDomainSave() saved.
///
/// @param conn a connection
/// @param from the file
/// @param dxml (optional) a document to use in place of the file's, which may differ in what the guest does not see; may be NULL
/// @param flags of virDomainSaveRestoreFlags, not both RUNNING and PAUSED
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainRestoreFlags(
    conn: virConnectPtr,
    from: *const c_char,
    dxml: *const c_char,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainRestoreFlags", |call| {
        let conn = call.connection(conn)?;
        call.writable()?;
        // SAFETY: C promises strings.
        let (path, xml) = unsafe { (call.path("from", from)?, call.optional_text("dxml", dxml)?) };
        let options = restore_options(call, flags)?;
        conn.driver().restore(&path, xml, options)
    })
}

/// The parameters that each of the two functions takes, and their types.
const SAVE_PARAMS: [(&str, virTypedParameterType); 4] = [
    (VIR_DOMAIN_SAVE_PARAM_FILE, VIR_TYPED_PARAM_STRING),
    (VIR_DOMAIN_SAVE_PARAM_DXML, VIR_TYPED_PARAM_STRING),
    (VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT, VIR_TYPED_PARAM_STRING),
    (VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS, VIR_TYPED_PARAM_INT),
];
const RESTORE_PARAMS: [(&str, virTypedParameterType); 3] =
    [SAVE_PARAMS[0], SAVE_PARAMS[1], SAVE_PARAMS[3]];

/// Saves a guest and ends it, as virDomainSaveFlags() does. Without a file it is a managed save.
///
/// @param domain a domain
/// @param params VIR_DOMAIN_SAVE_PARAM_ parameters
/// @param nparams how many there are
/// @param flags of virDomainSaveRestoreFlags, not both RUNNING and PAUSED
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSaveParams(
    domain: virDomainPtr,
    params: virTypedParameterPtr,
    nparams: c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSaveParams", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        resume(call, flags)?;
        // SAFETY: C promises an array.
        let given = unsafe { Given::new(params, nparams) };
        let file = given.text(VIR_DOMAIN_SAVE_PARAM_FILE)?;
        let options = save_options(call, flags)?;
        given.check(&SAVE_PARAMS)?;
        let path = file.map(|file| call.absolute("file", file)).transpose()?;
        let xml = given.text(VIR_DOMAIN_SAVE_PARAM_DXML)?;
        let image = ImageOptions {
            format: given.text(VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT)?,
            channels: given.int(VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS)?,
        };
        dom.driver()
            .save_with(&dom.reference, path.as_deref(), xml, options, image)?;
        dom.id.store(-1, Ordering::Relaxed);
        Ok(())
    })
}

/// Brings back the guest that virDomainSaveParams() saved.
///
/// @param conn a connection
/// @param params VIR_DOMAIN_SAVE_PARAM_ parameters, a file among them
/// @param nparams how many there are
/// @param flags of virDomainSaveRestoreFlags, not both RUNNING and PAUSED
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainRestoreParams(
    conn: virConnectPtr,
    params: virTypedParameterPtr,
    nparams: c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainRestoreParams", |call| {
        let conn = call.connection(conn)?;
        call.writable()?;
        resume(call, flags)?;
        // SAFETY: C promises an array.
        let given = unsafe { Given::new(params, nparams) };
        given.check(&RESTORE_PARAMS)?;
        let Some(file) = given.text(VIR_DOMAIN_SAVE_PARAM_FILE)? else {
            return Err(Error::invalid_arg("no file to restore from was given"));
        };
        let options = restore_options(call, flags)?;
        let image = ImageOptions {
            format: None,
            channels: given.int(VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS)?,
        };
        let xml = given.text(VIR_DOMAIN_SAVE_PARAM_DXML)?;
        conn.driver().restore_with(file, xml, options, image)
    })
}

/// Tells the document in a file that virDomainSave() wrote. Not on a read-only connection.
///
/// @param conn a connection
/// @param file the file
/// @param flags of virDomainSaveImageXMLFlags
/// @return an XML document to free, or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSaveImageGetXMLDesc(
    conn: virConnectPtr,
    file: *const c_char,
    flags: c_uint,
) -> *mut c_char {
    HERE.call("virDomainSaveImageGetXMLDesc", |call| {
        let conn = call.connection(conn)?;
        // SAFETY: C promises a string.
        let path = unsafe { call.path("file", file) }?;
        call.writable()?;
        let secure = DomainSaveImageXMLFlags::VIR_DOMAIN_SAVE_IMAGE_XML_SECURE;
        let flags = call.known(flags, secure)?;
        conn.driver().save_image_xml(&path, flags.contains(secure))
    })
}

/// Changes the document in a file that virDomainSave() wrote, and whether its guest shall run when it is restored.
///
/// @param conn a connection
/// @param file the file
/// @param dxml the document, which may differ in what the guest does not see
/// @param flags VIR_DOMAIN_SAVE_RUNNING or VIR_DOMAIN_SAVE_PAUSED; neither leaves it as it is
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSaveImageDefineXML(
    conn: virConnectPtr,
    file: *const c_char,
    dxml: *const c_char,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSaveImageDefineXML", |call| {
        let conn = call.connection(conn)?;
        call.writable()?;
        // SAFETY: C promises strings.
        let (path, xml) = unsafe { (call.path("file", file)?, call.text("dxml", dxml)?) };
        let resume = image_resume(call, flags)?;
        conn.driver().save_image_define_xml(&path, xml, resume)
    })
}

/// Saves a guest to a file that the library keeps, and ends it. The domain's next start brings it back.
///
/// @param dom a domain
/// @param flags of virDomainSaveRestoreFlags, not both RUNNING and PAUSED
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainManagedSave(dom: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainManagedSave", |call| {
        let dom = call.domain(dom)?;
        call.writable()?;
        let options = save_options(call, flags)?;
        dom.driver().managed_save(&dom.reference, options)?;
        dom.id.store(-1, Ordering::Relaxed);
        Ok(())
    })
}

/// Tells whether a domain has a managed save.
///
/// @param dom a domain
/// @param flags none exist yet; give 0
/// @return 1 or 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainHasManagedSaveImage(dom: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainHasManagedSaveImage", |call| {
        let dom = call.domain(dom)?;
        call.no_flags(flags)?;
        dom.driver().has_managed_save(&dom.reference)
    })
}

/// Removes the managed save of a domain; its next start boots.
///
/// @param dom a domain
/// @param flags none exist yet; give 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainManagedSaveRemove(dom: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainManagedSaveRemove", |call| {
        let dom = call.domain(dom)?;
        call.writable()?;
        call.no_flags(flags)?;
        dom.driver().managed_save_remove(&dom.reference)
    })
}

/// Tells the document in a domain's managed save.
///
/// @param domain a domain
/// @param flags of virDomainSaveImageXMLFlags
/// @return an XML document to free, or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainManagedSaveGetXMLDesc(
    domain: virDomainPtr,
    flags: c_uint,
) -> *mut c_char {
    HERE.call("virDomainManagedSaveGetXMLDesc", |call| {
        let dom = call.domain(domain)?;
        let secure = DomainSaveImageXMLFlags::VIR_DOMAIN_SAVE_IMAGE_XML_SECURE;
        if flags & secure.bits() != 0 {
            call.secrets_allowed()?;
        }
        let flags = call.known(flags, secure)?;
        dom.driver()
            .managed_save_xml(&dom.reference, flags.contains(secure))
    })
}

/// Changes the document in a domain's managed save, and whether its guest shall run when it comes back.
///
/// @param domain a domain
/// @param dxml the document, which may differ in what the guest does not see
/// @param flags VIR_DOMAIN_SAVE_RUNNING or VIR_DOMAIN_SAVE_PAUSED; neither leaves it as it is
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainManagedSaveDefineXML(
    domain: virDomainPtr,
    dxml: *const c_char,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainManagedSaveDefineXML", |call| {
        let dom = call.domain(domain)?;
        // Unlike its likes, this one looks at the flags first.
        resume(call, flags)?;
        call.writable()?;
        let resume = image_resume(call, flags)?;
        // SAFETY: C promises a string.
        let xml = unsafe { call.text("dxml", dxml) }?;
        dom.driver()
            .managed_save_define_xml(&dom.reference, xml, resume)
    })
}
