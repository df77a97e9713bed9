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
    Checkpoint: VIR_ERR_INVALID_DOMAIN_CHECKPOINT, VIR_FROM_DOMAIN_CHECKPOINT;
    Interface: VIR_ERR_INVALID_INTERFACE, VIR_FROM_INTERFACE;
    Network: VIR_ERR_INVALID_NETWORK, VIR_FROM_NETWORK;
    NetworkFilter: VIR_ERR_INVALID_NWFILTER, VIR_FROM_NWFILTER;
    NetworkFilterBinding: VIR_ERR_INVALID_NWFILTER_BINDING, VIR_FROM_NWFILTER;
    NetworkPort: VIR_ERR_INVALID_NETWORK_PORT, VIR_FROM_NETWORK;
    NodeDevice: VIR_ERR_INVALID_NODE_DEVICE, VIR_FROM_NODEDEV;
    Secret: VIR_ERR_INVALID_SECRET, VIR_FROM_SECRET;
    StoragePool: VIR_ERR_INVALID_STORAGE_POOL, VIR_FROM_STORAGE;
    StorageVolume: VIR_ERR_INVALID_STORAGE_VOL, VIR_FROM_STORAGE;
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
    Connection in VIR_FROM_DOMAIN {
        fn virConnectBaselineCPU() -> *mut c_void;
        #[writable] fn virConnectBaselineHypervisorCPU() -> *mut c_void;
        fn virConnectCompareCPU() -> c_int;
        #[writable] fn virConnectCompareHypervisorCPU() -> c_int;
        fn virConnectGetCPUModelNames() -> c_int;
        fn virConnectGetSysinfo() -> *mut c_void;
        fn virConnectSetIdentity() -> c_int;
        #[writable] fn virNodeAllocPages() -> c_int;
        fn virNodeGetCPUMap() -> c_int;
        fn virNodeGetCPUStats() -> c_int;
        fn virNodeGetCellsFreeMemory() -> c_int;
        fn virNodeGetFreePages() -> c_int;
        fn virNodeGetMemoryParameters() -> c_int;
        fn virNodeGetMemoryStats() -> c_int;
        #[writable] fn virNodeGetSEVInfo() -> c_int;
        fn virNodeGetSecurityModel() -> c_int;
        #[writable] fn virNodeSetMemoryParameters() -> c_int;
        #[writable] fn virNodeSuspendForDuration() -> c_int;
    }
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
    Checkpoint in VIR_FROM_DOMAIN_CHECKPOINT {
        fn virDomainCheckpointDelete() -> c_int;
        fn virDomainCheckpointFree() -> c_int;
        fn virDomainCheckpointGetConnect() -> *mut c_void;
        fn virDomainCheckpointGetDomain() -> *mut c_void;
        fn virDomainCheckpointGetName() -> *mut c_void;
        fn virDomainCheckpointGetParent() -> *mut c_void;
        fn virDomainCheckpointGetXMLDesc() -> *mut c_void;
        fn virDomainCheckpointListAllChildren() -> c_int;
        fn virDomainCheckpointRef() -> c_int;
    }
    Domain in VIR_FROM_DOMAIN_CHECKPOINT {
        #[writable] fn virDomainCheckpointCreateXML() -> *mut c_void;
        fn virDomainCheckpointLookupByName() -> *mut c_void;
        fn virDomainListAllCheckpoints() -> c_int;
    }
    Connection in VIR_FROM_NETWORK {
        fn virConnectListAllNetworks() -> c_int;
        fn virConnectListDefinedNetworks() -> c_int;
        fn virConnectListNetworks() -> c_int;
        fn virConnectNetworkEventDeregisterAny() -> c_int;
        fn virConnectNetworkEventRegisterAny() -> c_int;
        fn virConnectNumOfDefinedNetworks() -> c_int;
        fn virConnectNumOfNetworks() -> c_int;
        #[writable] fn virNetworkCreateXML() -> *mut c_void;
        #[writable] fn virNetworkCreateXMLFlags() -> *mut c_void;
        #[writable] fn virNetworkDefineXML() -> *mut c_void;
        #[writable] fn virNetworkDefineXMLFlags() -> *mut c_void;
        fn virNetworkLookupByUUIDString() -> *mut c_void;
    }
    Network in VIR_FROM_NETWORK {
        #[writable] fn virNetworkCreate() -> c_int;
        #[writable] fn virNetworkDestroy() -> c_int;
        fn virNetworkGetAutostart() -> c_int;
        fn virNetworkGetBridgeName() -> *mut c_void;
        fn virNetworkGetDHCPLeases() -> c_int;
        fn virNetworkGetMetadata() -> *mut c_void;
        fn virNetworkGetUUID() -> c_int;
        fn virNetworkGetUUIDString() -> c_int;
        fn virNetworkGetXMLDesc() -> *mut c_void;
        fn virNetworkIsActive() -> c_int;
        fn virNetworkIsPersistent() -> c_int;
        fn virNetworkListAllPorts() -> c_int;
        #[writable] fn virNetworkPortCreateXML() -> *mut c_void;
        fn virNetworkPortLookupByUUID() -> *mut c_void;
        fn virNetworkPortLookupByUUIDString() -> *mut c_void;
        #[writable] fn virNetworkSetAutostart() -> c_int;
        #[writable] fn virNetworkSetMetadata() -> c_int;
        #[writable] fn virNetworkUndefine() -> c_int;
    }
    NetworkPort in VIR_FROM_NETWORK {
        fn virNetworkPortDelete() -> c_int;
        fn virNetworkPortFree() -> c_int;
        fn virNetworkPortGetNetwork() -> *mut c_void;
        fn virNetworkPortGetParameters() -> c_int;
        fn virNetworkPortGetUUID() -> c_int;
        fn virNetworkPortGetUUIDString() -> c_int;
        fn virNetworkPortGetXMLDesc() -> *mut c_void;
        fn virNetworkPortRef() -> c_int;
        fn virNetworkPortSetParameters() -> c_int;
    }
    Connection in VIR_FROM_STORAGE {
        #[writable] fn virConnectFindStoragePoolSources() -> *mut c_void;
        fn virConnectGetStoragePoolCapabilities() -> *mut c_void;
        fn virConnectListAllStoragePools() -> c_int;
        fn virConnectListDefinedStoragePools() -> c_int;
        fn virConnectListStoragePools() -> c_int;
        fn virConnectNumOfDefinedStoragePools() -> c_int;
        fn virConnectNumOfStoragePools() -> c_int;
        fn virConnectStoragePoolEventDeregisterAny() -> c_int;
        fn virConnectStoragePoolEventRegisterAny() -> c_int;
        #[writable] fn virStoragePoolCreateXML() -> *mut c_void;
        #[writable] fn virStoragePoolDefineXML() -> *mut c_void;
        fn virStoragePoolLookupByName() -> *mut c_void;
        fn virStoragePoolLookupByTargetPath() -> *mut c_void;
        fn virStoragePoolLookupByUUID() -> *mut c_void;
        fn virStoragePoolLookupByUUIDString() -> *mut c_void;
        fn virStorageVolLookupByKey() -> *mut c_void;
        fn virStorageVolLookupByPath() -> *mut c_void;
    }
    StoragePool in VIR_FROM_STORAGE {
        #[writable] fn virStoragePoolBuild() -> c_int;
        #[writable] fn virStoragePoolCreate() -> c_int;
        #[writable] fn virStoragePoolDelete() -> c_int;
        #[writable] fn virStoragePoolDestroy() -> c_int;
        fn virStoragePoolFree() -> c_int;
        fn virStoragePoolGetAutostart() -> c_int;
        fn virStoragePoolGetConnect() -> *mut c_void;
        fn virStoragePoolGetInfo() -> c_int;
        fn virStoragePoolGetName() -> *mut c_void;
        fn virStoragePoolGetUUID() -> c_int;
        fn virStoragePoolGetUUIDString() -> c_int;
        fn virStoragePoolGetXMLDesc() -> *mut c_void;
        fn virStoragePoolIsActive() -> c_int;
        fn virStoragePoolIsPersistent() -> c_int;
        fn virStoragePoolListAllVolumes() -> c_int;
        fn virStoragePoolListVolumes() -> c_int;
        fn virStoragePoolNumOfVolumes() -> c_int;
        fn virStoragePoolRef() -> c_int;
        #[writable] fn virStoragePoolRefresh() -> c_int;
        #[writable] fn virStoragePoolSetAutostart() -> c_int;
        #[writable] fn virStoragePoolUndefine() -> c_int;
        #[writable] fn virStorageVolCreateXML() -> *mut c_void;
        fn virStorageVolCreateXMLFrom() -> *mut c_void;
        fn virStorageVolLookupByName() -> *mut c_void;
    }
    StorageVolume in VIR_FROM_STORAGE {
        fn virStoragePoolLookupByVolume() -> *mut c_void;
        fn virStorageVolDelete() -> c_int;
        fn virStorageVolDownload() -> c_int;
        fn virStorageVolFree() -> c_int;
        fn virStorageVolGetConnect() -> *mut c_void;
        fn virStorageVolGetInfo() -> c_int;
        fn virStorageVolGetInfoFlags() -> c_int;
        fn virStorageVolGetKey() -> *mut c_void;
        fn virStorageVolGetName() -> *mut c_void;
        fn virStorageVolGetPath() -> *mut c_void;
        fn virStorageVolGetXMLDesc() -> *mut c_void;
        fn virStorageVolRef() -> c_int;
        fn virStorageVolResize() -> c_int;
        fn virStorageVolUpload() -> c_int;
        fn virStorageVolWipe() -> c_int;
        fn virStorageVolWipePattern() -> c_int;
    }
    Connection in VIR_FROM_NODEDEV {
        fn virConnectListAllNodeDevices() -> c_int;
        fn virConnectNodeDeviceEventDeregisterAny() -> c_int;
        fn virConnectNodeDeviceEventRegisterAny() -> c_int;
        #[writable] fn virNodeDeviceCreateXML() -> *mut c_void;
        #[writable] fn virNodeDeviceDefineXML() -> *mut c_void;
        fn virNodeDeviceLookupByName() -> *mut c_void;
        fn virNodeDeviceLookupSCSIHostByWWN() -> *mut c_void;
        fn virNodeListDevices() -> c_int;
        fn virNodeNumOfDevices() -> c_int;
    }
    NodeDevice in VIR_FROM_NODEDEV {
        #[writable] fn virNodeDeviceCreate() -> c_int;
        #[writable] fn virNodeDeviceDestroy() -> c_int;
        #[writable] fn virNodeDeviceDetachFlags() -> c_int;
        #[writable] fn virNodeDeviceDettach() -> c_int;
        fn virNodeDeviceFree() -> c_int;
        fn virNodeDeviceGetAutostart() -> c_int;
        fn virNodeDeviceGetName() -> *mut c_void;
        fn virNodeDeviceGetParent() -> *mut c_void;
        fn virNodeDeviceGetXMLDesc() -> *mut c_void;
        fn virNodeDeviceIsActive() -> c_int;
        fn virNodeDeviceIsPersistent() -> c_int;
        fn virNodeDeviceListCaps() -> c_int;
        fn virNodeDeviceNumOfCaps() -> c_int;
        #[writable] fn virNodeDeviceReAttach() -> c_int;
        fn virNodeDeviceRef() -> c_int;
        #[writable] fn virNodeDeviceReset() -> c_int;
        #[writable] fn virNodeDeviceSetAutostart() -> c_int;
        #[writable] fn virNodeDeviceUndefine() -> c_int;
        #[writable] fn virNodeDeviceUpdate() -> c_int;
    }
    Connection in VIR_FROM_INTERFACE {
        fn virConnectListAllInterfaces() -> c_int;
        fn virConnectListDefinedInterfaces() -> c_int;
        fn virConnectListInterfaces() -> c_int;
        fn virConnectNumOfDefinedInterfaces() -> c_int;
        fn virConnectNumOfInterfaces() -> c_int;
        #[writable] fn virInterfaceChangeBegin() -> c_int;
        #[writable] fn virInterfaceChangeCommit() -> c_int;
        #[writable] fn virInterfaceChangeRollback() -> c_int;
        #[writable] fn virInterfaceDefineXML() -> *mut c_void;
        fn virInterfaceLookupByMACString() -> *mut c_void;
        fn virInterfaceLookupByName() -> *mut c_void;
    }
    Interface in VIR_FROM_INTERFACE {
        #[writable] fn virInterfaceCreate() -> c_int;
        #[writable] fn virInterfaceDestroy() -> c_int;
        fn virInterfaceFree() -> c_int;
        fn virInterfaceGetConnect() -> *mut c_void;
        fn virInterfaceGetMACString() -> *mut c_void;
        fn virInterfaceGetName() -> *mut c_void;
        fn virInterfaceGetXMLDesc() -> *mut c_void;
        fn virInterfaceIsActive() -> c_int;
        fn virInterfaceRef() -> c_int;
        #[writable] fn virInterfaceUndefine() -> c_int;
    }
    Connection in VIR_FROM_NWFILTER {
        fn virConnectListAllNWFilterBindings() -> c_int;
        fn virConnectListAllNWFilters() -> c_int;
        fn virConnectListNWFilters() -> c_int;
        fn virConnectNumOfNWFilters() -> c_int;
        #[writable] fn virNWFilterBindingCreateXML() -> *mut c_void;
        fn virNWFilterBindingLookupByPortDev() -> *mut c_void;
        #[writable] fn virNWFilterDefineXML() -> *mut c_void;
        #[writable] fn virNWFilterDefineXMLFlags() -> *mut c_void;
        fn virNWFilterLookupByName() -> *mut c_void;
        fn virNWFilterLookupByUUID() -> *mut c_void;
        fn virNWFilterLookupByUUIDString() -> *mut c_void;
    }
    NetworkFilter in VIR_FROM_NWFILTER {
        fn virNWFilterFree() -> c_int;
        fn virNWFilterGetName() -> *mut c_void;
        fn virNWFilterGetUUID() -> c_int;
        fn virNWFilterGetUUIDString() -> c_int;
        fn virNWFilterGetXMLDesc() -> *mut c_void;
        fn virNWFilterRef() -> c_int;
        fn virNWFilterUndefine() -> c_int;
    }
    NetworkFilterBinding in VIR_FROM_NWFILTER {
        fn virNWFilterBindingDelete() -> c_int;
        fn virNWFilterBindingFree() -> c_int;
        fn virNWFilterBindingGetFilterName() -> *mut c_void;
        fn virNWFilterBindingGetPortDev() -> *mut c_void;
        fn virNWFilterBindingGetXMLDesc() -> *mut c_void;
        fn virNWFilterBindingRef() -> c_int;
    }
    Connection in VIR_FROM_SECRET {
        fn virConnectListAllSecrets() -> c_int;
        fn virConnectListSecrets() -> c_int;
        fn virConnectNumOfSecrets() -> c_int;
        fn virConnectSecretEventDeregisterAny() -> c_int;
        fn virConnectSecretEventRegisterAny() -> c_int;
        #[writable] fn virSecretDefineXML() -> *mut c_void;
        fn virSecretLookupByUUID() -> *mut c_void;
        fn virSecretLookupByUUIDString() -> *mut c_void;
        fn virSecretLookupByUsage() -> *mut c_void;
    }
    Secret in VIR_FROM_SECRET {
        fn virSecretFree() -> c_int;
        fn virSecretGetConnect() -> *mut c_void;
        fn virSecretGetUUID() -> c_int;
        fn virSecretGetUUIDString() -> c_int;
        fn virSecretGetUsageID() -> *mut c_void;
        fn virSecretGetUsageType() -> c_int;
        fn virSecretGetValue() -> *mut c_void;
        fn virSecretGetXMLDesc() -> *mut c_void;
        fn virSecretRef() -> c_int;
        fn virSecretSetValue() -> c_int;
        fn virSecretUndefine() -> c_int;
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
    fn virNetworkDHCPLeaseFree();
}
