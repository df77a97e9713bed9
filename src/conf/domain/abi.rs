//! Whether two documents describe the same machine to the guest inside: asked when a saved guest is
//! to come back with another document.
//!
//! Both are reduced to what the guest sees, by the table in [`devices`] and the list in [`visible`];
//! what is left must be equal. What the table does not name counts whole: a new kind of device is
//! first protected, then perhaps relaxed.

use super::{Domain, FormatOptions};
use crate::conf::xml::{Element, Node};
use crate::error::{Error, Result, virErrorDomain};

/// VIR_ERR_CONFIG_UNSUPPORTED, naming the first difference, if a guest that was running with `src`
/// would notice that it runs with `dst`.
pub fn abi_check(src: &Domain, dst: &Domain) -> Result<()> {
    let refuse = |detail: String| {
        Err(Error::config_unsupported(detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN))
    };
    if src.uuid != dst.uuid {
        return refuse(format!(
            "Target domain uuid {} does not match source {}",
            dst.uuid, src.uuid
        ));
    }
    if src.numa != dst.numa {
        return refuse("Target domain's NUMA nodes do not match source".to_owned());
    }
    let (mut a, mut b) = (visible(src), visible(dst));
    // Who gives no CPU leaves it as it is.
    if a.child("cpu").is_none() || b.child("cpu").is_none() {
        a.keep(|name| name != "cpu");
        b.keep(|name| name != "cpu");
    }
    match difference(&a, &b) {
        Some(what) => refuse(format!("Target domain {what}")),
        None => Ok(()),
    }
}

/// What is kept of an element: attributes, and children with what is kept of them.
trait Reduce {
    fn keep(&mut self, wanted: impl Fn(&str) -> bool);
    fn keep_attrs(&mut self, wanted: &[&str]);
    fn drop_attrs(&mut self, unwanted: &[&str]);
}

impl Reduce for Element {
    fn keep(&mut self, wanted: impl Fn(&str) -> bool) {
        self.children.retain(|node| match node {
            Node::Element(e) => wanted(&e.name),
            Node::Text(_) => true,
            Node::Comment(_) => false,
        });
    }

    fn keep_attrs(&mut self, wanted: &[&str]) {
        self.attrs
            .retain(|(name, _)| wanted.contains(&name.as_str()));
    }

    fn drop_attrs(&mut self, unwanted: &[&str]) {
        self.attrs
            .retain(|(name, _)| !unwanted.contains(&name.as_str()));
    }
}

/// The document without what the guest does not see.
fn visible(domain: &Domain) -> Element {
    let mut root = domain.to_element(&FormatOptions {
        secure: true,
        inactive: true,
        migratable: true,
        ..FormatOptions::default()
    });
    root.keep_attrs(&["type"]);
    root.keep(|name| {
        matches!(
            name,
            "name"
                | "genid"
                | "memory"
                | "currentMemory"
                | "maxMemory"
                | "memoryBacking"
                | "vcpu"
                | "vcpus"
                | "os"
                | "features"
                | "cpu"
                | "clock"
                | "sysinfo"
                | "keywrap"
                | "launchSecurity"
                | "devices"
        )
    });
    for child in root.elements_mut() {
        match child.name.as_str() {
            "vcpu" => child.keep_attrs(&["current"]),
            "vcpus" => {
                for vcpu in child.elements_mut() {
                    vcpu.keep_attrs(&["id", "enabled"]);
                }
            }
            "memoryBacking" => child.keep(|name| name == "source"),
            "os" => child.keep(|name| matches!(name, "type" | "smbios")),
            "cpu" => {
                child.drop_attrs(&["match"]);
                child.keep(|name| name != "numa");
                if let Some(model) = child.child_mut("model") {
                    model.drop_attrs(&["fallback"]);
                }
            }
            "clock" => {
                child.keep_attrs(&[]);
                child.keep(|name| name == "timer");
                for timer in child.elements_mut() {
                    timer.keep_attrs(&["name", "present"]);
                    timer.keep(|_| false);
                }
            }
            "devices" => devices(child),
            _ => {}
        }
    }
    root.keep_filled("memoryBacking");
    root.keep_filled("clock");
    root
}

trait KeepFilled {
    fn keep_filled(&mut self, name: &str);
}

impl KeepFilled for Element {
    /// Drops children of that name that hold nothing.
    fn keep_filled(&mut self, name: &str) {
        self.children.retain(|node| match node {
            Node::Element(e) => {
                e.name != name || !e.attrs.is_empty() || e.elements().next().is_some()
            }
            _ => true,
        });
    }
}

/// What a `<driver>` tells that the guest sees.
const DRIVER: &[&str] = &[
    "queues",
    "queue_size",
    "rx_queue_size",
    "tx_queue_size",
    "iommu",
    "ats",
    "packed",
    "page_per_vq",
];

/// Reduces `<devices>`.
fn devices(devices: &mut Element) {
    devices.keep(|name| !matches!(name, "emulator" | "graphics" | "audio" | "lease"));
    for device in devices.elements_mut() {
        let (attrs, children): (&[&str], &[&str]) = match device.name.as_str() {
            "disk" => (
                &["device", "model"],
                &[
                    "target", "serial", "wwn", "readonly", "address", "vendor", "product",
                    "blockio", "driver",
                ],
            ),
            "interface" => (
                &[],
                &["mac", "model", "address", "driver", "mtu", "teaming"],
            ),
            "serial" | "parallel" | "console" | "channel" => (&[], &["target", "address"]),
            "filesystem" => (&["model"], &["target", "address", "driver"]),
            "hostdev" => (&["mode", "type"], &["address"]),
            "input" => (&["type", "bus", "model"], &["address", "driver"]),
            "video" => (&[], &["model", "address"]),
            "watchdog" => (&["model"], &["address"]),
            "rng" => (&["model"], &["address", "driver"]),
            "memballoon" => (
                &["model", "autodeflate", "freePageReporting"],
                &["address", "driver"],
            ),
            "redirdev" | "smartcard" => (&["bus", "mode"], &["address"]),
            "tpm" => (&["model"], &["address"]),
            "vsock" => (&["model"], &["address", "driver"]),
            _ => {
                device.keep(|name| !matches!(name, "alias" | "boot" | "source" | "backend"));
                if let Some(driver) = device.child_mut("driver") {
                    driver.drop_attrs(&["iothread", "ioeventfd"]);
                }
                device.keep_filled("driver");
                continue;
            }
        };
        device.keep_attrs(attrs);
        device.keep(|name| children.contains(&name));
        let is_chardev = matches!(
            device.name.as_str(),
            "serial" | "parallel" | "console" | "channel"
        );
        for child in device.elements_mut() {
            match child.name.as_str() {
                "driver" => {
                    child.keep_attrs(DRIVER);
                    child.keep(|_| false);
                }
                "target" if is_chardev => {
                    child.drop_attrs(&["state", "path"]);
                    child.keep(|_| false);
                }
                "target" => child.drop_attrs(&["tray"]),
                _ => {}
            }
        }
        device.keep_filled("driver");
    }
}

/// The first difference, in words that go on after "Target domain".
fn difference(src: &Element, dst: &Element) -> Option<String> {
    if src.name == "domain" && src.attr("type") != dst.attr("type") {
        return Some(mismatch("type", src.attr("type"), dst.attr("type")));
    }
    let mut names: Vec<&str> = Vec::new();
    for e in src.elements().chain(dst.elements()) {
        if !names.contains(&e.name.as_str()) {
            names.push(&e.name);
        }
    }
    for name in names {
        let of = |e: &Element| -> Vec<Element> {
            e.elements().filter(|c| c.name == name).cloned().collect()
        };
        let (a, b) = (of(src), of(dst));
        if a.len() != b.len() {
            return Some(format!(
                "has {} of element '{name}', source has {}",
                b.len(),
                a.len()
            ));
        }
        for (a, b) in a.iter().zip(&b) {
            let inside = |what| format!("{what} (in '{}')", a.name);
            let attrs = a.attrs.iter().chain(&b.attrs);
            for (attr, _) in attrs {
                if a.attr(attr) != b.attr(attr) {
                    return Some(inside(mismatch(attr, a.attr(attr), b.attr(attr))));
                }
            }
            if a.elements().next().is_none() && b.elements().next().is_none() {
                let (old, new) = (a.text(), b.text());
                if old.trim() != new.trim() {
                    return Some(mismatch(name, Some(old.trim()), Some(new.trim())));
                }
            }
            if let Some(what) = difference(a, b) {
                return Some(inside(what));
            }
        }
    }
    None
}

fn mismatch(what: &str, src: Option<&str>, dst: Option<&str>) -> String {
    let shown = |v: Option<&str>| v.map_or("<null>".to_owned(), |v| format!("'{v}'"));
    format!("{what} {} does not match source {}", shown(dst), shown(src))
}

#[cfg(test)]
mod tests;
