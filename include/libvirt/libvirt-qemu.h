/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_QEMU_H
#define LIBVIRT_QEMU_H


#include <libvirt/libvirt.h>


/**
 * How to give a command to QEMU's monitor.
 *
 * Since: 0.8.8
 */
typedef enum {
  /**
   * It is JSON. (Since: 0.8.8)
   */
  VIR_DOMAIN_QEMU_MONITOR_COMMAND_DEFAULT = 0,
  /**
   * It is for people, as is the answer. (Since: 0.8.8)
   */
  VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP = (1 << 0),
} virDomainQemuMonitorCommandFlags;

/**
 * How long to wait for the guest agent, besides a number of seconds.
 *
 * Since: 0.10.0
 */
typedef enum {
  /**
   * The lowest value that there is. (Since: 0.10.0)
   */
  VIR_DOMAIN_QEMU_AGENT_COMMAND_MIN = -2,
  /**
   * For ever. (Since: 0.10.0)
   */
  VIR_DOMAIN_QEMU_AGENT_COMMAND_BLOCK = -2,
  /**
   * As long as the driver finds right. (Since: 0.10.0)
   */
  VIR_DOMAIN_QEMU_AGENT_COMMAND_DEFAULT = -1,
  /**
   * Not at all. (Since: 0.10.0)
   */
  VIR_DOMAIN_QEMU_AGENT_COMMAND_NOWAIT = 0,
  /**
   * A minute, which is right for a shutdown. (Since: 1.2.15)
   */
  VIR_DOMAIN_QEMU_AGENT_COMMAND_SHUTDOWN = 60,
} virDomainQemuAgentCommandTimeoutValues;

/**
 * How to choose events of QEMU's monitor by their names.
 *
 * Since: 1.2.3
 */
typedef enum {
  /**
   * By a regular expression. (Since: 1.2.3)
   */
  VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_REGEX = (1 << 0),
  /**
   * Upper and lower case are the same. (Since: 1.2.3)
   */
  VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_NOCASE = (1 << 1),
} virConnectDomainQemuMonitorEventRegisterFlags;

/**
 * Is told of an event of QEMU's monitor.
 *
 * @param conn a connection
 * @param dom the domain
 * @param event its name
 * @param seconds when it happened, in seconds since 1970
 * @param micros and in microseconds
 * @param details its data, as JSON; NULL if it has none
 * @param opaque what was given along
 *
 * Since: 1.2.3
 */
typedef void (*virConnectDomainQemuMonitorEventCallback)(virConnectPtr conn,
                                                         virDomainPtr dom,
                                                         const char *event,
                                                         long long seconds,
                                                         unsigned int micros,
                                                         const char *details,
                                                         void *opaque);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Gives a command to QEMU's monitor.
 *
 * @param domain a domain
 * @param cmd the command: JSON, or text for people by the flag
 * @param result where to write QEMU's answer, to free: JSON, be it a refusal, or text for people
 * @param flags of virDomainQemuMonitorCommandFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.3
 */
int virDomainQemuMonitorCommand(virDomainPtr domain,
                                const char *cmd,
                                char **result,
                                unsigned int flags);

/**
 * Gives a command to QEMU's monitor, and a descriptor along with it.
 *
 * @param domain a domain
 * @param cmd the command: JSON, or text for people by the flag
 * @param ninfiles how many descriptors to give: QEMU takes one at most
 * @param infiles the descriptors; may be NULL if ninfiles is 0
 * @param noutfiles where to write how many descriptors came back, which QEMU never sends any of; may be NULL
 * @param outfiles where to write an array to free, of descriptors to close, or NULL; may be NULL
 * @param result where to write QEMU's answer, to free: JSON, be it a refusal, or text for people
 * @param flags of virDomainQemuMonitorCommandFlags
 * @return 0, or -1 if it failed
 *
 * Since: 8.2.0
 */
int virDomainQemuMonitorCommandWithFiles(virDomainPtr domain,
                                         const char *cmd,
                                         unsigned int ninfiles,
                                         int *infiles,
                                         unsigned int *noutfiles,
                                         int **outfiles,
                                         char **result,
                                         unsigned int flags);

/**
 * Takes over a QEMU that somebody else started. Stock libvirt does not know how to any more.
 *
 * @param conn a connection
 * @param pid_value QEMU's process
 * @param flags (optional) none exist yet; give 0
 * @return a handle of its domain, or NULL if it failed
 *
 * Since: 0.9.4
 */
extern virDomainPtr virDomainQemuAttach(virConnectPtr conn,
                                        unsigned int pid_value,
                                        unsigned int flags);

/**
 * Gives a command to the guest agent.
 *
 * @param domain a domain
 * @param cmd the command, JSON
 * @param timeout how long to wait, in seconds, or a virDomainQemuAgentCommandTimeoutValues
 * @param flags none exist yet; give 0
 * @return the agent's answer to free, or NULL if it failed
 *
 * Since: 0.10.0
 */
extern char *virDomainQemuAgentCommand(virDomainPtr domain,
                                       const char *cmd,
                                       int timeout,
                                       unsigned int flags);

/**
 * Asks for events of QEMU's monitor.
 *
 * @param conn a connection
 * @param dom of which domain; NULL for all
 * @param event its name, or an extended regular expression by the flag; NULL for all
 * @param cb the callback
 * @param opaque what to give it along
 * @param freecb (optional) frees opaque when it is not needed any more; may be NULL
 * @param flags of virConnectDomainQemuMonitorEventRegisterFlags
 * @return a number of this request, or -1 if it failed
 *
 * Since: 1.2.3
 */
int virConnectDomainQemuMonitorEventRegister(virConnectPtr conn,
                                             virDomainPtr dom,
                                             const char *event,
                                             virConnectDomainQemuMonitorEventCallback cb,
                                             void *opaque,
                                             virFreeCallback freecb,
                                             unsigned int flags);

/**
 * Asks for events of QEMU's monitor no more.
 *
 * @param conn a connection
 * @param callbackID the number of the request
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.3
 */
int virConnectDomainQemuMonitorEventDeregister(virConnectPtr conn, int callbackID);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_QEMU_H */
