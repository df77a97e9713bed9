"""External snapshots of disks alone: made live and of inactive guests, and deleted."""
import os
import re
import subprocess
import time

from harness import *
import lv
from codes import SNAPDEL
from disks import *
from events import hear

DISK_ONLY, REUSE_EXT, QUIESCE, ATOMIC, NO_METADATA, HALT = 16, 32, 64, 128, 4, 8


def snapshot_xml(name, disks="", extra=""):
    return f"<domainsnapshot><name>{name}</name>{extra}<disks>{disks}</disks></domainsnapshot>"


def of(name, source=None, mode="external", format=None, kind="file"):
    """A `<disk>` of a snapshot."""
    driver = f"<driver type='{format}'/>" if format else ""
    attribute = "file" if kind == "file" else "dev"
    place = f"<source {attribute}='{source}'/>" if source else ""
    return f"<disk name='{name}' snapshot='{mode}' type='{kind}'>{driver}{place}</disk>"


def take(dom, name, disks="", flags=DISK_ONLY | ATOMIC):
    return lv.virDomainSnapshotCreateXML(dom, snapshot_xml(name, disks), flags)


def mode(path):
    return os.stat(path).st_mode & 0o7777


def two_disks(t, running=True):
    """A tiny guest with a disk on a base, and another that is raw."""
    a = chain(t, "base.raw", "a.qcow2")
    b = raw(t.path("b.raw"))
    devices = disk(a[-1]) + disk(b, "vdb")
    if running:
        guest = t.guest(devices=devices)
        return guest, guest.dom
    dom = lv.virDomainDefineXML(t.conn, t.guest_xml(devices=devices))
    return None, dom


def test_of_a_running_guest(t):
    guest, dom = two_disks(t)
    pulse = guest.pulse()
    dwrite(guest, 1)
    dwrite(guest, 2, name="vd1")
    snap = take(dom, "s1")
    t.is_state(dom, "RUNNING/BOOTED")
    t.eq(live(dom), ["a.s1", "a.qcow2", "base.raw"])
    t.eq(live(dom, "vdb"), ["b.s1", "b.raw"])
    t.eq(config(dom), ["a.s1", "a.qcow2"])
    t.eq(config(dom, "vdb"), ["b.s1", "b.raw"])
    xml = dom.GetXMLDesc(0)
    t.eq([index(dom, n) for n in ("a.s1", "a.qcow2", "base.raw")], ["vda[4]", "vda[2]", "vda[3]"])
    t.has(of_disk(xml, "vdb"), "<driver name='qemu' type='qcow2'/>", "<format type='raw'/>")
    with open(t.paths.status(dom.GetName())) as f:
        t.has(f.read(), "name='libvirt-4-format'", "<nodename index='5'/>", "name='libvirt-5-storage'")
    described = snap.GetXMLDesc(0)
    t.has(described, "<state>disk-snapshot</state>", "<memory snapshot='no'/>", "<source file='%s'/>" % t.path("a.s1"))
    t.has(of_disk(described, "vda"), t.path("a.qcow2"))
    # What is written now goes to the overlays.
    dwrite(guest, 3)
    dcheck(guest, 3)
    dcheck(guest, 2, name="vd1")
    guest.goes_on(pulse)
    dom.Destroy()
    for name, below in (("a.s1", "a.qcow2"), ("b.s1", "b.raw")):
        t.eq(backing(t.path(name)), t.path(below))
        check(t.path(name))
    assert not same(t.path("a.s1"), t.path("a.qcow2"))
    assert same(t.path("b.s1"), t.path("b.raw"), ("qcow2", "raw"))
    assert chain_holds(t.path("a.s1"), 2)


@ours_only("CVE-2025-13193: files readable by all")
def test_new_files_are_for_their_owner_alone(t):
    os.umask(0o022)
    guest, dom = two_disks(t)
    take(dom, "s1")
    dom.Destroy()
    take(dom, "s2")
    t.eq([mode(t.path(n)) for n in ("a.s1", "b.s1", "a.s2", "b.s2")], [0o600] * 4)


@ours_only("stock tells that a job is over in its own time")
def test_of_a_guest_whose_job_has_just_ended(t):
    """The plan is made of documents that tell what the job has done, even if nobody has seen to it yet."""
    paths = chain(t, "base.raw", "a.qcow2")
    guest = t.guest(devices=disk(paths[-1]))
    dom = guest.dom
    for i in range(5):
        top = "a.qcow2" if i == 0 else f"base.s{i - 1}"
        dwrite(guest, i + 1)
        lv.virDomainBlockCommit(dom, "vda", None, None, 0, ACTIVE | DELETE)
        wait_ready(dom)
        dom.BlockJobAbort("vda", ASYNC | PIVOT)
        end = time.monotonic() + 10
        while True:
            try:
                take(dom, f"s{i}", flags=DISK_ONLY | NO_METADATA if i < 4 else DISK_ONLY)
                break
            except lv.Error as e:
                assert time.monotonic() < end, f"{top}: {e}"
        t.eq(live(dom), [f"base.s{i}", "base.raw"])
        t.eq(config(dom), [f"base.s{i}", "base.raw"])
        t.no_file(t.path(top))
    t.has(of_disk(lookup_snapshot(dom, "s4").GetXMLDesc(0)), t.path("base.raw"))
    dom.Destroy()
    dom.Create()
    guest.connect().booted()
    dcheck(guest, 5)


def test_of_a_paused_guest(t):
    guest, dom = two_disks(t)
    dom.Suspend()
    take(dom, "s1")
    t.is_state(dom, "PAUSED/USER")
    t.eq(live(dom), ["a.s1", "a.qcow2", "base.raw"])
    dom.Resume()
    guest.pulse()


def test_of_an_inactive_guest(t):
    _, dom = two_disks(t, running=False)
    snap = take(dom, "s1")
    t.eq(config(dom), ["a.s1"])
    t.eq(config(dom, "vdb"), ["b.s1"])
    t.has(of_disk(dom.GetXMLDesc(2), "vdb"), "type='qcow2'")
    t.has(snap.GetXMLDesc(0), "<state>shutoff</state>")
    take(dom, "s2")
    t.eq(config(dom), ["a.s2"])
    t.eq([backing(t.path(n)) for n in ("a.s2", "a.s1", "b.s1")], [t.path("a.s1"), t.path("a.qcow2"), t.path("b.raw")])
    assert chain_holds(t.path("a.s2"), 2)
    dom.Create()
    t.eq(live(dom), ["a.s2", "a.s1", "a.qcow2", "base.raw"])


def test_of_some_disks_to_named_files(t):
    guest, dom = two_disks(t)
    take(dom, "s1", of("vda", t.path("over"), format="qcow2") + of("vdb", mode="no"))
    t.eq((live(dom), live(dom, "vdb")), (["over", "a.qcow2", "base.raw"], ["b.raw"]))
    take(dom, "s2", of("vda", mode="no") + of("vdb", t.path("over.qed"), format="qed"))
    t.eq(live(dom, "vdb"), ["over.qed", "b.raw"])
    t.has(of_disk(dom.GetXMLDesc(0), "vdb"), "type='qed'")
    dwrite(guest, 7, name="vd1")
    dcheck(guest, 7, name="vd1")


def test_of_a_transient_guest(t):
    paths = chain(t, "base.raw", "a.qcow2")
    guest = t.guest(transient=True, devices=disk(paths[-1]))
    take(guest.dom, "s1")
    t.eq(live(guest.dom), ["a.s1", "a.qcow2", "base.raw"])
    t.refused("OPERATION_INVALID/QEMU", take, guest.dom, "s2", "", DISK_ONLY | HALT)
    guest.dom.Destroy()


def test_halt(t):
    guest, dom = two_disks(t)
    take(dom, "s1", flags=DISK_ONLY | HALT)
    t.is_state(dom, "SHUTOFF/FROM_SNAPSHOT")
    t.eq(config(dom), ["a.s1", "a.qcow2"])


def test_without_metadata(t):
    guest, dom = two_disks(t)
    take(dom, "s1", flags=DISK_ONLY | NO_METADATA)
    t.eq(live(dom), ["a.s1", "a.qcow2", "base.raw"])
    t.eq(dom.SnapshotNum(0), 0)


def test_manual_leaves_the_guest_paused(t):
    guest, dom = two_disks(t)
    take(dom, "s1", of("vda", mode="manual"))
    t.is_state(dom, "PAUSED/SNAPSHOT")
    t.eq((live(dom), live(dom, "vdb")), (["a.qcow2", "base.raw"], ["b.s1", "b.raw"]))
    dom.Resume()
    guest.pulse()


def test_files_that_are_there(t):
    guest, dom = two_disks(t)
    qcow2(t.path("mine"), backing=t.path("a.qcow2"))
    open(t.path("empty"), "w").close()
    os.chmod(t.path("empty"), 0o640)
    t.refused("CONFIG_UNSUPPORTED/QEMU", take, dom, "s1", of("vda", t.path("mine")) + of("vdb", mode="no"))
    t.refused("SYSTEM_ERROR/QEMU", take, dom, "s1", of("vda", t.path("none")) + of("vdb", mode="no"), DISK_ONLY | REUSE_EXT)
    t.eq(live(dom), ["a.qcow2", "base.raw"])
    take(dom, "s1", of("vda", t.path("mine")) + of("vdb", mode="no"), DISK_ONLY | REUSE_EXT)
    t.eq(live(dom), ["mine", "a.qcow2", "base.raw"])
    take(dom, "s2", of("vda", t.path("empty")) + of("vdb", mode="no"))
    t.eq(live(dom), ["empty", "mine", "a.qcow2", "base.raw"])
    t.eq(mode(t.path("empty")), 0o640)
    dwrite(guest, 4)
    dcheck(guest, 4)


def test_all_disks_or_none(t):
    guest, dom = two_disks(t)
    before = sorted(os.listdir(t.dir))
    with open(t.paths.definition(dom.GetName())) as f:
        definition = f.read()
    for wrong in (t.path("no/such/dir"), t.path("a.qcow2") + "/x"):
        t.refused("SYSTEM_ERROR/QEMU", take, dom, "s1", of("vdb", wrong))
    t.eq(sorted(os.listdir(t.dir)), before)
    t.eq((live(dom), live(dom, "vdb")), (["a.qcow2", "base.raw"], ["b.raw"]))
    with open(t.paths.definition(dom.GetName())) as f:
        t.eq(f.read(), definition)
    t.eq(dom.SnapshotNum(0), 0)
    guest.pulse()
    # It works afterwards.
    take(dom, "s1")
    dom.Destroy()
    before = sorted(os.listdir(t.dir))
    t.refused("SYSTEM_ERROR/QEMU", take, dom, "s2", of("vdb", t.path("a.qcow2") + "/x"))
    t.eq(sorted(os.listdir(t.dir)), before)
    t.eq(config(dom, "vdb"), ["b.s1", "b.raw"])


def test_a_disk_with_a_job_is_refused(t):
    guest, dom = two_disks(t)
    dom.BlockCommit("vda", None, None, 1, ACTIVE)
    t.refused("BLOCK_COPY_ACTIVE/QEMU", take, dom, "s1")
    t.no_file(t.path("b.s1"))
    take(dom, "s1", of("vda", mode="no"))
    dom.BlockJobAbort("vda", 0)


def test_quiesce_needs_an_agent(t):
    guest, dom = two_disks(t)
    e = t.refused("ARGUMENT_UNSUPPORTED/QEMU", take, dom, "s1", "", DISK_ONLY | QUIESCE)
    t.eq(live(dom), ["a.qcow2", "base.raw"])
    dom.Suspend()
    t.refused("OPERATION_INVALID/QEMU", take, dom, "s1", "", DISK_ONLY | QUIESCE)
    t.no_file(t.path("a.s1"))


def test_snapshots_and_block_jobs_go_on_from_each_other(t):
    guest, dom = two_disks(t)
    for i, name in enumerate(("s1", "s2", "s3")):
        dwrite(guest, i + 1, at=(2 + i) * MIB // 2 + MIB)
        take(dom, name, of("vdb", mode="no"))
    t.eq(live(dom), ["a.s3", "a.s2", "a.s1", "a.qcow2", "base.raw"])
    dom.BlockCommit("vda", t.path("a.qcow2"), t.path("a.s2"), 0, 0)
    wait_chain(dom, ["a.s3", "a.qcow2", "base.raw"])
    t.eq(config(dom), ["a.s3", "a.qcow2"])
    dom.BlockCommit("vda", t.path("a.qcow2"), None, 0, ACTIVE)
    wait_ready(dom)
    dom.BlockJobAbort("vda", PIVOT)
    t.eq(config(dom), ["a.qcow2"])
    for i in range(3):
        dcheck(guest, i + 1, at=(2 + i) * MIB // 2 + MIB)


# Deleting. Each snapshot's state is told by what its image shows.

def snapshots(t, running, *names):
    """A guest with so many snapshots; before each of them, and after the last, a pattern is written."""
    base = chain(t, "base.raw", "a.qcow2")[-1]
    xml = t.guest_xml(devices=disk(base))
    dom = lv.virDomainDefineXML(t.conn, xml)
    guest = None
    if running:
        dom.Create()
        guest = Guest(t, dom, t.serial("g")).booted()
    for i, name in enumerate(names):
        pattern(t, dom, guest, i)
        take(dom, name)
    pattern(t, dom, guest, len(names))
    return guest, dom


def place(i):
    return dict(at=MIB + i * 256 * 1024, size=128 * 1024)


def pattern(t, dom, guest, i):
    """The i-th pattern, by the guest or into the image that it would have. The place 0 is written each time."""
    for at, seed in ((place(i), 100 + i), (dict(at=3 * MIB, size=64 * 1024), 50 + i)):
        if guest:
            dwrite(guest, seed, **at)
        else:
            path = re.search(r"<source file='([^']*)'", of_disk(dom.GetXMLDesc(2))).group(1)
            write(path, seed, at["at"], at["size"])


def shows(t, path, i, running):
    """An image shows the first i patterns and not the next, with the last of them at the common place."""
    assert chain_holds(path, 2), "the base's"
    if running:
        return seen(path, i)
    for k in range(i + 1):
        assert holds(path, 100 + k, place(k)["at"], place(k)["size"]), f"pattern {k}"
    assert not holds(path, 100 + i + 1, **place(i + 1))
    assert holds(path, 50 + i, 3 * MIB, 64 * 1024)


def seen(path, i):
    """The same for what the guest wrote: which places hold anything."""
    for k in range(i + 1):
        assert not holds(path, 0, **place(k)), f"pattern {k}"
    assert holds(path, 0, **place(i + 1))


def base_of(snap, target="vda"):
    """The image that holds a snapshot's state."""
    return re.search(r"<source file='([^']*)'", of_disk(snap.GetXMLDesc(0).split("<domain ")[1], target)).group(1)


def lookup_snapshot(dom, name):
    return lv.virDomainSnapshotLookupByName(dom, name, 0)


def tree(dom):
    """{name: parent}"""
    found = {}
    for snap in dom.snapshots():
        parent = re.search(r"<parent>\s*<name>(.*?)</name>", snap.GetXMLDesc(0))
        found[snap.GetName()] = parent and parent.group(1)
    return found


def files(t):
    return sorted(n for n in os.listdir(t.dir))


def still_right(t, dom, guest, running, states, top):
    """Each snapshot's state, {name: pattern}, and what the guest has: the pattern `top`."""
    for name, i in states.items():
        shows(t, base_of(lookup_snapshot(dom, name)), i, running)
    if guest:
        for k in range(top + 1):
            dcheck(guest, 100 + k, **place(k))
        dcheck(guest, 50 + top, at=3 * MIB, size=64 * 1024)
        dom.Destroy()
    path = re.search(r"<source file='([^']*)'", of_disk(dom.GetXMLDesc(2))).group(1)
    shows(t, path, top, running)
    check(path)


def deleting(t, running, name, chain_after, states, tree_after, files_after):
    guest, dom = snapshots(t, running, "s1", "s2", "s3")
    pulse = guest and guest.pulse()
    lookup_snapshot(dom, name).Delete(0)
    t.eq(tree(dom), tree_after)
    if running:
        t.eq(live(dom), chain_after + ["base.raw"])
        t.eq(config(dom), chain_after)
        assert "<mirror" not in dom.GetXMLDesc(0)
        guest.goes_on(pulse)
    else:
        t.eq(config(dom)[0], chain_after[0])
    for above, below in zip(chain_after, chain_after[1:]):
        t.eq(backing(t.path(above)), t.path(below))
    t.eq(files(t), sorted(files_after + ["base.raw", "a.qcow2"]))
    still_right(t, dom, guest, running, states, 3)


def test_delete_the_last_of_a_running_guest(t):
    deleting(t, True, "s3", ["a.s2", "a.s1", "a.qcow2"], {"s1": 0, "s2": 1}, {"s1": None, "s2": "s1"}, ["a.s1", "a.s2"])


def test_delete_one_in_the_middle_of_a_running_guest(t):
    deleting(t, True, "s2", ["a.s3", "a.s1", "a.qcow2"], {"s1": 0, "s3": 2}, {"s1": None, "s3": "s1"}, ["a.s1", "a.s3"])


def test_delete_the_first_of_a_running_guest(t):
    deleting(t, True, "s1", ["a.s3", "a.s2", "a.qcow2"], {"s2": 1, "s3": 2}, {"s2": None, "s3": "s2"}, ["a.s2", "a.s3"])


def test_delete_the_last_of_an_inactive_guest(t):
    deleting(t, False, "s3", ["a.s2", "a.s1", "a.qcow2"], {"s1": 0, "s2": 1}, {"s1": None, "s2": "s1"}, ["a.s1", "a.s2"])


def test_delete_one_in_the_middle_of_an_inactive_guest(t):
    deleting(t, False, "s2", ["a.s3", "a.s1", "a.qcow2"], {"s1": 0, "s3": 2}, {"s1": None, "s3": "s1"}, ["a.s1", "a.s3"])


def test_delete_the_first_of_an_inactive_guest(t):
    deleting(t, False, "s1", ["a.s3", "a.s2", "a.qcow2"], {"s2": 1, "s3": 2}, {"s2": None, "s3": "s2"}, ["a.s2", "a.s3"])


def test_delete_all_one_after_the_other(t):
    for running in (True, False):
        guest, dom = snapshots(t, running, "s1", "s2", "s3")
        for name in ("s2", "s3", "s1"):
            lookup_snapshot(dom, name).Delete(0)
        t.eq((tree(dom), config(dom)[:1]), ({}, ["a.qcow2"]))
        t.eq(files(t), ["a.qcow2", "base.raw"])
        still_right(t, dom, guest, running, {}, 3)
        dom.Undefine()
        os.unlink(t.path("base.raw"))


def test_delete_what_was_made_inactive_while_the_guest_runs(t):
    _, dom = snapshots(t, False, "s1", "s2")
    dom.Create()
    lookup_snapshot(dom, "s1").Delete(0)
    t.eq(live(dom), ["a.s2", "a.qcow2", "base.raw"])
    lookup_snapshot(dom, "s2").Delete(0)
    t.eq(live(dom), ["a.qcow2", "base.raw"])
    dom.Destroy()
    t.eq(files(t), ["a.qcow2", "base.raw"])
    still_right(t, dom, None, False, {}, 2)


def test_delete_only_the_metadata(t):
    guest, dom = snapshots(t, True, "s1", "s2")
    lookup_snapshot(dom, "s1").Delete(SNAPDEL.METADATA_ONLY)
    t.eq(tree(dom), {"s2": None})
    t.eq(live(dom), ["a.s2", "a.s1", "a.qcow2", "base.raw"])
    t.eq(files(t), ["a.qcow2", "a.s1", "a.s2", "base.raw"])


@stock_differs("it deletes no children of external snapshots")
def test_delete_with_children(t):
    for running in (True, False):
        guest, dom = snapshots(t, running, "s1", "s2", "s3")
        lookup_snapshot(dom, "s2").Delete(SNAPDEL.CHILDREN)
        t.eq((tree(dom), config(dom)[0]), ({"s1": None}, "a.s1"))
        t.eq(files(t), ["a.qcow2", "a.s1", "base.raw"])
        still_right(t, dom, guest, running, {"s1": 0}, 3)
        lookup_snapshot(dom, "s1").Delete(SNAPDEL.CHILDREN)
        t.eq(files(t), ["a.qcow2", "base.raw"])
        dom.Undefine()
        os.unlink(t.path("base.raw"))
        os.unlink(t.path("a.qcow2"))


@stock_differs("it deletes no children of external snapshots")
def test_delete_only_children(t):
    guest, dom = snapshots(t, True, "s1", "s2", "s3")
    lookup_snapshot(dom, "s1").Delete(SNAPDEL.CHILDREN_ONLY)
    t.eq((tree(dom), config(dom)[0]), ({"s1": None}, "a.s1"))
    t.eq(files(t), ["a.qcow2", "a.s1", "base.raw"])
    still_right(t, dom, guest, True, {"s1": 0}, 3)


def test_delete_is_refused_where_an_image_is_missing(t):
    _, dom = snapshots(t, False, "s1", "s2")
    os.rename(t.path("a.s2"), t.path("elsewhere"))
    before = files(t)
    for name in ("s1", "s2"):
        t.refused("SYSTEM_ERROR/STORAGE", lookup_snapshot(dom, name).Delete, 0)
    t.eq(tree(dom), {"s1": None, "s2": "s1"})
    t.eq(files(t), before)


def test_delete_is_refused_while_a_job_has_the_disk(t):
    guest, dom = snapshots(t, True, "s1", "s2")
    dom.BlockCommit("vda", None, None, 1, ACTIVE)
    t.refused("OPERATION_UNSUPPORTED/QEMU", lookup_snapshot(dom, "s1").Delete, 0)
    dom.BlockJobAbort("vda", 0)
    t.eq(tree(dom), {"s1": None, "s2": "s1"})


@ours_only("on stock a second user of an image is found out only by reverting")
def test_what_another_image_needs_stays_as_it_is(t):
    _, dom = snapshots(t, False, "s1", "s2")
    # Another snapshot's overlay stands on the image of s1, as after a revert.
    qcow2(t.path("a.other"), backing=t.path("a.qcow2"))
    xml = lookup_snapshot(dom, "s2").GetXMLDesc(0).replace("<name>s2</name>", "<name>other</name>", 1)
    lv.virDomainSnapshotCreateXML(dom, xml.replace(t.path("a.s2"), t.path("a.other")), 1)
    before = [run("qemu-img", "info", t.path(n)) for n in ("a.qcow2", "a.s1", "a.other")]
    t.refused("CONFIG_UNSUPPORTED/QEMU", lookup_snapshot(dom, "s1").Delete, 0)
    t.eq([run("qemu-img", "info", t.path(n)) for n in ("a.qcow2", "a.s1", "a.other")], before)
    t.file(t.path("a.s1"), t.path("a.other"))


@needs_root
def test_to_a_block_device(t):
    guest, dom = two_disks(t)
    raw(t.path("device"), 8 * MIB)
    done = subprocess.run(["losetup", "-f", "--show", t.path("device")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Skip("no loop devices: " + done.stderr.strip())
    device = done.stdout.strip()
    t.at_end(subprocess.run, ["losetup", "-d", device])
    take(dom, "s1", of("vda", device, kind="block") + of("vdb", mode="no"))
    t.has(of_disk(dom.GetXMLDesc(0)), "<disk type='block'", f"<source dev='{device}'")
    t.eq(live(dom)[1:], ["a.qcow2", "base.raw"])
    dwrite(guest, 5)
    dcheck(guest, 5)
    lookup_snapshot(dom, "s1").Delete(0)
    t.eq(live(dom), ["a.qcow2", "base.raw"])
    dcheck(guest, 5)
    assert os.path.exists(device)
    dom.Destroy()


def test_events_of_taking_and_deleting(t):
    guest, dom = snapshots(t, True, "s1", "s2")
    heard = hear(t, (0, 8, 16))
    name = dom.GetName()
    take(dom, "s3")
    heard.wait(name, [])
    lookup_snapshot(dom, "s3").Delete(0)
    heard.wait(name, [f"block-job {t.path('a.s3')} 4 3", "block-job-2 vda 4 3", f"block-job {t.path('a.s2')} 4 0", "block-job-2 vda 4 0"])
    heard.clear()
    lookup_snapshot(dom, "s1").Delete(0)
    heard.wait(name, [f"block-job {t.path('a.s2')} 3 0", "block-job-2 vda 3 0"])
    heard.clear()
    take(dom, "s4", flags=DISK_ONLY | HALT)
    heard.wait(name, ["Shutdown Host", "Stopped Snapshot"])


def reverted(t, *names):
    """An inactive guest with s1 and s2 that was taken back to s1; what was made for that."""
    _, dom = snapshots(t, False, "s1", "s2")
    dom_revert(dom, "s1")
    return dom


def dom_revert(dom, name):
    lv.virDomainRevertToSnapshot(lookup_snapshot(dom, name), 0)


def test_delete_of_a_branch_that_was_left(t):
    dom = reverted(t)
    top = config(dom)[0]
    lookup_snapshot(dom, "s2").Delete(0)
    t.eq(tree(dom), {"s1": None})
    t.eq(files(t), sorted(["a.qcow2", "base.raw", top]))
    shows(t, t.path(top), 0, False)
    lookup_snapshot(dom, "s1").Delete(0)
    t.eq((tree(dom), config(dom)[0]), ({}, "a.qcow2"))
    t.eq(files(t), ["a.qcow2", "base.raw"])
    shows(t, t.path("a.qcow2"), 0, False)


def test_delete_where_the_image_has_two_branches(t):
    dom = reverted(t)
    t.refused("CONFIG_UNSUPPORTED/QEMU", lookup_snapshot(dom, "s1").Delete, 0)
    before = files(t)
    take(dom, "s3")
    t.refused("CONFIG_UNSUPPORTED/QEMU", lookup_snapshot(dom, "s1").Delete, 0)
    lookup_snapshot(dom, "s3").Delete(0)
    t.eq(files(t), before)
    t.eq(tree(dom), {"s1": None, "s2": "s1"})
    shows(t, base_of(lookup_snapshot(dom, "s2")), 1, False)
    shows(t, base_of(lookup_snapshot(dom, "s1")), 0, False)
