//! The constants, structures and callback types of `libvirt-nwfilter.h`.

use oxivirt_derive::Flags;

/// How to define a network filter.
#[repr(C)]
#[derive(Flags)]
pub enum virNWFilterDefineFlags {
    /// Check the document against the schema. (Since: 7.7.0)
    VIR_NWFILTER_DEFINE_VALIDATE = 1 << 0,
}

/// How to bind a network filter.
#[repr(C)]
#[derive(Flags)]
pub enum virNWFilterBindingCreateFlags {
    /// Check the document against the schema. (Since: 7.8.0)
    VIR_NWFILTER_BINDING_CREATE_VALIDATE = 1 << 0,
}
