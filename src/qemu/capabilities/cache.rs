//! Probed capabilities on disk: one file a binary, believed only while the binary, the host and this
//! library's questions are the same. Losing or spoiling a file costs a third of a second.

use super::cap::Cap;
use super::{CpuExpansion, QemuCaps};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Raise when what is kept changes in a way that the fingerprint of the questions does not show.
const FORMAT: u32 = 1;

/// No file of ours comes near this.
const LARGEST: u64 = 4 << 20;

/// What an answer depends on. Equal stamps: the answer still holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    format: u32,
    /// Fingerprint of the questions that this library asks.
    questions: u64,
    path: String,
    size: u64,
    inode: u64,
    device: u64,
    mtime: (i64, i64),
    ctime: (i64, i64),
    /// QEMU's loadable parts come and go without the binary changing.
    modules: Vec<(String, i64)>,
    kernel: String,
    cpu: String,
    /// Whether this process may use `/dev/kvm`.
    pub kvm: bool,
}

/// Where distributions keep QEMU's modules.
const MODULE_DIRS: &[&str] = &[
    "/usr/lib/x86_64-linux-gnu/qemu",
    "/usr/lib64/qemu-kvm",
    "/usr/lib64/qemu",
    "/usr/lib/qemu",
    "/usr/local/lib/x86_64-linux-gnu/qemu",
    "/usr/local/lib/qemu",
];

impl Stamp {
    /// The stamp of `binary` as it is now.
    pub fn of(binary: &str) -> std::io::Result<Self> {
        let meta = fs::metadata(binary)?;
        let modules = MODULE_DIRS
            .iter()
            .filter_map(|dir| Some(((*dir).to_owned(), fs::metadata(dir).ok()?.mtime())))
            .collect();
        Ok(Stamp {
            format: FORMAT,
            questions: questions(),
            path: binary.to_owned(),
            size: meta.size(),
            inode: meta.ino(),
            device: meta.dev(),
            mtime: (meta.mtime(), meta.mtime_nsec()),
            ctime: (meta.ctime(), meta.ctime_nsec()),
            modules,
            kernel: kernel().to_owned(),
            cpu: crate::sys::cpu::signature(),
            kvm: kvm_usable(),
        })
    }
}

fn kvm_usable() -> bool {
    fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/kvm")
        .is_ok()
}

fn kernel() -> &'static str {
    static KERNEL: OnceLock<String> = OnceLock::new();
    KERNEL.get_or_init(|| {
        ["osrelease", "version"]
            .map(|f| fs::read_to_string(format!("/proc/sys/kernel/{f}")).unwrap_or_default())
            .map(|text| text.trim().to_owned())
            .join(" ")
    })
}

fn questions() -> u64 {
    static QUESTIONS: OnceLock<u64> = OnceLock::new();
    *QUESTIONS.get_or_init(|| {
        let mut text = String::new();
        for cap in Cap::ALL {
            text += &format!("{}={:?};", cap.name(), cap.probes());
        }
        fnv(text.as_bytes())
    })
}

/// FNV-1a, 64 bits: the same in every build, which std's hasher does not promise.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[derive(Serialize, Deserialize)]
struct Stored<C> {
    stamp: Stamp,
    capabilities: C,
}

fn file_of(cache_dir: &Path, binary: &str) -> PathBuf {
    cache_dir
        .join("capabilities")
        .join(format!("{:016x}.oxivirt.json", fnv(binary.as_bytes())))
}

/// The models written out, one file for each accelerator.
fn models_file(cache_dir: &Path, binary: &str, accel: &str) -> PathBuf {
    file_of(cache_dir, binary).with_extension(format!("{accel}.json"))
}

/// What was stored under exactly this stamp; anything else counts as nothing.
pub fn load(cache_dir: &Path, stamp: &Stamp) -> Option<QemuCaps> {
    read(&file_of(cache_dir, &stamp.path), stamp)
}

/// Keeps `caps` for later processes. A cache that cannot be written is no error.
pub fn store(cache_dir: &Path, stamp: &Stamp, caps: &QemuCaps) {
    write(&file_of(cache_dir, &stamp.path), stamp, caps);
}

pub type Expanded = Vec<(String, CpuExpansion)>;

/// The same of the models that were written out for an accelerator.
pub fn load_models(cache_dir: &Path, stamp: &Stamp, accel: &str) -> Option<Expanded> {
    read(&models_file(cache_dir, &stamp.path, accel), stamp)
}

pub fn store_models(cache_dir: &Path, stamp: &Stamp, accel: &str, models: &Expanded) {
    write(&models_file(cache_dir, &stamp.path, accel), stamp, models);
}

fn read<C: DeserializeOwned>(path: &Path, stamp: &Stamp) -> Option<C> {
    let mut text = String::new();
    fs::File::open(path)
        .ok()?
        .take(LARGEST)
        .read_to_string(&mut text)
        .ok()?;
    let stored: Stored<C> = serde_json::from_str(&text).ok()?;
    (stored.stamp == *stamp).then_some(stored.capabilities)
}

fn write<C: Serialize>(path: &Path, stamp: &Stamp, value: &C) {
    let stored = Stored {
        stamp: stamp.clone(),
        capabilities: value,
    };
    let Ok(text) = serde_json::to_vec(&stored) else {
        return;
    };
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    let write = || {
        if let Some(dir) = path.parent() {
            fs::create_dir_all(dir)?;
        }
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&temporary)?;
        file.write_all(&text)?;
        fs::rename(&temporary, path)
    };
    if write().is_err() {
        let _ = fs::remove_file(&temporary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spoilt_or_foreign_file_counts_as_nothing() {
        let dir = std::env::temp_dir().join(format!("oxivirt-cache-{}", std::process::id()));
        let stamp = Stamp::of("/bin/sh").unwrap();
        let caps = QemuCaps {
            binary: "/bin/sh".to_owned(),
            version: 7_002_000,
            ..QemuCaps::default()
        };
        assert!(load(&dir, &stamp).is_none());
        store(&dir, &stamp, &caps);
        assert_eq!(load(&dir, &stamp).unwrap().version, 7_002_000);

        let other = Stamp {
            size: stamp.size + 1,
            ..stamp.clone()
        };
        assert!(load(&dir, &other).is_none());

        fs::write(file_of(&dir, "/bin/sh"), b"{\"stamp\":").unwrap();
        assert!(load(&dir, &stamp).is_none());
        store(&dir, &stamp, &caps);
        assert!(load(&dir, &stamp).is_some());
        let left: Vec<_> = fs::read_dir(dir.join("capabilities")).unwrap().collect();
        assert_eq!(left.len(), 1, "a temporary file was left");
        fs::remove_dir_all(&dir).unwrap();
    }
}
