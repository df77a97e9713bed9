//! Defaults of a domain that need no knowledge of a hypervisor.
//!
//! [`Domain::generic_defaults`] runs right after reading. What a driver adds later (serial ports,
//! graphics cards) may call for [`Domain::add_console`] and the like once more; they do no harm twice.

use super::chardev::{
    Channel, ChannelTarget, CharBackend, Console, ConsoleTarget, Serial, SerialTarget,
};
use super::disk::{DiskBus, DiskDevice};
use super::net::{MacAddress, NetBackend};
use super::os::{BootDevice, OsType};
use super::seclabel::SeclabelType;
use super::vcpu::Placement;
use super::*;
use crate::conf::cpuset::CpuSet;
use crate::error::{Error, Result};

impl Domain {
    /// What follows from the document alone.
    ///
    /// Errors: VIR_ERR_XML_ERROR where the parts of the document contradict each other.
    pub fn generic_defaults(&mut self, ctx: &ParseContext) -> Result<()> {
        self.memory_sizes(ctx)?;
        self.vcpu_defaults();
        self.placement();
        if self.os.os_type == OsType::Hvm
            && self.os.boot.is_empty()
            && !self.devices.infos().any(|info| info.boot_order.is_some())
        {
            self.os.boot.push(BootDevice::Hd);
        }
        for disk in &mut self.devices.disks {
            disk_defaults(disk);
        }
        for net in &mut self.devices.interfaces {
            // Of host devices too: a virtual function is given its address.
            net.mac.get_or_insert_with(MacAddress::random);
            if let NetBackend::Hostdev(hostdev) = &mut net.backend {
                hostdev.managed.get_or_insert(false);
            }
        }
        for channel in &mut self.devices.channels {
            channel_defaults(channel);
        }
        self.add_console();
        self.number_ports();
        // In the old days a screen implied a card.
        if !self.devices.graphics.is_empty() && self.devices.videos.is_empty() {
            self.devices.videos.push(video::Video::default());
        }
        let videos = &mut self.devices.videos;
        if !videos.iter().any(|v| v.primary) {
            let first = videos.first_mut();
            if let Some(first) = first.filter(|v| v.model != Some(video::VideoModel::None)) {
                first.primary = true;
            }
        }
        for sound in &mut self.devices.sounds {
            if sound.model == audio::SoundModel::Virtio {
                sound.streams.get_or_insert(2);
            }
        }
        self.seclabel_defaults();
        Ok(())
    }

    /// `<memory>`, NUMA cells and memory devices, of which any two give the third.
    fn memory_sizes(&mut self, ctx: &ParseContext) -> Result<()> {
        let plugged = self
            .devices
            .memories
            .iter()
            .try_fold(0u64, |sum, m| sum.checked_add(m.size_kib));
        let cells = self
            .numa
            .cells
            .iter()
            .try_fold(0u64, |sum, c| sum.checked_add(c.memory_kib));
        let (Some(plugged), Some(cells)) = (plugged, cells) else {
            return Err(Error::new(
                crate::error::virErrorNumber::VIR_ERR_OVERFLOW,
                "memory sizes add up to too much",
            ));
        };
        let memory = &mut self.memory;
        if cells > 0 && (memory.total_kib == 0 || ctx.new_definition) {
            memory.total_kib = cells.saturating_add(plugged);
        } else if plugged > memory.total_kib {
            return Err(Error::xml(format!(
                "memory devices have {plugged} KiB together, more than the domain's {} KiB",
                memory.total_kib
            )));
        }
        if memory.total_kib <= plugged {
            return Err(Error::xml(
                "the domain's memory has no size, neither in <memory> nor in NUMA cells",
            ));
        }
        if memory.current_kib == 0 || memory.current_kib > memory.total_kib {
            memory.current_kib = memory.total_kib;
        }
        if memory.slots > 0 && memory.max_kib.is_none() {
            return Err(Error::xml("<maxMemory> has slots but no size"));
        }
        if memory.max_kib.is_some_and(|max| max < memory.total_kib) {
            return Err(Error::xml("<maxMemory> is less than <memory>"));
        }
        Ok(())
    }

    fn vcpu_defaults(&mut self) {
        if self.vcpus.individual {
            for vcpu in &mut self.vcpus.list {
                vcpu.hotpluggable.get_or_insert(!vcpu.online);
            }
        }
        // A pin of a CPU that is not there is no pin.
        let max = self.vcpus.max();
        self.cputune.vcpu_pins.retain(|(id, _)| *id < max);
        // Nor is there cache or bandwidth for CPUs that are not there.
        let there = |set: &CpuSet| set.iter().filter(|id| *id < max).collect::<CpuSet>();
        for tune in &mut self.cputune.cachetunes {
            tune.vcpus = there(&tune.vcpus);
        }
        self.cputune.cachetunes.retain(|t| !t.vcpus.is_empty());
        for tune in &mut self.cputune.memorytunes {
            tune.vcpus = there(&tune.vcpus);
        }
        self.cputune.memorytunes.retain(|t| !t.vcpus.is_empty());
    }

    /// Who chooses the host's CPUs and nodes.
    fn placement(&mut self) {
        let auto_memory = self
            .numatune
            .memory
            .as_ref()
            .is_some_and(|m| m.placement == Placement::Auto);
        let pinned = self.vcpus.cpuset.is_some()
            || !self.cputune.vcpu_pins.is_empty()
            || self.cputune.emulator_pin.is_some()
            || !self.cputune.iothread_pins.is_empty();
        if auto_memory && !pinned {
            self.vcpus.placement = Some(Placement::Auto);
        }
    }

    /// A guest's first console and its first serial port are the same thing: each implies the other.
    pub fn add_console(&mut self) {
        if self.os.os_type != OsType::Hvm {
            return;
        }
        let devices = &mut self.devices;
        let stands_for_serial = devices
            .consoles
            .first()
            .is_some_and(|console| matches!(console.target, None | Some(ConsoleTarget::Serial)));
        if stands_for_serial {
            let console = &mut devices.consoles[0];
            console.target = Some(ConsoleTarget::Serial);
            match devices.serials.first() {
                Some(serial) => console.source = serial.source.clone(),
                None => devices.serials.push(Serial {
                    source: console.source.clone(),
                    target: None,
                    model: None,
                    port: console.port,
                    info: std::mem::take(&mut console.info),
                }),
            }
        } else if let Some(serial) = devices.serials.first() {
            let speaks_early = matches!(
                serial.target,
                None | Some(
                    SerialTarget::IsaSerial
                        | SerialTarget::SpaprVioSerial
                        | SerialTarget::SystemSerial
                        | SerialTarget::SclpSerial
                )
            );
            if speaks_early {
                let console = Console {
                    source: serial.source.clone(),
                    target: Some(ConsoleTarget::Serial),
                    port: Some(0),
                    info: DeviceInfo::default(),
                };
                devices.consoles.insert(0, console);
            }
        }
    }

    /// No security driver confines guests here: a label that leaves the model open is none.
    fn seclabel_defaults(&mut self) {
        if let [label] = self.seclabels.as_mut_slice() {
            if label.model.is_none() {
                label.model = Some("none".to_owned());
                label.kind = SeclabelType::None;
                label.relabel = false;
            }
        }
    }

    /// Ports without a number get the next one.
    fn number_ports(&mut self) {
        fn number<'a>(ports: impl Iterator<Item = &'a mut Option<u32>>) {
            let mut ports: Vec<_> = ports.collect();
            for i in 0..ports.len() {
                if ports[i].is_none() {
                    let max = ports.iter().filter_map(|p| **p).max();
                    *ports[i] = Some(max.map_or(0, |max| max.saturating_add(1)));
                }
            }
        }
        let devices = &mut self.devices;
        number(devices.serials.iter_mut().map(|d| &mut d.port));
        number(devices.parallels.iter_mut().map(|d| &mut d.port));
        for (i, console) in devices.consoles.iter_mut().enumerate() {
            console.port = Some(i as u32);
        }
    }
}

/// A disk's bus follows from its target's name.
pub(super) fn disk_bus(disk: &mut disk::Disk) {
    if disk.bus.is_some() {
        return;
    }
    let named = |prefix: &str| disk.target.starts_with(prefix);
    disk.bus = match disk.device {
        DiskDevice::Floppy => Some(DiskBus::Fdc),
        _ if named("hd") => Some(DiskBus::Ide),
        _ if named("sd") => Some(DiskBus::Scsi),
        _ if named("fd") => Some(DiskBus::Fdc),
        _ if named("vd") => Some(DiskBus::Virtio),
        _ if named("xvd") => Some(DiskBus::Xen),
        _ if named("ubd") => Some(DiskBus::Uml),
        _ => Some(DiskBus::Ide),
    };
}

fn disk_defaults(disk: &mut disk::Disk) {
    disk_bus(disk);
    if disk.readonly && disk.snapshot.is_none() {
        disk.snapshot = Some(disk::DiskSnapshot::No);
    }
}

/// Channels of an agent have the name that the agent looks for.
fn channel_defaults(channel: &mut Channel) {
    if let ChannelTarget::Virtio { name, .. } = &mut channel.target {
        if name.is_none()
            && matches!(
                channel.source.backend,
                CharBackend::SpiceVmc | CharBackend::QemuVdagent { .. }
            )
        {
            *name = Some("com.redhat.spice.0".to_owned());
        }
    }
}
