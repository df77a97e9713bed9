//! What only the QEMU driver has: its monitor and its guest agent, spoken to directly. Who uses these takes the
//! guest out of the library's hands.

use super::common::virFreeCallback;
use super::domain::{Domain, events, virDomainPtr};
use super::entry::{Area, Call};
use super::host::virConnectPtr;
use super::subscribers::{self, MonitorFilter, Registration, Wanted};
use super::virterror::malloc_string;
use crate::driver::MonitorCommand;
use crate::error::{Error, Result, virErrorDomain};
use crate::sys::regex::Regex;
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_longlong, c_uint, c_void};
use std::os::fd::BorrowedFd;
use std::ptr::null_mut;

const HERE: Area = Area(virErrorDomain::VIR_FROM_NONE);

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

/// Gives a command to QEMU's monitor.
///
/// @param domain a domain
/// @param cmd the command: JSON, or text for people by the flag
/// @param result where to write QEMU's answer, to free: JSON, be it a refusal, or text for people
/// @param flags of virDomainQemuMonitorCommandFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainQemuMonitorCommand(
    domain: virDomainPtr,
    cmd: *const c_char,
    result: *mut *mut c_char,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainQemuMonitorCommand", |call| {
        let dom = call.domain(domain)?;
        call.required("result", result)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let text = unsafe { call.text("cmd", cmd) }?;
        let answer = give(call, &dom, text, &[], flags)?;
        // SAFETY: not NULL; C promises room for a pointer.
        unsafe { result.write(malloc_string(&answer)) };
        Ok(())
    })
}

/// Gives a command to QEMU's monitor, and a descriptor along with it.
///
/// @param domain a domain
/// @param cmd the command: JSON, or text for people by the flag
/// @param ninfiles how many descriptors to give: QEMU takes one at most
/// @param infiles the descriptors; may be NULL if ninfiles is 0
/// @param noutfiles where to write how many descriptors came back, which QEMU never sends any of; may be NULL
/// @param outfiles where to write an array to free, of descriptors to close, or NULL; may be NULL
/// @param result where to write QEMU's answer, to free: JSON, be it a refusal, or text for people
/// @param flags of virDomainQemuMonitorCommandFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments)]
pub unsafe extern "C" fn virDomainQemuMonitorCommandWithFiles(
    domain: virDomainPtr,
    cmd: *const c_char,
    ninfiles: c_uint,
    infiles: *mut c_int,
    noutfiles: *mut c_uint,
    outfiles: *mut *mut c_int,
    result: *mut *mut c_char,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainQemuMonitorCommandWithFiles", |call| {
        let dom = call.domain(domain)?;
        // SAFETY: C promises a string.
        let text = unsafe { call.text("cmd", cmd) }?;
        call.required("result", result)?;
        if ninfiles != 0 {
            call.required("infiles", infiles)?;
        }
        call.writable()?;
        let given: &[c_int] = match ninfiles {
            0 => &[],
            // SAFETY: not NULL; C promises so many numbers.
            n => unsafe { std::slice::from_raw_parts(infiles, n as usize) },
        };
        let answer = give(call, &dom, text, given, flags)?;
        if !noutfiles.is_null() {
            // SAFETY: C promises room for a number.
            unsafe { noutfiles.write(0) };
        }
        if !outfiles.is_null() {
            // SAFETY: C promises room for a pointer.
            unsafe { outfiles.write(null_mut()) };
        }
        // SAFETY: not NULL; C promises room for a pointer.
        unsafe { result.write(malloc_string(&answer)) };
        Ok(())
    })
}

/// What both have in common.
fn give(call: &Call, dom: &Domain, text: &str, fds: &[c_int], flags: c_uint) -> Result<String> {
    let human = DomainQemuMonitorCommandFlags::VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP;
    let flags = call.known(flags, human)?;
    if fds.len() > 1 {
        return Err(call
            .argument("ninfiles", "must not be more than 1")
            .from_domain(virErrorDomain::VIR_FROM_QEMU));
    }
    // A number that is none means that there is no descriptor, as in libvirt.
    let fd = fds.first().copied().filter(|fd| *fd >= 0);
    // SAFETY: the caller's descriptor, which it leaves open for the call; one that is not open is refused when it
    // is sent.
    let fd = fd.map(|fd| unsafe { BorrowedFd::borrow_raw(fd) });
    let command = MonitorCommand {
        text,
        human: flags.contains(human),
        fd,
    };
    dom.driver().qemu_monitor_command(dom.reference(), &command)
}

#[oxivirt_derive::unserved(VIR_FROM_NONE)]
unsafe extern "C" {
    /// Takes over a QEMU that somebody else started. Stock libvirt does not know how to any more.
    ///
    /// @param conn a connection
    /// @param pid_value QEMU's process
    /// @param flags (optional) none exist yet; give 0
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
}

/// Asks for events of QEMU's monitor.
///
/// @param conn a connection
/// @param dom of which domain; NULL for all
/// @param event its name, or an extended regular expression by the flag; NULL for all
/// @param cb the callback
/// @param opaque what to give it along
/// @param freecb (optional) frees opaque when it is not needed any more; may be NULL
/// @param flags of virConnectDomainQemuMonitorEventRegisterFlags
/// @return a number of this request, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnectDomainQemuMonitorEventRegister(
    conn: virConnectPtr,
    dom: virDomainPtr,
    event: *const c_char,
    cb: virConnectDomainQemuMonitorEventCallback,
    opaque: *mut c_void,
    freecb: virFreeCallback,
    flags: c_uint,
) -> c_int {
    use ConnectDomainQemuMonitorEventRegisterFlags as Flags;
    HERE.call("virConnectDomainQemuMonitorEventRegister", |call| {
        let conn = call.connection(conn)?;
        let uuid = events::one_domain(call, &conn, dom)?;
        let function = events::function(call, cb)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let event = unsafe { call.optional_text("event", event) }?;
        // Not the driver's to refuse, for libvirt.
        let flags = call
            .known(flags, Flags::all())
            .map_err(|e| e.from_domain(virErrorDomain::VIR_FROM_NONE))?;
        let any_case = flags.contains(Flags::VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_NOCASE);
        let filter = match event {
            None => MonitorFilter::All,
            Some(event)
                if flags.contains(Flags::VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_REGEX) =>
            {
                let regex = Regex::new(event, any_case).map_err(|e| {
                    Error::invalid_arg(format!("failed to compile regex '{event}': {e}"))
                        .from_domain(virErrorDomain::VIR_FROM_NONE)
                })?;
                MonitorFilter::Matching(regex)
            }
            Some(event) if any_case => MonitorFilter::NamedInAnyCase(event.to_owned()),
            Some(event) => MonitorFilter::Named(event.to_owned()),
        };
        let new = Registration {
            wanted: Wanted::Monitor(filter),
            uuid,
            function,
            legacy: false,
            opaque,
            free: freecb,
        };
        subscribers::register(&conn, new)
    })
}

/// Asks for events of QEMU's monitor no more.
///
/// @param conn a connection
/// @param callbackID the number of the request
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnectDomainQemuMonitorEventDeregister(
    conn: virConnectPtr,
    callbackID: c_int,
) -> c_int {
    HERE.call("virConnectDomainQemuMonitorEventDeregister", |call| {
        let conn = call.connection(conn)?;
        call.count("callbackID", callbackID)?;
        call.writable()?;
        subscribers::deregister_monitor(&conn, callbackID)
    })
}
