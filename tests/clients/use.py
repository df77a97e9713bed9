"""A guest's life through libvirt-python: use.py URI DOMAIN-XML-FILE DIRECTORY"""
import os
import sys

import libvirt

uri, document, directory = sys.argv[1:]
image = os.path.join(directory, "image")
told = []
events = []


def mine():
    """That libvirt.so.0 is the one under test."""
    with open("/proc/self/maps") as maps:
        return {os.path.realpath(line.split()[-1]) for line in maps if "/libvirt.so" in line}


assert mine() == {os.path.realpath(os.path.join(os.environ["LD_LIBRARY_PATH"], "libvirt.so.0"))}, mine()
libvirt.registerErrorHandler(lambda context, error: told.append(error[0]), None)
libvirt.virEventRegisterDefaultImpl()
conn = libvirt.open(uri)
assert conn.getType() == "QEMU" and libvirt.getVersion() == conn.getLibVersion() == 11003000
assert conn.listAllDomains() == []

# By the loop of libvirt, turned by hand.
callback = conn.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                       lambda c, d, event, detail, opaque: events.append((d.name(), event)), None)


def turn_until(wanted):
    timer = libvirt.virEventAddTimeout(100, lambda timer, opaque: None, None)
    for _ in range(100):
        if [e for _, e in events] == wanted:
            break
        libvirt.virEventRunDefaultImpl()
    libvirt.virEventRemoveTimeout(timer)
    assert [e for _, e in events] == wanted, (events, wanted)
    events.clear()


with open(document) as f:
    dom = conn.defineXML(f.read())
assert [d.UUIDString() for d in conn.listAllDomains()] == [dom.UUIDString()] and not dom.isActive()
dom.create()
assert dom.state() == [libvirt.VIR_DOMAIN_RUNNING, libvirt.VIR_DOMAIN_RUNNING_BOOTED], dom.state()
assert dom.info()[0] == libvirt.VIR_DOMAIN_RUNNING and dom.ID() > 0
turn_until([libvirt.VIR_DOMAIN_EVENT_DEFINED, libvirt.VIR_DOMAIN_EVENT_RESUMED, libvirt.VIR_DOMAIN_EVENT_STARTED])

dom.saveFlags(image, None, libvirt.VIR_DOMAIN_SAVE_PAUSED)
assert dom.state() == [libvirt.VIR_DOMAIN_SHUTOFF, libvirt.VIR_DOMAIN_SHUTOFF_SAVED]
assert dom.name() in conn.saveImageGetXMLDesc(image)
conn.restoreFlags(image, None, 0)
assert dom.state()[0] == libvirt.VIR_DOMAIN_PAUSED
dom.resume()
try:
    conn.restoreFlags(image, None, libvirt.VIR_DOMAIN_SAVE_RUNNING | libvirt.VIR_DOMAIN_SAVE_PAUSED)
except libvirt.libvirtError as e:
    assert e.get_error_code() == libvirt.VIR_ERR_INVALID_ARG, e
else:
    raise AssertionError("two flags that exclude one another")
assert told == [libvirt.VIR_ERR_INVALID_ARG], told
dom.managedSave()
assert dom.hasManagedSaveImage()
dom.create()
assert dom.state()[0] == libvirt.VIR_DOMAIN_RUNNING
dom.setMetadata(libvirt.VIR_DOMAIN_METADATA_TITLE, "by Python", None, None, 0)
assert dom.metadata(libvirt.VIR_DOMAIN_METADATA_TITLE, None) == "by Python"
dom.destroy()
conn.domainEventDeregisterAny(callback)
dom.undefine()
assert conn.listAllDomains() == []
try:
    conn.lookupByName("nobody")
except libvirt.libvirtError as e:
    assert e.get_error_code() == libvirt.VIR_ERR_NO_DOMAIN
conn.close()
