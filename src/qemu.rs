//! The QEMU driver.

pub mod capabilities;
pub mod lock;
pub mod monitor;
pub mod paths;
