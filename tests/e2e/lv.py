"""The part of libvirt's C API that the tests use, through ctypes.

Prototypes stand as text in PROTOTYPES and are bound when first called, so that a function which a
library lacks fails the test that needs it and no other. Two ways to call:

    lv.virDomainSave(dom, path)      any function by its C name
    dom.Save(path), conn.GetType()   the same as methods (prefix virDomain, virConnect or vir)

A call that fails raises `Error`, made from the thread's last error. `lv.raw.NAME` is the bare
function: no conversion of the result, no exception; for tests that pass bad handles.
"""
import ctypes
import gc
import os
from ctypes import POINTER, Structure, byref, c_char, c_char_p, c_int, c_longlong, c_uint, c_ulong
from ctypes import c_ubyte, c_uint16, c_ulonglong, c_ushort, c_void_p

from codes import ERR, FROM

LIBRARY = os.environ.get("OXIVIRT_LIB") or "libvirt.so.0"
_lib = ctypes.CDLL(LIBRARY, use_errno=True)
_libc = ctypes.CDLL(None)
_libc.free.argtypes = [c_void_p]


class CError(Structure):
    """struct _virError"""
    _fields_ = [("code", c_int), ("domain", c_int), ("message", c_char_p), ("level", c_int),
                ("conn", c_void_p), ("dom", c_void_p), ("str1", c_char_p), ("str2", c_char_p),
                ("str3", c_char_p), ("int1", c_int), ("int2", c_int), ("net", c_void_p)]


class DomainInfo(Structure):
    _fields_ = [("state", c_ubyte), ("maxMem", c_ulong), ("memory", c_ulong),
                ("nrVirtCpu", c_ushort), ("cpuTime", c_ulonglong)]


class NodeInfo(Structure):
    _fields_ = [("model", c_char * 32), ("memory", c_ulong), ("cpus", c_uint), ("mhz", c_uint),
                ("nodes", c_uint), ("sockets", c_uint), ("cores", c_uint), ("threads", c_uint)]


class ControlInfo(Structure):
    _fields_ = [("state", c_uint), ("details", c_uint), ("stateTime", c_ulonglong)]


class TypedParam(Structure):
    class Value(ctypes.Union):
        _fields_ = [("i", c_int), ("ui", c_uint), ("l", c_longlong), ("ul", c_ulonglong),
                    ("d", ctypes.c_double), ("b", c_char), ("s", c_char_p)]
    _fields_ = [("field", c_char * 80), ("type", c_int), ("value", Value)]


class NodeStats(Structure):
    """virNodeCPUStats and virNodeMemoryStats, which are alike."""
    _fields_ = [("field", c_char * 80), ("value", c_ulonglong)]


class SecurityModel(Structure):
    _fields_ = [("model", c_char * 257), ("doi", c_char * 257)]


class StatsRecord(Structure):
    _fields_ = [("dom", c_void_p), ("params", POINTER(TypedParam)), ("nparams", c_int)]


class BlockInfo(Structure):
    _fields_ = [("capacity", c_ulonglong), ("allocation", c_ulonglong), ("physical", c_ulonglong)]


class VcpuInfo(Structure):
    _fields_ = [("number", c_uint), ("state", c_int), ("cpuTime", c_ulonglong), ("cpu", c_int)]


class MemoryStat(Structure):
    _fields_ = [("tag", c_int), ("val", c_ulonglong)]


def typed(params, count):
    """An array of typed parameters as (name, type, value) in its order."""
    members = {1: "i", 2: "ui", 3: "l", 4: "ul", 5: "d", 6: "b", 7: "s"}
    found = []
    for i in range(count):
        value = getattr(params[i].value, members[params[i].type])
        if isinstance(value, bytes):
            value = value.decode() if params[i].type == 7 else value != b"\0"
        found.append((params[i].field.decode(), params[i].type, value))
    return found


ERROR_FUNC = ctypes.CFUNCTYPE(None, c_void_p, POINTER(CError))

SINK_FUNC = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, ctypes.c_size_t, c_void_p, use_errno=True)
STREAM_EVENT_FUNC = ctypes.CFUNCTYPE(None, c_void_p, c_int, c_void_p)

# result name(arguments). 'text' is a char * that the caller frees, 'cstr' one that it does not;
# 'int' fails with -1, pointers and text with NULL, 'ulong' with 0; 'plain' and 'uint' never fail.
PROTOTYPES = """
int virDomainQemuMonitorCommand(dom, str, ptr, uint)
int virDomainQemuMonitorCommandWithFiles(dom, str, uint, ptr, ptr, ptr, ptr, uint)
int virInitialize()
int virGetVersion(ulong*, str, ulong*)
conn virConnectOpen(str)
conn virConnectOpenReadOnly(str)
conn virConnectOpenAuth(str, ptr, uint)
int virConnectRef(conn)
int virConnectClose(conn)
cstr virConnectGetType(conn)
int virConnectGetVersion(conn, ulong*)
int virConnectGetLibVersion(conn, ulong*)
text virConnectGetHostname(conn)
text virConnectGetURI(conn)
text virConnectGetSysinfo(conn, uint)
text virConnectGetCapabilities(conn)
text virConnectGetDomainCapabilities(conn, str, str, str, str, uint)
int virConnectGetMaxVcpus(conn, str)
int virConnectIsAlive(conn)
int virConnectIsSecure(conn)
int virConnectIsEncrypted(conn)
int virConnectSetKeepAlive(conn, int, uint)
int virConnectRegisterCloseCallback(conn, ptr, ptr, ptr)
int virConnectUnregisterCloseCallback(conn, ptr)
int virNodeGetInfo(conn, nodeinfo*)
ulonglong virNodeGetFreeMemory(conn)
int virNodeGetCPUMap(conn, ptr, uint*, uint)
int virNodeGetCPUStats(conn, int, stats, int*, uint)
int virNodeGetMemoryStats(conn, int, stats, int*, uint)
int virNodeGetCellsFreeMemory(conn, ulonglong*, int, int)
int virNodeGetFreePages(conn, uint, uint*, int, uint, ulonglong*, uint)
int virNodeGetSecurityModel(conn, secmodel*)
int virNodeGetMemoryParameters(conn, params, int*, uint)
int virNodeSetMemoryParameters(conn, params, int, uint)
int virConnectGetCPUModelNames(conn, str, ptr, uint)
int virConnectNumOfDomains(conn)
int virConnectListDomains(conn, int*, int)
int virConnectNumOfDefinedDomains(conn)
int virConnectListDefinedDomains(conn, strs, int)
int virConnectListAllDomains(conn, ptrs*, uint)
text virConnectDomainXMLToNative(conn, str, str, uint)
dom virDomainLookupByID(conn, int)
dom virDomainLookupByUUID(conn, bytes)
dom virDomainLookupByUUIDString(conn, str)
dom virDomainLookupByName(conn, str)
dom virDomainDefineXML(conn, str)
dom virDomainDefineXMLFlags(conn, str, uint)
dom virDomainCreateXML(conn, str, uint)
dom virDomainCreateLinux(conn, str, uint)
int virDomainCreate(dom)
int virDomainCreateWithFlags(dom, uint)
int virDomainShutdown(dom)
int virDomainShutdownFlags(dom, uint)
int virDomainReboot(dom, uint)
int virDomainReset(dom, uint)
int virDomainDestroy(dom)
int virDomainDestroyFlags(dom, uint)
int virDomainSuspend(dom)
int virDomainResume(dom)
int virDomainRef(dom)
int virDomainFree(dom)
int virDomainUndefine(dom)
int virDomainUndefineFlags(dom, uint)
cstr virDomainGetName(dom)
int virDomainGetUUID(dom, bytes)
int virDomainGetUUIDString(dom, bytes)
plainuint virDomainGetID(dom)
text virDomainGetOSType(dom)
ulong virDomainGetMaxMemory(dom)
int virDomainGetMaxVcpus(dom)
int virDomainGetInfo(dom, dominfo*)
int virDomainGetState(dom, int*, int*, uint)
int virDomainGetControlInfo(dom, controlinfo*, uint)
text virDomainGetXMLDesc(dom, uint)
ptr virDomainGetConnect(dom)
int virDomainIsActive(dom)
int virDomainIsPersistent(dom)
int virDomainIsUpdated(dom)
int virDomainGetAutostart(dom, int*)
int virDomainSetAutostart(dom, int)
int virDomainSetMetadata(dom, int, str, str, str, uint)
text virDomainGetMetadata(dom, int, str, uint)
int virDomainRename(dom, str, uint)
int virDomainCoreDump(dom, str, uint)
int virDomainCoreDumpWithFormat(dom, str, uint, uint)
int virDomainGetJobInfo(dom, ptr)
int virDomainGetJobStats(dom, int*, ptrs*, int*, uint)
int virDomainAbortJob(dom)
int virDomainAbortJobFlags(dom, uint)
int virTypedParamsFree(ptr, int)
int virDomainSave(dom, str)
int virDomainSaveFlags(dom, str, str, uint)
int virDomainSaveParams(dom, params, int, uint)
int virDomainRestore(conn, str)
int virDomainRestoreFlags(conn, str, str, uint)
int virDomainRestoreParams(conn, params, int, uint)
text virDomainSaveImageGetXMLDesc(conn, str, uint)
int virDomainSaveImageDefineXML(conn, str, str, uint)
int virDomainManagedSave(dom, uint)
int virDomainHasManagedSaveImage(dom, uint)
int virDomainManagedSaveRemove(dom, uint)
text virDomainManagedSaveGetXMLDesc(dom, uint)
int virDomainManagedSaveDefineXML(dom, str, uint)
int virDomainRevertToSnapshot(snap, uint)
snap virDomainSnapshotCreateXML(dom, str, uint)
snap virDomainSnapshotLookupByName(dom, str, uint)
int virDomainSnapshotDelete(snap, uint)
int virDomainSnapshotRef(snap)
int virDomainSnapshotFree(snap)
cstr virDomainSnapshotGetName(snap)
ptr virDomainSnapshotGetDomain(snap)
ptr virDomainSnapshotGetConnect(snap)
text virDomainSnapshotGetXMLDesc(snap, uint)
int virDomainSnapshotNum(dom, uint)
int virDomainSnapshotListNames(dom, strs, int, uint)
int virDomainListAllSnapshots(dom, ptrs*, uint)
int virDomainSnapshotNumChildren(snap, uint)
int virDomainSnapshotListChildrenNames(snap, strs, int, uint)
int virDomainSnapshotListAllChildren(snap, ptrs*, uint)
int virDomainHasCurrentSnapshot(dom, uint)
snap virDomainSnapshotCurrent(dom, uint)
snap virDomainSnapshotGetParent(snap, uint)
int virDomainSnapshotIsCurrent(snap, uint)
int virDomainSnapshotHasMetadata(snap, uint)
int virConnectGetAllDomainStats(conn, uint, records*, uint)
int virDomainListGetStats(handles, uint, records*, uint)
none virDomainStatsRecordListFree(records)
int virDomainBlockStats(dom, str, ptr, size)
int virDomainBlockStatsFlags(dom, str, params, int*, uint)
int virDomainInterfaceStats(dom, str, ptr, size)
int virDomainMemoryStats(dom, ptr, uint, uint)
int virDomainGetBlockInfo(dom, str, ptr, uint)
int virDomainGetVcpus(dom, ptr, int, bytes, int)
int virDomainGetVcpusFlags(dom, uint)
int virDomainGetCPUStats(dom, params, uint, int, uint, uint)
int virDomainSetMemory(dom, ulong)
int virDomainSetMemoryFlags(dom, ulong, uint)
int virDomainSetMaxMemory(dom, ulong)
int virDomainSetMemoryStatsPeriod(dom, int, uint)
int virDomainSetVcpus(dom, uint)
int virDomainSetVcpusFlags(dom, uint, uint)
int virDomainSendKey(dom, uint, uint, uints, int, uint)
int virDomainInjectNMI(dom, uint)
text virDomainGetSchedulerType(dom, int*)
int virDomainGetDiskErrors(dom, ptr, uint, uint)
int virDomainBlockResize(dom, str, ulonglong, uint)
int virDomainBlockPeek(dom, str, ulonglong, size, ptr, uint)
int virDomainMemoryPeek(dom, ulonglong, size, ptr, uint)
int virDomainUpdateDeviceFlags(dom, str, uint)
int virDomainOpenGraphicsFD(dom, uint, uint)
text virDomainGetHostname(dom, uint)
error* virGetLastError()
cstr virGetLastErrorMessage()
plain virGetLastErrorCode()
plain virGetLastErrorDomain()
none virResetLastError()
error* virSaveLastError()
plain virCopyLastError(error*)
none virFreeError(error*)
none virResetError(error*)
error* virConnGetLastError(conn)
plain virConnCopyLastError(conn, error*)
none virConnResetLastError(conn)
none virSetErrorFunc(ptr, errfunc)
none virConnSetErrorFunc(conn, ptr, errfunc)
none virDefaultErrorFunc(error*)
stream virStreamNew(conn, uint)
int virStreamFree(stream)
plain virStreamSend(stream, bytes, size)
plain virStreamRecv(stream, bytes, size)
plain virStreamRecvFlags(stream, bytes, size, uint)
int virStreamRecvAll(stream, sink, ptr)
int virStreamFinish(stream)
int virStreamAbort(stream)
int virStreamEventAddCallback(stream, int, streamevent, ptr, ptr)
int virStreamEventUpdateCallback(stream, int)
int virStreamEventRemoveCallback(stream)
int virDomainOpenConsole(dom, str, stream, uint)
int virDomainOpenChannel(dom, str, stream, uint)
text virDomainScreenshot(dom, stream, uint, uint)
int virEventRegisterDefaultImpl()
int virEventRunDefaultImpl()
int virConnectDomainEventRegister(conn, ptr, ptr, ptr)
int virConnectDomainEventDeregister(conn, ptr)
int virConnectDomainEventRegisterAny(conn, dom, int, ptr, ptr, ptr)
int virConnectDomainEventDeregisterAny(conn, int)
"""

_ARGUMENT = {
    "conn": c_void_p, "dom": c_void_p, "snap": c_void_p, "ptr": c_void_p, "str": c_char_p,
    "bytes": c_char_p, "int": c_int, "uint": c_uint, "int*": POINTER(c_int),
    "ulong*": POINTER(c_ulong), "ptrs*": POINTER(POINTER(c_void_p)), "strs": POINTER(c_void_p),
    "nodeinfo*": POINTER(NodeInfo), "dominfo*": POINTER(DomainInfo),
    "controlinfo*": POINTER(ControlInfo), "error*": POINTER(CError), "errfunc": ERROR_FUNC,
    "stream": c_void_p, "size": ctypes.c_size_t, "sink": SINK_FUNC, "streamevent": STREAM_EVENT_FUNC,
    "params": POINTER(TypedParam), "stats": POINTER(NodeStats), "uint*": POINTER(c_uint),
    "ulonglong*": POINTER(c_ulonglong), "secmodel*": POINTER(SecurityModel),
    "params": POINTER(TypedParam), "records*": POINTER(POINTER(POINTER(StatsRecord))),
    "records": POINTER(POINTER(StatsRecord)), "handles": POINTER(c_void_p), "size": ctypes.c_size_t,
    "ulong": c_ulong, "ulonglong": c_ulonglong, "uints": POINTER(c_uint),
}
_RESULT = {
    "int": c_int, "plain": c_int, "plainuint": c_uint, "ulong": c_ulong, "ulonglong": c_ulonglong,
    "conn": c_void_p, "dom": c_void_p, "snap": c_void_p, "ptr": c_void_p, "text": c_void_p,
    "stream": c_void_p, "cstr": c_char_p, "none": None, "error*": POINTER(CError),
}


def _parse_prototypes():
    table = {}
    for line in PROTOTYPES.split("\n"):
        if line.strip():
            head, rest = line.split("(", 1)
            result, name = head.split()
            table[name] = (result, [a.strip() for a in rest.rstrip(")").split(",") if a.strip()])
    return table


FUNCTIONS = _parse_prototypes()


class Missing(Exception):
    """The library has no such function."""


class Error(Exception):
    """A call failed; what virGetLastError told right after it."""

    def __init__(self, function, err):
        self.function = function
        self.code = err.code if err else 0
        self.domain = err.domain if err else 0
        self.level = err.level if err else 0
        for field in ("message", "str1", "str2", "str3"):
            value = getattr(err, field) if err else None
            setattr(self, field, value.decode("utf-8", "replace") if value is not None else None)
        self.int1 = err.int1 if err else 0
        self.int2 = err.int2 if err else 0
        super().__init__(f"{function}: {ERR.name(self.code)}, {FROM.name(self.domain)}: "
                         f"{self.message}")

    @property
    def name(self):
        """Code and domain as tests write them: "NO_DOMAIN/QEMU"."""
        return ERR.name(self.code)[4:] + "/" + FROM.name(self.domain)[5:]

    @classmethod
    def last(cls, function=""):
        ptr = raw.virGetLastError()
        return cls(function, ptr.contents if ptr else None)


def _library(name):
    """The library that has a function: libvirt's, or one that lies beside it."""
    if "Qemu" in name:
        return ctypes.CDLL(os.path.join(os.path.dirname(LIBRARY), "libvirt-qemu.so.0"), use_errno=True)
    return _lib


class _Raw:
    def __getattr__(self, name):
        result, arguments = FUNCTIONS[name]
        try:
            function = _library(name)[name]
        except AttributeError:
            raise Missing(f"{LIBRARY} has no {name}") from None
        function.restype = _RESULT[result]
        function.argtypes = [_ARGUMENT[a] for a in arguments]
        setattr(self, name, function)
        return function


raw = _Raw()


def free(pointer):
    _libc.free(pointer)


def _argument(value):
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, Handle):
        return value.ptr
    return value


def call(name, *arguments):
    # A handle that is collected in between would take the error along.
    gc.disable()
    try:
        return _call(name, *arguments)
    finally:
        gc.enable()


def _call(name, *arguments):
    result_type = FUNCTIONS[name][0]
    result = getattr(raw, name)(*[_argument(a) for a in arguments])
    if result_type == "int" and result < 0:
        raise Error.last(name)
    if result_type in ("conn", "dom", "snap", "ptr", "stream", "text", "cstr") and not result:
        if result_type == "cstr" and name == "virGetLastErrorMessage":
            return None
        raise Error.last(name)
    if result_type in ("ulong", "ulonglong") and result == 0:
        raise Error.last(name)
    if result_type == "text":
        value = ctypes.string_at(result).decode()
        free(result)
        return value
    if result_type == "cstr":
        return result.decode()
    if result_type == "conn":
        return Connect(result)
    if result_type == "dom":
        return Domain(result)
    if result_type == "snap":
        return Snapshot(result)
    if result_type == "stream":
        return Stream(result)
    return result


def __getattr__(name):
    if name in FUNCTIONS:
        return lambda *arguments: call(name, *arguments)
    raise AttributeError(name)


class Handle:
    """A C handle; one reference is given back when the object goes."""
    _prefixes = ()
    _free = ""

    def __init__(self, ptr):
        self.ptr = ptr

    def __getattr__(self, name):
        for prefix in self._prefixes:
            if prefix + name in FUNCTIONS:
                return lambda *arguments: call(prefix + name, self, *arguments)
        raise AttributeError(name)

    def free(self):
        """Gives the reference back now; the object must not be used after that."""
        ptr, self.ptr = self.ptr, None
        if ptr:
            return getattr(raw, self._free)(ptr)
        return None

    def __del__(self):
        try:
            self.free()
        except Exception:  # the interpreter may be on its way out
            pass


class Connect(Handle):
    _prefixes = ("virConnect", "vir", "virNode")
    _free = "virConnectClose"

    def close(self):
        """virConnectClose: what it answers is the number of references left."""
        return self.free()

    def version(self):
        out = c_ulong()
        call("virConnectGetVersion", self, byref(out))
        return out.value

    def lib_version(self):
        out = c_ulong()
        call("virConnectGetLibVersion", self, byref(out))
        return out.value

    def node_info(self):
        out = NodeInfo()
        call("virNodeGetInfo", self, byref(out))
        return out

    def node_stats(self, function, which):
        """virNodeGetCPUStats or virNodeGetMemoryStats as a dict in libvirt's order."""
        count = c_int(0)
        call(function, self, which, None, byref(count), 0)
        room = (NodeStats * count.value)()
        call(function, self, which, room, byref(count), 0)
        return {it.field.decode(): it.value for it in room}

    def cpu_models(self, arch):
        """virConnectGetCPUModelNames: the names, and whether there was an array."""
        out = c_void_p()
        count = call("virConnectGetCPUModelNames", self, arch, byref(out), 0)
        if not out.value:
            return [], count
        array = ctypes.cast(out, POINTER(c_void_p))
        names = [ctypes.string_at(array[i]).decode() for i in range(count)]
        assert array[count] is None, "the array is not closed by NULL"
        for i in range(count):
            free(array[i])
        free(array)
        return names, count

    def domains(self, flags=0):
        """virConnectListAllDomains as a list of Domain."""
        out = POINTER(c_void_p)()
        count = call("virConnectListAllDomains", self, byref(out), flags)
        found = [Domain(out[i]) for i in range(count)]
        assert out[count] is None, "the array is not closed by NULL"
        free(out)
        return found

    def names(self, flags=0):
        return sorted(d.GetName() for d in self.domains(flags))

    def ids(self, room=1000):
        out = (c_int * room)()
        return sorted(out[:call("virConnectListDomains", self, out, room)])

    def defined_names(self, room=1000):
        out = (c_void_p * room)()
        count = call("virConnectListDefinedDomains", self, out, room)
        names = [ctypes.string_at(out[i]).decode() for i in range(count)]
        for i in range(count):
            free(out[i])
        return sorted(names)


def _snapshots(function, handle, flags):
    out = POINTER(c_void_p)()
    count = call(function, handle, byref(out), flags)
    found = [Snapshot(out[i]) for i in range(count)]
    assert out[count] is None, "the array is not closed by NULL"
    free(out)
    return found


def _snapshot_names(function, handle, flags, room):
    out = (c_void_p * max(room, 1))()
    count = call(function, handle, out, room, flags)
    names = [ctypes.string_at(out[i]).decode() for i in range(count)]
    for i in range(count):
        free(out[i])
    return names


class Stream(Handle):
    _prefixes = ("virStream",)
    _free = "virStreamFree"

    def send(self, data):
        """How many bytes were sent; `None` if there is no room now."""
        return self._moved("virStreamSend", raw.virStreamSend(self.ptr, data, len(data)))

    def recv(self, room=4096):
        """What came, b"" at the end; `None` if nothing is there now."""
        data = ctypes.create_string_buffer(room)
        n = self._moved("virStreamRecv", raw.virStreamRecv(self.ptr, data, room))
        return None if n is None else data.raw[:n]

    @staticmethod
    def _moved(function, n):
        if n == -1:
            raise Error.last(function)
        return None if n == -2 else n


class Domain(Handle):
    _prefixes = ("virDomain",)
    _free = "virDomainFree"

    def snapshots(self, flags=0):
        """virDomainListAllSnapshots as a list of Snapshot."""
        return _snapshots("virDomainListAllSnapshots", self, flags)

    def snapshot_names(self, flags=0, room=1000):
        """virDomainSnapshotListNames, in its order."""
        return _snapshot_names("virDomainSnapshotListNames", self, flags, room)

    def state(self):
        """(state, reason)"""
        state, reason = c_int(-1), c_int(-1)
        call("virDomainGetState", self, byref(state), byref(reason), 0)
        return state.value, reason.value

    def info(self):
        out = DomainInfo()
        call("virDomainGetInfo", self, byref(out))
        return out

    def control_info(self):
        out = ControlInfo()
        call("virDomainGetControlInfo", self, byref(out), 0)
        return out

    def autostart(self):
        out = c_int(-1)
        call("virDomainGetAutostart", self, byref(out))
        return out.value

    def uuid(self):
        """The UUID as its 16 bytes."""
        out = ctypes.create_string_buffer(16)
        call("virDomainGetUUID", self, out)
        return out.raw

    def uuid_string(self):
        out = ctypes.create_string_buffer(37)
        call("virDomainGetUUIDString", self, out)
        return out.value.decode()

    def id(self):
        """The id, or None (the C function answers (unsigned) -1)."""
        value = call("virDomainGetID", self)
        return None if value == 0xFFFFFFFF else value


class Snapshot(Handle):
    _prefixes = ("virDomainSnapshot", "virDomain")
    _free = "virDomainSnapshotFree"

    def children(self, flags=0):
        """virDomainSnapshotListAllChildren as a list of Snapshot."""
        return _snapshots("virDomainSnapshotListAllChildren", self, flags)

    def children_names(self, flags=0, room=1000):
        """virDomainSnapshotListChildrenNames, in its order."""
        return _snapshot_names("virDomainSnapshotListChildrenNames", self, flags, room)


def get_version(driver=None):
    """(library, driver) as virGetVersion tells them."""
    library, kind = c_ulong(), c_ulong()
    call("virGetVersion", byref(library), driver, byref(kind) if driver is not None else None)
    return library.value, kind.value

