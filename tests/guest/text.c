/* The little of a C library that we need; the compiler itself may call memcpy and memset. */
#include "tiny.h"

void *memcpy(void *to, const void *from, size_t n)
{
    uint8_t *t = to;
    for (const uint8_t *f = from; n; n--)
        *t++ = *f++;
    return to;
}

void *memset(void *to, int byte, size_t n)
{
    for (uint8_t *t = to; n; n--)
        *t++ = (uint8_t)byte;
    return to;
}

bool equal(const char *a, const char *b)
{
    for (; *a && *a == *b; a++, b++)
        ;
    return *a == *b;
}

char *word(char **rest)
{
    char *start = *rest, *end;
    while (*start == ' ')
        start++;
    if (!*start)
        return NULL;
    for (end = start; *end && *end != ' '; end++)
        ;
    *rest = end;
    if (*end) {
        *end = 0;
        *rest = end + 1;
    }
    return start;
}

bool number(const char *text, uint64_t *value)
{
    unsigned base = 10;
    if (!text)
        return false;
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        base = 16;
        text += 2;
    }
    uint64_t v = 0;
    if (!*text)
        return false;
    for (; *text; text++) {
        char c = *text | 0x20;
        unsigned digit = *text >= '0' && *text <= '9' ? (unsigned)(*text - '0')
                       : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10) : 99;
        if (digit >= base || v > (UINT64_MAX - digit) / base)
            return false;
        v = v * base + digit;
    }
    *value = v;
    return true;
}
