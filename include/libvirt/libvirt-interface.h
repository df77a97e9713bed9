/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_INTERFACE_H
#define LIBVIRT_INTERFACE_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * A network interface of the host. Opaque.
 */
struct _virInterface;

/**
 * A network interface of the host. Opaque.
 *
 * Since: 0.6.4
 */
typedef struct _virInterface virInterface;

/**
 * A handle of a network interface of the host.
 *
 * Since: 0.6.4
 */
typedef virInterface *virInterfacePtr;

#endif  /* LIBVIRT_INTERFACE_H */
