//! The machine that the driver runs on.

use super::QemuDriver;
use crate::conf::domain::os::Arch;
use crate::driver::{GuestKind, NodeInfo};
use crate::error::{Error, Result};
use crate::qemu::capabilities::QemuCaps;
use crate::qemu::config::QemuConf;
use crate::qemu::host::guest_capabilities;
use crate::qemu::{defaults, host, security};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

impl QemuDriver {
    /// What the host's own architecture is emulated with.
    fn default_caps(&self) -> Result<Arc<QemuCaps>> {
        let arch = Arch::host();
        let emulator = defaults::default_emulator(arch).ok_or_else(|| {
            Error::config_unsupported(format!("no emulator found for arch '{}'", arch.name()))
        })?;
        self.ctx.caps(&emulator)
    }

    pub(super) fn emulator_version(&self) -> Result<u64> {
        Ok(self.default_caps()?.version)
    }

    pub(super) fn most_vcpus(&self, domain_type: Option<&str>) -> Result<i32> {
        match domain_type.map(str::to_ascii_lowercase).as_deref() {
            // What QEMU emulates was always told to have sixteen, whatever its machines can do.
            None | Some("qemu") => Ok(16),
            Some("kvm") => kvm_vcpus(),
            Some(other) => Err(Error::invalid_arg(format!("unknown type '{other}'"))),
        }
    }

    pub(super) fn guest_capabilities_xml(&self, kind: &GuestKind<'_>) -> Result<String> {
        let arch = match kind.arch {
            Some(name) => Some(
                Arch::from_name(name)
                    .ok_or_else(|| Error::invalid_arg(format!("unknown architecture '{name}'")))?,
            ),
            None => None,
        };
        let emulator = match kind.emulator {
            Some(path) => path.to_owned(),
            None => {
                let arch = arch.unwrap_or(Arch::host());
                defaults::default_emulator(arch).ok_or_else(|| {
                    Error::config_unsupported(format!(
                        "no emulator for guests of architecture '{}' is installed",
                        arch.name()
                    ))
                })?
            }
        };
        let paths = &self.ctx.paths;
        let caps = QemuCaps::load(&paths.cache_dir, &emulator)?;
        guest_capabilities::xml(&caps, arch, kind, paths.privileged)
    }

    pub(super) fn capabilities_xml(&self) -> Result<String> {
        let paths = &self.ctx.paths;
        let conf = QemuConf::load(paths)?;
        let user = security::qemu_user(paths, &conf)?;
        host::host_capabilities_xml(&host::Options {
            cache_dir: paths.cache_dir.clone(),
            user: user.map(|u| (u.uid, u.gid)),
        })
    }
}

fn kvm_vcpus() -> Result<i32> {
    crate::sys::kvm::kvm_max_vcpus()
        .map_err(|e| Error::system("cannot ask '/dev/kvm' how many virtual CPUs it has", &e))
}

pub(super) fn hostname() -> Result<String> {
    fs::read_to_string("/proc/sys/kernel/hostname")
        .map(|name| name.trim_end().to_owned())
        .map_err(|e| Error::system("cannot read the host's name", &e))
}

fn read_trimmed(path: impl AsRef<Path>) -> Option<String> {
    Some(fs::read_to_string(path).ok()?.trim().to_owned())
}

/// A list like `0-3,8`.
pub(super) fn cpu_list(text: &str) -> Vec<u32> {
    let mut cpus = Vec::new();
    for part in text.split(',').filter(|p| !p.is_empty()) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        if let (Ok(from), Ok(to)) = (from.parse(), to.parse::<u32>()) {
            cpus.extend(from..=to);
        }
    }
    cpus
}

pub(super) fn node_info() -> Result<NodeInfo> {
    let system = Path::new("/sys/devices/system");
    let cpus = read_trimmed(system.join("cpu/online"))
        .map(|list| cpu_list(&list))
        .ok_or_else(|| Error::internal("cannot tell the host's processors"))?;
    let nodes = fs::read_dir(system.join("node"))
        .map(|dir| {
            let is_node = |name: &str| {
                name.strip_prefix("node")
                    .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
            };
            dir.flatten()
                .filter(|e| e.file_name().to_str().is_some_and(is_node))
                .count()
        })
        .unwrap_or(0)
        .max(1) as u32;
    let topology = |cpu: u32, what: &str| {
        read_trimmed(system.join(format!("cpu/cpu{cpu}/topology/{what}")))
            .and_then(|v| v.parse::<i64>().ok())
            .unwrap_or(0)
    };
    let mut sockets = BTreeSet::new();
    let mut cores = BTreeSet::new();
    for cpu in &cpus {
        let socket = topology(*cpu, "physical_package_id");
        sockets.insert(socket);
        cores.insert((socket, topology(*cpu, "core_id")));
    }
    let (cpus, sockets, cores) = (
        cpus.len() as u32,
        sockets.len().max(1) as u32,
        cores.len().max(1) as u32,
    );
    let per_node = (sockets / nodes).max(1);
    let per_socket = (cores / sockets).max(1);
    let threads = (cpus / cores).max(1);
    let info = NodeInfo {
        model: std::env::consts::ARCH.to_owned(),
        memory_kib: meminfo("MemTotal:")?,
        cpus,
        mhz: mhz(),
        nodes,
        sockets: per_node,
        cores: per_socket,
        threads,
    };
    if nodes * per_node * per_socket * threads == cpus {
        return Ok(info);
    }
    // Uneven hosts cannot be told by a product; all counts as one node with one socket.
    Ok(NodeInfo {
        nodes: 1,
        sockets: 1,
        cores: cpus,
        threads: 1,
        ..info
    })
}

fn mhz() -> u32 {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    info.lines()
        .find_map(|line| line.strip_prefix("cpu MHz")?.split_once(':'))
        .and_then(|(_, mhz)| mhz.trim().parse::<f64>().ok())
        .map_or(0, |mhz| mhz as u32)
}

/// A line of /proc/meminfo, KiB.
fn meminfo(name: &str) -> Result<u64> {
    let info = fs::read_to_string("/proc/meminfo")
        .map_err(|e| Error::system("cannot read '/proc/meminfo'", &e))?;
    info.lines()
        .find_map(|line| line.strip_prefix(name))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .ok_or_else(|| Error::internal("cannot understand '/proc/meminfo'"))
}

/// Bytes that no process uses, page cache left out.
pub(super) fn free_memory() -> Result<u64> {
    Ok(meminfo("MemFree:")? * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_processors() {
        assert_eq!(cpu_list("0-2,5,7-8"), [0, 1, 2, 5, 7, 8]);
        assert!(cpu_list("").is_empty());
    }

    #[test]
    fn the_product_is_all_processors() {
        let info = node_info().unwrap();
        assert_eq!(
            info.nodes * info.sockets * info.cores * info.threads,
            info.cpus
        );
        assert!(info.memory_kib > 0 && free_memory().unwrap() > 0);
    }
}
