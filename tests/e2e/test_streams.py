"""Consoles, channels and screens as streams."""
import ctypes
import re
import struct
import time

import lv
from events import loop
from harness import ours_only, own_processes, stock_differs

NONBLOCK, FORCE, SAFE = 1, 1, 2
READABLE, WRITABLE, ERROR, HANGUP = 1, 2, 4, 8


def with_console(t, suffix="g", devices=""):
    """The tiny guest with a pseudoterminal."""
    xml = re.sub(r"<serial type='unix'>.*?</serial>", "<serial type='pty'/>" + devices, t.guest_xml(suffix), flags=re.S)
    dom = lv.virDomainDefineXML(t.conn, xml)
    dom.Create()
    return dom


def lines(stream, seconds=10.0):
    """What the guest says, line by line."""
    text, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        data = stream.recv()
        if data is None:
            time.sleep(0.01)
            continue
        assert data, "the console is at its end"
        text += data
        *whole, text = text.split(b"\r\n")
        yield from (line.decode() for line in whole)
    raise AssertionError(f"nothing came, {text!r}")


def says(stream, pattern):
    for line in lines(stream):
        found = re.search(pattern, line)
        if found:
            return found
    return None


def opened(t, dom, flags=0, name=None, stream_flags=NONBLOCK):
    stream = t.conn.StreamNew(stream_flags)
    dom.OpenConsole(name, stream, flags)
    return stream


def test_console(t):
    dom = with_console(t)
    stream = opened(t, dom)
    first = says(stream, r"tick nonce=(\w+) count=(\d+)")
    t.eq(stream.send(b"say hello there\n"), 16)
    says(stream, "^say hello there$")
    # A stream that waits, and one that is finished and plugged in again.
    stream.Finish()
    dom.OpenConsole("serial0", stream, 0)
    stream.Abort()
    waiting = opened(t, dom, stream_flags=0)
    again = says(waiting, r"tick nonce=(\w+) count=(\d+)")
    t.eq(again[1], first[1])
    assert int(again[2]) > int(first[2]), (first[0], again[0])
    waiting.Finish()
    t.refused("INTERNAL_ERROR/STREAMS", waiting.recv)
    t.is_state(dom, "RUNNING/BOOTED")


def test_one_has_the_console(t):
    dom = with_console(t)
    first = opened(t, dom)
    for flags in (0, SAFE):
        second = t.conn.StreamNew(NONBLOCK)
        t.refused("OPERATION_FAILED/QEMU", dom.OpenConsole, None, second, flags)
        # Nothing was plugged in.
        t.refused("NO_SUPPORT/STREAMS", second.recv)
    says(first, "tick")
    second = opened(t, dom, FORCE)
    t.refused("INTERNAL_ERROR/STREAMS", first.recv)
    t.refused("INTERNAL_ERROR/STREAMS", first.send, b"x")
    says(second, "tick")
    first.Abort()
    says(second, "tick")
    second.Finish()
    third = opened(t, dom, SAFE)
    says(third, "tick")
    third.Finish()


@stock_differs("a stream that is only freed keeps the console")
def test_freeing_gives_it_back(t):
    dom = with_console(t)
    opened(t, dom).free()
    opened(t, dom).Finish()


def test_console_refused(t):
    plain = t.define("b")
    stream = t.conn.StreamNew(0)
    t.refused("OPERATION_INVALID/DOMAIN", plain.OpenConsole, None, stream, 0)
    t.refused("OPERATION_INVALID/DOMAIN", plain.OpenChannel, None, stream, 0)
    t.refused("INVALID_ARG/QEMU", plain.OpenConsole, None, stream, 4)
    t.refused("INVALID_ARG/QEMU", plain.OpenChannel, None, stream, 2)
    t.refused("INVALID_STREAM/STREAMS", plain.OpenConsole, None, None, 4)
    dom = t.start("a", devices=f"<serial type='file'><source path='{t.path('out')}'/></serial>")
    t.refused("INTERNAL_ERROR/QEMU", dom.OpenConsole, None, stream, 0)
    t.refused("INTERNAL_ERROR/QEMU", dom.OpenConsole, "serial0", stream, FORCE)
    t.refused("INTERNAL_ERROR/QEMU", dom.OpenConsole, "bogus", stream, 0)
    t.refused("INTERNAL_ERROR/QEMU", dom.OpenConsole, "", stream, 0)
    t.refused("INTERNAL_ERROR/QEMU", dom.OpenChannel, None, stream, 0)
    reader = t.read_only()
    looking, other = lv.virDomainLookupByName(reader, dom.GetName()), reader.StreamNew(0)
    t.refused("OPERATION_DENIED/DOMAIN", looking.OpenConsole, None, other, 0)
    t.refused("OPERATION_DENIED/DOMAIN", looking.OpenChannel, None, other, 0)
    t.refused("OPERATION_DENIED/DOMAIN", looking.Screenshot, other, 0, 0)
    t.refused("INVALID_ARG/DOMAIN", dom.OpenConsole, None, other, 0)
    t.refused("INVALID_ARG/DOMAIN", dom.Screenshot, other, 0, 0)


def test_channel(t):
    dom = t.start(devices="""<controller type='virtio-serial'/>
        <channel type='unix'><target type='virtio' name='org.test.one'/></channel>
        <channel type='pty'><target type='virtio' name='org.test.two'/></channel>""")
    first = t.conn.StreamNew(NONBLOCK)
    dom.OpenChannel(None, first, 0)
    for name in ("org.test.one", "channel0"):
        t.refused("OPERATION_FAILED/QEMU", dom.OpenChannel, name, t.conn.StreamNew(0), 0)
    second = t.conn.StreamNew(NONBLOCK)
    dom.OpenChannel("org.test.one", second, FORCE)
    t.refused("INTERNAL_ERROR/STREAMS", first.recv)
    t.eq(second.recv(), None)
    second.Finish()
    for name in ("org.test.two", "channel1", "bogus"):
        t.refused("INTERNAL_ERROR/QEMU", dom.OpenChannel, name, second, 0)


def test_events(t):
    """An event loop tells when the guest says something, and when it has ended."""
    loop()
    dom = with_console(t)
    stream = opened(t, dom)
    seen = []

    def happened(_, events, __):
        try:
            data = stream.recv()
        except lv.Error as e:
            data = e
        seen.append((events, data))
        if not isinstance(data, bytes) or not data:
            lv.raw.virStreamEventRemoveCallback(stream.ptr)

    callback = lv.STREAM_EVENT_FUNC(happened)
    stream.EventAddCallback(READABLE, callback, None, None)
    t.refused("INTERNAL_ERROR/STREAMS", stream.EventAddCallback, READABLE, callback, None, None)

    def wait(what):
        end = time.monotonic() + 10
        while not what():
            assert time.monotonic() < end, seen
            time.sleep(0.01)

    wait(lambda: sum(len(data) for _, data in seen) > 100)
    assert all(events & READABLE for events, _ in seen), seen
    stream.EventUpdateCallback(0)
    time.sleep(0.2)
    count = len(seen)
    time.sleep(0.3)
    t.eq(len(seen), count)
    stream.EventUpdateCallback(READABLE)
    wait(lambda: len(seen) > count)
    dom.Destroy()
    wait(lambda: not isinstance(seen[-1][1], bytes) or not seen[-1][1])
    stream.Finish()


@ours_only("stock's embed mode has one process")
@own_processes
def test_force_from_another_process(t):
    loop()
    dom = with_console(t)
    stream = opened(t, dom)
    says(stream, "tick")
    seen = []

    def happened(_, events, __):
        try:
            stream.recv()
        except lv.Error as e:
            seen.append((events, e.name))
            lv.raw.virStreamEventRemoveCallback(stream.ptr)

    # No data is waited for: only that it is taken away can be told.
    callback = lv.STREAM_EVENT_FUNC(happened)
    stream.EventAddCallback(0, callback, None, None)
    process = t.spawn("""
conn = lv.virConnectOpen(URI)
stream = conn.StreamNew(0)
dom = lv.virDomainLookupByName(conn, argv[0])
try:
    dom.OpenConsole(None, stream, 0)
    print("got it", flush=True)
except lv.Error as e:
    print(e.name, flush=True)
dom.OpenConsole(None, stream, 1)
while b"tick" not in stream.recv():
    pass
print("took it", flush=True)
time.sleep(30)
""", dom.GetName())
    t.eq(process.stdout.readline().strip(), "OPERATION_FAILED/QEMU")
    t.eq(process.stdout.readline().strip(), "took it")
    end = time.monotonic() + 5
    while not seen and time.monotonic() < end:
        time.sleep(0.01)
    t.eq(seen, [(ERROR | HANGUP, "INTERNAL_ERROR/STREAMS")])
    t.refused("INTERNAL_ERROR/STREAMS", stream.recv)
    t.refused("OPERATION_FAILED/QEMU", dom.OpenConsole, None, t.conn.StreamNew(0), 0)
    # Who is killed has it no more.
    process.kill()
    process.wait()
    says(opened(t, dom), "tick")


def picture(stream):
    got = []
    sink = lv.SINK_FUNC(lambda _, data, n, __: got.append(ctypes.string_at(data, n)) or n)
    stream.RecvAll(sink, None)
    stream.Finish()
    return b"".join(got)


def test_screenshot(t):
    dom = t.start(devices="<graphics type='vnc'/><video><model type='vga'/></video>")
    stream = t.conn.StreamNew(0)
    kind = dom.Screenshot(stream, 0, 0)
    shot = picture(stream)
    t.eq(kind, "image/png")
    t.eq(shot[:8], b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", shot[16:24])
    assert width >= 320 and height >= 200, (width, height)
    t.eq(shot[-8:-4], b"IEND")
    t.refused("OPERATION_INVALID/QEMU", dom.Screenshot, stream, 1, 0)
    t.refused("INVALID_ARG/QEMU", dom.Screenshot, stream, 0, 1)
    t.is_state(dom, "RUNNING/BOOTED")


def test_screenshot_refused(t):
    stream = t.conn.StreamNew(0)
    t.refused("OPERATION_INVALID/DOMAIN", t.define("b").Screenshot, stream, 0, 0)
    t.refused("OPERATION_INVALID/QEMU", t.start("a").Screenshot, stream, 0, 0)
    t.refused("NO_SUPPORT/STREAMS", stream.recv)
