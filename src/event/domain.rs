//! All that can be told about a domain, typed: what `virConnectDomainEventRegisterAny` hands out, one
//! variant for each kind of callback data, and what QEMU's monitor says word for word.

use super::lifecycle::Lifecycle;
use serde::{Deserialize, Serialize};

/// The public numbers of what can be registered for (`virDomainEventID`).
pub mod id {
    pub const LIFECYCLE: i32 = 0;
    pub const REBOOT: i32 = 1;
    pub const RTC_CHANGE: i32 = 2;
    pub const WATCHDOG: i32 = 3;
    pub const IO_ERROR: i32 = 4;
    pub const GRAPHICS: i32 = 5;
    pub const IO_ERROR_REASON: i32 = 6;
    pub const CONTROL_ERROR: i32 = 7;
    pub const BLOCK_JOB: i32 = 8;
    pub const DISK_CHANGE: i32 = 9;
    pub const TRAY_CHANGE: i32 = 10;
    pub const PM_WAKEUP: i32 = 11;
    pub const PM_SUSPEND: i32 = 12;
    pub const BALLOON_CHANGE: i32 = 13;
    pub const PM_SUSPEND_DISK: i32 = 14;
    pub const DEVICE_REMOVED: i32 = 15;
    pub const BLOCK_JOB_2: i32 = 16;
    pub const TUNABLE: i32 = 17;
    pub const AGENT_LIFECYCLE: i32 = 18;
    pub const DEVICE_ADDED: i32 = 19;
    pub const MIGRATION_ITERATION: i32 = 20;
    pub const JOB_COMPLETED: i32 = 21;
    pub const DEVICE_REMOVAL_FAILED: i32 = 22;
    pub const METADATA_CHANGE: i32 = 23;
    pub const BLOCK_THRESHOLD: i32 = 24;
    pub const MEMORY_FAILURE: i32 = 25;
    pub const MEMORY_DEVICE_SIZE_CHANGE: i32 = 26;
    pub const NIC_MAC_CHANGE: i32 = 27;
    /// How many there are.
    pub const LAST: i32 = 28;
}

macro_rules! numbered {
    ($($(#[$doc:meta])* $name:ident { $($member:ident = $number:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[repr(i32)]
        pub enum $name { $($member = $number),* }
    )*};
}

numbered! {
    /// What is done as the watchdog has fired (`virDomainEventWatchdogAction`).
    WatchdogAction { None = 0, Pause = 1, Reset = 2, PowerOff = 3, Shutdown = 4, Debug = 5, InjectNmi = 6 }
    /// What is done about an I/O error (`virDomainEventIOErrorAction`).
    IoErrorAction { None = 0, Pause = 1, Report = 2 }
    /// Where a graphics client is (`virDomainEventGraphicsPhase`).
    GraphicsPhase { Connect = 0, Initialize = 1, Disconnect = 2 }
    /// `virDomainEventGraphicsAddressType`.
    GraphicsFamily { Ipv4 = 0, Ipv6 = 1, Unix = 2 }
    /// What a block job does (`virDomainBlockJobType`).
    BlockJobType { Unknown = 0, Pull = 1, Copy = 2, Commit = 3, ActiveCommit = 4, Backup = 5 }
    /// What has become of a block job (`virConnectDomainEventBlockJobStatus`).
    BlockJobStatus { Completed = 0, Failed = 1, Canceled = 2, Ready = 3 }
    /// Why a disk has another source (`virConnectDomainEventDiskChangeReason`).
    DiskChangeReason { ChangedMissingOnStart = 0, DroppedMissingOnStart = 1 }
    /// `virDomainEventTrayChangeReason`.
    TrayChange { Open = 0, Close = 1 }
    /// `virConnectDomainEventAgentLifecycleState`.
    AgentState { Connected = 1, Disconnected = 2 }
    /// Why the agent's state is another (`virConnectDomainEventAgentLifecycleReason`).
    AgentReason { Unknown = 0, DomainStarted = 1, Channel = 2 }
    /// Which part of a document has changed (`virDomainMetadataType`).
    MetadataType { Description = 0, Title = 1, Element = 2 }
    /// `virDomainMemoryFailureRecipientType`.
    MemoryFailureRecipient { Hypervisor = 0, Guest = 1 }
    /// `virDomainMemoryFailureActionType`.
    MemoryFailureAction { Ignore = 0, Inject = 1, Fatal = 2, Reset = 3 }
}

/// One end of a graphics connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphicsAddress {
    pub family: GraphicsFamily,
    /// Address or path.
    pub node: String,
    /// Port; empty for a path.
    pub service: String,
}

/// A statistic or setting that an event carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    pub name: String,
    pub value: ParameterValue,
}

/// The value of a [`Parameter`], of the type that its `virTypedParameter` has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ParameterValue {
    Int(i32),
    UInt(u32),
    LLong(i64),
    ULLong(u64),
    Double(f64),
    Boolean(bool),
    String(String),
}

/// What has happened to a domain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DomainEvent {
    Lifecycle(Lifecycle),
    Reboot,
    /// The guest's clock is now so many seconds away from UTC.
    RtcChange {
        offset: i64,
    },
    Watchdog {
        action: WatchdogAction,
    },
    /// Told as IO_ERROR and, with its reason, as IO_ERROR_REASON.
    IoError {
        path: String,
        alias: String,
        action: IoErrorAction,
        reason: String,
    },
    Graphics {
        phase: GraphicsPhase,
        local: GraphicsAddress,
        remote: GraphicsAddress,
        auth: String,
        /// Type and name of each identity.
        subject: Vec<(String, String)>,
    },
    ControlError,
    /// Told as BLOCK_JOB with the path of the image, and as BLOCK_JOB_2 with the target ("vda").
    BlockJob {
        path: Option<String>,
        target: String,
        kind: BlockJobType,
        status: BlockJobStatus,
    },
    DiskChange {
        old: Option<String>,
        new: Option<String>,
        alias: String,
        reason: DiskChangeReason,
    },
    TrayChange {
        alias: String,
        reason: TrayChange,
    },
    PmWakeup,
    PmSuspend,
    PmSuspendDisk,
    BalloonChange {
        actual_kib: u64,
    },
    DeviceAdded {
        alias: String,
    },
    DeviceRemoved {
        alias: String,
    },
    DeviceRemovalFailed {
        alias: String,
    },
    Tunable {
        params: Vec<Parameter>,
    },
    AgentLifecycle {
        state: AgentState,
        reason: AgentReason,
    },
    MigrationIteration {
        iteration: i32,
    },
    JobCompleted {
        params: Vec<Parameter>,
    },
    MetadataChange {
        kind: MetadataType,
        uri: Option<String>,
    },
    BlockThreshold {
        /// The target, with the index of the image behind it: "vda[1]".
        target: String,
        path: Option<String>,
        threshold: u64,
        excess: u64,
    },
    MemoryFailure {
        recipient: MemoryFailureRecipient,
        action: MemoryFailureAction,
        /// Of `virDomainMemoryFailureFlags`.
        flags: u32,
    },
    MemoryDeviceSizeChange {
        alias: String,
        size_kib: u64,
    },
    NicMacChange {
        alias: String,
        old: String,
        new: String,
    },
    /// QEMU's own event, for `virConnectDomainQemuMonitorEventRegister`.
    Monitor {
        name: String,
        seconds: i64,
        micros: u32,
        /// Its data, as JSON.
        data: Option<String>,
    },
}

impl From<Lifecycle> for DomainEvent {
    fn from(event: Lifecycle) -> Self {
        DomainEvent::Lifecycle(event)
    }
}

impl DomainEvent {
    /// The public ids under which this is told; none for what QEMU's monitor says.
    pub fn ids(&self) -> &'static [i32] {
        match self {
            DomainEvent::Lifecycle(_) => &[id::LIFECYCLE],
            DomainEvent::Reboot => &[id::REBOOT],
            DomainEvent::RtcChange { .. } => &[id::RTC_CHANGE],
            DomainEvent::Watchdog { .. } => &[id::WATCHDOG],
            DomainEvent::IoError { .. } => &[id::IO_ERROR, id::IO_ERROR_REASON],
            DomainEvent::Graphics { .. } => &[id::GRAPHICS],
            DomainEvent::ControlError => &[id::CONTROL_ERROR],
            DomainEvent::BlockJob { path: Some(_), .. } => &[id::BLOCK_JOB, id::BLOCK_JOB_2],
            DomainEvent::BlockJob { path: None, .. } => &[id::BLOCK_JOB_2],
            DomainEvent::DiskChange { .. } => &[id::DISK_CHANGE],
            DomainEvent::TrayChange { .. } => &[id::TRAY_CHANGE],
            DomainEvent::PmWakeup => &[id::PM_WAKEUP],
            DomainEvent::PmSuspend => &[id::PM_SUSPEND],
            DomainEvent::PmSuspendDisk => &[id::PM_SUSPEND_DISK],
            DomainEvent::BalloonChange { .. } => &[id::BALLOON_CHANGE],
            DomainEvent::DeviceAdded { .. } => &[id::DEVICE_ADDED],
            DomainEvent::DeviceRemoved { .. } => &[id::DEVICE_REMOVED],
            DomainEvent::DeviceRemovalFailed { .. } => &[id::DEVICE_REMOVAL_FAILED],
            DomainEvent::Tunable { .. } => &[id::TUNABLE],
            DomainEvent::AgentLifecycle { .. } => &[id::AGENT_LIFECYCLE],
            DomainEvent::MigrationIteration { .. } => &[id::MIGRATION_ITERATION],
            DomainEvent::JobCompleted { .. } => &[id::JOB_COMPLETED],
            DomainEvent::MetadataChange { .. } => &[id::METADATA_CHANGE],
            DomainEvent::BlockThreshold { .. } => &[id::BLOCK_THRESHOLD],
            DomainEvent::MemoryFailure { .. } => &[id::MEMORY_FAILURE],
            DomainEvent::MemoryDeviceSizeChange { .. } => &[id::MEMORY_DEVICE_SIZE_CHANGE],
            DomainEvent::NicMacChange { .. } => &[id::NIC_MAC_CHANGE],
            DomainEvent::Monitor { .. } => &[],
        }
    }
}
