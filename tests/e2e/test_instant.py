"""A guest that starts on RAM mapped from its image: the memory is what it was, byte for byte, in every kind
of machine; nothing else changes; and where it cannot be, the image is loaded."""
import filecmp
import json
import os
import re
import signal
import socket
import subprocess
import time

import lv
from codes import SAVE, START, state_name
from harness import ROOT, Silence, Skip, has_sparse, needs_root, ours_only, timeout
from test_nothing_lost import supervisors

ONLY = ours_only("stock always loads the image")
# Small guests too, which are loaded otherwise.
MAPPED = "instant_restore = 1\n"


class Qmp:
    """The guest's monitor, by way of the supervisor."""

    def __init__(self, t, dom):
        self.socket = socket.socket(socket.AF_UNIX)
        (uuid,) = re.findall("<uuid>(.*)</uuid>", dom.GetXMLDesc(0))
        path = os.path.join(t.paths.run, "oxivirt", uuid + ".sock")
        self.socket.connect(path)
        self.file = self.socket.makefile("rw")
        self.file.readline()
        self("qmp_capabilities")

    def __call__(self, command, **arguments):
        self.file.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.file.flush()
        while True:
            said = json.loads(self.file.readline())
            if "error" in said:
                raise AssertionError(f"{command}: {said['error']['desc']}")
            if "return" in said:
                return said["return"]

    def close(self):
        self.file.close()
        self.socket.close()


def is_mapped(t, dom):
    """Whether guest RAM of this QEMU is a mapping of a file that has no name any more."""
    with open(f"/proc/{t.qemu_pid(dom)}/maps") as f:
        found = [line for line in f if "(deleted)" in line and " 00:00 0 " not in line
                 and re.search(r"\.save|/#\d+|\.[^/]*image", line)]
    return bool(found)


def configure(t, text):
    path = os.path.join(os.path.dirname(t.paths.etc), "qemu.conf")
    with open(path, "w") as f:
        f.write(text)
    t.at_end(lambda: os.path.exists(path) and os.unlink(path))


def memory_of(t, dom, path, flash=False):
    """What is in the guest's memory, by QEMU's dump of it; with the UEFI's flash behind."""
    for name in (path, path + ".flash"):
        with open(name, "wb"):
            pass
        os.chmod(name, 0o666)
    q = Qmp(t, dom)
    q("dump-guest-memory", paging=False, protocol="file:" + path)
    if flash:
        q("pmemsave", **{"val": 0xffc84000, "size": 0x100000000 - 0xffc84000, "filename": path + ".flash"})
    q.close()


def need_sparse():
    if not has_sparse():
        raise Skip("this QEMU has no mapped-ram")


def copy(source, target):
    """A copy with the holes; one without would be read as a whole instead."""
    subprocess.run(["cp", "--sparse=always", source, target], check=True)


def by_both_ways(t, g, flash=False):
    """Saves the guest and starts it twice from the same image, mapped and loaded: its memory must be the
    same. It runs on from the mapped start of a third time."""
    os.chmod(t.dir, 0o777)
    pulse = g.pulse() if g.console else None
    g.dom.ManagedSave(SAVE.PAUSED)
    image = t.paths.managed(g.dom.GetName())
    copy(image, t.path("kept"))
    dumps = []
    for setting, mapped in ((MAPPED, True), ("instant_restore = 0\n", False), (MAPPED, True)):
        configure(t, setting)
        if not os.path.exists(image):
            copy(t.path("kept"), image)
        g.dom.Create()
        t.is_state(g.dom, "PAUSED/MIGRATION")
        t.eq(is_mapped(t, g.dom), mapped, "RAM is mapped")
        t.eq(g.dom.HasManagedSaveImage(0), 0)
        t.no_file(image)
        if len(dumps) < 2:
            dumps.append(t.path(f"dump{len(dumps)}"))
            memory_of(t, g.dom, dumps[-1], flash)
            g.dom.Destroy()
    assert os.path.getsize(dumps[0]) > 4 << 20, "the dump is empty"
    assert filecmp.cmp(*dumps, shallow=False), "the memory differs between a mapped start and a loaded one"
    if flash:
        assert os.path.getsize(dumps[0] + ".flash") > 1 << 20
        assert filecmp.cmp(dumps[0] + ".flash", dumps[1] + ".flash", shallow=False), "the flash differs"
    for name in dumps + [t.path("kept")]:
        os.unlink(name)
    if pulse:
        g.connect()
    g.dom.Resume()
    if pulse:
        g.goes_on(pulse)


DISK = "<disk type='file'><driver name='qemu' type='raw'/><source file='%s'/><target dev='%s' bus='%s'/></disk>"


def disks(t, *buses):
    text = ""
    for n, (dev, bus) in enumerate(buses):
        with open(t.path(f"disk{n}"), "wb") as f:
            f.truncate(1 << 20)
        text += DISK % (t.path(f"disk{n}"), dev, bus)
    return text


def with_vcpus(xml, count):
    return xml.replace("<vcpu>1</vcpu>", f"<vcpu>{count}</vcpu>")


def guest(t, change=lambda xml: xml, fill=16, **how):
    """A tiny guest with a document that `change` has made another."""
    from harness import Guest
    dom = lv.virDomainDefineXML(t.conn, change(t.guest_xml(**how)))
    dom.Create()
    g = Guest(t, dom, t.serial("g")).booted()
    if fill:
        g.fill(fill)
    return g


@ONLY
@timeout(120)
def test_pc_with_much_of_everything(t):
    need_sparse()
    configure(t, MAPPED)
    devices = disks(t, ("hda", "ide"), ("vda", "virtio")) + """
      <video><model type='vga' vram='16384'/></video><graphics type='vnc' autoport='yes'/>
      <controller type='virtio-serial'/><interface type='user'><model type='virtio'/></interface>
      <interface type='user'><model type='e1000'/></interface><rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>"""
    balloon = lambda xml: with_vcpus(xml, 4).replace("<memballoon model='none'/>", "<memballoon model='virtio'/>")
    by_both_ways(t, guest(t, balloon, memory=512, devices=devices, fill=300))


@ONLY
@timeout(120)
def test_q35_with_much_of_everything(t):
    need_sparse()
    configure(t, MAPPED)
    devices = disks(t, ("vda", "virtio"), ("sda", "sata"), ("sdb", "scsi")) + """
      <controller type='scsi' model='virtio-scsi'/><controller type='usb' model='qemu-xhci'/>
      <video><model type='virtio'/></video><graphics type='vnc' autoport='yes'/><sound model='ich9'/>
      <interface type='user'><model type='virtio'/></interface>"""
    by_both_ways(t, guest(t, lambda xml: with_vcpus(xml, 2), memory=513, machine="q35", devices=devices, fill=200))


@ONLY
@timeout(120)
def test_old_machine_types(t):
    need_sparse()
    configure(t, MAPPED)
    for machine in ("pc-i440fx-4.0", "pc-q35-2.12"):
        g = guest(t, memory=64, machine=machine, fill=20)
        by_both_ways(t, g)
        g.dom.Destroy()
        g.dom.Undefine()


@ONLY
@timeout(180)
def test_uefi(t):
    need_sparse()
    configure(t, MAPPED)
    code, variables = "/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"
    if not os.path.exists(code):
        raise Skip("no OVMF is installed")
    for machine in ("q35", "pc"):
        xml = t.xml(memory=256, machine=machine, vcpus=2).replace(
            "</os>", f"<loader readonly='yes' type='pflash'>{code}</loader>"
            f"<nvram template='{variables}'>{t.path('vars.fd')}</nvram></os>")
        dom = lv.virDomainDefineXML(t.conn, xml)
        dom.Create()
        time.sleep(4)

        class Firmware:
            console = None
        g = Firmware()
        g.dom = dom
        by_both_ways(t, g, flash=True)
        t.is_state(dom, "RUNNING/UNPAUSED")
        dom.Destroy()
        dom.UndefineFlags(4)


NUMA = """<cpu><numa><cell id='0' cpus='0' memory='160' unit='MiB'/><cell id='1' cpus='1' memory='96' unit='MiB'/></numa></cpu>"""
DIMM = "<memory model='dimm'><target><size unit='MiB'>128</size><node>0</node></target></memory>"


def with_numa(xml, extra=""):
    return with_vcpus(xml, 2).replace("<features>", extra + "<features>", 1)


@ONLY
@timeout(120)
def test_numa_nodes_and_a_dimm(t):
    need_sparse()
    configure(t, MAPPED)
    g = guest(t, lambda xml: with_numa(xml, NUMA), memory=256, fill=200)
    by_both_ways(t, g)
    g.dom.Destroy()
    g.dom.Undefine()
    dimm = lambda xml: with_numa(xml, "<maxMemory slots='4' unit='MiB'>1024</maxMemory>" + NUMA).replace(
        ">256</memory>", ">384</memory>")
    by_both_ways(t, guest(t, dimm, memory=256, devices=DIMM, fill=200))


@ONLY
@timeout(240)
def test_across_the_hole_below_4_gib(t):
    """Too much to compare it twice: the guest looks at every byte of it, above 4 GiB too."""
    need_sparse()
    configure(t, MAPPED)
    if os.statvfs(ROOT).f_bavail * os.statvfs(ROOT).f_frsize < 10 << 30:
        raise Skip("too little room")
    g = guest(t, memory=3600, fill=0)
    g.console.ask("fill 3200", 60)
    pulse = g.pulse()
    g.dom.ManagedSave(0)
    g.dom.Create()
    assert is_mapped(t, g.dom)
    g.connect()
    nonce, count = g.pulse()
    assert nonce == pulse[0] and count > pulse[1]
    t.has(g.console.ask("check", 60), f"check ok bytes={3200 << 20}")


@ONLY
@timeout(120)
def test_five_generations(t):
    need_sparse()
    configure(t, MAPPED)
    g = t.guest(fill=24, memory=64)
    for generation in range(5):
        pulse = g.pulse()
        g.dom.ManagedSave(0)
        g.dom.Create()
        t.is_state(g.dom, "RUNNING/RESTORED")
        assert is_mapped(t, g.dom), f"generation {generation} is not mapped"
        g.connect().goes_on(pulse)
        g.console.ask("dirty 2")
        time.sleep(0.3)
        g.console.ask("dirty 0")
        g.fill(25 + generation)
        g.check()


@ONLY
@timeout(60)
def test_what_comes_afterwards_goes_as_ever(t):
    """Documents, statistics, suspending, a balloon that takes and gives, saving to a file, stock's status file."""
    need_sparse()
    configure(t, MAPPED)
    g = guest(t, lambda xml: xml.replace("<memballoon model='none'/>", "<memballoon model='virtio'/>"), memory=64)
    configure(t, "instant_restore = 0\n")
    documents = []
    for setting in ("instant_restore = 0\n", MAPPED):
        configure(t, setting)
        pulse = g.pulse()
        g.dom.ManagedSave(0)
        g.dom.Create()
        g.connect().goes_on(pulse)
        text = g.dom.GetXMLDesc(0)
        documents.append(re.sub(r"<domain type='qemu' id='\d+'>|domain-\d+-|<label>.*?</label>|<imagelabel>.*?</imagelabel>", "", text))
    assert is_mapped(t, g.dom)
    t.eq(documents[1], documents[0])
    with open(t.paths.status(g.dom.GetName())) as f:
        assert "/proc/self" not in f.read()
    q = Qmp(t, g.dom)
    q("balloon", value=32 << 20)
    q("query-memory-size-summary")
    assert q("query-balloon")["actual"] > 0
    q.close()
    pulse = g.pulse()
    g.dom.Suspend()
    assert g.is_silent(0.2)
    g.dom.Resume()
    pulse = g.goes_on(pulse)
    g.dom.Save(t.path("image"))
    lv.virDomainRestore(t.conn, t.path("image"))
    g.connect().goes_on(pulse)
    t.file(t.path("image"))


@ONLY
@timeout(120)
def test_how_it_is_mapped(t):
    """Privately, so that nothing gets into the file; open for writing, so that a balloon can punch holes into it."""
    need_sparse()
    configure(t, MAPPED)
    g = t.guest(memory=64, fill=32)
    pulse = g.pulse()
    g.dom.ManagedSave(0)
    g.dom.Create()
    g.connect().goes_on(pulse)
    with open(f"/proc/{t.qemu_pid(g.dom)}/maps") as f:
        lines = [line.split() for line in f if ".save (deleted)" in line]
    assert lines
    for line in lines:
        assert line[1][:2] == "rw" and line[1][3] == "p", line
    fds = [os.readlink(f"/proc/{t.qemu_pid(g.dom)}/fd/{n}") for n in os.listdir(f"/proc/{t.qemu_pid(g.dom)}/fd")]
    assert any(".save (deleted)" in f for f in fds), fds


@ONLY
@timeout(120)
def test_where_it_cannot_be_the_image_is_loaded(t):
    need_sparse()
    configure(t, MAPPED)
    shared = "<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>"
    for backing in ("<memoryBacking><source type='memfd'/></memoryBacking>", shared,
                    "<memoryBacking><allocation mode='immediate'/></memoryBacking>"):
        g = guest(t, lambda xml: xml.replace("<features>", backing + "<features>", 1), fill=4)
        pulse = g.pulse()
        g.dom.ManagedSave(0)
        g.dom.Create()
        assert not is_mapped(t, g.dom), backing
        g.connect().goes_on(pulse)
        g.dom.Destroy()
        g.dom.Undefine()


@ONLY
@timeout(60)
def test_what_is_loaded_at_once_is_not_mapped(t):
    need_sparse()
    for fill, mapped in ((8, False), (100, True)):
        configure(t, "")
        g = guest(t, memory=160, fill=fill)
        pulse = g.pulse()
        g.dom.ManagedSave(0)
        g.dom.Create()
        t.eq(is_mapped(t, g.dom), mapped, f"{fill} MiB: mapped")
        g.connect().goes_on(pulse)
        g.dom.Destroy()
        g.dom.Undefine()


@ONLY
@timeout(60)
def test_an_image_with_another_name_is_loaded(t):
    """Somebody else could change it under the guest."""
    need_sparse()
    configure(t, MAPPED)
    g = t.guest(fill=4)
    pulse = g.pulse()
    g.dom.ManagedSave(0)
    os.link(t.paths.managed(g.dom.GetName()), t.path("link"))
    g.dom.Create()
    assert not is_mapped(t, g.dom)
    g.connect().goes_on(pulse)


@ONLY
@timeout(60)
def test_bypassing_the_cache_means_loading(t):
    need_sparse()
    configure(t, MAPPED)
    g = t.guest(fill=4)
    pulse = g.pulse()
    g.dom.ManagedSave(SAVE.BYPASS_CACHE)
    g.dom.CreateWithFlags(START.BYPASS_CACHE)
    assert not is_mapped(t, g.dom)
    g.connect().goes_on(pulse)


@ONLY
@timeout(60)
def test_a_user_s_image_stays_as_it_is(t):
    need_sparse()
    configure(t, MAPPED)
    g = t.guest(fill=4)
    pulse = g.pulse()
    g.dom.Save(t.path("image"))
    before = open(t.path("image"), "rb").read()
    lv.virDomainRestore(t.conn, t.path("image"))
    g.connect().goes_on(pulse)
    assert open(t.path("image"), "rb").read() == before
    t.eq(sorted(f for f in os.listdir(t.dir) if "image" in f), ["image"])


def mount(t, kind):
    """A small file system of this kind, in a file."""
    image, where = t.path(kind + ".fs"), t.path(kind)
    os.mkdir(where)
    with open(image, "wb") as f:
        f.truncate(1 << 30)
    for command in (["mkfs." + kind, "-q", image], ["mount", "-o", "loop", image, where]):
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        except FileNotFoundError:
            raise Skip(command[0] + " is not installed")
        if done.returncode:
            raise Skip(f"{command[0]}: {done.stdout.strip()}")
    t.at_end(subprocess.run, ["umount", "-l", where])
    return where


def user_image_on(t, kind):
    need_sparse()
    configure(t, MAPPED)
    where = mount(t, kind)
    g = t.guest(memory=64, fill=24)
    for generation in range(2):
        image = os.path.join(where, f"image{generation}")
        pulse = g.pulse()
        g.dom.Save(image)
        before = open(image, "rb").read()
        lv.virDomainRestore(t.conn, image)
        t.is_state(g.dom, "RUNNING/RESTORED")
        assert is_mapped(t, g.dom)
        # It is the user's to do with as he likes.
        assert open(image, "rb").read() == before, "the image has changed"
        t.eq(sorted(os.listdir(where))[:generation + 1], [f"image{n}" for n in range(generation + 1)])
        with open(image, "r+b") as f:
            f.write(bytes(len(before)))
        os.truncate(image, 0)
        g.connect().goes_on(pulse)
        g.console.ask("dirty 4")
        time.sleep(0.3)
        g.console.ask("dirty 0")
        g.check()
    os.unlink(os.path.join(where, "image0"))
    pulse = g.pulse()
    g.dom.Save(os.path.join(where, "image"))
    configure(t, "instant_restore = 0\n")
    lv.virDomainRestore(t.conn, os.path.join(where, "image"))
    assert not is_mapped(t, g.dom)
    g.connect().goes_on(pulse)
    g.dom.Destroy()


@ONLY
@needs_root
@timeout(120)
def test_a_user_s_image_on_xfs(t):
    user_image_on(t, "xfs")


@ONLY
@needs_root
@timeout(120)
def test_a_user_s_image_on_btrfs(t):
    user_image_on(t, "btrfs")


@ONLY
@timeout(120)
def test_the_supervisor_reads_ahead(t):
    """Out of the cache when the guest starts, the image is in it soon, though the guest touches little; the
    supervisor stays small."""
    need_sparse()
    configure(t, MAPPED)
    g = guest(t, memory=320, fill=256)
    pulse = g.pulse()
    g.dom.ManagedSave(SAVE.PAUSED)
    image = os.open(t.paths.managed(g.dom.GetName()), os.O_RDONLY)
    os.fsync(image)
    os.posix_fadvise(image, 0, 0, os.POSIX_FADV_DONTNEED)
    assert cached(image) < 16 << 20, "the image is still in the cache"
    g.dom.Create()
    end = time.monotonic() + 20
    while cached(image) < 250 << 20 and time.monotonic() < end:
        time.sleep(0.1)
    assert cached(image) >= 250 << 20, f"of 256 MiB only {cached(image) >> 20} are in the cache"
    (pid,) = supervisors(t)
    with open(f"/proc/{pid}/smaps_rollup") as f:
        private = sum(int(line.split()[1]) for line in f if line.startswith("Anonymous"))
    assert private <= 2048, f"the supervisor has {private} KiB of its own"
    os.close(image)
    g.connect()
    g.dom.Resume()
    g.goes_on(pulse)


def cached(fd):
    """So many bytes of the file are in the page cache."""
    import ctypes
    import mmap
    size = os.fstat(fd).st_size
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
    at = libc.mmap(None, size, mmap.PROT_READ, mmap.MAP_SHARED, fd, 0)
    pages = (size + 4095) // 4096
    vector = (ctypes.c_ubyte * pages)()
    libc.mincore(ctypes.c_void_p(at), ctypes.c_size_t(size), vector)
    libc.munmap(ctypes.c_void_p(at), ctypes.c_size_t(size))
    return sum(b & 1 for b in bytes(vector)) * 4096


@ONLY
@timeout(60)
def test_a_mapped_start_that_fails_is_retried(t):
    need_sparse()
    configure(t, MAPPED)
    g = t.guest(fill=4)
    pulse = g.pulse()
    g.dom.ManagedSave(0)
    done = t.spawn("conn = lv.virConnectOpen(URI)\nlv.virDomainLookupByName(conn, argv[0]).Create()\n", g.dom.GetName(),
                   env=dict(os.environ, OXIVIRT_FAULT="restore.mapped=fail"))
    done.communicate(timeout=40)
    t.eq(done.returncode, 0)
    if is_mapped(t, g.dom):
        raise Skip("the library is built without fault points")
    t.is_state(g.dom, "RUNNING/RESTORED")
    g.connect().goes_on(pulse)
    t.eq(g.dom.HasManagedSaveImage(0), 0)
    with open(t.paths.logfile(g.dom.GetName())) as f:
        t.has(f.read(), "RAM is not mapped from the save image")


STEPS = ("restore.read", "restore.lent", "restore.mapped", "restore.loaded", "restore.running", "restore.removed")


@ONLY
@timeout(300)
def test_whoever_is_killed_at_each_step(t):
    """The managed image is there and whole until the guest has run; then the guest runs, if QEMU lives."""
    need_sparse()
    configure(t, MAPPED)
    wrong = []
    for step in STEPS:
        for victims in ("client", "supervisor", "qemu", "client supervisor", "client qemu", "client supervisor qemu"):
            g = t.guest(fill=4)
            try:
                killed_at(t, g, step, victims.split())
            except (AssertionError, lv.Error, Silence, EOFError) as e:
                wrong.append(f"{step}, {victims}: {e}")
            try:
                g.dom.Destroy()
            except lv.Error as e:
                # It has ended already, or is about to.
                if g.dom.IsActive():
                    wrong.append(f"{step}, {victims}: afterwards {e}")
                    break
            g.dom.UndefineFlags(1)
    assert not wrong, "\n".join(wrong)


def killed_at(t, g, step, victims):
    pulse = g.pulse()
    g.dom.ManagedSave(0)
    image = t.paths.managed(g.dom.GetName())
    whole = open(image, "rb").read()
    hold = t.path("hold")
    env = dict(os.environ, OXIVIRT_FAULT=step + "=hold", OXIVIRT_FAULT_HOLD=hold)
    client = t.spawn("conn = lv.virConnectOpen(URI)\nlv.virDomainLookupByName(conn, argv[0]).Create()\n", g.dom.GetName(), env=env,
                     stderr=subprocess.DEVNULL)
    end = time.monotonic() + 20
    while not os.path.exists(hold):
        assert time.monotonic() < end, "it never came there"
        if client.poll() is not None:
            raise Skip("the library is built without fault points")
        time.sleep(0.01)
    pids = {"client": [client.pid], "supervisor": supervisors(t), "qemu": qemus(t)}
    for victim in victims:
        for pid in pids[victim]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass    # the one before has taken it along
    os.unlink(hold)
    try:
        client.communicate(timeout=40)
    except subprocess.TimeoutExpired:
        raise AssertionError("the client hangs")
    if "supervisor" in victims and "client" in victims:
        # Nobody looks at it before somebody wants to change something.
        try:
            g.dom.Suspend()
            g.dom.Resume()
        except lv.Error:
            pass
    has_run = step in ("restore.running", "restore.removed")
    end = time.monotonic() + 15
    while True:
        state = state_name(g.dom.state())
        if state.startswith("SHUTOFF") or state in ("RUNNING/RESTORED", "RUNNING/UNPAUSED"):
            break
        assert time.monotonic() < end, f"it stays in {state}"
        time.sleep(0.05)
    if has_run:
        if "qemu" not in victims:
            assert state.startswith("RUNNING"), state
            g.connect().goes_on(pulse)
            t.eq(g.dom.HasManagedSaveImage(0), 0)
        return
    if state.startswith("SHUTOFF"):
        assert open(image, "rb").read() == whole, "the image is not what it was"
        if step != "restore.lent" or "client" not in victims:
            t.eq(os.stat(image).st_uid, os.getuid())
        g.dom.Create()
    t.is_state(g.dom, "RUNNING/RESTORED")
    g.connect().goes_on(pulse)


def qemus(t):
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                arguments = f.read()
        except OSError:
            continue
        if b"qemu-system" in arguments.split(b"\0")[0] and b"guest=" + t.prefix.encode() in arguments:
            found.append(int(pid))
    return found


@ONLY
@timeout(120)
def test_images_with_bytes_missing_or_changed(t):
    """The guest comes back, or the start fails and the image is as it was; a wrong state never runs."""
    need_sparse()
    configure(t, MAPPED)
    g = t.guest(fill=4)
    pulse = g.pulse()
    g.dom.ManagedSave(0)
    image = t.paths.managed(g.dom.GetName())
    whole = open(image, "rb").read()
    data = 92 + int.from_bytes(whole[20:24], "little")
    cut = whole[:-20000]
    cases = {"cut in the devices": cut, "cut in RAM": whole[:data + (20 << 20)], "cut at once": whole[:data + 30]}
    for at in (0, 9, 12, 60, 100, 103, 130):
        changed = bytearray(whole)
        changed[data + at] ^= 0xff
        cases[f"byte {at} changed"] = bytes(changed)
    for what, content in cases.items():
        with open(image, "wb") as f:
            f.write(content)
        try:
            g.dom.Create()
        except lv.Error:
            t.eq(g.dom.IsActive(), 0, what)
            assert open(image, "rb").read() == content, f"{what}: the image has changed"
        else:
            try:
                g.connect().goes_on(pulse)
            finally:
                g.dom.Destroy()
    with open(image, "wb") as f:
        f.write(whole)
    g.dom.Create()
    assert is_mapped(t, g.dom)
    g.connect().goes_on(pulse)


@ONLY
@needs_root
@timeout(60)
def test_another_user_s_qemu_and_whose_the_image_is_then(t):
    need_sparse()
    configure(t, MAPPED)
    import pwd
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise Skip("no user 'nobody'")
    configure(t, MAPPED + f'user = "nobody"\ngroup = "+{nobody.pw_gid}"\n')
    g = t.guest(fill=4)
    t.eq(os.stat(f"/proc/{t.qemu_pid(g.dom)}").st_uid in (0, nobody.pw_uid), True)
    pulse = g.pulse()
    g.dom.ManagedSave(0)
    held = os.open(t.paths.managed(g.dom.GetName()), os.O_RDONLY)
    g.dom.Create()
    with open(f"/proc/{t.qemu_pid(g.dom)}/status") as f:
        t.has(f.read(), f"Uid:\t{nobody.pw_uid}\t")
    assert is_mapped(t, g.dom)
    now = os.fstat(held)
    os.close(held)
    t.eq((now.st_nlink, now.st_uid, now.st_mode & 0o777), (0, 0, 0o600))
    g.connect().goes_on(pulse)
