//! Snapshots, as the public functions ask for them; done by [`snapshot`].

use super::QemuDriver;
use crate::conf::snapshot::Snapshot;
use crate::driver::*;
use crate::error::{Error, Result, virErrorNumber};
use crate::qemu::snapshot::store::{self, no_such};
use crate::qemu::snapshot::{self, Tree};
use std::sync::Arc;

impl QemuDriver {
    fn snapshot_tree(&self, dom: &DomainRef) -> Result<Arc<Tree>> {
        let view = self.ctx.find(dom)?;
        store::load(&self.ctx.paths, &view.name, &view.uuid)
    }

    fn snapshot(&self, dom: &DomainRef, name: &str) -> Result<(Arc<Tree>, Arc<Snapshot>)> {
        let tree = self.snapshot_tree(dom)?;
        let found = tree.get(name).cloned().ok_or_else(|| no_such(name))?;
        Ok((tree, found))
    }

    pub(super) fn create_snapshot(
        &self,
        dom: &DomainRef,
        xml: &str,
        how: SnapshotCreate,
    ) -> Result<String> {
        snapshot::create::create(&self.ctx, dom, xml, how)
    }

    pub(super) fn list_snapshots(
        &self,
        dom: &DomainRef,
        from: Option<&str>,
        filter: &SnapshotFilter,
    ) -> Result<Vec<String>> {
        let tree = match from {
            Some(name) => self.snapshot(dom, name)?.0,
            None => self.snapshot_tree(dom)?,
        };
        Ok(tree.list(from, filter))
    }

    pub(super) fn find_snapshot(&self, dom: &DomainRef, name: &str) -> Result<()> {
        self.snapshot(dom, name).map(drop)
    }

    pub(super) fn describe_snapshot(
        &self,
        dom: &DomainRef,
        name: &str,
        secure: bool,
    ) -> Result<String> {
        let (_, snapshot) = self.snapshot(dom, name)?;
        Ok(snapshot.format(&dom.uuid, secure))
    }

    pub(super) fn current_snapshot(&self, dom: &DomainRef) -> Result<Option<String>> {
        Ok(self.snapshot_tree(dom)?.current().map(|s| s.name.clone()))
    }

    pub(super) fn parent_of_snapshot(&self, dom: &DomainRef, name: &str) -> Result<String> {
        let (_, snapshot) = self.snapshot(dom, name)?;
        snapshot.parent.clone().ok_or_else(|| {
            Error::new(
                virErrorNumber::VIR_ERR_NO_DOMAIN_SNAPSHOT,
                format!("snapshot '{name}' does not have a parent"),
            )
        })
    }

    pub(super) fn is_current_snapshot(&self, dom: &DomainRef, name: &str) -> Result<bool> {
        let (tree, _) = self.snapshot(dom, name)?;
        Ok(tree.is_current(name))
    }

    pub(super) fn revert_snapshot(
        &self,
        dom: &DomainRef,
        name: &str,
        options: RevertOptions,
    ) -> Result<()> {
        snapshot::revert::revert(&self.ctx, dom, name, options)
    }

    pub(super) fn delete_snapshot(
        &self,
        dom: &DomainRef,
        name: &str,
        options: DeleteOptions,
    ) -> Result<()> {
        snapshot::delete::delete(&self.ctx, dom, name, options)
    }
}
