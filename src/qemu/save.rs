//! Saving guests to files and bringing them back.
//!
//! * [`image`]: the file, libvirt's own format; [`cookie`], [`documents`]: what is in its head.
//! * [`out`]: saving; [`target`]: where to, so that nothing is lost; [`migrate`], [`pump`], [`program`]: how QEMU's
//!   state gets into the file and out of it.
//! * [`room`]: whether there is any for the file.
//! * [`restore`]: bringing back; [`mapped`], [`stream`]: on RAM that is mapped from the image, in no time.
//!
//! | function | guest must | becomes | image |
//! |---|---|---|---|
//! | save | be there | shut off (saved), gone if transient | made or replaced |
//! | managed save | be there, defined | shut off (saved) | the domain's own, made or replaced |
//! | restore | not be there | running (restored), paused (migration) | stays |
//! | start | not be there, defined | the same | the domain's own goes |
//!
//! Whether a guest comes back running is kept in the image: as it was when saved, or as the flag of the
//! save says; the flag of the restore overrides both.

pub mod cookie;
pub mod documents;
pub mod image;
pub mod mapped;
pub mod migrate;
pub mod out;
pub mod program;
pub mod pump;
pub mod restore;
pub mod room;
pub mod stream;
pub mod target;

pub use documents::{define_image_xml, image_xml};
pub(super) use documents::{image_text, parse as parse_image_text};
pub use out::{managed_save, save};
pub use restore::{restore, start_managed};

use super::context::DriverCtx;
use super::domains::View;
use crate::driver::{DomainRef, Resume};
use crate::error::{Error, Result};
use std::path::PathBuf;

/// Where a domain's managed image is, if it has one.
fn managed_path(ctx: &DriverCtx, view: &View) -> PathBuf {
    ctx.paths.managed_save(&view.name)
}

/// Whether a domain has a managed image. A transient one never has.
pub fn has_managed_save(ctx: &DriverCtx, dom: &DomainRef) -> Result<bool> {
    let view = ctx.find(dom)?;
    Ok(view.is_persistent() && managed_path(ctx, &view).exists())
}

/// Removes a domain's managed image.
pub fn managed_save_remove(ctx: &DriverCtx, dom: &DomainRef) -> Result<()> {
    ctx.find(dom)?;
    let _lock = ctx.lock(&dom.uuid, "modify")?;
    let path = managed_path(ctx, &ctx.find(dom)?);
    let failed = |e| {
        let what = "Failed to remove managed save file";
        Error::system(format!("{what} '{}'", path.display()), &e)
    };
    if crate::fsutil::remove(&path).map_err(failed)? {
        Ok(())
    } else {
        Err(failed(std::io::Error::from_raw_os_error(libc::ENOENT)))
    }
}

/// The document in a domain's managed image.
pub fn managed_xml(ctx: &DriverCtx, dom: &DomainRef, secure: bool) -> Result<String> {
    let view = ctx.find(dom)?;
    image_xml(ctx, &existing(ctx, &view)?, secure)
}

/// Puts another document, and perhaps another default, into a domain's managed image.
pub fn define_managed_xml(
    ctx: &DriverCtx,
    dom: &DomainRef,
    xml: &str,
    resume: Resume,
) -> Result<()> {
    existing(ctx, &ctx.find(dom)?)?;
    let _lock = ctx.lock(&dom.uuid, "modify")?;
    let path = existing(ctx, &ctx.find(dom)?)?;
    define_image_xml(ctx, &path, xml, resume)
}

fn existing(ctx: &DriverCtx, view: &View) -> Result<PathBuf> {
    let path = managed_path(ctx, view);
    if view.is_persistent() && path.exists() {
        Ok(path)
    } else {
        Err(Error::operation_invalid(
            "domain does not have managed save image",
        ))
    }
}
