//! Metadata given anew, of a snapshot that there is.

use crate::driver::{DomainRef, RedefineOptions};
use crate::error::{Error, Result};
use crate::qemu::context::DriverCtx;

/// Writes the metadata that `xml` holds; returns the snapshot's name.
pub fn redefine(
    _ctx: &DriverCtx,
    _dom: &DomainRef,
    _xml: &str,
    _options: RedefineOptions,
) -> Result<String> {
    Err(Error::no_support("virDomainSnapshotCreateXML"))
}
