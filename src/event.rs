//! Events: the loop that a program without one of its own can use, what can happen to a domain, and how
//! it comes to every process that wants to know, without a daemon.

pub mod bus;
pub mod domain;
pub mod lifecycle;
pub mod poll;
mod spool;
