//! Networks: only their type so far, which errors mention.

/// A virtual network. Opaque.
pub struct _virNetwork {
    _opaque: [u8; 0],
}

/// A virtual network. Opaque.
pub type virNetwork = _virNetwork;
/// A handle of a virtual network.
pub type virNetworkPtr = *mut virNetwork;
