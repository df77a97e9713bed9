//! The names of what VIR_DOMAIN_EVENT_ID_TUNABLE tells. Those with "%u" are formats: a number takes its place.

/// The host's CPUs of this virtual CPU, as a string like "0-3,5". (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_CPU_VCPUPIN: &str = "cputune.vcpupin%u";
/// The host's CPUs of the emulator's other threads, as a string. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_CPU_EMULATORPIN: &str = "cputune.emulatorpin";
/// The host's CPUs of this I/O thread, as a string. (Since: 1.2.14)
pub const VIR_DOMAIN_TUNABLE_CPU_IOTHREADSPIN: &str = "cputune.iothreadpin%u";
/// As VIR_DOMAIN_SCHEDULER_CPU_SHARES. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_CPU_CPU_SHARES: &str = "cputune.cpu_shares";
/// As VIR_DOMAIN_SCHEDULER_GLOBAL_PERIOD. (Since: 1.3.3)
pub const VIR_DOMAIN_TUNABLE_CPU_GLOBAL_PERIOD: &str = "cputune.global_period";
/// As VIR_DOMAIN_SCHEDULER_GLOBAL_QUOTA. (Since: 1.3.3)
pub const VIR_DOMAIN_TUNABLE_CPU_GLOBAL_QUOTA: &str = "cputune.global_quota";
/// As VIR_DOMAIN_SCHEDULER_VCPU_PERIOD. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_CPU_VCPU_PERIOD: &str = "cputune.vcpu_period";
/// As VIR_DOMAIN_SCHEDULER_VCPU_QUOTA. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_CPU_VCPU_QUOTA: &str = "cputune.vcpu_quota";
/// As VIR_DOMAIN_SCHEDULER_EMULATOR_PERIOD. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_CPU_EMULATOR_PERIOD: &str = "cputune.emulator_period";
/// As VIR_DOMAIN_SCHEDULER_EMULATOR_QUOTA. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_CPU_EMULATOR_QUOTA: &str = "cputune.emulator_quota";
/// As VIR_DOMAIN_SCHEDULER_IOTHREAD_PERIOD. (Since: 2.2.0)
pub const VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_PERIOD: &str = "cputune.iothread_period";
/// As VIR_DOMAIN_SCHEDULER_IOTHREAD_QUOTA. (Since: 2.2.0)
pub const VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_QUOTA: &str = "cputune.iothread_quota";
/// The disk whose limits follow, by its target, as a string. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_DISK: &str = "blkdeviotune.disk";
/// As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC: &str = "blkdeviotune.total_bytes_sec";
/// As VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC: &str = "blkdeviotune.read_bytes_sec";
/// As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC: &str = "blkdeviotune.write_bytes_sec";
/// As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC: &str = "blkdeviotune.total_iops_sec";
/// As VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC: &str = "blkdeviotune.read_iops_sec";
/// As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC. (Since: 1.2.9)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC: &str = "blkdeviotune.write_iops_sec";
/// As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX. (Since: 1.2.11)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX: &str = "blkdeviotune.total_bytes_sec_max";
/// As VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX. (Since: 1.2.11)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX: &str = "blkdeviotune.read_bytes_sec_max";
/// As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX. (Since: 1.2.11)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX: &str = "blkdeviotune.write_bytes_sec_max";
/// As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX. (Since: 1.2.11)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX: &str = "blkdeviotune.total_iops_sec_max";
/// As VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX. (Since: 1.2.11)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX: &str = "blkdeviotune.read_iops_sec_max";
/// As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX. (Since: 1.2.11)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX: &str = "blkdeviotune.write_iops_sec_max";
/// As VIR_DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC. (Since: 1.2.11)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_SIZE_IOPS_SEC: &str = "blkdeviotune.size_iops_sec";
/// As VIR_DOMAIN_BLOCK_IOTUNE_GROUP_NAME. (Since: 3.0.0)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_GROUP_NAME: &str = "blkdeviotune.group_name";
/// As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH. (Since: 2.4.0)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX_LENGTH: &str =
    "blkdeviotune.total_bytes_sec_max_length";
/// As VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH. (Since: 2.4.0)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX_LENGTH: &str =
    "blkdeviotune.read_bytes_sec_max_length";
/// As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH. (Since: 2.4.0)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX_LENGTH: &str =
    "blkdeviotune.write_bytes_sec_max_length";
/// As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH. (Since: 2.4.0)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX_LENGTH: &str =
    "blkdeviotune.total_iops_sec_max_length";
/// As VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH. (Since: 2.4.0)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX_LENGTH: &str =
    "blkdeviotune.read_iops_sec_max_length";
/// As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH. (Since: 2.4.0)
pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX_LENGTH: &str =
    "blkdeviotune.write_iops_sec_max_length";
