//! Internal snapshots by a running QEMU: its jobs, or the human monitor's commands where it has none.
//!
//! QEMU answers nobody while it saves or loads, so commands wait without a limit here.

use crate::error::{Error, Result};
use crate::qemu::lock;
use crate::qemu::monitor::{Client, MonitorError};
use crate::qemu::save::migrate;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often a job is asked how it goes, should its event be missed.
const ASK: Duration = Duration::from_millis(500);

/// The types of jobs that work on internal snapshots.
const JOBS: [&str; 3] = ["snapshot-save", "snapshot-load", "snapshot-delete"];

/// A block node (`query-named-block-nodes`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Node {
    #[serde(default)]
    pub node_name: String,
    /// The path of its file.
    #[serde(default)]
    pub file: String,
    #[serde(default)]
    pub drv: String,
    pub image: NodeImage,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct NodeImage {
    #[serde(default)]
    pub snapshots: Vec<super::images::Internal>,
}

impl Node {
    pub fn has_snapshot(&self, name: &str) -> bool {
        self.image.snapshots.iter().any(|s| s.name == name)
    }
}

/// QEMU's block nodes.
pub fn nodes(client: &mut Client) -> Result<Vec<Node>> {
    let answer = match client.execute_raw("query-named-block-nodes", json!({"flat": true})) {
        // Those before 5.0 tell all of each node.
        Err(MonitorError::Refused { .. }) => {
            client.execute_raw("query-named-block-nodes", Value::Null)?
        }
        other => other?,
    };
    serde_json::from_value(answer)
        .map_err(|e| Error::internal(format!("cannot read QEMU's block nodes: {e}")))
}

/// The nodes by which QEMU has these qcow2 images.
pub fn nodes_of(client: &mut Client, images: &[PathBuf]) -> Result<Vec<Node>> {
    let mut nodes = nodes(client)?;
    nodes.retain(|n| n.drv == "qcow2" && images.iter().any(|i| i == Path::new(&n.file)));
    Ok(nodes)
}

/// Saves the machine's state into `vmstate` and makes a snapshot of all `devices` (node names), which
/// have none of this name.
pub fn save(client: &mut Client, name: &str, vmstate: &str, devices: &[String]) -> Result<()> {
    migrate::set_plain(client)?;
    let args = json!({"tag": name, "vmstate": vmstate, "devices": devices});
    run(
        client,
        "snapshot-save",
        args,
        &format!("savevm {}", quoted(name)),
    )
}

/// Brings the machine and all `devices` back to a snapshot.
pub fn load(client: &mut Client, name: &str, vmstate: &str, devices: &[String]) -> Result<()> {
    migrate::set_plain(client)?;
    let args = json!({"tag": name, "vmstate": vmstate, "devices": devices});
    run(
        client,
        "snapshot-load",
        args,
        &format!("loadvm {}", quoted(name)),
    )
}

/// Deletes a snapshot from `devices`, which need not all have it.
pub fn delete(client: &mut Client, name: &str, devices: &[String]) -> Result<()> {
    let args = json!({"tag": name, "devices": devices});
    run(
        client,
        "snapshot-delete",
        args,
        &format!("delvm {}", quoted(name)),
    )
}

/// Deletes a snapshot from those of the images that QEMU has and that have it, after what was begun
/// with it has ended.
pub fn drop_snapshot(client: &mut Client, images: &[PathBuf], name: &str) -> Result<()> {
    wait_for_others(client)?;
    let nodes = nodes_of(client, images)?;
    let with: Vec<String> = nodes
        .into_iter()
        .filter(|n| n.has_snapshot(name))
        .map(|n| n.node_name)
        .collect();
    if with.is_empty() {
        return Ok(());
    }
    delete(client, name, &with)
}

#[derive(Debug, Deserialize)]
struct Job {
    id: String,
    #[serde(rename = "type", default)]
    kind: String,
    status: String,
    #[serde(default)]
    error: Option<String>,
}

fn jobs(client: &mut Client) -> Result<Vec<Job>> {
    let answer = match client.execute_raw("query-jobs", Value::Null) {
        Err(e) if e.is_unknown_command() => return Ok(Vec::new()),
        other => other?,
    };
    serde_json::from_value(answer)
        .map_err(|e| Error::internal(format!("cannot read QEMU's jobs: {e}")))
}

/// Waits for the jobs of a client that is gone, and takes them off QEMU's list.
pub fn wait_for_others(client: &mut Client) -> Result<()> {
    client.set_deadline(None);
    loop {
        let mut left = false;
        for job in jobs(client)? {
            if !JOBS.contains(&job.kind.as_str()) {
                continue;
            }
            left = true;
            if job.status == "concluded" {
                client.execute_raw("job-dismiss", json!({"id": job.id}))?;
            }
        }
        if !left {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Runs a job to its end, or the human monitor's command where QEMU has no such job.
fn run(client: &mut Client, command: &str, mut args: Value, human: &str) -> Result<()> {
    client.set_deadline(None);
    let id = format!("oxivirt-{command}-{}", lock::now_us());
    args["job-id"] = id.clone().into();
    client.forget_events();
    match client.execute_raw(command, args) {
        Ok(_) => wait(client, &id),
        Err(e) if e.is_unknown_command() => run_human(client, human),
        Err(e) => Err(failure(e)),
    }
}

fn wait(client: &mut Client, id: &str) -> Result<()> {
    loop {
        let mine = |e: &crate::qemu::monitor::Event| {
            e.name == "JOB_STATUS_CHANGE"
                && e.text("id") == Some(id)
                && e.text("status") == Some("concluded")
        };
        let _ = client
            .wait_event(Some(Instant::now() + ASK), mine)
            .map_err(failure)?;
        let job = jobs(client)?.into_iter().find(|j| j.id == id);
        let Some(job) = job else {
            return Err(Error::operation_failed("QEMU's job has gone unseen"));
        };
        if job.status != "concluded" {
            continue;
        }
        client.execute_raw("job-dismiss", json!({"id": id}))?;
        return match job.error {
            None => Ok(()),
            Some(error) => Err(Error::operation_failed(error)),
        };
    }
}

fn run_human(client: &mut Client, line: &str) -> Result<()> {
    let answer = client
        .execute_raw("human-monitor-command", json!({"command-line": line}))
        .map_err(failure)?;
    // It answers with a text, and with an empty one if all went well.
    match answer.as_str().map(str::trim) {
        None | Some("") => Ok(()),
        Some(said) => Err(Error::operation_failed(
            said.trim_start_matches("Error: ").to_owned(),
        )),
    }
}

/// A word of the human monitor's.
fn quoted(name: &str) -> String {
    let mut text = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => {
                text.push('\\');
                text.push(c);
            }
            '\n' => text.push_str("\\n"),
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

/// What QEMU says against it is the operation's failure, not the library's.
fn failure(e: MonitorError) -> Error {
    match e {
        MonitorError::Refused { description, .. } => Error::operation_failed(description),
        MonitorError::Closed => Error::operation_failed("QEMU ended unexpectedly"),
        e => e.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_human_monitor_takes_any_name() {
        assert_eq!(quoted(r#"a "b" \c"#), r#""a \"b\" \\c""#);
    }
}
