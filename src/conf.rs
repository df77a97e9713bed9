//! Documents as typed values, parse and format side by side, a file each. Knows no driver.

pub mod cpuset;
pub mod domain;
pub mod names;
pub mod reader;
pub mod settings;
pub mod snapshot;
pub mod state;
pub mod units;
pub mod uuid;
pub mod xml;
