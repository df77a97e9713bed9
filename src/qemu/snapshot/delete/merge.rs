//! Merging overlays into what they stand on. All of it can be done again after it was done in part.

use super::external::{remove, same, sync};
use crate::conf::domain::disk::{ImageFormat, Location, Source};
use crate::conf::uuid::Uuid;
use crate::driver::{CommitOptions, DomainRef};
use crate::error::{Error, Result};
use crate::event::domain::BlockJobStatus;
use crate::qemu::block::chain::Change;
use crate::qemu::block::doc::edit_definition;
use crate::qemu::block::finder;
use crate::qemu::block::settle::{self, settle};
use crate::qemu::block::start::{Work, begin_held};
use crate::qemu::context::DriverCtx;
use crate::qemu::fault;
use crate::qemu::snapshot::steps::Step;
use crate::qemu::snapshot::{Store, images};
use crate::qemu::start::images as headers;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// An image, by its path on this host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    pub path: String,
    #[serde(with = "format_name")]
    pub format: Option<ImageFormat>,
    pub block: bool,
}

mod format_name {
    use crate::conf::domain::disk::ImageFormat;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(f: &Option<ImageFormat>, s: S) -> Result<S::Ok, S::Error> {
        f.map(ImageFormat::name).serialize(s)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<ImageFormat>, D::Error> {
        let name = Option::<String>::deserialize(d)?;
        Ok(name.and_then(|n| ImageFormat::from_name(&n)))
    }
}

impl Image {
    pub fn of(source: &Source) -> Image {
        Image {
            path: source.local_path().unwrap_or_default().to_owned(),
            format: source.format,
            block: matches!(source.location, Location::Block { .. }),
        }
    }

    pub fn location(&self) -> Location {
        let path = Some(self.path.clone());
        match self.block {
            true => Location::Block { path },
            false => Location::File { path },
        }
    }

    fn source(&self) -> Box<Source> {
        Box::new(Source {
            format: self.format,
            ..Source::new(self.location())
        })
    }

    fn format_name(&self) -> &'static str {
        self.format.unwrap_or(ImageFormat::Raw).name()
    }
}

/// One disk's part of a deletion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    pub disk: String,
    /// It goes.
    pub overlay: Image,
    /// It takes the overlay's data.
    pub base: Image,
    /// The domain's disk stands on the overlay: once it does not any more the data are merged, and what
    /// the guest has written since must not be covered by them again.
    pub in_use: bool,
    /// The definition names the overlay until its data are merged.
    #[serde(default)]
    pub defined: bool,
    /// Images that stand on the overlay.
    pub users: Vec<Image>,
}

/// The deletion of a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    pub domain: String,
    pub snapshot: String,
    pub merges: Vec<Merge>,
    /// Files of ours that are of no use to anybody.
    pub remove: Vec<PathBuf>,
    /// What other snapshots say afterwards.
    pub metadata: Vec<Step>,
}

impl Deletion {
    /// Does it, or goes on with it. The caller holds the guest's lock.
    pub fn run(&self, ctx: &DriverCtx, uuid: &Uuid) -> Result<()> {
        let mut store = Store::of(&ctx.paths, &self.domain, uuid)?;
        if !store.tree().contains(&self.snapshot) {
            return Ok(());
        }
        if !self.merges.is_empty() {
            // From here on its own state is not what it was.
            store.update(&self.snapshot, |snapshot| {
                for disk in &mut snapshot.disks {
                    disk.delete_in_progress |= self.merges.iter().any(|m| m.disk == disk.name);
                }
            })?;
            fault::point("snapshot.delete.marked")?;
        }
        for merge in &self.merges {
            merge.run(ctx, &self.domain, uuid)?;
            fault::point("snapshot.delete.merged")?;
        }
        for step in &self.metadata {
            step.run(ctx, uuid)?;
            fault::point("snapshot.delete.metadata")?;
        }
        for path in &self.remove {
            remove(path)?;
        }
        fault::point("snapshot.delete.removed")?;
        Store::of(&ctx.paths, &self.domain, uuid)?.remove(&self.snapshot)
    }
}

impl Merge {
    fn run(&self, ctx: &DriverCtx, domain: &str, uuid: &Uuid) -> Result<()> {
        let dom = DomainRef {
            name: domain.to_owned(),
            uuid: *uuid,
            id: None,
        };
        let active = ctx.domains.by_uuid(uuid).is_some_and(|v| v.is_active());
        match self.in_use {
            true if active => self.run_live(ctx, &dom)?,
            true if self.is_defined(ctx, domain)? => self.run_here()?,
            // QEMU has gone, and with it what could tell: the overlay may hold what nothing else does.
            true if !self.defined => {
                return Err(Error::operation_failed(format!(
                    "the guest has ended, and nothing tells whether '{}' was merged into '{}'",
                    self.overlay.path, self.base.path
                )));
            }
            false if Path::new(&self.overlay.path).exists() => self.run_here()?,
            _ => {}
        }
        self.rebase_users()?;
        self.define(ctx, domain)?;
        fault::point("snapshot.delete.rebased")?;
        remove(Path::new(&self.overlay.path))
    }

    /// Whether the definition's disk stands on the overlay.
    pub(super) fn is_defined(&self, ctx: &DriverCtx, domain: &str) -> Result<bool> {
        let view = ctx.domains.by_name(domain);
        let Some(definition) = view.as_ref().and_then(|v| v.definition.as_ref()) else {
            return Ok(false);
        };
        let definition = ctx.read_definition(definition)?;
        let mut disks = definition.devices.disks.into_iter();
        let Some(mut disk) = disks.find(|d| d.target == self.disk) else {
            return Ok(false);
        };
        headers::complete(&mut disk.source)?;
        let overlay = self.overlay.location();
        let mut chain = disk.source.chain();
        Ok(chain.any(|s| s.location == overlay))
    }

    /// Has QEMU do it, if it has the overlay open.
    fn run_live(&self, ctx: &DriverCtx, dom: &DomainRef) -> Result<()> {
        loop {
            let mut work = begin_held(ctx, dom)?;
            let disk = finder::disk(&work.doc.domain, &self.disk)?.clone();
            let depth = disk
                .source
                .chain()
                .position(|s| s.local_path() == Some(&self.overlay.path));
            let Some(depth) = depth else { return Ok(()) };
            if let Some(job) = work.doc.job_of(&self.disk).cloned() {
                self.wait(&mut work, &job.name)?;
                continue;
            }
            let options = CommitOptions {
                shallow: true,
                active: depth == 0,
                ..CommitOptions::default()
            };
            let name = work.commit(&disk, depth, depth + 1, None, &options)?;
            fault::point("snapshot.delete.job")?;
            self.wait(&mut work, &name)?;
        }
    }

    /// Waits for a commit, and has the disk go over to the image below where it was its own that is
    /// committed.
    fn wait(&self, work: &mut Work<'_>, name: &str) -> Result<()> {
        let found = settle::wait(&mut work.running.client, name, |j| j.status == "ready")?;
        if found.is_some_and(|j| j.status == "ready") {
            settle(work.ctx, &work.dom, &mut work.running, &mut work.doc)?;
            let job = work.doc.jobs.iter().find(|j| j.name == name).cloned();
            let Some(job) = job else { return Ok(()) };
            fault::point("snapshot.delete.ready")?;
            work.end(&job, true)?;
            return work.wait_end(&job, true);
        }
        let ended = settle(work.ctx, &work.dom, &mut work.running, &mut work.doc)?;
        match ended.into_iter().find(|e| e.name == name) {
            Some(e) if e.status != BlockJobStatus::Completed => {
                Err(Error::operation_failed(format!(
                    "cannot merge '{}' into '{}': {}",
                    self.overlay.path,
                    self.base.path,
                    e.error.unwrap_or_else(|| "it was cancelled".to_owned())
                )))
            }
            _ => Ok(()),
        }
    }

    /// Merges images that no QEMU has.
    fn run_here(&self) -> Result<()> {
        let below = headers::behind(&self.overlay.path, self.overlay.format)?;
        let right = below
            .as_ref()
            .and_then(Source::local_path)
            .is_some_and(|p| same(p, &self.base.path));
        if !right {
            return Err(Error::operation_failed(format!(
                "image '{}' does not stand on '{}'",
                self.overlay.path, self.base.path
            )));
        }
        let format = self.overlay.format_name();
        images::run(&["commit", "-q", "-d", "-f", format, &self.overlay.path])?;
        fault::point("snapshot.delete.committed")?;
        sync(&self.base.path)
    }

    /// Has what stands on the overlay stand on the base, which shows the same now.
    fn rebase_users(&self) -> Result<()> {
        for user in &self.users {
            let below = headers::behind(&user.path, user.format)?;
            let below = below.as_ref().and_then(Source::local_path);
            // The header may name it otherwise: by a link, or seen from elsewhere.
            if !below.is_some_and(|below| same(below, &self.overlay.path)) {
                continue;
            }
            images::run(&[
                "rebase",
                "-q",
                "-u",
                "-f",
                user.format_name(),
                "-F",
                self.base.format_name(),
                "-b",
                &self.base.path,
                &user.path,
            ])?;
            sync(&user.path)?;
        }
        Ok(())
    }

    /// The definition does not name the overlay any more.
    fn define(&self, ctx: &DriverCtx, domain: &str) -> Result<()> {
        edit_definition(ctx, domain, |definition| {
            let mut disks = definition.devices.disks.iter_mut();
            let Some(disk) = disks.find(|d| d.target == self.disk) else {
                return false;
            };
            let overlay = self.overlay.location();
            let depth = disk.source.chain().position(|s| s.location == overlay);
            let change = match depth {
                None => return false,
                Some(0) => Change::Top {
                    base: self.base.source(),
                },
                Some(depth) => match disk.source.chain().nth(depth - 1) {
                    Some(above) => Change::Backing {
                        of: Box::new(Source::new(above.location.clone())),
                        base: Some(self.base.source()),
                    },
                    None => return false,
                },
            };
            change.apply(disk, false)
        })
    }
}
