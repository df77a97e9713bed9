/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_COMMON_H
#define LIBVIRT_COMMON_H


#if !defined __VIR_LIBVIRT_H_INCLUDES__ && !defined __VIR_ADMIN_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

#include <sys/types.h>

/** Marks what new programs should not use. */
#ifndef VIR_DEPRECATED
#if __GNUC__ > 3 || (__GNUC__ == 3 && __GNUC_MINOR__ >= 1)
#define VIR_DEPRECATED __attribute__((__deprecated__))
#else
#define VIR_DEPRECATED
#endif
#endif

/** Declares a variable of the library. */
#define VIR_EXPORT_VAR extern

/**
 * Whether the headers that a program is compiled with are of this release or a later one.
 *
 * @param major the first number of the release
 * @param minor the second
 * @param micro the third
 *
 * Since: 1.2.0
 */
#define LIBVIR_CHECK_VERSION(major, minor, micro) ((major) * 1000000 + (minor) * 1000 + (micro) <= LIBVIR_VERSION_NUMBER)


/**
 * The release of libvirt whose interface this is: major * 1,000,000 + minor * 1,000 + release.
 *
 * Since: 0.0.1
 */
#define LIBVIR_VERSION_NUMBER 11003000

/**
 * The room for a parameter's name, its NUL byte included. (Since: 0.9.2)
 */
#define VIR_TYPED_PARAM_FIELD_LENGTH 80

/**
 * Why a connection ended.
 *
 * Since: 0.10.0
 */
typedef enum {
  /**
   * An error. (Since: 0.10.0)
   */
  VIR_CONNECT_CLOSE_REASON_ERROR = 0,
  /**
   * The other side went away. (Since: 0.10.0)
   */
  VIR_CONNECT_CLOSE_REASON_EOF = 1,
  /**
   * The other side did not answer. (Since: 0.10.0)
   */
  VIR_CONNECT_CLOSE_REASON_KEEPALIVE = 2,
  /**
   * This side asked for it. (Since: 0.10.0)
   */
  VIR_CONNECT_CLOSE_REASON_CLIENT = 3,
#if defined(VIR_ENUM_SENTINELS)
  VIR_CONNECT_CLOSE_REASON_LAST,
#endif
} virConnectCloseReason;

/**
 * What a parameter's value is.
 *
 * Since: 0.9.2
 */
typedef enum {
  /**
   * An int. (Since: 0.9.2)
   */
  VIR_TYPED_PARAM_INT = 1,
  /**
   * An unsigned int. (Since: 0.9.2)
   */
  VIR_TYPED_PARAM_UINT = 2,
  /**
   * A long long. (Since: 0.9.2)
   */
  VIR_TYPED_PARAM_LLONG = 3,
  /**
   * An unsigned long long. (Since: 0.9.2)
   */
  VIR_TYPED_PARAM_ULLONG = 4,
  /**
   * A double. (Since: 0.9.2)
   */
  VIR_TYPED_PARAM_DOUBLE = 5,
  /**
   * A char that is 0 or 1. (Since: 0.9.2)
   */
  VIR_TYPED_PARAM_BOOLEAN = 6,
  /**
   * A string. (Since: 0.9.8)
   */
  VIR_TYPED_PARAM_STRING = 7,
#if defined(VIR_ENUM_SENTINELS)
  VIR_TYPED_PARAM_LAST,
#endif
} virTypedParameterType;

/**
 * What a caller says about the parameters it takes.
 *
 * Since: 0.9.8
 */
typedef enum {
  /**
   * Strings may be among them. Always so nowadays. (Since: 0.9.8)
   */
  VIR_TYPED_PARAM_STRING_OKAY = (1 << 2),
} virTypedParameterFlags;

/**
 * A parameter's value: the member that goes with its type.
 */
union _virTypedParameterValue {
  /**
   * Of VIR_TYPED_PARAM_INT.
   */
  int i;
  /**
   * Of VIR_TYPED_PARAM_UINT.
   */
  unsigned int ui;
  /**
   * Of VIR_TYPED_PARAM_LLONG.
   */
  long long l;
  /**
   * Of VIR_TYPED_PARAM_ULLONG.
   */
  unsigned long long ul;
  /**
   * Of VIR_TYPED_PARAM_DOUBLE.
   */
  double d;
  /**
   * Of VIR_TYPED_PARAM_BOOLEAN.
   */
  char b;
  /**
   * Of VIR_TYPED_PARAM_STRING. It comes from malloc.
   */
  char *s;
};

/**
 * A named value.
 */
struct _virTypedParameter {
  /**
   * The name.
   */
  char field[80];
  /**
   * The virTypedParameterType.
   */
  int type;
  /**
   * The value.
   */
  union _virTypedParameterValue value;
};

/**
 * A named value.
 *
 * Since: 0.9.2
 */
typedef struct _virTypedParameter virTypedParameter;

/**
 * An array of named values.
 *
 * Since: 0.9.2
 */
typedef virTypedParameter *virTypedParameterPtr;

/**
 * Frees what a caller gave with a callback.
 *
 * Since: 0.5.0
 */
typedef void (*virFreeCallback)(void *opaque);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Finds a parameter by its name.
 *
 * @param params an array of parameters
 * @param nparams how many
 * @param name the name
 * @return the first parameter of that name, inside the array; NULL if there is none
 *
 * Since: 1.0.2
 */
virTypedParameterPtr virTypedParamsGet(virTypedParameterPtr params, int nparams, const char *name);

/**
 * Tells the value of a parameter of the type int.
 *
 * @param params an array of parameters
 * @param nparams how many
 * @param name the parameter's name
 * @param value where to write it, if there is such a parameter; may be NULL
 * @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
 *
 * Since: 1.0.2
 */
int virTypedParamsGetInt(virTypedParameterPtr params, int nparams, const char *name, int *value);

/**
 * Tells the value of a parameter of the type unsigned int.
 *
 * @param params an array of parameters
 * @param nparams how many
 * @param name the parameter's name
 * @param value where to write it, if there is such a parameter; may be NULL
 * @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
 *
 * Since: 1.0.2
 */
int virTypedParamsGetUInt(virTypedParameterPtr params,
                          int nparams,
                          const char *name,
                          unsigned int *value);

/**
 * Tells the value of a parameter of the type long long.
 *
 * @param params an array of parameters
 * @param nparams how many
 * @param name the parameter's name
 * @param value where to write it, if there is such a parameter; may be NULL
 * @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
 *
 * Since: 1.0.2
 */
int virTypedParamsGetLLong(virTypedParameterPtr params,
                           int nparams,
                           const char *name,
                           long long *value);

/**
 * Tells the value of a parameter of the type unsigned long long.
 *
 * @param params an array of parameters
 * @param nparams how many
 * @param name the parameter's name
 * @param value where to write it, if there is such a parameter; may be NULL
 * @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
 *
 * Since: 1.0.2
 */
int virTypedParamsGetULLong(virTypedParameterPtr params,
                            int nparams,
                            const char *name,
                            unsigned long long *value);

/**
 * Tells the value of a parameter of the type double.
 *
 * @param params an array of parameters
 * @param nparams how many
 * @param name the parameter's name
 * @param value where to write it, if there is such a parameter; may be NULL
 * @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
 *
 * Since: 1.0.2
 */
int virTypedParamsGetDouble(virTypedParameterPtr params,
                            int nparams,
                            const char *name,
                            double *value);

/**
 * Tells the value of a parameter of the type boolean.
 *
 * @param params an array of parameters
 * @param nparams how many
 * @param name the parameter's name
 * @param value where to write 1 or 0, if there is such a parameter; may be NULL
 * @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
 *
 * Since: 1.0.2
 */
int virTypedParamsGetBoolean(virTypedParameterPtr params,
                             int nparams,
                             const char *name,
                             int *value);

/**
 * Tells the value of a parameter of the type string.
 *
 * @param params an array of parameters
 * @param nparams how many
 * @param name the parameter's name
 * @param value where to write it, still the property of the array, if there is such a parameter; may be NULL
 * @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
 *
 * Since: 1.0.2
 */
int virTypedParamsGetString(virTypedParameterPtr params,
                            int nparams,
                            const char *name,
                            const char **value);

/**
 * Adds a parameter of the type int to an array.
 *
 * @param params where the array is; it may move
 * @param nparams how many parameters it has
 * @param maxparams how many it has room for
 * @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
 * @param value its value
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.2
 */
int virTypedParamsAddInt(virTypedParameterPtr *params,
                         int *nparams,
                         int *maxparams,
                         const char *name,
                         int value);

/**
 * Adds a parameter of the type unsigned int to an array.
 *
 * @param params where the array is; it may move
 * @param nparams how many parameters it has
 * @param maxparams how many it has room for
 * @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
 * @param value its value
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.2
 */
int virTypedParamsAddUInt(virTypedParameterPtr *params,
                          int *nparams,
                          int *maxparams,
                          const char *name,
                          unsigned int value);

/**
 * Adds a parameter of the type long long to an array.
 *
 * @param params where the array is; it may move
 * @param nparams how many parameters it has
 * @param maxparams how many it has room for
 * @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
 * @param value its value
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.2
 */
int virTypedParamsAddLLong(virTypedParameterPtr *params,
                           int *nparams,
                           int *maxparams,
                           const char *name,
                           long long value);

/**
 * Adds a parameter of the type unsigned long long to an array.
 *
 * @param params where the array is; it may move
 * @param nparams how many parameters it has
 * @param maxparams how many it has room for
 * @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
 * @param value its value
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.2
 */
int virTypedParamsAddULLong(virTypedParameterPtr *params,
                            int *nparams,
                            int *maxparams,
                            const char *name,
                            unsigned long long value);

/**
 * Adds a parameter of the type double to an array.
 *
 * @param params where the array is; it may move
 * @param nparams how many parameters it has
 * @param maxparams how many it has room for
 * @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
 * @param value its value
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.2
 */
int virTypedParamsAddDouble(virTypedParameterPtr *params,
                            int *nparams,
                            int *maxparams,
                            const char *name,
                            double value);

/**
 * Adds a parameter of the type boolean to an array.
 *
 * @param params where the array is; it may move
 * @param nparams how many parameters it has
 * @param maxparams how many it has room for
 * @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
 * @param value its value
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.2
 */
int virTypedParamsAddBoolean(virTypedParameterPtr *params,
                             int *nparams,
                             int *maxparams,
                             const char *name,
                             int value);

/**
 * Adds a string to an array.
 *
 * @param params where the array is; it may move
 * @param nparams how many parameters it has
 * @param maxparams how many it has room for
 * @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
 * @param value the string, which is copied; NULL counts as empty
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.2
 */
int virTypedParamsAddString(virTypedParameterPtr *params,
                            int *nparams,
                            int *maxparams,
                            const char *name,
                            const char *value);

/**
 * Adds strings to an array, all under one name.
 *
 * @param params where the array is; it may move
 * @param nparams how many parameters it has
 * @param maxparams how many it has room for
 * @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
 * @param values strings with a NULL at their end, which are copied; NULL counts as none
 * @return 0, or -1 if it failed
 *
 * Since: 1.2.17
 */
int virTypedParamsAddStringList(virTypedParameterPtr *params,
                                int *nparams,
                                int *maxparams,
                                const char *name,
                                const char **values);

/**
 * Adds a parameter whose value is given as a string.
 *
 * @param params where the array is; it may move
 * @param nparams how many parameters it has
 * @param maxparams how many it has room for
 * @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
 * @param type the virTypedParameterType
 * @param value what its value is to be read from
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.2
 */
int virTypedParamsAddFromString(virTypedParameterPtr *params,
                                int *nparams,
                                int *maxparams,
                                const char *name,
                                int type,
                                const char *value);

/**
 * Frees the strings in an array; the array itself stays.
 *
 * @param params an array of parameters, or NULL
 * @param nparams how many
 *
 * Since: 1.0.2
 */
void virTypedParamsClear(virTypedParameterPtr params, int nparams);

/**
 * Frees an array and the strings in it.
 *
 * @param params an array of parameters, or NULL
 * @param nparams how many
 *
 * Since: 1.0.2
 */
void virTypedParamsFree(virTypedParameterPtr params, int nparams);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_COMMON_H */
