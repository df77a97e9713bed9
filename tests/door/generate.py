"""Writes a C program that calls every function of the API description with what it must survive.

    generate.py API.xml... >door.c

Each function is called with arguments that are well-formed, and then, one argument at a time, with
bad ones: handles that are NULL, freed, of another kind or the program's own memory; NULL strings and NULL pointers to
write to; empty, long and odd strings; counts that are negative, zero or absurd; flags that nobody knows. A call with a
bad handle or with unknown flags has to fail; every call that fails has to say why.
"""
import re
import sys
import xml.etree.ElementTree as ElementTree

# They end the process, or wait for something, or set what the others need.
NEVER = {"virEventRunDefaultImpl", "virEventRegisterImpl", "virEventRegisterDefaultImpl", "virNodeSuspendForDuration",
         "virDefaultErrorFunc", "virFreeError", "virResetError", "virTypedParamsFree", "virTypedParamsClear", "virDomainStatsRecordListFree",
         "virDomainFSInfoFree", "virDomainIOThreadInfoFree", "virDomainInterfaceFree", "virNetworkDHCPLeaseFree",
         "virConnSetErrorFunc", "virSetErrorFunc"}
# They say no without an error in libvirt too.
SILENT = {"virConnGetLastError", "virConnCopyLastError", "virConnResetLastError", "virGetLastError", "virSaveLastError", "virResetLastError",
          "virTypedParamsGet", "virEventAddHandle", "virEventRemoveHandle", "virEventAddTimeout", "virEventRemoveTimeout",
          "virGetLastErrorMessage", "virGetLastErrorCode", "virGetLastErrorDomain", "virCopyLastError"}
# It looks at the flags that it knows, and takes all others.
ANY_FLAGS = {"virStreamNew"}
# An inactive domain has no id, which is no error.
SILENT.add("virDomainGetID")

GOOD = {
    "virConnectPtr": "conn", "virDomainPtr": "dom", "virStreamPtr": "stream", "virDomainSnapshotPtr": "snapshot",
}
KINDS = ["virConnectPtr", "virDomainPtr", "virStreamPtr", "virDomainSnapshotPtr", "virDomainCheckpointPtr", "virNetworkPtr", "virNetworkPortPtr",
         "virStoragePoolPtr", "virStorageVolPtr", "virSecretPtr", "virNodeDevicePtr", "virInterfacePtr", "virNWFilterPtr", "virNWFilterBindingPtr"]
NUMBERS = {
    "int": ("1", ["-1", "0", "INT_MAX", "INT_MIN"]),
    "unsigned int": ("1", ["0", "UINT_MAX"]),
    "unsigned long": ("1", ["0", "ULONG_MAX"]),
    "unsigned long long": ("1", ["0", "ULLONG_MAX"]),
    "long long": ("1", ["0", "-1", "LLONG_MAX"]),
    "size_t": ("1", ["0", "SIZE_MAX"]),
    "double": ("1.0", ["-1.0", "1e300"]),
}
STRINGS = ["NULL", '""', "long_text", '"../%s%n"', '"<domain/>"']
# Their element counts say how much there is to read: too large a one is the caller's lie, which nobody can see through.
READ = {"virTypedParameterPtr", "const unsigned char *", "const char **", "unsigned char *", "const char *"}


def values(argument, others):
    """A well-formed value, and bad ones as (text, must fail)."""
    name, kind = argument
    if kind in KINDS:
        wrong = "dom" if kind != "virDomainPtr" else "conn"
        return GOOD.get(kind, "NULL"), [("NULL", True), ("(%s)freed" % kind, True), ("(%s)foreign" % kind, True), ("(%s)%s" % (kind, wrong), True), ("(%s)1" % kind, True)]
    if kind in NUMBERS:
        good, bad = NUMBERS[kind]
        if "flags" in name.lower():
            return "0", [("0x04000000", True), (bad[-1], True)]
        if others & READ and kind != "double":
            bad = [b for b in bad if "MAX" not in b]
        return good, [(b, False) for b in bad]
    if kind == "const char *":
        return '"x"', [(s, False) for s in STRINGS]
    if kind == "const char **":
        return "texts", [("NULL", False)]
    if kind in ("char ** const", "char **"):
        return "(char **)room(%d)", [("NULL", False)]
    if kind == "virDomainPtr *":
        return "domains", [("NULL", False), ("strangers", True)]
    if kind == "virTypedParameterPtr":
        return "parameters", [("NULL", False), ("(virTypedParameterPtr)garbage", False)]
    if kind.endswith(("Callback", "Func")):
        return "(%s)callback" % kind, [("NULL", False)]
    return "(%s)room(%%d)" % kind, [("NULL", False)]


def failed(kind):
    """How the function's failure looks in `r`."""
    if kind.endswith("*") or kind.endswith("Ptr"):
        return "r == NULL"
    if kind.startswith("unsigned long"):
        return "r == 0"
    return "r == (%s)-1" % kind


def release(kind):
    if kind in ("char *", "unsigned char *"):
        return "free(r);"
    if kind == "virConnectPtr":
        return "if (r) virConnectClose(r);"
    if kind in KINDS:
        return "if (r) %sFree(r);" % kind[:-3]
    if kind == "virErrorPtr":
        return ""
    return "(void)r;"


def received(kind, i):
    """Frees what a call that succeeded wrote to its i-th argument, a room of ours."""
    room = "rooms[%d]" % i
    if kind == "virTypedParameterPtr *":
        # The count stands in the next argument.
        return "virTypedParamsFree(*(virTypedParameterPtr *)%s, *(int *)rooms[%d]); *(void **)%s = NULL;" % (room, i + 1, room)
    found = re.match(r"(vir\w+)Ptr \*\*$", kind)
    if found:
        name = "virDomainStatsRecordListFree(*(virDomainStatsRecordPtr **)%s)" % room if found[1] == "virDomainStatsRecord" else \
            "list(%s, r, (void (*)(void *))%sFree)" % (room, found[1])
        return name + ";"
    if kind == "virErrorPtr":
        return "virResetError((virErrorPtr)%s);" % room
    if kind == "char ***":
        return "list(%s, r, free);" % room
    if kind == "char ** const":
        return "for (int i = 0; i < (int)r; i++) free(((char **)%s)[i]);" % room
    if kind in ("unsigned char **", "char **"):
        return "free(*(void **)%s);" % room
    return ""


# What takes back a registration that succeeded.
LEAVE = {
    "virConnectDomainEventRegisterAny": "virConnectDomainEventDeregisterAny(conn, r);",
    "virConnectDomainEventRegister": "virConnectDomainEventDeregister(conn, (virConnectDomainEventCallback)callback);",
    "virConnectRegisterCloseCallback": "virConnectUnregisterCloseCallback(conn, (virConnectCloseFunc)callback);",
    "virConnectDomainQemuMonitorEventRegister": "virConnectDomainQemuMonitorEventDeregister(conn, r);",
}


def cases(function):
    name = function.get("name")
    arguments = [(a.get("name"), a.get("type").strip()) for a in function.findall("arg")]
    returns = function.find("return").get("type").strip()
    taken = [k for _, k in arguments if k in KINDS]
    if name in NEVER or returns == "void" or not arguments:
        return
    if any(k in KINDS and k not in GOOD for k in taken[:1]):
        # Nobody can have such a handle yet: the first argument stays bad.
        taken_good = False
    else:
        taken_good = True
    kinds = {k for _, k in arguments}
    choices = [values(a, kinds - {a[1]}) for a in arguments]
    good = [c[0] % i if "%d" in c[0] else c[0] for i, c in enumerate(choices)]
    calls = [(good, "all well-formed", not taken_good)]
    for i, (_, bad) in enumerate(choices):
        for text, must in bad:
            must = must and not (name in ANY_FLAGS and "flags" in arguments[i][0])
            # A second handle may be optional.
            must = must and not (text == "NULL" and i > 0)
            calls.append((good[:i] + [text] + good[i + 1:], "%s = %s" % (arguments[i][0], text), must or not taken_good))
    for values_, what, must in calls:
        after = " ".join(filter(None, (received(k, i) for i, (_, k) in enumerate(arguments) if "rooms" in values_[i] or "room(" in values_[i])))
        yield name, returns, values_, what, must and name not in SILENT, after + LEAVE.get(name, "")


PRELUDE = r"""/* Made by generate.py. */
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
@HEADERS@#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static virConnectPtr conn;
static virDomainPtr dom;
static virStreamPtr stream;
static virDomainSnapshotPtr snapshot;
static void *freed;
static unsigned char foreign[4096], garbage[4096];
static unsigned char rooms[16][65536];
static virTypedParameter parameters[4];
static const char *texts[] = { "x", NULL };
static virDomainPtr domains[2], strangers[2];
static char *long_text;
static unsigned int passed, failures;

static void *room(int i) { return rooms[i]; }
static int callback(void) { return -1; }
static void list(void *room, long count, void (*release)(void *))
{
    void **items = *(void ***)room;
    for (long i = 0; items && i < count; i++)
        release(items[i]);
    free(items);
}
static void quiet(void *data, virErrorPtr error) { (void)data; (void)error; }

static const char document[] =
    "<domain type='qemu'><name>door</name><uuid>6a1b9c0e-6b5b-4b5e-9d1c-0a1b2c3d4e5f</uuid><memory>32768</memory>"
    "<os><type>hvm</type><kernel>/nonexistent/kernel</kernel></os></domain>";

static int descriptors(void)
{
    int count = 0;
    for (int fd = 0; fd < 1024; fd++)
        count += fcntl(fd, F_GETFD) != -1;
    return count;
}

/* Everything as it was, whatever the last call did. */
static void ready(const char *name)
{
    size_t length = strlen(name);
    for (int i = 0; i < 16; i++)
        memset(rooms[i], 0, 512);
    memset(parameters, 0, sizeof parameters);
    strcpy(parameters[0].field, "x");
    parameters[0].type = VIR_TYPED_PARAM_INT;
    memset(garbage, 0xa5, sizeof garbage);
    if (virDomainIsPersistent(dom) != 1) {
        virDomainPtr again = virDomainDefineXML(conn, document);
        if (!again) {
            printf("the domain cannot be defined again after what came before %s: %s\n", name, virGetLastErrorMessage());
            exit(1);
        }
        virDomainFree(again);
    }
    if (length > 4 && !strcmp(name + length - 4, "Free")) {
        if (!strcmp(name, "virDomainFree")) virDomainRef(dom);
        if (!strcmp(name, "virStreamFree")) virStreamRef(stream);
        if (!strcmp(name, "virDomainSnapshotFree") && snapshot) virDomainSnapshotRef(snapshot);
    }
    if (!strcmp(name, "virConnectClose")) virConnectRef(conn);
    virResetLastError();
}

/* The reference that a Ref took, or that a Free which had to fail did not give back. */
static void done(const char *name, const char *what, int has_failed, int must_fail, int silent)
{
    size_t length = strlen(name);
    int code = virGetLastErrorCode();
    if (has_failed && code == VIR_ERR_OK && !silent) {
        printf("%s, %s: failed without an error\n", name, what);
        failures++;
    } else if (!has_failed && must_fail) {
        printf("%s, %s: did not fail\n", name, what);
        failures++;
    } else if (code == VIR_ERR_INTERNAL_ERROR && strstr(virGetLastErrorMessage(), "panicked")) {
        printf("%s, %s: %s\n", name, what, virGetLastErrorMessage());
        failures++;
    } else {
        passed++;
    }
    if (length > 3 && !strcmp(name + length - 3, "Ref") && !has_failed) {
        if (!strcmp(name, "virDomainRef")) virDomainFree(dom);
        if (!strcmp(name, "virStreamRef")) virStreamFree(stream);
        if (!strcmp(name, "virDomainSnapshotRef") && snapshot) virDomainSnapshotFree(snapshot);
        if (!strcmp(name, "virConnectRef")) virConnectClose(conn);
    }
    if (length > 4 && !strcmp(name + length - 4, "Free") && has_failed) {
        if (!strcmp(name, "virDomainFree")) virDomainFree(dom);
        if (!strcmp(name, "virStreamFree")) virStreamFree(stream);
        if (!strcmp(name, "virDomainSnapshotFree") && snapshot) virDomainSnapshotFree(snapshot);
    }
    if (!strcmp(name, "virConnectClose") && has_failed) virConnectClose(conn);
}

"""

MAIN = r"""
int main(int argc, char **argv)
{
    if (argc != 2 || !(conn = virConnectOpen(argv[1]))) {
        printf("cannot open: %s\n", virGetLastErrorMessage());
        return 1;
    }
    virSetErrorFunc(NULL, quiet);
    virEventRegisterDefaultImpl();
    if (!(dom = virDomainDefineXML(conn, document))) {
        printf("cannot define: %s\n", virGetLastErrorMessage());
        return 1;
    }
    stream = virStreamNew(conn, VIR_STREAM_NONBLOCK);
    virDomainPtr gone = virDomainLookupByName(conn, "door");
    freed = gone;
    virDomainFree(gone);
    domains[0] = dom;
    strangers[0] = (virDomainPtr)foreign;
    long_text = malloc(100001);
    memset(long_text, 'a', 100000);
    long_text[100000] = 0;
    int before = descriptors();
    all();
    /* What is taken out of the event loop is let go of when the loop turns. */
    int timer = virEventAddTimeout(0, (virEventTimeoutCallback)callback, NULL, NULL);
    for (int i = 0; i < 3; i++)
        virEventRunDefaultImpl();
    virEventRemoveTimeout(timer);
    virEventRunDefaultImpl();
    if (descriptors() > before) {
        printf("%d descriptors were left open\n", descriptors() - before);
        failures++;
    }
    free(long_text);
    if (stream) virStreamFree(stream);
    virDomainUndefine(dom);
    virDomainFree(dom);
    if (virConnectClose(conn) != 0) {
        printf("the connection is still held by something\n");
        failures++;
    }
    printf("%u passed, %u failed\n", passed, failures);
    return failures != 0;
}
"""


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main():
    more = [m[1] for m in (re.search(r"(libvirt-\w+)-api\.xml$", path) for path in sys.argv[1:]) if m]
    out = [PRELUDE.replace("@HEADERS@", "".join("#include <libvirt/%s.h>\n" % m for m in more))]
    names = []
    for path in sys.argv[1:]:
        for function in sorted(ElementTree.parse(path).iter("function"), key=lambda f: f.get("name")):
            body = []
            for name, returns, arguments, what, must, after in cases(function):
                body.append("    { ready(%s); %s r = %s(%s); done(%s, %s, %s, %d, %d);%s%s }" % (
                    literal(name), returns, name, ", ".join(arguments), literal(name), literal(what), failed(returns), must,
                    name in SILENT, (" " + release(returns)) if not re.search(r"^const |Ref$|GetConnect$", returns + name) else "",
                    " if (!(%s)) { %s }" % (failed(returns), after) if after else ""))
            if body:
                names.append(function.get("name"))
                out.append("static void call_%s(void)\n{\n%s\n}\n" % (function.get("name"), "\n".join(body)))
    out.append("static void all(void)\n{\n%s\n}" % "\n".join("    call_%s();" % n for n in names))
    out.append(MAIN)
    print("\n".join(out))


if __name__ == "__main__":
    main()
