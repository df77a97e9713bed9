//! The models that devices get when the document names none, and what goes with them.

use super::machine::Chipset;
use crate::conf::domain::Domain;
use crate::conf::domain::chardev::{SerialModel, SerialTarget};
use crate::conf::domain::controller::{ControllerModel, ControllerType, ScsiModel, UsbModel};
use crate::conf::domain::cpu::{Cpu, CpuCheck, CpuFallback, CpuMatch, CpuMode};
use crate::conf::domain::disk::{DiskBus, DiskDevice, ImageFormat, Location};
use crate::conf::domain::fs::{FsAccessMode, FsType};
use crate::conf::domain::misc::{
    InputBus, InputType, PanicModel, RngBackend, TpmBackend, TpmModel, TpmVersion,
};
use crate::conf::domain::net::{KnownNetModel, NetBackend, NetModel};
use crate::conf::domain::video::{Video, VideoModel};
use crate::error::{Error, Result};
use crate::qemu::capabilities::{Cap, QemuCaps};

/// Fills in models of everything that the document names.
pub fn fill(domain: &mut Domain, caps: &QemuCaps, chipset: Chipset) -> Result<()> {
    disks(domain);
    interfaces(domain, caps);
    controllers(domain, caps, chipset)?;
    videos(domain, caps)?;
    let x86 = domain.os.arch.is_x86();
    let devices = &mut domain.devices;
    for input in &mut devices.inputs {
        input.bus.get_or_insert(match input.kind {
            InputType::Mouse | InputType::Keyboard if x86 => InputBus::Ps2,
            InputType::Passthrough => InputBus::Virtio,
            InputType::Evdev => InputBus::None,
            _ => InputBus::Usb,
        });
    }
    for serial in &mut devices.serials {
        let target = *serial.target.get_or_insert(SerialTarget::IsaSerial);
        let model = match target {
            SerialTarget::IsaSerial => SerialModel::IsaSerial,
            SerialTarget::UsbSerial => SerialModel::UsbSerial,
            SerialTarget::PciSerial => SerialModel::PciSerial,
            SerialTarget::SpaprVioSerial => SerialModel::SpaprVty,
            SerialTarget::SystemSerial => SerialModel::Pl011,
            SerialTarget::SclpSerial => SerialModel::SclpConsole,
            SerialTarget::IsaDebug => SerialModel::IsaDebugcon,
        };
        serial.model.get_or_insert(model);
    }
    for panic in &mut devices.panics {
        panic.model.get_or_insert(PanicModel::Isa);
    }
    if let Some(vsock) = &mut devices.vsock {
        vsock
            .model
            .get_or_insert(crate::conf::domain::address::VirtioModel::Virtio);
    }
    for tpm in &mut devices.tpms {
        let model = *tpm.model.get_or_insert(TpmModel::TpmTis);
        if let TpmBackend::Emulator(emulator) = &mut tpm.backend {
            emulator.version.get_or_insert(match model {
                TpmModel::TpmTis if x86 => TpmVersion::V1_2,
                _ => TpmVersion::V2_0,
            });
        }
    }
    for fs in &mut devices.filesystems {
        if matches!(fs.kind, FsType::Mount) && fs.socket.is_none() {
            fs.access_mode.get_or_insert(FsAccessMode::Passthrough);
        }
    }
    for rng in &mut devices.rngs {
        if let RngBackend::Random { path: path @ None } = &mut rng.backend {
            *path = Some("/dev/random".to_owned());
        }
    }
    Ok(())
}

fn disks(domain: &mut Domain) {
    for disk in &mut domain.devices.disks {
        if disk.bus.is_none() {
            let by_name = |prefix: &str| disk.target.starts_with(prefix);
            disk.bus = match disk.device {
                DiskDevice::Floppy => Some(DiskBus::Fdc),
                _ if by_name("hd") => Some(DiskBus::Ide),
                _ if by_name("sd") => Some(DiskBus::Scsi),
                _ if by_name("vd") => Some(DiskBus::Virtio),
                _ if by_name("xvd") => Some(DiskBus::Xen),
                _ if by_name("ubd") => Some(DiskBus::Uml),
                _ => Some(DiskBus::Ide),
            };
        }
        match disk.source.location {
            Location::VhostUser(_) | Location::VhostVdpa { .. } => {}
            _ => {
                disk.driver.name.get_or_insert_with(|| "qemu".to_owned());
                if !matches!(disk.source.location, Location::Volume(_)) {
                    disk.source.format.get_or_insert(ImageFormat::Raw);
                }
            }
        }
    }
}

fn interfaces(domain: &mut Domain, caps: &QemuCaps) {
    for net in &mut domain.devices.interfaces {
        if net.model.is_some() || matches!(net.backend, NetBackend::Hostdev(_)) {
            continue;
        }
        let model = if matches!(net.backend, NetBackend::Vdpa { .. }) {
            KnownNetModel::Virtio
        } else if caps.has_type("rtl8139") {
            KnownNetModel::Rtl8139
        } else if caps.has_type("e1000") {
            KnownNetModel::E1000
        } else {
            KnownNetModel::Virtio
        };
        net.model = Some(NetModel::Known(model));
    }
}

/// Models of controllers, also of those that were added for devices.
pub fn controllers(domain: &mut Domain, caps: &QemuCaps, chipset: Chipset) -> Result<()> {
    for c in &mut domain.devices.controllers {
        match (c.kind, c.model) {
            (ControllerType::Scsi, None | Some(ControllerModel::Scsi(ScsiModel::Auto))) => {
                let model = if caps.has(Cap::Lsi) {
                    ScsiModel::Lsilogic
                } else if caps.has(Cap::VirtioScsi) {
                    ScsiModel::VirtioScsi
                } else {
                    return Err(Error::config_unsupported(
                        "this QEMU has no SCSI controller that could be a default",
                    ));
                };
                c.model = Some(ControllerModel::Scsi(model));
            }
            (ControllerType::Usb, None) => {
                let piix = chipset == Chipset::I440fx || !caps.has(Cap::QemuXhci);
                let model = if piix && caps.has(Cap::Piix3Uhci) {
                    UsbModel::Piix3Uhci
                } else {
                    UsbModel::QemuXhci
                };
                c.model = Some(ControllerModel::Usb(model));
            }
            _ => {}
        }
    }
    Ok(())
}

fn videos(domain: &mut Domain, caps: &QemuCaps) -> Result<()> {
    for video in &mut domain.devices.videos {
        if video.model.is_none() {
            video.model = Some(if caps.has(Cap::Cirrus) {
                VideoModel::Cirrus
            } else if caps.has(Cap::Vga) {
                VideoModel::Vga
            } else {
                return Err(Error::config_unsupported(
                    "This QEMU has no video device that could be a default",
                ));
            });
        }
        video_memory(video);
    }
    if let Some((first, model)) = domain.devices.videos.first().map(|v| (v.primary, v.model)) {
        let none = model == Some(VideoModel::None);
        if !first && !none && !domain.devices.videos.iter().any(|v| v.primary) {
            domain.devices.videos[0].primary = true;
        }
    }
    Ok(())
}

/// Sizes in KiB that a card has unless told otherwise.
fn video_memory(video: &mut Video) {
    match video.model {
        Some(VideoModel::Qxl) => {
            video.ram.get_or_insert(65536);
            video.vram.get_or_insert(65536);
            video.vgamem.get_or_insert(16384);
        }
        Some(VideoModel::Vga | VideoModel::Cirrus | VideoModel::Vmvga | VideoModel::Bochs) => {
            video.vram.get_or_insert(16384);
        }
        _ => {}
    }
    if video.model != Some(VideoModel::None) {
        video.heads.get_or_insert(1);
    }
}

/// The CPU: a document that names no model gets the machine's own, so that a later QEMU whose machine
/// has another default does not change the guest.
pub fn cpu(domain: &mut Domain, caps: &QemuCaps) -> Result<()> {
    let virt = domain.virt_type.name();
    let machine = domain.os.machine.clone().unwrap_or_default();
    let default = caps.default_cpu(&machine, virt).map(str::to_owned);
    let nameless = match &domain.cpu {
        None => true,
        Some(cpu) => cpu.model.is_none() && matches!(cpu.mode, None | Some(CpuMode::Custom)),
    };
    if nameless {
        let Some(model) = default else { return Ok(()) };
        let cpu = domain.cpu.get_or_insert_with(Cpu::default);
        cpu.model = Some(model);
        cpu.mode = Some(CpuMode::Custom);
        cpu.matching = Some(CpuMatch::Exact);
        cpu.check.get_or_insert(CpuCheck::None);
        cpu.fallback = Some(CpuFallback::Forbid);
        return Ok(());
    }
    let Some(cpu) = &mut domain.cpu else {
        return Ok(());
    };
    let mode = *cpu.mode.get_or_insert(CpuMode::Custom);
    match mode {
        CpuMode::Custom => {
            cpu.matching.get_or_insert(CpuMatch::Exact);
            cpu.check.get_or_insert(CpuCheck::Partial);
            cpu.fallback.get_or_insert(CpuFallback::Allow);
        }
        CpuMode::HostModel => {
            cpu.check.get_or_insert(CpuCheck::Partial);
            // Without a model of its own there is nothing to fall back from.
            if cpu.model.is_none() {
                cpu.fallback = None;
            }
        }
        CpuMode::HostPassthrough | CpuMode::Maximum => {
            cpu.check.get_or_insert(CpuCheck::None);
            if domain.os.arch.is_x86() {
                cpu.migratable.get_or_insert(true);
            }
        }
    }
    Ok(())
}
