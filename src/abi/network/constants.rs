//! The constants, structures and callback types of `libvirt-network.h`.

use super::super::host::virConnectPtr;
use super::virNetworkPtr;
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_longlong, c_uint, c_void};

/// The average rate into the guest, in KiB/s (unsigned int). (Since: 5.5.0)
pub const VIR_NETWORK_PORT_BANDWIDTH_IN_AVERAGE: &str = "inbound.average";

/// The highest rate into the guest, in KiB/s (unsigned int). (Since: 5.5.0)
pub const VIR_NETWORK_PORT_BANDWIDTH_IN_PEAK: &str = "inbound.peak";

/// How much may go into the guest at the highest rate, in KiB (unsigned int). (Since: 5.5.0)
pub const VIR_NETWORK_PORT_BANDWIDTH_IN_BURST: &str = "inbound.burst";

/// The rate into the guest that is kept for it, in KiB/s (unsigned int). (Since: 5.5.0)
pub const VIR_NETWORK_PORT_BANDWIDTH_IN_FLOOR: &str = "inbound.floor";

/// The average rate out of the guest, in KiB/s (unsigned int). (Since: 5.5.0)
pub const VIR_NETWORK_PORT_BANDWIDTH_OUT_AVERAGE: &str = "outbound.average";

/// The highest rate out of the guest, in KiB/s (unsigned int). (Since: 5.5.0)
pub const VIR_NETWORK_PORT_BANDWIDTH_OUT_PEAK: &str = "outbound.peak";

/// How much may come out of the guest at the highest rate, in KiB (unsigned int). (Since: 5.5.0)
pub const VIR_NETWORK_PORT_BANDWIDTH_OUT_BURST: &str = "outbound.burst";

/// How to write a network's document.
#[repr(C)]
#[derive(Flags)]
pub enum virNetworkXMLFlags {
    /// The definition for the next start, without what the running network added. (Since: 0.9.10)
    VIR_NETWORK_XML_INACTIVE = 1 << 0,
}

/// Which networks to list. Flags come in groups: of a group with any flag set, a network has to match one.
#[repr(C)]
#[derive(Flags)]
pub enum virConnectListAllNetworksFlags {
    /// Those that are not running. (Since: 0.10.2)
    VIR_CONNECT_LIST_NETWORKS_INACTIVE = 1 << 0,
    /// Those that are running. (Since: 0.10.2)
    VIR_CONNECT_LIST_NETWORKS_ACTIVE = 1 << 1,
    /// Those that are defined. (Since: 0.10.2)
    VIR_CONNECT_LIST_NETWORKS_PERSISTENT = 1 << 2,
    /// Those that go when they stop. (Since: 0.10.2)
    VIR_CONNECT_LIST_NETWORKS_TRANSIENT = 1 << 3,
    /// Those that start with the host. (Since: 0.10.2)
    VIR_CONNECT_LIST_NETWORKS_AUTOSTART = 1 << 4,
    /// Those that do not. (Since: 0.10.2)
    VIR_CONNECT_LIST_NETWORKS_NO_AUTOSTART = 1 << 5,
}

/// How to start a network from a document.
#[repr(C)]
#[derive(Flags)]
pub enum virNetworkCreateFlags {
    /// Check the document against the schema. (Since: 7.8.0)
    VIR_NETWORK_CREATE_VALIDATE = 1 << 0,
}

/// How to define a network.
#[repr(C)]
#[derive(Flags)]
pub enum virNetworkDefineFlags {
    /// Check the document against the schema. (Since: 7.7.0)
    VIR_NETWORK_DEFINE_VALIDATE = 1 << 0,
}

/// What virNetworkUpdate() does with an element.
#[repr(C)]
pub enum virNetworkUpdateCommand {
    /// Nothing; not a command. (Since: 0.10.2)
    VIR_NETWORK_UPDATE_COMMAND_NONE = 0,
    /// Replace the one that it matches. (Since: 0.10.2)
    VIR_NETWORK_UPDATE_COMMAND_MODIFY = 1,
    /// Remove the one that it matches. (Since: 0.10.2)
    VIR_NETWORK_UPDATE_COMMAND_DELETE = 2,
    /// Add it behind those that are there. (Since: 0.10.2)
    VIR_NETWORK_UPDATE_COMMAND_ADD_LAST = 3,
    /// Add it before those that are there. (Since: 0.10.2)
    VIR_NETWORK_UPDATE_COMMAND_ADD_FIRST = 4,
    #[cfg(sentinels)]
    VIR_NETWORK_UPDATE_COMMAND_LAST,
}

/// Which element of a network's document virNetworkUpdate() changes.
#[repr(C)]
pub enum virNetworkUpdateSection {
    /// None; not a section. (Since: 0.10.2)
    VIR_NETWORK_SECTION_NONE = 0,
    /// <bridge>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_BRIDGE = 1,
    /// <domain>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_DOMAIN = 2,
    /// <ip>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_IP = 3,
    /// <host> in <ip>'s <dhcp>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_IP_DHCP_HOST = 4,
    /// <range> in <ip>'s <dhcp>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_IP_DHCP_RANGE = 5,
    /// <forward>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_FORWARD = 6,
    /// <interface> in <forward>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_FORWARD_INTERFACE = 7,
    /// <pf> in <forward>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_FORWARD_PF = 8,
    /// <portgroup>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_PORTGROUP = 9,
    /// <host> in <dns>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_DNS_HOST = 10,
    /// <txt> in <dns>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_DNS_TXT = 11,
    /// <srv> in <dns>. (Since: 0.10.2)
    VIR_NETWORK_SECTION_DNS_SRV = 12,
    #[cfg(sentinels)]
    VIR_NETWORK_SECTION_LAST,
}

/// What virNetworkUpdate() changes; LIVE and CONFIG may come together.
#[repr(C)]
#[derive(Flags)]
pub enum virNetworkUpdateFlags {
    /// The running network if it runs, else the definition. (Since: 0.10.2)
    VIR_NETWORK_UPDATE_AFFECT_CURRENT = 0,
    /// The running network. (Since: 0.10.2)
    VIR_NETWORK_UPDATE_AFFECT_LIVE = 1 << 0,
    /// The definition, for the next start. (Since: 0.10.2)
    VIR_NETWORK_UPDATE_AFFECT_CONFIG = 1 << 1,
}

/// What happened to a network.
#[repr(C)]
pub enum virNetworkEventLifecycleType {
    /// It was defined. (Since: 1.2.1)
    VIR_NETWORK_EVENT_DEFINED = 0,
    /// It was undefined. (Since: 1.2.1)
    VIR_NETWORK_EVENT_UNDEFINED = 1,
    /// It was started. (Since: 1.2.1)
    VIR_NETWORK_EVENT_STARTED = 2,
    /// It was stopped. (Since: 1.2.1)
    VIR_NETWORK_EVENT_STOPPED = 3,
    #[cfg(sentinels)]
    VIR_NETWORK_EVENT_LAST,
}

/// Is told that a network changed its state: the connection, the network, a virNetworkEventLifecycleType, 0,
/// and what was given along. (Since: 1.2.1)
pub type virConnectNetworkEventLifecycleCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        net: virNetworkPtr,
        event: c_int,
        detail: c_int,
        opaque: *mut c_void,
    ),
>;

/// Kinds of event about networks.
#[repr(C)]
pub enum virNetworkEventID {
    /// virConnectNetworkEventLifecycleCallback. (Since: 1.2.1)
    VIR_NETWORK_EVENT_ID_LIFECYCLE = 0,
    /// virConnectNetworkEventMetadataChangeCallback. (Since: 9.8.0)
    VIR_NETWORK_EVENT_ID_METADATA_CHANGE = 1,
    #[cfg(sentinels)]
    VIR_NETWORK_EVENT_ID_LAST,
}

/// Kinds of IP address.
#[repr(C)]
pub enum virIPAddrType {
    /// IPv4. (Since: 1.2.6)
    VIR_IP_ADDR_TYPE_IPV4 = 0,
    /// IPv6. (Since: 1.2.6)
    VIR_IP_ADDR_TYPE_IPV6 = 1,
    #[cfg(sentinels)]
    VIR_IP_ADDR_TYPE_LAST,
}

/// An address that a network's DHCP server gave away.
pub type virNetworkDHCPLease = _virNetworkDHCPLease;

/// A pointer to a virNetworkDHCPLease.
pub type virNetworkDHCPLeasePtr = *mut virNetworkDHCPLease;

/// An address that a network's DHCP server gave away.
#[repr(C)]
pub struct _virNetworkDHCPLease {
    /// The network's interface.
    pub iface: *mut c_char,
    /// When it ends, in seconds since 1970.
    pub expirytime: c_longlong,
    /// The virIPAddrType.
    pub r#type: c_int,
    /// The MAC address of who has it; NULL if it is not known.
    pub mac: *mut c_char,
    /// The identity association, for IPv6; else NULL.
    pub iaid: *mut c_char,
    /// The address.
    pub ipaddr: *mut c_char,
    /// How many bits of the address name the network.
    pub prefix: c_uint,
    /// The host name of who has it; NULL if it is not known.
    pub hostname: *mut c_char,
    /// The client id, for IPv6 the DUID; NULL if it is not known.
    pub clientid: *mut c_char,
}

/// Stands for the callback of any kind of event about networks; VIR_NETWORK_EVENT_CALLBACK() casts to it.
/// (Since: 1.2.1)
pub type virConnectNetworkEventGenericCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, net: virNetworkPtr, opaque: *mut c_void)>;

/// How to make a network port.
#[repr(C)]
#[derive(Flags)]
pub enum virNetworkPortCreateFlags {
    /// Take it up again: it was made before the network's driver restarted. (Since: 5.5.0)
    VIR_NETWORK_PORT_CREATE_RECLAIM = 1 << 0,
    /// Check the document against the schema. (Since: 7.8.0)
    VIR_NETWORK_PORT_CREATE_VALIDATE = 1 << 1,
}

/// Kinds of a network's metadata.
#[repr(C)]
pub enum virNetworkMetadataType {
    /// The text of <description>. (Since: 9.7.0)
    VIR_NETWORK_METADATA_DESCRIPTION = 0,
    /// The text of <title>, one line. (Since: 9.7.0)
    VIR_NETWORK_METADATA_TITLE = 1,
    /// An element inside <metadata>, told from others by its namespace. (Since: 9.7.0)
    VIR_NETWORK_METADATA_ELEMENT = 2,
    #[cfg(sentinels)]
    VIR_NETWORK_METADATA_LAST,
}

/// Is told that a network's metadata changed: the connection, the network, a virNetworkMetadataType, the
/// namespace (NULL unless it is an element), and what was given along. (Since: 9.8.0)
pub type virConnectNetworkEventMetadataChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        net: virNetworkPtr,
        r#type: c_int,
        nsuri: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// Casts the callback of any kind of event to the type that virConnectNetworkEventRegisterAny() takes.
#[cfg(header)]
macro_rules! VIR_NETWORK_EVENT_CALLBACK {
    (cb) => {
        "((virConnectNetworkEventGenericCallback)(cb))"
    };
}
