//! The guest's CPU model and topology (`<cpu>`), with the NUMA cells written inside it.

use super::memory::MemoryAccess;
use crate::conf::cpuset::CpuSet;
use crate::conf::names::names;

/// `<cpu>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cpu {
    /// `None`: only topology or NUMA was given.
    pub mode: Option<CpuMode>,
    pub matching: Option<CpuMatch>,
    pub check: Option<CpuCheck>,
    pub migratable: Option<bool>,
    pub deprecated_features: Option<bool>,
    pub model: Option<String>,
    pub fallback: Option<CpuFallback>,
    pub vendor_id: Option<String>,
    pub vendor: Option<String>,
    pub topology: Option<CpuTopology>,
    pub cache: Option<CpuCache>,
    pub max_phys_addr: Option<MaxPhysAddr>,
    pub features: Vec<CpuFeature>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpuTopology {
    pub sockets: u32,
    pub dies: u32,
    pub clusters: u32,
    pub cores: u32,
    pub threads: u32,
}

impl CpuTopology {
    /// How many CPUs it has room for.
    pub fn cpus(&self) -> u64 {
        [
            self.sockets,
            self.dies,
            self.clusters,
            self.cores,
            self.threads,
        ]
        .into_iter()
        .fold(1u64, |n, x| n.saturating_mul(x.into()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpuCache {
    pub level: Option<u32>,
    pub mode: CpuCacheMode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxPhysAddr {
    pub mode: MaxPhysAddrMode,
    pub bits: Option<u32>,
    pub limit: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CpuFeature {
    pub name: String,
    pub policy: Option<FeaturePolicy>,
}

/// `<numa>`: the guest's NUMA nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numa {
    pub cells: Vec<NumaCell>,
    pub interconnects: Vec<Interconnect>,
}

/// `<cell>`; its id is its place in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumaCell {
    /// `None`: a node without CPUs.
    pub cpus: Option<CpuSet>,
    pub memory_kib: u64,
    pub access: Option<MemoryAccess>,
    pub discard: Option<bool>,
    /// (other node, distance)
    pub distances: Vec<(u32, u32)>,
    pub caches: Vec<NumaCache>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumaCache {
    pub level: u32,
    pub size_kib: u64,
    /// Bytes.
    pub line: u32,
    pub associativity: NumaCacheAssociativity,
    pub policy: NumaCachePolicy,
}

/// One entry of `<interconnects>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interconnect {
    pub kind: InterconnectKind,
    pub initiator: u32,
    pub target: u32,
    pub cache: Option<u32>,
    pub access: InterconnectAccess,
    /// Nanoseconds, or KiB a second.
    pub value: u64,
}

names! {
    CpuMode {
        Custom = "custom",
        HostModel = "host-model",
        HostPassthrough = "host-passthrough",
        Maximum = "maximum",
    }
    CpuMatch {
        Minimum = "minimum",
        Exact = "exact",
        Strict = "strict",
    }
    CpuCheck {
        None = "none",
        Partial = "partial",
        Full = "full",
    }
    CpuFallback {
        Allow = "allow",
        Forbid = "forbid",
    }
    FeaturePolicy {
        Force = "force",
        Require = "require",
        Optional = "optional",
        Disable = "disable",
        Forbid = "forbid",
    }
    CpuCacheMode {
        Emulate = "emulate",
        Passthrough = "passthrough",
        Disable = "disable",
    }
    MaxPhysAddrMode {
        Emulate = "emulate",
        Passthrough = "passthrough",
    }
    NumaCacheAssociativity {
        None = "none",
        Direct = "direct",
        Full = "full",
    }
    NumaCachePolicy {
        None = "none",
        WriteBack = "writeback",
        WriteThrough = "writethrough",
    }
    InterconnectKind {
        Latency = "latency",
        Bandwidth = "bandwidth",
    }
    InterconnectAccess {
        Access = "access",
        Read = "read",
        Write = "write",
    }
}
