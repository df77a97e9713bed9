//! Local stream sockets that carry descriptors, and addresses of any length.

use super::{check, retry};
use std::fs::File;
use std::io::{self, IoSlice};
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::path::Path;

/// As many descriptors as one message may carry here (the kernel's own limit is 253).
pub const MAX_FDS: usize = 32;

/// Room for the control message of `MAX_FDS` descriptors, aligned as the kernel wants it.
#[repr(align(16))]
struct Control([u8; 256]);

/// Sends the start of `data`, with `fds` attached to its first byte; returns how much went. The
/// descriptors go with the first byte, so after a short write the rest is sent without them.
pub fn send_with_fds(
    socket: BorrowedFd<'_>,
    data: &[u8],
    fds: &[BorrowedFd<'_>],
) -> io::Result<usize> {
    if fds.len() > MAX_FDS {
        return Err(io::Error::from_raw_os_error(libc::EINVAL));
    }
    let slice = IoSlice::new(data);
    let mut control = Control([0; 256]);
    let payload = (std::mem::size_of::<RawFd>() * fds.len()) as libc::c_uint;
    // SAFETY: `IoSlice` is an `iovec`; the control buffer holds MAX_FDS descriptors and its headers;
    // every pointer of `message` lives through the call.
    unsafe {
        let mut message: libc::msghdr = std::mem::zeroed();
        message.msg_iov = (&raw const slice).cast_mut().cast();
        message.msg_iovlen = 1;
        if !fds.is_empty() {
            message.msg_control = control.0.as_mut_ptr().cast();
            message.msg_controllen = libc::CMSG_SPACE(payload) as _;
            let header = libc::CMSG_FIRSTHDR(&message);
            (*header).cmsg_level = libc::SOL_SOCKET;
            (*header).cmsg_type = libc::SCM_RIGHTS;
            (*header).cmsg_len = libc::CMSG_LEN(payload) as _;
            let place = libc::CMSG_DATA(header).cast::<RawFd>();
            for (i, fd) in fds.iter().enumerate() {
                place.add(i).write_unaligned(fd.as_raw_fd());
            }
        }
        loop {
            let n = libc::sendmsg(socket.as_raw_fd(), &message, libc::MSG_NOSIGNAL);
            if n >= 0 {
                return Ok(n as usize);
            }
            let e = io::Error::last_os_error();
            if e.kind() != io::ErrorKind::Interrupted {
                return Err(e);
            }
        }
    }
}

/// Receives into `data`; descriptors that came along are appended to `fds`, closed by exec. 0 is the
/// end of the stream.
pub fn receive_with_fds(
    socket: BorrowedFd<'_>,
    data: &mut [u8],
    fds: &mut Vec<OwnedFd>,
) -> io::Result<usize> {
    let mut control = Control([0; 256]);
    // SAFETY: pointers and lengths describe `data` and `control`, which live through the call; the
    // descriptors in the answer were made for us by the kernel.
    unsafe {
        let mut slice = libc::iovec {
            iov_base: data.as_mut_ptr().cast(),
            iov_len: data.len(),
        };
        let mut message: libc::msghdr = std::mem::zeroed();
        message.msg_iov = &mut slice;
        message.msg_iovlen = 1;
        message.msg_control = control.0.as_mut_ptr().cast();
        message.msg_controllen = control.0.len() as _;
        let n = loop {
            let n = libc::recvmsg(socket.as_raw_fd(), &mut message, libc::MSG_CMSG_CLOEXEC);
            if n >= 0 {
                break n as usize;
            }
            let e = io::Error::last_os_error();
            if e.kind() != io::ErrorKind::Interrupted {
                return Err(e);
            }
        };
        let mut header = libc::CMSG_FIRSTHDR(&message);
        while !header.is_null() {
            if (*header).cmsg_level == libc::SOL_SOCKET && (*header).cmsg_type == libc::SCM_RIGHTS {
                let bytes = (*header).cmsg_len as usize - libc::CMSG_LEN(0) as usize;
                let place = libc::CMSG_DATA(header).cast::<RawFd>();
                for i in 0..bytes / std::mem::size_of::<RawFd>() {
                    fds.push(OwnedFd::from_raw_fd(place.add(i).read_unaligned()));
                }
            }
            header = libc::CMSG_NXTHDR(&message, header);
        }
        Ok(n)
    }
}

/// The longest path that fits into a socket address.
const ADDRESS_ROOM: usize = 107;

/// Calls `with` with a path for the socket at `path` that fits into an address: its own, or one
/// through a descriptor of its directory.
fn short_path<T>(path: &Path, with: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
    if path.as_os_str().len() <= ADDRESS_ROOM {
        return with(path);
    }
    let invalid = || io::Error::from_raw_os_error(libc::ENAMETOOLONG);
    let name = path.file_name().ok_or_else(invalid)?;
    let directory = File::options()
        .read(true)
        .custom_flags(libc::O_PATH | libc::O_DIRECTORY)
        .open(path.parent().ok_or_else(invalid)?)?;
    let short = Path::new(&format!("/proc/self/fd/{}", directory.as_raw_fd())).join(name);
    if short.as_os_str().len() > ADDRESS_ROOM {
        return Err(invalid());
    }
    with(&short)
}

/// Connects to the socket at `path`, of any length.
pub fn connect(path: &Path) -> io::Result<UnixStream> {
    short_path(path, |p| UnixStream::connect(p))
}

/// Listens at `path`, of any length, in place of what a dead listener left there.
pub fn listen(path: &Path) -> io::Result<UnixListener> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    short_path(path, |p| UnixListener::bind(p))
}

/// A datagram socket without a name, which does not wait.
pub fn unbound_datagram() -> io::Result<UnixDatagram> {
    let socket = UnixDatagram::unbound()?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

/// A datagram socket at `path`, of any length, where nothing may be yet; it does not wait. Only its owner
/// can send to it.
pub fn bind_datagram(path: &Path) -> io::Result<UnixDatagram> {
    let socket = short_path(path, |p| UnixDatagram::bind(p))?;
    socket.set_nonblocking(true)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    Ok(socket)
}

/// Whether somebody holds the datagram socket at `path`.
pub fn connect_datagram(socket: &UnixDatagram, path: &Path) -> io::Result<()> {
    short_path(path, |p| socket.connect(p))
}

/// Sends a datagram to the socket at `path`, of any length.
pub fn send_datagram(socket: &UnixDatagram, path: &Path, data: &[u8]) -> io::Result<()> {
    short_path(path, |p| socket.send_to(data, p)).map(drop)
}

/// Who is at the other end of a connected local socket: process, user, group (as they were when it
/// connected).
pub fn peer(socket: BorrowedFd<'_>) -> io::Result<(i32, u32, u32)> {
    let mut credentials = libc::ucred {
        pid: 0,
        uid: 0,
        gid: 0,
    };
    let mut length = std::mem::size_of::<libc::ucred>() as libc::socklen_t;
    // SAFETY: pointer and length describe `credentials`.
    check(unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::SOL_SOCKET,
            libc::SO_PEERCRED,
            (&raw mut credentials).cast(),
            &mut length,
        )
    })?;
    Ok((credentials.pid, credentials.uid, credentials.gid))
}

/// A pipe, both ends closed by exec: (read end, write end).
pub fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let mut ends = [0; 2];
    // SAFETY: `ends` has room for the two descriptors, which are new and ours.
    unsafe {
        retry(|| libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC))?;
        Ok((OwnedFd::from_raw_fd(ends[0]), OwnedFd::from_raw_fd(ends[1])))
    }
}

/// Whether this descriptor of the process is a socket.
pub fn is_socket(fd: libc::c_int) -> io::Result<bool> {
    let mut stat = std::mem::MaybeUninit::<libc::stat>::uninit();
    // SAFETY: the pointer is to room for a stat; a bad descriptor is answered with EBADF.
    super::check(unsafe { libc::fstat(fd, stat.as_mut_ptr()) })?;
    // SAFETY: fstat succeeded, so it filled the stat.
    let mode = unsafe { stat.assume_init() }.st_mode;
    Ok(mode & libc::S_IFMT == libc::S_IFSOCK)
}
