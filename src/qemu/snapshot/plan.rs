//! What a snapshot will be, checked and complete before the first step.

use crate::conf::domain::Domain;
use crate::conf::snapshot::Snapshot;
use crate::driver::{DomainRef, TakeOptions};
use crate::error::{Error, Result};
use crate::qemu::context::DriverCtx;
use crate::qemu::domains::{LiveGuest, View};
use crate::qemu::snapshot::Store;
use std::sync::Arc;

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
    /// The same with its memory, in a file of its own.
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
}

/// Makes the plan of a snapshot that `xml` asks for. The caller holds the guest's lock.
pub fn make(
    _ctx: &DriverCtx,
    _dom: &DomainRef,
    _view: &View,
    _store: &Store,
    _xml: &str,
    _options: TakeOptions,
) -> Result<Create> {
    Err(Error::no_support("virDomainSnapshotCreateXML"))
}
