/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_NETWORK_H
#define LIBVIRT_NETWORK_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

/**
 * The average rate into the guest, in KiB/s (unsigned int). (Since: 5.5.0)
 */
#define VIR_NETWORK_PORT_BANDWIDTH_IN_AVERAGE "inbound.average"

/**
 * The highest rate into the guest, in KiB/s (unsigned int). (Since: 5.5.0)
 */
#define VIR_NETWORK_PORT_BANDWIDTH_IN_PEAK "inbound.peak"

/**
 * How much may go into the guest at the highest rate, in KiB (unsigned int). (Since: 5.5.0)
 */
#define VIR_NETWORK_PORT_BANDWIDTH_IN_BURST "inbound.burst"

/**
 * The rate into the guest that is kept for it, in KiB/s (unsigned int). (Since: 5.5.0)
 */
#define VIR_NETWORK_PORT_BANDWIDTH_IN_FLOOR "inbound.floor"

/**
 * The average rate out of the guest, in KiB/s (unsigned int). (Since: 5.5.0)
 */
#define VIR_NETWORK_PORT_BANDWIDTH_OUT_AVERAGE "outbound.average"

/**
 * The highest rate out of the guest, in KiB/s (unsigned int). (Since: 5.5.0)
 */
#define VIR_NETWORK_PORT_BANDWIDTH_OUT_PEAK "outbound.peak"

/**
 * How much may come out of the guest at the highest rate, in KiB (unsigned int). (Since: 5.5.0)
 */
#define VIR_NETWORK_PORT_BANDWIDTH_OUT_BURST "outbound.burst"

/**
 * Casts the callback of any kind of event to the type that virConnectNetworkEventRegisterAny() takes.
 *
 * Since: 1.2.1
 */
#define VIR_NETWORK_EVENT_CALLBACK(cb) ((virConnectNetworkEventGenericCallback)(cb))


/**
 * How to write a network's document.
 *
 * Since: 0.9.10
 */
typedef enum {
  /**
   * The definition for the next start, without what the running network added. (Since: 0.9.10)
   */
  VIR_NETWORK_XML_INACTIVE = (1 << 0),
} virNetworkXMLFlags;

/**
 * Which networks to list. Flags come in groups: of a group with any flag set, a network has to match one.
 *
 * Since: 0.10.2
 */
typedef enum {
  /**
   * Those that are not running. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NETWORKS_INACTIVE = (1 << 0),
  /**
   * Those that are running. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NETWORKS_ACTIVE = (1 << 1),
  /**
   * Those that are defined. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NETWORKS_PERSISTENT = (1 << 2),
  /**
   * Those that go when they stop. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NETWORKS_TRANSIENT = (1 << 3),
  /**
   * Those that start with the host. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NETWORKS_AUTOSTART = (1 << 4),
  /**
   * Those that do not. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NETWORKS_NO_AUTOSTART = (1 << 5),
} virConnectListAllNetworksFlags;

/**
 * How to start a network from a document.
 *
 * Since: 7.8.0
 */
typedef enum {
  /**
   * Check the document against the schema. (Since: 7.8.0)
   */
  VIR_NETWORK_CREATE_VALIDATE = (1 << 0),
} virNetworkCreateFlags;

/**
 * How to define a network.
 *
 * Since: 7.7.0
 */
typedef enum {
  /**
   * Check the document against the schema. (Since: 7.7.0)
   */
  VIR_NETWORK_DEFINE_VALIDATE = (1 << 0),
} virNetworkDefineFlags;

/**
 * What virNetworkUpdate() does with an element.
 *
 * Since: 0.10.2
 */
typedef enum {
  /**
   * Nothing; not a command. (Since: 0.10.2)
   */
  VIR_NETWORK_UPDATE_COMMAND_NONE = 0,
  /**
   * Replace the one that it matches. (Since: 0.10.2)
   */
  VIR_NETWORK_UPDATE_COMMAND_MODIFY = 1,
  /**
   * Remove the one that it matches. (Since: 0.10.2)
   */
  VIR_NETWORK_UPDATE_COMMAND_DELETE = 2,
  /**
   * Add it behind those that are there. (Since: 0.10.2)
   */
  VIR_NETWORK_UPDATE_COMMAND_ADD_LAST = 3,
  /**
   * Add it before those that are there. (Since: 0.10.2)
   */
  VIR_NETWORK_UPDATE_COMMAND_ADD_FIRST = 4,
#if defined(VIR_ENUM_SENTINELS)
  VIR_NETWORK_UPDATE_COMMAND_LAST,
#endif
} virNetworkUpdateCommand;

/**
 * Which element of a network's document virNetworkUpdate() changes.
 *
 * Since: 0.10.2
 */
typedef enum {
  /**
   * None; not a section. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_NONE = 0,
  /**
   * <bridge>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_BRIDGE = 1,
  /**
   * <domain>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_DOMAIN = 2,
  /**
   * <ip>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_IP = 3,
  /**
   * <host> in <ip>'s <dhcp>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_IP_DHCP_HOST = 4,
  /**
   * <range> in <ip>'s <dhcp>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_IP_DHCP_RANGE = 5,
  /**
   * <forward>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_FORWARD = 6,
  /**
   * <interface> in <forward>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_FORWARD_INTERFACE = 7,
  /**
   * <pf> in <forward>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_FORWARD_PF = 8,
  /**
   * <portgroup>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_PORTGROUP = 9,
  /**
   * <host> in <dns>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_DNS_HOST = 10,
  /**
   * <txt> in <dns>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_DNS_TXT = 11,
  /**
   * <srv> in <dns>. (Since: 0.10.2)
   */
  VIR_NETWORK_SECTION_DNS_SRV = 12,
#if defined(VIR_ENUM_SENTINELS)
  VIR_NETWORK_SECTION_LAST,
#endif
} virNetworkUpdateSection;

/**
 * What virNetworkUpdate() changes; LIVE and CONFIG may come together.
 *
 * Since: 0.10.2
 */
typedef enum {
  /**
   * The running network if it runs, else the definition. (Since: 0.10.2)
   */
  VIR_NETWORK_UPDATE_AFFECT_CURRENT = 0,
  /**
   * The running network. (Since: 0.10.2)
   */
  VIR_NETWORK_UPDATE_AFFECT_LIVE = (1 << 0),
  /**
   * The definition, for the next start. (Since: 0.10.2)
   */
  VIR_NETWORK_UPDATE_AFFECT_CONFIG = (1 << 1),
} virNetworkUpdateFlags;

/**
 * What happened to a network.
 *
 * Since: 1.2.1
 */
typedef enum {
  /**
   * It was defined. (Since: 1.2.1)
   */
  VIR_NETWORK_EVENT_DEFINED = 0,
  /**
   * It was undefined. (Since: 1.2.1)
   */
  VIR_NETWORK_EVENT_UNDEFINED = 1,
  /**
   * It was started. (Since: 1.2.1)
   */
  VIR_NETWORK_EVENT_STARTED = 2,
  /**
   * It was stopped. (Since: 1.2.1)
   */
  VIR_NETWORK_EVENT_STOPPED = 3,
#if defined(VIR_ENUM_SENTINELS)
  VIR_NETWORK_EVENT_LAST,
#endif
} virNetworkEventLifecycleType;

/**
 * Kinds of event about networks.
 *
 * Since: 1.2.1
 */
typedef enum {
  /**
   * virConnectNetworkEventLifecycleCallback. (Since: 1.2.1)
   */
  VIR_NETWORK_EVENT_ID_LIFECYCLE = 0,
  /**
   * virConnectNetworkEventMetadataChangeCallback. (Since: 9.8.0)
   */
  VIR_NETWORK_EVENT_ID_METADATA_CHANGE = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_NETWORK_EVENT_ID_LAST,
#endif
} virNetworkEventID;

/**
 * Kinds of IP address.
 *
 * Since: 1.2.6
 */
typedef enum {
  /**
   * IPv4. (Since: 1.2.6)
   */
  VIR_IP_ADDR_TYPE_IPV4 = 0,
  /**
   * IPv6. (Since: 1.2.6)
   */
  VIR_IP_ADDR_TYPE_IPV6 = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_IP_ADDR_TYPE_LAST,
#endif
} virIPAddrType;

/**
 * How to make a network port.
 *
 * Since: 5.5.0
 */
typedef enum {
  /**
   * Take it up again: it was made before the network's driver restarted. (Since: 5.5.0)
   */
  VIR_NETWORK_PORT_CREATE_RECLAIM = (1 << 0),
  /**
   * Check the document against the schema. (Since: 7.8.0)
   */
  VIR_NETWORK_PORT_CREATE_VALIDATE = (1 << 1),
} virNetworkPortCreateFlags;

/**
 * Kinds of a network's metadata.
 *
 * Since: 9.7.0
 */
typedef enum {
  /**
   * The text of <description>. (Since: 9.7.0)
   */
  VIR_NETWORK_METADATA_DESCRIPTION = 0,
  /**
   * The text of <title>, one line. (Since: 9.7.0)
   */
  VIR_NETWORK_METADATA_TITLE = 1,
  /**
   * An element inside <metadata>, told from others by its namespace. (Since: 9.7.0)
   */
  VIR_NETWORK_METADATA_ELEMENT = 2,
#if defined(VIR_ENUM_SENTINELS)
  VIR_NETWORK_METADATA_LAST,
#endif
} virNetworkMetadataType;

/**
 * A virtual network. Opaque.
 */
struct _virNetwork;

/**
 * A place where a guest's interface is plugged into a virtual network. Opaque.
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
 * An address that a network's DHCP server gave away.
 */
struct _virNetworkDHCPLease {
  /**
   * The network's interface.
   */
  char *iface;
  /**
   * When it ends, in seconds since 1970.
   */
  long long expirytime;
  /**
   * The virIPAddrType.
   */
  int type;
  /**
   * The MAC address of who has it; NULL if it is not known.
   */
  char *mac;
  /**
   * The identity association, for IPv6; else NULL.
   */
  char *iaid;
  /**
   * The address.
   */
  char *ipaddr;
  /**
   * How many bits of the address name the network.
   */
  unsigned int prefix;
  /**
   * The host name of who has it; NULL if it is not known.
   */
  char *hostname;
  /**
   * The client id, for IPv6 the DUID; NULL if it is not known.
   */
  char *clientid;
};

/**
 * An address that a network's DHCP server gave away.
 *
 * Since: 1.2.6
 */
typedef struct _virNetworkDHCPLease virNetworkDHCPLease;

/**
 * A pointer to a virNetworkDHCPLease.
 *
 * Since: 1.2.6
 */
typedef virNetworkDHCPLease *virNetworkDHCPLeasePtr;

/**
 * Stands for the callback of any kind of event about networks; VIR_NETWORK_EVENT_CALLBACK() casts to it.
 * (Since: 1.2.1)
 */
typedef void (*virConnectNetworkEventGenericCallback)(virConnectPtr conn,
                                                      virNetworkPtr net,
                                                      void *opaque);

/**
 * A place where a guest's interface is plugged into a virtual network. Opaque.
 *
 * Since: 5.5.0
 */
typedef struct _virNetworkPort virNetworkPort;

/**
 * A handle of a network port.
 *
 * Since: 5.5.0
 */
typedef virNetworkPort *virNetworkPortPtr;

/**
 * Is told that a network changed its state: the connection, the network, a virNetworkEventLifecycleType, 0,
 * and what was given along. (Since: 1.2.1)
 */
typedef void (*virConnectNetworkEventLifecycleCallback)(virConnectPtr conn,
                                                        virNetworkPtr net,
                                                        int event,
                                                        int detail,
                                                        void *opaque);

/**
 * Is told that a network's metadata changed: the connection, the network, a virNetworkMetadataType, the
 * namespace (NULL unless it is an element), and what was given along. (Since: 9.8.0)
 */
typedef void (*virConnectNetworkEventMetadataChangeCallback)(virConnectPtr conn,
                                                             virNetworkPtr net,
                                                             int type,
                                                             const char *nsuri,
                                                             void *opaque);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Tells which connection a network belongs to.
 *
 * @param net a network
 * @return the connection, without a reference of its own; NULL if it failed
 *
 * Since: 0.3.0
 */
virConnectPtr virNetworkGetConnect(virNetworkPtr net);

/**
 * Adds a reference to a network's handle, for which virNetworkFree() has to be called once more.
 *
 * @param network a network
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.0
 */
int virNetworkRef(virNetworkPtr network);

/**
 * Gives back a reference to a network's handle. The network stays as it is.
 *
 * @param network a network
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.0
 */
int virNetworkFree(virNetworkPtr network);

/**
 * Tells a network's name.
 *
 * @param network a network
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 0.2.0
 */
const char *virNetworkGetName(virNetworkPtr network);

/**
 * Tells a network's UUID.
 *
 * @param network a network
 * @param uuid room for VIR_UUID_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.0
 */
int virNetworkGetUUID(virNetworkPtr network, unsigned char *uuid);

/**
 * Tells a network's UUID as a string.
 *
 * @param network a network
 * @param buf room for VIR_UUID_STRING_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.0
 */
int virNetworkGetUUIDString(virNetworkPtr network, char *buf);

/**
 * Frees a lease and what is in it.
 *
 * @param lease a lease; may be NULL
 *
 * Since: 1.2.6
 */
void virNetworkDHCPLeaseFree(virNetworkDHCPLeasePtr lease);

/**
 * Counts the networks that run.
 *
 * @param conn a connection
 * @return the number, or -1 if it failed
 *
 * Since: 0.2.0
 */
extern int virConnectNumOfNetworks(virConnectPtr conn);

/**
 * Lists the names of the networks that run.
 *
 * @param conn a connection
 * @param names room for the names, to free each
 * @param maxnames how many there is room for
 * @return how many names were written, or -1 if it failed
 *
 * Since: 0.2.0
 */
extern int virConnectListNetworks(virConnectPtr conn, char **names, int maxnames);

/**
 * Counts the networks that are defined and do not run.
 *
 * @param conn a connection
 * @return the number, or -1 if it failed
 *
 * Since: 0.2.0
 */
extern int virConnectNumOfDefinedNetworks(virConnectPtr conn);

/**
 * Lists the names of the networks that are defined and do not run.
 *
 * @param conn a connection
 * @param names room for the names, to free each
 * @param maxnames how many there is room for
 * @return how many names were written, or -1 if it failed
 *
 * Since: 0.2.0
 */
extern int virConnectListDefinedNetworks(virConnectPtr conn, char **names, int maxnames);

/**
 * Lists networks.
 *
 * @param conn a connection
 * @param nets where to put an array of handles, to give each to virNetworkFree() and then free the array;
 * NULL to count only
 * @param flags of virConnectListAllNetworksFlags
 * @return the number, or -1 if it failed
 *
 * Since: 0.10.2
 */
extern int virConnectListAllNetworks(virConnectPtr conn,
                                     virNetworkPtr **nets,
                                     unsigned int flags);

/**
 * Finds a network by its name.
 *
 * @param conn a connection
 * @param name its name
 * @return a handle to give to virNetworkFree(), or NULL if it failed
 *
 * Since: 0.2.0
 */
extern virNetworkPtr virNetworkLookupByName(virConnectPtr conn, const char *name);

/**
 * Finds a network by its UUID.
 *
 * @param conn a connection
 * @param uuid its UUID, VIR_UUID_BUFLEN bytes
 * @return a handle to give to virNetworkFree(), or NULL if it failed
 *
 * Since: 0.2.0
 */
extern virNetworkPtr virNetworkLookupByUUID(virConnectPtr conn, const unsigned char *uuid);

/**
 * Finds a network by its UUID as a string.
 *
 * @param conn a connection
 * @param uuidstr its UUID as a string
 * @return a handle to give to virNetworkFree(), or NULL if it failed
 *
 * Since: 0.2.0
 */
extern virNetworkPtr virNetworkLookupByUUIDString(virConnectPtr conn, const char *uuidstr);

/**
 * Starts a network that goes when it stops.
 *
 * @param conn a connection
 * @param xmlDesc an XML document
 * @return a handle to give to virNetworkFree(), or NULL if it failed
 *
 * Since: 0.2.0
 */
extern virNetworkPtr virNetworkCreateXML(virConnectPtr conn, const char *xmlDesc);

/**
 * Starts a network that goes when it stops.
 *
 * @param conn a connection
 * @param xmlDesc an XML document
 * @param flags of virNetworkCreateFlags
 * @return a handle to give to virNetworkFree(), or NULL if it failed
 *
 * Since: 7.8.0
 */
extern virNetworkPtr virNetworkCreateXMLFlags(virConnectPtr conn,
                                              const char *xmlDesc,
                                              unsigned int flags);

/**
 * Defines a network, or changes the definition that has this name and UUID.
 *
 * @param conn a connection
 * @param xml an XML document
 * @return a handle to give to virNetworkFree(), or NULL if it failed
 *
 * Since: 0.2.0
 */
extern virNetworkPtr virNetworkDefineXML(virConnectPtr conn, const char *xml);

/**
 * Defines a network, or changes the definition that has this name and UUID.
 *
 * @param conn a connection
 * @param xml an XML document
 * @param flags of virNetworkDefineFlags
 * @return a handle to give to virNetworkFree(), or NULL if it failed
 *
 * Since: 7.7.0
 */
extern virNetworkPtr virNetworkDefineXMLFlags(virConnectPtr conn,
                                              const char *xml,
                                              unsigned int flags);

/**
 * Forgets a network's definition. A network that runs goes when it stops.
 *
 * @param network a network
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.0
 */
extern int virNetworkUndefine(virNetworkPtr network);

/**
 * Changes part of a network's definition.
 *
 * @param network a network
 * @param command a virNetworkUpdateCommand
 * @param section a virNetworkUpdateSection
 * @param parentIndex which of several parents, counted from 0; -1 to let it be found
 * @param xml the element
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

/**
 * Starts a network that is defined.
 *
 * @param network a network
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.0
 */
extern int virNetworkCreate(virNetworkPtr network);

/**
 * Stops a network.
 *
 * @param network a network
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.0
 */
extern int virNetworkDestroy(virNetworkPtr network);

/**
 * Tells a network's document.
 *
 * @param network a network
 * @param flags of virNetworkXMLFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.2.0
 */
extern char *virNetworkGetXMLDesc(virNetworkPtr network, unsigned int flags);

/**
 * Tells the name of a network's bridge.
 *
 * @param network a network
 * @return a name to free, or NULL if it failed or there is none
 *
 * Since: 0.2.0
 */
extern char *virNetworkGetBridgeName(virNetworkPtr network);

/**
 * Tells whether a network starts with the host.
 *
 * @param network a network
 * @param autostart where to put 1 or 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.1
 */
extern int virNetworkGetAutostart(virNetworkPtr network, int *autostart);

/**
 * Says whether a network is to start with the host.
 *
 * @param network a network
 * @param autostart 0 for no, anything else for yes
 * @return 0, or -1 if it failed
 *
 * Since: 0.2.1
 */
extern int virNetworkSetAutostart(virNetworkPtr network, int autostart);

/**
 * Tells whether a network runs.
 *
 * @param net a network
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.7.3
 */
extern int virNetworkIsActive(virNetworkPtr net);

/**
 * Tells whether a network is defined, so that it stays when it stops.
 *
 * @param net a network
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.7.3
 */
extern int virNetworkIsPersistent(virNetworkPtr net);

/**
 * Lists the addresses that a network's DHCP server gave away.
 *
 * @param network a network
 * @param mac only those of this MAC address; NULL for all
 * @param leases where to put an array of leases, to give each to virNetworkDHCPLeaseFree() and then free the
 * array; NULL to count only
 * @param flags 0
 * @return the number, or -1 if it failed
 *
 * Since: 1.2.6
 */
extern int virNetworkGetDHCPLeases(virNetworkPtr network,
                                   const char *mac,
                                   virNetworkDHCPLeasePtr **leases,
                                   unsigned int flags);

/**
 * Has a function called when something happens to a network, or to any. An event loop has to run.
 *
 * @param conn a connection
 * @param net a network, or NULL for all
 * @param eventID a virNetworkEventID
 * @param cb the function, cast by VIR_NETWORK_EVENT_CALLBACK()
 * @param opaque given to it
 * @param freecb (optional) called with `opaque` once it is not needed any more; may be NULL
 * @return an id for virConnectNetworkEventDeregisterAny(), or -1 if it failed
 *
 * Since: 1.2.1
 */
extern int virConnectNetworkEventRegisterAny(virConnectPtr conn,
                                             virNetworkPtr net,
                                             int eventID,
                                             virConnectNetworkEventGenericCallback cb,
                                             void *opaque,
                                             virFreeCallback freecb);

/**
 * Ends what virConnectNetworkEventRegisterAny() began.
 *
 * @param conn a connection
 * @param callbackID the id that it returned
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.1
 */
extern int virConnectNetworkEventDeregisterAny(virConnectPtr conn, int callbackID);

/**
 * Changes one piece of a network's metadata.
 *
 * @param network a network
 * @param type a virNetworkMetadataType
 * @param metadata the text, or the element as XML; NULL removes it
 * @param key the prefix to write an element with; NULL for the other types
 * @param uri an element's namespace; NULL for the other types
 * @param flags of virNetworkUpdateFlags
 * @return 0, or -1 if it failed
 *
 * Since: 9.7.0
 */
extern int virNetworkSetMetadata(virNetworkPtr network,
                                 int type,
                                 const char *metadata,
                                 const char *key,
                                 const char *uri,
                                 unsigned int flags);

/**
 * Tells one piece of a network's metadata.
 *
 * @param network a network
 * @param type a virNetworkMetadataType
 * @param uri an element's namespace; NULL for the other types
 * @param flags of virNetworkUpdateFlags, not both
 * @return a text to free, or NULL if it failed
 *
 * Since: 9.7.0
 */
extern char *virNetworkGetMetadata(virNetworkPtr network,
                                   int type,
                                   const char *uri,
                                   unsigned int flags);

/**
 * Tells which network a port belongs to.
 *
 * @param port a network port
 * @return the network, without a reference of its own; NULL if it failed
 *
 * Since: 5.5.0
 */
virNetworkPtr virNetworkPortGetNetwork(virNetworkPortPtr port);

/**
 * Tells a network port's UUID.
 *
 * @param port a network port
 * @param uuid room for VIR_UUID_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 5.5.0
 */
int virNetworkPortGetUUID(virNetworkPortPtr port, unsigned char *uuid);

/**
 * Tells a network port's UUID as a string.
 *
 * @param port a network port
 * @param buf room for VIR_UUID_STRING_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 5.5.0
 */
int virNetworkPortGetUUIDString(virNetworkPortPtr port, char *buf);

/**
 * Gives back a reference to a network port's handle. The port stays as it is.
 *
 * @param port a network port
 * @return 0, or -1 if it failed
 *
 * Since: 5.5.0
 */
int virNetworkPortFree(virNetworkPortPtr port);

/**
 * Adds a reference to a network port's handle, for which virNetworkPortFree() has to be called once more.
 *
 * @param port a network port
 * @return 0, or -1 if it failed
 *
 * Since: 5.5.0
 */
int virNetworkPortRef(virNetworkPortPtr port);

/**
 * Finds a network port by its UUID.
 *
 * @param net a network
 * @param uuid its UUID, VIR_UUID_BUFLEN bytes
 * @return a handle to give to virNetworkPortFree(), or NULL if it failed
 *
 * Since: 5.5.0
 */
extern virNetworkPortPtr virNetworkPortLookupByUUID(virNetworkPtr net, const unsigned char *uuid);

/**
 * Finds a network port by its UUID as a string.
 *
 * @param net a network
 * @param uuidstr its UUID as a string
 * @return a handle to give to virNetworkPortFree(), or NULL if it failed
 *
 * Since: 5.5.0
 */
extern virNetworkPortPtr virNetworkPortLookupByUUIDString(virNetworkPtr net, const char *uuidstr);

/**
 * Makes a network port.
 *
 * @param net a network
 * @param xmldesc an XML document
 * @param flags of virNetworkPortCreateFlags
 * @return a handle to give to virNetworkPortFree(), or NULL if it failed
 *
 * Since: 5.5.0
 */
extern virNetworkPortPtr virNetworkPortCreateXML(virNetworkPtr net,
                                                 const char *xmldesc,
                                                 unsigned int flags);

/**
 * Tells a network port's document.
 *
 * @param port a network port
 * @param flags 0
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 5.5.0
 */
extern char *virNetworkPortGetXMLDesc(virNetworkPortPtr port, unsigned int flags);

/**
 * Changes the limits of a network port's traffic.
 *
 * @param port a network port
 * @param params what to change, by VIR_NETWORK_PORT_BANDWIDTH_...
 * @param nparams how many
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 5.5.0
 */
extern int virNetworkPortSetParameters(virNetworkPortPtr port,
                                       virTypedParameterPtr params,
                                       int nparams,
                                       unsigned int flags);

/**
 * Tells the limits of a network port's traffic.
 *
 * @param port a network port
 * @param params where to put an array of parameters, to give to virTypedParamsFree()
 * @param nparams where to put how many there are
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 5.5.0
 */
extern int virNetworkPortGetParameters(virNetworkPortPtr port,
                                       virTypedParameterPtr *params,
                                       int *nparams,
                                       unsigned int flags);

/**
 * Removes a network port.
 *
 * @param port a network port
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 5.5.0
 */
extern int virNetworkPortDelete(virNetworkPortPtr port, unsigned int flags);

/**
 * Lists the ports of a network.
 *
 * @param network a network
 * @param ports where to put an array of handles, to give each to virNetworkPortFree() and then free the
 * array; NULL to count only
 * @param flags 0
 * @return the number, or -1 if it failed
 *
 * Since: 5.5.0
 */
extern int virNetworkListAllPorts(virNetworkPtr network,
                                  virNetworkPortPtr **ports,
                                  unsigned int flags);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_NETWORK_H */
