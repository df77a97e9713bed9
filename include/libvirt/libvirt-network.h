/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_NETWORK_H
#define LIBVIRT_NETWORK_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

/**
 * A virtual network. Opaque.
 */
struct _virNetwork;

/**
 * A virtual network. Opaque.
 */
typedef struct _virNetwork virNetwork;

/**
 * A handle of a virtual network.
 */
typedef virNetwork *virNetworkPtr;

#endif  /* LIBVIRT_NETWORK_H */
