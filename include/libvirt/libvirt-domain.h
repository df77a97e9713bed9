/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_DOMAIN_H
#define LIBVIRT_DOMAIN_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

/**
 * Of virDomainBlockStatsFlags(): bytes read, as a long long. (Since: 0.9.5)
 */
#define VIR_DOMAIN_BLOCK_STATS_READ_BYTES "rd_bytes"

/**
 * Of the same: requests to read, as a long long. (Since: 0.9.5)
 */
#define VIR_DOMAIN_BLOCK_STATS_READ_REQ "rd_operations"

/**
 * Of the same: time spent in reading, in nanoseconds, as a long long. (Since: 0.9.5)
 */
#define VIR_DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES "rd_total_times"

/**
 * Of the same: bytes written, as a long long. (Since: 0.9.5)
 */
#define VIR_DOMAIN_BLOCK_STATS_WRITE_BYTES "wr_bytes"

/**
 * Of the same: requests to write, as a long long. (Since: 0.9.5)
 */
#define VIR_DOMAIN_BLOCK_STATS_WRITE_REQ "wr_operations"

/**
 * Of the same: time spent in writing, in nanoseconds, as a long long. (Since: 0.9.5)
 */
#define VIR_DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES "wr_total_times"

/**
 * Of the same: requests to flush, as a long long. (Since: 0.9.5)
 */
#define VIR_DOMAIN_BLOCK_STATS_FLUSH_REQ "flush_operations"

/**
 * Of the same: time spent in flushing, in nanoseconds, as a long long. (Since: 0.9.5)
 */
#define VIR_DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES "flush_total_times"

/**
 * Of the same: errors, as a long long; from Xen only. (Since: 0.9.5)
 */
#define VIR_DOMAIN_BLOCK_STATS_ERRS "errs"

/**
 * Of virDomainBlockCopy(): its limit, in bytes per second, as an unsigned long long; 0: none. (Since: 1.2.8)
 */
#define VIR_DOMAIN_BLOCK_COPY_BANDWIDTH "bandwidth"

/**
 * Of the same: in what units changes are remembered, in bytes, a power of two, as an unsigned int. (Since: 1.2.8)
 */
#define VIR_DOMAIN_BLOCK_COPY_GRANULARITY "granularity"

/**
 * Of the same: how much data may be under way, in bytes, as an unsigned long long. (Since: 1.2.8)
 */
#define VIR_DOMAIN_BLOCK_COPY_BUF_SIZE "buf-size"

/**
 * A limit of a disk: bytes per second both ways, as an unsigned long long; 0: none, as for all that follow.
 * (Since: 0.9.8)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC "total_bytes_sec"

/**
 * A limit of a disk: bytes read per second, as an unsigned long long. (Since: 0.9.8)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC "read_bytes_sec"

/**
 * A limit of a disk: bytes written per second, as an unsigned long long. (Since: 0.9.8)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC "write_bytes_sec"

/**
 * A limit of a disk: requests per second both ways, as an unsigned long long. (Since: 0.9.8)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC "total_iops_sec"

/**
 * A limit of a disk: requests to read per second, as an unsigned long long. (Since: 0.9.8)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC "read_iops_sec"

/**
 * A limit of a disk: requests to write per second, as an unsigned long long. (Since: 0.9.8)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC "write_iops_sec"

/**
 * A limit for a short while: bytes per second both ways, as an unsigned long long. (Since: 1.2.11)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX "total_bytes_sec_max"

/**
 * A limit for a short while: bytes read per second, as an unsigned long long. (Since: 1.2.11)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX "read_bytes_sec_max"

/**
 * A limit for a short while: bytes written per second, as an unsigned long long. (Since: 1.2.11)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX "write_bytes_sec_max"

/**
 * A limit for a short while: requests per second both ways, as an unsigned long long. (Since: 1.2.11)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX "total_iops_sec_max"

/**
 * A limit for a short while: requests to read per second, as an unsigned long long. (Since: 1.2.11)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX "read_iops_sec_max"

/**
 * A limit for a short while: requests to write per second, as an unsigned long long. (Since: 1.2.11)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX "write_iops_sec_max"

/**
 * How long that while is for bytes both ways, in seconds, as an unsigned long long. (Since: 2.4.0)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH "total_bytes_sec_max_length"

/**
 * How long that while is for bytes read, in seconds, as an unsigned long long. (Since: 2.4.0)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH "read_bytes_sec_max_length"

/**
 * How long that while is for bytes written, in seconds, as an unsigned long long. (Since: 2.4.0)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH "write_bytes_sec_max_length"

/**
 * How long that while is for requests both ways, in seconds, as an unsigned long long. (Since: 2.4.0)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH "total_iops_sec_max_length"

/**
 * How long that while is for requests to read, in seconds, as an unsigned long long. (Since: 2.4.0)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH "read_iops_sec_max_length"

/**
 * How long that while is for requests to write, in seconds, as an unsigned long long. (Since: 2.4.0)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH "write_iops_sec_max_length"

/**
 * How many bytes count as one request, as an unsigned long long. (Since: 1.2.11)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC "size_iops_sec"

/**
 * The group of disks that share the limits, as a string. (Since: 3.0.0)
 */
#define VIR_DOMAIN_BLOCK_IOTUNE_GROUP_NAME "group_name"

/**
 * What the firmware measured at launch, in base64, as a string. (Since: 4.5.0)
 */
#define VIR_DOMAIN_LAUNCH_SECURITY_SEV_MEASUREMENT "sev-measurement"

/**
 * The major version of the firmware's interface, as an unsigned int. (Since: 8.0.0)
 */
#define VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MAJOR "sev-api-major"

/**
 * The minor version of the firmware's interface, as an unsigned int. (Since: 8.0.0)
 */
#define VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MINOR "sev-api-minor"

/**
 * The firmware's build, as an unsigned int. (Since: 8.0.0)
 */
#define VIR_DOMAIN_LAUNCH_SECURITY_SEV_BUILD_ID "sev-build-id"

/**
 * The guest's policy, of SEV, as an unsigned int. (Since: 8.0.0)
 */
#define VIR_DOMAIN_LAUNCH_SECURITY_SEV_POLICY "sev-policy"

/**
 * The guest's policy, of SEV-SNP, as an unsigned long long. (Since: 10.5.0)
 */
#define VIR_DOMAIN_LAUNCH_SECURITY_SEV_SNP_POLICY "sev-snp-policy"

/**
 * Of virDomainSetLaunchSecurityState(): the secret's header, in base64, as a string. (Since: 8.0.0)
 */
#define VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_HEADER "sev-secret-header"

/**
 * Of the same: the secret, in base64, as a string. (Since: 8.0.0)
 */
#define VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET "sev-secret"

/**
 * Of the same: where in the guest's memory to put it, as an unsigned long long; if absent the firmware says it.
 * (Since: 8.0.0)
 */
#define VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_SET_ADDRESS "sev-secret-set-address"

/**
 * The guest's weight on the host's CPUs, as an unsigned long long. (Since: 0.9.7)
 */
#define VIR_DOMAIN_SCHEDULER_CPU_SHARES "cpu_shares"

/**
 * In what period the whole guest's quota counts, in microseconds, as an unsigned long long. (Since: 1.3.3)
 */
#define VIR_DOMAIN_SCHEDULER_GLOBAL_PERIOD "global_period"

/**
 * How long the whole guest may run in each period, in microseconds, as a long long; negative: no limit. (Since: 1.3.3)
 */
#define VIR_DOMAIN_SCHEDULER_GLOBAL_QUOTA "global_quota"

/**
 * In what period a virtual CPU's quota counts, in microseconds, as an unsigned long long. (Since: 0.9.7)
 */
#define VIR_DOMAIN_SCHEDULER_VCPU_PERIOD "vcpu_period"

/**
 * How long each virtual CPU may run in each period, in microseconds, as a long long; negative: no limit. (Since: 0.9.7)
 */
#define VIR_DOMAIN_SCHEDULER_VCPU_QUOTA "vcpu_quota"

/**
 * In what period the emulator's quota counts, in microseconds, as an unsigned long long. (Since: 0.10.0)
 */
#define VIR_DOMAIN_SCHEDULER_EMULATOR_PERIOD "emulator_period"

/**
 * How long the emulator's other threads may run in each period, in microseconds, as a long long; negative: no
 * limit. (Since: 0.10.0)
 */
#define VIR_DOMAIN_SCHEDULER_EMULATOR_QUOTA "emulator_quota"

/**
 * In what period an I/O thread's quota counts, in microseconds, as an unsigned long long. (Since: 2.2.0)
 */
#define VIR_DOMAIN_SCHEDULER_IOTHREAD_PERIOD "iothread_period"

/**
 * How long each I/O thread may run in each period, in microseconds, as a long long; negative: no limit. (Since: 2.2.0)
 */
#define VIR_DOMAIN_SCHEDULER_IOTHREAD_QUOTA "iothread_quota"

/**
 * Of Xen's credit scheduler: the guest's weight, as an unsigned int. (Since: 0.9.7)
 */
#define VIR_DOMAIN_SCHEDULER_WEIGHT "weight"

/**
 * Of Xen's credit scheduler: the guest's limit, in percent of one CPU, as an unsigned int; 0: none. (Since: 0.9.7)
 */
#define VIR_DOMAIN_SCHEDULER_CAP "cap"

/**
 * Of ESX: what the guest gets in any case, in MHz, as a long long. (Since: 0.9.7)
 */
#define VIR_DOMAIN_SCHEDULER_RESERVATION "reservation"

/**
 * Of ESX: what the guest gets at most, in MHz, as a long long; -1: no limit. (Since: 0.9.7)
 */
#define VIR_DOMAIN_SCHEDULER_LIMIT "limit"

/**
 * Of ESX: the guest's weight, as an int; -1, -2 and -3 are its low, normal and high. (Since: 0.9.7)
 */
#define VIR_DOMAIN_SCHEDULER_SHARES "shares"

/**
 * Of virDomainSetIOThreadParams(): how long it polls at most, in nanoseconds, as an unsigned long long; 0: not
 * at all. (Since: 4.10.0)
 */
#define VIR_DOMAIN_IOTHREAD_POLL_MAX_NS "poll_max_ns"

/**
 * Of the same: by what factor its polling grows, as an unsigned int; 0: the hypervisor's own. (Since: 4.10.0)
 */
#define VIR_DOMAIN_IOTHREAD_POLL_GROW "poll_grow"

/**
 * Of the same: by what divisor its polling shrinks, as an unsigned int; 0: the hypervisor's own. (Since: 4.10.0)
 */
#define VIR_DOMAIN_IOTHREAD_POLL_SHRINK "poll_shrink"

/**
 * Of the same: how many helpers it has at least, as an int; -1: the hypervisor's own. (Since: 8.5.0)
 */
#define VIR_DOMAIN_IOTHREAD_THREAD_POOL_MIN "thread_pool_min"

/**
 * Of the same: how many helpers it has at most, as an int; -1: the hypervisor's own. (Since: 8.5.0)
 */
#define VIR_DOMAIN_IOTHREAD_THREAD_POOL_MAX "thread_pool_max"

/**
 * How many users are logged in, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_USER_COUNT "user.count"

/**
 * Begins the names of a user. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_USER_PREFIX "user."

/**
 * The user's name, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_NAME ".name"

/**
 * The user's domain, of Windows, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_DOMAIN ".domain"

/**
 * When the user logged in, in milliseconds since 1970, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_LOGIN_TIME ".login-time"

/**
 * The system's short name, as "debian" or "mswindows", as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_OS_ID "os.id"

/**
 * The system's name, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_OS_NAME "os.name"

/**
 * The system's name for people to read, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_OS_PRETTY_NAME "os.pretty-name"

/**
 * The system's version, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_OS_VERSION "os.version"

/**
 * The system's version for programs to read, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_OS_VERSION_ID "os.version-id"

/**
 * The release of its kernel, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_OS_KERNEL_RELEASE "os.kernel-release"

/**
 * The version of its kernel, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_OS_KERNEL_VERSION "os.kernel-version"

/**
 * Its processor, as "x86_64", as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_OS_MACHINE "os.machine"

/**
 * The system's variant, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_OS_VARIANT "os.variant"

/**
 * The system's variant for programs to read, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_OS_VARIANT_ID "os.variant-id"

/**
 * The time zone's name, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_TIMEZONE_NAME "timezone.name"

/**
 * How far it is from UTC, in seconds, as an int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_TIMEZONE_OFFSET "timezone.offset"

/**
 * The host name, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_HOSTNAME_HOSTNAME "hostname"

/**
 * How many file systems are mounted, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_COUNT "fs.count"

/**
 * Begins the names of a file system. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_PREFIX "fs."

/**
 * Where it is mounted, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_MOUNTPOINT ".mountpoint"

/**
 * The device it is on, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_NAME ".name"

/**
 * Its type, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_FSTYPE ".fstype"

/**
 * Its size, in bytes, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_TOTAL_BYTES ".total-bytes"

/**
 * How much of it is used, in bytes, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_USED_BYTES ".used-bytes"

/**
 * How many disks it is on, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_COUNT ".disk.count"

/**
 * Begins the names of one of its disks. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_PREFIX ".disk."

/**
 * The disk's target, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_ALIAS ".alias"

/**
 * The disk's serial number, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_SERIAL ".serial"

/**
 * The disk's device in the guest, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_DEVICE ".device"

/**
 * How many disks there are, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DISK_COUNT "disk.count"

/**
 * Begins the names of a disk. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DISK_PREFIX "disk."

/**
 * Its device in the guest, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_NAME ".name"

/**
 * Whether it is a partition, as a boolean. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_PARTITION ".partition"

/**
 * How many devices it is made of, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_COUNT ".dependency.count"

/**
 * Begins the names of a device it is made of. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_PREFIX ".dependency."

/**
 * That device's name in the guest, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_SUFFIX_NAME ".name"

/**
 * Its serial number, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_SERIAL ".serial"

/**
 * Its target in the domain's document, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_ALIAS ".alias"

/**
 * A name that the guest has for it besides, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_ALIAS ".guest_alias"

/**
 * Its bus as the guest sees it, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_BUS ".guest_bus"

/**
 * How many network interfaces there are, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_IF_COUNT "if.count"

/**
 * Begins the names of a network interface. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_IF_PREFIX "if."

/**
 * Its name in the guest, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_NAME ".name"

/**
 * Its hardware address, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_HWADDR ".hwaddr"

/**
 * How many addresses it has, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_COUNT ".addr.count"

/**
 * Begins the names of one of its addresses. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_PREFIX ".addr."

/**
 * "ipv4" or "ipv6", as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_TYPE ".type"

/**
 * The address, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_ADDR ".addr"

/**
 * How many bits of it are the network's, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_PREFIX ".prefix"

/**
 * How many tasks wanted to run, over one minute, as a double. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_LOAD_1M "load.1m"

/**
 * The same over five minutes, as a double. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_LOAD_5M "load.5m"

/**
 * The same over fifteen minutes, as a double. (Since: 11.2.0)
 */
#define VIR_DOMAIN_GUEST_INFO_LOAD_15M "load.15m"

/**
 * How many devices there are, as an unsigned int. (Since: 12.7.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DEVICE_COUNT "device.count"

/**
 * Begins the names of a device. (Since: 12.7.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DEVICE_PREFIX "device."

/**
 * The name of its driver, as a string. (Since: 12.7.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_NAME ".driverName"

/**
 * The version of its driver, as a string. (Since: 12.7.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_VERSION ".driverVersion"

/**
 * When its driver was released. (Since: 12.7.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_DATE ".driverDate"

/**
 * What kind of id it has, as "pci", as a string. (Since: 12.7.0)
 */
#define VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_ID_TYPE ".idType"

/**
 * The virDomainJobOperation, as an int. (Since: 3.3.0)
 */
#define VIR_DOMAIN_JOB_OPERATION "operation"

/**
 * For how long the job has been going on, in milliseconds, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_TIME_ELAPSED "time_elapsed"

/**
 * The same without the difference between the clocks of two hosts, in milliseconds, as an unsigned long long.
 * (Since: 1.2.15)
 */
#define VIR_DOMAIN_JOB_TIME_ELAPSED_NET "time_elapsed_net"

/**
 * For how long it may still go on, in milliseconds, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_TIME_REMAINING "time_remaining"

/**
 * For how long the guest stands still, as expected or measured, in milliseconds, as an unsigned long long.
 * (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_DOWNTIME "downtime"

/**
 * The same without the difference between the clocks of two hosts, in milliseconds, as an unsigned long long.
 * (Since: 1.2.15)
 */
#define VIR_DOMAIN_JOB_DOWNTIME_NET "downtime_net"

/**
 * How long the preparation took, in milliseconds, as an unsigned long long. (Since: 1.2.9)
 */
#define VIR_DOMAIN_JOB_SETUP_TIME "setup_time"

/**
 * Bytes in all, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_DATA_TOTAL "data_total"

/**
 * Bytes done, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_DATA_PROCESSED "data_processed"

/**
 * Bytes left, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_DATA_REMAINING "data_remaining"

/**
 * Bytes of memory, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_MEMORY_TOTAL "memory_total"

/**
 * Bytes of memory done, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_MEMORY_PROCESSED "memory_processed"

/**
 * Bytes of memory left, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_MEMORY_REMAINING "memory_remaining"

/**
 * Pages that held one value only and were told in a byte, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_MEMORY_CONSTANT "memory_constant"

/**
 * Pages that were transferred whole, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_MEMORY_NORMAL "memory_normal"

/**
 * Bytes of those pages, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_MEMORY_NORMAL_BYTES "memory_normal_bytes"

/**
 * Memory transferred per second, in bytes, as an unsigned long long. (Since: 1.2.9)
 */
#define VIR_DOMAIN_JOB_MEMORY_BPS "memory_bps"

/**
 * Pages that the guest changes per second, as an unsigned long long. (Since: 1.3.1)
 */
#define VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE "memory_dirty_rate"

/**
 * The size of a page, in bytes, as an unsigned long long. (Since: 3.9.0)
 */
#define VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE "memory_page_size"

/**
 * How often the memory was gone over, as an unsigned long long. (Since: 1.3.1)
 */
#define VIR_DOMAIN_JOB_MEMORY_ITERATION "memory_iteration"

/**
 * How often the running guest waited for a page from the other host, as an unsigned long long. (Since: 5.0.0)
 */
#define VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS "memory_postcopy_requests"

/**
 * Bytes of disks, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_DISK_TOTAL "disk_total"

/**
 * Bytes of disks done, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_DISK_PROCESSED "disk_processed"

/**
 * Bytes of disks left, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_DISK_REMAINING "disk_remaining"

/**
 * Data of disks transferred per second, in bytes, as an unsigned long long. (Since: 1.2.9)
 */
#define VIR_DOMAIN_JOB_DISK_BPS "disk_bps"

/**
 * The size of the cache for compression, in bytes, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_COMPRESSION_CACHE "compression_cache"

/**
 * Bytes transferred compressed, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_COMPRESSION_BYTES "compression_bytes"

/**
 * Pages transferred compressed, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_COMPRESSION_PAGES "compression_pages"

/**
 * Changed pages that were not in the cache, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_COMPRESSION_CACHE_MISSES "compression_cache_misses"

/**
 * Pages that compression would have made longer, as an unsigned long long. (Since: 1.0.3)
 */
#define VIR_DOMAIN_JOB_COMPRESSION_OVERFLOW "compression_overflow"

/**
 * By how much the guest's CPUs are slowed down, in percent, as an int. (Since: 2.0.0)
 */
#define VIR_DOMAIN_JOB_AUTO_CONVERGE_THROTTLE "auto_converge_throttle"

/**
 * Of a job that ended: whether it is done, as a boolean. (Since: 6.0.0)
 */
#define VIR_DOMAIN_JOB_SUCCESS "success"

/**
 * Of a job that failed: why, as a string. (Since: 6.3.0)
 */
#define VIR_DOMAIN_JOB_ERRMSG "errmsg"

/**
 * Bytes that a backup has in temporary files now, as an unsigned long long. (Since: 6.0.0)
 */
#define VIR_DOMAIN_JOB_DISK_TEMP_USED "disk_temp_used"

/**
 * Bytes that a backup has in temporary files at most, as an unsigned long long. (Since: 6.0.0)
 */
#define VIR_DOMAIN_JOB_DISK_TEMP_TOTAL "disk_temp_total"

/**
 * Bytes of the host's devices transferred, as an unsigned long long. (Since: 10.6.0)
 */
#define VIR_DOMAIN_JOB_VFIO_DATA_TRANSFERRED "vfio_data_transferred"

/**
 * Of virDomainSaveParams() and virDomainRestoreParams(): the file, as a string. (Since: 8.4.0)
 */
#define VIR_DOMAIN_SAVE_PARAM_FILE "file"

/**
 * Of the same: a document to keep or use in place of the guest's, as a string. (Since: 8.4.0)
 */
#define VIR_DOMAIN_SAVE_PARAM_DXML "dxml"

/**
 * Of virDomainSaveParams(): the format of the file, as qemu.conf names it, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT "image_format"

/**
 * Of both, with a file of the sparse format: how many channels write or read it at a time, as an int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS "parallel.channels"

/**
 * Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: QEMU's stream as it is. (Since: 12.0.0)
 */
#define VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_RAW "raw"

/**
 * Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: compressed with gzip. (Since: 12.0.0)
 */
#define VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_GZIP "gzip"

/**
 * Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: compressed with bzip2. (Since: 12.0.0)
 */
#define VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_BZIP2 "bzip2"

/**
 * Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: compressed with xz. (Since: 12.0.0)
 */
#define VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_XZ "xz"

/**
 * Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: compressed with lzop. (Since: 12.0.0)
 */
#define VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_LZOP "lzop"

/**
 * Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: compressed with zstd. (Since: 12.0.0)
 */
#define VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_ZSTD "zstd"

/**
 * Of VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: each page at a place of its own, so that several channels can write and read. (Since: 12.0.0)
 */
#define VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_SPARSE "sparse"

/**
 * Marks a CPU of the host in a map.
 *
 * @param cpumap the map
 * @param cpu the CPU
 *
 * Since: 0.1.4
 */
#define VIR_USE_CPU(cpumap, cpu) ((cpumap)[(cpu) / 8] |= (1 << ((cpu) % 8)))

/**
 * Takes a CPU's mark away.
 *
 * @param cpumap the map
 * @param cpu the CPU
 *
 * Since: 0.1.4
 */
#define VIR_UNUSE_CPU(cpumap, cpu) ((cpumap)[(cpu) / 8] &= ~(1 << ((cpu) % 8)))

/**
 * Whether a CPU is marked: not 0 if it is.
 *
 * @param cpumap the map
 * @param cpu the CPU
 *
 * Since: 1.0.0
 */
#define VIR_CPU_USED(cpumap, cpu) ((cpumap)[(cpu) / 8] & (1 << ((cpu) % 8)))

/**
 * How many bytes a map of so many CPUs has.
 *
 * @param cpu how many CPUs
 *
 * Since: 0.1.4
 */
#define VIR_CPU_MAPLEN(cpu) (((cpu) + 7) / 8)

/**
 * Whether a virtual CPU may use a CPU of the host.
 *
 * @param cpumaps the maps of all virtual CPUs, one after the other
 * @param maplen how many bytes each map has
 * @param vcpu the virtual CPU
 * @param cpu the CPU of the host
 *
 * Since: 0.1.4
 */
#define VIR_CPU_USABLE(cpumaps, maplen, vcpu, cpu) VIR_CPU_USED(VIR_GET_CPUMAP(cpumaps, maplen, vcpu), cpu)

/**
 * Copies the map of one virtual CPU out of those of all.
 *
 * @param cpumaps the maps of all virtual CPUs, one after the other
 * @param maplen how many bytes each map has
 * @param vcpu the virtual CPU
 * @param cpumap where to copy its map
 *
 * Since: 0.1.4
 */
#define VIR_COPY_CPUMAP(cpumaps, maplen, vcpu, cpumap) memcpy(cpumap, VIR_GET_CPUMAP(cpumaps, maplen, vcpu), maplen)

/**
 * The map of one virtual CPU among those of all.
 *
 * @param cpumaps the maps of all virtual CPUs, one after the other
 * @param maplen how many bytes each map has
 * @param vcpu the virtual CPU
 *
 * Since: 0.1.4
 */
#define VIR_GET_CPUMAP(cpumaps, maplen, vcpu) (&((cpumaps)[(vcpu) * (maplen)]))

/**
 * What VIR_KEYCODE_SET_QNUM was called at first.
 *
 * Since: 0.9.5
 */
#define VIR_KEYCODE_SET_RFB VIR_KEYCODE_SET_QNUM

/**
 * Casts any callback for virConnectDomainEventRegisterAny().
 *
 * @param cb the callback
 *
 * Since: 0.8.0
 */
#define VIR_DOMAIN_EVENT_CALLBACK(cb) ((virConnectDomainEventGenericCallback)(cb))

/**
 * What the tag of a typed parameter was for the scheduler.
 *
 * Since: 0.2.3
 */
#define _virSchedParameter _virTypedParameter

/**
 * What the tag of a typed parameter was for shares of disks.
 *
 * Since: 0.9.0
 */
#define _virBlkioParameter _virTypedParameter

/**
 * What the tag of a typed parameter was for limits of memory.
 *
 * Since: 0.8.5
 */
#define _virMemoryParameter _virTypedParameter

/**
 * What the guest's process may have, in KiB, as an unsigned long long. (Since: 0.8.5)
 */
#define VIR_DOMAIN_MEMORY_HARD_LIMIT "hard_limit"

/**
 * What it may keep when the host is short of memory, in KiB, as an unsigned long long. (Since: 0.8.5)
 */
#define VIR_DOMAIN_MEMORY_SOFT_LIMIT "soft_limit"

/**
 * What it gets in any case, in KiB, as an unsigned long long; from ESX only. (Since: 0.8.5)
 */
#define VIR_DOMAIN_MEMORY_MIN_GUARANTEE "min_guarantee"

/**
 * What it may have of memory and swap together, in KiB, as an unsigned long long. (Since: 0.8.5)
 */
#define VIR_DOMAIN_MEMORY_SWAP_HARD_LIMIT "swap_hard_limit"

/**
 * The host's nodes for the guest's memory, as a string like "0-1,3". (Since: 0.9.9)
 */
#define VIR_DOMAIN_NUMA_NODESET "numa_nodeset"

/**
 * The virDomainNumatuneMemMode, as an int. (Since: 0.9.9)
 */
#define VIR_DOMAIN_NUMA_MODE "numa_mode"

/**
 * The guest's weight on the host's disks, 100 to 1000, as an unsigned int. (Since: 0.9.0)
 */
#define VIR_DOMAIN_BLKIO_WEIGHT "weight"

/**
 * The same for single devices, as a string like "/dev/sda,200,/dev/sdb,300"; 0 takes one away. (Since: 0.9.8)
 */
#define VIR_DOMAIN_BLKIO_DEVICE_WEIGHT "device_weight"

/**
 * Requests to read per second for single devices, as a string like the above. (Since: 1.2.2)
 */
#define VIR_DOMAIN_BLKIO_DEVICE_READ_IOPS "device_read_iops_sec"

/**
 * Requests to write per second for single devices, as a string like the above. (Since: 1.2.2)
 */
#define VIR_DOMAIN_BLKIO_DEVICE_WRITE_IOPS "device_write_iops_sec"

/**
 * Bytes read per second for single devices, as a string like the above. (Since: 1.2.2)
 */
#define VIR_DOMAIN_BLKIO_DEVICE_READ_BPS "device_read_bytes_sec"

/**
 * Bytes written per second for single devices, as a string like the above. (Since: 1.2.2)
 */
#define VIR_DOMAIN_BLKIO_DEVICE_WRITE_BPS "device_write_bytes_sec"

/**
 * Of a network card: what it receives on average, in KiB per second, as an unsigned int. (Since: 0.9.9)
 */
#define VIR_DOMAIN_BANDWIDTH_IN_AVERAGE "inbound.average"

/**
 * Of a network card: what it receives at most, in KiB per second, as an unsigned int. (Since: 0.9.9)
 */
#define VIR_DOMAIN_BANDWIDTH_IN_PEAK "inbound.peak"

/**
 * Of a network card: how much it may receive at the peak, in KiB, as an unsigned int. (Since: 0.9.9)
 */
#define VIR_DOMAIN_BANDWIDTH_IN_BURST "inbound.burst"

/**
 * Of a network card: what it receives in any case, in KiB per second, as an unsigned int. (Since: 1.2.19)
 */
#define VIR_DOMAIN_BANDWIDTH_IN_FLOOR "inbound.floor"

/**
 * Of a network card: what it sends on average, in KiB per second, as an unsigned int. (Since: 0.9.9)
 */
#define VIR_DOMAIN_BANDWIDTH_OUT_AVERAGE "outbound.average"

/**
 * Of a network card: what it sends at most, in KiB per second, as an unsigned int. (Since: 0.9.9)
 */
#define VIR_DOMAIN_BANDWIDTH_OUT_PEAK "outbound.peak"

/**
 * Of a network card: how much it may send at the peak, in KiB, as an unsigned int. (Since: 0.9.9)
 */
#define VIR_DOMAIN_BANDWIDTH_OUT_BURST "outbound.burst"

/**
 * Where the other hypervisor takes the guest, as a string. (Since: 1.1.0)
 */
#define VIR_MIGRATE_PARAM_URI "migrate_uri"

/**
 * Its name over there, as a string. (Since: 1.1.0)
 */
#define VIR_MIGRATE_PARAM_DEST_NAME "destination_name"

/**
 * Its document over there, as a string; it may differ in what the guest does not see. (Since: 1.1.0)
 */
#define VIR_MIGRATE_PARAM_DEST_XML "destination_xml"

/**
 * Its definition over there, as a string, with VIR_MIGRATE_PERSIST_DEST. (Since: 1.3.4)
 */
#define VIR_MIGRATE_PARAM_PERSIST_XML "persistent_xml"

/**
 * A limit, in MiB per second, as an unsigned long long. (Since: 1.1.0)
 */
#define VIR_MIGRATE_PARAM_BANDWIDTH "bandwidth"

/**
 * A limit once it runs over there, in MiB per second, as an unsigned long long; 0: none. (Since: 5.1.0)
 */
#define VIR_MIGRATE_PARAM_BANDWIDTH_POSTCOPY "bandwidth.postcopy"

/**
 * What to reckon with for the last step, in bytes per second, as an unsigned long long; 0: what was measured.
 * (Since: 11.1.0)
 */
#define VIR_MIGRATE_PARAM_BANDWIDTH_AVAIL_SWITCHOVER "bandwidth.avail.switchover"

/**
 * Where viewers shall go, as a string like "spice://host:5900". (Since: 1.1.0)
 */
#define VIR_MIGRATE_PARAM_GRAPHICS_URI "graphics_uri"

/**
 * On what address the other hypervisor listens, as a string. (Since: 1.1.4)
 */
#define VIR_MIGRATE_PARAM_LISTEN_ADDRESS "listen_address"

/**
 * A disk to bring, by its target, as a string; may come several times. (Since: 1.2.17)
 */
#define VIR_MIGRATE_PARAM_MIGRATE_DISKS "migrate_disks"

/**
 * A disk whose zeros need not be written over there, by its target, as a string; may come several times. (Since: 10.9.0)
 */
#define VIR_MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES "migrate_disks_detect_zeroes"

/**
 * A disk that reads as zeros over there already, by its target, as a string; may come several times. (Since: 12.2.0)
 */
#define VIR_MIGRATE_PARAM_MIGRATE_DISKS_TARGET_ZERO "migrate_disks_target_zero"

/**
 * On what port the other host takes disks, as an int. (Since: 1.3.3)
 */
#define VIR_MIGRATE_PARAM_DISKS_PORT "disks_port"

/**
 * Where the other host takes disks, as a string. (Since: 6.8.0)
 */
#define VIR_MIGRATE_PARAM_DISKS_URI "disks_uri"

/**
 * A way to compress, "mt", "xbzrle", "zlib" or "zstd", as a string; may come several times. (Since: 1.3.4)
 */
#define VIR_MIGRATE_PARAM_COMPRESSION "compression"

/**
 * Of "mt": the level, 0 to 9, as an int. (Since: 1.3.4)
 */
#define VIR_MIGRATE_PARAM_COMPRESSION_MT_LEVEL "compression.mt.level"

/**
 * Of "mt": how many threads compress, as an int. (Since: 1.3.4)
 */
#define VIR_MIGRATE_PARAM_COMPRESSION_MT_THREADS "compression.mt.threads"

/**
 * Of "mt": how many threads decompress, as an int. (Since: 1.3.4)
 */
#define VIR_MIGRATE_PARAM_COMPRESSION_MT_DTHREADS "compression.mt.dthreads"

/**
 * Of "xbzrle": the size of its cache, in bytes, as an unsigned long long. (Since: 1.3.4)
 */
#define VIR_MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE "compression.xbzrle.cache"

/**
 * Of "zlib": the level, 0 to 9, as an int. (Since: 9.4.0)
 */
#define VIR_MIGRATE_PARAM_COMPRESSION_ZLIB_LEVEL "compression.zlib.level"

/**
 * Of "zstd": the level, 0 to 20, as an int. (Since: 9.4.0)
 */
#define VIR_MIGRATE_PARAM_COMPRESSION_ZSTD_LEVEL "compression.zstd.level"

/**
 * By how much the CPUs are slowed down first, in percent, as an int. (Since: 2.0.0)
 */
#define VIR_MIGRATE_PARAM_AUTO_CONVERGE_INITIAL "auto_converge.initial"

/**
 * By how much more each time that was not enough, in percent, as an int. (Since: 2.0.0)
 */
#define VIR_MIGRATE_PARAM_AUTO_CONVERGE_INCREMENT "auto_converge.increment"

/**
 * With VIR_MIGRATE_PARALLEL: how many connections, as an int. (Since: 5.2.0)
 */
#define VIR_MIGRATE_PARAM_PARALLEL_CONNECTIONS "parallel.connections"

/**
 * The other host's name in its certificate, as a string. (Since: 6.0.0)
 */
#define VIR_MIGRATE_PARAM_TLS_DESTINATION "tls.destination"

/**
 * Use of the last level of cache. (Since: 1.3.3)
 */
#define VIR_PERF_PARAM_CMT "cmt"

/**
 * Memory bandwidth in all. (Since: 1.3.5)
 */
#define VIR_PERF_PARAM_MBMT "mbmt"

/**
 * Memory bandwidth of the own node. (Since: 1.3.5)
 */
#define VIR_PERF_PARAM_MBML "mbml"

/**
 * Misses of the cache. (Since: 2.3.0)
 */
#define VIR_PERF_PARAM_CACHE_MISSES "cache_misses"

/**
 * Accesses to the cache. (Since: 2.3.0)
 */
#define VIR_PERF_PARAM_CACHE_REFERENCES "cache_references"

/**
 * Instructions. (Since: 2.3.0)
 */
#define VIR_PERF_PARAM_INSTRUCTIONS "instructions"

/**
 * CPU cycles. (Since: 2.3.0)
 */
#define VIR_PERF_PARAM_CPU_CYCLES "cpu_cycles"

/**
 * Branches. (Since: 3.0.0)
 */
#define VIR_PERF_PARAM_BRANCH_INSTRUCTIONS "branch_instructions"

/**
 * Branches that were guessed wrong. (Since: 3.0.0)
 */
#define VIR_PERF_PARAM_BRANCH_MISSES "branch_misses"

/**
 * Bus cycles. (Since: 3.0.0)
 */
#define VIR_PERF_PARAM_BUS_CYCLES "bus_cycles"

/**
 * CPU cycles in which nothing could be decoded. (Since: 3.0.0)
 */
#define VIR_PERF_PARAM_STALLED_CYCLES_FRONTEND "stalled_cycles_frontend"

/**
 * CPU cycles in which nothing could be executed. (Since: 3.0.0)
 */
#define VIR_PERF_PARAM_STALLED_CYCLES_BACKEND "stalled_cycles_backend"

/**
 * CPU cycles at the CPU's nominal frequency. (Since: 3.0.0)
 */
#define VIR_PERF_PARAM_REF_CPU_CYCLES "ref_cpu_cycles"

/**
 * CPU time by the CPU's clock. (Since: 3.2.0)
 */
#define VIR_PERF_PARAM_CPU_CLOCK "cpu_clock"

/**
 * CPU time by the task's clock. (Since: 3.2.0)
 */
#define VIR_PERF_PARAM_TASK_CLOCK "task_clock"

/**
 * Page faults. (Since: 3.2.0)
 */
#define VIR_PERF_PARAM_PAGE_FAULTS "page_faults"

/**
 * Switches between tasks. (Since: 3.2.0)
 */
#define VIR_PERF_PARAM_CONTEXT_SWITCHES "context_switches"

/**
 * Moves to another CPU. (Since: 3.2.0)
 */
#define VIR_PERF_PARAM_CPU_MIGRATIONS "cpu_migrations"

/**
 * Page faults that needed no disk. (Since: 3.2.0)
 */
#define VIR_PERF_PARAM_PAGE_FAULTS_MIN "page_faults_min"

/**
 * Page faults that needed a disk. (Since: 3.2.0)
 */
#define VIR_PERF_PARAM_PAGE_FAULTS_MAJ "page_faults_maj"

/**
 * Unaligned accesses that the kernel had to handle. (Since: 3.2.0)
 */
#define VIR_PERF_PARAM_ALIGNMENT_FAULTS "alignment_faults"

/**
 * Instructions that the kernel had to emulate. (Since: 3.2.0)
 */
#define VIR_PERF_PARAM_EMULATION_FAULTS "emulation_faults"

/**
 * Of virDomainGetCPUStats(): time on the host's CPUs in all, in nanoseconds, as an unsigned long long. (Since: 0.9.10)
 */
#define VIR_DOMAIN_CPU_STATS_CPUTIME "cpu_time"

/**
 * Of virDomainGetCPUStats(): time in user mode, in nanoseconds, as an unsigned long long. (Since: 0.9.11)
 */
#define VIR_DOMAIN_CPU_STATS_USERTIME "user_time"

/**
 * Of virDomainGetCPUStats(): time in the kernel, in nanoseconds, as an unsigned long long. (Since: 0.9.11)
 */
#define VIR_DOMAIN_CPU_STATS_SYSTEMTIME "system_time"

/**
 * Of virDomainGetCPUStats(): time that the virtual CPUs ran, without the hypervisor's own work, in nanoseconds,
 * as an unsigned long long. (Since: 0.9.13)
 */
#define VIR_DOMAIN_CPU_STATS_VCPUTIME "vcpu_time"

/**
 * The virDomainState, as an int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_STATE_STATE "state.state"

/**
 * The reason of the state, as an int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_STATE_REASON "state.reason"

/**
 * CPU time in all, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_TIME "cpu.time"

/**
 * CPU time in user mode, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_USER "cpu.user"

/**
 * CPU time in the kernel, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_SYSTEM "cpu.system"

/**
 * Time that KVM polled for an idle virtual CPU with success, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_HALTPOLL_SUCCESS_TIME "cpu.haltpoll.success.time"

/**
 * Time that KVM polled for an idle virtual CPU in vain, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_HALTPOLL_FAIL_TIME "cpu.haltpoll.fail.time"

/**
 * How many watches of the CPU cache there are, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_COUNT "cpu.cache.monitor.count"

/**
 * Begins the names of a watch of the CPU cache. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_PREFIX "cpu.cache.monitor."

/**
 * The watch's name, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_NAME ".name"

/**
 * The virtual CPUs that it watches, as a string like "0-3,5". (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_VCPUS ".vcpus"

/**
 * How many cache banks it watches, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_COUNT ".bank.count"

/**
 * Begins the names of one of its cache banks. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_PREFIX ".bank."

/**
 * The bank's number on the host, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_ID ".id"

/**
 * How much of the bank is in use, in bytes, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_BYTES ".bytes"

/**
 * Memory that the guest has, in KiB, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_CURRENT "balloon.current"

/**
 * Memory that the guest may have, in KiB, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_MAXIMUM "balloon.maximum"

/**
 * As VIR_DOMAIN_MEMORY_STAT_SWAP_IN, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_SWAP_IN "balloon.swap_in"

/**
 * As VIR_DOMAIN_MEMORY_STAT_SWAP_OUT, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_SWAP_OUT "balloon.swap_out"

/**
 * As VIR_DOMAIN_MEMORY_STAT_MAJOR_FAULT, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_MAJOR_FAULT "balloon.major_fault"

/**
 * As VIR_DOMAIN_MEMORY_STAT_MINOR_FAULT, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_MINOR_FAULT "balloon.minor_fault"

/**
 * As VIR_DOMAIN_MEMORY_STAT_UNUSED, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_UNUSED "balloon.unused"

/**
 * As VIR_DOMAIN_MEMORY_STAT_AVAILABLE, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_AVAILABLE "balloon.available"

/**
 * As VIR_DOMAIN_MEMORY_STAT_RSS, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_RSS "balloon.rss"

/**
 * As VIR_DOMAIN_MEMORY_STAT_USABLE, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_USABLE "balloon.usable"

/**
 * As VIR_DOMAIN_MEMORY_STAT_LAST_UPDATE, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_LAST_UPDATE "balloon.last-update"

/**
 * As VIR_DOMAIN_MEMORY_STAT_DISK_CACHES, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_DISK_CACHES "balloon.disk_caches"

/**
 * As VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGALLOC "balloon.hugetlb_pgalloc"

/**
 * As VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGFAIL "balloon.hugetlb_pgfail"

/**
 * How many virtual CPUs are online, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_VCPU_CURRENT "vcpu.current"

/**
 * How many virtual CPUs there can be, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_VCPU_MAXIMUM "vcpu.maximum"

/**
 * Begins the names of a virtual CPU. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_VCPU_PREFIX "vcpu."

/**
 * The virVcpuState, as an int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_VCPU_SUFFIX_STATE ".state"

/**
 * Time that it has run, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_VCPU_SUFFIX_TIME ".time"

/**
 * Time that it has waited to run, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_VCPU_SUFFIX_WAIT ".wait"

/**
 * Whether it is idle, as a boolean. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_VCPU_SUFFIX_HALTED ".halted"

/**
 * Time that its thread stood in the queue of a busy host CPU, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_VCPU_SUFFIX_DELAY ".delay"

/**
 * Ends a name of the hypervisor's own: a value as it is now. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_CUR ".cur"

/**
 * Ends a name of the hypervisor's own: a sum since the guest started. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_SUM ".sum"

/**
 * Ends a name of the hypervisor's own: the greatest value so far. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_MAX ".max"

/**
 * How many network cards follow, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_NET_COUNT "net.count"

/**
 * Begins the names of a network card. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_NET_PREFIX "net."

/**
 * The name of its interface on the host, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_NET_SUFFIX_NAME ".name"

/**
 * Bytes received, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_NET_SUFFIX_RX_BYTES ".rx.bytes"

/**
 * Packets received, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_NET_SUFFIX_RX_PKTS ".rx.pkts"

/**
 * Errors in receiving, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_NET_SUFFIX_RX_ERRS ".rx.errs"

/**
 * Received packets that were dropped, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_NET_SUFFIX_RX_DROP ".rx.drop"

/**
 * Bytes sent, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_NET_SUFFIX_TX_BYTES ".tx.bytes"

/**
 * Packets sent, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_NET_SUFFIX_TX_PKTS ".tx.pkts"

/**
 * Errors in sending, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_NET_SUFFIX_TX_ERRS ".tx.errs"

/**
 * Packets to send that were dropped, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_NET_SUFFIX_TX_DROP ".tx.drop"

/**
 * How many disks, or layers of disks, follow, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_COUNT "block.count"

/**
 * Begins the names of a disk, or of a layer of one. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_PREFIX "block."

/**
 * The disk's target, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_NAME ".name"

/**
 * The layer's number in the disk's chain, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_BACKINGINDEX ".backingIndex"

/**
 * Its file or device on the host, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_PATH ".path"

/**
 * Requests to read, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_REQS ".rd.reqs"

/**
 * Bytes read, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_BYTES ".rd.bytes"

/**
 * Time spent in reading, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_TIMES ".rd.times"

/**
 * Requests to write, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_REQS ".wr.reqs"

/**
 * Bytes written, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_BYTES ".wr.bytes"

/**
 * Time spent in writing, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_TIMES ".wr.times"

/**
 * Requests to flush, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_REQS ".fl.reqs"

/**
 * Time spent in flushing, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_TIMES ".fl.times"

/**
 * Errors, as an unsigned long long; from Xen only. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_ERRORS ".errors"

/**
 * The highest place of the image that was written to, in bytes, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_ALLOCATION ".allocation"

/**
 * The disk's size as the guest sees it, in bytes, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_CAPACITY ".capacity"

/**
 * The size of the image on the host, in bytes, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_PHYSICAL ".physical"

/**
 * Where a write shall be told of, as virDomainSetBlockThreshold() set it, in bytes, as an unsigned long long.
 * (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_BLOCK_SUFFIX_THRESHOLD ".threshold"

/**
 * Use of the last level of cache, in bytes, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_CMT "perf.cmt"

/**
 * Memory bandwidth in all, in bytes per second, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_MBMT "perf.mbmt"

/**
 * Memory bandwidth of the own node, in bytes per second, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_MBML "perf.mbml"

/**
 * Misses of the cache, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_CACHE_MISSES "perf.cache_misses"

/**
 * Accesses to the cache, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_CACHE_REFERENCES "perf.cache_references"

/**
 * Instructions, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_INSTRUCTIONS "perf.instructions"

/**
 * CPU cycles, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_CPU_CYCLES "perf.cpu_cycles"

/**
 * Branches, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_BRANCH_INSTRUCTIONS "perf.branch_instructions"

/**
 * Branches that were guessed wrong, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_BRANCH_MISSES "perf.branch_misses"

/**
 * Bus cycles, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_BUS_CYCLES "perf.bus_cycles"

/**
 * CPU cycles in which nothing could be decoded, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_FRONTEND "perf.stalled_cycles_frontend"

/**
 * CPU cycles in which nothing could be executed, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_BACKEND "perf.stalled_cycles_backend"

/**
 * CPU cycles at the CPU's nominal frequency, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_REF_CPU_CYCLES "perf.ref_cpu_cycles"

/**
 * CPU time by the CPU's clock, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_CPU_CLOCK "perf.cpu_clock"

/**
 * CPU time by the task's clock, in nanoseconds, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_TASK_CLOCK "perf.task_clock"

/**
 * Page faults, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_PAGE_FAULTS "perf.page_faults"

/**
 * Switches between tasks, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_CONTEXT_SWITCHES "perf.context_switches"

/**
 * Moves to another CPU, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_CPU_MIGRATIONS "perf.cpu_migrations"

/**
 * Page faults that needed no disk, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MIN "perf.page_faults_min"

/**
 * Page faults that needed a disk, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MAJ "perf.page_faults_maj"

/**
 * Unaligned accesses that the kernel had to handle, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_ALIGNMENT_FAULTS "perf.alignment_faults"

/**
 * Instructions that the kernel had to emulate, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_PERF_EMULATION_FAULTS "perf.emulation_faults"

/**
 * How many I/O threads there are, as an unsigned int. Their names have the thread's id for an index. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_IOTHREAD_COUNT "iothread.count"

/**
 * Begins the names of an I/O thread. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_IOTHREAD_PREFIX "iothread."

/**
 * How long it polls at most, in nanoseconds, as an unsigned long long; 0: not at all. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_MAX_NS ".poll-max-ns"

/**
 * By what factor its polling grows, as an unsigned int; 0: the hypervisor's own. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_GROW ".poll-grow"

/**
 * By what divisor its polling shrinks, as an unsigned int; 0: the hypervisor's own. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_SHRINK ".poll-shrink"

/**
 * How many watches of memory bandwidth there are, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_COUNT "memory.bandwidth.monitor.count"

/**
 * Begins the names of a watch of memory bandwidth. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_PREFIX "memory.bandwidth.monitor."

/**
 * The watch's name, as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NAME ".name"

/**
 * The virtual CPUs that it watches, as a string like "0-3,5". (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_VCPUS ".vcpus"

/**
 * How many memory controllers it watches, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_COUNT ".node.count"

/**
 * Begins the names of one of its memory controllers. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_PREFIX ".node."

/**
 * The controller's number on the host, as an unsigned int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_ID ".id"

/**
 * Bytes that went to the same CPU's own memory, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_LOCAL ".bytes.local"

/**
 * Bytes that went to any memory, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_TOTAL ".bytes.total"

/**
 * The virDomainDirtyRateStatus, as an int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_DIRTYRATE_CALC_STATUS "dirtyrate.calc_status"

/**
 * When the measurement began, in seconds since the host booted, as a long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_DIRTYRATE_CALC_START_TIME "dirtyrate.calc_start_time"

/**
 * How long it took or takes, in seconds, as an int. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_DIRTYRATE_CALC_PERIOD "dirtyrate.calc_period"

/**
 * How fast memory changed, in MiB per second, as a long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_DIRTYRATE_MEGABYTES_PER_SECOND "dirtyrate.megabytes_per_second"

/**
 * How it was measured, "page-sampling", "dirty-bitmap" or "dirty-ring", as a string. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_DIRTYRATE_CALC_MODE "dirtyrate.calc_mode"

/**
 * Begins the names of a virtual CPU's share of it. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_DIRTYRATE_VCPU_PREFIX "dirtyrate.vcpu."

/**
 * How fast this virtual CPU changed memory, in MiB per second, as an unsigned long long. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_DIRTYRATE_VCPU_SUFFIX_MEGABYTES_PER_SECOND ".megabytes_per_second"

/**
 * Begins the names of what the hypervisor counts. (Since: 11.2.0)
 */
#define VIR_DOMAIN_STATS_VM_PREFIX "vm."

/**
 * The host's CPUs of this virtual CPU, as a string like "0-3,5". (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_CPU_VCPUPIN "cputune.vcpupin%u"

/**
 * The host's CPUs of the emulator's other threads, as a string. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_CPU_EMULATORPIN "cputune.emulatorpin"

/**
 * The host's CPUs of this I/O thread, as a string. (Since: 1.2.14)
 */
#define VIR_DOMAIN_TUNABLE_CPU_IOTHREADSPIN "cputune.iothreadpin%u"

/**
 * As VIR_DOMAIN_SCHEDULER_CPU_SHARES. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_CPU_CPU_SHARES "cputune.cpu_shares"

/**
 * As VIR_DOMAIN_SCHEDULER_GLOBAL_PERIOD. (Since: 1.3.3)
 */
#define VIR_DOMAIN_TUNABLE_CPU_GLOBAL_PERIOD "cputune.global_period"

/**
 * As VIR_DOMAIN_SCHEDULER_GLOBAL_QUOTA. (Since: 1.3.3)
 */
#define VIR_DOMAIN_TUNABLE_CPU_GLOBAL_QUOTA "cputune.global_quota"

/**
 * As VIR_DOMAIN_SCHEDULER_VCPU_PERIOD. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_CPU_VCPU_PERIOD "cputune.vcpu_period"

/**
 * As VIR_DOMAIN_SCHEDULER_VCPU_QUOTA. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_CPU_VCPU_QUOTA "cputune.vcpu_quota"

/**
 * As VIR_DOMAIN_SCHEDULER_EMULATOR_PERIOD. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_CPU_EMULATOR_PERIOD "cputune.emulator_period"

/**
 * As VIR_DOMAIN_SCHEDULER_EMULATOR_QUOTA. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_CPU_EMULATOR_QUOTA "cputune.emulator_quota"

/**
 * As VIR_DOMAIN_SCHEDULER_IOTHREAD_PERIOD. (Since: 2.2.0)
 */
#define VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_PERIOD "cputune.iothread_period"

/**
 * As VIR_DOMAIN_SCHEDULER_IOTHREAD_QUOTA. (Since: 2.2.0)
 */
#define VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_QUOTA "cputune.iothread_quota"

/**
 * The disk whose limits follow, by its target, as a string. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_DISK "blkdeviotune.disk"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC "blkdeviotune.total_bytes_sec"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC "blkdeviotune.read_bytes_sec"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC "blkdeviotune.write_bytes_sec"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC "blkdeviotune.total_iops_sec"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC "blkdeviotune.read_iops_sec"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC. (Since: 1.2.9)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC "blkdeviotune.write_iops_sec"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX. (Since: 1.2.11)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX "blkdeviotune.total_bytes_sec_max"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX. (Since: 1.2.11)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX "blkdeviotune.read_bytes_sec_max"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX. (Since: 1.2.11)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX "blkdeviotune.write_bytes_sec_max"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX. (Since: 1.2.11)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX "blkdeviotune.total_iops_sec_max"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX. (Since: 1.2.11)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX "blkdeviotune.read_iops_sec_max"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX. (Since: 1.2.11)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX "blkdeviotune.write_iops_sec_max"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC. (Since: 1.2.11)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_SIZE_IOPS_SEC "blkdeviotune.size_iops_sec"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_GROUP_NAME. (Since: 3.0.0)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_GROUP_NAME "blkdeviotune.group_name"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH. (Since: 2.4.0)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX_LENGTH "blkdeviotune.total_bytes_sec_max_length"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH. (Since: 2.4.0)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX_LENGTH "blkdeviotune.read_bytes_sec_max_length"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH. (Since: 2.4.0)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX_LENGTH "blkdeviotune.write_bytes_sec_max_length"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH. (Since: 2.4.0)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX_LENGTH "blkdeviotune.total_iops_sec_max_length"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH. (Since: 2.4.0)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX_LENGTH "blkdeviotune.read_iops_sec_max_length"

/**
 * As VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH. (Since: 2.4.0)
 */
#define VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX_LENGTH "blkdeviotune.write_iops_sec_max_length"


/**
 * How many keys virDomainSendKey() takes at a time. (Since: 0.9.3)
 */
#define VIR_DOMAIN_SEND_KEY_MAX_KEYS 16

/**
 * The value of a memory limit that says "none", in KiB. (Since: 0.8.8)
 */
#define VIR_DOMAIN_MEMORY_PARAM_UNLIMITED 9007199254740991

/**
 * The room for a name of virDomainBlockStatsFlags(). (Since: 0.9.5)
 */
#define VIR_DOMAIN_BLOCK_STATS_FIELD_LENGTH VIR_TYPED_PARAM_FIELD_LENGTH

/**
 * The room for a scheduler parameter's name. (Since: 0.2.3)
 */
#define VIR_DOMAIN_SCHED_FIELD_LENGTH VIR_TYPED_PARAM_FIELD_LENGTH

/**
 * The room for the name of a parameter of disk shares. (Since: 0.9.0)
 */
#define VIR_DOMAIN_BLKIO_FIELD_LENGTH VIR_TYPED_PARAM_FIELD_LENGTH

/**
 * The room for the name of a parameter of memory limits. (Since: 0.8.5)
 */
#define VIR_DOMAIN_MEMORY_FIELD_LENGTH VIR_TYPED_PARAM_FIELD_LENGTH

/**
 * Whom to ask for a guest's name in the network.
 *
 * Since: 6.1.0
 */
typedef enum {
  /**
   * The leases of the network it is in. (Since: 6.1.0)
   */
  VIR_DOMAIN_GET_HOSTNAME_LEASE = (1 << 0),
  /**
   * The guest agent. (Since: 6.1.0)
   */
  VIR_DOMAIN_GET_HOSTNAME_AGENT = (1 << 1),
} virDomainGetHostnameFlags;

/**
 * How to set a guest's time.
 *
 * Since: 1.2.5
 */
typedef enum {
  /**
   * From its own hardware clock; the time given is ignored. (Since: 1.2.5)
   */
  VIR_DOMAIN_TIME_SYNC = (1 << 0),
} virDomainSetTimeFlags;

/**
 * Whom to ask for a guest's addresses.
 *
 * Since: 1.2.14
 */
typedef enum {
  /**
   * The leases of the network it is in. (Since: 1.2.14)
   */
  VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE = 0,
  /**
   * The guest agent. (Since: 1.2.14)
   */
  VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT = 1,
  /**
   * The host's table of neighbours. (Since: 4.2.0)
   */
  VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LAST,
#endif
} virDomainInterfaceAddressesSource;

/**
 * How to set a password in a guest.
 *
 * Since: 1.2.16
 */
typedef enum {
  /**
   * It is encrypted already, as the guest's system keeps it. (Since: 1.2.16)
   */
  VIR_DOMAIN_PASSWORD_ENCRYPTED = (1 << 0),
} virDomainSetUserPasswordFlags;

/**
 * What to ask the guest agent. Nothing at all means all that it can tell.
 *
 * Since: 5.7.0
 */
typedef enum {
  /**
   * Users that are logged in. (Since: 5.7.0)
   */
  VIR_DOMAIN_GUEST_INFO_USERS = (1 << 0),
  /**
   * The operating system. (Since: 5.7.0)
   */
  VIR_DOMAIN_GUEST_INFO_OS = (1 << 1),
  /**
   * The time zone. (Since: 5.7.0)
   */
  VIR_DOMAIN_GUEST_INFO_TIMEZONE = (1 << 2),
  /**
   * The host name. (Since: 5.7.0)
   */
  VIR_DOMAIN_GUEST_INFO_HOSTNAME = (1 << 3),
  /**
   * File systems that are mounted. (Since: 5.7.0)
   */
  VIR_DOMAIN_GUEST_INFO_FILESYSTEM = (1 << 4),
  /**
   * Disks. (Since: 7.0.0)
   */
  VIR_DOMAIN_GUEST_INFO_DISKS = (1 << 5),
  /**
   * Network interfaces. (Since: 7.10.0)
   */
  VIR_DOMAIN_GUEST_INFO_INTERFACES = (1 << 6),
  /**
   * How many tasks want to run. (Since: 11.2.0)
   */
  VIR_DOMAIN_GUEST_INFO_LOAD = (1 << 7),
  /**
   * Devices and their drivers, of Windows. (Since: 12.7.0)
   */
  VIR_DOMAIN_GUEST_INFO_DEVICES = (1 << 8),
} virDomainGuestInfoTypes;

/**
 * How long to wait for the guest agent, besides a number of seconds.
 *
 * Since: 5.10.0
 */
typedef enum {
  /**
   * For ever. (Since: 5.10.0)
   */
  VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK = -2,
  /**
   * As long as the hypervisor's driver finds right. (Since: 5.10.0)
   */
  VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_DEFAULT = -1,
  /**
   * Not at all. (Since: 5.10.0)
   */
  VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_NOWAIT = 0,
} virDomainAgentResponseTimeoutValues;

/**
 * How to set a user's ssh keys. By default they take the place of all that there were.
 *
 * Since: 6.10.0
 */
typedef enum {
  /**
   * Add them. (Since: 6.10.0)
   */
  VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND = (1 << 0),
  /**
   * Remove them. (Since: 6.10.0)
   */
  VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE = (1 << 1),
} virDomainAuthorizedSSHKeysSetFlags;

/**
 * How to resize a disk.
 *
 * Since: 0.9.11
 */
typedef enum {
  /**
   * The size is in bytes, not in KiB. (Since: 0.9.11)
   */
  VIR_DOMAIN_BLOCK_RESIZE_BYTES = (1 << 0),
  /**
   * Take the size of the device or file on the host, and ignore the one given. (Since: 10.0.0)
   */
  VIR_DOMAIN_BLOCK_RESIZE_CAPACITY = (1 << 1),
  /**
   * Refuse to make it smaller. (Since: 12.3.0)
   */
  VIR_DOMAIN_BLOCK_RESIZE_EXTEND = (1 << 2),
} virDomainBlockResizeFlags;

/**
 * Kinds of job on a disk.
 *
 * Since: 0.9.4
 */
typedef enum {
  /**
   * It is not known. (Since: 0.9.4)
   */
  VIR_DOMAIN_BLOCK_JOB_TYPE_UNKNOWN = 0,
  /**
   * virDomainBlockPull(), or virDomainBlockRebase() without a copy: the top takes up the data of layers below.
   * (Since: 0.9.4)
   */
  VIR_DOMAIN_BLOCK_JOB_TYPE_PULL = 1,
  /**
   * virDomainBlockCopy(), or virDomainBlockRebase() with a copy: a mirror is filled and kept equal. (Since:
   * 0.9.12)
   */
  VIR_DOMAIN_BLOCK_JOB_TYPE_COPY = 2,
  /**
   * virDomainBlockCommit(): a layer below takes up the data of layers above it. (Since: 0.10.2)
   */
  VIR_DOMAIN_BLOCK_JOB_TYPE_COMMIT = 3,
  /**
   * The same from the top, which the guest goes on writing. (Since: 1.2.6)
   */
  VIR_DOMAIN_BLOCK_JOB_TYPE_ACTIVE_COMMIT = 4,
  /**
   * Part of virDomainBackupBegin(). (Since: 6.0.0)
   */
  VIR_DOMAIN_BLOCK_JOB_TYPE_BACKUP = 5,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_BLOCK_JOB_TYPE_LAST,
#endif
} virDomainBlockJobType;

/**
 * How to end a job on a disk.
 *
 * Since: 0.9.12
 */
typedef enum {
  /**
   * Do not wait for its end; an event tells of it. (Since: 0.9.12)
   */
  VIR_DOMAIN_BLOCK_JOB_ABORT_ASYNC = (1 << 0),
  /**
   * Of a copy or active commit that is ready: use the new image from now on. (Since: 0.9.12)
   */
  VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT = (1 << 1),
} virDomainBlockJobAbortFlags;

/**
 * How to tell of a job on a disk.
 *
 * Since: 1.2.9
 */
typedef enum {
  /**
   * Its bandwidth in bytes per second, not in MiB per second. (Since: 1.2.9)
   */
  VIR_DOMAIN_BLOCK_JOB_INFO_BANDWIDTH_BYTES = (1 << 0),
} virDomainBlockJobInfoFlags;

/**
 * How to limit a job on a disk.
 *
 * Since: 1.2.9
 */
typedef enum {
  /**
   * The bandwidth is in bytes per second, not in MiB per second. (Since: 1.2.9)
   */
  VIR_DOMAIN_BLOCK_JOB_SPEED_BANDWIDTH_BYTES = (1 << 0),
} virDomainBlockJobSetSpeedFlags;

/**
 * How to pull the layers of a disk into its top.
 *
 * Since: 1.2.9
 */
typedef enum {
  /**
   * The bandwidth is in bytes per second, not in MiB per second. (Since: 1.2.9)
   */
  VIR_DOMAIN_BLOCK_PULL_BANDWIDTH_BYTES = (1 << 6),
} virDomainBlockPullFlags;

/**
 * How to pull layers of a disk into its top, or to copy it.
 *
 * Since: 0.9.12
 */
typedef enum {
  /**
   * Copy the top layer only; the copy has the same layers below. (Since: 0.9.12)
   */
  VIR_DOMAIN_BLOCK_REBASE_SHALLOW = (1 << 0),
  /**
   * The copy's file exists, and its format and layers are to be kept. (Since: 0.9.12)
   */
  VIR_DOMAIN_BLOCK_REBASE_REUSE_EXT = (1 << 1),
  /**
   * The copy has the raw format. (Since: 0.9.12)
   */
  VIR_DOMAIN_BLOCK_REBASE_COPY_RAW = (1 << 2),
  /**
   * Copy the disk; `base` names the file to copy to. (Since: 0.9.12)
   */
  VIR_DOMAIN_BLOCK_REBASE_COPY = (1 << 3),
  /**
   * Keep the name of the layer below relative. (Since: 1.2.7)
   */
  VIR_DOMAIN_BLOCK_REBASE_RELATIVE = (1 << 4),
  /**
   * The copy is a block device. (Since: 1.2.9)
   */
  VIR_DOMAIN_BLOCK_REBASE_COPY_DEV = (1 << 5),
  /**
   * The bandwidth is in bytes per second, not in MiB per second. (Since: 1.2.9)
   */
  VIR_DOMAIN_BLOCK_REBASE_BANDWIDTH_BYTES = (1 << 6),
} virDomainBlockRebaseFlags;

/**
 * How to copy a disk.
 *
 * Since: 1.2.8
 */
typedef enum {
  /**
   * Copy the top layer only; the copy has the same layers below. (Since: 1.2.8)
   */
  VIR_DOMAIN_BLOCK_COPY_SHALLOW = (1 << 0),
  /**
   * The copy's file exists, and its format and layers are to be kept. (Since: 1.2.8)
   */
  VIR_DOMAIN_BLOCK_COPY_REUSE_EXT = (1 << 1),
  /**
   * Begin though the job cannot outlive the guest. (Since: 3.5.0)
   */
  VIR_DOMAIN_BLOCK_COPY_TRANSIENT_JOB = (1 << 2),
  /**
   * The guest's writes wait until the copy has them too, so that it gets done at last. (Since: 8.0.0)
   */
  VIR_DOMAIN_BLOCK_COPY_SYNCHRONOUS_WRITES = (1 << 3),
  /**
   * The target reads as zeros already, so zeros need not be written. (Since: 12.2.0)
   */
  VIR_DOMAIN_BLOCK_COPY_TARGET_ZEROED = (1 << 4),
} virDomainBlockCopyFlags;

/**
 * How to commit layers of a disk into one below.
 *
 * Since: 0.10.2
 */
typedef enum {
  /**
   * Into the very next below, if none is named. (Since: 0.10.2)
   */
  VIR_DOMAIN_BLOCK_COMMIT_SHALLOW = (1 << 0),
  /**
   * Remove the files of layers that are not needed any more. (Since: 0.10.2)
   */
  VIR_DOMAIN_BLOCK_COMMIT_DELETE = (1 << 1),
  /**
   * The top may be among them; the job has to be pivoted or ended then. (Since: 1.2.6)
   */
  VIR_DOMAIN_BLOCK_COMMIT_ACTIVE = (1 << 2),
  /**
   * Keep the name of the layer below relative. (Since: 1.2.7)
   */
  VIR_DOMAIN_BLOCK_COMMIT_RELATIVE = (1 << 3),
  /**
   * The bandwidth is in bytes per second, not in MiB per second. (Since: 1.2.9)
   */
  VIR_DOMAIN_BLOCK_COMMIT_BANDWIDTH_BYTES = (1 << 4),
} virDomainBlockCommitFlags;

/**
 * What is wrong with a disk.
 *
 * Since: 0.9.10
 */
typedef enum {
  /**
   * Nothing. (Since: 0.9.10)
   */
  VIR_DOMAIN_DISK_ERROR_NONE = 0,
  /**
   * Something; what is not known. (Since: 0.9.10)
   */
  VIR_DOMAIN_DISK_ERROR_UNSPEC = 1,
  /**
   * There is no space left for it on the host. (Since: 0.9.10)
   */
  VIR_DOMAIN_DISK_ERROR_NO_SPACE = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_DISK_ERROR_LAST,
#endif
} virDomainDiskErrorCode;

/**
 * State of a domain.
 *
 * Since: 0.0.1
 */
typedef enum {
  /**
   * It is not known. (Since: 0.0.1)
   */
  VIR_DOMAIN_NOSTATE = 0,
  /**
   * The guest runs. (Since: 0.0.1)
   */
  VIR_DOMAIN_RUNNING = 1,
  /**
   * The guest runs, and waits for something. (Since: 0.0.1)
   */
  VIR_DOMAIN_BLOCKED = 2,
  /**
   * The guest stands still. (Since: 0.0.1)
   */
  VIR_DOMAIN_PAUSED = 3,
  /**
   * The guest is shutting down. (Since: 0.0.1)
   */
  VIR_DOMAIN_SHUTDOWN = 4,
  /**
   * There is no guest. (Since: 0.0.1)
   */
  VIR_DOMAIN_SHUTOFF = 5,
  /**
   * The guest crashed. (Since: 0.0.2)
   */
  VIR_DOMAIN_CRASHED = 6,
  /**
   * The guest suspended itself to RAM. (Since: 0.9.11)
   */
  VIR_DOMAIN_PMSUSPENDED = 7,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_LAST,
#endif
} virDomainState;

/**
 * Reason of VIR_DOMAIN_NOSTATE.
 *
 * Since: 0.9.2
 */
typedef enum {
  /**
   * It is not known. (Since: 0.9.2)
   */
  VIR_DOMAIN_NOSTATE_UNKNOWN = 0,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_NOSTATE_LAST,
#endif
} virDomainNostateReason;

/**
 * Reason of VIR_DOMAIN_RUNNING.
 *
 * Since: 0.9.2
 */
typedef enum {
  /**
   * It is not known. (Since: 0.9.2)
   */
  VIR_DOMAIN_RUNNING_UNKNOWN = 0,
  /**
   * It was started. (Since: 0.9.2)
   */
  VIR_DOMAIN_RUNNING_BOOTED = 1,
  /**
   * It came from another host. (Since: 0.9.2)
   */
  VIR_DOMAIN_RUNNING_MIGRATED = 2,
  /**
   * It was restored from a file. (Since: 0.9.2)
   */
  VIR_DOMAIN_RUNNING_RESTORED = 3,
  /**
   * It was restored from a snapshot. (Since: 0.9.2)
   */
  VIR_DOMAIN_RUNNING_FROM_SNAPSHOT = 4,
  /**
   * It was paused and goes on. (Since: 0.9.2)
   */
  VIR_DOMAIN_RUNNING_UNPAUSED = 5,
  /**
   * It goes on after a migration that did not succeed. (Since: 0.9.2)
   */
  VIR_DOMAIN_RUNNING_MIGRATION_CANCELED = 6,
  /**
   * It goes on after a save that did not succeed. (Since: 0.9.2)
   */
  VIR_DOMAIN_RUNNING_SAVE_CANCELED = 7,
  /**
   * It woke up from suspension to RAM. (Since: 0.9.11)
   */
  VIR_DOMAIN_RUNNING_WAKEUP = 8,
  /**
   * It goes on after a crash. (Since: 1.1.1)
   */
  VIR_DOMAIN_RUNNING_CRASHED = 9,
  /**
   * It runs while its memory is still coming from the other host. (Since: 1.3.3)
   */
  VIR_DOMAIN_RUNNING_POSTCOPY = 10,
  /**
   * It runs though a post-copy migration failed. (Since: 8.5.0)
   */
  VIR_DOMAIN_RUNNING_POSTCOPY_FAILED = 11,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_RUNNING_LAST,
#endif
} virDomainRunningReason;

/**
 * Reason of VIR_DOMAIN_BLOCKED.
 *
 * Since: 0.9.2
 */
typedef enum {
  /**
   * It is not known. (Since: 0.9.2)
   */
  VIR_DOMAIN_BLOCKED_UNKNOWN = 0,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_BLOCKED_LAST,
#endif
} virDomainBlockedReason;

/**
 * Reason of VIR_DOMAIN_PAUSED.
 *
 * Since: 0.9.2
 */
typedef enum {
  /**
   * It is not known. (Since: 0.9.2)
   */
  VIR_DOMAIN_PAUSED_UNKNOWN = 0,
  /**
   * Somebody asked for it. (Since: 0.9.2)
   */
  VIR_DOMAIN_PAUSED_USER = 1,
  /**
   * It migrates without running. (Since: 0.9.2)
   */
  VIR_DOMAIN_PAUSED_MIGRATION = 2,
  /**
   * It is being saved. (Since: 0.9.2)
   */
  VIR_DOMAIN_PAUSED_SAVE = 3,
  /**
   * It is being dumped. (Since: 0.9.2)
   */
  VIR_DOMAIN_PAUSED_DUMP = 4,
  /**
   * A disk had an error. (Since: 0.9.2)
   */
  VIR_DOMAIN_PAUSED_IOERROR = 5,
  /**
   * A watchdog fired. (Since: 0.9.2)
   */
  VIR_DOMAIN_PAUSED_WATCHDOG = 6,
  /**
   * It was restored from a snapshot so. (Since: 0.9.2)
   */
  VIR_DOMAIN_PAUSED_FROM_SNAPSHOT = 7,
  /**
   * It is shutting down. (Since: 0.9.5)
   */
  VIR_DOMAIN_PAUSED_SHUTTING_DOWN = 8,
  /**
   * A snapshot of it is being made. (Since: 1.0.1)
   */
  VIR_DOMAIN_PAUSED_SNAPSHOT = 9,
  /**
   * The guest crashed. (Since: 1.1.1)
   */
  VIR_DOMAIN_PAUSED_CRASHED = 10,
  /**
   * It is being started. (Since: 1.2.14)
   */
  VIR_DOMAIN_PAUSED_STARTING_UP = 11,
  /**
   * It runs on the other host already, and its memory follows. (Since: 1.3.3)
   */
  VIR_DOMAIN_PAUSED_POSTCOPY = 12,
  /**
   * A post-copy migration failed. (Since: 1.3.3)
   */
  VIR_DOMAIN_PAUSED_POSTCOPY_FAILED = 13,
  /**
   * A call failed halfway and could not make it run again. (Since: 9.2.0)
   */
  VIR_DOMAIN_PAUSED_API_ERROR = 14,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_PAUSED_LAST,
#endif
} virDomainPausedReason;

/**
 * Reason of VIR_DOMAIN_SHUTDOWN.
 *
 * Since: 0.9.2
 */
typedef enum {
  /**
   * It is not known. (Since: 0.9.2)
   */
  VIR_DOMAIN_SHUTDOWN_UNKNOWN = 0,
  /**
   * Somebody asked for it. (Since: 0.9.2)
   */
  VIR_DOMAIN_SHUTDOWN_USER = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_SHUTDOWN_LAST,
#endif
} virDomainShutdownReason;

/**
 * Reason of VIR_DOMAIN_SHUTOFF.
 *
 * Since: 0.9.2
 */
typedef enum {
  /**
   * It is not known. (Since: 0.9.2)
   */
  VIR_DOMAIN_SHUTOFF_UNKNOWN = 0,
  /**
   * It shut down. (Since: 0.9.2)
   */
  VIR_DOMAIN_SHUTOFF_SHUTDOWN = 1,
  /**
   * It was ended from outside. (Since: 0.9.2)
   */
  VIR_DOMAIN_SHUTOFF_DESTROYED = 2,
  /**
   * It crashed. (Since: 0.9.2)
   */
  VIR_DOMAIN_SHUTOFF_CRASHED = 3,
  /**
   * It went to another host. (Since: 0.9.2)
   */
  VIR_DOMAIN_SHUTOFF_MIGRATED = 4,
  /**
   * It was saved to a file. (Since: 0.9.2)
   */
  VIR_DOMAIN_SHUTOFF_SAVED = 5,
  /**
   * It could not start. (Since: 0.9.2)
   */
  VIR_DOMAIN_SHUTOFF_FAILED = 6,
  /**
   * It was reverted to a snapshot without a running guest. (Since: 0.9.2)
   */
  VIR_DOMAIN_SHUTOFF_FROM_SNAPSHOT = 7,
  /**
   * It was lost while nobody watched. (Since: 4.10.0)
   */
  VIR_DOMAIN_SHUTOFF_DAEMON = 8,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_SHUTOFF_LAST,
#endif
} virDomainShutoffReason;

/**
 * Reason of VIR_DOMAIN_CRASHED.
 *
 * Since: 0.9.2
 */
typedef enum {
  /**
   * It is not known. (Since: 0.9.2)
   */
  VIR_DOMAIN_CRASHED_UNKNOWN = 0,
  /**
   * The guest's kernel panicked. (Since: 1.1.1)
   */
  VIR_DOMAIN_CRASHED_PANICKED = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_CRASHED_LAST,
#endif
} virDomainCrashedReason;

/**
 * Reason of VIR_DOMAIN_PMSUSPENDED.
 *
 * Since: 0.9.11
 */
typedef enum {
  /**
   * It is not known. (Since: 0.9.11)
   */
  VIR_DOMAIN_PMSUSPENDED_UNKNOWN = 0,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_PMSUSPENDED_LAST,
#endif
} virDomainPMSuspendedReason;

/**
 * Reason of a suspension to disk.
 *
 * Since: 1.0.0
 */
typedef enum {
  /**
   * It is not known. (Since: 1.0.0)
   */
  VIR_DOMAIN_PMSUSPENDED_DISK_UNKNOWN = 0,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_PMSUSPENDED_DISK_LAST,
#endif
} virDomainPMSuspendedDiskReason;

/**
 * Whether a guest can be controlled now.
 *
 * Since: 0.9.3
 */
typedef enum {
  /**
   * It takes commands. (Since: 0.9.3)
   */
  VIR_DOMAIN_CONTROL_OK = 0,
  /**
   * A job has it; some commands may be taken. (Since: 0.9.3)
   */
  VIR_DOMAIN_CONTROL_JOB = 1,
  /**
   * It is busy with a command. (Since: 0.9.3)
   */
  VIR_DOMAIN_CONTROL_OCCUPIED = 2,
  /**
   * It cannot be controlled any more. (Since: 0.9.3)
   */
  VIR_DOMAIN_CONTROL_ERROR = 3,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_CONTROL_LAST,
#endif
} virDomainControlState;

/**
 * Reason of VIR_DOMAIN_CONTROL_ERROR.
 *
 * Since: 1.2.14
 */
typedef enum {
  /**
   * There is no error. (Since: 1.2.14)
   */
  VIR_DOMAIN_CONTROL_ERROR_REASON_NONE = 0,
  /**
   * It is not known. (Since: 1.2.14)
   */
  VIR_DOMAIN_CONTROL_ERROR_REASON_UNKNOWN = 1,
  /**
   * The way to the hypervisor's process is broken. (Since: 1.2.14)
   */
  VIR_DOMAIN_CONTROL_ERROR_REASON_MONITOR = 2,
  /**
   * The library lost track of it. (Since: 1.2.14)
   */
  VIR_DOMAIN_CONTROL_ERROR_REASON_INTERNAL = 3,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_CONTROL_ERROR_REASON_LAST,
#endif
} virDomainControlErrorReason;

/**
 * What a change or a question is about; LIVE and CONFIG may come together in most functions.
 *
 * Since: 0.9.2
 */
typedef enum {
  /**
   * The running guest if there is one, else the definition. (Since: 0.9.2)
   */
  VIR_DOMAIN_AFFECT_CURRENT = 0,
  /**
   * The running guest. (Since: 0.9.2)
   */
  VIR_DOMAIN_AFFECT_LIVE = (1 << 0),
  /**
   * The definition, for the next start. (Since: 0.9.2)
   */
  VIR_DOMAIN_AFFECT_CONFIG = (1 << 1),
} virDomainModificationImpact;

/**
 * How to start a domain.
 *
 * Since: 0.0.1
 */
typedef enum {
  /**
   * As usual. (Since: 0.0.1)
   */
  VIR_DOMAIN_NONE = 0,
  /**
   * Do not let the guest run yet. (Since: 0.8.2)
   */
  VIR_DOMAIN_START_PAUSED = (1 << 0),
  /**
   * End it when this connection closes. (Since: 0.9.3)
   */
  VIR_DOMAIN_START_AUTODESTROY = (1 << 1),
  /**
   * Read a managed save past the host's file cache. (Since: 0.9.4)
   */
  VIR_DOMAIN_START_BYPASS_CACHE = (1 << 2),
  /**
   * Boot, and throw a managed save away. (Since: 0.9.5)
   */
  VIR_DOMAIN_START_FORCE_BOOT = (1 << 3),
  /**
   * Check the document against the schema. (Since: 1.2.12)
   */
  VIR_DOMAIN_START_VALIDATE = (1 << 4),
  /**
   * Make the firmware's variables anew from their template. (Since: 8.1.0)
   */
  VIR_DOMAIN_START_RESET_NVRAM = (1 << 5),
} virDomainCreateFlags;

/**
 * How to ask a guest to shut down. With several the hypervisor tries them in an order of its own.
 *
 * Since: 0.9.10
 */
typedef enum {
  /**
   * Let the hypervisor choose. (Since: 0.9.10)
   */
  VIR_DOMAIN_SHUTDOWN_DEFAULT = 0,
  /**
   * Press the power button. (Since: 0.9.10)
   */
  VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN = (1 << 0),
  /**
   * Ask the guest agent. (Since: 0.9.10)
   */
  VIR_DOMAIN_SHUTDOWN_GUEST_AGENT = (1 << 1),
  /**
   * Write to the init process's pipe. (Since: 1.0.1)
   */
  VIR_DOMAIN_SHUTDOWN_INITCTL = (1 << 2),
  /**
   * Send a signal to the init process. (Since: 1.0.1)
   */
  VIR_DOMAIN_SHUTDOWN_SIGNAL = (1 << 3),
  /**
   * Ask by paravirtual means. (Since: 1.2.5)
   */
  VIR_DOMAIN_SHUTDOWN_PARAVIRT = (1 << 4),
} virDomainShutdownFlagValues;

/**
 * How to ask a guest to reboot. With several the hypervisor tries them in an order of its own.
 *
 * Since: 0.9.10
 */
typedef enum {
  /**
   * Let the hypervisor choose. (Since: 0.9.10)
   */
  VIR_DOMAIN_REBOOT_DEFAULT = 0,
  /**
   * Press the power button. (Since: 0.9.10)
   */
  VIR_DOMAIN_REBOOT_ACPI_POWER_BTN = (1 << 0),
  /**
   * Ask the guest agent. (Since: 0.9.10)
   */
  VIR_DOMAIN_REBOOT_GUEST_AGENT = (1 << 1),
  /**
   * Write to the init process's pipe. (Since: 1.0.1)
   */
  VIR_DOMAIN_REBOOT_INITCTL = (1 << 2),
  /**
   * Send a signal to the init process. (Since: 1.0.1)
   */
  VIR_DOMAIN_REBOOT_SIGNAL = (1 << 3),
  /**
   * Ask by paravirtual means. (Since: 1.2.5)
   */
  VIR_DOMAIN_REBOOT_PARAVIRT = (1 << 4),
} virDomainRebootFlagValues;

/**
 * How to end a guest from outside.
 *
 * Since: 0.9.4
 */
typedef enum {
  /**
   * At any price: first with SIGTERM, then with SIGKILL. (Since: 0.9.10)
   */
  VIR_DOMAIN_DESTROY_DEFAULT = 0,
  /**
   * With SIGTERM only, and fail if that is not enough. (Since: 0.9.10)
   */
  VIR_DOMAIN_DESTROY_GRACEFUL = (1 << 0),
  /**
   * Remove its log files too. (Since: 8.3.0)
   */
  VIR_DOMAIN_DESTROY_REMOVE_LOGS = (1 << 1),
} virDomainDestroyFlagsValues;

/**
 * How to save and restore.
 *
 * Since: 0.9.4
 */
typedef enum {
  /**
   * Go past the host's file cache. (Since: 0.9.4)
   */
  VIR_DOMAIN_SAVE_BYPASS_CACHE = (1 << 0),
  /**
   * The guest shall run when it is restored, whatever it did before. (Since: 0.9.5)
   */
  VIR_DOMAIN_SAVE_RUNNING = (1 << 1),
  /**
   * The guest shall be paused when it is restored, whatever it did before. (Since: 0.9.5)
   */
  VIR_DOMAIN_SAVE_PAUSED = (1 << 2),
  /**
   * Make the firmware's variables anew from their template. (Since: 8.1.0)
   */
  VIR_DOMAIN_SAVE_RESET_NVRAM = (1 << 3),
} virDomainSaveRestoreFlags;

/**
 * Kinds of metadata.
 *
 * Since: 0.9.10
 */
typedef enum {
  /**
   * The text of <description>. (Since: 0.9.10)
   */
  VIR_DOMAIN_METADATA_DESCRIPTION = 0,
  /**
   * The text of <title>, one line. (Since: 0.9.10)
   */
  VIR_DOMAIN_METADATA_TITLE = 1,
  /**
   * An element inside <metadata>, told from others by its namespace. (Since: 0.9.10)
   */
  VIR_DOMAIN_METADATA_ELEMENT = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_METADATA_LAST,
#endif
} virDomainMetadataType;

/**
 * How to write a domain's document.
 *
 * Since: 0.3.3
 */
typedef enum {
  /**
   * With passwords; not on a read-only connection. (Since: 0.3.3)
   */
  VIR_DOMAIN_XML_SECURE = (1 << 0),
  /**
   * The definition for the next start, though the guest runs. (Since: 0.3.3)
   */
  VIR_DOMAIN_XML_INACTIVE = (1 << 1),
  /**
   * With the CPU's features as the host has them. (Since: 0.8.0)
   */
  VIR_DOMAIN_XML_UPDATE_CPU = (1 << 2),
  /**
   * Fit for another host's libvirt, maybe an older one. (Since: 1.0.0)
   */
  VIR_DOMAIN_XML_MIGRATABLE = (1 << 3),
} virDomainXMLFlags;

/**
 * How to write the document of a saved image.
 *
 * Since: 5.1.0
 */
typedef enum {
  /**
   * With passwords; not on a read-only connection. (Since: 5.1.0)
   */
  VIR_DOMAIN_SAVE_IMAGE_XML_SECURE = (1 << 0),
} virDomainSaveImageXMLFlags;

/**
 * How to define a domain.
 *
 * Since: 1.2.12
 */
typedef enum {
  /**
   * Check the document against the schema. (Since: 1.2.12)
   */
  VIR_DOMAIN_DEFINE_VALIDATE = (1 << 0),
} virDomainDefineFlags;

/**
 * What to do with what belongs to a domain that is undefined. Without a flag for it the domain stays defined.
 *
 * Since: 0.9.4
 */
typedef enum {
  /**
   * Remove its managed save. (Since: 0.9.4)
   */
  VIR_DOMAIN_UNDEFINE_MANAGED_SAVE = (1 << 0),
  /**
   * Forget its snapshots. (Since: 0.9.5)
   */
  VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA = (1 << 1),
  /**
   * Remove the file of its firmware's variables. (Since: 1.2.9)
   */
  VIR_DOMAIN_UNDEFINE_NVRAM = (1 << 2),
  /**
   * Keep the file of its firmware's variables. (Since: 2.3.0)
   */
  VIR_DOMAIN_UNDEFINE_KEEP_NVRAM = (1 << 3),
  /**
   * Forget its checkpoints. (Since: 5.6.0)
   */
  VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA = (1 << 4),
  /**
   * Remove the state of its TPM. (Since: 8.9.0)
   */
  VIR_DOMAIN_UNDEFINE_TPM = (1 << 5),
  /**
   * Keep the state of its TPM. (Since: 8.9.0)
   */
  VIR_DOMAIN_UNDEFINE_KEEP_TPM = (1 << 6),
} virDomainUndefineFlagsValues;

/**
 * Which domains to list. Flags come in groups: of a group with any flag set, a domain has to match one.
 *
 * Since: 0.9.13
 */
typedef enum {
  /**
   * Those with a guest. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_ACTIVE = (1 << 0),
  /**
   * Those without. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_INACTIVE = (1 << 1),
  /**
   * Those that are defined. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_PERSISTENT = (1 << 2),
  /**
   * Those that go when their guest ends. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_TRANSIENT = (1 << 3),
  /**
   * Those whose guest runs. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_RUNNING = (1 << 4),
  /**
   * Those whose guest is paused. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_PAUSED = (1 << 5),
  /**
   * Those that are shut off. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_SHUTOFF = (1 << 6),
  /**
   * Those in any other state. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_OTHER = (1 << 7),
  /**
   * Those with a managed save. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE = (1 << 8),
  /**
   * Those without. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE = (1 << 9),
  /**
   * Those that start with the host. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_AUTOSTART = (1 << 10),
  /**
   * Those that do not. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_NO_AUTOSTART = (1 << 11),
  /**
   * Those with a snapshot. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_HAS_SNAPSHOT = (1 << 12),
  /**
   * Those without. (Since: 0.9.13)
   */
  VIR_CONNECT_LIST_DOMAINS_NO_SNAPSHOT = (1 << 13),
  /**
   * Those with a checkpoint. (Since: 5.6.0)
   */
  VIR_CONNECT_LIST_DOMAINS_HAS_CHECKPOINT = (1 << 14),
  /**
   * Those without. (Since: 5.6.0)
   */
  VIR_CONNECT_LIST_DOMAINS_NO_CHECKPOINT = (1 << 15),
} virConnectListAllDomainsFlags;

/**
 * State of a virtual CPU.
 *
 * Since: 0.1.4
 */
typedef enum {
  /**
   * It is not there. (Since: 0.1.4)
   */
  VIR_VCPU_OFFLINE = 0,
  /**
   * It runs, or could. (Since: 0.1.4)
   */
  VIR_VCPU_RUNNING = 1,
  /**
   * It waits for something. (Since: 0.1.4)
   */
  VIR_VCPU_BLOCKED = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_VCPU_LAST,
#endif
} virVcpuState;

/**
 * What virVcpuInfo.cpu says if it is no CPU of the host.
 *
 * Since: 6.10.0
 */
typedef enum {
  /**
   * The virtual CPU is offline. (Since: 6.10.0)
   */
  VIR_VCPU_INFO_CPU_OFFLINE = -1,
  /**
   * It cannot be known. (Since: 6.10.0)
   */
  VIR_VCPU_INFO_CPU_UNAVAILABLE = -2,
} virVcpuHostCpuState;

/**
 * Which number of virtual CPUs.
 *
 * Since: 0.8.5
 */
typedef enum {
  /**
   * Of the running guest if there is one, else of the definition. (Since: 0.9.4)
   */
  VIR_DOMAIN_VCPU_CURRENT = 0,
  /**
   * Of the running guest. (Since: 0.8.5)
   */
  VIR_DOMAIN_VCPU_LIVE = (1 << 0),
  /**
   * Of the definition. (Since: 0.8.5)
   */
  VIR_DOMAIN_VCPU_CONFIG = (1 << 1),
  /**
   * How many there can be, not how many there are. (Since: 0.8.5)
   */
  VIR_DOMAIN_VCPU_MAXIMUM = (1 << 2),
  /**
   * How many the guest uses, by its agent. (Since: 1.1.0)
   */
  VIR_DOMAIN_VCPU_GUEST = (1 << 3),
  /**
   * In setting: those that are added can be taken away again. (Since: 2.4.0)
   */
  VIR_DOMAIN_VCPU_HOTPLUGGABLE = (1 << 4),
} virDomainVcpuFlags;

/**
 * What a change of a device is about.
 *
 * Since: 0.7.7
 */
typedef enum {
  /**
   * The running guest if there is one, else the definition. (Since: 0.7.7)
   */
  VIR_DOMAIN_DEVICE_MODIFY_CURRENT = 0,
  /**
   * The running guest. (Since: 0.7.7)
   */
  VIR_DOMAIN_DEVICE_MODIFY_LIVE = (1 << 0),
  /**
   * The definition, for the next start. (Since: 0.7.7)
   */
  VIR_DOMAIN_DEVICE_MODIFY_CONFIG = (1 << 1),
  /**
   * Even if the guest holds on to it, as with a locked tray. (Since: 0.8.6)
   */
  VIR_DOMAIN_DEVICE_MODIFY_FORCE = (1 << 2),
} virDomainDeviceModifyFlags;

/**
 * How to open a console.
 *
 * Since: 0.9.11
 */
typedef enum {
  /**
   * Take it from whoever has it. (Since: 0.9.11)
   */
  VIR_DOMAIN_CONSOLE_FORCE = (1 << 0),
  /**
   * Only if the hypervisor takes care that nobody else has it. (Since: 0.9.11)
   */
  VIR_DOMAIN_CONSOLE_SAFE = (1 << 1),
} virDomainConsoleFlags;

/**
 * How to open a channel.
 *
 * Since: 1.0.2
 */
typedef enum {
  /**
   * Take it from whoever has it. (Since: 1.0.2)
   */
  VIR_DOMAIN_CHANNEL_FORCE = (1 << 0),
} virDomainChannelFlags;

/**
 * How to open a display.
 *
 * Since: 0.9.7
 */
typedef enum {
  /**
   * Without asking for a password. (Since: 0.9.7)
   */
  VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH = (1 << 0),
} virDomainOpenGraphicsFlags;

/**
 * Of which displays to read the certificates again.
 *
 * Since: 10.2.0
 */
typedef enum {
  /**
   * Of any. (Since: 10.2.0)
   */
  VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_ANY = 0,
  /**
   * Of VNC. (Since: 10.2.0)
   */
  VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_VNC = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_LAST,
#endif
} virDomainGraphicsReloadType;

/**
 * What may be done with descriptors that take the place of a file.
 *
 * Since: 9.0.0
 */
typedef enum {
  /**
   * Security labels may be put back when the file is not needed any more. (Since: 9.0.0)
   */
  VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_RESTORE = (1 << 0),
  /**
   * Security labels may be such that the file can be written. (Since: 9.0.0)
   */
  VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_WRITABLE = (1 << 1),
} virDomainFDAssociateFlags;

/**
 * What happened in the life of a domain.
 *
 * Since: 0.5.0
 */
typedef enum {
  /**
   * A definition came or changed. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_DEFINED = 0,
  /**
   * The definition went. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_UNDEFINED = 1,
  /**
   * A guest exists now. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_STARTED = 2,
  /**
   * The guest stands still. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_SUSPENDED = 3,
  /**
   * The guest runs on. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_RESUMED = 4,
  /**
   * There is no guest any more. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_STOPPED = 5,
  /**
   * The guest has finished shutting down; its end follows. (Since: 0.9.8)
   */
  VIR_DOMAIN_EVENT_SHUTDOWN = 6,
  /**
   * The guest suspended itself. (Since: 0.10.2)
   */
  VIR_DOMAIN_EVENT_PMSUSPENDED = 7,
  /**
   * The guest crashed. (Since: 1.1.1)
   */
  VIR_DOMAIN_EVENT_CRASHED = 8,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_LAST,
#endif
} virDomainEventType;

/**
 * Detail of VIR_DOMAIN_EVENT_DEFINED.
 *
 * Since: 0.5.0
 */
typedef enum {
  /**
   * There was none before. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_DEFINED_ADDED = 0,
  /**
   * It took the place of another. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_DEFINED_UPDATED = 1,
  /**
   * It is the same under another name. (Since: 1.2.19)
   */
  VIR_DOMAIN_EVENT_DEFINED_RENAMED = 2,
  /**
   * It is the one that a snapshot held. (Since: 1.3.3)
   */
  VIR_DOMAIN_EVENT_DEFINED_FROM_SNAPSHOT = 3,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_DEFINED_LAST,
#endif
} virDomainEventDefinedDetailType;

/**
 * Detail of VIR_DOMAIN_EVENT_UNDEFINED.
 *
 * Since: 0.5.0
 */
typedef enum {
  /**
   * It was removed. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_UNDEFINED_REMOVED = 0,
  /**
   * It has another name from now on. (Since: 1.2.19)
   */
  VIR_DOMAIN_EVENT_UNDEFINED_RENAMED = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_UNDEFINED_LAST,
#endif
} virDomainEventUndefinedDetailType;

/**
 * Detail of VIR_DOMAIN_EVENT_STARTED.
 *
 * Since: 0.5.0
 */
typedef enum {
  /**
   * It boots. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_STARTED_BOOTED = 0,
  /**
   * It comes from another host. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_STARTED_MIGRATED = 1,
  /**
   * It comes from a saved image. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_STARTED_RESTORED = 2,
  /**
   * It comes from a snapshot. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_STARTED_FROM_SNAPSHOT = 3,
  /**
   * It woke up from suspension. (Since: 0.9.11)
   */
  VIR_DOMAIN_EVENT_STARTED_WAKEUP = 4,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_STARTED_LAST,
#endif
} virDomainEventStartedDetailType;

/**
 * Detail of VIR_DOMAIN_EVENT_SUSPENDED.
 *
 * Since: 0.5.0
 */
typedef enum {
  /**
   * Somebody asked for it. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_SUSPENDED_PAUSED = 0,
  /**
   * It migrates without running. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_SUSPENDED_MIGRATED = 1,
  /**
   * A disk had an error. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_SUSPENDED_IOERROR = 2,
  /**
   * A watchdog fired. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_SUSPENDED_WATCHDOG = 3,
  /**
   * It was restored from an image so. (Since: 0.9.5)
   */
  VIR_DOMAIN_EVENT_SUSPENDED_RESTORED = 4,
  /**
   * It was restored from a snapshot so. (Since: 0.9.5)
   */
  VIR_DOMAIN_EVENT_SUSPENDED_FROM_SNAPSHOT = 5,
  /**
   * A call failed halfway and could not make it run again. (Since: 1.0.1)
   */
  VIR_DOMAIN_EVENT_SUSPENDED_API_ERROR = 6,
  /**
   * It runs on the other host already, and its memory follows. (Since: 1.3.3)
   */
  VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY = 7,
  /**
   * A post-copy migration failed. (Since: 1.3.3)
   */
  VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY_FAILED = 8,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_SUSPENDED_LAST,
#endif
} virDomainEventSuspendedDetailType;

/**
 * Detail of VIR_DOMAIN_EVENT_RESUMED.
 *
 * Since: 0.5.0
 */
typedef enum {
  /**
   * Somebody asked for it. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_RESUMED_UNPAUSED = 0,
  /**
   * Its migration is over. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_RESUMED_MIGRATED = 1,
  /**
   * It was restored from a snapshot. (Since: 0.9.5)
   */
  VIR_DOMAIN_EVENT_RESUMED_FROM_SNAPSHOT = 2,
  /**
   * It runs here while its memory is still coming from the other host. (Since: 1.3.3)
   */
  VIR_DOMAIN_EVENT_RESUMED_POSTCOPY = 3,
  /**
   * It runs though a post-copy migration failed. (Since: 8.5.0)
   */
  VIR_DOMAIN_EVENT_RESUMED_POSTCOPY_FAILED = 4,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_RESUMED_LAST,
#endif
} virDomainEventResumedDetailType;

/**
 * Detail of VIR_DOMAIN_EVENT_STOPPED.
 *
 * Since: 0.5.0
 */
typedef enum {
  /**
   * It shut down. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_STOPPED_SHUTDOWN = 0,
  /**
   * It was ended from outside. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_STOPPED_DESTROYED = 1,
  /**
   * It crashed, or its process was killed. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_STOPPED_CRASHED = 2,
  /**
   * It went to another host. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_STOPPED_MIGRATED = 3,
  /**
   * It was saved to a file. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_STOPPED_SAVED = 4,
  /**
   * It could not start, or its hypervisor was lost. (Since: 0.5.0)
   */
  VIR_DOMAIN_EVENT_STOPPED_FAILED = 5,
  /**
   * It was reverted to a snapshot without a running guest. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_STOPPED_FROM_SNAPSHOT = 6,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_STOPPED_LAST,
#endif
} virDomainEventStoppedDetailType;

/**
 * Detail of VIR_DOMAIN_EVENT_SHUTDOWN.
 *
 * Since: 0.9.8
 */
typedef enum {
  /**
   * By whom is not known. (Since: 0.9.8)
   */
  VIR_DOMAIN_EVENT_SHUTDOWN_FINISHED = 0,
  /**
   * The guest itself wanted it. (Since: 3.4.0)
   */
  VIR_DOMAIN_EVENT_SHUTDOWN_GUEST = 1,
  /**
   * It was asked from the host, or its process got a signal. (Since: 3.4.0)
   */
  VIR_DOMAIN_EVENT_SHUTDOWN_HOST = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_SHUTDOWN_LAST,
#endif
} virDomainEventShutdownDetailType;

/**
 * Detail of VIR_DOMAIN_EVENT_PMSUSPENDED.
 *
 * Since: 0.10.2
 */
typedef enum {
  /**
   * To RAM. (Since: 0.10.2)
   */
  VIR_DOMAIN_EVENT_PMSUSPENDED_MEMORY = 0,
  /**
   * To disk. (Since: 1.0.0)
   */
  VIR_DOMAIN_EVENT_PMSUSPENDED_DISK = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_PMSUSPENDED_LAST,
#endif
} virDomainEventPMSuspendedDetailType;

/**
 * Detail of VIR_DOMAIN_EVENT_CRASHED.
 *
 * Since: 1.1.1
 */
typedef enum {
  /**
   * Its kernel panicked. (Since: 1.1.1)
   */
  VIR_DOMAIN_EVENT_CRASHED_PANICKED = 0,
  /**
   * Its kernel panicked and boots its own crash kernel. (Since: 6.1.0)
   */
  VIR_DOMAIN_EVENT_CRASHED_CRASHLOADED = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_CRASHED_LAST,
#endif
} virDomainEventCrashedDetailType;

/**
 * Who a broken piece of the host's memory belonged to.
 *
 * Since: 6.9.0
 */
typedef enum {
  /**
   * To the hypervisor's process itself. (Since: 6.9.0)
   */
  VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_HYPERVISOR = 0,
  /**
   * To the guest's RAM. (Since: 6.9.0)
   */
  VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_GUEST = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_LAST,
#endif
} virDomainMemoryFailureRecipientType;

/**
 * What was done about a broken piece of memory.
 *
 * Since: 6.9.0
 */
typedef enum {
  /**
   * Nothing had to be done yet. (Since: 6.9.0)
   */
  VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_IGNORE = 0,
  /**
   * The guest was told, and may go on. (Since: 6.9.0)
   */
  VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_INJECT = 1,
  /**
   * Nothing can be done: the hypervisor ends. (Since: 6.9.0)
   */
  VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_FATAL = 2,
  /**
   * The guest could not be told and was reset. (Since: 6.9.0)
   */
  VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_RESET = 3,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_LAST,
#endif
} virDomainMemoryFailureActionType;

/**
 * More about a broken piece of memory.
 *
 * Since: 6.9.0
 */
typedef enum {
  /**
   * It was about to be used, so it cannot wait. (Since: 6.9.0)
   */
  VIR_DOMAIN_MEMORY_FAILURE_ACTION_REQUIRED = (1 << 0),
  /**
   * It broke while another failure was being handled. (Since: 6.9.0)
   */
  VIR_DOMAIN_MEMORY_FAILURE_RECURSIVE = (1 << 1),
} virDomainMemoryFailureFlags;

/**
 * What a watchdog that fired did.
 *
 * Since: 0.8.0
 */
typedef enum {
  /**
   * Nothing but this event. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_WATCHDOG_NONE = 0,
  /**
   * The guest is paused. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_WATCHDOG_PAUSE = 1,
  /**
   * The guest is reset. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_WATCHDOG_RESET = 2,
  /**
   * The guest is ended. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_WATCHDOG_POWEROFF = 3,
  /**
   * The guest is asked to shut down. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_WATCHDOG_SHUTDOWN = 4,
  /**
   * A message goes to the hypervisor's log. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_WATCHDOG_DEBUG = 5,
  /**
   * The guest gets a non-maskable interrupt. (Since: 1.2.17)
   */
  VIR_DOMAIN_EVENT_WATCHDOG_INJECTNMI = 6,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_WATCHDOG_LAST,
#endif
} virDomainEventWatchdogAction;

/**
 * What an error of a disk led to.
 *
 * Since: 0.8.0
 */
typedef enum {
  /**
   * It was ignored. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_IO_ERROR_NONE = 0,
  /**
   * The guest is paused. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_IO_ERROR_PAUSE = 1,
  /**
   * The guest was told of it. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_IO_ERROR_REPORT = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_IO_ERROR_LAST,
#endif
} virDomainEventIOErrorAction;

/**
 * How far a viewer has come.
 *
 * Since: 0.8.0
 */
typedef enum {
  /**
   * It connected. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_GRAPHICS_CONNECT = 0,
  /**
   * It was let in. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_GRAPHICS_INITIALIZE = 1,
  /**
   * It left. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_GRAPHICS_DISCONNECT = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_GRAPHICS_LAST,
#endif
} virDomainEventGraphicsPhase;

/**
 * Kinds of address of a viewer or a display.
 *
 * Since: 0.8.0
 */
typedef enum {
  /**
   * An IPv4 address and port. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV4 = 0,
  /**
   * An IPv6 address and port. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV6 = 1,
  /**
   * The path of a socket of this host. (Since: 0.9.7)
   */
  VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_UNIX = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_LAST,
#endif
} virDomainEventGraphicsAddressType;

/**
 * What became of a job on a disk.
 *
 * Since: 0.9.4
 */
typedef enum {
  /**
   * It is done. (Since: 0.9.4)
   */
  VIR_DOMAIN_BLOCK_JOB_COMPLETED = 0,
  /**
   * It failed. (Since: 0.9.4)
   */
  VIR_DOMAIN_BLOCK_JOB_FAILED = 1,
  /**
   * Somebody ended it. (Since: 0.9.12)
   */
  VIR_DOMAIN_BLOCK_JOB_CANCELED = 2,
  /**
   * Both sides are equal, and it waits to be ended or pivoted. (Since: 1.0.0)
   */
  VIR_DOMAIN_BLOCK_JOB_READY = 3,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_BLOCK_JOB_LAST,
#endif
} virConnectDomainEventBlockJobStatus;

/**
 * Why a disk's source changed.
 *
 * Since: 0.9.7
 */
typedef enum {
  /**
   * The file was missing when the guest started, and the medium was taken out. (Since: 0.9.7)
   */
  VIR_DOMAIN_EVENT_DISK_CHANGE_MISSING_ON_START = 0,
  /**
   * The file was missing when the guest started, and the disk was left out. (Since: 1.1.2)
   */
  VIR_DOMAIN_EVENT_DISK_DROP_MISSING_ON_START = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_DISK_CHANGE_LAST,
#endif
} virConnectDomainEventDiskChangeReason;

/**
 * What a guest did to the tray of a drive.
 *
 * Since: 0.9.11
 */
typedef enum {
  /**
   * It opened it. (Since: 0.9.11)
   */
  VIR_DOMAIN_EVENT_TRAY_CHANGE_OPEN = 0,
  /**
   * It closed it. (Since: 0.9.11)
   */
  VIR_DOMAIN_EVENT_TRAY_CHANGE_CLOSE = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_TRAY_CHANGE_LAST,
#endif
} virDomainEventTrayChangeReason;

/**
 * Whether the guest agent can be reached.
 *
 * Since: 1.2.11
 */
typedef enum {
  /**
   * It is there. (Since: 1.2.11)
   */
  VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED = 1,
  /**
   * It is not there. (Since: 1.2.11)
   */
  VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_DISCONNECTED = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_LAST,
#endif
} virConnectDomainEventAgentLifecycleState;

/**
 * Why that changed.
 *
 * Since: 1.2.11
 */
typedef enum {
  /**
   * It is not known. (Since: 1.2.11)
   */
  VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_UNKNOWN = 0,
  /**
   * The guest started. (Since: 1.2.11)
   */
  VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_DOMAIN_STARTED = 1,
  /**
   * The agent opened or closed its channel. (Since: 1.2.11)
   */
  VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_CHANNEL = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_LAST,
#endif
} virConnectDomainEventAgentLifecycleReason;

/**
 * Kinds of event, for virConnectDomainEventRegisterAny(); each has a callback type of its own.
 *
 * Since: 0.8.0
 */
typedef enum {
  /**
   * Its life: virConnectDomainEventCallback. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_ID_LIFECYCLE = 0,
  /**
   * The guest rebooted: virConnectDomainEventGenericCallback. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_ID_REBOOT = 1,
  /**
   * The guest set its clock: virConnectDomainEventRTCChangeCallback. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_ID_RTC_CHANGE = 2,
  /**
   * A watchdog fired: virConnectDomainEventWatchdogCallback. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_ID_WATCHDOG = 3,
  /**
   * A disk had an error: virConnectDomainEventIOErrorCallback. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_ID_IO_ERROR = 4,
  /**
   * A viewer came or went: virConnectDomainEventGraphicsCallback. (Since: 0.8.0)
   */
  VIR_DOMAIN_EVENT_ID_GRAPHICS = 5,
  /**
   * A disk had an error, and which: virConnectDomainEventIOErrorReasonCallback. (Since: 0.8.1)
   */
  VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON = 6,
  /**
   * The guest cannot be controlled any more: virConnectDomainEventGenericCallback. (Since: 0.9.2)
   */
  VIR_DOMAIN_EVENT_ID_CONTROL_ERROR = 7,
  /**
   * A job on a disk, which is told by its source: virConnectDomainEventBlockJobCallback. (Since: 0.9.4)
   */
  VIR_DOMAIN_EVENT_ID_BLOCK_JOB = 8,
  /**
   * A disk's source changed: virConnectDomainEventDiskChangeCallback. (Since: 0.9.7)
   */
  VIR_DOMAIN_EVENT_ID_DISK_CHANGE = 9,
  /**
   * A tray moved: virConnectDomainEventTrayChangeCallback. (Since: 0.9.11)
   */
  VIR_DOMAIN_EVENT_ID_TRAY_CHANGE = 10,
  /**
   * The guest woke up: virConnectDomainEventPMWakeupCallback. (Since: 0.9.11)
   */
  VIR_DOMAIN_EVENT_ID_PMWAKEUP = 11,
  /**
   * The guest suspended itself to RAM: virConnectDomainEventPMSuspendCallback. (Since: 0.9.11)
   */
  VIR_DOMAIN_EVENT_ID_PMSUSPEND = 12,
  /**
   * The guest's memory changed: virConnectDomainEventBalloonChangeCallback. (Since: 0.10.0)
   */
  VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE = 13,
  /**
   * The guest suspended itself to disk: virConnectDomainEventPMSuspendDiskCallback. (Since: 1.0.0)
   */
  VIR_DOMAIN_EVENT_ID_PMSUSPEND_DISK = 14,
  /**
   * A device is gone: virConnectDomainEventDeviceRemovedCallback. (Since: 1.1.1)
   */
  VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED = 15,
  /**
   * A job on a disk, which is told by its target: virConnectDomainEventBlockJobCallback. (Since: 1.2.6)
   */
  VIR_DOMAIN_EVENT_ID_BLOCK_JOB_2 = 16,
  /**
   * A limit or a pinning changed: virConnectDomainEventTunableCallback. (Since: 1.2.9)
   */
  VIR_DOMAIN_EVENT_ID_TUNABLE = 17,
  /**
   * The guest agent came or went: virConnectDomainEventAgentLifecycleCallback. (Since: 1.2.11)
   */
  VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE = 18,
  /**
   * A device is new: virConnectDomainEventDeviceAddedCallback. (Since: 1.2.15)
   */
  VIR_DOMAIN_EVENT_ID_DEVICE_ADDED = 19,
  /**
   * A migration goes over the memory once more: virConnectDomainEventMigrationIterationCallback. (Since:
   * 1.3.2)
   */
  VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION = 20,
  /**
   * A job ended: virConnectDomainEventJobCompletedCallback. (Since: 1.3.3)
   */
  VIR_DOMAIN_EVENT_ID_JOB_COMPLETED = 21,
  /**
   * A guest keeps a device: virConnectDomainEventDeviceRemovalFailedCallback. (Since: 1.3.4)
   */
  VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED = 22,
  /**
   * Its metadata changed: virConnectDomainEventMetadataChangeCallback. (Since: 3.0.0)
   */
  VIR_DOMAIN_EVENT_ID_METADATA_CHANGE = 23,
  /**
   * A write passed a threshold: virConnectDomainEventBlockThresholdCallback. (Since: 3.2.0)
   */
  VIR_DOMAIN_EVENT_ID_BLOCK_THRESHOLD = 24,
  /**
   * Memory of the host broke: virConnectDomainEventMemoryFailureCallback. (Since: 6.9.0)
   */
  VIR_DOMAIN_EVENT_ID_MEMORY_FAILURE = 25,
  /**
   * A memory device changed its size: virConnectDomainEventMemoryDeviceSizeChangeCallback. (Since: 7.9.0)
   */
  VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE = 26,
  /**
   * The guest changed a network card's address: virConnectDomainEventNICMACChangeCallback. (Since: 11.2.0)
   */
  VIR_DOMAIN_EVENT_ID_NIC_MAC_CHANGE = 27,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_EVENT_ID_LAST,
#endif
} virDomainEventID;

/**
 * Whether there is a job, and how it ended.
 *
 * Since: 0.7.7
 */
typedef enum {
  /**
   * There is none. (Since: 0.7.7)
   */
  VIR_DOMAIN_JOB_NONE = 0,
  /**
   * There is one, and how much is left is known. (Since: 0.7.7)
   */
  VIR_DOMAIN_JOB_BOUNDED = 1,
  /**
   * There is one, and nobody knows how much is left. (Since: 0.7.7)
   */
  VIR_DOMAIN_JOB_UNBOUNDED = 2,
  /**
   * It is done. (Since: 0.7.7)
   */
  VIR_DOMAIN_JOB_COMPLETED = 3,
  /**
   * It failed. (Since: 0.7.7)
   */
  VIR_DOMAIN_JOB_FAILED = 4,
  /**
   * Somebody ended it. (Since: 0.7.7)
   */
  VIR_DOMAIN_JOB_CANCELLED = 5,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_JOB_LAST,
#endif
} virDomainJobType;

/**
 * Which job to tell of.
 *
 * Since: 1.2.9
 */
typedef enum {
  /**
   * The last that ended, which is forgotten with this. (Since: 1.2.9)
   */
  VIR_DOMAIN_JOB_STATS_COMPLETED = (1 << 0),
  /**
   * With the other flag: do not forget it. (Since: 6.0.0)
   */
  VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED = (1 << 1),
} virDomainGetJobStatsFlags;

/**
 * How to end a job.
 *
 * Since: 8.5.0
 */
typedef enum {
  /**
   * Break off a post-copy migration, whose guest stays paused until it is resumed. (Since: 8.5.0)
   */
  VIR_DOMAIN_ABORT_JOB_POSTCOPY = (1 << 0),
} virDomainAbortJobFlagsValues;

/**
 * What a job does.
 *
 * Since: 3.3.0
 */
typedef enum {
  /**
   * It is not known. (Since: 3.3.0)
   */
  VIR_DOMAIN_JOB_OPERATION_UNKNOWN = 0,
  /**
   * Starts the guest. (Since: 3.3.0)
   */
  VIR_DOMAIN_JOB_OPERATION_START = 1,
  /**
   * Saves the guest to a file. (Since: 3.3.0)
   */
  VIR_DOMAIN_JOB_OPERATION_SAVE = 2,
  /**
   * Restores the guest from a file. (Since: 3.3.0)
   */
  VIR_DOMAIN_JOB_OPERATION_RESTORE = 3,
  /**
   * Takes the guest from another host. (Since: 3.3.0)
   */
  VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN = 4,
  /**
   * Brings the guest to another host. (Since: 3.3.0)
   */
  VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT = 5,
  /**
   * Makes a snapshot. (Since: 3.3.0)
   */
  VIR_DOMAIN_JOB_OPERATION_SNAPSHOT = 6,
  /**
   * Goes back to a snapshot. (Since: 3.3.0)
   */
  VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_REVERT = 7,
  /**
   * Dumps the guest's memory. (Since: 3.3.0)
   */
  VIR_DOMAIN_JOB_OPERATION_DUMP = 8,
  /**
   * Makes a backup. (Since: 6.0.0)
   */
  VIR_DOMAIN_JOB_OPERATION_BACKUP = 9,
  /**
   * Deletes a snapshot. (Since: 9.0.0)
   */
  VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_DELETE = 10,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_JOB_OPERATION_LAST,
#endif
} virDomainJobOperation;

/**
 * Ways to number keys.
 *
 * Since: 0.9.3
 */
typedef enum {
  /**
   * Linux' input codes. (Since: 0.9.3)
   */
  VIR_KEYCODE_SET_LINUX = 0,
  /**
   * The XT keyboard's codes. (Since: 0.9.3)
   */
  VIR_KEYCODE_SET_XT = 1,
  /**
   * The AT keyboard's codes, set 1. (Since: 0.9.3)
   */
  VIR_KEYCODE_SET_ATSET1 = 2,
  /**
   * The AT keyboard's codes, set 2. (Since: 0.9.3)
   */
  VIR_KEYCODE_SET_ATSET2 = 3,
  /**
   * The AT keyboard's codes, set 3. (Since: 0.9.3)
   */
  VIR_KEYCODE_SET_ATSET3 = 4,
  /**
   * macOS' codes. (Since: 0.9.4)
   */
  VIR_KEYCODE_SET_OSX = 5,
  /**
   * The XT keyboard's codes as Linux' keyboard driver changes them. (Since: 0.9.4)
   */
  VIR_KEYCODE_SET_XT_KBD = 6,
  /**
   * USB's codes for keyboards. (Since: 0.9.4)
   */
  VIR_KEYCODE_SET_USB = 7,
  /**
   * Windows' codes. (Since: 0.9.4)
   */
  VIR_KEYCODE_SET_WIN32 = 8,
  /**
   * QEMU's and VNC's codes: XT's, in one byte. (Since: 4.2.0)
   */
  VIR_KEYCODE_SET_QNUM = 9,
#if defined(VIR_ENUM_SENTINELS)
  VIR_KEYCODE_SET_LAST,
#endif
} virKeycodeSet;

/**
 * Signals for a process in a guest. Not every hypervisor's guests have all.
 *
 * Since: 1.0.1
 */
typedef enum {
  /**
   * None: only look whether the process is there. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_NOP = 0,
  /**
   * The terminal is gone. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_HUP = 1,
  /**
   * Interrupt, as by a key. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_INT = 2,
  /**
   * Quit, as by a key. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_QUIT = 3,
  /**
   * An illegal instruction. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_ILL = 4,
  /**
   * A trap of a debugger. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_TRAP = 5,
  /**
   * Abort. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_ABRT = 6,
  /**
   * A bus error. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_BUS = 7,
  /**
   * An arithmetic error. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_FPE = 8,
  /**
   * Kill; cannot be caught. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_KILL = 9,
  /**
   * The first for programs to use. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_USR1 = 10,
  /**
   * An invalid memory reference. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_SEGV = 11,
  /**
   * The second for programs to use. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_USR2 = 12,
  /**
   * A pipe without a reader. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_PIPE = 13,
  /**
   * A timer. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_ALRM = 14,
  /**
   * Please end. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_TERM = 15,
  /**
   * An error of the coprocessor's stack. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_STKFLT = 16,
  /**
   * A child ended or stopped. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_CHLD = 17,
  /**
   * Go on. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_CONT = 18,
  /**
   * Stop; cannot be caught. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_STOP = 19,
  /**
   * Stop, as by a key. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_TSTP = 20,
  /**
   * Reading from the terminal in the background. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_TTIN = 21,
  /**
   * Writing to the terminal in the background. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_TTOU = 22,
  /**
   * Urgent data at a socket. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_URG = 23,
  /**
   * The limit of CPU time is passed. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_XCPU = 24,
  /**
   * The limit of file size is passed. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_XFSZ = 25,
  /**
   * A timer of CPU time. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_VTALRM = 26,
  /**
   * A timer for profiling. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_PROF = 27,
  /**
   * The terminal's window changed its size. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_WINCH = 28,
  /**
   * A descriptor is ready. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_POLL = 29,
  /**
   * The power fails. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_PWR = 30,
  /**
   * A bad system call. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_SYS = 31,
  /**
   * Real-time signal 0. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT0 = 32,
  /**
   * Real-time signal 1. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT1 = 33,
  /**
   * Real-time signal 2. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT2 = 34,
  /**
   * Real-time signal 3. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT3 = 35,
  /**
   * Real-time signal 4. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT4 = 36,
  /**
   * Real-time signal 5. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT5 = 37,
  /**
   * Real-time signal 6. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT6 = 38,
  /**
   * Real-time signal 7. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT7 = 39,
  /**
   * Real-time signal 8. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT8 = 40,
  /**
   * Real-time signal 9. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT9 = 41,
  /**
   * Real-time signal 10. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT10 = 42,
  /**
   * Real-time signal 11. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT11 = 43,
  /**
   * Real-time signal 12. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT12 = 44,
  /**
   * Real-time signal 13. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT13 = 45,
  /**
   * Real-time signal 14. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT14 = 46,
  /**
   * Real-time signal 15. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT15 = 47,
  /**
   * Real-time signal 16. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT16 = 48,
  /**
   * Real-time signal 17. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT17 = 49,
  /**
   * Real-time signal 18. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT18 = 50,
  /**
   * Real-time signal 19. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT19 = 51,
  /**
   * Real-time signal 20. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT20 = 52,
  /**
   * Real-time signal 21. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT21 = 53,
  /**
   * Real-time signal 22. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT22 = 54,
  /**
   * Real-time signal 23. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT23 = 55,
  /**
   * Real-time signal 24. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT24 = 56,
  /**
   * Real-time signal 25. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT25 = 57,
  /**
   * Real-time signal 26. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT26 = 58,
  /**
   * Real-time signal 27. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT27 = 59,
  /**
   * Real-time signal 28. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT28 = 60,
  /**
   * Real-time signal 29. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT29 = 61,
  /**
   * Real-time signal 30. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT30 = 62,
  /**
   * Real-time signal 31. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT31 = 63,
  /**
   * Real-time signal 32. (Since: 1.0.1)
   */
  VIR_DOMAIN_PROCESS_SIGNAL_RT32 = 64,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_PROCESS_SIGNAL_LAST,
#endif
} virDomainProcessSignal;

/**
 * Which amount of memory to set.
 *
 * Since: 0.9.0
 */
typedef enum {
  /**
   * Of the running guest if there is one, else of the definition. (Since: 0.9.1)
   */
  VIR_DOMAIN_MEM_CURRENT = 0,
  /**
   * Of the running guest. (Since: 0.9.0)
   */
  VIR_DOMAIN_MEM_LIVE = (1 << 0),
  /**
   * Of the definition. (Since: 0.9.0)
   */
  VIR_DOMAIN_MEM_CONFIG = (1 << 1),
  /**
   * What it may have, not what it has. (Since: 0.9.1)
   */
  VIR_DOMAIN_MEM_MAXIMUM = (1 << 2),
} virDomainMemoryModFlags;

/**
 * How the host's nodes are used for a guest's memory.
 *
 * Since: 0.9.9
 */
typedef enum {
  /**
   * Only these. (Since: 0.9.9)
   */
  VIR_DOMAIN_NUMATUNE_MEM_STRICT = 0,
  /**
   * This one as long as it has room. (Since: 0.9.9)
   */
  VIR_DOMAIN_NUMATUNE_MEM_PREFERRED = 1,
  /**
   * These in turn. (Since: 0.9.9)
   */
  VIR_DOMAIN_NUMATUNE_MEM_INTERLEAVE = 2,
  /**
   * By the control group alone, so that it can be changed later. (Since: 7.3.0)
   */
  VIR_DOMAIN_NUMATUNE_MEM_RESTRICTIVE = 3,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_NUMATUNE_MEM_LAST,
#endif
} virDomainNumatuneMemMode;

/**
 * By what addresses to look into a guest's memory.
 *
 * Since: 0.4.4
 */
typedef enum {
  /**
   * By the virtual ones of its first CPU. (Since: 0.4.4)
   */
  VIR_MEMORY_VIRTUAL = (1 << 0),
  /**
   * By its physical ones. (Since: 0.7.0)
   */
  VIR_MEMORY_PHYSICAL = (1 << 1),
} virDomainMemoryFlags;

/**
 * How to dump a guest's memory.
 *
 * Since: 0.7.5
 */
typedef enum {
  /**
   * End the guest afterwards, as crashed. (Since: 0.7.5)
   */
  VIR_DUMP_CRASH = (1 << 0),
  /**
   * Let the guest run meanwhile. (Since: 0.7.5)
   */
  VIR_DUMP_LIVE = (1 << 1),
  /**
   * Go past the host's file cache. (Since: 0.9.4)
   */
  VIR_DUMP_BYPASS_CACHE = (1 << 2),
  /**
   * Reset the guest afterwards. (Since: 0.9.7)
   */
  VIR_DUMP_RESET = (1 << 3),
  /**
   * Memory and CPU registers only, in a form that crash tools read. (Since: 0.9.13)
   */
  VIR_DUMP_MEMORY_ONLY = (1 << 4),
} virDomainCoreDumpFlags;

/**
 * The form of a dump. All but the first need VIR_DUMP_MEMORY_ONLY.
 *
 * Since: 1.2.3
 */
typedef enum {
  /**
   * As it is: ELF with VIR_DUMP_MEMORY_ONLY. (Since: 1.2.3)
   */
  VIR_DOMAIN_CORE_DUMP_FORMAT_RAW = 0,
  /**
   * kdump's, compressed with zlib. (Since: 1.2.3)
   */
  VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_ZLIB = 1,
  /**
   * kdump's, compressed with lzo. (Since: 1.2.3)
   */
  VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_LZO = 2,
  /**
   * kdump's, compressed with snappy. (Since: 1.2.3)
   */
  VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_SNAPPY = 3,
  /**
   * Windows' full crash dump. (Since: 7.4.0)
   */
  VIR_DOMAIN_CORE_DUMP_FORMAT_WIN_DMP = 4,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_CORE_DUMP_FORMAT_LAST,
#endif
} virDomainCoreDumpFormat;

/**
 * How to bring a guest to another host.
 *
 * Since: 0.3.2
 */
typedef enum {
  /**
   * Let it run meanwhile. (Since: 0.3.2)
   */
  VIR_MIGRATE_LIVE = (1 << 0),
  /**
   * The two hosts deal with each other, without this program. (Since: 0.7.2)
   */
  VIR_MIGRATE_PEER2PEER = (1 << 1),
  /**
   * Through libvirt's connection between the hosts. (Since: 0.7.2)
   */
  VIR_MIGRATE_TUNNELLED = (1 << 2),
  /**
   * Define it over there. (Since: 0.7.3)
   */
  VIR_MIGRATE_PERSIST_DEST = (1 << 3),
  /**
   * Undefine it here. (Since: 0.7.3)
   */
  VIR_MIGRATE_UNDEFINE_SOURCE = (1 << 4),
  /**
   * Leave it paused over there. (Since: 0.7.5)
   */
  VIR_MIGRATE_PAUSED = (1 << 5),
  /**
   * Bring its disks too, whole. (Since: 0.8.2)
   */
  VIR_MIGRATE_NON_SHARED_DISK = (1 << 6),
  /**
   * Bring its disks too, but only their top layers. (Since: 0.8.2)
   */
  VIR_MIGRATE_NON_SHARED_INC = (1 << 7),
  /**
   * Refuse changes of its devices meanwhile. (Since: 0.9.4)
   */
  VIR_MIGRATE_CHANGE_PROTECTION = (1 << 8),
  /**
   * Even if its data are in danger by it. (Since: 0.9.11)
   */
  VIR_MIGRATE_UNSAFE = (1 << 9),
  /**
   * Only the definition of a domain without a guest. (Since: 1.0.1)
   */
  VIR_MIGRATE_OFFLINE = (1 << 10),
  /**
   * Compress its memory. (Since: 1.0.3)
   */
  VIR_MIGRATE_COMPRESSED = (1 << 11),
  /**
   * Give up if a disk has an error meanwhile. (Since: 1.1.0)
   */
  VIR_MIGRATE_ABORT_ON_ERROR = (1 << 12),
  /**
   * Slow its CPUs down if it changes memory too fast. (Since: 1.2.3)
   */
  VIR_MIGRATE_AUTO_CONVERGE = (1 << 13),
  /**
   * With RDMA: pin all of its memory beforehand. (Since: 1.2.9)
   */
  VIR_MIGRATE_RDMA_PIN_ALL = (1 << 14),
  /**
   * Allow virDomainMigrateStartPostCopy(). (Since: 1.3.3)
   */
  VIR_MIGRATE_POSTCOPY = (1 << 15),
  /**
   * Encrypt it, with QEMU's TLS. (Since: 3.2.0)
   */
  VIR_MIGRATE_TLS = (1 << 16),
  /**
   * Use several connections at a time. (Since: 5.2.0)
   */
  VIR_MIGRATE_PARALLEL = (1 << 17),
  /**
   * While disks are brought, its writes wait until the other host has them too. (Since: 8.0.0)
   */
  VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES = (1 << 18),
  /**
   * Go on with a post-copy migration that was broken off. (Since: 8.5.0)
   */
  VIR_MIGRATE_POSTCOPY_RESUME = (1 << 19),
  /**
   * Let the kernel send memory without copying it. (Since: 8.5.0)
   */
  VIR_MIGRATE_ZEROCOPY = (1 << 20),
} virDomainMigrateFlags;

/**
 * Which limit of a migration.
 *
 * Since: 5.1.0
 */
typedef enum {
  /**
   * That of post-copy. (Since: 5.1.0)
   */
  VIR_DOMAIN_MIGRATE_MAX_SPEED_POSTCOPY = (1 << 0),
} virDomainMigrateMaxSpeedFlags;

/**
 * How to tell what guests can have.
 *
 * Since: 11.0.0
 */
typedef enum {
  /**
   * Host-model CPUs without features that are deprecated. (Since: 11.0.0)
   */
  VIR_CONNECT_GET_DOMAIN_CAPABILITIES_DISABLE_DEPRECATED_FEATURES = (1 << 0),
  /**
   * Host-model CPUs with every feature by its name. (Since: 12.2.0)
   */
  VIR_CONNECT_GET_DOMAIN_CAPABILITIES_EXPAND_CPU_FEATURES = (1 << 1),
  /**
   * With all features that guests can have. (Since: 12.5.0)
   */
  VIR_CONNECT_GET_DOMAIN_CAPABILITIES_SUPPORTED_CPU_FEATURES = (1 << 2),
} virConnectGetDomainCapabilitiesFlags;

/**
 * What may happen to a guest from inside.
 *
 * Since: 3.9.0
 */
typedef enum {
  /**
   * It powers off. (Since: 3.9.0)
   */
  VIR_DOMAIN_LIFECYCLE_POWEROFF = 0,
  /**
   * It reboots. (Since: 3.9.0)
   */
  VIR_DOMAIN_LIFECYCLE_REBOOT = 1,
  /**
   * It crashes. (Since: 3.9.0)
   */
  VIR_DOMAIN_LIFECYCLE_CRASH = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_LIFECYCLE_LAST,
#endif
} virDomainLifecycle;

/**
 * What to do then.
 *
 * Since: 3.9.0
 */
typedef enum {
  /**
   * End it. (Since: 3.9.0)
   */
  VIR_DOMAIN_LIFECYCLE_ACTION_DESTROY = 0,
  /**
   * Start it again. (Since: 3.9.0)
   */
  VIR_DOMAIN_LIFECYCLE_ACTION_RESTART = 1,
  /**
   * Start it again under another name. (Since: 3.9.0)
   */
  VIR_DOMAIN_LIFECYCLE_ACTION_RESTART_RENAME = 2,
  /**
   * Keep it as it is, for somebody to look at. (Since: 3.9.0)
   */
  VIR_DOMAIN_LIFECYCLE_ACTION_PRESERVE = 3,
  /**
   * Dump its memory and end it. (Since: 3.9.0)
   */
  VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_DESTROY = 4,
  /**
   * Dump its memory and start it again. (Since: 3.9.0)
   */
  VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_RESTART = 5,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_LIFECYCLE_ACTION_LAST,
#endif
} virDomainLifecycleAction;

/**
 * How to begin a backup.
 *
 * Since: 6.0.0
 */
typedef enum {
  /**
   * The files to write exist already. (Since: 6.0.0)
   */
  VIR_DOMAIN_BACKUP_BEGIN_REUSE_EXTERNAL = (1 << 0),
  /**
   * Keep a guest that shuts down until its backup is done. (Since: 11.10.0)
   */
  VIR_DOMAIN_BACKUP_BEGIN_PRESERVE_SHUTDOWN_DOMAIN = (1 << 1),
} virDomainBackupBeginFlags;

/**
 * Which messages about a domain. None at all means each.
 *
 * Since: 7.1.0
 */
typedef enum {
  /**
   * It uses what is deprecated. (Since: 7.1.0)
   */
  VIR_DOMAIN_MESSAGE_DEPRECATION = (1 << 0),
  /**
   * It was treated in a way that is not supported. (Since: 7.1.0)
   */
  VIR_DOMAIN_MESSAGE_TAINTING = (1 << 1),
  /**
   * Its disks had errors. (Since: 11.1.0)
   */
  VIR_DOMAIN_MESSAGE_IOERRORS = (1 << 2),
} virDomainMessageType;

/**
 * How a measurement of changing memory stands.
 *
 * Since: 7.2.0
 */
typedef enum {
  /**
   * There was none. (Since: 7.2.0)
   */
  VIR_DOMAIN_DIRTYRATE_UNSTARTED = 0,
  /**
   * It goes on. (Since: 7.2.0)
   */
  VIR_DOMAIN_DIRTYRATE_MEASURING = 1,
  /**
   * It is done. (Since: 7.2.0)
   */
  VIR_DOMAIN_DIRTYRATE_MEASURED = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_DIRTYRATE_LAST,
#endif
} virDomainDirtyRateStatus;

/**
 * How to measure changing memory.
 *
 * Since: 8.1.0
 */
typedef enum {
  /**
   * By some of the pages. (Since: 8.1.0)
   */
  VIR_DOMAIN_DIRTYRATE_MODE_PAGE_SAMPLING = 0,
  /**
   * By the map of changed pages. (Since: 8.1.0)
   */
  VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP = (1 << 0),
  /**
   * By KVM's rings of changed pages, a figure for each virtual CPU. (Since: 8.1.0)
   */
  VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING = (1 << 1),
} virDomainDirtyRateCalcFlags;

/**
 * What a figure of virDomainMemoryStats() is. Most come from the guest's balloon driver, if it has one.
 *
 * Since: 0.7.5
 */
typedef enum {
  /**
   * What the guest has read back from its swap, in KiB. (Since: 0.7.5)
   */
  VIR_DOMAIN_MEMORY_STAT_SWAP_IN = 0,
  /**
   * What the guest has written to its swap, in KiB. (Since: 0.7.5)
   */
  VIR_DOMAIN_MEMORY_STAT_SWAP_OUT = 1,
  /**
   * How often the guest had to wait for a disk because a page was not in RAM. (Since: 0.7.5)
   */
  VIR_DOMAIN_MEMORY_STAT_MAJOR_FAULT = 2,
  /**
   * How often a page was not mapped though no disk was needed for it. (Since: 0.7.5)
   */
  VIR_DOMAIN_MEMORY_STAT_MINOR_FAULT = 3,
  /**
   * RAM that the guest uses for nothing, in KiB. (Since: 0.7.5)
   */
  VIR_DOMAIN_MEMORY_STAT_UNUSED = 4,
  /**
   * RAM that the guest's system has in all, in KiB: no more than the balloon leaves it. (Since: 0.7.5)
   */
  VIR_DOMAIN_MEMORY_STAT_AVAILABLE = 5,
  /**
   * RAM that the guest has by its balloon, in KiB. (Since: 0.9.3)
   */
  VIR_DOMAIN_MEMORY_STAT_ACTUAL_BALLOON = 6,
  /**
   * RAM of the host in which the hypervisor's process is, in KiB. (Since: 0.9.10)
   */
  VIR_DOMAIN_MEMORY_STAT_RSS = 7,
  /**
   * RAM that the guest could use without swapping, in KiB; what Linux calls available. (Since: 2.1.0)
   */
  VIR_DOMAIN_MEMORY_STAT_USABLE = 8,
  /**
   * When the guest told these figures, in seconds since 1970. (Since: 2.1.0)
   */
  VIR_DOMAIN_MEMORY_STAT_LAST_UPDATE = 9,
  /**
   * RAM that holds copies of disks and could be given up, in KiB. (Since: 4.6.0)
   */
  VIR_DOMAIN_MEMORY_STAT_DISK_CACHES = 10,
  /**
   * Huge pages that the guest got. (Since: 5.4.0)
   */
  VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC = 11,
  /**
   * Huge pages that the guest wanted and did not get. (Since: 5.4.0)
   */
  VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL = 12,
  /**
   * How many tags there are. (Since: 0.7.5)
   */
  VIR_DOMAIN_MEMORY_STAT_NR = 13,
#if defined(VIR_ENUM_SENTINELS)
  VIR_DOMAIN_MEMORY_STAT_LAST = 13,
#endif
} virDomainMemoryStatTags;

/**
 * Groups of figures. No group at all means each that the hypervisor has.
 *
 * Since: 1.2.8
 */
typedef enum {
  /**
   * Its state and the reason. (Since: 1.2.8)
   */
  VIR_DOMAIN_STATS_STATE = (1 << 0),
  /**
   * CPU time. (Since: 1.2.9)
   */
  VIR_DOMAIN_STATS_CPU_TOTAL = (1 << 1),
  /**
   * Memory. (Since: 1.2.9)
   */
  VIR_DOMAIN_STATS_BALLOON = (1 << 2),
  /**
   * Each virtual CPU. (Since: 1.2.9)
   */
  VIR_DOMAIN_STATS_VCPU = (1 << 3),
  /**
   * Each network card. (Since: 1.2.9)
   */
  VIR_DOMAIN_STATS_INTERFACE = (1 << 4),
  /**
   * Each disk. (Since: 1.2.9)
   */
  VIR_DOMAIN_STATS_BLOCK = (1 << 5),
  /**
   * Counters of the host's CPUs. (Since: 1.3.3)
   */
  VIR_DOMAIN_STATS_PERF = (1 << 6),
  /**
   * Each I/O thread. (Since: 4.10.0)
   */
  VIR_DOMAIN_STATS_IOTHREAD = (1 << 7),
  /**
   * Use of the host's memory bandwidth. (Since: 6.0.0)
   */
  VIR_DOMAIN_STATS_MEMORY = (1 << 8),
  /**
   * How fast memory changes, as last measured. (Since: 7.2.0)
   */
  VIR_DOMAIN_STATS_DIRTYRATE = (1 << 9),
  /**
   * What the hypervisor counts, under names of its own. (Since: 8.9.0)
   */
  VIR_DOMAIN_STATS_VM = (1 << 10),
} virDomainStatsTypes;

/**
 * Which domains to ask and how. The choosing flags are those of virConnectListAllDomains().
 *
 * Since: 1.2.8
 */
typedef enum {
  /**
   * Those with a guest. (Since: 1.2.8)
   */
  VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE = (1 << 0),
  /**
   * Those without. (Since: 1.2.8)
   */
  VIR_CONNECT_GET_ALL_DOMAINS_STATS_INACTIVE = (1 << 1),
  /**
   * Those that are defined. (Since: 1.2.8)
   */
  VIR_CONNECT_GET_ALL_DOMAINS_STATS_PERSISTENT = (1 << 2),
  /**
   * Those that go when their guest ends. (Since: 1.2.8)
   */
  VIR_CONNECT_GET_ALL_DOMAINS_STATS_TRANSIENT = (1 << 3),
  /**
   * Those whose guest runs. (Since: 1.2.8)
   */
  VIR_CONNECT_GET_ALL_DOMAINS_STATS_RUNNING = (1 << 4),
  /**
   * Those whose guest is paused. (Since: 1.2.8)
   */
  VIR_CONNECT_GET_ALL_DOMAINS_STATS_PAUSED = (1 << 5),
  /**
   * Those that are shut off. (Since: 1.2.8)
   */
  VIR_CONNECT_GET_ALL_DOMAINS_STATS_SHUTOFF = (1 << 6),
  /**
   * Those in any other state. (Since: 1.2.8)
   */
  VIR_CONNECT_GET_ALL_DOMAINS_STATS_OTHER = (1 << 7),
  /**
   * Leave out what a busy guest cannot tell at once. (Since: 4.5.0)
   */
  VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT = (1 << 29),
  /**
   * Disks layer by layer, not only their top. (Since: 1.2.12)
   */
  VIR_CONNECT_GET_ALL_DOMAINS_STATS_BACKING = (1 << 30),
  /**
   * Fail if the hypervisor lacks one of the groups. (Since: 1.2.8)
   */
  VIR_CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS = 2147483648,
} virConnectGetAllDomainStatsFlags;

/**
 * The types of scheduler parameters: virTypedParameterType's.
 *
 * Since: 0.2.3
 */
typedef enum {
  /**
   * An int. (Since: 0.2.3)
   */
  VIR_DOMAIN_SCHED_FIELD_INT = 1,
  /**
   * An unsigned int. (Since: 0.2.3)
   */
  VIR_DOMAIN_SCHED_FIELD_UINT = 2,
  /**
   * A long long. (Since: 0.2.3)
   */
  VIR_DOMAIN_SCHED_FIELD_LLONG = 3,
  /**
   * An unsigned long long. (Since: 0.2.3)
   */
  VIR_DOMAIN_SCHED_FIELD_ULLONG = 4,
  /**
   * A double. (Since: 0.2.3)
   */
  VIR_DOMAIN_SCHED_FIELD_DOUBLE = 5,
  /**
   * A char that is 0 or 1. (Since: 0.2.3)
   */
  VIR_DOMAIN_SCHED_FIELD_BOOLEAN = 6,
} virSchedParameterType;

/**
 * The types of the parameters of disk shares: virTypedParameterType's.
 *
 * Since: 0.9.0
 */
typedef enum {
  /**
   * An int. (Since: 0.9.0)
   */
  VIR_DOMAIN_BLKIO_PARAM_INT = 1,
  /**
   * An unsigned int. (Since: 0.9.0)
   */
  VIR_DOMAIN_BLKIO_PARAM_UINT = 2,
  /**
   * A long long. (Since: 0.9.0)
   */
  VIR_DOMAIN_BLKIO_PARAM_LLONG = 3,
  /**
   * An unsigned long long. (Since: 0.9.0)
   */
  VIR_DOMAIN_BLKIO_PARAM_ULLONG = 4,
  /**
   * A double. (Since: 0.9.0)
   */
  VIR_DOMAIN_BLKIO_PARAM_DOUBLE = 5,
  /**
   * A char that is 0 or 1. (Since: 0.9.0)
   */
  VIR_DOMAIN_BLKIO_PARAM_BOOLEAN = 6,
} virBlkioParameterType;

/**
 * The types of the parameters of memory limits: virTypedParameterType's.
 *
 * Since: 0.8.5
 */
typedef enum {
  /**
   * An int. (Since: 0.8.5)
   */
  VIR_DOMAIN_MEMORY_PARAM_INT = 1,
  /**
   * An unsigned int. (Since: 0.8.5)
   */
  VIR_DOMAIN_MEMORY_PARAM_UINT = 2,
  /**
   * A long long. (Since: 0.8.5)
   */
  VIR_DOMAIN_MEMORY_PARAM_LLONG = 3,
  /**
   * An unsigned long long. (Since: 0.8.5)
   */
  VIR_DOMAIN_MEMORY_PARAM_ULLONG = 4,
  /**
   * A double. (Since: 0.8.5)
   */
  VIR_DOMAIN_MEMORY_PARAM_DOUBLE = 5,
  /**
   * A char that is 0 or 1. (Since: 0.8.5)
   */
  VIR_DOMAIN_MEMORY_PARAM_BOOLEAN = 6,
} virMemoryParameterType;

/**
 * A domain: a guest, or what is defined to become one. Opaque.
 */
struct _virDomain;

/**
 * A domain: a guest, or what is defined to become one. Opaque.
 *
 * Since: 0.0.1
 */
typedef struct _virDomain virDomain;

/**
 * A handle of a domain.
 *
 * Since: 0.0.1
 */
typedef virDomain *virDomainPtr;

/**
 * A file system that a guest has mounted. virDomainFSInfoFree() frees it.
 */
struct _virDomainFSInfo {
  /**
   * Where it is mounted.
   */
  char *mountpoint;
  /**
   * The device it is on, as the guest names it.
   */
  char *name;
  /**
   * Its type, as "ext4".
   */
  char *fstype;
  /**
   * How many disks it is on.
   */
  size_t ndevAlias;
  /**
   * The targets of these disks, as "vda".
   */
  char **devAlias;
};

/**
 * A file system that a guest has mounted. virDomainFSInfoFree() frees it. (Since: 1.2.11)
 */
typedef struct _virDomainFSInfo virDomainFSInfo;

/**
 * A pointer to a virDomainFSInfo. (Since: 1.2.11)
 */
typedef virDomainFSInfo *virDomainFSInfoPtr;

/**
 * An address of a guest.
 */
struct _virDomainInterfaceIPAddress {
  /**
   * The virIPAddrType.
   */
  int type;
  /**
   * The address, as text.
   */
  char *addr;
  /**
   * How many bits of it are the network's.
   */
  unsigned int prefix;
};

/**
 * An address of a guest. (Since: 1.2.14)
 */
typedef struct _virDomainInterfaceIPAddress virDomainIPAddress;

/**
 * A pointer to a virDomainIPAddress. (Since: 1.2.14)
 */
typedef virDomainIPAddress *virDomainIPAddressPtr;

/**
 * A network interface of a guest. virDomainInterfaceFree() frees it.
 */
struct _virDomainInterface {
  /**
   * Its name, in the guest or on the host, by whom was asked.
   */
  char *name;
  /**
   * Its hardware address; may be NULL.
   */
  char *hwaddr;
  /**
   * How many addresses it has.
   */
  unsigned int naddrs;
  /**
   * Its addresses.
   */
  virDomainIPAddressPtr addrs;
};

/**
 * A network interface of a guest. virDomainInterfaceFree() frees it. (Since: 1.2.14)
 */
typedef struct _virDomainInterface virDomainInterface;

/**
 * A pointer to a virDomainInterface. (Since: 1.2.14)
 */
typedef virDomainInterface *virDomainInterfacePtr;

/**
 * How far a job on a disk is. (Since: 0.9.4)
 */
typedef unsigned long long virDomainBlockJobCursor;

/**
 * How far a job on a disk is.
 */
struct _virDomainBlockJobInfo {
  /**
   * The virDomainBlockJobType.
   */
  int type;
  /**
   * Its limit, in MiB per second, or bytes per second if that was asked for; 0 if it has none.
   */
  unsigned long bandwidth;
  /**
   * How far it is, in no unit but that of `end`.
   */
  virDomainBlockJobCursor cur;
  /**
   * When `cur` has come here it is done; it may grow meanwhile.
   */
  virDomainBlockJobCursor end;
};

/**
 * How far a job on a disk is. (Since: 0.9.4)
 */
typedef struct _virDomainBlockJobInfo virDomainBlockJobInfo;

/**
 * A pointer to a virDomainBlockJobInfo. (Since: 0.9.4)
 */
typedef virDomainBlockJobInfo *virDomainBlockJobInfoPtr;

/**
 * A disk with an error.
 */
struct _virDomainDiskError {
  /**
   * Its target, to free.
   */
  char *disk;
  /**
   * The virDomainDiskErrorCode.
   */
  int error;
};

/**
 * A disk with an error. (Since: 0.9.10)
 */
typedef struct _virDomainDiskError virDomainDiskError;

/**
 * A pointer to a virDomainDiskError. (Since: 0.9.10)
 */
typedef virDomainDiskError *virDomainDiskErrorPtr;

/**
 * An I/O thread. virDomainIOThreadInfoFree() frees it.
 */
struct _virDomainIOThreadInfo {
  /**
   * Its id.
   */
  unsigned int iothread_id;
  /**
   * The CPUs of the host that it may use, a bit each, least significant first.
   */
  unsigned char *cpumap;
  /**
   * The map's length in bytes.
   */
  int cpumaplen;
};

/**
 * An I/O thread. virDomainIOThreadInfoFree() frees it. (Since: 1.2.14)
 */
typedef struct _virDomainIOThreadInfo virDomainIOThreadInfo;

/**
 * A pointer to a virDomainIOThreadInfo. (Since: 1.2.14)
 */
typedef virDomainIOThreadInfo *virDomainIOThreadInfoPtr;

/**
 * Is told of the life of a domain.
 *
 * @param conn a connection
 * @param dom the domain
 * @param event the virDomainEventType
 * @param detail the detail type of that event
 * @param opaque what was given along
 * @return ignored; give 0
 *
 * Since: 0.5.0
 */
typedef int (*virConnectDomainEventCallback)(virConnectPtr conn,
                                             virDomainPtr dom,
                                             int event,
                                             int detail,
                                             void *opaque);

/**
 * Is told that something happened; the type that all other callbacks are cast to.
 *
 * @param conn a connection
 * @param dom the domain
 * @param opaque what was given along
 *
 * Since: 0.8.0
 */
typedef void (*virConnectDomainEventGenericCallback)(virConnectPtr conn,
                                                     virDomainPtr dom,
                                                     void *opaque);

/**
 * The figures of one domain.
 */
struct _virDomainStatsRecord {
  /**
   * The domain.
   */
  virDomainPtr dom;
  /**
   * The figures.
   */
  virTypedParameterPtr params;
  /**
   * How many there are.
   */
  int nparams;
};

/**
 * The figures of one domain. (Since: 1.2.8)
 */
typedef struct _virDomainStatsRecord virDomainStatsRecord;

/**
 * A pointer to a virDomainStatsRecord. (Since: 1.2.8)
 */
typedef virDomainStatsRecord *virDomainStatsRecordPtr;

/**
 * What a disk has transferred. A figure that is not known is -1.
 */
struct _virDomainBlockStats {
  /**
   * Requests to read.
   */
  long long rd_req;
  /**
   * Bytes read.
   */
  long long rd_bytes;
  /**
   * Requests to write.
   */
  long long wr_req;
  /**
   * Bytes written.
   */
  long long wr_bytes;
  /**
   * Errors, as far as the hypervisor counts them.
   */
  long long errs;
};

/**
 * What a disk has transferred. A figure that is not known is -1. (Since: 0.3.3)
 */
typedef struct _virDomainBlockStats virDomainBlockStatsStruct;

/**
 * A pointer to a virDomainBlockStatsStruct. (Since: 0.3.2)
 */
typedef virDomainBlockStatsStruct *virDomainBlockStatsPtr;

/**
 * How large a disk is.
 */
struct _virDomainBlockInfo {
  /**
   * As the guest sees it, in bytes.
   */
  unsigned long long capacity;
  /**
   * What it needs on the host, in bytes: of a sparse file the blocks it has, of a running guest's image on a
   * block device the highest place written to.
   */
  unsigned long long allocation;
  /**
   * The size of its file or device on the host, in bytes.
   */
  unsigned long long physical;
};

/**
 * How large a disk is. (Since: 0.8.1)
 */
typedef struct _virDomainBlockInfo virDomainBlockInfo;

/**
 * A pointer to a virDomainBlockInfo. (Since: 0.8.1)
 */
typedef virDomainBlockInfo *virDomainBlockInfoPtr;

/**
 * What a network card has transferred, as the guest sees it. A figure that is not known is -1.
 */
struct _virDomainInterfaceStats {
  /**
   * Bytes received.
   */
  long long rx_bytes;
  /**
   * Packets received.
   */
  long long rx_packets;
  /**
   * Errors in receiving.
   */
  long long rx_errs;
  /**
   * Received packets that were dropped.
   */
  long long rx_drop;
  /**
   * Bytes sent.
   */
  long long tx_bytes;
  /**
   * Packets sent.
   */
  long long tx_packets;
  /**
   * Errors in sending.
   */
  long long tx_errs;
  /**
   * Packets to send that were dropped.
   */
  long long tx_drop;
};

/**
 * What a network card has transferred, as the guest sees it. A figure that is not known is -1. (Since: 0.3.3)
 */
typedef struct _virDomainInterfaceStats virDomainInterfaceStatsStruct;

/**
 * A pointer to a virDomainInterfaceStatsStruct. (Since: 0.3.2)
 */
typedef virDomainInterfaceStatsStruct *virDomainInterfaceStatsPtr;

/**
 * One figure of a guest's memory.
 */
struct _virDomainMemoryStat {
  /**
   * The virDomainMemoryStatTags.
   */
  int tag;
  /**
   * The figure.
   */
  unsigned long long val;
};

/**
 * One figure of a guest's memory. (Since: 0.7.5)
 */
typedef struct _virDomainMemoryStat virDomainMemoryStatStruct;

/**
 * A pointer to a virDomainMemoryStatStruct. (Since: 0.7.5)
 */
typedef virDomainMemoryStatStruct *virDomainMemoryStatPtr;

/**
 * A virtual CPU.
 */
struct _virVcpuInfo {
  /**
   * Its number, from 0.
   */
  unsigned int number;
  /**
   * The virVcpuState.
   */
  int state;
  /**
   * How long it has run, in nanoseconds.
   */
  unsigned long long cpuTime;
  /**
   * The CPU of the host that it is on, or a virVcpuHostCpuState.
   */
  int cpu;
};

/**
 * A virtual CPU. (Since: 0.1.4)
 */
typedef struct _virVcpuInfo virVcpuInfo;

/**
 * A pointer to a virVcpuInfo. (Since: 0.1.4)
 */
typedef virVcpuInfo *virVcpuInfoPtr;

/**
 * How far a job is. The three kinds of figure are of all data, of the guest's memory and of its disks; what is
 * not known is 0.
 */
struct _virDomainJobInfo {
  /**
   * The virDomainJobType.
   */
  int type;
  /**
   * For how long it has been going on, in milliseconds.
   */
  unsigned long long timeElapsed;
  /**
   * For how long it may still go on, in milliseconds, if it is bounded.
   */
  unsigned long long timeRemaining;
  /**
   * Bytes in all.
   */
  unsigned long long dataTotal;
  /**
   * Bytes done.
   */
  unsigned long long dataProcessed;
  /**
   * Bytes left.
   */
  unsigned long long dataRemaining;
  /**
   * Bytes of memory.
   */
  unsigned long long memTotal;
  /**
   * Bytes of memory done.
   */
  unsigned long long memProcessed;
  /**
   * Bytes of memory left.
   */
  unsigned long long memRemaining;
  /**
   * Bytes of disks.
   */
  unsigned long long fileTotal;
  /**
   * Bytes of disks done.
   */
  unsigned long long fileProcessed;
  /**
   * Bytes of disks left.
   */
  unsigned long long fileRemaining;
};

/**
 * How far a job is. The three kinds of figure are of all data, of the guest's memory and of its disks; what is
 * not known is 0. (Since: 0.7.7)
 */
typedef struct _virDomainJobInfo virDomainJobInfo;

/**
 * A pointer to a virDomainJobInfo. (Since: 0.7.7)
 */
typedef virDomainJobInfo *virDomainJobInfoPtr;

/**
 * The main figures of a domain.
 */
struct _virDomainInfo {
  /**
   * The virDomainState.
   */
  unsigned char state;
  /**
   * The memory it may have, in KiB.
   */
  unsigned long maxMem;
  /**
   * The memory it has, in KiB.
   */
  unsigned long memory;
  /**
   * How many virtual CPUs it has.
   */
  unsigned short nrVirtCpu;
  /**
   * The CPU time it has used, in nanoseconds.
   */
  unsigned long long cpuTime;
};

/**
 * The main figures of a domain.
 *
 * Since: 0.0.1
 */
typedef struct _virDomainInfo virDomainInfo;

/**
 * A pointer to a virDomainInfo.
 *
 * Since: 0.0.1
 */
typedef virDomainInfo *virDomainInfoPtr;

/**
 * Whether a guest can be controlled now.
 */
struct _virDomainControlInfo {
  /**
   * The virDomainControlState.
   */
  unsigned int state;
  /**
   * The virDomainControlErrorReason if the state is an error, else 0.
   */
  unsigned int details;
  /**
   * For how long it has been in this state, in milliseconds.
   */
  unsigned long long stateTime;
};

/**
 * Whether a guest can be controlled now.
 *
 * Since: 0.9.3
 */
typedef struct _virDomainControlInfo virDomainControlInfo;

/**
 * A pointer to a virDomainControlInfo.
 *
 * Since: 0.9.3
 */
typedef virDomainControlInfo *virDomainControlInfoPtr;

/**
 * An end of a viewer's connection.
 */
struct _virDomainEventGraphicsAddress {
  /**
   * The virDomainEventGraphicsAddressType.
   */
  int family;
  /**
   * The address, or the path of the socket.
   */
  char *node;
  /**
   * The port; for a socket NULL or empty.
   */
  char *service;
};

/**
 * An end of a viewer's connection. (Since: 0.8.0)
 */
typedef struct _virDomainEventGraphicsAddress virDomainEventGraphicsAddress;

/**
 * A pointer to a virDomainEventGraphicsAddress. (Since: 0.8.0)
 */
typedef virDomainEventGraphicsAddress *virDomainEventGraphicsAddressPtr;

/**
 * One way in which a viewer proved who it is.
 */
struct _virDomainEventGraphicsSubjectIdentity {
  /**
   * The kind of proof, as "x509dname" or "saslUsername".
   */
  char *type;
  /**
   * Who it is.
   */
  char *name;
};

/**
 * One way in which a viewer proved who it is. (Since: 0.8.0)
 */
typedef struct _virDomainEventGraphicsSubjectIdentity virDomainEventGraphicsSubjectIdentity;

/**
 * A pointer to a virDomainEventGraphicsSubjectIdentity. (Since: 0.8.0)
 */
typedef virDomainEventGraphicsSubjectIdentity *virDomainEventGraphicsSubjectIdentityPtr;

/**
 * Who a viewer is.
 */
struct _virDomainEventGraphicsSubject {
  /**
   * How many identities there are.
   */
  int nidentity;
  /**
   * The identities.
   */
  virDomainEventGraphicsSubjectIdentityPtr identities;
};

/**
 * Who a viewer is. (Since: 0.8.0)
 */
typedef struct _virDomainEventGraphicsSubject virDomainEventGraphicsSubject;

/**
 * A pointer to a virDomainEventGraphicsSubject. (Since: 0.8.0)
 */
typedef virDomainEventGraphicsSubject *virDomainEventGraphicsSubjectPtr;

/**
 * Is told that the guest set its clock.
 *
 * @param conn a connection
 * @param dom the domain
 * @param utcoffset how far it is from UTC now, in seconds
 * @param opaque what was given along
 *
 * Since: 0.8.0
 */
typedef void (*virConnectDomainEventRTCChangeCallback)(virConnectPtr conn,
                                                       virDomainPtr dom,
                                                       long long utcoffset,
                                                       void *opaque);

/**
 * Is told that a watchdog fired.
 *
 * @param conn a connection
 * @param dom the domain
 * @param action the virDomainEventWatchdogAction
 * @param opaque what was given along
 *
 * Since: 0.8.0
 */
typedef void (*virConnectDomainEventWatchdogCallback)(virConnectPtr conn,
                                                      virDomainPtr dom,
                                                      int action,
                                                      void *opaque);

/**
 * Is told that a disk had an error.
 *
 * @param conn a connection
 * @param dom the domain
 * @param srcPath the file or device on the host
 * @param devAlias the disk's alias
 * @param action the virDomainEventIOErrorAction
 * @param opaque what was given along
 *
 * Since: 0.8.0
 */
typedef void (*virConnectDomainEventIOErrorCallback)(virConnectPtr conn,
                                                     virDomainPtr dom,
                                                     const char *srcPath,
                                                     const char *devAlias,
                                                     int action,
                                                     void *opaque);

/**
 * Is told that a disk had an error, and which.
 *
 * @param conn a connection
 * @param dom the domain
 * @param srcPath the file or device on the host
 * @param devAlias the disk's alias
 * @param action the virDomainEventIOErrorAction
 * @param reason the error, as "enospc"; empty if it is not known
 * @param opaque what was given along
 *
 * Since: 0.8.1
 */
typedef void (*virConnectDomainEventIOErrorReasonCallback)(virConnectPtr conn,
                                                           virDomainPtr dom,
                                                           const char *srcPath,
                                                           const char *devAlias,
                                                           int action,
                                                           const char *reason,
                                                           void *opaque);

/**
 * Is told that a viewer came or went.
 *
 * @param conn a connection
 * @param dom the domain
 * @param phase the virDomainEventGraphicsPhase
 * @param local this side of the connection
 * @param remote the viewer's side
 * @param authScheme how viewers prove who they are
 * @param subject who the viewer is
 * @param opaque what was given along
 *
 * Since: 0.8.0
 */
typedef void (*virConnectDomainEventGraphicsCallback)(virConnectPtr conn,
                                                      virDomainPtr dom,
                                                      int phase,
                                                      const virDomainEventGraphicsAddress *local,
                                                      const virDomainEventGraphicsAddress *remote,
                                                      const char *authScheme,
                                                      const virDomainEventGraphicsSubject *subject,
                                                      void *opaque);

/**
 * Is told what became of a job on a disk.
 *
 * @param conn a connection
 * @param dom the domain
 * @param disk the disk: its source for VIR_DOMAIN_EVENT_ID_BLOCK_JOB, its target for
 * VIR_DOMAIN_EVENT_ID_BLOCK_JOB_2
 * @param type the virDomainBlockJobType
 * @param status the virConnectDomainEventBlockJobStatus
 * @param opaque what was given along
 *
 * Since: 0.9.4
 */
typedef void (*virConnectDomainEventBlockJobCallback)(virConnectPtr conn,
                                                      virDomainPtr dom,
                                                      const char *disk,
                                                      int type,
                                                      int status,
                                                      void *opaque);

/**
 * Is told that the source of a disk changed.
 *
 * @param conn a connection
 * @param dom the domain
 * @param oldSrcPath what it was; may be NULL
 * @param newSrcPath what it is; may be NULL
 * @param devAlias the disk's alias
 * @param reason the virConnectDomainEventDiskChangeReason
 * @param opaque what was given along
 *
 * Since: 0.9.7
 */
typedef void (*virConnectDomainEventDiskChangeCallback)(virConnectPtr conn,
                                                        virDomainPtr dom,
                                                        const char *oldSrcPath,
                                                        const char *newSrcPath,
                                                        const char *devAlias,
                                                        int reason,
                                                        void *opaque);

/**
 * Is told that the tray of a drive moved.
 *
 * @param conn a connection
 * @param dom the domain
 * @param devAlias the drive's alias
 * @param reason the virDomainEventTrayChangeReason
 * @param opaque what was given along
 *
 * Since: 0.9.11
 */
typedef void (*virConnectDomainEventTrayChangeCallback)(virConnectPtr conn,
                                                        virDomainPtr dom,
                                                        const char *devAlias,
                                                        int reason,
                                                        void *opaque);

/**
 * Is told that the guest woke up.
 *
 * @param conn a connection
 * @param dom the domain
 * @param reason 0; none are told apart yet
 * @param opaque what was given along
 *
 * Since: 0.9.11
 */
typedef void (*virConnectDomainEventPMWakeupCallback)(virConnectPtr conn,
                                                      virDomainPtr dom,
                                                      int reason,
                                                      void *opaque);

/**
 * Is told that the guest suspended itself to RAM.
 *
 * @param conn a connection
 * @param dom the domain
 * @param reason 0; none are told apart yet
 * @param opaque what was given along
 *
 * Since: 0.9.11
 */
typedef void (*virConnectDomainEventPMSuspendCallback)(virConnectPtr conn,
                                                       virDomainPtr dom,
                                                       int reason,
                                                       void *opaque);

/**
 * Is told that the guest has more or less memory.
 *
 * @param conn a connection
 * @param dom the domain
 * @param actual what it has now, in KiB
 * @param opaque what was given along
 *
 * Since: 0.10.0
 */
typedef void (*virConnectDomainEventBalloonChangeCallback)(virConnectPtr conn,
                                                           virDomainPtr dom,
                                                           unsigned long long actual,
                                                           void *opaque);

/**
 * Is told that the guest suspended itself to disk.
 *
 * @param conn a connection
 * @param dom the domain
 * @param reason 0; none are told apart yet
 * @param opaque what was given along
 *
 * Since: 1.0.0
 */
typedef void (*virConnectDomainEventPMSuspendDiskCallback)(virConnectPtr conn,
                                                           virDomainPtr dom,
                                                           int reason,
                                                           void *opaque);

/**
 * Is told that a device is gone.
 *
 * @param conn a connection
 * @param dom the domain
 * @param devAlias the device's alias
 * @param opaque what was given along
 *
 * Since: 1.1.1
 */
typedef void (*virConnectDomainEventDeviceRemovedCallback)(virConnectPtr conn,
                                                           virDomainPtr dom,
                                                           const char *devAlias,
                                                           void *opaque);

/**
 * Is told that there is a new device.
 *
 * @param conn a connection
 * @param dom the domain
 * @param devAlias the device's alias
 * @param opaque what was given along
 *
 * Since: 1.2.15
 */
typedef void (*virConnectDomainEventDeviceAddedCallback)(virConnectPtr conn,
                                                         virDomainPtr dom,
                                                         const char *devAlias,
                                                         void *opaque);

/**
 * Is told that the guest did not let a device go.
 *
 * @param conn a connection
 * @param dom the domain
 * @param devAlias the device's alias
 * @param opaque what was given along
 *
 * Since: 1.3.4
 */
typedef void (*virConnectDomainEventDeviceRemovalFailedCallback)(virConnectPtr conn,
                                                                 virDomainPtr dom,
                                                                 const char *devAlias,
                                                                 void *opaque);

/**
 * Is told that metadata changed.
 *
 * @param conn a connection
 * @param dom the domain
 * @param type the virDomainMetadataType
 * @param nsuri the namespace of an element; NULL for the others
 * @param opaque what was given along
 *
 * Since: 3.0.0
 */
typedef void (*virConnectDomainEventMetadataChangeCallback)(virConnectPtr conn,
                                                            virDomainPtr dom,
                                                            int type,
                                                            const char *nsuri,
                                                            void *opaque);

/**
 * Is told that a migration goes over the memory once more.
 *
 * @param conn a connection
 * @param dom the domain
 * @param iteration how often it has, from 1
 * @param opaque what was given along
 *
 * Since: 1.3.2
 */
typedef void (*virConnectDomainEventMigrationIterationCallback)(virConnectPtr conn,
                                                                virDomainPtr dom,
                                                                int iteration,
                                                                void *opaque);

/**
 * Is told that a job ended. The parameters belong to the caller of the callback.
 *
 * @param conn a connection
 * @param dom the domain
 * @param params what virDomainGetJobStats() would tell
 * @param nparams how many there are
 * @param opaque what was given along
 *
 * Since: 1.3.3
 */
typedef void (*virConnectDomainEventJobCompletedCallback)(virConnectPtr conn,
                                                          virDomainPtr dom,
                                                          virTypedParameterPtr params,
                                                          int nparams,
                                                          void *opaque);

/**
 * Is told that limits or pinnings changed. The parameters belong to the caller of the callback.
 *
 * @param conn a connection
 * @param dom the domain
 * @param params what changed: VIR_DOMAIN_TUNABLE_ names
 * @param nparams how many there are
 * @param opaque what was given along
 *
 * Since: 1.2.9
 */
typedef void (*virConnectDomainEventTunableCallback)(virConnectPtr conn,
                                                     virDomainPtr dom,
                                                     virTypedParameterPtr params,
                                                     int nparams,
                                                     void *opaque);

/**
 * Is told that the guest agent came or went.
 *
 * @param conn a connection
 * @param dom the domain
 * @param state the virConnectDomainEventAgentLifecycleState
 * @param reason the virConnectDomainEventAgentLifecycleReason
 * @param opaque what was given along
 *
 * Since: 1.2.11
 */
typedef void (*virConnectDomainEventAgentLifecycleCallback)(virConnectPtr conn,
                                                            virDomainPtr dom,
                                                            int state,
                                                            int reason,
                                                            void *opaque);

/**
 * Is told that a write passed the threshold that virDomainSetBlockThreshold() set.
 *
 * @param conn a connection
 * @param dom the domain
 * @param dev the disk's target, or a layer of its chain, as "vda[2]"
 * @param path the file or device on the host; may be NULL
 * @param threshold the threshold, in bytes
 * @param excess by how much it was passed, in bytes
 * @param opaque what was given along
 *
 * Since: 3.2.0
 */
typedef void (*virConnectDomainEventBlockThresholdCallback)(virConnectPtr conn,
                                                            virDomainPtr dom,
                                                            const char *dev,
                                                            const char *path,
                                                            unsigned long long threshold,
                                                            unsigned long long excess,
                                                            void *opaque);

/**
 * Is told that memory of the host broke.
 *
 * @param conn a connection
 * @param dom the domain
 * @param recipient the virDomainMemoryFailureRecipientType
 * @param action the virDomainMemoryFailureActionType
 * @param flags of virDomainMemoryFailureFlags
 * @param opaque what was given along
 *
 * Since: 6.9.0
 */
typedef void (*virConnectDomainEventMemoryFailureCallback)(virConnectPtr conn,
                                                           virDomainPtr dom,
                                                           int recipient,
                                                           int action,
                                                           unsigned int flags,
                                                           void *opaque);

/**
 * Is told that a memory device has another size.
 *
 * @param conn a connection
 * @param dom the domain
 * @param alias the device's alias
 * @param size its size now, in KiB
 * @param opaque what was given along
 *
 * Since: 7.9.0
 */
typedef void (*virConnectDomainEventMemoryDeviceSizeChangeCallback)(virConnectPtr conn,
                                                                    virDomainPtr dom,
                                                                    const char *alias,
                                                                    unsigned long long size,
                                                                    void *opaque);

/**
 * Is told that the guest gave a network card another address.
 *
 * @param conn a connection
 * @param dom the domain
 * @param alias the card's alias
 * @param oldMAC the address it had
 * @param newMAC the address it has
 * @param opaque what was given along
 *
 * Since: 11.2.0
 */
typedef void (*virConnectDomainEventNICMACChangeCallback)(virConnectPtr conn,
                                                          virDomainPtr dom,
                                                          const char *alias,
                                                          const char *oldMAC,
                                                          const char *newMAC,
                                                          void *opaque);

/**
 * A scheduler parameter. (Since: 0.2.3)
 */
typedef virTypedParameter virSchedParameter;

/**
 * A pointer to a virSchedParameter. (Since: 0.2.3)
 */
typedef virSchedParameter *virSchedParameterPtr;

/**
 * A parameter of disk shares. (Since: 0.9.0)
 */
typedef virTypedParameter virBlkioParameter;

/**
 * A pointer to a virBlkioParameter. (Since: 0.9.0)
 */
typedef virBlkioParameter *virBlkioParameterPtr;

/**
 * A parameter of memory limits. (Since: 0.8.5)
 */
typedef virTypedParameter virMemoryParameter;

/**
 * A pointer to a virMemoryParameter. (Since: 0.8.5)
 */
typedef virMemoryParameter *virMemoryParameterPtr;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Tells a running guest's name in the network.
 *
 * @param domain a domain
 * @param flags of virDomainGetHostnameFlags; 0 lets the hypervisor's driver choose
 * @return the name to free, or NULL if it failed
 *
 * Since: 0.10.0
 */
extern char *virDomainGetHostname(virDomainPtr domain, unsigned int flags);

/**
 * Lets a guest give back the space of its disks that it does not use.
 *
 * @param dom a domain
 * @param mountPoint the file system to trim; NULL for all
 * @param minimum how many bytes in a row are worth it; 0 for any
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.1
 */
extern int virDomainFSTrim(virDomainPtr dom,
                           const char *mountPoint,
                           unsigned long long minimum,
                           unsigned int flags);

/**
 * Lets a guest write out its file systems and stand still in writing to them, until virDomainFSThaw().
 *
 * @param dom a domain
 * @param mountpoints the file systems; NULL for all
 * @param nmountpoints how many there are
 * @param flags none exist yet; give 0
 * @return how many were frozen, -1 if it failed
 *
 * Since: 1.2.5
 */
extern int virDomainFSFreeze(virDomainPtr dom,
                             const char **mountpoints,
                             unsigned int nmountpoints,
                             unsigned int flags);

/**
 * Lets a guest write to its file systems again.
 *
 * @param dom a domain
 * @param mountpoints the file systems; NULL for all
 * @param nmountpoints how many there are
 * @param flags none exist yet; give 0
 * @return how many were thawed, -1 if it failed
 *
 * Since: 1.2.5
 */
extern int virDomainFSThaw(virDomainPtr dom,
                           const char **mountpoints,
                           unsigned int nmountpoints,
                           unsigned int flags);

/**
 * Tells which file systems a running guest has mounted.
 *
 * @param dom a domain
 * @param info an array to free, of what virDomainFSInfoFree() frees
 * @param flags none exist yet; give 0
 * @return how many there are, -1 if it failed
 *
 * Since: 1.2.11
 */
extern int virDomainGetFSInfo(virDomainPtr dom, virDomainFSInfoPtr **info, unsigned int flags);

/**
 * Tells a running guest's time.
 *
 * @param dom a domain
 * @param seconds the seconds since 1970, UTC
 * @param nseconds and the nanoseconds
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.5
 */
extern int virDomainGetTime(virDomainPtr dom,
                            long long *seconds,
                            unsigned int *nseconds,
                            unsigned int flags);

/**
 * Sets a running guest's time.
 *
 * @param dom a domain
 * @param seconds the seconds since 1970, UTC
 * @param nseconds and the nanoseconds
 * @param flags of virDomainSetTimeFlags
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.5
 */
extern int virDomainSetTime(virDomainPtr dom,
                            long long seconds,
                            unsigned int nseconds,
                            unsigned int flags);

/**
 * Tells a running guest's addresses.
 *
 * @param dom a domain
 * @param ifaces an array to free, of what virDomainInterfaceFree() frees
 * @param source whom to ask: of virDomainInterfaceAddressesSource
 * @param flags none exist yet; give 0
 * @return how many interfaces there are, -1 if it failed
 *
 * Since: 1.2.14
 */
extern int virDomainInterfaceAddresses(virDomainPtr dom,
                                       virDomainInterfacePtr **ifaces,
                                       unsigned int source,
                                       unsigned int flags);

/**
 * Sets a password in a running guest.
 *
 * @param dom a domain
 * @param user whose
 * @param password the password
 * @param flags of virDomainSetUserPasswordFlags
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.16
 */
extern int virDomainSetUserPassword(virDomainPtr dom,
                                    const char *user,
                                    const char *password,
                                    unsigned int flags);

/**
 * Tells what a guest knows of itself.
 *
 * @param domain a domain
 * @param types what to ask: of virDomainGuestInfoTypes; 0 for all that the agent tells
 * @param params the answer, VIR_DOMAIN_GUEST_INFO_ names, to free with virTypedParamsFree()
 * @param nparams how many there are
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 5.7.0
 */
extern int virDomainGetGuestInfo(virDomainPtr domain,
                                 unsigned int types,
                                 virTypedParameterPtr *params,
                                 int *nparams,
                                 unsigned int flags);

/**
 * Sets how long to wait for a guest's agent.
 *
 * @param domain a domain
 * @param timeout seconds, or of virDomainAgentResponseTimeoutValues
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 5.10.0
 */
extern int virDomainAgentSetResponseTimeout(virDomainPtr domain, int timeout, unsigned int flags);

/**
 * Tells the ssh keys that may log in to a user's account in a guest.
 *
 * @param domain a domain
 * @param user whose
 * @param keys an array to free, of strings to free
 * @param flags none exist yet; give 0
 * @return how many there are, -1 if it failed
 *
 * Since: 6.10.0
 */
extern int virDomainAuthorizedSSHKeysGet(virDomainPtr domain,
                                         const char *user,
                                         char ***keys,
                                         unsigned int flags);

/**
 * Sets the ssh keys that may log in to a user's account in a guest.
 *
 * @param domain a domain
 * @param user whose
 * @param keys the keys, a line each; may be NULL if nkeys is 0
 * @param nkeys how many there are
 * @param flags of virDomainAuthorizedSSHKeysSetFlags, not both
 * @return 0, or -1 if it failed
 *
 * Since: 6.10.0
 */
extern int virDomainAuthorizedSSHKeysSet(virDomainPtr domain,
                                         const char *user,
                                         const char **keys,
                                         unsigned int nkeys,
                                         unsigned int flags);

/**
 * Frees what virDomainGetFSInfo() tells of one file system.
 *
 * @param info what to free; may be NULL
 *
 * Since: 1.2.11
 */
void virDomainFSInfoFree(virDomainFSInfoPtr info);

/**
 * Frees what virDomainInterfaceAddresses() tells of one interface.
 *
 * @param iface what to free; may be NULL
 *
 * Since: 1.2.14
 */
void virDomainInterfaceFree(virDomainInterfacePtr iface);

/**
 * Begins to copy a disk; the copy is kept equal until the job is ended or pivoted.
 *
 * @param dom a domain
 * @param disk the disk's target, as "vda", or its file
 * @param destxml a <disk> element that tells where to copy to
 * @param params VIR_DOMAIN_BLOCK_COPY_ parameters; may be NULL if nparams is 0
 * @param nparams how many there are
 * @param flags of virDomainBlockCopyFlags
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.8
 */
extern int virDomainBlockCopy(virDomainPtr dom,
                              const char *disk,
                              const char *destxml,
                              virTypedParameterPtr params,
                              int nparams,
                              unsigned int flags);

/**
 * Sets limits of a disk.
 *
 * @param dom a domain
 * @param disk the disk's target, as "vda", or its file
 * @param params VIR_DOMAIN_BLOCK_IOTUNE_ parameters
 * @param nparams how many there are
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.8
 */
extern int virDomainSetBlockIoTune(virDomainPtr dom,
                                   const char *disk,
                                   virTypedParameterPtr params,
                                   int nparams,
                                   unsigned int flags);

/**
 * Tells the limits of a disk.
 *
 * @param dom a domain
 * @param disk the disk's target, as "vda", or its file; may be NULL if *nparams is 0
 * @param params room for the limits; may be NULL if *nparams is 0
 * @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
 * @param flags of virDomainModificationImpact, not both LIVE and CONFIG, and VIR_TYPED_PARAM_STRING_OKAY
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.8
 */
extern int virDomainGetBlockIoTune(virDomainPtr dom,
                                   const char *disk,
                                   virTypedParameterPtr params,
                                   int *nparams,
                                   unsigned int flags);

/**
 * Asks for an event when the guest writes beyond a place of a disk's image.
 *
 * @param domain a domain
 * @param dev the disk's target, as "vda", or a layer of its chain, as "vda[2]"
 * @param threshold the place, in bytes; 0 to ask no more
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 3.1.0
 */
extern int virDomainSetBlockThreshold(virDomainPtr domain,
                                      const char *dev,
                                      unsigned long long threshold,
                                      unsigned int flags);

/**
 * Adds a group of limits that disks can share, or changes one.
 *
 * @param dom a domain
 * @param group the group's name
 * @param params VIR_DOMAIN_BLOCK_IOTUNE_ parameters
 * @param nparams how many there are
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 11.2.0
 */
extern int virDomainSetThrottleGroup(virDomainPtr dom,
                                     const char *group,
                                     virTypedParameterPtr params,
                                     int nparams,
                                     unsigned int flags);

/**
 * Removes a group of limits that no disk uses.
 *
 * @param dom a domain
 * @param group the group's name
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 11.2.0
 */
extern int virDomainDelThrottleGroup(virDomainPtr dom, const char *group, unsigned int flags);

/**
 * Ends a job on a disk, or has the guest go over to the other image of a copy or active commit that is ready.
 *
 * @param dom a domain
 * @param disk the target of a disk ("vda"), or the path of its source
 * @param flags of virDomainBlockJobAbortFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.4
 */
int virDomainBlockJobAbort(virDomainPtr dom,
                           const char *disk,
                           unsigned int flags);

/**
 * Tells how a job on a disk stands.
 *
 * @param dom a domain
 * @param disk the target of a disk ("vda"), or the path of its source
 * @param info gets it; all 0 if there is no job
 * @param flags of virDomainBlockJobInfoFlags
 * @return 1 if there is a job, 0 if there is none, -1 if it failed
 *
 * Since: 0.9.4
 */
int virDomainGetBlockJobInfo(virDomainPtr dom,
                             const char *disk,
                             virDomainBlockJobInfoPtr info,
                             unsigned int flags);

/**
 * Limits how fast a job on a disk goes.
 *
 * @param dom a domain
 * @param disk the target of a disk ("vda"), or the path of its source
 * @param bandwidth in MiB per second; 0: no limit
 * @param flags of virDomainBlockJobSetSpeedFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.4
 */
int virDomainBlockJobSetSpeed(virDomainPtr dom,
                              const char *disk,
                              unsigned long bandwidth,
                              unsigned int flags);

/**
 * Brings the data of all images behind a disk's own into that, so that it needs none of them. It goes on after
 * this has returned; an event tells of its end.
 *
 * @param dom a domain
 * @param disk the target of a disk ("vda"), or the path of its source
 * @param bandwidth (optional) the limit in MiB per second; 0: none
 * @param flags of virDomainBlockPullFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.4
 */
int virDomainBlockPull(virDomainPtr dom,
                       const char *disk,
                       unsigned long bandwidth,
                       unsigned int flags);

/**
 * Brings the data of the images behind a disk's own, as far as `base`, into that. Copies of a disk
 * (VIR_DOMAIN_BLOCK_REBASE_COPY) are not supported.
 *
 * @param dom a domain
 * @param disk the target of a disk ("vda"), or the path of its source
 * @param base the image that stays behind it: a path, or the target with the image's index ("vda[3]"); NULL: none
 * @param bandwidth (optional) the limit in MiB per second; 0: none
 * @param flags of virDomainBlockRebaseFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.10
 */
int virDomainBlockRebase(virDomainPtr dom,
                         const char *disk,
                         const char *base,
                         unsigned long bandwidth,
                         unsigned int flags);

/**
 * Brings the data of images of a disk down into one that is behind them. It goes on after this has returned; an
 * event tells of its end. With the disk's own image among them it then waits for virDomainBlockJobAbort().
 *
 * @param dom a domain
 * @param disk the target of a disk ("vda"), or the path of its source
 * @param base the image to bring them to: a path, or the target with the image's index ("vda[3]"); NULL: the lowest
 * @param top the highest image to bring down; NULL: the disk's own
 * @param bandwidth (optional) the limit in MiB per second; 0: none
 * @param flags of virDomainBlockCommitFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.10.2
 */
int virDomainBlockCommit(virDomainPtr dom,
                         const char *disk,
                         const char *base,
                         const char *top,
                         unsigned long bandwidth,
                         unsigned int flags);

/**
 * Changes how much memory a domain may have.
 *
 * @param domain a domain
 * @param memory how much, in KiB
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virDomainSetMaxMemory(virDomainPtr domain, unsigned long memory);

/**
 * Changes how much memory a running guest has, by its balloon.
 *
 * @param domain a domain
 * @param memory how much, in KiB, no more than virDomainGetMaxMemory() says
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.1
 */
int virDomainSetMemory(virDomainPtr domain, unsigned long memory);

/**
 * Changes how much memory a domain has or may have. A running guest is asked by its balloon, and may take its time.
 *
 * @param domain a domain
 * @param memory how much, in KiB
 * @param flags of virDomainMemoryModFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.0
 */
int virDomainSetMemoryFlags(virDomainPtr domain,
                            unsigned long memory,
                            unsigned int flags);

/**
 * Sets how often a guest tells how it uses its memory.
 *
 * @param domain a domain
 * @param period after how many seconds; 0: never
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 1.1.1
 */
int virDomainSetMemoryStatsPeriod(virDomainPtr domain, int period, unsigned int flags);

/**
 * Changes how many virtual CPUs a running guest has.
 *
 * @param domain a domain
 * @param nvcpus how many, no more than virDomainGetMaxVcpus() says
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.4
 */
int virDomainSetVcpus(virDomainPtr domain, unsigned int nvcpus);

/**
 * Changes how many virtual CPUs a domain has or may have.
 *
 * @param domain a domain
 * @param nvcpus how many
 * @param flags of virDomainVcpuFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.5
 */
int virDomainSetVcpusFlags(virDomainPtr domain, unsigned int nvcpus, unsigned int flags);

/**
 * Gives a running guest a non-maskable interrupt.
 *
 * @param domain a domain
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.2
 */
int virDomainInjectNMI(virDomainPtr domain, unsigned int flags);

/**
 * Presses keys of a running guest together, and lets them go.
 *
 * @param domain a domain
 * @param codeset of virKeycodeSet
 * @param holdtime how long to press them, in milliseconds
 * @param keycodes the keys
 * @param nkeycodes how many there are, at most VIR_DOMAIN_SEND_KEY_MAX_KEYS
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.3
 */
int virDomainSendKey(virDomainPtr domain,
                     unsigned int codeset,
                     unsigned int holdtime,
                     unsigned int *keycodes,
                     int nkeycodes,
                     unsigned int flags);

/**
 * Tells which scheduler shares the host's CPUs among guests.
 *
 * @param domain a domain
 * @param nparams how many parameters it has; may be NULL
 * @return its name to free, or NULL if it failed
 *
 * Since: 0.2.3
 */
char *virDomainGetSchedulerType(virDomainPtr domain, int *nparams);

/**
 * Changes the size of a disk while its guest runs.
 *
 * @param dom a domain
 * @param disk the disk's target, as "vda", or its file
 * @param size the new size, in KiB, or in bytes with VIR_DOMAIN_BLOCK_RESIZE_BYTES
 * @param flags of virDomainBlockResizeFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.8
 */
int virDomainBlockResize(virDomainPtr dom,
                         const char *disk,
                         unsigned long long size,
                         unsigned int flags);

/**
 * Reads a piece of a disk as the hypervisor has it on the host.
 *
 * @param dom a domain
 * @param disk the disk's target, as "vda", or its file
 * @param offset where the piece begins, in bytes
 * @param size how long it is, in bytes
 * @param buffer room for it
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.2
 */
int virDomainBlockPeek(virDomainPtr dom,
                       const char *disk,
                       unsigned long long offset,
                       size_t size,
                       void *buffer,
                       unsigned int flags);

/**
 * Tells which disks of a running guest have errors.
 *
 * @param dom a domain
 * @param errors room for them, the names to free; may be NULL if maxerrors is 0
 * @param maxerrors how many there is room for; with 0 it is told how many disks there are
 * @param flags none exist yet; give 0
 * @return how many there are, -1 if it failed
 *
 * Since: 0.9.10
 */
int virDomainGetDiskErrors(virDomainPtr dom,
                           virDomainDiskErrorPtr errors,
                           unsigned int maxerrors,
                           unsigned int flags);

/**
 * Tells what there is to know of a confidential guest's launch.
 *
 * @param domain a domain
 * @param params the answer, VIR_DOMAIN_LAUNCH_SECURITY_ names, to free with virTypedParamsFree()
 * @param nparams how many there are
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 4.5.0
 */
extern int virDomainGetLaunchSecurityInfo(virDomainPtr domain,
                                          virTypedParameterPtr *params,
                                          int *nparams,
                                          unsigned int flags);

/**
 * Gives a confidential guest a secret before it runs.
 *
 * @param domain a domain
 * @param params VIR_DOMAIN_LAUNCH_SECURITY_ parameters
 * @param nparams how many there are
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 8.0.0
 */
extern int virDomainSetLaunchSecurityState(virDomainPtr domain,
                                           virTypedParameterPtr params,
                                           int nparams,
                                           unsigned int flags);

/**
 * Tells the scheduler's parameters for a guest.
 *
 * @param domain a domain
 * @param params room for them
 * @param nparams how many there is room for, and afterwards how many there are
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.3
 */
extern int virDomainGetSchedulerParameters(virDomainPtr domain,
                                           virTypedParameterPtr params,
                                           int *nparams);

/**
 * Tells the scheduler's parameters for a guest.
 *
 * @param domain a domain
 * @param params room for them
 * @param nparams how many there is room for, and afterwards how many there are
 * @param flags of virDomainModificationImpact, not both LIVE and CONFIG, and VIR_TYPED_PARAM_STRING_OKAY
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.2
 */
extern int virDomainGetSchedulerParametersFlags(virDomainPtr domain,
                                                virTypedParameterPtr params,
                                                int *nparams,
                                                unsigned int flags);

/**
 * Sets the scheduler's parameters for a guest.
 *
 * @param domain a domain
 * @param params VIR_DOMAIN_SCHEDULER_ parameters
 * @param nparams how many there are
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.3
 */
extern int virDomainSetSchedulerParameters(virDomainPtr domain,
                                           virTypedParameterPtr params,
                                           int nparams);

/**
 * Sets the scheduler's parameters for a guest.
 *
 * @param domain a domain
 * @param params VIR_DOMAIN_SCHEDULER_ parameters
 * @param nparams how many there are
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.2
 */
extern int virDomainSetSchedulerParametersFlags(virDomainPtr domain,
                                                virTypedParameterPtr params,
                                                int nparams,
                                                unsigned int flags);

/**
 * Says on which CPUs of the host a virtual CPU of a running guest may run.
 *
 * @param domain a domain
 * @param vcpu the virtual CPU, from 0
 * @param cpumap the host's CPUs, a bit each, least significant first
 * @param maplen the map's length in bytes; CPUs beyond it are not allowed
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.4
 */
extern int virDomainPinVcpu(virDomainPtr domain,
                            unsigned int vcpu,
                            unsigned char *cpumap,
                            int maplen);

/**
 * Says on which CPUs of the host a virtual CPU may run.
 *
 * @param domain a domain
 * @param vcpu the virtual CPU, from 0
 * @param cpumap the host's CPUs, a bit each, least significant first
 * @param maplen the map's length in bytes; CPUs beyond it are not allowed
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.3
 */
extern int virDomainPinVcpuFlags(virDomainPtr domain,
                                 unsigned int vcpu,
                                 unsigned char *cpumap,
                                 int maplen,
                                 unsigned int flags);

/**
 * Tells on which CPUs of the host virtual CPUs may run.
 *
 * @param domain a domain
 * @param ncpumaps how many maps there is room for
 * @param cpumaps room for the maps, one after the other
 * @param maplen a map's length in bytes
 * @param flags of virDomainModificationImpact, not both LIVE and CONFIG
 * @return how many maps there are, -1 if it failed
 *
 * Since: 0.9.3
 */
extern int virDomainGetVcpuPinInfo(virDomainPtr domain,
                                   int ncpumaps,
                                   unsigned char *cpumaps,
                                   int maplen,
                                   unsigned int flags);

/**
 * Says on which CPUs of the host the emulator's other threads may run.
 *
 * @param domain a domain
 * @param cpumap the host's CPUs, a bit each, least significant first
 * @param maplen the map's length in bytes; CPUs beyond it are not allowed
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 0.10.0
 */
extern int virDomainPinEmulator(virDomainPtr domain,
                                unsigned char *cpumap,
                                int maplen,
                                unsigned int flags);

/**
 * Tells on which CPUs of the host the emulator's other threads may run.
 *
 * @param domain a domain
 * @param cpumap room for the map
 * @param maplen its length in bytes
 * @param flags of virDomainModificationImpact, not both LIVE and CONFIG
 * @return 1 if there is such a limit, 0 if there is none, -1 if it failed
 *
 * Since: 0.10.0
 */
extern int virDomainGetEmulatorPinInfo(virDomainPtr domain,
                                       unsigned char *cpumap,
                                       int maplen,
                                       unsigned int flags);

/**
 * Tells of a domain's I/O threads.
 *
 * @param dom a domain
 * @param info an array to free, of what virDomainIOThreadInfoFree() frees
 * @param flags of virDomainModificationImpact, not both LIVE and CONFIG
 * @return how many there are, -1 if it failed
 *
 * Since: 1.2.14
 */
extern int virDomainGetIOThreadInfo(virDomainPtr dom,
                                    virDomainIOThreadInfoPtr **info,
                                    unsigned int flags);

/**
 * Says on which CPUs of the host an I/O thread may run.
 *
 * @param domain a domain
 * @param iothread_id the thread's id
 * @param cpumap the host's CPUs, a bit each, least significant first
 * @param maplen the map's length in bytes; CPUs beyond it are not allowed
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.14
 */
extern int virDomainPinIOThread(virDomainPtr domain,
                                unsigned int iothread_id,
                                unsigned char *cpumap,
                                int maplen,
                                unsigned int flags);

/**
 * Adds an I/O thread.
 *
 * @param domain a domain
 * @param iothread_id the thread's id, which must be new
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.15
 */
extern int virDomainAddIOThread(virDomainPtr domain, unsigned int iothread_id, unsigned int flags);

/**
 * Removes an I/O thread that nothing uses.
 *
 * @param domain a domain
 * @param iothread_id the thread's id, not 0
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.15
 */
extern int virDomainDelIOThread(virDomainPtr domain, unsigned int iothread_id, unsigned int flags);

/**
 * Sets how an I/O thread polls and how many helpers it has.
 *
 * @param domain a domain
 * @param iothread_id the thread's id, not 0
 * @param params VIR_DOMAIN_IOTHREAD_ parameters
 * @param nparams how many there are
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 4.10.0
 */
extern int virDomainSetIOThreadParams(virDomainPtr domain,
                                      unsigned int iothread_id,
                                      virTypedParameterPtr params,
                                      int nparams,
                                      unsigned int flags);

/**
 * Tells by the guest agent of the CPUs that a guest uses.
 *
 * @param domain a domain
 * @param params the answer, to free with virTypedParamsFree(): "vcpus", "online" and "offlinable", strings
 * like "0-3,5"
 * @param nparams how many there are
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virDomainGetGuestVcpus(virDomainPtr domain,
                                  virTypedParameterPtr *params,
                                  unsigned int *nparams,
                                  unsigned int flags);

/**
 * Lets a guest use some of its CPUs or not, by the guest agent.
 *
 * @param domain a domain
 * @param cpumap the guest's CPUs, as "0-3,5"
 * @param state 1 to use them, 0 not to
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virDomainSetGuestVcpus(virDomainPtr domain,
                                  const char *cpumap,
                                  int state,
                                  unsigned int flags);

/**
 * Adds some virtual CPUs or takes them away.
 *
 * @param domain a domain
 * @param vcpumap the virtual CPUs, as "0-3,5"
 * @param state 1 to add them, 0 to take them away
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 3.1.0
 */
extern int virDomainSetVcpu(virDomainPtr domain,
                            const char *vcpumap,
                            int state,
                            unsigned int flags);

/**
 * Frees what virDomainGetIOThreadInfo() tells of one thread.
 *
 * @param info what to free; may be NULL
 *
 * Since: 1.2.14
 */
void virDomainIOThreadInfoFree(virDomainIOThreadInfoPtr info);

/**
 * Defines a domain: it exists from now on, and does not run for that. One that exists with this name and UUID gets this
 * definition for its next start.
 *
 * @param conn a connection
 * @param xml the document
 * @return a handle to give to virDomainFree(), or NULL if it failed
 *
 * Since: 0.1.1
 */
virDomainPtr virDomainDefineXML(virConnectPtr conn,
                                const char *xml);

/**
 * Defines a domain, as virDomainDefineXML() does.
 *
 * @param conn a connection
 * @param xml the document
 * @param flags of virDomainDefineFlags
 * @return a handle to give to virDomainFree(), or NULL if it failed
 *
 * Since: 1.2.12
 */
virDomainPtr virDomainDefineXMLFlags(virConnectPtr conn, const char *xml, unsigned int flags);

/**
 * Removes the definition of a domain. A guest of it runs on, and the domain is gone when it ends.
 *
 * @param domain a domain
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.1
 */
int virDomainUndefine(virDomainPtr domain);

/**
 * Removes the definition of a domain, as virDomainUndefine() does, and what belongs to it.
 *
 * @param domain a domain
 * @param flags of virDomainUndefineFlagsValues
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.4
 */
int virDomainUndefineFlags(virDomainPtr domain, unsigned int flags);

/**
 * Gives a domain that has no guest another name. The handle keeps the old one.
 *
 * @param dom a domain
 * @param new_name the name
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.19
 */
int virDomainRename(virDomainPtr dom, const char *new_name, unsigned int flags);

/**
 * Tells whether a domain starts with the host.
 *
 * @param domain a domain
 * @param autostart where to write 1 or 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.1
 */
int virDomainGetAutostart(virDomainPtr domain, int *autostart);

/**
 * Sets whether a domain starts with the host.
 *
 * @param domain a domain
 * @param autostart 0 for no, anything else for yes
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.1
 */
int virDomainSetAutostart(virDomainPtr domain, int autostart);

/**
 * Sets or removes a piece of a domain's metadata.
 *
 * @param domain a domain
 * @param type the virDomainMetadataType
 * @param metadata the text or the element; NULL removes it
 * @param key the prefix of the element's namespace; NULL for other types
 * @param uri the element's namespace; NULL for other types
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.10
 */
int virDomainSetMetadata(virDomainPtr domain,
                         int type,
                         const char *metadata,
                         const char *key,
                         const char *uri,
                         unsigned int flags);

/**
 * Tells a piece of a domain's metadata.
 *
 * @param domain a domain
 * @param type the virDomainMetadataType
 * @param uri the element's namespace; NULL for other types
 * @param flags of virDomainModificationImpact, not both LIVE and CONFIG
 * @return the text or the element to free; NULL if there is none, or if it failed
 *
 * Since: 0.9.10
 */
char *virDomainGetMetadata(virDomainPtr domain, int type, const char *uri, unsigned int flags);

/**
 * Adds a device to a running guest.
 *
 * @param domain a domain
 * @param xml the device's element
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.9
 */
extern int virDomainAttachDevice(virDomainPtr domain, const char *xml);

/**
 * Adds a device to a domain.
 *
 * @param domain a domain
 * @param xml the device's element
 * @param flags of virDomainDeviceModifyFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.7
 */
extern int virDomainAttachDeviceFlags(virDomainPtr domain, const char *xml, unsigned int flags);

/**
 * Takes a device from a running guest, which may keep it for a while.
 *
 * @param domain a domain
 * @param xml the device's element
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.9
 */
extern int virDomainDetachDevice(virDomainPtr domain, const char *xml);

/**
 * Takes a device from a domain. A running guest may keep it for a while: events tell.
 *
 * @param domain a domain
 * @param xml the device's element
 * @param flags of virDomainDeviceModifyFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.7
 */
extern int virDomainDetachDeviceFlags(virDomainPtr domain, const char *xml, unsigned int flags);

/**
 * Changes a device of a domain, as the medium in a drive.
 *
 * @param domain a domain
 * @param xml the device's element as it shall be
 * @param flags of virDomainDeviceModifyFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
extern int virDomainUpdateDeviceFlags(virDomainPtr domain, const char *xml, unsigned int flags);

/**
 * Takes a device from a domain, by its alias. It returns before a running guest has let it go: events tell.
 *
 * @param domain a domain
 * @param alias the device's alias
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 4.4.0
 */
extern int virDomainDetachDeviceAlias(virDomainPtr domain,
                                      const char *alias,
                                      unsigned int flags);

/**
 * Connects a socket to a display of a running guest.
 *
 * @param dom a domain
 * @param idx which display, from 0
 * @param fd a connected socket; the caller keeps its own copy
 * @param flags of virDomainOpenGraphicsFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.7
 */
extern int virDomainOpenGraphics(virDomainPtr dom, unsigned int idx, int fd, unsigned int flags);

/**
 * Gives a socket that is connected to a display of a running guest.
 *
 * @param dom a domain
 * @param idx which display, from 0
 * @param flags of virDomainOpenGraphicsFlags
 * @return the socket, for the caller to close; -1 if it failed
 *
 * Since: 1.2.8
 */
extern int virDomainOpenGraphicsFD(virDomainPtr dom, unsigned int idx, unsigned int flags);

/**
 * Lets descriptors take the place of a file that disks of a domain name, as long as the connection is open.
 *
 * @param domain a domain
 * @param name the name that the documents use
 * @param nfds how many descriptors there are
 * @param fds the descriptors; the caller keeps its own copies
 * @param flags (optional) of virDomainFDAssociateFlags
 * @return 0, or -1 if it failed
 *
 * Since: 9.0.0
 */
extern int virDomainFDAssociate(virDomainPtr domain,
                                const char *name,
                                unsigned int nfds,
                                int *fds,
                                unsigned int flags);

/**
 * Lets displays of a running guest read their certificates again.
 *
 * @param domain a domain
 * @param type of virDomainGraphicsReloadType
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 10.2.0
 */
extern int virDomainGraphicsReload(virDomainPtr domain, unsigned int type, unsigned int flags);

/**
 * Writes what a guest has in its memory to a file, for those who look into crashes. The guest stays, unless the flags say
 * otherwise. Without VIR_DUMP_MEMORY_ONLY the file is of no use but to the hypervisor that wrote it.
 *
 * @param domain a domain that runs
 * @param to the file; a relative path counts from the current directory
 * @param flags of virDomainCoreDumpFlags, no two of CRASH, LIVE and RESET
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.9
 */
int virDomainCoreDump(virDomainPtr domain,
                      const char *to,
                      unsigned int flags);

/**
 * Writes what a guest has in its memory to a file, as virDomainCoreDump() does.
 *
 * @param domain a domain that runs
 * @param to the file; a relative path counts from the current directory
 * @param dumpformat of virDomainCoreDumpFormat; all but RAW need VIR_DUMP_MEMORY_ONLY
 * @param flags of virDomainCoreDumpFlags, no two of CRASH, LIVE and RESET
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.3
 */
int virDomainCoreDumpWithFormat(virDomainPtr domain,
                                const char *to,
                                unsigned int dumpformat,
                                unsigned int flags);

/**
 * Has a function called for every lifecycle event of every domain. An event loop has to be registered, and to be
 * run: see virEventRegisterDefaultImpl(). virConnectDomainEventRegisterAny() is the better way.
 *
 * @param conn a connection
 * @param cb the function; it can be registered once
 * @param opaque given to it
 * @param freecb (optional) called with `opaque` once the function is deregistered; may be NULL
 * @return 0, or -1 if it failed
 *
 * Since: 0.5.0
 */
int virConnectDomainEventRegister(virConnectPtr conn,
                                  virConnectDomainEventCallback cb,
                                  void *opaque,
                                  virFreeCallback freecb);

/**
 * Forgets a function that virConnectDomainEventRegister() was given.
 *
 * @param conn a connection
 * @param cb the function
 * @return 0, or -1 if it failed
 *
 * Since: 0.5.0
 */
int virConnectDomainEventDeregister(virConnectPtr conn, virConnectDomainEventCallback cb);

/**
 * Has a function called for events of one kind, of one domain or of all. An event loop has to be registered, and to
 * be run: see virEventRegisterDefaultImpl(). The connection lives until the function is deregistered, even if it
 * is closed.
 *
 * @param conn a connection
 * @param dom a domain; NULL for all
 * @param eventID the virDomainEventID, which says what type the function has to be of
 * @param cb the function; it can be registered once for each kind and domain
 * @param opaque given to it
 * @param freecb (optional) called with `opaque` once the function is deregistered; may be NULL
 * @return a number to deregister it by, 0 or more; -1 if it failed
 *
 * Since: 0.8.0
 */
int virConnectDomainEventRegisterAny(virConnectPtr conn,
                                     virDomainPtr dom,
                                     int eventID,
                                     virConnectDomainEventGenericCallback cb,
                                     void *opaque,
                                     virFreeCallback freecb);

/**
 * Forgets a function that virConnectDomainEventRegisterAny() was given. It may be called by the function itself.
 *
 * @param conn a connection
 * @param callbackID the number of the function
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virConnectDomainEventDeregisterAny(virConnectPtr conn,
                                       int callbackID);

/**
 * Tells the figures of many domains at once.
 *
 * @param conn a connection
 * @param stats groups of virDomainStatsTypes; 0 for all that there are
 * @param retStats an array of records that a NULL ends; virDomainStatsRecordListFree() frees it
 * @param flags of virConnectGetAllDomainStatsFlags
 * @return how many records there are, -1 if it failed
 *
 * Since: 1.2.8
 */
int virConnectGetAllDomainStats(virConnectPtr conn,
                                unsigned int stats,
                                virDomainStatsRecordPtr **retStats,
                                unsigned int flags);

/**
 * Tells the figures of some domains of one connection. Those that are gone are left out.
 *
 * @param doms the domains; a NULL ends them
 * @param stats groups of virDomainStatsTypes; 0 for all that there are
 * @param retStats an array of records that a NULL ends; virDomainStatsRecordListFree() frees it
 * @param flags of virConnectGetAllDomainStatsFlags
 * @return how many records there are, -1 if it failed
 *
 * Since: 1.2.8
 */
int virDomainListGetStats(virDomainPtr *doms,
                          unsigned int stats,
                          virDomainStatsRecordPtr **retStats,
                          unsigned int flags);

/**
 * Tells what a disk has transferred.
 *
 * @param dom a domain
 * @param disk the disk's target, as "vda", or its file; "" for all disks together
 * @param stats room for the figures
 * @param size the size of that room in bytes, sizeof(virDomainBlockStatsStruct) or less
 * @return 0, or -1 if it failed
 *
 * Since: 0.3.2
 */
int virDomainBlockStats(virDomainPtr dom,
                        const char *disk,
                        virDomainBlockStatsPtr stats,
                        size_t size);

/**
 * Tells what a disk has transferred, and more than virDomainBlockStats() does.
 *
 * @param dom a domain
 * @param disk the disk's target, as "vda", or its file; "" for all disks together
 * @param params room for the figures; may be NULL if *nparams is 0
 * @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
 * @param flags VIR_TYPED_PARAM_STRING_OKAY or 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.5
 */
int virDomainBlockStatsFlags(virDomainPtr dom,
                             const char *disk,
                             virTypedParameterPtr params,
                             int *nparams,
                             unsigned int flags);

/**
 * Tells how large a disk is.
 *
 * @param domain a domain
 * @param disk the disk's target, as "vda", or its file
 * @param info room for the answer
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.1
 */
int virDomainGetBlockInfo(virDomainPtr domain,
                          const char *disk,
                          virDomainBlockInfoPtr info,
                          unsigned int flags);

/**
 * Tells what a network card has transferred.
 *
 * @param dom a domain
 * @param device the name of its interface on the host, or its hardware address
 * @param stats room for the figures
 * @param size the size of that room in bytes, sizeof(virDomainInterfaceStatsStruct) or less
 * @return 0, or -1 if it failed
 *
 * Since: 0.3.2
 */
int virDomainInterfaceStats(virDomainPtr dom,
                            const char *device,
                            virDomainInterfaceStatsPtr stats,
                            size_t size);

/**
 * Tells how a guest uses its memory.
 *
 * @param dom a domain
 * @param stats room for the figures
 * @param nr_stats how many there is room for; VIR_DOMAIN_MEMORY_STAT_NR is enough
 * @param flags none exist yet; give 0
 * @return how many there are, -1 if it failed
 *
 * Since: 0.7.5
 */
int virDomainMemoryStats(virDomainPtr dom,
                         virDomainMemoryStatPtr stats,
                         unsigned int nr_stats,
                         unsigned int flags);

/**
 * Tells of a running guest's virtual CPUs: their states, times, and where they may run.
 *
 * @param domain a domain
 * @param info room for the answer
 * @param maxinfo how many there is room for
 * @param cpumaps room for the maps of the host's CPUs, one after the other; may be NULL
 * @param maplen a map's length in bytes; 0 if cpumaps is NULL
 * @return how many there are, -1 if it failed
 *
 * Since: 0.1.4
 */
int virDomainGetVcpus(virDomainPtr domain,
                      virVcpuInfoPtr info,
                      int maxinfo,
                      unsigned char *cpumaps,
                      int maplen);

/**
 * Tells how many virtual CPUs a domain has or may have.
 *
 * @param domain a domain
 * @param flags of virDomainVcpuFlags, not both LIVE and CONFIG
 * @return how many, -1 if it failed
 *
 * Since: 0.8.5
 */
int virDomainGetVcpusFlags(virDomainPtr domain, unsigned int flags);

/**
 * Tells how a guest has used the host's CPUs, all together or each.
 *
 * @param domain a domain
 * @param params room for the figures: nparams for each CPU; may be NULL if nparams is 0
 * @param nparams how many there is room for per CPU; with 0 it is told how many there are
 * @param start_cpu the first CPU to tell of; -1 for all together
 * @param ncpus how many CPUs to tell of: 1 if start_cpu is -1, at most 128; 0 to be told how many there are
 * @param flags VIR_TYPED_PARAM_STRING_OKAY or 0
 * @return how many figures there are per CPU, or how many CPUs; -1 if it failed
 *
 * Since: 0.9.10
 */
int virDomainGetCPUStats(virDomainPtr domain,
                         virTypedParameterPtr params,
                         unsigned int nparams,
                         int start_cpu,
                         unsigned int ncpus,
                         unsigned int flags);

/**
 * Tells what guests of a kind can have here: CPU models, firmware, devices.
 *
 * @param conn a connection
 * @param emulatorbin the emulator's path; NULL for the usual one
 * @param arch the architecture; NULL for the host's
 * @param machine the machine type; NULL for the emulator's default
 * @param virttype the kind of virtualization, as "kvm"; NULL for the best
 * @param flags of virConnectGetDomainCapabilitiesFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 1.2.7
 */
char *virConnectGetDomainCapabilities(virConnectPtr conn,
                                      const char *emulatorbin,
                                      const char *arch,
                                      const char *machine,
                                      const char *virttype,
                                      unsigned int flags);

/**
 * Tells how far the job of a guest is: a save, a migration, a dump. Without one all figures are 0.
 *
 * @param domain a domain that runs
 * @param info where to write it
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.7
 */
int virDomainGetJobInfo(virDomainPtr domain, virDomainJobInfoPtr info);

/**
 * Tells how far a job is, or what the last one that succeeded has done, with all figures that are known.
 *
 * @param domain a domain
 * @param type where to write the virDomainJobType
 * @param params where to write the list of figures (VIR_DOMAIN_JOB_...); the caller frees it with virTypedParamsFree()
 * @param nparams where to write how many they are
 * @param flags of virDomainGetJobStatsFlags; KEEP_COMPLETED needs COMPLETED
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.3
 */
int virDomainGetJobStats(virDomainPtr domain,
                         int *type,
                         virTypedParameterPtr *params,
                         int *nparams,
                         unsigned int flags);

/**
 * Gives up a guest's job, whoever began it: the call that does it fails with VIR_ERR_OPERATION_ABORTED, and the
 * guest is as it was before.
 *
 * @param domain a domain that runs
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.7
 */
int virDomainAbortJob(virDomainPtr domain);

/**
 * Gives up a guest's job, as virDomainAbortJob() does.
 *
 * @param domain a domain that runs
 * @param flags of virDomainAbortJobFlagsValues
 * @return 0, or -1 if it failed
 *
 * Since: 8.5.0
 */
int virDomainAbortJobFlags(virDomainPtr domain, unsigned int flags);

/**
 * Sends a signal to a process in a running guest.
 *
 * @param domain a domain
 * @param pid_value the process; of its group if negative
 * @param signum of virDomainProcessSignal
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.1
 */
extern int virDomainSendProcessSignal(virDomainPtr domain,
                                      long long pid_value,
                                      unsigned int signum,
                                      unsigned int flags);

/**
 * Starts a guest from a document. If the domain is not defined, it is gone when the guest ends.
 *
 * @param conn a connection
 * @param xmlDesc the document
 * @param flags of virDomainCreateFlags
 * @return a handle to give to virDomainFree(), or NULL if it failed
 *
 * Since: 0.5.0
 */
virDomainPtr virDomainCreateXML(virConnectPtr conn, const char *xmlDesc, unsigned int flags);

/**
 * The old name of virDomainCreateXML().
 *
 * @param conn a connection
 * @param xmlDesc the document
 * @param flags of virDomainCreateFlags
 * @return a handle to give to virDomainFree(), or NULL if it failed
 *
 * Since: 0.0.3
 */
virDomainPtr virDomainCreateLinux(virConnectPtr conn, const char *xmlDesc, unsigned int flags);

/**
 * Starts a guest from a document and passes open files to its first process. No driver here does so.
 *
 * @param conn a connection
 * @param xmlDesc the document
 * @param nfiles how many files
 * @param files their descriptors
 * @param flags of virDomainCreateFlags
 * @return a handle to give to virDomainFree(), or NULL if it failed
 *
 * Since: 1.1.1
 */
virDomainPtr virDomainCreateXMLWithFiles(virConnectPtr conn,
                                         const char *xmlDesc,
                                         unsigned int nfiles,
                                         int *files,
                                         unsigned int flags);

/**
 * Starts a defined domain: from its managed save if it has one, else by booting it.
 *
 * @param domain a domain
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.1
 */
int virDomainCreate(virDomainPtr domain);

/**
 * Starts a defined domain, as virDomainCreate() does.
 *
 * @param domain a domain
 * @param flags of virDomainCreateFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.2
 */
int virDomainCreateWithFlags(virDomainPtr domain, unsigned int flags);

/**
 * Starts a defined domain and passes open files to its first process. No driver here does so.
 *
 * @param domain a domain
 * @param nfiles how many files
 * @param files their descriptors
 * @param flags of virDomainCreateFlags
 * @return 0, or -1 if it failed
 *
 * Since: 1.1.1
 */
int virDomainCreateWithFiles(virDomainPtr domain,
                             unsigned int nfiles,
                             int *files,
                             unsigned int flags);

/**
 * Asks a guest to shut down. It may take its time, or not do it.
 *
 * @param domain a domain
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virDomainShutdown(virDomainPtr domain);

/**
 * Asks a guest to shut down, as virDomainShutdown() does.
 *
 * @param domain a domain
 * @param flags of virDomainShutdownFlagValues
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.10
 */
int virDomainShutdownFlags(virDomainPtr domain, unsigned int flags);

/**
 * Asks a guest to reboot. It may take its time, or not do it.
 *
 * @param domain a domain
 * @param flags of virDomainRebootFlagValues
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.0
 */
int virDomainReboot(virDomainPtr domain, unsigned int flags);

/**
 * Resets a guest, as a reset button does: it boots anew without shutting down.
 *
 * @param domain a domain
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.7
 */
int virDomainReset(virDomainPtr domain, unsigned int flags);

/**
 * Ends a guest at once, as pulling its plug would. A domain that is not defined is gone then.
 *
 * @param domain a domain
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virDomainDestroy(virDomainPtr domain);

/**
 * Ends a guest at once, as virDomainDestroy() does.
 *
 * @param domain a domain
 * @param flags of virDomainDestroyFlagsValues
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.4
 */
int virDomainDestroyFlags(virDomainPtr domain, unsigned int flags);

/**
 * Lets a guest stand still; it keeps its memory.
 *
 * @param domain a domain
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virDomainSuspend(virDomainPtr domain);

/**
 * Lets a guest that stands still go on.
 *
 * @param domain a domain
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virDomainResume(virDomainPtr domain);

/**
 * Counts the guests.
 *
 * @param conn a connection
 * @return the number, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virConnectNumOfDomains(virConnectPtr conn);

/**
 * Lists the ids of guests.
 *
 * @param conn a connection
 * @param ids where to write them
 * @param maxids how many there is room for
 * @return how many were written, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virConnectListDomains(virConnectPtr conn, int *ids, int maxids);

/**
 * Counts the defined domains that have no guest.
 *
 * @param conn a connection
 * @return the number, or -1 if it failed
 *
 * Since: 0.1.5
 */
int virConnectNumOfDefinedDomains(virConnectPtr conn);

/**
 * Lists the names of defined domains that have no guest.
 *
 * @param conn a connection
 * @param names where to write them; each is to be freed
 * @param maxnames how many there is room for
 * @return how many were written, or -1 if it failed
 *
 * Since: 0.1.1
 */
int virConnectListDefinedDomains(virConnectPtr conn, char **names, int maxnames);

/**
 * Lists domains, running or not, at one moment.
 *
 * @param conn a connection
 * @param domains where to write a new array of handles, with a NULL at its end: give each to
 * virDomainFree() and free the array. NULL to count only.
 * @param flags of virConnectListAllDomainsFlags
 * @return how many there are, or -1 if it failed
 *
 * Since: 0.9.13
 */
int virConnectListAllDomains(virConnectPtr conn, virDomainPtr **domains, unsigned int flags);

/**
 * Finds a domain by its name.
 *
 * @param conn a connection
 * @param name the name
 * @return a handle to give to virDomainFree(), or NULL if it failed
 *
 * Since: 0.0.3
 */
virDomainPtr virDomainLookupByName(virConnectPtr conn, const char *name);

/**
 * Finds a guest by its id.
 *
 * @param conn a connection
 * @param id the id
 * @return a handle to give to virDomainFree(), or NULL if it failed
 *
 * Since: 0.0.3
 */
virDomainPtr virDomainLookupByID(virConnectPtr conn, int id);

/**
 * Finds a domain by its UUID.
 *
 * @param conn a connection
 * @param uuid VIR_UUID_BUFLEN bytes
 * @return a handle to give to virDomainFree(), or NULL if it failed
 *
 * Since: 0.0.5
 */
virDomainPtr virDomainLookupByUUID(virConnectPtr conn, const unsigned char *uuid);

/**
 * Finds a domain by its UUID.
 *
 * @param conn a connection
 * @param uuidstr the UUID as 32 hexadecimal digits, with hyphens or without
 * @return a handle to give to virDomainFree(), or NULL if it failed
 *
 * Since: 0.1.1
 */
virDomainPtr virDomainLookupByUUIDString(virConnectPtr conn, const char *uuidstr);

/**
 * Sets a guest's shares of the host's disks.
 *
 * @param domain a domain
 * @param params VIR_DOMAIN_BLKIO_ parameters
 * @param nparams how many there are
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.0
 */
extern int virDomainSetBlkioParameters(virDomainPtr domain,
                                       virTypedParameterPtr params,
                                       int nparams,
                                       unsigned int flags);

/**
 * Tells a guest's shares of the host's disks.
 *
 * @param domain a domain
 * @param params room for them; may be NULL if *nparams is 0
 * @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
 * @param flags of virDomainModificationImpact, not both LIVE and CONFIG, and VIR_TYPED_PARAM_STRING_OKAY
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.0
 */
extern int virDomainGetBlkioParameters(virDomainPtr domain,
                                       virTypedParameterPtr params,
                                       int *nparams,
                                       unsigned int flags);

/**
 * Sets limits of a guest's memory.
 *
 * @param domain a domain
 * @param params VIR_DOMAIN_MEMORY_ parameters
 * @param nparams how many there are
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.5
 */
extern int virDomainSetMemoryParameters(virDomainPtr domain,
                                        virTypedParameterPtr params,
                                        int nparams,
                                        unsigned int flags);

/**
 * Tells the limits of a guest's memory.
 *
 * @param domain a domain
 * @param params room for them; may be NULL if *nparams is 0
 * @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
 * @param flags of virDomainModificationImpact, not both LIVE and CONFIG, and VIR_TYPED_PARAM_STRING_OKAY
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.5
 */
extern int virDomainGetMemoryParameters(virDomainPtr domain,
                                        virTypedParameterPtr params,
                                        int *nparams,
                                        unsigned int flags);

/**
 * Sets from which of the host's nodes a guest has its memory.
 *
 * @param domain a domain
 * @param params VIR_DOMAIN_NUMA_ parameters
 * @param nparams how many there are
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.9
 */
extern int virDomainSetNumaParameters(virDomainPtr domain,
                                      virTypedParameterPtr params,
                                      int nparams,
                                      unsigned int flags);

/**
 * Tells from which of the host's nodes a guest has its memory.
 *
 * @param domain a domain
 * @param params room for the answer; may be NULL if *nparams is 0
 * @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
 * @param flags of virDomainModificationImpact and VIR_TYPED_PARAM_STRING_OKAY
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.9
 */
extern int virDomainGetNumaParameters(virDomainPtr domain,
                                      virTypedParameterPtr params,
                                      int *nparams,
                                      unsigned int flags);

/**
 * Reads a piece of a running guest's memory.
 *
 * @param dom a domain
 * @param start where it begins
 * @param size how long it is, in bytes
 * @param buffer room for it
 * @param flags one of virDomainMemoryFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.2
 */
extern int virDomainMemoryPeek(virDomainPtr dom,
                               unsigned long long start,
                               size_t size,
                               void *buffer,
                               unsigned int flags);

/**
 * Limits a network card.
 *
 * @param domain a domain
 * @param device the name of its interface on the host, or its hardware address
 * @param params VIR_DOMAIN_BANDWIDTH_ parameters
 * @param nparams how many there are
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.9
 */
extern int virDomainSetInterfaceParameters(virDomainPtr domain,
                                           const char *device,
                                           virTypedParameterPtr params,
                                           int nparams,
                                           unsigned int flags);

/**
 * Tells the limits of a network card.
 *
 * @param domain a domain
 * @param device the name of its interface on the host, or its hardware address
 * @param params room for them; may be NULL if *nparams is 0
 * @param nparams how many there is room for, and afterwards how many there are; with 0 only that is told
 * @param flags of virDomainModificationImpact and VIR_TYPED_PARAM_STRING_OKAY
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.9
 */
extern int virDomainGetInterfaceParameters(virDomainPtr domain,
                                           const char *device,
                                           virTypedParameterPtr params,
                                           int *nparams,
                                           unsigned int flags);

/**
 * Has a guest tell its network by gratuitous packets where its cards are now, so that switches find them.
 *
 * @param dom a domain
 * @param device the name of a card's interface on the host, or its hardware address; NULL for all cards
 * @param params when to send how many packets; may be NULL if nparams is 0
 * @param nparams how many there are
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 12.5.0
 */
extern int virDomainAnnounceInterface(virDomainPtr dom,
                                      const char *device,
                                      virTypedParameterPtr params,
                                      int nparams,
                                      unsigned int flags);

/**
 * Brings a guest to another host.
 *
 * @param domain a domain
 * @param dconn a connection to the other host
 * @param flags of virDomainMigrateFlags
 * @param dname (optional) its name over there; NULL for the one it has
 * @param uri (optional) where the other hypervisor takes it; NULL to let the other host say it
 * @param bandwidth (optional) a limit, in MiB per second; 0: the default
 * @return a handle of it over there, or NULL if it failed
 *
 * Since: 0.3.2
 */
extern virDomainPtr virDomainMigrate(virDomainPtr domain,
                                     virConnectPtr dconn,
                                     unsigned long flags,
                                     const char *dname,
                                     const char *uri,
                                     unsigned long bandwidth);

/**
 * Brings a guest to another host.
 *
 * @param domain a domain
 * @param dconn a connection to the other host
 * @param dxml (optional) its document over there, which may differ in what the guest does not see; may be NULL
 * @param flags of virDomainMigrateFlags
 * @param dname (optional) its name over there; NULL for the one it has
 * @param uri (optional) where the other hypervisor takes it; NULL to let the other host say it
 * @param bandwidth (optional) a limit, in MiB per second; 0: the default
 * @return a handle of it over there, or NULL if it failed
 *
 * Since: 0.9.2
 */
extern virDomainPtr virDomainMigrate2(virDomainPtr domain,
                                      virConnectPtr dconn,
                                      const char *dxml,
                                      unsigned long flags,
                                      const char *dname,
                                      const char *uri,
                                      unsigned long bandwidth);

/**
 * Brings a guest to another host.
 *
 * @param domain a domain
 * @param dconn a connection to the other host
 * @param params (optional) VIR_MIGRATE_PARAM_ parameters; may be NULL if nparams is 0
 * @param nparams (optional) how many there are
 * @param flags of virDomainMigrateFlags, without PEER2PEER and TUNNELLED
 * @return a handle of it over there, or NULL if it failed
 *
 * Since: 1.1.0
 */
extern virDomainPtr virDomainMigrate3(virDomainPtr domain,
                                      virConnectPtr dconn,
                                      virTypedParameterPtr params,
                                      unsigned int nparams,
                                      unsigned int flags);

/**
 * Brings a guest to another host by a connection that the hosts make between them.
 *
 * @param domain a domain
 * @param duri the connection's URI with VIR_MIGRATE_PEER2PEER; else where the other hypervisor takes it
 * @param flags of virDomainMigrateFlags
 * @param dname (optional) its name over there; NULL for the one it has
 * @param bandwidth (optional) a limit, in MiB per second; 0: the default
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.2
 */
extern int virDomainMigrateToURI(virDomainPtr domain,
                                 const char *duri,
                                 unsigned long flags,
                                 const char *dname,
                                 unsigned long bandwidth);

/**
 * Brings a guest to another host by a connection that the hosts make between them.
 *
 * @param domain a domain
 * @param dconnuri (optional) the connection's URI, with VIR_MIGRATE_PEER2PEER
 * @param miguri (optional) where the other hypervisor takes it; NULL to let the other host say it
 * @param dxml (optional) its document over there, which may differ in what the guest does not see; may be NULL
 * @param flags of virDomainMigrateFlags
 * @param dname (optional) its name over there; NULL for the one it has
 * @param bandwidth (optional) a limit, in MiB per second; 0: the default
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.2
 */
extern int virDomainMigrateToURI2(virDomainPtr domain,
                                  const char *dconnuri,
                                  const char *miguri,
                                  const char *dxml,
                                  unsigned long flags,
                                  const char *dname,
                                  unsigned long bandwidth);

/**
 * Brings a guest to another host by a connection that the hosts make between them.
 *
 * @param domain a domain
 * @param dconnuri (optional) the connection's URI, with VIR_MIGRATE_PEER2PEER
 * @param params (optional) VIR_MIGRATE_PARAM_ parameters; may be NULL if nparams is 0
 * @param nparams (optional) how many there are
 * @param flags of virDomainMigrateFlags
 * @return 0, or -1 if it failed
 *
 * Since: 1.1.0
 */
extern int virDomainMigrateToURI3(virDomainPtr domain,
                                  const char *dconnuri,
                                  virTypedParameterPtr params,
                                  unsigned int nparams,
                                  unsigned int flags);

/**
 * Tells for how long a guest may stand still at the end of its migration.
 *
 * @param domain a domain
 * @param downtime the time, in milliseconds
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 3.7.0
 */
extern int virDomainMigrateGetMaxDowntime(virDomainPtr domain,
                                          unsigned long long *downtime,
                                          unsigned int flags);

/**
 * Sets for how long a guest may stand still at the end of its migration.
 *
 * @param domain a domain
 * @param downtime the time, in milliseconds
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
extern int virDomainMigrateSetMaxDowntime(virDomainPtr domain,
                                          unsigned long long downtime,
                                          unsigned int flags);

/**
 * Tells the size of the cache for compressing a guest that migrates.
 *
 * @param domain a domain
 * @param cacheSize the size, in bytes
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.3
 */
extern int virDomainMigrateGetCompressionCache(virDomainPtr domain,
                                               unsigned long long *cacheSize,
                                               unsigned int flags);

/**
 * Sets the size of the cache for compressing a guest that migrates.
 *
 * @param domain a domain
 * @param cacheSize the size, in bytes
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.3
 */
extern int virDomainMigrateSetCompressionCache(virDomainPtr domain,
                                               unsigned long long cacheSize,
                                               unsigned int flags);

/**
 * Limits migration.
 *
 * @param domain a domain
 * @param bandwidth the limit, in MiB per second
 * @param flags of virDomainMigrateMaxSpeedFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.0
 */
extern int virDomainMigrateSetMaxSpeed(virDomainPtr domain,
                                       unsigned long bandwidth,
                                       unsigned int flags);

/**
 * Tells the limit of migration.
 *
 * @param domain a domain
 * @param bandwidth the limit, in MiB per second
 * @param flags of virDomainMigrateMaxSpeedFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.5
 */
extern int virDomainMigrateGetMaxSpeed(virDomainPtr domain,
                                       unsigned long *bandwidth,
                                       unsigned int flags);

/**
 * Lets a guest that migrates with VIR_MIGRATE_POSTCOPY run on the other host now; its memory follows.
 *
 * @param domain a domain
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 1.3.3
 */
extern int virDomainMigrateStartPostCopy(virDomainPtr domain,
                                         unsigned int flags);

/**
 * Makes a domain's document of a hypervisor's own configuration.
 *
 * @param conn a connection
 * @param nativeFormat the configuration's format
 * @param nativeConfig the configuration
 * @param flags none exist yet; give 0
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.6.4
 */
extern char *virConnectDomainXMLFromNative(virConnectPtr conn,
                                           const char *nativeFormat,
                                           const char *nativeConfig,
                                           unsigned int flags);

/**
 * Makes a hypervisor's own configuration of a domain's document.
 *
 * @param conn a connection
 * @param nativeFormat the format to make, as "qemu-argv"
 * @param domainXml the document
 * @param flags none exist yet; give 0
 * @return the configuration to free, or NULL if it failed
 *
 * Since: 0.6.4
 */
extern char *virConnectDomainXMLToNative(virConnectPtr conn,
                                         const char *nativeFormat,
                                         const char *domainXml,
                                         unsigned int flags);

/**
 * Lets a guest suspend itself.
 *
 * @param dom a domain
 * @param target of virNodeSuspendTarget
 * @param duration 0; nothing else is possible yet
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.10
 */
extern int virDomainPMSuspendForDuration(virDomainPtr dom,
                                         unsigned int target,
                                         unsigned long long duration,
                                         unsigned int flags);

/**
 * Wakes a guest that suspended itself to RAM.
 *
 * @param dom a domain
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.11
 */
extern int virDomainPMWakeup(virDomainPtr dom, unsigned int flags);

/**
 * Tells the security label of a running guest.
 *
 * @param domain a domain
 * @param seclabel room for the label
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.1
 */
extern int virDomainGetSecurityLabel(virDomainPtr domain, virSecurityLabelPtr seclabel);

/**
 * Tells the security labels of a running guest, one of each model.
 *
 * @param domain a domain
 * @param seclabels an array to free
 * @return how many there are, -1 if it failed
 *
 * Since: 0.10.0
 */
extern int virDomainGetSecurityLabelList(virDomainPtr domain, virSecurityLabelPtr *seclabels);

/**
 * Tells whether a domain starts with the host the next time.
 *
 * @param domain a domain
 * @param autostart 1 or 0
 * @return 0, or -1 if it failed
 *
 * Since: 11.2.0
 */
extern int virDomainGetAutostartOnce(virDomainPtr domain, int *autostart);

/**
 * Says whether a domain starts with the host the next time, and only then.
 *
 * @param domain a domain
 * @param autostart 0 for no
 * @return 0, or -1 if it failed
 *
 * Since: 11.2.0
 */
extern int virDomainSetAutostartOnce(virDomainPtr domain, int autostart);

/**
 * Sets what is done when a guest powers off, reboots or crashes.
 *
 * @param domain a domain
 * @param type of virDomainLifecycle
 * @param action of virDomainLifecycleAction
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 3.9.0
 */
extern int virDomainSetLifecycleAction(virDomainPtr domain,
                                       unsigned int type,
                                       unsigned int action,
                                       unsigned int flags);

/**
 * Tells what there is to say about a domain.
 *
 * @param domain a domain
 * @param msgs an array to free, of strings to free
 * @param flags of virDomainMessageType; 0 for all
 * @return how many there are, -1 if it failed
 *
 * Since: 7.1.0
 */
extern int virDomainGetMessages(virDomainPtr domain, char ***msgs, unsigned int flags);

/**
 * Begins to measure how fast a guest's memory changes. virConnectGetAllDomainStats() tells the result.
 *
 * @param domain a domain
 * @param seconds for how long to measure
 * @param flags one of virDomainDirtyRateCalcFlags
 * @return 0, or -1 if it failed
 *
 * Since: 7.2.0
 */
extern int virDomainStartDirtyRateCalc(virDomainPtr domain,
                                       int seconds,
                                       unsigned int flags);

/**
 * Begins to back up a running guest's disks as they are now.
 *
 * @param domain a domain
 * @param backupXML a <domainbackup> document
 * @param checkpointXML a <domaincheckpoint> document to make at the same moment; may be NULL
 * @param flags of virDomainBackupBeginFlags
 * @return 0, or -1 if it failed
 *
 * Since: 6.0.0
 */
extern int virDomainBackupBegin(virDomainPtr domain,
                                const char *backupXML,
                                const char *checkpointXML,
                                unsigned int flags);

/**
 * Tells of the backup that goes on.
 *
 * @param domain a domain
 * @param flags none exist yet; give 0
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 6.0.0
 */
extern char *virDomainBackupGetXMLDesc(virDomainPtr domain, unsigned int flags);

/**
 * Tells which counters of the host's CPUs are on for a domain.
 *
 * @param domain a domain
 * @param params the counters, to free with virTypedParamsFree()
 * @param nparams how many there are
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 1.3.3
 */
extern int virDomainGetPerfEvents(virDomainPtr domain,
                                  virTypedParameterPtr *params,
                                  int *nparams,
                                  unsigned int flags);

/**
 * Turns counters of the host's CPUs on or off for a domain.
 *
 * @param domain a domain
 * @param params VIR_PERF_PARAM_ parameters
 * @param nparams how many there are
 * @param flags of virDomainModificationImpact
 * @return 0, or -1 if it failed
 *
 * Since: 1.3.3
 */
extern int virDomainSetPerfEvents(virDomainPtr domain,
                                  virTypedParameterPtr params,
                                  int nparams,
                                  unsigned int flags);

/**
 * Adds a reference to a domain handle, for which virDomainFree() has to be called once more.
 *
 * @param domain a domain
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.0
 */
int virDomainRef(virDomainPtr domain);

/**
 * Gives back a reference to a domain handle. The domain itself is as it was.
 *
 * @param domain a domain
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virDomainFree(virDomainPtr domain);

/**
 * Tells the connection that a domain belongs to.
 *
 * @param dom a domain
 * @return the connection without a reference of its own: it lives as long as the handle; NULL if it failed
 *
 * Since: 0.3.0
 */
virConnectPtr virDomainGetConnect(virDomainPtr dom);

/**
 * Tells the name of a domain.
 *
 * @param domain a domain
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 0.0.3
 */
const char *virDomainGetName(virDomainPtr domain);

/**
 * Tells the id of a guest.
 *
 * @param domain a domain
 * @return the id; (unsigned int) -1 if there is no guest, or if it failed
 *
 * Since: 0.0.3
 */
unsigned int virDomainGetID(virDomainPtr domain);

/**
 * Tells the UUID of a domain.
 *
 * @param domain a domain
 * @param uuid room for VIR_UUID_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.5
 */
int virDomainGetUUID(virDomainPtr domain, unsigned char *uuid);

/**
 * Tells the UUID of a domain as a string.
 *
 * @param domain a domain
 * @param buf room for VIR_UUID_STRING_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.1
 */
int virDomainGetUUIDString(virDomainPtr domain, char *buf);

/**
 * Tells what kind of system a domain is for.
 *
 * @param domain a domain
 * @return a name to free, as "hvm"; NULL if it failed
 *
 * Since: 0.0.3
 */
char *virDomainGetOSType(virDomainPtr domain);

/**
 * Tells how much memory a domain may have.
 *
 * @param domain a domain
 * @return KiB, or 0 if it failed
 *
 * Since: 0.0.3
 */
unsigned long virDomainGetMaxMemory(virDomainPtr domain);

/**
 * Tells how many virtual CPUs a guest may have.
 *
 * @param domain a domain
 * @return the number, or -1 if it failed
 *
 * Since: 0.2.1
 */
int virDomainGetMaxVcpus(virDomainPtr domain);

/**
 * Tells the main figures of a domain.
 *
 * @param domain a domain
 * @param info where to write them
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virDomainGetInfo(virDomainPtr domain, virDomainInfoPtr info);

/**
 * Tells the state of a domain and the reason of it.
 *
 * @param domain a domain
 * @param state where to write the virDomainState
 * @param reason where to write the reason, of the enum that goes with the state; may be NULL
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.2
 */
int virDomainGetState(virDomainPtr domain, int *state, int *reason, unsigned int flags);

/**
 * Tells whether a guest can be controlled now.
 *
 * @param domain a domain
 * @param info where to write it
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.3
 */
int virDomainGetControlInfo(virDomainPtr domain, virDomainControlInfoPtr info, unsigned int flags);

/**
 * Tells whether a domain has a guest.
 *
 * @param dom a domain
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.7.3
 */
int virDomainIsActive(virDomainPtr dom);

/**
 * Tells whether a domain is defined, and stays when its guest ends.
 *
 * @param dom a domain
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.7.3
 */
int virDomainIsPersistent(virDomainPtr dom);

/**
 * Tells whether the definition of a running domain was changed since the guest started.
 *
 * @param dom a domain
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.8.6
 */
int virDomainIsUpdated(virDomainPtr dom);

/**
 * Tells the document of a domain.
 *
 * @param domain a domain
 * @param flags of virDomainXMLFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.0.3
 */
char *virDomainGetXMLDesc(virDomainPtr domain, unsigned int flags);

/**
 * Saves a guest to a file and ends it. virDomainRestore() brings it back.
 *
 * @param domain a domain
 * @param to the file; a relative path counts from the current directory
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virDomainSave(virDomainPtr domain, const char *to);

/**
 * Saves a guest to a file and ends it, as virDomainSave() does.
 *
 * @param domain a domain
 * @param to the file; a relative path counts from the current directory
 * @param dxml (optional) a document to keep in place of the guest's, which may differ in what the guest does not see; may be NULL
 * @param flags of virDomainSaveRestoreFlags, not both RUNNING and PAUSED
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.4
 */
int virDomainSaveFlags(virDomainPtr domain,
                       const char *to,
                       const char *dxml,
                       unsigned int flags);

/**
 * Brings back the guest that virDomainSave() saved.
 *
 * @param conn a connection
 * @param from the file
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virDomainRestore(virConnectPtr conn, const char *from);

/**
 * Brings back the guest that virDomainSave() saved.
 *
 * @param conn a connection
 * @param from the file
 * @param dxml (optional) a document to use in place of the file's, which may differ in what the guest does not see; may be NULL
 * @param flags of virDomainSaveRestoreFlags, not both RUNNING and PAUSED
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.4
 */
int virDomainRestoreFlags(virConnectPtr conn,
                          const char *from,
                          const char *dxml,
                          unsigned int flags);

/**
 * Saves a guest and ends it, as virDomainSaveFlags() does. Without a file it is a managed save.
 *
 * @param domain a domain
 * @param params VIR_DOMAIN_SAVE_PARAM_ parameters
 * @param nparams how many there are
 * @param flags of virDomainSaveRestoreFlags, not both RUNNING and PAUSED
 * @return 0, or -1 if it failed
 *
 * Since: 8.4.0
 */
int virDomainSaveParams(virDomainPtr domain,
                        virTypedParameterPtr params,
                        int nparams,
                        unsigned int flags);

/**
 * Brings back the guest that virDomainSaveParams() saved.
 *
 * @param conn a connection
 * @param params VIR_DOMAIN_SAVE_PARAM_ parameters, a file among them
 * @param nparams how many there are
 * @param flags of virDomainSaveRestoreFlags, not both RUNNING and PAUSED
 * @return 0, or -1 if it failed
 *
 * Since: 8.4.0
 */
int virDomainRestoreParams(virConnectPtr conn,
                           virTypedParameterPtr params,
                           int nparams,
                           unsigned int flags);

/**
 * Tells the document in a file that virDomainSave() wrote. Not on a read-only connection.
 *
 * @param conn a connection
 * @param file the file
 * @param flags of virDomainSaveImageXMLFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.9.4
 */
char *virDomainSaveImageGetXMLDesc(virConnectPtr conn, const char *file, unsigned int flags);

/**
 * Changes the document in a file that virDomainSave() wrote, and whether its guest shall run when it is restored.
 *
 * @param conn a connection
 * @param file the file
 * @param dxml the document, which may differ in what the guest does not see
 * @param flags VIR_DOMAIN_SAVE_RUNNING or VIR_DOMAIN_SAVE_PAUSED; neither leaves it as it is
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.4
 */
int virDomainSaveImageDefineXML(virConnectPtr conn,
                                const char *file,
                                const char *dxml,
                                unsigned int flags);

/**
 * Saves a guest to a file that the library keeps, and ends it. The domain's next start brings it back.
 *
 * @param dom a domain
 * @param flags of virDomainSaveRestoreFlags, not both RUNNING and PAUSED
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virDomainManagedSave(virDomainPtr dom,
                         unsigned int flags);

/**
 * Tells whether a domain has a managed save.
 *
 * @param dom a domain
 * @param flags none exist yet; give 0
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virDomainHasManagedSaveImage(virDomainPtr dom, unsigned int flags);

/**
 * Removes the managed save of a domain; its next start boots.
 *
 * @param dom a domain
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virDomainManagedSaveRemove(virDomainPtr dom, unsigned int flags);

/**
 * Tells the document in a domain's managed save.
 *
 * @param domain a domain
 * @param flags of virDomainSaveImageXMLFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 3.7.0
 */
char *virDomainManagedSaveGetXMLDesc(virDomainPtr domain, unsigned int flags);

/**
 * Changes the document in a domain's managed save, and whether its guest shall run when it comes back.
 *
 * @param domain a domain
 * @param dxml the document, which may differ in what the guest does not see
 * @param flags VIR_DOMAIN_SAVE_RUNNING or VIR_DOMAIN_SAVE_PAUSED; neither leaves it as it is
 * @return 0, or -1 if it failed
 *
 * Since: 3.7.0
 */
int virDomainManagedSaveDefineXML(virDomainPtr domain,
                                  const char *dxml,
                                  unsigned int flags);

/**
 * Frees what virConnectGetAllDomainStats() and virDomainListGetStats() tell.
 *
 * @param stats the records; may be NULL
 *
 * Since: 1.2.8
 */
void virDomainStatsRecordListFree(virDomainStatsRecordPtr *stats);

/**
 * Connects a stream to a console of a running guest.
 *
 * @param dom a domain
 * @param dev_name the console's alias; NULL for the first
 * @param st a stream that is not used yet
 * @param flags of virDomainConsoleFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.6
 */
int virDomainOpenConsole(virDomainPtr dom,
                         const char *dev_name,
                         virStreamPtr st,
                         unsigned int flags);

/**
 * Connects a stream to a channel of a running guest.
 *
 * @param dom a domain
 * @param name the channel's name or alias; NULL for the first
 * @param st a stream that is not used yet
 * @param flags of virDomainChannelFlags
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.2
 */
int virDomainOpenChannel(virDomainPtr dom, const char *name, virStreamPtr st, unsigned int flags);

/**
 * Writes what a display of a running guest shows to a stream.
 *
 * @param domain a domain
 * @param stream a stream that is not used yet
 * @param screen which screen, from 0
 * @param flags none exist yet; give 0
 * @return the picture's MIME type to free, or NULL if it failed
 *
 * Since: 0.9.2
 */
char *virDomainScreenshot(virDomainPtr domain,
                          virStreamPtr stream,
                          unsigned int screen,
                          unsigned int flags);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_DOMAIN_H */
