//! The C face: the only room with `extern "C"` functions and raw pointers.
//!
//! One file per public header; what a C program sees of it (types, constants, functions, their
//! documentation) is generated from that file. Each exported function is a list of preconditions, one
//! call of the safe core and one conversion, inside the guard of [`entry`]; `exports.tsv` gives its
//! version node.
//!
//! What C must keep to, for every function here:
//!
//! * A handle is what this library returned. Anything else (NULL, a freed handle, a pointer to something else, a
//!   handle of another kind) is answered with an error, never a crash: see [`handle`].
//! * A string is NULL where that is allowed, or ends in a NUL byte and does not change during the call.
//! * A pointer to write to is NULL where that is allowed, or points to room for what is written. It is
//!   written only if the call succeeds.
//! * What a function's documentation gives to the caller to free comes from `malloc`.

#![allow(non_camel_case_types, non_snake_case)]
// The documentation of the functions is for C; the conditions above hold for all of them.
#![allow(clippy::missing_safety_doc)]

pub mod common;
pub mod domain;
pub mod domain_snapshot;
mod entry;
pub mod event;
mod handle;
pub mod host;
pub mod network;
mod pending;
#[cfg(test)]
mod tests;
pub mod virterror;
