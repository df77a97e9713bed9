"""Snapshots' metadata of stock libvirt read here, and the other way round, by the byte where it is written again."""
import json
import os

from codes import SNAPDEL, SNAPLIST, UNDEFINE
from harness import ours_only, timeout
from interop_stock import stock, stock_library
from test_snapshot_meta import CURRENT, REDEFINE, current_by_files, defined, directory, files, names, parents, redefine, two_disks

ONLY = ours_only("it takes both")

# What a process with stock's library tells of a domain's snapshots.
TELL = """
def tell(dom):
    found = {}
    for snap in dom.snapshots():
        try:
            parent = snap.GetParent(0).GetName()
        except lv.Error:
            parent = None
        found[snap.GetName()] = [parent, snap.IsCurrent(0), snap.GetXMLDesc(1), snap.GetXMLDesc(0)]
    print(json.dumps(found))
"""


def told_here(dom):
    known = parents(dom)
    return {name: [known[name], s.IsCurrent(0), s.GetXMLDesc(1), s.GetXMLDesc(0)]
            for name in known for s in [dom.SnapshotLookupByName(name, 0)]}


def body(text):
    """Without the notice in front."""
    return text[text.index("<domainsnapshot>"):]


@ONLY
@timeout(120)
def test_snapshots_of_stock_are_read_and_written_again_here(t):
    stock_library()
    devices = two_disks(t) + "<graphics type='vnc' port='5999' passwd='secret'/><interface type='user'/>"
    dom = defined(t, devices=devices, extra="<metadata><x:y xmlns:x='urn:x'>z</x:y></metadata>")
    # Stock cannot have both kinds on one disk, so it goes without disks' data where it can.
    out = stock(t, TELL + """
dom = lv.virDomainLookupByName(conn, argv[0])
W = lambda name, inner="": f"<domainsnapshot><name>{name}</name><description>of\\n {name} &lt;</description>{inner}</domainsnapshot>"
dom.SnapshotCreateXML(W("internal"), 0)
dom.SnapshotLookupByName("internal", 0).Delete(2)
dom.Create()
dom.SnapshotCreateXML(W("live"), 0)
dom.Suspend()
dom.SnapshotCreateXML(W("paused"), 0)
dom.Resume()
dom.SnapshotCreateXML(W("disks"), SNAP.DISK_ONLY)
dom.SnapshotCreateXML(W("memory", f"<memory file='{argv[1]}'/><disks><disk name='vda' snapshot='no'/></disks>"), 0)
dom.Destroy()
dom.SnapshotCreateXML(W("off"), SNAP.DISK_ONLY)
dom.SnapshotCreateXML(dom.SnapshotLookupByName("paused", 0).GetXMLDesc(1), SNAP.REDEFINE | SNAP.CURRENT)
dom.SnapshotCreateXML(W("branch", "<disks><disk name='vda' snapshot='external'/></disks>"), SNAP.DISK_ONLY)
tell(dom)
""", dom.GetName(), t.path("mem"))
    t._conn = None
    dom = t.lookup()
    theirs = json.loads(out)
    t.eq(sorted(theirs), ["branch", "disks", "live", "memory", "off", "paused"])
    t.eq(told_here(dom), theirs)
    t.eq((names(dom, SNAPLIST.INTERNAL), names(dom, SNAPLIST.DISK_ONLY)), (["live", "paused"], ["disks"]))
    before = files(t, dom)
    # Written again to the byte.
    for name, (_, current, xml, _) in theirs.items():
        dom.SnapshotCreateXML(xml, REDEFINE | (CURRENT if current else 0))
    after = files(t, dom)
    for name in before:
        assert before[name] != after[name], "it was not written again"
        t.eq(body(after[name]), body(before[name]), name)
    t.eq(told_here(dom), theirs)


@ONLY
@timeout(120)
def test_snapshots_of_ours_are_read_and_written_again_there(t):
    stock_library()
    devices = two_disks(t) + "<graphics type='vnc' port='5999' passwd='secret'/>"
    dom = defined(t, devices=devices)
    redefine(dom, "off", "child<off")
    redefine(dom, "run<child", state="running", memory="", description="some &amp;\n  lines")
    redefine(dom, "disks<child", state="disk-snapshot", disks="")
    rich = ("<disk name='vda' snapshot='external' type='file'><driver type='qcow2'><metadata_cache><max_size unit='bytes'>65536"
            "</max_size></metadata_cache></driver><source file='/z'><seclabel model='dac' relabel='no'/></source></disk>"
            "<disk name='vdb' snapshot='external' type='block'><source dev='/dev/z'/></disk>")
    redefine(dom, "rich", state="running", memory="<memory file='/m'/>", disks=rich)
    redefine(dom, "run<child", state="running", memory="", description="some &amp;\n  lines", flags=REDEFINE | CURRENT)
    # What only a revert and a deletion know.
    path = os.path.join(directory(t, dom), "rich.xml")
    text = open(path).read()
    text = text.replace("  </disks>\n", "  </disks>\n  <revertDisks>\n    <disk name='vda' snapshot='external' type='file'>\n"
                        "      <driver type='qcow2'/>\n      <source file='/r'/>\n    </disk>\n  </revertDisks>\n", 1)
    text = text.replace("      <driver type='qcow2'>\n", "      <snapshotDeleteInProgress/>\n      <driver type='qcow2'>\n", 1)
    with open(path, "w") as f:
        f.write(text)
    here, before = told_here(dom), files(t, dom)
    out = stock(t, TELL + """
dom = lv.virDomainLookupByName(conn, argv[0])
tell(dom)
doc = dom.SnapshotLookupByName("off", 0).GetXMLDesc(1)
dom.SnapshotCreateXML(doc.replace("<name>off</name>", "<name>top</name>", 1), SNAP.REDEFINE | SNAP.CURRENT)
for name in "off", "child", "disks", "run":
    dom.SnapshotCreateXML(dom.SnapshotLookupByName(name, 0).GetXMLDesc(1), SNAP.REDEFINE | SNAP.CURRENT)
dom.SnapshotLookupByName("top", 0).Delete(2)
""", dom.GetName())
    t.eq(json.loads(out), here)
    after = files(t, dom)
    for name in ("off", "child", "disks", "run"):
        assert before[name] != after[name], "it was not written again"
        t.eq(body(after[name]), body(before[name]), name)
    t.eq(told_here(t.lookup()), here)


@ONLY
@timeout(120)
def test_what_only_a_revert_knows_is_written_again_there(t):
    """The elements that no public document has, in stock's order."""
    stock_library()
    dom = defined(t)
    redefine(dom, "top", "rich<top", "cut<top")
    where = directory(t, dom)
    path = os.path.join(where, "rich.xml")
    text = open(path).read()
    text = text.replace("<disk name='vdb' snapshot='internal'/>", "<disk name='vdb' snapshot='external' type='file'>\n"
                        "      <snapshotDeleteInProgress/>\n      <driver type='qcow2'/>\n      <source file='/z'/>\n    </disk>", 1)
    text = text.replace("  </disks>\n", "  </disks>\n  <revertDisks>\n    <disk name='vda' snapshot='external' type='file'>\n"
                        "      <driver type='qcow2'/>\n      <source file='/r'/>\n    </disk>\n  </revertDisks>\n", 1)
    with open(path, "w") as f:
        f.write(text)
    # A broken one beside them hides only itself, there as here.
    whole = open(os.path.join(where, "cut.xml")).read()
    with open(os.path.join(where, "cut.xml"), "w") as f:
        f.write(whole[:400])
    t.eq(names(dom), ["rich", "top"])
    out = stock(t, """
dom = lv.virDomainLookupByName(conn, argv[0])
print(sorted(dom.snapshot_names()))
# Its child is written again, as a root.
dom.SnapshotLookupByName("top", 0).Delete(2)
""", dom.GetName())
    t.eq(out, "['rich', 'top']\n")
    theirs = body(files(t, dom)["rich"])
    assert "<parent>" not in theirs
    t.eq(theirs, body(text).replace("  <parent>\n    <name>top</name>\n  </parent>\n", ""))
    # And once more here.
    t._conn = None
    dom = t.lookup()
    redefine(dom, "above", flags=REDEFINE | CURRENT)
    xml = dom.SnapshotLookupByName("rich", 0).GetXMLDesc(1)
    dom.SnapshotCreateXML(xml.replace("  <state>", "  <parent><name>above</name></parent><state>", 1), REDEFINE)
    t.eq(parents(dom)["rich"], "above")
    dom.SnapshotLookupByName("above", 0).Delete(SNAPDEL.METADATA_ONLY)
    ours = body(files(t, dom)["rich"])
    t.has(ours, "<revertDisks>")


@ONLY
@timeout(120)
def test_each_forgets_what_the_other_has_made(t):
    stock_library()
    dom = defined(t)
    redefine(dom, "a", "b<a", "c<b", "d<a")
    redefine(dom, "c<b", flags=REDEFINE | CURRENT)
    stock(t, """
dom = lv.virDomainLookupByName(conn, argv[0])
dom.SnapshotLookupByName("b", 0).Delete(2)
dom.SnapshotLookupByName("c", 0).Delete(2)
""", dom.GetName())
    t._conn = None
    dom = t.lookup()
    t.eq((parents(dom), dom.SnapshotCurrent(0).GetName()), ({"a": None, "d": "a"}, "a"))
    dom.SnapshotLookupByName("a", 0).Delete(SNAPDEL.METADATA_ONLY | SNAPDEL.CHILDREN_ONLY)
    dom.Rename(t.name("new"), 0)
    out = stock(t, """
dom = lv.virDomainLookupByName(conn, argv[0])
print(dom.snapshot_names(), dom.SnapshotCurrent(0).GetName())
dom.UndefineFlags(UNDEFINE.SNAPSHOTS_METADATA)
""".replace("UNDEFINE.SNAPSHOTS_METADATA", str(UNDEFINE.SNAPSHOTS_METADATA)), t.name("new"))
    t.eq(out, "['a'] a\n")
    t._conn = None
    assert not t.exists("new")
    t.eq(current_by_files(t, dom), [])
