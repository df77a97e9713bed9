//! The names that libvirt's schema of the domain document knows, so that an element or attribute that
//! this library does not implement is refused by name, while one that nobody knows is ignored as
//! libvirt ignores it.
//!
//! `schema.txt` has a line for each element: its path below `<domain>`, then its attributes (`@name`)
//! and child elements. `path = other` says that an element repeats one further up.

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

/// A link points to a path that is a prefix of the place itself.
fn is_link(place: &str, target: &str) -> bool {
    place
        .strip_prefix(target)
        .is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::knows;

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
