//! The TPM emulator: a process of its own (swtpm) beside QEMU, which ends when QEMU lets go of it.
//!
//! Its state lies where libvirt keeps it, `UUID/tpm2` below the swtpm directory, and outlives the guest's
//! runs. Its socket and pid file lie in the guest's own directory.

use crate::conf::domain::Domain;
use crate::conf::domain::misc::{TpmBackend, TpmEmulator, TpmVersion};
use crate::error::{Error, Result};
use crate::qemu::defaults::program;
use crate::qemu::paths::{Paths, make_dir};
use crate::qemu::security::QemuUser;
use std::fs::OpenOptions;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Starts the emulator of a guest that has one. What a failure leaves in `guest_dir` goes with it.
pub fn start(
    live: &Domain,
    paths: &Paths,
    guest_dir: &Path,
    user: Option<&QemuUser>,
) -> Result<()> {
    let emulator = live.devices.tpms.iter().find_map(|tpm| match &tpm.backend {
        TpmBackend::Emulator(emulator) => Some(emulator),
        _ => None,
    });
    let Some(emulator) = emulator else {
        return Ok(());
    };
    refuse_unsupported(emulator)?;
    let version2 = emulator.version != Some(TpmVersion::V1_2);
    let log = log_path(paths, &live.name)?;
    let state = state_dir(paths, live, version2);
    if !state.exists() {
        if let Err(e) = set_up(&state, live, emulator, version2, &log) {
            // Half a state would be taken for a whole one next time.
            let _ = std::fs::remove_dir_all(&state);
            return Err(e);
        }
    }
    let socket = guest_dir.join("swtpm.sock");
    let mut command = Command::new(find("swtpm")?);
    command
        .arg("socket")
        .arg("--ctrl")
        .arg(format!("type=unixio,path={},mode=0600", socket.display()))
        .arg("--tpmstate")
        .arg(format!("dir={},mode=0600", state.display()))
        .arg("--log")
        .arg(format!("file={}", log.display()))
        .arg("--pid")
        .arg(format!("file={}", guest_dir.join("swtpm.pid").display()))
        .args(["--terminate", "--daemon"]);
    if version2 {
        command.arg("--tpm2");
    }
    run(command, "swtpm", &log)?;
    match user {
        Some(user) => chown(&socket, Some(user.uid), Some(user.gid))
            .map_err(|e| Error::system(format!("cannot give '{}' away", socket.display()), &e)),
        None => Ok(()),
    }
}

fn refuse_unsupported(emulator: &TpmEmulator) -> Result<()> {
    let what = if emulator.encryption_secret.is_some() {
        "devices/tpm/backend/encryption"
    } else if emulator.profile.is_some() {
        "devices/tpm/backend/profile"
    } else if emulator.source.is_some() {
        "devices/tpm/backend/source"
    } else {
        return Ok(());
    };
    Err(Error::config_unsupported(format!(
        "{what} is not supported yet"
    )))
}

fn state_dir(paths: &Paths, live: &Domain, version2: bool) -> PathBuf {
    paths
        .swtpm_storage_dir
        .join(live.uuid.to_string())
        .join(if version2 { "tpm2" } else { "tpm1.2" })
}

fn log_path(paths: &Paths, name: &str) -> Result<PathBuf> {
    make_dir(&paths.log_dir, 0o755)?;
    Ok(paths.log_dir.join(format!("{name}-swtpm.log")))
}

fn find(name: &str) -> Result<String> {
    program(name).ok_or_else(|| Error::config_unsupported(format!("'{name}' is not installed")))
}

/// Makes the state of a TPM that has none: its keys and certificates.
fn set_up(
    state: &Path,
    live: &Domain,
    emulator: &TpmEmulator,
    version2: bool,
    log: &Path,
) -> Result<()> {
    let parent = state.parent().unwrap_or(state);
    let cannot =
        |e: std::io::Error| Error::system(format!("cannot create '{}'", state.display()), &e);
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o711)
        .create(parent)
        .map_err(cannot)?;
    std::fs::DirBuilder::new()
        .mode(0o700)
        .create(state)
        .map_err(cannot)?;
    let mut command = Command::new(find("swtpm_setup")?);
    if version2 {
        command.arg("--tpm2");
    }
    command
        .arg("--tpm-state")
        .arg(state)
        .arg("--vmid")
        .arg(format!("{}:{}", live.name, live.uuid))
        .arg("--logfile")
        .arg(log)
        .args([
            "--createek",
            "--create-ek-cert",
            "--create-platform-cert",
            "--lock-nvram",
        ])
        .arg("--not-overwrite");
    if !emulator.pcr_banks.is_empty() {
        let banks: Vec<&str> = emulator.pcr_banks.iter().map(|b| b.name()).collect();
        command.arg("--pcr-banks").arg(banks.join(","));
    }
    run(command, "swtpm_setup", log)
}

/// Runs a program that ends soon; what it says goes into `log`.
fn run(mut command: Command, name: &str, log: &Path) -> Result<()> {
    let failed = |e: std::io::Error| Error::system(format!("cannot run '{name}'"), &e);
    let output = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(log)
        .map_err(failed)?;
    let status = command
        .stdin(Stdio::null())
        .stdout(output.try_clone().map_err(failed)?)
        .stderr(output)
        .status()
        .map_err(failed)?;
    if status.success() {
        return Ok(());
    }
    let said = std::fs::read_to_string(log).unwrap_or_default();
    let last = said.lines().last().unwrap_or("").to_owned();
    Err(Error::internal(format!("{name} failed ({status}): {last}")))
}
