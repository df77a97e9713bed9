//! What the supervisor tells those who listen: the changes of state that it makes, and what QEMU's events
//! say beyond them. It sees each of them once and in order, whoever caused it.
//!
//! | from | to | told |
//! |---|---|---|
//! | paused, crashed | running | resumed, by the reason of running |
//! | suspended | running (wakeup) | started (wakeup) |
//! | running | paused | suspended, by the reason of the pause |
//! | any | crashed | crashed (panicked) |
//! | any | suspended | suspended by its power management (memory, disk) |
//!
//! That a guest has started is for its client to say, who knows where it came from; that it has stopped is told when
//! everything is cleared up ([`cleanup`](super::cleanup)), if it was told that it had started.

use super::record::Record;
use super::server::Server;
use super::status_text::{self, Device};
use crate::conf::state::{Crashed, Paused, Running, Shutoff, StateReason};
use crate::event::bus::{Bus, Message};
use crate::event::domain::*;
use crate::event::lifecycle::{self, Lifecycle, Resumed, Started, Stopped, Suspended};
use serde_json::Value;

/// The bus of the home that a guest belongs to.
fn bus(record: &Record) -> Option<Bus> {
    record.own.parent().map(Bus::of)
}

fn send(record: &Record, event: impl Into<DomainEvent>) {
    if let Some(bus) = bus(record) {
        bus.send(&Message::new(
            &record.name,
            &record.uuid,
            Some(record.id),
            event,
        ));
    }
}

/// Tells that a guest has ended. Whoever clears up after it says so; readers take a second one for the
/// first, so a clean-up that is done again does no harm.
pub(super) fn stopped(record: &Record, reason: Shutoff) {
    if record.untold {
        return;
    }
    let detail = match reason {
        Shutoff::Shutdown => Stopped::Shutdown,
        Shutoff::Destroyed => Stopped::Destroyed,
        Shutoff::Migrated => Stopped::Migrated,
        Shutoff::Saved => Stopped::Saved,
        Shutoff::FromSnapshot => Stopped::FromSnapshot,
        // A panic is announced; what nobody has announced is QEMU's own end.
        Shutoff::Crashed if record.shutoff_reason.is_some() => Stopped::Crashed,
        Shutoff::Crashed | Shutoff::Failed | Shutoff::Unknown | Shutoff::Daemon => Stopped::Failed,
    };
    if let Some(bus) = bus(record) {
        let event = Lifecycle::Stopped(detail);
        let message = Message::new(&record.name, &record.uuid, None, event);
        bus.send(&message.once(format!("stopped {} {}", record.id, record.pid)));
    }
}

/// What a change of the state is told as.
fn transition(old: StateReason, new: StateReason) -> Option<Lifecycle> {
    Some(match (old, new) {
        (StateReason::PmSuspended, StateReason::Running(Running::Wakeup)) => {
            Lifecycle::Started(Started::Wakeup)
        }
        (StateReason::Paused(_) | StateReason::Crashed(_), StateReason::Running(reason)) => {
            Lifecycle::Resumed(match reason {
                Running::Restored | Running::FromSnapshot => Resumed::FromSnapshot,
                Running::Migrated => Resumed::Migrated,
                Running::Postcopy => Resumed::Postcopy,
                Running::PostcopyFailed => Resumed::PostcopyFailed,
                _ => Resumed::Unpaused,
            })
        }
        (old, StateReason::Paused(reason)) if old.is_running() => {
            Lifecycle::Suspended(match reason {
                Paused::Migration => Suspended::Migrated,
                Paused::IoError => Suspended::IoError,
                Paused::Watchdog => Suspended::Watchdog,
                Paused::FromSnapshot => Suspended::FromSnapshot,
                Paused::ApiError => Suspended::ApiError,
                Paused::Postcopy => Suspended::Postcopy,
                Paused::PostcopyFailed => Suspended::PostcopyFailed,
                _ => Suspended::Paused,
            })
        }
        (_, StateReason::Crashed(Crashed::Panicked)) => {
            Lifecycle::Crashed(lifecycle::Crashed::Panicked)
        }
        _ => return None,
    })
}

impl Server {
    /// Tells everybody who listens.
    pub(super) fn emit(&self, event: impl Into<DomainEvent>) {
        send(&self.record, event);
    }

    /// Makes a state the guest's and tells what it means.
    pub(super) fn change_state(&mut self, state: StateReason) {
        let old = self.state;
        self.set_state(state);
        if let Some(event) = transition(old, state) {
            self.emit(event);
        }
    }

    /// Tells what a client knows.
    pub(super) fn tell(&mut self, events: &[Lifecycle]) {
        for event in events {
            self.emit(*event);
            if self.record.untold && matches!(event, Lifecycle::Started(_)) {
                self.record.untold = false;
                self.write_record();
            }
        }
    }

    /// QEMU is on its way out, or will be.
    pub(super) fn tell_shutdown(&mut self, by_guest: Option<bool>) {
        // Of a guest that has not started, for those who listen, they hear nothing.
        if !self.shutdown_is_told && !self.record.untold {
            self.shutdown_is_told = true;
            self.emit(Lifecycle::Shutdown(match by_guest {
                Some(true) => lifecycle::Shutdown::Guest,
                Some(false) => lifecycle::Shutdown::Host,
                None => lifecycle::Shutdown::Finished,
            }));
        }
    }

    /// What an event of QEMU's tells beyond the guest's state.
    pub(super) fn tell_of(&mut self, name: &str, data: &Value) {
        let text = |member: &str| data.get(member).and_then(Value::as_str);
        let number = |member: &str| data.get(member).and_then(Value::as_u64);
        let flag = |member: &str| data.get(member).and_then(Value::as_bool) == Some(true);
        let alias = |member: &str| text(member).filter(|a| !a.is_empty()).map(str::to_owned);
        let event = match name {
            "RESET" => DomainEvent::Reboot,
            "RTC_CHANGE" => {
                let Some(offset) = data.get("offset").and_then(Value::as_i64) else {
                    return;
                };
                self.on_rtc_change(offset)
            }
            "WATCHDOG" => {
                let Some(action) = text("action").and_then(watchdog_action) else {
                    return;
                };
                DomainEvent::Watchdog { action }
            }
            "BLOCK_IO_ERROR" => self.io_error(data),
            "DEVICE_TRAY_MOVED" => {
                let Some(alias) = alias("id") else { return };
                self.on_tray(alias, flag("tray-open"))
            }
            "BALLOON_CHANGE" => {
                let Some(actual) = number("actual") else {
                    return;
                };
                self.on_balloon(actual >> 10)
            }
            "VSERPORT_CHANGE" => {
                let Some(event) = text("id").and_then(|id| self.on_port(id, flag("open"))) else {
                    return;
                };
                event
            }
            "DEVICE_DELETED" => match alias("device") {
                Some(alias) => DomainEvent::DeviceRemoved { alias },
                None => return,
            },
            "DEVICE_UNPLUG_GUEST_ERROR" => match alias("device") {
                Some(alias) => DomainEvent::DeviceRemovalFailed { alias },
                None => return,
            },
            "MEMORY_DEVICE_SIZE_CHANGE" => match (alias("id"), number("size")) {
                (Some(alias), Some(size)) => DomainEvent::MemoryDeviceSizeChange {
                    alias,
                    size_kib: size >> 10,
                },
                _ => return,
            },
            "MEMORY_FAILURE" => match memory_failure(data) {
                Some(event) => event,
                None => return,
            },
            "MIGRATION_PASS" => DomainEvent::MigrationIteration {
                iteration: number("pass").unwrap_or(0) as i32,
            },
            "GUEST_CRASHLOADED" => Lifecycle::Crashed(lifecycle::Crashed::CrashLoaded).into(),
            "SUSPEND" => DomainEvent::PmSuspend,
            "SUSPEND_DISK" => DomainEvent::PmSuspendDisk,
            "WAKEUP" => DomainEvent::PmWakeup,
            _ => match graphics(name, data) {
                Some(event) => event,
                None => return,
            },
        };
        self.emit(event);
    }

    /// What QEMU said, word for word, for those who want it so.
    pub(super) fn relay(&self, name: &str, data: &Value, timestamp: (i64, u32)) {
        let Some(bus) = bus(&self.record).filter(Bus::has_monitor_subscribers) else {
            return;
        };
        let (seconds, micros) = timestamp;
        let event = DomainEvent::Monitor {
            name: name.to_owned(),
            seconds,
            micros,
            data: (!data.is_null()).then(|| data.to_string()),
        };
        let record = &self.record;
        bus.send(&Message::new(
            &record.name,
            &record.uuid,
            Some(record.id),
            event,
        ));
    }

    /// Changes the status file; `None`: nothing is to be changed.
    fn edit_status(&self, edit: impl FnOnce(&str) -> Option<String>) {
        let text = std::fs::read_to_string(&self.record.status).unwrap_or_default();
        if let Some(new) = edit(&text) {
            let _ = super::record::replace(&self.record.status, new.as_bytes());
        }
    }

    /// The guest has set its clock. QEMU tells how far from where it was started.
    fn on_rtc_change(&mut self, offset: i64) -> DomainEvent {
        let mut offset = offset;
        let text = std::fs::read_to_string(&self.record.status).unwrap_or_default();
        if let Some((place, adjustment)) = status_text::clock_adjustment(&text) {
            offset += *self.record.clock_adjustment.get_or_insert(adjustment);
            self.write_record();
            let mut text = text;
            text.replace_range(place, &offset.to_string());
            let _ = super::record::replace(&self.record.status, text.as_bytes());
        }
        DomainEvent::RtcChange { offset }
    }

    fn on_tray(&mut self, alias: String, open: bool) -> DomainEvent {
        self.edit_status(|text| {
            let disk = Device::find(text, "disk", &alias)?;
            disk.with_attribute(text, "target", "tray", open.then_some("open"))
        });
        let reason = if open {
            TrayChange::Open
        } else {
            TrayChange::Close
        };
        DomainEvent::TrayChange { alias, reason }
    }

    fn on_balloon(&mut self, actual_kib: u64) -> DomainEvent {
        self.edit_status(|text| status_text::with_current_memory(text, actual_kib));
        DomainEvent::BalloonChange { actual_kib }
    }

    /// A port of the guest's was opened or closed inside; the agent's are told of.
    fn on_port(&mut self, alias: &str, open: bool) -> Option<DomainEvent> {
        let state = if open { "connected" } else { "disconnected" };
        let mut is_agent = false;
        self.edit_status(|text| {
            let channel = Device::find(text, "channel", alias)?;
            if channel.attribute(text, "target", "state").as_deref() == Some(state) {
                return None;
            }
            let name = channel.attribute(text, "target", "name");
            is_agent = name.as_deref() == Some("org.qemu.guest_agent.0");
            channel.with_attribute(text, "target", "state", Some(state))
        });
        is_agent.then_some(DomainEvent::AgentLifecycle {
            state: if open {
                AgentState::Connected
            } else {
                AgentState::Disconnected
            },
            reason: AgentReason::Channel,
        })
    }

    fn io_error(&self, data: &Value) -> DomainEvent {
        let text = |member: &str| data.get(member).and_then(Value::as_str);
        // "/machine/peripheral/virtio-disk0/virtio-backend"
        let path = text("qom-path").unwrap_or_default();
        let alias = path.strip_prefix("/machine/peripheral/");
        let alias = alias.and_then(|a| a.split('/').next());
        let status = std::fs::read_to_string(&self.record.status).unwrap_or_default();
        // Before 9.2 QEMU told the node alone.
        let node = text("node-name").and_then(|n| n.strip_prefix("libvirt-"));
        let index = node.and_then(|n| n.split('-').next()?.parse().ok());
        let alias = alias
            .or_else(|| Device::alias_by_source(&status, index?))
            .unwrap_or_default();
        let source = Device::find(&status, "disk", alias).and_then(|disk| {
            let of = |name| disk.attribute(&status, "source", name);
            of("file").or_else(|| of("dev"))
        });
        let no_space = data.get("nospace").and_then(Value::as_bool) == Some(true);
        DomainEvent::IoError {
            path: source.unwrap_or_default(),
            alias: alias.to_owned(),
            action: match text("action") {
                Some("stop") => IoErrorAction::Pause,
                Some("report") => IoErrorAction::Report,
                _ => IoErrorAction::None,
            },
            reason: if no_space { "enospc" } else { "" }.to_owned(),
        }
    }
}

fn watchdog_action(action: &str) -> Option<WatchdogAction> {
    Some(match action {
        "none" => WatchdogAction::None,
        "pause" => WatchdogAction::Pause,
        "reset" => WatchdogAction::Reset,
        "poweroff" => WatchdogAction::PowerOff,
        "shutdown" => WatchdogAction::Shutdown,
        "debug" => WatchdogAction::Debug,
        "inject-nmi" => WatchdogAction::InjectNmi,
        _ => return None,
    })
}

fn memory_failure(data: &Value) -> Option<DomainEvent> {
    let text = |member: &str| data.get(member).and_then(Value::as_str);
    let flag = |member: &str| {
        let flags = data.get("flags");
        flags.and_then(|f| f.get(member)).and_then(Value::as_bool) == Some(true)
    };
    Some(DomainEvent::MemoryFailure {
        recipient: match text("recipient")? {
            "hypervisor" => MemoryFailureRecipient::Hypervisor,
            "guest" => MemoryFailureRecipient::Guest,
            _ => return None,
        },
        action: match text("action")? {
            "ignore" => MemoryFailureAction::Ignore,
            "inject" => MemoryFailureAction::Inject,
            "fatal" => MemoryFailureAction::Fatal,
            "reset" => MemoryFailureAction::Reset,
            _ => return None,
        },
        // VIR_DOMAIN_MEMORY_FAILURE_ACTION_REQUIRED and _RECURSIVE.
        flags: u32::from(flag("action-required")) | u32::from(flag("recursive")) << 1,
    })
}

/// A viewer's coming and going.
fn graphics(name: &str, data: &Value) -> Option<DomainEvent> {
    let phase = match name {
        "VNC_CONNECTED" | "SPICE_CONNECTED" => GraphicsPhase::Connect,
        "VNC_INITIALIZED" | "SPICE_INITIALIZED" => GraphicsPhase::Initialize,
        "VNC_DISCONNECTED" | "SPICE_DISCONNECTED" => GraphicsPhase::Disconnect,
        _ => return None,
    };
    let (server, client) = (data.get("server")?, data.get("client")?);
    let text = |of: &Value, member: &str| {
        of.get(member)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let port = |of: &Value| match of.get("service").or_else(|| of.get("port")) {
        Some(Value::String(service)) => service.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let end = |of: &Value| GraphicsAddress {
        family: match text(of, "family").as_str() {
            "ipv6" => GraphicsFamily::Ipv6,
            "unix" => GraphicsFamily::Unix,
            _ => GraphicsFamily::Ipv4,
        },
        node: text(of, "host"),
        service: port(of),
    };
    let proofs = [
        ("x509_dname", "x509dname"),
        ("sasl_username", "saslUsername"),
    ];
    let subject = proofs
        .iter()
        .filter_map(|(member, kind)| {
            let name = client.get(member)?.as_str()?;
            Some(((*kind).to_owned(), name.to_owned()))
        })
        .collect();
    Some(DomainEvent::Graphics {
        phase,
        local: end(server),
        remote: end(client),
        auth: text(server, "auth"),
        subject,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_changes_of_state_are_told_as() {
        use StateReason as S;
        let told = |old, new| transition(old, new).map(Lifecycle::numbers);
        let paused = S::Paused(Paused::User);
        for (old, new, event) in [
            (
                S::Paused(Paused::StartingUp),
                S::Running(Running::Booted),
                Some((4, 0)),
            ),
            (paused, S::Running(Running::Restored), Some((4, 2))),
            (paused, S::Running(Running::Migrated), Some((4, 1))),
            (
                S::Crashed(Crashed::Panicked),
                S::Running(Running::Crashed),
                Some((4, 0)),
            ),
            (S::PmSuspended, S::Running(Running::Wakeup), Some((2, 4))),
            // A reboot that looks like a shutdown to QEMU.
            (
                S::Shutdown(crate::conf::state::Shutdown::Unknown),
                S::Running(Running::Booted),
                None,
            ),
            (S::Running(Running::Booted), paused, Some((3, 0))),
            (
                S::Running(Running::Booted),
                S::Paused(Paused::Save),
                Some((3, 0)),
            ),
            (
                S::Running(Running::Booted),
                S::Paused(Paused::IoError),
                Some((3, 2)),
            ),
            (
                S::Running(Running::Booted),
                S::Paused(Paused::Watchdog),
                Some((3, 3)),
            ),
            (
                S::Running(Running::Booted),
                S::Paused(Paused::FromSnapshot),
                Some((3, 5)),
            ),
            (paused, S::Paused(Paused::Migration), None),
            (
                S::Running(Running::Booted),
                S::Crashed(Crashed::Panicked),
                Some((8, 0)),
            ),
        ] {
            assert_eq!(told(old, new), event, "{old:?} -> {new:?}");
        }
    }

    #[test]
    fn viewers() {
        let data = json!({
            "server": {"auth": "sasl", "family": "ipv6", "service": "5900", "host": "::1"},
            "client": {"family": "ipv6", "service": "47", "host": "::2", "x509_dname": "CN=a",
                       "sasl_username": "b"},
        });
        let Some(DomainEvent::Graphics {
            phase,
            local,
            remote,
            auth,
            subject,
        }) = graphics("VNC_INITIALIZED", &data)
        else {
            panic!("no event");
        };
        assert_eq!((phase, auth.as_str()), (GraphicsPhase::Initialize, "sasl"));
        assert_eq!(
            (local.family, local.node.as_str()),
            (GraphicsFamily::Ipv6, "::1")
        );
        assert_eq!(
            (remote.node.as_str(), remote.service.as_str()),
            ("::2", "47")
        );
        let names: Vec<_> = subject
            .iter()
            .map(|(k, n)| (k.as_str(), n.as_str()))
            .collect();
        assert_eq!(names, [("x509dname", "CN=a"), ("saslUsername", "b")]);
        assert_eq!(graphics("VNC_CONNECTED", &json!({})), None);
        assert_eq!(graphics("STOP", &data), None);
    }

    #[test]
    fn broken_memory() {
        let data = json!({"recipient": "guest", "action": "inject",
                          "flags": {"action-required": true, "recursive": true}});
        let event = DomainEvent::MemoryFailure {
            recipient: MemoryFailureRecipient::Guest,
            action: MemoryFailureAction::Inject,
            flags: 3,
        };
        assert_eq!(memory_failure(&data), Some(event));
        assert_eq!(
            memory_failure(&json!({"recipient": "guest", "action": "x"})),
            None
        );
        assert_eq!(
            watchdog_action("inject-nmi"),
            Some(WatchdogAction::InjectNmi)
        );
        assert_eq!(watchdog_action("else"), None);
    }
}
