/* No pointer that is not a live handle of the right kind crashes a function or is taken for one: NULL, a freed handle,
 * a handle of another kind, memory of the program, addresses where nothing is.
 *
 * Every function of the library that takes a handle first is called with each of them; the functions are
 * found by name in the table of exports, or in libvirt's own list of them. Stock libvirt would crash on most. */
#define _GNU_SOURCE
#include "check.h"

#include <dlfcn.h>

typedef long (*any_function)(void *, long, long, long, long, long, long, long);

/* What takes no handle first. */
static const char *const others[] = {
    "virConnectAuthPtrDefault", "virConnectOpen", "virConnectOpenAuth", "virConnectOpenReadOnly", "virCopyLastError",
    "virDefaultErrorFunc", "virFreeError", "virGetLastError", "virGetLastErrorCode", "virGetLastErrorDomain",
    "virGetLastErrorMessage", "virGetVersion", "virInitialize", "virResetError", "virResetLastError",
    "virSaveLastError", "virSetErrorFunc",
    /* These answer bad handles without an error. */
    "virConnCopyLastError", "virConnGetLastError", "virConnResetLastError", "virConnSetErrorFunc",
};

static int takes_handle(const char *name)
{
    if (!strncmp(name, "virTypedParam", 13) || !strncmp(name, "virEvent", 8) ||
        !strncmp(name, "virDomainStatsRecord", 20) || !strncmp(name, "virDomainFSInfo", 15) ||
        !strcmp(name, "virDomainListGetStats") || !strcmp(name, "virDomainInterfaceFree") ||
        !strcmp(name, "virDomainIOThreadInfoFree") || !strcmp(name, "virNetworkDHCPLeaseFree"))
        return 0;
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
        if (!strcmp(name, others[i]))
            return 0;
    return 1;
}

static int is_invalid(int code)
{
    switch (code) {
    case VIR_ERR_INVALID_CONN:
    case VIR_ERR_INVALID_DOMAIN:
    case VIR_ERR_INVALID_DOMAIN_SNAPSHOT:
    case VIR_ERR_INVALID_DOMAIN_CHECKPOINT:
    case VIR_ERR_INVALID_NETWORK:
    case VIR_ERR_INVALID_NETWORK_PORT:
    case VIR_ERR_INVALID_STORAGE_POOL:
    case VIR_ERR_INVALID_STORAGE_VOL:
    case VIR_ERR_INVALID_NODE_DEVICE:
    case VIR_ERR_INVALID_INTERFACE:
    case VIR_ERR_INVALID_NWFILTER:
    case VIR_ERR_INVALID_NWFILTER_BINDING:
    case VIR_ERR_INVALID_SECRET:
    case VIR_ERR_INVALID_STREAM:
        return 1;
    }
    return 0;
}

static void try_handle(const char *name, void *handle, const char *what)
{
    any_function f = (any_function)dlsym(RTLD_DEFAULT, name);
    if (!f)
        return;
    f(handle, 0, 0, 0, 0, 0, 0, 0);
    if (is_invalid(virGetLastErrorCode())) {
        passed++;
    } else {
        failed++;
        printf("%s(%s): %d, %s\n", name, what, virGetLastErrorCode(), virGetLastErrorMessage());
    }
}

/* The functions in the table that the Makefile's checks run from, one a line before a tab. */
static char **names(void)
{
    static char *list[1000];
    char line[200];
    size_t count = 0;
    FILE *table = fopen("src/abi/exports.tsv", "r");
    if (!table)
        return list;
    while (count < 999 && fgets(line, sizeof(line), table)) {
        line[strcspn(line, "\t\n")] = 0;
        if (*line && *line != '#')
            list[count++] = strdup(line);
    }
    fclose(table);
    return list;
}

int main(void)
{
    int on_stack = 0;
    void *on_heap = calloc(1, 256);
    void *code = (void *)(size_t)&main;

    virSetErrorFunc(NULL, quiet);
    CHECK(virInitialize() == 0);
    virConnectPtr conn = virConnectOpen(test_uri());
    CHECK(conn != NULL);
    virConnectPtr closed = virConnectOpen(test_uri());
    CHECK(virConnectClose(closed) == 0);
    virDomainPtr dom = test_domain(conn, "handles");
    virDomainPtr freed = virDomainLookupByName(conn, "handles");
    CHECK(dom && freed && freed != dom);
    CHECK(virDomainFree(freed) == 0);

    /* Snapshots: a live one is not a handle of anything else, a freed one of nothing. */
    char *definition = virDomainGetXMLDesc(dom, 0), *xml = NULL;
    CHECK(definition && asprintf(&xml, "<domainsnapshot><name>s</name><state>shutoff</state><creationTime>1</creationTime>%s</domainsnapshot>",
                                 definition) > 0);
    virDomainSnapshotPtr snapshot = virDomainSnapshotCreateXML(dom, xml, VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE);
    virDomainSnapshotPtr gone = virDomainSnapshotLookupByName(dom, "s", 0);
    CHECK(snapshot && gone && snapshot != gone && virDomainSnapshotFree(gone) == 0);
    free(definition);
    free(xml);

    struct { void *handle; const char *what; } bad[] = {
        { NULL, "NULL" },
        { closed, "a closed connection" },
        { freed, "a freed domain" },
        { gone, "a freed snapshot" },
        { &on_stack, "the stack" },
        { on_heap, "the heap" },
        { code, "code" },
        { (void *)1, "1" },
        { (void *)4096, "4096" },
        { (void *)-1L, "-1" },
        { (void *)-16L, "-16" },
        { (void *)0x00007ffffffff000, "the end of memory" },
        { (void *)0x8000000000000000, "no address" },
        { (char *)conn + 1, "a connection + 1" },
        { (char *)dom + 8, "a domain + 8" },
    };
    int tried = 0;
    for (char **name = names(); *name; name++) {
        if (!takes_handle(*name))
            continue;
        tried++;
        for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
            try_handle(*name, bad[i].handle, bad[i].what);
        /* A live handle of another kind. Functions for objects call for neither. */
        if (strncmp(*name, "virDomainSnapshot", 17) && strcmp(*name, "virDomainRevertToSnapshot"))
            try_handle(*name, snapshot, "a snapshot");
        else if (strcmp(*name, "virDomainSnapshotNum") && strcmp(*name, "virDomainSnapshotListNames") &&
                 strcmp(*name, "virDomainSnapshotCurrent") && strcmp(*name, "virDomainSnapshotLookupByName") &&
                 strcmp(*name, "virDomainSnapshotCreateXML"))
            try_handle(*name, dom, "a domain");
        if (!strncmp(*name, "virConnect", 10) || !strncmp(*name, "virNodeGet", 10))
            try_handle(*name, dom, "a domain");
        else if (!strncmp(*name, "virDomain", 9) && strncmp(*name, "virDomainDefine", 15) &&
                 strncmp(*name, "virDomainCreateXML", 18) && strncmp(*name, "virDomainLookup", 15) &&
                 strncmp(*name, "virDomainRestore", 16) && strncmp(*name, "virDomainSaveImage", 18) &&
                 strcmp(*name, "virDomainCreateLinux"))
            try_handle(*name, conn, "a connection");
    }
    CHECK(tried > 400);

    /* Those that answer without an error. */
    virError error;
    CHECK(virConnGetLastError((virConnectPtr)freed) == NULL);
    CHECK(virConnCopyLastError(closed, &error) == -1);
    virConnResetLastError((virConnectPtr)on_heap);
    virConnSetErrorFunc((virConnectPtr)dom, NULL, quiet);

    /* All that did nothing to the good ones. */
    CHECK(!strcmp(virDomainGetName(dom), "handles"));
    CHECK(virConnectIsAlive(conn) == 1);
    CHECK(!strcmp(virDomainSnapshotGetName(snapshot), "s") && virDomainSnapshotFree(snapshot) == 0);
    CHECK(virDomainUndefineFlags(dom, VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA) == 0);
    CHECK(virDomainFree(dom) == 0);
    CHECK(virConnectClose(conn) == 0);
    free(on_heap);
    return report();
}
