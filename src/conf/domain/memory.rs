//! The guest's memory: sizes, backing, limits, and pluggable memory devices.

use super::address::DeviceInfo;
use crate::conf::cpuset::CpuSet;
use crate::conf::names::names;
use crate::conf::uuid::Uuid;

/// `<memory>`, `<currentMemory>`, `<maxMemory>`, `<memoryBacking>`, `<memtune>`. Sizes in KiB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// `<memory>`: all memory at boot, memory devices included.
    pub total_kib: u64,
    /// `<currentMemory>`: what the balloon leaves.
    pub current_kib: u64,
    /// `<maxMemory>`: up to where memory can be plugged.
    pub max_kib: Option<u64>,
    /// `<maxMemory slots=>`
    pub slots: u32,
    /// `<memory dumpCore=>`
    pub dump_core: Option<bool>,
    pub backing: MemoryBacking,
    pub tune: MemTune,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryBacking {
    /// `None`: no huge pages; an empty list: of the default size.
    pub hugepages: Option<Vec<HugePage>>,
    pub nosharepages: bool,
    pub locked: bool,
    pub discard: bool,
    pub source: Option<MemorySource>,
    pub access: Option<MemoryAccess>,
    pub allocation: Option<MemoryAllocation>,
    pub allocation_threads: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HugePage {
    pub size_kib: u64,
    /// The guest NUMA nodes that it is for; `None`: all others.
    pub nodeset: Option<CpuSet>,
}

/// `<memtune>`, KiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemTune {
    pub hard_limit: Option<u64>,
    pub soft_limit: Option<u64>,
    pub min_guarantee: Option<u64>,
    pub swap_hard_limit: Option<u64>,
}

/// A `<memory model=>` device. Sizes in KiB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryDevice {
    pub model: MemoryModel,
    pub access: Option<MemoryAccess>,
    pub discard: Option<bool>,
    pub uuid: Option<Uuid>,
    pub source: MemoryDeviceSource,
    pub size_kib: u64,
    pub target_node: Option<u32>,
    pub label_size_kib: Option<u64>,
    pub block_kib: Option<u64>,
    pub requested_kib: Option<u64>,
    /// What the guest uses now; status only.
    pub current_kib: Option<u64>,
    pub readonly: bool,
    /// `<target><address base=>` of virtio-mem and virtio-pmem.
    pub base: Option<u64>,
    pub dynamic_memslots: Option<bool>,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryDeviceSource {
    pub nodemask: Option<CpuSet>,
    pub page_size_kib: Option<u64>,
    pub path: Option<String>,
    pub align_kib: Option<u64>,
    pub pmem: bool,
}

names! {
    MemorySource {
        File = "file",
        Anonymous = "anonymous",
        Memfd = "memfd",
    }
    MemoryAccess {
        Shared = "shared",
        Private = "private",
    }
    MemoryAllocation {
        Immediate = "immediate",
        OnDemand = "ondemand",
    }
    MemoryModel {
        Dimm = "dimm",
        Nvdimm = "nvdimm",
        VirtioPmem = "virtio-pmem",
        VirtioMem = "virtio-mem",
        SgxEpc = "sgx-epc",
    }
}
