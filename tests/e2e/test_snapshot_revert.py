"""Reverting to internal snapshots: all transitions, with what is on the disk and in the guest's memory afterwards."""
import lv
from codes import REVERT, state_name
from events import Heard
from snapshots import *

FLAGS = {"": 0, "running": REVERT.RUNNING, "paused": REVERT.PAUSED}


def becomes(taken, flag):
    """The state and reason after a revert to an internal snapshot."""
    state = flag or taken
    if state == "inactive":
        return None
    if taken == "inactive":
        return {"running": "RUNNING/BOOTED", "paused": "PAUSED/USER"}[state]
    return {"running": "RUNNING/FROM_SNAPSHOT", "paused": "PAUSED/FROM_SNAPSHOT"}[state]


def revert(t, taken, now, flag):
    guest = disk_guest(t)
    dom = guest.dom
    write(guest, 5000)
    pulse = guest.pulse()
    put(guest, taken)
    before = state_name(dom.state())
    snap = take(t, dom)
    # A guest that runs is paused for the snapshot.
    t.is_state(dom, "RUNNING/UNPAUSED" if taken == "running" else before)
    diverge(guest)
    put(guest, now)
    take(t, dom, "later")
    was = state_name(dom.state())
    ident = dom.id()
    heard = Heard(t.conn)
    lv.virDomainRevertToSnapshot(snap, FLAGS[flag])
    if not t.stock and "inactive" not in (taken, now):
        t.eq(dom.id(), ident, "id: it goes back in place")
    expected = becomes(taken, flag)
    if expected is None:
        expected = was if now == "inactive" else "SHUTOFF/FROM_SNAPSHOT"
    t.is_state(dom, expected)
    t.eq(dom.SnapshotCurrent(0).GetName(), "s", "current")
    heard.wait(dom.GetName(), events(t, taken, now, expected))
    heard.close()
    check(t, guest, pulse, taken)


def events(t, taken, now, expected):
    """What is told of a revert."""
    state = expected.split("/")[0]
    if not t.stock and taken != "inactive" and now != "inactive":
        # In place, in the QEMU that there is; libvirt has always another.
        told = ["Suspended Snapshot"] if now == "running" else []
        told += ["Resumed Snapshot"] if state == "RUNNING" else []
        return told + ["Defined Snapshot"]
    told = ["Shutdown Host", "Stopped Snapshot"] if now != "inactive" else []
    if state == "PAUSED":
        told += ["Started Snapshot", "Suspended Snapshot"]
    elif state == "RUNNING" and taken == "inactive":
        told += ["Resumed Unpaused", "Started Snapshot"]
    elif state == "RUNNING":
        told += ["Started Snapshot", "Resumed Snapshot"]
    return told + ["Defined Snapshot"]


def test_inactive_while_inactive(t):
    revert(t, "inactive", "inactive", "")


def test_inactive_while_inactive_to_be_running(t):
    revert(t, "inactive", "inactive", "running")


def test_inactive_while_inactive_to_be_paused(t):
    revert(t, "inactive", "inactive", "paused")


def test_inactive_while_running(t):
    revert(t, "inactive", "running", "")


def test_inactive_while_running_to_be_running(t):
    revert(t, "inactive", "running", "running")


def test_inactive_while_running_to_be_paused(t):
    revert(t, "inactive", "running", "paused")


def test_inactive_while_paused(t):
    revert(t, "inactive", "paused", "")


def test_inactive_while_paused_to_be_running(t):
    revert(t, "inactive", "paused", "running")


def test_inactive_while_paused_to_be_paused(t):
    revert(t, "inactive", "paused", "paused")


def test_running_while_inactive(t):
    revert(t, "running", "inactive", "")


def test_running_while_inactive_to_be_running(t):
    revert(t, "running", "inactive", "running")


def test_running_while_inactive_to_be_paused(t):
    revert(t, "running", "inactive", "paused")


def test_running_while_running(t):
    revert(t, "running", "running", "")


def test_running_while_running_to_be_running(t):
    revert(t, "running", "running", "running")


def test_running_while_running_to_be_paused(t):
    revert(t, "running", "running", "paused")


def test_running_while_paused(t):
    revert(t, "running", "paused", "")


def test_running_while_paused_to_be_running(t):
    revert(t, "running", "paused", "running")


def test_running_while_paused_to_be_paused(t):
    revert(t, "running", "paused", "paused")


def test_paused_while_inactive(t):
    revert(t, "paused", "inactive", "")


def test_paused_while_inactive_to_be_running(t):
    revert(t, "paused", "inactive", "running")


def test_paused_while_inactive_to_be_paused(t):
    revert(t, "paused", "inactive", "paused")


def test_paused_while_running(t):
    revert(t, "paused", "running", "")


def test_paused_while_running_to_be_running(t):
    revert(t, "paused", "running", "running")


def test_paused_while_running_to_be_paused(t):
    revert(t, "paused", "running", "paused")


def test_paused_while_paused(t):
    revert(t, "paused", "paused", "")


def test_paused_while_paused_to_be_running(t):
    revert(t, "paused", "paused", "running")


def test_paused_while_paused_to_be_paused(t):
    revert(t, "paused", "paused", "paused")
