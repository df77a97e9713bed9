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
//!
//! # What becomes of the sources
//!
//! `tools/headers` makes of `X.rs` and of all files in `X/` the header `libvirt-X.h` (`qemu`, `lxc` and
//! `admin` are those of the libraries beside libvirt.so) and its part of the API description. What is `pub` at the top
//! level of these files is C's; what only Rust uses is `pub(super)` or narrower.
//!
//! | in the source | in C |
//! |---|---|
//! | `pub enum`, `pub struct`, `pub union`, each `#[repr(C)]` | the same; a member of an enum that is `#[cfg(sentinels)]` is shown to those who define VIR_ENUM_SENTINELS, one that is `#[cfg(duplicates)]` has a number that another one has |
//! | `pub type` | a typedef; a function pointer is an `Option<unsafe extern "C" fn(...)>` with named parameters |
//! | `pub const NAME: c_int = 80;` | a macro with a number |
//! | `pub const NAME: &str = "text";` | a macro with a string |
//! | `#[cfg(header)] macro_rules! NAME { (a, b) => { "((a) + (b))" }; }` | a macro with parameters, or without for `()` |
//! | `#[unsafe(no_mangle)] pub extern "C" fn`, a prototype in an unserved block | a function |
//!
//! Documentation ends with `@param name what`, `@return what`, `@deprecated why`; what generators of bindings are to give
//! a default begins with `(optional)`. Members of enums say
//! `(Since: 1.2.3)`; for the rest that comes from `since.tsv`, and for functions from their version nodes.
//!
//! # Functions that no driver serves
//!
//! They stand in the file of their header too, as prototypes in a foreign block, with their documentation:
//!
//! ```ignore
//! #[oxivirt_derive::unserved(VIR_FROM_NETWORK)]
//! unsafe extern "C" {
//!     /// Changes a part of a network's document.
//!     ///
//!     /// @param network a network
//!     /// @param ...
//!     /// @return 0, or -1 if it failed
//!     #[check(network: handle, writable, not_negative(section), not_null(xml))]
//!     pub fn virNetworkUpdate(network: virNetworkPtr, ..., flags: c_uint) -> c_int;
//! }
//! ```
//!
//! The name in the attribute's parentheses is the virErrorDomain of the file's errors. `check` lists what
//! libvirt's public function (not its drivers) checks, in its order; after all of them the function answers
//! `VIR_ERR_NO_SUPPORT`. A function that fails otherwise than with -1, NULL or 0 of an unsigned long is written
//! out by hand. When a driver comes to serve one, it moves out of the block and is written as the others are.
//!
//! | check | refuses |
//! |---|---|
//! | `p: handle` | what is no live handle of the kind that the type says (`virNetworkPtr`: `Kind::Network`); the first one's connection is the call's |
//! | `p: optional_handle` | the same, but NULL passes |
//! | `handles(p)` | a NULL array, an empty one (a NULL ends it), anything else in it, handles of two connections |
//! | `writable`, `writable(p)` | a read-only connection: the call's, or that of the handle `p` (which was checked before) |
//! | `same_connection(p, q)` | `q`, if both are handles and of two connections |
//! | `not_null(p)`, `null(p)` | NULL; anything but NULL |
//! | `not_null_if(n, p)` | NULL if the number n is not 0 |
//! | `null_if_zero(n, p)` | anything but NULL if the number n is 0 |
//! | `not_empty(s)`, `not_empty_if_given(s)` | NULL and ""; only "" |
//! | `one_line(s)` | a string with a newline in it |
//! | `uuid(s)` | NULL, and a string that is no UUID |
//! | `positive(n)`, `not_negative(n)`, `zero(n)`, `not_zero(n)` | other numbers |
//! | `below(n, C)`, `at_least(n, C)`, `equals(n, C)` | other numbers |
//! | `at_most(n, C)`, `at_most(n, C, VIR_ERR_...)` | larger numbers (INVALID_ARG unless another code is given) |
//! | `exclusive(flags, A, B)` | both flags |
//! | `requires(flags, A, B)` | A without B |
//! | `one_of(flags, A, B)` | neither flag |
//! | `known(flags, A, B, ...)`, `known(flags, 0)` | other flags (few public functions check this; mostly drivers do) |
//! | `secret(flags, A)` | A on a read-only connection |
//! | `typed_params(params, n)` | parameters with names that are too long, and strings that are NULL |
//! | `socket(fd)` | what is no open socket |
//! | `when(n, C, check, ...)`, `unless(n, C, check, ...)` | what the checks refuse, if n is C; if it is not |
//! | `when_flag(flags, A, check, ...)`, `unless_flag(...)` | the same with a flag set, or not set |
//! | `fails(VIR_ERR_...)` | everything, with this code: for inside of `when` |
//!
//! `p`, `q`, `s`, `n`, `fd` and `flags` are parameters; `*n` is the `int` that a parameter points to (a NULL
//! there counts as 0, so check `not_null(n)` before). `A`, `B` and `C` are integers, constants, or members of
//! the C enums (`virDomainModificationImpact::VIR_DOMAIN_AFFECT_LIVE`).

#![allow(non_camel_case_types, non_snake_case)]
// The documentation of the functions is for C; the conditions above hold for all of them.
#![allow(clippy::missing_safety_doc)]
// Flags of the highest bit: what C has there is an unsigned int.
#![allow(clippy::enum_clike_unportable_variant)]

pub mod admin;
pub mod common;
pub mod domain;
pub mod domain_checkpoint;
pub mod domain_snapshot;
mod entry;
pub mod event;
mod handle;
pub mod host;
pub mod interface;
pub mod lxc;
pub mod network;
pub mod nodedev;
pub mod nwfilter;
mod objects;
pub mod qemu;
pub mod secret;
pub mod storage;
pub mod stream;
mod subscribers;
#[cfg(test)]
mod tests;
mod unserved;
pub mod virterror;
