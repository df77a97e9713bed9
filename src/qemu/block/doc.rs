//! The document of a running guest while its disks are worked on: read from the status file, changed,
//! and written back whole, with the number of the last node and the block jobs.

use super::job::BlockJob;
use super::nodes;
use crate::conf::domain::disk::Disk;
use crate::conf::domain::{Domain, ParseContext};
use crate::conf::xml::Element;
use crate::error::{Error, Result};
use crate::qemu::context::DriverCtx;
use crate::qemu::documents::{definition_text, status_element};
use crate::qemu::domains::{LiveGuest, Registry};
use crate::qemu::process::Running;
use crate::qemu::status::Status;

/// A running guest's document.
#[derive(Clone, Debug)]
pub struct LiveDoc {
    status: Status,
    pub domain: Domain,
    pub jobs: Vec<BlockJob>,
}

impl LiveDoc {
    /// Reads the status file as it is now.
    pub fn read(ctx: &DriverCtx, live: &LiveGuest) -> Result<LiveDoc> {
        Self::parse(&live.read_text(&ctx.paths)?)
    }

    fn parse(text: &str) -> Result<LiveDoc> {
        let mut status = Status::parse(text)?;
        let element = std::mem::take(&mut status.domain);
        let domain = Domain::from_element(element, &ParseContext::status_file())?;
        let jobs = status.other.iter().find(|e| e.name == "blockjobs");
        let jobs = jobs.map_or_else(Vec::new, |e| {
            e.elements().filter_map(BlockJob::parse).collect()
        });
        Ok(LiveDoc {
            status,
            domain,
            jobs,
        })
    }

    /// A number for the nodes of an image that comes to the guest: no image ever had it.
    pub fn take_index(&mut self) -> u32 {
        let used = self.domain.devices.disks.iter().flat_map(|d| {
            let mirror = d.mirror.iter().flat_map(|m| m.source.chain());
            d.source.chain().chain(mirror).filter_map(|s| s.index)
        });
        let recorded = self.nodename().and_then(|e| e.attr("index")?.parse().ok());
        let index = used.max().max(recorded).unwrap_or(0) + 1;
        let element = Element::new("nodename").with_attr("index", index);
        self.replace(element);
        index
    }

    fn nodename(&self) -> Option<&Element> {
        self.status.other.iter().find(|e| e.name == "nodename")
    }

    fn replace(&mut self, new: Element) {
        let other = &mut self.status.other;
        match other.iter_mut().find(|e| e.name == new.name) {
            Some(old) => *old = new,
            None => other.push(new),
        }
    }

    /// The disk of this target.
    pub fn disk_mut(&mut self, target: &str) -> Option<&mut Disk> {
        let mut disks = self.domain.devices.disks.iter_mut();
        disks.find(|d| d.target == target)
    }

    /// The job that works on this disk.
    pub fn job_of(&self, target: &str) -> Option<&BlockJob> {
        self.jobs.iter().find(|j| j.disk == target)
    }

    /// The text of the status file as it is to be.
    pub fn text(&mut self) -> String {
        for disk in &mut self.domain.devices.disks {
            nodes::mark(&mut disk.source);
            if let Some(mirror) = &mut disk.mirror {
                nodes::mark(&mut mirror.source);
            }
        }
        // Jobs of other kinds are somebody else's and stay.
        let old = self.status.other.iter().find(|e| e.name == "blockjobs");
        let others: Vec<Element> = old
            .into_iter()
            .flat_map(|e| e.elements())
            .filter(|e| e.name == "blockjob" && BlockJob::parse(e).is_none())
            .cloned()
            .collect();
        let active = !(self.jobs.is_empty() && others.is_empty());
        let mut jobs =
            Element::new("blockjobs").with_attr("active", if active { "yes" } else { "no" });
        for job in &self.jobs {
            jobs.push(job.to_element());
        }
        for other in others {
            jobs.push(other);
        }
        self.replace(jobs);
        self.status.domain = status_element(&self.domain);
        self.status.format()
    }

    /// Writes it to the status file.
    pub fn store(&mut self, running: &mut Running) -> Result<()> {
        let text = self.text();
        running.set_status(&text)
    }
}

/// Changes the definition of a domain, if it has one and `change` says that it did. The caller holds
/// the guest's lock.
pub fn edit_definition(
    ctx: &DriverCtx,
    name: &str,
    change: impl FnOnce(&mut Domain) -> bool,
) -> Result<()> {
    let Some(view) = ctx.domains.by_name(name) else {
        return Ok(());
    };
    let Some(definition) = &view.definition else {
        return Ok(());
    };
    let mut domain = ctx.read_definition(definition)?;
    if !change(&mut domain) {
        return Ok(());
    }
    let text = definition_text(&domain);
    Registry::lock(&ctx.domains)?.write_definition(name, &text)
}

/// No disk of the guest has this target or source.
pub fn no_disk(name: &str) -> Error {
    Error::invalid_arg(format!("disk '{name}' not found in domain"))
}
