//! The QEMU driver.

pub mod capabilities;
