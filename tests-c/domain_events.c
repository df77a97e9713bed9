/* Domain events: what a callback is told and given, when what was given along is freed, and what a connection with
 * callbacks does when it is closed. */
#include "check.h"

#include <pthread.h>

/* What VIR_DOMAIN_EVENT_CALLBACK() does. */
#pragma GCC diagnostic ignored "-Wcast-function-type"

static virConnectPtr conn;
static int freed[4], seen[4], last_event, last_detail, rebooted;
static char last_name[64];

static void let_go(void *opaque)
{
    freed[(int *)opaque - freed]++;
}

static int happened(virConnectPtr c, virDomainPtr dom, int event, int detail, void *opaque)
{
    CHECK(c == conn);
    CHECK(virDomainGetConnect(dom) == conn);
    snprintf(last_name, sizeof(last_name), "%s", virDomainGetName(dom));
    last_event = event;
    last_detail = detail;
    seen[(int *)opaque - freed]++;
    return 0;
}

static int once_id;

static int once(virConnectPtr c, virDomainPtr dom, int event, int detail, void *opaque)
{
    CHECK(happened(c, dom, event, detail, opaque) == 0);
    CHECK(virConnectDomainEventDeregisterAny(c, once_id) == 0);
    CHECK(freed[(int *)opaque - freed] == 0);
    /* The event's domain belongs to the library; a reference of one's own keeps it. */
    CHECK(virDomainRef(dom) == 0);
    CHECK(virDomainFree(dom) == 0);
    return -1;
}

static void restarted(virConnectPtr c, virDomainPtr dom, void *opaque)
{
    (void)c, (void)dom, (void)opaque;
    rebooted++;
}

static void run_until(const int *counter, int enough)
{
    int turns;
    for (turns = 0; *counter < enough && turns < 1000; turns++)
        CHECK(virEventRunDefaultImpl() == 0);
    CHECK(*counter == enough);
}

/* Keeps a loop turning that would wait for ever if nothing came. */
static void tick(int timer, void *opaque)
{
    (void)timer, (void)opaque;
}

static void *define_and_undefine(void *data)
{
    virDomainPtr dom = test_domain(conn, "oxivirt-event-thread");
    (void)data;
    CHECK(dom != NULL);
    CHECK(virDomainUndefine(dom) == 0);
    CHECK(virDomainFree(dom) == 0);
    return NULL;
}

int main(void)
{
    virDomainPtr one, other;
    virConnectPtr second;
    pthread_t thread;
    int all, of_one, reboot, i;

    CHECK(virInitialize() == 0);
    virSetErrorFunc(NULL, quiet);

    /* Without a loop nothing could be told. */
    conn = virConnectOpen(test_uri());
    CHECK(conn != NULL);
    CHECK(virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK(happened),
                                           &freed[0], let_go) == -1);
    CHECK_ERROR(VIR_ERR_INTERNAL_ERROR, VIR_FROM_NONE);
    CHECK(freed[0] == 0);
    CHECK(virConnectClose(conn) == 0);

    CHECK(virEventRegisterDefaultImpl() == 0);
    CHECK(virEventAddTimeout(20, tick, NULL, NULL) > 0);
    conn = virConnectOpen(test_uri());
    CHECK(conn != NULL);
    one = test_domain(conn, "oxivirt-event-one");
    CHECK(one != NULL);

    all = virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK(happened),
                                           &freed[0], let_go);
    of_one = virConnectDomainEventRegisterAny(conn, one, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                              VIR_DOMAIN_EVENT_CALLBACK(happened), &freed[1], let_go);
    CHECK(virConnectDomainEventRegister(conn, happened, &freed[2], let_go) == 0);
    reboot = virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_REBOOT, restarted, &freed[3], NULL);
    CHECK(all >= 0 && of_one == all + 1 && reboot == all + 3);
    CHECK(virConnectDomainEventRegister(conn, happened, &freed[2], let_go) == -1);
    CHECK_ERROR(VIR_ERR_INVALID_ARG, VIR_FROM_NONE);

    other = test_domain(conn, "oxivirt-event-other");
    CHECK(other != NULL);
    CHECK(seen[0] == 0);
    run_until(&seen[2], 1);
    CHECK(seen[0] == 1 && seen[1] == 0);
    CHECK(last_event == VIR_DOMAIN_EVENT_DEFINED && last_detail == VIR_DOMAIN_EVENT_DEFINED_ADDED);
    CHECK(strcmp(last_name, "oxivirt-event-other") == 0);
    CHECK(virDomainUndefine(one) == 0);
    run_until(&seen[2], 2);
    CHECK(seen[0] == 2 && seen[1] == 1);
    CHECK(last_event == VIR_DOMAIN_EVENT_UNDEFINED && last_detail == VIR_DOMAIN_EVENT_UNDEFINED_REMOVED);
    CHECK(strcmp(last_name, "oxivirt-event-one") == 0);
    CHECK(rebooted == 0);

    /* What is caused by another thread comes from the loop as well. */
    CHECK(pthread_create(&thread, NULL, define_and_undefine, NULL) == 0);
    run_until(&seen[2], 4);
    pthread_join(thread, NULL);

    CHECK(virConnectDomainEventDeregister(conn, happened) == 0);
    CHECK(freed[2] == 1);
    CHECK(virConnectDomainEventDeregister(conn, happened) == -1);
    CHECK_ERROR(VIR_ERR_INVALID_ARG, VIR_FROM_NONE);
    CHECK(virConnectDomainEventDeregisterAny(conn, of_one) == 0);
    CHECK(freed[1] == 1);
    CHECK(virConnectDomainEventDeregisterAny(conn, of_one) == -1);
    CHECK_ERROR(VIR_ERR_INVALID_ARG, VIR_FROM_NONE);
    CHECK(virConnectDomainEventDeregisterAny(conn, reboot) == 0);

    /* A callback that deregisters itself is called once, and let go of after the call. */
    seen[1] = freed[1] = 0;
    once_id = virConnectDomainEventRegisterAny(conn, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK(once),
                                               &freed[1], let_go);
    CHECK(once_id > reboot);
    seen[0] = 0;
    CHECK(virDomainUndefine(other) == 0);
    run_until(&seen[0], 1);
    /* Whichever of the two comes first. */
    for (i = 0; i < 50 && !freed[1]; i++)
        CHECK(virEventRunDefaultImpl() == 0);
    CHECK(seen[1] == 1 && freed[1] == 1);
    CHECK(virDomainFree(one) == 0);
    CHECK(virDomainFree(other) == 0);

    /* The last callback keeps the connection. */
    CHECK(virConnectClose(conn) == 1);
    CHECK(virConnectIsAlive(conn) == 1);
    CHECK(virConnectRef(conn) == 0);
    CHECK(virConnectDomainEventDeregisterAny(conn, all) == 0);
    CHECK(freed[0] == 1);
    CHECK(virConnectClose(conn) == 0);

    /* Again from the beginning: nothing of the last connection is left. */
    second = conn = virConnectOpen(test_uri());
    CHECK(second != NULL);
    for (i = 0; i < VIR_DOMAIN_EVENT_ID_NIC_MAC_CHANGE + 1; i++)
        CHECK(virConnectDomainEventRegisterAny(second, NULL, i, restarted, &freed[3], let_go) >= 0);
    CHECK(virConnectDomainEventRegisterAny(second, NULL, i, restarted, &freed[3], let_go) == -1);
    CHECK_ERROR(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN);
    return report();
}
