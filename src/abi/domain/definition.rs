//! What is defined: documents, names, metadata, autostart.

use super::constants::{
    DomainDefineFlags, DomainModificationImpact, DomainUndefineFlagsValues, virDomainMetadataType,
};
use super::{HERE, either, give, virDomainPtr};
use crate::abi::entry::Call;
use crate::abi::host::virConnectPtr;
use crate::driver::{DefineOptions, Impact, MetadataKind, UndefineOptions};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use std::ffi::{c_char, c_int, c_uint};

/// Which definition the flags mean.
fn impact(call: &Call, flags: c_uint) -> Result<Impact> {
    use DomainModificationImpact as F;
    let flags = call.known(flags, F::all())?;
    Ok(
        match (
            flags.contains(F::VIR_DOMAIN_AFFECT_LIVE),
            flags.contains(F::VIR_DOMAIN_AFFECT_CONFIG),
        ) {
            (true, true) => Impact::LiveAndConfig,
            (true, false) => Impact::Live,
            (false, true) => Impact::Config,
            (false, false) => Impact::Current,
        },
    )
}

/// What the `type` of a metadata function means; anything unknown is refused.
fn metadata_kind(kind: c_int) -> Result<MetadataKind> {
    use virDomainMetadataType::*;
    [
        (VIR_DOMAIN_METADATA_DESCRIPTION, MetadataKind::Description),
        (VIR_DOMAIN_METADATA_TITLE, MetadataKind::Title),
        (VIR_DOMAIN_METADATA_ELEMENT, MetadataKind::Element),
    ]
    .into_iter()
    .find_map(|(number, meaning)| (number as c_int == kind).then_some(meaning))
    .ok_or_else(|| {
        Error::invalid_arg(format!("no type of metadata has the number {kind}"))
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN)
    })
}

/// Defines a domain: it exists from now on, and does not run for that. One that exists with this name and UUID gets this
/// definition for its next start.
///
/// @param conn a connection
/// @param xml the document
/// @return a handle to give to virDomainFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainDefineXML(
    conn: virConnectPtr,
    xml: *const c_char,
) -> virDomainPtr {
    HERE.call("virDomainDefineXML", |call| {
        let conn = call.connection(conn)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let xml = unsafe { call.text("xml", xml) }?;
        give(&conn, conn.driver().define(xml, DefineOptions::default())?)
    })
}

/// Defines a domain, as virDomainDefineXML() does.
///
/// @param conn a connection
/// @param xml the document
/// @param flags of virDomainDefineFlags
/// @return a handle to give to virDomainFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainDefineXMLFlags(
    conn: virConnectPtr,
    xml: *const c_char,
    flags: c_uint,
) -> virDomainPtr {
    HERE.call("virDomainDefineXMLFlags", |call| {
        let conn = call.connection(conn)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let xml = unsafe { call.text("xml", xml) }?;
        let flags = call.known(flags, DomainDefineFlags::all())?;
        let options = DefineOptions {
            validate: flags.contains(DomainDefineFlags::VIR_DOMAIN_DEFINE_VALIDATE),
        };
        give(&conn, conn.driver().define(xml, options)?)
    })
}

/// Removes the definition of a domain. A guest of it runs on, and the domain is gone when it ends.
///
/// @param domain a domain
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainUndefine(domain: virDomainPtr) -> c_int {
    HERE.call("virDomainUndefine", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        dom.driver()
            .undefine(&dom.reference, UndefineOptions::default())
    })
}

/// Removes the definition of a domain, as virDomainUndefine() does, and what belongs to it.
///
/// @param domain a domain
/// @param flags of virDomainUndefineFlagsValues
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainUndefineFlags(domain: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainUndefineFlags", |call| {
        use DomainUndefineFlagsValues as F;
        let dom = call.domain(domain)?;
        call.writable()?;
        let flags = call.known(flags, F::all())?;
        for (one, other, what) in [
            (
                F::VIR_DOMAIN_UNDEFINE_NVRAM,
                F::VIR_DOMAIN_UNDEFINE_KEEP_NVRAM,
                "NVRAM",
            ),
            (
                F::VIR_DOMAIN_UNDEFINE_TPM,
                F::VIR_DOMAIN_UNDEFINE_KEEP_TPM,
                "TPM state",
            ),
        ] {
            if flags.contains(one | other) {
                return Err(Error::operation_invalid(format!(
                    "the {what} cannot be both kept and removed"
                )));
            }
        }
        let options = UndefineOptions {
            managed_save: flags.contains(F::VIR_DOMAIN_UNDEFINE_MANAGED_SAVE),
            snapshots_metadata: flags.contains(F::VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA),
            checkpoints_metadata: flags.contains(F::VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA),
            nvram: either(
                flags,
                F::VIR_DOMAIN_UNDEFINE_NVRAM,
                F::VIR_DOMAIN_UNDEFINE_KEEP_NVRAM,
            ),
            tpm: either(
                flags,
                F::VIR_DOMAIN_UNDEFINE_TPM,
                F::VIR_DOMAIN_UNDEFINE_KEEP_TPM,
            ),
        };
        dom.driver().undefine(&dom.reference, options)
    })
}

/// Gives a domain that has no guest another name. The handle keeps the old one.
///
/// @param dom a domain
/// @param new_name the name
/// @param flags none exist yet; give 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainRename(
    dom: virDomainPtr,
    new_name: *const c_char,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainRename", |call| {
        let dom = call.domain(dom)?;
        // SAFETY: C promises a string.
        let new_name = unsafe { call.text("new_name", new_name) }?;
        if new_name.is_empty() {
            return Err(call.argument("new_name", "must not be empty"));
        }
        call.writable()?;
        call.no_flags(flags)?;
        dom.driver().rename(&dom.reference, new_name)
    })
}

/// Tells whether a domain starts with the host.
///
/// @param domain a domain
/// @param autostart where to write 1 or 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetAutostart(
    domain: virDomainPtr,
    autostart: *mut c_int,
) -> c_int {
    HERE.call("virDomainGetAutostart", |call| {
        let dom = call.domain(domain)?;
        call.required("autostart", autostart)?;
        let found = dom.driver().get_autostart(&dom.reference)?;
        // SAFETY: not NULL; C promises room for a number.
        unsafe { autostart.write(c_int::from(found)) };
        Ok(())
    })
}

/// Sets whether a domain starts with the host.
///
/// @param domain a domain
/// @param autostart 0 for no, anything else for yes
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSetAutostart(domain: virDomainPtr, autostart: c_int) -> c_int {
    HERE.call("virDomainSetAutostart", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        dom.driver().set_autostart(&dom.reference, autostart != 0)
    })
}

/// Sets or removes a piece of a domain's metadata.
///
/// @param domain a domain
/// @param type the virDomainMetadataType
/// @param metadata the text or the element; NULL removes it
/// @param key the prefix of the element's namespace; NULL for other types
/// @param uri the element's namespace; NULL for other types
/// @param flags of virDomainModificationImpact
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSetMetadata(
    domain: virDomainPtr,
    r#type: c_int,
    metadata: *const c_char,
    key: *const c_char,
    uri: *const c_char,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSetMetadata", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        // SAFETY: C promises strings.
        let (value, prefix, namespace) = unsafe {
            (
                call.optional_text("metadata", metadata)?,
                call.optional_text("key", key)?,
                call.optional_text("uri", uri)?,
            )
        };
        let kind = metadata_kind(r#type);
        match kind {
            Ok(MetadataKind::Title | MetadataKind::Description) => {
                if matches!(kind, Ok(MetadataKind::Title))
                    && value.is_some_and(|v| v.contains('\n'))
                {
                    return Err(call.argument("metadata", "is a title and must be one line"));
                }
                call.absent("uri", uri)?;
                call.absent("key", key)?;
            }
            Ok(MetadataKind::Element) => {
                call.required("uri", uri)?;
                if value.is_some() {
                    call.required("key", key)?;
                }
            }
            Err(_) => {}
        }
        let impact = impact(call, flags)?;
        dom.driver()
            .set_metadata(&dom.reference, kind?, value, prefix, namespace, impact)
    })
}

/// Tells a piece of a domain's metadata.
///
/// @param domain a domain
/// @param type the virDomainMetadataType
/// @param uri the element's namespace; NULL for other types
/// @param flags of virDomainModificationImpact, not both LIVE and CONFIG
/// @return the text or the element to free; NULL if there is none, or if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetMetadata(
    domain: virDomainPtr,
    r#type: c_int,
    uri: *const c_char,
    flags: c_uint,
) -> *mut c_char {
    HERE.call("virDomainGetMetadata", |call| {
        use DomainModificationImpact as F;
        let dom = call.domain(domain)?;
        call.exclusive(
            flags,
            F::VIR_DOMAIN_AFFECT_LIVE,
            F::VIR_DOMAIN_AFFECT_CONFIG,
        )?;
        let kind = metadata_kind(r#type);
        match kind {
            Ok(MetadataKind::Title | MetadataKind::Description) => call.absent("uri", uri)?,
            Ok(MetadataKind::Element) => call.required("uri", uri)?,
            Err(_) => {}
        }
        // SAFETY: C promises a string.
        let namespace = unsafe { call.optional_text("uri", uri) }?;
        // Here it is not the driver that looks at the flags.
        let impact =
            impact(call, flags).map_err(|e| e.from_domain(virErrorDomain::VIR_FROM_DOMAIN))?;
        if r#type == -1 {
            // libvirt takes this one for a kind of which there is nothing.
            return Err(Error::new(
                virErrorNumber::VIR_ERR_NO_DOMAIN_METADATA,
                "no metadata has the type -1",
            )
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
        }
        dom.driver()
            .get_metadata(&dom.reference, kind?, namespace, impact)
    })
}
