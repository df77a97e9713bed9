"""Reverting to external snapshots, with memory and without: where the guest goes on, and what is left of where it was."""
import os
import time

import lv
from codes import REVERT, SNAP, state_name
from snapshots import *

EXTERNAL = "<disks><disk name='vda' snapshot='external'/></disks>"


def memory(t, name="memory"):
    return f"<memory snapshot='external' file='{t.path(name)}'/>"


def overlays(t, path):
    """What lies beside an image and belongs to it, except for its memory."""
    stem = os.path.basename(path).rsplit(".", 1)[0]
    return sorted(f for f in os.listdir(t.dir) if f.startswith(stem + ".") and f != os.path.basename(path))


def take_as(t, guest, taken):
    dom = guest.dom
    if taken == "disks alone":
        return take(t, dom, "s", SNAP.DISK_ONLY)
    put(guest, taken)
    return take(t, dom, "s", 0, EXTERNAL if taken == "inactive" else memory(t))


def expected(taken, now, flag, was):
    state = flag or {"running": "running", "paused": "paused"}.get(taken, "inactive")
    if state == "inactive":
        return was if now == "inactive" else "SHUTOFF/FROM_SNAPSHOT"
    if taken in ("running", "paused"):
        return {"running": "RUNNING/FROM_SNAPSHOT", "paused": "PAUSED/FROM_SNAPSHOT"}[state]
    return {"running": "RUNNING/BOOTED", "paused": "PAUSED/USER"}[state]


def all_flags(t, taken, now):
    guest = disk_guest(t)
    dom, base = guest.dom, guest.images[0]
    write(guest, 5000)
    pulse = guest.pulse()
    snap = take_as(t, guest, taken)
    for flag, bits in ("", 0), ("running", REVERT.RUNNING), ("paused", REVERT.PAUSED):
        diverge(guest)
        put(guest, now)
        was, before = state_name(dom.state()), overlays(t, base)
        t.eq(len(before), 1, "overlays")
        if t.stock:
            time.sleep(1.1)  # it names overlays by the second
        lv.virDomainRevertToSnapshot(snap, bits)
        t.is_state(dom, expected(taken, now, flag, was))
        t.eq(dom.SnapshotCurrent(0).GetName(), "s", "current")
        after = overlays(t, base)
        t.eq(len(after), 1, "overlays")
        assert after != before, "the guest goes on in the overlay in which it was"
        t.has(dom.GetXMLDesc(0), t.path(after[0]))
        t.has(dom.GetXMLDesc(2), t.path(after[0]))
        t.has(snap.GetXMLDesc(0), t.path(after[0]))
        has_memory = taken in ("running", "paused")
        check(t, guest, pulse, taken if has_memory else "inactive")


def test_inactive_while_inactive(t):
    all_flags(t, "inactive", "inactive")


def test_inactive_while_running(t):
    all_flags(t, "inactive", "running")


def test_inactive_while_paused(t):
    all_flags(t, "inactive", "paused")


def test_disks_alone_while_inactive(t):
    all_flags(t, "disks alone", "inactive")


def test_disks_alone_while_running(t):
    all_flags(t, "disks alone", "running")


def test_disks_alone_while_paused(t):
    all_flags(t, "disks alone", "paused")


def test_running_while_inactive(t):
    all_flags(t, "running", "inactive")


def test_running_while_running(t):
    all_flags(t, "running", "running")


def test_running_while_paused(t):
    all_flags(t, "running", "paused")


def test_paused_while_inactive(t):
    all_flags(t, "paused", "inactive")


def test_paused_while_running(t):
    all_flags(t, "paused", "running")


def test_paused_while_paused(t):
    all_flags(t, "paused", "paused")


def test_live(t):
    """The guest runs while its memory is written, and comes back from it."""
    guest = disk_guest(t)
    write(guest, 5000)
    guest.fill(8)
    pulse = guest.pulse()
    snap = take(t, guest.dom, "s", SNAP.LIVE, memory(t))
    t.is_state(guest.dom, "RUNNING/UNPAUSED")
    guest.goes_on(pulse)
    diverge(guest)
    lv.virDomainRevertToSnapshot(snap, 0)
    check(t, guest, pulse, "running")


@ours_only("stock writes over it")
def test_memory_where_another_snapshot_is(t):
    guest = disk_guest(t)
    dom = guest.dom
    snap = take(t, dom, "s", 0, memory(t))
    for name in ("memory", os.path.basename(guest.images[0]), overlays(t, guest.images[0])[0]):
        t.refused("CONFIG_UNSUPPORTED", take, t, dom, "other", 0, memory(t, name))
    lv.virDomainRevertToSnapshot(snap, 0)
    t.is_state(dom, "RUNNING/FROM_SNAPSHOT")


def test_two_disks_and_a_paused_guest(t):
    guest = disk_guest(t, images=2)
    write(guest, 5000)
    pulse = guest.pulse()
    put(guest, "paused")
    snap = take(t, guest.dom, "s", 0, memory(t))
    t.is_state(guest.dom, "PAUSED/USER")
    diverge(guest)
    lv.virDomainRevertToSnapshot(snap, REVERT.RUNNING)
    check(t, guest, pulse, "running")


def test_halt(t):
    guest = disk_guest(t)
    write(guest, 5000)
    pulse = guest.pulse()
    snap = take(t, guest.dom, "s", SNAP.HALT, memory(t))
    t.is_state(guest.dom, "SHUTOFF/FROM_SNAPSHOT")
    lv.virDomainRevertToSnapshot(snap, 0)
    t.is_state(guest.dom, "RUNNING/FROM_SNAPSHOT")
    check(t, guest, pulse, "running")


def test_a_tree(t):
    """From one branch to another and back: overlays that others begin in stay."""
    guest = disk_guest(t)
    dom, base = guest.dom, guest.images[0]
    write(guest, 5000)
    put(guest, "inactive")
    first = take(t, dom, "first", 0, EXTERNAL)
    put(guest, "running")
    write(guest, 6000)
    put(guest, "inactive")
    second = take(t, dom, "second", 0, EXTERNAL)
    put(guest, "running")
    write(guest, 7000)
    put(guest, "inactive")
    t.eq(overlays(t, base), ["a.first", "a.second"])
    lv.virDomainRevertToSnapshot(first, 0)
    names = overlays(t, base)
    t.eq(len(names), 2)
    assert "a.first" in names and "a.second" not in names, names
    awake(guest)
    holds(guest, 5000)
    put(guest, "inactive")
    if t.stock:
        time.sleep(1.1)
    lv.virDomainRevertToSnapshot(second, 0)
    t.eq(dom.SnapshotCurrent(0).GetName(), "second")
    awake(guest)
    holds(guest, 6000)
    assert "a.first" in overlays(t, base)


def test_files_that_are_gone(t):
    guest = disk_guest(t)
    write(guest, 5000)
    pulse = guest.pulse()
    snap = take(t, guest.dom, "s", 0, memory(t))
    os.rename(t.path("memory"), t.path("away"))
    before = overlays(t, guest.images[0])
    error = t.refused("SYSTEM_ERROR/QEMU", lv.virDomainRevertToSnapshot, snap, 0)
    t.eq(error.int1, 2, "errno")
    os.rename(t.path("away"), t.path("memory"))
    if not t.stock:
        # libvirt has ended the guest by then, and left a second overlay.
        t.is_state(guest.dom, "RUNNING/UNPAUSED")
        t.eq(overlays(t, guest.images[0]), before)
        guest.goes_on(pulse)


def test_a_transient_guest(t):
    path = image(t)
    guest = t.guest(transient=True, devices=QCOW2.format(path, "vda"))
    guest.images = [path]
    write(guest, 5000)
    pulse = guest.pulse()
    snap = take(t, guest.dom, "s", 0, memory(t))
    write(guest, 6000)
    lv.virDomainRevertToSnapshot(snap, 0)
    t.is_state(guest.dom, "RUNNING/FROM_SNAPSHOT")
    guest.connect().booted()
    holds(guest, 5000)
    t.eq(guest.pulse()[0], pulse[0], "nonce")


def test_internal_ones_after_external_ones(t):
    """QEMU keeps the settings of one for the other, which brings it down if nobody takes them back."""
    guest = disk_guest(t)
    dom = guest.dom
    write(guest, 5000)
    pulse = guest.pulse()
    take(t, dom, "e", 0, memory(t))
    first = take(t, dom, "i")
    guest.goes_on(pulse)
    write(guest, 6000)
    take(t, dom, "f", SNAP.LIVE, memory(t, "another"))
    second = take(t, dom, "j")
    write(guest, 7000)
    lv.virDomainRevertToSnapshot(second, 0)
    guest.connect().booted()
    holds(guest, 6000)
    lv.virDomainRevertToSnapshot(first, 0)
    check(t, guest, pulse, "running")


def test_internal_ones_of_a_restored_guest(t):
    guest = disk_guest(t)
    write(guest, 5000)
    guest.dom.ManagedSave(0)
    guest.dom.Create()
    guest.connect().booted()
    pulse = guest.pulse()
    snap = take(t, guest.dom, "i")
    diverge(guest)
    lv.virDomainRevertToSnapshot(snap, 0)
    check(t, guest, pulse, "running")
    guest.dom.Save(t.path("image"))
    lv.virDomainRestore(t.conn, t.path("image"))
    guest.connect().booted()
    snap = take(t, guest.dom, "j")
    lv.virDomainRevertToSnapshot(snap, 0)
    check(t, guest, pulse, "running")
