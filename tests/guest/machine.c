/* Interrupts, time and power: the parts of a PC that pc and q35 have in common. */
#include "tiny.h"

volatile uint64_t ticks;
static unsigned milliseconds;

/* ---- interrupts: the timer and COM1; any exception is the end, and says so ---- */

struct gate { uint16_t low, selector, type, middle; uint32_t high, zero; };
static struct gate idt[48];

struct frame;

__attribute__((interrupt)) static void on_timer(struct frame *frame)
{
    (void)frame;
    ticks++;
    outb(0x20, 0x20);
}

__attribute__((interrupt)) static void on_serial(struct frame *frame)
{
    (void)frame;
    serial_receive();
    outb(0x20, 0x20);
}

__attribute__((interrupt)) static void on_spurious(struct frame *frame)
{
    (void)frame;
}

static _Noreturn void exception(uint64_t vector)
{
    uint64_t address;
    __asm__ volatile("movq %%cr2, %0" : "=r"(address));
    print("error exception=%u cr2=%x\n", vector, address);
    guest_panic();
    halt();
}

#define EXCEPTION(n) __attribute__((interrupt)) static void on_exception##n(struct frame *f) { (void)f; exception(n); }
EXCEPTION(0) EXCEPTION(6) EXCEPTION(8) EXCEPTION(13) EXCEPTION(14)

static void set_gate(unsigned vector, void (*handler)(struct frame *))
{
    uint64_t address = (uint64_t)handler;
    idt[vector] = (struct gate){ (uint16_t)address, 0x08, 0x8e00, (uint16_t)(address >> 16), (uint32_t)(address >> 32), 0 };
}

static void interrupts_init(void)
{
    for (unsigned i = 32; i < 48; i++)
        set_gate(i, on_spurious);
    set_gate(0, on_exception0);
    set_gate(6, on_exception6);
    set_gate(8, on_exception8);
    set_gate(13, on_exception13);
    set_gate(14, on_exception14);
    set_gate(32, on_timer);
    set_gate(36, on_serial);
    struct { uint16_t size; uint64_t base; } __attribute__((packed)) pointer = { sizeof idt - 1, (uint64_t)idt };
    __asm__ volatile("lidt %0" :: "m"(pointer));

    /* Both interrupt controllers to vectors 32 to 47; only the timer (0) and COM1 (4) are let through. */
    outb(0x20, 0x11); outb(0xa0, 0x11);
    outb(0x21, 32);   outb(0xa1, 40);
    outb(0x21, 4);    outb(0xa1, 2);
    outb(0x21, 1);    outb(0xa1, 1);
    outb(0x21, 0xee); outb(0xa1, 0xff);

    /* Their line into the processor, through its local APIC: open on a PC since reset, not so on every microvm. */
    *(volatile uint32_t *)0xfee000f0 = 0x1ff;
    *(volatile uint32_t *)0xfee00350 = 0x700;
}

/* ---- time ---- */

void timer_period(unsigned ms)
{
    unsigned divisor = 1193182u * ms / 1000;
    milliseconds = ms;
    outb(0x43, 0x34);                   /* channel 0, rate generator */
    outb(0x40, (uint8_t)divisor);
    outb(0x40, (uint8_t)(divisor >> 8));
}

unsigned timer_milliseconds(void)
{
    return milliseconds;
}

/* ---- fw_cfg ---- */

static void fw_cfg_select(uint16_t key)
{
    outw(0x510, key);
}

void fw_cfg_read(void *to, uint32_t size)
{
    for (uint8_t *t = to; size; size--)
        *t++ = inb(0x511);
}

static uint32_t big_endian(const uint8_t *p, unsigned bytes)
{
    uint32_t v = 0;
    while (bytes--)
        v = v << 8 | *p++;
    return v;
}

bool fw_cfg_file(const char *name, uint32_t *size)
{
    uint8_t count[4];
    struct { uint8_t size[4], key[2], reserved[2]; char name[56]; } entry;
    fw_cfg_select(0x19);
    fw_cfg_read(count, 4);
    uint32_t n = big_endian(count, 4);
    for (uint32_t i = 0; i < n && i < 1000; i++) {
        fw_cfg_read(&entry, sizeof entry);
        if (equal(entry.name, name)) {
            *size = big_endian(entry.size, 4);
            fw_cfg_select((uint16_t)big_endian(entry.key, 2));
            return true;
        }
    }
    return false;
}

/* ---- the nonce ---- */

/*
 * 64 bits that no other start of a guest has. Time alone would do on hardware, but a QEMU's clock
 * starts at nought and runs much alike each time, so take in the wall clock, the guest's UUID, the
 * jitter of a hundred readings, and the processor's random numbers where it has them.
 */
uint64_t make_nonce(void)
{
    uint64_t v = rdtsc();
    uint8_t uuid[16];
    fw_cfg_select(0x02);
    fw_cfg_read(uuid, 16);
    for (unsigned i = 0; i < 16; i++)
        v = mix(v ^ uuid[i]);
    for (uint8_t i = 0; i < 10; i++) {
        outb(0x70, i);
        v = mix(v ^ inb(0x71));
    }
    for (unsigned i = 0; i < 100; i++) {
        outb(0x43, 0);
        uint8_t low = inb(0x40), high = inb(0x40);
        v = mix(v ^ rdtsc() ^ (uint64_t)(low | high << 8) << 48);
    }
    uint32_t a = 1, b, c, d;
    __asm__ volatile("cpuid" : "+a"(a), "=b"(b), "=c"(c), "=d"(d));
    if (c & 1u << 30) {
        uint64_t random = 0;
        __asm__ volatile("rdrand %0" : "=r"(random) :: "cc");
        v = mix(v ^ random);
    }
    return v;
}

/* ---- power ---- */

static uint16_t pm_base;                /* ACPI's PM1 event block; 0 where the machine has none */

static void power_found(struct pci d, uint16_t vendor, uint16_t device)
{
    if (vendor == 0x8086 && (device == 0x7113 || device == 0x2918))     /* PIIX4 PM, ICH9 LPC */
        pm_base = pci_read(d, 0x40) & 0xff80;
}

/*
 * microvm has no PCI by default and no PM1 block, but ACPI's generic event device, in memory: events
 * at its start (reading clears them), sleep and reset registers at 0x200.
 */
#define GED ((volatile uint32_t *)0xfea00000)
#define GED_REGISTERS ((volatile uint8_t *)0xfea00200)

static bool is_microvm(void)
{
    outl(0xcf8, 0x80000000u);
    return inl(0xcf8) != 0x80000000u;
}

bool power_button(void)
{
    if (!pm_base && is_microvm())
        return *GED & 2;
    if (!pm_base || !(inw(pm_base) & 0x100))
        return false;
    outw(pm_base, 0x100);
    return true;
}

void power_off(void)
{
    if (!pm_base && is_microvm())
        GED_REGISTERS[0] = 1 << 5 | 5 << 2;
    outw((pm_base ? pm_base : 0x600) + 4, 0x2000);      /* SLP_EN, type 0: S5 in QEMU */
    halt();
}

void reboot(void)
{
    if (!pm_base && is_microvm())
        GED_REGISTERS[2] = 0x42;
    outb(0xcf9, 0x02);
    outb(0xcf9, 0x06);
    outb(0x64, 0xfe);
    triple_fault();
}

void triple_fault(void)
{
    struct { uint16_t size; uint64_t base; } __attribute__((packed)) none = { 0, 0 };
    __asm__ volatile("lidt %0; int3" :: "m"(none));
    halt();
}

void halt(void)
{
    for (;;)
        __asm__ volatile("cli; hlt");
}

void guest_panic(void)
{
    if (inb(0x505) != 0xff)             /* what an empty port reads as */
        outb(0x505, 1);
}

void machine_init(void)
{
    interrupts_init();
    pci_each(power_found);
    if (pm_base) {
        outw(pm_base, 0x100);           /* forget an old press, and have new ones noted */
        outw(pm_base + 2, 0x100);
    }
    timer_period(50);
}
