/* What the functions about everything but domains refuse before any driver is asked, in libvirt's order: NULL for a
 * connection, all arguments missing, a read-only connection, each argument missing alone. */
#include "check.h"

static void nothing(void)
{
}

#define REFUSED(call, answer, number, from)                                              \
    do {                                                                                 \
        CHECK((call) == answer);                                                         \
        CHECK_ERROR(number, from);                                                       \
    } while (0)
/* An argument, which the error names. */
#define WRONG(call, answer, from, argument)                                              \
    do {                                                                                 \
        REFUSED(call, answer, VIR_ERR_INVALID_ARG, from);                                \
        const virError *error = virGetLastError();                                       \
        CHECK(error && error->str2 && !strcmp(error->str2, argument));                   \
    } while (0)

int main(void)
{
    static char room[65536];

    virSetErrorFunc(NULL, quiet);
    CHECK(virEventRegisterDefaultImpl() == 0);
    virConnectPtr conn = virConnectOpen(test_uri());
    virConnectPtr looking = virConnectOpenReadOnly(test_uri());
    CHECK(conn && looking);

    REFUSED(virNodeGetMemoryParameters(NULL, NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virNodeGetMemoryParameters(looking, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    WRONG(virNodeGetMemoryParameters(conn, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    WRONG(virNodeGetMemoryParameters(conn, (void *)room, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    WRONG(virNodeSetMemoryParameters(conn, NULL, 0, 0), -1, VIR_FROM_DOMAIN, "params");
    REFUSED(virNodeGetCPUMap(NULL, NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    REFUSED(virNodeGetSEVInfo(NULL, NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virNodeGetSEVInfo(looking, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    WRONG(virNodeGetSEVInfo(conn, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    REFUSED(virNodeGetSEVInfo(looking, (void *)room, (void *)room, 0), -1, VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN);
    WRONG(virNodeGetSEVInfo(conn, (void *)room, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    REFUSED(virConnectGetSysinfo(NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    REFUSED(virNodeGetCPUStats(NULL, -1, NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virNodeGetCPUStats(looking, -1, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    WRONG(virNodeGetCPUStats(conn, -1, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    WRONG(virNodeGetCPUStats(conn, 0, (void *)room, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    REFUSED(virNodeGetMemoryStats(NULL, -1, NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virNodeGetMemoryStats(looking, -1, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    WRONG(virNodeGetMemoryStats(conn, -1, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    WRONG(virNodeGetMemoryStats(conn, 0, (void *)room, NULL, 0), -1, VIR_FROM_DOMAIN, "nparams");
    REFUSED(virNodeGetSecurityModel(NULL, NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virNodeGetSecurityModel(looking, NULL), -1, VIR_FROM_DOMAIN, "secmodel");
    WRONG(virNodeGetSecurityModel(conn, NULL), -1, VIR_FROM_DOMAIN, "secmodel");
    REFUSED(virNodeSuspendForDuration(NULL, 0, 0, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    REFUSED(virNodeSuspendForDuration(looking, 0, 0, 0), -1, VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN);
    REFUSED(virNodeGetCellsFreeMemory(NULL, NULL, -1, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virNodeGetCellsFreeMemory(looking, NULL, -1, -1), -1, VIR_FROM_DOMAIN, "maxCells");
    WRONG(virNodeGetCellsFreeMemory(conn, NULL, -1, -1), -1, VIR_FROM_DOMAIN, "maxCells");
    WRONG(virNodeGetCellsFreeMemory(looking, (void *)room, 0, 0), -1, VIR_FROM_DOMAIN, "maxCells");
    WRONG(virNodeGetCellsFreeMemory(conn, NULL, 0, 0), -1, VIR_FROM_DOMAIN, "maxCells");
    WRONG(virNodeGetCellsFreeMemory(conn, (void *)room, -1, 0), -1, VIR_FROM_DOMAIN, "maxCells");
    WRONG(virNodeGetCellsFreeMemory(conn, (void *)room, 0, -1), -1, VIR_FROM_DOMAIN, "maxCells");
    REFUSED(virConnectCompareCPU(NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virConnectCompareCPU(looking, NULL, 0), -1, VIR_FROM_DOMAIN, "xmlDesc");
    WRONG(virConnectCompareCPU(conn, NULL, 0), -1, VIR_FROM_DOMAIN, "xmlDesc");
    REFUSED(virConnectCompareHypervisorCPU(NULL, NULL, NULL, NULL, NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virConnectCompareHypervisorCPU(looking, NULL, NULL, NULL, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "xmlCPU");
    WRONG(virConnectCompareHypervisorCPU(conn, NULL, NULL, NULL, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "xmlCPU");
    REFUSED(virConnectCompareHypervisorCPU(looking, "x", "x", "x", "x", "x", 0), -1, VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN);
    WRONG(virConnectCompareHypervisorCPU(conn, "x", "x", "x", "x", NULL, 0), -1, VIR_FROM_DOMAIN, "xmlCPU");
    REFUSED(virConnectGetCPUModelNames(NULL, NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virConnectGetCPUModelNames(looking, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "arch");
    WRONG(virConnectGetCPUModelNames(conn, NULL, NULL, 0), -1, VIR_FROM_DOMAIN, "arch");
    WRONG(virConnectGetCPUModelNames(conn, NULL, (void *)room, 0), -1, VIR_FROM_DOMAIN, "arch");
    REFUSED(virConnectBaselineCPU(NULL, NULL, 0, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virConnectBaselineCPU(looking, NULL, 0, 0), NULL, VIR_FROM_DOMAIN, "xmlCPUs");
    WRONG(virConnectBaselineCPU(conn, NULL, 0, 0), NULL, VIR_FROM_DOMAIN, "xmlCPUs");
    WRONG(virConnectBaselineCPU(conn, NULL, 1, 0), NULL, VIR_FROM_DOMAIN, "xmlCPUs");
    REFUSED(virConnectBaselineHypervisorCPU(NULL, NULL, NULL, NULL, NULL, NULL, 0, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virConnectBaselineHypervisorCPU(looking, NULL, NULL, NULL, NULL, NULL, 0, 0), NULL, VIR_FROM_DOMAIN, "xmlCPUs");
    WRONG(virConnectBaselineHypervisorCPU(conn, NULL, NULL, NULL, NULL, NULL, 0, 0), NULL, VIR_FROM_DOMAIN, "xmlCPUs");
    REFUSED(virConnectBaselineHypervisorCPU(looking, "x", "x", "x", "x", (void *)room, 1, 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN);
    WRONG(virConnectBaselineHypervisorCPU(conn, "x", "x", "x", "x", NULL, 1, 0), NULL, VIR_FROM_DOMAIN, "xmlCPUs");
    REFUSED(virNodeGetFreePages(NULL, 0, NULL, -1, 0, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    WRONG(virNodeGetFreePages(looking, 0, NULL, -1, 0, NULL, 0), -1, VIR_FROM_DOMAIN, "npages");
    WRONG(virNodeGetFreePages(conn, 0, NULL, -1, 0, NULL, 0), -1, VIR_FROM_DOMAIN, "npages");
    WRONG(virNodeGetFreePages(conn, 0, (void *)room, 0, 1, (void *)room, 0), -1, VIR_FROM_DOMAIN, "npages");
    WRONG(virNodeGetFreePages(conn, 1, NULL, 0, 1, (void *)room, 0), -1, VIR_FROM_DOMAIN, "pages");
    WRONG(virNodeGetFreePages(conn, 1, (void *)room, 0, 0, (void *)room, 0), -1, VIR_FROM_DOMAIN, "cellCount");
    WRONG(virNodeGetFreePages(conn, 1, (void *)room, 0, 1, NULL, 0), -1, VIR_FROM_DOMAIN, "counts");
    REFUSED(virNodeAllocPages(NULL, 0, NULL, NULL, -1, 0, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    REFUSED(virNodeAllocPages(looking, 0, NULL, NULL, -1, 0, 0), -1, VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN);
    WRONG(virNodeAllocPages(conn, 0, NULL, NULL, -1, 0, 0), -1, VIR_FROM_DOMAIN, "npages");
    WRONG(virNodeAllocPages(conn, 1, NULL, (void *)room, 0, 1, 0), -1, VIR_FROM_DOMAIN, "pageSizes");
    WRONG(virNodeAllocPages(conn, 1, (void *)room, NULL, 0, 1, 0), -1, VIR_FROM_DOMAIN, "pageCounts");
    REFUSED(virConnectNumOfInterfaces(NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_INTERFACE);
    REFUSED(virConnectListInterfaces(NULL, NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_INTERFACE);
    WRONG(virConnectListInterfaces(looking, NULL, -1), -1, VIR_FROM_INTERFACE, "maxnames");
    WRONG(virConnectListInterfaces(conn, NULL, -1), -1, VIR_FROM_INTERFACE, "maxnames");
    WRONG(virConnectListInterfaces(conn, NULL, 1), -1, VIR_FROM_INTERFACE, "names");
    WRONG(virConnectListInterfaces(conn, (void *)room, -1), -1, VIR_FROM_INTERFACE, "maxnames");
    REFUSED(virConnectNumOfDefinedInterfaces(NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_INTERFACE);
    REFUSED(virConnectListDefinedInterfaces(NULL, NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_INTERFACE);
    WRONG(virConnectListDefinedInterfaces(looking, NULL, -1), -1, VIR_FROM_INTERFACE, "maxnames");
    WRONG(virConnectListDefinedInterfaces(conn, NULL, -1), -1, VIR_FROM_INTERFACE, "maxnames");
    WRONG(virConnectListDefinedInterfaces(conn, NULL, 1), -1, VIR_FROM_INTERFACE, "names");
    WRONG(virConnectListDefinedInterfaces(conn, (void *)room, -1), -1, VIR_FROM_INTERFACE, "maxnames");
    REFUSED(virConnectListAllInterfaces(NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_INTERFACE);
    REFUSED(virInterfaceLookupByName(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_INTERFACE);
    WRONG(virInterfaceLookupByName(looking, NULL), NULL, VIR_FROM_INTERFACE, "name");
    WRONG(virInterfaceLookupByName(conn, NULL), NULL, VIR_FROM_INTERFACE, "name");
    REFUSED(virInterfaceLookupByMACString(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_INTERFACE);
    WRONG(virInterfaceLookupByMACString(looking, NULL), NULL, VIR_FROM_INTERFACE, "macstr");
    WRONG(virInterfaceLookupByMACString(conn, NULL), NULL, VIR_FROM_INTERFACE, "macstr");
    REFUSED(virInterfaceDefineXML(NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_INTERFACE);
    REFUSED(virInterfaceDefineXML(looking, NULL, 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_INTERFACE);
    WRONG(virInterfaceDefineXML(conn, NULL, 0), NULL, VIR_FROM_INTERFACE, "xml");
    REFUSED(virInterfaceDefineXML(looking, "x", 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_INTERFACE);
    REFUSED(virInterfaceChangeBegin(NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_INTERFACE);
    REFUSED(virInterfaceChangeBegin(looking, 0), -1, VIR_ERR_OPERATION_DENIED, VIR_FROM_INTERFACE);
    REFUSED(virInterfaceChangeCommit(NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_INTERFACE);
    REFUSED(virInterfaceChangeCommit(looking, 0), -1, VIR_ERR_OPERATION_DENIED, VIR_FROM_INTERFACE);
    REFUSED(virInterfaceChangeRollback(NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_INTERFACE);
    REFUSED(virInterfaceChangeRollback(looking, 0), -1, VIR_ERR_OPERATION_DENIED, VIR_FROM_INTERFACE);
    REFUSED(virConnectNumOfNetworks(NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    REFUSED(virConnectListNetworks(NULL, NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    WRONG(virConnectListNetworks(looking, NULL, -1), -1, VIR_FROM_NETWORK, "maxnames");
    WRONG(virConnectListNetworks(conn, NULL, -1), -1, VIR_FROM_NETWORK, "maxnames");
    WRONG(virConnectListNetworks(conn, NULL, 1), -1, VIR_FROM_NETWORK, "names");
    WRONG(virConnectListNetworks(conn, (void *)room, -1), -1, VIR_FROM_NETWORK, "maxnames");
    REFUSED(virConnectNumOfDefinedNetworks(NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    REFUSED(virConnectListDefinedNetworks(NULL, NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    WRONG(virConnectListDefinedNetworks(looking, NULL, -1), -1, VIR_FROM_NETWORK, "maxnames");
    WRONG(virConnectListDefinedNetworks(conn, NULL, -1), -1, VIR_FROM_NETWORK, "maxnames");
    WRONG(virConnectListDefinedNetworks(conn, NULL, 1), -1, VIR_FROM_NETWORK, "names");
    WRONG(virConnectListDefinedNetworks(conn, (void *)room, -1), -1, VIR_FROM_NETWORK, "maxnames");
    REFUSED(virConnectListAllNetworks(NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    REFUSED(virNetworkLookupByName(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    WRONG(virNetworkLookupByName(looking, NULL), NULL, VIR_FROM_NETWORK, "name");
    WRONG(virNetworkLookupByName(conn, NULL), NULL, VIR_FROM_NETWORK, "name");
    REFUSED(virNetworkLookupByUUID(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    WRONG(virNetworkLookupByUUID(looking, NULL), NULL, VIR_FROM_NETWORK, "uuid");
    WRONG(virNetworkLookupByUUID(conn, NULL), NULL, VIR_FROM_NETWORK, "uuid");
    REFUSED(virNetworkLookupByUUIDString(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    WRONG(virNetworkLookupByUUIDString(looking, NULL), NULL, VIR_FROM_NETWORK, "uuidstr");
    WRONG(virNetworkLookupByUUIDString(conn, NULL), NULL, VIR_FROM_NETWORK, "uuidstr");
    REFUSED(virNetworkCreateXML(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    WRONG(virNetworkCreateXML(looking, NULL), NULL, VIR_FROM_NETWORK, "xmlDesc");
    WRONG(virNetworkCreateXML(conn, NULL), NULL, VIR_FROM_NETWORK, "xmlDesc");
    REFUSED(virNetworkCreateXML(looking, "x"), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NETWORK);
    REFUSED(virNetworkCreateXMLFlags(NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    WRONG(virNetworkCreateXMLFlags(looking, NULL, 0), NULL, VIR_FROM_NETWORK, "xmlDesc");
    WRONG(virNetworkCreateXMLFlags(conn, NULL, 0), NULL, VIR_FROM_NETWORK, "xmlDesc");
    REFUSED(virNetworkCreateXMLFlags(looking, "x", 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NETWORK);
    REFUSED(virNetworkDefineXML(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    REFUSED(virNetworkDefineXML(looking, NULL), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NETWORK);
    WRONG(virNetworkDefineXML(conn, NULL), NULL, VIR_FROM_NETWORK, "xml");
    REFUSED(virNetworkDefineXML(looking, "x"), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NETWORK);
    REFUSED(virNetworkDefineXMLFlags(NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    REFUSED(virNetworkDefineXMLFlags(looking, NULL, 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NETWORK);
    WRONG(virNetworkDefineXMLFlags(conn, NULL, 0), NULL, VIR_FROM_NETWORK, "xml");
    REFUSED(virNetworkDefineXMLFlags(looking, "x", 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NETWORK);
    REFUSED(virConnectNetworkEventRegisterAny(NULL, NULL, -1, NULL, NULL, NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    WRONG(virConnectNetworkEventRegisterAny(looking, NULL, -1, NULL, NULL, NULL), -1, VIR_FROM_NETWORK, "cb");
    WRONG(virConnectNetworkEventRegisterAny(conn, NULL, -1, NULL, NULL, NULL), -1, VIR_FROM_NETWORK, "cb");
    WRONG(virConnectNetworkEventRegisterAny(conn, NULL, -1, (void *)nothing, (void *)room, NULL), -1, VIR_FROM_NETWORK, "eventID");
    WRONG(virConnectNetworkEventRegisterAny(conn, NULL, 0, NULL, (void *)room, NULL), -1, VIR_FROM_NETWORK, "cb");
    REFUSED(virConnectNetworkEventDeregisterAny(NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NETWORK);
    WRONG(virConnectNetworkEventDeregisterAny(looking, -1), -1, VIR_FROM_NETWORK, "callbackID");
    WRONG(virConnectNetworkEventDeregisterAny(conn, -1), -1, VIR_FROM_NETWORK, "callbackID");
    REFUSED(virNodeNumOfDevices(NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NODEDEV);
    REFUSED(virNodeListDevices(NULL, NULL, NULL, -1, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NODEDEV);
    WRONG(virNodeListDevices(looking, NULL, NULL, -1, 0), -1, VIR_FROM_NODEDEV, "maxnames");
    WRONG(virNodeListDevices(conn, NULL, NULL, -1, 0), -1, VIR_FROM_NODEDEV, "maxnames");
    WRONG(virNodeListDevices(conn, "x", NULL, 1, 0), -1, VIR_FROM_NODEDEV, "names");
    WRONG(virNodeListDevices(conn, "x", (void *)room, -1, 0), -1, VIR_FROM_NODEDEV, "maxnames");
    REFUSED(virConnectListAllNodeDevices(NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NODEDEV);
    REFUSED(virNodeDeviceLookupByName(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NODEDEV);
    WRONG(virNodeDeviceLookupByName(looking, NULL), NULL, VIR_FROM_NODEDEV, "name");
    WRONG(virNodeDeviceLookupByName(conn, NULL), NULL, VIR_FROM_NODEDEV, "name");
    REFUSED(virNodeDeviceLookupSCSIHostByWWN(NULL, NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NODEDEV);
    WRONG(virNodeDeviceLookupSCSIHostByWWN(looking, NULL, NULL, 0), NULL, VIR_FROM_NODEDEV, "wwnn");
    WRONG(virNodeDeviceLookupSCSIHostByWWN(conn, NULL, NULL, 0), NULL, VIR_FROM_NODEDEV, "wwnn");
    WRONG(virNodeDeviceLookupSCSIHostByWWN(conn, NULL, "x", 0), NULL, VIR_FROM_NODEDEV, "wwnn");
    WRONG(virNodeDeviceLookupSCSIHostByWWN(conn, "x", NULL, 0), NULL, VIR_FROM_NODEDEV, "wwpn");
    REFUSED(virNodeDeviceCreateXML(NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NODEDEV);
    REFUSED(virNodeDeviceCreateXML(looking, NULL, 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NODEDEV);
    WRONG(virNodeDeviceCreateXML(conn, NULL, 0), NULL, VIR_FROM_NODEDEV, "xmlDesc");
    REFUSED(virNodeDeviceCreateXML(looking, "x", 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NODEDEV);
    REFUSED(virNodeDeviceDefineXML(NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NODEDEV);
    REFUSED(virNodeDeviceDefineXML(looking, NULL, 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NODEDEV);
    WRONG(virNodeDeviceDefineXML(conn, NULL, 0), NULL, VIR_FROM_NODEDEV, "xmlDesc");
    REFUSED(virNodeDeviceDefineXML(looking, "x", 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NODEDEV);
    REFUSED(virConnectNodeDeviceEventRegisterAny(NULL, NULL, -1, NULL, NULL, NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NODEDEV);
    WRONG(virConnectNodeDeviceEventRegisterAny(looking, NULL, -1, NULL, NULL, NULL), -1, VIR_FROM_NODEDEV, "cb");
    WRONG(virConnectNodeDeviceEventRegisterAny(conn, NULL, -1, NULL, NULL, NULL), -1, VIR_FROM_NODEDEV, "cb");
    WRONG(virConnectNodeDeviceEventRegisterAny(conn, NULL, -1, (void *)nothing, (void *)room, NULL), -1, VIR_FROM_NODEDEV, "eventID");
    WRONG(virConnectNodeDeviceEventRegisterAny(conn, NULL, 0, NULL, (void *)room, NULL), -1, VIR_FROM_NODEDEV, "cb");
    REFUSED(virConnectNodeDeviceEventDeregisterAny(NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NODEDEV);
    WRONG(virConnectNodeDeviceEventDeregisterAny(looking, -1), -1, VIR_FROM_NODEDEV, "callbackID");
    WRONG(virConnectNodeDeviceEventDeregisterAny(conn, -1), -1, VIR_FROM_NODEDEV, "callbackID");
    REFUSED(virConnectNumOfNWFilters(NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NWFILTER);
    REFUSED(virConnectListNWFilters(NULL, NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NWFILTER);
    WRONG(virConnectListNWFilters(looking, NULL, -1), -1, VIR_FROM_NWFILTER, "maxnames");
    WRONG(virConnectListNWFilters(conn, NULL, -1), -1, VIR_FROM_NWFILTER, "maxnames");
    WRONG(virConnectListNWFilters(conn, NULL, 1), -1, VIR_FROM_NWFILTER, "names");
    WRONG(virConnectListNWFilters(conn, (void *)room, -1), -1, VIR_FROM_NWFILTER, "maxnames");
    REFUSED(virConnectListAllNWFilters(NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NWFILTER);
    REFUSED(virNWFilterLookupByName(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NWFILTER);
    WRONG(virNWFilterLookupByName(looking, NULL), NULL, VIR_FROM_NWFILTER, "name");
    WRONG(virNWFilterLookupByName(conn, NULL), NULL, VIR_FROM_NWFILTER, "name");
    REFUSED(virNWFilterLookupByUUID(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NWFILTER);
    WRONG(virNWFilterLookupByUUID(looking, NULL), NULL, VIR_FROM_NWFILTER, "uuid");
    WRONG(virNWFilterLookupByUUID(conn, NULL), NULL, VIR_FROM_NWFILTER, "uuid");
    REFUSED(virNWFilterLookupByUUIDString(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NWFILTER);
    WRONG(virNWFilterLookupByUUIDString(looking, NULL), NULL, VIR_FROM_NWFILTER, "uuidstr");
    WRONG(virNWFilterLookupByUUIDString(conn, NULL), NULL, VIR_FROM_NWFILTER, "uuidstr");
    REFUSED(virNWFilterDefineXML(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NWFILTER);
    WRONG(virNWFilterDefineXML(looking, NULL), NULL, VIR_FROM_NWFILTER, "xmlDesc");
    WRONG(virNWFilterDefineXML(conn, NULL), NULL, VIR_FROM_NWFILTER, "xmlDesc");
    REFUSED(virNWFilterDefineXML(looking, "x"), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NWFILTER);
    REFUSED(virNWFilterDefineXMLFlags(NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NWFILTER);
    WRONG(virNWFilterDefineXMLFlags(looking, NULL, 0), NULL, VIR_FROM_NWFILTER, "xmlDesc");
    WRONG(virNWFilterDefineXMLFlags(conn, NULL, 0), NULL, VIR_FROM_NWFILTER, "xmlDesc");
    REFUSED(virNWFilterDefineXMLFlags(looking, "x", 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NWFILTER);
    REFUSED(virNWFilterBindingLookupByPortDev(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NWFILTER);
    WRONG(virNWFilterBindingLookupByPortDev(looking, NULL), NULL, VIR_FROM_NWFILTER, "portdev");
    WRONG(virNWFilterBindingLookupByPortDev(conn, NULL), NULL, VIR_FROM_NWFILTER, "portdev");
    REFUSED(virConnectListAllNWFilterBindings(NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_NWFILTER);
    REFUSED(virNWFilterBindingCreateXML(NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_NWFILTER);
    WRONG(virNWFilterBindingCreateXML(looking, NULL, 0), NULL, VIR_FROM_NWFILTER, "xml");
    WRONG(virNWFilterBindingCreateXML(conn, NULL, 0), NULL, VIR_FROM_NWFILTER, "xml");
    REFUSED(virNWFilterBindingCreateXML(looking, "x", 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_NWFILTER);
    REFUSED(virConnectNumOfSecrets(NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_SECRET);
    REFUSED(virConnectListSecrets(NULL, NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_SECRET);
    WRONG(virConnectListSecrets(looking, NULL, -1), -1, VIR_FROM_SECRET, "maxuuids");
    WRONG(virConnectListSecrets(conn, NULL, -1), -1, VIR_FROM_SECRET, "maxuuids");
    WRONG(virConnectListSecrets(conn, NULL, 1), -1, VIR_FROM_SECRET, "uuids");
    WRONG(virConnectListSecrets(conn, (void *)room, -1), -1, VIR_FROM_SECRET, "maxuuids");
    REFUSED(virConnectListAllSecrets(NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_SECRET);
    REFUSED(virSecretLookupByUUID(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_SECRET);
    WRONG(virSecretLookupByUUID(looking, NULL), NULL, VIR_FROM_SECRET, "uuid");
    WRONG(virSecretLookupByUUID(conn, NULL), NULL, VIR_FROM_SECRET, "uuid");
    REFUSED(virSecretLookupByUUIDString(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_SECRET);
    WRONG(virSecretLookupByUUIDString(looking, NULL), NULL, VIR_FROM_SECRET, "uuidstr");
    WRONG(virSecretLookupByUUIDString(conn, NULL), NULL, VIR_FROM_SECRET, "uuidstr");
    REFUSED(virSecretLookupByUsage(NULL, -1, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_SECRET);
    WRONG(virSecretLookupByUsage(looking, -1, NULL), NULL, VIR_FROM_SECRET, "usageID");
    WRONG(virSecretLookupByUsage(conn, -1, NULL), NULL, VIR_FROM_SECRET, "usageID");
    WRONG(virSecretLookupByUsage(conn, 0, NULL), NULL, VIR_FROM_SECRET, "usageID");
    REFUSED(virSecretDefineXML(NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_SECRET);
    REFUSED(virSecretDefineXML(looking, NULL, 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_SECRET);
    WRONG(virSecretDefineXML(conn, NULL, 0), NULL, VIR_FROM_SECRET, "xml");
    REFUSED(virSecretDefineXML(looking, "x", 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_SECRET);
    REFUSED(virConnectSecretEventRegisterAny(NULL, NULL, -1, NULL, NULL, NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_SECRET);
    WRONG(virConnectSecretEventRegisterAny(looking, NULL, -1, NULL, NULL, NULL), -1, VIR_FROM_SECRET, "cb");
    WRONG(virConnectSecretEventRegisterAny(conn, NULL, -1, NULL, NULL, NULL), -1, VIR_FROM_SECRET, "cb");
    WRONG(virConnectSecretEventRegisterAny(conn, NULL, -1, (void *)nothing, (void *)room, NULL), -1, VIR_FROM_SECRET, "eventID");
    WRONG(virConnectSecretEventRegisterAny(conn, NULL, 0, NULL, (void *)room, NULL), -1, VIR_FROM_SECRET, "cb");
    REFUSED(virConnectSecretEventDeregisterAny(NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_SECRET);
    WRONG(virConnectSecretEventDeregisterAny(looking, -1), -1, VIR_FROM_SECRET, "callbackID");
    WRONG(virConnectSecretEventDeregisterAny(conn, -1), -1, VIR_FROM_SECRET, "callbackID");
    REFUSED(virConnectGetStoragePoolCapabilities(NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    REFUSED(virConnectNumOfStoragePools(NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    REFUSED(virConnectListStoragePools(NULL, NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virConnectListStoragePools(looking, NULL, -1), -1, VIR_FROM_STORAGE, "maxnames");
    WRONG(virConnectListStoragePools(conn, NULL, -1), -1, VIR_FROM_STORAGE, "maxnames");
    WRONG(virConnectListStoragePools(conn, NULL, 1), -1, VIR_FROM_STORAGE, "names");
    WRONG(virConnectListStoragePools(conn, (void *)room, -1), -1, VIR_FROM_STORAGE, "maxnames");
    REFUSED(virConnectNumOfDefinedStoragePools(NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    REFUSED(virConnectListDefinedStoragePools(NULL, NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virConnectListDefinedStoragePools(looking, NULL, -1), -1, VIR_FROM_STORAGE, "maxnames");
    WRONG(virConnectListDefinedStoragePools(conn, NULL, -1), -1, VIR_FROM_STORAGE, "maxnames");
    WRONG(virConnectListDefinedStoragePools(conn, NULL, 1), -1, VIR_FROM_STORAGE, "names");
    WRONG(virConnectListDefinedStoragePools(conn, (void *)room, -1), -1, VIR_FROM_STORAGE, "maxnames");
    REFUSED(virConnectListAllStoragePools(NULL, NULL, 0), -1, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    REFUSED(virConnectFindStoragePoolSources(NULL, NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virConnectFindStoragePoolSources(looking, NULL, NULL, 0), NULL, VIR_FROM_STORAGE, "type");
    WRONG(virConnectFindStoragePoolSources(conn, NULL, NULL, 0), NULL, VIR_FROM_STORAGE, "type");
    REFUSED(virConnectFindStoragePoolSources(looking, "x", "x", 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_STORAGE);
    WRONG(virConnectFindStoragePoolSources(conn, NULL, "x", 0), NULL, VIR_FROM_STORAGE, "type");
    REFUSED(virStoragePoolLookupByName(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virStoragePoolLookupByName(looking, NULL), NULL, VIR_FROM_STORAGE, "name");
    WRONG(virStoragePoolLookupByName(conn, NULL), NULL, VIR_FROM_STORAGE, "name");
    REFUSED(virStoragePoolLookupByUUID(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virStoragePoolLookupByUUID(looking, NULL), NULL, VIR_FROM_STORAGE, "uuid");
    WRONG(virStoragePoolLookupByUUID(conn, NULL), NULL, VIR_FROM_STORAGE, "uuid");
    REFUSED(virStoragePoolLookupByUUIDString(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virStoragePoolLookupByUUIDString(looking, NULL), NULL, VIR_FROM_STORAGE, "uuidstr");
    WRONG(virStoragePoolLookupByUUIDString(conn, NULL), NULL, VIR_FROM_STORAGE, "uuidstr");
    REFUSED(virStoragePoolLookupByTargetPath(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virStoragePoolLookupByTargetPath(looking, NULL), NULL, VIR_FROM_STORAGE, "path");
    WRONG(virStoragePoolLookupByTargetPath(conn, NULL), NULL, VIR_FROM_STORAGE, "path");
    REFUSED(virStoragePoolCreateXML(NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virStoragePoolCreateXML(looking, NULL, 0), NULL, VIR_FROM_STORAGE, "xmlDesc");
    WRONG(virStoragePoolCreateXML(conn, NULL, 0), NULL, VIR_FROM_STORAGE, "xmlDesc");
    REFUSED(virStoragePoolCreateXML(looking, "x", 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_STORAGE);
    REFUSED(virStoragePoolDefineXML(NULL, NULL, 0), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    REFUSED(virStoragePoolDefineXML(looking, NULL, 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_STORAGE);
    WRONG(virStoragePoolDefineXML(conn, NULL, 0), NULL, VIR_FROM_STORAGE, "xml");
    REFUSED(virStoragePoolDefineXML(looking, "x", 0), NULL, VIR_ERR_OPERATION_DENIED, VIR_FROM_STORAGE);
    REFUSED(virStorageVolLookupByKey(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virStorageVolLookupByKey(looking, NULL), NULL, VIR_FROM_STORAGE, "key");
    WRONG(virStorageVolLookupByKey(conn, NULL), NULL, VIR_FROM_STORAGE, "key");
    REFUSED(virStorageVolLookupByPath(NULL, NULL), NULL, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virStorageVolLookupByPath(looking, NULL), NULL, VIR_FROM_STORAGE, "path");
    WRONG(virStorageVolLookupByPath(conn, NULL), NULL, VIR_FROM_STORAGE, "path");
    REFUSED(virConnectStoragePoolEventRegisterAny(NULL, NULL, -1, NULL, NULL, NULL), -1, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virConnectStoragePoolEventRegisterAny(looking, NULL, -1, NULL, NULL, NULL), -1, VIR_FROM_STORAGE, "cb");
    WRONG(virConnectStoragePoolEventRegisterAny(conn, NULL, -1, NULL, NULL, NULL), -1, VIR_FROM_STORAGE, "cb");
    WRONG(virConnectStoragePoolEventRegisterAny(conn, NULL, -1, (void *)nothing, (void *)room, NULL), -1, VIR_FROM_STORAGE, "eventID");
    WRONG(virConnectStoragePoolEventRegisterAny(conn, NULL, 0, NULL, (void *)room, NULL), -1, VIR_FROM_STORAGE, "cb");
    REFUSED(virConnectStoragePoolEventDeregisterAny(NULL, -1), -1, VIR_ERR_INVALID_CONN, VIR_FROM_STORAGE);
    WRONG(virConnectStoragePoolEventDeregisterAny(looking, -1), -1, VIR_FROM_STORAGE, "callbackID");
    WRONG(virConnectStoragePoolEventDeregisterAny(conn, -1), -1, VIR_FROM_STORAGE, "callbackID");

    /* Strings that are no UUID. */
    WRONG(virNetworkLookupByUUIDString(conn, "bad"), NULL, VIR_FROM_NETWORK, "uuidstr");
    WRONG(virStoragePoolLookupByUUIDString(conn, "bad"), NULL, VIR_FROM_STORAGE, "uuidstr");
    WRONG(virSecretLookupByUUIDString(conn, "bad"), NULL, VIR_FROM_SECRET, "uuidstr");
    WRONG(virNWFilterLookupByUUIDString(conn, "bad"), NULL, VIR_FROM_NWFILTER, "uuidstr");
    /* Kinds of event that nobody knows. */
    WRONG(virConnectNetworkEventRegisterAny(conn, NULL, VIR_NETWORK_EVENT_ID_METADATA_CHANGE + 1, (void *)nothing, NULL, NULL), -1,
          VIR_FROM_NETWORK, "eventID");
    WRONG(virConnectStoragePoolEventRegisterAny(conn, NULL, VIR_STORAGE_POOL_EVENT_ID_REFRESH + 1, (void *)nothing, NULL, NULL), -1,
          VIR_FROM_STORAGE, "eventID");
    WRONG(virConnectNodeDeviceEventRegisterAny(conn, NULL, VIR_NODE_DEVICE_EVENT_ID_UPDATE + 1, (void *)nothing, NULL, NULL), -1,
          VIR_FROM_NODEDEV, "eventID");
    WRONG(virConnectSecretEventRegisterAny(conn, NULL, VIR_SECRET_EVENT_ID_VALUE_CHANGED + 1, (void *)nothing, NULL, NULL), -1,
          VIR_FROM_SECRET, "eventID");

    CHECK(virConnectClose(conn) == 0 && virConnectClose(looking) == 0);
    return report();
}
