//! What stands behind each disk: the chain of backing images, read from their headers, as far as the
//! document does not tell it.
//!
//! Guests write their own disks, so nothing that a header says is believed beyond what it can only
//! say: the format of an image is never guessed from bytes that a guest could have put there.

use crate::conf::domain::address::StartupPolicy;
use crate::conf::domain::disk::{Backing, Disk, DiskDevice, ImageFormat, Location, Source};
use crate::conf::domain::{Devices, Domain};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use serde_json::Value;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::os::unix::fs::FileExt;
use std::path::Path;

/// No chain is deeper.
const MAX_DEPTH: usize = 200;

/// Completes the chains of all disks, and drops what may be missing: an optional medium from its
/// drive, an optional disk from the guest.
pub fn prepare(domain: &mut Domain, cold: bool) -> Result<()> {
    let Devices { disks, .. } = &mut domain.devices;
    let mut dropped = Vec::new();
    for (i, disk) in disks.iter_mut().enumerate() {
        if disk.source.is_empty() {
            if !matches!(disk.device, DiskDevice::Disk | DiskDevice::Lun) {
                empty(disk);
            }
            continue;
        }
        let Err(e) = complete(&mut disk.source) else {
            continue;
        };
        let may_miss = match disk.source.startup_policy {
            Some(StartupPolicy::Optional) => true,
            // What was there when the guest was saved must be there again, or it may go missing.
            Some(StartupPolicy::Requisite) => !cold,
            _ => false,
        };
        let missing = e.code == virErrorNumber::VIR_ERR_SYSTEM_ERROR;
        match disk.device {
            _ if !(may_miss && missing) => return Err(e),
            DiskDevice::Cdrom | DiskDevice::Floppy => empty(disk),
            DiskDevice::Disk | DiskDevice::Lun => dropped.push(i),
        }
    }
    for i in dropped.into_iter().rev() {
        disks.remove(i);
    }
    Ok(())
}

/// A drive without a medium.
fn empty(disk: &mut Disk) {
    disk.source = Source::new(Location::File { path: None });
}

/// Reads the chain below a source, from where the document stops to tell it.
pub fn complete(top: &mut Source) -> Result<()> {
    let mut depth = 0;
    let mut above: Option<String> = None;
    let mut source = top;
    loop {
        depth += 1;
        let path = source.local_path().map(str::to_owned);
        if depth > MAX_DEPTH {
            return Err(Error::internal(format!(
                "the chain of images behind '{}' is endless or too deep",
                path.unwrap_or_default()
            ))
            .from_domain(virErrorDomain::VIR_FROM_STORAGE));
        }
        if let Some(path) = &path {
            if matches!(
                source.location,
                Location::File { .. } | Location::Block { .. }
            ) {
                let file = open(path, above.as_deref())?;
                if matches!(source.backing, Backing::Unknown) {
                    source.backing = below(&file, path, source.format)?;
                    source.backing_detected = true;
                }
            }
        }
        above = path;
        if matches!(source.backing, Backing::Unknown) {
            source.backing = Backing::End;
            source.backing_detected = true;
        }
        match &mut source.backing {
            Backing::Image(next) => source = next,
            Backing::End | Backing::Unknown => return Ok(()),
        }
    }
}

fn open(path: &str, above: Option<&str>) -> Result<File> {
    File::open(path).map_err(|e| {
        let what = match above {
            Some(above) => format!("cannot open backing file '{path}' of image '{above}'"),
            None => format!("cannot open storage file '{path}'"),
        };
        Error::system(what, &e).from_domain(virErrorDomain::VIR_FROM_STORAGE)
    })
}

/// The name of the image behind this one, as its header has it.
pub fn backing_name(path: &str, format: Option<ImageFormat>) -> Result<Option<String>> {
    let file = open(path, None)?;
    let header = match format {
        Some(ImageFormat::Qcow2) => qcow2_backing(&file),
        Some(ImageFormat::Qed) => qed_backing(&file),
        _ => return Ok(None),
    };
    let header =
        header.map_err(|e| Error::system(format!("cannot read the header of '{path}'"), &e))?;
    Ok(header.map(|(name, _)| name))
}

/// The image behind this one, as its header tells.
pub fn behind(path: &str, format: Option<ImageFormat>) -> Result<Option<Source>> {
    let file = open(path, None)?;
    Ok(match below(&file, path, format)? {
        Backing::Image(source) => Some(*source),
        Backing::End | Backing::Unknown => None,
    })
}

/// What the header of an image says to be below it.
fn below(file: &File, path: &str, format: Option<ImageFormat>) -> Result<Backing> {
    let header = match format {
        Some(ImageFormat::Qcow2) => qcow2_backing(file),
        Some(ImageFormat::Qed) => qed_backing(file),
        _ => return Ok(Backing::End),
    };
    let unreadable =
        |e: io::Error| Error::system(format!("cannot read the header of '{path}'"), &e);
    let Some((name, format)) = header.map_err(unreadable)? else {
        // No image of this format at all, or one without a backing file: QEMU will tell.
        return Ok(Backing::End);
    };
    let mut source = source_of(&name, path)?;
    source.format = match format {
        Some(format) => Some(ImageFormat::from_name(&format).ok_or_else(|| {
            Error::config_unsupported(format!(
                "image '{path}' names the format '{format}' of its backing file, which is unknown"
            ))
        })?),
        None => Some(unnamed_format(&source, &name, path)?),
    };
    Ok(Backing::Image(Box::new(source)))
}

/// The format of a backing file whose image does not name it: raw, unless the file looks like
/// something that would lead further; then somebody has to say so.
fn unnamed_format(source: &Source, name: &str, image: &str) -> Result<ImageFormat> {
    let Some(path) = source.local_path() else {
        return Ok(ImageFormat::Raw);
    };
    let mut magic = [0u8; 4];
    let known = open(path, Some(image))?
        .read_at(&mut magic, 0)
        .is_ok_and(|n| n == 4 && matches!(&magic, b"QFI\xfb" | b"QED\0" | b"KDMV" | b"vhdx"));
    if known {
        return Err(Error::operation_invalid(format!(
            "image '{image}' does not say of which format its backing file '{name}' is"
        ))
        .from_domain(virErrorDomain::VIR_FROM_STORAGE));
    }
    Ok(ImageFormat::Raw)
}

/// The source that a backing file's name means: a path, relative to the image's own place, or a JSON
/// description of one.
fn source_of(name: &str, image: &str) -> Result<Source> {
    let unsupported = || {
        Error::config_unsupported(format!(
            "image '{image}' has the backing file '{name}', which is of no supported kind"
        ))
        .from_domain(virErrorDomain::VIR_FROM_STORAGE)
    };
    if let Some(json) = name.strip_prefix("json:") {
        let value: Value = serde_json::from_str(json).map_err(|_| unsupported())?;
        return source_of_json(&value).ok_or_else(unsupported);
    }
    let name = name.strip_prefix("file:").unwrap_or(name);
    let scheme = name.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(|s| {
        !s.is_empty()
            && s.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    }) {
        return Err(unsupported());
    }
    let path = Path::new(name);
    let path = match Path::new(image).parent() {
        Some(dir) if path.is_relative() => dir.join(path),
        _ => path.to_owned(),
    };
    local(path.to_str().ok_or_else(unsupported)?).ok_or_else(unsupported)
}

fn local(path: &str) -> Option<Source> {
    let is_block = std::fs::metadata(path).is_ok_and(|m| {
        use std::os::unix::fs::FileTypeExt;
        m.file_type().is_block_device()
    });
    let path = Some(path.to_owned());
    Some(Source::new(if is_block {
        Location::Block { path }
    } else {
        Location::File { path }
    }))
}

/// `{"driver":"raw","file":{"driver":"file","filename":...}}` and its shorter ways.
fn source_of_json(value: &Value) -> Option<Source> {
    if let Some(inner) = value.get("file").filter(|v| v.is_object()) {
        return source_of_json(inner);
    }
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let driver = text("driver").or(text("file.driver"));
    match driver {
        Some("file" | "host_device") => {}
        // A format driver with its file written flat.
        Some("raw" | "qcow2") if value.get("file.filename").is_some() => {}
        _ => return None,
    }
    local(text("filename").or(text("file.filename"))?)
}

/// (name, format) of a backing file.
type Named = Option<(String, Option<String>)>;

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes
        .get(at..at + 4)
        .map_or(0, |b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    (u64::from(u32_at(bytes, at)) << 32) | u64::from(u32_at(bytes, at + 4))
}

/// As much of the start of the file as there is, at most one 64 KiB cluster.
fn head(file: &File) -> io::Result<Vec<u8>> {
    let mut head = vec![0; 64 << 10];
    let mut filled = 0;
    while filled < head.len() {
        match file.read_at(&mut head[filled..], filled as u64) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            // A directory; QEMU has the right words for it.
            Err(e) if e.raw_os_error() == Some(libc::EISDIR) => break,
            Err(e) => return Err(e),
        }
    }
    head.truncate(filled);
    Ok(head)
}

fn name_at(file: &File, offset: u64, length: usize) -> io::Result<String> {
    let mut name = vec![0; length];
    file.read_exact_at(&mut name, offset)?;
    String::from_utf8(name).map_err(|_| ErrorKind::InvalidData.into())
}

fn qcow2_backing(file: &File) -> io::Result<Named> {
    const BACKING_FORMAT: u32 = 0xe279_2aca;
    let head = head(file)?;
    if head.len() < 72 || !head.starts_with(b"QFI\xfb") {
        return Ok(None);
    }
    let (offset, length) = (u64_at(&head, 8), u32_at(&head, 16) as usize);
    if offset == 0 || length == 0 {
        return Ok(None);
    }
    // The format's own limit.
    if length > 1023 {
        return Err(ErrorKind::InvalidData.into());
    }
    let name = name_at(file, offset, length)?;
    let mut at = match u32_at(&head, 4) {
        2 => 72,
        _ => (u32_at(&head, 100) as usize).max(104),
    };
    let end = head.len().min(offset as usize);
    let mut format = None;
    while at + 8 <= end {
        let (kind, size) = (u32_at(&head, at), u32_at(&head, at + 4) as usize);
        let data = at + 8;
        if kind == 0 || size > end || data + size > end {
            break;
        }
        if kind == BACKING_FORMAT {
            format = Some(String::from_utf8_lossy(&head[data..data + size]).into_owned());
        }
        at = data + size.next_multiple_of(8);
    }
    Ok(Some((name, format)))
}

fn qed_backing(file: &File) -> io::Result<Named> {
    const HAS_BACKING: u64 = 1;
    const BACKING_IS_RAW: u64 = 4;
    let head = head(file)?;
    if head.len() < 64 || !head.starts_with(b"QED\0") {
        return Ok(None);
    }
    let le32 = |at: usize| u32_at(&head, at).swap_bytes();
    let features = u64_at(&head, 16).swap_bytes();
    if features & HAS_BACKING == 0 {
        return Ok(None);
    }
    let (offset, length) = (le32(56), le32(60) as usize);
    if length > 1023 {
        return Err(ErrorKind::InvalidData.into());
    }
    let format = (features & BACKING_IS_RAW != 0).then(|| "raw".to_owned());
    Ok(Some((name_at(file, u64::from(offset), length)?, format)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fsutil::tests::Scratch;
    use std::fs;
    use std::io::Write;

    /// A qcow2 image of version 3 with a backing file, as qemu-img lays it out.
    fn qcow2(path: &Path, backing: &str, format: Option<&str>) {
        let mut bytes = vec![0u8; 4096];
        let mut put = |at: usize, data: &[u8]| bytes[at..at + data.len()].copy_from_slice(data);
        put(0, b"QFI\xfb\0\0\0\x03");
        put(8, &512u64.to_be_bytes());
        put(16, &(backing.len() as u32).to_be_bytes());
        put(100, &104u32.to_be_bytes());
        let mut at = 104;
        if let Some(format) = format {
            put(at, &0xe279_2acau32.to_be_bytes());
            put(at + 4, &(format.len() as u32).to_be_bytes());
            put(at + 8, format.as_bytes());
            at += 8 + format.len().next_multiple_of(8);
        }
        put(at, &[0; 8]);
        put(512, backing.as_bytes());
        fs::File::create(path).unwrap().write_all(&bytes).unwrap();
    }

    fn top(path: &Path) -> Source {
        let mut source = Source::file(path.to_str().unwrap());
        source.format = Some(ImageFormat::Qcow2);
        source
    }

    #[test]
    fn follows_relative_names_and_json() {
        let dir = Scratch::new("chain");
        let at = |name: &str| dir.0.join(name);
        fs::write(at("base.raw"), vec![0; 1024]).unwrap();
        let json = format!(
            r#"json:{{"driver":"raw","file":{{"driver":"file","filename":"{}"}}}}"#,
            at("base.raw").display()
        );
        qcow2(&at("mid"), &json, Some("raw"));
        qcow2(&at("top"), "mid", Some("qcow2"));
        let mut source = top(&at("top"));
        complete(&mut source).unwrap();
        let chain: Vec<_> = source
            .chain()
            .map(|s| {
                (
                    s.local_path().unwrap().to_owned(),
                    s.format,
                    s.backing_detected,
                )
            })
            .collect();
        let path = |name: &str| at(name).to_str().unwrap().to_owned();
        assert_eq!(
            chain,
            [
                (path("top"), Some(ImageFormat::Qcow2), true),
                (path("mid"), Some(ImageFormat::Qcow2), true),
                (path("base.raw"), Some(ImageFormat::Raw), true),
            ]
        );
        assert_eq!(source.chain().last().unwrap().backing, Backing::End);
    }

    #[test]
    fn what_the_document_ends_is_not_read_on() {
        let dir = Scratch::new("end");
        qcow2(&dir.0.join("top"), "nothing", Some("qcow2"));
        let mut source = top(&dir.0.join("top"));
        source.backing = Backing::End;
        complete(&mut source).unwrap();
        assert_eq!(source.chain().count(), 1);
    }

    #[test]
    fn an_unnamed_format_is_raw_or_refused() {
        let dir = Scratch::new("unnamed");
        let at = |name: &str| dir.0.join(name);
        fs::write(at("raw"), vec![0; 1024]).unwrap();
        qcow2(&at("one"), "raw", None);
        let mut source = top(&at("one"));
        complete(&mut source).unwrap();
        let below = source.backing.source().unwrap();
        assert_eq!(below.format, Some(ImageFormat::Raw));
        qcow2(&at("two"), "one", None);
        let e = complete(&mut top(&at("two"))).unwrap_err();
        assert_eq!(e.code, virErrorNumber::VIR_ERR_OPERATION_INVALID);
    }

    #[test]
    fn missing_and_endless_chains_are_errors() {
        let dir = Scratch::new("missing");
        let at = |name: &str| dir.0.join(name);
        let e = complete(&mut top(&at("none"))).unwrap_err();
        assert_eq!(
            (e.code, e.int1),
            (virErrorNumber::VIR_ERR_SYSTEM_ERROR, libc::ENOENT)
        );
        qcow2(&at("one"), "none", Some("raw"));
        let e = complete(&mut top(&at("one"))).unwrap_err();
        assert!(
            e.message.contains("none") && e.message.contains("one"),
            "{e}"
        );
        qcow2(&at("loop"), "./loop", Some("qcow2"));
        let e = complete(&mut top(&at("loop"))).unwrap_err();
        assert_eq!(e.code, virErrorNumber::VIR_ERR_INTERNAL_ERROR);
        qcow2(&at("far"), "nbd://host/x", Some("raw"));
        let e = complete(&mut top(&at("far"))).unwrap_err();
        assert_eq!(e.code, virErrorNumber::VIR_ERR_CONFIG_UNSUPPORTED);
    }

    #[test]
    fn garbage_is_left_to_qemu() {
        let dir = Scratch::new("garbage");
        let path = dir.0.join("x");
        for bytes in [&b"garbage"[..], b"QFI\xfb", &[0xff; 200]] {
            fs::write(&path, bytes).unwrap();
            let mut source = top(&path);
            complete(&mut source).unwrap();
            assert_eq!(source.backing, Backing::End);
        }
    }
}
