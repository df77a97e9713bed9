//! The metadata files of a domain's snapshots: one `NAME.xml` each in the domain's own directory, in
//! libvirt's format.
//!
//! Readers take no lock. What was parsed stays valid while stat(2) says that directory and file are
//! the same. A file that is no snapshot's, not under its own name, or of a domain with another UUID
//! (which has gone without its supervisor) counts as absent and stays. The domain's name in a document is
//! the one that the domain has now.
//!
//! Every change is one file replaced or removed, and after each of them the tree is a whole one, so
//! nothing has to be undone when their author dies between two:
//! * the new current snapshot says so before the old one ceases to: of two, the file written later counts;
//! * children get another parent before their old one goes; leaves go first.

use super::steps::Step;
use super::tree::Tree;
use crate::conf::snapshot::Snapshot;
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result, virErrorNumber};
use crate::fsutil;
use crate::qemu::domains::{Stamp, View, names_of_documents, read_stamped};
use crate::qemu::fault;
use crate::qemu::file_header::with_snapshot_header;
use crate::qemu::paths::{Paths, make_dir};
use once_cell::sync::Lazy;
use parking_lot::Mutex;
use std::collections::{BTreeMap, HashMap};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file as it was read.
#[derive(Clone, Debug)]
struct Read {
    stamp: Stamp,
    /// `None`: not a snapshot's.
    parsed: Option<(Arc<Snapshot>, bool)>,
}

/// What was read of one directory.
#[derive(Debug)]
struct Known {
    /// The domain whose directory it was.
    uuid: Uuid,
    files: BTreeMap<String, Read>,
    tree: Arc<Tree>,
}

/// The directories that this process has read, by path.
static KNOWN: Lazy<Mutex<HashMap<PathBuf, Arc<Known>>>> = Lazy::new(Mutex::default);

/// So many domains' snapshots are kept in memory.
const KEPT: usize = 256;

/// The directory of a domain's snapshots.
pub fn directory(paths: &Paths, domain: &str) -> PathBuf {
    paths.snapshot_dir.join(domain)
}

/// The snapshots of a domain, as their files are now.
pub fn load(paths: &Paths, domain: &str, uuid: &Uuid) -> Result<Arc<Tree>> {
    let dir = directory(paths, domain);
    let known = KNOWN.lock().get(&dir).filter(|k| k.uuid == *uuid).cloned();
    let mut read: Option<BTreeMap<String, Read>> = None;
    // Files that change while they are read, one after the other, would make a tree that never was.
    for _ in 0..TRIES {
        let before = read.as_ref().or(known.as_ref().map(|k| &k.files));
        match (read_all(&dir, domain, uuid, before)?, &known) {
            (Some(files), _) => {
                if unchanged(&dir, &files)? {
                    return Ok(keep(dir, uuid, files));
                }
                read = Some(files);
            }
            (None, _) if read.is_some() => return Ok(keep(dir, uuid, read.unwrap_or_default())),
            (None, Some(known)) => return Ok(known.tree.clone()),
            (None, None) => return Ok(Arc::default()),
        }
    }
    Err(Error::new(
        virErrorNumber::VIR_ERR_OPERATION_TIMEOUT,
        format!("'{}' changes all the time", dir.display()),
    ))
}

/// So often a directory that changes is read again: each time takes as long as to read what has
/// changed, so nobody is that fast by accident.
const TRIES: usize = 1000;

/// Keeps what was read for the next time.
fn keep(dir: PathBuf, uuid: &Uuid, files: BTreeMap<String, Read>) -> Arc<Tree> {
    let tree = Arc::new(tree_of(&files));
    let mut all = KNOWN.lock();
    if all.len() >= KEPT {
        all.clear();
    }
    let fresh = Known {
        uuid: *uuid,
        files,
        tree: tree.clone(),
    };
    all.insert(dir, Arc::new(fresh));
    tree
}

/// Reads what is not known from before. `None`: that is all as it was.
fn read_all(
    dir: &Path,
    domain: &str,
    uuid: &Uuid,
    before: Option<&BTreeMap<String, Read>>,
) -> Result<Option<BTreeMap<String, Read>>> {
    let names = names_in(dir)?;
    let mut files = BTreeMap::new();
    let mut changed = before.map_or(0, BTreeMap::len) != names.len();
    for name in names {
        let path = file_of(dir, &name);
        let known = before.and_then(|k| k.get(&name));
        let now = Stamp::of(&path).ok().flatten();
        if let (Some(known), Some(now)) = (known, now) {
            if known.stamp.still(&now) {
                files.insert(name, known.clone());
                continue;
            }
        }
        changed = true;
        // What cannot be read at all is known by that.
        let unreadable = || {
            now.map(|stamp| Read {
                stamp,
                parsed: None,
            })
        };
        if let Some(read) = read_one(&path, &name, domain, uuid).or_else(unreadable) {
            files.insert(name, read);
        }
    }
    Ok(changed.then_some(files))
}

/// Whether the directory still is what was read.
fn unchanged(dir: &Path, files: &BTreeMap<String, Read>) -> Result<bool> {
    let same = |name: &String| {
        let now = Stamp::of(&file_of(dir, name)).ok().flatten();
        match (files.get(name), now) {
            (Some(read), Some(now)) => read.stamp.same(&now),
            // A link that leads nowhere.
            (None, None) => true,
            _ => false,
        }
    };
    let names = names_in(dir)?;
    let read = names.iter().filter(|n| files.contains_key(*n)).count();
    Ok(read == files.len() && names.iter().all(same))
}

fn names_in(dir: &Path) -> Result<Vec<String>> {
    match names_of_documents(dir) {
        Ok(names) => Ok(names),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Vec::new())
        }
        Err(e) => Err(Error::system(
            format!("cannot read '{}'", dir.display()),
            &e,
        )),
    }
}

fn file_of(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}.xml"))
}

fn read_one(path: &Path, name: &str, domain: &str, uuid: &Uuid) -> Option<Read> {
    let (text, stamp) = read_stamped(path).ok()??;
    let parsed = Snapshot::parse_file(&text)
        .ok()
        .and_then(|(mut s, current)| {
            let documents = [&mut s.domain, &mut s.inactive_domain];
            for document in documents.into_iter().flatten() {
                if document.uuid != *uuid {
                    return None;
                }
                if document.name != domain {
                    document.name = domain.to_owned();
                }
            }
            (s.name == name).then(|| (Arc::new(s), current))
        });
    Some(Read { stamp, parsed })
}

fn tree_of(files: &BTreeMap<String, Read>) -> Tree {
    let parsed = || files.values().filter_map(|f| Some((f, f.parsed.as_ref()?)));
    let snapshots = parsed()
        .map(|(_, (s, _))| (s.name.clone(), s.clone()))
        .collect();
    let current = parsed()
        .filter(|(_, (_, current))| *current)
        .max_by_key(|(f, (s, _))| (f.stamp.modified_ns(), s.creation_time))
        .map(|(_, (s, _))| s.name.clone());
    Tree::new(snapshots, current)
}

/// The snapshots of a domain, to be changed. The caller holds the guest's lock for as long as this
/// lives.
#[derive(Debug)]
pub struct Store {
    dir: PathBuf,
    domain: String,
    uuid: Uuid,
    tree: Arc<Tree>,
    paths: Paths,
}

impl Store {
    /// The snapshots of this domain.
    pub fn open(paths: &Paths, view: &View) -> Result<Store> {
        Ok(Store {
            dir: directory(paths, &view.name),
            domain: view.name.clone(),
            uuid: view.uuid,
            tree: load(paths, &view.name, &view.uuid)?,
            paths: paths.clone(),
        })
    }

    /// The same by the domain's name, which need not be there any more.
    pub fn of(paths: &Paths, domain: &str, uuid: &Uuid) -> Result<Store> {
        Ok(Store {
            dir: directory(paths, domain),
            domain: domain.to_owned(),
            uuid: *uuid,
            tree: load(paths, domain, uuid)?,
            paths: paths.clone(),
        })
    }

    /// [`Store::put`], as a step to be done later, by whomever.
    pub fn put_step(&self, snapshot: &Snapshot, current: bool) -> Step {
        Step::PutSnapshot {
            domain: self.domain.clone(),
            text: snapshot.file_text(&self.uuid, current),
        }
    }

    /// [`Store::set_current`], likewise.
    pub fn set_current_step(&self, name: &str) -> Step {
        Step::SetCurrent {
            domain: self.domain.clone(),
            name: name.to_owned(),
        }
    }

    /// The domain's name.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    pub fn uuid(&self) -> Uuid {
        self.uuid
    }

    /// As they are now.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Whether the name has a file that must not be lost: a snapshot's, or one that cannot be read here
    /// and may be a snapshot's to another libvirt.
    pub fn is_taken(&self, name: &str) -> bool {
        self.tree.contains(name)
            || match std::fs::read_to_string(self.path(name)) {
                // One that can be read and does not count is another domain's.
                Ok(text) => Snapshot::parse_file(&text).is_err(),
                Err(e) => e.kind() != ErrorKind::NotFound,
            }
    }

    /// Where a snapshot's file is.
    pub fn path(&self, name: &str) -> PathBuf {
        file_of(&self.dir, name)
    }

    /// The snapshot of that name; VIR_ERR_NO_DOMAIN_SNAPSHOT if there is none.
    pub fn get(&self, name: &str) -> Result<Arc<Snapshot>> {
        self.tree.get(name).cloned().ok_or_else(|| no_such(name))
    }

    /// Writes a snapshot, a new one or in the place of the one of its name. With `current` it becomes the
    /// current one; without, that stays as it is.
    pub fn put(&mut self, snapshot: &Snapshot, current: bool) -> Result<()> {
        let before = self.tree.current().map(|s| s.name.clone());
        let is_current = current || before.as_deref() == Some(&snapshot.name);
        self.write(snapshot, is_current)?;
        match before {
            Some(old) if current && old != snapshot.name => {
                let old = self.get(&old)?;
                self.write(&old, false)?;
            }
            _ => {}
        }
        self.reload()
    }

    /// Makes a snapshot the current one, or none of them.
    pub fn set_current(&mut self, name: Option<&str>) -> Result<()> {
        let before = self.tree.current().cloned();
        if before.as_ref().map(|s| s.name.as_str()) == name {
            return Ok(());
        }
        if let Some(name) = name {
            let new = self.get(name)?;
            self.write(&new, true)?;
        }
        if let Some(old) = before {
            self.write(&old, false)?;
        }
        self.reload()
    }

    /// Changes what a snapshot's file says.
    pub fn update(&mut self, name: &str, change: impl FnOnce(&mut Snapshot)) -> Result<()> {
        let mut snapshot = (*self.get(name)?).clone();
        change(&mut snapshot);
        debug_assert_eq!(snapshot.name, name);
        self.write(&snapshot, self.tree.is_current(name))?;
        self.reload()
    }

    /// Forgets a snapshot: its children go to its parent, and if it was the current one its parent is.
    pub fn remove(&mut self, name: &str) -> Result<()> {
        let snapshot = self.get(name)?;
        let above = self.tree.parent(name).map(|s| s.name.clone());
        for child in self.tree.children(Some(name)).to_vec() {
            self.update(&child, |child| child.parent.clone_from(&above))?;
        }
        self.remove_leaf(&snapshot.name, above.as_deref())
    }

    /// Forgets all snapshots below this one, and it too unless `spare`. If the current one was among
    /// them, the nearest above that stays is.
    pub fn remove_below(&mut self, name: &str, spare: bool) -> Result<()> {
        let mut names = self.tree.descendants(Some(name));
        let heir = if spare {
            Some(name.to_owned())
        } else {
            names.insert(0, name.to_owned());
            self.tree.parent(name).map(|s| s.name.clone())
        };
        if names.iter().any(|n| self.tree.is_current(n)) {
            self.set_current(heir.as_deref())?;
        }
        for name in names.iter().rev() {
            self.remove_leaf(name, None)?;
        }
        Ok(())
    }

    fn remove_leaf(&mut self, name: &str, heir: Option<&str>) -> Result<()> {
        if self.tree.is_current(name) && heir.is_some() {
            // Before the old one goes: what is current must not be lost between the two.
            self.set_current(heir)?;
        }
        fault::point("snapshot.metadata")?;
        let path = self.path(name);
        fsutil::remove(&path)
            .map_err(|e| Error::system(format!("cannot remove '{}'", path.display()), &e))?;
        self.reload()
    }

    /// Forgets them all, as for a domain that there is no more. Files that are no snapshot's stay.
    pub fn remove_all(&mut self) -> Result<()> {
        for name in self.tree.descendants(None).iter().rev() {
            self.remove_leaf(name, None)?;
        }
        // Only if nothing else is in it.
        let _ = std::fs::remove_dir(&self.dir);
        Ok(())
    }

    fn write(&self, snapshot: &Snapshot, current: bool) -> Result<()> {
        let path = self.path(&snapshot.name);
        let text = with_snapshot_header(&snapshot.file_text(&self.uuid, current));
        let fail = |e: std::io::Error| {
            // libvirt has one answer for all that can be wrong with the file.
            Error::internal(format!(
                "cannot write the metadata of snapshot '{}' to '{}': {e}",
                snapshot.name,
                path.display()
            ))
        };
        fault::point("snapshot.metadata")?;
        make_dir(&self.dir, 0o755)?;
        fsutil::replace(&path, text.as_bytes(), 0o600).map_err(fail)
    }

    /// Looks at the files again.
    pub(super) fn reload(&mut self) -> Result<()> {
        self.tree = load(&self.paths, &self.domain, &self.uuid)?;
        Ok(())
    }
}

/// No snapshot has this name.
pub fn no_such(name: &str) -> Error {
    Error::new(
        virErrorNumber::VIR_ERR_NO_DOMAIN_SNAPSHOT,
        format!("no domain snapshot with matching name '{name}'"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fsutil::tests::Scratch;

    fn home(name: &str) -> (Store, Scratch) {
        let dir = Scratch::new(name);
        let paths = Paths::embed(&dir.0).unwrap();
        (Store::of(&paths, "g", &Uuid::random()).unwrap(), dir)
    }

    fn snapshot(name: &str, parent: Option<&str>) -> Snapshot {
        let parent = parent.map_or(String::new(), |p| {
            format!("<parent><name>{p}</name></parent>")
        });
        Snapshot::parse(&format!(
            "<domainsnapshot><name>{name}</name><state>shutoff</state>{parent}\
             <creationTime>1</creationTime></domainsnapshot>"
        ))
        .unwrap()
    }

    /// "b<a* c<a": each with its parent, the current one with a star.
    fn told(store: &Store) -> String {
        let tree = store.tree();
        let one = |name: &String| {
            let parent = tree.parent(name).map_or("", |p| p.name.as_str());
            let star = if tree.is_current(name) { "*" } else { "" };
            format!("{name}<{parent}{star}")
        };
        let mut all: Vec<_> = tree.descendants(None).iter().map(one).collect();
        all.sort();
        all.join(" ")
    }

    fn filled(name: &str) -> (Store, Scratch) {
        let (mut store, dir) = home(name);
        for (name, parent) in [
            ("a", None),
            ("b", Some("a")),
            ("c", Some("b")),
            ("d", Some("a")),
        ] {
            store.put(&snapshot(name, parent), true).unwrap();
        }
        (store, dir)
    }

    #[test]
    fn changes_are_seen_by_others() {
        let (mut store, _dir) = filled("store-changes");
        assert_eq!(told(&store), "a< b<a c<b d<a*");
        let other = || told(&Store::of(&store.paths, "g", &store.uuid).unwrap());
        assert_eq!(other(), told(&store));
        store.put(&snapshot("d", Some("c")), false).unwrap();
        store.set_current(Some("b")).unwrap();
        assert_eq!(told(&store), "a< b<a* c<b d<c");
        store.remove("b").unwrap();
        assert_eq!(told(&store), "a<* c<a d<c");
        store.set_current(None).unwrap();
        store.remove_below("a", true).unwrap();
        assert_eq!(told(&store), "a<");
        assert!(store.get("b").is_err() && store.remove("b").is_err());
        store.remove_all().unwrap();
        assert!(!store.dir.exists());
    }

    #[test]
    fn the_current_one_goes_up() {
        let (mut store, _dir) = filled("store-current");
        store.set_current(Some("c")).unwrap();
        store.remove_below("b", false).unwrap();
        assert_eq!(told(&store), "a<* d<a");
        store.remove_below("a", false).unwrap();
        assert_eq!(told(&store), "");
    }

    #[test]
    fn what_is_not_ours_hides_nothing_else() {
        let (mut store, dir) = filled("store-foreign");
        let text = std::fs::read_to_string(store.path("b")).unwrap();
        std::fs::write(store.path("b"), &text[..text.len() / 2]).unwrap();
        std::fs::write(store.path("other"), &text).unwrap();
        std::fs::write(store.path("bytes"), [0xff, 0xfe]).unwrap();
        std::os::unix::fs::symlink("/nonexistent", store.path("link")).unwrap();
        store.reload().unwrap();
        assert_eq!(told(&store), "a< c< d<a*");
        // Neither do those of a domain that had the name before.
        let later = Store::of(&store.paths, "g", &Uuid::random()).unwrap();
        assert_eq!(
            told(&later),
            "a< c< d<a*",
            "without a domain nothing tells whose they are"
        );
        for (name, taken) in [
            ("a", true),
            ("b", true),
            ("bytes", true),
            ("other", false),
            ("new", false),
        ] {
            assert_eq!(store.is_taken(name), taken, "{name}");
        }
        store.remove_all().unwrap();
        assert!(store.path("b").exists() && dir.0.exists());
    }
}
