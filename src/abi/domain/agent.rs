//! What the agent in a guest tells and does: users, file systems, time, addresses and more.

use super::virDomainPtr;
use crate::abi::common::params::virTypedParameterPtr;
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_longlong, c_uint, c_ulonglong};

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
    /// Devices and their drivers, of Windows. (Since: 12.7.0)
    VIR_DOMAIN_GUEST_INFO_DEVICES = 1 << 8,
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

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN)]
unsafe extern "C" {
    /// Tells a running guest's name in the network.
    ///
    /// @param domain a domain
    /// @param flags of virDomainGetHostnameFlags; 0 lets the hypervisor's driver choose
    /// @return the name to free, or NULL if it failed
    #[check(domain: handle, writable)]
    pub fn virDomainGetHostname(domain: virDomainPtr, flags: c_uint) -> *mut c_char;

    /// Lets a guest give back the space of its disks that it does not use.
    ///
    /// @param dom a domain
    /// @param mountPoint the file system to trim; NULL for all
    /// @param minimum how many bytes in a row are worth it; 0 for any
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(dom: handle, writable)]
    pub fn virDomainFSTrim(
        dom: virDomainPtr,
        mountPoint: *const c_char,
        minimum: c_ulonglong,
        flags: c_uint,
    ) -> c_int;

    /// Lets a guest write out its file systems and stand still in writing to them, until virDomainFSThaw().
    ///
    /// @param dom a domain
    /// @param mountpoints the file systems; NULL for all
    /// @param nmountpoints how many there are
    /// @param flags none exist yet; give 0
    /// @return how many were frozen, -1 if it failed
    #[check(
        dom: handle,
        writable,
        not_null_if(nmountpoints, mountpoints)
    )]
    pub fn virDomainFSFreeze(
        dom: virDomainPtr,
        mountpoints: *mut *const c_char,
        nmountpoints: c_uint,
        flags: c_uint,
    ) -> c_int;

    /// Lets a guest write to its file systems again.
    ///
    /// @param dom a domain
    /// @param mountpoints the file systems; NULL for all
    /// @param nmountpoints how many there are
    /// @param flags none exist yet; give 0
    /// @return how many were thawed, -1 if it failed
    #[check(
        dom: handle,
        writable,
        not_null_if(nmountpoints, mountpoints)
    )]
    pub fn virDomainFSThaw(
        dom: virDomainPtr,
        mountpoints: *mut *const c_char,
        nmountpoints: c_uint,
        flags: c_uint,
    ) -> c_int;

    /// Tells which file systems a running guest has mounted.
    ///
    /// @param dom a domain
    /// @param info an array to free, of what virDomainFSInfoFree() frees
    /// @param flags none exist yet; give 0
    /// @return how many there are, -1 if it failed
    #[check(dom: handle, writable, not_null(info))]
    pub fn virDomainGetFSInfo(
        dom: virDomainPtr,
        info: *mut *mut virDomainFSInfoPtr,
        flags: c_uint,
    ) -> c_int;

    /// Tells a running guest's time.
    ///
    /// @param dom a domain
    /// @param seconds the seconds since 1970, UTC
    /// @param nseconds and the nanoseconds
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(dom: handle, writable, not_null(seconds), not_null(nseconds))]
    pub fn virDomainGetTime(
        dom: virDomainPtr,
        seconds: *mut c_longlong,
        nseconds: *mut c_uint,
        flags: c_uint,
    ) -> c_int;

    /// Sets a running guest's time.
    ///
    /// @param dom a domain
    /// @param seconds the seconds since 1970, UTC
    /// @param nseconds and the nanoseconds
    /// @param flags of virDomainSetTimeFlags
    /// @return 0, or -1 if it failed
    #[check(dom: handle, writable)]
    pub fn virDomainSetTime(
        dom: virDomainPtr,
        seconds: c_longlong,
        nseconds: c_uint,
        flags: c_uint,
    ) -> c_int;

    /// Tells a running guest's addresses.
    ///
    /// @param dom a domain
    /// @param ifaces an array to free, of what virDomainInterfaceFree() frees
    /// @param source whom to ask: of virDomainInterfaceAddressesSource
    /// @param flags none exist yet; give 0
    /// @return how many interfaces there are, -1 if it failed
    #[check(dom: handle, not_null(ifaces), when(source, 1, writable))]
    pub fn virDomainInterfaceAddresses(
        dom: virDomainPtr,
        ifaces: *mut *mut virDomainInterfacePtr,
        source: c_uint,
        flags: c_uint,
    ) -> c_int;

    /// Sets a password in a running guest.
    ///
    /// @param dom a domain
    /// @param user whose
    /// @param password the password
    /// @param flags of virDomainSetUserPasswordFlags
    /// @return 0, or -1 if it failed
    #[check(dom: handle, writable, not_null(user), not_null(password))]
    pub fn virDomainSetUserPassword(
        dom: virDomainPtr,
        user: *const c_char,
        password: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Tells what a guest knows of itself.
    ///
    /// @param domain a domain
    /// @param types what to ask: of virDomainGuestInfoTypes; 0 for all that the agent tells
    /// @param params the answer, VIR_DOMAIN_GUEST_INFO_ names, to free with virTypedParamsFree()
    /// @param nparams how many there are
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable, not_null(params), not_null(nparams))]
    pub fn virDomainGetGuestInfo(
        domain: virDomainPtr,
        types: c_uint,
        params: *mut virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Sets how long to wait for a guest's agent.
    ///
    /// @param domain a domain
    /// @param timeout seconds, or of virDomainAgentResponseTimeoutValues
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable)]
    pub fn virDomainAgentSetResponseTimeout(
        domain: virDomainPtr,
        timeout: c_int,
        flags: c_uint,
    ) -> c_int;

    /// Tells the ssh keys that may log in to a user's account in a guest.
    ///
    /// @param domain a domain
    /// @param user whose
    /// @param keys an array to free, of strings to free
    /// @param flags none exist yet; give 0
    /// @return how many there are, -1 if it failed
    #[check(domain: handle, not_null(user), not_null(keys), writable)]
    pub fn virDomainAuthorizedSSHKeysGet(
        domain: virDomainPtr,
        user: *const c_char,
        keys: *mut *mut *mut c_char,
        flags: c_uint,
    ) -> c_int;

    /// Sets the ssh keys that may log in to a user's account in a guest.
    ///
    /// @param domain a domain
    /// @param user whose
    /// @param keys the keys, a line each; may be NULL if nkeys is 0
    /// @param nkeys how many there are
    /// @param flags of virDomainAuthorizedSSHKeysSetFlags, not both
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        not_null(user),
        when_flag(flags, virDomainAuthorizedSSHKeysSetFlags::VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND, not_null(keys)),
        when_flag(flags, virDomainAuthorizedSSHKeysSetFlags::VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE, not_null(keys)),
        exclusive(flags, virDomainAuthorizedSSHKeysSetFlags::VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND, virDomainAuthorizedSSHKeysSetFlags::VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE),
        writable
    )]
    pub fn virDomainAuthorizedSSHKeysSet(
        domain: virDomainPtr,
        user: *const c_char,
        keys: *mut *const c_char,
        nkeys: c_uint,
        flags: c_uint,
    ) -> c_int;
}

/// Frees what virDomainGetFSInfo() tells of one file system.
///
/// @param info what to free; may be NULL
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainFSInfoFree(info: virDomainFSInfoPtr) {
    if info.is_null() {
        return;
    }
    // SAFETY: C gives what virDomainGetFSInfo() made, all of it by malloc, and forgets it.
    unsafe {
        let it = &*info;
        libc::free(it.mountpoint.cast());
        libc::free(it.name.cast());
        libc::free(it.fstype.cast());
        if !it.devAlias.is_null() {
            for i in 0..it.ndevAlias {
                libc::free((*it.devAlias.add(i)).cast());
            }
            libc::free(it.devAlias.cast());
        }
        libc::free(info.cast());
    }
}

/// Frees what virDomainInterfaceAddresses() tells of one interface.
///
/// @param iface what to free; may be NULL
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainInterfaceFree(iface: virDomainInterfacePtr) {
    if iface.is_null() {
        return;
    }
    // SAFETY: C gives what virDomainInterfaceAddresses() made, all of it by malloc, and forgets it.
    unsafe {
        let it = &*iface;
        libc::free(it.name.cast());
        libc::free(it.hwaddr.cast());
        if !it.addrs.is_null() {
            for i in 0..it.naddrs as usize {
                libc::free((*it.addrs.add(i)).addr.cast());
            }
            libc::free(it.addrs.cast());
        }
        libc::free(iface.cast());
    }
}
