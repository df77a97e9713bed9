"""A domain's life: define, start, suspend, resume, reset, shut down, destroy, undefine."""
import os
import time

import lv
from codes import DESTROY, POWER, START, UNDEFINE, UNKNOWN_FLAG, XML, state_name


def test_define_start_destroy_undefine(t):
    dom = t.define()
    t.is_state(dom, "SHUTOFF/UNKNOWN")
    t.eq((dom.IsPersistent(), dom.IsUpdated(), dom.id()), (1, 0, None))
    dom.Create()
    t.is_state(dom, "RUNNING/BOOTED")
    assert dom.id() > 0, "the handle learns the id"
    t.eq(t.lookup().id(), dom.id())
    t.eq((dom.IsPersistent(), dom.IsUpdated()), (1, 0))
    dom.Destroy()
    t.is_state(dom, "SHUTOFF/DESTROYED")
    t.has_no_id(dom)
    dom.Undefine()
    t.gone(dom)
    assert not t.exists()


def test_suspend_and_resume(t):
    dom = t.start()
    t.refused("OPERATION_INVALID/QEMU", dom.Resume)
    t.is_state(dom, "RUNNING/BOOTED")
    dom.Suspend()
    t.is_state(dom, "PAUSED/USER")
    dom.Suspend()
    t.is_state(dom, "PAUSED/USER")
    dom.Resume()
    t.is_state(dom, "RUNNING/UNPAUSED")
    t.refused("OPERATION_INVALID/QEMU", dom.Resume)


def test_suspend_stops_the_guest_and_resume_lets_it_go_on(t):
    g = t.guest()
    pulse = g.pulse()
    g.dom.Suspend()
    assert g.is_silent(), "a suspended guest goes on"
    g.dom.Resume()
    g.goes_on(pulse)


def test_create_of_a_running_domain(t):
    dom = t.start()
    t.refused("OPERATION_INVALID/QEMU", dom.Create)
    t.refused("OPERATION_INVALID/QEMU", dom.CreateWithFlags, 0)
    t.is_state(dom, "RUNNING/BOOTED")


def test_start_paused(t):
    dom = t.start(flags=START.PAUSED)
    t.is_state(dom, "PAUSED/USER")
    dom.Resume()
    t.is_state(dom, "RUNNING/UNPAUSED")
    other = t.transient("b", START.PAUSED)
    t.is_state(other, "PAUSED/USER")


def test_inactive_domain_refuses(t):
    dom = t.define()
    for call in (dom.Suspend, dom.Resume, dom.Destroy, dom.control_info, dom.GetMaxVcpus):
        t.refused("OPERATION_INVALID/DOMAIN", call)
    for call in (dom.Reboot, dom.Reset, dom.DestroyFlags, dom.ManagedSave):
        t.refused("OPERATION_INVALID/DOMAIN", call, 0)
    t.refused("OPERATION_INVALID/DOMAIN", dom.Save, t.path("img"))
    t.no_file(t.path("img"))
    t.refused("OPERATION_INVALID/QEMU", dom.Shutdown)
    t.refused("OPERATION_INVALID/QEMU", dom.ShutdownFlags, 0)
    t.is_state(dom, "SHUTOFF/UNKNOWN")


def test_info(t):
    dom = t.define(memory=24, vcpus=2)
    info = dom.info()
    t.eq((info.state, info.maxMem, info.memory, info.nrVirtCpu, info.cpuTime), (5, 24576, 24576, 2, 0))
    t.eq((dom.GetMaxMemory(), dom.GetOSType()), (24576, "hvm"))
    dom.Create()
    time.sleep(0.2)
    info = dom.info()
    t.eq((info.state, info.maxMem, info.memory, info.nrVirtCpu), (1, 24576, 24576, 2))
    assert 0 < info.cpuTime < 60e9, info.cpuTime
    t.eq(dom.GetMaxVcpus(), 2)
    control = dom.control_info()
    t.eq(control.details, 0)


def test_cpu_time_grows(t):
    g = t.guest()
    before = g.dom.info().cpuTime
    # It is counted in hundredths of a second.
    end = time.monotonic() + 5
    while g.dom.info().cpuTime <= before:
        assert time.monotonic() < end, "it stands still"
        g.check()


def test_state_without_reason(t):
    from ctypes import byref, c_int
    dom = t.define()
    state = c_int(-1)
    lv.virDomainGetState(dom, byref(state), None, 0)
    t.eq(state.value, 5)


def test_reset_keeps_the_state(t):
    g = t.guest()
    nonce = g.pulse()[0]
    g.dom.Reset(0)
    t.is_state(g.dom, "RUNNING/BOOTED")
    hello = g.console.wait(r"^hello nonce=([0-9a-f]+)")
    assert hello[1] != nonce, "the guest did not start anew"
    g.dom.Suspend()
    g.dom.Reset(0)
    t.is_state(g.dom, "PAUSED/USER")


def test_shutdown_by_the_power_button(t):
    g = t.guest()
    g.dom.Shutdown()
    t.wait_state(g.dom, "SHUTOFF/SHUTDOWN")
    with open(t.paths.logfile(g.dom.GetName())) as f:
        t.has(f.read(), "shutting down, reason=shutdown")


def test_shutdown_flags_acpi(t):
    g = t.guest()
    g.dom.ShutdownFlags(POWER.ACPI)
    t.wait_state(g.dom, "SHUTOFF/SHUTDOWN")


def test_shutdown_that_the_guest_ignores(t):
    g = t.guest()
    t.has(g.console.ask("button ignore"), "ok")
    g.dom.Shutdown()
    g.console.wait("button ignored")
    t.is_state(g.dom, "RUNNING/BOOTED")


def test_shutdown_of_a_paused_domain(t):
    dom = t.start(flags=START.PAUSED)
    t.refused("OPERATION_INVALID/QEMU", dom.Shutdown)
    t.is_state(dom, "PAUSED/USER")


def test_shutdown_of_a_transient_domain(t):
    g = t.guest(transient=True)
    g.dom.Shutdown()
    end = time.monotonic() + 10
    while t.exists("g") and time.monotonic() < end:
        time.sleep(0.05)
    t.gone(g.dom)


def test_the_guest_powers_itself_off(t):
    g = t.guest()
    g.console.send("off")
    t.wait_state(g.dom, "SHUTOFF/SHUTDOWN")
    t.no_file_soon(t.paths.status(g.dom.GetName()), t.paths.pid(g.dom.GetName()))


def test_the_guest_reboots_itself(t):
    g = t.guest()
    ident = g.dom.id()
    nonce = g.pulse()[0]
    g.console.send("reboot")
    assert g.console.wait(r"^hello nonce=([0-9a-f]+)")[1] != nonce
    t.is_state(g.dom, "RUNNING/BOOTED")
    t.eq(t.lookup("g").id(), ident)


def test_reboot_by_the_power_button(t):
    g = t.guest()
    ident, nonce = g.dom.id(), g.pulse()[0]
    g.dom.Reboot(0)
    assert g.console.wait(r"^hello nonce=([0-9a-f]+)", 20)[1] != nonce
    end = time.monotonic() + 5
    while g.dom.state()[0] != 1 and time.monotonic() < end:
        time.sleep(0.05)
    t.eq(g.dom.state()[0], 1)
    t.eq(t.lookup("g").id(), ident)
    g.pulse()


def test_on_reboot_destroy(t):
    g = t.guest(extra="<on_reboot>destroy</on_reboot>")
    g.console.send("reboot")
    t.wait_state(g.dom, "SHUTOFF/SHUTDOWN")


def test_on_poweroff_restart(t):
    g = t.guest(extra="<on_poweroff>restart</on_poweroff>")
    nonce = g.pulse()[0]
    g.console.send("off")
    assert g.console.wait(r"^hello nonce=([0-9a-f]+)", 20)[1] != nonce
    t.eq(g.dom.state()[0], 1)


def test_panic_on_crash_destroy(t):
    g = t.guest(devices="<panic model='isa'/>")
    g.console.send("panic")
    t.wait_state(g.dom, "SHUTOFF/CRASHED")


def test_panic_on_crash_preserve(t):
    g = t.guest(devices="<panic model='isa'/>", extra="<on_crash>preserve</on_crash>")
    g.console.send("panic")
    t.wait_state(g.dom, "CRASHED/PANICKED")
    g.dom.Resume()
    # UNPAUSED if QEMU's event comes after the answer.
    assert state_name(g.dom.state()) in ("RUNNING/CRASHED", "RUNNING/UNPAUSED"), state_name(g.dom.state())
    g.dom.Destroy()
    t.is_state(g.dom, "SHUTOFF/DESTROYED")


def test_qemu_killed_from_outside(t):
    dom = t.start()
    os.kill(t.qemu_pid(dom), 9)
    t.wait_state(dom, "SHUTOFF/CRASHED")
    t.no_file_soon(t.paths.status(dom.GetName()), t.paths.pid(dom.GetName()))
    dom.Create()
    t.is_state(dom, "RUNNING/BOOTED")


def test_destroy_graceful(t):
    dom = t.start()
    dom.DestroyFlags(DESTROY.GRACEFUL)
    t.is_state(dom, "SHUTOFF/DESTROYED")


def test_destroy_removes_logs(t):
    dom = t.start()
    log = t.paths.logfile(dom.GetName())
    others = [log + ".0", log + "x"]
    for name in others:
        open(name, "w").close()
    dom.DestroyFlags(DESTROY.REMOVE_LOGS)
    t.is_state(dom, "SHUTOFF/DESTROYED")
    t.eq([os.path.exists(f) for f in [log] + others], [False, False, True])


def test_destroy_of_a_paused_domain(t):
    dom = t.start(flags=START.PAUSED)
    dom.Destroy()
    t.is_state(dom, "SHUTOFF/DESTROYED")


def test_transient_domain(t):
    dom = t.transient()
    t.is_state(dom, "RUNNING/BOOTED")
    t.eq((dom.IsPersistent(), dom.IsUpdated()), (0, 0))
    t.no_file(t.paths.definition(dom.GetName()))
    t.file(t.paths.status(dom.GetName()))
    t.refused("OPERATION_INVALID/QEMU", dom.Create)
    t.refused("OPERATION_INVALID/QEMU", dom.Undefine)
    t.refused("OPERATION_INVALID/QEMU", dom.ManagedSave, 0)
    t.eq(dom.HasManagedSaveImage(0), 0)
    dom.Destroy()
    t.gone(dom)
    t.refused("NO_DOMAIN/QEMU", dom.Create)
    t.has_no_id(dom)
    t.no_file(t.paths.status(dom.GetName()), t.paths.pid(dom.GetName()))


def test_undefine_while_running_makes_it_transient(t):
    dom = t.start()
    dom.Suspend()
    dom.Undefine()
    t.is_state(dom, "PAUSED/USER")
    t.eq(dom.IsPersistent(), 0)
    t.no_file(t.paths.definition(dom.GetName()))
    t.refused("OPERATION_INVALID/QEMU", dom.Undefine)
    dom.Destroy()
    t.gone(dom)


def test_define_while_transient_makes_it_persistent(t):
    dom = t.transient(memory=16)
    again = t.define(uuid=dom.uuid_string(), memory=20)
    t.eq((dom.IsPersistent(), again.IsPersistent()), (1, 1))
    t.is_state(dom, "RUNNING/BOOTED")
    t.eq(again.id(), dom.id())
    t.file(t.paths.definition(dom.GetName()))
    t.eq(dom.GetMaxMemory(), 16384)
    dom.Destroy()
    t.is_state(dom, "SHUTOFF/DESTROYED")
    t.eq(dom.GetMaxMemory(), 20480)


def test_define_while_running_takes_effect_at_the_next_start(t):
    dom = t.start(memory=16)
    t.define(uuid=dom.uuid_string(), memory=24)
    t.eq(dom.GetMaxMemory(), 16384)
    t.has(dom.GetXMLDesc(0), "<memory unit='KiB'>16384</memory>")
    t.has(dom.GetXMLDesc(XML.INACTIVE), "<memory unit='KiB'>24576</memory>")
    t.eq(dom.IsUpdated(), 0)
    t.is_state(dom, "RUNNING/BOOTED")
    dom.Destroy()
    t.eq(dom.GetMaxMemory(), 24576)
    dom.Create()
    t.eq(dom.GetMaxMemory(), 24576)


def test_create_xml_of_a_defined_domain(t):
    dom = t.define(memory=16)
    running = t.transient(uuid=dom.uuid_string(), memory=24)
    t.is_state(dom, "RUNNING/BOOTED")
    t.eq((running.IsPersistent(), dom.GetMaxMemory()), (1, 24576))
    t.has(dom.GetXMLDesc(XML.INACTIVE), "<memory unit='KiB'>16384</memory>")
    dom.Destroy()
    t.is_state(dom, "SHUTOFF/DESTROYED")
    t.eq(dom.GetMaxMemory(), 16384)


def test_create_xml_of_a_running_domain(t):
    dom = t.transient()
    t.refused("OPERATION_INVALID/DOMAIN", lambda: t.transient(uuid=dom.uuid_string()))
    t.is_state(dom, "RUNNING/BOOTED")


def test_clashes_of_names_and_uuids(t):
    u1, u2, u3 = t.uuid(), t.uuid(), t.uuid()
    t.define("a", uuid=u1)
    t.define("b", uuid=u2)
    running = t.transient("r", uuid=u3)
    for make in (t.define, t.transient):
        for suffix, uuid in (("a", t.uuid()), ("a", None), ("c", u1), ("a", u2), ("r", None), ("c", u3), ("r", u1)):
            t.refused("OPERATION_FAILED/DOMAIN", lambda: make(suffix, uuid=uuid))
    t.is_state(running, "RUNNING/BOOTED")
    t.eq([n for n in t.conn.names() if n.startswith(t.prefix)], sorted(map(t.name, "abr")))
    t.define("a", uuid=u1, memory=20)
    t.eq(t.lookup("a").GetMaxMemory(), 20480)


def test_ids(t):
    one, two = t.start("a"), t.start("b")
    assert one.id() != two.id()
    t.eq(lv.virDomainLookupByID(t.conn, two.id()).GetName(), t.name("b"))
    held = t.lookup("a")
    first = one.id()
    one.Destroy()
    t.has_no_id(one)
    t.eq(t.lookup("a").id(), None)
    t.refused("NO_DOMAIN/QEMU", lv.virDomainLookupByID, t.conn, first)
    one.Create()
    assert one.id() not in (first, two.id()), "an id is not given twice"
    del held


def test_a_handle_keeps_the_id_that_it_was_looked_up_with(t):
    dom = t.start()
    held, ident = t.lookup(), dom.id()
    dom.Destroy()
    t.eq(held.id(), ident)
    t.is_state(held, "SHUTOFF/DESTROYED")


def test_handle_works_after_undefine_and_define(t):
    uuid = t.uuid()
    dom = t.define(uuid=uuid)
    dom.Undefine()
    t.gone(dom)
    t.define(uuid=uuid)
    t.is_state(dom, "SHUTOFF/UNKNOWN")


def test_gone_domain(t):
    dom = t.define()
    dom.Undefine()
    calls = [dom.state, dom.info, dom.Create, dom.Destroy, dom.Suspend, dom.Resume, dom.Shutdown, dom.Undefine,
             dom.GetOSType, dom.GetMaxMemory, dom.GetMaxVcpus, dom.IsActive, dom.IsPersistent, dom.IsUpdated,
             dom.autostart, dom.control_info]
    for call in calls:
        error = t.refused("NO_DOMAIN/QEMU", call)
    for call in (dom.GetXMLDesc, dom.Reboot, dom.Reset, dom.ManagedSave, dom.HasManagedSaveImage,
                 dom.ManagedSaveRemove, dom.ManagedSaveGetXMLDesc, dom.SetAutostart, dom.UndefineFlags):
        t.refused("NO_DOMAIN/QEMU", call, 0)
    t.refused("NO_DOMAIN/QEMU", dom.Save, t.path("img"))
    t.refused("NO_DOMAIN/QEMU", dom.Rename, "x", 0)
    t.has(error.message, dom.uuid_string(), dom.GetName())
    t.eq(error.str2, error.message.split(": ", 1)[1])
    t.eq((dom.GetName(), dom.id()), (t.name(), None))


def test_failed_start(t):
    dom = t.define(devices="<disk type='file'><source file='/nonexistent/x'/><target dev='vda' bus='virtio'/></disk>")
    error = t.refused("SYSTEM_ERROR/STORAGE", dom.Create)
    t.eq(error.int1, 2)
    t.is_state(dom, "SHUTOFF/FAILED")
    t.no_file(t.paths.status(dom.GetName()), t.paths.pid(dom.GetName()))


def test_failed_start_of_a_transient_domain(t):
    disk = "<disk type='file'><source file='/nonexistent/x'/><target dev='vda' bus='virtio'/></disk>"
    t.refused("SYSTEM_ERROR/STORAGE", lambda: t.transient(devices=disk))
    assert not t.exists()


def test_qemu_that_refuses_to_start(t):
    xml = t.xml().replace("<domain type='qemu'>", "<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>")
    xml = xml.replace("</domain>", "<qemu:commandline><qemu:arg value='-nosuchoption'/></qemu:commandline></domain>")
    error = t.refused("INTERNAL_ERROR/QEMU", lv.virDomainCreateXML, t.conn, xml, 0)
    t.has(error.message, "nosuchoption")
    assert not t.exists()
    dom = lv.virDomainDefineXML(t.conn, xml)
    t.refused("INTERNAL_ERROR/QEMU", dom.Create)
    t.is_state(dom, "SHUTOFF/FAILED")


def test_start_many_times(t):
    dom = t.define()
    for _ in range(5):
        dom.Create()
        t.is_state(dom, "RUNNING/BOOTED")
        dom.Destroy()
        t.is_state(dom, "SHUTOFF/DESTROYED")


def test_known_flags(t):
    dom = t.define()
    for flags in (UNKNOWN_FLAG, 1 << 6, START.VALIDATE):
        error = t.refused("INVALID_ARG/QEMU", dom.CreateWithFlags, flags)
        t.eq((error.str2, error.int1, error.int2), ("flags", 0, 0))
    for flags in (START.BYPASS_CACHE, START.FORCE_BOOT, START.RESET_NVRAM):
        dom.CreateWithFlags(flags)
        t.is_state(dom, "RUNNING/BOOTED")
        dom.Destroy()
    for flags in (UNKNOWN_FLAG, START.BYPASS_CACHE, START.FORCE_BOOT, 1 << 6):
        t.refused("INVALID_ARG/QEMU", lambda: t.transient("b", flags))
    for flags in (START.VALIDATE, START.RESET_NVRAM):
        t.transient("b", flags).Destroy()
    for flags in (UNKNOWN_FLAG, 2):
        t.refused("INVALID_ARG/QEMU", lv.virDomainDefineXMLFlags, t.conn, t.xml("c"), flags)
    assert not t.exists("c")
    for flags in (UNKNOWN_FLAG, 1 << 7):
        t.refused("INVALID_ARG/QEMU", dom.UndefineFlags, flags)
    for flags in (UNDEFINE.NVRAM | UNDEFINE.KEEP_NVRAM, UNDEFINE.TPM | UNDEFINE.KEEP_TPM):
        t.refused("OPERATION_INVALID/QEMU", dom.UndefineFlags, flags)
    t.is_state(dom, "SHUTOFF/DESTROYED")
    dom.Create()
    for flags in (UNKNOWN_FLAG, 4):
        t.refused("INVALID_ARG/QEMU", dom.DestroyFlags, flags)
    for call in (dom.ShutdownFlags, dom.Reboot):
        for flags in (POWER.INITCTL, POWER.SIGNAL, POWER.PARAVIRT, UNKNOWN_FLAG):
            t.refused("INVALID_ARG/QEMU", call, flags)
        t.refused("ARGUMENT_UNSUPPORTED/QEMU", call, POWER.AGENT)
    for flags in (1, UNKNOWN_FLAG):
        t.refused("INVALID_ARG/QEMU", dom.Reset, flags)
    for flags in (16, UNKNOWN_FLAG):
        t.refused("INVALID_ARG/QEMU", dom.GetXMLDesc, flags)
    t.is_state(dom, "RUNNING/BOOTED")


def test_undefine_flags_without_anything_to_remove(t):
    for flag in (UNDEFINE.MANAGED_SAVE, UNDEFINE.SNAPSHOTS_METADATA, UNDEFINE.NVRAM, UNDEFINE.KEEP_NVRAM,
                 UNDEFINE.CHECKPOINTS_METADATA, UNDEFINE.TPM, UNDEFINE.KEEP_TPM, 0x37):
        dom = t.define()
        dom.UndefineFlags(flag)
        assert not t.exists()


def test_rename(t):
    dom = t.define()
    t.define("taken")
    dom.SetAutostart(1)
    t.refused("OPERATION_INVALID/DOMAIN", dom.Rename, t.name("taken"), 0)
    t.refused("OPERATION_INVALID/DOMAIN", dom.Rename, t.name(), 0)
    t.refused("INVALID_ARG/QEMU", dom.Rename, t.name("new"), UNKNOWN_FLAG)
    t.refused("INVALID_ARG/DOMAIN", dom.Rename, None, 0)
    t.refused("INVALID_ARG/DOMAIN", dom.Rename, "", 0)
    t.refused("XML_ERROR/QEMU", dom.Rename, "a/b", 0)
    dom.Rename(t.name("new"), 0)
    # By the daemon the handle learns the new name, in embed mode it does not.
    assert dom.GetName() in (t.name(), t.name("new")), dom.GetName()
    t.is_state(dom, "SHUTOFF/UNKNOWN")
    assert not t.exists()
    new = t.lookup("new")
    t.eq((new.GetName(), new.uuid_string(), new.autostart()), (t.name("new"), dom.uuid_string(), 1))
    t.no_file(t.paths.definition(t.name()), t.paths.autostart(t.name()))
    t.file(t.paths.definition(t.name("new")), t.paths.autostart(t.name("new")))
    t.has(new.GetXMLDesc(0), f"<name>{t.name('new')}</name>")
    t.define("a")
    new.Create()
    t.refused("OPERATION_INVALID/QEMU", new.Rename, t.name("x"), 0)


def test_rename_with_a_managed_save(t):
    dom = t.start()
    dom.ManagedSave(0)
    t.refused("OPERATION_INVALID/QEMU", dom.Rename, t.name("x"), 0)
    t.eq(dom.HasManagedSaveImage(0), 1)


def test_autostart(t):
    dom = t.define()
    link = t.paths.autostart(dom.GetName())
    t.eq(dom.autostart(), 0)
    dom.SetAutostart(5)
    t.eq(dom.autostart(), 1)
    t.eq(os.readlink(link), t.paths.definition(dom.GetName()))
    dom.SetAutostart(1)
    dom.SetAutostart(0)
    t.eq(dom.autostart(), 0)
    t.no_file(link)
    dom.SetAutostart(0)
    dom.SetAutostart(1)
    dom.Undefine()
    t.no_file(link)
    other = t.transient("b")
    t.eq(other.autostart(), 0)
    t.refused("OPERATION_INVALID/QEMU", other.SetAutostart, 1)


def test_autostart_survives_a_new_definition(t):
    dom = t.define()
    dom.SetAutostart(1)
    t.define(uuid=dom.uuid_string(), memory=20)
    t.eq(dom.autostart(), 1)


def test_files_of_a_domain(t):
    dom = t.define()
    name = dom.GetName()
    definition = t.paths.definition(name)
    t.eq(os.stat(definition).st_mode & 0o777, 0o600)
    with open(definition) as f:
        text = f.read()
    assert text.startswith("<!--"), "the definition begins with a comment"
    t.has(text, "-->\n\n<domain type='qemu'>\n", f"<name>{name}</name>")
    t.eq(text.split("-->\n\n", 1)[1], dom.GetXMLDesc(XML.INACTIVE | XML.SECURE))
    t.no_file(t.paths.status(name), t.paths.pid(name))
    dom.Create()
    t.eq(os.stat(t.paths.status(name)).st_mode & 0o777, 0o600)
    with open(t.paths.pid(name)) as f:
        pid = f.read()
    assert pid.isdigit(), f"pid file {pid!r}"
    with open(f"/proc/{pid}/cmdline", "rb") as f:
        t.has(f.read(), f"guest={name}".encode())
    with open(t.paths.status(name)) as f:
        status = f.read()
    t.has(status, f"<domstatus state='running' reason='booted' pid='{pid}'>", f"id='{dom.id()}'")
    dom.Suspend()
    with open(t.paths.status(name)) as f:
        t.has(f.read(), "<domstatus state='paused' reason='user'")
    directory = f"{t.paths.lib}/domain-{dom.id()}-{name}"
    assert os.path.isdir(directory), "no directory for its sockets"
    dom.Destroy()
    t.no_file(t.paths.status(name), t.paths.pid(name), directory)
    with open(t.paths.logfile(name)) as f:
        log = f.read()
    t.has(log, ": starting up libvirt version: ", "qemu version: ", "-S \\\n", ": shutting down, reason=destroyed\n")
