//! The host: its CPUs, its memory, what its hypervisor can give guests.

use super::constants::{
    virNodeCPUStatsPtr, virNodeGetCPUStatsAllCPUs, virNodeGetMemoryStatsAllCells,
    virNodeMemoryStatsPtr, virSecurityModelPtr,
};
use super::virConnectPtr;
use crate::abi::common::params::virTypedParameterPtr;
use std::ffi::{c_char, c_int, c_uchar, c_uint, c_ulonglong};

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

    /// Tells what the host's firmware says about it, as SMBIOS has it.
    ///
    /// @param conn a connection
    /// @param flags 0
    /// @return an XML document to free, or NULL if it failed
    #[check(conn: handle)]
    pub fn virConnectGetSysinfo(conn: virConnectPtr, flags: c_uint) -> *mut c_char;

    /// Tells how the host shares equal pages of memory.
    ///
    /// @param conn a connection
    /// @param params room for the parameters, whose names are VIR_NODE_MEMORY_SHARED_...
    /// @param nparams how many there is room for, and then how many were written; with 0 how many there are
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(conn: handle, not_null(nparams), not_negative(*nparams))]
    pub fn virNodeGetMemoryParameters(
        conn: virConnectPtr,
        params: virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Changes how the host shares equal pages of memory.
    ///
    /// @param conn a connection
    /// @param params what to change, by VIR_NODE_MEMORY_SHARED_...
    /// @param nparams how many
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(conn: handle, writable, not_null(params), not_negative(nparams), typed_params(params, nparams))]
    pub fn virNodeSetMemoryParameters(
        conn: virConnectPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells which of the host's CPUs are on.
    ///
    /// @param conn a connection
    /// @param cpumap where to put a map of them to free, a bit each; may be NULL
    /// @param online where to put how many are on; may be NULL
    /// @param flags 0
    /// @return how many CPUs the host has, or -1 if it failed
    #[check(conn: handle)]
    pub fn virNodeGetCPUMap(
        conn: virConnectPtr,
        cpumap: *mut *mut c_uchar,
        online: *mut c_uint,
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

    /// Tells how the host's CPUs spend their time.
    ///
    /// @param conn a connection
    /// @param cpuNum which CPU, or VIR_NODE_CPU_STATS_ALL_CPUS
    /// @param params room for the figures; NULL with 0 for their number
    /// @param nparams how many there is room for, and then how many there are
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(conn: handle, not_null(nparams), not_negative(*nparams), unless(cpuNum, virNodeGetCPUStatsAllCPUs::VIR_NODE_CPU_STATS_ALL_CPUS, not_negative(cpuNum)))]
    pub fn virNodeGetCPUStats(
        conn: virConnectPtr,
        cpuNum: c_int,
        params: virNodeCPUStatsPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells how the host's memory is used.
    ///
    /// @param conn a connection
    /// @param cellNum which NUMA node, or VIR_NODE_MEMORY_STATS_ALL_CELLS
    /// @param params room for the figures; NULL with 0 for their number
    /// @param nparams how many there is room for, and then how many there are
    /// @param flags 0
    /// @return 0, or -1 if it failed
    #[check(conn: handle, not_null(nparams), not_negative(*nparams), unless(cellNum, virNodeGetMemoryStatsAllCells::VIR_NODE_MEMORY_STATS_ALL_CELLS, not_negative(cellNum)))]
    pub fn virNodeGetMemoryStats(
        conn: virConnectPtr,
        cellNum: c_int,
        params: virNodeMemoryStatsPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells which security model keeps the guests apart.
    ///
    /// @param conn a connection
    /// @param secmodel where to put it
    /// @return 0, or -1 if it failed
    #[check(conn: handle, not_null(secmodel))]
    pub fn virNodeGetSecurityModel(conn: virConnectPtr, secmodel: virSecurityModelPtr) -> c_int;

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

    /// Tells how much memory of the host's NUMA nodes is free.
    ///
    /// @param conn a connection
    /// @param freeMems room for the figures, in bytes
    /// @param startCell the first node
    /// @param maxCells how many there is room for
    /// @return how many were written, or -1 if it failed
    #[check(conn: handle, positive(maxCells), not_null(freeMems))]
    pub fn virNodeGetCellsFreeMemory(
        conn: virConnectPtr,
        freeMems: *mut c_ulonglong,
        startCell: c_int,
        maxCells: c_int,
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

    /// Lists the CPU models of an architecture.
    ///
    /// @param conn a connection
    /// @param arch the architecture, as "x86_64"
    /// @param models where to put an array of names that ends in NULL, to free each and the array; NULL to count
    /// only
    /// @param flags 0
    /// @return the number, 0 if any name will do, or -1 if it failed
    #[check(conn: handle, not_null(arch))]
    pub fn virConnectGetCPUModelNames(
        conn: virConnectPtr,
        arch: *const c_char,
        models: *mut *mut *mut c_char,
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
    #[check(conn: handle, not_zero(npages), not_null(pages), not_zero(cellCount), not_null(counts))]
    pub fn virNodeGetFreePages(
        conn: virConnectPtr,
        npages: c_uint,
        pages: *mut c_uint,
        startCell: c_int,
        cellCount: c_uint,
        counts: *mut c_ulonglong,
        flags: c_uint,
    ) -> c_int;

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
