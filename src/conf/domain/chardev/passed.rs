//! Devices made of character devices: smart cards, redirected USB devices and their filter.

use super::*;

/// `<smartcard>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smartcard {
    pub mode: SmartcardMode,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SmartcardMode {
    Host,
    HostCertificates {
        certificates: Vec<String>,
        database: Option<String>,
    },
    Passthrough(CharSource),
}

/// `<redirdev>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirDev {
    pub source: CharSource,
    pub info: DeviceInfo,
}

/// One `<usbdev>` of `<redirfilter>`; `None`: any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedirFilter {
    pub class: Option<u8>,
    pub vendor: Option<u16>,
    pub product: Option<u16>,
    /// Binary-coded decimal.
    pub version: Option<u16>,
    pub allow: bool,
}

impl Smartcard {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let mode = match r.required("mode")?.as_str() {
            "host" => SmartcardMode::Host,
            "host-certificates" => {
                let certificates: Vec<String> =
                    r.children("certificate").iter().map(Reader::text).collect();
                if certificates.len() != 3 {
                    return Err(Error::xml(
                        "a smart card of host certificates needs exactly three of them",
                    ));
                }
                let database = r.child_text("database")?;
                if let Some(path) = database.as_deref().filter(|p| !p.starts_with('/')) {
                    return Err(Error::xml(format!(
                        "database '{path}' of a smart card is no absolute path"
                    )));
                }
                SmartcardMode::HostCertificates {
                    certificates,
                    database,
                }
            }
            "passthrough" => {
                let kind = r.required("type")?;
                SmartcardMode::Passthrough(CharSource::parse_type(&mut r, ctx, &kind)?)
            }
            other => return Err(r.invalid("mode", other)),
        };
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.ignore(&[
            "@type",
            "certificate",
            "database",
            "source",
            "protocol",
            "log",
            "target",
        ]);
        r.finish()?;
        Ok(Smartcard { mode, info })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("smartcard");
        match &self.mode {
            SmartcardMode::Host => {
                e.set_attr("mode", "host");
            }
            SmartcardMode::HostCertificates {
                certificates,
                database,
            } => {
                e.set_attr("mode", "host-certificates");
                for certificate in certificates {
                    e.push_text("certificate", certificate);
                }
                if let Some(database) = database {
                    e.push_text("database", database);
                }
            }
            SmartcardMode::Passthrough(source) => {
                e.set_attr("mode", "passthrough");
                e.set_attr("type", source.backend.type_name());
                source.format(&mut e, o);
            }
        }
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
}

impl RedirDev {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        match r.attr("bus").as_deref() {
            None | Some("usb") => {}
            Some(other) => return Err(r.invalid("bus", other)),
        }
        let kind = r.required("type")?;
        let source = CharSource::parse_type(&mut r, ctx, &kind)?;
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::BOOT)?;
        r.finish()?;
        Ok(RedirDev { source, info })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("redirdev")
            .with_attr("bus", "usb")
            .with_attr("type", self.source.backend.type_name());
        self.source.format(&mut e, o);
        self.info.format(&mut e, o, InfoParts::BOOT);
        e
    }
}

impl RedirFilter {
    /// Reads a `<redirfilter>`.
    pub fn parse_all(mut r: Reader) -> Result<Vec<RedirFilter>> {
        let mut rules = Vec::new();
        for mut dev in r.children("usbdev") {
            // -1 and absence both mean any.
            let mut number = |name: &str, max: u64| -> Result<Option<u16>> {
                match dev.attr(name) {
                    None => Ok(None),
                    Some(text) if text == "-1" => Ok(None),
                    Some(text) => match unsigned(&text, 0).filter(|n| *n <= max) {
                        Some(n) => Ok(Some(n as u16)),
                        None => Err(dev.invalid(name, &text)),
                    },
                }
            };
            let class = number("class", 0xff)?.map(|n| n as u8);
            let vendor = number("vendor", 0xffff)?;
            let product = number("product", 0xffff)?;
            let version = match dev.attr("version") {
                None => None,
                Some(text) if text == "-1" => None,
                Some(text) => Some(parse_bcd(&text).ok_or_else(|| dev.invalid("version", &text))?),
            };
            let allow = match dev.yes_no("allow")? {
                Some(allow) => allow,
                None => return Err(dev.missing("allow")),
            };
            dev.finish()?;
            rules.push(RedirFilter {
                class,
                vendor,
                product,
                version,
                allow,
            });
        }
        r.finish()?;
        Ok(rules)
    }

    /// Writes a `<redirfilter>`.
    pub fn format_all(rules: &[RedirFilter]) -> Element {
        let mut e = Element::new("redirfilter");
        for rule in rules {
            let any = || "-1".to_owned();
            let mut dev = Element::new("usbdev");
            dev.set_attr(
                "class",
                rule.class.map_or_else(any, |n| format!("0x{n:02X}")),
            )
            .set_attr(
                "vendor",
                rule.vendor.map_or_else(any, |n| format!("0x{n:04X}")),
            )
            .set_attr(
                "product",
                rule.product.map_or_else(any, |n| format!("0x{n:04X}")),
            )
            .set_attr(
                "version",
                rule.version
                    .map_or_else(any, |n| format!("{:x}.{:02x}", n >> 8, n & 0xff)),
            )
            .set_attr("allow", yes(rule.allow));
            e.push(dev);
        }
        e
    }
}

/// `1.10` as 0x0110.
fn parse_bcd(text: &str) -> Option<u16> {
    let (major, minor) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |t: &str| {
        (!t.is_empty() && t.len() <= 2 && t.bytes().all(|b| b.is_ascii_digit()))
            .then(|| u16::from_str_radix(t, 16).ok())
            .flatten()
    };
    let minor = if minor.len() == 1 {
        digits(minor)? << 4
    } else {
        digits(minor)?
    };
    Some(digits(major)? << 8 | minor)
}
