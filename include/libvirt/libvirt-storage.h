/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_STORAGE_H
#define LIBVIRT_STORAGE_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

/**
 * Casts the callback of any kind of event to the type that virConnectStoragePoolEventRegisterAny() takes.
 *
 * Since: 2.0.0
 */
#define VIR_STORAGE_POOL_EVENT_CALLBACK(cb) ((virConnectStoragePoolEventGenericCallback)(cb))


/**
 * State of a storage pool.
 *
 * Since: 0.4.1
 */
typedef enum {
  /**
   * It is not started. (Since: 0.4.1)
   */
  VIR_STORAGE_POOL_INACTIVE = 0,
  /**
   * It is being built. (Since: 0.4.1)
   */
  VIR_STORAGE_POOL_BUILDING = 1,
  /**
   * It can be used. (Since: 0.4.1)
   */
  VIR_STORAGE_POOL_RUNNING = 2,
  /**
   * It can be used, but a part of it failed. (Since: 0.4.1)
   */
  VIR_STORAGE_POOL_DEGRADED = 3,
  /**
   * It is started, but cannot be reached. (Since: 0.8.2)
   */
  VIR_STORAGE_POOL_INACCESSIBLE = 4,
#if defined(VIR_ENUM_SENTINELS)
  VIR_STORAGE_POOL_STATE_LAST,
#endif
} virStoragePoolState;

/**
 * How to build a storage pool.
 *
 * Since: 0.4.1
 */
typedef enum {
  /**
   * From nothing. (Since: 0.4.1)
   */
  VIR_STORAGE_POOL_BUILD_NEW = 0,
  /**
   * Repair or build again what is there. (Since: 0.4.1)
   */
  VIR_STORAGE_POOL_BUILD_REPAIR = (1 << 0),
  /**
   * Make it larger. (Since: 0.4.1)
   */
  VIR_STORAGE_POOL_BUILD_RESIZE = (1 << 1),
  /**
   * Fail if something is there already. (Since: 0.9.5)
   */
  VIR_STORAGE_POOL_BUILD_NO_OVERWRITE = (1 << 2),
  /**
   * Write over whatever is there. (Since: 0.9.5)
   */
  VIR_STORAGE_POOL_BUILD_OVERWRITE = (1 << 3),
} virStoragePoolBuildFlags;

/**
 * How to delete a storage pool.
 *
 * Since: 0.4.1
 */
typedef enum {
  /**
   * Only its structure, which is fast. (Since: 0.4.1)
   */
  VIR_STORAGE_POOL_DELETE_NORMAL = 0,
  /**
   * Its data too, by writing zeros, which is slow. (Since: 0.4.1)
   */
  VIR_STORAGE_POOL_DELETE_ZEROED = (1 << 0),
} virStoragePoolDeleteFlags;

/**
 * How to start a storage pool.
 *
 * Since: 1.3.1
 */
typedef enum {
  /**
   * Start it, build nothing. (Since: 1.3.1)
   */
  VIR_STORAGE_POOL_CREATE_NORMAL = 0,
  /**
   * Build it first, as virStoragePoolBuild() does without flags. (Since: 1.3.1)
   */
  VIR_STORAGE_POOL_CREATE_WITH_BUILD = (1 << 0),
  /**
   * Build it first, over whatever is there. (Since: 1.3.1)
   */
  VIR_STORAGE_POOL_CREATE_WITH_BUILD_OVERWRITE = (1 << 1),
  /**
   * Build it first, and fail if something is there already. (Since: 1.3.1)
   */
  VIR_STORAGE_POOL_CREATE_WITH_BUILD_NO_OVERWRITE = (1 << 2),
} virStoragePoolCreateFlags;

/**
 * Kinds of storage volume.
 *
 * Since: 0.4.1
 */
typedef enum {
  /**
   * A file. (Since: 0.4.1)
   */
  VIR_STORAGE_VOL_FILE = 0,
  /**
   * A block device. (Since: 0.4.1)
   */
  VIR_STORAGE_VOL_BLOCK = 1,
  /**
   * A directory. (Since: 0.9.5)
   */
  VIR_STORAGE_VOL_DIR = 2,
  /**
   * A disk that is reached by network. (Since: 0.9.13)
   */
  VIR_STORAGE_VOL_NETWORK = 3,
  /**
   * A directory that is reached by network. (Since: 1.2.0)
   */
  VIR_STORAGE_VOL_NETDIR = 4,
  /**
   * A ploop container, which is a directory. (Since: 1.3.4)
   */
  VIR_STORAGE_VOL_PLOOP = 5,
#if defined(VIR_ENUM_SENTINELS)
  VIR_STORAGE_VOL_LAST,
#endif
} virStorageVolType;

/**
 * How to delete a storage volume.
 *
 * Since: 0.4.1
 */
typedef enum {
  /**
   * Only its structure, which is fast. (Since: 0.4.1)
   */
  VIR_STORAGE_VOL_DELETE_NORMAL = 0,
  /**
   * Its data too, by writing zeros, which is slow. (Since: 0.4.1)
   */
  VIR_STORAGE_VOL_DELETE_ZEROED = (1 << 0),
  /**
   * With its snapshots; else it fails if it has any. (Since: 1.2.21)
   */
  VIR_STORAGE_VOL_DELETE_WITH_SNAPSHOTS = (1 << 1),
} virStorageVolDeleteFlags;

/**
 * How to overwrite a storage volume.
 *
 * Since: 0.9.10
 */
typedef enum {
  /**
   * With zeros, once. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_WIPE_ALG_ZERO = 0,
  /**
   * In 4 passes, by the NNSA's policy for removable disks. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_WIPE_ALG_NNSA = 1,
  /**
   * In 4 passes, by DoD 5220.22-M. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_WIPE_ALG_DOD = 2,
  /**
   * In 9 passes, as the German BSI recommends. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_WIPE_ALG_BSI = 3,
  /**
   * In 35 passes, by Gutmann. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_WIPE_ALG_GUTMANN = 4,
  /**
   * In 7 passes, by Schneier. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_WIPE_ALG_SCHNEIER = 5,
  /**
   * In 7 random passes, by Pfitzner. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_WIPE_ALG_PFITZNER7 = 6,
  /**
   * In 33 random passes, by Pfitzner. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_WIPE_ALG_PFITZNER33 = 7,
  /**
   * With random data, once. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_WIPE_ALG_RANDOM = 8,
  /**
   * By telling the device that nothing is needed any more. (Since: 1.3.2)
   */
  VIR_STORAGE_VOL_WIPE_ALG_TRIM = 9,
#if defined(VIR_ENUM_SENTINELS)
  VIR_STORAGE_VOL_WIPE_ALG_LAST,
#endif
} virStorageVolWipeAlgorithm;

/**
 * What virStorageVolGetInfoFlags() puts into `allocation`.
 *
 * Since: 3.0.0
 */
typedef enum {
  /**
   * How many bytes it takes. (Since: 3.0.0)
   */
  VIR_STORAGE_VOL_USE_ALLOCATION = 0,
  /**
   * How large its file or device is. (Since: 3.0.0)
   */
  VIR_STORAGE_VOL_GET_PHYSICAL = (1 << 0),
} virStorageVolInfoFlags;

/**
 * How to write a storage pool's document.
 *
 * Since: 0.9.13
 */
typedef enum {
  /**
   * The definition for the next start, without what the started pool added. (Since: 0.9.13)
   */
  VIR_STORAGE_XML_INACTIVE = (1 << 0),
} virStorageXMLFlags;

/**
 * Which storage pools to list. Flags come in groups: of a group with any flag set, a pool has to match one.
 *
 * Since: 0.10.2
 */
typedef enum {
  /**
   * Those that are not started. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_INACTIVE = (1 << 0),
  /**
   * Those that are started. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE = (1 << 1),
  /**
   * Those that are defined. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_PERSISTENT = (1 << 2),
  /**
   * Those that go when they stop. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_TRANSIENT = (1 << 3),
  /**
   * Those that start with the host. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_AUTOSTART = (1 << 4),
  /**
   * Those that do not. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_NO_AUTOSTART = (1 << 5),
  /**
   * Directories. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_DIR = (1 << 6),
  /**
   * File systems on a block device. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_FS = (1 << 7),
  /**
   * File systems of another host. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_NETFS = (1 << 8),
  /**
   * LVM's volume groups. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_LOGICAL = (1 << 9),
  /**
   * Disks with partitions. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_DISK = (1 << 10),
  /**
   * iSCSI targets that the host's kernel is logged in to. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI = (1 << 11),
  /**
   * SCSI host adapters. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_SCSI = (1 << 12),
  /**
   * Devices of several paths. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_MPATH = (1 << 13),
  /**
   * Ceph's pools. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_RBD = (1 << 14),
  /**
   * Sheepdog's clusters. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_SHEEPDOG = (1 << 15),
  /**
   * Gluster's volumes. (Since: 1.2.1)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_GLUSTER = (1 << 16),
  /**
   * ZFS's pools. (Since: 1.2.8)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_ZFS = (1 << 17),
  /**
   * Virtuozzo's clusters. (Since: 3.1.0)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_VSTORAGE = (1 << 18),
  /**
   * iSCSI targets that libiscsi talks to. (Since: 5.6.0)
   */
  VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI_DIRECT = (1 << 19),
} virConnectListAllStoragePoolsFlags;

/**
 * How to define a storage pool.
 *
 * Since: 7.7.0
 */
typedef enum {
  /**
   * Check the document against the schema. (Since: 7.7.0)
   */
  VIR_STORAGE_POOL_DEFINE_VALIDATE = (1 << 0),
} virStoragePoolDefineFlags;

/**
 * How to make a storage volume.
 *
 * Since: 1.0.1
 */
typedef enum {
  /**
   * Write an image's tables at once, so that it need not grow them. (Since: 1.0.1)
   */
  VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA = (1 << 0),
  /**
   * Let the copy share its blocks with the source until either changes. (Since: 1.2.13)
   */
  VIR_STORAGE_VOL_CREATE_REFLINK = (1 << 1),
  /**
   * Check the document against the schema. (Since: 8.10.0)
   */
  VIR_STORAGE_VOL_CREATE_VALIDATE = (1 << 2),
} virStorageVolCreateFlags;

/**
 * How to download a storage volume.
 *
 * Since: 3.4.0
 */
typedef enum {
  /**
   * Send holes as holes. (Since: 3.4.0)
   */
  VIR_STORAGE_VOL_DOWNLOAD_SPARSE_STREAM = (1 << 0),
} virStorageVolDownloadFlags;

/**
 * How to upload a storage volume.
 *
 * Since: 3.4.0
 */
typedef enum {
  /**
   * Holes come as holes. (Since: 3.4.0)
   */
  VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM = (1 << 0),
} virStorageVolUploadFlags;

/**
 * How to resize a storage volume.
 *
 * Since: 0.9.10
 */
typedef enum {
  /**
   * Allocate what is added. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_RESIZE_ALLOCATE = (1 << 0),
  /**
   * The capacity that is given is the difference. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_RESIZE_DELTA = (1 << 1),
  /**
   * It may become smaller, which loses the data behind its end. (Since: 0.9.10)
   */
  VIR_STORAGE_VOL_RESIZE_SHRINK = (1 << 2),
} virStorageVolResizeFlags;

/**
 * Kinds of event about storage pools.
 *
 * Since: 2.0.0
 */
typedef enum {
  /**
   * virConnectStoragePoolEventLifecycleCallback. (Since: 2.0.0)
   */
  VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE = 0,
  /**
   * virConnectStoragePoolEventGenericCallback: a pool was refreshed. (Since: 2.0.0)
   */
  VIR_STORAGE_POOL_EVENT_ID_REFRESH = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_STORAGE_POOL_EVENT_ID_LAST,
#endif
} virStoragePoolEventID;

/**
 * What happened to a storage pool.
 *
 * Since: 2.0.0
 */
typedef enum {
  /**
   * It was defined. (Since: 2.0.0)
   */
  VIR_STORAGE_POOL_EVENT_DEFINED = 0,
  /**
   * It was undefined. (Since: 2.0.0)
   */
  VIR_STORAGE_POOL_EVENT_UNDEFINED = 1,
  /**
   * It was started. (Since: 2.0.0)
   */
  VIR_STORAGE_POOL_EVENT_STARTED = 2,
  /**
   * It was stopped. (Since: 2.0.0)
   */
  VIR_STORAGE_POOL_EVENT_STOPPED = 3,
  /**
   * It was built. (Since: 3.8.0)
   */
  VIR_STORAGE_POOL_EVENT_CREATED = 4,
  /**
   * It was deleted. (Since: 3.8.0)
   */
  VIR_STORAGE_POOL_EVENT_DELETED = 5,
#if defined(VIR_ENUM_SENTINELS)
  VIR_STORAGE_POOL_EVENT_LAST,
#endif
} virStoragePoolEventLifecycleType;

/**
 * A pool of storage. Opaque.
 */
struct _virStoragePool;

/**
 * A volume of a storage pool. Opaque.
 */
struct _virStorageVol;

/**
 * A pool of storage. Opaque.
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
 * A handle of a storage volume.
 *
 * Since: 0.4.1
 */
typedef virStorageVol *virStorageVolPtr;

/**
 * What is in a storage pool.
 */
struct _virStoragePoolInfo {
  /**
   * The virStoragePoolState.
   */
  int state;
  /**
   * Its size in bytes.
   */
  unsigned long long capacity;
  /**
   * How many bytes are in use.
   */
  unsigned long long allocation;
  /**
   * How many bytes are free.
   */
  unsigned long long available;
};

/**
 * What is in a storage pool.
 *
 * Since: 0.4.1
 */
typedef struct _virStoragePoolInfo virStoragePoolInfo;

/**
 * A pointer to a virStoragePoolInfo.
 *
 * Since: 0.4.1
 */
typedef virStoragePoolInfo *virStoragePoolInfoPtr;

/**
 * Stands for the callback of any kind of event about storage pools; VIR_STORAGE_POOL_EVENT_CALLBACK() casts to
 * it. (Since: 2.0.0)
 */
typedef void (*virConnectStoragePoolEventGenericCallback)(virConnectPtr conn,
                                                          virStoragePoolPtr pool,
                                                          void *opaque);

/**
 * What a storage volume is like.
 */
struct _virStorageVolInfo {
  /**
   * The virStorageVolType.
   */
  int type;
  /**
   * Its size in bytes, as a guest sees it.
   */
  unsigned long long capacity;
  /**
   * How many bytes it takes, or see virStorageVolInfoFlags.
   */
  unsigned long long allocation;
};

/**
 * What a storage volume is like.
 *
 * Since: 0.4.1
 */
typedef struct _virStorageVolInfo virStorageVolInfo;

/**
 * A pointer to a virStorageVolInfo.
 *
 * Since: 0.4.1
 */
typedef virStorageVolInfo *virStorageVolInfoPtr;

/**
 * Is told that a storage pool changed its state: the connection, the pool, a virStoragePoolEventLifecycleType,
 * 0, and what was given along. (Since: 2.0.0)
 */
typedef void (*virConnectStoragePoolEventLifecycleCallback)(virConnectPtr conn,
                                                            virStoragePoolPtr pool,
                                                            int event,
                                                            int detail,
                                                            void *opaque);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Tells which connection a storage pool belongs to.
 *
 * @param pool a storage pool
 * @return the connection, without a reference of its own; NULL if it failed
 *
 * Since: 0.4.1
 */
virConnectPtr virStoragePoolGetConnect(virStoragePoolPtr pool);

/**
 * Adds a reference to a storage pool's handle, for which virStoragePoolFree() has to be called once more.
 *
 * @param pool a storage pool
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.0
 */
int virStoragePoolRef(virStoragePoolPtr pool);

/**
 * Gives back a reference to a storage pool's handle. The pool stays as it is.
 *
 * @param pool a storage pool
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
int virStoragePoolFree(virStoragePoolPtr pool);

/**
 * Tells a storage pool's name.
 *
 * @param pool a storage pool
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 0.4.1
 */
const char *virStoragePoolGetName(virStoragePoolPtr pool);

/**
 * Tells a storage pool's UUID.
 *
 * @param pool a storage pool
 * @param uuid room for VIR_UUID_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
int virStoragePoolGetUUID(virStoragePoolPtr pool, unsigned char *uuid);

/**
 * Tells a storage pool's UUID as a string.
 *
 * @param pool a storage pool
 * @param buf room for VIR_UUID_STRING_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
int virStoragePoolGetUUIDString(virStoragePoolPtr pool, char *buf);

/**
 * Tells what storage pools the host can have.
 *
 * @param conn a connection
 * @param flags 0
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 5.2.0
 */
extern char *virConnectGetStoragePoolCapabilities(virConnectPtr conn, unsigned int flags);

/**
 * Counts the storage pools that are started.
 *
 * @param conn a connection
 * @return the number, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virConnectNumOfStoragePools(virConnectPtr conn);

/**
 * Lists the names of the storage pools that are started.
 *
 * @param conn a connection
 * @param names room for the names, to free each
 * @param maxnames how many there is room for
 * @return how many names were written, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virConnectListStoragePools(virConnectPtr conn, char **names, int maxnames);

/**
 * Counts the storage pools that are defined and not started.
 *
 * @param conn a connection
 * @return the number, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virConnectNumOfDefinedStoragePools(virConnectPtr conn);

/**
 * Lists the names of the storage pools that are defined and not started.
 *
 * @param conn a connection
 * @param names room for the names, to free each
 * @param maxnames how many there is room for
 * @return how many names were written, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virConnectListDefinedStoragePools(virConnectPtr conn, char **names, int maxnames);

/**
 * Lists storage pools.
 *
 * @param conn a connection
 * @param pools where to put an array of handles, to give each to virStoragePoolFree() and then free the
 * array; NULL to count only
 * @param flags of virConnectListAllStoragePoolsFlags
 * @return the number, or -1 if it failed
 *
 * Since: 0.10.2
 */
extern int virConnectListAllStoragePools(virConnectPtr conn,
                                         virStoragePoolPtr **pools,
                                         unsigned int flags);

/**
 * Looks for what storage pools of a type could be made of.
 *
 * @param conn a connection
 * @param type the type of pool
 * @param srcSpec an XML document that says where to look, for types that need it; may be NULL
 * @param flags 0
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.4.5
 */
extern char *virConnectFindStoragePoolSources(virConnectPtr conn,
                                              const char *type,
                                              const char *srcSpec,
                                              unsigned int flags);

/**
 * Finds a storage pool by its name.
 *
 * @param conn a connection
 * @param name its name
 * @return a handle to give to virStoragePoolFree(), or NULL if it failed
 *
 * Since: 0.4.1
 */
extern virStoragePoolPtr virStoragePoolLookupByName(virConnectPtr conn, const char *name);

/**
 * Finds a storage pool by its UUID.
 *
 * @param conn a connection
 * @param uuid its UUID, VIR_UUID_BUFLEN bytes
 * @return a handle to give to virStoragePoolFree(), or NULL if it failed
 *
 * Since: 0.4.1
 */
extern virStoragePoolPtr virStoragePoolLookupByUUID(virConnectPtr conn, const unsigned char *uuid);

/**
 * Finds a storage pool by its UUID as a string.
 *
 * @param conn a connection
 * @param uuidstr its UUID as a string
 * @return a handle to give to virStoragePoolFree(), or NULL if it failed
 *
 * Since: 0.4.1
 */
extern virStoragePoolPtr virStoragePoolLookupByUUIDString(virConnectPtr conn, const char *uuidstr);

/**
 * Finds the storage pool that a volume is in.
 *
 * @param vol a storage volume
 * @return a handle to give to virStoragePoolFree(), or NULL if it failed
 *
 * Since: 0.4.1
 */
extern virStoragePoolPtr virStoragePoolLookupByVolume(virStorageVolPtr vol);

/**
 * Finds a storage pool by the path that its volumes appear under.
 *
 * @param conn a connection
 * @param path an absolute path
 * @return a handle to give to virStoragePoolFree(), or NULL if it failed
 *
 * Since: 4.1.0
 */
extern virStoragePoolPtr virStoragePoolLookupByTargetPath(virConnectPtr conn, const char *path);

/**
 * Starts a storage pool that goes when it stops.
 *
 * @param conn a connection
 * @param xmlDesc an XML document
 * @param flags of virStoragePoolCreateFlags
 * @return a handle to give to virStoragePoolFree(), or NULL if it failed
 *
 * Since: 0.4.1
 */
extern virStoragePoolPtr virStoragePoolCreateXML(virConnectPtr conn,
                                                 const char *xmlDesc,
                                                 unsigned int flags);

/**
 * Defines a storage pool, or changes the definition that has this name and UUID.
 *
 * @param conn a connection
 * @param xml an XML document
 * @param flags of virStoragePoolDefineFlags
 * @return a handle to give to virStoragePoolFree(), or NULL if it failed
 *
 * Since: 0.4.1
 */
extern virStoragePoolPtr virStoragePoolDefineXML(virConnectPtr conn,
                                                 const char *xml,
                                                 unsigned int flags);

/**
 * Makes what a storage pool is kept in: a directory, a file system, a volume group.
 *
 * @param pool a storage pool
 * @param flags of virStoragePoolBuildFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStoragePoolBuild(virStoragePoolPtr pool, unsigned int flags);

/**
 * Forgets the definition of a storage pool that is not started.
 *
 * @param pool a storage pool
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStoragePoolUndefine(virStoragePoolPtr pool);

/**
 * Starts a storage pool that is defined.
 *
 * @param pool a storage pool
 * @param flags of virStoragePoolCreateFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStoragePoolCreate(virStoragePoolPtr pool, unsigned int flags);

/**
 * Stops a storage pool. Its volumes stay as they are.
 *
 * @param pool a storage pool
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStoragePoolDestroy(virStoragePoolPtr pool);

/**
 * Deletes what a storage pool is kept in. The pool must not be started.
 *
 * @param pool a storage pool
 * @param flags of virStoragePoolDeleteFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStoragePoolDelete(virStoragePoolPtr pool, unsigned int flags);

/**
 * Looks anew at which volumes are in a storage pool.
 *
 * @param pool a storage pool
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStoragePoolRefresh(virStoragePoolPtr pool, unsigned int flags);

/**
 * Tells a storage pool's state and how full it is.
 *
 * @param pool a storage pool
 * @param info where to put it
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStoragePoolGetInfo(virStoragePoolPtr pool, virStoragePoolInfoPtr info);

/**
 * Tells a storage pool's document.
 *
 * @param pool a storage pool
 * @param flags of virStorageXMLFlags
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.4.1
 */
extern char *virStoragePoolGetXMLDesc(virStoragePoolPtr pool, unsigned int flags);

/**
 * Tells whether a storage pool starts with the host.
 *
 * @param pool a storage pool
 * @param autostart where to put 1 or 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStoragePoolGetAutostart(virStoragePoolPtr pool, int *autostart);

/**
 * Says whether a storage pool is to start with the host.
 *
 * @param pool a storage pool
 * @param autostart 0 for no, anything else for yes
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStoragePoolSetAutostart(virStoragePoolPtr pool, int autostart);

/**
 * Counts the volumes of a storage pool.
 *
 * @param pool a storage pool
 * @return the number, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStoragePoolNumOfVolumes(virStoragePoolPtr pool);

/**
 * Lists the names of a storage pool's volumes.
 *
 * @param pool a storage pool
 * @param names room for the names, to free each
 * @param maxnames how many there is room for
 * @return how many names were written, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStoragePoolListVolumes(virStoragePoolPtr pool, char **names, int maxnames);

/**
 * Lists the volumes of a storage pool.
 *
 * @param pool a storage pool
 * @param vols where to put an array of handles, to give each to virStorageVolFree() and then free the array;
 * NULL to count only
 * @param flags 0
 * @return the number, or -1 if it failed
 *
 * Since: 0.10.2
 */
extern int virStoragePoolListAllVolumes(virStoragePoolPtr pool,
                                        virStorageVolPtr **vols,
                                        unsigned int flags);

/**
 * Tells whether a storage pool is started.
 *
 * @param pool a storage pool
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.7.3
 */
extern int virStoragePoolIsActive(virStoragePoolPtr pool);

/**
 * Tells whether a storage pool is defined, so that it stays when it stops.
 *
 * @param pool a storage pool
 * @return 1 or 0, or -1 if it failed
 *
 * Since: 0.7.3
 */
extern int virStoragePoolIsPersistent(virStoragePoolPtr pool);

/**
 * Has a function called when something happens to a storage pool, or to any. An event loop has to run.
 *
 * @param conn a connection
 * @param pool a storage pool, or NULL for all
 * @param eventID a virStoragePoolEventID
 * @param cb the function, cast by VIR_STORAGE_POOL_EVENT_CALLBACK()
 * @param opaque given to it
 * @param freecb (optional) called with `opaque` once it is not needed any more; may be NULL
 * @return an id for virConnectStoragePoolEventDeregisterAny(), or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virConnectStoragePoolEventRegisterAny(virConnectPtr conn,
                                                 virStoragePoolPtr pool,
                                                 int eventID,
                                                 virConnectStoragePoolEventGenericCallback cb,
                                                 void *opaque,
                                                 virFreeCallback freecb);

/**
 * Ends what virConnectStoragePoolEventRegisterAny() began.
 *
 * @param conn a connection
 * @param callbackID the id that it returned
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virConnectStoragePoolEventDeregisterAny(virConnectPtr conn, int callbackID);

/**
 * Tells which connection a storage volume belongs to.
 *
 * @param vol a storage volume
 * @return the connection, without a reference of its own; NULL if it failed
 *
 * Since: 0.4.1
 */
virConnectPtr virStorageVolGetConnect(virStorageVolPtr vol);

/**
 * Tells a storage volume's name.
 *
 * @param vol a storage volume
 * @return the name, which belongs to the handle; NULL if it failed
 *
 * Since: 0.4.1
 */
const char *virStorageVolGetName(virStorageVolPtr vol);

/**
 * Tells what tells a storage volume from all others.
 *
 * @param vol a storage volume
 * @return the key, which belongs to the handle; NULL if it failed
 *
 * Since: 0.4.1
 */
const char *virStorageVolGetKey(virStorageVolPtr vol);

/**
 * Adds a reference to a storage volume's handle, for which virStorageVolFree() has to be called once more.
 *
 * @param vol a storage volume
 * @return 0, or -1 if it failed
 *
 * Since: 0.6.0
 */
int virStorageVolRef(virStorageVolPtr vol);

/**
 * Gives back a reference to a storage volume's handle. The volume stays as it is.
 *
 * @param vol a storage volume
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
int virStorageVolFree(virStorageVolPtr vol);

/**
 * Finds a volume of a storage pool by its name.
 *
 * @param pool a storage pool
 * @param name its name
 * @return a handle to give to virStorageVolFree(), or NULL if it failed
 *
 * Since: 0.4.1
 */
extern virStorageVolPtr virStorageVolLookupByName(virStoragePoolPtr pool, const char *name);

/**
 * Finds a storage volume by its key.
 *
 * @param conn a connection
 * @param key what tells it from all others, in any pool
 * @return a handle to give to virStorageVolFree(), or NULL if it failed
 *
 * Since: 0.4.1
 */
extern virStorageVolPtr virStorageVolLookupByKey(virConnectPtr conn, const char *key);

/**
 * Finds a storage volume by its path on the host.
 *
 * @param conn a connection
 * @param path the path
 * @return a handle to give to virStorageVolFree(), or NULL if it failed
 *
 * Since: 0.4.1
 */
extern virStorageVolPtr virStorageVolLookupByPath(virConnectPtr conn, const char *path);

/**
 * Makes a volume in a storage pool.
 *
 * @param pool a storage pool
 * @param xmlDesc an XML document
 * @param flags of virStorageVolCreateFlags
 * @return a handle to give to virStorageVolFree(), or NULL if it failed
 *
 * Since: 0.4.1
 */
extern virStorageVolPtr virStorageVolCreateXML(virStoragePoolPtr pool,
                                               const char *xmlDesc,
                                               unsigned int flags);

/**
 * Makes a volume in a storage pool and copies another's data into it.
 *
 * @param pool a storage pool
 * @param xmlDesc an XML document
 * @param clonevol the volume to copy, which may be in another pool
 * @param flags of virStorageVolCreateFlags
 * @return a handle to give to virStorageVolFree(), or NULL if it failed
 *
 * Since: 0.6.4
 */
extern virStorageVolPtr virStorageVolCreateXMLFrom(virStoragePoolPtr pool,
                                                   const char *xmlDesc,
                                                   virStorageVolPtr clonevol,
                                                   unsigned int flags);

/**
 * Sends a storage volume's data into a stream, which the caller receives.
 *
 * @param vol a storage volume
 * @param stream a new stream of the same connection
 * @param offset where to begin, in bytes
 * @param length how many bytes; 0 for all
 * @param flags of virStorageVolDownloadFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.0
 */
extern int virStorageVolDownload(virStorageVolPtr vol,
                                 virStreamPtr stream,
                                 unsigned long long offset,
                                 unsigned long long length,
                                 unsigned int flags);

/**
 * Writes into a storage volume what comes out of a stream, which the caller sends.
 *
 * @param vol a storage volume
 * @param stream a new stream of the same connection
 * @param offset where to begin, in bytes
 * @param length how many bytes at most; 0 for any number
 * @param flags of virStorageVolUploadFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.0
 */
extern int virStorageVolUpload(virStorageVolPtr vol,
                               virStreamPtr stream,
                               unsigned long long offset,
                               unsigned long long length,
                               unsigned int flags);

/**
 * Deletes a storage volume.
 *
 * @param vol a storage volume
 * @param flags of virStorageVolDeleteFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStorageVolDelete(virStorageVolPtr vol, unsigned int flags);

/**
 * Overwrites a storage volume with zeros, so that its data cannot be read again.
 *
 * @param vol a storage volume
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.8.0
 */
extern int virStorageVolWipe(virStorageVolPtr vol, unsigned int flags);

/**
 * Overwrites a storage volume in the way that is asked for.
 *
 * @param vol a storage volume
 * @param algorithm a virStorageVolWipeAlgorithm
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.10
 */
extern int virStorageVolWipePattern(virStorageVolPtr vol,
                                    unsigned int algorithm,
                                    unsigned int flags);

/**
 * Tells a storage volume's type and size.
 *
 * @param vol a storage volume
 * @param info where to put it
 * @return 0, or -1 if it failed
 *
 * Since: 0.4.1
 */
extern int virStorageVolGetInfo(virStorageVolPtr vol, virStorageVolInfoPtr info);

/**
 * Tells a storage volume's type and size.
 *
 * @param vol a storage volume
 * @param info where to put it
 * @param flags of virStorageVolInfoFlags
 * @return 0, or -1 if it failed
 *
 * Since: 3.0.0
 */
extern int virStorageVolGetInfoFlags(virStorageVolPtr vol,
                                     virStorageVolInfoPtr info,
                                     unsigned int flags);

/**
 * Tells a storage volume's document.
 *
 * @param vol a storage volume
 * @param flags 0
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.4.1
 */
extern char *virStorageVolGetXMLDesc(virStorageVolPtr vol, unsigned int flags);

/**
 * Tells a storage volume's path on the host.
 *
 * @param vol a storage volume
 * @return a path to free, or NULL if it failed
 *
 * Since: 0.4.1
 */
extern char *virStorageVolGetPath(virStorageVolPtr vol);

/**
 * Changes a storage volume's size.
 *
 * @param vol a storage volume
 * @param capacity the size in bytes, or the difference
 * @param flags of virStorageVolResizeFlags
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.10
 */
extern int virStorageVolResize(virStorageVolPtr vol,
                               unsigned long long capacity,
                               unsigned int flags);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_STORAGE_H */
