//! `virConnectGetDomainCapabilities`: what guests of one kind can have. It promises no more than what the QEMU
//! has and this driver starts.

use crate::conf::domain::os::Arch;
use crate::conf::xml::Element;
use crate::driver::GuestKind;
use crate::error::{Error, Result};
use crate::qemu::capabilities::{Cap, Machine, QemuCaps};
use crate::qemu::{cpu_model, firmware};
use crate::sys;

/// What the answer is about.
struct Kind<'a> {
    caps: &'a QemuCaps,
    arch: &'a str,
    machine: &'a Machine,
    virt: &'a str,
}

pub fn xml(
    caps: &QemuCaps,
    arch: Option<Arch>,
    kind: &GuestKind<'_>,
    privileged: bool,
) -> Result<String> {
    let arch = match arch {
        Some(arch) => arch.name(),
        None => caps.arch.as_str(),
    };
    // What emulates 64 bits emulates 32 as well.
    let serves = arch == caps.arch || (arch == "i686" && caps.arch == "x86_64");
    if !serves {
        return Err(Error::invalid_arg(format!(
            "emulator '{}' is for guests of architecture '{}', not '{arch}'",
            caps.binary, caps.arch
        )));
    }
    let virt = match kind.virt {
        Some(virt) if caps.supports_virt_type(virt) => virt,
        Some(virt) => {
            return Err(Error::invalid_arg(format!(
                "emulator '{}' has no guests of type '{virt}'",
                caps.binary
            )));
        }
        None if caps.supports_virt_type("kvm") => "kvm",
        None => "qemu",
    };
    let machine = match kind.machine {
        Some(name) => caps.machine(name),
        None => caps.default_machine(),
    };
    let machine = machine.ok_or_else(|| {
        Error::invalid_arg(format!(
            "emulator '{}' has no machine '{}'",
            caps.binary,
            kind.machine.unwrap_or_default()
        ))
    })?;
    // x86 has none that are.
    if kind.without_deprecated && !matches!(arch, "x86_64" | "i686") {
        return Err(Error::config_unsupported(format!(
            "which features of CPUs of architecture '{arch}' are deprecated is not known"
        )));
    }
    let kind = Kind {
        caps,
        arch,
        machine,
        virt,
    };
    Ok(kind.document(privileged).format())
}

/// An element that says whether something is there.
fn supported(name: &str, it: bool) -> Element {
    Element::new(name).with_attr("supported", if it { "yes" } else { "no" })
}

/// `<enum name=>` with those values that there are.
fn values(name: &str, all: &[(&str, bool)]) -> Element {
    let mut e = Element::new("enum").with_attr("name", name);
    for (value, _) in all.iter().filter(|(_, has)| *has) {
        e.push_text("value", *value);
    }
    e
}

impl Kind<'_> {
    fn has(&self, cap: Cap) -> bool {
        self.caps.has(cap)
    }

    fn has_type(&self, name: &str) -> bool {
        self.caps.has_type(name)
    }

    fn is_x86(&self) -> bool {
        matches!(self.arch, "x86_64" | "i686")
    }

    fn document(&self, privileged: bool) -> Element {
        let mut root = Element::new("domainCapabilities");
        root.push_text("path", &self.caps.binary);
        root.push_text("domain", self.virt);
        root.push_text("machine", &self.machine.name);
        root.push_text("arch", self.arch);
        let most = match self.virt {
            "kvm" => sys::kvm::kvm_max_vcpus()
                .ok()
                .and_then(|n| u32::try_from(n).ok())
                .map_or(self.machine.max_cpus, |n| n.min(self.machine.max_cpus)),
            _ => self.machine.max_cpus,
        };
        root.push(Element::new("vcpu").with_attr("max", most));
        root.push(supported("iothreads", self.has_type("iothread")));
        root.push(self.os(privileged));
        root.push(self.cpu());
        root.push(supported("memoryBacking", true).with_child(values(
            "sourceType",
            &[
                ("file", self.has_type("memory-backend-file")),
                ("anonymous", true),
                ("memfd", self.has(Cap::MemoryBackendMemfd)),
            ],
        )));
        root.push(self.devices());
        root.push(self.features());
        root
    }

    fn os(&self, privileged: bool) -> Element {
        let found = firmware::loaders(
            self.arch,
            &self.machine.name,
            &firmware::directories(privileged),
        );
        let mut loader = supported("loader", true);
        for it in &found {
            loader.push_text("value", &it.path);
        }
        loader.push(values("type", &[("rom", true), ("pflash", true)]));
        loader.push(values("readonly", &[("yes", true), ("no", true)]));
        let secure = self.has(Cap::MachineSmm) && found.iter().any(|l| l.secure);
        loader.push(values("secure", &[("yes", secure), ("no", true)]));
        supported("os", true)
            .with_child(values("firmware", &[("efi", !found.is_empty())]))
            .with_child(loader)
    }

    fn cpu(&self) -> Element {
        let mode = |name: &str, it: bool| {
            let mut e = Element::new("mode").with_attr("name", name);
            e.set_attr("supported", if it { "yes" } else { "no" });
            e
        };
        let migratable = |name: &str| values(name, &[("on", true), ("off", true)]);
        let mut cpu = Element::new("cpu");
        let through = self.virt == "kvm";
        let mut e = mode("host-passthrough", through);
        if through {
            e.push(migratable("hostPassthroughMigratable"));
        }
        cpu.push(e);
        let max = self.has(Cap::CpuMax);
        let mut e = mode("maximum", max);
        if max {
            e.push(migratable("maximumMigratable"));
        }
        cpu.push(e);
        cpu.push(
            self.host_model()
                .unwrap_or_else(|| mode("host-model", false)),
        );
        let models = self.caps.cpus(self.virt).map(|set| set.models.as_slice());
        let models = models.unwrap_or_default();
        let mut e = mode("custom", !models.is_empty());
        // Those are modes of their own, or no CPU at all.
        let is_model = |name: &str| !matches!(name, "host" | "max" | "base");
        let mut sorted: Vec<_> = models.iter().filter(|m| is_model(&m.name)).collect();
        sorted.sort_by(|a, b| a.name.cmp(&b.name));
        for model in sorted {
            let usable = match &model.blockers {
                Some(blockers) if blockers.is_empty() => "yes",
                Some(_) => "no",
                None => "unknown",
            };
            let mut it = Element::new("model").with_attr("usable", usable);
            if model.deprecated {
                it.set_attr("deprecated", "yes");
            }
            if let Some(canonical) = &model.alias_of {
                it.set_attr("canonical", canonical);
            }
            e.push(it.with_text(&model.name));
            let blockers = model.blockers.iter().flatten();
            let mut blocked = Element::new("blockers").with_attr("model", &model.name);
            let mut any = false;
            for feature in blockers {
                blocked.push(Element::new("feature").with_attr("name", feature));
                any = true;
            }
            if any {
                e.push(blocked);
            }
        }
        cpu.push(e);
        cpu
    }

    /// What mode 'host-model' would give a guest now.
    fn host_model(&self) -> Option<Element> {
        let (features, vendor) = self.caps.host_features(self.virt)?;
        let models = self.caps.expanded_models().ok()?;
        let nearest = cpu_model::nearest(&features, &vendor, &models)?;
        let mut e = Element::new("mode")
            .with_attr("name", "host-model")
            .with_attr("supported", "yes");
        e.push(
            Element::new("model")
                .with_attr("fallback", "forbid")
                .with_text(&nearest.model),
        );
        if let Some(vendor) = cpu_model::vendor_name(&vendor) {
            e.push_text("vendor", vendor);
        }
        for (names, policy) in [(&nearest.more, "require"), (&nearest.less, "disable")] {
            for name in names {
                e.push(
                    Element::new("feature")
                        .with_attr("policy", policy)
                        .with_attr("name", name),
                );
            }
        }
        Some(e)
    }

    fn devices(&self) -> Element {
        let x86 = self.is_x86();
        let transitional = self.has(Cap::VirtioTransitional);
        let virtio = |name| {
            values(
                name,
                &[
                    ("virtio", true),
                    ("virtio-transitional", transitional),
                    ("virtio-non-transitional", transitional),
                ],
            )
        };
        let q35 = self.machine.name.contains("q35");
        let mut devices = Element::new("devices");
        devices.push(
            supported("disk", true)
                .with_child(values(
                    "diskDevice",
                    &[
                        ("disk", true),
                        ("cdrom", true),
                        ("floppy", x86),
                        ("lun", true),
                    ],
                ))
                .with_child(values(
                    "bus",
                    &[
                        ("ide", x86 && !q35),
                        ("fdc", x86),
                        ("scsi", true),
                        ("virtio", true),
                        ("usb", self.has(Cap::UsbStorage)),
                        ("sata", self.has(Cap::Ich9Ahci)),
                    ],
                ))
                .with_child(virtio("model")),
        );
        devices.push(supported("graphics", true).with_child(values(
            "type",
            &[
                ("sdl", self.has(Cap::Sdl)),
                ("vnc", self.has(Cap::Vnc)),
                ("spice", self.has(Cap::Spice)),
                ("egl-headless", self.has(Cap::EglHeadless)),
                ("dbus", self.has(Cap::DisplayDbus)),
            ],
        )));
        devices.push(supported("video", true).with_child(values(
            "modelType",
            &[
                ("vga", self.has_type("VGA")),
                ("cirrus", self.has_type("cirrus-vga")),
                ("vmvga", self.has_type("vmware-svga")),
                ("qxl", self.has_type("qxl-vga")),
                ("virtio", self.has_type("virtio-gpu-pci")),
                ("none", true),
                ("bochs", self.has_type("bochs-display")),
                ("ramfb", self.has_type("ramfb")),
            ],
        )));
        let (usb, pci) = (self.has(Cap::UsbHost), self.has(Cap::VfioPci));
        let mut hostdev = supported("hostdev", usb || pci);
        if usb || pci {
            hostdev.push(values("mode", &[("subsystem", true)]));
            hostdev.push(values("subsysType", &[("usb", usb), ("pci", pci)]));
        }
        devices.push(hostdev);
        devices.push(
            supported("rng", true)
                .with_child(virtio("model"))
                .with_child(values(
                    "backendModel",
                    &[
                        ("random", self.has_type("rng-random")),
                        ("egd", self.has_type("rng-egd")),
                        ("builtin", self.has_type("rng-builtin")),
                    ],
                )),
        );
        // A virtiofsd of the user's own is spoken to; it is not started.
        devices.push(supported("filesystem", true).with_child(values(
            "driverType",
            &[
                ("path", self.has_type("virtio-9p-pci")),
                ("handle", self.has_type("virtio-9p-pci")),
                ("virtiofs", self.has_type("vhost-user-fs-pci")),
            ],
        )));
        let tpm = [
            ("tpm-tis", self.has_type("tpm-tis")),
            ("tpm-crb", self.has_type("tpm-crb")),
        ];
        let any = tpm.iter().any(|(_, has)| *has);
        let mut e = supported("tpm", any);
        if any {
            e.push(values("model", &tpm));
            e.push(values(
                "backendModel",
                &[
                    ("passthrough", true),
                    ("emulator", true),
                    ("external", true),
                ],
            ));
        }
        devices.push(e);
        let crypto = self.has_type("virtio-crypto-pci");
        let mut e = supported("crypto", crypto);
        if crypto {
            e.push(values("model", &[("virtio", true)]));
            e.push(values("type", &[("qemu", true)]));
            e.push(values(
                "backendModel",
                &[
                    ("builtin", self.has_type("cryptodev-backend-builtin")),
                    ("lkcf", self.has_type("cryptodev-backend-lkcf")),
                ],
            ));
        }
        devices.push(e);
        // passt is not started.
        devices.push(
            supported("interface", true).with_child(values("backendType", &[("default", true)])),
        );
        let redirected = self.has(Cap::UsbRedir);
        let mut e = supported("redirdev", redirected);
        if redirected {
            e.push(values("bus", &[("usb", true)]));
        }
        devices.push(e);
        devices.push(supported("channel", true).with_child(values(
            "type",
            &[
                ("pty", true),
                ("unix", true),
                (
                    "spicevmc",
                    self.has(Cap::Spice) && self.has(Cap::ChardevSpicevmc),
                ),
            ],
        )));
        let mut panic = supported("panic", x86);
        if x86 {
            let isa = self.has_type("pvpanic");
            let pci = self.has_type("pvpanic-pci");
            panic.push(values(
                "model",
                &[("isa", isa), ("hyperv", true), ("pvpanic", pci)],
            ));
        }
        devices.push(panic);
        devices
    }

    fn features(&self) -> Element {
        let mut features = Element::new("features");
        features.push(supported("gic", false));
        features.push(supported("vmcoreinfo", self.has_type("vmcoreinfo")));
        features.push(supported("genid", self.has_type("vmgenid")));
        features.push(supported("backingStoreInput", true));
        // virDomainBackupBegin() is not served.
        features.push(supported("backup", false));
        features.push(supported(
            "async-teardown",
            self.has(Cap::RunWithAsyncTeardown),
        ));
        features.push(supported("ps2", self.is_x86()));
        features.push(supported("sev", false));
        features.push(supported("sgx", false));
        features.push(supported("launchSecurity", false));
        features
    }
}
