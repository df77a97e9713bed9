//! Which user QEMU runs as, and the ownership of the files that it opens by name.
//!
//! A privileged driver runs QEMU as the `user` and `group` of qemu.conf, and with `dynamic_ownership`
//! (the default) gives that user the guest's files for as long as it runs. The owner before is kept
//! in the extended attributes that libvirt uses, counted, so that either library gives a file back
//! when its last guest ends. Where a file system has no such attributes, it goes back to root.

use super::config::QemuConf;
use super::paths::Paths;
use super::supervisor::record::Owned;
use crate::error::{Error, Result};
use crate::sys::{
    self,
    process::{group_by_name, user_by_name},
};
use serde::{Deserialize, Serialize};
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::Path;

/// The users that distributions make for QEMU, tried in this order.
const DEFAULT_USERS: [(&str, &str); 2] = [("libvirt-qemu", "libvirt-qemu"), ("qemu", "qemu")];

/// Whom QEMU runs as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QemuUser {
    pub uid: u32,
    pub gid: u32,
    /// Supplementary groups, by which the user reaches devices.
    pub groups: Vec<u32>,
    /// Whether files change owner for it.
    pub dynamic_ownership: bool,
    /// Whether the former owner is remembered.
    pub remember_owner: bool,
}

/// Whom QEMU runs as in this home; `None`: as the caller.
pub fn qemu_user(paths: &Paths, conf: &QemuConf) -> Result<Option<QemuUser>> {
    if !paths.privileged {
        return Ok(None);
    }
    let default = DEFAULT_USERS
        .iter()
        .find(|(user, _)| user_by_name(user).is_some());
    let user = conf.text("user").or(default.map(|d| d.0)).unwrap_or("+0");
    let group = conf.text("group").or(default.map(|d| d.1));
    let entry = match user.strip_prefix('+').and_then(|n| n.parse().ok()) {
        Some(uid) => sys::process::user_by_id(uid).ok_or(uid),
        None => match user_by_name(user) {
            Some(entry) => Ok(entry),
            None => Err(user.parse().map_err(|_| unknown("user", user))?),
        },
    };
    let (uid, user_gid, mut groups) = match entry {
        Ok(entry) => (entry.uid, Some(entry.gid), entry.groups),
        Err(uid) => (uid, None, Vec::new()),
    };
    let gid = match group {
        None => user_gid.unwrap_or(uid),
        Some(group) => match group.strip_prefix('+').and_then(|n| n.parse().ok()) {
            Some(gid) => gid,
            None => match group_by_name(group) {
                Some(gid) => gid,
                None => group.parse().map_err(|_| unknown("group", group))?,
            },
        },
    };
    if !groups.contains(&gid) {
        groups.push(gid);
    }
    Ok(Some(QemuUser {
        uid,
        gid,
        groups,
        dynamic_ownership: conf.flag("dynamic_ownership").unwrap_or(true),
        remember_owner: conf.flag("remember_owner").unwrap_or(true),
    }))
}

fn unknown(what: &str, name: &str) -> Error {
    Error::invalid_arg(format!("no {what} '{name}', which qemu.conf names"))
}

const OWNER: &str = "trusted.libvirt.security.dac";
const COUNT: &str = "trusted.libvirt.security.ref_dac";
const BOOT: &str = "trusted.libvirt.security.timestamp_dac";

/// Seconds of the clock at which the host was started: what a host crash left is no longer valid.
fn boot_time() -> u64 {
    let uptime = std::fs::read_to_string("/proc/uptime").unwrap_or_default();
    let up: u64 = uptime
        .split(['.', ' '])
        .next()
        .and_then(|s| s.parse().ok())
        .unwrap_or(0);
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |d| d.as_secs());
    now.saturating_sub(up)
}

fn number(path: &Path, name: &str) -> io::Result<Option<u64>> {
    let value = sys::fd::get_attribute(path, name)?;
    Ok(value
        .and_then(|v| String::from_utf8(v).ok())
        .and_then(|v| v.parse().ok()))
}

/// How many guests have the file, by its attributes.
fn users_of(path: &Path) -> io::Result<u64> {
    let Some(count) = number(path, COUNT)? else {
        return Ok(0);
    };
    // Clocks are set; two seconds of difference are not another start of the host.
    if number(path, BOOT)?.is_some_and(|b| b.abs_diff(boot_time()) <= 2) {
        return Ok(count);
    }
    forget(path)?;
    Ok(0)
}

fn forget(path: &Path) -> io::Result<()> {
    for name in [OWNER, COUNT, BOOT] {
        sys::fd::remove_attribute(path, name)?;
    }
    Ok(())
}

fn set(path: &Path, name: &str, value: impl ToString) -> io::Result<()> {
    sys::fd::set_attribute(path, name, value.to_string().as_bytes())
}

/// Gives `path` to QEMU's user. `shared` files (read-only or shareable ones) stay with it, since
/// other guests may have them; others are to be given back by [`give_back`]. `None`: nothing to give
/// back, for the file was QEMU's user's already and nobody remembers, or it is shared.
pub fn give(path: &Path, user: &QemuUser, shared: bool) -> Result<Option<Owned>> {
    if !user.dynamic_ownership {
        return Ok(None);
    }
    let fail = |e: io::Error| {
        Error::system(
            format!("cannot give '{}' to user {}", path.display(), user.uid),
            &e,
        )
    };
    let meta = std::fs::metadata(path).map_err(fail)?;
    let remember = user.remember_owner && !shared && !meta.file_type().is_char_device();
    let mut remembered = false;
    if remember {
        match remember_owner(path, &meta, user) {
            Ok(()) => remembered = true,
            Err(e) if lacks_attributes(&e) => {}
            Err(e) if e.kind() == io::ErrorKind::ResourceBusy => {
                return Err(Error::operation_invalid(format!(
                    "'{}' is in use by a guest that runs as another user",
                    path.display()
                )));
            }
            Err(e) => return Err(fail(e)),
        }
    }
    if (meta.uid(), meta.gid()) != (user.uid, user.gid) {
        match std::os::unix::fs::chown(path, Some(user.uid), Some(user.gid)) {
            Ok(()) => {}
            // Read-only file systems and those of a network where root is nobody: QEMU may still be
            // able to open the file.
            Err(e) if cannot_chown(&e) => return Ok(None),
            Err(e) => {
                if remembered {
                    let _ = recall(path);
                }
                return Err(fail(e));
            }
        }
    }
    Ok((!shared).then(|| Owned {
        path: path.to_owned(),
    }))
}

fn lacks_attributes(e: &io::Error) -> bool {
    matches!(
        e.raw_os_error(),
        Some(libc::ENOTSUP | libc::ENOSYS | libc::EPERM | libc::EROFS)
    )
}

fn cannot_chown(e: &io::Error) -> bool {
    matches!(
        e.raw_os_error(),
        Some(libc::ENOTSUP | libc::ENOSYS | libc::EPERM | libc::EROFS | libc::EINVAL)
    )
}

fn remember_owner(path: &Path, meta: &std::fs::Metadata, user: &QemuUser) -> io::Result<()> {
    let users = users_of(path)?;
    if users == 0 {
        set(path, OWNER, format!("+{}:+{}", meta.uid(), meta.gid()))?;
        set(path, BOOT, boot_time())?;
    } else if (meta.uid(), meta.gid()) != (user.uid, user.gid) {
        return Err(io::ErrorKind::ResourceBusy.into());
    }
    set(path, COUNT, users + 1)
}

/// The remembered owner if the last user of the file gives it back.
fn recall(path: &Path) -> io::Result<Option<(u32, u32)>> {
    let users = users_of(path)?;
    if users > 1 {
        set(path, COUNT, users - 1)?;
        return Ok(None);
    }
    let owner = sys::fd::get_attribute(path, OWNER)?
        .and_then(|v| String::from_utf8(v).ok())
        .and_then(|v| {
            let (uid, gid) = v.split_once(':')?;
            let number = |s: &str| s.strip_prefix('+')?.parse().ok();
            Some((number(uid)?, number(gid)?))
        });
    forget(path)?;
    Ok(Some(owner.unwrap_or((0, 0))))
}

/// Gives a file back to whom it belonged before.
pub fn give_back(owned: &Owned) {
    let owner = match recall(&owned.path) {
        Ok(owner) => owner,
        Err(_) => Some((0, 0)),
    };
    if let Some((uid, gid)) = owner {
        // A file that is gone, or that cannot change owner, is none of the next guest's business.
        let _ = std::os::unix::fs::chown(&owned.path, Some(uid), Some(gid));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_guests_take_a_file_and_the_last_gives_it_back() {
        if sys::process::effective_uid() != 0 {
            eprintln!("skipped: not root");
            return;
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("target")
            .join(format!("security-{}", std::process::id()));
        std::fs::write(&path, "x").unwrap();
        std::os::unix::fs::chown(&path, Some(12), Some(13)).unwrap();
        let user = QemuUser {
            uid: 1234,
            gid: 1235,
            groups: vec![],
            dynamic_ownership: true,
            remember_owner: true,
        };
        let owner = || {
            let m = std::fs::metadata(&path).unwrap();
            (m.uid(), m.gid())
        };
        let first = give(&path, &user, false).unwrap().unwrap();
        assert_eq!(owner(), (1234, 1235));
        let attributes = sys::fd::get_attribute(&path, OWNER);
        let second = give(&path, &user, false).unwrap().unwrap();
        give_back(&first);
        if matches!(attributes, Ok(Some(_))) {
            assert_eq!(owner(), (1234, 1235));
            let other = QemuUser { uid: 99, ..user };
            assert!(give(&path, &other, false).is_err());
        }
        give_back(&second);
        let back = if matches!(attributes, Ok(Some(_))) {
            (12, 13)
        } else {
            (0, 0)
        };
        assert_eq!(owner(), back);
        assert_eq!(sys::fd::get_attribute(&path, COUNT).ok().flatten(), None);
        std::fs::remove_file(&path).unwrap();
    }
}
