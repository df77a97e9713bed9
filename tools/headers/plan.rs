//! Which headers there are, and where each comes from.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One header and where it comes from.
pub struct Header {
    pub name: &'static str,
    /// Under `src/`, without `.rs`: the file and everything in the directory of that name.
    pub sources: &'static [&'static str],
    /// What it includes, and other text that no Rust source can give.
    pub before: &'static str,
    /// The library that has its functions, which is also its API description.
    pub library: &'static str,
    pub summary: &'static str,
}

/// Part of libvirt.h, not to be included alone.
const fn part(
    name: &'static str,
    sources: &'static [&'static str],
    summary: &'static str,
) -> Header {
    Header {
        name,
        sources,
        before: "#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error \"Do not include this file directly: include <libvirt/libvirt.h>\"
#endif",
        library: "libvirt",
        summary,
    }
}

/// A header of a library beside libvirt.
const fn beside(
    library: &'static str,
    name: &'static str,
    sources: &'static [&'static str],
    before: &'static str,
    summary: &'static str,
) -> Header {
    Header {
        name,
        sources,
        before,
        library,
        summary,
    }
}

/// The parts of libvirt.h in the order in which it includes them, and then the others.
pub const HEADERS: &[Header] = &[
    Header {
        name: "libvirt-common.h",
        sources: &["abi/common"],
        before: COMMON,
        library: "libvirt",
        summary: "what the parts of the interface have in common",
    },
    part("libvirt-host.h", &["abi/host"], "connections and the host"),
    part("libvirt-domain.h", &["abi/domain"], "domains"),
    part(
        "libvirt-domain-checkpoint.h",
        &["abi/domain_checkpoint"],
        "checkpoints of domains",
    ),
    part(
        "libvirt-domain-snapshot.h",
        &["abi/domain_snapshot"],
        "snapshots of domains",
    ),
    part("libvirt-event.h", &["abi/event"], "the event loop"),
    part(
        "libvirt-interface.h",
        &["abi/interface"],
        "network interfaces of the host",
    ),
    part(
        "libvirt-network.h",
        &["abi/network"],
        "virtual networks and their ports",
    ),
    part("libvirt-nodedev.h", &["abi/nodedev"], "devices of the host"),
    part("libvirt-nwfilter.h", &["abi/nwfilter"], "network filters"),
    part("libvirt-secret.h", &["abi/secret"], "secrets"),
    part(
        "libvirt-storage.h",
        &["abi/storage"],
        "storage pools and their volumes",
    ),
    part("libvirt-stream.h", &["abi/stream"], "streams of data"),
    Header {
        name: "virterror.h",
        sources: &["error/codes", "abi/virterror"],
        before: "#include <libvirt/libvirt.h>",
        library: "libvirt",
        summary: "errors",
    },
    beside(
        "libvirt-qemu",
        "libvirt-qemu.h",
        &["abi/qemu"],
        "#include <libvirt/libvirt.h>",
        "what only the QEMU driver has",
    ),
    beside(
        "libvirt-lxc",
        "libvirt-lxc.h",
        &["abi/lxc"],
        "#include <libvirt/libvirt.h>\n#include <libvirt/virterror.h>",
        "what only the LXC driver has",
    ),
    beside(
        "libvirt-admin",
        "libvirt-admin.h",
        &["abi/admin"],
        "#define __VIR_ADMIN_H_INCLUDES__\n#include <libvirt/libvirt-common.h>\n#undef __VIR_ADMIN_H_INCLUDES__",
        "the administration of daemons",
    ),
];

const COMMON: &str = r#"#if !defined __VIR_LIBVIRT_H_INCLUDES__ && !defined __VIR_ADMIN_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

#include <sys/types.h>

/** Marks what new programs should not use. */
#ifndef VIR_DEPRECATED
#if __GNUC__ > 3 || (__GNUC__ == 3 && __GNUC_MINOR__ >= 1)
#define VIR_DEPRECATED __attribute__((__deprecated__))
#else
#define VIR_DEPRECATED
#endif
#endif

/** Declares a variable of the library. */
#define VIR_EXPORT_VAR extern"#;

impl Header {
    /// The name of its include guard.
    pub fn guard(&self) -> String {
        let name = match self.name {
            "virterror.h" => "libvirt-virterror.h",
            other => other,
        };
        name.to_uppercase().replace(['-', '.'], "_")
    }

    /// The name that API descriptions know it by.
    pub fn stem(&self) -> &'static str {
        self.name.trim_end_matches(".h")
    }

    /// The files that it is made from: those named, each with what is in its directory behind it.
    pub fn files(&self, root: &Path) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for source in self.sources {
            let base = root.join("src").join(source);
            let file = base.with_extension("rs");
            if file.exists() {
                files.push(file);
            }
            below(&base, &mut files);
        }
        files
    }
}

fn below(dir: &Path, files: &mut Vec<PathBuf>) {
    let mut found: Vec<PathBuf> = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    found.sort();
    for path in found {
        if path.is_dir() {
            if path.file_name().is_none_or(|name| name != "tests") {
                below(&path, files);
            }
        } else if path.extension().is_some_and(|e| e == "rs")
            && path.file_stem().is_none_or(|name| name != "tests")
        {
            files.push(path);
        }
    }
}

/// Since which release everything exists whose documentation does not say it: functions by their version
/// nodes, the rest by a table.
pub fn since(root: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut since = BTreeMap::new();
    for table in [
        "exports",
        "exports-qemu",
        "exports-lxc",
        "exports-admin",
        "since",
    ] {
        let path = root.join("src/abi").join(table).with_extension("tsv");
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            if let Some((name, node)) = line.split_once('\t') {
                let version = node.trim_start_matches(|c: char| !c.is_ascii_digit());
                since.insert(name.to_owned(), version.to_owned());
            }
        }
    }
    Ok(since)
}
