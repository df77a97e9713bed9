"""Stock libvirt and this library on the same files, in turn.

A process with stock's library opens the same embed root, and has ended when ours goes on. Skipped where
stock's libvirt.so.0 with its QEMU driver is not installed.
"""
import glob
import os
import re

import lv
from codes import SAVE, XML, state_name
from harness import Guest, Image, Skip, has_sparse, ours_only, timeout
from snapshots import awake, disk_guest, holds, names_in, put, take, write

ONLY = ours_only("it takes both")
OPEN = "conn = shared()\n"


def stock_library():
    for directory in ("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"):
        path = os.path.join(directory, "libvirt.so.0")
        if os.path.exists(path) and glob.glob(os.path.join(directory, "libvirt/connection-driver/libvirt_driver_qemu.so")):
            return os.environ.get("OXIVIRT_E2E_STOCK", path)
    raise Skip("stock libvirt's QEMU driver is not installed")


def stock(t, source, *arguments):
    """Runs `source` with stock's library on this test's root; what it printed."""
    env = dict(os.environ, OXIVIRT_LIB=stock_library(), OXIVIRT_E2E_WHO="stock", LIBVIRT_DEBUG="4")
    process = t.spawn(OPEN + source, *arguments, env=env)
    out, _ = process.communicate(timeout=90)
    assert process.returncode == 0, f"stock's process ended with {process.returncode}: {out}"
    return out


FORMATS = {"raw": 0, "sparse": 6}


def saved_by_stock(t, name):
    t.set_format(name)
    g = t.guest(fill=8)
    pulse = g.pulse()
    nonce = pulse[0]
    g.dom.Destroy()
    del g
    # Stock's own guest: it starts, fills and saves it.
    out = stock(t, """
from harness import Guest
name, serial, image = argv
class T: pass
dom = lv.virDomainLookupByName(conn, name)
dom.Create()
g = Guest(T(), dom, serial).booted()
g.fill(8)
print(*g.pulse())
dom.Save(image)
""", t.name("g"), t.serial("g"), t.path("image"))
    other, count = out.split()
    assert other != nonce
    t.eq(Image(t.path("image")).format, FORMATS[name])
    return other, int(count)


def needs(name):
    if name == "sparse" and not has_sparse():
        raise Skip("this QEMU has no mapped-ram")


def restores_here(t, name):
    needs(name)
    pulse = saved_by_stock(t, name)
    t._conn = None
    dom = t.lookup("g")
    t.has(lv.virDomainSaveImageGetXMLDesc(t.conn, t.path("image"), 0), f"<name>{t.name('g')}</name>")
    whole = open(t.path("image"), "rb").read()
    lv.virDomainRestore(t.conn, t.path("image"))
    t.is_state(dom, "RUNNING/RESTORED")
    g = Guest(t, dom, t.serial("g"))
    g.goes_on(pulse)
    dom.Destroy()
    lv.virDomainRestoreFlags(t.conn, t.path("image"), None, SAVE.PAUSED)
    t.is_state(dom, "PAUSED/MIGRATION")
    dom.Resume()
    g.connect().goes_on(pulse)
    assert open(t.path("image"), "rb").read() == whole


@ONLY
def test_a_raw_image_of_stock_restores_here(t):
    restores_here(t, "raw")


@ONLY
def test_a_sparse_image_of_stock_restores_here(t):
    restores_here(t, "sparse")


def restores_there(t, name):
    stock_library()
    needs(name)
    t.set_format(name)
    g = t.guest(fill=8)
    pulse = g.pulse()
    g.dom.Save(t.path("image"))
    t.eq(Image(t.path("image")).format, FORMATS[name])
    out = stock(t, """
from harness import Guest
name, serial, image = argv
class T: pass
print(lv.virDomainSaveImageGetXMLDesc(conn, image, 0).count(name))
lv.virDomainRestore(conn, image)
dom = lv.virDomainLookupByName(conn, name)
print(codes.state_name(dom.state()))
g = Guest(T(), dom, serial)
g.check()
print(*g.pulse())
dom.Destroy()
""", t.name("g"), t.serial("g"), t.path("image")).split()
    t.eq(out[0], "1")
    t.eq(out[1], "RUNNING/RESTORED")
    t.eq(out[2], pulse[0], "nonce")
    assert pulse[1] < int(out[3]) < pulse[1] + 2000, (pulse, out)


@ONLY
def test_a_raw_image_of_ours_restores_there(t):
    restores_there(t, "raw")


@ONLY
def test_a_sparse_image_of_ours_restores_there(t):
    restores_there(t, "sparse")


@ONLY
def test_an_image_redefined_here_restores_there_and_back(t):
    pulse = saved_by_stock(t, "raw")
    t._conn = None
    xml = lv.virDomainSaveImageGetXMLDesc(t.conn, t.path("image"), 1)
    lv.virDomainSaveImageDefineXML(t.conn, t.path("image"), xml.replace("</uuid>", "</uuid><title>ours</title>"), SAVE.PAUSED)
    out = stock(t, """
xml = lv.virDomainSaveImageGetXMLDesc(conn, argv[0], 1)
print("<title>ours</title>" in xml)
lv.virDomainRestore(conn, argv[0])
dom = lv.virDomainLookupByName(conn, argv[1])
print(codes.state_name(dom.state()))
dom.Destroy()
lv.virDomainSaveImageDefineXML(conn, argv[0], xml.replace("ours", "theirs"), SAVE.RUNNING)
""", t.path("image"), t.name("g")).split()
    t.eq(out, ["True", "PAUSED/MIGRATION"])
    lv.virDomainRestore(t.conn, t.path("image"))
    dom = t.lookup("g")
    t.is_state(dom, "RUNNING/RESTORED")
    t.has(dom.GetXMLDesc(0), "<title>theirs</title>")
    Guest(t, dom, t.serial("g")).goes_on(pulse)


@ONLY
def test_managed_saves_both_ways(t):
    stock_library()
    g = t.guest(fill=4)
    pulse = g.pulse()
    g.dom.ManagedSave(0)
    out = stock(t, """
from harness import Guest
class T: pass
dom = lv.virDomainLookupByName(conn, argv[0])
print(dom.HasManagedSaveImage(0))
dom.Create()
print(codes.state_name(dom.state()))
print(*Guest(T(), dom, argv[1]).pulse())
dom.ManagedSave(SAVE.PAUSED)
""", t.name("g"), t.serial("g")).split()
    t.eq(out[:3], ["1", "RUNNING/RESTORED", pulse[0]])
    t._conn = None
    dom = t.lookup("g")
    t.eq(dom.HasManagedSaveImage(0), 1)
    dom.Create()
    t.is_state(dom, "PAUSED/MIGRATION")
    dom.Resume()
    g.connect().goes_on(pulse)


@ONLY
def test_definitions_both_ways(t):
    stock_library()
    devices = "<serial type='pty'/><rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>"
    ours = t.define("ours", devices=devices, extra="<on_crash>restart</on_crash>")
    ours.SetAutostart(1)
    out = stock(t, """
dom = lv.virDomainLookupByName(conn, argv[0])
print(dom.autostart(), dom.IsPersistent())
open(argv[2], "w").write(dom.GetXMLDesc(XML.INACTIVE))
other = lv.virDomainDefineXML(conn, argv[1])
other.SetAutostart(1)
open(argv[3], "w").write(other.GetXMLDesc(XML.INACTIVE))
""", t.name("ours"), t.xml("stock", devices=devices), t.path("one"), t.path("two"))
    t.eq(out.split(), ["1", "1"])
    t.eq(ours.GetXMLDesc(XML.INACTIVE), open(t.path("one")).read())
    t._conn = None
    theirs = t.lookup("stock")
    t.eq(theirs.GetXMLDesc(XML.INACTIVE), open(t.path("two")).read())
    t.eq((theirs.autostart(), theirs.IsPersistent()), (1, 1))
    theirs.Create()
    t.is_state(theirs, "RUNNING/BOOTED")


@ONLY
@timeout(90)
def test_a_running_guest_of_stock_is_taken_over(t):
    stock_library()
    t.define("g").Undefine()
    out = stock(t, """
from harness import Guest
class T: pass
dom = lv.virDomainDefineXML(conn, argv[0])
dom.Create()
g = Guest(T(), dom, argv[1]).booted()
g.fill(4)
print(dom.id(), *g.pulse(), flush=True)
os._exit(0)
""", t.guest_xml(), t.serial("g")).split()
    t._conn = None
    dom = t.lookup("g")
    t.is_state(dom, "RUNNING/BOOTED")
    t.eq(dom.id(), int(out[0]))
    pulse = (out[1], int(out[2]))
    g = Guest(t, dom, t.serial("g"))
    pulse = g.goes_on(pulse)
    dom.Suspend()
    t.is_state(dom, "PAUSED/USER")
    dom.Resume()
    t.has(dom.GetXMLDesc(0), f"id='{out[0]}'")
    dom.Save(t.path("image"))
    t.is_state(dom, "SHUTOFF/SAVED")
    lv.virDomainRestore(t.conn, t.path("image"))
    g.connect().goes_on(pulse)


@ONLY
def test_two_at_once_are_refused(t):
    """While stock's driver has the directories, opening them here fails and says so."""
    import subprocess
    stock_library()
    env = dict(os.environ, OXIVIRT_LIB=stock_library(), OXIVIRT_E2E_WHO="stock", LIBVIRT_DEBUG="4")
    process = t.spawn(OPEN + "print('up', flush=True); sys.stdin.readline()", env=env, stdin=subprocess.PIPE)
    t.eq(process.stdout.readline(), "up\n")
    try:
        try:
            conn = lv.virConnectOpen(t.uri)
            conn.names()
        except lv.Error as e:
            assert re.search(r"libvirtd|virtqemud|driver\.pid|\d+", e.message), e
        else:
            raise AssertionError("it opens")
    finally:
        process.communicate("end\n")


# Snapshots: taken by one, gone back to by the other.

TAKEN = {"running": "RUNNING/FROM_SNAPSHOT", "paused": "PAUSED/FROM_SNAPSHOT", "inactive": None, "memory": "RUNNING/FROM_SNAPSHOT"}


def takes_all(t, dom, guest):
    """A snapshot of each kind; the disk holds 5000 in each, and the guest is off then."""
    write(guest, 5000)
    take(t, dom, "running")
    dom.Suspend()
    take(t, dom, "paused")
    put(guest, "inactive")
    take(t, dom, "inactive")
    put(guest, "running")
    take(t, dom, "memory", 0, f"<memory snapshot='external' file='{t.path('image')}'/>")
    write(guest, 6000)
    put(guest, "inactive")


@ONLY
@timeout(120)
def test_stock_goes_back_to_our_snapshots(t):
    # Stock does not load a snapshot's memory from a sparse image, which is our default.
    t.set_format("raw", "snapshot_image_format")
    guest = disk_guest(t)
    takes_all(t, guest.dom, guest)
    guest.console.close()
    name = guest.dom.GetName()
    # In stock's process: what it makes of each, and what the guest finds on its disk.
    out = stock(t, """
from harness import Guest
from codes import state_name
name, serial = argv
class T: pass
dom = lv.virDomainLookupByName(conn, name)
for which in "memory", "running", "paused", "inactive":
    lv.virDomainRevertToSnapshot(dom.SnapshotLookupByName(which, 0), 0)
    said = state_name(dom.state())
    if not dom.IsActive():
        dom.Create()
    elif dom.state()[0] == 3:
        dom.Resume()
    g = Guest(T(), dom, serial).booted()
    answers = [g.console.ask(q) for q in ("disk vd0", "dcheck 100 5000 64")]
    print(which, said, answers[-1].split()[1])
    dom.Destroy()
    time.sleep(1.1)
""", name, t.serial("g"))
    for line in out.splitlines():
        which, state, disk = line.split()
        t.eq(disk, "ok", which)
        t.eq(state, TAKEN[which] or state, which)
        assert which != "inactive" or state.startswith("SHUTOFF"), state
    t.eq(len(out.splitlines()), 4)


@ONLY
@timeout(120)
def test_we_go_back_to_stocks_snapshots(t):
    guest = disk_guest(t)
    put(guest, "inactive")
    guest.console.close()
    name = guest.dom.GetName()
    stock(t, """
from snapshots import *
class T:
    set_state = staticmethod(lambda dom, state: dom.Suspend() if state == "paused" else
                             dom.Resume() if dom.state()[0] == 3 else None)
    path = staticmethod(lambda n: argv[2])
from interop_stock import takes_all
dom = lv.virDomainLookupByName(conn, argv[0])
dom.Create()
guest = Guest(T(), dom, argv[1]).booted()
guest.images = [argv[3]]
takes_all(T(), dom, guest)
""", name, t.serial("g"), t.path("image"), guest.images[0])
    t._conn = None
    dom = guest.dom = t.lookup("g")
    for which, expected in TAKEN.items():
        lv.virDomainRevertToSnapshot(dom.SnapshotLookupByName(which, 0), 0)
        state = state_name(dom.state())
        t.eq(state, expected or state, which)
        assert which != "inactive" or state.startswith("SHUTOFF"), state
        awake(guest)
        holds(guest, 5000)
        put(guest, "inactive")
    for which in "running", "paused", "inactive":
        lv.virDomainSnapshotDelete(dom.SnapshotLookupByName(which, 0), 0)
    t.eq(names_in(guest.images[0]), [])
