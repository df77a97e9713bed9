//! Changes of what a domain has, and what it is given from outside.

/// How the number of virtual CPUs changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VcpuChange {
    /// How many there can be, not how many there are.
    pub maximum: bool,
    /// Those that come can be taken away again.
    pub hotpluggable: bool,
}

/// Keys to press together.
#[derive(Clone, Copy, Debug)]
pub struct Keys<'a> {
    pub set: KeySet,
    pub codes: &'a [u32],
    /// For how long; 0: as long as the hypervisor finds right.
    pub hold_ms: u32,
}

/// How keys are numbered (`virKeycodeSet`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySet {
    Linux,
    /// QEMU's and VNC's.
    Qemu,
}

/// The new size of a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskResize {
    Bytes(u64),
    /// As large as its device on the host.
    OfDevice,
}

/// What is wrong with a disk (`virDomainDiskErrorCode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskTrouble {
    None = 0,
    Other = 1,
    NoSpace = 2,
}
