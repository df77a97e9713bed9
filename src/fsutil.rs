//! Files that are either as they were or as they are to be, never in between: what is written goes to
//! a temporary file in the same directory, is forced to disk, takes the name, and the directory is
//! forced to disk after it.

use crate::sys::random_bytes;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// How the names of temporary files end; they begin with a dot and the target's name.
pub const TEMPORARY_SUFFIX: &str = ".oxitmp";

/// A file being written that will take the place of `target`. Dropped without a commit, it is gone.
#[derive(Debug)]
pub struct Replacement {
    file: File,
    temporary: PathBuf,
    target: PathBuf,
    kept: bool,
}

impl Replacement {
    /// Opens a new file beside `target`, readable and writable, with exactly this mode whatever the
    /// umask.
    pub fn create(target: &Path, mode: u32) -> io::Result<Self> {
        let (file, temporary) = create_temporary(target, mode)?;
        Ok(Replacement {
            file,
            temporary,
            target: target.to_owned(),
            kept: false,
        })
    }

    /// What to write to.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Where it is until it takes its name.
    pub fn temporary_path(&self) -> &Path {
        &self.temporary
    }

    /// Puts the file in the place of the target, whatever was there. When this returns, the new file
    /// is there even after a power failure; when it fails, the old one is.
    pub fn commit(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.temporary, &self.target)?;
        self.kept = true;
        sync_directory(directory_of(&self.target))
    }

    /// Like [`Replacement::commit`], but fails with `AlreadyExists` if the target is there.
    pub fn commit_new(self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::hard_link(&self.temporary, &self.target)?;
        fs::remove_file(&self.temporary)?;
        sync_directory(directory_of(&self.target))
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if !self.kept {
            // It may be gone already; nothing can be done if it cannot be removed.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// A new file in the directory of `target`, readable and writable, with exactly this mode, and the
/// name that it was given.
fn create_temporary(target: &Path, mode: u32) -> io::Result<(File, PathBuf)> {
    for _ in 0..16 {
        let temporary = temporary_path(target)?;
        match create_new(&temporary, mode) {
            Ok(file) => return Ok((file, temporary)),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(e),
        }
    }
    Err(io::Error::from_raw_os_error(libc::EEXIST))
}

/// A name that no file has, in the directory of `target`, for what is to become it.
pub fn temporary_path(target: &Path) -> io::Result<PathBuf> {
    let name = target
        .file_name()
        .ok_or_else(|| io::Error::from_raw_os_error(libc::EISDIR))?;
    let mut temporary = OsString::from(".");
    temporary.push(short_name(name));
    let unique = u32::from_ne_bytes(random_bytes());
    temporary.push(format!(".{unique:08x}{TEMPORARY_SUFFIX}"));
    Ok(directory_of(target).join(temporary))
}

/// Makes a file of this name, which must be new, readable and writable, with exactly this mode.
pub fn create_new(path: &Path, mode: u32) -> io::Result<File> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .mode(mode & 0o700)
        .open(path)?;
    if let Err(e) = set_mode(&file, mode) {
        let _ = fs::remove_file(path);
        return Err(e);
    }
    Ok(file)
}

/// A name may have 255 bytes; the temporary one is longer than the target's, so it takes a part only.
fn short_name(name: &std::ffi::OsStr) -> String {
    let mut name = name.to_string_lossy().into_owned();
    let mut end = name.len().min(200);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    name
}

/// Whether a file name is one of ours for a file that never took its place.
pub fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(TEMPORARY_SUFFIX)
}

/// Replaces `path`, or makes it, with these contents and this mode.
pub fn replace(path: &Path, contents: &[u8], mode: u32) -> io::Result<()> {
    let new = Replacement::create(path, mode)?;
    new.file().write_all(contents)?;
    new.commit()
}

/// Removes a file for good; one that is not there is no error. Tells whether it was.
pub fn remove(path: &Path) -> io::Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => {
            sync_directory(directory_of(path))?;
            Ok(true)
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(e),
    }
}

/// Gives a file another name for good, over what has that name.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    let (old, new) = (directory_of(from), directory_of(to));
    sync_directory(new)?;
    if old != new {
        sync_directory(old)?;
    }
    Ok(())
}

/// Forces to disk which names a directory holds.
pub fn sync_directory(directory: &Path) -> io::Result<()> {
    match File::open(directory)?.sync_all() {
        // Some file systems cannot, and need not.
        Err(e) if matches!(e.raw_os_error(), Some(libc::EINVAL | libc::ENOTSUP)) => Ok(()),
        other => other,
    }
}

/// Makes a directory and all that it stands in; the new ones get this mode, old ones keep theirs.
pub fn make_directories(path: &Path, mode: u32) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(mode)
        .create(path)
}

/// Removes a directory and all in it; one that is not there is no error.
pub fn remove_tree(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A directory of its own for a test, removed with the value.
    pub(crate) struct Scratch(pub PathBuf);

    impl Scratch {
        pub(crate) fn new(name: &str) -> Self {
            let unique = u64::from_ne_bytes(random_bytes());
            let path = std::env::temp_dir().join(format!("oxi-{name}-{unique:x}"));
            fs::create_dir(&path).unwrap();
            Scratch(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut all: Vec<_> = fs::read_dir(dir)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        all.sort();
        all
    }

    #[test]
    fn replaces_with_the_mode_asked_for() {
        let dir = Scratch::new("replace");
        let path = dir.0.join("a.xml");
        replace(&path, b"one", 0o600).unwrap();
        replace(&path, b"two", 0o644).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o7777, 0o644);
        assert_eq!(names(&dir.0), ["a.xml"]);
    }

    #[test]
    fn a_dropped_replacement_leaves_the_old_file_and_nothing_else() {
        let dir = Scratch::new("drop");
        let path = dir.0.join("a.xml");
        replace(&path, b"one", 0o600).unwrap();
        let new = Replacement::create(&path, 0o600).unwrap();
        new.file().write_all(b"half").unwrap();
        assert!(is_temporary(
            new.temporary_path().file_name().unwrap().to_str().unwrap()
        ));
        drop(new);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names(&dir.0), ["a.xml"]);
    }

    #[test]
    fn commit_new_spares_what_is_there() {
        let dir = Scratch::new("new");
        let path = dir.0.join("a");
        let commit = |text: &[u8]| {
            let new = Replacement::create(&path, 0o600).unwrap();
            new.file().write_all(text).unwrap();
            new.commit_new()
        };
        commit(b"one").unwrap();
        let kind = commit(b"two").unwrap_err().kind();
        assert_eq!(kind, io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names(&dir.0), ["a"]);
    }

    #[test]
    fn long_names_and_absent_files() {
        let dir = Scratch::new("long");
        let path = dir.0.join("é".repeat(125));
        replace(&path, b"x", 0o600).unwrap();
        assert!(remove(&path).unwrap());
        assert!(!remove(&path).unwrap());
        remove_tree(&dir.0.join("nothing")).unwrap();
    }
}
