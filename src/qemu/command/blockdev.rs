//! Where a disk's bytes come from, as a graph of QEMU block nodes: one for the storage, one for the
//! image format on top, and so on down the backing chain.

use super::props::Props;
use super::{BuildContext, Builder, HostResources};
use crate::conf::domain::Domain;
use crate::conf::domain::disk::{
    Backing, DetectZeroes, Discard, Disk, DiskCache, DiskDevice, DiskIo, Encryption,
    EncryptionEngine, EncryptionFormat, HostTransport, ImageFormat, Location, NetworkHost,
    NetworkLocation, NetworkProtocol, Source,
};
use crate::error::{Error, Result};
use crate::qemu::capabilities::{Cap, QemuCaps};
use serde_json::{Value, json};

/// Gives every storage of every disk a number of its own, which names its block nodes: the last disk
/// gets the first numbers, an image's backing the one after it. Numbers that are there stay.
pub fn assign_indexes(domain: &mut Domain) {
    let mut next = 1;
    for disk in &domain.devices.disks {
        for source in disk.source.chain() {
            next = next.max(source.index.map_or(0, |i| i + 1));
        }
    }
    for disk in domain.devices.disks.iter_mut().rev() {
        let mut source = Some(&mut disk.source);
        while let Some(s) = source {
            if s.index.is_none() {
                s.index = Some(next);
                next += 1;
            }
            if let Some(data) = &mut s.data_store {
                if data.index.is_none() {
                    data.index = Some(next);
                    next += 1;
                }
            }
            source = match &mut s.backing {
                Backing::Image(inner) => Some(inner),
                Backing::End | Backing::Unknown => None,
            };
        }
    }
}

/// The options of a disk that its whole chain shares.
#[derive(Clone, Copy, Debug, Default)]
pub struct Layer {
    pub cache: Option<DiskCache>,
    pub io: Option<DiskIo>,
    pub discard: Option<Discard>,
    pub discard_no_unref: Option<bool>,
    pub detect_zeroes: Option<DetectZeroes>,
    pub readonly: bool,
    pub floppy: bool,
    pub cdrom: bool,
}

impl Layer {
    pub fn of(disk: &Disk) -> Self {
        Layer {
            cache: disk.driver.cache,
            io: disk.driver.io,
            discard: disk.driver.discard,
            discard_no_unref: disk.driver.discard_no_unref,
            detect_zeroes: disk.driver.detect_zeroes,
            readonly: disk.readonly || disk.device == DiskDevice::Cdrom,
            floppy: disk.device == DiskDevice::Floppy,
            cdrom: disk.device == DiskDevice::Cdrom,
        }
    }

    /// What is the same for an image behind another one.
    pub fn backing(self) -> Self {
        Layer {
            readonly: true,
            detect_zeroes: None,
            ..self
        }
    }

    /// The properties that a node has which others use directly.
    fn effective(&self, props: &mut Props) {
        props.set("read-only", self.readonly);
        props.opt("discard", self.discard.map(Discard::name));
        let zeroes = match self.detect_zeroes {
            // Without discarding there is nothing to unmap with.
            Some(DetectZeroes::Unmap) if self.discard != Some(Discard::Unmap) => Some("on"),
            other => other.map(DetectZeroes::name),
        };
        props.opt("detect-zeroes", zeroes);
    }

    fn cache(&self, props: &mut Props) {
        let (direct, no_flush) = match self.cache {
            None | Some(DiskCache::Default) => return,
            Some(DiskCache::None | DiskCache::DirectSync) => (true, false),
            Some(DiskCache::WriteThrough | DiskCache::WriteBack) => (false, false),
            Some(DiskCache::Unsafe) => (false, true),
        };
        props.set("cache", json!({"direct": direct, "no-flush": no_flush}));
    }
}

/// The names of a storage's nodes.
pub struct Nodes {
    pub storage: String,
    pub slice: String,
    pub format: String,
    /// A format node is made even for plain bytes.
    pub forced_format: bool,
}

impl Nodes {
    pub fn numbered(source: &Source) -> Self {
        Self::named(&source.index.unwrap_or(0).to_string(), false)
    }

    pub fn named(name: &str, forced_format: bool) -> Self {
        Nodes {
            storage: format!("libvirt-{name}-storage"),
            slice: format!("libvirt-{name}-slice-sto"),
            format: format!("libvirt-{name}-format"),
            forced_format,
        }
    }

    /// The node that stands for the whole storage.
    pub fn effective(&self, source: &Source) -> &str {
        if self.forced_format || wants_format(source) {
            &self.format
        } else if source.slice.is_some() {
            &self.slice
        } else {
            &self.storage
        }
    }
}

/// Whether there is more to a source than plain bytes.
fn wants_format(source: &Source) -> bool {
    !matches!(
        source.format,
        None | Some(ImageFormat::Raw | ImageFormat::Iso | ImageFormat::Dir)
    ) || matches!(source.location, Location::Dir { .. })
        || luks_by_qemu(source).is_some()
}

fn luks_by_qemu(source: &Source) -> Option<&Encryption> {
    source.encryption.as_ref().filter(|e| {
        e.engine != Some(EncryptionEngine::Librbd)
            && matches!(e.format, EncryptionFormat::Luks)
            && matches!(
                source.format,
                None | Some(ImageFormat::Raw | ImageFormat::Luks)
            )
    })
}

/// A command of QEMU's monitor with its arguments.
pub type Command = (&'static str, Value);

/// What tells a running QEMU to make the nodes of one source, lowest first. `backing` is the node
/// behind it.
pub fn node_commands(
    domain: &Domain,
    caps: &QemuCaps,
    ctx: &BuildContext,
    source: &Source,
    layer: &Layer,
    backing: Option<&str>,
) -> Result<Vec<Command>> {
    let host = HostResources::default();
    let mut builder = Builder {
        dom: domain,
        caps,
        ctx,
        host: &host,
        args: Vec::new(),
    };
    builder.nodes(source, &Nodes::numbered(source), layer, backing)?;
    let mut commands = Vec::new();
    for pair in builder.args.chunks_exact(2) {
        let name = match pair[0].as_str() {
            "-blockdev" => "blockdev-add",
            "-object" => "object-add",
            other => {
                return Err(Error::internal(format!(
                    "'{other}' cannot be given to a running QEMU"
                )));
            }
        };
        let arguments = serde_json::from_str(&pair[1]).map_err(|_| {
            Error::config_unsupported("this QEMU takes no objects for its images while it runs")
        })?;
        commands.push((name, arguments));
    }
    Ok(commands)
}

impl Builder<'_> {
    /// All nodes of a source and what is behind it; returns the name of the topmost.
    pub fn chain(&mut self, source: &Source, layer: &Layer) -> Result<String> {
        let mut sources: Vec<&Source> = source.chain().filter(|s| !s.is_empty()).collect();
        let mut below: Option<String> = None;
        let mut top = String::new();
        while let Some(s) = sources.pop() {
            let is_top = sources.is_empty();
            let layer = if is_top { *layer } else { layer.backing() };
            let nodes = Nodes::numbered(s);
            if let Some(data) = &s.data_store {
                self.nodes(data, &Nodes::numbered(data), &layer, None)?;
            }
            self.nodes(s, &nodes, &layer, below.as_deref())?;
            top = nodes.effective(s).to_owned();
            below = Some(top.clone());
        }
        Ok(top)
    }

    /// The nodes of one source.
    pub fn nodes(
        &mut self,
        source: &Source,
        nodes: &Nodes,
        layer: &Layer,
        backing: Option<&str>,
    ) -> Result<()> {
        self.secrets(source, nodes)?;
        if let Some(reservations) = &source.reservations {
            if reservations.managed != Some(true) {
                let mut props =
                    Props::object("pr-manager-helper", format!("pr-helper-{}", nodes.storage));
                props.opt("path", reservations.path.clone());
                self.object(&props);
            }
        }
        let effective = nodes.effective(source);
        let mut storage = self.storage(source, nodes, layer)?;
        storage.set("node-name", nodes.storage.clone());
        finish(&mut storage, layer, effective == nodes.storage);
        self.pair("-blockdev", storage.to_json());

        let mut file = &nodes.storage;
        if let Some(slice) = source.slice {
            let mut props = Props::new();
            props
                .set("driver", "raw")
                .set("file", nodes.storage.clone())
                .set("offset", slice.offset)
                .set("size", slice.size)
                .set("node-name", nodes.slice.clone());
            finish(&mut props, layer, effective == nodes.slice);
            self.pair("-blockdev", props.to_json());
            file = &nodes.slice;
        }
        if effective == nodes.format {
            let props = self.format(source, nodes, layer, file, backing)?;
            self.pair("-blockdev", props.to_json());
        }
        Ok(())
    }

    fn format(
        &self,
        source: &Source,
        nodes: &Nodes,
        layer: &Layer,
        file: &str,
        backing: Option<&str>,
    ) -> Result<Props> {
        let mut props = Props::new();
        props.set("node-name", nodes.format.clone());
        layer.effective(&mut props);
        layer.cache(&mut props);
        let key = format!("{}-encryption-secret0", nodes.format);
        if luks_by_qemu(source).is_some() {
            props
                .set("driver", "luks")
                .set("key-secret", key)
                .set("file", file);
            return Ok(props);
        }
        let format = source.format.unwrap_or(ImageFormat::Raw);
        let driver = match format {
            ImageFormat::Raw | ImageFormat::Iso | ImageFormat::Dir | ImageFormat::Fat => "raw",
            ImageFormat::Ploop => "parallels",
            ImageFormat::Vhd => "vpc",
            ImageFormat::Bochs
            | ImageFormat::Cloop
            | ImageFormat::Dmg
            | ImageFormat::Vpc
            | ImageFormat::Vdi
            | ImageFormat::Luks
            | ImageFormat::Qcow
            | ImageFormat::Qcow2
            | ImageFormat::Qed
            | ImageFormat::Vmdk => format.name(),
            ImageFormat::Cow => {
                return Err(Error::config_unsupported(format!(
                    "QEMU has no image format '{format}'"
                )));
            }
        };
        props.set("driver", driver);
        if format == ImageFormat::Luks {
            props.set("key-secret", key.clone());
        }
        if format == ImageFormat::Qcow2 {
            if let Some(on) = layer.discard_no_unref {
                self.need(
                    Cap::BlockdevQcow2DiscardNoUnref,
                    "keeping clusters of discarded qcow2 data",
                )?;
                props.set("discard-no-unref", on);
            }
        }
        if matches!(format, ImageFormat::Qcow2 | ImageFormat::Qcow) {
            if let Some(e) = &source.encryption {
                let name = match e.format {
                    EncryptionFormat::Luks => "luks",
                    EncryptionFormat::Default | EncryptionFormat::Qcow => "aes",
                    EncryptionFormat::Luks2 | EncryptionFormat::LuksAny => {
                        return Err(Error::config_unsupported(format!(
                            "QEMU's qcow2 has no encryption '{}'",
                            e.format
                        )));
                    }
                };
                props.set("encrypt", json!({"format": name, "key-secret": key}));
            }
            props.opt("cache-size", source.metadata_cache_bytes);
        }
        props.set("file", file);
        if let Some(data) = &source.data_store {
            props.set(
                "data-file",
                Nodes::numbered(data).effective(data).to_owned(),
            );
        }
        let may_have_backing = matches!(
            format,
            ImageFormat::Qcow | ImageFormat::Qcow2 | ImageFormat::Qed | ImageFormat::Vmdk
        );
        if may_have_backing {
            match (&source.backing, backing) {
                (Backing::Image(_), Some(node)) => {
                    props.set("backing", node);
                }
                (Backing::End, _) | (Backing::Image(_), None) => {
                    props.set("backing", Value::Null);
                }
                (Backing::Unknown, _) => (),
            }
        }
        Ok(props)
    }

    /// What opens the bytes themselves.
    fn storage(&self, source: &Source, nodes: &Nodes, layer: &Layer) -> Result<Props> {
        let mut props = Props::new();
        match &source.location {
            Location::File { path } | Location::Block { path } => {
                let block = matches!(source.location, Location::Block { .. });
                let path = path.clone().unwrap_or_default();
                let driver = match block {
                    false => "file",
                    true if layer.cdrom && is_cdrom(&path) => "host_cdrom",
                    true => "host_device",
                };
                let path = match &source.fd_group {
                    None => path,
                    Some(group) => self.host.fd_group(group).ok_or_else(|| {
                        Error::config_unsupported(format!(
                            "no file descriptors were given for the group '{group}'"
                        ))
                    })?,
                };
                props.set("driver", driver).set("filename", path);
                let aio = match layer.io {
                    Some(DiskIo::IoUring) => {
                        self.need(Cap::AioIoUring, "disk I/O by io_uring")?;
                        Some("io_uring")
                    }
                    Some(io @ (DiskIo::Native | DiskIo::Threads)) => Some(io.name()),
                    Some(DiskIo::Default) | None => None,
                };
                props.opt("aio", aio);
                if let Some(reservations) = &source.reservations {
                    let manager = if reservations.managed == Some(true) {
                        "pr-helper0".to_owned()
                    } else {
                        format!("pr-helper-{}", nodes.storage)
                    };
                    props.set("pr-manager", manager);
                }
            }
            Location::Dir { path } => {
                props
                    .set("driver", "vvfat")
                    .opt("dir", path.clone())
                    .set("floppy", layer.floppy)
                    .set("rw", !layer.readonly);
            }
            Location::Nvme(nvme) => {
                props
                    .set("driver", "nvme")
                    .set("device", nvme.address.to_string())
                    .set("namespace", nvme.namespace);
            }
            Location::Network(network) => self.network(&mut props, source, network, nodes)?,
            Location::VhostVdpa { path } => {
                self.need(Cap::BlockdevVhostVdpa, "vhost-vDPA disks")?;
                props
                    .set("driver", "virtio-blk-vhost-vdpa")
                    .set("path", path.clone());
            }
            Location::Volume(volume) => {
                return Err(Error::config_unsupported(format!(
                    "the volume '{}' of the storage pool '{}' has not been looked up",
                    volume.volume, volume.pool
                )));
            }
            Location::VhostUser(_) => {
                return Err(Error::internal("a vhost-user disk has no block node"));
            }
        }
        Ok(props)
    }

    fn network(
        &self,
        props: &mut Props,
        source: &Source,
        net: &NetworkLocation,
        nodes: &Nodes,
    ) -> Result<()> {
        use NetworkProtocol::{
            Ftp, Ftps, Gluster, Http, Https, Iscsi, Nbd, Nfs, Rbd, Sheepdog, Ssh, Tftp, Vxhs,
        };
        let name = net.name.clone().unwrap_or_default();
        let name = name.trim_start_matches('/');
        let auth_secret = source
            .auth
            .as_ref()
            .map(|_| format!("{}-auth-secret0", nodes.storage));
        let user = source.auth.as_ref().map(|a| a.username.clone());
        match net.protocol {
            Nbd => {
                let host = one_host(net)?;
                props
                    .set("driver", "nbd")
                    .set("server", socket_address(host, 10809));
                props.opt("export", net.name.clone());
                if net.tls == Some(true) {
                    props.set("tls-creds", format!("obj{}_tls0", nodes.storage));
                }
                if net.tls_hostname.is_some() {
                    self.need(
                        Cap::BlockdevNbdTlsHostname,
                        "the TLS host name of an NBD disk",
                    )?;
                    props.opt("tls-hostname", net.tls_hostname.clone());
                }
                props.opt("reconnect-delay", net.reconnect_delay);
            }
            Rbd => {
                let (pool, image) = name.split_once('/').ok_or_else(|| {
                    Error::config_unsupported(format!("the RBD name '{name}' has no pool"))
                })?;
                props.set("driver", "rbd").set("pool", pool);
                // A namespace may stand between pool and image.
                match image.split_once('/') {
                    Some((namespace, image)) => {
                        props.set("namespace", namespace).set("image", image);
                    }
                    None => {
                        props.set("image", image);
                    }
                }
                props.opt("snapshot", net.snapshot.clone());
                props.opt("conf", net.config_file.clone());
                if !net.hosts.is_empty() {
                    let servers: Vec<Value> = net
                        .hosts
                        .iter()
                        .map(|h| inet_address(h, 6789, false))
                        .collect();
                    props.set("server", servers);
                }
                if let Some(encryption) = source
                    .encryption
                    .as_ref()
                    .filter(|e| e.engine == Some(EncryptionEngine::Librbd))
                {
                    props.set("encrypt", self.rbd_encryption(encryption, nodes)?);
                }
                if let (Some(user), Some(secret)) = (user, auth_secret) {
                    props
                        .set("user", user)
                        .set("auth-client-required", json!(["cephx", "none"]))
                        .set("key-secret", secret);
                }
            }
            Iscsi => {
                let host = one_host(net)?;
                let (target, lun) = match name.split_once('/') {
                    Some((target, lun)) => (
                        target,
                        lun.parse::<u32>().map_err(|_| {
                            Error::config_unsupported(format!(
                                "the iSCSI name '{name}' has no unit"
                            ))
                        })?,
                    ),
                    None => (name, 0),
                };
                props
                    .set("driver", "iscsi")
                    .set("portal", portal(host, 3260))
                    .set("target", target)
                    .set("lun", lun)
                    .set(
                        "transport",
                        if host.transport == Some(HostTransport::Rdma) {
                            "iser"
                        } else {
                            "tcp"
                        },
                    )
                    .opt("user", user)
                    .opt("password-secret", auth_secret)
                    .opt("initiator-name", net.initiator_iqn.clone());
            }
            Http | Https | Ftp | Ftps | Tftp => {
                let host = one_host(net)?;
                let mut url = format!("{}://{}", net.protocol, bracketed(host));
                if let Some(port) = host.port.filter(|p| *p != 0) {
                    url += &format!(":{port}");
                }
                url += &format!("/{name}");
                if let Some(query) = &net.query {
                    url += &format!("?{query}");
                }
                props.set("driver", net.protocol.name()).set("url", url);
                props
                    .opt("username", user)
                    .opt("password-secret", auth_secret);
                props.opt("sslverify", net.ssl_verify);
                if !net.cookies.is_empty() {
                    props.set(
                        "cookie-secret",
                        format!("{}-httpcookie-secret0", nodes.storage),
                    );
                }
                props
                    .opt("readahead", net.readahead)
                    .opt("timeout", net.timeout);
            }
            Ssh => {
                let host = one_host(net)?;
                props
                    .set("driver", "ssh")
                    .set("path", net.name.clone().unwrap_or_default())
                    .set("server", inet_address(host, 22, false));
                let user = net
                    .identity
                    .as_ref()
                    .and_then(|i| i.username.clone())
                    .or(user);
                props.opt("user", user);
            }
            Gluster => {
                let (volume, path) = name.split_once('/').unwrap_or((name, ""));
                let servers: Vec<Value> =
                    net.hosts.iter().map(|h| socket_address(h, 24007)).collect();
                props
                    .set("driver", "gluster")
                    .set("volume", volume)
                    .set("path", path)
                    .set("server", servers);
            }
            Nfs => {
                let host = one_host(net)?;
                props
                    .set("driver", "nfs")
                    .set("server", json!({"host": host.name, "type": "inet"}))
                    .set("path", format!("/{name}"));
                if let Some(identity) = &net.identity {
                    let number = |id: &Option<String>| {
                        id.as_deref()
                            .and_then(|n| n.trim_start_matches('+').parse::<u32>().ok())
                    };
                    props
                        .opt("user", number(&identity.user))
                        .opt("group", number(&identity.group));
                }
            }
            NetworkProtocol::None | Sheepdog | Vxhs => {
                return Err(Error::config_unsupported(format!(
                    "QEMU has no network disks of protocol '{}'",
                    net.protocol
                )));
            }
        }
        Ok(())
    }

    fn rbd_encryption(&self, encryption: &Encryption, nodes: &Nodes) -> Result<Value> {
        let format = match encryption.format {
            EncryptionFormat::Luks | EncryptionFormat::Luks2 => {
                self.need(Cap::BlockdevRbdEncryption, "encryption by RBD")?;
                encryption.format.name()
            }
            EncryptionFormat::LuksAny => {
                self.need(
                    Cap::BlockdevRbdEncryptionAny,
                    "encryption of any kind by RBD",
                )?;
                "luks-any"
            }
            other => {
                return Err(Error::config_unsupported(format!(
                    "RBD has no encryption '{other}'"
                )));
            }
        };
        // The innermost layer's secret comes last.
        let mut nested: Option<Value> = None;
        for i in (0..encryption.secrets.len()).rev() {
            let mut props = Props::new();
            props
                .set("format", format)
                .set(
                    "key-secret",
                    format!("{}-encryption-secret{i}", nodes.storage),
                )
                .opt("parent", nested.take());
            nested = Some(props.into());
        }
        Ok(nested.unwrap_or(Value::Null))
    }

    /// Secrets that the nodes of a source refer to, encrypted with the master key.
    fn secrets(&mut self, source: &Source, nodes: &Nodes) -> Result<()> {
        let mut wanted = Vec::new();
        if source.auth.is_some() {
            wanted.push(format!("{}-auth-secret0", nodes.storage));
        }
        if let Some(encryption) = &source.encryption {
            let node = if encryption.engine == Some(EncryptionEngine::Librbd) {
                &nodes.storage
            } else {
                &nodes.format
            };
            for i in 0..encryption.secrets.len() {
                wanted.push(format!("{node}-encryption-secret{i}"));
            }
        }
        if let Location::Network(net) = &source.location {
            if !net.cookies.is_empty() {
                wanted.push(format!("{}-httpcookie-secret0", nodes.storage));
            }
        }
        for id in wanted {
            let props = self.host.secret(&id).ok_or_else(|| {
                Error::config_unsupported(format!("the secret '{id}' of a disk is not available"))
            })?;
            self.object(&props);
        }
        Ok(())
    }
}

/// What follows a node's name: all that counts where the node is used directly, or what makes a lower
/// node follow the one above it.
fn finish(props: &mut Props, layer: &Layer, effective: bool) {
    if effective {
        layer.effective(props);
    } else {
        props.set("auto-read-only", true).set("discard", "unmap");
    }
    layer.cache(props);
}

fn one_host(net: &NetworkLocation) -> Result<&NetworkHost> {
    match net.hosts.as_slice() {
        [host] => Ok(host),
        hosts => Err(Error::config_unsupported(format!(
            "a network disk of protocol '{}' has exactly one host, not {}",
            net.protocol,
            hosts.len()
        ))),
    }
}

fn bracketed(host: &NetworkHost) -> String {
    let name = host.name.clone().unwrap_or_default();
    if name.contains(':') && !name.starts_with('[') {
        format!("[{name}]")
    } else {
        name
    }
}

fn portal(host: &NetworkHost, port: u32) -> String {
    let port = host.port.filter(|p| *p != 0).unwrap_or(port);
    format!("{}:{port}", bracketed(host))
}

fn inet_address(host: &NetworkHost, port: u32, typed: bool) -> Value {
    let mut props = Props::new();
    if typed {
        props.set("type", "inet");
    }
    let port = host.port.filter(|p| *p != 0).unwrap_or(port);
    props
        .set("host", host.name.clone().unwrap_or_default())
        .set("port", port.to_string());
    props.into()
}

fn socket_address(host: &NetworkHost, port: u32) -> Value {
    match host.transport {
        Some(HostTransport::Unix) => {
            json!({"type": "unix", "path": host.socket.clone().unwrap_or_default()})
        }
        _ => inet_address(host, port, true),
    }
}

/// Whether a block device is a CD drive of the host: only then QEMU passes trays and media through.
fn is_cdrom(path: &str) -> bool {
    use std::os::unix::fs::{FileTypeExt, MetadataExt};
    /// The kernel's number of the driver of SCSI CD drives.
    const SCSI_CDROM_MAJOR: u64 = 11;
    std::fs::metadata(path).is_ok_and(|m| {
        m.file_type().is_block_device() && ((m.rdev() >> 8) & 0xfff) == SCSI_CDROM_MAJOR
    })
}
