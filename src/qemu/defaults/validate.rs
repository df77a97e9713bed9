//! What QEMU, or this QEMU, cannot do is refused when the domain is defined, not when it starts.

use super::machine::Chipset;
use crate::conf::domain::controller::{ControllerType, PciModel, UsbModel};
use crate::conf::domain::cpu::CpuMode;
use crate::conf::domain::disk::{DiskBus, DiskDevice, ImageFormat, Location};
use crate::conf::domain::graphics::GraphicsType;
use crate::conf::domain::misc::{InputBus, IommuModel, TpmBackend};
use crate::conf::domain::video::VideoModel;
use crate::conf::domain::{Domain, VirtType};
use crate::error::{Error, Result};
use crate::qemu::capabilities::{Cap, QemuCaps};

fn unsupported(detail: impl Into<String>) -> Result<()> {
    Err(Error::config_unsupported(detail))
}

/// Checks a completed document.
pub fn check(domain: &Domain, caps: &QemuCaps, chipset: Chipset) -> Result<()> {
    machine(domain, caps)?;
    cpu(domain)?;
    disks(domain, chipset)?;
    controllers(domain, caps, chipset)?;
    graphics(domain, caps)?;
    videos(domain, caps)?;
    let devices = &domain.devices;
    for input in &devices.inputs {
        if input.bus == Some(InputBus::Ps2) && domain.features.ps2 == Some(false) {
            return unsupported("ps2 bus inputs require the ps2 feature not to be disabled");
        }
        if matches!(input.bus, Some(InputBus::Xen | InputBus::Parallels)) {
            return unsupported("input bus is not supported by QEMU");
        }
    }
    if let Some(iommu) = &devices.iommu {
        if iommu.model == IommuModel::Intel && chipset != Chipset::Q35 {
            return unsupported("IOMMU device: 'intel' is only supported with Q35 machines");
        }
    }
    for tpm in &devices.tpms {
        if let TpmBackend::Emulator(_) = tpm.backend {
            if !caps.has_type("tpm-emulator") && !caps.has_type("tpm-tis") {
                return unsupported("TPM emulator is not supported with this QEMU binary");
            }
        }
    }
    Ok(())
}

fn machine(domain: &Domain, caps: &QemuCaps) -> Result<()> {
    let name = domain.os.machine.as_deref().unwrap_or("");
    if let Some(machine) = caps.machine(name) {
        let wanted = domain.vcpus.max();
        if machine.max_cpus > 0 && wanted > machine.max_cpus {
            return unsupported(format!(
                "Maximum CPUs greater than specified machine type limit {}",
                machine.max_cpus
            ));
        }
    }
    Ok(())
}

fn cpu(domain: &Domain) -> Result<()> {
    let Some(cpu) = &domain.cpu else {
        return Ok(());
    };
    if cpu.mode == Some(CpuMode::HostPassthrough) && domain.virt_type == VirtType::Qemu {
        return unsupported(format!(
            "CPU mode 'host-passthrough' for {arch} qemu domain on {arch} host is not supported by hypervisor",
            arch = domain.os.arch.name()
        ));
    }
    Ok(())
}

fn disks(domain: &Domain, chipset: Chipset) -> Result<()> {
    for disk in &domain.devices.disks {
        let (target, bus) = (&disk.target, disk.bus.unwrap_or(DiskBus::Ide));
        match bus {
            DiskBus::Xen | DiskBus::Uml => {
                return unsupported(format!(
                    "disk bus '{}' is not supported by QEMU",
                    bus.name()
                ));
            }
            DiskBus::Ide if chipset == Chipset::Q35 => {
                return unsupported(
                    "IDE controllers are unsupported for this QEMU binary or machine type",
                );
            }
            DiskBus::Usb if disk.source.is_empty() => {
                return unsupported("'usb' disk must not be empty");
            }
            _ => {}
        }
        let wants_drive = matches!(
            bus,
            DiskBus::Ide | DiskBus::Sata | DiskBus::Scsi | DiskBus::Fdc
        );
        if let (true, Some(address)) = (wants_drive, &disk.info.address) {
            if disk.info.drive().is_none() {
                return unsupported(format!(
                    "Invalid address type '{}' for the disk '{target}' with the bus type '{}'",
                    address.type_name(),
                    bus.name()
                ));
            }
        }
        if let Some(drive) = disk.info.drive() {
            check_drive_limits(target, bus, drive.bus, drive.target, drive.unit)?;
        }
        if disk.device == DiskDevice::Lun
            && !matches!(
                disk.source.location,
                Location::Block { .. } | Location::Network(_) | Location::Volume(_)
            )
        {
            return unsupported("disk device='lun' is only valid for block type disk source");
        }
        if matches!(disk.source.format, Some(ImageFormat::Iso)) {
            return unsupported(
                "storage format 'iso' is not directly supported by QEMU, use 'raw' instead",
            );
        }
    }
    Ok(())
}

fn check_drive_limits(target: &str, bus_kind: DiskBus, bus: u32, t: u32, unit: u32) -> Result<()> {
    let fault = |what: &str, n: u32| {
        unsupported(format!(
            "unexpected address {what} {n} for the {} disk '{target}'",
            bus_kind.name()
        ))
    };
    match bus_kind {
        DiskBus::Ide if bus > 1 => fault("bus", bus),
        DiskBus::Fdc | DiskBus::Sata if bus != 0 => fault("bus", bus),
        DiskBus::Ide | DiskBus::Fdc if unit > 1 => fault("unit", unit),
        DiskBus::Ide | DiskBus::Fdc | DiskBus::Sata if t != 0 => fault("target", t),
        DiskBus::Sata if unit > 5 => fault("unit", unit),
        _ => Ok(()),
    }
}

fn controllers(domain: &Domain, caps: &QemuCaps, chipset: Chipset) -> Result<()> {
    for c in &domain.devices.controllers {
        match c.kind {
            ControllerType::Ide if chipset == Chipset::Q35 => {
                return unsupported(
                    "IDE controllers are unsupported for this QEMU binary or machine type",
                );
            }
            ControllerType::Usb => {
                let missing = match c.usb_model() {
                    Some(UsbModel::Piix3Uhci) => !caps.has(Cap::Piix3Uhci),
                    Some(UsbModel::Piix4Uhci) => !caps.has(Cap::Piix4Uhci),
                    Some(UsbModel::Ehci) => !caps.has(Cap::UsbEhci),
                    Some(UsbModel::NecXhci) => !caps.has(Cap::NecXhci),
                    Some(UsbModel::QemuXhci) => !caps.has(Cap::QemuXhci),
                    Some(UsbModel::PciOhci) => !caps.has(Cap::PciOhci),
                    _ => false,
                };
                if missing {
                    return unsupported(format!(
                        "controller type='usb' model='{}' is not supported with this QEMU binary",
                        c.model.map_or("", |m| m.name())
                    ));
                }
            }
            ControllerType::Pci => {
                let root = matches!(c.pci_model(), Some(PciModel::PciRoot | PciModel::PcieRoot));
                if root != (c.index() == 0) {
                    return Err(Error::xml(format!(
                        "PCI controller index {} does not go with model '{}'",
                        c.index(),
                        c.model.map_or("", |m| m.name())
                    )));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn graphics(domain: &Domain, caps: &QemuCaps) -> Result<()> {
    for g in &domain.devices.graphics {
        let (have, name) = match &g.kind {
            GraphicsType::Vnc(_) => (caps.has(Cap::Vnc), "vnc"),
            GraphicsType::Spice(_) => (caps.has(Cap::Spice), "spice"),
            GraphicsType::Sdl(_) => (caps.has(Cap::Sdl), "sdl"),
            GraphicsType::EglHeadless { .. } => (caps.has(Cap::EglHeadless), "egl-headless"),
            GraphicsType::Dbus(_) => (caps.has(Cap::DisplayDbus), "dbus"),
            GraphicsType::Rdp(_) | GraphicsType::Desktop { .. } => (false, g.kind.type_name()),
        };
        if !have {
            return unsupported(format!("{name} graphics are not supported with this QEMU"));
        }
    }
    Ok(())
}

fn videos(domain: &Domain, caps: &QemuCaps) -> Result<()> {
    for (i, video) in domain.devices.videos.iter().enumerate() {
        let Some(model) = video.model else { continue };
        let have = match model {
            VideoModel::None => true,
            VideoModel::Vga => caps.has(Cap::Vga),
            VideoModel::Cirrus => caps.has(Cap::Cirrus),
            VideoModel::Vmvga => caps.has(Cap::Vmvga),
            VideoModel::Qxl => caps.has(Cap::Qxl),
            VideoModel::Virtio => caps.has(Cap::VirtioGpu),
            VideoModel::Bochs => caps.has(Cap::Bochs),
            VideoModel::Ramfb => caps.has(Cap::Ramfb),
            VideoModel::Xen | VideoModel::Vbox | VideoModel::Parallels | VideoModel::Gop => false,
        };
        if !have {
            return unsupported(format!(
                "domain configuration does not support video model '{}'",
                model.name()
            ));
        }
        let secondary = matches!(
            model,
            VideoModel::Qxl | VideoModel::Virtio | VideoModel::None
        );
        if i > 0 && !video.primary && !secondary {
            return unsupported(format!(
                "video type '{}' is only valid as primary video device",
                model.name()
            ));
        }
    }
    Ok(())
}
