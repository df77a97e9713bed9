//! What every operation of the driver works with.

use super::capabilities::QemuCaps;
use super::domains::{Domains, View};
use super::lock::JobLock;
use super::paths::Paths;
use super::snapshot::journal;
use crate::conf::domain::Domain;
use crate::conf::uuid::Uuid;
use crate::driver::DomainRef;
use crate::error::{Error, Result, virErrorDomain};
use crate::event::bus::Message;
use crate::event::domain::DomainEvent;
use std::sync::Arc;

/// One home of the driver: where things are, and which domains there are.
#[derive(Clone, Debug)]
pub struct DriverCtx {
    pub paths: Paths,
    pub domains: Arc<Domains>,
}

impl DriverCtx {
    pub fn new(paths: Paths) -> DriverCtx {
        let domains = Domains::shared(&paths);
        DriverCtx { paths, domains }
    }

    /// The domain of a handle, as it is now; VIR_ERR_NO_DOMAIN if it is gone.
    pub fn find(&self, dom: &DomainRef) -> Result<View> {
        self.domains.by_uuid(&dom.uuid).ok_or_else(|| no_such(dom))
    }

    /// The domain of a handle, which must run; the error says that it does not.
    pub fn find_running(&self, dom: &DomainRef) -> Result<View> {
        let view = self.find(dom)?;
        if view.is_active() {
            Ok(view)
        } else {
            Err(not_running())
        }
    }

    /// Takes the guest's lock, so that nothing else changes it meanwhile, and does what a dead client
    /// left half done. What is known of the guest must be asked again afterwards.
    pub fn lock(&self, uuid: &Uuid, operation: &str) -> Result<JobLock> {
        let lock = JobLock::take(&self.paths, uuid, operation)?;
        journal::recover(self, uuid)?;
        Ok(lock)
    }

    /// Tells everybody who wants to know what has happened to a domain: after it has happened, and under
    /// the lock under which it has, so that events come in the order of what they tell of.
    pub fn emit(&self, dom: &DomainRef, event: impl Into<DomainEvent>) {
        let message = Message::new(&dom.name, dom.uuid, dom.id, event);
        self.paths.bus().send(&message);
    }

    /// The capabilities of the QEMU that a complete document names.
    pub fn caps_of(&self, domain: &Domain) -> Result<Arc<QemuCaps>> {
        let emulator = domain
            .devices
            .emulator
            .as_deref()
            .ok_or_else(|| Error::internal("a domain without an emulator"))?;
        self.caps(emulator)
    }

    /// The capabilities of a QEMU binary.
    pub fn caps(&self, binary: &str) -> Result<Arc<QemuCaps>> {
        QemuCaps::load(&self.paths.cache_dir, binary)
    }
}

/// No domain has the UUID of the handle.
pub fn no_such(dom: &DomainRef) -> Error {
    Error::no_domain(format!(
        "no domain with matching uuid '{}' ({})",
        dom.uuid, dom.name
    ))
}

/// What needs a running domain was asked of one that is shut off.
pub fn not_running() -> Error {
    Error::operation_invalid("domain is not running").from_domain(virErrorDomain::VIR_FROM_DOMAIN)
}
