"""Dumps of a guest's memory: forms, flags, what becomes of the guest."""
import os
import shutil
import stat
import struct
import threading
import time

import lv
import test_jobs
from codes import UNKNOWN_FLAG
from harness import Guest, Skip, ours_only, stock_differs, timeout

CRASH, LIVE, BYPASS, RESET, MEMORY_ONLY = 1, 2, 4, 8, 16
RAW, ZLIB, LZO, SNAPPY, WINDOWS = range(5)
DUMPING = 8


def head(path, size=8):
    with open(path, "rb") as f:
        return f.read(size)


def dumped(t, magic):
    """The dump that is there, with what is right about its file."""
    info = os.stat(t.path("core"))
    t.eq(stat.S_IMODE(info.st_mode), 0o600)
    t.eq(head(t.path("core"), len(magic)), magic)
    return info.st_size


def nothing_beside(t):
    t.eq([f for f in os.listdir(os.path.dirname(t.path("core"))) if f.startswith("core") and f != "core"], [])


def test_the_state(t):
    g = t.guest(fill=8)
    pulse = g.pulse()
    g.dom.CoreDump(t.path("core"), 0)
    assert dumped(t, b"QEVM") > 8 << 20
    t.is_state(g.dom, "RUNNING/UNPAUSED")
    pulse = g.goes_on(pulse)
    kind, figures = test_jobs.stats(g.dom, test_jobs.STATS_COMPLETED)
    t.eq((kind, figures["operation"]), (test_jobs.COMPLETED, DUMPING))
    # Over an old file, and past the cache.
    with open(t.path("core"), "wb") as f:
        f.write(b"old" * 20_000_000)
    g.dom.CoreDump(t.path("core"), BYPASS)
    assert 8 << 20 < dumped(t, b"QEVM") < 50_000_000
    g.goes_on(pulse)
    nothing_beside(t)


def test_while_it_runs(t):
    g = t.guest(fill=8)
    pulse = g.pulse()
    g.dom.CoreDump(t.path("core"), LIVE)
    dumped(t, b"QEVM")
    t.is_state(g.dom, "RUNNING/UNPAUSED")
    g.goes_on(pulse)


def test_the_memory_alone(t):
    g = t.guest(fill=8, memory=32)
    pulse = g.pulse()
    g.dom.CoreDump(t.path("core"), MEMORY_ONLY)
    size = dumped(t, b"\x7fELF\x02\x01")
    assert size > 32 << 20, size
    # A core of x86-64.
    t.eq(struct.unpack("<HH", head(t.path("core"), 20)[16:]), (4, 62))
    t.is_state(g.dom, "RUNNING/UNPAUSED")
    pulse = g.goes_on(pulse)
    with open(t.path("core"), "rb") as f:
        assert bytes.fromhex(pulse[0])[::-1] in f.read(), "the guest's nonce is not in its memory"
    g.dom.CoreDumpWithFormat(t.path("core"), ZLIB, MEMORY_ONLY)
    assert dumped(t, b"makedumpfile") < size
    g.goes_on(pulse)
    nothing_beside(t)


def test_a_paused_guest_stays_paused(t):
    g = t.guest(fill=4)
    pulse = g.pulse()
    g.dom.Suspend()
    for flags in (MEMORY_ONLY, MEMORY_ONLY | LIVE, 0, MEMORY_ONLY):
        g.dom.CoreDump(t.path("core"), flags)
        t.is_state(g.dom, "PAUSED/USER")
    # QEMU does not migrate a guest that it has migrated until it runs again, not to a file either.
    try:
        g.dom.CoreDump(t.path("core"), 0)
    except lv.Error:
        t.is_state(g.dom, "PAUSED/USER")
    g.dom.Resume()
    pulse = g.goes_on(pulse)
    g.dom.Suspend()
    g.dom.Save(t.path("image"))
    lv.virDomainRestore(t.conn, t.path("image"))
    t.eq(g.dom.state()[0], 3)
    g.dom.Resume()
    Guest(t, g.dom, t.serial("g")).goes_on(pulse)


def test_the_guest_crashes_afterwards(t):
    for flags in (CRASH, CRASH | MEMORY_ONLY):
        g = t.guest(suffix="gm"[bool(flags & MEMORY_ONLY)], fill=2)
        g.dom.CoreDump(t.path("core"), flags)
        dumped(t, b"\x7fELF" if flags & MEMORY_ONLY else b"QEVM")
        t.is_state(g.dom, "SHUTOFF/CRASHED")
    g = t.guest(suffix="t", transient=True, fill=2)
    g.dom.CoreDump(t.path("core"), CRASH)
    t.gone(g.dom)


def test_the_guest_is_reset_afterwards(t):
    g = t.guest(fill=2)
    pulse = g.pulse()
    g.dom.CoreDump(t.path("core"), RESET)
    dumped(t, b"QEVM")
    t.is_state(g.dom, "RUNNING/UNPAUSED")
    g.booted()
    assert g.pulse()[0] != pulse[0], "it has not booted afresh"


def test_what_is_refused_touches_nothing(t):
    g = t.guest(fill=1)
    both = "INVALID_ARG/DOMAIN"
    for flags in (CRASH | LIVE, CRASH | RESET, LIVE | RESET):
        t.refused(both, g.dom.CoreDump, t.path("core"), flags)
    t.refused("INVALID_ARG/QEMU", g.dom.CoreDump, t.path("core"), UNKNOWN_FLAG)
    t.refused("INVALID_ARG/DOMAIN", g.dom.CoreDump, None, 0)
    for number in (5, 9, 0xffffffff):
        t.refused("INVALID_ARG/DOMAIN", g.dom.CoreDumpWithFormat, t.path("core"), number, MEMORY_ONLY)
    t.refused("OPERATION_UNSUPPORTED/QEMU", g.dom.CoreDumpWithFormat, t.path("core"), ZLIB, 0)
    t.refused("SYSTEM_ERROR/QEMU", g.dom.CoreDump, t.path("no/such/directory"), 0)
    os.mkdir(t.path("d"))
    t.refused("SYSTEM_ERROR/QEMU", g.dom.CoreDump, t.path("d"), 0)
    # QEMU says no only when it writes.
    t.refused("OPERATION_FAILED/QEMU", g.dom.CoreDumpWithFormat, t.path("core"), WINDOWS, MEMORY_ONLY)
    t.no_file(t.path("core"))
    nothing_beside(t)
    g.dom.Destroy()
    t.refused("OPERATION_INVALID/DOMAIN", g.dom.CoreDump, t.path("core"), 0)
    g.dom.Create()
    t.is_state(g.dom, "RUNNING/BOOTED")


@stock_differs("it leaves an empty file in place of the old one")
def test_a_failed_dump_leaves_the_old_file(t):
    g = t.guest(fill=1)
    with open(t.path("core"), "w") as f:
        f.write("old")
    t.refused("OPERATION_FAILED/QEMU", g.dom.CoreDumpWithFormat, t.path("core"), WINDOWS, MEMORY_ONLY)
    t.eq(head(t.path("core")), b"old")
    nothing_beside(t)


@ours_only("its driver reads qemu.conf but once")
@timeout(60)
def test_compressed(t):
    if not shutil.which("gzip"):
        raise Skip("no gzip")
    g = t.guest(fill=4)
    pulse = g.pulse()
    path = os.path.join(t.root, "etc", "qemu.conf")
    with open(path) as f:
        text = f.read()

    def configure(line):
        with open(path, "w") as f:
            f.write(text + line + "\n")
    t.at_end(configure, "")
    for flags in (0, BYPASS):
        configure('dump_image_format = "gzip"')
        g.dom.CoreDump(t.path("core"), flags)
        dumped(t, b"\x1f\x8b")
        import gzip
        with gzip.open(t.path("core")) as f:
            t.eq(f.read(4), b"QEVM")
        pulse = g.goes_on(pulse)
    configure('dump_image_format = "nonsense"')
    t.refused("OPERATION_FAILED/QEMU", g.dom.CoreDump, t.path("core"), 0)
    g.goes_on(pulse)
    nothing_beside(t)


@ours_only("it aborts what has succeeded already")
@timeout(120)
def test_an_abort_that_comes_at_any_time(t):
    """There is a dump, or there is none and the call says why; the guest goes on either way."""
    g = t.guest(fill=24, memory=64)
    outcomes = set()
    for i in range(14):
        pulse = g.pulse()
        errors = []

        def dump():
            try:
                g.dom.CoreDump(t.path("core"), 0)
            except lv.Error as e:
                errors.append(e)
        thread = threading.Thread(target=dump)
        thread.start()
        time.sleep(0.006 * i)
        aborted = True
        try:
            g.dom.AbortJob()
        except lv.Error as e:
            assert e.name.startswith("OPERATION_INVALID/"), e
            aborted = False
        thread.join(60)
        outcomes.add((aborted, not errors))
        if errors:
            t.eq(errors[0].name, "OPERATION_ABORTED/QEMU")
            t.no_file(t.path("core"))
        else:
            dumped(t, b"QEVM")
            os.remove(t.path("core"))
        t.eq(g.dom.state()[0], 1)
        g.goes_on(pulse)
    nothing_beside(t)
    t.eq(outcomes & {(True, True), (False, False)}, set())
    assert (True, False) in outcomes, outcomes
