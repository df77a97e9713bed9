//! Documents that make no sense get libvirt's error numbers (asked of libvirt 11.3).

use super::{Domain, FormatOptions, ParseContext};
use crate::error::virErrorNumber::{self, *};

const BASE: &str = "<domain type='qemu'><name>x</name><memory>65536</memory>\
    <os><type arch='x86_64'>hvm</type></os><devices></devices></domain>";

fn code(xml: &str) -> Option<virErrorNumber> {
    Domain::parse(xml, &ParseContext::define())
        .err()
        .map(|e| e.code)
}

/// The base document with one thing in it replaced.
fn with(old: &str, new: &str) -> String {
    assert!(BASE.contains(old), "{old}");
    BASE.replacen(old, new, 1)
}

#[test]
fn nonsense_in_the_document() {
    assert_eq!(code(BASE), None);
    for (old, new, want) in [
        (BASE, "<dom", VIR_ERR_XML_DETAIL),
        (BASE, "<x/>", VIR_ERR_XML_ERROR),
        (" type='qemu'", "", VIR_ERR_INTERNAL_ERROR),
        ("'qemu'", "'x'", VIR_ERR_CONFIG_UNSUPPORTED),
        ("<name>x</name>", "", VIR_ERR_NO_NAME),
        (">x<", ">a/b<", VIR_ERR_XML_ERROR),
        (">x<", ">a\nb<", VIR_ERR_XML_DETAIL),
        (
            "<memory>",
            "<uuid>zz</uuid><memory>",
            VIR_ERR_INTERNAL_ERROR,
        ),
        ("<memory>", "<title>a\nb</title><memory>", VIR_ERR_XML_ERROR),
        ("<type arch='x86_64'>hvm</type>", "", VIR_ERR_XML_ERROR),
        ("x86_64", "foo", VIR_ERR_CONFIG_UNSUPPORTED),
        ("hvm", "foo", VIR_ERR_CONFIG_UNSUPPORTED),
        ("<memory>", "<memory unit='foo'>", VIR_ERR_INVALID_ARG),
        ("<memory>", "<memory unit='EiB'>", VIR_ERR_OVERFLOW),
        ("65536", "6x", VIR_ERR_XML_ERROR),
        ("65536", " 65536 ", VIR_ERR_XML_ERROR),
        ("<memory>65536</memory>", "", VIR_ERR_XML_ERROR),
        ("<os>", "<vcpu>0</vcpu><os>", VIR_ERR_INTERNAL_ERROR),
        (
            "<os>",
            "<vcpu current='3'>2</vcpu><os>",
            VIR_ERR_CONFIG_UNSUPPORTED,
        ),
        (
            "<os>",
            "<vcpu>100000</vcpu><os>",
            VIR_ERR_CONFIG_UNSUPPORTED,
        ),
        (
            "<os>",
            "<vcpu cpuset='foo'>1</vcpu><os>",
            VIR_ERR_INVALID_ARG,
        ),
        (
            "<os>",
            "<on_poweroff>foo</on_poweroff><os>",
            VIR_ERR_CONFIG_UNSUPPORTED,
        ),
        (
            "</os>",
            "<acpi><table type='slic'>/a</table><table type='slic'>/b</table></acpi></os>",
            VIR_ERR_XML_ERROR,
        ),
        (
            "</os>",
            "<loader type='rom' format='vmdk'>/a</loader></os>",
            VIR_ERR_XML_ERROR,
        ),
        (
            "<os>",
            "<features><apic eoi='x'/></features><os>",
            VIR_ERR_XML_ERROR,
        ),
        (
            "<os>",
            "<clock offset='foo'/><os>",
            VIR_ERR_CONFIG_UNSUPPORTED,
        ),
        (
            "<os>",
            "<clock offset='utc'><timer name='foo'/></clock><os>",
            VIR_ERR_XML_ERROR,
        ),
        ("<os>", "<cpu mode='foo'/><os>", VIR_ERR_CONFIG_UNSUPPORTED),
        (
            "<os>",
            "<cpu><model>qemu64</model><feature name='sse'/><feature name='sse'/></cpu><os>",
            VIR_ERR_XML_ERROR,
        ),
        (
            "<os>",
            "<cpu><feature name='sse'/></cpu><os>",
            VIR_ERR_XML_ERROR,
        ),
    ] {
        assert_eq!(code(&with(old, new)), Some(want), "{new}");
    }
}

#[test]
fn nonsense_among_the_devices() {
    for (device, want) in [
        (
            "<disk type='file'><target dev='vda'/></disk>",
            VIR_ERR_NO_SOURCE,
        ),
        (
            "<disk type='file'><source file='/x'/></disk>",
            VIR_ERR_NO_TARGET,
        ),
        (
            "<disk type='file'><source file='/x'/><target dev='vda' bus='foo'/></disk>",
            VIR_ERR_XML_ERROR,
        ),
        (
            "<disk type='foo'><source file='/x'/><target dev='vda'/></disk>",
            VIR_ERR_XML_ERROR,
        ),
        (
            "<disk type='network'><source protocol='rbd' name='a/b'><auth username='x'>\
             <secret type='foo' uuid='9f81cf6a-4b1a-4b0a-a9c8-d58d8a3cf1f1'/></auth></source>\
             <target dev='vda'/></disk>",
            VIR_ERR_CONFIG_UNSUPPORTED,
        ),
        (
            "<disk type='file'><source file='/x'/><target dev='vda'/><boot order='1'/></disk>\
             <disk type='file'><source file='/y'/><target dev='vdb'/><boot order='1'/></disk>",
            VIR_ERR_CONFIG_UNSUPPORTED,
        ),
        (
            "<disk type='file'><source file='/x'/><target dev='vda'/><boot order='0'/></disk>",
            VIR_ERR_XML_ERROR,
        ),
        (
            "<interface type='user'><mac address='x'/></interface>",
            VIR_ERR_XML_ERROR,
        ),
        (
            "<interface type='user'><mac address='01:00:00:00:00:01'/></interface>",
            VIR_ERR_XML_ERROR,
        ),
        ("<interface type='foo'/>", VIR_ERR_XML_ERROR),
        (
            "<interface type='user'><model type='a b'/></interface>",
            VIR_ERR_INVALID_ARG,
        ),
        ("<interface type='bridge'/>", VIR_ERR_XML_ERROR),
        ("<video><model type='foo'/></video>", VIR_ERR_XML_ERROR),
        ("<serial type='foo'/>", VIR_ERR_CONFIG_UNSUPPORTED),
        ("<serial type='file'/>", VIR_ERR_INTERNAL_ERROR),
        (
            "<serial type='unix'><source mode='bind'/></serial>",
            VIR_ERR_INTERNAL_ERROR,
        ),
        (
            "<serial type='tcp'><source mode='bind' host='1'/></serial>",
            VIR_ERR_INTERNAL_ERROR,
        ),
        ("<channel type='unix'/>", VIR_ERR_XML_ERROR),
        (
            "<channel type='unix'><target type='foo'/></channel>",
            VIR_ERR_CONFIG_UNSUPPORTED,
        ),
        ("<input type='foo'/>", VIR_ERR_CONFIG_UNSUPPORTED),
        ("<sound model='foo'/>", VIR_ERR_XML_ERROR),
        ("<rng model='virtio'/>", VIR_ERR_XML_ERROR),
        ("<watchdog model='foo'/>", VIR_ERR_XML_ERROR),
        (
            "<memballoon model='virtio'/><memballoon model='virtio'/>",
            VIR_ERR_INTERNAL_ERROR,
        ),
        ("<graphics type='foo'/>", VIR_ERR_XML_ERROR),
        (
            "<sound model='ac97'><address type='foo'/></sound>",
            VIR_ERR_XML_ERROR,
        ),
        (
            "<sound model='ac97'><address slot='1'/></sound>",
            VIR_ERR_XML_ERROR,
        ),
    ] {
        let xml = with("</devices>", &format!("{device}</devices>"));
        assert_eq!(code(&xml), Some(want), "{device}");
    }
}

/// What libvirt's schema has and this library does not is named; what nobody knows is ignored.
#[test]
fn strict_about_the_schema_only() {
    let disk = |inner: &str| {
        with(
            "</devices>",
            &format!(
                "<disk type='file'><source file='/x'/><target dev='vda'/>{inner}</disk></devices>"
            ),
        )
    };
    for (xml, names) in [
        (with("<os>", "<throttlegroups/><os>"), "throttlegroups"),
        (
            disk("<throttlefilters><throttlefilter group='g'/></throttlefilters>"),
            "devices/disk/throttlefilters",
        ),
        (
            disk("<backenddomain name='d'/>"),
            "devices/disk/backenddomain",
        ),
    ] {
        let e = Domain::parse(&xml, &ParseContext::define()).unwrap_err();
        assert_eq!(e.code, VIR_ERR_CONFIG_UNSUPPORTED, "{xml}");
        assert!(e.message.contains(names), "{e}");
    }
    for xml in [
        with("<os>", "<nonsense a='b'><c/></nonsense><os>"),
        with("<devices>", "<devices nonsense='1'><nonsense/>"),
        disk("<nonsense/>"),
    ] {
        let domain = Domain::parse(&xml, &ParseContext::define()).unwrap();
        let text = domain.format(&FormatOptions::default());
        assert!(!text.contains("nonsense"), "{text}");
    }
}

/// What the document leaves open and needs no hypervisor to be filled in.
#[test]
fn generic_defaults() {
    let xml = with(
        "<devices>",
        "<devices><disk type='file' device='cdrom'><target dev='hdc'/></disk>\
         <console type='pty'/><graphics type='vnc'/><interface type='user'/>",
    );
    let domain = Domain::parse(&xml, &ParseContext::define()).unwrap();
    assert!(domain.uuid.is_valid());
    assert_eq!(domain.memory.current_kib, 65536);
    assert_eq!(domain.vcpus.max(), 1);
    let options = FormatOptions {
        inactive: true,
        ..Default::default()
    };
    let text = domain.format(&options);
    for part in [
        "<boot dev='hd'/>",
        "<clock offset='utc'/>",
        "<on_poweroff>destroy</on_poweroff>",
        "<on_reboot>restart</on_reboot>",
        "<on_crash>destroy</on_crash>",
        "<target dev='hdc' bus='ide'/>\n      <readonly/>",
        "<serial type='pty'>\n      <target port='0'/>",
        "<console type='pty'>\n      <target type='serial' port='0'/>",
        "<graphics type='vnc' port='-1' autoport='yes'>\n      <listen type='address'/>",
        "<video>",
        "<mac address='52:54:00:",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}
