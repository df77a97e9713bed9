//! Bringing guests to other hosts, and dumping their memory.

use super::virDomainPtr;
use crate::abi::common::params::virTypedParameterPtr;
use crate::abi::host::virConnectPtr;
use oxivirt_derive::Flags;
use std::ffi::{c_char, c_int, c_uint, c_ulong, c_ulonglong};

/// How to dump a guest's memory.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainCoreDumpFlags {
    /// End the guest afterwards, as crashed. (Since: 0.7.5)
    VIR_DUMP_CRASH = 1 << 0,
    /// Let the guest run meanwhile. (Since: 0.7.5)
    VIR_DUMP_LIVE = 1 << 1,
    /// Go past the host's file cache. (Since: 0.9.4)
    VIR_DUMP_BYPASS_CACHE = 1 << 2,
    /// Reset the guest afterwards. (Since: 0.9.7)
    VIR_DUMP_RESET = 1 << 3,
    /// Memory and CPU registers only, in a form that crash tools read. (Since: 0.9.13)
    VIR_DUMP_MEMORY_ONLY = 1 << 4,
}

/// The form of a dump. All but the first need VIR_DUMP_MEMORY_ONLY.
#[repr(C)]
pub enum virDomainCoreDumpFormat {
    /// As it is: ELF with VIR_DUMP_MEMORY_ONLY. (Since: 1.2.3)
    VIR_DOMAIN_CORE_DUMP_FORMAT_RAW = 0,
    /// kdump's, compressed with zlib. (Since: 1.2.3)
    VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_ZLIB = 1,
    /// kdump's, compressed with lzo. (Since: 1.2.3)
    VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_LZO = 2,
    /// kdump's, compressed with snappy. (Since: 1.2.3)
    VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_SNAPPY = 3,
    /// Windows' full crash dump. (Since: 7.4.0)
    VIR_DOMAIN_CORE_DUMP_FORMAT_WIN_DMP = 4,
    #[cfg(sentinels)]
    VIR_DOMAIN_CORE_DUMP_FORMAT_LAST,
}

/// How to bring a guest to another host.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainMigrateFlags {
    /// Let it run meanwhile. (Since: 0.3.2)
    VIR_MIGRATE_LIVE = 1 << 0,
    /// The two hosts deal with each other, without this program. (Since: 0.7.2)
    VIR_MIGRATE_PEER2PEER = 1 << 1,
    /// Through libvirt's connection between the hosts. (Since: 0.7.2)
    VIR_MIGRATE_TUNNELLED = 1 << 2,
    /// Define it over there. (Since: 0.7.3)
    VIR_MIGRATE_PERSIST_DEST = 1 << 3,
    /// Undefine it here. (Since: 0.7.3)
    VIR_MIGRATE_UNDEFINE_SOURCE = 1 << 4,
    /// Leave it paused over there. (Since: 0.7.5)
    VIR_MIGRATE_PAUSED = 1 << 5,
    /// Bring its disks too, whole. (Since: 0.8.2)
    VIR_MIGRATE_NON_SHARED_DISK = 1 << 6,
    /// Bring its disks too, but only their top layers. (Since: 0.8.2)
    VIR_MIGRATE_NON_SHARED_INC = 1 << 7,
    /// Refuse changes of its devices meanwhile. (Since: 0.9.4)
    VIR_MIGRATE_CHANGE_PROTECTION = 1 << 8,
    /// Even if its data are in danger by it. (Since: 0.9.11)
    VIR_MIGRATE_UNSAFE = 1 << 9,
    /// Only the definition of a domain without a guest. (Since: 1.0.1)
    VIR_MIGRATE_OFFLINE = 1 << 10,
    /// Compress its memory. (Since: 1.0.3)
    VIR_MIGRATE_COMPRESSED = 1 << 11,
    /// Give up if a disk has an error meanwhile. (Since: 1.1.0)
    VIR_MIGRATE_ABORT_ON_ERROR = 1 << 12,
    /// Slow its CPUs down if it changes memory too fast. (Since: 1.2.3)
    VIR_MIGRATE_AUTO_CONVERGE = 1 << 13,
    /// With RDMA: pin all of its memory beforehand. (Since: 1.2.9)
    VIR_MIGRATE_RDMA_PIN_ALL = 1 << 14,
    /// Allow virDomainMigrateStartPostCopy(). (Since: 1.3.3)
    VIR_MIGRATE_POSTCOPY = 1 << 15,
    /// Encrypt it, with QEMU's TLS. (Since: 3.2.0)
    VIR_MIGRATE_TLS = 1 << 16,
    /// Use several connections at a time. (Since: 5.2.0)
    VIR_MIGRATE_PARALLEL = 1 << 17,
    /// While disks are brought, its writes wait until the other host has them too. (Since: 8.0.0)
    VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES = 1 << 18,
    /// Go on with a post-copy migration that was broken off. (Since: 8.5.0)
    VIR_MIGRATE_POSTCOPY_RESUME = 1 << 19,
    /// Let the kernel send memory without copying it. (Since: 8.5.0)
    VIR_MIGRATE_ZEROCOPY = 1 << 20,
}

/// Where the other hypervisor takes the guest, as a string. (Since: 1.1.0)
pub const VIR_MIGRATE_PARAM_URI: &str = "migrate_uri";
/// Its name over there, as a string. (Since: 1.1.0)
pub const VIR_MIGRATE_PARAM_DEST_NAME: &str = "destination_name";
/// Its document over there, as a string; it may differ in what the guest does not see. (Since: 1.1.0)
pub const VIR_MIGRATE_PARAM_DEST_XML: &str = "destination_xml";
/// Its definition over there, as a string, with VIR_MIGRATE_PERSIST_DEST. (Since: 1.3.4)
pub const VIR_MIGRATE_PARAM_PERSIST_XML: &str = "persistent_xml";
/// A limit, in MiB per second, as an unsigned long long. (Since: 1.1.0)
pub const VIR_MIGRATE_PARAM_BANDWIDTH: &str = "bandwidth";
/// A limit once it runs over there, in MiB per second, as an unsigned long long; 0: none. (Since: 5.1.0)
pub const VIR_MIGRATE_PARAM_BANDWIDTH_POSTCOPY: &str = "bandwidth.postcopy";
/// What to reckon with for the last step, in bytes per second, as an unsigned long long; 0: what was measured.
/// (Since: 11.1.0)
pub const VIR_MIGRATE_PARAM_BANDWIDTH_AVAIL_SWITCHOVER: &str = "bandwidth.avail.switchover";
/// Where viewers shall go, as a string like "spice://host:5900". (Since: 1.1.0)
pub const VIR_MIGRATE_PARAM_GRAPHICS_URI: &str = "graphics_uri";
/// On what address the other hypervisor listens, as a string. (Since: 1.1.4)
pub const VIR_MIGRATE_PARAM_LISTEN_ADDRESS: &str = "listen_address";
/// A disk to bring, by its target, as a string; may come several times. (Since: 1.2.17)
pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS: &str = "migrate_disks";
/// A disk whose zeros need not be written over there, by its target, as a string; may come several times. (Since:
/// 10.9.0)
pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES: &str = "migrate_disks_detect_zeroes";
/// A disk that reads as zeros over there already, by its target, as a string; may come several times. (Since:
/// 12.2.0)
pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS_TARGET_ZERO: &str = "migrate_disks_target_zero";
/// On what port the other host takes disks, as an int. (Since: 1.3.3)
pub const VIR_MIGRATE_PARAM_DISKS_PORT: &str = "disks_port";
/// Where the other host takes disks, as a string. (Since: 6.8.0)
pub const VIR_MIGRATE_PARAM_DISKS_URI: &str = "disks_uri";
/// A way to compress, "mt", "xbzrle", "zlib" or "zstd", as a string; may come several times. (Since: 1.3.4)
pub const VIR_MIGRATE_PARAM_COMPRESSION: &str = "compression";
/// Of "mt": the level, 0 to 9, as an int. (Since: 1.3.4)
pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_LEVEL: &str = "compression.mt.level";
/// Of "mt": how many threads compress, as an int. (Since: 1.3.4)
pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_THREADS: &str = "compression.mt.threads";
/// Of "mt": how many threads decompress, as an int. (Since: 1.3.4)
pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_DTHREADS: &str = "compression.mt.dthreads";
/// Of "xbzrle": the size of its cache, in bytes, as an unsigned long long. (Since: 1.3.4)
pub const VIR_MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE: &str = "compression.xbzrle.cache";
/// Of "zlib": the level, 0 to 9, as an int. (Since: 9.4.0)
pub const VIR_MIGRATE_PARAM_COMPRESSION_ZLIB_LEVEL: &str = "compression.zlib.level";
/// Of "zstd": the level, 0 to 20, as an int. (Since: 9.4.0)
pub const VIR_MIGRATE_PARAM_COMPRESSION_ZSTD_LEVEL: &str = "compression.zstd.level";
/// By how much the CPUs are slowed down first, in percent, as an int. (Since: 2.0.0)
pub const VIR_MIGRATE_PARAM_AUTO_CONVERGE_INITIAL: &str = "auto_converge.initial";
/// By how much more each time that was not enough, in percent, as an int. (Since: 2.0.0)
pub const VIR_MIGRATE_PARAM_AUTO_CONVERGE_INCREMENT: &str = "auto_converge.increment";
/// With VIR_MIGRATE_PARALLEL: how many connections, as an int. (Since: 5.2.0)
pub const VIR_MIGRATE_PARAM_PARALLEL_CONNECTIONS: &str = "parallel.connections";
/// The other host's name in its certificate, as a string. (Since: 6.0.0)
pub const VIR_MIGRATE_PARAM_TLS_DESTINATION: &str = "tls.destination";

/// Which limit of a migration.
#[repr(C)]
#[derive(Flags)]
pub enum virDomainMigrateMaxSpeedFlags {
    /// That of post-copy. (Since: 5.1.0)
    VIR_DOMAIN_MIGRATE_MAX_SPEED_POSTCOPY = 1 << 0,
}

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN)]
unsafe extern "C" {
    /// Brings a guest to another host.
    ///
    /// @param domain a domain
    /// @param dconn a connection to the other host
    /// @param flags of virDomainMigrateFlags
    /// @param dname (optional) its name over there; NULL for the one it has
    /// @param uri (optional) where the other hypervisor takes it; NULL to let the other host say it
    /// @param bandwidth (optional) a limit, in MiB per second; 0: the default
    /// @return a handle of it over there, or NULL if it failed
    #[check(
        domain: handle,
        writable,
        exclusive(flags, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_DISK, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_INC),
        exclusive(flags, virDomainMigrateFlags::VIR_MIGRATE_TUNNELLED, virDomainMigrateFlags::VIR_MIGRATE_PARALLEL),
        unless_flag(flags, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_DISK, requires(flags, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_INC)),
        dconn: handle,
        writable(dconn), not_empty_if_given(dname)
    )]
    pub fn virDomainMigrate(
        domain: virDomainPtr,
        dconn: virConnectPtr,
        flags: c_ulong,
        dname: *const c_char,
        uri: *const c_char,
        bandwidth: c_ulong,
    ) -> virDomainPtr;

    /// Brings a guest to another host.
    ///
    /// @param domain a domain
    /// @param dconn a connection to the other host
    /// @param dxml (optional) its document over there, which may differ in what the guest does not see; may be NULL
    /// @param flags of virDomainMigrateFlags
    /// @param dname (optional) its name over there; NULL for the one it has
    /// @param uri (optional) where the other hypervisor takes it; NULL to let the other host say it
    /// @param bandwidth (optional) a limit, in MiB per second; 0: the default
    /// @return a handle of it over there, or NULL if it failed
    #[check(
        domain: handle,
        writable,
        exclusive(flags, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_DISK, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_INC),
        exclusive(flags, virDomainMigrateFlags::VIR_MIGRATE_TUNNELLED, virDomainMigrateFlags::VIR_MIGRATE_PARALLEL),
        unless_flag(flags, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_DISK, requires(flags, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_INC)),
        dconn: handle,
        writable(dconn), not_empty_if_given(dname)
    )]
    pub fn virDomainMigrate2(
        domain: virDomainPtr,
        dconn: virConnectPtr,
        dxml: *const c_char,
        flags: c_ulong,
        dname: *const c_char,
        uri: *const c_char,
        bandwidth: c_ulong,
    ) -> virDomainPtr;

    /// Brings a guest to another host.
    ///
    /// @param domain a domain
    /// @param dconn a connection to the other host
    /// @param params (optional) VIR_MIGRATE_PARAM_ parameters; may be NULL if nparams is 0
    /// @param nparams (optional) how many there are
    /// @param flags of virDomainMigrateFlags, without PEER2PEER and TUNNELLED
    /// @return a handle of it over there, or NULL if it failed
    #[check(
        domain: handle,
        writable,
        exclusive(flags, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_DISK, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_INC),
        unless_flag(flags, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_DISK, requires(flags, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES, virDomainMigrateFlags::VIR_MIGRATE_NON_SHARED_INC)),
        when_flag(flags, virDomainMigrateFlags::VIR_MIGRATE_PEER2PEER, zero(flags)),
        when_flag(flags, virDomainMigrateFlags::VIR_MIGRATE_TUNNELLED, zero(flags)),
        dconn: handle,
        writable(dconn)
    )]
    pub fn virDomainMigrate3(
        domain: virDomainPtr,
        dconn: virConnectPtr,
        params: virTypedParameterPtr,
        nparams: c_uint,
        flags: c_uint,
    ) -> virDomainPtr;

    /// Brings a guest to another host by a connection that the hosts make between them.
    ///
    /// @param domain a domain
    /// @param duri the connection's URI with VIR_MIGRATE_PEER2PEER; else where the other hypervisor takes it
    /// @param flags of virDomainMigrateFlags
    /// @param dname (optional) its name over there; NULL for the one it has
    /// @param bandwidth (optional) a limit, in MiB per second; 0: the default
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        writable,
        exclusive(flags, virDomainMigrateFlags::VIR_MIGRATE_TUNNELLED, virDomainMigrateFlags::VIR_MIGRATE_PARALLEL),
        not_null(duri), not_empty_if_given(dname)
    )]
    pub fn virDomainMigrateToURI(
        domain: virDomainPtr,
        duri: *const c_char,
        flags: c_ulong,
        dname: *const c_char,
        bandwidth: c_ulong,
    ) -> c_int;

    /// Brings a guest to another host by a connection that the hosts make between them.
    ///
    /// @param domain a domain
    /// @param dconnuri (optional) the connection's URI, with VIR_MIGRATE_PEER2PEER
    /// @param miguri (optional) where the other hypervisor takes it; NULL to let the other host say it
    /// @param dxml (optional) its document over there, which may differ in what the guest does not see; may be NULL
    /// @param flags of virDomainMigrateFlags
    /// @param dname (optional) its name over there; NULL for the one it has
    /// @param bandwidth (optional) a limit, in MiB per second; 0: the default
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        writable,
        not_empty_if_given(dname),
        exclusive(flags, virDomainMigrateFlags::VIR_MIGRATE_TUNNELLED, virDomainMigrateFlags::VIR_MIGRATE_PARALLEL)
    )]
    pub fn virDomainMigrateToURI2(
        domain: virDomainPtr,
        dconnuri: *const c_char,
        miguri: *const c_char,
        dxml: *const c_char,
        flags: c_ulong,
        dname: *const c_char,
        bandwidth: c_ulong,
    ) -> c_int;

    /// Brings a guest to another host by a connection that the hosts make between them.
    ///
    /// @param domain a domain
    /// @param dconnuri (optional) the connection's URI, with VIR_MIGRATE_PEER2PEER
    /// @param params (optional) VIR_MIGRATE_PARAM_ parameters; may be NULL if nparams is 0
    /// @param nparams (optional) how many there are
    /// @param flags of virDomainMigrateFlags
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        writable,
        exclusive(flags, virDomainMigrateFlags::VIR_MIGRATE_TUNNELLED, virDomainMigrateFlags::VIR_MIGRATE_PARALLEL)
    )]
    pub fn virDomainMigrateToURI3(
        domain: virDomainPtr,
        dconnuri: *const c_char,
        params: virTypedParameterPtr,
        nparams: c_uint,
        flags: c_uint,
    ) -> c_int;

    /// Tells for how long a guest may stand still at the end of its migration.
    ///
    /// @param domain a domain
    /// @param downtime the time, in milliseconds
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(downtime))]
    pub fn virDomainMigrateGetMaxDowntime(
        domain: virDomainPtr,
        downtime: *mut c_ulonglong,
        flags: c_uint,
    ) -> c_int;

    /// Sets for how long a guest may stand still at the end of its migration.
    ///
    /// @param domain a domain
    /// @param downtime the time, in milliseconds
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable)]
    pub fn virDomainMigrateSetMaxDowntime(
        domain: virDomainPtr,
        downtime: c_ulonglong,
        flags: c_uint,
    ) -> c_int;

    /// Tells the size of the cache for compressing a guest that migrates.
    ///
    /// @param domain a domain
    /// @param cacheSize the size, in bytes
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(cacheSize))]
    pub fn virDomainMigrateGetCompressionCache(
        domain: virDomainPtr,
        cacheSize: *mut c_ulonglong,
        flags: c_uint,
    ) -> c_int;

    /// Sets the size of the cache for compressing a guest that migrates.
    ///
    /// @param domain a domain
    /// @param cacheSize the size, in bytes
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable)]
    pub fn virDomainMigrateSetCompressionCache(
        domain: virDomainPtr,
        cacheSize: c_ulonglong,
        flags: c_uint,
    ) -> c_int;

    /// Limits migration.
    ///
    /// @param domain a domain
    /// @param bandwidth the limit, in MiB per second
    /// @param flags of virDomainMigrateMaxSpeedFlags
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable)]
    pub fn virDomainMigrateSetMaxSpeed(
        domain: virDomainPtr,
        bandwidth: c_ulong,
        flags: c_uint,
    ) -> c_int;

    /// Tells the limit of migration.
    ///
    /// @param domain a domain
    /// @param bandwidth the limit, in MiB per second
    /// @param flags of virDomainMigrateMaxSpeedFlags
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(bandwidth), writable)]
    pub fn virDomainMigrateGetMaxSpeed(
        domain: virDomainPtr,
        bandwidth: *mut c_ulong,
        flags: c_uint,
    ) -> c_int;

    /// Lets a guest that migrates with VIR_MIGRATE_POSTCOPY run on the other host now; its memory follows.
    ///
    /// @param domain a domain
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, writable)]
    pub fn virDomainMigrateStartPostCopy(domain: virDomainPtr, flags: c_uint) -> c_int;
}
