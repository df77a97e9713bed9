//! A guest's consoles, channels and screens as streams.
//!
//! One client at a time has a console or a channel, whichever process it is in. Who has it holds a [`Claim`]: a
//! file in the guest's directory counts the claims, and the byte of the present one is locked for as long as its
//! holder lives. Who takes a console by force makes the next claim, and the holder of the last one sees that.

use super::QemuDriver;
use crate::conf::domain::Domain;
use crate::conf::domain::chardev::{ChannelTarget, CharBackend};
use crate::driver::DomainRef;
use crate::error::{Error, Result, virErrorNumber};
use crate::qemu::context::{DriverCtx, not_running};
use crate::qemu::domains::LiveGuest;
use crate::qemu::monitor::commands::{AddFd, RemoveFd};
use crate::qemu::monitor::{Client, MonitorError};
use crate::qemu::process;
use crate::stream::{FdStream, Lease, StreamDriver};
use crate::sys::{self, LockKind};
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The right to a console or channel.
struct Claim {
    file: File,
    number: u64,
    changes: File,
}

/// Locked while a claim is made.
const GATE: i64 = 0;

/// The byte that the holder of a claim keeps locked.
fn byte_of(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX - 8) + 8
}

fn count(file: &File) -> io::Result<u64> {
    let mut bytes = [0; 8];
    match file.read_at(&mut bytes, 0)? {
        8 => Ok(u64::from_le_bytes(bytes)),
        _ => Ok(0),
    }
}

impl Claim {
    /// `None` if somebody else has it, and `force` is not set.
    fn make(path: &Path, force: bool) -> io::Result<Option<Claim>> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path)?;
        let lock = |byte| sys::ofd_try_lock(file.as_fd(), byte, LockKind::Exclusive);
        // Others hold it for some system calls.
        let mut tries = 0;
        while !lock(GATE)? {
            tries += 1;
            if tries > 500 {
                return Err(io::ErrorKind::TimedOut.into());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let last = count(&file)?;
        let taken = last > 0 && !lock(byte_of(last))?;
        if taken && !force {
            return Ok(None);
        }
        let number = last + 1;
        file.write_all_at(&number.to_le_bytes(), 0)?;
        if !lock(byte_of(number))? {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        let changes = sys::fd::watch(path)?.into();
        sys::ofd_unlock(file.as_fd(), GATE)?;
        Ok(Some(Claim {
            file,
            number,
            changes,
        }))
    }
}

impl Lease for Claim {
    fn descriptor(&self) -> BorrowedFd<'_> {
        self.changes.as_fd()
    }

    fn is_lost(&self) -> bool {
        let _ = (&self.changes).read(&mut [0; 4096]);
        // A file that cannot be read any more is no reason to take a console away.
        count(&self.file).is_ok_and(|last| last != self.number)
    }
}

fn nothing(what: String) -> Error {
    Error::internal(what)
}

/// The console that is called so, or the first.
fn console<'a>(domain: &'a Domain, name: Option<&str>) -> Option<(&'a str, &'a CharBackend)> {
    let d = &domain.devices;
    let consoles = d.consoles.iter().map(|c| (&c.info, &c.source));
    let serials = d.serials.iter().map(|c| (&c.info, &c.source));
    let parallels = d.parallels.iter().map(|c| (&c.info, &c.source));
    consoles
        .chain(serials)
        .chain(parallels)
        .filter_map(|(info, source)| Some((info.alias.as_deref()?, &source.backend)))
        .find(|(alias, _)| name.is_none_or(|name| name == *alias))
}

/// The channel that is called so, by its alias or by the name that the guest knows, or the first.
fn channel<'a>(domain: &'a Domain, name: Option<&str>) -> Option<(&'a str, &'a CharBackend)> {
    domain.devices.channels.iter().find_map(|channel| {
        let alias = channel.info.alias.as_deref()?;
        let known = match &channel.target {
            ChannelTarget::Virtio { name, .. } | ChannelTarget::Xen { name, .. } => name.as_deref(),
            ChannelTarget::Guestfwd { .. } => None,
        };
        let wanted = name.is_none_or(|name| name == alias || known == Some(name));
        wanted.then_some((alias, &channel.source.backend))
    })
}

fn cannot_open(path: &str, e: &io::Error) -> Error {
    Error::system(format_args!("cannot open '{path}'"), e)
}

/// A stream over what `open` opens, claimed under this alias.
fn claimed(
    ctx: &DriverCtx,
    live: &LiveGuest,
    alias: &str,
    force: bool,
    what: &str,
    open: impl FnOnce() -> Result<OwnedFd>,
) -> Result<Arc<dyn StreamDriver>> {
    let dir = ctx.paths.domain_dir(live.id, &live.summary.name);
    let path = dir.join(format!("{alias}.claim"));
    let claim = Claim::make(&path, force)
        .map_err(|e| Error::system(format_args!("cannot claim the {what} '{alias}'"), &e))?;
    let claim = claim.ok_or_else(|| {
        let what = format!("somebody else has the {what} '{alias}'");
        Error::new(virErrorNumber::VIR_ERR_OPERATION_FAILED, what)
    })?;
    let stream = FdStream::leased(open()?, Some(Box::new(claim)))
        .map_err(|e| Error::system(format_args!("cannot use the {what} '{alias}'"), &e))?;
    Ok(Arc::new(stream))
}

impl QemuDriver {
    fn with_document(&self, dom: &DomainRef) -> Result<(Arc<LiveGuest>, Domain)> {
        let live = self.ctx.find_running(dom)?.live.ok_or_else(not_running)?;
        let domain = self.ctx.read_live(&live)?;
        Ok((live, domain))
    }

    pub(super) fn console_stream(
        &self,
        dom: &DomainRef,
        name: Option<&str>,
        force: bool,
    ) -> Result<Arc<dyn StreamDriver>> {
        let (live, domain) = self.with_document(dom)?;
        let (alias, backend) = console(&domain, name).ok_or_else(|| {
            nothing(format!(
                "the guest has no console '{}'",
                name.unwrap_or("at all")
            ))
        })?;
        let CharBackend::Pty { path: Some(path) } = backend else {
            return Err(nothing(format!(
                "the console '{alias}' is no pseudoterminal"
            )));
        };
        claimed(&self.ctx, &live, alias, force, "console", || {
            OpenOptions::new()
                .read(true)
                .write(true)
                .custom_flags(libc::O_NOCTTY | libc::O_NONBLOCK)
                .open(path)
                .map(OwnedFd::from)
                .map_err(|e| cannot_open(path, &e))
        })
    }

    pub(super) fn channel_stream(
        &self,
        dom: &DomainRef,
        name: Option<&str>,
        force: bool,
    ) -> Result<Arc<dyn StreamDriver>> {
        let (live, domain) = self.with_document(dom)?;
        let (alias, backend) = channel(&domain, name).ok_or_else(|| {
            nothing(format!(
                "the guest has no channel '{}'",
                name.unwrap_or("at all")
            ))
        })?;
        let path = match backend {
            CharBackend::Unix(unix) => unix.path.as_deref(),
            _ => None,
        };
        let path = path.ok_or_else(|| nothing(format!("the channel '{alias}' is no socket")))?;
        claimed(&self.ctx, &live, alias, force, "channel", || {
            sys::socket::connect(Path::new(path))
                .map(OwnedFd::from)
                .map_err(|e| cannot_open(path, &e))
        })
    }

    /// What a screen shows: the kind of picture, and the picture.
    pub(super) fn screen_stream(
        &self,
        dom: &DomainRef,
        screen: u32,
    ) -> Result<(&'static str, Arc<dyn StreamDriver>)> {
        let (live, domain) = self.with_document(dom)?;
        let mut heads = domain.devices.videos.iter().flat_map(|video| {
            let heads = video.heads.unwrap_or(1).max(1);
            (0..heads).map(|head| (video.info.alias.clone(), head))
        });
        if domain.devices.videos.is_empty() {
            return Err(Error::operation_invalid("the guest has no screen"));
        }
        let (alias, head) = heads
            .nth(screen as usize)
            .ok_or_else(|| Error::operation_invalid(format!("the guest has no screen {screen}")))?;
        let (name, uuid) = (&live.summary.name, &live.summary.uuid);
        let mut running = process::attach(&self.ctx.paths, name, uuid)?.ok_or_else(not_running)?;
        let broken = |e: io::Error| Error::system("cannot keep a picture in memory", &e);
        let picture = sys::memfd("screenshot").map_err(broken)?;
        // QEMU writes into what was opened for that alone.
        let target = sys::file::reopen(&picture, OpenOptions::new().write(true)).map_err(broken)?;
        let kind = dump(&mut running.client, &target, alias.as_deref(), head)?;
        // Read from its beginning, and not written any more.
        let picture = sys::file::reopen(&picture, OpenOptions::new().read(true)).map_err(broken)?;
        Ok((kind, Arc::new(FdStream::new(picture).map_err(broken)?)))
    }
}

/// Has QEMU write a picture.
fn dump(
    client: &mut Client,
    target: &File,
    device: Option<&str>,
    head: u32,
) -> Result<&'static str> {
    let set = client.execute_with_fds(&AddFd::default(), &[target.as_fd()])?;
    let mut arguments =
        json!({ "filename": format!("/dev/fdset/{}", set.fdset_id), "format": "png" });
    if let Some(device) = device {
        arguments["device"] = device.into();
        arguments["head"] = head.into();
    }
    let mut kind = "image/png";
    let mut answer = client.execute_raw("screendump", arguments.clone());
    if let Err(MonitorError::Refused { .. }) = &answer {
        // One that writes no such pictures, or does not know the argument.
        if let Some(arguments) = arguments.as_object_mut() {
            arguments.remove("format");
        }
        kind = "image/x-portable-pixmap";
        answer = client.execute_raw("screendump", arguments);
    }
    let forget = RemoveFd {
        fdset_id: set.fdset_id,
        fd: None,
    };
    let _ = client.execute(&forget);
    answer?;
    Ok(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_claim_at_a_time() {
        let dir = std::env::temp_dir().join(format!("oxivirt-claim-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let path = dir.join("serial0.claim");
        let first = Claim::make(&path, false).unwrap().unwrap();
        assert!(Claim::make(&path, false).unwrap().is_none());
        assert!(!first.is_lost());
        let second = Claim::make(&path, true).unwrap().unwrap();
        assert!(first.is_lost());
        assert!(!second.is_lost());
        assert!(Claim::make(&path, false).unwrap().is_none());
        // The first one's end changes nothing.
        drop(first);
        assert!(Claim::make(&path, false).unwrap().is_none());
        assert!(!second.is_lost());
        drop(second);
        let third = Claim::make(&path, false).unwrap().unwrap();
        // Removed with the guest's directory: it stays valid.
        std::fs::remove_dir_all(&dir).unwrap();
        assert!(!third.is_lost());
    }
}
