"""Nothing is lost by snapshots: killed clients, supervisors and QEMUs, failing steps, full disks, two at once.

Whatever dies where, afterwards the domain is as it was before or as it was to become, disks, memory, definition and
metadata alike, and what comes next finds nothing half done. (Debug builds: docs/failures.md names the places.)
"""
import json
import os
import re
import signal
import subprocess
import time

import lv
from codes import REVERT, SNAP, state_name
from harness import need_fault_points
from snapshots import *
from test_nothing_lost import mount

OURS = ours_only("it has no places to die at")
CHILD = "conn = lv.virConnectOpen(URI)\ndom = lv.virDomainLookupByName(conn, argv[0])\n"
TAKE = CHILD + "dom.SnapshotCreateXML(argv[1], int(argv[2]))\n"
BACK = CHILD + "lv.virDomainRevertToSnapshot(dom.SnapshotLookupByName(argv[1], 0), int(argv[2]))\n"
GONE = CHILD + "lv.virDomainSnapshotDelete(dom.SnapshotLookupByName(argv[1], 0), 0)\n"


def document(name="s", body=""):
    return f"<domainsnapshot><name>{name}</name>{body}</domainsnapshot>"


def journals(t):
    where = t.paths.lib + "/oxivirt"
    return os.listdir(where) if os.path.isdir(where) else []


def settled(t):
    """Whoever opens a connection next finishes or undoes what was begun, once nobody else is at it."""
    end = time.monotonic() + 10
    while True:
        lv.virConnectOpen(t.uri)
        if not journals(t):
            return
        assert time.monotonic() < end, f"left: {journals(t)}"
        time.sleep(0.02)


def supervisor(t, dom):
    """The process that watches a guest."""
    name = dom.GetName()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                words = f.read().split(b"\0")
        except OSError:
            continue
        if words[0] == b"oxivirt-supervisor" and name.encode() in words:
            return int(pid)
    raise AssertionError("the guest has no supervisor")


def await_end(pids):
    """Waits until they have gone, or are only waited for by their parents."""
    for pid in pids:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                with open(f"/proc/{pid}/stat") as f:
                    if f.read().rsplit(") ", 1)[1][0] == "Z":
                        break
            except OSError:
                break
            time.sleep(0.005)


def strike(t, guest, place, how, source, *arguments):
    """Runs `source` in a process to which `how` happens at a place:
    client, fail: it dies, or the step fails; supervisor, qemu, both: that is killed meanwhile, the client goes on.
    Tells whether it came there."""
    env = dict(os.environ)
    flag = t.path("hold")
    if how in ("client", "fail"):
        env["OXIVIRT_FAULT"] = place + ("=fail" if how == "fail" else "")
    else:
        at, _, turn = place.partition("#")
        env["OXIVIRT_FAULT"] = place + "=hold"
        env["OXIVIRT_FAULT_HOLD"] = flag
    process = t.spawn(source, guest.dom.GetName(), *arguments, env=env, stderr=subprocess.DEVNULL)
    came = False
    if how not in ("client", "fail"):
        while not os.path.exists(flag) and process.poll() is None:
            time.sleep(0.005)
        came = os.path.exists(flag)
        if came:
            victims = []
            if how in ("supervisor", "both", "all") and guest.dom.IsActive():
                victims.append(supervisor(t, guest.dom))
            if how in ("qemu", "both", "all") and guest.dom.IsActive():
                victims.append(t.qemu_pid(guest.dom))
            if how == "all":
                victims.append(process.pid)
            for pid in victims:
                os.kill(pid, signal.SIGKILL)
            await_end([v for v in victims if v != process.pid])
            if os.path.exists(flag):
                os.remove(flag)
    process.communicate(timeout=60)
    if how in ("client", "fail"):
        came = process.returncode != 0
    settled(t)
    return came


def every(t, places, hows, make, source, arguments, examine):
    """Each place with each death, on a new guest; `examine` looks at what is left."""
    need_fault_points()
    wrong, met = [], 0
    for place in places:
        for how in hows:
            guest = make()
            try:
                came = strike(t, guest, place, how, source, *arguments(guest))
                if not came and how == "client":
                    raise AssertionError("it never came there")
                met += came
                examine(guest, how)
                t.eq(leftovers(t), [], "left")
            except (AssertionError, lv.Error, Silence, EOFError) as e:
                wrong.append(f"{place}, {how}: {type(e).__name__}: {e}")
            remove(t, guest)
    assert met, "the library has no fault points"
    assert not wrong, "\n".join(wrong)


def leftovers(t):
    """Temporary files."""
    return [f for f in os.listdir(t.dir) if f.endswith(".oxitmp")]


def remove(t, guest):
    guest.console.close()
    t._remove(guest.dom)
    for name in os.listdir(t.dir):
        os.remove(t.path(name))


def is_anywhere(guest, name="s"):
    """In how many images the snapshot is."""
    return sum(name in names_in(path) for path in guest.images)


def goes_on_or_crashed(t, guest, state, how):
    """The guest is in the state that it had; killed, it is gone."""
    if how in ("qemu", "both", "all"):
        # It may have been killed before it was there, or after it had to go.
        assert state_name(guest.dom.state()).split("/")[0] in ("SHUTOFF", state), state_name(guest.dom.state())
        return guest.dom.IsActive()
    t.eq(state_name(guest.dom.state()).split("/")[0], state, "state")
    return True


# Making internal ones.

def made(t, guest, pulse, state, how):
    """The snapshot is in all images and known, or neither; the guest is as it was."""
    alive = goes_on_or_crashed(t, guest, state, how)
    count = is_anywhere(guest)
    t.eq(count, len(guest.images) if guest.dom.SnapshotNum(0) else 0, "images that have it")
    if alive:
        if state == "PAUSED":
            assert guest.is_silent(0.2), "a paused guest runs"
            guest.dom.Resume()
        guest.goes_on(pulse)
        holds(guest, 5000)
    if count:
        lv.virDomainRevertToSnapshot(guest.dom.SnapshotLookupByName("s", 0), REVERT.RUNNING)
        check(t, guest, pulse, "running")
    else:
        # The name is free again.
        take(t, guest.dom)
        t.eq(is_anywhere(guest), len(guest.images))


def making(t, state, places, hows):
    pulses = {}

    def make():
        guest = disk_guest(t, images=2)
        write(guest, 5000)
        pulses["now"] = guest.pulse()
        put(guest, state.lower())
        return guest
    every(t, places, hows, make, TAKE, lambda g: (document(), 0),
          lambda g, how: made(t, g, pulses["now"], state, how))


MAKING = ["journal.begun", "snapshot.job", "snapshot.paused", "snapshot.saved", "snapshot.resumed", "journal.committed",
          "journal.step", "journal.finished"]


@OURS
@timeout(180)
def test_making_of_a_running_guest(t):
    making(t, "RUNNING", MAKING, ["client", "fail"])


@OURS
@timeout(180)
def test_making_of_a_paused_guest(t):
    making(t, "PAUSED", MAKING[1:5], ["client", "fail", "supervisor"])


@OURS
@timeout(180)
def test_making_while_supervisor_or_qemu_die(t):
    making(t, "RUNNING", MAKING[1:5], ["supervisor", "qemu", "both", "all"])


@OURS
@timeout(120)
def test_making_of_an_inactive_domain(t):
    def make():
        guest = disk_guest(t, images=2)
        write(guest, 5000)
        put(guest, "inactive")
        return guest

    def examine(guest, how):
        t.eq(is_anywhere(guest), 2 if guest.dom.SnapshotNum(0) else 0, "images that have it")
        if not guest.dom.SnapshotNum(0):
            take(t, guest.dom)
        put(guest, "running")
        write(guest, 6000)
        put(guest, "inactive")
        lv.virDomainRevertToSnapshot(guest.dom.SnapshotLookupByName("s", 0), 0)
        awake(guest)
        holds(guest, 5000)
    places = ["journal.begun", "snapshot.image", "snapshot.image#2", "journal.committed", "journal.step",
              "journal.finished"]
    every(t, places, ["client", "fail"], make, TAKE, lambda g: (document(), 0), examine)


@OURS
@timeout(120)
def test_making_with_an_end(t):
    """HALT: the guest runs on and there is no snapshot, or it is in it."""
    pulses = {}

    def make():
        guest = disk_guest(t)
        write(guest, 5000)
        pulses["now"] = guest.pulse()
        return guest

    def examine(guest, how):
        if guest.dom.SnapshotNum(0):
            t.is_state(guest.dom, "SHUTOFF/FROM_SNAPSHOT")
            lv.virDomainRevertToSnapshot(guest.dom.SnapshotLookupByName("s", 0), 0)
            check(t, guest, pulses["now"], "running")
        else:
            t.eq(is_anywhere(guest), 0)
            guest.goes_on(pulses["now"])
    places = ["snapshot.saved", "journal.committed", "snapshot.halting"]
    every(t, places, ["client"], make, TAKE, lambda g: (document(), SNAP.HALT), examine)


# Deleting.

@OURS
@timeout(120)
def test_deleting(t):
    for state, places in (("running", ["snapshot.delete.begun", "snapshot.delete.job", "snapshot.delete.done"]),
                          ("inactive", ["snapshot.delete.begun", "snapshot.delete.image", "snapshot.delete.image#2"])):
        def make():
            guest = disk_guest(t, images=2)
            write(guest, 5000)
            take(t, guest.dom, "other")
            take(t, guest.dom)
            put(guest, state)
            return guest

        def examine(guest, how):
            if guest.dom.SnapshotNum(0) == 2:
                # It is tried again, and ends well.
                lv.virDomainSnapshotDelete(guest.dom.SnapshotLookupByName("s", 0), 0)
            t.eq(is_anywhere(guest), 0, "images that have it")
            t.eq(is_anywhere(guest, "other"), 2, "images that have the other")
            t.eq(guest.dom.SnapshotCurrent(0).GetName(), "other")
            awake(guest)
            holds(guest, 5000)
        every(t, places, ["client", "fail"], make, GONE, lambda g: ("s",), examine)


# Reverting.

def reverting(t, taken, now, places, hows, memory="", flags=0):
    pulses = {}

    def make():
        guest = disk_guest(t, images=2)
        write(guest, 5000)
        pulses["then"] = guest.pulse()
        put(guest, taken)
        body = f"<memory snapshot='external' file='{t.path('memory')}'/>" if memory else ""
        take(t, guest.dom, "s", 0, body)
        put(guest, "running")
        write(guest, 6000)
        pulses["now"] = guest.pulse()
        put(guest, now)
        return guest

    def examine(guest, how):
        dom = guest.dom
        definition = dom.GetXMLDesc(2)
        state = state_name(dom.state())
        awake(guest)
        # All disks are there, or all here.
        says(guest, "disk vd0", "disk ok")
        back = guest.console.ask("dcheck 100 5000 64").startswith("dcheck ok")
        holds(guest, 5000 if back else 6000)
        nonce = guest.pulse()[0]
        if back:
            t.eq(dom.SnapshotCurrent(0).GetName(), "s")
            if state.endswith("/FROM_SNAPSHOT") and not state.startswith("SHUTOFF"):
                t.eq(nonce, pulses["then"][0], "nonce")
        elif how not in ("qemu", "both", "all") and now != "inactive":
            t.eq(nonce, pulses["now"][0], "nonce")
        else:
            assert now == "inactive" or how in ("qemu", "both", "all"), f"the guest is at neither: {state}"
        guest.check()
        # And what was begun can be done.
        lv.virDomainRevertToSnapshot(dom.SnapshotLookupByName("s", 0), REVERT.RUNNING)
        awake(guest)
        holds(guest, 5000)
        if taken != "inactive":
            t.eq(guest.pulse()[0], pulses["then"][0], "nonce")
    every(t, places, hows, make, BACK, lambda g: ("s", flags), examine)


@OURS
@timeout(240)
def test_reverting_in_place(t):
    places = ["revert.planned", "revert.begun", "revert.in-place", "revert.loaded", "revert.there", "revert.running",
              "journal.step", "journal.step#2", "journal.finished"]
    reverting(t, "running", "running", places, ["client", "fail"])


@OURS
@timeout(240)
def test_reverting_in_place_while_supervisor_or_qemu_die(t):
    reverting(t, "running", "running", ["revert.in-place", "revert.loaded", "revert.there"],
              ["supervisor", "qemu", "both", "all"])


@OURS
@timeout(240)
def test_reverting_by_another_qemu(t):
    places = ["revert.planned", "revert.begun", "revert.ended", "start.prepared", "start.ordered", "revert.started",
              "revert.loaded", "revert.running", "journal.step", "journal.finished"]
    reverting(t, "running", "inactive", [p for p in places if p[:5] != "start"], ["client", "fail"])
    reverting(t, "running", "inactive", ["start.prepared", "start.ordered"], ["client"])
    reverting(t, "running", "inactive", ["revert.started", "revert.loaded"], ["supervisor", "qemu", "all"])


@OURS
@timeout(240)
def test_reverting_to_an_inactive_domain(t):
    places = ["revert.planned", "revert.begun", "revert.ended", "journal.step", "journal.step#2", "journal.finished"]
    for now in "inactive", "running":
        reverting(t, "inactive", now, places, ["client", "fail"])
    reverting(t, "inactive", "running", ["revert.booting"], ["client", "fail"], flags=REVERT.RUNNING)


@OURS
@timeout(240)
def test_reverting_to_external_ones(t):
    places = ["revert.planned", "journal.begun", "snapshot.overlay", "snapshot.overlay#2", "journal.committed",
              "revert.ended", "revert.started", "revert.loaded", "revert.running", "journal.step", "journal.step#3",
              "journal.finished"]
    reverting(t, "running", "running", places, ["client", "fail"], memory="external")
    reverting(t, "running", "running", ["revert.loaded"], ["supervisor", "qemu", "all"], memory="external")


# External ones with memory.

def saving(t, places, hows, flags):
    pulses = {}

    def make():
        guest = disk_guest(t, images=2)
        write(guest, 5000)
        pulses["now"] = guest.pulse()
        return guest

    def examine(guest, how):
        dom = guest.dom
        alive = goes_on_or_crashed(t, guest, "RUNNING", how)
        if alive:
            guest.goes_on(pulses["now"])
        awake(guest)
        holds(guest, 5000)
        files = sorted(os.listdir(t.dir))
        if dom.SnapshotNum(0):
            t.has(" ".join(files), "a.s", "b.s", "memory")
            write(guest, 6000)
            lv.virDomainRevertToSnapshot(dom.SnapshotLookupByName("s", 0), 0)
            check(t, guest, pulses["now"], "running")
            return
        assert "memory" not in files, files
        # The overlays are there if the guest is in them.
        used = [n for n in ("a.s", "b.s") if t.path(n) in dom.GetXMLDesc(0)]
        t.eq([n for n in files if n in ("a.s", "b.s")], used, "overlays")
        t.eq([n for n in ("a.s", "b.s") if t.path(n) in dom.GetXMLDesc(2)], used, "overlays of the definition")
        write(guest, 6000)
        put(guest, "inactive")
        awake(guest)
        holds(guest, 6000)
    body = f"<memory snapshot='external' file='{t.path('memory')}'/>"
    every(t, places, hows, make, TAKE, lambda g: (document("s", body), flags), examine)


SAVING = ["journal.begun", "snapshot.memory", "journal.committed", "snapshot.job", "overlay.storage", "overlay.nodes",
          "save.migrating", "snapshot.migrated", "overlay.put", "snapshot.put", "snapshot.resumed", "save.written",
          "save.synced", "snapshot.synced", "snapshot.named", "overlay.status", "overlay.step", "journal.finished"]


@OURS
@timeout(240)
def test_saving_memory(t):
    saving(t, SAVING, ["client"], 0)


@OURS
@timeout(240)
def test_saving_memory_fails(t):
    saving(t, SAVING, ["fail"], 0)


@OURS
@timeout(240)
def test_saving_memory_live(t):
    saving(t, ["snapshot.migrated", "snapshot.put", "snapshot.resumed"], ["client", "fail", "supervisor", "qemu", "all"],
           SNAP.LIVE)


@OURS
@timeout(240)
def test_saving_memory_while_supervisor_or_qemu_die(t):
    saving(t, ["overlay.nodes", "snapshot.migrated", "snapshot.put"], ["supervisor", "qemu", "both", "all"], 0)


# Disks that are full.

@needs_root
@stock_differs("the guest stands still afterwards, or what was written stays")
@timeout(90)
def test_no_room_for_the_memory(t):
    guest = disk_guest(t)
    write(guest, 5000)
    guest.fill(8)
    mount(t, t.path("full"), "size=2m")
    for flags in 0, SNAP.LIVE:
        pulse = guest.pulse()
        body = f"<memory snapshot='external' file='{t.path('full/memory')}'/>"
        t.refused("OPERATION_FAILED/QEMU", take, t, guest.dom, "s", flags, body)
        t.eq(guest.dom.SnapshotNum(0), 0)
        t.eq(os.listdir(t.path("full")), [])
        t.no_file(t.path("a.s"))
        guest.goes_on(pulse)
    take(t, guest.dom)


@needs_root
@timeout(90)
def test_no_room_in_the_image(t):
    mount(t, t.path("full"), "size=3m")
    path = image(t, "full/a.qcow2")
    guest = t.guest(devices=QCOW2.format(path, "vda"), fill=16)
    guest.images = [path]
    pulse = guest.pulse()
    t.refused("OPERATION_FAILED/QEMU", take, t, guest.dom)
    t.eq(guest.dom.SnapshotNum(0), 0)
    t.eq(names_in(path), [])
    t.is_state(guest.dom, "RUNNING/UNPAUSED")
    guest.goes_on(pulse)


# Two at once.

@own_processes
@timeout(60)
def test_two_processes_at_once(t):
    """They go one after the other, or one is told that the name is taken."""
    guest = disk_guest(t)
    write(guest, 5000)
    pulse = guest.pulse()
    source = CHILD + """
done = 0
for i in range(4):
    for name in "both", "own" + argv[1] + str(i):
        try:
            dom.SnapshotCreateXML(f"<domainsnapshot><name>{name}</name></domainsnapshot>", 0)
            done += 1
        except lv.Error as e:
            assert name == "both" and e.name.startswith("OPERATION_FAILED"), e
print(done)
"""
    both = [t.spawn(source, guest.dom.GetName(), n) for n in "ab"]
    counts = [int(p.communicate(timeout=50)[0] or -1) for p in both]
    t.eq(sum(counts), 9, "made")
    t.eq(guest.dom.SnapshotNum(0), 9)
    t.eq(sorted(names_in(guest.images[0])), sorted(s.GetName() for s in guest.dom.snapshots()))
    guest.goes_on(pulse)
