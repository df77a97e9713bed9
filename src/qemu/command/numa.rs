//! The guest's NUMA nodes: their CPUs, memory, distances, and how fast they reach each other.

use super::Builder;
use super::memory::Backing;
use super::props::CommaList;
use crate::conf::domain::cpu::{
    InterconnectAccess, InterconnectKind, NumaCacheAssociativity, NumaCachePolicy, NumaCell,
};
use crate::error::Result;

const LOCAL_DISTANCE: u32 = 10;
const REMOTE_DISTANCE: u32 = 20;

impl Builder<'_> {
    /// Whether the guest is told how fast memory is.
    pub fn hmat(&self) -> bool {
        !self.dom.numa.interconnects.is_empty()
            || self.dom.numa.cells.iter().any(|c| !c.caches.is_empty())
    }

    pub fn numa(&mut self) -> Result<()> {
        let cells = &self.dom.numa.cells;
        if cells.is_empty() {
            return Ok(());
        }
        let mut backends = Vec::new();
        for (i, cell) in cells.iter().enumerate() {
            backends.push(self.backend(&Backing {
                id: format!("ram-node{i}"),
                size_kib: cell.memory_kib,
                node: Some(i as u32),
                system: false,
                access: cell.access,
                discard: cell.discard,
                device: None,
            })?);
        }
        // Old machines may have it simpler; a saved state of them knows one block of memory then.
        let by_size = self
            .caps
            .machine(self.machine_name())
            .is_some_and(|m| m.numa_mem)
            && !self.hmat()
            && backends.iter().all(|b| !b.special);

        for (i, (cell, backend)) in cells.iter().zip(&backends).enumerate() {
            if !by_size && cell.memory_kib > 0 {
                self.push_backend(backend);
            }
            let mut n = CommaList::new();
            n.word("node").pair("nodeid", i);
            for (first, last) in cell.cpus.iter().flat_map(|c| c.ranges()) {
                if first == last {
                    n.pair("cpus", first);
                } else {
                    n.pair("cpus", format!("{first}-{last}"));
                }
            }
            if self.hmat() {
                if let Some(initiator) = self.initiator(i, cell) {
                    n.pair("initiator", initiator);
                }
            }
            if by_size {
                n.pair("mem", cell.memory_kib / 1024);
            } else if cell.memory_kib > 0 {
                n.pair("memdev", format!("ram-node{i}"));
            }
            self.pair("-numa", n.finish());
        }
        if cells.iter().any(|c| !c.distances.is_empty()) {
            for src in 0..cells.len() {
                for dst in 0..cells.len() {
                    let mut n = CommaList::new();
                    n.word("dist")
                        .pair("src", src)
                        .pair("dst", dst)
                        .pair("val", distance(cells, src, dst));
                    self.pair("-numa", n.finish());
                }
            }
        }
        if self.hmat() {
            self.hmat_tables();
        }
        Ok(())
    }

    /// The node whose CPUs are nearest to this one's memory.
    fn initiator(&self, node: usize, cell: &NumaCell) -> Option<u32> {
        if cell.cpus.is_some() {
            return Some(node as u32);
        }
        let links = self
            .dom
            .numa
            .interconnects
            .iter()
            .filter(|l| l.target as usize == node && l.cache.is_none());
        let latency = links
            .clone()
            .filter(|l| l.kind == InterconnectKind::Latency)
            .min_by_key(|l| l.value)
            .map(|l| l.initiator);
        latency
            .or_else(|| {
                links
                    .filter(|l| l.kind == InterconnectKind::Bandwidth)
                    .max_by_key(|l| l.value)
                    .map(|l| l.initiator)
            })
            .or_else(|| {
                // Nothing is told of it: the first node that has CPUs.
                self.dom
                    .numa
                    .cells
                    .iter()
                    .position(|c| c.cpus.is_some())
                    .map(|i| i as u32)
            })
    }

    fn hmat_tables(&mut self) {
        for link in &self.dom.numa.interconnects {
            let hierarchy = match link.cache {
                None | Some(0) => "memory",
                Some(1) => "first-level",
                Some(2) => "second-level",
                Some(_) => "third-level",
            };
            let access = match link.access {
                InterconnectAccess::Access => "access",
                InterconnectAccess::Read => "read",
                InterconnectAccess::Write => "write",
            };
            let mut n = CommaList::new();
            n.word("hmat-lb")
                .pair("initiator", link.initiator)
                .pair("target", link.target)
                .pair("hierarchy", hierarchy);
            match link.kind {
                InterconnectKind::Latency => n
                    .pair("data-type", format!("{access}-latency"))
                    .pair("latency", link.value),
                InterconnectKind::Bandwidth => n
                    .pair("data-type", format!("{access}-bandwidth"))
                    .pair("bandwidth", format!("{}K", link.value)),
            };
            self.pair("-numa", n.finish());
        }
        for (i, cell) in self.dom.numa.cells.iter().enumerate() {
            for cache in &cell.caches {
                let associativity = match cache.associativity {
                    NumaCacheAssociativity::None => "none",
                    NumaCacheAssociativity::Direct => "direct",
                    NumaCacheAssociativity::Full => "complex",
                };
                let policy = match cache.policy {
                    NumaCachePolicy::None => "none",
                    NumaCachePolicy::WriteBack => "write-back",
                    NumaCachePolicy::WriteThrough => "write-through",
                };
                let mut n = CommaList::new();
                n.word("hmat-cache")
                    .pair("node-id", i)
                    .pair("size", format!("{}K", cache.size_kib))
                    .pair("level", cache.level)
                    .pair("associativity", associativity)
                    .pair("policy", policy)
                    .pair("line", cache.line);
                self.pair("-numa", n.finish());
            }
        }
    }
}

/// What is told of the way from one node to another, or of the way back, or what is usual.
fn distance(cells: &[NumaCell], src: usize, dst: usize) -> u32 {
    let told = |from: usize, to: usize| {
        cells[from]
            .distances
            .iter()
            .find(|(node, _)| *node as usize == to)
            .map(|(_, value)| *value)
            .filter(|value| *value != 0)
    };
    told(src, dst)
        .or_else(|| told(dst, src))
        .unwrap_or(if src == dst {
            LOCAL_DISTANCE
        } else {
            REMOTE_DISTANCE
        })
}
