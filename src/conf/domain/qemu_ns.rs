//! What `http://libvirt.org/schemas/domain/qemu/1.0` adds to the document: arguments, environment and
//! device properties passed through to QEMU.

use crate::conf::names::names;

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
