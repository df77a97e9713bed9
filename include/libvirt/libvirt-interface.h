/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_INTERFACE_H
#define LIBVIRT_INTERFACE_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * Which interfaces to list; both or none: all.
 *
 * Since: 0.10.2
 */
typedef enum {
  /**
   * Those that are down. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_INTERFACES_INACTIVE = (1 << 0),
  /**
   * Those that are up. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_INTERFACES_ACTIVE = (1 << 1),
} virConnectListAllInterfacesFlags;

/**
 * How to write an interface's document.
 *
 * Since: 0.7.3
 */
typedef enum {
  /**
   * As it is configured, not as it is now. (Since: 0.7.3)
   */
  VIR_INTERFACE_XML_INACTIVE = (1 << 0),
} virInterfaceXMLFlags;

/**
 * How to define an interface.
 *
 * Since: 7.7.0
 */
typedef enum {
  /**
   * Check the document against the schema. (Since: 7.7.0)
   */
  VIR_INTERFACE_DEFINE_VALIDATE = (1 << 0),
} virInterfaceDefineFlags;

/**
 * A network interface of the host with its configuration. Opaque.
 */
struct _virInterface;

/**
 * A network interface of the host with its configuration. Opaque.
 *
 * Since: 0.6.4
 */
typedef struct _virInterface virInterface;

/**
 * A handle of a host's interface.
 *
 * Since: 0.6.4
 */
typedef virInterface *virInterfacePtr;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Tells which connection an interface belongs to.
 *
 * @param iface an interface
 * @return the connection, without a reference of its own; NULL if it failed
 *
 * Since: 0.6.4
 */
virConnectPtr virInterfaceGetConnect(virInterfacePtr iface);

/**
 * Tells an interface's name.
 *
 * @param iface an interface
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 0.6.4
 */
const char *virInterfaceGetName(virInterfacePtr iface);

/**
 * Tells an interface's MAC address as a string.
 *
 * @param iface an interface
 * @return the address, which belongs to the handle; NULL if it failed
 *
 * Since: 0.6.4
 */
const char *virInterfaceGetMACString(virInterfacePtr iface);

/**
 * Adds a reference to an interface's handle, for which virInterfaceFree() has to be called once more.
 *
 * @param iface an interface
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.4
 */
int virInterfaceRef(virInterfacePtr iface);

/**
 * Gives back a reference to an interface's handle. The interface stays as it is.
 *
 * @param iface an interface
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.4
 */
int virInterfaceFree(virInterfacePtr iface);

/**
 * Counts the host's interfaces that are up.
 *
 * @param conn a connection
 * @return the number, or -1 if it failed
 *
 * Since: 0.6.4
 */
extern int virConnectNumOfInterfaces(virConnectPtr conn);

/**
 * Lists the names of the host's interfaces that are up.
 *
 * @param conn a connection
 * @param names room for the names, to free each
 * @param maxnames how many there is room for
 * @return how many names were written, or -1 if it failed
 *
 * Since: 0.6.4
 */
extern int virConnectListInterfaces(virConnectPtr conn, char **names, int maxnames);

/**
 * Counts the host's interfaces that are configured and down.
 *
 * @param conn a connection
 * @return the number, or -1 if it failed
 *
 * Since: 0.7.0
 */
extern int virConnectNumOfDefinedInterfaces(virConnectPtr conn);

/**
 * Lists the names of the host's interfaces that are configured and down.
 *
 * @param conn a connection
 * @param names room for the names, to free each
 * @param maxnames how many there is room for
 * @return how many names were written, or -1 if it failed
 *
 * Since: 0.7.0
 */
extern int virConnectListDefinedInterfaces(virConnectPtr conn, char **names, int maxnames);

/**
 * Lists the host's interfaces.
 *
 * @param conn a connection
 * @param ifaces where to put an array of handles, to give each to virInterfaceFree() and then free the
 * array; NULL to count only
 * @param flags of virConnectListAllInterfacesFlags
 * @return the number, or -1 if it failed
 *
 * Since: 0.10.2
 */
extern int virConnectListAllInterfaces(virConnectPtr conn,
                                       virInterfacePtr **ifaces,
                                       unsigned int flags);

/**
 * Finds an interface of the host by its name.
 *
 * @param conn a connection
 * @param name its name
 * @return a handle to give to virInterfaceFree(), or NULL if it failed
 *
 * Since: 0.6.4
 */
extern virInterfacePtr virInterfaceLookupByName(virConnectPtr conn, const char *name);

/**
 * Finds an interface of the host by its MAC address.
 *
 * @param conn a connection
 * @param macstr the address as a string
 * @return a handle to give to virInterfaceFree(), or NULL if it failed
 *
 * Since: 0.6.4
 */
extern virInterfacePtr virInterfaceLookupByMACString(virConnectPtr conn, const char *macstr);

/**
 * Tells an interface's document.
 *
 * @param iface an interface
 * @param flags of virInterfaceXMLFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.6.4
 */
extern char *virInterfaceGetXMLDesc(virInterfacePtr iface, unsigned int flags);

/**
 * Configures an interface of the host, or changes its configuration.
 *
 * @param conn a connection
 * @param xml an XML document
 * @param flags of virInterfaceDefineFlags
 * @return a handle to give to virInterfaceFree(), or NULL if it failed
 *
 * Since: 0.6.4
 */
extern virInterfacePtr virInterfaceDefineXML(virConnectPtr conn,
                                             const char *xml,
                                             unsigned int flags);

/**
 * Removes the configuration of an interface of the host.
 *
 * @param iface an interface
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.4
 */
extern int virInterfaceUndefine(virInterfacePtr iface);

/**
 * Brings an interface of the host up.
 *
 * @param iface an interface
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.4
 */
extern int virInterfaceCreate(virInterfacePtr iface, unsigned int flags);

/**
 * Takes an interface of the host down.
 *
 * @param iface an interface
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.4
 */
extern int virInterfaceDestroy(virInterfacePtr iface, unsigned int flags);

/**
 * Remembers the configuration of the host's interfaces, for virInterfaceChangeRollback().
 *
 * @param conn a connection
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.2
 */
extern int virInterfaceChangeBegin(virConnectPtr conn, unsigned int flags);

/**
 * Keeps what was changed since virInterfaceChangeBegin().
 *
 * @param conn a connection
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.2
 */
extern int virInterfaceChangeCommit(virConnectPtr conn, unsigned int flags);

/**
 * Goes back to the configuration that virInterfaceChangeBegin() remembered.
 *
 * @param conn a connection
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.2
 */
extern int virInterfaceChangeRollback(virConnectPtr conn, unsigned int flags);

/**
 * Tells whether an interface of the host is up.
 *
 * @param iface an interface
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.7.3
 */
extern int virInterfaceIsActive(virInterfacePtr iface);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_INTERFACE_H */
