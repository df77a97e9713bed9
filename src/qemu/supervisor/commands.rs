//! The commands that the supervisor answers by itself.

use super::record::{Action, Job, Owned, Undo};
use super::server::Server;
use super::status_text;
use super::wire::{Request, to_json};
use crate::conf::state::StateReason;
use crate::event::lifecycle::Lifecycle;
use crate::qemu::fault;
use serde::Deserialize;
use std::os::fd::OwnedFd;
use std::path::PathBuf;

/// Reasons announced for what is about to happen; an empty text takes one back.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Expect {
    stop: Option<String>,
    resume: Option<String>,
}

#[derive(Default, Deserialize)]
struct SetStatus {
    text: String,
}

#[derive(Default, Deserialize)]
struct SetState {
    state: String,
    #[serde(default)]
    reason: String,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct SetPolicy {
    on_poweroff: Option<Action>,
    on_reboot: Option<Action>,
    on_crash: Option<Action>,
}

#[derive(Default, Deserialize)]
struct Enable {
    enable: bool,
}

/// Files that QEMU's user was given.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Own {
    add: Vec<Owned>,
    /// No longer the guest's: given back now.
    remove: Vec<PathBuf>,
}

#[derive(Default, Deserialize)]
struct ShutoffReason {
    /// Empty: take back what was announced.
    reason: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Kill {
    /// The hard way.
    force: bool,
    /// Why, as for `x-oxivirt-set-shutoff-reason`.
    reason: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
struct JobBegin {
    operation: String,
    #[serde(default)]
    since_us: u64,
    #[serde(default)]
    undo: Undo,
}

#[derive(Default, Deserialize)]
struct WarmUp {
    /// Offset and length in bytes.
    parts: Vec<(u64, u64)>,
}

#[derive(Default, Deserialize)]
struct JobUpdate {
    undo: Undo,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct JobEnd {
    /// The job failed.
    undo: bool,
    /// What is told with its end.
    tell: Vec<Lifecycle>,
}

#[derive(Default, Deserialize)]
struct Tell {
    events: Vec<Lifecycle>,
}

impl Server {
    /// Runs a command of ours and answers it, now or when it is done.
    pub(super) fn run_local(&mut self, key: u64, mut request: Request) {
        let fds = std::mem::take(&mut request.fds);
        let mut out = Vec::new();
        let answer = self.local(key, &request, fds, &mut out);
        match answer {
            Ok(Some(body)) => self.reply(key, request.id.as_deref(), Ok(body), out),
            Ok(None) => {}
            Err(what) => self.reply(key, request.id.as_deref(), Err(what), Vec::new()),
        }
    }

    /// The answer's body, or `None` if it comes later.
    fn local(
        &mut self,
        key: u64,
        request: &Request,
        fds: Vec<OwnedFd>,
        out: &mut Vec<OwnedFd>,
    ) -> Result<Option<String>, String> {
        match request.name.as_str() {
            "x-oxivirt-info" => {
                *out = self.qemu_fd();
                return Ok(Some(self.info().to_string()));
            }
            "x-oxivirt-expect" => {
                let expect: Expect = request.typed()?;
                let announced = |reason: String| (!reason.is_empty()).then_some((key, reason));
                if let Some(reason) = expect.stop {
                    self.expected.stop = announced(reason);
                }
                if let Some(reason) = expect.resume {
                    self.expected.resume = announced(reason);
                }
            }
            "x-oxivirt-set-status" => {
                let status: SetStatus = request.typed()?;
                let text = status_text::with(&status.text, self.state, Some(self.record.pid))
                    .ok_or("the status document has no state")?;
                super::record::replace(&self.record.status, text.as_bytes())
                    .map_err(|e| format!("cannot write the status file: {e}"))?;
            }
            "x-oxivirt-set-state" => {
                let new: SetState = request.typed()?;
                let state = StateReason::from_names(&new.state, &new.reason)
                    .ok_or_else(|| format!("no state '{}'", new.state))?;
                self.set_state(state);
            }
            "x-oxivirt-set-policy" => {
                let new: SetPolicy = request.typed()?;
                let policy = &mut self.record.policy;
                policy.on_poweroff = new.on_poweroff.unwrap_or(policy.on_poweroff);
                policy.on_crash = new.on_crash.unwrap_or(policy.on_crash);
                if let Some(on_reboot) = new.on_reboot {
                    policy.on_reboot = on_reboot;
                    let reboot = match on_reboot {
                        Action::Destroy => "shutdown",
                        _ => "reset",
                    };
                    let arguments = serde_json::json!({"reboot": reboot});
                    self.ask(super::server::Tag::Whatever, "set-action", arguments);
                }
                self.write_record();
            }
            "x-oxivirt-keep-fds" => {
                if let Some(peer) = self.peer(key) {
                    peer.named_fds.clear();
                }
            }
            "x-oxivirt-set-fake-reboot" => {
                let Enable { enable } = request.typed()?;
                self.record.fake_reboot = enable;
                self.write_record();
            }
            "x-oxivirt-set-shutoff-reason" => {
                let ShutoffReason { reason } = request.typed()?;
                self.announce_end(reason);
            }
            "x-oxivirt-kill" => {
                let kill: Kill = request.typed()?;
                if let Some(reason) = kill.reason {
                    self.announce_end(reason);
                }
                let signal = if kill.force {
                    libc::SIGKILL
                } else {
                    libc::SIGTERM
                };
                self.qemu
                    .send_signal(signal)
                    .map_err(|e| format!("cannot end QEMU: {e}"))?;
            }
            "x-oxivirt-job-begin" => {
                let begin: JobBegin = request.typed()?;
                if let Some(job) = &self.record.job {
                    return Err(format!(
                        "'{}' of process {} ({}) has the guest",
                        job.operation, job.pid, job.program
                    ));
                }
                let job = Job {
                    operation: begin.operation,
                    pid: 0,
                    program: String::new(),
                    since_us: begin.since_us,
                    undo: begin.undo,
                };
                self.record.job = Some(self.job_of(key, job));
                // On disk before the client does anything that would have to be undone.
                if let Err(e) = self.record.write() {
                    // It has not begun: nobody would ever end it.
                    self.record.job = None;
                    return Err(format!("cannot record the job: {e}"));
                }
                fault::death("job.recorded");
                self.has_run = false;
                self.own_job(key, fds.into_iter().next());
            }
            "x-oxivirt-job-update" => {
                let update: JobUpdate = request.typed()?;
                self.check_owner(key)?;
                let before = self.record.job.clone();
                if let Some(job) = &mut self.record.job {
                    job.undo = update.undo;
                }
                if let Err(e) = self.record.write() {
                    // What the client is told that did not happen must not happen later.
                    self.record.job = before;
                    return Err(format!("cannot record the job: {e}"));
                }
            }
            "x-oxivirt-job-end" => {
                let JobEnd { undo, tell } = request.typed()?;
                if self.aborted == Some(key) {
                    return self.end_aborted(key, request, undo);
                }
                self.check_owner(key)?;
                self.expected.forget(key);
                if undo {
                    let lock = self.job.take().and_then(|j| j.lock);
                    if let Some(job) = self.record.job.clone() {
                        self.hold(key);
                        self.start_undo(job, lock, Some((key, request.id.clone())));
                        return Ok(None);
                    }
                }
                self.job = None;
                self.record.job = None;
                self.write_record();
                self.tell(&tell);
                self.unwatch(key);
            }
            "x-oxivirt-own" => {
                let own: Own = request.typed()?;
                self.record.owned.extend(own.add);
                for path in own.remove {
                    let before = self.record.owned.len();
                    self.record.owned.retain(|o| o.path != path);
                    if self.record.owned.len() < before && path.exists() {
                        crate::qemu::security::give_back(&Owned { path });
                    }
                }
                self.record
                    .write()
                    .map_err(|e| format!("cannot record the files: {e}"))?;
            }
            "x-oxivirt-tell" => {
                let Tell { events } = request.typed()?;
                self.tell(&events);
            }
            "x-oxivirt-job-abort" => self.abort_job()?,
            "x-oxivirt-job-query" => return Ok(Some(to_json(&self.record.job))),
            "x-oxivirt-warm-up" => {
                let WarmUp { parts } = request.typed()?;
                let file = fds.into_iter().next().ok_or("no file came along")?;
                super::warm_up::begin(file.into(), parts);
            }
            "x-oxivirt-autodestroy" => {
                let Enable { enable } = request.typed()?;
                if enable {
                    self.own_autodestroy(key);
                } else {
                    self.autodestroy = None;
                    self.record.autodestroy = None;
                    self.write_record();
                    self.unwatch(key);
                }
            }
            other => return Err(format!("the supervisor has no command '{other}'")),
        }
        Ok(Some("{}".to_owned()))
    }

    /// Ends the job under way, whoever has it, as if its client had given it up.
    fn abort_job(&mut self) -> Result<(), String> {
        let job = match &self.record.job {
            Some(job) if self.undoing.is_none() && !job.undo.is_final => job.clone(),
            _ => return Err("no job is active on the domain".to_owned()),
        };
        let running = self.job.take();
        self.aborted = running.as_ref().map(|j| j.owner);
        self.start_undo(job, running.and_then(|j| j.lock), None);
        Ok(())
    }

    /// The client whose job was aborted has noticed: it hears when all is undone.
    fn end_aborted(
        &mut self,
        key: u64,
        request: &Request,
        undo: bool,
    ) -> Result<Option<String>, String> {
        self.aborted = None;
        self.expected.forget(key);
        if !undo {
            return Err("the job was aborted".to_owned());
        }
        if let Some(undoing) = &mut self.undoing {
            undoing.answer_to(key, request.id.clone());
            self.hold(key);
            return Ok(None);
        }
        self.unwatch(key);
        Ok(Some("{}".to_owned()))
    }

    /// Remembers why QEMU is about to end.
    pub(super) fn announce_end(&mut self, reason: String) {
        self.record.shutoff_reason = (!reason.is_empty()).then_some(reason);
        self.write_record();
    }

    fn check_owner(&self, key: u64) -> Result<(), String> {
        match &self.job {
            Some(job) if job.owner == key => Ok(()),
            _ => Err("this connection has no job".to_owned()),
        }
    }

    /// The end of the client's process no longer matters by itself.
    pub(super) fn unwatch(&mut self, key: u64) {
        let matters =
            self.autodestroy == Some(key) || self.job.as_ref().is_some_and(|j| j.owner == key);
        if !matters {
            if let Some(peer) = self.peer(key) {
                peer.process = None;
            }
        }
    }
}
