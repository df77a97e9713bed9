//! Asking a QEMU binary what it can do: it is started without a machine, its monitor on a socket in
//! the place of standard input and output, questioned in two batches, and ended.

use super::cap::{Cap, Probe};
use super::schema::Schema;
use super::{CpuExpansion, CpuModel, CpuSet, Machine, QemuCaps};
use crate::error::{Error, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long one answer may take. QEMU answers in milliseconds; a machine in trouble gets time.
const ANSWER_LIMIT: Duration = Duration::from_secs(30);

/// The longest answer that is read: the schema of QEMU 10 has a quarter of a million bytes.
const ANSWER_BYTES: u64 = 16 << 20;

/// The variables that a probed QEMU inherits; the rest of the caller's environment is not its business.
const ENVIRONMENT: &[&str] = &[
    "PATH",
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "HOME",
    "USER",
    "LOGNAME",
    "TMPDIR",
];

/// A QEMU that runs only to be asked. Ended when dropped.
struct Oracle {
    child: Child,
    reader: BufReader<UnixStream>,
}

impl Oracle {
    fn start(binary: &str, accel: &str) -> Result<Self> {
        let failed = |e: std::io::Error| {
            Error::system(format!("cannot run '{binary}' to learn its features"), &e)
        };
        let (ours, theirs) = UnixStream::pair().map_err(failed)?;
        ours.set_read_timeout(Some(ANSWER_LIMIT)).map_err(failed)?;
        ours.set_write_timeout(Some(ANSWER_LIMIT)).map_err(failed)?;
        let input = OwnedFd::from(theirs.try_clone().map_err(failed)?);
        let mut command = Command::new(binary);
        command
            .args(["-S", "-no-user-config", "-nodefaults", "-nographic"])
            .args(["-machine", &format!("none,accel={accel}")])
            .args(["-qmp", "stdio"])
            .stdin(Stdio::from(input))
            .stdout(Stdio::from(OwnedFd::from(theirs)))
            .stderr(Stdio::piped())
            .current_dir("/")
            .env_clear()
            .env("LC_ALL", "C");
        for name in ENVIRONMENT {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        crate::sys::child::die_with_parent(&mut command);
        let child = command.spawn().map_err(failed)?;
        // `command` holds the child's ends of the socket: only without them is QEMU's end seen.
        drop(command);
        Ok(Oracle {
            child,
            reader: BufReader::new(ours),
        })
    }

    /// The greeting, then a batch.
    fn greet(&mut self) -> Result<()> {
        let greeting = self.line()?;
        if greeting.get("QMP").is_none() {
            return Err(Error::internal(format!(
                "unexpected greeting of a QEMU monitor: {greeting}"
            )));
        }
        self.ask(&[("qmp_capabilities", Value::Null)]).map(|_| ())
    }

    /// Sends all questions at once and returns the answers in their order; a refused question gives
    /// `Value::Null`.
    fn ask(&mut self, questions: &[(&str, Value)]) -> Result<Vec<Value>> {
        let mut text = String::new();
        for (name, arguments) in questions {
            let command = match arguments {
                Value::Null => json!({"execute": name}),
                _ => json!({"execute": name, "arguments": arguments}),
            };
            text += &command.to_string();
            text.push('\n');
        }
        crate::sys::child::send_all(self.reader.get_ref(), text.as_bytes())
            .map_err(|e| self.gone(&e))?;
        let mut answers = Vec::with_capacity(questions.len());
        while answers.len() < questions.len() {
            let mut line = self.line()?;
            if line.get("event").is_some() {
                continue;
            }
            answers.push(line.get_mut("return").map_or(Value::Null, Value::take));
        }
        Ok(answers)
    }

    fn line(&mut self) -> Result<Value> {
        let mut line = Vec::new();
        let read = (&mut self.reader)
            .take(ANSWER_BYTES)
            .read_until(b'\n', &mut line);
        match read {
            Ok(_) if line.ends_with(b"\n") => serde_json::from_slice(&line).map_err(|e| {
                Error::internal(format!(
                    "the monitor of a probed QEMU does not speak JSON: {e}"
                ))
            }),
            Ok(_) => Err(self.gone(&std::io::Error::from(std::io::ErrorKind::UnexpectedEof))),
            Err(e) => Err(self.gone(&e)),
        }
    }

    /// QEMU has ended or hangs; its own last words tell more than ours.
    fn gone(&mut self, cause: &std::io::Error) -> Error {
        let _ = self.child.kill();
        let mut words = String::new();
        if let Some(stderr) = self.child.stderr.take() {
            let _ = stderr.take(4096).read_to_string(&mut words);
        }
        let words = words.trim();
        let words = if words.is_empty() {
            cause.to_string()
        } else {
            words.replace('\n', "; ")
        };
        Error::internal(format!("cannot probe a QEMU for its features: {words}"))
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Learns all about `binary`. `kvm`: whether this process may use `/dev/kvm`.
pub fn probe(binary: &str, kvm: bool) -> Result<QemuCaps> {
    // Both are started before either is asked, so that the second one's start costs nothing.
    let mut first = Oracle::start(binary, if kvm { "kvm:tcg" } else { "tcg:qtest" })?;
    let mut second = if kvm {
        Some(Oracle::start(binary, "tcg")?)
    } else {
        None
    };

    first.greet()?;
    let listed = listings(&mut first)?;
    let mut caps = evaluate(&mut first, binary, &listed)?;
    let cpus = cpu_set(&mut first)?;
    if caps.has(Cap::Kvm) {
        caps.cpus_kvm = Some(cpus);
        // A build without TCG refuses to start; then there are no models for it.
        if let Some(second) = &mut second {
            if second.greet().is_ok() {
                caps.cpus_tcg = Some(cpu_set(second)?);
            } else {
                caps.caps.remove(&Cap::Tcg);
            }
        }
    } else {
        caps.cpus_tcg = Some(cpus);
    }
    Ok(caps)
}

struct Listings {
    version: Value,
    schema: Value,
    options: Value,
    machines: Value,
    types: BTreeSet<String>,
    target: Value,
    kvm: Value,
}

fn listings(oracle: &mut Oracle) -> Result<Listings> {
    let answers = oracle.ask(&[
        ("query-version", Value::Null),
        ("query-qmp-schema", Value::Null),
        ("query-command-line-options", Value::Null),
        ("query-machines", Value::Null),
        ("qom-list-types", Value::Null),
        ("query-target", Value::Null),
        ("query-kvm", Value::Null),
    ])?;
    let [version, schema, options, machines, types, target, kvm] =
        <[Value; 7]>::try_from(answers).unwrap_or_default();
    let types = types
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|t| Some(t.get("name")?.as_str()?.to_owned()))
        .collect();
    Ok(Listings {
        version,
        schema,
        options,
        machines,
        types,
        target,
        kvm,
    })
}

/// The machines whose properties are looked at: what the common aliases stand for.
const ALIASES: &[&str] = &["pc", "q35", "virt"];

fn evaluate(oracle: &mut Oracle, binary: &str, listed: &Listings) -> Result<QemuCaps> {
    let machines = machines(&listed.machines);
    // Which types have to be asked for their properties.
    let mut devices = BTreeSet::new();
    let mut objects = BTreeSet::new();
    for probe in Cap::ALL.iter().flat_map(|c| c.probes()) {
        match *probe {
            Probe::DeviceProp(kind, _) if listed.types.contains(kind) => {
                devices.insert(kind.to_owned());
            }
            Probe::ObjectProp(kind, _) if listed.types.contains(kind) => {
                objects.insert(kind.to_owned());
            }
            _ => (),
        }
    }
    for alias in ALIASES {
        if let Some(machine) = machines.iter().find(|m| m.alias.as_deref() == Some(alias)) {
            objects.insert(machine_type(&machine.name));
        }
    }
    let questions: Vec<(&str, Value)> = devices
        .iter()
        .map(|d| ("device-list-properties", json!({"typename": d})))
        .chain(
            objects
                .iter()
                .map(|o| ("qom-list-properties", json!({"typename": o}))),
        )
        .collect();
    let properties: BTreeMap<&String, BTreeSet<String>> = devices
        .iter()
        .chain(&objects)
        .zip(oracle.ask(&questions)?)
        .map(|(kind, answer)| (kind, names(&answer)))
        .collect();

    let schema = Schema::new(&listed.schema);
    let has_prop = |kind: &str, name: &str| {
        properties
            .get(&kind.to_owned())
            .is_some_and(|p| p.contains(name))
    };
    let holds = |probe: &Probe| match *probe {
        Probe::Command(name) => schema.has_command(name),
        Probe::Schema(path) => schema.has(path),
        Probe::Type(name) => listed.types.contains(name),
        Probe::DeviceProp(kind, name) | Probe::ObjectProp(kind, name) => has_prop(kind, name),
        Probe::MachineProp(alias, name) => machines
            .iter()
            .filter(|m| match m.alias.as_deref() {
                Some(a) => ALIASES.contains(&a) && (alias.is_empty() || a == alias),
                None => false,
            })
            .any(|m| has_prop(&machine_type(&m.name), name)),
        Probe::Option(option, parameter) => listed
            .options
            .as_array()
            .into_iter()
            .flatten()
            .filter(|o| o["option"] == option)
            .any(|o| parameter.is_empty() || names(&o["parameters"]).contains(parameter)),
        Probe::Kvm => listed.kvm["enabled"] == true,
    };
    let caps = Cap::ALL
        .iter()
        .copied()
        .filter(|cap| cap.probes().iter().any(holds))
        .collect();

    let number = |key: &str| listed.version["qemu"][key].as_u64().unwrap_or(0);
    let target = listed.target["arch"].as_str().unwrap_or("x86_64");
    Ok(QemuCaps {
        binary: binary.to_owned(),
        version: number("major") * 1_000_000 + number("minor") * 1_000 + number("micro"),
        package: listed.version["package"].as_str().unwrap_or("").to_owned(),
        arch: super::arch_of_target(target).to_owned(),
        caps,
        // Neither what only other types build on nor machines and CPUs, which have lists of their own.
        types: listed
            .types
            .iter()
            .filter(|t| !t.ends_with("-machine") && !t.ends_with("-cpu"))
            .cloned()
            .collect(),
        machines,
        cpus_kvm: None,
        cpus_tcg: None,
        cache: None,
        expanded: Default::default(),
    })
}

fn machine_type(name: &str) -> String {
    format!("{name}-machine")
}

fn names(list: &Value) -> BTreeSet<String> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(|p| Some(p.get("name")?.as_str()?.to_owned()))
        .collect()
}

fn machines(reply: &Value) -> Vec<Machine> {
    let text = |m: &Value, key: &str| m.get(key).and_then(Value::as_str).map(str::to_owned);
    let flag = |m: &Value, key: &str| m.get(key).and_then(Value::as_bool);
    reply
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|m| {
            Some(Machine {
                name: text(m, "name")?,
                alias: text(m, "alias"),
                max_cpus: m
                    .get("cpu-max")
                    .and_then(Value::as_u64)
                    .and_then(|n| u32::try_from(n).ok())
                    .unwrap_or(0),
                default: flag(m, "is-default").unwrap_or(false),
                deprecated: flag(m, "deprecated").unwrap_or(false),
                hotpluggable_cpus: flag(m, "hotpluggable-cpus").unwrap_or(false),
                numa_mem: flag(m, "numa-mem-supported").unwrap_or(true),
                acpi: flag(m, "acpi"),
                default_cpu: text(m, "default-cpu-type"),
                default_ram_id: text(m, "default-ram-id"),
            })
        })
        // `none` runs no guest.
        .filter(|m| m.name != "none")
        .collect()
}

fn cpu_set(oracle: &mut Oracle) -> Result<CpuSet> {
    let expand = |name: &str| {
        (
            "query-cpu-model-expansion",
            json!({"type": "full", "model": {"name": name}}),
        )
    };
    let answers = oracle.ask(&[
        ("query-cpu-definitions", Value::Null),
        expand("host"),
        expand("max"),
    ])?;
    let models = answers[0]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|d| {
            let text = |key: &str| d.get(key).and_then(Value::as_str).map(str::to_owned);
            Some(CpuModel {
                name: text("name")?,
                type_name: text("typename").unwrap_or_default(),
                alias_of: text("alias-of"),
                deprecated: d["deprecated"] == true,
                blockers: d
                    .get("unavailable-features")
                    .and_then(Value::as_array)
                    .map(|list| {
                        let mut list: Vec<String> = list
                            .iter()
                            .filter_map(|f| f.as_str().map(str::to_owned))
                            .collect();
                        list.sort();
                        list.dedup();
                        list
                    }),
            })
        })
        .collect();
    Ok(CpuSet {
        models,
        host: expansion(&answers[1]),
        max: expansion(&answers[2]),
    })
}

fn expansion(answer: &Value) -> Option<CpuExpansion> {
    let props = answer.get("model")?.get("props")?.as_object()?;
    let mut expansion = CpuExpansion::default();
    for (name, value) in props {
        match value {
            Value::Bool(true) => {
                expansion.features.insert(name.clone());
            }
            Value::Bool(false) => (),
            Value::Number(n) => match name.as_str() {
                "family" => expansion.family = n.as_u64().unwrap_or(0) as u32,
                "model" => expansion.model = n.as_u64().unwrap_or(0) as u32,
                "stepping" => expansion.stepping = n.as_u64().unwrap_or(0) as u32,
                _ => (),
            },
            Value::String(s) if name == "vendor" => expansion.vendor = s.clone(),
            _ => (),
        }
    }
    Some(expansion)
}

/// Writes out the models that name features of their own: unversioned names, and the versions that no
/// unversioned name stands for. In QEMU's order, unversioned ones first.
pub fn expand_models(
    binary: &str,
    accel: &str,
    models: &[CpuModel],
) -> Result<Vec<(String, CpuExpansion)>> {
    let meant: BTreeSet<&str> = models
        .iter()
        .filter_map(|m| m.alias_of.as_deref())
        .collect();
    let mut names: Vec<&str> = models
        .iter()
        .map(|m| m.name.as_str())
        .filter(|name| !meant.contains(name) && !["host", "max", "base"].contains(name))
        .collect();
    names.sort_by_key(|name| {
        models
            .iter()
            .all(|m| m.name != *name || m.alias_of.is_none())
    });
    let mut oracle = Oracle::start(binary, accel)?;
    oracle.greet()?;
    let questions: Vec<(&str, Value)> = names
        .iter()
        .map(|name| {
            (
                "query-cpu-model-expansion",
                json!({"type": "full", "model": {"name": name}}),
            )
        })
        .collect();
    let answers = oracle.ask(&questions)?;
    Ok(names
        .iter()
        .zip(&answers)
        .filter_map(|(name, answer)| Some(((*name).to_owned(), expansion(answer)?)))
        .collect())
}
