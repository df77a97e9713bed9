//! Errors as C sees them: the thread's last error, the connection's, callbacks, and copies.
//!
//! Each thread has one last error. A function that is not itself about errors forgets it when it
//! begins and sets it when it fails, also as the last error of the connection that it worked on. Every
//! failure is told to the connection's callback if it has one, else to the process's, else it
//! is printed.

use super::domain::virDomainPtr;
use super::handle;
use super::host::{Connection, virConnectPtr};
use super::network::virNetworkPtr;
use crate::error::{
    Error, Result, message_of, name_of, virErrorDomain, virErrorLevel, virErrorNumber,
};
use parking_lot::Mutex;
use std::cell::UnsafeCell;
use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::io::Write as _;
use std::ptr::null_mut;

/// How C stores a `virErrorLevel`: C may write any number there.
#[doc(hidden)]
pub type virErrorLevelNumber = c_uint;

/// What is known about a failure.
///
/// The strings belong to whoever the error belongs to: virResetError() and virFreeError() free them.
#[repr(C)]
pub struct _virError {
    /// The virErrorNumber.
    pub code: c_int,
    /// The virErrorDomain: which part of the library it comes from.
    pub domain: c_int,
    /// One sentence for people.
    pub message: *mut c_char,
    /// How serious it is.
    pub level: virErrorLevelNumber,
    /// @deprecated Always NULL; here for the layout's sake.
    pub conn: virConnectPtr,
    /// @deprecated Always NULL; here for the layout's sake.
    pub dom: virDomainPtr,
    /// The general part of the message, or the function that an argument was given to.
    pub str1: *mut c_char,
    /// The particular part of the message, or the argument.
    pub str2: *mut c_char,
    /// More text, if any.
    pub str3: *mut c_char,
    /// The `errno` of a failed system call, else a number without meaning.
    pub int1: c_int,
    /// A number without meaning.
    pub int2: c_int,
    /// @deprecated Always NULL; here for the layout's sake.
    pub net: virNetworkPtr,
}

/// What is known about a failure.
pub type virError = _virError;
/// A pointer to an error.
pub type virErrorPtr = *mut virError;

/// Is told of each failure, on the thread where it happened. `userData` is what was given with the
/// function. `error` belongs to the library and lives until the function returns.
pub type virErrorFunc = Option<unsafe extern "C" fn(userData: *mut c_void, error: virErrorPtr)>;

const NO_ERROR: virError = virError {
    code: 0,
    domain: 0,
    message: null_mut(),
    level: 0,
    conn: null_mut(),
    dom: null_mut(),
    str1: null_mut(),
    str2: null_mut(),
    str3: null_mut(),
    int1: 0,
    int2: 0,
    net: null_mut(),
};

/// An error that this library owns.
#[repr(transparent)]
pub(super) struct Stored(virError);

// SAFETY: the strings were made by malloc, which any thread may free; the handles are NULL.
unsafe impl Send for Stored {}

impl Stored {
    pub(super) const fn none() -> Self {
        Stored(NO_ERROR)
    }

    fn set(&mut self, error: &Error) {
        self.reset();
        let (str1, str2) = match (&error.argument, &error.detail) {
            (Some((function, name)), _) => (malloc_string(function), malloc_string(name)),
            (None, Some(detail)) => (
                malloc_string(&format!("{}: %s", message_of(error.code))),
                malloc_string(detail),
            ),
            (None, None) => (malloc_string(message_of(error.code)), null_mut()),
        };
        self.0 = virError {
            code: error.code as c_int,
            domain: error.domain as c_int,
            message: malloc_string(&error.message),
            level: error.level as c_uint,
            str1,
            str2,
            int1: error.int1,
            int2: error.int2,
            ..NO_ERROR
        };
    }

    fn reset(&mut self) {
        if self.0.code != 0 {
            // SAFETY: what `set` and `copy` put here.
            unsafe { reset(&mut self.0) };
        }
    }
}

impl Drop for Stored {
    fn drop(&mut self) {
        self.reset();
    }
}

/// A callback with what it wants to be given.
#[derive(Clone, Copy)]
pub(super) struct Handler {
    function: virErrorFunc,
    data: *mut c_void,
}

// SAFETY: the address is only handed back to the caller's function, whose author takes care of threads.
unsafe impl Send for Handler {}

impl Handler {
    pub(super) const fn none() -> Self {
        Handler {
            function: None,
            data: null_mut(),
        }
    }
}

/// The process's callback.
static HANDLER: Mutex<Handler> = Mutex::new(Handler::none());

thread_local! {
    static LAST: UnsafeCell<Stored> = const { UnsafeCell::new(Stored::none()) };
}

/// This thread's last error. NULL while the thread ends.
fn last() -> *mut Stored {
    LAST.try_with(UnsafeCell::get).unwrap_or(null_mut())
}

/// This thread has no last error any more.
pub(super) fn forget_last() {
    // SAFETY: only this thread uses it, and no reference to it outlives a statement.
    if let Some(last) = unsafe { last().as_mut() } {
        last.reset();
    }
}

/// Makes this the thread's last error and the connection's, and tells the callback.
pub(super) fn raise(error: &Error, connection: Option<&Connection>) {
    let last = last();
    // SAFETY: only this thread uses it, and no reference to it outlives a statement.
    match unsafe { last.as_mut() } {
        Some(stored) => stored.set(error),
        None => return,
    }
    let mut handler = *HANDLER.lock();
    if let Some(connection) = connection {
        connection.error.lock().set(error);
        let own = *connection.handler.lock();
        if own.function.is_some() {
            handler = own;
        }
    }
    let error: virErrorPtr = last.cast();
    match handler.function {
        // SAFETY: the function that the caller gave, with what the caller gave for it and an error that
        // lives until this thread's next call.
        Some(function) => unsafe { function(handler.data, error) },
        // SAFETY: as above.
        None => unsafe { virDefaultErrorFunc(error) },
    }
}

/// An array of strings with a NULL at its end; who gets it frees each, and the array.
pub(super) fn malloc_strings(texts: &[String]) -> Result<*mut *mut c_char> {
    // SAFETY: calloc may be called with any sizes.
    let array: *mut *mut c_char =
        unsafe { libc::calloc(texts.len() + 1, size_of::<*mut c_char>()) }.cast();
    if array.is_null() {
        return Err(Error::new(
            virErrorNumber::VIR_ERR_NO_MEMORY,
            "no room for an array",
        ));
    }
    for (i, text) in texts.iter().enumerate() {
        // SAFETY: the array has room for one more.
        unsafe { array.add(i).write(malloc_string(text)) };
    }
    Ok(array)
}

/// A copy for a caller to free, cut at a NUL byte. NULL if there is no memory.
pub(super) fn malloc_string(text: &str) -> *mut c_char {
    let len = text.find('\0').unwrap_or(text.len());
    // SAFETY: malloc may be called with any size.
    let copy: *mut u8 = unsafe { libc::malloc(len + 1) }.cast();
    if !copy.is_null() {
        // SAFETY: `copy` has room for `len` bytes and one more, and is new.
        unsafe {
            copy.copy_from_nonoverlapping(text.as_ptr(), len);
            copy.add(len).write(0);
        }
    }
    copy.cast()
}

/// Copies a C string with malloc; NULL stays NULL.
///
/// # Safety
///
/// `text` is NULL or a C string.
unsafe fn duplicate(text: *const c_char) -> *mut c_char {
    if text.is_null() {
        return null_mut();
    }
    // SAFETY: not NULL; this function's own condition.
    unsafe { libc::strdup(text) }
}

/// Frees the strings of an error and clears it.
///
/// # Safety
///
/// The strings of `err` are NULL or come from malloc, and nobody uses them.
unsafe fn reset(err: &mut virError) {
    for text in [err.message, err.str1, err.str2, err.str3] {
        // SAFETY: this function's own condition; free takes NULL.
        unsafe { libc::free(text.cast()) };
    }
    *err = NO_ERROR;
}

/// Copies an error, strings and all, over what `to` held.
///
/// # Safety
///
/// The strings of `from` are NULL or C strings. `to` points to room for an error, whatever is there now.
unsafe fn copy(from: &virError, to: virErrorPtr) {
    // SAFETY: this function's own condition.
    unsafe {
        to.write(virError {
            message: duplicate(from.message),
            str1: duplicate(from.str1),
            str2: duplicate(from.str2),
            str3: duplicate(from.str3),
            ..*from
        });
    }
}

/// Tells the last error of this thread.
///
/// @return the error, which belongs to the library and lives until the thread's next call of it, or NULL if
/// the last call succeeded
#[unsafe(no_mangle)]
pub extern "C" fn virGetLastError() -> virErrorPtr {
    let last: virErrorPtr = last().cast();
    // SAFETY: NULL or this thread's error, which nobody is writing now.
    match unsafe { last.as_ref() } {
        Some(error) if error.code != 0 => last,
        _ => null_mut(),
    }
}

/// Tells the number of this thread's last error.
///
/// @return the virErrorNumber, VIR_ERR_OK if the last call succeeded
#[unsafe(no_mangle)]
pub extern "C" fn virGetLastErrorCode() -> c_int {
    // SAFETY: NULL or this thread's error, which nobody is writing now.
    unsafe { virGetLastError().as_ref() }.map_or(0, |error| error.code)
}

/// Tells which part of the library this thread's last error comes from.
///
/// @return the virErrorDomain, VIR_FROM_NONE if the last call succeeded
#[unsafe(no_mangle)]
pub extern "C" fn virGetLastErrorDomain() -> c_int {
    // SAFETY: NULL or this thread's error, which nobody is writing now.
    unsafe { virGetLastError().as_ref() }.map_or(0, |error| error.domain)
}

/// Tells the text of this thread's last error.
///
/// @return a text that is never NULL, belongs to the library and lives until the thread's next call of it
#[unsafe(no_mangle)]
pub extern "C" fn virGetLastErrorMessage() -> *const c_char {
    // SAFETY: NULL or this thread's error, which nobody is writing now.
    match unsafe { virGetLastError().as_ref() } {
        None => c"no error".as_ptr(),
        Some(error) if error.message.is_null() => c"an error without a message".as_ptr(),
        Some(error) => error.message,
    }
}

/// Copies this thread's last error into `to`, which need not be initialised.
///
/// Free what it holds with virResetError().
///
/// @param to where the copy goes; what is there is not freed
/// @return the error's number, VIR_ERR_OK if there is no error, -1 if `to` is NULL
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virCopyLastError(to: virErrorPtr) -> c_int {
    if to.is_null() {
        return -1;
    }
    // SAFETY: NULL or this thread's error; C promises room at `to`.
    unsafe {
        match last().as_ref() {
            Some(last) => copy(&last.0, to),
            None => to.write(NO_ERROR),
        }
        (*to).code
    }
}

/// Keeps this thread's last error for later, `errno` undisturbed.
///
/// @return a copy, whose code is VIR_ERR_OK if there is no error; free it with virFreeError()
#[unsafe(no_mangle)]
pub extern "C" fn virSaveLastError() -> virErrorPtr {
    let errno = std::io::Error::last_os_error().raw_os_error();
    // SAFETY: malloc may be called with any size; what it returns has room for an error or is NULL.
    let saved: virErrorPtr = unsafe {
        let saved: virErrorPtr = libc::malloc(size_of::<virError>()).cast();
        virCopyLastError(saved);
        saved
    };
    crate::sys::set_errno(errno.unwrap_or(0));
    saved
}

/// This thread has no last error any more.
#[unsafe(no_mangle)]
pub extern "C" fn virResetLastError() {
    forget_last();
}

/// Frees what an error holds, and clears it; the structure itself stays.
///
/// @param err an error of the caller's, or NULL
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virResetError(err: virErrorPtr) {
    // SAFETY: C promises an error that came from this library, or a cleared one.
    if let Some(err) = unsafe { err.as_mut() } {
        // SAFETY: as above.
        unsafe { reset(err) };
    }
}

/// Frees an error that virSaveLastError() made.
///
/// @param err the error, or NULL
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virFreeError(err: virErrorPtr) {
    // SAFETY: C promises what virSaveLastError returned.
    unsafe {
        virResetError(err);
        libc::free(err.cast());
    }
}

/// Sets the function that is told of each failure in this process, unless the connection has one of
/// its own. Without one, failures are printed by virDefaultErrorFunc().
///
/// @param userData given to the function each time
/// @param handler the function, or NULL for none
#[unsafe(no_mangle)]
pub extern "C" fn virSetErrorFunc(userData: *mut c_void, handler: virErrorFunc) {
    *HANDLER.lock() = Handler {
        function: handler,
        data: userData,
    };
}

/// Sets the function that is told of each failure on this connection.
///
/// @param conn a connection; nothing happens if it is none
/// @param userData given to the function each time
/// @param handler the function, or NULL to leave it to the process's
#[unsafe(no_mangle)]
pub extern "C" fn virConnSetErrorFunc(
    conn: virConnectPtr,
    userData: *mut c_void,
    handler: virErrorFunc,
) {
    if let Some(conn) = handle::get::<Connection>(conn) {
        *conn.handler.lock() = Handler {
            function: handler,
            data: userData,
        };
    }
}

/// Tells the last error of this connection, on whatever thread it happened.
///
/// Another thread may be changing it: virGetLastError() is the better question.
///
/// @param conn a connection
/// @return the error, which belongs to the connection, or NULL if `conn` is no connection; its code is
/// VIR_ERR_OK if nothing failed
#[unsafe(no_mangle)]
pub extern "C" fn virConnGetLastError(conn: virConnectPtr) -> virErrorPtr {
    match handle::get::<Connection>(conn) {
        Some(conn) => conn.error.data_ptr().cast(),
        None => null_mut(),
    }
}

/// Copies the last error of this connection into `to`, which need not be initialised.
///
/// Free what it holds with virResetError().
///
/// @param conn a connection
/// @param to where the copy goes; what is there is not freed
/// @return the error's number, VIR_ERR_OK if there is no error, -1 if `conn` or `to` is unfit
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virConnCopyLastError(conn: virConnectPtr, to: virErrorPtr) -> c_int {
    match handle::get::<Connection>(conn) {
        Some(conn) if !to.is_null() => {
            let error = conn.error.lock();
            // SAFETY: the connection's error is locked; C promises room at `to`.
            unsafe { copy(&error.0, to) };
            error.0.code
        }
        _ => -1,
    }
}

/// This connection has no last error any more.
///
/// @param conn a connection; nothing happens if it is none
#[unsafe(no_mangle)]
pub extern "C" fn virConnResetLastError(conn: virConnectPtr) {
    if let Some(conn) = handle::get::<Connection>(conn) {
        conn.error.lock().reset();
    }
}

/// Prints an error on standard error, in one line.
///
/// @param err an error; NULL and "no error" print nothing
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDefaultErrorFunc(err: virErrorPtr) {
    // SAFETY: C promises NULL or an error.
    let Some(err) = (unsafe { err.as_ref() }) else {
        return;
    };
    if err.code == virErrorNumber::VIR_ERR_OK as c_int {
        return;
    }
    let level = match err.level {
        l if l == virErrorLevel::VIR_ERR_WARNING as c_uint => "warning",
        l if l == virErrorLevel::VIR_ERR_ERROR as c_uint => "error",
        _ => "",
    };
    let domain = virErrorDomain::from_number(err.domain).map_or("Unknown", name_of);
    let message = if err.message.is_null() {
        "an error without a message".into()
    } else {
        // SAFETY: the message of an error is a C string.
        unsafe { CStr::from_ptr(err.message) }.to_string_lossy()
    };
    let line = format!(
        "libvirt: {domain} {level} : {}\n",
        message.trim_end_matches('\n')
    );
    // Nowhere to tell that standard error cannot be written to.
    let _ = std::io::stderr().write_all(line.as_bytes());
}
