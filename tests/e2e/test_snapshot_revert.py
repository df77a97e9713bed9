"""Internal snapshots of guests that run, and reverting to them: all transitions, with what is on the disk and in the
guest's memory afterwards."""
import subprocess

import lv
from codes import REVERT, state_name
from harness import *

QCOW2 = "<disk type='file'><driver name='qemu' type='qcow2'/><source file='{}'/><target dev='{}' bus='virtio'/></disk>"
FLAGS = {"": 0, "running": REVERT.RUNNING, "paused": REVERT.PAUSED}


def image(t, name="a.qcow2", form="qcow2", size="16M"):
    path = t.path(name)
    subprocess.run(["qemu-img", "create", "-q", "-f", form, path, size], check=True)
    return path


def names_in(path):
    """The names of an image's internal snapshots."""
    text = subprocess.run(["qemu-img", "snapshot", "-U", "-l", path], stdout=subprocess.PIPE, text=True, check=True).stdout
    return [line.split()[1] for line in text.splitlines() if line[:1].isdigit()]


def disk_guest(t, images=1, **how):
    paths = [image(t, f"{chr(97 + i)}.qcow2") for i in range(images)]
    disks = "".join(QCOW2.format(p, "vd" + chr(97 + i)) for i, p in enumerate(paths))
    guest = t.guest(devices=disks, **how)
    guest.images = paths
    return guest


def write(guest, seed):
    """Writes the same place of each disk."""
    for i in range(len(guest.images)):
        says(guest, f"disk vd{i}", "disk ok")
        says(guest, f"dwrite 100 {seed + i} 64", "dwrite ok")


def holds(guest, seed):
    for i in range(len(guest.images)):
        says(guest, f"disk vd{i}", "disk ok")
        says(guest, f"dcheck 100 {seed + i} 64", "dcheck ok")


def says(guest, question, expected):
    answer = guest.console.ask(question)
    assert answer.startswith(expected), answer


def take(t, dom, name="s", flags=0, body=""):
    return dom.SnapshotCreateXML(f"<domainsnapshot><name>{name}</name>{body}</domainsnapshot>", flags)


def put(guest, state):
    """Brings the guest into a state, by starting or ending it if it must be."""
    dom = guest.dom
    if state == "inactive":
        if dom.IsActive():
            dom.Destroy()
        return
    if not dom.IsActive():
        dom.Create()
        guest.connect().booted()
    guest.test.set_state(dom, state)


def diverge(guest):
    """Writes other things to the disks and lets the memory go on; the guest runs then."""
    put(guest, "running")
    write(guest, 7000)
    says(guest, "every 1", "every ok")
    first = guest.pulse()
    while guest.pulse()[1] < first[1] + 300:
        pass


def awake(guest):
    """Lets the guest go on after a revert, wherever it is now."""
    dom = guest.dom
    if not dom.IsActive():
        dom.Create()
    guest.test.set_state(dom, "running")
    return guest.connect().booted()


def becomes(taken, flag):
    """The state and reason after a revert to an internal snapshot."""
    state = flag or taken
    if state == "inactive":
        return None
    if taken == "inactive":
        return {"running": "RUNNING/BOOTED", "paused": "PAUSED/USER"}[state]
    return {"running": "RUNNING/FROM_SNAPSHOT", "paused": "PAUSED/FROM_SNAPSHOT"}[state]


def check(t, guest, pulse, taken, what=""):
    """Disks, and memory if it was part of the snapshot, are as they were."""
    awake(guest)
    holds(guest, 5000)
    now = guest.pulse()
    if taken == "inactive":
        assert now[0] != pulse[0], "the memory outlived its end"
    else:
        t.eq(now[0], pulse[0], "nonce")
        assert pulse[1] <= now[1] < pulse[1] + 250, f"the counter was {pulse[1]} and is {now[1]}"
        guest.check()


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
    lv.virDomainRevertToSnapshot(snap, FLAGS[flag])
    if not t.stock and "inactive" not in (taken, now):
        t.eq(dom.id(), ident, "id: it goes back in place")
    expected = becomes(taken, flag)
    if expected is None:
        expected = was if now == "inactive" else "SHUTOFF/FROM_SNAPSHOT"
    t.is_state(dom, expected)
    t.eq(dom.SnapshotCurrent(0).GetName(), "s", "current")
    check(t, guest, pulse, taken)


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
