"""Events beyond a domain's life: what QEMU says of devices, viewers and disks, and its monitor word for word."""
import os
import re
import socket
import subprocess
import time

import lv
from codes import START
from events import Qemu, hear, loop
from harness import Skip, needs_root

AGENT = "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"


def soon(what, seconds=5.0):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.01)
    return what()


def test_a_guest_with_an_agent_starts(t):
    """The agent is there when it says so, not when its guest starts."""  # disconnected, as the domain started
    heard = hear(t, "*")
    dom = t.start(devices=AGENT)
    heard.wait(dom.GetName(), ["Defined Added", "agent-lifecycle 2 1", "Resumed Unpaused", "Started Booted"], silence=0.5)
    t.has(dom.GetXMLDesc(0), "state='disconnected'")


def test_a_viewer(t):
    dom = t.start(devices="<graphics type='vnc' port='-1' autoport='yes'><listen type='address' address='127.0.0.1'/></graphics>"
                          "<video><model type='vga'/></video>", memory=32)
    port = int(re.search(r"<graphics type='vnc' port='(\d+)'", dom.GetXMLDesc(0))[1])
    heard = hear(t, "*")
    with socket.create_connection(("127.0.0.1", port), 10) as viewer:
        heard.count(1)
        assert viewer.recv(12).startswith(b"RFB 003.")
        viewer.sendall(b"RFB 003.008\n")
        count = viewer.recv(1)[0]
        assert 1 in viewer.recv(count), "it wants a password"
        viewer.sendall(b"\x01")
        t.eq(viewer.recv(4), b"\0\0\0\0")
        viewer.sendall(b"\x01")
        heard.count(2)
    there = "0/127.0.0.1 0/127.0.0.1"
    heard.wait(dom.GetName(), [f"graphics 0 {there} none", f"graphics 1 {there} none", f"graphics 2 {there} none"])


def test_a_tray(t):
    with open(t.path("cd.iso"), "wb") as f:
        f.write(bytes(1 << 20))
    # Paused, so that no BIOS has its hand on the tray.
    dom = t.start(flags=START.PAUSED, devices=f"<disk type='file' device='cdrom'><driver name='qemu' type='raw'/><source file='{t.path('cd.iso')}'/>"
                          "<target dev='hda' bus='ide'/><readonly/></disk>")
    heard, qemu = hear(t, "*"), Qemu()
    t.has(qemu.command(dom, '{"execute":"blockdev-open-tray","arguments":{"id":"ide0-0-0"}}'), '"return":{}')
    heard.wait(dom.GetName(), ["tray-change ide0-0-0 0"])
    t.has(dom.GetXMLDesc(0), "tray='open'")
    t.has(qemu.command(dom, '{"execute":"blockdev-close-tray","arguments":{"id":"ide0-0-0"}}'), '"return":{}')
    heard.wait(dom.GetName(), ["tray-change ide0-0-0 0", "tray-change ide0-0-0 1"])
    assert "tray=" not in dom.GetXMLDesc(0)


@needs_root
def test_a_disk_without_room(t):
    where = t.path("mnt")
    os.makedirs(where)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", where], stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Skip("cannot mount: " + done.stderr.strip())
    t.at_end(subprocess.run, ["umount", "-l", where])
    disk = f"{where}/disk.img"
    with open(disk, "wb") as f:
        f.truncate(4 << 20)
    g = t.guest(devices=f"<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='{disk}'/>"
                        "<target dev='vda' bus='virtio'/></disk>")
    heard = hear(t, "*")
    g.console.send("dwrite 100 5 4000")
    heard.count(3)
    time.sleep(0.3)
    got = heard.of(g.dom.GetName())
    # Requests under way may fail one by one; the guest stands still at the first.
    t.eq(sorted(set(got)), ["Suspended I/O-Error", f"io-error {disk} virtio-disk0 1",
                            f"io-error-reason {disk} virtio-disk0 1 enospc"])
    t.eq(got[:3], [f"io-error {disk} virtio-disk0 1", f"io-error-reason {disk} virtio-disk0 1 enospc", "Suspended I/O-Error"])
    t.eq(got.count("Suspended I/O-Error"), 1)
    t.is_state(g.dom, "PAUSED/IOERROR")


def test_the_monitor_word_for_word(t):
    loop()
    qemu, dom, other = Qemu(), t.start("a"), t.start("b")
    listening = [qemu.listen(t.conn, *how) for how in (
        (None,), ("STOP",), ("stop",), ("stop", 2), ("^RES", 1), ("sto|resu", 3), ("RESUME", 0, other))]
    before = time.time()
    dom.Suspend()
    dom.Resume()
    names = lambda: [[e[0] for e in heard] for _, heard in listening]  # noqa: E731
    soon(lambda: len(names()[0]) == 2)
    time.sleep(0.1)
    t.eq(names(), [["STOP", "RESUME"], ["STOP"], [], ["STOP"], ["RESUME"], ["STOP", "RESUME"], []])
    event, details, seconds, micros = listening[0][1][0]
    assert details in (None, "{}"), details
    assert abs(seconds + micros / 1e6 - before) < 10, (seconds, micros)
    other.Suspend()
    other.Resume()
    soon(lambda: listening[6][1])
    t.eq(names()[6], ["RESUME"])
    for number, heard in listening:
        qemu.forget(t.conn, number)
        t.eq(heard[-1], "freed")
    t.refused("INVALID_ARG/NONE", qemu.forget, t.conn, listening[0][0])


def test_bad_arguments_of_the_monitor(t):
    loop()
    qemu = Qemu()
    t.refused("INVALID_ARG/NONE", qemu.listen, t.conn, "X", 4)
    t.refused("INVALID_ARG/NONE", qemu.listen, t.conn, "(", 1)
    t.refused("OPERATION_DENIED/NONE", qemu.listen, t.read_only(), "X")
    t.refused("INVALID_ARG/NONE", qemu.forget, t.conn, -1)
    t.refused("INVALID_ARG/NONE", qemu.forget, t.conn, 12345)
