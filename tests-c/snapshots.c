/* Snapshots' handles, lists and documents. Only metadata: a domain without disks, defined again and again. */
#define _GNU_SOURCE
#include "check.h"

static virDomainSnapshotPtr make(virDomainPtr dom, const char *name, const char *parent, unsigned int flags)
{
    char *domain = virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_INACTIVE);
    char *xml = NULL;
    char above[100] = "";
    virDomainSnapshotPtr snapshot = NULL;
    if (parent)
        snprintf(above, sizeof(above), "<parent><name>%s</name></parent>", parent);
    if (domain && asprintf(&xml, "<domainsnapshot><name>%s</name><state>shutoff</state>%s<creationTime>7</creationTime>%s</domainsnapshot>",
                           name, above, domain) > 0)
        snapshot = virDomainSnapshotCreateXML(dom, xml, VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE | flags);
    free(domain);
    free(xml);
    return snapshot;
}

int main(void)
{
    virSetErrorFunc(NULL, quiet);
    virConnectPtr conn = virConnectOpen(test_uri());
    virDomainPtr dom = test_domain(conn, "snapshots");
    CHECK(conn && dom);
    CHECK(virDomainHasCurrentSnapshot(dom, 0) == 0);
    CHECK(virDomainSnapshotCurrent(dom, 0) == NULL);
    CHECK(virGetLastErrorCode() == VIR_ERR_NO_DOMAIN_SNAPSHOT);
    CHECK(virDomainSnapshotNum(dom, 0) == 0);
    virDomainSnapshotPtr *all = (virDomainSnapshotPtr *)&conn;
    CHECK(virDomainListAllSnapshots(dom, &all, 0) == 0 && all && all[0] == NULL);
    free(all);

    virDomainSnapshotPtr a = make(dom, "a", NULL, 0);
    virDomainSnapshotPtr b = make(dom, "b", "a", VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT);
    virDomainSnapshotPtr c = make(dom, "c", "b", 0);
    CHECK(a && b && c && a != b);
    CHECK(!strcmp(virDomainSnapshotGetName(b), "b"));
    /* Without references of their own. */
    CHECK(virDomainSnapshotGetDomain(a) == dom);
    CHECK(virDomainSnapshotGetConnect(a) == conn);
    CHECK(virDomainSnapshotIsCurrent(b, 0) == 1 && virDomainSnapshotIsCurrent(a, 0) == 0);
    CHECK(virDomainSnapshotHasMetadata(c, 0) == 1);
    CHECK(virDomainSnapshotGetParent(a, 0) == NULL);
    CHECK(virGetLastErrorCode() == VIR_ERR_NO_DOMAIN_SNAPSHOT);
    virDomainSnapshotPtr other = virDomainSnapshotGetParent(c, 0);
    CHECK(other && other != b && !strcmp(virDomainSnapshotGetName(other), "b"));
    CHECK(virDomainSnapshotRef(other) == 0);
    CHECK(virDomainSnapshotFree(other) == 0);
    CHECK(virDomainSnapshotNumChildren(other, 0) == 1);
    CHECK(virDomainSnapshotFree(other) == 0);
    other = virDomainSnapshotLookupByName(dom, "c", 0);
    CHECK(other && virDomainSnapshotFree(other) == 0);
    CHECK(virDomainSnapshotLookupByName(dom, "d", 0) == NULL);
    CHECK(virGetLastErrorCode() == VIR_ERR_NO_DOMAIN_SNAPSHOT);
    other = virDomainSnapshotCurrent(dom, 0);
    CHECK(other && !strcmp(virDomainSnapshotGetName(other), "b") && virDomainSnapshotFree(other) == 0);

    /* Lists: the caller frees names, handles and the array. */
    char *names[5] = { NULL };
    CHECK(virDomainSnapshotListNames(dom, names, 5, VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL) == 3);
    CHECK(names[0] && names[1] && names[2] && !names[3] && !strcmp(names[0], "a") && !strcmp(names[2], "c"));
    for (int i = 0; i < 3; i++)
        free(names[i]);
    memset(names, 0, sizeof(names));
    CHECK(virDomainSnapshotListChildrenNames(a, names, 5, 0) == 1 && names[0] && !names[1] && !strcmp(names[0], "b"));
    free(names[0]);
    CHECK(virDomainSnapshotListNames(dom, NULL, 1, 0) == -1);
    CHECK_ERROR(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN_SNAPSHOT);
    CHECK(virDomainSnapshotListNames(dom, names, -1, 0) == -1);
    CHECK_ERROR(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN_SNAPSHOT);
    CHECK(virDomainListAllSnapshots(dom, NULL, 0) == 3);
    CHECK(virDomainSnapshotListAllChildren(a, NULL, VIR_DOMAIN_SNAPSHOT_LIST_DESCENDANTS) == 2);
    CHECK(virDomainListAllSnapshots(dom, &all, VIR_DOMAIN_SNAPSHOT_LIST_ROOTS) == 1 && all[0] && !all[1]);
    CHECK(!strcmp(virDomainSnapshotGetName(all[0]), "a") && virDomainSnapshotFree(all[0]) == 0);
    free(all);
    CHECK(virDomainSnapshotListAllChildren(a, &all, VIR_DOMAIN_SNAPSHOT_LIST_LEAVES | VIR_DOMAIN_SNAPSHOT_LIST_DESCENDANTS) == 1);
    CHECK(all[0] && !strcmp(virDomainSnapshotGetName(all[0]), "c") && virDomainSnapshotFree(all[0]) == 0);
    free(all);
    all = (virDomainSnapshotPtr *)&conn;
    CHECK(virDomainListAllSnapshots(dom, &all, 1u << 31) == -1 && all == NULL);

    char *xml = virDomainSnapshotGetXMLDesc(c, 0);
    CHECK(xml && strstr(xml, "<parent>") && strstr(xml, "<creationTime>7</creationTime>") && !strstr(xml, "<active>"));
    free(xml);

    /* Arguments, in the order of the public functions. */
    CHECK(virDomainSnapshotCreateXML(dom, NULL, 0) == NULL);
    CHECK_ERROR(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN_SNAPSHOT);
    CHECK(virDomainSnapshotCreateXML(dom, "<a/>", VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT) == NULL);
    CHECK_ERROR(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN_SNAPSHOT);
    CHECK(virDomainSnapshotDelete(a, VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN | VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY) == -1);
    CHECK_ERROR(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN_SNAPSHOT);
    CHECK(virDomainRevertToSnapshot(a, VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING | VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED) == -1);
    CHECK_ERROR(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN_SNAPSHOT);
    virConnectPtr reader = virConnectOpenReadOnly(test_uri());
    virDomainPtr read = virDomainLookupByName(reader, "snapshots");
    if (read) {
        other = virDomainSnapshotLookupByName(read, "a", 0);
        CHECK(other && virDomainSnapshotDelete(other, VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY) == -1);
        CHECK(virGetLastErrorCode() == VIR_ERR_OPERATION_DENIED);
        CHECK(virDomainSnapshotGetXMLDesc(other, VIR_DOMAIN_SNAPSHOT_XML_SECURE) == NULL);
        CHECK(virGetLastErrorCode() == VIR_ERR_OPERATION_DENIED);
        virDomainSnapshotFree(other);
        virDomainFree(read);
    }
    virConnectClose(reader);

    /* A snapshot keeps its domain, and that its connection. */
    CHECK(virDomainFree(dom) == 0);
    CHECK(virConnectClose(conn) >= 1);
    dom = virDomainSnapshotGetDomain(a);
    CHECK(dom && !strcmp(virDomainGetName(dom), "snapshots"));
    /* libvirt's test driver has nothing but metadata. */
    unsigned int forget = strncmp(test_uri(), "test:", 5) ? VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY : 0;
    CHECK(virDomainSnapshotDelete(b, forget) == 0);
    CHECK(virDomainSnapshotIsCurrent(b, 0) == -1);
    CHECK(virGetLastErrorCode() == VIR_ERR_NO_DOMAIN_SNAPSHOT);
    CHECK(virDomainSnapshotIsCurrent(a, 0) == 1);
    CHECK(!strcmp(virDomainSnapshotGetName(b), "b"));
    CHECK(virDomainSnapshotNumChildren(a, 0) == 1);
    CHECK(virDomainUndefineFlags(dom, 0) == -1);
    CHECK(virGetLastErrorCode() == VIR_ERR_OPERATION_INVALID);
    CHECK(virDomainUndefineFlags(dom, VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA) == 0);
    CHECK(virDomainSnapshotFree(a) == 0 && virDomainSnapshotFree(b) == 0 && virDomainSnapshotFree(c) == 0);
    return report();
}
