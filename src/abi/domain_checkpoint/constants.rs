//! The constants, structures and callback types of `libvirt-domain-checkpoint.h`.

use oxivirt_derive::Flags;

/// How to make a checkpoint.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainCheckpointCreateFlags {
    /// Only remember one whose bitmaps are there already. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE = 1 << 0,
    /// Have the guest agent bring the file systems to rest first. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_CREATE_QUIESCE = 1 << 1,
    /// When remembering one, check its bitmaps. (Since: 6.10.0)
    VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE_VALIDATE = 1 << 2,
}

/// How to write a checkpoint's document.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainCheckpointXMLFlags {
    /// With passwords; not on a read-only connection. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_XML_SECURE = 1 << 0,
    /// Without the domain's document. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_XML_NO_DOMAIN = 1 << 1,
    /// With how much each disk changed since, asked of the running guest. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_XML_SIZE = 1 << 2,
}

/// Which checkpoints to list, and in which order.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainCheckpointListFlags {
    /// Of a domain's checkpoints: those without a parent. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_LIST_ROOTS = 1 << 0,
    /// Of a checkpoint's children: theirs too. (Since: 5.6.0)
    #[cfg(duplicates)]
    VIR_DOMAIN_CHECKPOINT_LIST_DESCENDANTS = 1 << 0,
    /// Parents before their children. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_LIST_TOPOLOGICAL = 1 << 1,
    /// Those without children. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_LIST_LEAVES = 1 << 2,
    /// Those with children. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_LIST_NO_LEAVES = 1 << 3,
}

/// What goes with a deleted checkpoint.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainCheckpointDeleteFlags {
    /// Its descendants too. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN = 1 << 0,
    /// Only forget it; its bitmaps stay in the disk images. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_DELETE_METADATA_ONLY = 1 << 1,
    /// Its descendants, but not it. (Since: 5.6.0)
    VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN_ONLY = 1 << 2,
}
