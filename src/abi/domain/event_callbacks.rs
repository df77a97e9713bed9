//! What a program is told of an event: the callback types, one per kind of event, and what they are given.

use super::virDomainPtr;
use crate::abi::common::params::virTypedParameterPtr;
use crate::abi::host::virConnectPtr;
use std::ffi::{c_char, c_int, c_longlong, c_uint, c_ulonglong, c_void};

/// An end of a viewer's connection.
#[repr(C)]
pub struct _virDomainEventGraphicsAddress {
    /// The virDomainEventGraphicsAddressType.
    pub family: c_int,
    /// The address, or the path of the socket.
    pub node: *mut c_char,
    /// The port; for a socket NULL or empty.
    pub service: *mut c_char,
}

/// An end of a viewer's connection. (Since: 0.8.0)
pub type virDomainEventGraphicsAddress = _virDomainEventGraphicsAddress;
/// A pointer to a virDomainEventGraphicsAddress. (Since: 0.8.0)
pub type virDomainEventGraphicsAddressPtr = *mut virDomainEventGraphicsAddress;

/// One way in which a viewer proved who it is.
#[repr(C)]
pub struct _virDomainEventGraphicsSubjectIdentity {
    /// The kind of proof, as "x509dname" or "saslUsername".
    pub r#type: *mut c_char,
    /// Who it is.
    pub name: *mut c_char,
}

/// One way in which a viewer proved who it is. (Since: 0.8.0)
pub type virDomainEventGraphicsSubjectIdentity = _virDomainEventGraphicsSubjectIdentity;
/// A pointer to a virDomainEventGraphicsSubjectIdentity. (Since: 0.8.0)
pub type virDomainEventGraphicsSubjectIdentityPtr = *mut virDomainEventGraphicsSubjectIdentity;

/// Who a viewer is.
#[repr(C)]
pub struct _virDomainEventGraphicsSubject {
    /// How many identities there are.
    pub nidentity: c_int,
    /// The identities.
    pub identities: virDomainEventGraphicsSubjectIdentityPtr,
}

/// Who a viewer is. (Since: 0.8.0)
pub type virDomainEventGraphicsSubject = _virDomainEventGraphicsSubject;
/// A pointer to a virDomainEventGraphicsSubject. (Since: 0.8.0)
pub type virDomainEventGraphicsSubjectPtr = *mut virDomainEventGraphicsSubject;

/// Is told of the life of a domain.
///
/// @param conn a connection
/// @param dom the domain
/// @param event the virDomainEventType
/// @param detail the detail type of that event
/// @param opaque what was given along
/// @return ignored; give 0
///
/// Since: 0.5.0
pub type virConnectDomainEventCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        event: c_int,
        detail: c_int,
        opaque: *mut c_void,
    ) -> c_int,
>;

/// Is told that something happened; the type that all other callbacks are cast to.
///
/// @param conn a connection
/// @param dom the domain
/// @param opaque what was given along
///
/// Since: 0.8.0
pub type virConnectDomainEventGenericCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, dom: virDomainPtr, opaque: *mut c_void)>;

/// Is told that the guest set its clock.
///
/// @param conn a connection
/// @param dom the domain
/// @param utcoffset how far it is from UTC now, in seconds
/// @param opaque what was given along
///
/// Since: 0.8.0
pub type virConnectDomainEventRTCChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        utcoffset: c_longlong,
        opaque: *mut c_void,
    ),
>;

/// Is told that a watchdog fired.
///
/// @param conn a connection
/// @param dom the domain
/// @param action the virDomainEventWatchdogAction
/// @param opaque what was given along
///
/// Since: 0.8.0
pub type virConnectDomainEventWatchdogCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        action: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that a disk had an error.
///
/// @param conn a connection
/// @param dom the domain
/// @param srcPath the file or device on the host
/// @param devAlias the disk's alias
/// @param action the virDomainEventIOErrorAction
/// @param opaque what was given along
///
/// Since: 0.8.0
pub type virConnectDomainEventIOErrorCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        srcPath: *const c_char,
        devAlias: *const c_char,
        action: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that a disk had an error, and which.
///
/// @param conn a connection
/// @param dom the domain
/// @param srcPath the file or device on the host
/// @param devAlias the disk's alias
/// @param action the virDomainEventIOErrorAction
/// @param reason the error, as "enospc"; empty if it is not known
/// @param opaque what was given along
///
/// Since: 0.8.1
pub type virConnectDomainEventIOErrorReasonCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        srcPath: *const c_char,
        devAlias: *const c_char,
        action: c_int,
        reason: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// Is told that a viewer came or went.
///
/// @param conn a connection
/// @param dom the domain
/// @param phase the virDomainEventGraphicsPhase
/// @param local this side of the connection
/// @param remote the viewer's side
/// @param authScheme how viewers prove who they are
/// @param subject who the viewer is
/// @param opaque what was given along
///
/// Since: 0.8.0
pub type virConnectDomainEventGraphicsCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        phase: c_int,
        local: *const virDomainEventGraphicsAddress,
        remote: *const virDomainEventGraphicsAddress,
        authScheme: *const c_char,
        subject: *const virDomainEventGraphicsSubject,
        opaque: *mut c_void,
    ),
>;

/// Is told what became of a job on a disk.
///
/// @param conn a connection
/// @param dom the domain
/// @param disk the disk: its source for VIR_DOMAIN_EVENT_ID_BLOCK_JOB, its target for
/// VIR_DOMAIN_EVENT_ID_BLOCK_JOB_2
/// @param type the virDomainBlockJobType
/// @param status the virConnectDomainEventBlockJobStatus
/// @param opaque what was given along
///
/// Since: 0.9.4
pub type virConnectDomainEventBlockJobCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        disk: *const c_char,
        r#type: c_int,
        status: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that the source of a disk changed.
///
/// @param conn a connection
/// @param dom the domain
/// @param oldSrcPath what it was; may be NULL
/// @param newSrcPath what it is; may be NULL
/// @param devAlias the disk's alias
/// @param reason the virConnectDomainEventDiskChangeReason
/// @param opaque what was given along
///
/// Since: 0.9.7
pub type virConnectDomainEventDiskChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        oldSrcPath: *const c_char,
        newSrcPath: *const c_char,
        devAlias: *const c_char,
        reason: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that the tray of a drive moved.
///
/// @param conn a connection
/// @param dom the domain
/// @param devAlias the drive's alias
/// @param reason the virDomainEventTrayChangeReason
/// @param opaque what was given along
///
/// Since: 0.9.11
pub type virConnectDomainEventTrayChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        devAlias: *const c_char,
        reason: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that the guest woke up.
///
/// @param conn a connection
/// @param dom the domain
/// @param reason 0; none are told apart yet
/// @param opaque what was given along
///
/// Since: 0.9.11
pub type virConnectDomainEventPMWakeupCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        reason: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that the guest suspended itself to RAM.
///
/// @param conn a connection
/// @param dom the domain
/// @param reason 0; none are told apart yet
/// @param opaque what was given along
///
/// Since: 0.9.11
pub type virConnectDomainEventPMSuspendCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        reason: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that the guest has more or less memory.
///
/// @param conn a connection
/// @param dom the domain
/// @param actual what it has now, in KiB
/// @param opaque what was given along
///
/// Since: 0.10.0
pub type virConnectDomainEventBalloonChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        actual: c_ulonglong,
        opaque: *mut c_void,
    ),
>;

/// Is told that the guest suspended itself to disk.
///
/// @param conn a connection
/// @param dom the domain
/// @param reason 0; none are told apart yet
/// @param opaque what was given along
///
/// Since: 1.0.0
pub type virConnectDomainEventPMSuspendDiskCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        reason: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that a device is gone.
///
/// @param conn a connection
/// @param dom the domain
/// @param devAlias the device's alias
/// @param opaque what was given along
///
/// Since: 1.1.1
pub type virConnectDomainEventDeviceRemovedCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        devAlias: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// Is told that there is a new device.
///
/// @param conn a connection
/// @param dom the domain
/// @param devAlias the device's alias
/// @param opaque what was given along
///
/// Since: 1.2.15
pub type virConnectDomainEventDeviceAddedCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        devAlias: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// Is told that the guest did not let a device go.
///
/// @param conn a connection
/// @param dom the domain
/// @param devAlias the device's alias
/// @param opaque what was given along
///
/// Since: 1.3.4
pub type virConnectDomainEventDeviceRemovalFailedCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        devAlias: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// Is told that metadata changed.
///
/// @param conn a connection
/// @param dom the domain
/// @param type the virDomainMetadataType
/// @param nsuri the namespace of an element; NULL for the others
/// @param opaque what was given along
///
/// Since: 3.0.0
pub type virConnectDomainEventMetadataChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        r#type: c_int,
        nsuri: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// Is told that a migration goes over the memory once more.
///
/// @param conn a connection
/// @param dom the domain
/// @param iteration how often it has, from 1
/// @param opaque what was given along
///
/// Since: 1.3.2
pub type virConnectDomainEventMigrationIterationCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        iteration: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that a job ended. The parameters belong to the caller of the callback.
///
/// @param conn a connection
/// @param dom the domain
/// @param params what virDomainGetJobStats() would tell
/// @param nparams how many there are
/// @param opaque what was given along
///
/// Since: 1.3.3
pub type virConnectDomainEventJobCompletedCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that limits or pinnings changed. The parameters belong to the caller of the callback.
///
/// @param conn a connection
/// @param dom the domain
/// @param params what changed: VIR_DOMAIN_TUNABLE_ names
/// @param nparams how many there are
/// @param opaque what was given along
///
/// Since: 1.2.9
pub type virConnectDomainEventTunableCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that the guest agent came or went.
///
/// @param conn a connection
/// @param dom the domain
/// @param state the virConnectDomainEventAgentLifecycleState
/// @param reason the virConnectDomainEventAgentLifecycleReason
/// @param opaque what was given along
///
/// Since: 1.2.11
pub type virConnectDomainEventAgentLifecycleCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        state: c_int,
        reason: c_int,
        opaque: *mut c_void,
    ),
>;

/// Is told that a write passed the threshold that virDomainSetBlockThreshold() set.
///
/// @param conn a connection
/// @param dom the domain
/// @param dev the disk's target, or a layer of its chain, as "vda[2]"
/// @param path the file or device on the host; may be NULL
/// @param threshold the threshold, in bytes
/// @param excess by how much it was passed, in bytes
/// @param opaque what was given along
///
/// Since: 3.2.0
pub type virConnectDomainEventBlockThresholdCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        dev: *const c_char,
        path: *const c_char,
        threshold: c_ulonglong,
        excess: c_ulonglong,
        opaque: *mut c_void,
    ),
>;

/// Is told that memory of the host broke.
///
/// @param conn a connection
/// @param dom the domain
/// @param recipient the virDomainMemoryFailureRecipientType
/// @param action the virDomainMemoryFailureActionType
/// @param flags of virDomainMemoryFailureFlags
/// @param opaque what was given along
///
/// Since: 6.9.0
pub type virConnectDomainEventMemoryFailureCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        recipient: c_int,
        action: c_int,
        flags: c_uint,
        opaque: *mut c_void,
    ),
>;

/// Is told that a memory device has another size.
///
/// @param conn a connection
/// @param dom the domain
/// @param alias the device's alias
/// @param size its size now, in KiB
/// @param opaque what was given along
///
/// Since: 7.9.0
pub type virConnectDomainEventMemoryDeviceSizeChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        alias: *const c_char,
        size: c_ulonglong,
        opaque: *mut c_void,
    ),
>;

/// Is told that the guest gave a network card another address.
///
/// @param conn a connection
/// @param dom the domain
/// @param alias the card's alias
/// @param oldMAC the address it had
/// @param newMAC the address it has
/// @param opaque what was given along
///
/// Since: 11.2.0
pub type virConnectDomainEventNICMACChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        alias: *const c_char,
        oldMAC: *const c_char,
        newMAC: *const c_char,
        opaque: *mut c_void,
    ),
>;
