//! Status files: what libvirt keeps of a running guest beside its document. The format is libvirt's,
//! so that either library finds the other's guests. What this library does not know is kept as it is.

use crate::conf::state::StateReason;
use crate::conf::xml::Element;
use crate::error::{Error, Result};
use crate::qemu::file_header::with_header;
use std::path::{Path, PathBuf};

/// A running guest, as its status file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// QEMU's process.
    pub pid: i32,
    pub state: StateReason,
    /// QEMU's monitor socket.
    pub monitor: PathBuf,
    /// (virtual CPU, the thread that runs it).
    pub vcpus: Vec<(u32, i32)>,
    /// The names of the features of the QEMU that runs, in libvirt's words.
    pub features: Vec<String>,
    /// The aliases of the devices that QEMU has.
    pub devices: Vec<String>,
    pub lib_dir: PathBuf,
    pub channel_dir: PathBuf,
    pub ram_dir: PathBuf,
    /// Everything else beside the document, in its order.
    pub other: Vec<Element>,
    /// The `<domain>`.
    pub domain: Element,
}

impl Status {
    /// Reads a status file.
    pub fn read(path: &Path) -> Result<Status> {
        let text = std::fs::read_to_string(path)
            .map_err(|e| Error::system(format!("cannot read '{}'", path.display()), &e))?;
        Self::parse(&text)
    }

    /// Reads a status document.
    pub fn parse(text: &str) -> Result<Status> {
        let root = Element::parse(text)?;
        let missing = |what: &str| Error::internal(format!("no {what} in the status document"));
        if root.local_name() != "domstatus" {
            return Err(Error::internal(format!(
                "unexpected root element <{}>, expecting <domstatus>",
                root.name
            )));
        }
        let number = |e: &Element, name: &str| e.attr(name).and_then(|v| v.parse().ok());
        let state = StateReason::from_names(
            root.attr("state").ok_or_else(|| missing("state"))?,
            root.attr("reason").unwrap_or_default(),
        );
        let mut status = Status {
            pid: number(&root, "pid").ok_or_else(|| missing("process"))?,
            state: state.ok_or_else(|| missing("known state"))?,
            monitor: PathBuf::new(),
            vcpus: Vec::new(),
            features: Vec::new(),
            devices: Vec::new(),
            lib_dir: PathBuf::new(),
            channel_dir: PathBuf::new(),
            ram_dir: PathBuf::new(),
            other: Vec::new(),
            domain: Element::default(),
        };
        let path = |e: &Element| PathBuf::from(e.attr("path").unwrap_or_default());
        for child in root.elements() {
            match child.local_name() {
                "monitor" => status.monitor = path(child),
                "vcpus" => {
                    for vcpu in child.elements() {
                        let id = vcpu.attr("id").and_then(|v| v.parse().ok());
                        if let (Some(id), Some(pid)) = (id, number(vcpu, "pid")) {
                            status.vcpus.push((id, pid));
                        }
                    }
                }
                "qemuCaps" => {
                    let names = child.elements().filter_map(|f| f.attr("name"));
                    status.features = names.map(str::to_owned).collect();
                }
                "devices" => {
                    let aliases = child.elements().filter_map(|d| d.attr("alias"));
                    status.devices = aliases.map(str::to_owned).collect();
                }
                "libDir" => status.lib_dir = path(child),
                "channelTargetDir" => status.channel_dir = path(child),
                "memoryBackingDir" => status.ram_dir = path(child),
                "domain" => status.domain = child.clone(),
                _ => status.other.push(child.clone()),
            }
        }
        if status.domain.name.is_empty() {
            return Err(missing("domain"));
        }
        Ok(status)
    }

    /// Writes the document, with libvirt's warning in front.
    pub fn format(&self) -> String {
        let mut root = Element::new("domstatus")
            .with_attr("state", self.state.state().name())
            .with_attr("reason", self.state.reason_name())
            .with_attr("pid", self.pid);
        let path = |name: &str, path: &Path| Element::new(name).with_attr("path", path.display());
        root.push(path("monitor", &self.monitor).with_attr("type", "unix"));
        if !self.vcpus.is_empty() {
            let mut vcpus = Element::new("vcpus");
            for (id, pid) in &self.vcpus {
                vcpus.push(
                    Element::new("vcpu")
                        .with_attr("id", id)
                        .with_attr("pid", pid),
                );
            }
            root.push(vcpus);
        }
        if !self.features.is_empty() {
            let mut features = Element::new("qemuCaps");
            for name in &self.features {
                features.push(Element::new("flag").with_attr("name", name));
            }
            root.push(features);
        }
        let mut devices = Element::new("devices");
        for alias in &self.devices {
            devices.push(Element::new("device").with_attr("alias", alias));
        }
        root.push_filled(devices);
        root.push(path("libDir", &self.lib_dir));
        root.push(path("channelTargetDir", &self.channel_dir));
        root.push(path("memoryBackingDir", &self.ram_dir));
        for other in &self.other {
            root.push(other.clone());
        }
        root.push(self.domain.clone());
        let text = |of: &str| self.domain.child(of).map(Element::text).unwrap_or_default();
        with_header(&text("name"), &text("uuid"), &root.format())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conf::state::Running;

    const STATUS: &str = "<domstatus state='running' reason='booted' pid='10822'>
  <monitor path='/x/monitor.sock' type='unix'/>
  <namespaces>
    <mount/>
  </namespaces>
  <vcpus>
    <vcpu id='0' pid='10837'/>
  </vcpus>
  <qemuCaps>
    <flag name='kvm'/>
    <flag name='sdl'/>
  </qemuCaps>
  <devices>
    <device alias='balloon0'/>
  </devices>
  <libDir path='/x'/>
  <channelTargetDir path='/y'/>
  <memoryBackingDir path='/z'/>
  <rememberOwner/>
  <nodename index='0'/>
  <domain type='qemu' id='2'>
    <name>a</name>
  </domain>
</domstatus>
";

    #[test]
    fn comes_back_whole() {
        let status = Status::parse(STATUS).unwrap();
        assert_eq!(status.state, StateReason::Running(Running::Booted));
        assert_eq!((status.pid, &status.vcpus[..]), (10822, &[(0, 10837)][..]));
        assert_eq!(status.features, ["kvm", "sdl"]);
        let text = status.format();
        assert!(text.starts_with("<!--\n"), "{text}");
        assert_eq!(Status::parse(&text).unwrap(), status);
        // What is not ours is not lost.
        assert!(text.contains("  <nodename index='0'/>\n"), "{text}");
    }

    #[test]
    fn refuses_what_is_no_status() {
        for bad in [
            "",
            "<domain/>",
            "<domstatus/>",
            "<domstatus state='running' reason='booted' pid='1'/>",
            "<domstatus state='odd' reason='booted' pid='1'><domain/></domstatus>",
        ] {
            assert!(Status::parse(bad).is_err(), "{bad}");
        }
    }
}
