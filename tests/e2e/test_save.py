"""Saving and restoring: run states, flags, changed documents, managed saves.

What was saved is proven by the tiny guest: its nonce and counter go on, and the bytes that it filled
its memory with are whole.
"""
import os
import re
import stat

import lv
from codes import LIST, SAVE, START, UNDEFINE, UNKNOWN_FLAG, XML
from harness import Image, Test, stock_differs, timeout

BOTH = SAVE.RUNNING | SAVE.PAUSED


def restore(t, path, xml=None, flags=0):
    return lv.virDomainRestoreFlags(t.conn, path, xml, flags)


def image_xml(t, path, flags=0):
    return lv.virDomainSaveImageGetXMLDesc(t.conn, path, flags)


def define_image(t, path, xml, flags=0):
    return lv.virDomainSaveImageDefineXML(t.conn, path, xml, flags)


def titled(xml, title):
    return xml.replace("</uuid>", f"</uuid>\n  <title>{title}</title>", 1)


def titles(xml):
    return re.findall("<title>(.*)</title>", xml)


# The memory.

def test_save_and_restore_keep_the_memory(t):
    g = t.guest(fill=8)
    pulse = g.pulse()
    image = t.path("image")
    g.dom.Save(image)
    t.is_state(g.dom, "SHUTOFF/SAVED")
    t.no_file(t.paths.status(g.dom.GetName()), t.paths.pid(g.dom.GetName()))
    lv.virDomainRestore(t.conn, image)
    t.is_state(g.dom, "RUNNING/RESTORED")
    g.connect().goes_on(pulse)
    t.file(image)


def test_an_image_restores_again_and_again(t):
    g = t.guest()
    pulse = g.pulse()
    image = t.path("image")
    g.dom.Save(image)
    before = open(image, "rb").read()
    for _ in range(3):
        restore(t, image)
        g.connect().goes_on(pulse)
        g.dom.Destroy()
    assert open(image, "rb").read() == before, "restoring changed the image"


def test_many_generations(t):
    g = t.guest(fill=4)
    pulse = g.pulse()
    for _ in range(4):
        g.dom.Save(t.path("image"))
        restore(t, t.path("image"))
        pulse = g.connect().goes_on(pulse)


def test_saved_while_memory_is_being_written(t):
    g = t.guest(fill=8)
    g.console.ask("dirty 4")
    pulse = g.pulse()
    g.dom.Save(t.path("image"))
    restore(t, t.path("image"))
    g.connect().goes_on(pulse)


def test_paused_guest_goes_on_after_resume(t):
    g = t.guest()
    pulse = g.pulse()
    g.dom.Suspend()
    g.dom.Save(t.path("image"))
    restore(t, t.path("image"))
    t.is_state(g.dom, "PAUSED/MIGRATION")
    g.connect()
    assert g.is_silent(), "restored paused, it runs"
    g.dom.Resume()
    t.is_state(g.dom, "RUNNING/UNPAUSED")
    g.goes_on(pulse)


def test_managed_save_keeps_the_memory(t):
    g = t.guest(fill=8)
    pulse = g.pulse()
    g.dom.ManagedSave(0)
    t.is_state(g.dom, "SHUTOFF/SAVED")
    t.eq(g.dom.HasManagedSaveImage(0), 1)
    t.file(t.paths.managed(g.dom.GetName()))
    g.dom.Create()
    t.is_state(g.dom, "RUNNING/RESTORED")
    pulse = g.connect().goes_on(pulse)
    t.eq(g.dom.HasManagedSaveImage(0), 0)
    t.no_file(t.paths.managed(g.dom.GetName()))
    g.dom.ManagedSave(0)
    g.dom.Create()
    g.connect().goes_on(pulse)


def test_force_boot_forgets_the_memory(t):
    g = t.guest()
    nonce = g.pulse()[0]
    g.dom.ManagedSave(0)
    g.dom.CreateWithFlags(START.FORCE_BOOT)
    t.is_state(g.dom, "RUNNING/BOOTED")
    t.eq(g.dom.HasManagedSaveImage(0), 0)
    t.no_file(t.paths.managed(g.dom.GetName()))
    assert g.connect().pulse()[0] != nonce, "it did not boot afresh"


def test_bypass_cache(t):
    g = t.guest(fill=4)
    pulse = g.pulse()
    g.dom.SaveFlags(t.path("image"), None, SAVE.BYPASS_CACHE)
    restore(t, t.path("image"), None, SAVE.BYPASS_CACHE)
    pulse = g.connect().goes_on(pulse)
    restored_without = t.path("image2")
    g.dom.SaveFlags(restored_without, None, SAVE.BYPASS_CACHE)
    restore(t, restored_without)
    pulse = g.connect().goes_on(pulse)
    g.dom.ManagedSave(SAVE.BYPASS_CACHE)
    g.dom.CreateWithFlags(START.BYPASS_CACHE)
    g.connect().goes_on(pulse)


def test_hardware_of_an_ordinary_guest(t):
    with open(t.path("disk.raw"), "wb") as f:
        f.truncate(8 << 20)
    devices = f"""<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='{t.path("disk.raw")}'/>
        <target dev='vda' bus='virtio'/></disk><disk type='file' device='cdrom'><target dev='sda' bus='sata'/><readonly/></disk>
        <interface type='user'><model type='virtio'/></interface>
        <input type='tablet' bus='usb'/><video><model type='vga'/></video>
        <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>"""
    g = t.guest(devices=devices, machine="q35", memory=64, fill=8)
    t.has(g.console.ask("dwrite 100 7 8"), "ok")
    pulse = g.pulse()
    before = g.dom.GetXMLDesc(XML.INACTIVE)
    g.dom.Save(t.path("image"))
    restore(t, t.path("image"))
    pulse = g.connect().goes_on(pulse)
    t.has(g.console.ask("dcheck 100 7 8"), "ok")
    t.has(g.console.ask("dwrite 200 8 8"), "ok")
    t.eq(g.dom.GetXMLDesc(XML.INACTIVE), before)
    g.dom.ManagedSave(0)
    g.dom.Create()
    g.connect().goes_on(pulse)
    t.has(g.console.ask("dcheck 200 8 8"), "ok")


# The run state.

def restored_state(saved, at_save, at_restore):
    runs = {SAVE.RUNNING: True, SAVE.PAUSED: False, 0: saved == "running"}[at_save]
    if at_restore:
        runs = at_restore == SAVE.RUNNING
    return "RUNNING/RESTORED" if runs else "PAUSED/MIGRATION"


@timeout(180)
def test_run_state_saved_by_flag_of_save_by_flag_of_restore(t):
    dom = t.start()
    image = t.path("image")
    wrong = []
    for saved in ("running", "paused"):
        for at_save in (0, SAVE.RUNNING, SAVE.PAUSED):
            for at_restore in (0, SAVE.RUNNING, SAVE.PAUSED):
                t.set_state(dom, saved)
                dom.SaveFlags(image, None, at_save)
                t.is_state(dom, "SHUTOFF/SAVED")
                runs = Image(image).was_running
                restore(t, image, None, at_restore)
                try:
                    t.eq(runs, int(restored_state(saved, at_save, 0).startswith("RUN")), "was_running")
                    t.is_state(dom, restored_state(saved, at_save, at_restore))
                except AssertionError as e:
                    wrong.append(f"saved {saved}, flag {at_save}, restored with {at_restore}: {e}")
                os.unlink(image)
    assert not wrong, "\n".join(wrong)


@timeout(120)
def test_run_state_of_managed_saves(t):
    dom = t.start()
    wrong = []
    for saved in ("running", "paused"):
        for at_save in (0, SAVE.RUNNING, SAVE.PAUSED):
            for at_start in (0, START.PAUSED):
                t.set_state(dom, saved)
                dom.ManagedSave(at_save)
                t.is_state(dom, "SHUTOFF/SAVED")
                dom.CreateWithFlags(at_start)
                expected = "PAUSED/MIGRATION" if at_start else restored_state(saved, at_save, 0)
                try:
                    t.is_state(dom, expected)
                    t.eq(dom.HasManagedSaveImage(0), 0)
                except AssertionError as e:
                    wrong.append(f"saved {saved}, flag {at_save}, started with {at_start}: {e}")
    assert not wrong, "\n".join(wrong)


def test_plain_save_and_restore_are_those_without_flags(t):
    dom = t.start(flags=START.PAUSED)
    dom.Save(t.path("image"))
    lv.virDomainRestore(t.conn, t.path("image"))
    t.is_state(dom, "PAUSED/MIGRATION")


# The image file.

def test_the_image(t):
    dom = t.start()
    xml = dom.GetXMLDesc(XML.SECURE | XML.MIGRATABLE)
    path = t.path("image")
    dom.Save(path)
    image = Image(path)
    t.eq((image.magic, image.version, image.was_running, image.unused), (b"LibvirtQemudSave", 2, 1, bytes(56)))
    t.eq(image.mode, 0o600)
    t.eq(image.xml, xml)
    t.eq(image.cookie_offset, len(xml.encode()) + 1)
    t.has(image.cookie, "<cookie>")
    room = image.data_len - image.cookie_offset - len(image.cookie.encode()) - 1
    assert room >= 60000, f"only {room} bytes of room for a longer document"
    t.has(image_xml(t, path), f"<name>{dom.GetName()}</name>", f"<uuid>{dom.uuid_string()}</uuid>")
    t.eq(sorted(os.listdir(t.dir)), ["image"])


def test_xml_of_an_image(t):
    graphics = "<graphics type='vnc' port='-1' passwd='hidden42'/>"
    dom = t.start(devices=graphics)
    dom.Save(t.path("image"))
    assert "hidden42" not in image_xml(t, t.path("image"))
    t.has(image_xml(t, t.path("image"), 1), "passwd='hidden42'")
    t.has(Image(t.path("image")).xml, "passwd='hidden42'")
    for flags in (2, 4, UNKNOWN_FLAG):
        t.refused("INVALID_ARG/QEMU", image_xml, t, t.path("image"), flags)


def test_an_existing_file_is_replaced(t):
    dom = t.start()
    path = t.path("image")
    with open(path, "w") as f:
        f.write("something old" * 10000)
    os.chmod(path, 0o644)
    dom.Save(path)
    t.eq(Image(path).magic, b"LibvirtQemudSave")
    t.eq(sorted(os.listdir(t.dir)), ["image"])
    restore(t, path)
    t.is_state(dom, "RUNNING/RESTORED")


def test_relative_paths(t):
    dom = t.start()
    here = os.getcwd()
    os.chdir(t.dir)
    try:
        dom.Save("relative.img")
        t.file(t.path("relative.img"))
        xml = image_xml(t, "./relative.img")
        define_image(t, "relative.img", titled(xml, "x"))
        restore(t, "../scratch/relative.img")
    finally:
        os.chdir(here)
    t.is_state(dom, "RUNNING/RESTORED")
    t.has(dom.GetXMLDesc(0), "<title>x</title>")


def test_save_through_a_symlink(t):
    dom = t.start()
    os.mkdir(t.path("real"))
    os.symlink("real/image", t.path("link"))
    with open(t.path("real/image"), "w") as f:
        f.write("old")
    dom.Save(t.path("link"))
    assert os.path.islink(t.path("link")), "the link was replaced by the image"
    t.eq(Image(t.path("real/image")).magic, b"LibvirtQemudSave")
    restore(t, t.path("link"))
    t.is_state(dom, "RUNNING/RESTORED")


def test_save_with_an_odd_name(t):
    dom = t.start()
    path = t.path("a b,c='\"%s é\n.img")
    dom.Save(path)
    t.has(image_xml(t, path), dom.GetName())
    restore(t, path)
    t.is_state(dom, "RUNNING/RESTORED")


# What a save or restore does to the domain.

def test_save_ends_a_transient_domain(t):
    g = t.guest(transient=True)
    pulse = g.pulse()
    g.dom.Save(t.path("image"))
    t.gone(g.dom)
    restore(t, t.path("image"))
    dom = t.lookup("g")
    t.is_state(dom, "RUNNING/RESTORED")
    t.eq(dom.IsPersistent(), 0)
    g.connect().goes_on(pulse)


def test_an_undefined_domain_comes_back_transient(t):
    dom = t.start()
    dom.Save(t.path("image"))
    dom.Undefine()
    t.gone(dom)
    restore(t, t.path("image"))
    t.is_state(dom, "RUNNING/RESTORED")
    t.eq((dom.IsPersistent(), dom.IsUpdated()), (0, 0))
    dom.Destroy()
    t.gone(dom)


def test_a_defined_domain_stays_persistent(t):
    dom = t.start(memory=16)
    dom.Save(t.path("image"))
    t.define(uuid=dom.uuid_string(), memory=32)
    restore(t, t.path("image"))
    t.eq((dom.IsPersistent(), dom.GetMaxMemory()), (1, 16384))
    t.has(dom.GetXMLDesc(XML.INACTIVE), ">32768</memory>")
    dom.Destroy()
    t.is_state(dom, "SHUTOFF/DESTROYED")
    t.eq(dom.GetMaxMemory(), 32768)


def test_restore_of_a_running_domain(t):
    dom = t.start()
    dom.Save(t.path("image"))
    restore(t, t.path("image"), None, SAVE.PAUSED)
    ident = dom.id()
    for flags in (0, SAVE.RUNNING):
        t.refused("OPERATION_INVALID/DOMAIN", restore, t, t.path("image"), None, flags)
    t.is_state(dom, "PAUSED/MIGRATION")
    t.eq(dom.id(), ident)


def test_restore_when_another_domain_has_the_name(t):
    dom = t.start()
    dom.Save(t.path("image"))
    uuid = dom.uuid_string()
    dom.Undefine()
    other = t.define()
    assert other.uuid_string() != uuid
    t.refused("OPERATION_FAILED/DOMAIN", restore, t, t.path("image"))
    t.is_state(other, "SHUTOFF/UNKNOWN")


def test_restore_beside_a_managed_save(t):
    g = t.guest()
    g.dom.Save(t.path("image"))
    restore(t, t.path("image"))
    pulse = g.connect().pulse()
    g.dom.ManagedSave(0)
    restore(t, t.path("image"))
    t.is_state(g.dom, "RUNNING/RESTORED")
    t.eq(g.dom.HasManagedSaveImage(0), 1)
    g.dom.Destroy()
    g.dom.Create()
    g.connect().goes_on(pulse)


# Flags that do not go together, or that do not exist.

def test_running_and_paused_together(t):
    dom = t.start()
    nowhere = t.path("missing/image")
    calls = [lambda f: dom.SaveFlags(nowhere, None, f), dom.ManagedSave,
             lambda f: restore(t, nowhere, None, f), lambda f: define_image(t, nowhere, "<x", f),
             lambda f: dom.ManagedSaveDefineXML("<x", f)]
    for call in calls:
        for flags in (BOTH, BOTH | SAVE.BYPASS_CACHE, BOTH | UNKNOWN_FLAG):
            error = t.refused("INVALID_ARG/DOMAIN", call, flags)
            t.eq((error.str2, error.str3, error.int1), ("ctl", None, 0))
    t.is_state(dom, "RUNNING/BOOTED")
    t.eq(dom.HasManagedSaveImage(0), 0)


def test_unknown_flags(t):
    dom = t.start()
    nowhere = t.path("missing/image")
    for flags in (SAVE.RESET_NVRAM, 16, UNKNOWN_FLAG):
        t.refused("INVALID_ARG/QEMU", dom.SaveFlags, nowhere, None, flags)
        t.refused("INVALID_ARG/QEMU", dom.ManagedSave, flags)
        t.refused("INVALID_ARG/QEMU", define_image, t, nowhere, "<x", flags)
    t.refused("INVALID_ARG/QEMU", define_image, t, nowhere, "<x", SAVE.BYPASS_CACHE)
    for flags in (16, UNKNOWN_FLAG):
        t.refused("INVALID_ARG/QEMU", restore, t, nowhere, None, flags)
    for flags in (1, UNKNOWN_FLAG):
        t.refused("INVALID_ARG/QEMU", dom.HasManagedSaveImage, flags)
        t.refused("INVALID_ARG/QEMU", dom.ManagedSaveRemove, flags)
    for flags in (2, UNKNOWN_FLAG):
        t.refused("INVALID_ARG/QEMU", dom.ManagedSaveGetXMLDesc, flags)
    t.is_state(dom, "RUNNING/BOOTED")
    dom.ManagedSave(0)
    for flags in (SAVE.BYPASS_CACHE, SAVE.RESET_NVRAM, UNKNOWN_FLAG):
        t.refused("INVALID_ARG/QEMU", dom.ManagedSaveDefineXML, t.xml(), flags)
    t.eq(dom.HasManagedSaveImage(0), 1)


def test_unknown_flags_of_an_inactive_domain(t):
    dom = t.define()
    t.refused("INVALID_ARG/QEMU", dom.SaveFlags, t.path("x"), None, UNKNOWN_FLAG)
    t.refused("INVALID_ARG/QEMU", dom.ManagedSave, UNKNOWN_FLAG)


def test_null_and_empty_paths(t):
    dom = t.start()
    for call in (lambda: dom.Save(None), lambda: dom.SaveFlags(None, None, 0), lambda: lv.virDomainRestore(t.conn, None),
                 lambda: restore(t, None), lambda: image_xml(t, None), lambda: define_image(t, None, "<x"),
                 lambda: define_image(t, t.path("x"), None)):
        t.refused("INVALID_ARG/DOMAIN", call)
    # An empty path is the working directory.
    t.eq(t.refused("SYSTEM_ERROR/QEMU", dom.Save, "").int1, 21)
    t.refused("OPERATION_FAILED/QEMU", restore, t, "")


# Changed documents.

def abi_changes(xml, name):
    uuid = re.search("<uuid>(.*)</uuid>", xml)[1]
    yield "name", xml.replace(f"<name>{name}<", f"<name>{name}x<"), "CONFIG_UNSUPPORTED/DOMAIN"
    yield "uuid", xml.replace(uuid, Test.uuid()), "CONFIG_UNSUPPORTED/DOMAIN"
    yield "memory", xml.replace("<memory unit='KiB'>16384", "<memory unit='KiB'>32768"), "CONFIG_UNSUPPORTED/DOMAIN"
    yield "vcpu", xml.replace(">1</vcpu>", ">2</vcpu>"), "CONFIG_UNSUPPORTED/DOMAIN"
    yield "machine", re.sub("pc-i440fx-[0-9.]+", "pc-i440fx-7.0", xml), "CONFIG_UNSUPPORTED/DOMAIN"
    yield "disk", xml.replace("</devices>", "<disk type='file'><source file='/x'/><target dev='vda' bus='virtio'/></disk>"
                              "</devices>"), "CONFIG_UNSUPPORTED/DOMAIN"
    yield "root", "<foo/>", "XML_ERROR/XML"
    yield "cut", "<domain", "XML_DETAIL/DOMAIN"
    yield "empty", "", "XML_DETAIL/DOMAIN"


def test_save_with_a_document_that_changes_the_guest(t):
    dom = t.start()
    for what, xml, expected in abi_changes(dom.GetXMLDesc(XML.MIGRATABLE), dom.GetName()):
        try:
            t.refused(expected, dom.SaveFlags, t.path("image"), xml, 0)
            t.no_file(t.path("image"))
            t.eq(dom.state()[0], 1)
        except AssertionError as e:
            raise AssertionError(f"{what}: {e}") from None


@stock_differs("a refused save leaves RUNNING/SAVE_CANCELED")
def test_save_with_a_refused_document_leaves_the_state(t):
    dom = t.start()
    t.refused("XML_ERROR/XML", dom.SaveFlags, t.path("image"), "<foo/>", 0)
    t.is_state(dom, "RUNNING/BOOTED")


def test_restore_with_a_document_that_changes_the_guest(t):
    dom = t.start()
    xml = dom.GetXMLDesc(XML.MIGRATABLE)
    dom.Save(t.path("image"))
    before = open(t.path("image"), "rb").read()
    for what, changed, expected in abi_changes(xml, dom.GetName()):
        try:
            t.refused(expected, restore, t, t.path("image"), changed)
            t.is_state(dom, "SHUTOFF/SAVED")
            for flags in (0, SAVE.RUNNING, SAVE.PAUSED):
                t.refused(expected, define_image, t, t.path("image"), changed, flags)
        except AssertionError as e:
            raise AssertionError(f"{what}: {e}") from None
    assert not t.exists("ax")
    assert open(t.path("image"), "rb").read() == before, "a refused document changed the image"


def test_save_with_another_document(t):
    dom = t.start()
    xml = dom.GetXMLDesc(XML.MIGRATABLE)
    changed = titled(xml, "new").replace("<on_crash>destroy", "<on_crash>restart")
    dom.SaveFlags(t.path("image"), changed, 0)
    t.has(image_xml(t, t.path("image")), "<title>new</title>", "<on_crash>restart</on_crash>")
    restore(t, t.path("image"))
    t.has(dom.GetXMLDesc(0), "<title>new</title>", "<on_crash>restart</on_crash>")
    assert "<title>" not in dom.GetXMLDesc(XML.INACTIVE), "the definition changed"


def test_restore_with_another_document(t):
    dom = t.start()
    xml = dom.GetXMLDesc(XML.MIGRATABLE)
    dom.Save(t.path("image"))
    restore(t, t.path("image"), titled(xml, "new"), SAVE.PAUSED)
    t.is_state(dom, "PAUSED/MIGRATION")
    t.eq(titles(dom.GetXMLDesc(0)), ["new"])
    t.eq(titles(dom.GetXMLDesc(XML.INACTIVE)), [])
    t.eq(titles(image_xml(t, t.path("image"))), [])


def test_a_disk_that_has_moved(t):
    with open(t.path("old.raw"), "wb") as f:
        f.truncate(4 << 20)
    disk = f"<disk type='file'><driver name='qemu' type='raw'/><source file='{t.path('old.raw')}'/><target dev='vda' bus='virtio'/></disk>"
    g = t.guest(devices=disk)
    t.has(g.console.ask("dwrite 100 7 8"), "ok")
    pulse = g.pulse()
    g.dom.Save(t.path("image"))
    os.rename(t.path("old.raw"), t.path("new.raw"))
    t.refused("SYSTEM_ERROR", restore, t, t.path("image"))
    xml = image_xml(t, t.path("image")).replace("old.raw", "new.raw")
    restore(t, t.path("image"), xml)
    pulse = g.connect().goes_on(pulse)
    t.has(g.console.ask("dcheck 100 7 8"), "ok")
    g.dom.Save(t.path("image2"))
    define_image(t, t.path("image2"), image_xml(t, t.path("image2")).replace("new.raw", "third.raw"))
    os.rename(t.path("new.raw"), t.path("third.raw"))
    restore(t, t.path("image2"))
    g.connect().goes_on(pulse)


def test_image_define_xml(t):
    dom = t.start()
    path = t.path("image")
    dom.Save(path)
    inode, xml = os.stat(path).st_ino, image_xml(t, path, 1)
    for flags, runs in ((0, 1), (SAVE.RUNNING, 1), (SAVE.PAUSED, 0), (0, 0), (SAVE.RUNNING, 1), (SAVE.PAUSED, 0)):
        define_image(t, path, titled(xml, f"t{flags}"), flags)
        t.eq(Image(path).was_running, runs, f"was_running after {flags}")
        t.eq(titles(image_xml(t, path)), [f"t{flags}"])
    restore(t, path)
    t.is_state(dom, "PAUSED/MIGRATION")
    t.eq(titles(dom.GetXMLDesc(0)), ["t4"])
    t.eq(sorted(os.listdir(t.dir)), ["image"])
    del inode


def test_image_define_xml_keeps_the_memory(t):
    g = t.guest(fill=4)
    pulse = g.pulse()
    g.dom.Save(t.path("image"))
    xml = image_xml(t, t.path("image"), 1)
    define_image(t, t.path("image"), titled(xml, "x" * 5000))
    define_image(t, t.path("image"), xml, SAVE.PAUSED)
    restore(t, t.path("image"), None, SAVE.RUNNING)
    g.connect().goes_on(pulse)


def test_image_define_xml_too_long(t):
    dom = t.start()
    dom.Save(t.path("image"))
    before = open(t.path("image"), "rb").read()
    xml = titled(image_xml(t, t.path("image")), "x" * 80000)
    t.refused("OPERATION_FAILED/QEMU", define_image, t, t.path("image"), xml, SAVE.PAUSED)
    assert open(t.path("image"), "rb").read() == before
    restore(t, t.path("image"))
    t.is_state(dom, "RUNNING/RESTORED")


# Managed saves.

def test_managed_save_without_an_image(t):
    dom = t.define()
    t.eq(dom.HasManagedSaveImage(0), 0)
    t.eq(t.refused("SYSTEM_ERROR/QEMU", dom.ManagedSaveRemove, 0).int1, 2)
    t.refused("OPERATION_INVALID/QEMU", dom.ManagedSaveGetXMLDesc, 0)
    for flags in (0, SAVE.RUNNING, SAVE.PAUSED):
        t.refused("OPERATION_INVALID/QEMU", dom.ManagedSaveDefineXML, t.xml(), flags)
    t.refused("OPERATION_INVALID/DOMAIN", dom.ManagedSave, 0)


def test_managed_save_remove(t):
    g = t.guest()
    nonce = g.pulse()[0]
    g.dom.ManagedSave(0)
    t.eq(g.dom.GetName() in t.conn.names(LIST.MANAGEDSAVE), True)
    g.dom.ManagedSaveRemove(0)
    t.eq(g.dom.HasManagedSaveImage(0), 0)
    t.no_file(t.paths.managed(g.dom.GetName()))
    t.is_state(g.dom, "SHUTOFF/SAVED")
    g.dom.Create()
    t.is_state(g.dom, "RUNNING/BOOTED")
    assert g.connect().pulse()[0] != nonce


def test_managed_save_image_is_a_save_image(t):
    g = t.guest()
    pulse = g.pulse()
    g.dom.ManagedSave(SAVE.PAUSED)
    path = t.paths.managed(g.dom.GetName())
    image = Image(path)
    t.eq((image.magic, image.version, image.was_running, image.mode), (b"LibvirtQemudSave", 2, 0, 0o600))
    t.eq(g.dom.ManagedSaveGetXMLDesc(0), image_xml(t, path))
    copy = t.path("copy")
    with open(path, "rb") as a, open(copy, "wb") as b:
        b.write(a.read())
    restore(t, copy, None, SAVE.RUNNING)
    g.connect().goes_on(pulse)
    t.eq(g.dom.HasManagedSaveImage(0), 1)


def test_managed_save_define_xml(t):
    dom = t.start()
    dom.ManagedSave(0)
    xml = dom.ManagedSaveGetXMLDesc(1)
    path = t.paths.managed(dom.GetName())
    for flags, runs in ((0, 1), (SAVE.PAUSED, 0), (0, 0), (SAVE.RUNNING, 1), (SAVE.PAUSED, 0)):
        dom.ManagedSaveDefineXML(titled(xml, f"m{flags}"), flags)
        t.eq(Image(path).was_running, runs)
        t.eq(titles(dom.ManagedSaveGetXMLDesc(0)), [f"m{flags}"])
    for what, changed, expected in abi_changes(xml, dom.GetName()):
        t.refused(expected, dom.ManagedSaveDefineXML, changed, 0)
    dom.Create()
    t.is_state(dom, "PAUSED/MIGRATION")
    t.eq(titles(dom.GetXMLDesc(0)), ["m4"])
    t.eq(titles(dom.GetXMLDesc(XML.INACTIVE)), [])
    t.refused("OPERATION_INVALID/QEMU", dom.ManagedSaveGetXMLDesc, 0)


def test_managed_save_of_a_transient_domain(t):
    dom = t.transient()
    t.refused("OPERATION_INVALID/QEMU", dom.ManagedSave, 0)
    t.refused("OPERATION_INVALID/QEMU", dom.ManagedSave, SAVE.PAUSED)
    t.is_state(dom, "RUNNING/BOOTED")
    t.eq(dom.HasManagedSaveImage(0), 0)


def test_undefine_with_a_managed_save(t):
    dom = t.start()
    dom.ManagedSave(0)
    t.refused("OPERATION_INVALID/QEMU", dom.Undefine)
    t.refused("OPERATION_INVALID/QEMU", dom.UndefineFlags, UNDEFINE.NVRAM)
    t.is_state(dom, "SHUTOFF/SAVED")
    t.file(t.paths.managed(dom.GetName()))
    dom.UndefineFlags(UNDEFINE.MANAGED_SAVE)
    t.gone(dom)
    t.no_file(t.paths.managed(dom.GetName()))


def test_a_new_managed_save_replaces_the_old(t):
    g = t.guest()
    g.dom.Save(t.path("image"))
    restore(t, t.path("image"))
    g.dom.ManagedSave(0)
    restore(t, t.path("image"))
    g.connect()
    g.fill(4)
    pulse = g.pulse()
    t.eq(g.dom.HasManagedSaveImage(0), 1)
    g.dom.ManagedSave(0)
    g.dom.Create()
    g.connect().goes_on(pulse)


def test_definition_changed_while_managed_saved(t):
    dom = t.start(memory=16)
    dom.ManagedSave(0)
    t.define(uuid=dom.uuid_string(), memory=32)
    t.eq(dom.HasManagedSaveImage(0), 1)
    t.is_state(dom, "SHUTOFF/SAVED")
    dom.Create()
    t.is_state(dom, "RUNNING/RESTORED")
    t.eq(dom.GetMaxMemory(), 16384)
    dom.Destroy()
    t.eq(dom.GetMaxMemory(), 32768)


def test_the_log_tells(t):
    dom = t.start()
    dom.Save(t.path("image"))
    with open(t.paths.logfile(dom.GetName())) as f:
        t.has(f.read(), "shutting down, reason=saved\n")
    restore(t, t.path("image"))
    with open(t.paths.logfile(dom.GetName())) as f:
        log = f.read()
    t.eq(log.count("starting up libvirt version"), 2)
    t.has(log, "-incoming defer")


# virDomainRevertToSnapshot: flags alone, for now.

def test_revert_of_no_snapshot(t):
    t.refused("INVALID_DOMAIN_SNAPSHOT/DOMAIN_SNAPSHOT", lv.virDomainRevertToSnapshot, None, 0)
    t.refused("INVALID_DOMAIN_SNAPSHOT/DOMAIN_SNAPSHOT", lv.virDomainRevertToSnapshot, None, 3)
    t.refused("INVALID_DOMAIN_SNAPSHOT/DOMAIN_SNAPSHOT", lv.virDomainRevertToSnapshot, t.define(), 0)
    t.refused("INVALID_DOMAIN_SNAPSHOT/DOMAIN_SNAPSHOT", lv.virDomainRevertToSnapshot, t.conn, 3)
