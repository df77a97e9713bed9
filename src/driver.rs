//! What a hypervisor implements. Every method defaults to "not supported", so that a driver says
//! only what it can do, and the C face needs to know no driver.
//!
//! Flags have become meaning by the time they arrive here: what C passes as bits is a struct or an
//! enum, and combinations that make no sense do not exist.

mod changes;
mod figures;

pub use changes::*;
pub use figures::*;

use crate::conf::state::StateReason;
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result};
use crate::event::bus::Bus;
use crate::event::domain::{BlockJobType, Parameter, ParameterValue};
use crate::stream::StreamDriver;
use serde::{Deserialize, Serialize};
use std::os::fd::BorrowedFd;
use std::sync::Arc;

/// What identifies a domain to a driver: the handle that a caller holds was made from this. The UUID
/// decides; the name is for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainRef {
    pub name: String,
    pub uuid: Uuid,
    /// The id of the running guest when the handle was made; `None` for an inactive one.
    pub id: Option<i32>,
}

/// `virDomainInfo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DomainInfo {
    pub state: StateReason,
    pub max_mem_kib: u64,
    pub memory_kib: u64,
    pub vcpus: u16,
    pub cpu_time_ns: u64,
}

/// `virNodeInfo`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeInfo {
    pub model: String,
    pub memory_kib: u64,
    pub cpus: u32,
    pub mhz: u32,
    pub nodes: u32,
    pub sockets: u32,
    pub cores: u32,
    pub threads: u32,
}

/// How processors spent their time, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpuTimes {
    pub kernel: u64,
    pub user: u64,
    pub idle: u64,
    /// Idle, with something waiting for a device.
    pub waiting: u64,
}

/// How memory is used, in KiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryUse {
    pub total: u64,
    pub free: u64,
    /// What buffers block devices and what caches files: of the whole host only.
    pub buffers_and_cached: Option<(u64, u64)>,
}

/// How the kernel shares equal pages of memory; `None` is what it does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageSharing {
    pub settings: PageSharingSettings,
    pub shared: Option<u64>,
    pub sharing: Option<u64>,
    pub unshared: Option<u64>,
    pub volatile: Option<u64>,
    pub full_scans: Option<u64>,
}

/// What of it can be set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageSharingSettings {
    pub pages_to_scan: Option<u32>,
    pub sleep_ms: Option<u32>,
    pub merge_across_nodes: Option<u32>,
}

/// `virDomainControlInfo`: whether the guest can be talked to now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ControlInfo {
    /// `virDomainControlState`: 0 ok, 1 a job has it, 2 a command is pending, 3 error.
    pub state: u32,
    /// `virDomainControlErrorReason`.
    pub details: u32,
    /// For how long, in milliseconds.
    pub state_time_ms: u64,
}

/// Which state a guest comes back in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Resume {
    /// As the image says.
    #[default]
    AsSaved,
    Running,
    Paused,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct DefineOptions {
    pub validate: bool,
}

/// How to start a domain (`virDomainCreateFlags`).
#[derive(Clone, Copy, Debug, Default)]
pub struct StartOptions {
    pub paused: bool,
    pub autodestroy: bool,
    pub bypass_cache: bool,
    pub force_boot: bool,
    pub validate: bool,
    pub reset_nvram: bool,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct SaveOptions {
    pub bypass_cache: bool,
    /// What the image is to remember; `AsSaved` is the state the guest has now.
    pub resume: Resume,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct RestoreOptions {
    pub bypass_cache: bool,
    pub resume: Resume,
    pub reset_nvram: bool,
}

/// How an image is written or read, beyond what flags say.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImageOptions<'a> {
    /// The name of the format to write; `None`: as configured.
    pub format: Option<&'a str>,
    /// How many channels a sparse image is written or read by; `None`: whatever is fastest.
    pub channels: Option<i32>,
}

/// What virDomainUndefineFlags does with that which belongs to the domain.
#[derive(Clone, Copy, Debug, Default)]
pub struct UndefineOptions {
    pub managed_save: bool,
    pub snapshots_metadata: bool,
    pub checkpoints_metadata: bool,
    /// `Some(true)` removes the NVRAM file, `Some(false)` keeps it, `None`: refuse if there is one.
    pub nvram: Option<bool>,
    /// The same for the TPM's state (`None`: what the document says).
    pub tpm: Option<bool>,
}

/// How to ask a guest to shut down or reboot; none set leaves it to the driver.
#[derive(Clone, Copy, Debug, Default)]
pub struct PowerOptions {
    pub acpi: bool,
    pub agent: bool,
    /// Ways that this driver may not have (initctl, signal, paravirt).
    pub other: bool,
}

/// How to end a guest (`virDomainDestroyFlagsValues`).
#[derive(Clone, Copy, Debug, Default)]
pub struct DestroyOptions {
    /// With SIGTERM only, and an error if the guest does not go.
    pub graceful: bool,
    /// Remove its log files too.
    pub remove_logs: bool,
}

/// virDomainBlockPull and virDomainBlockRebase.
#[derive(Clone, Debug, Default)]
pub struct PullOptions {
    /// The image to stop before; `None`: all of them.
    pub base: Option<String>,
    /// Bytes per second; 0: no limit.
    pub speed: u64,
    /// The base keeps a relative name.
    pub relative: bool,
}

/// virDomainBlockCommit.
#[derive(Clone, Debug, Default)]
pub struct CommitOptions {
    /// `None`: the lowest image of the chain, or (`shallow`) the next.
    pub base: Option<String>,
    /// `None`: the disk's own image.
    pub top: Option<String>,
    /// Bytes per second; 0: no limit.
    pub speed: u64,
    pub shallow: bool,
    /// Remove the images that were committed.
    pub delete: bool,
    /// The disk's own image may be committed; the job then waits for virDomainBlockJobAbort.
    pub active: bool,
    /// The base keeps a relative name.
    pub relative: bool,
}

/// `virDomainBlockJobInfo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockJobInfo {
    pub kind: BlockJobType,
    /// Bytes per second.
    pub speed: u64,
    /// How far it is, and where the end is, in units of its own.
    pub current: u64,
    pub end: u64,
}

/// How to write a domain's XML (`virDomainXMLFlags`).
#[derive(Clone, Copy, Debug, Default)]
pub struct XmlOptions {
    pub secure: bool,
    pub inactive: bool,
    pub update_cpu: bool,
    pub migratable: bool,
}

/// Which definition a change or a query touches (`virDomainModificationImpact`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Impact {
    /// The running one if it runs, else the persistent one.
    #[default]
    Current,
    Live,
    Config,
    LiveAndConfig,
}

/// What kind of metadata is meant (`virDomainMetadataType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetadataKind {
    Description,
    Title,
    Element,
}

/// A filter of virConnectListAllDomains: for each pair of flags, `Some(x)` if just one was given.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListFilter {
    pub active: Option<bool>,
    pub persistent: Option<bool>,
    pub managed_save: Option<bool>,
    pub autostart: Option<bool>,
    pub has_snapshot: Option<bool>,
    pub has_checkpoint: Option<bool>,
    /// Any of these states; none set: all.
    pub running: bool,
    pub paused: bool,
    pub shutoff: bool,
    pub other: bool,
}

/// What virDomainSnapshotCreateXML is to do.
#[derive(Clone, Copy, Debug)]
pub enum SnapshotCreate {
    Take(TakeOptions),
    /// Only write the metadata of a snapshot that there is.
    Redefine(RedefineOptions),
}

/// How to take a snapshot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakeOptions {
    /// It is not remembered.
    pub no_metadata: bool,
    /// The guest is ended once it is made.
    pub halt: bool,
    /// Without the guest's memory.
    pub disk_only: bool,
    /// The overlays' files are there already.
    pub reuse_files: bool,
    /// The guest agent stills the file systems meanwhile.
    pub quiesce: bool,
    /// All disks or none, which is so in any case.
    pub atomic: bool,
    /// The guest runs while its memory is saved.
    pub live: bool,
    /// The document must hold nothing but what the schema has.
    pub validate: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RedefineOptions {
    /// It becomes the current one.
    pub current: bool,
    /// It must be one of disks alone.
    pub disk_only: bool,
    pub validate: bool,
}

/// Which snapshots to list. Of each group, none set or all set: no difference.
#[derive(Clone, Copy, Debug, Default)]
pub struct SnapshotFilter {
    /// All below; else the roots, or the direct children.
    pub deep: bool,
    pub metadata: Option<bool>,
    pub leaves: Option<bool>,
    /// Any of these states; none set: all.
    pub inactive: bool,
    pub active: bool,
    pub disk_only: bool,
    pub external: Option<bool>,
}

/// How to take a domain back to a snapshot.
#[derive(Clone, Copy, Debug, Default)]
pub struct RevertOptions {
    /// `AsSaved`: the state that the guest had when the snapshot was taken.
    pub resume: Resume,
    /// Even where libvirt calls it risky.
    pub force: bool,
    pub reset_nvram: bool,
}

/// What of the tree a deletion takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeleteScope {
    /// The snapshot; what is below it moves up.
    #[default]
    One,
    /// The snapshot and all below it.
    WithChildren,
    /// All below it.
    ChildrenOnly,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct DeleteOptions {
    pub scope: DeleteScope,
    /// Forget it, and leave the data.
    pub metadata_only: bool,
}

/// A command for QEMU's monitor.
#[derive(Clone, Copy, Debug)]
pub struct MonitorCommand<'a> {
    pub text: &'a str,
    /// It is for people, not JSON.
    pub human: bool,
    pub fd: Option<BorrowedFd<'a>>,
}

/// What is asked for of a domain's jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichJob {
    /// The one under way.
    Current,
    /// The last that succeeded; told once, unless it is to be kept.
    Completed { keep: bool },
}

/// How far a job of a domain is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct JobReport {
    /// `virDomainJobOperation`.
    pub operation: i32,
    pub has_completed: bool,
    pub elapsed_ms: u64,
    /// Absent where nothing is transferred, or not yet.
    pub transfer: Option<JobTransfer>,
}

/// What a job has transferred of the guest's state; sizes in bytes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct JobTransfer {
    pub downtime_ms: Option<u64>,
    pub setup_ms: Option<u64>,
    pub total: u64,
    pub processed: u64,
    pub remaining: u64,
    /// Bytes in a second; 0 if it is not known yet.
    pub speed: u64,
    /// Pages.
    pub constant: u64,
    pub normal: u64,
    pub normal_bytes: u64,
    /// Pages in a second.
    pub dirty_rate: u64,
    pub iteration: u64,
    pub page_size: u64,
    pub postcopy_requests: u64,
}

impl JobReport {
    /// The figures under their public names, in libvirt's order.
    pub fn parameters(&self) -> Vec<Parameter> {
        let mut all = vec![Parameter {
            name: "operation".to_owned(),
            value: ParameterValue::Int(self.operation),
        }];
        let mut add = |name: &str, value: Option<u64>| {
            all.extend(value.map(|value| Parameter {
                name: name.to_owned(),
                value: ParameterValue::ULLong(value),
            }));
        };
        add("time_elapsed", Some(self.elapsed_ms));
        let none = JobTransfer::default();
        let transfer = self.transfer.as_ref().unwrap_or(&none);
        add("downtime", transfer.downtime_ms);
        add("setup_time", transfer.setup_ms);
        for kind in ["data", "memory"] {
            add(&format!("{kind}_total"), Some(transfer.total));
            add(&format!("{kind}_processed"), Some(transfer.processed));
            add(&format!("{kind}_remaining"), Some(transfer.remaining));
        }
        add("memory_bps", (transfer.speed > 0).then_some(transfer.speed));
        if self.transfer.is_some() {
            add("memory_constant", Some(transfer.constant));
            add("memory_normal", Some(transfer.normal));
            add("memory_normal_bytes", Some(transfer.normal_bytes));
            add("memory_dirty_rate", Some(transfer.dirty_rate));
            add("memory_iteration", Some(transfer.iteration));
            add("memory_postcopy_requests", Some(transfer.postcopy_requests));
            add("memory_page_size", Some(transfer.page_size));
        }
        all
    }
}

/// How a dump of a guest is taken (`virDomainCoreDumpFlags`); at most one of crash, live and reset.
#[derive(Clone, Copy, Debug, Default)]
pub struct DumpOptions {
    /// The guest is ended afterwards.
    pub crash: bool,
    /// The guest runs meanwhile.
    pub live: bool,
    pub bypass_cache: bool,
    /// The guest is reset afterwards.
    pub reset: bool,
    /// Its memory and registers alone, as crash tools read them.
    pub memory_only: bool,
}

/// The form of a dump (`virDomainCoreDumpFormat`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DumpFormat {
    Raw,
    KdumpZlib,
    KdumpLzo,
    KdumpSnappy,
    WinDmp,
}

macro_rules! driver {
    ($( $(#[$doc:meta])* fn $name:ident(&self $(, $arg:ident: $ty:ty)* $(,)?) -> $ret:ty = $public:literal; )*) => {
        /// An open connection to a hypervisor. Dropping it closes it.
        pub trait Driver: Send + Sync {
            $(
                $(#[$doc])*
                fn $name(&self $(, $arg: $ty)*) -> Result<$ret> {
                    $( let _ = $arg; )*
                    Err(Error::no_support($public))
                }
            )*
        }
    };
}

driver! {
    // The connection.
    /// The hypervisor's name, "QEMU".
    fn hypervisor_type(&self) -> &'static str = "virConnectGetType";
    /// The hypervisor's version, major * 1,000,000 + minor * 1,000 + release.
    fn version(&self) -> u64 = "virConnectGetVersion";
    fn hostname(&self) -> String = "virConnectGetHostname";
    /// The URI that opens this connection again, in its canonical form.
    fn uri(&self) -> String = "virConnectGetURI";
    fn is_alive(&self) -> bool = "virConnectIsAlive";
    fn is_secure(&self) -> bool = "virConnectIsSecure";
    fn is_encrypted(&self) -> bool = "virConnectIsEncrypted";
    fn capabilities(&self) -> String = "virConnectGetCapabilities";
    fn guest_capabilities(&self, kind: &GuestKind<'_>) -> String = "virConnectGetDomainCapabilities";
    fn max_vcpus(&self, domain_type: Option<&str>) -> i32 = "virConnectGetMaxVcpus";
    fn node_info(&self) -> NodeInfo = "virNodeGetInfo";
    fn free_memory(&self) -> u64 = "virNodeGetFreeMemory";
    /// The host's processors by number: whether each is on.
    fn cpu_map(&self) -> Vec<bool> = "virNodeGetCPUMap";
    /// How a processor (`None`: all of them) spent its time; `None` if there is no such one that is on.
    fn cpu_times(&self, cpu: Option<u32>) -> Option<CpuTimes> = "virNodeGetCPUStats";
    /// How the memory of a NUMA node (`None`: of the host) is used.
    fn memory_use(&self, cell: Option<u32>) -> MemoryUse = "virNodeGetMemoryStats";
    /// The free memory of so many NUMA nodes from this one on, as far as there are any; bytes.
    fn free_memory_of_cells(&self, first: u32, count: u32) -> Vec<u64> = "virNodeGetCellsFreeMemory";
    /// The free pages of these sizes (in KiB), all sizes of one NUMA node after the other; `None`: of the host.
    fn free_pages(&self, sizes: &[u32], cells: Option<(u32, u32)>) -> Vec<u64> = "virNodeGetFreePages";
    /// What keeps guests apart: the model and its domain of interpretation.
    fn security_model(&self) -> (String, String) = "virNodeGetSecurityModel";
    fn page_sharing(&self) -> PageSharing = "virNodeGetMemoryParameters";
    /// What is `None` stays as it is.
    fn set_page_sharing(&self, settings: &PageSharingSettings) -> () = "virNodeSetMemoryParameters";
    /// What the firmware says of the host, as a document.
    fn sysinfo(&self) -> String = "virConnectGetSysinfo";
    /// The CPU models of an architecture; none if every name will do.
    fn cpu_models(&self, arch: &str) -> Vec<String> = "virConnectGetCPUModelNames";

    /// Where to hear of what happens to domains.
    fn event_bus(&self) -> Bus = "virConnectDomainEventRegisterAny";

    // Finding domains.
    fn num_of_domains(&self) -> usize = "virConnectNumOfDomains";
    fn list_domain_ids(&self) -> Vec<i32> = "virConnectListDomains";
    fn num_of_defined_domains(&self) -> usize = "virConnectNumOfDefinedDomains";
    fn list_defined_domains(&self) -> Vec<String> = "virConnectListDefinedDomains";
    fn list_all_domains(&self, filter: &ListFilter) -> Vec<DomainRef> = "virConnectListAllDomains";
    fn lookup_by_id(&self, id: i32) -> DomainRef = "virDomainLookupByID";
    fn lookup_by_uuid(&self, uuid: &Uuid) -> DomainRef = "virDomainLookupByUUID";
    fn lookup_by_name(&self, name: &str) -> DomainRef = "virDomainLookupByName";

    // Definitions.
    fn define(&self, xml: &str, options: DefineOptions) -> DomainRef = "virDomainDefineXML";
    fn undefine(&self, dom: &DomainRef, options: UndefineOptions) -> () = "virDomainUndefineFlags";
    /// The domain's new name is told by a later lookup; the handle keeps the old one until then.
    fn rename(&self, dom: &DomainRef, new_name: &str) -> () = "virDomainRename";
    fn get_autostart(&self, dom: &DomainRef) -> bool = "virDomainGetAutostart";
    fn set_autostart(&self, dom: &DomainRef, autostart: bool) -> () = "virDomainSetAutostart";
    /// `value` of `None` removes; `key` and `uri` belong to `MetadataKind::Element`.
    fn set_metadata(&self, dom: &DomainRef, kind: MetadataKind, value: Option<&str>, key: Option<&str>, uri: Option<&str>, impact: Impact) -> () = "virDomainSetMetadata";
    fn get_metadata(&self, dom: &DomainRef, kind: MetadataKind, uri: Option<&str>, impact: Impact) -> String = "virDomainGetMetadata";

    // Life.
    /// Starts a transient domain, or a defined one from this document.
    fn create_xml(&self, xml: &str, options: StartOptions) -> DomainRef = "virDomainCreateXML";
    /// Starts a defined domain, from its managed save if it has one; returns the new id.
    fn create(&self, dom: &DomainRef, options: StartOptions) -> i32 = "virDomainCreateWithFlags";
    fn shutdown(&self, dom: &DomainRef, options: PowerOptions) -> () = "virDomainShutdownFlags";
    fn reboot(&self, dom: &DomainRef, options: PowerOptions) -> () = "virDomainReboot";
    fn reset(&self, dom: &DomainRef) -> () = "virDomainReset";
    fn destroy(&self, dom: &DomainRef, options: DestroyOptions) -> () = "virDomainDestroyFlags";
    fn suspend(&self, dom: &DomainRef) -> () = "virDomainSuspend";
    fn resume(&self, dom: &DomainRef) -> () = "virDomainResume";

    // Asking.
    fn info(&self, dom: &DomainRef) -> DomainInfo = "virDomainGetInfo";
    fn state(&self, dom: &DomainRef) -> StateReason = "virDomainGetState";
    fn control_info(&self, dom: &DomainRef) -> ControlInfo = "virDomainGetControlInfo";
    fn os_type(&self, dom: &DomainRef) -> String = "virDomainGetOSType";
    fn max_memory_kib(&self, dom: &DomainRef) -> u64 = "virDomainGetMaxMemory";
    fn max_domain_vcpus(&self, dom: &DomainRef) -> i32 = "virDomainGetMaxVcpus";
    fn xml_desc(&self, dom: &DomainRef, options: XmlOptions) -> String = "virDomainGetXMLDesc";
    /// The id that the domain runs under now.
    fn current_id(&self, dom: &DomainRef) -> Option<i32> = "virDomainGetID";
    fn is_active(&self, dom: &DomainRef) -> bool = "virDomainIsActive";
    fn is_persistent(&self, dom: &DomainRef) -> bool = "virDomainIsPersistent";
    fn is_updated(&self, dom: &DomainRef) -> bool = "virDomainIsUpdated";

    // QEMU's own.
    /// The monitor's answer: QMP as JSON, refusals too, or the text of a command for people.
    fn qemu_monitor_command(&self, dom: &DomainRef, command: &MonitorCommand<'_>) -> String = "virDomainQemuMonitorCommand";

    // Figures. `disk` is a target or the path of a source.
    /// Whether the driver has all of these groups: VIR_ERR_ARGUMENT_UNSUPPORTED.
    fn check_figures(&self, groups: &FigureGroups) -> () = "virConnectGetAllDomainStats";
    fn figures(&self, dom: &DomainRef, groups: &FigureGroups) -> Vec<Parameter> = "virConnectGetAllDomainStats";
    /// "" is all disks together.
    fn disk_figures(&self, dom: &DomainRef, disk: &str) -> DiskFigures = "virDomainBlockStatsFlags";
    fn disk_size(&self, dom: &DomainRef, disk: &str) -> DiskSize = "virDomainGetBlockInfo";
    /// `device` is the name of the interface on the host, or the card's address.
    fn net_figures(&self, dom: &DomainRef, device: &str) -> NetFigures = "virDomainInterfaceStats";
    fn memory_figures(&self, dom: &DomainRef) -> MemoryFigures = "virDomainMemoryStats";
    fn vcpu_figures(&self, dom: &DomainRef) -> Vec<VcpuFigures> = "virDomainGetVcpus";
    /// How many virtual CPUs there are, or (`maximum`) can be.
    fn vcpu_count(&self, dom: &DomainRef, impact: Impact, maximum: bool) -> u32 = "virDomainGetVcpusFlags";
    fn guest_times(&self, dom: &DomainRef) -> GuestTimes = "virDomainGetCPUStats";

    // Changes of what a domain has.
    /// What it has, or (`maximum`) may have.
    fn set_memory(&self, dom: &DomainRef, kib: u64, impact: Impact, maximum: bool) -> () = "virDomainSetMemoryFlags";
    /// After how many seconds a guest tells how it uses its memory; 0: never.
    fn set_memory_period(&self, dom: &DomainRef, seconds: u32, impact: Impact) -> () = "virDomainSetMemoryStatsPeriod";
    fn set_vcpus(&self, dom: &DomainRef, count: u32, impact: Impact, change: VcpuChange) -> () = "virDomainSetVcpusFlags";
    fn inject_nmi(&self, dom: &DomainRef) -> () = "virDomainInjectNMI";
    fn send_keys(&self, dom: &DomainRef, keys: &Keys<'_>) -> () = "virDomainSendKey";
    /// Its name, and how many parameters it has.
    fn scheduler(&self, dom: &DomainRef) -> (String, usize) = "virDomainGetSchedulerType";
    fn disk_resize(&self, dom: &DomainRef, disk: &str, size: DiskResize) -> () = "virDomainBlockResize";
    fn disk_peek(&self, dom: &DomainRef, disk: &str, offset: u64, into: &mut [u8]) -> () = "virDomainBlockPeek";
    /// Each disk's target, and what is wrong with it.
    fn disk_troubles(&self, dom: &DomainRef) -> Vec<(String, DiskTrouble)> = "virDomainGetDiskErrors";

    // Block jobs. `disk` is a target or the path of a source.
    fn block_pull(&self, dom: &DomainRef, disk: &str, options: &PullOptions) -> () = "virDomainBlockPull";
    fn block_commit(&self, dom: &DomainRef, disk: &str, options: &CommitOptions) -> () = "virDomainBlockCommit";
    fn block_job_abort(&self, dom: &DomainRef, disk: &str, pivot: bool, asynchronous: bool) -> () = "virDomainBlockJobAbort";
    fn block_job_info(&self, dom: &DomainRef, disk: &str) -> Option<BlockJobInfo> = "virDomainGetBlockJobInfo";
    /// Bytes per second; 0: no limit.
    fn block_job_set_speed(&self, dom: &DomainRef, disk: &str, speed: u64) -> () = "virDomainBlockJobSetSpeed";

    // Streams. `None` names the first console or channel; `force` takes it from whoever has it.
    fn open_console(&self, dom: &DomainRef, name: Option<&str>, force: bool) -> Arc<dyn StreamDriver> = "virDomainOpenConsole";
    fn open_channel(&self, dom: &DomainRef, name: Option<&str>, force: bool) -> Arc<dyn StreamDriver> = "virDomainOpenChannel";
    /// The MIME type of the picture, and the picture.
    fn screenshot(&self, dom: &DomainRef, screen: u32) -> (&'static str, Arc<dyn StreamDriver>) = "virDomainScreenshot";

    // Saving and restoring. Paths are absolute by the time they arrive here.
    fn save(&self, dom: &DomainRef, path: &str, xml: Option<&str>, options: SaveOptions) -> () = "virDomainSaveFlags";
    fn restore(&self, path: &str, xml: Option<&str>, options: RestoreOptions) -> () = "virDomainRestoreFlags";
    /// Saves to a file, or to the domain's managed image if there is none.
    fn save_with(&self, dom: &DomainRef, path: Option<&str>, xml: Option<&str>, options: SaveOptions, image: ImageOptions<'_>) -> () = "virDomainSaveParams";
    fn restore_with(&self, path: &str, xml: Option<&str>, options: RestoreOptions, image: ImageOptions<'_>) -> () = "virDomainRestoreParams";
    fn save_image_xml(&self, path: &str, secure: bool) -> String = "virDomainSaveImageGetXMLDesc";
    /// `Resume::AsSaved` leaves the image's default as it is.
    fn save_image_define_xml(&self, path: &str, xml: &str, resume: Resume) -> () = "virDomainSaveImageDefineXML";
    fn managed_save(&self, dom: &DomainRef, options: SaveOptions) -> () = "virDomainManagedSave";
    fn has_managed_save(&self, dom: &DomainRef) -> bool = "virDomainHasManagedSaveImage";
    fn managed_save_remove(&self, dom: &DomainRef) -> () = "virDomainManagedSaveRemove";
    fn managed_save_xml(&self, dom: &DomainRef, secure: bool) -> String = "virDomainManagedSaveGetXMLDesc";
    fn core_dump(&self, dom: &DomainRef, path: &str, format: DumpFormat, options: DumpOptions) -> () = "virDomainCoreDumpWithFormat";
    /// `None`: there is no such job.
    fn job_report(&self, dom: &DomainRef, which: WhichJob) -> Option<JobReport> = "virDomainGetJobStats";
    /// Gives up the job under way, as if its client had: the guest is as it was before.
    fn abort_job(&self, dom: &DomainRef, postcopy: bool) -> () = "virDomainAbortJobFlags";
    fn managed_save_define_xml(&self, dom: &DomainRef, xml: &str, resume: Resume) -> () = "virDomainManagedSaveDefineXML";

    // Snapshots, by their names within a domain.
    /// The name of the new one.
    fn snapshot_create(&self, dom: &DomainRef, xml: &str, how: SnapshotCreate) -> String = "virDomainSnapshotCreateXML";
    /// Those below `from`, or of the whole domain; parents before their children.
    fn snapshots(&self, dom: &DomainRef, from: Option<&str>, filter: &SnapshotFilter) -> Vec<String> = "virDomainListAllSnapshots";
    /// Whether there is one of that name: VIR_ERR_NO_DOMAIN_SNAPSHOT.
    fn snapshot_lookup(&self, dom: &DomainRef, name: &str) -> () = "virDomainSnapshotLookupByName";
    fn snapshot_xml(&self, dom: &DomainRef, name: &str, secure: bool) -> String = "virDomainSnapshotGetXMLDesc";
    fn snapshot_current(&self, dom: &DomainRef) -> Option<String> = "virDomainSnapshotCurrent";
    fn snapshot_parent(&self, dom: &DomainRef, name: &str) -> String = "virDomainSnapshotGetParent";
    fn snapshot_is_current(&self, dom: &DomainRef, name: &str) -> bool = "virDomainSnapshotIsCurrent";
    fn snapshot_has_metadata(&self, dom: &DomainRef, name: &str) -> bool = "virDomainSnapshotHasMetadata";
    fn snapshot_revert(&self, dom: &DomainRef, name: &str, options: RevertOptions) -> () = "virDomainRevertToSnapshot";
    fn snapshot_delete(&self, dom: &DomainRef, name: &str, options: DeleteOptions) -> () = "virDomainSnapshotDelete";
}
