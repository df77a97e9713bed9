//! What only the QEMU driver has: its monitor and its guest agent, spoken to directly. Who uses these takes the
//! guest out of the library's hands.

use super::common::virFreeCallback;
use super::domain::virDomainPtr;
use super::host::virConnectPtr;
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_longlong, c_uint, c_void};

/// How to give a command to QEMU's monitor.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainQemuMonitorCommandFlags {
    /// It is JSON. (Since: 0.8.8)
    VIR_DOMAIN_QEMU_MONITOR_COMMAND_DEFAULT = 0,
    /// It is for people, as is the answer. (Since: 0.8.8)
    VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP = 1 << 0,
}

/// How long to wait for the guest agent, besides a number of seconds.
#[repr(C)]
pub enum virDomainQemuAgentCommandTimeoutValues {
    /// The lowest value that there is. (Since: 0.10.0)
    VIR_DOMAIN_QEMU_AGENT_COMMAND_MIN = -2,
    /// For ever. (Since: 0.10.0)
    #[cfg(duplicates)]
    VIR_DOMAIN_QEMU_AGENT_COMMAND_BLOCK = -2,
    /// As long as the driver finds right. (Since: 0.10.0)
    VIR_DOMAIN_QEMU_AGENT_COMMAND_DEFAULT = -1,
    /// Not at all. (Since: 0.10.0)
    VIR_DOMAIN_QEMU_AGENT_COMMAND_NOWAIT = 0,
    /// A minute, which is right for a shutdown. (Since: 1.2.15)
    VIR_DOMAIN_QEMU_AGENT_COMMAND_SHUTDOWN = 60,
}

/// Is told of an event of QEMU's monitor.
///
/// @param conn a connection
/// @param dom the domain
/// @param event its name
/// @param seconds when it happened, in seconds since 1970
/// @param micros and in microseconds
/// @param details its data, as JSON; NULL if it has none
/// @param opaque what was given along
///
/// Since: 1.2.3
pub type virConnectDomainQemuMonitorEventCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        event: *const c_char,
        seconds: c_longlong,
        micros: c_uint,
        details: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// How to choose events of QEMU's monitor by their names.
#[repr(C)]
#[derive(Flags)]
pub enum virConnectDomainQemuMonitorEventRegisterFlags {
    /// By a regular expression. (Since: 1.2.3)
    VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_REGEX = 1 << 0,
    /// Upper and lower case are the same. (Since: 1.2.3)
    VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_NOCASE = 1 << 1,
}

#[oxivirt_derive::unserved(VIR_FROM_NONE)]
unsafe extern "C" {
    /// Gives a command to QEMU's monitor.
    ///
    /// @param domain a domain
    /// @param cmd the command
    /// @param result QEMU's answer, to free
    /// @param flags of virDomainQemuMonitorCommandFlags
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(result), writable)]
    pub fn virDomainQemuMonitorCommand(
        domain: virDomainPtr,
        cmd: *const c_char,
        result: *mut *mut c_char,
        flags: c_uint,
    ) -> c_int;

    /// Gives a command to QEMU's monitor, and descriptors along with it.
    ///
    /// @param domain a domain
    /// @param cmd the command
    /// @param ninfiles how many descriptors to give
    /// @param infiles the descriptors; may be NULL if ninfiles is 0
    /// @param noutfiles how many descriptors came back; may be NULL
    /// @param outfiles an array to free, of descriptors to close; may be NULL
    /// @param result QEMU's answer, to free
    /// @param flags of virDomainQemuMonitorCommandFlags
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        not_null(cmd),
        not_null(result),
        not_null_if(ninfiles, infiles),
        writable
    )]
    pub fn virDomainQemuMonitorCommandWithFiles(
        domain: virDomainPtr,
        cmd: *const c_char,
        ninfiles: c_uint,
        infiles: *mut c_int,
        noutfiles: *mut c_uint,
        outfiles: *mut *mut c_int,
        result: *mut *mut c_char,
        flags: c_uint,
    ) -> c_int;

    /// Takes over a QEMU that somebody else started. Stock libvirt does not know how to any more.
    ///
    /// @param conn a connection
    /// @param pid_value QEMU's process
    /// @param flags none exist yet; give 0
    /// @return a handle of its domain, or NULL if it failed
    #[check(conn: handle, not_zero(pid_value), writable)]
    pub fn virDomainQemuAttach(
        conn: virConnectPtr,
        pid_value: c_uint,
        flags: c_uint,
    ) -> virDomainPtr;

    /// Gives a command to the guest agent.
    ///
    /// @param domain a domain
    /// @param cmd the command, JSON
    /// @param timeout how long to wait, in seconds, or a virDomainQemuAgentCommandTimeoutValues
    /// @param flags none exist yet; give 0
    /// @return the agent's answer to free, or NULL if it failed
    #[check(domain: handle, writable)]
    pub fn virDomainQemuAgentCommand(
        domain: virDomainPtr,
        cmd: *const c_char,
        timeout: c_int,
        flags: c_uint,
    ) -> *mut c_char;

    /// Asks for events of QEMU's monitor.
    ///
    /// @param conn a connection
    /// @param dom of which domain; NULL for all
    /// @param event its name, or a regular expression by the flag; NULL for all
    /// @param cb the callback
    /// @param opaque what to give it along
    /// @param freecb frees opaque when it is not needed any more; may be NULL
    /// @param flags of virConnectDomainQemuMonitorEventRegisterFlags
    /// @return a number of this request, or -1 if it failed
    #[check(conn: handle, dom: optional_handle, same_connection(conn, dom), not_null(cb), writable)]
    pub fn virConnectDomainQemuMonitorEventRegister(
        conn: virConnectPtr,
        dom: virDomainPtr,
        event: *const c_char,
        cb: virConnectDomainQemuMonitorEventCallback,
        opaque: *mut c_void,
        freecb: virFreeCallback,
        flags: c_uint,
    ) -> c_int;

    /// Asks for events of QEMU's monitor no more.
    ///
    /// @param conn a connection
    /// @param callbackID the number of the request
    /// @return 0, or -1 if it failed
    #[check(conn: handle, not_negative(callbackID), writable)]
    pub fn virConnectDomainQemuMonitorEventDeregister(
        conn: virConnectPtr,
        callbackID: c_int,
    ) -> c_int;
}
