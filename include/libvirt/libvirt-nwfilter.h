/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_NWFILTER_H
#define LIBVIRT_NWFILTER_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * How to define a network filter.
 *
 * Since: 7.7.0
 */
typedef enum {
  /**
   * Check the document against the schema. (Since: 7.7.0)
   */
  VIR_NWFILTER_DEFINE_VALIDATE = (1 << 0),
} virNWFilterDefineFlags;

/**
 * How to bind a network filter.
 *
 * Since: 7.8.0
 */
typedef enum {
  /**
   * Check the document against the schema. (Since: 7.8.0)
   */
  VIR_NWFILTER_BINDING_CREATE_VALIDATE = (1 << 0),
} virNWFilterBindingCreateFlags;

/**
 * A filter for the traffic of guests' interfaces. Opaque.
 */
struct _virNWFilter;

/**
 * A network filter at work on one interface. Opaque.
 */
struct _virNWFilterBinding;

/**
 * A filter for the traffic of guests' interfaces. Opaque.
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
 * A network filter at work on one interface. Opaque.
 *
 * Since: 4.5.0
 */
typedef struct _virNWFilterBinding virNWFilterBinding;

/**
 * A handle of a network filter's binding.
 *
 * Since: 4.5.0
 */
typedef virNWFilterBinding *virNWFilterBindingPtr;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Adds a reference to a network filter's handle, for which virNWFilterFree() has to be called once more.
 *
 * @param nwfilter a network filter
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virNWFilterRef(virNWFilterPtr nwfilter);

/**
 * Gives back a reference to a network filter's handle. The filter stays as it is.
 *
 * @param nwfilter a network filter
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virNWFilterFree(virNWFilterPtr nwfilter);

/**
 * Tells a network filter's name.
 *
 * @param nwfilter a network filter
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 0.8.0
 */
const char *virNWFilterGetName(virNWFilterPtr nwfilter);

/**
 * Tells a network filter's UUID.
 *
 * @param nwfilter a network filter
 * @param uuid room for VIR_UUID_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virNWFilterGetUUID(virNWFilterPtr nwfilter, unsigned char *uuid);

/**
 * Tells a network filter's UUID as a string.
 *
 * @param nwfilter a network filter
 * @param buf room for VIR_UUID_STRING_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
int virNWFilterGetUUIDString(virNWFilterPtr nwfilter, char *buf);

/**
 * Tells the name of the interface that a binding is about.
 *
 * @param binding a binding
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 4.5.0
 */
const char *virNWFilterBindingGetPortDev(virNWFilterBindingPtr binding);

/**
 * Tells the name of the network filter that a binding is about.
 *
 * @param binding a binding
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 4.5.0
 */
const char *virNWFilterBindingGetFilterName(virNWFilterBindingPtr binding);

/**
 * Adds a reference to a binding's handle, for which virNWFilterBindingFree() has to be called once more.
 *
 * @param binding a binding
 * @return 0, or -1 if it failed
 *
 * Since: 4.5.0
 */
int virNWFilterBindingRef(virNWFilterBindingPtr binding);

/**
 * Gives back a reference to a binding's handle. The binding stays as it is.
 *
 * @param binding a binding
 * @return 0, or -1 if it failed
 *
 * Since: 4.5.0
 */
int virNWFilterBindingFree(virNWFilterBindingPtr binding);

/**
 * Counts the network filters.
 *
 * @param conn a connection
 * @return the number, or -1 if it failed
 *
 * Since: 0.8.0
 */
extern int virConnectNumOfNWFilters(virConnectPtr conn);

/**
 * Lists the names of the network filters.
 *
 * @param conn a connection
 * @param names room for the names, to free each
 * @param maxnames how many there is room for
 * @return how many names were written, or -1 if it failed
 *
 * Since: 0.8.0
 */
extern int virConnectListNWFilters(virConnectPtr conn, char **names, int maxnames);

/**
 * Lists the network filters.
 *
 * @param conn a connection
 * @param filters where to put an array of handles, to give each to virNWFilterFree() and then free the
 * array; NULL to count only
 * @param flags 0
 * @return the number, or -1 if it failed
 *
 * Since: 0.10.2
 */
extern int virConnectListAllNWFilters(virConnectPtr conn,
                                      virNWFilterPtr **filters,
                                      unsigned int flags);

/**
 * Finds a network filter by its name.
 *
 * @param conn a connection
 * @param name its name
 * @return a handle to give to virNWFilterFree(), or NULL if it failed
 *
 * Since: 0.8.0
 */
extern virNWFilterPtr virNWFilterLookupByName(virConnectPtr conn, const char *name);

/**
 * Finds a network filter by its UUID.
 *
 * @param conn a connection
 * @param uuid its UUID, VIR_UUID_BUFLEN bytes
 * @return a handle to give to virNWFilterFree(), or NULL if it failed
 *
 * Since: 0.8.0
 */
extern virNWFilterPtr virNWFilterLookupByUUID(virConnectPtr conn, const unsigned char *uuid);

/**
 * Finds a network filter by its UUID as a string.
 *
 * @param conn a connection
 * @param uuidstr its UUID as a string
 * @return a handle to give to virNWFilterFree(), or NULL if it failed
 *
 * Since: 0.8.0
 */
extern virNWFilterPtr virNWFilterLookupByUUIDString(virConnectPtr conn, const char *uuidstr);

/**
 * Defines a network filter, or changes the definition that has this name and UUID.
 *
 * @param conn a connection
 * @param xmlDesc an XML document
 * @return a handle to give to virNWFilterFree(), or NULL if it failed
 *
 * Since: 0.8.0
 */
extern virNWFilterPtr virNWFilterDefineXML(virConnectPtr conn, const char *xmlDesc);

/**
 * Defines a network filter, or changes the definition that has this name and UUID.
 *
 * @param conn a connection
 * @param xmlDesc an XML document
 * @param flags of virNWFilterDefineFlags
 * @return a handle to give to virNWFilterFree(), or NULL if it failed
 *
 * Since: 7.7.0
 */
extern virNWFilterPtr virNWFilterDefineXMLFlags(virConnectPtr conn,
                                                const char *xmlDesc,
                                                unsigned int flags);

/**
 * Forgets a network filter that nothing uses.
 *
 * @param nwfilter a network filter
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
extern int virNWFilterUndefine(virNWFilterPtr nwfilter);

/**
 * Tells a network filter's document.
 *
 * @param nwfilter a network filter
 * @param flags 0
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.8.0
 */
extern char *virNWFilterGetXMLDesc(virNWFilterPtr nwfilter, unsigned int flags);

/**
 * Finds the binding of a network filter to an interface.
 *
 * @param conn a connection
 * @param portdev the name of the interface on the host
 * @return a handle to give to virNWFilterBindingFree(), or NULL if it failed
 *
 * Since: 4.5.0
 */
extern virNWFilterBindingPtr virNWFilterBindingLookupByPortDev(virConnectPtr conn,
                                                               const char *portdev);

/**
 * Lists the bindings of network filters.
 *
 * @param conn a connection
 * @param bindings where to put an array of handles, to give each to virNWFilterBindingFree() and then free
 * the array; NULL to count only
 * @param flags 0
 * @return the number, or -1 if it failed
 *
 * Since: 4.5.0
 */
extern int virConnectListAllNWFilterBindings(virConnectPtr conn,
                                             virNWFilterBindingPtr **bindings,
                                             unsigned int flags);

/**
 * Binds a network filter to an interface.
 *
 * @param conn a connection
 * @param xml an XML document
 * @param flags of virNWFilterBindingCreateFlags
 * @return a handle to give to virNWFilterBindingFree(), or NULL if it failed
 *
 * Since: 4.5.0
 */
extern virNWFilterBindingPtr virNWFilterBindingCreateXML(virConnectPtr conn,
                                                         const char *xml,
                                                         unsigned int flags);

/**
 * Tells a binding's document.
 *
 * @param binding a binding
 * @param flags 0
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 4.5.0
 */
extern char *virNWFilterBindingGetXMLDesc(virNWFilterBindingPtr binding, unsigned int flags);

/**
 * Takes a network filter from its interface.
 *
 * @param binding a binding
 * @return 0, or -1 if it failed
 *
 * Since: 4.5.0
 */
extern int virNWFilterBindingDelete(virNWFilterBindingPtr binding);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_NWFILTER_H */
