//! Small devices: input, hub, watchdog, balloon, RNG, TPM, panic, vsock, IOMMU, crypto, NVRAM, pstore,
//! lease.

use super::address::{DeviceInfo, VirtioModel, VirtioOptions};
use super::chardev::CharSource;
use crate::conf::names::names;
use crate::conf::uuid::Uuid;

/// `<input>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub kind: InputType,
    pub bus: Option<InputBus>,
    pub model: Option<VirtioModel>,
    /// `<source evdev=>` or `<source dev=>`.
    pub source: Option<String>,
    pub grab_all: bool,
    pub grab_toggle: Option<GrabToggle>,
    pub repeat: Option<bool>,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// `<hub type='usb'>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hub {
    pub info: DeviceInfo,
}

/// `<watchdog>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watchdog {
    pub model: WatchdogModel,
    pub action: WatchdogAction,
    pub info: DeviceInfo,
}

/// `<memballoon>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memballoon {
    pub model: MemballoonModel,
    pub autodeflate: Option<bool>,
    pub free_page_reporting: Option<bool>,
    /// `<stats period=>`, seconds.
    pub stats_period: Option<u32>,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// `<rng>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rng {
    pub model: VirtioModel,
    pub backend: RngBackend,
    /// `<rate bytes=>`
    pub rate_bytes: Option<u32>,
    /// `<rate period=>`, milliseconds.
    pub rate_period: Option<u32>,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RngBackend {
    Random { path: Option<String> },
    Egd(Box<CharSource>),
    Builtin,
}

/// `<tpm>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tpm {
    pub model: Option<TpmModel>,
    pub backend: TpmBackend,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TpmBackend {
    Passthrough { path: Option<String> },
    Emulator(Box<TpmEmulator>),
    External { source: Option<CharSource> },
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TpmEmulator {
    pub version: Option<TpmVersion>,
    pub persistent_state: Option<bool>,
    pub debug: Option<u32>,
    /// The secret that the state is encrypted with.
    pub encryption_secret: Option<Uuid>,
    pub pcr_banks: Vec<PcrBank>,
    /// `<source type=>`, path.
    pub source: Option<(TpmSourceType, String)>,
    pub profile: Option<TpmProfile>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TpmProfile {
    pub source: Option<String>,
    pub remove_disabled: Option<TpmProfileRemoveDisabled>,
    pub name: Option<String>,
}

/// `<panic>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panic {
    /// `None`: the driver's default.
    pub model: Option<PanicModel>,
    pub info: DeviceInfo,
}

/// `<vsock>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vsock {
    pub model: Option<VirtioModel>,
    pub auto_cid: Option<bool>,
    pub cid: Option<u32>,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// `<iommu>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iommu {
    pub model: IommuModel,
    pub intremap: Option<bool>,
    pub caching_mode: Option<bool>,
    pub eim: Option<bool>,
    pub iotlb: Option<bool>,
    pub aw_bits: Option<u32>,
    pub dma_translation: Option<bool>,
    pub info: DeviceInfo,
}

/// `<crypto>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crypto {
    pub model: CryptoModel,
    pub kind: CryptoType,
    pub backend: CryptoBackend,
    pub queues: Option<u32>,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// `<nvram>` (a device of pSeries)
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NvramDevice {
    pub info: DeviceInfo,
}

/// `<pstore>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pstore {
    pub backend: PstoreBackend,
    pub path: Option<String>,
    pub size_kib: Option<u64>,
    pub info: DeviceInfo,
}

/// `<lease>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lease {
    pub lockspace: Option<String>,
    pub key: String,
    pub path: String,
    pub offset: u64,
}

names! {
    InputType {
        Mouse = "mouse",
        Tablet = "tablet",
        Keyboard = "keyboard",
        Passthrough = "passthrough",
        Evdev = "evdev",
    }
    InputBus {
        Ps2 = "ps2",
        Usb = "usb",
        Xen = "xen",
        Parallels = "parallels",
        Virtio = "virtio",
        None = "none",
    }
    GrabToggle {
        CtrlCtrl = "ctrl-ctrl",
        AltAlt = "alt-alt",
        ShiftShift = "shift-shift",
        MetaMeta = "meta-meta",
        Scrolllock = "scrolllock",
        CtrlScrolllock = "ctrl-scrolllock",
    }
    WatchdogModel {
        I6300esb = "i6300esb",
        Ib700 = "ib700",
        Diag288 = "diag288",
        Itco = "itco",
    }
    WatchdogAction {
        Reset = "reset",
        Shutdown = "shutdown",
        Poweroff = "poweroff",
        Pause = "pause",
        Dump = "dump",
        None = "none",
        InjectNmi = "inject-nmi",
    }
    MemballoonModel {
        Virtio = "virtio",
        Xen = "xen",
        None = "none",
        VirtioTransitional = "virtio-transitional",
        VirtioNonTransitional = "virtio-non-transitional",
    }
    TpmModel {
        TpmTis = "tpm-tis",
        TpmCrb = "tpm-crb",
        TpmSpapr = "tpm-spapr",
        SpaprTpmProxy = "spapr-tpm-proxy",
    }
    TpmVersion {
        V1_2 = "1.2",
        V2_0 = "2.0",
    }
    TpmSourceType {
        File = "file",
        Dir = "dir",
    }
    TpmProfileRemoveDisabled {
        Check = "check",
        FipsHost = "fips-host",
    }
    PcrBank {
        Sha1 = "sha1",
        Sha256 = "sha256",
        Sha384 = "sha384",
        Sha512 = "sha512",
    }
    PanicModel {
        Isa = "isa",
        Pseries = "pseries",
        Hyperv = "hyperv",
        S390 = "s390",
        Pvpanic = "pvpanic",
    }
    IommuModel {
        Intel = "intel",
        Smmuv3 = "smmuv3",
        Virtio = "virtio",
    }
    CryptoModel {
        Virtio = "virtio",
    }
    CryptoType {
        Qemu = "qemu",
    }
    CryptoBackend {
        Builtin = "builtin",
        Lkcf = "lkcf",
    }
    PstoreBackend {
        AcpiErst = "acpi-erst",
    }
}
