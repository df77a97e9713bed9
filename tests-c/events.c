/* The default event loop: descriptors, timeouts, what may be done from inside a callback, and when what was
 * given along is freed. */
#include "check.h"

#include <pthread.h>

static int freed, ticks, read_events, hangups, late;

static void let_go(void *opaque)
{
    freed += opaque == &freed;
}

static void tick(int timer, void *opaque)
{
    CHECK(opaque == &freed);
    if (++ticks == 3) {
        CHECK(virEventRemoveTimeout(timer) == 0);
        CHECK(freed == 0);
    }
}

static void happened(int watch, int fd, int events, void *opaque)
{
    char byte;
    CHECK(opaque == &freed);
    if (events & VIR_EVENT_HANDLE_READABLE)
        read_events += read(fd, &byte, 1) == 1;
    if (events & VIR_EVENT_HANDLE_HANGUP) {
        hangups++;
        CHECK(virEventRemoveHandle(watch) == 0);
        CHECK(virEventRemoveHandle(watch) == -1);
    }
}

static void wake(int timer, void *opaque)
{
    (void)opaque;
    late = 1;
    virEventUpdateTimeout(timer, -1);
}

static void *add_later(void *data)
{
    (void)data;
    usleep(50000);
    CHECK(virEventAddTimeout(0, wake, NULL, NULL) > 0);
    return NULL;
}

int main(void)
{
    int pipes[2], watch, timer, off;
    pthread_t thread;

    CHECK(virInitialize() == 0);
    virSetErrorFunc(NULL, quiet);
    CHECK(pipe(pipes) == 0);
    /* Without a loop there is nothing to add to. */
    CHECK(virEventAddHandle(pipes[0], VIR_EVENT_HANDLE_READABLE, happened, NULL, NULL) == -1);
    CHECK(virEventAddTimeout(1, tick, NULL, NULL) == -1);
    CHECK(virEventRemoveHandle(1) == -1);
    CHECK(virEventRemoveTimeout(1) == -1);

    CHECK(virEventRegisterDefaultImpl() == 0);
    CHECK(virEventRegisterDefaultImpl() == 0);
    watch = virEventAddHandle(pipes[0], VIR_EVENT_HANDLE_READABLE | VIR_EVENT_HANDLE_HANGUP, happened, &freed, let_go);
    timer = virEventAddTimeout(10, tick, &freed, let_go);
    off = virEventAddTimeout(-1, wake, NULL, NULL);
    CHECK(watch > 0 && timer > 0 && off > 0 && off != timer);
    CHECK(virEventRemoveHandle(watch + 100) == -1);
    CHECK(virEventRemoveTimeout(off + 100) == -1);
    virEventUpdateHandle(watch + 100, 1);
    virEventUpdateTimeout(off + 100, 1);

    CHECK(write(pipes[1], "ab", 2) == 2);
    while (read_events < 2 || ticks < 3)
        CHECK(virEventRunDefaultImpl() == 0);
    CHECK(read_events == 2 && ticks == 3 && !late);
    virEventUpdateHandle(watch, 0);
    CHECK(write(pipes[1], "c", 1) == 1);
    virEventUpdateTimeout(off, 0);
    while (!late)
        CHECK(virEventRunDefaultImpl() == 0);
    CHECK(read_events == 2);
    virEventUpdateHandle(watch, VIR_EVENT_HANDLE_READABLE | VIR_EVENT_HANDLE_HANGUP);
    close(pipes[1]);
    while (!hangups)
        CHECK(virEventRunDefaultImpl() == 0);
    CHECK(read_events == 3);
    CHECK(virEventRemoveTimeout(off) == 0);
    CHECK(virEventRemoveTimeout(off) == -1);

    /* Another thread may add to a loop that waits; what was removed was freed, once. */
    late = 0;
    CHECK(pthread_create(&thread, NULL, add_later, NULL) == 0);
    while (!late)
        CHECK(virEventRunDefaultImpl() == 0);
    pthread_join(thread, NULL);
    CHECK(freed == 2);
    close(pipes[0]);
    return report();
}
