//! Security labels of the domain and of single devices (`<seclabel>`).

use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, yes};
use crate::conf::xml::Element;
use crate::error::{Error, Result};

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

impl Seclabel {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let kind = r.named("type")?.unwrap_or(SeclabelType::Dynamic);
        let relabel = match (r.yes_no("relabel")?, kind) {
            (Some(true), SeclabelType::None) | (Some(false), SeclabelType::Dynamic) => {
                return Err(crate::conf::reader::unsupported(format!(
                    "a security label of type '{kind}' cannot say 'relabel' otherwise"
                )));
            }
            (Some(relabel), _) => relabel,
            (None, SeclabelType::Dynamic) => true,
            (None, SeclabelType::None | SeclabelType::Static) => false,
        };
        let model = r.attr("model");
        let label = r.child_text("label")?;
        let imagelabel = r.child_text("imagelabel")?;
        let baselabel = r.child_text("baselabel")?;
        r.finish()?;
        let is_none = model.as_deref() == Some("none");
        // What was made up for a running domain is made up anew for the next.
        let live = !ctx.inactive;
        let label = match kind {
            SeclabelType::Static => {
                if label.is_none() {
                    return Err(Error::xml("a static security label needs a <label>"));
                }
                label
            }
            SeclabelType::Dynamic if live => {
                if label.is_none() && !is_none && model.is_some() {
                    return Err(Error::xml(
                        "a running domain's security label needs a <label>",
                    ));
                }
                label
            }
            _ => None,
        };
        let imagelabel = match kind {
            SeclabelType::None => None,
            _ if relabel && live => {
                if imagelabel.is_none() && !is_none && model.is_some() {
                    return Err(Error::xml(
                        "a running domain's security label needs an <imagelabel>",
                    ));
                }
                imagelabel
            }
            _ => None,
        };
        if model.is_none() && (label.is_some() || imagelabel.is_some() || baselabel.is_some()) {
            return Err(Error::xml("a security label with a label needs a model"));
        }
        Ok(Seclabel {
            model,
            kind,
            relabel,
            label,
            imagelabel,
            baselabel: baselabel.filter(|_| kind == SeclabelType::Dynamic),
            implicit: false,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Option<Element> {
        if o.inactive && self.implicit {
            return None;
        }
        let mut e = Element::new("seclabel").with_attr("type", self.kind);
        e.set_opt("model", self.model.as_ref());
        if self.kind == SeclabelType::None {
            return Some(e);
        }
        e.set_attr("relabel", yes(self.relabel));
        if let Some(label) = &self.label {
            e.push_text("label", label);
        }
        if let (Some(label), true) = (&self.imagelabel, self.relabel) {
            e.push_text("imagelabel", label);
        }
        if let (Some(label), SeclabelType::Dynamic) = (&self.baselabel, self.kind) {
            e.push_text("baselabel", label);
        }
        Some(e)
    }
}

impl DeviceSeclabel {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let model = r.attr("model");
        // Of running domains only.
        let labelskip = r.attr("labelskip").is_some_and(|v| v == "yes") && !ctx.inactive;
        let relabel = r.yes_no("relabel")?;
        let label = r.child_text("label")?;
        r.finish()?;
        if label.is_some() && relabel == Some(false) {
            return Err(Error::xml(
                "a device's security label cannot be set when relabelling is off",
            ));
        }
        Ok(DeviceSeclabel {
            model,
            relabel: if labelskip {
                None
            } else {
                Some(relabel.unwrap_or(true))
            },
            labelskip,
            label,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("seclabel");
        if o.inactive && self.label.is_none() && self.relabel == Some(true) {
            return e;
        }
        e.set_opt("model", self.model.as_ref());
        if self.labelskip {
            e.set_attr("labelskip", "yes");
        } else {
            e.set_opt("relabel", self.relabel.map(yes));
        }
        if let Some(label) = &self.label {
            e.push_text("label", label);
        }
        e
    }
}

names! {
    SeclabelType {
        None = "none",
        Dynamic = "dynamic",
        Static = "static",
    }
}
