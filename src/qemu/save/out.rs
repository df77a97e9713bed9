//! Saving: a running guest becomes a file.
//!
//! | step | if it fails, or its client dies |
//! |---|---|
//! | the document, the format, QEMU's blockers are checked | nothing has happened |
//! | a temporary file is made and its head written | it is removed |
//! | the job begins; from here on the supervisor undoes it | the same |
//! | the guest pauses | it runs again, told as `save canceled` |
//! | QEMU writes | cancelled, then the same |
//! | the file is forced to the disk and takes its name | before: the same; after: the guest is saved |
//! | QEMU is ended | the supervisor ends it |
//!
//! So a guest is in one place at a time: a managed image, which the next start would load, never stands
//! beside a guest that runs on.

use super::documents::{self, is_supported};
use super::image::{Format, Head};
use super::migrate::{self, Abilities, Data};
use super::pump;
use super::target::{Target, cannot_write};
use super::{cookie, managed_path};
use crate::conf::state::{Paused, Shutoff, StateReason};
use crate::driver::{DomainRef, Resume, SaveOptions};
use crate::error::{Error, Result, virErrorNumber};
use crate::qemu::config::QemuConf;
use crate::qemu::context::{DriverCtx, not_running};
use crate::qemu::fault;
use crate::qemu::job::{self, Done, GiveBack, JobGuard, Operation, Undo};
use crate::qemu::lock::JobLock;
use crate::qemu::monitor::commands::Stop;
use crate::qemu::paths::make_dir;
use crate::qemu::process::{self, Running};
use crate::sys;
use std::io::{Seek, SeekFrom};
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Saves a guest to the file at `path` and ends it. `xml` is the document to keep in place of the
/// guest's own.
pub fn save(
    ctx: &DriverCtx,
    dom: &DomainRef,
    path: &Path,
    xml: Option<&str>,
    options: SaveOptions,
) -> Result<()> {
    let lock = lock_running(ctx, dom)?;
    run(ctx, dom, &lock, path, xml, options, false)
}

/// Saves a defined guest to its managed image and ends it; the next start brings it back.
pub fn managed_save(ctx: &DriverCtx, dom: &DomainRef, options: SaveOptions) -> Result<()> {
    let lock = lock_running(ctx, dom)?;
    let view = ctx.find_running(dom)?;
    if !view.is_persistent() {
        return Err(Error::operation_invalid(
            "cannot do managed save for transient domain",
        ));
    }
    make_dir(&ctx.paths.save_dir, 0o755)?;
    let path = managed_path(ctx, &view);
    run(ctx, dom, &lock, &path, None, options, true)
}

/// The guest's lock; what is wrong from the start is told without a wait.
fn lock_running(ctx: &DriverCtx, dom: &DomainRef) -> Result<JobLock> {
    ctx.find_running(dom)?;
    ctx.lock(&dom.uuid, Operation::Save.name())
}

fn run(
    ctx: &DriverCtx,
    dom: &DomainRef,
    lock: &JobLock,
    path: &Path,
    xml: Option<&str>,
    options: SaveOptions,
    managed: bool,
) -> Result<()> {
    let view = ctx.find_running(dom)?;
    let live = view.live.as_ref().ok_or_else(not_running)?;
    let domain = ctx.read_live(live)?;
    let text = match xml {
        Some(xml) => documents::image_text(&documents::parse_replacement(ctx, &domain, xml)?),
        None => documents::image_text(&domain),
    };
    let wanted = configured_format(ctx)?;
    let mut running =
        process::attach(&ctx.paths, &view.name, &view.uuid)?.ok_or_else(not_running)?;
    let abilities = Abilities::of(&mut running.client)?;
    migrate::check_allowed(&mut running.client)?;
    let target = Target::create(path)?;
    let format = choose_format(wanted, &abilities, &target)?;
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
    fault::point("save.created")?;
    target.begin(&head)?;
    fault::point("save.begun")?;

    let image = Image {
        target,
        head,
        managed,
    };
    let result = image.write(&mut running, lock, state, &abilities, options.bypass_cache);
    let (renamed, e) = match result {
        Ok(()) => return running.destroy(Shutoff::Saved, false),
        Err(failure) => failure,
    };
    drop(running);
    // If the supervisor has died under it, this finds another, which undoes the job, or ends it where
    // the image is whole.
    match process::attach(&ctx.paths, &view.name, &view.uuid) {
        Ok(None) if renamed => Ok(()),
        _ => Err(e),
    }
}

/// An image on its way.
struct Image {
    target: Target,
    head: Head,
    /// It is the domain's own.
    managed: bool,
}

impl Image {
    /// Has the guest written, all of it, and the supervisor told that it may end. An error comes with
    /// whether the image has its name nevertheless.
    fn write(
        mut self,
        running: &mut Running,
        lock: &JobLock,
        state: StateReason,
        abilities: &Abilities,
        bypass_cache: bool,
    ) -> std::result::Result<(), (bool, Error)> {
        let result = self.try_write(running, lock, state, abilities, bypass_cache);
        result.map_err(|e| (self.target.is_renamed(), e))
    }

    fn try_write(
        &mut self,
        running: &mut Running,
        lock: &JobLock,
        state: StateReason,
        abilities: &Abilities,
        bypass_cache: bool,
    ) -> Result<()> {
        let undo = undo(state, &self.target)?;
        let mut job = job::begin(running, lock, Operation::Save, &undo)?;
        fault::point("save.job")?;
        write(
            &mut job,
            state,
            abilities,
            &self.target,
            &self.head,
            bypass_cache,
        )?;
        if let Err(e) = self.target.commit(&self.head) {
            if self.target.is_renamed() {
                // All is there but the certainty that the name outlives a power failure; so the guest
                // goes on, and no image may stand beside it that its next start would load.
                job.update(&Undo { done: None, ..undo })?;
                if self.managed {
                    let _ = std::fs::remove_file(self.target.path());
                }
            }
            return Err(e);
        }
        // The guest is in the file now, whatever happens.
        job.update(&Undo {
            kill: Some(Shutoff::Saved.name().to_owned()),
            ..Undo::default()
        })?;
        fault::point("save.committed")?;
        job.finish_with_end();
        Ok(())
    }
}

/// How the supervisor undoes a save.
fn undo(state: StateReason, target: &Target) -> Result<Undo> {
    let (give_back, reason) = match state {
        StateReason::Running(_) | StateReason::Blocked => {
            (GiveBack::Running, Some("save canceled"))
        }
        StateReason::Paused(reason) => (GiveBack::Paused, Some(reason.name())),
        _ => (GiveBack::Nothing, None),
    };
    // A file that has taken its name is a save that succeeded.
    let done = match target.temporary() {
        Some(_) => {
            let meta = target
                .file()
                .metadata()
                .map_err(|e| Error::system("cannot look at the new image", &e))?;
            Some(Done::Named {
                path: target.path().to_owned(),
                device: meta.dev(),
                inode: meta.ino(),
                reason: Shutoff::Saved.name().to_owned(),
            })
        }
        None => None,
    };
    Ok(Undo {
        cancel_migration: true,
        remove_fdsets: vec![migrate::FDSET],
        give_back,
        reason: reason.map(str::to_owned),
        remove_files: target.temporary().map(Path::to_owned).into_iter().collect(),
        done,
        ..Undo::default()
    })
}

/// Pauses the guest and has QEMU write its state.
fn write(
    job: &mut JobGuard<'_>,
    state: StateReason,
    abilities: &Abilities,
    target: &Target,
    head: &Head,
    bypass_cache: bool,
) -> Result<()> {
    if state.is_running() {
        job.expect_stop(Some(Paused::Save))?;
        job.client.execute(&Stop {})?;
    }
    fault::point("save.paused")?;
    let offset = head.header.data_offset();
    let running: &mut Running = job;
    let client = &mut running.client;
    let tick = || target.start_write_back();
    match head.header.format {
        Format::Sparse => {
            let file = target.for_writing(false)?;
            let direct = match bypass_cache && abilities.direct_io {
                true => Some(target.for_writing(true)?),
                false => None,
            };
            let data = Data::Mapped {
                file: &file,
                direct: direct.as_ref(),
                offset,
                channels: migrate::channels(),
            };
            let transfer = migrate::begin_outgoing(client, abilities, &data)?;
            fault::point("save.migrating")?;
            transfer.wait(client, tick)?;
        }
        _ if bypass_cache => {
            let direct = target.for_writing(true)?;
            let (mut pipe, theirs) =
                sys::file::pipe().map_err(|e| Error::system("cannot make a pipe", &e))?;
            sys::file::set_pipe_size(theirs.as_fd(), 1 << 20);
            let data = Data::Stream(theirs.as_fd());
            let transfer = migrate::begin_outgoing(client, abilities, &data)?;
            drop(theirs);
            fault::point("save.migrating")?;
            let pumped = pump::to_file(&mut pipe, &direct, offset);
            // Without a reader QEMU does not wait for ever.
            drop(pipe);
            pumped.map_err(|e| cannot_write(target.path(), &e))?;
            transfer.wait(client, || ())?;
        }
        _ => {
            let file = target.for_writing(false)?;
            // QEMU truncates what it is given a place in, which a device does not like.
            let transfer = if target.is_special() {
                (&file)
                    .seek(SeekFrom::Start(offset))
                    .map_err(|e| Error::system("cannot go to the place of QEMU's data", &e))?;
                migrate::begin_outgoing(client, abilities, &Data::Stream(file.as_fd()))?
            } else {
                let file = &file;
                migrate::begin_outgoing(client, abilities, &Data::Plain { file, offset })?
            };
            fault::point("save.migrating")?;
            transfer.wait(client, tick)?;
        }
    }
    fault::point("save.migrated")
}

/// The format that qemu.conf asks for; `None`: whichever is best.
fn configured_format(ctx: &DriverCtx) -> Result<Option<Format>> {
    let conf = QemuConf::load(&ctx.paths)?;
    let Some(name) = conf.text("save_image_format") else {
        return Ok(None);
    };
    let format = Format::from_name(name).ok_or_else(|| {
        Error::operation_failed(format!("Invalid save_image_format '{name}' in qemu.conf"))
    })?;
    if !is_supported(format) {
        return Err(unsupported_format(format));
    }
    Ok(Some(format))
}

/// A format that is known and not implemented.
pub(super) fn unsupported_format(format: Format) -> Error {
    Error::new(
        virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED,
        format!("save image format '{}' is not supported", format.name()),
    )
}

/// The format to write: as asked for, else sparse where this QEMU and the target have it, else raw.
fn choose_format(wanted: Option<Format>, abilities: &Abilities, target: &Target) -> Result<Format> {
    match wanted {
        // QEMU gives mapped-ram only files that it may truncate.
        _ if target.is_special() => Ok(Format::Raw),
        Some(Format::Sparse) if !abilities.mapped_ram => Err(Error::new(
            virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED,
            "save image format 'sparse' is not supported by this QEMU",
        )),
        Some(format) => Ok(format),
        None if abilities.mapped_ram => Ok(Format::Sparse),
        None => Ok(Format::Raw),
    }
}
