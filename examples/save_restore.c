/*
 * Saves a running guest to a file, restores it from there, paused, and lets it go on.
 *
 *     cc -o save_restore save_restore.c $(pkg-config --cflags --libs libvirt)
 *     ./save_restore target/guests/tiny.elf
 *
 * The argument is a kernel that QEMU can boot and that writes to its first serial port, such as the
 * project's own test guest (`make guests`). What it wrote last is shown after each step: the guest that
 * comes back is the same one, and goes on where it was.
 *
 * The guest lives under a directory of its own and ends with this program. To work on the guests of
 * this machine instead, open "qemu:///system".
 */
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/save_restore-XXXXXX";
static virConnectPtr conn;
static virDomainPtr domain;

/* Every function of libvirt returns -1 or NULL when it fails; what went wrong is asked for then. */
static void must(int worked, const char *what)
{
    if (!worked) {
        fprintf(stderr, "%s: %s\n", what, virGetLastErrorMessage());
        exit(EXIT_FAILURE);
    }
}

/* The last whole line of the guest's console. */
static const char *last_words(void)
{
    static char line[256];
    char path[64], text[256];
    snprintf(path, sizeof path, "%s/console", root);
    FILE *f = fopen(path, "r");
    line[0] = 0;
    while (f && fgets(text, sizeof text, f))
        if (strchr(text, '\n'))
            strcpy(line, text);
    if (f)
        fclose(f);
    line[strcspn(line, "\r\n")] = 0;
    return line;
}

static void show(const char *step)
{
    static const char *const names[] = { "no state", "running", "blocked", "paused", "shutting down", "shut off", "crashed", "suspended" };
    int state, reason;
    must(virDomainGetState(domain, &state, &reason, 0) == 0, "virDomainGetState");
    printf("%-9s %-9s %s\n", step, names[state], last_words());
}

/* However the program ends, nothing of it stays. */
static void clean_up(void)
{
    char command[64];
    if (domain) {
        virDomainDestroy(domain);
        virDomainFree(domain);
    }
    virConnectClose(conn);
    snprintf(command, sizeof command, "rm -rf %s", root);
    if (system(command))
        fprintf(stderr, "%s is left\n", root);
}

int main(int argc, char **argv)
{
    char kernel[PATH_MAX], uri[64], image[64], xml[PATH_MAX + 1024];
    if (argc != 2 || !realpath(argv[1], kernel) || !mkdtemp(root) || chmod(root, 0755)) {
        fprintf(stderr, "usage: %s KERNEL\n", argv[0]);
        return 2;
    }
    snprintf(uri, sizeof uri, "qemu:///embed?root=%s", root);
    snprintf(image, sizeof image, "%s/image", root);
    snprintf(xml, sizeof xml,
             "<domain type='qemu'>"
             "  <name>example</name>"
             "  <memory unit='MiB'>128</memory>"
             "  <os><type arch='x86_64' machine='q35'>hvm</type><kernel>%s</kernel></os>"
             "  <features><acpi/></features>"
             "  <devices><serial type='file'><source path='%s/console'/></serial></devices>"
             "</domain>", kernel, root);

    conn = virConnectOpen(uri);
    must(conn != NULL, "virConnectOpen");
    atexit(clean_up);

    /* A transient domain: it is not defined, and exists while it runs. */
    domain = virDomainCreateXML(conn, xml, 0);
    must(domain != NULL, "virDomainCreateXML");
    sleep(2);
    show("started");

    /* All of the guest's memory and devices go to the file, and the guest ends. */
    must(virDomainSave(domain, image) == 0, "virDomainSave");
    virDomainFree(domain);
    domain = NULL;
    struct stat saved;
    must(stat(image, &saved) == 0, "stat");
    printf("saved     %.1f MiB in %s\n", (double)saved.st_blocks / 2048, image);

    /* The image remembers that the guest ran; the flag says that it is to come back paused nevertheless. */
    must(virDomainRestoreFlags(conn, image, NULL, VIR_DOMAIN_SAVE_PAUSED) == 0, "virDomainRestoreFlags");
    domain = virDomainLookupByName(conn, "example");
    must(domain != NULL, "virDomainLookupByName");
    sleep(1);
    show("restored");

    must(virDomainResume(domain) == 0, "virDomainResume");
    sleep(1);
    show("resumed");
    return 0;
}
