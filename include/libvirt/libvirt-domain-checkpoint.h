/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_DOMAIN_CHECKPOINT_H
#define LIBVIRT_DOMAIN_CHECKPOINT_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


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
 * A handle of a checkpoint of a domain's disks.
 *
 * Since: 5.2.0
 */
typedef virDomainCheckpoint *virDomainCheckpointPtr;

#endif  /* LIBVIRT_DOMAIN_CHECKPOINT_H */
