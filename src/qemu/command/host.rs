//! What has to be opened on the host before QEMU starts: files and sockets behind character devices,
//! taps behind interfaces. QEMU gets descriptors, and needs no right to any path.

use super::PassedFd;
use super::props::Props;
use crate::conf::domain::Domain;
use crate::conf::domain::chardev::{CharBackend, CharSource};
use crate::conf::domain::devices::DeviceRef;
use crate::conf::domain::disk::Source;
use crate::conf::domain::fs::FsDriver;
use crate::conf::domain::net::NetBackendType;
use crate::error::{Error, Result};
use std::collections::HashMap;
use std::fs::OpenOptions;
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The number that the first passed descriptor gets in QEMU: above all that QEMU opens by itself
/// before it looks at its arguments.
const FIRST_NUMBER: i32 = 20;

/// A descriptor in one of QEMU's descriptor sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FdSet {
    pub set: u32,
    /// The descriptor's number in QEMU.
    pub fd: i32,
}

impl FdSet {
    /// How options name the set.
    pub fn path(&self) -> String {
        format!("/dev/fdset/{}", self.set)
    }
}

/// Descriptors for QEMU, by the device that they are for. Empty: the command line names paths.
#[derive(Debug, Default)]
pub struct HostResources {
    fds: Vec<PassedFd>,
    sets: u32,
    sources: HashMap<String, FdSet>,
    logs: HashMap<String, FdSet>,
    listeners: HashMap<String, i32>,
    taps: HashMap<String, Vec<i32>>,
    vhosts: HashMap<String, Vec<i32>>,
    groups: HashMap<String, u32>,
    secrets: HashMap<String, Props>,
}

impl HostResources {
    /// Takes a descriptor for QEMU and returns the number that it has there.
    pub fn pass(&mut self, fd: OwnedFd) -> i32 {
        let number = FIRST_NUMBER + self.fds.len() as i32;
        self.fds.push(PassedFd { number, fd });
        number
    }

    /// The same, in a set of its own.
    pub fn pass_in_set(&mut self, fd: OwnedFd) -> FdSet {
        let fd = self.pass(fd);
        let set = self.sets;
        self.sets += 1;
        FdSet { set, fd }
    }

    /// A secret of a block node by the object's id, as a `secret` object encrypted with the master key.
    pub fn add_secret(&mut self, props: Props) {
        self.secrets.insert(props.id().to_owned(), props);
    }

    /// The taps of an interface, one for each queue, and their vhost descriptors if it has any.
    pub fn add_tap(&mut self, alias: &str, taps: Vec<OwnedFd>, vhosts: Vec<OwnedFd>) {
        let taps = taps.into_iter().map(|fd| self.pass(fd)).collect();
        self.taps.insert(alias.to_owned(), taps);
        if !vhosts.is_empty() {
            let vhosts = vhosts.into_iter().map(|fd| self.pass(fd)).collect();
            self.vhosts.insert(alias.to_owned(), vhosts);
        }
    }

    /// A file behind a character device.
    pub fn add_char_source(&mut self, alias: &str, fd: OwnedFd) {
        let set = self.pass_in_set(fd);
        self.sources.insert(alias.to_owned(), set);
    }

    /// The log of a character device.
    pub fn add_char_log(&mut self, alias: &str, fd: OwnedFd) {
        let set = self.pass_in_set(fd);
        self.logs.insert(alias.to_owned(), set);
    }

    /// A listening socket behind a character device.
    pub fn add_listener(&mut self, alias: &str, fd: OwnedFd) {
        let number = self.pass(fd);
        self.listeners.insert(alias.to_owned(), number);
    }

    pub(super) fn char_source(&self, alias: &str) -> Option<FdSet> {
        self.sources.get(alias).copied()
    }

    pub(super) fn char_log(&self, alias: &str) -> Option<FdSet> {
        self.logs.get(alias).copied()
    }

    pub(super) fn listener(&self, alias: &str) -> Option<i32> {
        self.listeners.get(alias).copied()
    }

    pub(super) fn taps(&self, alias: &str) -> &[i32] {
        self.taps.get(alias).map_or(&[], Vec::as_slice)
    }

    pub(super) fn vhosts(&self, alias: &str) -> &[i32] {
        self.vhosts.get(alias).map_or(&[], Vec::as_slice)
    }

    pub(super) fn fd_group(&self, group: &str) -> Option<String> {
        let set = self.groups.get(group)?;
        Some(format!("/dev/fdset/{set}"))
    }

    pub(super) fn secret(&self, id: &str) -> Option<Props> {
        self.secrets.get(id).cloned()
    }

    pub(super) fn into_fds(self) -> Vec<PassedFd> {
        self.fds
    }
}

/// Opens what the character devices of a complete domain need. `own` is called with each path that
/// was made, so that its owner can be set.
pub fn prepare_chardevs(
    domain: &Domain,
    resources: &mut HostResources,
    own: &mut dyn FnMut(&Path) -> Result<()>,
) -> Result<()> {
    check(domain)?;
    let skip_console = domain.devices.first_console_is_serial();
    let mut consoles = 0;
    for device in domain.devices.all() {
        let source = match device {
            DeviceRef::Serial(d) => &d.source,
            DeviceRef::Parallel(d) => &d.source,
            DeviceRef::Channel(d) => &d.source,
            DeviceRef::Console(d) => {
                consoles += 1;
                if consoles == 1 && skip_console {
                    continue;
                }
                &d.source
            }
            DeviceRef::RedirDev(d) => &d.source,
            _ => continue,
        };
        prepare_source(source, device.info().alias(), resources, own)?;
    }
    Ok(())
}

/// Refuses what needs a helper or a descriptor that nobody here provides: QEMU would only stumble
/// over it, or the guest silently miss it.
fn check(domain: &Domain) -> Result<()> {
    let devices = &domain.devices;
    let unsupported = |what: &str| {
        Err(Error::config_unsupported(format!(
            "{what} is not supported"
        )))
    };
    for disk in &devices.disks {
        if disk.transient {
            return unsupported(&format!("the transient disk '{}'", disk.target));
        }
        let managed = |s: &Source| {
            s.reservations
                .as_ref()
                .is_some_and(|r| r.managed == Some(true))
        };
        if disk.source.chain().any(managed) {
            return unsupported("managing the helper of persistent reservations");
        }
    }
    for fs in &devices.filesystems {
        if fs.driver == Some(FsDriver::Virtiofs) && fs.socket.is_none() {
            return unsupported("starting virtiofsd");
        }
    }
    for net in &devices.interfaces {
        if net.backend_options.kind == Some(NetBackendType::Passt) {
            return unsupported("starting passt");
        }
    }
    if devices.vsock.is_some() {
        return unsupported("a vsock device");
    }
    if domain.launch_security.is_some() {
        return unsupported("preparing a confidential guest");
    }
    Ok(())
}

fn prepare_source(
    source: &CharSource,
    alias: &str,
    resources: &mut HostResources,
    own: &mut dyn FnMut(&Path) -> Result<()>,
) -> Result<()> {
    match &source.backend {
        CharBackend::Tcp(tcp) if tcp.tls == Some(true) => {
            return Err(Error::config_unsupported(format!(
                "TLS for the character device '{alias}' is not supported"
            )));
        }
        CharBackend::File {
            path: Some(path),
            append,
        } => {
            resources.add_char_source(alias, open_log(path, *append == Some(true))?);
        }
        CharBackend::Unix(unix) if unix.listen => {
            if let Some(path) = &unix.path {
                let path = Path::new(path);
                match std::fs::remove_file(path) {
                    Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                        return Err(Error::system(
                            format!("cannot remove the old socket '{}'", path.display()),
                            &e,
                        ));
                    }
                    _ => (),
                }
                let listener = crate::sys::socket::listen(path).map_err(|e| {
                    Error::system(format!("cannot listen at '{}'", path.display()), &e)
                })?;
                own(path)?;
                resources.add_listener(alias, OwnedFd::from(listener));
            }
        }
        _ => (),
    }
    if let Some(log) = &source.log_file {
        resources.add_char_log(alias, open_log(log, source.log_append == Some(true))?);
    }
    Ok(())
}

fn open_log(path: &str, append: bool) -> Result<OwnedFd> {
    OpenOptions::new()
        .create(true)
        // QEMU adds to what it is given: what was there before goes now or stays.
        .append(true)
        .mode(0o600)
        .open(path)
        .and_then(|file| {
            if !append && file.metadata()?.is_file() {
                file.set_len(0)?;
            }
            Ok(file)
        })
        .map(OwnedFd::from)
        .map_err(|e| Error::system(format!("cannot open '{path}'"), &e))
}
