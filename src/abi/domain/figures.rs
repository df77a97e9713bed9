//! What the library tells of a domain's use of the host: the functions. What they are given and tell is in
//! `stats`, `stats_names`, `block` and `cpu`.

use super::block::{
    _virDomainBlockInfo, VIR_DOMAIN_BLOCK_STATS_FLUSH_REQ,
    VIR_DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES, VIR_DOMAIN_BLOCK_STATS_READ_BYTES,
    VIR_DOMAIN_BLOCK_STATS_READ_REQ, VIR_DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES,
    VIR_DOMAIN_BLOCK_STATS_WRITE_BYTES, VIR_DOMAIN_BLOCK_STATS_WRITE_REQ,
    VIR_DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES, virDomainBlockInfoPtr,
};
use super::constants::{ConnectListAllDomainsFlags, DomainModificationImpact};
use super::cpu::{_virVcpuInfo, DomainVcpuFlags, virVcpuInfoPtr};
use super::stats::*;
use super::{Domain, HERE, give, virDomainPtr};
use crate::abi::common::given::{parameter, parameters};
use crate::abi::common::params::{
    virTypedParameterFlags, virTypedParameterPtr, virTypedParamsFree,
};
use crate::abi::entry::Call;
use crate::abi::handle;
use crate::abi::host::{Connection, virConnectPtr};
use crate::driver::{DomainRef, FigureGroups, Impact, ListFilter};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use crate::event::domain::ParameterValue;
use std::ffi::{c_char, c_int, c_longlong, c_uchar, c_uint, c_ulonglong};
use std::sync::Arc;

/// The flags that choose domains.
const CHOICE: c_uint = 0xff;

/// The groups that are wanted, and which domains.
fn groups(call: &Call, stats: c_uint, flags: c_uint) -> Result<(FigureGroups, ListFilter, bool)> {
    use ConnectGetAllDomainStatsFlags as F;
    use DomainStatsTypes as S;
    let flags = call.known(flags, F::all())?;
    let enforced = flags.contains(F::VIR_CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS);
    let unknown = stats & !S::all().bits();
    if enforced && unknown != 0 {
        return Err(Error::new(
            virErrorNumber::VIR_ERR_ARGUMENT_UNSUPPORTED,
            format!("the groups of figures {unknown:#x} are not known"),
        )
        .from_domain(virErrorDomain::VIR_FROM_QEMU));
    }
    let stats = S::from_bits_truncate(stats);
    // None at all are those that there are.
    let all = stats.is_empty() && unknown == 0;
    let wants = |group| all || stats.contains(group);
    let groups = FigureGroups {
        state: wants(S::VIR_DOMAIN_STATS_STATE),
        cpu: wants(S::VIR_DOMAIN_STATS_CPU_TOTAL),
        balloon: wants(S::VIR_DOMAIN_STATS_BALLOON),
        vcpu: wants(S::VIR_DOMAIN_STATS_VCPU),
        interface: wants(S::VIR_DOMAIN_STATS_INTERFACE),
        block: wants(S::VIR_DOMAIN_STATS_BLOCK),
        perf: stats.contains(S::VIR_DOMAIN_STATS_PERF),
        iothread: wants(S::VIR_DOMAIN_STATS_IOTHREAD),
        memory: stats.contains(S::VIR_DOMAIN_STATS_MEMORY),
        dirty_rate: wants(S::VIR_DOMAIN_STATS_DIRTYRATE),
        vm: stats.contains(S::VIR_DOMAIN_STATS_VM),
        backing: flags.contains(F::VIR_CONNECT_GET_ALL_DOMAINS_STATS_BACKING),
    };
    let choice = ConnectListAllDomainsFlags::from_bits_truncate(flags.bits());
    Ok((groups, super::listing::filter(choice), enforced))
}

/// A record for each domain that there is.
fn records(
    connection: &Arc<Connection>,
    domains: Vec<DomainRef>,
    groups: &FigureGroups,
) -> Result<(*mut virDomainStatsRecordPtr, usize)> {
    // SAFETY: calloc may be called with any sizes.
    let array: *mut virDomainStatsRecordPtr =
        unsafe { libc::calloc(domains.len() + 1, size_of::<virDomainStatsRecordPtr>()) }.cast();
    if array.is_null() {
        return Err(Error::new(virErrorNumber::VIR_ERR_NO_MEMORY, "a list"));
    }
    let mut count = 0;
    for domain in domains {
        match record(connection, domain, groups) {
            Ok(Some(record)) => {
                // SAFETY: the array has room for one more than there are domains.
                unsafe { array.add(count).write(record) };
                count += 1;
            }
            Ok(None) => {}
            Err(error) => {
                // SAFETY: made here, with a NULL after the last record, and given to nobody.
                unsafe { virDomainStatsRecordListFree(array) };
                return Err(error);
            }
        }
    }
    Ok((array, count))
}

/// `None` for a domain that went meanwhile.
fn record(
    connection: &Arc<Connection>,
    domain: DomainRef,
    groups: &FigureGroups,
) -> Result<Option<virDomainStatsRecordPtr>> {
    let figures = match connection.driver().figures(&domain, groups) {
        Ok(figures) => figures,
        Err(e) if e.code == virErrorNumber::VIR_ERR_NO_DOMAIN => return Ok(None),
        Err(e) => return Err(e),
    };
    let dom = give(connection, domain)?;
    let (params, nparams) = parameters(&figures).inspect_err(|_| {
        handle::release::<Domain>(dom);
    })?;
    // SAFETY: malloc may be called with any size.
    let record: virDomainStatsRecordPtr =
        unsafe { libc::malloc(size_of::<virDomainStatsRecord>()) }.cast();
    if record.is_null() {
        handle::release::<Domain>(dom);
        // SAFETY: made above, and given to nobody.
        unsafe { virTypedParamsFree(params, nparams) };
        return Err(Error::new(virErrorNumber::VIR_ERR_NO_MEMORY, "a record"));
    }
    // SAFETY: just made, of this size.
    unsafe {
        record.write(virDomainStatsRecord {
            dom,
            params,
            nparams,
        })
    };
    Ok(Some(record))
}

/// Tells the figures of many domains at once.
///
/// @param conn a connection
/// @param stats groups of virDomainStatsTypes; 0 for all that there are
/// @param retStats an array of records that a NULL ends; virDomainStatsRecordListFree() frees it
/// @param flags of virConnectGetAllDomainStatsFlags
/// @return how many records there are, -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectGetAllDomainStats(
    conn: virConnectPtr,
    stats: c_uint,
    retStats: *mut *mut virDomainStatsRecordPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virConnectGetAllDomainStats", |call| {
        let conn = call.connection(conn)?;
        call.required("retStats", retStats)?;
        let (groups, filter, enforced) = groups(call, stats, flags)?;
        if enforced {
            conn.driver().check_figures(&groups)?;
        }
        let domains = conn.driver().list_all_domains(&filter)?;
        let (array, count) = records(&conn, domains, &groups)?;
        // SAFETY: not NULL; C promises room for a pointer.
        unsafe { retStats.write(array) };
        Ok(count)
    })
}

/// Tells the figures of some domains of one connection. Those that are gone are left out.
///
/// @param doms the domains; a NULL ends them
/// @param stats groups of virDomainStatsTypes; 0 for all that there are
/// @param retStats an array of records that a NULL ends; virDomainStatsRecordListFree() frees it
/// @param flags of virConnectGetAllDomainStatsFlags
/// @return how many records there are, -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainListGetStats(
    doms: *mut virDomainPtr,
    stats: c_uint,
    retStats: *mut *mut virDomainStatsRecordPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainListGetStats", |call| {
        call.required("doms", doms)?;
        call.required("retStats", retStats)?;
        let mut domains = Vec::new();
        let mut first: Option<Arc<Connection>> = None;
        for i in 0.. {
            // SAFETY: C promises an array with a NULL at its end, and no entry before this one was NULL.
            let pointer = unsafe { doms.add(i).read() };
            if pointer.is_null() {
                break;
            }
            let dom = call.domain(pointer)?;
            let connection = dom.connection().arc();
            if first.as_ref().is_some_and(|f| !Arc::ptr_eq(f, connection)) {
                return Err(call.argument("doms", "must be of one connection"));
            }
            first = Some(Arc::clone(connection));
            domains.push(dom.reference.clone());
        }
        let Some(conn) = first else {
            return Err(call.argument("doms", "must not be empty"));
        };
        let (groups, filter, enforced) = groups(call, stats, flags)?;
        if enforced {
            conn.driver().check_figures(&groups)?;
        }
        if flags & CHOICE != 0 {
            let passing = conn.driver().list_all_domains(&filter)?;
            domains.retain(|d| passing.iter().any(|p| p.uuid == d.uuid));
        }
        let (array, count) = records(&conn, domains, &groups)?;
        // SAFETY: not NULL; C promises room for a pointer.
        unsafe { retStats.write(array) };
        Ok(count)
    })
}

/// Copies as much of an answer as the caller's struct has room for, which may be an older one's.
///
/// # Safety
///
/// There is room for `size` bytes at `to`.
unsafe fn copy<T>(call: &Call, answer: &T, to: *mut T, size: usize) -> Result<()> {
    if size > size_of::<T>() {
        return Err(call.argument("size", "must not be more than the library knows"));
    }
    // SAFETY: this function's own condition, and no more is read than there is.
    unsafe {
        std::ptr::copy_nonoverlapping(std::ptr::from_ref(answer).cast::<u8>(), to.cast(), size)
    };
    Ok(())
}

fn signed(number: u64) -> c_longlong {
    c_longlong::try_from(number).unwrap_or(c_longlong::MAX)
}

/// Tells what a disk has transferred.
///
/// @param dom a domain
/// @param disk the disk's target, as "vda", or its file; "" for all disks together
/// @param stats room for the figures
/// @param size the size of that room in bytes, sizeof(virDomainBlockStatsStruct) or less
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainBlockStats(
    dom: virDomainPtr,
    disk: *const c_char,
    stats: virDomainBlockStatsPtr,
    size: usize,
) -> c_int {
    HERE.call("virDomainBlockStats", |call| {
        let dom = call.domain(dom)?;
        // SAFETY: C promises a string.
        let disk = unsafe { call.text("disk", disk) }?;
        call.required("stats", stats)?;
        if size > size_of::<_virDomainBlockStats>() {
            return Err(call.argument("size", "must not be more than the library knows"));
        }
        let it = dom.driver().disk_figures(&dom.reference, disk)?;
        let answer = _virDomainBlockStats {
            rd_req: signed(it.read_requests),
            rd_bytes: signed(it.read_bytes),
            wr_req: signed(it.write_requests),
            wr_bytes: signed(it.write_bytes),
            errs: -1,
        };
        // SAFETY: not NULL; C promises so much room.
        unsafe { copy(call, &answer, stats, size) }
    })
}

/// Tells what a disk has transferred, and more than virDomainBlockStats() does.
///
/// @param dom a domain
/// @param disk the disk's target, as "vda", or its file; "" for all disks together
/// @param params room for the figures; may be NULL if *nparams is 0
/// @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
/// @param flags VIR_TYPED_PARAM_STRING_OKAY or 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainBlockStatsFlags(
    dom: virDomainPtr,
    disk: *const c_char,
    params: virTypedParameterPtr,
    nparams: *mut c_int,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainBlockStatsFlags", |call| {
        let dom = call.domain(dom)?;
        // SAFETY: C promises a string.
        let disk = unsafe { call.text("disk", disk) }?;
        call.required("nparams", nparams)?;
        // SAFETY: not NULL; C promises a number.
        let room = call.count("*nparams", unsafe { nparams.read() })?;
        if room > 0 {
            call.required("params", params)?;
        }
        call.no_flags(flags & !(virTypedParameterFlags::VIR_TYPED_PARAM_STRING_OKAY as c_uint))?;
        let it = dom.driver().disk_figures(&dom.reference, disk)?;
        let all = [
            (VIR_DOMAIN_BLOCK_STATS_WRITE_BYTES, it.write_bytes),
            (VIR_DOMAIN_BLOCK_STATS_WRITE_REQ, it.write_requests),
            (VIR_DOMAIN_BLOCK_STATS_READ_BYTES, it.read_bytes),
            (VIR_DOMAIN_BLOCK_STATS_READ_REQ, it.read_requests),
            (VIR_DOMAIN_BLOCK_STATS_FLUSH_REQ, it.flush_requests),
            (VIR_DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES, it.write_ns),
            (VIR_DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES, it.read_ns),
            (VIR_DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES, it.flush_ns),
        ];
        let count = if room == 0 {
            all.len()
        } else {
            room.min(all.len())
        };
        for (i, (name, value)) in all.iter().enumerate().take(room) {
            // SAFETY: C promises room for so many.
            unsafe {
                params
                    .add(i)
                    .write(parameter(name, &ParameterValue::LLong(signed(*value))))
            };
        }
        // SAFETY: as above.
        unsafe { nparams.write(count as c_int) };
        Ok(())
    })
}

/// Tells how large a disk is.
///
/// @param domain a domain
/// @param disk the disk's target, as "vda", or its file
/// @param info room for the answer
/// @param flags none exist yet; give 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetBlockInfo(
    domain: virDomainPtr,
    disk: *const c_char,
    info: virDomainBlockInfoPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainGetBlockInfo", |call| {
        let dom = call.domain(domain)?;
        // SAFETY: C promises a string.
        let disk = unsafe { call.text("disk", disk) }?;
        if disk.is_empty() {
            return Err(call.argument("disk", "must not be empty"));
        }
        call.required("info", info)?;
        call.no_flags(flags)?;
        let size = dom.driver().disk_size(&dom.reference, disk)?;
        // SAFETY: not NULL; C promises room for an answer.
        unsafe {
            info.write(_virDomainBlockInfo {
                capacity: size.capacity,
                allocation: size.allocation,
                physical: size.physical,
            })
        };
        Ok(())
    })
}

/// Tells what a network card has transferred.
///
/// @param dom a domain
/// @param device the name of its interface on the host, or its hardware address
/// @param stats room for the figures
/// @param size the size of that room in bytes, sizeof(virDomainInterfaceStatsStruct) or less
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainInterfaceStats(
    dom: virDomainPtr,
    device: *const c_char,
    stats: virDomainInterfaceStatsPtr,
    size: usize,
) -> c_int {
    HERE.call("virDomainInterfaceStats", |call| {
        let dom = call.domain(dom)?;
        // SAFETY: C promises a string.
        let device = unsafe { call.text("device", device) }?;
        call.required("stats", stats)?;
        if size > size_of::<_virDomainInterfaceStats>() {
            return Err(call.argument("size", "must not be more than the library knows"));
        }
        let it = dom.driver().net_figures(&dom.reference, device)?;
        let answer = _virDomainInterfaceStats {
            rx_bytes: signed(it.rx_bytes),
            rx_packets: signed(it.rx_packets),
            rx_errs: signed(it.rx_errors),
            rx_drop: signed(it.rx_dropped),
            tx_bytes: signed(it.tx_bytes),
            tx_packets: signed(it.tx_packets),
            tx_errs: signed(it.tx_errors),
            tx_drop: signed(it.tx_dropped),
        };
        // SAFETY: not NULL; C promises so much room.
        unsafe { copy(call, &answer, stats, size) }
    })
}

/// Tells how a guest uses its memory.
///
/// @param dom a domain
/// @param stats room for the figures
/// @param nr_stats how many there is room for; VIR_DOMAIN_MEMORY_STAT_NR is enough
/// @param flags none exist yet; give 0
/// @return how many there are, -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainMemoryStats(
    dom: virDomainPtr,
    stats: virDomainMemoryStatPtr,
    nr_stats: c_uint,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainMemoryStats", |call| {
        use virDomainMemoryStatTags::*;
        let dom = call.domain(dom)?;
        if stats.is_null() || nr_stats == 0 {
            return Ok(0);
        }
        call.no_flags(flags)?;
        let it = dom.driver().memory_figures(&dom.reference)?;
        let all = [
            (VIR_DOMAIN_MEMORY_STAT_ACTUAL_BALLOON, it.balloon),
            (VIR_DOMAIN_MEMORY_STAT_SWAP_IN, it.swap_in),
            (VIR_DOMAIN_MEMORY_STAT_SWAP_OUT, it.swap_out),
            (VIR_DOMAIN_MEMORY_STAT_MAJOR_FAULT, it.major_faults),
            (VIR_DOMAIN_MEMORY_STAT_MINOR_FAULT, it.minor_faults),
            (VIR_DOMAIN_MEMORY_STAT_UNUSED, it.unused),
            (VIR_DOMAIN_MEMORY_STAT_AVAILABLE, it.available),
            (VIR_DOMAIN_MEMORY_STAT_USABLE, it.usable),
            (VIR_DOMAIN_MEMORY_STAT_LAST_UPDATE, it.last_update),
            (VIR_DOMAIN_MEMORY_STAT_DISK_CACHES, it.disk_caches),
            (
                VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC,
                it.huge_pages_allocated,
            ),
            (VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL, it.huge_pages_failed),
            (VIR_DOMAIN_MEMORY_STAT_RSS, it.rss),
        ];
        let known = all
            .into_iter()
            .filter_map(|(tag, value)| Some((tag, value?)));
        let mut count = 0;
        for (i, (tag, val)) in known.take(nr_stats as usize).enumerate() {
            let tag = tag as c_int;
            // SAFETY: C promises room for so many.
            unsafe { stats.add(i).write(_virDomainMemoryStat { tag, val }) };
            count = i + 1;
        }
        Ok(count)
    })
}

/// Tells of a running guest's virtual CPUs: their states, times, and where they may run.
///
/// @param domain a domain
/// @param info room for the answer
/// @param maxinfo how many there is room for
/// @param cpumaps room for the maps of the host's CPUs, one after the other; may be NULL
/// @param maplen a map's length in bytes; 0 if cpumaps is NULL
/// @return how many there are, -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetVcpus(
    domain: virDomainPtr,
    info: virVcpuInfoPtr,
    maxinfo: c_int,
    cpumaps: *mut c_uchar,
    maplen: c_int,
) -> c_int {
    HERE.call("virDomainGetVcpus", |call| {
        let dom = call.domain(domain)?;
        call.required("info", info)?;
        if maxinfo <= 0 {
            return Err(call.argument("maxinfo", "must be greater than zero"));
        }
        if cpumaps.is_null() && maplen != 0 {
            return Err(call.argument("maplen", "must be zero without maps"));
        }
        if !cpumaps.is_null() && maplen <= 0 {
            return Err(call.argument("maplen", "must be greater than zero"));
        }
        if maxinfo.checked_mul(maplen).is_none() {
            return Err(Error::new(
                virErrorNumber::VIR_ERR_OVERFLOW,
                format!("{maxinfo} maps of {maplen} bytes are too much"),
            )
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
        }
        let all = dom.driver().vcpu_figures(&dom.reference)?;
        let count = all.len().min(maxinfo as usize);
        let maplen = maplen as usize;
        if maplen > 0 {
            // SAFETY: C promises room for so many maps.
            unsafe { cpumaps.write_bytes(0, maplen * count) };
        }
        for (i, vcpu) in all.iter().enumerate().take(count) {
            let it = _virVcpuInfo {
                number: vcpu.number,
                // VIR_VCPU_RUNNING; VIR_VCPU_INFO_CPU_UNAVAILABLE.
                state: 1,
                cpuTime: vcpu.time_ns,
                cpu: vcpu.cpu.map_or(-2, |c| c as c_int),
            };
            // SAFETY: C promises room for so many.
            unsafe { info.add(i).write(it) };
            for cpu in vcpu.allowed.iter().map(|c| *c as usize) {
                if cpu / 8 < maplen {
                    // SAFETY: as above.
                    unsafe { *cpumaps.add(i * maplen + cpu / 8) |= 1 << (cpu % 8) };
                }
            }
        }
        Ok(count)
    })
}

/// Tells how many virtual CPUs a domain has or may have.
///
/// @param domain a domain
/// @param flags of virDomainVcpuFlags, not both LIVE and CONFIG
/// @return how many, -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainGetVcpusFlags(domain: virDomainPtr, flags: c_uint) -> c_int {
    HERE.call("virDomainGetVcpusFlags", |call| {
        use DomainVcpuFlags as F;
        let dom = call.domain(domain)?;
        if flags & F::VIR_DOMAIN_VCPU_GUEST.bits() != 0 {
            // Only a driver that speaks to the guest agent could tell.
            call.writable()?;
        } else {
            call.exclusive(
                flags,
                DomainModificationImpact::VIR_DOMAIN_AFFECT_LIVE,
                DomainModificationImpact::VIR_DOMAIN_AFFECT_CONFIG,
            )?;
        }
        let known =
            F::VIR_DOMAIN_VCPU_LIVE | F::VIR_DOMAIN_VCPU_CONFIG | F::VIR_DOMAIN_VCPU_MAXIMUM;
        let flags = call.known(flags, known | F::VIR_DOMAIN_VCPU_GUEST)?;
        if flags.contains(F::VIR_DOMAIN_VCPU_GUEST) {
            return call.unsupported();
        }
        let impact = match (
            flags.contains(F::VIR_DOMAIN_VCPU_LIVE),
            flags.contains(F::VIR_DOMAIN_VCPU_CONFIG),
        ) {
            (true, _) => Impact::Live,
            (false, true) => Impact::Config,
            (false, false) => Impact::Current,
        };
        let maximum = flags.contains(F::VIR_DOMAIN_VCPU_MAXIMUM);
        let count = dom.driver().vcpu_count(&dom.reference, impact, maximum)?;
        Ok(count as usize)
    })
}

/// Tells how a guest has used the host's CPUs, all together or each.
///
/// @param domain a domain
/// @param params room for the figures: nparams for each CPU; may be NULL if nparams is 0
/// @param nparams how many there is room for per CPU; with 0 it is told how many there are
/// @param start_cpu the first CPU to tell of; -1 for all together
/// @param ncpus how many CPUs to tell of: 1 if start_cpu is -1, at most 128; 0 to be told how many there are
/// @param flags VIR_TYPED_PARAM_STRING_OKAY or 0
/// @return how many figures there are per CPU, or how many CPUs; -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetCPUStats(
    domain: virDomainPtr,
    params: virTypedParameterPtr,
    nparams: c_uint,
    start_cpu: c_int,
    ncpus: c_uint,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainGetCPUStats", |call| {
        let dom = call.domain(domain)?;
        match start_cpu {
            -1 if ncpus != 1 => {
                return Err(call.argument("start_cpu", "may be -1 only with one CPU"));
            }
            i32::MIN..-1 => return Err(call.argument("start_cpu", "must not be less than -1")),
            _ => {}
        }
        if nparams > 0 {
            call.required("params", params)?;
        } else {
            call.absent("params", params)?;
        }
        if ncpus == 0 {
            call.absent("params", params)?;
        }
        call.no_flags(flags & !(virTypedParameterFlags::VIR_TYPED_PARAM_STRING_OKAY as c_uint))?;
        let it = dom.driver().guest_times(&dom.reference)?;
        if start_cpu != -1 {
            if (nparams, ncpus) == (0, 0) {
                return Ok(dom.driver().node_info()?.cpus as usize);
            }
            return Err(Error::new(
                virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED,
                "the kernel does not tell how a guest has used each CPU",
            )
            .from_domain(virErrorDomain::VIR_FROM_CGROUP));
        }
        let all: [(&str, c_ulonglong); 3] = [
            (VIR_DOMAIN_CPU_STATS_CPUTIME, it.total),
            (VIR_DOMAIN_CPU_STATS_USERTIME, it.user),
            (VIR_DOMAIN_CPU_STATS_SYSTEMTIME, it.system),
        ];
        if nparams == 0 {
            return Ok(all.len());
        }
        let count = all.len().min(nparams as usize);
        for (i, (name, value)) in all.iter().enumerate().take(count) {
            // SAFETY: C promises room for so many.
            unsafe {
                params
                    .add(i)
                    .write(parameter(name, &ParameterValue::ULLong(*value)))
            };
        }
        Ok(count)
    })
}
