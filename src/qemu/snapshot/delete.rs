//! Deleting snapshots, or forgetting them.

mod external;
mod internal;
pub mod merge;

use super::Store;
use crate::driver::{DeleteOptions, DeleteScope, DomainRef};
use crate::error::Result;
use crate::qemu::context::DriverCtx;
use crate::qemu::fault;

/// Deletes the domain's snapshot of that name, what is below it, or both.
pub fn delete(ctx: &DriverCtx, dom: &DomainRef, name: &str, options: DeleteOptions) -> Result<()> {
    let lock = ctx.lock(&dom.uuid, "snapshot-delete")?;
    let view = ctx.find(dom)?;
    let mut store = Store::open(&ctx.paths, &view)?;
    store.get(name)?;
    fault::point("snapshot.delete.begun")?;
    if options.metadata_only {
        return match options.scope {
            DeleteScope::One => store.remove(name),
            DeleteScope::WithChildren => store.remove_below(name, false),
            DeleteScope::ChildrenOnly => store.remove_below(name, true),
        };
    }
    // Leaves first, so that what is left is a whole tree after each.
    let mut names = match options.scope {
        DeleteScope::One => Vec::new(),
        _ => store.tree().descendants(Some(name)),
    };
    if options.scope != DeleteScope::ChildrenOnly {
        names.insert(0, name.to_owned());
    }
    for name in names.iter().rev() {
        let snapshot = store.get(name)?;
        if snapshot.is_external() {
            external::delete(ctx, &lock, &mut store, &snapshot)?;
        } else {
            internal::delete(ctx, &lock, &mut store, &snapshot)?;
            store.remove(name)?;
        }
    }
    Ok(())
}
