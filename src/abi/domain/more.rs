//! Constants of single functions.

use oxivirt_derive::Flags;

/// How to tell what guests can have.
#[repr(C)]
#[derive(Flags)]
pub enum virConnectGetDomainCapabilitiesFlags {
    /// Host-model CPUs without features that are deprecated. (Since: 11.0.0)
    VIR_CONNECT_GET_DOMAIN_CAPABILITIES_DISABLE_DEPRECATED_FEATURES = 1 << 0,
}

/// What may happen to a guest from inside.
#[repr(C)]
pub enum virDomainLifecycle {
    /// It powers off. (Since: 3.9.0)
    VIR_DOMAIN_LIFECYCLE_POWEROFF = 0,
    /// It reboots. (Since: 3.9.0)
    VIR_DOMAIN_LIFECYCLE_REBOOT = 1,
    /// It crashes. (Since: 3.9.0)
    VIR_DOMAIN_LIFECYCLE_CRASH = 2,
    #[cfg(sentinels)]
    VIR_DOMAIN_LIFECYCLE_LAST,
}

/// What to do then.
#[repr(C)]
pub enum virDomainLifecycleAction {
    /// End it. (Since: 3.9.0)
    VIR_DOMAIN_LIFECYCLE_ACTION_DESTROY = 0,
    /// Start it again. (Since: 3.9.0)
    VIR_DOMAIN_LIFECYCLE_ACTION_RESTART = 1,
    /// Start it again under another name. (Since: 3.9.0)
    VIR_DOMAIN_LIFECYCLE_ACTION_RESTART_RENAME = 2,
    /// Keep it as it is, for somebody to look at. (Since: 3.9.0)
    VIR_DOMAIN_LIFECYCLE_ACTION_PRESERVE = 3,
    /// Dump its memory and end it. (Since: 3.9.0)
    VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_DESTROY = 4,
    /// Dump its memory and start it again. (Since: 3.9.0)
    VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_RESTART = 5,
    #[cfg(sentinels)]
    VIR_DOMAIN_LIFECYCLE_ACTION_LAST,
}

/// How to begin a backup.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainBackupBeginFlags {
    /// The files to write exist already. (Since: 6.0.0)
    VIR_DOMAIN_BACKUP_BEGIN_REUSE_EXTERNAL = 1 << 0,
}

/// Which messages about a domain. None at all means each.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainMessageType {
    /// It uses what is deprecated. (Since: 7.1.0)
    VIR_DOMAIN_MESSAGE_DEPRECATION = 1 << 0,
    /// It was treated in a way that is not supported. (Since: 7.1.0)
    VIR_DOMAIN_MESSAGE_TAINTING = 1 << 1,
    /// Its disks had errors. (Since: 11.1.0)
    VIR_DOMAIN_MESSAGE_IOERRORS = 1 << 2,
}

/// How a measurement of changing memory stands.
#[repr(C)]
pub enum virDomainDirtyRateStatus {
    /// There was none. (Since: 7.2.0)
    VIR_DOMAIN_DIRTYRATE_UNSTARTED = 0,
    /// It goes on. (Since: 7.2.0)
    VIR_DOMAIN_DIRTYRATE_MEASURING = 1,
    /// It is done. (Since: 7.2.0)
    VIR_DOMAIN_DIRTYRATE_MEASURED = 2,
    #[cfg(sentinels)]
    VIR_DOMAIN_DIRTYRATE_LAST,
}

/// How to measure changing memory.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainDirtyRateCalcFlags {
    /// By some of the pages. (Since: 8.1.0)
    VIR_DOMAIN_DIRTYRATE_MODE_PAGE_SAMPLING = 0,
    /// By the map of changed pages. (Since: 8.1.0)
    VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP = 1 << 0,
    /// By KVM's rings of changed pages, a figure for each virtual CPU. (Since: 8.1.0)
    VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING = 1 << 1,
}
