//! The constants of `libvirt-domain-snapshot.h`, made as those of `libvirt-domain.h` are.

use oxivirt_derive::Flags;

/// How to make a snapshot.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainSnapshotCreateFlags {
    /// Only write its metadata, again or anew. (Since: 0.9.5)
    VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE = 1 << 0,
    /// Make a redefined one the current one. (Since: 0.9.5)
    VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT = 1 << 1,
    /// Do not remember it. (Since: 0.9.5)
    VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA = 1 << 2,
    /// End the guest afterwards. (Since: 0.9.5)
    VIR_DOMAIN_SNAPSHOT_CREATE_HALT = 1 << 3,
    /// Of the disks, not of the memory. (Since: 0.9.5)
    VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY = 1 << 4,
    /// Use files that exist already. (Since: 0.9.10)
    VIR_DOMAIN_SNAPSHOT_CREATE_REUSE_EXT = 1 << 5,
    /// Let the guest agent still the file systems meanwhile. (Since: 0.9.10)
    VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE = 1 << 6,
    /// All or nothing. (Since: 0.9.11)
    VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC = 1 << 7,
    /// Let the guest run meanwhile. (Since: 1.0.1)
    VIR_DOMAIN_SNAPSHOT_CREATE_LIVE = 1 << 8,
    /// Check the document against the schema. (Since: 5.6.0)
    VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE = 1 << 9,
}

/// How to write a snapshot's document.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainSnapshotXMLFlags {
    /// With passwords; not on a read-only connection. (Since: 5.1.0)
    VIR_DOMAIN_SNAPSHOT_XML_SECURE = 1 << 0,
}

/// Which snapshots to list. Flags come in groups: of a group with any flag set, a snapshot has to match one.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainSnapshotListFlags {
    /// Of a domain's snapshots: those without a parent. (Since: 0.9.5)
    VIR_DOMAIN_SNAPSHOT_LIST_ROOTS = 1 << 0,
    /// Of a snapshot's children: theirs too. (Since: 0.9.7)
    #[cfg(duplicates)]
    VIR_DOMAIN_SNAPSHOT_LIST_DESCENDANTS = 1 << 0,
    /// Those that are remembered. (Since: 0.9.5)
    VIR_DOMAIN_SNAPSHOT_LIST_METADATA = 1 << 1,
    /// Those without children. (Since: 0.9.7)
    VIR_DOMAIN_SNAPSHOT_LIST_LEAVES = 1 << 2,
    /// Those with children. (Since: 0.9.13)
    VIR_DOMAIN_SNAPSHOT_LIST_NO_LEAVES = 1 << 3,
    /// Those that are not remembered. (Since: 0.9.13)
    VIR_DOMAIN_SNAPSHOT_LIST_NO_METADATA = 1 << 4,
    /// Those made without a guest. (Since: 1.0.1)
    VIR_DOMAIN_SNAPSHOT_LIST_INACTIVE = 1 << 5,
    /// Those with the guest's memory. (Since: 1.0.1)
    VIR_DOMAIN_SNAPSHOT_LIST_ACTIVE = 1 << 6,
    /// Those of the disks of a running guest. (Since: 1.0.1)
    VIR_DOMAIN_SNAPSHOT_LIST_DISK_ONLY = 1 << 7,
    /// Those inside the disk images. (Since: 1.0.1)
    VIR_DOMAIN_SNAPSHOT_LIST_INTERNAL = 1 << 8,
    /// Those in files of their own. (Since: 1.0.1)
    VIR_DOMAIN_SNAPSHOT_LIST_EXTERNAL = 1 << 9,
    /// Parents before their children. (Since: 5.2.0)
    VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL = 1 << 10,
}

/// How to go back to a snapshot.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainSnapshotRevertFlags {
    /// The guest shall run afterwards. (Since: 0.9.5)
    VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING = 1 << 0,
    /// The guest shall be paused afterwards. (Since: 0.9.5)
    VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED = 1 << 1,
    /// Even if something is lost by it. (Since: 0.9.7)
    VIR_DOMAIN_SNAPSHOT_REVERT_FORCE = 1 << 2,
    /// Make the firmware's variables anew from their template. (Since: 8.1.0)
    VIR_DOMAIN_SNAPSHOT_REVERT_RESET_NVRAM = 1 << 3,
}

/// What goes with a snapshot.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainSnapshotDeleteFlags {
    /// Its descendants too. (Since: 0.8.0)
    VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN = 1 << 0,
    /// Only forget it. (Since: 0.9.5)
    VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY = 1 << 1,
    /// Its descendants, not itself. (Since: 0.9.5)
    VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY = 1 << 2,
}
