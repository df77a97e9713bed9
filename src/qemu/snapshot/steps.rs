//! The steps that a [journal](super::journal) is made of: each can be done again after it was done, in
//! part or whole, by another process too.

use super::{images, monitor};
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result};
use crate::fsutil;
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
    /// Makes this text the domain's definition.
    Define { name: String, text: String },
    /// Deletes an internal snapshot from images that have it; by QEMU if it has them open.
    DropInternal { images: Vec<PathBuf>, name: String },
    /// Brings images back to an internal snapshot that they have. The guest must not run.
    ApplyInternal { images: Vec<PathBuf>, name: String },
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
            Step::Define { name, text } => {
                Registry::lock(&ctx.domains)?.write_definition(name, text)
            }
            Step::DropInternal { images, name } => drop_internal(ctx, uuid, images, name),
            Step::ApplyInternal { images, name } => {
                for image in images {
                    images::apply(image, name)?;
                }
                Ok(())
            }
            Step::ShutOff { reason } => {
                let running = ctx.domains.by_uuid(uuid).is_some_and(|v| v.is_active());
                match crate::conf::state::Shutoff::from_name(reason) {
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
