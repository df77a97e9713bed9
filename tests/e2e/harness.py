"""What a test gets: a connection, domains that go away by themselves, words for what is expected.

A test is a function `test_...(t)` in a file `test_*.py` or `interop_*.py`; `t` is a `Test`. The
decorators below say where a test applies and what is known to go wrong.
"""
import functools
import os
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
import uuid as uuids

import lv
from codes import ERR, FROM, SAVE, START, UNDEFINE, state_name

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "guest"))
import guest as tiny  # noqa: E402

Silence = tiny.Silence

WHO = os.environ.get("OXIVIRT_E2E_WHO", "ours")          # "ours" or "stock"
WHERE = os.environ.get("OXIVIRT_E2E_WHERE", "embed")     # "embed" or "system"
ROOT = os.environ.get("OXIVIRT_E2E_ROOT", "")            # the embed root of this test file
URI = "qemu:///system" if WHERE == "system" else f"qemu:///embed?root={ROOT}"
QEMU = os.environ.get("OXIVIRT_E2E_QEMU", "/usr/bin/qemu-system-x86_64")


_shared = {}  # connections that all tests of the process use, where it cannot open many


@functools.lru_cache(None)
def has_sparse():
    """Whether this QEMU has mapped-ram, which images of the sparse format are made of."""
    ask = '{"execute":"qmp_capabilities"}{"execute":"query-migrate-capabilities"}{"execute":"quit"}'
    said = subprocess.run([QEMU, "-machine", "none", "-nodefaults", "-display", "none", "-S", "-qmp", "stdio"],
                          input=ask, stdout=subprocess.PIPE, text=True, timeout=20).stdout
    return '"mapped-ram"' in said


class Skip(Exception):
    """The test cannot run here; the text says why."""


def need_fault_points():
    """Skips where the library has no places to die at, as a release has none."""
    with open(os.path.realpath(os.environ["OXIVIRT_LIB"]), "rb") as f:
        if b"OXIVIRT_FAULT" not in f.read():
            raise Skip("the library has no fault points")


def _mark(**marks):
    def apply(function):
        for key, value in marks.items():
            setattr(function, key, value)
        return function
    return apply


class KillLater:
    """Kills a process after a while, unless the `with` block ends first; never another of the same number."""

    def __init__(self, pid, seconds):
        self.fd = os.pidfd_open(pid)
        self.timer = threading.Timer(seconds, self._kill)

    def _kill(self):
        try:
            signal.pidfd_send_signal(self.fd, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def __enter__(self):
        self.timer.start()

    def __exit__(self, *_):
        self.timer.cancel()
        self.timer.join()
        os.close(self.fd)


def stock_differs(why):
    """Stock answers otherwise on purpose of ours: there the test must fail."""
    return _mark(stock_differs=why)


def expected_failure_ours(why):
    """Ours cannot do it yet: there the test must fail."""
    return _mark(expected_failure_ours=why)


def ours_only(why):
    return _mark(ours_only=why)


def stock_only(why):
    return _mark(stock_only=why)


def own_processes(function):
    """Opens the same domains from several processes, which stock's embed mode cannot."""
    return _mark(own_processes=True)(function)


def needs_root(function):
    return _mark(needs_root=True)(function)


def timeout(seconds):
    return _mark(timeout=seconds)


class Paths:
    """Where the files of a connection are."""

    def __init__(self, where=WHERE, root=ROOT):
        if where == "system":
            self.etc, self.run = "/etc/libvirt/qemu", "/run/libvirt/qemu"
            self.lib, self.log = "/var/lib/libvirt/qemu", "/var/log/libvirt/qemu"
            self.cache = "/var/cache/libvirt/qemu"
        else:
            self.etc, self.run, self.lib, self.log, self.cache = (
                os.path.join(root, d, "qemu") for d in ("etc", "run", "lib", "log", "cache"))

    def definition(self, name):
        return f"{self.etc}/{name}.xml"

    def autostart(self, name):
        return f"{self.etc}/autostart/{name}.xml"

    def status(self, name):
        return f"{self.run}/{name}.xml"

    def pid(self, name):
        return f"{self.run}/{name}.pid"

    def managed(self, name):
        return f"{self.lib}/save/{name}.save"

    def logfile(self, name):
        return f"{self.log}/{name}.log"


class Image:
    """The header of a save image and what follows it."""
    HEADER = 92

    def __init__(self, path):
        with open(path, "rb") as f:
            head = f.read(self.HEADER)
            self.magic = head[:16]
            (self.version, self.data_len, self.was_running, self.format,
             self.cookie_offset) = struct.unpack("<5I", head[16:36])
            self.unused = head[36:]
            self.data = f.read(self.data_len)
        self.size = os.path.getsize(path)
        self.mode = os.stat(path).st_mode & 0o7777

    @property
    def xml(self):
        return self.data.split(b"\0", 1)[0].decode()

    @property
    def cookie(self):
        return self.data[self.cookie_offset:].split(b"\0", 1)[0].decode()


class Console(tiny.Console):
    """A console that is read all the time.

    Some 300 unread bytes, each in a packet of its own, fill the socket; a guest that is saved while it waits
    for room waits for ever after (QEMU has no watch on a socket that nobody has connected to yet).
    """

    def __init__(self, sock):
        super().__init__(sock)
        self.changed = threading.Condition()
        self.ended = False
        threading.Thread(target=self._pump, daemon=True).start()

    def _pump(self):
        while True:
            try:
                data = self.reader.recv(65536)
            except OSError:
                data = b""
            with self.changed:
                self.buffer += data
                self.ended = not data
                self.changed.notify_all()
            if not data:
                return

    def line(self, timeout=10.0):
        deadline = time.monotonic() + timeout
        with self.changed:
            while b"\n" not in self.buffer:
                if self.ended:
                    raise EOFError("the guest's console is closed; last said: %r" % self.lines[-3:])
                left = deadline - time.monotonic()
                if left <= 0:
                    raise tiny.Silence("no line in %g s; last said: %r" % (timeout, self.lines[-3:]))
                self.changed.wait(left)
            line, self.buffer = self.buffer.split(b"\n", 1)
        text = line.rstrip(b"\r").decode("ascii", "replace")
        self.lines.append(text)
        return text

    def latest(self):
        """Forgets the lines that came by now."""
        with self.changed:
            self.buffer = self.buffer[self.buffer.rfind(b"\n") + 1:]

    def close(self):
        try:
            self.reader.shutdown(2)
        except OSError:
            pass
        self.reader.close()


class Guest:
    """A tiny guest that runs: its domain and its console."""

    def __init__(self, test, dom, serial):
        self.test, self.dom, self.serial = test, dom, serial
        self.console = None
        self.connect()

    def connect(self, timeout=10.0):
        """Connects to the console again, after another QEMU has taken over."""
        import socket
        if self.console:
            self.console.close()
        deadline = time.monotonic() + timeout
        while True:
            sock = socket.socket(socket.AF_UNIX)
            try:
                sock.connect(self.serial)
                break
            except OSError:
                sock.close()
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
        self.console = Console(sock)
        return self

    def booted(self):
        """Waits until it runs: what is sent earlier is lost."""
        self.console.wait("^(hello|tick) nonce=")
        return self

    def pulse(self):
        """(nonce, count) of the next tick; fails if the guest found its memory changed."""
        self.console.latest()
        nonce, count, _, ok = self.console.tick()
        assert ok, "the guest found wrong bytes in its memory"
        return nonce, count

    def fill(self, mib):
        answer = self.console.ask(f"fill {mib}")
        assert answer.startswith("fill ok"), answer

    def check(self):
        """Lets the guest look at every byte that it filled."""
        answer = self.console.ask("check")
        assert answer.startswith("check ok"), answer

    def goes_on(self, pulse):
        """It is the guest that had `pulse`, going on from there, memory whole; its pulse now."""
        now = self.pulse()
        assert now[0] == pulse[0], "another guest: it has booted afresh"
        assert now[1] > pulse[1], f"the counter went from {pulse[1]} to {now[1]}"
        assert now[1] < pulse[1] + 2000, f"the counter leapt from {pulse[1]} to {now[1]}"
        self.check()
        return now

    def is_silent(self, seconds=0.4):
        """Whether it says nothing for that long (what it said before is read first)."""
        time.sleep(0.1)
        self.console.latest()
        try:
            self.console.line(seconds)
        except tiny.Silence:
            return True
        return False


class Test:
    _count = 0

    def __init__(self, name):
        self.test_name = name
        self.who, self.where, self.root, self.uri, self.paths = WHO, WHERE, ROOT, URI, Paths()
        Test._count += 1
        self.prefix = "e2e-%d-%d-" % (os.getpid(), Test._count)
        self.dir = os.path.join(ROOT, "scratch")
        shutil.rmtree(self.dir, ignore_errors=True)
        os.makedirs(self.dir)
        if WHERE == "system":
            os.chmod(self.dir, 0o777)
        self._conn = None
        self._cleanups = []

    # Connections and domains.

    @property
    def stock(self):
        return self.who == "stock"

    @property
    def conn(self):
        if self._conn is None:
            self._conn = _shared.get("rw") or lv.virConnectOpen(self.uri)
        return self._conn

    def read_only(self):
        return _shared.get("ro") or lv.virConnectOpenReadOnly(self.uri)

    def name(self, suffix="a"):
        return self.prefix + suffix

    def path(self, name):
        return os.path.join(self.dir, name)

    @staticmethod
    def uuid():
        return str(uuids.uuid4())

    def xml(self, suffix="a", uuid=None, memory=16, devices="", extra="", vcpus=1, machine="pc"):
        """A guest without an operating system: the BIOS runs and finds nothing to boot."""
        return f"""<domain type='qemu'>
  <name>{self.name(suffix)}</name>{f"<uuid>{uuid}</uuid>" if uuid else ""}
  <memory unit='MiB'>{memory}</memory>
  <vcpu>{vcpus}</vcpu>
  <os><type arch='x86_64' machine='{machine}'>hvm</type></os>
  <features><acpi/></features>
  {extra}
  <devices>
    <emulator>{QEMU}</emulator>
    <controller type='usb' model='none'/>
    <memballoon model='none'/>
    {devices}
  </devices>
</domain>"""

    def define(self, suffix="a", **how):
        return lv.virDomainDefineXML(self.conn, self.xml(suffix, **how))

    def start(self, suffix="a", flags=0, **how):
        """A defined domain that runs."""
        dom = self.define(suffix, **how)
        dom.CreateWithFlags(flags)
        return dom

    def transient(self, suffix="a", flags=0, **how):
        return lv.virDomainCreateXML(self.conn, self.xml(suffix, **how), flags)

    def lookup(self, suffix="a", conn=None):
        return lv.virDomainLookupByName(conn or self.conn, self.name(suffix))

    def exists(self, suffix="a"):
        try:
            self.lookup(suffix)
            return True
        except lv.Error as e:
            assert e.code == ERR.NO_DOMAIN, e
            return False

    def guest_xml(self, suffix="g", memory=32, **how):
        # A copy of the kernel for each run: stock changes the owner of what guests use.
        kernel = os.path.join(ROOT, "tiny.elf")
        if not os.path.exists(kernel):
            shutil.copy(tiny.build(), kernel)
        xml = tiny.domain_xml(self.name(suffix), self.serial(suffix), memory_mib=memory, **how)
        return xml.replace(tiny.build(), kernel).replace("<devices>", f"<devices><emulator>{QEMU}</emulator>")

    def serial(self, suffix="g"):
        # Socket paths are limited to 107 bytes.
        return os.path.join(ROOT, suffix + ".sock")

    def guest(self, suffix="g", transient=False, fill=2, **how):
        """A tiny guest that runs, with some of its memory filled."""
        xml = self.guest_xml(suffix, **how)
        if transient:
            dom = lv.virDomainCreateXML(self.conn, xml, 0)
        else:
            dom = lv.virDomainDefineXML(self.conn, xml)
            dom.Create()
        guest = Guest(self, dom, self.serial(suffix)).booted()
        if fill:
            guest.fill(fill)
        return guest

    def set_state(self, dom, state):
        """Lets the domain run ("running") or pauses it ("paused")."""
        is_paused = dom.state()[0] == 3
        if state == "paused" and not is_paused:
            dom.Suspend()
        if state == "running" and is_paused:
            dom.Resume()

    def set_format(self, name, key="save_image_format"):
        """The format of images, by qemu.conf."""
        path = os.path.join(self.root, "etc", "qemu.conf")
        with open(path) as f:
            text = f.read()

        def put(content):
            with open(path, "w") as f:
                f.write(content)
        self.at_end(put, text)
        put(text + f'{key} = "{name}"\n')
        # A connection reads it when it opens.
        self._conn = None

    def qemu_pid(self, dom):
        with open(self.paths.pid(dom.GetName())) as f:
            return int(f.read())

    # Expectations.

    def eq(self, got, expected, what=""):
        assert got == expected, f"{what + ': ' if what else ''}got {got!r}, expected {expected!r}"

    def has(self, text, *parts):
        for part in parts:
            assert part in text, f"no {part!r} in {text!r}"

    def is_state(self, dom, expected):
        """`expected` as "RUNNING/BOOTED"; GetInfo must agree with GetState."""
        self.eq(state_name(dom.state()), expected, "state")
        self.eq(dom.info().state, dom.state()[0], "state of GetInfo")
        self.eq(dom.IsActive(), int(not expected.startswith("SHUTOFF")), "IsActive")

    def wait_state(self, dom, expected, seconds=10.0):
        end = time.monotonic() + seconds
        while state_name(dom.state()) != expected and time.monotonic() < end:
            time.sleep(0.02)
        self.is_state(dom, expected)

    def refused(self, expected, function, *arguments):
        """The call must fail with `expected`, "CODE/DOMAIN" or "CODE"; the error."""
        try:
            result = function(*arguments)
        except lv.Error as e:
            got = e.name if "/" in expected else e.name.split("/")[0]
            assert got == expected, f"{e}\n    expected {expected}"
            assert e.level == 2 and e.message, f"level {e.level}, message {e.message!r}"
            return e
        raise AssertionError(f"it did not fail, but answered {result!r}; expected {expected}")

    def gone(self, dom):
        self.refused("NO_DOMAIN/QEMU", dom.state)

    def has_no_id(self, dom):
        """After virDomainDestroy the handle has no id (in stock it is the daemon's client that sees to this)."""
        if not (self.stock and self.where == "embed"):
            self.eq(dom.id(), None, "id")

    def no_file(self, *paths):
        for path in paths:
            assert not os.path.lexists(path), f"{path} is there"

    def no_file_soon(self, *paths):
        """When a guest ends by itself, who cleans up after it may come a moment later."""
        end = time.monotonic() + 2
        while any(map(os.path.lexists, paths)) and time.monotonic() < end:
            time.sleep(0.02)
        self.no_file(*paths)

    def file(self, *paths):
        for path in paths:
            assert os.path.exists(path), f"{path} is not there"

    # The end.

    def at_end(self, function, *arguments):
        self._cleanups.append((function, arguments))

    def spawn(self, source, *arguments, connects=True, **keywords):
        """Starts a Python process that has `lv`, `codes`' names, `URI` and `argv`, and runs `source`.

        With `connects` false it leaves stock's embedded driver alone.
        """
        head = ("import sys, os, time, json\nsys.path.insert(0, %r)\nfrom harness import *\nimport codes\n"
                "from codes import *\nargv = sys.argv[1:]\nsetup(%r)\n" % (HERE, connects))
        process = subprocess.Popen([sys.executable, "-c", head + source, *map(str, arguments)],
                                   stdout=subprocess.PIPE, text=True, **keywords)
        self.at_end(self._reap, process)
        return process

    @staticmethod
    def _reap(process):
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()

    def close(self):
        """Ends and undefines what the test made; what it says is an error of the clean-up."""
        problems = []
        for function, arguments in reversed(self._cleanups):
            try:
                function(*arguments)
            except Exception as e:
                problems.append(f"clean-up: {e}")
        try:
            for dom in self.conn.domains():
                if dom.GetName().startswith(self.prefix) or WHERE == "embed":
                    problems += self._remove(dom)
        except lv.Error as e:
            problems.append(f"clean-up: {e}")
        self._conn = None
        return problems

    @staticmethod
    def _remove(dom):
        try:
            persistent = dom.IsPersistent()
            if dom.IsActive():
                dom.Destroy()
            if persistent:
                dom.UndefineFlags(UNDEFINE.MANAGED_SAVE | UNDEFINE.SNAPSHOTS_METADATA | UNDEFINE.NVRAM)
        except lv.Error as e:
            if e.code != ERR.NO_DOMAIN:
                return [f"clean-up: {e}"]
        return []


_quiet = lv.ERROR_FUNC(lambda user, error: None)


def shared():
    """The connection of a process that was spawned."""
    return _shared.get("rw") or lv.virConnectOpen(URI)


def setup(connects=True):
    """What every process of the tests does first."""
    try:
        lv.raw.virSetErrorFunc(None, _quiet)
        if WHO == "stock" and WHERE == "embed" and connects:
            # Stock's embedded driver needs an event loop that runs.
            lv.virEventRegisterDefaultImpl()

            def loop():
                while True:
                    lv.raw.virEventRunDefaultImpl()
            threading.Thread(target=loop, daemon=True).start()
            # Each open of it registers drivers again, for which there is room some twenty times.
            _shared["rw"] = lv.virConnectOpen(URI)
            _shared["ro"] = lv.virConnectOpenReadOnly(URI)
    except lv.Missing:
        pass
