//! The disks of a guest while it runs: the graph of QEMU's block nodes, kept in step with the chains of
//! images that its document tells of, and the block jobs that move data between them.
//!
//! Nodes are named and numbered as libvirt does it, and what the status file holds of them and of jobs
//! is libvirt's too, so that either library goes on with what the other began.
//!
//! A job runs inside QEMU and needs nobody. When it is over QEMU keeps the outcome until somebody has
//! seen to it: [`settle`] then brings the documents in step, removes nodes that nothing needs, and tells
//! the subscribers. Whoever has the guest's lock does that: the client that waits for the job, or a
//! process of its own that the supervisor starts. Killed in the middle it is done again.

pub mod chain;
pub mod control;
pub mod doc;
pub mod finder;
pub mod job;
pub mod nodes;
pub mod settle;
pub mod start;
