//! The QEMU driver.

pub mod capabilities;
pub mod command;
pub mod config;
pub mod context;
pub mod cpu_model;
pub mod defaults;
pub mod documents;
pub mod domains;
pub mod driver;
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
pub mod start;
pub mod status;
pub mod supervisor;

use crate::driver::Driver;
use crate::error::Result;
use crate::uri::Uri;

/// Opens a connection: takes no lock, starts nothing, probes nothing.
pub fn open(uri: &Uri, _read_only: bool) -> Result<Box<dyn Driver>> {
    Ok(Box::new(driver::open(uri)?))
}
