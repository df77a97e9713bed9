//! How QEMU is made to write its state to a file, and to take it from one: the same commands as for a
//! migration to another host, with a descriptor in place of the host.
//!
//! | data | writing | reading |
//! |---|---|---|
//! | sparse | `add-fd`, `migrate file:/dev/fdset/N,offset=` with `mapped-ram` and `multifd` | the same with `migrate-incoming` |
//! | raw, a file, QEMU has `file:` | the same without these two | the same |
//! | raw otherwise | `getfd`, `migrate fd:`; the file stands where the data begin | the same |
//!
//! Settings of an earlier migration stay in QEMU, so every setting that matters is made before each.
//! `direct-io` above all: with it on, and only a buffered descriptor in the set, QEMU 10.0 crashes.

use crate::error::{Error, Result};
use crate::qemu::monitor::commands::{
    AddFd, CloseFd, Cont, GetFd, Migrate, MigrateIncoming, MigrateSetCapabilities,
    MigrateSetParameters, MigrationCapability, MigrationInfo, QueryMigrate,
    QueryMigrateCapabilities, QueryMigrateParameters, RemoveFd, Stop,
};
use crate::qemu::monitor::{Client, Event, MonitorError};
use serde_json::Value;
use std::fs::File;
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

/// The set of descriptors that QEMU gets, a number that nothing else uses ("save").
pub const FDSET: i64 = 0x7361_7665;
/// The name of a descriptor handed over alone.
const FD_NAME: &str = "oxivirt-save";
/// No limit: the default holds back even a guest that stands still.
const BANDWIDTH: u64 = 9_223_372_036_853_727_232;
/// How often something is done while QEMU writes.
const TICK: Duration = Duration::from_millis(40);
/// How often QEMU is asked how it goes, should its event be missed.
const ASK: Duration = Duration::from_secs(2);

/// What of this the QEMU at hand can do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Abilities {
    /// mapped-ram, and so the `file:` target too, which is older.
    pub mapped_ram: bool,
    /// The `direct-io` parameter.
    pub direct_io: bool,
    /// Capabilities and whether they are on.
    capabilities: Vec<(String, bool)>,
    zero_page_detection: bool,
    multifd_compression: bool,
}

impl Abilities {
    /// Asks QEMU.
    pub fn of(client: &mut Client) -> Result<Abilities> {
        let capabilities: Vec<_> = client
            .execute(&QueryMigrateCapabilities {})?
            .into_iter()
            .map(|c| (c.capability, c.state))
            .collect();
        let parameters = client.execute(&QueryMigrateParameters {})?;
        let has = |name: &str| parameters.get(name).is_some();
        Ok(Abilities {
            mapped_ram: capabilities.iter().any(|(name, _)| name == "mapped-ram"),
            direct_io: has("direct-io"),
            zero_page_detection: has("zero-page-detection"),
            multifd_compression: has("multifd-compression"),
            capabilities,
        })
    }

    /// Sets what a migration with or without mapped-ram needs, and nothing else.
    fn prepare(&self, client: &mut Client, mapped: Option<Mapped>) -> Result<()> {
        let wanted = |name: &str| match name {
            "events" => true,
            "mapped-ram" | "multifd" => mapped.is_some(),
            _ => false,
        };
        let capabilities: Vec<_> = self
            .capabilities
            .iter()
            .filter(|(name, on)| wanted(name) != *on)
            .map(|(name, _)| MigrationCapability::new(name, wanted(name)))
            .collect();
        // Parameters first: compression and multifd over mapped-ram exclude each other.
        let mut parameters = serde_json::Map::new();
        let mut set = |name: &str, value: Value| parameters.insert(name.to_owned(), value);
        set("max-bandwidth", BANDWIDTH.into());
        if self.direct_io {
            set("direct-io", mapped.is_some_and(|m| m.direct).into());
        }
        if let Some(mapped) = mapped {
            set("multifd-channels", mapped.channels.into());
            if self.multifd_compression {
                set("multifd-compression", "none".into());
            }
            if self.zero_page_detection {
                set("zero-page-detection", "multifd".into());
            }
        }
        client.execute(&MigrateSetParameters(parameters))?;
        if !capabilities.is_empty() {
            client.execute(&MigrateSetCapabilities { capabilities })?;
        }
        Ok(())
    }
}

#[derive(Clone, Copy, Debug)]
struct Mapped {
    channels: u32,
    direct: bool,
}

/// Takes back what earlier migrations have set. Internal snapshots use the same settings, and QEMU 10.0
/// crashes if mapped-ram or multifd are among them.
pub fn set_plain(client: &mut Client) -> Result<()> {
    Abilities::of(client)?.prepare(client, None)
}

/// Where QEMU's data go, or come from.
#[derive(Debug)]
pub enum Data<'a> {
    /// mapped-ram in a file from this offset on.
    Mapped {
        /// Open for writing alone, or for reading alone.
        file: &'a File,
        /// The same with O_DIRECT, if the cache is to be passed by.
        direct: Option<&'a File>,
        offset: u64,
        channels: u32,
    },
    /// A plain stream in a regular file from this offset on. (Opened like `Mapped`'s.)
    Plain { file: &'a File, offset: u64 },
    /// A plain stream through whatever this is: a device that stands at the right place, a pipe.
    Stream(std::os::fd::BorrowedFd<'a>),
}

/// How many channels a mapped-ram migration has: one cannot read the next page while one is written,
/// and more than processors gain nothing.
pub fn channels() -> u32 {
    let processors = std::thread::available_parallelism().map_or(2, |n| n.get());
    processors.clamp(2, 8) as u32
}

/// Why the guest cannot be saved now, as far as QEMU knows beforehand.
pub fn check_allowed(client: &mut Client) -> Result<()> {
    let reasons = client.execute(&QueryMigrate {})?.blocked_reasons;
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Error::operation_invalid(format!(
        "cannot save domain: {}",
        reasons.join("; ")
    )))
}

/// Hands the descriptors over and returns the URI that means them.
fn hand_over(client: &mut Client, data: &Data<'_>, abilities: &Abilities) -> Result<String> {
    let mut set = |file: &File| {
        let command = AddFd {
            fdset_id: Some(FDSET),
            opaque: Some(FD_NAME.to_owned()),
        };
        client
            .execute_with_fds(&command, &[file.as_fd()])
            .map(|_| ())
    };
    match data {
        Data::Mapped {
            file,
            direct,
            offset,
            ..
        } => {
            set(file)?;
            if let Some(direct) = direct {
                set(direct)?;
            }
            Ok(format!("file:/dev/fdset/{FDSET},offset={offset:#x}"))
        }
        Data::Plain { file, offset } if abilities.mapped_ram => {
            set(file)?;
            Ok(format!("file:/dev/fdset/{FDSET},offset={offset:#x}"))
        }
        Data::Plain { file, offset } => {
            let mut place: &File = file;
            std::io::Seek::seek(&mut place, std::io::SeekFrom::Start(*offset))
                .map_err(|e| Error::system("cannot go to QEMU's data in the image", &e))?;
            named(client, file.as_fd())
        }
        Data::Stream(fd) => named(client, *fd),
    }
}

fn named(client: &mut Client, fd: std::os::fd::BorrowedFd<'_>) -> Result<String> {
    let command = GetFd {
        fdname: FD_NAME.to_owned(),
    };
    client.execute_with_fds(&command, &[fd])?;
    Ok(format!("fd:{FD_NAME}"))
}

/// Takes the descriptors back that QEMU may still have.
fn take_back(client: &mut Client, uri: &str) {
    // They may be gone, and so may QEMU.
    if uri.starts_with("fd:") {
        let fdname = FD_NAME.to_owned();
        let _ = client.execute(&CloseFd { fdname });
    } else {
        let _ = client.execute(&RemoveFd {
            fdset_id: FDSET,
            fd: None,
        });
    }
}

/// Begins to write the guest's state. The guest should stand still, or pages go out more than once.
pub fn begin_outgoing(
    client: &mut Client,
    abilities: &Abilities,
    data: &Data<'_>,
) -> Result<Transfer> {
    begin(client, abilities, data, |client, uri| {
        client
            .execute(&Migrate {
                uri: uri.to_owned(),
            })
            .map(drop)
    })
}

/// Begins to load a guest's state into a QEMU that waits for one.
pub fn begin_incoming(
    client: &mut Client,
    abilities: &Abilities,
    data: &Data<'_>,
) -> Result<Transfer> {
    begin(client, abilities, data, |client, uri| {
        // With this QEMU stays to say what went wrong. Those before 9.1 do not know it.
        let mut command = MigrateIncoming {
            uri: uri.to_owned(),
            exit_on_error: Some(false),
        };
        match client.execute(&command) {
            Err(MonitorError::Refused { description, .. })
                if description.contains("exit-on-error") =>
            {
                command.exit_on_error = None;
                client.execute(&command).map(drop)
            }
            other => other.map(drop),
        }
    })
}

fn begin(
    client: &mut Client,
    abilities: &Abilities,
    data: &Data<'_>,
    go: impl FnOnce(&mut Client, &str) -> std::result::Result<(), MonitorError>,
) -> Result<Transfer> {
    let mapped = match data {
        Data::Mapped {
            direct, channels, ..
        } => Some(Mapped {
            channels: *channels,
            direct: direct.is_some(),
        }),
        _ => None,
    };
    abilities.prepare(client, mapped)?;
    // Those of an earlier migration would be taken for this one's.
    let _ = client.take_events();
    let uri = hand_over(client, data, abilities)?;
    if let Err(e) = go(client, &uri) {
        take_back(client, &uri);
        return Err(failure(e));
    }
    Ok(Transfer { uri })
}

/// A migration under way.
#[derive(Debug)]
pub struct Transfer {
    uri: String,
}

impl Transfer {
    /// Waits until everything is written or loaded, doing `tick` now and then.
    pub fn wait(self, client: &mut Client, tick: impl FnMut()) -> Result<()> {
        self.figures(client, tick).map(drop)
    }

    /// The same; what was transferred.
    pub fn figures(self, client: &mut Client, mut tick: impl FnMut()) -> Result<MigrationInfo> {
        let mut ask = Instant::now() + ASK;
        let info = loop {
            let deadline = Instant::now() + TICK;
            let event = client.wait_event(Some(deadline), is_end).map_err(failure)?;
            if event.is_none() {
                tick();
                if Instant::now() < ask {
                    continue;
                }
                ask = Instant::now() + ASK;
            }
            let info = client.execute(&QueryMigrate {}).map_err(failure)?;
            if info.status.is_some() && info.has_ended() {
                break info;
            }
        };
        self.conclude(client, info)
    }

    /// It has ended, as this tells.
    fn conclude(self, client: &mut Client, info: MigrationInfo) -> Result<MigrationInfo> {
        take_back(client, &self.uri);
        match info.status.as_deref() {
            Some("completed") => Ok(info),
            Some("cancelled") => Err(Error::new(
                crate::error::virErrorNumber::VIR_ERR_OPERATION_ABORTED,
                "the job was canceled by a client",
            )),
            _ => Err(Error::operation_failed(info.error_desc.unwrap_or_else(
                || "QEMU does not say why the migration failed".to_owned(),
            ))),
        }
    }
}

/// After so many passes over the memory of a guest that runs, it is made to stand still: it changes its
/// memory faster than that can be written.
const MAX_PASSES: u64 = 8;

impl Transfer {
    /// [`Transfer::figures`] while the guest runs, which it does no more at the end.
    pub fn wait_live(self, client: &mut Client, mut tick: impl FnMut()) -> Result<MigrationInfo> {
        loop {
            let deadline = Instant::now() + TICK;
            client.wait_event(Some(deadline), is_end).map_err(failure)?;
            let info = client.execute(&QueryMigrate {}).map_err(failure)?;
            if info.status.is_some() && info.has_ended() {
                return self.conclude(client, info);
            }
            tick();
            if info
                .ram
                .is_some_and(|ram| ram.dirty_sync_count > MAX_PASSES)
            {
                client.execute(&Stop {}).map_err(failure)?;
                return self.figures(client, tick);
            }
        }
    }
}

/// Lets the guest run after a migration. For a moment after its end QEMU refuses, being busy with
/// winding it up.
pub fn resume(client: &mut Client) -> Result<()> {
    let patience = Instant::now() + Duration::from_secs(10);
    let mut pause = Duration::from_millis(1);
    loop {
        match client.execute(&Cont {}) {
            Err(MonitorError::Refused { description, .. })
                if description.contains("not finalized") && Instant::now() < patience =>
            {
                std::thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(20));
            }
            other => return other.map(drop).map_err(failure),
        }
    }
}

/// Whether the event tells the end of a migration.
fn is_end(event: &Event) -> bool {
    event.name == "MIGRATION"
        && matches!(
            event.text("status"),
            Some("completed" | "failed" | "cancelled")
        )
}

/// What QEMU says against it is the operation's failure, not the library's.
fn failure(e: MonitorError) -> Error {
    match e {
        e if e.is_abort() => e.into(),
        MonitorError::Refused { description, .. } => Error::operation_failed(description),
        MonitorError::Closed => Error::operation_failed("QEMU ended unexpectedly"),
        e => e.into(),
    }
}

#[cfg(test)]
mod tests;
