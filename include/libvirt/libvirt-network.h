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
 * What joins a guest's interface to a network. Opaque.
 */
struct _virNetworkPort;

/**
 * A virtual network. Opaque.
 *
 * Since: 0.2.0
 */
typedef struct _virNetwork virNetwork;

/**
 * A handle of a virtual network.
 *
 * Since: 0.2.0
 */
typedef virNetwork *virNetworkPtr;

/**
 * What joins a guest's interface to a network. Opaque.
 *
 * Since: 5.5.0
 */
typedef struct _virNetworkPort virNetworkPort;

/**
 * A handle of a network's port.
 *
 * Since: 5.5.0
 */
typedef virNetworkPort *virNetworkPortPtr;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Adds a reference to a network's handle.
 *
 * @param network a network
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.0
 */
int virNetworkRef(virNetworkPtr network);

/**
 * Takes a reference to a network's handle away; the last one frees it.
 *
 * @param network a network
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.0
 */
int virNetworkFree(virNetworkPtr network);

/**
 * Tells the name of a network.
 *
 * @param network a network
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 0.2.0
 */
const char *virNetworkGetName(virNetworkPtr network);

/**
 * Tells the connection that a network belongs to.
 *
 * @param network a network
 * @return the connection without a reference of its own: it lives as long as the handle; NULL if it failed
 *
 * Since: 0.3.0
 */
virConnectPtr virNetworkGetConnect(virNetworkPtr network);

/**
 * Finds a network by its name.
 *
 * @param conn a connection
 * @param name the name
 * @return a handle to give to virNetworkFree(), or NULL if it failed
 *
 * Since: 0.2.0
 */
extern virNetworkPtr virNetworkLookupByName(virConnectPtr conn, const char *name);

/**
 * Finds a network by its UUID.
 *
 * @param conn a connection
 * @param uuid the 16 bytes of the UUID
 * @return a handle to give to virNetworkFree(), or NULL if it failed
 *
 * Since: 0.2.0
 */
extern virNetworkPtr virNetworkLookupByUUID(virConnectPtr conn, const unsigned char *uuid);

/**
 * Changes a part of a network's document.
 *
 * @param network a network
 * @param command a virNetworkUpdateCommand
 * @param section the part: a virNetworkUpdateSection
 * @param parentIndex which of several elements that hold such parts, counted from 0; -1 for any
 * @param xml the part's element
 * @param flags of virNetworkUpdateFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.10.2
 */
extern int virNetworkUpdate(virNetworkPtr network,
                            unsigned int command,
                            unsigned int section,
                            int parentIndex,
                            const char *xml,
                            unsigned int flags);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_NETWORK_H */
