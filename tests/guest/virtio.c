/* virtio-blk, version 1 over PCI: one queue, one request at a time, no interrupts. */
#include "tiny.h"

struct common {
    uint32_t device_feature_select, device_feature, driver_feature_select, driver_feature;
    uint16_t msix, queues;
    uint8_t status, generation;
    uint16_t queue_select, queue_size, queue_msix, queue_enable, queue_notify_off;
    uint64_t queue_descriptors, queue_available, queue_used;
};

#define ENTRIES 4
struct queue {
    struct { uint64_t address; uint32_t length; uint16_t flags, next; } descriptors[ENTRIES];
    struct { uint16_t flags, index, ring[ENTRIES]; } available;
    struct { uint16_t flags, index; struct { uint32_t id, length; } ring[ENTRIES]; } used __attribute__((aligned(8)));
    volatile uint16_t *doorbell;
    bool has_flush;
};

static struct queue queues[MAX_DISKS] __attribute__((aligned(4096)));
static unsigned disks_found;

enum { CONFIG_COMMON = 1, CONFIG_NOTIFY = 2, CONFIG_DEVICE = 4 };

/* Where in memory a structure of the device lies, by its capability; also the notify multiplier. */
static void *structure(struct pci d, uint8_t type, uint32_t *multiplier)
{
    for (uint8_t at = (uint8_t)pci_read(d, 0x34) & 0xfc; at; at = (uint8_t)(pci_read(d, at) >> 8) & 0xfc) {
        uint32_t first = pci_read(d, at);
        if ((first & 0xff) != 0x09 || first >> 24 != type)
            continue;
        unsigned bar = 0x10 + 4 * (pci_read(d, at + 4) & 0xff);
        uint32_t low = pci_read(d, bar);
        if (bar > 0x24 || low & 1)
            continue;
        uint64_t base = low & ~0xful;
        if ((low & 6) == 4)
            base |= (uint64_t)pci_read(d, bar + 4) << 32;
        base += pci_read(d, at + 8);
        if (multiplier)
            *multiplier = pci_read(d, at + 16);
        map(base, PAGE);
        return (void *)base;
    }
    return NULL;
}

static bool request(struct disk *d, uint32_t type, uint64_t lba, void *sector)
{
    static struct { uint32_t type, reserved; uint64_t lba; } header;
    static volatile uint8_t status;
    struct queue *q = &queues[d->private];
    header.type = type;
    header.lba = lba;
    status = 0xff;
    unsigned n = 0;
    q->descriptors[n].address = (uint64_t)&header;
    q->descriptors[n].length = 16;
    q->descriptors[n].flags = 1;
    q->descriptors[n].next = 1;
    n++;
    if (sector) {
        q->descriptors[n].address = (uint64_t)sector;
        q->descriptors[n].length = 512;
        q->descriptors[n].flags = type == 0 ? 3 : 1;    /* for reading, the device writes it */
        q->descriptors[n].next = 2;
        n++;
    }
    q->descriptors[n].address = (uint64_t)&status;
    q->descriptors[n].length = 1;
    q->descriptors[n].flags = 2;

    q->available.ring[q->available.index % ENTRIES] = 0;
    __asm__ volatile("mfence" ::: "memory");
    q->available.index++;
    __asm__ volatile("mfence" ::: "memory");
    *q->doorbell = 0;
    volatile uint16_t *done = &q->used.index;
    for (uint64_t until = ticks + 10000 / timer_milliseconds(); *done != q->available.index;)
        if (ticks >= until)
            return false;
    return status == 0;
}

static bool virtio_transfer(struct disk *d, uint64_t lba, void *sector, bool write)
{
    return request(d, write ? 1 : 0, lba, sector);
}

static bool virtio_flush(struct disk *d)
{
    return !queues[d->private].has_flush || request(d, 4, 0, NULL);
}

static void found(struct pci d, uint16_t vendor, uint16_t device)
{
    if (vendor != 0x1af4 || (device != 0x1001 && device != 0x1042) || disks_found == MAX_DISKS)
        return;
    pci_write(d, 4, pci_read(d, 4) | 6);        /* memory, bus master */
    uint32_t multiplier = 0;
    volatile struct common *common = structure(d, CONFIG_COMMON, NULL);
    uint8_t *notify = structure(d, CONFIG_NOTIFY, &multiplier);
    volatile uint64_t *capacity = structure(d, CONFIG_DEVICE, NULL);
    if (!common || !notify || !capacity)
        return;

    struct queue *q = &queues[disks_found];
    common->status = 0;
    while (common->status)
        ;
    common->status = 3;                         /* acknowledged, a driver is there */
    common->device_feature_select = 0;
    q->has_flush = common->device_feature & 1u << 9;
    common->driver_feature_select = 0;
    common->driver_feature = q->has_flush ? 1u << 9 : 0;
    common->driver_feature_select = 1;
    common->driver_feature = 1;                 /* version 1 */
    common->status = 11;
    if (!(common->status & 8))
        return;
    common->queue_select = 0;
    if (common->queue_size < ENTRIES)
        return;
    common->queue_size = ENTRIES;
    q->available.flags = 1;                     /* no interrupts */
    common->queue_descriptors = (uint64_t)q->descriptors;
    common->queue_available = (uint64_t)&q->available;
    common->queue_used = (uint64_t)&q->used;
    q->doorbell = (volatile uint16_t *)(notify + common->queue_notify_off * multiplier);
    common->queue_enable = 1;
    common->status = 15;

    struct disk *disk = disk_add("vd", disks_found);
    if (!disk)
        return;
    disk->private = disks_found++;
    disk->sectors = *capacity;
    disk->transfer = virtio_transfer;
    disk->flush = virtio_flush;
}

void virtio_init(void)
{
    pci_each(found);
}
