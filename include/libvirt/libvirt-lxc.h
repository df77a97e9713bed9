/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_LXC_H
#define LIBVIRT_LXC_H


#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>


#endif  /* LIBVIRT_LXC_H */
