"""Real images for the tests: chains, what is in them, and a guest that writes and checks them."""
import ctypes
import os
import re
import subprocess
import time

import lv

MIB = 1 << 20

# virDomainBlockJobType, virConnectDomainEventBlockJobStatus
PULL, COPY, COMMIT, ACTIVE_COMMIT = 1, 2, 3, 4
COMPLETED, FAILED, CANCELED, READY = 0, 1, 2, 3
SHALLOW, DELETE, ACTIVE, RELATIVE = 1, 2, 4, 8
ASYNC, PIVOT = 1, 2


class BlockJobInfo(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("bandwidth", ctypes.c_ulong),
                ("cur", ctypes.c_ulonglong), ("end", ctypes.c_ulonglong)]


lv._ARGUMENT["blockjobinfo*"] = ctypes.POINTER(BlockJobInfo)
lv._ARGUMENT["ulong"] = ctypes.c_ulong
for _line in """
int virDomainBlockCommit(dom, str, str, str, ulong, uint)
int virDomainBlockPull(dom, str, ulong, uint)
int virDomainBlockRebase(dom, str, str, ulong, uint)
int virDomainBlockJobAbort(dom, str, uint)
int virDomainBlockJobSetSpeed(dom, str, ulong, uint)
int virDomainGetBlockJobInfo(dom, str, blockjobinfo*, uint)
""".strip().split("\n"):
    _head, _rest = _line.split("(", 1)
    _result, _name = _head.split()
    lv.FUNCTIONS[_name] = (_result, [a.strip() for a in _rest.rstrip(")").split(",")])


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}"
    return done.stdout


def qcow2(path, size=4 * MIB, backing=None, format="qcow2", relative=False):
    """An image; `backing` is the one behind it."""
    more = []
    if backing:
        more = ["-b", os.path.basename(backing) if relative else backing, "-F", format]
    run("qemu-img", "create", "-q", "-f", "qcow2", *more, path, *([str(size)] if not backing else []))
    return path


def raw(path, size=4 * MIB):
    run("qemu-img", "create", "-q", "-f", "raw", path, str(size))
    return path


def write(path, seed, at=0, size=MIB, format="qcow2"):
    """A pattern into an image that nobody has."""
    run("qemu-io", "-f", format, "-c", f"write -P {seed} {at} {size}", path)


def holds(path, seed, at=0, size=MIB, format="qcow2"):
    """Whether an image (which nobody writes) has the pattern."""
    done = subprocess.run(["qemu-io", "-U", "-r", "-f", format, "-c", f"read -P {seed} {at} {size}", path],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert f"{size}/{size} bytes" in done.stdout, done.stdout
    return "Pattern verification failed" not in done.stdout


def same(one, other, formats=("qcow2", "qcow2")):
    """Whether two images show the same data."""
    done = subprocess.run(["qemu-img", "compare", "-q", "-U", "-f", formats[0], "-F", formats[1], one, other])
    return done.returncode == 0


def backing(path):
    """The name of the image behind, as the header has it."""
    text = run("qemu-img", "info", "-U", path)
    found = re.search(r"^backing file: (.*?)(?: \(actual path.*)?$", text, re.M)
    return found.group(1) if found else None


def check(path, format="qcow2"):
    """An image that nobody has is without errors."""
    run("qemu-img", "check", "-q", "-f", format, path)


def chain(t, *names, size=4 * MIB, relative=False):
    """Images behind each other, the lowest first, each with a pattern of its own; their paths."""
    paths = []
    for i, name in enumerate(names):
        path = t.path(name)
        if name.endswith(".raw"):
            raw(path, size)
            write(path, i + 1, i * 512 * 1024, 512 * 1024, "raw")
        else:
            below = paths[-1] if paths else None
            qcow2(path, size, below, "raw" if below and below.endswith(".raw") else "qcow2", relative)
            write(path, i + 1, i * 512 * 1024, 512 * 1024)
        paths.append(path)
    return paths


def chain_holds(path, count, format="qcow2"):
    """All patterns of a chain of so many images are seen through this one."""
    return all(holds(path, i + 1, i * 512 * 1024, 512 * 1024, format) for i in range(count))


def disk(path, target="vda", format=None, extra=""):
    format = format or ("raw" if path.endswith(".raw") else "qcow2")
    return f"""<disk type='file' device='disk'><driver name='qemu' type='{format}'/><source file='{path}'/>
      <target dev='{target}' bus='virtio'/>{extra}</disk>"""


def of_disk(xml, target="vda"):
    """The `<disk>` of this target in a document."""
    for text in re.findall(r"<disk .*?</disk>", xml, re.S):
        if f"<target dev='{target}'" in text:
            return text
    raise AssertionError(f"no disk {target}")


def images(xml, target="vda"):
    """The names of a disk's images in a document, the top one first; a mirror does not count."""
    text = re.sub(r"<mirror.*?</mirror>", "", of_disk(xml, target), flags=re.S)
    return [os.path.basename(p) for p in re.findall(r"<source (?:file|dev)='([^']*)'", text)]


def live(dom, target="vda"):
    return images(dom.GetXMLDesc(0), target)


def config(dom, target="vda"):
    return images(dom.GetXMLDesc(2), target)


def index(dom, name, target="vda"):
    """How the API names an image of a disk: "vda[3]"."""
    text = of_disk(dom.GetXMLDesc(0), target)
    found = re.search(r"<source file='[^']*/%s' index='(\d+)'" % re.escape(name), text) or re.search(
        r"<backingStore type='file' index='(\d+)'>\s*<format type='\w+'/>\s*<source file='[^']*/%s'" % re.escape(name), text)
    return f"{target}[{found.group(1)}]"


def job(dom, target="vda", flags=0):
    """The job of a disk; None: it has none."""
    info = BlockJobInfo()
    return info if lv.call("virDomainGetBlockJobInfo", dom, target, ctypes.byref(info), flags) else None


def wait_gone(dom, target="vda", seconds=20):
    """Waits until the disk has no job any more."""
    end = time.monotonic() + seconds
    while job(dom, target):
        assert time.monotonic() < end, "the job does not end"
        time.sleep(0.02)


def wait_ready(dom, target="vda", seconds=20):
    end = time.monotonic() + seconds
    while "ready='yes'" not in of_disk(dom.GetXMLDesc(0), target):
        assert time.monotonic() < end, "the job does not get ready"
        time.sleep(0.02)


def wait_chain(dom, expected, target="vda", seconds=10):
    """Waits until the running document tells of these images."""
    end = time.monotonic() + seconds
    while live(dom, target) != expected and time.monotonic() < end:
        time.sleep(0.02)
    got = live(dom, target)
    assert got == expected, f"images {got}, expected {expected}"


def dwrite(guest, seed, at=3 * MIB, size=256 * 1024, name="vd0"):
    """The guest writes, and flushes."""
    guest.console.ask(f"disk {name}")
    answer = guest.console.ask(f"dwrite {at // 512} {seed} {size // 512}")
    assert answer.startswith("dwrite ok"), answer


def dcheck(guest, seed, at=3 * MIB, size=256 * 1024, name="vd0"):
    """The guest reads what it wrote."""
    guest.console.ask(f"disk {name}")
    answer = guest.console.ask(f"dcheck {at // 512} {seed} {size // 512}")
    assert answer.startswith("dcheck ok"), answer
