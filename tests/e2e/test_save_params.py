"""virDomainSaveParams and virDomainRestoreParams: what each parameter does, and what is answered to wrong ones."""
import ctypes
import os

import lv
from codes import SAVE, UNKNOWN_FLAG
from harness import Image, Skip, has_sparse, stock_differs, timeout

INT, UINT, STRING = 1, 2, 7
BOTH = SAVE.RUNNING | SAVE.PAUSED


def call(name, handle, flags, given):
    made = (lv.TypedParam * max(1, len(given)))()
    for one, (field, kind, value) in zip(made, given):
        one.field, one.type = field.encode(), kind
        if kind == STRING:
            one.value.s = value.encode() if value is not None else None
        else:
            one.value.i = value
    getattr(lv, name)(handle, made, len(given), flags)


def save(dom, *given, flags=0):
    call("virDomainSaveParams", dom, flags, given)


def restore(t, *given, flags=0):
    call("virDomainRestoreParams", t.conn, flags, given)


def file(path):
    return ("file", STRING, path)


def image_format(name):
    return ("image_format", STRING, name)


def channels(n):
    return ("parallel.channels", INT, n)


# In both.
WRONG = [
    ("ARGUMENT_UNSUPPORTED/NONE", lambda f: [file(f), ("speed", STRING, "x")]),
    ("INVALID_ARG/NONE", lambda f: [file(f), file(f)]),
    ("INVALID_ARG/NONE", lambda f: [file(f), ("dxml", STRING, "<a/>"), ("dxml", STRING, "<a/>")]),
    ("INVALID_ARG/NONE", lambda f: [("file", INT, 3)]),
    ("INVALID_ARG/NONE", lambda f: [file(f), ("dxml", UINT, 3)]),
    ("INVALID_ARG/NONE", lambda f: [file(f), ("parallel.channels", STRING, "2")]),
    ("INVALID_ARG/NONE", lambda f: [file(f), ("parallel.channels", UINT, 2)]),
]
WRONG_SAVES = [
    ("INVALID_ARG/QEMU", lambda f: [file(f), image_format("sparse"), channels(0)]),
    ("INVALID_ARG/QEMU", lambda f: [file(f), image_format("sparse"), channels(-1)]),
    ("INVALID_ARG/QEMU", lambda f: [file(f), channels(2)]),
    ("INVALID_ARG/QEMU", lambda f: [file(f), image_format("raw"), channels(2)]),
    ("INVALID_ARG/NONE", lambda f: [file(f), image_format("raw"), image_format("raw")]),
    ("OPERATION_FAILED/QEMU", lambda f: [file(f), image_format("rar")]),
    ("OPERATION_FAILED/QEMU", lambda f: [file(f), image_format("")]),
    ("INVALID_ARG/NONE", lambda f: [file(f), ("image_format", INT, 1)]),
    ("SYSTEM_ERROR/QEMU", lambda f: [file("")]),
]


def test_saves_with_wrong_parameters_do_nothing(t):
    g = t.guest(fill=1)
    pulse = g.pulse()
    path = t.path("image")
    for code, given in WRONG + WRONG_SAVES:
        t.refused(code, lambda: save(g.dom, *given(path)))
        t.refused("INVALID_ARG/DOMAIN", lambda: save(g.dom, *given(path), flags=BOTH))
    t.refused("INVALID_ARG/QEMU", lambda: save(g.dom, file(path), ("speed", INT, 1), flags=UNKNOWN_FLAG))
    t.no_file(path)
    t.eq(g.dom.state()[0], 1)
    g.goes_on(pulse)


def test_restores_with_wrong_parameters_do_nothing(t):
    if not has_sparse():
        raise Skip("this QEMU has no mapped-ram")
    g = t.guest(fill=1)
    pulse = g.pulse()
    path, raw = t.path("image"), t.path("raw")
    save(g.dom, file(path), image_format("sparse"))
    for code, given in WRONG:
        t.refused(code, lambda: restore(t, *given(path)))
        t.refused("INVALID_ARG/DOMAIN", lambda: restore(t, *given(path), flags=BOTH))
    t.refused("ARGUMENT_UNSUPPORTED/NONE", lambda: restore(t, file(path), image_format("sparse")))
    for flags in (0, UNKNOWN_FLAG):
        t.refused("INVALID_ARG/QEMU", lambda: restore(t, flags=flags))
        t.refused("INVALID_ARG/QEMU", lambda: restore(t, file(None), flags=flags))
    t.refused("SYSTEM_ERROR", lambda: restore(t, file("")))
    t.refused("INVALID_ARG/QEMU", lambda: restore(t, file(""), flags=UNKNOWN_FLAG))
    for n in (0, -1):
        t.refused("INVALID_ARG/QEMU", lambda: restore(t, file(path), channels(n)))
    t.eq(g.dom.IsActive(), 0)
    restore(t, file(path), channels(4))
    g.connect().goes_on(pulse)
    save(g.dom, file(raw), image_format("raw"))
    t.refused("INVALID_ARG/QEMU", lambda: restore(t, file(raw), channels(2)))
    restore(t, file(raw))
    g.connect().goes_on(pulse)


@stock_differs("QEMU refuses the number, as an internal error")
def test_too_many_channels(t):
    if not has_sparse():
        raise Skip("this QEMU has no mapped-ram")
    g = t.guest(fill=1)
    t.refused("INVALID_ARG/QEMU", lambda: save(g.dom, file(t.path("image")), image_format("sparse"), channels(256)))


@timeout(120)
def test_every_format_and_channels(t):
    g = t.guest(fill=4)
    numbers = {"raw": 0, "gzip": 1, "zstd": 5}
    if has_sparse():
        numbers["sparse"] = 6
    for name, number in numbers.items():
        for given in [[]] + [[channels(n)] for n in (1, 3, 8) if name == "sparse"]:
            pulse = g.pulse()
            path = t.path(name)
            save(g.dom, file(path), image_format(name), *given, flags=SAVE.PAUSED)
            t.is_state(g.dom, "SHUTOFF/SAVED")
            t.eq((Image(path).format, Image(path).was_running), (number, 0))
            restore(t, file(path), *given, flags=SAVE.RUNNING)
            t.is_state(g.dom, "RUNNING/RESTORED")
            g.connect().goes_on(pulse)


def test_another_document(t):
    g = t.guest(fill=1)
    pulse = g.pulse()
    path = t.path("image")
    titled = lambda text: g.dom.GetXMLDesc(2).replace("</uuid>", f"</uuid><title>{text}</title>", 1)
    save(g.dom, file(path), ("dxml", STRING, titled("kept")), image_format(None))
    t.has(Image(path).xml, "<title>kept</title>")
    restore(t, file(path), ("dxml", STRING, titled("used")))
    t.has(g.dom.GetXMLDesc(0), "<title>used</title>")
    g.connect().goes_on(pulse)


@stock_differs("it hangs")
@timeout(30)
def test_without_a_file_it_is_a_managed_save(t):
    g = t.guest(fill=1)
    pulse = g.pulse()
    save(g.dom, image_format("raw"))
    t.eq((g.dom.IsActive(), g.dom.HasManagedSaveImage(0)), (0, 1))
    t.eq(Image(t.paths.managed(g.dom.GetName())).format, 0)
    g.dom.Create()
    g.connect().goes_on(pulse)
