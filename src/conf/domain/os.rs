//! How the guest boots (`<os>`), firmware included, and SMBIOS tables (`<sysinfo>`).

use super::disk::{ImageFormat, Source};
use crate::conf::names::names;

/// `<os>`
#[derive(Clone, Debug, PartialEq)]
pub struct Os {
    pub os_type: OsType,
    pub arch: Arch,
    /// As written, or made canonical by the driver.
    pub machine: Option<String>,
    /// `firmware=`: the driver picks a firmware of that kind.
    pub firmware: Option<Firmware>,
    pub firmware_features: Vec<FirmwareFeature>,
    pub loader: Option<Loader>,
    pub nvram: Option<Nvram>,
    pub kernel: Option<String>,
    pub initrd: Option<String>,
    pub cmdline: Option<String>,
    pub shim: Option<String>,
    pub dtb: Option<String>,
    pub acpi_tables: Vec<AcpiTable>,
    /// `<boot dev=>`, first tried first.
    pub boot: Vec<BootDevice>,
    pub boot_menu: Option<BootMenu>,
    pub bios: Bios,
    pub smbios: Option<SmbiosMode>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirmwareFeature {
    pub name: FirmwareFeatureName,
    pub enabled: bool,
}

/// `<loader>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loader {
    pub path: Option<String>,
    pub readonly: Option<bool>,
    pub kind: Option<LoaderType>,
    pub secure: Option<bool>,
    pub stateless: Option<bool>,
    pub format: Option<ImageFormat>,
}

/// `<nvram>`: the guest's own variable store.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nvram {
    /// Where it is; `None` until the driver chooses a file.
    pub source: Option<Source>,
    /// Whether it was written with `type=` and `<source>` rather than as a bare path.
    pub new_style: bool,
    pub format: Option<ImageFormat>,
    pub template: Option<String>,
    pub template_format: Option<ImageFormat>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcpiTable {
    pub kind: AcpiTableType,
    pub path: String,
}

/// `<bootmenu>`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BootMenu {
    pub enable: Option<bool>,
    /// Milliseconds.
    pub timeout: Option<u32>,
}

/// `<bios>`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bios {
    pub useserial: Option<bool>,
    /// Milliseconds before another boot is tried, -1: never.
    pub reboot_timeout: Option<i32>,
}

/// `<sysinfo>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sysinfo {
    Smbios(SmbiosInfo),
    FwCfg(Vec<FwCfgEntry>),
}

/// SMBIOS tables given to the guest; entries keep libvirt's names ("vendor", ...).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmbiosInfo {
    pub bios: Option<Vec<(String, String)>>,
    pub system: Option<Vec<(String, String)>>,
    pub base_boards: Vec<Vec<(String, String)>>,
    pub chassis: Option<Vec<(String, String)>>,
    pub oem_strings: Option<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FwCfgEntry {
    pub name: String,
    pub value: FwCfgValue,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FwCfgValue {
    Text(String),
    File(String),
}

names! {
    OsType {
        Hvm = "hvm",
        Xen = "xen",
        Linux = "linux",
        Exe = "exe",
        Uml = "uml",
        Xenpvh = "xenpvh",
    }
    Arch {
        Alpha = "alpha",
        Armv6l = "armv6l",
        Armv7l = "armv7l",
        Armv7b = "armv7b",
        Aarch64 = "aarch64",
        Cris = "cris",
        I686 = "i686",
        Ia64 = "ia64",
        Lm32 = "lm32",
        LoongArch64 = "loongarch64",
        M68k = "m68k",
        Microblaze = "microblaze",
        Microblazeel = "microblazeel",
        Mips = "mips",
        Mipsel = "mipsel",
        Mips64 = "mips64",
        Mips64el = "mips64el",
        Openrisc = "openrisc",
        Parisc = "parisc",
        Parisc64 = "parisc64",
        Ppc = "ppc",
        Ppcle = "ppcle",
        Ppc64 = "ppc64",
        Ppc64le = "ppc64le",
        Ppcemb = "ppcemb",
        Riscv32 = "riscv32",
        Riscv64 = "riscv64",
        S390 = "s390",
        S390x = "s390x",
        Sh4 = "sh4",
        Sh4eb = "sh4eb",
        Sparc = "sparc",
        Sparc64 = "sparc64",
        Unicore32 = "unicore32",
        X86_64 = "x86_64",
        Xtensa = "xtensa",
        Xtensaeb = "xtensaeb",
    }
    Firmware {
        Bios = "bios",
        Efi = "efi",
    }
    FirmwareFeatureName {
        EnrolledKeys = "enrolled-keys",
        SecureBoot = "secure-boot",
    }
    LoaderType {
        Rom = "rom",
        Pflash = "pflash",
    }
    AcpiTableType {
        Raw = "raw",
        Rawset = "rawset",
        Slic = "slic",
        Msdm = "msdm",
    }
    BootDevice {
        Fd = "fd",
        Cdrom = "cdrom",
        Hd = "hd",
        Network = "network",
    }
    SmbiosMode {
        Emulate = "emulate",
        Host = "host",
        Sysinfo = "sysinfo",
    }
}

impl Arch {
    /// Whether it is x86, 32 or 64 bits.
    pub fn is_x86(self) -> bool {
        matches!(self, Arch::I686 | Arch::X86_64)
    }

    /// The architecture this library was built for.
    pub fn host() -> Arch {
        match std::env::consts::ARCH {
            "x86" => Arch::I686,
            "arm" => Arch::Armv7l,
            "powerpc64" if cfg!(target_endian = "little") => Arch::Ppc64le,
            "powerpc64" => Arch::Ppc64,
            other => Arch::from_name(other).unwrap_or(Arch::X86_64),
        }
    }
}
