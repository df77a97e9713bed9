/* libvirt-admin where no daemon runs. */
#include "check.h"

#include <libvirt/libvirt-admin.h>

/* Whether opening fails with this error. */
static int refuses(const char *uri, int code, int domain)
{
    virAdmConnectPtr conn;

    virResetLastError();
    conn = virAdmConnectOpen(uri, 0);
    if (conn)
        virAdmConnectClose(conn);
    return !conn && virGetLastErrorCode() == code && virGetLastErrorDomain() == domain;
}

#define NOBODY(uri) CHECK(refuses(uri, VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC))
#define WRONG(uri) CHECK(refuses(uri, VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_ADMIN))
#define NO_HANDLE CHECK_ERROR(VIR_ERR_INVALID_CONN, VIR_FROM_ADMIN)

int main(void)
{
    unsigned long long version = 0;

    CHECK(virAdmInitialize() == 0);
    virSetErrorFunc(NULL, quiet);
    CHECK(virAdmGetVersion(&version) == 0);
    CHECK(version >= 11003000);

    /* A place where nobody listens, whatever else runs here. */
    NOBODY("libvirtd:///system?socket=/nonexistent/sock");
    NOBODY("virtqemud:///session?socket=/nonexistent/sock");
    NOBODY("libvirtd:///neither?socket=/nonexistent/sock");
    NOBODY("libvirtd:///system?socket=/dev/null");
    setenv("LIBVIRT_ADMIN_DEFAULT_URI", "virtlogd:///system?socket=/nonexistent/sock", 1);
    NOBODY(NULL);
    setenv("LIBVIRT_ADMIN_DEFAULT_URI", "no", 1);
    WRONG(NULL);
    unsetenv("LIBVIRT_ADMIN_DEFAULT_URI");
    WRONG("");
    WRONG("garbage");
    WRONG("foo:///system");
    WRONG("LIBVIRTD:///system");
    WRONG("libvirtd+tcp://host/system");
    WRONG("libvirtd:");
    WRONG("libvirtd:///");
    WRONG("libvirtd:///neither");
    WRONG("libvirtd:///system?foo=1");
    WRONG("libvirtd:///system?socket=/nonexistent/sock&foo=1");
    CHECK(refuses("a b:///system", VIR_ERR_INTERNAL_ERROR, VIR_FROM_URI));

    CHECK(virAdmConnectIsAlive(NULL) == 0);
    CHECK(virAdmConnectClose(NULL) == 0);
    CHECK(virAdmServerFree(NULL) == 0);
    CHECK(virAdmClientFree(NULL) == 0);
    CHECK(virAdmConnectRef(NULL) == -1);
    NO_HANDLE;
    CHECK(virAdmConnectGetURI(NULL) == NULL);
    NO_HANDLE;
    CHECK(virAdmConnectGetLibVersion(NULL, &version) == -1);
    NO_HANDLE;
    CHECK(virAdmConnectListServers(NULL, NULL, 0) == -1);
    NO_HANDLE;
    CHECK(virAdmConnectLookupServer(NULL, NULL, 0) == NULL);
    NO_HANDLE;
    CHECK(virAdmConnectRegisterCloseCallback(NULL, NULL, NULL, NULL) == -1);
    NO_HANDLE;
    CHECK(virAdmServerGetName(NULL) == NULL);
    NO_HANDLE;
    CHECK(virAdmClientGetID(NULL) == (unsigned long long)-1);
    NO_HANDLE;
    CHECK(virAdmClientGetTimestamp(NULL) == -1);
    NO_HANDLE;
    CHECK(virAdmClientGetTransport(NULL) == -1);
    NO_HANDLE;
    return report();
}
