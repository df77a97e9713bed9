//! Streams of data.

pub mod constants;

use super::handle::{Belongs, Held};
use super::host::Connection;
use std::sync::Arc;

pub use super::host::{virStream, virStreamPtr};

/// What a stream's handle stands for.
#[allow(dead_code)]
pub(super) struct Stream {
    connection: Held<Connection>,
}

impl Belongs for Stream {
    fn connection_of(this: &Arc<Self>) -> Option<Arc<Connection>> {
        Some(Arc::clone(this.connection.arc()))
    }
}
