/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_HOST_H
#define LIBVIRT_HOST_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

/**
 * Time in the kernel, in nanoseconds. (Since: 0.9.3)
 */
#define VIR_NODE_CPU_STATS_KERNEL "kernel"

/**
 * Time in programs, in nanoseconds. (Since: 0.9.3)
 */
#define VIR_NODE_CPU_STATS_USER "user"

/**
 * Time with nothing to do, in nanoseconds. (Since: 0.9.3)
 */
#define VIR_NODE_CPU_STATS_IDLE "idle"

/**
 * Time with nothing to do but to wait for a device, in nanoseconds. (Since: 0.9.3)
 */
#define VIR_NODE_CPU_STATS_IOWAIT "iowait"

/**
 * Time in interrupts, in nanoseconds. (Since: 1.2.2)
 */
#define VIR_NODE_CPU_STATS_INTR "intr"

/**
 * Time in which guests ran, in nanoseconds. (Since: 11.8.0)
 */
#define VIR_NODE_CPU_STATS_GUEST "guest"

/**
 * How busy the CPU is, in percent. (Since: 0.9.3)
 */
#define VIR_NODE_CPU_STATS_UTILIZATION "utilization"

/**
 * All memory, in KiB. (Since: 0.9.3)
 */
#define VIR_NODE_MEMORY_STATS_TOTAL "total"

/**
 * Memory that nothing uses, in KiB. (Since: 0.9.3)
 */
#define VIR_NODE_MEMORY_STATS_FREE "free"

/**
 * Memory that buffers block devices, in KiB. (Since: 0.9.3)
 */
#define VIR_NODE_MEMORY_STATS_BUFFERS "buffers"

/**
 * Memory that caches files, in KiB. (Since: 0.9.3)
 */
#define VIR_NODE_MEMORY_STATS_CACHED "cached"

/**
 * Memory that new programs can have without swapping, in KiB. (Since: 12.3.0)
 */
#define VIR_NODE_MEMORY_STATS_AVAILABLE "available"

/**
 * How many pages the sharing of equal pages looks at before it sleeps (unsigned int). (Since: 0.10.2)
 */
#define VIR_NODE_MEMORY_SHARED_PAGES_TO_SCAN "shm_pages_to_scan"

/**
 * For how many milliseconds it sleeps (unsigned int). (Since: 0.10.2)
 */
#define VIR_NODE_MEMORY_SHARED_SLEEP_MILLISECS "shm_sleep_millisecs"

/**
 * How many pages are kept for several users (unsigned long long); only told. (Since: 0.10.2)
 */
#define VIR_NODE_MEMORY_SHARED_PAGES_SHARED "shm_pages_shared"

/**
 * How many users share them (unsigned long long); only told. (Since: 0.10.2)
 */
#define VIR_NODE_MEMORY_SHARED_PAGES_SHARING "shm_pages_sharing"

/**
 * How many pages have no equal, though they are looked at again and again (unsigned long long); only told.
 * (Since: 0.10.2)
 */
#define VIR_NODE_MEMORY_SHARED_PAGES_UNSHARED "shm_pages_unshared"

/**
 * How many pages change too fast to be shared (unsigned long long); only told. (Since: 0.10.2)
 */
#define VIR_NODE_MEMORY_SHARED_PAGES_VOLATILE "shm_pages_volatile"

/**
 * How many times all pages were looked at (unsigned long long); only told. (Since: 0.10.2)
 */
#define VIR_NODE_MEMORY_SHARED_FULL_SCANS "shm_full_scans"

/**
 * 1 if pages of different NUMA nodes may be shared, 0 if not (unsigned int). (Since: 1.0.0)
 */
#define VIR_NODE_MEMORY_SHARED_MERGE_ACROSS_NODES "shm_merge_across_nodes"

/**
 * The platform's Diffie-Hellman key for AMD's SEV, in base64 (string). (Since: 4.5.0)
 */
#define VIR_NODE_SEV_PDH "pdh"

/**
 * The platform's chain of certificates for AMD's SEV, in base64 (string). (Since: 4.5.0)
 */
#define VIR_NODE_SEV_CERT_CHAIN "cert-chain"

/**
 * The id of the first CPU, in base64 (string). (Since: 8.4.0)
 */
#define VIR_NODE_SEV_CPU0_ID "cpu0-id"

/**
 * The position of the bit of an address that marks encrypted memory (unsigned int). (Since: 4.5.0)
 */
#define VIR_NODE_SEV_CBITPOS "cbitpos"

/**
 * By how many bits encryption shortens physical addresses (unsigned int). (Since: 4.5.0)
 */
#define VIR_NODE_SEV_REDUCED_PHYS_BITS "reduced-phys-bits"

/**
 * How many SEV guests can run at a time (unsigned int). (Since: 8.0.0)
 */
#define VIR_NODE_SEV_MAX_GUESTS "max-guests"

/**
 * How many SEV-ES guests can run at a time (unsigned int). (Since: 8.0.0)
 */
#define VIR_NODE_SEV_MAX_ES_GUESTS "max-es-guests"

/**
 * The user's name (string). (Since: 5.8.0)
 */
#define VIR_CONNECT_IDENTITY_USER_NAME "user-name"

/**
 * The user's number (unsigned long long). (Since: 5.8.0)
 */
#define VIR_CONNECT_IDENTITY_UNIX_USER_ID "unix-user-id"

/**
 * The group's name (string). (Since: 5.8.0)
 */
#define VIR_CONNECT_IDENTITY_GROUP_NAME "group-name"

/**
 * The group's number (unsigned long long). (Since: 5.8.0)
 */
#define VIR_CONNECT_IDENTITY_UNIX_GROUP_ID "unix-group-id"

/**
 * The process (long long). (Since: 5.8.0)
 */
#define VIR_CONNECT_IDENTITY_PROCESS_ID "process-id"

/**
 * When the process started, in clock ticks since the host booted (unsigned long long). (Since: 5.8.0)
 */
#define VIR_CONNECT_IDENTITY_PROCESS_TIME "process-time"

/**
 * The user's name by SASL (string). (Since: 5.8.0)
 */
#define VIR_CONNECT_IDENTITY_SASL_USER_NAME "sasl-user-name"

/**
 * The distinguished name of the client's TLS certificate (string). (Since: 5.8.0)
 */
#define VIR_CONNECT_IDENTITY_X509_DISTINGUISHED_NAME "x509-distinguished-name"

/**
 * The process's SELinux context (string). (Since: 5.8.0)
 */
#define VIR_CONNECT_IDENTITY_SELINUX_CONTEXT "selinux-context"

/**
 * How many CPUs a host of this virNodeInfo can have at most, those that are off included.
 *
 * Since: 0.1.4
 */
#define VIR_NODEINFO_MAXCPUS(nodeinfo) ((nodeinfo).nodes * (nodeinfo).sockets * (nodeinfo).cores * (nodeinfo).threads)


/**
 * The size of a UUID in bytes.
 *
 * Since: 0.2.0
 */
#define VIR_UUID_BUFLEN 16

/**
 * The room that a UUID as a string takes, its NUL byte included.
 *
 * Since: 0.2.0
 */
#define VIR_UUID_STRING_BUFLEN 37

/**
 * The room that a security label takes, its NUL byte included. (Since: 0.6.1)
 */
#define VIR_SECURITY_LABEL_BUFLEN (4096 + 1)

/**
 * The room that the name of a security model takes, its NUL byte included. (Since: 0.6.1)
 */
#define VIR_SECURITY_MODEL_BUFLEN (256 + 1)

/**
 * The room that a security model's domain of interpretation takes, its NUL byte included. (Since: 0.6.1)
 */
#define VIR_SECURITY_DOI_BUFLEN (256 + 1)

/**
 * The room that a figure's name takes in virNodeCPUStats. (Since: 0.9.3)
 */
#define VIR_NODE_CPU_STATS_FIELD_LENGTH 80

/**
 * The room that a figure's name takes in virNodeMemoryStats. (Since: 0.9.3)
 */
#define VIR_NODE_MEMORY_STATS_FIELD_LENGTH 80

/**
 * How to open a connection.
 *
 * Since: 0.4.1
 */
typedef enum {
  /**
   * Only for looking. (Since: 0.4.1)
   */
  VIR_CONNECT_RO = (1 << 0),
  /**
   * Take the URI as it is, not as an alias of another. (Since: 0.9.7)
   */
  VIR_CONNECT_NO_ALIASES = (1 << 1),
} virConnectFlags;

/**
 * What kind of credential is asked for.
 *
 * Since: 0.4.1
 */
typedef enum {
  /**
   * The identity to act as. (Since: 0.4.1)
   */
  VIR_CRED_USERNAME = 1,
  /**
   * The identity to authenticate as. (Since: 0.4.1)
   */
  VIR_CRED_AUTHNAME = 2,
  /**
   * Languages in the order of preference, separated by commas. (Since: 0.4.1)
   */
  VIR_CRED_LANGUAGE = 3,
  /**
   * A nonce. (Since: 0.4.1)
   */
  VIR_CRED_CNONCE = 4,
  /**
   * A secret. (Since: 0.4.1)
   */
  VIR_CRED_PASSPHRASE = 5,
  /**
   * The answer to a challenge. (Since: 0.4.1)
   */
  VIR_CRED_ECHOPROMPT = 6,
  /**
   * The answer to a challenge, not to be shown. (Since: 0.4.1)
   */
  VIR_CRED_NOECHOPROMPT = 7,
  /**
   * The authentication realm. (Since: 0.4.1)
   */
  VIR_CRED_REALM = 8,
  /**
   * Something that another program takes care of. (Since: 0.4.1)
   */
  VIR_CRED_EXTERNAL = 9,
#if defined(VIR_ENUM_SENTINELS)
  VIR_CRED_LAST,
#endif
} virConnectCredentialType;

/**
 * What a host is suspended to.
 *
 * Since: 0.9.8
 */
typedef enum {
  /**
   * To memory. (Since: 0.9.8)
   */
  VIR_NODE_SUSPEND_TARGET_MEM = 0,
  /**
   * To disk. (Since: 0.9.8)
   */
  VIR_NODE_SUSPEND_TARGET_DISK = 1,
  /**
   * To both: from memory if power lasts, else from disk. (Since: 0.9.8)
   */
  VIR_NODE_SUSPEND_TARGET_HYBRID = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_NODE_SUSPEND_TARGET_LAST,
#endif
} virNodeSuspendTarget;

/**
 * A number that stands for no CPU in particular.
 *
 * Since: 0.9.8
 */
typedef enum {
  /**
   * All CPUs together. (Since: 0.9.3)
   */
  VIR_NODE_CPU_STATS_ALL_CPUS = -1,
} virNodeGetCPUStatsAllCPUs;

/**
 * A number that stands for no NUMA node in particular.
 *
 * Since: 0.9.8
 */
typedef enum {
  /**
   * All NUMA nodes together. (Since: 0.9.3)
   */
  VIR_NODE_MEMORY_STATS_ALL_CELLS = -1,
} virNodeGetMemoryStatsAllCells;

/**
 * How a CPU compares with the host's.
 *
 * Since: 0.7.5
 */
typedef enum {
  /**
   * It failed. (Since: 0.7.5)
   */
  VIR_CPU_COMPARE_ERROR = -1,
  /**
   * The host lacks something that the CPU has. (Since: 0.7.5)
   */
  VIR_CPU_COMPARE_INCOMPATIBLE = 0,
  /**
   * They are the same. (Since: 0.7.5)
   */
  VIR_CPU_COMPARE_IDENTICAL = 1,
  /**
   * The host has more than the CPU. (Since: 0.7.5)
   */
  VIR_CPU_COMPARE_SUPERSET = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_CPU_COMPARE_LAST,
#endif
} virCPUCompareResult;

/**
 * How to compare CPUs.
 *
 * Since: 1.2.6
 */
typedef enum {
  /**
   * Answer VIR_CPU_COMPARE_INCOMPATIBLE by an error that names what lacks. (Since: 1.2.6)
   */
  VIR_CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE = (1 << 0),
  /**
   * Check the document against the schema. (Since: 6.9.0)
   */
  VIR_CONNECT_COMPARE_CPU_VALIDATE_XML = (1 << 1),
} virConnectCompareCPUFlags;

/**
 * How to write the CPU that several have in common.
 *
 * Since: 1.1.2
 */
typedef enum {
  /**
   * With every feature, those that the model implies too. (Since: 1.1.2)
   */
  VIR_CONNECT_BASELINE_CPU_EXPAND_FEATURES = (1 << 0),
  /**
   * Without features that keep a guest from migrating. (Since: 1.2.14)
   */
  VIR_CONNECT_BASELINE_CPU_MIGRATABLE = (1 << 1),
} virConnectBaselineCPUFlags;

/**
 * What the numbers of pages given to virNodeAllocPages() mean.
 *
 * Since: 1.2.9
 */
typedef enum {
  /**
   * Pages to add to those that are reserved. (Since: 1.2.9)
   */
  VIR_NODE_ALLOC_PAGES_ADD = 0,
  /**
   * All that are to be reserved. (Since: 1.2.9)
   */
  VIR_NODE_ALLOC_PAGES_SET = (1 << 0),
} virNodeAllocPagesFlags;

/**
 * A connection to a hypervisor. Opaque.
 */
struct _virConnect;

/**
 * A stream of data. Opaque.
 */
struct _virStream;

/**
 * A connection to a hypervisor. Opaque.
 *
 * Since: 0.0.1
 */
typedef struct _virConnect virConnect;

/**
 * A handle of a connection.
 *
 * Since: 0.0.1
 */
typedef virConnect *virConnectPtr;

/**
 * One question of an authentication and the room for its answer.
 */
struct _virConnectCredential {
  /**
   * The virConnectCredentialType.
   */
  int type;
  /**
   * What to ask.
   */
  const char *prompt;
  /**
   * More to show.
   */
  const char *challenge;
  /**
   * The answer if none is given.
   */
  const char *defresult;
  /**
   * The answer, which comes from malloc.
   */
  char *result;
  /**
   * How long the answer is.
   */
  unsigned int resultlen;
};

/**
 * One question of an authentication and the room for its answer.
 *
 * Since: 0.4.1
 */
typedef struct _virConnectCredential virConnectCredential;

/**
 * A pointer to a virConnectCredential.
 *
 * Since: 0.4.1
 */
typedef virConnectCredential *virConnectCredentialPtr;

/**
 * Answers questions of an authentication.
 *
 * Returns 0 when all are answered, -1 to give up.
 *
 * Since: 0.4.1
 */
typedef int (*virConnectAuthCallbackPtr)(virConnectCredentialPtr cred,
                                         unsigned int ncred,
                                         void *cbdata);

/**
 * Who answers the questions of an authentication.
 */
struct _virConnectAuth {
  /**
   * The kinds of question that can be answered.
   */
  int *credtype;
  /**
   * How many kinds.
   */
  unsigned int ncredtype;
  /**
   * Who answers.
   */
  virConnectAuthCallbackPtr cb;
  /**
   * Given to `cb`.
   */
  void *cbdata;
};

/**
 * Who answers the questions of an authentication.
 *
 * Since: 0.4.1
 */
typedef struct _virConnectAuth virConnectAuth;

/**
 * A pointer to a virConnectAuth.
 *
 * Since: 0.4.1
 */
typedef virConnectAuth *virConnectAuthPtr;

/**
 * Is told that the connection broke: the connection, the virConnectCloseReason, and what was given along.
 *
 * Since: 0.10.0
 */
typedef void (*virConnectCloseFunc)(virConnectPtr conn, int reason, void *opaque);

/**
 * What the machine is made of.
 */
struct _virNodeInfo {
  /**
   * The CPU model.
   */
  char model[32];
  /**
   * Memory in KiB.
   */
  unsigned long memory;
  /**
   * How many CPUs are in use.
   */
  unsigned int cpus;
  /**
   * The CPUs' frequency in MHz, 0 if it is not known.
   */
  unsigned int mhz;
  /**
   * How many NUMA nodes there are, 1 if they are unlike each other.
   */
  unsigned int nodes;
  /**
   * How many CPU sockets a node has, 1 if the nodes are unlike each other.
   */
  unsigned int sockets;
  /**
   * How many cores a socket has; all CPUs if the nodes are unlike each other.
   */
  unsigned int cores;
  /**
   * How many threads a core has, 1 if the nodes are unlike each other.
   */
  unsigned int threads;
};

/**
 * What the machine is made of.
 *
 * Since: 0.1.0
 */
typedef struct _virNodeInfo virNodeInfo;

/**
 * A pointer to a virNodeInfo.
 *
 * Since: 0.1.0
 */
typedef virNodeInfo *virNodeInfoPtr;

/**
 * One figure about the time of the host's CPUs.
 */
struct _virNodeCPUStats {
  /**
   * Which, one of VIR_NODE_CPU_STATS_...
   */
  char field[80];
  /**
   * Nanoseconds, or percent for VIR_NODE_CPU_STATS_UTILIZATION.
   */
  unsigned long long value;
};

/**
 * One figure about the time of the host's CPUs.
 *
 * Since: 0.9.3
 */
typedef struct _virNodeCPUStats virNodeCPUStats;

/**
 * A pointer to a virNodeCPUStats.
 *
 * Since: 0.9.3
 */
typedef virNodeCPUStats *virNodeCPUStatsPtr;

/**
 * One figure about the host's memory.
 */
struct _virNodeMemoryStats {
  /**
   * Which, one of VIR_NODE_MEMORY_STATS_...
   */
  char field[80];
  /**
   * KiB.
   */
  unsigned long long value;
};

/**
 * One figure about the host's memory.
 *
 * Since: 0.9.3
 */
typedef struct _virNodeMemoryStats virNodeMemoryStats;

/**
 * A pointer to a virNodeMemoryStats.
 *
 * Since: 0.9.3
 */
typedef virNodeMemoryStats *virNodeMemoryStatsPtr;

/**
 * Which security model keeps guests apart.
 */
struct _virSecurityModel {
  /**
   * Its name, "" if there is none.
   */
  char model[257];
  /**
   * Its domain of interpretation, "" if there is none.
   */
  char doi[257];
};

/**
 * Which security model keeps guests apart.
 *
 * Since: 0.6.1
 */
typedef struct _virSecurityModel virSecurityModel;

/**
 * A pointer to a virSecurityModel.
 *
 * Since: 0.6.1
 */
typedef virSecurityModel *virSecurityModelPtr;

/**
 * A stream of data. Opaque.
 *
 * Since: 0.7.2
 */
typedef struct _virStream virStream;

/**
 * A handle of a stream.
 *
 * Since: 0.7.2
 */
typedef virStream *virStreamPtr;

/**
 * The security label that a guest runs under.
 */
struct _virSecurityLabel {
  /**
   * The label.
   */
  char label[4097];
  /**
   * 1 if the host's policy is enforced, 0 if violations are only noted.
   */
  int enforcing;
};

/**
 * The security label that a guest runs under.
 *
 * Since: 0.6.1
 */
typedef struct _virSecurityLabel virSecurityLabel;

/**
 * A pointer to a virSecurityLabel.
 *
 * Since: 0.6.1
 */
typedef virSecurityLabel *virSecurityLabelPtr;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Asks on the terminal. (Since: 0.4.1)
 */
extern virConnectAuthPtr virConnectAuthPtrDefault;

/**
 * Makes the library ready for use. Every way to open a connection does so too; any thread may
 * call it, any number of times.
 *
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.0
 */
int virInitialize(void);

/**
 * Tells the version of the library and of its driver.
 *
 * @param libVer the library's version, major * 1,000,000 + minor * 1,000 + release
 * @param type ignored
 * @param typeVer the driver's version, which is the library's; may be NULL
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virGetVersion(unsigned long *libVer, const char *type, unsigned long *typeVer);

/**
 * Opens a connection to a hypervisor.
 *
 * @param name (optional) the URI of the hypervisor; NULL or "" leaves the choice to the environment variable
 * LIBVIRT_DEFAULT_URI, to libvirt.conf, and to what is there
 * @return a handle to give to virConnectClose(), or NULL if it failed
 *
 * Since: 0.0.3
 */
virConnectPtr virConnectOpen(const char *name);

/**
 * Opens a connection to a hypervisor, for looking only: what would change something is refused.
 *
 * @param name (optional) the URI of the hypervisor, as in virConnectOpen()
 * @return a handle to give to virConnectClose(), or NULL if it failed
 *
 * Since: 0.0.3
 */
virConnectPtr virConnectOpenReadOnly(const char *name);

/**
 * Opens a connection to a hypervisor, with answers to the questions it may ask first.
 *
 * @param name (optional) the URI of the hypervisor, as in virConnectOpen()
 * @param auth who answers; may be NULL. No local hypervisor asks.
 * @param flags of virConnectFlags
 * @return a handle to give to virConnectClose(), or NULL if it failed
 *
 * Since: 0.4.0
 */
virConnectPtr virConnectOpenAuth(const char *name, virConnectAuthPtr auth, unsigned int flags);

/**
 * Adds a reference to a connection, for which virConnectClose() has to be called once more.
 *
 * @param conn a connection
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.0
 */
int virConnectRef(virConnectPtr conn);

/**
 * Gives back a reference to a connection. It closes with the last one; every object that was got
 * from it counts as one.
 *
 * @param conn a connection
 * @return 0 if it closed, 1 if there are still references, -1 if it failed
 *
 * Since: 0.0.3
 */
int virConnectClose(virConnectPtr conn);

/**
 * Tells what kind of hypervisor a connection leads to.
 *
 * @param conn a connection
 * @return a name that belongs to the connection, as "QEMU"; NULL if it failed
 *
 * Since: 0.0.3
 */
const char *virConnectGetType(virConnectPtr conn);

/**
 * Tells the version of the hypervisor.
 *
 * @param conn a connection
 * @param hvVer major * 1,000,000 + minor * 1,000 + release
 * @return 0, or -1 if it failed
 *
 * Since: 0.0.3
 */
int virConnectGetVersion(virConnectPtr conn, unsigned long *hvVer);

/**
 * Tells the version of the library on the connection's other side, which is this one.
 *
 * @param conn a connection
 * @param libVer major * 1,000,000 + minor * 1,000 + release
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.3
 */
int virConnectGetLibVersion(virConnectPtr conn, unsigned long *libVer);

/**
 * Tells the name of the host that the hypervisor runs on.
 *
 * @param conn a connection
 * @return a name to free, or NULL if it failed
 *
 * Since: 0.3.0
 */
char *virConnectGetHostname(virConnectPtr conn);

/**
 * Tells the URI that opens this connection again.
 *
 * @param conn a connection
 * @return a URI to free, or NULL if it failed
 *
 * Since: 0.3.0
 */
char *virConnectGetURI(virConnectPtr conn);

/**
 * Tells whether what is sent over the connection is encrypted.
 *
 * @param conn a connection
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.7.3
 */
int virConnectIsEncrypted(virConnectPtr conn);

/**
 * Tells whether nobody can listen in on the connection: it is encrypted, or does not leave the
 * host.
 *
 * @param conn a connection
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.7.3
 */
int virConnectIsSecure(virConnectPtr conn);

/**
 * Tells whether the connection still leads somewhere.
 *
 * @param conn a connection
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.9.8
 */
int virConnectIsAlive(virConnectPtr conn);

/**
 * Says how often to ask the other side of the connection whether it is still there. A connection that has its other
 * side in the same process needs no asking.
 *
 * @param conn a connection
 * @param interval in seconds; 0 or less for never
 * @param count how many questions may go unanswered
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.8
 */
int virConnectSetKeepAlive(virConnectPtr conn,
                           int interval,
                           unsigned int count);

/**
 * Has a function called when the connection breaks; there can be one at a time. A connection that has its other
 * side in the same process does not break.
 *
 * @param conn a connection
 * @param cb the function
 * @param opaque given to it
 * @param freecb called with `opaque` once it is not needed any more; may be NULL
 * @return 0, or -1 if it failed
 *
 * Since: 0.10.0
 */
int virConnectRegisterCloseCallback(virConnectPtr conn,
                                    virConnectCloseFunc cb,
                                    void *opaque,
                                    virFreeCallback freecb);

/**
 * Forgets the function that virConnectRegisterCloseCallback() was given.
 *
 * @param conn a connection
 * @param cb the function
 * @return 0, or -1 if it failed
 *
 * Since: 0.10.0
 */
int virConnectUnregisterCloseCallback(virConnectPtr conn, virConnectCloseFunc cb);

/**
 * Tells what the host and the hypervisor can do.
 *
 * @param conn a connection
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.2.1
 */
char *virConnectGetCapabilities(virConnectPtr conn);

/**
 * Tells how many virtual CPUs a domain can have.
 *
 * @param conn a connection
 * @param type the type attribute of the domain's document; NULL for the hypervisor's first
 * @return the number, or -1 if it failed
 *
 * Since: 0.2.1
 */
int virConnectGetMaxVcpus(virConnectPtr conn, const char *type);

/**
 * Tells what the host is made of.
 *
 * @param conn a connection
 * @param info where to write it
 * @return 0, or -1 if it failed
 *
 * Since: 0.1.0
 */
int virNodeGetInfo(virConnectPtr conn, virNodeInfoPtr info);

/**
 * Tells how much of the host's memory is free.
 *
 * @param conn a connection
 * @return bytes, or 0 if it failed
 *
 * Since: 0.3.3
 */
unsigned long long virNodeGetFreeMemory(virConnectPtr conn);

/**
 * Tells what the host's firmware says about it, as SMBIOS has it.
 *
 * @param conn a connection
 * @param flags 0
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.8.8
 */
char *virConnectGetSysinfo(virConnectPtr conn, unsigned int flags);

/**
 * Tells which of the host's CPUs are on.
 *
 * @param conn a connection
 * @param cpumap (optional) where to put a map of them to free, a bit each; may be NULL
 * @param online (optional) where to put how many are on; may be NULL
 * @param flags 0
 * @return how many CPUs the host has, or -1 if it failed
 *
 * Since: 1.0.0
 */
int virNodeGetCPUMap(virConnectPtr conn,
                     unsigned char **cpumap,
                     unsigned int *online,
                     unsigned int flags);

/**
 * Tells how the host's CPUs spend their time.
 *
 * @param conn a connection
 * @param cpuNum which CPU, or VIR_NODE_CPU_STATS_ALL_CPUS
 * @param params room for the figures; NULL with 0 for their number
 * @param nparams how many there is room for, and then how many there are
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.3
 */
int virNodeGetCPUStats(virConnectPtr conn,
                       int cpuNum,
                       virNodeCPUStatsPtr params,
                       int *nparams,
                       unsigned int flags);

/**
 * Tells how the host's memory is used.
 *
 * @param conn a connection
 * @param cellNum which NUMA node, or VIR_NODE_MEMORY_STATS_ALL_CELLS
 * @param params room for the figures; NULL with 0 for their number
 * @param nparams how many there is room for, and then how many there are
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.3
 */
int virNodeGetMemoryStats(virConnectPtr conn,
                          int cellNum,
                          virNodeMemoryStatsPtr params,
                          int *nparams,
                          unsigned int flags);

/**
 * Tells which security model keeps the guests apart.
 *
 * @param conn a connection
 * @param secmodel where to put it
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.1
 */
int virNodeGetSecurityModel(virConnectPtr conn, virSecurityModelPtr secmodel);

/**
 * Tells how much memory of the host's NUMA nodes is free.
 *
 * @param conn a connection
 * @param freeMems room for the figures, in bytes
 * @param startCell the first node
 * @param maxCells how many there is room for
 * @return how many were written, or -1 if it failed
 *
 * Since: 0.3.3
 */
int virNodeGetCellsFreeMemory(virConnectPtr conn,
                              unsigned long long *freeMems,
                              int startCell,
                              int maxCells);

/**
 * Tells how many pages of memory of some sizes are free on the host's NUMA nodes.
 *
 * @param conn a connection
 * @param npages how many page sizes are asked for
 * @param pages the page sizes in KiB
 * @param startCell the first node; -1 for all together
 * @param cellCount how many nodes
 * @param counts room for npages figures for each node
 * @param flags 0
 * @return how many figures were written, or -1 if it failed
 *
 * Since: 1.2.6
 */
int virNodeGetFreePages(virConnectPtr conn,
                        unsigned int npages,
                        unsigned int *pages,
                        int startCell,
                        unsigned int cellCount,
                        unsigned long long *counts,
                        unsigned int flags);

/**
 * Tells how the host shares equal pages of memory.
 *
 * @param conn a connection
 * @param params room for the parameters, whose names are VIR_NODE_MEMORY_SHARED_...
 * @param nparams how many there is room for, and then how many were written; with 0 how many there are
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.10.2
 */
int virNodeGetMemoryParameters(virConnectPtr conn,
                               virTypedParameterPtr params,
                               int *nparams,
                               unsigned int flags);

/**
 * Changes how the host shares equal pages of memory.
 *
 * @param conn a connection
 * @param params what to change, by VIR_NODE_MEMORY_SHARED_...
 * @param nparams how many
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.10.2
 */
int virNodeSetMemoryParameters(virConnectPtr conn,
                               virTypedParameterPtr params,
                               int nparams,
                               unsigned int flags);

/**
 * Lists the CPU models of an architecture.
 *
 * @param conn a connection
 * @param arch the architecture, as "x86_64"
 * @param models where to put an array of names that ends in NULL, to free each and the array; NULL to count
 * only
 * @param flags 0
 * @return the number, 0 if any name will do, or -1 if it failed
 *
 * Since: 1.1.3
 */
int virConnectGetCPUModelNames(virConnectPtr conn,
                               const char *arch,
                               char ***models,
                               unsigned int flags);

/**
 * Says on whose behalf the connection acts, instead of on that of the process.
 *
 * @param conn a connection
 * @param params who, by VIR_CONNECT_IDENTITY_...
 * @param nparams how many
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 5.8.0
 */
extern int virConnectSetIdentity(virConnectPtr conn,
                                 virTypedParameterPtr params,
                                 int nparams,
                                 unsigned int flags);

/**
 * Tells what the host has for AMD's encryption of guests.
 *
 * @param conn a connection
 * @param params where to put an array of parameters, to give to virTypedParamsFree()
 * @param nparams where to put how many there are
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 4.5.0
 */
extern int virNodeGetSEVInfo(virConnectPtr conn,
                             virTypedParameterPtr *params,
                             int *nparams,
                             unsigned int flags);

/**
 * Suspends the host and has it wake up later.
 *
 * @param conn a connection
 * @param target a virNodeSuspendTarget
 * @param duration after how many seconds it wakes up, 60 at least
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.8
 */
extern int virNodeSuspendForDuration(virConnectPtr conn,
                                     unsigned int target,
                                     unsigned long long duration,
                                     unsigned int flags);

/**
 * Compares a CPU with the host's.
 *
 * @param conn a connection
 * @param xmlDesc the CPU as an XML document
 * @param flags of virConnectCompareCPUFlags
 * @return a virCPUCompareResult
 *
 * Since: 0.7.5
 */
extern int virConnectCompareCPU(virConnectPtr conn, const char *xmlDesc, unsigned int flags);

/**
 * Compares a CPU with the one that the hypervisor can give a guest on this host.
 *
 * @param conn a connection
 * @param emulator the hypervisor's program; NULL for the usual one
 * @param arch the architecture; NULL for the host's
 * @param machine the machine type; NULL for the usual one
 * @param virttype the domain type; NULL for the best
 * @param xmlCPU the CPU as an XML document
 * @param flags of virConnectCompareCPUFlags
 * @return a virCPUCompareResult
 *
 * Since: 4.4.0
 */
extern int virConnectCompareHypervisorCPU(virConnectPtr conn,
                                          const char *emulator,
                                          const char *arch,
                                          const char *machine,
                                          const char *virttype,
                                          const char *xmlCPU,
                                          unsigned int flags);

/**
 * Finds the best CPU that several hosts can all give their guests.
 *
 * @param conn a connection
 * @param xmlCPUs the hosts' CPUs as XML documents
 * @param ncpus how many
 * @param flags of virConnectBaselineCPUFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.7.7
 */
extern char *virConnectBaselineCPU(virConnectPtr conn,
                                   const char **xmlCPUs,
                                   unsigned int ncpus,
                                   unsigned int flags);

/**
 * Finds the best CPU that the hypervisor of several hosts can give guests on each.
 *
 * @param conn a connection
 * @param emulator the hypervisor's program; NULL for the usual one
 * @param arch the architecture; NULL for the host's
 * @param machine the machine type; NULL for the usual one
 * @param virttype the domain type; NULL for the best
 * @param xmlCPUs the CPUs as XML documents
 * @param ncpus how many
 * @param flags of virConnectBaselineCPUFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 4.4.0
 */
extern char *virConnectBaselineHypervisorCPU(virConnectPtr conn,
                                             const char *emulator,
                                             const char *arch,
                                             const char *machine,
                                             const char *virttype,
                                             const char **xmlCPUs,
                                             unsigned int ncpus,
                                             unsigned int flags);

/**
 * Reserves pages of memory on the host's NUMA nodes.
 *
 * @param conn a connection
 * @param npages how many page sizes
 * @param pageSizes the page sizes in KiB
 * @param pageCounts how many pages of each
 * @param startCell the first node; -1 to leave it to the kernel
 * @param cellCount how many nodes
 * @param flags of virNodeAllocPagesFlags
 * @return how many nodes got what was asked for, or -1 if it failed
 *
 * Since: 1.2.9
 */
extern int virNodeAllocPages(virConnectPtr conn,
                             unsigned int npages,
                             unsigned int *pageSizes,
                             unsigned long long *pageCounts,
                             int startCell,
                             unsigned int cellCount,
                             unsigned int flags);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_HOST_H */
