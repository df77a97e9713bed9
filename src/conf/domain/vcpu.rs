//! Virtual CPUs, I/O threads, and where and how they run (`<vcpu>`, `<vcpus>`, `<iothreads>`,
//! `<cputune>`, `<numatune>`, `<blkiotune>`, `<resource>`, `<perf>`).

use crate::conf::cpuset::CpuSet;
use crate::conf::names::names;

/// `<vcpu>` and `<vcpus>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vcpus {
    /// One for each virtual CPU that can ever be, by id.
    pub list: Vec<Vcpu>,
    pub placement: Option<Placement>,
    pub cpuset: Option<CpuSet>,
    /// Whether the document has `<vcpus>`, so that it is written again.
    pub individual: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vcpu {
    pub online: bool,
    pub hotpluggable: Option<bool>,
    pub order: Option<u32>,
}

impl Vcpus {
    /// How many there can be.
    pub fn max(&self) -> u32 {
        self.list.len() as u32
    }

    /// How many are there at boot.
    pub fn online(&self) -> u32 {
        self.list.iter().filter(|v| v.online).count() as u32
    }
}

/// One of `<iothreadids>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IoThread {
    pub id: u32,
    /// Made up from a bare `<iothreads>` count: not written by itself.
    pub auto: bool,
    pub poll_max_ns: Option<u64>,
    pub poll_grow: Option<u64>,
    pub poll_shrink: Option<u64>,
    pub thread_pool_min: Option<u32>,
    pub thread_pool_max: Option<u32>,
}

/// `<defaultiothread>`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DefaultIoThread {
    pub thread_pool_min: Option<u32>,
    pub thread_pool_max: Option<u32>,
}

/// `<cputune>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CpuTune {
    pub shares: Option<u64>,
    pub period: Option<u64>,
    pub quota: Option<i64>,
    pub global_period: Option<u64>,
    pub global_quota: Option<i64>,
    pub emulator_period: Option<u64>,
    pub emulator_quota: Option<i64>,
    pub iothread_period: Option<u64>,
    pub iothread_quota: Option<i64>,
    /// (vcpu, host CPUs)
    pub vcpu_pins: Vec<(u32, CpuSet)>,
    pub emulator_pin: Option<CpuSet>,
    /// (iothread, host CPUs)
    pub iothread_pins: Vec<(u32, CpuSet)>,
    pub vcpu_sched: Vec<(CpuSet, Scheduling)>,
    pub iothread_sched: Vec<(CpuSet, Scheduling)>,
    pub emulator_sched: Option<Scheduling>,
    pub cachetunes: Vec<CacheTune>,
    pub memorytunes: Vec<MemoryTune>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheduling {
    pub policy: SchedPolicy,
    /// Of the real-time policies.
    pub priority: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheTune {
    pub vcpus: CpuSet,
    pub id: Option<String>,
    pub caches: Vec<CacheAllocation>,
    /// (level, vcpus)
    pub monitors: Vec<(u32, CpuSet)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheAllocation {
    pub id: u32,
    pub level: u32,
    pub kind: CacheKind,
    pub size_kib: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryTune {
    pub vcpus: CpuSet,
    /// (node id, bandwidth)
    pub nodes: Vec<(u32, u32)>,
    pub monitors: Vec<CpuSet>,
}

/// `<numatune>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumaTune {
    pub memory: Option<NumaMemory>,
    pub memnodes: Vec<NumaMemNode>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumaMemory {
    pub mode: NumaMode,
    pub placement: Placement,
    pub nodeset: Option<CpuSet>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumaMemNode {
    pub cellid: u32,
    pub mode: NumaMode,
    pub nodeset: CpuSet,
}

/// `<blkiotune>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlkioTune {
    pub weight: Option<u32>,
    pub devices: Vec<BlkioDevice>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlkioDevice {
    pub path: String,
    pub weight: Option<u32>,
    pub read_iops_sec: Option<u32>,
    pub write_iops_sec: Option<u32>,
    pub read_bytes_sec: Option<u64>,
    pub write_bytes_sec: Option<u64>,
}

/// `<resource>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    pub partition: Option<String>,
    pub fibrechannel_appid: Option<String>,
}

names! {
    Placement {
        Static = "static",
        Auto = "auto",
    }
    SchedPolicy {
        Batch = "batch",
        Idle = "idle",
        Fifo = "fifo",
        Rr = "rr",
    }
    CacheKind {
        Both = "both",
        Code = "code",
        Data = "data",
    }
    NumaMode {
        Strict = "strict",
        Preferred = "preferred",
        Interleave = "interleave",
        Restrictive = "restrictive",
    }
}
