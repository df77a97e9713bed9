//! Beginning block jobs: pull (data comes up into the top image) and commit (data goes down).

use super::doc::LiveDoc;
use super::finder;
use super::job::{BlockJob, FLAG_ACTIVE, FLAG_RELATIVE, JobKind, JobState};
use super::nodes::{storage_node, top_node};
use super::settle::settle;
use crate::conf::domain::disk::{Backing, Disk, Source};
use crate::conf::domain::mirror::{Mirror, MirrorJob};
use crate::driver::{CommitOptions, DomainRef, PullOptions};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use crate::qemu::context::{DriverCtx, not_running};
use crate::qemu::fault;
use crate::qemu::job::Operation;
use crate::qemu::lock::JobLock;
use crate::qemu::process::{self, Running};
use crate::qemu::start::images;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A running guest whose disks are about to be changed, under its lock.
pub struct Work<'a> {
    pub ctx: &'a DriverCtx,
    pub dom: DomainRef,
    pub running: Running,
    pub doc: LiveDoc,
    _lock: Option<JobLock>,
}

/// Takes the guest's lock and sees to the jobs that have ended.
pub fn begin<'a>(ctx: &'a DriverCtx, dom: &DomainRef) -> Result<Work<'a>> {
    ctx.find_running(dom)?;
    let lock = ctx.lock(&dom.uuid, Operation::Modify.name())?;
    let mut work = begin_held(ctx, dom)?;
    work._lock = Some(lock);
    Ok(work)
}

/// The same under a lock that the caller holds.
pub fn begin_held<'a>(ctx: &'a DriverCtx, dom: &DomainRef) -> Result<Work<'a>> {
    let view = ctx.find_running(dom)?;
    let live = view.live.as_ref().ok_or_else(not_running)?;
    let dom = DomainRef {
        name: view.name.clone(),
        uuid: view.uuid,
        id: Some(live.id),
    };
    let mut running =
        process::attach(&ctx.paths, &view.name, &view.uuid)?.ok_or_else(not_running)?;
    let mut doc = LiveDoc::read(ctx, live)?;
    settle(ctx, &dom, &mut running, &mut doc)?;
    Ok(Work {
        ctx,
        dom,
        running,
        doc,
        _lock: None,
    })
}

/// Refuses a disk on which a job works.
pub fn check_idle(doc: &LiveDoc, disk: &Disk) -> Result<()> {
    let code = if disk.mirror.is_some() {
        virErrorNumber::VIR_ERR_BLOCK_COPY_ACTIVE
    } else if doc.job_of(&disk.target).is_some() {
        virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED
    } else {
        return Ok(());
    };
    Err(Error::new(
        code,
        format!("disk '{}' already in active block job", disk.target),
    ))
}

/// Bytes per second as QEMU takes them.
fn check_speed(speed: u64) -> Result<Option<u64>> {
    if speed > i64::MAX as u64 {
        return Err(Error::new(
            virErrorNumber::VIR_ERR_OVERFLOW,
            format!("bandwidth must be less than {}", (i64::MAX as u64) >> 20),
        ));
    }
    Ok((speed > 0).then_some(speed))
}

fn check_image(disk: &Disk) -> Result<()> {
    if disk.source.is_empty() {
        return Err(Error::operation_invalid(format!(
            "disk '{}' has no image",
            disk.target
        )));
    }
    Ok(())
}

/// Brings the data of the images behind the top one into it, down to (without) `base`.
pub fn pull(ctx: &DriverCtx, dom: &DomainRef, path: &str, options: &PullOptions) -> Result<()> {
    let speed = check_speed(options.speed)?;
    let mut work = begin(ctx, dom)?;
    let disk = finder::disk(&work.doc.domain, path)?.clone();
    check_idle(&work.doc, &disk)?;
    check_image(&disk)?;
    let base = match &options.base {
        Some(name) => Some(finder::image(&disk, name, Some(0))?),
        None => None,
    };
    if options.relative && base.is_none() {
        return Err(Error::invalid_arg(
            "a relative name is kept only of a base that is named",
        ));
    }
    let top = top_node(&disk.source);
    let name = format!("pull-{}-{top}", disk.target);
    let mut args = json!({"device": top, "job-id": name});
    set(&mut args, "speed", speed);
    let base_image = base.and_then(|depth| finder::at(&disk, depth));
    if let (Some(depth), Some(image)) = (base, base_image) {
        set(&mut args, "base-node", Some(top_node(image)));
        let backing = backing_text(&disk, 0, depth, options.relative)?;
        set(&mut args, "backing-file", backing);
    }
    let job = BlockJob {
        name,
        kind: JobKind::Pull,
        state: JobState::Running,
        flags: if options.relative { 1 << 4 } else { 0 },
        disk: disk.target.clone(),
        base: base_image.map(storage_node),
        top: None,
        top_parent: None,
        delete: false,
    };
    work.launch("block-stream", args, job)
}

/// Brings the data of the images from `top` on down to `base` into that.
pub fn commit(ctx: &DriverCtx, dom: &DomainRef, path: &str, options: &CommitOptions) -> Result<()> {
    let speed = check_speed(options.speed)?;
    let mut work = begin(ctx, dom)?;
    let disk = finder::disk(&work.doc.domain, path)?.clone();
    check_image(&disk)?;
    check_idle(&work.doc, &disk)?;
    let top = match &options.top {
        Some(name) => finder::image(&disk, name, None)?,
        None => 0,
    };
    if top == 0 && !options.active {
        return Err(Error::invalid_arg(format!(
            "commit of '{}' active layer requires active flag",
            disk.target
        )));
    }
    if top > 0 && options.active {
        return Err(Error::invalid_arg(format!(
            "active commit requested but '{}' is not active",
            finder::path(&disk, top)
        )));
    }
    let no_base = || {
        Err(Error::invalid_arg(format!(
            "no image below '{}' in the chain of disk '{}'",
            finder::path(&disk, top),
            disk.target
        ))
        .from_domain(virErrorDomain::VIR_FROM_STORAGE))
    };
    let below = finder::at(&disk, top + 1).map(|_| top + 1);
    let base = match (&options.base, below) {
        (Some(name), _) => finder::image(&disk, name, Some(top))?,
        (None, None) => return no_base(),
        (None, Some(below)) if options.shallow => below,
        (None, Some(_)) => disk.source.chain().count() - 1,
    };
    if options.shallow && options.base.is_some() && Some(base) != below {
        return Err(Error::invalid_arg(format!(
            "base '{}' is not immediately below '{}'",
            finder::path(&disk, base),
            finder::path(&disk, top)
        )));
    }
    work.commit(&disk, top, base, speed, options)?;
    Ok(())
}

impl Work<'_> {
    /// Begins a commit of the images of these depths; returns the job's name.
    pub fn commit(
        &mut self,
        disk: &Disk,
        top: usize,
        base: usize,
        speed: Option<u64>,
        options: &CommitOptions,
    ) -> Result<String> {
        let image = |depth: usize| {
            finder::at(disk, depth).ok_or_else(|| Error::internal("a chain that became shorter"))
        };
        let active = top == 0;
        let top_name = top_node(image(top)?);
        let name = format!("commit-{}-{top_name}", disk.target);
        let mut args = json!({"device": top_node(&disk.source), "job-id": name});
        set(&mut args, "speed", speed);
        set(&mut args, "top-node", Some(top_name));
        set(&mut args, "base-node", Some(top_node(image(base)?)));
        if !active {
            let backing = backing_text(disk, top - 1, base, options.relative)?;
            set(&mut args, "backing-file", backing);
        }
        let mut flags = u32::from(options.shallow);
        for (on, flag) in [
            (options.delete, super::job::FLAG_DELETE),
            (active, FLAG_ACTIVE),
            (options.relative, FLAG_RELATIVE),
        ] {
            flags |= if on { flag } else { 0 };
        }
        let parent = match top.checked_sub(1) {
            Some(depth) => Some(storage_node(image(depth)?)),
            None => None,
        };
        let job = BlockJob {
            name: name.clone(),
            kind: if active {
                JobKind::ActiveCommit
            } else {
                JobKind::Commit
            },
            state: JobState::Running,
            flags,
            disk: disk.target.clone(),
            base: Some(storage_node(image(base)?)),
            top: Some(storage_node(image(top)?)),
            top_parent: parent,
            delete: options.delete,
        };
        if active {
            let source = Source {
                backing: Backing::Unknown,
                ..image(base)?.clone()
            };
            if let Some(disk) = self.doc.disk_mut(&disk.target) {
                disk.mirror = Some(Box::new(Mirror {
                    job: MirrorJob::ActiveCommit,
                    ready: None,
                    source,
                }));
            }
        }
        self.launch("block-commit", args, job)?;
        Ok(name)
    }

    /// Has QEMU begin a job that the status file tells of already.
    fn launch(&mut self, command: &str, mut args: Value, job: BlockJob) -> Result<()> {
        set(&mut args, "auto-finalize", Some(true));
        set(&mut args, "auto-dismiss", Some(false));
        let caps = self.ctx.caps_of(&self.doc.domain)?;
        if caps.has(crate::qemu::capabilities::Cap::BackingMaskProtocol) {
            set(&mut args, "backing-mask-protocol", Some(true));
        }
        let (name, target) = (job.name.clone(), job.disk.clone());
        self.doc.jobs.push(job);
        self.doc.store(&mut self.running)?;
        fault::point("block.recorded")?;
        if let Err(e) = self.running.client.execute_raw(command, args) {
            self.doc.jobs.retain(|j| j.name != name);
            if let Some(disk) = self.doc.disk_mut(&target) {
                disk.mirror = None;
            }
            self.doc.store(&mut self.running)?;
            return Err(e.into());
        }
        fault::point("block.started")
    }
}

pub(super) fn set<T: Into<Value>>(args: &mut Value, name: &str, value: Option<T>) {
    if let Some(value) = value {
        args[name] = value.into();
    }
}

/// What the header of the image at `of` is to say of the image at `base` behind it. `None`: QEMU knows.
fn backing_text(disk: &Disk, of: usize, base: usize, relative: bool) -> Result<Option<String>> {
    if relative {
        return relative_name(disk, of, base).map(Some);
    }
    Ok(finder::at(disk, base)
        .and_then(Source::local_path)
        .map(str::to_owned))
}

/// The name of the image at `base` as seen from the one at `of`, put together of the names that the
/// images between have in their headers, which must be relative.
fn relative_name(disk: &Disk, of: usize, base: usize) -> Result<String> {
    let mut name = PathBuf::new();
    for depth in of..base {
        let path = finder::path(disk, depth);
        let format = finder::at(disk, depth).and_then(|s| s.format);
        let next = images::backing_name(&path, format)?.filter(|n| {
            // Neither absolute nor of a protocol.
            !n.starts_with('/') && !n.contains(':')
        });
        let Some(next) = next else {
            return Err(Error::operation_invalid(format!(
                "image '{path}' does not name the one behind it by a relative path"
            )));
        };
        let dir = name.parent().map(Path::to_owned).unwrap_or_default();
        name = dir.join(next);
    }
    Ok(name.to_string_lossy().into_owned())
}
