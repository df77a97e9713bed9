//! Streams of data.
//!
//! A stream is made empty; a function that moves data (as a console, a screenshot, a volume's upload)
//! plugs in what it goes through. Before that, every function answers that nothing supports it.

pub mod constants;
pub mod events;
pub mod transfer;

use self::constants::{virStreamFlags, virStreamRecvFlagsValues};
use self::events::Watch;
use super::entry::{Area, Call};
use super::handle::{self, Belongs, Held};
use super::host::{Connection, virConnectPtr};
use crate::error::{Error, Result, virErrorDomain};
use crate::stream::{Received, StreamDriver};
use libc::size_t;
use parking_lot::Mutex;
use std::ffi::{c_char, c_int, c_longlong, c_uint};
use std::sync::Arc;

pub use super::host::{virStream, virStreamPtr};

const HERE: Area = Area(virErrorDomain::VIR_FROM_STREAMS);

/// What is answered when a stream that never waits would have to.
const NOT_NOW: c_int = -2;

/// What is answered when a hole comes.
const HOLE: c_int = -3;

/// What a stream goes through.
enum State {
    /// Nothing plugged it in yet.
    Empty,
    Open(Arc<dyn StreamDriver>),
    /// It was finished or aborted.
    Closed,
}

/// What a stream's handle stands for.
pub(super) struct Stream {
    connection: Held<Connection>,
    /// Its own handle.
    address: usize,
    waits: bool,
    state: Mutex<State>,
    watch: Mutex<Option<Arc<Watch>>>,
}

impl Belongs for Stream {
    fn connection_of(this: &Arc<Self>) -> Option<Arc<Connection>> {
        Some(Arc::clone(this.connection.arc()))
    }
}

fn not_open() -> Error {
    Error::internal("the stream is not open").from_domain(virErrorDomain::VIR_FROM_STREAMS)
}

impl Stream {
    pub(super) fn connection(&self) -> &Arc<Connection> {
        self.connection.arc()
    }

    /// Has the stream's data go through `driver`. What it went through before is aborted.
    pub(super) fn plug(&self, driver: Arc<dyn StreamDriver>) {
        self.stop_watching();
        let before = std::mem::replace(&mut *self.state.lock(), State::Open(driver));
        if let State::Open(before) = before {
            before.abort();
        }
    }

    /// What the data goes through, for the public function `function`.
    fn driver(&self, function: &str) -> Result<Arc<dyn StreamDriver>> {
        match &*self.state.lock() {
            State::Empty => {
                Err(Error::no_support(function).from_domain(virErrorDomain::VIR_FROM_STREAMS))
            }
            State::Open(driver) => Ok(Arc::clone(driver)),
            State::Closed => Err(not_open()),
        }
    }

    /// Whether somebody took its other end away.
    fn is_lost(&self) -> bool {
        matches!(&*self.state.lock(), State::Open(driver) if driver.is_lost())
    }

    /// Takes what the data goes through away; `None` if nothing was plugged in ever, or any more.
    fn close(&self) -> Option<Arc<dyn StreamDriver>> {
        self.stop_watching();
        let mut state = self.state.lock();
        match &*state {
            State::Open(driver) => {
                let driver = Arc::clone(driver);
                *state = State::Closed;
                Some(driver)
            }
            State::Empty | State::Closed => None,
        }
    }

    fn abort(&self) {
        if let Some(driver) = self.close() {
            driver.abort();
        }
    }
}

/// Makes a stream. It is good for nothing until a function that moves data by it was called, as
/// virDomainOpenConsole().
///
/// @param conn a connection
/// @param flags of virStreamFlags
/// @return a handle to give to virStreamFree(), or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStreamNew(conn: virConnectPtr, flags: c_uint) -> virStreamPtr {
    HERE.call("virStreamNew", |call| {
        let connection = call.connection(conn)?;
        let connection = Held::new(&connection, connection.address())
            .ok_or_else(|| Error::internal("the connection was closed meanwhile"))?;
        handle::give(|address| Stream {
            connection,
            address,
            // libvirt ignores other flags.
            waits: flags & virStreamFlags::VIR_STREAM_NONBLOCK as c_uint == 0,
            state: Mutex::new(State::Empty),
            watch: Mutex::new(None),
        })
    })
}

/// Adds a reference to a stream, for which virStreamFree() has to be called once more.
///
/// @param stream a stream
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStreamRef(stream: virStreamPtr) -> c_int {
    HERE.call("virStreamRef", |call| call.retain::<Stream>(stream))
}

/// Gives back a reference to a stream. With the last one the stream is aborted, unless it was finished.
///
/// @param stream a stream
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStreamFree(stream: virStreamPtr) -> c_int {
    HERE.call("virStreamFree", |call| {
        call.release::<Stream>(stream).map(|_| ())
    })
}

/// The bytes at `data`.
///
/// # Safety
///
/// `data` is not NULL and points to `nbytes` bytes, which nobody changes for `'a`.
unsafe fn bytes<'a>(data: *const c_char, nbytes: size_t) -> &'a [u8] {
    // SAFETY: this function's own condition; the answer is an `int`, so more is never sent at once.
    unsafe { std::slice::from_raw_parts(data.cast(), nbytes.min(c_int::MAX as usize)) }
}

/// The room at `data`.
///
/// # Safety
///
/// `data` is not NULL and points to room for `nbytes` bytes, which nobody else uses for `'a`.
unsafe fn room<'a>(data: *mut c_char, nbytes: size_t) -> &'a mut [u8] {
    // SAFETY: this function's own condition; the answer is an `int`, so more never comes at once.
    unsafe { std::slice::from_raw_parts_mut(data.cast(), nbytes.min(c_int::MAX as usize)) }
}

/// Sends data.
///
/// @param stream a stream
/// @param data the data
/// @param nbytes how many bytes
/// @return how many bytes were sent, which may be less; -1 if it failed; -2 if the stream never waits and there
/// is no room now
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virStreamSend(
    stream: virStreamPtr,
    data: *const c_char,
    nbytes: size_t,
) -> c_int {
    HERE.call("virStreamSend", |call| {
        let stream = call.object::<Stream>(stream)?;
        call.required("data", data)?;
        let driver = stream.driver(call.function())?;
        // SAFETY: not NULL; C promises so many bytes.
        let data = unsafe { bytes(data, nbytes) };
        Ok(driver
            .send(data, stream.waits)?
            .map_or(NOT_NOW, |n| n as c_int))
    })
}

fn receive(call: &Call, stream: &Stream, buffer: &mut [u8], stop_at_hole: bool) -> Result<c_int> {
    let driver = stream.driver(call.function())?;
    Ok(match driver.recv(buffer, stream.waits, stop_at_hole)? {
        Received::Bytes(n) => n as c_int,
        Received::NotNow => NOT_NOW,
        Received::Hole => HOLE,
    })
}

/// Receives data.
///
/// @param stream a stream
/// @param data room for it
/// @param nbytes how many bytes there is room for
/// @return how many bytes came, 0 at the end; -1 if it failed; -2 if the stream never waits and nothing is there
/// now
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virStreamRecv(
    stream: virStreamPtr,
    data: *mut c_char,
    nbytes: size_t,
) -> c_int {
    HERE.call("virStreamRecv", |call| {
        let stream = call.object::<Stream>(stream)?;
        call.required("data", data)?;
        // SAFETY: not NULL; C promises so much room.
        receive(call, &stream, unsafe { room(data, nbytes) }, false)
    })
}

/// Receives data, and may be told of holes.
///
/// @param stream a stream
/// @param data room for it
/// @param nbytes how many bytes there is room for
/// @param flags of virStreamRecvFlagsValues
/// @return as virStreamRecv(), and -3 if a hole comes next, which virStreamRecvHole() passes
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virStreamRecvFlags(
    stream: virStreamPtr,
    data: *mut c_char,
    nbytes: size_t,
    flags: c_uint,
) -> c_int {
    HERE.call("virStreamRecvFlags", |call| {
        let stream = call.object::<Stream>(stream)?;
        call.required("data", data)?;
        let stop = virStreamRecvFlagsValues::VIR_STREAM_RECV_STOP_AT_HOLE as c_uint;
        stream.driver(call.function())?;
        if flags & !stop != 0 {
            return Err(call.argument("flags", "has unknown bits"));
        }
        // SAFETY: not NULL; C promises so much room.
        let data = unsafe { room(data, nbytes) };
        receive(call, &stream, data, flags & stop != 0)
    })
}

/// Sends a hole: so many zeros, which take no room at the other side.
///
/// @param stream a stream
/// @param length how many bytes
/// @param flags 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStreamSendHole(
    stream: virStreamPtr,
    length: c_longlong,
    flags: c_uint,
) -> c_int {
    HERE.call("virStreamSendHole", |call| {
        let stream = call.object::<Stream>(stream)?;
        let driver = stream.driver(call.function())?;
        if flags != 0 {
            return Err(call.argument("flags", "has unknown bits"));
        }
        match u64::try_from(length) {
            Ok(length) => driver.send_hole(length),
            Err(_) => Err(call.argument("length", "must not be negative")),
        }
    })
}

/// Passes the hole that comes next.
///
/// @param stream a stream
/// @param length where to put how long it is, in bytes; 0 if no hole comes
/// @param flags 0
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virStreamRecvHole(
    stream: virStreamPtr,
    length: *mut c_longlong,
    flags: c_uint,
) -> c_int {
    HERE.call("virStreamRecvHole", |call| {
        let stream = call.object::<Stream>(stream)?;
        call.required("length", length)?;
        let driver = stream.driver(call.function())?;
        if flags != 0 {
            return Err(call.argument("flags", "has unknown bits"));
        }
        let hole = driver.recv_hole()?;
        // SAFETY: not NULL; C promises room for a number.
        unsafe { length.write(hole.try_into().unwrap_or(c_longlong::MAX)) };
        Ok(())
    })
}

/// Ends a stream in good order: all was sent, or received.
///
/// @param stream a stream
/// @return 0, or -1 if something of what was sent is lost
#[unsafe(no_mangle)]
pub extern "C" fn virStreamFinish(stream: virStreamPtr) -> c_int {
    HERE.call("virStreamFinish", |call| {
        let stream = call.object::<Stream>(stream)?;
        if matches!(*stream.state.lock(), State::Empty) {
            return call.unsupported();
        }
        stream.close().map_or(Ok(()), |driver| driver.finish())
    })
}

/// Ends a stream: the rest is not wanted.
///
/// @param stream a stream
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStreamAbort(stream: virStreamPtr) -> c_int {
    HERE.call("virStreamAbort", |call| {
        call.object::<Stream>(stream)?.abort();
        Ok(())
    })
}
