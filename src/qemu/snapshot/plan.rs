//! What a snapshot will be, checked and complete before the first step.

mod align;
mod check;
#[cfg(test)]
mod tests;

pub use align::{Place, align, overlay_name, place};

use crate::conf::domain::Domain;
use crate::conf::domain::disk::Source;
use crate::conf::snapshot::{
    Memory, Request, Snapshot, SnapshotDisk, SnapshotMode, SnapshotState, check_schema,
};
use crate::conf::state::State;
use crate::driver::{DomainRef, TakeOptions};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use crate::qemu::context::{DriverCtx, no_such};
use crate::qemu::domains::{LiveGuest, View};
use crate::qemu::save;
use crate::qemu::snapshot::{Store, Tree};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// How a snapshot is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Inside the images of a guest that does not run.
    InternalInactive,
    /// Inside the images, with the memory of a running or paused guest.
    InternalActive,
    /// Overlays for the images of a guest that does not run.
    ExternalInactive,
    /// Overlays for the images of a running or paused guest, without its memory.
    ExternalDisks,
    /// The same with its memory, in a file of its own. There may be no disk in it.
    ExternalMemory,
}

/// A snapshot that can be made, as far as can be told before.
#[derive(Clone, Debug)]
pub struct Create {
    pub kind: Kind,
    /// What its metadata file will say, complete: name, time, parent, a mode for each disk of the
    /// domain in the domain's order, paths and formats of the overlays. A running guest's cookie is
    /// still to be added.
    pub snapshot: Snapshot,
    pub options: TakeOptions,
    /// The running guest; `None` for an inactive domain.
    pub live: Option<Arc<LiveGuest>>,
    /// The document in force: the running guest's, else the definition.
    pub domain: Domain,
    /// The definition of a persistent domain.
    pub definition: Option<Domain>,
}

impl Create {
    /// Whether the snapshot is remembered, and becomes the current one.
    pub fn has_metadata(&self) -> bool {
        !self.options.no_metadata
    }

    /// The disks that the snapshot holds in this mode.
    pub fn disks(&self, mode: SnapshotMode) -> impl Iterator<Item = &SnapshotDisk> {
        self.snapshot
            .disks
            .iter()
            .filter(move |d| d.mode == Some(mode))
    }
}

/// Makes the plan of a snapshot that `xml` asks for. The caller holds the guest's lock.
pub fn make(
    ctx: &DriverCtx,
    dom: &DomainRef,
    view: &View,
    store: &Store,
    xml: &str,
    options: TakeOptions,
) -> Result<Create> {
    if options.validate {
        check_schema(xml)?;
    }
    let live = view.live.clone();
    let request = Request::parse(xml, options.disk_only || live.is_none())?;
    let creation_time = now();
    let name = request.name.unwrap_or_else(|| creation_time.to_string());
    if !options.no_metadata {
        check_name(&name)?;
    }
    let external_memory = matches!(request.memory, Some(Memory::External { .. }));
    if options.live && !(live.is_some() && external_memory) {
        return Err(not_possible(
            "only a snapshot with the memory in a file can be made while the guest runs on",
        ));
    }
    let state = match &live {
        None => SnapshotState::Shutoff,
        Some(live) => state_of(live.state.state())?,
    };
    let definition = match &view.definition {
        Some(definition) => Some(ctx.read_definition(definition)?),
        None => None,
    };
    let domain = match &live {
        Some(live) => ctx.read_live(live)?,
        None => definition.clone().ok_or_else(|| no_such(dom))?,
    };
    // As it goes into an image: nothing of the run, and all that another host has to know.
    let document = save::parse_image_text(ctx, &save::image_text(&domain))?;

    let asked_external = request
        .disks
        .iter()
        .any(|d| d.mode == Some(SnapshotMode::External));
    let (state, memory, default) = if options.disk_only {
        let state = match live {
            Some(_) => SnapshotState::DiskSnapshot,
            None => SnapshotState::Shutoff,
        };
        (state, Memory::No, SnapshotMode::External)
    } else if external_memory || (live.is_none() && asked_external) {
        let memory = request.memory.unwrap_or(Memory::No);
        (state, memory, SnapshotMode::External)
    } else {
        if live.is_some() && request.memory == Some(Memory::No) {
            return Err(not_possible(
                "an internal snapshot of a running domain includes its memory",
            ));
        }
        let memory = match live {
            Some(_) => Memory::Internal,
            None => Memory::No,
        };
        (state, memory, SnapshotMode::Internal)
    };
    let mut disks = align(request.disks, &document, &name, default)?;
    let check = check::Check {
        domain: &domain,
        active: live.is_some(),
        reuse: options.reuse_files,
        state,
        memory: &memory,
    };
    let external = check.disks(&mut disks)?;
    if let Some(file) = memory.file() {
        refuse_used(store.tree(), file)?;
    }
    if !options.no_metadata && store.is_taken(&name) {
        return Err(exists(&name));
    }
    let parent = store.tree().current().map(|s| s.name.clone());
    let kind = match (live.is_some(), &memory) {
        (true, Memory::Internal) => Kind::InternalActive,
        (true, Memory::External { .. }) => Kind::ExternalMemory,
        (true, Memory::No) => Kind::ExternalDisks,
        (false, _) if external => Kind::ExternalInactive,
        (false, _) => Kind::InternalInactive,
    };
    let inactive_domain = definition.clone().filter(|_| live.is_some());
    let snapshot = Snapshot {
        name,
        description: request.description,
        state,
        parent: parent.filter(|_| !options.no_metadata),
        creation_time,
        memory,
        disks,
        revert_disks: Vec::new(),
        domain: Some(document),
        inactive_domain,
        cookie: None,
    };
    Ok(Create {
        kind,
        snapshot,
        options,
        live,
        domain,
        definition,
    })
}

/// Refuses a file for the memory that belongs to another snapshot: it would be replaced.
fn refuse_used(tree: &Tree, file: &str) -> Result<()> {
    for other in tree.iter() {
        let parts = other.disks.iter().chain(&other.revert_disks);
        let own = parts.filter_map(SnapshotDisk::path);
        let documents = other.domain.iter().chain(&other.inactive_domain);
        let images = documents
            .flat_map(|d| &d.devices.disks)
            .flat_map(|d| d.source.chain())
            .filter_map(Source::local_path);
        if other
            .memory
            .file()
            .into_iter()
            .chain(own)
            .chain(images)
            .any(|p| p == file)
        {
            return Err(Error::config_unsupported(format!(
                "file '{file}' is used by snapshot '{}' already",
                other.name
            )));
        }
    }
    Ok(())
}

/// A snapshot's name becomes that of a file.
pub fn check_name(name: &str) -> Result<()> {
    let wrong = |why: &str| {
        Error::new(
            virErrorNumber::VIR_ERR_XML_DETAIL,
            format!("invalid snapshot name '{name}': {why}"),
        )
    };
    if name.contains('/') {
        return Err(wrong("name can't contain '/'"));
    }
    if name.starts_with('.') {
        return Err(wrong("name can't start with '.'"));
    }
    // Of its file, `NAME.xml`.
    if name.len() > 251 {
        return Err(Error::internal(format!(
            "cannot write the metadata of snapshot '{name}': its name is too long"
        )));
    }
    Ok(())
}

/// The name is taken.
fn exists(name: &str) -> Error {
    Error::operation_failed(format!("domain moment {name} already exists"))
        .from_domain(virErrorDomain::VIR_FROM_DOMAIN)
}

/// What a snapshot of a guest in this state says that it did.
fn state_of(state: State) -> Result<SnapshotState> {
    Ok(match state {
        State::Running => SnapshotState::Running,
        State::Paused => SnapshotState::Paused,
        State::Shutdown => SnapshotState::Shutdown,
        State::Shutoff => SnapshotState::Shutoff,
        State::Crashed => SnapshotState::Crashed,
        State::PmSuspended => {
            return Err(not_possible("QEMU takes no snapshots of guests that sleep"));
        }
        State::NoState | State::Blocked => {
            return Err(Error::internal(format!(
                "a guest in the state '{}' has no snapshot",
                state.name()
            )));
        }
    })
}

fn not_possible(detail: impl Into<String>) -> Error {
    Error::new(virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED, detail)
}

/// Seconds since the epoch.
fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |d| d.as_secs() as i64)
}
