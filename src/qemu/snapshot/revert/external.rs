//! Back to a snapshot in files of its own.

use super::Plan;
use crate::error::{Error, Result};
use crate::qemu::snapshot::Store;

pub(super) fn revert(_: &Plan<'_>, _: &mut Store) -> Result<()> {
    Err(Error::no_support("virDomainRevertToSnapshot"))
}
