#!/usr/bin/env python3
"""Saves a running guest to a file, restores it from there, paused, and lets it go on.

    LD_LIBRARY_PATH=/usr/local/lib ./save_restore.py target/guests/tiny.elf

The argument is a kernel that QEMU can boot and that writes to its first serial port, such as the
project's own test guest (`make guests`). What it wrote last is shown after each step: the guest that
comes back is the same one, and goes on where it was.

This is libvirt's C interface called by ctypes, so Python needs nothing installed. The guest lives under
a directory of its own and ends with this program. To work on the guests of this machine instead, open
"qemu:///system".
"""

import contextlib
import ctypes
import os
import sys
import tempfile
import time

VIR_DOMAIN_SAVE_PAUSED = 4
STATES = ["no state", "running", "blocked", "paused", "shutting down", "shut off", "crashed", "suspended"]

XML = """<domain type='qemu'>
  <name>example</name>
  <memory unit='MiB'>128</memory>
  <os><type arch='x86_64' machine='q35'>hvm</type><kernel>{kernel}</kernel></os>
  <features><acpi/></features>
  <devices><serial type='file'><source path='{console}'/></serial></devices>
</domain>"""

libvirt = ctypes.CDLL("libvirt.so.0")
libvirt.virGetLastErrorMessage.restype = ctypes.c_char_p


def function(name, result, *arguments):
    """A function of libvirt's that raises when it fails: when it returns -1, or NULL."""
    def fails_loudly(value, *_):
        if value is None or value == -1:
            raise RuntimeError("%s: %s" % (name, libvirt.virGetLastErrorMessage().decode()))
        return value

    found = getattr(libvirt, name)
    found.restype, found.argtypes, found.errcheck = result, arguments, fails_loudly
    return found


pointer, text, flags = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint
number, number_out = ctypes.c_int, ctypes.POINTER(ctypes.c_int)
connect = function("virConnectOpen", pointer, text)
disconnect = function("virConnectClose", number, pointer)
create = function("virDomainCreateXML", pointer, pointer, text, flags)
lookup = function("virDomainLookupByName", pointer, pointer, text)
get_state = function("virDomainGetState", number, pointer, number_out, number_out, flags)
save = function("virDomainSave", number, pointer, text)
restore = function("virDomainRestoreFlags", number, pointer, text, text, flags)
resume = function("virDomainResume", number, pointer)
destroy = function("virDomainDestroy", number, pointer)
free = function("virDomainFree", number, pointer)


def show(step, domain, console):
    """Prints the domain's state, and the last whole line that the guest wrote."""
    state, reason = number(), number()
    get_state(domain, state, reason, 0)
    with open(console, encoding="ascii", errors="replace") as f:
        words = f.read().rpartition("\n")[0].rpartition("\n")[2]
    print("%-9s %-9s %s" % (step, STATES[state.value], words))


def main(kernel, root):
    image, console = os.path.join(root, "image"), os.path.join(root, "console")
    conn = connect(("qemu:///embed?root=" + root).encode())

    # A transient domain: it is not defined, and exists while it runs.
    domain = create(conn, XML.format(kernel=os.path.realpath(kernel), console=console).encode(), 0)
    try:
        time.sleep(2)
        show("started", domain, console)

        # All of the guest's memory and devices go to the file, and the guest ends.
        save(domain, image.encode())
        print("saved     %.1f MiB in %s" % (os.stat(image).st_blocks / 2048, image))

        # The image remembers that the guest ran; the flag says that it is to come back paused nevertheless.
        restore(conn, image.encode(), None, VIR_DOMAIN_SAVE_PAUSED)
        free(domain)
        domain = lookup(conn, b"example")
        time.sleep(1)
        show("restored", domain, console)

        resume(domain)
        time.sleep(1)
        show("resumed", domain, console)
    finally:
        with contextlib.suppress(RuntimeError):     # it may have ended already
            destroy(domain)
        free(domain)
        disconnect(conn)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="save_restore-") as directory:
        os.chmod(directory, 0o755)      # root's QEMU may run under another user
        main(sys.argv[1], directory)
