/* The pseudo-random bytes that both guests fill memory and disks with. */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdint.h>

/* Spreads a number over 64 bits (the finalizer of splitmix64); never 0, as xorshift must not start there. */
static inline uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ul;
    x = (x ^ x >> 27) * 0x94d049bb133111ebul;
    x ^= x >> 31;
    return x ? x : 1;
}

static inline uint64_t xorshift(uint64_t x)
{
    x ^= x << 13;
    x ^= x >> 7;
    return x ^ x << 17;
}

/* Where the run of a page of filled memory starts. */
static inline uint64_t page_pattern(uint64_t nonce, uint64_t page, uint64_t generation)
{
    return mix(mix(nonce ^ page * 0x9e3779b97f4a7c15ul) + generation);
}

/* A sector of 512 bytes. */
static inline void sector_pattern(uint64_t *sector, uint64_t lba, uint64_t seed)
{
    uint64_t x = mix(mix(seed) ^ lba);
    for (unsigned i = 0; i < 64; i++)
        sector[i] = x = xorshift(x);
}

#endif
