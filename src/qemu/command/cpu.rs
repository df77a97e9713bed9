//! `-cpu`: the processor's model and features.

use super::Builder;
use super::props::{CommaList, word};
use crate::conf::domain::VirtType;
use crate::conf::domain::clock::TimerName;
use crate::conf::domain::cpu::{Cpu, CpuCacheMode, CpuMode, FeaturePolicy, MaxPhysAddrMode};
use crate::conf::domain::features::{Hyperv, HypervMode};
use crate::conf::domain::misc::PanicModel;
use crate::error::{Error, Result};

/// QEMU's name of a feature that documents call `name`.
pub fn qemu_feature(name: &str) -> String {
    match name {
        "pclmuldq" => "pclmulqdq".to_owned(),
        other => other.replace('_', "-"),
    }
}

impl Builder<'_> {
    pub fn cpu(&mut self) -> Result<()> {
        let mut c = CommaList::new();
        let none = Cpu::default();
        let cpu = self.dom.cpu.as_ref().unwrap_or(&none);
        match cpu.mode {
            Some(CpuMode::HostPassthrough) => {
                if self.dom.virt_type != VirtType::Kvm && self.dom.virt_type != VirtType::Hvf {
                    return Err(Error::config_unsupported(format!(
                        "CPU mode 'host-passthrough' is for hardware virtualization, not for domains of type '{}'",
                        self.dom.virt_type
                    )));
                }
                c.word("host");
                c.on_off("migratable", cpu.migratable);
            }
            Some(CpuMode::Maximum) => {
                c.word("max");
                c.on_off("migratable", cpu.migratable);
            }
            // Resolved into a model and features before it comes here, if it could be.
            Some(CpuMode::HostModel) | Some(CpuMode::Custom) | None => match &cpu.model {
                Some(model) => {
                    c.word(model);
                }
                None if cpu.mode == Some(CpuMode::HostModel) => {
                    return Err(Error::config_unsupported(
                        "CPU mode 'host-model' has no model here: the host's CPU is not known",
                    ));
                }
                None => {
                    c.word(self.default_cpu());
                }
            },
        }
        c.opt("vendor", cpu.vendor_id.as_ref());
        for feature in &cpu.features {
            let on = match feature.policy {
                Some(FeaturePolicy::Force | FeaturePolicy::Require) | None => true,
                Some(FeaturePolicy::Disable | FeaturePolicy::Forbid) => false,
                // QEMU has no "if possible": it was decided when the model was resolved.
                Some(FeaturePolicy::Optional) => continue,
            };
            c.pair(&qemu_feature(&feature.name), word(on));
        }
        self.cpu_timers(&mut c);
        let features = &self.dom.features;
        c.on_off("kvm-pv-eoi", features.apic.as_ref().and_then(|a| a.eoi));
        c.on_off("kvm-pv-unhalt", features.pvspinlock);
        if features.viridian {
            c.word("hv-relaxed")
                .word("hv-vapic")
                .pair("hv-spinlocks", "0x1fff");
        }
        if let Some(hyperv) = &features.hyperv {
            hyperv_features(&mut c, hyperv);
        }
        if self
            .dom
            .devices
            .panics
            .iter()
            .any(|p| p.model == Some(PanicModel::Hyperv))
        {
            c.word("hv-crash");
        }
        if let Some(kvm) = &features.kvm {
            if kvm.hidden == Some(true) {
                c.pair("kvm", "off");
            }
            if kvm.hint_dedicated == Some(true) {
                c.pair("kvm-hint-dedicated", "on");
            }
            if kvm.poll_control == Some(true) {
                c.pair("kvm-poll-control", "on");
            }
            // On unless it is said otherwise.
            if kvm.pv_ipi == Some(false) {
                c.pair("kvm-pv-ipi", "off");
            }
        }
        c.on_off("pmu", features.pmu);
        if let Some(cache) = cpu.cache {
            match (cache.mode, cache.level) {
                (CpuCacheMode::Emulate, Some(3)) => {
                    c.pair("l3-cache", "on");
                    if cpu.mode == Some(CpuMode::HostPassthrough) {
                        c.pair("host-cache-info", "off");
                    }
                }
                (CpuCacheMode::Passthrough, _) => {
                    c.pair("host-cache-info", "on").pair("l3-cache", "off");
                }
                (CpuCacheMode::Disable, _) => {
                    c.pair("host-cache-info", "off").pair("l3-cache", "off");
                }
                (CpuCacheMode::Emulate, _) => (),
            }
        }
        if let Some(addr) = cpu.max_phys_addr {
            match addr.mode {
                MaxPhysAddrMode::Passthrough => {
                    c.pair("host-phys-bits", "on");
                    c.opt("host-phys-bits-limit", addr.limit);
                }
                MaxPhysAddrMode::Emulate => {
                    match addr.bits {
                        Some(bits) => c.pair("phys-bits", bits),
                        None => c.pair("host-phys-bits", "off"),
                    };
                }
            }
        }
        self.pair("-cpu", c.finish());
        Ok(())
    }

    fn default_cpu(&self) -> &str {
        self.caps
            .default_cpu(self.machine_name(), self.dom.virt_type.name())
            .unwrap_or("qemu64")
    }

    fn cpu_timers(&self, c: &mut CommaList) {
        for timer in &self.dom.clock.timers {
            match timer.name {
                TimerName::Kvmclock => {
                    c.on_off("kvmclock", timer.present);
                }
                TimerName::Hypervclock if timer.present == Some(true) => {
                    c.word("hv-time");
                }
                TimerName::Tsc => {
                    c.opt("tsc-frequency", timer.frequency);
                }
                _ => (),
            }
        }
    }
}

fn hyperv_features(c: &mut CommaList, h: &Hyperv) {
    if h.mode == HypervMode::Passthrough {
        c.word("hv-passthrough");
    }
    for (name, value) in [
        ("hv-relaxed", h.relaxed),
        ("hv-vapic", h.vapic),
        ("hv-vpindex", h.vpindex),
        ("hv-runtime", h.runtime),
        ("hv-synic", h.synic),
        ("hv-stimer", h.stimer),
        ("hv-reset", h.reset),
        ("hv-frequencies", h.frequencies),
        ("hv-reenlightenment", h.reenlightenment),
        ("hv-tlbflush", h.tlbflush),
        ("hv-ipi", h.ipi),
        ("hv-evmcs", h.evmcs),
        ("hv-avic", h.avic),
        ("hv-emsr-bitmap", h.emsr_bitmap),
        ("hv-xmm-input", h.xmm_input),
    ] {
        match value {
            Some(true) => {
                c.word(name);
            }
            // In passthrough mode single ones can be taken out.
            Some(false) if h.mode == HypervMode::Passthrough => {
                c.pair(name, "off");
            }
            _ => (),
        }
        match name {
            "hv-vapic" if h.spinlocks == Some(true) => {
                c.pair("hv-spinlocks", format!("{:#x}", h.spinlock_retries));
            }
            "hv-stimer" if h.stimer == Some(true) && h.stimer_direct == Some(true) => {
                c.word("hv-stimer-direct");
            }
            "hv-reset" if h.vendor_id == Some(true) => {
                c.opt("hv-vendor-id", h.vendor_id_value.as_ref());
            }
            "hv-tlbflush" if h.tlbflush == Some(true) => {
                if h.tlbflush_direct == Some(true) {
                    c.word("hv-tlbflush-direct");
                }
                if h.tlbflush_extended == Some(true) {
                    c.word("hv-tlbflush-ext");
                }
            }
            _ => (),
        }
    }
}
