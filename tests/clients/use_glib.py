"""A guest's life through libvirt-glib: use_glib.py URI DOMAIN-XML-FILE DIRECTORY"""
import os
import sys

import gi

gi.require_version("LibvirtGLib", "1.0")
gi.require_version("LibvirtGConfig", "1.0")
gi.require_version("LibvirtGObject", "1.0")
from gi.repository import GLib, LibvirtGConfig, LibvirtGLib, LibvirtGObject  # noqa: E402

uri, document, directory = sys.argv[1:]
image = os.path.join(directory, "image")
LibvirtGLib.init(None)
LibvirtGLib.event_register()        # GLib's loop carries libvirt's events

conn = LibvirtGObject.Connection.new(uri)
seen = []
conn.connect("domain-added", lambda c, d: seen.append("added"))
conn.connect("domain-removed", lambda c, d: seen.append("removed"))
conn.open(None)
conn.fetch_domains(None)
assert conn.get_domains() == []


def turn_until(wanted):
    main = GLib.MainLoop()
    GLib.timeout_add(10, lambda: main.quit() or False if wanted in seen else True)
    deadline = GLib.timeout_add(10000, main.quit)
    main.run()
    if wanted in seen:
        GLib.source_remove(deadline)
    assert wanted in seen, (wanted, seen)


with open(document) as f:
    dom = conn.create_domain(LibvirtGConfig.Domain.new_from_xml(f.read()))
dom.connect("started", lambda d: seen.append("started"))
dom.connect("stopped", lambda d: seen.append("stopped"))
turn_until("added")
dom.start(0)
turn_until("started")
assert dom.get_info().state == LibvirtGObject.DomainState.RUNNING
dom.saved_path = image
dom.save(0)
turn_until("stopped")
assert dom.get_saved()
dom.start(0)
dom.stop(0)
dom.delete(0)
turn_until("removed")
conn.close()
