"""A guest with disks of its own, whose snapshots can be told apart: by what is on its disks, by the nonce and the
counter in its memory."""
import subprocess

from harness import *

QCOW2 = "<disk type='file'><driver name='qemu' type='qcow2'/><source file='{}'/><target dev='{}' bus='virtio'/></disk>"


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


def check(t, guest, pulse, taken):
    """Disks, and memory if it was part of the snapshot, are as they were ."""
    awake(guest)
    holds(guest, 5000)
    now = guest.pulse()
    if taken == "inactive":
        assert now[0] != pulse[0], "the memory outlived its end"
    else:
        t.eq(now[0], pulse[0], "nonce")
        assert pulse[1] <= now[1] < pulse[1] + 250, f"the counter was {pulse[1]} and is {now[1]}"
        guest.check()
