//! Snapshots of domains.
//!
//! * [`journal`]: what makes an operation whole whoever dies; [`steps`]: what it consists of.
//! * [`images`]: internal snapshots in images that nobody has open; [`monitor`]: in those that QEMU has.

pub mod images;
pub mod journal;
pub mod monitor;
pub mod steps;
