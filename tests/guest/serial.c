/*
 * COM1. What arrives is taken by interrupt, so that a command does not wait for the next tick; what
 * is sent is polled for, with a limit, so that a host that does not read cannot stop the guest.
 */
#include "tiny.h"
#include <stdarg.h>

#define COM1 0x3f8
enum { DATA = COM1, ENABLE = COM1 + 1, FIFO = COM1 + 2, LINE = COM1 + 3, MODEM = COM1 + 4, STATUS = COM1 + 5, SCRATCH = COM1 + 7 };

static bool present;
static char received[512];
static volatile unsigned head, tail;    /* head is written by the interrupt, tail by the reader */

void serial_init(void)
{
    outb(SCRATCH, 0x5a);
    present = inb(SCRATCH) == 0x5a;
    if (!present)
        return;
    outb(ENABLE, 0);
    outb(LINE, 0x80);
    outb(DATA, 1);                      /* 115200 baud */
    outb(ENABLE, 0);
    outb(LINE, 3);                      /* 8n1 */
    outb(FIFO, 0x07);
    outb(MODEM, 0x0b);                  /* DTR, RTS, OUT2 (lets the interrupt through) */
    outb(ENABLE, 1);                    /* interrupt on received data */
}

void serial_receive(void)
{
    while (present && inb(STATUS) & 1) {
        char c = (char)inb(DATA);
        if (head - tail < sizeof received)
            received[head++ % sizeof received] = c;
    }
}

bool serial_waiting(void)
{
    for (unsigned i = tail; i != head; i++)
        if (received[i % sizeof received] == '\n' || received[i % sizeof received] == '\r')
            return true;
    return false;
}

/* Takes one whole line, if there is one; what is longer than `size` loses its end. */
bool serial_line(char *line, size_t size)
{
    unsigned end = head;
    for (unsigned i = tail; i != end; i++) {
        char c = received[i % sizeof received];
        if (c != '\n' && c != '\r')
            continue;
        size_t n = 0;
        for (unsigned j = tail; j != i; j++)
            if (n + 1 < size)
                line[n++] = received[j % sizeof received];
        line[n] = 0;
        tail = i + 1;
        return true;
    }
    if (end - tail == sizeof received)  /* full, and no line in it: rubbish */
        tail = end;
    return false;
}

static void put(char c)
{
    if (!present)
        return;
    for (unsigned i = 0; i < 100000 && !(inb(STATUS) & 0x20); i++)
        ;
    outb(DATA, (uint8_t)c);
}

static void put_number(uint64_t v, unsigned base, unsigned digits)
{
    char text[24];
    unsigned n = 0;
    do {
        text[n++] = "0123456789abcdef"[v % base];
        v /= base;
    } while (v || n < digits);
    while (n)
        put(text[--n]);
}

void print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    for (; *format; format++) {
        if (*format != '%') {
            if (*format == '\n')
                put('\r');
            put(*format);
            continue;
        }
        switch (*++format) {
        case 's':
            for (const char *s = va_arg(arguments, const char *); *s; s++)
                put(*s);
            break;
        case 'u':
            put_number(va_arg(arguments, uint64_t), 10, 1);
            break;
        case 'x':
            put_number(va_arg(arguments, uint64_t), 16, 1);
            break;
        case 'X':
            put_number(va_arg(arguments, uint64_t), 16, 16);
            break;
        }
    }
    va_end(arguments);
}
