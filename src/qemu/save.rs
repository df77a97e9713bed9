//! Saving guests to files and bringing them back.

pub mod cookie;
pub use super::fault;
pub mod image;
pub mod migrate;
pub mod pump;
pub mod target;
