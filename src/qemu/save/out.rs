//! Saving: a running guest becomes a file.
//!
//! | step | if it fails, or its client dies |
//! |---|---|
//! | the document, the format, QEMU's blockers are checked | nothing has happened |
//! | a temporary file is made and its head written | it is removed |
//! | the job begins; from here on the supervisor undoes it | the same |
//! | the guest pauses | it runs again, told as `save canceled` |
//! | QEMU writes | cancelled, then the same; so too if somebody aborts the job |
//! | the job becomes final | the same, but aborting it is refused |
//! | the file is forced to the disk and takes its name | before: the same; after: the guest is saved |
//! | QEMU is ended | the supervisor ends it |
//!
//! So a guest is in one place at a time: a managed image, which the next start would load, never stands
//! beside a guest that runs on.

use super::documents;
use super::image::{Format, Head};
use super::migrate::{self, Abilities, Data, Transfer};
use super::program::Program;
use super::pump;
use super::room;
use super::target::{Plan, Target, cannot_write};
use super::{cookie, managed_path};
use crate::conf::domain::Domain;
use crate::conf::state::{Paused, Shutoff, StateReason};
use crate::driver::{DomainRef, ImageOptions, JobReport, Resume, SaveOptions};
use crate::error::{Error, Result, virErrorNumber};
use crate::event::domain::DomainEvent;
use crate::qemu::config::QemuConf;
use crate::qemu::context::{DriverCtx, not_running};
use crate::qemu::fault;
use crate::qemu::job::{self, GiveBack, JobGuard, Operation, Undo, stats};
use crate::qemu::lock::JobLock;
use crate::qemu::monitor::Client;
use crate::qemu::monitor::commands::{MigrationInfo, Stop};
use crate::qemu::paths::make_dir;
use crate::qemu::process::{self, Running};
use crate::sys;
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

/// Saves a guest to the file at `path` and ends it. `xml` is the document to keep in place of the
/// guest's own.
pub fn save(
    ctx: &DriverCtx,
    dom: &DomainRef,
    path: &Path,
    xml: Option<&str>,
    options: SaveOptions,
    image: ImageOptions<'_>,
) -> Result<()> {
    let lock = lock_running(ctx, dom)?;
    run(ctx, dom, &lock, path, xml, options, image, false)
}

/// Saves a defined guest to its managed image and ends it; the next start brings it back.
pub fn managed_save(
    ctx: &DriverCtx,
    dom: &DomainRef,
    xml: Option<&str>,
    options: SaveOptions,
    image: ImageOptions<'_>,
) -> Result<()> {
    let lock = lock_running(ctx, dom)?;
    let view = ctx.find_running(dom)?;
    if !view.is_persistent() {
        return Err(Error::operation_invalid(
            "cannot do managed save for transient domain",
        ));
    }
    make_dir(&ctx.paths.save_dir, 0o755)?;
    let path = managed_path(ctx, &view);
    run(ctx, dom, &lock, &path, xml, options, image, true)
}

/// The guest's lock; what is wrong from the start is told without a wait.
fn lock_running(ctx: &DriverCtx, dom: &DomainRef) -> Result<JobLock> {
    ctx.find_running(dom)?;
    ctx.lock(&dom.uuid, Operation::Save.name())
}

#[allow(clippy::too_many_arguments)]
fn run(
    ctx: &DriverCtx,
    dom: &DomainRef,
    lock: &JobLock,
    path: &Path,
    xml: Option<&str>,
    options: SaveOptions,
    image: ImageOptions<'_>,
    managed: bool,
) -> Result<()> {
    let wanted = match image.format {
        Some(name) => Some(
            Format::from_name(name)
                .ok_or_else(|| Error::operation_failed(format!("Invalid image_format '{name}'")))?,
        ),
        None => configured_format(ctx)?,
    };
    // Where nothing was said of a format, channels are not guessed one.
    let channels = channels(image.channels, wanted.unwrap_or(Format::Raw))?;
    let view = ctx.find_running(dom)?;
    let live = view.live.as_ref().ok_or_else(not_running)?;
    let domain = ctx.read_live(live)?;
    let text = match xml {
        Some(xml) => documents::image_text(&documents::parse_replacement(ctx, &domain, xml)?),
        None => documents::image_text(&domain),
    };
    let mut running =
        process::attach(&ctx.paths, &view.name, &view.uuid)?.ok_or_else(not_running)?;
    let abilities = Abilities::of(&mut running.client)?;
    migrate::check_allowed(&mut running.client)?;
    let plan = Plan::new(path)?;
    let format = choose_format(wanted, &abilities, plan.is_special())?;
    Program::check(format)?;
    room::check(ctx, &domain, format, &plan, running.pid)?;
    let state = running.state()?;
    let head = Head::new(
        text,
        Some(cookie::format(&domain)),
        format,
        match options.resume {
            Resume::AsSaved => state.is_running(),
            Resume::Running => true,
            Resume::Paused => false,
        },
    );
    let save = Save {
        head,
        state,
        abilities,
        bypass_cache: options.bypass_cache,
        managed,
        live: false,
        channels,
    };
    stats::forget(&ctx.paths, &view.uuid);
    let began = Instant::now();
    let mut renamed = false;
    let e = match save.run(&mut running, lock, plan, &mut renamed) {
        Ok(info) => {
            let report = JobReport {
                operation: Operation::public_number(Operation::Save.name()).unwrap_or_default(),
                has_completed: true,
                elapsed_ms: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
                transfer: stats::transfer(&info),
            };
            // That the guest is saved does not depend on who may tell of it.
            if view.is_persistent() {
                let _ = stats::keep(&ctx.paths, &view.uuid, &report);
            }
            let params = report.parameters();
            ctx.emit(dom, DomainEvent::JobCompleted { params });
            return running.destroy(Shutoff::Saved, false);
        }
        Err(e) => e,
    };
    drop(running);
    // If the supervisor has died under it, this finds another, which undoes the job, or ends it where
    // the image is whole.
    match process::attach(&ctx.paths, &view.name, &view.uuid) {
        Ok(None) if renamed => Ok(()),
        _ => Err(e),
    }
}

/// A save that nothing is known to be in the way of.
#[derive(Debug)]
struct Save {
    head: Head,
    /// The guest's, before.
    state: StateReason,
    abilities: Abilities,
    bypass_cache: bool,
    /// The image is the domain's own.
    managed: bool,
    /// The guest may run meanwhile.
    live: bool,
    /// How many channels a sparse image is written by, if that was told.
    channels: Option<u32>,
}

impl Save {
    /// Has the guest written, all of it, and the supervisor told that it may end. `renamed` becomes
    /// true when the image has its name, whatever is returned.
    fn run(
        &self,
        running: &mut Running,
        lock: &JobLock,
        plan: Plan,
        renamed: &mut bool,
    ) -> Result<MigrationInfo> {
        let mut undo = undo(self.state, plan.temporary());
        let mut job = job::begin(running, lock, Operation::Save, &undo)?;
        fault::point("save.job")?;
        let mut target = plan.create()?;
        fault::point("save.created")?;
        target.begin(&self.head)?;
        fault::point("save.begun")?;
        undo.cancel_migration = true;
        undo.remove_fdsets = vec![migrate::FDSET];
        undo.done = target.done_when_named(Shutoff::Saved.name())?;
        job.update(&undo)?;
        let info = self.write(&mut job, &target)?;
        // An abort that comes before this lets the guest go on, one that comes after it is told that it is too late:
        // the image takes its name only if the guest stays where it is.
        undo.is_final = true;
        job.update(&undo)?;
        fault::point("save.final")?;
        let committed = target.commit(&self.head);
        *renamed = target.is_renamed();
        if let Err(e) = committed {
            if *renamed {
                // All is there but the certainty that the name outlives a power failure; so the guest
                // goes on, and no image may stand beside it that its next start would load.
                undo.done = None;
                job.update(&undo)?;
                if self.managed {
                    let _ = std::fs::remove_file(target.path());
                }
            }
            return Err(e);
        }
        // The guest is in the file now, whatever happens.
        job.update(&Undo {
            kill: Some(Shutoff::Saved.name().to_owned()),
            is_final: true,
            ..Undo::default()
        })?;
        fault::point("save.committed")?;
        job.finish_with_end();
        Ok(info)
    }

    /// Pauses the guest and has QEMU write its state.
    fn write(&self, job: &mut JobGuard<'_>, target: &Target) -> Result<MigrationInfo> {
        if self.state.is_running() {
            job.expect_stop(Some(Paused::Save))?;
            job.client.execute(&Stop {})?;
        }
        fault::point("save.paused")?;
        let info = self.transfer(&mut job.client, target)?;
        fault::point("save.migrated")?;
        Ok(info)
    }

    /// Has QEMU write the guest's state.
    fn transfer(&self, client: &mut Client, target: &Target) -> Result<MigrationInfo> {
        match self.head.header.format {
            Format::Sparse => self.write_mapped(client, target),
            Format::Raw if self.bypass_cache => self.write_pumped(client, target),
            Format::Raw => self.write_plain(client, target),
            format => self.write_compressed(client, target, format),
        }
    }

    fn offset(&self) -> u64 {
        self.head.header.data_offset()
    }

    fn write_mapped(&self, client: &mut Client, target: &Target) -> Result<MigrationInfo> {
        let file = target.for_writing(false)?;
        let direct = match self.bypass_cache && self.abilities.direct_io {
            true => Some(target.for_writing(true)?),
            false => None,
        };
        let data = Data::Mapped {
            file: &file,
            direct: direct.as_ref(),
            offset: self.offset(),
            channels: self.channels.unwrap_or_else(migrate::channels),
        };
        let transfer = migrate::begin_outgoing(client, &self.abilities, &data)?;
        fault::point("save.migrating")?;
        self.wait(client, transfer, target)
    }

    fn wait(
        &self,
        client: &mut Client,
        transfer: Transfer,
        target: &Target,
    ) -> Result<MigrationInfo> {
        if self.live {
            transfer.wait_live(client, || target.start_write_back())
        } else {
            transfer.figures(client, || target.start_write_back())
        }
    }

    fn write_plain(&self, client: &mut Client, target: &Target) -> Result<MigrationInfo> {
        let file = target.for_writing(false)?;
        let transfer = if target.is_special() {
            // QEMU truncates what it is given a place in, which a device does not like.
            self.go_to_data(&file)?;
            migrate::begin_outgoing(client, &self.abilities, &Data::Stream(file.as_fd()))?
        } else {
            let data = Data::Plain {
                file: &file,
                offset: self.offset(),
            };
            migrate::begin_outgoing(client, &self.abilities, &data)?
        };
        fault::point("save.migrating")?;
        self.wait(client, transfer, target)
    }

    fn write_pumped(&self, client: &mut Client, target: &Target) -> Result<MigrationInfo> {
        let direct = target.for_writing(true)?;
        let (mut pipe, theirs) = pipe()?;
        let transfer =
            migrate::begin_outgoing(client, &self.abilities, &Data::Stream(theirs.as_fd()))?;
        drop(theirs);
        fault::point("save.migrating")?;
        let pumped = pump::to_file(&mut pipe, &direct, self.offset());
        // Without a reader QEMU does not wait for ever.
        drop(pipe);
        pumped.map_err(|e| cannot_write(target.path(), &e))?;
        transfer.figures(client, || ())
    }

    fn write_compressed(
        &self,
        client: &mut Client,
        target: &Target,
        format: Format,
    ) -> Result<MigrationInfo> {
        let (pipe, theirs) = pipe()?;
        let (direct, output) = if self.bypass_cache {
            (Some(target.for_writing(true)?), Stdio::piped())
        } else {
            let file = target.for_writing(false)?;
            self.go_to_data(&file)?;
            (None, file.into())
        };
        let mut program = Program::compress(format, pipe.into(), output)?;
        let transfer =
            migrate::begin_outgoing(client, &self.abilities, &Data::Stream(theirs.as_fd()))?;
        drop(theirs);
        fault::point("save.migrating")?;
        if let (Some(direct), Some(output)) = (direct, program.take_output()) {
            let mut output = File::from(OwnedFd::from(output));
            let pumped = pump::to_file(&mut output, &direct, self.offset());
            pumped.map_err(|e| cannot_write(target.path(), &e))?;
        }
        let written = self.wait(client, transfer, target);
        // What the program says is nearer to the cause than that QEMU's pipe is broken.
        program.finish()?;
        written
    }

    fn go_to_data(&self, mut file: &File) -> Result<()> {
        file.seek(SeekFrom::Start(self.offset()))
            .map(drop)
            .map_err(|e| {
                Error::operation_failed(format!("cannot go to the place of QEMU's data: {e}"))
            })
    }
}

/// A file that is to hold the memory of a guest that goes on living: an image like any other.
#[derive(Debug)]
pub(in crate::qemu) struct MemoryFile {
    save: Save,
    target: Target,
}

impl MemoryFile {
    /// Looks whether the guest can be written to `path`, and makes the file there under another name,
    /// which `before` is told first, so that it can be removed if this process dies. `live`: the guest
    /// runs while it is written, as long as it does not change its memory faster than that.
    pub fn create(
        ctx: &DriverCtx,
        running: &mut Running,
        domain: &Domain,
        path: &Path,
        live: bool,
        before: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<MemoryFile> {
        let abilities = Abilities::of(&mut running.client)?;
        migrate::check_allowed(&mut running.client)?;
        let plan = Plan::new(path)?;
        let conf = QemuConf::load(&ctx.paths)?;
        let wanted = named_format(&conf, "snapshot_image_format")?;
        let format = choose_format(wanted, &abilities, plan.is_special())?;
        Program::check(format)?;
        let state = running.state()?;
        let head = Head::new(
            documents::image_text(domain),
            Some(cookie::format(domain)),
            format,
            state.is_running(),
        );
        if let Some(temporary) = plan.temporary() {
            before(temporary)?;
        }
        let target = plan.create()?;
        target.begin(&head)?;
        Ok(MemoryFile {
            save: Save {
                head,
                state,
                abilities,
                bypass_cache: false,
                managed: false,
                live,
                channels: None,
            },
            target,
        })
    }

    /// The run state that the guest had.
    pub fn state(&self) -> StateReason {
        self.save.state
    }

    /// The name that the file has until it is whole; `None`: it is written in place.
    pub fn temporary(&self) -> Option<&Path> {
        self.target.temporary()
    }

    /// Has QEMU write the guest's state. The guest stands still afterwards.
    pub fn write(&self, client: &mut Client) -> Result<()> {
        self.save.transfer(client, &self.target).map(drop)
    }

    /// Forces all to the disk. What is left is the name.
    pub fn complete(&mut self) -> Result<()> {
        self.target.complete(&self.save.head)
    }

    /// What the complete file is called now, and what it is to be called, which somebody else sees to.
    /// `None`: it has its name.
    pub fn hand_over(&mut self) -> Option<(PathBuf, PathBuf)> {
        self.target.hand_over()
    }
}

fn pipe() -> Result<(File, OwnedFd)> {
    let ends = sys::file::pipe().map_err(|e| Error::system("cannot make a pipe", &e))?;
    sys::file::set_pipe_size(ends.1.as_fd(), 1 << 20);
    Ok(ends)
}

/// How the supervisor undoes a save.
fn undo(state: StateReason, temporary: Option<&Path>) -> Undo {
    let (give_back, reason) = match state {
        StateReason::Running(_) | StateReason::Blocked => {
            (GiveBack::Running, Some("save canceled"))
        }
        StateReason::Paused(reason) => (GiveBack::Paused, Some(reason.name())),
        _ => (GiveBack::Nothing, None),
    };
    Undo {
        give_back,
        reason: reason.map(str::to_owned),
        remove_files: temporary.map(Path::to_owned).into_iter().collect(),
        ..Undo::default()
    }
}

/// The format that qemu.conf asks for; `None`: whichever is best.
fn configured_format(ctx: &DriverCtx) -> Result<Option<Format>> {
    named_format(&QemuConf::load(&ctx.paths)?, "save_image_format")
}

/// The format that a key of qemu.conf names.
fn named_format(conf: &QemuConf, key: &str) -> Result<Option<Format>> {
    let Some(name) = conf.text(key) else {
        return Ok(None);
    };
    let format = Format::from_name(name)
        .ok_or_else(|| Error::operation_failed(format!("Invalid {key} '{name}' in qemu.conf")))?;
    Ok(Some(format))
}

/// The number of channels that was asked for, which only a sparse image can have.
pub(super) fn channels(wanted: Option<i32>, format: Format) -> Result<Option<u32>> {
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    if format != Format::Sparse {
        return Err(Error::invalid_arg(
            "only images of the format 'sparse' are written and read by several channels",
        ));
    }
    match wanted {
        1..=255 => Ok(Some(wanted as u32)),
        _ => Err(Error::invalid_arg(format!(
            "the number of channels is from 1 to 255, not {wanted}"
        ))),
    }
}

/// The format to write: as asked for, else sparse where this QEMU and the target have it, else raw.
fn choose_format(wanted: Option<Format>, abilities: &Abilities, special: bool) -> Result<Format> {
    match wanted {
        // QEMU gives mapped-ram only files that it may truncate.
        Some(Format::Sparse) | None if special => Ok(Format::Raw),
        Some(Format::Sparse) if !abilities.mapped_ram => Err(Error::new(
            virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED,
            "save image format 'sparse' is not supported by this QEMU",
        )),
        Some(format) => Ok(format),
        None if abilities.mapped_ram => Ok(Format::Sparse),
        None => Ok(Format::Raw),
    }
}
