//! Network ports of graphics servers. QEMU binds them itself, so a free one is looked for before it
//! runs, and kept from other starts by a lock until QEMU has it.

use crate::error::{Error, Result};
use crate::qemu::lock::FileLock;
use crate::qemu::paths::Paths;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::ops::RangeInclusive;
use std::time::Duration;

/// The ports found for one start; other starts may have them once this is dropped.
#[derive(Debug, Default)]
pub struct Ports {
    held: Vec<FileLock>,
}

impl Ports {
    /// A port of the range that nobody listens at and that no other start is about to use.
    pub fn find(&mut self, paths: &Paths, what: &str, range: RangeInclusive<u16>) -> Result<u16> {
        let path = paths.make_own_dir()?.join("ports");
        for port in range.clone() {
            if !is_free(port) {
                continue;
            }
            // Byte N of the file stands for port N.
            let Some(lock) = FileLock::take(&path, i64::from(port), Duration::ZERO)? else {
                continue;
            };
            // Whoever held it just now may have a QEMU there.
            if is_free(port) {
                self.held.push(lock);
                return Ok(port);
            }
        }
        Err(Error::internal(format!(
            "no free port for {what} from {} to {}",
            range.start(),
            range.end()
        )))
    }
}

fn is_free(port: u16) -> bool {
    let any4 = SocketAddr::from((Ipv4Addr::UNSPECIFIED, port));
    let any6 = SocketAddr::from((Ipv6Addr::UNSPECIFIED, port));
    TcpListener::bind(any4).is_ok()
        && match TcpListener::bind(any6) {
            Ok(_) => true,
            // A host without IPv6.
            Err(e) => e.raw_os_error() != Some(libc::EADDRINUSE),
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fsutil::tests::Scratch;

    #[test]
    fn two_starts_get_different_ports_and_none_in_use() {
        let dir = Scratch::new("ports");
        let paths = Paths::embed(&dir.0).unwrap();
        let busy = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let first = busy.local_addr().unwrap().port();
        if first > u16::MAX - 40 {
            return;
        }
        let range = first..=first + 40;
        let (mut one, mut two) = (Ports::default(), Ports::default());
        let a = one.find(&paths, "vnc", range.clone()).unwrap();
        let b = two.find(&paths, "vnc", range.clone()).unwrap();
        assert!(a != first && b != first && a != b);
        drop(one);
        assert_eq!(Ports::default().find(&paths, "vnc", range).unwrap(), a);
        let e = Ports::default()
            .find(&paths, "vnc", first..=first)
            .unwrap_err();
        assert!(e.message.contains("no free port"), "{e}");
    }
}
