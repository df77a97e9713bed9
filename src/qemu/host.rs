//! The machine that guests run on, as far as the driver itself needs to know it.

mod capabilities;
pub mod cpu;
pub mod guest_capabilities;
pub mod topology;

pub use capabilities::{Options, host_capabilities_xml};

use super::command::HugepageMount;
use std::path::PathBuf;

/// The mounted hugetlbfs file systems, one for each page size.
pub fn hugepage_mounts() -> Vec<HugepageMount> {
    let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    parse_mounts(&mounts, default_page_kib())
}

fn parse_mounts(mounts: &str, default_kib: Option<u64>) -> Vec<HugepageMount> {
    let mut found: Vec<HugepageMount> = Vec::new();
    for line in mounts.lines() {
        let mut fields = line.split_whitespace();
        let (Some(_), Some(path), Some("hugetlbfs"), Some(options)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let told = options
            .split(',')
            .find_map(|o| o.strip_prefix("pagesize="))
            .and_then(size_kib);
        let Some(size_kib) = told.or(default_kib) else {
            continue;
        };
        if found.iter().all(|m| m.size_kib != size_kib) {
            found.push(HugepageMount {
                size_kib,
                // The kernel writes a blank in a path as an octal number.
                path: PathBuf::from(path.replace("\\040", " ")),
                default: Some(size_kib) == default_kib,
            });
        }
    }
    found
}

/// `2M`, `1024M`, `1G`
fn size_kib(text: &str) -> Option<u64> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let number: u64 = text[..digits].parse().ok()?;
    match &text[digits..] {
        "" => Some(number / 1024),
        "k" | "K" => Some(number),
        "M" => Some(number << 10),
        "G" => Some(number << 20),
        _ => None,
    }
}

fn default_page_kib() -> Option<u64> {
    let info = std::fs::read_to_string("/proc/meminfo").ok()?;
    info.lines()
        .find_map(|l| l.strip_prefix("Hugepagesize:"))?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mounts() {
        let text = "proc /proc proc rw 0 0\n\
                    hugetlbfs /dev/hugepages hugetlbfs rw,relatime,pagesize=2M 0 0\n\
                    none /mnt/a\\040b hugetlbfs rw,pagesize=1024M 0 0\n\
                    again /mnt/c hugetlbfs rw 0 0\n";
        let mounts = parse_mounts(text, Some(2048));
        assert_eq!(mounts.len(), 2);
        assert!(mounts[0].default && mounts[0].size_kib == 2048);
        assert_eq!(mounts[1].path, PathBuf::from("/mnt/a b"));
        assert_eq!(mounts[1].size_kib, 1 << 20);
    }
}
