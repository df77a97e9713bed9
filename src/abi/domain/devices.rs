//! A domain's devices: changing them, and reaching its consoles, channels and displays.

use oxivirt_derive::Flags;

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
