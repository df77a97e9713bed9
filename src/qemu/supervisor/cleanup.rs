//! Clearing up after QEMU has ended. The supervisor does it; a client does it when it finds a guest
//! whose QEMU and supervisor are both gone. Who does it holds the supervisor's lock, so that no two do
//! it at once and none does it to a successor.

use super::record::Record;
use super::status_text;
use crate::conf::state::{Shutoff, StateReason};
use crate::qemu::hooks::{self, Hook};
use crate::qemu::{fault, security};
use crate::sys::PidFd;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// Why the guest is shut off, as far as can be told: what was announced, else by its last state.
pub fn reason(record: &Record, last: Option<StateReason>) -> Shutoff {
    if let Some(announced) = &record.shutoff_reason {
        return Shutoff::from_name(announced).unwrap_or(Shutoff::Unknown);
    }
    // A job that QEMU did not outlive tells what its end means.
    if let Some(reason) = record.job.as_ref().and_then(|j| j.undo.end_reason()) {
        return Shutoff::from_name(reason).unwrap_or(Shutoff::Unknown);
    }
    match last {
        Some(StateReason::Shutdown(_)) => Shutoff::Shutdown,
        _ => Shutoff::Crashed,
    }
}

/// Removes what belongs to a run of the guest and tells the log why it ended. Every step is tried,
/// whatever became of the others; the record goes last, so that a killed clean-up is done again.
pub fn clean_up(record: &Record) -> Shutoff {
    let status = std::fs::read_to_string(&record.status).unwrap_or_default();
    let reason = reason(record, status_text::state(&status));
    let _ = log_line(
        &record.log,
        &format!("shutting down, reason={}", reason.name()),
    );
    fault::death("cleanup.logged");
    call_hooks(record, Hook::Stopped, &status);
    if let Some(job) = &record.job {
        for file in &job.undo.remove_files {
            let _ = std::fs::remove_file(file);
        }
    }
    remove_preparations(record);
    fault::death("cleanup.directories");
    if record.definition.exists() {
        let _ = write_last(&record.last, reason);
    } else {
        let _ = std::fs::remove_file(&record.last);
        forget_moments(record);
        let _ = std::fs::remove_file(record.last.with_extension("completed"));
    }
    call_hooks(record, Hook::Release, &status);
    let _ = std::fs::remove_file(&record.pidfile);
    let _ = std::fs::remove_file(&record.control);
    // From here on the guest counts as inactive.
    let _ = std::fs::remove_file(&record.status);
    fault::death("cleanup.status");
    super::tell::stopped(record, reason);
    fault::death("cleanup.told");
    let _ = std::fs::remove_file(&record.own);
    reason
}

/// A transient domain is gone with its guest, and so is the metadata of its snapshots and checkpoints.
fn forget_moments(record: &Record) {
    let (Some(paths), Ok(uuid)) = (&record.paths, record.uuid.parse()) else {
        return;
    };
    // A guest that is on its way to one of its snapshots comes back.
    if paths.journal(&uuid).exists() {
        return;
    }
    for parent in [&paths.snapshot_dir, &paths.checkpoint_dir] {
        let directory = parent.join(&record.name);
        for entry in std::fs::read_dir(&directory)
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = entry.path();
            if path.extension().is_some_and(|e| e == "xml") {
                let _ = std::fs::remove_file(path);
            }
        }
        let _ = std::fs::remove_dir(directory);
    }
}

/// Tells the administrator's scripts. What they think of it changes nothing any more.
fn call_hooks(record: &Record, hook: Hook, status: &str) {
    let Some(directory) = &record.hooks else {
        return;
    };
    if let Some(domain) = status_text::domain(status) {
        let _ = hooks::run_in(directory, &record.name, hook, &domain);
    }
}

/// Whether the status file is a later run's: libvirt's daemon may have had the guest in the meantime,
/// ended it and started it again, under the same name and perhaps the same id.
pub fn is_of_another(record: &Record, status: &str) -> bool {
    status_text::pid(status).is_some_and(|pid| pid > 0 && record.pid > 0 && pid != record.pid)
}

/// Removes what was there before QEMU: its directories, and the ownership of its files.
pub fn remove_preparations(record: &Record) {
    for owned in &record.owned {
        security::give_back(owned);
    }
    for directory in &record.directories {
        end_tpm(directory);
        let _ = std::fs::remove_dir_all(directory);
    }
}

/// Ends the TPM emulator of a guest. It ends by itself when QEMU lets go of it, but one that QEMU never
/// reached would wait for ever.
fn end_tpm(directory: &Path) {
    let pid = std::fs::read_to_string(directory.join("swtpm.pid"))
        .ok()
        .and_then(|text| text.trim().parse::<i32>().ok());
    let Some(process) = pid.and_then(|pid| PidFd::open(pid).ok()) else {
        return;
    };
    // Looked at after it is held: the number may have passed to another process.
    let command = std::fs::read(format!("/proc/{}/cmdline", process.pid())).unwrap_or_default();
    let ours = directory.as_os_str().as_encoded_bytes();
    if !ours.is_empty() && command.windows(ours.len()).any(|part| part == ours) {
        let _ = process.send_signal(libc::SIGTERM);
    }
}

/// Remembers why a persistent domain is shut off. libvirt's daemon keeps this in its memory; here it
/// is kept until the host is started again.
pub fn write_last(path: &Path, reason: Shutoff) -> io::Result<()> {
    super::record::replace(path, format!("{}\n", reason.name()).as_bytes())
}

/// Why a domain is shut off, if it has run since the host was started.
pub fn read_last(path: &Path) -> Option<Shutoff> {
    Shutoff::from_name(std::fs::read_to_string(path).ok()?.trim_end())
}

/// Appends a line to a guest's log, with the time in front, as libvirt does.
pub fn log_line(path: &Path, line: &str) -> io::Result<()> {
    let text = format!("{}: {line}\n", timestamp());
    OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)?
        .write_all(text.as_bytes())
}

/// The time now as libvirt's logs have it: `2026-11-23 14:48:00.779+0000`.
pub fn timestamp() -> String {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let (day, second) = (now.as_secs() / 86400, now.as_secs() % 86400);
    let (year, month, day) = date_of(day as i64);
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}.{:03}+0000",
        second / 3600,
        second / 60 % 60,
        second % 60,
        now.subsec_millis()
    )
}

/// Year, month and day of a day counted from 1970-01-01.
fn date_of(days: i64) -> (i64, i64, i64) {
    // Counted in eras of 400 years that start on a first of March.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (days, date) in [
            (0, (1970, 1, 1)),
            (59, (1970, 3, 1)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (20_780, (2026, 11, 23)),
        ] {
            assert_eq!(date_of(days), date);
        }
        assert_eq!(timestamp().len(), "2026-11-23 14:48:00.779+0000".len());
    }
}
