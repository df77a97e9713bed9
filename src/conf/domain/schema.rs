//! The names that libvirt's schema of the domain document knows, so that an element or attribute that
//! this library does not implement is refused by name, while one that nobody knows is ignored as
//! libvirt ignores it.
//!
//! `schema.txt` has a line for each element: its path below `<domain>`, then its attributes (`@name`)
//! and child elements. `path = other` says that an element repeats one further up.

use crate::conf::xml::Element;
use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("schema.txt")
        .lines()
        .filter_map(|line| line.split_once(": ").or_else(|| line.split_once(" = ")))
        .collect()
});

/// Whether the schema has this attribute (`@name`) or child element (`name`) in the element at `path`
/// ("" is `<domain>` itself).
pub fn knows(path: &str, item: &str) -> bool {
    let mut place = String::new();
    for name in path.split('/').filter(|name| !name.is_empty()) {
        if !place.is_empty() {
            place.push('/');
        }
        place.push_str(name);
        // Links name an element that has a line of its own; a line with several words is none.
        if let Some(target) = TABLE.get(place.as_str()).filter(|t| is_link(&place, t)) {
            place = (*target).to_owned();
        }
    }
    let place = if place.is_empty() { "." } else { &place };
    TABLE
        .get(place)
        .is_some_and(|items| items.split(' ').any(|known| known == item))
}

/// The first element or attribute of a domain document that the schema does not have, by its path. What
/// belongs to other namespaces, and all in `<metadata>`, is not the schema's business.
pub fn first_unknown(domain: &Element) -> Option<String> {
    walk(domain, "")
}

/// The same for an element that stands at `path` of a domain document.
pub fn first_unknown_at(element: &Element, path: &str) -> Option<String> {
    walk(element, path)
}

fn walk(element: &Element, path: &str) -> Option<String> {
    for (name, _) in &element.attrs {
        if !name.contains(':') && !knows(path, &format!("@{name}")) {
            return Some(format!("{path}/@{name}"));
        }
    }
    for child in element.elements() {
        if child.namespace.is_some() || child.name.contains(':') {
            continue;
        }
        let inside = match path {
            "" => child.name.clone(),
            path => format!("{path}/{}", child.name),
        };
        if !knows(path, &child.name) {
            return Some(inside);
        }
        if inside != "metadata" {
            if let Some(found) = walk(child, &inside) {
                return Some(found);
            }
        }
    }
    None
}

/// A link points to a path that is a prefix of the place itself.
fn is_link(place: &str, target: &str) -> bool {
    place
        .strip_prefix(target)
        .is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::{first_unknown, knows};
    use crate::conf::xml::Element;

    /// What libvirt's own tests take for valid has nothing unknown in it.
    #[test]
    fn valid_documents_have_nothing_unknown() {
        let corpus = std::path::Path::new("../shared/corpus/domain");
        if !corpus.is_dir() {
            eprintln!("skipped: there is no corpus of documents");
            return;
        }
        let (mut documents, mut unknown) = (0, Vec::new());
        for case in std::fs::read_dir(corpus).unwrap().flatten() {
            for file in std::fs::read_dir(case.path())
                .into_iter()
                .flatten()
                .flatten()
            {
                let path = file.path();
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let Ok(element) = Element::parse(&text) else {
                    continue;
                };
                if path.extension().is_some_and(|e| e == "xml") && element.name == "domain" {
                    documents += 1;
                    unknown.extend(first_unknown(&element).map(|what| (path, what)));
                }
            }
        }
        println!("{documents} documents, unknown: {unknown:#?}");
        assert!(documents > 100 && unknown.len() * 100 < documents);
    }

    #[test]
    fn knows_the_schema() {
        assert!(knows("", "name"));
        assert!(knows("", "@type"));
        assert!(knows("devices/disk", "mirror"));
        assert!(knows("devices/disk", "@rawio"));
        assert!(knows(
            "devices/disk/backingStore/backingStore/backingStore",
            "source"
        ));
        assert!(!knows("devices/disk", "nonsense"));
        assert!(!knows("devices/nonsense", "@type"));
    }
}
