//! `<features>`, `<pm>`, `<keywrap>`, `<launchSecurity>`.

use super::memory::{child_kib, kib_element};
use super::source::parse_size;
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, yes};
use crate::conf::units::{pretty, unsigned};
use crate::conf::xml::Element;
use crate::error::{Error, Result};

/// `<features>`: `Option<bool>` is the `state=`, `bool` the mere presence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    pub acpi: bool,
    pub apic: Option<Apic>,
    pub pae: bool,
    pub hap: Option<bool>,
    pub viridian: bool,
    pub privnet: bool,
    pub hyperv: Option<Hyperv>,
    pub kvm: Option<KvmFeatures>,
    pub xen: Option<XenFeatures>,
    pub pvspinlock: Option<bool>,
    pub pmu: Option<bool>,
    pub vmport: Option<bool>,
    pub gic: Option<Option<GicVersion>>,
    pub smm: Option<Smm>,
    pub ioapic: Option<IoApic>,
    pub hpt: Option<Hpt>,
    pub vmcoreinfo: Option<bool>,
    pub htm: Option<bool>,
    pub nested_hv: Option<bool>,
    pub msrs: Option<MsrsUnknown>,
    pub ccf_assist: Option<bool>,
    pub cfpc: Option<Cfpc>,
    pub sbbc: Option<Sbbc>,
    pub ibs: Option<Ibs>,
    /// `<tcg>`: the size of the translation cache in KiB.
    pub tcg_tb_cache_kib: Option<u64>,
    pub async_teardown: Option<bool>,
    pub ras: Option<bool>,
    pub ps2: Option<bool>,
    pub aia: Option<Aia>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Apic {
    pub eoi: Option<bool>,
}

/// `<hyperv>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hyperv {
    pub mode: HypervMode,
    pub relaxed: Option<bool>,
    pub vapic: Option<bool>,
    pub spinlocks: Option<bool>,
    pub spinlock_retries: u32,
    pub vpindex: Option<bool>,
    pub runtime: Option<bool>,
    pub synic: Option<bool>,
    pub stimer: Option<bool>,
    pub stimer_direct: Option<bool>,
    pub reset: Option<bool>,
    pub vendor_id: Option<bool>,
    pub vendor_id_value: Option<String>,
    pub frequencies: Option<bool>,
    pub reenlightenment: Option<bool>,
    pub tlbflush: Option<bool>,
    pub tlbflush_direct: Option<bool>,
    pub tlbflush_extended: Option<bool>,
    pub ipi: Option<bool>,
    pub evmcs: Option<bool>,
    pub avic: Option<bool>,
    pub emsr_bitmap: Option<bool>,
    pub xmm_input: Option<bool>,
}

/// `<kvm>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KvmFeatures {
    pub hidden: Option<bool>,
    pub hint_dedicated: Option<bool>,
    pub poll_control: Option<bool>,
    pub pv_ipi: Option<bool>,
    pub dirty_ring: Option<bool>,
    pub dirty_ring_size: u32,
}

/// `<xen>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XenFeatures {
    pub e820_host: Option<bool>,
    pub passthrough: Option<bool>,
    pub passthrough_mode: Option<XenPassthroughMode>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Smm {
    pub state: Option<bool>,
    /// Bytes.
    pub tseg: Option<u64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hpt {
    pub resizing: Option<HptResizing>,
    pub max_page_size_kib: Option<u64>,
}

/// `<pm>`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PowerManagement {
    pub suspend_to_mem: Option<bool>,
    pub suspend_to_disk: Option<bool>,
}

/// `<keywrap>` (s390)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyWrap {
    pub aes: Option<bool>,
    pub dea: Option<bool>,
}

/// `<launchSecurity>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaunchSecurity {
    Sev(Sev),
    SevSnp(SevSnp),
    S390Pv,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sev {
    pub kernel_hashes: Option<bool>,
    pub cbitpos: Option<u32>,
    pub reduced_phys_bits: Option<u32>,
    pub policy: u32,
    pub dh_cert: Option<String>,
    pub session: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SevSnp {
    pub kernel_hashes: Option<bool>,
    pub author_key: Option<bool>,
    pub vcek: Option<bool>,
    pub cbitpos: Option<u32>,
    pub reduced_phys_bits: Option<u32>,
    pub policy: u64,
    pub guest_visible_workarounds: Option<String>,
    pub id_block: Option<String>,
    pub id_auth: Option<String>,
    pub host_data: Option<String>,
}

/// `<name state='on'/>`, on when it says nothing.
fn state(r: &mut Reader, name: &str) -> Result<Option<bool>> {
    match r.child(name) {
        None => Ok(None),
        Some(mut c) => {
            let state = c.on_off("state")?.unwrap_or(true);
            c.finish()?;
            Ok(Some(state))
        }
    }
}

/// The same where it must say.
fn state_required(c: &mut Reader) -> Result<bool> {
    match c.on_off("state")? {
        Some(state) => Ok(state),
        None => Err(c.missing("state")),
    }
}

fn push_state(e: &mut Element, name: &str, state: Option<bool>) {
    if let Some(state) = state {
        e.push(Element::new(name).with_attr("state", on(state)));
    }
}

/// `<name attr=>` of a set of names.
fn named_child<T: crate::conf::names::Named>(
    r: &mut Reader,
    name: &str,
    attr: &str,
) -> Result<Option<T>> {
    match r.child(name) {
        None => Ok(None),
        Some(mut c) => {
            let value = c.named_required(attr)?;
            c.finish()?;
            Ok(Some(value))
        }
    }
}

impl Features {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let mut f = Features {
            acpi: r.has("acpi")?,
            pae: r.has("pae")?,
            viridian: r.has("viridian")?,
            privnet: r.has("privnet")?,
            hap: state(&mut r, "hap")?,
            pvspinlock: state(&mut r, "pvspinlock")?,
            pmu: state(&mut r, "pmu")?,
            vmport: state(&mut r, "vmport")?,
            vmcoreinfo: state(&mut r, "vmcoreinfo")?,
            htm: state(&mut r, "htm")?,
            nested_hv: state(&mut r, "nested-hv")?,
            ccf_assist: state(&mut r, "ccf-assist")?,
            ras: state(&mut r, "ras")?,
            ps2: state(&mut r, "ps2")?,
            ioapic: named_child(&mut r, "ioapic", "driver")?,
            msrs: named_child(&mut r, "msrs", "unknown")?,
            cfpc: named_child(&mut r, "cfpc", "value")?,
            sbbc: named_child(&mut r, "sbbc", "value")?,
            ibs: named_child(&mut r, "ibs", "value")?,
            aia: named_child(&mut r, "aia", "value")?,
            ..Default::default()
        };
        if let Some(mut apic) = r.child("apic") {
            f.apic = Some(Apic {
                eoi: apic.on_off("eoi")?,
            });
            apic.finish()?;
        }
        if let Some(hyperv) = r.child("hyperv") {
            f.hyperv = Some(Hyperv::parse(hyperv)?);
        }
        if let Some(kvm) = r.child("kvm") {
            f.kvm = Some(KvmFeatures::parse(kvm)?);
        }
        if let Some(mut xen) = r.child("xen") {
            let mut x = XenFeatures::default();
            if let Some(mut c) = xen.child("e820_host") {
                x.e820_host = Some(state_required(&mut c)?);
                c.finish()?;
            }
            if let Some(mut c) = xen.child("passthrough") {
                x.passthrough = Some(state_required(&mut c)?);
                x.passthrough_mode = c.named("mode")?;
                c.finish()?;
            }
            xen.finish()?;
            f.xen = Some(x);
        }
        if let Some(mut gic) = r.child("gic") {
            f.gic = Some(gic.named("version")?);
            gic.finish()?;
        }
        if let Some(mut smm) = r.child("smm") {
            let mut s = Smm {
                state: Some(smm.on_off("state")?.unwrap_or(true)),
                tseg: None,
            };
            if let Some(mut tseg) = smm.child("tseg") {
                s.tseg = Some(parse_size(&mut tseg, 1 << 20)?);
                tseg.finish()?;
            }
            smm.finish()?;
            f.smm = Some(s);
        }
        if let Some(mut hpt) = r.child("hpt") {
            f.hpt = Some(Hpt {
                resizing: hpt.named("resizing")?,
                max_page_size_kib: child_kib(&mut hpt, "maxpagesize")?,
            });
            hpt.finish()?;
        }
        if let Some(mut tcg) = r.child("tcg") {
            f.tcg_tb_cache_kib = child_kib(&mut tcg, "tb-cache")?;
            tcg.finish()?;
        }
        if let Some(mut teardown) = r.child("async-teardown") {
            f.async_teardown = Some(teardown.yes_no("enabled")?.unwrap_or(true));
            teardown.finish()?;
        }
        r.finish()?;
        Ok(f)
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("features");
        let present = |e: &mut Element, name: &str, is: bool| {
            if is {
                e.push(Element::new(name));
            }
        };
        present(&mut e, "acpi", self.acpi);
        if let Some(apic) = &self.apic {
            let mut a = Element::new("apic");
            a.set_opt("eoi", apic.eoi.map(on));
            e.push(a);
        }
        present(&mut e, "pae", self.pae);
        push_state(&mut e, "hap", self.hap);
        present(&mut e, "viridian", self.viridian);
        present(&mut e, "privnet", self.privnet);
        if let Some(hyperv) = &self.hyperv {
            e.push(hyperv.to_element());
        }
        push_state(&mut e, "pvspinlock", self.pvspinlock);
        if let Some(kvm) = &self.kvm {
            e.push(kvm.to_element());
        }
        if let Some(xen) = &self.xen {
            let mut x = Element::new("xen");
            push_state(&mut x, "e820_host", xen.e820_host);
            if let Some(state) = xen.passthrough {
                let mut p = Element::new("passthrough").with_attr("state", on(state));
                p.set_opt("mode", xen.passthrough_mode);
                x.push(p);
            }
            e.push(x);
        }
        push_state(&mut e, "pmu", self.pmu);
        push_state(&mut e, "vmport", self.vmport);
        if let Some(version) = &self.gic {
            let mut g = Element::new("gic");
            g.set_opt("version", *version);
            e.push(g);
        }
        if let Some(smm) = &self.smm {
            let mut s = Element::new("smm");
            s.set_opt("state", smm.state.map(on));
            if let Some(tseg) = smm.tseg {
                let (size, unit) = pretty(tseg);
                s.push(Element::new("tseg").with_attr("unit", unit).with_text(size));
            }
            e.push(s);
        }
        if let Some(driver) = self.ioapic {
            e.push(Element::new("ioapic").with_attr("driver", driver));
        }
        if let Some(hpt) = &self.hpt {
            let mut h = Element::new("hpt");
            h.set_opt("resizing", hpt.resizing);
            if let Some(kib) = hpt.max_page_size_kib {
                h.push(kib_element("maxpagesize", kib));
            }
            e.push(h);
        }
        push_state(&mut e, "vmcoreinfo", self.vmcoreinfo);
        push_state(&mut e, "htm", self.htm);
        push_state(&mut e, "nested-hv", self.nested_hv);
        if let Some(unknown) = self.msrs {
            e.push(Element::new("msrs").with_attr("unknown", unknown));
        }
        push_state(&mut e, "ccf-assist", self.ccf_assist);
        if let Some(value) = self.cfpc {
            e.push(Element::new("cfpc").with_attr("value", value));
        }
        if let Some(value) = self.sbbc {
            e.push(Element::new("sbbc").with_attr("value", value));
        }
        if let Some(value) = self.ibs {
            e.push(Element::new("ibs").with_attr("value", value));
        }
        if let Some(kib) = self.tcg_tb_cache_kib {
            e.push(Element::new("tcg").with_child(kib_element("tb-cache", kib)));
        }
        if let Some(enabled) = self.async_teardown {
            e.push(Element::new("async-teardown").with_attr("enabled", yes(enabled)));
        }
        push_state(&mut e, "ras", self.ras);
        push_state(&mut e, "ps2", self.ps2);
        if let Some(value) = self.aia {
            e.push(Element::new("aia").with_attr("value", value));
        }
        e
    }
}

impl Hyperv {
    fn parse(mut r: Reader) -> Result<Self> {
        let mut h = Hyperv {
            mode: r.named("mode")?.unwrap_or_default(),
            ..Default::default()
        };
        macro_rules! plain {
            ($($field:ident $name:literal),* $(,)?) => {
                $(if let Some(mut c) = r.child($name) {
                    h.$field = Some(state_required(&mut c)?);
                    c.finish()?;
                })*
            };
        }
        plain!(
            relaxed "relaxed", vapic "vapic", vpindex "vpindex", runtime "runtime",
            synic "synic", reset "reset", frequencies "frequencies",
            reenlightenment "reenlightenment", ipi "ipi", evmcs "evmcs", avic "avic",
            emsr_bitmap "emsr_bitmap", xmm_input "xmm_input",
        );
        if let Some(mut c) = r.child("spinlocks") {
            let state = state_required(&mut c)?;
            h.spinlocks = Some(state);
            let retries = c.u32("retries")?;
            if state {
                match retries {
                    None => return Err(c.missing("retries")),
                    Some(n) if n < 0xfff => {
                        return Err(Error::xml("Hyper-V spinlocks need at least 4095 retries"));
                    }
                    Some(n) => h.spinlock_retries = n,
                }
            }
            c.finish()?;
        }
        if let Some(mut c) = r.child("stimer") {
            let on = state_required(&mut c)?;
            h.stimer = Some(on);
            if let Some(mut d) = c.child("direct") {
                let direct = state_required(&mut d)?;
                h.stimer_direct = Some(direct).filter(|_| on);
                d.finish()?;
            }
            c.finish()?;
        }
        if let Some(mut c) = r.child("vendor_id") {
            let on = state_required(&mut c)?;
            h.vendor_id = Some(on);
            let value = c.attr("value");
            if on {
                match &value {
                    None => return Err(c.missing("value")),
                    Some(v) if v.len() > 12 => {
                        return Err(Error::xml(
                            "the Hyper-V vendor id is longer than 12 characters",
                        ));
                    }
                    Some(v) if v.contains(',') => {
                        return Err(Error::xml("the Hyper-V vendor id contains a comma"));
                    }
                    Some(_) => h.vendor_id_value = value,
                }
            }
            c.finish()?;
        }
        if let Some(mut c) = r.child("tlbflush") {
            let on = state_required(&mut c)?;
            h.tlbflush = Some(on);
            for (name, field) in [
                ("direct", &mut h.tlbflush_direct),
                ("extended", &mut h.tlbflush_extended),
            ] {
                if let Some(mut d) = c.child(name) {
                    *field = Some(state_required(&mut d)?).filter(|_| on);
                    d.finish()?;
                }
            }
            c.finish()?;
        }
        r.finish()?;
        Ok(h)
    }

    fn to_element(&self) -> Element {
        let mut e = Element::new("hyperv").with_attr("mode", self.mode);
        if self.mode == HypervMode::Passthrough {
            return e;
        }
        push_state(&mut e, "relaxed", self.relaxed);
        push_state(&mut e, "vapic", self.vapic);
        if let Some(state) = self.spinlocks {
            let mut c = Element::new("spinlocks").with_attr("state", on(state));
            if state {
                c.set_attr("retries", self.spinlock_retries);
            }
            e.push(c);
        }
        push_state(&mut e, "vpindex", self.vpindex);
        push_state(&mut e, "runtime", self.runtime);
        push_state(&mut e, "synic", self.synic);
        if let Some(state) = self.stimer {
            let mut c = Element::new("stimer").with_attr("state", on(state));
            push_state(&mut c, "direct", self.stimer_direct);
            e.push(c);
        }
        push_state(&mut e, "reset", self.reset);
        if let Some(state) = self.vendor_id {
            let mut c = Element::new("vendor_id").with_attr("state", on(state));
            c.set_opt("value", self.vendor_id_value.as_ref());
            e.push(c);
        }
        push_state(&mut e, "frequencies", self.frequencies);
        push_state(&mut e, "reenlightenment", self.reenlightenment);
        if let Some(state) = self.tlbflush {
            let mut c = Element::new("tlbflush").with_attr("state", on(state));
            push_state(&mut c, "direct", self.tlbflush_direct);
            push_state(&mut c, "extended", self.tlbflush_extended);
            e.push(c);
        }
        push_state(&mut e, "ipi", self.ipi);
        push_state(&mut e, "evmcs", self.evmcs);
        push_state(&mut e, "avic", self.avic);
        push_state(&mut e, "emsr_bitmap", self.emsr_bitmap);
        push_state(&mut e, "xmm_input", self.xmm_input);
        e
    }
}

impl KvmFeatures {
    fn parse(mut r: Reader) -> Result<Self> {
        let mut k = KvmFeatures::default();
        for (name, field) in [
            ("hidden", &mut k.hidden),
            ("hint-dedicated", &mut k.hint_dedicated),
            ("poll-control", &mut k.poll_control),
            ("pv-ipi", &mut k.pv_ipi),
        ] {
            if let Some(mut c) = r.child(name) {
                *field = Some(state_required(&mut c)?);
                c.finish()?;
            }
        }
        if let Some(mut c) = r.child("dirty-ring") {
            let on = state_required(&mut c)?;
            k.dirty_ring = Some(on);
            let size = c.u32("size")?;
            if on {
                match size {
                    None => return Err(c.missing("size")),
                    Some(n) if !n.is_power_of_two() || !(1024..=65536).contains(&n) => {
                        return Err(Error::xml(
                            "the size of a dirty ring is a power of two in 1024 to 65536",
                        ));
                    }
                    Some(n) => k.dirty_ring_size = n,
                }
            }
            c.finish()?;
        }
        r.finish()?;
        Ok(k)
    }

    fn to_element(&self) -> Element {
        let mut e = Element::new("kvm");
        push_state(&mut e, "hidden", self.hidden);
        push_state(&mut e, "hint-dedicated", self.hint_dedicated);
        push_state(&mut e, "poll-control", self.poll_control);
        push_state(&mut e, "pv-ipi", self.pv_ipi);
        if let Some(state) = self.dirty_ring {
            let mut c = Element::new("dirty-ring").with_attr("state", on(state));
            if self.dirty_ring_size > 0 {
                c.set_attr("size", self.dirty_ring_size);
            }
            e.push(c);
        }
        e
    }
}

impl PowerManagement {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let mut side = |name: &str| -> Result<Option<bool>> {
            match r.child(name) {
                None => Ok(None),
                Some(mut c) => {
                    let enabled = c.yes_no("enabled")?;
                    c.finish()?;
                    Ok(enabled)
                }
            }
        };
        let pm = PowerManagement {
            suspend_to_mem: side("suspend-to-mem")?,
            suspend_to_disk: side("suspend-to-disk")?,
        };
        r.finish()?;
        Ok(pm)
    }

    pub fn to_element(self) -> Element {
        let mut e = Element::new("pm");
        for (name, enabled) in [
            ("suspend-to-mem", self.suspend_to_mem),
            ("suspend-to-disk", self.suspend_to_disk),
        ] {
            if let Some(enabled) = enabled {
                e.push(Element::new(name).with_attr("enabled", yes(enabled)));
            }
        }
        e
    }
}

impl KeyWrap {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let mut k = KeyWrap::default();
        for mut c in r.children("cipher") {
            let name = c.required("name")?;
            let state = state_required(&mut c)?;
            c.finish()?;
            let field = match name.as_str() {
                "aes" => &mut k.aes,
                "dea" => &mut k.dea,
                other => {
                    return Err(Error::xml(format!("unknown cipher '{other}' of <keywrap>")));
                }
            };
            if field.replace(state).is_some() {
                return Err(Error::xml(format!("cipher '{name}' is twice in <keywrap>")));
            }
        }
        r.finish()?;
        Ok(k)
    }

    pub fn to_element(self) -> Element {
        let mut e = Element::new("keywrap");
        for (name, state) in [("aes", self.aes), ("dea", self.dea)] {
            if let Some(state) = state {
                e.push(
                    Element::new("cipher")
                        .with_attr("name", name)
                        .with_attr("state", on(state)),
                );
            }
        }
        e
    }
}

impl LaunchSecurity {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let number = |r: &mut Reader, name: &str| -> Result<Option<u64>> {
            match r.child_text(name)? {
                None => Ok(None),
                Some(text) => match unsigned(&text, 0) {
                    Some(n) => Ok(Some(n)),
                    None => Err(Error::xml(format!(
                        "invalid number '{text}' in <{name}> of <launchSecurity>"
                    ))),
                },
            }
        };
        let kind = r.required("type")?;
        let security = match kind.as_str() {
            "sev" => LaunchSecurity::Sev(Sev {
                kernel_hashes: r.yes_no("kernelHashes")?,
                cbitpos: number(&mut r, "cbitpos")?.map(|n| n as u32),
                reduced_phys_bits: number(&mut r, "reducedPhysBits")?.map(|n| n as u32),
                policy: match number(&mut r, "policy")? {
                    Some(policy) => u32::try_from(policy)
                        .map_err(|_| Error::xml("launch security policy is too big"))?,
                    None => {
                        return Err(Error::xml("<launchSecurity> lacks a policy"));
                    }
                },
                dh_cert: r.child_text("dhCert")?,
                session: r.child_text("session")?,
            }),
            "sev-snp" => LaunchSecurity::SevSnp(SevSnp {
                kernel_hashes: r.yes_no("kernelHashes")?,
                author_key: r.yes_no("authorKey")?,
                vcek: r.yes_no("vcek")?,
                cbitpos: number(&mut r, "cbitpos")?.map(|n| n as u32),
                reduced_phys_bits: number(&mut r, "reducedPhysBits")?.map(|n| n as u32),
                policy: match number(&mut r, "policy")? {
                    Some(policy) => policy,
                    None => {
                        return Err(Error::xml("<launchSecurity> lacks a policy"));
                    }
                },
                guest_visible_workarounds: r.child_text("guestVisibleWorkarounds")?,
                id_block: r.child_text("idBlock")?,
                id_auth: r.child_text("idAuth")?,
                host_data: r.child_text("hostData")?,
            }),
            "s390-pv" => LaunchSecurity::S390Pv,
            other => return Err(r.invalid("type", other)),
        };
        r.ignore(&[
            "@kernelHashes",
            "@authorKey",
            "@vcek",
            "cbitpos",
            "reducedPhysBits",
            "policy",
            "handle",
            "dhCert",
            "session",
            "guestVisibleWorkarounds",
            "idBlock",
            "idAuth",
            "hostData",
        ]);
        r.finish()?;
        Ok(security)
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("launchSecurity");
        let text = |e: &mut Element, name: &str, text: Option<&String>| {
            if let Some(text) = text {
                e.push_text(name, text);
            }
        };
        match self {
            LaunchSecurity::Sev(s) => {
                e.set_attr("type", "sev");
                e.set_opt("kernelHashes", s.kernel_hashes.map(yes));
                if let Some(n) = s.cbitpos {
                    e.push_text("cbitpos", n);
                }
                if let Some(n) = s.reduced_phys_bits {
                    e.push_text("reducedPhysBits", n);
                }
                e.push_text("policy", format!("0x{:04x}", s.policy));
                text(&mut e, "dhCert", s.dh_cert.as_ref());
                text(&mut e, "session", s.session.as_ref());
            }
            LaunchSecurity::SevSnp(s) => {
                e.set_attr("type", "sev-snp");
                e.set_opt("kernelHashes", s.kernel_hashes.map(yes));
                e.set_opt("authorKey", s.author_key.map(yes));
                e.set_opt("vcek", s.vcek.map(yes));
                if let Some(n) = s.cbitpos {
                    e.push_text("cbitpos", n);
                }
                if let Some(n) = s.reduced_phys_bits {
                    e.push_text("reducedPhysBits", n);
                }
                e.push_text("policy", format!("0x{:08x}", s.policy));
                text(
                    &mut e,
                    "guestVisibleWorkarounds",
                    s.guest_visible_workarounds.as_ref(),
                );
                text(&mut e, "idBlock", s.id_block.as_ref());
                text(&mut e, "idAuth", s.id_auth.as_ref());
                text(&mut e, "hostData", s.host_data.as_ref());
            }
            LaunchSecurity::S390Pv => {
                e.set_attr("type", "s390-pv");
            }
        }
        e
    }
}

names! {
    IoApic {
        Qemu = "qemu",
        Kvm = "kvm",
    }
    GicVersion {
        Host = "host",
        V2 = "2",
        V3 = "3",
    }
    HptResizing {
        Enabled = "enabled",
        Disabled = "disabled",
        Required = "required",
    }
    MsrsUnknown {
        Ignore = "ignore",
        Fault = "fault",
    }
    Cfpc {
        Broken = "broken",
        Workaround = "workaround",
        Fixed = "fixed",
    }
    Sbbc {
        Broken = "broken",
        Workaround = "workaround",
        Fixed = "fixed",
    }
    Ibs {
        Broken = "broken",
        Workaround = "workaround",
        FixedIbs = "fixed-ibs",
        FixedCcd = "fixed-ccd",
        FixedNa = "fixed-na",
    }
    Aia {
        None = "none",
        Aplic = "aplic",
        AplicImsic = "aplic-imsic",
    }
    XenPassthroughMode {
        SyncPt = "sync_pt",
        SharePt = "share_pt",
    }
}

names! {
    HypervMode {
        Custom = "custom",
        Passthrough = "passthrough",
    }
}

#[allow(clippy::derivable_impls)] // `names!` has no place for #[default]
impl Default for HypervMode {
    fn default() -> Self {
        HypervMode::Custom
    }
}
