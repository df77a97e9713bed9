"""Handles and arguments: NULL, of another class, freed; negative counts; unknown flags; read-only.

Table-driven over every function of the list in lv.py.
"""
import ctypes
import subprocess
import sys
import threading

import lv
from codes import ERR, FROM, METADATA, SAVE, UNKNOWN_FLAG, XML
from harness import HERE, ours_only

# What the other arguments are; they do not matter, the handle is looked at first.
SOME = {"int": 0, "uint": 0, "ulong": 0, "ulonglong": 0, "size": 0, "str": b"x", "bytes": ctypes.create_string_buffer(64), "errfunc": lv.ERROR_FUNC()}
# Not checked by libvirt, or not given a handle in the usual sense.
EXCEPT = ("virConnSetErrorFunc", "virConnCopyLastError", "virConnGetLastError", "virConnResetLastError")
# What a library may lack until it has them.
LATER = ("virConnectGetSysinfo virConnectGetDomainCapabilities virConnectSetKeepAlive virConnectRegisterCloseCallback "
         "virConnectUnregisterCloseCallback virConnectDomainXMLToNative virDomainSaveParams virDomainRestoreParams "
         "virDomainAbortJob").split()
FAILURE = {"int": -1, "ulong": 0, "ulonglong": 0, "plainuint": 0xFFFFFFFF}
EXPECTED = {"conn": "INVALID_CONN/DOMAIN", "dom": "INVALID_DOMAIN/DOM",
            "snap": "INVALID_DOMAIN_SNAPSHOT/DOMAIN_SNAPSHOT"}


def handle_functions():
    for name, (result, arguments) in lv.FUNCTIONS.items():
        if arguments and arguments[0] in EXPECTED and name not in EXCEPT:
            yield name, result, arguments


def bad_handle(t, pointer_for):
    wrong, missing = [], []
    for name, result, arguments in handle_functions():
        try:
            function = getattr(lv.raw, name)
        except lv.Missing:
            missing.append(name)
            continue
        lv.raw.virResetLastError()
        got = function(pointer_for(arguments[0]), *[SOME.get(a) for a in arguments[1:]])
        expected = EXPECTED[arguments[0]] if name != "virConnectClose" else "INVALID_CONN/NONE"
        if name.startswith("virStream"):
            expected = expected.replace("/DOMAIN", "/STREAMS")
        error = lv.Error.last(name)
        named = "virDomainCreateXML" if name == "virDomainCreateLinux" else name
        if got != FAILURE.get(result):
            wrong.append(f"{name} answers {got!r}")
        elif error.name != expected:
            wrong.append(f"{name}: {error}; expected {expected}")
        elif (error.str2, error.str3, error.int1, error.int2, error.level) != (named, None, -1, -1, 2):
            wrong.append(f"{name}: str2 {error.str2!r}, str3 {error.str3!r}, {error.int1}, {error.int2}")
        elif not error.message.endswith(named):
            wrong.append(f"{name}: message {error.message!r}")
    if t.stock:
        missing = []
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong)
    missing = [m for m in missing if m not in LATER]
    assert not missing, "missing: " + " ".join(missing)


def test_null_handles(t):
    bad_handle(t, lambda kind: None)


def test_handles_of_another_class(t):
    dom = t.define()
    bad_handle(t, lambda kind: dom.ptr if kind != "dom" else t.conn.ptr)


def raw_lookup(t, conn=None):
    """A handle that no Python object owns."""
    return lv.raw.virDomainLookupByName(conn or t.conn.ptr, t.name().encode())


@ours_only("stock does not survive it")
def test_freed_handles(t):
    t.define()
    dom, conn = raw_lookup(t), lv.raw.virConnectOpen(t.uri.encode())
    lookups = [raw_lookup(t) for _ in range(3)]
    t.eq(lv.raw.virDomainFree(dom), 0)
    t.eq(lv.raw.virConnectClose(conn), 0)
    bad_handle(t, lambda kind: conn if kind == "conn" else dom)
    for pointer in lookups:
        lv.raw.virDomainFree(pointer)


@ours_only("stock does not survive it")
def test_foreign_pointers(t):
    memory = ctypes.create_string_buffer(b"not a handle" * 20)
    for pointer in (ctypes.addressof(memory), ctypes.addressof(memory) + 1, 1, 0xFFFFFFFFFFFFFFF0):
        bad_handle(t, lambda kind: pointer)


@ours_only("stock does not survive it")
def test_freed_twice(t):
    t.define()
    pointer = raw_lookup(t)
    t.eq(lv.raw.virDomainRef(pointer), 0)
    t.eq(lv.raw.virDomainFree(pointer), 0)
    t.eq(lv.raw.virDomainFree(pointer), 0)
    t.eq(lv.raw.virDomainFree(pointer), -1)
    t.eq(lv.Error.last().name, "INVALID_DOMAIN/DOM")


def test_a_domain_holds_its_connection(t):
    if t.stock and t.where == "embed":
        conn = t.conn
        lv.raw.virConnectRef(conn.ptr)
    else:
        conn = lv.virConnectOpen(t.uri)
        lv.raw.virConnectRef(conn.ptr)
    t.define()
    dom = t.lookup(conn=conn)
    t.eq(lv.virDomainGetConnect(dom), conn.ptr)
    left = lv.raw.virConnectClose(conn.ptr)
    assert left >= 1, left
    t.is_state(dom, "SHUTOFF/UNKNOWN")


@ours_only("stock's embed mode shares one connection among the tests")
def test_connection_references(t):
    conn = lv.raw.virConnectOpen(t.uri.encode())
    t.eq(lv.raw.virConnectRef(conn), 0)
    t.define()
    dom = raw_lookup(t, conn)
    t.eq(lv.raw.virConnectClose(conn), 1)
    t.eq(lv.raw.virConnectClose(conn), 1, "the domain holds it")
    t.eq(lv.raw.virDomainGetMaxMemory(dom), 16384)
    t.eq(lv.raw.virDomainFree(dom), 0)
    t.eq(lv.raw.virConnectClose(conn), -1)


def test_two_lookups_two_handles(t):
    t.define()
    one, two = t.lookup(), t.lookup()
    assert one.ptr != two.ptr


def test_null_out_parameters(t):
    dom = t.define()
    for argument, call in (
            ("hvVer", lambda: lv.virConnectGetVersion(t.conn, None)),
            ("libVer", lambda: lv.virConnectGetLibVersion(t.conn, None)),
            ("info", lambda: lv.virNodeGetInfo(t.conn, None)),
            ("info", lambda: lv.virDomainGetInfo(dom, None)),
            ("state", lambda: lv.virDomainGetState(dom, None, None, 0)),
            ("info", lambda: lv.virDomainGetControlInfo(dom, None, 0)),
            ("autostart", lambda: lv.virDomainGetAutostart(dom, None)),
            ("uuid", lambda: lv.virDomainGetUUID(dom, None)),
            ("buf", lambda: lv.virDomainGetUUIDString(dom, None))):
        error = t.refused("INVALID_ARG/DOMAIN", call)
        t.eq((error.str2, error.str3, error.int1, error.int2), (argument, None, 0, 0))
        t.eq(error.str1, error.function)
        assert argument in error.message and error.function in error.message, error.message


def test_unknown_flags_everywhere(t):
    dom = t.start()
    state, info = ctypes.c_int(), lv.ControlInfo()
    F = UNKNOWN_FLAG
    for call in (lambda: lv.virDomainGetState(dom, ctypes.byref(state), None, F),
                 lambda: lv.virDomainGetControlInfo(dom, ctypes.byref(info), F),
                 lambda: dom.GetXMLDesc(F), lambda: dom.Reset(F), lambda: dom.Reboot(F), lambda: dom.ShutdownFlags(F),
                 lambda: dom.DestroyFlags(F), lambda: dom.CreateWithFlags(F), lambda: dom.UndefineFlags(F),
                 lambda: lv.virDomainCreateXML(t.conn, t.xml("b"), F),
                 lambda: lv.virDomainDefineXMLFlags(t.conn, t.xml("b"), F), lambda: t.conn.domains(F),
                 lambda: dom.Rename("x", F), lambda: dom.SetMetadata(METADATA.TITLE, "x", None, None, F),
                 lambda: dom.SaveFlags(t.path("x"), None, F), lambda: dom.ManagedSave(F),
                 lambda: dom.HasManagedSaveImage(F), lambda: dom.ManagedSaveRemove(F),
                 lambda: dom.ManagedSaveGetXMLDesc(F), lambda: lv.virDomainRestoreFlags(t.conn, t.path("x"), None, F),
                 lambda: lv.virDomainSaveImageGetXMLDesc(t.conn, t.path("x"), F),
                 lambda: lv.virDomainSaveImageDefineXML(t.conn, t.path("x"), "<x/>", F)):
        error = t.refused("INVALID_ARG/QEMU", call)
        t.eq((error.str2, error.str3, error.int1, error.int2), ("flags", None, 0, 0), error.function)
        t.has(error.message, "0x40000000")
    t.is_state(dom, "RUNNING/BOOTED")


# Read-only connections.

def refused_read_only(t, ro, dom):
    """What must be refused."""
    xml, no = t.xml(), t.path("x")
    both = SAVE.RUNNING | SAVE.PAUSED
    return {
        "DefineXML": lambda: lv.virDomainDefineXML(ro, xml),
        "DefineXMLFlags": lambda: lv.virDomainDefineXMLFlags(ro, xml, 0),
        "CreateXML": lambda: lv.virDomainCreateXML(ro, xml, 0),
        "Restore": lambda: lv.virDomainRestore(ro, no),
        "RestoreFlags": lambda: lv.virDomainRestoreFlags(ro, no, None, 0),
        "RestoreFlags, both flags": lambda: lv.virDomainRestoreFlags(ro, None, None, both),
        "SaveImageGetXMLDesc": lambda: lv.virDomainSaveImageGetXMLDesc(ro, no, 0),
        "SaveImageDefineXML": lambda: lv.virDomainSaveImageDefineXML(ro, no, xml, 0),
        "SaveImageDefineXML, both flags": lambda: lv.virDomainSaveImageDefineXML(ro, no, xml, both),
        "Create": dom.Create, "CreateWithFlags": lambda: dom.CreateWithFlags(0),
        "Shutdown": dom.Shutdown, "ShutdownFlags": lambda: dom.ShutdownFlags(0),
        "Reboot": lambda: dom.Reboot(0), "Reset": lambda: dom.Reset(0),
        "Destroy": dom.Destroy, "DestroyFlags": lambda: dom.DestroyFlags(0),
        "Suspend": dom.Suspend, "Resume": dom.Resume,
        "Undefine": dom.Undefine, "UndefineFlags": lambda: dom.UndefineFlags(0),
        "Save": lambda: dom.Save(no), "Save(NULL)": lambda: dom.Save(None),
        "SaveFlags": lambda: dom.SaveFlags(no, None, 0), "SaveFlags, both flags": lambda: dom.SaveFlags(no, None, both),
        "ManagedSave": lambda: dom.ManagedSave(0), "ManagedSave, both flags": lambda: dom.ManagedSave(both),
        "ManagedSaveRemove": lambda: dom.ManagedSaveRemove(0),
        "ManagedSaveDefineXML": lambda: dom.ManagedSaveDefineXML(xml, 0),
        "ManagedSaveGetXMLDesc(SECURE)": lambda: dom.ManagedSaveGetXMLDesc(1),
        "Rename": lambda: dom.Rename("x", 0), "SetAutostart": lambda: dom.SetAutostart(1),
        "SetMetadata": lambda: dom.SetMetadata(METADATA.TITLE, "x", None, None, 0),
        "GetXMLDesc(SECURE)": lambda: dom.GetXMLDesc(XML.SECURE),
        "GetXMLDesc(MIGRATABLE)": lambda: dom.GetXMLDesc(XML.MIGRATABLE),
    }


def test_read_only_refuses_changes(t):
    keep = t.define()
    ro = t.read_only()
    wrong = []
    for name, call in refused_read_only(t, ro, t.lookup(conn=ro)).items():
        try:
            t.refused("OPERATION_DENIED/DOMAIN", call)
        except (AssertionError, lv.Missing) as e:
            wrong.append(f"{name}: {e}")
    assert not wrong, "\n".join(wrong)
    t.is_state(keep, "SHUTOFF/UNKNOWN")
    t.eq((keep.autostart(), keep.GetName()), (0, t.name()))


def test_read_only_order_of_checks(t):
    t.define()
    ro = t.read_only()
    dom = t.lookup(conn=ro)
    t.refused("INVALID_ARG/DOMAIN", dom.ManagedSaveDefineXML, "<x/>", SAVE.RUNNING | SAVE.PAUSED)
    t.refused("INVALID_ARG/DOMAIN", dom.Rename, None, 0)


def test_read_only_tells(t):
    keep = t.start()
    ro = t.read_only()
    dom = t.lookup(conn=ro)
    t.is_state(dom, "RUNNING/BOOTED")
    t.eq(dom.GetXMLDesc(0), keep.GetXMLDesc(0))
    t.eq(dom.GetXMLDesc(XML.INACTIVE), keep.GetXMLDesc(XML.INACTIVE))
    t.eq((dom.GetOSType(), dom.GetMaxMemory(), dom.GetMaxVcpus()), ("hvm", 16384, 1))
    t.eq((dom.autostart(), dom.IsPersistent(), dom.IsUpdated(), dom.HasManagedSaveImage(0)), (0, 1, 0, 0))
    t.eq(dom.control_info().details, 0)
    t.refused("NO_DOMAIN_METADATA/DOMAIN", dom.GetMetadata, METADATA.TITLE, None, 0)
    t.refused("OPERATION_INVALID/QEMU", dom.ManagedSaveGetXMLDesc, 0)
    assert t.name() in ro.names() and dom.id() in ro.ids()
    t.eq((ro.GetType(), ro.version(), ro.GetHostname()), ("QEMU", t.conn.version(), t.conn.GetHostname()))
    t.has(ro.GetCapabilities(), "<capabilities>")
    assert ro.node_info().cpus >= 1


# Errors.

def test_last_error(t):
    lv.raw.virResetLastError()
    assert not lv.raw.virGetLastError()
    t.eq((lv.raw.virGetLastErrorCode(), lv.raw.virGetLastErrorDomain()), (0, 0))
    t.eq(lv.virGetLastErrorMessage(), "no error")
    t.refused("NO_DOMAIN/QEMU", lv.virDomainLookupByName, t.conn, "nope")
    t.eq((lv.raw.virGetLastErrorCode(), lv.raw.virGetLastErrorDomain()), (ERR.NO_DOMAIN, FROM.QEMU))
    error = lv.raw.virGetLastError().contents
    t.eq(lv.virGetLastErrorMessage(), error.message.decode())
    t.has(error.message.decode(), "nope")
    t.eq((error.conn, error.dom, error.net, error.str3, error.int1, error.int2), (None, None, None, None, -1, -1))
    t.eq(error.message, error.str1.replace(b"%1$s", b"%s").replace(b"%s", error.str2))
    t.conn.GetType()
    assert not lv.raw.virGetLastError(), "a call that succeeds resets the error"
    t.eq(lv.virGetLastErrorMessage(), "no error")


def test_each_thread_has_its_own_error(t):
    conn = t.conn
    t.refused("NO_DOMAIN/QEMU", lv.virDomainLookupByName, conn, "nope")
    seen = []

    def other():
        seen.append(lv.raw.virGetLastErrorCode())
        lv.raw.virDomainGetName(None)
        seen.append(lv.raw.virGetLastErrorCode())
    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    t.eq(seen, [0, ERR.INVALID_DOMAIN])
    t.eq(lv.raw.virGetLastErrorCode(), ERR.NO_DOMAIN)


def test_save_copy_and_free(t):
    t.refused("NO_DOMAIN/QEMU", lv.virDomainLookupByName, t.conn, "nope")
    saved, copy = lv.raw.virSaveLastError(), lv.CError()
    t.eq(lv.raw.virCopyLastError(ctypes.byref(copy)), ERR.NO_DOMAIN)
    message = lv.virGetLastErrorMessage()
    lv.raw.virResetLastError()
    t.eq((copy.code, copy.domain, copy.level, copy.message.decode()), (ERR.NO_DOMAIN, FROM.QEMU, 2, message))
    lv.raw.virResetError(ctypes.byref(copy))
    t.eq((copy.code, copy.message, copy.str1), (0, None, None))
    t.eq(lv.raw.virGetLastErrorCode(), 0)
    t.eq((saved.contents.code, saved.contents.message.decode()), (ERR.NO_DOMAIN, message))
    lv.raw.virFreeError(saved)
    empty = lv.raw.virSaveLastError()
    t.eq((bool(empty), empty.contents.code, empty.contents.message), (True, 0, None))
    lv.raw.virFreeError(empty)
    t.eq(lv.raw.virCopyLastError(ctypes.byref(copy)), 0)
    t.eq(lv.raw.virCopyLastError(None), -1)
    lv.raw.virFreeError(None)
    lv.raw.virResetError(None)


def test_error_of_the_connection(t):
    copy = lv.CError()
    t.refused("NO_DOMAIN/QEMU", lv.virDomainLookupByName, t.conn, "nope")
    t.eq(lv.raw.virConnGetLastError(t.conn.ptr).contents.code, ERR.NO_DOMAIN)
    t.eq(lv.raw.virConnCopyLastError(t.conn.ptr, ctypes.byref(copy)), ERR.NO_DOMAIN)
    t.eq(copy.code, ERR.NO_DOMAIN)
    lv.raw.virConnResetLastError(t.conn.ptr)
    t.eq(lv.raw.virConnGetLastError(t.conn.ptr).contents.code, 0)
    assert not lv.raw.virConnGetLastError(None)
    lv.raw.virConnResetLastError(None)
    t.eq(lv.raw.virConnCopyLastError(None, ctypes.byref(copy)), -1)


def test_error_functions(t):
    seen = []
    everywhere = lv.ERROR_FUNC(lambda user, error: seen.append(("all", user, error.contents.code)))
    of_conn = lv.ERROR_FUNC(lambda user, error: seen.append(("conn", user, error.contents.code)))
    quiet = lv.ERROR_FUNC(lambda user, error: None)
    t.at_end(lv.raw.virSetErrorFunc, None, quiet)
    dom = t.define()

    def after(*calls):
        seen.clear()
        for call in calls:
            try:
                call()
            except lv.Error:
                pass
        return list(seen)

    def nope():
        lv.virDomainLookupByName(t.conn, "nope")
    lv.raw.virSetErrorFunc(7, everywhere)
    t.eq(after(nope), [("all", 7, ERR.NO_DOMAIN)])
    t.eq(after(lambda: lv.virDomainGetName(None)), [("all", 7, ERR.INVALID_DOMAIN)])
    lv.raw.virConnSetErrorFunc(t.conn.ptr, 9, of_conn)
    t.eq(after(nope, dom.Destroy), [("conn", 9, ERR.NO_DOMAIN), ("conn", 9, ERR.OPERATION_INVALID)])
    t.eq(after(lambda: lv.virConnectGetType(None), lambda: lv.virConnectGetType(dom)), [("all", 7, ERR.INVALID_CONN)] * 2)
    lv.raw.virConnSetErrorFunc(t.conn.ptr, None, lv.ERROR_FUNC())
    t.eq(after(nope), [("all", 7, ERR.NO_DOMAIN)])
    lv.raw.virSetErrorFunc(None, quiet)
    t.eq(after(nope), [])


def test_errors_on_stderr(t):
    """Without an error function each error is a line on stderr."""
    source = """
lv.virInitialize()
lv.raw.virSetErrorFunc(None, lv.ERROR_FUNC())
lv.raw.virDomainGetName(None)
lv.raw.virConnectOpen(b"bogus:///x")
lv.raw.virDefaultErrorFunc(lv.raw.virGetLastError())
"""
    source = "import sys\nsys.path.insert(0, %r)\nimport lv\n%s" % (HERE, source)
    done = subprocess.run([sys.executable, "-c", source], stderr=subprocess.PIPE, text=True)
    lines = [line for line in done.stderr.split("\n") if line.startswith("libvirt:")]
    t.eq(len(lines), 3, done.stderr)
    t.has(lines[0], "libvirt: Domain error : ", "virDomainGetName")
    t.has(lines[1], "libvirt:  error : ", "bogus:///x")
    t.eq(lines[2], lines[1])
