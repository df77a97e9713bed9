//! What a network does with an interface: virtual port, VLANs, bandwidth.

use crate::conf::names::names;
use crate::conf::reader::{Reader, unsupported};
use crate::conf::uuid::Uuid;
use crate::conf::xml::Element;
use crate::error::{Error, Result};

/// `<virtualport>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VirtualPort {
    pub kind: Option<VirtualPortType>,
    pub manager_id: Option<u32>,
    pub type_id: Option<u32>,
    pub type_id_version: Option<u32>,
    pub instance_id: Option<Uuid>,
    pub profile_id: Option<String>,
    pub interface_id: Option<Uuid>,
}

/// `<vlan>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vlan {
    pub trunk: bool,
    pub tags: Vec<VlanTag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VlanTag {
    pub id: u32,
    pub native_mode: Option<VlanNativeMode>,
}

/// `<bandwidth>`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bandwidth {
    pub class_id: Option<u32>,
    pub inbound: Option<Rate>,
    pub outbound: Option<Rate>,
}

/// KiB a second; burst in KiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    pub average: Option<u64>,
    pub peak: Option<u64>,
    pub floor: Option<u64>,
    pub burst: Option<u64>,
}

impl VirtualPort {
    pub fn parse(mut r: Reader, net: &str) -> Result<Self> {
        let mut port = VirtualPort {
            kind: r.named("type")?,
            ..Default::default()
        };
        if port.kind.is_none() && net != "network" {
            return Err(r.missing("type"));
        }
        if let Some(mut p) = r.child("parameters") {
            let small = |p: &mut Reader, name: &str, max: u32| -> Result<Option<u32>> {
                match p.u32_any(name)? {
                    Some(n) if n > max => Err(p.invalid(name, &n.to_string())),
                    n => Ok(n),
                }
            };
            port.manager_id = small(&mut p, "managerid", 0xff)?;
            port.type_id = small(&mut p, "typeid", 0xff_ffff)?;
            port.type_id_version = small(&mut p, "typeidversion", 0xff)?;
            port.instance_id = p.uuid("instanceid")?;
            port.profile_id = p.attr("profileid");
            port.interface_id = p.uuid("interfaceid")?;
            p.finish()?;
            if port.profile_id.as_ref().is_some_and(|id| id.len() > 39) {
                return Err(Error::xml("'profileid' of a virtual port is too long"));
            }
        }
        r.finish()?;
        match port.kind {
            Some(VirtualPortType::Qbg8021) => {
                // The three numbers go together; the instance is made up.
                if port.manager_id.is_none()
                    || port.type_id.is_none()
                    || port.type_id_version.is_none()
                {
                    return Err(Error::xml(
                        "a virtual port of type 802.1Qbg needs managerid, typeid, typeidversion",
                    ));
                }
                port.instance_id.get_or_insert_with(Uuid::random);
            }
            Some(VirtualPortType::Qbh8021) => {
                if port.profile_id.is_none() {
                    return Err(Error::xml(
                        "a virtual port of type 802.1Qbh needs a profileid",
                    ));
                }
            }
            Some(VirtualPortType::OpenVswitch) => {
                port.interface_id.get_or_insert_with(Uuid::random);
            }
            Some(VirtualPortType::Midonet) => {
                if port.interface_id.is_none() {
                    return Err(Error::xml(
                        "a virtual port of type midonet needs an interfaceid",
                    ));
                }
            }
            None => {}
        }
        Ok(port)
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("virtualport");
        e.set_opt("type", self.kind);
        let mut p = Element::new("parameters");
        p.set_opt("managerid", self.manager_id)
            .set_opt("typeid", self.type_id)
            .set_opt("typeidversion", self.type_id_version)
            .set_opt("instanceid", self.instance_id)
            .set_opt("interfaceid", self.interface_id)
            .set_opt("profileid", self.profile_id.as_ref());
        e.push_filled(p);
        e
    }
}

impl Vlan {
    pub fn parse(mut r: Reader) -> Result<Option<Self>> {
        let mut vlan = Vlan::default();
        let trunk = r.attr("trunk");
        for mut tag in r.children("tag") {
            let Some(id) = tag.u32("id")? else {
                return Err(tag.missing("id"));
            };
            if id > 4095 {
                return Err(Error::xml(format!("VLAN tag {id} is above 4095")));
            }
            let native_mode = tag.named("nativeMode")?;
            tag.finish()?;
            vlan.tags.push(VlanTag { id, native_mode });
        }
        r.finish()?;
        if vlan.tags.is_empty() {
            return Err(Error::xml("<vlan> needs a tag"));
        }
        vlan.trunk = vlan.tags.len() > 1 || vlan.tags.iter().any(|t| t.native_mode.is_some());
        match trunk.as_deref() {
            Some("yes") => vlan.trunk = true,
            Some(other) if vlan.trunk => {
                return Err(Error::xml(format!(
                    "invalid 'trunk' value '{other}' of a <vlan> of several tags"
                )));
            }
            Some(other) => {
                return Err(Error::xml(format!("invalid 'trunk' value '{other}'")));
            }
            None => {}
        }
        Ok(Some(vlan))
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("vlan");
        if self.trunk {
            e.set_attr("trunk", "yes");
        }
        for tag in &self.tags {
            let mut t = Element::new("tag").with_attr("id", tag.id);
            t.set_opt("nativeMode", tag.native_mode);
            e.push(t);
        }
        e
    }
}

impl Bandwidth {
    pub fn parse(mut r: Reader, floor_allowed: bool) -> Result<Option<Self>> {
        let class_id = r.u32("classID")?;
        let mut side = |name: &str| -> Result<Option<Rate>> {
            let mut all = r.children(name);
            if all.len() > 1 {
                return Err(Error::xml(format!(
                    "<bandwidth> has more than one <{name}>"
                )));
            }
            let Some(mut s) = all.pop() else {
                return Ok(None);
            };
            let rate = Rate {
                average: s.u64("average")?,
                peak: s.u64("peak")?,
                floor: s.u64("floor")?,
                burst: s.u64("burst")?,
            };
            s.finish()?;
            if rate.average.is_none() && rate.floor.is_none() {
                return Err(Error::xml(format!(
                    "<{name}> of a bandwidth needs 'average' or 'floor'"
                )));
            }
            if (rate.peak.is_some() || rate.burst.is_some()) && rate.average.is_none() {
                return Err(Error::xml("'peak' and 'burst' need 'average'"));
            }
            Ok(Some(rate))
        };
        let inbound = side("inbound")?;
        let outbound = side("outbound")?;
        r.finish()?;
        if outbound.is_some_and(|o| o.floor.is_some()) {
            return Err(Error::xml("'floor' is of inbound bandwidth only"));
        }
        if inbound.is_some_and(|i| i.floor.unwrap_or(0) > 0) && !floor_allowed {
            return Err(unsupported(
                "'floor' is supported by interfaces of type network only",
            ));
        }
        if inbound.is_none() && outbound.is_none() {
            return Ok(None);
        }
        Ok(Some(Bandwidth {
            class_id,
            inbound,
            outbound,
        }))
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("bandwidth");
        e.set_opt("classID", self.class_id);
        for (name, rate) in [("inbound", &self.inbound), ("outbound", &self.outbound)] {
            if let Some(rate) = rate {
                let filled = |n: Option<u64>| n.filter(|n| *n > 0);
                e.push_filled({
                    let mut s = Element::new(name);
                    s.set_opt("average", filled(rate.average))
                        .set_opt("peak", filled(rate.peak))
                        .set_opt("floor", filled(rate.floor))
                        .set_opt("burst", filled(rate.burst));
                    s
                });
            }
        }
        e
    }
}

names! {
    VirtualPortType {
        Qbg8021 = "802.1Qbg",
        Qbh8021 = "802.1Qbh",
        OpenVswitch = "openvswitch",
        Midonet = "midonet",
    }
    VlanNativeMode {
        Tagged = "tagged",
        Untagged = "untagged",
    }
}
