//! Dumps: what a guest has in its memory, in a file, for those who look into crashes. The guest stays.
//!
//! | step | if it fails, or its client dies |
//! |---|---|
//! | the format, QEMU's blockers, the place are checked | nothing has happened |
//! | the job begins, a temporary file is made | it is removed |
//! | the guest pauses, unless it is to run meanwhile | it runs again |
//! | QEMU writes | cancelled, then the same; a dump of the memory alone, which cannot be cancelled, QEMU ends by itself |
//! | the file is forced to the disk and takes its name | what was there before still is |
//! | the guest is ended, or reset, as was asked for, or runs again | the dump is there |
//!
//! Without `memory_only` it is QEMU's migration stream, plain or compressed as qemu.conf's `dump_image_format` says.

use super::config::QemuConf;
use super::context::{DriverCtx, not_running};
use super::job::{self, GiveBack, JobGuard, Operation, Undo, stats};
use super::monitor::MonitorError;
use super::monitor::commands::{Stop, SystemReset};
use super::process;
use super::save::image::Format;
use super::save::migrate::{self, Abilities, Data};
use super::save::program::Program;
use super::save::pump;
use super::save::target::{Plan, Target, cannot_write};
use crate::conf::state::{Paused, Running as RunningReason, Shutoff, StateReason};
use crate::driver::{DomainRef, DumpFormat, DumpOptions, JobReport};
use crate::error::{Error, Result, virErrorNumber};
use crate::event::domain::DomainEvent;
use crate::qemu::fault;
use crate::qemu::monitor::commands::MigrationInfo;
use crate::sys;
use serde_json::{Value, json};
use std::fs::File;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// The name of the descriptor that QEMU writes a dump of the memory to.
const FD_NAME: &str = "oxivirt-dump";
/// How often QEMU is asked how far it is, should its event be missed.
const ASK: Duration = Duration::from_millis(500);

/// Writes what the guest has in its memory to the file at `path`.
pub fn dump(
    ctx: &DriverCtx,
    dom: &DomainRef,
    path: &Path,
    format: DumpFormat,
    options: DumpOptions,
) -> Result<()> {
    ctx.find_running(dom)?;
    if !options.memory_only && format != DumpFormat::Raw {
        return Err(Error::new(
            virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED,
            "kdump-compressed format is only supported with memory-only dump",
        ));
    }
    let lock = ctx.lock(&dom.uuid, Operation::Dump.name())?;
    let view = ctx.find_running(dom)?;
    let mut running =
        process::attach(&ctx.paths, &view.name, &view.uuid)?.ok_or_else(not_running)?;
    let content = if options.memory_only {
        check_format(&mut running.client, format)?;
        Content::Memory(format)
    } else {
        migrate::check_allowed(&mut running.client)?;
        Content::State(stream_format(&QemuConf::load(&ctx.paths)?)?)
    };
    let plan = Plan::new(path)?;
    let abilities = Abilities::of(&mut running.client)?;
    let dump = Dump {
        content,
        options,
        state: running.state()?,
        abilities,
    };
    let began = Instant::now();
    let undo = dump.undo(&plan);
    let mut job = job::begin(&mut running, &lock, Operation::Dump, &undo)?;
    let info = dump.run(&mut job, plan, undo)?;
    if let Some(info) = info {
        let report = JobReport {
            operation: Operation::public_number(Operation::Dump.name()).unwrap_or_default(),
            has_completed: true,
            elapsed_ms: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
            transfer: stats::transfer(&info),
        };
        if view.is_persistent() {
            let _ = stats::keep(&ctx.paths, &view.uuid, &report);
        }
        let params = report.parameters();
        ctx.emit(dom, DomainEvent::JobCompleted { params });
    }
    if options.crash {
        job.update(&Undo {
            kill: Some(Shutoff::Crashed.name().to_owned()),
            is_final: true,
            ..Undo::default()
        })?;
        job.finish_with_end();
        return running.destroy(Shutoff::Crashed, false);
    }
    if options.reset {
        job.client.execute(&SystemReset {})?;
    }
    dump.go_on(&mut job)?;
    job.finish()
}

/// What is written.
#[derive(Clone, Copy, Debug)]
enum Content {
    /// The memory and the processors' registers.
    Memory(DumpFormat),
    /// All of the guest's state, as for a save.
    State(Format),
}

struct Dump {
    content: Content,
    options: DumpOptions,
    /// The guest's, before.
    state: StateReason,
    abilities: Abilities,
}

impl Dump {
    /// How the supervisor undoes it.
    fn undo(&self, plan: &Plan) -> Undo {
        let (give_back, reason) = match self.state {
            // QEMU, which pauses the guest for it, lets it run again.
            _ if self.qemu_pauses() => (GiveBack::Nothing, None),
            StateReason::Running(_) | StateReason::Blocked => (
                GiveBack::Running,
                Some(RunningReason::Unpaused.name().to_owned()),
            ),
            StateReason::Paused(reason) => (GiveBack::Paused, Some(reason.name().to_owned())),
            _ => (GiveBack::Nothing, None),
        };
        let migrates = matches!(self.content, Content::State(_));
        Undo {
            give_back,
            reason,
            cancel_migration: migrates,
            is_final: !migrates,
            remove_fdsets: if migrates {
                vec![migrate::FDSET]
            } else {
                Vec::new()
            },
            remove_files: plan.temporary().map(Path::to_owned).into_iter().collect(),
            ..Undo::default()
        }
    }

    fn qemu_pauses(&self) -> bool {
        matches!(self.content, Content::Memory(_)) && !self.options.crash && !self.options.reset
    }

    /// Writes it. The guest stands still afterwards, unless QEMU has seen to it.
    fn run(
        &self,
        job: &mut JobGuard<'_>,
        plan: Plan,
        mut undo: Undo,
    ) -> Result<Option<MigrationInfo>> {
        fault::point("dump.job")?;
        let mut target = plan.create()?;
        if self.state.is_running() {
            if self.qemu_pauses() {
                job.expect_stop(Some(Paused::Dump))?;
                job.expect_resume(Some(RunningReason::Unpaused))?;
            } else if !self.options.live {
                job.expect_stop(Some(Paused::Dump))?;
                job.client.execute(&Stop {})?;
            }
        }
        fault::point("dump.paused")?;
        let info = match self.content {
            Content::Memory(format) => {
                self.write_memory(job, &target, format)?;
                None
            }
            Content::State(format) => Some(self.write_state(job, &target, format)?),
        };
        fault::point("dump.written")?;
        // An abort that comes before this leaves no dump, one that comes after it is told that it is too late.
        undo.is_final = true;
        job.update(&undo)?;
        fault::point("dump.final")?;
        target.commit_plain()?;
        fault::point("dump.committed")?;
        Ok(info)
    }

    /// Lets a guest that ran run again.
    fn go_on(&self, job: &mut JobGuard<'_>) -> Result<()> {
        if self.state.is_running() && !self.qemu_pauses() {
            job.expect_resume(Some(RunningReason::Unpaused))?;
            migrate::resume(&mut job.client)?;
        }
        Ok(())
    }

    fn write_state(
        &self,
        job: &mut JobGuard<'_>,
        target: &Target,
        format: Format,
    ) -> Result<MigrationInfo> {
        let client = &mut job.client;
        let tick = || target.start_write_back();
        let wait = |client: &mut _, transfer: migrate::Transfer| match self.options.live {
            true => transfer.wait_live(client, tick),
            false => transfer.figures(client, tick),
        };
        if format == Format::Raw && !self.options.bypass_cache {
            let file = target.for_writing(false)?;
            let data = match target.is_special() {
                true => Data::Stream(file.as_fd()),
                false => Data::Plain {
                    file: &file,
                    offset: 0,
                },
            };
            let transfer = migrate::begin_outgoing(client, &self.abilities, &data)?;
            return wait(client, transfer);
        }
        let ends = sys::file::pipe().map_err(|e| Error::system("cannot make a pipe", &e))?;
        let (mut pipe, theirs): (File, OwnedFd) = ends;
        let direct = match self.options.bypass_cache {
            true => Some(target.for_writing(true)?),
            false => None,
        };
        let mut program = None;
        if format != Format::Raw {
            let output = match direct {
                Some(_) => Stdio::piped(),
                None => target.for_writing(false)?.into(),
            };
            let started = program.insert(Program::compress(format, pipe.into(), output)?);
            pipe = match started.take_output() {
                Some(output) => File::from(OwnedFd::from(output)),
                // Nothing is read here: the program writes to the file itself.
                None => File::open("/dev/null")
                    .map_err(|e| Error::system("cannot open '/dev/null'", &e))?,
            };
        }
        let transfer =
            migrate::begin_outgoing(client, &self.abilities, &Data::Stream(theirs.as_fd()))?;
        drop(theirs);
        if let Some(direct) = direct {
            pump::to_file(&mut pipe, &direct, 0).map_err(|e| cannot_write(target.path(), &e))?;
        }
        drop(pipe);
        let written = wait(client, transfer);
        if let Some(program) = program {
            program.finish()?;
        }
        written
    }

    fn write_memory(
        &self,
        job: &mut JobGuard<'_>,
        target: &Target,
        format: DumpFormat,
    ) -> Result<()> {
        let file = target.for_writing(false)?;
        let client = &mut job.client;
        client.execute_raw_with_fds("getfd", json!({"fdname": FD_NAME}), &[file.as_fd()])?;
        let _ = client.take_events();
        let begun = client.execute_raw(
            "dump-guest-memory",
            json!({"paging": false, "protocol": format!("fd:{FD_NAME}"), "detach": true, "format": name(format)}),
        );
        if let Err(e) = begun {
            let _ = client.execute_raw("closefd", json!({"fdname": FD_NAME}));
            return Err(failure(e));
        }
        loop {
            let deadline = Instant::now() + ASK;
            let event = client.wait_event(Some(deadline), |e| e.name == "DUMP_COMPLETED")?;
            let status = client.execute_raw("query-dump", json!({}))?;
            match status.get("status").and_then(Value::as_str) {
                Some("active") => target.start_write_back(),
                Some("completed") => return Ok(()),
                _ => {
                    let why = event.as_ref().and_then(|e| e.text("error"));
                    return Err(Error::operation_failed(format!(
                        "memory-only dump failed: {}",
                        why.unwrap_or("QEMU does not say why")
                    )));
                }
            }
        }
    }
}

fn failure(e: MonitorError) -> Error {
    match e.description() {
        Some(what) => Error::operation_failed(format!("memory-only dump failed: {what}")),
        None => e.into(),
    }
}

/// QEMU's name of a format.
fn name(format: DumpFormat) -> &'static str {
    match format {
        DumpFormat::Raw => "elf",
        DumpFormat::KdumpZlib => "kdump-zlib",
        DumpFormat::KdumpLzo => "kdump-lzo",
        DumpFormat::KdumpSnappy => "kdump-snappy",
        DumpFormat::WinDmp => "win-dmp",
    }
}

/// Refuses what this QEMU was built without.
fn check_format(client: &mut super::monitor::Client, format: DumpFormat) -> Result<()> {
    let able = client.execute_raw("query-dump-guest-memory-capability", json!({}))?;
    let formats = able.get("formats").and_then(Value::as_array);
    let known = formats.is_some_and(|all| all.iter().any(|f| f.as_str() == Some(name(format))));
    if known {
        return Ok(());
    }
    Err(Error::invalid_arg(format!(
        "unsupported dumpformat '{}' for this QEMU binary",
        name(format)
    )))
}

/// How qemu.conf wants a stream written.
fn stream_format(conf: &QemuConf) -> Result<Format> {
    let Some(name) = conf.text("dump_image_format") else {
        return Ok(Format::Raw);
    };
    match Format::from_name(name) {
        // QEMU's sparse files have no meaning without the head of an image.
        Some(format) if format != Format::Sparse => Ok(format),
        _ => Err(Error::operation_failed(format!(
            "Invalid dump_image_format '{name}' in qemu.conf"
        ))),
    }
}
