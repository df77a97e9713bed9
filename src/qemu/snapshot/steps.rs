//! The steps that a [journal](super::journal) is made of: each can be done again after it was done, in
//! part or whole, by another process too.

use super::delete::merge::Deletion;
use super::{Store, images, monitor};
use crate::conf::snapshot::Snapshot;
use crate::conf::state::Shutoff;
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result};
use crate::fsutil;
use crate::qemu::block::overlay::Finish;
use crate::qemu::context::DriverCtx;
use crate::qemu::domains::Registry;
use crate::qemu::process;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// A step. All paths are absolute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Removes a file that this library made, if it is that very one.
    RemoveMade {
        path: PathBuf,
        device: u64,
        inode: u64,
    },
    /// Removes a document that belongs to this library, whichever it is.
    Remove { path: PathBuf },
    /// Removes a directory of ours that has become empty.
    RemoveDirectory { path: PathBuf },
    /// Puts a document of this text in place, whole or not at all.
    Write { path: PathBuf, text: String },
    /// Gives a file its name, over what has it.
    Rename { from: PathBuf, to: PathBuf },
    /// Makes a file's content another's, whole or not at all, with the owner and the mode that it has.
    Copy { from: PathBuf, to: PathBuf },
    /// Makes this text the domain's definition.
    Define { name: String, text: String },
    /// Writes a snapshot's metadata file, of this text without the notice; of the domain of this name.
    PutSnapshot { domain: String, text: String },
    /// Makes a snapshot the domain's current one, if it is there.
    SetCurrent { domain: String, name: String },
    /// Deletes an internal snapshot from images that have it; by QEMU if it has them open.
    DropInternal { images: Vec<PathBuf>, name: String },
    /// Brings images back to an internal snapshot that they have. The guest must not run.
    ApplyInternal { images: Vec<PathBuf>, name: String },
    /// Overlays were being put under the disks of a running guest: QEMU tells whether they are.
    Overlays(Box<Finish>),
    /// Ends the guest, if it runs, for this reason.
    EndGuest { reason: String },
    /// A snapshot in files of its own is being deleted. What cannot be done is told of by its metadata.
    Deletion(Box<Deletion>),
    /// The guest is shut off, and why, unless it runs.
    ShutOff { reason: String },
}

impl Step {
    /// Removes the file that was made as `file` at `path`.
    pub fn remove_made(path: &Path, file: &File) -> Result<Step> {
        let meta = file
            .metadata()
            .map_err(|e| Error::system(format!("cannot look at '{}'", path.display()), &e))?;
        Ok(Step::RemoveMade {
            path: path.to_owned(),
            device: meta.dev(),
            inode: meta.ino(),
        })
    }

    /// Puts a document in place.
    pub fn write(path: &Path, text: &str) -> Step {
        Step::Write {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// Does the step. The caller holds the guest's lock.
    pub fn run(&self, ctx: &DriverCtx, uuid: &Uuid) -> Result<()> {
        match self {
            Step::RemoveMade {
                path,
                device,
                inode,
            } => match std::fs::symlink_metadata(path) {
                Ok(meta) if (meta.dev(), meta.ino()) == (*device, *inode) => remove(path),
                _ => Ok(()),
            },
            Step::Remove { path } => remove(path),
            Step::RemoveDirectory { path } => {
                // One with something in it is still of use.
                let _ = std::fs::remove_dir(path);
                Ok(())
            }
            Step::Write { path, text } => {
                fsutil::replace(path, text.as_bytes(), 0o600).map_err(|e| cannot("write", path, &e))
            }
            Step::Rename { from, to } => match std::fs::symlink_metadata(from) {
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
                _ => fsutil::rename(from, to).map_err(|e| cannot("rename", from, &e)),
            },
            Step::Copy { from, to } => copy(from, to),
            Step::Define { name, text } => {
                Registry::lock(&ctx.domains)?.write_definition(name, text)
            }
            Step::PutSnapshot { domain, text } => {
                let (snapshot, current) = Snapshot::parse_file(text)?;
                Store::of(&ctx.paths, domain, uuid)?.put(&snapshot, current)
            }
            Step::SetCurrent { domain, name } => {
                let mut store = Store::of(&ctx.paths, domain, uuid)?;
                if store.tree().contains(name) {
                    store.set_current(Some(name))?;
                }
                Ok(())
            }
            Step::DropInternal { images, name } => drop_internal(ctx, uuid, images, name),
            Step::ApplyInternal { images, name } => {
                end_guest(ctx, uuid, Shutoff::FromSnapshot)?;
                for image in images {
                    images::apply(image, name)?;
                }
                Ok(())
            }
            Step::Deletion(deletion) => {
                let _ = deletion.run(ctx, uuid);
                Ok(())
            }
            Step::Overlays(finish) => finish.run(ctx, uuid),
            Step::EndGuest { reason } => end_guest(
                ctx,
                uuid,
                Shutoff::from_name(reason).unwrap_or(Shutoff::Unknown),
            ),
            Step::ShutOff { reason } => {
                let running = ctx.domains.by_uuid(uuid).is_some_and(|v| v.is_active());
                match Shutoff::from_name(reason) {
                    Some(reason) if !running => process::set_last_shutoff(&ctx.paths, uuid, reason),
                    _ => Ok(()),
                }
            }
        }
    }
}

fn cannot(what: &str, path: &Path, e: &std::io::Error) -> Error {
    Error::system(format!("cannot {what} '{}'", path.display()), e)
}

fn remove(path: &Path) -> Result<()> {
    fsutil::remove(path)
        .map(drop)
        .map_err(|e| cannot("remove", path, &e))
}

/// Copies a file's content, whole or not at all. What has the name keeps its owner and mode.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    let old = std::fs::metadata(to).ok();
    let mode = old.as_ref().map_or(0o600, |m| m.mode() & 0o7777);
    let copied = fsutil::Replacement::create(to, mode).and_then(|target| {
        std::io::copy(&mut File::open(from)?, &mut target.file())?;
        if let Some(old) = old {
            // Only root may give files away; others can only have had their own.
            let _ = std::os::unix::fs::fchown(target.file(), Some(old.uid()), Some(old.gid()));
        }
        target.commit()
    });
    copied.map_err(|e| {
        Error::system(
            format!("cannot copy '{}' to '{}'", from.display(), to.display()),
            &e,
        )
    })
}

/// Ends a guest that must not run while its images change.
fn end_guest(ctx: &DriverCtx, uuid: &Uuid, reason: Shutoff) -> Result<()> {
    let Some(view) = ctx.domains.by_uuid(uuid) else {
        return Ok(());
    };
    match process::attach(&ctx.paths, &view.name, uuid)? {
        Some(running) => running.destroy(reason, false),
        None => Ok(()),
    }
}

/// Deletes an internal snapshot wherever it is.
fn drop_internal(ctx: &DriverCtx, uuid: &Uuid, images: &[PathBuf], name: &str) -> Result<()> {
    if let Some(view) = ctx.domains.by_uuid(uuid) {
        if let Some(mut running) = process::attach(&ctx.paths, &view.name, uuid)? {
            return monitor::drop_snapshot(&mut running.client, images, name);
        }
    }
    for image in images {
        images::delete(image, name)?;
    }
    Ok(())
}
