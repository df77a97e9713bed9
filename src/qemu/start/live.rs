//! The document of a running guest: what a definition leaves to the moment of the start, and what
//! only QEMU can tell.

use crate::conf::cpuset::CpuSet;
use crate::conf::domain::Domain;
use crate::conf::domain::chardev::{
    ChannelState, ChannelTarget, CharBackend, CharSource, ConsoleTarget,
};
use crate::conf::domain::disk::{Backing, Disk, DiskBus, DiskDevice, ImageFormat, Source};
use crate::conf::domain::memory::MemorySource;
use crate::conf::domain::misc::MemballoonModel;
use crate::conf::domain::seclabel::{Seclabel, SeclabelType};
use crate::conf::state::StateReason;
use crate::conf::xml::Element;
use crate::error::{Error, Result};
use crate::qemu::capabilities::QemuCaps;
use crate::qemu::command::BuildContext;
use crate::qemu::context::DriverCtx;
use crate::qemu::documents::status_element;
use crate::qemu::monitor::Client;
use crate::qemu::monitor::commands::{Balloon, QomList, QueryChardev, QueryCpusFast};
use crate::qemu::paths::Paths;
use crate::qemu::security::QemuUser;
use crate::qemu::status::Status;
use crate::{fsutil, sys};
use serde_json::json;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// `ID-NAME`, as a guest's own directories are called.
pub fn short_id(paths: &Paths, id: i32, name: &str) -> String {
    let dir = paths.domain_channel_dir(id, name);
    let short = dir.file_name().unwrap_or_default();
    short.to_string_lossy().into_owned()
}

/// The directories of files that back the guest's RAM, which are the guest's own.
pub fn ram_dirs(domain: &Domain, build: &BuildContext) -> Vec<PathBuf> {
    let backing = &domain.memory.backing;
    let mut dirs = Vec::new();
    if backing.source == Some(MemorySource::File) {
        dirs.push(build.ram_dir.clone());
    }
    if backing.hugepages.is_some() {
        for mount in &build.hugepages {
            dirs.push(mount.path.join("libvirt/qemu").join(&build.short_id));
        }
    }
    dirs
}

/// The label that the running document shows: whom QEMU runs as.
pub fn label(domain: &mut Domain, user: Option<&QemuUser>) {
    let Some(user) = user else {
        return;
    };
    let label = format!("+{}:+{}", user.uid, user.gid);
    let is_dac = |s: &Seclabel| s.model.as_deref() == Some("dac");
    if let Some(given) = domain.seclabels.iter_mut().find(|s| is_dac(s)) {
        if given.kind == SeclabelType::Dynamic {
            given.label.get_or_insert(label.clone());
            given.imagelabel.get_or_insert(label);
        }
        return;
    }
    domain.seclabels.push(Seclabel {
        model: Some("dac".to_owned()),
        kind: SeclabelType::Dynamic,
        relabel: true,
        imagelabel: Some(label.clone()),
        label: Some(label),
        baselabel: None,
        implicit: true,
    });
}

/// The key that secrets on QEMU's command line would be encrypted with.
pub fn master_key(guest_dir: &Path, user: Option<&QemuUser>) -> Result<()> {
    let path = guest_dir.join("master-key.aes");
    let cannot = |e| Error::system(format!("cannot write '{}'", path.display()), &e);
    fsutil::replace(&path, &sys::random_bytes::<32>(), 0o600).map_err(cannot)?;
    if let Some(user) = user {
        std::os::unix::fs::chown(&path, Some(user.uid), Some(user.gid)).map_err(cannot)?;
    }
    Ok(())
}

/// The files that QEMU opens by their names, and whether other guests may have them as well.
pub fn files(domain: &Domain) -> Vec<(PathBuf, bool)> {
    let mut files: Vec<(PathBuf, bool)> = Vec::new();
    let mut add = |path: Option<&str>, shared: bool| {
        if let Some(path) = path.filter(|p| !p.is_empty()) {
            files.push((path.into(), shared));
        }
    };
    for disk in &domain.devices.disks {
        for (depth, source) in disk.source.chain().enumerate() {
            let shared =
                depth > 0 || disk.readonly || disk.shareable || disk.device == DiskDevice::Cdrom;
            add(source.local_path(), shared);
            add(
                source.data_store.as_deref().and_then(Source::local_path),
                shared,
            );
        }
    }
    let os = &domain.os;
    for path in [&os.kernel, &os.initrd, &os.dtb, &os.shim] {
        add(path.as_deref(), true);
    }
    for table in &os.acpi_tables {
        add(Some(&table.path), true);
    }
    let nvram = os.nvram.as_ref().and_then(|n| n.source.as_ref());
    add(nvram.and_then(Source::local_path), false);
    for source in char_sources(domain) {
        match &source.backend {
            CharBackend::Dev { path } => add(path.as_deref(), false),
            CharBackend::Pipe { path: Some(path) } => {
                for end in [".in", ".out", ""] {
                    let path = format!("{path}{end}");
                    if Path::new(&path).exists() {
                        add(Some(&path), false);
                    }
                }
            }
            _ => {}
        }
    }
    for input in &domain.devices.inputs {
        add(input.source.as_deref(), false);
    }
    files
}

fn char_sources(domain: &Domain) -> impl Iterator<Item = &CharSource> {
    let d = &domain.devices;
    let serials = d.serials.iter().map(|c| &c.source);
    let parallels = d.parallels.iter().map(|c| &c.source);
    let channels = d.channels.iter().map(|c| &c.source);
    // The first console is only another name of the first serial port.
    let skip = usize::from(d.first_console_is_serial());
    let consoles = d.consoles.iter().skip(skip).map(|c| &c.source);
    serials.chain(parallels).chain(channels).chain(consoles)
}

/// A drive without a medium has no block node.
pub fn clear_empty_drives(domain: &mut Domain) {
    for disk in &mut domain.devices.disks {
        if disk.source.is_empty() {
            disk.source.index = None;
        }
    }
}

/// Writes into each image which block nodes stand for it, for who takes the guest over.
pub fn mark_block_nodes(domain: &mut Domain) {
    for disk in &mut domain.devices.disks {
        if let Some(qom) = qom_name(disk) {
            disk.private_data = Some(
                Element::new("privateData").with_child(Element::new("qom").with_attr("name", qom)),
            );
        }
        let mut source = Some(&mut disk.source);
        while let Some(s) = source {
            if let (Some(index), false) = (s.index, s.is_empty()) {
                s.private_data = Some(node_names(index, s));
            }
            source = match &mut s.backing {
                Backing::Image(inner) => Some(inner),
                Backing::End | Backing::Unknown => None,
            };
        }
    }
}

/// What a status file tells of an image: the names of its block nodes.
pub fn node_names(index: u32, source: &Source) -> Element {
    let node = |kind: &str| {
        Element::new("nodename")
            .with_attr("type", kind)
            .with_attr("name", format!("libvirt-{index}-{kind}"))
    };
    let mut names = Element::new("nodenames").with_child(node("storage"));
    let plain = matches!(source.format, None | Some(ImageFormat::Raw));
    if !plain || source.encryption.is_some() {
        names.push(node("format"));
    }
    Element::new("privateData").with_child(names)
}

/// Where in QEMU's tree of objects a disk's device is.
fn qom_name(disk: &Disk) -> Option<String> {
    let alias = disk.info.alias.as_deref()?;
    Some(match disk.bus? {
        DiskBus::Virtio => format!("/machine/peripheral/{alias}/virtio-backend"),
        DiskBus::Usb => format!("/machine/peripheral/{alias}/{alias}.0/legacy[0]"),
        DiskBus::Fdc => format!("/machine/unattached/{alias}"),
        _ => alias.to_owned(),
    })
}

/// The status of a guest, for a file that either library understands.
pub fn status(
    ctx: &DriverCtx,
    domain: &Domain,
    caps: Option<&QemuCaps>,
    state: StateReason,
) -> Status {
    let paths = &ctx.paths;
    let id = domain.id.unwrap_or(0);
    let highest = domain
        .devices
        .disks
        .iter()
        .flat_map(|d| d.source.chain())
        .filter_map(|s| s.index)
        .max()
        .unwrap_or(0);
    let number = |name: &str, n: u32| Element::new(name).with_attr("index", n);
    Status {
        pid: 0,
        state,
        monitor: paths.monitor_sock(id, &domain.name),
        vcpus: Vec::new(),
        features: caps
            .map(super::super::capabilities::libvirt_flags)
            .unwrap_or_default(),
        devices: Vec::new(),
        lib_dir: paths.domain_dir(id, &domain.name),
        channel_dir: paths.domain_channel_dir(id, &domain.name),
        ram_dir: paths.domain_ram_dir(id, &domain.name),
        other: vec![
            Element::new("rememberOwner"),
            number("nodename", highest),
            number("fdset", 0),
            Element::new("blockjobs").with_attr("active", "no"),
            Element::new("agentTimeout").with_text("-2"),
        ],
        domain: status_element(domain),
    }
}

/// Where QEMU's character devices lead: the pseudoterminals that it made.
pub fn read_chardevs(client: &mut Client, domain: &mut Domain) -> Result<()> {
    let ptys: HashMap<String, String> = client
        .execute(&QueryChardev {})?
        .into_iter()
        .filter_map(|c| {
            let path = c.filename.strip_prefix("pty:")?.to_owned();
            Some((c.label, path))
        })
        .collect();
    let set = |source: &mut CharSource, alias: Option<&str>| {
        if let (CharBackend::Pty { path }, Some(alias)) = (&mut source.backend, alias) {
            if let Some(pty) = ptys.get(&format!("char{alias}")) {
                *path = Some(pty.clone());
            }
        }
    };
    let first_is_serial = domain.devices.first_console_is_serial();
    let d = &mut domain.devices;
    for serial in &mut d.serials {
        set(&mut serial.source, serial.info.alias.as_deref());
    }
    for parallel in &mut d.parallels {
        set(&mut parallel.source, parallel.info.alias.as_deref());
    }
    for channel in &mut d.channels {
        set(&mut channel.source, channel.info.alias.as_deref());
        if let ChannelTarget::Virtio { state, .. } = &mut channel.target {
            state.get_or_insert(ChannelState::Disconnected);
        }
    }
    for console in &mut d.consoles {
        set(&mut console.source, console.info.alias.as_deref());
    }
    if first_is_serial {
        if let (Some(console), Some(serial)) = (d.consoles.first_mut(), d.serials.first()) {
            console.source = serial.source.clone();
            console.info.alias.clone_from(&serial.info.alias);
            console.target.get_or_insert(ConsoleTarget::Serial);
        }
    }
    Ok(())
}

/// What the guest's CPU really has, which the document of a running guest tells.
pub fn read_cpu(_client: &mut Client, _domain: &mut Domain, _caps: &QemuCaps) -> Result<()> {
    Ok(())
}

/// Asks the guest for no more memory than its document leaves it.
pub fn set_balloon(client: &mut Client, domain: &Domain) -> Result<()> {
    let Some(balloon) = &domain.devices.memballoon else {
        return Ok(());
    };
    if balloon.model == MemballoonModel::None {
        return Ok(());
    }
    if let (Some(period), Some(alias)) = (balloon.stats_period, &balloon.info.alias) {
        let path = format!("/machine/peripheral/{alias}");
        let args =
            json!({"path": path, "property": "guest-stats-polling-interval", "value": period});
        client.execute_raw("qom-set", args)?;
    }
    let value = domain.memory.current_kib.saturating_mul(1024);
    client.execute(&Balloon { value })?;
    Ok(())
}

/// Interfaces that begin unplugged.
pub fn set_links(client: &mut Client, domain: &Domain) -> Result<()> {
    for interface in &domain.devices.interfaces {
        if let (Some(false), Some(alias)) = (interface.link_up, &interface.info.alias) {
            client.execute_raw("set_link", json!({"name": alias, "up": false}))?;
        }
    }
    Ok(())
}

/// (virtual CPU, the thread that runs it), in their order.
pub fn vcpu_threads(client: &mut Client) -> Result<Vec<(u32, i32)>> {
    let mut threads: Vec<(u32, i32)> = client
        .execute(&QueryCpusFast {})?
        .into_iter()
        .map(|cpu| (cpu.cpu_index, cpu.thread_id))
        .collect();
    threads.sort_unstable();
    Ok(threads)
}

/// The names of the devices that can be unplugged.
pub fn device_aliases(client: &mut Client) -> Result<Vec<String>> {
    let path = "/machine/peripheral".to_owned();
    Ok(client
        .execute(&QomList { path })?
        .into_iter()
        .filter(|p| p.type_name.starts_with("child<"))
        .map(|p| p.name)
        .collect())
}

/// Binds the guest's threads to the host's processors that the document names for them.
pub fn pin(domain: &Domain, threads: &[(u32, i32)], pid: i32) -> Result<()> {
    let bind = |thread: i32, cpus: &CpuSet, what: &str| {
        sys::sched::set_affinity(thread, cpus.iter())
            .map_err(|e| Error::system(format!("cannot bind {what} to the processors {cpus}"), &e))
    };
    let all = domain.vcpus.cpuset.as_ref();
    if let Some(cpus) = domain.cputune.emulator_pin.as_ref().or(all) {
        bind(pid, cpus, "the emulator")?;
    }
    for (vcpu, thread) in threads {
        let pin = domain.cputune.vcpu_pins.iter().find(|(id, _)| id == vcpu);
        if let Some(cpus) = pin.map(|(_, cpus)| cpus).or(all) {
            // One thread may run all of them.
            if *thread != pid {
                bind(*thread, cpus, &format!("virtual CPU {vcpu}"))?;
            }
        }
    }
    Ok(())
}
