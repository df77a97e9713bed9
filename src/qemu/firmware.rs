//! Choosing a guest's firmware: the distribution describes what it has in JSON files
//! (`/usr/share/qemu/firmware/*.json`, QEMU's `docs/interop/firmware.json`), the administrator overrides
//! them in `/etc/qemu/firmware`; the first description that fits the domain is taken.

use crate::conf::domain::Domain;
use crate::conf::domain::disk::ImageFormat;
use crate::conf::domain::os::{
    Firmware, FirmwareFeature, FirmwareFeatureName, Loader, LoaderType, Nvram,
};
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// No description may be longer, in bytes.
const MAX_LENGTH: u64 = 1 << 20;

/// A description as the file has it, as far as it matters here.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Descriptor {
    interface_types: Vec<String>,
    mapping: Mapping,
    targets: Vec<Target>,
    #[serde(default)]
    features: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "device", rename_all = "kebab-case")]
enum Mapping {
    #[serde(rename_all = "kebab-case")]
    Flash {
        #[serde(default)]
        mode: FlashMode,
        executable: Image,
        nvram_template: Option<Image>,
    },
    Memory {
        filename: String,
    },
    Kernel {},
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum FlashMode {
    /// Code, and a template of the variables, each in a file.
    #[default]
    Split,
    /// Code and variables in one file that the guest writes to.
    Combined,
    /// Code without variables.
    Stateless,
}

#[derive(Clone, Debug, Deserialize)]
struct Image {
    filename: String,
    format: String,
}

impl Image {
    fn format(&self) -> Option<ImageFormat> {
        ImageFormat::from_name(&self.format)
            .filter(|f| matches!(f, ImageFormat::Raw | ImageFormat::Qcow2))
    }
}

#[derive(Clone, Debug, Deserialize)]
struct Target {
    architecture: String,
    machines: Vec<String>,
}

/// Where descriptions are, the weakest first.
pub fn directories(privileged: bool) -> Vec<PathBuf> {
    let mut dirs = vec![
        PathBuf::from("/usr/share/qemu/firmware"),
        PathBuf::from("/etc/qemu/firmware"),
    ];
    if !privileged {
        let config = std::env::var_os("XDG_CONFIG_HOME")
            .map(PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config")));
        dirs.extend(config.map(|dir| dir.join("qemu/firmware")));
    }
    dirs
}

/// What the directories describe, in the order of file names; a file in a later directory stands for
/// one of the same name in an earlier, and an empty one for nothing.
fn load(dirs: &[PathBuf]) -> Vec<Descriptor> {
    let mut files: BTreeMap<std::ffi::OsString, PathBuf> = BTreeMap::new();
    for dir in dirs {
        let Ok(entries) = std::fs::read_dir(dir) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|e| e == "json") {
                files.insert(entry.file_name(), path);
            }
        }
    }
    files.values().filter_map(|path| read(path)).collect()
}

/// One description; what is empty, too long or malformed describes nothing.
fn read(path: &Path) -> Option<Descriptor> {
    let length = std::fs::metadata(path).ok()?.len();
    if length == 0 || length > MAX_LENGTH {
        return None;
    }
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

/// A UEFI that is installed for guests of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    pub path: String,
    /// It can do secure boot.
    pub secure: bool,
}

/// The UEFIs in flash that are installed for guests of this architecture and machine, in the order in which
/// they are preferred.
pub fn loaders(arch: &str, machine: &str, dirs: &[PathBuf]) -> Vec<Installed> {
    let mut found: Vec<Installed> = Vec::new();
    for descriptor in load(dirs) {
        let Mapping::Flash { executable, .. } = &descriptor.mapping else {
            continue;
        };
        let is_uefi = descriptor.interface_types.iter().any(|i| i == "uefi");
        let installed = Path::new(&executable.filename).exists();
        if !is_uefi || !installed || !descriptor.is_for(arch, machine) {
            continue;
        }
        if found.iter().all(|l| l.path != executable.filename) {
            found.push(Installed {
                path: executable.filename.clone(),
                secure: descriptor.has("secure-boot"),
            });
        }
    }
    found
}

/// Fills in the firmware of a new domain: for `<os firmware=>` the first that fits, for a loader that
/// is named what its description tells.
///
/// Errors: VIR_ERR_OPERATION_FAILED if nothing fits what `<os firmware=>` asks for.
pub fn choose(domain: &mut Domain, dirs: &[PathBuf]) -> Result<()> {
    let wanted = domain.os.firmware;
    let named = domain
        .os
        .loader
        .as_ref()
        .is_some_and(|l| l.path.is_some() && l.kind == Some(LoaderType::Pflash));
    if wanted.is_none() && !named {
        return Ok(());
    }
    match load(dirs).into_iter().find(|d| d.fits(domain)) {
        Some(descriptor) => descriptor.apply(domain),
        None if wanted.is_none() => {
            if let Some(loader) = &mut domain.os.loader {
                loader.format.get_or_insert(ImageFormat::Raw);
            }
        }
        // A loader that was chosen before, and whose description has gone since, is as good.
        None if named => {
            let known = domain.os.loader.as_ref().and_then(|l| l.format).is_some();
            if !known {
                return Err(nothing_fits(wanted));
            }
        }
        None => return Err(nothing_fits(wanted)),
    }
    Ok(())
}

fn nothing_fits(wanted: Option<Firmware>) -> Error {
    Error::operation_failed(format!(
        "no firmware '{}' on this host fits the domain",
        wanted.map_or("", Firmware::name)
    ))
}

impl Descriptor {
    fn has(&self, feature: &str) -> bool {
        self.features.iter().any(|f| f == feature)
    }

    /// Whether a guest may have this firmware.
    /// Whether guests of an architecture, by libvirt's name, and a machine can have it.
    fn is_for(&self, arch: &str, machine: &str) -> bool {
        let arch = match arch {
            "i686" => "i386",
            "armv7l" => "arm",
            name => name,
        };
        self.targets.iter().any(|t| {
            t.architecture == arch && t.machines.iter().any(|pattern| glob(pattern, machine))
        })
    }

    fn fits(&self, domain: &Domain) -> bool {
        let os = &domain.os;
        let interface = match os.firmware {
            Some(Firmware::Bios) => "bios",
            Some(Firmware::Efi) | None => "uefi",
        };
        let machine = os.machine.as_deref().unwrap_or("");
        let target = self.is_for(os.arch.name(), machine);
        self.interface_types.iter().any(|i| i == interface)
            && target
            && self.features_fit(domain)
            && self.loader_fits(domain)
    }

    fn features_fit(&self, domain: &Domain) -> bool {
        let (secure, enrolled) = (self.has("secure-boot"), self.has("enrolled-keys"));
        for f in &domain.os.firmware_features {
            let has = match f.name {
                FirmwareFeatureName::SecureBoot => secure,
                FirmwareFeatureName::EnrolledKeys => enrolled,
            };
            if has != f.enabled {
                return false;
            }
        }
        let smm_off = domain
            .features
            .smm
            .is_some_and(|smm| smm.state == Some(false));
        if self.has("requires-smm") && smm_off {
            return false;
        }
        // Firmware for confidential guests only is none for others.
        let confidential = self.has("amd-sev-snp") || self.has("intel-tdx");
        if domain.launch_security.is_some() {
            self.features.iter().any(|f| f.starts_with("amd-sev"))
        } else {
            !confidential
        }
    }

    fn loader_fits(&self, domain: &Domain) -> bool {
        let nothing = Loader::default();
        let loader = domain.os.loader.as_ref().unwrap_or(&nothing);
        match loader.secure {
            Some(true) if !self.has("requires-smm") => return false,
            Some(false) if self.has("requires-smm") => return false,
            _ => {}
        }
        let same_path = |file: &str| loader.path.as_deref().is_none_or(|path| path == file);
        match &self.mapping {
            Mapping::Kernel {} => false,
            Mapping::Memory { filename } => {
                loader.kind != Some(LoaderType::Pflash)
                    && loader.stateless != Some(false)
                    && same_path(filename)
                    && domain.os.nvram.is_none()
            }
            Mapping::Flash {
                mode,
                executable,
                nvram_template,
            } => {
                if loader.kind == Some(LoaderType::Rom)
                    || !same_path(&executable.filename)
                    || executable.format().is_none()
                    || loader.format.is_some() && loader.format != executable.format()
                {
                    return false;
                }
                let writable = *mode == FlashMode::Combined;
                if loader.readonly.is_some_and(|readonly| readonly == writable) {
                    return false;
                }
                match loader.stateless {
                    Some(true) if *mode != FlashMode::Stateless => return false,
                    Some(false) if *mode == FlashMode::Stateless => return false,
                    _ => {}
                }
                let Some(nvram) = &domain.os.nvram else {
                    return true;
                };
                let Some(template) = nvram_template
                    .as_ref()
                    .filter(|_| *mode == FlashMode::Split)
                else {
                    return false;
                };
                let format = template.format();
                nvram
                    .template
                    .as_ref()
                    .is_none_or(|path| *path == template.filename)
                    && (nvram.template_format.is_none() || nvram.template_format == format)
            }
        }
    }

    /// Gives the domain this firmware.
    fn apply(&self, domain: &mut Domain) {
        let os = &mut domain.os;
        let mut own_variables = false;
        let loader = os.loader.get_or_insert_with(Loader::default);
        match &self.mapping {
            Mapping::Kernel {} => {}
            Mapping::Memory { filename } => {
                loader.kind = Some(LoaderType::Rom);
                loader.path = Some(filename.clone());
            }
            Mapping::Flash {
                mode,
                executable,
                nvram_template,
            } => {
                loader.kind = Some(LoaderType::Pflash);
                loader.readonly = Some(*mode != FlashMode::Combined);
                loader.path = Some(executable.filename.clone());
                loader.format = executable.format();
                if *mode == FlashMode::Stateless {
                    loader.stateless = Some(true);
                }
                let template = nvram_template
                    .as_ref()
                    .filter(|_| *mode == FlashMode::Split);
                if let (Some(template), true) = (template, loader.stateless != Some(true)) {
                    let nvram = os.nvram.get_or_insert_with(Nvram::default);
                    own_variables = nvram.is_remote();
                    // The variables are a copy of the template, unless others made them already; if they
                    // are to be in another format, they are converted.
                    nvram.format = nvram.format.or(template.format());
                    if !own_variables {
                        nvram.template = Some(template.filename.clone());
                        nvram.template_format = template.format();
                    }
                    if let Some(source) = &mut nvram.source {
                        source.format = nvram.format;
                    }
                }
            }
        }
        if self.has("requires-smm") {
            loader.secure = Some(true);
            domain.features.smm.get_or_insert_default().state = Some(true);
        }
        if self.interface_types.iter().any(|i| i == "uefi") {
            os.firmware = Some(Firmware::Efi);
            // Which keys are in variables from elsewhere, nobody knows here.
            os.firmware_features = [
                (FirmwareFeatureName::EnrolledKeys, "enrolled-keys"),
                (FirmwareFeatureName::SecureBoot, "secure-boot"),
            ]
            .into_iter()
            .filter(|(name, _)| !own_variables || *name != FirmwareFeatureName::EnrolledKeys)
            .map(|(name, feature)| FirmwareFeature {
                name,
                enabled: self.has(feature),
            })
            .collect();
        }
    }
}

/// Whether a name matches a shell pattern of `*` and `?`.
fn glob(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    // Where to go back to: just past the last star, and the name from where it stands for more.
    let (mut p, mut n, mut back) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                back = Some((p + 1, n));
                p += 1;
            }
            Some(c) if *c == b'?' || *c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match back {
                Some((after, from)) => {
                    (p, n) = (after, from + 1);
                    back = Some((after, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conf::domain::ParseContext;
    use crate::error::virErrorNumber::VIR_ERR_OPERATION_FAILED;

    #[test]
    fn patterns() {
        for (pattern, name, want) in [
            ("pc-q35-*", "pc-q35-10.0", true),
            ("pc-q35-*", "pc-i440fx-10.0", false),
            ("*", "", true),
            ("microvm", "microvm", true),
            ("microvm", "microvm2", false),
            ("a*b*c", "aXbYbc", true),
            ("a?c", "abc", true),
            ("", "a", false),
        ] {
            assert_eq!(glob(pattern, name), want, "{pattern} {name}");
        }
    }

    struct Scratch(PathBuf);

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn descriptor(code: &str, vars: &str, features: &str) -> String {
        format!(
            r#"{{"interface-types": ["uefi"], "mapping": {{"device": "flash",
            "executable": {{"filename": "{code}", "format": "raw"}},
            "nvram-template": {{"filename": "{vars}", "format": "raw"}}}},
            "targets": [{{"architecture": "x86_64", "machines": ["pc-q35-*"]}}],
            "features": [{features}]}}"#
        )
    }

    fn scratch(name: &str) -> (Scratch, Vec<PathBuf>) {
        let dir = std::env::temp_dir().join(format!("oxivirt-fw-{name}-{}", std::process::id()));
        let dirs: Vec<PathBuf> = ["usr", "etc"].iter().map(|d| dir.join(d)).collect();
        for dir in &dirs {
            std::fs::create_dir_all(dir).unwrap();
        }
        let write = |name: &str, text: &str| std::fs::write(dirs[0].join(name), text).unwrap();
        write(
            "40-secure.json",
            &descriptor("/s", "/sv", r#""secure-boot", "requires-smm""#),
        );
        write("50-plain.json", &descriptor("/p", "/pv", ""));
        write("60-broken.json", "{");
        (Scratch(dir), dirs)
    }

    fn guest(os: &str) -> Domain {
        let xml = format!("<domain type='qemu'><name>g</name><memory>65536</memory>{os}</domain>");
        Domain::parse(&xml, &ParseContext::define()).unwrap()
    }

    const Q35: &str = "<type arch='x86_64' machine='pc-q35-10.0'>hvm</type>";

    #[test]
    fn the_first_that_fits() {
        let (scratch, dirs) = scratch("first");
        let mut domain = guest(&format!("<os firmware='efi'>{Q35}</os>"));
        choose(&mut domain, &dirs).unwrap();
        let loader = domain.os.loader.clone().unwrap();
        assert_eq!(loader.path.as_deref(), Some("/s"));
        assert_eq!(loader.secure, Some(true));
        assert_eq!(domain.features.smm.unwrap().state, Some(true));
        let nvram = domain.os.nvram.clone().unwrap();
        assert_eq!(nvram.template.as_deref(), Some("/sv"));
        // What was chosen stays chosen.
        let mut again = domain.clone();
        choose(&mut again, &dirs).unwrap();
        assert_eq!(again, domain);

        let mut domain = guest(&format!(
            "<os firmware='efi'>{Q35}<loader secure='no'/></os>"
        ));
        choose(&mut domain, &dirs).unwrap();
        assert_eq!(domain.os.loader.unwrap().path.as_deref(), Some("/p"));

        // An empty file of the administrator's masks one of the distribution's.
        std::fs::write(dirs[1].join("40-secure.json"), "").unwrap();
        let mut domain = guest(&format!("<os firmware='efi'>{Q35}</os>"));
        choose(&mut domain, &dirs).unwrap();
        assert_eq!(domain.os.loader.unwrap().path.as_deref(), Some("/p"));
        drop(scratch);
    }

    #[test]
    fn nothing_fits_and_nothing_asked() {
        let (scratch, dirs) = scratch("none");
        let pc = Q35.replace("q35", "i440fx");
        let mut domain = guest(&format!("<os firmware='efi'>{pc}</os>"));
        let e = choose(&mut domain, &dirs).unwrap_err();
        assert_eq!(e.code, VIR_ERR_OPERATION_FAILED);
        let mut domain = guest(&format!("<os>{Q35}</os>"));
        let before = domain.clone();
        choose(&mut domain, &dirs).unwrap();
        assert_eq!(domain, before);
        // A loader that is named and described.
        let mut domain = guest(&format!(
            "<os>{Q35}<loader readonly='yes' type='pflash'>/p</loader></os>"
        ));
        choose(&mut domain, &dirs).unwrap();
        assert_eq!(domain.os.firmware, Some(Firmware::Efi));
        assert_eq!(domain.os.nvram.unwrap().template.as_deref(), Some("/pv"));
        drop(scratch);
    }
}
