/* References: who keeps what alive, and what the functions that take one away say. */
#include "check.h"

static int told;

static void count(void *data, virErrorPtr error)
{
    (void)error;
    CHECK(data == &told);
    told++;
}

int main(void)
{
    virSetErrorFunc(NULL, quiet);
    virConnectPtr conn = virConnectOpen(test_uri());
    CHECK(conn != NULL);
    CHECK(virConnectRef(conn) == 0);
    CHECK(virConnectRef(conn) == 0);
    CHECK(virConnectClose(conn) == 1);
    CHECK(virConnectClose(conn) == 1);

    virDomainPtr dom = test_domain(conn, "references");
    virDomainPtr again = virDomainLookupByName(conn, "references");
    CHECK(dom && again && dom != again);
    CHECK(virDomainGetConnect(dom) == conn);
    CHECK(virDomainRef(again) == 0);
    CHECK(virDomainFree(again) == 0);
    CHECK(!strcmp(virDomainGetName(again), "references"));

    /* A domain keeps its connection: the handle goes on working, callback and all. */
    virConnSetErrorFunc(conn, &told, count);
    CHECK(virConnectClose(conn) == 1);
    CHECK(virDomainIsActive(dom) == 0);
    CHECK(virConnectIsAlive(virDomainGetConnect(dom)) == 1);
    CHECK(virDomainGetInfo(dom, NULL) == -1);
    CHECK(told == 1);
    CHECK(virDomainUndefine(dom) == 0);
    CHECK(virDomainFree(dom) == 0);
    CHECK(virConnectIsAlive(virDomainGetConnect(again)) == 1);
    CHECK(virDomainFree(again) == 0);

    /* Lists: the caller frees the handles and the array. */
    conn = virConnectOpen(test_uri());
    virDomainPtr one = test_domain(conn, "one"), two = test_domain(conn, "two");
    virDomainPtr *list = NULL;
    int n = virConnectListAllDomains(conn, &list, VIR_CONNECT_LIST_DOMAINS_INACTIVE);
    CHECK(n >= 2 && list && list[n] == NULL);
    for (int i = 0; i < n; i++)
        CHECK(virDomainGetName(list[i]) && virDomainFree(list[i]) == 0);
    free(list);
    CHECK(virConnectListAllDomains(conn, NULL, VIR_CONNECT_LIST_DOMAINS_INACTIVE) == n);
    list = (virDomainPtr *)&told;
    CHECK(virConnectListAllDomains(conn, &list, 1u << 31) == -1 && list == NULL);
    char *names[1] = { NULL };
    CHECK(virConnectListDefinedDomains(conn, names, 1) == 1 && names[0]);
    free(names[0]);
    CHECK(virDomainUndefine(one) == 0 && virDomainUndefine(two) == 0);
    CHECK(virDomainFree(one) == 0 && virDomainFree(two) == 0);
    CHECK(virConnectClose(conn) == 0);
    return report();
}
