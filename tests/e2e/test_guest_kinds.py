"""What guests of a kind can have: virConnectGetDomainCapabilities."""
import xml.etree.ElementTree as ElementTree

from codes import UNKNOWN_FLAG

QEMU = "/usr/bin/qemu-system-x86_64"


def ask(t, emulator=None, arch="x86_64", machine=None, virt="qemu", flags=0):
    return ElementTree.fromstring(t.conn.GetDomainCapabilities(emulator, arch, machine, virt, flags))


def values(root, path):
    return [v.text for v in root.findall(path + "/value")]


def test_a_kind(t):
    root = ask(t, machine="q35")
    t.eq(root.tag, "domainCapabilities")
    t.eq([root.findtext(n) for n in ("path", "domain", "arch")], [QEMU, "qemu", "x86_64"])
    assert root.findtext("machine").startswith("pc-q35-"), root.findtext("machine")
    assert int(root.find("vcpu").get("max")) > 200
    for path in ("iothreads", "os", "os/loader", "memoryBacking", "devices/disk", "devices/graphics", "devices/video",
                 "devices/rng", "devices/channel", "features/vmcoreinfo", "features/genid",
                 "features/backingStoreInput"):
        t.eq(root.find(path).get("supported"), "yes", path)
    for path in ("features/gic", "features/sev"):
        t.eq(root.find(path).get("supported"), "no", path)
    assert {"virtio", "scsi", "sata", "usb"} <= set(values(root, "devices/disk/enum[@name='bus']"))
    assert "ide" not in values(root, "devices/disk/enum[@name='bus']"), "q35 has none"
    assert "vnc" in values(root, "devices/graphics/enum[@name='type']")
    t.eq(values(root, "os/loader/enum[@name='type']"), ["rom", "pflash"])
    t.eq(values(root, "memoryBacking/enum"), ["file", "anonymous", "memfd"])


def test_machines(t):
    assert ask(t).findtext("machine").startswith("pc-i440fx-"), "what a document without one gets"
    assert "ide" in values(ask(t, machine="pc"), "devices/disk/enum[@name='bus']")
    t.eq(ask(t, machine="pc").findtext("machine"), ask(t).findtext("machine"))


def test_cpus(t):
    root = ask(t)
    modes = {m.get("name"): m for m in root.findall("cpu/mode")}
    t.eq({n: m.get("supported") for n, m in modes.items()},
         {"host-passthrough": "no", "maximum": "yes", "host-model": "yes", "custom": "yes"})
    assert modes["host-model"].findtext("model"), "a model comes near to the host's CPU"
    models = {m.text: m for m in modes["custom"].findall("model")}
    assert len(models) > 80 and not {"host", "max", "base"} & set(models), sorted(models)
    t.eq(models["qemu64"].get("usable"), "yes")
    blocked = {b.get("model") for b in modes["custom"].findall("blockers")}
    t.eq(blocked, {n for n, m in models.items() if m.get("usable") == "no"})


def test_firmware(t):
    root = ask(t, machine="q35")
    if "efi" in values(root, "os/enum[@name='firmware']"):
        assert all(path.startswith("/") for path in values(root, "os/loader")), values(root, "os/loader")
    else:
        t.eq(values(root, "os/loader"), [])


def test_refusals(t):
    t.refused("INVALID_ARG/QEMU", ask, t, None, "foo")
    t.refused("CONFIG_UNSUPPORTED/QEMU", ask, t, None, "s390x")
    t.refused("INVALID_ARG/QEMU", ask, t, None, "x86_64", "nope")
    t.refused("INVALID_ARG/QEMU", ask, t, None, "x86_64", None, "xen")
    t.refused("INVALID_ARG/QEMU", ask, t, None, "x86_64", None, "bogus")
    t.refused("SYSTEM_ERROR/QEMU", ask, t, "/nope")
    t.refused("INVALID_ARG/QEMU", ask, t, None, "x86_64", None, None, UNKNOWN_FLAG)
    t.refused("OPERATION_DENIED/DOMAIN", t.read_only().GetDomainCapabilities, None, None, None, None, 0)
    t.eq(ask(t, flags=1).findtext("arch"), "x86_64")
