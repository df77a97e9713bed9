//! From an event to the C function that is to hear of it: one arm for each signature.

use super::event_callbacks::*;
use super::virDomainPtr;
use crate::abi::common::given;
use crate::abi::common::params::{virTypedParameterPtr, virTypedParamsFree};
use crate::abi::host::virConnectPtr;
use crate::abi::qemu::virConnectDomainQemuMonitorEventCallback;
use crate::event::domain::{DomainEvent, GraphicsAddress, Parameter, id};
use std::ffi::{CString, c_char, c_int, c_void};

/// A function of the caller's, its type forgotten: which it is follows from what it was registered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::abi) struct Function(usize);

impl Function {
    /// `None` for NULL.
    pub(in crate::abi) fn of<T: Copy>(callback: Option<T>) -> Option<Function> {
        const { assert!(size_of::<T>() == size_of::<usize>()) };
        // SAFETY: a pointer to a function, which has the size of an address and no other meaning.
        callback.map(|it| Function(unsafe { std::mem::transmute_copy::<T, usize>(&it) }))
    }
}

/// What every callback is given.
pub(in crate::abi) struct Given {
    pub conn: virConnectPtr,
    pub dom: virDomainPtr,
    pub opaque: *mut c_void,
}

/// A string for C that lives as long as this value.
fn text(text: &str) -> CString {
    CString::new(text).unwrap_or_default()
}

/// Calls `function`, which was registered for the events of the number `event_id` (`None`: for those of QEMU's
/// monitor), with what `event` tells.
///
/// # Safety
///
/// `function` is of the type that belongs to that number, and what is given is fit for it.
pub(in crate::abi) unsafe fn call(
    function: Function,
    event_id: Option<c_int>,
    event: &DomainEvent,
    given: &Given,
) {
    let Given { conn, dom, opaque } = *given;
    macro_rules! call {
        ($type:ty $(, $arg:expr)*) => {{
            // SAFETY: this function's own condition.
            let callback = unsafe { std::mem::transmute::<usize, $type>(function.0) };
            if let Some(callback) = callback {
                // SAFETY: as above; strings live to the end of the statement.
                unsafe { callback(conn, dom, $($arg,)* opaque) };
            }
        }};
    }
    match event {
        DomainEvent::Lifecycle(event) => {
            let (number, detail) = event.numbers();
            call!(virConnectDomainEventCallback, number, detail);
        }
        DomainEvent::Reboot | DomainEvent::ControlError => {
            call!(virConnectDomainEventGenericCallback);
        }
        DomainEvent::RtcChange { offset } => {
            call!(virConnectDomainEventRTCChangeCallback, *offset);
        }
        DomainEvent::Watchdog { action } => {
            call!(virConnectDomainEventWatchdogCallback, *action as c_int);
        }
        DomainEvent::IoError {
            path,
            alias,
            action,
            reason,
        } => {
            let (path, alias, reason) = (text(path), text(alias), text(reason));
            let action = *action as c_int;
            if event_id == Some(id::IO_ERROR_REASON) {
                call!(
                    virConnectDomainEventIOErrorReasonCallback,
                    path.as_ptr(),
                    alias.as_ptr(),
                    action,
                    reason.as_ptr()
                );
            } else {
                call!(
                    virConnectDomainEventIOErrorCallback,
                    path.as_ptr(),
                    alias.as_ptr(),
                    action
                );
            }
        }
        DomainEvent::Graphics {
            phase,
            local,
            remote,
            auth,
            subject,
        } => {
            let ends = [Address::new(local), Address::new(remote)];
            let auth = text(auth);
            let names: Vec<(CString, CString)> =
                subject.iter().map(|(t, n)| (text(t), text(n))).collect();
            let mut identities: Vec<virDomainEventGraphicsSubjectIdentity> = names
                .iter()
                .map(|(kind, name)| virDomainEventGraphicsSubjectIdentity {
                    r#type: kind.as_ptr().cast_mut(),
                    name: name.as_ptr().cast_mut(),
                })
                .collect();
            let subject = virDomainEventGraphicsSubject {
                nidentity: identities.len() as c_int,
                identities: identities.as_mut_ptr(),
            };
            let (local, remote) = (ends[0].for_c(), ends[1].for_c());
            call!(
                virConnectDomainEventGraphicsCallback,
                *phase as c_int,
                &raw const local,
                &raw const remote,
                auth.as_ptr(),
                &raw const subject
            );
        }
        DomainEvent::BlockJob {
            path,
            target,
            kind,
            status,
        } => {
            let disk = match path {
                Some(path) if event_id == Some(id::BLOCK_JOB) => text(path),
                _ => text(target),
            };
            call!(
                virConnectDomainEventBlockJobCallback,
                disk.as_ptr(),
                *kind as c_int,
                *status as c_int
            );
        }
        DomainEvent::DiskChange {
            old,
            new,
            alias,
            reason,
        } => {
            let (old, new) = (old.as_deref().map(text), new.as_deref().map(text));
            let alias = text(alias);
            call!(
                virConnectDomainEventDiskChangeCallback,
                pointer(&old),
                pointer(&new),
                alias.as_ptr(),
                *reason as c_int
            );
        }
        DomainEvent::TrayChange { alias, reason } => {
            let alias = text(alias);
            call!(
                virConnectDomainEventTrayChangeCallback,
                alias.as_ptr(),
                *reason as c_int
            );
        }
        DomainEvent::PmWakeup => call!(virConnectDomainEventPMWakeupCallback, 0),
        DomainEvent::PmSuspend => call!(virConnectDomainEventPMSuspendCallback, 0),
        DomainEvent::PmSuspendDisk => call!(virConnectDomainEventPMSuspendDiskCallback, 0),
        DomainEvent::BalloonChange { actual_kib } => {
            call!(virConnectDomainEventBalloonChangeCallback, *actual_kib);
        }
        // Three types that are the same.
        DomainEvent::DeviceAdded { alias }
        | DomainEvent::DeviceRemoved { alias }
        | DomainEvent::DeviceRemovalFailed { alias } => {
            let alias = text(alias);
            call!(virConnectDomainEventDeviceAddedCallback, alias.as_ptr());
        }
        DomainEvent::Tunable { params } => {
            let params = Parameters::new(params);
            call!(virConnectDomainEventTunableCallback, params.0, params.1);
        }
        DomainEvent::JobCompleted { params } => {
            let params = Parameters::new(params);
            call!(
                virConnectDomainEventJobCompletedCallback,
                params.0,
                params.1
            );
        }
        DomainEvent::AgentLifecycle { state, reason } => {
            call!(
                virConnectDomainEventAgentLifecycleCallback,
                *state as c_int,
                *reason as c_int
            );
        }
        DomainEvent::MigrationIteration { iteration } => {
            call!(virConnectDomainEventMigrationIterationCallback, *iteration);
        }
        DomainEvent::MetadataChange { kind, uri } => {
            let uri = uri.as_deref().map(text);
            call!(
                virConnectDomainEventMetadataChangeCallback,
                *kind as c_int,
                pointer(&uri)
            );
        }
        DomainEvent::BlockThreshold {
            target,
            path,
            threshold,
            excess,
        } => {
            let (target, path) = (text(target), path.as_deref().map(text));
            call!(
                virConnectDomainEventBlockThresholdCallback,
                target.as_ptr(),
                pointer(&path),
                *threshold,
                *excess
            );
        }
        DomainEvent::MemoryFailure {
            recipient,
            action,
            flags,
        } => {
            call!(
                virConnectDomainEventMemoryFailureCallback,
                *recipient as c_int,
                *action as c_int,
                *flags
            );
        }
        DomainEvent::MemoryDeviceSizeChange { alias, size_kib } => {
            let alias = text(alias);
            call!(
                virConnectDomainEventMemoryDeviceSizeChangeCallback,
                alias.as_ptr(),
                *size_kib
            );
        }
        DomainEvent::NicMacChange { alias, old, new } => {
            let (alias, old, new) = (text(alias), text(old), text(new));
            call!(
                virConnectDomainEventNICMACChangeCallback,
                alias.as_ptr(),
                old.as_ptr(),
                new.as_ptr()
            );
        }
        DomainEvent::Monitor {
            name,
            seconds,
            micros,
            data,
        } => {
            let (name, data) = (text(name), data.as_deref().map(text));
            call!(
                virConnectDomainQemuMonitorEventCallback,
                name.as_ptr(),
                *seconds,
                *micros,
                pointer(&data)
            );
        }
    }
}

fn pointer(text: &Option<CString>) -> *const c_char {
    text.as_ref().map_or(std::ptr::null(), |t| t.as_ptr())
}

/// One end of a viewer's connection.
struct Address {
    family: c_int,
    node: CString,
    service: CString,
}

impl Address {
    fn new(address: &GraphicsAddress) -> Address {
        Address {
            family: address.family as c_int,
            node: text(&address.node),
            service: text(&address.service),
        }
    }

    fn for_c(&self) -> virDomainEventGraphicsAddress {
        virDomainEventGraphicsAddress {
            family: self.family,
            node: self.node.as_ptr().cast_mut(),
            service: self.service.as_ptr().cast_mut(),
        }
    }
}

/// Typed parameters that C may read while this value lives.
struct Parameters(virTypedParameterPtr, c_int);

impl Parameters {
    /// None where there is no memory for them.
    fn new(params: &[Parameter]) -> Parameters {
        given::parameters(params).map_or(Parameters(std::ptr::null_mut(), 0), |(list, count)| {
            Parameters(list, count)
        })
    }
}

impl Drop for Parameters {
    fn drop(&mut self) {
        // SAFETY: made above, and nobody keeps it: callbacks may not.
        unsafe { virTypedParamsFree(self.0, self.1) };
    }
}
