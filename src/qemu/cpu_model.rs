//! CPU models as sets of features: which named model comes nearest to a host's CPU, and what has to
//! be added to it and taken from it.
//!
//! Both sides come from QEMU: it writes out what its models consist of, and what it can give a guest
//! on this host.

use super::capabilities::QemuCaps;
use crate::conf::domain::Domain;
use crate::conf::domain::cpu::{
    Cpu, CpuCheck, CpuFallback, CpuFeature, CpuMatch, CpuMode, FeaturePolicy,
};
use crate::error::{Error, Result};
use std::collections::BTreeSet;

/// A named model with its features, by the names that documents use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    pub name: String,
    /// As the processor says it ("GenuineIntel"); empty: of no vendor.
    pub vendor: String,
    pub features: BTreeSet<String>,
}

/// A CPU as a named model and what it differs by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nearest {
    pub model: String,
    /// What the CPU has and the model has not.
    pub more: BTreeSet<String>,
    /// What the model has and the CPU has not.
    pub less: BTreeSet<String>,
}

/// The model that differs in the fewest features from a CPU of `vendor`; among equals the one that
/// lacks least of what its name promises, then the one named first.
pub fn nearest(features: &BTreeSet<String>, vendor: &str, models: &[Model]) -> Option<Nearest> {
    models
        .iter()
        .filter(|m| m.vendor.is_empty() || m.vendor == vendor)
        .map(|m| Nearest {
            model: m.name.clone(),
            more: features.difference(&m.features).cloned().collect(),
            less: m.features.difference(features).cloned().collect(),
        })
        .min_by_key(|n| (n.more.len() + n.less.len(), n.less.len()))
}

/// The model that comes nearest from below: all of its features are there, and the fewest others. For
/// those who are told what there is, and cannot be told what there is not.
pub fn nearest_contained(
    features: &BTreeSet<String>,
    vendor: &str,
    models: &[Model],
) -> Option<Nearest> {
    let contained: Vec<Model> = models
        .iter()
        .filter(|m| m.features.is_subset(features))
        .cloned()
        .collect();
    nearest(features, vendor, &contained)
}

/// Features that documents write with an underscore though QEMU has a hyphen.
const UNDERSCORED: &[&str] = &[
    "cmp_legacy",
    "ds_cpl",
    "fxsr_opt",
    "lahf_lm",
    "nodeid_msr",
    "perfctr_core",
    "perfctr_nb",
    "tsc_adjust",
];

/// Switches of QEMU's CPUs that are no features of a processor.
const SWITCHES: &[&str] = &[
    "check",
    "cpuid-0xb",
    "enforce",
    "fill-mtrr-mask",
    "full-cpuid-auto-level",
    "host-cache-info",
    "host-phys-bits",
    "hotpluggable",
    "hotplugged",
    "kvm",
    "l3-cache",
    "legacy-cache",
    "legacy-multi-node",
    "lmce",
    "migratable",
    "pmu",
    "realized",
    "start-powered-off",
    "tcg-cpuid",
    "vmware-cpuid-freq",
];

/// What a model's name promises, of the features that it has under one accelerator: accelerators
/// switch some by themselves, which documents therefore tell one by one.
pub fn promised(mut features: BTreeSet<String>) -> BTreeSet<String> {
    for switched in ["hypervisor", "monitor", "npt"] {
        features.remove(switched);
    }
    // TCG takes it away; processors of that age all have it.
    if features.contains("pse36") {
        features.insert("vme".to_owned());
    }
    features
}

/// The document's name of what QEMU calls `property`; `None` if that is no feature.
pub fn feature_name(property: &str) -> Option<String> {
    let hyphens = property.replace('_', "-");
    if SWITCHES.contains(&hyphens.as_str())
        || ["x-", "hv-", "kvm-", "kvmclock", "xen-"]
            .iter()
            .any(|prefix| hyphens.starts_with(prefix))
    {
        return None;
    }
    let underscores = property.replace('-', "_");
    if UNDERSCORED.contains(&underscores.as_str()) {
        return Some(underscores);
    }
    // QEMU knows some by several names.
    Some(match hyphens.as_str() {
        "sse3" => "pni".to_owned(),
        "xd" => "nx".to_owned(),
        "i64" => "lm".to_owned(),
        "pclmulqdq" => "pclmuldq".to_owned(),
        "ffxsr" => "fxsr_opt".to_owned(),
        "sse4-1" => "sse4.1".to_owned(),
        "sse4-2" => "sse4.2".to_owned(),
        _ => hyphens,
    })
}

/// libvirt's name of a vendor.
pub fn vendor_name(id: &str) -> Option<&'static str> {
    match id {
        "GenuineIntel" => Some("Intel"),
        "AuthenticAMD" => Some("AMD"),
        "HygonGenuine" => Some("Hygon"),
        _ => None,
    }
}

/// Replaces `mode='host-model'` by the model and features that this host gives guests of the
/// domain's type. Other modes stay as they are.
pub fn resolve_host_model(domain: &mut Domain, caps: &QemuCaps) -> Result<()> {
    let Some(cpu) = &mut domain.cpu else {
        return Ok(());
    };
    if cpu.mode != Some(CpuMode::HostModel) || cpu.model.is_some() {
        return Ok(());
    }
    let virt = domain.virt_type.name();
    let (features, vendor) = caps.host_features(virt).ok_or_else(|| {
        Error::config_unsupported(format!(
            "CPU mode 'host-model' for domains of type '{virt}' is not supported by this QEMU"
        ))
    })?;
    let models = caps.expanded_models()?;
    let found = nearest(&features, &vendor, &models)
        .ok_or_else(|| Error::internal("no CPU model comes near to the host's CPU"))?;
    write(cpu, found, vendor_name(&vendor));
    Ok(())
}

fn write(cpu: &mut Cpu, found: Nearest, vendor: Option<&str>) {
    let own = std::mem::take(&mut cpu.features);
    let named: BTreeSet<String> = own.iter().map(|f| f.name.clone()).collect();
    for (names, policy) in [
        (found.more, FeaturePolicy::Require),
        (found.less, FeaturePolicy::Disable),
    ] {
        for name in names.into_iter().filter(|n| !named.contains(n)) {
            cpu.features.push(CpuFeature {
                name,
                policy: Some(policy),
            });
        }
    }
    cpu.features.extend(own);
    cpu.mode = Some(CpuMode::Custom);
    cpu.matching = Some(CpuMatch::Exact);
    cpu.check.get_or_insert(CpuCheck::Partial);
    cpu.model = Some(found.model);
    cpu.fallback = Some(CpuFallback::Forbid);
    if cpu.vendor.is_none() {
        cpu.vendor = vendor.map(str::to_owned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    fn model(name: &str, vendor: &str, features: &[&str]) -> Model {
        Model {
            name: name.to_owned(),
            vendor: vendor.to_owned(),
            features: set(features),
        }
    }

    #[test]
    fn the_nearest_keeps_its_promises() {
        let models = [
            model("big", "A", &["x", "y", "z", "w"]),
            model("small", "A", &["x"]),
            model("same", "B", &["x", "y", "z"]),
        ];
        // Two off either way: the one that lacks nothing it promises.
        let found = nearest(&set(&["x", "y", "q"]), "A", &models[..2]).unwrap();
        assert_eq!(found.model, "small");
        assert_eq!(found.more, set(&["q", "y"]));
        assert!(found.less.is_empty());
        // Another vendor's is no choice.
        assert_eq!(
            nearest(&set(&["x", "y", "z"]), "A", &models).unwrap().model,
            "big"
        );
        assert_eq!(
            nearest(&set(&["x", "y", "z"]), "B", &models).unwrap().model,
            "same"
        );
        assert!(nearest(&set(&[]), "C", &models).is_none());
        let below = nearest_contained(&set(&["x", "y", "z"]), "A", &models).unwrap();
        assert_eq!(below.model, "small");
    }

    #[test]
    fn names() {
        for (qemu, ours) in [
            ("cmp-legacy", Some("cmp_legacy")),
            ("nrip_save", Some("nrip-save")),
            ("sse4_1", Some("sse4.1")),
            ("xd", Some("nx")),
            ("hv-time", None),
            ("check", None),
            ("kvm-pv-eoi", None),
            ("avx512f", Some("avx512f")),
        ] {
            assert_eq!(feature_name(qemu).as_deref(), ours, "{qemu}");
        }
    }
}
