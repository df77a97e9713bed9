//! The snapshot document (`<domainsnapshot>`).
//!
//! It comes in three forms: what a caller asks for ([`Request`]), what a caller reads and may define
//! again ([`Snapshot::format`], [`Snapshot::parse`]), and the metadata file, which tells in addition
//! whether the snapshot is the current one ([`Snapshot::file_text`], [`Snapshot::parse_file`]). All
//! three are libvirt's.

mod parse;
pub use parse::check_schema;

/// `<disk snapshot=>`: where the state of a disk is kept; `manual` is by other means than this library's.
pub use crate::conf::domain::disk::DiskSnapshot as SnapshotMode;
use crate::conf::domain::disk::Source;
use crate::conf::domain::{Domain, FormatOptions};
use crate::conf::names::names;
use crate::conf::xml::Element;

/// A snapshot that there is.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    pub name: String,
    pub description: Option<String>,
    /// What the guest did when it was taken.
    pub state: SnapshotState,
    pub parent: Option<String>,
    /// Seconds since the epoch.
    pub creation_time: i64,
    pub memory: Memory,
    pub disks: Vec<SnapshotDisk>,
    /// What a revert to it has to know: the overlays that were made when the guest was taken back to
    /// it.
    pub revert_disks: Vec<SnapshotDisk>,
    /// The guest as it was (of a running one: as it ran). Very old files have none.
    pub domain: Option<Domain>,
    /// The definition beside it, of a guest that ran.
    pub inactive_domain: Option<Domain>,
    /// What the hypervisor must know beside the document, as for a saved image.
    pub cookie: Option<Element>,
}

/// A snapshot that is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    pub name: Option<String>,
    pub description: Option<String>,
    /// `None`: what fits.
    pub memory: Option<Memory>,
    pub disks: Vec<SnapshotDisk>,
}

/// `<memory snapshot= file=>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Memory {
    No,
    /// In one of the disk images.
    Internal,
    /// In a file of its own, which is an image as virDomainSave writes one.
    External {
        file: String,
    },
}

/// A `<disk>` of a snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct SnapshotDisk {
    /// The disk's target ("vda"); in a request also the path of its source.
    pub name: String,
    /// `None` until it is known: the disk's own default, or what fits.
    pub mode: Option<SnapshotMode>,
    /// Of an external snapshot: the overlay that the guest wrote to from then on.
    pub source: Source,
    /// A deletion of it was begun and has not ended.
    pub delete_in_progress: bool,
}

names! {
    /// `<state>`
    SnapshotState {
        Running = "running",
        Blocked = "blocked",
        Paused = "paused",
        Shutdown = "shutdown",
        Shutoff = "shutoff",
        Crashed = "crashed",
        PmSuspended = "pmsuspended",
        /// The disks of a guest that ran, without its memory.
        DiskSnapshot = "disk-snapshot",
    }
}

impl SnapshotState {
    /// Whether it holds no memory: reverting to it gives an inactive guest.
    pub fn is_offline(self) -> bool {
        matches!(self, SnapshotState::Shutoff | SnapshotState::DiskSnapshot)
    }

    /// Whether the guest ran or was paused, with its memory kept.
    pub fn is_online(self) -> bool {
        matches!(self, SnapshotState::Running | SnapshotState::Paused)
    }
}

impl Memory {
    pub fn mode(&self) -> SnapshotMode {
        match self {
            Memory::No => SnapshotMode::No,
            Memory::Internal => SnapshotMode::Internal,
            Memory::External { .. } => SnapshotMode::External,
        }
    }

    /// The file that it is in.
    pub fn file(&self) -> Option<&str> {
        match self {
            Memory::External { file } => Some(file),
            _ => None,
        }
    }
}

impl SnapshotDisk {
    /// A disk without anything said of it.
    pub fn new(name: impl Into<String>, mode: Option<SnapshotMode>) -> Self {
        SnapshotDisk {
            name: name.into(),
            mode,
            source: Source::default(),
            delete_in_progress: false,
        }
    }

    /// The path of the overlay, if it is a file or a device of this host.
    pub fn path(&self) -> Option<&str> {
        self.source.local_path()
    }

    fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("disk").with_attr("name", &self.name);
        e.set_opt("snapshot", self.mode);
        if self.delete_in_progress {
            e.push(Element::new("snapshotDeleteInProgress"));
        }
        if self.source.is_empty() && self.source.format.is_none() {
            return e;
        }
        e.set_attr("type", self.source.location.type_name());
        let mut driver = Element::new("driver");
        driver.set_opt("type", self.source.format);
        if let Some(cache) = self.source.metadata_cache_element() {
            driver.push(cache);
        }
        e.push_filled(driver);
        match self.source.to_element(o, true) {
            Some(source) => e.push(source),
            None => e.push(Element::new("source")),
        }
        e
    }
}

impl Snapshot {
    /// Whether any part of it lies in a file of its own.
    pub fn is_external(&self) -> bool {
        matches!(self.memory, Memory::External { .. })
            || self
                .disks
                .iter()
                .any(|d| d.mode == Some(SnapshotMode::External))
    }

    pub fn disk(&self, name: &str) -> Option<&SnapshotDisk> {
        self.disks.iter().find(|d| d.name == name)
    }

    /// The public document; `secure`: with passwords. `uuid` is the domain's, for a snapshot without its
    /// document.
    pub fn format(&self, uuid: &crate::conf::uuid::Uuid, secure: bool) -> String {
        self.write(uuid, secure, None)
    }

    /// The text of the metadata file, without the notice that such files begin with.
    pub fn file_text(&self, uuid: &crate::conf::uuid::Uuid, current: bool) -> String {
        self.write(uuid, true, Some(current))
    }

    /// `current`: for the metadata file, which says so.
    fn write(&self, uuid: &crate::conf::uuid::Uuid, secure: bool, current: Option<bool>) -> String {
        let o = FormatOptions {
            secure,
            inactive: true,
            ..Default::default()
        };
        let mut e = Element::new("domainsnapshot");
        e.push_text("name", &self.name);
        if let Some(description) = &self.description {
            e.push_text("description", description);
        }
        e.push_text("state", self.state);
        if let Some(parent) = &self.parent {
            let mut outer = Element::new("parent");
            outer.push_text("name", parent);
            e.push(outer);
        }
        e.push_text("creationTime", self.creation_time);
        let mut memory = Element::new("memory").with_attr("snapshot", self.memory.mode());
        memory.set_opt("file", self.memory.file());
        e.push(memory);
        push_disks(&mut e, "disks", &self.disks, &o);
        push_disks(&mut e, "revertDisks", &self.revert_disks, &o);
        let mut out = "<domainsnapshot>\n".to_owned();
        for child in e.elements() {
            child.write(&mut out, 2);
        }
        match &self.domain {
            Some(domain) => domain.write(&mut out, 2, "domain", &o),
            None => {
                let mut domain = Element::new("domain");
                domain.push_text("uuid", uuid);
                domain.write(&mut out, 2);
            }
        }
        if let Some(domain) = &self.inactive_domain {
            domain.write(&mut out, 2, "inactiveDomain", &o);
        }
        if let Some(cookie) = &self.cookie {
            cookie.write(&mut out, 2);
        }
        if let Some(current) = current {
            let mut active = Element::new("active");
            active = active.with_text(u8::from(current));
            active.write(&mut out, 2);
        }
        out.push_str("</domainsnapshot>\n");
        out
    }
}

fn push_disks(e: &mut Element, name: &str, disks: &[SnapshotDisk], o: &FormatOptions) {
    if disks.is_empty() {
        return;
    }
    let mut outer = Element::new(name);
    for disk in disks {
        outer.push(disk.to_element(o));
    }
    e.push(outer);
}
