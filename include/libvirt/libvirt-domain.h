/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_DOMAIN_H
#define LIBVIRT_DOMAIN_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

/**
 * State of a domain.
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
 */
typedef enum {
  /**
   * With passwords; not on a read-only connection. (Since: 5.1.0)
   */
  VIR_DOMAIN_SAVE_IMAGE_XML_SECURE = (1 << 0),
} virDomainSaveImageXMLFlags;

/**
 * How to define a domain.
 */
typedef enum {
  /**
   * Check the document against the schema. (Since: 1.2.12)
   */
  VIR_DOMAIN_DEFINE_VALIDATE = (1 << 0),
} virDomainDefineFlags;

/**
 * What to do with what belongs to a domain that is undefined. Without a flag for it the domain stays defined.
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
 * What happened in the life of a domain.
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
 * A domain: a guest, or what is defined to become one. Opaque.
 */
struct _virDomain;

/**
 * A domain: a guest, or what is defined to become one. Opaque.
 */
typedef struct _virDomain virDomain;

/**
 * A handle of a domain.
 */
typedef virDomain *virDomainPtr;

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
 */
typedef struct _virDomainInfo virDomainInfo;

/**
 * A pointer to a virDomainInfo.
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
 */
typedef struct _virDomainControlInfo virDomainControlInfo;

/**
 * A pointer to a virDomainControlInfo.
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

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

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
 * @param uuid the UUID as 32 hexadecimal digits, with hyphens or without
 * @return a handle to give to virDomainFree(), or NULL if it failed
 *
 * Since: 0.1.1
 */
virDomainPtr virDomainLookupByUUIDString(virConnectPtr conn, const char *uuid);

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
 * @param domain a domain
 * @return the connection without a reference of its own: it lives as long as the handle; NULL if it failed
 *
 * Since: 0.3.0
 */
virConnectPtr virDomainGetConnect(virDomainPtr domain);

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
 * @param dxml a document to keep in place of the guest's, which may differ in what the guest does not see; may be NULL
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
 * @param dxml a document to use in place of the file's, which may differ in what the guest does not see; may be NULL
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

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_DOMAIN_H */
