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

/// A kind of guest, whose capabilities are asked for; what is `None` the driver chooses.
#[derive(Clone, Copy, Debug, Default)]
pub struct GuestKind<'a> {
    pub emulator: Option<&'a str>,
    pub arch: Option<&'a str>,
    pub machine: Option<&'a str>,
    /// The type of the domain, "kvm" or "qemu".
    pub virt: Option<&'a str>,
    /// Host-model without features of the CPU that are deprecated.
    pub without_deprecated: bool,
}
