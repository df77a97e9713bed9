//! The constants, structures and callback types of `libvirt-nodedev.h`.

use super::super::host::virConnectPtr;
use super::virNodeDevicePtr;
use oxivirt_derive::Flags;
use std::ffi::{c_int, c_void};

/// Which devices to list: by what they can do (any of the CAP flags that are set), and by their state.
#[repr(C)]
#[derive(Flags)]
// C's enums have 32 bits, and this is for 64-bit hosts.
#[allow(clippy::enum_clike_unportable_variant)]
pub enum virConnectListAllNodeDeviceFlags {
    /// The host itself. (Since: 0.10.2)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_SYSTEM = 1 << 0,
    /// PCI devices. (Since: 0.10.2)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV = 1 << 1,
    /// USB devices. (Since: 0.10.2)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_DEV = 1 << 2,
    /// Interfaces of USB devices. (Since: 0.10.2)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_INTERFACE = 1 << 3,
    /// Network interfaces. (Since: 0.10.2)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET = 1 << 4,
    /// SCSI host adapters. (Since: 0.10.2)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_HOST = 1 << 5,
    /// SCSI targets. (Since: 0.10.2)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_TARGET = 1 << 6,
    /// SCSI devices. (Since: 0.10.2)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI = 1 << 7,
    /// Disks and the like. (Since: 0.10.2)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_STORAGE = 1 << 8,
    /// Fibre Channel host adapters. (Since: 1.0.4)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_FC_HOST = 1 << 9,
    /// Host adapters that can have virtual ports. (Since: 1.0.4)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPORTS = 1 << 10,
    /// SCSI generic devices. (Since: 1.1.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_GENERIC = 1 << 11,
    /// Graphics devices of the kernel's DRM. (Since: 3.1.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_DRM = 1 << 12,
    /// Devices that can make mediated devices. (Since: 3.4.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV_TYPES = 1 << 13,
    /// Mediated devices. (Since: 3.4.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV = 1 << 14,
    /// CCW devices of s390. (Since: 3.4.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCW_DEV = 1 << 15,
    /// Subchannels of s390. (Since: 6.8.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_CSS_DEV = 1 << 16,
    /// vDPA devices. (Since: 6.9.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_VDPA = 1 << 17,
    /// Crypto cards of s390. (Since: 7.0.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_CARD = 1 << 18,
    /// Queues of crypto cards of s390. (Since: 7.0.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_QUEUE = 1 << 19,
    /// The crypto matrix device of s390. (Since: 7.0.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_MATRIX = 1 << 20,
    /// PCI devices with vital product data. (Since: 7.9.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPD = 1 << 21,
    /// Groups of CCW devices of s390. (Since: 11.1.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_DEV = 1 << 22,
    /// CCW devices of s390 that belong to a group. (Since: 11.1.0)
    VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_MEMBER = 1 << 23,
    /// Those that are defined. (Since: 10.1.0)
    VIR_CONNECT_LIST_NODE_DEVICES_PERSISTENT = 1 << 28,
    /// Those that are not. (Since: 10.1.0)
    VIR_CONNECT_LIST_NODE_DEVICES_TRANSIENT = 1 << 29,
    /// Those that are not there now. (Since: 7.3.0)
    VIR_CONNECT_LIST_NODE_DEVICES_INACTIVE = 1 << 30,
    /// Those that are there. (Since: 7.3.0)
    VIR_CONNECT_LIST_NODE_DEVICES_ACTIVE = 0x8000_0000,
}

/// How to write a device's document.
#[repr(C)]
#[derive(Flags)]
pub enum virNodeDeviceXMLFlags {
    /// The definition for the next start. (Since: 10.1.0)
    VIR_NODE_DEVICE_XML_INACTIVE = 1 << 0,
}

/// How to make a device from a document.
#[repr(C)]
#[derive(Flags)]
pub enum virNodeDeviceCreateXMLFlags {
    /// Check the document against the schema. (Since: 8.10.0)
    VIR_NODE_DEVICE_CREATE_XML_VALIDATE = 1 << 0,
}

/// How to define a device.
#[repr(C)]
#[derive(Flags)]
pub enum virNodeDeviceDefineXMLFlags {
    /// Check the document against the schema. (Since: 8.10.0)
    VIR_NODE_DEVICE_DEFINE_XML_VALIDATE = 1 << 0,
}

/// What virNodeDeviceUpdate() changes; LIVE and CONFIG may come together.
#[repr(C)]
#[derive(Flags)]
pub enum virNodeDeviceUpdateFlags {
    /// The device if it is there, else its definition. (Since: 10.1.0)
    VIR_NODE_DEVICE_UPDATE_AFFECT_CURRENT = 0,
    /// The device that is there. (Since: 10.1.0)
    VIR_NODE_DEVICE_UPDATE_AFFECT_LIVE = 1 << 0,
    /// The definition, for the next start. (Since: 10.1.0)
    VIR_NODE_DEVICE_UPDATE_AFFECT_CONFIG = 1 << 1,
}

/// Kinds of event about devices.
#[repr(C)]
pub enum virNodeDeviceEventID {
    /// virConnectNodeDeviceEventLifecycleCallback. (Since: 2.2.0)
    VIR_NODE_DEVICE_EVENT_ID_LIFECYCLE = 0,
    /// virConnectNodeDeviceEventGenericCallback: a device's document changed. (Since: 2.2.0)
    VIR_NODE_DEVICE_EVENT_ID_UPDATE = 1,
    #[cfg(sentinels)]
    VIR_NODE_DEVICE_EVENT_ID_LAST,
}

/// Stands for the callback of any kind of event about devices; VIR_NODE_DEVICE_EVENT_CALLBACK() casts to it.
/// (Since: 2.2.0)
pub type virConnectNodeDeviceEventGenericCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, dev: virNodeDevicePtr, opaque: *mut c_void)>;

/// What happened to a device.
#[repr(C)]
pub enum virNodeDeviceEventLifecycleType {
    /// It came. (Since: 2.2.0)
    VIR_NODE_DEVICE_EVENT_CREATED = 0,
    /// It went. (Since: 2.2.0)
    VIR_NODE_DEVICE_EVENT_DELETED = 1,
    /// It was defined. (Since: 7.3.0)
    VIR_NODE_DEVICE_EVENT_DEFINED = 2,
    /// It was undefined. (Since: 7.3.0)
    VIR_NODE_DEVICE_EVENT_UNDEFINED = 3,
    #[cfg(sentinels)]
    VIR_NODE_DEVICE_EVENT_LAST,
}

/// Is told that a device came or went: the connection, the device, a virNodeDeviceEventLifecycleType, 0, and
/// what was given along. (Since: 2.2.0)
pub type virConnectNodeDeviceEventLifecycleCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dev: virNodeDevicePtr,
        event: c_int,
        detail: c_int,
        opaque: *mut c_void,
    ),
>;

/// Casts the callback of any kind of event to the type that virConnectNodeDeviceEventRegisterAny() takes.
#[cfg(header)]
macro_rules! VIR_NODE_DEVICE_EVENT_CALLBACK {
    (cb) => {
        "((virConnectNodeDeviceEventGenericCallback)(cb))"
    };
}
