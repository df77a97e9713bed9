"""libvirt-qemu: commands that callers give to QEMU's monitor themselves."""
import json
import os
from ctypes import POINTER, byref, c_int, c_uint, c_void_p, string_at

import lv

HMP = 1


def command(dom, text, flags=0):
    """The monitor's answer as text."""
    result = c_void_p()
    lv.call("virDomainQemuMonitorCommand", dom, text, byref(result), flags)
    return take(result)


def take(result):
    text = string_at(result.value).decode()
    lv.free(result)
    return text


def qmp(dom, name, **arguments):
    """What QEMU returns, or the class of its refusal."""
    asked = {"execute": name}
    if arguments:
        asked["arguments"] = arguments
    answer = json.loads(command(dom, json.dumps(asked)))
    return answer["return"] if "return" in answer else answer["error"]["class"]


def with_files(dom, text, fds, flags=0):
    """The answer, and the number and the array of descriptors that came back."""
    result, count, back = c_void_p(), c_uint(7), POINTER(c_int)()
    lv.call("virDomainQemuMonitorCommandWithFiles", dom, text, len(fds), (c_int * len(fds))(*fds) if fds else None,
            byref(count), byref(back), byref(result), flags)
    return json.loads(take(result)), count.value, bool(back)


def test_json_in_and_out(t):
    dom = t.start()
    answer = command(dom, '{"execute":"query-status"}')
    told = json.loads(answer)["return"]
    # Once there was a member more.
    told.pop("singlestep", None)
    t.eq(told, {"status": "running", "running": True})
    # The answer is whole, with the id that the library gave, and compact.
    t.eq(list(json.loads(answer)), ["return", "id"])
    assert json.loads(answer)["id"].startswith("libvirt-"), answer
    assert " " not in answer and "\n" not in answer, answer
    t.eq(qmp(dom, "query-name"), {"name": dom.GetName()})
    t.eq(json.loads(command(dom, ' {"execute":\n"query-name"}\n'))["return"], {"name": dom.GetName()})
    t.eq(qmp(dom, "qom-get", path="/machine", property="type").split("-")[-1], "machine")


def test_a_refusal_is_an_answer(t):
    dom = t.start()
    t.eq(qmp(dom, "nonsense"), "CommandNotFound")
    t.eq(qmp(dom, "device_del", id="none"), "DeviceNotFound")
    refused = json.loads(command(dom, '{"execute":"nonsense"}'))
    t.eq(sorted(refused), ["error", "id"])
    t.eq(sorted(refused["error"]), ["class", "desc"])
    for text in ('{"execute":"query-status","foo":1}', "[]", "{}", '{"exec-oob":"query-status"}', '{"execute":5}'):
        t.eq(json.loads(command(dom, text))["error"]["class"], "GenericError")
    t.eq(qmp(dom, "query-name"), {"name": dom.GetName()})


def test_for_people(t):
    dom = t.start()
    assert "running" in command(dom, "info status", HMP)
    assert "unknown command" in command(dom, "nonsense", HMP)
    t.eq(command(dom, "", HMP), "")
    t.eq(qmp(dom, "human-monitor-command", **{"command-line": "info name"}).strip(), dom.GetName())


def test_what_cannot_be_given(t):
    dom = t.start()
    for text in ("info status", "", "garbage", "{'execute':'query-kvm'}"):
        t.refused("INTERNAL_ERROR/NONE", command, dom, text)
    t.refused("INTERNAL_ERROR/QEMU", command, dom, '{"execute":"query-status","id":"mine"}')
    t.refused("INVALID_ARG/QEMU", command, dom, "info status", 2)
    t.refused("INVALID_ARG/NONE", lv.call, "virDomainQemuMonitorCommand", dom, "x", None, 0)
    t.refused("INVALID_DOMAIN/DOM", command, None, "x")
    t.refused("OPERATION_DENIED/NONE", command, t.lookup(conn=t.read_only()), "x")
    dom.Destroy()
    t.refused("OPERATION_INVALID/DOMAIN", command, dom, '{"execute":"query-status"}')
    dom.Undefine()
    t.refused("NO_DOMAIN/QEMU", command, dom, '{"execute":"query-status"}')


def test_descriptors(t):
    dom = t.start()
    fd = os.open("/dev/null", os.O_RDONLY)
    t.at_end(lambda: os.close(fd))
    get = '{"execute":"getfd","arguments":{"fdname":"a"}}'
    close = '{"execute":"closefd","arguments":{"fdname":"a"}}'
    answer, count, back = with_files(dom, get, [fd])
    t.eq((answer["return"], count, back), ({}, 0, False))
    # QEMU keeps it for the commands that come.
    t.eq(with_files(dom, close, [])[0].get("return"), {})
    t.eq(with_files(dom, close, [])[0]["error"]["class"], "GenericError")
    t.eq(with_files(dom, get, [])[0]["error"]["class"], "GenericError")
    t.eq(with_files(dom, close, [-1])[0]["error"]["class"], "GenericError")
    t.refused("INVALID_ARG/QEMU", with_files, dom, get, [fd, fd])
    if not t.stock:  # libvirt reads from NULL
        t.refused("INVALID_ARG/NONE", lv.call, "virDomainQemuMonitorCommandWithFiles", dom, get, 1, None, None, None,
                  byref(c_void_p()), 0)


def test_what_it_does_is_seen(t):
    g = t.guest()
    pulse = g.pulse()
    t.eq(qmp(g.dom, "stop"), {})
    t.wait_state(g.dom, "PAUSED/UNKNOWN")
    t.eq(qmp(g.dom, "query-status")["running"], False)
    t.eq(qmp(g.dom, "cont"), {})
    t.wait_state(g.dom, "RUNNING/UNPAUSED")
    g.goes_on(pulse)
