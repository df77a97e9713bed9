//! The domain document (`<domain>`): one file per family of devices.
//!
//! [`Domain`] holds every element that libvirt's schema has and this library knows, as typed values;
//! what the schema has and this library does not is refused, never dropped. Nothing here knows a
//! hypervisor: what depends on QEMU's capabilities or on a machine type is filled in later.

mod abi;
pub mod address;
pub mod audio;
pub mod chardev;
pub mod clock;
pub mod controller;
pub mod cpu;
mod defaults;
pub mod devices;
pub mod disk;
pub mod features;
pub mod fs;
pub mod graphics;
pub mod hostdev;
pub mod memory;
pub mod metadata;
pub mod mirror;
pub mod misc;
pub mod net;
pub mod os;
mod parse;
pub mod qemu_ns;
pub mod schema;
pub mod seclabel;
mod source;
#[cfg(test)]
mod tests;
mod validate;
pub mod vcpu;
pub mod video;

pub use abi::{abi_check, abi_check_skip_volatile};
pub use address::{Address, DeviceInfo, PciAddress};
pub use devices::{DeviceMut, DeviceRef, Devices};

use crate::conf::names::names;
use crate::conf::uuid::Uuid;
use crate::conf::xml::Element;

/// `<domain>`
#[derive(Clone, Debug, PartialEq)]
pub struct Domain {
    pub virt_type: VirtType,
    /// Of a running domain.
    pub id: Option<i32>,
    pub name: String,
    pub uuid: Uuid,
    pub genid: Option<GenId>,
    pub title: Option<String>,
    pub description: Option<String>,
    /// `<metadata>` as it was given: its children belong to other namespaces.
    pub metadata: Option<Element>,
    pub memory: memory::Memory,
    pub vcpus: vcpu::Vcpus,
    pub iothreads: Vec<vcpu::IoThread>,
    pub default_iothread: Option<vcpu::DefaultIoThread>,
    pub blkiotune: vcpu::BlkioTune,
    pub cputune: vcpu::CpuTune,
    pub numatune: vcpu::NumaTune,
    pub resource: Option<vcpu::Resource>,
    pub keywrap: features::KeyWrap,
    pub sysinfo: Vec<os::Sysinfo>,
    pub bootloader: Option<String>,
    pub bootloader_args: Option<String>,
    pub os: os::Os,
    pub idmap: fs::IdMap,
    pub features: features::Features,
    pub cpu: Option<cpu::Cpu>,
    /// The guest's NUMA nodes, which the document writes inside `<cpu>`.
    pub numa: cpu::Numa,
    pub clock: clock::Clock,
    pub lifecycle: clock::Lifecycle,
    pub pm: features::PowerManagement,
    /// `<perf>`: (event, enabled)
    pub perf: Vec<(PerfEvent, bool)>,
    pub devices: Devices,
    pub seclabels: Vec<seclabel::Seclabel>,
    pub launch_security: Option<features::LaunchSecurity>,
    pub qemu: Option<qemu_ns::QemuNamespace>,
}

/// `<genid>`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GenId {
    pub uuid: Uuid,
    /// The document had none, it was made up.
    pub generated: bool,
}

/// What a parse may rely on and how strict it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParseContext {
    /// The document is an inactive definition: ids, generated aliases, ports, states of a running
    /// domain in it are skipped, as libvirt skips them.
    pub inactive: bool,
    /// The document is the `<domain>` of a status file: everything in it counts.
    pub status: bool,
    /// Generic validation is left out (a document that was accepted once already).
    pub skip_validate: bool,
    /// The definition is a new one, given by a user now, rather than one read from disk.
    pub new_definition: bool,
}

impl ParseContext {
    /// For what a user gives to define or create.
    pub fn define() -> Self {
        ParseContext {
            inactive: true,
            new_definition: true,
            ..Default::default()
        }
    }

    /// For a definition file of this or another libvirt.
    pub fn config_file() -> Self {
        ParseContext {
            inactive: true,
            skip_validate: true,
            ..Default::default()
        }
    }

    /// For the domain in a status file.
    pub fn status_file() -> Self {
        ParseContext {
            status: true,
            skip_validate: true,
            ..Default::default()
        }
    }
}

/// How to write a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormatOptions {
    /// Passwords too.
    pub secure: bool,
    /// Only what the definition holds, nothing of the running guest.
    pub inactive: bool,
    /// For another, perhaps older, libvirt: nothing that it may not know.
    pub migratable: bool,
    /// For a status file: everything, private state too.
    pub status: bool,
}

names! {
    /// `<domain type=>`
    VirtType {
        Qemu = "qemu",
        Kqemu = "kqemu",
        Kvm = "kvm",
        Xen = "xen",
        Lxc = "lxc",
        Uml = "uml",
        Openvz = "openvz",
        Test = "test",
        Vmware = "vmware",
        Hyperv = "hyperv",
        Vbox = "vbox",
        Phyp = "phyp",
        Parallels = "parallels",
        Bhyve = "bhyve",
        Vz = "vz",
        Hvf = "hvf",
    }
    /// `<perf><event name=>`
    PerfEvent {
        Cmt = "cmt",
        Mbmt = "mbmt",
        Mbml = "mbml",
        CpuCycles = "cpu_cycles",
        Instructions = "instructions",
        CacheReferences = "cache_references",
        CacheMisses = "cache_misses",
        BranchInstructions = "branch_instructions",
        BranchMisses = "branch_misses",
        BusCycles = "bus_cycles",
        StalledCyclesFrontend = "stalled_cycles_frontend",
        StalledCyclesBackend = "stalled_cycles_backend",
        RefCpuCycles = "ref_cpu_cycles",
        CpuClock = "cpu_clock",
        TaskClock = "task_clock",
        PageFaults = "page_faults",
        ContextSwitches = "context_switches",
        CpuMigrations = "cpu_migrations",
        PageFaultsMin = "page_faults_min",
        PageFaultsMaj = "page_faults_maj",
        AlignmentFaults = "alignment_faults",
        EmulationFaults = "emulation_faults",
    }
}
