/*
 * Disks: sectors of a pattern made from a seed, written and checked, so that a test can tell which
 * of its writes a disk holds. IDE by programmed input and output here, virtio-blk in virtio.c.
 */
#include "tiny.h"

static struct disk disks[MAX_DISKS];
static unsigned disk_count;
static struct disk *chosen;
static bool looked;

struct disk *disk_add(const char *name, unsigned number)
{
    if (disk_count == MAX_DISKS)
        return NULL;
    struct disk *d = &disks[disk_count++];
    unsigned n = 0;
    for (; name[n]; n++)
        d->name[n] = name[n];
    d->name[n] = (char)('0' + number);
    return d;
}

/* ---- IDE ---- */

enum { ERROR_BITS = 0x21, READY = 0x40, WANTS_DATA = 0x08, BUSY = 0x80 };

static uint16_t ide_port(struct disk *d) { return d->private & 2 ? 0x170 : 0x1f0; }

/* Waits until the drive is no longer busy and has `bits`; a drive that is not there reads as 0 or 0xff. */
static bool ide_wait(uint16_t port, uint8_t bits)
{
    for (uint64_t until = ticks + 10000 / timer_milliseconds(); ticks < until;) {
        uint8_t status = inb(port + 7);
        if (!status || status == 0xff)
            return false;
        if (!(status & BUSY)) {
            if (status & ERROR_BITS)
                return false;
            if ((status & bits) == bits)
                return true;
        }
    }
    return false;
}

static bool ide_transfer(struct disk *d, uint64_t lba, void *sector, bool write)
{
    uint16_t port = ide_port(d), *p = sector;
    if (lba >> 28)
        return false;
    outb(port + 6, (uint8_t)(0xe0 | (d->private & 1) << 4 | lba >> 24));
    if (!ide_wait(port, READY))
        return false;
    outb(port + 2, 1);
    outb(port + 3, (uint8_t)lba);
    outb(port + 4, (uint8_t)(lba >> 8));
    outb(port + 5, (uint8_t)(lba >> 16));
    outb(port + 7, write ? 0x30 : 0x20);
    if (!ide_wait(port, WANTS_DATA))
        return false;
    for (unsigned i = 0; i < 256; i++) {
        if (write)
            outw(port, p[i]);
        else
            p[i] = inw(port);
    }
    return ide_wait(port, READY);
}

static bool ide_flush(struct disk *d)
{
    uint16_t port = ide_port(d);
    outb(port + 6, (uint8_t)(0xe0 | (d->private & 1) << 4));
    outb(port + 7, 0xe7);
    return ide_wait(port, READY);
}

static void ide_init(void)
{
    static uint16_t identity[256];
    for (unsigned n = 0; n < 4; n++) {
        uint16_t port = n & 2 ? 0x170 : 0x1f0;
        uint8_t status = inb(port + 7);
        if (status == 0xff)
            continue;
        outb(port + 0x206, 2);          /* no interrupts: we ask */
        outb(port + 6, (uint8_t)(0xa0 | (n & 1) << 4));
        if (!inb(port + 7))
            continue;
        outb(port + 7, 0xec);           /* a CD-ROM refuses this one */
        if (!ide_wait(port, WANTS_DATA))
            continue;
        for (unsigned i = 0; i < 256; i++)
            identity[i] = inw(port);
        struct disk *d = disk_add("ide", n);
        if (!d)
            return;
        d->private = n;
        d->sectors = identity[60] | (uint64_t)identity[61] << 16;
        d->transfer = ide_transfer;
        d->flush = ide_flush;
    }
}

/* ---- commands ---- */

static void look(void)
{
    if (looked)
        return;
    looked = true;
    ide_init();
    virtio_init();
    chosen = disk_count ? &disks[0] : NULL;
}

/* disk [NAME]; dwrite LBA SEED [COUNT]; dcheck LBA SEED [COUNT] */
void disk_command(const char *verb, char *rest)
{
    static uint64_t sector[64], expected[64];
    look();
    if (equal(verb, "disk")) {
        char *name = word(&rest);
        if (!name) {
            print("disk");
            for (unsigned i = 0; i < disk_count; i++)
                print(" %s=%u", disks[i].name, disks[i].sectors);
            print("\n");
            return;
        }
        for (unsigned i = 0; i < disk_count; i++) {
            if (equal(disks[i].name, name)) {
                chosen = &disks[i];
                print("disk ok name=%s sectors=%u\n", name, chosen->sectors);
                return;
            }
        }
        print("error disk: no %s\n", name);
        return;
    }

    uint64_t lba, seed, count = 1;
    char *text;
    if (!number(word(&rest), &lba) || !number(word(&rest), &seed)
        || ((text = word(&rest)) && !number(text, &count))) {
        print("error %s: LBA SEED [COUNT] expected\n", verb);
        return;
    }
    if (!chosen) {
        print("error %s: no disk\n", verb);
        return;
    }
    if (lba >= chosen->sectors || count > chosen->sectors - lba) {
        print("error %s: %s has %u sectors\n", verb, chosen->name, chosen->sectors);
        return;
    }
    bool write = equal(verb, "dwrite");
    for (uint64_t at = lba; at < lba + count; at++) {
        sector_pattern(expected, at, seed);
        if (!chosen->transfer(chosen, at, write ? expected : sector, write)) {
            print("error %s: %s fails at lba=%u\n", verb, chosen->name, at);
            return;
        }
        for (unsigned i = 0; !write && i < 64; i++) {
            if (sector[i] != expected[i]) {
                print("%s BAD at lba=%u seed=%u\n", verb, at, seed);
                return;
            }
        }
    }
    if (write && !chosen->flush(chosen)) {
        print("error %s: %s does not flush\n", verb, chosen->name);
        return;
    }
    print("%s ok lba=%u seed=%u count=%u\n", verb, lba, seed, count);
}
