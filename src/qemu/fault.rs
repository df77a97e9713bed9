//! Places where a test can make this process die, an operation fail, or all stand still.
//!
//! `OXIVIRT_FAULT=save.paused=fail` names a place and what happens there:
//! * `save.paused#3` means the third time that the process comes there; without a number it is each time.
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
        let (name, turn) = match name.split_once('#') {
            Some((name, turn)) => (name, turn.parse::<usize>().ok()),
            None => (name, None),
        };
        if name != place || turn.is_some_and(|turn| turn != passed(place)) {
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

/// How often the process has come to a place, this time included.
#[cfg(any(debug_assertions, feature = "fault-points"))]
fn passed(place: &'static str) -> usize {
    use parking_lot::Mutex;
    static PASSED: Mutex<Vec<(&str, usize)>> = Mutex::new(Vec::new());
    let mut all = PASSED.lock();
    match all.iter_mut().find(|(name, _)| *name == place) {
        Some((_, count)) => {
            *count += 1;
            *count
        }
        None => {
            all.push((place, 1));
            1
        }
    }
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
