/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_DOMAIN_SNAPSHOT_H
#define LIBVIRT_DOMAIN_SNAPSHOT_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * How to make a snapshot.
 *
 * Since: 0.9.5
 */
typedef enum {
  /**
   * Only write its metadata, again or anew. (Since: 0.9.5)
   */
  VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE = (1 << 0),
  /**
   * Make a redefined one the current one. (Since: 0.9.5)
   */
  VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT = (1 << 1),
  /**
   * Do not remember it. (Since: 0.9.5)
   */
  VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA = (1 << 2),
  /**
   * End the guest afterwards. (Since: 0.9.5)
   */
  VIR_DOMAIN_SNAPSHOT_CREATE_HALT = (1 << 3),
  /**
   * Of the disks, not of the memory. (Since: 0.9.5)
   */
  VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY = (1 << 4),
  /**
   * Use files that exist already. (Since: 0.9.10)
   */
  VIR_DOMAIN_SNAPSHOT_CREATE_REUSE_EXT = (1 << 5),
  /**
   * Let the guest agent still the file systems meanwhile. (Since: 0.9.10)
   */
  VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE = (1 << 6),
  /**
   * All or nothing. (Since: 0.9.11)
   */
  VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC = (1 << 7),
  /**
   * Let the guest run meanwhile. (Since: 1.0.1)
   */
  VIR_DOMAIN_SNAPSHOT_CREATE_LIVE = (1 << 8),
  /**
   * Check the document against the schema. (Since: 5.6.0)
   */
  VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE = (1 << 9),
} virDomainSnapshotCreateFlags;

/**
 * How to write a snapshot's document.
 *
 * Since: 5.1.0
 */
typedef enum {
  /**
   * With passwords; not on a read-only connection. (Since: 5.1.0)
   */
  VIR_DOMAIN_SNAPSHOT_XML_SECURE = (1 << 0),
} virDomainSnapshotXMLFlags;

/**
 * Which snapshots to list. Flags come in groups: of a group with any flag set, a snapshot has to match one.
 *
 * Since: 0.9.5
 */
typedef enum {
  /**
   * Of a domain's snapshots: those without a parent. (Since: 0.9.5)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_ROOTS = (1 << 0),
  /**
   * Of a snapshot's children: theirs too. (Since: 0.9.7)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_DESCENDANTS = (1 << 0),
  /**
   * Those that are remembered. (Since: 0.9.5)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_METADATA = (1 << 1),
  /**
   * Those without children. (Since: 0.9.7)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_LEAVES = (1 << 2),
  /**
   * Those with children. (Since: 0.9.13)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_NO_LEAVES = (1 << 3),
  /**
   * Those that are not remembered. (Since: 0.9.13)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_NO_METADATA = (1 << 4),
  /**
   * Those made without a guest. (Since: 1.0.1)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_INACTIVE = (1 << 5),
  /**
   * Those with the guest's memory. (Since: 1.0.1)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_ACTIVE = (1 << 6),
  /**
   * Those of the disks of a running guest. (Since: 1.0.1)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_DISK_ONLY = (1 << 7),
  /**
   * Those inside the disk images. (Since: 1.0.1)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_INTERNAL = (1 << 8),
  /**
   * Those in files of their own. (Since: 1.0.1)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_EXTERNAL = (1 << 9),
  /**
   * Parents before their children. (Since: 5.2.0)
   */
  VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL = (1 << 10),
} virDomainSnapshotListFlags;

/**
 * How to go back to a snapshot.
 *
 * Since: 0.9.5
 */
typedef enum {
  /**
   * The guest shall run afterwards. (Since: 0.9.5)
   */
  VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING = (1 << 0),
  /**
   * The guest shall be paused afterwards. (Since: 0.9.5)
   */
  VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED = (1 << 1),
  /**
   * Even if something is lost by it. (Since: 0.9.7)
   */
  VIR_DOMAIN_SNAPSHOT_REVERT_FORCE = (1 << 2),
  /**
   * Make the firmware's variables anew from their template. (Since: 8.1.0)
   */
  VIR_DOMAIN_SNAPSHOT_REVERT_RESET_NVRAM = (1 << 3),
} virDomainSnapshotRevertFlags;

/**
 * What goes with a snapshot.
 *
 * Since: 0.8.0
 */
typedef enum {
  /**
   * Its descendants too. (Since: 0.8.0)
   */
  VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN = (1 << 0),
  /**
   * Only forget it. (Since: 0.9.5)
   */
  VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY = (1 << 1),
  /**
   * Its descendants, not itself. (Since: 0.9.5)
   */
  VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY = (1 << 2),
} virDomainSnapshotDeleteFlags;

/**
 * A snapshot of a domain. Opaque.
 */
struct _virDomainSnapshot;

/**
 * A snapshot of a domain. Opaque.
 *
 * Since: 0.8.0
 */
typedef struct _virDomainSnapshot virDomainSnapshot;

/**
 * A handle of a snapshot.
 *
 * Since: 0.8.0
 */
typedef virDomainSnapshot *virDomainSnapshotPtr;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Tells the name of a snapshot.
 *
 * @param snapshot a snapshot
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 0.9.5
 */
const char *virDomainSnapshotGetName(virDomainSnapshotPtr snapshot);

/**
 * Tells the domain that a snapshot belongs to.
 *
 * @param snapshot a snapshot
 * @return the domain without a reference of its own: it lives as long as the handle; NULL if it failed
 *
 * Since: 0.9.5
 */
virDomainPtr virDomainSnapshotGetDomain(virDomainSnapshotPtr snapshot);

/**
 * Tells the connection that a snapshot belongs to.
 *
 * @param snapshot a snapshot
 * @return the connection without a reference of its own: it lives as long as the handle; NULL if it failed
 *
 * Since: 0.9.5
 */
virConnectPtr virDomainSnapshotGetConnect(virDomainSnapshotPtr snapshot);

/**
 * Makes a snapshot of a domain.
 *
 * @param domain a domain
 * @param xmlDesc the document
 * @param flags of virDomainSnapshotCreateFlags
 * @return a handle to give to virDomainSnapshotFree(), or NULL if it failed
 *
 * Since: 0.8.0
 */
virDomainSnapshotPtr virDomainSnapshotCreateXML(virDomainPtr domain,
                                                const char *xmlDesc,
                                                unsigned int flags);

/**
 * Tells the document of a snapshot.
 *
 * @param snapshot a snapshot
 * @param flags of virDomainSnapshotXMLFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.8.0
 */
char *virDomainSnapshotGetXMLDesc(virDomainSnapshotPtr snapshot, unsigned int flags);

/**
 * Counts the snapshots of a domain.
 *
 * @param domain a domain
 * @param flags of virDomainSnapshotListFlags
 * @return the number, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virDomainSnapshotNum(virDomainPtr domain, unsigned int flags);

/**
 * Lists the names of a domain's snapshots.
 *
 * @param domain a domain
 * @param names where to write them; each is to be freed
 * @param nameslen how many there is room for
 * @param flags of virDomainSnapshotListFlags
 * @return how many were written, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virDomainSnapshotListNames(virDomainPtr domain, char **names, int nameslen, unsigned int flags);

/**
 * Lists the snapshots of a domain at one moment.
 *
 * @param domain a domain
 * @param snaps where to write a new array of handles, with a NULL at its end: give each to
 * virDomainSnapshotFree() and free the array. NULL to count only.
 * @param flags of virDomainSnapshotListFlags
 * @return how many there are, or -1 if it failed
 *
 * Since: 0.9.13
 */
int virDomainListAllSnapshots(virDomainPtr domain,
                              virDomainSnapshotPtr **snaps,
                              unsigned int flags);

/**
 * Counts the children of a snapshot.
 *
 * @param snapshot a snapshot
 * @param flags of virDomainSnapshotListFlags
 * @return the number, or -1 if it failed
 *
 * Since: 0.9.7
 */
int virDomainSnapshotNumChildren(virDomainSnapshotPtr snapshot, unsigned int flags);

/**
 * Lists the names of a snapshot's children.
 *
 * @param snapshot a snapshot
 * @param names where to write them; each is to be freed
 * @param nameslen how many there is room for
 * @param flags of virDomainSnapshotListFlags
 * @return how many were written, or -1 if it failed
 *
 * Since: 0.9.7
 */
int virDomainSnapshotListChildrenNames(virDomainSnapshotPtr snapshot,
                                       char **names,
                                       int nameslen,
                                       unsigned int flags);

/**
 * Lists the children of a snapshot at one moment.
 *
 * @param snapshot a snapshot
 * @param snaps where to write a new array of handles, with a NULL at its end: give each to
 * virDomainSnapshotFree() and free the array. NULL to count only.
 * @param flags of virDomainSnapshotListFlags
 * @return how many there are, or -1 if it failed
 *
 * Since: 0.9.13
 */
int virDomainSnapshotListAllChildren(virDomainSnapshotPtr snapshot,
                                     virDomainSnapshotPtr **snaps,
                                     unsigned int flags);

/**
 * Finds a snapshot of a domain by its name.
 *
 * @param domain a domain
 * @param name the name
 * @param flags none exist yet; give 0
 * @return a handle to give to virDomainSnapshotFree(), or NULL if it failed
 *
 * Since: 0.8.0
 */
virDomainSnapshotPtr virDomainSnapshotLookupByName(virDomainPtr domain,
                                                   const char *name,
                                                   unsigned int flags);

/**
 * Tells whether a domain has a current snapshot.
 *
 * @param domain a domain
 * @param flags none exist yet; give 0
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virDomainHasCurrentSnapshot(virDomainPtr domain, unsigned int flags);

/**
 * Finds the current snapshot of a domain.
 *
 * @param domain a domain
 * @param flags none exist yet; give 0
 * @return a handle to give to virDomainSnapshotFree(), or NULL if it failed
 *
 * Since: 0.8.0
 */
virDomainSnapshotPtr virDomainSnapshotCurrent(virDomainPtr domain, unsigned int flags);

/**
 * Finds the parent of a snapshot.
 *
 * @param snapshot a snapshot
 * @param flags none exist yet; give 0
 * @return a handle to give to virDomainSnapshotFree(), or NULL if it failed
 *
 * Since: 0.9.7
 */
virDomainSnapshotPtr virDomainSnapshotGetParent(virDomainSnapshotPtr snapshot, unsigned int flags);

/**
 * Tells whether a snapshot is the current one of its domain.
 *
 * @param snapshot a snapshot
 * @param flags none exist yet; give 0
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.9.13
 */
int virDomainSnapshotIsCurrent(virDomainSnapshotPtr snapshot, unsigned int flags);

/**
 * Tells whether a snapshot is remembered.
 *
 * @param snapshot a snapshot
 * @param flags none exist yet; give 0
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.9.13
 */
int virDomainSnapshotHasMetadata(virDomainSnapshotPtr snapshot, unsigned int flags);

/**
 * Takes a domain back to a snapshot.
 *
 * @param snapshot a snapshot
 * @param flags of virDomainSnapshotRevertFlags, not both RUNNING and PAUSED
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virDomainRevertToSnapshot(virDomainSnapshotPtr snapshot, unsigned int flags);

/**
 * Deletes a snapshot.
 *
 * @param snapshot a snapshot
 * @param flags of virDomainSnapshotDeleteFlags, not both CHILDREN and CHILDREN_ONLY
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virDomainSnapshotDelete(virDomainSnapshotPtr snapshot, unsigned int flags);

/**
 * Adds a reference to a snapshot handle, for which virDomainSnapshotFree() has to be called once
 * more.
 *
 * @param snapshot a snapshot
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.13
 */
int virDomainSnapshotRef(virDomainSnapshotPtr snapshot);

/**
 * Gives back a reference to a snapshot handle. The snapshot itself is as it was.
 *
 * @param snapshot a snapshot
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virDomainSnapshotFree(virDomainSnapshotPtr snapshot);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_DOMAIN_SNAPSHOT_H */
