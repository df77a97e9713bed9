//! Where a daemon would listen, by its URI.

use crate::error::{Error, Result, virErrorDomain};
use crate::sys;
use crate::uri::Uri;
use std::path::{Path, PathBuf};

/// The daemons of libvirt.
const DAEMONS: &[&str] = &[
    "libvirtd",
    "virtbhyved",
    "virtchd",
    "virtinterfaced",
    "virtlockd",
    "virtlogd",
    "virtlxcd",
    "virtnetworkd",
    "virtnodedevd",
    "virtnwfilterd",
    "virtproxyd",
    "virtqemud",
    "virtsecretd",
    "virtstoraged",
    "virtvboxd",
    "virtvzd",
    "virtxend",
];

/// Looks for the daemon that a URI names, or for the usual one. It is not found: this library has none, and does not
/// speak to libvirt's.
pub(super) fn look_for(name: Option<&str>) -> Result<()> {
    let given = std::env::var("LIBVIRT_ADMIN_DEFAULT_URI").unwrap_or_default();
    let name = name.unwrap_or_else(|| match given.as_str() {
        "" if sys::is_root() => "libvirtd:///system",
        "" => "libvirtd:///session",
        given => given,
    });
    let socket = socket(&Uri::parse(name)?)?;
    let answer = sys::socket::connect(&socket);
    let path = socket.display();
    Err(match answer {
        Ok(_) => unsupported(format!(
            "a daemon listens at '{path}', but this library administers none"
        )),
        Err(e) => Error::system(
            format_args!("no daemon to administer: nobody listens at '{path}'"),
            &e,
        )
        .from_domain(virErrorDomain::VIR_FROM_RPC),
    })
}

fn unsupported(what: String) -> Error {
    Error::config_unsupported(what).from_domain(virErrorDomain::VIR_FROM_ADMIN)
}

fn socket(uri: &Uri) -> Result<PathBuf> {
    let scheme = match &uri.transport {
        Some(transport) => format!("{}+{transport}", uri.driver),
        None => uri.driver.clone(),
    };
    if scheme.is_empty() {
        return Err(unsupported("the URI has no scheme".to_owned()));
    }
    if !DAEMONS.contains(&scheme.as_str()) {
        return Err(unsupported(format!("no daemon is called '{scheme}'")));
    }
    if let Some((name, _)) = uri.params.iter().find(|(name, _)| name != "socket") {
        return Err(unsupported(format!("a URI has no parameter '{name}'")));
    }
    if let Some(socket) = uri.param("socket") {
        return Ok(socket.into());
    }
    let directory = match uri.path.as_str() {
        "/system" => PathBuf::from("/run/libvirt"),
        "/session" => session_directory()?,
        other => {
            return Err(unsupported(format!(
                "the URI's path '{other}' is neither /system nor /session"
            )));
        }
    };
    let daemon = match scheme.as_str() {
        "libvirtd" => "libvirt",
        other => other,
    };
    Ok(directory.join(format!("{daemon}-admin-sock")))
}

/// Where a user's daemons have their sockets: in the runtime directory, else in the cache.
fn session_directory() -> Result<PathBuf> {
    let variable = |name: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|p| p.is_absolute())
    };
    let home = || {
        variable("HOME")
            .or_else(|| {
                let user = sys::process::user_by_id(sys::process::effective_uid())?;
                Some(Path::new(&user.home).to_owned())
            })
            .ok_or_else(|| Error::internal("cannot find the home directory of this user"))
    };
    let base = match (variable("XDG_RUNTIME_DIR"), variable("XDG_CACHE_HOME")) {
        (Some(runtime), _) => runtime,
        (None, Some(cache)) => cache,
        (None, None) => home()?.join(".cache"),
    };
    Ok(base.join("libvirt"))
}
