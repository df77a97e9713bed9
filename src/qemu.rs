//! The QEMU driver.

pub mod capabilities;
pub mod context;
pub mod defaults;
pub mod documents;
pub mod domains;
pub mod driver;
pub mod hooks;
pub mod lock;
pub mod monitor;
pub mod paths;
pub mod save;

use crate::driver::Driver;
use crate::error::Result;
use crate::uri::Uri;

/// Opens a connection: takes no lock, starts nothing, probes nothing.
pub fn open(uri: &Uri, _read_only: bool) -> Result<Box<dyn Driver>> {
    Ok(Box::new(driver::open(uri)?))
}
