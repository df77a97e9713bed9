//! Checks of a whole domain that need no knowledge of a hypervisor. The error numbers are libvirt's.

use super::address::Address;
use super::controller::ControllerType;
use super::disk::{DiskDevice, Location, SecretRef};
use super::features::LaunchSecurity;
use super::hostdev::HostdevSource;
use super::memory::MemoryModel;
use super::os::{Firmware, LoaderType};
use super::vcpu::{CacheKind, NumaMode, Placement};
use super::video::VideoModel;
use super::*;
use crate::conf::reader::unsupported;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use std::collections::BTreeSet;

/// An error whose text is all that libvirt tells (VIR_ERR_XML_DETAIL).
fn detail(text: impl Into<String>) -> Error {
    Error::new(virErrorNumber::VIR_ERR_XML_DETAIL, text)
        .from_domain(virErrorDomain::VIR_FROM_DOMAIN)
}

impl Domain {
    /// Refuses what cannot be, whichever hypervisor runs it.
    pub fn validate(&self) -> Result<()> {
        self.check_boot_order()?;
        self.check_firmware()?;
        self.check_cpus()?;
        self.check_numa()?;
        self.check_memory()?;
        self.check_disks()?;
        self.check_controllers()?;
        self.check_chardevs()?;
        self.check_videos()?;
        self.check_hostdevs()?;
        self.check_iothreads()?;
        self.check_resource_control()?;
        self.check_seclabels()?;
        self.check_aliases()?;
        self.check_audio()?;
        self.check_sysinfo()?;
        if matches!(&self.launch_security, Some(LaunchSecurity::S390Pv))
            && !matches!(self.os.arch, os::Arch::S390 | os::Arch::S390x)
        {
            return Err(unsupported("launch security 's390-pv' is of s390 only"));
        }
        Ok(())
    }

    fn check_boot_order(&self) -> Result<()> {
        let mut seen = BTreeSet::new();
        for order in self.devices.infos().filter_map(|info| info.boot_order) {
            if !self.os.boot.is_empty() {
                return Err(unsupported(
                    "boot order of devices and <boot dev=> of <os> exclude each other",
                ));
            }
            if !seen.insert(order) {
                return Err(unsupported(format!(
                    "boot order {order} is of more than one device"
                )));
            }
        }
        Ok(())
    }

    fn check_firmware(&self) -> Result<()> {
        let os = &self.os;
        let loader = os.loader.as_ref();
        if os.firmware.is_none() && !os.firmware_features.is_empty() {
            return Err(detail(
                "firmware features select a firmware only if <os> has a firmware",
            ));
        }
        if os.firmware == Some(Firmware::Bios) {
            if let Some(l) = loader {
                if l.stateless == Some(false) {
                    return Err(detail("only EFI firmware keeps variables"));
                }
            }
            if os.nvram.is_some() {
                return Err(detail("firmware 'bios' has no <nvram>"));
            }
        }
        if let Some(l) = loader {
            if os.firmware.is_none() {
                if l.path.is_none() {
                    let empty = *l == Default::default();
                    if !empty || os.nvram.is_some() {
                        return Err(detail("no loader path is told, and no firmware to choose"));
                    }
                }
                if l.stateless == Some(false) && l.kind != Some(LoaderType::Pflash) {
                    return Err(detail("only a pflash loader keeps variables"));
                }
            }
            if l.stateless == Some(true) && os.nvram.is_some() {
                return Err(detail("a stateless loader has no <nvram>"));
            }
            if l.readonly == Some(false) && l.kind == Some(LoaderType::Rom) {
                return Err(detail("a ROM loader is read-only"));
            }
        }
        if os.firmware.is_none() {
            if let (Some(nvram), kind) = (&os.nvram, loader.and_then(|l| l.kind)) {
                let rom = kind.is_none_or(|kind| kind != LoaderType::Pflash);
                if rom && (nvram.source.is_some() || nvram.template.is_some()) {
                    return Err(detail("only a pflash loader has an <nvram>"));
                }
            }
        }
        let feature = |name: os::FirmwareFeatureName| {
            os.firmware_features
                .iter()
                .find(|f| f.name == name)
                .map(|f| f.enabled)
        };
        if os.firmware == Some(Firmware::Efi)
            && feature(os::FirmwareFeatureName::EnrolledKeys) == Some(true)
            && feature(os::FirmwareFeatureName::SecureBoot) == Some(false)
        {
            return Err(detail(
                "firmware feature 'enrolled-keys' needs the feature 'secure-boot'",
            ));
        }
        Ok(())
    }

    fn check_cpus(&self) -> Result<()> {
        if let Some(topology) = self.cpu.as_ref().and_then(|cpu| cpu.topology) {
            if topology.cpus() != u64::from(self.vcpus.max()) {
                return Err(unsupported(format!(
                    "the CPU topology has {} CPUs, the domain {}",
                    topology.cpus(),
                    self.vcpus.max()
                )));
            }
        }
        if self.vcpus.individual {
            let mut orders = BTreeSet::new();
            for (id, vcpu) in self.vcpus.list.iter().enumerate() {
                if let Some(order) = vcpu.order {
                    if !vcpu.online {
                        return Err(unsupported(format!(
                            "virtual CPU {id} has an order but is not enabled"
                        )));
                    }
                    if !orders.insert(order) {
                        return Err(unsupported(format!(
                            "order {order} is of more than one virtual CPU"
                        )));
                    }
                } else if vcpu.online && vcpu.hotpluggable == Some(true) && !orders.is_empty() {
                    // Some have an order, some not: the order would mean nothing.
                    continue;
                }
                if !vcpu.online && vcpu.hotpluggable == Some(false) {
                    return Err(unsupported(format!(
                        "virtual CPU {id} is offline and cannot be plugged"
                    )));
                }
            }
            if self.vcpus.list.first().is_some_and(|v| !v.online) {
                return Err(unsupported("virtual CPU 0 cannot be offline"));
            }
        }
        Ok(())
    }

    fn check_numa(&self) -> Result<()> {
        let last = self
            .numa
            .cells
            .iter()
            .filter_map(|cell| cell.cpus.as_ref().and_then(|cpus| cpus.max()))
            .max();
        if last.is_some_and(|last| last >= self.vcpus.max()) {
            return Err(Error::internal(format!(
                "NUMA cells have virtual CPUs up to {}, but there are only {}",
                last.unwrap_or(0),
                self.vcpus.max()
            ))
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
        }
        let tune = &self.numatune;
        if !tune.memnodes.is_empty() {
            if self.numa.cells.is_empty() {
                return Err(Error::xml("<memnode> needs guest NUMA cells"));
            }
            if tune
                .memory
                .as_ref()
                .is_some_and(|m| m.placement == Placement::Auto)
            {
                return Err(Error::xml(
                    "<memnode> and automatic placement of memory exclude each other",
                ));
            }
            let restrictive = |mode: NumaMode| mode == NumaMode::Restrictive;
            let domain_wide = tune.memory.as_ref().map(|m| m.mode);
            for node in &tune.memnodes {
                if node.cellid as usize >= self.numa.cells.len() {
                    return Err(Error::xml(format!(
                        "<memnode> is for NUMA cell {}, which is not there",
                        node.cellid
                    )));
                }
                if domain_wide.is_some_and(|mode| restrictive(mode) != restrictive(node.mode)) {
                    return Err(Error::xml(
                        "mode 'restrictive' is of both <memory> and <memnode> or of neither",
                    ));
                }
            }
        }
        for i in &self.numa.interconnects {
            for id in [i.initiator, i.target] {
                if id as usize >= self.numa.cells.len() {
                    return Err(Error::xml(format!(
                        "interconnect with NUMA cell {id}, which is not there"
                    )));
                }
            }
            if self.numa.cells[i.initiator as usize]
                .cpus
                .as_ref()
                .is_none_or(|cpus| cpus.is_empty())
            {
                return Err(Error::xml(
                    "the initiator of an interconnect must be a NUMA cell with CPUs",
                ));
            }
        }
        Ok(())
    }

    fn check_memory(&self) -> Result<()> {
        let nodes = self.numa.cells.len() as u32;
        let mut ranges: Vec<(u64, u64, bool)> = Vec::new();
        let mut slots = BTreeSet::new();
        for m in &self.devices.memories {
            if let Some(node) = m.target_node {
                if node >= nodes && !(nodes == 0 && node == 0) {
                    return Err(detail(format!(
                        "memory device is for guest NUMA cell {node}, but there are {nodes}"
                    )));
                }
            }
            let mut base = m.base;
            if let Some(Address::Dimm { slot, base: at }) = &m.info.address {
                if !slots.insert(*slot) {
                    return Err(unsupported(format!("memory slot {slot} is used twice")));
                }
                base = base.or(*at);
            }
            match m.model {
                MemoryModel::VirtioMem => {
                    let block = m.block_kib.unwrap_or(0);
                    let requested = m.requested_kib.unwrap_or(0);
                    if requested > m.size_kib {
                        return Err(Error::xml("memory device requests more than its size"));
                    }
                    if block > 0 && (!block.is_power_of_two() || requested % block != 0) {
                        return Err(Error::xml(
                            "memory device's block size is no power of two or does not divide what it requests",
                        ));
                    }
                }
                MemoryModel::Nvdimm => {
                    if self.os.arch == os::Arch::Ppc64le && m.uuid.is_none() {
                        return Err(Error::xml("an nvdimm of pSeries needs a UUID"));
                    }
                }
                _ => {}
            }
            if let Some(base) = base {
                let end = base.saturating_add(m.size_kib.saturating_mul(1024));
                // DIMMs are laid out by QEMU, which knows better.
                let dimm = matches!(m.model, MemoryModel::Dimm | MemoryModel::Nvdimm);
                let clash = ranges
                    .iter()
                    .find(|(b, e, other)| base < *e && *b < end && !(dimm && *other));
                if let Some((other, _, _)) = clash {
                    return Err(unsupported(format!(
                        "memory device at {base:#x} overlaps with that at {other:#x}"
                    )));
                }
                ranges.push((base, end, dimm));
            }
        }
        if let Some(pages) = &self.memory.backing.hugepages {
            let mut master: Option<u64> = None;
            for page in pages {
                let all_nodes =
                    |set: &crate::conf::cpuset::CpuSet| nodes == 0 && set.max() == Some(0);
                match page.nodeset.as_ref().filter(|set| !all_nodes(set)) {
                    None => {
                        if let Some(other) = master {
                            return Err(detail(format!(
                                "huge pages of {other} and of {} KiB are both for all nodes",
                                page.size_kib
                            )));
                        }
                        master = Some(page.size_kib);
                    }
                    Some(set) => {
                        let most = nodes.max(1);
                        if let Some(node) = set.iter().find(|n| *n >= most) {
                            return Err(detail(format!(
                                "huge pages are for NUMA cell {node}, which is not there"
                            )));
                        }
                        let twice = pages
                            .iter()
                            .filter_map(|p| p.nodeset.as_ref())
                            .any(|p| !std::ptr::eq(p, set) && !p.is_disjoint(set));
                        if twice {
                            return Err(detail("huge pages of two sizes are for one NUMA cell"));
                        }
                    }
                }
            }
        }
        for shmem in &self.devices.shmems {
            if shmem.size > 0 && (!shmem.size.is_power_of_two() || shmem.size < 1 << 20) {
                return Err(Error::xml(
                    "shared memory has a power of two of bytes, at least 1 MiB",
                ));
            }
        }
        Ok(())
    }

    fn check_disks(&self) -> Result<()> {
        let disks = &self.devices.disks;
        for (i, disk) in disks.iter().enumerate() {
            if let Some(other) = disks[..i].iter().find(|other| other.target == disk.target) {
                return Err(Error::xml(format!(
                    "target '{}' is of two disks, '{}' and '{}'",
                    disk.target,
                    other.source.local_path().unwrap_or(""),
                    disk.source.local_path().unwrap_or("")
                )));
            }
            for (what, text) in [("serial", &disk.serial), ("wwn", &disk.wwn)] {
                let twice = text.is_some()
                    && disks[..i].iter().any(|other| match what {
                        "wwn" => other.wwn == *text,
                        _ => false,
                    });
                if twice {
                    return Err(Error::xml(format!(
                        "{what} '{}' is of two disks",
                        text.as_deref().unwrap_or("")
                    )));
                }
            }
            disk.validate()?;
        }
        Ok(())
    }

    fn check_controllers(&self) -> Result<()> {
        let controllers = &self.devices.controllers;
        for (i, c) in controllers.iter().enumerate() {
            if c.index.is_some() && c.kind != ControllerType::Usb {
                let twice = controllers[..i]
                    .iter()
                    .any(|other| other.kind == c.kind && other.index == c.index);
                if twice {
                    return Err(Error::xml(format!(
                        "two controllers of type '{}' have the index {}",
                        c.kind,
                        c.index()
                    )));
                }
            }
            if c.kind == ControllerType::Pci {
                let root = matches!(
                    c.pci_model(),
                    Some(controller::PciModel::PciRoot | controller::PciModel::PcieRoot)
                );
                if root && c.info.address.is_some() {
                    return Err(unsupported("the PCI root has no address"));
                }
            }
        }
        self.check_usb_controllers()
    }

    fn check_usb_controllers(&self) -> Result<()> {
        use controller::UsbModel;
        let usb: Vec<_> = self
            .devices
            .controllers
            .iter()
            .filter(|c| c.kind == ControllerType::Usb)
            .collect();
        let none = usb.iter().any(|c| c.usb_model() == Some(UsbModel::None));
        if none && usb.len() > 1 {
            return Err(detail(
                "USB is switched off, there can be no other USB controller",
            ));
        }
        for c in &usb {
            let companion = matches!(
                c.usb_model(),
                Some(UsbModel::Ich9Uhci1 | UsbModel::Ich9Uhci2 | UsbModel::Ich9Uhci3)
            );
            let same = |other: &&&controller::Controller| {
                other.index.is_none() || c.index.is_none() || other.index == c.index
            };
            let has_master = usb.iter().filter(same).any(|other| {
                !matches!(
                    other.usb_model(),
                    Some(UsbModel::Ich9Uhci1 | UsbModel::Ich9Uhci2 | UsbModel::Ich9Uhci3)
                )
            });
            if companion && !has_master {
                return Err(detail("USB companion controller without its master"));
            }
        }
        Ok(())
    }

    fn check_chardevs(&self) -> Result<()> {
        let d = &self.devices;
        for serial in &d.serials {
            serial.source.validate(false)?;
        }
        for parallel in &d.parallels {
            parallel.source.validate(false)?;
        }
        for console in &d.consoles {
            console.source.validate(false)?;
        }
        for channel in &d.channels {
            let virtio = !matches!(channel.target, chardev::ChannelTarget::Guestfwd { .. });
            channel.source.validate(virtio)?;
        }
        for redirdev in &d.redirdevs {
            redirdev.source.validate(false)?;
        }
        for smartcard in &d.smartcards {
            if let chardev::SmartcardMode::Passthrough(source) = &smartcard.mode {
                source.validate(false)?;
            }
        }
        Ok(())
    }

    fn check_videos(&self) -> Result<()> {
        let videos = &self.devices.videos;
        if videos.len() > 1 && videos.iter().any(|v| v.model == Some(VideoModel::None)) {
            return Err(unsupported(
                "a video device of type 'none' must be the only one",
            ));
        }
        if videos.iter().filter(|v| v.primary).count() > 1 {
            return Err(unsupported("only one video device can be the primary one"));
        }
        Ok(())
    }

    fn check_hostdevs(&self) -> Result<()> {
        let hostdevs = &self.devices.hostdevs;
        for (i, h) in hostdevs.iter().enumerate() {
            let twice = hostdevs[..i]
                .iter()
                .any(|other| match (&other.source, &h.source) {
                    (
                        HostdevSource::Pci { address: a, .. },
                        HostdevSource::Pci { address: b, .. },
                    ) => a.same_place(b),
                    (HostdevSource::Mdev { uuid: a, .. }, HostdevSource::Mdev { uuid: b, .. }) => {
                        a == b
                    }
                    (HostdevSource::Usb(a), HostdevSource::Usb(b)) => {
                        a.address.is_some() && a.address == b.address
                    }
                    (
                        HostdevSource::Scsi { source: a, .. },
                        HostdevSource::Scsi { source: b, .. },
                    ) => a == b,
                    (
                        HostdevSource::ScsiHost { wwpn: a, .. },
                        HostdevSource::ScsiHost { wwpn: b, .. },
                    ) => a == b,
                    _ => false,
                });
            if twice {
                return Err(Error::xml("a host device is given twice"));
            }
            let fits = |wanted: &[&str]| match &h.info.address {
                None | Some(Address::Unassigned) => true,
                Some(address) => wanted.contains(&address.type_name()),
            };
            let good = match &h.source {
                HostdevSource::Pci { .. } => fits(&["pci"]),
                HostdevSource::Scsi { .. } => fits(&["drive"]),
                HostdevSource::Usb(_) => fits(&["usb"]),
                HostdevSource::ScsiHost { .. } => fits(&["pci", "ccw"]),
                HostdevSource::Mdev { model, .. } => match model {
                    hostdev::MdevModel::VfioPci => fits(&["pci"]),
                    hostdev::MdevModel::VfioCcw => fits(&["ccw"]),
                    hostdev::MdevModel::VfioAp => h.info.address.is_none(),
                },
            };
            if !good {
                return Err(Error::xml(format!(
                    "host device of type '{}' cannot have an address of type '{}'",
                    h.source.type_name(),
                    h.info.address.as_ref().map_or("none", Address::type_name)
                )));
            }
            let boots = h.info.boot_order.is_some();
            if boots && matches!(h.source, HostdevSource::ScsiHost { .. }) {
                return Err(unsupported("nothing boots from a vhost SCSI device"));
            }
        }
        Ok(())
    }

    fn check_iothreads(&self) -> Result<()> {
        let known = |id: u32| self.iothreads.iter().any(|t| t.id == id);
        for (id, _) in &self.cputune.iothread_pins {
            if !known(*id) {
                return Err(Error::xml(format!(
                    "<iothreadpin> of iothread {id}, which is not there"
                )));
            }
        }
        for (set, _) in &self.cputune.iothread_sched {
            if let Some(id) = set.iter().find(|id| !known(*id)) {
                return Err(Error::xml(format!(
                    "<iothreadsched> of iothread {id}, which is not there"
                )));
            }
        }
        for (set, _) in &self.cputune.vcpu_sched {
            if let Some(id) = set.iter().find(|id| *id >= self.vcpus.max()) {
                return Err(Error::xml(format!(
                    "<vcpusched> of virtual CPU {id}, which is not there"
                )));
            }
        }
        Ok(())
    }

    /// Shares of caches and memory bandwidth: none is given out twice.
    fn check_resource_control(&self) -> Result<()> {
        let collide = |what: &str| {
            Err(Error::xml(format!(
                "two of <{what}> are for the same thing or overlap"
            )))
        };
        let tunes = &self.cputune.cachetunes;
        for (i, tune) in tunes.iter().enumerate() {
            if tunes[..i].iter().any(|t| !t.vcpus.is_disjoint(&tune.vcpus)) {
                return collide("cachetune");
            }
            for (j, cache) in tune.caches.iter().enumerate() {
                let twice = tune.caches[..j].iter().any(|c| {
                    (c.id, c.level) == (cache.id, cache.level)
                        && (c.kind == cache.kind
                            || c.kind == CacheKind::Both
                            || cache.kind == CacheKind::Both)
                });
                if twice {
                    return collide("cache");
                }
            }
            for (j, (level, set)) in tune.monitors.iter().enumerate() {
                let partly = tune.monitors[..j]
                    .iter()
                    .any(|(l, other)| l == level && !other.is_disjoint(set) && other != set);
                if !set.is_subset(&tune.vcpus) || partly {
                    return collide("monitor");
                }
            }
        }
        let tunes = &self.cputune.memorytunes;
        for (i, tune) in tunes.iter().enumerate() {
            if tunes[..i].iter().any(|t| !t.vcpus.is_disjoint(&tune.vcpus)) {
                return collide("memorytune");
            }
            let mut nodes = BTreeSet::new();
            if !tune.nodes.iter().all(|(id, _)| nodes.insert(*id)) {
                return collide("node");
            }
        }
        Ok(())
    }

    fn check_seclabels(&self) -> Result<()> {
        for (i, label) in self.seclabels.iter().enumerate() {
            if label.model.is_some()
                && self.seclabels[..i]
                    .iter()
                    .any(|other| other.model == label.model)
            {
                let model = label.model.as_deref().unwrap_or("");
                return Err(detail(format!(
                    "two security labels are of model '{model}'"
                )));
            }
        }
        if self.seclabels.len() > 1 && self.seclabels.iter().any(|l| l.model.is_none()) {
            return Err(Error::xml("of several security labels each needs a model"));
        }
        for disk in &self.devices.disks {
            let labels = &disk.source.seclabels;
            for (i, label) in labels.iter().enumerate() {
                match &label.model {
                    None if labels.len() > 1 => {
                        return Err(Error::xml("of several security labels each needs a model"));
                    }
                    Some(model)
                        if labels[..i]
                            .iter()
                            .any(|other| other.model.as_ref() == Some(model)) =>
                    {
                        return Err(Error::xml(format!(
                            "two security labels of a device are of model '{model}'"
                        )));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn check_aliases(&self) -> Result<()> {
        let mut seen = BTreeSet::new();
        let first_is_serial = self.devices.first_console_is_serial();
        for device in self.devices.all() {
            if let DeviceRef::Console(c) = device {
                let first = self.devices.consoles.first();
                if first_is_serial && first.is_some_and(|first| std::ptr::eq(first, c)) {
                    continue;
                }
            }
            if let Some(alias) = &device.info().alias {
                if !seen.insert(alias) {
                    return Err(Error::xml(format!("alias '{alias}' is of two devices")));
                }
            }
        }
        Ok(())
    }

    fn check_audio(&self) -> Result<()> {
        let mut ids = BTreeSet::new();
        for audio in &self.devices.audios {
            if !ids.insert(audio.id) {
                return Err(Error::xml(format!("audio id {} is there twice", audio.id)));
            }
        }
        for sound in &self.devices.sounds {
            if let Some(id) = sound.audio_id {
                if !ids.contains(&id) {
                    return Err(Error::xml(format!(
                        "sound card uses audio {id}, which is not there"
                    )));
                }
            }
        }
        Ok(())
    }

    fn check_sysinfo(&self) -> Result<()> {
        for info in &self.sysinfo {
            if let os::Sysinfo::Smbios(smbios) = info {
                if smbios.system_uuid().is_some_and(|uuid| uuid != self.uuid) {
                    return Err(Error::xml(
                        "the UUID of <sysinfo> is not that of the domain",
                    ));
                }
            }
        }
        Ok(())
    }
}

impl disk::Disk {
    /// Checks a disk by itself.
    pub fn validate(&self) -> Result<()> {
        let place = &self.target;
        let has_medium = !self.source.is_empty();
        let removable = matches!(self.device, DiskDevice::Cdrom | DiskDevice::Floppy);
        if !has_medium && !removable {
            return Err(Error::new(virErrorNumber::VIR_ERR_NO_SOURCE, place)
                .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
        }
        if let Some(auth) = &self.source.auth {
            if let (Location::Network(n), Some(kind)) =
                (&self.source.location, auth.secret_type.as_deref())
            {
                let wanted = match n.protocol {
                    disk::NetworkProtocol::Iscsi => Some("iscsi"),
                    disk::NetworkProtocol::Rbd => Some("ceph"),
                    _ => None,
                };
                if wanted.is_some_and(|wanted| wanted != kind) {
                    return Err(unsupported(format!(
                        "a secret of type '{kind}' cannot be used by disk '{place}'"
                    )));
                }
            }
        }
        if let Some(encryption) = &self.source.encryption {
            let nil = encryption.secrets.iter().any(|s| match &s.secret {
                SecretRef::Usage(usage) => usage.is_empty(),
                SecretRef::Uuid(_) => false,
            });
            if nil {
                return Err(Error::xml(format!("disk '{place}' has a nameless secret")));
            }
        }
        if self.transient && self.readonly {
            return Err(unsupported(format!(
                "disk '{place}' is read-only and cannot be transient"
            )));
        }
        if let Some(wwn) = &self.wwn {
            if wwn.len() != 16 || !wwn.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Err(Error::xml(format!(
                    "malformed wwn '{wwn}' of disk '{place}'"
                )));
            }
        }
        for (name, text, most) in [("vendor", &self.vendor, 8), ("product", &self.product, 16)] {
            if let Some(text) = text {
                if text.len() > most {
                    return Err(Error::xml(format!(
                        "{name} '{text}' of disk '{place}' is longer than {most} characters"
                    )));
                }
                if !text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
                    return Err(Error::xml(format!(
                        "{name} of disk '{place}' has characters that cannot be printed"
                    )));
                }
            }
        }
        let b = &self.blockio;
        for (name, size) in [
            ("logical_block_size", b.logical_block_size),
            ("physical_block_size", b.physical_block_size),
        ] {
            if size.is_some_and(|n| n != 0 && !n.is_power_of_two()) {
                return Err(Error::xml(format!(
                    "{name} of disk '{place}' is no power of two"
                )));
            }
        }
        if (self.rawio.is_some() || self.sgio.is_some()) && self.device != DiskDevice::Lun {
            return Err(Error::xml(
                "'rawio' and 'sgio' belong to disks of device 'lun'",
            ));
        }
        Ok(())
    }
}
