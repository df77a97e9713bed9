//! Network filters.

/// A network filter. Opaque.
pub struct _virNWFilter {
    _opaque: [u8; 0],
}

/// A network filter. Opaque.
pub type virNWFilter = _virNWFilter;
/// A handle of a network filter.
pub type virNWFilterPtr = *mut virNWFilter;

/// A network filter bound to a network interface. Opaque.
pub struct _virNWFilterBinding {
    _opaque: [u8; 0],
}

/// A network filter bound to a network interface. Opaque.
pub type virNWFilterBinding = _virNWFilterBinding;
/// A handle of a network filter bound to a network interface.
pub type virNWFilterBindingPtr = *mut virNWFilterBinding;
