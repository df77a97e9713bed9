"""Snapshots without their data: documents, metadata, the tree, what creating refuses before it begins.

Snapshots are made by VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE, which touches no disk.
"""
import os
import re
import stat
import subprocess
import time

import lv
from codes import ERR, LIST, SNAP, SNAPDEL, SNAPLIST, UNDEFINE, UNKNOWN_FLAG, XML
from harness import Skip, ours_only, own_processes, stock_differs, timeout

REDEFINE, CURRENT = SNAP.REDEFINE, SNAP.CURRENT
OTHER = "7c8192e2-e36b-44c8-aa25-36b995370f5c"


def image(t, name, size="1M", form="qcow2"):
    path = t.path(name)
    if not os.path.exists(path):
        subprocess.run(["qemu-img", "create", "-q", "-f", form, path, size], check=True)
    return path


def disk(t, name, target, form="qcow2", extra="", mode="", device="disk", bus="virtio"):
    source = f"<source file='{image(t, name, form=form)}'/>" if name else ""
    mode = f" snapshot='{mode}'" if mode else ""
    return (f"<disk type='file' device='{device}'{mode}><driver name='qemu' type='{form}'/>{source}"
            f"<target dev='{target}' bus='{bus}'/>{extra}</disk>")


def two_disks(t):
    return disk(t, "a.qcow2", "vda") + disk(t, "b.qcow2", "vdb")


def document(inner=""):
    return f"<domainsnapshot>{inner}</domainsnapshot>"


BOTH_INTERNAL = "<disk name='vda' snapshot='internal'/><disk name='vdb' snapshot='internal'/>"


def taken(dom, name="s", state="shutoff", parent=None, memory="<memory snapshot='no'/>", disks=BOTH_INTERNAL, time=1000,
          domain=None, description=None):
    """The document of a snapshot that there is."""
    if domain is None:
        domain = dom.GetXMLDesc(XML.INACTIVE | XML.SECURE)
    return document(
        f"<name>{name}</name>"
        + (f"<description>{description}</description>" if description else "")
        + f"<state>{state}</state>"
        + (f"<parent><name>{parent}</name></parent>" if parent else "")
        + f"<creationTime>{time}</creationTime>{memory}<disks>{disks}</disks>{domain}")


def redefine(dom, *names, flags=REDEFINE, **how):
    """Snapshots by "name" or "name<parent"."""
    for i, name in enumerate(names):
        name, _, parent = name.partition("<")
        dom.SnapshotCreateXML(taken(dom, name, parent=parent or None, time=1000 + i, **how), flags)


def defined(t, suffix="a", devices=None, **how):
    return t.define(suffix, devices=two_disks(t) if devices is None else devices, **how)


def directory(t, dom):
    return os.path.join(t.paths.lib, "snapshot", dom.GetName())


def files(t, dom):
    """{name: text} of the metadata files."""
    found = {}
    where = directory(t, dom)
    for entry in os.listdir(where) if os.path.isdir(where) else []:
        with open(os.path.join(where, entry)) as f:
            found[entry.removesuffix(".xml")] = f.read()
    return found


def current_by_files(t, dom):
    return sorted(n for n, text in files(t, dom).items() if "<active>1</active>" in text)


def names(dom, flags=0):
    return sorted(dom.snapshot_names(flags))


# Documents that are refused.

def test_documents_that_are_refused(t):
    dom = defined(t)
    for what, xml, code in (
            ("empty", "", "XML_DETAIL/DOMAIN_SNAPSHOT"),
            ("no XML", "<a", "XML_DETAIL/DOMAIN_SNAPSHOT"),
            ("root", "<foo/>", "XML_ERROR/XML"),
            ("slash", document("<name>a/b</name>"), "XML_DETAIL/QEMU"),
            ("dot", document("<name>.a</name>"), "XML_DETAIL/QEMU"),
            ("memory mode", document("<memory snapshot='foo'/>"), "XML_ERROR/XML"),
            ("manual memory", document("<memory snapshot='manual'/>"), "XML_ERROR/DOMAIN_SNAPSHOT"),
            ("memory offline", document("<memory snapshot='internal'/>"), "XML_ERROR/DOMAIN_SNAPSHOT"),
            ("memory file offline", document("<memory file='/x'/>"), "XML_ERROR/DOMAIN_SNAPSHOT"),
            ("memory no file", document("<memory snapshot='external'/>"), "XML_ERROR/DOMAIN_SNAPSHOT"),
            ("internal memory file", document("<memory snapshot='internal' file='/x'/>"), "XML_ERROR/DOMAIN_SNAPSHOT"),
            ("disk without name", document("<disks><disk/></disks>"), "INTERNAL_ERROR/DOMAIN_SNAPSHOT"),
            ("disk mode", document("<disks><disk name='vda' snapshot='x'/></disks>"), "XML_ERROR/XML"),
            ("disk type", document("<disks><disk name='vda' type='x'/></disks>"), "XML_ERROR/XML"),
            ("volume", document("<disks><disk name='vda' type='volume'/></disks>"), "XML_ERROR/DOMAIN_SNAPSHOT"),
            ("dir", document("<disks><disk name='vda' type='dir'/></disks>"), "XML_ERROR/DOMAIN_SNAPSHOT"),
            ("relative", document("<disks><disk name='vda'><source file='x'/></disk></disks>"), "XML_ERROR/DOMAIN_SNAPSHOT"),
            ("format", document("<disks><disk name='vda'><driver type='x'/></disk></disks>"), "CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT")):
        t.refused(code, dom.SnapshotCreateXML, xml, 0)
        t.eq(dom.SnapshotNum(0), 0, what)
    t.refused("INVALID_ARG/DOMAIN_SNAPSHOT", dom.SnapshotCreateXML, None, 0)
    assert not files(t, dom)


def test_disks_that_are_refused(t):
    dom = defined(t)

    def disks(inner):
        return document(f"<name>s</name><disks>{inner}</disks>")

    b = t.path("b.qcow2")
    for xml, code in (
            (disks("<disk name='vdz'/>"), "CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT"),
            (disks("<disk name='vda'/><disk name='vda'/>"), "CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT"),
            (disks(f"<disk name='vda'/><disk name='{t.path('a.qcow2')}'/>"), "CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT"),
            (disks("<disk name='vda'/><disk name='vdb'/><disk name='vdc'/>"), "CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT"),
            (disks("<disk name='vda' snapshot='internal'><source file='/x'/></disk>"), "CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT"),
            (disks("<disk name='vda' snapshot='no'/>"), "CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT"),
            (disks("<disk name='vda' snapshot='manual'/>"), "CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT"),
            (disks(f"<disk name='vda' snapshot='external'><source file='{b}'/></disk>"), "CONFIG_UNSUPPORTED/QEMU"),
            (disks("<disk name='vda'><driver type='raw'/></disk>"), "CONFIG_UNSUPPORTED/QEMU"),
            (disks("<disk name='vda'><driver type='vmdk'/></disk>"), "CONFIG_UNSUPPORTED/QEMU"),
            (disks("<disk name='vda' snapshot='external'/><disk name='vdb' snapshot='internal'/>"), "CONFIG_UNSUPPORTED/QEMU"),
            (disks(f"<disk name='vda' type='block'><source dev='{t.path('zz')}'/></disk>"), "OPERATION_UNSUPPORTED/QEMU"),
            (disks("<disk name='vda' type='network'><source protocol='nbd' name='x'><host name='h'/></source></disk>"),
             "INTERNAL_ERROR/QEMU")):
        t.refused(code, dom.SnapshotCreateXML, xml, 0)
    missing = disks("<disk name='vda'><source file='/nonexistent/x'/></disk>")
    e = t.refused("SYSTEM_ERROR/QEMU", dom.SnapshotCreateXML, missing, SNAP.DISK_ONLY | SNAP.REUSE_EXT)
    t.eq(e.int1, 2)
    none = disks("<disk name='vda' snapshot='no'/><disk name='vdb' snapshot='no'/>")
    manual = none.replace("'no'", "'manual'")
    for xml in (none, manual, disks("<disk name='vda' snapshot='internal'/>")):
        t.refused("CONFIG_UNSUPPORTED/QEMU", dom.SnapshotCreateXML, xml, SNAP.DISK_ONLY)
    t.eq(sorted(os.listdir(t.dir)), ["a.qcow2", "b.qcow2"])
    assert not files(t, dom)


@stock_differs("two disks get one overlay")
def test_one_overlay_for_two_disks(t):
    dom = defined(t)
    both = "".join(f"<disk name='{d}'><source file='{t.path('zz')}'/></disk>" for d in ("vda", "vdb"))
    t.refused("CONFIG_UNSUPPORTED/QEMU", dom.SnapshotCreateXML, document(f"<disks>{both}</disks>"), SNAP.DISK_ONLY)
    t.no_file(t.path("zz"))


def test_domains_that_have_no_internal_snapshot(t):
    a, empty = disk(t, "a.qcow2", "vda"), disk(t, None, "hdc", "raw", "<readonly/>", "", "cdrom", "ide")
    for i, devices in enumerate((
            "", empty, disk(t, "c.raw", "vda", "raw"), a + disk(t, "c.raw", "vdb", "raw"),
            a + disk(t, "b.qcow2", "vdb", mode="no"), a + disk(t, "b.qcow2", "vdb", mode="manual"),
            a + disk(t, "b.qcow2", "vdb", mode="external"))):
        dom = defined(t, f"d{i}", devices)
        t.refused("CONFIG_UNSUPPORTED/QEMU", dom.SnapshotCreateXML, document(), 0)
    dom = defined(t, "named", a + empty)
    t.refused("CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT", dom.SnapshotCreateXML,
              document("<disks><disk name='hdc' snapshot='external'/></disks>"), SNAP.DISK_ONLY)


def test_running_domains_refuse(t):
    dom = defined(t)
    dom.Create()

    def refused(code, inner, flags=0):
        t.refused(code, dom.SnapshotCreateXML, document(inner), flags)

    external = "<disks><disk name='vda' snapshot='external'/><disk name='vdb' snapshot='external'/></disks>"
    refused("OPERATION_UNSUPPORTED/QEMU", "<memory snapshot='no'/>")
    refused("OPERATION_UNSUPPORTED/QEMU", "<memory snapshot='no'/>" + external)
    refused("CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT", external)
    refused("XML_ERROR/DOMAIN_SNAPSHOT", "<memory snapshot='internal'/>", SNAP.DISK_ONLY)
    refused("XML_ERROR/DOMAIN_SNAPSHOT", "<memory snapshot='external' file='x'/>")
    refused("CONFIG_UNSUPPORTED/QEMU", "<disks><disk name='vda' snapshot='internal'/></disks>", SNAP.DISK_ONLY)
    refused("CONFIG_UNSUPPORTED/QEMU", f"<memory file='{t.path('m')}'/><disks><disk name='vda' snapshot='internal'/></disks>")
    refused("OPERATION_UNSUPPORTED/QEMU", "", SNAP.LIVE)
    t.is_state(dom, "RUNNING/BOOTED")
    t.no_file(t.path("m"))


# What is made of what is asked for.

def a(t, mode="", extra=""):
    return disk(t, "a.qcow2", "vda", mode=mode, extra=extra)


def b(t, mode="", extra=""):
    return disk(t, "b.qcow2", "vdb", mode=mode, extra=extra)


def made(t, xml):
    """A document as "state memory disk=mode disk=mode:overlay(format)"."""
    said = [re.search("<state>(.*)</state>", xml)[1]]
    memory = re.search("<memory snapshot='(.*?)'(?: file='(.*)')?/>", xml)
    # libvirt 11.3 says nothing where there can be none.
    said.append(("memory=" + memory[1] if memory else "memory=no"))
    for name, mode, rest in re.findall("<disk name='(.*?)' snapshot='(.*?)'(.*?)(?=<disk name|</disks>)", xml, re.S):
        where = re.search("<source file='(.*?)'", rest)
        form = re.search("<driver type='(.*?)'", rest)
        said.append(f"{name}={mode}" + (f":{os.path.basename(where[1])}({form[1]})" if where else ""))
    return " ".join(said)


DISK_ONLY = SNAP.DISK_ONLY
NO_VDB = "<disks><disk name='vdb' snapshot='no'/></disks>"
OUT_A = "<disks><disk name='vda' snapshot='external'/></disks>"
OVERLAYS = "vda=external:a.s(qcow2) vdb=external:b.s(qcow2)"


def asked(t):
    """(devices, what the document says, flags, what is made: inactive, running); None: not asked."""
    cd = disk(t, "cd.iso", "hdc", "raw", "<readonly/>", device="cdrom", bus="ide")
    tray = disk(t, None, "hdc", "raw", "<readonly/>", device="cdrom", bus="ide")
    raw = disk(t, "c.raw", "vdb", "raw")
    named = f"<disks><disk name='{t.path('a.qcow2')}'><source file='{t.path('named')}'/></disk></disks>"
    x, noext = disk(t, "x.y.z", "vda"), disk(t, "noext", "vda")
    both = "vda=internal vdb=internal"
    return (
        (a(t) + b(t), "", 0, f"shutoff memory=no {both}", f"running memory=internal {both}"),
        (a(t) + b(t), "<memory snapshot='no'/>", 0, f"shutoff memory=no {both}", None),
        (a(t) + b(t), "<memory snapshot='internal'/>", 0, None, f"running memory=internal {both}"),
        (a(t) + cd, "", 0, "shutoff memory=no vda=internal hdc=no", "running memory=internal vda=internal hdc=no"),
        (a(t) + tray, "", 0, "shutoff memory=no vda=internal hdc=no", "running memory=internal vda=internal hdc=no"),
        (a(t) + b(t, extra="<readonly/>"), "", 0, "shutoff memory=no vda=internal vdb=no", None),
        (a(t, "internal") + b(t), "", 0, f"shutoff memory=no {both}", None),
        (a(t) + b(t), OUT_A, 0, f"shutoff memory=no {OVERLAYS}", None),
        (a(t) + b(t), "", DISK_ONLY, f"shutoff memory=no {OVERLAYS}", f"disk-snapshot memory=no {OVERLAYS}"),
        (a(t) + raw, "", DISK_ONLY, "shutoff memory=no vda=external:a.s(qcow2) vdb=external:c.s(qcow2)",
         "disk-snapshot memory=no vda=external:a.s(qcow2) vdb=external:c.s(qcow2)"),
        (a(t) + b(t), NO_VDB, DISK_ONLY, "shutoff memory=no vda=external:a.s(qcow2) vdb=no", None),
        (a(t, "no") + b(t), "", DISK_ONLY, "shutoff memory=no vda=no vdb=external:b.s(qcow2)", None),
        (a(t, "manual") + b(t), "", DISK_ONLY, "shutoff memory=no vda=manual vdb=external:b.s(qcow2)", None),
        (a(t, "no") + b(t), OUT_A, DISK_ONLY, f"shutoff memory=no {OVERLAYS}", None),
        (a(t) + cd, "", DISK_ONLY, "shutoff memory=no vda=external:a.s(qcow2) hdc=no", None),
        (a(t) + tray, "", DISK_ONLY, "shutoff memory=no vda=external:a.s(qcow2) hdc=no", None),
        (x, "", DISK_ONLY, "shutoff memory=no vda=external:x.y.s(qcow2)", None),
        (noext, "", DISK_ONLY, "shutoff memory=no vda=external:noext.s(qcow2)", None),
        (a(t), named, DISK_ONLY, "shutoff memory=no vda=external:named(qcow2)", None),
        (a(t), "<disks><disk name='vda'><driver type='qed'/></disk></disks>", DISK_ONLY,
         "shutoff memory=no vda=external:a.s(qed)", None),
        (a(t) + b(t), f"<memory file='{t.path('m')}'/>", 0, None, f"running memory=external {OVERLAYS}"),
        (a(t) + b(t), f"<memory file='{t.path('m')}'/>{NO_VDB}", 0, None,
         "running memory=external vda=external:a.s(qcow2) vdb=no"),
        ("", f"<memory file='{t.path('m')}'/>", 0, None, "running memory=external"),
    )


def makes(t, running):
    wrong = []
    for devices, inner, flags, *expected in asked(t):
        if expected[running] is None:
            continue
        for name in set(os.listdir(t.dir)) - {"cd.iso"}:
            os.unlink(t.path(name))
        asked(t)  # makes the images again
        dom = defined(t, "m", devices)
        if running:
            dom.Create()
        snap = dom.SnapshotCreateXML(document("<name>s</name><description>d</description>" + inner), flags)
        xml = snap.GetXMLDesc(0)
        if made(t, xml) != expected[running]:
            wrong.append(f"{inner} {flags}:\n  {made(t, xml)}\n  {expected[running]}")
        t.has(xml, "<description>d</description>", f"<uuid>{dom.uuid_string()}</uuid>", "<creationTime>")
        t.eq(("<inactiveDomain " in xml, "<cookie>" in xml),
             (bool(running), bool(running) and "memory=no" not in made(t, xml)), inner)
        t.eq((snap.IsCurrent(0), names(dom)), (1, ["s"]))
        if "internal" in expected[running]:
            t.refused("OPERATION_FAILED/DOMAIN", dom.SnapshotCreateXML, document("<name>s</name>"), 0)
        if running:
            dom.Destroy()
        dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
    assert not wrong, "\n".join(wrong)


@timeout(120)
def test_what_is_made_of_an_inactive_domain(t):
    makes(t, 0)


@timeout(120)
def test_what_is_made_of_a_running_domain(t):
    makes(t, 1)


def test_names_and_parents(t):
    dom = defined(t)
    before = int(time.time())
    first = dom.SnapshotCreateXML(document(), 0)
    assert before <= int(first.GetName()) <= time.time()
    t.has(first.GetXMLDesc(0), f"<creationTime>{first.GetName()}</creationTime>")
    # What only a snapshot that there is has is not taken from a request.
    second = dom.SnapshotCreateXML(document("<name> b\nc</name><state>running</state><creationTime>5</creationTime>"
                                            "<parent><name>x</name></parent>"), 0)
    t.eq((second.GetName(), second.GetParent(0).GetName()), (" b\nc", first.GetName()))
    t.has(second.GetXMLDesc(0), "<state>shutoff</state>")
    third = dom.SnapshotCreateXML(document("<name>a/b</name>"), SNAP.NO_METADATA)
    t.eq(third.GetName(), "a/b")
    t.refused("NO_DOMAIN_SNAPSHOT/QEMU", third.HasMetadata, 0)
    t.eq((names(dom), dom.SnapshotCurrent(0).GetName()), (sorted([first.GetName(), " b\nc"]), " b\nc"))
    t.refused("INTERNAL_ERROR/QEMU", dom.SnapshotCreateXML, document(f"<name>{'x' * 252}</name>"), 0)
    t.eq(dom.SnapshotNum(0), 2)


# Flags.

def test_flags_of_create(t):
    dom = defined(t)
    name = document("<name>f</name>")

    def refused(code, flags, xml=name):
        e = t.refused(code, dom.SnapshotCreateXML, xml, flags)
        return e.str2

    public, driver = "INVALID_ARG/DOMAIN_SNAPSHOT", "INVALID_ARG/QEMU"
    for bit in range(10):
        other = 1 << bit
        if other != CURRENT:
            t.eq(refused(public, CURRENT | other) if other != REDEFINE else "ctl", "ctl")
        if other in (SNAP.NO_METADATA, SNAP.HALT):
            t.eq(refused(public, REDEFINE | other), "ctl")
        if other not in (SNAP.QUIESCE, SNAP.DISK_ONLY, CURRENT):
            t.eq(refused(driver, SNAP.QUIESCE | other), "ctl")
    t.eq(refused(driver, REDEFINE | SNAP.LIVE), "ctl")
    t.eq(refused(driver, UNKNOWN_FLAG), "flags")
    t.eq(refused(driver, 0x400 | REDEFINE), "flags")
    # The public function looks first.
    t.eq(refused(public, CURRENT | UNKNOWN_FLAG), "ctl")
    # A flag is looked at before the document, a document before what the flag needs.
    t.eq(refused(driver, SNAP.QUIESCE, "<a"), "ctl")
    refused("XML_DETAIL/DOMAIN_SNAPSHOT", SNAP.LIVE, "<a")
    refused("OPERATION_UNSUPPORTED/QEMU", SNAP.LIVE)
    refused("XML_INVALID_SCHEMA/XML", SNAP.VALIDATE, document("<frob/>"))
    refused("XML_INVALID_SCHEMA/XML", SNAP.VALIDATE, document("<memory snapshot='foo'/>"))
    dom.Create()
    dom.Undefine()
    refused("OPERATION_INVALID/QEMU", SNAP.HALT, "<a")


def test_flags_of_the_others(t):
    dom = defined(t)
    redefine(dom, "s")
    snap = dom.SnapshotLookupByName("s", 0)
    for call in ((dom.SnapshotNum,), (dom.HasCurrentSnapshot,), (dom.SnapshotCurrent,), (dom.SnapshotLookupByName, "s"),
                 (snap.GetParent,), (snap.IsCurrent,), (snap.HasMetadata,), (snap.GetXMLDesc,), (snap.NumChildren,),
                 (snap.Delete,), (dom.snapshot_names,), (dom.snapshots,), (snap.children_names,), (snap.children,)):
        e = t.refused("INVALID_ARG/QEMU", call[0], *call[1:], UNKNOWN_FLAG)
        t.eq(e.str2, "flags")
    t.refused("INVALID_ARG/DOMAIN_SNAPSHOT", snap.Delete, SNAPDEL.CHILDREN | SNAPDEL.CHILDREN_ONLY)
    t.refused("INVALID_ARG/QEMU", dom.SnapshotNum, 0x800)
    t.eq(names(dom), ["s"])


# Metadata given anew.

def test_redefine_writes_what_it_was_given(t):
    dom = defined(t, devices=two_disks(t) + "<graphics type='vnc' port='5999' passwd='secret'/>",
                  extra="<metadata><x:y xmlns:x='urn:x'>z</x:y></metadata><description>two\nlines</description>")
    snap = dom.SnapshotCreateXML(taken(dom, description="a &lt;b&gt;\n  c"), REDEFINE | CURRENT)
    t.eq(snap.GetName(), "s")
    xml = snap.GetXMLDesc(0)
    t.has(xml, "<description>a &lt;b&gt;\n  c</description>", "<creationTime>1000</creationTime>",
          "  <memory snapshot='no'/>\n  <disks>\n    <disk name='vda' snapshot='internal'/>\n")
    assert "secret" not in xml and "<active>" not in xml
    secure = snap.GetXMLDesc(1)
    # The domain in it is that of the definition, further to the right.
    inner = secure[secure.index("  <domain type"):secure.index("</domainsnapshot>")]
    t.eq(without_layout(inner), without_layout(dom.GetXMLDesc(XML.INACTIVE | XML.SECURE)))
    t.has(inner, "    <metadata>\n      <x:y xmlns:x=\"urn:x\">z</x:y>\n    </metadata>\n", "<description>two\nlines</description>")
    path = os.path.join(directory(t, dom), "s.xml")
    t.eq(stat.S_IMODE(os.stat(path).st_mode), 0o600)
    text = files(t, dom)["s"]
    t.eq(text[text.index("<domainsnapshot>"):].replace("  <active>1</active>\n", ""), secure)
    # The whole once more: nothing changes.
    dom.SnapshotCreateXML(secure, REDEFINE)
    t.eq(files(t, dom)["s"], text)


def without_layout(text):
    return re.sub(r"^\s+", "", text, flags=re.M)


EXTERNAL = "<disk name='vda' snapshot='external'/>"


def test_redefine_completes_disks(t):
    dom = defined(t)

    def disks(state, given, memory="<memory snapshot='no'/>"):
        snap = dom.SnapshotCreateXML(taken(dom, "d", state, disks=given, memory=memory), REDEFINE)
        xml = snap.GetXMLDesc(0)
        snap.Delete(SNAPDEL.METADATA_ONLY)
        return without_layout(xml[xml.index("<memory"):xml.index("<domain ")]).replace("\n", "")

    no, internal = "<memory snapshot='no'/>", "<memory snapshot='internal'/>"
    both = f"<disks>{BOTH_INTERNAL}</disks>"
    t.eq(disks("shutoff", ""), no + both)
    t.eq(disks("shutoff", "<disk name='vdb'/>"), no + both)
    t.eq(disks("running", "", ""), internal + both)
    t.eq(disks("running", BOTH_INTERNAL), no + both)
    overlay = ("<disk name='{0}' snapshot='external' type='file'><source file='" + t.dir + "/{1}.d'/></disk>").format
    overlays = f"<disks>{overlay('vda', 'a')}{overlay('vdb', 'b')}</disks>"
    t.eq(disks("disk-snapshot", ""), no + overlays)
    t.eq(disks("shutoff", EXTERNAL), no + overlays)
    t.eq(disks("running", "", "<memory snapshot='external' file='/m'/>"), "<memory snapshot='external' file='/m'/>" + overlays)
    mixed = disks("shutoff", "<disk name='vda' snapshot='internal'/><disk name='vdb' snapshot='external'><source file='/z'/></disk>")
    t.has(mixed, "<disk name='vda' snapshot='internal'/>", "<source file='/z'/>")
    t.has(disks("disk-snapshot", f"<disk name='{t.path('b.qcow2')}' snapshot='manual'/>"), "<disk name='vdb' snapshot='manual'/>")
    # With a cache, and with what else stands in a source.
    rich = ("<disk name='vda' snapshot='external' type='file'><driver type='qcow2'><metadata_cache><max_size unit='bytes'>65536"
            "</max_size></metadata_cache></driver><source file='/z'><seclabel model='dac' relabel='no'/></source></disk>")
    t.has(disks("disk-snapshot", rich), rich)


def test_redefine_refuses(t):
    dom = defined(t)
    good = taken(dom)
    uuid = dom.uuid_string()

    def refused(code, xml, flags=REDEFINE):
        t.refused(code, dom.SnapshotCreateXML, xml, flags)
        t.eq(dom.SnapshotNum(0), 0)

    def without(element):
        return re.sub(f"<{element}[ >].*</{element}>", "", good, count=1, flags=re.S)

    refused("XML_ERROR/DOMAIN_SNAPSHOT", good.replace("<name>s</name>", ""))
    refused("INTERNAL_ERROR/DOMAIN_SNAPSHOT", without("creationTime"))
    refused("INTERNAL_ERROR/DOMAIN_SNAPSHOT", good.replace("1000<", "x<"))
    refused("XML_ERROR/DOMAIN_SNAPSHOT", without("state"))
    refused("CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT", good.replace(">shutoff<", ">zz<"))
    refused("CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT", good.replace(">shutoff<", ">nostate<"))
    refused("XML_ERROR/DOMAIN_SNAPSHOT", good.replace("memory snapshot='no'", "memory snapshot='internal'"))
    refused("XML_ERROR/DOMAIN_SNAPSHOT", good.replace(">shutoff<", ">running<").replace("memory snapshot='no'", "memory file='x'"))
    refused("INVALID_ARG/DOMAIN_SNAPSHOT", good, REDEFINE | SNAP.DISK_ONLY)
    refused("INVALID_ARG/DOMAIN_SNAPSHOT", good.replace(uuid, OTHER))
    refused("INVALID_ARG/DOMAIN", good.replace("<state>", "<parent><name>s</name></parent><state>"))
    refused("INVALID_ARG/DOMAIN", good.replace("<state>", "<parent><name>nope</name></parent><state>"))
    refused("INTERNAL_ERROR/DOMAIN_SNAPSHOT", without("domain"))
    refused("INTERNAL_ERROR/DOMAIN_SNAPSHOT", taken(dom, domain=f"<domain><uuid>{uuid}</uuid></domain>"))
    refused("XML_DETAIL/QEMU", good.replace(">s<", ">a/b<"))
    refused("XML_INVALID_SCHEMA/XML", good.replace("<state>", "<frob/><state>"), REDEFINE | SNAP.VALIDATE)
    refused("XML_INVALID_SCHEMA/XML", good.replace("<os>", "<frob/><os>"), REDEFINE | SNAP.VALIDATE)
    for disks in ("<disk name='vdz'/>", "<disk name='vdb' snapshot='no'/>", "<disk name='vda' snapshot='manual'/>"):
        refused("CONFIG_UNSUPPORTED/DOMAIN_SNAPSHOT", taken(dom, disks=disks))
    assert not files(t, dom)
    # Another name of the domain is no difference.
    dom.SnapshotCreateXML(good.replace(f"<name>{dom.GetName()}</name>", "<name>other</name>"), REDEFINE | SNAP.VALIDATE)
    # What is foreign to the schema is nothing to libvirt.
    dom.SnapshotCreateXML(good.replace("<state>", "<frob/><state>").replace(">s<", ">s2<"), REDEFINE)


def test_redefine_over_another(t):
    dom = defined(t)
    good = taken(dom)
    snap = dom.SnapshotCreateXML(good, REDEFINE | SNAP.VALIDATE)
    dom.SnapshotCreateXML(taken(dom, description="new", time=7), REDEFINE)
    t.has(snap.GetXMLDesc(0), "<description>new</description>", "<creationTime>7</creationTime>")
    t.refused("INVALID_ARG/DOMAIN_SNAPSHOT", dom.SnapshotCreateXML, taken(dom, state="running", memory=""), REDEFINE)
    t.refused("INVALID_ARG/DOMAIN_SNAPSHOT", dom.SnapshotCreateXML, taken(dom, state="disk-snapshot"), REDEFINE)
    t.refused("CONFIG_UNSUPPORTED/DOMAIN", dom.SnapshotCreateXML,
              good.replace("<memory unit='KiB'>16384", "<memory unit='KiB'>32768"), REDEFINE)
    t.has(snap.GetXMLDesc(0), "<description>new</description>")
    # Without a domain it keeps the one that it has.
    dom.SnapshotCreateXML(taken(dom, domain=""), REDEFINE)
    xml = snap.GetXMLDesc(0)
    t.has(xml, f"<uuid>{dom.uuid_string()}</uuid>", "<disk name='vdb' snapshot='internal'/>")
    assert "<description>" not in xml
    t.eq(dom.SnapshotNum(0), 1)


def test_redefine_keeps_the_tree_a_tree(t):
    dom = defined(t)
    redefine(dom, "a", "b<a", "c<b")
    t.refused("INVALID_ARG/DOMAIN", dom.SnapshotCreateXML, taken(dom, "a", parent="c"), REDEFINE)
    t.refused("INVALID_ARG/DOMAIN", dom.SnapshotCreateXML, taken(dom, "b", parent="c"), REDEFINE)
    redefine(dom, "c<a")
    t.eq(dom.SnapshotLookupByName("c", 0).GetParent(0).GetName(), "a")
    t.eq(names(dom.SnapshotLookupByName("a", 0).children()[0].GetDomain() and dom, SNAPLIST.ROOTS), ["a"])
    redefine(dom, "c")
    t.eq(names(dom, SNAPLIST.ROOTS), ["a", "c"])


def test_current(t):
    dom = defined(t)
    t.eq(dom.HasCurrentSnapshot(0), 0)
    t.refused("NO_DOMAIN_SNAPSHOT/QEMU", dom.SnapshotCurrent, 0)
    redefine(dom, "a", "b<a")
    t.eq((dom.HasCurrentSnapshot(0), current_by_files(t, dom)), (0, []))
    redefine(dom, "b<a", flags=REDEFINE | CURRENT)
    t.eq((dom.SnapshotCurrent(0).GetName(), current_by_files(t, dom)), ("b", ["b"]))
    redefine(dom, "a", flags=REDEFINE | CURRENT)
    t.eq((dom.SnapshotCurrent(0).GetName(), current_by_files(t, dom)), ("a", ["a"]))
    a, b = (dom.SnapshotLookupByName(n, 0) for n in "ab")
    t.eq((a.IsCurrent(0), b.IsCurrent(0)), (1, 0))
    # To write it again does not make it something else.
    redefine(dom, "a")
    t.eq((dom.SnapshotCurrent(0).GetName(), current_by_files(t, dom)), ("a", ["a"]))


# The tree.

TREE = ("a", "b<a", "c<a", "d<b", "e", "f<e")


def test_lists(t):
    dom = defined(t)
    redefine(dom, *TREE)
    everything = list("abcdef")
    for flags, expected in (
            (0, "abcdef"), (SNAPLIST.ROOTS, "ae"), (SNAPLIST.METADATA, "abcdef"), (SNAPLIST.NO_METADATA, ""),
            (SNAPLIST.METADATA | SNAPLIST.NO_METADATA, "abcdef"), (SNAPLIST.LEAVES, "cdf"), (SNAPLIST.NO_LEAVES, "abe"),
            (SNAPLIST.ROOTS | SNAPLIST.LEAVES, ""), (SNAPLIST.ROOTS | SNAPLIST.NO_LEAVES, "ae"), (SNAPLIST.INACTIVE, "abcdef"),
            (SNAPLIST.ACTIVE, ""), (SNAPLIST.DISK_ONLY, ""), (SNAPLIST.ACTIVE | SNAPLIST.DISK_ONLY, ""),
            (SNAPLIST.INACTIVE | SNAPLIST.ACTIVE | SNAPLIST.DISK_ONLY, "abcdef"), (SNAPLIST.INTERNAL, "abcdef"),
            (SNAPLIST.EXTERNAL, ""), (SNAPLIST.INTERNAL | SNAPLIST.EXTERNAL, "abcdef"),
            (SNAPLIST.TOPOLOGICAL | SNAPLIST.LEAVES, "cdf")):
        t.eq(names(dom, flags), list(expected), hex(flags))
        t.eq(dom.SnapshotNum(flags), len(expected), hex(flags))
        t.eq(sorted(s.GetName() for s in dom.snapshots(flags)), list(expected), hex(flags))
    a, d = (dom.SnapshotLookupByName(n, 0) for n in "ad")
    for flags, expected in (
            (0, "bc"), (SNAPLIST.DESCENDANTS, "bcd"), (SNAPLIST.LEAVES, "c"), (SNAPLIST.DESCENDANTS | SNAPLIST.LEAVES, "cd"),
            (SNAPLIST.NO_LEAVES, "b"), (SNAPLIST.EXTERNAL, ""), (SNAPLIST.NO_METADATA, "")):
        t.eq(sorted(a.children_names(flags)), list(expected), hex(flags))
        t.eq(a.NumChildren(flags), len(expected), hex(flags))
        t.eq(sorted(s.GetName() for s in a.children(flags)), list(expected), hex(flags))
    t.eq((d.NumChildren(0), d.children(), d.children_names()), (0, [], []))
    for order in (dom.snapshot_names(SNAPLIST.TOPOLOGICAL), [s.GetName() for s in dom.snapshots(SNAPLIST.TOPOLOGICAL)]):
        t.eq(sorted(order), everything)
        for child, parent in ("ba", "ca", "db", "fe"):
            assert order.index(parent) < order.index(child), order
    t.eq(lv.raw.virDomainListAllSnapshots(dom.ptr, None, 0), 6)
    t.eq(lv.raw.virDomainSnapshotListNames(dom.ptr, None, 0, 0) >= 0, True)


@stock_differs("it takes both together for neither of them, and tells of more names than it has written")
def test_lists_where_stock_is_wrong(t):
    dom = defined(t)
    redefine(dom, *TREE)
    t.eq(names(dom, SNAPLIST.LEAVES | SNAPLIST.NO_LEAVES), list("abcdef"))
    t.eq(len(dom.snapshot_names(0, room=2)), 2)


def test_lists_by_state_and_place(t):
    dom = defined(t)
    redefine(dom, "off")
    redefine(dom, "run", state="running", memory="")
    redefine(dom, "paused", state="paused", memory="")
    redefine(dom, "disks", state="disk-snapshot", disks="")
    redefine(dom, "mem", state="running", memory="<memory file='/m'/>", disks="")
    redefine(dom, "out", disks=EXTERNAL)
    for flags, expected in ((SNAPLIST.INACTIVE, "off out"), (SNAPLIST.ACTIVE, "mem paused run"), (SNAPLIST.DISK_ONLY, "disks"),
                            (SNAPLIST.INACTIVE | SNAPLIST.DISK_ONLY, "disks off out"), (SNAPLIST.INTERNAL, "off paused run"),
                            (SNAPLIST.EXTERNAL, "disks mem out"), (SNAPLIST.EXTERNAL | SNAPLIST.ACTIVE, "mem")):
        t.eq(" ".join(names(dom, flags)), expected, hex(flags))


def test_lookups(t):
    dom = defined(t)
    redefine(dom, "a", "b<a")
    t.refused("NO_DOMAIN_SNAPSHOT/QEMU", dom.SnapshotLookupByName, "zz", 0)
    t.refused("NO_DOMAIN_SNAPSHOT/QEMU", dom.SnapshotLookupByName, "", 0)
    t.refused("INVALID_ARG/DOMAIN_SNAPSHOT", dom.SnapshotLookupByName, None, 0)
    a, b = (dom.SnapshotLookupByName(n, 0) for n in "ab")
    t.eq((a.GetName(), a.HasMetadata(0), b.GetParent(0).GetName()), ("a", 1, "a"))
    t.refused("NO_DOMAIN_SNAPSHOT/QEMU", a.GetParent, 0)
    t.eq((b.GetDomain(), b.GetConnect()), (dom.ptr, dom.GetConnect()))
    # References.
    t.eq(a.Ref(), 0)
    t.eq(lv.raw.virDomainSnapshotFree(a.ptr), 0)
    t.eq(a.GetName(), "a")
    # A read-only connection reads all but secrets, and changes nothing.
    other = lv.virDomainLookupByName(t.read_only(), dom.GetName())
    snap = other.SnapshotLookupByName("b", 0)
    t.has(snap.GetXMLDesc(0), "<parent>")
    t.refused("OPERATION_DENIED/DOMAIN_SNAPSHOT", snap.GetXMLDesc, 1)
    t.refused("OPERATION_DENIED/DOMAIN_SNAPSHOT", snap.Delete, SNAPDEL.METADATA_ONLY)
    t.refused("OPERATION_DENIED/DOMAIN_SNAPSHOT", other.SnapshotCreateXML, taken(dom), REDEFINE)
    t.refused("OPERATION_DENIED/DOMAIN_SNAPSHOT", lv.virDomainRevertToSnapshot, snap, 0)


def test_a_snapshot_that_is_gone(t):
    dom = defined(t)
    redefine(dom, "a")
    snap = dom.SnapshotLookupByName("a", 0)
    snap.Delete(SNAPDEL.METADATA_ONLY)
    for function in (snap.GetParent, snap.IsCurrent, snap.HasMetadata, snap.GetXMLDesc, snap.NumChildren, snap.Delete):
        t.refused("NO_DOMAIN_SNAPSHOT/QEMU", function, 0)
    t.refused("NO_DOMAIN_SNAPSHOT/QEMU", lv.virDomainRevertToSnapshot, snap, 0)
    t.eq(snap.GetName(), "a")
    dom.Undefine()
    for function in (snap.IsCurrent, snap.GetXMLDesc, dom.SnapshotNum, dom.HasCurrentSnapshot, snap.Delete):
        t.refused("NO_DOMAIN/QEMU", function, 0)
    t.refused("NO_DOMAIN/QEMU", dom.SnapshotCreateXML, document(), 0)


# Forgetting.

def parents(dom):
    found = {}
    for snap in dom.snapshots():
        try:
            found[snap.GetName()] = snap.GetParent(0).GetName()
        except lv.Error as e:
            t_code = e.code
            assert t_code == ERR.NO_DOMAIN_SNAPSHOT, e
            found[snap.GetName()] = None
    return found


def test_forget_one(t):
    dom = defined(t)
    redefine(dom, *TREE)
    redefine(dom, "b<a", flags=REDEFINE | CURRENT)
    dom.SnapshotLookupByName("b", 0).Delete(SNAPDEL.METADATA_ONLY)
    t.eq(parents(dom), {"a": None, "c": "a", "d": "a", "e": None, "f": "e"})
    t.eq((dom.SnapshotCurrent(0).GetName(), current_by_files(t, dom)), ("a", ["a"]))
    dom.SnapshotLookupByName("e", 0).Delete(SNAPDEL.METADATA_ONLY)
    t.eq(parents(dom), {"a": None, "c": "a", "d": "a", "f": None})
    dom.SnapshotLookupByName("a", 0).Delete(SNAPDEL.METADATA_ONLY)
    t.eq(parents(dom), {"c": None, "d": None, "f": None})
    t.eq((dom.HasCurrentSnapshot(0), current_by_files(t, dom)), (0, []))
    t.eq(sorted(files(t, dom)), ["c", "d", "f"])


def test_forget_children(t):
    dom = defined(t)
    redefine(dom, *TREE)
    redefine(dom, "d<b", flags=REDEFINE | CURRENT)
    dom.SnapshotLookupByName("b", 0).Delete(SNAPDEL.METADATA_ONLY | SNAPDEL.CHILDREN)
    t.eq(parents(dom), {"a": None, "c": "a", "e": None, "f": "e"})
    t.eq((dom.SnapshotCurrent(0).GetName(), current_by_files(t, dom)), ("a", ["a"]))
    dom.SnapshotLookupByName("a", 0).Delete(SNAPDEL.METADATA_ONLY | SNAPDEL.CHILDREN)
    t.eq(sorted(files(t, dom)), ["e", "f"])
    t.eq(dom.HasCurrentSnapshot(0), 0)


def test_forget_children_only(t):
    dom = defined(t)
    redefine(dom, *TREE)
    redefine(dom, "d<b", flags=REDEFINE | CURRENT)
    dom.SnapshotLookupByName("a", 0).Delete(SNAPDEL.METADATA_ONLY | SNAPDEL.CHILDREN_ONLY)
    t.eq(parents(dom), {"a": None, "e": None, "f": "e"})
    t.eq((dom.SnapshotCurrent(0).GetName(), current_by_files(t, dom)), ("a", ["a"]))
    dom.SnapshotLookupByName("e", 0).Delete(SNAPDEL.METADATA_ONLY | SNAPDEL.CHILDREN_ONLY)
    t.eq(names(dom), ["a", "e"])
    t.eq(dom.SnapshotCurrent(0).GetName(), "a")


# The domain that they belong to.

def test_undefine(t):
    dom = defined(t)
    redefine(dom, "a", "b<a")
    where = directory(t, dom)
    t.refused("OPERATION_INVALID/QEMU", dom.Undefine)
    t.refused("OPERATION_INVALID/QEMU", dom.UndefineFlags, UNDEFINE.MANAGED_SAVE)
    t.eq(names(dom), ["a", "b"])
    dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
    assert not t.exists()
    t.no_file(where)
    # Another of the name has none.
    t.eq(defined(t).SnapshotNum(0), 0)


def test_undefine_while_it_runs(t):
    dom = defined(t)
    redefine(dom, "a")
    where = directory(t, dom)
    dom.Create()
    dom.Undefine()
    t.eq(names(dom), ["a"])
    dom.Destroy()
    t.gone(dom)
    t.no_file_soon(where)


def test_transient(t):
    dom = t.transient(devices=two_disks(t))
    redefine(dom, "a", flags=REDEFINE | CURRENT)
    where = directory(t, dom)
    t.eq((names(dom), dom.SnapshotCurrent(0).GetName()), (["a"], "a"))
    dom.Destroy()
    t.gone(dom)
    t.no_file_soon(where)


def test_rename(t):
    dom = defined(t)
    redefine(dom, *TREE)
    redefine(dom, "c<a", flags=REDEFINE | CURRENT)
    old = directory(t, dom)
    before = parents(dom)
    dom.Rename(t.name("new"), 0)
    new = t.lookup("new")
    t.eq((parents(new), new.SnapshotCurrent(0).GetName()), (before, "c"))
    t.no_file(old)
    t.eq(sorted(files(t, new)), list("abcdef"))
    new.SnapshotLookupByName("a", 0).Delete(SNAPDEL.METADATA_ONLY)
    new.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)


def test_list_of_domains(t):
    with_one, without = defined(t, "w"), t.define("o")
    redefine(with_one, "a")

    def listed(flags):
        return [n.removeprefix(t.prefix) for n in t.conn.names(flags) if n.startswith(t.prefix)]

    t.eq((listed(LIST.HAS_SNAPSHOT), listed(LIST.NO_SNAPSHOT)), (["w"], ["o"]))
    t.eq(listed(LIST.HAS_SNAPSHOT | LIST.NO_SNAPSHOT), ["o", "w"])
    with_one.Create()
    t.eq((listed(LIST.HAS_SNAPSHOT | LIST.ACTIVE), listed(LIST.HAS_SNAPSHOT | LIST.INACTIVE)), (["w"], []))
    with_one.SnapshotLookupByName("a", 0).Delete(SNAPDEL.METADATA_ONLY)
    t.eq((listed(LIST.HAS_SNAPSHOT), listed(LIST.NO_SNAPSHOT)), ([], ["o", "w"]))
    assert without.SnapshotNum(0) == 0


def test_managed_save_and_snapshots(t):
    dom = defined(t)
    redefine(dom, "a")
    dom.Create()
    dom.ManagedSave(0)
    t.eq(names(dom), ["a"])
    t.refused("OPERATION_INVALID/QEMU", dom.UndefineFlags, UNDEFINE.MANAGED_SAVE)
    t.eq((names(dom), dom.HasManagedSaveImage(0)), (["a"], 1))
    dom.UndefineFlags(UNDEFINE.MANAGED_SAVE | UNDEFINE.SNAPSHOTS_METADATA)
    t.gone(dom)


@stock_differs("it refuses, with the metadata gone")
def test_a_refused_undefine_takes_nothing(t):
    dom = defined(t)
    redefine(dom, "a")
    dom.Create()
    dom.ManagedSave(0)
    t.refused("OPERATION_INVALID/QEMU", dom.UndefineFlags, UNDEFINE.SNAPSHOTS_METADATA)
    t.eq((names(dom), dom.HasManagedSaveImage(0)), (["a"], 1))


# Files that other processes change.

@ours_only("libvirt reads its files when its daemon starts")
def test_files_count_at_once(t):
    dom = defined(t)
    redefine(dom, "a", "b<a", "c<b", flags=REDEFINE | CURRENT)
    where = directory(t, dom)
    text = files(t, dom)["b"]

    def write(name, content):
        with open(os.path.join(where, name), "w") as f:
            f.write(content)

    # One that is broken hides itself alone; its children are roots.
    write("b.xml", text[:300])
    t.eq(names(dom), ["a", "c"])
    t.eq(names(dom, SNAPLIST.ROOTS), ["a", "c"])
    write("b.xml", text)
    t.eq(parents(dom), {"a": None, "b": "a", "c": "b"})
    # Under another name it is none of ours.
    write("d.xml", text)
    write("e.txt", text.replace("<name>b</name>", "<name>e</name>", 1))
    os.makedirs(os.path.join(where, "f.xml"))
    t.eq(names(dom), ["a", "b", "c"])
    # Of two that call themselves current the one written last is.
    write("a.xml", files_text(where, "a").replace("<active>0<", "<active>1<"))
    t.eq(dom.SnapshotCurrent(0).GetName(), "a")
    # A circle.
    write("a.xml", files_text(where, "a").replace("<creationTime>", "<parent><name>c</name></parent><creationTime>"))
    t.eq(names(dom), ["a", "b", "c"])
    t.eq(names(dom, SNAPLIST.ROOTS), ["a", "b", "c"])
    dom.SnapshotLookupByName("b", 0).Delete(SNAPDEL.METADATA_ONLY)
    t.eq(names(dom), ["a", "c"])
    # What is no snapshot's stays when the domain goes.
    dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
    t.eq(sorted(os.listdir(where)), ["d.xml", "e.txt", "f.xml"])


@ours_only("libvirt reads its files when its daemon starts")
def test_a_file_that_cannot_be_read_is_not_overwritten(t):
    dom = defined(t)
    redefine(dom, "a")
    where = directory(t, dom)
    # As of a domain with something in it that only libvirt knows.
    text = files_text(where, "a").replace("<devices>", "<devices><lease/>", 1)
    with open(os.path.join(where, "a.xml"), "w") as f:
        f.write(text)
    t.eq(dom.SnapshotNum(0), 0)
    t.refused("OPERATION_FAILED/DOMAIN", dom.SnapshotCreateXML, document("<name>a</name>"), 0)
    t.eq(files_text(where, "a"), text)
    # Who gives its document anew means to.
    redefine(dom, "a")
    t.eq(names(dom), ["a"])


@own_processes
@timeout(120)
def test_many_processes_keep_the_tree_whole(t):
    dom = defined(t)
    redefine(dom, "top", flags=REDEFINE | CURRENT)
    source = """conn = lv.virConnectOpen(URI)
dom = lv.virDomainLookupByName(conn, argv[0])
top = dom.SnapshotLookupByName("top", 0).GetXMLDesc(1)
def put(name, parent, flags=1):
    xml = top.replace("<name>top</name>", f"<name>{name}</name>", 1)
    return dom.SnapshotCreateXML(xml.replace("<state>", f"<parent><name>{parent}</name></parent><state>", 1), flags)
for turn in range(8):
    one = put(argv[1] + "one", "top", 3)
    two = put(argv[1] + "two", argv[1] + "one", 3)
    one.Delete(2)
    assert two.GetParent(0).GetName() == "top"
    if turn < 7:
        two.Delete(2)
"""
    children = [t.spawn(source, dom.GetName(), f"p{i}") for i in range(4)]
    looks = 0
    while any(c.poll() is None for c in children):
        seen = {s.GetName() for s in dom.snapshots()}
        assert "top" in seen and len(dom.snapshot_names(SNAPLIST.ROOTS)) == 1, seen
        # Between two of its files written there may be two, never none.
        t.eq(dom.HasCurrentSnapshot(0), 1)
        looks += 1
    t.eq([c.returncode for c in children], [0] * 4)
    t.eq(parents(dom), {"top": None, **{f"p{i}two": "top" for i in range(4)}})
    t.eq(len(current_by_files(t, dom)), 1)
    assert looks > 3


# Killed processes (debug builds).

CHILD = """conn = lv.virConnectOpen(URI)
dom = lv.virDomainLookupByName(conn, argv[0])
"""


def child(t, source, *arguments, fault):
    """Runs `source` in a process that dies, or fails, at a place; whether it got that far."""
    env = dict(os.environ, OXIVIRT_FAULT=fault)
    process = t.spawn(CHILD + source, *arguments, env=env)
    process.communicate(timeout=60)
    return process.returncode != 0


def each_death(t, make, source, *arguments, place="snapshot.metadata"):
    """Lets a process die before its first step, its second ...; yields what is left each time. Skipped where
    nothing dies."""
    for turn in range(1, 40):
        dom = make()
        dead = child(t, source, dom.GetName(), *arguments, fault=f"{place}#{turn}")
        if turn == 1 and not dead:
            raise Skip("the library has no fault points")
        yield dom, dead
        dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
        if not dead:
            assert turn > 2, "it never came there"
            return
    raise AssertionError("there is no end of it")


def whole_tree(t, dom):
    """Every snapshot has its parent, one at most is current by the files and by the functions."""
    known = parents(dom)
    assert all(p is None or p in known for p in known.values()), known
    for name in known:
        dom.SnapshotLookupByName(name, 0).GetXMLDesc(0)
    return known, dom.SnapshotCurrent(0).GetName() if dom.HasCurrentSnapshot(0) else None


@ours_only("it has no places to die at")
def test_deaths_of_a_new_current_snapshot(t):
    def make():
        dom = defined(t)
        redefine(dom, "a", "b<a")
        redefine(dom, "b<a", flags=REDEFINE | CURRENT)
        return dom
    source = """xml = dom.SnapshotLookupByName("b", 0).GetXMLDesc(1)
for old, new in "bc", "ab":
    xml = xml.replace(f"<name>{old}</name>", f"<name>{new}</name>", 1)
dom.SnapshotCreateXML(xml, SNAP.REDEFINE | SNAP.CURRENT)
"""
    for dom, dead in each_death(t, make, source):
        known, current = whole_tree(t, dom)
        assert (known, current) in (({"a": None, "b": "a"}, "b"), ({"a": None, "b": "a", "c": "b"}, "c")), known
        assert dead or current == "c"
        # What comes next puts it right.
        redefine(dom, "a", flags=REDEFINE | CURRENT)
        t.eq(dom.SnapshotCurrent(0).GetName(), "a")


@ours_only("it has no places to die at")
def test_deaths_of_forgetting_one(t):
    def make():
        dom = defined(t)
        redefine(dom, *TREE)
        redefine(dom, "b<a", flags=REDEFINE | CURRENT)
        return dom
    source = "dom.SnapshotLookupByName('b', 0).Delete(2)"
    for dom, dead in each_death(t, make, source):
        known, current = whole_tree(t, dom)
        assert known["d"] in ("a", "b") and current in ("a", "b"), (known, current)
        if dead and "b" in known:
            dom.SnapshotLookupByName("b", 0).Delete(SNAPDEL.METADATA_ONLY)
        t.eq(parents(dom), {"a": None, "c": "a", "d": "a", "e": None, "f": "e"})
        t.eq(dom.SnapshotCurrent(0).GetName(), "a")


@ours_only("it has no places to die at")
@timeout(120)
def test_deaths_of_forgetting_many(t):
    def make():
        dom = defined(t)
        redefine(dom, *TREE)
        redefine(dom, "d<b", flags=REDEFINE | CURRENT)
        return dom
    for flags, left in ((SNAPDEL.CHILDREN, {"e": None, "f": "e"}), (SNAPDEL.CHILDREN_ONLY, {"a": None, "e": None, "f": "e"})):
        source = "dom.SnapshotLookupByName('a', 0).Delete(int(argv[1]))"
        for dom, dead in each_death(t, make, source, flags | SNAPDEL.METADATA_ONLY):
            known, current = whole_tree(t, dom)
            assert current in ("d", "a", None), current
            if dead and "a" in known:
                dom.SnapshotLookupByName("a", 0).Delete(flags | SNAPDEL.METADATA_ONLY)
            t.eq(parents(dom), left)
            t.eq(dom.SnapshotCurrent(0).GetName() if dom.HasCurrentSnapshot(0) else None, "a" if "a" in left else None)


@ours_only("it has no places to die at")
@timeout(120)
def test_deaths_of_rename(t):
    for place in ("journal.begun", "rename.written", "rename.moved", "journal.committed", "journal.step", "journal.step#2",
                  "journal.finished"):
        for action in ("abort", "fail"):
            dom = defined(t)
            dom.SetAutostart(1)
            redefine(dom, *TREE)
            redefine(dom, "b<a", flags=REDEFINE | CURRENT)
            uuid, before = dom.uuid_string(), parents(dom)
            source = "try:\n dom.Rename(argv[1], 0)\nexcept lv.Error as e:\n sys.exit(3)"
            if not child(t, source, dom.GetName(), t.name("n"), fault=f"{place}={action}"):
                raise Skip("the library has no fault points")
            # The next that takes the domain's lock makes it whole: here a change that changes nothing.
            found = lv.virDomainLookupByUUIDString(t.conn, uuid)
            found.SetAutostart(0)
            found.SetAutostart(1)
            mine = [n for n in t.conn.names() if n.startswith(t.prefix)]
            t.eq(len(mine), 1, f"{place}={action}")
            now = lv.virDomainLookupByName(t.conn, mine[0])
            done = place.startswith("journal.") and place != "journal.begun" and (action, place) != ("fail", "journal.committed")
            if place != "journal.committed":
                t.eq(mine[0], t.name("n" if done else "a"), f"{place}={action}")
            t.eq((now.uuid_string(), now.autostart()), (uuid, 1))
            t.eq((parents(now), now.SnapshotCurrent(0).GetName()), (before, "b"))
            there = os.listdir(os.path.dirname(directory(t, now)))
            t.eq([n for n in there if n.startswith(t.prefix)], [mine[0]])
            assert not os.path.exists(t.paths.autostart(t.name("a" if mine[0] == t.name("n") else "n")))
            now.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)


@ours_only("libvirt does not look whose they are")
def test_another_domain_of_the_name_has_others(t):
    dom = defined(t)
    redefine(dom, "a", "b<a")
    where, uuid = directory(t, dom), dom.uuid_string()
    left = files(t, dom)
    dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
    # As after a host that went down with a transient domain on it.
    os.makedirs(where)
    for name, text in left.items():
        with open(os.path.join(where, name + ".xml"), "w") as f:
            f.write(text)
    other = defined(t)
    t.eq((other.SnapshotNum(0), t.conn.names(LIST.HAS_SNAPSHOT)), (0, []))
    redefine(other, "c")
    t.eq(names(other), ["c"])
    other.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
    same = defined(t, uuid=uuid)
    t.eq(names(same), ["a", "b"])


def files_text(where, name):
    with open(os.path.join(where, name + ".xml")) as f:
        return f.read()
