"""Jobs: how far they are, what the last one did, giving them up."""
import ctypes
import os
import shutil
import threading
import time

import lv
from codes import SAVE
from events import hear
from harness import Guest, Skip, has_sparse, ours_only, timeout

NONE, UNBOUNDED, COMPLETED = 0, 2, 3
SAVING = 2                      # virDomainJobOperation
STATS_COMPLETED, STATS_KEEP = 1, 2
FIGURES = ["operation", "time_elapsed", "downtime", "setup_time", "data_total", "data_processed", "data_remaining", "memory_total", "memory_processed",
           "memory_remaining", "memory_bps", "memory_constant", "memory_normal", "memory_normal_bytes", "memory_dirty_rate", "memory_iteration",
           "memory_postcopy_requests", "memory_page_size"]


class Info(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int)] + [(name, ctypes.c_ulonglong) for name in (
        "elapsed", "remaining", "data_total", "data_done", "data_left", "memory_total", "memory_done", "memory_left", "file_total", "file_done", "file_left")]


def info(dom):
    answer = Info()
    dom.GetJobInfo(ctypes.addressof(answer))
    return answer


def stats(dom, flags=0):
    """The job's type and its figures."""
    kind, params, count = ctypes.c_int(), ctypes.POINTER(ctypes.c_void_p)(), ctypes.c_int()
    dom.GetJobStats(ctypes.byref(kind), ctypes.byref(params), ctypes.byref(count), flags)
    address = ctypes.cast(params, ctypes.c_void_p)
    found = {}
    for p in (lv.TypedParam * count.value).from_address(address.value) if count.value else []:
        assert p.type in (1, 4), (p.field, p.type)
        found[p.field.decode()] = p.value.i if p.type == 1 else p.value.ul
    lv.raw.virTypedParamsFree(address, count)
    return kind.value, found


def test_no_job(t):
    dom = t.guest(fill=0).dom
    t.eq(info(dom).type, NONE)
    t.eq(stats(dom), (NONE, {}))
    t.eq(stats(dom, STATS_COMPLETED), (NONE, {}))
    t.refused("OPERATION_INVALID/QEMU", dom.AbortJob)
    t.refused("INVALID_ARG/QEMU", stats, dom, 64)
    t.refused("INVALID_ARG/DOMAIN", stats, dom, STATS_KEEP)
    t.refused("INVALID_ARG/QEMU", dom.AbortJobFlags, 8)
    t.refused("OPERATION_INVALID/QEMU", dom.AbortJobFlags, 1)
    dom.Destroy()
    t.refused("OPERATION_INVALID/DOMAIN", info, dom)
    t.refused("OPERATION_INVALID/DOMAIN", stats, dom)
    t.refused("OPERATION_INVALID/DOMAIN", dom.AbortJob)
    t.eq(stats(dom, STATS_COMPLETED | STATS_KEEP), (NONE, {}))


def test_what_a_save_has_done(t):
    g = t.guest(fill=8, memory=64)
    g.dom.Save(t.path("image"))
    t.is_state(g.dom, "SHUTOFF/SAVED")
    kind, figures = stats(g.dom, STATS_COMPLETED | STATS_KEEP)
    t.eq((kind, figures["operation"]), (COMPLETED, SAVING))
    # How fast it was is told only where it took long enough to say.
    t.eq([f for f in FIGURES if f != "memory_bps"], [f for f in figures if f != "memory_bps"])
    assert figures["memory_total"] >= 64 << 20, figures
    assert 8 << 20 <= figures["memory_processed"] < 32 << 20, figures
    t.eq((figures["memory_remaining"], figures["memory_page_size"]), (0, 4096))
    t.eq(figures["data_processed"], figures["memory_processed"])
    # It is told until somebody takes it.
    lv.virDomainRestore(t.conn, t.path("image"))
    t.eq(stats(g.dom, STATS_COMPLETED), (COMPLETED, figures))
    t.eq(stats(g.dom, STATS_COMPLETED), (NONE, {}))


def test_a_transient_domain_leaves_nothing(t):
    g = t.guest(transient=True, fill=1)
    g.dom.Save(t.path("image"))
    t.refused("NO_DOMAIN/QEMU", stats, g.dom, STATS_COMPLETED)
    lv.virDomainRestore(t.conn, t.path("image"))
    dom = t.lookup("g")
    t.eq(stats(dom, STATS_COMPLETED), (NONE, {}))
    dom.Destroy()


def test_completed_jobs_are_told_of(t):
    g = t.guest(fill=8, memory=64)
    heard = hear(t, (0, 21))
    g.dom.Save(t.path("image"))
    heard.settle()
    told = heard.of(t.name("g"))
    # Before the guest has ended.
    t.eq([e.split()[0] for e in told], ["Suspended", "job-completed", "Shutdown", "Stopped"])
    kind, number, *figures = told[1].split()
    t.eq((number, [f for f in figures if f != "memory_bps"]), (str(SAVING), [f for f in FIGURES if f != "memory_bps"]))


class Saving:
    """A save that takes its time, in a thread."""

    def __init__(self, t, dom, flags=0, wait=True):
        self.error = None

        def save():
            try:
                dom.SaveFlags(t.path("image"), None, flags)
            except lv.Error as e:
                self.error = e
        self.thread = threading.Thread(target=save)
        self.thread.start()
        t.at_end(self.thread.join)
        # Until QEMU writes.
        deadline = time.monotonic() + 20
        while wait and not stats(dom)[1].get("memory_processed"):
            assert time.monotonic() < deadline and self.thread.is_alive(), (stats(dom), self.error)
            time.sleep(0.02)

    def ends(self):
        self.thread.join(60)
        assert not self.thread.is_alive()
        return self.error


def slow(t, format="xz", **how):
    """A guest whose saving takes seconds."""
    if not shutil.which(format):
        raise Skip("no " + format)
    t.set_format(format)
    return t.guest(fill=48, memory=64, **how)


@ours_only("its driver reads qemu.conf but once")
@timeout(120)
def test_a_job_under_way(t):
    g = slow(t)
    saving = Saving(t, g.dom)
    kind, figures = stats(g.dom)
    t.eq((kind, figures["operation"]), (UNBOUNDED, SAVING))
    assert figures["memory_total"] >= 64 << 20 and figures["memory_remaining"] > 0, figures
    now = info(g.dom)
    t.eq((now.type, now.memory_total), (UNBOUNDED, figures["memory_total"]))
    assert now.elapsed >= figures["time_elapsed"] and now.memory_done >= figures["memory_processed"]
    # Queries do not wait.
    began = time.monotonic()
    g.dom.GetXMLDesc(0), g.dom.state(), info(g.dom), g.dom.IsActive()
    assert time.monotonic() - began < 5
    t.eq(g.dom.control_info().state, 1)
    g.dom.AbortJob()
    t.eq(saving.ends().name, "OPERATION_ABORTED/QEMU")


def aborted(t, format, paused):
    g = slow(t, format)
    pulse = g.pulse()
    if paused:
        g.dom.Suspend()
    # Whatever the image was to remember.
    saving = Saving(t, g.dom, SAVE.RUNNING if paused else SAVE.PAUSED)
    heard = hear(t, (21,))
    g.dom.AbortJob()
    t.eq(saving.ends().name, "OPERATION_ABORTED/QEMU")
    heard.wait(t.name("g"), [])
    t.is_state(g.dom, "PAUSED/USER" if paused else "RUNNING/SAVE_CANCELED")
    t.eq([f for f in os.listdir(os.path.dirname(t.path("image"))) if f.startswith(os.path.basename(t.path("image")))], [])
    t.eq(info(g.dom).type, NONE)
    t.eq(stats(g.dom, STATS_COMPLETED), (NONE, {}))
    if paused:
        g.dom.Resume()
    pulse = g.goes_on(pulse)
    # And it can be saved.
    t.set_format("raw")
    g.dom.Save(t.path("image"))
    lv.virDomainRestore(t.conn, t.path("image"))
    Guest(t, g.dom, t.serial("g")).goes_on(pulse)


@ours_only("its driver reads qemu.conf but once")
@timeout(120)
def test_an_aborted_save_of_a_running_guest(t):
    aborted(t, "xz", False)


@ours_only("its driver reads qemu.conf but once")
@timeout(120)
def test_an_aborted_save_of_a_paused_guest(t):
    aborted(t, "bzip2", True)


@ours_only("its driver reads qemu.conf but once")
@timeout(120)
def test_aborted_by_another_process(t):
    g = slow(t)
    pulse = g.pulse()
    saving = Saving(t, g.dom)
    other = t.spawn("""
dom = lv.virDomainLookupByName(shared(), argv[0])
import test_jobs
kind, figures = test_jobs.stats(dom)
print(kind, figures["operation"], flush=True)
dom.AbortJob()
""", t.name("g"))
    out, _ = other.communicate(timeout=60)
    t.eq((out.split(), other.returncode), (["2", "2"], 0))
    t.eq(saving.ends().name, "OPERATION_ABORTED/QEMU")
    t.is_state(g.dom, "RUNNING/SAVE_CANCELED")
    g.goes_on(pulse)


@ours_only("it aborts what has succeeded already")
@timeout(120)
def test_an_abort_that_comes_at_any_time(t):
    """The guest is as it was, and there is no file; or it is in the file."""
    outcomes = set()
    for format in ("sparse", "raw") if has_sparse() else ("raw",):
        g = t.guest(suffix=format[0], fill=24, memory=64)
        t.set_format(format)
        for i in range(12):
            pulse = g.pulse()
            saving = Saving(t, g.dom, wait=False)
            time.sleep(0.004 * i)
            aborted = True
            try:
                g.dom.AbortJob()
            except lv.Error as e:
                assert e.name.startswith("OPERATION_INVALID/"), e
                aborted = False
            error = saving.ends()
            outcomes.add((aborted, error is None))
            if error is None:
                t.is_state(g.dom, "SHUTOFF/SAVED")
                lv.virDomainRestore(t.conn, t.path("image"))
                g = Guest(t, g.dom, t.serial(format[0]))
                os.remove(t.path("image"))
            else:
                t.eq(error.name, "OPERATION_ABORTED/QEMU")
                t.eq(g.dom.state()[0], 1)
                t.no_file(t.path("image"))
            g.goes_on(pulse)
        g.dom.Destroy()
    # An abort that succeeds has its effect.
    assert (True, True) not in outcomes, outcomes
    assert (True, False) in outcomes, outcomes
