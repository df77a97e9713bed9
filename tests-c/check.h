/* What the C tests share.
 *
 * A test is a list of CHECKs; the program says how many held and exits with 1 if one did not. They use libvirt's API
 * alone, so they run on libvirt's own library as well: OXIVIRT_TEST_URI names a connection there (test:///default);
 * without it they use an embedded one in a new directory. */
#ifndef CHECK_H
#define CHECK_H

/* The tests look at what programs should not use any more too. */
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int passed, failed;

#define CHECK(what)                                                                      \
    do {                                                                                 \
        if (what) {                                                                      \
            passed++;                                                                    \
        } else {                                                                         \
            failed++;                                                                    \
            printf("%s:%d: %s  (last error: %d, %s)\n", __FILE__, __LINE__, #what,       \
                   virGetLastErrorCode(), virGetLastErrorMessage());                     \
        }                                                                                \
    } while (0)

/* Whether the thread's last error has this number and comes from this part of the library. */
#define CHECK_ERROR(number, from)                                                        \
    CHECK(virGetLastErrorCode() == (number) && virGetLastErrorDomain() == (from))

static inline void quiet(void *data, virErrorPtr error)
{
    (void)data;
    (void)error;
}

static inline const char *test_uri(void)
{
    static char uri[200];
    const char *given = getenv("OXIVIRT_TEST_URI");
    char dir[] = "/tmp/oxivirt-c-XXXXXX";
    if (given)
        return given;
    if (!uri[0] && mkdtemp(dir))
        snprintf(uri, sizeof(uri), "qemu:///embed?root=%s", dir);
    return uri;
}

/* A domain that need not run, defined on this connection. */
static inline virDomainPtr test_domain(virConnectPtr conn, const char *name)
{
    char xml[600];
    char *known = virConnectGetURI(conn);
    snprintf(xml, sizeof(xml),
             "<domain type='%s'><name>%s</name><memory>8192</memory><os><type>hvm</type></os></domain>",
             known && !strncmp(known, "test:", 5) ? "test" : "qemu", name);
    free(known);
    return virDomainDefineXML(conn, xml);
}

static inline int report(void)
{
    const char *root = strstr(test_uri(), "root=/tmp/oxivirt-c-");
    if (root) {
        char command[300];
        snprintf(command, sizeof(command), "rm -rf '%s'", root + 5);
        if (system(command))
            printf("%s stays\n", root + 5);
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}

#endif
