//! Against real QEMUs: the installed one, and with `OXIVIRT_TEST_QEMU72` an old one.

use super::*;

/// The installed QEMU, or a message and nothing.
fn installed() -> Option<String> {
    let found = ["/usr/bin/qemu-system-x86_64", "/usr/libexec/qemu-kvm"]
        .into_iter()
        .find(|p| Path::new(p).exists());
    if found.is_none() {
        eprintln!("skipped: no QEMU is installed");
    }
    found.map(str::to_owned)
}

fn check(caps: &QemuCaps) {
    assert!(caps.version >= 6_002_000, "{}", caps.version);
    for cap in [
        Cap::DeviceJson,
        Cap::ObjectJson,
        Cap::SetAction,
        Cap::Sandbox,
        Cap::Tcg,
        Cap::CpuMax,
        Cap::MachineHpet,
        Cap::MachineAcpi,
        Cap::VirtioTransitional,
        Cap::MigrateMultifd,
        Cap::BlockWriteCache,
        Cap::PcieRootPortHotplug,
        Cap::Vnc,
        Cap::AcpiIndex,
    ] {
        assert!(caps.has(cap), "{}", cap.name());
    }
    let pc = caps.machine("pc").unwrap();
    assert!(pc.name.starts_with("pc-i440fx-"), "{}", pc.name);
    assert_eq!(caps.canonical_machine("pc"), pc.name);
    assert_eq!(caps.canonical_machine(&pc.name), pc.name);
    assert_eq!(caps.canonical_machine("pc-i440fx-nine"), "pc-i440fx-nine");
    assert_eq!(caps.default_machine(), Some(pc));
    assert_eq!(caps.default_ram_id("q35"), Some("pc.ram"));
    assert_eq!(caps.default_cpu("pc", "qemu"), Some("qemu64"));
    assert!(caps.machine("none").is_none());
    let tcg = caps.cpus("qemu").unwrap();
    assert!(tcg.models.len() > 50);
    assert!(tcg.max.as_ref().unwrap().features.contains("sse2"));
    let qemu64 = tcg.models.iter().find(|m| m.name == "qemu64").unwrap();
    assert_eq!(qemu64.alias_of.as_deref(), Some("qemu64-v1"));
    assert!(caps.has_type("virtio-blk-pci") && !caps.has_type("virtio-toaster-pci"));
}

#[test]
fn the_installed_qemu() {
    let Some(binary) = installed() else { return };
    let caps = QemuCaps::probe(&binary, false).unwrap();
    check(&caps);
    assert!(!caps.has(Cap::Kvm) && caps.cpus("kvm").is_none());
}

#[test]
fn qemu_7_2() {
    let Ok(binary) = std::env::var("OXIVIRT_TEST_QEMU72") else {
        eprintln!("skipped: OXIVIRT_TEST_QEMU72 is not set");
        return;
    };
    let caps = QemuCaps::probe(&binary, false).unwrap();
    check(&caps);
    assert_eq!(caps.version / 1000, 7_002);
    for cap in [
        Cap::MigrateMappedRam,
        Cap::MigrateFile,
        Cap::MemoryBackendOffset,
        Cap::ChardevReconnectMs,
        Cap::RunWithAsyncTeardown,
        Cap::VirtioBlkIothreadMapping,
    ] {
        assert!(!caps.has(cap), "{}", cap.name());
    }
}

#[test]
fn once_probed_it_is_read() {
    let Some(binary) = installed() else { return };
    let dir = std::env::temp_dir().join(format!("oxivirt-caps-{}", std::process::id()));
    let first = QemuCaps::load(&dir, &binary).unwrap();
    assert!(Arc::ptr_eq(&first, &QemuCaps::load(&dir, &binary).unwrap()));
    // Another process has no memory of it, but the file.
    let stamp = cache::Stamp::of(&binary).unwrap();
    let read = cache::load(&dir, &stamp).unwrap();
    assert_eq!(read.caps, first.caps);
    assert_eq!(read.machines, first.machines);
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn what_is_no_qemu_is_an_error_soon() {
    use crate::error::virErrorNumber::*;
    let dir = Path::new("/nonexistent");
    let code = |binary: &str| QemuCaps::load(dir, binary).unwrap_err().code;
    assert_eq!(code("/nonexistent/qemu"), VIR_ERR_SYSTEM_ERROR);
    assert_eq!(code("/etc/passwd"), VIR_ERR_INTERNAL_ERROR);
    assert_eq!(code("/bin/true"), VIR_ERR_INTERNAL_ERROR);
    // It repeats its arguments, which is no greeting.
    assert_eq!(code("/bin/echo"), VIR_ERR_INTERNAL_ERROR);
}
