//! Reading documents and telling whether they are still what was read.

use crate::conf::uuid::Uuid;
use crate::conf::xml::MAX_LENGTH;
use std::fs::{self, File, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// A file changed less than this many nanoseconds before it was read may change again without its
/// times showing it: kernels stamp by a clock that moves in steps, of 10 ms at worst.
const RACY_NS: i128 = 20_000_000;

/// What stat(2) tells of one version of a file.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    modified_ns: i128,
    changed_ns: i128,
    /// It had just been changed when it was looked at.
    pub racy: bool,
}

fn now_ns() -> i128 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |d| d.as_nanos() as i128)
}

impl Stamp {
    /// `Ok(None)`: there is no such file.
    pub fn of(path: &Path) -> io::Result<Option<Stamp>> {
        match fs::metadata(path) {
            Ok(meta) => Ok(Some(Self::from_metadata(&meta))),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// When the file's contents changed last, in nanoseconds since the epoch.
    pub fn modified_ns(&self) -> i128 {
        self.modified_ns
    }

    fn from_metadata(meta: &Metadata) -> Stamp {
        let ns = |s: i64, ns: i64| i128::from(s) * 1_000_000_000 + i128::from(ns);
        Stamp {
            device: meta.dev(),
            inode: meta.ino(),
            size: meta.size(),
            modified_ns: ns(meta.mtime(), meta.mtime_nsec()),
            changed_ns: ns(meta.ctime(), meta.ctime_nsec()),
            racy: false,
        }
    }

    /// Marks it racy if it is, now.
    fn judged(mut self) -> Stamp {
        self.racy = now_ns() - self.modified_ns.max(self.changed_ns) < RACY_NS;
        self
    }

    /// Whether `now` is the same version of the same file.
    pub(in crate::qemu) fn same(&self, now: &Stamp) -> bool {
        self.inode == now.inode
            && self.size == now.size
            && self.modified_ns == now.modified_ns
            && self.changed_ns == now.changed_ns
            && self.device == now.device
    }

    /// Whether what was read under this stamp counts while the file looks like `now`.
    pub fn still(&self, now: &Stamp) -> bool {
        !self.racy && self.same(now)
    }
}

/// How a directory looked; one that is not there looks like itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct DirStamp(Option<Stamp>);

impl DirStamp {
    pub(super) fn of(path: &Path) -> DirStamp {
        DirStamp(Stamp::of(path).ok().flatten().map(Stamp::judged))
    }

    pub(super) fn same(&self, now: &DirStamp) -> bool {
        match (&self.0, &now.0) {
            (None, None) => true,
            (Some(then), Some(now)) => then.same(now),
            _ => false,
        }
    }

    pub(super) fn still(&self, now: &DirStamp) -> bool {
        self.same(now) && self.0.is_none_or_not_racy()
    }
}

trait NotRacy {
    fn is_none_or_not_racy(&self) -> bool;
}

impl NotRacy for Option<Stamp> {
    fn is_none_or_not_racy(&self) -> bool {
        self.is_none_or(|s| !s.racy)
    }
}

/// Reads a file and stamps what was read. `Ok(None)`: there is none. Something longer than any
/// document, or no text, is `InvalidData`.
pub(in crate::qemu) fn read(path: &Path) -> io::Result<Option<(String, Stamp)>> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e),
    };
    let meta = file.metadata()?;
    let stamp = Stamp::from_metadata(&meta).judged();
    if !meta.is_file() || meta.len() > MAX_LENGTH as u64 {
        return Err(io::Error::from(io::ErrorKind::InvalidData));
    }
    let mut text = String::with_capacity(meta.len() as usize + 1);
    // Bounded, should it grow while it is read.
    (&mut file)
        .take(MAX_LENGTH as u64)
        .read_to_string(&mut text)?;
    Ok(Some((text, stamp)))
}

/// The names of the documents in a directory, `.xml` taken off.
pub(in crate::qemu) fn names_of_documents(directory: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let Ok(mut name) = entry.file_name().into_string() else {
            continue;
        };
        let is_dir = entry.file_type().is_ok_and(|t| t.is_dir());
        if !is_dir && name.len() > 4 && name.ends_with(".xml") {
            name.truncate(name.len() - 4);
            names.push(name);
        }
    }
    Ok(names)
}

/// What queries ask of a document, without making typed values of all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub name: String,
    pub uuid: Uuid,
    /// Of a running domain.
    pub id: Option<i32>,
    pub max_mem_kib: u64,
    pub memory_kib: u64,
    /// Virtual CPUs that are on, and that there can be.
    pub vcpus: u32,
    pub max_vcpus: u32,
    /// `hvm`
    pub os_type: String,
}

impl Summary {
    /// Reads the `<domain>` element. `home` tells apart the UUIDs made up for documents without one.
    pub(super) fn of(domain: roxmltree::Node<'_, '_>, home: &Path) -> Option<Summary> {
        if !domain.has_tag_name("domain") {
            return None;
        }
        let child = |name: &str| domain.children().find(|c| c.has_tag_name(name));
        let text = |name: &str| child(name).and_then(|c| c.text()).map(str::trim);
        let name = child("name")?.text()?.to_owned();
        let uuid = match text("uuid") {
            Some(text) => text.parse().ok()?,
            None => made_up_uuid(home, &name),
        };
        let max_mem_kib = child("memory").and_then(kib)?;
        let memory_kib = child("currentMemory").and_then(kib).unwrap_or(max_mem_kib);
        let vcpu = child("vcpu");
        let max_vcpus = match vcpu.and_then(|v| v.text()) {
            Some(count) => count.trim().parse().ok()?,
            None => 1,
        };
        let vcpus = match vcpu.and_then(|v| v.attribute("current")) {
            Some(count) => count.parse().ok()?,
            None => max_vcpus,
        };
        let os_type = child("os")
            .and_then(|os| os.children().find(|c| c.has_tag_name("type")))
            .and_then(|t| t.text())?;
        Some(Summary {
            uuid,
            id: domain.attribute("id").and_then(|id| id.parse().ok()),
            max_mem_kib,
            // More than there is cannot be left to the guest.
            memory_kib: if memory_kib == 0 {
                max_mem_kib
            } else {
                memory_kib.min(max_mem_kib)
            },
            vcpus,
            max_vcpus,
            os_type: os_type.trim().to_owned(),
            name,
        })
    }
}

/// A definition without a UUID gets the same one whenever and by whomever it is read.
fn made_up_uuid(home: &Path, name: &str) -> Uuid {
    let mut bytes = [0; 16];
    for (i, half) in bytes.chunks_exact_mut(8).enumerate() {
        let mut hasher = DefaultHasher::new();
        (i, home, name).hash(&mut hasher);
        half.copy_from_slice(&hasher.finish().to_be_bytes());
    }
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    Uuid(bytes)
}

/// A size with its unit, in KiB, rounded up.
fn kib(element: roxmltree::Node<'_, '_>) -> Option<u64> {
    let number: u64 = element.text()?.trim().parse().ok()?;
    let bytes = u128::from(number) * u128::from(unit(element.attribute("unit").unwrap_or("KiB"))?);
    u64::try_from(bytes.div_ceil(1024)).ok()
}

/// How many bytes a unit of libvirt's is.
fn unit(name: &str) -> Option<u64> {
    let (prefix, base) = match name {
        "b" | "byte" | "bytes" => return Some(1),
        name => match name.as_bytes() {
            [prefix] | [prefix, b'i', b'B' | b'b'] => (*prefix, 1024),
            [prefix, b'B' | b'b'] => (*prefix, 1000u64),
            _ => return None,
        },
    };
    let power = b"kmgtpe"
        .iter()
        .position(|p| *p == prefix.to_ascii_lowercase())?;
    Some(base.pow(power as u32 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(text: &str) -> Option<Summary> {
        let document = roxmltree::Document::parse(text).ok()?;
        Summary::of(document.root_element(), Path::new("/x"))
    }

    #[test]
    fn summary_has_units_and_online_vcpus() {
        let s = summary(
            "<domain id='7'><name>a</name><memory unit='MiB'>64</memory>\
             <currentMemory unit='b'>1025</currentMemory><vcpu current='2'>4</vcpu>\
             <os><type>hvm</type></os></domain>",
        )
        .unwrap();
        assert_eq!((s.max_mem_kib, s.memory_kib), (65536, 2));
        assert_eq!((s.vcpus, s.max_vcpus, s.id), (2, 4, Some(7)));
        let again =
            summary("<domain><name>a</name><memory>1</memory><os><type>hvm</type></os></domain>");
        assert_eq!(again.unwrap().uuid, s.uuid);
    }

    #[test]
    fn what_is_no_domain_has_no_summary() {
        for bad in [
            "<network><name>a</name></network>",
            "<domain><memory>1</memory><os><type>hvm</type></os></domain>",
            "<domain><name>a</name><os><type>hvm</type></os></domain>",
            "<domain><name>a</name><uuid>x</uuid><memory>1</memory><os><type>hvm</type></os></domain>",
        ] {
            assert_eq!(summary(bad), None, "{bad}");
        }
    }

    #[test]
    fn units() {
        for (name, bytes) in [
            ("bytes", 1),
            ("KB", 1000),
            ("k", 1024),
            ("KiB", 1024),
            ("MiB", 1 << 20),
            ("GB", 1_000_000_000),
            ("T", 1 << 40),
        ] {
            assert_eq!(unit(name), Some(bytes), "{name}");
        }
        assert_eq!(unit("x"), None);
    }
}
