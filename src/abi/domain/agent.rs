//! What the agent in a guest tells and does: users, file systems, time, addresses and more.

use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_uint};

/// Whom to ask for a guest's name in the network.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainGetHostnameFlags {
    /// The leases of the network it is in. (Since: 6.1.0)
    VIR_DOMAIN_GET_HOSTNAME_LEASE = 1 << 0,
    /// The guest agent. (Since: 6.1.0)
    VIR_DOMAIN_GET_HOSTNAME_AGENT = 1 << 1,
}

/// A file system that a guest has mounted. virDomainFSInfoFree() frees it.
#[repr(C)]
pub struct _virDomainFSInfo {
    /// Where it is mounted.
    pub mountpoint: *mut c_char,
    /// The device it is on, as the guest names it.
    pub name: *mut c_char,
    /// Its type, as "ext4".
    pub fstype: *mut c_char,
    /// How many disks it is on.
    pub ndevAlias: usize,
    /// The targets of these disks, as "vda".
    pub devAlias: *mut *mut c_char,
}

/// A file system that a guest has mounted. virDomainFSInfoFree() frees it. (Since: 1.2.11)
pub type virDomainFSInfo = _virDomainFSInfo;
/// A pointer to a virDomainFSInfo. (Since: 1.2.11)
pub type virDomainFSInfoPtr = *mut virDomainFSInfo;

/// How to set a guest's time.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainSetTimeFlags {
    /// From its own hardware clock; the time given is ignored. (Since: 1.2.5)
    VIR_DOMAIN_TIME_SYNC = 1 << 0,
}

/// Whom to ask for a guest's addresses.
#[repr(C)]
pub enum virDomainInterfaceAddressesSource {
    /// The leases of the network it is in. (Since: 1.2.14)
    VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE = 0,
    /// The guest agent. (Since: 1.2.14)
    VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT = 1,
    /// The host's table of neighbours. (Since: 4.2.0)
    VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP = 2,
    #[cfg(sentinels)]
    VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LAST,
}

/// An address of a guest.
#[repr(C)]
pub struct _virDomainInterfaceIPAddress {
    /// The virIPAddrType.
    pub r#type: c_int,
    /// The address, as text.
    pub addr: *mut c_char,
    /// How many bits of it are the network's.
    pub prefix: c_uint,
}

/// An address of a guest. (Since: 1.2.14)
pub type virDomainIPAddress = _virDomainInterfaceIPAddress;
/// A pointer to a virDomainIPAddress. (Since: 1.2.14)
pub type virDomainIPAddressPtr = *mut virDomainIPAddress;

/// A network interface of a guest. virDomainInterfaceFree() frees it.
#[repr(C)]
pub struct _virDomainInterface {
    /// Its name, in the guest or on the host, by whom was asked.
    pub name: *mut c_char,
    /// Its hardware address; may be NULL.
    pub hwaddr: *mut c_char,
    /// How many addresses it has.
    pub naddrs: c_uint,
    /// Its addresses.
    pub addrs: virDomainIPAddressPtr,
}

/// A network interface of a guest. virDomainInterfaceFree() frees it. (Since: 1.2.14)
pub type virDomainInterface = _virDomainInterface;
/// A pointer to a virDomainInterface. (Since: 1.2.14)
pub type virDomainInterfacePtr = *mut virDomainInterface;

/// How to set a password in a guest.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainSetUserPasswordFlags {
    /// It is encrypted already, as the guest's system keeps it. (Since: 1.2.16)
    VIR_DOMAIN_PASSWORD_ENCRYPTED = 1 << 0,
}

/// What to ask the guest agent. Nothing at all means all that it can tell.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainGuestInfoTypes {
    /// Users that are logged in. (Since: 5.7.0)
    VIR_DOMAIN_GUEST_INFO_USERS = 1 << 0,
    /// The operating system. (Since: 5.7.0)
    VIR_DOMAIN_GUEST_INFO_OS = 1 << 1,
    /// The time zone. (Since: 5.7.0)
    VIR_DOMAIN_GUEST_INFO_TIMEZONE = 1 << 2,
    /// The host name. (Since: 5.7.0)
    VIR_DOMAIN_GUEST_INFO_HOSTNAME = 1 << 3,
    /// File systems that are mounted. (Since: 5.7.0)
    VIR_DOMAIN_GUEST_INFO_FILESYSTEM = 1 << 4,
    /// Disks. (Since: 7.0.0)
    VIR_DOMAIN_GUEST_INFO_DISKS = 1 << 5,
    /// Network interfaces. (Since: 7.10.0)
    VIR_DOMAIN_GUEST_INFO_INTERFACES = 1 << 6,
    /// How many tasks want to run. (Since: 11.2.0)
    VIR_DOMAIN_GUEST_INFO_LOAD = 1 << 7,
}

/// How long to wait for the guest agent, besides a number of seconds.
#[repr(C)]
pub enum virDomainAgentResponseTimeoutValues {
    /// For ever. (Since: 5.10.0)
    VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK = -2,
    /// As long as the hypervisor's driver finds right. (Since: 5.10.0)
    VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_DEFAULT = -1,
    /// Not at all. (Since: 5.10.0)
    VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_NOWAIT = 0,
}

/// How to set a user's ssh keys. By default they take the place of all that there were.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainAuthorizedSSHKeysSetFlags {
    /// Add them. (Since: 6.10.0)
    VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND = 1 << 0,
    /// Remove them. (Since: 6.10.0)
    VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE = 1 << 1,
}
