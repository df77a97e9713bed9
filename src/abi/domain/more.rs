//! Constants of single functions.

use super::virDomainPtr;
use crate::abi::host::constants::virSecurityLabelPtr;
use crate::abi::host::virConnectPtr;
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_uint, c_ulonglong};

/// How to tell what guests can have.
#[repr(C)]
#[derive(Flags)]
pub enum virConnectGetDomainCapabilitiesFlags {
    /// Host-model CPUs without features that are deprecated. (Since: 11.0.0)
    VIR_CONNECT_GET_DOMAIN_CAPABILITIES_DISABLE_DEPRECATED_FEATURES = 1 << 0,
    /// Host-model CPUs with every feature by its name. (Since: 12.2.0)
    VIR_CONNECT_GET_DOMAIN_CAPABILITIES_EXPAND_CPU_FEATURES = 1 << 1,
    /// With all features that guests can have. (Since: 12.5.0)
    VIR_CONNECT_GET_DOMAIN_CAPABILITIES_SUPPORTED_CPU_FEATURES = 1 << 2,
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
    /// Keep a guest that shuts down until its backup is done. (Since: 11.10.0)
    VIR_DOMAIN_BACKUP_BEGIN_PRESERVE_SHUTDOWN_DOMAIN = 1 << 1,
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

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN)]
unsafe extern "C" {
    /// Makes a domain's document of a hypervisor's own configuration.
    ///
    /// @param conn a connection
    /// @param nativeFormat the configuration's format
    /// @param nativeConfig the configuration
    /// @param flags none exist yet; give 0
    /// @return an XML document to free, or NULL if it failed
    #[check(conn: handle, writable, not_null(nativeFormat), not_null(nativeConfig))]
    pub fn virConnectDomainXMLFromNative(
        conn: virConnectPtr,
        nativeFormat: *const c_char,
        nativeConfig: *const c_char,
        flags: c_uint,
    ) -> *mut c_char;

    /// Makes a hypervisor's own configuration of a domain's document.
    ///
    /// @param conn a connection
    /// @param nativeFormat the format to make, as "qemu-argv"
    /// @param domainXml the document
    /// @param flags none exist yet; give 0
    /// @return the configuration to free, or NULL if it failed
    #[check(conn: handle, writable, not_null(nativeFormat), not_null(domainXml))]
    pub fn virConnectDomainXMLToNative(
        conn: virConnectPtr,
        nativeFormat: *const c_char,
        domainXml: *const c_char,
        flags: c_uint,
    ) -> *mut c_char;

    /// Lets a guest suspend itself.
    ///
    /// @param dom a domain
    /// @param target of virNodeSuspendTarget
    /// @param duration 0; nothing else is possible yet
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(dom: handle, writable)]
    pub fn virDomainPMSuspendForDuration(
        dom: virDomainPtr,
        target: c_uint,
        duration: c_ulonglong,
        flags: c_uint,
    ) -> c_int;

    /// Wakes a guest that suspended itself to RAM.
    ///
    /// @param dom a domain
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(dom: handle, writable)]
    pub fn virDomainPMWakeup(dom: virDomainPtr, flags: c_uint) -> c_int;

    /// Tells the security label of a running guest.
    ///
    /// @param domain a domain
    /// @param seclabel room for the label
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(seclabel))]
    pub fn virDomainGetSecurityLabel(domain: virDomainPtr, seclabel: virSecurityLabelPtr) -> c_int;

    /// Tells the security labels of a running guest, one of each model.
    ///
    /// @param domain a domain
    /// @param seclabels an array to free
    /// @return how many there are, -1 if it failed
    #[check(domain: handle, not_null(seclabels))]
    pub fn virDomainGetSecurityLabelList(
        domain: virDomainPtr,
        seclabels: *mut virSecurityLabelPtr,
    ) -> c_int;

    /// Tells whether a domain starts with the host the next time.
    ///
    /// @param domain a domain
    /// @param autostart 1 or 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(autostart))]
    pub fn virDomainGetAutostartOnce(domain: virDomainPtr, autostart: *mut c_int) -> c_int;

    /// Says whether a domain starts with the host the next time, and only then.
    ///
    /// @param domain a domain
    /// @param autostart 0 for no
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable)]
    pub fn virDomainSetAutostartOnce(domain: virDomainPtr, autostart: c_int) -> c_int;

    /// Sets what is done when a guest powers off, reboots or crashes.
    ///
    /// @param domain a domain
    /// @param type of virDomainLifecycle
    /// @param action of virDomainLifecycleAction
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        writable,
        below(r#type, 3),
        below(action, 6),
        when(action, 4, unless(r#type, 2, fails(VIR_ERR_CONFIG_UNSUPPORTED))),
        when(action, 5, unless(r#type, 2, fails(VIR_ERR_CONFIG_UNSUPPORTED)))
    )]
    pub fn virDomainSetLifecycleAction(
        domain: virDomainPtr,
        r#type: c_uint,
        action: c_uint,
        flags: c_uint,
    ) -> c_int;

    /// Tells what there is to say about a domain.
    ///
    /// @param domain a domain
    /// @param msgs an array to free, of strings to free
    /// @param flags of virDomainMessageType; 0 for all
    /// @return how many there are, -1 if it failed
    #[check(domain: handle, not_null(msgs))]
    pub fn virDomainGetMessages(
        domain: virDomainPtr,
        msgs: *mut *mut *mut c_char,
        flags: c_uint,
    ) -> c_int;

    /// Begins to measure how fast a guest's memory changes. virConnectGetAllDomainStats() tells the result.
    ///
    /// @param domain a domain
    /// @param seconds for how long to measure
    /// @param flags one of virDomainDirtyRateCalcFlags
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        writable,
        exclusive(flags, virDomainDirtyRateCalcFlags::VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP, virDomainDirtyRateCalcFlags::VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING)
    )]
    pub fn virDomainStartDirtyRateCalc(
        domain: virDomainPtr,
        seconds: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Begins to back up a running guest's disks as they are now.
    ///
    /// @param domain a domain
    /// @param backupXML a <domainbackup> document
    /// @param checkpointXML a <domaincheckpoint> document to make at the same moment; may be NULL
    /// @param flags of virDomainBackupBeginFlags
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(backupXML), writable)]
    pub fn virDomainBackupBegin(
        domain: virDomainPtr,
        backupXML: *const c_char,
        checkpointXML: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Tells of the backup that goes on.
    ///
    /// @param domain a domain
    /// @param flags none exist yet; give 0
    /// @return an XML document to free, or NULL if it failed
    #[check(domain: handle)]
    pub fn virDomainBackupGetXMLDesc(domain: virDomainPtr, flags: c_uint) -> *mut c_char;
}
