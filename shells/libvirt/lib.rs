//! `libvirt.so.0`: gives the library its SONAME and version nodes. All code is in the `oxivirt` crate.

#![allow(unused_imports)]

pub use oxivirt::abi;
