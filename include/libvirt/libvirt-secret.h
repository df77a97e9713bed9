/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_SECRET_H
#define LIBVIRT_SECRET_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * A secret. Opaque.
 */
struct _virSecret;

/**
 * A secret. Opaque.
 *
 * Since: 0.7.1
 */
typedef struct _virSecret virSecret;

/**
 * A handle of a secret.
 *
 * Since: 0.7.1
 */
typedef virSecret *virSecretPtr;

#endif  /* LIBVIRT_SECRET_H */
