//! What the QEMU driver fills into a domain document, or refuses in it, when it is parsed: the
//! machine's canonical name, models, the devices a machine has by itself, and every device's address.
//!
//! A document that went through [`complete`] once comes out of it unchanged, so that a definition on
//! disk means the same guest for ever.

mod alias;
mod buses;
mod details;
mod implicit;
mod machine;
mod models;
mod pci;
mod pci_set;
mod usb;
mod validate;

pub use details::forget_run;
pub use machine::Chipset;

use crate::conf::domain::Domain;
use crate::conf::domain::os::{Arch, OsType};
use crate::error::{Error, Result};
use crate::qemu::capabilities::{QemuCaps, is_executable};

/// Completes a parsed document. `new`: it is a definition given now, not one read back from disk.
pub fn complete(domain: &mut Domain, caps: &QemuCaps, new: bool) -> Result<()> {
    domain
        .devices
        .emulator
        .get_or_insert_with(|| caps.binary.clone());
    machine_name(domain, caps)?;
    let chipset = Chipset::of_domain(domain);
    implicit::number_controllers(domain);
    implicit::add_builtin(domain, caps, chipset)?;
    details::fill(domain);
    models::cpu(domain, caps)?;
    implicit::add_numa_node(domain);
    models::fill(domain, caps, chipset)?;
    implicit::add_ps2(domain, chipset);
    implicit::add_audio(domain);
    buses::assign_drives(domain)?;
    implicit::add_for_devices(domain);
    models::controllers(domain, caps, chipset)?;
    buses::assign_virtio_serial(domain)?;
    buses::assign_ccid(domain);
    buses::assign_memory_slots(domain)?;
    // What cannot be is refused before addresses are sought for it.
    validate::check(domain, caps, chipset)?;
    pci::assign(domain, caps, chipset)?;
    usb::assign(domain)?;
    let _ = new;
    Ok(())
}

/// What this host cannot start though the definition is sound.
pub fn check_start(domain: &Domain) -> Result<()> {
    validate::check_start(domain)
}

/// Gives every device the name that QEMU will know it by.
pub fn assign_aliases(domain: &mut Domain) {
    alias::assign(domain);
}

fn machine_name(domain: &mut Domain, caps: &QemuCaps) -> Result<()> {
    let binary = &caps.binary;
    let virt = domain.virt_type.name();
    if !caps.supports_virt_type(virt) {
        return Err(Error::config_unsupported(format!(
            "'{binary}' runs no guests of type '{virt}'"
        )));
    }
    let os_type = domain.os.os_type;
    if os_type != OsType::Hvm {
        return Err(Error::config_unsupported(format!(
            "'{binary}' runs no guests of OS type '{os_type}'"
        )));
    }
    let arch = domain.os.arch.name();
    // A 64-bit QEMU runs 32-bit guests too.
    if arch != caps.arch && (arch, caps.arch.as_str()) != ("i686", "x86_64") {
        return Err(Error::config_unsupported(format!(
            "'{binary}' runs no guests of architecture '{}'",
            domain.os.arch.name()
        )));
    }
    let name = match &domain.os.machine {
        Some(name) => caps.canonical_machine(name).to_owned(),
        None => match caps.default_machine() {
            Some(machine) => machine.name.clone(),
            None => {
                return Err(Error::config_unsupported(format!(
                    "'{binary}' has no default machine"
                )));
            }
        },
    };
    if caps.machine(&name).is_none() {
        return Err(Error::config_unsupported(format!(
            "'{binary}' has no machine type '{name}'"
        )));
    }
    domain.os.machine = Some(name);
    Ok(())
}

/// The QEMU binary for guests of an architecture: `qemu-system-ARCH` on the PATH, or where some
/// distributions hide it.
pub fn default_emulator(arch: Arch) -> Option<String> {
    let name = match arch {
        Arch::I686 => "qemu-system-i386".to_owned(),
        Arch::Armv6l | Arch::Armv7l => "qemu-system-arm".to_owned(),
        other => format!("qemu-system-{}", other.name()),
    };
    program(&name).or_else(|| {
        let hidden = "/usr/libexec/qemu-kvm".to_owned();
        (arch == Arch::host() && is_executable(&hidden)).then_some(hidden)
    })
}

/// A program on the PATH, or where programs usually are.
pub fn program(name: &str) -> Option<String> {
    let path = std::env::var("PATH").unwrap_or_default();
    path.split(':')
        .filter(|dir| dir.starts_with('/'))
        .chain(["/usr/bin", "/usr/local/bin"])
        .map(|dir| format!("{}/{name}", dir.trim_end_matches('/')))
        .find(|file| is_executable(file))
}
