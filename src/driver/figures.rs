//! Figures: what a domain uses of the host, and what its devices have transferred.

/// Which figures are wanted (`virDomainStatsTypes`), and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct FigureGroups {
    pub state: bool,
    pub cpu: bool,
    pub balloon: bool,
    pub vcpu: bool,
    pub interface: bool,
    pub block: bool,
    pub perf: bool,
    pub iothread: bool,
    pub memory: bool,
    pub dirty_rate: bool,
    pub vm: bool,
    /// Disks layer by layer.
    pub backing: bool,
}

/// What a disk has transferred; times in nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiskFigures {
    pub read_requests: u64,
    pub read_bytes: u64,
    pub read_ns: u64,
    pub write_requests: u64,
    pub write_bytes: u64,
    pub write_ns: u64,
    pub flush_requests: u64,
    pub flush_ns: u64,
}

impl std::ops::AddAssign for DiskFigures {
    fn add_assign(&mut self, other: Self) {
        self.read_requests += other.read_requests;
        self.read_bytes += other.read_bytes;
        self.read_ns += other.read_ns;
        self.write_requests += other.write_requests;
        self.write_bytes += other.write_bytes;
        self.write_ns += other.write_ns;
        self.flush_requests += other.flush_requests;
        self.flush_ns += other.flush_ns;
    }
}

/// How large a disk is (`virDomainBlockInfo`), in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiskSize {
    /// As the guest sees it.
    pub capacity: u64,
    /// Of the host's storage, what it needs.
    pub allocation: u64,
    /// Its file or device on the host.
    pub physical: u64,
}

/// What a network card has transferred, as the guest sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NetFigures {
    pub rx_bytes: u64,
    pub rx_packets: u64,
    pub rx_errors: u64,
    pub rx_dropped: u64,
    pub tx_bytes: u64,
    pub tx_packets: u64,
    pub tx_errors: u64,
    pub tx_dropped: u64,
}

/// How a guest uses its memory; amounts in KiB. What the guest does not tell is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemoryFigures {
    pub swap_in: Option<u64>,
    pub swap_out: Option<u64>,
    pub major_faults: Option<u64>,
    pub minor_faults: Option<u64>,
    pub unused: Option<u64>,
    pub available: Option<u64>,
    pub usable: Option<u64>,
    pub disk_caches: Option<u64>,
    pub huge_pages_allocated: Option<u64>,
    pub huge_pages_failed: Option<u64>,
    /// Seconds since 1970.
    pub last_update: Option<u64>,
    /// What the balloon leaves the guest.
    pub balloon: Option<u64>,
    /// The hypervisor's process in the host's RAM.
    pub rss: Option<u64>,
}

/// A virtual CPU that is on (`virVcpuInfo`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VcpuFigures {
    pub number: u32,
    pub time_ns: u64,
    /// The host's CPU that it is on or was last.
    pub cpu: Option<u32>,
    /// The host's CPUs that it may use.
    pub allowed: Vec<u32>,
}

/// The CPU time of a whole guest, in nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GuestTimes {
    pub total: u64,
    pub user: u64,
    pub system: u64,
}
