"""Block jobs: pull, commit, what they leave of chains, documents and images."""
import os
import time

from harness import *
import lv
from disks import *
from events import hear


def chained(t, *names, relative=False, **how):
    """A tiny guest whose disk vda is the last of a chain of images."""
    paths = chain(t, *names, relative=relative)
    return t.guest(devices=disk(paths[-1]), **how), paths


def test_chains_are_told_with_numbers(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2")
    t.eq(live(guest.dom), ["b.qcow2", "a.qcow2", "base.raw"])
    t.eq(config(guest.dom), ["b.qcow2"])
    numbers = [index(guest.dom, n) for n in ("b.qcow2", "a.qcow2", "base.raw")]
    t.eq(numbers, ["vda[1]", "vda[2]", "vda[3]"])
    t.eq(job(guest.dom), None)


def test_pull_takes_all(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2")
    dwrite(guest, 5)
    guest.dom.BlockPull("vda", 0, 0)
    wait_chain(guest.dom, ["b.qcow2"])
    t.eq(job(guest.dom), None)
    dcheck(guest, 5)
    t.has(of_disk(guest.dom.GetXMLDesc(0)), "<backingStore/>")
    t.eq(config(guest.dom), ["b.qcow2"])
    guest.dom.Destroy()
    t.eq(backing(paths[2]), None)
    check(paths[2])
    assert chain_holds(paths[2], 3)
    # The others are as they were.
    t.file(*paths)
    t.eq(backing(paths[1]), paths[0])


def test_rebase_stops_at_the_base(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2", "c.qcow2")
    guest.dom.BlockRebase("vda", index(guest.dom, "a.qcow2"), 0, 0)
    wait_chain(guest.dom, ["c.qcow2", "a.qcow2", "base.raw"])
    guest.dom.Destroy()
    t.eq(backing(paths[3]), paths[1])
    check(paths[3])
    assert chain_holds(paths[3], 4)


def test_rebase_names_the_base_relatively(t):
    guest, paths = chained(t, "base.qcow2", "a.qcow2", "b.qcow2", relative=True)
    guest.dom.BlockRebase("vda", paths[0], 0, 16)
    wait_chain(guest.dom, ["b.qcow2", "base.qcow2"])
    guest.dom.Destroy()
    t.eq(backing(paths[2]), "base.qcow2")
    assert chain_holds(paths[2], 3)


def test_commit_from_the_middle(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2", "c.qcow2")
    dwrite(guest, 9)
    guest.dom.BlockCommit("vda", index(guest.dom, "base.raw"), index(guest.dom, "b.qcow2"), 0, 0)
    wait_chain(guest.dom, ["c.qcow2", "base.raw"])
    dcheck(guest, 9)
    guest.dom.Destroy()
    t.eq(backing(paths[3]), paths[0])
    t.file(*paths)
    check(paths[3])
    assert chain_holds(paths[3], 4) and chain_holds(paths[0], 3, "raw")


def test_commit_removes_what_it_is_told_to(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2", "c.qcow2")
    guest.dom.BlockCommit("vda", None, paths[2], 0, DELETE | SHALLOW)
    wait_chain(guest.dom, ["c.qcow2", "a.qcow2", "base.raw"])
    wait_gone(guest.dom)
    t.no_file_soon(paths[2])
    t.file(paths[1], paths[0])
    guest.dom.Destroy()
    assert chain_holds(paths[3], 4)


def test_commit_names_the_base_relatively(t):
    guest, paths = chained(t, "base.qcow2", "a.qcow2", "b.qcow2", "c.qcow2", relative=True)
    guest.dom.BlockCommit("vda", None, paths[2], 0, RELATIVE)
    wait_chain(guest.dom, ["c.qcow2", "base.qcow2"])
    guest.dom.Destroy()
    t.eq(backing(paths[3]), "base.qcow2")
    assert chain_holds(paths[3], 4)


def test_active_commit_and_pivot(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2")
    dwrite(guest, 21)
    guest.dom.BlockCommit("vda", paths[1], None, 0, ACTIVE)
    wait_ready(guest.dom)
    xml = of_disk(guest.dom.GetXMLDesc(0))
    t.has(xml, "<mirror type='file' job='active-commit' ready='yes'>")
    t.has(xml[xml.index("<mirror"):], f"<source file='{paths[1]}'")
    assert "<mirror" not in guest.dom.GetXMLDesc(2)
    found = job(guest.dom)
    t.eq((found.type, found.cur), (ACTIVE_COMMIT, found.end))
    # What is written now goes to both.
    dwrite(guest, 22, at=2 * MIB)
    guest.dom.BlockJobAbort("vda", PIVOT)
    t.eq(live(guest.dom), ["a.qcow2", "base.raw"])
    t.eq(config(guest.dom), ["a.qcow2"])
    t.eq(job(guest.dom), None)
    assert "<mirror" not in guest.dom.GetXMLDesc(0)
    dwrite(guest, 23, at=MIB * 7 // 2)
    dcheck(guest, 21)
    dcheck(guest, 22, at=2 * MIB)
    guest.dom.Destroy()
    t.file(*paths)
    check(paths[1])
    assert chain_holds(paths[1], 3)
    # It comes up from there.
    guest.dom.Create()
    guest.connect().booted()
    dcheck(guest, 21)
    dcheck(guest, 22, at=2 * MIB)
    dcheck(guest, 23, at=MIB * 7 // 2)


def test_active_commit_is_left(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2")
    guest.dom.BlockCommit("vda", None, None, 0, ACTIVE | DELETE)
    wait_ready(guest.dom)
    guest.dom.BlockJobAbort("vda", 0)
    t.eq(live(guest.dom), ["b.qcow2", "a.qcow2", "base.raw"])
    assert "<mirror" not in guest.dom.GetXMLDesc(0)
    t.eq(job(guest.dom), None)
    t.file(*paths)
    guest.dom.Destroy()
    assert chain_holds(paths[2], 3)


def test_pivot_removes_what_it_is_told_to(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2")
    guest.dom.BlockCommit("vda", None, None, 0, ACTIVE | DELETE)
    wait_ready(guest.dom)
    guest.dom.BlockJobAbort("vda", PIVOT | ASYNC)
    wait_chain(guest.dom, ["base.raw"])
    wait_gone(guest.dom)
    t.no_file_soon(paths[1], paths[2])
    t.eq(config(guest.dom), ["base.raw"])
    t.has(of_disk(guest.dom.GetXMLDesc(2)), "type='raw'")
    guest.dom.Destroy()
    assert chain_holds(paths[0], 3, "raw")


def test_a_slow_job_is_told_of_and_made_faster(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2")
    guest.dom.BlockCommit("vda", paths[0], None, 1, ACTIVE)
    found = job(guest.dom)
    t.eq((found.type, found.bandwidth), (ACTIVE_COMMIT, 1))
    assert found.cur < found.end
    t.eq(job(guest.dom, flags=1).bandwidth, MIB)
    t.has(of_disk(guest.dom.GetXMLDesc(0)), "<mirror type='file' job='active-commit'>")
    t.refused("BLOCK_COPY_ACTIVE/QEMU", guest.dom.BlockJobAbort, "vda", PIVOT)
    t.refused("BLOCK_COPY_ACTIVE/QEMU", guest.dom.BlockPull, "vda", 0, 0)
    t.refused("BLOCK_COPY_ACTIVE/QEMU", guest.dom.BlockCommit, "vda", paths[0], None, 0, ACTIVE)
    guest.dom.BlockJobSetSpeed("vda", 3, 0)
    t.eq(job(guest.dom).bandwidth, 3)
    guest.dom.BlockJobSetSpeed("vda", 5 * MIB + 1, 1)
    t.eq((job(guest.dom).bandwidth, job(guest.dom, flags=1).bandwidth), (6, 5 * MIB + 1))
    guest.dom.BlockJobSetSpeed("vda", 0, 0)
    wait_ready(guest.dom)
    guest.dom.BlockJobAbort("vda", 0)


def test_a_job_is_ended_early(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2")
    write_more = lambda: dwrite(guest, 31)
    guest.dom.BlockCommit("vda", paths[0], paths[1], 1, DELETE)
    if job(guest.dom):
        guest.dom.BlockJobAbort("vda", 0)
        t.eq(live(guest.dom), ["b.qcow2", "a.qcow2", "base.raw"])
        t.file(*paths)
    write_more()
    guest.dom.BlockCommit("vda", paths[0], None, 1, ACTIVE)
    guest.dom.BlockJobAbort("vda", ASYNC)
    wait_gone(guest.dom)
    t.eq(live(guest.dom), ["b.qcow2", "a.qcow2", "base.raw"])
    guest.dom.Destroy()
    assert chain_holds(paths[2], 3)


def test_what_is_refused(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2")
    dom = guest.dom
    t.refused("INVALID_ARG/QEMU", dom.BlockCommit, "vda", paths[0], None, 0, 0)
    t.refused("INVALID_ARG/QEMU", dom.BlockCommit, "vda", paths[0], paths[1], 0, ACTIVE)
    t.refused("INVALID_ARG/STORAGE", dom.BlockCommit, "vda", None, paths[0], 0, 0)
    t.refused("INVALID_ARG/STORAGE", dom.BlockCommit, "vda", paths[2], None, 0, ACTIVE)
    t.refused("INVALID_ARG/STORAGE", dom.BlockCommit, "vda", "/no/such", None, 0, ACTIVE)
    t.refused("INVALID_ARG/STORAGE", dom.BlockCommit, "vda", "vda[9]", None, 0, ACTIVE)
    t.refused("INVALID_ARG/QEMU", dom.BlockCommit, "vdz", None, None, 0, ACTIVE)
    t.refused("INVALID_ARG/STORAGE", dom.BlockRebase, "vda", "vda[9]", 0, 0)
    t.refused("INVALID_ARG/QEMU", dom.BlockRebase, "vda", None, 0, 16)
    t.refused("OVERFLOW/QEMU", dom.BlockPull, "vda", 1 << 60, 0)
    t.refused("INVALID_ARG/QEMU", dom.BlockPull, "vdz", 0, 0)
    t.refused("INVALID_ARG/QEMU", dom.BlockJobAbort, "vda", 0)
    t.refused("INVALID_ARG/QEMU", dom.BlockJobAbort, "vda", PIVOT)
    t.refused("INVALID_ARG/QEMU", dom.BlockJobSetSpeed, "vda", 1, 0)
    t.refused("INVALID_ARG/QEMU", job, dom, "vdz")
    t.refused("INVALID_ARG/DOMAIN", dom.BlockPull, None, 0, 0)
    for call in ((dom.BlockPull, "vda", 0), (dom.BlockJobAbort, "vda"), (dom.BlockJobSetSpeed, "vda", 0),
                 (dom.BlockCommit, "vda", None, None, 0)):
        t.refused("INVALID_ARG/QEMU", *call, 1 << 20)
    t.eq(live(dom), ["b.qcow2", "a.qcow2", "base.raw"])
    dom.Destroy()
    t.refused("OPERATION_INVALID/DOMAIN", dom.BlockPull, "vda", 0, 0)
    t.refused("OPERATION_INVALID/DOMAIN", dom.BlockJobAbort, "vda", 0)
    t.refused("OPERATION_INVALID/DOMAIN", job, dom)
    read_only = lv.virDomainLookupByName(t.read_only(), dom.GetName())
    t.refused("OPERATION_DENIED/DOMAIN", read_only.BlockPull, "vda", 0, 0)


def test_a_pull_of_nothing(t):
    path = raw(t.path("plain.raw"))
    guest = t.guest(devices=disk(path))
    guest.dom.BlockPull("vda", 0, 0)
    wait_gone(guest.dom)
    t.eq(live(guest.dom), ["plain.raw"])


def test_by_the_path_of_the_disk(t):
    guest, paths = chained(t, "base.raw", "a.qcow2")
    guest.dom.BlockPull(paths[1], 0, 0)
    wait_chain(guest.dom, ["a.qcow2"])


def test_events(t):
    guest, paths = chained(t, "base.raw", "a.qcow2", "b.qcow2", "c.qcow2")
    heard = hear(t, (8, 16))
    name = guest.dom.GetName()

    def told(path, kind, status):
        return [f"block-job {path} {kind} {status}", f"block-job-2 vda {kind} {status}"]
    guest.dom.BlockCommit("vda", paths[1], paths[2], 0, 0)
    heard.wait(name, told(paths[3], COMMIT, COMPLETED))
    heard.clear()
    guest.dom.BlockCommit("vda", paths[1], None, 0, ACTIVE)
    heard.wait(name, told(paths[3], ACTIVE_COMMIT, READY))
    guest.dom.BlockJobAbort("vda", 0)
    heard.wait(name, told(paths[3], ACTIVE_COMMIT, READY) + told(paths[3], ACTIVE_COMMIT, CANCELED))
    heard.clear()
    guest.dom.BlockCommit("vda", paths[1], None, 0, ACTIVE)
    heard.wait(name, told(paths[3], ACTIVE_COMMIT, READY))
    heard.clear()
    guest.dom.BlockJobAbort("vda", PIVOT | ASYNC)
    heard.wait(name, told(paths[1], ACTIVE_COMMIT, COMPLETED))
    heard.clear()
    guest.dom.BlockPull("vda", 0, 0)
    heard.wait(name, told(paths[1], PULL, COMPLETED))
