//! Places where a test can make this process die, an operation fail, or all stand still.
//!
//! `OXIVIRT_FAULT=save.paused=fail` names a place and what happens there:
//! * `abort` (or nothing): the process dies at once, as by SIGKILL.
//! * `fail`: the operation fails there with VIR_ERR_OPERATION_ABORTED.
//! * `hold`: the file named by `OXIVIRT_FAULT_HOLD` is made, and all waits until it is gone.
//!
//! Only in debug builds and with the feature `fault-points`; elsewhere nothing of it is there.

use crate::error::Result;

/// A place by the name of `place`.
#[cfg(not(any(debug_assertions, feature = "fault-points")))]
#[inline(always)]
pub fn point(_place: &'static str) -> Result<()> {
    Ok(())
}

/// A place by the name of `place`.
#[cfg(any(debug_assertions, feature = "fault-points"))]
pub fn point(place: &'static str) -> Result<()> {
    use crate::error::{Error, virErrorNumber::VIR_ERR_OPERATION_ABORTED};
    let Ok(wanted) = std::env::var("OXIVIRT_FAULT") else {
        return Ok(());
    };
    for one in wanted.split(',') {
        let (name, action) = one.split_once('=').unwrap_or((one, "abort"));
        if name != place {
            continue;
        }
        match action {
            "fail" => {
                return Err(Error::new(
                    VIR_ERR_OPERATION_ABORTED,
                    format!("a test made '{place}' fail"),
                ));
            }
            "hold" => {
                let Some(file) = std::env::var_os("OXIVIRT_FAULT_HOLD") else {
                    continue;
                };
                let _ = std::fs::write(&file, place);
                let pause = std::time::Duration::from_millis(5);
                for _ in 0..60_000 / 5 {
                    if !std::path::Path::new(&file).exists() {
                        break;
                    }
                    std::thread::sleep(pause);
                }
            }
            _ => crate::sys::process::exit_now(137),
        }
    }
    Ok(())
}

/// Has a child meet the same faults, whose environment is made anew.
pub fn inherit(command: &mut std::process::Command) {
    if cfg!(any(debug_assertions, feature = "fault-points")) {
        for name in ["OXIVIRT_FAULT", "OXIVIRT_FAULT_HOLD"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
    }
}

/// A place whose failure has nobody to be told to: it can be died at.
pub fn death(place: &'static str) {
    let _ = point(place);
}
