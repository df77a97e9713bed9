//! Where everything lives: libvirt's own places for `qemu:///system`, `qemu:///session` and
//! `qemu:///embed?root=DIR`, so that guests, definitions and images are found by either library.
//!
//! What libvirt keeps in its daemon's memory is kept in files of our own below [`Paths::own_dir`],
//! in the state directory, which a reboot empties.

use crate::conf::uuid::Uuid;
use crate::error::{Error, Result};
use crate::event::bus::Bus;
use crate::sys;
use serde::{Deserialize, Serialize};
use std::fs::{DirBuilder, File};
use std::os::fd::AsFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

/// Which of the driver's three homes this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    System,
    Session,
    Embed,
}

/// The directories of one home. Nothing is created by making this value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Paths {
    pub mode: Mode,
    /// The directory of `embed?root=`.
    pub root: Option<PathBuf>,
    /// Whether this process may do what root may: other users for QEMU, ownership of files.
    pub privileged: bool,
    /// `qemu.conf` and hooks: `/etc/libvirt`.
    pub config_base_dir: PathBuf,
    /// Definitions: `/etc/libvirt/qemu`.
    pub config_dir: PathBuf,
    /// Links to the definitions that start with the host.
    pub autostart_dir: PathBuf,
    /// Running guests: `/run/libvirt/qemu`.
    pub state_dir: PathBuf,
    /// Parents of channel sockets, a directory a guest.
    pub channel_dir: PathBuf,
    /// `/var/lib/libvirt/qemu`.
    pub lib_dir: PathBuf,
    /// Managed saves.
    pub save_dir: PathBuf,
    /// Snapshots' metadata.
    pub snapshot_dir: PathBuf,
    /// Checkpoints' metadata.
    pub checkpoint_dir: PathBuf,
    /// UEFI variables.
    pub nvram_dir: PathBuf,
    /// Core dumps that libvirt takes by itself.
    pub dump_dir: PathBuf,
    /// Memory backing files, a directory a guest.
    pub ram_dir: PathBuf,
    /// `/var/cache/libvirt/qemu`.
    pub cache_dir: PathBuf,
    /// Guests' logs: `/var/log/libvirt/qemu`.
    pub log_dir: PathBuf,
    /// TPM state of persistent kind: `/var/lib/libvirt/swtpm`.
    pub swtpm_storage_dir: PathBuf,
}

/// An environment variable that holds an absolute path.
fn absolute_variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .map(PathBuf::from)
        .filter(|p| p.is_absolute())
}

impl Paths {
    /// `qemu:///system`.
    pub fn system() -> Self {
        let lib = PathBuf::from("/var/lib/libvirt");
        Self::of(
            Mode::System,
            Path::new("/etc/libvirt"),
            Path::new("/run/libvirt/qemu"),
            &lib.join("qemu"),
            Path::new("/var/cache/libvirt/qemu"),
            Path::new("/var/log/libvirt/qemu"),
            &lib.join("swtpm"),
        )
    }

    /// `qemu:///session`: the user's own, below the XDG directories.
    pub fn session() -> Result<Self> {
        let home = match absolute_variable("HOME") {
            Some(home) => home,
            None => sys::process::user_by_id(sys::process::effective_uid())
                .map(|user| PathBuf::from(user.home))
                .ok_or_else(|| Error::internal("cannot find the home directory of this user"))?,
        };
        let config = absolute_variable("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
        let cache = absolute_variable("XDG_CACHE_HOME").unwrap_or_else(|| home.join(".cache"));
        // Without a runtime directory libvirt takes the cache's place.
        let run = absolute_variable("XDG_RUNTIME_DIR").unwrap_or_else(|| cache.clone());
        let config_base = config.join("libvirt");
        let cache = cache.join("libvirt/qemu");
        let lib = config_base.join("qemu/lib");
        let mut paths = Self::of(
            Mode::Session,
            &config_base,
            &run.join("libvirt/qemu/run"),
            &lib,
            &cache.join("cache"),
            &cache.join("log"),
            &config_base.join("qemu/swtpm"),
        );
        // A session keeps these beside the definitions.
        let config = paths.config_dir.clone();
        paths.save_dir = config.join("save");
        paths.snapshot_dir = config.join("snapshot");
        paths.checkpoint_dir = config.join("checkpoint");
        paths.nvram_dir = config.join("nvram");
        paths.dump_dir = config.join("dump");
        paths.ram_dir = config.join("ram");
        paths.privileged = false;
        Ok(paths)
    }

    /// `qemu:///embed?root=DIR`: everything below `root`, which must be absolute.
    pub fn embed(root: &Path) -> Result<Self> {
        if !root.is_absolute() {
            return Err(Error::invalid_arg(format!(
                "root must be an absolute path, not '{}'",
                root.display()
            )));
        }
        let mut paths = Self::of(
            Mode::Embed,
            &root.join("etc"),
            &root.join("run/qemu"),
            &root.join("lib/qemu"),
            &root.join("cache/qemu"),
            &root.join("log/qemu"),
            &root.join("lib/swtpm"),
        );
        paths.root = Some(root.to_owned());
        Ok(paths)
    }

    fn of(
        mode: Mode,
        config_base: &Path,
        state: &Path,
        lib: &Path,
        cache: &Path,
        log: &Path,
        swtpm: &Path,
    ) -> Self {
        let config_dir = config_base.join("qemu");
        Paths {
            mode,
            root: None,
            privileged: sys::process::effective_uid() == 0,
            config_base_dir: config_base.to_owned(),
            autostart_dir: config_dir.join("autostart"),
            config_dir,
            state_dir: state.to_owned(),
            channel_dir: state.join("channel"),
            lib_dir: lib.to_owned(),
            save_dir: lib.join("save"),
            snapshot_dir: lib.join("snapshot"),
            checkpoint_dir: lib.join("checkpoint"),
            nvram_dir: lib.join("nvram"),
            dump_dir: lib.join("dump"),
            ram_dir: lib.join("ram"),
            cache_dir: cache.to_owned(),
            log_dir: log.to_owned(),
            swtpm_storage_dir: swtpm.to_owned(),
        }
    }

    /// `qemu.conf`.
    pub fn qemu_conf(&self) -> PathBuf {
        self.config_base_dir.join("qemu.conf")
    }

    /// The definition of a persistent domain.
    pub fn definition(&self, name: &str) -> PathBuf {
        self.config_dir.join(format!("{name}.xml"))
    }

    /// The link that makes a domain start with the host.
    pub fn autostart_link(&self, name: &str) -> PathBuf {
        self.autostart_dir.join(format!("{name}.xml"))
    }

    /// The status file of a running guest.
    pub fn status(&self, name: &str) -> PathBuf {
        self.state_dir.join(format!("{name}.xml"))
    }

    /// QEMU's pid in bare digits; QEMU holds a classic lock on the file while it lives.
    pub fn pidfile(&self, name: &str) -> PathBuf {
        self.state_dir.join(format!("{name}.pid"))
    }

    /// The image of a managed save.
    pub fn managed_save(&self, name: &str) -> PathBuf {
        self.save_dir.join(format!("{name}.save"))
    }

    /// The guest's log.
    pub fn log(&self, name: &str) -> PathBuf {
        self.log_dir.join(format!("{name}.log"))
    }

    /// A running guest's directory for sockets and secrets.
    pub fn domain_dir(&self, id: i32, name: &str) -> PathBuf {
        self.lib_dir
            .join(format!("domain-{}", short_name(id, name)))
    }

    /// A running guest's directory for channel sockets.
    pub fn domain_channel_dir(&self, id: i32, name: &str) -> PathBuf {
        self.channel_dir.join(short_name(id, name))
    }

    /// A running guest's directory for memory backing files.
    pub fn domain_ram_dir(&self, id: i32, name: &str) -> PathBuf {
        self.ram_dir.join(short_name(id, name))
    }

    /// QEMU's own monitor, which serves one client: the supervisor.
    pub fn monitor_sock(&self, id: i32, name: &str) -> PathBuf {
        self.domain_dir(id, name).join("monitor.sock")
    }

    /// What libvirt has no file for; readable by the owner of this home alone.
    pub fn own_dir(&self) -> PathBuf {
        self.state_dir.join("oxivirt")
    }

    /// The supervisor's socket, which serves everybody.
    pub fn control_sock(&self, uuid: &Uuid) -> PathBuf {
        self.own_file(uuid, "sock")
    }

    /// What a supervisor must know to take up another's work: policy, job, what to clear up.
    pub fn record(&self, uuid: &Uuid) -> PathBuf {
        self.own_file(uuid, "json")
    }

    /// Held by the guest's one supervisor (byte 0) and by who attaches (byte 1).
    pub fn supervisor_lock(&self, uuid: &Uuid) -> PathBuf {
        self.own_file(uuid, "supervisor")
    }

    /// Held while something changes the guest.
    pub fn job_lock(&self, uuid: &Uuid) -> PathBuf {
        self.own_file(uuid, "lock")
    }

    /// Why a persistent domain is shut off, since the host was started.
    pub fn last_state(&self, uuid: &Uuid) -> PathBuf {
        self.own_file(uuid, "last")
    }

    /// What the last job that succeeded has done.
    pub fn completed_job(&self, uuid: &Uuid) -> PathBuf {
        self.own_file(uuid, "completed")
    }

    /// What a client has begun on a domain's disks and documents and must not be left half done. It
    /// outlives the host's restart.
    pub fn journal(&self, uuid: &Uuid) -> PathBuf {
        self.journal_dir().join(format!("{uuid}.json"))
    }

    /// Where journals are.
    pub fn journal_dir(&self) -> PathBuf {
        self.lib_dir.join("oxivirt")
    }

    /// Held for a moment by whoever takes a name, a UUID or an id.
    pub fn driver_lock(&self) -> PathBuf {
        self.own_dir().join("driver.lock")
    }

    /// The way of events to those who want to know.
    pub fn bus(&self) -> Bus {
        Bus::of(&self.own_dir())
    }

    fn own_file(&self, uuid: &Uuid, extension: &str) -> PathBuf {
        self.own_dir().join(format!("{uuid}.{extension}"))
    }

    /// Makes [`Paths::own_dir`], closed to others, and its parents.
    pub fn make_own_dir(&self) -> Result<PathBuf> {
        let dir = self.own_dir();
        if let Some(parent) = dir.parent() {
            make_dir(parent, 0o755)?;
        }
        match DirBuilder::new().mode(0o700).create(&dir) {
            Ok(()) => {}
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
                // QEMU's user owns the parent; what it may have put here must not be trusted.
                let meta = std::fs::symlink_metadata(&dir).map_err(|e| {
                    Error::system(format!("cannot look at '{}'", dir.display()), &e)
                })?;
                if !meta.is_dir() || meta.uid() != sys::process::effective_uid() {
                    return Err(Error::internal(format!(
                        "'{}' is not a directory of this user's",
                        dir.display()
                    )));
                }
            }
            Err(e) => {
                return Err(Error::system(
                    format!("cannot create directory '{}'", dir.display()),
                    &e,
                ));
            }
        }
        Ok(dir)
    }

    /// The process of a libvirt daemon that uses these directories now: it holds a lock on
    /// `driver.pid` for as long as it lives, whichever daemon it is.
    pub fn owned_by_daemon(&self) -> Option<i32> {
        let file = File::open(self.state_dir.join("driver.pid")).ok()?;
        sys::ofd_holder(file.as_fd(), 0).ok().flatten()
    }
}

/// Makes a directory and its parents; an existing one stays as it is.
pub fn make_dir(dir: &Path, mode: u32) -> Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(mode)
        .create(dir)
        .map_err(|e| Error::system(format!("cannot create directory '{}'", dir.display()), &e))
}

/// The name of a guest's own directories: its id and the first 20 characters of its name.
fn short_name(id: i32, name: &str) -> String {
    let end = name.char_indices().nth(20).map_or(name.len(), |(i, _)| i);
    format!("{id}-{}", &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_places_are_libvirts() {
        let p = Paths::system();
        assert_eq!(p.definition("a"), Path::new("/etc/libvirt/qemu/a.xml"));
        assert_eq!(p.status("a"), Path::new("/run/libvirt/qemu/a.xml"));
        assert_eq!(
            p.managed_save("a"),
            Path::new("/var/lib/libvirt/qemu/save/a.save")
        );
        assert_eq!(
            p.monitor_sock(9, "runtime-ÄÖÜ-long-name-beyond-twenty"),
            Path::new("/var/lib/libvirt/qemu/domain-9-runtime-ÄÖÜ-long-nam/monitor.sock")
        );
    }

    #[test]
    fn embed_is_below_its_root() {
        let p = Paths::embed(Path::new("/x")).unwrap();
        assert_eq!(p.definition("a"), Path::new("/x/etc/qemu/a.xml"));
        assert_eq!(p.status("a"), Path::new("/x/run/qemu/a.xml"));
        assert_eq!(p.log("a"), Path::new("/x/log/qemu/a.log"));
        assert_eq!(p.qemu_conf(), Path::new("/x/etc/qemu.conf"));
        assert_eq!(
            p.domain_channel_dir(1, "a"),
            Path::new("/x/run/qemu/channel/1-a")
        );
        assert!(Paths::embed(Path::new("x")).is_err());
    }

    #[test]
    fn a_daemon_is_found_by_its_lock() {
        let dir = std::env::temp_dir().join(format!("oxivirt-paths-{}", std::process::id()));
        let p = Paths::embed(&dir).unwrap();
        assert_eq!(p.owned_by_daemon(), None);
        make_dir(&p.state_dir, 0o755).unwrap();
        std::fs::write(p.state_dir.join("driver.pid"), "1").unwrap();
        assert_eq!(p.owned_by_daemon(), None);
        // Another process holds the lock, as a daemon does.
        let script = "import fcntl,sys\nf=open(sys.argv[1],'w')\nfcntl.lockf(f,fcntl.LOCK_EX,1)\nprint('x',flush=True)\nsys.stdin.read()";
        let mut holder = std::process::Command::new("python3")
            .args(["-c", script])
            .arg(p.state_dir.join("driver.pid"))
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut byte = [0];
        std::io::Read::read_exact(holder.stdout.as_mut().unwrap(), &mut byte).unwrap();
        assert_eq!(p.owned_by_daemon(), Some(holder.id() as i32));
        holder.kill().unwrap();
        holder.wait().unwrap();
        assert_eq!(p.owned_by_daemon(), None);
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
