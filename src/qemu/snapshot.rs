//! Snapshots of domains.
//!
//! * [`store`]: the metadata files; [`tree`]: the snapshots of a domain as the tree that they are.
//! * [`plan`]: what is asked for, checked and complete before the first step is made; [`redefine`]:
//!   metadata given anew.
//! * [`create`], [`revert`], [`delete`]: carry it out, an own file for each way that snapshots are made in.
//! * [`journal`]: what makes an operation whole whoever dies; [`steps`]: what it consists of.
//! * [`content`]: which images an internal snapshot covers.
//! * [`overlay`]: new overlays on images.
//! * [`images`]: internal snapshots in images that nobody has open; [`monitor`]: in those that QEMU has.

pub mod content;
pub mod create;
pub mod delete;
pub mod images;
pub mod journal;
pub mod monitor;
pub mod overlay;
pub mod plan;
pub mod redefine;
pub mod revert;
pub mod steps;
pub mod store;
pub mod tree;

pub use store::Store;
pub use tree::Tree;
