"""What a test needs to use the tiny guest (and the Linux one): its files, a domain's XML, and what it says.

Standard library only; works with any Python from 3.9.
"""

import os
import re
import select
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
GUESTS = os.path.join(ROOT, "target", "guests")


def build(name="tiny.elf"):
    """The path of `tiny.elf`, `tiny-pvh.elf` or `tiny.img`, built if it is missing or old."""
    path = os.path.join(GUESTS, name)
    if not os.environ.get("OXIVIRT_GUESTS_BUILT"):
        import fcntl

        os.makedirs(GUESTS, exist_ok=True)
        with open(os.path.join(GUESTS, ".lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = subprocess.run(
                ["make", "-C", HERE, "--no-print-directory", "OUT=" + GUESTS],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            raise RuntimeError("the tiny guest does not build:\n" + done.stdout)
        os.environ["OXIVIRT_GUESTS_BUILT"] = "1"
    return path


def build_linux():
    """The paths of the Linux guest's kernel and initramfs, built (and its packages fetched) if missing."""
    subprocess.run([os.path.join(ROOT, "tests", "linux", "build"), GUESTS], stdin=subprocess.DEVNULL, check=True)
    return os.path.join(GUESTS, "linux-vmlinuz"), os.path.join(GUESTS, "linux-initrd")


def domain_xml(name, serial, memory_mib=64, machine="pc", kernel="tiny.elf", uuid=None, devices="", extra=""):
    """A domain that runs the tiny guest; `serial` is the path of a unix socket that QEMU listens on."""
    boot = "<kernel>%s</kernel>" % build(kernel) if kernel else "<boot dev='hd'/>"
    return """<domain type='qemu'>
  <name>%s</name>%s
  <memory unit='MiB'>%d</memory>
  <vcpu>1</vcpu>
  <os><type arch='x86_64' machine='%s'>hvm</type>%s</os>
  <features><acpi/></features>
  %s
  <devices>
    <serial type='unix'><source mode='bind' path='%s'/></serial>
    %s
    <memballoon model='none'/>
  </devices>
</domain>
""" % (name, "\n  <uuid>%s</uuid>" % uuid if uuid else "", memory_mib, machine, boot, extra, serial, devices)


class Silence(Exception):
    """The guest did not say in time what was waited for."""


class Console:
    """A guest's serial line over anything with fileno(): a connected socket, a pipe, a pty."""

    TICK = re.compile(r"tick nonce=(?P<nonce>[0-9a-f]{16}) count=(?P<count>\d+) fill=(?P<fill>\d+) ok=(?P<ok>[01])$")

    def __init__(self, reader, writer=None):
        self.reader, self.writer = reader, writer or reader
        self.buffer = b""
        self.lines = []

    def line(self, timeout=10.0):
        """The next whole line, without its end."""
        deadline = time.monotonic() + timeout
        while b"\n" not in self.buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.reader], [], [], left)[0]:
                raise Silence("no line in %g s; last said: %r" % (timeout, self.lines[-3:]))
            data = os.read(self.reader.fileno(), 4096)
            if not data:
                raise EOFError("the guest's console is closed; last said: %r" % self.lines[-3:])
            self.buffer += data
        line, self.buffer = self.buffer.split(b"\n", 1)
        text = line.rstrip(b"\r").decode("ascii", "replace")
        self.lines.append(text)
        return text

    def wait(self, pattern, timeout=10.0):
        """Reads on until a line matches; the match."""
        deadline = time.monotonic() + timeout
        while True:
            try:
                found = re.search(pattern, self.line(deadline - time.monotonic()))
            except Silence:
                raise Silence("no %r in %g s; last said: %r" % (pattern, timeout, self.lines[-3:])) from None
            if found:
                return found

    def tick(self, timeout=10.0):
        """The next tick: (nonce, count, MiB filled, whether all is well)."""
        found = self.wait(self.TICK.pattern, timeout)
        return found["nonce"], int(found["count"]), int(found["fill"]), found["ok"] == "1"

    def send(self, command):
        os.write(self.writer.fileno(), command.encode() + b"\n")

    def run(self, command, timeout=60.0):
        """Runs a shell command in the Linux guest: its return code and the lines that it wrote."""
        self.send("run " + command)
        start = len(self.lines)
        code = int(self.wait(r"^run ok rc=(\d+)$", timeout)[1])
        return code, [line[4:] for line in self.lines[start:] if line.startswith("out ")]

    def ask(self, command, timeout=60.0):
        """Sends a command; the line that answers it."""
        self.send(command)
        verb = command.split()[0]
        return self.wait(r"^(%s\b|error\b)" % re.escape(verb), timeout).string
