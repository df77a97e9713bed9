//! Commands that callers give to QEMU's monitor, past the library's own ways.
//!
//! They go through the supervisor like all others, and wait for no job: a query is answered while the guest is
//! saved. What they change is not the library's business, but what QEMU tells of it (that it stopped, that it
//! ended) is.

use super::QemuDriver;
use crate::driver::*;
use crate::error::{Error, Result, virErrorDomain};
use crate::qemu::context::not_running;
use crate::qemu::monitor::Client;
use crate::qemu::process;
use serde_json::{Value, json};

impl QemuDriver {
    pub(super) fn monitor_command(
        &self,
        dom: &DomainRef,
        command: &MonitorCommand<'_>,
    ) -> Result<String> {
        let live = self.ctx.find_running(dom)?.live.ok_or_else(not_running)?;
        // The guest is looked for first, as libvirt does.
        let asked = match command.human {
            true => json!({
                "execute": "human-monitor-command",
                "arguments": {"command-line": command.text},
            }),
            false => parse(command.text)?,
        };
        let (name, uuid) = (&live.summary.name, &live.summary.uuid);
        let mut running = process::attach(&self.ctx.paths, name, uuid)?.ok_or_else(not_running)?;
        let answer = ask(&mut running.client, &asked, command)?;
        if !command.human {
            return Ok(answer.to_string());
        }
        match answer.get("return").and_then(Value::as_str) {
            Some(text) => Ok(text.to_owned()),
            None => Err(Error::internal(format!(
                "the monitor refused the command: {answer}"
            ))),
        }
    }
}

fn ask(client: &mut Client, asked: &Value, command: &MonitorCommand<'_>) -> Result<Value> {
    let answer = client.execute_as_is(asked, command.fd.as_slice())?;
    if command.fd.is_some() && answer.get("return").is_some() {
        // What was given a name is for later commands, of other connections to the supervisor.
        client.execute_raw("x-oxivirt-keep-fds", Value::Null)?;
    }
    Ok(answer)
}

/// A command as JSON. Its id is the library's affair, and so are the supervisor's own commands.
fn parse(text: &str) -> Result<Value> {
    let command: Value = serde_json::from_str(text).map_err(|e| {
        Error::internal(format!("cannot parse the monitor command: {e}"))
            .from_domain(virErrorDomain::VIR_FROM_NONE)
    })?;
    if command.get("id").is_some() {
        return Err(Error::internal(
            "a monitor command must not have an 'id': the library gives it one",
        ));
    }
    let name = command.get("execute").and_then(Value::as_str);
    if name.is_some_and(|name| name.starts_with("x-oxivirt-")) {
        return Err(Error::invalid_arg(
            "QEMU has no commands called x-oxivirt-...",
        ));
    }
    Ok(command)
}
