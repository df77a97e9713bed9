"""Domain events: callbacks of every kind, kept as words in the order in which they came.

    heard = hear(t)                     every lifecycle event of this connection's domains
    heard = hear(t, "*")                events of every kind
    heard.of("name")                    what has happened to one domain, as ["Defined Added", ...]
    heard.wait("name", expected)        waits for that, and a little for what should not come

The callbacks are called by a thread that runs the default event loop, which `loop()` starts.
"""
import ctypes
import os
import threading
import time
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_longlong, c_uint, c_ulonglong, c_void_p

import lv
from harness import WHERE, WHO

LIFECYCLE = [
    ("Defined", "Added Updated Renamed Snapshot"),
    ("Undefined", "Removed Renamed"),
    ("Started", "Booted Migrated Restored Snapshot Wakeup"),
    ("Suspended", "Paused Migrated I/O-Error Watchdog Restored Snapshot API-error Post-copy Post-copy-failed"),
    ("Resumed", "Unpaused Migrated Snapshot Post-copy Post-copy-failed"),
    ("Stopped", "Shutdown Destroyed Crashed Migrated Saved Failed Snapshot"),
    ("Shutdown", "Finished Guest Host"),
    ("PMSuspended", "Memory Disk"),
    ("Crashed", "Panicked Crashloaded"),
]


class Address(ctypes.Structure):
    _fields_ = [("family", c_int), ("node", c_char_p), ("service", c_char_p)]


def words(event, detail):
    name, details = LIFECYCLE[event]
    return f"{name} {details.split()[detail]}"


# Each kind of event: its name and the types of what its callback is told between domain and opaque.
KINDS = [
    ("lifecycle", [c_int, c_int]), ("reboot", []), ("rtc-change", [c_longlong]), ("watchdog", [c_int]),
    ("io-error", [c_char_p, c_char_p, c_int]),
    ("graphics", [c_int, POINTER(Address), POINTER(Address), c_char_p, c_void_p]),
    ("io-error-reason", [c_char_p, c_char_p, c_int, c_char_p]), ("control-error", []),
    ("block-job", [c_char_p, c_int, c_int]), ("disk-change", [c_char_p, c_char_p, c_char_p, c_int]),
    ("tray-change", [c_char_p, c_int]), ("pm-wakeup", [c_int]), ("pm-suspend", [c_int]),
    ("balloon-change", [c_ulonglong]), ("pm-suspend-disk", [c_int]), ("device-removed", [c_char_p]),
    ("block-job-2", [c_char_p, c_int, c_int]), ("tunable", [POINTER(lv.TypedParam), c_int]),
    ("agent-lifecycle", [c_int, c_int]), ("device-added", [c_char_p]), ("migration-iteration", [c_int]),
    ("job-completed", [POINTER(lv.TypedParam), c_int]), ("device-removal-failed", [c_char_p]),
    ("metadata-change", [c_int, c_char_p]), ("block-threshold", [c_char_p, c_char_p, c_ulonglong, c_ulonglong]),
    ("memory-failure", [c_int, c_int, c_uint]), ("memory-device-size-change", [c_char_p, c_ulonglong]),
    ("nic-mac-change", [c_char_p, c_char_p, c_char_p]),
]
FREE = CFUNCTYPE(None, c_void_p)
# With one domain as a filter the legacy kind cannot be registered.
LEGACY = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int, c_void_p)


def prototype(kind):
    result = c_int if kind == 0 else None
    return CFUNCTYPE(result, c_void_p, c_void_p, *KINDS[kind][1], c_void_p)


def end(address):
    """One end of a viewer's connection: family and address (ports are anybody's guess)."""
    return f"{address.contents.family}/{(address.contents.node or b'').decode()}"


class Qemu:
    """What libvirt-qemu.so has: QEMU's monitor."""
    MONITOR_EVENT = CFUNCTYPE(None, c_void_p, c_void_p, c_char_p, c_longlong, c_uint, c_char_p, c_void_p)

    def __init__(self):
        where = os.path.dirname(lv.LIBRARY)
        self.lib = ctypes.CDLL(os.path.join(where, "libvirt-qemu.so.0") if where else "libvirt-qemu.so.0")
        self.keep = []

    def command(self, dom, text):
        """An answer of QEMU's."""
        out = c_void_p()
        done = self.lib.virDomainQemuMonitorCommand(c_void_p(dom.ptr), text.encode(), ctypes.byref(out), 0)
        if done < 0:
            raise lv.Error.last("virDomainQemuMonitorCommand")
        answer = ctypes.string_at(out.value).decode()
        lv.free(out)
        return answer

    def listen(self, conn, name, flags=0, dom=None):
        """(number, what is heard): events of this name."""
        heard = []
        function = self.MONITOR_EVENT(
            lambda c, d, event, seconds, micros, details, opaque: heard.append(
                (event.decode(), details.decode() if details else None, seconds, micros)))
        free = FREE(lambda opaque: heard.append("freed"))
        self.keep += [function, free]
        number = self.lib.virConnectDomainQemuMonitorEventRegister(
            c_void_p(conn.ptr), c_void_p(dom and dom.ptr), name and name.encode(), function, None, free, flags)
        if number < 0:
            raise lv.Error.last("virConnectDomainQemuMonitorEventRegister")
        return number, heard

    def forget(self, conn, number):
        if self.lib.virConnectDomainQemuMonitorEventDeregister(c_void_p(conn.ptr), number) < 0:
            raise lv.Error.last("virConnectDomainQemuMonitorEventDeregister")


_running = None
# What C has the addresses of must not go, even if a test fails before it deregisters.
_kept = []


def hear(t, *how):
    """Heard(t.conn, ...), closed at the end of the test."""
    heard = Heard(t.conn, *how)
    t.at_end(heard.close)
    return heard


def loop():
    """Runs the default event loop in a thread, once for the process."""
    global _running
    if _running is not None or (WHO == "stock" and WHERE == "embed"):
        return  # stock's embedded driver has one
    lv.virEventRegisterDefaultImpl()

    def run():
        while True:
            lv.raw.virEventRunDefaultImpl()
    _running = threading.Thread(target=run, daemon=True)
    _running.start()


class Heard:
    def __init__(self, conn, kinds=(0,), dom=None):
        loop()
        _kept.append(self)
        self.conn, self.lock = conn, threading.Condition()
        self.events, self.ids, self.freed, self.keep, self.when = [], [], [], [], []
        for kind in range(len(KINDS)) if kinds == "*" else kinds:
            self.register(kind, dom)

    def register(self, kind, dom=None):
        def callback(conn, domain, *rest):
            name = lv.raw.virDomainGetName(domain).decode()
            told = rest[:-1]
            if kind == 0:
                event = words(*told)
            elif kind == 5:
                phase, local, remote, auth, subject = told
                event = f"graphics {phase} {end(local)} {end(remote)} {auth.decode()}"
            elif kind == 21:
                # Which figures there are, and what was done: the figures themselves are never the same.
                params = [told[0][i] for i in range(told[1])]
                event = f"job-completed {params[0].value.i} {' '.join(p.field.decode() for p in params)}"
            else:
                plain = [t.decode() if isinstance(t, bytes) else t for t in told]
                event = " ".join([KINDS[kind][0], *map(str, plain)])
            with self.lock:
                self.events.append((name, event))
                self.when.append(time.monotonic())
                self.lock.notify_all()
            return 0

        def free(opaque):
            with self.lock:
                self.freed.append(opaque)
                self.lock.notify_all()
        function, ff = prototype(kind)(callback), FREE(free)
        self.keep += [function, ff]
        ident = lv.virConnectDomainEventRegisterAny(
            self.conn, dom, kind, ctypes.cast(function, c_void_p), kind + 100, ctypes.cast(ff, c_void_p))
        self.ids.append(ident)
        return ident

    def of(self, name):
        with self.lock:
            return [event for n, event in self.events if n == name]

    def clear(self):
        with self.lock:
            self.events, self.when = [], []

    def wait(self, name, expected, seconds=10.0, silence=0.15):
        """Waits for exactly these, in this order, and that no other follows."""
        end = time.monotonic() + seconds
        with self.lock:
            while len([1 for n, _ in self.events if n == name]) < len(expected):
                left = end - time.monotonic()
                if left <= 0 or not self.lock.wait(left):
                    break
        time.sleep(silence)
        got = self.of(name)
        assert got == expected, f"heard of {name}:\n    {got}\nexpected:\n    {expected}"

    def count(self, number, seconds=20.0):
        end = time.monotonic() + seconds
        with self.lock:
            while len(self.events) < number and time.monotonic() < end:
                self.lock.wait(0.5)
            return len(self.events)

    def settle(self, seconds=0.5):
        """Waits until nothing has come for so long."""
        while True:
            before = len(self.events)
            time.sleep(seconds)
            if len(self.events) == before:
                return

    def close(self):
        ids, self.ids = self.ids, []
        for ident in ids:
            lv.virConnectDomainEventDeregisterAny(self.conn, ident)
