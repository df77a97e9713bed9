/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_STREAM_H
#define LIBVIRT_STREAM_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * How a stream is used.
 *
 * Since: 0.7.2
 */
typedef enum {
  /**
   * Never wait: what cannot be sent or received at once is answered with -2. (Since: 0.7.2)
   */
  VIR_STREAM_NONBLOCK = (1 << 0),
} virStreamFlags;

/**
 * How to receive.
 *
 * Since: 3.4.0
 */
typedef enum {
  /**
   * Answer -3 when a hole comes, instead of zeros. (Since: 3.4.0)
   */
  VIR_STREAM_RECV_STOP_AT_HOLE = (1 << 0),
} virStreamRecvFlagsValues;

/**
 * What can happen to a stream.
 *
 * Since: 0.7.2
 */
typedef enum {
  /**
   * There is something to receive. (Since: 0.7.2)
   */
  VIR_STREAM_EVENT_READABLE = 1,
  /**
   * There is room to send. (Since: 0.7.2)
   */
  VIR_STREAM_EVENT_WRITABLE = 2,
  /**
   * It broke. (Since: 0.7.2)
   */
  VIR_STREAM_EVENT_ERROR = 4,
  /**
   * The other side went away. (Since: 0.7.2)
   */
  VIR_STREAM_EVENT_HANGUP = 8,
} virStreamEventType;

/**
 * Is asked for data to send: the stream, the room for it and its size, and what was given along. Returns how
 * many bytes it wrote there, 0 at the end, -1 to give up. (Since: 0.7.2)
 */
typedef int (*virStreamSourceFunc)(virStreamPtr st, char *data, size_t nbytes, void *opaque);

/**
 * Is asked what comes next in the source: sets `inData` to 1 for data or 0 for a hole and `length` to the
 * bytes of it that are left; 0 in both at the end. Returns 0, or -1 to give up. It must not move the source's
 * position. (Since: 3.4.0)
 */
typedef int (*virStreamSourceHoleFunc)(virStreamPtr st, int *inData, long long *length, void *opaque);

/**
 * Is told to move `length` bytes on in the source, past a hole. Returns 0, or -1 to give up. (Since: 3.4.0)
 */
typedef int (*virStreamSourceSkipFunc)(virStreamPtr st, long long length, void *opaque);

/**
 * Is given data that was received: the stream, the data and its size, and what was given along. Returns how
 * many bytes it took, -1 to give up; for what it left it is called again. (Since: 0.7.2)
 */
typedef int (*virStreamSinkFunc)(virStreamPtr st, const char *data, size_t nbytes, void *opaque);

/**
 * Is told that the next `length` bytes are a hole. Returns 0, or -1 to give up. (Since: 3.4.0)
 */
typedef int (*virStreamSinkHoleFunc)(virStreamPtr st, long long length, void *opaque);

/**
 * Is told what happened to a stream: the stream, bits of virStreamEventType, and what was given along. (Since:
 * 0.7.2)
 *
 * Since: 0.7.2
 */
typedef void (*virStreamEventCallback)(virStreamPtr stream, int events, void *opaque);

#endif  /* LIBVIRT_STREAM_H */
