//! Network interfaces of the host.

/// A network interface of the host. Opaque.
pub struct _virInterface {
    _opaque: [u8; 0],
}

/// A network interface of the host. Opaque.
pub type virInterface = _virInterface;
/// A handle of a network interface of the host.
pub type virInterfacePtr = *mut virInterface;
