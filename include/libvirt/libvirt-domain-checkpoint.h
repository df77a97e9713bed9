/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_DOMAIN_CHECKPOINT_H
#define LIBVIRT_DOMAIN_CHECKPOINT_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * How to make a checkpoint.
 *
 * Since: 5.6.0
 */
typedef enum {
  /**
   * Only remember one whose bitmaps are there already. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE = (1 << 0),
  /**
   * Have the guest agent bring the file systems to rest first. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_CREATE_QUIESCE = (1 << 1),
  /**
   * When remembering one, check its bitmaps. (Since: 6.10.0)
   */
  VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE_VALIDATE = (1 << 2),
} virDomainCheckpointCreateFlags;

/**
 * How to write a checkpoint's document.
 *
 * Since: 5.6.0
 */
typedef enum {
  /**
   * With passwords; not on a read-only connection. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_XML_SECURE = (1 << 0),
  /**
   * Without the domain's document. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_XML_NO_DOMAIN = (1 << 1),
  /**
   * With how much each disk changed since, asked of the running guest. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_XML_SIZE = (1 << 2),
} virDomainCheckpointXMLFlags;

/**
 * Which checkpoints to list, and in which order.
 *
 * Since: 5.6.0
 */
typedef enum {
  /**
   * Of a domain's checkpoints: those without a parent. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_LIST_ROOTS = (1 << 0),
  /**
   * Of a checkpoint's children: theirs too. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_LIST_DESCENDANTS = (1 << 0),
  /**
   * Parents before their children. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_LIST_TOPOLOGICAL = (1 << 1),
  /**
   * Those without children. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_LIST_LEAVES = (1 << 2),
  /**
   * Those with children. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_LIST_NO_LEAVES = (1 << 3),
} virDomainCheckpointListFlags;

/**
 * What goes with a deleted checkpoint.
 *
 * Since: 5.6.0
 */
typedef enum {
  /**
   * Its descendants too. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN = (1 << 0),
  /**
   * Only forget it; its bitmaps stay in the disk images. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_DELETE_METADATA_ONLY = (1 << 1),
  /**
   * Its descendants, but not it. (Since: 5.6.0)
   */
  VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN_ONLY = (1 << 2),
} virDomainCheckpointDeleteFlags;

/**
 * A checkpoint of a domain's disks. Opaque.
 */
struct _virDomainCheckpoint;

/**
 * A checkpoint of a domain's disks. Opaque.
 *
 * Since: 5.2.0
 */
typedef struct _virDomainCheckpoint virDomainCheckpoint;

/**
 * A handle of a checkpoint.
 *
 * Since: 5.2.0
 */
typedef virDomainCheckpoint *virDomainCheckpointPtr;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Tells a checkpoint's name.
 *
 * @param checkpoint a checkpoint
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 5.6.0
 */
const char *virDomainCheckpointGetName(virDomainCheckpointPtr checkpoint);

/**
 * Tells which domain a checkpoint belongs to.
 *
 * @param checkpoint a checkpoint
 * @return the domain, without a reference of its own; NULL if it failed
 *
 * Since: 5.6.0
 */
virDomainPtr virDomainCheckpointGetDomain(virDomainCheckpointPtr checkpoint);

/**
 * Tells which connection a checkpoint belongs to.
 *
 * @param checkpoint a checkpoint
 * @return the connection, without a reference of its own; NULL if it failed
 *
 * Since: 5.6.0
 */
virConnectPtr virDomainCheckpointGetConnect(virDomainCheckpointPtr checkpoint);

/**
 * Adds a reference to a checkpoint's handle, for which virDomainCheckpointFree() has to be called once more.
 *
 * @param checkpoint a checkpoint
 * @return 0, or -1 if it failed
 *
 * Since: 5.6.0
 */
int virDomainCheckpointRef(virDomainCheckpointPtr checkpoint);

/**
 * Gives back a reference to a checkpoint's handle. The checkpoint stays as it is.
 *
 * @param checkpoint a checkpoint
 * @return 0, or -1 if it failed
 *
 * Since: 5.6.0
 */
int virDomainCheckpointFree(virDomainCheckpointPtr checkpoint);

/**
 * Marks a point in time in a domain's disks, from which on changes are noted.
 *
 * @param domain a domain
 * @param xmlDesc an XML document
 * @param flags of virDomainCheckpointCreateFlags
 * @return a handle to give to virDomainCheckpointFree(), or NULL if it failed
 *
 * Since: 5.6.0
 */
extern virDomainCheckpointPtr virDomainCheckpointCreateXML(virDomainPtr domain,
                                                           const char *xmlDesc,
                                                           unsigned int flags);

/**
 * Tells a checkpoint's document.
 *
 * @param checkpoint a checkpoint
 * @param flags of virDomainCheckpointXMLFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 5.6.0
 */
extern char *virDomainCheckpointGetXMLDesc(virDomainCheckpointPtr checkpoint, unsigned int flags);

/**
 * Lists a domain's checkpoints.
 *
 * @param domain a domain
 * @param checkpoints where to put an array of handles, to give each to virDomainCheckpointFree() and then
 * free the array; NULL to count only
 * @param flags of virDomainCheckpointListFlags
 * @return the number, or -1 if it failed
 *
 * Since: 5.6.0
 */
extern int virDomainListAllCheckpoints(virDomainPtr domain,
                                       virDomainCheckpointPtr **checkpoints,
                                       unsigned int flags);

/**
 * Lists a checkpoint's children.
 *
 * @param checkpoint a checkpoint
 * @param children where to put an array of handles, to give each to virDomainCheckpointFree() and then free
 * the array; NULL to count only
 * @param flags of virDomainCheckpointListFlags
 * @return the number, or -1 if it failed
 *
 * Since: 5.6.0
 */
extern int virDomainCheckpointListAllChildren(virDomainCheckpointPtr checkpoint,
                                              virDomainCheckpointPtr **children,
                                              unsigned int flags);

/**
 * Finds a checkpoint of a domain by its name.
 *
 * @param domain a domain
 * @param name its name
 * @param flags 0
 * @return a handle to give to virDomainCheckpointFree(), or NULL if it failed
 *
 * Since: 5.6.0
 */
extern virDomainCheckpointPtr virDomainCheckpointLookupByName(virDomainPtr domain,
                                                              const char *name,
                                                              unsigned int flags);

/**
 * Finds the checkpoint that a checkpoint follows.
 *
 * @param checkpoint a checkpoint
 * @param flags 0
 * @return a handle to give to virDomainCheckpointFree(), or NULL if it failed or there is none
 *
 * Since: 5.6.0
 */
extern virDomainCheckpointPtr virDomainCheckpointGetParent(virDomainCheckpointPtr checkpoint,
                                                           unsigned int flags);

/**
 * Deletes a checkpoint; the changes noted since then go to its parent.
 *
 * @param checkpoint a checkpoint
 * @param flags of virDomainCheckpointDeleteFlags
 * @return 0, or -1 if it failed
 *
 * Since: 5.6.0
 */
extern int virDomainCheckpointDelete(virDomainCheckpointPtr checkpoint, unsigned int flags);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_DOMAIN_CHECKPOINT_H */
