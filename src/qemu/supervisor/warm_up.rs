//! Reading ahead of a guest whose RAM is mapped from its image: soon its pages are in the host's cache, and
//! it need not wait for the disk when it wants one.
//!
//! A thread of its own asks the kernel for stretch after stretch, which may take as long as the disk does
//! while the monitor is served. It ends when all was asked for, when memory gets scarce, or with the
//! supervisor, which ends when the guest does.

use crate::sys::file;
use std::fs::File;
use std::os::fd::AsFd;

/// So much is asked for at once; of more the kernel would take less.
const CHUNK: u64 = 256 << 10;
/// How much is asked for between two looks at the host's memory.
const LOOK: u64 = 64 << 20;
/// All that the thread does is in a few frames.
const STACK: usize = 64 << 10;

/// Begins to read the given parts (offset, length) of the file.
pub(super) fn begin(file: File, parts: Vec<(u64, u64)>) {
    // Without it the guest is as well off, only slower for a while.
    let _ = std::thread::Builder::new()
        .name("warm-up".to_owned())
        .stack_size(STACK)
        .spawn(move || run(&file, &parts, &Memory::now));
}

/// The host's memory in bytes.
#[derive(Clone, Copy, Debug)]
struct Memory {
    total: u64,
    available: u64,
}

impl Memory {
    fn now() -> Option<Memory> {
        let text = std::fs::read_to_string("/proc/meminfo").ok()?;
        let kib = |name: &str| -> Option<u64> {
            let line = text.lines().find_map(|l| l.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        Some(Memory {
            total: kib("MemTotal:")? << 10,
            available: kib("MemAvailable:")? << 10,
        })
    }
}

/// Asks for all that is no hole, at most half of the memory that is available now, and as long as an
/// eighth of all is; tells how much that was.
fn run(file: &File, parts: &[(u64, u64)], memory: &dyn Fn() -> Option<Memory>) -> u64 {
    let Some(most) = memory().map(|m| m.available / 2) else {
        return 0;
    };
    let (mut asked, mut looked) = (0, 0);
    for (start, len) in parts {
        let end = start.saturating_add(*len);
        let mut at = *start;
        while at < end {
            let Ok(Some(data)) = file::next_data(file.as_fd(), at) else {
                break;
            };
            // The next stretch may be another part's, or nobody's.
            let stop = data.end.min(end);
            at = data.start.max(at);
            while at < stop {
                let n = CHUNK.min(stop - at);
                if asked + n > most {
                    return asked;
                }
                file::will_need(file.as_fd(), at, n);
                at += n;
                asked += n;
            }
            if asked - looked >= LOOK {
                looked = asked;
                if memory().is_none_or(|m| m.available < m.total / 8) {
                    return asked;
                }
            }
            at = at.max(data.end);
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::FileExt;

    fn file() -> File {
        let file = crate::sys::memfd("warm-up").unwrap();
        file.set_len(8 << 20).unwrap();
        for at in [0, 1 << 20, (2 << 20) + 300_000, 5 << 20] {
            file.write_all_at(&[7; 65536], at).unwrap();
        }
        file
    }

    fn plenty() -> Option<Memory> {
        Some(Memory {
            total: 1 << 30,
            available: 1 << 29,
        })
    }

    #[test]
    fn what_is_no_hole_is_asked_for() {
        let file = file();
        let all = run(&file, &[(0, 8 << 20)], &plenty);
        assert!((4 * 65536..1 << 20).contains(&all), "{all}");
        let one = run(&file, &[(1 << 20, 1 << 20)], &plenty);
        assert_eq!(one, 65536);
        assert_eq!(run(&file, &[(6 << 20, 1 << 20), (u64::MAX, 5)], &plenty), 0);
    }

    #[test]
    fn no_more_than_there_is_room_for() {
        let scarce = || {
            Some(Memory {
                total: 1 << 30,
                available: 300_000,
            })
        };
        let some = run(&file(), &[(0, 8 << 20)], &scarce);
        assert!(some > 0 && some <= 150_000, "{some}");
        assert_eq!(run(&file(), &[(0, 8 << 20)], &|| None), 0);
        assert!(Memory::now().unwrap().available > 0);
    }
}
