//! Restoring: a file becomes a running guest again.
//!
//! | step | if it fails, or its client dies |
//! |---|---|
//! | the head and the document are read and checked | nothing has happened |
//! | QEMU is started, waiting for a state | it is ended; a defined domain is shut off (failed) |
//! | it loads the state | the same |
//! | the guest runs, if it is to | the same |
//! | a managed image is removed | once the guest runs: the supervisor removes it, the guest goes on |
//!
//! The image is only read. Until the guest has run, the image is where the guest is; from then on it
//! would be a state older than the guest's disks, so a managed one goes.

use super::cookie;
use super::documents;
use super::image::{Format, Image, ImageError};
use super::mapped::{self, Mapping};
use super::migrate::{self, Abilities, Data};
use super::out::channels;
use super::program::Program;
use super::{managed_path, pump};
use crate::conf::domain::Domain;
use crate::conf::state::{self, Paused, Shutoff};
use crate::driver::{ImageOptions, RestoreOptions, Resume, StartOptions};
use crate::error::{Error, Result, virErrorDomain};
use crate::event::lifecycle::{Lifecycle, Started, Suspended};
use crate::qemu::context::DriverCtx;
use crate::qemu::domains::{Registry, View};
use crate::qemu::fault;
use crate::qemu::hooks::{self, Hook};
use crate::qemu::job::{Done, Operation, Undo};
use crate::qemu::lock::JobLock;
use crate::qemu::process::{self, Running};
use crate::qemu::start::{self, Begin, StartMode, StartRequest, Starting, Told};
use crate::qemu::supervisor::cleanup;
use crate::sys;
use crate::sys::process::{PollFd, poll};
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream;
use std::path::Path;

/// Brings the guest back that was saved to `path`. It is transient, unless it is defined. `xml` is the
/// document to use in place of the image's.
pub fn restore(
    ctx: &DriverCtx,
    path: &Path,
    xml: Option<&str>,
    options: RestoreOptions,
    how: ImageOptions<'_>,
) -> Result<()> {
    let image = Image::open(path)?;
    let channels = channels(how.channels, image.format())?;
    let (domain, lock) = prepare(ctx, &image, xml)?;
    let load = Load {
        image: &image,
        resume: options.resume,
        bypass_cache: options.bypass_cache,
        managed: false,
        domain,
        lock: &lock,
        autodestroy: false,
        reset_nvram: options.reset_nvram,
        told_as_paused: false,
        channels,
    };
    load.run(ctx).map(drop)
}

/// Starts a defined domain from its managed image. `None`: there is none, or there is no guest in it,
/// and the domain is to be booted; the image is gone then.
pub fn start_managed(
    ctx: &DriverCtx,
    view: &View,
    lock: &JobLock,
    options: &StartOptions,
) -> Result<Option<Running>> {
    let path = managed_path(ctx, view);
    if !path.exists() {
        return Ok(None);
    }
    if options.force_boot {
        remove(&path)?;
        return Ok(None);
    }
    let image = match Image::open(&path) {
        Ok(image) => image,
        // What was never finished holds no guest.
        Err(e) if e.is_corrupt() => {
            remove(&path)?;
            return Ok(None);
        }
        Err(e) => return Err(e.into()),
    };
    let fail = || {
        let _ = crate::qemu::process::set_last_shutoff(&ctx.paths, &view.uuid, Shutoff::Failed);
    };
    let domain = read(ctx, &image, None).inspect_err(|_| fail())?;
    if domain.uuid != view.uuid || domain.name != view.name {
        fail();
        return Err(Error::operation_failed(format!(
            "cannot restore domain '{}' uuid {} from the image of domain '{}' uuid {}",
            view.name, view.uuid, domain.name, domain.uuid
        )));
    }
    let load = Load {
        image: &image,
        resume: if options.paused {
            Resume::Paused
        } else {
            Resume::AsSaved
        },
        bypass_cache: options.bypass_cache,
        managed: true,
        domain,
        lock,
        autodestroy: options.autodestroy,
        reset_nvram: options.reset_nvram,
        told_as_paused: options.paused,
        channels: None,
    };
    load.run(ctx).map(Some)
}

fn remove(path: &Path) -> Result<()> {
    crate::fsutil::remove(path)
        .map(drop)
        .map_err(|e| Error::system(format!("cannot remove '{}'", path.display()), &e))
}

/// The document to start with: the image's, or what takes its place, with the CPU that the guest had.
fn read(ctx: &DriverCtx, image: &Image, xml: Option<&str>) -> Result<Domain> {
    let own = documents::parse(ctx, &image.head.xml)?;
    let mut domain = match xml {
        Some(xml) => documents::parse_replacement(ctx, &own, xml)?,
        None => own,
    };
    if hooks::present(&ctx.paths) {
        let text = documents::image_text(&domain);
        if let Some(answer) = hooks::run(&ctx.paths, &domain.name, Hook::Restore, &text)? {
            domain = documents::parse_replacement(ctx, &domain, &answer)?;
        }
    }
    if let Some(cookie) = &image.head.cookie {
        cookie::apply(cookie, &mut domain)?;
    }
    Ok(domain)
}

/// Reads the document and takes the lock of its domain, which must not run and whose name and UUID
/// must not be another's.
fn prepare(ctx: &DriverCtx, image: &Image, xml: Option<&str>) -> Result<(Domain, JobLock)> {
    let domain = read(ctx, image, xml)?;
    // Told without a wait for what has the guest now.
    refuse_active(ctx, &domain)?;
    let lock = ctx.lock(&domain.uuid, Operation::Restore.name())?;
    refuse_active(ctx, &domain)?;
    Ok((domain, lock))
}

fn refuse_active(ctx: &DriverCtx, domain: &Domain) -> Result<()> {
    let registry = Registry::lock(&ctx.domains)?;
    registry.check_clash(&domain.name, &domain.uuid)?;
    if registry
        .by_uuid(&domain.uuid)
        .is_some_and(|v| v.is_active())
    {
        return Err(Error::operation_invalid(format!(
            "domain '{}' is already active",
            domain.name
        ))
        .from_domain(virErrorDomain::VIR_FROM_DOMAIN));
    }
    Ok(())
}

/// A start on mapped RAM that failed is no error, but who looks for the cause of anything finds it.
fn tell_log(ctx: &DriverCtx, domain: &Domain, e: &Error) {
    let line = format!("RAM is not mapped from the save image: {}", e.message);
    let _ = cleanup::log_line(&ctx.paths.log(&domain.name), &line);
}

/// A guest on its way out of an image.
struct Load<'a> {
    image: &'a Image,
    resume: Resume,
    bypass_cache: bool,
    /// The image is the domain's own and goes when the guest is up.
    managed: bool,
    domain: Domain,
    lock: &'a JobLock,
    autodestroy: bool,
    reset_nvram: bool,
    /// A start that was to be paused is told as such, wherever the guest came from.
    told_as_paused: bool,
    /// How many channels it is read by, if that was told.
    channels: Option<u32>,
}

/// Starts a QEMU on the state in an image that stays as it is: a snapshot's. What is returned beside it is
/// needed until the guest has begun its life.
pub(in crate::qemu) fn start_from<'c>(
    ctx: &'c DriverCtx,
    image: &Image,
    domain: Domain,
    lock: &JobLock,
    reset_nvram: bool,
) -> Result<(Starting<'c>, Option<Mapping>)> {
    let load = Load {
        image,
        resume: Resume::AsSaved,
        bypass_cache: false,
        managed: false,
        domain,
        lock,
        autodestroy: false,
        reset_nvram,
        told_as_paused: false,
        channels: None,
    };
    load.bring_up(ctx)
}

impl Load<'_> {
    fn run(&self, ctx: &DriverCtx) -> Result<Running> {
        let (starting, mapping) = self.bring_up(ctx)?;
        self.finish(ctx, starting, mapping.as_ref())
    }

    /// A QEMU that has the state, by the fastest way that is safe.
    fn bring_up<'c>(&self, ctx: &'c DriverCtx) -> Result<(Starting<'c>, Option<Mapping>)> {
        fault::point("restore.read")?;
        // Mapping means using the page cache, and no channels.
        if !self.bypass_cache && self.channels.is_none() {
            if let Some(mapping) = mapped::prepare(ctx, self.image, &self.domain, self.managed) {
                match self.begin_mapped(ctx, &mapping) {
                    Ok(starting) => return Ok((starting, Some(mapping))),
                    // Whatever it was: the image is whole, and there is another way to load it.
                    Err(e) => tell_log(ctx, &self.domain, &e),
                }
            }
        }
        let mode = StartMode::Incoming {
            ram_image: None,
            fds: Vec::new(),
        };
        let mut starting = start::begin(ctx, self.request(mode))?;
        fault::point("restore.started")?;
        self.load(&mut starting)?;
        Ok((starting, None))
    }

    fn request(&self, mode: StartMode) -> StartRequest<'_> {
        StartRequest {
            domain: self.domain.clone(),
            mode,
            lock: self.lock,
            autodestroy: self.autodestroy,
            reset_nvram: self.reset_nvram,
        }
    }

    /// Has QEMU start on RAM mapped from the image and load the rest.
    fn begin_mapped<'c>(&self, ctx: &'c DriverCtx, mapping: &Mapping) -> Result<Starting<'c>> {
        let cannot = |e| Error::system("cannot map the save image", &e);
        let lent = mapping.lend().map_err(cannot)?;
        fault::point("restore.lent")?;
        let mut starting = start::begin(ctx, self.request(mapping.mode().map_err(cannot)?))?;
        drop(lent);
        fault::point("restore.mapped")?;
        let client = starting.monitor();
        let abilities = Abilities::of(client)?;
        let data = Data::Stream(mapping.stream.as_fd());
        let transfer = migrate::begin_incoming(client, &abilities, &data)?;
        transfer.wait(client, || ())?;
        Ok(starting)
    }

    /// The state is loaded: the guest begins to live, and a managed image goes.
    fn finish(
        &self,
        ctx: &DriverCtx,
        mut starting: Starting<'_>,
        mapping: Option<&Mapping>,
    ) -> Result<Running> {
        fault::point("restore.loaded")?;
        let run = match self.resume {
            Resume::AsSaved => self.image.head.header.was_running,
            Resume::Running => true,
            Resume::Paused => false,
        };
        if self.managed {
            // As soon as the guest has run, or the image has gone, there is no way back.
            let undo = Undo {
                kill: Some(Shutoff::Failed.name().to_owned()),
                done: Some(Done::Restored {
                    path: self.image.path.clone(),
                }),
                ..Undo::default()
            };
            starting.set_undo(&undo)?;
        }
        let begin = if run {
            Begin::Running(state::Running::Restored)
        } else {
            Begin::Paused(Paused::Migration)
        };
        let mut told = Told::of(begin);
        if self.told_as_paused {
            told.after = vec![
                Lifecycle::Started(Started::Restored),
                Lifecycle::Suspended(Suspended::Paused),
            ];
        }
        let finished = starting.finish_telling(begin, told, || {
            fault::point("restore.running")?;
            if self.managed {
                remove(&self.image.path)?;
            }
            fault::point("restore.removed")
        });
        match finished {
            // If the supervisor died under it, another has found that the guest has run, and that its
            // image had to go: then it is up, whatever failed.
            Err(e) if self.managed && !self.autodestroy && !self.image.path.exists() => {
                let (name, uuid) = (&self.domain.name, &self.domain.uuid);
                process::attach(&ctx.paths, name, uuid)?.ok_or(e)
            }
            Ok(mut running) => {
                if let Some(mapping) = mapping {
                    mapping.warm_up(&mut running.client);
                }
                Ok(running)
            }
            Err(e) => Err(e),
        }
    }

    /// Has QEMU load the state.
    fn load(&self, starting: &mut Starting<'_>) -> Result<()> {
        let client = starting.monitor();
        let abilities = Abilities::of(client)?;
        let offset = self.image.head.header.data_offset();
        let file = &self.image.file;
        sys::file::will_read_in_order(file.as_fd());
        match self.image.format() {
            Format::Sparse => {
                if !abilities.mapped_ram {
                    return Err(Error::new(
                        crate::error::virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED,
                        "save image format 'sparse' is not supported by this QEMU",
                    ));
                }
                let direct = match self.bypass_cache && abilities.direct_io {
                    true => Some(self.open_direct()?),
                    false => None,
                };
                let data = Data::Mapped {
                    file,
                    direct: direct.as_ref(),
                    offset,
                    channels: self.channels.unwrap_or_else(migrate::channels),
                };
                let transfer = migrate::begin_incoming(client, &abilities, &data)?;
                transfer.wait(client, || ())
            }
            Format::Raw if self.bypass_cache => {
                let direct = self.open_direct()?;
                let (ours, theirs) =
                    UnixStream::pair().map_err(|e| Error::system("cannot make a socket", &e))?;
                let data = Data::Stream(theirs.as_fd());
                let transfer = migrate::begin_incoming(client, &abilities, &data)?;
                drop(theirs);
                let sent = pump::from_file(&direct, offset, &ours);
                drop(ours);
                let result = transfer.wait(client, || ());
                sent.map_err(|e| Error::from(ImageError::Io("read", self.image.path.clone(), e)))?;
                result
            }
            Format::Raw => {
                let data = Data::Plain { file, offset };
                let transfer = migrate::begin_incoming(client, &abilities, &data)?;
                transfer.wait(client, || ())
            }
            format => {
                let (theirs, output) =
                    sys::file::pipe().map_err(|e| Error::system("cannot make a pipe", &e))?;
                let input = self.stream()?;
                let program = Program::decompress(format, input.into(), output.into())?;
                // QEMU waits for ever at a pipe that closes without a byte.
                let mut ready = [PollFd::new(theirs.as_fd(), libc::POLLIN)];
                poll(&mut ready, None).map_err(|e| Error::system("cannot wait for a pipe", &e))?;
                if ready[0].revents() & libc::POLLIN == 0 {
                    program.finish()?;
                    return Err(Error::operation_failed(format!(
                        "the save image holds no data of format '{}'",
                        format.name()
                    )));
                }
                let data = Data::Stream(theirs.as_fd());
                let transfer = migrate::begin_incoming(client, &abilities, &data)?;
                drop(theirs);
                let loaded = transfer.wait(client, || ());
                if loaded.is_err() {
                    // What the program says is nearer to the cause, if it is the one to blame.
                    program.finish()?;
                }
                loaded
            }
        }
    }

    /// The image once more, standing at QEMU's data.
    fn stream(&self) -> Result<File> {
        let cannot = |e| Error::from(ImageError::Io("read", self.image.path.clone(), e));
        let mut options = OpenOptions::new();
        options.read(true);
        let mut file = sys::file::reopen(&self.image.file, &options).map_err(cannot)?;
        file.seek(SeekFrom::Start(self.image.head.header.data_offset()))
            .map_err(cannot)?;
        Ok(file)
    }

    /// The image once more, past the cache.
    fn open_direct(&self) -> Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).custom_flags(libc::O_DIRECT);
        sys::file::reopen(&self.image.file, &options)
            .map_err(|e| ImageError::Io("open", self.image.path.clone(), e).into())
    }
}
