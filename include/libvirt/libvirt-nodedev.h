/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_NODEDEV_H
#define LIBVIRT_NODEDEV_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * A device of the host. Opaque.
 */
struct _virNodeDevice;

/**
 * A device of the host. Opaque.
 *
 * Since: 0.5.0
 */
typedef struct _virNodeDevice virNodeDevice;

/**
 * A handle of a device of the host.
 *
 * Since: 0.5.0
 */
typedef virNodeDevice *virNodeDevicePtr;

#endif  /* LIBVIRT_NODEDEV_H */
