/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_EVENT_H
#define LIBVIRT_EVENT_H


#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif


/**
 * What can happen to a descriptor.
 *
 * Since: 0.5.0
 */
typedef enum {
  /**
   * It can be read from. (Since: 0.5.0)
   */
  VIR_EVENT_HANDLE_READABLE = (1 << 0),
  /**
   * It can be written to. (Since: 0.5.0)
   */
  VIR_EVENT_HANDLE_WRITABLE = (1 << 1),
  /**
   * It has an error. (Since: 0.5.0)
   */
  VIR_EVENT_HANDLE_ERROR = (1 << 2),
  /**
   * The other side is gone. (Since: 0.5.0)
   */
  VIR_EVENT_HANDLE_HANGUP = (1 << 3),
} virEventHandleType;

/**
 * Is told what happened to a descriptor: the watch, the descriptor, bits of virEventHandleType, and what the
 * caller gave along.
 *
 * Since: 0.5.0
 */
typedef void (*virEventHandleCallback)(int watch, int fd, int events, void *opaque);

/**
 * Of a program's own loop: watches a descriptor and returns the watch, or -1. When the watch is removed the loop
 * calls `ff`, if there is one, with `opaque`, outside any call of the library.
 *
 * Since: 0.5.0
 */
typedef int (*virEventAddHandleFunc)(int fd,
                                     int event,
                                     virEventHandleCallback cb,
                                     void *opaque,
                                     virFreeCallback ff);

/**
 * Of a program's own loop: changes what a watch waits for.
 *
 * Since: 0.5.0
 */
typedef void (*virEventUpdateHandleFunc)(int watch, int event);

/**
 * Of a program's own loop: removes a watch; returns 0, or -1 if there is none.
 *
 * Since: 0.5.0
 */
typedef int (*virEventRemoveHandleFunc)(int watch);

/**
 * Is told that a timeout is due: the timer, and what the caller gave along.
 *
 * Since: 0.5.0
 */
typedef void (*virEventTimeoutCallback)(int timer, void *opaque);

/**
 * Of a program's own loop: adds a timeout and returns the timer, or -1; otherwise as
 * virEventAddHandleFunc.
 *
 * Since: 0.5.0
 */
typedef int (*virEventAddTimeoutFunc)(int timeout,
                                      virEventTimeoutCallback cb,
                                      void *opaque,
                                      virFreeCallback ff);

/**
 * Of a program's own loop: changes how often a timeout is due.
 *
 * Since: 0.5.0
 */
typedef void (*virEventUpdateTimeoutFunc)(int timer, int timeout);

/**
 * Of a program's own loop: removes a timeout; returns 0, or -1 if there is none.
 *
 * Since: 0.5.0
 */
typedef int (*virEventRemoveTimeoutFunc)(int timer);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Makes a program's own event loop the one in use. It has to be there before the first connection is
 * opened; once one is in use it stays.
 *
 * @param addHandle watches a descriptor
 * @param updateHandle changes what a watch waits for
 * @param removeHandle removes a watch
 * @param addTimeout adds a timeout
 * @param updateTimeout changes a timeout
 * @param removeTimeout removes a timeout
 *
 * Since: 0.5.0
 */
void virEventRegisterImpl(virEventAddHandleFunc addHandle,
                          virEventUpdateHandleFunc updateHandle,
                          virEventRemoveHandleFunc removeHandle,
                          virEventAddTimeoutFunc addTimeout,
                          virEventUpdateTimeoutFunc updateTimeout,
                          virEventRemoveTimeoutFunc removeTimeout);

/**
 * Makes the default event loop the one in use, which virEventRunDefaultImpl() runs.
 *
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.0
 */
int virEventRegisterDefaultImpl(void);

/**
 * Runs the default event loop once: waits until something happens, and calls whoever waits for it. To be called
 * again and again.
 *
 * @return 0, or -1 if it failed
 *
 * Since: 0.9.0
 */
int virEventRunDefaultImpl(void);

/**
 * Has a function called whenever something happens to a descriptor.
 *
 * @param fd the descriptor
 * @param events what to wait for, bits of virEventHandleType; 0 for nothing yet
 * @param cb the function
 * @param opaque given to it
 * @param ff called with `opaque` once the watch is gone; may be NULL
 * @return the watch, or -1 if there is no event loop
 *
 * Since: 0.9.3
 */
int virEventAddHandle(int fd,
                      int events,
                      virEventHandleCallback cb,
                      void *opaque,
                      virFreeCallback ff);

/**
 * Changes what a watch waits for.
 *
 * @param watch the watch
 * @param events bits of virEventHandleType; 0 for nothing
 *
 * Since: 0.9.3
 */
void virEventUpdateHandle(int watch, int events);

/**
 * Removes a watch. What was given along with it is freed later, from the loop.
 *
 * @param watch the watch
 * @return 0, or -1 if there is no such watch
 *
 * Since: 0.9.3
 */
int virEventRemoveHandle(int watch);

/**
 * Has a function called every so often.
 *
 * @param timeout in milliseconds; 0 for each turn of the loop, -1 for never
 * @param cb the function
 * @param opaque given to it
 * @param ff called with `opaque` once the timeout is gone; may be NULL
 * @return the timer, or -1 if there is no event loop
 *
 * Since: 0.9.3
 */
int virEventAddTimeout(int timeout, virEventTimeoutCallback cb, void *opaque, virFreeCallback ff);

/**
 * Changes how often a timeout is due.
 *
 * @param timer the timer
 * @param timeout in milliseconds; 0 for each turn of the loop, -1 for never
 *
 * Since: 0.9.3
 */
void virEventUpdateTimeout(int timer, int timeout);

/**
 * Removes a timeout. What was given along with it is freed later, from the loop.
 *
 * @param timer the timer
 * @return 0, or -1 if there is no such timer
 *
 * Since: 0.9.3
 */
int virEventRemoveTimeout(int timer);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_EVENT_H */
