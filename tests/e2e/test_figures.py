"""Figures: what domains use of the host, what their disks and cards have transferred."""
import ctypes
import subprocess
import time
from ctypes import POINTER, byref, c_int, c_longlong

import lv
from codes import UNKNOWN_FLAG

STATE, CPU, BALLOON, VCPU, INTERFACE, BLOCK = 1, 2, 4, 8, 16, 32
ACTIVE, INACTIVE = 1, 2
BACKING, ENFORCE = 1 << 30, 1 << 31


def collect(count, out):
    """Records as {name of the domain: {name of the figure: value}}."""
    found = {}
    for i in range(count):
        record = out[i].contents
        name = lv.raw.virDomainGetName(record.dom).decode()
        found[name] = {n: v for n, _, v in lv.typed(record.params, record.nparams)}
    assert not out[count], "a NULL ends the records"
    lv.virDomainStatsRecordListFree(out)
    return found


def all_figures(t, stats=0, flags=0, conn=None):
    out = POINTER(POINTER(lv.StatsRecord))()
    return collect(lv.virConnectGetAllDomainStats(conn or t.conn, stats, byref(out), flags), out)


def figures_of(doms, stats=0, flags=0):
    out = POINTER(POINTER(lv.StatsRecord))()
    array = (ctypes.c_void_p * (len(doms) + 1))(*[d.ptr for d in doms], None)
    return collect(lv.virDomainListGetStats(array, stats, byref(out), flags), out)


def image(t, name, form, size="8M", backing=None):
    path = t.path(name)
    more = ["-b", backing, "-F", "raw"] if backing else [size]
    subprocess.run(["qemu-img", "create", "-q", "-f", form, path, *more], check=True)
    return path


def disk(path, target="vda", form="qcow2"):
    return (f"<disk type='file' device='disk'><driver name='qemu' type='{form}'/><source file='{path}'/>"
            f"<target dev='{target}' bus='virtio'/></disk>")


CDROM = "<disk type='file' device='cdrom'><target dev='hdc' bus='ide'/><readonly/></disk>"
CARD = "<interface type='user'><mac address='52:54:00:11:22:33'/><model type='virtio'/></interface>"


def with_balloon(xml):
    return xml.replace("<memballoon model='none'/>", "<memballoon model='virtio'/>")


def test_a_domain_that_does_not_run(t):
    path = image(t, "a.qcow2", "qcow2")
    dom = t.define(devices=disk(path) + CDROM + CARD, vcpus=2)
    it = all_figures(t)[dom.GetName()]
    t.eq((it["state.state"], it["state.reason"]), (5, 0))
    t.eq((it["balloon.current"], it["balloon.maximum"]), (16384, 16384))
    t.eq((it["vcpu.current"], it["vcpu.maximum"]), (2, 2))
    t.eq(it["block.count"], 2)
    t.eq((it["block.0.name"], it["block.0.path"]), ("vda", path))
    t.eq(it["block.0.capacity"], 8 << 20)
    t.eq(it["block.1.name"], "hdc")
    assert "block.1.path" not in it and "net.count" not in it, it


def test_a_domain_that_runs(t):
    q, r = image(t, "q.qcow2", "qcow2"), image(t, "r.raw", "raw")
    xml = with_balloon(t.xml(devices=disk(q) + disk(r, "vdb", "raw") + CDROM + CARD, vcpus=2))
    dom = lv.virDomainDefineXML(t.conn, xml)
    dom.Create()
    time.sleep(0.3)
    it = all_figures(t)[dom.GetName()]
    t.eq((it["state.state"], it["state.reason"]), (1, 1))
    assert it["cpu.time"] > 0 and it["cpu.time"] >= it["cpu.user"], it
    t.eq((it["balloon.current"], it["balloon.maximum"]), (16384, 16384))
    assert it["balloon.rss"] > 1000 and it["balloon.last-update"] == 0, it
    t.eq((it["vcpu.current"], it["vcpu.maximum"]), (2, 2))
    t.eq((it["vcpu.0.state"], it["vcpu.1.state"]), (1, 1))
    assert "vcpu.0.time" in it and "vcpu.0.delay" in it and "vcpu.2.state" not in it, it
    # A card of the user's own network has no interface on the host.
    t.eq(it["net.count"], 1)
    assert "net.0.name" not in it, it
    t.eq((it["block.count"], it["block.0.name"], it["block.1.name"], it["block.2.name"]), (3, "vda", "vdb", "hdc"))
    t.eq((it["block.0.capacity"], it["block.1.capacity"]), (8 << 20, 8 << 20))
    t.eq((it["block.0.allocation"], it["block.1.allocation"]), (0, 0))
    assert it["block.0.backingIndex"] > 0 and it["block.0.physical"] > 0, it
    # The BIOS looks for something to boot.
    t.eq((it["block.0.rd.reqs"], it["block.0.rd.bytes"], it["block.0.wr.reqs"]), (1, 512, 0))
    t.eq((it["block.2.rd.reqs"], it["block.2.fl.times"]), (0, 0))
    t.eq(it["dirtyrate.calc_status"], 0)


def test_groups(t):
    t.start()
    for group, prefix in ((STATE, "state."), (CPU, "cpu."), (BALLOON, "balloon."), (VCPU, "vcpu."), (BLOCK, "block.")):
        it = all_figures(t, group)[t.name()]
        assert it and all(name.startswith(prefix) for name in it), (prefix, it)
    both = all_figures(t, STATE | VCPU)[t.name()]
    t.eq({name.split(".")[0] for name in both}, {"state", "vcpu"})
    all_figures(t, STATE | CPU | BALLOON | VCPU | INTERFACE | BLOCK, ENFORCE)
    t.refused("ARGUMENT_UNSUPPORTED/QEMU", all_figures, t, 1 << 20, ENFORCE)
    t.eq(all_figures(t, 1 << 20)[t.name()], {})


def test_choice_of_domains(t):
    on, off = t.start("on"), t.define("off")
    t.eq(set(all_figures(t, STATE)), {on.GetName(), off.GetName()})
    t.eq(set(all_figures(t, STATE, ACTIVE)), {on.GetName()})
    t.eq(set(all_figures(t, STATE, INACTIVE)), {off.GetName()})
    t.eq(set(figures_of([on, off], STATE)), {on.GetName(), off.GetName()})
    t.eq(set(figures_of([on], STATE)), {on.GetName()})
    off.Undefine()
    t.eq(set(figures_of([on, off], STATE)), {on.GetName()})
    t.refused("INVALID_ARG/DOMAIN", figures_of, [])
    t.refused("INVALID_ARG/QEMU", all_figures, t, STATE, 1 << 8)
    out = POINTER(POINTER(lv.StatsRecord))()
    t.refused("INVALID_ARG/DOMAIN", lv.virConnectGetAllDomainStats, t.conn, 0, None, 0)
    t.refused("INVALID_ARG/DOMAIN", lv.virDomainListGetStats, None, 0, byref(out), 0)
    t.eq(set(all_figures(t, STATE, 0, t.read_only())), {on.GetName()})


def test_layers_of_a_disk(t):
    base = image(t, "base.raw", "raw")
    top = image(t, "top.qcow2", "qcow2", backing=base)
    dom = t.start(devices=disk(top))
    it = all_figures(t, BLOCK)[dom.GetName()]
    t.eq((it["block.count"], it["block.0.path"]), (1, top))
    it = all_figures(t, BLOCK, BACKING)[dom.GetName()]
    t.eq((it["block.count"], it["block.0.path"], it["block.1.path"]), (2, top, base))
    t.eq((it["block.0.name"], it["block.1.name"]), ("vda", "vda"))
    assert it["block.0.backingIndex"] < it["block.1.backingIndex"], it
    t.eq(it["block.1.capacity"], 8 << 20)


def test_transfers_of_a_disk(t):
    path = image(t, "a.qcow2", "qcow2")
    dom = t.define(devices=disk(path) + CDROM)
    five = (c_longlong * 5)()
    t.refused("OPERATION_INVALID/DOMAIN", dom.BlockStats, "vda", five_pointer(five), 40)
    dom.Create()
    time.sleep(0.3)
    for name in ("vda", path, ""):
        dom.BlockStats(name, five_pointer(five), 40)
        t.eq(list(five), [1, 512, 0, 0, -1], name)
    dom.BlockStats("hdc", five_pointer(five), 40)
    t.eq(list(five), [0, 0, 0, 0, -1])
    five[4] = 7
    dom.BlockStats("vda", five_pointer(five), 32)
    t.eq(five[4], 7, "no more than there is room for")
    t.refused("INVALID_ARG/DOMAIN", dom.BlockStats, "vda", five_pointer(five), 48)
    t.refused("INVALID_ARG/QEMU", dom.BlockStats, "nope", five_pointer(five), 40)
    count = c_int(0)
    dom.BlockStatsFlags("vda", None, byref(count), 0)
    t.eq(count.value, 8)
    params = (lv.TypedParam * 8)()
    dom.BlockStatsFlags("vda", params, byref(count), 0)
    it = {n: (kind, v) for n, kind, v in lv.typed(params, count.value)}
    t.eq(set(it), {"rd_bytes", "rd_operations", "rd_total_times", "wr_bytes", "wr_operations", "wr_total_times",
                   "flush_operations", "flush_total_times"})
    t.eq((it["rd_bytes"], it["rd_operations"], it["wr_bytes"]), ((3, 512), (3, 1), (3, 0)))
    assert it["rd_total_times"][1] > 0, it
    count.value = 2
    dom.BlockStatsFlags("vda", params, byref(count), 0)
    t.eq(count.value, 2)
    t.refused("INVALID_ARG/QEMU", dom.BlockStatsFlags, "vda", params, byref(count), UNKNOWN_FLAG)


def five_pointer(array):
    return ctypes.cast(array, ctypes.c_void_p)


def test_size_of_a_disk(t):
    q, r = image(t, "q.qcow2", "qcow2"), image(t, "r.raw", "raw")
    dom = t.define(devices=disk(q) + disk(r, "vdb", "raw") + CDROM)
    info = lv.BlockInfo()

    def size(name):
        dom.GetBlockInfo(name, ctypes.cast(byref(info), ctypes.c_void_p), 0)
        return info.capacity, info.allocation, info.physical

    def check():
        capacity, allocation, physical = size("vda")
        t.eq((capacity, physical > 190000, allocation >= physical - 4096), (8 << 20, True, True))
        capacity, allocation, physical = size(r)
        t.eq((capacity, physical, allocation < 65536), (8 << 20, 8 << 20, True))
        t.refused("INVALID_ARG/QEMU", size, "hdc")
        t.refused("INVALID_ARG/QEMU", size, "nope")
        t.refused("INVALID_ARG/DOMAIN", size, "")

    check()
    dom.Create()
    check()
    t.refused("INVALID_ARG/QEMU", dom.GetBlockInfo, "vda", ctypes.cast(byref(info), ctypes.c_void_p), 1)


def test_transfers_of_a_card(t):
    dom = t.define(devices=CARD)
    eight = (c_longlong * 8)()
    room = ctypes.cast(eight, ctypes.c_void_p)
    t.refused("OPERATION_INVALID/DOMAIN", dom.InterfaceStats, "52:54:00:11:22:33", room, 64)
    dom.Create()
    t.refused("INTERNAL_ERROR", dom.InterfaceStats, "52:54:00:11:22:33", room, 64)
    t.refused("INVALID_ARG/DOMAIN", dom.InterfaceStats, "nope", room, 64)
    t.refused("INVALID_ARG/DOMAIN", dom.InterfaceStats, "nope", room, 72)


def test_memory(t):
    dom = lv.virDomainDefineXML(t.conn, with_balloon(t.xml()))
    stats = (lv.MemoryStat * 16)()
    room = ctypes.cast(stats, ctypes.c_void_p)
    t.refused("OPERATION_INVALID/DOMAIN", dom.MemoryStats, room, 16, 0)
    dom.Create()
    it = {s.tag: s.val for s in stats[:dom.MemoryStats(room, 16, 0)]}
    t.eq((it[6], it[9]), (16384, 0))
    assert it[7] > 1000, it
    t.eq(dom.MemoryStats(room, 1, 0), 1)
    t.eq(dom.MemoryStats(room, 0, 0), 0)
    t.refused("INVALID_ARG/QEMU", dom.MemoryStats, room, 16, UNKNOWN_FLAG)


def test_virtual_cpus(t):
    dom = t.define(vcpus=2)
    info = (lv.VcpuInfo * 4)()
    room = ctypes.cast(info, ctypes.c_void_p)
    maps = ctypes.create_string_buffer(b"\xff" * 8, 8)
    t.refused("OPERATION_INVALID/QEMU", dom.GetVcpus, room, 4, maps, 2)
    dom.Create()
    t.eq(dom.GetVcpus(room, 4, maps, 2), 2)
    t.eq([(v.number, v.state) for v in info[:2]], [(0, 1), (1, 1)])
    assert all(v.cpu >= 0 for v in info[:2]), "each is on a CPU"
    assert maps.raw[0] & 1, "the first CPU of the host is allowed"
    t.eq(dom.GetVcpus(room, 1, None, 0), 1)
    t.refused("INVALID_ARG/DOMAIN", dom.GetVcpus, room, 4, None, 2)
    t.refused("OVERFLOW/DOMAIN", dom.GetVcpus, room, 1 << 20, maps, 1 << 20)


def test_how_many_virtual_cpus(t):
    dom = lv.virDomainDefineXML(t.conn, t.xml(vcpus=4).replace("<vcpu>4", "<vcpu current='2'>4"))
    for flags, expected in ((0, 2), (2, 2), (4, 4), (6, 4)):
        t.eq(dom.GetVcpusFlags(flags), expected, flags)
    t.refused("OPERATION_INVALID/DOMAIN", dom.GetVcpusFlags, 1)
    t.refused("INVALID_ARG/DOMAIN", dom.GetVcpusFlags, 3)
    t.refused("INVALID_ARG/QEMU", dom.GetVcpusFlags, UNKNOWN_FLAG)
    dom.Create()
    for flags, expected in ((0, 2), (1, 2), (2, 2), (4, 4), (5, 4), (6, 4)):
        t.eq(dom.GetVcpusFlags(flags), expected, flags)


def test_cpu_time(t):
    dom = t.define()
    t.refused("OPERATION_INVALID/DOMAIN", dom.GetCPUStats, None, 0, -1, 1, 0)
    dom.Create()
    time.sleep(0.3)
    t.eq(dom.GetCPUStats(None, 0, -1, 1, 0), 3)
    params = (lv.TypedParam * 4)()
    it = {n: v for n, _, v in lv.typed(params, dom.GetCPUStats(params, 4, -1, 1, 0))}
    t.eq(set(it), {"cpu_time", "user_time", "system_time"})
    assert it["cpu_time"] >= it["user_time"] > 0, it
    assert dom.GetCPUStats(None, 0, 0, 0, 0) >= 1, "how many CPUs the host has"
    t.refused("INVALID_ARG/DOMAIN", dom.GetCPUStats, params, 4, -1, 2, 0)
    t.refused("INVALID_ARG/DOMAIN", dom.GetCPUStats, params, 0, -1, 1, 0)
    t.refused("INVALID_ARG/QEMU", dom.GetCPUStats, params, 4, -1, 1, UNKNOWN_FLAG)
