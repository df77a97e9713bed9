//! The constants of `libvirt-domain.h`.
//!
//! Each enum is the C enum of the header; `Flags` makes from it the set of bits that the functions
//! use.

use oxivirt_derive::Flags;

/// State of a domain.
#[repr(C)]
pub enum virDomainState {
    /// It is not known. (Since: 0.0.1)
    VIR_DOMAIN_NOSTATE = 0,
    /// The guest runs. (Since: 0.0.1)
    VIR_DOMAIN_RUNNING = 1,
    /// The guest runs, and waits for something. (Since: 0.0.1)
    VIR_DOMAIN_BLOCKED = 2,
    /// The guest stands still. (Since: 0.0.1)
    VIR_DOMAIN_PAUSED = 3,
    /// The guest is shutting down. (Since: 0.0.1)
    VIR_DOMAIN_SHUTDOWN = 4,
    /// There is no guest. (Since: 0.0.1)
    VIR_DOMAIN_SHUTOFF = 5,
    /// The guest crashed. (Since: 0.0.2)
    VIR_DOMAIN_CRASHED = 6,
    /// The guest suspended itself to RAM. (Since: 0.9.11)
    VIR_DOMAIN_PMSUSPENDED = 7,
    #[cfg(sentinels)]
    VIR_DOMAIN_LAST,
}

/// Reason of VIR_DOMAIN_NOSTATE.
#[repr(C)]
pub enum virDomainNostateReason {
    /// It is not known. (Since: 0.9.2)
    VIR_DOMAIN_NOSTATE_UNKNOWN = 0,
    #[cfg(sentinels)]
    VIR_DOMAIN_NOSTATE_LAST,
}

/// Reason of VIR_DOMAIN_RUNNING.
#[repr(C)]
pub enum virDomainRunningReason {
    /// It is not known. (Since: 0.9.2)
    VIR_DOMAIN_RUNNING_UNKNOWN = 0,
    /// It was started. (Since: 0.9.2)
    VIR_DOMAIN_RUNNING_BOOTED = 1,
    /// It came from another host. (Since: 0.9.2)
    VIR_DOMAIN_RUNNING_MIGRATED = 2,
    /// It was restored from a file. (Since: 0.9.2)
    VIR_DOMAIN_RUNNING_RESTORED = 3,
    /// It was restored from a snapshot. (Since: 0.9.2)
    VIR_DOMAIN_RUNNING_FROM_SNAPSHOT = 4,
    /// It was paused and goes on. (Since: 0.9.2)
    VIR_DOMAIN_RUNNING_UNPAUSED = 5,
    /// It goes on after a migration that did not succeed. (Since: 0.9.2)
    VIR_DOMAIN_RUNNING_MIGRATION_CANCELED = 6,
    /// It goes on after a save that did not succeed. (Since: 0.9.2)
    VIR_DOMAIN_RUNNING_SAVE_CANCELED = 7,
    /// It woke up from suspension to RAM. (Since: 0.9.11)
    VIR_DOMAIN_RUNNING_WAKEUP = 8,
    /// It goes on after a crash. (Since: 1.1.1)
    VIR_DOMAIN_RUNNING_CRASHED = 9,
    /// It runs while its memory is still coming from the other host. (Since: 1.3.3)
    VIR_DOMAIN_RUNNING_POSTCOPY = 10,
    /// It runs though a post-copy migration failed. (Since: 8.5.0)
    VIR_DOMAIN_RUNNING_POSTCOPY_FAILED = 11,
    #[cfg(sentinels)]
    VIR_DOMAIN_RUNNING_LAST,
}

/// Reason of VIR_DOMAIN_BLOCKED.
#[repr(C)]
pub enum virDomainBlockedReason {
    /// It is not known. (Since: 0.9.2)
    VIR_DOMAIN_BLOCKED_UNKNOWN = 0,
    #[cfg(sentinels)]
    VIR_DOMAIN_BLOCKED_LAST,
}

/// Reason of VIR_DOMAIN_PAUSED.
#[repr(C)]
pub enum virDomainPausedReason {
    /// It is not known. (Since: 0.9.2)
    VIR_DOMAIN_PAUSED_UNKNOWN = 0,
    /// Somebody asked for it. (Since: 0.9.2)
    VIR_DOMAIN_PAUSED_USER = 1,
    /// It migrates without running. (Since: 0.9.2)
    VIR_DOMAIN_PAUSED_MIGRATION = 2,
    /// It is being saved. (Since: 0.9.2)
    VIR_DOMAIN_PAUSED_SAVE = 3,
    /// It is being dumped. (Since: 0.9.2)
    VIR_DOMAIN_PAUSED_DUMP = 4,
    /// A disk had an error. (Since: 0.9.2)
    VIR_DOMAIN_PAUSED_IOERROR = 5,
    /// A watchdog fired. (Since: 0.9.2)
    VIR_DOMAIN_PAUSED_WATCHDOG = 6,
    /// It was restored from a snapshot so. (Since: 0.9.2)
    VIR_DOMAIN_PAUSED_FROM_SNAPSHOT = 7,
    /// It is shutting down. (Since: 0.9.5)
    VIR_DOMAIN_PAUSED_SHUTTING_DOWN = 8,
    /// A snapshot of it is being made. (Since: 1.0.1)
    VIR_DOMAIN_PAUSED_SNAPSHOT = 9,
    /// The guest crashed. (Since: 1.1.1)
    VIR_DOMAIN_PAUSED_CRASHED = 10,
    /// It is being started. (Since: 1.2.14)
    VIR_DOMAIN_PAUSED_STARTING_UP = 11,
    /// It runs on the other host already, and its memory follows. (Since: 1.3.3)
    VIR_DOMAIN_PAUSED_POSTCOPY = 12,
    /// A post-copy migration failed. (Since: 1.3.3)
    VIR_DOMAIN_PAUSED_POSTCOPY_FAILED = 13,
    /// A call failed halfway and could not make it run again. (Since: 9.2.0)
    VIR_DOMAIN_PAUSED_API_ERROR = 14,
    #[cfg(sentinels)]
    VIR_DOMAIN_PAUSED_LAST,
}

/// Reason of VIR_DOMAIN_SHUTDOWN.
#[repr(C)]
pub enum virDomainShutdownReason {
    /// It is not known. (Since: 0.9.2)
    VIR_DOMAIN_SHUTDOWN_UNKNOWN = 0,
    /// Somebody asked for it. (Since: 0.9.2)
    VIR_DOMAIN_SHUTDOWN_USER = 1,
    #[cfg(sentinels)]
    VIR_DOMAIN_SHUTDOWN_LAST,
}

/// Reason of VIR_DOMAIN_SHUTOFF.
#[repr(C)]
pub enum virDomainShutoffReason {
    /// It is not known. (Since: 0.9.2)
    VIR_DOMAIN_SHUTOFF_UNKNOWN = 0,
    /// It shut down. (Since: 0.9.2)
    VIR_DOMAIN_SHUTOFF_SHUTDOWN = 1,
    /// It was ended from outside. (Since: 0.9.2)
    VIR_DOMAIN_SHUTOFF_DESTROYED = 2,
    /// It crashed. (Since: 0.9.2)
    VIR_DOMAIN_SHUTOFF_CRASHED = 3,
    /// It went to another host. (Since: 0.9.2)
    VIR_DOMAIN_SHUTOFF_MIGRATED = 4,
    /// It was saved to a file. (Since: 0.9.2)
    VIR_DOMAIN_SHUTOFF_SAVED = 5,
    /// It could not start. (Since: 0.9.2)
    VIR_DOMAIN_SHUTOFF_FAILED = 6,
    /// It was reverted to a snapshot without a running guest. (Since: 0.9.2)
    VIR_DOMAIN_SHUTOFF_FROM_SNAPSHOT = 7,
    /// It was lost while nobody watched. (Since: 4.10.0)
    VIR_DOMAIN_SHUTOFF_DAEMON = 8,
    #[cfg(sentinels)]
    VIR_DOMAIN_SHUTOFF_LAST,
}

/// Reason of VIR_DOMAIN_CRASHED.
#[repr(C)]
pub enum virDomainCrashedReason {
    /// It is not known. (Since: 0.9.2)
    VIR_DOMAIN_CRASHED_UNKNOWN = 0,
    /// The guest's kernel panicked. (Since: 1.1.1)
    VIR_DOMAIN_CRASHED_PANICKED = 1,
    #[cfg(sentinels)]
    VIR_DOMAIN_CRASHED_LAST,
}

/// Reason of VIR_DOMAIN_PMSUSPENDED.
#[repr(C)]
pub enum virDomainPMSuspendedReason {
    /// It is not known. (Since: 0.9.11)
    VIR_DOMAIN_PMSUSPENDED_UNKNOWN = 0,
    #[cfg(sentinels)]
    VIR_DOMAIN_PMSUSPENDED_LAST,
}

/// Reason of a suspension to disk.
#[repr(C)]
pub enum virDomainPMSuspendedDiskReason {
    /// It is not known. (Since: 1.0.0)
    VIR_DOMAIN_PMSUSPENDED_DISK_UNKNOWN = 0,
    #[cfg(sentinels)]
    VIR_DOMAIN_PMSUSPENDED_DISK_LAST,
}

/// Whether a guest can be controlled now.
#[repr(C)]
pub enum virDomainControlState {
    /// It takes commands. (Since: 0.9.3)
    VIR_DOMAIN_CONTROL_OK = 0,
    /// A job has it; some commands may be taken. (Since: 0.9.3)
    VIR_DOMAIN_CONTROL_JOB = 1,
    /// It is busy with a command. (Since: 0.9.3)
    VIR_DOMAIN_CONTROL_OCCUPIED = 2,
    /// It cannot be controlled any more. (Since: 0.9.3)
    VIR_DOMAIN_CONTROL_ERROR = 3,
    #[cfg(sentinels)]
    VIR_DOMAIN_CONTROL_LAST,
}

/// Reason of VIR_DOMAIN_CONTROL_ERROR.
#[repr(C)]
pub enum virDomainControlErrorReason {
    /// There is no error. (Since: 1.2.14)
    VIR_DOMAIN_CONTROL_ERROR_REASON_NONE = 0,
    /// It is not known. (Since: 1.2.14)
    VIR_DOMAIN_CONTROL_ERROR_REASON_UNKNOWN = 1,
    /// The way to the hypervisor's process is broken. (Since: 1.2.14)
    VIR_DOMAIN_CONTROL_ERROR_REASON_MONITOR = 2,
    /// The library lost track of it. (Since: 1.2.14)
    VIR_DOMAIN_CONTROL_ERROR_REASON_INTERNAL = 3,
    #[cfg(sentinels)]
    VIR_DOMAIN_CONTROL_ERROR_REASON_LAST,
}

/// What a change or a question is about; LIVE and CONFIG may come together in most functions.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainModificationImpact {
    /// The running guest if there is one, else the definition. (Since: 0.9.2)
    VIR_DOMAIN_AFFECT_CURRENT = 0,
    /// The running guest. (Since: 0.9.2)
    VIR_DOMAIN_AFFECT_LIVE = 1 << 0,
    /// The definition, for the next start. (Since: 0.9.2)
    VIR_DOMAIN_AFFECT_CONFIG = 1 << 1,
}

/// How to start a domain.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainCreateFlags {
    /// As usual. (Since: 0.0.1)
    VIR_DOMAIN_NONE = 0,
    /// Do not let the guest run yet. (Since: 0.8.2)
    VIR_DOMAIN_START_PAUSED = 1 << 0,
    /// End it when this connection closes. (Since: 0.9.3)
    VIR_DOMAIN_START_AUTODESTROY = 1 << 1,
    /// Read a managed save past the host's file cache. (Since: 0.9.4)
    VIR_DOMAIN_START_BYPASS_CACHE = 1 << 2,
    /// Boot, and throw a managed save away. (Since: 0.9.5)
    VIR_DOMAIN_START_FORCE_BOOT = 1 << 3,
    /// Check the document against the schema. (Since: 1.2.12)
    VIR_DOMAIN_START_VALIDATE = 1 << 4,
    /// Make the firmware's variables anew from their template. (Since: 8.1.0)
    VIR_DOMAIN_START_RESET_NVRAM = 1 << 5,
}

/// How to ask a guest to shut down. With several the hypervisor tries them in an order of its own.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainShutdownFlagValues {
    /// Let the hypervisor choose. (Since: 0.9.10)
    VIR_DOMAIN_SHUTDOWN_DEFAULT = 0,
    /// Press the power button. (Since: 0.9.10)
    VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN = 1 << 0,
    /// Ask the guest agent. (Since: 0.9.10)
    VIR_DOMAIN_SHUTDOWN_GUEST_AGENT = 1 << 1,
    /// Write to the init process's pipe. (Since: 1.0.1)
    VIR_DOMAIN_SHUTDOWN_INITCTL = 1 << 2,
    /// Send a signal to the init process. (Since: 1.0.1)
    VIR_DOMAIN_SHUTDOWN_SIGNAL = 1 << 3,
    /// Ask by paravirtual means. (Since: 1.2.5)
    VIR_DOMAIN_SHUTDOWN_PARAVIRT = 1 << 4,
}

/// How to ask a guest to reboot. With several the hypervisor tries them in an order of its own.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainRebootFlagValues {
    /// Let the hypervisor choose. (Since: 0.9.10)
    VIR_DOMAIN_REBOOT_DEFAULT = 0,
    /// Press the power button. (Since: 0.9.10)
    VIR_DOMAIN_REBOOT_ACPI_POWER_BTN = 1 << 0,
    /// Ask the guest agent. (Since: 0.9.10)
    VIR_DOMAIN_REBOOT_GUEST_AGENT = 1 << 1,
    /// Write to the init process's pipe. (Since: 1.0.1)
    VIR_DOMAIN_REBOOT_INITCTL = 1 << 2,
    /// Send a signal to the init process. (Since: 1.0.1)
    VIR_DOMAIN_REBOOT_SIGNAL = 1 << 3,
    /// Ask by paravirtual means. (Since: 1.2.5)
    VIR_DOMAIN_REBOOT_PARAVIRT = 1 << 4,
}

/// How to end a guest from outside.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainDestroyFlagsValues {
    /// At any price: first with SIGTERM, then with SIGKILL. (Since: 0.9.10)
    VIR_DOMAIN_DESTROY_DEFAULT = 0,
    /// With SIGTERM only, and fail if that is not enough. (Since: 0.9.10)
    VIR_DOMAIN_DESTROY_GRACEFUL = 1 << 0,
    /// Remove its log files too. (Since: 8.3.0)
    VIR_DOMAIN_DESTROY_REMOVE_LOGS = 1 << 1,
}

/// How to save and restore.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainSaveRestoreFlags {
    /// Go past the host's file cache. (Since: 0.9.4)
    VIR_DOMAIN_SAVE_BYPASS_CACHE = 1 << 0,
    /// The guest shall run when it is restored, whatever it did before. (Since: 0.9.5)
    VIR_DOMAIN_SAVE_RUNNING = 1 << 1,
    /// The guest shall be paused when it is restored, whatever it did before. (Since: 0.9.5)
    VIR_DOMAIN_SAVE_PAUSED = 1 << 2,
    /// Make the firmware's variables anew from their template. (Since: 8.1.0)
    VIR_DOMAIN_SAVE_RESET_NVRAM = 1 << 3,
}

/// Kinds of metadata.
#[repr(C)]
pub enum virDomainMetadataType {
    /// The text of <description>. (Since: 0.9.10)
    VIR_DOMAIN_METADATA_DESCRIPTION = 0,
    /// The text of <title>, one line. (Since: 0.9.10)
    VIR_DOMAIN_METADATA_TITLE = 1,
    /// An element inside <metadata>, told from others by its namespace. (Since: 0.9.10)
    VIR_DOMAIN_METADATA_ELEMENT = 2,
    #[cfg(sentinels)]
    VIR_DOMAIN_METADATA_LAST,
}

/// How to write a domain's document.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainXMLFlags {
    /// With passwords; not on a read-only connection. (Since: 0.3.3)
    VIR_DOMAIN_XML_SECURE = 1 << 0,
    /// The definition for the next start, though the guest runs. (Since: 0.3.3)
    VIR_DOMAIN_XML_INACTIVE = 1 << 1,
    /// With the CPU's features as the host has them. (Since: 0.8.0)
    VIR_DOMAIN_XML_UPDATE_CPU = 1 << 2,
    /// Fit for another host's libvirt, maybe an older one. (Since: 1.0.0)
    VIR_DOMAIN_XML_MIGRATABLE = 1 << 3,
}

/// How to write the document of a saved image.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainSaveImageXMLFlags {
    /// With passwords; not on a read-only connection. (Since: 5.1.0)
    VIR_DOMAIN_SAVE_IMAGE_XML_SECURE = 1 << 0,
}

/// How to define a domain.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainDefineFlags {
    /// Check the document against the schema. (Since: 1.2.12)
    VIR_DOMAIN_DEFINE_VALIDATE = 1 << 0,
}

/// What to do with what belongs to a domain that is undefined. Without a flag for it the domain stays defined.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainUndefineFlagsValues {
    /// Remove its managed save. (Since: 0.9.4)
    VIR_DOMAIN_UNDEFINE_MANAGED_SAVE = 1 << 0,
    /// Forget its snapshots. (Since: 0.9.5)
    VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA = 1 << 1,
    /// Remove the file of its firmware's variables. (Since: 1.2.9)
    VIR_DOMAIN_UNDEFINE_NVRAM = 1 << 2,
    /// Keep the file of its firmware's variables. (Since: 2.3.0)
    VIR_DOMAIN_UNDEFINE_KEEP_NVRAM = 1 << 3,
    /// Forget its checkpoints. (Since: 5.6.0)
    VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA = 1 << 4,
    /// Remove the state of its TPM. (Since: 8.9.0)
    VIR_DOMAIN_UNDEFINE_TPM = 1 << 5,
    /// Keep the state of its TPM. (Since: 8.9.0)
    VIR_DOMAIN_UNDEFINE_KEEP_TPM = 1 << 6,
}

/// Which domains to list. Flags come in groups: of a group with any flag set, a domain has to match one.
#[repr(C)]
#[derive(Flags)]
pub enum virConnectListAllDomainsFlags {
    /// Those with a guest. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_ACTIVE = 1 << 0,
    /// Those without. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_INACTIVE = 1 << 1,
    /// Those that are defined. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_PERSISTENT = 1 << 2,
    /// Those that go when their guest ends. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_TRANSIENT = 1 << 3,
    /// Those whose guest runs. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_RUNNING = 1 << 4,
    /// Those whose guest is paused. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_PAUSED = 1 << 5,
    /// Those that are shut off. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_SHUTOFF = 1 << 6,
    /// Those in any other state. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_OTHER = 1 << 7,
    /// Those with a managed save. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE = 1 << 8,
    /// Those without. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE = 1 << 9,
    /// Those that start with the host. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_AUTOSTART = 1 << 10,
    /// Those that do not. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_NO_AUTOSTART = 1 << 11,
    /// Those with a snapshot. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_HAS_SNAPSHOT = 1 << 12,
    /// Those without. (Since: 0.9.13)
    VIR_CONNECT_LIST_DOMAINS_NO_SNAPSHOT = 1 << 13,
    /// Those with a checkpoint. (Since: 5.6.0)
    VIR_CONNECT_LIST_DOMAINS_HAS_CHECKPOINT = 1 << 14,
    /// Those without. (Since: 5.6.0)
    VIR_CONNECT_LIST_DOMAINS_NO_CHECKPOINT = 1 << 15,
}
