/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_HOST_H
#define LIBVIRT_HOST_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * The size of a UUID in bytes. (Since: 0.0.1)
 */
#define VIR_UUID_BUFLEN 16

/**
 * The room that a UUID as a string takes, its NUL byte included. (Since: 0.0.1)
 */
#define VIR_UUID_STRING_BUFLEN 37

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
 * @param name the URI of the hypervisor; NULL or "" leaves the choice to the environment variable
 * LIBVIRT_DEFAULT_URI, to libvirt.conf, and to what is there
 * @return a handle to give to virConnectClose(), or NULL if it failed
 *
 * Since: 0.0.3
 */
virConnectPtr virConnectOpen(const char *name);

/**
 * Opens a connection to a hypervisor, for looking only: what would change something is refused.
 *
 * @param name the URI of the hypervisor, as in virConnectOpen()
 * @return a handle to give to virConnectClose(), or NULL if it failed
 *
 * Since: 0.0.3
 */
virConnectPtr virConnectOpenReadOnly(const char *name);

/**
 * Opens a connection to a hypervisor, with answers to the questions it may ask first.
 *
 * @param name the URI of the hypervisor, as in virConnectOpen()
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

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_HOST_H */
