//! Carrying QEMU's stream past the page cache. QEMU's own reads and writes of a stream are of any size
//! at any place, which unbuffered files refuse; so QEMU gets a pipe, and the calling thread carries
//! whole aligned blocks between pipe and file.

use crate::sys::child::send_all;
use crate::sys::file::{self, AlignedBuffer, DIRECT_ALIGNMENT};
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::FileExt;
use std::os::unix::net::UnixStream;

/// How much is carried at once.
const BLOCK: usize = 1 << 20;

/// Writes all that comes out of `pipe` to `file`, which is open with O_DIRECT, from `offset` on, a
/// multiple of the alignment. The file ends where the stream does.
pub fn to_file(pipe: &mut File, file: &File, mut offset: u64) -> io::Result<()> {
    let mut buffer = AlignedBuffer::new(BLOCK);
    loop {
        let filled = fill(pipe, &mut buffer)?;
        let whole = filled - filled % DIRECT_ALIGNMENT;
        file.write_all_at(&buffer[..whole], offset)?;
        if filled < BLOCK {
            // The end is no whole block: it goes through the cache.
            file::set_direct(file.as_fd(), false)?;
            return file.write_all_at(&buffer[whole..filled], offset + whole as u64);
        }
        offset += filled as u64;
    }
}

/// Sends what `file`, which is open with O_DIRECT, holds from `offset` on. A receiver that has heard
/// enough may close: what matters is what it says then.
pub fn from_file(file: &File, offset: u64, to: &UnixStream) -> io::Result<()> {
    let mut buffer = AlignedBuffer::new(BLOCK);
    let mut at = offset - offset % DIRECT_ALIGNMENT as u64;
    let mut skip = (offset - at) as usize;
    loop {
        let n = match file.read_at(&mut buffer, at) {
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        match send_all(to, buffer[..n].get(skip..).unwrap_or_default()) {
            Err(e) if is_closed(&e) => return Ok(()),
            other => other?,
        }
        skip = 0;
        at += n as u64;
        // Less than a block is the end of the file.
        if n < BLOCK {
            return to.shutdown(std::net::Shutdown::Write).or_else(|e| {
                if e.kind() == io::ErrorKind::NotConnected {
                    Ok(())
                } else {
                    Err(e)
                }
            });
        }
    }
}

fn is_closed(e: &io::Error) -> bool {
    matches!(
        e.kind(),
        io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset
    )
}

fn fill(pipe: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match pipe.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fsutil::tests::Scratch;
    use std::fs::OpenOptions;
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;

    fn direct(path: &std::path::Path) -> io::Result<File> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .custom_flags(libc::O_DIRECT)
            .open(path)
    }

    /// Bytes that tell where they belong.
    fn bytes(len: usize) -> Vec<u8> {
        (0..len).map(|i| (i * 7 + i / 251) as u8).collect()
    }

    #[test]
    fn all_of_a_stream_arrives() {
        let dir = Scratch::new("pump");
        for len in [0, 1, 4096, BLOCK - 1, BLOCK, 3 * BLOCK + 4097] {
            let path = dir.0.join(len.to_string());
            let Ok(file) = direct(&path) else {
                eprintln!("skipped: no O_DIRECT in {}", dir.0.display());
                return;
            };
            let data = bytes(len);
            let (mut read, write) = file::pipe().unwrap();
            std::thread::scope(|s| {
                s.spawn(|| File::from(write).write_all(&data).unwrap());
                to_file(&mut read, &file, 8192).unwrap();
            });
            let written = std::fs::read(&path).unwrap();
            assert_eq!(&written[written.len().min(8192)..], data);
            // And back again, from a place that is no multiple of anything.
            for start in [8192, 8192 + 5] {
                if len < 5 {
                    continue;
                }
                let (ours, mut theirs) = UnixStream::pair().unwrap();
                let file = direct(&path).unwrap();
                let mut back = Vec::new();
                std::thread::scope(|s| {
                    s.spawn(|| from_file(&file, start, &ours).unwrap());
                    theirs.read_to_end(&mut back).unwrap();
                });
                assert_eq!(back, data[start as usize - 8192..]);
            }
        }
    }

    #[test]
    fn a_receiver_that_hangs_up_is_no_error_of_the_pump() {
        let dir = Scratch::new("pump-closed");
        let path = dir.0.join("a");
        std::fs::write(&path, bytes(4 * BLOCK)).unwrap();
        let Ok(file) = direct(&path) else { return };
        let (ours, theirs) = UnixStream::pair().unwrap();
        drop(theirs);
        from_file(&file, 0, &ours).unwrap();
    }
}
