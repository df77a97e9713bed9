//! The documents that go into images and come out of them.
//!
//! An image holds the guest's document as another host would get it: secrets included, nothing of the
//! run. Whoever gives another one may change what the guest does not see; what it sees stays.

use super::image::{self, Image};
use crate::conf::domain::{Domain, FormatOptions, ParseContext, abi_check};
use crate::driver::Resume;
use crate::error::Result;
use crate::qemu::context::DriverCtx;
use crate::qemu::migratable::migratable;
use std::path::Path;

/// How an image's document is written.
const FORMAT: FormatOptions = FormatOptions {
    secure: true,
    inactive: true,
    migratable: true,
    status: false,
};

/// The text that an image holds for this domain.
pub(in crate::qemu) fn image_text(domain: &Domain) -> String {
    migratable(domain).format(&FORMAT)
}

/// Reads an image's document.
pub(in crate::qemu) fn parse(ctx: &DriverCtx, xml: &str) -> Result<Domain> {
    let mut domain = Domain::parse(xml, &ParseContext::config_file())?;
    ctx.complete(&mut domain, false)?;
    Ok(domain)
}

/// Reads a document that is to take another's place: refused with VIR_ERR_CONFIG_UNSUPPORTED if the
/// guest would see the difference.
pub(super) fn parse_replacement(ctx: &DriverCtx, old: &Domain, xml: &str) -> Result<Domain> {
    let mut new = Domain::parse(xml, &ParseContext::define())?;
    if new.cpu.is_none() {
        // Not the CPU that a new domain would get, but the one there is.
        new.cpu.clone_from(&old.cpu);
    }
    ctx.complete(&mut new, false)?;
    // Both as an image holds them, for what a running guest's document has in addition is no
    // difference.
    let old = parse(ctx, &image_text(old))?;
    abi_check(&old, &parse(ctx, &image_text(&new))?)?;
    Ok(new)
}

/// The document of an image, for a user to read.
pub fn image_xml(ctx: &DriverCtx, path: &Path, secure: bool) -> Result<String> {
    let image = Image::open(path)?;
    let domain = parse(ctx, &image.head.xml)?;
    Ok(domain.format(&FormatOptions {
        secure,
        inactive: true,
        ..FormatOptions::default()
    }))
}

/// Puts another document into an image, and another default if one is asked for.
pub fn define_image_xml(ctx: &DriverCtx, path: &Path, xml: &str, resume: Resume) -> Result<()> {
    let image = Image::open(path)?;
    let old = parse(ctx, &image.head.xml)?;
    let new = parse_replacement(ctx, &old, xml)?;
    let was_running = match resume {
        Resume::AsSaved => None,
        Resume::Running => Some(true),
        Resume::Paused => Some(false),
    };
    image::rewrite(path, image_text(&new), was_running)?;
    Ok(())
}
