//! Undoing a job whose client died or gave up.
//!
//! | step | until |
//! |---|---|
//! | `migrate_cancel`, then `query-migrate` again and again | the migration has ended |
//! | `remove-fd` for each set | answered |
//! | `query-status`, then `cont` or `stop` where the state is not what it was | it is |
//! | remove the unfinished files | |
//!
//! Before that it is asked whether the job has not succeeded after all ([`Done`]): an image that has
//! its name is whole, and a guest that has run has left its image behind.
//!
//! Meanwhile the guest's lock stays held, by the descriptor that the client handed over, and a new
//! job waits.

use super::record::{Done, GiveBack, Job};
use super::server::{Phase, Server, Tag};
use crate::conf::state::{Paused, StateReason};
use crate::qemu::fault;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

/// What of an undo QEMU was asked for last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UndoStep {
    Cancel,
    Migration,
    RunState,
    SetRunState,
    /// Whether the guest that a start made has run.
    HasRun,
}

/// An undo under way.
#[derive(Debug)]
pub(super) struct Undoing {
    job: Job,
    /// Keeps others out until all is undone.
    _lock: Option<OwnedFd>,
    /// Who asked for it and waits for the end.
    asker: Option<(u64, Option<Box<RawValue>>)>,
    /// What is asked again when the pause is over.
    next: UndoStep,
    pause: Duration,
    refusals: u32,
}

/// `cont` is refused while a migration is being wound up, and for good when an image is locked.
const MAX_REFUSALS: u32 = 200;
const FIRST_PAUSE: Duration = Duration::from_millis(2);
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

impl Server {
    /// Begins to undo the record's job.
    pub(super) fn start_undo(
        &mut self,
        job: Job,
        lock: Option<OwnedFd>,
        asker: Option<(u64, Option<Box<RawValue>>)>,
    ) {
        let undo = job.undo.clone();
        self.undoing = Some(Undoing {
            job,
            _lock: lock,
            asker,
            next: UndoStep::Cancel,
            pause: FIRST_PAUSE,
            refusals: 0,
        });
        match &undo.done {
            Some(Done::Named { reason, .. }) if undo.has_named() => self.end_for(reason.clone()),
            Some(Done::Restored { path }) if !path.exists() => self.undone(),
            Some(Done::Restored { .. }) => self.ask_undo(UndoStep::HasRun),
            _ => self.undo_proper(),
        }
    }

    /// The undo is over when QEMU is.
    fn end_for(&mut self, reason: String) {
        if self.record.shutoff_reason.is_none() {
            self.announce_end(reason);
        }
        self.end_qemu();
    }

    /// Undoes what has not succeeded.
    fn undo_proper(&mut self) {
        let Some(undo) = self.undoing.as_ref().map(|u| u.job.undo.clone()) else {
            return;
        };
        if let Some(reason) = undo.kill {
            self.end_for(reason);
        } else if undo.cancel_migration {
            self.ask_undo(UndoStep::Cancel);
        } else {
            self.after_migration();
        }
    }

    fn ask_undo(&mut self, step: UndoStep) {
        let name = match step {
            UndoStep::Cancel => "migrate_cancel",
            UndoStep::Migration => "query-migrate",
            UndoStep::RunState | UndoStep::HasRun => "query-status",
            UndoStep::SetRunState => match self.give_back() {
                GiveBack::Running => "cont",
                GiveBack::Paused => "stop",
                GiveBack::Nothing => return self.undone(),
            },
        };
        self.ask(Tag::Undo(step), name, Value::Null);
    }

    /// Asks for a step when some time has passed.
    fn ask_undo_later(&mut self, step: UndoStep) {
        if let Some(undoing) = &mut self.undoing {
            undoing.next = step;
            self.ask_again = Instant::now().checked_add(undoing.pause);
            undoing.pause = (undoing.pause * 2).min(LONGEST_PAUSE);
        }
    }

    pub(super) fn undo_again(&mut self) {
        if let Some(undoing) = &self.undoing {
            let step = undoing.next;
            self.ask_undo(step);
        }
    }

    fn give_back(&self) -> GiveBack {
        self.undoing
            .as_ref()
            .map_or(GiveBack::Nothing, |u| u.job.undo.give_back)
    }

    pub(super) fn on_undo_answer(&mut self, step: UndoStep, answer: Result<String, String>) {
        if self.undoing.is_none() {
            return;
        }
        match step {
            UndoStep::Cancel => self.ask_undo(UndoStep::Migration),
            UndoStep::Migration => {
                #[derive(Deserialize)]
                struct Info {
                    status: Option<String>,
                }
                let ended = match answer.as_deref().map(serde_json::from_str::<Info>) {
                    Ok(Ok(info)) => matches!(
                        info.status.as_deref(),
                        None | Some("none" | "completed" | "failed" | "cancelled")
                    ),
                    _ => true,
                };
                if ended {
                    self.after_migration();
                } else {
                    self.ask_undo_later(UndoStep::Migration);
                }
            }
            UndoStep::HasRun if is_running(answer.as_deref()) => {
                let undoing = self.undoing.as_ref();
                if let Some(Done::Restored { path }) =
                    undoing.and_then(|u| u.job.undo.done.as_ref())
                {
                    // A state that the guest has left behind must not be come back to.
                    let _ = std::fs::remove_file(path);
                }
                self.undone();
            }
            UndoStep::HasRun => self.undo_proper(),
            UndoStep::RunState => {
                let running = is_running(answer.as_deref());
                if running == (self.give_back() == GiveBack::Running) {
                    self.tell_reason();
                    self.undone();
                } else {
                    self.announce_reason();
                    self.ask_undo(UndoStep::SetRunState);
                }
            }
            UndoStep::SetRunState => match answer {
                Ok(_) => self.undone(),
                Err(what) => {
                    let Some(undoing) = &mut self.undoing else {
                        return;
                    };
                    undoing.refusals += 1;
                    if undoing.refusals < MAX_REFUSALS {
                        self.ask_undo_later(UndoStep::RunState);
                    } else {
                        let line = format!("cannot give the guest its run state back: {what}");
                        let _ = super::cleanup::log_line(&self.record.log, &line);
                        self.undone();
                    }
                }
            },
        }
    }

    fn after_migration(&mut self) {
        fault::death("undo.cancelled");
        let sets = self
            .undoing
            .as_ref()
            .map(|u| u.job.undo.remove_fdsets.clone());
        for set in sets.unwrap_or_default() {
            self.ask(Tag::Whatever, "remove-fd", json!({"fdset-id": set}));
        }
        if self.give_back() == GiveBack::Nothing {
            self.undone();
        } else {
            if let Some(undoing) = &mut self.undoing {
                undoing.pause = FIRST_PAUSE;
            }
            self.ask_undo(UndoStep::RunState);
        }
    }

    /// The reason with which the change of state that comes is told.
    fn announce_reason(&mut self) {
        let reason = self
            .undoing
            .as_ref()
            .and_then(|u| u.job.undo.reason.clone());
        let announced = reason.map(|r| (0, r));
        match self.give_back() {
            GiveBack::Running => self.expected.resume = announced,
            _ => self.expected.stop = announced,
        }
    }

    /// The state is right by itself; a pause may have got another reason on the way.
    fn tell_reason(&mut self) {
        let reason = self
            .undoing
            .as_ref()
            .and_then(|u| u.job.undo.reason.clone());
        if let (GiveBack::Paused, Some(reason)) = (self.give_back(), reason) {
            if let Some(paused) = Paused::from_name(&reason) {
                self.set_state(StateReason::Paused(paused));
            }
        }
    }

    /// All of it is undone.
    fn undone(&mut self) {
        self.ask_again = None;
        let Some(undoing) = self.undoing.take() else {
            return;
        };
        fault::death("undo.given-back");
        for file in &undoing.job.undo.remove_files {
            let _ = std::fs::remove_file(file);
        }
        self.record.job = None;
        self.write_record();
        if let Some((key, id)) = undoing.asker {
            self.reply(key, id.as_deref(), Ok("{}".to_owned()), Vec::new());
            self.unwatch(key);
        }
        if self.phase != Phase::Ready {
            self.become_ready();
        }
    }
}

/// What `query-status` says.
fn is_running<E>(answer: Result<&str, E>) -> bool {
    #[derive(Deserialize)]
    struct Status {
        running: bool,
    }
    answer
        .ok()
        .and_then(|a| serde_json::from_str::<Status>(a).ok())
        .is_some_and(|s| s.running)
}
