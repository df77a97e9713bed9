"""Events between processes: whoever causes them, to everybody who listens, each once and in order; slow ones, dead ones.

Stock's embed mode is for one process; with --stock-system these run on its daemon, as far as they are not about ours.
"""
import glob
import os
import signal
import subprocess
import time

import lv
from codes import START
from events import Heard, hear
from harness import Paths, need_fault_points, ours_only, own_processes, timeout

# Listens, says so, and prints what it heard of each domain when its input ends.
LISTEN = """
from events import Heard
conn = lv.virConnectOpen(URI)
heard = Heard(conn)
print("ready", flush=True)
sys.stdin.readline()
heard.settle(0.5)
print(json.dumps(heard.events), flush=True)
"""
# Listens, and does not look before it is told to.
SLOW = """
import threading
import events
run = lv.raw.virEventRunDefaultImpl
lv.virEventRegisterDefaultImpl()
events._running = True
conn = lv.virConnectOpen(URI)
heard = events.Heard(conn)
print("ready", flush=True)
sys.stdin.readline()
threading.Thread(target=lambda: [run() for _ in iter(int, 1)], daemon=True).start()
heard.settle(1)
print(json.dumps(heard.events), flush=True)
"""
OPEN = "conn = lv.virConnectOpen(URI)\n"


def listen(t, source=LISTEN, **how):
    process = t.spawn(source, stdin=subprocess.PIPE, **how)
    assert process.stdout.readline() == "ready\n"
    return process


def heard_by(process, name=None):
    import json
    out, _ = process.communicate("\n", timeout=60)
    events = [tuple(e) for e in json.loads(out)]
    return [e for n, e in events if n == name] if name else events


def subscribers(t):
    return glob.glob(f"{t.paths.run}/oxivirt/events/*.sock")


def supervisor(t, dom):
    name = dom.GetName()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                if f.read().split(b"\0")[:2] == [b"oxivirt-supervisor", name.encode()]:
                    return int(pid)
        except OSError:
            pass
    raise AssertionError("it has no supervisor")


STARTED = ["Resumed Unpaused", "Started Booted"]
DESTROYED = ["Shutdown Host", "Stopped Destroyed"]


@own_processes
def test_every_process_hears_whoever_causes_it(t):
    others = [listen(t) for _ in range(3)]
    here = hear(t)
    dom = t.define()
    dom.Create()
    other = t.spawn(OPEN + "dom = lv.virDomainLookupByName(conn, argv[0])\ndom.Suspend()\ndom.Resume()\ndom.Destroy()", dom.GetName())
    t.eq(other.wait(30), 0)
    dom.Undefine()
    expected = ["Defined Added"] + STARTED + ["Suspended Paused", "Resumed Unpaused"] + DESTROYED + ["Undefined Removed"]
    here.wait(dom.GetName(), expected)
    for process in others:
        t.eq(heard_by(process, dom.GetName()), expected)
    here.close()


@own_processes
def test_what_the_guest_does_itself(t):
    other = listen(t)
    g = t.guest()
    g.console.send("off")
    t.wait_state(g.dom, "SHUTOFF/SHUTDOWN")
    t.eq(heard_by(other, g.dom.GetName()), ["Defined Added"] + STARTED + ["Shutdown Guest", "Stopped Shutdown"])


@own_processes
def test_qemu_killed_and_nobody_asks(t):
    other = listen(t)
    dom = t.start()
    os.kill(t.qemu_pid(dom), 9)
    t.eq(heard_by(other, dom.GetName()), ["Defined Added"] + STARTED + ["Stopped Failed"])


@ours_only("its supervisor")
def test_the_end_of_a_guest_without_a_supervisor(t):
    """The next who opens a connection finds out; it is told once."""
    others = [listen(t), listen(t)]
    dom = t.start()
    name, pid = dom.GetName(), t.qemu_pid(dom)
    os.kill(supervisor(t, dom), 9)
    os.kill(pid, 9)
    time.sleep(0.2)
    openers = [t.spawn(OPEN) for _ in range(4)]
    for opener in openers:
        t.eq(opener.wait(30), 0)
    t.is_state(dom, "SHUTOFF/CRASHED")
    for process in others:
        t.eq(heard_by(process, name), ["Defined Added"] + STARTED + ["Stopped Failed"])


@ours_only("its supervisor")
def test_a_supervisor_killed_goes_unheard(t):
    heard = hear(t)
    dom = t.start()
    os.kill(supervisor(t, dom), 9)
    dom.Suspend()
    os.kill(supervisor(t, dom), 9)
    dom.Resume()
    dom.Destroy()
    heard.wait(dom.GetName(), ["Defined Added"] + STARTED + ["Suspended Paused", "Resumed Unpaused"] + DESTROYED)
    heard.close()


@ours_only("it has fault points")
def test_a_supervisor_killed_while_it_clears_up(t):
    """What is cleared up again is told once."""
    need_fault_points()
    for place, first in (("cleanup.logged", []), ("cleanup.status", []), ("cleanup.told", ["Stopped Failed"])):
        heard = hear(t)
        os.environ["OXIVIRT_FAULT"] = place
        try:
            dom = t.start(place.replace(".", "-"))
        finally:
            del os.environ["OXIVIRT_FAULT"]
        name, ending = dom.GetName(), supervisor(t, dom)
        fd = os.pidfd_open(ending)
        os.kill(t.qemu_pid(dom), 9)
        import select
        assert select.select([fd], [], [], 10)[0], "its supervisor lives"
        os.close(fd)
        heard.wait(name, ["Defined Added"] + STARTED + first)
        for _ in range(2):
            lv.virConnectOpen(t.uri).close()
        heard.wait(name, ["Defined Added"] + STARTED + ["Stopped Failed"])
        heard.close()


@timeout(120)
@ours_only("the spool; stock's daemon ends the connection of who does not read")
def test_a_slow_reader_loses_nothing(t):
    slow = listen(t, SLOW)
    quick = hear(t)
    dom = t.start()
    for _ in range(1500):
        dom.Suspend()
        dom.Resume()
    expected = ["Defined Added"] + STARTED + ["Suspended Paused", "Resumed Unpaused"] * 1500
    quick.count(len(expected))
    t.eq(quick.of(dom.GetName()) == expected, True, "the quick one")
    got = heard_by(slow, dom.GetName())
    t.eq(len(got), len(expected))
    t.eq(got == expected, True, "order")


@ours_only("files of ours")
def test_a_killed_reader_is_forgotten(t):
    heard = hear(t)
    readers = [listen(t) for _ in range(3)]
    t.eq(len(subscribers(t)), 4)
    for reader in readers[:2]:
        reader.kill()
        reader.wait()
    dom = t.define()
    heard.wait(dom.GetName(), ["Defined Added"])
    t.eq(len(subscribers(t)), 2)
    t.eq(heard_by(readers[2], dom.GetName()), ["Defined Added"])
    heard.close()
    assert len(subscribers(t)) <= 1
    # The last reader's end tells nobody; the next who listens clears up.
    Heard(t.conn).close()
    t.no_file(f"{t.paths.run}/oxivirt/events")


@ours_only("stock's daemon does not die")
def test_a_stopped_reader_holds_nobody_up(t):
    reader = listen(t)
    os.kill(reader.pid, signal.SIGSTOP)
    before = time.monotonic()
    for n in range(600):
        t.define(f"s{n % 3}").Undefine()
    took = time.monotonic() - before
    os.kill(reader.pid, signal.SIGCONT)
    t.eq(len(heard_by(reader)), 1200)
    assert took < 30, took


@own_processes
@timeout(120)
def test_killed_senders(t):
    """Whatever instant they are killed at, the others hear whole events, in order."""
    heard = hear(t)
    source = OPEN + """
n = 0
while True:
    xml = argv[0].replace("NAME", f"{argv[1]}-{n % 5}")
    lv.virDomainDefineXML(conn, xml).Undefine()
    n += 1
    if n == 1:
        print("on", flush=True)
"""
    xml = t.xml("NAME")
    for turn in range(12):
        sender = t.spawn(source, xml.replace(t.name("NAME"), "NAME"), t.name(f"k{turn}"))
        assert sender.stdout.readline() == "on\n"
        time.sleep(0.02 + 0.011 * turn)
        sender.kill()
        sender.wait()
    heard.settle()
    names = {n for n, _ in heard.events}
    assert len(heard.events) > 50, heard.events
    there = t.conn.names()
    for name in names:
        of = heard.of(name)
        # Each is told after it was done: at most the last deed of a killed one is not.
        t.eq(of, (["Defined Added", "Undefined Removed"] * len(of))[:len(of)])
        if name in there:
            t.lookup(name[len(t.prefix):]).Undefine()
    heard.close()


@own_processes
def test_events_of_one_domain_come_in_order_from_many_hands(t):
    """Three processes at one domain: what is told makes sense as one story."""
    heard = hear(t)
    dom = t.start()
    source = OPEN + """
dom = lv.virDomainLookupByName(conn, argv[0])
for n in range(15):
    for call in (dom.Suspend, dom.Resume):
        try:
            call()
        except lv.Error as e:
            assert e.code == ERR.OPERATION_INVALID, e
"""
    for process in [t.spawn(source, dom.GetName()) for _ in range(3)]:
        t.eq(process.wait(60), 0)
    heard.settle()
    of = heard.of(dom.GetName())[3:]
    assert len(of) >= 20, of
    t.eq(of, (["Suspended Paused", "Resumed Unpaused"] * len(of))[:len(of)])
    heard.close()


@ours_only("its client dies")
def test_a_client_killed_in_the_middle_of_a_save(t):
    """The guest stood still and goes on."""
    need_fault_points()
    g = t.guest()
    name = g.dom.GetName()
    heard = hear(t)
    client = t.spawn(OPEN + "dom = lv.virDomainLookupByName(conn, argv[0])\ndom.Save(argv[1])", name, t.path("img"),
                     env=dict(os.environ, OXIVIRT_FAULT="save.migrated"))
    client.wait(60)
    heard.wait(name, ["Suspended Paused", "Resumed Unpaused"])
    heard.close()


@ours_only("sockets of ours; stock's embedded driver fails at such paths")
def test_deep_roots(t):
    root = t.path("/".join(["d" * 60] * 4))
    os.makedirs(root + "/etc")
    with open(root + "/etc/qemu.conf", "w") as f:
        f.write('user = "root"\ngroup = "root"\n')
    conn = lv.virConnectOpen(f"qemu:///embed?root={root}")
    heard = Heard(conn)
    dom = lv.virDomainDefineXML(conn, t.xml())
    dom.CreateWithFlags(START.PAUSED)
    dom.Destroy()
    dom.Undefine()
    heard.wait(t.name(), ["Defined Added", "Started Booted", "Suspended Paused"] + DESTROYED + ["Undefined Removed"])
    assert os.stat(glob.glob(f"{Paths('embed', root).run}/oxivirt/events/*.sock")[0]).st_mode & 0o777 == 0o600
    heard.close()
