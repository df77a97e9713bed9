//! Saving guests to files and bringing them back.

pub mod image;
