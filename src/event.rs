//! Events: the loop that a program without one of its own can use.

pub mod poll;
