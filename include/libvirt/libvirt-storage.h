/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_STORAGE_H
#define LIBVIRT_STORAGE_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * A storage pool. Opaque.
 */
struct _virStoragePool;

/**
 * A volume of a storage pool. Opaque.
 */
struct _virStorageVol;

/**
 * A storage pool. Opaque.
 *
 * Since: 0.4.1
 */
typedef struct _virStoragePool virStoragePool;

/**
 * A handle of a storage pool.
 *
 * Since: 0.4.1
 */
typedef virStoragePool *virStoragePoolPtr;

/**
 * A volume of a storage pool. Opaque.
 *
 * Since: 0.4.1
 */
typedef struct _virStorageVol virStorageVol;

/**
 * A handle of a volume of a storage pool.
 *
 * Since: 0.4.1
 */
typedef virStorageVol *virStorageVolPtr;

#endif  /* LIBVIRT_STORAGE_H */
