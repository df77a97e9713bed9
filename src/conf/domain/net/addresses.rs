//! IP addresses, routes and forwarded ports of an interface.

use crate::conf::names::names;
use crate::conf::reader::{Reader, yes};
use crate::conf::xml::Element;
use crate::error::{Error, Result};
use std::net::IpAddr;

/// `<ip>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IpEntry {
    pub address: IpAddr,
    /// `family=` as the document has it.
    pub family: Option<IpFamily>,
    pub prefix: Option<u32>,
    pub peer: Option<IpAddr>,
}

/// `<route>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub family: Option<IpFamily>,
    pub address: IpAddr,
    pub netmask: Option<IpAddr>,
    pub prefix: Option<u32>,
    pub gateway: IpAddr,
    pub metric: Option<u32>,
}

/// `<portForward>` of passt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortForward {
    pub proto: ForwardProto,
    pub address: Option<IpAddr>,
    pub dev: Option<String>,
    pub ranges: Vec<PortRange>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PortRange {
    pub start: u32,
    pub end: Option<u32>,
    pub to: Option<u32>,
    pub exclude: Option<bool>,
}

fn parse_ip(r: &mut Reader, name: &str) -> Result<Option<IpAddr>> {
    match r.attr(name) {
        None => Ok(None),
        Some(text) => match text.parse() {
            Ok(ip) => Ok(Some(ip)),
            Err(_) => Err(r.invalid(name, &text)),
        },
    }
}

impl IpEntry {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let Some(address) = parse_ip(&mut r, "address")? else {
            return Err(r.missing("address"));
        };
        let family = r.named("family")?;
        let wrong = match family {
            Some(IpFamily::Ipv4) | None => !address.is_ipv4() && family.is_some(),
            Some(IpFamily::Ipv6) => !address.is_ipv6(),
        };
        if wrong {
            return Err(Error::xml(format!(
                "IP address '{address}' is not of the family that is told"
            )));
        }
        let prefix = r.u32("prefix")?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        if let Some(prefix) = prefix.filter(|p| *p > most) {
            return Err(r.invalid("prefix", &prefix.to_string()));
        }
        let peer = parse_ip(&mut r, "peer")?;
        r.finish()?;
        Ok(IpEntry {
            address,
            family,
            prefix,
            peer,
        })
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("ip")
            .with_attr("address", self.address)
            .with_attr(
                "family",
                if self.address.is_ipv4() {
                    "ipv4"
                } else {
                    "ipv6"
                },
            );
        e.set_opt("prefix", self.prefix.filter(|p| *p > 0));
        e.set_opt("peer", self.peer);
        e
    }
}

impl Route {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let family = r.named("family")?;
        let Some(address) = parse_ip(&mut r, "address")? else {
            return Err(r.missing("address"));
        };
        let Some(gateway) = parse_ip(&mut r, "gateway")? else {
            return Err(r.missing("gateway"));
        };
        let route = Route {
            family,
            address,
            netmask: parse_ip(&mut r, "netmask")?,
            prefix: r.u32("prefix")?,
            gateway,
            metric: r.positive("metric")?,
        };
        r.finish()?;
        Ok(route)
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("route");
        e.set_opt("family", self.family);
        e.set_attr("address", self.address);
        e.set_opt("netmask", self.netmask);
        e.set_opt("prefix", self.prefix);
        e.set_attr("gateway", self.gateway);
        e.set_opt("metric", self.metric);
        e
    }
}

impl PortForward {
    pub fn parse(mut r: Reader) -> Result<Self> {
        let proto = r.named_required("proto")?;
        let address = parse_ip(&mut r, "address")?;
        let dev = r.attr("dev");
        let mut ranges = Vec::new();
        for mut range in r.children("range") {
            let port = |r: &mut Reader, name: &str| -> Result<Option<u32>> {
                match r.positive(name)? {
                    Some(n) if n > 65535 => Err(r.invalid(name, &n.to_string())),
                    n => Ok(n),
                }
            };
            let Some(start) = port(&mut range, "start")? else {
                return Err(range.missing("start"));
            };
            ranges.push(PortRange {
                start,
                end: port(&mut range, "end")?,
                to: port(&mut range, "to")?,
                exclude: range.yes_no("exclude")?,
            });
            range.finish()?;
        }
        r.finish()?;
        Ok(PortForward {
            proto,
            address,
            dev,
            ranges,
        })
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("portForward").with_attr("proto", self.proto);
        e.set_opt("address", self.address);
        e.set_opt("dev", self.dev.as_ref());
        for range in &self.ranges {
            let mut r = Element::new("range").with_attr("start", range.start);
            r.set_opt("end", range.end);
            r.set_opt("to", range.to);
            r.set_opt("exclude", range.exclude.map(yes));
            e.push(r);
        }
        e
    }
}

names! {
    IpFamily {
        Ipv4 = "ipv4",
        Ipv6 = "ipv6",
    }
    ForwardProto {
        Tcp = "tcp",
        Udp = "udp",
    }
}
