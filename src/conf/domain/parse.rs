//! The whole document: read from XML, written to XML.

use super::chardev::{
    Channel, Console, ConsoleTarget, Parallel, RedirDev, RedirFilter, Serial, Smartcard,
};
use super::devices::Devices;
use super::*;
use crate::conf::reader::{Reader, unsupported, yes};
use crate::conf::xml::Node;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};

impl Domain {
    /// Reads a `<domain>` document and gives it the defaults that need no knowledge of a hypervisor.
    ///
    /// Errors: VIR_ERR_XML_DETAIL (no XML), VIR_ERR_XML_ERROR (makes no sense), VIR_ERR_NO_NAME,
    /// VIR_ERR_OS_TYPE, VIR_ERR_CONFIG_UNSUPPORTED (not implemented).
    pub fn parse(xml: &str, ctx: &ParseContext) -> Result<Domain> {
        Domain::from_element(Element::parse(xml)?, ctx)
    }

    /// The same from an element, as it stands in status files and snapshots.
    pub fn from_element(element: Element, ctx: &ParseContext) -> Result<Domain> {
        let mut domain = Domain::read(element, ctx)?;
        domain.generic_defaults(ctx)?;
        if !ctx.skip_validate {
            domain.validate()?;
        }
        Ok(domain)
    }

    /// Reads without filling in anything.
    fn read(mut element: Element, ctx: &ParseContext) -> Result<Domain> {
        if element.local_name() != "domain" {
            return Err(Error::xml(format!(
                "the document's root is <{}>, not <domain>",
                element.name
            ))
            .from_domain(virErrorDomain::VIR_FROM_XML));
        }
        let qemu = qemu_ns::QemuNamespace::parse(&mut element)?;
        let outer = element.declared.clone();
        let mut r = Reader::root(element);
        let virt_type = match r.attr("type") {
            None => {
                return Err(internal("the domain has no type"));
            }
            Some(name) => VirtType::from_name(&name)
                .ok_or_else(|| unsupported(format!("unknown domain type '{name}'")))?,
        };
        let id = r
            .attr("id")
            .filter(|_| !ctx.inactive)
            .and_then(|text| crate::conf::units::signed(&text, 10))
            .and_then(|n| i32::try_from(n).ok())
            .filter(|n| *n >= 0);
        let Some(name) = r.child_text("name")? else {
            return Err(Error::new(virErrorNumber::VIR_ERR_NO_NAME, "")
                .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
        };
        check_name(&name)?;
        let uuid = match r.child_text("uuid")? {
            None => Uuid::random(),
            Some(text) => text
                .parse()
                .map_err(|_| internal(format!("malformed UUID '{text}'")))?,
        };
        let mut genid = None;
        if let Some(g) = r.child("genid") {
            let text = g.text();
            g.finish()?;
            genid = Some(if text.is_empty() {
                GenId {
                    uuid: Uuid::random(),
                    generated: true,
                }
            } else {
                GenId {
                    uuid: text
                        .parse()
                        .map_err(|_| Error::xml(format!("malformed genid '{text}'")))?,
                    generated: false,
                }
            });
        }
        let title = r.child_text("title")?;
        if title.as_ref().is_some_and(|t| t.contains('\n')) {
            return Err(Error::xml("the title of a domain is one line"));
        }
        let description = r.child_text("description")?;
        let metadata = r
            .raw_child("metadata")
            .and_then(|m| metadata::sanitize(m, &outer));

        let memory = memory::Memory::parse(&mut r)?;
        let blkiotune = match r.child("blkiotune") {
            Some(c) => vcpu::BlkioTune::parse(c)?,
            None => Default::default(),
        };
        let vcpus = vcpu::Vcpus::parse(&mut r)?;
        let iothreads = vcpu::IoThread::parse_all(&mut r)?;
        let default_iothread = vcpu::DefaultIoThread::parse(&mut r)?;
        let cputune = match r.child("cputune") {
            Some(c) => vcpu::CpuTune::parse(c)?,
            None => Default::default(),
        };
        let auto_vcpus = vcpus.placement == Some(vcpu::Placement::Auto);
        let numatune = match r.child("numatune") {
            Some(c) => vcpu::NumaTune::parse(c, auto_vcpus)?,
            None if auto_vcpus => vcpu::NumaTune::automatic(),
            None => Default::default(),
        };
        let resource = match r.child("resource") {
            Some(c) => Some(vcpu::Resource::parse(c)?),
            None => None,
        };
        let keywrap = match r.child("keywrap") {
            Some(c) => features::KeyWrap::parse(c)?,
            None => Default::default(),
        };
        let mut sysinfo = Vec::new();
        for c in r.children("sysinfo") {
            sysinfo.push(os::Sysinfo::parse(c)?);
        }
        let bootloader = r.child_text("bootloader")?;
        let bootloader_args = r.child_text("bootloader_args")?;
        let os = match r.child("os") {
            Some(c) => os::Os::parse(c, ctx)?,
            None => {
                return Err(Error::xml("the document lacks <os>"));
            }
        };
        let idmap = match r.child("idmap") {
            Some(c) => fs::IdMap::parse(c)?,
            None => Default::default(),
        };
        let features = match r.child("features") {
            Some(c) => features::Features::parse(c)?,
            None => Default::default(),
        };
        let (cpu, numa) = match r.child("cpu") {
            Some(c) => {
                let (cpu, numa) = cpu::Cpu::parse(c, ctx)?;
                (Some(cpu), numa)
            }
            None => (None, Default::default()),
        };
        let clock = match r.child("clock") {
            Some(c) => clock::Clock::parse(c, ctx)?,
            None => Default::default(),
        };
        let lifecycle = clock::Lifecycle::parse(&mut r)?;
        let pm = match r.child("pm") {
            Some(c) => features::PowerManagement::parse(c)?,
            None => Default::default(),
        };
        let mut perf: Vec<(PerfEvent, bool)> = Vec::new();
        if let Some(mut p) = r.child("perf") {
            for mut event in p.children("event") {
                let name: PerfEvent = event.named_required("name")?;
                let Some(enabled) = event.yes_no("enabled")? else {
                    return Err(event.missing("enabled"));
                };
                event.finish()?;
                if perf.iter().any(|(other, _)| *other == name) {
                    return Err(Error::xml(format!("perf event '{name}' is there twice")));
                }
                perf.push((name, enabled));
            }
            p.finish()?;
            perf.sort();
        }
        let devices = match r.child("devices") {
            Some(c) => Devices::parse(c, ctx)?,
            None => Default::default(),
        };
        let mut seclabels = Vec::new();
        for c in r.children("seclabel") {
            seclabels.push(seclabel::Seclabel::parse(c, ctx)?);
        }
        let launch_security = match r.child("launchSecurity") {
            Some(c) => Some(features::LaunchSecurity::parse(c)?),
            None => None,
        };
        // These names belong to namespaces; in none they mean nothing.
        r.ignore(&[
            "commandline",
            "capabilities",
            "deprecation",
            "override",
            "datacenterpath",
            "namespace",
        ]);
        r.finish()?;
        Ok(Domain {
            virt_type,
            id,
            name,
            uuid,
            genid,
            title,
            description,
            metadata,
            memory,
            vcpus,
            iothreads,
            default_iothread,
            blkiotune,
            cputune,
            numatune,
            resource,
            keywrap,
            sysinfo,
            bootloader,
            bootloader_args,
            os,
            idmap,
            features,
            cpu,
            numa,
            clock,
            lifecycle,
            pm,
            perf,
            devices,
            seclabels,
            launch_security,
            qemu,
        })
    }

    /// Writes the document as libvirt does.
    pub fn format(&self, o: &FormatOptions) -> String {
        let mut out = String::with_capacity(8192);
        self.write(&mut out, 0, "domain", o);
        out
    }

    /// Writes it as the element `name`, `indent` spaces to the right: part of another document.
    pub fn write(&self, out: &mut String, indent: usize, name: &str, o: &FormatOptions) {
        let mut element = self.to_element(o);
        element.name = name.to_owned();
        let Some(metadata) = &self.metadata else {
            return element.write(out, indent);
        };
        // Written by its own rules in its place.
        let (mut whole, mut mark, mut text) = ("\n".to_owned(), "\n".to_owned(), String::new());
        element.write(&mut whole, indent);
        Element::new("metadata").write(&mut mark, indent + 2);
        metadata::write(metadata, &mut text, indent + 2);
        match whole[1..].split_once(&mark) {
            Some((before, after)) => {
                for part in [before, "\n", &text, after] {
                    out.push_str(part);
                }
            }
            None => out.push_str(&whole[1..]),
        }
    }

    /// The document as a tree; `<metadata>` is an empty element in it (see [`Domain::format`]).
    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("domain").with_attr("type", self.virt_type);
        if !o.inactive {
            e.set_opt("id", self.id);
        }
        e.push_text("name", &self.name);
        e.push_text("uuid", self.uuid);
        if let Some(genid) = &self.genid {
            e.push_text("genid", genid.uuid);
        }
        if let Some(title) = &self.title {
            e.push_text("title", title);
        }
        if let Some(description) = &self.description {
            e.push_text("description", description);
        }
        if self.metadata.is_some() {
            e.push(Element::new("metadata"));
        }
        self.memory.format_sizes(&mut e);
        e.push_filled(self.blkiotune.to_element());
        self.memory.format_tune(&mut e);
        self.memory.backing.format(&mut e);
        self.vcpus.format(&mut e);
        vcpu::IoThread::format_all(&self.iothreads, &mut e);
        if let Some(d) = &self.default_iothread {
            d.format(&mut e);
        }
        e.push_filled(self.cputune.to_element());
        e.push_filled(self.numatune.to_element());
        if let Some(resource) = &self.resource {
            e.push_filled(resource.to_element());
        }
        for sysinfo in &self.sysinfo {
            e.push(sysinfo.to_element());
        }
        if let Some(text) = &self.bootloader {
            e.push_text("bootloader", text);
        }
        if let Some(text) = &self.bootloader_args {
            e.push_text("bootloader_args", text);
        }
        e.push(self.os.to_element(o));
        if let Some(idmap) = self.idmap.to_element() {
            e.push(idmap);
        }
        e.push_filled(self.features.to_element());
        if let Some(cpu) = cpu::Cpu::to_element(self.cpu.as_ref(), &self.numa) {
            e.push(cpu);
        }
        e.push(self.clock.to_element(o));
        self.lifecycle.format(&mut e);
        e.push_filled(self.pm.to_element());
        let mut perf = Element::new("perf");
        for (event, enabled) in &self.perf {
            perf.push(
                Element::new("event")
                    .with_attr("name", event)
                    .with_attr("enabled", yes(*enabled)),
            );
        }
        e.push_filled(perf);
        e.push(self.devices.to_element(self.os.os_type, o));
        for seclabel in &self.seclabels {
            if let Some(seclabel) = seclabel.to_element(o) {
                e.push(seclabel);
            }
        }
        e.push_filled(self.keywrap.to_element());
        if let Some(security) = &self.launch_security {
            e.push(security.to_element());
        }
        if let Some(qemu) = &self.qemu {
            qemu.format(&mut e);
        }
        e
    }
}

/// A name becomes a file's name, so there are things that cannot be in it.
pub fn check_name(name: &str) -> Result<()> {
    if name.contains('/') {
        return Err(Error::xml(format!("domain name '{name}' contains '/'")));
    }
    if name.contains('\n') {
        return Err(Error::new(
            virErrorNumber::VIR_ERR_XML_DETAIL,
            "domain name contains a line feed",
        )
        .from_domain(virErrorDomain::VIR_FROM_XML));
    }
    Ok(())
}

fn internal(detail: impl Into<String>) -> Error {
    Error::internal(detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN)
}

impl Devices {
    /// Reads `<devices>`.
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let mut d = Devices {
            emulator: r.child_text("emulator")?,
            ..Default::default()
        };
        macro_rules! each {
            ($($name:literal $list:ident $ty:ty;)*) => {
                $(for c in r.children($name) {
                    d.$list.push(<$ty>::parse(c, ctx)?);
                })*
            };
        }
        each! {
            "disk" disks disk::Disk;
            "controller" controllers controller::Controller;
            "lease" leases misc::Lease;
            "filesystem" filesystems fs::Filesystem;
            "interface" interfaces net::Interface;
            "smartcard" smartcards Smartcard;
            "parallel" parallels Parallel;
            "serial" serials Serial;
            "console" consoles Console;
            "channel" channels Channel;
            "input" inputs misc::Input;
            "graphics" graphics graphics::Graphics;
            "sound" sounds audio::Sound;
            "audio" audios audio::Audio;
            "video" videos video::Video;
            "hostdev" hostdevs hostdev::Hostdev;
            "watchdog" watchdogs misc::Watchdog;
            "rng" rngs misc::Rng;
            "tpm" tpms misc::Tpm;
            "hub" hubs misc::Hub;
            "redirdev" redirdevs RedirDev;
            "panic" panics misc::Panic;
            "shmem" shmems fs::Shmem;
            "memory" memories memory::MemoryDevice;
            "crypto" cryptos misc::Crypto;
        }
        macro_rules! one {
            ($($name:literal $field:ident $ty:ty;)*) => {
                $({
                    let mut all = r.children($name);
                    if all.len() > 1 {
                        let text = concat!("only one <", $name, "> is supported");
                        return Err(match $name {
                            "memballoon" => internal(text),
                            _ => Error::xml(text),
                        });
                    }
                    if let Some(c) = all.pop() {
                        d.$field = Some(<$ty>::parse(c, ctx)?);
                    }
                })*
            };
        }
        one! {
            "memballoon" memballoon misc::Memballoon;
            "nvram" nvram misc::NvramDevice;
            "iommu" iommu misc::Iommu;
            "vsock" vsock misc::Vsock;
            "pstore" pstore misc::Pstore;
        }
        d.disks = in_bus_order(d.disks);
        d.controllers = in_index_order(d.controllers);
        let mut filters = r.children("redirfilter");
        if filters.len() > 1 {
            return Err(Error::xml("only one <redirfilter> is supported"));
        }
        if let Some(filter) = filters.pop() {
            d.redir_filter = Some(RedirFilter::parse_all(filter)?);
        }
        r.finish()?;
        Ok(d)
    }

    /// Writes `<devices>`.
    pub fn to_element(&self, os_type: os::OsType, o: &FormatOptions) -> Element {
        let mut e = Element::new("devices");
        if let Some(emulator) = &self.emulator {
            e.push_text("emulator", emulator);
        }
        let mut push = |c: Element| e.children.push(Node::Element(c));
        for d in &self.disks {
            push(d.to_element(o));
        }
        for d in &self.controllers {
            push(d.to_element(o));
        }
        for d in &self.leases {
            push(d.to_element());
        }
        for d in &self.filesystems {
            push(d.to_element(o));
        }
        for d in &self.interfaces {
            push(d.to_element(o));
        }
        for d in &self.smartcards {
            push(d.to_element(o));
        }
        for d in &self.serials {
            push(d.to_element(o));
        }
        for d in &self.parallels {
            push(d.to_element(o));
        }
        for (i, d) in self.consoles.iter().enumerate() {
            // The first console is the first serial port's other face.
            if i == 0 && os_type == os::OsType::Hvm && self.first_console_is_serial() {
                if let Some(serial) = self.serials.first() {
                    let face = Console {
                        source: serial.source.clone(),
                        target: Some(ConsoleTarget::Serial),
                        port: serial.port,
                        info: serial.info.clone(),
                    };
                    push(face.to_element(o));
                    continue;
                }
            }
            push(d.to_element(o));
        }
        for d in &self.channels {
            push(d.to_element(o));
        }
        for d in &self.inputs {
            // What every machine of the kind has is not written for old libvirts.
            push(d.to_element(o));
        }
        for d in &self.tpms {
            push(d.to_element(o));
        }
        for d in &self.graphics {
            push(d.to_element(o));
        }
        for d in &self.sounds {
            push(d.to_element(o));
        }
        for d in &self.audios {
            push(d.to_element());
        }
        for d in &self.videos {
            push(d.to_element(o));
        }
        for d in &self.hostdevs {
            push(d.to_element(o));
        }
        for d in &self.redirdevs {
            push(d.to_element(o));
        }
        if let Some(rules) = &self.redir_filter {
            push(RedirFilter::format_all(rules));
        }
        for d in &self.hubs {
            push(d.to_element(o));
        }
        for d in &self.watchdogs {
            push(d.to_element(o));
        }
        if let Some(d) = &self.memballoon {
            push(d.to_element(o));
        }
        for d in &self.rngs {
            push(d.to_element(o));
        }
        if let Some(d) = &self.nvram {
            push(d.to_element(o));
        }
        for d in &self.panics {
            push(d.to_element(o));
        }
        for d in &self.shmems {
            push(d.to_element(o));
        }
        for d in &self.memories {
            push(d.to_element(o));
        }
        for d in &self.cryptos {
            push(d.to_element(o));
        }
        if let Some(d) = &self.iommu {
            push(d.to_element(o));
        }
        if let Some(d) = &self.vsock {
            push(d.to_element(o));
        }
        if let Some(d) = &self.pstore {
            push(d.to_element(o));
        }
        e
    }
}

/// Disks of one bus stand in the order of their targets, whatever the document says.
fn in_bus_order(disks: Vec<disk::Disk>) -> Vec<disk::Disk> {
    let mut sorted: Vec<disk::Disk> = Vec::with_capacity(disks.len());
    for mut disk in disks {
        defaults::disk_bus(&mut disk);
        let index = disk.target_index();
        let mut at = None;
        for (i, other) in sorted.iter().enumerate().rev() {
            if other.bus == disk.bus && other.target_index() > index {
                at = Some(i);
            } else if other.bus == disk.bus && at.is_none() {
                at = Some(i + 1);
            }
        }
        sorted.insert(at.unwrap_or(sorted.len()), disk);
    }
    sorted
}

/// Controllers of one type stand in the order of their indexes, a USB master before its companions.
fn in_index_order(controllers: Vec<controller::Controller>) -> Vec<controller::Controller> {
    let mut sorted: Vec<controller::Controller> = Vec::with_capacity(controllers.len());
    for c in controllers {
        let mut at = None;
        for (i, other) in sorted.iter().enumerate().rev() {
            if other.kind != c.kind {
                continue;
            }
            if c.index.is_none() {
                at = Some(i + 1);
                break;
            }
            let master_first = c.info.usb_master.is_none()
                && other.info.usb_master.is_some()
                && other.index == c.index;
            if other.index > c.index || master_first {
                at = Some(i);
            } else if at.is_none() {
                at = Some(i + 1);
            }
        }
        sorted.insert(at.unwrap_or(sorted.len()), c);
    }
    sorted
}
