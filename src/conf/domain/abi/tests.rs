use super::*;
use crate::error::virErrorDomain;
use crate::error::virErrorNumber::VIR_ERR_CONFIG_UNSUPPORTED;

const BASE: &str = "<domain type='qemu'><name>a</name><uuid>11111111-2222-4333-8444-5555aaaa0055</uuid>
<memory unit='KiB'>65536</memory><currentMemory unit='KiB'>65536</currentMemory>
<vcpu placement='static' current='1'>2</vcpu><iothreads>1</iothreads>
<os><type arch='x86_64' machine='pc-i440fx-10.0'>hvm</type><boot dev='hd'/></os>
<features><acpi/><apic/></features>
<cpu mode='custom' match='exact' check='none'><model fallback='forbid'>qemu64</model></cpu>
<clock offset='utc'><timer name='rtc' tickpolicy='catchup'/></clock>
<on_poweroff>destroy</on_poweroff><on_reboot>restart</on_reboot><on_crash>destroy</on_crash>
<devices><emulator>/usr/bin/qemu-system-x86_64</emulator>
<disk type='file' device='disk'><driver name='qemu' type='raw' cache='none'/><source file='/a'/><target dev='vda' bus='virtio'/><serial>abc</serial><address type='pci' domain='0x0000' bus='0x00' slot='0x07' function='0x0'/></disk>
<interface type='user'><mac address='52:54:00:11:22:33'/><model type='virtio'/><address type='pci' domain='0x0000' bus='0x00' slot='0x03' function='0x0'/></interface>
<serial type='file'><source path='/log'/><target type='isa-serial' port='0'><model name='isa-serial'/></target></serial>
<channel type='unix'><target type='virtio' name='org.a'/><address type='virtio-serial' controller='0' bus='0' port='1'/></channel>
<input type='tablet' bus='usb'><address type='usb' bus='0' port='1'/></input>
<graphics type='vnc' port='5999' autoport='no'/>
<video><model type='vga' vram='16384' heads='1' primary='yes'/><address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x0'/></video>
<sound model='ich6'><address type='pci' domain='0x0000' bus='0x00' slot='0x04' function='0x0'/></sound>
<watchdog model='i6300esb' action='reset'><address type='pci' domain='0x0000' bus='0x00' slot='0x09' function='0x0'/></watchdog>
<rng model='virtio'><backend model='random'>/dev/urandom</backend><address type='pci' domain='0x0000' bus='0x00' slot='0x0a' function='0x0'/></rng>
<memballoon model='virtio'><address type='pci' domain='0x0000' bus='0x00' slot='0x08' function='0x0'/></memballoon>
</devices></domain>";

fn parse(xml: &str) -> Domain {
    Domain::parse(xml, &ParseContext::config_file()).unwrap_or_else(|e| panic!("{e}: {xml}"))
}

fn check(old: &str, new: &str) -> Result<()> {
    let xml = BASE.replacen(old, new, 1);
    assert_ne!(xml, BASE, "{old}");
    abi_check(&parse(BASE), &parse(&xml))
}

/// What libvirt 11.3 accepts in place of the image's document.
#[test]
fn the_host_side_may_change() {
    abi_check(&parse(BASE), &parse(BASE)).unwrap();
    for (old, new) in [
        ("<memory", "<title>t</title><memory"),
        ("<memory", "<description>d</description><memory"),
        ("<memory", "<metadata><a xmlns='urn:a'/></metadata><memory"),
        ("<vcpu", "<memoryBacking><locked/></memoryBacking><vcpu"),
        ("<vcpu", "<memoryBacking><hugepages/></memoryBacking><vcpu"),
        ("<vcpu ", "<vcpu cpuset='0' "),
        ("<iothreads>1", "<iothreads>2"),
        ("<os>", "<cputune><shares>10</shares></cputune><os>"),
        ("<boot dev='hd'/>", "<boot dev='network'/>"),
        ("<boot dev='hd'/>", "<kernel>/x</kernel><boot dev='hd'/>"),
        ("match='exact'", "match='minimum'"),
        ("offset='utc'", "offset='localtime'"),
        ("tickpolicy='catchup'", "tickpolicy='delay'"),
        ("<on_poweroff>destroy", "<on_poweroff>restart"),
        ("file='/a'", "file='/b'"),
        ("type='raw'", "type='qcow2'"),
        ("cache='none'", "cache='writeback'"),
        ("<serial>abc", "<shareable/><serial>abc"),
        ("type='virtio'/>", "type='virtio'/><link state='down'/>"),
        ("'/log'", "'/other'"),
        (
            "<serial type='file'><source path='/log'/>",
            "<serial type='pty'>",
        ),
        ("<channel type='unix'>", "<channel type='null'>"),
        ("5999", "5998"),
        ("<graphics type='vnc' port='5999' autoport='no'/>", ""),
        ("action='reset'", "action='poweroff'"),
        ("/dev/urandom", "/dev/random"),
        (
            "<memballoon model='virtio'>",
            "<memballoon model='virtio'><stats period='5'/>",
        ),
        ("</domain>", "<seclabel type='none' model='dac'/></domain>"),
    ] {
        if let Err(e) = check(old, new) {
            panic!("{new}: {e}");
        }
    }
    let start = BASE.find("<cpu ").unwrap();
    let end = BASE.find("</cpu>").unwrap() + "</cpu>".len();
    check(&BASE[start..end], "").unwrap();
}

/// What it refuses.
#[test]
fn what_the_guest_sees_may_not() {
    for (old, new) in [
        ("<name>a<", "<name>b<"),
        ("aaaa0055", "aaaa0056"),
        (
            "<memory",
            "<genid>11111111-2222-4333-8444-5555aaaa0057</genid><memory",
        ),
        ("65536</memory>", "65537</memory>"),
        ("65536</currentMemory>", "60000</currentMemory>"),
        (">2</vcpu>", ">3</vcpu>"),
        ("current='1'", "current='2'"),
        ("type='qemu'", "type='kvm'"),
        ("pc-i440fx-10.0", "pc-i440fx-9.0"),
        ("<apic/>", ""),
        ("<apic/>", "<apic/><pae/>"),
        ("<apic/>", "<apic/><kvm><hidden state='on'/></kvm>"),
        (">qemu64<", ">Nehalem<"),
        ("check='none'", "check='partial'"),
        ("</cpu>", "<feature policy='disable' name='svm'/></cpu>"),
        (
            "</cpu>",
            "<topology sockets='2' dies='1' cores='1' threads='1'/></cpu>",
        ),
        (
            "</cpu>",
            "<numa><cell id='0' cpus='0-1' memory='65536' unit='KiB'/></numa></cpu>",
        ),
        ("<timer name='rtc' tickpolicy='catchup'/>", ""),
        ("<timer", "<timer name='hpet' present='no'/><timer"),
        (">abc<", ">abd<"),
        ("<serial>abc</serial>", ""),
        ("dev='vda'", "dev='vdb'"),
        ("slot='0x07'", "slot='0x1f'"),
        ("<serial>abc", "<readonly/><serial>abc"),
        ("cache='none'", "cache='none' queues='2'"),
        ("22:33'", "22:34'"),
        ("<model type='virtio'/>", "<model type='e1000'/>"),
        ("slot='0x03'", "slot='0x1e'"),
        ("port='0'", "port='1'"),
        ("org.a", "org.b"),
        (
            "bus='0' port='1'/></channel>",
            "bus='0' port='2'/></channel>",
        ),
        ("vram='16384'", "vram='8192'"),
        ("ich6", "ich9"),
        (
            "<memballoon model='virtio'",
            "<memballoon model='virtio' autodeflate='on'",
        ),
        (
            "</devices>",
            "<hub type='usb'><address type='usb' bus='0' port='2'/></hub></devices>",
        ),
        (
            "<os>",
            "<sysinfo type='smbios'><bios><entry name='vendor'>X</entry></bios></sysinfo><os>",
        ),
    ] {
        let e = check(old, new).expect_err(new);
        assert_eq!(e.code, VIR_ERR_CONFIG_UNSUPPORTED, "{new}: {e}");
        assert_eq!(e.domain, virErrorDomain::VIR_FROM_DOMAIN);
    }
}

/// A running guest's balloon moves; that makes it no other guest.
#[test]
fn the_balloon_may_move_where_asked() {
    let new = BASE.replacen("65536</currentMemory>", "60000</currentMemory>", 1);
    assert!(abi_check(&parse(BASE), &parse(&new)).is_err());
    abi_check_skip_volatile(&parse(BASE), &parse(&new)).unwrap();
}
