//! What `http://libvirt.org/schemas/domain/qemu/1.0` adds to the document: arguments, environment and
//! device properties passed through to QEMU.

use crate::conf::names::names;
use crate::conf::units::{signed, unsigned};
use crate::conf::xml::{Element, Node};
use crate::error::{Error, Result, virErrorDomain};

/// The namespace's URI.
pub const URI: &str = "http://libvirt.org/schemas/domain/qemu/1.0";

/// `<qemu:commandline>`, `<qemu:capabilities>`, `<qemu:deprecation>`, `<qemu:override>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QemuNamespace {
    pub args: Vec<String>,
    /// (name, value)
    pub env: Vec<(String, Option<String>)>,
    pub capabilities_add: Vec<String>,
    pub capabilities_del: Vec<String>,
    pub deprecation: Option<DeprecationBehavior>,
    pub overrides: Vec<DeviceOverride>,
}

/// `<qemu:device alias=>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceOverride {
    pub alias: String,
    pub frontend: Vec<PropertyOverride>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyOverride {
    pub name: String,
    pub kind: PropertyType,
    /// As written; `None` for `remove`.
    pub value: Option<String>,
}

/// A name that an environment may hold.
fn is_env_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Takes the children of that local name which belong to the namespace.
fn take(e: &mut Element, name: &str) -> Vec<Element> {
    let mut taken = Vec::new();
    e.children.retain_mut(|node| match node {
        Node::Element(c) if c.namespace.as_deref() == Some(URI) && c.local_name() == name => {
            taken.push(std::mem::take(c));
            false
        }
        _ => true,
    });
    taken
}

impl QemuNamespace {
    /// Takes what belongs to the namespace out of `<domain>`.
    pub fn parse(domain: &mut Element) -> Result<Option<Self>> {
        let mut q = QemuNamespace::default();
        let mut any = false;
        for mut commandline in take(domain, "commandline").into_iter().take(1) {
            any = true;
            for arg in take(&mut commandline, "arg") {
                match arg.attr("value") {
                    Some(value) => q.args.push(value.to_owned()),
                    None => {
                        return Err(Error::internal("a QEMU argument lacks its value")
                            .from_domain(virErrorDomain::VIR_FROM_QEMU));
                    }
                }
            }
            for env in take(&mut commandline, "env") {
                let Some(name) = env.attr("name").filter(|n| !n.is_empty()) else {
                    return Err(Error::internal("a variable for QEMU lacks its name"));
                };
                if !is_env_name(name) {
                    return Err(Error::internal(format!(
                        "invalid name '{name}' of a variable for QEMU"
                    )));
                }
                let value = env.attr("value").filter(|v| !v.is_empty());
                q.env.push((name.to_owned(), value.map(str::to_owned)));
            }
        }
        for mut capabilities in take(domain, "capabilities").into_iter().take(1) {
            any = true;
            for (name, list) in [
                ("add", &mut q.capabilities_add),
                ("del", &mut q.capabilities_del),
            ] {
                for c in take(&mut capabilities, name) {
                    match c.attr("capability") {
                        Some(capability) => list.push(capability.to_owned()),
                        None => return Err(Error::internal("a QEMU capability lacks its name")),
                    }
                }
            }
        }
        for deprecation in take(domain, "deprecation").into_iter().take(1) {
            any = true;
            if let Some(name) = deprecation.attr("behavior") {
                q.deprecation =
                    Some(DeprecationBehavior::from_name(name).ok_or_else(|| {
                        Error::xml(format!("unknown deprecation behavior '{name}'"))
                    })?);
            }
        }
        for mut over in take(domain, "override").into_iter().take(1) {
            any = true;
            for mut device in take(&mut over, "device") {
                let Some(alias) = device.attr("alias").map(str::to_owned) else {
                    return Err(Error::xml("a QEMU device override lacks an alias"));
                };
                let mut d = DeviceOverride {
                    alias,
                    frontend: Vec::new(),
                };
                for mut frontend in take(&mut device, "frontend").into_iter().take(1) {
                    for p in take(&mut frontend, "property") {
                        d.frontend.push(PropertyOverride::parse(&p)?);
                    }
                }
                if d.frontend.is_empty() {
                    return Err(Error::xml("a QEMU device override has no property"));
                }
                q.overrides.push(d);
            }
        }
        Ok(any.then_some(q))
    }

    /// Adds its elements to `<domain>`.
    pub fn format(&self, domain: &mut Element) {
        let before = domain.children.len();
        let new = |name: &str| Element::new(format!("qemu:{name}"));
        let mut commandline = new("commandline");
        for arg in &self.args {
            commandline.push(new("arg").with_attr("value", arg));
        }
        for (name, value) in &self.env {
            let mut env = new("env").with_attr("name", name);
            env.set_opt("value", value.as_ref());
            commandline.push(env);
        }
        domain.push_filled(commandline);
        let mut capabilities = new("capabilities");
        for (name, list) in [
            ("add", &self.capabilities_add),
            ("del", &self.capabilities_del),
        ] {
            for capability in list {
                capabilities.push(new(name).with_attr("capability", capability));
            }
        }
        domain.push_filled(capabilities);
        let mut over = new("override");
        for d in &self.overrides {
            let mut frontend = new("frontend");
            for p in &d.frontend {
                let mut property = new("property")
                    .with_attr("name", &p.name)
                    .with_attr("type", p.kind);
                property.set_opt("value", p.value.as_ref());
                frontend.push(property);
            }
            over.push(
                new("device")
                    .with_attr("alias", &d.alias)
                    .with_child(frontend),
            );
        }
        domain.push_filled(over);
        if let Some(behavior) = self.deprecation {
            domain.push(new("deprecation").with_attr("behavior", behavior));
        }
        if domain.children.len() > before {
            domain
                .declared
                .push((Some("qemu".to_owned()), URI.to_owned()));
        }
    }
}

impl PropertyOverride {
    fn parse(e: &Element) -> Result<Self> {
        let Some(name) = e.attr("name").map(str::to_owned) else {
            return Err(Error::xml("a QEMU device property lacks its name"));
        };
        if name == "id" {
            return Err(Error::xml("a QEMU device's 'id' cannot be overridden"));
        }
        let kind = match e.attr("type") {
            Some(kind) => PropertyType::from_name(kind)
                .ok_or_else(|| Error::xml(format!("unknown type '{kind}' of a property")))?,
            None => return Err(Error::xml("a QEMU device property lacks its type")),
        };
        let value = e.attr("value").map(str::to_owned);
        let good = match (kind, &value) {
            (PropertyType::Remove, value) => value.is_none(),
            (PropertyType::String, value) => value.is_some(),
            (PropertyType::Unsigned, Some(v)) => unsigned(v, 10).is_some(),
            (PropertyType::Signed, Some(v)) => signed(v, 10).is_some(),
            (PropertyType::Bool, Some(v)) => matches!(v.as_str(), "true" | "false"),
            (_, None) => false,
        };
        if !good {
            return Err(Error::xml(format!(
                "invalid value of the property '{name}' of type '{kind}'"
            )));
        }
        Ok(PropertyOverride { name, kind, value })
    }
}

names! {
    DeprecationBehavior {
        None = "none",
        Omit = "omit",
        Reject = "reject",
        Crash = "crash",
    }
    PropertyType {
        String = "string",
        Unsigned = "unsigned",
        Signed = "signed",
        Bool = "bool",
        Remove = "remove",
    }
}
