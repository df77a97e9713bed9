//! How far a guest's job is, and what the last one did.
//!
//! The figures of a job under way are QEMU's own, asked for when somebody wants to know. Those of the last
//! job that succeeded stand in a file, so that any process can ask for them, the guest being gone or not.

use super::Operation;
use crate::conf::uuid::Uuid;
use crate::driver::{JobReport, JobTransfer};
use crate::error::{Error, Result};
use crate::qemu::context::not_running;
use crate::qemu::lock::now_us;
use crate::qemu::monitor::commands::{MigrationInfo, QueryMigrate};
use crate::qemu::monitor::within;
use crate::qemu::paths::Paths;
use crate::qemu::process::{self, Running};
use crate::qemu::supervisor::record::{self, Job};
use serde::Deserialize;
use std::io;
use std::time::Duration;

/// How long QEMU has to tell its figures; while it winds a migration up it does not answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// The job that is under way on a running guest.
pub fn current(paths: &Paths, name: &str, uuid: &Uuid) -> Result<Option<JobReport>> {
    let mut running = process::attach(paths, name, uuid)?.ok_or_else(not_running)?;
    let Some(job) = job(&mut running)? else {
        return Ok(None);
    };
    let client = &mut running.client;
    let Some(operation) = Operation::public_number(&job.operation) else {
        return Ok(None);
    };
    client.set_deadline(within(PATIENCE));
    // An earlier migration's figures say nothing of this job.
    let transfer = match client.execute(&QueryMigrate {}) {
        Ok(info) if job.undo.cancel_migration && !info.has_ended() => transfer(&info),
        _ => None,
    };
    Ok(Some(JobReport {
        operation,
        has_completed: false,
        elapsed_ms: now_us().saturating_sub(job.since_us) / 1000,
        transfer,
    }))
}

/// The name of what the job under way does.
pub fn operation(running: &mut Running) -> Result<Option<String>> {
    Ok(job(running)?.map(|job| job.operation))
}

/// The job that the supervisor knows. Unlike `x-oxivirt-job-query` this does not wait for an undo.
fn job(running: &mut Running) -> Result<Option<Job>> {
    #[derive(Deserialize)]
    struct Info {
        job: Option<Job>,
    }

    let info = running
        .client
        .execute_raw("x-oxivirt-info", serde_json::json!({}))?;
    running.client.take_fds();
    serde_json::from_value::<Info>(info)
        .map(|info| info.job)
        .map_err(|e| Error::internal(format!("the supervisor told no job: {e}")))
}

/// What a migration has brought from one place to another.
pub fn transfer(info: &MigrationInfo) -> Option<JobTransfer> {
    let ram = info.ram.as_ref()?;
    Some(JobTransfer {
        downtime_ms: info.downtime.or(info.expected_downtime),
        setup_ms: info.setup_time,
        total: ram.total,
        processed: ram.transferred,
        remaining: ram.remaining,
        // QEMU tells millions of bits.
        speed: (ram.mbps * 125_000.0) as u64,
        constant: ram.duplicate,
        normal: ram.normal,
        normal_bytes: ram.normal_bytes,
        dirty_rate: ram.dirty_pages_rate,
        iteration: ram.dirty_sync_count,
        page_size: ram.page_size,
        postcopy_requests: ram.postcopy_requests,
    })
}

/// Keeps what a job has done until it is asked for, or the next job begins.
pub fn keep(paths: &Paths, uuid: &Uuid, report: &JobReport) -> Result<()> {
    paths.make_own_dir()?;
    let path = paths.completed_job(uuid);
    serde_json::to_vec(report)
        .map_err(io::Error::from)
        .and_then(|text| record::replace(&path, &text))
        .map_err(|e| Error::system(format!("cannot write '{}'", path.display()), &e))
}

/// Forgets what the last job has done.
pub fn forget(paths: &Paths, uuid: &Uuid) {
    let _ = std::fs::remove_file(paths.completed_job(uuid));
}

/// What the last job that succeeded has done.
pub fn completed(paths: &Paths, uuid: &Uuid) -> Option<JobReport> {
    let text = std::fs::read(paths.completed_job(uuid)).ok()?;
    serde_json::from_slice(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_until_it_is_forgotten() {
        let dir = std::env::temp_dir().join(format!("oxivirt-stats-{}", std::process::id()));
        let paths = Paths::embed(&dir).unwrap();
        let uuid = Uuid::random();
        assert_eq!(completed(&paths, &uuid), None);
        let info: MigrationInfo = serde_json::from_str(
            r#"{"status": "completed", "downtime": 3, "ram": {"total": 9, "transferred": 5, "mbps": 8.0, "duplicate": 2}}"#,
        )
        .unwrap();
        let report = JobReport {
            operation: 2,
            has_completed: true,
            elapsed_ms: 7,
            transfer: transfer(&info),
        };
        keep(&paths, &uuid, &report).unwrap();
        assert_eq!(completed(&paths, &uuid), Some(report.clone()));
        let names: Vec<_> = report.parameters().into_iter().map(|p| p.name).collect();
        assert_eq!(names[..3], ["operation", "time_elapsed", "downtime"]);
        assert!(names.contains(&"memory_bps".to_owned()));
        forget(&paths, &uuid);
        assert_eq!(completed(&paths, &uuid), None);
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
