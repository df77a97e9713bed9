//! The host's processor: who made it, what it can do.

use std::collections::BTreeSet;

/// What is known of the host's processor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// As it says itself ("GenuineIntel").
    pub vendor: String,
    pub microcode: Option<u64>,
    /// Family, model, stepping.
    pub signature: Option<(u32, u32, u32)>,
    pub physical_bits: Option<u32>,
    /// By the documents' names.
    pub features: BTreeSet<String>,
}

impl Host {
    pub fn read() -> Self {
        Self::parse(&std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default())
    }

    fn parse(cpuinfo: &str) -> Self {
        // The first processor stands for all.
        let first = cpuinfo.split("\n\n").next().unwrap_or("");
        let field = |name: &str| {
            first.lines().find_map(|line| {
                let (key, value) = line.split_once(':')?;
                (key.trim() == name).then(|| value.trim())
            })
        };
        let number = |name: &str| field(name).and_then(|v| v.parse::<u32>().ok());
        let microcode = field("microcode").and_then(|v| match v.strip_prefix("0x") {
            Some(hex) => u64::from_str_radix(hex, 16).ok(),
            None => v.parse().ok(),
        });
        let signature = || Some((number("cpu family")?, number("model")?, number("stepping")?));
        let features = field("flags")
            .unwrap_or("")
            .split_whitespace()
            .filter_map(feature_of_flag)
            .collect();
        Host {
            vendor: field("vendor_id").unwrap_or("").to_owned(),
            microcode,
            signature: signature(),
            physical_bits: field("address sizes")
                .and_then(|s| s.split_whitespace().next()?.parse().ok()),
            features,
        }
    }
}

/// Words in the kernel's list that are the kernel's own: methods and findings, not features that a
/// guest could be given.
const KERNELS_OWN: &[&str] = &[
    "acc_power",
    "amd_lbr_v2",
    "amd_lbr_pmc_freeze",
    "aperfmperf",
    "arch_perfmon",
    "art",
    "bts",
    "cat_l2",
    "cat_l3",
    "cdp_l2",
    "cdp_l3",
    "constant_tsc",
    "cpb",
    "cpuid",
    "cpuid_fault",
    "cqm",
    "cqm_llc",
    "cqm_mbm_local",
    "cqm_mbm_total",
    "cqm_occup_llc",
    "debug_swap",
    "dtherm",
    "eagerfpu",
    "ept",
    "ept_ad",
    "epb",
    "extapic",
    "extd_apicid",
    "flexpriority",
    "hw_pstate",
    "hwp",
    "hwp_act_window",
    "hwp_epp",
    "hwp_notify",
    "hwp_pkg_req",
    "ida",
    "invpcid_single",
    "mba",
    "nopl",
    "nonstop_tsc_s3",
    "pebs",
    "perfmon_v2",
    "pln",
    "proc_feedback",
    "pti",
    "ptsc",
    "pts",
    "rapl",
    "rdt_a",
    "rep_good",
    "ring3mwait",
    "sdbg",
    "split_lock_detect",
    "tpr_shadow",
    "tsc_known_freq",
    "tsc_reliable",
    "vmmcall",
    "vpid",
    "xtopology",
    "xtpr",
];

/// The document's name of a flag in /proc/cpuinfo; `None` if it is no feature of a model.
fn feature_of_flag(flag: &str) -> Option<String> {
    if KERNELS_OWN.contains(&flag) {
        return None;
    }
    let name = match flag {
        "sse4_1" => "sse4.1",
        "sse4_2" => "sse4.2",
        "pclmulqdq" => "pclmuldq",
        "sha_ni" => "sha-ni",
        "tsc_deadline_timer" => "tsc-deadline",
        "nonstop_tsc" => "invtsc",
        "avx512_vbmi2" => "avx512vbmi2",
        "avx512_vnni" => "avx512vnni",
        "avx512_bitalg" => "avx512bitalg",
        "mp" => return None,
        "cr8_legacy" => "cr8legacy",
        "cmp_legacy" | "ds_cpl" | "fxsr_opt" | "lahf_lm" | "nodeid_msr" | "perfctr_core"
        | "perfctr_nb" | "tsc_adjust" => flag,
        other => return Some(other.replace('_', "-")),
    };
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpuinfo() {
        let text = "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\n\
                    stepping\t: 7\nmicrocode\t: 0x5003\nflags\t\t: fpu sse4_1 lahf_lm constant_tsc avx512_vnni avx512_bf16\n\
                    address sizes\t: 46 bits physical, 48 bits virtual\n\nprocessor\t: 1\nvendor_id\t: Other\n";
        let host = Host::parse(text);
        assert_eq!(host.vendor, "GenuineIntel");
        assert_eq!(host.microcode, Some(0x5003));
        assert_eq!(host.signature, Some((6, 85, 7)));
        assert_eq!(host.physical_bits, Some(46));
        for name in ["fpu", "sse4.1", "lahf_lm", "avx512vnni", "avx512-bf16"] {
            assert!(host.features.contains(name), "{name}");
        }
        assert!(!host.features.contains("constant-tsc"));
    }
}
