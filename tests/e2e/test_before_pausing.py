"""What cannot succeed is refused before the guest stands still; and what goes wrong later harms nobody."""
import os
import re
import subprocess
import threading
import time

import lv
from codes import SAVE
from harness import ROOT, Skip, has_sparse, needs_root, ours_only, timeout
from test_instant import Qmp, cached, configure, is_mapped
from test_nothing_lost import FULL, mount, unharmed

WATCHED = ours_only("the monitor is watched, which stock has to itself")


class Stops:
    """Counts how often the guest stood still."""

    def __init__(self, t, dom):
        self.count, self.qmp = 0, Qmp(t, dom)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        try:
            for line in self.qmp.file:
                self.count += '"STOP"' in line
        except (OSError, ValueError):
            pass


def refused_without_a_stop(t, g, code, path, flags=(0, SAVE.PAUSED, SAVE.BYPASS_CACHE)):
    pulse = g.pulse()
    stops = Stops(t, g.dom)
    for flag in flags:
        t.refused(code, g.dom.SaveFlags, path, None, flag)
    time.sleep(0.1)
    t.eq(stops.count, 0, "stops of the guest")
    t.is_state(g.dom, "RUNNING/BOOTED")
    g.goes_on(pulse)


@WATCHED
def test_a_target_that_cannot_be_written(t):
    g = t.guest(fill=1)
    os.mkdir(t.path("directory"))
    refused_without_a_stop(t, g, "SYSTEM_ERROR", t.path("missing/image"))
    refused_without_a_stop(t, g, "SYSTEM_ERROR", t.path("directory"))
    t.eq(os.listdir(t.path("directory")), [])


@WATCHED
@needs_root
def test_a_read_only_file_system(t):
    g = t.guest(fill=1)
    mount(t, t.path("mnt"), "size=1m,ro")
    refused_without_a_stop(t, g, "SYSTEM_ERROR", t.path("mnt/image"))


@WATCHED
@needs_root
def test_too_little_room(t):
    """Only where it is certain: twice as much room as memory that is not zero, in a guest of far more, is enough."""
    if not has_sparse():
        raise Skip("this QEMU's RAM lies among other mappings, so nothing is certain")
    g = t.guest(memory=128, fill=40)
    mount(t, t.path("mnt"), "size=20m")
    for setting in ("", 'save_image_format = "raw"\n'):
        configure(t, setting)
        refused_without_a_stop(t, g, "OPERATION_FAILED", t.path("mnt/image"))
        t.eq(os.listdir(t.path("mnt")), [])
    configure(t, "")
    mount(t, t.path("mnt2"), "size=60m")
    pulse = g.pulse()
    g.dom.Save(t.path("mnt2/image"))
    lv.virDomainRestore(t.conn, t.path("mnt2/image"))
    g.connect().goes_on(pulse)


@WATCHED
def test_a_program_that_is_not_there(t):
    g = t.guest(fill=1)
    os.mkdir(t.path("bin"))
    old = os.environ["PATH"]
    os.environ["PATH"] = t.path("bin")
    t.at_end(os.environ.__setitem__, "PATH", old)
    try:
        for name in ("gzip", "bzip2", "xz", "lzop", "zstd"):
            configure(t, f'save_image_format = "{name}"\n')
            refused_without_a_stop(t, g, "OPERATION_FAILED", t.path("image"), flags=(0,))
    finally:
        os.environ["PATH"] = old
    t.no_file(t.path("image"))


@WATCHED
def test_a_device_that_cannot_be_saved(t):
    """QEMU says beforehand that this controller cannot."""
    from harness import Guest
    more = "<qemu:commandline><qemu:arg value='-device'/><qemu:arg value='nvme,serial=x,id=n'/></qemu:commandline></domain>"
    xml = t.guest_xml().replace("</domain>", more).replace(
        "<domain ", "<domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0' ")
    dom = lv.virDomainDefineXML(t.conn, xml)
    dom.Create()
    g = Guest(t, dom, t.serial("g")).booted()
    q = Qmp(t, dom)
    reasons = q("query-migrate").get("blocked-reasons")
    q.close()
    if not reasons:
        raise Skip("this QEMU does not say beforehand that such a guest cannot be saved")
    refused_without_a_stop(t, g, "OPERATION_INVALID", t.path("image"))
    t.no_file(t.path("image"))


@WATCHED
@needs_root
@timeout(60)
def test_a_disk_that_fills_up_later(t):
    """There was room when it was asked; then somebody else took it."""
    g = t.guest(fill=24, memory=64)
    for setting in ("", 'save_image_format = "raw"\n', 'save_image_format = "gzip"\n'):
        configure(t, setting)
        where = t.path("mnt" + str(len(setting)))
        mount(t, where, "size=80m")
        hold = t.path("hold")
        pulse = g.pulse()
        env = dict(os.environ, OXIVIRT_FAULT="save.paused=hold", OXIVIRT_FAULT_HOLD=hold)
        client = t.spawn("conn = lv.virConnectOpen(URI)\ntry:\n    lv.virDomainLookupByName(conn, argv[0]).Save(argv[1])\n"
                         "except lv.Error as e:\n    print(e.name)\n", g.dom.GetName(), where + "/image", env=env)
        end = time.monotonic() + 20
        while not os.path.exists(hold):
            if client.poll() is not None:
                raise Skip("the library is built without fault points")
            assert time.monotonic() < end
            time.sleep(0.01)
        with open(where + "/filler", "wb") as f:
            try:
                while True:
                    f.write(bytes(1 << 20))
                    f.flush()
            except OSError:
                pass
        os.unlink(hold)
        out, _ = client.communicate(timeout=30)
        assert out.split("/")[0] in FULL, out
        unharmed(t, g, pulse, "RUNNING/BOOTED")
        t.eq(os.listdir(where), ["filler"])


# The page cache.

def cached_of(path):
    fd = os.open(path, os.O_RDONLY)
    try:
        return cached(fd)
    finally:
        os.close(fd)


def dropped(path):
    fd = os.open(path, os.O_RDWR)
    os.fsync(fd)
    os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(fd)


@WATCHED
@timeout(120)
def test_bypassing_the_cache_leaves_it_alone(t):
    """Of 64 MiB next to nothing is in the cache afterwards, writing and reading; without the flag all of it is."""
    most, formats = 4 << 20, ["raw"] + ["sparse"] * has_sparse()
    probe = t.path("probe")
    with open(probe, "wb"):
        pass
    try:
        os.close(os.open(probe, os.O_RDONLY | os.O_DIRECT))
    except OSError:
        raise Skip("the file system of the tests has no O_DIRECT")
    configure(t, "instant_restore = 0\n")
    g = t.guest(fill=64, memory=128)
    for name in formats:
        configure(t, f'instant_restore = 0\nsave_image_format = "{name}"\n')
        image = t.path(name)
        pulse = g.pulse()
        g.dom.SaveFlags(image, None, SAVE.BYPASS_CACHE)
        now = cached_of(image)
        assert now < most, f"{name}: writing left {now >> 10} KiB in the cache"
        dropped(image)
        lv.virDomainRestoreFlags(t.conn, image, None, SAVE.BYPASS_CACHE)
        now = cached_of(image)
        assert now < most, f"{name}: reading left {now >> 10} KiB in the cache"
        g.connect().goes_on(pulse)
        os.unlink(image)
        g.dom.Save(image)
        assert cached_of(image) > 60 << 20, f"{name}: what was written the ordinary way is not in the cache"
        lv.virDomainRestore(t.conn, image)
        g.connect().goes_on(pulse)


# A setting of an earlier migration that stays in QEMU must not bring the guest down.

@timeout(240)
@WATCHED
def test_no_order_of_saves_and_restores_kills_a_guest(t):
    """QEMU 10.0 crashes when it is to write unbuffered and gets a buffered descriptor alone."""
    if not has_sparse():
        raise Skip("this QEMU has no mapped-ram")
    from test_save_params import channels, file, image_format, restore, save
    g = t.guest(fill=8)
    image = t.path("image")
    settings = ("instant_restore = 1\n", 'save_image_format = "raw"\n', "instant_restore = 0\n")
    for n, setting in enumerate(settings):
        configure(t, setting)
        for first in (0, SAVE.BYPASS_CACHE):
            for back in (0, SAVE.BYPASS_CACHE):
                for second in (0, SAVE.BYPASS_CACHE):
                    for ways in ([], [channels(1)], [channels(7)]):
                        if n and (ways or first == second):
                            continue
                        how = ways and [image_format("sparse"), *ways]
                        pulse = g.pulse()
                        save(g.dom, file(image), *how, flags=first)
                        restore(t, file(image), *ways, flags=back)
                        g.connect().goes_on(pulse)
                        save(g.dom, file(image), *(how if second else []), flags=second)
                        t.is_state(g.dom, "SHUTOFF/SAVED")
                        restore(t, file(image), flags=first)
                        g.connect().goes_on(pulse)
    # Saves that fail, one kind after the other, in one QEMU.
    pulse = g.pulse()
    for flags in (SAVE.BYPASS_CACHE, 0, SAVE.BYPASS_CACHE, 0):
        t.refused(FULL[0], g.dom.SaveFlags, "/dev/full", None, flags)
    for flags in (0, SAVE.BYPASS_CACHE):
        g.dom.ManagedSave(flags)
        g.dom.Create()
        g.connect().goes_on(pulse)
