//! Dumps of a guest's memory.

use super::migration::{DomainCoreDumpFlags, virDomainCoreDumpFormat};
use super::{HERE, virDomainPtr};
use crate::abi::entry::Call;
use crate::driver::{DumpFormat, DumpOptions};
use crate::error::{Error, Result, virErrorDomain};
use std::ffi::{c_char, c_int, c_uint};

/// Of what is asked for, no two exclude one another.
fn options(call: &Call, flags: c_uint) -> Result<DumpOptions> {
    use DomainCoreDumpFlags as F;
    const CRASH: F = F::VIR_DUMP_CRASH;
    const LIVE: F = F::VIR_DUMP_LIVE;
    const RESET: F = F::VIR_DUMP_RESET;
    call.exclusive(flags, CRASH, LIVE)?;
    call.exclusive(flags, CRASH, RESET)?;
    call.exclusive(flags, LIVE, RESET)?;
    let flags = call.known(
        flags,
        CRASH | LIVE | RESET | F::VIR_DUMP_BYPASS_CACHE | F::VIR_DUMP_MEMORY_ONLY,
    )?;
    Ok(DumpOptions {
        crash: flags.contains(CRASH),
        live: flags.contains(LIVE),
        bypass_cache: flags.contains(F::VIR_DUMP_BYPASS_CACHE),
        reset: flags.contains(RESET),
        memory_only: flags.contains(F::VIR_DUMP_MEMORY_ONLY),
    })
}

/// The format of that number.
fn format(number: c_uint) -> Result<DumpFormat> {
    use virDomainCoreDumpFormat::*;
    const ALL: [(c_uint, DumpFormat); 5] = [
        (VIR_DOMAIN_CORE_DUMP_FORMAT_RAW as c_uint, DumpFormat::Raw),
        (
            VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_ZLIB as c_uint,
            DumpFormat::KdumpZlib,
        ),
        (
            VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_LZO as c_uint,
            DumpFormat::KdumpLzo,
        ),
        (
            VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_SNAPPY as c_uint,
            DumpFormat::KdumpSnappy,
        ),
        (
            VIR_DOMAIN_CORE_DUMP_FORMAT_WIN_DMP as c_uint,
            DumpFormat::WinDmp,
        ),
    ];
    let known = ALL.into_iter().find(|(n, _)| *n == number);
    known.map(|(_, format)| format).ok_or_else(|| {
        Error::invalid_arg(format!("dumpformat '{number}' is not supported"))
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN)
    })
}

/// Writes what a guest has in its memory to a file, for those who look into crashes. The guest stays, unless the flags say
/// otherwise. Without VIR_DUMP_MEMORY_ONLY the file is of no use but to the hypervisor that wrote it.
///
/// @param domain a domain that runs
/// @param to the file; a relative path counts from the current directory
/// @param flags of virDomainCoreDumpFlags, no two of CRASH, LIVE and RESET
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainCoreDump(
    domain: virDomainPtr,
    to: *const c_char,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainCoreDump", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let path = unsafe { call.path("to", to) }?;
        let options = options(call, flags)?;
        dom.driver()
            .core_dump(&dom.reference, &path, DumpFormat::Raw, options)
    })
}

/// Writes what a guest has in its memory to a file, as virDomainCoreDump() does.
///
/// @param domain a domain that runs
/// @param to the file; a relative path counts from the current directory
/// @param dumpformat of virDomainCoreDumpFormat; all but RAW need VIR_DUMP_MEMORY_ONLY
/// @param flags of virDomainCoreDumpFlags, no two of CRASH, LIVE and RESET
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainCoreDumpWithFormat(
    domain: virDomainPtr,
    to: *const c_char,
    dumpformat: c_uint,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainCoreDumpWithFormat", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let path = unsafe { call.path("to", to) }?;
        let format = format(dumpformat)?;
        let options = options(call, flags)?;
        dom.driver()
            .core_dump(&dom.reference, &path, format, options)
    })
}
