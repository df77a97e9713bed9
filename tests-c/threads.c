/* Many threads on one connection, on shared handles and on their own. */
#include "check.h"

#include <pthread.h>

#define THREADS 8
#define ROUNDS 300

static virConnectPtr conn;
static virDomainPtr shared;
static int wrong;

static void *work(void *data)
{
    int missed = 0;
    (void)data;
    for (int i = 0; i < ROUNDS; i++) {
        virDomainPtr dom = virDomainLookupByName(conn, "threads");
        missed += !dom || virDomainRef(shared) != 0 || virDomainIsActive(shared) != 0;
        missed += strcmp(virDomainGetName(dom), "threads") || virDomainGetConnect(dom) != conn;
        missed += virDomainLookupByName(conn, "nobody") != NULL || virGetLastErrorCode() != VIR_ERR_NO_DOMAIN;
        missed += virConnectRef(conn) != 0 || virConnectClose(conn) != 1;
        missed += virDomainFree(shared) != 0 || virDomainFree(dom) != 0;
        virConnectPtr other = virConnectOpen(test_uri());
        missed += !other || virConnectIsAlive(other) != 1 || virConnectClose(other) != 0;
    }
    __sync_fetch_and_add(&wrong, missed);
    return NULL;
}

int main(void)
{
    pthread_t threads[THREADS];

    virSetErrorFunc(NULL, quiet);
    conn = virConnectOpen(test_uri());
    shared = test_domain(conn, "threads");
    CHECK(conn && shared);
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, NULL) == 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    CHECK(wrong == 0);
    CHECK(virDomainUndefine(shared) == 0);
    CHECK(virDomainFree(shared) == 0);
    CHECK(virConnectClose(conn) == 0);
    return report();
}
