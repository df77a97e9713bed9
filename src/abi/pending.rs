//! The public functions that no driver serves yet.
//!
//! Programs and language bindings are linked against all of libvirt's functions and do not load without them, though they
//! call few. So each is here: it checks its handle, and the connection's rights where libvirt does so, and
//! answers `VIR_ERR_NO_SUPPORT`. A function moves to the file of its header when a driver serves it.
//!
//! Further arguments are not looked at, so only the first is declared, which the C calling conventions of
//! Linux allow. The headers leave these functions out.

use super::entry::{Area, Call};
use super::{domain, host};
use crate::error::{Result, virErrorDomain, virErrorNumber};
use std::ffi::{c_int, c_void};

/// What a function's first argument has to be.
trait Expected {
    fn check(call: &mut Call, pointer: *mut c_void) -> Result<()>;
}

struct Connection;

impl Expected for Connection {
    fn check(call: &mut Call, pointer: *mut c_void) -> Result<()> {
        let pointer: host::virConnectPtr = pointer.cast();
        call.connection(pointer).map(|_| ())
    }
}

struct Domain;

impl Expected for Domain {
    fn check(call: &mut Call, pointer: *mut c_void) -> Result<()> {
        let pointer: domain::virDomainPtr = pointer.cast();
        call.domain(pointer).map(|_| ())
    }
}

/// An array, or something else that is no handle.
struct Anything;

impl Expected for Anything {
    fn check(_: &mut Call, _: *mut c_void) -> Result<()> {
        Ok(())
    }
}

/// Kinds of handle that nobody is given yet: whatever comes in is none.
macro_rules! unknown_kinds {
    ($($kind:ident: $code:ident, $domain:ident;)*) => {
        $(struct $kind;

        impl Expected for $kind {
            fn check(call: &mut Call, _: *mut c_void) -> Result<()> {
                Err(call.not_a(virErrorNumber::$code, virErrorDomain::$domain))
            }
        })*
    };
}

unknown_kinds! {
    Stream: VIR_ERR_INVALID_STREAM, VIR_FROM_STREAMS;
}

macro_rules! pending {
    ($($kind:ident in $area:ident { $($(#[$rights:ident])? fn $name:ident() -> $ret:ty;)* })*) => {
        $($(
            #[unsafe(no_mangle)]
            pub extern "C" fn $name(handle: *mut c_void) -> $ret {
                Area(virErrorDomain::$area).call(stringify!($name), |call| -> Result<$ret> {
                    $kind::check(call, handle)?;
                    $(call.$rights()?;)?
                    call.unsupported()
                })
            }
        )*)*
    };
}

pending! {
    Anything in VIR_FROM_DOMAIN {
        fn virDomainListGetStats() -> c_int;
    }
    Connection in VIR_FROM_DOMAIN {
        fn virConnectDomainEventDeregister() -> c_int;
        fn virConnectDomainEventDeregisterAny() -> c_int;
        fn virConnectDomainEventRegister() -> c_int;
        fn virConnectDomainEventRegisterAny() -> c_int;
        #[writable] fn virConnectDomainXMLFromNative() -> *mut c_void;
        #[writable] fn virConnectDomainXMLToNative() -> *mut c_void;
        fn virConnectGetAllDomainStats() -> c_int;
        #[writable] fn virConnectGetDomainCapabilities() -> *mut c_void;
        #[writable] fn virDomainRestoreParams() -> c_int;
    }
    Domain in VIR_FROM_DOMAIN {
        #[writable] fn virDomainAbortJob() -> c_int;
        #[writable] fn virDomainAbortJobFlags() -> c_int;
        #[writable] fn virDomainAddIOThread() -> c_int;
        #[writable] fn virDomainAgentSetResponseTimeout() -> c_int;
        #[writable] fn virDomainAttachDevice() -> c_int;
        #[writable] fn virDomainAttachDeviceFlags() -> c_int;
        #[writable] fn virDomainAuthorizedSSHKeysGet() -> c_int;
        #[writable] fn virDomainAuthorizedSSHKeysSet() -> c_int;
        #[writable] fn virDomainBackupBegin() -> c_int;
        fn virDomainBackupGetXMLDesc() -> *mut c_void;
        #[writable] fn virDomainBlockCommit() -> c_int;
        #[writable] fn virDomainBlockCopy() -> c_int;
        #[writable] fn virDomainBlockJobAbort() -> c_int;
        #[writable] fn virDomainBlockJobSetSpeed() -> c_int;
        #[writable] fn virDomainBlockPeek() -> c_int;
        #[writable] fn virDomainBlockPull() -> c_int;
        #[writable] fn virDomainBlockRebase() -> c_int;
        #[writable] fn virDomainBlockResize() -> c_int;
        fn virDomainBlockStats() -> c_int;
        fn virDomainBlockStatsFlags() -> c_int;
        #[writable] fn virDomainCoreDump() -> c_int;
        #[writable] fn virDomainCoreDumpWithFormat() -> c_int;
        #[writable] fn virDomainDelIOThread() -> c_int;
        fn virDomainDelThrottleGroup() -> c_int;
        #[writable] fn virDomainDetachDevice() -> c_int;
        #[writable] fn virDomainDetachDeviceAlias() -> c_int;
        #[writable] fn virDomainDetachDeviceFlags() -> c_int;
        #[writable] fn virDomainFDAssociate() -> c_int;
        #[writable] fn virDomainFSFreeze() -> c_int;
        #[writable] fn virDomainFSThaw() -> c_int;
        #[writable] fn virDomainFSTrim() -> c_int;
        fn virDomainGetAutostartOnce() -> c_int;
        fn virDomainGetBlkioParameters() -> c_int;
        fn virDomainGetBlockInfo() -> c_int;
        fn virDomainGetBlockIoTune() -> c_int;
        fn virDomainGetBlockJobInfo() -> c_int;
        fn virDomainGetCPUStats() -> c_int;
        fn virDomainGetDiskErrors() -> c_int;
        fn virDomainGetEmulatorPinInfo() -> c_int;
        #[writable] fn virDomainGetFSInfo() -> c_int;
        #[writable] fn virDomainGetGuestInfo() -> c_int;
        #[writable] fn virDomainGetGuestVcpus() -> c_int;
        #[writable] fn virDomainGetHostname() -> *mut c_void;
        fn virDomainGetIOThreadInfo() -> c_int;
        fn virDomainGetInterfaceParameters() -> c_int;
        fn virDomainGetJobInfo() -> c_int;
        fn virDomainGetJobStats() -> c_int;
        #[writable] fn virDomainGetLaunchSecurityInfo() -> c_int;
        fn virDomainGetMemoryParameters() -> c_int;
        fn virDomainGetMessages() -> c_int;
        fn virDomainGetNumaParameters() -> c_int;
        fn virDomainGetPerfEvents() -> c_int;
        fn virDomainGetSchedulerParameters() -> c_int;
        fn virDomainGetSchedulerParametersFlags() -> c_int;
        fn virDomainGetSchedulerType() -> *mut c_void;
        fn virDomainGetSecurityLabel() -> c_int;
        fn virDomainGetSecurityLabelList() -> c_int;
        #[writable] fn virDomainGetTime() -> c_int;
        fn virDomainGetVcpuPinInfo() -> c_int;
        fn virDomainGetVcpus() -> c_int;
        fn virDomainGetVcpusFlags() -> c_int;
        #[writable] fn virDomainGraphicsReload() -> c_int;
        #[writable] fn virDomainInjectNMI() -> c_int;
        fn virDomainInterfaceAddresses() -> c_int;
        fn virDomainInterfaceStats() -> c_int;
        #[writable] fn virDomainMemoryPeek() -> c_int;
        fn virDomainMemoryStats() -> c_int;
        #[writable] fn virDomainMigrate() -> *mut c_void;
        #[writable] fn virDomainMigrate2() -> *mut c_void;
        #[writable] fn virDomainMigrate3() -> *mut c_void;
        fn virDomainMigrateGetCompressionCache() -> c_int;
        fn virDomainMigrateGetMaxDowntime() -> c_int;
        #[writable] fn virDomainMigrateGetMaxSpeed() -> c_int;
        #[writable] fn virDomainMigrateSetCompressionCache() -> c_int;
        #[writable] fn virDomainMigrateSetMaxDowntime() -> c_int;
        #[writable] fn virDomainMigrateSetMaxSpeed() -> c_int;
        #[writable] fn virDomainMigrateStartPostCopy() -> c_int;
        #[writable] fn virDomainMigrateToURI() -> c_int;
        #[writable] fn virDomainMigrateToURI2() -> c_int;
        #[writable] fn virDomainMigrateToURI3() -> c_int;
        fn virDomainOpenChannel() -> c_int;
        fn virDomainOpenConsole() -> c_int;
        #[writable] fn virDomainOpenGraphics() -> c_int;
        #[writable] fn virDomainOpenGraphicsFD() -> c_int;
        #[writable] fn virDomainPMSuspendForDuration() -> c_int;
        #[writable] fn virDomainPMWakeup() -> c_int;
        #[writable] fn virDomainPinEmulator() -> c_int;
        #[writable] fn virDomainPinIOThread() -> c_int;
        #[writable] fn virDomainPinVcpu() -> c_int;
        #[writable] fn virDomainPinVcpuFlags() -> c_int;
        #[writable] fn virDomainSaveParams() -> c_int;
        fn virDomainScreenshot() -> *mut c_void;
        #[writable] fn virDomainSendKey() -> c_int;
        #[writable] fn virDomainSendProcessSignal() -> c_int;
        #[writable] fn virDomainSetAutostartOnce() -> c_int;
        #[writable] fn virDomainSetBlkioParameters() -> c_int;
        #[writable] fn virDomainSetBlockIoTune() -> c_int;
        #[writable] fn virDomainSetBlockThreshold() -> c_int;
        #[writable] fn virDomainSetGuestVcpus() -> c_int;
        #[writable] fn virDomainSetIOThreadParams() -> c_int;
        #[writable] fn virDomainSetInterfaceParameters() -> c_int;
        #[writable] fn virDomainSetLaunchSecurityState() -> c_int;
        #[writable] fn virDomainSetLifecycleAction() -> c_int;
        #[writable] fn virDomainSetMaxMemory() -> c_int;
        #[writable] fn virDomainSetMemory() -> c_int;
        #[writable] fn virDomainSetMemoryFlags() -> c_int;
        #[writable] fn virDomainSetMemoryParameters() -> c_int;
        #[writable] fn virDomainSetMemoryStatsPeriod() -> c_int;
        #[writable] fn virDomainSetNumaParameters() -> c_int;
        #[writable] fn virDomainSetPerfEvents() -> c_int;
        #[writable] fn virDomainSetSchedulerParameters() -> c_int;
        #[writable] fn virDomainSetSchedulerParametersFlags() -> c_int;
        #[writable] fn virDomainSetThrottleGroup() -> c_int;
        #[writable] fn virDomainSetTime() -> c_int;
        #[writable] fn virDomainSetUserPassword() -> c_int;
        #[writable] fn virDomainSetVcpu() -> c_int;
        #[writable] fn virDomainSetVcpus() -> c_int;
        #[writable] fn virDomainSetVcpusFlags() -> c_int;
        #[writable] fn virDomainStartDirtyRateCalc() -> c_int;
        #[writable] fn virDomainUpdateDeviceFlags() -> c_int;
    }
    Connection in VIR_FROM_STREAMS {
        fn virStreamNew() -> *mut c_void;
    }
    Stream in VIR_FROM_STREAMS {
        fn virStreamAbort() -> c_int;
        fn virStreamEventAddCallback() -> c_int;
        fn virStreamEventRemoveCallback() -> c_int;
        fn virStreamEventUpdateCallback() -> c_int;
        fn virStreamFinish() -> c_int;
        fn virStreamFree() -> c_int;
        fn virStreamRecv() -> c_int;
        fn virStreamRecvAll() -> c_int;
        fn virStreamRecvFlags() -> c_int;
        fn virStreamRecvHole() -> c_int;
        fn virStreamRef() -> c_int;
        fn virStreamSend() -> c_int;
        fn virStreamSendAll() -> c_int;
        fn virStreamSendHole() -> c_int;
        fn virStreamSparseRecvAll() -> c_int;
        fn virStreamSparseSendAll() -> c_int;
    }
}

/// Functions that free what no other function has given.
macro_rules! nothing_to_free {
    ($(fn $name:ident();)*) => {
        $(#[unsafe(no_mangle)]
        pub extern "C" fn $name(_nothing: *mut c_void) {})*
    };
}

nothing_to_free! {
    fn virDomainFSInfoFree();
    fn virDomainIOThreadInfoFree();
    fn virDomainInterfaceFree();
    fn virDomainStatsRecordListFree();
}
