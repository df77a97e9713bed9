/*
 * Filling RAM with bytes that do not compress, and checking them.
 *
 * Each page holds a pseudo-random run that starts from the nonce, the page's number and its
 * generation, so a page that is lost, stale, zero, in another's place or another guest's shows.
 * Pages are numbered through all RAM that may be filled: from 4 MiB to near the hole below 4 GiB
 * (whose last MiB holds the firmware's tables) and on from 4 GiB.
 */
#include "tiny.h"

#define FILL_START (4 * MIB)
#define STEP_PAGES 256ul

extern uint64_t page_root[], page_pointers[];

static uint64_t nonce;
static uint64_t low_pages, high_pages, total_ram;

static uint64_t filled, target;         /* pages */
static uint64_t cursor, generation;     /* pages below the cursor are one generation further */
static uint64_t check_at, checking_until, scrub_at;
static bool checking;

/* ---- what there is ---- */

/* Page directories for what lies above 4 GiB come from the second MiBs, one for each GiB. */
static uint64_t next_directory = 2 * MIB;

void map(uint64_t address, uint64_t size)
{
    for (uint64_t gib = address >> 30; gib <= (address + size - 1) >> 30; gib++) {
        if (gib >= 512 || page_pointers[gib])
            continue;
        if (next_directory >= FILL_START)
            return;
        uint64_t *directory = (uint64_t *)next_directory;
        next_directory += PAGE;
        for (unsigned i = 0; i < 512; i++)
            directory[i] = gib << 30 | (uint64_t)i << 21 | 0x83;
        page_pointers[gib] = (uint64_t)directory | 3;
    }
}

void memory_init(uint64_t n)
{
    struct { uint64_t start, length; uint32_t type; } __attribute__((packed)) entry;
    uint32_t size;
    nonce = n;
    if (!fw_cfg_file("etc/e820", &size))
        return;
    for (; size >= sizeof entry; size -= sizeof entry) {
        fw_cfg_read(&entry, sizeof entry);
        if (entry.type != 1)
            continue;
        total_ram += entry.length;
        uint64_t end = entry.start + entry.length;
        if (entry.start < FILL_START && end > FILL_START + MIB) {
            low_pages = (end - MIB - FILL_START) / PAGE;
        } else if (entry.start == 4096 * MIB) {
            map(entry.start, entry.length);
            high_pages = entry.length / PAGE;
        }
    }
}

uint64_t memory_size(void) { return total_ram; }
uint64_t fill_capacity(void) { return (low_pages + high_pages) * PAGE / MIB; }
uint64_t filled_mib(void) { return filled * PAGE / MIB; }

static uint64_t *page_address(uint64_t page)
{
    return (uint64_t *)(page < low_pages ? FILL_START + page * PAGE : 4096 * MIB + (page - low_pages) * PAGE);
}

/* ---- one page ---- */

static uint64_t page_seed(uint64_t page)
{
    return page_pattern(nonce, page, page < cursor ? generation + 1 : generation);
}

static void write_page(uint64_t page)
{
    uint64_t *p = page_address(page), *end = p + PAGE / 8, x = page_seed(page);
    do {
        p[0] = x = xorshift(x);
        p[1] = x = xorshift(x);
        p[2] = x = xorshift(x);
        p[3] = x = xorshift(x);
        p += 4;
    } while (p != end);
}

/* NULL if the page is right, else the first word that is not. */
static uint64_t *read_page(uint64_t page)
{
    uint64_t *p = page_address(page), *end = p + PAGE / 8, x = page_seed(page);
    for (; p != end; p++) {
        x = xorshift(x);
        if (*p != x)
            return p;
    }
    return NULL;
}

/* ---- the work, in steps short enough for the ticks to go on ---- */

bool fill_start(uint64_t mib)
{
    if (mib > fill_capacity())
        return false;
    target = mib * MIB / PAGE;
    if (target < filled) {
        filled = target;
        checking = false;
        if (cursor >= filled) {         /* none is left to be one behind */
            cursor = 0;
            generation++;
            filled = 0;                 /* what is left is written anew */
        }
    }
    return true;
}

bool fill_step(void)
{
    for (uint64_t n = 0; n < STEP_PAGES && filled < target; n++)
        write_page(filled++);
    return filled < target;
}

void dirty_pages(uint64_t count)
{
    if (!filled || filled < target)
        return;
    while (count--) {
        cursor++;
        write_page(cursor - 1);
        if (cursor == filled) {
            cursor = 0;
            generation++;
        }
    }
}

void check_start(void)
{
    check_at = 0;
    checking_until = filled;
    checking = true;
}

bool check_step(uint64_t *checked, uint64_t *bad_at)
{
    *bad_at = 0;
    for (uint64_t n = 0; n < STEP_PAGES && check_at < checking_until && check_at < filled; n++) {
        uint64_t *bad = read_page(check_at++);
        if (bad) {
            *bad_at = (uint64_t)bad;
            checking = false;
            return true;
        }
    }
    *checked = check_at * PAGE;
    if (!checking || check_at >= checking_until || check_at >= filled) {
        checking = false;
        return true;
    }
    return false;
}

bool scrub(uint64_t pages)
{
    for (; pages && filled; pages--) {
        if (scrub_at >= filled)
            scrub_at = 0;
        if (read_page(scrub_at++))
            return false;
    }
    return true;
}
