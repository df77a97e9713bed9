//! Starting and ending guests, and what is in between.
//!
//! | call | guest must | becomes |
//! |---|---|---|
//! | create | not run | running (booted), or paused (user) |
//! | suspend | run | paused (user); a paused one stays as it is |
//! | resume | be paused | running (unpaused) |
//! | shutdown, reboot | run | what the guest makes of it |
//! | reset | be there | as it was |
//! | destroy | be there | shut off (destroyed) |

use super::QemuDriver;
use super::definitions::refuse_clash;
use crate::conf::domain::Domain;
use crate::conf::domain::clock::LifecycleAction;
use crate::conf::state::{self, Paused, Shutoff, State};
use crate::conf::uuid::Uuid;
use crate::driver::*;
use crate::error::{Error, Result, virErrorNumber};
use crate::qemu::context::{no_such, not_running};
use crate::qemu::domains::{LiveGuest, Registry, View};
use crate::qemu::lock::JobLock;
use crate::qemu::monitor::commands::{Stop, SystemPowerdown, SystemReset};
use crate::qemu::process::{self, Running};
use crate::qemu::save;
use crate::qemu::start::{self, Begin, StartMode, StartRequest};
use std::sync::Arc;

impl QemuDriver {
    pub(super) fn start_document(&self, xml: &str, options: StartOptions) -> Result<DomainRef> {
        let domain = self.ctx.parse_new(xml, options.validate)?;
        let lock = self.ctx.lock(&domain.uuid, "start")?;
        refuse_clash(&Registry::lock(&self.ctx.domains)?, &domain, true)?;
        let (name, uuid) = (domain.name.clone(), domain.uuid);
        let id = self.start_fresh(domain, &lock, options)?;
        Ok(DomainRef {
            name,
            uuid,
            id: Some(id),
        })
    }

    pub(super) fn start_defined(&self, dom: &DomainRef, options: StartOptions) -> Result<i32> {
        let lock = self.ctx.lock(&dom.uuid, "start")?;
        let view = self.ctx.find(dom)?;
        if view.is_active() {
            return Err(Error::operation_invalid("domain is already running"));
        }
        let Some(definition) = &view.definition else {
            return Err(no_such(dom));
        };
        if let Some(id) = self.start_from_image(&view, &lock, options)? {
            return Ok(id);
        }
        let mut domain = self.ctx.read_definition(definition)?;
        // The QEMU may be another one than when it was defined.
        self.ctx.complete(&mut domain, false)?;
        self.start_fresh(domain, &lock, options)
    }

    /// Starts from the managed save, if there is one and it is not to be thrown away.
    fn start_from_image(
        &self,
        view: &View,
        lock: &JobLock,
        options: StartOptions,
    ) -> Result<Option<i32>> {
        let Some(running) = save::start_managed(&self.ctx, view, lock, &options)? else {
            return Ok(None);
        };
        let id = running.id;
        if options.autodestroy {
            self.keep_for_autodestroy(running);
        }
        Ok(Some(id))
    }

    fn start_fresh(&self, domain: Domain, lock: &JobLock, options: StartOptions) -> Result<i32> {
        let starting = start::begin(
            &self.ctx,
            StartRequest {
                domain,
                mode: StartMode::Fresh,
                lock,
                autodestroy: options.autodestroy,
                reset_nvram: options.reset_nvram,
            },
        )?;
        let running = starting.finish(if options.paused {
            Begin::Paused(Paused::User)
        } else {
            Begin::Running(state::Running::Booted)
        })?;
        let id = running.id;
        if options.autodestroy {
            self.keep_for_autodestroy(running);
        }
        Ok(id)
    }

    /// Keeps the connection that a guest is to end with.
    pub(super) fn keep_for_autodestroy(&self, running: Running) {
        let mut kept = self.autodestroy.lock();
        // Whose guest is gone is of no use, and what piles up unread is taken from the others.
        kept.retain_mut(|r| !r.pidfd.has_ended() && r.client.take_events().is_ok());
        kept.push(running);
    }

    /// The supervisor of a running guest.
    pub(super) fn attach(&self, live: &LiveGuest) -> Result<Running> {
        process::attach(&self.ctx.paths, &live.summary.name, &live.summary.uuid)?
            .ok_or_else(not_running)
    }

    /// Takes the guest's lock and finds it running.
    pub(super) fn lock_running(
        &self,
        dom: &DomainRef,
        operation: &str,
    ) -> Result<(JobLock, Arc<LiveGuest>)> {
        // What is wrong from the start is told without a wait.
        self.ctx.find_running(dom)?;
        let lock = self.ctx.lock(&dom.uuid, operation)?;
        let view = self.ctx.find_running(dom)?;
        let live = view.live.ok_or_else(not_running)?;
        Ok((lock, live))
    }

    pub(super) fn ask_shutdown(&self, dom: &DomainRef, options: PowerOptions) -> Result<()> {
        let view = self.ctx.find(dom)?;
        let runs = view.live.as_ref().is_some_and(|l| l.state.is_running());
        if !runs {
            return Err(Error::operation_invalid("domain is not running"));
        }
        let (_lock, live) = self.lock_running(dom, "modify")?;
        self.check_power_options(&live, options)?;
        let mut running = self.attach(&live)?;
        running.set_fake_reboot(false)?;
        running.client.execute(&SystemPowerdown {})?;
        Ok(())
    }

    pub(super) fn ask_reboot(&self, dom: &DomainRef, options: PowerOptions) -> Result<()> {
        let (_lock, live) = self.lock_running(dom, "modify")?;
        self.check_power_options(&live, options)?;
        let on_reboot = self.ctx.read_live(&live)?.lifecycle.on_reboot;
        // A guest that is not to come back from a reboot is asked to shut down.
        let comes_back = !matches!(
            on_reboot,
            LifecycleAction::Destroy | LifecycleAction::Preserve
        );
        let mut running = self.attach(&live)?;
        running.set_fake_reboot(comes_back)?;
        running.client.execute(&SystemPowerdown {})?;
        Ok(())
    }

    /// Whether the guest can be asked in one of the ways that are allowed; the power button always
    /// works, and stands in where both are.
    fn check_power_options(&self, live: &LiveGuest, options: PowerOptions) -> Result<()> {
        if options.acpi || !options.agent {
            return Ok(());
        }
        let domain = self.ctx.read_live(live)?;
        let has_agent = domain.devices.channels.iter().any(|c| c.is_guest_agent());
        Err(if has_agent {
            Error::new(
                virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED,
                "the guest agent is not spoken to yet: use the power button",
            )
        } else {
            Error::new(
                virErrorNumber::VIR_ERR_ARGUMENT_UNSUPPORTED,
                "QEMU guest agent is not configured",
            )
        })
    }

    pub(super) fn reset_domain(&self, dom: &DomainRef) -> Result<()> {
        let (_lock, live) = self.lock_running(dom, "modify")?;
        let mut running = self.attach(&live)?;
        running.client.execute(&SystemReset {})?;
        // A crashed guest is one that can run again.
        if live.state.state() == State::Crashed {
            let unknown = state::StateReason::Paused(Paused::Unknown);
            running.set_state(unknown)?;
        }
        Ok(())
    }

    /// Waits for no job: whatever the guest is at, it ends.
    pub(super) fn destroy_domain(&self, dom: &DomainRef, options: DestroyOptions) -> Result<()> {
        let view = self.ctx.find_running(dom)?;
        process::kill(
            &self.ctx.paths,
            &view.name,
            &view.uuid,
            Shutoff::Destroyed,
            options.graceful,
        )?;
        if options.remove_logs {
            self.remove_logs(&view.name);
        }
        Ok(())
    }

    /// Removes a guest's log and what was rotated away of it. As in libvirt, one that stays is no reason to say that the
    /// guest was not ended.
    fn remove_logs(&self, name: &str) {
        let log = format!("{name}.log");
        let entries = std::fs::read_dir(&self.ctx.paths.log_dir);
        for entry in entries.into_iter().flatten().flatten() {
            let file = entry.file_name();
            let rest = file.to_str().and_then(|f| f.strip_prefix(&log));
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    pub(super) fn suspend_domain(&self, dom: &DomainRef) -> Result<()> {
        let (_lock, live) = self.lock_running(dom, "suspend")?;
        match live.state.state() {
            State::PmSuspended => return Err(pm_suspended()),
            State::Paused => return Ok(()),
            _ => {}
        }
        let mut running = self.attach(&live)?;
        running.expect_stop(Some(Paused::User))?;
        running.client.execute(&Stop {})?;
        Ok(())
    }

    pub(super) fn resume_domain(&self, dom: &DomainRef) -> Result<()> {
        let (_lock, live) = self.lock_running(dom, "modify")?;
        let reason = match live.state.state() {
            State::PmSuspended => return Err(pm_suspended()),
            State::Running => {
                return Err(Error::operation_invalid("domain is already running"));
            }
            State::Crashed => state::Running::Crashed,
            _ => state::Running::Unpaused,
        };
        let mut running = self.attach(&live)?;
        running.expect_resume(Some(reason))?;
        start::resume(&mut running.client)
    }

    pub(super) fn end_autodestroyed(&self, uuid: &Uuid, name: &str) {
        // Its end is its supervisor's business if it cannot be brought about here.
        let _ = process::kill(&self.ctx.paths, name, uuid, Shutoff::Destroyed, false);
    }
}

fn pm_suspended() -> Error {
    Error::operation_invalid("domain is pmsuspended")
}
