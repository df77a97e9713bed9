/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_VIRTERROR_H
#define LIBVIRT_VIRTERROR_H


#include <libvirt/libvirt.h>


/**
 * How serious an error is.
 *
 * Since: 0.1.0
 */
typedef enum {
  /**
   * Not an error. (Since: 0.1.0)
   */
  VIR_ERR_NONE = 0,
  /**
   * Something to know. (Since: 0.1.0)
   */
  VIR_ERR_WARNING = 1,
  /**
   * A failure. (Since: 0.1.0)
   */
  VIR_ERR_ERROR = 2,
} virErrorLevel;

/**
 * The part of the library that an error comes from.
 *
 * Since: 0.1.0
 */
typedef enum {
  /**
   * No part in particular. (Since: 0.1.0)
   */
  VIR_FROM_NONE = 0,
  /**
   * Xen Driver. (Since: 0.1.0)
   */
  VIR_FROM_XEN = 1,
  /**
   * Xen Daemon. (Since: 0.1.0)
   */
  VIR_FROM_XEND = 2,
  /**
   * Xen Store. (Since: 0.1.0)
   */
  VIR_FROM_XENSTORE = 3,
  /**
   * S-Expression. (Since: 0.1.0)
   */
  VIR_FROM_SEXPR = 4,
  /**
   * XML Util. (Since: 0.1.0)
   */
  VIR_FROM_XML = 5,
  /**
   * Domain. (Since: 0.1.0)
   */
  VIR_FROM_DOM = 6,
  /**
   * XML-RPC. (Since: 0.1.1)
   */
  VIR_FROM_RPC = 7,
  /**
   * Proxy Daemon. (Since: 0.1.3)
   */
  VIR_FROM_PROXY = 8,
  /**
   * Config File. (Since: 0.1.6)
   */
  VIR_FROM_CONF = 9,
  /**
   * QEMU Driver. (Since: 0.2.0)
   */
  VIR_FROM_QEMU = 10,
  /**
   * Network. (Since: 0.2.0)
   */
  VIR_FROM_NET = 11,
  /**
   * Test Driver. (Since: 0.2.3)
   */
  VIR_FROM_TEST = 12,
  /**
   * Remote Driver. (Since: 0.2.3)
   */
  VIR_FROM_REMOTE = 13,
  /**
   * OpenVZ Driver. (Since: 0.3.1)
   */
  VIR_FROM_OPENVZ = 14,
  /**
   * Xen XM Driver. (Since: 0.4.1)
   */
  VIR_FROM_XENXM = 15,
  /**
   * Linux Statistics. (Since: 0.4.1)
   */
  VIR_FROM_STATS_LINUX = 16,
  /**
   * LXC Driver. (Since: 0.4.2)
   */
  VIR_FROM_LXC = 17,
  /**
   * Storage Driver. (Since: 0.4.1)
   */
  VIR_FROM_STORAGE = 18,
  /**
   * Network Driver. (Since: 0.4.6)
   */
  VIR_FROM_NETWORK = 19,
  /**
   * Domain Config. (Since: 0.4.6)
   */
  VIR_FROM_DOMAIN = 20,
  /**
   * User Mode Linux Driver. (Since: 0.5.0)
   */
  VIR_FROM_UML = 21,
  /**
   * Node Device Driver. (Since: 0.5.0)
   */
  VIR_FROM_NODEDEV = 22,
  /**
   * Xen Inotify Driver. (Since: 0.5.0)
   */
  VIR_FROM_XEN_INOTIFY = 23,
  /**
   * Security Driver. (Since: 0.6.1)
   */
  VIR_FROM_SECURITY = 24,
  /**
   * VirtualBox Driver. (Since: 0.6.3)
   */
  VIR_FROM_VBOX = 25,
  /**
   * Network Interface Driver. (Since: 0.6.4)
   */
  VIR_FROM_INTERFACE = 26,
  /**
   * Open Nebula Driver. (Since: 0.6.4)
   */
  VIR_FROM_ONE = 27,
  /**
   * ESX Driver. (Since: 0.7.0)
   */
  VIR_FROM_ESX = 28,
  /**
   * Power Hypervisor Driver. (Since: 0.7.0)
   */
  VIR_FROM_PHYP = 29,
  /**
   * Secrets Driver. (Since: 0.7.1)
   */
  VIR_FROM_SECRET = 30,
  /**
   * CPU Driver. (Since: 0.7.5)
   */
  VIR_FROM_CPU = 31,
  /**
   * XenAPI Driver. (Since: 0.8.0)
   */
  VIR_FROM_XENAPI = 32,
  /**
   * Network Filter Driver. (Since: 0.8.0)
   */
  VIR_FROM_NWFILTER = 33,
  /**
   * Lifecycle Hook. (Since: 0.8.0)
   */
  VIR_FROM_HOOK = 34,
  /**
   * Domain Snapshot. (Since: 0.8.0)
   */
  VIR_FROM_DOMAIN_SNAPSHOT = 35,
  /**
   * Audit Utils. (Since: 0.8.5)
   */
  VIR_FROM_AUDIT = 36,
  /**
   * Sysinfo Utils. (Since: 0.8.6)
   */
  VIR_FROM_SYSINFO = 37,
  /**
   * I/O Stream Utils. (Since: 0.8.6)
   */
  VIR_FROM_STREAMS = 38,
  /**
   * VMware Driver. (Since: 0.8.7)
   */
  VIR_FROM_VMWARE = 39,
  /**
   * Event Loop. (Since: 0.9.0)
   */
  VIR_FROM_EVENT = 40,
  /**
   * Xen Light Driver. (Since: 0.9.0)
   */
  VIR_FROM_LIBXL = 41,
  /**
   * Lock Driver. (Since: 0.9.2)
   */
  VIR_FROM_LOCKING = 42,
  /**
   * Hyper-V Driver. (Since: 0.9.5)
   */
  VIR_FROM_HYPERV = 43,
  /**
   * Capabilities Utils. (Since: 0.9.8)
   */
  VIR_FROM_CAPABILITIES = 44,
  /**
   * URI Utils. (Since: 0.9.11)
   */
  VIR_FROM_URI = 45,
  /**
   * Authentication Utils. (Since: 0.9.11)
   */
  VIR_FROM_AUTH = 46,
  /**
   * DBus Utils. (Since: 0.9.12)
   */
  VIR_FROM_DBUS = 47,
  /**
   * Parallels Cloud Server. (Since: 0.10.0)
   */
  VIR_FROM_PARALLELS = 48,
  /**
   * Device Config. (Since: 0.10.0)
   */
  VIR_FROM_DEVICE = 49,
  /**
   * SSH transport layer. (Since: 0.10.0)
   */
  VIR_FROM_SSH = 50,
  /**
   * Lock Space. (Since: 1.0.0)
   */
  VIR_FROM_LOCKSPACE = 51,
  /**
   * Init control. (Since: 1.0.1)
   */
  VIR_FROM_INITCTL = 52,
  /**
   * Identity. (Since: 1.0.4)
   */
  VIR_FROM_IDENTITY = 53,
  /**
   * Cgroup. (Since: 1.0.5)
   */
  VIR_FROM_CGROUP = 54,
  /**
   * Access Manager. (Since: 1.1.0)
   */
  VIR_FROM_ACCESS = 55,
  /**
   * Systemd. (Since: 1.1.1)
   */
  VIR_FROM_SYSTEMD = 56,
  /**
   * Bhyve. (Since: 1.2.2)
   */
  VIR_FROM_BHYVE = 57,
  /**
   * Crypto. (Since: 1.2.3)
   */
  VIR_FROM_CRYPTO = 58,
  /**
   * Firewall. (Since: 1.2.4)
   */
  VIR_FROM_FIREWALL = 59,
  /**
   * Polkit. (Since: 1.2.9)
   */
  VIR_FROM_POLKIT = 60,
  /**
   * Thread jobs. (Since: 1.2.14)
   */
  VIR_FROM_THREAD = 61,
  /**
   * Admin Interface. (Since: 1.2.17)
   */
  VIR_FROM_ADMIN = 62,
  /**
   * Log Manager. (Since: 1.3.0)
   */
  VIR_FROM_LOGGING = 63,
  /**
   * Xen XL Config. (Since: 1.3.2)
   */
  VIR_FROM_XENXL = 64,
  /**
   * Perf. (Since: 1.3.3)
   */
  VIR_FROM_PERF = 65,
  /**
   * Libssh transport layer. (Since: 2.5.0)
   */
  VIR_FROM_LIBSSH = 66,
  /**
   * Resource control. (Since: 3.7.0)
   */
  VIR_FROM_RESCTRL = 67,
  /**
   * FirewallD. (Since: 5.1.0)
   */
  VIR_FROM_FIREWALLD = 68,
  /**
   * Domain Checkpoint. (Since: 5.2.0)
   */
  VIR_FROM_DOMAIN_CHECKPOINT = 69,
  /**
   * TPM. (Since: 5.6.0)
   */
  VIR_FROM_TPM = 70,
  /**
   * BPF. (Since: 5.10.0)
   */
  VIR_FROM_BPF = 71,
  /**
   * Cloud-Hypervisor Driver. (Since: 7.5.0)
   */
  VIR_FROM_CH = 72,
#if defined(VIR_ENUM_SENTINELS)
  VIR_ERR_DOMAIN_LAST,
#endif
} virErrorDomain;

/**
 * What went wrong.
 *
 * Since: 0.1.0
 */
typedef enum {
  /**
   * No error. (Since: 0.1.0)
   */
  VIR_ERR_OK = 0,
  /**
   * Internal error. (Since: 0.1.0)
   */
  VIR_ERR_INTERNAL_ERROR = 1,
  /**
   * No memory left. (Since: 0.1.0)
   */
  VIR_ERR_NO_MEMORY = 2,
  /**
   * Not supported by the driver of this connection. (Since: 0.1.0)
   */
  VIR_ERR_NO_SUPPORT = 3,
  /**
   * No such host. (Since: 0.1.0)
   */
  VIR_ERR_UNKNOWN_HOST = 4,
  /**
   * No driver to connect with. (Since: 0.1.0)
   */
  VIR_ERR_NO_CONNECT = 5,
  /**
   * Not a valid connection. (Since: 0.1.0)
   */
  VIR_ERR_INVALID_CONN = 6,
  /**
   * Not a valid domain. (Since: 0.1.0)
   */
  VIR_ERR_INVALID_DOMAIN = 7,
  /**
   * Argument not acceptable. (Since: 0.1.0)
   */
  VIR_ERR_INVALID_ARG = 8,
  /**
   * Operation failed. (Since: 0.1.0)
   */
  VIR_ERR_OPERATION_FAILED = 9,
  /**
   * GET request failed. (Since: 0.1.0)
   */
  VIR_ERR_GET_FAILED = 10,
  /**
   * POST request failed. (Since: 0.1.0)
   */
  VIR_ERR_POST_FAILED = 11,
  /**
   * Unexpected HTTP status. (Since: 0.1.0)
   */
  VIR_ERR_HTTP_ERROR = 12,
  /**
   * S-expression cannot be written. (Since: 0.1.0)
   */
  VIR_ERR_SEXPR_SERIAL = 13,
  /**
   * Xen hypervisor cannot be used. (Since: 0.1.0)
   */
  VIR_ERR_NO_XEN = 14,
  /**
   * Xen system call failed. (Since: 0.1.0)
   */
  VIR_ERR_XEN_CALL = 15,
  /**
   * Unknown type of operating system. (Since: 0.1.0)
   */
  VIR_ERR_OS_TYPE = 16,
  /**
   * Kernel not named. (Since: 0.1.0)
   */
  VIR_ERR_NO_KERNEL = 17,
  /**
   * Root device not named. (Since: 0.1.0)
   */
  VIR_ERR_NO_ROOT = 18,
  /**
   * Source not named. (Since: 0.1.0)
   */
  VIR_ERR_NO_SOURCE = 19,
  /**
   * Target not named. (Since: 0.1.0)
   */
  VIR_ERR_NO_TARGET = 20,
  /**
   * Domain not named. (Since: 0.1.0)
   */
  VIR_ERR_NO_NAME = 21,
  /**
   * Operating system not described. (Since: 0.1.0)
   */
  VIR_ERR_NO_OS = 22,
  /**
   * Device not described. (Since: 0.1.0)
   */
  VIR_ERR_NO_DEVICE = 23,
  /**
   * Xen store cannot be reached. (Since: 0.1.0)
   */
  VIR_ERR_NO_XENSTORE = 24,
  /**
   * No room for another driver. (Since: 0.1.0)
   */
  VIR_ERR_DRIVER_FULL = 25,
  /**
   * Call not carried out. (Since: 0.1.0)
   */
  VIR_ERR_CALL_FAILED = 26,
  /**
   * XML error. (Since: 0.1.1)
   */
  VIR_ERR_XML_ERROR = 27,
  /**
   * Domain exists already. (Since: 0.1.1)
   */
  VIR_ERR_DOM_EXIST = 28,
  /**
   * Operation forbidden. (Since: 0.1.4)
   */
  VIR_ERR_OPERATION_DENIED = 29,
  /**
   * File cannot be opened. (Since: 0.1.6)
   */
  VIR_ERR_OPEN_FAILED = 30,
  /**
   * File cannot be read. (Since: 0.1.6)
   */
  VIR_ERR_READ_FAILED = 31,
  /**
   * File cannot be parsed. (Since: 0.1.6)
   */
  VIR_ERR_PARSE_FAILED = 32,
  /**
   * Syntax error in configuration file. (Since: 0.1.6)
   */
  VIR_ERR_CONF_SYNTAX = 33,
  /**
   * File cannot be written. (Since: 0.1.6)
   */
  VIR_ERR_WRITE_FAILED = 34,
  /**
   * XML document is not valid. (Since: 0.1.9)
   */
  VIR_ERR_XML_DETAIL = 35,
  /**
   * Not a valid network. (Since: 0.2.0)
   */
  VIR_ERR_INVALID_NETWORK = 36,
  /**
   * Network exists already. (Since: 0.2.0)
   */
  VIR_ERR_NETWORK_EXIST = 37,
  /**
   * System call failed. (Since: 0.2.1)
   */
  VIR_ERR_SYSTEM_ERROR = 38,
  /**
   * Remote procedure call failed. (Since: 0.2.3)
   */
  VIR_ERR_RPC = 39,
  /**
   * TLS failed. (Since: 0.2.3)
   */
  VIR_ERR_GNUTLS_ERROR = 40,
  /**
   * No network driver in use. (Since: 0.2.3)
   */
  VIR_WAR_NO_NETWORK = 41,
  /**
   * Domain not found. (Since: 0.3.0)
   */
  VIR_ERR_NO_DOMAIN = 42,
  /**
   * Network not found. (Since: 0.3.0)
   */
  VIR_ERR_NO_NETWORK = 43,
  /**
   * Not a MAC address. (Since: 0.3.1)
   */
  VIR_ERR_INVALID_MAC = 44,
  /**
   * Authentication failed. (Since: 0.4.1)
   */
  VIR_ERR_AUTH_FAILED = 45,
  /**
   * Not a valid storage pool. (Since: 0.4.1)
   */
  VIR_ERR_INVALID_STORAGE_POOL = 46,
  /**
   * Not a valid storage volume. (Since: 0.4.1)
   */
  VIR_ERR_INVALID_STORAGE_VOL = 47,
  /**
   * No storage driver in use. (Since: 0.4.1)
   */
  VIR_WAR_NO_STORAGE = 48,
  /**
   * Storage pool not found. (Since: 0.4.1)
   */
  VIR_ERR_NO_STORAGE_POOL = 49,
  /**
   * Storage volume not found. (Since: 0.4.1)
   */
  VIR_ERR_NO_STORAGE_VOL = 50,
  /**
   * No node device driver in use. (Since: 0.5.0)
   */
  VIR_WAR_NO_NODE = 51,
  /**
   * Not a valid node device. (Since: 0.5.0)
   */
  VIR_ERR_INVALID_NODE_DEVICE = 52,
  /**
   * Node device not found. (Since: 0.5.0)
   */
  VIR_ERR_NO_NODE_DEVICE = 53,
  /**
   * Security model not found. (Since: 0.6.1)
   */
  VIR_ERR_NO_SECURITY_MODEL = 54,
  /**
   * Not possible in the present state. (Since: 0.6.4)
   */
  VIR_ERR_OPERATION_INVALID = 55,
  /**
   * No interface driver in use. (Since: 0.6.4)
   */
  VIR_WAR_NO_INTERFACE = 56,
  /**
   * Interface not found. (Since: 0.6.4)
   */
  VIR_ERR_NO_INTERFACE = 57,
  /**
   * Not a valid interface. (Since: 0.6.4)
   */
  VIR_ERR_INVALID_INTERFACE = 58,
  /**
   * More than one interface matches. (Since: 0.7.0)
   */
  VIR_ERR_MULTIPLE_INTERFACES = 59,
  /**
   * No network filter driver in use. (Since: 0.8.0)
   */
  VIR_WAR_NO_NWFILTER = 60,
  /**
   * Not a valid network filter. (Since: 0.8.0)
   */
  VIR_ERR_INVALID_NWFILTER = 61,
  /**
   * Network filter not found. (Since: 0.8.0)
   */
  VIR_ERR_NO_NWFILTER = 62,
  /**
   * Firewall rules cannot be made. (Since: 0.8.0)
   */
  VIR_ERR_BUILD_FIREWALL = 63,
  /**
   * No secret driver in use. (Since: 0.7.1)
   */
  VIR_WAR_NO_SECRET = 64,
  /**
   * Not a valid secret. (Since: 0.7.1)
   */
  VIR_ERR_INVALID_SECRET = 65,
  /**
   * Secret not found. (Since: 0.7.1)
   */
  VIR_ERR_NO_SECRET = 66,
  /**
   * Unsupported configuration. (Since: 0.7.3)
   */
  VIR_ERR_CONFIG_UNSUPPORTED = 67,
  /**
   * Operation took too long. (Since: 0.7.3)
   */
  VIR_ERR_OPERATION_TIMEOUT = 68,
  /**
   * Migrated, but not made persistent at the destination. (Since: 0.7.3)
   */
  VIR_ERR_MIGRATE_PERSIST_FAILED = 69,
  /**
   * Hook script failed. (Since: 0.8.0)
   */
  VIR_ERR_HOOK_SCRIPT_FAILED = 70,
  /**
   * Not a valid domain snapshot. (Since: 0.8.0)
   */
  VIR_ERR_INVALID_DOMAIN_SNAPSHOT = 71,
  /**
   * Domain snapshot not found. (Since: 0.8.0)
   */
  VIR_ERR_NO_DOMAIN_SNAPSHOT = 72,
  /**
   * Not a valid stream. (Since: 0.9.0)
   */
  VIR_ERR_INVALID_STREAM = 73,
  /**
   * Argument not supported. (Since: 0.9.4)
   */
  VIR_ERR_ARGUMENT_UNSUPPORTED = 74,
  /**
   * Storage format cannot be probed. (Since: 0.9.5)
   */
  VIR_ERR_STORAGE_PROBE_FAILED = 75,
  /**
   * Storage pool is built already. (Since: 0.9.5)
   */
  VIR_ERR_STORAGE_POOL_BUILT = 76,
  /**
   * Reverting to this snapshot needs force. (Since: 0.9.7)
   */
  VIR_ERR_SNAPSHOT_REVERT_RISKY = 77,
  /**
   * Operation aborted. (Since: 0.9.9)
   */
  VIR_ERR_OPERATION_ABORTED = 78,
  /**
   * Authentication cancelled. (Since: 0.9.10)
   */
  VIR_ERR_AUTH_CANCELLED = 79,
  /**
   * Domain metadata not found. (Since: 0.9.10)
   */
  VIR_ERR_NO_DOMAIN_METADATA = 80,
  /**
   * Migration is not safe. (Since: 0.9.11)
   */
  VIR_ERR_MIGRATE_UNSAFE = 81,
  /**
   * Number too large. (Since: 0.9.11)
   */
  VIR_ERR_OVERFLOW = 82,
  /**
   * A block copy is in progress. (Since: 0.9.12)
   */
  VIR_ERR_BLOCK_COPY_ACTIVE = 83,
  /**
   * Operation not supported. (Since: 0.10.0)
   */
  VIR_ERR_OPERATION_UNSUPPORTED = 84,
  /**
   * SSH transport failed. (Since: 0.10.0)
   */
  VIR_ERR_SSH = 85,
  /**
   * Guest agent does not answer. (Since: 0.10.0)
   */
  VIR_ERR_AGENT_UNRESPONSIVE = 86,
  /**
   * Resource is in use. (Since: 1.0.0)
   */
  VIR_ERR_RESOURCE_BUSY = 87,
  /**
   * Access denied. (Since: 1.1.0)
   */
  VIR_ERR_ACCESS_DENIED = 88,
  /**
   * D-Bus service failed. (Since: 1.1.1)
   */
  VIR_ERR_DBUS_SERVICE = 89,
  /**
   * Storage volume exists already. (Since: 1.1.4)
   */
  VIR_ERR_STORAGE_VOL_EXIST = 90,
  /**
   * This CPU and the host's do not go together. (Since: 1.2.6)
   */
  VIR_ERR_CPU_INCOMPATIBLE = 91,
  /**
   * XML document does not follow the schema. (Since: 1.2.12)
   */
  VIR_ERR_XML_INVALID_SCHEMA = 92,
  /**
   * Migration succeeded, its last step failed. (Since: 1.2.18)
   */
  VIR_ERR_MIGRATE_FINISH_OK = 93,
  /**
   * No way to authenticate. (Since: 1.3.3)
   */
  VIR_ERR_AUTH_UNAVAILABLE = 94,
  /**
   * Server not found. (Since: 1.3.3)
   */
  VIR_ERR_NO_SERVER = 95,
  /**
   * Client not found. (Since: 1.3.5)
   */
  VIR_ERR_NO_CLIENT = 96,
  /**
   * Guest agent gave an answer to something else. (Since: 2.3.0)
   */
  VIR_ERR_AGENT_UNSYNCED = 97,
  /**
   * Libssh transport failed. (Since: 2.5.0)
   */
  VIR_ERR_LIBSSH = 98,
  /**
   * Device not found. (Since: 4.1.0)
   */
  VIR_ERR_DEVICE_MISSING = 99,
  /**
   * Not a valid network filter binding. (Since: 4.5.0)
   */
  VIR_ERR_INVALID_NWFILTER_BINDING = 100,
  /**
   * Network filter binding not found. (Since: 4.5.0)
   */
  VIR_ERR_NO_NWFILTER_BINDING = 101,
  /**
   * Not a valid domain checkpoint. (Since: 5.2.0)
   */
  VIR_ERR_INVALID_DOMAIN_CHECKPOINT = 102,
  /**
   * Domain checkpoint not found. (Since: 5.2.0)
   */
  VIR_ERR_NO_DOMAIN_CHECKPOINT = 103,
  /**
   * Domain backup job not found. (Since: 5.2.0)
   */
  VIR_ERR_NO_DOMAIN_BACKUP = 104,
  /**
   * Not a valid network port. (Since: 5.5.0)
   */
  VIR_ERR_INVALID_NETWORK_PORT = 105,
  /**
   * Network port exists already. (Since: 5.5.0)
   */
  VIR_ERR_NETWORK_PORT_EXIST = 106,
  /**
   * Network port not found. (Since: 5.5.0)
   */
  VIR_ERR_NO_NETWORK_PORT = 107,
  /**
   * No host name found. (Since: 6.1.0)
   */
  VIR_ERR_NO_HOSTNAME = 108,
  /**
   * Checkpoint cannot be used. (Since: 6.10.0)
   */
  VIR_ERR_CHECKPOINT_INCONSISTENT = 109,
  /**
   * More than one domain matches. (Since: 7.1.0)
   */
  VIR_ERR_MULTIPLE_DOMAINS = 110,
  /**
   * Network metadata not found. (Since: 9.7.0)
   */
  VIR_ERR_NO_NETWORK_METADATA = 111,
  /**
   * Guest agent command took too long. (Since: 11.2.0)
   */
  VIR_ERR_AGENT_COMMAND_TIMEOUT = 112,
  /**
   * Guest agent command failed. (Since: 11.2.0)
   */
  VIR_ERR_AGENT_COMMAND_FAILED = 113,
#if defined(VIR_ENUM_SENTINELS)
  VIR_ERR_NUMBER_LAST,
#endif
} virErrorNumber;

/**
 * What is known about a failure.
 *
 * The strings belong to whoever the error belongs to: virResetError() and virFreeError() free them.
 */
struct _virError {
  /**
   * The virErrorNumber.
   */
  int code;
  /**
   * The virErrorDomain: which part of the library it comes from.
   */
  int domain;
  /**
   * One sentence for people.
   */
  char *message;
  /**
   * How serious it is.
   */
  virErrorLevel level;
  /**
   * @deprecated Always NULL; here for the layout's sake.
   */
  virConnectPtr conn VIR_DEPRECATED;
  /**
   * @deprecated Always NULL; here for the layout's sake.
   */
  virDomainPtr dom VIR_DEPRECATED;
  /**
   * The general part of the message, or the function that an argument was given to.
   */
  char *str1;
  /**
   * The particular part of the message, or the argument.
   */
  char *str2;
  /**
   * More text, if any.
   */
  char *str3;
  /**
   * The `errno` of a failed system call, else a number without meaning.
   */
  int int1;
  /**
   * A number without meaning.
   */
  int int2;
  /**
   * @deprecated Always NULL; here for the layout's sake.
   */
  virNetworkPtr net VIR_DEPRECATED;
};

/**
 * What is known about a failure.
 *
 * Since: 0.1.0
 */
typedef struct _virError virError;

/**
 * A pointer to an error.
 *
 * Since: 0.1.0
 */
typedef virError *virErrorPtr;

/**
 * Is told of each failure, on the thread where it happened. `userData` is what was given with the
 * function. `error` belongs to the library and lives until the function returns.
 *
 * Since: 0.1.0
 */
typedef void (*virErrorFunc)(void *userData, virErrorPtr error);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Tells the last error of this thread.
 *
 * @return the error, which belongs to the library and lives until the thread's next call of it, or NULL if
 * the last call succeeded
 *
 * Since: 0.1.0
 */
virErrorPtr virGetLastError(void);

/**
 * Tells the number of this thread's last error.
 *
 * @return the virErrorNumber, VIR_ERR_OK if the last call succeeded
 *
 * Since: 4.5.0
 */
int virGetLastErrorCode(void);

/**
 * Tells which part of the library this thread's last error comes from.
 *
 * @return the virErrorDomain, VIR_FROM_NONE if the last call succeeded
 *
 * Since: 4.5.0
 */
int virGetLastErrorDomain(void);

/**
 * Tells the text of this thread's last error.
 *
 * @return a text that is never NULL, belongs to the library and lives until the thread's next call of it
 *
 * Since: 1.0.6
 */
const char *virGetLastErrorMessage(void);

/**
 * Copies this thread's last error into `to`, which need not be initialised.
 *
 * Free what it holds with virResetError().
 *
 * @param to where the copy goes; what is there is not freed
 * @return the error's number, VIR_ERR_OK if there is no error, -1 if `to` is NULL
 *
 * Since: 0.1.0
 */
int virCopyLastError(virErrorPtr to);

/**
 * Keeps this thread's last error for later, `errno` undisturbed.
 *
 * @return a copy, whose code is VIR_ERR_OK if there is no error; free it with virFreeError()
 *
 * Since: 0.6.1
 */
virErrorPtr virSaveLastError(void);

/**
 * This thread has no last error any more.
 *
 * Since: 0.1.0
 */
void virResetLastError(void);

/**
 * Frees what an error holds, and clears it; the structure itself stays.
 *
 * @param err an error of the caller's, or NULL
 *
 * Since: 0.1.0
 */
void virResetError(virErrorPtr err);

/**
 * Frees an error that virSaveLastError() made.
 *
 * @param err the error, or NULL
 *
 * Since: 0.6.1
 */
void virFreeError(virErrorPtr err);

/**
 * Sets the function that is told of each failure in this process, unless the connection has one of
 * its own. Without one, failures are printed by virDefaultErrorFunc().
 *
 * @param userData given to the function each time
 * @param handler the function, or NULL for none
 *
 * Since: 0.1.0
 */
void virSetErrorFunc(void *userData, virErrorFunc handler);

/**
 * Sets the function that is told of each failure on this connection.
 *
 * @param conn a connection; nothing happens if it is none
 * @param userData given to the function each time
 * @param handler the function, or NULL to leave it to the process's
 *
 * Since: 0.1.0
 */
void virConnSetErrorFunc(virConnectPtr conn, void *userData, virErrorFunc handler);

/**
 * Tells the last error of this connection, on whatever thread it happened.
 *
 * Another thread may be changing it: virGetLastError() is the better question.
 *
 * @param conn a connection
 * @return the error, which belongs to the connection, or NULL if `conn` is no connection; its code is
 * VIR_ERR_OK if nothing failed
 *
 * Since: 0.1.0
 */
virErrorPtr virConnGetLastError(virConnectPtr conn);

/**
 * Copies the last error of this connection into `to`, which need not be initialised.
 *
 * Free what it holds with virResetError().
 *
 * @param conn a connection
 * @param to where the copy goes; what is there is not freed
 * @return the error's number, VIR_ERR_OK if there is no error, -1 if `conn` or `to` is unfit
 *
 * Since: 0.1.0
 */
int virConnCopyLastError(virConnectPtr conn, virErrorPtr to);

/**
 * This connection has no last error any more.
 *
 * @param conn a connection; nothing happens if it is none
 *
 * Since: 0.1.0
 */
void virConnResetLastError(virConnectPtr conn);

/**
 * Prints an error on standard error, in one line.
 *
 * @param err an error; NULL and "no error" print nothing
 *
 * Since: 0.1.0
 */
void virDefaultErrorFunc(virErrorPtr err);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_VIRTERROR_H */
