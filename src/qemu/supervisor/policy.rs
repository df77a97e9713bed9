//! What QEMU's events mean for the guest's state, and what is done about them.
//!
//! | event | state then | and |
//! |---|---|---|
//! | `STOP`, running | paused, as announced or unknown | |
//! | `RESUME`, not running | running, as announced or unpaused | |
//! | `SHUTDOWN` | in shutdown | QEMU is ended, or the guest reset and run again |
//! | `SUSPEND`, `SUSPEND_DISK` | suspended | |
//! | `WAKEUP` | running, woken | |
//! | `WATCHDOG` that pauses | paused by the watchdog | |
//! | `BLOCK_IO_ERROR` that stops | paused by an I/O error | |
//! | `JOB_STATUS_CHANGE` | | a block job that is over is seen to |
//! | `GUEST_PANICKED` that pauses | crashed | as `on_crash` says |

use super::record::Action;
use super::server::{Server, Tag};
use super::{record, status_text};
use crate::conf::state::{Crashed, Paused, Running, Shutdown, StateReason};
use crate::event::lifecycle::{Lifecycle, PmSuspended, Suspended};
use serde::Deserialize;
use serde_json::{Value, json};
use std::os::unix::fs::OpenOptionsExt;
use std::time::{Duration, Instant};

/// After so long a QEMU that was asked to end is made to.
const PATIENCE: Duration = Duration::from_secs(10);

impl Server {
    /// Makes a state the guest's, in the status file too.
    pub(super) fn set_state(&mut self, state: StateReason) {
        if self.state == state {
            return;
        }
        self.state = state;
        let text = std::fs::read_to_string(&self.record.status).ok();
        if let Some(text) = text.and_then(|t| status_text::with(&t, state, None)) {
            let _ = record::replace(&self.record.status, text.as_bytes());
        }
    }

    /// An event has come; clients hear of it after this.
    pub(super) fn on_event(&mut self, name: &str, data: &Value) {
        let text = |member: &str| data.get(member).and_then(Value::as_str);
        let running = self.state.is_running();
        self.tell_of(name, data);
        match name {
            "STOP" if running => {
                let reason = self.expected.stop.take().map(|(_, reason)| reason);
                let reason = reason.and_then(|r| Paused::from_name(&r));
                self.change_state(StateReason::Paused(reason.unwrap_or(Paused::Unknown)));
            }
            "STOP" => self.expected.stop = None,
            "RESUME" if !running => {
                self.has_run = true;
                let reason = self.expected.resume.take().map(|(_, reason)| reason);
                let reason = reason.and_then(|r| Running::from_name(&r));
                self.change_state(StateReason::Running(reason.unwrap_or(Running::Unpaused)));
                self.shutdown_is_told = false;
            }
            "RESUME" => {
                self.has_run = true;
                self.expected.resume = None;
            }
            "SUSPEND" => self.on_suspend(PmSuspended::Memory),
            "SUSPEND_DISK" => self.on_suspend(PmSuspended::Disk),
            // One that was not suspended was woken for nothing.
            "WAKEUP" if self.state == StateReason::PmSuspended => {
                self.change_state(StateReason::Running(Running::Wakeup));
            }
            "WATCHDOG" if running && text("action") == Some("pause") => {
                self.change_state(StateReason::Paused(Paused::Watchdog));
            }
            "BLOCK_IO_ERROR" if running && text("action") == Some("stop") => {
                self.change_state(StateReason::Paused(Paused::IoError));
            }
            "JOB_STATUS_CHANGE" => {
                if let (Some(id), Some(status)) = (text("id"), text("status")) {
                    self.on_job_status(id, status);
                }
            }
            "SHUTDOWN" => self.on_shutdown(data.get("guest").and_then(Value::as_bool)),
            "GUEST_PANICKED" if text("action") == Some("pause") => self.on_panic(),
            _ => {}
        }
    }

    /// The guest has powered off (or rebooted, where that is to end it). QEMU was started to wait for
    /// what is decided.
    fn on_shutdown(&mut self, by_guest: Option<bool>) {
        // Hearing it again is no news (the signal that ends QEMU makes it say so too); an end that was
        // announced is none for the state.
        let again = matches!(self.state, StateReason::Shutdown(_));
        let announced = self.record.shutoff_reason.is_some();
        if announced && !again {
            self.tell_shutdown(by_guest);
        }
        if announced || again {
            return;
        }
        let restarts = self.record.fake_reboot || self.record.policy.on_poweroff.restarts();
        self.set_state(StateReason::Shutdown(Shutdown::Unknown));
        if restarts {
            // To those who listen this is a reboot.
            self.restart(Running::Booted);
            return;
        }
        self.tell_shutdown(by_guest);
        if self.record.policy.on_poweroff != Action::Preserve {
            let _ = self.qemu.send_signal(libc::SIGTERM);
        }
    }

    /// Resets the guest and lets it run: what looks like a reboot to it.
    fn restart(&mut self, reason: Running) {
        self.record.fake_reboot = false;
        self.write_record();
        self.expected.resume = Some((0, reason.name().to_owned()));
        self.ask(Tag::Reset, "system_reset", Value::Null);
    }

    /// The guest's operating system has suspended it.
    fn on_suspend(&mut self, how: PmSuspended) {
        if self.state.is_running() {
            self.set_state(StateReason::PmSuspended);
            self.emit(Lifecycle::PmSuspended(how));
        }
    }

    fn on_panic(&mut self) {
        // It stands still from now on.
        if self.state.is_running() {
            self.emit(Lifecycle::Suspended(Suspended::Paused));
        }
        self.change_state(StateReason::Crashed(Crashed::Panicked));
        match self.record.policy.on_crash {
            Action::CoredumpDestroy | Action::CoredumpRestart => self.dump(),
            _ => self.after_panic(),
        }
    }

    fn after_panic(&mut self) {
        match self.record.policy.on_crash {
            Action::Preserve => {}
            action if action.restarts() => self.restart(Running::Crashed),
            _ => {
                self.record.shutoff_reason = Some("crashed".to_owned());
                self.write_record();
                let _ = self.qemu.send_signal(libc::SIGTERM);
                self.kill_at = Instant::now().checked_add(PATIENCE);
            }
        }
    }

    /// Has QEMU write the guest's memory into a file of the dump directory.
    fn dump(&mut self) {
        let time = super::cleanup::timestamp();
        // 2026-11-23 14:48:00.779+0000 -> 2026-11-23-14:48:00
        let time = time[..19].replace(' ', "-");
        let name = format!("{}-{}-{time}", self.record.id, self.record.name);
        let file = std::fs::create_dir_all(&self.record.dump_dir).and_then(|()| {
            std::fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(self.record.dump_dir.join(name))
        });
        match file {
            Ok(file) => {
                const FD: &str = "oxivirt-dump";
                self.ask_with(
                    Tag::Whatever,
                    "getfd",
                    json!({"fdname": FD}),
                    vec![file.into()],
                );
                let arguments = json!({"paging": false, "protocol": format!("fd:{FD}")});
                self.ask(Tag::Dumped, "dump-guest-memory", arguments);
            }
            Err(e) => {
                let _ = super::cleanup::log_line(
                    &self.record.log,
                    &format!("cannot dump the crashed guest: {e}"),
                );
                self.after_panic();
            }
        }
    }

    pub(super) fn on_dumped(&mut self) {
        self.after_panic();
    }

    /// Ends the guest because its owner is gone.
    pub(super) fn destroy(&mut self) {
        if self.record.shutoff_reason.is_none() {
            self.record.shutoff_reason = Some("destroyed".to_owned());
            self.write_record();
        }
        self.end_qemu();
    }

    /// Asks QEMU to end, and makes it if it does not.
    pub(super) fn end_qemu(&mut self) {
        let _ = self.qemu.send_signal(libc::SIGTERM);
        if self.kill_at.is_none() {
            self.kill_at = Instant::now().checked_add(PATIENCE);
        }
    }

    /// QEMU turns a reboot into a shutdown where that is to end the guest. Those that do not know the
    /// command were started with an option for it.
    pub(super) fn apply_reboot_policy(&mut self) {
        if self.record.policy.on_reboot == Action::Destroy {
            self.ask(Tag::Whatever, "set-action", json!({"reboot": "shutdown"}));
        }
    }

    /// Taken over: what the file tells is compared with what QEMU tells, which is right.
    pub(super) fn on_run_state(&mut self, status: &str) {
        #[derive(Deserialize)]
        struct RunState {
            running: bool,
            status: String,
        }
        let Ok(now) = serde_json::from_str::<RunState>(status) else {
            return;
        };
        if now.running {
            if !self.state.is_running() {
                let was_paused = matches!(self.state, StateReason::Paused(_));
                self.change_state(StateReason::Running(if was_paused {
                    Running::Unpaused
                } else {
                    Running::Unknown
                }));
            }
            return;
        }
        match now.status.as_str() {
            // Its supervisor may have died between hearing of it and doing something about it.
            "shutdown" => {
                self.set_state(StateReason::NoState);
                self.on_shutdown(None);
            }
            "guest-panicked" if !matches!(self.state, StateReason::Crashed(_)) => self.on_panic(),
            "suspended" => self.on_suspend(PmSuspended::Memory),
            status if self.state.is_running() => {
                self.change_state(StateReason::Paused(match status {
                    "inmigrate" | "postmigrate" | "finish-migrate" => Paused::Migration,
                    "io-error" => Paused::IoError,
                    "watchdog" => Paused::Watchdog,
                    "save-vm" => Paused::Save,
                    "prelaunch" => Paused::StartingUp,
                    _ => Paused::Unknown,
                }));
            }
            _ => {}
        }
    }
}
