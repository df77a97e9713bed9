/* Streams that nothing was plugged into: their life, what is refused, and what callbacks are asked. */
#include "check.h"
#include <errno.h>

static int asked, holes, answer, trouble;
static size_t offered;

static int source(virStreamPtr st, char *data, size_t nbytes, void *opaque)
{
    (void)st;
    (void)data;
    (void)opaque;
    asked++;
    offered = nbytes;
    errno = trouble;
    return answer;
}

static int sink(virStreamPtr st, const char *data, size_t nbytes, void *opaque)
{
    (void)st;
    (void)data;
    (void)nbytes;
    (void)opaque;
    asked++;
    return answer;
}

static int next(virStreamPtr st, int *inData, long long *length, void *opaque)
{
    long long *what = opaque;
    (void)st;
    holes++;
    errno = trouble;
    *inData = (int)what[0];
    *length = what[1];
    return (int)what[2];
}

static int skip(virStreamPtr st, long long length, void *opaque)
{
    (void)st;
    (void)length;
    (void)opaque;
    asked++;
    return 0;
}

static void happened(virStreamPtr st, int events, void *opaque)
{
    (void)st;
    (void)events;
    (void)opaque;
}

#define REFUSED(call, number)                                                            \
    do {                                                                                 \
        CHECK((call) == -1);                                                             \
        CHECK_ERROR(number, VIR_FROM_STREAMS);                                           \
    } while (0)
#define UNSUPPORTED(call) REFUSED(call, VIR_ERR_NO_SUPPORT)

/* Everything on a stream that is none. */
static void invalid(virStreamPtr st)
{
    char buffer[8];
    long long n = 1;
#define INVALID(call) REFUSED(call, VIR_ERR_INVALID_STREAM)
    INVALID(virStreamRef(st));
    INVALID(virStreamFree(st));
    INVALID(virStreamSend(st, NULL, 8));
    INVALID(virStreamRecv(st, NULL, 8));
    INVALID(virStreamRecvFlags(st, buffer, 8, 77));
    INVALID(virStreamSendHole(st, -1, 77));
    INVALID(virStreamRecvHole(st, &n, 77));
    INVALID(virStreamSendAll(st, NULL, NULL));
    INVALID(virStreamSparseSendAll(st, NULL, NULL, NULL, NULL));
    INVALID(virStreamRecvAll(st, NULL, NULL));
    INVALID(virStreamSparseRecvAll(st, NULL, NULL, NULL));
    INVALID(virStreamEventAddCallback(st, 0, NULL, NULL, NULL));
    INVALID(virStreamEventUpdateCallback(st, 0));
    INVALID(virStreamEventRemoveCallback(st));
    INVALID(virStreamFinish(st));
    INVALID(virStreamAbort(st));
    CHECK(n == 1);
}

/* A stream that nothing was plugged into. */
static void empty(virStreamPtr st)
{
    char buffer[8] = "unused";
    long long n = 1;
    UNSUPPORTED(virStreamSend(st, buffer, 8));
    UNSUPPORTED(virStreamSend(st, buffer, 0));
    UNSUPPORTED(virStreamRecv(st, buffer, 8));
    UNSUPPORTED(virStreamRecvFlags(st, buffer, 8, 0));
    UNSUPPORTED(virStreamRecvFlags(st, buffer, 8, VIR_STREAM_RECV_STOP_AT_HOLE));
    UNSUPPORTED(virStreamRecvFlags(st, buffer, 8, 1u << 20));
    UNSUPPORTED(virStreamSendHole(st, 8, 0));
    UNSUPPORTED(virStreamSendHole(st, -1, 8));
    UNSUPPORTED(virStreamRecvHole(st, &n, 8));
    UNSUPPORTED(virStreamEventAddCallback(st, VIR_STREAM_EVENT_READABLE, happened, NULL, NULL));
    UNSUPPORTED(virStreamEventAddCallback(st, 0, NULL, NULL, NULL));
    UNSUPPORTED(virStreamEventUpdateCallback(st, 1));
    UNSUPPORTED(virStreamEventRemoveCallback(st));
    UNSUPPORTED(virStreamFinish(st));
    CHECK(virStreamAbort(st) == 0);
    CHECK(virStreamAbort(st) == 0);
    UNSUPPORTED(virStreamRecv(st, buffer, 8));
    CHECK(n == 1 && !strcmp(buffer, "unused"));

    /* Arguments are looked at before. */
    REFUSED(virStreamSend(st, NULL, 0), VIR_ERR_INVALID_ARG);
    REFUSED(virStreamRecv(st, NULL, 8), VIR_ERR_INVALID_ARG);
    REFUSED(virStreamRecvFlags(st, NULL, 8, 1u << 20), VIR_ERR_INVALID_ARG);
    REFUSED(virStreamRecvHole(st, NULL, 8), VIR_ERR_INVALID_ARG);
    REFUSED(virStreamSendAll(st, NULL, NULL), VIR_ERR_INVALID_ARG);
    REFUSED(virStreamRecvAll(st, NULL, NULL), VIR_ERR_INVALID_ARG);
    REFUSED(virStreamSparseSendAll(st, NULL, next, skip, NULL), VIR_ERR_INVALID_ARG);
    REFUSED(virStreamSparseSendAll(st, source, NULL, skip, NULL), VIR_ERR_INVALID_ARG);
    REFUSED(virStreamSparseSendAll(st, source, next, NULL, NULL), VIR_ERR_INVALID_ARG);
    REFUSED(virStreamSparseRecvAll(st, NULL, NULL, NULL), VIR_ERR_INVALID_ARG);
    REFUSED(virStreamSparseRecvAll(st, sink, NULL, NULL), VIR_ERR_INVALID_ARG);
}

int main(void)
{
    long long what[3] = {0, 0, 0};

    virSetErrorFunc(NULL, quiet);
    CHECK(virEventRegisterDefaultImpl() == 0);
    virConnectPtr conn = virConnectOpen(test_uri());
    virConnectPtr looking = virConnectOpenReadOnly(test_uri());
    CHECK(conn && looking);

    CHECK(!virStreamNew(NULL, 0));
    CHECK_ERROR(VIR_ERR_INVALID_CONN, VIR_FROM_STREAMS);
    /* Flags that nobody knows are ignored, and looking is enough. */
    virStreamPtr st = virStreamNew(looking, 1u << 20);
    CHECK(st != NULL);
    CHECK(virConnectClose(looking) == 1);
    CHECK(virStreamRef(st) == 0 && virStreamFree(st) == 0 && virStreamFree(st) == 0);
    invalid(NULL);

    st = virStreamNew(conn, 0);
    virStreamPtr never = virStreamNew(conn, VIR_STREAM_NONBLOCK);
    CHECK(st && never);
    empty(st);
    empty(never);

    /* What is sent has to come from somewhere first. */
    answer = 10;
    UNSUPPORTED(virStreamSendAll(st, source, NULL));
    CHECK(asked == 1 && offered == 262120);
    answer = 0;
    CHECK(virStreamSendAll(st, source, NULL) == 0 && asked == 2);
    answer = -1;
    REFUSED(virStreamSendAll(st, source, NULL), VIR_ERR_SYSTEM_ERROR);
    CHECK(virGetLastError()->int1 == EIO);
    trouble = ENOSPC;
    REFUSED(virStreamSendAll(st, source, NULL), VIR_ERR_SYSTEM_ERROR);
    CHECK(virGetLastError()->int1 == ENOSPC);
    UNSUPPORTED(virStreamRecvAll(st, sink, NULL));
    UNSUPPORTED(virStreamSparseRecvAll(st, sink, skip, NULL));

    asked = holes = answer = 0;
    CHECK(virStreamSparseSendAll(st, source, next, skip, what) == 0 && holes == 1);
    what[0] = 1;
    what[1] = 7;
    asked = 0;
    CHECK(virStreamSparseSendAll(st, source, next, skip, what) == 0 && asked == 1 && offered == 7);
    answer = 7;
    UNSUPPORTED(virStreamSparseSendAll(st, source, next, skip, what));
    what[0] = 0;
    asked = 0;
    UNSUPPORTED(virStreamSparseSendAll(st, source, next, skip, what));
    CHECK(asked == 0);
    what[2] = -1;
    REFUSED(virStreamSparseSendAll(st, source, next, skip, what), VIR_ERR_SYSTEM_ERROR);
    CHECK(virGetLastError()->int1 == ENOSPC);

    /* Callbacks cannot say "not now". */
    REFUSED(virStreamSendAll(never, source, NULL), VIR_ERR_OPERATION_INVALID);
    REFUSED(virStreamRecvAll(never, sink, NULL), VIR_ERR_OPERATION_INVALID);
    REFUSED(virStreamSparseSendAll(never, source, next, skip, what), VIR_ERR_OPERATION_INVALID);
    REFUSED(virStreamSparseRecvAll(never, sink, skip, NULL), VIR_ERR_OPERATION_INVALID);

    CHECK(virStreamFree(st) == 0 && virConnectClose(conn) == 1);
    CHECK(virStreamFree(never) == 0);
    return report();
}
