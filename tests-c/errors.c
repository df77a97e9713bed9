/* The error family: a thread's last error, a connection's, copies, and callbacks. */
#include "check.h"

#include <errno.h>
#include <pthread.h>

struct told {
    int times;
    int code;
};

static void tell(void *data, virErrorPtr error)
{
    struct told *told = data;
    told->times++;
    told->code = error->code;
    /* The library may be asked from here. */
    CHECK(virGetLastErrorCode() == error->code);
}

static void *elsewhere(void *data)
{
    CHECK(virGetLastError() == NULL);
    CHECK(virDomainFree(NULL) == -1);
    CHECK(virGetLastErrorCode() == VIR_ERR_INVALID_DOMAIN);
    CHECK(virDomainLookupByName(data, "no such domain") == NULL);
    return NULL;
}

/* What the default function prints. */
static void printed(void)
{
    char text[300] = "";
    int pipes[2];
    fflush(stderr);
    int before = dup(STDERR_FILENO);
    CHECK(pipe(pipes) == 0);
    dup2(pipes[1], STDERR_FILENO);
    virSetErrorFunc(NULL, NULL);
    virDomainFree(NULL);
    virError warning = { .code = 1, .domain = VIR_FROM_QEMU, .level = VIR_ERR_WARNING, .message = (char *)"a\n" };
    virDefaultErrorFunc(&warning);
    virDefaultErrorFunc(NULL);
    virSetErrorFunc(NULL, quiet);
    dup2(before, STDERR_FILENO);
    close(pipes[1]);
    size_t len = 0;
    ssize_t n;
    while ((n = read(pipes[0], text + len, sizeof(text) - 1 - len)) > 0)
        len += n;
    close(pipes[0]);
    close(before);
    CHECK(!strncmp(text, "libvirt: Domain error : ", 24));
    char *second = strchr(text, '\n');
    CHECK(second && !strcmp(second + 1, "libvirt: QEMU Driver warning : a\n"));
}

int main(void)
{
    struct told global = { 0, 0 }, own = { 0, 0 };
    virError copy;

    virSetErrorFunc(&global, tell);
    virConnectPtr conn = virConnectOpen(test_uri());
    CHECK(conn != NULL);
    CHECK(virConnectIsAlive(conn) == 1);
    CHECK(virGetLastError() == NULL);
    CHECK(virGetLastErrorCode() == VIR_ERR_OK && virGetLastErrorDomain() == VIR_FROM_NONE);
    CHECK(virGetLastErrorMessage() != NULL);
    global.times = 0;

    /* An error of the process's function, then of the connection's own. */
    CHECK(virDomainLookupByName(conn, "no such domain") == NULL);
    CHECK(global.times == 1 && global.code == VIR_ERR_NO_DOMAIN);
    virConnSetErrorFunc(conn, &own, tell);
    CHECK(virDomainLookupByName(conn, "no such domain") == NULL);
    CHECK(global.times == 1 && own.times == 1 && own.code == VIR_ERR_NO_DOMAIN);
    CHECK(virDomainFree(NULL) == -1);
    CHECK(global.times == 2 && own.times == 1);

    /* What is in an error. */
    CHECK(virDomainLookupByName(conn, NULL) == NULL);
    virErrorPtr error = virGetLastError();
    CHECK(error && error->code == VIR_ERR_INVALID_ARG && error->domain == VIR_FROM_DOMAIN);
    CHECK(error && error->level == VIR_ERR_ERROR && error->message);
    CHECK(error && !error->conn && !error->dom && !error->net);
    CHECK(error && error->str1 && !strcmp(error->str1, "virDomainLookupByName"));
    CHECK(error && error->str2 && !strcmp(error->str2, "name"));

    /* Copies live on; the thread forgets at its next call, the connection does not. */
    errno = 1234;
    virErrorPtr saved = virSaveLastError();
    CHECK(errno == 1234);
    memset(&copy, 0xff, sizeof(copy));
    CHECK(virCopyLastError(&copy) == VIR_ERR_INVALID_ARG);
    CHECK(virConnectIsAlive(conn) == 1);
    CHECK(virGetLastError() == NULL);
    CHECK(saved && saved->code == VIR_ERR_INVALID_ARG && saved->message);
    CHECK(copy.code == VIR_ERR_INVALID_ARG && !strcmp(copy.message, saved->message));
    virResetError(&copy);
    CHECK(copy.code == 0 && !copy.message && !copy.str1);
    virFreeError(saved);
    virFreeError(NULL);
    virResetError(NULL);
    CHECK(virConnGetLastError(conn) && virConnGetLastError(conn)->code == VIR_ERR_INVALID_ARG);
    CHECK(virConnCopyLastError(conn, &copy) == VIR_ERR_INVALID_ARG);
    virResetError(&copy);
    virConnResetLastError(conn);
    CHECK(virConnCopyLastError(conn, &copy) == VIR_ERR_OK);
    CHECK(virConnGetLastError(NULL) == NULL);
    CHECK(virConnCopyLastError(NULL, &copy) == -1);
    CHECK(virCopyLastError(NULL) == -1);
    CHECK(virCopyLastError(&copy) == VIR_ERR_OK);
    saved = virSaveLastError();
    CHECK(saved && saved->code == VIR_ERR_OK);
    virFreeError(saved);

    /* Each thread has its own; the connection's is everybody's. */
    CHECK(virDomainLookupByName(conn, NULL) == NULL);
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, elsewhere, conn) == 0);
    pthread_join(thread, NULL);
    CHECK(virGetLastErrorCode() == VIR_ERR_INVALID_ARG);
    CHECK(virConnGetLastError(conn)->code == VIR_ERR_NO_DOMAIN);
    virResetLastError();
    CHECK(virGetLastError() == NULL);

    /* A connection that cannot be opened. */
    global.times = 0;
    CHECK(virConnectOpen("nobody:///") == NULL);
    /* libvirt's own leaves the answer to its daemon, and fails otherwise where none runs. */
    if (getenv("OXIVIRT_TEST_URI") == NULL || virGetLastErrorDomain() != VIR_FROM_RPC)
        CHECK_ERROR(VIR_ERR_NO_CONNECT, VIR_FROM_NONE);
    CHECK(global.times == 1);
    CHECK(virConnectOpen("%zz") == NULL);
    CHECK_ERROR(VIR_ERR_INTERNAL_ERROR, VIR_FROM_URI);
    CHECK(virGetVersion(NULL, NULL, NULL) == -1);

    printed();
    CHECK(virConnectClose(conn) == 0);
    return report();
}
