//! Whether an image can fit on its file system, asked before the guest stands still.
//!
//! Only a save that is certain to fail is refused: where QEMU's memory is no larger than the room there is,
//! nothing is looked at. Otherwise the guest's RAM is read until so many pages were found that are not
//! zero as there is room for; each of them takes a page in an image that is not compressed. Where RAM
//! cannot be read, or the file system stores less than it is given, nothing is certain.

use super::image::Format;
use super::target::Plan;
use crate::conf::domain::Domain;
use crate::error::{Error, Result};
use crate::qemu::command;
use crate::qemu::context::DriverCtx;
use crate::sys;
use std::fs::File;
use std::os::fd::AsFd;
use std::path::Path;

const PAGE: usize = 4096;
/// So much is read at once.
const PIECE: usize = 1 << 20;

/// Refuses a save that the target's file system has no room for.
pub fn check(
    ctx: &DriverCtx,
    domain: &Domain,
    format: Format,
    plan: &Plan,
    pid: i32,
) -> Result<()> {
    if plan.temporary().is_none() || !matches!(format, Format::Raw | Format::Sparse) {
        return Ok(());
    }
    let directory = plan.path().parent().unwrap_or(Path::new("/"));
    // What is wrong with the directory itself shows when the file is made.
    let Some(free) = free(directory).filter(|_| sys::file::may_change_directory(directory)) else {
        return Ok(());
    };
    if resident(pid).is_none_or(|resident| resident <= free) {
        return Ok(());
    }
    let Some(sizes) = ctx
        .caps_of(domain)
        .ok()
        .and_then(|caps| command::mappable_ram(domain, &caps))
    else {
        return Ok(());
    };
    let sizes: Vec<u64> = sizes.into_iter().map(|(_, size)| size).collect();
    if needs_more(pid, &sizes, free) {
        return Err(Error::operation_failed(format!(
            "Failed to write file '{}': the guest's memory does not fit into the {} MiB that are free there",
            plan.path().display(),
            free >> 20
        )));
    }
    Ok(())
}

/// The room on the file system of a directory, if what is written there takes as much as it has bytes.
fn free(directory: &Path) -> Option<u64> {
    let directory = File::open(directory).ok()?;
    let plain = sys::file::stores_plainly(directory.as_fd()).ok()?;
    plain.then(|| sys::file::free_space(directory.as_fd()).ok())?
}

/// The memory that a process has in RAM or swapped out, in bytes.
fn resident(pid: i32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let kib = |name: &str| -> Option<u64> {
        let line = text.lines().find_map(|l| l.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    Some((kib("VmRSS:")? + kib("VmSwap:").unwrap_or(0)) << 10)
}

/// Whether mappings of just these sizes hold more than `room` bytes of pages that are not zero.
fn needs_more(pid: i32, sizes: &[u64], room: u64) -> bool {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).unwrap_or_default();
    let (mut found, mut buffer) = (0u64, vec![0; PIECE]);
    for (start, end) in maps.lines().filter_map(range) {
        if !sizes.contains(&(end - start)) {
            continue;
        }
        let mut at = start;
        while at < end {
            let n = (end - at).min(PIECE as u64) as usize;
            match sys::process::read_memory(pid, at, &mut buffer[..n]) {
                Ok(read) if read == n => {}
                _ => return false,
            }
            let full = |page: &&[u8]| page.iter().any(|b| *b != 0);
            found += (buffer[..n].chunks(PAGE).filter(full).count() * PAGE) as u64;
            if found > room {
                return true;
            }
            at += n as u64;
        }
    }
    false
}

/// The addresses of a line of `/proc/PID/maps` that is readable and writable.
fn range(line: &str) -> Option<(u64, u64)> {
    let (addresses, rest) = line.split_once(' ')?;
    if !rest.starts_with("rw") {
        return None;
    }
    let (start, end) = addresses.split_once('-')?;
    let number = |text| u64::from_str_radix(text, 16).ok();
    Some((number(start)?, number(end)?)).filter(|(start, end)| start < end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_are_not_zero_are_counted() {
        // A mapping of a size that no other has.
        let size = (9 << 20) + (37 << 12);
        let map = sys::process::tests::Mapping::new(size);
        for page in 0..1000 {
            map.write(page * PAGE + 5, 1);
        }
        let us = std::process::id() as i32;
        assert!(resident(us).unwrap() > 1000 * PAGE as u64);
        let sizes = [map.len() as u64];
        assert!(needs_more(us, &sizes, 999 * PAGE as u64));
        assert!(!needs_more(us, &sizes, 1000 * PAGE as u64));
        assert!(!needs_more(us, &[12345], 0));
        assert!(!needs_more(0, &sizes, 0));
    }

    #[test]
    fn lines_of_maps() {
        let line = "7f0000000000-7f0000002000 rw-p 00000000 00:00 0 ";
        assert_eq!(range(line), Some((0x7f0000000000, 0x7f0000002000)));
        for bad in ["", "x", "1-2", "1-2 r--p", "2-1 rw-p", "x-y rw-p"] {
            assert_eq!(range(bad), None, "{bad}");
        }
    }
}
