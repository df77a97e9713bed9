//! What the other parts of the C face have in common.

pub mod params;

use std::ffi::{c_ulong, c_void};

/// The release of libvirt whose interface this is: major * 1,000,000 + minor * 1,000 + release.
pub const LIBVIR_VERSION_NUMBER: c_ulong = 11_003_000;

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
