/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_NODEDEV_H
#define LIBVIRT_NODEDEV_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

/**
 * Casts the callback of any kind of event to the type that virConnectNodeDeviceEventRegisterAny() takes.
 *
 * Since: 2.2.0
 */
#define VIR_NODE_DEVICE_EVENT_CALLBACK(cb) ((virConnectNodeDeviceEventGenericCallback)(cb))


/**
 * Which devices to list: by what they can do (any of the CAP flags that are set), and by their state.
 *
 * Since: 0.10.2
 */
typedef enum {
  /**
   * The host itself. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_SYSTEM = (1 << 0),
  /**
   * PCI devices. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV = (1 << 1),
  /**
   * USB devices. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_DEV = (1 << 2),
  /**
   * Interfaces of USB devices. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_INTERFACE = (1 << 3),
  /**
   * Network interfaces. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET = (1 << 4),
  /**
   * SCSI host adapters. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_HOST = (1 << 5),
  /**
   * SCSI targets. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_TARGET = (1 << 6),
  /**
   * SCSI devices. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI = (1 << 7),
  /**
   * Disks and the like. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_STORAGE = (1 << 8),
  /**
   * Fibre Channel host adapters. (Since: 1.0.4)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_FC_HOST = (1 << 9),
  /**
   * Host adapters that can have virtual ports. (Since: 1.0.4)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPORTS = (1 << 10),
  /**
   * SCSI generic devices. (Since: 1.1.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_GENERIC = (1 << 11),
  /**
   * Graphics devices of the kernel's DRM. (Since: 3.1.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_DRM = (1 << 12),
  /**
   * Devices that can make mediated devices. (Since: 3.4.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV_TYPES = (1 << 13),
  /**
   * Mediated devices. (Since: 3.4.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV = (1 << 14),
  /**
   * CCW devices of s390. (Since: 3.4.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCW_DEV = (1 << 15),
  /**
   * Subchannels of s390. (Since: 6.8.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_CSS_DEV = (1 << 16),
  /**
   * vDPA devices. (Since: 6.9.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_VDPA = (1 << 17),
  /**
   * Crypto cards of s390. (Since: 7.0.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_CARD = (1 << 18),
  /**
   * Queues of crypto cards of s390. (Since: 7.0.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_QUEUE = (1 << 19),
  /**
   * The crypto matrix device of s390. (Since: 7.0.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_MATRIX = (1 << 20),
  /**
   * PCI devices with vital product data. (Since: 7.9.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPD = (1 << 21),
  /**
   * Groups of CCW devices of s390. (Since: 11.1.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_DEV = (1 << 22),
  /**
   * CCW devices of s390 that belong to a group. (Since: 11.1.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_MEMBER = (1 << 23),
  /**
   * Those that are defined. (Since: 10.1.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_PERSISTENT = (1 << 28),
  /**
   * Those that are not. (Since: 10.1.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_TRANSIENT = (1 << 29),
  /**
   * Those that are not there now. (Since: 7.3.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_INACTIVE = (1 << 30),
  /**
   * Those that are there. (Since: 7.3.0)
   */
  VIR_CONNECT_LIST_NODE_DEVICES_ACTIVE = 2147483648,
} virConnectListAllNodeDeviceFlags;

/**
 * How to write a device's document.
 *
 * Since: 10.1.0
 */
typedef enum {
  /**
   * The definition for the next start. (Since: 10.1.0)
   */
  VIR_NODE_DEVICE_XML_INACTIVE = (1 << 0),
} virNodeDeviceXMLFlags;

/**
 * How to make a device from a document.
 *
 * Since: 8.10.0
 */
typedef enum {
  /**
   * Check the document against the schema. (Since: 8.10.0)
   */
  VIR_NODE_DEVICE_CREATE_XML_VALIDATE = (1 << 0),
} virNodeDeviceCreateXMLFlags;

/**
 * How to define a device.
 *
 * Since: 8.10.0
 */
typedef enum {
  /**
   * Check the document against the schema. (Since: 8.10.0)
   */
  VIR_NODE_DEVICE_DEFINE_XML_VALIDATE = (1 << 0),
} virNodeDeviceDefineXMLFlags;

/**
 * What virNodeDeviceUpdate() changes; LIVE and CONFIG may come together.
 *
 * Since: 10.1.0
 */
typedef enum {
  /**
   * The device if it is there, else its definition. (Since: 10.1.0)
   */
  VIR_NODE_DEVICE_UPDATE_AFFECT_CURRENT = 0,
  /**
   * The device that is there. (Since: 10.1.0)
   */
  VIR_NODE_DEVICE_UPDATE_AFFECT_LIVE = (1 << 0),
  /**
   * The definition, for the next start. (Since: 10.1.0)
   */
  VIR_NODE_DEVICE_UPDATE_AFFECT_CONFIG = (1 << 1),
} virNodeDeviceUpdateFlags;

/**
 * Kinds of event about devices.
 *
 * Since: 2.2.0
 */
typedef enum {
  /**
   * virConnectNodeDeviceEventLifecycleCallback. (Since: 2.2.0)
   */
  VIR_NODE_DEVICE_EVENT_ID_LIFECYCLE = 0,
  /**
   * virConnectNodeDeviceEventGenericCallback: a device's document changed. (Since: 2.2.0)
   */
  VIR_NODE_DEVICE_EVENT_ID_UPDATE = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_NODE_DEVICE_EVENT_ID_LAST,
#endif
} virNodeDeviceEventID;

/**
 * What happened to a device.
 *
 * Since: 2.2.0
 */
typedef enum {
  /**
   * It came. (Since: 2.2.0)
   */
  VIR_NODE_DEVICE_EVENT_CREATED = 0,
  /**
   * It went. (Since: 2.2.0)
   */
  VIR_NODE_DEVICE_EVENT_DELETED = 1,
  /**
   * It was defined. (Since: 7.3.0)
   */
  VIR_NODE_DEVICE_EVENT_DEFINED = 2,
  /**
   * It was undefined. (Since: 7.3.0)
   */
  VIR_NODE_DEVICE_EVENT_UNDEFINED = 3,
#if defined(VIR_ENUM_SENTINELS)
  VIR_NODE_DEVICE_EVENT_LAST,
#endif
} virNodeDeviceEventLifecycleType;

/**
 * A device of the host. Opaque.
 */
struct _virNodeDevice;

/**
 * A device of the host. Opaque.
 *
 * Since: 0.5.0
 */
typedef struct _virNodeDevice virNodeDevice;

/**
 * A handle of a device of the host.
 *
 * Since: 0.5.0
 */
typedef virNodeDevice *virNodeDevicePtr;

/**
 * Stands for the callback of any kind of event about devices; VIR_NODE_DEVICE_EVENT_CALLBACK() casts to it.
 * (Since: 2.2.0)
 */
typedef void (*virConnectNodeDeviceEventGenericCallback)(virConnectPtr conn,
                                                         virNodeDevicePtr dev,
                                                         void *opaque);

/**
 * Is told that a device came or went: the connection, the device, a virNodeDeviceEventLifecycleType, 0, and
 * what was given along. (Since: 2.2.0)
 */
typedef void (*virConnectNodeDeviceEventLifecycleCallback)(virConnectPtr conn,
                                                           virNodeDevicePtr dev,
                                                           int event,
                                                           int detail,
                                                           void *opaque);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Tells a device's name.
 *
 * @param dev a device
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 0.5.0
 */
const char *virNodeDeviceGetName(virNodeDevicePtr dev);

/**
 * Adds a reference to a device's handle, for which virNodeDeviceFree() has to be called once more.
 *
 * @param dev a device
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.0
 */
int virNodeDeviceRef(virNodeDevicePtr dev);

/**
 * Gives back a reference to a device's handle. The device stays as it is.
 *
 * @param dev a device
 * @return 0, or -1 if it failed
 *
 * Since: 0.5.0
 */
int virNodeDeviceFree(virNodeDevicePtr dev);

/**
 * Tells the name of the device that a device is attached to.
 *
 * @param dev a device
 * @return the name, which belongs to the handle; NULL if it failed or there is none
 *
 * Since: 0.5.0
 */
const char *virNodeDeviceGetParent(virNodeDevicePtr dev);

/**
 * Counts the devices of the host.
 *
 * @param conn a connection
 * @param cap only those that can do this, as "pci"; NULL for all
 * @param flags 0
 * @return the number, or -1 if it failed
 *
 * Since: 0.5.0
 */
extern int virNodeNumOfDevices(virConnectPtr conn, const char *cap, unsigned int flags);

/**
 * Lists the names of the devices of the host.
 *
 * @param conn a connection
 * @param cap only those that can do this, as "pci"; NULL for all
 * @param names room for the names, to free each
 * @param maxnames how many there is room for
 * @param flags 0
 * @return how many names were written, or -1 if it failed
 *
 * Since: 0.5.0
 */
extern int virNodeListDevices(virConnectPtr conn,
                              const char *cap,
                              char **names,
                              int maxnames,
                              unsigned int flags);

/**
 * Lists devices of the host.
 *
 * @param conn a connection
 * @param devices where to put an array of handles, to give each to virNodeDeviceFree() and then free the
 * array; NULL to count only
 * @param flags of virConnectListAllNodeDeviceFlags
 * @return the number, or -1 if it failed
 *
 * Since: 0.10.2
 */
extern int virConnectListAllNodeDevices(virConnectPtr conn,
                                        virNodeDevicePtr **devices,
                                        unsigned int flags);

/**
 * Finds a device by its name.
 *
 * @param conn a connection
 * @param name its name
 * @return a handle to give to virNodeDeviceFree(), or NULL if it failed
 *
 * Since: 0.5.0
 */
extern virNodeDevicePtr virNodeDeviceLookupByName(virConnectPtr conn, const char *name);

/**
 * Finds a Fibre Channel host adapter by its world wide names.
 *
 * @param conn a connection
 * @param wwnn the name of its node
 * @param wwpn the name of its port
 * @param flags 0
 * @return a handle to give to virNodeDeviceFree(), or NULL if it failed
 *
 * Since: 1.0.3
 */
extern virNodeDevicePtr virNodeDeviceLookupSCSIHostByWWN(virConnectPtr conn,
                                                         const char *wwnn,
                                                         const char *wwpn,
                                                         unsigned int flags);

/**
 * Counts the kinds of thing that a device can do.
 *
 * @param dev a device
 * @return the number, or -1 if it failed
 *
 * Since: 0.5.0
 */
extern int virNodeDeviceNumOfCaps(virNodeDevicePtr dev);

/**
 * Lists the kinds of thing that a device can do.
 *
 * @param dev a device
 * @param names room for the names, to free each
 * @param maxnames how many there is room for
 * @return how many names were written, or -1 if it failed
 *
 * Since: 0.5.0
 */
extern int virNodeDeviceListCaps(virNodeDevicePtr dev, char **names, int maxnames);

/**
 * Tells a device's document.
 *
 * @param dev a device
 * @param flags of virNodeDeviceXMLFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.5.0
 */
extern char *virNodeDeviceGetXMLDesc(virNodeDevicePtr dev, unsigned int flags);

/**
 * Takes a device from the host's driver, so that a guest can have it; as virNodeDeviceDetachFlags() without
 * a driver and flags.
 *
 * @param dev a device
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.1
 */
extern int virNodeDeviceDettach(virNodeDevicePtr dev);

/**
 * Takes a device from the host's driver, so that a guest can have it.
 *
 * @param dev a device
 * @param driverName the driver to give it to, as "vfio"; NULL for the usual one
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.5
 */
extern int virNodeDeviceDetachFlags(virNodeDevicePtr dev,
                                    const char *driverName,
                                    unsigned int flags);

/**
 * Gives a device back to the host's driver.
 *
 * @param dev a device
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.1
 */
extern int virNodeDeviceReAttach(virNodeDevicePtr dev);

/**
 * Resets a device that no driver of the host uses.
 *
 * @param dev a device
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.1
 */
extern int virNodeDeviceReset(virNodeDevicePtr dev);

/**
 * Makes a device that goes with the host's next boot, as a virtual host adapter or a mediated device.
 *
 * @param conn a connection
 * @param xmlDesc an XML document
 * @param flags of virNodeDeviceCreateXMLFlags
 * @return a handle to give to virNodeDeviceFree(), or NULL if it failed
 *
 * Since: 0.6.3
 */
extern virNodeDevicePtr virNodeDeviceCreateXML(virConnectPtr conn,
                                               const char *xmlDesc,
                                               unsigned int flags);

/**
 * Removes a device that virNodeDeviceCreateXML() or virNodeDeviceCreate() made.
 *
 * @param dev a device
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.3
 */
extern int virNodeDeviceDestroy(virNodeDevicePtr dev);

/**
 * Defines a device, to be made by virNodeDeviceCreate().
 *
 * @param conn a connection
 * @param xmlDesc an XML document
 * @param flags of virNodeDeviceDefineXMLFlags
 * @return a handle to give to virNodeDeviceFree(), or NULL if it failed
 *
 * Since: 7.3.0
 */
extern virNodeDevicePtr virNodeDeviceDefineXML(virConnectPtr conn,
                                               const char *xmlDesc,
                                               unsigned int flags);

/**
 * Forgets a device's definition.
 *
 * @param dev a device
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 7.3.0
 */
extern int virNodeDeviceUndefine(virNodeDevicePtr dev, unsigned int flags);

/**
 * Makes a device that is defined.
 *
 * @param dev a device
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 7.3.0
 */
extern int virNodeDeviceCreate(virNodeDevicePtr dev, unsigned int flags);

/**
 * Says whether a device is to be made when the host boots.
 *
 * @param dev a device
 * @param autostart 0 for no, anything else for yes
 * @return 0, or -1 if it failed
 *
 * Since: 7.8.0
 */
extern int virNodeDeviceSetAutostart(virNodeDevicePtr dev, int autostart);

/**
 * Tells whether a device is made when the host boots.
 *
 * @param dev a device
 * @param autostart where to put 1 or 0
 * @return 0, or -1 if it failed
 *
 * Since: 7.8.0
 */
extern int virNodeDeviceGetAutostart(virNodeDevicePtr dev, int *autostart);

/**
 * Tells whether a device is defined.
 *
 * @param dev a device
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 7.8.0
 */
extern int virNodeDeviceIsPersistent(virNodeDevicePtr dev);

/**
 * Tells whether a device is there.
 *
 * @param dev a device
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 7.8.0
 */
extern int virNodeDeviceIsActive(virNodeDevicePtr dev);

/**
 * Changes a device, its definition, or both.
 *
 * @param dev a device
 * @param xmlDesc an XML document
 * @param flags of virNodeDeviceUpdateFlags
 * @return 0, or -1 if it failed
 *
 * Since: 10.1.0
 */
extern int virNodeDeviceUpdate(virNodeDevicePtr dev, const char *xmlDesc, unsigned int flags);

/**
 * Has a function called when something happens to a device, or to any. An event loop has to run.
 *
 * @param conn a connection
 * @param dev a device, or NULL for all
 * @param eventID a virNodeDeviceEventID
 * @param cb the function, cast by VIR_NODE_DEVICE_EVENT_CALLBACK()
 * @param opaque given to it
 * @param freecb (optional) called with `opaque` once it is not needed any more; may be NULL
 * @return an id for virConnectNodeDeviceEventDeregisterAny(), or -1 if it failed
 *
 * Since: 2.2.0
 */
extern int virConnectNodeDeviceEventRegisterAny(virConnectPtr conn,
                                                virNodeDevicePtr dev,
                                                int eventID,
                                                virConnectNodeDeviceEventGenericCallback cb,
                                                void *opaque,
                                                virFreeCallback freecb);

/**
 * Ends what virConnectNodeDeviceEventRegisterAny() began.
 *
 * @param conn a connection
 * @param callbackID the id that it returned
 * @return 0, or -1 if it failed
 *
 * Since: 2.2.0
 */
extern int virConnectNodeDeviceEventDeregisterAny(virConnectPtr conn, int callbackID);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_NODEDEV_H */
