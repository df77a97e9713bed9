/*
 * What speaks on ttyS0 of the Linux guest: the tiny guest's lines and commands (tests/guest/README.md),
 * from a process of a real Linux. Runs as the first process.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <linux/input.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/reboot.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "pattern.h"

#define MIB (1024ul * 1024)
#define PAGE 4096ul
#define STEP_PAGES 256ul

static int tty = -1;
static uint64_t nonce, count;
static bool ok = true, quiet, button_ignored;
static unsigned period_ms = 50;

static uint64_t *memory;
static uint64_t room, filled, target, checked_to = UINT64_MAX, scrub_at;        /* pages */

static void say(const char *format, ...)
{
    char text[4096];
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(text, sizeof text - 1, format, arguments);
    va_end(arguments);
    if (n > (int)sizeof text - 2)
        n = (int)sizeof text - 2;
    text[n++] = '\n';
    for (int at = 0; at < n;) {
        ssize_t w = write(tty, text + at, (size_t)(n - at));
        if (w < 0 && errno != EINTR)
            return;
        at += w > 0 ? (int)w : 0;
    }
}

/* ---- memory ---- */

static void write_page(uint64_t page)
{
    uint64_t *p = memory + page * (PAGE / 8), x = page_pattern(nonce, page, 0);
    for (unsigned i = 0; i < PAGE / 8; i++)
        p[i] = x = xorshift(x);
}

static bool page_is_right(uint64_t page)
{
    uint64_t *p = memory + page * (PAGE / 8), x = page_pattern(nonce, page, 0);
    for (unsigned i = 0; i < PAGE / 8; i++)
        if (p[i] != (x = xorshift(x)))
            return false;
    return true;
}

static void fill(const char *argument)
{
    char *end;
    uint64_t mib = strtoull(argument, &end, 0);
    if (end == argument)
        say("error fill: MiB expected");
    else if (mib > room * PAGE / MIB)
        say("error fill: at most %lu", room * PAGE / MIB);
    else {
        target = mib * MIB / PAGE;
        if (target < filled) {
            filled = target;
            madvise(memory + filled * (PAGE / 8), (room - filled) * PAGE, MADV_DONTNEED);
        }
        if (filled == target)
            say("fill ok mib=%lu", mib);
    }
}

/* A little of what takes long; false when there is nothing to do. */
static bool work(void)
{
    if (filled < target) {
        for (uint64_t n = 0; n < STEP_PAGES && filled < target; n++)
            write_page(filled++);
        if (filled == target)
            say("fill ok mib=%lu", filled * PAGE / MIB);
        return true;
    }
    if (checked_to != UINT64_MAX) {
        for (uint64_t n = 0; n < STEP_PAGES && checked_to < filled; n++, checked_to++) {
            if (!page_is_right(checked_to)) {
                ok = false;
                say("check BAD at=%lx", checked_to * PAGE);
                checked_to = UINT64_MAX;
                return true;
            }
        }
        if (checked_to >= filled) {
            say("check ok bytes=%lu", checked_to * PAGE);
            checked_to = UINT64_MAX;
        }
        return true;
    }
    return false;
}

/* ---- disks ---- */

static char disk[64];

static bool choose_disk(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "/sys/block/%s/size", name);
    if (strchr(name, '/') || access(path, R_OK))
        return false;
    snprintf(disk, sizeof disk, "%s", name);
    return true;
}

static uint64_t disk_sectors(const char *name)
{
    char path[128], text[32] = "";
    snprintf(path, sizeof path, "/sys/block/%s/size", name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        if (read(fd, text, sizeof text - 1) < 0)
            text[0] = 0;
        close(fd);
    }
    return strtoull(text, NULL, 10);
}

static void disk_command(const char *verb, char *arguments)
{
    glob_t found = { 0 };
    char list[1024] = "", name[64];
    glob("/sys/block/[vs]d[a-z]", 0, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *n = strrchr(found.gl_pathv[i], '/') + 1;
        if (!disk[0])
            choose_disk(n);
        snprintf(list + strlen(list), sizeof list - strlen(list), " %s=%lu", n, disk_sectors(n));
    }
    globfree(&found);
    if (!strcmp(verb, "disk")) {
        if (sscanf(arguments, "%63s", name) != 1)
            say("disk%s", list);
        else if (choose_disk(name))
            say("disk ok name=%s sectors=%lu", name, disk_sectors(name));
        else
            say("error disk: no %s", name);
        return;
    }

    uint64_t lba, seed, n = 1;
    if (sscanf(arguments, "%li %li %li", &lba, &seed, &n) < 2) {
        say("error %s: LBA SEED [COUNT] expected", verb);
        return;
    }
    if (!disk[0]) {
        say("error %s: no disk", verb);
        return;
    }
    uint64_t sectors = disk_sectors(disk);
    if (lba >= sectors || n > sectors - lba) {
        say("error %s: %s has %lu sectors", verb, disk, sectors);
        return;
    }
    static uint64_t sector[64] __attribute__((aligned(4096))), expected[64];
    char path[80];
    snprintf(path, sizeof path, "/dev/%s", disk);
    bool writing = !strcmp(verb, "dwrite");
    /* Direct, so that what is checked is the disk and not what we remember of it. */
    int fd = open(path, (writing ? O_WRONLY : O_RDONLY) | O_DIRECT | O_CLOEXEC);
    uint64_t at = lba;
    bool right = true;
    for (; fd >= 0 && right && at < lba + n; at++) {
        sector_pattern(expected, at, seed);
        if (writing)
            memcpy(sector, expected, sizeof sector);
        ssize_t done = writing ? pwrite(fd, sector, 512, (off_t)(at * 512)) : pread(fd, sector, 512, (off_t)(at * 512));
        if (done != 512)
            break;
        right = !memcmp(sector, expected, sizeof sector);
    }
    if (!right)
        say("%s BAD at lba=%lu seed=%lu", verb, at - 1, seed);
    else if (fd < 0 || at < lba + n || (writing && fsync(fd)))
        say("error %s: %s fails at lba=%lu: %s", verb, disk, at, strerror(errno));
    else
        say("%s ok lba=%lu seed=%lu count=%lu", verb, lba, seed, n);
    if (fd >= 0)
        close(fd);
}

/* ---- commands ---- */

static void run(const char *command)
{
    char line[1024];
    FILE *out = popen(command, "r");
    if (!out) {
        say("error run: %s", strerror(errno));
        return;
    }
    while (fgets(line, sizeof line, out)) {
        line[strcspn(line, "\r\n")] = 0;
        say("out %s", line);
    }
    int status = pclose(out);
    say("run ok rc=%d", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

static void end(const char *word, int how)
{
    say("%s", word);
    tcdrain(tty);
    sync();
    reboot(how);
}

static void write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd >= 0) {
        if (write(fd, text, strlen(text)) < 0)
            say("error %s: %s", path, strerror(errno));
        close(fd);
    }
}

static void command(char *line)
{
    char *rest = line + strcspn(line, " ");
    if (*rest)
        *rest++ = 0;
    if (!*line)
        return;
    if (!strcmp(line, "fill"))
        fill(rest);
    else if (!strcmp(line, "check"))
        checked_to = 0;
    else if (!strcmp(line, "say"))
        say("say %s", rest);
    else if (!strcmp(line, "run"))
        run(rest);
    else if (!strcmp(line, "status"))
        say("status nonce=%016lx count=%lu fill=%lu ok=%d mem=%lu room=%lu", nonce, count, filled * PAGE / MIB, ok,
            (unsigned long)sysconf(_SC_PHYS_PAGES) * PAGE / MIB, room * PAGE / MIB);
    else if (!strcmp(line, "every")) {
        int ms = atoi(rest);
        if (ms < 1 || ms > 10000)
            say("error every: 1 to 10000 ms expected");
        else
            say("every ok ms=%d", period_ms = (unsigned)ms);
    } else if (!strcmp(line, "quiet") || !strcmp(line, "loud")) {
        quiet = line[0] == 'q';
        say("%s ok count=%lu", line, count);
    } else if (!strcmp(line, "disk") || !strcmp(line, "dwrite") || !strcmp(line, "dcheck"))
        disk_command(line, rest);
    else if (!strcmp(line, "button")) {
        if (strcmp(rest, "ignore") && strcmp(rest, "off"))
            say("error button: ignore or off expected");
        else {
            button_ignored = rest[0] == 'i';
            say("button ok %s", rest);
        }
    } else if (!strcmp(line, "off"))
        end("off", RB_POWER_OFF);
    else if (!strcmp(line, "reboot"))
        end("reboot", RB_AUTOBOOT);
    else if (!strcmp(line, "halt"))
        end("halt", RB_HALT_SYSTEM);
    else if (!strcmp(line, "panic")) {
        say("panic");
        tcdrain(tty);
        write_file("/proc/sysrq-trigger", "c");
    } else if (!strcmp(line, "sleep")) {        /* to RAM: virDomainPMWakeup's counterpart */
        say("sleep");
        tcdrain(tty);
        write_file("/sys/power/state", "mem");
        say("awake");
    } else
        say("error unknown command: %s", line);
}

static void tick(void)
{
    for (unsigned i = 0; i < 16 && filled; i++) {
        if (scrub_at >= filled)
            scrub_at = 0;
        if (!page_is_right(scrub_at++))
            ok = false;
    }
    count++;
    if (!quiet)
        say("tick nonce=%016lx count=%lu fill=%lu ok=%d", nonce, count, filled * PAGE / MIB, ok);
}

/* ---- the loop ---- */

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* The power button is the input device that has the key KEY_POWER; there may be two. */
static unsigned open_buttons(struct pollfd *polls, unsigned most)
{
    glob_t found = { 0 };
    unsigned n = 0;
    glob("/dev/input/event*", 0, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc && n < most; i++) {
        unsigned char keys[KEY_MAX / 8 + 1] = { 0 };
        int fd = open(found.gl_pathv[i], O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        if (fd < 0)
            continue;
        if (ioctl(fd, EVIOCGBIT(EV_KEY, sizeof keys), keys) >= 0 && keys[KEY_POWER / 8] & 1 << KEY_POWER % 8)
            polls[n++] = (struct pollfd){ fd, POLLIN, 0 };
        else
            close(fd);
    }
    globfree(&found);
    return n;
}

static void pressed(int fd)
{
    struct input_event e;
    while (read(fd, &e, sizeof e) == sizeof e) {
        if (e.type != EV_KEY || e.code != KEY_POWER || e.value != 1)
            continue;
        if (button_ignored)
            say("button ignored");
        else
            end("button", RB_POWER_OFF);
    }
}

int main(void)
{
    struct termios raw;
    struct utsname kernel;
    struct sysinfo info;
    struct pollfd polls[5];
    static char line[1024];
    size_t length = 0;

    tty = open("/dev/ttyS0", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (tty < 0)
        tty = open("/dev/console", O_RDWR | O_NOCTTY | O_CLOEXEC);
    tcgetattr(tty, &raw);
    cfmakeraw(&raw);
    raw.c_oflag |= OPOST | ONLCR;
    cfsetspeed(&raw, B115200);
    tcsetattr(tty, TCSANOW, &raw);
    write_file("/proc/sys/kernel/printk", "1 1 1 1");   /* our lines are not to be torn by the kernel's */

    if (getrandom(&nonce, sizeof nonce, 0) != sizeof nonce)
        say("error getrandom: %s", strerror(errno));
    sysinfo(&info);
    uint64_t spare = 48 * MIB;
    room = info.freeram > spare ? (info.freeram - spare) / MIB * MIB / PAGE : 0;
    memory = mmap(NULL, (room ? room : 1) * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        room = 0;
    uname(&kernel);
    say("hello nonce=%016lx boot=linux mem=%lu room=%lu kernel=%s", nonce,
        (unsigned long)sysconf(_SC_PHYS_PAGES) * PAGE / MIB, room * PAGE / MIB, kernel.release);

    polls[0] = (struct pollfd){ tty, POLLIN, 0 };
    unsigned buttons = open_buttons(polls + 1, 4);
    for (uint64_t next = now_ms() + period_ms;;) {
        bool busy = work();
        uint64_t now = now_ms();
        if (now >= next) {
            tick();
            next = now + period_ms;
            continue;
        }
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;
        if (poll(polls, 1 + buttons, busy ? 0 : (int)(next - now)) <= 0)
            continue;
        for (unsigned i = 1; i <= buttons; i++)
            if (polls[i].revents)
                pressed(polls[i].fd);
        if (!polls[0].revents)
            continue;
        ssize_t n = read(tty, line + length, sizeof line - 1 - length);
        if (n > 0)
            length += (size_t)n;
        for (char *end; (end = memchr(line, '\n', length)) || (end = memchr(line, '\r', length));) {
            *end = 0;
            command(line);
            length -= (size_t)(end + 1 - line);
            memmove(line, end + 1, length);
        }
        if (length == sizeof line - 1)
            length = 0;
    }
}
