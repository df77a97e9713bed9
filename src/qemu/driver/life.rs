//! Starting and ending guests.

use super::QemuDriver;
use crate::conf::uuid::Uuid;
use crate::driver::*;
use crate::error::{Error, Result};

impl QemuDriver {
    pub(super) fn end_autodestroyed(&self, _uuid: &Uuid, _id: i32) {}

    pub(super) fn start_document(&self, _xml: &str, _options: StartOptions) -> Result<DomainRef> {
        Err(Error::no_support("virDomainCreateXML"))
    }

    pub(super) fn start_defined(&self, _dom: &DomainRef, _options: StartOptions) -> Result<i32> {
        Err(Error::no_support("virDomainCreateWithFlags"))
    }

    pub(super) fn ask_shutdown(&self, _dom: &DomainRef, _options: PowerOptions) -> Result<()> {
        Err(Error::no_support("virDomainShutdownFlags"))
    }

    pub(super) fn ask_reboot(&self, _dom: &DomainRef, _options: PowerOptions) -> Result<()> {
        Err(Error::no_support("virDomainReboot"))
    }

    pub(super) fn reset_domain(&self, _dom: &DomainRef) -> Result<()> {
        Err(Error::no_support("virDomainReset"))
    }

    pub(super) fn destroy_domain(&self, _dom: &DomainRef, _graceful: bool) -> Result<()> {
        Err(Error::no_support("virDomainDestroyFlags"))
    }

    pub(super) fn suspend_domain(&self, _dom: &DomainRef) -> Result<()> {
        Err(Error::no_support("virDomainSuspend"))
    }

    pub(super) fn resume_domain(&self, _dom: &DomainRef) -> Result<()> {
        Err(Error::no_support("virDomainResume"))
    }
}
