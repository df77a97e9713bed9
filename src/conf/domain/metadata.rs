//! `<metadata>`: elements of other programs, each in a namespace of its own, kept and written back as
//! they came.

use crate::conf::xml::{Element, Node};

/// Makes a `<metadata>` fit to be kept: children without a namespace, and all but the first of each
/// namespace, are dropped; prefixes that were declared further up are declared here.
///
/// Nothing is left of one without children. White space that only lays out the document goes too.
pub fn sanitize(mut metadata: Element, outer: &[(Option<String>, String)]) -> Option<Element> {
    drop_layout(&mut metadata);
    let mut seen: Vec<String> = Vec::new();
    metadata.children.retain(|node| match node {
        Node::Element(e) => match &e.namespace {
            Some(uri) if !seen.contains(uri) => {
                seen.push(uri.clone());
                true
            }
            _ => false,
        },
        _ => true,
    });
    let mut used = Vec::new();
    for child in metadata.elements() {
        collect_prefixes(child, &mut used);
    }
    for (prefix, uri) in outer {
        let declared = metadata.declared.iter().any(|(p, _)| p == prefix);
        if !declared && used.contains(prefix) {
            metadata.declared.push((prefix.clone(), uri.clone()));
        }
    }
    let filled = metadata.elements().next().is_some();
    filled.then_some(metadata)
}

/// Drops white space between elements, as libvirt's parser does: not where there is other text before
/// it, and not where it is all that an element has.
fn drop_layout(e: &mut Element) {
    let only_text = e.elements().next().is_none();
    let mut mixed = false;
    let mut first = true;
    e.children.retain(|node| match node {
        Node::Text(text) => {
            let layout = text.bytes().all(|b| b.is_ascii_whitespace());
            let keep = !layout || mixed || (only_text && first);
            mixed |= keep && first;
            first &= !keep;
            keep
        }
        _ => {
            first = false;
            true
        }
    });
    for child in e.elements_mut() {
        drop_layout(child);
    }
}

/// The prefixes that are used in an element without being declared in it.
fn collect_prefixes(e: &Element, used: &mut Vec<Option<String>>) {
    let prefix = |name: &str| name.split_once(':').map(|(prefix, _)| prefix.to_owned());
    let mut here = vec![prefix(&e.name)];
    here.extend(e.attrs.iter().filter_map(|(n, _)| prefix(n)).map(Some));
    let mut inner = Vec::new();
    for child in e.elements() {
        collect_prefixes(child, &mut inner);
    }
    here.extend(inner);
    for prefix in here {
        let declared = e.declared.iter().any(|(p, _)| *p == prefix);
        if !declared && !used.contains(&prefix) {
            used.push(prefix);
        }
    }
}

/// Writes it as libxml2 does (double quotes; indented only where there is no text), which is how
/// callers of libvirt know it.
pub fn write(metadata: &Element, out: &mut String, indent: usize) {
    pad(out, indent);
    node(metadata, out, indent, true);
    out.push('\n');
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

fn node(e: &Element, out: &mut String, indent: usize, format: bool) {
    out.push('<');
    out.push_str(&e.name);
    for (prefix, uri) in &e.declared {
        out.push_str(" xmlns");
        if let Some(prefix) = prefix {
            out.push(':');
            out.push_str(prefix);
        }
        out.push_str("=\"");
        escape(uri, out, true);
        out.push('"');
    }
    for (name, value) in &e.attrs {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, out, true);
        out.push('"');
    }
    if e.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    let format = format && !e.children.iter().any(|n| matches!(n, Node::Text(_)));
    for child in &e.children {
        if format {
            out.push('\n');
            pad(out, indent + 2);
        }
        match child {
            Node::Element(c) => node(c, out, indent + 2, format),
            Node::Text(text) => escape(text, out, false),
            Node::Comment(text) => {
                out.push_str("<!--");
                out.push_str(text);
                out.push_str("-->");
            }
        }
    }
    if format {
        out.push('\n');
        pad(out, indent);
    }
    out.push_str("</");
    out.push_str(&e.name);
    out.push('>');
}

fn escape(text: &str, out: &mut String, attribute: bool) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\r' => out.push_str("&#13;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(xml: &str) -> String {
        let mut out = String::new();
        let metadata = sanitize(Element::parse(xml).unwrap(), &[]).unwrap();
        write(&metadata, &mut out, 2);
        out
    }

    #[test]
    fn keeps_what_it_was_given() {
        assert_eq!(
            written("<metadata><a:x xmlns:a='urn:a'><a:y z='1'/></a:x></metadata>"),
            "  <metadata>\n    <a:x xmlns:a=\"urn:a\">\n      <a:y z=\"1\"/>\n    </a:x>\n  </metadata>\n"
        );
        assert_eq!(
            written(
                "<metadata>\n <a:x xmlns:a='urn:a'>t</a:x>\n\n<b:y xmlns:b='urn:b'>  <b:z>  k </b:z>\n <!-- c --> <b:q/></b:y></metadata>"
            ),
            "  <metadata>\n    <a:x xmlns:a=\"urn:a\">t</a:x>\n    <b:y xmlns:b=\"urn:b\">\n      <b:z>  k </b:z>\n      <!-- c -->\n      <b:q/>\n    </b:y>\n  </metadata>\n"
        );
        assert_eq!(
            written("<metadata><a:x xmlns:a='urn:a'>one <b/> two</a:x></metadata>"),
            "  <metadata>\n    <a:x xmlns:a=\"urn:a\">one <b/> two</a:x>\n  </metadata>\n"
        );
        assert!(sanitize(Element::parse("<metadata> <x/> </metadata>").unwrap(), &[]).is_none());
    }

    #[test]
    fn drops_what_has_no_namespace_or_stands_twice() {
        assert_eq!(
            written("<metadata><b/><a:x xmlns:a='urn:a'/><a:y xmlns:a='urn:a'/></metadata>"),
            "  <metadata>\n    <a:x xmlns:a=\"urn:a\"/>\n  </metadata>\n"
        );
    }

    #[test]
    fn declares_prefixes_from_further_up() {
        let xml = "<d xmlns:a='urn:a' xmlns:b='urn:b'><metadata><a:x/></metadata></d>";
        let outer = Element::parse(xml).unwrap();
        let mut out = String::new();
        let metadata = outer.child("metadata").unwrap().clone();
        write(&sanitize(metadata, &outer.declared).unwrap(), &mut out, 0);
        assert_eq!(out, "<metadata xmlns:a=\"urn:a\">\n  <a:x/>\n</metadata>\n");
    }
}
