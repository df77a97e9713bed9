//! The host: its CPUs, its memory, what its hypervisor can give guests.

use super::constants::*;
use super::virConnectPtr;
use crate::abi::common::params::{
    self, _virTypedParameterValue, virTypedParameter, virTypedParameterFlags, virTypedParameterPtr,
    virTypedParameterType,
};
use crate::abi::entry::{Area, Call};
use crate::abi::virterror::malloc_strings;
use crate::driver::PageSharingSettings;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use std::ffi::{CStr, c_char, c_int, c_uchar, c_uint, c_ulonglong};
use std::ptr::null_mut;

const HERE: Area = Area(virErrorDomain::VIR_FROM_DOMAIN);

/// How many figures a processor has.
const CPU_FIGURES: usize = 4;

/// The kernel's and the host's own troubles come from no part in particular.
fn nowhere(error: Error) -> Error {
    error.from_domain(virErrorDomain::VIR_FROM_NONE)
}

fn no_flags(call: &Call, flags: c_uint) -> Result<()> {
    call.no_flags(flags).map_err(nowhere)
}

/// How many figures the caller has room for.
///
/// # Safety
///
/// `nparams` is NULL or points to a number.
unsafe fn room_for(call: &Call, nparams: *mut c_int) -> Result<usize> {
    call.required("nparams", nparams)?;
    // SAFETY: not NULL; the rest is this function's own condition.
    call.count("*nparams", unsafe { nparams.read() })
}

/// A number, or what stands for all.
fn number_or(call: &Call, name: &'static str, number: c_int, all: c_int) -> Result<Option<u32>> {
    match u32::try_from(number) {
        Ok(number) => Ok(Some(number)),
        Err(_) if number == all => Ok(None),
        Err(_) => Err(call.argument(name, &format!("must not be negative, but for {all}"))),
    }
}

/// Tells how many figures there are if the caller asks only for that; else there must be room for just so many.
///
/// # Safety
///
/// `nparams` points to a number.
unsafe fn count_fits(
    call: &Call,
    name: &'static str,
    room: usize,
    known: usize,
    nparams: *mut c_int,
) -> Result<bool> {
    if room == 0 {
        // SAFETY: this function's own condition.
        unsafe { nparams.write(known as c_int) };
        return Ok(true);
    }
    if room != known {
        return Err(nowhere(call.argument(name, &format!("must be {known}"))));
    }
    Ok(false)
}

fn not_zero(call: &Call, name: &'static str, number: c_uint) -> Result<()> {
    match number {
        0 => Err(call.argument(name, "must not be zero")),
        _ => Ok(()),
    }
}

/// A name or another text in an array of C's, cut if it is too long.
fn field<const N: usize>(text: &str) -> [c_char; N] {
    let mut field = [0; N];
    for (to, from) in field[..N - 1].iter_mut().zip(text.bytes()) {
        *to = from as c_char;
    }
    field
}

/// A number of the size that C is told it in.
enum Figure {
    Short(u32),
    Long(u64),
}

fn parameter(name: &str, figure: Figure) -> virTypedParameter {
    let (kind, value) = match figure {
        Figure::Short(ui) => (
            virTypedParameterType::VIR_TYPED_PARAM_UINT,
            _virTypedParameterValue { ui },
        ),
        Figure::Long(ul) => (
            virTypedParameterType::VIR_TYPED_PARAM_ULLONG,
            _virTypedParameterValue { ul },
        ),
    };
    virTypedParameter {
        field: field(name),
        r#type: kind as c_int,
        value,
    }
}

/// A copy that the caller frees.
fn malloc_bytes(bytes: &[u8]) -> Result<*mut c_uchar> {
    // SAFETY: malloc may be called with any size.
    let copy: *mut c_uchar = unsafe { libc::malloc(bytes.len().max(1)) }.cast();
    if copy.is_null() {
        return Err(Error::new(
            virErrorNumber::VIR_ERR_NO_MEMORY,
            "out of memory",
        ));
    }
    // SAFETY: as much room was just made, elsewhere.
    unsafe { copy.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
    Ok(copy)
}

/// Tells what the host's firmware says about it, as SMBIOS has it.
///
/// @param conn a connection
/// @param flags 0
/// @return an XML document to free, or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectGetSysinfo(conn: virConnectPtr, flags: c_uint) -> *mut c_char {
    HERE.call("virConnectGetSysinfo", |call| {
        let conn = call.connection(conn)?;
        call.no_flags(flags)?;
        conn.driver().sysinfo()
    })
}

/// Tells which of the host's CPUs are on.
///
/// @param conn a connection
/// @param cpumap (optional) where to put a map of them to free, a bit each; may be NULL
/// @param online (optional) where to put how many are on; may be NULL
/// @param flags 0
/// @return how many CPUs the host has, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNodeGetCPUMap(
    conn: virConnectPtr,
    cpumap: *mut *mut c_uchar,
    online: *mut c_uint,
    flags: c_uint,
) -> c_int {
    HERE.call("virNodeGetCPUMap", |call| {
        let conn = call.connection(conn)?;
        no_flags(call, flags)?;
        let map = conn.driver().cpu_map()?;
        if !cpumap.is_null() {
            let mut bits = vec![0u8; map.len().div_ceil(8)];
            for cpu in (0..map.len()).filter(|cpu| map[*cpu]) {
                bits[cpu / 8] |= 1 << (cpu % 8);
            }
            // SAFETY: not NULL; C promises room for a pointer.
            unsafe { cpumap.write(malloc_bytes(&bits)?) };
        }
        if !online.is_null() {
            // SAFETY: not NULL; C promises room for a number.
            unsafe { online.write(map.iter().filter(|on| **on).count() as c_uint) };
        }
        Ok(map.len())
    })
}

/// Tells how the host's CPUs spend their time.
///
/// @param conn a connection
/// @param cpuNum which CPU, or VIR_NODE_CPU_STATS_ALL_CPUS
/// @param params room for the figures; NULL with 0 for their number
/// @param nparams how many there is room for, and then how many there are
/// @param flags 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNodeGetCPUStats(
    conn: virConnectPtr,
    cpuNum: c_int,
    params: virNodeCPUStatsPtr,
    nparams: *mut c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virNodeGetCPUStats", |call| {
        let conn = call.connection(conn)?;
        // SAFETY: C promises a number, or NULL.
        let room = unsafe { room_for(call, nparams) }?;
        let all = virNodeGetCPUStatsAllCPUs::VIR_NODE_CPU_STATS_ALL_CPUS as c_int;
        let cpu = number_or(call, "cpuNum", cpuNum, all)?;
        no_flags(call, flags)?;
        let driver = conn.driver();
        // Whoever asks for the number of figures may name any processor.
        let times = match room {
            0 => driver.cpu_times(None)?,
            _ => driver.cpu_times(cpu)?,
        };
        let figures = times.map(|times| {
            [
                (VIR_NODE_CPU_STATS_KERNEL, times.kernel),
                (VIR_NODE_CPU_STATS_USER, times.user),
                (VIR_NODE_CPU_STATS_IDLE, times.idle),
                (VIR_NODE_CPU_STATS_IOWAIT, times.waiting),
            ]
        });
        let known = figures.map_or(CPU_FIGURES, |figures| figures.len());
        // SAFETY: C promises a number, not NULL as was seen.
        if unsafe { count_fits(call, "*nparams", room, known, nparams) }? {
            return Ok(());
        }
        let Some(figures) = figures else {
            return Err(nowhere(call.argument("cpuNum", "is no CPU that is on")));
        };
        call.required("params", params)?;
        for (i, (name, value)) in figures.into_iter().enumerate() {
            let it = virNodeCPUStats {
                field: field(name),
                value,
            };
            // SAFETY: not NULL; C promises room for as many as there are.
            unsafe { params.add(i).write(it) };
        }
        Ok(())
    })
}

/// Tells how the host's memory is used.
///
/// @param conn a connection
/// @param cellNum which NUMA node, or VIR_NODE_MEMORY_STATS_ALL_CELLS
/// @param params room for the figures; NULL with 0 for their number
/// @param nparams how many there is room for, and then how many there are
/// @param flags 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNodeGetMemoryStats(
    conn: virConnectPtr,
    cellNum: c_int,
    params: virNodeMemoryStatsPtr,
    nparams: *mut c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virNodeGetMemoryStats", |call| {
        let conn = call.connection(conn)?;
        // SAFETY: C promises a number, or NULL.
        let room = unsafe { room_for(call, nparams) }?;
        let all = virNodeGetMemoryStatsAllCells::VIR_NODE_MEMORY_STATS_ALL_CELLS as c_int;
        let cell = number_or(call, "cellNum", cellNum, all)?;
        no_flags(call, flags)?;
        let memory = conn.driver().memory_use(cell)?;
        let mut figures = vec![
            (VIR_NODE_MEMORY_STATS_TOTAL, memory.total),
            (VIR_NODE_MEMORY_STATS_FREE, memory.free),
        ];
        if let Some((buffers, cached)) = memory.buffers_and_cached {
            figures.push((VIR_NODE_MEMORY_STATS_BUFFERS, buffers));
            figures.push((VIR_NODE_MEMORY_STATS_CACHED, cached));
        }
        // SAFETY: C promises a number, not NULL as was seen.
        if unsafe { count_fits(call, "nparams", room, figures.len(), nparams) }? {
            return Ok(());
        }
        call.required("params", params)?;
        for (i, (name, value)) in figures.into_iter().enumerate() {
            let it = virNodeMemoryStats {
                field: field(name),
                value,
            };
            // SAFETY: not NULL; C promises room for as many as there are.
            unsafe { params.add(i).write(it) };
        }
        Ok(())
    })
}

/// Tells which security model keeps the guests apart.
///
/// @param conn a connection
/// @param secmodel where to put it
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNodeGetSecurityModel(
    conn: virConnectPtr,
    secmodel: virSecurityModelPtr,
) -> c_int {
    HERE.call("virNodeGetSecurityModel", |call| {
        let conn = call.connection(conn)?;
        call.required("secmodel", secmodel)?;
        let (model, doi) = conn.driver().security_model()?;
        let it = virSecurityModel {
            model: field(&model),
            doi: field(&doi),
        };
        // SAFETY: not NULL; C promises room for it.
        unsafe { secmodel.write(it) };
        Ok(())
    })
}

/// Tells how much memory of the host's NUMA nodes is free.
///
/// @param conn a connection
/// @param freeMems room for the figures, in bytes
/// @param startCell the first node
/// @param maxCells how many there is room for
/// @return how many were written, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNodeGetCellsFreeMemory(
    conn: virConnectPtr,
    freeMems: *mut c_ulonglong,
    startCell: c_int,
    maxCells: c_int,
) -> c_int {
    HERE.call("virNodeGetCellsFreeMemory", |call| {
        let conn = call.connection(conn)?;
        if maxCells <= 0 {
            return Err(call.argument("maxCells", "must be greater than zero"));
        }
        call.required("freeMems", freeMems)?;
        let first = call.count("startCell", startCell)? as u32;
        let free = conn.driver().free_memory_of_cells(first, maxCells as u32)?;
        let free = &free[..free.len().min(maxCells as usize)];
        // SAFETY: not NULL; C promises room for so many numbers.
        unsafe { freeMems.copy_from_nonoverlapping(free.as_ptr(), free.len()) };
        Ok(free.len())
    })
}

/// Tells how many pages of memory of some sizes are free on the host's NUMA nodes.
///
/// @param conn a connection
/// @param npages how many page sizes are asked for
/// @param pages the page sizes in KiB
/// @param startCell the first node; -1 for all together
/// @param cellCount how many nodes
/// @param counts room for npages figures for each node
/// @param flags 0
/// @return how many figures were written, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNodeGetFreePages(
    conn: virConnectPtr,
    npages: c_uint,
    pages: *mut c_uint,
    startCell: c_int,
    cellCount: c_uint,
    counts: *mut c_ulonglong,
    flags: c_uint,
) -> c_int {
    HERE.call("virNodeGetFreePages", |call| {
        let conn = call.connection(conn)?;
        not_zero(call, "npages", npages)?;
        call.required("pages", pages)?;
        not_zero(call, "cellCount", cellCount)?;
        call.required("counts", counts)?;
        call.no_flags(flags)?;
        // SAFETY: not NULL; C promises so many sizes.
        let sizes = unsafe { std::slice::from_raw_parts(pages, npages as usize) };
        let cells = match startCell {
            -1 => None,
            first => Some(
                u32::try_from(first)
                    .map_err(|_| nowhere(Error::internal("the first node is negative")))?,
            ),
        };
        let free = conn
            .driver()
            .free_pages(sizes, cells.map(|first| (first, cellCount)))?;
        let room = (npages as usize).saturating_mul(cellCount as usize);
        let free = &free[..free.len().min(room)];
        // SAFETY: not NULL; C promises room for a number for each size and node.
        unsafe { counts.copy_from_nonoverlapping(free.as_ptr(), free.len()) };
        Ok(free.len())
    })
}

/// Tells how the host shares equal pages of memory.
///
/// @param conn a connection
/// @param params room for the parameters, whose names are VIR_NODE_MEMORY_SHARED_...
/// @param nparams how many there is room for, and then how many were written; with 0 how many there are
/// @param flags 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNodeGetMemoryParameters(
    conn: virConnectPtr,
    params: virTypedParameterPtr,
    nparams: *mut c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virNodeGetMemoryParameters", |call| {
        let conn = call.connection(conn)?;
        // SAFETY: C promises a number, or NULL.
        let room = unsafe { room_for(call, nparams) }?;
        if room > 0 {
            call.required("params", params)?;
        }
        let okay = virTypedParameterFlags::VIR_TYPED_PARAM_STRING_OKAY as c_uint;
        no_flags(call, flags & !okay)?;
        let it = conn.driver().page_sharing()?;
        let short = |name, value: Option<u32>| Some((name, Figure::Short(value?)));
        let long = |name, value: Option<u64>| Some((name, Figure::Long(value?)));
        let settings = it.settings;
        let figures = [
            short(VIR_NODE_MEMORY_SHARED_PAGES_TO_SCAN, settings.pages_to_scan),
            short(VIR_NODE_MEMORY_SHARED_SLEEP_MILLISECS, settings.sleep_ms),
            long(VIR_NODE_MEMORY_SHARED_PAGES_SHARED, it.shared),
            long(VIR_NODE_MEMORY_SHARED_PAGES_SHARING, it.sharing),
            long(VIR_NODE_MEMORY_SHARED_PAGES_UNSHARED, it.unshared),
            long(VIR_NODE_MEMORY_SHARED_PAGES_VOLATILE, it.volatile),
            long(VIR_NODE_MEMORY_SHARED_FULL_SCANS, it.full_scans),
            short(
                VIR_NODE_MEMORY_SHARED_MERGE_ACROSS_NODES,
                settings.merge_across_nodes,
            ),
        ];
        if room == 0 {
            // SAFETY: not NULL, as was seen.
            unsafe { nparams.write(figures.len() as c_int) };
            return Ok(());
        }
        let mut written = 0;
        for (name, figure) in figures.into_iter().flatten().take(room) {
            // SAFETY: not NULL; C promises room for as many as it says.
            unsafe { params.add(written).write(parameter(name, figure)) };
            written += 1;
        }
        // SAFETY: not NULL, as was seen.
        unsafe { nparams.write(written as c_int) };
        Ok(())
    })
}

/// Changes how the host shares equal pages of memory.
///
/// @param conn a connection
/// @param params what to change, by VIR_NODE_MEMORY_SHARED_...
/// @param nparams how many
/// @param flags 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virNodeSetMemoryParameters(
    conn: virConnectPtr,
    params: virTypedParameterPtr,
    nparams: c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virNodeSetMemoryParameters", |call| {
        let conn = call.connection(conn)?;
        call.writable()?;
        call.required("params", params)?;
        let count = call.count("nparams", nparams)?;
        // SAFETY: C promises so many parameters.
        unsafe { params::check_given(call, params, count) }?;
        no_flags(call, flags)?;
        let mut settings = PageSharingSettings::default();
        for i in 0..count {
            // SAFETY: as above.
            let it = unsafe { &*params.add(i) };
            // SAFETY: the name ends, as was seen.
            let name = unsafe { CStr::from_ptr(it.field.as_ptr()) }.to_string_lossy();
            let setting = match &*name {
                VIR_NODE_MEMORY_SHARED_PAGES_TO_SCAN => &mut settings.pages_to_scan,
                VIR_NODE_MEMORY_SHARED_SLEEP_MILLISECS => &mut settings.sleep_ms,
                VIR_NODE_MEMORY_SHARED_MERGE_ACROSS_NODES => &mut settings.merge_across_nodes,
                _ => {
                    return Err(nowhere(Error::new(
                        virErrorNumber::VIR_ERR_ARGUMENT_UNSUPPORTED,
                        format!("no parameter '{name}' can be set"),
                    )));
                }
            };
            if it.r#type != virTypedParameterType::VIR_TYPED_PARAM_UINT as c_int {
                let what = format!("'{name}' must be an unsigned int");
                return Err(nowhere(Error::invalid_arg(what)));
            }
            // SAFETY: the type says that this member is set.
            *setting = Some(unsafe { it.value.ui });
        }
        conn.driver().set_page_sharing(&settings)
    })
}

/// Lists the CPU models of an architecture.
///
/// @param conn a connection
/// @param arch the architecture, as "x86_64"
/// @param models where to put an array of names that ends in NULL, to free each and the array; NULL to count
/// only
/// @param flags 0
/// @return the number, 0 if any name will do, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectGetCPUModelNames(
    conn: virConnectPtr,
    arch: *const c_char,
    models: *mut *mut *mut c_char,
    flags: c_uint,
) -> c_int {
    HERE.call("virConnectGetCPUModelNames", |call| {
        let conn = call.connection(conn)?;
        // SAFETY: C promises a string.
        let arch = unsafe { call.text("arch", arch) }?;
        call.no_flags(flags)?;
        let names = conn.driver().cpu_models(arch)?;
        if !models.is_null() {
            // libvirt leaves NULL where any name will do.
            let array = match names.is_empty() {
                true => null_mut(),
                false => malloc_strings(&names)?,
            };
            // SAFETY: not NULL; C promises room for a pointer.
            unsafe { models.write(array) };
        }
        Ok(names.len())
    })
}

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN)]
unsafe extern "C" {
    /// Says on whose behalf the connection acts, instead of on that of the process.
    ///
    /// @param conn a connection
    /// @param params who, by VIR_CONNECT_IDENTITY_...
    /// @param nparams how many
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(conn: handle, typed_params(params, nparams))]
    pub fn virConnectSetIdentity(
        conn: virConnectPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells what the host has for AMD's encryption of guests.
    ///
    /// @param conn a connection
    /// @param params where to put an array of parameters, to give to virTypedParamsFree()
    /// @param nparams where to put how many there are
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(conn: handle, not_null(nparams), not_negative(*nparams), writable)]
    pub fn virNodeGetSEVInfo(
        conn: virConnectPtr,
        params: *mut virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Suspends the host and has it wake up later.
    ///
    /// @param conn a connection
    /// @param target a virNodeSuspendTarget
    /// @param duration after how many seconds it wakes up, 60 at least
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(conn: handle, writable)]
    pub fn virNodeSuspendForDuration(
        conn: virConnectPtr,
        target: c_uint,
        duration: c_ulonglong,
        flags: c_uint,
    ) -> c_int;

    /// Compares a CPU with the host's.
    ///
    /// @param conn a connection
    /// @param xmlDesc the CPU as an XML document
    /// @param flags of virConnectCompareCPUFlags
    /// @return a virCPUCompareResult
    #[check(conn: handle, not_null(xmlDesc))]
    pub fn virConnectCompareCPU(
        conn: virConnectPtr,
        xmlDesc: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Compares a CPU with the one that the hypervisor can give a guest on this host.
    ///
    /// @param conn a connection
    /// @param emulator the hypervisor's program; NULL for the usual one
    /// @param arch the architecture; NULL for the host's
    /// @param machine the machine type; NULL for the usual one
    /// @param virttype the domain type; NULL for the best
    /// @param xmlCPU the CPU as an XML document
    /// @param flags of virConnectCompareCPUFlags
    /// @return a virCPUCompareResult
    #[check(conn: handle, not_null(xmlCPU), writable)]
    pub fn virConnectCompareHypervisorCPU(
        conn: virConnectPtr,
        emulator: *const c_char,
        arch: *const c_char,
        machine: *const c_char,
        virttype: *const c_char,
        xmlCPU: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Finds the best CPU that several hosts can all give their guests.
    ///
    /// @param conn a connection
    /// @param xmlCPUs the hosts' CPUs as XML documents
    /// @param ncpus how many
    /// @param flags of virConnectBaselineCPUFlags
    /// @return an XML document to free, or NULL if it failed
    #[check(conn: handle, not_null(xmlCPUs))]
    pub fn virConnectBaselineCPU(
        conn: virConnectPtr,
        xmlCPUs: *mut *const c_char,
        ncpus: c_uint,
        flags: c_uint,
    ) -> *mut c_char;

    /// Finds the best CPU that the hypervisor of several hosts can give guests on each.
    ///
    /// @param conn a connection
    /// @param emulator the hypervisor's program; NULL for the usual one
    /// @param arch the architecture; NULL for the host's
    /// @param machine the machine type; NULL for the usual one
    /// @param virttype the domain type; NULL for the best
    /// @param xmlCPUs the CPUs as XML documents
    /// @param ncpus how many
    /// @param flags of virConnectBaselineCPUFlags
    /// @return an XML document to free, or NULL if it failed
    #[check(conn: handle, not_null(xmlCPUs), writable)]
    pub fn virConnectBaselineHypervisorCPU(
        conn: virConnectPtr,
        emulator: *const c_char,
        arch: *const c_char,
        machine: *const c_char,
        virttype: *const c_char,
        xmlCPUs: *mut *const c_char,
        ncpus: c_uint,
        flags: c_uint,
    ) -> *mut c_char;

    /// Reserves pages of memory on the host's NUMA nodes.
    ///
    /// @param conn a connection
    /// @param npages how many page sizes
    /// @param pageSizes the page sizes in KiB
    /// @param pageCounts how many pages of each
    /// @param startCell the first node; -1 to leave it to the kernel
    /// @param cellCount how many nodes
    /// @param flags of virNodeAllocPagesFlags
    /// @return how many nodes got what was asked for, or -1 if it failed
    #[check(conn: handle, writable, not_zero(npages), not_null(pageSizes), not_zero(cellCount), not_null(pageCounts))]
    pub fn virNodeAllocPages(
        conn: virConnectPtr,
        npages: c_uint,
        pageSizes: *mut c_uint,
        pageCounts: *mut c_ulonglong,
        startCell: c_int,
        cellCount: c_uint,
        flags: c_uint,
    ) -> c_int;
}
