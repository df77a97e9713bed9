"""External snapshots of disks alone: made live and of inactive guests, and deleted."""
import os
import re
import subprocess
import time

from harness import *
import lv
from disks import *

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
