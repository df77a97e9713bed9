"""What is told about the host: processors, memory, pages, models."""
import ctypes
import os
import re
from ctypes import byref, c_int, c_uint, c_ulonglong, c_void_p

import lv
from harness import needs_root, ours_only

KSM = "/sys/kernel/mm/ksm/"


def read(path):
    with open(path) as f:
        return f.read()


def cpus(name):
    """Numbers from a list of the kernel's, as 0-3,8."""
    found = []
    for part in read("/sys/devices/system/cpu/" + name).strip().split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def meminfo(name, path="/proc/meminfo"):
    return int(re.search(rf"\b{name}:\s*(\d+)", read(path))[1])


def about(value, expected, part=0.3, least=200000):
    assert abs(value - expected) <= max(expected * part, least), f"{value} is not about {expected}"


def test_cpu_map(t):
    present, online = cpus("present"), cpus("online")
    out, on = c_void_p(), c_uint(77)
    count = lv.virNodeGetCPUMap(t.conn, byref(out), byref(on), 0)
    t.eq((count, on.value), (max(present) + 1, len(online)))
    bits = ctypes.string_at(out.value, (count + 7) // 8)
    lv.free(out)
    t.eq([i for i in range(len(bits) * 8) if bits[i // 8] >> i % 8 & 1], online)
    # Each result may be left out.
    t.eq(lv.virNodeGetCPUMap(t.conn, None, None, 0), count)
    t.refused("INVALID_ARG/NONE", lv.virNodeGetCPUMap, t.conn, None, byref(on), 1)


def test_cpu_stats(t):
    def kernel(cpu):
        """kernel, user, idle, iowait in nanoseconds"""
        words = re.search(rf"^cpu{cpu} (.*)$", read("/proc/stat"), re.M)[1].split()
        user, nice, system, idle, iowait, irq, softirq = map(int, words[:7])
        tick = 10**9 // os.sysconf("SC_CLK_TCK")
        return [n * tick for n in (system + irq + softirq, user + nice, idle, iowait)]

    for which, name in ((-1, ""), (cpus("online")[0], cpus("online")[0])):
        before = kernel(name)
        told = t.conn.node_stats("virNodeGetCPUStats", which)
        t.eq(list(told), ["kernel", "user", "idle", "iowait"])
        for value, low, high in zip(told.values(), before, kernel(name)):
            # The kernel's own figures of idle time may go back a little.
            assert low - 10**9 <= value <= high + 10**9, (which, told, before)


def test_cpu_stats_refused(t):
    room = (lv.NodeStats * 8)()
    gone = max(cpus("present")) + 1
    for cpu, count, expected in ((-1, 3, "INVALID_ARG/NONE"), (-1, 5, "INVALID_ARG/NONE"), (gone, 4, "INVALID_ARG/NONE"),
                                 (gone, 5, "INVALID_ARG/NONE"), (-2, 4, "INVALID_ARG/DOMAIN"),
                                 (-1, -1, "INVALID_ARG/DOMAIN")):
        n = c_int(count)
        t.refused(expected, lv.virNodeGetCPUStats, t.conn, cpu, room, byref(n), 0)
        t.eq(n.value, count)
    n = c_int(4)
    t.refused("INVALID_ARG/NONE", lv.virNodeGetCPUStats, t.conn, -1, room, byref(n), 1)
    t.refused("INVALID_ARG/DOMAIN", lv.virNodeGetCPUStats, t.conn, -1, room, None, 0)
    # Who only counts may name any.
    n = c_int(0)
    lv.virNodeGetCPUStats(t.conn, gone, None, byref(n), 0)
    t.eq(n.value, 4)


@ours_only("stock crashes on it")
def test_stats_without_room(t):
    for function in ("virNodeGetCPUStats", "virNodeGetMemoryStats"):
        n = c_int(4)
        t.refused("INVALID_ARG/DOMAIN", getattr(lv, function), t.conn, -1, None, byref(n), 0)


def test_memory_stats(t):
    told = t.conn.node_stats("virNodeGetMemoryStats", -1)
    t.eq(list(told), ["total", "free", "buffers", "cached"])
    t.eq(told["total"], meminfo("MemTotal"))
    about(told["free"], meminfo("MemFree"))
    about(told["buffers"], meminfo("Buffers"))
    about(told["cached"], meminfo("Cached"))
    told = t.conn.node_stats("virNodeGetMemoryStats", 0)
    t.eq(list(told), ["total", "free"])
    if os.path.isdir("/sys/devices/system/node/node0"):
        t.eq(told["total"], meminfo("MemTotal", "/sys/devices/system/node/node0/meminfo"))


def test_memory_stats_refused(t):
    room = (lv.NodeStats * 8)()
    for cell, count, expected in ((-1, 2, "INVALID_ARG/NONE"), (0, 4, "INVALID_ARG/NONE"), (500, 2, "INVALID_ARG/NONE"),
                                  (500, 0, "INVALID_ARG/NONE"), (-2, 4, "INVALID_ARG/DOMAIN"),
                                  (0, -1, "INVALID_ARG/DOMAIN")):
        n = c_int(count)
        t.refused(expected, lv.virNodeGetMemoryStats, t.conn, cell, room, byref(n), 0)
        t.eq(n.value, count)
    n = c_int(4)
    t.refused("INVALID_ARG/NONE", lv.virNodeGetMemoryStats, t.conn, -1, room, byref(n), 1)


def test_free_memory_of_cells(t):
    room = (c_ulonglong * 600)()
    count = lv.virNodeGetCellsFreeMemory(t.conn, room, 0, 600)
    assert count >= 1, count
    about(sum(room[:count]) / 1024, meminfo("MemFree"))
    t.eq(list(room[count:]), [0] * (600 - count))
    t.eq(lv.virNodeGetCellsFreeMemory(t.conn, room, 0, 1), 1)
    t.refused("INTERNAL_ERROR/NONE", lv.virNodeGetCellsFreeMemory, t.conn, room, count, 1)
    for first, most, argument in ((-1, 1, "startCell"), (0, 0, "maxCells"), (-1, -1, "maxCells")):
        error = t.refused("INVALID_ARG/DOMAIN", lv.virNodeGetCellsFreeMemory, t.conn, room, first, most)
        t.eq(error.str2, argument)


def test_free_pages(t):
    base = os.sysconf("SC_PAGESIZE") // 1024
    huge = sorted(int(re.search(r"\d+", name)[0]) for name in os.listdir("/sys/kernel/mm/hugepages"))
    sizes = (c_uint * (len(huge) + 1))(base, *huge)
    room = (c_ulonglong * 100)()
    for first in (-1, 0):
        count = lv.virNodeGetFreePages(t.conn, len(sizes), sizes, first, 1, room, 0)
        t.eq(count, len(sizes))
        about(room[0] * base, meminfo("MemFree"))
        for i, size in enumerate(huge):
            t.eq(room[i + 1], int(read(f"/sys/kernel/mm/hugepages/hugepages-{size}kB/free_hugepages")))
    odd = (c_uint * 1)(12345)
    t.refused("OPERATION_FAILED/NONE", lv.virNodeGetFreePages, t.conn, 1, odd, 0, 1, room, 0)
    t.refused("OPERATION_FAILED/NONE", lv.virNodeGetFreePages, t.conn, 1, odd, -1, 1, room, 0)
    t.refused("INTERNAL_ERROR/NONE", lv.virNodeGetFreePages, t.conn, 1, sizes, 500, 1, room, 0)
    t.refused("INTERNAL_ERROR/NONE", lv.virNodeGetFreePages, t.conn, 1, sizes, -2, 1, room, 0)
    t.refused("INVALID_ARG/QEMU", lv.virNodeGetFreePages, t.conn, 1, sizes, 0, 1, room, 4)
    for arguments, name in (((0, sizes, 0, 1, room), "npages"), ((1, None, 0, 0, None), "pages"),
                            ((1, sizes, 0, 0, None), "cellCount"), ((1, sizes, 0, 1, None), "counts")):
        t.eq(t.refused("INVALID_ARG/DOMAIN", lv.virNodeGetFreePages, t.conn, *arguments, 0).str2, name)


def test_security_model(t):
    model = lv.SecurityModel()
    lv.virNodeGetSecurityModel(t.conn, byref(model))
    t.eq((model.model, model.doi), (b"none", b"0"))


def sharing(t, room):
    n = c_int(room)
    params = (lv.TypedParam * room)()
    lv.virNodeGetMemoryParameters(t.conn, params, byref(n), 0)
    return {it.field.decode(): (it.type, it.value.ui if it.type == 2 else it.value.ul) for it in params if it.field}, n


def test_page_sharing(t):
    n = c_int(0)
    lv.virNodeGetMemoryParameters(t.conn, None, byref(n), 0)
    t.eq(n.value, 8)
    told, n = sharing(t, 8)
    for name, (kind, value) in told.items():
        t.eq(kind, 2 if name in ("shm_pages_to_scan", "shm_sleep_millisecs", "shm_merge_across_nodes") else 4)
        t.eq(value, int(read(KSM + name[4:])))
    if os.path.isdir(KSM):
        t.eq(n.value, len(told))
        few, n = sharing(t, 2)
        t.eq((list(few), n.value), (list(told)[:2], 2))
    t.refused("INVALID_ARG/DOMAIN", lv.virNodeGetMemoryParameters, t.conn, None, byref(n), 1)
    n = c_int(0)
    t.refused("INVALID_ARG/NONE", lv.virNodeGetMemoryParameters, t.conn, None, byref(n), 1)
    n = c_int(-1)
    t.refused("INVALID_ARG/DOMAIN", lv.virNodeGetMemoryParameters, t.conn, None, byref(n), 0)


@needs_root
def test_set_page_sharing(t):
    told, _ = sharing(t, 8)
    before = told["shm_sleep_millisecs"][1]
    params = (lv.TypedParam * 1)()
    params[0].field, params[0].type = b"shm_sleep_millisecs", 2

    def set_to(value):
        params[0].field, params[0].type, params[0].value.ui = b"shm_sleep_millisecs", 2, value
        lv.virNodeSetMemoryParameters(t.conn, params, 1, 0)

    t.at_end(set_to, before)
    set_to(before + 1)
    t.eq(sharing(t, 8)[0]["shm_sleep_millisecs"], (2, before + 1))
    params[0].field = b"shm_pages_shared"
    t.refused("ARGUMENT_UNSUPPORTED/NONE", lv.virNodeSetMemoryParameters, t.conn, params, 1, 0)
    params[0].field, params[0].type = b"shm_sleep_millisecs", 4
    t.refused("INVALID_ARG/NONE", lv.virNodeSetMemoryParameters, t.conn, params, 1, 0)
    t.eq(sharing(t, 8)[0]["shm_sleep_millisecs"], (2, before + 1))


def test_cpu_models(t):
    names, count = t.conn.cpu_models("x86_64")
    t.eq(len(names), count)
    t.eq(len(set(names)), count)
    for name in ("qemu64", "kvm64", "Haswell", "Haswell-v1", "EPYC", "Opteron_G1"):
        assert name in names, name
    assert not {"host", "max", "host-model"} & set(names), names
    t.eq(lv.virConnectGetCPUModelNames(t.conn, "x86_64", None, 0), count)
    # Any name will do for these.
    for arch in ("aarch64", "s390x", "riscv64"):
        t.eq(t.conn.cpu_models(arch), ([], 0))
    t.refused("NO_SUPPORT/CPU", t.conn.cpu_models, "mips")
    t.refused("INVALID_ARG/QEMU", t.conn.cpu_models, "bogus")
    t.refused("INVALID_ARG/QEMU", lv.virConnectGetCPUModelNames, t.conn, "x86_64", None, 1)


def test_sysinfo(t):
    if os.path.exists("/sys/firmware/dmi/tables/DMI"):
        return
    t.refused("CONFIG_UNSUPPORTED/QEMU", lv.virConnectGetSysinfo, t.conn, 0)
    t.refused("INVALID_ARG/QEMU", lv.virConnectGetSysinfo, t.conn, 1)
