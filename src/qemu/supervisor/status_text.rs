//! The status file as the supervisor sees it: text, of which it changes three attributes. What else
//! is in it is the driver's.

use crate::conf::state::StateReason;
use std::ops::Range;

/// Where an attribute's value stands in the root element's start tag.
fn attribute(text: &str, name: &str) -> Option<Range<usize>> {
    let start = text.find("<domstatus")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let mut at = "<domstatus".len();
    loop {
        at += tag[at..].find(|c: char| !c.is_whitespace())?;
        let equals = at + tag[at..].find('=')?;
        let quote = tag[equals + 1..].chars().next()?;
        let value = equals + 2;
        let end = value + tag.get(value..)?.find(quote)?;
        if tag[at..equals].trim_end() == name {
            return Some(start + value..start + end);
        }
        at = end + 1;
    }
}

/// The state that the document tells.
pub fn state(text: &str) -> Option<StateReason> {
    StateReason::from_names(
        &text[attribute(text, "state")?],
        &text[attribute(text, "reason")?],
    )
}

/// QEMU's process that the document tells.
pub fn pid(text: &str) -> Option<i32> {
    text[attribute(text, "pid")?].parse().ok()
}

/// The document with another state, and another process if one is given.
pub fn with(text: &str, state: StateReason, pid: Option<i32>) -> Option<String> {
    let mut text = text.to_owned();
    let mut set = |name: &str, value: &str| {
        let place = attribute(&text, name)?;
        text.replace_range(place, value);
        Some(())
    };
    set("state", state.state().name())?;
    set("reason", state.reason_name())?;
    if let Some(pid) = pid {
        set("pid", &pid.to_string())?;
    }
    Some(text)
}

/// The `<domain>` in a status document, as a document of its own.
pub fn domain(text: &str) -> Option<String> {
    let start = text.find("  <domain ")?;
    let end = start + text[start..].find("\n  </domain>")?;
    let lines = text[start..end].lines();
    let mut domain: String = lines
        .map(|line| line.strip_prefix("  ").unwrap_or(line).to_owned() + "\n")
        .collect();
    domain.push_str("</domain>\n");
    Some(domain)
}

/// A device in a status document, found by its alias: where its element stands.
#[derive(Clone, Debug)]
pub struct Device(Range<usize>);

impl Device {
    /// The device of this element name that has this alias.
    pub fn find(text: &str, element: &str, alias: &str) -> Option<Device> {
        let alias = text.find(&format!("<alias name='{alias}'/>"))?;
        let start = text[..alias].rfind(&format!("<{element} "))?;
        let closing = format!("</{element}>");
        let end = start + text[start..].find(&closing)? + closing.len();
        // One that ends before the alias is another device.
        (alias < end).then_some(Device(start..end))
    }

    /// The alias of the device one of whose sources has this number: what QEMU calls `libvirt-INDEX-format`.
    pub fn alias_by_source(text: &str, index: u32) -> Option<&str> {
        let wanted = format!(" index='{index}'");
        let is_source = |at: usize| {
            let tag = text[..at].rfind('<').map(|start| &text[start..]);
            tag.is_some_and(|tag| tag.starts_with("<source "))
        };
        let (at, _) = text.match_indices(&wanted).find(|(at, _)| is_source(*at))?;
        let (_, alias) = text[at..].split_once("<alias name='")?;
        Some(alias.split_once('\'')?.0)
    }

    /// Where the start tag of the first element of that name in the device stands, without its brackets.
    fn tag(&self, text: &str, element: &str) -> Option<Range<usize>> {
        let start = self.0.start + text[self.0.clone()].find(&format!("<{element} "))? + 1;
        let end = start + text[start..self.0.end].find('>')?;
        let end = end - usize::from(text[..end].ends_with('/'));
        Some(start..end)
    }

    /// An attribute's value.
    pub fn attribute(&self, text: &str, element: &str, name: &str) -> Option<String> {
        let tag = &text[self.tag(text, element)?];
        let (_, value) = tag.split_once(&format!(" {name}='"))?;
        Some(unescaped(value.split_once('\'')?.0))
    }

    /// The document with another value of the attribute, or without it.
    pub fn with_attribute(
        &self,
        text: &str,
        element: &str,
        name: &str,
        value: Option<&str>,
    ) -> Option<String> {
        let tag = self.tag(text, element)?;
        let old = &text[tag.clone()];
        let new = match old.split_once(&format!(" {name}='")) {
            Some((before, rest)) => {
                let (_, after) = rest.split_once('\'')?;
                match value {
                    Some(value) => format!("{before} {name}='{value}'{after}"),
                    None => format!("{before}{after}"),
                }
            }
            None => match value {
                Some(value) => format!("{old} {name}='{value}'"),
                None => return None,
            },
        };
        let mut text = text.to_owned();
        text.replace_range(tag, &new);
        Some(text)
    }
}

/// Text of an attribute as it was before it was written.
fn unescaped(text: &str) -> String {
    let mut out = text.to_owned();
    for (escape, plain) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ] {
        out = out.replace(escape, plain);
    }
    out
}

/// The document with another amount of memory that the guest has now.
pub fn with_current_memory(text: &str, kib: u64) -> Option<String> {
    let (before, rest) = text.split_once("<currentMemory unit='KiB'>")?;
    let (_, after) = rest.split_once("</currentMemory>")?;
    Some(format!(
        "{before}<currentMemory unit='KiB'>{kib}</currentMemory>{after}"
    ))
}

/// The adjustment of a clock with an offset of its own: where it stands, and what it is.
pub fn clock_adjustment(text: &str) -> Option<(Range<usize>, i64)> {
    let tag = text.find("<clock offset='variable'")?;
    let end = tag + text[tag..].find('>')?;
    const NAME: &str = " adjustment='";
    let value = tag + text[tag..end].find(NAME)? + NAME.len();
    let range = value..value + text[value..end].find('\'')?;
    let adjustment = text[range.clone()].parse().ok()?;
    Some((range, adjustment))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conf::state::{Paused, Running};

    #[test]
    fn gives_out_the_domain() {
        let text = "<domstatus>\n  <x/>\n  <domain type='qemu'>\n    <name>a</name>\n  </domain>\n</domstatus>\n";
        let expected = "<domain type='qemu'>\n  <name>a</name>\n</domain>\n";
        assert_eq!(domain(text).as_deref(), Some(expected));
        assert_eq!(domain("<domstatus/>"), None);
    }

    #[test]
    fn changes_three_attributes() {
        let text = "<!-- domstatus -->\n<domstatus state='running' reason='booted' pid='0'>\n  <a state='x'/>\n</domstatus>\n";
        assert_eq!(state(text), Some(StateReason::Running(Running::Booted)));
        let new = with(text, StateReason::Paused(Paused::User), Some(77)).unwrap();
        assert_eq!(
            new,
            text.replace(
                "'running' reason='booted' pid='0'",
                "'paused' reason='user' pid='77'"
            )
        );
        assert_eq!(pid(&new), Some(77));
        for bad in [
            "",
            "<domstatus",
            "<domstatus state=>",
            "<domstatus state='a>",
            "<x/>",
        ] {
            assert_eq!(state(bad), None, "{bad}");
            assert_eq!(with(bad, StateReason::NoState, None), None, "{bad}");
        }
    }

    #[test]
    fn devices() {
        let text = "<disk type='file'>\n<source file='/a&amp;b'/>\n<target dev='hda' bus='ide'/>\n<alias name='ide0-0-0'/>\n</disk>\n\
            <channel type='unix'>\n<target type='virtio' name='org.qemu.guest_agent.0' state='disconnected'/>\n<alias name='channel0'/>\n</channel>";
        let disk = Device::find(text, "disk", "ide0-0-0").unwrap();
        assert_eq!(
            disk.attribute(text, "source", "file").as_deref(),
            Some("/a&b")
        );
        assert_eq!(disk.attribute(text, "source", "dev"), None);
        let open = disk
            .with_attribute(text, "target", "tray", Some("open"))
            .unwrap();
        assert!(
            open.contains("<target dev='hda' bus='ide' tray='open'/>"),
            "{open}"
        );
        let disk = Device::find(&open, "disk", "ide0-0-0").unwrap();
        assert_eq!(
            disk.with_attribute(&open, "target", "tray", None)
                .as_deref(),
            Some(text)
        );
        let channel = Device::find(text, "channel", "channel0").unwrap();
        let connected = channel.with_attribute(text, "target", "state", Some("connected"));
        assert!(connected.unwrap().contains("state='connected'/>"));
        assert!(Device::find(text, "channel", "ide0-0-0").is_none());
        assert!(Device::find(text, "disk", "nothing").is_none());
    }

    #[test]
    fn memory_and_clock() {
        let text = "<memory unit='KiB'>9</memory><currentMemory unit='KiB'>8</currentMemory>\
            <clock offset='variable' adjustment='-12' basis='utc'/>";
        let less = with_current_memory(text, 7).unwrap();
        assert!(less.contains("<memory unit='KiB'>9<") && less.contains(">7</currentMemory>"));
        let (place, adjustment) = clock_adjustment(text).unwrap();
        assert_eq!((&text[place], adjustment), ("-12", -12));
        assert_eq!(clock_adjustment("<clock offset='utc'/>"), None);
    }
}
