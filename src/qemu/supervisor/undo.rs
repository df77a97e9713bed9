//! Undoing a job whose client died or gave up.
//!
//! | step | until |
//! |---|---|
//! | the migration is held back, until nothing of it is being written | its threads sleep |
//! | `migrate_cancel` | answered |
//! | `query-status`, then `cont` or `stop` where the state is not what it was | it is |
//! | remove the unfinished files | |
//! | `query-migrate` again and again | the migration has ended |
//! | `remove-fd` for each set; the run state once more | it is what it was |
//!
//! The first step is for the guest's life: a multifd migration to a file that is cancelled while one
//! of its threads writes brings QEMU 10.0 down (once in a hundred times), for the thread then notes
//! what it wrote in memory that is gone. Where a disk hangs, that waits; the guest does not.
//!
//! Before that it is asked whether the job has not succeeded after all ([`Done`]): an image that has
//! its name is whole, and a guest that has run has left its image behind.
//!
//! A cancelled migration ends late where nobody reads the other end of its pipe: the guest does not
//! wait for that. Meanwhile the guest's lock stays held, by the descriptor that the client handed
//! over, and a new job waits.

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
    HoldBack,
    /// Nothing is asked of QEMU: its threads are looked at.
    Idle,
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
    since: Instant,
    /// How often in a row the migration's threads were found asleep.
    idle: u32,
    migration_is_cancelled: bool,
    migration_is_over: bool,
    /// All but the end of the migration: the guest is as it was.
    pub(super) guest_is_back: bool,
}

impl Undoing {
    /// This client waits for the end.
    pub(super) fn answer_to(&mut self, key: u64, id: Option<Box<RawValue>>) {
        self.asker = Some((key, id));
    }
}

/// `cont` is refused while a migration is being wound up, and for good when an image is locked.
const MAX_REFUSALS: u32 = 200;
const FIRST_PAUSE: Duration = Duration::from_millis(2);
const LONGEST_PAUSE: Duration = Duration::from_millis(50);
/// A guest waits no longer for a migration to become idle.
const IDLE_PATIENCE: Duration = Duration::from_secs(1);

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
            since: Instant::now(),
            idle: 0,
            migration_is_cancelled: false,
            migration_is_over: !undo.cancel_migration,
            guest_is_back: false,
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
            self.ask_undo(UndoStep::HoldBack);
        } else {
            self.give_run_state_back();
        }
    }

    fn ask_undo(&mut self, step: UndoStep) {
        let name = match step {
            UndoStep::HoldBack => {
                let slowest = json!({"max-bandwidth": 1});
                return self.ask_with(
                    Tag::Undo(step),
                    "migrate-set-parameters",
                    slowest,
                    Vec::new(),
                );
            }
            UndoStep::Idle => return self.cancel_when_idle(),
            UndoStep::Cancel => "migrate_cancel",
            UndoStep::Migration => "query-migrate",
            UndoStep::RunState | UndoStep::HasRun => "query-status",
            UndoStep::SetRunState => match self.give_back() {
                GiveBack::Running => "cont",
                GiveBack::Paused => "stop",
                GiveBack::Nothing => return self.run_state_is_back(),
            },
        };
        self.ask(Tag::Undo(step), name, Value::Null);
    }

    /// Cancels the migration as soon as none of its threads does anything.
    fn cancel_when_idle(&mut self) {
        let idle = is_migration_idle(self.record.pid);
        let Some(undoing) = &mut self.undoing else {
            return;
        };
        undoing.idle = if idle { undoing.idle + 1 } else { 0 };
        if undoing.idle >= 2 {
            undoing.migration_is_cancelled = true;
            self.ask_undo(UndoStep::Cancel);
        } else if !undoing.guest_is_back && undoing.since.elapsed() > IDLE_PATIENCE {
            self.give_run_state_back();
        } else {
            self.ask_undo_later(UndoStep::Idle);
        }
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
            UndoStep::HoldBack | UndoStep::Idle => self.ask_undo_later(UndoStep::Idle),
            UndoStep::Cancel => self.give_run_state_back(),
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
                    self.migration_is_over();
                } else {
                    self.ask_undo_later(UndoStep::Migration);
                }
            }
            // It may have run and stand still by now: its disk was full, its watchdog rang.
            UndoStep::HasRun if self.has_run || is_running(answer.as_deref()) => {
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
                    self.run_state_is_back();
                } else {
                    self.announce_reason();
                    self.ask_undo(UndoStep::SetRunState);
                }
            }
            UndoStep::SetRunState => match answer {
                Ok(_) => self.run_state_is_back(),
                Err(what) => {
                    let Some(undoing) = &mut self.undoing else {
                        return;
                    };
                    // A dump of the memory cannot be cancelled, and ends.
                    if !what.contains("dump in process") {
                        undoing.refusals += 1;
                    }
                    if undoing.refusals < MAX_REFUSALS {
                        self.ask_undo_later(UndoStep::RunState);
                    } else {
                        let line = format!("cannot give the guest its run state back: {what}");
                        let _ = super::cleanup::log_line(&self.record.log, &line);
                        self.run_state_is_back();
                    }
                }
            },
        }
    }

    fn give_run_state_back(&mut self) {
        fault::death("undo.cancelled");
        if let Some(undoing) = &mut self.undoing {
            undoing.pause = FIRST_PAUSE;
        }
        if self.give_back() == GiveBack::Nothing {
            self.run_state_is_back();
        } else {
            self.ask_undo(UndoStep::RunState);
        }
    }

    fn run_state_is_back(&mut self) {
        fault::death("undo.given-back");
        let Some(undoing) = &mut self.undoing else {
            return;
        };
        for file in &undoing.job.undo.remove_files {
            let _ = std::fs::remove_file(file);
        }
        undoing.guest_is_back = true;
        undoing.pause = FIRST_PAUSE;
        if undoing.migration_is_over {
            self.undone();
        } else if !undoing.migration_is_cancelled {
            self.ask_undo_later(UndoStep::Idle);
        } else {
            self.ask_undo(UndoStep::Migration);
        }
    }

    fn migration_is_over(&mut self) {
        let Some(undoing) = &mut self.undoing else {
            return;
        };
        undoing.migration_is_over = true;
        // What it was refused for may have gone with it.
        undoing.refusals = 0;
        for set in undoing.job.undo.remove_fdsets.clone() {
            self.ask(Tag::Whatever, "remove-fd", json!({"fdset-id": set}));
        }
        // Its end may have changed it.
        self.give_run_state_back();
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

    pub(super) fn forget_job(&mut self) {
        self.record.job = None;
        self.write_record();
    }

    /// All of it is undone.
    fn undone(&mut self) {
        self.ask_again = None;
        let Some(undoing) = self.undoing.take() else {
            return;
        };
        self.forget_job();
        if undoing.asker.is_none() {
            self.look_for_journal();
        }
        if let Some((key, id)) = undoing.asker {
            self.reply(key, id.as_deref(), Ok("{}".to_owned()), Vec::new());
            self.unwatch(key);
        }
        if self.phase != Phase::Ready {
            self.become_ready();
        }
    }
}

/// Whether no thread by which QEMU migrates is at work: those of the channels, and the one that feeds
/// them.
fn is_migration_idle(pid: i32) -> bool {
    let Ok(tasks) = std::fs::read_dir(format!("/proc/{pid}/task")) else {
        return true;
    };
    tasks.flatten().all(|task| {
        let Ok(stat) = std::fs::read_to_string(task.path().join("stat")) else {
            // It has ended.
            return true;
        };
        let Some((name, rest)) = stat.rsplit_once(')') else {
            return true;
        };
        let migrates =
            name.contains("(mig/") || name.contains("(multifd") || name.contains("(live_migration");
        !migrates || rest.trim_start().starts_with('S')
    })
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
