//! From a domain document to a QEMU command line.
//!
//! [`build`] is pure: it opens nothing and asks nobody. What has to be opened for the guest (log
//! files, sockets, taps) is opened beforehand by [`prepare`](host::prepare), which leaves descriptors
//! in a [`HostResources`]; without it the command line names paths instead, as
//! virConnectDomainXMLToNative shows it.
//!
//! The document must be complete: defaults filled in, addresses and aliases assigned. A file per
//! family of devices, in the order in which their arguments follow each other.

mod address;
mod audio;
pub(crate) mod blockdev;
mod boot;
mod chardev;
mod clock;
mod controller;
mod cpu;
mod disk;
mod display;
mod filesystem;
mod finish;
pub mod host;
mod hostdev;
mod machine;
mod memory;
mod misc;
pub mod native;
mod net;
mod numa;
pub mod props;
mod ram;
pub mod tap;

pub use blockdev::assign_indexes;
pub use finish::finish;
pub use host::HostResources;
pub use ram::mappable_ram;

use crate::conf::domain::Domain;
use crate::conf::domain::qemu_ns::PropertyType;
use crate::error::{Error, Result};
use crate::qemu::capabilities::{Cap, QemuCaps};
use crate::qemu::paths::Paths;
use props::Props;
use serde_json::Value;
use std::os::fd::OwnedFd;
use std::path::PathBuf;

/// A program ready to be run.
#[derive(Debug, Default)]
pub struct CommandLine {
    pub program: String,
    /// Without the program's name.
    pub args: Vec<String>,
    /// The whole environment.
    pub env: Vec<(String, String)>,
    /// What the program expects to be open.
    pub fds: Vec<PassedFd>,
}

/// A descriptor and the number under which the program finds it.
#[derive(Debug)]
pub struct PassedFd {
    pub number: i32,
    pub fd: OwnedFd,
}

/// Guest RAM that is mapped from a file which already holds it: a saved image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RamImage {
    /// What QEMU opens; `/proc/self/fd/N` for a passed descriptor.
    pub path: String,
    /// Where each memory backend's pages are in the file: (id of the backend, byte offset).
    pub offsets: Vec<(String, u64)>,
    /// The file is opened read-only, the guest's writes stay private.
    pub readonly: bool,
    /// `x-use-canonical-path-for-ramblock-id`, where the stream's block names need it other than the
    /// machine's default.
    pub canonical_id: Option<bool>,
}

/// A hugetlbfs mount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HugepageMount {
    pub size_kib: u64,
    pub path: PathBuf,
    /// Of the host's default size.
    pub default: bool,
}

/// What a command line depends on besides the document and the QEMU.
#[derive(Clone, Debug, Default)]
pub struct BuildContext {
    /// The guest's own directory (`/var/lib/libvirt/qemu/domain-ID-NAME`).
    pub guest_dir: PathBuf,
    /// Where files that back RAM are made for this guest (`/var/lib/libvirt/qemu/ram/ID-NAME`).
    pub ram_dir: PathBuf,
    /// Where this guest's channels have their sockets (`/run/libvirt/qemu/channel/ID-NAME`).
    pub channel_dir: PathBuf,
    /// Where sockets of QEMU's D-Bus display are (`/run/libvirt/qemu/dbus`).
    pub dbus_dir: PathBuf,
    pub hugepages: Vec<HugepageMount>,
    /// `ID-NAME`, the name shortened: what per-guest files elsewhere are called.
    pub short_id: String,
    /// The number of the listening monitor socket; `None`: QEMU makes `monitor.sock` itself.
    pub monitor_fd: Option<i32>,
    /// The guest's state comes from a migration (`-incoming defer`).
    pub incoming: bool,
    /// QEMU gets a home of its own below `guest_dir` (it runs as another user).
    pub own_home: bool,
    pub ram_image: Option<RamImage>,
    /// Where the TPM's emulator listens, if not at `swtpm.sock` in the guest's directory.
    pub tpm_socket: Option<PathBuf>,
    /// Certificates of the spice server.
    pub spice_tls_dir: Option<PathBuf>,
    /// Certificates of the VNC server, where it is to use TLS.
    pub vnc_tls_dir: Option<PathBuf>,
}

/// The command line of a complete `domain`. What a domain gets only when it runs is filled in here
/// unless [`finish`] did so before. VIR_ERR_CONFIG_UNSUPPORTED names what this QEMU, or this
/// library, cannot do.
pub fn build(
    domain: &Domain,
    caps: &QemuCaps,
    ctx: &BuildContext,
    host: HostResources,
) -> Result<CommandLine> {
    let mut complete = domain.clone();
    finish(&mut complete, caps, ctx)?;
    boot::assign_boot_order(&complete.os, &mut complete.devices);
    let mut builder = Builder {
        dom: &complete,
        caps,
        ctx,
        host: &host,
        args: Vec::new(),
    };
    builder.all()?;
    let args = builder.args;
    Ok(CommandLine {
        program: domain
            .devices
            .emulator
            .clone()
            .unwrap_or_else(|| caps.binary.clone()),
        args,
        env: environment(domain, ctx),
        fds: host.into_fds(),
    })
}

/// The variables that QEMU inherits from its starter.
const INHERITED: &[&str] = &[
    "LD_PRELOAD",
    "LD_LIBRARY_PATH",
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "TMPDIR",
];

fn environment(domain: &Domain, ctx: &BuildContext) -> Vec<(String, String)> {
    let mut env = vec![("LC_ALL".to_owned(), "C".to_owned())];
    for name in INHERITED {
        if ctx.own_home && *name == "HOME" {
            continue;
        }
        if let Ok(value) = std::env::var(name) {
            env.push(((*name).to_owned(), value));
        }
    }
    if ctx.own_home {
        let home = ctx.guest_dir.to_string_lossy();
        env.push(("HOME".to_owned(), home.to_string()));
        for (name, dir) in [
            ("XDG_DATA_HOME", ".local/share"),
            ("XDG_CACHE_HOME", ".cache"),
            ("XDG_CONFIG_HOME", ".config"),
        ] {
            env.push((name.to_owned(), format!("{home}/{dir}")));
        }
    }
    for (name, value) in domain.qemu.iter().flat_map(|q| &q.env) {
        env.push((name.clone(), value.clone().unwrap_or_default()));
    }
    env
}

/// A command line in the making.
pub(crate) struct Builder<'a> {
    pub dom: &'a Domain,
    pub caps: &'a QemuCaps,
    pub ctx: &'a BuildContext,
    pub host: &'a HostResources,
    pub args: Vec<String>,
}

impl BuildContext {
    /// The places of the guest `id` in the directories of `paths`.
    pub fn new(paths: &Paths, id: i32, name: &str) -> Self {
        let guest_dir = paths.domain_dir(id, name);
        let short_id = guest_dir
            .file_name()
            .map(|f| f.to_string_lossy().into_owned())
            .unwrap_or_default();
        BuildContext {
            ram_dir: paths.domain_ram_dir(id, name),
            channel_dir: paths.domain_channel_dir(id, name),
            dbus_dir: paths.state_dir.join("dbus"),
            hugepages: crate::qemu::host::hugepage_mounts(),
            short_id: short_id
                .strip_prefix("domain-")
                .unwrap_or(&short_id)
                .to_owned(),
            own_home: paths.privileged,
            guest_dir,
            ..BuildContext::default()
        }
    }
}

impl Builder<'_> {
    fn all(&mut self) -> Result<()> {
        self.name();
        self.compat();
        self.flag("-S");
        self.master_key()?;
        self.managed_reservations();
        self.firmware_blockdevs()?;
        self.machine()?;
        self.accel()?;
        self.cpu()?;
        self.firmware_globals();
        self.memory()?;
        self.smp();
        self.iothreads()?;
        self.numa()?;
        self.pair("-uuid", self.dom.uuid.to_string());
        self.smbios()?;
        self.display_none();
        self.flag("-no-user-config");
        self.flag("-nodefaults");
        self.monitor();
        self.rtc()?;
        self.timers()?;
        self.power_management();
        self.boot()?;
        self.iommu()?;
        self.global_controllers()?;
        self.controllers()?;
        self.memory_devices()?;
        self.hubs()?;
        self.disks()?;
        self.filesystems()?;
        self.interfaces()?;
        self.smartcards()?;
        self.serials()?;
        self.parallels()?;
        self.channels()?;
        self.consoles()?;
        self.tpms()?;
        self.inputs()?;
        self.audios()?;
        self.graphics()?;
        self.videos()?;
        self.sounds()?;
        self.watchdogs()?;
        self.redirdevs()?;
        self.hostdevs()?;
        if self.ctx.incoming {
            self.pair("-incoming", "defer");
        }
        self.memballoon()?;
        self.rngs()?;
        self.vmcoreinfo()?;
        self.nvram_device()?;
        self.vmgenid();
        self.sev()?;
        self.passed_through();
        self.sandbox();
        self.panics()?;
        self.shmems()?;
        self.vsock()?;
        self.cryptos()?;
        self.pstore()?;
        self.async_teardown()?;
        self.pair("-msg", "timestamp=on");
        Ok(())
    }

    pub fn has(&self, cap: Cap) -> bool {
        self.caps.has(cap)
    }

    /// An error that names what this QEMU lacks, unless it has it.
    pub fn need(&self, cap: Cap, what: &str) -> Result<()> {
        if self.has(cap) {
            Ok(())
        } else {
            Err(Error::config_unsupported(format!(
                "this QEMU has no support for {what}"
            )))
        }
    }

    pub fn flag(&mut self, option: &str) {
        self.args.push(option.to_owned());
    }

    pub fn pair(&mut self, option: &str, value: impl Into<String>) {
        self.args.push(option.to_owned());
        self.args.push(value.into());
    }

    /// `-device`, with what the document overrides of it.
    pub fn device(&mut self, mut props: Props) -> Result<()> {
        let overrides = self
            .dom
            .qemu
            .iter()
            .flat_map(|q| &q.overrides)
            .find(|o| !o.alias.is_empty() && o.alias == props.id());
        for property in overrides.into_iter().flat_map(|o| &o.frontend) {
            let text = property.value.as_deref().unwrap_or("");
            let wrong = || {
                Error::xml(format!(
                    "the value '{text}' of the overridden property '{}' is no {}",
                    property.name, property.kind
                ))
            };
            let value = match property.kind {
                PropertyType::Remove => {
                    props.remove(&property.name);
                    continue;
                }
                PropertyType::String => Value::from(text),
                PropertyType::Unsigned => Value::from(text.parse::<u64>().map_err(|_| wrong())?),
                PropertyType::Signed => Value::from(text.parse::<i64>().map_err(|_| wrong())?),
                PropertyType::Bool => Value::from(text == "true"),
            };
            props.set(&property.name, value);
        }
        let text = if self.has(Cap::DeviceJson) {
            props.to_json()
        } else {
            props.to_commas("driver")
        };
        self.pair("-device", text);
        Ok(())
    }

    pub fn object(&mut self, props: &Props) {
        let text = if self.has(Cap::ObjectJson) {
            props.to_json()
        } else {
            props.to_commas("qom-type")
        };
        self.pair("-object", text);
    }

    pub fn netdev(&mut self, props: &Props) {
        let text = if self.has(Cap::NetdevJson) {
            props.to_json()
        } else {
            props.to_commas("type")
        };
        self.pair("-netdev", text);
    }

    /// What the document passes through to QEMU's command line.
    fn passed_through(&mut self) {
        let args = self.dom.qemu.iter().flat_map(|q| q.args.iter().cloned());
        self.args.extend(args);
    }
}
