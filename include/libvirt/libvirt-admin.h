/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_ADMIN_H
#define LIBVIRT_ADMIN_H


#define __VIR_ADMIN_H_INCLUDES__
#include <libvirt/libvirt-common.h>
#undef __VIR_ADMIN_H_INCLUDES__


#endif  /* LIBVIRT_ADMIN_H */
