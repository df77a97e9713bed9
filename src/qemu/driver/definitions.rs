//! Definitions: made, replaced, renamed, removed, and started with the host.

use super::QemuDriver;
use super::query::{count_documents, reference};
use crate::conf::domain::Domain;
use crate::conf::domain::misc::TpmBackend;
use crate::driver::*;
use crate::error::{Error, Result, virErrorDomain};
use crate::event::lifecycle::{Defined, Lifecycle, Undefined};
use crate::fsutil;
use crate::qemu::context::no_such;
use crate::qemu::documents::{check_name, definition_text};
use crate::qemu::domains::Registry;
use crate::qemu::fault;
use crate::qemu::process;
use crate::qemu::snapshot::Store;
use crate::qemu::snapshot::journal::Journal;
use crate::qemu::snapshot::steps::Step;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Refuses a document whose name or UUID belongs to another domain. `live`: the very domain must not
/// run either.
pub(super) fn refuse_clash(registry: &Registry, domain: &Domain, live: bool) -> Result<()> {
    registry.check_clash(domain.name.as_str(), &domain.uuid)?;
    let runs = registry
        .by_uuid(&domain.uuid)
        .is_some_and(|view| view.is_active());
    if live && runs {
        return Err(Error::operation_invalid(format!(
            "domain '{}' is already active",
            domain.name
        ))
        .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
    }
    Ok(())
}

impl QemuDriver {
    pub(super) fn define_domain(&self, xml: &str, options: DefineOptions) -> Result<DomainRef> {
        // All that takes time comes before the lock.
        let domain = self.ctx.parse_new(xml, options.validate)?;
        let text = definition_text(&domain);
        let mut registry = Registry::lock(&self.ctx.domains)?;
        refuse_clash(&registry, &domain, false)?;
        let known = registry
            .by_uuid(&domain.uuid)
            .is_some_and(|view| view.is_persistent());
        registry.write_definition(&domain.name, &text)?;
        let defined = registry
            .by_name(&domain.name)
            .map(reference)
            .ok_or_else(|| Error::internal(format!("domain '{}' vanished", domain.name)))?;
        let detail = if known {
            Defined::Updated
        } else {
            Defined::Added
        };
        self.ctx.emit(&defined, Lifecycle::Defined(detail));
        Ok(defined)
    }

    pub(super) fn undefine_domain(&self, dom: &DomainRef, options: UndefineOptions) -> Result<()> {
        let _lock = self.ctx.lock(&dom.uuid, "undefine")?;
        let view = self.ctx.find(dom)?;
        let Some(definition) = &view.definition else {
            return Err(Error::operation_invalid("cannot undefine transient domain"));
        };
        let paths = &self.ctx.paths;
        let mut snapshots = Store::open(paths, &view)?;
        let checkpoints = paths.checkpoint_dir.join(&view.name);
        if !view.is_active() {
            for (n, what, allowed) in [
                (
                    snapshots.tree().len(),
                    "snapshots",
                    options.snapshots_metadata,
                ),
                (
                    count_documents(&checkpoints),
                    "checkpoints",
                    options.checkpoints_metadata,
                ),
            ] {
                if n > 0 && !allowed {
                    return Err(Error::operation_invalid(format!(
                        "cannot delete inactive domain with {n} {what}"
                    )));
                }
            }
        }
        let image = paths.managed_save(&view.name);
        if !options.managed_save && image.exists() {
            return Err(Error::operation_invalid(
                "Refusing to undefine while domain managed save image exists",
            ));
        }
        // A definition with something in it that this library does not know can still be removed.
        let domain = self.ctx.read_definition(definition).ok();
        let nvram = domain
            .as_ref()
            .and_then(nvram_file)
            .filter(|p| Path::new(p).exists());
        if nvram.is_some() && options.nvram.is_none() {
            return Err(Error::operation_invalid(
                "cannot undefine domain with nvram",
            ));
        }
        // Nothing refuses any more. The definition goes last: what fails before can be tried again.
        if options.managed_save {
            remove(&image, "managed save image")?;
        }
        if let (Some(nvram), Some(true)) = (&nvram, options.nvram) {
            remove(Path::new(nvram), "nvram file")?;
        }
        if !view.is_active() {
            snapshots.remove_all()?;
            fsutil::remove_tree(&checkpoints).map_err(|e| {
                Error::system(format!("cannot remove '{}'", checkpoints.display()), &e)
            })?;
            if domain.as_ref().is_some_and(has_own_tpm_state) && options.tpm != Some(false) {
                let dir = paths.swtpm_storage_dir.join(view.uuid.to_string());
                fsutil::remove_tree(&dir)
                    .map_err(|e| Error::system(format!("cannot remove '{}'", dir.display()), &e))?;
            }
        }
        let mut registry = Registry::lock(&self.ctx.domains)?;
        remove(&paths.autostart_link(&view.name), "autostart link")?;
        let undefined = reference(view.clone());
        registry.remove_definition(&view.name)?;
        self.ctx
            .emit(&undefined, Lifecycle::Undefined(Undefined::Removed));
        if !view.is_active() {
            process::forget_last_shutoff(paths, &view.uuid);
        }
        Ok(())
    }

    pub(super) fn rename_domain(&self, dom: &DomainRef, new_name: &str) -> Result<()> {
        check_name(new_name).map_err(|e| e.from_domain(virErrorDomain::VIR_FROM_QEMU))?;
        let _lock = self.ctx.lock(&dom.uuid, "rename")?;
        let view = self.ctx.find(dom)?;
        let paths = &self.ctx.paths;
        if view.is_active() {
            return Err(Error::operation_invalid("cannot rename active domain"));
        }
        let Some(definition) = &view.definition else {
            return Err(Error::operation_invalid("cannot rename a transient domain"));
        };
        if paths.managed_save(&view.name).exists() {
            return Err(Error::operation_invalid(
                "domain with a managed saved state can't be renamed",
            ));
        }
        let invalid = |detail: String| {
            Error::operation_invalid(detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN)
        };
        if view.name == new_name {
            return Err(invalid("Can't rename domain to itself".to_owned()));
        }
        let mut domain = self.ctx.read_definition(definition)?;
        domain.name = new_name.to_owned();
        let text = definition_text(&domain);

        let mut registry = Registry::lock(&self.ctx.domains)?;
        if registry.by_name(new_name).is_some() {
            return Err(invalid(format!(
                "domain with name '{new_name}' already exists"
            )));
        }
        let autostart = self.autostarts(&view.name);
        let new = paths.definition(new_name);
        let new_link = paths.autostart_link(new_name);
        // The metadata of snapshots and checkpoints goes along.
        let moments = [&paths.snapshot_dir, &paths.checkpoint_dir]
            .map(|dir| (dir.join(&view.name), dir.join(new_name)));
        for (_, to) in &moments {
            let _ = fs::remove_dir(to);
            if to.symlink_metadata().is_ok() {
                return Err(Error::operation_failed(format!(
                    "cannot rename domain '{}': '{}' is in the way",
                    view.name,
                    to.display()
                )));
            }
        }
        let moves = |back: bool| {
            moments.clone().map(|(from, to)| match back {
                false => Step::Rename { from, to },
                true => Step::Rename { from: to, to: from },
            })
        };
        let remove = |path: &Path| Step::Remove {
            path: path.to_owned(),
        };
        registry.change(&[&view.name, new_name], || {
            let mut undo = vec![remove(&new), remove(&new_link)];
            undo.extend(moves(true));
            let mut journal = Journal::begin(&self.ctx, &view.uuid, "rename", undo)?;
            let fail =
                |e: io::Error| Error::system(format!("cannot rename domain '{}'", view.name), &e);
            let done = (|| {
                // Under both names for a moment, never under none.
                fsutil::replace(&new, text.as_bytes(), 0o600).map_err(fail)?;
                if autostart {
                    link(&new, &new_link).map_err(fail)?;
                }
                fault::point("rename.written")?;
                for step in moves(false) {
                    step.run(&self.ctx, &view.uuid)?;
                }
                fault::point("rename.moved")?;
                journal.commit(vec![
                    remove(&paths.definition(&view.name)),
                    remove(&paths.autostart_link(&view.name)),
                ])
            })();
            match done {
                Ok(()) => journal.finish(),
                Err(e) => {
                    let _ = journal.fail();
                    Err(e)
                }
            }
        })?;
        let mut renamed = reference(view.clone());
        self.ctx
            .emit(&renamed, Lifecycle::Undefined(Undefined::Renamed));
        renamed.name = new_name.to_owned();
        self.ctx
            .emit(&renamed, Lifecycle::Defined(Defined::Renamed));
        Ok(())
    }

    /// Whether the domain's link leads to its definition.
    pub(super) fn autostarts(&self, name: &str) -> bool {
        let paths = &self.ctx.paths;
        let link = paths.autostart_link(name);
        match fs::read_link(&link) {
            Ok(target) if target == paths.definition(name) => true,
            // By another path to the same file.
            Ok(_) => fs::canonicalize(&link).is_ok_and(|there| {
                fs::canonicalize(paths.definition(name)).is_ok_and(|here| here == there)
            }),
            Err(_) => false,
        }
    }

    pub(super) fn change_autostart(&self, dom: &DomainRef, autostart: bool) -> Result<()> {
        let view = self.ctx.find(dom)?;
        if !view.is_persistent() {
            return Err(Error::operation_invalid(
                "cannot set autostart for transient domain",
            ));
        }
        let _lock = self.ctx.lock(&dom.uuid, "modify")?;
        // Names do not change while this is held.
        let _registry = Registry::lock(&self.ctx.domains)?;
        let view = self.ctx.find(dom)?;
        if !view.is_persistent() {
            return Err(no_such(dom));
        }
        let paths = &self.ctx.paths;
        let path = paths.autostart_link(&view.name);
        if self.autostarts(&view.name) == autostart {
            return Ok(());
        }
        if !autostart {
            return remove(&path, "autostart link");
        }
        fsutil::make_directories(&paths.autostart_dir, 0o755)
            .and_then(|()| link(&paths.definition(&view.name), &path))
            .map_err(|e| Error::system(format!("cannot create link '{}'", path.display()), &e))
    }
}

/// Makes a link in place of one that leads elsewhere.
fn link(target: &Path, link: &Path) -> io::Result<()> {
    match fs::remove_file(link) {
        Err(e) if e.kind() != ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    std::os::unix::fs::symlink(target, link)?;
    link.parent().map_or(Ok(()), fsutil::sync_directory)
}

/// Removes what may not be there.
fn remove(path: &Path, what: &str) -> Result<()> {
    fsutil::remove(path)
        .map(drop)
        .map_err(|e| Error::system(format!("cannot remove {what} '{}'", path.display()), &e))
}

/// The file that keeps a guest's UEFI variables.
fn nvram_file(domain: &Domain) -> Option<String> {
    let nvram = domain.os.nvram.as_ref()?;
    nvram.source.as_ref()?.local_path().map(str::to_owned)
}

/// Whether the guest has a TPM whose state lies in the driver's own directory.
fn has_own_tpm_state(domain: &Domain) -> bool {
    domain.devices.tpms.iter().any(|tpm| match &tpm.backend {
        TpmBackend::Emulator(emulator) => {
            emulator.source.is_none() && emulator.persistent_state != Some(true)
        }
        _ => false,
    })
}
