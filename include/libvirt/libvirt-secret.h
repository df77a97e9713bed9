/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_SECRET_H
#define LIBVIRT_SECRET_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

/**
 * Casts the callback of any kind of event to the type that virConnectSecretEventRegisterAny() takes.
 *
 * Since: 3.0.0
 */
#define VIR_SECRET_EVENT_CALLBACK(cb) ((virConnectSecretEventGenericCallback)(cb))


/**
 * What a secret is for.
 *
 * Since: 0.7.1
 */
typedef enum {
  /**
   * Nothing in particular. (Since: 0.7.1)
   */
  VIR_SECRET_USAGE_TYPE_NONE = 0,
  /**
   * An encrypted volume, named by its path. (Since: 0.7.1)
   */
  VIR_SECRET_USAGE_TYPE_VOLUME = 1,
  /**
   * A Ceph user. (Since: 0.9.7)
   */
  VIR_SECRET_USAGE_TYPE_CEPH = 2,
  /**
   * An iSCSI target. (Since: 1.0.4)
   */
  VIR_SECRET_USAGE_TYPE_ISCSI = 3,
  /**
   * A TLS private key. (Since: 2.3.0)
   */
  VIR_SECRET_USAGE_TYPE_TLS = 4,
  /**
   * The encrypted state of an emulated TPM. (Since: 5.6.0)
   */
  VIR_SECRET_USAGE_TYPE_VTPM = 5,
#if defined(VIR_ENUM_SENTINELS)
  VIR_SECRET_USAGE_TYPE_LAST,
#endif
} virSecretUsageType;

/**
 * Which secrets to list. Flags come in pairs: both or none of a pair make no difference.
 *
 * Since: 0.10.2
 */
typedef enum {
  /**
   * Those that are kept in memory only. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_SECRETS_EPHEMERAL = (1 << 0),
  /**
   * Those that are kept on disk. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_SECRETS_NO_EPHEMERAL = (1 << 1),
  /**
   * Those whose value is told to no client. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_SECRETS_PRIVATE = (1 << 2),
  /**
   * Those whose value is told. (Since: 0.10.2)
   */
  VIR_CONNECT_LIST_SECRETS_NO_PRIVATE = (1 << 3),
} virConnectListAllSecretsFlags;

/**
 * How to define a secret.
 *
 * Since: 7.7.0
 */
typedef enum {
  /**
   * Check the document against the schema. (Since: 7.7.0)
   */
  VIR_SECRET_DEFINE_VALIDATE = (1 << 0),
} virSecretDefineFlags;

/**
 * Kinds of event about secrets.
 *
 * Since: 3.0.0
 */
typedef enum {
  /**
   * virConnectSecretEventLifecycleCallback. (Since: 3.0.0)
   */
  VIR_SECRET_EVENT_ID_LIFECYCLE = 0,
  /**
   * virConnectSecretEventGenericCallback: a secret got another value. (Since: 3.0.0)
   */
  VIR_SECRET_EVENT_ID_VALUE_CHANGED = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_SECRET_EVENT_ID_LAST,
#endif
} virSecretEventID;

/**
 * What happened to a secret.
 *
 * Since: 3.0.0
 */
typedef enum {
  /**
   * It was defined. (Since: 3.0.0)
   */
  VIR_SECRET_EVENT_DEFINED = 0,
  /**
   * It was undefined. (Since: 3.0.0)
   */
  VIR_SECRET_EVENT_UNDEFINED = 1,
#if defined(VIR_ENUM_SENTINELS)
  VIR_SECRET_EVENT_LAST,
#endif
} virSecretEventLifecycleType;

/**
 * A secret, as a password or a key, which domains and storage pools refer to. Opaque.
 */
struct _virSecret;

/**
 * A secret, as a password or a key, which domains and storage pools refer to. Opaque.
 *
 * Since: 0.7.1
 */
typedef struct _virSecret virSecret;

/**
 * A handle of a secret.
 *
 * Since: 0.7.1
 */
typedef virSecret *virSecretPtr;

/**
 * Stands for the callback of any kind of event about secrets; VIR_SECRET_EVENT_CALLBACK() casts to it. (Since:
 * 3.0.0)
 *
 * Since: 3.0.0
 */
typedef void (*virConnectSecretEventGenericCallback)(virConnectPtr conn,
                                                     virSecretPtr secret,
                                                     void *opaque);

/**
 * Is told that a secret was defined or undefined: the connection, the secret, a virSecretEventLifecycleType,
 * 0, and what was given along. (Since: 3.0.0)
 */
typedef void (*virConnectSecretEventLifecycleCallback)(virConnectPtr conn,
                                                       virSecretPtr secret,
                                                       int event,
                                                       int detail,
                                                       void *opaque);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Tells which connection a secret belongs to.
 *
 * @param secret a secret
 * @return the connection, without a reference of its own; NULL if it failed
 *
 * Since: 0.7.1
 */
virConnectPtr virSecretGetConnect(virSecretPtr secret);

/**
 * Tells a secret's UUID.
 *
 * @param secret a secret
 * @param uuid room for VIR_UUID_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.1
 */
int virSecretGetUUID(virSecretPtr secret, unsigned char *uuid);

/**
 * Tells a secret's UUID as a string.
 *
 * @param secret a secret
 * @param buf room for VIR_UUID_STRING_BUFLEN bytes
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.1
 */
int virSecretGetUUIDString(virSecretPtr secret, char *buf);

/**
 * Tells what kind of thing a secret is for.
 *
 * @param secret a secret
 * @return a virSecretUsageType, or -1 if it failed
 *
 * Since: 0.7.1
 */
int virSecretGetUsageType(virSecretPtr secret);

/**
 * Tells what of that kind a secret is for.
 *
 * @param secret a secret
 * @return a text that belongs to the handle, or NULL if it failed
 *
 * Since: 0.7.1
 */
const char *virSecretGetUsageID(virSecretPtr secret);

/**
 * Adds a reference to a secret's handle, for which virSecretFree() has to be called once more.
 *
 * @param secret a secret
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.1
 */
int virSecretRef(virSecretPtr secret);

/**
 * Gives back a reference to a secret's handle. The secret stays as it is.
 *
 * @param secret a secret
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.1
 */
int virSecretFree(virSecretPtr secret);

/**
 * Counts the secrets.
 *
 * @param conn a connection
 * @return the number, or -1 if it failed
 *
 * Since: 0.7.1
 */
extern int virConnectNumOfSecrets(virConnectPtr conn);

/**
 * Lists the UUIDs of the secrets.
 *
 * @param conn a connection
 * @param uuids room for the UUIDs as strings, to free each
 * @param maxuuids how many there is room for
 * @return how many were written, or -1 if it failed
 *
 * Since: 0.7.1
 */
extern int virConnectListSecrets(virConnectPtr conn, char **uuids, int maxuuids);

/**
 * Lists secrets.
 *
 * @param conn a connection
 * @param secrets where to put an array of handles, to give each to virSecretFree() and then free the array;
 * NULL to count only
 * @param flags of virConnectListAllSecretsFlags
 * @return the number, or -1 if it failed
 *
 * Since: 0.10.2
 */
extern int virConnectListAllSecrets(virConnectPtr conn,
                                    virSecretPtr **secrets,
                                    unsigned int flags);

/**
 * Finds a secret by its UUID.
 *
 * @param conn a connection
 * @param uuid its UUID, VIR_UUID_BUFLEN bytes
 * @return a handle to give to virSecretFree(), or NULL if it failed
 *
 * Since: 0.7.1
 */
extern virSecretPtr virSecretLookupByUUID(virConnectPtr conn, const unsigned char *uuid);

/**
 * Finds a secret by its UUID as a string.
 *
 * @param conn a connection
 * @param uuidstr its UUID as a string
 * @return a handle to give to virSecretFree(), or NULL if it failed
 *
 * Since: 0.7.1
 */
extern virSecretPtr virSecretLookupByUUIDString(virConnectPtr conn, const char *uuidstr);

/**
 * Finds a secret by what it is for.
 *
 * @param conn a connection
 * @param usageType a virSecretUsageType
 * @param usageID what of that type it is for
 * @return a handle to give to virSecretFree(), or NULL if it failed
 *
 * Since: 0.7.1
 */
extern virSecretPtr virSecretLookupByUsage(virConnectPtr conn, int usageType, const char *usageID);

/**
 * Defines a secret, or changes the definition that has this UUID. It has no value yet.
 *
 * @param conn a connection
 * @param xml an XML document
 * @param flags of virSecretDefineFlags
 * @return a handle to give to virSecretFree(), or NULL if it failed
 *
 * Since: 0.7.1
 */
extern virSecretPtr virSecretDefineXML(virConnectPtr conn, const char *xml, unsigned int flags);

/**
 * Tells a secret's document, which does not have its value.
 *
 * @param secret a secret
 * @param flags 0
 * @return an XML document to free, or NULL if it failed
 *
 * Since: 0.7.1
 */
extern char *virSecretGetXMLDesc(virSecretPtr secret, unsigned int flags);

/**
 * Gives a secret its value.
 *
 * @param secret a secret
 * @param value the value
 * @param value_size how many bytes it has
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.1
 */
extern int virSecretSetValue(virSecretPtr secret,
                             const unsigned char *value,
                             size_t value_size,
                             unsigned int flags);

/**
 * Tells a secret's value, unless it is private.
 *
 * @param secret a secret
 * @param value_size where to put how many bytes it has
 * @param flags 0
 * @return the value, to free, or NULL if it failed
 *
 * Since: 0.7.1
 */
extern unsigned char *virSecretGetValue(virSecretPtr secret,
                                        size_t *value_size,
                                        unsigned int flags);

/**
 * Forgets a secret and its value.
 *
 * @param secret a secret
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.1
 */
extern int virSecretUndefine(virSecretPtr secret);

/**
 * Has a function called when something happens to a secret, or to any. An event loop has to run.
 *
 * @param conn a connection
 * @param secret a secret, or NULL for all
 * @param eventID a virSecretEventID
 * @param cb the function, cast by VIR_SECRET_EVENT_CALLBACK()
 * @param opaque given to it
 * @param freecb (optional) called with `opaque` once it is not needed any more; may be NULL
 * @return an id for virConnectSecretEventDeregisterAny(), or -1 if it failed
 *
 * Since: 3.0.0
 */
extern int virConnectSecretEventRegisterAny(virConnectPtr conn,
                                            virSecretPtr secret,
                                            int eventID,
                                            virConnectSecretEventGenericCallback cb,
                                            void *opaque,
                                            virFreeCallback freecb);

/**
 * Ends what virConnectSecretEventRegisterAny() began.
 *
 * @param conn a connection
 * @param callbackID the id that it returned
 * @return 0, or -1 if it failed
 *
 * Since: 3.0.0
 */
extern int virConnectSecretEventDeregisterAny(virConnectPtr conn, int callbackID);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_SECRET_H */
