//! New overlays on images, made so that a death at any moment leaves none behind.

use super::images;
use super::journal::Journal;
use super::steps::Step;
use crate::conf::domain::disk::ImageFormat;
use crate::error::{Error, Result};
use crate::fsutil;
use crate::qemu::fault;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// An overlay to be made: a qcow2 file that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// The disk's target.
    pub disk: String,
    pub path: PathBuf,
    pub base: PathBuf,
    pub base_format: ImageFormat,
    /// Bytes.
    pub size: u64,
}

/// How many bytes a disk of this image has; the image may be in use.
pub fn size_of(path: &Path, format: ImageFormat) -> Result<u64> {
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct Info {
        virtual_size: u64,
    }
    let path = path.to_string_lossy();
    let text = images::run(&["info", "-U", "--output=json", "-f", format.name(), &path])?;
    let info: Info = serde_json::from_slice(&text)
        .map_err(|e| Error::internal(format!("cannot read what qemu-img says: {e}")))?;
    Ok(info.virtual_size)
}

/// The name of an overlay of the image at `path`: `mark` in the place of what follows its last dot.
pub fn name_of(path: &str, mark: &str) -> String {
    let stem = match path.rsplit_once('.') {
        Some((stem, suffix)) if !suffix.contains('/') => stem,
        _ => path,
    };
    format!("{stem}.{mark}")
}

impl Overlay {
    /// Makes the file, readable by its owner alone; the journal takes it back. It must not be there.
    pub fn make(&self, journal: &mut Journal<'_>) -> Result<()> {
        let cannot = |e| Error::system(format!("cannot make '{}'", self.path.display()), &e);
        // Under a name that nobody else has, so that what is removed can be nothing else.
        let temporary = fsutil::temporary_path(&self.path).map_err(cannot)?;
        journal.add_undo(Step::Remove {
            path: temporary.clone(),
        })?;
        let file = fsutil::create_new(&temporary, 0o600).map_err(cannot)?;
        journal.add_undo(Step::remove_made(&self.path, &file)?)?;
        let size = self.size.to_string();
        let base = self.base.to_string_lossy();
        let base_format = self.base_format.name();
        let written = images::run(&[
            "create",
            "-q",
            "-f",
            "qcow2",
            // The base may be in use, and is known to be there.
            "-u",
            "-F",
            base_format,
            "-b",
            &base,
            &temporary.to_string_lossy(),
            &size,
        ]);
        let named = written.and_then(|_| {
            file.sync_all().map_err(cannot)?;
            std::fs::hard_link(&temporary, &self.path).map_err(cannot)
        });
        let _ = std::fs::remove_file(&temporary);
        named?;
        if let Some(directory) = self.path.parent() {
            fsutil::sync_directory(directory).map_err(cannot)?;
        }
        fault::point("snapshot.overlay")
    }
}
