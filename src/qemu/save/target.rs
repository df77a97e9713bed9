//! Where an image is written: beside the file that it is to be, whose name it takes when it is whole
//! and on the disk; or, where the target is a device, in place, the magic last.
//!
//! | what is there | what is done |
//! |---|---|
//! | nothing, a regular file, a link to one | a temporary file in the same directory, then rename |
//! | an empty file in a directory that cannot be written | written in place: there is nothing to lose |
//! | a block device, another special file | written in place |
//! | a directory | refused |

use super::image::{Head, is_special};
use crate::error::{Error, Result};
use crate::fsutil;
use crate::qemu::fault;
use crate::qemu::job::Done;
use crate::sys::file;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Images hold all that the guest knows: nobody else may read them.
const MODE: u32 = 0o600;

/// No chain of links is followed further.
const MAX_LINKS: usize = 40;

/// An image being written.
#[derive(Debug)]
pub struct Target {
    /// The name to give to it, with links resolved.
    path: PathBuf,
    file: File,
    /// The file's name until it is whole; `None`: it is written in place.
    temporary: Option<PathBuf>,
    special: bool,
    renamed: bool,
}

/// A disk that is full, or broken, is the operation's failure.
pub(in crate::qemu) fn cannot_write(path: &Path, e: &io::Error) -> Error {
    Error::operation_failed(format!("Failed to write file '{}': {e}", path.display()))
}

fn cannot(what: &str, path: &Path, e: &io::Error) -> Error {
    Error::system(format!("Failed to {what} file '{}'", path.display()), e)
}

/// Where an image will be written; nothing is made yet.
#[derive(Debug)]
pub struct Plan {
    /// As the caller named it.
    wanted: PathBuf,
    path: PathBuf,
    temporary: Option<PathBuf>,
    special: bool,
    /// There is an empty file.
    empty: bool,
}

impl Plan {
    /// Looks at what is at `path`.
    pub fn new(wanted: &Path) -> Result<Plan> {
        let failed = |e: &io::Error| cannot("create", wanted, e);
        let path = resolve(wanted).map_err(|e| failed(&e))?;
        let found = match std::fs::metadata(&path) {
            Ok(meta) => Some(meta),
            Err(e) if e.kind() == io::ErrorKind::NotFound => None,
            Err(e) => return Err(failed(&e)),
        };
        if found.as_ref().is_some_and(|m| m.is_dir()) {
            return Err(failed(&io::Error::from_raw_os_error(libc::EISDIR)));
        }
        let special = found.as_ref().is_some_and(is_special);
        let temporary = match special {
            true => None,
            false => Some(fsutil::temporary_path(&path).map_err(|e| failed(&e))?),
        };
        Ok(Plan {
            wanted: wanted.to_owned(),
            path,
            temporary,
            special,
            empty: found.is_some_and(|m| m.is_file() && m.len() == 0),
        })
    }

    /// The name of the file that will be made, and is to go if the save fails.
    pub fn temporary(&self) -> Option<&Path> {
        self.temporary.as_deref()
    }

    /// Where the image will be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is a device, which QEMU may not truncate.
    pub fn is_special(&self) -> bool {
        self.special
    }

    /// Makes the place. Nothing at the image's own name is touched, unless it is written in place.
    pub fn create(self) -> Result<Target> {
        let wanted = self.wanted;
        let Some(temporary) = self.temporary else {
            return Target::in_place(self.path, self.special)
                .map_err(|e| cannot("open", &wanted, &e));
        };
        match fsutil::create_new(&temporary, MODE) {
            Ok(file) => Ok(Target {
                path: self.path,
                file,
                temporary: Some(temporary),
                special: false,
                renamed: false,
            }),
            Err(e) if self.empty && is_denied(&e) => {
                Target::in_place(self.path, false).map_err(|e| cannot("open", &wanted, &e))
            }
            Err(e) => Err(cannot("create", &wanted, &e)),
        }
    }
}

impl Target {
    fn in_place(path: PathBuf, special: bool) -> io::Result<Target> {
        // A pipe that nobody reads must not keep us waiting.
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY)
            .open(&path)?;
        crate::sys::fd::set_nonblocking(file.as_fd(), false)?;
        Ok(Target {
            path,
            file,
            temporary: None,
            special,
            renamed: false,
        })
    }

    pub fn file(&self) -> &File {
        &self.file
    }

    /// The name of the file that is to go if the save fails.
    pub fn temporary(&self) -> Option<&Path> {
        self.temporary.as_deref()
    }

    /// Whether it is a device, which QEMU may not truncate.
    pub fn is_special(&self) -> bool {
        self.special
    }

    /// The file once more, for QEMU: just for writing, and without the cache if `direct`.
    pub fn for_writing(&self, direct: bool) -> Result<File> {
        let mut options = OpenOptions::new();
        options.write(true);
        if direct {
            options.custom_flags(libc::O_DIRECT);
        }
        file::reopen(&self.file, &options).map_err(|e| cannot("open", &self.path, &e))
    }

    /// What shows that the image has taken its name, after which the guest is in it: QEMU ends with
    /// this reason. `None`: it is written in place.
    pub fn done_when_named(&self, reason: &str) -> Result<Option<Done>> {
        if self.temporary.is_none() {
            return Ok(None);
        }
        let meta = self
            .file
            .metadata()
            .map_err(|e| cannot("look at", &self.path, &e))?;
        Ok(Some(Done::Named {
            path: self.path.clone(),
            device: meta.dev(),
            inode: meta.ino(),
            reason: reason.to_owned(),
        }))
    }

    /// Writes the head of an unfinished image: what the disk has no room for shows now.
    pub fn begin(&self, head: &Head) -> Result<()> {
        let bytes = head.to_bytes(false)?;
        self.file
            .write_all_at(&bytes, 0)
            .map_err(|e| cannot_write(&self.path, &e))
    }

    /// Starts writing to the disk what has come so far, so that less is left to wait for.
    pub fn start_write_back(&self) {
        file::start_write_back(self.file.as_fd(), 0, 0);
    }

    /// Makes the image whole: everything is forced to the disk, then it takes its name. When this
    /// returns, it is there even after a power failure; when it fails, what was there before still
    /// is, unless the very last step, forcing the directory to the disk, is what failed.
    pub fn commit(&mut self, head: &Head) -> Result<()> {
        self.complete(head)?;
        self.take_name()
    }

    /// The same for a file that is no image and has no head.
    pub fn commit_plain(&mut self) -> Result<()> {
        sync(&self.file).map_err(|e| cannot_write(&self.path, &e))?;
        self.take_name()
    }

    fn take_name(&mut self) -> Result<()> {
        if let Some(temporary) = &self.temporary {
            let failed = |e| cannot_write(&self.path, &e);
            std::fs::rename(temporary, &self.path).map_err(failed)?;
            self.temporary = None;
            self.renamed = true;
            fault::point("save.renamed")?;
            let directory = self.path.parent().unwrap_or(Path::new("/"));
            fsutil::sync_directory(directory).map_err(failed)?;
        }
        Ok(())
    }

    /// Makes the image whole and forces it to the disk; it does not have its name yet.
    pub fn complete(&mut self, head: &Head) -> Result<()> {
        let bytes = head.to_bytes(true)?;
        let failed = |e| cannot_write(&self.path, &e);
        if self.temporary.is_none() {
            // The magic goes last, when all else is there.
            sync(&self.file).map_err(failed)?;
        }
        fault::point("save.written")?;
        self.file.write_all_at(&bytes[..16], 0).map_err(failed)?;
        sync(&self.file).map_err(failed)?;
        fault::point("save.synced")
    }

    /// The name of a complete image until now, and the one that it is to have, which is somebody
    /// else's business from here on. `None`: it was written in place.
    pub fn hand_over(&mut self) -> Option<(PathBuf, PathBuf)> {
        Some((self.temporary.take()?, self.path.clone()))
    }

    /// Whether it has taken its name: true even if [`Target::commit`] failed after that.
    pub fn is_renamed(&self) -> bool {
        self.renamed
    }

    /// Where the image is when it is whole.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            let _ = std::fs::remove_file(temporary);
        }
    }
}

fn sync(file: &File) -> io::Result<()> {
    match file.sync_all() {
        // Character devices and pipes have nothing to force.
        Err(e) if matches!(e.raw_os_error(), Some(libc::EINVAL | libc::EROFS)) => Ok(()),
        other => other,
    }
}

fn is_denied(e: &io::Error) -> bool {
    matches!(
        e.raw_os_error(),
        Some(libc::EACCES | libc::EPERM | libc::EROFS)
    )
}

/// The name that links at the end of `path` lead to, which need not exist.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match std::fs::read_link(&path) {
            Ok(target) => {
                let base = path.parent().unwrap_or(Path::new("/"));
                path = base.join(target);
            }
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::from_raw_os_error(libc::ELOOP))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::virErrorNumber::VIR_ERR_SYSTEM_ERROR;
    use crate::fsutil::tests::Scratch;
    use crate::qemu::save::image::{Format, Image};
    use std::os::unix::fs::PermissionsExt;

    fn head() -> Head {
        Head::new("<domain/>".to_owned(), None, Format::Raw, true)
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut all: Vec<_> = std::fs::read_dir(dir)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        all.sort();
        all
    }

    #[test]
    fn an_image_takes_its_name_when_it_is_whole() {
        let dir = Scratch::new("target-commit");
        let path = dir.0.join("a");
        std::fs::write(&path, "old").unwrap();
        let mut target = Plan::new(&path).and_then(Plan::create).unwrap();
        target.begin(&head()).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        let e = Image::open(target.temporary().unwrap()).unwrap_err();
        assert!(e.is_corrupt());
        target.commit(&head()).unwrap();
        assert_eq!(target.temporary(), None);
        drop(target);
        assert_eq!(Image::open(&path).unwrap().head.xml, "<domain/>");
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o7777, 0o600);
        assert_eq!(names(&dir.0), ["a"]);
    }

    #[test]
    fn what_is_not_committed_leaves_nothing() {
        let dir = Scratch::new("target-drop");
        let path = dir.0.join("a");
        std::fs::write(&path, "old").unwrap();
        let target = Plan::new(&path).and_then(Plan::create).unwrap();
        target.begin(&head()).unwrap();
        drop(target);
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(names(&dir.0), ["a"]);
    }

    #[test]
    fn a_link_is_followed_even_to_nothing() {
        let dir = Scratch::new("target-link");
        let link = dir.0.join("link");
        std::os::unix::fs::symlink("real", &link).unwrap();
        let mut target = Plan::new(&link).and_then(Plan::create).unwrap();
        target.begin(&head()).unwrap();
        target.commit(&head()).unwrap();
        assert_eq!(names(&dir.0), ["link", "real"]);
        assert!(Image::open(&dir.0.join("real")).is_ok());
        assert!(link.symlink_metadata().unwrap().is_symlink());
        let ring = dir.0.join("ring");
        std::os::unix::fs::symlink("ring", &ring).unwrap();
        assert_eq!(Plan::new(&ring).unwrap_err().int1, libc::ELOOP);
    }

    #[test]
    fn directories_and_missing_ones_are_refused() {
        let dir = Scratch::new("target-bad");
        for (path, errno) in [
            (dir.0.clone(), libc::EISDIR),
            (dir.0.join("none/a"), libc::ENOENT),
        ] {
            let e = Plan::new(&path).and_then(Plan::create).unwrap_err();
            assert_eq!((e.code, e.int1), (VIR_ERR_SYSTEM_ERROR, errno));
        }
        assert!(names(&dir.0).is_empty());
    }
}
