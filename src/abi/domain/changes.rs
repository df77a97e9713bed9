//! Changes of what a domain has, and what it is given from outside: the functions. Their constants are in `memory`,
//! `cpu`, `keys` and `block`.

use super::block::{_virDomainDiskError, DomainBlockResizeFlags, virDomainDiskErrorPtr};
use super::constants::DomainModificationImpact;
use super::cpu::DomainVcpuFlags;
use super::keys::{VIR_DOMAIN_SEND_KEY_MAX_KEYS, virKeycodeSet};
use super::memory::DomainMemoryModFlags;
use super::{HERE, virDomainPtr};
use crate::abi::entry::Call;
use crate::abi::virterror::malloc_string;
use crate::driver::{DiskResize, DiskTrouble, Impact, KeySet, Keys, VcpuChange};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use std::ffi::{c_char, c_int, c_uint, c_ulong, c_ulonglong, c_void};

/// What bits of LIVE and CONFIG mean, which are the same in all enums.
fn impact(flags: c_uint) -> Impact {
    use DomainModificationImpact as F;
    let has = |flag: F| flags & flag.bits() != 0;
    match (
        has(F::VIR_DOMAIN_AFFECT_LIVE),
        has(F::VIR_DOMAIN_AFFECT_CONFIG),
    ) {
        (true, true) => Impact::LiveAndConfig,
        (true, false) => Impact::Live,
        (false, true) => Impact::Config,
        (false, false) => Impact::Current,
    }
}

fn set_memory(call: &mut Call, domain: virDomainPtr, memory: c_ulong, flags: c_uint) -> Result<()> {
    use DomainMemoryModFlags as F;
    let dom = call.domain(domain)?;
    call.writable()?;
    if memory == 0 {
        return Err(call.argument("memory", "must not be zero"));
    }
    let flags = call.known(flags, F::all())?;
    let maximum = flags.contains(F::VIR_DOMAIN_MEM_MAXIMUM);
    dom.driver()
        .set_memory(&dom.reference, memory, impact(flags.bits()), maximum)
}

/// Changes how much memory a domain may have.
///
/// @param domain a domain
/// @param memory how much, in KiB
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSetMaxMemory(domain: virDomainPtr, memory: c_ulong) -> c_int {
    HERE.call("virDomainSetMaxMemory", |call| {
        let maximum = DomainMemoryModFlags::VIR_DOMAIN_MEM_MAXIMUM;
        set_memory(call, domain, memory, maximum.bits())
    })
}

/// Changes how much memory a running guest has, by its balloon.
///
/// @param domain a domain
/// @param memory how much, in KiB, no more than virDomainGetMaxMemory() says
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSetMemory(domain: virDomainPtr, memory: c_ulong) -> c_int {
    HERE.call("virDomainSetMemory", |call| {
        let live = DomainMemoryModFlags::VIR_DOMAIN_MEM_LIVE;
        set_memory(call, domain, memory, live.bits())
    })
}

/// Changes how much memory a domain has or may have. A running guest is asked by its balloon, and may take its time.
///
/// @param domain a domain
/// @param memory how much, in KiB
/// @param flags of virDomainMemoryModFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSetMemoryFlags(
    domain: virDomainPtr,
    memory: c_ulong,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSetMemoryFlags", |call| {
        set_memory(call, domain, memory, flags)
    })
}

/// Sets how often a guest tells how it uses its memory.
///
/// @param domain a domain
/// @param period after how many seconds; 0: never
/// @param flags of virDomainModificationImpact
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSetMemoryStatsPeriod(
    domain: virDomainPtr,
    period: c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSetMemoryStatsPeriod", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        let seconds = call.count("period", period)?;
        call.known(flags, DomainModificationImpact::all())?;
        dom.driver()
            .set_memory_period(&dom.reference, seconds as u32, impact(flags))
    })
}

fn set_vcpus(call: &mut Call, domain: virDomainPtr, nvcpus: c_uint, flags: c_uint) -> Result<()> {
    use DomainVcpuFlags as F;
    let dom = call.domain(domain)?;
    call.writable()?;
    call.requires(flags, F::VIR_DOMAIN_VCPU_MAXIMUM, F::VIR_DOMAIN_VCPU_CONFIG)?;
    call.exclusive(flags, F::VIR_DOMAIN_VCPU_GUEST, F::VIR_DOMAIN_VCPU_CONFIG)?;
    if nvcpus == 0 {
        return Err(call.argument("nvcpus", "must not be zero"));
    }
    let flags = call.known(flags, F::all())?;
    if flags.contains(F::VIR_DOMAIN_VCPU_GUEST) {
        // Only a driver that speaks to the guest agent about CPUs could.
        return call.unsupported();
    }
    let change = VcpuChange {
        maximum: flags.contains(F::VIR_DOMAIN_VCPU_MAXIMUM),
        hotpluggable: flags.contains(F::VIR_DOMAIN_VCPU_HOTPLUGGABLE),
    };
    dom.driver()
        .set_vcpus(&dom.reference, nvcpus, impact(flags.bits()), change)
}

/// Changes how many virtual CPUs a running guest has.
///
/// @param domain a domain
/// @param nvcpus how many, no more than virDomainGetMaxVcpus() says
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSetVcpus(domain: virDomainPtr, nvcpus: c_uint) -> c_int {
    HERE.call("virDomainSetVcpus", |call| {
        let live = DomainVcpuFlags::VIR_DOMAIN_VCPU_LIVE;
        set_vcpus(call, domain, nvcpus, live.bits())
    })
}

/// Changes how many virtual CPUs a domain has or may have.
///
/// @param domain a domain
/// @param nvcpus how many
/// @param flags of virDomainVcpuFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainSetVcpusFlags(
    domain: virDomainPtr,
    nvcpus: c_uint,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSetVcpusFlags", |call| {
        set_vcpus(call, domain, nvcpus, flags)
    })
}

/// Gives a running guest a non-maskable interrupt.
///
/// @param domain a domain
/// @param flags none exist yet; give 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainInjectNMI(domain: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainInjectNMI", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        call.no_flags(flags)?;
        dom.driver().inject_nmi(&dom.reference)
    })
}

/// Presses keys of a running guest together, and lets them go.
///
/// @param domain a domain
/// @param codeset of virKeycodeSet
/// @param holdtime how long to press them, in milliseconds
/// @param keycodes the keys
/// @param nkeycodes how many there are, at most VIR_DOMAIN_SEND_KEY_MAX_KEYS
/// @param flags none exist yet; give 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainSendKey(
    domain: virDomainPtr,
    codeset: c_uint,
    holdtime: c_uint,
    keycodes: *mut c_uint,
    nkeycodes: c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainSendKey", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        call.required("keycodes", keycodes)?;
        if nkeycodes <= 0 {
            return Err(call.argument("nkeycodes", "must be greater than zero"));
        }
        if codeset > virKeycodeSet::VIR_KEYCODE_SET_QNUM as c_uint {
            return Err(call.argument("codeset", "is not known"));
        }
        if nkeycodes > VIR_DOMAIN_SEND_KEY_MAX_KEYS {
            return Err(call.argument("nkeycodes", "must not be more than VIR_DOMAIN_SEND_KEY_MAX_KEYS"));
        }
        call.no_flags(flags)?;
        let set = if codeset == virKeycodeSet::VIR_KEYCODE_SET_LINUX as c_uint {
            KeySet::Linux
        } else if codeset == virKeycodeSet::VIR_KEYCODE_SET_QNUM as c_uint {
            KeySet::Qemu
        } else {
            return Err(Error::new(
                virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED,
                format!("keys can be told by Linux' and QEMU's numbers, not yet by those of set {codeset}"),
            )
            .from_domain(virErrorDomain::VIR_FROM_QEMU));
        };
        // SAFETY: not NULL; C promises so many.
        let codes = unsafe { std::slice::from_raw_parts(keycodes, nkeycodes as usize) };
        let keys = Keys {
            set,
            codes,
            hold_ms: holdtime,
        };
        dom.driver().send_keys(&dom.reference, &keys)
    })
}

/// Tells which scheduler shares the host's CPUs among guests.
///
/// @param domain a domain
/// @param nparams how many parameters it has; may be NULL
/// @return its name to free, or NULL if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetSchedulerType(
    domain: virDomainPtr,
    nparams: *mut c_int,
) -> *mut c_char {
    HERE.call("virDomainGetSchedulerType", |call| {
        let dom = call.domain(domain)?;
        let (name, count) = dom.driver().scheduler(&dom.reference)?;
        if !nparams.is_null() {
            // SAFETY: not NULL; C promises room for a number.
            unsafe { nparams.write(count as c_int) };
        }
        Ok(name)
    })
}

/// Changes the size of a disk while its guest runs.
///
/// @param dom a domain
/// @param disk the disk's target, as "vda", or its file
/// @param size the new size, in KiB, or in bytes with VIR_DOMAIN_BLOCK_RESIZE_BYTES
/// @param flags of virDomainBlockResizeFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainBlockResize(
    dom: virDomainPtr,
    disk: *const c_char,
    size: c_ulonglong,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainBlockResize", |call| {
        use DomainBlockResizeFlags as F;
        let dom = call.domain(dom)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let disk = unsafe { call.text("disk", disk) }?;
        let known = F::VIR_DOMAIN_BLOCK_RESIZE_BYTES | F::VIR_DOMAIN_BLOCK_RESIZE_CAPACITY;
        let flags = call.known(flags, known)?;
        let size = if flags.contains(F::VIR_DOMAIN_BLOCK_RESIZE_CAPACITY) {
            DiskResize::OfDevice
        } else if flags.contains(F::VIR_DOMAIN_BLOCK_RESIZE_BYTES) {
            DiskResize::Bytes(size)
        } else {
            let bytes = size.checked_mul(1024).ok_or_else(|| {
                Error::new(
                    virErrorNumber::VIR_ERR_OVERFLOW,
                    format!("{size} KiB are more than there can be"),
                )
                .from_domain(virErrorDomain::VIR_FROM_QEMU)
            })?;
            DiskResize::Bytes(bytes)
        };
        dom.driver().disk_resize(&dom.reference, disk, size)
    })
}

/// Reads a piece of a disk as the hypervisor has it on the host.
///
/// @param dom a domain
/// @param disk the disk's target, as "vda", or its file
/// @param offset where the piece begins, in bytes
/// @param size how long it is, in bytes
/// @param buffer room for it
/// @param flags none exist yet; give 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainBlockPeek(
    dom: virDomainPtr,
    disk: *const c_char,
    offset: c_ulonglong,
    size: usize,
    buffer: *mut c_void,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainBlockPeek", |call| {
        let dom = call.domain(dom)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let disk = unsafe { call.text("disk", disk) }?;
        if disk.is_empty() {
            return Err(call.argument("disk", "must not be empty"));
        }
        if size > 0 {
            call.required("buffer", buffer)?;
        }
        call.no_flags(flags)?;
        if isize::try_from(size).is_err() {
            return Err(call.argument("size", "is more than memory has room for"));
        }
        let into: &mut [u8] = match size {
            0 => &mut [],
            // SAFETY: not NULL; C promises so much room, which any bytes fill.
            size => unsafe { std::slice::from_raw_parts_mut(buffer.cast(), size) },
        };
        dom.driver().disk_peek(&dom.reference, disk, offset, into)
    })
}

/// Tells which disks of a running guest have errors.
///
/// @param dom a domain
/// @param errors room for them, the names to free; may be NULL if maxerrors is 0
/// @param maxerrors how many there is room for; with 0 it is told how many disks there are
/// @param flags none exist yet; give 0
/// @return how many there are, -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetDiskErrors(
    dom: virDomainPtr,
    errors: virDomainDiskErrorPtr,
    maxerrors: c_uint,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainGetDiskErrors", |call| {
        let dom = call.domain(dom)?;
        if maxerrors > 0 {
            call.required("errors", errors)?;
        }
        call.no_flags(flags)?;
        let all = dom.driver().disk_troubles(&dom.reference)?;
        if maxerrors == 0 {
            return Ok(all.len());
        }
        let troubled = all.iter().filter(|(_, it)| *it != DiskTrouble::None);
        let mut count = 0;
        for (i, (target, trouble)) in troubled.take(maxerrors as usize).enumerate() {
            let it = _virDomainDiskError {
                disk: malloc_string(target),
                error: *trouble as c_int,
            };
            // SAFETY: C promises room for so many.
            unsafe { errors.add(i).write(it) };
            count = i + 1;
        }
        Ok(count)
    })
}
