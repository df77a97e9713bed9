//! Titles, descriptions and what other programs keep in a domain's document.

use super::QemuDriver;
use super::query::reference;
use crate::conf::domain::Domain;
use crate::conf::xml::{Element, Node};
use crate::driver::*;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use crate::event::domain::{DomainEvent, MetadataType};
use crate::qemu::context::not_running;
use crate::qemu::documents::definition_text;
use crate::qemu::domains::{Registry, View};
use std::fmt::Write;

/// Which documents a change touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Affected {
    pub live: bool,
    pub config: bool,
}

impl Affected {
    /// Checks that what is asked for is there.
    pub fn of(view: &View, impact: Impact) -> Result<Affected> {
        let (live, config) = match impact {
            Impact::Current => (view.is_active(), !view.is_active()),
            Impact::Live => (true, false),
            Impact::Config => (false, true),
            Impact::LiveAndConfig => (true, true),
        };
        if live && !view.is_active() {
            return Err(not_running());
        }
        if config && !view.is_persistent() {
            return Err(Error::operation_invalid(
                "a transient domain has no persistent definition",
            )
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
        }
        Ok(Affected { live, config })
    }
}

impl QemuDriver {
    pub(super) fn change_metadata(
        &self,
        dom: &DomainRef,
        kind: MetadataKind,
        value: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
        impact: Impact,
    ) -> Result<()> {
        let change = Change::new(kind, value, key, uri)?;
        let _lock = self.ctx.lock(&dom.uuid, "modify")?;
        let view = self.ctx.find(dom)?;
        let affected = Affected::of(&view, impact)?;
        if let (true, Some(live)) = (affected.live, &view.live) {
            self.ctx.edit_live(live, |domain| change.apply(domain))?;
        }
        if affected.config {
            // Read under the lock that every definition is written under.
            let mut registry = Registry::lock(&self.ctx.domains)?;
            let view = self.ctx.find(dom)?;
            let Some(definition) = &view.definition else {
                return Err(crate::qemu::context::no_such(dom));
            };
            let mut domain = self.ctx.read_definition(definition)?;
            change.apply(&mut domain);
            registry.write_definition(&view.name, &definition_text(&domain))?;
        }
        let kind = match kind {
            MetadataKind::Description => MetadataType::Description,
            MetadataKind::Title => MetadataType::Title,
            MetadataKind::Element => MetadataType::Element,
        };
        let uri = uri.map(str::to_owned);
        let changed = DomainEvent::MetadataChange { kind, uri };
        self.ctx.emit(&reference(view), changed);
        Ok(())
    }

    pub(super) fn read_metadata(
        &self,
        dom: &DomainRef,
        kind: MetadataKind,
        uri: Option<&str>,
        impact: Impact,
    ) -> Result<String> {
        let view = self.ctx.find(dom)?;
        let affected = Affected::of(&view, impact)?;
        let domain = match (&view.live, &view.definition) {
            (Some(live), _) if affected.live => self.ctx.read_live(live)?,
            (_, Some(definition)) => self.ctx.read_definition(definition)?,
            _ => return Err(crate::qemu::context::no_such(dom)),
        };
        let found = match kind {
            MetadataKind::Title => domain.title,
            MetadataKind::Description => domain.description,
            MetadataKind::Element => domain
                .metadata
                .iter()
                .flat_map(Element::elements)
                .find(|e| e.namespace.as_deref() == uri)
                .map(bare_text),
        };
        found.ok_or_else(|| {
            Error::new(
                virErrorNumber::VIR_ERR_NO_DOMAIN_METADATA,
                "the domain has no such metadata",
            )
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN)
        })
    }
}

/// What is to be done to a document.
enum Change {
    Title(Option<String>),
    Description(Option<String>),
    /// Replaces the element of this namespace.
    Element {
        uri: String,
        new: Option<Element>,
    },
}

impl Change {
    fn new(
        kind: MetadataKind,
        value: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
    ) -> Result<Change> {
        // An empty text is none.
        let text = || value.filter(|v| !v.is_empty()).map(str::to_owned);
        Ok(match kind {
            MetadataKind::Title => Change::Title(text()),
            MetadataKind::Description => Change::Description(text()),
            MetadataKind::Element => {
                let uri = uri.unwrap_or_default().to_owned();
                let new = match value {
                    Some(value) => {
                        let mut element = Element::parse(value)
                            .map_err(|e| e.from_domain(virErrorDomain::VIR_FROM_DOMAIN))?;
                        into_namespace(&mut element, key.unwrap_or_default(), &uri);
                        element.declared.push((key.map(str::to_owned), uri.clone()));
                        Some(element)
                    }
                    None => None,
                };
                Change::Element { uri, new }
            }
        })
    }

    fn apply(&self, domain: &mut Domain) {
        match self {
            Change::Title(text) => domain.title.clone_from(text),
            Change::Description(text) => domain.description.clone_from(text),
            Change::Element { uri, new } => {
                let mut all = domain
                    .metadata
                    .take()
                    .unwrap_or_else(|| Element::new("metadata"));
                // White space between elements goes: the writer puts its own.
                all.children.retain(|node| match node {
                    Node::Element(e) => e.namespace.as_deref() != Some(uri),
                    Node::Text(text) => !text.trim().is_empty(),
                    Node::Comment(_) => true,
                });
                if let Some(new) = new {
                    all.push(new.clone());
                }
                let empty = all.elements().next().is_none();
                domain.metadata = (!empty).then_some(all);
            }
        }
    }
}

/// Moves an element, and all in it that has no namespace, into one.
fn into_namespace(element: &mut Element, prefix: &str, uri: &str) {
    if element.namespace.is_none() {
        element.name = format!("{prefix}:{}", element.name);
        element.namespace = Some(uri.to_owned());
    }
    for child in element.elements_mut() {
        into_namespace(child, prefix, uri);
    }
}

/// The element as the program that gave it knows it: without the namespace that keeps it apart.
fn bare_text(element: &Element) -> String {
    let mut element = element.clone();
    let uri = element.namespace.clone();
    out_of_namespace(&mut element, uri.as_deref());
    let mut text = String::new();
    write_element(&element, 0, &mut text);
    text
}

fn out_of_namespace(element: &mut Element, uri: Option<&str>) {
    if element.namespace.as_deref() == uri {
        element.name = element.local_name().to_owned();
        element.namespace = None;
    }
    element
        .declared
        .retain(|(_, declared)| Some(declared.as_str()) != uri);
    for child in element.elements_mut() {
        out_of_namespace(child, uri);
    }
}

/// Writes as callers of virDomainGetMetadata know it: double quotes, and no line end behind it.
fn write_element(element: &Element, depth: usize, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for (prefix, uri) in &element.declared {
        match prefix {
            Some(prefix) => drop(write!(out, " xmlns:{prefix}=\"{}\"", escaped(uri, true))),
            None => drop(write!(out, " xmlns=\"{}\"", escaped(uri, true))),
        }
    }
    for (name, value) in &element.attrs {
        let _ = write!(out, " {name}=\"{}\"", escaped(value, true));
    }
    let blank = |n: &Node| matches!(n, Node::Text(t) if t.trim().is_empty());
    let has_elements = element
        .children
        .iter()
        .any(|n| matches!(n, Node::Element(_)));
    let mixed = element
        .children
        .iter()
        .any(|n| matches!(n, Node::Text(_)) && !blank(n));
    let children: Vec<&Node> = element
        .children
        .iter()
        .filter(|n| mixed || !has_elements || !blank(n))
        .collect();
    if children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    let lines = !mixed && has_elements;
    let new_line = |out: &mut String, depth: usize| {
        if lines {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", depth));
        }
    };
    for child in children {
        new_line(out, depth + 1);
        match child {
            Node::Element(e) => write_element(e, depth + 1, out),
            Node::Text(text) => out.push_str(&escaped(text, false)),
            Node::Comment(text) => drop(write!(out, "<!--{text}-->")),
        }
    }
    new_line(out, depth);
    let _ = write!(out, "</{}>", element.name);
}

fn escaped(text: &str, in_attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\n' if in_attribute => out.push_str("&#10;"),
            '\t' if in_attribute => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let text = "<foo a=\"1\">\n  <bar/>\n  <b>x &amp; y</b>\n</foo>";
        let mut element = Element::parse(text).unwrap();
        into_namespace(&mut element, "k", "http://x/y");
        element
            .declared
            .push((Some("k".to_owned()), "http://x/y".to_owned()));
        let text_now = element.format();
        assert!(text_now.starts_with("<k:foo "), "{text_now}");
        // As it comes back from a file.
        let read = Element::parse(&element.format()).unwrap();
        assert_eq!(bare_text(&read), text);
    }

    #[test]
    fn other_namespaces_stay() {
        let text = "<a xmlns:o=\"urn:o\">one <o:b/> two</a>";
        let mut element = Element::parse(text).unwrap();
        into_namespace(&mut element, "k", "urn:k");
        assert_eq!(bare_text(&element), text);
    }
}
