//! Small things that follow from QEMU's ways: what a device is given that says too little, NUMA cells
//! that memory hotplug needs, and host paths of an earlier run that a document still carries.

use crate::conf::cpuset::CpuSet;
use crate::conf::domain::Domain;
use crate::conf::domain::address::Address;
use crate::conf::domain::chardev::{ChannelTarget, CharBackend};
use crate::conf::domain::controller::ScsiModel;
use crate::conf::domain::cpu::{Cpu, NumaCell};
use crate::conf::domain::disk::{Backing, Encryption, EncryptionEngine, EncryptionFormat, Source};
use crate::conf::domain::fs::ShmemModel;
use crate::conf::domain::graphics::{GraphicsType, Listen};
use crate::conf::domain::hostdev::{HostdevSource, MdevModel};
use crate::qemu::paths::Paths;

/// Fills in what devices leave open.
pub fn fill(domain: &mut Domain) {
    let devices = &mut domain.devices;
    for disk in &mut devices.disks {
        engines(&mut disk.source);
    }
    for redirdev in &mut devices.redirdevs {
        if let CharBackend::Dbus { channel } = &mut redirdev.source.backend {
            channel.get_or_insert_with(|| "org.qemu.usbredir".to_owned());
        }
    }
    for shmem in &mut devices.shmems {
        let model = *shmem.model.get_or_insert(ShmemModel::Ivshmem);
        if model == ShmemModel::IvshmemDoorbell {
            let msi = shmem.msi.get_or_insert_default();
            msi.ioeventfd.get_or_insert(true);
        } else if shmem.size == 0 {
            shmem.size = 4 << 20;
        }
    }
    for hostdev in &mut devices.hostdevs {
        // QEMU may learn to turn it on by itself.
        if let HostdevSource::Mdev {
            model: MdevModel::VfioPci,
            display,
            ..
        } = &mut hostdev.source
        {
            display.get_or_insert(false);
        }
    }
    let mut reg = 0x2000;
    for c in &mut devices.controllers {
        if c.scsi_model() == Some(ScsiModel::Ibmvscsi) && c.info.address.is_none() {
            c.info.address = Some(Address::SpaprVio { reg: Some(reg) });
            reg += 0x1000;
        }
    }
    numa(domain);
}

/// LUKS is opened by QEMU unless the document says otherwise.
fn engines(source: &mut Source) {
    if let Some(Encryption { format, engine, .. }) = &mut source.encryption {
        if matches!(format, EncryptionFormat::Luks | EncryptionFormat::Qcow) {
            engine.get_or_insert(EncryptionEngine::Qemu);
        }
    }
    if let Backing::Image(below) = &mut source.backing {
        engines(below);
    }
}

/// Memory can be plugged into a NUMA cell only; and a virtual CPU that is in none is in the first.
fn numa(domain: &mut Domain) {
    let all = domain.vcpus.max();
    let cells = &mut domain.numa.cells;
    if cells.is_empty() {
        if domain.memory.max_kib.is_none() {
            return;
        }
        let plugged: u64 = domain.devices.memories.iter().map(|m| m.size_kib).sum();
        cells.push(NumaCell {
            cpus: Some((0..all).collect()),
            memory_kib: domain.memory.total_kib.saturating_sub(plugged),
            ..Default::default()
        });
        domain.cpu.get_or_insert_with(Cpu::default);
        return;
    }
    let placed: CpuSet = cells
        .iter()
        .filter_map(|cell| cell.cpus.as_ref())
        .flat_map(CpuSet::iter)
        .collect();
    if let (Some(cpus), true) = (&mut cells[0].cpus, (placed.len() as u32) < all) {
        for id in (0..all).filter(|id| !placed.contains(*id)) {
            cpus.insert(id);
        }
    }
}

/// Drops host paths that an earlier run made up, from a document that was taken from a running guest.
pub fn forget_run(domain: &mut Domain, paths: &Paths) {
    let base = paths.channel_dir.to_string_lossy().into_owned();
    let legacy = paths.lib_dir.join("channel").to_string_lossy().into_owned();
    for channel in &mut domain.devices.channels {
        let ChannelTarget::Virtio {
            name: Some(name), ..
        } = &channel.target
        else {
            continue;
        };
        if let CharBackend::Unix(unix) = &mut channel.source.backend {
            let made_up = unix.path.as_deref().is_some_and(|path| {
                [&base, &legacy]
                    .into_iter()
                    .any(|dir| is_made_up(path, dir, name))
            });
            if made_up {
                unix.path = None;
                unix.listen = true;
            }
        }
    }
    let lib = paths.lib_dir.to_string_lossy().into_owned();
    for graphics in &mut domain.devices.graphics {
        if let Some(first) = graphics.listens.first_mut() {
            let made_up = matches!(
                first,
                Listen::Socket { path: Some(path), .. }
                    if path.strip_prefix(&lib).is_some_and(|rest| rest.starts_with("/domain-"))
            );
            if made_up {
                *first = Listen::Address {
                    address: None,
                    from_config: false,
                };
                if let GraphicsType::Vnc(vnc) = &mut graphics.kind {
                    vnc.autoport = true;
                }
            }
        }
    }
}

/// `DIR/[target/]GUEST.NAME`, `DIR/[target/]domain-GUEST/NAME`, `DIR/[target/]ID-GUEST/NAME`
fn is_made_up(path: &str, dir: &str, name: &str) -> bool {
    let Some(rest) = path.strip_prefix(dir).and_then(|r| r.strip_prefix('/')) else {
        return false;
    };
    let rest = rest.strip_prefix("target/").unwrap_or(rest);
    let Some(guest) = rest.strip_suffix(name) else {
        return false;
    };
    match guest.strip_suffix('/') {
        None => guest.ends_with('.') && !guest.contains('/'),
        Some(guest) => {
            let numbered = guest
                .split_once('-')
                .is_some_and(|(id, _)| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()));
            !guest.contains('/') && (guest.starts_with("domain-") || numbered)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_made_up;

    #[test]
    fn paths_of_earlier_runs() {
        let dir = "/run/libvirt/qemu/channel";
        for (path, want) in [
            ("/run/libvirt/qemu/channel/target/g.org.a.0", true),
            ("/run/libvirt/qemu/channel/target/domain-g/org.a.0", true),
            ("/run/libvirt/qemu/channel/target/domain-1-g/org.a.0", true),
            ("/run/libvirt/qemu/channel/1-g/org.a.0", true),
            ("/run/libvirt/qemu/channel/target/g/org.a.0", false),
            ("/run/libvirt/qemu/channel/1-g/org.b.0", false),
            ("/tmp/libvirt/qemu/channel/1-g/org.a.0", false),
            ("/1-g/org.a.0", false),
        ] {
            assert_eq!(is_made_up(path, dir, "org.a.0"), want, "{path}");
        }
    }
}
