//! The constants, structures and callback types of `libvirt-interface.h`.

use oxivirt_derive::Flags;

/// Which interfaces to list; both or none: all.
#[repr(C)]
#[derive(Flags)]
pub enum virConnectListAllInterfacesFlags {
    /// Those that are down. (Since: 0.10.2)
    VIR_CONNECT_LIST_INTERFACES_INACTIVE = 1 << 0,
    /// Those that are up. (Since: 0.10.2)
    VIR_CONNECT_LIST_INTERFACES_ACTIVE = 1 << 1,
}

/// How to write an interface's document.
#[repr(C)]
#[derive(Flags)]
pub enum virInterfaceXMLFlags {
    /// As it is configured, not as it is now. (Since: 0.7.3)
    VIR_INTERFACE_XML_INACTIVE = 1 << 0,
}

/// How to define an interface.
#[repr(C)]
#[derive(Flags)]
pub enum virInterfaceDefineFlags {
    /// Check the document against the schema. (Since: 7.7.0)
    VIR_INTERFACE_DEFINE_VALIDATE = 1 << 0,
}
