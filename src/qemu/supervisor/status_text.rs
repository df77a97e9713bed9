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
}
