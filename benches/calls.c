/* What single calls cost: calls URI NAME, a running domain. Prints "call nanoseconds" lines.
 * The same program is run on each library (LD_LIBRARY_PATH decides), so only the library differs. */
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static virConnectPtr conn;
static virDomainPtr dom;
static const char *uri, *name;

static int get_info(void)
{
    virDomainInfo info;
    return virDomainGetInfo(dom, &info);
}

static int get_state(void)
{
    int state, reason;
    return virDomainGetState(dom, &state, &reason, 0);
}

static int lookup(void)
{
    virDomainPtr d = virDomainLookupByName(conn, name);
    return d ? virDomainFree(d) : -1;
}

static int is_active(void)
{
    return virDomainIsActive(dom) == 1 ? 0 : -1;
}

static int xml_desc(void)
{
    char *xml = virDomainGetXMLDesc(dom, 0);
    free(xml);
    return xml ? 0 : -1;
}

static int open_close(void)
{
    virConnectPtr c = virConnectOpen(uri);
    return c && virConnectClose(c) >= 0 ? 0 : -1;
}

/* The median of batches, so that a burst of other work on the machine does not count. */
static void measure(const char *what, int (*call)(void), int batch)
{
    enum { BATCHES = 31 };
    double ns[BATCHES];
    for (int b = 0; b < BATCHES; b++) {
        double start = now();
        for (int i = 0; i < batch; i++)
            if (call() < 0) {
                fprintf(stderr, "%s: %s\n", what, virGetLastErrorMessage());
                exit(1);
            }
        ns[b] = (now() - start) / batch;
    }
    qsort(ns, BATCHES, sizeof ns[0], compare);
    printf("%s %.0f\n", what, ns[BATCHES / 2]);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    uri = argv[1];
    name = argv[2];
    conn = virConnectOpen(uri);
    dom = conn ? virDomainLookupByName(conn, name) : NULL;
    if (!dom) {
        fprintf(stderr, "%s: %s\n", uri, virGetLastErrorMessage());
        return 1;
    }
    measure("virDomainGetInfo", get_info, 200);
    measure("virDomainGetState", get_state, 200);
    measure("virDomainLookupByName", lookup, 200);
    measure("virDomainIsActive", is_active, 200);
    measure("virDomainGetXMLDesc", xml_desc, 50);
    measure("virConnectOpen+Close", open_close, 20);
    virDomainFree(dom);
    virConnectClose(conn);
    return 0;
}
