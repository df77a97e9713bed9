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
 * Is told what happened to a stream: the stream, bits of virStreamEventType, and what was given along. (Since:
 * 0.7.2)
 *
 * Since: 0.7.2
 */
typedef void (*virStreamEventCallback)(virStreamPtr stream, int events, void *opaque);

/**
 * Is asked for data to send: the stream, the room for it and its size, and what was given along. Returns how
 * many bytes it wrote there, 0 at the end, -1 to give up. (Since: 0.7.2)
 *
 * @param opaque (optional) what was given along
 */
typedef int (*virStreamSourceFunc)(virStreamPtr st, char *data, size_t nbytes, void *opaque);

/**
 * Is asked what comes next in the source: sets `inData` to 1 for data or 0 for a hole and `length` to the
 * bytes of it that are left; 0 in both at the end. Returns 0, or -1 to give up. It must not move the source's
 * position. (Since: 3.4.0)
 *
 * @param opaque (optional) what was given along
 */
typedef int (*virStreamSourceHoleFunc)(virStreamPtr st, int *inData, long long *length, void *opaque);

/**
 * Is told to move `length` bytes on in the source, past a hole. Returns 0, or -1 to give up. (Since: 3.4.0)
 *
 * @param opaque (optional) what was given along
 */
typedef int (*virStreamSourceSkipFunc)(virStreamPtr st, long long length, void *opaque);

/**
 * Is given data that was received: the stream, the data and its size, and what was given along. Returns how
 * many bytes it took, -1 to give up; for what it left it is called again. (Since: 0.7.2)
 *
 * @param opaque (optional) what was given along
 */
typedef int (*virStreamSinkFunc)(virStreamPtr st, const char *data, size_t nbytes, void *opaque);

/**
 * Is told that the next `length` bytes are a hole. Returns 0, or -1 to give up. (Since: 3.4.0)
 *
 * @param opaque (optional) what was given along
 */
typedef int (*virStreamSinkHoleFunc)(virStreamPtr st, long long length, void *opaque);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Makes a stream. It is good for nothing until a function that moves data by it was called, as
 * virDomainOpenConsole().
 *
 * @param conn a connection
 * @param flags of virStreamFlags
 * @return a handle to give to virStreamFree(), or NULL if it failed
 *
 * Since: 0.7.2
 */
virStreamPtr virStreamNew(virConnectPtr conn, unsigned int flags);

/**
 * Adds a reference to a stream, for which virStreamFree() has to be called once more.
 *
 * @param stream a stream
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.2
 */
int virStreamRef(virStreamPtr stream);

/**
 * Gives back a reference to a stream. With the last one the stream is aborted, unless it was finished.
 *
 * @param stream a stream
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.2
 */
int virStreamFree(virStreamPtr stream);

/**
 * Sends data.
 *
 * @param stream a stream
 * @param data the data
 * @param nbytes how many bytes
 * @return how many bytes were sent, which may be less; -1 if it failed; -2 if the stream never waits and there
 * is no room now
 *
 * Since: 0.7.2
 */
int virStreamSend(virStreamPtr stream,
                  const char *data,
                  size_t nbytes);

/**
 * Receives data.
 *
 * @param stream a stream
 * @param data room for it
 * @param nbytes how many bytes there is room for
 * @return how many bytes came, 0 at the end; -1 if it failed; -2 if the stream never waits and nothing is there
 * now
 *
 * Since: 0.7.2
 */
int virStreamRecv(virStreamPtr stream,
                  char *data,
                  size_t nbytes);

/**
 * Receives data, and may be told of holes.
 *
 * @param stream a stream
 * @param data room for it
 * @param nbytes how many bytes there is room for
 * @param flags of virStreamRecvFlagsValues
 * @return as virStreamRecv(), and -3 if a hole comes next, which virStreamRecvHole() passes
 *
 * Since: 3.4.0
 */
int virStreamRecvFlags(virStreamPtr stream, char *data, size_t nbytes, unsigned int flags);

/**
 * Sends a hole: so many zeros, which take no room at the other side.
 *
 * @param stream a stream
 * @param length how many bytes
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 3.4.0
 */
int virStreamSendHole(virStreamPtr stream, long long length, unsigned int flags);

/**
 * Passes the hole that comes next.
 *
 * @param stream a stream
 * @param length where to put how long it is, in bytes; 0 if no hole comes
 * @param flags 0
 * @return 0, or -1 if it failed
 *
 * Since: 3.4.0
 */
int virStreamRecvHole(virStreamPtr stream, long long *length, unsigned int flags);

/**
 * Ends a stream in good order: all was sent, or received.
 *
 * @param stream a stream
 * @return 0, or -1 if something of what was sent is lost
 *
 * Since: 0.7.2
 */
int virStreamFinish(virStreamPtr stream);

/**
 * Ends a stream: the rest is not wanted.
 *
 * @param stream a stream
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.2
 */
int virStreamAbort(virStreamPtr stream);

/**
 * Has a function called when a stream can be used without waiting. There can be one at a time, and an event
 * loop has to run.
 *
 * @param stream a stream
 * @param events what to wait for, bits of virStreamEventType
 * @param cb the function
 * @param opaque given to it
 * @param ff called with `opaque` once it is not needed any more; may be NULL
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.2
 */
int virStreamEventAddCallback(virStreamPtr stream,
                              int events,
                              virStreamEventCallback cb,
                              void *opaque,
                              virFreeCallback ff);

/**
 * Changes what the stream's callback waits for.
 *
 * @param stream a stream
 * @param events bits of virStreamEventType
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.2
 */
int virStreamEventUpdateCallback(virStreamPtr stream, int events);

/**
 * Removes the stream's callback.
 *
 * @param stream a stream
 * @return 0, or -1 if it failed
 *
 * Since: 0.7.2
 */
int virStreamEventRemoveCallback(virStreamPtr stream);

/**
 * Sends all that a callback gives.
 *
 * @param stream a stream that waits
 * @param handler asked for data until there is no more
 * @param opaque given to it
 * @return 0, or -1 if it failed; the stream is aborted then. If all went well, virStreamFinish() has to follow.
 *
 * Since: 0.7.2
 */
int virStreamSendAll(virStreamPtr stream,
                     virStreamSourceFunc handler,
                     void *opaque);

/**
 * Sends all that callbacks give, holes as holes.
 *
 * @param stream a stream that waits
 * @param handler asked for data
 * @param holeHandler asked whether data or a hole comes next, and how much of it
 * @param skipHandler told to pass a hole
 * @param opaque given to them
 * @return 0, or -1 if it failed; the stream is aborted then. If all went well, virStreamFinish() has to follow.
 *
 * Since: 3.4.0
 */
int virStreamSparseSendAll(virStreamPtr stream,
                           virStreamSourceFunc handler,
                           virStreamSourceHoleFunc holeHandler,
                           virStreamSourceSkipFunc skipHandler,
                           void *opaque);

/**
 * Receives all that comes and gives it to a callback.
 *
 * @param stream a stream that waits
 * @param handler given the data
 * @param opaque given to it too
 * @return 0, or -1 if it failed; the stream is aborted then. If all went well, virStreamFinish() has to follow.
 *
 * Since: 0.7.2
 */
int virStreamRecvAll(virStreamPtr stream,
                     virStreamSinkFunc handler,
                     void *opaque);

/**
 * Receives all that comes and gives it to callbacks, holes as holes.
 *
 * @param stream a stream that waits
 * @param handler given the data
 * @param holeHandler told of holes
 * @param opaque given to both
 * @return 0, or -1 if it failed; the stream is aborted then. If all went well, virStreamFinish() has to follow.
 *
 * Since: 3.4.0
 */
int virStreamSparseRecvAll(virStreamPtr stream,
                           virStreamSinkFunc handler,
                           virStreamSinkHoleFunc holeHandler,
                           void *opaque);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_STREAM_H */
