//! Virtual CPUs, I/O threads, and where and how they run (`<vcpu>`, `<vcpus>`, `<iothreads>`,
//! `<cputune>`, `<numatune>`, `<blkiotune>`, `<resource>`, `<perf>`).

use crate::conf::cpuset::CpuSet;
use crate::conf::names::names;
use crate::conf::reader::{Reader, unsupported, yes};
use crate::conf::units::{bytes, pretty, signed, unsigned};
use crate::conf::xml::Element;
use crate::error::{Error, Result};

/// `<vcpu>` and `<vcpus>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vcpus {
    /// One for each virtual CPU that can ever be, by id.
    pub list: Vec<Vcpu>,
    pub placement: Option<Placement>,
    pub cpuset: Option<CpuSet>,
    /// Whether the document has `<vcpus>`, so that it is written again.
    pub individual: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vcpu {
    pub online: bool,
    pub hotpluggable: Option<bool>,
    pub order: Option<u32>,
}

impl Vcpus {
    /// How many there can be.
    pub fn max(&self) -> u32 {
        self.list.len() as u32
    }

    /// How many are there at boot.
    pub fn online(&self) -> u32 {
        self.list.iter().filter(|v| v.online).count() as u32
    }
}

/// One of `<iothreadids>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IoThread {
    pub id: u32,
    /// Made up from a bare `<iothreads>` count: not written by itself.
    pub auto: bool,
    pub poll_max_ns: Option<u64>,
    pub poll_grow: Option<u64>,
    pub poll_shrink: Option<u64>,
    pub thread_pool_min: Option<u32>,
    pub thread_pool_max: Option<u32>,
}

/// `<defaultiothread>`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DefaultIoThread {
    pub thread_pool_min: Option<u32>,
    pub thread_pool_max: Option<u32>,
}

/// `<cputune>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CpuTune {
    pub shares: Option<u64>,
    pub period: Option<u64>,
    pub quota: Option<i64>,
    pub global_period: Option<u64>,
    pub global_quota: Option<i64>,
    pub emulator_period: Option<u64>,
    pub emulator_quota: Option<i64>,
    pub iothread_period: Option<u64>,
    pub iothread_quota: Option<i64>,
    /// (vcpu, host CPUs)
    pub vcpu_pins: Vec<(u32, CpuSet)>,
    pub emulator_pin: Option<CpuSet>,
    /// (iothread, host CPUs)
    pub iothread_pins: Vec<(u32, CpuSet)>,
    pub vcpu_sched: Vec<(CpuSet, Scheduling)>,
    pub iothread_sched: Vec<(CpuSet, Scheduling)>,
    pub emulator_sched: Option<Scheduling>,
    pub cachetunes: Vec<CacheTune>,
    pub memorytunes: Vec<MemoryTune>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheduling {
    pub policy: SchedPolicy,
    /// Of the real-time policies.
    pub priority: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheTune {
    pub vcpus: CpuSet,
    pub id: Option<String>,
    pub caches: Vec<CacheAllocation>,
    /// (level, vcpus)
    pub monitors: Vec<(u32, CpuSet)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheAllocation {
    pub id: u32,
    pub level: u32,
    pub kind: CacheKind,
    pub size_kib: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryTune {
    pub vcpus: CpuSet,
    /// (node id, bandwidth)
    pub nodes: Vec<(u32, u32)>,
    pub monitors: Vec<CpuSet>,
}

/// `<numatune>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumaTune {
    pub memory: Option<NumaMemory>,
    pub memnodes: Vec<NumaMemNode>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumaMemory {
    pub mode: NumaMode,
    pub placement: Placement,
    pub nodeset: Option<CpuSet>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumaMemNode {
    pub cellid: u32,
    pub mode: NumaMode,
    pub nodeset: CpuSet,
}

/// `<blkiotune>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlkioTune {
    pub weight: Option<u32>,
    pub devices: Vec<BlkioDevice>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlkioDevice {
    pub path: String,
    pub weight: Option<u32>,
    pub read_iops_sec: Option<u32>,
    pub write_iops_sec: Option<u32>,
    pub read_bytes_sec: Option<u64>,
    pub write_bytes_sec: Option<u64>,
}

/// `<resource>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    pub partition: Option<String>,
    pub fibrechannel_appid: Option<String>,
}

/// A set of CPUs or nodes in an attribute; an empty one is refused.
fn cpuset(r: &mut Reader, name: &str) -> Result<Option<CpuSet>> {
    match r.attr(name) {
        None => Ok(None),
        Some(text) => match text.parse::<CpuSet>() {
            Ok(set) if !set.is_empty() => Ok(Some(set)),
            _ => Err(r.invalid(name, &text)),
        },
    }
}

fn cpuset_required(r: &mut Reader, name: &str) -> Result<CpuSet> {
    match cpuset(r, name)? {
        Some(set) => Ok(set),
        None => Err(r.missing(name)),
    }
}

impl Vcpus {
    /// Takes `<vcpu>` and `<vcpus>`.
    pub fn parse(r: &mut Reader) -> Result<Self> {
        let mut v = Vcpus::default();
        let (mut max, mut current) = (1u32, None);
        if let Some(mut vcpu) = r.child("vcpu") {
            let text = vcpu.text();
            if !text.is_empty() {
                max = match unsigned(&text, 10).and_then(|n| u32::try_from(n).ok()) {
                    Some(n) => n,
                    None => {
                        return Err(Error::xml(format!(
                            "invalid number '{text}' of virtual CPUs"
                        )));
                    }
                };
            }
            current = vcpu.u32("current")?;
            v.placement = vcpu.named("placement")?;
            v.cpuset = match vcpu.attr("cpuset") {
                None => None,
                Some(text) => {
                    let set: CpuSet = text.parse().map_err(|_| {
                        Error::invalid_arg(format!("invalid set of CPUs '{text}'"))
                            .from_domain(crate::error::virErrorDomain::VIR_FROM_NONE)
                    })?;
                    if set.is_empty() {
                        return Err(Error::xml(format!(
                            "invalid 'cpuset' value '{text}' of <vcpu>"
                        )));
                    }
                    Some(set)
                }
            };
            // Automatic placement asks for no set.
            if v.placement == Some(Placement::Auto) {
                v.cpuset = None;
            }
            vcpu.finish()?;
        }
        if max == 0 {
            return Err(Error::internal("a domain needs at least one virtual CPU")
                .from_domain(crate::error::virErrorDomain::VIR_FROM_DOMAIN));
        }
        if max > MAX_VCPUS {
            return Err(unsupported(format!(
                "{max} virtual CPUs are more than {MAX_VCPUS}"
            )));
        }
        v.list = vec![Vcpu::default(); max as usize];
        let mut individual = r.child("vcpus");
        let list = match &mut individual {
            Some(vcpus) => vcpus.children("vcpu"),
            None => Vec::new(),
        };
        if let Some(vcpus) = individual {
            vcpus.finish()?;
        }
        if list.is_empty() {
            let current = current.unwrap_or(max);
            if current == 0 {
                return Err(Error::xml("a domain needs at least one virtual CPU"));
            }
            if current > max {
                return Err(unsupported(format!(
                    "{current} current virtual CPUs are more than {max}"
                )));
            }
            for vcpu in v.list.iter_mut().take(current as usize) {
                vcpu.online = true;
            }
            return Ok(v);
        }
        v.individual = true;
        for mut vcpu in list {
            let id = vcpu.u32_required("id")?;
            let Some(entry) = v.list.get_mut(id as usize) else {
                return Err(Error::xml(format!("virtual CPU {id} is not below {max}")));
            };
            entry.online = match vcpu.yes_no("enabled")? {
                Some(enabled) => enabled,
                None => return Err(vcpu.missing("enabled")),
            };
            entry.hotpluggable = vcpu.yes_no("hotpluggable")?;
            entry.order = vcpu.positive("order")?;
            vcpu.finish()?;
        }
        if let (Some(current), online) = (current, v.online()) {
            if current != online {
                return Err(Error::xml(format!(
                    "{online} virtual CPUs are enabled, but 'current' is {current}"
                )));
            }
        }
        Ok(v)
    }

    /// Adds `<vcpu>` and `<vcpus>`.
    pub fn format(&self, e: &mut Element) {
        let mut vcpu = Element::new("vcpu");
        vcpu.set_attr("placement", self.placement.unwrap_or(Placement::Static));
        vcpu.set_opt("cpuset", self.cpuset.as_ref());
        if self.online() < self.max() {
            vcpu.set_attr("current", self.online());
        }
        e.push(vcpu.with_text(self.max()));
        if self.individual {
            let mut vcpus = Element::new("vcpus");
            for (id, v) in self.list.iter().enumerate() {
                let mut vcpu = Element::new("vcpu")
                    .with_attr("id", id)
                    .with_attr("enabled", yes(v.online));
                vcpu.set_opt("hotpluggable", v.hotpluggable.map(yes));
                vcpu.set_opt("order", v.order);
                vcpus.push(vcpu);
            }
            e.push(vcpus);
        }
    }
}

/// More than any machine has.
pub const MAX_VCPUS: u32 = 16384;

impl IoThread {
    /// Takes `<iothreads>`, `<iothreadids>`.
    pub fn parse_all(r: &mut Reader) -> Result<Vec<Self>> {
        let count = r.child_u32("iothreads")?.unwrap_or(0);
        if count > MAX_VCPUS {
            return Err(Error::xml(format!("{count} iothreads are too many")));
        }
        let mut list: Vec<IoThread> = Vec::new();
        if let Some(mut ids) = r.child("iothreadids") {
            for mut t in ids.children("iothread") {
                let Some(id) = t.positive("id")? else {
                    return Err(t.missing("id"));
                };
                if list.iter().any(|other| other.id == id) {
                    return Err(Error::xml(format!("iothread {id} is there twice")));
                }
                let mut thread = IoThread {
                    id,
                    thread_pool_min: t.u32("thread_pool_min")?,
                    thread_pool_max: t.u32("thread_pool_max")?,
                    ..Default::default()
                };
                if let Some(mut poll) = t.child("poll") {
                    thread.poll_max_ns = poll.u64("max")?;
                    thread.poll_grow = poll.u64("grow")?;
                    thread.poll_shrink = poll.u64("shrink")?;
                    poll.finish()?;
                }
                t.finish()?;
                list.push(thread);
            }
            ids.finish()?;
        }
        // The count may promise more than are named: they get the free numbers.
        let mut id = 1;
        while list.len() < count as usize {
            if !list.iter().any(|other| other.id == id) {
                list.push(IoThread {
                    id,
                    auto: true,
                    ..Default::default()
                });
            }
            id += 1;
        }
        Ok(list)
    }

    /// Adds `<iothreads>`, `<iothreadids>`.
    pub fn format_all(list: &[Self], e: &mut Element) {
        if list.is_empty() {
            return;
        }
        e.push_text("iothreads", list.len());
        let told = |t: &IoThread| {
            !t.auto
                || t.poll_max_ns.is_some()
                || t.poll_grow.is_some()
                || t.poll_shrink.is_some()
                || t.thread_pool_min.is_some()
                || t.thread_pool_max.is_some()
        };
        if !list.iter().any(told) {
            return;
        }
        let mut ids = Element::new("iothreadids");
        for t in list {
            let mut thread = Element::new("iothread").with_attr("id", t.id);
            thread.set_opt("thread_pool_min", t.thread_pool_min);
            thread.set_opt("thread_pool_max", t.thread_pool_max);
            let mut poll = Element::new("poll");
            poll.set_opt("max", t.poll_max_ns)
                .set_opt("grow", t.poll_grow)
                .set_opt("shrink", t.poll_shrink);
            thread.push_filled(poll);
            ids.push(thread);
        }
        e.push(ids);
    }
}

impl DefaultIoThread {
    /// Takes `<defaultiothread>`.
    pub fn parse(r: &mut Reader) -> Result<Option<Self>> {
        let Some(mut d) = r.child("defaultiothread") else {
            return Ok(None);
        };
        let result = DefaultIoThread {
            thread_pool_min: d.u32("thread_pool_min")?,
            thread_pool_max: d.u32("thread_pool_max")?,
        };
        d.finish()?;
        Ok(Some(result))
    }

    pub fn format(&self, e: &mut Element) {
        let mut d = Element::new("defaultiothread");
        d.set_opt("thread_pool_min", self.thread_pool_min);
        d.set_opt("thread_pool_max", self.thread_pool_max);
        e.push_filled(d);
    }
}

impl Scheduling {
    fn parse(r: &mut Reader) -> Result<Self> {
        let policy: SchedPolicy = r.named_required("scheduler")?;
        let priority = r.i32("priority")?;
        let real_time = matches!(policy, SchedPolicy::Fifo | SchedPolicy::Rr);
        if real_time && priority.is_none() {
            return Err(r.missing("priority"));
        }
        Ok(Scheduling {
            policy,
            priority: priority.filter(|_| real_time),
        })
    }

    fn format(&self, e: &mut Element) {
        e.set_attr("scheduler", self.policy);
        e.set_opt("priority", self.priority);
    }
}

impl CpuTune {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let mut t = CpuTune {
            shares: r.child_u64("shares")?,
            period: r.child_u64("period")?,
            quota: child_i64(&mut r, "quota")?,
            global_period: r.child_u64("global_period")?,
            global_quota: child_i64(&mut r, "global_quota")?,
            emulator_period: r.child_u64("emulator_period")?,
            emulator_quota: child_i64(&mut r, "emulator_quota")?,
            iothread_period: r.child_u64("iothread_period")?,
            iothread_quota: child_i64(&mut r, "iothread_quota")?,
            ..Default::default()
        };
        for (name, period) in [
            ("period", t.period),
            ("global_period", t.global_period),
            ("emulator_period", t.emulator_period),
            ("iothread_period", t.iothread_period),
        ] {
            if period.is_some_and(|p| p != 0 && !(1000..=1_000_000).contains(&p)) {
                return Err(Error::xml(format!(
                    "'{name}' of <cputune> is not in 1000 to 1000000"
                )));
            }
        }
        for (name, quota) in [
            ("quota", t.quota),
            ("global_quota", t.global_quota),
            ("emulator_quota", t.emulator_quota),
            ("iothread_quota", t.iothread_quota),
        ] {
            if quota.is_some_and(|q| (0..1000).contains(&q) && q != 0 || q > 17_592_186_044_415) {
                return Err(Error::xml(format!(
                    "'{name}' of <cputune> is not in 1000 to 17592186044415"
                )));
            }
        }
        for (name, pins, id_name) in [
            ("vcpupin", &mut t.vcpu_pins, "vcpu"),
            ("iothreadpin", &mut t.iothread_pins, "iothread"),
        ] {
            for mut pin in r.children(name) {
                let id = pin.u32_required(id_name)?;
                let set = cpuset_required(&mut pin, "cpuset")?;
                pin.finish()?;
                if pins.iter().any(|(other, _)| *other == id) {
                    return Err(Error::xml(format!(
                        "<{name}> of {id_name} {id} is there twice"
                    )));
                }
                pins.push((id, set));
            }
            pins.sort_by_key(|(id, _)| *id);
        }
        let mut emulator = r.children("emulatorpin");
        if emulator.len() > 1 {
            return Err(Error::xml("<cputune> has more than one <emulatorpin>"));
        }
        if let Some(mut pin) = emulator.pop() {
            t.emulator_pin = Some(cpuset_required(&mut pin, "cpuset")?);
            pin.finish()?;
        }
        for (name, list, set_name) in [
            ("vcpusched", &mut t.vcpu_sched, "vcpus"),
            ("iothreadsched", &mut t.iothread_sched, "iothreads"),
        ] {
            for mut sched in r.children(name) {
                let set = cpuset_required(&mut sched, set_name)?;
                let how = Scheduling::parse(&mut sched)?;
                sched.finish()?;
                if list
                    .iter()
                    .any(|(other, _): &(CpuSet, _)| !other.is_disjoint(&set))
                {
                    return Err(Error::xml(format!("entries of <{name}> overlap")));
                }
                list.push((set, how));
            }
        }
        if let Some(mut sched) = r.child("emulatorsched") {
            t.emulator_sched = Some(Scheduling::parse(&mut sched)?);
            sched.finish()?;
        }
        for mut c in r.children("cachetune") {
            let mut tune = CacheTune {
                vcpus: cpuset_required(&mut c, "vcpus")?,
                id: c.attr("id"),
                ..Default::default()
            };
            for mut cache in c.children("cache") {
                let id = cache.u32_required("id")?;
                let level = cache.u32_required("level")?;
                let kind = cache.named_required("type")?;
                let Some(size) = cache.u64("size")? else {
                    return Err(cache.missing("size"));
                };
                let unit = cache.attr("unit");
                let size = bytes(size, unit.as_deref(), 1024)?;
                cache.finish()?;
                tune.caches.push(CacheAllocation {
                    id,
                    level,
                    kind,
                    size_kib: size.div_ceil(1024),
                });
            }
            for mut monitor in c.children("monitor") {
                let level = monitor.u32_required("level")?;
                let set = cpuset_required(&mut monitor, "vcpus")?;
                monitor.finish()?;
                tune.monitors.push((level, set));
            }
            c.finish()?;
            t.cachetunes.push(tune);
        }
        for mut m in r.children("memorytune") {
            let mut tune = MemoryTune {
                vcpus: cpuset_required(&mut m, "vcpus")?,
                ..Default::default()
            };
            for mut node in m.children("node") {
                tune.nodes
                    .push((node.u32_required("id")?, node.u32_required("bandwidth")?));
                node.finish()?;
            }
            for mut monitor in m.children("monitor") {
                tune.monitors.push(cpuset_required(&mut monitor, "vcpus")?);
                monitor.finish()?;
            }
            m.finish()?;
            t.memorytunes.push(tune);
        }
        r.finish()?;
        Ok(t)
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("cputune");
        let text = |n: Option<u64>| n.filter(|n| *n > 0).map(|n| n.to_string());
        let signed = |n: Option<i64>| n.filter(|n| *n != 0).map(|n| n.to_string());
        for (name, value) in [
            ("shares", self.shares.map(|n| n.to_string())),
            ("period", text(self.period)),
            ("quota", signed(self.quota)),
            ("global_period", text(self.global_period)),
            ("global_quota", signed(self.global_quota)),
            ("emulator_period", text(self.emulator_period)),
            ("emulator_quota", signed(self.emulator_quota)),
            ("iothread_period", text(self.iothread_period)),
            ("iothread_quota", signed(self.iothread_quota)),
        ] {
            if let Some(value) = value {
                e.push_text(name, value);
            }
        }
        for (id, set) in &self.vcpu_pins {
            e.push(
                Element::new("vcpupin")
                    .with_attr("vcpu", id)
                    .with_attr("cpuset", set),
            );
        }
        if let Some(set) = &self.emulator_pin {
            e.push(Element::new("emulatorpin").with_attr("cpuset", set));
        }
        for (id, set) in &self.iothread_pins {
            e.push(
                Element::new("iothreadpin")
                    .with_attr("iothread", id)
                    .with_attr("cpuset", set),
            );
        }
        for (name, set_name, list) in [
            ("vcpusched", "vcpus", &self.vcpu_sched),
            ("iothreadsched", "iothreads", &self.iothread_sched),
        ] {
            for (set, how) in list {
                let mut sched = Element::new(name).with_attr(set_name, set);
                how.format(&mut sched);
                e.push(sched);
            }
        }
        if let Some(how) = &self.emulator_sched {
            let mut sched = Element::new("emulatorsched");
            how.format(&mut sched);
            e.push(sched);
        }
        for tune in &self.cachetunes {
            let mut c = Element::new("cachetune").with_attr("vcpus", &tune.vcpus);
            c.set_opt("id", tune.id.as_ref());
            for cache in &tune.caches {
                let (size, unit) = pretty(cache.size_kib << 10);
                c.push(
                    Element::new("cache")
                        .with_attr("id", cache.id)
                        .with_attr("level", cache.level)
                        .with_attr("type", cache.kind)
                        .with_attr("size", size)
                        .with_attr("unit", unit),
                );
            }
            for (level, set) in &tune.monitors {
                c.push(
                    Element::new("monitor")
                        .with_attr("level", level)
                        .with_attr("vcpus", set),
                );
            }
            e.push(c);
        }
        for tune in &self.memorytunes {
            let mut m = Element::new("memorytune").with_attr("vcpus", &tune.vcpus);
            for (id, bandwidth) in &tune.nodes {
                m.push(
                    Element::new("node")
                        .with_attr("id", id)
                        .with_attr("bandwidth", bandwidth),
                );
            }
            for set in &tune.monitors {
                m.push(Element::new("monitor").with_attr("vcpus", set));
            }
            e.push(m);
        }
        e
    }
}

fn child_i64(r: &mut Reader, name: &str) -> Result<Option<i64>> {
    match r.child_text(name)? {
        None => Ok(None),
        Some(text) => match signed(&text, 10) {
            Some(n) => Ok(Some(n)),
            None => Err(Error::xml(format!(
                "invalid number '{text}' in element '{name}'"
            ))),
        },
    }
}

impl NumaTune {
    /// What automatic placement of virtual CPUs implies.
    pub fn automatic() -> Self {
        NumaTune {
            memory: Some(NumaMemory {
                mode: NumaMode::Strict,
                placement: Placement::Auto,
                nodeset: None,
            }),
            memnodes: Vec::new(),
        }
    }

    /// Reads `<numatune>`; `auto_vcpus`: `<vcpu>` asks for automatic placement, which memory follows.
    pub fn parse(mut r: Reader, auto_vcpus: bool) -> Result<Self> {
        let mut t = NumaTune::default();
        if let Some(mut m) = r.child("memory") {
            let mode = m.named("mode")?.unwrap_or(NumaMode::Strict);
            let placement: Option<Placement> = m.named("placement")?;
            let nodeset = match m.attr("nodeset") {
                None => None,
                Some(text) => match text.parse::<CpuSet>() {
                    Ok(set) if !set.is_empty() => Some(set),
                    Ok(_) => {
                        return Err(unsupported(format!("invalid 'nodeset' value '{text}'")));
                    }
                    Err(_) => {
                        return Err(Error::invalid_arg(format!("invalid node set '{text}'"))
                            .from_domain(crate::error::virErrorDomain::VIR_FROM_NONE));
                    }
                },
            };
            m.finish()?;
            let placement = placement.unwrap_or(if nodeset.is_some() || !auto_vcpus {
                Placement::Static
            } else {
                Placement::Auto
            });
            if placement == Placement::Static && nodeset.is_none() {
                return Err(unsupported("static placement of memory needs a 'nodeset'"));
            }
            t.memory = Some(NumaMemory {
                mode,
                placement,
                nodeset: nodeset.filter(|_| placement == Placement::Static),
            });
        }
        for mut m in r.children("memnode") {
            let node = NumaMemNode {
                cellid: m.u32_required("cellid")?,
                mode: m.named("mode")?.unwrap_or(NumaMode::Strict),
                nodeset: cpuset_required(&mut m, "nodeset")?,
            };
            m.finish()?;
            if t.memnodes.iter().any(|n| n.cellid == node.cellid) {
                return Err(Error::xml(format!(
                    "<memnode> of cell {} is there twice",
                    node.cellid
                )));
            }
            t.memnodes.push(node);
        }
        t.memnodes.sort_by_key(|n| n.cellid);
        r.finish()?;
        Ok(t)
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("numatune");
        if let Some(m) = &self.memory {
            let mut memory = Element::new("memory").with_attr("mode", m.mode);
            match m.placement {
                Placement::Static => memory.set_opt("nodeset", m.nodeset.as_ref()),
                Placement::Auto => memory.set_attr("placement", m.placement),
            };
            e.push(memory);
        }
        for n in &self.memnodes {
            e.push(
                Element::new("memnode")
                    .with_attr("cellid", n.cellid)
                    .with_attr("mode", n.mode)
                    .with_attr("nodeset", &n.nodeset),
            );
        }
        e
    }
}

impl BlkioTune {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let mut t = BlkioTune {
            weight: r.child_u32("weight")?.filter(|n| *n > 0),
            devices: Vec::new(),
        };
        for mut d in r.children("device") {
            let Some(path) = d.child_text("path")? else {
                return Err(Error::xml("<device> of <blkiotune> lacks a path"));
            };
            let device = BlkioDevice {
                path,
                weight: d.child_u32("weight")?.filter(|n| *n > 0),
                read_iops_sec: d.child_u32("read_iops_sec")?.filter(|n| *n > 0),
                write_iops_sec: d.child_u32("write_iops_sec")?.filter(|n| *n > 0),
                read_bytes_sec: d.child_u64("read_bytes_sec")?.filter(|n| *n > 0),
                write_bytes_sec: d.child_u64("write_bytes_sec")?.filter(|n| *n > 0),
            };
            d.finish()?;
            if t.devices.iter().any(|other| other.path == device.path) {
                return Err(Error::xml(format!(
                    "device '{}' is twice in <blkiotune>",
                    device.path
                )));
            }
            t.devices.push(device);
        }
        r.finish()?;
        Ok(t)
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("blkiotune");
        if let Some(weight) = self.weight {
            e.push_text("weight", weight);
        }
        for d in &self.devices {
            let mut device = Element::new("device");
            device.push_text("path", &d.path);
            let before = device.children.len();
            if let Some(n) = d.weight {
                device.push_text("weight", n);
            }
            if let Some(n) = d.read_iops_sec {
                device.push_text("read_iops_sec", n);
            }
            if let Some(n) = d.write_iops_sec {
                device.push_text("write_iops_sec", n);
            }
            if let Some(n) = d.read_bytes_sec {
                device.push_text("read_bytes_sec", n);
            }
            if let Some(n) = d.write_bytes_sec {
                device.push_text("write_bytes_sec", n);
            }
            if device.children.len() > before {
                e.push(device);
            }
        }
        e
    }
}

impl Resource {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let partition = r.child_text("partition")?;
        if let Some(path) = partition.as_deref().filter(|p| !p.starts_with('/')) {
            return Err(Error::xml(format!(
                "resource partition '{path}' is no absolute path"
            )));
        }
        let fibrechannel_appid = r.child_attr("fibrechannel", "appid")?;
        r.finish()?;
        Ok(Resource {
            partition,
            fibrechannel_appid,
        })
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("resource");
        if let Some(partition) = &self.partition {
            e.push_text("partition", partition);
        }
        if let Some(appid) = &self.fibrechannel_appid {
            e.push(Element::new("fibrechannel").with_attr("appid", appid));
        }
        e
    }
}

names! {
    Placement {
        Static = "static",
        Auto = "auto",
    }
    SchedPolicy {
        Batch = "batch",
        Idle = "idle",
        Fifo = "fifo",
        Rr = "rr",
    }
    CacheKind {
        Both = "both",
        Code = "code",
        Data = "data",
    }
    NumaMode {
        Strict = "strict",
        Preferred = "preferred",
        Interleave = "interleave",
        Restrictive = "restrictive",
    }
}
