//! Metadata given anew, of a snapshot that there is: nothing is done to disks.

use super::plan::{align, check_name};
use super::{Store, Tree};
use crate::conf::domain::abi_check;
use crate::conf::snapshot::{Snapshot, SnapshotMode, SnapshotState, check_schema};
use crate::conf::uuid::Uuid;
use crate::driver::{DomainRef, RedefineOptions};
use crate::error::{Error, Result, virErrorDomain};
use crate::qemu::context::DriverCtx;

/// Writes the metadata that `xml` holds; returns the snapshot's name.
pub fn redefine(
    ctx: &DriverCtx,
    dom: &DomainRef,
    xml: &str,
    options: RedefineOptions,
) -> Result<String> {
    let lock = ctx.lock(&dom.uuid, "snapshot")?;
    let view = ctx.find(dom)?;
    if options.validate {
        check_schema(xml)?;
    }
    let mut snapshot = Snapshot::parse(xml)?;
    let documents = [&mut snapshot.domain, &mut snapshot.inactive_domain];
    for domain in documents.into_iter().flatten() {
        ctx.complete(domain, false)?;
    }
    check_name(&snapshot.name)?;
    let mut store = Store::open(&ctx.paths, &view)?;
    check(&mut snapshot, &view.uuid, store.tree(), options)?;
    store.put(&snapshot, options.current)?;
    drop(lock);
    Ok(snapshot.name)
}

/// Checks a snapshot against the others and the one of its name, and completes its disks.
fn check(
    snapshot: &mut Snapshot,
    uuid: &Uuid,
    tree: &Tree,
    options: RedefineOptions,
) -> Result<()> {
    check_parent(snapshot, tree)?;
    let name = snapshot.name.clone();
    if options.disk_only && snapshot.state != SnapshotState::DiskSnapshot {
        return Err(wrong(format!(
            "disk-only flag for snapshot {name} requires disk-snapshot state"
        )));
    }
    if snapshot.domain.as_ref().is_some_and(|d| d.uuid != *uuid) {
        return Err(wrong(format!(
            "definition for snapshot {name} must use uuid {uuid}"
        )));
    }
    if let Some(old) = tree.get(&name) {
        if old.state.is_online() != snapshot.state.is_online() {
            return Err(wrong(format!(
                "cannot change between online and offline snapshot state in snapshot {name}"
            )));
        }
        let disk_only = |s: &Snapshot| s.state == SnapshotState::DiskSnapshot;
        if disk_only(old) != disk_only(snapshot) {
            return Err(wrong(format!(
                "cannot change between disk only and full system in snapshot {name}"
            )));
        }
        match (&old.domain, &snapshot.domain) {
            (Some(old), Some(new)) => abi_check(old, new)?,
            (Some(old), None) => snapshot.domain = Some(old.clone()),
            (None, _) => {}
        }
        // What a revert has to know is not lost because a caller's document is older.
        if snapshot.revert_disks.is_empty() {
            snapshot.revert_disks.clone_from(&old.revert_disks);
        }
    }
    let Some(domain) = &snapshot.domain else {
        return Err(Error::internal("missing domain in snapshot")
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN_SNAPSHOT));
    };
    let external = snapshot.state == SnapshotState::DiskSnapshot || snapshot.is_external();
    let default = if external {
        SnapshotMode::External
    } else {
        SnapshotMode::Internal
    };
    let asked = std::mem::take(&mut snapshot.disks);
    snapshot.disks = align(asked, domain, &name, default)?;
    Ok(())
}

/// The parent must be there, and not below.
fn check_parent(snapshot: &Snapshot, tree: &Tree) -> Result<()> {
    let Some(parent) = &snapshot.parent else {
        return Ok(());
    };
    let name = &snapshot.name;
    let wrong =
        |detail| Err(Error::invalid_arg(detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN));
    if parent == name {
        return wrong(format!("cannot set moment {name} as its own parent"));
    }
    if !tree.contains(parent) {
        return wrong(format!("parent {parent} for moment {name} not found"));
    }
    if tree.ancestors(parent).contains(name) {
        return wrong(format!("parent {parent} would create cycle to {name}"));
    }
    Ok(())
}

fn wrong(detail: impl Into<String>) -> Error {
    Error::invalid_arg(detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN_SNAPSHOT)
}
