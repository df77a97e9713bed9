//! How much a domain has: memory and virtual CPUs.
//!
//! | | running guest | definition |
//! |---|---|---|
//! | memory | its balloon is asked; the status file follows when the guest heeds | `<currentMemory>` |
//! | most memory | refused | `<memory>`, and `<currentMemory>` comes down with it |
//! | virtual CPUs | refused, but for the number that it has | `<vcpu current=>`, `<vcpus>` |
//! | most virtual CPUs | refused | `<vcpu>`, and the number comes down with it |

use super::QemuDriver;
use super::metadata::Affected;
use crate::conf::domain::Domain;
use crate::conf::domain::misc::MemballoonModel;
use crate::conf::domain::vcpu::Vcpu;
use crate::driver::*;
use crate::error::{Error, Result, virErrorNumber};
use crate::qemu::context::{no_such, not_running};
use crate::qemu::documents::definition_text;
use crate::qemu::domains::{Registry, View};
use crate::qemu::monitor::commands::{Balloon, QomSet};
use crate::qemu::process;
use serde_json::json;

fn unsupported(what: impl Into<String>) -> Error {
    Error::new(virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED, what)
}

/// The alias of the balloon, if there is one.
fn balloon(domain: &Domain) -> Option<&str> {
    let balloon = domain.devices.memballoon.as_ref();
    balloon
        .filter(|b| b.model != MemballoonModel::None)
        .map(|b| b.info.alias())
}

impl QemuDriver {
    /// Changes a domain's definition. The caller holds the guest's lock.
    fn edit_config(
        &self,
        dom: &DomainRef,
        change: impl FnOnce(&mut Domain) -> Result<()>,
    ) -> Result<()> {
        // Read under the lock that every definition is written under.
        let mut registry = Registry::lock(&self.ctx.domains)?;
        let view = self.ctx.find(dom)?;
        let Some(definition) = &view.definition else {
            return Err(no_such(dom));
        };
        let mut domain = self.ctx.read_definition(definition)?;
        change(&mut domain)?;
        registry.write_definition(&view.name, &definition_text(&domain))
    }

    /// The definition, to look at what would be changed before anything is.
    fn config(&self, dom: &DomainRef, view: &View) -> Result<Domain> {
        let definition = view.definition.as_ref().ok_or_else(|| no_such(dom))?;
        self.ctx.read_definition(definition)
    }

    pub(super) fn change_memory(
        &self,
        dom: &DomainRef,
        kib: u64,
        impact: Impact,
        maximum: bool,
    ) -> Result<()> {
        let _lock = self.ctx.lock(&dom.uuid, "modify")?;
        let view = self.ctx.find(dom)?;
        let affected = Affected::of(&view, impact)?;
        if maximum {
            if affected.live {
                return Err(Error::operation_invalid(
                    "the most memory that a running guest can have cannot be changed",
                ));
            }
            return self.edit_config(dom, |domain| {
                if !domain.numa.cells.is_empty() {
                    return Err(Error::operation_invalid(
                        "the memory of a guest with NUMA nodes is that of its nodes",
                    ));
                }
                domain.memory.total_kib = kib;
                domain.memory.current_kib = domain.memory.current_kib.min(kib);
                Ok(())
            });
        }
        let too_much = |domain: &Domain| match kib > domain.memory.total_kib {
            true => Err(Error::invalid_arg(format!(
                "{kib} KiB are more than the {} KiB that the domain may have",
                domain.memory.total_kib
            ))),
            false => Ok(()),
        };
        if affected.config {
            too_much(&self.config(dom, &view)?)?;
        }
        if let (true, Some(live)) = (affected.live, &view.live) {
            let domain = self.ctx.read_live(live)?;
            too_much(&domain)?;
            if balloon(&domain).is_none() {
                return Err(Error::operation_invalid(
                    "the memory of a running guest can be changed only by a balloon, which it lacks",
                ));
            }
            let mut running = process::attach(&self.ctx.paths, &view.name, &view.uuid)?
                .ok_or_else(not_running)?;
            running.client.execute(&Balloon { value: kib << 10 })?;
        }
        if affected.config {
            self.edit_config(dom, |domain| {
                too_much(domain)?;
                domain.memory.current_kib = kib;
                Ok(())
            })?;
        }
        Ok(())
    }

    pub(super) fn change_memory_period(
        &self,
        dom: &DomainRef,
        seconds: u32,
        impact: Impact,
    ) -> Result<()> {
        let no_balloon = || {
            Error::operation_invalid(
                "a balloon tells how the guest uses its memory, and there is none",
            )
        };
        let _lock = self.ctx.lock(&dom.uuid, "modify")?;
        let view = self.ctx.find(dom)?;
        let affected = Affected::of(&view, impact)?;
        if affected.config && balloon(&self.config(dom, &view)?).is_none() {
            return Err(no_balloon());
        }
        let set = |domain: &mut Domain| {
            if let Some(balloon) = &mut domain.devices.memballoon {
                balloon.stats_period = Some(seconds).filter(|s| *s > 0);
            }
        };
        if let (true, Some(live)) = (affected.live, &view.live) {
            let domain = self.ctx.read_live(live)?;
            let alias = balloon(&domain).ok_or_else(no_balloon)?;
            let mut running = process::attach(&self.ctx.paths, &view.name, &view.uuid)?
                .ok_or_else(not_running)?;
            running.client.execute(&QomSet {
                path: format!("/machine/peripheral/{alias}"),
                property: "guest-stats-polling-interval".to_owned(),
                value: json!(seconds),
            })?;
            drop(running);
            self.ctx.edit_live(live, set)?;
        }
        if affected.config {
            self.edit_config(dom, |domain| {
                set(domain);
                Ok(())
            })?;
        }
        Ok(())
    }

    pub(super) fn change_vcpus(
        &self,
        dom: &DomainRef,
        count: u32,
        impact: Impact,
        change: VcpuChange,
    ) -> Result<()> {
        let _lock = self.ctx.lock(&dom.uuid, "modify")?;
        let view = self.ctx.find(dom)?;
        let affected = Affected::of(&view, impact)?;
        let too_many = |most: u32| match count > most {
            true => Err(Error::invalid_arg(format!(
                "{count} virtual CPUs are more than the {most} that the domain can have"
            ))),
            false => Ok(()),
        };
        if let (true, Some(live)) = (affected.live, &view.live) {
            if change.maximum {
                return Err(Error::operation_invalid(
                    "how many virtual CPUs a running guest can have cannot be changed",
                ));
            }
            too_many(live.summary.max_vcpus)?;
            if count != live.summary.vcpus {
                return Err(unsupported(
                    "virtual CPUs cannot be plugged into a running guest or out of it yet",
                ));
            }
        }
        if !affected.config {
            return Ok(());
        }
        self.edit_config(dom, |domain| {
            if change.maximum {
                set_most(domain, count)
            } else {
                too_many(domain.vcpus.max())?;
                set_online(domain, count as usize, change.hotpluggable);
                Ok(())
            }
        })
    }
}

/// Those that are switched on last are switched off first.
fn set_online(domain: &mut Domain, count: usize, hotpluggable: bool) {
    let vcpus = &mut domain.vcpus;
    vcpus.individual |= hotpluggable;
    let individual = vcpus.individual;
    let mut online = vcpus.list.iter().filter(|v| v.online).count();
    for vcpu in vcpus.list.iter_mut() {
        if online < count && !vcpu.online {
            vcpu.online = true;
            vcpu.hotpluggable = individual.then_some(hotpluggable);
            online += 1;
        }
    }
    for vcpu in vcpus.list.iter_mut().rev() {
        let stays = hotpluggable && vcpu.hotpluggable == Some(false);
        if online > count && vcpu.online && !stays {
            vcpu.online = false;
            vcpu.order = None;
            online -= 1;
        }
    }
}

fn set_most(domain: &mut Domain, count: u32) -> Result<()> {
    let topology = domain.cpu.as_ref().and_then(|c| c.topology.as_ref());
    if let Some(t) = topology {
        let product = t.cpus();
        if product != u64::from(count) {
            return Err(Error::invalid_arg(format!(
                "the CPU's topology is of {product} virtual CPUs, not {count}"
            )));
        }
    }
    let cells = domain.numa.cells.iter().any(|c| {
        c.cpus
            .as_ref()
            .is_some_and(|cpus| cpus.iter().any(|cpu| cpu >= count))
    });
    if cells {
        return Err(Error::invalid_arg(
            "NUMA nodes have virtual CPUs that would not be there",
        ));
    }
    let list = &mut domain.vcpus.list;
    list.resize(count as usize, Vcpu::default());
    if let Some(first) = list.first_mut() {
        first.online = true;
    }
    Ok(())
}
