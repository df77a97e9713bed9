/* What the public functions refuse before any driver is asked, and in which order. */
#include "check.h"

int main(void)
{
    const unsigned both = VIR_DOMAIN_SAVE_RUNNING | VIR_DOMAIN_SAVE_PAUSED;
    const unsigned unknown = 1u << 30;
    int state = 77;

    virSetErrorFunc(NULL, quiet);
    virConnectPtr conn = virConnectOpen(test_uri());
    virConnectPtr looking = virConnectOpenReadOnly(test_uri());
    CHECK(conn && looking);
    virDomainPtr dom = test_domain(conn, "preconditions");
    /* test:///default is another world for each connection. */
    virDomainPtr watched = virDomainLookupByName(looking, "preconditions");
    if (!watched)
        watched = virDomainLookupByName(looking, "test");
    CHECK(dom && watched);

#define REFUSED(call, number, from)                                                      \
    do {                                                                                 \
        CHECK(call);                                                                     \
        CHECK_ERROR(number, from);                                                       \
    } while (0)
#define DENIED(call) REFUSED((call) == -1, VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN)
#define DENIED_PTR(call) REFUSED((call) == NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN)
#define BAD(call) REFUSED((call) == -1, VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN)
#define BAD_PTR(call) REFUSED((call) == NULL, VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN)
/* Which part of the library finds unknown flags differs by driver. */
#define UNKNOWN(call) CHECK((call) == -1 && virGetLastErrorCode() == VIR_ERR_INVALID_ARG)

    /* A read-only connection. */
    DENIED(virDomainSuspend(watched));
    DENIED(virDomainResume(watched));
    DENIED(virDomainCreate(watched));
    DENIED(virDomainCreateWithFlags(watched, unknown));
    DENIED(virDomainShutdown(watched));
    DENIED(virDomainShutdownFlags(watched, unknown));
    DENIED(virDomainReboot(watched, unknown));
    DENIED(virDomainReset(watched, unknown));
    DENIED(virDomainDestroy(watched));
    DENIED(virDomainDestroyFlags(watched, unknown));
    DENIED(virDomainUndefine(watched));
    DENIED(virDomainUndefineFlags(watched, unknown));
    DENIED(virDomainSetAutostart(watched, 1));
    DENIED(virDomainSetMetadata(watched, 7, NULL, NULL, NULL, unknown));
    DENIED(virDomainRename(watched, "x", unknown));
    DENIED(virDomainSave(watched, NULL));
    DENIED(virDomainSaveFlags(watched, NULL, NULL, both));
    DENIED(virDomainRestore(looking, NULL));
    DENIED(virDomainRestoreFlags(looking, NULL, NULL, both));
    DENIED(virDomainSaveImageDefineXML(looking, NULL, NULL, both));
    DENIED(virDomainManagedSave(watched, both));
    DENIED(virDomainManagedSaveRemove(watched, unknown));
    DENIED(virDomainManagedSaveDefineXML(watched, "<domain/>", 0));
    DENIED_PTR(virDomainManagedSaveGetXMLDesc(watched, VIR_DOMAIN_SAVE_IMAGE_XML_SECURE));
    DENIED_PTR(virDomainGetXMLDesc(watched, VIR_DOMAIN_XML_SECURE));
    DENIED_PTR(virDomainGetXMLDesc(watched, VIR_DOMAIN_XML_MIGRATABLE | unknown));
    DENIED_PTR(virDomainSaveImageGetXMLDesc(looking, "/x", unknown));
    DENIED_PTR(virDomainDefineXML(looking, NULL));
    DENIED_PTR(virDomainDefineXMLFlags(looking, NULL, unknown));
    DENIED_PTR(virDomainCreateXML(looking, "<domain/>", unknown));

    /* What is looked at before the connection's rights. */
    BAD(virDomainRename(watched, NULL, 0));
    BAD(virDomainRename(watched, "", 0));
    BAD(virDomainManagedSaveDefineXML(watched, "<domain/>", both));
    BAD_PTR(virDomainSaveImageGetXMLDesc(looking, NULL, 0));
    BAD_PTR(virDomainCreateXML(looking, NULL, 0));

    /* The pair that excludes each other. */
    BAD(virDomainSaveFlags(dom, "/nonexistent/x", NULL, both));
    BAD(virDomainSaveFlags(dom, "/nonexistent/x", NULL, both | unknown));
    BAD(virDomainRestoreFlags(conn, "/nonexistent/x", NULL, both));
    BAD(virDomainManagedSave(dom, both));
    BAD(virDomainSaveImageDefineXML(conn, "/nonexistent/x", "<domain/>", both));
    BAD(virDomainManagedSaveDefineXML(dom, "<domain/>", both));
    BAD_PTR(virDomainGetMetadata(dom, VIR_DOMAIN_METADATA_TITLE, "u", 3));

    /* Arguments. */
    BAD(virDomainSaveFlags(dom, NULL, NULL, both));
    BAD(virDomainRestore(conn, NULL));
    BAD(virDomainSaveImageDefineXML(conn, NULL, "<domain/>", 0));
    BAD(virDomainSaveImageDefineXML(conn, "/nonexistent/x", NULL, 0));
    BAD_PTR(virDomainDefineXML(conn, NULL));
    BAD_PTR(virDomainLookupByName(conn, NULL));
    BAD_PTR(virDomainLookupByID(conn, -1));
    BAD_PTR(virDomainLookupByUUID(conn, NULL));
    BAD_PTR(virDomainLookupByUUIDString(conn, NULL));
    BAD_PTR(virDomainLookupByUUIDString(conn, "no uuid"));
    BAD_PTR(virDomainLookupByUUIDString(conn, "7c8192e2-e36b-44c8-aa25-36b995370f5c0"));
    BAD(virDomainGetState(dom, NULL, NULL, 0));
    BAD(virDomainGetInfo(dom, NULL));
    BAD(virDomainGetControlInfo(dom, NULL, unknown));
    BAD(virDomainGetAutostart(dom, NULL));
    BAD(virDomainGetUUID(dom, NULL));
    BAD(virDomainGetUUIDString(dom, NULL));
    BAD(virConnectListDomains(conn, NULL, 1));
    BAD(virConnectListDomains(conn, NULL, -1));
    BAD(virConnectListDefinedDomains(conn, NULL, 1));
    BAD(virConnectListDefinedDomains(conn, NULL, -1));
    BAD(virConnectGetVersion(conn, NULL));
    BAD(virConnectGetLibVersion(conn, NULL));
    BAD(virNodeGetInfo(conn, NULL));
    CHECK(virConnectListDomains(conn, NULL, 0) == 0);
    BAD(virDomainSetMetadata(dom, VIR_DOMAIN_METADATA_TITLE, "two\nlines", NULL, NULL, 0));
    BAD(virDomainSetMetadata(dom, VIR_DOMAIN_METADATA_TITLE, "x", "k", NULL, 0));
    BAD(virDomainSetMetadata(dom, VIR_DOMAIN_METADATA_DESCRIPTION, "x", NULL, "u", 0));
    BAD(virDomainSetMetadata(dom, VIR_DOMAIN_METADATA_ELEMENT, "<x/>", "k", NULL, 0));
    BAD(virDomainSetMetadata(dom, VIR_DOMAIN_METADATA_ELEMENT, "<x/>", NULL, "u", 0));
    BAD(virDomainSetMetadata(dom, 9, "x", NULL, NULL, 0));
    BAD_PTR(virDomainGetMetadata(dom, VIR_DOMAIN_METADATA_ELEMENT, NULL, 0));
    BAD_PTR(virDomainGetMetadata(dom, VIR_DOMAIN_METADATA_TITLE, "u", 0));

    /* Unknown flags are refused, and nothing is written. */
    UNKNOWN(virDomainGetState(dom, &state, NULL, unknown));
    CHECK(state == 77);
    UNKNOWN(virDomainSaveFlags(dom, "/nonexistent/x", NULL, unknown));
    UNKNOWN(virDomainRestoreFlags(conn, "/nonexistent/x", NULL, unknown));
    UNKNOWN(virDomainManagedSave(dom, unknown));
    UNKNOWN(virDomainHasManagedSaveImage(dom, unknown));
    UNKNOWN(virDomainManagedSaveRemove(dom, unknown));
    UNKNOWN(virDomainUndefineFlags(dom, unknown));
    UNKNOWN(virDomainCreateWithFlags(dom, unknown));
    UNKNOWN(virDomainShutdownFlags(dom, unknown));
    UNKNOWN(virDomainReboot(dom, unknown));
    UNKNOWN(virDomainReset(dom, unknown));
    UNKNOWN(virDomainDestroyFlags(dom, unknown));
    UNKNOWN(virDomainRename(dom, "other", unknown));
    UNKNOWN(virConnectListAllDomains(conn, NULL, unknown));
    UNKNOWN(virDomainSetMetadata(dom, VIR_DOMAIN_METADATA_TITLE, "x", NULL, NULL, unknown));
    CHECK(!virDomainGetXMLDesc(dom, unknown) && virGetLastErrorCode() == VIR_ERR_INVALID_ARG);
    CHECK(!virDomainDefineXMLFlags(conn, "<domain/>", unknown) && virGetLastErrorCode() == VIR_ERR_INVALID_ARG);
    CHECK(!virDomainCreateXML(conn, "<domain/>", unknown) && virGetLastErrorCode() == VIR_ERR_INVALID_ARG);

    CHECK(virDomainUndefine(dom) == 0);
    CHECK(virDomainFree(dom) == 0 && virDomainFree(watched) == 0);
    CHECK(virConnectClose(conn) == 0 && virConnectClose(looking) == 0);
    return report();
}
