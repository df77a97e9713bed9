//! `virConnectGetCapabilities`: the host, and the guests that it can run.

use super::cpu;
use super::topology::System;
use crate::conf::domain::os::Arch;
use crate::conf::uuid::Uuid;
use crate::conf::xml::Element;
use crate::error::Result;
use crate::qemu::capabilities::{Cap, QemuCaps};
use crate::qemu::cpu_model;
use crate::qemu::defaults;
use std::path::Path;
use std::sync::Arc;

/// What the document says besides what is found out.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where probed QEMUs are kept.
    pub cache_dir: std::path::PathBuf,
    /// Whom guests run as, where that is not the caller: (uid, gid).
    pub user: Option<(u32, u32)>,
}

/// The capabilities of this host and of all QEMUs that are installed. QEMUs that cannot be probed are
/// left out.
pub fn host_capabilities_xml(options: &Options) -> Result<String> {
    let system = System::default();
    let mut guests: Vec<(Arch, Arc<QemuCaps>)> = Vec::new();
    for arch in Arch::ALL {
        let Some(emulator) = defaults::default_emulator(*arch) else {
            continue;
        };
        if let Ok(caps) = QemuCaps::load(&options.cache_dir, &emulator) {
            // What emulates another architecture by the way is not its emulator.
            if caps.arch == arch.name() {
                guests.push((*arch, caps));
            }
        }
    }
    let native = guests
        .iter()
        .find(|(arch, _)| *arch == Arch::host())
        .map(|(_, caps)| caps.clone());
    let mut root = Element::new("capabilities");
    root.push(host(&system, native.as_deref(), options));
    for (arch, caps) in &guests {
        root.push(guest(*arch, caps));
    }
    Ok(root.format())
}

fn host(system: &System, caps: Option<&QemuCaps>, options: &Options) -> Element {
    let cells = system.cells();
    let mut host = Element::new("host");
    host.push_text("uuid", host_uuid(system));
    host.push(host_cpu(system, caps));

    let mut power = Element::new("power_management");
    for (way, name) in [("mem", "suspend_mem"), ("disk", "suspend_disk")] {
        if system.can_sleep(way) {
            power.push(Element::new(name));
        }
    }
    host.push(power);
    let support = if system.has_iommu() { "yes" } else { "no" };
    host.push(Element::new("iommu").with_attr("support", support));

    let mut transports = Element::new("uri_transports");
    transports.push_text("uri_transport", "tcp");
    if caps.is_some_and(|c| c.has(Cap::MigrateRdma)) {
        transports.push_text("uri_transport", "rdma");
    }
    host.push(
        Element::new("migration_features")
            .with_child(Element::new("live"))
            .with_child(transports),
    );

    let mut list = Element::new("cells").with_attr("num", cells.len());
    for cell in &cells {
        let mut e = Element::new("cell").with_attr("id", cell.id);
        e.push(
            Element::new("memory")
                .with_attr("unit", "KiB")
                .with_text(cell.memory_kib),
        );
        for (size, count) in &cell.pages {
            e.push(
                Element::new("pages")
                    .with_attr("unit", "KiB")
                    .with_attr("size", size)
                    .with_text(count),
            );
        }
        let mut distances = Element::new("distances");
        for (other, value) in cells.iter().zip(&cell.distances) {
            distances.push(
                Element::new("sibling")
                    .with_attr("id", other.id)
                    .with_attr("value", value),
            );
        }
        e.push(distances);
        let mut cpus = Element::new("cpus").with_attr("num", cell.cpus.len());
        for cpu in &cell.cpus {
            cpus.push(
                Element::new("cpu")
                    .with_attr("id", cpu.id)
                    .with_attr("socket_id", cpu.socket)
                    .with_attr("die_id", cpu.die)
                    .with_attr("cluster_id", cpu.cluster)
                    .with_attr("core_id", cpu.core)
                    .with_attr("siblings", &cpu.siblings),
            );
        }
        e.push(cpus);
        list.push(e);
    }
    host.push(Element::new("topology").with_child(list));

    let banks = system.caches();
    if !banks.is_empty() {
        let mut cache = Element::new("cache");
        for bank in banks {
            let (size, unit) = if bank.size_kib % 1024 == 0 {
                (bank.size_kib / 1024, "MiB")
            } else {
                (bank.size_kib, "KiB")
            };
            cache.push(
                Element::new("bank")
                    .with_attr("id", bank.id)
                    .with_attr("level", bank.level)
                    .with_attr("type", bank.kind)
                    .with_attr("size", size)
                    .with_attr("unit", unit)
                    .with_attr("cpus", bank.cpus),
            );
        }
        host.push(cache);
    }

    let model = |name: &str| {
        let mut e = Element::new("secmodel");
        e.push_text("model", name);
        e.push_text("doi", 0);
        e
    };
    host.push(model("none"));
    if let Some((uid, gid)) = options.user {
        let mut dac = model("dac");
        for virt in ["kvm", "qemu"] {
            dac.push(
                Element::new("baselabel")
                    .with_attr("type", virt)
                    .with_text(format!("+{uid}:+{gid}")),
            );
        }
        host.push(dac);
    }
    host
}

fn host_cpu(system: &System, caps: Option<&QemuCaps>) -> Element {
    let mut e = Element::new("cpu");
    e.push_text("arch", Arch::host().name());
    let cpu = cpu::Host::read();
    // Named by what QEMU knows: the document has a model only where there is a QEMU to ask.
    let nearest = caps.and_then(|caps| {
        let models = caps.expanded_models().ok()?;
        cpu_model::nearest_contained(&cpu.features, &cpu.vendor, &models)
    });
    if let Some(nearest) = &nearest {
        e.push_text("model", &nearest.model);
    }
    if let Some(vendor) = cpu_model::vendor_name(&cpu.vendor) {
        e.push_text("vendor", vendor);
    }
    if let Some(microcode) = cpu.microcode {
        e.push(Element::new("microcode").with_attr("version", microcode));
    }
    if let Some((family, model, stepping)) = cpu.signature {
        e.push(
            Element::new("signature")
                .with_attr("family", family)
                .with_attr("model", model)
                .with_attr("stepping", stepping),
        );
    }
    let (sockets, dies, clusters, cores, threads) = System::product(&system.cells());
    e.push(
        Element::new("topology")
            .with_attr("sockets", sockets)
            .with_attr("dies", dies)
            .with_attr("clusters", clusters)
            .with_attr("cores", cores)
            .with_attr("threads", threads),
    );
    if let Some(bits) = cpu.physical_bits {
        e.push(
            Element::new("maxphysaddr")
                .with_attr("mode", "emulate")
                .with_attr("bits", bits),
        );
    }
    let more = nearest.map_or(cpu.features, |n| n.more);
    for feature in more {
        e.push(Element::new("feature").with_attr("name", feature));
    }
    for size in system
        .cells()
        .first()
        .map(|c| c.pages.clone())
        .unwrap_or_default()
    {
        e.push(
            Element::new("pages")
                .with_attr("unit", "KiB")
                .with_attr("size", size.0),
        );
    }
    e
}

/// The machine's UUID by its firmware, or one that is as lasting.
fn host_uuid(system: &System) -> String {
    if let Some(uuid) = system
        .product_uuid()
        .and_then(|u| u.parse::<Uuid>().ok())
        .filter(Uuid::is_valid)
    {
        return uuid.to_string();
    }
    let id = std::fs::read_to_string(Path::new("/etc/machine-id")).unwrap_or_default();
    id.trim()
        .parse::<Uuid>()
        .unwrap_or_else(|_| Uuid::random())
        .to_string()
}

fn guest(arch: Arch, caps: &QemuCaps) -> Element {
    let mut guest = Element::new("guest");
    guest.push_text("os_type", "hvm");
    let mut e = Element::new("arch").with_attr("name", arch.name());
    e.push_text("wordsize", word_size(arch));
    e.push_text("emulator", &caps.binary);
    // The default comes first.
    let default = caps.default_machine().map(|m| m.name.clone());
    let mut machines: Vec<_> = caps.machines.iter().collect();
    machines.sort_by_key(|m| Some(&m.name) != default.as_ref());
    for machine in machines {
        let plain = || {
            let mut e = Element::new("machine");
            e.set_opt(
                "maxCpus",
                (machine.max_cpus > 0).then_some(machine.max_cpus),
            );
            if machine.deprecated {
                e.set_attr("deprecated", "yes");
            }
            e
        };
        e.push(plain().with_text(&machine.name));
        if let Some(alias) = &machine.alias {
            let mut short = Element::new("machine").with_attr("canonical", &machine.name);
            short.set_opt(
                "maxCpus",
                (machine.max_cpus > 0).then_some(machine.max_cpus),
            );
            if machine.deprecated {
                short.set_attr("deprecated", "yes");
            }
            e.push(short.with_text(alias));
        }
    }
    for virt in ["qemu", "kvm"] {
        if caps.supports_virt_type(virt) {
            e.push(Element::new("domain").with_attr("type", virt));
        }
    }
    guest.push(e);

    let mut features = Element::new("features");
    if arch == Arch::I686 {
        features.push(Element::new("pae"));
        features.push(Element::new("nonpae"));
    }
    if arch.is_x86() {
        features.push(toggled("acpi", true));
        features.push(toggled("apic", false));
    }
    features.push(Element::new("cpuselection"));
    features.push(Element::new("deviceboot"));
    features.push(toggled("disksnapshot", false));
    features.push(Element::new("externalSnapshot"));
    guest.push(features);
    guest
}

fn toggled(name: &str, toggle: bool) -> Element {
    Element::new(name)
        .with_attr("default", "on")
        .with_attr("toggle", if toggle { "yes" } else { "no" })
}

/// Bits of a pointer.
fn word_size(arch: Arch) -> u32 {
    let name = arch.name();
    if name.contains("64") || name == "alpha" || name == "s390x" {
        64
    } else {
        32
    }
}
