//! The administrator's hook scripts: programs that are told when a guest starts and ends, may refuse
//! its start, and may rewrite the document of one that comes from elsewhere.
//!
//! A script is called `qemu NAME OPERATION SUB-OPERATION EXTRA` with the domain's XML on its standard input.

use super::paths::{Mode, Paths};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use crate::sys;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

/// Where the scripts of libvirt are, for the system's guests as for users' own.
const SYSTEM_DIR: &str = "/etc/libvirt/hooks";

/// No script may answer with more, in bytes.
const MAX_OUTPUT: u64 = 16 << 20;

/// When a script is called: operation and sub-operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hook {
    /// Before anything is prepared for a start.
    Prepare,
    /// Before QEMU is run.
    Start,
    /// QEMU runs, the guest not yet.
    Started,
    /// QEMU is gone.
    Stopped,
    /// Everything is cleared up.
    Release,
    /// Somebody took up a running guest.
    Reconnect,
    /// The guest comes from an image; the answer, if any, is its new document.
    Restore,
    /// The guest comes from another host; likewise.
    Migrate,
}

impl Hook {
    fn arguments(self) -> [&'static str; 2] {
        match self {
            Hook::Prepare => ["prepare", "begin"],
            Hook::Start => ["start", "begin"],
            Hook::Started => ["started", "begin"],
            Hook::Stopped => ["stopped", "end"],
            Hook::Release => ["release", "end"],
            Hook::Reconnect => ["reconnect", "begin"],
            Hook::Restore => ["restore", "begin"],
            Hook::Migrate => ["migrate", "begin"],
        }
    }
}

/// The directory of this home's scripts.
pub fn directory(paths: &Paths) -> PathBuf {
    match paths.mode {
        Mode::Embed => paths.config_base_dir.join("hooks"),
        Mode::System | Mode::Session => PathBuf::from(SYSTEM_DIR),
    }
}

/// The scripts to call, in their order: `qemu`, then what is in `qemu.d`, by name.
fn scripts(directory: &Path) -> Vec<PathBuf> {
    let runnable = |p: &PathBuf| {
        fs::metadata(p).is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
    };
    let mut more: Vec<PathBuf> = fs::read_dir(directory.join("qemu.d"))
        .map(|entries| entries.flatten().map(|e| e.path()).collect())
        .unwrap_or_default();
    more.sort();
    let mut all = vec![directory.join("qemu")];
    all.append(&mut more);
    all.retain(runnable);
    all
}

/// Whether any script is there to be called, so that nobody formats a document for none.
pub fn present(paths: &Paths) -> bool {
    !scripts(&directory(paths)).is_empty()
}

/// Calls the scripts; the first that fails ends it. Where there are several, each is given what the
/// one before it wrote, if that wrote anything. Returns what the last one wrote, `None` if nothing.
pub fn run(paths: &Paths, name: &str, hook: Hook, xml: &str) -> Result<Option<String>> {
    run_in(&directory(paths), name, hook, xml)
}

/// [`run`] for a directory of scripts.
pub fn run_in(directory: &Path, name: &str, hook: Hook, xml: &str) -> Result<Option<String>> {
    let [operation, sub] = hook.arguments();
    let mut answer: Option<String> = None;
    for script in scripts(directory) {
        let input = answer.as_deref().unwrap_or(xml);
        let call = || format!("'{} {name} {operation} {sub} -'", script.display());
        let (status, out, err) = call_script(&script, [name, operation, sub, "-"], input)
            .map_err(|e| failed(format!("cannot run {}: {e}", call())))?;
        if !status.success() {
            return Err(failed(format!(
                "{} ended with {status}: {}",
                call(),
                err.trim_end()
            )));
        }
        if !out.trim().is_empty() {
            answer = Some(out);
        }
    }
    Ok(answer)
}

fn failed(detail: String) -> Error {
    Error::new(virErrorNumber::VIR_ERR_HOOK_SCRIPT_FAILED, detail)
        .from_domain(virErrorDomain::VIR_FROM_HOOK)
}

/// Runs a script to its end. Its input and outputs are files in memory: no pipe that could fill up,
/// and nothing that a process it leaves behind could keep us waiting with.
fn call_script(
    script: &Path,
    args: [&str; 4],
    input: &str,
) -> io::Result<(ExitStatus, String, String)> {
    let mut stdin = sys::memfd("oxivirt-hook-input")?;
    stdin.write_all(input.as_bytes())?;
    stdin.seek(SeekFrom::Start(0))?;
    let (out, err) = (
        sys::memfd("oxivirt-hook-output")?,
        sys::memfd("oxivirt-hook-errors")?,
    );
    let mut command = Command::new(script);
    command
        .args(args)
        .env_clear()
        .env("LC_ALL", "C")
        .stdin(stdin)
        .stdout(out.try_clone()?)
        .stderr(err.try_clone()?)
        .current_dir("/");
    for name in [
        "PATH",
        "HOME",
        "USER",
        "LOGNAME",
        "TMPDIR",
        "LD_PRELOAD",
        "LD_LIBRARY_PATH",
    ] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    sys::child::plain_signals(&mut command);
    let status = match command.status() {
        Ok(status) => status,
        // A host program that ignores its children's ends is not told how this one went.
        Err(e) if e.raw_os_error() == Some(libc::ECHILD) => ExitStatus::default(),
        Err(e) => return Err(e),
    };
    Ok((status, text_of(out)?, text_of(err)?))
}

fn text_of(mut file: File) -> io::Result<String> {
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    file.take(MAX_OUTPUT).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fsutil::tests::Scratch;

    fn script(dir: &Path, name: &str, text: &str) {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn scripts_are_chained_in_order() {
        let dir = Scratch::new("hooks");
        assert_eq!(run_in(&dir.0, "a", Hook::Start, "<x/>").unwrap(), None);
        script(&dir.0, "qemu", "echo \"$@\"; cat");
        script(&dir.0, "qemu.d/20", "cat; echo twenty");
        script(&dir.0, "qemu.d/10", "cat; echo ten");
        script(&dir.0, "qemu.d/30", "cat >/dev/null");
        let out = run_in(&dir.0, "a b", Hook::Stopped, "<x/>\n").unwrap();
        assert_eq!(out.unwrap(), "a b stopped end -\n<x/>\nten\ntwenty\n");
    }

    #[test]
    fn a_script_that_fails_is_an_error_with_its_words() {
        let dir = Scratch::new("hookfail");
        script(&dir.0, "qemu", "echo not today >&2; exit 3");
        script(&dir.0, "qemu.d/10", "touch called");
        let e = run_in(&dir.0, "a", Hook::Prepare, "").unwrap_err();
        assert_eq!(e.code, virErrorNumber::VIR_ERR_HOOK_SCRIPT_FAILED);
        assert!(e.message.contains("not today"), "{e}");
        assert!(!dir.0.join("called").exists());
    }

    #[test]
    fn what_cannot_be_run_is_no_script() {
        let dir = Scratch::new("hookmode");
        fs::write(dir.0.join("qemu"), "#!/bin/sh\nexit 1\n").unwrap();
        assert_eq!(run_in(&dir.0, "a", Hook::Start, "").unwrap(), None);
    }
}
