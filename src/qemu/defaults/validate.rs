//! What QEMU, or this QEMU, cannot do is refused when the domain is defined, not when it starts.

use once_cell::sync::Lazy;

use super::buses::target_index;
use super::machine::Chipset;
use super::program;
use crate::conf::domain::address::VirtioModel;
use crate::conf::domain::chardev::SerialTarget;
use crate::conf::domain::controller::{ControllerType, PciModel, UsbModel};
use crate::conf::domain::cpu::{CpuCacheMode, CpuMode, MaxPhysAddrMode};
use crate::conf::domain::disk::{DiskBus, DiskDevice, ImageFormat, Location};
use crate::conf::domain::graphics::GraphicsType;
use crate::conf::domain::misc::{InputBus, InputType, IommuModel, TpmBackend, TpmVersion};
use crate::conf::domain::video::{VideoDriverName, VideoModel};
use crate::conf::domain::{Domain, VirtType};
use crate::error::{Error, Result};
use crate::qemu::capabilities::{Cap, QemuCaps};

fn unsupported(detail: impl Into<String>) -> Result<()> {
    Err(Error::config_unsupported(detail))
}

/// Checks a completed document.
pub fn check(domain: &Domain, caps: &QemuCaps, chipset: Chipset) -> Result<()> {
    machine(domain, caps)?;
    disks(domain, caps, chipset)?;
    controllers(domain, caps, chipset)?;
    graphics(domain, caps)?;
    videos(domain, caps)?;
    cpu(domain)?;
    smm(domain, chipset)?;
    serials(domain)?;
    transitional(domain)?;
    let devices = &domain.devices;
    if devices
        .infos()
        .any(|i| i.pci().is_some_and(|p| p.zpci.is_some()))
    {
        return unsupported("zPCI addresses are for s390 guests");
    }
    if domain.launch_security.is_some() && !caps.has(Cap::ConfidentialGuest) {
        return unsupported("this QEMU cannot start confidential guests (launchSecurity)");
    }
    for net in &devices.interfaces {
        for (name, size) in [
            ("rx_queue_size", net.driver.rx_queue_size),
            ("tx_queue_size", net.driver.tx_queue_size),
        ] {
            if size.is_some_and(|s| !s.is_power_of_two()) {
                return unsupported(format!("{name} is no power of two"));
            }
        }
    }
    for input in &devices.inputs {
        if input.bus == Some(InputBus::Ps2) && domain.features.ps2 == Some(false) {
            return unsupported("a PS/2 input device in a machine whose ps2 feature is off");
        }
        if matches!(input.bus, Some(InputBus::Xen | InputBus::Parallels)) {
            return unsupported("QEMU has no input devices on this bus");
        }
    }
    if let Some(iommu) = &devices.iommu {
        if iommu.model == IommuModel::Intel && chipset != Chipset::Q35 {
            return unsupported("an Intel IOMMU needs a q35 machine");
        }
        if iommu.model == IommuModel::Virtio && !domain.features.acpi {
            return unsupported("a virtio IOMMU needs the acpi feature");
        }
    }
    for tpm in &devices.tpms {
        if let TpmBackend::Emulator(emulator) = &tpm.backend {
            let version = emulator.version.unwrap_or(TpmVersion::V2_0).name();
            if !swtpm_has(version) {
                return unsupported(format!("no installed TPM emulator has version {version}"));
            }
        }
        if matches!(tpm.backend, TpmBackend::External { .. }) {
            return unsupported(format!(
                "external TPM backends are not supported yet (by {})",
                caps.binary
            ));
        }
    }
    Ok(())
}

/// Whether the TPM emulator is installed, with what sets it up, and emulates this version. The program
/// is asked once.
fn swtpm_has(version: &str) -> bool {
    static VERSIONS: Lazy<Vec<String>> = Lazy::new(|| {
        let (Some(swtpm), Some(_)) = (program("swtpm"), program("swtpm_setup")) else {
            return Vec::new();
        };
        let told = std::process::Command::new(swtpm)
            .args(["socket", "--print-capabilities"])
            .stdin(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .output();
        told.ok()
            .and_then(|t| serde_json::from_slice::<serde_json::Value>(&t.stdout).ok())
            .and_then(|v| {
                v["features"].as_array().map(|features| {
                    features
                        .iter()
                        .filter_map(|f| f.as_str()?.strip_prefix("tpm-").map(str::to_owned))
                        .collect()
                })
            })
            .unwrap_or_default()
    });
    VERSIONS.iter().any(|v| v == version)
}

fn machine(domain: &Domain, caps: &QemuCaps) -> Result<()> {
    let name = domain.os.machine.as_deref().unwrap_or("");
    if let Some(machine) = caps.machine(name) {
        let wanted = domain.vcpus.max();
        if machine.max_cpus > 0 && wanted > machine.max_cpus {
            return unsupported(format!(
                "more virtual CPUs than the {} that this machine type can have",
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
    if let Some(cache) = cpu.cache {
        if cache.mode == CpuCacheMode::Emulate && cache.level.is_some_and(|l| l != 3) {
            return unsupported("only the level 3 CPU cache can be emulated");
        }
    }
    if let Some(addr) = cpu.max_phys_addr {
        if addr.mode == MaxPhysAddrMode::Passthrough && addr.bits.is_some() {
            return unsupported(
                "maxphysaddr takes its bits from the host in mode 'passthrough', so none may be given",
            );
        }
    }
    Ok(())
}

fn smm(domain: &Domain, chipset: Chipset) -> Result<()> {
    let Some(tseg) = domain.features.smm.and_then(|s| s.tseg) else {
        return Ok(());
    };
    if chipset != Chipset::Q35 {
        return unsupported("the size of TSEG can be set on q35 machines only");
    }
    if tseg % (1 << 20) != 0 {
        return unsupported("the size of TSEG is no multiple of 1 MiB");
    }
    Ok(())
}

fn serials(domain: &Domain) -> Result<()> {
    for serial in &domain.devices.serials {
        let target = serial.target.unwrap_or(SerialTarget::IsaSerial);
        let foreign = matches!(
            target,
            SerialTarget::SpaprVioSerial | SerialTarget::SystemSerial | SerialTarget::SclpSerial
        );
        if foreign && domain.os.arch.is_x86() {
            return unsupported(format!(
                "x86 machines have no serial port of type '{}', model '{}'",
                target.name(),
                serial.model.map_or("", |m| m.name())
            ));
        }
    }
    Ok(())
}

/// Input devices are virtio 1.0 only: they have no legacy interface to choose.
fn transitional(domain: &Domain) -> Result<()> {
    for input in &domain.devices.inputs {
        let chosen = matches!(
            input.model,
            Some(VirtioModel::Transitional | VirtioModel::NonTransitional)
        );
        if chosen && input.kind != InputType::Passthrough {
            return unsupported(format!(
                "a virtio input of type '{}' has one model only",
                input.kind.name()
            ));
        }
    }
    Ok(())
}

/// What is refused only when the domain starts: the definition may be meant for another host.
pub fn check_start(domain: &Domain) -> Result<()> {
    let Some(cpu) = &domain.cpu else {
        return Ok(());
    };
    if cpu.mode == Some(CpuMode::HostPassthrough) && domain.virt_type == VirtType::Qemu {
        return unsupported(format!(
            "CPU mode 'host-passthrough' ({arch}) needs KVM",
            arch = domain.os.arch.name()
        ));
    }
    Ok(())
}

fn disks(domain: &Domain, caps: &QemuCaps, chipset: Chipset) -> Result<()> {
    for disk in &domain.devices.disks {
        let (target, bus) = (&disk.target, disk.bus.unwrap_or(DiskBus::Ide));
        match bus {
            DiskBus::Xen | DiskBus::Uml => {
                return unsupported(format!("QEMU has no disks on bus '{}'", bus.name()));
            }
            DiskBus::Ide if chipset == Chipset::Q35 => {
                return unsupported("this machine type has no IDE controllers");
            }
            DiskBus::Usb if disk.source.is_empty() => {
                return unsupported("a USB disk needs a source");
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
                    "an address of type '{}' does not suit disk '{target}' on bus '{}'",
                    address.type_name(),
                    bus.name()
                ));
            }
        }
        if disk.device == DiskDevice::Lun
            && !matches!(
                disk.source.location,
                Location::Block { .. } | Location::Network(_) | Location::Volume(_)
            )
        {
            return unsupported("only a block device can be passed as a LUN");
        }
        if disk.device == DiskDevice::Lun && bus == DiskBus::Virtio {
            return unsupported("virtio-blk passes no SCSI commands: a LUN needs another bus");
        }
        if matches!(disk.source.location, Location::VhostVdpa { .. })
            && !caps.has(Cap::BlockdevVhostVdpa)
        {
            return unsupported("this QEMU has no vhost-vdpa disks");
        }
        let encryptable = matches!(
            disk.source.format,
            Some(ImageFormat::Raw | ImageFormat::Qcow2)
        );
        if disk.source.encryption.is_some() && !encryptable {
            return unsupported("only raw and qcow2 images can be encrypted");
        }
        if disk.info.address.is_none() && target_index(target).is_none() {
            return Err(Error::xml(format!(
                "the target name '{target}' tells no place on its bus, and no address is given"
            )));
        }
        if matches!(disk.source.format, Some(ImageFormat::Iso)) {
            return unsupported("QEMU knows no image format 'iso'; an ISO image is 'raw'");
        }
    }
    Ok(())
}

fn controllers(domain: &Domain, caps: &QemuCaps, chipset: Chipset) -> Result<()> {
    for c in &domain.devices.controllers {
        match c.kind {
            ControllerType::Ide if chipset == Chipset::Q35 => {
                return unsupported("this machine type has no IDE controllers");
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
                        "this QEMU has no USB controller of model '{}'",
                        c.model.map_or("", |m| m.name())
                    ));
                }
            }
            ControllerType::Pci => {
                let root = matches!(c.pci_model(), Some(PciModel::PciRoot | PciModel::PcieRoot));
                if let Some(node) = c.pci.numa_node {
                    let cells = domain.numa.cells.len();
                    if usize::try_from(node).is_ok_and(|n| n >= cells) {
                        return Err(Error::xml(format!(
                            "{} {} is put on NUMA node {node}, but the guest has {cells}",
                            c.model.map_or("", |m| m.name()),
                            c.index()
                        )));
                    }
                }
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
        let only_headless = matches!(g.kind, GraphicsType::EglHeadless { .. })
            && !domain
                .devices
                .graphics
                .iter()
                .any(|o| matches!(o.kind, GraphicsType::Vnc(_) | GraphicsType::Spice(_)));
        if only_headless {
            return unsupported("egl-headless graphics need VNC or SPICE beside them");
        }
        if !have {
            return unsupported(format!("this QEMU has no {name} graphics"));
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
                "this QEMU has no video device of model '{}'",
                model.name()
            ));
        }
        let accel3d = video.acceleration.as_ref().and_then(|a| a.accel3d) == Some(true);
        // A vhost-user process draws by itself.
        let own = video.driver.name != Some(VideoDriverName::VhostUser);
        if own && accel3d && !(caps.has(Cap::VirtioGpuGl) || caps.has(Cap::VirtioVgaGl)) {
            return unsupported("this QEMU has no accelerated virtio GPU");
        }
        let secondary = matches!(
            model,
            VideoModel::Qxl | VideoModel::Virtio | VideoModel::None
        );
        if i > 0 && !video.primary && !secondary {
            return unsupported(format!(
                "a video device of type '{}' can only be the first",
                model.name()
            ));
        }
    }
    Ok(())
}
