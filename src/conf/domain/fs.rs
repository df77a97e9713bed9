//! Directories of the host shared with the guest (`<filesystem>`), and shared memory (`<shmem>`).

use super::address::{DeviceInfo, InfoParts, VirtioModel, VirtioOptions};
use super::disk::ImageFormat;
use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, unsupported};
use crate::conf::units::{bytes, unsigned};
use crate::conf::xml::Element;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};

/// `<filesystem>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filesystem {
    pub kind: FsType,
    pub driver: Option<FsDriver>,
    pub driver_format: Option<ImageFormat>,
    pub wrpolicy_immediate: bool,
    pub access_mode: Option<FsAccessMode>,
    pub multidevs: Option<FsMultidevs>,
    /// Octal in the document.
    pub fmode: Option<u32>,
    pub dmode: Option<u32>,
    pub model: Option<VirtioModel>,
    /// `<source dir=>`, `file=`, `dev=`, `name=` by type.
    pub source: Option<String>,
    /// `<source socket=>`: a virtiofsd that runs already.
    pub socket: Option<String>,
    /// KiB, of type ram.
    pub usage_kib: Option<u64>,
    /// `<target dir=>`: the mount tag.
    pub target: String,
    pub readonly: bool,
    pub space_hard_limit: Option<u64>,
    pub space_soft_limit: Option<u64>,
    pub queue_size: Option<u64>,
    pub binary: Virtiofsd,
    pub idmap: IdMap,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// `<binary>`: how virtiofsd is started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Virtiofsd {
    pub path: Option<String>,
    pub xattr: Option<bool>,
    pub cache: Option<FsCacheMode>,
    pub sandbox: Option<FsSandboxMode>,
    pub posix_lock: Option<bool>,
    pub flock: Option<bool>,
    pub thread_pool_size: Option<i32>,
    pub open_files: Option<u64>,
}

/// `<idmap>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdMap {
    pub uid: Vec<IdMapEntry>,
    pub gid: Vec<IdMapEntry>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IdMapEntry {
    pub start: u32,
    pub target: u32,
    pub count: u32,
}

/// `<shmem>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shmem {
    pub name: String,
    pub role: Option<ShmemRole>,
    pub model: Option<ShmemModel>,
    /// Bytes; 0: not told.
    pub size: u64,
    /// `<server>`: its socket, where one is named.
    pub server: Option<ShmemServer>,
    pub msi: Option<ShmemMsi>,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShmemServer {
    pub path: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShmemMsi {
    pub vectors: Option<u32>,
    pub ioeventfd: Option<bool>,
}

impl Filesystem {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let kind = r.named("type")?.unwrap_or(FsType::Mount);
        let access_mode = r.named("accessmode")?;
        let multidevs = r.named("multidevs")?;
        let mut mode = |name: &str| -> Result<Option<u32>> {
            match r.attr(name) {
                None => Ok(None),
                Some(text) => match unsigned(&text, 8).filter(|n| *n <= 0o7777) {
                    Some(n) => Ok(Some(n as u32)),
                    None => Err(Error::xml(format!(
                        "invalid '{name}' value '{text}' of a filesystem"
                    ))),
                },
            }
        };
        let fmode = mode("fmode")?;
        let dmode = mode("dmode")?;
        let model = r.named("model")?;
        let mut fs = Filesystem {
            kind,
            driver: None,
            driver_format: None,
            wrpolicy_immediate: false,
            access_mode,
            multidevs,
            fmode,
            dmode,
            model,
            source: None,
            socket: None,
            usage_kib: None,
            target: String::new(),
            readonly: r.has("readonly")?,
            space_hard_limit: None,
            space_soft_limit: None,
            queue_size: None,
            binary: Virtiofsd::default(),
            idmap: IdMap::default(),
            virtio: VirtioOptions::default(),
            info: DeviceInfo::default(),
        };
        if let Some(mut driver) = r.child("driver") {
            fs.driver = driver.named("type")?;
            fs.driver_format = driver.named("format")?;
            fs.wrpolicy_immediate = match driver.attr("wrpolicy").as_deref() {
                None => false,
                Some("immediate") => true,
                Some(other) => return Err(driver.invalid("wrpolicy", other)),
            };
            fs.queue_size = driver.u64("queue")?;
            fs.virtio = VirtioOptions::parse(&mut driver)?;
            driver.finish()?;
        }
        if let Some(mut source) = r.child("source") {
            fs.socket = source.attr("socket");
            fs.source = match kind {
                FsType::Mount | FsType::Bind => source.attr("dir"),
                FsType::File => source.attr("file"),
                FsType::Block => source.attr("dev"),
                FsType::Template => source.attr("name"),
                FsType::Ram => None,
                FsType::Volume => return Err(unsupported("filesystems of type 'volume'")),
            };
            if kind == FsType::Ram {
                let usage = source.u64("usage")?;
                let units = source.attr("units");
                fs.usage_kib = match usage {
                    Some(n) => Some(bytes(n, units.as_deref(), 1024)?.div_ceil(1024)),
                    None => None,
                };
            }
            source.ignore(&["@file", "@dev", "@dir", "@name", "@usage", "@units"]);
            source.finish()?;
        }
        if let Some(mut target) = r.child("target") {
            fs.target = target.attr("dir").unwrap_or_default();
            target.finish()?;
        }
        if let Some(mut b) = r.child("binary") {
            fs.binary.path = b.attr("path");
            fs.binary.xattr = b.on_off("xattr")?;
            if let Some(mut cache) = b.child("cache") {
                fs.binary.cache = cache.named("mode")?;
                cache.finish()?;
            }
            if let Some(mut sandbox) = b.child("sandbox") {
                fs.binary.sandbox = sandbox.named("mode")?;
                sandbox.finish()?;
            }
            if let Some(mut lock) = b.child("lock") {
                fs.binary.posix_lock = lock.on_off("posix")?;
                fs.binary.flock = lock.on_off("flock")?;
                lock.finish()?;
            }
            if let Some(mut pool) = b.child("thread_pool") {
                fs.binary.thread_pool_size = pool.i32("size")?;
                pool.finish()?;
            }
            if let Some(mut files) = b.child("openfiles") {
                fs.binary.open_files = files.u64("max")?;
                files.finish()?;
            }
            b.finish()?;
        }
        for (name, limit) in [
            ("space_hard_limit", &mut fs.space_hard_limit),
            ("space_soft_limit", &mut fs.space_soft_limit),
        ] {
            if let Some(mut l) = r.child(name) {
                *limit = Some(super::source::parse_size(&mut l, 1)?);
                l.finish()?;
            }
        }
        if let Some(idmap) = r.child("idmap") {
            fs.idmap = IdMap::parse(idmap)?;
        }
        fs.info = DeviceInfo::parse(&mut r, ctx, InfoParts::BOOT)?;
        r.finish()?;
        let external = fs.socket.is_some();
        if fs.source.is_none() && kind != FsType::Ram && !external {
            return Err(Error::new(virErrorNumber::VIR_ERR_NO_SOURCE, &fs.target)
                .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
        }
        if fs.target.is_empty() {
            return Err(Error::new(
                virErrorNumber::VIR_ERR_NO_TARGET,
                fs.source.unwrap_or_default(),
            )
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
        }
        Ok(fs)
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("filesystem").with_attr("type", self.kind);
        e.set_opt("accessmode", self.access_mode);
        e.set_opt("multidevs", self.multidevs);
        e.set_opt("fmode", self.fmode.map(|m| format!("{m:04o}")));
        e.set_opt("dmode", self.dmode.map(|m| format!("{m:04o}")));
        e.set_opt("model", self.model);
        let mut driver = Element::new("driver");
        driver
            .set_opt("type", self.driver)
            .set_opt("format", self.driver_format)
            .set_opt("wrpolicy", self.wrpolicy_immediate.then_some("immediate"))
            .set_opt("queue", self.queue_size);
        self.virtio.format(&mut driver);
        e.push_filled(driver);
        let b = &self.binary;
        let mut binary = Element::new("binary");
        binary.set_opt("path", b.path.as_ref());
        binary.set_opt("xattr", b.xattr.map(on));
        if let Some(mode) = b.cache {
            binary.push(Element::new("cache").with_attr("mode", mode));
        }
        if let Some(mode) = b.sandbox {
            binary.push(Element::new("sandbox").with_attr("mode", mode));
        }
        let mut lock = Element::new("lock");
        lock.set_opt("posix", b.posix_lock.map(on));
        lock.set_opt("flock", b.flock.map(on));
        binary.push_filled(lock);
        if let Some(size) = b.thread_pool_size {
            binary.push(Element::new("thread_pool").with_attr("size", size));
        }
        if let Some(max) = b.open_files {
            binary.push(Element::new("openfiles").with_attr("max", max));
        }
        e.push_filled(binary);
        if let Some(idmap) = self.idmap.to_element() {
            e.push(idmap);
        }
        let mut source = Element::new("source");
        match self.kind {
            FsType::Mount | FsType::Bind => source.set_opt("dir", self.source.as_ref()),
            FsType::Block => source.set_opt("dev", self.source.as_ref()),
            FsType::File => source.set_opt("file", self.source.as_ref()),
            FsType::Template => source.set_opt("name", self.source.as_ref()),
            FsType::Ram => source
                .set_opt("usage", self.usage_kib)
                .set_attr("units", "KiB"),
            FsType::Volume => &mut source,
        };
        source.set_opt("socket", self.socket.as_ref());
        e.push_filled(source);
        e.push(Element::new("target").with_attr("dir", &self.target));
        if self.readonly {
            e.push(Element::new("readonly"));
        }
        for (name, limit) in [
            ("space_hard_limit", self.space_hard_limit),
            ("space_soft_limit", self.space_soft_limit),
        ] {
            if let Some(bytes) = limit.filter(|n| *n > 0) {
                e.push(
                    Element::new(name)
                        .with_attr("unit", "bytes")
                        .with_text(bytes),
                );
            }
        }
        self.info.format(&mut e, o, InfoParts::BOOT);
        e
    }
}

impl IdMap {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let mut side = |name: &str| -> Result<Vec<IdMapEntry>> {
            let mut list = Vec::new();
            for mut entry in r.children(name) {
                list.push(IdMapEntry {
                    start: entry.u32_required("start")?,
                    target: entry.u32_required("target")?,
                    count: entry.u32_required("count")?,
                });
                entry.finish()?;
            }
            list.sort_by_key(|entry| entry.start);
            if list.first().is_some_and(|first| first.start != 0) {
                return Err(Error::xml("the first entry of an <idmap> must start at 0"));
            }
            Ok(list)
        };
        let map = IdMap {
            uid: side("uid")?,
            gid: side("gid")?,
        };
        r.finish()?;
        if map.uid.is_empty() != map.gid.is_empty() {
            return Err(Error::xml("<idmap> needs both <uid> and <gid>"));
        }
        Ok(map)
    }

    pub fn to_element(&self) -> Option<Element> {
        let mut e = Element::new("idmap");
        for (name, list) in [("uid", &self.uid), ("gid", &self.gid)] {
            for entry in list {
                e.push(
                    Element::new(name)
                        .with_attr("start", entry.start)
                        .with_attr("target", entry.target)
                        .with_attr("count", entry.count),
                );
            }
        }
        (!e.is_bare()).then_some(e)
    }
}

impl Shmem {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let name = r.required("name")?;
        if name.contains('/') {
            return Err(Error::xml("the name of shared memory cannot contain '/'"));
        }
        if matches!(name.as_str(), "." | "..") {
            return Err(Error::xml(format!(
                "shared memory cannot be named '{name}'"
            )));
        }
        let role = r.named("role")?;
        let mut model = None;
        if let Some(mut m) = r.child("model") {
            model = m.named("type")?;
            m.finish()?;
        }
        let mut size = 0;
        if let Some(mut s) = r.child("size") {
            size = super::source::parse_size(&mut s, 1)?;
            s.finish()?;
        }
        let mut server = None;
        if let Some(mut s) = r.child("server") {
            server = Some(ShmemServer {
                path: s.attr("path"),
            });
            s.finish()?;
        }
        let mut msi = None;
        if let Some(mut m) = r.child("msi") {
            msi = Some(ShmemMsi {
                vectors: m.u32("vectors")?,
                ioeventfd: m.on_off("ioeventfd")?,
            });
            m.finish()?;
        }
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(Shmem {
            name,
            role,
            model,
            size,
            server,
            msi,
            info,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("shmem").with_attr("name", &self.name);
        e.set_opt("role", self.role);
        e.push(Element::new("model").with_attr("type", self.model.unwrap_or(ShmemModel::Ivshmem)));
        if self.size > 0 {
            e.push(
                Element::new("size")
                    .with_attr("unit", "M")
                    .with_text(self.size >> 20),
            );
        }
        if let Some(server) = &self.server {
            let mut s = Element::new("server");
            s.set_opt("path", server.path.as_ref());
            e.push(s);
        }
        if let Some(msi) = &self.msi {
            let mut m = Element::new("msi");
            m.set_opt("vectors", msi.vectors.filter(|n| *n > 0));
            m.set_opt("ioeventfd", msi.ioeventfd.map(on));
            e.push(m);
        }
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

names! {
    FsType {
        Mount = "mount",
        Block = "block",
        File = "file",
        Template = "template",
        Ram = "ram",
        Bind = "bind",
        Volume = "volume",
    }
    FsDriver {
        Path = "path",
        Handle = "handle",
        Loop = "loop",
        Nbd = "nbd",
        Ploop = "ploop",
        Virtiofs = "virtiofs",
        Mtp = "mtp",
    }
    FsAccessMode {
        Passthrough = "passthrough",
        Mapped = "mapped",
        Squash = "squash",
    }
    FsMultidevs {
        Default = "default",
        Remap = "remap",
        Forbid = "forbid",
        Warn = "warn",
    }
    FsCacheMode {
        None = "none",
        Always = "always",
    }
    FsSandboxMode {
        Namespace = "namespace",
        Chroot = "chroot",
    }
    ShmemRole {
        Master = "master",
        Peer = "peer",
    }
    ShmemModel {
        Ivshmem = "ivshmem",
        IvshmemPlain = "ivshmem-plain",
        IvshmemDoorbell = "ivshmem-doorbell",
    }
}
