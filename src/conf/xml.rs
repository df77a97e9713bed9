//! XML as an owned, mutable tree, and libvirt's way of writing it: two spaces of indent, single
//! quotes, `<empty/>`.
//!
//! Only what documents need: elements, attributes, text and comments; namespaces are kept, so that
//! metadata of other programs comes out as it went in.

use crate::error::{Error, Result, virErrorDomain, virErrorNumber};

/// No document may be longer, in bytes.
pub const MAX_LENGTH: usize = 16 << 20;
/// No element may stand deeper in others.
pub const MAX_DEPTH: usize = 200;

/// An element with all that is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// As written, a prefix included (`qemu:arg`).
    pub name: String,
    /// The URI of the namespace it belongs to.
    pub namespace: Option<String>,
    /// (name with prefix, value), as written.
    pub attrs: Vec<(String, String)>,
    /// The namespaces that are declared on this very element: (prefix, URI), `None`: the default one.
    pub declared: Vec<(Option<String>, String)>,
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Element(Element),
    Text(String),
    Comment(String),
}

impl Element {
    pub fn new(name: impl Into<String>) -> Self {
        Element {
            name: name.into(),
            ..Default::default()
        }
    }

    /// Reads a document; white space between elements stays where mixed content may matter only.
    pub fn parse(text: &str) -> Result<Element> {
        if text.len() > MAX_LENGTH {
            return Err(malformed(
                VIR_ERR_XML_DETAIL,
                format!("document is longer than {MAX_LENGTH} bytes"),
            ));
        }
        check_depth(text)?;
        let options = roxmltree::ParsingOptions {
            allow_dtd: false,
            nodes_limit: 4_000_000,
        };
        let document = roxmltree::Document::parse_with_options(text, options)
            .map_err(|e| malformed(VIR_ERR_XML_DETAIL, e.to_string()))?;
        Ok(convert(document.root_element()))
    }

    /// The name without its prefix.
    pub fn local_name(&self) -> &str {
        local(&self.name)
    }

    /// The value of an attribute.
    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attrs
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// Sets an attribute, in its old place if it is there already.
    pub fn set_attr(&mut self, name: &str, value: impl ToString) -> &mut Self {
        let value = value.to_string();
        match self.attrs.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => *old = value,
            None => self.attrs.push((name.to_owned(), value)),
        }
        self
    }

    /// Sets an attribute if there is a value for it.
    pub fn set_opt(&mut self, name: &str, value: Option<impl ToString>) -> &mut Self {
        if let Some(value) = value {
            self.set_attr(name, value);
        }
        self
    }

    /// [`Element::set_attr`] for a chain.
    #[must_use]
    pub fn with_attr(mut self, name: &str, value: impl ToString) -> Self {
        self.set_attr(name, value);
        self
    }

    #[must_use]
    pub fn with_text(mut self, text: impl ToString) -> Self {
        self.children.push(Node::Text(text.to_string()));
        self
    }

    #[must_use]
    pub fn with_child(mut self, child: Element) -> Self {
        self.push(child);
        self
    }

    pub fn push(&mut self, child: Element) {
        self.children.push(Node::Element(child));
    }

    /// Adds `<name>text</name>`.
    pub fn push_text(&mut self, name: &str, text: impl ToString) {
        self.push(Element::new(name).with_text(text));
    }

    /// Adds a child that has something in it; an empty one is left out.
    pub fn push_filled(&mut self, child: Element) {
        if !child.is_bare() {
            self.push(child);
        }
    }

    /// Whether there are neither attributes nor children.
    pub fn is_bare(&self) -> bool {
        self.attrs.is_empty() && self.children.is_empty()
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(e) => Some(e),
            _ => None,
        })
    }

    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(e) => Some(e),
            _ => None,
        })
    }

    /// The first child element of that name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.name == name)
    }

    pub fn child_mut(&mut self, name: &str) -> Option<&mut Element> {
        self.elements_mut().find(|e| e.name == name)
    }

    /// All text in it, that of its descendants included.
    pub fn text(&self) -> String {
        let mut text = String::new();
        collect_text(self, &mut text);
        text
    }

    /// Writes it as libvirt does, a line each, ending in a line feed.
    pub fn format(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out
    }

    /// Writes it `indent` spaces to the right.
    pub fn write(&self, out: &mut String, indent: usize) {
        pad(out, indent);
        self.write_tag(out);
        let mixed = self
            .children
            .iter()
            .any(|n| matches!(n, Node::Text(t) if !is_space(t)))
            || (self.elements().next().is_none()
                && self.children.iter().any(|n| matches!(n, Node::Text(_))));
        if self.children.is_empty() {
            out.push_str("/>\n");
            return;
        }
        out.push('>');
        if mixed {
            for node in &self.children {
                node.write_inline(out);
            }
        } else {
            out.push('\n');
            for node in &self.children {
                match node {
                    Node::Element(e) => e.write(out, indent + 2),
                    Node::Comment(c) => {
                        pad(out, indent + 2);
                        out.push_str("<!--");
                        out.push_str(c);
                        out.push_str("-->\n");
                    }
                    Node::Text(_) => {}
                }
            }
            pad(out, indent);
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push_str(">\n");
    }

    fn write_tag(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attrs {
            out.push(' ');
            out.push_str(name);
            out.push_str("='");
            escape_attr(value, out);
            out.push('\'');
        }
        for (prefix, uri) in &self.declared {
            out.push_str(" xmlns");
            if let Some(prefix) = prefix {
                out.push(':');
                out.push_str(prefix);
            }
            out.push_str("='");
            escape_attr(uri, out);
            out.push('\'');
        }
    }
}

impl Node {
    fn write_inline(&self, out: &mut String) {
        match self {
            Node::Text(t) => escape_text(t, out),
            Node::Comment(c) => {
                out.push_str("<!--");
                out.push_str(c);
                out.push_str("-->");
            }
            Node::Element(e) => {
                e.write_tag(out);
                if e.children.is_empty() {
                    out.push_str("/>");
                } else {
                    out.push('>');
                    for node in &e.children {
                        node.write_inline(out);
                    }
                    out.push_str("</");
                    out.push_str(&e.name);
                    out.push('>');
                }
            }
        }
    }
}

use virErrorNumber::VIR_ERR_XML_DETAIL;

/// A document that is no XML.
fn malformed(code: virErrorNumber, detail: impl Into<String>) -> Error {
    // Whose documents these are; other kinds say so themselves.
    Error::new(code, detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN)
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn is_space(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_whitespace())
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

fn collect_text(element: &Element, text: &mut String) {
    for node in &element.children {
        match node {
            Node::Text(t) => text.push_str(t),
            Node::Element(e) => collect_text(e, text),
            Node::Comment(_) => {}
        }
    }
}

/// Escapes the value of an attribute.
fn escape_attr(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // Line breaks in attributes are lost to normalization unless they are references.
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            c if is_xml_char(c) => out.push(c),
            _ => {}
        }
    }
}

/// Escapes text between tags.
fn escape_text(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\r' => out.push_str("&#13;"),
            c if is_xml_char(c) => out.push(c),
            _ => {}
        }
    }
}

/// Whether XML 1.0 can hold the character at all.
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The parser recurses: documents nested too deeply are refused before it sees them. Counting tags
/// naively is enough, since a `<` can stand only at markup; comments, CDATA and processing
/// instructions are skipped.
fn check_depth(text: &str) -> Result<()> {
    let bytes = text.as_bytes();
    let find = |from: usize, what: &str| {
        text.get(from..)
            .and_then(|rest| rest.find(what))
            .map_or(bytes.len(), |at| from + at + what.len())
    };
    let (mut depth, mut i) = (0usize, 0usize);
    while i < bytes.len() {
        if bytes[i] != b'<' {
            i += 1;
            continue;
        }
        let rest = &bytes[i..];
        if rest.starts_with(b"<!--") {
            i = find(i + 4, "-->");
        } else if rest.starts_with(b"<![CDATA[") {
            i = find(i + 9, "]]>");
        } else if rest.starts_with(b"<?") {
            i = find(i + 2, "?>");
        } else if rest.starts_with(b"</") {
            depth = depth.saturating_sub(1);
            i += 2;
        } else {
            // To the end of the tag, past quoted values.
            let (mut j, mut quote) = (i + 1, 0u8);
            while j < bytes.len() {
                match bytes[j] {
                    b if quote != 0 => {
                        if b == quote {
                            quote = 0;
                        }
                    }
                    b @ (b'"' | b'\'') => quote = b,
                    b'>' => break,
                    _ => {}
                }
                j += 1;
            }
            if bytes.get(j.wrapping_sub(1)) != Some(&b'/') {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(malformed(
                        VIR_ERR_XML_DETAIL,
                        format!("elements are nested more than {MAX_DEPTH} deep"),
                    ));
                }
            }
            i = j + 1;
        }
    }
    Ok(())
}

fn convert(node: roxmltree::Node<'_, '_>) -> Element {
    let prefixed = |namespace: Option<&str>, name: &str| match namespace {
        None => name.to_owned(),
        Some(roxmltree::NS_XML_URI) => format!("xml:{name}"),
        Some(uri) => match node.lookup_prefix(uri) {
            Some(prefix) if !prefix.is_empty() => format!("{prefix}:{name}"),
            _ => name.to_owned(),
        },
    };
    let tag = node.tag_name();
    let inherited: Vec<_> = node
        .parent_element()
        .map(|p| p.namespaces().map(|n| (n.name(), n.uri())).collect())
        .unwrap_or_default();
    let default_is = |uri: &str| node.default_namespace() == Some(uri);
    let name = match tag.namespace() {
        Some(uri) if default_is(uri) => tag.name().to_owned(),
        namespace => prefixed(namespace, tag.name()),
    };
    let mut element = Element {
        name,
        namespace: tag.namespace().map(str::to_owned),
        attrs: node
            .attributes()
            .map(|a| (prefixed(a.namespace(), a.name()), a.value().to_owned()))
            .collect(),
        declared: node
            .namespaces()
            .filter(|n| n.name() != Some("xml") && !inherited.contains(&(n.name(), n.uri())))
            .map(|n| (n.name().map(str::to_owned), n.uri().to_owned()))
            .collect(),
        children: Vec::new(),
    };
    for child in node.children() {
        if child.is_element() {
            element.children.push(Node::Element(convert(child)));
        } else if let (true, Some(text)) = (child.is_text(), child.text()) {
            element.children.push(Node::Text(text.to_owned()));
        } else if let (true, Some(text)) = (child.is_comment(), child.text()) {
            element.children.push(Node::Comment(text.to_owned()));
        }
    }
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_like_libvirt() {
        let text = "<domain type='qemu' id='1'>\n  <name>a&lt;b&amp;&apos;</name>\n  <os/>\n  <devices>\n    <x a='&quot;&apos;'/>\n  </devices>\n</domain>\n";
        assert_eq!(Element::parse(text).unwrap().format(), text);
    }

    #[test]
    fn keeps_namespaces_and_mixed_content() {
        let text = "<metadata xmlns:q='urn:q'>\n  <app q:a='1' xmlns='urn:app'>one <b>two</b> three<!-- c --></app>\n  <q:x/>\n</metadata>\n";
        let parsed = Element::parse(text).unwrap();
        assert_eq!(parsed.format(), text);
        let app = parsed.elements().next().unwrap();
        assert_eq!(app.namespace.as_deref(), Some("urn:app"));
        assert_eq!(
            parsed.elements().nth(1).unwrap().namespace.as_deref(),
            Some("urn:q")
        );
    }

    #[test]
    fn refuses_what_is_no_document() {
        let deep = "<a>".repeat(MAX_DEPTH + 1);
        for bad in [
            "",
            "text",
            "<a>",
            "<a></b>",
            "<a x=1/>",
            "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
            &deep,
        ] {
            assert_eq!(
                Element::parse(bad).unwrap_err().code,
                VIR_ERR_XML_DETAIL,
                "{bad}"
            );
        }
    }

    #[test]
    fn text_of_attributes_survives() {
        let e = Element::new("a").with_attr("x", "l1\nl2\tq'\"<>&");
        assert_eq!(Element::parse(&e.format()).unwrap(), e);
    }
}
