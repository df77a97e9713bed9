//! Asking after block jobs, and ending them.

use super::doc::LiveDoc;
use super::finder;
use super::job::{BlockJob, JobState};
use super::settle::{kind_of, query, settle, wait};
use super::start::{Work, begin};
use crate::driver::{BlockJobInfo, DomainRef};
use crate::error::{Error, Result, virErrorNumber};
use crate::event::domain::BlockJobStatus;
use crate::qemu::context::{DriverCtx, not_running};
use crate::qemu::fault;
use crate::qemu::monitor::MonitorError;
use crate::qemu::process;
use serde::Deserialize;
use serde_json::json;

fn no_job(target: &str) -> Error {
    Error::invalid_arg(format!("disk {target} does not have an active block job"))
}

/// Ends the job of a disk: leaves it, or (`pivot`) has the disk go over to the other image. Unless
/// `asynchronous`, all is done when this returns.
pub fn abort(
    ctx: &DriverCtx,
    dom: &DomainRef,
    path: &str,
    pivot: bool,
    asynchronous: bool,
) -> Result<()> {
    let mut work = begin(ctx, dom)?;
    let target = finder::disk(&work.doc.domain, path)?.target.clone();
    let job = work.doc.job_of(&target).cloned();
    let job = job.ok_or_else(|| no_job(&target))?;
    work.end(&job, pivot)?;
    if asynchronous {
        return Ok(());
    }
    work.wait_end(&job, pivot)
}

impl Work<'_> {
    /// Has QEMU end a job.
    pub fn end(&mut self, job: &BlockJob, pivot: bool) -> Result<()> {
        if pivot && (!job.has_mirror() || !self.is_ready(job)?) {
            return Err(Error::new(
                virErrorNumber::VIR_ERR_BLOCK_COPY_ACTIVE,
                format!("block job '{}' not ready for pivot yet", job.name),
            ));
        }
        let state = if pivot {
            JobState::Pivoting
        } else {
            JobState::Aborting
        };
        let before = self.set_state(&job.name, state);
        self.doc.store(&mut self.running)?;
        fault::point("block.ending")?;
        let answer = if pivot {
            let args = json!({"id": job.name});
            self.running.client.execute_raw("job-complete", args)
        } else {
            let args = json!({"device": job.name});
            self.running.client.execute_raw("block-job-cancel", args)
        };
        match answer {
            Ok(_) => Ok(()),
            // It ended by itself just now.
            Err(MonitorError::Refused { .. }) if !pivot && self.has_concluded(job)? => Ok(()),
            Err(e) => {
                if let Some(before) = before {
                    self.set_state(&job.name, before);
                }
                self.doc.store(&mut self.running)?;
                Err(e.into())
            }
        }
    }

    /// Waits until a job has ended and sees to it.
    pub fn wait_end(&mut self, job: &BlockJob, pivot: bool) -> Result<()> {
        wait(&mut self.running.client, &job.name, |_| false)?;
        fault::point("block.ended")?;
        let ended = settle(self.ctx, &self.dom, &mut self.running, &mut self.doc)?;
        let status = ended.into_iter().find(|e| e.name == job.name);
        match status {
            Some(e) if pivot && e.status != BlockJobStatus::Completed => {
                Err(Error::operation_failed(format!(
                    "job '{}' failed while pivoting: {}",
                    job.name,
                    e.error.unwrap_or_default()
                )))
            }
            _ => Ok(()),
        }
    }

    fn set_state(&mut self, name: &str, state: JobState) -> Option<JobState> {
        let job = self.doc.jobs.iter_mut().find(|j| j.name == name)?;
        Some(std::mem::replace(&mut job.state, state))
    }

    fn is_ready(&mut self, job: &BlockJob) -> Result<bool> {
        let jobs = query(&mut self.running.client)?;
        Ok(jobs.iter().any(|j| j.id == job.name && j.status == "ready"))
    }

    fn has_concluded(&mut self, job: &BlockJob) -> Result<bool> {
        let jobs = query(&mut self.running.client)?;
        Ok(jobs.iter().any(|j| j.id == job.name && j.has_concluded()))
    }
}

/// `query-block-jobs`
#[derive(Deserialize)]
struct Progress {
    device: String,
    #[serde(default)]
    len: u64,
    #[serde(default)]
    offset: u64,
    #[serde(default)]
    speed: u64,
    #[serde(default)]
    ready: bool,
}

/// How the job of a disk stands; `None`: there is none. Takes no lock.
pub fn info(ctx: &DriverCtx, dom: &DomainRef, path: &str) -> Result<Option<BlockJobInfo>> {
    let view = ctx.find_running(dom)?;
    let live = view.live.as_ref().ok_or_else(not_running)?;
    let doc = LiveDoc::read(ctx, live)?;
    let target = &finder::disk(&doc.domain, path)?.target;
    let Some(job) = doc.job_of(target) else {
        return Ok(None);
    };
    let mut running =
        process::attach(&ctx.paths, &view.name, &view.uuid)?.ok_or_else(not_running)?;
    let answer = running.client.execute_raw("query-block-jobs", json!({}))?;
    let all: Vec<Progress> = serde_json::from_value(answer)
        .map_err(|e| Error::internal(format!("an unexpected answer to 'query-block-jobs': {e}")))?;
    let Some(progress) = all.into_iter().find(|p| p.device == job.name) else {
        return Ok(None);
    };
    let (mut current, mut end) = (progress.offset, progress.len);
    if end == 0 && !progress.ready {
        // It has not found out yet how much there is.
        (current, end) = (0, 1);
    }
    if job.has_mirror() && !progress.ready && current == end {
        // "All of it" is for jobs that are ready.
        current = end.saturating_sub(1);
    }
    Ok(Some(BlockJobInfo {
        kind: kind_of(job.kind),
        speed: progress.speed,
        current,
        end,
    }))
}

/// Limits how fast the job of a disk goes, in bytes per second; 0: as fast as it can.
pub fn set_speed(ctx: &DriverCtx, dom: &DomainRef, path: &str, speed: u64) -> Result<()> {
    if speed > i64::MAX as u64 {
        return Err(Error::new(
            virErrorNumber::VIR_ERR_OVERFLOW,
            format!("bandwidth must be less than {}", (i64::MAX as u64) >> 20),
        ));
    }
    let mut work = begin(ctx, dom)?;
    let target = finder::disk(&work.doc.domain, path)?.target.clone();
    let job = work.doc.job_of(&target).ok_or_else(|| no_job(&target))?;
    let args = json!({"device": job.name, "speed": speed});
    work.running
        .client
        .execute_raw("block-job-set-speed", args)?;
    Ok(())
}
