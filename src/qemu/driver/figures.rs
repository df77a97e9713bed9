//! Figures of domains: from files and `/proc` where those tell, from QEMU for the rest. No lock is taken.

mod disks;

use super::QemuDriver;
use crate::conf::domain::Domain;
use crate::conf::domain::misc::MemballoonModel;
use crate::conf::domain::net::Interface;
use crate::driver::*;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use crate::event::domain::{Parameter, ParameterValue};
use crate::qemu::context::{no_such, not_running};
use crate::qemu::domains::{LiveGuest, View};
use crate::qemu::monitor::Client;
use crate::qemu::monitor::commands::{QomGet, QueryBalloon};
use crate::qemu::process::{self, Running};
use crate::qemu::start::live::vcpu_threads;
use crate::qemu::usage;
use serde_json::{Value, json};
use std::fs;
use std::sync::Arc;

/// Figures in the order in which they are told.
#[derive(Default)]
struct Figures(Vec<Parameter>);

impl Figures {
    fn add(&mut self, name: impl Into<String>, value: ParameterValue) {
        self.0.push(Parameter {
            name: name.into(),
            value,
        });
    }

    fn int(&mut self, name: impl Into<String>, value: i32) {
        self.add(name, ParameterValue::Int(value));
    }

    fn uint(&mut self, name: impl Into<String>, value: u32) {
        self.add(name, ParameterValue::UInt(value));
    }

    fn ulong(&mut self, name: impl Into<String>, value: u64) {
        self.add(name, ParameterValue::ULLong(value));
    }

    fn text(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.add(name, ParameterValue::String(value.into()));
    }
}

/// A running guest, its document, and QEMU once somebody asks it something.
struct Guest<'a> {
    driver: &'a QemuDriver,
    live: Arc<LiveGuest>,
    domain: Domain,
    running: Option<Running>,
}

impl Guest<'_> {
    fn client(&mut self) -> Result<&mut Client> {
        let running = match self.running.take() {
            Some(running) => running,
            None => {
                let summary = &self.live.summary;
                process::attach(&self.driver.ctx.paths, &summary.name, &summary.uuid)?
                    .ok_or_else(not_running)?
            }
        };
        Ok(&mut self.running.insert(running).client)
    }

    /// The guest's virtual CPUs that are on, and their threads.
    fn vcpus(&mut self) -> Result<Vec<(u32, i32)>> {
        vcpu_threads(self.client()?)
    }

    fn has_balloon(&self) -> bool {
        let balloon = self.domain.devices.memballoon.as_ref();
        balloon.is_some_and(|b| b.model != MemballoonModel::None)
    }

    fn memory(&mut self) -> Result<MemoryFigures> {
        let mut figures = MemoryFigures {
            balloon: Some(self.live.summary.memory_kib),
            rss: usage::rss_kib(self.live.pid),
            ..Default::default()
        };
        if !self.has_balloon() {
            return Ok(figures);
        }
        let balloon = self.domain.devices.memballoon.as_ref();
        let alias = balloon.map_or("", |b| b.info.alias()).to_owned();
        let client = self.client()?;
        if let Ok(info) = client.execute(&QueryBalloon {}) {
            figures.balloon = Some(info.actual / 1024);
        }
        let told = client.execute(&QomGet {
            path: format!("/machine/peripheral/{alias}"),
            property: "guest-stats".to_owned(),
        });
        if let Ok(told) = told {
            guest_memory(&told, &mut figures);
        }
        Ok(figures)
    }

    fn card(&self, device: &str) -> Result<&Interface> {
        let cards = &self.domain.devices.interfaces;
        let by_mac = device.parse().ok();
        cards
            .iter()
            .find(|c| c.target.as_deref() == Some(device) || (by_mac.is_some() && c.mac == by_mac))
            .ok_or_else(|| {
                Error::invalid_arg(format!("'{device}' is not a network card of the domain"))
                    .from_domain(virErrorDomain::VIR_FROM_DOMAIN)
            })
    }
}

/// What the guest's balloon driver tells; amounts in bytes, all ones for what it does not know.
fn guest_memory(told: &Value, figures: &mut MemoryFigures) {
    let stat = |name: &str| told["stats"][name].as_u64().filter(|v| *v != u64::MAX);
    let kib = |name: &str| stat(name).map(|bytes| bytes / 1024);
    figures.swap_in = kib("stat-swap-in");
    figures.swap_out = kib("stat-swap-out");
    figures.major_faults = stat("stat-major-faults");
    figures.minor_faults = stat("stat-minor-faults");
    figures.unused = kib("stat-free-memory");
    figures.available = kib("stat-total-memory");
    figures.usable = kib("stat-available-memory");
    figures.disk_caches = kib("stat-disk-caches");
    figures.huge_pages_allocated = stat("stat-htlb-pgalloc");
    figures.huge_pages_failed = stat("stat-htlb-pgfail");
    figures.last_update = told["last-update"].as_u64();
}

/// What an interface of the host has transferred. What it sends, the guest receives.
fn of_interface(name: &str) -> Option<NetFigures> {
    let read = |what: &str| -> Option<u64> {
        let text = fs::read_to_string(format!("/sys/class/net/{name}/statistics/{what}")).ok()?;
        text.trim().parse().ok()
    };
    Some(NetFigures {
        rx_bytes: read("tx_bytes")?,
        rx_packets: read("tx_packets")?,
        rx_errors: read("tx_errors")?,
        rx_dropped: read("tx_dropped")?,
        tx_bytes: read("rx_bytes")?,
        tx_packets: read("rx_packets")?,
        tx_errors: read("rx_errors")?,
        tx_dropped: read("rx_dropped")?,
    })
}

impl QemuDriver {
    fn guest_of(&self, live: Arc<LiveGuest>) -> Result<Guest<'_>> {
        let domain = self.ctx.read_live(&live)?;
        Ok(Guest {
            driver: self,
            live,
            domain,
            running: None,
        })
    }

    fn running_guest(&self, dom: &DomainRef) -> Result<Guest<'_>> {
        let view = self.ctx.find_running(dom)?;
        self.guest_of(view.live.ok_or_else(not_running)?)
    }

    pub(super) fn has_figures(&self, groups: &FigureGroups) -> Result<()> {
        if groups.vm {
            return Err(Error::new(
                virErrorNumber::VIR_ERR_ARGUMENT_UNSUPPORTED,
                "what the hypervisor counts under names of its own is not told yet",
            ));
        }
        Ok(())
    }

    pub(super) fn all_figures(
        &self,
        dom: &DomainRef,
        groups: &FigureGroups,
    ) -> Result<Vec<Parameter>> {
        let view = self.ctx.find(dom)?;
        let mut figures = Figures::default();
        if groups.state {
            let state = self.state_of(&view);
            figures.int("state.state", state.state() as i32);
            figures.int("state.reason", state.reason());
        }
        match &view.live {
            Some(live) => self.figures_of_running(live, groups, &mut figures)?,
            None => self.figures_of_inactive(&view, groups, &mut figures)?,
        }
        Ok(figures.0)
    }

    fn figures_of_inactive(
        &self,
        view: &View,
        groups: &FigureGroups,
        figures: &mut Figures,
    ) -> Result<()> {
        let Some(summary) = view.summary() else {
            return Ok(());
        };
        if groups.balloon {
            figures.ulong("balloon.current", summary.memory_kib);
            figures.ulong("balloon.maximum", summary.max_mem_kib);
        }
        if groups.vcpu {
            figures.uint("vcpu.current", summary.vcpus);
            figures.uint("vcpu.maximum", summary.max_vcpus);
        }
        if let (true, Some(definition)) = (groups.block, &view.definition) {
            let domain = self.ctx.read_definition(definition)?;
            disks::of_inactive(&domain, figures);
        }
        Ok(())
    }

    fn figures_of_running(
        &self,
        live: &Arc<LiveGuest>,
        groups: &FigureGroups,
        figures: &mut Figures,
    ) -> Result<()> {
        if groups.cpu {
            if let Some(times) = self.times_of(live) {
                figures.ulong("cpu.time", times.total);
                figures.ulong("cpu.user", times.user);
                figures.ulong("cpu.system", times.system);
            }
            // Guests with watched caches are not started.
            figures.uint("cpu.cache.monitor.count", 0);
        }
        let more = groups.balloon
            || groups.vcpu
            || groups.interface
            || groups.block
            || groups.iothread
            || groups.dirty_rate;
        if !more {
            return Ok(());
        }
        let mut guest = self.guest_of(Arc::clone(live))?;
        if groups.balloon {
            // What QEMU cannot tell now is left out; so below.
            if let Ok(memory) = guest.memory() {
                balloon(&guest, &memory, figures);
            }
        }
        if groups.vcpu {
            figures.uint("vcpu.current", live.summary.vcpus);
            figures.uint("vcpu.maximum", live.summary.max_vcpus);
            for (number, thread) in guest.vcpus().unwrap_or_default() {
                vcpu(live.pid, number, thread, figures);
            }
        }
        if groups.interface {
            cards(&guest.domain, figures);
        }
        if groups.block {
            let domain = guest.domain.clone();
            if let Ok(client) = guest.client() {
                disks::of_running(&domain, client, groups.backing, figures);
            }
        }
        if let (true, Ok(client)) = (groups.iothread, guest.client()) {
            iothreads(client, figures);
        }
        if let (true, Ok(client)) = (groups.dirty_rate, guest.client()) {
            dirty_rate(client, figures);
        }
        Ok(())
    }

    /// By the process's own clock in all, by ticks in parts; the parts are never more than all.
    fn times_of(&self, live: &LiveGuest) -> Option<GuestTimes> {
        let parts = usage::of_process(live.pid)?;
        Some(GuestTimes {
            total: live.cpu_time_ns().max(parts.user + parts.system),
            user: parts.user,
            system: parts.system,
        })
    }

    pub(super) fn domain_cpu_times(&self, dom: &DomainRef) -> Result<GuestTimes> {
        let view = self.ctx.find_running(dom)?;
        let live = view.live.ok_or_else(not_running)?;
        self.times_of(&live).ok_or_else(not_running)
    }

    pub(super) fn domain_memory_figures(&self, dom: &DomainRef) -> Result<MemoryFigures> {
        self.running_guest(dom)?.memory()
    }

    pub(super) fn domain_net_figures(&self, dom: &DomainRef, device: &str) -> Result<NetFigures> {
        let guest = self.running_guest(dom)?;
        let card = guest.card(device)?;
        let on_host = card.target.as_deref().and_then(of_interface);
        on_host.ok_or_else(|| {
            Error::internal(format!(
                "network card '{device}' has no interface on the host"
            ))
            .from_domain(virErrorDomain::VIR_FROM_NONE)
        })
    }

    pub(super) fn domain_vcpu_figures(&self, dom: &DomainRef) -> Result<Vec<VcpuFigures>> {
        let view = self.ctx.find(dom)?;
        let Some(live) = view.live else {
            return Err(Error::operation_invalid(
                "virtual CPUs of a domain that is not running cannot be told of",
            ));
        };
        let pid = live.pid;
        let threads = self.guest_of(live)?.vcpus()?;
        let figures = |(number, thread)| {
            let times = usage::of_thread(pid, thread).unwrap_or_default();
            VcpuFigures {
                number,
                time_ns: times.user + times.system,
                cpu: times.cpu,
                allowed: usage::allowed_cpus(pid, thread),
            }
        };
        Ok(threads.into_iter().map(figures).collect())
    }

    pub(super) fn count_vcpus(
        &self,
        dom: &DomainRef,
        impact: Impact,
        maximum: bool,
    ) -> Result<u32> {
        let view = self.ctx.find(dom)?;
        let affected = super::metadata::Affected::of(&view, impact)?;
        let summary = match (&view.live, &view.definition) {
            (Some(live), _) if affected.live => &live.summary,
            (_, Some(definition)) => &definition.summary,
            _ => return Err(no_such(dom)),
        };
        Ok(if maximum {
            summary.max_vcpus
        } else {
            summary.vcpus
        })
    }
}

fn balloon(guest: &Guest<'_>, memory: &MemoryFigures, figures: &mut Figures) {
    if let Some(current) = memory.balloon {
        figures.ulong("balloon.current", current);
    }
    figures.ulong("balloon.maximum", guest.live.summary.max_mem_kib);
    for (name, value) in [
        ("swap_in", memory.swap_in),
        ("swap_out", memory.swap_out),
        ("major_fault", memory.major_faults),
        ("minor_fault", memory.minor_faults),
        ("unused", memory.unused),
        ("available", memory.available),
        ("usable", memory.usable),
        ("last-update", memory.last_update),
        ("disk_caches", memory.disk_caches),
        ("hugetlb_pgalloc", memory.huge_pages_allocated),
        ("hugetlb_pgfail", memory.huge_pages_failed),
        ("rss", memory.rss),
    ] {
        if let Some(value) = value {
            figures.ulong(format!("balloon.{name}"), value);
        }
    }
}

fn vcpu(pid: i32, number: u32, thread: i32, figures: &mut Figures) {
    // VIR_VCPU_RUNNING: whether it is halted only KVM could tell.
    figures.int(format!("vcpu.{number}.state"), 1);
    if let Some(times) = usage::of_thread(pid, thread) {
        figures.ulong(format!("vcpu.{number}.time"), times.user + times.system);
    }
    if let Some(wait) = usage::wait_of_thread(pid, thread) {
        figures.ulong(format!("vcpu.{number}.wait"), wait);
    }
    if let Some(delay) = usage::delay_of_thread(pid, thread) {
        figures.ulong(format!("vcpu.{number}.delay"), delay);
    }
}

fn cards(domain: &Domain, figures: &mut Figures) {
    let cards = &domain.devices.interfaces;
    if cards.is_empty() {
        return;
    }
    figures.uint("net.count", cards.len() as u32);
    for (i, card) in cards.iter().enumerate() {
        let Some(name) = &card.target else { continue };
        figures.text(format!("net.{i}.name"), name.clone());
        let Some(it) = of_interface(name) else {
            continue;
        };
        for (what, value) in [
            ("rx.bytes", it.rx_bytes),
            ("rx.pkts", it.rx_packets),
            ("rx.errs", it.rx_errors),
            ("rx.drop", it.rx_dropped),
            ("tx.bytes", it.tx_bytes),
            ("tx.pkts", it.tx_packets),
            ("tx.errs", it.tx_errors),
            ("tx.drop", it.tx_dropped),
        ] {
            figures.ulong(format!("net.{i}.{what}"), value);
        }
    }
}

fn iothreads(client: &mut Client, figures: &mut Figures) {
    let Ok(Value::Array(threads)) = client.execute_raw("query-iothreads", json!({})) else {
        return;
    };
    // QEMU knows them by the aliases that the library gave them: "iothread" and the id.
    let id =
        |t: &Value| -> Option<u32> { t["id"].as_str()?.strip_prefix("iothread")?.parse().ok() };
    let known: Vec<_> = threads.iter().filter_map(|t| Some((id(t)?, t))).collect();
    if known.is_empty() {
        return;
    }
    figures.uint("iothread.count", known.len() as u32);
    for (id, thread) in known {
        let number = |name: &str| thread[name].as_u64();
        if let Some(ns) = number("poll-max-ns") {
            figures.ulong(format!("iothread.{id}.poll-max-ns"), ns);
        }
        for name in ["poll-grow", "poll-shrink"] {
            if let Some(factor) = number(name).and_then(|n| u32::try_from(n).ok()) {
                figures.uint(format!("iothread.{id}.{name}"), factor);
            }
        }
    }
}

fn dirty_rate(client: &mut Client, figures: &mut Figures) {
    let Ok(told) = client.execute_raw("query-dirty-rate", json!({})) else {
        return;
    };
    let status = match told["status"].as_str() {
        Some("unstarted") => 0,
        Some("measuring") => 1,
        Some("measured") => 2,
        _ => return,
    };
    figures.int("dirtyrate.calc_status", status);
    let start = told["start-time"].as_i64().unwrap_or(0);
    figures.add("dirtyrate.calc_start_time", ParameterValue::LLong(start));
    let period = told["calc-time"].as_i64().unwrap_or(0);
    figures.int("dirtyrate.calc_period", period as i32);
    if let Some(mode) = told["mode"].as_str() {
        figures.text("dirtyrate.calc_mode", mode);
    }
    if let (2, Some(rate)) = (status, told["dirty-rate"].as_i64()) {
        figures.add(
            "dirtyrate.megabytes_per_second",
            ParameterValue::LLong(rate),
        );
    }
    for vcpu in told["vcpu-dirty-rate"].as_array().into_iter().flatten() {
        if let (Some(id), Some(rate)) = (vcpu["id"].as_u64(), vcpu["dirty-rate"].as_u64()) {
            figures.ulong(format!("dirtyrate.vcpu.{id}.megabytes_per_second"), rate);
        }
    }
}
