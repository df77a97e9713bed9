//! Security labels of the domain and of single devices (`<seclabel>`).

use crate::conf::names::names;

/// `<seclabel>` of the domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seclabel {
    pub model: Option<String>,
    pub kind: SeclabelType,
    pub relabel: bool,
    pub label: Option<String>,
    pub imagelabel: Option<String>,
    pub baselabel: Option<String>,
    /// Made by the driver for a running domain: not written in the inactive XML.
    pub implicit: bool,
}

/// `<seclabel>` of a disk's source or a character device's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceSeclabel {
    pub model: Option<String>,
    pub relabel: Option<bool>,
    pub labelskip: bool,
    pub label: Option<String>,
}

names! {
    SeclabelType {
        None = "none",
        Dynamic = "dynamic",
        Static = "static",
    }
}
