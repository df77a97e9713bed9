//! The QEMU driver.

pub mod capabilities;
pub mod domains;
pub mod lock;
pub mod monitor;
pub mod paths;
