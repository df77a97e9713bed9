//! Guest memory: how much, and the host memory behind it.

use super::Builder;
use super::props::{CommaList, Props};
use crate::conf::cpuset::CpuSet;
use crate::conf::domain::Domain;
use crate::conf::domain::memory::{
    MemoryAccess, MemoryAllocation, MemoryDevice, MemoryModel, MemorySource,
};
use crate::conf::domain::vcpu::NumaMode;
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;

/// A piece of guest memory that wants a backend.
pub struct Backing<'a> {
    /// The backend's id.
    pub id: String,
    pub size_kib: u64,
    /// The guest NUMA node that it is for, if there are any.
    pub node: Option<u32>,
    /// The machine's main memory as a whole.
    pub system: bool,
    pub access: Option<MemoryAccess>,
    pub discard: Option<bool>,
    /// The memory device that it belongs to.
    pub device: Option<&'a MemoryDevice>,
}

/// A backend, and whether the document asked for anything that plain anonymous memory is not.
pub struct Backend {
    pub props: Props,
    /// Threads near the memory that prepare it.
    pub context: Option<Props>,
    pub special: bool,
}

/// Memory that the guest has at boot, without what memory devices add.
pub fn initial_kib(dom: &Domain) -> u64 {
    let devices: u64 = dom
        .devices
        .memories
        .iter()
        .filter(|d| d.model != MemoryModel::SgxEpc)
        .map(|d| d.size_kib)
        .sum();
    dom.memory.total_kib.saturating_sub(devices)
}

impl Builder<'_> {
    pub fn memory(&mut self) -> Result<()> {
        let mut m = CommaList::new();
        m.pair("size", format!("{}k", initial_kib(self.dom)));
        if let Some(max) = self.dom.memory.max_kib {
            m.pair("slots", self.dom.memory.slots)
                .pair("maxmem", format!("{max}k"));
        }
        self.pair("-m", m.finish());
        if let Some(id) = self.default_ram() {
            let backing = Backing {
                id: id.to_owned(),
                size_kib: initial_kib(self.dom),
                node: None,
                system: true,
                access: None,
                discard: None,
                device: None,
            };
            let backend = self.backend(&backing)?;
            self.push_backend(&backend);
        }
        let lock = if self.dom.memory.backing.locked {
            "on"
        } else {
            "off"
        };
        self.pair("-overcommit", format!("mem-lock={lock}"));
        Ok(())
    }

    /// The id of the machine's main memory, where that is one backend.
    pub fn default_ram(&self) -> Option<&str> {
        if self.dom.numa.cells.is_empty() {
            self.caps.default_ram_id(self.machine_name())
        } else {
            None
        }
    }

    pub fn push_backend(&mut self, backend: &Backend) {
        if let Some(context) = &backend.context {
            self.object(context);
        }
        self.object(&backend.props);
    }

    pub fn backend(&self, b: &Backing<'_>) -> Result<Backend> {
        let memory = &self.dom.memory.backing;
        if let Some(image) = &self.ctx.ram_image {
            if let Some((_, offset)) = image.offsets.iter().find(|(id, _)| *id == b.id) {
                let mut props = Props::object("memory-backend-file", &*b.id);
                props
                    .set("mem-path", image.path.clone())
                    .set("offset", *offset)
                    .set("share", false)
                    .set("readonly", image.readonly);
                if image.readonly && self.has(Cap::MemoryBackendRom) {
                    props.set("rom", "off");
                }
                props
                    .opt("x-use-canonical-path-for-ramblock-id", image.canonical_id)
                    .set("size", b.size_kib * 1024);
                return Ok(Backend {
                    props,
                    context: None,
                    special: true,
                });
            }
        }
        let source = b.device.map(|d| &d.source);
        let access = b.access.or(memory.access);
        let discard = b.discard.or(memory.discard.then_some(true));
        let host_nodes = self.host_nodes(b);
        let page_kib = match source {
            Some(source) if source.page_size_kib.is_some() => source.page_size_kib,
            Some(_) if b.device.is_some_and(|d| d.source.path.is_some()) => None,
            _ => self.huge_page(b.node),
        };
        let page_kib = page_kib.filter(|kib| *kib != page_size_kib());
        let file_path = source.and_then(|s| s.path.clone());

        let mut prealloc = memory.allocation == Some(MemoryAllocation::Immediate);
        let virtio_mem = b.device.is_some_and(|d| d.model == MemoryModel::VirtioMem);
        let mut props;
        let plain;
        if file_path.is_none() && memory.source == Some(MemorySource::Memfd) {
            self.need(Cap::MemoryBackendMemfd, "anonymous files as guest memory")?;
            plain = false;
            props = Props::object("memory-backend-memfd", &*b.id);
            if let Some(kib) = page_kib {
                self.need(
                    Cap::MemoryBackendMemfdHugetlb,
                    "huge pages in anonymous files",
                )?;
                props.set("hugetlb", true).set("hugetlbsize", kib * 1024);
                prealloc = true;
            }
        } else if page_kib.is_some()
            || file_path.is_some()
            || access.is_some()
            || memory.source == Some(MemorySource::File)
        {
            plain = false;
            props = Props::object("memory-backend-file", &*b.id);
            let path = match (&file_path, page_kib) {
                (Some(path), _) => {
                    prealloc = true;
                    path.clone()
                }
                (None, Some(kib)) => {
                    prealloc = true;
                    self.hugepage_dir(kib)?
                }
                (None, None) => self.ram_file(b)?,
            };
            props.set("mem-path", path);
        } else {
            plain = true;
            props = Props::object("memory-backend-ram", &*b.id);
        }
        if !plain {
            props.opt(
                "discard-data",
                discard.filter(|_| b.node.is_some() || b.device.is_some() || b.system),
            );
            props.opt("share", access.map(|a| a == MemoryAccess::Shared));
            if b.system {
                // The name that RAM had before backends: saved states of older starts keep fitting.
                props.set("x-use-canonical-path-for-ramblock-id", false);
            }
        }
        if virtio_mem {
            // It prepares its memory itself, block by block.
            if self.has(Cap::MemoryBackendReserve) {
                props.set("reserve", false);
            }
            prealloc = false;
        }
        if prealloc {
            props.set("prealloc", true);
            props.opt(
                "prealloc-threads",
                memory
                    .allocation_threads
                    .filter(|_| self.has(Cap::MemoryBackendPreallocThreads)),
            );
        }
        props.set("size", b.size_kib * 1024);
        if let Some(source) = source {
            props.opt("align", source.align_kib.map(|kib| kib * 1024));
            if source.pmem {
                self.need(Cap::MemoryBackendPmem, "persistent memory behind an NVDIMM")?;
                props.set("pmem", true);
            }
        }
        let mut context = None;
        let mut bound = false;
        if let Some((nodes, mode)) = host_nodes {
            let policy = match mode {
                NumaMode::Strict => Some("bind"),
                NumaMode::Preferred => Some("preferred"),
                NumaMode::Interleave => Some("interleave"),
                // Left to the control groups.
                NumaMode::Restrictive => None,
            };
            if let Some(policy) = policy {
                let list: Vec<u32> = nodes.iter().collect();
                props.set("host-nodes", list.clone()).set("policy", policy);
                bound = true;
                if prealloc
                    && self.has(Cap::ThreadContext)
                    && self.has(Cap::MemoryBackendPreallocContext)
                {
                    let id = format!("tc-{}", b.id);
                    let mut tc = Props::object("thread-context", &*id);
                    tc.set("node-affinity", list);
                    props.set("prealloc-context", id);
                    context = Some(tc);
                }
            }
        }
        Ok(Backend {
            props,
            context,
            special: !plain || bound || prealloc,
        })
    }

    /// Where on the host the memory of a guest node comes from.
    fn host_nodes(&self, b: &Backing<'_>) -> Option<(CpuSet, NumaMode)> {
        let tune = &self.dom.numatune;
        let default_mode = tune.memory.as_ref().map_or(NumaMode::Strict, |m| m.mode);
        if let Some(nodes) = b.device.and_then(|d| d.source.nodemask.clone()) {
            return Some((nodes, default_mode));
        }
        if let Some(node) = b.node {
            if let Some(own) = tune.memnodes.iter().find(|m| m.cellid == node) {
                return Some((own.nodeset.clone(), own.mode));
            }
        }
        let whole = tune.memory.as_ref()?;
        Some((whole.nodeset.clone()?, whole.mode))
    }

    /// The size of the huge pages that a guest node's memory is made of, in KiB.
    fn huge_page(&self, node: Option<u32>) -> Option<u64> {
        let pages = self.dom.memory.backing.hugepages.as_ref()?;
        if pages.is_empty() {
            return self.default_huge_page();
        }
        let named = |node: u32| {
            pages
                .iter()
                .find(|p| p.nodeset.as_ref().is_some_and(|n| n.contains(node)))
        };
        node.and_then(named)
            .or_else(|| pages.iter().find(|p| p.nodeset.is_none()))
            // Without nodes all memory counts as node 0.
            .or_else(|| if node.is_none() { named(0) } else { None })
            .and_then(|p| match p.size_kib {
                0 => self.default_huge_page(),
                kib => Some(kib),
            })
    }

    fn default_huge_page(&self) -> Option<u64> {
        self.ctx
            .hugepages
            .iter()
            .find(|h| h.default)
            .or(self.ctx.hugepages.first())
            .map(|h| h.size_kib)
    }

    fn hugepage_dir(&self, kib: u64) -> Result<String> {
        let mount = self
            .ctx
            .hugepages
            .iter()
            .find(|h| h.size_kib == kib)
            .ok_or_else(|| {
                Error::internal(format!("no hugetlbfs with pages of {kib} KiB is mounted"))
            })?;
        let dir = mount.path.join("libvirt/qemu").join(&self.ctx.short_id);
        Ok(dir.to_string_lossy().into_owned())
    }

    /// A file that backs memory for no other reason than to be shared.
    fn ram_file(&self, b: &Backing<'_>) -> Result<String> {
        let name = match b.device {
            Some(device) => device.info.alias().to_owned(),
            None => b.id.clone(),
        };
        Ok(self.ctx.ram_dir.join(name).to_string_lossy().into_owned())
    }

    pub fn memory_devices(&mut self) -> Result<()> {
        for device in &self.dom.devices.memories {
            self.memory_device(device)?;
        }
        Ok(())
    }

    fn memory_device(&mut self, device: &MemoryDevice) -> Result<()> {
        let (driver, cap) = match device.model {
            MemoryModel::Dimm => ("pc-dimm", Cap::PcDimm),
            MemoryModel::Nvdimm => ("nvdimm", Cap::Nvdimm),
            MemoryModel::VirtioPmem => ("virtio-pmem-pci", Cap::VirtioPmem),
            MemoryModel::VirtioMem => ("virtio-mem-pci", Cap::VirtioMem),
            MemoryModel::SgxEpc => {
                return Err(Error::config_unsupported("SGX memory is not supported"));
            }
        };
        self.need(cap, &format!("memory devices of model '{}'", device.model))?;
        let alias = device.info.alias();
        let id = format!("mem{alias}");
        let backend = self.backend(&Backing {
            id: id.clone(),
            size_kib: device.size_kib,
            node: device.target_node,
            system: false,
            access: device.access,
            discard: device.discard,
            device: Some(device),
        })?;
        self.push_backend(&backend);

        let mut props = Props::device(driver);
        if matches!(
            device.model,
            MemoryModel::Dimm | MemoryModel::Nvdimm | MemoryModel::VirtioMem
        ) {
            props.opt("node", device.target_node);
        }
        props
            .opt("label-size", device.label_size_kib.map(|kib| kib * 1024))
            .opt("block-size", device.block_kib.map(|kib| kib * 1024))
            .opt("requested-size", device.requested_kib.map(|kib| kib * 1024))
            .opt(
                "uuid",
                device
                    .uuid
                    .filter(|_| device.model == MemoryModel::Nvdimm)
                    .map(|u| u.to_string()),
            );
        if device.readonly {
            self.need(Cap::NvdimmUnarmed, "read-only NVDIMMs")?;
            props.set("unarmed", true);
        }
        props.set("memdev", id);
        if device.model == MemoryModel::VirtioMem {
            let prealloc = self.dom.memory.backing.allocation == Some(MemoryAllocation::Immediate)
                || self.dom.memory.backing.hugepages.is_some();
            if prealloc && self.has(Cap::VirtioMemPrealloc) {
                props.set("prealloc", true);
            }
            props.opt("dynamic-memslots", device.dynamic_memslots);
            props.opt("memaddr", device.base);
        }
        if device.model == MemoryModel::VirtioPmem {
            props.opt("memaddr", device.base);
        }
        props.set("id", alias);
        self.place(&mut props, &device.info)?;
        self.device(props)
    }
}

/// The host's ordinary page size.
fn page_size_kib() -> u64 {
    crate::sys::cpu::page_size() / 1024
}
