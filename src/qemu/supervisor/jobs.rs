//! Block jobs that have ended, or are ready, while nobody waits for them: a process of its own sees to
//! them, since that takes documents, of which the supervisor has none. It is a client like any other
//! and takes the guest's lock.
//!
//! A client that waits for its job sees to it by itself and dismisses it, mostly before the process is
//! started; whoever comes second finds nothing to do.

use super::server::Server;
use std::collections::BTreeSet;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What a client that waits for its job has until it has seen to it.
const CLIENTS_TURN: Duration = Duration::from_millis(60);
/// How often it is looked whether the process has ended.
const LOOK: Duration = Duration::from_millis(20);
/// After one that failed another is not started at once.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The first argument of a supervisor's program that is to see to a guest's block jobs.
pub const SETTLE: &str = "--settle";

#[derive(Debug, Default)]
pub(super) struct BlockJobs {
    /// QEMU's ids of those that somebody has to see to.
    waiting: BTreeSet<String>,
    /// Those that the process was started for; what comes meanwhile it may not have seen.
    given: BTreeSet<String>,
    helper: Option<Child>,
    /// When the next look is due.
    pub(super) at: Option<Instant>,
    pause: Option<Duration>,
}

/// Whether QEMU's job is one that the documents tell of.
fn is_public(id: &str) -> bool {
    ["commit-", "pull-", "copy-"]
        .iter()
        .any(|prefix| id.starts_with(prefix))
}

impl Server {
    /// QEMU tells that a job's status has changed.
    pub(super) fn on_job_status(&mut self, id: &str, status: &str) {
        if !is_public(id) {
            return;
        }
        match status {
            "concluded" | "ready" => {
                self.block_jobs.waiting.insert(id.to_owned());
                self.block_jobs
                    .at
                    .get_or_insert_with(|| Instant::now() + CLIENTS_TURN);
            }
            "null" => {
                self.block_jobs.waiting.remove(id);
                self.block_jobs.given.remove(id);
            }
            _ => {}
        }
    }

    /// Taken over: jobs may have ended while nobody listened.
    pub(super) fn look_for_block_jobs(&mut self) {
        let text = std::fs::read_to_string(&self.record.status).unwrap_or_default();
        let journal = self.has_journal();
        if journal || text.contains("<blockjob ") {
            self.block_jobs.waiting.insert("commit-unknown".to_owned());
            self.block_jobs.at = Some(Instant::now() + CLIENTS_TURN);
        }
    }

    /// A client has died, and may have left an operation half done.
    pub(super) fn look_for_journal(&mut self) {
        if self.has_journal() {
            self.block_jobs.waiting.insert("journal".to_owned());
            self.block_jobs.at = Some(Instant::now());
        }
    }

    fn has_journal(&self) -> bool {
        let uuid = self.record.uuid.parse();
        match (&self.record.paths, uuid) {
            (Some(paths), Ok(uuid)) => paths.journal(&uuid).exists(),
            _ => false,
        }
    }

    /// The time for a look has come.
    pub(super) fn see_to_block_jobs(&mut self) {
        let jobs = &mut self.block_jobs;
        jobs.at = None;
        let ended = jobs.helper.as_mut().map(|h| h.try_wait());
        match ended {
            Some(Ok(None)) => {
                jobs.at = Some(Instant::now() + LOOK);
                return;
            }
            Some(ended) => {
                jobs.helper = None;
                if matches!(ended, Ok(Some(status)) if status.success()) {
                    jobs.given.clear();
                    jobs.pause = None;
                } else {
                    let mut given = std::mem::take(&mut jobs.given);
                    jobs.waiting.append(&mut given);
                    let pause = jobs
                        .pause
                        .map_or(FIRST_PAUSE, |p| (p * 2).min(LONGEST_PAUSE));
                    jobs.pause = Some(pause);
                    jobs.at = Some(Instant::now() + pause);
                    return;
                }
            }
            None => {}
        }
        if jobs.waiting.is_empty() {
            return;
        }
        if self.job.is_some() || self.undoing.is_some() {
            // Its owner has the guest's lock, and may be the one that waits.
            self.block_jobs.at = Some(Instant::now() + CLIENTS_TURN);
            return;
        }
        self.block_jobs.helper = self.start_helper();
        let started = self.block_jobs.helper.is_some();
        let pause = if started { LOOK } else { LONGEST_PAUSE };
        self.block_jobs.at = Some(Instant::now() + pause);
        if started {
            self.block_jobs.given = std::mem::take(&mut self.block_jobs.waiting);
        }
    }

    fn start_helper(&self) -> Option<Child> {
        let paths = serde_json::to_string(self.record.paths.as_ref()?).ok()?;
        Command::new("/proc/self/exe")
            .arg0("oxivirt-supervisor")
            .args([SETTLE, &self.record.name, &self.record.uuid, &paths])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()
    }
}
