//! Which of a guest's memory could just as well be mapped from a file that holds it already.

use super::memory::{Backing, initial_kib};
use super::{BuildContext, Builder, HostResources};
use crate::conf::domain::Domain;
use crate::conf::domain::hostdev::HostdevSource;
use crate::conf::domain::memory::MemoryModel;
use crate::conf::domain::net::NetBackend;
use crate::qemu::capabilities::{Cap, QemuCaps};

/// The backends of plain anonymous memory: (id, bytes). `None` if anything about the guest or its QEMU
/// speaks against mapping its memory: shared or prepared or locked memory, memory of huge pages or from
/// chosen nodes of the host, devices that want it to stay where it is. `domain` must be complete.
pub fn mappable_ram(domain: &Domain, caps: &QemuCaps) -> Option<Vec<(String, u64)>> {
    if !caps.has(Cap::MemoryBackendOffset) || !caps.has(Cap::MemoryBackendCanonicalId) {
        return None;
    }
    let pinned = domain.memory.backing.locked
        || domain.launch_security.is_some()
        || domain.devices.hostdevs.iter().any(|h| {
            matches!(
                h.source,
                HostdevSource::Pci { .. } | HostdevSource::Mdev { .. }
            )
        })
        || domain.devices.interfaces.iter().any(|i| {
            matches!(
                i.backend,
                NetBackend::Hostdev(_) | NetBackend::Vdpa { .. } | NetBackend::VhostUser(_)
            )
        });
    if pinned || has_own_backends(domain) {
        return None;
    }
    let (ctx, host) = (BuildContext::default(), HostResources::default());
    let builder = Builder {
        dom: domain,
        caps,
        ctx: &ctx,
        host: &host,
        args: Vec::new(),
    };
    let plain = |backing: &Backing<'_>| {
        let backend = builder.backend(backing).ok()?;
        (!backend.special).then(|| (backing.id.clone(), backing.size_kib * 1024))
    };
    let mut all = Vec::new();
    if domain.numa.cells.is_empty() {
        let id = builder.default_ram()?;
        all.push(plain(&Backing {
            id: id.to_owned(),
            size_kib: initial_kib(domain),
            node: None,
            system: true,
            access: None,
            discard: None,
            device: None,
        })?);
    }
    for (i, cell) in domain.numa.cells.iter().enumerate() {
        if cell.memory_kib > 0 {
            all.push(plain(&Backing {
                id: format!("ram-node{i}"),
                size_kib: cell.memory_kib,
                node: Some(i as u32),
                system: false,
                access: cell.access,
                discard: cell.discard,
                device: None,
            })?);
        }
    }
    for device in &domain.devices.memories {
        match device.model {
            MemoryModel::Dimm => all.push(plain(&Backing {
                id: format!("mem{}", device.info.alias()),
                size_kib: device.size_kib,
                node: device.target_node,
                system: false,
                access: device.access,
                discard: device.discard,
                device: Some(device),
            })?),
            // Has files of its own; what it holds is loaded.
            MemoryModel::Nvdimm | MemoryModel::VirtioPmem => {}
            MemoryModel::VirtioMem | MemoryModel::SgxEpc => return None,
        }
    }
    Some(all)
}

/// Whether the document passes arguments to QEMU that concern its memory.
fn has_own_backends(domain: &Domain) -> bool {
    let args = domain.qemu.iter().flat_map(|q| &q.args);
    args.into_iter().any(|arg| {
        [
            "memory-backend",
            "mem-p",
            "memdev",
            "mem-lock",
            "vfio",
            "-m",
        ]
        .iter()
        .any(|word| arg.contains(word) && (*word != "-m" || arg == "-m"))
    })
}
