//! The domains of one home as their files tell them: definitions in the configuration directory,
//! running guests in the state directory.
//!
//! Files are the truth and other processes change them at any time, so nothing is answered from
//! memory alone: what was read stays valid for as long as stat(2) says that the file is the same one,
//! unchanged. That costs a microsecond instead of a parse. A file that had just been written when it
//! was read could change once more without its time stamps showing it; such a reading is good for
//! one answer only ([`Stamp::racy`]).
//!
//! No lock is taken by a query. Whoever adds or removes a name holds the driver lock ([`Registry`]).

mod files;
mod guest;
mod registry;

pub use files::{Stamp, Summary};
pub(super) use files::{names_of_documents, read as read_stamped};
use guest::LastState;
pub use guest::{Definition, LiveGuest};
pub use registry::Registry;

use super::paths::Paths;
use crate::conf::state::StateReason;
use crate::conf::uuid::Uuid;
use files::DirStamp;
use once_cell::sync::Lazy;
use parking_lot::{Mutex, RwLock};
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

/// What is known of one file.
#[derive(Debug)]
enum Loaded<T> {
    /// There is no such file.
    Absent,
    /// It is there and no document, or another domain's: as if it were not there until it changes.
    Unusable(Stamp),
    Good(Arc<T>),
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        match self {
            Loaded::Absent => Loaded::Absent,
            Loaded::Unusable(stamp) => Loaded::Unusable(*stamp),
            Loaded::Good(value) => Loaded::Good(value.clone()),
        }
    }
}

impl<T: HasStamp> Loaded<T> {
    fn stamp(&self) -> Option<Stamp> {
        match self {
            Loaded::Absent => None,
            Loaded::Unusable(stamp) => Some(*stamp),
            Loaded::Good(value) => Some(value.stamp()),
        }
    }

    /// Whether a look at the file now (`None`: not there) shows the one that was read.
    fn is_current(&self, now: Option<&Stamp>) -> bool {
        match (self.stamp(), now) {
            (None, None) => true,
            (Some(read), Some(now)) => read.still(now),
            _ => false,
        }
    }

    fn good(&self) -> Option<&Arc<T>> {
        match self {
            Loaded::Good(value) => Some(value),
            _ => None,
        }
    }
}

trait HasStamp {
    fn stamp(&self) -> Stamp;
}

/// The files of one name.
#[derive(Clone, Debug)]
struct Slot {
    definition: Loaded<Definition>,
    live: Loaded<LiveGuest>,
    definition_path: Arc<Path>,
    status_path: Arc<Path>,
}

#[derive(Debug, Default)]
struct Cache {
    slots: HashMap<String, Slot>,
    by_uuid: HashMap<Uuid, String>,
    by_id: BTreeMap<i32, String>,
    last: HashMap<Uuid, Arc<LastState>>,
    /// How the two directories looked when their names were all in `slots`.
    config_dir: Option<DirStamp>,
    state_dir: Option<DirStamp>,
    /// The count of changes ([`Registry`]) up to which the stamps above are known to be right even
    /// if they are racy.
    certain_at: Option<u64>,
}

/// A domain at one moment: its definition, its running guest, or both.
#[derive(Clone, Debug)]
pub struct View {
    pub name: String,
    pub uuid: Uuid,
    pub definition: Option<Arc<Definition>>,
    /// Only if its QEMU lives.
    pub live: Option<Arc<LiveGuest>>,
    /// A status file whose QEMU is gone and which nobody has cleared up yet.
    pub stale: Option<Arc<LiveGuest>>,
}

impl View {
    /// The id it runs under.
    pub fn id(&self) -> Option<i32> {
        self.live.as_ref().map(|l| l.id)
    }

    pub fn is_persistent(&self) -> bool {
        self.definition.is_some()
    }

    pub fn is_active(&self) -> bool {
        self.live.is_some()
    }

    /// The document in force: the running guest's, else the definition's.
    pub fn summary(&self) -> Option<&Summary> {
        match (&self.live, &self.definition) {
            (Some(live), _) => Some(&live.summary),
            (None, Some(definition)) => Some(&definition.summary),
            (None, None) => None,
        }
    }
}

/// The domains of one home.
#[derive(Debug)]
pub struct Domains {
    paths: Paths,
    cache: RwLock<Cache>,
    /// One thread at a time reads a whole directory.
    scanning: Mutex<()>,
}

/// The names of the documents in a directory; `None` if it cannot be read.
fn names_in(dir: &Path) -> Option<Vec<String>> {
    match files::names_of_documents(dir) {
        Ok(names) => Some(names),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Some(Vec::new()),
        Err(_) => None,
    }
}

type Shared = HashMap<(PathBuf, PathBuf), Weak<Domains>>;
static SHARED: Lazy<Mutex<Shared>> = Lazy::new(Mutex::default);

impl Domains {
    /// The domains of this home, shared by all connections of the process to it.
    pub fn shared(paths: &Paths) -> Arc<Domains> {
        let key = (paths.config_dir.clone(), paths.state_dir.clone());
        let mut shared = SHARED.lock();
        if let Some(domains) = shared.get(&key).and_then(Weak::upgrade) {
            return domains;
        }
        shared.retain(|_, domains| domains.strong_count() > 0);
        let domains = Arc::new(Domains {
            paths: paths.clone(),
            cache: RwLock::default(),
            scanning: Mutex::new(()),
        });
        shared.insert(key, Arc::downgrade(&domains));
        domains
    }

    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// The running guest of this UUID, without a look at its definition: the short way for queries
    /// that only running guests answer differently. `None` tells nothing but to ask [`Self::by_uuid`].
    pub fn running(&self, uuid: &Uuid) -> Option<Arc<LiveGuest>> {
        let (live, path) = {
            let cache = self.cache.read();
            let slot = cache.slots.get(cache.by_uuid.get(uuid)?)?;
            (slot.live.good()?.clone(), slot.status_path.clone())
        };
        let now = Stamp::of(&path).ok()??;
        if live.stamp().still(&now) {
            return live.is_alive().then_some(live);
        }
        let view = self.look(&live.summary.name)?;
        view.live.filter(|l| l.summary.uuid == *uuid)
    }

    /// The domain of this UUID, as its files are now.
    pub fn by_uuid(&self, uuid: &Uuid) -> Option<View> {
        let known = self.cache.read().by_uuid.get(uuid).cloned();
        if let Some(view) = known.and_then(|name| self.look(&name)) {
            if view.uuid == *uuid {
                return Some(view);
            }
        }
        if !self.scan() {
            return None;
        }
        let name = self.cache.read().by_uuid.get(uuid).cloned()?;
        self.look(&name).filter(|view| view.uuid == *uuid)
    }

    /// The domain of this name, as its files are now.
    pub fn by_name(&self, name: &str) -> Option<View> {
        if !is_file_name(name) {
            return None;
        }
        self.look(name)
    }

    /// The domain that runs under this id.
    pub fn by_id(&self, id: i32) -> Option<View> {
        let find = || {
            let name = self.cache.read().by_id.get(&id).cloned()?;
            self.look(&name).filter(|view| view.id() == Some(id))
        };
        find().or_else(|| if self.scan() { find() } else { None })
    }

    /// All domains, in no particular order.
    pub fn all(&self) -> Vec<View> {
        self.scan();
        let cache = self.cache.read();
        let mut all = Vec::with_capacity(cache.slots.len());
        let mut again = Vec::new();
        for (name, slot) in &cache.slots {
            // Running guests come and go without a change of the directory.
            match slot.live.good() {
                Some(_) => again.push(name.clone()),
                None => all.extend(view_of(name, slot)),
            }
        }
        drop(cache);
        all.extend(again.iter().filter_map(|name| self.look(name)));
        all
    }

    /// The ids of all running guests, ascending.
    pub fn ids(&self) -> Vec<i32> {
        self.scan_state();
        let names: Vec<String> = self.cache.read().by_id.values().cloned().collect();
        let mut ids: Vec<i32> = names
            .iter()
            .filter_map(|name| self.look(name)?.id())
            .collect();
        ids.sort_unstable();
        ids
    }

    /// The highest id that any status file names, of a living guest or not.
    fn highest_id(&self) -> i32 {
        self.scan_state();
        let cache = self.cache.read();
        cache.by_id.keys().next_back().copied().unwrap_or(0)
    }

    /// The UUID and the id of a domain by its name. A running one's definition is not looked at.
    pub fn identify(&self, name: &str) -> Option<(Uuid, Option<i32>)> {
        let known = {
            let cache = self.cache.read();
            let slot = cache.slots.get(name);
            slot.and_then(|s| Some((s.live.good()?.clone(), s.status_path.clone())))
        };
        if let Some((live, path)) = known {
            let unchanged = stat(&path).is_some_and(|now| live.stamp().still(&now));
            if unchanged && live.is_alive() {
                return Some((live.summary.uuid, Some(live.id)));
            }
        }
        let view = self.by_name(name)?;
        Some((view.uuid, view.id()))
    }

    /// Why the domain is shut off, as the supervisor of its last run recorded it.
    pub fn last_state(&self, uuid: &Uuid) -> StateReason {
        let known = self.cache.read().last.get(uuid).cloned();
        let path = match &known {
            Some(last) => last.path.clone(),
            None => self.paths.last_state(uuid).into(),
        };
        if let Some(last) = known.filter(|l| l.is_current(stat(&path).as_ref())) {
            return last.state;
        }
        let last = LastState::read(path);
        let state = last.state;
        self.cache.write().last.insert(*uuid, Arc::new(last));
        state
    }

    /// Looks at both files of a name and reads again what has changed.
    fn look(&self, name: &str) -> Option<View> {
        let known = self.cache.read().slots.get(name).cloned();
        let slot = match known {
            Some(slot) => {
                let definition = slot
                    .definition
                    .is_current(stat(&slot.definition_path).as_ref());
                let live = slot.live.is_current(stat(&slot.status_path).as_ref());
                if definition && live {
                    return view_of(name, &slot);
                }
                Slot {
                    definition: if definition {
                        slot.definition
                    } else {
                        Definition::load(name, &slot.definition_path)
                    },
                    live: if live {
                        slot.live
                    } else {
                        LiveGuest::load(&self.paths, name, &slot.status_path, slot.live.good())
                    },
                    ..slot
                }
            }
            None => self.load(name),
        };
        let view = view_of(name, &slot);
        self.cache.write().put(name, slot);
        view
    }

    /// Reads both files of a name.
    fn load(&self, name: &str) -> Slot {
        let definition_path: Arc<Path> = self.paths.definition(name).into();
        let status_path: Arc<Path> = self.paths.status(name).into();
        Slot {
            definition: Definition::load(name, &definition_path),
            live: LiveGuest::load(&self.paths, name, &status_path, None),
            definition_path,
            status_path,
        }
    }

    /// Makes sure that every file of both directories is known. Tells whether anything had to be
    /// looked at for it.
    fn scan(&self) -> bool {
        let one = self.scan_config(None);
        let two = self.scan_state();
        one || two
    }

    /// `certain`: the count of changes; under the driver lock nobody else counts on.
    fn scan_config(&self, certain: Option<u64>) -> bool {
        let _one = self.scanning.lock();
        let now = DirStamp::of(&self.paths.config_dir);
        {
            let cache = self.cache.read();
            if let Some(then) = &cache.config_dir {
                let sure = certain.is_some() && certain == cache.certain_at;
                if then.still(&now) || (sure && then.same(&now)) {
                    drop(cache);
                    if certain.is_some() {
                        self.cache.write().certain_at = certain;
                    }
                    return false;
                }
            }
        }
        // A directory that is not there is empty; one that cannot be read now tells nothing.
        let Some(names) = names_in(&self.paths.config_dir) else {
            return true;
        };
        let known: HashMap<String, Slot> = self.cache.read().slots.clone();
        let mut changed = Vec::new();
        for name in &names {
            match known.get(name) {
                Some(slot)
                    if slot
                        .definition
                        .is_current(stat(&slot.definition_path).as_ref()) => {}
                Some(slot) => {
                    let definition = Definition::load(name, &slot.definition_path);
                    changed.push((name.clone(), definition));
                }
                None => {
                    let path = self.paths.definition(name);
                    changed.push((name.clone(), Definition::load(name, &path)));
                }
            }
        }
        let names: std::collections::HashSet<&str> = names.iter().map(String::as_str).collect();
        let mut cache = self.cache.write();
        for (name, definition) in changed {
            cache.set_definition(&self.paths, &name, definition);
        }
        let gone: Vec<String> = cache
            .slots
            .iter()
            .filter(|(name, slot)| {
                !names.contains(name.as_str()) && !matches!(slot.definition, Loaded::Absent)
            })
            .map(|(name, _)| name.clone())
            .collect();
        for name in gone {
            cache.set_definition(&self.paths, &name, Loaded::Absent);
        }
        cache.config_dir = Some(now);
        cache.certain_at = certain;
        true
    }

    fn scan_state(&self) -> bool {
        let _one = self.scanning.lock();
        let now = DirStamp::of(&self.paths.state_dir);
        if matches!(&self.cache.read().state_dir, Some(then) if then.still(&now)) {
            return false;
        }
        let Some(names) = names_in(&self.paths.state_dir) else {
            return true;
        };
        let gone: Vec<String> = {
            let cache = self.cache.read();
            let with_live = |slot: &Slot| !matches!(slot.live, Loaded::Absent);
            cache
                .slots
                .iter()
                .filter(|(name, slot)| with_live(slot) && !names.contains(name))
                .map(|(name, _)| name.clone())
                .collect()
        };
        for name in names.iter().chain(&gone) {
            self.look(name);
        }
        self.cache.write().state_dir = Some(now);
        true
    }

    /// Notes a change of our own to the definition of `name`, made under the driver lock: the
    /// directory needs no reading for it.
    fn note_definition(&self, name: &str, before: &DirStamp, was_certain: bool, changes: u64) {
        let path = self.paths.definition(name);
        let definition = Definition::load(name, &path);
        let mut cache = self.cache.write();
        cache.set_definition(&self.paths, name, definition);
        let known = was_certain && matches!(&cache.config_dir, Some(then) if then.same(before));
        if known {
            cache.config_dir = Some(DirStamp::of(&self.paths.config_dir));
            cache.certain_at = Some(changes);
        } else {
            cache.certain_at = None;
        }
    }
}

impl Cache {
    fn put(&mut self, name: &str, slot: Slot) {
        let mut gone = Vec::new();
        if let Some(old) = self.slots.remove(name) {
            for uuid in uuids_of(&old) {
                gone.push(uuid);
                if self.by_uuid.get(&uuid).is_some_and(|n| n == name) {
                    self.by_uuid.remove(&uuid);
                }
            }
            if let Some(live) = old.live.good() {
                if self.by_id.get(&live.id).is_some_and(|n| n == name) {
                    self.by_id.remove(&live.id);
                }
            }
        }
        if matches!(
            (&slot.definition, &slot.live),
            (Loaded::Absent, Loaded::Absent)
        ) {
            for uuid in gone {
                self.last.remove(&uuid);
                // Another file may have it: a rename that was undone.
                let mut slots = self.slots.iter();
                if let Some((other, _)) = slots.find(|(_, s)| uuids_of(s).any(|u| u == uuid)) {
                    self.by_uuid.entry(uuid).or_insert_with(|| other.clone());
                }
            }
            return;
        }
        for uuid in uuids_of(&slot) {
            // Of two files with one UUID the first stays, as long as it is there.
            let taken = self
                .by_uuid
                .get(&uuid)
                .is_some_and(|other| self.slots.contains_key(other));
            if !taken || slot.live.good().is_some() {
                self.by_uuid.insert(uuid, name.to_owned());
            }
        }
        if let Some(live) = slot.live.good() {
            self.by_id.insert(live.id, name.to_owned());
        }
        self.slots.insert(name.to_owned(), slot);
    }

    fn set_definition(&mut self, paths: &Paths, name: &str, definition: Loaded<Definition>) {
        let slot = match self.slots.get(name) {
            Some(slot) => Slot {
                definition,
                ..slot.clone()
            },
            None => Slot {
                definition,
                live: Loaded::Absent,
                definition_path: paths.definition(name).into(),
                status_path: paths.status(name).into(),
            },
        };
        self.put(name, slot);
    }
}

fn uuids_of(slot: &Slot) -> impl Iterator<Item = Uuid> + use<> {
    let live = slot.live.good().map(|l| l.summary.uuid);
    let definition = slot.definition.good().map(|d| d.summary.uuid);
    [live, definition].into_iter().flatten()
}

fn view_of(name: &str, slot: &Slot) -> Option<View> {
    let (live, stale) = match slot.live.good() {
        Some(live) if live.is_alive() => (Some(live.clone()), None),
        Some(live) if live.is_starting() => (None, None),
        Some(live) => (None, Some(live.clone())),
        None => (None, None),
    };
    let definition = slot.definition.good().cloned();
    let uuid = match (&live, &definition) {
        (Some(live), _) => live.summary.uuid,
        (None, Some(definition)) => definition.summary.uuid,
        (None, None) => return None,
    };
    // A definition of another domain that took the name of a running one cannot count.
    let definition = definition.filter(|d| d.summary.uuid == uuid);
    Some(View {
        name: name.to_owned(),
        uuid,
        definition,
        live,
        stale,
    })
}

fn stat(path: &Path) -> Option<Stamp> {
    Stamp::of(path).ok().flatten()
}

/// Whether a name can be that of a file in a directory.
pub fn is_file_name(name: &str) -> bool {
    !name.is_empty() && !name.contains('/') && !name.contains('\0') && name.len() <= 250
}

/// Reads a document of at most libvirt's size, with the stamp of what was read.
fn read_document(path: &Path) -> io::Result<Option<(String, Stamp)>> {
    files::read(path)
}

#[cfg(test)]
mod tests;
