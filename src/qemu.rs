//! The QEMU driver.

pub mod agent;
pub mod block;
pub mod capabilities;
pub mod command;
pub mod config;
pub mod context;
pub mod cpu_model;
pub mod defaults;
pub mod documents;
pub mod domains;
pub mod driver;
pub mod dump;
pub mod fault;
pub mod file_header;
pub mod firmware;
pub mod hooks;
pub mod host;
pub mod job;
pub mod lock;
pub mod migratable;
pub mod monitor;
pub mod paths;
pub mod process;
pub mod save;
pub mod security;
pub mod snapshot;
pub mod start;
pub mod status;
pub mod supervisor;
pub mod usage;

use crate::driver::Driver;
use crate::error::Result;
use crate::uri::Uri;

/// Opens a connection: takes no lock, starts nothing, probes nothing. Only where a process was killed
/// while it changed a guest's disks, or a guest ended while nobody looked, that is brought to an end first.
pub fn open(uri: &Uri, read_only: bool) -> Result<Box<dyn Driver>> {
    let driver = driver::open(uri)?;
    if !read_only {
        snapshot::journal::recover_all(driver.context());
        process::clear_ended(&driver.context().paths);
    }
    Ok(Box::new(driver))
}
