//! The file in which events wait for one subscriber: lines of JSON, appended by many, read by one.
//!
//! The kernel keeps appended writes apart, so nobody takes a lock and nobody waits for anybody. A writer
//! that was cut short (a full disk, a kill) leaves half a line; the next record begins with a line end of
//! its own, so that only the half one is lost. What was read is given back to the file system by punching
//! holes, so the file takes as much room as there is unread.

use crate::sys;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

/// A subscriber with so much unread, in bytes, gets no more until it reads.
pub const LIMIT: u64 = 64 << 20;

/// What is read at once.
const CHUNK: usize = 64 << 10;

/// Holes are punched when so much was read.
const HOLE: u64 = 256 << 10;

/// What has become of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    Yes,
    /// There is no such file: the subscriber is leaving.
    Gone,
    /// Too much waits already, or there is no room.
    Full,
}

/// Appends a record, which holds no line end.
pub fn append(path: &Path, record: &str) -> Appended {
    let file = OpenOptions::new()
        .append(true)
        .custom_flags(libc::O_NOFOLLOW)
        .open(path);
    let mut file = match file {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Appended::Gone,
        Err(_) => return Appended::Full,
    };
    if file.metadata().is_ok_and(|m| m.blocks() * 512 > LIMIT) {
        return Appended::Full;
    }
    let line = format!("\n{record}\n");
    loop {
        // In one call: what two calls write, others may write between.
        match file.write(line.as_bytes()) {
            Ok(n) if n == line.len() => return Appended::Yes,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            _ => return Appended::Full,
        }
    }
}

/// The reader's side.
#[derive(Debug)]
pub struct Spool {
    file: File,
    /// Up to where it was read.
    read: u64,
    /// Up to where what was read is given back.
    punched: u64,
    /// The beginning of a line whose end was not there yet.
    partial: Vec<u8>,
}

impl Spool {
    /// Makes the file.
    pub fn create(path: &Path) -> io::Result<Spool> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        Ok(Spool {
            file,
            read: 0,
            punched: 0,
            partial: Vec::new(),
        })
    }

    /// Reads on: gives `each` the records that are whole, some at a time. `false`: there is no more now.
    pub fn read(&mut self, mut each: impl FnMut(&[u8])) -> bool {
        let mut chunk = vec![0; CHUNK];
        let n = loop {
            match self.file.read_at(&mut chunk, self.read) {
                Ok(n) => break n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return false,
            }
        };
        self.read += n as u64;
        self.partial.extend_from_slice(&chunk[..n]);
        let whole = self.partial.iter().rposition(|b| *b == b'\n');
        if let Some(end) = whole {
            for line in self.partial[..end].split(|b| *b == b'\n') {
                if !line.is_empty() {
                    each(line);
                }
            }
            self.partial.drain(..=end);
        }
        if self.read - self.punched >= HOLE {
            let (from, len) = (self.punched, self.read - self.punched);
            let _ = sys::file::punch_hole(self.file.as_fd(), from, len);
            self.punched = self.read;
        }
        n == CHUNK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(spool: &mut Spool) -> Vec<String> {
        let mut lines = Vec::new();
        while spool.read(|line| lines.push(String::from_utf8(line.to_vec()).unwrap())) {}
        lines
    }

    #[test]
    fn what_is_appended_is_read_in_order() {
        let path = std::env::temp_dir().join(format!("oxivirt-spool-{}", std::process::id()));
        let mut spool = Spool::create(&path).unwrap();
        assert!(all(&mut spool).is_empty());
        let mut sent = Vec::new();
        for round in 0..3 {
            for n in 0..4000 {
                let record = format!("{round} {n} {}", "x".repeat(n % 300));
                assert_eq!(append(&path, &record), Appended::Yes);
                sent.push(record);
            }
            assert_eq!(all(&mut spool), std::mem::take(&mut sent));
        }
        // A writer that died half way.
        let mut torn = OpenOptions::new().append(true).open(&path).unwrap();
        torn.write_all(b"\nhalf a rec").unwrap();
        assert!(all(&mut spool).is_empty());
        append(&path, "whole");
        assert_eq!(all(&mut spool), ["half a rec", "whole"]);
        // What was read takes no room any more.
        let size = spool.file.metadata().unwrap();
        assert!(size.len() > 1 << 20 && size.blocks() * 512 < 2 * HOLE);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(append(&path, "late"), Appended::Gone);
    }

    #[test]
    fn a_reader_keeps_up_with_many_writers() {
        let path = std::env::temp_dir().join(format!("oxivirt-many-{}", std::process::id()));
        let mut spool = Spool::create(&path).unwrap();
        const EACH: usize = 5000;
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let path = path.clone();
                std::thread::spawn(move || {
                    for n in 0..EACH {
                        let record = format!("{writer} {n} {}", "z".repeat(n % 700));
                        assert_eq!(append(&path, &record), Appended::Yes);
                    }
                })
            })
            .collect();
        let mut next = [0; 4];
        let mut seen = 0;
        while seen < 4 * EACH {
            let done = writers.iter().all(|w| w.is_finished());
            for line in all(&mut spool) {
                let mut words = line.split(' ');
                let mut number = || words.next().unwrap().parse::<usize>().unwrap();
                let (writer, n) = (number(), number());
                assert_eq!(next[writer], n, "of writer {writer}: {line:?}");
                next[writer] += 1;
                seen += 1;
            }
            assert!(!done || seen == 4 * EACH, "{seen} of all");
        }
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn a_reader_that_does_not_read_costs_no_more_than_the_limit() {
        let path = std::env::temp_dir().join(format!("oxivirt-full-{}", std::process::id()));
        let mut spool = Spool::create(&path).unwrap();
        let record = "y".repeat(1 << 20);
        let kept = (0..100)
            .take_while(|_| append(&path, &record) == Appended::Yes)
            .count();
        assert!((63..=66).contains(&kept), "{kept}");
        assert_eq!(append(&path, "one more"), Appended::Full);
        assert_eq!(all(&mut spool).len(), kept);
        assert_eq!(append(&path, "again"), Appended::Yes);
        assert_eq!(all(&mut spool), ["again"]);
        std::fs::remove_file(&path).unwrap();
    }
}
