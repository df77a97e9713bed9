//! Starting a guest, up to where its virtual CPUs may run.
//!
//! [`begin`] turns a complete document into a QEMU that stands before its first instruction, or waits
//! for its state; [`Starting::finish`] lets it live. Between the two the caller may load an image.
//! Whatever fails, and whoever dies, on the way: nothing of the start is left but lines in the log, and
//! a persistent domain counts as shut off because of a failure.
//!
//! The order, which scripts and other programs can watch, is libvirt's: hook `prepare`; files and
//! directories; hook `start`; QEMU; what is asked of QEMU goes into the running document; the guest
//! runs; hook `started`.

mod graphics;
pub(super) mod images;
pub(super) mod live;
mod nvram;
mod ports;
mod tpm;

pub use nvram::choose_path as choose_nvram;

use super::capabilities::QemuCaps;
use super::command::{self, BuildContext, HostResources, PassedFd, RamImage};
use super::config::QemuConf;
use super::context::DriverCtx;
use super::defaults;
use super::documents::status_element;
use super::domains::Registry;
use super::hooks::{self, Hook};
use super::job;
use super::lock::JobLock;
use super::monitor::{Client, MonitorError};
use super::process::{self, Running, StartSpec, Started};
use super::security::{self, QemuUser};
use super::status::Status;
use super::supervisor::cleanup;
use super::supervisor::record::{Action, Policy, Record};
use crate::conf::domain::clock::LifecycleAction;
use crate::conf::domain::cpu::CpuMode;
use crate::conf::domain::{Domain, FormatOptions};
use crate::conf::state::{self, Paused, Shutoff, StateReason};
use crate::driver::DomainRef;
use crate::error::{Error, Result, virErrorDomain};
use crate::event::domain::{AgentReason, AgentState, DomainEvent};
use crate::event::lifecycle::{self, Lifecycle, Suspended};
use crate::fsutil;
use ports::Ports;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The number under which QEMU has its monitor's listening socket.
const MONITOR_FD: i32 = 3;

/// What is below this is for descriptors that the devices of a guest need.
pub const INCOMING_FDS: i32 = 400;

/// How long QEMU may take until its monitor answers, and for each GiB of its memory on top.
const START_LIMIT: Duration = Duration::from_secs(60);

/// The version of the interface that this library has.
const API_VERSION: &str = "11.3.0";

/// Where the guest's state comes from.
#[derive(Debug, Default)]
pub enum StartMode {
    /// It boots.
    #[default]
    Fresh,
    /// It is loaded by the caller, over the monitor.
    Incoming {
        /// RAM that is mapped from a file which holds it already.
        ram_image: Option<RamImage>,
        /// Descriptors that QEMU gets for it, numbered from [`INCOMING_FDS`] on.
        fds: Vec<PassedFd>,
    },
}

/// What to start.
#[derive(Debug)]
pub struct StartRequest<'a> {
    /// A complete document, as a definition has it.
    pub domain: Domain,
    pub mode: StartMode,
    /// The guest's lock, which the caller holds.
    pub lock: &'a JobLock,
    /// The guest ends with the connection that [`Starting::finish`] returns.
    pub autodestroy: bool,
    /// UEFI variables are made anew from their template.
    pub reset_nvram: bool,
}

/// How a started guest begins its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    Running(state::Running),
    Paused(Paused),
}

/// What those who listen are told of a guest that begins its life, before and after it may run. (That it
/// was resumed is told in between by its supervisor.)
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub before: Vec<Lifecycle>,
    pub after: Vec<Lifecycle>,
}

impl Told {
    /// What libvirt tells of a start that boots, or comes out of an image or a snapshot.
    pub fn of(begin: Begin) -> Told {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        match begin {
            Begin::Running(state::Running::Restored) => {
                before.push(Lifecycle::Started(lifecycle::Started::Restored));
            }
            Begin::Running(state::Running::FromSnapshot) => {
                before.push(Lifecycle::Started(lifecycle::Started::FromSnapshot));
            }
            Begin::Running(_) => after.push(Lifecycle::Started(lifecycle::Started::Booted)),
            Begin::Paused(Paused::Migration) => {
                after.push(Lifecycle::Started(lifecycle::Started::Restored));
                after.push(Lifecycle::Suspended(Suspended::Restored));
            }
            Begin::Paused(Paused::FromSnapshot) => {
                after.push(Lifecycle::Started(lifecycle::Started::FromSnapshot));
                after.push(Lifecycle::Suspended(Suspended::FromSnapshot));
            }
            Begin::Paused(_) => {
                after.push(Lifecycle::Started(lifecycle::Started::Booted));
                after.push(Lifecycle::Suspended(Suspended::Paused));
            }
        }
        Told { before, after }
    }
}

/// A QEMU that is up, its guest not running yet. Dropped, it is ended and all is cleared up.
#[derive(Debug)]
pub struct Starting<'a> {
    started: Started,
    /// The running document.
    live: Domain,
    status: Status,
    ctx: &'a DriverCtx,
    caps: Arc<QemuCaps>,
    incoming: bool,
    /// QEMU has them by now, but nobody can tell before it runs.
    _ports: Ports,
}

/// Starts QEMU for a guest. VIR_ERR_OPERATION_INVALID if it runs already; VIR_ERR_OPERATION_FAILED if
/// another domain has its name or UUID.
pub fn begin<'a>(ctx: &'a DriverCtx, request: StartRequest<'_>) -> Result<Starting<'a>> {
    let (name, uuid) = (request.domain.name.clone(), request.domain.uuid);
    // What an earlier run left behind while nobody looked is cleared up now.
    if process::attach(&ctx.paths, &name, &uuid)?.is_some() {
        return Err(already_running());
    }
    process::clear_stale(&ctx.paths, &name, &uuid, request.lock);
    let id = reserve(ctx, &request.domain)?;
    let mut undo = Undo {
        ctx,
        record: Record::new(&ctx.paths, &name, &uuid, id),
        made: Vec::new(),
        armed: true,
        log_failure: true,
    };
    let result = try_begin(ctx, request, id, &mut undo);
    if result.is_ok() {
        undo.armed = false;
    }
    result
}

/// What a start that fails takes back.
struct Undo<'a> {
    ctx: &'a DriverCtx,
    record: Record,
    /// Files that were made for it and are of no use otherwise.
    made: Vec<PathBuf>,
    armed: bool,
    /// QEMU was not there yet to end with a line in the log.
    log_failure: bool,
}

impl Drop for Undo<'_> {
    fn drop(&mut self) {
        if !self.armed {
            return;
        }
        for path in &self.made {
            let _ = std::fs::remove_file(path);
        }
        cleanup::remove_preparations(&self.record);
        let _ = std::fs::remove_file(&self.record.status);
        if self.log_failure {
            let _ = super::paths::make_dir(&self.ctx.paths.log_dir, 0o755);
            let line = format!("shutting down, reason={}", Shutoff::Failed.name());
            let _ = cleanup::log_line(&self.record.log, &line);
        }
        if self.record.definition.exists() {
            if let Ok(uuid) = self.record.uuid.parse() {
                let _ = process::set_last_shutoff(&self.ctx.paths, &uuid, Shutoff::Failed);
            }
        }
    }
}

fn already_running() -> Error {
    Error::operation_invalid("domain is already running")
}

/// Takes an id, and the name and the UUID if nobody has them: a status file without a process.
fn reserve(ctx: &DriverCtx, domain: &Domain) -> Result<i32> {
    let mut registry = Registry::lock(&ctx.domains)?;
    registry.check_clash(&domain.name, &domain.uuid)?;
    if registry
        .by_uuid(&domain.uuid)
        .is_some_and(|v| v.is_active())
    {
        return Err(already_running());
    }
    let id = registry.next_id()?;
    let mut starting = domain.clone();
    starting.id = Some(id);
    let status = Status {
        pid: 0,
        ..live::status(ctx, &starting, None, StateReason::Shutoff(Shutoff::Unknown))
    };
    registry.write_status(&domain.name, &status.format())?;
    Ok(id)
}

fn try_begin<'a>(
    ctx: &'a DriverCtx,
    request: StartRequest<'_>,
    id: i32,
    undo: &mut Undo<'_>,
) -> Result<Starting<'a>> {
    let StartRequest {
        domain: mut live,
        mode,
        lock,
        autodestroy,
        reset_nvram,
    } = request;
    let paths = &ctx.paths;
    let conf = QemuConf::load(paths)?;
    let caps = ctx.caps_of(&live)?;
    let user = security::qemu_user(paths, &conf)?;
    let (incoming, ram_image, mut fds) = match mode {
        StartMode::Fresh => (false, None, Vec::new()),
        StartMode::Incoming { ram_image, fds } => (true, ram_image, fds),
    };

    // The document.
    live.id = Some(id);
    defaults::assign_aliases(&mut live);
    let build = BuildContext {
        guest_dir: paths.domain_dir(id, &live.name),
        ram_dir: paths.domain_ram_dir(id, &live.name),
        channel_dir: paths.domain_channel_dir(id, &live.name),
        dbus_dir: paths.state_dir.join("dbus"),
        hugepages: super::host::hugepage_mounts(),
        short_id: live::short_id(paths, id, &live.name),
        monitor_fd: Some(MONITOR_FD),
        incoming,
        own_home: user.is_some(),
        ram_image,
        ..BuildContext::default()
    };
    let mut ports = Ports::default();
    graphics::prepare(&mut live, &conf, paths, &build.guest_dir, &mut ports)?;
    images::prepare(&mut live, !incoming)?;
    command::finish(&mut live, &caps, &build)?;
    live::clear_empty_drives(&mut live);
    live::mark_block_nodes(&mut live);
    live::label(&mut live, user.as_ref());
    check_boot_files(&live)?;
    check_cpu_model(&live, &caps)?;

    hook(ctx, &live, Hook::Prepare)?;

    // The host.
    process::prepare_dirs(paths, id, &live.name, user.as_ref())?;
    live::master_key(&build.guest_dir, user.as_ref())?;
    for dir in live::ram_dirs(&live, &build) {
        undo.record.directories.push(dir.clone());
        make_ram_dir(&dir, user.as_ref())?;
    }
    if let Some(made) = nvram::prepare(&live, &conf, paths, reset_nvram)? {
        undo.made.push(made);
    }
    if let Some(user) = &user {
        for (path, shared) in live::files(&live) {
            if let Some(owned) = security::give(&path, user, shared)? {
                undo.record.owned.push(owned);
            }
        }
    }
    tpm::start(&live, paths, &build.guest_dir, user.as_ref())?;
    let mut host = HostResources::default();
    let mut own = |path: &Path| give_socket(path, user.as_ref());
    command::host::prepare_chardevs(&live, &mut host, &mut own)?;
    command::tap::prepare(&mut live, &mut host)?;
    let line = command::build(&live, &caps, &build, host)?;
    fds.extend(line.fds);

    hook(ctx, &live, Hook::Start)?;

    let status = live::status(
        ctx,
        &live,
        Some(&caps),
        StateReason::Paused(Paused::StartingUp),
    );
    let spec = StartSpec {
        paths,
        name: &live.name,
        uuid: live.uuid,
        id,
        program: line.program,
        args: line.args,
        env: line.env,
        fds: fds.into_iter().map(|f| (f.number, f.fd)).collect(),
        monitor_fd: MONITOR_FD,
        user: user.as_ref(),
        policy: policy_of(&live),
        status: status.format(),
        log_header: log_header(&caps),
        limits: limits(&conf, &live),
        owned: undo.record.owned.clone(),
        directories: undo.record.directories.clone(),
        autodestroy,
        job: Some(lock),
        limit: START_LIMIT + Duration::from_secs(live.memory.total_kib >> 20),
    };
    let started = match process::start(spec) {
        Ok(started) => started,
        Err(e) => {
            // What it was given it has taken back.
            undo.record.owned.clear();
            undo.log_failure = false;
            return Err(e);
        }
    };
    undo.log_failure = false;
    undo.record.owned.clear();
    let mut starting = Starting {
        started,
        live,
        status,
        ctx,
        caps,
        incoming,
        _ports: ports,
    };
    starting.complete(&conf)?;
    Ok(starting)
}

impl<'a> Starting<'a> {
    /// QEMU's monitor.
    pub fn monitor(&mut self) -> &mut Client {
        &mut self.started.client
    }

    /// The guest as it is being started.
    pub fn running(&mut self) -> &mut Running {
        &mut self.started
    }

    /// The running document.
    pub fn live(&self) -> &Domain {
        &self.live
    }

    pub fn caps(&self) -> &QemuCaps {
        &self.caps
    }

    /// Asks QEMU what only it can tell, and tells it what is no argument.
    fn complete(&mut self, conf: &QemuConf) -> Result<()> {
        let client = &mut self.started.client;
        live::read_chardevs(client, &mut self.live)?;
        live::read_cpu(client, &mut self.live, &self.caps)?;
        graphics::set_passwords(client, &self.live, conf)?;
        if !self.incoming {
            live::set_balloon(client, &self.live)?;
            live::set_links(client, &self.live)?;
        }
        self.status.vcpus = live::vcpu_threads(client)?;
        self.status.devices = live::device_aliases(client)?;
        live::pin(&self.live, &self.status.vcpus, self.started.pid)?;
        self.write_status()
    }

    /// Puts the running document into the status file.
    fn write_status(&mut self) -> Result<()> {
        self.status.domain = status_element(&self.live);
        let text = self.status.format();
        self.started.set_status(&text)
    }

    /// The guest begins its life: after this it lives by itself. On an error it is gone.
    pub fn finish(self, begin: Begin) -> Result<Running> {
        self.finish_after(begin, || Ok(()))
    }

    /// The same; `last` is done when the guest has begun its life and nothing else can fail.
    pub fn finish_after(self, begin: Begin, last: impl FnOnce() -> Result<()>) -> Result<Running> {
        self.finish_telling(begin, Told::of(begin), last)
    }

    /// The same; those who listen are told `told`.
    pub fn finish_telling(
        mut self,
        begin: Begin,
        told: Told,
        last: impl FnOnce() -> Result<()>,
    ) -> Result<Running> {
        // Before the guest has done anything: if the administrator's script ends it, the image that it came from is
        // still what its disks go with.
        if let Err(e) = hook(self.ctx, &self.live, Hook::Started) {
            // Whatever shows that the start has succeeded, it is not to.
            self.set_undo(&job::Undo {
                kill: Some(Shutoff::Failed.name().to_owned()),
                ..job::Undo::default()
            })?;
            return Err(e);
        }
        self.tell_of_agent();
        if !told.before.is_empty() {
            self.started.tell(&told.before)?;
        }
        match begin {
            Begin::Running(reason) => {
                self.started.expect_resume(Some(reason))?;
                resume(&mut self.started.client)?;
            }
            Begin::Paused(reason) => self.started.set_state(StateReason::Paused(reason))?,
        }
        last()?;
        self.started.finish(&told.after)
    }

    /// A guest agent is not there yet, which libvirt tells of as well.
    fn tell_of_agent(&self) {
        let live = &self.live;
        if live.devices.channels.iter().any(|c| c.is_guest_agent()) {
            let guest = DomainRef {
                name: live.name.clone(),
                uuid: live.uuid,
                id: live.id,
            };
            let event = DomainEvent::AgentLifecycle {
                state: AgentState::Disconnected,
                reason: AgentReason::DomainStarted,
            };
            self.ctx.emit(&guest, event);
        }
    }

    /// Changes how the start is undone, should it fail or its client die.
    pub fn set_undo(&mut self, undo: &job::Undo) -> Result<()> {
        let args = serde_json::json!({"undo": undo});
        self.started
            .client
            .execute_raw("x-oxivirt-job-update", args)?;
        Ok(())
    }
}

/// A directory for the files that back a guest's RAM.
fn make_ram_dir(dir: &Path, user: Option<&QemuUser>) -> Result<()> {
    let cannot = |e| Error::system(format!("cannot create directory '{}'", dir.display()), &e);
    if let Some(parent) = dir.parent() {
        fsutil::make_directories(parent, 0o755).map_err(cannot)?;
    }
    fsutil::make_directories(dir, 0o700).map_err(cannot)?;
    match user {
        Some(user) => std::os::unix::fs::chown(dir, Some(user.uid), Some(user.gid)).map_err(cannot),
        None => Ok(()),
    }
}

/// A socket that was made for QEMU's user: others of that user may connect as well.
fn give_socket(path: &Path, user: Option<&QemuUser>) -> Result<()> {
    match user {
        Some(user) => std::os::unix::fs::chown(path, Some(user.uid), Some(user.gid))
            .map_err(|e| Error::system(format!("cannot give '{}' away", path.display()), &e)),
        None => Ok(()),
    }
}

/// Lets the virtual CPUs run. Right after an incoming migration QEMU may need to be asked again.
pub fn resume(client: &mut Client) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        match client.execute_raw("cont", serde_json::Value::Null) {
            Ok(_) => return Ok(()),
            Err(MonitorError::Refused { description, .. })
                if description.contains("not finalized") && Instant::now() < deadline =>
            {
                std::thread::sleep(Duration::from_millis(1));
            }
            Err(e) => return Err(e.into()),
        }
    }
}

fn hook(ctx: &DriverCtx, live: &Domain, hook: Hook) -> Result<()> {
    if hooks::present(&ctx.paths) {
        let xml = live.format(&FormatOptions::default());
        hooks::run(&ctx.paths, &live.name, hook, &xml)?;
    }
    Ok(())
}

/// A kernel that is not there is told before QEMU is run.
fn check_boot_files(domain: &Domain) -> Result<()> {
    let os = &domain.os;
    for path in [&os.kernel, &os.initrd, &os.dtb].into_iter().flatten() {
        std::fs::metadata(path)
            .map_err(|e| Error::system(format!("cannot look at '{path}'"), &e))?;
    }
    Ok(())
}

/// A CPU model that nobody knows is told apart from all else that QEMU may not like.
fn check_cpu_model(domain: &Domain, caps: &QemuCaps) -> Result<()> {
    let custom = domain
        .cpu
        .as_ref()
        .filter(|c| matches!(c.mode, None | Some(CpuMode::Custom)));
    let model = custom.and_then(|c| c.model.as_deref());
    let (Some(name), Some(known)) = (model, caps.cpus(domain.virt_type.name())) else {
        return Ok(());
    };
    if known.models.is_empty() || known.models.iter().any(|m| m.name == name) {
        return Ok(());
    }
    Err(Error::internal(format!("unknown CPU model '{name}'"))
        .from_domain(virErrorDomain::VIR_FROM_CPU))
}

/// What the supervisor does when the guest ends.
fn policy_of(domain: &Domain) -> Policy {
    let action = |a: LifecycleAction| Action::from_name(a.name()).unwrap_or_default();
    Policy {
        on_poweroff: action(domain.lifecycle.on_poweroff),
        on_reboot: action(domain.lifecycle.on_reboot),
        on_crash: action(domain.lifecycle.on_crash),
    }
}

fn log_header(caps: &QemuCaps) -> String {
    let read = |what: &str| {
        let text = std::fs::read_to_string(format!("/proc/sys/kernel/{what}"));
        text.unwrap_or_default().trim_end().to_owned()
    };
    let v = caps.version;
    format!(
        "starting up libvirt version: {}, package: oxivirt {}, qemu version: {}.{}.{}{}, kernel: {}, hostname: {}",
        API_VERSION,
        env!("CARGO_PKG_VERSION"),
        v / 1_000_000,
        v / 1000 % 1000,
        v % 1000,
        caps.package,
        read("osrelease"),
        read("hostname"),
    )
}

/// Resource limits that qemu.conf sets, and what locked memory needs.
fn limits(conf: &QemuConf, domain: &Domain) -> Vec<(u32, u64)> {
    let mut limits = Vec::new();
    for (key, resource) in [
        ("max_processes", libc::RLIMIT_NPROC),
        ("max_files", libc::RLIMIT_NOFILE),
    ] {
        if let Some(n) = conf.number(key).and_then(|n| u64::try_from(n).ok()) {
            if n > 0 {
                limits.push((resource, n));
            }
        }
    }
    match (conf.number("max_core"), conf.text("max_core")) {
        (Some(n), _) => limits.push((libc::RLIMIT_CORE, u64::try_from(n).unwrap_or(0))),
        (None, Some("unlimited")) => limits.push((libc::RLIMIT_CORE, libc::RLIM_INFINITY)),
        _ => {}
    }
    if domain.memory.backing.locked {
        let limit = domain.memory.tune.hard_limit;
        limits.push((
            libc::RLIMIT_MEMLOCK,
            limit.map_or(libc::RLIM_INFINITY, |kib| kib.saturating_mul(1024)),
        ));
    }
    limits
}
