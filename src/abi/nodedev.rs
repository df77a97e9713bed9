//! Devices of the host.

/// A device of the host. Opaque.
pub struct _virNodeDevice {
    _opaque: [u8; 0],
}

/// A device of the host. Opaque.
pub type virNodeDevice = _virNodeDevice;
/// A handle of a device of the host.
pub type virNodeDevicePtr = *mut virNodeDevice;
