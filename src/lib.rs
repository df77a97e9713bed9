//! libvirt's C library without libvirt's daemon.
//!
//! The map of the house; arrows point down this list only.
//!
//! * [`abi`]: the C face, the only room that holds raw pointers.
//! * [`driver`]: what a hypervisor implements; every method defaults to "not supported".
//! * [`stream`]: what stands behind a stream of data.
//! * [`event`]: event loop, subscriptions, the datagram bus between processes.
//! * [`qemu`]: the QEMU driver.
//! * [`conf`]: documents (domain XML and its kin) as typed values, parse and format side by side.
//! * [`sys`]: the few system calls that need `unsafe`, each behind a safe function.
//! * [`uri`]: connection URIs.
//! * [`error`]: the error that all of them return.

pub mod abi;
pub mod conf;
pub mod driver;
pub mod error;
pub mod event;
pub mod fsutil;
pub mod qemu;
pub mod stream;
pub mod sys;
pub mod uri;
