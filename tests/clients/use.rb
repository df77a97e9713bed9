# A guest's life through ruby-libvirt: use.rb URI DOMAIN-XML-FILE DIRECTORY
require "libvirt"

uri, document, directory = ARGV
image = File.join(directory, "image")

def is(got, wanted, what)
  raise "#{what}: got #{got.inspect}, expected #{wanted.inspect}" unless got == wanted
end

conn = Libvirt::open(uri)
is(conn.type, "QEMU", "type")
is(conn.list_all_domains.length, 0, "domains")
dom = conn.define_domain_xml(File.read(document))
dom.create
is(dom.state[0], Libvirt::Domain::RUNNING, "state")
dom.save(image)
Libvirt::Domain::restore(conn, image)
is(dom.info.state, Libvirt::Domain::RUNNING, "state after restore")
dom.suspend
is(dom.state[0], Libvirt::Domain::PAUSED, "state")
dom.managed_save
is(dom.has_managed_save?, true, "managed save")
dom.create
dom.destroy
dom.undefine
is(conn.list_all_domains.length, 0, "domains at the end")
begin
  conn.lookup_domain_by_name("nobody")
rescue Libvirt::RetrieveError => e
  is(e.libvirt_code, 42, "nobody")
else
  raise "nobody is found"
end
conn.close
