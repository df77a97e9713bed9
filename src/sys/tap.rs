//! Tap interfaces and bridges, by the ioctls that the kernel has for them.

use super::{check, retry};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

/// The longest name of an interface, its terminating zero included.
const NAME_BYTES: usize = libc::IFNAMSIZ;

fn request(name: &str) -> io::Result<libc::ifreq> {
    if name.len() >= NAME_BYTES || name.contains('\0') {
        return Err(io::Error::from_raw_os_error(libc::ENAMETOOLONG));
    }
    // SAFETY: ifreq is plain data; all zeroes is a valid value of it.
    let mut request: libc::ifreq = unsafe { std::mem::zeroed() };
    for (to, from) in request.ifr_name.iter_mut().zip(name.bytes()) {
        *to = from as libc::c_char;
    }
    Ok(request)
}

fn name_of(request: &libc::ifreq) -> String {
    request
        .ifr_name
        .iter()
        .take_while(|c| **c != 0)
        .map(|c| char::from(*c as u8))
        .collect()
}

/// Opens a tap, making it if it is not there, and returns it with its name. `name` may hold `%d`, for
/// which the kernel takes the first free number.
pub fn open(name: &str, multiqueue: bool, vnet_header: bool) -> io::Result<(OwnedFd, String)> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/net/tun")?;
    let mut request = request(name)?;
    let mut flags = libc::IFF_TAP | libc::IFF_NO_PI;
    if multiqueue {
        flags |= libc::IFF_MULTI_QUEUE;
    }
    if vnet_header {
        flags |= libc::IFF_VNET_HDR;
    }
    request.ifr_ifru.ifru_flags = flags as libc::c_short;
    // SAFETY: the request is an ifreq of ours that lives through the call, as TUNSETIFF wants it.
    retry(|| unsafe { libc::ioctl(file.as_raw_fd(), libc::TUNSETIFF, &raw mut request) })?;
    Ok((OwnedFd::from(file), name_of(&request)))
}

fn socket() -> io::Result<File> {
    // SAFETY: socket(2) takes no pointer.
    let fd =
        check(unsafe { libc::socket(libc::AF_INET, libc::SOCK_DGRAM | libc::SOCK_CLOEXEC, 0) })?;
    // SAFETY: the descriptor is new and nobody else's.
    Ok(unsafe { File::from_raw_fd(fd) })
}

fn control(code: libc::c_ulong, request: &mut libc::ifreq) -> io::Result<()> {
    let socket = socket()?;
    // SAFETY: all codes used in this file take an ifreq, which lives through the call.
    retry(|| unsafe { libc::ioctl(socket.as_raw_fd(), code as _, &raw mut *request) })?;
    Ok(())
}

/// Gives an interface a hardware address.
pub fn set_mac(name: &str, mac: [u8; 6]) -> io::Result<()> {
    let mut request = request(name)?;
    // SAFETY: sockaddr is plain data; all zeroes is a valid value of it.
    let mut address: libc::sockaddr = unsafe { std::mem::zeroed() };
    address.sa_family = libc::ARPHRD_ETHER;
    for (to, from) in address.sa_data.iter_mut().zip(mac) {
        *to = from as libc::c_char;
    }
    request.ifr_ifru.ifru_hwaddr = address;
    control(libc::SIOCSIFHWADDR, &mut request)
}

/// Switches an interface on or off.
pub fn set_up(name: &str, up: bool) -> io::Result<()> {
    let mut request = request(name)?;
    control(libc::SIOCGIFFLAGS, &mut request)?;
    // SAFETY: SIOCGIFFLAGS filled in the flags.
    let flags = i32::from(unsafe { request.ifr_ifru.ifru_flags });
    let wanted = if up {
        flags | libc::IFF_UP
    } else {
        flags & !libc::IFF_UP
    };
    if wanted == flags {
        return Ok(());
    }
    request.ifr_ifru.ifru_flags = wanted as libc::c_short;
    control(libc::SIOCSIFFLAGS, &mut request)
}

/// An interface's largest packet, bytes.
pub fn mtu(name: &str) -> io::Result<u32> {
    let mut request = request(name)?;
    control(libc::SIOCGIFMTU, &mut request)?;
    // SAFETY: SIOCGIFMTU filled in the MTU.
    Ok(unsafe { request.ifr_ifru.ifru_mtu } as u32)
}

pub fn set_mtu(name: &str, mtu: u32) -> io::Result<()> {
    let mut request = request(name)?;
    request.ifr_ifru.ifru_mtu = mtu as libc::c_int;
    control(libc::SIOCSIFMTU, &mut request)
}

/// Makes an interface a port of a bridge.
pub fn add_to_bridge(bridge: &str, name: &str) -> io::Result<()> {
    let c_name = std::ffi::CString::new(name)?;
    // SAFETY: the name is a terminated string that lives through the call.
    let index = unsafe { libc::if_nametoindex(c_name.as_ptr()) };
    if index == 0 {
        return Err(io::Error::last_os_error());
    }
    let mut request = request(bridge)?;
    request.ifr_ifru.ifru_ifindex = index as libc::c_int;
    /// What libc's crate has no name for: adding a port to a bridge.
    const SIOCBRADDIF: libc::c_ulong = 0x89a2;
    control(SIOCBRADDIF, &mut request)
}
