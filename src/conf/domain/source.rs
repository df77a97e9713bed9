//! Reading and writing of `<source>` and what is in it: shared by disks, backing stores, NVRAM.

use super::address::PciAddress;
use super::chardev::{CharBackend, CharSource};
use super::disk::*;
use super::seclabel::DeviceSeclabel;
use super::{FormatOptions, ParseContext};
use crate::conf::reader::{Reader, unsupported, yes};
use crate::conf::units;
use crate::conf::xml::Element;
use crate::error::{Error, Result, virErrorDomain};

impl Source {
    /// Reads a `<source>` of the type that its parent names.
    pub fn parse(kind: &str, mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let mut source = Source::new(Location::parse(kind, &mut r, ctx)?);
        source.startup_policy = r.named("startupPolicy")?;
        source.index = r.u32("index")?.filter(|_| !ctx.inactive);
        source.fd_group = r.attr("fdgroup");
        if let Some(mut slices) = r.child("slices") {
            for mut slice in slices.children("slice") {
                match slice.required("type")?.as_str() {
                    "storage" => {}
                    other => return Err(slice.invalid("type", other)),
                }
                let offset = slice.u64("offset")?;
                let size = slice.u64("size")?.filter(|size| *size > 0);
                let (Some(offset), Some(size)) = (offset, size) else {
                    return Err(Error::xml("<slice> needs both 'offset' and 'size'"));
                };
                slice.finish()?;
                source.slice.get_or_insert(Slice { offset, size });
            }
            slices.finish()?;
        }
        if let Some(auth) = r.child("auth") {
            source.auth = Some(Auth::parse(auth)?);
        }
        if let Some(encryption) = r.child("encryption") {
            source.encryption = Some(Encryption::parse(encryption)?);
        }
        if let Some(reservations) = r.child("reservations") {
            source.reservations = Some(Reservations::parse(reservations)?);
        }
        for seclabel in r.children("seclabel") {
            source.seclabels.push(DeviceSeclabel::parse(seclabel, ctx)?);
        }
        if let Some(mut store) = r.child("dataStore") {
            let kind = store.required("type")?;
            let format = store.child("format");
            let Some(inner) = store.child("source") else {
                return Err(Error::xml("<dataStore> lacks a source"));
            };
            let mut inner = Source::parse(&kind, inner, ctx)?;
            if let Some(format) = format {
                inner.parse_format(format)?;
            }
            store.finish()?;
            source.data_store = Some(Box::new(inner));
        }
        let private = r.raw_child("privateData");
        source.private_data = private.filter(|_| ctx.status);
        // What belongs to other types of source is nothing here.
        r.ignore(&[
            "@file",
            "@dev",
            "@dir",
            "@protocol",
            "@name",
            "@tls",
            "@tlsHostname",
            "@query",
            "@pool",
            "@volume",
            "@mode",
            "@type",
            "@namespace",
            "@managed",
            "@path",
            "host",
            "snapshot",
            "config",
            "initiator",
            "cookies",
            "readahead",
            "timeout",
            "ssl",
            "knownHosts",
            "identity",
            "address",
            "reconnect",
        ]);
        r.finish()?;
        Ok(source)
    }

    /// Reads a `<format>`.
    pub fn parse_format(&mut self, mut r: Reader) -> Result<()> {
        self.format = r.named("type")?;
        if let Some(cache) = r.child("metadata_cache") {
            self.metadata_cache_bytes = parse_metadata_cache(cache)?;
        }
        r.finish()
    }

    /// Reads the `<backingStore>` in `r`, if it has one: what is behind the image.
    pub fn parse_backing(&mut self, r: &mut Reader, ctx: &ParseContext) -> Result<()> {
        let Some(mut store) = r.child("backingStore") else {
            return Ok(());
        };
        self.backing_detected = store.attr("detected").is_some_and(|d| d == "yes") && ctx.status;
        let Some(kind) = store.attr("type") else {
            // An empty element ends the chain.
            store.ignore(&["@index", "source", "format", "backingStore"]);
            store.finish()?;
            self.backing = Backing::End;
            return Ok(());
        };
        let index = store.u32("index")?.filter(|_| !ctx.inactive);
        let format = store.child("format");
        let Some(inner) = store.child("source") else {
            return Err(Error::xml("<backingStore> lacks a source"));
        };
        let mut source = Source::parse(&kind, inner, ctx)?;
        source.index = index;
        match format {
            Some(format) => source.parse_format(format)?,
            None => return Err(Error::xml("<backingStore> lacks a format")),
        }
        source.parse_backing(&mut store, ctx)?;
        store.finish()?;
        self.backing = Backing::Image(Box::new(source));
        Ok(())
    }

    /// Writes a `<source>`; an empty one is `None`.
    pub fn to_element(&self, o: &FormatOptions, with_index: bool) -> Option<Element> {
        let mut e = Element::new("source");
        self.location.format(&mut e, o);
        e.set_opt("fdgroup", self.fd_group.as_ref());
        e.set_opt("startupPolicy", self.startup_policy);
        if with_index && !o.migratable {
            e.set_opt("index", self.index);
        }
        if let Some(slice) = &self.slice {
            let slice = Element::new("slice")
                .with_attr("type", "storage")
                .with_attr("offset", slice.offset)
                .with_attr("size", slice.size);
            e.push(Element::new("slices").with_child(slice));
        }
        self.location.format_children(&mut e);
        if !matches!(self.location, Location::Network(_)) {
            for seclabel in &self.seclabels {
                e.push_filled(seclabel.to_element(o));
            }
        }
        if let (Some(auth), false) = (&self.auth, self.auth_outside) {
            e.push(auth.to_element());
        }
        if let Some(reservations) = &self.reservations {
            e.push(reservations.to_element(o));
        }
        if let (Some(encryption), false) = (&self.encryption, self.encryption_outside) {
            e.push(encryption.to_element());
        }
        if let Some(store) = &self.data_store {
            let mut d = Element::new("dataStore").with_attr("type", store.location.type_name());
            if let Some(format) = store.format_element() {
                d.push(format);
            }
            if let Some(source) = store.to_element(o, true) {
                d.push(source);
            }
            e.push(d);
        }
        if let (Some(private), true) = (&self.private_data, o.status) {
            e.push(private.clone());
        }
        (!e.is_bare()).then_some(e)
    }

    /// Reads the `<metadata_cache>` that stands beside the format.
    pub fn parse_metadata_cache(&mut self, r: Reader) -> Result<()> {
        self.metadata_cache_bytes = parse_metadata_cache(r)?;
        Ok(())
    }

    /// `<metadata_cache>`, if there is one.
    pub fn metadata_cache_element(&self) -> Option<Element> {
        self.metadata_cache_bytes.map(metadata_cache)
    }

    /// `<format>` of a backing store.
    pub fn format_element(&self) -> Option<Element> {
        let mut e = Element::new("format").with_attr("type", self.format?);
        if let Some(bytes) = self.metadata_cache_bytes {
            e.push(metadata_cache(bytes));
        }
        Some(e)
    }

    /// `<backingStore>` for what is behind this image.
    pub fn backing_element(&self, o: &FormatOptions) -> Option<Element> {
        if self.backing_detected && (o.inactive || o.migratable) {
            return None;
        }
        let mark = |mut e: Element| {
            if self.backing_detected && o.status {
                e.set_attr("detected", "yes");
            }
            e
        };
        match &self.backing {
            Backing::Unknown => None,
            Backing::End => Some(mark(Element::new("backingStore"))),
            Backing::Image(image) => {
                let mut e =
                    Element::new("backingStore").with_attr("type", image.location.type_name());
                if !o.migratable {
                    e.set_opt("index", image.index);
                }
                e = mark(e);
                if let Some(format) = image.format_element() {
                    e.push(format);
                }
                match image.to_element(o, false) {
                    Some(source) => e.push(source),
                    None => e.push(Element::new("source")),
                }
                if let Some(next) = image.backing_element(o) {
                    e.push(next);
                }
                Some(e)
            }
        }
    }
}

/// `<metadata_cache><max_size unit=>`, in bytes.
pub(super) fn parse_metadata_cache(mut r: Reader) -> Result<Option<u64>> {
    let mut size = None;
    if let Some(mut max) = r.child("max_size") {
        size = Some(parse_size(&mut max, 1)?);
        max.finish()?;
    }
    r.finish()?;
    Ok(size)
}

/// The number in an element with its `unit=` (none: `default` bytes), in bytes.
pub(super) fn parse_size(r: &mut Reader, default: u64) -> Result<u64> {
    let unit = r.attr("unit");
    let text = r.text();
    let Some(number) = units::unsigned(&text, 10) else {
        return Err(
            Error::xml(format!("invalid size '{text}' in element '{}'", r.path()))
                .from_domain(virErrorDomain::VIR_FROM_XML),
        );
    };
    units::bytes(number, unit.as_deref(), default)
}

pub(super) fn metadata_cache(bytes: u64) -> Element {
    Element::new("metadata_cache").with_child(
        Element::new("max_size")
            .with_attr("unit", "bytes")
            .with_text(bytes),
    )
}

impl Location {
    fn parse(kind: &str, r: &mut Reader, ctx: &ParseContext) -> Result<Self> {
        Ok(match kind {
            "file" => Location::File {
                path: nonempty(r.attr("file")),
            },
            "block" => Location::Block {
                path: nonempty(r.attr("dev")),
            },
            "dir" => Location::Dir {
                path: nonempty(r.attr("dir")),
            },
            "network" => Location::Network(Box::new(NetworkLocation::parse(r)?)),
            "volume" => {
                let (pool, volume) = (r.attr("pool"), r.attr("volume"));
                let mode = r.named("mode")?;
                match (pool, volume) {
                    (Some(pool), Some(volume)) => {
                        Location::Volume(VolumeLocation { pool, volume, mode })
                    }
                    (None, None) => Location::File { path: None },
                    _ => {
                        return Err(Error::xml(
                            "source of type 'volume' needs both 'pool' and 'volume'",
                        ));
                    }
                }
            }
            "nvme" => {
                match r.required("type")?.as_str() {
                    "pci" => {}
                    other => return Err(r.invalid("type", other)),
                }
                let namespace = match r.u64("namespace")? {
                    Some(n) if n > 0 => n,
                    Some(n) => return Err(r.invalid("namespace", &n.to_string())),
                    None => return Err(r.missing("namespace")),
                };
                let managed = r.yes_no("managed")?;
                let Some(mut address) = r.child("address") else {
                    return Err(Error::xml("NVMe source lacks an address"));
                };
                let pci = PciAddress::parse(&mut address, true)?;
                address.finish()?;
                Location::Nvme(NvmeLocation {
                    managed,
                    namespace,
                    address: pci,
                })
            }
            "vhostuser" => {
                match r.required("type")?.as_str() {
                    "unix" => {}
                    other => return Err(r.invalid("type", other)),
                }
                let mut unix = super::chardev::UnixChar {
                    path: Some(r.required("path")?),
                    ..Default::default()
                };
                unix.reconnect = super::chardev::Reconnect::parse(r)?;
                let mut chr = CharSource::new(CharBackend::Unix(unix));
                for seclabel in r.children("seclabel") {
                    chr.seclabels.push(DeviceSeclabel::parse(seclabel, ctx)?);
                }
                let _ = ctx;
                Location::VhostUser(Box::new(chr))
            }
            "vhostvdpa" => Location::VhostVdpa {
                path: r.required("dev")?,
            },
            other => return Err(Error::xml(format!("unknown type '{other}' of a source"))),
        })
    }

    fn format(&self, e: &mut Element, o: &FormatOptions) {
        match self {
            Location::File { path } => {
                e.set_opt("file", path.as_ref());
            }
            Location::Block { path } => {
                e.set_opt("dev", path.as_ref());
            }
            Location::Dir { path } => {
                e.set_opt("dir", path.as_ref());
            }
            Location::Network(network) => network.format(e),
            Location::Volume(volume) => {
                e.set_attr("pool", &volume.pool)
                    .set_attr("volume", &volume.volume)
                    .set_opt("mode", volume.mode);
            }
            Location::Nvme(nvme) => {
                e.set_attr("type", "pci");
                e.set_opt("managed", nvme.managed.map(yes));
                e.set_attr("namespace", nvme.namespace);
                let mut address = Element::new("address");
                nvme.address.format(&mut address);
                e.push(address);
            }
            Location::VhostUser(chr) => {
                e.set_attr("type", "unix");
                let mut inner = Element::new("x");
                chr.format(&mut inner, o);
                if let Some(source) = inner.elements().next() {
                    e.set_opt("path", source.attr("path"));
                    e.children.extend(source.children.iter().cloned());
                }
            }
            Location::VhostVdpa { path } => {
                e.set_attr("dev", path);
            }
        }
    }

    fn format_children(&self, e: &mut Element) {
        if let Location::Network(network) = self {
            network.format_children(e);
        }
    }
}

/// An empty path is no path.
fn nonempty(text: Option<String>) -> Option<String> {
    text.filter(|t| !t.is_empty())
}

impl NetworkLocation {
    fn parse(r: &mut Reader) -> Result<Self> {
        let mut n = NetworkLocation::new(r.named_required("protocol")?);
        n.name = r.attr("name");
        n.query = r.attr("query");
        n.tls = r.yes_no("tls")?;
        n.tls_hostname = r.attr("tlsHostname");
        let nameless_ok = matches!(
            n.protocol,
            NetworkProtocol::Nbd | NetworkProtocol::Ssh | NetworkProtocol::None
        );
        if n.name.is_none() && !nameless_ok {
            return Err(Error::xml(format!(
                "network source of protocol '{}' lacks a name",
                n.protocol
            )));
        }
        // A gluster volume and the path in it.
        if n.protocol == NetworkProtocol::Gluster
            && !n
                .name
                .as_deref()
                .is_some_and(|name| name.trim_start_matches('/').contains('/'))
        {
            return Err(Error::xml("a gluster source needs a volume and a path"));
        }
        for host in r.children("host") {
            n.hosts.push(NetworkHost::parse(host)?);
        }
        n.snapshot = r.child_attr("snapshot", "name")?;
        n.config_file = r.child_attr("config", "file")?;
        if let Some(mut initiator) = r.child("initiator") {
            n.initiator_iqn = initiator.child_attr("iqn", "name")?;
            initiator.finish()?;
        }
        if let Some(mut cookies) = r.child("cookies") {
            for mut cookie in cookies.children("cookie") {
                let name = cookie.required("name")?;
                let value = cookie.text();
                cookie.finish()?;
                n.cookies.push((name, value));
            }
            cookies.finish()?;
        }
        if let Some(mut ssl) = r.child("ssl") {
            n.ssl_verify = ssl.yes_no("verify")?;
            ssl.finish()?;
        }
        if let Some(mut readahead) = r.child("readahead") {
            n.readahead = readahead.u64("size")?;
            readahead.finish()?;
        }
        if let Some(mut timeout) = r.child("timeout") {
            n.timeout = timeout.u64("seconds")?;
            timeout.finish()?;
        }
        if let Some(mut reconnect) = r.child("reconnect") {
            n.reconnect_delay = reconnect.u32("delay")?;
            reconnect.ignore(&["@enabled", "@timeout"]);
            reconnect.finish()?;
        }
        n.known_hosts = r.child_attr("knownHosts", "path")?;
        if let Some(mut identity) = r.child("identity") {
            n.identity = Some(Identity {
                username: identity.attr("username"),
                keyfile: identity.attr("keyfile"),
                agentsock: identity.attr("agentsock"),
                user: identity.attr("user"),
                group: identity.attr("group"),
            });
            identity.finish()?;
        }
        Ok(n)
    }

    fn format(&self, e: &mut Element) {
        e.set_attr("protocol", self.protocol);
        e.set_opt("name", self.name.as_ref());
        e.set_opt("query", self.query.as_ref());
        e.set_opt("tls", self.tls.map(yes));
        e.set_opt("tlsHostname", self.tls_hostname.as_ref());
    }

    fn format_children(&self, e: &mut Element) {
        for host in &self.hosts {
            e.push(host.to_element());
        }
        if let Some(name) = &self.snapshot {
            e.push(Element::new("snapshot").with_attr("name", name));
        }
        if let Some(file) = &self.config_file {
            e.push(Element::new("config").with_attr("file", file));
        }
        if let Some(iqn) = &self.initiator_iqn {
            e.push(initiator(iqn));
        }
        if !self.cookies.is_empty() {
            let mut cookies = Element::new("cookies");
            for (name, value) in &self.cookies {
                cookies.push(
                    Element::new("cookie")
                        .with_attr("name", name)
                        .with_text(value),
                );
            }
            e.push(cookies);
        }
        if let Some(verify) = self.ssl_verify {
            e.push(Element::new("ssl").with_attr("verify", yes(verify)));
        }
        if let Some(size) = self.readahead {
            e.push(Element::new("readahead").with_attr("size", size));
        }
        if let Some(seconds) = self.timeout {
            e.push(Element::new("timeout").with_attr("seconds", seconds));
        }
        if let Some(delay) = self.reconnect_delay {
            e.push(Element::new("reconnect").with_attr("delay", delay));
        }
        if let Some(i) = &self.identity {
            let mut identity = Element::new("identity");
            identity
                .set_opt("user", i.user.as_ref())
                .set_opt("group", i.group.as_ref())
                .set_opt("username", i.username.as_ref())
                .set_opt("keyfile", i.keyfile.as_ref())
                .set_opt("agentsock", i.agentsock.as_ref());
            e.push(identity);
        }
        if let Some(path) = &self.known_hosts {
            e.push(Element::new("knownHosts").with_attr("path", path));
        }
    }
}

/// `<initiator><iqn name=>`
pub(super) fn initiator(iqn: &str) -> Element {
    Element::new("initiator").with_child(Element::new("iqn").with_attr("name", iqn))
}

impl NetworkHost {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let host = NetworkHost {
            transport: r.named("transport")?,
            name: r.attr("name"),
            port: r.u32("port")?,
            socket: r.attr("socket"),
        };
        r.finish()?;
        if host.transport == Some(HostTransport::Unix) {
            if host.socket.is_none() {
                return Err(Error::xml("a host of transport 'unix' needs a socket"));
            }
            if host.name.is_some() {
                return Err(Error::xml("a host of transport 'unix' has no name"));
            }
        } else {
            if host.socket.is_some() {
                return Err(Error::xml("only a host of transport 'unix' has a socket"));
            }
            if host.name.is_none() {
                return Err(Error::xml("a host of a network source lacks a name"));
            }
        }
        Ok(host)
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("host");
        e.set_opt(
            "transport",
            self.transport.filter(|t| *t != HostTransport::Tcp),
        );
        e.set_opt("name", self.name.as_ref());
        e.set_opt("port", self.port.filter(|port| *port > 0));
        e.set_opt("socket", self.socket.as_ref());
        e
    }
}

impl SecretRef {
    /// Takes `uuid=` or `usage=`.
    pub fn parse(r: &mut Reader) -> Result<Self> {
        match (r.attr("uuid"), r.attr("usage")) {
            (Some(uuid), None) => match uuid.parse() {
                Ok(uuid) => Ok(SecretRef::Uuid(uuid)),
                Err(_) => Err(Error::xml(format!("malformed UUID '{uuid}' of a secret"))),
            },
            (None, Some(usage)) => Ok(SecretRef::Usage(usage)),
            (None, None) => Err(Error::xml("a secret needs 'uuid' or 'usage'")),
            (Some(_), Some(_)) => Err(Error::xml("a secret has both 'uuid' and 'usage'")),
        }
    }

    pub fn format(&self, e: &mut Element) {
        match self {
            SecretRef::Uuid(uuid) => e.set_attr("uuid", uuid),
            SecretRef::Usage(usage) => e.set_attr("usage", usage),
        };
    }
}

impl Auth {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let username = r.required("username")?;
        r.ignore(&["@type"]);
        let Some(mut s) = r.child("secret") else {
            return Err(Error::xml("<auth> lacks a <secret>"));
        };
        let mut secret_type = s.attr("type");
        let secret = SecretRef::parse(&mut s)?;
        s.finish()?;
        r.finish()?;
        match secret_type.as_deref() {
            Some("ceph" | "iscsi" | "volume" | "tls" | "vtpm" | "rbd") => {}
            None => return Err(Error::xml("<secret> of <auth> lacks a type")),
            Some(other) => {
                return Err(unsupported(format!("unknown type '{other}' of a secret")));
            }
        }
        if let Some(secret_type) = secret_type.as_mut() {
            if secret_type == "rbd" {
                *secret_type = "ceph".to_owned();
            }
        }
        Ok(Auth {
            username,
            secret_type,
            secret: Some(secret),
        })
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("auth").with_attr("username", &self.username);
        if let Some(secret) = &self.secret {
            let mut s = Element::new("secret");
            s.set_opt("type", self.secret_type.as_ref());
            secret.format(&mut s);
            e.push(s);
        }
        e
    }
}

impl Encryption {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let format = r.named_required("format")?;
        let engine = r.named("engine")?;
        let mut secrets = Vec::new();
        for mut s in r.children("secret") {
            let kind = s.required("type")?;
            if kind != "passphrase" {
                return Err(s.invalid("type", &kind));
            }
            secrets.push(EncryptionSecret {
                kind,
                secret: SecretRef::parse(&mut s)?,
            });
            s.finish()?;
        }
        let mut cipher = None;
        if let Some(mut c) = r.child("cipher") {
            cipher = Some(EncryptionCipher {
                name: c.required("name")?,
                size: c.u32_required("size")?,
                mode: c.attr("mode"),
                hash: c.attr("hash"),
            });
            c.finish()?;
        }
        let mut ivgen = None;
        if let Some(mut i) = r.child("ivgen") {
            ivgen = Some(EncryptionIvgen {
                name: i.required("name")?,
                hash: i.attr("hash"),
            });
            i.finish()?;
        }
        r.finish()?;
        Ok(Encryption {
            format,
            engine,
            secrets,
            cipher,
            ivgen,
        })
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("encryption").with_attr("format", self.format);
        e.set_opt("engine", self.engine);
        for s in &self.secrets {
            let mut secret = Element::new("secret").with_attr("type", &s.kind);
            s.secret.format(&mut secret);
            e.push(secret);
        }
        if let Some(c) = &self.cipher {
            let mut cipher = Element::new("cipher")
                .with_attr("name", &c.name)
                .with_attr("size", c.size);
            cipher.set_opt("mode", c.mode.as_ref());
            cipher.set_opt("hash", c.hash.as_ref());
            e.push(cipher);
        }
        if let Some(i) = &self.ivgen {
            let mut ivgen = Element::new("ivgen").with_attr("name", &i.name);
            ivgen.set_opt("hash", i.hash.as_ref());
            e.push(ivgen);
        }
        e
    }
}

impl Reservations {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let managed = match r.yes_no("managed")? {
            None => return Err(r.missing("managed")),
            managed => managed,
        };
        let mut path = None;
        if let Some(mut source) = r.child("source") {
            match source.attr("type").as_deref() {
                Some("unix") => {}
                other => return Err(source.invalid("type", other.unwrap_or(""))),
            }
            match source.attr("mode").as_deref() {
                Some("client") => {}
                other => return Err(source.invalid("mode", other.unwrap_or(""))),
            }
            path = Some(source.required("path")?);
            let reconnect = super::chardev::Reconnect::parse(&mut source)?;
            if reconnect != Default::default() {
                return Err(unsupported(
                    "element 'reservations/source/reconnect' is not supported",
                ));
            }
            source.finish()?;
        }
        r.finish()?;
        if managed == Some(false) && path.is_none() {
            return Err(Error::xml(
                "reservations that are not managed need a source",
            ));
        }
        Ok(Reservations { managed, path })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("reservations");
        e.set_opt("managed", self.managed.map(yes));
        // A managed helper's socket is the driver's business.
        if let Some(path) = self
            .path
            .as_ref()
            .filter(|_| self.managed != Some(true) || !o.inactive)
        {
            e.push(
                Element::new("source")
                    .with_attr("type", "unix")
                    .with_attr("path", path)
                    .with_attr("mode", "client"),
            );
        }
        e
    }
}
