//! Internal snapshots in images that no QEMU has open, by `qemu-img`.

use crate::error::{Error, Result};
use crate::sys;
use serde::Deserialize;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// So much of what the program says against its work is told, in bytes.
const MAX_ERRORS: u64 = 2000;
/// No description of an image is longer.
const MAX_OUTPUT: u64 = 16 << 20;

/// An internal snapshot of an image.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Internal {
    pub id: String,
    pub name: String,
    /// Bytes of the machine's state; 0: there is none.
    #[serde(default)]
    pub vm_state_size: u64,
}

/// What `qemu-img` tells of an image.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct ImageInfo {
    pub format: String,
    pub virtual_size: u64,
    pub snapshots: Vec<Internal>,
}

/// Looks at a qcow2 image, even at one that a QEMU has.
pub fn info(image: &Path) -> Result<ImageInfo> {
    let options = options(image);
    let text = run(&["info", "-U", "--output=json", "--image-opts", &options])?;
    serde_json::from_slice(&text)
        .map_err(|e| Error::internal(format!("cannot read what qemu-img says: {e}")))
}

/// The image's snapshot of this name.
pub fn find(image: &Path, name: &str) -> Result<Option<Internal>> {
    let info = info(image)?;
    Ok(info.snapshots.into_iter().find(|s| s.name == name))
}

/// Makes an internal snapshot of an image's content.
pub fn create(image: &Path, name: &str) -> Result<()> {
    run(&[
        "snapshot",
        "-q",
        "-c",
        name,
        "--image-opts",
        &options(image),
    ])
    .map(drop)
}

/// Brings the image's content back to that of a snapshot, which stays.
pub fn apply(image: &Path, name: &str) -> Result<()> {
    // The program looks for an id first: by a name like "1" it would go to another snapshot.
    let found = find(image, name)?.ok_or_else(|| {
        Error::operation_failed(format!(
            "image '{}' does not have internal snapshot '{name}'",
            image.display()
        ))
    })?;
    run(&[
        "snapshot",
        "-q",
        "-a",
        &found.id,
        "--image-opts",
        &options(image),
    ])
    .map(drop)
}

/// Deletes a snapshot from an image, if it has it.
pub fn delete(image: &Path, name: &str) -> Result<()> {
    if find(image, name)?.is_none() {
        return Ok(());
    }
    run(&[
        "snapshot",
        "-q",
        "-d",
        name,
        "--image-opts",
        &options(image),
    ])
    .map(drop)
}

/// How `qemu-img` is told of a qcow2 image, whatever characters its path has.
fn options(image: &Path) -> String {
    let device = std::fs::metadata(image).is_ok_and(|m| m.file_type().is_block_device());
    let driver = if device { "host_device" } else { "file" };
    let path = image.to_string_lossy().replace(',', ",,");
    format!("driver=qcow2,file.driver={driver},file.filename={path}")
}

/// Runs `qemu-img` and returns what it writes. It dies with the caller, so that nobody finds it at work
/// under a lock that its owner has lost.
pub fn run(arguments: &[&str]) -> Result<Vec<u8>> {
    let cannot = |e: std::io::Error| Error::operation_failed(format!("cannot run 'qemu-img': {e}"));
    let mut errors = sys::memfd("oxivirt-qemu-img").map_err(cannot)?;
    let mut command = Command::new("qemu-img");
    command
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(errors.try_clone().map_err(cannot)?);
    sys::child::die_with_parent(&mut command);
    let mut child = command.spawn().map_err(cannot)?;
    let mut output = Vec::new();
    let read = match child.stdout.take() {
        Some(stdout) => stdout.take(MAX_OUTPUT).read_to_end(&mut output).map(drop),
        None => Ok(()),
    };
    let status = child.wait().map_err(cannot)?;
    read.map_err(cannot)?;
    if status.success() {
        return Ok(output);
    }
    let mut said = Vec::new();
    let _ = errors.seek(SeekFrom::Start(0));
    let _ = errors.take(MAX_ERRORS).read_to_end(&mut said);
    let said = String::from_utf8_lossy(&said);
    let said: Vec<&str> = said.lines().filter(|l| !l.trim().is_empty()).collect();
    Err(Error::operation_failed(format!(
        "'qemu-img {}' ended with {status}: {}",
        arguments.first().copied().unwrap_or_default(),
        said.join("; ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fsutil::tests::Scratch;

    #[test]
    fn snapshots_come_and_go() {
        let dir = Scratch::new("internal,snapshots");
        let image = dir.0.join("a, b=c.qcow2");
        let path = image.to_str().unwrap();
        run(&["create", "-q", "-f", "qcow2", path, "1M"]).unwrap();
        create(&image, "one").unwrap();
        create(&image, "two").unwrap();
        assert_eq!(find(&image, "two").unwrap().unwrap().vm_state_size, 0);
        apply(&image, "one").unwrap();
        delete(&image, "one").unwrap();
        delete(&image, "one").unwrap();
        let names: Vec<_> = info(&image)
            .unwrap()
            .snapshots
            .into_iter()
            .map(|s| s.name)
            .collect();
        assert_eq!(names, ["two"]);
        let e = apply(&image, "one").unwrap_err();
        assert!(e.message.contains("does not have"), "{}", e.message);
    }

    #[test]
    fn a_name_is_not_taken_for_the_id_of_another() {
        let dir = Scratch::new("internal-ids");
        let image = dir.0.join("a.qcow2");
        let path = image.to_str().unwrap();
        let size = || info(&image).unwrap().virtual_size;
        run(&["create", "-q", "-f", "qcow2", path, "1M"]).unwrap();
        create(&image, "2").unwrap();
        run(&["resize", "-q", "-f", "qcow2", path, "2M"]).unwrap();
        create(&image, "1").unwrap();
        run(&["resize", "-q", "-f", "qcow2", path, "3M"]).unwrap();
        apply(&image, "1").unwrap();
        assert_eq!(size(), 2 << 20);
        apply(&image, "2").unwrap();
        assert_eq!(size(), 1 << 20);
    }
}
