//! The guest's CPU model and topology (`<cpu>`), with the NUMA cells written inside it.

use super::ParseContext;
use super::memory::MemoryAccess;
use crate::conf::cpuset::CpuSet;
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, unsupported, yes};
use crate::conf::units::{bytes, kib, unsigned};
use crate::conf::xml::Element;
use crate::error::{Error, Result};

/// `<cpu>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cpu {
    /// `None`: only topology or NUMA was given.
    pub mode: Option<CpuMode>,
    pub matching: Option<CpuMatch>,
    pub check: Option<CpuCheck>,
    pub migratable: Option<bool>,
    pub deprecated_features: Option<bool>,
    pub model: Option<String>,
    pub fallback: Option<CpuFallback>,
    pub vendor_id: Option<String>,
    pub vendor: Option<String>,
    pub topology: Option<CpuTopology>,
    pub cache: Option<CpuCache>,
    pub max_phys_addr: Option<MaxPhysAddr>,
    pub features: Vec<CpuFeature>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpuTopology {
    pub sockets: u32,
    pub dies: u32,
    pub clusters: u32,
    pub cores: u32,
    pub threads: u32,
}

impl CpuTopology {
    /// How many CPUs it has room for.
    pub fn cpus(&self) -> u64 {
        [
            self.sockets,
            self.dies,
            self.clusters,
            self.cores,
            self.threads,
        ]
        .into_iter()
        .fold(1u64, |n, x| n.saturating_mul(x.into()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpuCache {
    pub level: Option<u32>,
    pub mode: CpuCacheMode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxPhysAddr {
    pub mode: MaxPhysAddrMode,
    pub bits: Option<u32>,
    pub limit: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CpuFeature {
    pub name: String,
    pub policy: Option<FeaturePolicy>,
}

/// `<numa>`: the guest's NUMA nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numa {
    pub cells: Vec<NumaCell>,
    pub interconnects: Vec<Interconnect>,
}

/// `<cell>`; its id is its place in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumaCell {
    /// `None`: a node without CPUs.
    pub cpus: Option<CpuSet>,
    pub memory_kib: u64,
    pub access: Option<MemoryAccess>,
    pub discard: Option<bool>,
    /// (other node, distance)
    pub distances: Vec<(u32, u32)>,
    pub caches: Vec<NumaCache>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumaCache {
    pub level: u32,
    pub size_kib: u64,
    /// Bytes.
    pub line: u32,
    pub associativity: NumaCacheAssociativity,
    pub policy: NumaCachePolicy,
}

/// One entry of `<interconnects>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interconnect {
    pub kind: InterconnectKind,
    pub initiator: u32,
    pub target: u32,
    pub cache: Option<u32>,
    pub access: InterconnectAccess,
    /// Nanoseconds, or KiB a second.
    pub value: u64,
}

/// One of a set of names; an unknown one may be known to another libvirt.
fn chosen<T: crate::conf::names::Named>(r: &mut Reader, attr: &str) -> Result<Option<T>> {
    match r.attr(attr) {
        None => Ok(None),
        Some(name) => match T::from_name(&name) {
            Some(value) => Ok(Some(value)),
            None => Err(unsupported(format!("unknown CPU {attr} '{name}'"))),
        },
    }
}

impl Cpu {
    /// Reads `<cpu>`, the NUMA cells in it apart.
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<(Self, Numa)> {
        let mut cpu = Cpu {
            mode: chosen(&mut r, "mode")?,
            matching: chosen(&mut r, "match")?,
            check: chosen(&mut r, "check")?,
            migratable: r.on_off("migratable")?,
            deprecated_features: r.on_off("deprecated_features")?,
            ..Default::default()
        };
        if cpu.migratable.is_some()
            && !matches!(cpu.mode, Some(CpuMode::HostPassthrough | CpuMode::Maximum))
        {
            return Err(Error::xml(
                "'migratable' belongs to CPUs of mode 'host-passthrough' or 'maximum' only",
            ));
        }
        if let Some(mut m) = r.child("model") {
            let name = m.text();
            let name = name.trim();
            cpu.model = (!name.is_empty()).then(|| name.to_owned());
            cpu.fallback = m.named("fallback")?;
            cpu.vendor_id = m.attr("vendor_id");
            m.finish()?;
            if let Some(id) = &cpu.vendor_id {
                if id.len() != 12 || id.contains(',') {
                    return Err(Error::xml(format!(
                        "CPU vendor id '{id}' is not 12 characters without a comma"
                    )));
                }
            }
        }
        // The model of these comes from the host.
        if matches!(cpu.mode, Some(CpuMode::HostPassthrough | CpuMode::Maximum)) {
            cpu.model = None;
            cpu.fallback = None;
            cpu.vendor_id = None;
        }
        cpu.vendor = r.child_text("vendor")?;
        if cpu.vendor.is_some() && cpu.model.is_none() && cpu.mode != Some(CpuMode::HostModel) {
            return Err(Error::xml("CPU vendor without a CPU model"));
        }
        if let Some(mut t) = r.child("topology") {
            let mut number = |name: &str, needed: bool| -> Result<u32> {
                match t.attr(name) {
                    None if needed => Err(t.missing(name)),
                    None => Ok(1),
                    Some(text) => match unsigned(&text, 10)
                        .and_then(|n| u32::try_from(n).ok())
                        .filter(|n| *n > 0)
                    {
                        Some(n) => Ok(n),
                        None => Err(t.invalid(name, &text)),
                    },
                }
            };
            let topology = CpuTopology {
                sockets: number("sockets", true)?,
                dies: number("dies", false)?,
                clusters: number("clusters", false)?,
                cores: number("cores", true)?,
                threads: number("threads", true)?,
            };
            t.finish()?;
            cpu.topology = Some(topology);
        }
        let mut caches = r.children("cache");
        if caches.len() > 1 {
            return Err(Error::xml("<cpu> has more than one <cache>"));
        }
        if let Some(mut c) = caches.pop() {
            let level = c.u32("level")?;
            if level.is_some_and(|level| !(1..=3).contains(&level)) {
                return Err(Error::xml("the level of a CPU cache is 1, 2 or 3"));
            }
            cpu.cache = Some(CpuCache {
                level,
                mode: c.named_required("mode")?,
            });
            c.finish()?;
        }
        if let Some(mut m) = r.child("maxphysaddr") {
            cpu.max_phys_addr = Some(MaxPhysAddr {
                mode: m.named_required("mode")?,
                bits: m.u32("bits")?,
                limit: m.u32("limit")?,
            });
            m.finish()?;
        }
        for mut f in r.children("feature") {
            let Some(name) = f.attr("name").filter(|n| !n.is_empty()) else {
                return Err(Error::xml("a CPU feature lacks a name"));
            };
            let policy = f.named("policy")?.unwrap_or(FeaturePolicy::Require);
            f.finish()?;
            if cpu.features.iter().any(|other| other.name == name) {
                return Err(Error::xml(format!("CPU feature '{name}' is there twice")));
            }
            cpu.features.push(CpuFeature {
                name,
                policy: Some(policy),
            });
        }
        if !cpu.features.is_empty()
            && cpu.model.is_none()
            && matches!(cpu.mode, None | Some(CpuMode::Custom))
        {
            return Err(Error::xml("CPU features without a CPU model"));
        }
        let numa = match r.child("numa") {
            Some(numa) => Numa::parse(numa)?,
            None => Numa::default(),
        };
        r.finish()?;
        // A mode or a model says how to choose; without both there is only a topology.
        if cpu.mode.is_none() && cpu.model.is_some() {
            cpu.mode = Some(CpuMode::Custom);
        }
        if cpu.mode == Some(CpuMode::Custom) && cpu.model.is_some() {
            cpu.matching.get_or_insert(CpuMatch::Exact);
            cpu.fallback.get_or_insert(CpuFallback::Allow);
        }
        if !matches!(cpu.mode, None | Some(CpuMode::Custom)) {
            cpu.matching = None;
        }
        let _ = ctx;
        Ok((cpu, numa))
    }

    /// Writes `<cpu>` with the NUMA cells in it.
    pub fn to_element(cpu: Option<&Cpu>, numa: &Numa) -> Option<Element> {
        let mut e = Element::new("cpu");
        if let Some(cpu) = cpu {
            if let Some(mode) = cpu.mode {
                e.set_attr("mode", mode);
                if mode == CpuMode::Custom {
                    e.set_opt("match", cpu.matching.filter(|_| cpu.model.is_some()));
                }
                e.set_opt("check", cpu.check);
                e.set_opt("migratable", cpu.migratable.map(on));
                e.set_opt("deprecated_features", cpu.deprecated_features.map(on));
            } else if cpu.model.is_some() {
                e.set_opt("match", cpu.matching);
            }
            if cpu.model.is_some() || cpu.vendor_id.is_some() {
                let mut model = Element::new("model");
                model.set_opt("fallback", cpu.fallback);
                model.set_opt("vendor_id", cpu.vendor_id.as_ref());
                if let Some(name) = &cpu.model {
                    model = model.with_text(name);
                }
                e.push(model);
            }
            if let Some(vendor) = &cpu.vendor {
                e.push_text("vendor", vendor);
            }
            if let Some(t) = &cpu.topology {
                e.push(
                    Element::new("topology")
                        .with_attr("sockets", t.sockets)
                        .with_attr("dies", t.dies)
                        .with_attr("clusters", t.clusters)
                        .with_attr("cores", t.cores)
                        .with_attr("threads", t.threads),
                );
            }
            if let Some(c) = &cpu.cache {
                let mut cache = Element::new("cache");
                cache.set_opt("level", c.level);
                cache.set_attr("mode", c.mode);
                e.push(cache);
            }
            if let Some(m) = &cpu.max_phys_addr {
                let mut max = Element::new("maxphysaddr").with_attr("mode", m.mode);
                max.set_opt("bits", m.bits.filter(|n| *n > 0));
                max.set_opt("limit", m.limit.filter(|n| *n > 0));
                e.push(max);
            }
            for f in &cpu.features {
                let mut feature = Element::new("feature");
                feature.set_opt("policy", f.policy);
                feature.set_attr("name", &f.name);
                e.push(feature);
            }
        }
        if let Some(numa) = numa.to_element() {
            e.push(numa);
        }
        (cpu.is_some() || !e.is_bare()).then_some(e)
    }
}

impl Numa {
    fn parse(mut r: Reader) -> Result<Self> {
        let mut numa = Numa::default();
        let cells = r.children("cell");
        if cells.is_empty() {
            return Err(Error::xml("<numa> has no <cell>"));
        }
        let count = cells.len();
        let mut slots: Vec<Option<NumaCell>> = vec![None; count];
        let mut used = CpuSet::new();
        for (i, mut c) in cells.into_iter().enumerate() {
            let id = c.u32("id")?.map_or(i, |id| id as usize);
            if id >= count {
                return Err(Error::xml(format!(
                    "NUMA cell {id} is not below the number of cells"
                )));
            }
            if slots[id].is_some() {
                return Err(Error::xml(format!("NUMA cell {id} is there twice")));
            }
            let cpus = match c.attr("cpus") {
                None => None,
                Some(text) => Some(text.parse::<CpuSet>().map_err(|_| {
                    Error::invalid_arg(format!("invalid set of CPUs '{text}'"))
                        .from_domain(crate::error::virErrorDomain::VIR_FROM_NONE)
                })?),
            };
            if let Some(cpus) = &cpus {
                if !cpus.is_disjoint(&used) {
                    return Err(Error::xml("NUMA cells share virtual CPUs"));
                }
                used = used.iter().chain(cpus.iter()).collect();
            }
            let Some(memory) = c.u64("memory")? else {
                return Err(c.missing("memory"));
            };
            let unit = c.attr("unit");
            let mut cell = NumaCell {
                cpus,
                memory_kib: kib(memory, unit.as_deref())?,
                access: c.named("memAccess")?,
                discard: c.yes_no("discard")?,
                ..Default::default()
            };
            if let Some(mut d) = c.child("distances") {
                for mut sibling in d.children("sibling") {
                    let other = sibling.u32_required("id")?;
                    let value = sibling.u32_required("value")?;
                    sibling.finish()?;
                    if other as usize >= count {
                        return Err(Error::xml(format!(
                            "distance to NUMA cell {other}, which is not there"
                        )));
                    }
                    let bad =
                        !(10..=255).contains(&value) || (other as usize == id) != (value == 10);
                    if bad {
                        return Err(Error::xml(format!(
                            "distance {value} from NUMA cell {id} to {other} is invalid"
                        )));
                    }
                    cell.distances.push((other, value));
                }
                d.finish()?;
            }
            for mut cache in c.children("cache") {
                let level = cache.u32_required("level")?;
                let associativity = cache.named_required("associativity")?;
                let policy = cache.named_required("policy")?;
                let mut sized = |name: &str, default: u64| -> Result<u64> {
                    let Some(mut s) = cache.child(name) else {
                        return Err(Error::xml(format!("<cache> lacks <{name}>")));
                    };
                    let Some(value) = s.u64("value")? else {
                        return Err(s.missing("value"));
                    };
                    let Some(unit) = s.attr("unit") else {
                        return Err(s.missing("unit"));
                    };
                    s.finish()?;
                    bytes(value, Some(&unit), default)
                };
                let size = sized("size", 1024)?;
                let line = sized("line", 1)?;
                cache.finish()?;
                cell.caches.push(NumaCache {
                    level,
                    size_kib: size.div_ceil(1024),
                    line: u32::try_from(line)
                        .map_err(|_| Error::xml("a cache line is too long"))?,
                    associativity,
                    policy,
                });
            }
            c.finish()?;
            slots[id] = Some(cell);
        }
        numa.cells = slots.into_iter().flatten().collect();
        // A distance that is told in one direction only holds in the other too.
        let told: Vec<(usize, u32, u32)> = numa
            .cells
            .iter()
            .enumerate()
            .flat_map(|(from, cell)| cell.distances.iter().map(move |(to, v)| (from, *to, *v)))
            .collect();
        if !told.is_empty() {
            for (from, to, value) in told {
                let back = &mut numa.cells[to as usize].distances;
                if !back.iter().any(|(other, _)| *other as usize == from) {
                    back.push((from as u32, value));
                }
            }
            for (id, cell) in numa.cells.iter_mut().enumerate() {
                for other in 0..count {
                    if !cell.distances.iter().any(|(o, _)| *o as usize == other) {
                        let value = if other == id { 10 } else { 20 };
                        cell.distances.push((other as u32, value));
                    }
                }
                cell.distances.sort_unstable();
            }
        }
        if let Some(mut inter) = r.child("interconnects") {
            for mut i in inter.children_any(&["latency", "bandwidth"]) {
                let kind = if i.name() == "latency" {
                    InterconnectKind::Latency
                } else {
                    InterconnectKind::Bandwidth
                };
                let initiator = i.u32_required("initiator")?;
                let target = i.u32_required("target")?;
                let cache = i.positive("cache")?;
                let access = i.named_required("type")?;
                let Some(mut value) = i.u64("value")? else {
                    return Err(i.missing("value"));
                };
                if kind == InterconnectKind::Bandwidth {
                    let unit = i.attr("unit");
                    value = bytes(value, unit.as_deref(), 1024)?.div_ceil(1024);
                }
                i.finish()?;
                numa.interconnects.push(Interconnect {
                    kind,
                    initiator,
                    target,
                    cache,
                    access,
                    value,
                });
            }
            inter.finish()?;
        }
        r.finish()?;
        Ok(numa)
    }

    fn to_element(&self) -> Option<Element> {
        if self.cells.is_empty() {
            return None;
        }
        let mut e = Element::new("numa");
        for (id, cell) in self.cells.iter().enumerate() {
            let mut c = Element::new("cell").with_attr("id", id);
            c.set_opt("cpus", cell.cpus.as_ref().filter(|cpus| !cpus.is_empty()));
            c.set_attr("memory", cell.memory_kib)
                .set_attr("unit", "KiB");
            c.set_opt("memAccess", cell.access);
            c.set_opt("discard", cell.discard.map(yes));
            let mut distances = Element::new("distances");
            for (other, value) in &cell.distances {
                distances.push(
                    Element::new("sibling")
                        .with_attr("id", other)
                        .with_attr("value", value),
                );
            }
            c.push_filled(distances);
            for cache in &cell.caches {
                c.push(
                    Element::new("cache")
                        .with_attr("level", cache.level)
                        .with_attr("associativity", cache.associativity)
                        .with_attr("policy", cache.policy)
                        .with_child(
                            Element::new("size")
                                .with_attr("value", cache.size_kib)
                                .with_attr("unit", "KiB"),
                        )
                        .with_child(
                            Element::new("line")
                                .with_attr("value", cache.line)
                                .with_attr("unit", "B"),
                        ),
                );
            }
            e.push(c);
        }
        let mut inter = Element::new("interconnects");
        for i in &self.interconnects {
            let mut x = Element::new(i.kind.name())
                .with_attr("initiator", i.initiator)
                .with_attr("target", i.target);
            x.set_opt("cache", i.cache);
            x.set_attr("type", i.access).set_attr("value", i.value);
            if i.kind == InterconnectKind::Bandwidth {
                x.set_attr("unit", "KiB");
            }
            inter.push(x);
        }
        e.push_filled(inter);
        Some(e)
    }
}

names! {
    CpuMode {
        Custom = "custom",
        HostModel = "host-model",
        HostPassthrough = "host-passthrough",
        Maximum = "maximum",
    }
    CpuMatch {
        Minimum = "minimum",
        Exact = "exact",
        Strict = "strict",
    }
    CpuCheck {
        None = "none",
        Partial = "partial",
        Full = "full",
    }
    CpuFallback {
        Allow = "allow",
        Forbid = "forbid",
    }
    FeaturePolicy {
        Force = "force",
        Require = "require",
        Optional = "optional",
        Disable = "disable",
        Forbid = "forbid",
    }
    CpuCacheMode {
        Emulate = "emulate",
        Passthrough = "passthrough",
        Disable = "disable",
    }
    MaxPhysAddrMode {
        Emulate = "emulate",
        Passthrough = "passthrough",
    }
    NumaCacheAssociativity {
        None = "none",
        Direct = "direct",
        Full = "full",
    }
    NumaCachePolicy {
        None = "none",
        WriteBack = "writeback",
        WriteThrough = "writethrough",
    }
    InterconnectKind {
        Latency = "latency",
        Bandwidth = "bandwidth",
    }
    InterconnectAccess {
        Access = "access",
        Read = "read",
        Write = "write",
    }
}
