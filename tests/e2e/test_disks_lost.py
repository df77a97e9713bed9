"""Nothing is lost of disks: each step of an external snapshot, of its deletion, and of a block job dies or fails.

Afterwards documents, images and QEMU agree, and every byte that was written is there. Needs places to die at
(debug builds), which stock does not have.
"""
import glob
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time

from harness import *
import lv
from codes import UNDEFINE
from disks import *
from test_nothing_lost import mount
from test_snapshot_disk import (DISK_ONLY, QUIESCE, base_of, files, lookup_snapshot, of, place, seen, shows, snapshots,
                                still_right, take, tree, two_disks)

WHY = "it has no places to die at"
CHILD = """import ctypes
conn = lv.virConnectOpen(URI)
dom = lv.virDomainLookupByName(conn, argv[0])
import disks
"""
TAKE = "dom.SnapshotCreateXML('<domainsnapshot><name>s1</name></domainsnapshot>', %d)" % DISK_ONLY
DELETE_IT = "lv.virDomainSnapshotLookupByName(dom, argv[1], 0).Delete(0)"


def child(t, dom, source, *arguments, fault):
    """Runs `source` in a process that dies, or fails, at a place; whether it did not succeed."""
    process = t.spawn(CHILD + source, dom.GetName(), *arguments, env=dict(os.environ, OXIVIRT_FAULT=fault), stderr=subprocess.DEVNULL)
    process.communicate(timeout=60)
    return process.returncode != 0


def settled(t, dom, seconds=15):
    """What the dead process left is seen to: by itself where the supervisor knows of it, else by who comes next."""
    end = time.monotonic() + seconds
    while True:
        # Opening takes up what nobody has.
        lv.virConnectOpen(t.uri).close()
        if not (dom.IsActive() and job(dom)) and not left(t, dom):
            return
        assert time.monotonic() < end, "what was left is not seen to"
        time.sleep(0.05)


def left(t, dom):
    """The journal of an operation on the domain that nobody has brought to its end."""
    uuid = re.search("<uuid>(.*?)</uuid>", dom.GetXMLDesc(0)).group(1)
    return glob.glob(f"{t.paths.lib}/**/{uuid}.json", recursive=True) + glob.glob(f"{t.paths.run}/**/journal*/{uuid}.json", recursive=True)


def opened(t, dom):
    """{name of an image: whether QEMU writes to it}, of those in the test's directory."""
    pid = t.qemu_pid(dom)
    found = {}
    for fd in os.listdir(f"/proc/{pid}/fd"):
        try:
            path = os.readlink(f"/proc/{pid}/fd/{fd}")
            with open(f"/proc/{pid}/fdinfo/{fd}") as f:
                flags = int(re.search(r"flags:\s*(\d+)", f.read()).group(1), 8)
        except OSError:
            continue
        if path.startswith(t.dir + "/"):
            name = os.path.basename(path)
            found[name] = found.get(name, False) or flags & 3 != 0
    return found


def agrees(t, dom, target="vda"):
    """The running document, QEMU's open files and the images' headers tell of one chain."""
    chain = live(dom, target)
    have = opened(t, dom)
    assert all(name in have for name in chain), f"{chain} against {have}"
    assert have[chain[0]], f"QEMU does not write to {chain[0]}"
    for above, below in zip(chain, chain[1:]):
        t.eq(backing(t.path(above)), t.path(below))
    return chain


def taken_or_not(t, dom, before):
    """A snapshot of two disks was taken, or nothing has happened; whether it was."""
    taken = tree(dom) == {"s1": None}
    a, b = ["a.qcow2", "base.raw"], ["b.raw"]
    if taken:
        a, b = ["a.s1"] + a, ["b.s1"] + b
    else:
        t.eq(tree(dom), {})
        t.eq(files(t), before)
    if dom.IsActive():
        t.eq((agrees(t, dom), agrees(t, dom, "vdb")), (a, b))
        t.eq(sorted(opened(t, dom)), sorted(a + b))
        t.eq((config(dom), config(dom, "vdb")), (a[:-1], b if taken else b[:1]))
    else:
        t.eq((config(dom)[0], config(dom, "vdb")[0]), (a[0], b[0]))
    return taken


LIVE_PLACES = ["overlay.files", "journal.begun", "snapshot.job", "overlay.storage", "overlay.nodes", "overlay.put", "overlay.status",
               "overlay.step#1", "overlay.step#2", "journal.finished"]


@ours_only(WHY)
@timeout(240)
def test_taking_one_live_dies_everywhere(t):
    need_fault_points()
    died = 0
    for at in LIVE_PLACES:
        for action in ("abort", "fail"):
            guest, dom = two_disks(t)
            dwrite(guest, 1)
            pulse, before = guest.pulse(), files(t)
            failed = child(t, dom, TAKE, fault=f"{at}={action}")
            died += failed
            settled(t, dom)
            if at == "overlay.files" and action == "abort":
                # Made, and not yet written down: empty files, which the next snapshot takes.
                for name in set(files(t)) - set(before):
                    t.eq(os.path.getsize(t.path(name)), 0, f"{at}: {name}")
                    os.unlink(t.path(name))
            taken = taken_or_not(t, dom, before)
            assert taken or failed, f"{at}={action}: it succeeded and is not there"
            guest.goes_on(pulse)
            dcheck(guest, 1)
            dwrite(guest, 2)
            # It works afterwards.
            take(dom, "s2")
            dcheck(guest, 2)
            dom.Destroy()
            for name in ("a.s2", "b.s2"):
                check(t.path(name))
            assert chain_holds(t.path("a.s2"), 2)
            dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
            for name in files(t):
                os.unlink(t.path(name))
    if not died:
        raise Skip("the library has no fault points")
    assert died >= len(LIVE_PLACES), died


@ours_only(WHY)
@timeout(180)
def test_taking_one_of_an_inactive_guest_dies_everywhere(t):
    for at in ("overlay.files", "journal.begun", "overlay.formatted#1", "overlay.formatted#2", "journal.committed", "journal.step#1",
               "journal.step#2", "journal.finished"):
        for action in ("abort", "fail"):
            _, dom = two_disks(t, running=False)
            before = files(t)
            if not child(t, dom, TAKE, fault=f"{at}={action}") and at == "overlay.files":
                raise Skip("the library has no fault points")
            settled(t, dom)
            if at == "overlay.files" and action == "abort":
                for name in set(files(t)) - set(before):
                    t.eq(os.path.getsize(t.path(name)), 0)
                    os.unlink(t.path(name))
            taken_or_not(t, dom, before)
            take(dom, "s2")
            assert chain_holds(t.path("a.s2"), 2)
            dom.Create()
            dom.Destroy()
            dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
            for name in files(t):
                os.unlink(t.path(name))


@ours_only(WHY)
@timeout(180)
def test_qemu_dies_with_the_process_that_takes_one(t):
    for at in ("snapshot.job", "overlay.nodes", "overlay.put", "overlay.status", "overlay.step#1"):
        guest, dom = two_disks(t)
        dwrite(guest, 1)
        before = files(t)
        hold = t.path("hold")
        env = dict(os.environ, OXIVIRT_FAULT=at + "=hold", OXIVIRT_FAULT_HOLD=hold)
        process = t.spawn(CHILD + TAKE, dom.GetName(), env=env, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while not os.path.exists(hold):
            if process.poll() is not None:
                raise Skip("the library has no fault points")
            assert time.monotonic() < end
            time.sleep(0.01)
        put = at not in ("snapshot.job", "overlay.nodes")
        if put:
            # Now in the overlay only.
            dwrite(guest, 2)
        qemu = t.qemu_pid(dom)
        process.kill()
        os.kill(qemu, signal.SIGKILL)
        process.wait()
        os.unlink(hold)
        t.wait_state(dom, "SHUTOFF/CRASHED")
        settled(t, dom)
        taken = taken_or_not(t, dom, before)
        t.eq(taken, put, at)
        dom.Create()
        guest.connect().booted()
        dcheck(guest, 2 if put else 1)
        dom.Destroy()
        dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
        for name in files(t):
            os.unlink(t.path(name))


@ours_only(WHY)
def test_the_supervisor_dies_with_the_process_that_takes_one(t):
    guest, dom = two_disks(t)
    dwrite(guest, 1)
    pulse, before = guest.pulse(), files(t)
    for at in ("overlay.nodes", "overlay.put"):
        hold = t.path("hold")
        env = dict(os.environ, OXIVIRT_FAULT=at + "=hold", OXIVIRT_FAULT_HOLD=hold)
        process = t.spawn(CHILD + TAKE, dom.GetName(), env=env, stderr=subprocess.DEVNULL)
        while not os.path.exists(hold):
            if process.poll() is not None:
                raise Skip("the library has no fault points")
            time.sleep(0.01)
        process.kill()
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as f:
                    line = f.read().split(b"\0")
            except OSError:
                continue
            if line[0] == b"oxivirt-supervisor" and dom.GetName().encode() in line:
                os.kill(int(pid), signal.SIGKILL)
        process.wait()
        os.unlink(hold)
        settled(t, dom)
        t.eq(taken_or_not(t, dom, before), at == "overlay.put")
        guest.goes_on(pulse)
        dcheck(guest, 1)


DELETE_PLACES = ["snapshot.delete.planned", "journal.begun", "snapshot.delete.marked", "snapshot.delete.merged", "snapshot.delete.rebased",
                 "snapshot.delete.metadata", "snapshot.delete.removed"]


def deleted_or_not(t, dom, name):
    """{name: pattern} of the snapshots that must be right now; whether the one in question is gone."""
    known = tree(dom)
    states = {n: i for i, n in enumerate(("s1", "s2", "s3")) if n in known}
    gone = name not in known
    begun = not gone and "snapshotDeleteInProgress" in lookup_snapshot(dom, name).GetXMLDesc(0)
    if begun:
        states.pop(name)
    return states, gone


@ours_only(WHY)
@timeout(300)
def test_deleting_one_of_a_running_guest_dies_everywhere(t):
    places = DELETE_PLACES + ["snapshot.delete.job", "block.recorded", "block.started", "block.concluded", "block.defined",
                              "block.documents"]
    last = ["snapshot.delete.ready", "block.ending", "block.ended"]
    for name, here in (("s2", places), ("s3", places + last)):
        for at in here:
            guest, dom = snapshots(t, True, "s1", "s2", "s3")
            pulse = guest.pulse()
            if not child(t, dom, DELETE_IT, name, fault=at) and at == "snapshot.delete.planned":
                raise Skip("the library has no fault points")
            settled(t, dom)
            agrees(t, dom)
            states, gone = deleted_or_not(t, dom, name)
            assert gone or at in ("snapshot.delete.planned",), f"{at}: the deletion was not gone on with"
            guest.goes_on(pulse)
            t.eq(len(files(t)), 5 - gone)
            still_right(t, dom, guest, True, states, 3)
            dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
            for file in files(t):
                os.unlink(t.path(file))


@ours_only(WHY)
@timeout(200)
def test_deleting_one_of_an_inactive_guest_dies_everywhere(t):
    for name in ("s2", "s3"):
        for at in DELETE_PLACES + ["snapshot.delete.committed"]:
            _, dom = snapshots(t, False, "s1", "s2", "s3")
            if not child(t, dom, DELETE_IT, name, fault=at) and at == "snapshot.delete.planned":
                raise Skip("the library has no fault points")
            settled(t, dom)
            states, gone = deleted_or_not(t, dom, name)
            assert gone or at == "snapshot.delete.planned", at
            t.eq(len(files(t)), 5 - gone)
            still_right(t, dom, None, False, states, 3)
            dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
            for file in files(t):
                os.unlink(t.path(file))


@ours_only(WHY)
@timeout(200)
def test_a_deletion_that_fails_is_begun_again(t):
    for running in (True, False):
        for at in ("snapshot.delete.marked", "snapshot.delete.merged", "snapshot.delete.metadata", "snapshot.delete.removed"):
            guest, dom = snapshots(t, running, "s1", "s2", "s3")
            if not child(t, dom, DELETE_IT, "s2", fault=at + "=fail"):
                raise Skip("the library has no fault points")
            t.eq(left(t, dom), [])
            states, gone = deleted_or_not(t, dom, "s2")
            assert not gone
            lookup_snapshot(dom, "s2").Delete(0)
            t.eq(tree(dom), {"s1": None, "s3": "s1"})
            t.eq(files(t), ["a.qcow2", "a.s1", "a.s3", "base.raw"])
            still_right(t, dom, guest, running, {"s1": 0, "s3": 2}, 3)
            dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
            for file in files(t):
                os.unlink(t.path(file))


PIVOT_IT = """lv.virDomainBlockCommit(dom, 'vda', None, None, 0, 4 | 2)
disks.wait_ready(dom)
dom.BlockJobAbort('vda', 2)
"""


@ours_only(WHY)
@timeout(200)
def test_a_pivot_dies_everywhere(t):
    for at in ("block.recorded", "block.started", "block.ending", "block.ended", "block.concluded", "block.defined", "block.removed",
               "block.documents"):
        paths = chain(t, "base.raw", "a.qcow2", "b.qcow2")
        guest = t.guest(devices=disk(paths[-1]))
        dom = guest.dom
        dwrite(guest, 1)
        pulse = guest.pulse()
        if not child(t, dom, PIVOT_IT, fault=at):
            raise Skip("the library has no fault points")
        if at == "block.started":
            wait_ready(dom)
        elif at != "block.ending":
            try:
                wait_gone(dom)
            except AssertionError as e:
                raise AssertionError(f"{at}: {e}")
        if job(dom):
            # It was begun, and nobody has asked for its end.
            assert at in ("block.started", "block.ending"), at
            dom.BlockJobAbort("vda", PIVOT)
        chained = agrees(t, dom)
        t.eq(chained, ["b.qcow2", "a.qcow2", "base.raw"] if at == "block.recorded" else ["base.raw"], at)
        t.eq(files(t), sorted(chained))
        t.eq(config(dom), chained[:1])
        guest.goes_on(pulse)
        dcheck(guest, 1)
        dom.Destroy()
        assert chain_holds(t.path(chained[0]), 3, "qcow2" if at == "block.recorded" else "raw")
        dom.Create()
        guest.connect().booted()
        dcheck(guest, 1)
        dom.Destroy()
        dom.Undefine()
        for file in files(t):
            os.unlink(t.path(file))


@ours_only("stock's embedded daemon is the process itself")
def test_jobs_go_on_when_who_began_them_is_gone(t):
    paths = chain(t, "base.raw", "a.qcow2", "b.qcow2")
    guest = t.guest(devices=disk(paths[-1]))
    assert not child(t, guest.dom, "dom.BlockPull('vda', 4, 0)", fault="nothing")
    wait_chain(guest.dom, ["b.qcow2"])
    t.eq(config(guest.dom), ["b.qcow2"])
    t.eq(sorted(opened(t, guest.dom)), ["b.qcow2"])


# Full disks.

@needs_root
def test_no_room_for_an_overlay(t):
    guest, dom = two_disks(t)
    mount(t, t.path("mnt"), "size=64k")
    before = files(t)
    for full in ("mnt/over", "mnt/x"):
        try:
            take(dom, "s1", of("vdb", t.path(full)))
        except lv.Error as e:
            assert e.code in (ERR.OPERATION_FAILED, ERR.SYSTEM_ERROR, ERR.INTERNAL_ERROR), e
        else:
            raise AssertionError("it found room")
    t.eq(files(t), before)
    t.eq(os.listdir(t.path("mnt")), [])
    t.eq((live(dom), live(dom, "vdb"), tree(dom)), (["a.qcow2", "base.raw"], ["b.raw"], {}))
    guest.pulse()


@needs_root
@ours_only("it leaves the deletion half done, and other states too")
def test_no_room_for_what_is_merged(t):
    mount(t, t.path("mnt"), "size=2m")
    base = qcow2(t.path("mnt/base.qcow2"), 8 * MIB)
    write(base, 1, 0, MIB // 2)
    guest = t.guest(devices=disk(base))
    take(guest.dom, "s1", of("vda", t.path("one")))
    dwrite(guest, 1, at=4 * MIB, size=2 * MIB)
    take(guest.dom, "s2", of("vda", t.path("two")))
    dwrite(guest, 2, at=6 * MIB, size=MIB)
    pulse = guest.pulse()
    try:
        lookup_snapshot(guest.dom, "s1").Delete(0)
    except lv.Error as e:
        t.eq(e.code, ERR.OPERATION_FAILED, str(e))
    else:
        raise AssertionError("it found room")
    t.eq(left(t, guest.dom), [])
    t.eq(live(guest.dom), ["two", "one", "base.qcow2"])
    t.eq(tree(guest.dom), {"s1": None, "s2": "s1"})
    guest.goes_on(pulse)
    dcheck(guest, 1, at=4 * MIB, size=2 * MIB)
    dcheck(guest, 2, at=6 * MIB, size=MIB)
    # Its own state is lost, and going there would give up where the guest is.
    t.refused("OPERATION_INVALID", lv.virDomainRevertToSnapshot, lookup_snapshot(guest.dom, "s1"), 0)
    guest.goes_on(pulse)
    # With room it is gone on with.
    run("mount", "-o", "remount,size=16m", t.path("mnt"))
    lookup_snapshot(guest.dom, "s1").Delete(0)
    t.eq(live(guest.dom), ["two", "base.qcow2"])
    dcheck(guest, 1, at=4 * MIB, size=2 * MIB)
    dcheck(guest, 2, at=6 * MIB, size=MIB)
    guest.dom.Destroy()
    t.no_file(t.path("one"))


# Quiesce: an agent that the test plays.

class FakeAgent(threading.Thread):
    def __init__(self, path):
        super().__init__(daemon=True)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen(8)
        self.heard = []
        self.refuses = None

    def run(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        lines = connection.makefile("rb")
        for line in lines:
            try:
                command = json.loads(line)
            except ValueError:
                continue
            name = command["execute"]
            if name == "guest-sync":
                answer = {"return": command["arguments"]["id"]}
            elif name == self.refuses:
                answer = {"error": {"class": "GenericError", "desc": "not now"}}
            else:
                answer = {"return": 1}
            if name != "guest-sync":
                self.heard.append(name.replace("guest-fsfreeze-", ""))
            connection.sendall(json.dumps(answer).encode() + b"\n")


def with_agent(t):
    path = os.path.join(t.root, "agent.sock")
    if os.path.exists(path):
        os.unlink(path)
    agent = FakeAgent(path)
    agent.start()
    image = chain(t, "base.raw", "a.qcow2")[-1]
    channel = f"""<channel type='unix'><source mode='connect' path='{path}'/>
      <target type='virtio' name='org.qemu.guest_agent.0'/></channel>"""
    return agent, t.guest(devices=disk(image) + channel)


@ours_only("libvirt speaks to an agent only after the guest has opened the channel")
def test_quiesce_freezes_and_thaws(t):
    agent, guest = with_agent(t)
    take(guest.dom, "s1", flags=DISK_ONLY | QUIESCE)
    t.eq(agent.heard, ["freeze", "thaw"])
    agent.heard.clear()
    agent.refuses = "guest-fsfreeze-freeze"
    t.refused("AGENT_COMMAND_FAILED/QEMU", take, guest.dom, "s2", "", DISK_ONLY | QUIESCE)
    t.eq(agent.heard[:2], ["freeze", "thaw"])
    assert "freeze" not in agent.heard[2:]
    t.eq((live(guest.dom), tree(guest.dom)), (["a.s1", "a.qcow2", "base.raw"], {"s1": None}))
    t.no_file(t.path("a.s2"))
    agent.refuses = None
    agent.heard.clear()
    os.mkdir(t.path("a.s3"))
    t.refused("CONFIG_UNSUPPORTED/QEMU", take, guest.dom, "s3", "", DISK_ONLY | QUIESCE)
    assert agent.heard in ([], ["freeze", "thaw"]), agent.heard


@ours_only(WHY)
def test_the_guest_is_thawed_whoever_dies(t):
    source = TAKE.replace(str(DISK_ONLY), str(DISK_ONLY | QUIESCE))
    for at in ("overlay.frozen", "overlay.put", "overlay.frozen=fail"):
        agent, guest = with_agent(t)
        if not child(t, guest.dom, source, fault=at):
            raise Skip("the library has no fault points")
        # Nobody has to come: the supervisor sees to it.
        end = time.monotonic() + 10
        while agent.heard[-1:] != ["thaw"]:
            assert time.monotonic() < end, agent.heard
            time.sleep(0.02)
        settled(t, guest.dom)
        t.eq(tree(guest.dom), {"s1": None} if at == "overlay.put" else {})
        agrees(t, guest.dom)
        guest.pulse()
        guest.dom.Destroy()
        guest.dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
        for file in files(t):
            os.unlink(t.path(file))
