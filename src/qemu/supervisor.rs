//! The supervisor: one small process beside each running guest.
//!
//! QEMU's monitor serves one client at a time; the supervisor is that client and serves the monitor
//! to everybody else, keeps the guest's status file true, undoes the job of a client that died, and
//! clears up when QEMU ends. It speaks QMP to its clients, plus the commands below, so that the
//! driver's one [`Client`](super::monitor::Client) serves both. One poll loop (reading ahead alone has a thread
//! of its own, for it waits for the disk); it holds no
//! document, only text, and knows nothing of the driver above it.
//!
//! If it is killed QEMU lives on, and whoever needs the guest next starts another, which finds in the
//! [`record`](record::Record) what its predecessor was about.
//!
//! Commands of its own (see [`server`] for their arguments):
//!
//! | command | does |
//! |---|---|
//! | `x-oxivirt-info` | tells pids, state, job; QEMU's pidfd comes along |
//! | `x-oxivirt-expect` | reasons for the next stop and the next resume |
//! | `x-oxivirt-set-status` | puts a new status document in place, with the true state |
//! | `x-oxivirt-set-state` | changes a state that no event of QEMU's tells |
//! | `x-oxivirt-set-policy` | what is done when the guest powers off, reboots, crashes |
//! | `x-oxivirt-set-fake-reboot` | the shutdown that comes is to be followed by a reset |
//! | `x-oxivirt-set-shutoff-reason` | why QEMU is about to end |
//! | `x-oxivirt-kill` | ends QEMU by a signal |
//! | `x-oxivirt-job-begin`, `-update`, `-end`, `-query` | the guest's job |
//! | `x-oxivirt-own` | files that QEMU's user got, or that go back to their owners |
//! | `x-oxivirt-warm-up` | reads ahead of a guest whose RAM is mapped from the file that comes along |
//! | `x-oxivirt-tell` | tells those who listen what the client knows |
//! | `x-oxivirt-job-abort` | ends the job of another client |
//! | `x-oxivirt-autodestroy` | the guest ends with this connection |

pub mod cleanup;
mod commands;
mod daemon;
pub mod jobs;
pub mod launch;
mod policy;
pub mod record;
mod scope;
mod server;
pub mod status_text;
mod tell;
mod undo;
mod warm_up;
mod wire;

pub use launch::main;
