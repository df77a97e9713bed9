"""Connections and URIs. On stock these open qemu:///system where they need many connections."""
import json
import os
import re
import socket

import lv
from codes import ERR
from harness import Skip, ours_only

UNSET = object()


def with_default_uri(t, value):
    old = os.environ.pop("LIBVIRT_DEFAULT_URI", None)
    t.at_end(lambda: os.environ.pop("LIBVIRT_DEFAULT_URI", None) if old is None
             else os.environ.__setitem__("LIBVIRT_DEFAULT_URI", old))
    if value is not UNSET:
        os.environ["LIBVIRT_DEFAULT_URI"] = value


def test_initialize_and_version(t):
    t.eq(lv.virInitialize(), 0)
    t.eq(lv.virInitialize(), 0)
    library, _ = lv.get_version()
    t.eq(library, 11003000)
    for name in ("QEMU", "qemu", "Foo", ""):
        t.eq(lv.get_version(name), (library, library))
    t.eq(lv.raw.virGetVersion(None, None, None), -1)


def test_what_a_connection_tells(t):
    conn = t.conn
    t.eq(conn.GetType(), "QEMU")
    t.eq(conn.lib_version(), lv.get_version()[0])
    assert 7000000 <= conn.version() < 100000000, conn.version()
    t.eq((conn.IsAlive(), conn.IsSecure(), conn.IsEncrypted()), (1, 1, 0))
    assert conn.GetHostname() in (socket.gethostname(), socket.getfqdn()), conn.GetHostname()
    t.eq(conn.GetURI(), t.uri)


def test_node_info(t):
    info = t.conn.node_info()
    with open("/proc/meminfo") as f:
        total = int(re.search(r"MemTotal:\s*(\d+)", f.read())[1])
    t.eq(info.model.decode(), os.uname().machine)
    assert abs(info.memory - total) < total * 0.7, f"{info.memory} KiB, /proc/meminfo says {total}"
    t.eq(info.cpus, os.sysconf("SC_NPROCESSORS_ONLN"))
    assert info.nodes >= 1 and info.sockets >= 1 and info.cores >= 1 and info.threads >= 1
    assert info.nodes * info.sockets * info.cores * info.threads >= info.cpus
    assert 0 < lv.virNodeGetFreeMemory(t.conn) <= total * 1024


def test_capabilities(t):
    text = t.conn.GetCapabilities()
    t.has(text, "<capabilities>", "<host>", "<arch>x86_64</arch>", "<arch name='x86_64'>", "<domain type='qemu'",
          "<os_type>hvm</os_type>", "<emulator>/usr/bin/qemu-system-x86_64</emulator>")
    assert re.search(r"<uuid>[0-9a-f-]{36}</uuid>", text)
    assert re.search(r"<machine canonical='pc-i440fx-[^']+' maxCpus='\d+'>pc</machine>", text), "no alias pc"
    assert re.search(r"<machine canonical='pc-q35-[^']+' maxCpus='\d+'>q35</machine>", text), "no alias q35"
    t.eq(t.conn.GetCapabilities(), text)


def test_max_vcpus(t):
    t.eq(t.conn.GetMaxVcpus(None), 16)
    t.eq(t.conn.GetMaxVcpus("qemu"), 16)
    assert t.conn.GetMaxVcpus("kvm") >= 16
    for name in ("xen", "foo", ""):
        t.refused("INVALID_ARG/QEMU", t.conn.GetMaxVcpus, name)


def open_and_tell(uri, opener=None):
    conn = (opener or lv.virConnectOpen)(uri)
    return conn.GetURI(), conn.GetType()


def test_bad_uris(t):
    wrong = []
    table = {
        "qemu:///bogus": "INTERNAL_ERROR/NONE", "qemu:///": "INTERNAL_ERROR/NONE", "qemu://": "INTERNAL_ERROR/NONE",
        "qemu:": "INTERNAL_ERROR/NONE", "qemu:///system/": "INTERNAL_ERROR/NONE", "qemu:///Embed": "INTERNAL_ERROR/NONE",
        "qemu": "NO_CONNECT/NONE", "foo": "NO_CONNECT/NONE", "/system": "NO_CONNECT/NONE",
        "QEMU:///system": "NO_CONNECT/NONE", "foo:///x": "NO_CONNECT/NONE", "lxc:///x": "NO_CONNECT/NONE",
        "::": "INTERNAL_ERROR/URI", " qemu:///system": "INTERNAL_ERROR/URI", "qemu:///system ": "INTERNAL_ERROR/URI",
        "qemu:///embed": "INVALID_ARG/URI", "qemu:///embed?foo=1": "INVALID_ARG/URI",
        "qemu:///embed?root=": "CONFIG_UNSUPPORTED/NONE", "qemu:///embed?root=relative": "CONFIG_UNSUPPORTED/NONE",
        "qemu+foo:///system": "INVALID_ARG/REMOTE", }
    if t.stock:
        table["test:///nonexistent"] = "SYSTEM_ERROR/NONE"
    answers = open_elsewhere(t, list(table))
    for uri, expected in table.items():
        if answers[uri] != [expected] * 3:
            wrong.append(f"{uri!r}: {answers[uri]}, expected {expected}")
    assert not wrong, "\n".join(wrong)


def open_elsewhere(t, uris, env=None):
    """What Open, OpenReadOnly and OpenAuth answer to each URI, in a process that has opened nothing before."""
    process = t.spawn("""
def tell(call):
    try:
        return call().GetURI()
    except lv.Error as e:
        return e.name
print(json.dumps([[tell(lambda: lv.virConnectOpen(u)), tell(lambda: lv.virConnectOpenReadOnly(u)),
                   tell(lambda: lv.virConnectOpenAuth(u, None, 0))] for u in json.loads(argv[0])]))
""", json.dumps(uris), connects=False, env=dict(os.environ, **(env or {})))
    return dict(zip(uris, json.loads(process.communicate()[0])))


def test_remote_uris_that_nobody_serves(t):
    """Nothing of ours reaches over a network; what stock cannot reach is an error there as well."""
    for uri in ("qemu+tcp://127.0.0.1:1/system", "qemu+ssh://nobody@127.0.0.1:1/system?no_verify=1",
                "qemu://127.0.0.1:1/system"):
        try:
            lv.virConnectOpen(uri)
        except lv.Error as e:
            assert e.code in (ERR.SYSTEM_ERROR, ERR.NO_CONNECT, ERR.NO_SUPPORT, ERR.CONFIG_UNSUPPORTED, ERR.RPC), e
        else:
            raise AssertionError(f"{uri} opens")


@ours_only("each open of stock's embed mode costs it one of twenty")
def test_uri_is_kept_as_it_was_given(t):
    os.makedirs(t.path("a b"), exist_ok=True)
    for uri in (f"qemu:///embed?root={t.dir}&x=1", f"qemu:///embed?root={t.dir}#fragment",
                f"qemu:///embed?root={t.dir}/a%20b"):
        t.eq(open_and_tell(uri), (uri, "QEMU"))
    t.eq(open_and_tell(f"qemu:/embed?root={t.dir}"), (f"qemu:///embed?root={t.dir}", "QEMU"))


@ours_only("stock's session mode starts a daemon")
def test_session(t):
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"):
        os.environ[name] = t.path(name)
        os.makedirs(t.path(name))
        t.at_end(os.environ.pop, name)
    for uri in ("qemu:///session", "qemu+unix:///session", "qemu:/session", "qemu:///session?x=%41"):
        conn = lv.virConnectOpen(uri)
        t.eq((conn.GetType(), conn.IsAlive()), ("QEMU", 1))
        t.eq(conn.GetURI(), "qemu:///session" if uri == "qemu:/session" else uri)
        t.eq(conn.names(), [])
    conn = lv.virConnectOpen("qemu:///session")
    dom = lv.virDomainDefineXML(conn, t.xml())
    t.file(os.path.join(t.path("XDG_CONFIG_HOME"), "libvirt/qemu", t.name() + ".xml"))
    dom.Create()
    t.is_state(dom, "RUNNING/BOOTED")
    t.file(os.path.join(t.path("XDG_RUNTIME_DIR"), "libvirt/qemu/run", t.name() + ".pid"))
    assert not t.exists(), "a session's domain is seen elsewhere"
    dom.Destroy()
    dom.Undefine()


def test_default_uri(t):
    for value, expected in (("bogus:///x", "NO_CONNECT/NONE"), ("qemu:///nonsense", "INTERNAL_ERROR/NONE")):
        for given in (None, ""):
            t.eq(open_elsewhere(t, [given], {"LIBVIRT_DEFAULT_URI": value})[given], [expected] * 3)
    if not t.stock:
        for given in (None, ""):
            t.eq(open_elsewhere(t, [given], {"LIBVIRT_DEFAULT_URI": t.uri})[given], [t.uri] * 3)


@ours_only("stock's answer depends on which daemons run")
def test_probing_without_a_default(t):
    """As root the system's domains are meant, else the session's."""
    with_default_uri(t, UNSET)
    expected = "qemu:///system" if os.geteuid() == 0 else "qemu:///session"
    for given in (None, ""):
        try:
            t.eq(open_and_tell(given), (expected, "QEMU"))
        except lv.Error as e:
            # A daemon of stock's may own the directories.
            if not os.path.exists("/run/libvirt/qemu/driver.pid"):
                raise
            assert e.code in (ERR.NO_CONNECT, ERR.OPERATION_INVALID, ERR.OPERATION_FAILED, ERR.RESOURCE_BUSY,
                              ERR.SYSTEM_ERROR, ERR.CONFIG_UNSUPPORTED), e


@ours_only("each open of stock's embed mode costs it one of twenty")
def test_open_auth(t):
    for flags in (0, 1, 2, 4, 1 << 30):
        conn = lv.virConnectOpenAuth(t.uri, None, flags)
        t.eq(conn.GetURI(), t.uri)
        if flags == 1:
            t.refused("OPERATION_DENIED/DOMAIN", lv.virDomainDefineXML, conn, t.xml())
        else:
            lv.virDomainDefineXML(conn, t.xml()).Undefine()


@ours_only("stock's embed mode cannot open that often")
def test_many_connections(t):
    t.define()
    connections = [lv.virConnectOpen(t.uri) for _ in range(200)]
    for conn in connections[::20]:
        t.eq(t.lookup(conn=conn).GetMaxMemory(), 16384)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(200):
        lv.virConnectOpen(t.uri).close()
    assert len(os.listdir("/proc/self/fd")) <= before + 2, "closing leaves descriptors open"


@ours_only("that is the difference")
def test_opening_starts_nothing_and_probes_nothing(t):
    root = t.path("fresh")
    os.mkdir(root)
    source = """
conn = lv.virConnectOpen("qemu:///embed?root=" + argv[0])
conn.GetURI(), conn.GetHostname(), conn.node_info(), conn.names(), conn.IsAlive()
print(len(os.listdir("/proc/self/task")), [p for p in os.listdir("/proc") if p.isdigit()
      and open("/proc/%s/stat" % p).read().split(") ")[-1].split()[1] == str(os.getpid())])
"""
    process = t.spawn(source, root)
    out, _ = process.communicate()
    t.eq(out.strip(), "1 []")
    files = [os.path.join(d, f) for d, _, fs in os.walk(root) for f in fs]
    assert not [f for f in files if "capabilities" in f], files


def test_keep_alive_and_close_callbacks_answer(t):
    """They may be unsupported; they must not hang or crash."""
    for call in (lambda: t.conn.SetKeepAlive(5, 3), lambda: t.conn.SetKeepAlive(-1, 3)):
        try:
            assert call() in (0, 1)
        except lv.Error as e:
            assert e.code in (ERR.INTERNAL_ERROR, ERR.NO_SUPPORT, ERR.INVALID_ARG), e
        except lv.Missing as e:
            raise Skip(str(e))
