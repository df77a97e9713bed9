//! What the other parts of the C face have in common.

pub(super) mod given;
pub mod params;

use std::ffi::{c_ulong, c_void};

/// The release of libvirt whose interface this is: major * 1,000,000 + minor * 1,000 + release.
pub const LIBVIR_VERSION_NUMBER: c_ulong = 11_003_000;

/// Whether the headers that a program is compiled with are of this release or a later one.
///
/// @param major the first number of the release
/// @param minor the second
/// @param micro the third
#[cfg(header)]
macro_rules! LIBVIR_CHECK_VERSION {
    (major, minor, micro) => {
        "((major) * 1000000 + (minor) * 1000 + (micro) <= LIBVIR_VERSION_NUMBER)"
    };
}

/// Frees what a caller gave with a callback.
pub type virFreeCallback = Option<unsafe extern "C" fn(opaque: *mut c_void)>;

/// Why a connection ended.
#[repr(C)]
pub enum virConnectCloseReason {
    /// An error. (Since: 0.10.0)
    VIR_CONNECT_CLOSE_REASON_ERROR = 0,
    /// The other side went away. (Since: 0.10.0)
    VIR_CONNECT_CLOSE_REASON_EOF = 1,
    /// The other side did not answer. (Since: 0.10.0)
    VIR_CONNECT_CLOSE_REASON_KEEPALIVE = 2,
    /// This side asked for it. (Since: 0.10.0)
    VIR_CONNECT_CLOSE_REASON_CLIENT = 3,
    #[cfg(sentinels)]
    VIR_CONNECT_CLOSE_REASON_LAST,
}

/// What a caller gave along with a callback. Freed when the last one lets go of it.
pub(super) struct Opaque {
    pointer: *mut c_void,
    free: virFreeCallback,
}

// SAFETY: the address is only handed back to the caller's functions, whose author takes care of threads.
unsafe impl Send for Opaque {}
// SAFETY: as above.
unsafe impl Sync for Opaque {}

impl Drop for Opaque {
    fn drop(&mut self) {
        if let Some(free) = self.free {
            // SAFETY: the caller gave the function for this, and it is called once.
            unsafe { free(self.pointer) };
        }
    }
}

impl Opaque {
    pub(super) fn new(pointer: *mut c_void, free: virFreeCallback) -> Self {
        Opaque { pointer, free }
    }

    /// What to give the callback. (A closure that asks for it so holds all of the `Opaque`.)
    pub(super) fn pointer(&self) -> *mut c_void {
        self.pointer
    }
}
