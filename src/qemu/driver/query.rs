//! Questions, answered from the files without a lock.

use super::QemuDriver;
use crate::conf::domain::{Domain, FormatOptions};
use crate::conf::state::{State, StateReason};
use crate::driver::*;
use crate::error::{Error, Result, virErrorNumber};
use crate::qemu::context::not_running;
use crate::qemu::domains::{Definition, Summary, View};
use crate::qemu::lock::JobLock;
use crate::qemu::migratable::migratable;
use crate::qemu::process;
use crate::qemu::snapshot::store;
use std::path::Path;

/// The handle for a domain that was looked for by `what`.
pub(super) fn found(view: Option<View>, what: impl FnOnce() -> String) -> Result<DomainRef> {
    view.map(reference)
        .ok_or_else(|| Error::no_domain(format!("no domain with matching {}", what())))
}

/// What identifies the domain now.
pub(super) fn reference(view: View) -> DomainRef {
    DomainRef {
        id: view.id(),
        uuid: view.uuid,
        name: view.name,
    }
}

impl QemuDriver {
    pub(super) fn domain_state(&self, dom: &DomainRef) -> Result<StateReason> {
        if let Some(live) = self.ctx.domains.running(&dom.uuid) {
            return Ok(live.state);
        }
        Ok(self.state_of(&self.ctx.find(dom)?))
    }

    /// The state of a domain, running or not.
    pub(super) fn state_of(&self, view: &View) -> StateReason {
        match (&view.live, &view.stale) {
            (Some(live), _) => live.state,
            (None, Some(stale)) => stale.state_at_end(),
            (None, None) => self.ctx.domains.last_state(&view.uuid),
        }
    }

    pub(super) fn domain_info(&self, dom: &DomainRef) -> Result<DomainInfo> {
        let info = |s: &Summary, state, cpu_time_ns| DomainInfo {
            state,
            max_mem_kib: s.max_mem_kib,
            memory_kib: s.memory_kib,
            vcpus: u16::try_from(s.vcpus).unwrap_or(u16::MAX),
            cpu_time_ns,
        };
        if let Some(live) = self.ctx.domains.running(&dom.uuid) {
            return Ok(info(&live.summary, live.state, live.cpu_time_ns()));
        }
        let view = self.ctx.find(dom)?;
        let cpu_time = view.live.as_ref().map_or(0, |l| l.cpu_time_ns());
        let state = self.state_of(&view);
        let summary = view
            .summary()
            .ok_or_else(|| crate::qemu::context::no_such(dom))?;
        Ok(info(summary, state, cpu_time))
    }

    pub(super) fn with_summary<T>(
        &self,
        dom: &DomainRef,
        answer: impl FnOnce(&Summary) -> T,
    ) -> Result<T> {
        let view = self.ctx.find(dom)?;
        view.summary()
            .map(answer)
            .ok_or_else(|| crate::qemu::context::no_such(dom))
    }

    pub(super) fn domain_control_info(&self, dom: &DomainRef) -> Result<ControlInfo> {
        let view = self.ctx.find(dom)?;
        if !view.is_active() {
            return Err(not_running());
        }
        Ok(match JobLock::holder(&self.ctx.paths, &view.uuid) {
            Some(holder) => ControlInfo {
                state: 1,
                details: 0,
                state_time_ms: u64::try_from(holder.held_for().as_millis()).unwrap_or(u64::MAX),
            },
            None => {
                // Whether it can be talked to is found out by doing so. A job whose client and
                // supervisor are both dead is undone on the way.
                let reached = process::attach(&self.ctx.paths, &view.name, &view.uuid);
                if let Ok(None) = reached {
                    return Err(not_running());
                }
                ControlInfo {
                    // VIR_DOMAIN_CONTROL_ERROR, and its reason MONITOR.
                    state: if reached.is_ok() { 0 } else { 3 },
                    details: if reached.is_ok() { 0 } else { 2 },
                    state_time_ms: 0,
                }
            }
        })
    }

    pub(super) fn describe(&self, dom: &DomainRef, options: XmlOptions) -> Result<String> {
        let mut described = self.describe_now(dom, options);
        for _ in 0..10 {
            // Between the look and the reading the guest may have ended, or begun: look again.
            match &described {
                Err(e) if e.code == virErrorNumber::VIR_ERR_NO_DOMAIN => {}
                _ => break,
            }
            self.ctx.find(dom)?;
            described = self.describe_now(dom, options);
        }
        described
    }

    fn describe_now(&self, dom: &DomainRef, options: XmlOptions) -> Result<String> {
        let view = self.ctx.find(dom)?;
        // What another libvirt is to start from holds all, and nothing of this run.
        let format = FormatOptions {
            secure: options.secure || options.migratable,
            inactive: options.inactive || options.migratable || !view.is_active(),
            migratable: options.migratable,
            ..Default::default()
        };
        let write = |domain: Domain| match options.migratable {
            true => migratable(&domain).format(&format),
            false => domain.format(&format),
        };
        let from_definition = |definition: &Definition| {
            let text = || self.ctx.read_definition(definition).map(write);
            definition.texts.get_or_try(format, text)
        };
        let text = match (&view.live, &view.definition) {
            (Some(_), Some(definition)) if options.inactive => from_definition(definition)?,
            (Some(live), _) => live
                .texts
                .get_or_try(format, || self.ctx.read_live(live).map(write))?,
            (None, Some(definition)) => from_definition(definition)?,
            (None, None) => return Err(crate::qemu::context::no_such(dom)),
        };
        Ok(text.as_ref().to_owned())
    }

    /// The names of the domains that do not run.
    pub(super) fn defined_names(&self) -> Vec<String> {
        let inactive = |v: View| (!v.is_active()).then_some(v.name);
        self.ctx
            .domains
            .all()
            .into_iter()
            .filter_map(inactive)
            .collect()
    }

    pub(super) fn list(&self, filter: &ListFilter) -> Vec<DomainRef> {
        self.ctx
            .domains
            .all()
            .into_iter()
            .filter(|view| self.passes(view, filter))
            .map(reference)
            .collect()
    }

    /// Whether a domain passes; what costs a look at the disk is asked only if it counts.
    fn passes(&self, view: &View, filter: &ListFilter) -> bool {
        let paths = &self.ctx.paths;
        let is = |wanted: Option<bool>, actual: &dyn Fn() -> bool| {
            wanted.is_none_or(|wanted| wanted == actual())
        };
        let any_state = filter.running || filter.paused || filter.shutoff || filter.other;
        let state = || match self.state_of(view).state() {
            State::Running => filter.running,
            State::Paused => filter.paused,
            State::Shutoff => filter.shutoff,
            _ => filter.other,
        };
        is(filter.active, &|| view.is_active())
            && is(filter.persistent, &|| view.is_persistent())
            && (!any_state || state())
            && is(filter.autostart, &|| {
                view.is_persistent() && self.autostarts(&view.name)
            })
            && is(filter.managed_save, &|| {
                paths.managed_save(&view.name).exists()
            })
            && is(filter.has_snapshot, &|| {
                store::load(paths, &view.name, &view.uuid).is_ok_and(|tree| !tree.is_empty())
            })
            && is(filter.has_checkpoint, &|| {
                holds_documents(&paths.checkpoint_dir.join(&view.name))
            })
    }
}

/// How many documents a directory holds; one that is not there holds none.
pub(super) fn count_documents(directory: &Path) -> usize {
    let is_document = |e: &std::fs::DirEntry| {
        e.file_name()
            .to_str()
            .is_some_and(|n| n.ends_with(".xml") && n.len() > 4)
    };
    std::fs::read_dir(directory).map_or(0, |all| all.flatten().filter(is_document).count())
}

fn holds_documents(directory: &Path) -> bool {
    count_documents(directory) > 0
}
