"""Nothing is lost: full disks, unwritable places, killed processes.

Whatever goes wrong, afterwards the guest runs as before the call, or its image is whole; an image that
was there before survives. Stock loses the guest's run state when a save fails (docs/behaviour.md).
"""
import glob
import json
import os
import re
import signal
import subprocess
import time

import lv
from codes import IMPACT, METADATA, SAVE, START, UNKNOWN_FLAG, state_name
from harness import HERE, Image, KillLater, Silence, Skip, needs_root, ours_only, stock_differs, timeout

FLAGS = (0, SAVE.RUNNING, SAVE.PAUSED)
OPEN = "conn = lv.virConnectOpen(URI)\n"


def mount(t, where, options):
    os.makedirs(where, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", where], stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Skip("cannot mount: " + done.stderr.strip())
    t.at_end(subprocess.run, ["umount", "-l", where])


def as_before(now, state, reason=True):
    """A guest that ran may say that a save was cancelled; a paused one has its reason still."""
    if not reason:
        return now.split("/")[0] == state.split("/")[0]
    return now == state or (state.startswith("RUNNING") and now == "RUNNING/SAVE_CANCELED")


def unharmed(t, g, pulse, state, reason=True):
    """The guest is in `state` and its memory as it was; its pulse now."""
    now = state_name(g.dom.state())
    assert as_before(now, state, reason), f"it is {now} after the failure, was {state}"
    if state.startswith("PAUSED"):
        assert g.is_silent(0.2), "a paused guest runs"
        g.dom.Resume()
        g.goes_on(pulse)
        g.dom.Suspend()
        return pulse
    return g.goes_on(pulse)


def failing_saves(t, g, target, codes, reason, flags=FLAGS, states=("running", "paused"), existing=False):
    """Saves to `target`, which must fail, by every flag in every state."""
    wrong = []
    for state in states:
        for flag in flags:
            t.set_state(g.dom, "running")
            pulse = g.pulse()
            t.set_state(g.dom, state)
            before = state_name(g.dom.state())
            try:
                try:
                    g.dom.SaveFlags(target, None, flag)
                except lv.Error as e:
                    assert e.name.split("/")[0] in codes, e
                else:
                    raise AssertionError("the save succeeded")
                unharmed(t, g, pulse, before, reason)
                if not existing:
                    t.no_file(target)
            except AssertionError as e:
                wrong.append(f"{state}, flag {flag}: {e}")
    assert not wrong, "\n".join(wrong)


FULL = ("OPERATION_FAILED", "SYSTEM_ERROR")


# Failing saves.

def test_running_guest_without_flags_survives_a_missing_directory(t):
    g = t.guest()
    failing_saves(t, g, t.path("missing/image"), ("SYSTEM_ERROR",), False, flags=(0,), states=("running",))


@stock_differs("a failed save changes state and reason")
def test_missing_directory(t):
    g = t.guest()
    failing_saves(t, g, t.path("missing/image"), ("SYSTEM_ERROR",), True)


@stock_differs("a failed save changes state and reason")
def test_target_is_a_directory(t):
    g = t.guest()
    os.makedirs(t.path("directory"))
    failing_saves(t, g, t.path("directory"), ("SYSTEM_ERROR",), True, existing=True)


@stock_differs("a failed save changes state and reason")
def test_dev_full(t):
    g = t.guest()
    failing_saves(t, g, "/dev/full", FULL, True, existing=True)
    assert os.path.exists("/dev/full")


@needs_root
@stock_differs("a failed save changes state and reason")
def test_full_disk(t):
    g = t.guest(fill=8)
    mount(t, t.path("mnt"), "size=2m")
    failing_saves(t, g, t.path("mnt/image"), FULL, True)
    t.eq(os.listdir(t.path("mnt")), [])


@needs_root
@stock_differs("a failed save changes state and reason")
def test_full_disk_with_a_disk_that_is_all_but_full(t):
    g = t.guest(fill=8)
    mount(t, t.path("mnt"), "size=256k")
    with open(t.path("mnt/filler"), "wb") as f:
        f.write(bytes(200 << 10))
    failing_saves(t, g, t.path("mnt/image"), FULL, True)
    t.eq(os.listdir(t.path("mnt")), ["filler"])


@needs_root
@stock_differs("it overwrites the old image in place, and then removes it")
def test_an_old_image_survives_a_full_disk(t):
    g = t.guest(fill=1)
    first = g.pulse()
    mount(t, t.path("mnt"), "size=16m")
    g.dom.Save(t.path("mnt/image"))
    before = open(t.path("mnt/image"), "rb").read()
    lv.virDomainRestore(t.conn, t.path("mnt/image"))
    g.connect()
    g.fill(16)
    failing_saves(t, g, t.path("mnt/image"), FULL, True, existing=True)
    t.eq(os.listdir(t.path("mnt")), ["image"])
    assert open(t.path("mnt/image"), "rb").read() == before, "the old image was changed"
    g.dom.Destroy()
    lv.virDomainRestore(t.conn, t.path("mnt/image"))
    g.connect().goes_on(first)


@needs_root
@stock_differs("a failed save changes state and reason")
def test_read_only_file_system(t):
    g = t.guest()
    mount(t, t.path("mnt"), "size=1m,ro")
    failing_saves(t, g, t.path("mnt/image"), ("SYSTEM_ERROR",), True)


@needs_root
@stock_differs("a failed save changes state and reason")
def test_managed_save_on_a_full_disk(t):
    g = t.guest(fill=8)
    mount(t, os.path.dirname(t.paths.managed("x")), "size=2m")
    wrong = []
    for state in ("running", "paused"):
        for flag in FLAGS:
            t.set_state(g.dom, "running")
            pulse = g.pulse()
            t.set_state(g.dom, state)
            before = state_name(g.dom.state())
            try:
                try:
                    g.dom.ManagedSave(flag)
                except lv.Error as e:
                    assert e.name.split("/")[0] in FULL, e
                else:
                    raise AssertionError("it succeeded")
                unharmed(t, g, pulse, before)
                t.eq(g.dom.HasManagedSaveImage(0), 0)
            except AssertionError as e:
                wrong.append(f"{state}, flag {flag}: {e}")
    assert not wrong, "\n".join(wrong)


def test_after_failed_saves_a_save_works(t):
    g = t.guest()
    for _ in range(3):
        try:
            g.dom.Save(t.path("missing/image"))
        except lv.Error:
            pass
    pulse = g.pulse()
    g.dom.Save(t.path("image"))
    lv.virDomainRestore(t.conn, t.path("image"))
    g.connect().goes_on(pulse)


@stock_differs("a guest that a failed save left paused cannot be saved")
def test_after_a_failed_save_with_a_flag_a_save_works(t):
    g = t.guest()
    pulse = g.pulse()
    t.refused("SYSTEM_ERROR/QEMU", g.dom.SaveFlags, t.path("missing/image"), None, SAVE.PAUSED)
    try:
        g.dom.SaveFlags("/dev/full", None, SAVE.PAUSED)
    except lv.Error as e:
        assert e.name.split("/")[0] in FULL, e
    g.dom.Save(t.path("image"))
    t.eq(Image(t.path("image")).was_running, 1)
    lv.virDomainRestore(t.conn, t.path("image"))
    g.connect().goes_on(pulse)


# Failing restores.

def test_failed_restore_keeps_the_image(t):
    """The monitor of the new QEMU cannot be had: a disk is missing. Then it is back."""
    with open(t.path("disk.raw"), "wb") as f:
        f.truncate(1 << 20)
    disk = f"<disk type='file'><driver name='qemu' type='raw'/><source file='{t.path('disk.raw')}'/><target dev='vda' bus='virtio'/></disk>"
    g = t.guest(devices=disk)
    pulse = g.pulse()
    g.dom.Save(t.path("image"))
    image = open(t.path("image"), "rb").read()
    os.rename(t.path("disk.raw"), t.path("away"))
    t.refused("SYSTEM_ERROR", lv.virDomainRestore, t.conn, t.path("image"))
    t.eq(g.dom.IsActive(), 0)
    os.rename(t.path("away"), t.path("disk.raw"))
    assert open(t.path("image"), "rb").read() == image
    lv.virDomainRestore(t.conn, t.path("image"))
    g.connect().goes_on(pulse)


def test_failed_start_keeps_the_managed_save(t):
    with open(t.path("disk.raw"), "wb") as f:
        f.truncate(1 << 20)
    disk = f"<disk type='file'><driver name='qemu' type='raw'/><source file='{t.path('disk.raw')}'/><target dev='vda' bus='virtio'/></disk>"
    g = t.guest(devices=disk)
    pulse = g.pulse()
    g.dom.ManagedSave(0)
    os.rename(t.path("disk.raw"), t.path("away"))
    for _ in range(2):
        t.refused("SYSTEM_ERROR", g.dom.Create)
        t.eq((g.dom.IsActive(), g.dom.HasManagedSaveImage(0)), (0, 1))
    os.rename(t.path("away"), t.path("disk.raw"))
    g.dom.Create()
    g.connect().goes_on(pulse)


# Killed processes. A place is where `OXIVIRT_FAULT` lets the client die or fail (debug builds).

def places(prefix):
    found = set()
    for path in glob.glob(os.path.join(HERE, "../../src/**/*.rs"), recursive=True):
        with open(path) as f:
            found.update(re.findall(r'point\(\s*"(%s[\w.-]*)"' % re.escape(prefix), f.read()))
    return sorted(found)


def client(t, source, *arguments, fault=None):
    """Runs `source` in a process of its own; its exit status."""
    env = dict(os.environ)
    if fault:
        env["OXIVIRT_FAULT"] = fault
    process = t.spawn(OPEN + source, *arguments, env=env)
    process.communicate(timeout=60)
    return process.returncode


SAVE_IT = """
try:
    lv.virDomainLookupByName(conn, argv[0]).SaveFlags(argv[1], None, int(argv[2]))
except lv.Error as e:
    os._exit(3)
"""
MANAGED_SAVE_IT = """
try:
    lv.virDomainLookupByName(conn, argv[0]).ManagedSave(int(argv[1]))
except lv.Error as e:
    os._exit(3)
"""
RESTORE_IT = """
try:
    lv.virDomainRestoreFlags(conn, argv[0], None, int(argv[1]))
except lv.Error as e:
    os._exit(3)
"""
START_IT = """
try:
    lv.virDomainLookupByName(conn, argv[0]).Create()
except lv.Error as e:
    os._exit(3)
"""


def settled(t, dom, before, seconds=15):
    """Waits until the domain is as it was, or off, and stays so: a paused one is as before all the time."""
    end = time.monotonic() + seconds
    since = None
    while time.monotonic() < end:
        now = state_name(dom.state())
        if now.startswith("SHUTOFF"):
            return now
        if not as_before(now, before):
            since = None
        elif since is None:
            since = time.monotonic()
        elif time.monotonic() > since + 0.3:
            return before
        time.sleep(0.02)
    return state_name(dom.state())


def neither_lost(t, g, pulse, before, image, had=None):
    """After a save that was cut short: the guest as before, or a whole image. `had` is what the file held."""
    now = settled(t, g.dom, before)
    if now == before:
        unharmed(t, g, pulse, before)
        end = time.monotonic() + 5
        while had is None and os.path.exists(image) and time.monotonic() < end:
            time.sleep(0.02)
        if had is None:
            # An image that was complete before the client died may stay.
            assert not os.path.exists(image) or Image(image).magic == b"LibvirtQemudSave", "a part of an image is left"
        elif os.path.exists(image):
            content = open(image, "rb").read()
            assert content == had or content[:16] == b"LibvirtQemudSave", "the old image is neither kept nor replaced"
        else:
            raise AssertionError("the old image is gone")
        return "runs"
    assert now.startswith("SHUTOFF"), f"it is {now}, was {before}"
    assert os.path.exists(image), f"the guest is {now} and there is no image"
    t.eq(Image(image).magic, b"LibvirtQemudSave")
    lv.virDomainRestoreFlags(t.conn, image, None, SAVE.RUNNING)
    g.connect().goes_on(pulse)
    if before.startswith("PAUSED"):
        g.dom.Suspend()
    return "saved"


def faults(t, prefixes, actions=("abort", "fail")):
    found = [p for prefix in prefixes for p in places(prefix)]
    if not found:
        raise Skip("the sources have no fault points")
    return [f"{place}={action}" for place in found for action in actions]


@ours_only("it is the daemon that does the work")
@timeout(300)
def test_client_dies_or_fails_at_each_place_of_a_save(t):
    g = t.guest(fill=4)
    image = t.path("image")
    wrong, fired = [], 0
    for fault in faults(t, ["save.", "image.", "job."]):
        for state, flag in (("running", SAVE.PAUSED), ("paused", SAVE.RUNNING)):
            try:
                t.set_state(g.dom, "running")
                pulse = g.pulse()
                t.set_state(g.dom, state)
                before = state_name(g.dom.state())
                if os.path.exists(image):
                    os.unlink(image)
                status = client(t, SAVE_IT, g.dom.GetName(), image, flag, fault=fault)
                fired += status != 0
                neither_lost(t, g, pulse, before, image)
                left = [f for f in os.listdir(t.dir) if f != "image"]
                [os.unlink(t.path(f)) for f in left]
                assert not left, f"files are left: {left}"
            except (AssertionError, lv.Error, EOFError, Silence) as e:
                wrong.append(f"{fault}, {state}: {e}")
                g = again(t, g)
    if not fired:
        raise Skip("the library is built without fault points")
    assert not wrong, "\n".join(wrong)


def again(t, g):
    """A fresh guest, after the last one came to harm."""
    if g.dom.IsActive():
        g.dom.Destroy()
    g.dom.CreateWithFlags(START.FORCE_BOOT)
    g.connect().booted().fill(4)
    return g


@ours_only("it is the daemon that does the work")
@timeout(300)
def test_an_old_image_survives_each_place_of_a_save(t):
    g = t.guest(fill=2)
    image = t.path("image")
    g.dom.Save(image)
    had = open(image, "rb").read()
    lv.virDomainRestore(t.conn, image)
    g.connect()
    wrong, fired = [], 0
    for fault in faults(t, ["save.", "image.", "job."]):
        with open(image, "wb") as f:
            f.write(had)
        try:
            pulse = g.pulse()
            before = state_name(g.dom.state())
            fired += client(t, SAVE_IT, g.dom.GetName(), image, 0, fault=fault) != 0
            neither_lost(t, g, pulse, before, image, had)
        except (AssertionError, lv.Error, EOFError, Silence) as e:
            wrong.append(f"{fault}: {e}")
            g = again(t, g)
    if not fired:
        raise Skip("the library is built without fault points")
    assert not wrong, "\n".join(wrong)


@ours_only("it is the daemon that does the work")
@timeout(300)
def test_client_dies_or_fails_at_each_place_of_a_managed_save(t):
    g = t.guest(fill=4)
    image = t.paths.managed(g.dom.GetName())
    wrong, fired = [], 0
    for fault in faults(t, ["save.", "image.", "managed.", "job."]):
        try:
            pulse = g.pulse()
            before = state_name(g.dom.state())
            fired += client(t, MANAGED_SAVE_IT, g.dom.GetName(), 0, fault=fault) != 0
            now = settled(t, g.dom, before)
            if now == before:
                unharmed(t, g, pulse, before)
            else:
                t.eq(g.dom.HasManagedSaveImage(0), 1, "HasManagedSaveImage")
                g.dom.Create()
                g.connect().goes_on(pulse)
        except (AssertionError, lv.Error, EOFError, Silence) as e:
            wrong.append(f"{fault}: {e}")
            g = again(t, g)
        if os.path.exists(image):
            g.dom.ManagedSaveRemove(0)
    if not fired:
        raise Skip("the library is built without fault points")
    assert not wrong, "\n".join(wrong)


@ours_only("it is the daemon that does the work")
@timeout(300)
def test_client_dies_or_fails_at_each_place_of_a_restore(t):
    g = t.guest(fill=4)
    pulse = g.pulse()
    image = t.path("image")
    g.dom.Save(image)
    whole = open(image, "rb").read()
    wrong, fired = [], 0
    for fault in faults(t, ["restore.", "start.", "incoming.", "job."]):
        try:
            fired += client(t, RESTORE_IT, image, 0, fault=fault) != 0
            assert open(image, "rb").read() == whole, "the image has changed"
            restored_or_off(t, g, pulse)
            if not g.dom.IsActive():
                lv.virDomainRestore(t.conn, image)
                t.is_state(g.dom, "RUNNING/RESTORED")
                g.connect().goes_on(pulse)
        except (AssertionError, lv.Error, EOFError, Silence) as e:
            wrong.append(f"{fault}: {e}")
        if g.dom.IsActive():
            g.dom.Destroy()
    if not fired:
        raise Skip("the library is built without fault points")
    assert not wrong, "\n".join(wrong)


def restored_or_off(t, g, pulse):
    """A guest that is there runs whole; a half-made one goes away."""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        state = state_name(g.dom.state())
        if state.startswith("SHUTOFF"):
            return
        if state == "RUNNING/RESTORED":
            try:
                g.connect(2)
            except OSError:
                continue    # it was on its way out
            g.goes_on(pulse)
            return
        time.sleep(0.05)
    raise AssertionError(f"it stays in {state}")


@ours_only("it is the daemon that does the work")
@timeout(300)
def test_client_dies_or_fails_at_each_place_of_a_start_from_a_managed_save(t):
    g = t.guest(fill=4)
    pulse = g.pulse()
    g.dom.ManagedSave(0)
    wrong, fired = [], 0
    for fault in faults(t, ["restore.", "start.", "incoming.", "managed.", "job."]):
        try:
            fired += client(t, START_IT, g.dom.GetName(), fault=fault) != 0
            restored_or_off(t, g, pulse)
            if not g.dom.IsActive():
                t.eq(g.dom.HasManagedSaveImage(0), 1, "the guest is off, HasManagedSaveImage")
                g.dom.Create()
            pulse = g.connect().goes_on(pulse)
            g.dom.ManagedSave(0)
        except (AssertionError, lv.Error, EOFError, Silence) as e:
            wrong.append(f"{fault}: {e}")
            again(t, g)
            pulse = g.pulse()
            g.dom.ManagedSave(0)
    if not fired:
        raise Skip("the library is built without fault points")
    assert not wrong, "\n".join(wrong)


@ours_only("it is the daemon that does the work")
@timeout(300)
def test_client_killed_at_any_time_of_a_save(t):
    g = t.guest(fill=16)
    image = t.path("image")
    wrong = []
    for step in range(14):
        t.set_state(g.dom, "running")
        pulse = g.pulse()
        before = state_name(g.dom.state())
        if os.path.exists(image):
            os.unlink(image)
        process = t.spawn(OPEN + "dom = lv.virDomainLookupByName(conn, argv[0])\nprint('go', flush=True)\n"
                          "dom.SaveFlags(argv[1], None, SAVE.PAUSED)", g.dom.GetName(), image)
        assert process.stdout.readline() == "go\n"
        time.sleep(step * 0.02)
        process.kill()
        process.wait()
        try:
            neither_lost(t, g, pulse, before, image)
        except (AssertionError, lv.Error, EOFError, Silence) as e:
            wrong.append(f"after {step * 20} ms: {e}")
            g = again(t, g)
    assert not wrong, "\n".join(wrong)


def supervisors(t):
    """Their command line ends in the guest's name."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.path.basename(os.readlink(f"/proc/{pid}/exe")).startswith("oxivirt-superv"):
                with open(f"/proc/{pid}/cmdline", "rb") as f:
                    if t.prefix.encode() in f.read():
                        found.append(int(pid))
        except OSError:
            pass
    return found


@ours_only("it has a daemon")
def test_supervisor_killed(t):
    g = t.guest()
    pulse = g.pulse()
    (first,) = supervisors(t)
    os.kill(first, signal.SIGKILL)
    time.sleep(0.1)
    t.is_state(g.dom, "RUNNING/BOOTED")
    pulse = g.goes_on(pulse)
    g.dom.Suspend()
    t.is_state(g.dom, "PAUSED/USER")
    (second,) = supervisors(t)
    assert second != first
    os.kill(second, signal.SIGKILL)
    g.dom.Resume()
    pulse = g.goes_on(pulse)
    os.kill(supervisors(t)[0], signal.SIGKILL)
    g.dom.Save(t.path("image"))
    t.is_state(g.dom, "SHUTOFF/SAVED")
    lv.virDomainRestore(t.conn, t.path("image"))
    g.connect().goes_on(pulse)
    os.kill(supervisors(t)[0], signal.SIGKILL)
    g.dom.Destroy()
    t.is_state(g.dom, "SHUTOFF/DESTROYED")


@ours_only("it has a daemon")
def test_guest_ends_while_no_supervisor_lives(t):
    g = t.guest()
    os.kill(supervisors(t)[0], signal.SIGKILL)
    os.kill(t.qemu_pid(g.dom), signal.SIGKILL)
    end = time.monotonic() + 5
    while g.dom.IsActive() and time.monotonic() < end:
        time.sleep(0.02)
    t.eq(g.dom.state()[0], 5)
    g.dom.Create()
    t.is_state(g.dom, "RUNNING/BOOTED")
    g.connect().pulse()


def visit(dom):
    """A call that needs the guest's supervisor, and changes nothing."""
    try:
        dom.SetMetadata(METADATA.TITLE, "seen", None, None, IMPACT.LIVE)
        dom.Reset(UNKNOWN_FLAG)
    except lv.Error:
        pass


@ours_only("it has a daemon")
@timeout(300)
def test_supervisor_killed_at_any_time_of_a_save(t):
    g = t.guest(fill=16)
    image = t.path("image")
    wrong = []
    for step in range(10):
        t.set_state(g.dom, "running")
        pulse = g.pulse()
        before = state_name(g.dom.state())
        if os.path.exists(image):
            os.unlink(image)
        process = t.spawn(OPEN + "dom = lv.virDomainLookupByName(conn, argv[0])\nprint('go', flush=True)\n"
                          "dom.SaveFlags(argv[1], None, SAVE.PAUSED)", g.dom.GetName(), image, stderr=subprocess.DEVNULL)
        assert process.stdout.readline() == "go\n"
        time.sleep(step * 0.025)
        for pid in supervisors(t):
            os.kill(pid, signal.SIGKILL)
        process.wait()
        try:
            visit(g.dom)
            neither_lost(t, g, pulse, before, image)
        except (AssertionError, lv.Error, EOFError, Silence) as e:
            wrong.append(f"after {step * 25} ms: {e}")
            g = again(t, g)
    assert not wrong, "\n".join(wrong)


@ours_only("it has a daemon")
@timeout(300)
def test_client_and_supervisor_killed_in_a_save(t):
    g = t.guest(fill=16)
    image = t.path("image")
    wrong = []
    for step in range(8):
        t.set_state(g.dom, "running")
        pulse = g.pulse()
        before = state_name(g.dom.state())
        if os.path.exists(image):
            os.unlink(image)
        process = t.spawn(OPEN + "dom = lv.virDomainLookupByName(conn, argv[0])\nprint('go', flush=True)\n"
                          "dom.SaveFlags(argv[1], None, SAVE.PAUSED)", g.dom.GetName(), image)
        assert process.stdout.readline() == "go\n"
        time.sleep(step * 0.03)
        for pid in supervisors(t) + [process.pid]:
            os.kill(pid, signal.SIGKILL)
        process.wait()
        try:
            # Whoever comes next starts a supervisor, which undoes what is left of the job.
            visit(g.dom)
            neither_lost(t, g, pulse, before, image)
        except (AssertionError, lv.Error, EOFError, Silence) as e:
            wrong.append(f"after {step * 30} ms: {e}")
            g = again(t, g)
    assert not wrong, "\n".join(wrong)


@timeout(120)
def test_qemu_killed_at_any_time_of_a_save(t):
    """The guest is lost with its QEMU; but what is left must not look like an image, nor like a guest."""
    dom = t.start()
    image = t.path("image")
    for step in range(8):
        if os.path.exists(image):
            os.unlink(image)
        with KillLater(t.qemu_pid(dom), step * 0.02):
            try:
                dom.Save(image)
            except lv.Error:
                pass
        end = time.monotonic() + 5
        while dom.IsActive() and time.monotonic() < end:
            time.sleep(0.02)
        if dom.IsActive():
            dom.Destroy()
            assert not os.path.exists(image) or Image(image).magic == b"LibvirtQemudSave"
        t.no_file_soon(t.paths.status(dom.GetName()), t.paths.pid(dom.GetName()))
        if os.path.exists(image) and Image(image).magic == b"LibvirtQemudSave":
            lv.virDomainRestore(t.conn, image)
        else:
            dom.Create()


@ours_only("it overwrites the old image in place")
@timeout(120)
def test_an_old_image_survives_a_killed_qemu(t):
    g = t.guest(fill=16)
    image = t.path("image")
    g.dom.Save(image)
    had = open(image, "rb").read()
    for step in range(6):
        lv.virDomainRestore(t.conn, image)
        with KillLater(t.qemu_pid(g.dom), step * 0.03):
            try:
                g.dom.Save(image)
            except lv.Error:
                pass
        content = open(image, "rb").read()
        assert content == had or content[:16] == b"LibvirtQemudSave"
        end = time.monotonic() + 5
        while g.dom.IsActive() and time.monotonic() < end:
            time.sleep(0.02)
        if g.dom.IsActive():
            g.dom.Destroy()


# Waiting for a job.

@ours_only("what a save blocks is otherwise there")
@timeout(120)
def test_a_job_is_waited_for_and_named(t):
    g = t.guest()
    hold = t.path("hold")
    place = next(iter(p for p in places("save.") if "written" in p or "paused" in p or "begun" in p), None)
    if not place:
        raise Skip("the sources have no fault points")
    env = dict(os.environ, OXIVIRT_FAULT=place + "=hold", OXIVIRT_FAULT_HOLD=hold)
    saver = t.spawn(OPEN + "lv.virDomainLookupByName(conn, argv[0]).Save(argv[1])", g.dom.GetName(), t.path("image"), env=env)
    end = time.monotonic() + 10
    while not os.path.exists(hold):
        if saver.poll() is not None:
            raise Skip("the library is built without fault points")
        assert time.monotonic() < end, "the save does not come to its place"
        time.sleep(0.02)
    began = time.monotonic()
    g.dom.state(), g.dom.info(), g.dom.GetXMLDesc(0), t.conn.names(), g.dom.HasManagedSaveImage(0)
    assert time.monotonic() - began < 1, "queries wait for a job"
    t.eq(g.dom.control_info().state, 1)
    env = dict(os.environ, OXIVIRT_JOB_WAIT="1")
    other = t.spawn(OPEN + """
began = time.monotonic()
try:
    lv.virDomainLookupByName(conn, argv[0]).Suspend()
except lv.Error as e:
    print(json.dumps([e.name, e.message, time.monotonic() - began]))
""", g.dom.GetName(), env=env)
    out, _ = other.communicate(timeout=30)
    name, message, seconds = json.loads(out)
    t.eq(name, "OPERATION_TIMEOUT/QEMU")
    assert 0.9 < seconds < 5, seconds
    assert str(saver.pid) in message, f"the holder is not named: {message}"
    os.unlink(hold)
    saver.communicate(timeout=30)
    t.eq(saver.returncode, 0)
    t.is_state(g.dom, "SHUTOFF/SAVED")
