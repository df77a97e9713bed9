//! Documents as typed values, parse and format side by side, a file each. Knows no driver.

pub mod domain;
pub mod state;
pub mod uuid;
