"""Changing how much a domain has; keys, interrupts, and disks from outside."""
import ctypes
import os
import subprocess
from ctypes import byref, c_int, c_uint

import lv
from codes import UNKNOWN_FLAG, XML

LIVE, CONFIG, MAXIMUM = 1, 2, 4
HOTPLUGGABLE = 16


def with_balloon(xml):
    return xml.replace("<memballoon model='none'/>", "<memballoon model='virtio'/>")


def image(t, name, form, size="8M"):
    path = t.path(name)
    subprocess.run(["qemu-img", "create", "-q", "-f", form, path, size], check=True)
    return path


def disk(path, target="vda", form="qcow2"):
    return (f"<disk type='file' device='disk'><driver name='qemu' type='{form}'/><source file='{path}'/>"
            f"<target dev='{target}' bus='virtio'/></disk>")


CDROM = "<disk type='file' device='cdrom'><target dev='hdc' bus='ide'/><readonly/></disk>"


def memory(dom):
    info = dom.info()
    return info.memory, info.maxMem


def test_memory_of_a_definition(t):
    dom = t.define()
    dom.SetMemoryFlags(12288, 0)
    t.eq(memory(dom), (12288, 16384))
    dom.SetMemoryFlags(8192, CONFIG)
    t.eq(memory(dom), (8192, 16384))
    dom.SetMaxMemory(20480)
    t.eq(memory(dom), (8192, 20480))
    dom.SetMemoryFlags(4096, CONFIG | MAXIMUM)
    t.eq(memory(dom), (4096, 4096))
    t.refused("INVALID_ARG/QEMU", dom.SetMemoryFlags, 4097, CONFIG)
    t.refused("OPERATION_INVALID/DOMAIN", dom.SetMemory, 4096)
    t.refused("OPERATION_INVALID/DOMAIN", dom.SetMemoryFlags, 4096, LIVE)
    t.refused("OPERATION_INVALID/DOMAIN", dom.SetMemoryFlags, 4096, LIVE | CONFIG)
    t.refused("INVALID_ARG/DOMAIN", dom.SetMemoryFlags, 0, 0)
    t.refused("INVALID_ARG/QEMU", dom.SetMemoryFlags, 4096, UNKNOWN_FLAG)
    t.eq(memory(dom), (4096, 4096))
    xml = dom.GetXMLDesc(XML.INACTIVE)
    t.has(xml, "<memory unit='KiB'>4096</memory>", "<currentMemory unit='KiB'>4096</currentMemory>")


def test_memory_of_a_running_guest(t):
    dom = lv.virDomainDefineXML(t.conn, with_balloon(t.xml()))
    dom.Create()
    # The BIOS does not heed the balloon.
    dom.SetMemory(8192)
    t.eq(memory(dom), (16384, 16384))
    dom.SetMemoryFlags(8192, LIVE | CONFIG)
    t.has(dom.GetXMLDesc(XML.INACTIVE), "<currentMemory unit='KiB'>8192</currentMemory>")
    t.eq(memory(dom), (16384, 16384))
    t.refused("INVALID_ARG/QEMU", dom.SetMemory, 16385)
    t.refused("OPERATION_INVALID/QEMU", dom.SetMaxMemory, 20480)
    t.refused("OPERATION_INVALID/QEMU", dom.SetMemoryFlags, 20480, MAXIMUM | LIVE | CONFIG)
    dom.SetMemoryFlags(20480, MAXIMUM | CONFIG)
    t.has(dom.GetXMLDesc(XML.INACTIVE), "<memory unit='KiB'>20480</memory>")
    t.eq(memory(dom), (16384, 16384))
    bare = t.start("bare")
    t.refused("OPERATION_INVALID/QEMU", bare.SetMemory, 8192)


def test_how_often_memory_is_told(t):
    dom = lv.virDomainDefineXML(t.conn, with_balloon(t.xml()))
    dom.SetMemoryStatsPeriod(7, 0)
    t.has(dom.GetXMLDesc(XML.INACTIVE), "<stats period='7'/>")
    t.refused("OPERATION_INVALID/DOMAIN", dom.SetMemoryStatsPeriod, 7, LIVE)
    dom.Create()
    t.has(dom.GetXMLDesc(0), "<stats period='7'/>")
    dom.SetMemoryStatsPeriod(9, LIVE)
    t.has(dom.GetXMLDesc(0), "<stats period='9'/>")
    t.has(dom.GetXMLDesc(XML.INACTIVE), "<stats period='7'/>")
    dom.SetMemoryStatsPeriod(0, LIVE | CONFIG)
    assert "<stats" not in dom.GetXMLDesc(0) + dom.GetXMLDesc(XML.INACTIVE)
    t.refused("INVALID_ARG/DOMAIN", dom.SetMemoryStatsPeriod, -1, 0)
    t.refused("INVALID_ARG/QEMU", dom.SetMemoryStatsPeriod, 1, UNKNOWN_FLAG)
    # libvirt's answer is one that programs take for a lost connection.
    code = "INTERNAL_ERROR/QEMU" if t.stock else "OPERATION_INVALID/QEMU"
    t.refused(code, t.start("bare").SetMemoryStatsPeriod, 1, LIVE)


def counts(dom):
    return dom.GetVcpusFlags(CONFIG), dom.GetVcpusFlags(CONFIG | MAXIMUM)


def test_virtual_cpus_of_a_definition(t):
    dom = t.define(vcpus=4)
    dom.SetVcpusFlags(2, 0)
    t.eq(counts(dom), (2, 4))
    t.has(dom.GetXMLDesc(XML.INACTIVE), "<vcpu placement='static' current='2'>4</vcpu>")
    dom.SetVcpusFlags(3, CONFIG)
    t.eq(counts(dom), (3, 4))
    dom.SetVcpusFlags(2, CONFIG | MAXIMUM)
    t.eq(counts(dom), (2, 2))
    dom.SetVcpusFlags(6, CONFIG | MAXIMUM)
    t.eq(counts(dom), (2, 6))
    dom.SetVcpusFlags(4, CONFIG | HOTPLUGGABLE)
    t.eq(counts(dom), (4, 6))
    t.has(dom.GetXMLDesc(XML.INACTIVE), "<vcpu id='3' enabled='yes' hotpluggable='yes'", "<vcpu id='4' enabled='no'")
    t.refused("INVALID_ARG/QEMU", dom.SetVcpusFlags, 7, CONFIG)
    t.refused("INVALID_ARG/DOMAIN", dom.SetVcpusFlags, 2, MAXIMUM)
    t.refused("INVALID_ARG/DOMAIN", dom.SetVcpusFlags, 0, CONFIG)
    t.refused("OPERATION_INVALID/DOMAIN", dom.SetVcpus, 2)
    t.refused("INVALID_ARG/QEMU", dom.SetVcpusFlags, 2, UNKNOWN_FLAG)
    t.eq(counts(dom), (4, 6))
    dom.SetVcpusFlags(2, CONFIG)
    dom.Create()
    t.eq((dom.GetVcpusFlags(LIVE), dom.GetVcpusFlags(LIVE | MAXIMUM)), (2, 6))


def test_virtual_cpus_beside_a_running_guest(t):
    dom = t.start(vcpus=2)
    dom.SetVcpusFlags(1, CONFIG)
    t.eq((dom.GetVcpusFlags(0), counts(dom)), (2, (1, 2)))
    dom.SetVcpus(2)
    dom.SetVcpusFlags(3, CONFIG | MAXIMUM)
    t.eq((dom.GetVcpusFlags(0), counts(dom)), (2, (1, 3)))
    t.refused("INVALID_ARG/QEMU", dom.SetVcpus, 3)


def test_interrupt_and_keys(t):
    dom = t.define()
    two = (c_uint * 2)(29, 46)
    t.refused("OPERATION_INVALID/DOMAIN", dom.InjectNMI, 0)
    t.refused("OPERATION_INVALID/DOMAIN", dom.SendKey, 0, 10, two, 2, 0)
    dom.Create()
    dom.InjectNMI(0)
    dom.SendKey(0, 10, two, 2, 0)
    dom.SendKey(9, 0, (c_uint * 1)(0xc8), 1, 0)
    dom.SendKey(0, 0, (c_uint * 1)(103), 1, 0)
    t.refused("INTERNAL_ERROR/QEMU", dom.SendKey, 0, 0, (c_uint * 1)(60000), 1, 0)
    t.refused("INVALID_ARG/DOMAIN", dom.SendKey, 10, 0, two, 2, 0)
    t.refused("INVALID_ARG/DOMAIN", dom.SendKey, 0, 0, two, 0, 0)
    t.refused("INVALID_ARG/DOMAIN", dom.SendKey, 0, 0, (c_uint * 17)(), 17, 0)
    t.refused("INVALID_ARG/DOMAIN", dom.SendKey, 0, 0, None, 1, 0)
    t.refused("INVALID_ARG/QEMU", dom.SendKey, 0, 0, two, 2, UNKNOWN_FLAG)
    t.refused("INVALID_ARG/QEMU", dom.InjectNMI, UNKNOWN_FLAG)
    t.refused("OPERATION_DENIED/DOMAIN", t.lookup(conn=t.read_only()).InjectNMI, 0)


def test_scheduler(t):
    count = c_int(-1)
    t.eq(t.define().GetSchedulerType(byref(count)), "posix")
    assert count.value >= 0


def test_resize_of_a_disk(t):
    q, r = image(t, "q.qcow2", "qcow2"), image(t, "r.raw", "raw")
    dom = t.define(devices=disk(q) + disk(r, "vdb", "raw") + CDROM)
    t.refused("OPERATION_INVALID/DOMAIN", dom.BlockResize, "vda", 9216, 0)
    dom.Create()
    info = lv.BlockInfo()

    def capacity(name):
        dom.GetBlockInfo(name, ctypes.cast(byref(info), ctypes.c_void_p), 0)
        return info.capacity

    dom.BlockResize("vda", 9216, 0)
    t.eq(capacity("vda"), 9 << 20)
    dom.BlockResize(q, (10 << 20) + 100, 1)
    t.eq(capacity("vda"), (10 << 20) + 512, "whole sectors")
    dom.BlockResize("vdb", 16 << 20, 1)
    t.eq((capacity("vdb"), os.stat(r).st_size), (16 << 20, 16 << 20))
    t.refused("OPERATION_UNSUPPORTED/QEMU", dom.BlockResize, "hdc", 9216, 0)
    t.refused("INVALID_ARG/QEMU", dom.BlockResize, "nope", 9216, 0)
    t.refused("INVALID_ARG/QEMU", dom.BlockResize, "vda", 9216, UNKNOWN_FLAG)
    t.refused("OVERFLOW/QEMU", dom.BlockResize, "vda", 1 << 60, 0)


def test_a_look_into_a_disk(t):
    r = image(t, "r.raw", "raw")
    with open(r, "r+b") as f:
        f.write(b"first sector")
        f.seek(1000)
        f.write(b"later")
    dom = t.define(devices=disk(r, "vda", "raw") + disk(image(t, "q.qcow2", "qcow2"), "vdb") + CDROM)
    room = ctypes.create_string_buffer(512)

    def peek(name, offset, size, flags=0):
        dom.BlockPeek(name, offset, size, ctypes.cast(room, ctypes.c_void_p), flags)
        return room.raw[:size]

    for _ in range(2):
        t.eq(peek("vda", 0, 12), b"first sector")
        t.eq(peek(r, 1000, 5), b"later")
        t.refused("INVALID_ARG/QEMU", peek, "vda", (8 << 20) - 4, 5)
        t.refused("OPERATION_UNSUPPORTED/QEMU", peek, "vdb", 0, 5)
        t.refused("INVALID_ARG/QEMU", peek, "nope", 0, 5)
        t.refused("INVALID_ARG/QEMU", peek, "vda", 0, 5, UNKNOWN_FLAG)
        if not dom.IsActive():
            dom.Create()


def test_errors_of_disks(t):
    dom = t.define(devices=disk(image(t, "q.qcow2", "qcow2")) + CDROM)
    t.refused("OPERATION_INVALID/DOMAIN", dom.GetDiskErrors, None, 0, 0)
    dom.Create()
    t.eq(dom.GetDiskErrors(None, 0, 0), 2, "how many disks there are")
    room = ctypes.create_string_buffer(64)
    t.eq(dom.GetDiskErrors(ctypes.cast(room, ctypes.c_void_p), 4, 0), 0)
    t.refused("INVALID_ARG/DOMAIN", dom.GetDiskErrors, None, 4, 0)
    t.refused("INVALID_ARG/QEMU", dom.GetDiskErrors, None, 0, UNKNOWN_FLAG)
