//! The event loop as C sees it: registering one, and using the one that is registered.
//!
//! A program brings its own by six functions, or takes the default one. What the library itself, or the
//! program, wants to watch goes to whichever is registered.

use super::common::{Opaque, virFreeCallback};
use super::entry::Area;
use crate::error::{Error, Result, virErrorDomain};
use crate::event::poll::Loop;
use once_cell::sync::OnceCell;
use std::ffi::{c_int, c_void};
use std::sync::Arc;

/// What can happen to a descriptor.
#[repr(C)]
pub enum virEventHandleType {
    /// It can be read from. (Since: 0.5.0)
    VIR_EVENT_HANDLE_READABLE = 1 << 0,
    /// It can be written to. (Since: 0.5.0)
    VIR_EVENT_HANDLE_WRITABLE = 1 << 1,
    /// It has an error. (Since: 0.5.0)
    VIR_EVENT_HANDLE_ERROR = 1 << 2,
    /// The other side is gone. (Since: 0.5.0)
    VIR_EVENT_HANDLE_HANGUP = 1 << 3,
}

/// Is told what happened to a descriptor: the watch, the descriptor, bits of virEventHandleType, and what the
/// caller gave along.
pub type virEventHandleCallback =
    Option<unsafe extern "C" fn(watch: c_int, fd: c_int, events: c_int, opaque: *mut c_void)>;

/// Of a program's own loop: watches a descriptor and returns the watch, or -1. When the watch is removed the loop
/// calls `ff`, if there is one, with `opaque`, outside any call of the library.
pub type virEventAddHandleFunc = Option<
    unsafe extern "C" fn(
        fd: c_int,
        event: c_int,
        cb: virEventHandleCallback,
        opaque: *mut c_void,
        ff: virFreeCallback,
    ) -> c_int,
>;

/// Of a program's own loop: changes what a watch waits for.
pub type virEventUpdateHandleFunc = Option<unsafe extern "C" fn(watch: c_int, event: c_int)>;

/// Of a program's own loop: removes a watch; returns 0, or -1 if there is none.
pub type virEventRemoveHandleFunc = Option<unsafe extern "C" fn(watch: c_int) -> c_int>;

/// Is told that a timeout is due: the timer, and what the caller gave along.
pub type virEventTimeoutCallback = Option<unsafe extern "C" fn(timer: c_int, opaque: *mut c_void)>;

/// Of a program's own loop: adds a timeout and returns the timer, or -1; otherwise as
/// virEventAddHandleFunc.
pub type virEventAddTimeoutFunc = Option<
    unsafe extern "C" fn(
        timeout: c_int,
        cb: virEventTimeoutCallback,
        opaque: *mut c_void,
        ff: virFreeCallback,
    ) -> c_int,
>;

/// Of a program's own loop: changes how often a timeout is due.
pub type virEventUpdateTimeoutFunc = Option<unsafe extern "C" fn(timer: c_int, timeout: c_int)>;

/// Of a program's own loop: removes a timeout; returns 0, or -1 if there is none.
pub type virEventRemoveTimeoutFunc = Option<unsafe extern "C" fn(timer: c_int) -> c_int>;

/// The loop in use.
struct Registered {
    add_handle: virEventAddHandleFunc,
    update_handle: virEventUpdateHandleFunc,
    remove_handle: virEventRemoveHandleFunc,
    add_timeout: virEventAddTimeoutFunc,
    update_timeout: virEventUpdateTimeoutFunc,
    remove_timeout: virEventRemoveTimeoutFunc,
}

/// The first one to be registered stays: watches may be in it already.
static REGISTERED: OnceCell<Registered> = OnceCell::new();

static DEFAULT: OnceCell<Loop> = OnceCell::new();

fn default_loop() -> Result<&'static Loop> {
    DEFAULT.get_or_try_init(Loop::new)
}

unsafe extern "C" fn default_add_handle(
    fd: c_int,
    events: c_int,
    cb: virEventHandleCallback,
    pointer: *mut c_void,
    free: virFreeCallback,
) -> c_int {
    let (Ok(events_loop), Some(callback)) = (default_loop(), cb) else {
        return -1;
    };
    let opaque = Opaque::new(pointer, free);
    // SAFETY: the caller's function, with what the caller gave for it.
    let call = move |watch, fd, what| unsafe { callback(watch, fd, what, opaque.pointer()) };
    events_loop.add_handle(fd, events, Arc::new(call))
}

unsafe extern "C" fn default_update_handle(watch: c_int, events: c_int) {
    if let Ok(events_loop) = default_loop() {
        events_loop.update_handle(watch, events);
    }
}

unsafe extern "C" fn default_remove_handle(watch: c_int) -> c_int {
    match default_loop() {
        Ok(events_loop) if events_loop.remove_handle(watch) => 0,
        _ => -1,
    }
}

unsafe extern "C" fn default_add_timeout(
    milliseconds: c_int,
    cb: virEventTimeoutCallback,
    pointer: *mut c_void,
    free: virFreeCallback,
) -> c_int {
    let (Ok(events_loop), Some(callback)) = (default_loop(), cb) else {
        return -1;
    };
    let opaque = Opaque::new(pointer, free);
    // SAFETY: the caller's function, with what the caller gave for it.
    let call = move |timer| unsafe { callback(timer, opaque.pointer()) };
    events_loop.add_timeout(milliseconds, Arc::new(call))
}

unsafe extern "C" fn default_update_timeout(timer: c_int, milliseconds: c_int) {
    if let Ok(events_loop) = default_loop() {
        events_loop.update_timeout(timer, milliseconds);
    }
}

unsafe extern "C" fn default_remove_timeout(timer: c_int) -> c_int {
    match default_loop() {
        Ok(events_loop) if events_loop.remove_timeout(timer) => 0,
        _ => -1,
    }
}

const HERE: Area = Area(virErrorDomain::VIR_FROM_EVENT);

/// Makes a program's own event loop the one in use. It has to be there before the first connection is
/// opened; once one is in use it stays.
///
/// @param addHandle watches a descriptor
/// @param updateHandle changes what a watch waits for
/// @param removeHandle removes a watch
/// @param addTimeout adds a timeout
/// @param updateTimeout changes a timeout
/// @param removeTimeout removes a timeout
#[unsafe(no_mangle)]
pub extern "C" fn virEventRegisterImpl(
    addHandle: virEventAddHandleFunc,
    updateHandle: virEventUpdateHandleFunc,
    removeHandle: virEventRemoveHandleFunc,
    addTimeout: virEventAddTimeoutFunc,
    updateTimeout: virEventUpdateTimeoutFunc,
    removeTimeout: virEventRemoveTimeoutFunc,
) {
    let _ = REGISTERED.set(Registered {
        add_handle: addHandle,
        update_handle: updateHandle,
        remove_handle: removeHandle,
        add_timeout: addTimeout,
        update_timeout: updateTimeout,
        remove_timeout: removeTimeout,
    });
}

/// Makes the default event loop the one in use, which virEventRunDefaultImpl() runs.
///
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virEventRegisterDefaultImpl() -> c_int {
    HERE.call("virEventRegisterDefaultImpl", |_| {
        default_loop()?;
        virEventRegisterImpl(
            Some(default_add_handle),
            Some(default_update_handle),
            Some(default_remove_handle),
            Some(default_add_timeout),
            Some(default_update_timeout),
            Some(default_remove_timeout),
        );
        Ok(())
    })
}

/// Runs the default event loop once: waits until something happens, and calls whoever waits for it. To be called
/// again and again.
///
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virEventRunDefaultImpl() -> c_int {
    HERE.call("virEventRunDefaultImpl", |_| {
        if REGISTERED.get().is_none() {
            return Err(Error::internal("no event loop is registered")
                .from_domain(virErrorDomain::VIR_FROM_EVENT));
        }
        default_loop()?.run_once()
    })
}

/// Has a function called whenever something happens to a descriptor.
///
/// @param fd the descriptor
/// @param events what to wait for, bits of virEventHandleType; 0 for nothing yet
/// @param cb the function
/// @param opaque given to it
/// @param ff called with `opaque` once the watch is gone; may be NULL
/// @return the watch, or -1 if there is no event loop
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virEventAddHandle(
    fd: c_int,
    events: c_int,
    cb: virEventHandleCallback,
    opaque: *mut c_void,
    ff: virFreeCallback,
) -> c_int {
    match REGISTERED.get().and_then(|r| r.add_handle) {
        // SAFETY: the loop's function, with what the caller promises to be fit for it.
        Some(add) => unsafe { add(fd, events, cb, opaque, ff) },
        None => -1,
    }
}

/// Changes what a watch waits for.
///
/// @param watch the watch
/// @param events bits of virEventHandleType; 0 for nothing
#[unsafe(no_mangle)]
pub extern "C" fn virEventUpdateHandle(watch: c_int, events: c_int) {
    if let Some(update) = REGISTERED.get().and_then(|r| r.update_handle) {
        // SAFETY: the loop's function.
        unsafe { update(watch, events) };
    }
}

/// Removes a watch. What was given along with it is freed later, from the loop.
///
/// @param watch the watch
/// @return 0, or -1 if there is no such watch
#[unsafe(no_mangle)]
pub extern "C" fn virEventRemoveHandle(watch: c_int) -> c_int {
    match REGISTERED.get().and_then(|r| r.remove_handle) {
        // SAFETY: the loop's function.
        Some(remove) => unsafe { remove(watch) },
        None => -1,
    }
}

/// Has a function called every so often.
///
/// @param timeout in milliseconds; 0 for each turn of the loop, -1 for never
/// @param cb the function
/// @param opaque given to it
/// @param ff called with `opaque` once the timeout is gone; may be NULL
/// @return the timer, or -1 if there is no event loop
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virEventAddTimeout(
    timeout: c_int,
    cb: virEventTimeoutCallback,
    opaque: *mut c_void,
    ff: virFreeCallback,
) -> c_int {
    match REGISTERED.get().and_then(|r| r.add_timeout) {
        // SAFETY: the loop's function, with what the caller promises to be fit for it.
        Some(add) => unsafe { add(timeout, cb, opaque, ff) },
        None => -1,
    }
}

/// Changes how often a timeout is due.
///
/// @param timer the timer
/// @param timeout in milliseconds; 0 for each turn of the loop, -1 for never
#[unsafe(no_mangle)]
pub extern "C" fn virEventUpdateTimeout(timer: c_int, timeout: c_int) {
    if let Some(update) = REGISTERED.get().and_then(|r| r.update_timeout) {
        // SAFETY: the loop's function.
        unsafe { update(timer, timeout) };
    }
}

/// Removes a timeout. What was given along with it is freed later, from the loop.
///
/// @param timer the timer
/// @return 0, or -1 if there is no such timer
#[unsafe(no_mangle)]
pub extern "C" fn virEventRemoveTimeout(timer: c_int) -> c_int {
    match REGISTERED.get().and_then(|r| r.remove_timeout) {
        // SAFETY: the loop's function.
        Some(remove) => unsafe { remove(timer) },
        None => -1,
    }
}
