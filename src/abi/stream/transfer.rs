//! Moving all of a stream's data by callbacks.

use super::constants::{
    virStreamSinkFunc, virStreamSinkHoleFunc, virStreamSourceFunc, virStreamSourceHoleFunc,
    virStreamSourceSkipFunc,
};
use super::{HERE, Stream, virStreamPtr};
use crate::abi::entry::Call;
use crate::error::{Error, Result, virErrorDomain};
use crate::stream::{Received, StreamDriver};
use std::ffi::{c_int, c_longlong, c_void};
use std::sync::Arc;

/// How much is moved at a time: libvirt's number, which callbacks can see.
const PORTION: usize = 262_120;

/// Calls a callback; one that fails tells why by `errno`, or not at all.
fn ask(what: &str, callback: impl FnOnce() -> c_int) -> Result<c_int> {
    crate::sys::set_errno(0);
    let answer = callback();
    if answer >= 0 {
        return Ok(answer);
    }
    let mut why = std::io::Error::last_os_error();
    if why.raw_os_error() == Some(0) {
        why = std::io::Error::from_raw_os_error(libc::EIO);
    }
    Err(
        Error::system(format_args!("the stream's {what} failed"), &why)
            .from_domain(virErrorDomain::VIR_FROM_STREAMS),
    )
}

/// The stream, if it waits: callbacks have no way to say that nothing is there yet.
fn waiting(call: &mut Call, stream: &Arc<Stream>) -> Result<()> {
    if stream.waits {
        return Ok(());
    }
    let what = format!("{} needs a stream that waits", call.function());
    Err(Error::operation_invalid(what).from_domain(call.area()))
}

/// Runs a transfer, and aborts the stream if it fails.
fn transfer(stream: &Stream, run: impl FnOnce() -> Result<()>) -> Result<()> {
    let done = run();
    if done.is_err() {
        stream.abort();
    }
    done
}

fn send(driver: &dyn StreamDriver, mut data: &[u8]) -> Result<()> {
    while !data.is_empty() {
        let n = driver.send(data, true)?.unwrap_or(0);
        data = &data[n..];
    }
    Ok(())
}

/// Sends all that a callback gives.
///
/// @param stream a stream that waits
/// @param handler asked for data until there is no more
/// @param opaque given to it
/// @return 0, or -1 if it failed; the stream is aborted then. If all went well, virStreamFinish() has to follow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virStreamSendAll(
    stream: virStreamPtr,
    handler: virStreamSourceFunc,
    opaque: *mut c_void,
) -> c_int {
    HERE.call("virStreamSendAll", |call| {
        let it = call.object::<Stream>(stream)?;
        let Some(handler) = handler else {
            return Err(call.argument("handler", "must not be NULL"));
        };
        waiting(call, &it)?;
        let mut portion = vec![0u8; PORTION];
        transfer(&it, || {
            loop {
                let got = ask("source", || {
                    // SAFETY: the caller's function, with as much room as it is told of.
                    unsafe { handler(stream, portion.as_mut_ptr().cast(), PORTION, opaque) }
                })? as usize;
                if got == 0 {
                    return Ok(());
                }
                let data = portion.get(..got).ok_or_else(overfull)?;
                send(&*it.driver("virStreamSend")?, data)?;
            }
        })
    })
}

fn overfull() -> Error {
    Error::internal("the stream's source says that it gave more than there is room for")
        .from_domain(virErrorDomain::VIR_FROM_STREAMS)
}

/// Sends all that callbacks give, holes as holes.
///
/// @param stream a stream that waits
/// @param handler asked for data
/// @param holeHandler asked whether data or a hole comes next, and how much of it
/// @param skipHandler told to pass a hole
/// @param opaque given to them
/// @return 0, or -1 if it failed; the stream is aborted then. If all went well, virStreamFinish() has to follow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virStreamSparseSendAll(
    stream: virStreamPtr,
    handler: virStreamSourceFunc,
    holeHandler: virStreamSourceHoleFunc,
    skipHandler: virStreamSourceSkipFunc,
    opaque: *mut c_void,
) -> c_int {
    HERE.call("virStreamSparseSendAll", |call| {
        let it = call.object::<Stream>(stream)?;
        let Some(handler) = handler else {
            return Err(call.argument("handler", "must not be NULL"));
        };
        let Some(next) = holeHandler else {
            return Err(call.argument("holeHandler", "must not be NULL"));
        };
        let Some(skip) = skipHandler else {
            return Err(call.argument("skipHandler", "must not be NULL"));
        };
        waiting(call, &it)?;
        let mut portion = vec![0u8; PORTION];
        transfer(&it, || {
            // How much of the section that the source told of is left.
            let mut left: c_longlong = 0;
            loop {
                if left <= 0 {
                    let mut in_data: c_int = 0;
                    ask("hole finder", || {
                        // SAFETY: the caller's function, with two numbers to write.
                        unsafe { next(stream, &mut in_data, &mut left, opaque) }
                    })?;
                    if in_data == 0 && left > 0 {
                        it.driver("virStreamSendHole")?.send_hole(left as u64)?;
                        // SAFETY: the caller's function.
                        ask("hole skipper", || unsafe { skip(stream, left, opaque) })?;
                        left = 0;
                        continue;
                    }
                }
                let want = usize::try_from(left).unwrap_or(0).min(PORTION);
                let got = ask("source", || {
                    // SAFETY: the caller's function, with as much room as it is told of.
                    unsafe { handler(stream, portion.as_mut_ptr().cast(), want, opaque) }
                })? as usize;
                if got == 0 {
                    return Ok(());
                }
                let data = portion[..want].get(..got).ok_or_else(overfull)?;
                send(&*it.driver("virStreamSend")?, data)?;
                left -= got as c_longlong;
            }
        })
    })
}

/// Receives all that comes, and gives it to callbacks; holes to the one for holes, if there is one.
fn receive_all(
    stream: &Stream,
    function: &str,
    sink: impl Fn(&[u8]) -> c_int,
    hole: Option<&dyn Fn(u64) -> c_int>,
) -> Result<()> {
    let mut portion = vec![0u8; PORTION];
    loop {
        let driver = stream.driver(function)?;
        match driver.recv(&mut portion, true, hole.is_some())? {
            Received::Bytes(0) => return Ok(()),
            Received::Bytes(n) => {
                let mut done = 0;
                while done < n {
                    done += ask("sink", || sink(&portion[done..n]))? as usize;
                }
            }
            Received::Hole => {
                let length = driver.recv_hole()?;
                if let Some(hole) = hole {
                    ask("sink for holes", || hole(length))?;
                }
            }
            Received::NotNow => {}
        }
    }
}

/// Receives all that comes and gives it to a callback.
///
/// @param stream a stream that waits
/// @param handler given the data
/// @param opaque given to it too
/// @return 0, or -1 if it failed; the stream is aborted then. If all went well, virStreamFinish() has to follow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virStreamRecvAll(
    stream: virStreamPtr,
    handler: virStreamSinkFunc,
    opaque: *mut c_void,
) -> c_int {
    HERE.call("virStreamRecvAll", |call| {
        let it = call.object::<Stream>(stream)?;
        let Some(handler) = handler else {
            return Err(call.argument("handler", "must not be NULL"));
        };
        waiting(call, &it)?;
        let sink = |data: &[u8]| {
            // SAFETY: the caller's function, with data that lives through the call.
            unsafe { handler(stream, data.as_ptr().cast(), data.len(), opaque) }
        };
        transfer(&it, || receive_all(&it, "virStreamRecv", sink, None))
    })
}

/// Receives all that comes and gives it to callbacks, holes as holes.
///
/// @param stream a stream that waits
/// @param handler given the data
/// @param holeHandler told of holes
/// @param opaque given to both
/// @return 0, or -1 if it failed; the stream is aborted then. If all went well, virStreamFinish() has to follow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virStreamSparseRecvAll(
    stream: virStreamPtr,
    handler: virStreamSinkFunc,
    holeHandler: virStreamSinkHoleFunc,
    opaque: *mut c_void,
) -> c_int {
    HERE.call("virStreamSparseRecvAll", |call| {
        let it = call.object::<Stream>(stream)?;
        let Some(handler) = handler else {
            return Err(call.argument("handler", "must not be NULL"));
        };
        let Some(hole) = holeHandler else {
            return Err(call.argument("holeHandler", "must not be NULL"));
        };
        waiting(call, &it)?;
        let sink = |data: &[u8]| {
            // SAFETY: the caller's function, with data that lives through the call.
            unsafe { handler(stream, data.as_ptr().cast(), data.len(), opaque) }
        };
        let hole = |length: u64| {
            let length = c_longlong::try_from(length).unwrap_or(c_longlong::MAX);
            // SAFETY: the caller's function.
            unsafe { hole(stream, length, opaque) }
        };
        transfer(&it, || {
            receive_all(&it, "virStreamRecvFlags", sink, Some(&hole))
        })
    })
}
