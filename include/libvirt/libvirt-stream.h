/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_STREAM_H
#define LIBVIRT_STREAM_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


#endif  /* LIBVIRT_STREAM_H */
