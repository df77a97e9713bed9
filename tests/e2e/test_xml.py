"""Documents: what is accepted, what comes back, metadata, lists and lookups."""
import ctypes
import re
from xml.etree import ElementTree

import lv
from codes import IMPACT, LIST, METADATA, START, UNKNOWN_FLAG, XML
from harness import QEMU, expected_failure_ours


def test_defaults_of_a_small_guest(t):
    dom = t.define(uuid="6b6b3a38-9c6f-4b5a-b5a4-0f6f5ed14f55")
    t.eq(dom.GetXMLDesc(0), f"""<domain type='qemu'>
  <name>{t.name()}</name>
  <uuid>6b6b3a38-9c6f-4b5a-b5a4-0f6f5ed14f55</uuid>
  <memory unit='KiB'>16384</memory>
  <currentMemory unit='KiB'>16384</currentMemory>
  <vcpu placement='static'>1</vcpu>
  <os>
    <type arch='x86_64' machine='{canonical_pc(t)}'>hvm</type>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
  </features>
  <cpu mode='custom' match='exact' check='none'>
    <model fallback='forbid'>qemu64</model>
  </cpu>
  <clock offset='utc'/>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <emulator>{QEMU}</emulator>
    <controller type='usb' index='0' model='none'/>
    <controller type='pci' index='0' model='pci-root'/>
    <input type='mouse' bus='ps2'/>
    <input type='keyboard' bus='ps2'/>
    <audio id='1' type='none'/>
    <memballoon model='none'/>
  </devices>
</domain>
""")


def canonical_pc(t):
    """What `pc` is an alias of: as the guest's own definition says."""
    return re.search(r"machine='(pc-i440fx-[^']+)'", t.lookup().GetXMLDesc(0))[1]


def test_xml_of_inactive_is_the_same_with_all_flags(t):
    dom = t.define()
    for flags in (XML.SECURE, XML.INACTIVE, XML.UPDATE_CPU):
        t.eq(dom.GetXMLDesc(flags), dom.GetXMLDesc(0), f"flags {flags}")
    migratable = dom.GetXMLDesc(XML.MIGRATABLE)
    for part in ("pci-root", "bus='ps2'/>\n    <input type='keyboard'", "<audio"):
        assert part not in migratable, f"{part} in the migratable XML"
    t.has(migratable, "<input type='mouse' bus='ps2'/>", "<memballoon model='none'/>")


def test_xml_of_a_running_domain(t):
    dom = t.start()
    live, inactive = dom.GetXMLDesc(0), dom.GetXMLDesc(XML.INACTIVE)
    t.has(live, f"<domain type='qemu' id='{dom.id()}'>", "<alias name='pci.0'/>", "<alias name='usb'/>",
          "<alias name='input0'/>")
    for part in (" id='%d'>" % dom.id(), "<alias"):
        assert part not in inactive, f"{part} in the inactive XML"
    migratable = dom.GetXMLDesc(XML.MIGRATABLE)
    for part in (" id='%d'>" % dom.id(), "<alias", "pci-root"):
        assert part not in migratable, f"{part} in the migratable XML"
    dom.Destroy()
    t.eq(dom.GetXMLDesc(0), inactive)


@expected_failure_ours("the processor of a running guest is not read back from QEMU yet")
def test_xml_of_a_running_domain_has_the_whole_processor(t):
    dom = t.start()
    t.has(dom.GetXMLDesc(0), "<cpu mode='custom' match='exact' check='full'>", "<feature policy='require' name='hypervisor'/>")
    assert "check='full'" not in dom.GetXMLDesc(XML.INACTIVE)
    t.eq(dom.GetXMLDesc(XML.UPDATE_CPU), dom.GetXMLDesc(0))


def test_xml_can_be_defined_again(t):
    dom = t.start(devices="<serial type='pty'/><rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>")
    inactive, live = dom.GetXMLDesc(XML.INACTIVE), dom.GetXMLDesc(0)
    lv.virDomainDefineXML(t.conn, live)
    t.eq(strip_labels(dom.GetXMLDesc(XML.INACTIVE), True), strip_labels(inactive, True))
    dom.Destroy()
    lv.virDomainDefineXML(t.conn, inactive)
    t.eq(dom.GetXMLDesc(0), inactive)
    t.eq(strip_labels(live, False).count("<domain "), 1)


def strip_labels(text, inactive):
    text = re.sub(r"  <seclabel[^>]*/>\n|  <seclabel.*?</seclabel>\n", "", text, flags=re.S)
    if inactive:
        # A live XML's resource, checked processor and pty come back when it is defined.
        text = re.sub(r"  <resource>.*?</resource>\n", "", text, flags=re.S)
        text = re.sub(r"  <cpu .*?</cpu>\n", "", text, flags=re.S)
        text = re.sub(r"<source path='/dev/pts/\d+'/>\n *", "", text)
    return text


def test_secrets_need_the_secure_flag(t):
    graphics = "<graphics type='vnc' port='-1' passwd='hidden42'/>"
    dom = t.define(devices=graphics)
    assert "hidden42" not in dom.GetXMLDesc(0)
    t.has(dom.GetXMLDesc(XML.SECURE), "passwd='hidden42'")
    t.has(dom.GetXMLDesc(XML.MIGRATABLE), "passwd='hidden42'")
    with open(t.paths.definition(t.name())) as f:
        t.has(f.read(), "passwd='hidden42'")


def test_uuid_and_name_come_from_the_document(t):
    dom = t.define(uuid="0123456789ABCDEF0123456789ABCDEF")
    t.eq(dom.uuid_string(), "01234567-89ab-cdef-0123-456789abcdef")
    t.eq(dom.uuid().hex(), "0123456789abcdef" * 2)
    t.eq(dom.GetName(), t.name())
    other = t.define("b")
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", other.uuid_string()), \
        f"{other.uuid_string()} is no random UUID"


def test_units_of_memory(t):
    for unit, amount, kib in (("KiB", 16384, 16384), ("MiB", 16, 16384), ("GiB", 1, 1048576), ("b", 16777216, 16384),
                              ("KB", 16384, 16000), ("MB", 32, 31250), ("k", 20480, 20480), ("M", 20, 20480)):
        dom = lv.virDomainDefineXML(t.conn, t.xml().replace("<memory unit='MiB'>16<", f"<memory unit='{unit}'>{amount}<"))
        t.eq(dom.GetMaxMemory(), kib, f"{amount} {unit}")
        dom.Undefine()
    dom = lv.virDomainDefineXML(t.conn, t.xml().replace("<memory unit='MiB'>16<", "<memory>16384<"))
    t.eq(dom.GetMaxMemory(), 16384)


def test_current_memory(t):
    xml = t.xml(memory=32).replace("<vcpu>", "<currentMemory unit='MiB'>24</currentMemory><vcpu>")
    dom = lv.virDomainDefineXML(t.conn, xml)
    info = dom.info()
    t.eq((info.maxMem, info.memory), (32768, 24576))
    xml = t.xml("b", memory=32).replace("<vcpu>", "<currentMemory unit='MiB'>64</currentMemory><vcpu>")
    dom = lv.virDomainDefineXML(t.conn, xml)
    t.eq((dom.info().maxMem, dom.info().memory), (32768, 32768))


# What is wrong with a document, and what is answered. The whole document, or a change (old, new) of a good one.
BAD = {
    "empty": ("", "XML_DETAIL/DOMAIN"),
    "blank": ("  ", "XML_DETAIL/DOMAIN"),
    "text": ("hello", "XML_DETAIL/DOMAIN"),
    "cut": ("<domain", "XML_DETAIL/DOMAIN"),
    "unclosed": ("<domain type='qemu'><name>x</name>", "XML_DETAIL/DOMAIN"),
    "another root": ("<network/>", "XML_ERROR/XML"),
    "no type": ("<domain><name>q</name></domain>", "INTERNAL_ERROR/DOMAIN"),
    "unknown type": ("<domain type='foo'><name>q</name></domain>", "CONFIG_UNSUPPORTED/DOMAIN"),
    "type of another hypervisor": (("type='qemu'", "type='xen'"), "CONFIG_UNSUPPORTED/QEMU"),
    "no name": (("<name>NAME</name>", ""), "NO_NAME/DOMAIN"),
    "empty name": (("<name>NAME</name>", "<name></name>"), "NO_NAME/DOMAIN"),
    "slash in the name": (("<name>NAME</name>", "<name>a/b</name>"), "XML_ERROR/DOMAIN"),
    "newline in the name": (("<name>NAME</name>", "<name>a\nb</name>"), "XML_DETAIL/XML"),
    "malformed uuid": (("</name>", "</name><uuid>zzz</uuid>"), "INTERNAL_ERROR/DOMAIN"),
    "no memory": (("<memory unit='MiB'>16</memory>", ""), "XML_ERROR/DOMAIN"),
    "memory no number": ((">16<", ">abc<"), "XML_ERROR/XML"),
    "no memory at all": ((">16<", ">0<"), "XML_ERROR/DOMAIN"),
    "no os": (("<os><type arch='x86_64' machine='pc'>hvm</type></os>", ""), "XML_ERROR/DOMAIN"),
    "unknown arch": (("x86_64' machine", "foo' machine"), "CONFIG_UNSUPPORTED/DOMAIN"),
    "other arch": (("x86_64' machine", "ppc64' machine"), "CONFIG_UNSUPPORTED/QEMU"),
    "unknown machine": (("machine='pc'", "machine='nope'"), "CONFIG_UNSUPPORTED/QEMU"),
    "os type of containers": ((">hvm<", ">exe<"), "XML_ERROR/DOMAIN"),
    "emulator missing": ((QEMU, "/nope"), "SYSTEM_ERROR/QEMU"),
    "no processor": (("<vcpu>1", "<vcpu>0"), "INTERNAL_ERROR/DOMAIN"),
    "too many processors": (("<vcpu>1", "<vcpu>9999"), "CONFIG_UNSUPPORTED/QEMU"),
    "processors no number": (("<vcpu>1", "<vcpu>x"), "XML_ERROR/DOMAIN"),
    "unknown controller": (("</devices>", "<controller type='zzz'/></devices>"), "XML_ERROR/XML"),
    "unknown action": (("<features>", "<on_poweroff>zzz</on_poweroff><features>"), "CONFIG_UNSUPPORTED/DOMAIN"),
    "unknown clock": (("<features>", "<clock offset='zz'/><features>"), "CONFIG_UNSUPPORTED/DOMAIN"),
    "disk without target": (("</devices>", "<disk type='file'><source file='/x'/></disk></devices>"),
                            "NO_TARGET/DOMAIN"),
    "disk on an unknown bus": (("</devices>", "<disk type='file'><target dev='vda' bus='foo'/></disk></devices>"),
                               "XML_ERROR/XML"),
    "two disks of one name": (("</devices>", "<disk type='file'><source file='/x'/><target dev='vda' bus='virtio'/>"
                               "</disk>" * 2 + "</devices>"), "XML_ERROR/DOMAIN"),
}


def bad_documents(t):
    for what, (change, expected) in BAD.items():
        if isinstance(change, tuple):
            old, new = change[0].replace("NAME", t.name()), change[1]
            document = t.xml().replace(old, new)
            assert document != t.xml(), f"{what}: the change does not apply"
            yield what, document, expected
        else:
            yield what, change, expected


def test_bad_documents_are_not_defined(t):
    wrong = []
    for what, document, expected in bad_documents(t):
        try:
            t.refused(expected, lv.virDomainDefineXML, t.conn, document)
        except AssertionError as e:
            wrong.append(f"{what}: {e}")
        assert not t.exists(), what
    assert not wrong, f"{len(wrong)} of {len(BAD)}:\n" + "\n".join(wrong)


def test_bad_documents_are_not_started(t):
    wrong = []
    for what, document, expected in bad_documents(t):
        if what == "newline in the name":
            continue  # stock looks at that for definitions only
        try:
            t.refused(expected, lv.virDomainCreateXML, t.conn, document, 0)
        except AssertionError as e:
            wrong.append(f"{what}: {e}")
        assert not t.exists(), what
    assert not wrong, f"{len(wrong)} of {len(BAD)}:\n" + "\n".join(wrong)


def test_null_document(t):
    for call in (lambda: lv.virDomainDefineXML(t.conn, None), lambda: lv.virDomainDefineXMLFlags(t.conn, None, 0),
                 lambda: lv.virDomainCreateXML(t.conn, None, 0)):
        error = t.refused("INVALID_ARG/DOMAIN", call)
        t.eq((error.str3, error.int1, error.int2), (None, 0, 0))
        assert error.str2 in ("xml", "xmlDesc"), error.str2


def test_unknown_cpu_model_is_found_at_the_start(t):
    dom = t.define(extra="<cpu mode='custom'><model>NoSuchCpu</model></cpu>")
    t.refused("INTERNAL_ERROR", dom.Create)
    t.is_state(dom, "SHUTOFF/FAILED")


def test_a_failed_definition_leaves_the_old_one(t):
    dom = t.define()
    before = dom.GetXMLDesc(0)
    t.refused("CONFIG_UNSUPPORTED/QEMU", lv.virDomainDefineXML, t.conn,
              t.xml(uuid=dom.uuid_string()).replace("machine='pc'", "machine='nope'"))
    t.eq(dom.GetXMLDesc(0), before)


def test_an_element_that_nobody_knows_is_dropped(t):
    dom = lv.virDomainDefineXML(t.conn, t.xml().replace("</devices>", "</devices><foo/>"))
    assert "foo" not in dom.GetXMLDesc(0)


def test_validate_finds_what_the_schema_does_not_have(t):
    xml = t.xml().replace("</devices>", "</devices><foo/>")
    error = t.refused("XML_INVALID_SCHEMA/XML", lv.virDomainDefineXMLFlags, t.conn, xml, 1)
    t.has(error.message, "foo")
    assert not t.exists()


def test_comments_and_entities(t):
    xml = t.xml().replace("<memory", "<!-- a comment --><title>a &lt; b &amp; &#65;</title><memory")
    dom = lv.virDomainDefineXML(t.conn, xml)
    t.eq(dom.GetMetadata(METADATA.TITLE, None, 0), "a < b & A")
    t.has(dom.GetXMLDesc(0), "<title>a &lt; b &amp; A</title>")


def test_devices_that_ordinary_guests_have(t):
    for name, size in (("disk.raw", 1 << 20), ("cd.iso", 1 << 16)):
        with open(t.path(name), "wb") as f:
            f.truncate(size)
    devices = f"""
    <disk type='file' device='disk'><driver name='qemu' type='raw' cache='none'/><source file='{t.path("disk.raw")}'/>
      <target dev='vda' bus='virtio'/><serial>abc</serial></disk>
    <disk type='file' device='cdrom'><source file='{t.path("cd.iso")}'/><target dev='sda' bus='sata'/><readonly/></disk>
    <interface type='user'><mac address='52:54:00:11:22:33'/><model type='virtio'/></interface>
    <serial type='pty'/><channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <input type='tablet' bus='usb'/><graphics type='vnc' port='-1' autoport='yes'/><video><model type='vga'/></video>
    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng><watchdog model='itco' action='none'/>
    <sound model='ich9'/>"""
    xml = t.xml(devices=devices, memory=32, machine="q35").replace("<controller type='usb' model='none'/>", "")
    xml = xml.replace("<memballoon model='none'/>", "<memballoon model='virtio'/>")
    dom = lv.virDomainDefineXML(t.conn, xml)
    tree = ElementTree.fromstring(dom.GetXMLDesc(0)).find("devices")
    t.eq([(d.find("target").get("dev"), d.find("address").get("type")) for d in tree.findall("disk")],
         [("vda", "pci"), ("sda", "drive")])
    addresses = [tuple(a.get(k) for k in ("bus", "slot", "function")) for a in tree.iter("address") if a.get("type") == "pci"]
    t.eq(len(addresses), len(set(addresses)), "PCI addresses that are given once")
    dom.Create()
    t.is_state(dom, "RUNNING/BOOTED")
    live = ElementTree.fromstring(dom.GetXMLDesc(0)).find("devices")
    t.has(live.find("serial/source").get("path"), "/dev/pts/")
    assert int(live.find("graphics").get("port")) >= 5900
    t.eq(live.find("channel/source").get("mode"), "bind")
    for device in live:
        if device.tag not in ("emulator", "graphics", "audio"):
            assert device.find("alias") is not None, f"{device.tag} has no alias"


# Metadata.

KEY, URI = "k", "http://example.org/x"


def test_metadata_absent(t):
    dom = t.define()
    for kind, uri in ((METADATA.DESCRIPTION, None), (METADATA.TITLE, None), (METADATA.ELEMENT, URI)):
        t.refused("NO_DOMAIN_METADATA/DOMAIN", dom.GetMetadata, kind, uri, 0)
        dom.SetMetadata(kind, None, KEY if uri else None, uri, 0)


def test_metadata_arguments(t):
    dom = t.define()
    for call in (lambda: dom.GetMetadata(METADATA.ELEMENT, None, 0), lambda: dom.GetMetadata(METADATA.TITLE, URI, 0),
                 lambda: dom.GetMetadata(7, None, 0), lambda: dom.SetMetadata(9, "x", None, None, 0),
                 lambda: dom.SetMetadata(METADATA.ELEMENT, "<a/>", None, URI, 0),
                 lambda: dom.SetMetadata(METADATA.ELEMENT, "<a/>", KEY, None, 0),
                 lambda: dom.SetMetadata(METADATA.TITLE, "a\nb", None, None, 0),
                 lambda: dom.SetMetadata(METADATA.TITLE, "a", KEY, None, 0),
                 lambda: dom.SetMetadata(METADATA.DESCRIPTION, "a", None, URI, 0),
                 lambda: dom.GetMetadata(METADATA.TITLE, None, IMPACT.LIVE | IMPACT.CONFIG)):
        t.refused("INVALID_ARG/DOMAIN", call)
    for flags in (4, UNKNOWN_FLAG):
        t.refused("INVALID_ARG/QEMU", dom.SetMetadata, METADATA.TITLE, "a", None, None, flags)
        t.refused("INVALID_ARG", dom.GetMetadata, METADATA.TITLE, None, flags)
    t.refused("XML_DETAIL/DOMAIN", dom.SetMetadata, METADATA.ELEMENT, "<a", KEY, URI, 0)
    assert "<metadata>" not in dom.GetXMLDesc(0)


def test_metadata_round_trip(t):
    dom = t.define()
    dom.SetMetadata(METADATA.DESCRIPTION, "hello\nworld", None, None, 0)
    dom.SetMetadata(METADATA.TITLE, "title", None, None, 0)
    dom.SetMetadata(METADATA.ELEMENT, "<foo a='1'><bar/></foo>", KEY, URI, 0)
    dom.SetMetadata(METADATA.ELEMENT, "<o>text</o>", "z", "http://z", 0)
    t.eq(dom.GetMetadata(METADATA.DESCRIPTION, None, 0), "hello\nworld")
    t.eq(dom.GetMetadata(METADATA.TITLE, None, 0), "title")
    t.eq(dom.GetMetadata(METADATA.ELEMENT, URI, 0), '<foo a="1">\n  <bar/>\n</foo>')
    t.eq(dom.GetMetadata(METADATA.ELEMENT, "http://z", 0), "<o>text</o>")
    t.has(dom.GetXMLDesc(0), "<title>title</title>\n  <description>hello\nworld</description>\n", f"""  <metadata>
    <k:foo xmlns:k="{URI}" a="1">
      <k:bar/>
    </k:foo>
    <z:o xmlns:z="http://z">text</z:o>
  </metadata>
""")
    dom.SetMetadata(METADATA.ELEMENT, "<new/>", KEY, URI, 0)
    t.eq(dom.GetMetadata(METADATA.ELEMENT, URI, 0), "<new/>")
    dom.SetMetadata(METADATA.ELEMENT, None, KEY, URI, 0)
    t.refused("NO_DOMAIN_METADATA/DOMAIN", dom.GetMetadata, METADATA.ELEMENT, URI, 0)
    dom.SetMetadata(METADATA.TITLE, "", None, None, 0)
    t.refused("NO_DOMAIN_METADATA/DOMAIN", dom.GetMetadata, METADATA.TITLE, None, 0)
    with open(t.paths.definition(t.name())) as f:
        t.has(f.read(), "<z:o", "<description>hello")


def test_metadata_of_running_and_persistent(t):
    dom = t.define()
    D = METADATA.DESCRIPTION

    def both():
        return [dom.GetMetadata(D, None, i) for i in (IMPACT.CURRENT, IMPACT.LIVE, IMPACT.CONFIG)]
    for flags in (IMPACT.LIVE, IMPACT.LIVE | IMPACT.CONFIG):
        t.refused("OPERATION_INVALID/DOMAIN", dom.SetMetadata, D, "x", None, None, flags)
    t.refused("OPERATION_INVALID/DOMAIN", dom.GetMetadata, D, None, IMPACT.LIVE)
    dom.SetMetadata(D, "first", None, None, IMPACT.CONFIG)
    dom.Create()
    t.eq(both(), ["first"] * 3)
    dom.SetMetadata(D, "current", None, None, IMPACT.CURRENT)
    t.eq(both(), ["current", "current", "first"])
    dom.SetMetadata(D, "live", None, None, IMPACT.LIVE)
    t.eq(both(), ["live", "live", "first"])
    dom.SetMetadata(D, "config", None, None, IMPACT.CONFIG)
    t.eq(both(), ["live", "live", "config"])
    dom.SetMetadata(D, "both", None, None, IMPACT.LIVE | IMPACT.CONFIG)
    t.eq(both(), ["both"] * 3)
    dom.SetMetadata(D, "lost at the end", None, None, IMPACT.LIVE)
    dom.Destroy()
    t.eq(dom.GetMetadata(D, None, 0), "both")


def test_metadata_of_other_programs_while_running(t):
    E, uri = METADATA.ELEMENT, "urn:x"
    dom = t.start(extra="<metadata><x:y xmlns:x='urn:x' a='&lt;'>z<x:b/></x:y></metadata>")
    for flags in (0, XML.INACTIVE):
        t.has(dom.GetXMLDesc(flags), '<x:y xmlns:x="urn:x" a="&lt;">z<x:b/></x:y>')
    first = dom.GetMetadata(E, uri, IMPACT.LIVE)
    t.eq(first, dom.GetMetadata(E, uri, IMPACT.CONFIG))
    dom.SetMetadata(E, "<new/>", "n", "urn:n", IMPACT.LIVE)
    t.eq((dom.GetMetadata(E, uri, IMPACT.LIVE), dom.GetMetadata(E, "urn:n", IMPACT.LIVE)), (first, "<new/>"))
    t.refused("NO_DOMAIN_METADATA/DOMAIN", dom.GetMetadata, E, "urn:n", IMPACT.CONFIG)
    dom.Suspend()
    t.has(dom.GetXMLDesc(0), 'z<x:b/>', "<n:new")
    dom.Destroy()
    assert "<n:new" not in dom.GetXMLDesc(0)


def test_metadata_of_a_transient_domain(t):
    dom = t.transient()
    t.refused("OPERATION_INVALID/DOMAIN", dom.SetMetadata, METADATA.TITLE, "x", None, None, IMPACT.CONFIG)
    t.refused("OPERATION_INVALID/DOMAIN", dom.GetMetadata, METADATA.TITLE, None, IMPACT.CONFIG)
    dom.SetMetadata(METADATA.TITLE, "x", None, None, 0)
    t.has(dom.GetXMLDesc(0), "<title>x</title>")


# Lists and lookups.

def test_lists(t):
    t.define("a")
    t.transient("t")
    t.transient("p", START.PAUSED)
    saved = t.start("b")
    saved.ManagedSave(0)
    saved.SetAutostart(1)

    def names(flags):
        return "".join(n[len(t.prefix):] for n in t.conn.names(flags) if n.startswith(t.prefix))
    table = {
        0: "abpt", LIST.ACTIVE: "pt", LIST.INACTIVE: "ab", LIST.ACTIVE | LIST.INACTIVE: "abpt",
        LIST.PERSISTENT: "ab", LIST.TRANSIENT: "pt", LIST.PERSISTENT | LIST.TRANSIENT: "abpt",
        LIST.RUNNING: "t", LIST.PAUSED: "p", LIST.SHUTOFF: "ab", LIST.OTHER: "", LIST.RUNNING | LIST.PAUSED: "pt",
        0xf0: "abpt", LIST.MANAGEDSAVE: "b", LIST.NO_MANAGEDSAVE: "apt", 0x300: "abpt",
        LIST.AUTOSTART: "b", LIST.NO_AUTOSTART: "apt", LIST.HAS_SNAPSHOT: "", LIST.NO_SNAPSHOT: "abpt",
        LIST.HAS_CHECKPOINT: "", LIST.NO_CHECKPOINT: "abpt", LIST.ACTIVE | LIST.PAUSED: "p",
        LIST.ACTIVE | LIST.SHUTOFF: "", LIST.INACTIVE | LIST.MANAGEDSAVE: "b", 0xffff: "abpt",
    }
    t.eq({hex(f): names(f) for f in table}, {hex(f): v for f, v in table.items()})
    for flags in (1 << 16, UNKNOWN_FLAG):
        t.refused("INVALID_ARG/QEMU", t.conn.names, flags)


def test_old_lists(t):
    t.define("a")
    t.define("b")
    dom = t.transient("t")
    mine = [n for n in t.conn.defined_names() if n.startswith(t.prefix)]
    t.eq(mine, [t.name("a"), t.name("b")])
    assert dom.id() in t.conn.ids()
    assert t.conn.NumOfDomains() >= 1 and t.conn.NumOfDefinedDomains() >= 2
    ids, names = (ctypes.c_int * 4)(), (ctypes.c_void_p * 4)()
    t.eq(lv.virConnectListDomains(t.conn, ids, 0), 0)
    t.eq(lv.virConnectListDefinedDomains(t.conn, names, 0), 0)
    t.eq(lv.virConnectListDefinedDomains(t.conn, names, 1), 1)
    lv.free(names[0])
    for call in (lambda: lv.virConnectListDomains(t.conn, ids, -1), lambda: lv.virConnectListDomains(t.conn, None, 1),
                 lambda: lv.virConnectListDefinedDomains(t.conn, names, -1),
                 lambda: lv.virConnectListDefinedDomains(t.conn, None, 1)):
        t.refused("INVALID_ARG/DOMAIN", call)
    t.eq(lv.virConnectListAllDomains(t.conn, None, 0), len(t.conn.domains()))


def test_lookups(t):
    uuid = t.uuid()
    t.define("a", uuid=uuid)
    look = lv.virDomainLookupByUUIDString
    for spelled in (uuid, uuid.upper(), uuid.replace("-", ""), " " + uuid):
        t.eq(look(t.conn, spelled).GetName(), t.name())
    t.eq(lv.virDomainLookupByUUID(t.conn, bytes.fromhex(uuid.replace("-", ""))).GetName(), t.name())
    for spelled in ("xyz", "", uuid + "x", uuid[:-1], None):
        t.refused("INVALID_ARG/DOMAIN", look, t.conn, spelled)
    t.refused("NO_DOMAIN/QEMU", look, t.conn, t.uuid())
    t.refused("NO_DOMAIN/QEMU", lv.virDomainLookupByUUID, t.conn, b"\1" * 16)
    t.refused("INVALID_ARG/DOMAIN", lv.virDomainLookupByUUID, t.conn, None)
    t.refused("INVALID_ARG/DOMAIN", lv.virDomainLookupByName, t.conn, None)
    t.refused("NO_DOMAIN/QEMU", lv.virDomainLookupByName, t.conn, "")
    t.refused("NO_DOMAIN/QEMU", lv.virDomainLookupByName, t.conn, "../" + t.name())
    t.refused("NO_DOMAIN/QEMU", lv.virDomainLookupByID, t.conn, 1 << 30)
    t.refused("INVALID_ARG/DOMAIN", lv.virDomainLookupByID, t.conn, -5)
