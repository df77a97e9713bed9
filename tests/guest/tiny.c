/*
 * A guest for tests: it says on COM1 who it is and that it lives, and does as it is told there.
 * README.md lists the lines and the commands.
 */
#include "tiny.h"

static uint64_t nonce, nonce_again;     /* the second is the first's complement: a cheap canary */
static uint64_t count;
static bool ok = true;
static uint64_t dirty_per_tick;         /* pages */
static bool button_ignored, quiet;
static bool filling, checking;

static void tick(void)
{
    if (nonce != ~nonce_again || !scrub(16))
        ok = false;
    count++;
    dirty_pages(dirty_per_tick);
    if (!quiet)
        print("tick nonce=%X count=%u fill=%u ok=%u\n", nonce, count, filled_mib(), (uint64_t)ok);
    if (power_button()) {
        print("button%s\n", button_ignored ? " ignored" : "");
        if (!button_ignored)
            power_off();
    }
}

static void command(char *line)
{
    uint64_t n;
    char *rest = line, *verb = word(&rest);
    if (!verb)
        return;
    if (equal(verb, "fill")) {
        if (!number(word(&rest), &n))
            print("error fill: MiB expected\n");
        else if (!fill_start(n))
            print("error fill: at most %u\n", fill_capacity());
        else
            filling = true;
    } else if (equal(verb, "check")) {
        check_start();
        checking = true;
    } else if (equal(verb, "dirty")) {
        if (!number(word(&rest), &n))
            print("error dirty: MiB each tick expected\n");
        else {
            dirty_per_tick = n * MIB / PAGE;
            print("dirty ok mib=%u\n", n);
        }
    } else if (equal(verb, "say")) {
        print("say %s\n", rest);
    } else if (equal(verb, "every")) {
        if (!number(word(&rest), &n) || n < 1 || n > 50)
            print("error every: 1 to 50 ms expected\n");
        else {
            timer_period((unsigned)n);
            print("every ok ms=%u\n", n);
        }
    } else if (equal(verb, "quiet") || equal(verb, "loud")) {
        quiet = equal(verb, "quiet");
        print("%s ok count=%u\n", verb, count);
    } else if (equal(verb, "status")) {
        print("status nonce=%X count=%u fill=%u ok=%u mem=%u room=%u\n", nonce, count, filled_mib(), (uint64_t)ok,
              memory_size() / MIB, fill_capacity());
    } else if (equal(verb, "disk") || equal(verb, "dwrite") || equal(verb, "dcheck")) {
        disk_command(verb, rest);
    } else if (equal(verb, "button")) {
        char *what = word(&rest);
        if (!what || (!equal(what, "ignore") && !equal(what, "off")))
            print("error button: ignore or off expected\n");
        else {
            button_ignored = equal(what, "ignore");
            print("button ok %s\n", what);
        }
    } else if (equal(verb, "off")) {
        print("off\n");
        power_off();
    } else if (equal(verb, "reboot")) {
        print("reboot\n");
        reboot();
    } else if (equal(verb, "triple")) {
        print("triple\n");
        triple_fault();
    } else if (equal(verb, "halt")) {
        print("halt\n");
        halt();
    } else if (equal(verb, "panic")) {
        print("panic\n");
        guest_panic();
        halt();
    } else {
        print("error unknown command: %s\n", verb);
    }
}

/* One step of whatever takes long; false when there is nothing to do. */
static bool work(void)
{
    if (filling) {
        filling = fill_step();
        if (!filling)
            print("fill ok mib=%u\n", filled_mib());
        return true;
    }
    if (checking) {
        uint64_t checked, bad_at;
        if (check_step(&checked, &bad_at)) {
            checking = false;
            if (bad_at) {
                ok = false;
                print("check BAD at=%x\n", bad_at);
            } else {
                print("check ok bytes=%u\n", checked);
            }
        }
        return true;
    }
    return false;
}

_Noreturn void guest_main(unsigned door)
{
    static const char *const doors[] = { "?", "disk", "multiboot", "pvh" };
    static char line[256];
    serial_init();
    machine_init();
    nonce = make_nonce();
    nonce_again = ~nonce;
    memory_init(nonce);
    print("hello nonce=%X boot=%s mem=%u room=%u\n", nonce, doors[door & 3], memory_size() / MIB, fill_capacity());

    __asm__ volatile("sti");
    for (uint64_t seen = ticks;;) {
        while (serial_line(line, sizeof line))
            command(line);
        if (ticks != seen) {            /* ticks that were missed stay so: time stood still for us */
            seen = ticks;
            __asm__ volatile("cli");
            serial_receive();           /* should an interrupt have been lost */
            __asm__ volatile("sti");
            tick();
            continue;
        }
        if (work())
            continue;
        /* Sleep, unless something came since we looked; sti takes effect after hlt has begun. */
        __asm__ volatile("cli");
        if (ticks == seen && !serial_waiting())
            __asm__ volatile("sti; hlt");
        else
            __asm__ volatile("sti");
    }
}
