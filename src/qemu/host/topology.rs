//! The host's processors, memory and caches, as the kernel tells them below /sys.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One of the host's NUMA nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub id: u32,
    pub memory_kib: u64,
    /// (size in KiB, how many)
    pub pages: Vec<(u64, u64)>,
    /// To each node, in their order.
    pub distances: Vec<u32>,
    pub cpus: Vec<Cpu>,
}

/// One of the host's logical processors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cpu {
    pub id: u32,
    pub socket: i64,
    pub die: i64,
    pub cluster: i64,
    pub core: i64,
    /// The threads of its core, as a list ("0-1").
    pub siblings: String,
}

/// A cache that some processors share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CacheBank {
    pub level: u32,
    pub id: u32,
    /// "both", "code", "data"
    pub kind: &'static str,
    pub size_kib: u64,
    pub cpus: String,
}

/// Where the kernel tells all this.
#[derive(Clone, Debug)]
pub struct System {
    root: PathBuf,
}

impl Default for System {
    fn default() -> Self {
        System {
            root: PathBuf::from("/sys"),
        }
    }
}

impl System {
    #[cfg(test)]
    pub fn at(root: &Path) -> Self {
        System {
            root: root.to_owned(),
        }
    }

    fn text(&self, path: impl AsRef<Path>) -> Option<String> {
        let text = fs::read_to_string(self.root.join(path)).ok()?;
        Some(text.trim().to_owned())
    }

    fn number(&self, path: impl AsRef<Path>) -> Option<i64> {
        self.text(path)?.parse().ok()
    }

    /// The NUMA nodes; a kernel without NUMA has one.
    pub fn cells(&self) -> Vec<Cell> {
        let nodes = self.text("devices/system/node/online");
        let nodes = nodes.as_deref().map(list).unwrap_or_default();
        if nodes.is_empty() {
            let online = self.text("devices/system/cpu/online").unwrap_or_default();
            let memory_kib = meminfo(Path::new("/proc/meminfo"), "MemTotal:").unwrap_or(0);
            let base_kib = crate::sys::cpu::page_size() / 1024;
            return vec![Cell {
                id: 0,
                memory_kib,
                pages: vec![(base_kib, memory_kib / base_kib.max(1))],
                distances: vec![10],
                cpus: list(&online).into_iter().map(|id| self.cpu(id)).collect(),
            }];
        }
        nodes.into_iter().map(|id| self.cell(id)).collect()
    }

    fn cell(&self, id: u32) -> Cell {
        let dir = format!("devices/system/node/node{id}");
        let memory_kib = meminfo(&self.root.join(&dir).join("meminfo"), "MemTotal:").unwrap_or(0);
        let base_kib = crate::sys::cpu::page_size() / 1024;
        let mut huge = BTreeMap::new();
        for entry in fs::read_dir(self.root.join(&dir).join("hugepages"))
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            let size = name
                .strip_prefix("hugepages-")
                .and_then(|n| n.strip_suffix("kB")?.parse::<u64>().ok());
            if let Some(size) = size {
                let count = self
                    .number(format!("{dir}/hugepages/{name}/nr_hugepages"))
                    .unwrap_or(0);
                huge.insert(size, count as u64);
            }
        }
        let reserved: u64 = huge.iter().map(|(size, count)| size * count).sum();
        let mut pages = vec![(
            base_kib,
            memory_kib.saturating_sub(reserved) / base_kib.max(1),
        )];
        pages.extend(huge);
        Cell {
            id,
            memory_kib,
            pages,
            distances: self
                .text(format!("{dir}/distance"))
                .unwrap_or_default()
                .split_whitespace()
                .filter_map(|d| d.parse().ok())
                .collect(),
            cpus: list(&self.text(format!("{dir}/cpulist")).unwrap_or_default())
                .into_iter()
                .map(|id| self.cpu(id))
                .collect(),
        }
    }

    fn cpu(&self, id: u32) -> Cpu {
        let topology = |what: &str| {
            self.number(format!("devices/system/cpu/cpu{id}/topology/{what}"))
                .unwrap_or(0)
                .max(0)
        };
        Cpu {
            id,
            socket: topology("physical_package_id"),
            die: topology("die_id"),
            cluster: topology("cluster_id"),
            core: topology("core_id"),
            siblings: self
                .text(format!(
                    "devices/system/cpu/cpu{id}/topology/thread_siblings_list"
                ))
                .unwrap_or_else(|| id.to_string()),
        }
    }

    /// Caches from the second level on; the first belongs to a core alone.
    pub fn caches(&self) -> Vec<CacheBank> {
        let online = self.text("devices/system/cpu/online").unwrap_or_default();
        let mut banks = Vec::new();
        for cpu in list(&online) {
            for index in 0.. {
                let dir = format!("devices/system/cpu/cpu{cpu}/cache/index{index}");
                let Some(level) = self.number(format!("{dir}/level")) else {
                    break;
                };
                if level < 2 {
                    continue;
                }
                let size = self.text(format!("{dir}/size")).unwrap_or_default();
                let bank = CacheBank {
                    level: level as u32,
                    id: self.number(format!("{dir}/id")).unwrap_or(0) as u32,
                    kind: match self.text(format!("{dir}/type")).as_deref() {
                        Some("Instruction") => "code",
                        Some("Data") => "data",
                        _ => "both",
                    },
                    size_kib: size.trim_end_matches('K').parse().unwrap_or(0),
                    cpus: self
                        .text(format!("{dir}/shared_cpu_list"))
                        .unwrap_or_default(),
                };
                if !banks.contains(&bank) {
                    banks.push(bank);
                }
            }
        }
        banks.sort();
        banks
    }

    /// Sockets, dies, clusters, cores and threads, each in one of what is before it.
    pub fn product(cells: &[Cell]) -> (u32, u32, u32, u32, u32) {
        let cpus: Vec<&Cpu> = cells.iter().flat_map(|c| &c.cpus).collect();
        let distinct = |key: &dyn Fn(&Cpu) -> Vec<i64>| {
            let mut all: Vec<Vec<i64>> = cpus.iter().map(|c| key(c)).collect();
            all.sort();
            all.dedup();
            (all.len() as u32).max(1)
        };
        let sockets = distinct(&|c| vec![c.socket]);
        let dies = distinct(&|c| vec![c.socket, c.die]);
        let clusters = distinct(&|c| vec![c.socket, c.die, c.cluster]);
        let cores = distinct(&|c| vec![c.socket, c.die, c.core]);
        let threads = (cpus.len() as u32).max(1);
        // On a bare core the kernel numbers clusters like cores, which says nothing.
        let clusters = if clusters == cores { dies } else { clusters };
        (
            sockets,
            (dies / sockets).max(1),
            (clusters / dies).max(1),
            (cores / clusters).max(1),
            (threads / cores).max(1),
        )
    }

    /// Ways to sleep that the kernel has.
    pub fn can_sleep(&self, way: &str) -> bool {
        self.text("power/state")
            .is_some_and(|s| s.split_whitespace().any(|w| w == way))
    }

    /// Whether devices can be given to guests safely.
    pub fn has_iommu(&self) -> bool {
        fs::read_dir(self.root.join("kernel/iommu_groups"))
            .is_ok_and(|mut dir| dir.next().is_some())
    }

    /// The UUID that the firmware gives the machine.
    pub fn product_uuid(&self) -> Option<String> {
        [
            "devices/virtual/dmi/id/product_uuid",
            "class/dmi/id/product_uuid",
        ]
        .iter()
        .find_map(|p| self.text(p))
    }
}

/// A list like `0-3,8`.
pub fn list(text: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    for part in text.split(',').filter(|p| !p.is_empty()) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        if let (Ok(from), Ok(to)) = (from.trim().parse(), to.trim().parse::<u32>()) {
            numbers.extend(from..=to);
        }
    }
    numbers
}

/// A line of a meminfo file, KiB; a node's has the node's name in front.
fn meminfo(path: &Path, name: &str) -> Option<u64> {
    let text = fs::read_to_string(path).ok()?;
    text.lines()
        .find_map(|line| line.split_once(name))
        .and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_of_two_nodes() {
        let root = std::env::temp_dir().join(format!("oxivirt-sys-{}", std::process::id()));
        let write = |path: String, text: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("devices/system/node/online".into(), "0-1\n");
        write("devices/system/cpu/online".into(), "0-7\n");
        for node in 0..2 {
            let dir = format!("devices/system/node/node{node}");
            let first = node * 4;
            write(
                format!("{dir}/cpulist"),
                &format!("{first}-{}\n", first + 3),
            );
            write(
                format!("{dir}/distance"),
                if node == 0 { "10 21\n" } else { "21 10\n" },
            );
            write(
                format!("{dir}/meminfo"),
                &format!("Node {node} MemTotal:  8388608 kB\n"),
            );
            write(
                format!("{dir}/hugepages/hugepages-2048kB/nr_hugepages"),
                "16\n",
            );
            for cpu in first..first + 4 {
                let dir = format!("devices/system/cpu/cpu{cpu}");
                let core = cpu / 2;
                write(
                    format!("{dir}/topology/physical_package_id"),
                    &node.to_string(),
                );
                write(format!("{dir}/topology/core_id"), &core.to_string());
                write(
                    format!("{dir}/topology/thread_siblings_list"),
                    &format!("{}-{}", core * 2, core * 2 + 1),
                );
                write(format!("{dir}/cache/index0/level"), "1");
                write(format!("{dir}/cache/index1/level"), "3");
                write(format!("{dir}/cache/index1/id"), &node.to_string());
                write(format!("{dir}/cache/index1/type"), "Unified");
                write(format!("{dir}/cache/index1/size"), "16384K");
                write(
                    format!("{dir}/cache/index1/shared_cpu_list"),
                    &format!("{first}-{}", first + 3),
                );
            }
        }
        let system = System::at(&root);
        let cells = system.cells();
        assert_eq!(cells.len(), 2);
        assert_eq!(cells[1].distances, [21, 10]);
        assert_eq!(cells[0].pages, [(4, (8388608 - 16 * 2048) / 4), (2048, 16)]);
        assert_eq!(cells[1].cpus[3].siblings, "6-7");
        assert_eq!(System::product(&cells), (2, 1, 1, 2, 2));
        let caches = system.caches();
        assert_eq!(caches.len(), 2);
        assert_eq!(
            (caches[1].level, caches[1].kind, caches[1].size_kib),
            (3, "both", 16384)
        );
        fs::remove_dir_all(&root).unwrap();
    }
}
