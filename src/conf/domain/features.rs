//! `<features>`, `<pm>`, `<keywrap>`, `<launchSecurity>`.

use crate::conf::names::names;

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
