/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_ADMIN_H
#define LIBVIRT_ADMIN_H


#define __VIR_ADMIN_H_INCLUDES__
#include <libvirt/libvirt-common.h>
#undef __VIR_ADMIN_H_INCLUDES__

/**
 * How many workers there are at least, as an unsigned int.
 *
 * Since: 2.0.0
 */
#define VIR_THREADPOOL_WORKERS_MIN "minWorkers"

/**
 * How many workers there are at most, as an unsigned int.
 *
 * Since: 2.0.0
 */
#define VIR_THREADPOOL_WORKERS_MAX "maxWorkers"

/**
 * How many workers there are for what must not wait, as an unsigned int.
 *
 * Since: 2.0.0
 */
#define VIR_THREADPOOL_WORKERS_PRIORITY "prioWorkers"

/**
 * How many workers have nothing to do, as an unsigned int.
 *
 * Since: 2.0.0
 */
#define VIR_THREADPOOL_WORKERS_FREE "freeWorkers"

/**
 * How many workers there are, as an unsigned int.
 *
 * Since: 2.0.0
 */
#define VIR_THREADPOOL_WORKERS_CURRENT "nWorkers"

/**
 * How many calls wait for a worker, as an unsigned int.
 *
 * Since: 2.0.0
 */
#define VIR_THREADPOOL_JOB_QUEUE_DEPTH "jobQueueDepth"

/**
 * Whether a client may only read, as a boolean.
 *
 * Since: 2.0.0
 */
#define VIR_CLIENT_INFO_READONLY "readonly"

/**
 * A client's address and port, as a string.
 *
 * Since: 2.0.0
 */
#define VIR_CLIENT_INFO_SOCKET_ADDR "sock_addr"

/**
 * Who a client is by SASL, as a string.
 *
 * Since: 2.0.0
 */
#define VIR_CLIENT_INFO_SASL_USER_NAME "sasl_user_name"

/**
 * Who a client is by its certificate, as a string.
 *
 * Since: 2.0.0
 */
#define VIR_CLIENT_INFO_X509_DISTINGUISHED_NAME "tls_x509_dname"

/**
 * The user of a client of this host, as an int.
 *
 * Since: 2.0.0
 */
#define VIR_CLIENT_INFO_UNIX_USER_ID "unix_user_id"

/**
 * That user's name, as a string.
 *
 * Since: 2.0.0
 */
#define VIR_CLIENT_INFO_UNIX_USER_NAME "unix_user_name"

/**
 * The group of a client of this host, as an int.
 *
 * Since: 2.0.0
 */
#define VIR_CLIENT_INFO_UNIX_GROUP_ID "unix_group_id"

/**
 * That group's name, as a string.
 *
 * Since: 2.0.0
 */
#define VIR_CLIENT_INFO_UNIX_GROUP_NAME "unix_group_name"

/**
 * The process of a client of this host, as an int.
 *
 * Since: 2.0.0
 */
#define VIR_CLIENT_INFO_UNIX_PROCESS_ID "unix_process_id"

/**
 * A client's security context, as a string.
 *
 * Since: 2.0.0
 */
#define VIR_CLIENT_INFO_SELINUX_CONTEXT "selinux_context"

/**
 * How many clients there are at most, as an unsigned int.
 *
 * Since: 2.0.0
 */
#define VIR_SERVER_CLIENTS_MAX "nclients_max"

/**
 * How many clients there are, as an unsigned int.
 *
 * Since: 2.0.0
 */
#define VIR_SERVER_CLIENTS_CURRENT "nclients"

/**
 * How many clients there are at most of which it is not known who they are, as an unsigned int.
 *
 * Since: 2.0.0
 */
#define VIR_SERVER_CLIENTS_UNAUTH_MAX "nclients_unauth_max"

/**
 * How many clients there are of which it is not known who they are, as an unsigned int.
 *
 * Since: 2.0.0
 */
#define VIR_SERVER_CLIENTS_UNAUTH_CURRENT "nclients_unauth"


/**
 * How a client is connected.
 *
 * Since: 2.0.0
 */
typedef enum {
  /**
   * By a socket of the host. (Since: 2.0.0)
   */
  VIR_CLIENT_TRANS_UNIX = 0,
  /**
   * By TCP, unencrypted. (Since: 2.0.0)
   */
  VIR_CLIENT_TRANS_TCP = 1,
  /**
   * By TLS. (Since: 2.0.0)
   */
  VIR_CLIENT_TRANS_TLS = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_CLIENT_TRANS_LAST,
#endif
} virClientTransport;

/**
 * How to end a daemon.
 *
 * Since: 11.2.0
 */
typedef enum {
  /**
   * Keep its guests, by its own rules. (Since: 11.2.0)
   */
  VIR_DAEMON_SHUTDOWN_PRESERVE = (1 << 0),
} virAdmConnectDaemonShutdownFlags;

/**
 * A client of a server. Opaque.
 */
struct _virAdmClient;

/**
 * A connection to a daemon. Opaque.
 */
struct _virAdmConnect;

/**
 * A server of a daemon. Opaque.
 */
struct _virAdmServer;

/**
 * A connection to a daemon. Opaque.
 *
 * Since: 2.0.0
 */
typedef struct _virAdmConnect virAdmConnect;

/**
 * A handle of a connection to a daemon.
 *
 * Since: 2.0.0
 */
typedef virAdmConnect *virAdmConnectPtr;

/**
 * A server of a daemon. Opaque.
 *
 * Since: 2.0.0
 */
typedef struct _virAdmServer virAdmServer;

/**
 * A handle of a server of a daemon.
 *
 * Since: 2.0.0
 */
typedef virAdmServer *virAdmServerPtr;

/**
 * A client of a server. Opaque.
 *
 * Since: 2.0.0
 */
typedef struct _virAdmClient virAdmClient;

/**
 * A handle of a client of a server.
 *
 * Since: 2.0.0
 */
typedef virAdmClient *virAdmClientPtr;

/**
 * Is told that the connection to a daemon ended.
 *
 * @param conn the connection
 * @param reason the virConnectCloseReason
 * @param opaque what was given along
 *
 * Since: 2.0.0
 */
typedef void (*virAdmConnectCloseFunc)(virAdmConnectPtr conn, int reason, void *opaque);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Prepares the library. Only has to be called before other threads use it.
 *
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
int virAdmInitialize(void);

/**
 * Tells the version of this library.
 *
 * @param libVer major * 1,000,000 + minor * 1,000 + release
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
int virAdmGetVersion(unsigned long long *libVer);

/**
 * Connects to a daemon, of which there is none.
 *
 * @param name the URI of the daemon, as "libvirtd:///system"; NULL for the usual one
 * @param flags none exist yet; give 0
 * @return a handle to give to virAdmConnectClose(), or NULL if it failed
 *
 * Since: 2.0.0
 */
virAdmConnectPtr virAdmConnectOpen(const char *name, unsigned int flags);

/**
 * Gives back a reference to a connection, which ends with the last one.
 *
 * @param conn a connection; may be NULL
 * @return 0 if it ended, 1 if there are still references, -1 if it failed
 *
 * Since: 2.0.0
 */
int virAdmConnectClose(virAdmConnectPtr conn);

/**
 * Tells whether a connection still leads somewhere.
 *
 * @param conn a connection; may be NULL, which does not
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
int virAdmConnectIsAlive(virAdmConnectPtr conn);

/**
 * Gives back a reference to a server.
 *
 * @param srv a server; may be NULL
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
int virAdmServerFree(virAdmServerPtr srv);

/**
 * Gives back a reference to a client.
 *
 * @param client a client; may be NULL
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
int virAdmClientFree(virAdmClientPtr client);

/**
 * Tells the id of a client.
 *
 * @param client a client
 * @return the id, or -1 (all bits set) if it failed
 *
 * Since: 2.0.0
 */
unsigned long long virAdmClientGetID(virAdmClientPtr client);

/**
 * Tells when a client connected.
 *
 * @param client a client
 * @return the seconds since 1970, or -1 if it failed
 *
 * Since: 2.0.0
 */
long long virAdmClientGetTimestamp(virAdmClientPtr client);

/**
 * Adds a reference to a connection, for which virAdmConnectClose() has to be called once more.
 *
 * @param conn a connection
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmConnectRef(virAdmConnectPtr conn);

/**
 * Lists the servers of a daemon.
 *
 * @param conn a connection
 * @param servers an array to free, of handles to free, with a NULL at its end; may be NULL
 * @param flags none exist yet; give 0
 * @return how many there are, -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmConnectListServers(virAdmConnectPtr conn,
                                    virAdmServerPtr **servers,
                                    unsigned int flags);

/**
 * Tells where a connection leads.
 *
 * @param conn a connection
 * @return the URI to free, or NULL if it failed
 *
 * Since: 2.0.0
 */
extern char *virAdmConnectGetURI(virAdmConnectPtr conn);

/**
 * Tells the version of the daemon's library.
 *
 * @param conn a connection
 * @param libVer major * 1,000,000 + minor * 1,000 + release
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmConnectGetLibVersion(virAdmConnectPtr conn, unsigned long long *libVer);

/**
 * Asks to be told when the connection ends.
 *
 * @param conn a connection
 * @param cb the callback
 * @param opaque what to give it along
 * @param freecb frees opaque when it is not needed any more; may be NULL
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmConnectRegisterCloseCallback(virAdmConnectPtr conn,
                                              virAdmConnectCloseFunc cb,
                                              void *opaque,
                                              virFreeCallback freecb);

/**
 * Asks to be told so no more.
 *
 * @param conn a connection
 * @param cb the callback
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmConnectUnregisterCloseCallback(virAdmConnectPtr conn, virAdmConnectCloseFunc cb);

/**
 * Tells a server's name.
 *
 * @param srv a server
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 2.0.0
 */
extern const char *virAdmServerGetName(virAdmServerPtr srv);

/**
 * Finds a server of a daemon.
 *
 * @param conn a connection
 * @param name the server's name
 * @param flags none exist yet; give 0
 * @return a handle to free, or NULL if it failed
 *
 * Since: 2.0.0
 */
extern virAdmServerPtr virAdmConnectLookupServer(virAdmConnectPtr conn,
                                                 const char *name,
                                                 unsigned int flags);

/**
 * Tells how many workers a server has.
 *
 * @param srv a server
 * @param params VIR_THREADPOOL_ parameters, to free with virTypedParamsFree()
 * @param nparams how many there are
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmServerGetThreadPoolParameters(virAdmServerPtr srv,
                                               virTypedParameterPtr *params,
                                               int *nparams,
                                               unsigned int flags);

/**
 * Sets how many workers a server has.
 *
 * @param srv a server
 * @param params VIR_THREADPOOL_WORKERS_ parameters
 * @param nparams how many there are
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmServerSetThreadPoolParameters(virAdmServerPtr srv,
                                               virTypedParameterPtr params,
                                               int nparams,
                                               unsigned int flags);

/**
 * Tells how a client is connected.
 *
 * @param client a client
 * @return of virClientTransport, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmClientGetTransport(virAdmClientPtr client);

/**
 * Lists the clients of a server.
 *
 * @param srv a server
 * @param clients an array to free, of handles to free, with a NULL at its end; may be NULL
 * @param flags none exist yet; give 0
 * @return how many there are, -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmServerListClients(virAdmServerPtr srv,
                                   virAdmClientPtr **clients,
                                   unsigned int flags);

/**
 * Finds a client of a server.
 *
 * @param srv a server
 * @param id the client's id
 * @param flags none exist yet; give 0
 * @return a handle to free, or NULL if it failed
 *
 * Since: 2.0.0
 */
extern virAdmClientPtr virAdmServerLookupClient(virAdmServerPtr srv,
                                                unsigned long long id,
                                                unsigned int flags);

/**
 * Tells who a client is.
 *
 * @param client a client
 * @param params VIR_CLIENT_INFO_ parameters, to free with virTypedParamsFree()
 * @param nparams how many there are
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmClientGetInfo(virAdmClientPtr client,
                               virTypedParameterPtr *params,
                               int *nparams,
                               unsigned int flags);

/**
 * Ends a client's connection.
 *
 * @param client a client
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmClientClose(virAdmClientPtr client, unsigned int flags);

/**
 * Tells how many clients a server has and takes.
 *
 * @param srv a server
 * @param params VIR_SERVER_CLIENTS_ parameters, to free with virTypedParamsFree()
 * @param nparams how many there are
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmServerGetClientLimits(virAdmServerPtr srv,
                                       virTypedParameterPtr *params,
                                       int *nparams,
                                       unsigned int flags);

/**
 * Sets how many clients a server takes.
 *
 * @param srv a server
 * @param params VIR_SERVER_CLIENTS_ parameters
 * @param nparams how many there are
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmServerSetClientLimits(virAdmServerPtr srv,
                                       virTypedParameterPtr params,
                                       int nparams,
                                       unsigned int flags);

/**
 * Lets a server read its certificates again.
 *
 * @param srv a server
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virAdmServerUpdateTlsFiles(virAdmServerPtr srv, unsigned int flags);

/**
 * Tells where a daemon logs to.
 *
 * @param conn a connection
 * @param outputs the outputs to free, as libvirtd.conf writes them; may be NULL
 * @param flags none exist yet; give 0
 * @return how many there are, -1 if it failed
 *
 * Since: 3.0.0
 */
extern int virAdmConnectGetLoggingOutputs(virAdmConnectPtr conn,
                                          char **outputs,
                                          unsigned int flags);

/**
 * Tells what a daemon logs.
 *
 * @param conn a connection
 * @param filters the filters to free, as libvirtd.conf writes them; NULL if there are none; may be NULL
 * itself
 * @param flags none exist yet; give 0
 * @return how many there are, -1 if it failed
 *
 * Since: 3.0.0
 */
extern int virAdmConnectGetLoggingFilters(virAdmConnectPtr conn,
                                          char **filters,
                                          unsigned int flags);

/**
 * Sets where a daemon logs to.
 *
 * @param conn a connection
 * @param outputs the outputs, as libvirtd.conf writes them; NULL or "" for the default
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 3.0.0
 */
extern int virAdmConnectSetLoggingOutputs(virAdmConnectPtr conn,
                                          const char *outputs,
                                          unsigned int flags);

/**
 * Sets what a daemon logs.
 *
 * @param conn a connection
 * @param filters the filters, as libvirtd.conf writes them; NULL or "" for none
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 3.0.0
 */
extern int virAdmConnectSetLoggingFilters(virAdmConnectPtr conn,
                                          const char *filters,
                                          unsigned int flags);

/**
 * Sets after how long a daemon without anything to do ends.
 *
 * @param conn a connection
 * @param timeout the time, in seconds; 0: never
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 8.6.0
 */
extern int virAdmConnectSetDaemonTimeout(virAdmConnectPtr conn,
                                         unsigned int timeout,
                                         unsigned int flags);

/**
 * Ends a daemon.
 *
 * @param conn a connection
 * @param flags (optional) of virAdmConnectDaemonShutdownFlags
 * @return 0, or -1 if it failed
 *
 * Since: 11.2.0
 */
extern int virAdmConnectDaemonShutdown(virAdmConnectPtr conn, unsigned int flags);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_ADMIN_H */
