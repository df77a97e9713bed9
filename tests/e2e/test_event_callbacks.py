"""Registering for events and no more: numbers, errors, when what was given along is freed, what is held meanwhile."""
import ctypes
import os
import threading
import time
from ctypes import c_void_p

import lv
from events import FREE, KINDS, LEGACY, Heard, _kept, loop, prototype, words
from harness import Skip, ours_only, own_processes, stock_only

pointer = lambda function: ctypes.cast(function, c_void_p)  # noqa: E731


class Callbacks:
    """Functions for C, kept alive; what they were told and what was freed."""

    def __init__(self):
        _kept.append(self)
        self.told, self.freed, self.keep = [], [], []
        self.free = FREE(self.freed.append)

    def lifecycle(self, also=lambda *told: None):
        def callback(conn, dom, event, detail, opaque):
            self.told.append((opaque, words(event, detail)))
            also(conn, dom, opaque)
            return 0
        self.keep.append(LEGACY(callback))
        return self.keep[-1]


def register(t, callbacks, function, opaque, kind=0, dom=None, conn=None):
    return lv.virConnectDomainEventRegisterAny(conn or t.conn, dom, kind, pointer(function), opaque,
                                               pointer(callbacks.free))


def soon(what, seconds=5.0):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.01)
    return what()


def test_every_kind_can_be_registered(t):
    loop()
    c = Callbacks()
    functions = [prototype(kind)(lambda *told: None) for kind in range(len(KINDS))]
    ids = [register(t, c, f, kind + 1, kind) for kind, f in enumerate(functions)]
    t.eq(ids, list(range(ids[0], ids[0] + len(KINDS))))
    for kind, ident in enumerate(ids):
        t.eq(c.freed, list(range(1, kind + 1)))
        lv.virConnectDomainEventDeregisterAny(t.conn, ident)
    t.eq(c.freed, list(range(1, len(KINDS) + 1)))
    for ident in ids:
        t.refused("INVALID_ARG/NONE", lv.virConnectDomainEventDeregisterAny, t.conn, ident)


def test_bad_arguments(t):
    loop()
    c = Callbacks()
    f = c.lifecycle()
    any_, deregister = lv.virConnectDomainEventRegisterAny, lv.virConnectDomainEventDeregisterAny
    for kind in (-1, len(KINDS), 1000, -(1 << 31), (1 << 31) - 1):
        e = t.refused("INVALID_ARG/DOMAIN", register, t, c, f, 1, kind)
        t.eq((e.str1, e.str2), ("virConnectDomainEventRegisterAny", "eventID"))
    # What is checked first.
    e = t.refused("INVALID_ARG/DOMAIN", any_, t.conn, None, -1, None, None, None)
    t.eq(e.str2, "cb")
    e = t.refused("INVALID_CONN/DOMAIN", any_, None, None, -1, None, None, None)
    e = t.refused("INVALID_ARG/DOMAIN", deregister, t.conn, -1)
    t.eq((e.str1, e.str2), ("virConnectDomainEventDeregisterAny", "callbackID"))
    t.refused("INVALID_ARG/NONE", deregister, t.conn, 100000)
    t.refused("INVALID_CONN/DOMAIN", deregister, None, 0)
    for function in (lv.virConnectDomainEventRegister, lambda conn, cb, *_: lv.virConnectDomainEventDeregister(conn, cb)):
        t.refused("INVALID_ARG/DOMAIN", function, t.conn, None, None, None)
        t.refused("INVALID_CONN/DOMAIN", function, None, pointer(f), None, None)
    t.refused("INVALID_ARG/NONE", lv.virConnectDomainEventDeregister, t.conn, pointer(f))
    t.eq(c.freed, [], "what was refused was freed")


def test_a_function_once_for_each_kind_and_domain(t):
    loop()
    c = Callbacks()
    f = c.lifecycle()
    a, b = t.define("a"), t.define("b")
    ids = [register(t, c, f, 1), register(t, c, f, 2, dom=a), register(t, c, f, 3, dom=b), register(t, c, f, 4, kind=1)]
    t.eq(lv.virConnectDomainEventRegister(t.conn, pointer(f), 5, pointer(c.free)), 0)
    for dom in (None, a, b):
        t.refused("INVALID_ARG/NONE", register, t, c, f, 6, 0, dom)
    t.refused("INVALID_ARG/NONE", lv.virConnectDomainEventRegister, t.conn, pointer(f), 6, pointer(c.free))
    t.eq(c.freed, [])
    c.told.clear()
    a.Create()
    soon(lambda: len(c.told) == 6)
    time.sleep(0.1)
    # In order, for each of them.
    for opaque in (1, 2, 5):
        t.eq([w for o, w in c.told if o == opaque], ["Resumed Unpaused", "Started Booted"])
    t.eq(len(c.told), 6)
    t.eq(lv.virConnectDomainEventDeregister(t.conn, pointer(f)), 0)
    t.eq(c.freed, [5])
    t.refused("INVALID_ARG/NONE", lv.virConnectDomainEventDeregister, t.conn, pointer(f))
    for ident in ids:
        lv.virConnectDomainEventDeregisterAny(t.conn, ident)
    t.eq(c.freed, [5, 1, 2, 3, 4])


def test_one_without_a_number_can_be_deregistered_by_one(t):
    loop()
    c = Callbacks()
    f, g = c.lifecycle(), c.lifecycle()
    lv.virConnectDomainEventRegister(t.conn, pointer(f), 1, pointer(c.free))
    ident = register(t, c, g, 2)
    lv.virConnectDomainEventDeregisterAny(t.conn, ident - 1)
    t.eq(c.freed, [1])
    t.refused("INVALID_ARG/NONE", lv.virConnectDomainEventDeregister, t.conn, pointer(f))
    # One with a number cannot be by its function.
    t.refused("INVALID_ARG/NONE", lv.virConnectDomainEventDeregister, t.conn, pointer(g))
    lv.virConnectDomainEventDeregisterAny(t.conn, ident)
    t.eq(c.freed, [1, 2])


def test_deregistered_from_within(t):
    loop()
    c, seen = Callbacks(), []

    def also(conn, dom, opaque):
        seen.append((lv.raw.virConnectDomainEventDeregisterAny(conn, ident), list(c.freed)))
    f = c.lifecycle(also)
    ident = register(t, c, f, 7)
    other = Heard(t.conn)
    dom = t.start()
    other.wait(dom.GetName(), ["Defined Added", "Resumed Unpaused", "Started Booted"])
    # It was called once, and freed when that call was over.
    t.eq((c.told, seen, c.freed), ([(7, "Defined Added")], [(0, [])], [7]))
    t.refused("INVALID_ARG/NONE", lv.virConnectDomainEventDeregisterAny, t.conn, ident)
    other.close()


def test_one_deregisters_the_next(t):
    loop()
    c = Callbacks()
    f = c.lifecycle(lambda conn, dom, opaque: lv.raw.virConnectDomainEventDeregisterAny(conn, later))
    g = c.lifecycle()
    first = register(t, c, f, 1)
    later = register(t, c, g, 2)
    t.define()
    soon(lambda: c.freed)
    t.eq((c.told, c.freed), ([(1, "Defined Added")], [2]))
    lv.virConnectDomainEventDeregisterAny(t.conn, first)


def test_registered_from_within(t):
    loop()
    c, ids = Callbacks(), []
    g = c.lifecycle()

    def also(conn, dom, opaque):
        if len(ids) == 1:
            ids.append(lv.raw.virConnectDomainEventRegisterAny(conn, None, 0, pointer(g), 2, pointer(c.free)))
    f = c.lifecycle(also)
    ids.append(register(t, c, f, 1))
    dom = t.define()
    soon(lambda: len(ids) == 2)
    dom.Undefine()
    soon(lambda: len(c.told) == 3)
    t.eq(c.told, [(1, "Defined Added"), (1, "Undefined Removed"), (2, "Undefined Removed")])
    for ident in ids:
        lv.virConnectDomainEventDeregisterAny(t.conn, ident)
    t.eq(sorted(c.freed), [1, 2])


def test_the_domain_of_a_callback_can_be_kept(t):
    loop()
    c, kept = Callbacks(), []

    def also(conn, dom, opaque):
        assert lv.raw.virDomainGetConnect(dom) == conn
        lv.raw.virDomainRef(dom)
        kept.append(lv.Domain(dom))
    f = c.lifecycle(also)
    ident = register(t, c, f, 1)
    dom = t.start()
    soon(lambda: len(kept) == 3)
    t.eq([k.GetName() for k in kept], [dom.GetName()] * 3)
    t.eq([k.uuid_string() for k in kept], [dom.uuid_string()] * 3)
    t.is_state(kept[0], "RUNNING/BOOTED")
    lv.virConnectDomainEventDeregisterAny(t.conn, ident)


def test_the_library_can_be_called_from_within(t):
    loop()
    c, seen = Callbacks(), []

    def also(conn, dom, opaque):
        d = lv.Domain(dom)
        try:
            seen.append(d.state()[0])
            if len(seen) == 1:
                d.Create()
        finally:
            d.ptr = None
    f = c.lifecycle(also)
    ident = register(t, c, f, 1)
    dom = t.define()
    soon(lambda: len(seen) == 3)
    t.eq([w for _, w in c.told], ["Defined Added", "Resumed Unpaused", "Started Booted"])
    t.is_state(dom, "RUNNING/BOOTED")
    lv.virConnectDomainEventDeregisterAny(t.conn, ident)


def test_read_only_connections_hear_too(t):
    ro = t.read_only()
    heard = Heard(ro)
    dom = t.define()
    heard.wait(dom.GetName(), ["Defined Added"])
    heard.close()


def test_a_domain_of_another_connection(t):
    loop()
    c = Callbacks()
    f = c.lifecycle()
    dom = t.define()
    e = t.refused("INVALID_ARG/DOMAIN", register, t, c, f, 1, 0, dom, t.read_only())
    t.eq((e.str1, e.str2), ("virConnectDomainEventRegisterAny", "dom"))
    t.eq(c.freed, [])


def test_a_callback_keeps_its_connection(t):
    """Closing tells that it goes on; it ends with the last callback."""
    if t.stock:
        raise Skip("stock's embedded driver can be opened a few times only; its daemon's connection waits for ever")
    loop()
    c = Callbacks()
    f = c.lifecycle()
    conn = lv.virConnectOpen(t.uri)
    ident = register(t, c, f, 1, conn=conn)
    address, conn.ptr = conn.ptr, None
    t.eq(lv.raw.virConnectClose(address), 1)
    dom = t.define()
    soon(lambda: c.told)
    t.eq(c.told, [(1, "Defined Added")])
    t.eq(lv.raw.virConnectDomainEventDeregisterAny(address, ident), 0)
    t.eq(c.freed, [1])
    if not t.stock:
        # The memory of stock's is free by now.
        t.eq(lv.raw.virConnectIsAlive(address), -1)
    dom.Undefine()


def test_two_connections_in_one_process(t):
    ro = t.read_only()
    one, two = Heard(t.conn), Heard(ro)
    dom = t.start()
    dom.Destroy()
    expected = ["Defined Added", "Resumed Unpaused", "Started Booted", "Shutdown Host", "Stopped Destroyed"]
    one.wait(dom.GetName(), expected)
    two.wait(dom.GetName(), expected)
    one.close()
    dom.Undefine()
    two.wait(dom.GetName(), expected + ["Undefined Removed"])
    t.eq(one.of(dom.GetName()), expected)
    two.close()


def test_threads_register_and_deregister(t):
    loop()
    c, problems = Callbacks(), []
    f = c.lifecycle()
    stop = threading.Event()

    def churn(n):
        functions = [c.lifecycle() for _ in range(4)]
        try:
            while not stop.is_set():
                ids = [register(t, c, function, n) for function in functions]
                for ident in ids:
                    lv.virConnectDomainEventDeregisterAny(t.conn, ident)
        except Exception as e:
            problems.append(e)
    threads = [threading.Thread(target=churn, args=(n,)) for n in range(4)]
    ident = register(t, c, f, 99)
    for thread in threads:
        thread.start()
    for n in range(50):
        t.define(f"x{n}").Undefine()
    stop.set()
    for thread in threads:
        thread.join()
    t.eq(problems, [])
    soon(lambda: len([1 for opaque, _ in c.told if opaque == 99]) == 100)
    t.eq([w for opaque, w in c.told if opaque == 99], ["Defined Added", "Undefined Removed"] * 50)
    lv.virConnectDomainEventDeregisterAny(t.conn, ident)


NO_LOOP = """
import ctypes
from events import LEGACY, FREE
freed = []
f, free = LEGACY(lambda *told: 0), FREE(freed.append)
conn = lv.virConnectOpen(URI)
try:
    lv.virConnectDomainEventRegisterAny(conn, None, 0, ctypes.cast(f, ctypes.c_void_p), 1, ctypes.cast(free, ctypes.c_void_p))
    print("registered")
except lv.Error as e:
    print(e.name, freed, lv.raw.virConnectClose(conn.ptr))
    conn.ptr = None
"""


@own_processes
def test_without_an_event_loop(t):
    process = t.spawn(NO_LOOP)
    t.eq(process.communicate(timeout=20)[0].strip(), "INTERNAL_ERROR/NONE [] 0")


# A program's own event loop, as a binding has it: lists, and poll.
OWN_LOOP = """
import ctypes, select
from ctypes import CFUNCTYPE, c_int, c_void_p
from events import LEGACY, FREE, words
HANDLE = CFUNCTYPE(None, c_int, c_int, c_int, c_void_p)
watches, timers, order = {}, {}, []
@CFUNCTYPE(c_int, c_int, c_int, HANDLE, c_void_p, c_void_p)
def add_handle(fd, events, cb, opaque, ff):
    number = len(order) + 1
    order.append("add")
    watches[number] = [fd, events, cb, opaque, ff]
    return number
@CFUNCTYPE(None, c_int, c_int)
def update_handle(watch, events):
    watches[watch][1] = events
@CFUNCTYPE(c_int, c_int)
def remove_handle(watch):
    order.append("remove")
    w = watches.pop(watch)
    if w[4]:
        FREE(w[4])(w[3])  # at once, which a loop may do as well
    return 0
@CFUNCTYPE(c_int, c_int, c_void_p, c_void_p, c_void_p)
def add_timeout(ms, cb, opaque, ff):
    number = len(order) + 1
    order.append("add timer")
    timers[number] = [ms, cb, opaque, ff]
    return number
@CFUNCTYPE(None, c_int, c_int)
def update_timeout(timer, ms):
    timers[timer][0] = ms
@CFUNCTYPE(c_int, c_int)
def remove_timeout(timer):
    timers.pop(timer)
    return 0
lv._lib.virEventRegisterImpl(add_handle, update_handle, remove_handle, add_timeout, update_timeout, remove_timeout)
def turn(seconds):
    fds = {w[0]: (n, w) for n, w in list(watches.items()) if w[1] & 1}
    ready, _, _ = select.select(list(fds), [], [], seconds)
    for fd in ready:
        n, w = fds[fd]
        if n in watches:
            w[2](n, fd, 1, w[3])
    for n, (ms, cb, opaque, ff) in list(timers.items()):
        if ms >= 0:
            CFUNCTYPE(None, c_int, c_void_p)(cb)(n, opaque)
told, freed = [], []
f, free = LEGACY(lambda c, d, e, x, o: told.append(words(e, x)) or 0), FREE(freed.append)
conn = lv.virConnectOpen(URI)
ident = lv.virConnectDomainEventRegisterAny(conn, None, 0, ctypes.cast(f, c_void_p), 1, ctypes.cast(free, c_void_p))
print("ready", flush=True)
end = time.monotonic() + 20
while len(told) < 4 and time.monotonic() < end:
    turn(0.05)
lv.virConnectDomainEventDeregisterAny(conn, ident)
print(told, freed, lv.raw.virConnectClose(conn.ptr))
conn.ptr = None
"""


@ours_only("stock's connection to its daemon wants the loop to run all the time")
def test_an_event_loop_of_the_programs_own(t):
    process = t.spawn(OWN_LOOP, connects=False)
    t.eq(process.stdout.readline().strip(), "ready")
    dom = t.define()
    dom.CreateWithFlags(1)
    dom.Resume()
    answer = process.communicate(timeout=30)[0].strip()
    t.eq(answer, "['Defined Added', 'Started Booted', 'Suspended Paused', 'Resumed Unpaused'] [1] 0")


@stock_only("the embedded driver has none")
def test_keepalive_of_the_embedded_driver(t):
    if t.where != "embed":
        raise Skip("it is the embedded driver's")
    t.refused("NO_SUPPORT/DOMAIN", lv.virConnectSetKeepAlive, t.conn, 5, 3)


def test_nothing_stays_behind(t):
    """No descriptor, no file, after the last callback."""
    loop()
    c = Callbacks()
    f = c.lifecycle()
    count = lambda: len(os.listdir("/proc/self/fd"))  # noqa: E731
    lv.virConnectDomainEventDeregisterAny(t.conn, register(t, c, f, 1))
    time.sleep(0.2)
    before = count()
    for _ in range(50):
        lv.virConnectDomainEventDeregisterAny(t.conn, register(t, c, f, 1))
    assert soon(lambda: count() <= before), (count(), before)
    if not t.stock:
        t.no_file(f"{t.paths.run}/oxivirt/events")
