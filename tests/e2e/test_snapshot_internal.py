"""Making and deleting internal snapshots, and what reverting to them refuses."""
import os
import re

import lv
from codes import REVERT, SNAP, SNAPDEL, START, state_name
from snapshots import *

OVMF = "/usr/share/OVMF/OVMF_CODE_4M.fd"


def disk(path, target, form="qcow2", more="", device="disk", bus="virtio"):
    return (f"<disk type='file' device='{device}'><driver name='qemu' type='{form}'/><source file='{path}'/>"
            f"<target dev='{target}' bus='{bus}'/>{more}</disk>")


def modes(snap):
    """The mode of each disk in a snapshot's document."""
    text = snap.GetXMLDesc(0)
    part = text[text.index("<disks>"):text.index("</disks>")]
    return dict(re.findall(r"<disk name='(\w+)' snapshot='(\w+)'", part))


def both_ways(t, devices, expected, images):
    """Running and inactive: the snapshot has these modes, and these images have it."""
    dom = t.define(devices=devices)
    for state in "inactive", "running":
        if state == "running":
            dom.Create()
        snap = take(t, dom, state)
        t.eq(modes(snap), expected, state)
        for path in images:
            assert state in names_in(path), f"{path} has no snapshot"
    for name in "inactive", "running":
        lv.virDomainSnapshotDelete(dom.SnapshotLookupByName(name, 0), 0)
        for path in images:
            assert name not in names_in(path), f"{path} still has the snapshot"
    t.eq(dom.SnapshotNum(0), 0)


def test_several_disks(t):
    a, b = image(t, "a.qcow2"), image(t, "b.qcow2")
    both_ways(t, disk(a, "vda") + disk(b, "vdb"), {"vda": "internal", "vdb": "internal"}, [a, b])


def test_read_only_disks_and_cdroms_are_left_out(t):
    a, b, c = image(t, "a.qcow2"), image(t, "b.qcow2"), image(t, "c.iso", "raw")
    devices = disk(a, "vda") + disk(b, "vdb", more="<readonly/>") + disk(c, "hdc", "raw", "<readonly/>", "cdrom", "ide")
    both_ways(t, devices, {"vda": "internal", "vdb": "no", "hdc": "no"}, [a])
    t.eq(names_in(b), [])


def test_raw_disks_are_refused(t):
    a, b = image(t, "a.qcow2"), image(t, "b.raw", "raw")
    dom = t.define(devices=disk(a, "vda") + disk(b, "vdb", "raw"))
    for _ in range(2):
        t.refused("CONFIG_UNSUPPORTED/QEMU", take, t, dom)
        t.eq(names_in(a), [])
        if not dom.IsActive():
            dom.Create()
    t.is_state(dom, "RUNNING/BOOTED")


def test_a_paused_guest_stays_paused(t):
    guest = disk_guest(t)
    put(guest, "paused")
    snap = take(t, guest.dom)
    t.is_state(guest.dom, "PAUSED/USER")
    t.has(snap.GetXMLDesc(0), "<state>paused</state>", "<memory snapshot='internal'/>")


def test_a_running_guest_goes_on(t):
    guest = disk_guest(t)
    pulse = guest.pulse()
    snap = take(t, guest.dom)
    t.is_state(guest.dom, "RUNNING/UNPAUSED")
    guest.goes_on(pulse)
    t.has(snap.GetXMLDesc(0), "<state>running</state>", "<memory snapshot='internal'/>", "<cookie>")


def test_halt(t):
    for i, state in enumerate(("running", "paused")):
        guest = disk_guest(t, suffix="g%d" % i)
        write(guest, 5000)
        pulse = guest.pulse()
        put(guest, state)
        snap = take(t, guest.dom, "s", SNAP.HALT)
        t.is_state(guest.dom, "SHUTOFF/FROM_SNAPSHOT")
        t.eq(names_in(guest.images[0]), ["s"])
        lv.virDomainRevertToSnapshot(snap, REVERT.RUNNING)
        check(t, guest, pulse, "running")
        guest.dom.Destroy()


def test_without_metadata(t):
    guest = disk_guest(t)
    snap = take(t, guest.dom, "s", SNAP.NO_METADATA)
    t.eq(snap.GetName(), "s")
    t.eq(guest.dom.SnapshotNum(0), 0)
    t.eq(names_in(guest.images[0]), ["s"])
    t.refused("OPERATION_FAILED/QEMU", take, t, guest.dom)
    t.is_state(guest.dom, "RUNNING/UNPAUSED")


@stock_differs("it makes a second one of the name in the image")
def test_a_name_that_the_image_has(t):
    path = image(t)
    dom = t.define(devices=disk(path, "vda"))
    subprocess.run(["qemu-img", "snapshot", "-c", "s", path], check=True)
    t.refused("OPERATION_FAILED/QEMU", take, t, dom)
    t.eq(names_in(path), ["s"])
    t.eq(dom.SnapshotNum(0), 0)


def test_delete_keeps_the_others(t):
    guest = disk_guest(t)
    dom = guest.dom
    write(guest, 5000)
    pulse = guest.pulse()
    first = take(t, dom, "first")
    diverge(guest)
    take(t, dom, "second")
    take(t, dom, "third")
    for state, name in ("paused", "second"), ("inactive", "third"):
        put(guest, state)
        was = state_name(dom.state())
        lv.virDomainSnapshotDelete(dom.SnapshotLookupByName(name, 0), 0)
        t.is_state(dom, was)
        assert name not in names_in(guest.images[0])
    t.eq(dom.SnapshotCurrent(0).GetName(), "first", "current")
    lv.virDomainRevertToSnapshot(first, 0)
    check(t, guest, pulse, "running")


def test_delete_with_children(t):
    guest = disk_guest(t)
    dom = guest.dom
    for name in "a", "b", "c":
        take(t, dom, name)
    lv.virDomainSnapshotDelete(dom.SnapshotLookupByName("b", 0), SNAPDEL.CHILDREN)
    t.eq(names_in(guest.images[0]), ["a"])
    take(t, dom, "d")
    lv.virDomainSnapshotDelete(dom.SnapshotLookupByName("a", 0), SNAPDEL.CHILDREN_ONLY)
    t.eq(names_in(guest.images[0]), ["a"])
    t.eq(dom.SnapshotCurrent(0).GetName(), "a")


def test_delete_of_what_is_gone(t):
    guest = disk_guest(t)
    snap = take(t, guest.dom)
    put(guest, "inactive")
    subprocess.run(["qemu-img", "snapshot", "-d", "s", guest.images[0]], check=True)
    lv.virDomainSnapshotDelete(snap, 0)
    t.eq(guest.dom.SnapshotNum(0), 0)


def test_revert_to_what_is_gone(t):
    guest = disk_guest(t)
    dom = guest.dom
    pulse = guest.pulse()
    snap = take(t, dom)
    put(guest, "inactive")
    was = state_name(dom.state())
    subprocess.run(["qemu-img", "snapshot", "-d", "s", guest.images[0]], check=True)
    t.refused("OPERATION_FAILED/QEMU", lv.virDomainRevertToSnapshot, snap, 0)
    if not t.stock:
        # libvirt has started a QEMU, or ended the one that ran.
        t.is_state(dom, was)
        put(guest, "running")
        pulse = guest.pulse()
        t.refused("OPERATION_FAILED/QEMU", lv.virDomainRevertToSnapshot, snap, 0)
        t.is_state(dom, "RUNNING/BOOTED")
        guest.goes_on(pulse)


@stock_differs("it leaves the first disk taken back, and says that the cause is unknown")
def test_revert_takes_all_disks_back_or_none(t):
    guest = disk_guest(t, images=2)
    dom = guest.dom
    write(guest, 5000)
    put(guest, "inactive")
    snap = take(t, dom)
    put(guest, "running")
    write(guest, 6000)
    put(guest, "inactive")
    subprocess.run(["qemu-img", "snapshot", "-d", "s", guest.images[1]], check=True)
    t.refused("OPERATION_FAILED/QEMU", lv.virDomainRevertToSnapshot, snap, 0)
    awake(guest)
    holds(guest, 6000)


def test_a_managed_save_makes_it_risky(t):
    guest = disk_guest(t)
    dom = guest.dom
    write(guest, 5000)
    put(guest, "inactive")
    off = take(t, dom, "off")
    put(guest, "running")
    on = take(t, dom, "on")
    dom.ManagedSave(0)
    for flag in 0, REVERT.RUNNING, REVERT.PAUSED:
        t.refused("SNAPSHOT_REVERT_RISKY/QEMU", lv.virDomainRevertToSnapshot, off, flag)
    t.is_state(dom, "SHUTOFF/SAVED")
    lv.virDomainRevertToSnapshot(off, REVERT.FORCE)
    t.is_state(dom, "SHUTOFF/SAVED")
    lv.virDomainRevertToSnapshot(on, 0)
    t.is_state(dom, "RUNNING/FROM_SNAPSHOT")
    if not t.stock:
        # Its next start would load a memory that is of other disks.
        t.eq(dom.HasManagedSaveImage(0), 0)


def test_flags(t):
    guest = disk_guest(t)
    snap = take(t, guest.dom)
    revert = lv.virDomainRevertToSnapshot
    t.refused("INVALID_ARG/DOMAIN_SNAPSHOT", revert, snap, REVERT.RUNNING | REVERT.PAUSED)
    t.refused("INVALID_ARG/QEMU", revert, snap, 16)
    revert(snap, REVERT.FORCE)
    t.is_state(guest.dom, "RUNNING/FROM_SNAPSHOT")
    revert(snap, REVERT.RESET_NVRAM | REVERT.PAUSED)
    t.is_state(guest.dom, "PAUSED/FROM_SNAPSHOT")


def test_a_transient_guest(t):
    path = image(t)
    guest = t.guest(transient=True, devices=disk(path, "vda"))
    guest.images = [path]
    dom = guest.dom
    write(guest, 5000)
    pulse = guest.pulse()
    snap = take(t, dom)
    t.refused("OPERATION_INVALID/QEMU", take, t, dom, "h", SNAP.HALT)
    write(guest, 6000)
    for flag, expected in (REVERT.PAUSED, "PAUSED"), (REVERT.FORCE, "RUNNING"), (0, "RUNNING"):
        lv.virDomainRevertToSnapshot(snap, flag)
        t.is_state(dom, expected + "/FROM_SNAPSHOT")
        t.eq(dom.IsPersistent(), 0)
    guest.connect().booted()
    holds(guest, 5000)
    t.eq(guest.pulse()[0], pulse[0], "nonce")


def test_a_transient_guest_cannot_become_inactive(t):
    path = image(t)
    dom = t.define("t", devices=disk(path, "vda"))
    snap = take(t, dom)
    document = snap.GetXMLDesc(0)
    lv.virDomainSnapshotDelete(snap, SNAPDEL.METADATA_ONLY)
    definition = dom.GetXMLDesc(2)
    dom.Undefine()
    dom = lv.virDomainCreateXML(t.conn, definition, 0)
    snap = dom.SnapshotCreateXML(document, SNAP.REDEFINE)
    t.refused("OPERATION_INVALID/QEMU", lv.virDomainRevertToSnapshot, snap, 0)
    t.is_state(dom, "RUNNING/BOOTED")
    lv.virDomainRevertToSnapshot(snap, REVERT.PAUSED)
    t.is_state(dom, "PAUSED/USER")
    lv.virDomainRevertToSnapshot(snap, REVERT.RUNNING)
    t.is_state(dom, "RUNNING/BOOTED")


def test_the_definition_goes_back_as_well(t):
    guest = disk_guest(t)
    dom = guest.dom
    write(guest, 5000)
    pulse = guest.pulse()
    snap = take(t, dom)
    put(guest, "inactive")
    changed = dom.GetXMLDesc(2).replace("<currentMemory unit='KiB'>32768", "<currentMemory unit='KiB'>65536")
    changed = changed.replace("<memory unit='KiB'>32768", "<memory unit='KiB'>65536")
    lv.virDomainDefineXML(t.conn, changed)
    put(guest, "running")
    t.eq(dom.info().maxMem, 65536)
    lv.virDomainRevertToSnapshot(snap, 0)
    t.eq(dom.info().maxMem, 32768)
    t.has(dom.GetXMLDesc(2), "<memory unit='KiB'>32768</memory>")
    check(t, guest, pulse, "running")


def firmware(t, form):
    """A guest with UEFI whose variables are kept in a file of this format."""
    template = "/usr/share/OVMF/OVMF_VARS_4M.fd"
    if not os.path.exists(OVMF):
        raise Skip("no OVMF")
    variables = t.path("vars." + form)
    subprocess.run(["qemu-img", "convert", "-f", "raw", "-O", form, template, variables], check=True)
    xml = t.xml(machine="q35", memory=256, devices=disk(image(t), "vda"))
    xml = xml.replace("hvm</type>", f"""hvm</type>
        <loader readonly='yes' type='pflash'>{OVMF}</loader>
        <nvram format='{form}' template='{template}'>{variables}</nvram>""")
    return lv.virDomainDefineXML(t.conn, xml), variables


def mark(variables, form, byte):
    subprocess.run(["qemu-io", "-f", form, "-c", f"write -P {byte} 400k 4k", variables], check=True,
                   stdout=subprocess.DEVNULL)


def marked(variables, form, byte):
    done = subprocess.run(["qemu-io", "-U", "-r", "-f", form, "-c", f"read -P {byte} 400k 4k", variables],
                          stdout=subprocess.PIPE, text=True)
    return "verification failed" not in done.stdout


@timeout(90)
def test_variables_in_qcow2_are_part_of_it(t):
    dom, variables = firmware(t, "qcow2")
    mark(variables, "qcow2", 1)
    dom.Create()
    snap = take(t, dom)
    t.eq(names_in(variables), ["s"])
    dom.Destroy()
    mark(variables, "qcow2", 2)
    lv.virDomainRevertToSnapshot(snap, REVERT.PAUSED)
    t.is_state(dom, "PAUSED/FROM_SNAPSHOT")
    assert marked(variables, "qcow2", 1), "the variables are not those of the snapshot"
    lv.virDomainSnapshotDelete(snap, 0)
    t.eq(names_in(variables), [])


@stock_differs("it refuses, or leaves the variables as they are")
@timeout(90)
def test_raw_variables_are_copied_beside(t):
    dom, variables = firmware(t, "raw")
    for state in "inactive", "running":
        mark(variables, "raw", 1)
        if state == "running":
            dom.Create()
        snap = take(t, dom, state)
        copy = f"{variables}.{state}.oxivirt-snapshot"
        t.file(copy)
        # A file that somebody else keeps beside them is nobody's copy.
        with open(variables + "." + state, "w") as f:
            f.write("mine")
        if dom.IsActive():
            dom.Destroy()
        mark(variables, "raw", 2)
        lv.virDomainRevertToSnapshot(snap, 0)
        assert marked(variables, "raw", 1), f"{state}: the variables are not those of the snapshot"
        if dom.IsActive():
            dom.Destroy()
        lv.virDomainSnapshotDelete(snap, 0)
        t.no_file(copy)
        with open(variables + "." + state) as f:
            t.eq(f.read(), "mine")


@stock_differs("it does not convert the template")
@timeout(90)
def test_variables_are_made_in_the_format_asked_for(t):
    dom, variables = firmware(t, "qcow2")
    os.remove(variables)
    dom.CreateWithFlags(START.PAUSED)
    text = subprocess.run(["qemu-img", "info", "-U", variables], stdout=subprocess.PIPE, text=True, check=True).stdout
    t.has(text, "file format: qcow2", "virtual size: 528 KiB")
