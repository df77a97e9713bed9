//! A reader that consumes an element: what a parser took is gone, and what is left over at the end is
//! either foreign to libvirt's schema (ignored) or something that is not implemented (refused).

use super::domain::schema;
use super::names::Named;
use super::units;
use super::uuid::Uuid;
use super::xml::{Element, Node};
use crate::error::{Error, Result, virErrorDomain};

/// An element on its way into typed values.
#[derive(Debug)]
pub struct Reader {
    element: Element,
    /// Where it stands below the root, `devices/disk/source`.
    path: String,
}

/// A document that asks for what is not implemented, or makes no sense together.
pub fn unsupported(detail: impl Into<String>) -> Error {
    Error::config_unsupported(detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN)
}

impl Reader {
    /// Reads from the root element of a document.
    pub fn root(element: Element) -> Self {
        Reader {
            element,
            path: String::new(),
        }
    }

    /// Reads an element as if it stood at `path` below `<domain>`.
    pub fn at(element: Element, path: &str) -> Self {
        Reader {
            element,
            path: path.to_owned(),
        }
    }

    pub fn name(&self) -> &str {
        &self.element.name
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// For messages: the element as a user would point at it.
    fn place(&self) -> &str {
        if self.path.is_empty() {
            &self.element.name
        } else {
            &self.path
        }
    }

    /// What is left of the element.
    pub fn element(&self) -> &Element {
        &self.element
    }

    pub fn into_element(self) -> Element {
        self.element
    }

    fn nested(&self, element: Element) -> Reader {
        let mut path = String::with_capacity(self.path.len() + element.name.len() + 1);
        if !self.path.is_empty() {
            path.push_str(&self.path);
            path.push('/');
        }
        path.push_str(&element.name);
        Reader { element, path }
    }

    // Attributes.

    /// Takes an attribute as it is.
    pub fn attr(&mut self, name: &str) -> Option<String> {
        let at = self.element.attrs.iter().position(|(n, _)| n == name)?;
        Some(self.element.attrs.remove(at).1)
    }

    /// Takes an attribute that must be there.
    pub fn required(&mut self, name: &str) -> Result<String> {
        self.attr(name).ok_or_else(|| self.missing(name))
    }

    pub fn missing(&self, attr: &str) -> Error {
        Error::xml(format!(
            "element '{}' lacks the attribute '{attr}'",
            self.place()
        ))
    }

    pub fn invalid(&self, attr: &str, value: &str) -> Error {
        Error::xml(format!(
            "invalid value '{value}' of attribute '{attr}' in element '{}'",
            self.place()
        ))
        .from_domain(virErrorDomain::VIR_FROM_XML)
    }

    fn parsed<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>> {
        match self.attr(name) {
            None => Ok(None),
            Some(value) => match parse(&value) {
                Some(parsed) => Ok(Some(parsed)),
                None => Err(self.invalid(name, &value)),
            },
        }
    }

    /// Takes an attribute that is one of a set of names.
    pub fn named<T: Named>(&mut self, name: &str) -> Result<Option<T>> {
        self.parsed(name, T::from_name)
    }

    /// The same, which must be there.
    pub fn named_required<T: Named>(&mut self, name: &str) -> Result<T> {
        match self.named(name)? {
            Some(value) => Ok(value),
            None => Err(self.missing(name)),
        }
    }

    pub fn yes_no(&mut self, name: &str) -> Result<Option<bool>> {
        self.parsed(name, |v| match v {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        })
    }

    pub fn on_off(&mut self, name: &str) -> Result<Option<bool>> {
        self.parsed(name, |v| match v {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        })
    }

    /// A decimal number.
    pub fn u32(&mut self, name: &str) -> Result<Option<u32>> {
        self.parsed(name, |v| units::unsigned(v, 10)?.try_into().ok())
    }

    pub fn u32_required(&mut self, name: &str) -> Result<u32> {
        match self.u32(name)? {
            Some(value) => Ok(value),
            None => Err(self.missing(name)),
        }
    }

    /// A decimal number that is not 0.
    pub fn positive(&mut self, name: &str) -> Result<Option<u32>> {
        self.parsed(name, |v| {
            units::unsigned(v, 10)?
                .try_into()
                .ok()
                .filter(|n: &u32| *n > 0)
        })
    }

    /// A number with C's prefixes (`0x`, `0`).
    pub fn u32_any(&mut self, name: &str) -> Result<Option<u32>> {
        self.parsed(name, |v| units::unsigned(v, 0)?.try_into().ok())
    }

    pub fn u64(&mut self, name: &str) -> Result<Option<u64>> {
        self.parsed(name, |v| units::unsigned(v, 10))
    }

    pub fn u64_any(&mut self, name: &str) -> Result<Option<u64>> {
        self.parsed(name, |v| units::unsigned(v, 0))
    }

    pub fn i32(&mut self, name: &str) -> Result<Option<i32>> {
        self.parsed(name, |v| units::signed(v, 10)?.try_into().ok())
    }

    pub fn i64(&mut self, name: &str) -> Result<Option<i64>> {
        self.parsed(name, |v| units::signed(v, 10))
    }

    pub fn uuid(&mut self, name: &str) -> Result<Option<Uuid>> {
        self.parsed(name, |v| v.parse().ok())
    }

    // Children.

    /// Takes the first child of that name; more of the kind are ignored, as libvirt ignores them.
    pub fn child(&mut self, name: &str) -> Option<Reader> {
        let mut first = None;
        self.element.children.retain_mut(|node| match node {
            Node::Element(e) if e.name == name && e.namespace.is_none() => {
                if first.is_none() {
                    first = Some(std::mem::take(e));
                }
                false
            }
            _ => true,
        });
        first.map(|element| self.nested(element))
    }

    /// Takes all children of that name.
    pub fn children(&mut self, name: &str) -> Vec<Reader> {
        let mut taken = Vec::new();
        self.element.children.retain_mut(|node| match node {
            Node::Element(e) if e.name == name && e.namespace.is_none() => {
                taken.push(std::mem::take(e));
                false
            }
            _ => true,
        });
        taken.into_iter().map(|e| self.nested(e)).collect()
    }

    /// Takes all children that the schema puts no name on or that are to be seen in their order.
    pub fn children_any(&mut self, names: &[&str]) -> Vec<Reader> {
        let mut taken = Vec::new();
        self.element.children.retain_mut(|node| match node {
            Node::Element(e) if names.contains(&e.name.as_str()) && e.namespace.is_none() => {
                taken.push(std::mem::take(e));
                false
            }
            _ => true,
        });
        taken.into_iter().map(|e| self.nested(e)).collect()
    }

    /// Takes the first child of that name, unread.
    pub fn raw_child(&mut self, name: &str) -> Option<Element> {
        self.child(name).map(Reader::into_element)
    }

    /// Whether there is a child of that name; what is in it must be nothing we would have to know.
    pub fn has(&mut self, name: &str) -> Result<bool> {
        match self.child(name) {
            Some(child) => child.finish().map(|()| true),
            None => Ok(false),
        }
    }

    /// The text of a child; `None` if there is none or it is empty.
    pub fn child_text(&mut self, name: &str) -> Result<Option<String>> {
        match self.child(name) {
            Some(child) => {
                let text = child.text();
                child.finish()?;
                Ok(Some(text).filter(|t| !t.is_empty()))
            }
            None => Ok(None),
        }
    }

    /// The decimal number that a child holds.
    pub fn child_u64(&mut self, name: &str) -> Result<Option<u64>> {
        let place = format!("{}/{name}", self.place());
        match self.child_text(name)? {
            None => Ok(None),
            Some(text) => match units::unsigned(&text, 10) {
                Some(number) => Ok(Some(number)),
                None => Err(Error::xml(format!(
                    "invalid number '{text}' in element '{place}'"
                ))),
            },
        }
    }

    pub fn child_u32(&mut self, name: &str) -> Result<Option<u32>> {
        match self.child_u64(name)? {
            None => Ok(None),
            Some(number) => number.try_into().map(Some).map_err(|_| {
                Error::xml(format!("number '{number}' in element '{name}' is too big"))
            }),
        }
    }

    /// `attr` of child `name`, when that is all that there is to a child.
    pub fn child_attr(&mut self, name: &str, attr: &str) -> Result<Option<String>> {
        match self.child(name) {
            Some(mut child) => {
                let value = child.attr(attr);
                child.finish()?;
                Ok(value)
            }
            None => Ok(None),
        }
    }

    /// The text in the element itself.
    pub fn text(&self) -> String {
        self.element.text()
    }

    /// Leaves attributes or children unread that mean nothing here although the schema has them.
    pub fn ignore(&mut self, items: &[&str]) {
        for item in items {
            match item.strip_prefix('@') {
                Some(attr) => {
                    self.attr(attr);
                }
                None => {
                    self.child(item);
                }
            }
        }
    }

    /// Ends the reading: what is left and known to the schema is refused.
    pub fn finish(self) -> Result<()> {
        for (name, _) in &self.element.attrs {
            if schema::knows(&self.path, &format!("@{name}")) {
                return Err(unsupported(format!(
                    "attribute '{name}' of element '{}' is not supported",
                    self.place()
                )));
            }
        }
        for child in self.element.elements() {
            if child.namespace.is_none() && schema::knows(&self.path, &child.name) {
                let slash = if self.path.is_empty() { "" } else { "/" };
                return Err(unsupported(format!(
                    "element '{}{slash}{}' is not supported",
                    self.path, child.name
                )));
            }
        }
        Ok(())
    }
}

/// "yes" or "no".
pub fn yes(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

/// "on" or "off".
pub fn on(value: bool) -> &'static str {
    if value { "on" } else { "off" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::virErrorNumber::*;

    #[test]
    fn leftovers_are_told_from_nonsense() {
        let read = |xml: &str| Reader::at(Element::parse(xml).unwrap(), "devices/disk").finish();
        assert!(read("<disk nonsense='1'><whatever/></disk>").is_ok());
        let e = read("<disk><boot/></disk>").unwrap_err();
        assert_eq!(e.code, VIR_ERR_CONFIG_UNSUPPORTED);
        assert!(e.message.contains("devices/disk/boot"), "{e}");
        let e = read("<disk rawio='yes'/>").unwrap_err();
        assert!(e.message.contains("'rawio'"), "{e}");
    }

    #[test]
    fn takes_what_it_is_asked_for() {
        let xml = "<d a='1' b='0x10' c='maybe'><e>text</e><e>other</e><f/></d>";
        let mut r = Reader::root(Element::parse(xml).unwrap());
        assert_eq!(r.u32("a").unwrap(), Some(1));
        assert_eq!(r.u32_any("b").unwrap(), Some(16));
        assert_eq!(r.yes_no("c").unwrap_err().code, VIR_ERR_XML_ERROR);
        assert_eq!(r.child_text("e").unwrap().as_deref(), Some("text"));
        assert!(r.child("e").is_none());
        assert!(r.has("f").unwrap() && !r.has("g").unwrap());
    }
}
