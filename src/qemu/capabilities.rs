//! What a QEMU binary can do: learnt from the binary itself, once, and kept.
//!
//! [`QemuCaps::for_binary`] is the way in. It answers from memory, else from the cache on disk, else
//! by asking QEMU; several processes may do so at once.

mod cache;
pub mod cap;
mod flags;
mod probe;
mod schema;

pub use cap::Cap;
pub use flags::libvirt_flags;

use super::cpu_model;
use crate::error::{Error, Result};
use once_cell::sync::Lazy;
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// All that is known of one QEMU binary.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct QemuCaps {
    /// The path that it was probed by.
    pub binary: String,
    /// major * 1,000,000 + minor * 1,000 + micro. For showing, never for deciding.
    pub version: u64,
    /// The distribution's version, as QEMU tells it; may be empty.
    pub package: String,
    /// The guests' architecture by libvirt's name (`x86_64`, `i686`).
    pub arch: String,
    /// In QEMU's order, aliases as fields of what they stand for.
    pub machines: Vec<Machine>,
    /// Models under KVM; `None` where it cannot be used.
    pub cpus_kvm: Option<CpuSet>,
    /// Models under TCG; `None` where the binary lacks it.
    pub cpus_tcg: Option<CpuSet>,
    caps: BTreeSet<Cap>,
    types: BTreeSet<String>,
    /// Where more can be kept, for what is asked for only when it is needed.
    #[serde(skip)]
    cache: Option<(PathBuf, cache::Stamp)>,
    #[serde(skip)]
    expanded: Arc<Mutex<Option<Arc<Vec<cpu_model::Model>>>>>,
}

/// A machine type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// The canonical name (`pc-i440fx-10.0`).
    pub name: String,
    /// The short name that now stands for it (`pc`).
    pub alias: Option<String>,
    pub max_cpus: u32,
    /// QEMU takes it if none is named.
    pub default: bool,
    pub deprecated: bool,
    pub hotpluggable_cpus: bool,
    /// `-numa node,mem=` is possible; else only `memdev=`.
    pub numa_mem: bool,
    /// Whether it has ACPI; older QEMUs do not tell.
    pub acpi: Option<bool>,
    /// The QOM type of its default CPU (`qemu64-x86_64-cpu`).
    pub default_cpu: Option<String>,
    /// The name of its main memory (`pc.ram`); without one RAM cannot be given as a backend.
    pub default_ram_id: Option<String>,
}

/// The CPU models of one accelerator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CpuSet {
    pub models: Vec<CpuModel>,
    /// What `-cpu host` means (KVM only).
    pub host: Option<CpuExpansion>,
    /// What `-cpu max` means.
    pub max: Option<CpuExpansion>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CpuModel {
    pub name: String,
    /// Its QOM type.
    pub type_name: String,
    /// The versioned model that an unversioned name stands for.
    pub alias_of: Option<String>,
    pub deprecated: bool,
    /// The features that this host cannot give (sorted); empty: the model runs here. `None`: QEMU
    /// does not know.
    pub blockers: Option<Vec<String>>,
}

/// A CPU model written out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CpuExpansion {
    pub vendor: String,
    pub family: u32,
    pub model: u32,
    pub stepping: u32,
    /// The boolean properties that are on, by QEMU's names, aliases of names included.
    pub features: BTreeSet<String>,
}

type Kept = HashMap<String, (cache::Stamp, Arc<QemuCaps>)>;
static KEPT: Lazy<Mutex<Kept>> = Lazy::new(Mutex::default);

impl QemuCaps {
    /// The capabilities of `binary`. A binary that cannot be looked at is a system error, one that
    /// cannot be probed an internal error.
    pub fn load(cache_dir: &Path, binary: &str) -> Result<Arc<Self>> {
        let stamp = cache::Stamp::of(binary)
            .map_err(|e| Error::system(format!("cannot look at the QEMU binary '{binary}'"), &e))?;
        if let Some((kept, caps)) = KEPT.lock().get(binary) {
            if *kept == stamp {
                return Ok(caps.clone());
            }
        }
        let caps = match cache::load(cache_dir, &stamp) {
            Some(caps) => caps,
            None => {
                check_executable(binary)?;
                // Not under the lock: others' answers need not wait. Asked twice at worst.
                let caps = probe::probe(binary, stamp.kvm)?;
                cache::store(cache_dir, &stamp, &caps);
                caps
            }
        };
        let caps = Arc::new(QemuCaps {
            cache: Some((cache_dir.to_owned(), stamp.clone())),
            ..caps
        });
        KEPT.lock().insert(binary.to_owned(), (stamp, caps.clone()));
        Ok(caps)
    }

    /// Asks the binary, whatever is cached.
    pub fn probe(binary: &str, kvm: bool) -> Result<Self> {
        probe::probe(binary, kvm)
    }

    /// Whether this QEMU has the feature.
    pub fn has(&self, cap: Cap) -> bool {
        self.caps.contains(&cap)
    }

    /// All features it has.
    pub fn features(&self) -> impl Iterator<Item = Cap> {
        self.caps.iter().copied()
    }

    /// Whether it has this type: a device, a backend object, an accelerator.
    pub fn has_type(&self, name: &str) -> bool {
        self.types.contains(name)
    }

    /// The machine that a name or an alias means.
    pub fn machine(&self, name: &str) -> Option<&Machine> {
        self.machines
            .iter()
            .find(|m| m.name == name || m.alias.as_deref() == Some(name))
    }

    /// The name that an alias stands for; a name that is none of this QEMU's stays as it is.
    pub fn canonical_machine<'a>(&'a self, name: &'a str) -> &'a str {
        self.machine(name).map_or(name, |m| &m.name)
    }

    /// The machine for a document that names none. Not always QEMU's own default: x86 guests get
    /// the `pc` family wherever it exists, as libvirt has it.
    pub fn default_machine(&self) -> Option<&Machine> {
        let preferred = match self.arch.as_str() {
            "x86_64" | "i686" => self.machine("pc"),
            _ => None,
        };
        preferred
            .or_else(|| self.machines.iter().find(|m| m.default))
            .or_else(|| self.machines.first())
    }

    /// Whether it runs guests of this domain type (`kvm`, `qemu`).
    pub fn supports_virt_type(&self, virt: &str) -> bool {
        match virt {
            "kvm" => self.has(Cap::Kvm),
            "qemu" => self.has(Cap::Tcg),
            _ => false,
        }
    }

    /// The CPU models of a domain type (`kvm`, `qemu`).
    pub fn cpus(&self, virt: &str) -> Option<&CpuSet> {
        match virt {
            "kvm" => self.cpus_kvm.as_ref(),
            _ => self.cpus_tcg.as_ref(),
        }
    }

    /// The CPU model that a machine gives a guest which names none.
    pub fn default_cpu(&self, machine: &str, virt: &str) -> Option<&str> {
        let type_name = self.machine(machine)?.default_cpu.as_deref()?;
        let models = &self.cpus(virt)?.models;
        models
            .iter()
            .find(|m| m.type_name == type_name)
            .map(|m| m.name.as_str())
    }

    /// The features, by the documents' names, that guests of a domain type can have on this host, and
    /// the vendor of such a CPU.
    pub fn host_features(&self, virt: &str) -> Option<(BTreeSet<String>, String)> {
        let set = self.cpus(virt)?;
        let expansion = if virt == "kvm" { &set.host } else { &set.max };
        let expansion = expansion.as_ref()?;
        let features = expansion
            .features
            .iter()
            .filter_map(|f| cpu_model::feature_name(f))
            .collect();
        Some((features, expansion.vendor.clone()))
    }

    /// The named models with their features: QEMU writes them out when they are
    /// first asked for.
    pub fn expanded_models(&self) -> Result<Arc<Vec<cpu_model::Model>>> {
        let mut expanded = self.expanded.lock();
        if let Some(models) = &*expanded {
            return Ok(models.clone());
        }
        // Under KVM all models claim to be of the host's vendor.
        let accel = if self.cpus_tcg.is_some() {
            "tcg"
        } else {
            "kvm"
        };
        let set = self.cpus_tcg.as_ref().or(self.cpus_kvm.as_ref());
        let kept = self
            .cache
            .as_ref()
            .and_then(|(dir, stamp)| cache::load_models(dir, stamp, accel));
        let found = match kept {
            Some(found) => found,
            None => {
                let models = set.map_or(&[][..], |set| &set.models);
                let found = probe::expand_models(&self.binary, accel, models)?;
                if let Some((dir, stamp)) = &self.cache {
                    cache::store_models(dir, stamp, accel, &found);
                }
                found
            }
        };
        let models: Vec<cpu_model::Model> = found
            .into_iter()
            .map(|(name, expansion)| {
                let features = expansion.features.iter();
                cpu_model::Model {
                    name,
                    vendor: expansion.vendor,
                    features: cpu_model::promised(
                        features
                            .filter_map(|f| cpu_model::feature_name(f))
                            .collect(),
                    ),
                }
            })
            .collect();
        let models = Arc::new(models);
        *expanded = Some(models.clone());
        Ok(models)
    }

    /// The machine's name for its main memory, where RAM can be given as a backend.
    pub fn default_ram_id(&self, machine: &str) -> Option<&str> {
        self.machine(machine)?.default_ram_id.as_deref()
    }
}

/// Whether there is a program at `path`.
pub fn is_executable(path: &str) -> bool {
    std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

fn check_executable(binary: &str) -> Result<()> {
    if is_executable(binary) {
        Ok(())
    } else {
        Err(Error::internal(format!(
            "the QEMU binary '{binary}' is not executable"
        )))
    }
}

/// libvirt's name of the architecture that QEMU calls `target`.
fn arch_of_target(target: &str) -> &str {
    match target {
        "i386" => "i686",
        "arm" => "armv7l",
        "or1k" => "or32",
        other => other,
    }
}

#[cfg(test)]
mod tests;
