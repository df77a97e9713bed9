/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_QEMU_H
#define LIBVIRT_QEMU_H


#include <libvirt/libvirt.h>


#endif  /* LIBVIRT_QEMU_H */
