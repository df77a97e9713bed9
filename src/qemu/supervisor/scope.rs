//! Leaving the caller's control group where systemd runs: a service that starts a guest would take it
//! along when it is stopped. systemd is asked for a transient scope that holds QEMU and its
//! supervisor. This is best effort: without systemd, or where it refuses, both stay in the caller's
//! group, and stopping the caller's service or container ends the guest.

use super::record::Record;
use std::path::Path;
use std::process::{Command, Stdio};

/// Asks systemd for a scope. Does not wait for the answer.
pub fn leave_cgroup(record: &Record, qemu: i32, supervisor: i32) {
    if !Path::new("/run/systemd/system").is_dir() {
        return;
    }
    let user_manager = crate::sys::process::effective_uid() != 0;
    let pids = [qemu.to_string(), supervisor.to_string()];
    let _ = Command::new("busctl")
        .arg(if user_manager { "--user" } else { "--system" })
        .args([
            "--quiet",
            "call",
            "org.freedesktop.systemd1",
            "/org/freedesktop/systemd1",
            "org.freedesktop.systemd1.Manager",
            "StartTransientUnit",
            "ssa(sv)a(sa(sv))",
            &unit_name(record.id, &record.name),
            "fail",
            "3",
            "Description",
            "s",
            &format!("Guest {}", record.name),
            "PIDs",
            "au",
            "2",
            &pids[0],
            &pids[1],
            "Delegate",
            "b",
            "true",
            "0",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}

/// The scope's name, with what systemd does not allow in one written as it does itself.
fn unit_name(id: i32, name: &str) -> String {
    let mut unit = format!("qemu-{id}-");
    for byte in name.bytes().take(100) {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':') {
            unit.push(char::from(byte));
        } else {
            unit.push_str(&format!("\\x{byte:02x}"));
        }
    }
    unit + ".scope"
}

#[cfg(test)]
mod tests {
    #[test]
    fn unit_names_are_escaped() {
        assert_eq!(super::unit_name(3, "a-b c"), "qemu-3-a\\x2db\\x20c.scope");
    }
}
