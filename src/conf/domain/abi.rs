//! Whether two documents describe the same machine as its guest sees it.
//!
//! Save images, snapshots and running guests may be given a changed document: what is on the host's
//! side may change (paths, ports, bridges), what the guest sees may not. Everything that differs is
//! VIR_ERR_CONFIG_UNSUPPORTED, said with both values.

use super::address::{DeviceInfo, Rom, VirtioOptions};
use super::chardev::ChannelTarget;
use super::devices::DeviceRef;
use super::hostdev::HostdevSource;
use super::*;
use crate::conf::reader::unsupported;
use crate::error::Result;
use std::fmt::Debug;

/// Refuses `dst` if its guest would not be that of `src`.
pub fn abi_check(src: &Domain, dst: &Domain) -> Result<()> {
    check(src, dst, true)
}

/// The same without what changes while a guest runs (the balloon's target).
pub fn abi_check_skip_volatile(src: &Domain, dst: &Domain) -> Result<()> {
    check(src, dst, false)
}

/// Refuses two values of `what` that differ.
fn same<T: PartialEq + Debug + ?Sized>(what: &str, src: &T, dst: &T) -> Result<()> {
    if src == dst {
        return Ok(());
    }
    Err(unsupported(format!(
        "{what} cannot change: it is {src:?}, the new document has {dst:?}"
    )))
}

/// Refuses devices of one kind that differ in number, then each pair that differs.
fn each<T>(what: &str, src: &[T], dst: &[T], pair: impl Fn(&T, &T) -> Result<()>) -> Result<()> {
    same(
        &format!("the number of {what} devices"),
        &src.len(),
        &dst.len(),
    )?;
    src.iter().zip(dst).try_for_each(|(s, d)| pair(s, d))
}

fn check(src: &Domain, dst: &Domain, volatile: bool) -> Result<()> {
    same("domain type", &src.virt_type, &dst.virt_type)?;
    same("domain UUID", &src.uuid, &dst.uuid)?;
    let genid = |d: &Domain| d.genid.map(|g| g.uuid);
    same("domain genid", &genid(src), &genid(dst))?;
    // A new name would get past all that guards names.
    same("domain name", &src.name, &dst.name)?;
    same("memory size", &src.memory.total_kib, &dst.memory.total_kib)?;
    if volatile {
        same(
            "current memory size",
            &src.memory.current_kib,
            &dst.memory.current_kib,
        )?;
    }
    same("maximum memory", &src.memory.max_kib, &dst.memory.max_kib)?;
    same(
        "number of memory slots",
        &src.memory.slots,
        &dst.memory.slots,
    )?;
    check_vcpus(src, dst)?;
    check_numa(src, dst)?;
    same("OS type", &src.os.os_type, &dst.os.os_type)?;
    same("architecture", &src.os.arch, &dst.os.arch)?;
    same("machine type", &src.os.machine, &dst.os.machine)?;
    same("SMBIOS mode", &src.os.smbios, &dst.os.smbios)?;
    check_features(&src.features, &dst.features)?;
    each("timer", &src.clock.timers, &dst.clock.timers, |s, d| {
        same("timer name", &s.name, &d.name)?;
        same("timer presence", &s.present, &d.present)?;
        if s.name == clock::TimerName::Tsc {
            same("TSC frequency", &s.frequency, &d.frequency)?;
            same("TSC mode", &s.mode, &d.mode)?;
        }
        Ok(())
    })?;
    check_cpu(src.cpu.as_ref(), dst.cpu.as_ref())?;
    same("system information", &src.sysinfo, &dst.sysinfo)?;
    check_devices(&src.devices, &dst.devices)?;
    same(
        "launch security",
        &src.launch_security.is_some(),
        &dst.launch_security.is_some(),
    )
}

fn check_vcpus(src: &Domain, dst: &Domain) -> Result<()> {
    same("number of virtual CPUs", &src.vcpus.max(), &dst.vcpus.max())?;
    for (id, (s, d)) in src.vcpus.list.iter().zip(&dst.vcpus.list).enumerate() {
        same(&format!("state of virtual CPU {id}"), &s.online, &d.online)?;
        let order = |v: &vcpu::Vcpu| v.order.filter(|_| v.online);
        same(&format!("order of virtual CPU {id}"), &order(s), &order(d))?;
    }
    Ok(())
}

fn check_numa(src: &Domain, dst: &Domain) -> Result<()> {
    each("NUMA cell", &src.numa.cells, &dst.numa.cells, |s, d| {
        same("memory of a NUMA cell", &s.memory_kib, &d.memory_kib)?;
        same("virtual CPUs of a NUMA cell", &s.cpus, &d.cpus)?;
        same("distances of a NUMA cell", &s.distances, &d.distances)?;
        same("caches of a NUMA cell", &s.caches, &d.caches)
    })?;
    same(
        "NUMA interconnects",
        &src.numa.interconnects,
        &dst.numa.interconnects,
    )
}

fn check_cpu(src: Option<&cpu::Cpu>, dst: Option<&cpu::Cpu>) -> Result<()> {
    // Who gives no CPU leaves it as it is.
    let (Some(s), Some(d)) = (src, dst) else {
        return Ok(());
    };
    same("CPU mode", &s.mode, &d.mode)?;
    same("CPU check", &s.check, &d.check)?;
    same("CPU migratability", &s.migratable, &d.migratable)?;
    same("CPU model", &s.model, &d.model)?;
    same("CPU vendor", &s.vendor, &d.vendor)?;
    same("CPU vendor id", &s.vendor_id, &d.vendor_id)?;
    same("CPU topology", &s.topology, &d.topology)?;
    same("CPU cache", &s.cache, &d.cache)?;
    same("CPU address width", &s.max_phys_addr, &d.max_phys_addr)?;
    let sorted = |c: &cpu::Cpu| {
        let mut features: Vec<_> = c.features.iter().map(|f| (&f.name, f.policy)).collect();
        features.sort();
        features
            .into_iter()
            .map(|(n, p)| (n.clone(), p))
            .collect::<Vec<_>>()
    };
    same("CPU features", &sorted(s), &sorted(d))
}

fn check_features(s: &features::Features, d: &features::Features) -> Result<()> {
    macro_rules! features {
        ($($field:ident),* $(,)?) => {
            $(same(concat!("feature '", stringify!($field), "'"), &s.$field, &d.$field)?;)*
        };
    }
    features!(
        acpi, apic, pae, hap, viridian, privnet, hyperv, kvm, xen, pvspinlock, pmu, vmport, gic,
        smm, ioapic, hpt, htm, nested_hv, ccf_assist, cfpc, sbbc, ibs, vmcoreinfo, ras, ps2, aia,
    );
    Ok(())
}

fn check_virtio(s: &VirtioOptions, d: &VirtioOptions) -> Result<()> {
    same("virtio option 'iommu'", &s.iommu, &d.iommu)?;
    same("virtio option 'ats'", &s.ats, &d.ats)?;
    same("virtio option 'packed'", &s.packed, &d.packed)?;
    same(
        "virtio option 'page_per_vq'",
        &s.page_per_vq,
        &d.page_per_vq,
    )
}

fn check_info(what: &str, s: &DeviceInfo, d: &DeviceInfo) -> Result<()> {
    same(&format!("address of {what}"), &s.address, &d.address)?;
    same(
        &format!("ACPI index of {what}"),
        &s.acpi_index,
        &d.acpi_index,
    )?;
    same(
        &format!("USB master of {what}"),
        &s.usb_master,
        &d.usb_master,
    )?;
    // The ROM's content is the host's business, its size in the guest is not.
    let visible = |rom: &Rom| (rom.enabled, rom.bar);
    same(
        &format!("ROM of {what}"),
        &visible(&s.rom),
        &visible(&d.rom),
    )
}

fn check_devices(src: &Devices, dst: &Devices) -> Result<()> {
    each("disk", &src.disks, &dst.disks, |s, d| {
        same("disk device", &s.device, &d.device)?;
        same("disk bus", &s.bus, &d.bus)?;
        same("disk target", &s.target, &d.target)?;
        same("disk model", &s.model, &d.model)?;
        same("disk serial", &s.serial, &d.serial)?;
        same("disk wwn", &s.wwn, &d.wwn)?;
        same("disk vendor", &s.vendor, &d.vendor)?;
        same("disk product", &s.product, &d.product)?;
        same("disk access mode", &s.readonly, &d.readonly)?;
        same("disk block sizes", &s.blockio, &d.blockio)?;
        same("disk queues", &s.driver.queues, &d.driver.queues)?;
        let size = |disk: &disk::Disk| disk.driver.queue_size;
        same("size of disk queues", &size(s), &size(d))?;
        check_virtio(&s.virtio, &d.virtio)
    })?;
    each("controller", &src.controllers, &dst.controllers, |s, d| {
        same("controller type", &s.kind, &d.kind)?;
        same("controller index", &s.index, &d.index)?;
        same("controller model", &s.model, &d.model)?;
        same("controller ports", &s.ports, &d.ports)?;
        same("controller vectors", &s.vectors, &d.vectors)?;
        let guest = |c: &controller::Controller| controller::PciOptions {
            hole64_kib: None,
            ..c.pci.clone()
        };
        same("PCI controller's options", &guest(s), &guest(d))?;
        same("controller queues", &s.driver.queues, &d.driver.queues)?;
        check_virtio(&s.virtio, &d.virtio)
    })?;
    each("filesystem", &src.filesystems, &dst.filesystems, |s, d| {
        same("filesystem target", &s.target, &d.target)?;
        same("filesystem model", &s.model, &d.model)?;
        check_virtio(&s.virtio, &d.virtio)
    })?;
    each("network", &src.interfaces, &dst.interfaces, |s, d| {
        same("MAC address", &s.mac, &d.mac)?;
        same("interface model", &s.model, &d.model)?;
        same("MTU of an interface", &s.mtu, &d.mtu)?;
        let queues = |net: &net::Interface| {
            let d = &net.driver;
            (d.queues, d.rx_queue_size, d.tx_queue_size)
        };
        same("queues of an interface", &queues(s), &queues(d))?;
        same("teaming of an interface", &s.teaming, &d.teaming)?;
        check_virtio(&s.virtio, &d.virtio)
    })?;
    each("input", &src.inputs, &dst.inputs, |s, d| {
        same("input type", &s.kind, &d.kind)?;
        same("input bus", &s.bus, &d.bus)?;
        same("input model", &s.model, &d.model)?;
        check_virtio(&s.virtio, &d.virtio)
    })?;
    each("sound", &src.sounds, &dst.sounds, |s, d| {
        same("sound model", &s.model, &d.model)?;
        same("sound channels", &s.multichannel, &d.multichannel)?;
        same("sound codecs", &s.codecs, &d.codecs)?;
        same("sound streams", &s.streams, &d.streams)?;
        check_virtio(&s.virtio, &d.virtio)
    })?;
    each("video", &src.videos, &dst.videos, |s, d| {
        same("video model", &s.model, &d.model)?;
        same("video ram", &s.ram, &d.ram)?;
        same("video vram", &s.vram, &d.vram)?;
        same("video vram64", &s.vram64, &d.vram64)?;
        same("video vgamem", &s.vgamem, &d.vgamem)?;
        same("video heads", &s.heads, &d.heads)?;
        let accel = |v: &video::Video| {
            v.acceleration
                .as_ref()
                .map(|a| (a.accel2d, a.accel3d))
                .unwrap_or_default()
        };
        same("video acceleration", &accel(s), &accel(d))?;
        check_virtio(&s.virtio, &d.virtio)
    })?;
    each("host", &src.hostdevs, &dst.hostdevs, |s, d| {
        let kind = |h: &hostdev::Hostdev| h.source.type_name();
        same("host device type", kind(s), kind(d))?;
        let model = |h: &hostdev::Hostdev| match &h.source {
            HostdevSource::Mdev { model, .. } => Some(*model),
            _ => None,
        };
        same("mediated device model", &model(s), &model(d))
    })?;
    each(
        "smart card",
        &src.smartcards,
        &dst.smartcards,
        |_, _| Ok(()),
    )?;
    each("serial", &src.serials, &dst.serials, |s, d| {
        same("serial target", &s.target, &d.target)?;
        same("serial model", &s.model, &d.model)?;
        same("serial port", &s.port, &d.port)
    })?;
    each("parallel", &src.parallels, &dst.parallels, |s, d| {
        same("parallel port", &s.port, &d.port)
    })?;
    each("channel", &src.channels, &dst.channels, |s, d| {
        same(
            "channel target",
            &guest_side(&s.target),
            &guest_side(&d.target),
        )
    })?;
    each("console", &src.consoles, &dst.consoles, |s, d| {
        same("console target", &s.target, &d.target)?;
        same("console port", &s.port, &d.port)
    })?;
    each("hub", &src.hubs, &dst.hubs, |_, _| Ok(()))?;
    each("redirected", &src.redirdevs, &dst.redirdevs, |_, _| Ok(()))?;
    same("USB filter", &src.redir_filter, &dst.redir_filter)?;
    each("watchdog", &src.watchdogs, &dst.watchdogs, |s, d| {
        same("watchdog model", &s.model, &d.model)
    })?;
    one("balloon", &src.memballoon, &dst.memballoon, |s, d| {
        same("balloon model", &s.model, &d.model)?;
        same("balloon's 'autodeflate'", &s.autodeflate, &d.autodeflate)?;
        same(
            "balloon's 'freePageReporting'",
            &s.free_page_reporting,
            &d.free_page_reporting,
        )?;
        check_virtio(&s.virtio, &d.virtio)
    })?;
    each("RNG", &src.rngs, &dst.rngs, |s, d| {
        same("RNG model", &s.model, &d.model)?;
        check_virtio(&s.virtio, &d.virtio)
    })?;
    one("NVRAM", &src.nvram, &dst.nvram, |_, _| Ok(()))?;
    each("shared memory", &src.shmems, &dst.shmems, |s, d| {
        same("shared memory name", &s.name, &d.name)?;
        same("shared memory model", &s.model, &d.model)?;
        same("shared memory role", &s.role, &d.role)?;
        same("shared memory size", &s.size, &d.size)?;
        same(
            "shared memory server",
            &s.server.is_some(),
            &d.server.is_some(),
        )?;
        same("shared memory interrupts", &s.msi, &d.msi)
    })?;
    each("TPM", &src.tpms, &dst.tpms, |s, d| {
        same("TPM model", &s.model, &d.model)?;
        let version = |t: &misc::Tpm| match &t.backend {
            misc::TpmBackend::Emulator(e) => e.version,
            _ => None,
        };
        same("TPM version", &version(s), &version(d))
    })?;
    each("memory", &src.memories, &dst.memories, |s, d| {
        same("memory device model", &s.model, &d.model)?;
        same("memory device's node", &s.target_node, &d.target_node)?;
        same("memory device size", &s.size_kib, &d.size_kib)?;
        same("memory device label", &s.label_size_kib, &d.label_size_kib)?;
        same("memory device block", &s.block_kib, &d.block_kib)?;
        same("memory device UUID", &s.uuid, &d.uuid)?;
        same("memory device access", &s.readonly, &d.readonly)
    })?;
    each("panic", &src.panics, &dst.panics, |s, d| {
        same("panic model", &s.model, &d.model)
    })?;
    one("IOMMU", &src.iommu, &dst.iommu, |s, d| {
        same("IOMMU model", &s.model, &d.model)?;
        let options = |i: &misc::Iommu| {
            (
                (i.intremap, i.caching_mode, i.eim),
                (i.iotlb, i.aw_bits, i.dma_translation),
            )
        };
        same("IOMMU options", &options(s), &options(d))
    })?;
    one("vsock", &src.vsock, &dst.vsock, |s, d| {
        same("vsock model", &s.model, &d.model)
    })?;
    each("crypto", &src.cryptos, &dst.cryptos, |s, d| {
        same("crypto model", &s.model, &d.model)?;
        check_virtio(&s.virtio, &d.virtio)
    })?;
    one("pstore", &src.pstore, &dst.pstore, |s, d| {
        same("pstore backend", &s.backend, &d.backend)?;
        same("pstore size", &s.size_kib, &d.size_kib)
    })?;
    // The kinds and numbers are the same by now, so the two walks go in step.
    for (s, d) in src.all().into_iter().zip(dst.all()) {
        if !matches!(s, DeviceRef::Console(_)) {
            check_info(s.element(), s.info(), d.info())?;
        }
    }
    Ok(())
}

fn one<T>(
    what: &str,
    src: &Option<T>,
    dst: &Option<T>,
    pair: impl Fn(&T, &T) -> Result<()>,
) -> Result<()> {
    match (src, dst) {
        (Some(s), Some(d)) => pair(s, d),
        (s, d) => same(
            &format!("presence of the {what} device"),
            &s.is_some(),
            &d.is_some(),
        ),
    }
}

/// What the guest knows a channel by.
fn guest_side(target: &ChannelTarget) -> String {
    match target {
        ChannelTarget::Virtio { name, .. } => format!("virtio {name:?}"),
        ChannelTarget::Xen { name, .. } => format!("xen {name:?}"),
        ChannelTarget::Guestfwd { address, port } => format!("guestfwd {address}:{port}"),
    }
}

#[cfg(test)]
mod tests;
