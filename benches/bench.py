#!/usr/bin/env python3
"""What oxivirt costs, beside stock libvirt and beside the physical limit, all measured in this run.

    scripts/bench [calls|start|save|snapshot|disks]...     [--mib N] [--most N] [--runs N]

calls   single calls on a running guest
start   a first connection with nothing cached, and the first start
events  from what causes an event to the callback that hears of it, and what listeners cost who causes it
save    save, restore, managed save and start, of an idle guest and of one whose RAM is mostly full: to where it
        runs, and to its first sign of life, with the image in the page cache and out of it; each format; how a
        start grows with RAM; against QEMU driven bare, and against writing as many bytes
snapshot    create, revert and delete of such a guest's snapshots, and for how long it stands still
disks       snapshots of a disk alone, live, and their deletion, against QEMU's own transaction

Figures are medians. A ratio compares two figures of the same run; on a noisy machine only ratios mean
anything. Stock is measured where it is installed (through its daemon if one answers, else its embedded
driver), otherwise its column is empty.
"""

import argparse
import contextlib
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [os.path.join(ROOT, "tests", "guest"), os.path.join(ROOT, "tests", "e2e")]
import disk_snapshots  # noqa: E402
import guest  # noqa: E402

STAGE = os.path.join(ROOT, "target", "stage")
OURS = os.path.join(STAGE, "lib", "libvirt.so.0")
QEMU = shutil.which("qemu-system-x86_64") or "/usr/bin/qemu-system-x86_64"


def stock_library():
    import glob
    for lib in glob.glob("/usr/lib/*/libvirt.so.0") + glob.glob("/usr/lib64/libvirt.so.0"):
        if glob.glob(os.path.join(os.path.dirname(lib), "libvirt/connection-driver/libvirt_driver_qemu.so")):
            return lib
    return None


class Side:
    """One library under test, with a root of its own."""

    def __init__(self, name, library, base):
        self.name, self.library, self.base = name, library, os.path.join(base, name)
        os.makedirs(os.path.join(self.base, "etc"))
        self.uri = "qemu:///embed?root=" + self.base
        if name == "stock":
            # As root, stock probes QEMU again at every use unless it runs QEMU as root.
            with open(os.path.join(self.base, "etc", "qemu.conf"), "w") as conf:
                conf.write('user = "root"\ngroup = "root"\nstdio_handler = "file"\n')
            if os.path.exists("/run/libvirt/libvirt-sock") or os.path.exists("/run/libvirt/virtqemud-sock"):
                self.uri = "qemu:///system"

    def env(self):
        env = dict(os.environ, OXIVIRT_LIB=self.library, PYTHONDONTWRITEBYTECODE="1")
        if self.name == "oxivirt":
            env["OXIVIRT_SUPERVISOR"] = os.path.join(STAGE, "libexec", "oxivirt-supervisor")
            env["LD_LIBRARY_PATH"] = os.path.dirname(self.library)
        else:
            env["LIBVIRT_DEBUG"] = "4"    # errors alone
        return env

    def worker(self, task, **options):
        """Runs a task of this file in a process of its own, on this library."""
        options.update(uri=self.uri, base=self.base, loop=self.name == "stock" and "embed" in self.uri)
        done = subprocess.run([sys.executable, __file__, "--worker", task, json.dumps(options)], env=self.env(),
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, timeout=900)
        if done.returncode:
            raise RuntimeError("%s: %s failed" % (self.name, task))
        return json.loads(done.stdout.strip().splitlines()[-1])


# Tasks, each in a process of its own.

def paused_xml(name):
    return """<domain type='qemu'><name>%s</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='pc'>hvm</type></os><devices><memballoon model='none'/></devices></domain>""" % name


def task_calls(lv, options):
    conn = lv.virConnectOpen(options["uri"])
    dom = lv.virDomainCreateXML(conn, paused_xml("oxivirt-bench-calls"), 1)
    try:
        out = subprocess.run([options["program"], options["uri"], "oxivirt-bench-calls"], check=True,
                             stdout=subprocess.PIPE, text=True).stdout
        return {k: float(v) for k, v in (line.split() for line in out.splitlines())}
    finally:
        dom.Destroy()


def task_start(lv, options):
    begun = time.monotonic()
    conn = lv.virConnectOpen(options["uri"])
    opened = time.monotonic()
    dom = lv.virDomainCreateXML(conn, paused_xml("oxivirt-bench-start"), 1)
    started = time.monotonic()
    dom.Destroy()
    gone = time.monotonic()
    dom = lv.virDomainCreateXML(conn, paused_xml("oxivirt-bench-start"), 1)
    again = time.monotonic()
    dom.Destroy()
    return {"open": opened - begun, "first start": started - begun, "destroy": gone - started, "next start": again - gone}


def task_events(lv, options):
    """Medians in seconds: from the beginning of a call to the callback in another thread, and of the call alone."""
    import events
    if options["loop"]:
        events._running = True  # by this file
    else:
        events.loop()
    conn = lv.virConnectOpen(options["uri"])
    rounds = 100

    def measure(first, second, heard):
        """Median durations of `first`, and from its beginning to the callback."""
        calls, told = [], []
        for _ in range(rounds):
            begun = time.monotonic()
            result = first()
            calls.append(time.monotonic() - begun)
            if heard:
                heard.count(1)
                told.append(heard.when[0] - begun)
            second(result)
            if heard:
                heard.count(2)
                heard.clear()
        return statistics.median(calls), statistics.median(told) if told else None

    def define():
        return lv.virDomainDefineXML(conn, paused_xml("oxivirt-bench-event"))

    def undefine(dom):
        dom.Undefine()
    measure(define, undefine, None)
    alone, _ = measure(define, undefine, None)
    heard = events.Heard(conn)
    listening, told = measure(define, undefine, heard)
    guest = lv.virDomainCreateXML(conn, paused_xml("oxivirt-bench-guest"), 0)
    heard.settle()
    heard.clear()
    try:
        suspend, suspended = measure(guest.Suspend, lambda _: guest.Resume(), heard)
    finally:
        guest.Destroy()
    heard.close()
    return {"define, nobody listens": alone, "define, somebody listens": listening, "define to callback": told,
            "suspend": suspend, "suspend to callback": suspended}


def full_guest(lv, options, name="oxivirt-bench-save"):
    """A running guest of the wanted size whose memory is filled, and its console."""
    serial = os.path.join(options["dir"], "serial")
    conn = lv.virConnectOpen(options["uri"])
    dom = lv.virDomainDefineXML(conn, guest.domain_xml(name, serial, memory_mib=options["mib"]))
    dom.Create()
    console = connect(serial)
    console.wait("hello", 30)
    if options["fill"]:
        console.ask("fill %d" % options["fill"], 120)
    return conn, dom, console


def connect(path):
    deadline = time.monotonic() + 10
    while True:
        link = socket.socket(socket.AF_UNIX)
        try:
            link.connect(path)
            console = guest.Console(*pumped(link))
            console.link = link
            return console
        except OSError:
            link.close()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.005)


def pumped(link):
    """A socket read all the time: a guest that was saved while it waited for a reader waits for ever."""
    reading, writing = os.pipe()

    def pump():
        while True:
            try:
                data = link.recv(65536)
            except OSError:
                data = b""
            if not data:
                os.close(writing)
                return
            os.write(writing, data)
    threading.Thread(target=pump, daemon=True).start()
    return os.fdopen(reading, "rb", 0), link


def out_of_cache(path):
    fd = os.open(path, os.O_RDONLY)
    os.fsync(fd)
    os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(fd)


def managed_image(options, name):
    if "root=" in options["uri"]:
        return os.path.join(options["base"], "lib", "qemu", "save", name + ".save")
    return "/var/lib/libvirt/qemu/save/%s.save" % name


def save_as(lv, dom, image, image_format):
    """Saves in a format; the default one for None."""
    if image_format is None:
        return dom.Save(image)
    params = (lv.TypedParam * 2)()
    for param, (field, value) in zip(params, (("file", image), ("image_format", image_format))):
        param.field, param.type, param.value.s = field.encode(), 7, value.encode()
    return lv.virDomainSaveParams(dom, params, 2, 0)


def task_save(lv, options):
    """Seconds by what was done: "save", "restore", "restore tick", the same "cold", "managed save", and so on."""
    name = "oxivirt-bench-save"
    conn, dom, console = full_guest(lv, options, name)
    serial = os.path.join(options["dir"], "serial")
    image, managed = os.path.join(options["dir"], "image"), managed_image(options, name)
    times, sizes = {}, {}

    def timed(what, action, until_tick=False):
        begun = time.monotonic()
        action()
        times.setdefault(what, []).append(time.monotonic() - begun)
        if until_tick:
            console = connect(serial)
            console.tick(120)
            times.setdefault(what + " tick", []).append(time.monotonic() - begun)
            return console

    try:
        for cold in ("", "cold ") * options["runs"]:
            timed("managed save", lambda: dom.ManagedSave(0))
            if cold:
                out_of_cache(managed)
            console = timed(cold + "managed start", dom.Create, True)
            if options["managed only"]:
                continue
            timed("save", lambda: dom.Save(image))
            sizes["default"] = os.stat(image).st_blocks * 512
            if cold:
                out_of_cache(image)
            console = timed(cold + "restore", lambda: lv.virDomainRestore(conn, image), True)
            os.unlink(image)
        for one in options["formats"]:
            try:
                timed(one + " save", lambda: save_as(lv, dom, image, one))
            except lv.Error:
                continue    # its program is not installed, or this QEMU does not have it
            sizes[one] = os.stat(image).st_blocks * 512
            console = timed(one + " restore", lambda: lv.virDomainRestore(conn, image), True)
            os.unlink(image)
        answer = console.ask("check", 120)
        if options["fill"] and "ok" not in answer:
            raise RuntimeError("the guest's memory is wrong: " + answer)
    finally:
        with contextlib.suppress(Exception):
            dom.Destroy()
        with contextlib.suppress(Exception):
            dom.UndefineFlags(1)
    return {"sizes": sizes, "times": {k: statistics.median(v) for k, v in times.items()}}


class Watch:
    """Listens to a guest that ticks every millisecond, to tell for how long it was silent."""

    def __init__(self, path):
        self.path, self.times, self.link = path, [], None
        self.listen()

    def listen(self):
        deadline = time.monotonic() + 20
        while True:
            link = socket.socket(socket.AF_UNIX)
            try:
                link.connect(self.path)
                break
            except OSError:
                link.close()
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.001)
        self.link = link
        threading.Thread(target=self.read, args=(link,), daemon=True).start()

    def read(self, link):
        while True:
            try:
                data = link.recv(65536)
            except OSError:
                return
            if not data:
                return
            self.times.append(time.monotonic())

    def send(self, line):
        self.link.sendall(line.encode() + b"\n")

    def again(self):
        """Another QEMU has the guest."""
        self.link.close()
        self.listen()

    def after(self, moment):
        """The first sign of life after a moment."""
        deadline = time.monotonic() + 60
        while not (self.times and self.times[-1] > moment):
            if time.monotonic() > deadline:
                raise RuntimeError("the guest is silent")
            time.sleep(0.0005)
        return next(t for t in self.times if t > moment)

    def silence(self, begun):
        """The longest silence since a moment, seconds."""
        self.after(time.monotonic() + 0.02)
        times = [t for t in self.times if t > begun - 0.05]
        return max(b - a for a, b in zip(times, times[1:]))


def task_snapshot(lv, options):
    """Wall time of each call, and the longest time for which the guest was not heard of meanwhile."""
    serial, disk = (os.path.join(options["dir"], n) for n in ("serial", "disk.qcow2"))
    memory = os.path.join(options["dir"], "memory")
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", disk, "8G"], check=True)
    xml = guest.domain_xml(
        "oxivirt-bench-snapshot", serial, memory_mib=options["mib"], devices="<disk type='file'><driver name='qemu' "
        "type='qcow2'/><source file='%s'/><target dev='vda' bus='virtio'/></disk>" % disk)
    conn = lv.virConnectOpen(options["uri"])
    dom = lv.virDomainDefineXML(conn, xml)
    times = {}

    def note(what, seconds):
        times.setdefault(what, []).append(seconds)

    def make(what, flags, body=""):
        begun = time.monotonic()
        snap = dom.SnapshotCreateXML("<domainsnapshot><name>%s</name>%s</domainsnapshot>" % (what.replace(" ", "-"), body), flags)
        note("create, " + what, time.monotonic() - begun)
        note("create, %s: standstill" % what, watch.silence(begun))
        return snap

    def back(what, snap):
        ident, begun = dom.id(), time.monotonic()
        lv.virDomainRevertToSnapshot(snap, 0)
        done = time.monotonic()
        note("revert, " + what, done - begun)
        if lv.virDomainLookupByName(conn, dom.GetName()).id() != ident:
            watch.again()
        note("revert, %s: to its next tick" % what, watch.after(done) - begun)

    def gone(what, snap):
        begun = time.monotonic()
        lv.virDomainSnapshotDelete(snap, 0)
        note("delete, " + what, time.monotonic() - begun)

    try:
        dom.Create()
        console = connect(serial)
        console.wait("hello", 30)
        console.ask("fill %d" % options["fill"], 120)
        console.ask("every 1", 10)
        # QEMU serves one client of the serial line at a time.
        console.link.shutdown(socket.SHUT_RDWR)
        console.link.close()
        watch = Watch(serial)
        for _ in range(options["runs"]):
            snap = make("internal", 0)
            back("internal", snap)
            gone("internal", snap)
        for _ in range(options["runs"]):
            body = "<memory snapshot='external' file='%s'/>" % memory
            snap = make("external with memory", 0, body)
            back("external with memory", snap)
            gone("external with memory", snap)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(memory)
            snap = make("the same, live", 256, body)
            gone("the same, live", snap)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(memory)
            time.sleep(1.1)     # stock names overlays by the second
        for _ in range(options["runs"]):
            snap = make("disks alone", 16)
            gone("disks alone", snap)
    finally:
        with contextlib.suppress(Exception):
            dom.Destroy()
        with contextlib.suppress(Exception):
            dom.UndefineFlags(2)
    return {k: statistics.median(v) for k, v in times.items()}


# QEMU driven bare, by its monitor.

class Bare:
    """A QEMU with the tiny guest and nothing between it and us."""

    def __init__(self, directory, mib, incoming=False):
        self.directory = directory
        self.serial, self.qmp = os.path.join(directory, "bare-serial"), os.path.join(directory, "bare-qmp")
        for path in (self.serial, self.qmp):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            [QEMU, "-machine", "pc", "-accel", "tcg", "-m", str(mib), "-nodefaults", "-no-user-config", "-display", "none",
             "-S", "-kernel", guest.build(), "-chardev", "socket,id=s,server=on,wait=off,path=" + self.serial,
             "-serial", "chardev:s", "-qmp", "unix:%s,server=on,wait=off" % self.qmp]
            + (["-incoming", "defer"] if incoming else []), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        while True:
            self.link = socket.socket(socket.AF_UNIX)
            try:
                self.link.connect(self.qmp)
                break
            except OSError:
                self.link.close()
                time.sleep(0.001)
        self.file = self.link.makefile("rw")
        self.file.readline()
        self.execute("qmp_capabilities")
        self.ready = time.monotonic() - self.begun

    def execute(self, command, **arguments):
        self.file.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.file.flush()
        while True:
            reply = json.loads(self.file.readline())
            if "error" in reply:
                raise RuntimeError("%s: %s" % (command, reply["error"]["desc"]))
            if "return" in reply:
                return reply["return"]

    def migration(self, channels):
        self.execute("migrate-set-capabilities", capabilities=[
            {"capability": c, "state": True} for c in ("mapped-ram", "multifd", "events")])
        self.execute("migrate-set-parameters", **{"multifd-channels": channels, "max-bandwidth": 1 << 60})

    def wait(self):
        while True:
            status = self.execute("query-migrate").get("status")
            if status == "completed":
                return
            if status in ("failed", "cancelled"):
                raise RuntimeError("the bare migration " + status)
            time.sleep(0.005)

    def end(self):
        self.process.kill()
        self.process.wait()
        self.link.close()


def bare_save(directory, mib, fill, runs):
    """Mapped-ram with two channels, loaded by four, as fast as this QEMU can: seconds as task_save's, or None if it
    has no mapped-ram."""
    image = os.path.join(directory, "bare-image")
    times = {}
    source = Bare(directory, mib)
    try:
        try:
            source.migration(2)
        except RuntimeError:
            return None
        source.execute("cont")
        console = connect(source.serial)
        console.wait("hello", 30)
        if fill:
            console.ask("fill %d" % fill, 120)
        for cold in ("", "cold ") * runs:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(image)
            begun = time.monotonic()
            source.execute("stop")
            source.execute("migrate", uri="file:" + image)
            source.wait()
            with open(image, "r+b") as f:
                os.fdatasync(f.fileno())
            times.setdefault("save", []).append(time.monotonic() - begun)
            source.execute("cont")
            if cold:
                out_of_cache(image)
            target = Bare(directory + "/r", mib, incoming=True)
            try:
                target.migration(4)
                # Before the guest runs: a UART that was busy when it was saved waits for a reader.
                watcher = connect(target.serial)
                target.execute("migrate-incoming", uri="file:" + image)
                target.wait()
                while True:
                    try:
                        target.execute("cont")
                        break
                    except RuntimeError:
                        time.sleep(0.001)
                times.setdefault(cold + "restore", []).append(time.monotonic() - target.begun)
                watcher.tick(60)
                times.setdefault(cold + "restore tick", []).append(time.monotonic() - target.begun)
            finally:
                target.end()
    finally:
        source.end()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(image)
    found = {k: statistics.median(v) for k, v in times.items()}
    # The same, for QEMU.
    return {**found, **{"managed " + k: v for k, v in found.items() if k == "save"},
            **{k.replace("restore", "managed start"): v for k, v in found.items() if "restore" in k}}


def disk_limit(directory, size, direct):
    """Seconds for writing as many bytes, through the cache and making them safe, or past it."""
    import mmap
    block = mmap.mmap(-1, 1 << 20)
    block.write(os.urandom(1 << 20))
    path = os.path.join(directory, "limit")
    begun = time.monotonic()
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | (os.O_DIRECT if direct else 0), 0o600)
        for _ in range(size >> 20):
            os.write(fd, block)
        os.fdatasync(fd)
        os.close(fd)
    except OSError:
        return None
    spent = time.monotonic() - begun
    os.unlink(path)
    return spent


# What is printed.

def table(title, columns, rows):
    print("\n" + title)
    print("%-46s" % "" + "".join("%14s" % c for c in columns))
    for name, values in rows:
        print("%-46s" % name + "".join("%14s" % ("-" if v is None else v) for v in values), flush=True)


def ratio(a, b):
    return "%.2f" % (a / b) if a and b else None


def bench_calls(sides, directory, _):
    program = os.path.join(directory, "calls")
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libvirt"], check=True, stdout=subprocess.PIPE, text=True,
                           env=dict(os.environ, PKG_CONFIG_PATH=os.path.join(STAGE, "lib", "pkgconfig"))).stdout.split()
    subprocess.run(["cc", "-O2", "-o", program, os.path.join(ROOT, "benches", "calls.c")] + flags, check=True)
    got = {name: side.worker("calls", program=program) for name, side in sides.items()}
    ours, stock = got["oxivirt"], got.get("stock", {})
    table("calls, microseconds each", ["oxivirt", "stock", "stock/oxivirt"],
          [(call, ["%.2f" % (ns / 1e3), "%.1f" % (stock[call] / 1e3) if call in stock else None,
                   ratio(stock.get(call), ns)]) for call, ns in ours.items()])


def bench_start(sides, directory, _):
    bare = Bare(directory, 64)
    qemu = bare.ready
    bare.end()
    got = {name: side.worker("start") for name, side in sides.items()}
    ours, stock = got["oxivirt"], got.get("stock", {})
    table("start, seconds (QEMU alone to its monitor: %.3f)" % qemu, ["oxivirt", "stock", "stock/oxivirt", "beside QEMU"],
          [(what, ["%.4f" % s, "%.4f" % stock[what] if stock else None, ratio(stock.get(what), s),
                   "%.3f" % (s - qemu) if "start" in what else None]) for what, s in ours.items()])
    if stock:
        print("stock's first start is with what its daemon has probed before" if "system" in sides["stock"].uri else "")


def bench_events(sides, _, options):
    got = {name: side.worker("events") for name, side in sides.items()}
    ours, stock = got["oxivirt"], got.get("stock", {})
    table("events, milliseconds", ["oxivirt", "stock", "stock/oxivirt"],
          [(what, ["%.3f" % (s * 1e3), "%.3f" % (stock[what] * 1e3) if stock else None, ratio(stock.get(what), s)])
           for what, s in ours.items()])


FORMATS = ("raw", "sparse", "zstd", "lzop")
SLOW_FORMATS = ("gzip", "bzip2", "xz")
STEPS = ("save", "restore", "restore tick", "cold restore", "cold restore tick", "managed save", "managed start",
         "managed start tick", "cold managed start", "cold managed start tick")


def measure(sides, directory, mib, fill, runs, formats=(), managed_only=False):
    """What every side takes for a guest of this size: task_save's answers by side, bare QEMU's times."""
    here = os.path.join(directory, "%d-%d" % (mib, fill))
    os.makedirs(here + "/r")
    bare = bare_save(here, mib, fill, runs)
    got = {}
    for name, side in sides.items():
        mine = os.path.join(here, name + "-guest")
        os.makedirs(mine)
        os.chmod(mine, 0o777)
        got[name] = side.worker("save", dir=mine, mib=mib, fill=fill, runs=runs, formats=formats,
                                **{"managed only": managed_only})
    return got, bare


def seconds(value):
    return "%.3f" % value if value is not None else None


def save_table(sides, directory, mib, fill, runs, formats):
    got, bare = measure(sides, directory, mib, fill, runs, formats)
    ours, stock = got["oxivirt"]["times"], got.get("stock", {}).get("times", {})
    size = got["oxivirt"]["sizes"]["default"]
    columns = ["oxivirt", "stock", "bare QEMU", "oxivirt/bare", "stock/oxivirt"]

    def row(what):
        b = bare.get(what) if bare else None
        return what, [seconds(ours.get(what)), seconds(stock.get(what)), seconds(b), ratio(ours.get(what), b),
                      ratio(stock.get(what), ours.get(what))]

    table("a guest of %d MiB, %d MiB of it filled, default format, seconds; the image has %d MiB"
          % (mib, fill, size >> 20), columns, map(row, STEPS))
    steps = ("save", "restore", "restore tick")
    have = [f for f in formats if f + " save" in ours]
    table("the same by format", columns, [row("%s %s" % (f, step)) for f in have for step in steps])
    limits = {"through the cache, and fdatasync": disk_limit(directory, size, False),
              "O_DIRECT": disk_limit(directory, size, True)}
    for what, limit in limits.items():
        if limit and size > 64 << 20:
            print("writing as many bytes, %s: %.2f s; oxivirt's save takes %.2f of it" % (what, limit, ours["save"] / limit))


def bench_save(sides, directory, options):
    print("QEMU's own start is part of every restore and start; 'tick' is the guest's first sign of life; 'cold': the "
          "image is out of the page cache")
    save_table(sides, directory, 512, 0, options.runs, FORMATS + SLOW_FORMATS)
    save_table(sides, directory, options.mib, options.mib * 3 // 4, options.runs, FORMATS)
    rows = []
    for mib in (512, 1024, 2048, 4096, 8192):
        if mib > options.most:
            break
        got, bare = measure(sides, directory, mib, mib * 3 // 4, 1, managed_only=True)
        ours, stock = got["oxivirt"]["times"], got.get("stock", {}).get("times", {})
        rows += [("%d MiB, %s" % (mib, what), [seconds(ours[what]), seconds(stock.get(what)),
                                              seconds(bare[what]) if bare else None])
                 for what in ("managed start", "managed start tick", "cold managed start tick")]
    table("starting from a managed image as RAM grows, three quarters of it filled, seconds", ["oxivirt", "stock", "bare QEMU"],
          rows)


def bench_snapshot(sides, directory, options):
    mib, fill = options.mib, options.mib * 3 // 4
    got = {}
    for name, side in sides.items():
        mine = os.path.join(directory, name + "-guest")
        os.makedirs(mine)
        os.chmod(mine, 0o777)
        got[name] = side.worker("snapshot", dir=mine, mib=mib, fill=fill, runs=options.runs)
    ours, stock = got["oxivirt"], got.get("stock", {})
    table("snapshots of a guest of %d MiB, %d MiB of it filled, seconds" % (mib, fill), ["oxivirt", "stock", "stock/oxivirt"],
          [(what, ["%.3f" % s, "%.3f" % stock[what] if what in stock else None, ratio(stock.get(what), s)])
           for what, s in ours.items()])


TASKS = {"calls": task_calls, "start": task_start, "save": task_save, "snapshot": task_snapshot, "disks": disk_snapshots.task_disks}
BENCHES = {"calls": bench_calls, "start": bench_start, "save": bench_save, "snapshot": bench_snapshot, "disks": disk_snapshots.bench_disks}
TASKS["events"], BENCHES["events"] = task_events, bench_events


def main():
    if sys.argv[1:2] == ["--worker"]:
        import lv
        options = json.loads(sys.argv[3])
        if options["loop"]:
            # Stock's embedded driver needs an event loop that runs.
            lv.virEventRegisterDefaultImpl()

            def loop():
                while True:
                    lv.raw.virEventRunDefaultImpl()
            threading.Thread(target=loop, daemon=True).start()
        quiet = lv.ERROR_FUNC(lambda *_: None)
        lv.raw.virSetErrorFunc(None, quiet)
        print(json.dumps(TASKS[sys.argv[2]](lv, options)))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[[], *BENCHES], default=[])
    parser.add_argument("--mib", type=int, default=2048, help="the guest's memory for 'save' and 'snapshot'")
    parser.add_argument("--most", type=int, default=8192, help="no guest of 'save' has more memory")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    guest.build()
    directory = tempfile.mkdtemp(prefix="oxivirt-bench.", dir=os.environ.get("OXIVIRT_BENCH_DIR"))
    os.chmod(directory, 0o755)
    try:
        for what in options.what or BENCHES:
            here = os.path.join(directory, what)
            os.makedirs(here)
            sides = {"oxivirt": Side("oxivirt", OURS, here)}
            stock = stock_library()
            if stock:
                sides["stock"] = Side("stock", stock, here)
            else:
                print("stock libvirt is not installed: its column stays empty")
            BENCHES[what](sides, here, options)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
