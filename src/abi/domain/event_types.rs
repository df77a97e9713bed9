//! The constants of events: what happened to a domain, and why.

use oxivirt_derive::Flags;

/// What happened in the life of a domain.
#[repr(C)]
pub enum virDomainEventType {
    /// A definition came or changed. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_DEFINED = 0,
    /// The definition went. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_UNDEFINED = 1,
    /// A guest exists now. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_STARTED = 2,
    /// The guest stands still. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_SUSPENDED = 3,
    /// The guest runs on. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_RESUMED = 4,
    /// There is no guest any more. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_STOPPED = 5,
    /// The guest has finished shutting down; its end follows. (Since: 0.9.8)
    VIR_DOMAIN_EVENT_SHUTDOWN = 6,
    /// The guest suspended itself. (Since: 0.10.2)
    VIR_DOMAIN_EVENT_PMSUSPENDED = 7,
    /// The guest crashed. (Since: 1.1.1)
    VIR_DOMAIN_EVENT_CRASHED = 8,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_LAST,
}

/// Detail of VIR_DOMAIN_EVENT_DEFINED.
#[repr(C)]
pub enum virDomainEventDefinedDetailType {
    /// There was none before. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_DEFINED_ADDED = 0,
    /// It took the place of another. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_DEFINED_UPDATED = 1,
    /// It is the same under another name. (Since: 1.2.19)
    VIR_DOMAIN_EVENT_DEFINED_RENAMED = 2,
    /// It is the one that a snapshot held. (Since: 1.3.3)
    VIR_DOMAIN_EVENT_DEFINED_FROM_SNAPSHOT = 3,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_DEFINED_LAST,
}

/// Detail of VIR_DOMAIN_EVENT_UNDEFINED.
#[repr(C)]
pub enum virDomainEventUndefinedDetailType {
    /// It was removed. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_UNDEFINED_REMOVED = 0,
    /// It has another name from now on. (Since: 1.2.19)
    VIR_DOMAIN_EVENT_UNDEFINED_RENAMED = 1,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_UNDEFINED_LAST,
}

/// Detail of VIR_DOMAIN_EVENT_STARTED.
#[repr(C)]
pub enum virDomainEventStartedDetailType {
    /// It boots. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_STARTED_BOOTED = 0,
    /// It comes from another host. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_STARTED_MIGRATED = 1,
    /// It comes from a saved image. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_STARTED_RESTORED = 2,
    /// It comes from a snapshot. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_STARTED_FROM_SNAPSHOT = 3,
    /// It woke up from suspension. (Since: 0.9.11)
    VIR_DOMAIN_EVENT_STARTED_WAKEUP = 4,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_STARTED_LAST,
}

/// Detail of VIR_DOMAIN_EVENT_SUSPENDED.
#[repr(C)]
pub enum virDomainEventSuspendedDetailType {
    /// Somebody asked for it. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_SUSPENDED_PAUSED = 0,
    /// It migrates without running. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_SUSPENDED_MIGRATED = 1,
    /// A disk had an error. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_SUSPENDED_IOERROR = 2,
    /// A watchdog fired. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_SUSPENDED_WATCHDOG = 3,
    /// It was restored from an image so. (Since: 0.9.5)
    VIR_DOMAIN_EVENT_SUSPENDED_RESTORED = 4,
    /// It was restored from a snapshot so. (Since: 0.9.5)
    VIR_DOMAIN_EVENT_SUSPENDED_FROM_SNAPSHOT = 5,
    /// A call failed halfway and could not make it run again. (Since: 1.0.1)
    VIR_DOMAIN_EVENT_SUSPENDED_API_ERROR = 6,
    /// It runs on the other host already, and its memory follows. (Since: 1.3.3)
    VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY = 7,
    /// A post-copy migration failed. (Since: 1.3.3)
    VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY_FAILED = 8,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_SUSPENDED_LAST,
}

/// Detail of VIR_DOMAIN_EVENT_RESUMED.
#[repr(C)]
pub enum virDomainEventResumedDetailType {
    /// Somebody asked for it. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_RESUMED_UNPAUSED = 0,
    /// Its migration is over. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_RESUMED_MIGRATED = 1,
    /// It was restored from a snapshot. (Since: 0.9.5)
    VIR_DOMAIN_EVENT_RESUMED_FROM_SNAPSHOT = 2,
    /// It runs here while its memory is still coming from the other host. (Since: 1.3.3)
    VIR_DOMAIN_EVENT_RESUMED_POSTCOPY = 3,
    /// It runs though a post-copy migration failed. (Since: 8.5.0)
    VIR_DOMAIN_EVENT_RESUMED_POSTCOPY_FAILED = 4,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_RESUMED_LAST,
}

/// Detail of VIR_DOMAIN_EVENT_STOPPED.
#[repr(C)]
pub enum virDomainEventStoppedDetailType {
    /// It shut down. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_STOPPED_SHUTDOWN = 0,
    /// It was ended from outside. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_STOPPED_DESTROYED = 1,
    /// It crashed, or its process was killed. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_STOPPED_CRASHED = 2,
    /// It went to another host. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_STOPPED_MIGRATED = 3,
    /// It was saved to a file. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_STOPPED_SAVED = 4,
    /// It could not start, or its hypervisor was lost. (Since: 0.5.0)
    VIR_DOMAIN_EVENT_STOPPED_FAILED = 5,
    /// It was reverted to a snapshot without a running guest. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_STOPPED_FROM_SNAPSHOT = 6,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_STOPPED_LAST,
}

/// Detail of VIR_DOMAIN_EVENT_SHUTDOWN.
#[repr(C)]
pub enum virDomainEventShutdownDetailType {
    /// By whom is not known. (Since: 0.9.8)
    VIR_DOMAIN_EVENT_SHUTDOWN_FINISHED = 0,
    /// The guest itself wanted it. (Since: 3.4.0)
    VIR_DOMAIN_EVENT_SHUTDOWN_GUEST = 1,
    /// It was asked from the host, or its process got a signal. (Since: 3.4.0)
    VIR_DOMAIN_EVENT_SHUTDOWN_HOST = 2,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_SHUTDOWN_LAST,
}

/// Detail of VIR_DOMAIN_EVENT_PMSUSPENDED.
#[repr(C)]
pub enum virDomainEventPMSuspendedDetailType {
    /// To RAM. (Since: 0.10.2)
    VIR_DOMAIN_EVENT_PMSUSPENDED_MEMORY = 0,
    /// To disk. (Since: 1.0.0)
    VIR_DOMAIN_EVENT_PMSUSPENDED_DISK = 1,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_PMSUSPENDED_LAST,
}

/// Detail of VIR_DOMAIN_EVENT_CRASHED.
#[repr(C)]
pub enum virDomainEventCrashedDetailType {
    /// Its kernel panicked. (Since: 1.1.1)
    VIR_DOMAIN_EVENT_CRASHED_PANICKED = 0,
    /// Its kernel panicked and boots its own crash kernel. (Since: 6.1.0)
    VIR_DOMAIN_EVENT_CRASHED_CRASHLOADED = 1,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_CRASHED_LAST,
}

/// Who a broken piece of the host's memory belonged to.
#[repr(C)]
pub enum virDomainMemoryFailureRecipientType {
    /// To the hypervisor's process itself. (Since: 6.9.0)
    VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_HYPERVISOR = 0,
    /// To the guest's RAM. (Since: 6.9.0)
    VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_GUEST = 1,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_LAST,
}

/// What was done about a broken piece of memory.
#[repr(C)]
pub enum virDomainMemoryFailureActionType {
    /// Nothing had to be done yet. (Since: 6.9.0)
    VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_IGNORE = 0,
    /// The guest was told, and may go on. (Since: 6.9.0)
    VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_INJECT = 1,
    /// Nothing can be done: the hypervisor ends. (Since: 6.9.0)
    VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_FATAL = 2,
    /// The guest could not be told and was reset. (Since: 6.9.0)
    VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_RESET = 3,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_LAST,
}

/// More about a broken piece of memory.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainMemoryFailureFlags {
    /// It was about to be used, so it cannot wait. (Since: 6.9.0)
    VIR_DOMAIN_MEMORY_FAILURE_ACTION_REQUIRED = 1 << 0,
    /// It broke while another failure was being handled. (Since: 6.9.0)
    VIR_DOMAIN_MEMORY_FAILURE_RECURSIVE = 1 << 1,
}

/// What a watchdog that fired did.
#[repr(C)]
pub enum virDomainEventWatchdogAction {
    /// Nothing but this event. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_WATCHDOG_NONE = 0,
    /// The guest is paused. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_WATCHDOG_PAUSE = 1,
    /// The guest is reset. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_WATCHDOG_RESET = 2,
    /// The guest is ended. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_WATCHDOG_POWEROFF = 3,
    /// The guest is asked to shut down. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_WATCHDOG_SHUTDOWN = 4,
    /// A message goes to the hypervisor's log. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_WATCHDOG_DEBUG = 5,
    /// The guest gets a non-maskable interrupt. (Since: 1.2.17)
    VIR_DOMAIN_EVENT_WATCHDOG_INJECTNMI = 6,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_WATCHDOG_LAST,
}

/// What an error of a disk led to.
#[repr(C)]
pub enum virDomainEventIOErrorAction {
    /// It was ignored. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_IO_ERROR_NONE = 0,
    /// The guest is paused. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_IO_ERROR_PAUSE = 1,
    /// The guest was told of it. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_IO_ERROR_REPORT = 2,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_IO_ERROR_LAST,
}

/// How far a viewer has come.
#[repr(C)]
pub enum virDomainEventGraphicsPhase {
    /// It connected. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_GRAPHICS_CONNECT = 0,
    /// It was let in. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_GRAPHICS_INITIALIZE = 1,
    /// It left. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_GRAPHICS_DISCONNECT = 2,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_GRAPHICS_LAST,
}

/// Kinds of address of a viewer or a display.
#[repr(C)]
pub enum virDomainEventGraphicsAddressType {
    /// An IPv4 address and port. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV4 = 0,
    /// An IPv6 address and port. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV6 = 1,
    /// The path of a socket of this host. (Since: 0.9.7)
    VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_UNIX = 2,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_LAST,
}

/// What became of a job on a disk.
#[repr(C)]
pub enum virConnectDomainEventBlockJobStatus {
    /// It is done. (Since: 0.9.4)
    VIR_DOMAIN_BLOCK_JOB_COMPLETED = 0,
    /// It failed. (Since: 0.9.4)
    VIR_DOMAIN_BLOCK_JOB_FAILED = 1,
    /// Somebody ended it. (Since: 0.9.12)
    VIR_DOMAIN_BLOCK_JOB_CANCELED = 2,
    /// Both sides are equal, and it waits to be ended or pivoted. (Since: 1.0.0)
    VIR_DOMAIN_BLOCK_JOB_READY = 3,
    #[cfg(sentinels)]
    VIR_DOMAIN_BLOCK_JOB_LAST,
}

/// Why a disk's source changed.
#[repr(C)]
pub enum virConnectDomainEventDiskChangeReason {
    /// The file was missing when the guest started, and the medium was taken out. (Since: 0.9.7)
    VIR_DOMAIN_EVENT_DISK_CHANGE_MISSING_ON_START = 0,
    /// The file was missing when the guest started, and the disk was left out. (Since: 1.1.2)
    VIR_DOMAIN_EVENT_DISK_DROP_MISSING_ON_START = 1,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_DISK_CHANGE_LAST,
}

/// What a guest did to the tray of a drive.
#[repr(C)]
pub enum virDomainEventTrayChangeReason {
    /// It opened it. (Since: 0.9.11)
    VIR_DOMAIN_EVENT_TRAY_CHANGE_OPEN = 0,
    /// It closed it. (Since: 0.9.11)
    VIR_DOMAIN_EVENT_TRAY_CHANGE_CLOSE = 1,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_TRAY_CHANGE_LAST,
}

/// Whether the guest agent can be reached.
#[repr(C)]
pub enum virConnectDomainEventAgentLifecycleState {
    /// It is there. (Since: 1.2.11)
    VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED = 1,
    /// It is not there. (Since: 1.2.11)
    VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_DISCONNECTED = 2,
    #[cfg(sentinels)]
    VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_LAST,
}

/// Why that changed.
#[repr(C)]
pub enum virConnectDomainEventAgentLifecycleReason {
    /// It is not known. (Since: 1.2.11)
    VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_UNKNOWN = 0,
    /// The guest started. (Since: 1.2.11)
    VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_DOMAIN_STARTED = 1,
    /// The agent opened or closed its channel. (Since: 1.2.11)
    VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_CHANNEL = 2,
    #[cfg(sentinels)]
    VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_LAST,
}

/// Kinds of event, for virConnectDomainEventRegisterAny(); each has a callback type of its own.
#[repr(C)]
pub enum virDomainEventID {
    /// Its life: virConnectDomainEventCallback. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_ID_LIFECYCLE = 0,
    /// The guest rebooted: virConnectDomainEventGenericCallback. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_ID_REBOOT = 1,
    /// The guest set its clock: virConnectDomainEventRTCChangeCallback. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_ID_RTC_CHANGE = 2,
    /// A watchdog fired: virConnectDomainEventWatchdogCallback. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_ID_WATCHDOG = 3,
    /// A disk had an error: virConnectDomainEventIOErrorCallback. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_ID_IO_ERROR = 4,
    /// A viewer came or went: virConnectDomainEventGraphicsCallback. (Since: 0.8.0)
    VIR_DOMAIN_EVENT_ID_GRAPHICS = 5,
    /// A disk had an error, and which: virConnectDomainEventIOErrorReasonCallback. (Since: 0.8.1)
    VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON = 6,
    /// The guest cannot be controlled any more: virConnectDomainEventGenericCallback. (Since: 0.9.2)
    VIR_DOMAIN_EVENT_ID_CONTROL_ERROR = 7,
    /// A job on a disk, which is told by its source: virConnectDomainEventBlockJobCallback. (Since: 0.9.4)
    VIR_DOMAIN_EVENT_ID_BLOCK_JOB = 8,
    /// A disk's source changed: virConnectDomainEventDiskChangeCallback. (Since: 0.9.7)
    VIR_DOMAIN_EVENT_ID_DISK_CHANGE = 9,
    /// A tray moved: virConnectDomainEventTrayChangeCallback. (Since: 0.9.11)
    VIR_DOMAIN_EVENT_ID_TRAY_CHANGE = 10,
    /// The guest woke up: virConnectDomainEventPMWakeupCallback. (Since: 0.9.11)
    VIR_DOMAIN_EVENT_ID_PMWAKEUP = 11,
    /// The guest suspended itself to RAM: virConnectDomainEventPMSuspendCallback. (Since: 0.9.11)
    VIR_DOMAIN_EVENT_ID_PMSUSPEND = 12,
    /// The guest's memory changed: virConnectDomainEventBalloonChangeCallback. (Since: 0.10.0)
    VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE = 13,
    /// The guest suspended itself to disk: virConnectDomainEventPMSuspendDiskCallback. (Since: 1.0.0)
    VIR_DOMAIN_EVENT_ID_PMSUSPEND_DISK = 14,
    /// A device is gone: virConnectDomainEventDeviceRemovedCallback. (Since: 1.1.1)
    VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED = 15,
    /// A job on a disk, which is told by its target: virConnectDomainEventBlockJobCallback. (Since: 1.2.6)
    VIR_DOMAIN_EVENT_ID_BLOCK_JOB_2 = 16,
    /// A limit or a pinning changed: virConnectDomainEventTunableCallback. (Since: 1.2.9)
    VIR_DOMAIN_EVENT_ID_TUNABLE = 17,
    /// The guest agent came or went: virConnectDomainEventAgentLifecycleCallback. (Since: 1.2.11)
    VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE = 18,
    /// A device is new: virConnectDomainEventDeviceAddedCallback. (Since: 1.2.15)
    VIR_DOMAIN_EVENT_ID_DEVICE_ADDED = 19,
    /// A migration goes over the memory once more: virConnectDomainEventMigrationIterationCallback. (Since:
    /// 1.3.2)
    VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION = 20,
    /// A job ended: virConnectDomainEventJobCompletedCallback. (Since: 1.3.3)
    VIR_DOMAIN_EVENT_ID_JOB_COMPLETED = 21,
    /// A guest keeps a device: virConnectDomainEventDeviceRemovalFailedCallback. (Since: 1.3.4)
    VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED = 22,
    /// Its metadata changed: virConnectDomainEventMetadataChangeCallback. (Since: 3.0.0)
    VIR_DOMAIN_EVENT_ID_METADATA_CHANGE = 23,
    /// A write passed a threshold: virConnectDomainEventBlockThresholdCallback. (Since: 3.2.0)
    VIR_DOMAIN_EVENT_ID_BLOCK_THRESHOLD = 24,
    /// Memory of the host broke: virConnectDomainEventMemoryFailureCallback. (Since: 6.9.0)
    VIR_DOMAIN_EVENT_ID_MEMORY_FAILURE = 25,
    /// A memory device changed its size: virConnectDomainEventMemoryDeviceSizeChangeCallback. (Since: 7.9.0)
    VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE = 26,
    /// The guest changed a network card's address: virConnectDomainEventNICMACChangeCallback. (Since: 11.2.0)
    VIR_DOMAIN_EVENT_ID_NIC_MAC_CHANGE = 27,
    #[cfg(sentinels)]
    VIR_DOMAIN_EVENT_ID_LAST,
}
