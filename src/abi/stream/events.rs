//! Being told when a stream can be used without waiting.
//!
//! The stream's descriptor is watched by the program's event loop. The loop's watch holds a reference to the
//! stream's handle, so that a stream that was freed goes on as long as its callback is registered.

use super::constants::{virStreamEventCallback, virStreamEventType};
use super::{HERE, Stream, virStreamPtr};
use crate::abi::common::{Opaque, virFreeCallback};
use crate::abi::event;
use crate::abi::handle::Held;
use crate::error::{Error, Result, virErrorDomain};
use std::ffi::{c_int, c_void};
use std::os::fd::{AsRawFd as _, BorrowedFd};
use std::sync::Arc;

/// Who is told, by which watch of the event loop.
pub(super) struct Watch {
    number: c_int,
    /// The watch of what tells that the stream was taken away, if there is such a thing.
    interruption: Option<c_int>,
    callback: virStreamEventCallback,
    opaque: Opaque,
}

fn wrong(what: &str) -> Error {
    Error::internal(what).from_domain(virErrorDomain::VIR_FROM_STREAMS)
}

impl Stream {
    /// Removes the callback, if there is one.
    pub(super) fn stop_watching(&self) -> bool {
        let watch = self.watch.lock().take();
        // What it frees may ask the library again, so the lock is given up before.
        let Some(watch) = watch else { return false };
        event::virEventRemoveHandle(watch.number);
        if let Some(interruption) = watch.interruption {
            event::virEventRemoveHandle(interruption);
        }
        true
    }

    /// Has the event loop watch a descriptor of the stream.
    fn ask_loop(self: &Arc<Self>, fd: BorrowedFd<'_>, events: c_int) -> Result<c_int> {
        let held = Held::new(self, self.address).ok_or_else(|| wrong("the stream was freed"))?;
        let held: *mut Held<Stream> = Box::into_raw(Box::new(held));
        // SAFETY: the loop gives `held` to `dispatch` and, once and last, to `let_go`.
        let number = unsafe {
            event::virEventAddHandle(
                fd.as_raw_fd(),
                events,
                Some(dispatch),
                held.cast(),
                Some(let_go),
            )
        };
        if number < 0 {
            // SAFETY: the loop did not take it.
            unsafe { let_go(held.cast()) };
            return Err(wrong("no event loop watches the stream"));
        }
        Ok(number)
    }

    /// # Safety
    ///
    /// `callback` may be called with `opaque` until `ff` was.
    unsafe fn watch(
        self: &Arc<Self>,
        function: &str,
        events: c_int,
        callback: virStreamEventCallback,
        opaque: *mut c_void,
        ff: virFreeCallback,
    ) -> Result<()> {
        let driver = self.driver(function)?;
        let Some(fd) = driver.descriptor() else {
            return Err(Error::no_support(function).from_domain(virErrorDomain::VIR_FROM_STREAMS));
        };
        let mut slot = self.watch.lock();
        if slot.is_some() {
            return Err(wrong("the stream has a callback already"));
        }
        let number = self.ask_loop(fd, events)?;
        let readable = virStreamEventType::VIR_STREAM_EVENT_READABLE as c_int;
        let interruption = driver
            .interruption()
            .and_then(|fd| self.ask_loop(fd, readable).ok());
        // Only now: what could not be registered stays the caller's.
        let opaque = Opaque::new(opaque, ff);
        *slot = Some(Arc::new(Watch {
            number,
            interruption,
            callback,
            opaque,
        }));
        Ok(())
    }
}

/// Is called by the event loop.
unsafe extern "C" fn dispatch(watch: c_int, _fd: c_int, events: c_int, opaque: *mut c_void) {
    // SAFETY: what `Stream::watch` gave the loop, which lives until the loop calls `let_go`.
    let held = unsafe { &*opaque.cast::<Held<Stream>>() };
    let pointer = held.pointer();
    let Some(found) = held.watch.lock().clone() else {
        return;
    };
    let events = if found.number == watch {
        events
    } else if found.interruption == Some(watch) && held.is_lost() {
        virStreamEventType::VIR_STREAM_EVENT_ERROR as c_int
            | virStreamEventType::VIR_STREAM_EVENT_HANGUP as c_int
    } else {
        return;
    };
    if let Some(callback) = found.callback {
        // SAFETY: the caller's function, with what it was registered with.
        unsafe { callback(pointer, events, found.opaque.pointer()) };
    }
}

/// Is called by the event loop when it has forgotten the watch.
unsafe extern "C" fn let_go(opaque: *mut c_void) {
    // SAFETY: what `Stream::watch` made, and this is called once.
    drop(unsafe { Box::from_raw(opaque.cast::<Held<Stream>>()) });
}

/// Has a function called when a stream can be used without waiting. There can be one at a time, and an event
/// loop has to run.
///
/// @param stream a stream
/// @param events what to wait for, bits of virStreamEventType
/// @param cb the function
/// @param opaque given to it
/// @param ff called with `opaque` once it is not needed any more; may be NULL
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virStreamEventAddCallback(
    stream: virStreamPtr,
    events: c_int,
    cb: virStreamEventCallback,
    opaque: *mut c_void,
    ff: virFreeCallback,
) -> c_int {
    HERE.call("virStreamEventAddCallback", |call| {
        let stream = call.object::<Stream>(stream)?;
        // SAFETY: C promises a function that is fit for `opaque`.
        unsafe { stream.watch(call.function(), events, cb, opaque, ff) }
    })
}

/// Changes what the stream's callback waits for.
///
/// @param stream a stream
/// @param events bits of virStreamEventType
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStreamEventUpdateCallback(stream: virStreamPtr, events: c_int) -> c_int {
    HERE.call("virStreamEventUpdateCallback", |call| {
        let stream = call.object::<Stream>(stream)?;
        stream.driver(call.function())?;
        let number = stream.watch.lock().as_ref().map(|watch| watch.number);
        let number = number.ok_or_else(|| wrong("the stream has no callback"))?;
        event::virEventUpdateHandle(number, events);
        Ok(())
    })
}

/// Removes the stream's callback.
///
/// @param stream a stream
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virStreamEventRemoveCallback(stream: virStreamPtr) -> c_int {
    HERE.call("virStreamEventRemoveCallback", |call| {
        let stream = call.object::<Stream>(stream)?;
        stream.driver(call.function())?;
        match stream.stop_watching() {
            true => Ok(()),
            false => Err(wrong("the stream has no callback")),
        }
    })
}
