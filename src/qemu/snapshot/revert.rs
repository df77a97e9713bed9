//! Taking a domain back to a snapshot.

use crate::driver::{DomainRef, RevertOptions};
use crate::error::{Error, Result};
use crate::qemu::context::DriverCtx;

/// Takes the domain back to its snapshot of that name.
pub fn revert(ctx: &DriverCtx, dom: &DomainRef, name: &str, options: RevertOptions) -> Result<()> {
    let _lock = ctx.lock(&dom.uuid, "snapshot-revert")?;
    let view = ctx.find(dom)?;
    let store = super::Store::open(&ctx.paths, &view)?;
    store.get(name)?;
    let _ = options;
    Err(Error::no_support("virDomainRevertToSnapshot"))
}
