//! The names of what virDomainGetGuestInfo() tells. A name with a PREFIX is followed by an index from 0 and by a
//! SUFFIX.

/// How many users are logged in, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_USER_COUNT: &str = "user.count";
/// Begins the names of a user. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_USER_PREFIX: &str = "user.";
/// The user's name, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_NAME: &str = ".name";
/// The user's domain, of Windows, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_DOMAIN: &str = ".domain";
/// When the user logged in, in milliseconds since 1970, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_LOGIN_TIME: &str = ".login-time";
/// The system's short name, as "debian" or "mswindows", as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_OS_ID: &str = "os.id";
/// The system's name, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_OS_NAME: &str = "os.name";
/// The system's name for people to read, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_OS_PRETTY_NAME: &str = "os.pretty-name";
/// The system's version, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_OS_VERSION: &str = "os.version";
/// The system's version for programs to read, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_OS_VERSION_ID: &str = "os.version-id";
/// The release of its kernel, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_OS_KERNEL_RELEASE: &str = "os.kernel-release";
/// The version of its kernel, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_OS_KERNEL_VERSION: &str = "os.kernel-version";
/// Its processor, as "x86_64", as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_OS_MACHINE: &str = "os.machine";
/// The system's variant, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_OS_VARIANT: &str = "os.variant";
/// The system's variant for programs to read, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_OS_VARIANT_ID: &str = "os.variant-id";
/// The time zone's name, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_TIMEZONE_NAME: &str = "timezone.name";
/// How far it is from UTC, in seconds, as an int. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_TIMEZONE_OFFSET: &str = "timezone.offset";
/// The host name, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_HOSTNAME_HOSTNAME: &str = "hostname";
/// How many file systems are mounted, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_COUNT: &str = "fs.count";
/// Begins the names of a file system. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_PREFIX: &str = "fs.";
/// Where it is mounted, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_MOUNTPOINT: &str = ".mountpoint";
/// The device it is on, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_NAME: &str = ".name";
/// Its type, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_FSTYPE: &str = ".fstype";
/// Its size, in bytes, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_TOTAL_BYTES: &str = ".total-bytes";
/// How much of it is used, in bytes, as an unsigned long long. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_USED_BYTES: &str = ".used-bytes";
/// How many disks it is on, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_COUNT: &str = ".disk.count";
/// Begins the names of one of its disks. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_PREFIX: &str = ".disk.";
/// The disk's target, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_ALIAS: &str = ".alias";
/// The disk's serial number, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_SERIAL: &str = ".serial";
/// The disk's device in the guest, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_DEVICE: &str = ".device";
/// How many disks there are, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_DISK_COUNT: &str = "disk.count";
/// Begins the names of a disk. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_DISK_PREFIX: &str = "disk.";
/// Its device in the guest, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_NAME: &str = ".name";
/// Whether it is a partition, as a boolean. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_PARTITION: &str = ".partition";
/// How many devices it is made of, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_COUNT: &str = ".dependency.count";
/// Begins the names of a device it is made of. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_PREFIX: &str = ".dependency.";
/// That device's name in the guest, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_SUFFIX_NAME: &str = ".name";
/// Its serial number, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_SERIAL: &str = ".serial";
/// Its target in the domain's document, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_ALIAS: &str = ".alias";
/// A name that the guest has for it besides, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_ALIAS: &str = ".guest_alias";
/// Its bus as the guest sees it, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_BUS: &str = ".guest_bus";
/// How many network interfaces there are, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_IF_COUNT: &str = "if.count";
/// Begins the names of a network interface. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_IF_PREFIX: &str = "if.";
/// Its name in the guest, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_NAME: &str = ".name";
/// Its hardware address, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_HWADDR: &str = ".hwaddr";
/// How many addresses it has, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_COUNT: &str = ".addr.count";
/// Begins the names of one of its addresses. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_PREFIX: &str = ".addr.";
/// "ipv4" or "ipv6", as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_TYPE: &str = ".type";
/// The address, as a string. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_ADDR: &str = ".addr";
/// How many bits of it are the network's, as an unsigned int. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_PREFIX: &str = ".prefix";
/// How many tasks wanted to run, over one minute, as a double. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_LOAD_1M: &str = "load.1m";
/// The same over five minutes, as a double. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_LOAD_5M: &str = "load.5m";
/// The same over fifteen minutes, as a double. (Since: 11.2.0)
pub const VIR_DOMAIN_GUEST_INFO_LOAD_15M: &str = "load.15m";
/// How many devices there are, as an unsigned int. (Since: 12.7.0)
pub const VIR_DOMAIN_GUEST_INFO_DEVICE_COUNT: &str = "device.count";
/// Begins the names of a device. (Since: 12.7.0)
pub const VIR_DOMAIN_GUEST_INFO_DEVICE_PREFIX: &str = "device.";
/// The name of its driver, as a string. (Since: 12.7.0)
pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_NAME: &str = ".driverName";
/// The version of its driver, as a string. (Since: 12.7.0)
pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_VERSION: &str = ".driverVersion";
/// When its driver was released. (Since: 12.7.0)
pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_DATE: &str = ".driverDate";
/// What kind of id it has, as "pci", as a string. (Since: 12.7.0)
pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_ID_TYPE: &str = ".idType";
