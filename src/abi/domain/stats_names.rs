//! The names of the figures of virConnectGetAllDomainStats(). A name with a PREFIX is followed by an index from 0
//! and by a SUFFIX.

/// The virDomainState, as an int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_STATE_STATE: &str = "state.state";
/// The reason of the state, as an int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_STATE_REASON: &str = "state.reason";
/// CPU time in all, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_TIME: &str = "cpu.time";
/// CPU time in user mode, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_USER: &str = "cpu.user";
/// CPU time in the kernel, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_SYSTEM: &str = "cpu.system";
/// Time that KVM polled for an idle virtual CPU with success, in nanoseconds, as an unsigned long long. (Since:
/// 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_HALTPOLL_SUCCESS_TIME: &str = "cpu.haltpoll.success.time";
/// Time that KVM polled for an idle virtual CPU in vain, in nanoseconds, as an unsigned long long. (Since:
/// 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_HALTPOLL_FAIL_TIME: &str = "cpu.haltpoll.fail.time";
/// How many watches of the CPU cache there are, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_COUNT: &str = "cpu.cache.monitor.count";
/// Begins the names of a watch of the CPU cache. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_PREFIX: &str = "cpu.cache.monitor.";
/// The watch's name, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_NAME: &str = ".name";
/// The virtual CPUs that it watches, as a string like "0-3,5". (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
/// How many cache banks it watches, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_COUNT: &str = ".bank.count";
/// Begins the names of one of its cache banks. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_PREFIX: &str = ".bank.";
/// The bank's number on the host, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_ID: &str = ".id";
/// How much of the bank is in use, in bytes, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_BYTES: &str = ".bytes";
/// Memory that the guest has, in KiB, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_CURRENT: &str = "balloon.current";
/// Memory that the guest may have, in KiB, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_MAXIMUM: &str = "balloon.maximum";
/// As VIR_DOMAIN_MEMORY_STAT_SWAP_IN, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_SWAP_IN: &str = "balloon.swap_in";
/// As VIR_DOMAIN_MEMORY_STAT_SWAP_OUT, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_SWAP_OUT: &str = "balloon.swap_out";
/// As VIR_DOMAIN_MEMORY_STAT_MAJOR_FAULT, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_MAJOR_FAULT: &str = "balloon.major_fault";
/// As VIR_DOMAIN_MEMORY_STAT_MINOR_FAULT, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_MINOR_FAULT: &str = "balloon.minor_fault";
/// As VIR_DOMAIN_MEMORY_STAT_UNUSED, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_UNUSED: &str = "balloon.unused";
/// As VIR_DOMAIN_MEMORY_STAT_AVAILABLE, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_AVAILABLE: &str = "balloon.available";
/// As VIR_DOMAIN_MEMORY_STAT_RSS, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_RSS: &str = "balloon.rss";
/// As VIR_DOMAIN_MEMORY_STAT_USABLE, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_USABLE: &str = "balloon.usable";
/// As VIR_DOMAIN_MEMORY_STAT_LAST_UPDATE, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_LAST_UPDATE: &str = "balloon.last-update";
/// As VIR_DOMAIN_MEMORY_STAT_DISK_CACHES, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_DISK_CACHES: &str = "balloon.disk_caches";
/// As VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGALLOC: &str = "balloon.hugetlb_pgalloc";
/// As VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGFAIL: &str = "balloon.hugetlb_pgfail";
/// How many virtual CPUs are online, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_VCPU_CURRENT: &str = "vcpu.current";
/// How many virtual CPUs there can be, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_VCPU_MAXIMUM: &str = "vcpu.maximum";
/// Begins the names of a virtual CPU. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_VCPU_PREFIX: &str = "vcpu.";
/// The virVcpuState, as an int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_STATE: &str = ".state";
/// Time that it has run, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_TIME: &str = ".time";
/// Time that it has waited to run, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_WAIT: &str = ".wait";
/// Whether it is idle, as a boolean. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_HALTED: &str = ".halted";
/// Time that its thread stood in the queue of a busy host CPU, in nanoseconds, as an unsigned long long. (Since:
/// 11.2.0)
pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_DELAY: &str = ".delay";
/// Ends a name of the hypervisor's own: a value as it is now. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_CUR: &str = ".cur";
/// Ends a name of the hypervisor's own: a sum since the guest started. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_SUM: &str = ".sum";
/// Ends a name of the hypervisor's own: the greatest value so far. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_MAX: &str = ".max";
/// How many network cards follow, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_NET_COUNT: &str = "net.count";
/// Begins the names of a network card. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_NET_PREFIX: &str = "net.";
/// The name of its interface on the host, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_NET_SUFFIX_NAME: &str = ".name";
/// Bytes received, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_BYTES: &str = ".rx.bytes";
/// Packets received, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_PKTS: &str = ".rx.pkts";
/// Errors in receiving, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_ERRS: &str = ".rx.errs";
/// Received packets that were dropped, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_DROP: &str = ".rx.drop";
/// Bytes sent, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_BYTES: &str = ".tx.bytes";
/// Packets sent, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_PKTS: &str = ".tx.pkts";
/// Errors in sending, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_ERRS: &str = ".tx.errs";
/// Packets to send that were dropped, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_DROP: &str = ".tx.drop";
/// How many disks, or layers of disks, follow, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_COUNT: &str = "block.count";
/// Begins the names of a disk, or of a layer of one. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_PREFIX: &str = "block.";
/// The disk's target, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_NAME: &str = ".name";
/// The layer's number in the disk's chain, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_BACKINGINDEX: &str = ".backingIndex";
/// Its file or device on the host, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_PATH: &str = ".path";
/// Requests to read, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_REQS: &str = ".rd.reqs";
/// Bytes read, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_BYTES: &str = ".rd.bytes";
/// Time spent in reading, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_TIMES: &str = ".rd.times";
/// Requests to write, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_REQS: &str = ".wr.reqs";
/// Bytes written, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_BYTES: &str = ".wr.bytes";
/// Time spent in writing, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_TIMES: &str = ".wr.times";
/// Requests to flush, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_REQS: &str = ".fl.reqs";
/// Time spent in flushing, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_TIMES: &str = ".fl.times";
/// Errors, as an unsigned long long; from Xen only. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_ERRORS: &str = ".errors";
/// The highest place of the image that was written to, in bytes, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_ALLOCATION: &str = ".allocation";
/// The disk's size as the guest sees it, in bytes, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_CAPACITY: &str = ".capacity";
/// The size of the image on the host, in bytes, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_PHYSICAL: &str = ".physical";
/// Where a write shall be told of, as virDomainSetBlockThreshold() set it, in bytes, as an unsigned long long.
/// (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_THRESHOLD: &str = ".threshold";
/// Use of the last level of cache, in bytes, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_CMT: &str = "perf.cmt";
/// Memory bandwidth in all, in bytes per second, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_MBMT: &str = "perf.mbmt";
/// Memory bandwidth of the own node, in bytes per second, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_MBML: &str = "perf.mbml";
/// Misses of the cache, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_CACHE_MISSES: &str = "perf.cache_misses";
/// Accesses to the cache, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_CACHE_REFERENCES: &str = "perf.cache_references";
/// Instructions, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_INSTRUCTIONS: &str = "perf.instructions";
/// CPU cycles, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_CPU_CYCLES: &str = "perf.cpu_cycles";
/// Branches, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_BRANCH_INSTRUCTIONS: &str = "perf.branch_instructions";
/// Branches that were guessed wrong, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_BRANCH_MISSES: &str = "perf.branch_misses";
/// Bus cycles, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_BUS_CYCLES: &str = "perf.bus_cycles";
/// CPU cycles in which nothing could be decoded, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_FRONTEND: &str = "perf.stalled_cycles_frontend";
/// CPU cycles in which nothing could be executed, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_BACKEND: &str = "perf.stalled_cycles_backend";
/// CPU cycles at the CPU's nominal frequency, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_REF_CPU_CYCLES: &str = "perf.ref_cpu_cycles";
/// CPU time by the CPU's clock, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_CPU_CLOCK: &str = "perf.cpu_clock";
/// CPU time by the task's clock, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_TASK_CLOCK: &str = "perf.task_clock";
/// Page faults, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_PAGE_FAULTS: &str = "perf.page_faults";
/// Switches between tasks, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_CONTEXT_SWITCHES: &str = "perf.context_switches";
/// Moves to another CPU, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_CPU_MIGRATIONS: &str = "perf.cpu_migrations";
/// Page faults that needed no disk, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MIN: &str = "perf.page_faults_min";
/// Page faults that needed a disk, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MAJ: &str = "perf.page_faults_maj";
/// Unaligned accesses that the kernel had to handle, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_ALIGNMENT_FAULTS: &str = "perf.alignment_faults";
/// Instructions that the kernel had to emulate, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_PERF_EMULATION_FAULTS: &str = "perf.emulation_faults";
/// How many I/O threads there are, as an unsigned int. Their names have the thread's id for an index. (Since:
/// 11.2.0)
pub const VIR_DOMAIN_STATS_IOTHREAD_COUNT: &str = "iothread.count";
/// Begins the names of an I/O thread. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_IOTHREAD_PREFIX: &str = "iothread.";
/// How long it polls at most, in nanoseconds, as an unsigned long long; 0: not at all. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_MAX_NS: &str = ".poll-max-ns";
/// By what factor its polling grows, as an unsigned int; 0: the hypervisor's own. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_GROW: &str = ".poll-grow";
/// By what divisor its polling shrinks, as an unsigned int; 0: the hypervisor's own. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_SHRINK: &str = ".poll-shrink";
/// How many watches of memory bandwidth there are, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_COUNT: &str = "memory.bandwidth.monitor.count";
/// Begins the names of a watch of memory bandwidth. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_PREFIX: &str = "memory.bandwidth.monitor.";
/// The watch's name, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NAME: &str = ".name";
/// The virtual CPUs that it watches, as a string like "0-3,5". (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
/// How many memory controllers it watches, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_COUNT: &str = ".node.count";
/// Begins the names of one of its memory controllers. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_PREFIX: &str = ".node.";
/// The controller's number on the host, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_ID: &str = ".id";
/// Bytes that went to the same CPU's own memory, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_LOCAL: &str =
    ".bytes.local";
/// Bytes that went to any memory, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_TOTAL: &str =
    ".bytes.total";
/// The virDomainDirtyRateStatus, as an int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_STATUS: &str = "dirtyrate.calc_status";
/// When the measurement began, in seconds since the host booted, as a long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_START_TIME: &str = "dirtyrate.calc_start_time";
/// How long it took or takes, in seconds, as an int. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_PERIOD: &str = "dirtyrate.calc_period";
/// How fast memory changed, in MiB per second, as a long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_DIRTYRATE_MEGABYTES_PER_SECOND: &str = "dirtyrate.megabytes_per_second";
/// How it was measured, "page-sampling", "dirty-bitmap" or "dirty-ring", as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_MODE: &str = "dirtyrate.calc_mode";
/// Begins the names of a virtual CPU's share of it. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_DIRTYRATE_VCPU_PREFIX: &str = "dirtyrate.vcpu.";
/// How fast this virtual CPU changed memory, in MiB per second, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_DIRTYRATE_VCPU_SUFFIX_MEGABYTES_PER_SECOND: &str =
    ".megabytes_per_second";
/// Begins the names of what the hypervisor counts. (Since: 11.2.0)
pub const VIR_DOMAIN_STATS_VM_PREFIX: &str = "vm.";
