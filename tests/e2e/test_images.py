"""Images that are not right: each call answers as stock does, and nothing changes.

The table is made from a good image by changing its bytes; see docs/behaviour.md for what stock does
with each. Where stock hangs or aborts the entry says so, and is not tried on it.
"""
import os
import shutil
import struct

import lv
from codes import SAVE
from harness import Image, has_sparse, ours_only, timeout

OK = "ok"
FAILED = "OPERATION_FAILED/QEMU"
BAD_XML = "XML_DETAIL/DOMAIN"
BOOT, KEPT = "boots afresh", "image is kept"


class Good:
    """A good image's parts."""

    def __init__(self, data):
        self.data = data
        self.data_len, self.was_running, self.format, self.cookie = struct.unpack("<4I", data[20:36])
        self.start = 92
        self.end = 92 + self.data_len
        self.xml_len = data.index(b"\0", 92) - 92

    def word(self, offset, value):
        return self.data[:offset] + struct.pack("<I", value & 0xFFFFFFFF) + self.data[offset + 4:]

    def version(self, value):
        return self.word(16, value)

    def length(self, value):
        return self.word(20, value)

    def running(self, value):
        return self.word(24, value)

    def fmt(self, value):
        return self.word(28, value)

    def cookie_offset(self, value):
        return self.word(32, value)

    def swapped(self):
        words = struct.unpack("<5I", self.data[16:36])
        return self.data[:16] + struct.pack(">5I", *words) + self.data[36:]

    def with_xml(self, xml):
        return self.data[:92] + xml.ljust(self.data_len, b"\0")[:self.data_len] + self.data[self.end:]


# name: (bytes of it, GetXMLDesc and DefineXML, Restore, Create if it is the managed image, not on stock because)
def table(g):
    d = g.data
    everywhere = lambda data, error, managed, never="": (data, error, error, managed, never)  # noqa: E731
    # A QEMU that cannot read the format says so before it reads.
    other = FAILED if has_sparse() else "OPERATION_UNSUPPORTED/QEMU"
    qemu_part = lambda data: (data, OK, FAILED, (FAILED, KEPT), "")  # noqa: E731
    return {
        "empty": everywhere(b"", FAILED, BOOT),
        "garbage": everywhere(b"This is no image at all. " * 40, FAILED, BOOT),
        "short garbage": everywhere(b"x" * 20, FAILED, BOOT),
        "another magic": everywhere(b"LibvirtQemudSavf" + d[16:], FAILED, BOOT),
        "part": everywhere(b"LibvirtQemudPart" + d[16:], FAILED, BOOT),
        "cut after the magic": everywhere(d[:16], FAILED, BOOT),
        "cut in the header": everywhere(d[:50], FAILED, BOOT),
        "cut before the header's last byte": everywhere(d[:91], FAILED, BOOT),
        "cut after the header": everywhere(d[:92], FAILED, (FAILED, KEPT)),
        "cut in the XML": everywhere(d[:92 + g.xml_len // 2], FAILED, (FAILED, KEPT)),
        "cut after the XML": everywhere(d[:92 + g.cookie], FAILED, (FAILED, KEPT)),
        "cut in the cookie": everywhere(d[:92 + g.cookie + 100], FAILED, (FAILED, KEPT)),
        "cut in the padding": everywhere(d[:g.end - 1], FAILED, (FAILED, KEPT)),
        "cut after the padding": qemu_part(d[:g.end]),
        "cut in QEMU's header": qemu_part(d[:g.end + 6]),
        "cut in the memory": qemu_part(d[:(g.end + len(d)) // 2]),
        "garbage for QEMU": qemu_part(d[:g.end] + b"\xff" * 5000),
        "version 3": everywhere(g.version(3), FAILED, (FAILED, KEPT)),
        "version huge": everywhere(g.version(0x7FFFFFFF), FAILED, (FAILED, KEPT)),
        "format 7": everywhere(g.fmt(7), FAILED, (FAILED, KEPT)),
        "format 99": everywhere(g.fmt(99), FAILED, (FAILED, KEPT)),
        "format sparse of a raw image": (g.fmt(6 if g.format == 0 else 0), OK, other, (other, KEPT), ""),
        "length 0": everywhere(g.length(0), FAILED, (FAILED, KEPT)),
        "length past the end": everywhere(g.length(len(d)), FAILED, (FAILED, KEPT)),
        "length 2 GiB": everywhere(g.length(0x7FFFFFFF), FAILED, (FAILED, KEPT)),
        "length 4 GiB": everywhere(g.length(0xFFFFFFFF), FAILED, (FAILED, KEPT)),
        "length in the XML": everywhere(g.length(50), FAILED, (FAILED, KEPT), "it aborts"),
        "cookie past the length": everywhere(g.cookie_offset(g.data_len + 10), FAILED, (FAILED, KEPT), "it aborts"),
        "cookie 4 GiB": everywhere(g.cookie_offset(0xFFFFFFFF), FAILED, (FAILED, KEPT), "it aborts"),
        "cookie in the XML": everywhere(g.cookie_offset(1), BAD_XML, (BAD_XML, KEPT)),
        "no XML": everywhere(g.with_xml(b""), BAD_XML, (BAD_XML, KEPT)),
        "XML that is none": everywhere(g.with_xml(b"<domain".ljust(g.xml_len, b"x")), BAD_XML, (BAD_XML, KEPT)),
        "format gzip of a raw image": (g.fmt(1), OK, FAILED, (FAILED, KEPT), "its restore never returns"),
        "format xz of a raw image": (g.fmt(3), OK, FAILED, (FAILED, KEPT), "its restore never returns"),
    }


# Odd, but good.
def odd(g):
    return {
        "version 1": g.version(1),
        "version 0": g.version(0),
        "the other byte order": g.swapped(),
        "no cookie": g.cookie_offset(0),
        "was_running 2": g.running(2),
        "was_running huge": g.running(0xFFFFFFFF),
        "something in the unused words": g.data[:36] + b"\1" * 56 + g.data[92:],
    }


def saved(t, fmt=None):
    """A defined domain, saved; the domain, the image's bytes."""
    dom = t.start()
    dom.Save(t.path("good"))
    with open(t.path("good"), "rb") as f:
        return dom, Good(f.read())


def put(path, data):
    with open(path, "wb") as f:
        f.write(data)


def entries(t, g):
    for what, entry in table(g).items():
        if not (t.stock and entry[4]):
            yield what, entry[:4]


def collect(t, g, check):
    wrong = []
    for what, entry in entries(t, g):
        path = t.path("bad")
        put(path, entry[0])
        try:
            check(path, *entry)
            with open(path, "rb") as f:
                assert f.read() == entry[0], "the file has changed"
        except AssertionError as e:
            wrong.append(f"{what}: {e}")
        if os.path.exists(path):
            os.unlink(path)
    assert sorted(os.listdir(t.dir)) == ["good"], os.listdir(t.dir)
    assert not wrong, f"{len(wrong)} of {len(table(g))}:\n" + "\n".join(wrong)


def expect(t, expected, call):
    if expected == OK:
        return call()
    return t.refused(expected, call)


def test_restore_of_bad_images(t):
    dom, g = saved(t)

    def check(path, data, describe, restore, managed):
        before = dom.state()
        t.refused(restore, lv.virDomainRestore, t.conn, path)
        t.eq(dom.IsActive(), 0)
        if describe != OK:
            t.eq(dom.state(), before, "state")
    collect(t, g, check)
    dom.Create()
    t.is_state(dom, "RUNNING/BOOTED")


def test_restore_of_bad_images_of_an_undefined_domain(t):
    dom, g = saved(t)
    dom.Undefine()

    def check(path, data, describe, restore, managed):
        t.refused(restore, lv.virDomainRestore, t.conn, path)
        assert not t.exists(), "a domain has appeared"
    collect(t, g, check)


def test_description_of_bad_images(t):
    dom, g = saved(t)

    def check(path, data, describe, restore, managed):
        expect(t, describe, lambda: lv.virDomainSaveImageGetXMLDesc(t.conn, path, 0))
        t.is_state(dom, "SHUTOFF/SAVED")
    collect(t, g, check)


def test_redefinition_of_bad_images(t):
    dom, g = saved(t)
    xml = lv.virDomainSaveImageGetXMLDesc(t.conn, t.path("good"), 1)

    def check(path, data, describe, restore, managed):
        if describe != OK:
            for flags in (0, SAVE.RUNNING, SAVE.PAUSED):
                t.refused(describe, lv.virDomainSaveImageDefineXML, t.conn, path, xml, flags)
    collect(t, g, check)


@timeout(120)
def test_start_with_a_bad_managed_image(t):
    dom = t.start()
    name, path = dom.GetName(), t.paths.managed(dom.GetName())
    dom.ManagedSave(0)
    with open(path, "rb") as f:
        g = Good(f.read())
    wrong = []
    for what, (data, _, _, expected) in entries(t, g):
        put(path, data)
        try:
            if expected == BOOT:
                dom.Create()
                t.is_state(dom, "RUNNING/BOOTED")
                t.no_file(path)
                dom.Destroy()
            else:
                t.refused(expected[0], dom.Create)
                t.eq(dom.IsActive(), 0)
                with open(path, "rb") as f:
                    assert f.read() == data, "the image has changed"
        except AssertionError as e:
            wrong.append(f"{what}: {e}")
            if dom.IsActive():
                dom.Destroy()
    assert not wrong, f"{len(wrong)} of {len(table(g))}:\n" + "\n".join(wrong)
    put(path, g.data)
    dom.Create()
    t.is_state(dom, "RUNNING/RESTORED")
    del name


def test_missing_images(t):
    dom = t.define()
    for path in (t.path("missing"), t.path("no/such/directory")):
        for call in (lambda: lv.virDomainRestore(t.conn, path),
                     lambda: lv.virDomainRestoreFlags(t.conn, path, None, SAVE.BYPASS_CACHE),
                     lambda: lv.virDomainSaveImageGetXMLDesc(t.conn, path, 0),
                     lambda: lv.virDomainSaveImageDefineXML(t.conn, path, t.xml(), 0)):
            t.eq(t.refused("SYSTEM_ERROR/QEMU", call).int1, 2)
    for call in (lambda: lv.virDomainRestore(t.conn, t.dir), lambda: lv.virDomainSaveImageGetXMLDesc(t.conn, t.dir, 0)):
        t.refused("OPERATION_FAILED/QEMU", call)
    t.is_state(dom, "SHUTOFF/UNKNOWN")


def test_odd_images_restore(t):
    guest = t.guest()
    pulse = guest.pulse()
    guest.dom.Save(t.path("good"))
    with open(t.path("good"), "rb") as f:
        g = Good(f.read())
    wrong = []
    for what, data in odd(g).items():
        path = t.path("odd")
        put(path, data)
        try:
            xml = lv.virDomainSaveImageGetXMLDesc(t.conn, path, 1)
            lv.virDomainSaveImageDefineXML(t.conn, path, xml.replace("</uuid>", "</uuid><title>odd</title>"), 0)
            t.has(lv.virDomainSaveImageGetXMLDesc(t.conn, path, 0), "<title>odd</title>")
            lv.virDomainRestore(t.conn, path)
            t.is_state(guest.dom, "RUNNING/RESTORED")
            guest.connect().goes_on(pulse)
            guest.dom.Destroy()
        except (AssertionError, lv.Error) as e:
            wrong.append(f"{what}: {e}")
            if guest.dom.IsActive():
                guest.dom.Destroy()
    assert not wrong, "\n".join(wrong)


@ours_only("stock's daemon has asked only once whether there is an image")
def test_a_managed_image_that_appears_is_seen(t):
    dom = t.start()
    path = t.paths.managed(dom.GetName())
    dom.ManagedSave(0)
    shutil.move(path, t.path("kept"))
    t.eq(dom.HasManagedSaveImage(0), 0)
    shutil.move(t.path("kept"), path)
    t.eq(dom.HasManagedSaveImage(0), 1)
    dom.Create()
    t.is_state(dom, "RUNNING/RESTORED")


def test_managed_image_of_another_domain(t):
    """Two domains whose images were exchanged: neither becomes the other."""
    one, two = t.start("a"), t.start("b")
    one.ManagedSave(0)
    two.ManagedSave(0)
    shutil.copy(t.paths.managed(two.GetName()), t.paths.managed(one.GetName()))
    try:
        one.Create()
    except lv.Error:
        pass
    assert t.lookup("a").uuid() == one.uuid() and t.lookup("b").uuid() == two.uuid()
    t.eq(two.IsActive(), 0)
    t.eq(two.HasManagedSaveImage(0), 1)
