/* PCI configuration space by ports, and a walk over all devices that follows bridges. */
#include "tiny.h"

uint32_t pci_read(struct pci d, unsigned offset)
{
    outl(0xcf8, 0x80000000u | (uint32_t)d.bus << 16 | (uint32_t)d.slot << 11 | (uint32_t)d.function << 8 | (offset & 0xfc));
    return inl(0xcfc);
}

void pci_write(struct pci d, unsigned offset, uint32_t value)
{
    outl(0xcf8, 0x80000000u | (uint32_t)d.bus << 16 | (uint32_t)d.slot << 11 | (uint32_t)d.function << 8 | (offset & 0xfc));
    outl(0xcfc, value);
}

static void walk(uint8_t bus, unsigned depth, void (*found)(struct pci, uint16_t, uint16_t))
{
    for (uint8_t slot = 0; slot < 32; slot++) {
        for (uint8_t function = 0; function < 8; function++) {
            struct pci d = { bus, slot, function };
            uint32_t id = pci_read(d, 0);
            if (id == 0xffffffff) {
                if (!function)
                    break;
                continue;
            }
            found(d, (uint16_t)id, (uint16_t)(id >> 16));
            uint8_t header = (uint8_t)(pci_read(d, 0x0c) >> 16);
            uint8_t below = (uint8_t)(pci_read(d, 0x18) >> 8);
            if ((header & 0x7f) == 1 && below > bus && depth < 8)
                walk(below, depth + 1, found);
            if (!function && !(header & 0x80))
                break;
        }
    }
}

void pci_each(void (*found)(struct pci d, uint16_t vendor, uint16_t device))
{
    walk(0, 0, found);
}
