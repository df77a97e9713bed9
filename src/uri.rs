//! Connection URIs: reading one, and choosing one when the caller named none.
//!
//! `DRIVER[+TRANSPORT]://[USER@][HOST][:PORT]/PATH[?NAME=VALUE&...]`. Only what is served in this process is
//! accepted: no host, and no transport but `unix`.

use crate::conf::settings::Settings;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use std::fmt;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

/// A URI in its parts, percent signs decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uri {
    /// The driver's name: what stands before the `+`, if there is one.
    pub driver: String,
    /// What stands after the `+`.
    pub transport: Option<String>,
    pub user: Option<String>,
    /// `None` for a URI that leads nowhere else.
    pub host: Option<String>,
    pub port: Option<u16>,
    /// With its leading slash, as "/system".
    pub path: String,
    /// The part after the `?`, as it was written.
    query: Option<String>,
    fragment: Option<String>,
    /// The names and values of the query.
    pub params: Vec<(String, String)>,
}

impl Uri {
    /// Reads a URI.
    pub fn parse(text: &str) -> Result<Self> {
        let bad = || {
            Error::new(
                virErrorNumber::VIR_ERR_INTERNAL_ERROR,
                format!("'{text}' is not a URI"),
            )
            .from_domain(virErrorDomain::VIR_FROM_URI)
        };
        if text
            .bytes()
            .any(|b| b.is_ascii_control() || b" \"<>\\^`{|}".contains(&b))
        {
            return Err(bad());
        }
        let (rest, fragment) = split_off(text, '#');
        let (rest, query) = split_off(rest, '?');

        let scheme_len = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)))
            .unwrap_or(rest.len());
        let (scheme, rest) = match rest[scheme_len..].strip_prefix(':') {
            Some(after) if rest.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                (&rest[..scheme_len], after)
            }
            // A colon needs a scheme before it.
            _ if rest.split('/').next().is_some_and(|s| s.contains(':')) => return Err(bad()),
            _ => ("", rest),
        };

        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let end = rest.find('/').unwrap_or(rest.len());
                (&rest[..end], &rest[end..])
            }
            None => ("", rest),
        };
        let (user, authority) = match authority.rsplit_once('@') {
            Some((user, authority)) => (Some(decode(user).ok_or_else(bad)?), authority),
            None => (None, authority),
        };
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => {
                let port = match port {
                    "" => None,
                    port => Some(port.parse().map_err(|_| bad())?),
                };
                (host, port)
            }
            _ => (authority, None),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');

        let mut params = Vec::new();
        for param in query
            .unwrap_or("")
            .split(['&', ';'])
            .filter(|p| !p.is_empty())
        {
            let (name, value) = param.split_once('=').unwrap_or((param, ""));
            params.push((
                decode(name).ok_or_else(bad)?,
                decode(value).ok_or_else(bad)?,
            ));
        }
        let (driver, transport) = match scheme.split_once('+') {
            Some((driver, transport)) => (driver, Some(transport.to_owned())),
            None => (scheme, None),
        };
        Ok(Uri {
            driver: driver.to_owned(),
            transport,
            user,
            host: (!host.is_empty()).then(|| host.to_owned()),
            port,
            path: decode(path).ok_or_else(bad)?,
            query: query.map(str::to_owned),
            fragment: fragment.map(str::to_owned),
            params,
        })
    }

    /// The value of a parameter.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// The URI to open: the one that the caller named, or its alias; or, if the caller named none, the
    /// environment's, the user's, or what fits the user.
    pub fn choose(name: Option<&str>, aliases: bool) -> Result<Self> {
        let default = std::env::var("LIBVIRT_DEFAULT_URI").ok();
        let settings =
            || settings_path().map_or_else(|| Ok(Settings::default()), |p| Settings::read(&p));
        Self::choose_among(name, aliases, default.as_deref(), settings)
    }

    fn choose_among(
        name: Option<&str>,
        aliases: bool,
        environment: Option<&str>,
        settings: impl Fn() -> Result<Settings>,
    ) -> Result<Self> {
        let given = [name, environment]
            .into_iter()
            .flatten()
            .find(|n| !n.is_empty());
        // A whole URI cannot be an alias, so nothing needs to be read for it.
        if let Some(given) = given.filter(|given| !aliases || given.contains(':')) {
            return Self::parse(given);
        }
        let settings = settings()?;
        let chosen = match given {
            Some(given) => given.to_owned(),
            None => match settings.text("uri_default")? {
                Some(default) if !default.is_empty() => default.to_owned(),
                _ if crate::sys::is_root() => "qemu:///system".to_owned(),
                _ => "qemu:///session".to_owned(),
            },
        };
        match aliases.then(|| alias(&settings, &chosen)).transpose()? {
            Some(Some(uri)) => Self::parse(&uri),
            _ => Self::parse(&chosen),
        }
    }

    /// Refuses what this process does not serve.
    pub fn check_local(&self) -> Result<()> {
        let none = |detail: String| {
            Error::new(virErrorNumber::VIR_ERR_NO_CONNECT, detail)
                .from_domain(virErrorDomain::VIR_FROM_NONE)
        };
        let astray =
            |detail: String| Error::internal(detail).from_domain(virErrorDomain::VIR_FROM_NONE);
        if self.driver.is_empty() {
            return Err(none(format!("the URI '{self}' names no driver")));
        }
        if self.driver != "qemu" {
            return Err(none(format!("'{self}'")));
        }
        if let (Some(place @ ("system" | "session")), "" | "/") =
            (self.host.as_deref(), self.path.as_str())
        {
            return Err(astray(format!("'{self}' lacks a slash: qemu:///{place}")));
        }
        if self.path == "/embed" {
            return self.check_embed();
        }
        match self.transport.as_deref() {
            None | Some("unix") if self.host.is_none() => {}
            None | Some("unix" | "tls" | "tcp" | "ssh" | "ext" | "libssh" | "libssh2") => {
                return Err(none(format!("'{self}' leads to another host")));
            }
            Some(other) => {
                return Err(
                    Error::invalid_arg(format!("no transport is called '{other}'"))
                        .from_domain(virErrorDomain::VIR_FROM_REMOTE),
                );
            }
        }
        if !["/system", "/session"].contains(&self.path.as_str()) {
            return Err(astray(format!(
                "the path '{}' of the URI is none of /system, /session and /embed",
                self.path
            )));
        }
        match self.param("socket") {
            Some(socket) if UnixStream::connect(socket).is_ok() => {
                Err(none(format!("a daemon listens on '{socket}' of '{self}'")))
            }
            _ => Ok(()),
        }
    }

    fn check_embed(&self) -> Result<()> {
        if let Some(transport) = &self.transport {
            return Err(Error::new(
                virErrorNumber::VIR_ERR_NO_CONNECT,
                format!("an embedded driver has no transport '{transport}'"),
            )
            .from_domain(virErrorDomain::VIR_FROM_NONE));
        }
        match self.param("root") {
            None => Err(
                Error::invalid_arg(format!("'{self}' lacks the parameter 'root'"))
                    .from_domain(virErrorDomain::VIR_FROM_URI),
            ),
            Some(root) if !root.starts_with('/') => Err(Error::config_unsupported(format!(
                "the root '{root}' of an embedded driver is not an absolute path"
            ))
            .from_domain(virErrorDomain::VIR_FROM_NONE)),
            Some(_) => Ok(()),
        }
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.driver.is_empty() {
            f.write_str(&self.driver)?;
            if let Some(transport) = &self.transport {
                write!(f, "+{transport}")?;
            }
            f.write_str("://")?;
        }
        if let Some(user) = &self.user {
            write!(f, "{}@", encode(user))?;
        }
        match self.host.as_deref() {
            Some(host) if host.contains(':') => write!(f, "[{host}]")?,
            Some(host) => f.write_str(host)?,
            None => {}
        }
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        if !self.driver.is_empty() && !self.path.is_empty() && !self.path.starts_with('/') {
            f.write_str("/")?;
        }
        f.write_str(&encode(&self.path))?;
        if let Some(query) = &self.query {
            write!(f, "?{query}")?;
        }
        if let Some(fragment) = &self.fragment {
            write!(f, "#{fragment}")?;
        }
        Ok(())
    }
}

/// What comes before and after the first `mark`.
fn split_off(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.split_once(mark) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// Turns `%2F` and its like into bytes. `None` where a percent sign stands alone, or what comes out is
/// no text.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        let digits = std::str::from_utf8(digits).ok()?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = after;
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

/// Turns what cannot stand in a URI's path into `%2F` and its like.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.!~*'():@&=+$,;".contains(&byte) {
            out.push(byte.into());
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Where the user's settings are.
fn settings_path() -> Option<PathBuf> {
    if crate::sys::is_root() {
        return Some("/etc/libvirt/libvirt.conf".into());
    }
    let base = match std::env::var_os("XDG_CONFIG_HOME") {
        Some(base) if !base.is_empty() => PathBuf::from(base),
        _ => PathBuf::from(std::env::var_os("HOME")?).join(".config"),
    };
    Some(base.join("libvirt/libvirt.conf"))
}

/// The URI that `uri_aliases` gives this name.
fn alias(settings: &Settings, name: &str) -> Result<Option<String>> {
    for entry in settings.texts("uri_aliases")?.unwrap_or_default() {
        let (alias, uri) = entry
            .split_once('=')
            .filter(|(alias, _)| {
                alias
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
            })
            .ok_or_else(|| {
                Error::new(
                    virErrorNumber::VIR_ERR_CONF_SYNTAX,
                    format!("'{entry}' in uri_aliases is not of the form 'alias=uri'"),
                )
                .from_domain(virErrorDomain::VIR_FROM_URI)
            })?;
        if alias == name {
            return Ok(Some(uri.to_owned()));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use virErrorNumber::*;

    #[test]
    fn reads_and_writes() {
        for text in [
            "qemu:///system",
            "qemu:///session?socket=/run/x",
            "qemu:///embed?root=/tmp/a%20b",
            "qemu+ssh://me@host:22/system?a=b#c",
            "qemu://[::1]:16509/system",
            "qemu:///a%20b",
            "test:///default",
        ] {
            assert_eq!(Uri::parse(text).unwrap().to_string(), text);
        }
        let uri = Uri::parse("qemu+unix:///embed?root=/tmp/a%20b;x").unwrap();
        assert_eq!(uri.driver, "qemu");
        assert_eq!(uri.transport.as_deref(), Some("unix"));
        assert_eq!(uri.param("root"), Some("/tmp/a b"));
        assert_eq!(uri.param("x"), Some(""));
        assert_eq!(uri.param("y"), None);
        // libvirt writes what was read without the two slashes with them.
        assert_eq!(
            Uri::parse("qemu:/system").unwrap().to_string(),
            "qemu:///system"
        );
    }

    #[test]
    fn answers_as_libvirt_does() {
        for (text, code) in [
            ("%zz", VIR_ERR_INTERNAL_ERROR),
            ("://", VIR_ERR_INTERNAL_ERROR),
            (":", VIR_ERR_INTERNAL_ERROR),
            (" qemu:///system", VIR_ERR_INTERNAL_ERROR),
            ("qemu:///foo", VIR_ERR_INTERNAL_ERROR),
            ("qemu:///", VIR_ERR_INTERNAL_ERROR),
            ("qemu://", VIR_ERR_INTERNAL_ERROR),
            ("qemu://system", VIR_ERR_INTERNAL_ERROR),
            ("qemu:system", VIR_ERR_INTERNAL_ERROR),
            ("garbage", VIR_ERR_NO_CONNECT),
            ("/etc/hosts", VIR_ERR_NO_CONNECT),
            ("xen:///system", VIR_ERR_NO_CONNECT),
            ("QEMU:///system", VIR_ERR_NO_CONNECT),
            ("test:///default", VIR_ERR_NO_CONNECT),
            ("qemu+ssh://host/system", VIR_ERR_NO_CONNECT),
            ("qemu+bogus:///system", VIR_ERR_INVALID_ARG),
            ("qemu:///embed", VIR_ERR_INVALID_ARG),
            ("qemu:///embed?root=tmp", VIR_ERR_CONFIG_UNSUPPORTED),
            ("qemu+unix:///embed?root=/tmp", VIR_ERR_NO_CONNECT),
        ] {
            let error = Uri::parse(text).and_then(|u| u.check_local()).unwrap_err();
            assert_eq!(error.code, code, "{text}: {error}");
        }
        for text in [
            "qemu:///system",
            "qemu:/system",
            "qemu:///session",
            "qemu+unix:///system",
            "qemu+unix:///session?socket=/nonexistent/socket",
            "qemu:///embed?root=/tmp",
        ] {
            Uri::parse(text).and_then(|u| u.check_local()).unwrap();
        }
    }

    #[test]
    fn a_daemon_that_listens_is_not_passed_by() {
        let dir = std::env::temp_dir().join(format!("oxivirt-uri-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let socket = dir.join("socket");
        let listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let uri = Uri::parse(&format!("qemu+unix:///system?socket={}", socket.display())).unwrap();
        assert_eq!(uri.check_local().unwrap_err().code, VIR_ERR_NO_CONNECT);
        drop(listener);
        uri.check_local().unwrap();
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn chooses_in_libvirts_order() {
        let settings = |text: &'static str| move || Settings::parse(text, "libvirt.conf");
        let choose = |name, environment, text| {
            Uri::choose_among(name, true, environment, settings(text)).map(|uri| uri.to_string())
        };
        let both = "uri_default = \"qemu:///session\"\nuri_aliases = [ 'here=qemu:///system' ]";
        assert_eq!(
            choose(Some("test:///a"), Some("test:///b"), both).unwrap(),
            "test:///a"
        );
        assert_eq!(
            choose(Some(""), Some("test:///b"), both).unwrap(),
            "test:///b"
        );
        assert_eq!(choose(None, Some(""), both).unwrap(), "qemu:///session");
        assert_eq!(choose(Some("here"), None, both).unwrap(), "qemu:///system");
        assert_eq!(choose(None, Some("here"), both).unwrap(), "qemu:///system");
        assert_eq!(choose(Some("there"), None, both).unwrap(), "there");
        let fitting = if crate::sys::is_root() {
            "qemu:///system"
        } else {
            "qemu:///session"
        };
        assert_eq!(choose(None, None, "").unwrap(), fitting);
        let error = choose(Some("here"), None, "uri_aliases = ['a b=c']").unwrap_err();
        assert_eq!(error.code, VIR_ERR_CONF_SYNTAX);
        // A broken file does not matter to who names a whole URI.
        assert!(choose(Some("test:///a"), None, "?").is_ok());
        assert!(choose(None, None, "?").is_err());
    }
}
