"""What is told of a domain, by transition: the table of docs/behaviour.md."""
import functools
import os
import subprocess

import lv
from codes import SAVE, START, UNDEFINE
from events import Heard
from harness import Skip, has_sparse, stock_differs


def full_disk(t, where):
    os.makedirs(where)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", where], stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Skip("cannot mount: " + done.stderr.strip())
    t.at_end(subprocess.run, ["umount", "-l", where])


# How often these come depends on how long something takes, or on jobs, which have tests of their own.
ELSEWHERE = ("migration-iteration", "job-completed", "control-error")


def told(*expected, at_times_by_stock=()):
    """A row of the table: all that is told. The function is a generator: it yields the domain's name once before what is
    to be told of is done, and may yield further names that are concerned. What is in `at_times_by_stock` stock tells at
    times."""
    def row(how):
        @functools.wraps(how)
        def test(t):
            heard = Heard(t.conn, "*")
            try:
                steps = how(t)
                names = [next(steps)]
                heard.settle(0.3)
                heard.clear()
                names += steps
                heard.count(len(expected), 10)
                heard.settle(0.3)
                got = [e for n, e in heard.events if n in names and not e.startswith(ELSEWHERE)]
                wanted = list(expected)
                if t.stock:
                    got, wanted = ([e for e in events if e not in at_times_by_stock] for events in (got, wanted))
                if not has_sparse():
                    # Old QEMUs tell some resets twice.
                    got, wanted = ([e for i, e in enumerate(events) if i == 0 or e != "reboot" or events[i - 1] != e] for events in (got, wanted))
                t.eq(got, wanted)
            finally:
                heard.close()
        return test
    return row


@told("Defined Added")
def test_define(t):
    yield t.name()
    t.define()


@told("Defined Updated")
def test_define_again(t):
    uuid = t.define().uuid_string()
    yield t.name()
    t.define(uuid=uuid, memory=20)


@told("Defined Updated")
def test_define_a_running_one(t):
    uuid = t.start().uuid_string()
    yield t.name()
    t.define(uuid=uuid, memory=20)


@told("Defined Added")
def test_define_a_transient_one(t):
    uuid = t.transient().uuid_string()
    yield t.name()
    t.define(uuid=uuid)


@told("Undefined Removed")
def test_undefine(t):
    dom = t.define()
    yield t.name()
    dom.Undefine()


@told("Undefined Removed")
def test_undefine_a_running_one(t):
    dom = t.start()
    yield t.name()
    dom.Undefine()


@told("Undefined Renamed", "Defined Renamed")
def test_rename(t):
    dom = t.define()
    yield t.name()
    dom.Rename(t.name("b"), 0)
    yield t.name("b")


@told("Resumed Unpaused", "Started Booted")
def test_start(t):
    dom = t.define()
    yield t.name()
    dom.Create()


@told("Started Booted", "Suspended Paused")
def test_start_paused(t):
    dom = t.define()
    yield t.name()
    dom.CreateWithFlags(START.PAUSED)


@told("Resumed Unpaused", "Started Booted")
def test_start_transient(t):
    yield t.name()
    t.transient()


@told("Started Booted", "Suspended Paused")
def test_start_transient_paused(t):
    yield t.name()
    t.transient(flags=START.PAUSED)


@told()
def test_start_fails(t):
    dom = t.define(devices="<disk type='file' device='disk'><source file='/nowhere'/><target dev='hda'/></disk>")
    yield t.name()
    t.refused("SYSTEM_ERROR", dom.Create)


@told()
def test_qemu_refuses(t):
    with open(t.path("bad"), "w") as f:
        f.write("x" * 4096)
    dom = t.define(devices=f"<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>"
                           f"<source file='{t.path('bad')}'/><target dev='hda'/></disk>")
    yield t.name()
    t.refused("INTERNAL_ERROR", dom.Create)


@told("Suspended Paused")
def test_suspend(t):
    dom = t.start()
    yield t.name()
    dom.Suspend()


@told()
def test_suspend_a_paused_one(t):
    dom = t.start(flags=START.PAUSED)
    yield t.name()
    dom.Suspend()


@told("Resumed Unpaused")
def test_resume(t):
    dom = t.start(flags=START.PAUSED)
    yield t.name()
    dom.Resume()


@told("Shutdown Host", "Stopped Destroyed")
def test_destroy(t):
    dom = t.start()
    yield t.name()
    dom.Destroy()


@told("Shutdown Host", "Stopped Destroyed")
def test_destroy_a_paused_one(t):
    dom = t.start(flags=START.PAUSED)
    yield t.name()
    dom.Destroy()


@told("Shutdown Host", "Stopped Destroyed")
def test_destroy_a_transient_one(t):
    dom = t.transient()
    yield t.name()
    dom.Destroy()


@told("Suspended Paused", "Shutdown Host", "Stopped Saved")
def test_save(t):
    dom = t.start()
    yield t.name()
    dom.Save(t.path("img"))


@told("Shutdown Host", "Stopped Saved")
def test_save_a_paused_one(t):
    dom = t.start(flags=START.PAUSED)
    yield t.name()
    dom.Save(t.path("img"))


@told("Suspended Paused", "Shutdown Host", "Stopped Saved")
def test_save_a_transient_one(t):
    dom = t.transient()
    yield t.name()
    dom.Save(t.path("img"))


@told("Suspended Paused", "Shutdown Host", "Stopped Saved")
def test_managed_save(t):
    dom = t.start()
    yield t.name()
    dom.ManagedSave(0)


@stock_differs("it pauses the guest first and lets it go on")
@told()
def test_save_fails_at_once(t):
    dom = t.start()
    yield t.name()
    t.refused("SYSTEM_ERROR", dom.Save, "/nowhere/img")


@stock_differs("it pauses the guest first and lets it go on")
@told()
def test_save_fails_on_a_full_disk(t):
    dom = t.start(memory=64)
    full_disk(t, t.path("mnt"))
    yield t.name()
    t.refused("OPERATION_FAILED", dom.Save, t.path("mnt/img"))


@told("Started Restored", "Resumed Snapshot")
def test_restore(t):
    dom = t.start()
    dom.Save(t.path("img"))
    yield t.name()
    lv.virDomainRestore(t.conn, t.path("img"))


@told("Started Restored", "Suspended Restored")
def test_restore_paused(t):
    dom = t.start()
    dom.Save(t.path("img"))
    yield t.name()
    lv.virDomainRestoreFlags(t.conn, t.path("img"), None, SAVE.PAUSED)


@told("Started Restored", "Resumed Snapshot")
def test_restore_a_transient_one(t):
    dom = t.transient()
    dom.Save(t.path("img"))
    yield t.name()
    lv.virDomainRestore(t.conn, t.path("img"))


@told(at_times_by_stock=["Shutdown Host"])
def test_restore_fails(t):
    dom = t.start()
    dom.Save(t.path("img"))
    os.truncate(t.path("img"), os.path.getsize(t.path("img")) // 2)
    yield t.name()
    t.refused("OPERATION_FAILED", lambda: lv.virDomainRestore(t.conn, t.path("img")))


@told("Started Restored", "Resumed Snapshot")
def test_start_from_a_managed_save(t):
    dom = t.start()
    dom.ManagedSave(0)
    yield t.name()
    dom.Create()


@told("Started Restored", "Suspended Paused")
def test_start_paused_from_a_managed_save(t):
    dom = t.start()
    dom.ManagedSave(0)
    yield t.name()
    dom.CreateWithFlags(START.PAUSED)


@told("Started Restored", "Suspended Restored")
def test_start_from_a_managed_save_of_a_paused_one(t):
    dom = t.start(flags=START.PAUSED)
    dom.ManagedSave(0)
    yield t.name()
    dom.Create()


@told()
def test_managed_save_remove(t):
    dom = t.start()
    dom.ManagedSave(0)
    yield t.name()
    dom.ManagedSaveRemove(0)


@told("Shutdown Guest", "Stopped Shutdown")
def test_the_guest_powers_off(t):
    g = t.guest()
    yield t.name("g")
    g.console.send("off")


@told("Shutdown Guest", "Stopped Shutdown")
def test_the_power_button(t):
    g = t.guest()
    yield t.name("g")
    g.dom.Shutdown()


@told("reboot", "reboot")
def test_the_guest_reboots(t):
    g = t.guest()
    yield t.name("g")
    g.console.send("reboot")


@told("reboot", "reboot")
def test_reboot(t):
    g = t.guest()
    yield t.name("g")
    g.dom.Reboot(0)
    g.console.wait(r"^hello nonce=([0-9a-f]+)", 20)


@told("reboot", "reboot")
def test_reset(t):
    dom = t.start()
    yield t.name()
    dom.Reset(0)


@told("reboot")
def test_reset_paused(t):
    dom = t.start(flags=START.PAUSED)
    yield t.name()
    dom.Reset(0)


@told("Shutdown Guest", "Stopped Shutdown")
def test_on_reboot_destroy(t):
    g = t.guest(extra="<on_reboot>destroy</on_reboot>")
    yield t.name("g")
    g.console.send("reboot")


@told("reboot", "reboot")
def test_on_poweroff_restart(t):
    g = t.guest(extra="<on_poweroff>restart</on_poweroff>")
    yield t.name("g")
    g.console.send("off")
    g.console.wait(r"^hello nonce=([0-9a-f]+)", 20)


@told("Suspended Paused", "Crashed Panicked", "Shutdown Host", "Stopped Crashed",
      at_times_by_stock=["Suspended Paused"])
def test_panic(t):
    g = t.guest(devices="<panic model='isa'/>")
    yield t.name("g")
    g.console.send("panic")


@told("Suspended Paused", "Crashed Panicked",
      at_times_by_stock=["Suspended Paused"])
def test_panic_preserve(t):
    g = t.guest(devices="<panic model='isa'/>", extra="<on_crash>preserve</on_crash>")
    yield t.name("g")
    g.console.send("panic")


@told("Suspended Paused", "Crashed Panicked", "reboot", "Resumed Unpaused", "reboot",
      at_times_by_stock=["Suspended Paused"])
def test_panic_restart(t):
    g = t.guest(devices="<panic model='isa'/>", extra="<on_crash>restart</on_crash>")
    yield t.name("g")
    g.console.send("panic")
    g.console.wait(r"^hello nonce=([0-9a-f]+)", 20)


@told("Suspended Paused", "Crashed Panicked", "Shutdown Host", "Stopped Crashed",
      at_times_by_stock=["Suspended Paused"])
def test_panic_coredump(t):
    g = t.guest(devices="<panic model='isa'/>", extra="<on_crash>coredump-destroy</on_crash>")
    yield t.name("g")
    g.console.send("panic")
    t.wait_state(g.dom, "SHUTOFF/CRASHED")


@told("Shutdown Host", "Stopped Destroyed")
def test_destroy_a_crashed_one(t):
    g = t.guest(devices="<panic model='isa'/>", extra="<on_crash>preserve</on_crash>")
    g.console.send("panic")
    t.wait_state(g.dom, "CRASHED/PANICKED")
    yield t.name("g")
    g.dom.Destroy()


@told("Resumed Unpaused")
def test_resume_a_crashed_one(t):
    g = t.guest(devices="<panic model='isa'/>", extra="<on_crash>preserve</on_crash>")
    g.console.send("panic")
    t.wait_state(g.dom, "CRASHED/PANICKED")
    yield t.name("g")
    g.dom.Resume()


@told("reboot")
def test_reset_a_crashed_one(t):
    g = t.guest(devices="<panic model='isa'/>", extra="<on_crash>preserve</on_crash>")
    g.console.send("panic")
    t.wait_state(g.dom, "CRASHED/PANICKED")
    yield t.name("g")
    g.dom.Reset(0)


@told("Stopped Failed")
def test_qemu_killed(t):
    dom = t.start()
    yield t.name()
    os.kill(t.qemu_pid(dom), 9)


@told("Shutdown Host", "Stopped Shutdown")
def test_qemu_terminated(t):
    dom = t.start()
    yield t.name()
    os.kill(t.qemu_pid(dom), 15)


@told()
def test_autostart(t):
    dom = t.define()
    yield t.name()
    dom.SetAutostart(1)


@told("metadata-change 1 None",
      "metadata-change 0 None",
      "metadata-change 2 urn:x", "metadata-change 2 urn:x", "metadata-change 1 None")
def test_metadata(t):
    dom = t.start()
    yield t.name()
    dom.SetMetadata(1, "Title", None, None, 0)
    dom.SetMetadata(0, "Description", None, None, 1)
    dom.SetMetadata(2, "<a/>", "k", "urn:x", 2)
    dom.SetMetadata(2, None, None, "urn:x", 2)
    dom.SetMetadata(1, "Both", None, None, 3)


@told("Undefined Removed")
def test_define_and_undefine_with_managed_save(t):
    dom = t.start()
    dom.ManagedSave(0)
    yield t.name()
    dom.UndefineFlags(UNDEFINE.MANAGED_SAVE)
