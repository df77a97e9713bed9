//! Defaults and checks of a domain that need no knowledge of a hypervisor.
//!
//! They are in two steps, because the driver fills in its own in between: [`Domain::generic_defaults`]
//! right after reading; [`Domain::late_defaults`] after the driver chose machine, models and devices,
//! before it assigns addresses. Both may be called again without harm.

use super::*;
use crate::error::Result;

impl Domain {
    /// What follows from the document alone.
    pub fn generic_defaults(&mut self, ctx: &ParseContext) -> Result<()> {
        let _ = ctx;
        Ok(())
    }

    pub fn validate(&self) -> Result<()> {
        Ok(())
    }
}
