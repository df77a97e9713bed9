//! Checkpoints of domains.

/// A checkpoint of a domain's disks. Opaque.
pub struct _virDomainCheckpoint {
    _opaque: [u8; 0],
}

/// A checkpoint of a domain's disks. Opaque.
pub type virDomainCheckpoint = _virDomainCheckpoint;
/// A handle of a checkpoint of a domain's disks.
pub type virDomainCheckpointPtr = *mut virDomainCheckpoint;
