//! A domain's devices: changing them, and reaching its consoles, channels and displays.

use super::virDomainPtr;
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_uint};

/// What a change of a device is about.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainDeviceModifyFlags {
    /// The running guest if there is one, else the definition. (Since: 0.7.7)
    VIR_DOMAIN_DEVICE_MODIFY_CURRENT = 0,
    /// The running guest. (Since: 0.7.7)
    VIR_DOMAIN_DEVICE_MODIFY_LIVE = 1 << 0,
    /// The definition, for the next start. (Since: 0.7.7)
    VIR_DOMAIN_DEVICE_MODIFY_CONFIG = 1 << 1,
    /// Even if the guest holds on to it, as with a locked tray. (Since: 0.8.6)
    VIR_DOMAIN_DEVICE_MODIFY_FORCE = 1 << 2,
}

/// How to open a console.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainConsoleFlags {
    /// Take it from whoever has it. (Since: 0.9.11)
    VIR_DOMAIN_CONSOLE_FORCE = 1 << 0,
    /// Only if the hypervisor takes care that nobody else has it. (Since: 0.9.11)
    VIR_DOMAIN_CONSOLE_SAFE = 1 << 1,
}

/// How to open a channel.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainChannelFlags {
    /// Take it from whoever has it. (Since: 1.0.2)
    VIR_DOMAIN_CHANNEL_FORCE = 1 << 0,
}

/// How to open a display.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainOpenGraphicsFlags {
    /// Without asking for a password. (Since: 0.9.7)
    VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH = 1 << 0,
}

/// Of which displays to read the certificates again.
#[repr(C)]
pub enum virDomainGraphicsReloadType {
    /// Of any. (Since: 10.2.0)
    VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_ANY = 0,
    /// Of VNC. (Since: 10.2.0)
    VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_VNC = 1,
    #[cfg(sentinels)]
    VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_LAST,
}

/// What may be done with descriptors that take the place of a file.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainFDAssociateFlags {
    /// Security labels may be put back when the file is not needed any more. (Since: 9.0.0)
    VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_RESTORE = 1 << 0,
    /// Security labels may be such that the file can be written. (Since: 9.0.0)
    VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_WRITABLE = 1 << 1,
}

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN)]
unsafe extern "C" {
    /// Adds a device to a running guest.
    ///
    /// @param domain a domain
    /// @param xml the device's element
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(xml), writable)]
    pub fn virDomainAttachDevice(domain: virDomainPtr, xml: *const c_char) -> c_int;

    /// Adds a device to a domain.
    ///
    /// @param domain a domain
    /// @param xml the device's element
    /// @param flags of virDomainDeviceModifyFlags
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(xml), writable)]
    pub fn virDomainAttachDeviceFlags(
        domain: virDomainPtr,
        xml: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Takes a device from a running guest, which may keep it for a while.
    ///
    /// @param domain a domain
    /// @param xml the device's element
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(xml), writable)]
    pub fn virDomainDetachDevice(domain: virDomainPtr, xml: *const c_char) -> c_int;

    /// Takes a device from a domain. A running guest may keep it for a while: events tell.
    ///
    /// @param domain a domain
    /// @param xml the device's element
    /// @param flags of virDomainDeviceModifyFlags
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(xml), writable)]
    pub fn virDomainDetachDeviceFlags(
        domain: virDomainPtr,
        xml: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Changes a device of a domain, as the medium in a drive.
    ///
    /// @param domain a domain
    /// @param xml the device's element as it shall be
    /// @param flags of virDomainDeviceModifyFlags
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(xml), writable)]
    pub fn virDomainUpdateDeviceFlags(
        domain: virDomainPtr,
        xml: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Takes a device from a domain, by its alias. It returns before a running guest has let it go: events tell.
    ///
    /// @param domain a domain
    /// @param alias the device's alias
    /// @param flags of virDomainModificationImpact
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(alias), writable)]
    pub fn virDomainDetachDeviceAlias(
        domain: virDomainPtr,
        alias: *const c_char,
        flags: c_uint,
    ) -> c_int;

    /// Connects a socket to a display of a running guest.
    ///
    /// @param dom a domain
    /// @param idx which display, from 0
    /// @param fd a connected socket; the caller keeps its own copy
    /// @param flags of virDomainOpenGraphicsFlags
    /// @return 0, or -1 if it failed
    #[check(dom: handle, not_negative(fd), socket(fd), writable)]
    pub fn virDomainOpenGraphics(dom: virDomainPtr, idx: c_uint, fd: c_int, flags: c_uint)
    -> c_int;

    /// Gives a socket that is connected to a display of a running guest.
    ///
    /// @param dom a domain
    /// @param idx which display, from 0
    /// @param flags of virDomainOpenGraphicsFlags
    /// @return the socket, for the caller to close; -1 if it failed
    #[check(dom: handle, writable)]
    pub fn virDomainOpenGraphicsFD(dom: virDomainPtr, idx: c_uint, flags: c_uint) -> c_int;

    /// Lets descriptors take the place of a file that disks of a domain name, as long as the connection is open.
    ///
    /// @param domain a domain
    /// @param name the name that the documents use
    /// @param nfds how many descriptors there are
    /// @param fds the descriptors; the caller keeps its own copies
    /// @param flags (optional) of virDomainFDAssociateFlags
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_zero(nfds), not_null(fds), writable)]
    pub fn virDomainFDAssociate(
        domain: virDomainPtr,
        name: *const c_char,
        nfds: c_uint,
        fds: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Lets displays of a running guest read their certificates again.
    ///
    /// @param domain a domain
    /// @param type of virDomainGraphicsReloadType
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable)]
    pub fn virDomainGraphicsReload(domain: virDomainPtr, r#type: c_uint, flags: c_uint) -> c_int;
}
