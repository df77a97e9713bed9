"""Snapshots of a disk alone: what they take beside QEMU's own transaction that makes an overlay."""
import os
import statistics
import subprocess
import threading
import time

import __main__ as bench


def qcow2(path, mib=2048):
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", path, "%dM" % mib], check=True)
    return path


def longest_gap(console, work):
    """What `work` returns, and for how long the guest was silent at most meanwhile, in seconds."""
    ticks, done = [], threading.Event()

    def listen():
        while not done.is_set():
            console.tick()
            ticks.append(time.monotonic())
    console.ask("every 1")
    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    time.sleep(0.1)
    begun = time.monotonic()
    result = work()
    ended = time.monotonic()
    time.sleep(0.1)
    done.set()
    listener.join()
    around = [t for t in ticks if begun - 0.05 < t < ended + 0.1]
    return result, max((b - a for a, b in zip(around, around[1:])), default=0.0)


def task_disks(lv, options):
    if "embed" in options["uri"] and "stock" in options["base"]:
        import harness
        harness.WHO, harness.WHERE, harness.URI = "stock", "embed", options["uri"]
        harness.setup()
        conn = harness.shared()
    else:
        conn = lv.virConnectOpen(options["uri"])
    serial = os.path.join(options["dir"], "serial")
    image = qcow2(os.path.join(options["dir"], "disk.qcow2"))
    device = """<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='%s'/>
<target dev='vda' bus='virtio'/></disk>""" % image
    dom = lv.virDomainDefineXML(conn, bench.guest.domain_xml("oxivirt-bench-disks", serial, memory_mib=64, devices=device))
    dom.Create()
    console = bench.connect(serial)
    console.wait("^(hello|tick) ", 30)
    create, delete, gaps = [], [], []
    try:
        for i in range(options["runs"]):
            begun = time.monotonic()
            dom.SnapshotCreateXML("<domainsnapshot><name>s%d</name></domainsnapshot>" % i, 16)
            create.append(time.monotonic() - begun)
        xml = "<domainsnapshot><name>gap</name></domainsnapshot>"
        gaps.append(longest_gap(console, lambda: dom.SnapshotCreateXML(xml, 16))[1])
        for name in ["gap"] + ["s%d" % i for i in reversed(range(options["runs"]))]:
            snapshot = lv.virDomainSnapshotLookupByName(dom, name, 0)
            begun = time.monotonic()
            snapshot.Delete(0)
            delete.append(time.monotonic() - begun)
    finally:
        dom.Destroy()
        dom.UndefineFlags(2)
    return {"create": statistics.median(create), "delete": statistics.median(delete), "standstill": gaps[0]}


def bare_disks(directory, runs):
    """QEMU alone: a transaction that makes an overlay and puts it under the disk."""
    image = qcow2(os.path.join(directory, "bare.qcow2"))
    bare = bench.Bare(directory, 64)
    try:
        bare.execute("blockdev-add", **{"driver": "qcow2", "node-name": "n0", "file": {"driver": "file", "filename": image}})
        bare.execute("device_add", driver="virtio-blk-pci", drive="n0", id="d")
        taken = []
        for i in range(runs):
            begun = time.monotonic()
            bare.execute("transaction", actions=[{"type": "blockdev-snapshot-sync", "data": {
                "node-name": "n%d" % i, "snapshot-file": "%s/o%d" % (directory, i), "snapshot-node-name": "n%d" % (i + 1),
                "format": "qcow2"}}])
            taken.append(time.monotonic() - begun)
        return statistics.median(taken)
    finally:
        bare.end()


def bench_disks(sides, directory, options):
    runs = max(options.runs * 3, 9)
    got, bare = {}, []
    for name, side in sides.items():
        mine = os.path.join(directory, name + "-guest")
        os.makedirs(mine)
        os.chmod(mine, 0o777)
        here = os.path.join(directory, name + "-bare")
        os.makedirs(here)
        bare.append(bare_disks(here, runs))
        got[name] = side.worker("disks", dir=mine, runs=runs)
    ours, stock = got["oxivirt"], got.get("stock", {})
    qemu = statistics.median(bare)
    rows = []
    for what in ("create", "delete", "standstill"):
        b = qemu if what == "create" else None
        rows.append((what, ["%.4f" % ours[what], "%.4f" % stock[what] if stock else None, "%.4f" % b if b else None,
                            bench.ratio(ours[what], b), bench.ratio(stock.get(what), ours[what])]))
    bench.table("snapshots of one disk of a running guest, seconds each",
          ["oxivirt", "stock", "bare QEMU", "oxivirt/bare", "stock/oxivirt"], rows)
    print("oxivirt and stock force documents to the disk as well; QEMU alone has none")

