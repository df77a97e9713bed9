//! Seeing to block jobs that have ended, or are ready: the documents follow, nodes that nothing needs go,
//! and who wants to know is told.
//!
//! | step | killed after it |
//! |---|---|
//! | the definition is written | the running guest's document still has the old chain, whose images are all there; done again |
//! | committed images are removed, if that was asked for: what was in them is in the base, on the disk | the same |
//! | the status file is written, the job gone from it | QEMU still has the outcome; it is dismissed by the next that looks |
//! | the job is dismissed, nodes are removed | |
//! | subscribers are told | |

use super::chain::{self, Change};
use super::doc::{LiveDoc, edit_definition};
use super::finder;
use super::job::{BlockJob, JobKind, JobState};
use super::nodes;
use crate::conf::domain::disk::{Disk, Source};
use crate::conf::domain::mirror::MirrorReady;
use crate::driver::DomainRef;
use crate::error::Result;
use crate::event::domain::{BlockJobStatus, BlockJobType, DomainEvent};
use crate::qemu::context::DriverCtx;
use crate::qemu::fault;
use crate::qemu::monitor::{Client, MonitorError, within};
use crate::qemu::process::Running;
use serde::Deserialize;
use serde_json::json;
use std::path::PathBuf;
use std::time::Duration;

/// A job as QEMU tells of it (`query-jobs`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct QemuJob {
    pub id: String,
    pub status: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub error: Option<String>,
}

impl QemuJob {
    pub fn has_concluded(&self) -> bool {
        self.status == "concluded"
    }
}

/// All jobs of a QEMU.
pub fn query(client: &mut Client) -> std::result::Result<Vec<QemuJob>, MonitorError> {
    let answer = client.execute_raw("query-jobs", json!({}))?;
    serde_json::from_value(answer)
        .map_err(|e| MonitorError::Protocol(format!("an unexpected answer to 'query-jobs': {e}")))
}

/// Waits until the job is in a state that `wanted` accepts (concluded if it is not there any more), and
/// returns what QEMU tells of it then.
pub fn wait(
    client: &mut Client,
    name: &str,
    wanted: impl Fn(&QemuJob) -> bool,
) -> Result<Option<QemuJob>> {
    loop {
        let job = query(client)?.into_iter().find(|j| j.id == name);
        match job {
            None => return Ok(None),
            Some(job) if job.has_concluded() || wanted(&job) => return Ok(Some(job)),
            Some(_) => {}
        }
        // Any change of it is a reason to look; so is some time, should an event have been dropped.
        client.wait_event(within(Duration::from_millis(500)), |e| {
            e.name == "JOB_STATUS_CHANGE" && e.data.get("id").is_some_and(|id| id == name)
        })?;
    }
}

/// What has become of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub name: String,
    pub status: BlockJobStatus,
    /// What QEMU said, if it failed.
    pub error: Option<String>,
}

/// QEMU's words for a job that was cancelled.
const CANCELLED: &str = "Operation canceled";

/// Sees to all jobs of the guest, whose lock the caller holds.
pub fn settle(
    ctx: &DriverCtx,
    dom: &DomainRef,
    running: &mut Running,
    doc: &mut LiveDoc,
) -> Result<Vec<Ended>> {
    let mut ended = Vec::new();
    if doc.jobs.is_empty() {
        return Ok(ended);
    }
    let jobs = query(&mut running.client)?;
    for job in doc.jobs.clone() {
        match jobs.iter().find(|j| j.id == job.name) {
            Some(found) if found.has_concluded() => {
                ended.push(conclude(ctx, dom, running, doc, &job, found)?);
            }
            Some(found) if found.status == "ready" && job.state == JobState::Running => {
                ready(ctx, dom, running, doc, &job)?;
            }
            Some(_) => {}
            // It was announced and never began.
            None => {
                forget(doc, &job);
                doc.store(running)?;
            }
        }
    }
    Ok(ended)
}

/// Dismisses jobs that ended and of which the documents tell nothing any more: whoever saw to them was
/// killed before the last step.
pub fn dismiss_leftovers(running: &mut Running, doc: &LiveDoc) -> Result<()> {
    for job in query(&mut running.client)? {
        let ours = ["commit-", "pull-", "copy-", "create-"];
        if job.has_concluded()
            && ours.iter().any(|prefix| job.id.starts_with(prefix))
            && !doc.jobs.iter().any(|j| j.name == job.id)
        {
            dismiss(&mut running.client, &job.id);
        }
    }
    Ok(())
}

fn dismiss(client: &mut Client, id: &str) {
    // Somebody may have been quicker.
    let _ = client.execute_raw("job-dismiss", json!({"id": id}));
}

/// Takes a job out of the documents.
fn forget(doc: &mut LiveDoc, job: &BlockJob) {
    doc.jobs.retain(|j| j.name != job.name);
    if job.has_mirror() {
        if let Some(disk) = doc.disk_mut(&job.disk) {
            disk.mirror = None;
        }
    }
}

fn tell(
    ctx: &DriverCtx,
    dom: &DomainRef,
    doc: &mut LiveDoc,
    job: &BlockJob,
    status: BlockJobStatus,
) {
    let path = doc
        .disk_mut(&job.disk)
        .and_then(|d| d.source.local_path().map(str::to_owned));
    let event = DomainEvent::BlockJob {
        path,
        target: job.disk.clone(),
        kind: kind_of(job.kind),
        status,
    };
    ctx.emit(dom, event);
}

/// The public number of a kind of job.
pub fn kind_of(kind: JobKind) -> BlockJobType {
    match kind {
        JobKind::Pull => BlockJobType::Pull,
        JobKind::Copy => BlockJobType::Copy,
        JobKind::Commit => BlockJobType::Commit,
        JobKind::ActiveCommit => BlockJobType::ActiveCommit,
    }
}

/// Both images are the same now.
fn ready(
    ctx: &DriverCtx,
    dom: &DomainRef,
    running: &mut Running,
    doc: &mut LiveDoc,
    job: &BlockJob,
) -> Result<()> {
    for known in doc.jobs.iter_mut().filter(|j| j.name == job.name) {
        known.state = JobState::Ready;
    }
    if let Some(mirror) = doc.disk_mut(&job.disk).and_then(|d| d.mirror.as_mut()) {
        mirror.ready = Some(MirrorReady::Yes);
    }
    doc.store(running)?;
    tell(ctx, dom, doc, job, BlockJobStatus::Ready);
    Ok(())
}

/// A job is over, one way or the other.
fn conclude(
    ctx: &DriverCtx,
    dom: &DomainRef,
    running: &mut Running,
    doc: &mut LiveDoc,
    job: &BlockJob,
    found: &QemuJob,
) -> Result<Ended> {
    fault::point("block.concluded")?;
    let status = match &found.error {
        Some(e) if e == CANCELLED || job.state == JobState::Aborting => BlockJobStatus::Canceled,
        Some(_) => BlockJobStatus::Failed,
        // A job that was ready and is left ends as if it had succeeded.
        None if job.has_mirror() && job.state != JobState::Pivoting => BlockJobStatus::Canceled,
        None => BlockJobStatus::Completed,
    };
    let mut removed = Vec::new();
    if status == BlockJobStatus::Completed {
        removed = complete(ctx, dom, doc, job)?;
    }
    forget(doc, job);
    doc.store(running)?;
    fault::point("block.documents")?;
    dismiss(&mut running.client, &job.name);
    let mut given_back = Vec::new();
    for source in &removed {
        nodes::remove(&mut running.client, source);
        given_back.extend(source.local_path().map(PathBuf::from));
    }
    running.disown(&given_back)?;
    tell(ctx, dom, doc, job, status);
    Ok(Ended {
        name: job.name.clone(),
        status,
        error: found.error.clone(),
    })
}

/// What a job that has succeeded changes of its disk, and the images that are no longer part of it.
fn outcome(disk: &Disk, job: &BlockJob) -> Option<(Change, Vec<Source>)> {
    let depth = |node: &Option<String>| finder::by_node(&disk.source, node.as_deref()?);
    let plain = |at: usize| {
        disk.source.chain().nth(at).map(|s| {
            Box::new(Source {
                backing: Default::default(),
                ..s.clone()
            })
        })
    };
    let count = disk.source.chain().count();
    let change = match job.kind {
        JobKind::Pull => {
            let base = depth(&job.base);
            let change = Change::Backing {
                of: plain(0)?,
                base: base.and_then(plain),
            };
            (
                change,
                chain::between(&disk.source, 1, base.unwrap_or(count)),
            )
        }
        JobKind::Commit => {
            let (top, base) = (depth(&job.top)?, depth(&job.base)?);
            let change = Change::Backing {
                of: plain(top.checked_sub(1)?)?,
                base: Some(plain(base)?),
            };
            (change, chain::between(&disk.source, top, base))
        }
        JobKind::ActiveCommit => {
            let base = depth(&job.base)?;
            let change = Change::Top { base: plain(base)? };
            (change, chain::between(&disk.source, 0, base))
        }
        JobKind::Copy => return None,
    };
    Some(change)
}

/// Makes the documents follow a job that has succeeded. Returns the images whose nodes may go.
fn complete(
    ctx: &DriverCtx,
    dom: &DomainRef,
    doc: &mut LiveDoc,
    job: &BlockJob,
) -> Result<Vec<Source>> {
    let Some(disk) = doc.disk_mut(&job.disk) else {
        return Ok(Vec::new());
    };
    let Some((change, removed)) = outcome(disk, job) else {
        return Ok(Vec::new());
    };
    let old_top = disk.source.location.clone();
    edit_definition(ctx, &dom.name, |definition| {
        let mut disks = definition.devices.disks.iter_mut();
        disks
            .find(|d| d.target == job.disk && d.source.location == old_top)
            .is_some_and(|d| change.apply(d, false))
    })?;
    fault::point("block.defined")?;
    if job.delete {
        let base = match &change {
            Change::Top { base }
            | Change::Backing {
                base: Some(base), ..
            } => base.local_path(),
            Change::Backing { base: None, .. } => None,
        };
        remove_images(base, &removed);
        fault::point("block.removed")?;
    }
    change.apply(disk, true);
    Ok(removed)
}

/// Removes images whose data have gone down into `base`, once that is on the disk for certain.
fn remove_images(base: Option<&str>, images: &[Source]) {
    let synced = base
        .is_some_and(|path| std::fs::File::open(path).is_ok_and(|file| file.sync_all().is_ok()));
    if !synced {
        return;
    }
    for path in images.iter().filter_map(Source::local_path) {
        // A device stays; an image that cannot be removed is in nobody's way.
        if std::fs::symlink_metadata(path).is_ok_and(|m| m.is_file()) {
            let _ = std::fs::remove_file(path);
        }
    }
}
