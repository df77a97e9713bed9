//! The constants and callback types of `libvirt-stream.h`.

use crate::abi::host::virStreamPtr;
use libc::size_t;
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_longlong, c_void};

/// How a stream is used.
#[repr(C)]
#[derive(Flags)]
pub enum virStreamFlags {
    /// Never wait: what cannot be sent or received at once is answered with -2. (Since: 0.7.2)
    VIR_STREAM_NONBLOCK = 1 << 0,
}

/// How to receive.
#[repr(C)]
#[derive(Flags)]
pub enum virStreamRecvFlagsValues {
    /// Answer -3 when a hole comes, instead of zeros. (Since: 3.4.0)
    VIR_STREAM_RECV_STOP_AT_HOLE = 1 << 0,
}

/// Is asked for data to send: the stream, the room for it and its size, and what was given along. Returns how
/// many bytes it wrote there, 0 at the end, -1 to give up. (Since: 0.7.2)
///
/// @param opaque (optional) what was given along
pub type virStreamSourceFunc = Option<
    unsafe extern "C" fn(
        st: virStreamPtr,
        data: *mut c_char,
        nbytes: size_t,
        opaque: *mut c_void,
    ) -> c_int,
>;

/// Is asked what comes next in the source: sets `inData` to 1 for data or 0 for a hole and `length` to the
/// bytes of it that are left; 0 in both at the end. Returns 0, or -1 to give up. It must not move the source's
/// position. (Since: 3.4.0)
///
/// @param opaque (optional) what was given along
pub type virStreamSourceHoleFunc = Option<
    unsafe extern "C" fn(
        st: virStreamPtr,
        inData: *mut c_int,
        length: *mut c_longlong,
        opaque: *mut c_void,
    ) -> c_int,
>;

/// Is told to move `length` bytes on in the source, past a hole. Returns 0, or -1 to give up. (Since: 3.4.0)
///
/// @param opaque (optional) what was given along
pub type virStreamSourceSkipFunc = Option<
    unsafe extern "C" fn(st: virStreamPtr, length: c_longlong, opaque: *mut c_void) -> c_int,
>;

/// Is given data that was received: the stream, the data and its size, and what was given along. Returns how
/// many bytes it took, -1 to give up; for what it left it is called again. (Since: 0.7.2)
///
/// @param opaque (optional) what was given along
pub type virStreamSinkFunc = Option<
    unsafe extern "C" fn(
        st: virStreamPtr,
        data: *const c_char,
        nbytes: size_t,
        opaque: *mut c_void,
    ) -> c_int,
>;

/// Is told that the next `length` bytes are a hole. Returns 0, or -1 to give up. (Since: 3.4.0)
///
/// @param opaque (optional) what was given along
pub type virStreamSinkHoleFunc = Option<
    unsafe extern "C" fn(st: virStreamPtr, length: c_longlong, opaque: *mut c_void) -> c_int,
>;

/// What can happen to a stream.
#[repr(C)]
pub enum virStreamEventType {
    /// There is something to receive. (Since: 0.7.2)
    VIR_STREAM_EVENT_READABLE = 1,
    /// There is room to send. (Since: 0.7.2)
    VIR_STREAM_EVENT_WRITABLE = 2,
    /// It broke. (Since: 0.7.2)
    VIR_STREAM_EVENT_ERROR = 4,
    /// The other side went away. (Since: 0.7.2)
    VIR_STREAM_EVENT_HANGUP = 8,
}

/// Is told what happened to a stream: the stream, bits of virStreamEventType, and what was given along. (Since:
/// 0.7.2)
pub type virStreamEventCallback =
    Option<unsafe extern "C" fn(stream: virStreamPtr, events: c_int, opaque: *mut c_void)>;
