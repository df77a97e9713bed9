//! Files as storage: copies that share blocks, unbuffered access, write-back, free space, pipes.

use super::check;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};

/// What O_DIRECT wants memory, offsets and lengths to be multiples of, on every device in use.
pub const DIRECT_ALIGNMENT: usize = 4096;

/// Makes the empty file `to` a copy of `from` that shares its blocks. File systems without such
/// copies answer EOPNOTSUPP, EINVAL or EXDEV.
pub fn clone_file(from: BorrowedFd<'_>, to: BorrowedFd<'_>) -> io::Result<()> {
    // SAFETY: FICLONE takes a descriptor by value; both are open.
    check(unsafe { libc::ioctl(to.as_raw_fd(), libc::FICLONE as _, from.as_raw_fd()) }).map(drop)
}

/// Turns O_DIRECT of the open file on or off.
pub fn set_direct(fd: BorrowedFd<'_>, on: bool) -> io::Result<()> {
    // SAFETY: flags of an open descriptor, no pointers.
    let flags = check(unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_GETFL) })?;
    let new = if on {
        flags | libc::O_DIRECT
    } else {
        flags & !libc::O_DIRECT
    };
    // SAFETY: as above.
    check(unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_SETFL, new) }).map(drop)
}

/// Starts writing to the disk what was written to this part of the file; `len` of 0: to the end.
/// Only a hint: errors show when the file is synchronised.
pub fn start_write_back(fd: BorrowedFd<'_>, offset: u64, len: u64) {
    // SAFETY: numbers and an open descriptor.
    unsafe {
        libc::sync_file_range(
            fd.as_raw_fd(),
            offset as libc::off64_t,
            len as libc::off64_t,
            libc::SYNC_FILE_RANGE_WRITE,
        );
    }
}

/// Tells the kernel that the file will be read from beginning to end. Only a hint.
pub fn will_read_in_order(fd: BorrowedFd<'_>) {
    // SAFETY: numbers and an open descriptor.
    unsafe {
        libc::posix_fadvise(fd.as_raw_fd(), 0, 0, libc::POSIX_FADV_SEQUENTIAL);
    }
}

/// Gives the blocks of a part of the file back to the file system; the file's length stays.
pub fn punch_hole(fd: BorrowedFd<'_>, offset: u64, len: u64) -> io::Result<()> {
    let mode = libc::FALLOC_FL_PUNCH_HOLE | libc::FALLOC_FL_KEEP_SIZE;
    // SAFETY: numbers and an open descriptor.
    check(unsafe {
        libc::fallocate64(
            fd.as_raw_fd(),
            mode,
            offset as libc::off64_t,
            len as libc::off64_t,
        )
    })
    .map(drop)
}

/// Asks the kernel to read a part of the file into its cache, soon and in the background. Only a hint,
/// of which no more is taken at once than a device reads ahead.
pub fn will_need(fd: BorrowedFd<'_>, offset: u64, len: u64) {
    // SAFETY: numbers and an open descriptor.
    unsafe {
        libc::posix_fadvise(
            fd.as_raw_fd(),
            offset as libc::off_t,
            len as libc::off_t,
            libc::POSIX_FADV_WILLNEED,
        );
    }
}

/// The next stretch of the file from `at` on that is no hole; `None` if only holes follow. Moves the
/// place at which the open file stands.
pub fn next_data(fd: BorrowedFd<'_>, at: u64) -> io::Result<Option<std::ops::Range<u64>>> {
    let seek = |to: u64, whence| {
        // SAFETY: numbers and an open descriptor.
        let found = unsafe { libc::lseek(fd.as_raw_fd(), to as libc::off_t, whence) };
        match found {
            -1 => Err(io::Error::last_os_error()),
            found => Ok(found as u64),
        }
    };
    match seek(at, libc::SEEK_DATA) {
        Ok(start) => Ok(Some(start..seek(start, libc::SEEK_HOLE)?)),
        Err(e) if e.raw_os_error() == Some(libc::ENXIO) => Ok(None),
        Err(e) => Err(e),
    }
}

/// Whether the file is on a file system of this host, where an open file outlives its name and nobody
/// else's machine can change it or make it go away.
pub fn is_local(fd: BorrowedFd<'_>) -> io::Result<bool> {
    // ext2 to ext4, XFS, Btrfs, tmpfs, F2FS, overlayfs, ZFS, bcachefs: f_type of each.
    const LOCAL: [u32; 8] = [
        0xef53,
        0x5846_5342,
        0x9123_683e,
        0x0102_1994,
        0xf2f5_2010,
        0x794c_7630,
        0x2fc1_2fc1,
        0xca45_1a4e,
    ];
    Ok(LOCAL.contains(&file_system(fd)?))
}

/// Whether a file there takes as much room as has been written to it: ext2 to ext4, XFS and tmpfs neither
/// compress nor share by themselves.
pub fn stores_plainly(fd: BorrowedFd<'_>) -> io::Result<bool> {
    Ok([0xef53, 0x5846_5342, 0x0102_1994].contains(&file_system(fd)?))
}

/// The number of the kind of file system (`f_type`).
fn file_system(fd: BorrowedFd<'_>) -> io::Result<u32> {
    // SAFETY: zero is a value of the plain structure, which the call fills.
    let mut info: libc::statfs = unsafe { std::mem::zeroed() };
    // SAFETY: the structure is ours; the descriptor is open.
    check(unsafe { libc::fstatfs(fd.as_raw_fd(), &mut info) })?;
    Ok(info.f_type as u32)
}

/// Whether entries of the directory may be made and removed by this process.
pub fn may_change_directory(path: &std::path::Path) -> bool {
    use std::os::unix::ffi::OsStrExt;
    let Ok(path) = std::ffi::CString::new(path.as_os_str().as_bytes()) else {
        return false;
    };
    // SAFETY: the string lives through the call.
    let answer = unsafe {
        libc::faccessat(
            libc::AT_FDCWD,
            path.as_ptr(),
            libc::W_OK | libc::X_OK,
            libc::AT_EACCESS,
        )
    };
    answer == 0
}

/// How many bytes an unprivileged writer can still put on the file system of an open file.
pub fn free_space(fd: BorrowedFd<'_>) -> io::Result<u64> {
    // SAFETY: zero is a value of the plain structure, which the call fills.
    let mut info: libc::statvfs64 = unsafe { std::mem::zeroed() };
    // SAFETY: the structure is ours; the descriptor is open.
    check(unsafe { libc::fstatvfs64(fd.as_raw_fd(), &mut info) })?;
    Ok(info.f_bavail.saturating_mul(info.f_frsize))
}

/// The size of a block device in bytes.
pub fn device_size(fd: BorrowedFd<'_>) -> io::Result<u64> {
    // What <linux/fs.h> calls BLKGETSIZE64.
    const BLKGETSIZE64: u64 = 0x8008_1272;
    let mut size = 0u64;
    // SAFETY: the request writes one u64 to the place given.
    check(unsafe { libc::ioctl(fd.as_raw_fd(), BLKGETSIZE64 as _, &mut size) })?;
    Ok(size)
}

/// A pipe, closed by exec: the reading end and the writing end.
pub fn pipe() -> io::Result<(File, OwnedFd)> {
    let mut ends = [-1; 2];
    // SAFETY: room for the two descriptors, which are new and ours on success.
    unsafe {
        check(libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC))?;
        Ok((File::from_raw_fd(ends[0]), OwnedFd::from_raw_fd(ends[1])))
    }
}

/// Asks for a pipe that holds so many bytes. Only a hint: an unprivileged user has a limit.
pub fn set_pipe_size(fd: BorrowedFd<'_>, bytes: usize) {
    // SAFETY: a number and an open descriptor.
    unsafe {
        libc::fcntl(fd.as_raw_fd(), libc::F_SETPIPE_SZ, bytes as libc::c_int);
    }
}

/// Memory that O_DIRECT can be used with.
#[derive(Debug)]
pub struct AlignedBuffer {
    memory: Vec<u8>,
    start: usize,
    len: usize,
}

impl AlignedBuffer {
    /// Zeroed memory of `len` bytes.
    pub fn new(len: usize) -> Self {
        let memory = vec![0; len + DIRECT_ALIGNMENT];
        let start = memory.as_ptr().align_offset(DIRECT_ALIGNMENT);
        AlignedBuffer { memory, start, len }
    }
}

impl std::ops::Deref for AlignedBuffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.memory[self.start..self.start + self.len]
    }
}

impl std::ops::DerefMut for AlignedBuffer {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.memory[self.start..self.start + self.len]
    }
}

/// The file behind a descriptor, opened again with other flags: the name may lead elsewhere by now.
pub fn reopen(file: &impl AsFd, options: &std::fs::OpenOptions) -> io::Result<File> {
    options.open(format!("/proc/self/fd/{}", file.as_fd().as_raw_fd()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aligned_memory_is() {
        for len in [1, 4096, 1 << 20] {
            let mut buffer = AlignedBuffer::new(len);
            assert_eq!(buffer.len(), len);
            assert_eq!(buffer.as_ptr() as usize % DIRECT_ALIGNMENT, 0);
            buffer[len - 1] = 1;
        }
    }

    #[test]
    fn data_between_holes_is_found() {
        use std::os::unix::fs::FileExt;
        let file = super::super::fd::memfd("test").unwrap();
        file.set_len(1 << 20).unwrap();
        assert_eq!(next_data(file.as_fd(), 0).unwrap(), None);
        file.write_all_at(b"x", 40960).unwrap();
        let found = next_data(file.as_fd(), 0).unwrap().unwrap();
        assert!(found.contains(&40960) && found.end <= 1 << 20, "{found:?}");
        assert_eq!(next_data(file.as_fd(), found.end).unwrap(), None);
        assert!(is_local(file.as_fd()).unwrap());
        will_need(file.as_fd(), 0, 1 << 20);
        let proc = File::open("/proc/self/stat").unwrap();
        assert!(!is_local(proc.as_fd()).unwrap());
        assert!(may_change_directory(&std::env::temp_dir()));
        assert!(!may_change_directory(std::path::Path::new("/nowhere")));
    }

    #[test]
    fn space_and_pipes() {
        let dir = File::open(std::env::temp_dir()).unwrap();
        assert!(free_space(dir.as_fd()).unwrap() > 0);
        let (mut read, write) = pipe().unwrap();
        set_pipe_size(write.as_fd(), 1 << 20);
        io::Write::write_all(&mut File::from(write), b"x").unwrap();
        let mut text = String::new();
        io::Read::read_to_string(&mut read, &mut text).unwrap();
        assert_eq!(text, "x");
    }
}
