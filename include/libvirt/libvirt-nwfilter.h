/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_NWFILTER_H
#define LIBVIRT_NWFILTER_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * A network filter. Opaque.
 */
struct _virNWFilter;

/**
 * A network filter bound to a network interface. Opaque.
 */
struct _virNWFilterBinding;

/**
 * A network filter. Opaque.
 *
 * Since: 0.8.0
 */
typedef struct _virNWFilter virNWFilter;

/**
 * A handle of a network filter.
 *
 * Since: 0.8.0
 */
typedef virNWFilter *virNWFilterPtr;

/**
 * A network filter bound to a network interface. Opaque.
 *
 * Since: 4.5.0
 */
typedef struct _virNWFilterBinding virNWFilterBinding;

/**
 * A handle of a network filter bound to a network interface.
 *
 * Since: 4.5.0
 */
typedef virNWFilterBinding *virNWFilterBindingPtr;

#endif  /* LIBVIRT_NWFILTER_H */
