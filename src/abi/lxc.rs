//! What only the LXC driver has: entering a container.

use super::domain::virDomainPtr;
use super::host::constants::virSecurityLabelPtr;
use super::host::constants::virSecurityModelPtr;
use std::ffi::{c_int, c_uint};

#[oxivirt_derive::unserved(VIR_FROM_NONE)]
unsafe extern "C" {
    /// Opens the namespaces of a container.
    ///
    /// @param domain a domain
    /// @param fdlist an array to free, of descriptors to close
    /// @param flags none exist yet; give 0
    /// @return how many there are, -1 if it failed
    #[check(domain: handle, not_null(fdlist), writable)]
    pub fn virDomainLxcOpenNamespace(
        domain: virDomainPtr,
        fdlist: *mut *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Moves the calling thread into the namespaces of a container.
    ///
    /// @param domain a domain
    /// @param nfdlist how many descriptors there are
    /// @param fdlist the descriptors of virDomainLxcOpenNamespace()
    /// @param noldfdlist how many descriptors there are in oldfdlist; may be NULL
    /// @param oldfdlist an array to free, of descriptors of the namespaces that it leaves, to close; may be NULL
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(known(flags, 0), not_null_if(nfdlist, fdlist))]
    pub fn virDomainLxcEnterNamespace(
        domain: virDomainPtr,
        nfdlist: c_uint,
        fdlist: *mut c_int,
        noldfdlist: *mut c_uint,
        oldfdlist: *mut *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Gives the calling process the security label of a container.
    ///
    /// @param model the host's security model
    /// @param label the container's label
    /// @param oldlabel room for the label that it had; may be NULL
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(known(flags, 0), not_null(model), not_null(label))]
    pub fn virDomainLxcEnterSecurityLabel(
        model: virSecurityModelPtr,
        label: virSecurityLabelPtr,
        oldlabel: virSecurityLabelPtr,
        flags: c_uint,
    ) -> c_int;

    /// Moves the calling process into the control group of a container.
    ///
    /// @param domain a domain
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable, known(flags, 0))]
    pub fn virDomainLxcEnterCGroup(domain: virDomainPtr, flags: c_uint) -> c_int;
}
