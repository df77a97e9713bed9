/* What the parts of the tiny guest know of each other. No libc: the compiler's own headers only. */
#ifndef TINY_H
#define TINY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pattern.h"

#define MIB (1024ul * 1024)
#define PAGE 4096ul

static inline void outb(uint16_t port, uint8_t v) { __asm__ volatile("outb %0, %1" :: "a"(v), "Nd"(port)); }
static inline void outw(uint16_t port, uint16_t v) { __asm__ volatile("outw %0, %1" :: "a"(v), "Nd"(port)); }
static inline void outl(uint16_t port, uint32_t v) { __asm__ volatile("outl %0, %1" :: "a"(v), "Nd"(port)); }
static inline uint8_t inb(uint16_t port) { uint8_t v; __asm__ volatile("inb %1, %0" : "=a"(v) : "Nd"(port)); return v; }
static inline uint16_t inw(uint16_t port) { uint16_t v; __asm__ volatile("inw %1, %0" : "=a"(v) : "Nd"(port)); return v; }
static inline uint32_t inl(uint16_t port) { uint32_t v; __asm__ volatile("inl %1, %0" : "=a"(v) : "Nd"(port)); return v; }
static inline uint64_t rdtsc(void) { uint32_t l, h; __asm__ volatile("rdtsc" : "=a"(l), "=d"(h)); return (uint64_t)h << 32 | l; }

/* serial.c: COM1. */
void serial_init(void);
void serial_receive(void);              /* moves what has arrived to the line buffer; interrupts off */
bool serial_line(char *line, size_t size);     /* takes a whole line, if one has come */
bool serial_waiting(void);              /* has one come? */
void print(const char *format, ...);    /* %s, %u (uint64_t), %x (uint64_t), %X (16 digits) */

/* machine.c: interrupts, time, power, and what QEMU tells through fw_cfg. */
extern volatile uint64_t ticks;         /* timer periods since start */
void machine_init(void);
void timer_period(unsigned milliseconds);
unsigned timer_milliseconds(void);
uint64_t make_nonce(void);
bool fw_cfg_file(const char *name, uint32_t *size);     /* selects it; then fw_cfg_read */
void fw_cfg_read(void *to, uint32_t size);
bool power_button(void);                /* pressed since the last call? */
_Noreturn void power_off(void);
_Noreturn void reboot(void);
_Noreturn void triple_fault(void);
_Noreturn void halt(void);
void guest_panic(void);                 /* tells pvpanic, if there is one */

/* memory.c: which RAM there is, and filling and checking it. */
void memory_init(uint64_t nonce);
void map(uint64_t address, uint64_t size);      /* makes device memory above 4 GiB reachable */
uint64_t memory_size(void);             /* all RAM, bytes */
uint64_t fill_capacity(void);           /* MiB that can be filled */
uint64_t filled_mib(void);
bool fill_start(uint64_t mib);
bool fill_step(void);                   /* does a little; false when there is nothing left to do */
void dirty_pages(uint64_t count);       /* rewrites the next pages of what is filled, round and round */
void check_start(void);
bool check_step(uint64_t *checked, uint64_t *bad_at);   /* false: more to do; true: done, see bad_at */
bool scrub(uint64_t pages);             /* checks the next pages, round and round */

/* pci.c */
struct pci { uint8_t bus, slot, function; };
uint32_t pci_read(struct pci d, unsigned offset);
void pci_write(struct pci d, unsigned offset, uint32_t value);
void pci_each(void (*found)(struct pci d, uint16_t vendor, uint16_t device));

/* disk.c (IDE and the commands' view of disks), virtio.c */
struct disk {
    char name[8];
    uint64_t sectors;
    bool (*transfer)(struct disk *d, uint64_t lba, void *sector, bool write);
    bool (*flush)(struct disk *d);
    uint64_t private;
};
#define MAX_DISKS 8
struct disk *disk_add(const char *name, unsigned number);
void virtio_init(void);
void disk_command(const char *verb, char *arguments);

/* text.c */
bool equal(const char *a, const char *b);
char *word(char **rest);                /* the next word, ended with 0; NULL if none */
bool number(const char *text, uint64_t *value);         /* decimal, or 0x and hexadecimal */

#endif
