//! The snapshots of one domain at one moment, as the tree that they are.

use crate::conf::snapshot::{Snapshot, SnapshotMode, SnapshotState};
use crate::driver::SnapshotFilter;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The snapshots of a domain. Those whose parent there is not, or that would be their own ancestors,
/// count as roots.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    snapshots: BTreeMap<String, Arc<Snapshot>>,
    /// By the parent in force; `None`: the roots. Older ones come first.
    children: HashMap<Option<String>, Vec<String>>,
    current: Option<String>,
}

impl Tree {
    /// Makes the tree of what the files say. `current` is dropped if there is no such snapshot.
    pub fn new(snapshots: BTreeMap<String, Arc<Snapshot>>, current: Option<String>) -> Tree {
        let current = current.filter(|name| snapshots.contains_key(name));
        let mut tree = Tree {
            snapshots,
            children: HashMap::new(),
            current,
        };
        let mut order: Vec<&Arc<Snapshot>> = tree.snapshots.values().collect();
        order.sort_by(|a, b| (a.creation_time, &a.name).cmp(&(b.creation_time, &b.name)));
        let mut children: HashMap<Option<String>, Vec<String>> = HashMap::new();
        for snapshot in order {
            let parent = snapshot
                .parent
                .clone()
                .filter(|p| tree.snapshots.contains_key(p) && !tree.loops(&snapshot.name));
            children
                .entry(parent)
                .or_default()
                .push(snapshot.name.clone());
        }
        tree.children = children;
        tree
    }

    /// Whether the parents of a snapshot lead back to it.
    fn loops(&self, name: &str) -> bool {
        let mut at = self.snapshots.get(name);
        for _ in 0..self.snapshots.len() {
            let parent = at.and_then(|s| s.parent.as_deref());
            match parent {
                None => return false,
                Some(parent) if parent == name => return true,
                Some(parent) => at = self.snapshots.get(parent),
            }
        }
        // Others go round in a circle; this one only leads there.
        false
    }

    pub fn get(&self, name: &str) -> Option<&Arc<Snapshot>> {
        self.snapshots.get(name)
    }

    pub fn contains(&self, name: &str) -> bool {
        self.snapshots.contains_key(name)
    }

    pub fn len(&self) -> usize {
        self.snapshots.len()
    }

    pub fn is_empty(&self) -> bool {
        self.snapshots.is_empty()
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Snapshot>> {
        self.snapshots.values()
    }

    /// The one that the domain was taken to, or taken back to, last.
    pub fn current(&self) -> Option<&Arc<Snapshot>> {
        self.get(self.current.as_deref()?)
    }

    pub fn is_current(&self, name: &str) -> bool {
        self.current.as_deref() == Some(name)
    }

    /// The snapshot above, if it is there.
    pub fn parent(&self, name: &str) -> Option<&Arc<Snapshot>> {
        self.get(self.get(name)?.parent.as_deref()?)
    }

    /// The names of those right below; of `None`: the roots.
    pub fn children(&self, of: Option<&str>) -> &[String] {
        self.children
            .get(&of.map(str::to_owned))
            .map_or(&[], Vec::as_slice)
    }

    /// The names of all below, parents before their children; of `None`: all.
    pub fn descendants(&self, of: Option<&str>) -> Vec<String> {
        let mut found = Vec::new();
        let mut left: Vec<&String> = self.children(of).iter().rev().collect();
        while let Some(name) = left.pop() {
            found.push(name.clone());
            left.extend(self.children(Some(name)).iter().rev());
        }
        found
    }

    /// The names of those above, the nearest first.
    pub fn ancestors(&self, name: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut at = self.parent(name);
        while let Some(snapshot) = at {
            // A circle in the files.
            if snapshot.name == name || found.contains(&snapshot.name) {
                break;
            }
            found.push(snapshot.name.clone());
            at = self.parent(&snapshot.name);
        }
        found
    }

    /// What virDomainListAllSnapshots and virDomainSnapshotListAllChildren list: those below `from`, in
    /// topological order.
    pub fn list(&self, from: Option<&str>, filter: &SnapshotFilter) -> Vec<String> {
        // All that there are have metadata: it is what they are known by.
        if filter.metadata == Some(false) {
            return Vec::new();
        }
        let names = if filter.deep {
            self.descendants(from)
        } else {
            self.children(from).to_vec()
        };
        names
            .into_iter()
            .filter(|name| self.get(name).is_some_and(|s| self.matches(s, filter)))
            .collect()
    }

    fn matches(&self, snapshot: &Snapshot, f: &SnapshotFilter) -> bool {
        let any_state = !(f.inactive || f.active || f.disk_only);
        let state = match snapshot.state {
            SnapshotState::Shutoff => f.inactive,
            SnapshotState::DiskSnapshot => f.disk_only,
            _ => f.active,
        };
        (any_state || state)
            && f.leaves
                .is_none_or(|leaf| self.children(Some(&snapshot.name)).is_empty() == leaf)
            && f.external
                .is_none_or(|external| snapshot.is_external() == external)
    }

    /// The names of the snapshots that are in this file, as a disk's overlay or as memory.
    pub fn users_of(&self, path: &str) -> Vec<String> {
        let uses = |s: &&Arc<Snapshot>| {
            s.memory.file() == Some(path)
                || s.disks
                    .iter()
                    .chain(&s.revert_disks)
                    .any(|d| d.mode == Some(SnapshotMode::External) && d.path() == Some(path))
        };
        self.iter().filter(uses).map(|s| s.name.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conf::snapshot::{Memory, SnapshotDisk};

    fn snapshot(name: &str, parent: Option<&str>, time: i64) -> Snapshot {
        Snapshot {
            name: name.to_owned(),
            description: None,
            state: SnapshotState::Shutoff,
            parent: parent.map(str::to_owned),
            creation_time: time,
            memory: Memory::No,
            disks: Vec::new(),
            revert_disks: Vec::new(),
            domain: None,
            inactive_domain: None,
            cookie: None,
        }
    }

    fn tree(all: &[(&str, Option<&str>, i64)]) -> Tree {
        let all = all
            .iter()
            .map(|(n, p, t)| ((*n).to_owned(), Arc::new(snapshot(n, *p, *t))))
            .collect();
        Tree::new(all, Some("b".to_owned()))
    }

    const EVERY: SnapshotFilter = SnapshotFilter {
        deep: true,
        metadata: None,
        leaves: None,
        inactive: false,
        active: false,
        disk_only: false,
        external: None,
    };

    #[test]
    fn parents_come_before_children_and_the_older_first() {
        let t = tree(&[
            ("z", None, 1),
            ("b", Some("z"), 3),
            ("a", Some("z"), 4),
            ("c", Some("a"), 2),
            ("d", None, 9),
        ]);
        assert_eq!(t.descendants(None), ["z", "b", "a", "c", "d"]);
        assert_eq!(t.children(None), ["z", "d"]);
        assert_eq!(t.descendants(Some("z")), ["b", "a", "c"]);
        assert_eq!(t.ancestors("c"), ["a", "z"]);
        assert!(t.is_current("b"));
        let list = |from, f: SnapshotFilter| t.list(from, &f);
        assert_eq!(
            list(
                None,
                SnapshotFilter {
                    deep: false,
                    ..EVERY
                }
            ),
            ["z", "d"]
        );
        let leaves = |leaf| SnapshotFilter {
            leaves: Some(leaf),
            ..EVERY
        };
        assert_eq!(list(None, leaves(true)), ["b", "c", "d"]);
        assert_eq!(list(None, leaves(false)), ["z", "a"]);
        assert_eq!(list(Some("z"), leaves(false)), ["a"]);
        let none = SnapshotFilter {
            metadata: Some(false),
            ..EVERY
        };
        assert!(list(None, none).is_empty());
    }

    #[test]
    fn lost_parents_and_circles_are_roots() {
        let t = tree(&[
            ("a", Some("c"), 1),
            ("b", Some("a"), 2),
            ("c", Some("b"), 3),
            ("d", Some("c"), 4),
            ("e", Some("gone"), 5),
            ("f", Some("f"), 6),
        ]);
        assert_eq!(t.children(None), ["a", "b", "c", "e", "f"]);
        assert_eq!(t.descendants(None).len(), 6);
        assert_eq!(t.descendants(Some("c")), ["d"]);
        assert_eq!(t.ancestors("d"), ["c", "b", "a"]);
        assert_eq!(t.ancestors("f"), [""; 0]);
    }

    #[test]
    fn lists_by_state_and_place() {
        let mut all = BTreeMap::new();
        for (name, state, external) in [
            ("off", SnapshotState::Shutoff, false),
            ("run", SnapshotState::Running, false),
            ("crashed", SnapshotState::Crashed, true),
            ("disks", SnapshotState::DiskSnapshot, true),
        ] {
            let mut s = snapshot(name, None, 0);
            s.state = state;
            if external {
                let mut disk = SnapshotDisk::new("vda", Some(SnapshotMode::External));
                disk.source = crate::conf::domain::disk::Source::file("/x");
                s.disks.push(disk);
            }
            all.insert(name.to_owned(), Arc::new(s));
        }
        let t = Tree::new(all, None);
        let list = |inactive, active, disk_only, external| {
            let filter = SnapshotFilter {
                inactive,
                active,
                disk_only,
                external,
                ..EVERY
            };
            t.list(None, &filter).join(" ")
        };
        assert_eq!(list(false, false, false, None), "crashed disks off run");
        assert_eq!(list(true, false, false, None), "off");
        assert_eq!(list(false, true, false, None), "crashed run");
        assert_eq!(list(true, false, true, None), "disks off");
        assert_eq!(list(false, false, false, Some(true)), "crashed disks");
        assert_eq!(list(false, true, false, Some(false)), "run");
        assert_eq!(t.users_of("/x"), ["crashed", "disks"]);
    }
}
