//! The guest's memory: sizes, backing, limits, and pluggable memory devices.

use super::address::{DeviceInfo, InfoParts};
use super::source::parse_size;
use super::{FormatOptions, ParseContext};
use crate::conf::cpuset::CpuSet;
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, yes};
use crate::conf::units;
use crate::conf::uuid::Uuid;
use crate::conf::xml::Element;
use crate::error::{Error, Result};

/// `<memory>`, `<currentMemory>`, `<maxMemory>`, `<memoryBacking>`, `<memtune>`. Sizes in KiB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// `<memory>`: all memory at boot, memory devices included.
    pub total_kib: u64,
    /// `<currentMemory>`: what the balloon leaves.
    pub current_kib: u64,
    /// `<maxMemory>`: up to where memory can be plugged.
    pub max_kib: Option<u64>,
    /// `<maxMemory slots=>`
    pub slots: u32,
    /// `<memory dumpCore=>`
    pub dump_core: Option<bool>,
    pub backing: MemoryBacking,
    pub tune: MemTune,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryBacking {
    /// `None`: no huge pages; an empty list: of the default size.
    pub hugepages: Option<Vec<HugePage>>,
    pub nosharepages: bool,
    pub locked: bool,
    pub discard: bool,
    pub source: Option<MemorySource>,
    pub access: Option<MemoryAccess>,
    pub allocation: Option<MemoryAllocation>,
    pub allocation_threads: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HugePage {
    pub size_kib: u64,
    /// The guest NUMA nodes that it is for; `None`: all others.
    pub nodeset: Option<CpuSet>,
}

/// `<memtune>`, KiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemTune {
    pub hard_limit: Option<u64>,
    pub soft_limit: Option<u64>,
    pub min_guarantee: Option<u64>,
    pub swap_hard_limit: Option<u64>,
}

/// A `<memory model=>` device. Sizes in KiB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryDevice {
    pub model: MemoryModel,
    pub access: Option<MemoryAccess>,
    pub discard: Option<bool>,
    pub uuid: Option<Uuid>,
    pub source: MemoryDeviceSource,
    pub size_kib: u64,
    pub target_node: Option<u32>,
    pub label_size_kib: Option<u64>,
    pub block_kib: Option<u64>,
    pub requested_kib: Option<u64>,
    /// What the guest uses now; status only.
    pub current_kib: Option<u64>,
    pub readonly: bool,
    /// `<target><address base=>` of virtio-mem and virtio-pmem.
    pub base: Option<u64>,
    pub dynamic_memslots: Option<bool>,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryDeviceSource {
    pub nodemask: Option<CpuSet>,
    pub page_size_kib: Option<u64>,
    pub path: Option<String>,
    pub align_kib: Option<u64>,
    pub pmem: bool,
}

/// Takes a child that holds a size, in KiB (its unit if none is told).
pub(super) fn child_kib(r: &mut Reader, name: &str) -> Result<Option<u64>> {
    match r.child(name) {
        None => Ok(None),
        Some(mut c) => {
            let size = parse_size(&mut c, 1024)?;
            c.finish()?;
            Ok(Some(size.div_ceil(1024)))
        }
    }
}

/// `<name unit='KiB'>kib</name>`
pub(super) fn kib_element(name: &str, kib: u64) -> Element {
    Element::new(name).with_attr("unit", "KiB").with_text(kib)
}

impl Memory {
    /// Takes the elements of the domain's memory.
    pub fn parse(r: &mut Reader) -> Result<Self> {
        let mut m = Memory::default();
        if let Some(mut memory) = r.child("memory") {
            m.dump_core = memory.on_off("dumpCore")?;
            if !memory.text().is_empty() {
                m.total_kib = parse_size(&mut memory, 1024)?.div_ceil(1024);
            }
            memory.attr("unit");
            memory.finish()?;
        }
        m.current_kib = child_kib(r, "currentMemory")?.unwrap_or(0);
        if let Some(mut max) = r.child("maxMemory") {
            m.slots = max.u32("slots")?.unwrap_or(0);
            m.max_kib = Some(parse_size(&mut max, 1024)?.div_ceil(1024)).filter(|n| *n > 0);
            max.finish()?;
        }
        if let Some(backing) = r.child("memoryBacking") {
            m.backing = MemoryBacking::parse(backing)?;
        }
        if let Some(mut tune) = r.child("memtune") {
            let limit = |r: &mut Reader, name: &str| -> Result<Option<u64>> {
                Ok(child_kib(r, name)?.filter(|n| *n < UNLIMITED_KIB))
            };
            m.tune = MemTune {
                hard_limit: limit(&mut tune, "hard_limit")?,
                soft_limit: limit(&mut tune, "soft_limit")?,
                min_guarantee: child_kib(&mut tune, "min_guarantee")?,
                swap_hard_limit: limit(&mut tune, "swap_hard_limit")?,
            };
            tune.finish()?;
        }
        Ok(m)
    }

    /// Adds `<maxMemory>`, `<memory>`, `<currentMemory>`.
    pub fn format_sizes(&self, e: &mut Element) {
        if let Some(max) = self.max_kib {
            e.push(
                Element::new("maxMemory")
                    .with_attr("slots", self.slots)
                    .with_attr("unit", "KiB")
                    .with_text(max),
            );
        }
        let mut memory = Element::new("memory");
        memory.set_opt("dumpCore", self.dump_core.map(on));
        memory.set_attr("unit", "KiB");
        e.push(memory.with_text(self.total_kib));
        e.push(kib_element("currentMemory", self.current_kib));
    }

    /// Adds `<memtune>`.
    pub fn format_tune(&self, e: &mut Element) {
        let mut tune = Element::new("memtune");
        for (name, limit) in [
            ("hard_limit", self.tune.hard_limit),
            ("soft_limit", self.tune.soft_limit),
            ("min_guarantee", self.tune.min_guarantee.filter(|n| *n > 0)),
            ("swap_hard_limit", self.tune.swap_hard_limit),
        ] {
            if let Some(kib) = limit {
                tune.push(kib_element(name, kib));
            }
        }
        e.push_filled(tune);
    }
}

/// A limit of this many KiB or more means that there is none.
pub const UNLIMITED_KIB: u64 = 9_007_199_254_740_991;

impl MemoryBacking {
    fn parse(mut r: Reader) -> Result<Self> {
        let mut b = MemoryBacking::default();
        if let Some(mut huge) = r.child("hugepages") {
            let mut pages = Vec::new();
            for mut page in huge.children("page") {
                let Some(size) = page.u64("size")? else {
                    return Err(page.missing("size"));
                };
                let unit = page.attr("unit");
                let size_kib = units::bytes(size, unit.as_deref(), 1024)?.div_ceil(1024);
                if size_kib == 0 {
                    return Err(Error::xml("a huge page cannot have the size 0"));
                }
                let nodeset = match page.attr("nodeset") {
                    None => None,
                    Some(text) => {
                        let set: CpuSet =
                            text.parse().map_err(|_| page.invalid("nodeset", &text))?;
                        if set.is_empty() {
                            return Err(page.invalid("nodeset", &text));
                        }
                        Some(set)
                    }
                };
                page.finish()?;
                pages.push(HugePage { size_kib, nodeset });
            }
            huge.finish()?;
            b.hugepages = Some(pages);
        }
        b.nosharepages = r.has("nosharepages")?;
        b.locked = r.has("locked")?;
        b.discard = r.has("discard")?;
        if let Some(mut source) = r.child("source") {
            b.source = source.named("type")?;
            source.finish()?;
        }
        if let Some(mut access) = r.child("access") {
            b.access = access.named("mode")?;
            access.finish()?;
        }
        if let Some(mut allocation) = r.child("allocation") {
            b.allocation = allocation.named("mode")?;
            b.allocation_threads = allocation.u32("threads")?.filter(|n| *n > 0);
            allocation.finish()?;
        }
        r.finish()?;
        Ok(b)
    }

    /// Adds `<memoryBacking>`.
    pub fn format(&self, e: &mut Element) {
        let mut b = Element::new("memoryBacking");
        if let Some(pages) = &self.hugepages {
            let mut huge = Element::new("hugepages");
            for page in pages {
                let mut p = Element::new("page")
                    .with_attr("size", page.size_kib)
                    .with_attr("unit", "KiB");
                p.set_opt("nodeset", page.nodeset.as_ref());
                huge.push(p);
            }
            b.push(huge);
        }
        if self.nosharepages {
            b.push(Element::new("nosharepages"));
        }
        if self.locked {
            b.push(Element::new("locked"));
        }
        if let Some(source) = self.source {
            b.push(Element::new("source").with_attr("type", source));
        }
        if let Some(access) = self.access {
            b.push(Element::new("access").with_attr("mode", access));
        }
        let mut allocation = Element::new("allocation");
        allocation.set_opt("mode", self.allocation);
        allocation.set_opt("threads", self.allocation_threads);
        b.push_filled(allocation);
        if self.discard {
            b.push(Element::new("discard"));
        }
        e.push_filled(b);
    }
}

impl MemoryDevice {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let model: MemoryModel = r.named_required("model")?;
        let mut m = MemoryDevice {
            model,
            access: r.named("access")?,
            discard: r.yes_no("discard")?,
            uuid: None,
            source: MemoryDeviceSource::default(),
            size_kib: 0,
            target_node: None,
            label_size_kib: None,
            block_kib: None,
            requested_kib: None,
            current_kib: None,
            readonly: false,
            base: None,
            dynamic_memslots: None,
            info: DeviceInfo::default(),
        };
        if let Some(text) = r.child_text("uuid")? {
            m.uuid =
                Some(text.parse().map_err(|_| {
                    Error::xml(format!("malformed UUID '{text}' of a memory device"))
                })?);
        }
        if let Some(mut s) = r.child("source") {
            if let Some(text) = s.child_text("nodemask")? {
                let set: CpuSet = text
                    .parse()
                    .map_err(|_| Error::xml(format!("invalid node mask '{text}'")))?;
                m.source.nodemask = Some(set);
            }
            m.source.page_size_kib = child_kib(&mut s, "pagesize")?.filter(|n| *n > 0);
            m.source.path = s.child_text("path")?;
            m.source.align_kib = child_kib(&mut s, "alignsize")?.filter(|n| *n > 0);
            m.source.pmem = s.has("pmem")?;
            s.finish()?;
        }
        match model {
            MemoryModel::Nvdimm | MemoryModel::VirtioPmem if m.source.path.is_none() => {
                return Err(Error::xml(format!(
                    "memory device of model '{model}' lacks a path"
                )));
            }
            _ => {}
        }
        let Some(mut t) = r.child("target") else {
            return Err(Error::xml("memory device lacks a target"));
        };
        m.dynamic_memslots = t.yes_no("dynamicMemslots")?;
        m.target_node = t.child_u32("node")?;
        let Some(size) = child_kib(&mut t, "size")? else {
            return Err(Error::xml("memory device's target lacks a size"));
        };
        m.size_kib = size;
        if let Some(mut label) = t.child("label") {
            m.label_size_kib = child_kib(&mut label, "size")?;
            label.finish()?;
            if model == MemoryModel::Nvdimm {
                let label = m.label_size_kib.unwrap_or(0);
                if label < 128 {
                    return Err(Error::xml("the label of an nvdimm is at least 128 KiB"));
                }
                if label >= m.size_kib {
                    return Err(Error::xml("the label of an nvdimm is as big as itself"));
                }
            }
        }
        m.readonly = t.has("readonly")?;
        m.block_kib = child_kib(&mut t, "block")?;
        m.requested_kib = child_kib(&mut t, "requested")?;
        m.current_kib = child_kib(&mut t, "current")?.filter(|_| !ctx.inactive);
        if let Some(mut address) = t.child("address") {
            m.base = match address.attr("base") {
                None => None,
                Some(text) => {
                    Some(units::unsigned(&text, 16).ok_or_else(|| address.invalid("base", &text))?)
                }
            };
            address.finish()?;
        }
        t.finish()?;
        m.info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        // What belongs to other models is dropped, as in libvirt.
        if model != MemoryModel::VirtioMem {
            m.block_kib = None;
            m.requested_kib = None;
            m.current_kib = None;
            m.dynamic_memslots = None;
        }
        if model != MemoryModel::Nvdimm {
            m.label_size_kib = None;
            m.readonly = false;
            m.source.align_kib = None;
        }
        Ok(m)
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("memory").with_attr("model", self.model);
        e.set_opt("access", self.access);
        e.set_opt("discard", self.discard.map(yes));
        if let Some(uuid) = &self.uuid {
            e.push_text("uuid", uuid);
        }
        let mut s = Element::new("source");
        if let Some(path) = &self.source.path {
            s.push_text("path", path);
        }
        if let Some(kib) = self.source.align_kib {
            s.push(kib_element("alignsize", kib));
        }
        if self.source.pmem {
            s.push(Element::new("pmem"));
        }
        if let Some(nodes) = &self.source.nodemask {
            s.push_text("nodemask", nodes);
        }
        if let Some(kib) = self.source.page_size_kib {
            s.push(kib_element("pagesize", kib));
        }
        e.push_filled(s);
        let mut t = Element::new("target");
        t.set_opt("dynamicMemslots", self.dynamic_memslots.map(yes));
        t.push(kib_element("size", self.size_kib));
        if let Some(node) = self.target_node {
            t.push_text("node", node);
        }
        if let Some(kib) = self.label_size_kib {
            t.push(Element::new("label").with_child(kib_element("size", kib)));
        }
        if self.readonly {
            t.push(Element::new("readonly"));
        }
        if let Some(kib) = self.block_kib {
            t.push(kib_element("block", kib));
            t.push(kib_element("requested", self.requested_kib.unwrap_or(0)));
            if !o.inactive {
                t.push(kib_element("current", self.current_kib.unwrap_or(0)));
            }
        }
        if let Some(base) = self.base {
            t.push(Element::new("address").with_attr("base", format!("0x{base:x}")));
        }
        e.push(t);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

names! {
    MemorySource {
        File = "file",
        Anonymous = "anonymous",
        Memfd = "memfd",
    }
    MemoryAccess {
        Shared = "shared",
        Private = "private",
    }
    MemoryAllocation {
        Immediate = "immediate",
        OnDemand = "ondemand",
    }
    MemoryModel {
        Dimm = "dimm",
        Nvdimm = "nvdimm",
        VirtioPmem = "virtio-pmem",
        VirtioMem = "virtio-mem",
        SgxEpc = "sgx-epc",
    }
}
