//! Command lines that QEMU itself accepts: the installed one, and with `OXIVIRT_TEST_QEMU72` an old one.

use oxivirt::conf::domain::{Domain, ParseContext};
use oxivirt::qemu::capabilities::QemuCaps;
use oxivirt::qemu::command::{self, BuildContext, HostResources};
use oxivirt::qemu::defaults;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PC: &str = "<domain type='qemu'><name>argv-pc</name><memory unit='KiB'>40000</memory><vcpu>2</vcpu>
<os><type arch='x86_64' machine='pc'>hvm</type><boot dev='cdrom'/><boot dev='hd'/><bootmenu enable='yes' timeout='100'/></os>
<features><acpi/><apic/></features>
<clock offset='variable' adjustment='3600'><timer name='rtc' tickpolicy='catchup'/><timer name='hpet' present='no'/></clock>
<pm><suspend-to-mem enabled='no'/></pm>
<devices>
<disk type='file' device='disk'><driver name='qemu' type='qcow2' cache='none' discard='unmap' detect_zeroes='unmap'/><source file='@/top.qcow2'/>
 <backingStore type='file'><format type='raw'/><source file='@/base.raw'/><backingStore/></backingStore><target dev='vda' bus='virtio'/><serial>a,b</serial></disk>
<disk type='file' device='disk'><driver name='qemu' type='raw' cache='unsafe' io='threads'/><source file='@/a.raw'/><target dev='hda' bus='ide'/></disk>
<disk type='file' device='cdrom'><driver name='qemu' type='raw'/><source file='@/d.raw'/><target dev='hdc' bus='ide'/><readonly/></disk>
<disk type='file' device='floppy'><target dev='fda' bus='fdc'/></disk>
<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='@/b.raw'/><target dev='sda' bus='scsi'/></disk>
<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='@/c.raw'/><target dev='sdb' bus='usb'/></disk>
<controller type='scsi' model='virtio-scsi'/>
<controller type='usb' model='ich9-ehci1'/>
<filesystem type='mount' accessmode='mapped'><source dir='@'/><target dir='share'/></filesystem>
<interface type='user'><mac address='52:54:00:00:00:01'/><model type='virtio'/></interface>
<interface type='user'><mac address='52:54:00:00:00:02'/><model type='e1000'/></interface>
<serial type='pty'/><serial type='file'><source path='@/serial.log' append='on'/><log file='@/s2.log'/></serial>
<serial type='unix'><source mode='bind' path='@/s.sock'/></serial>
<parallel type='null'/>
<console type='pty'><target type='virtio'/></console>
<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
<channel type='unix'><source mode='connect' path='@/no.sock'><reconnect enabled='yes' timeout='2'/></source><target type='virtio' name='x'/></channel>
<input type='tablet' bus='usb'/><input type='keyboard' bus='virtio'/>
<graphics type='vnc'><listen type='socket' socket='@/vnc.sock'/></graphics>
<sound model='ich6'/><sound model='es1370'/>
<video><model type='cirrus'/></video>
<watchdog model='i6300esb' action='pause'/>
<rng model='virtio'><backend model='random'>/dev/urandom</backend><rate bytes='1024' period='500'/></rng>
<memballoon model='virtio' autodeflate='on' freePageReporting='on'/>
<panic model='isa'/>
</devices></domain>";

const Q35: &str = "<domain type='qemu'><name>argv-q35</name><memory unit='MiB'>48</memory><vcpu current='1'>4</vcpu>
<os><type arch='x86_64' machine='q35'>hvm</type></os>
<iothreads>2</iothreads>
<features><acpi/><vmcoreinfo state='on'/><smm state='off'/><vmport state='off'/></features>
<cpu mode='maximum'><topology sockets='2' dies='1' cores='2' threads='1'/>
 <numa><cell id='0' cpus='0-1' memory='24' unit='MiB'/><cell id='1' cpus='2-3' memory='24' unit='MiB'><distances><sibling id='0' value='31'/></distances></cell></numa></cpu>
<sysinfo type='smbios'><system><entry name='serial'>s,1</entry></system></sysinfo>
<devices>
<disk type='file' device='disk'><driver name='qemu' type='raw' iothread='1' queues='2'/><source file='@/a.raw'/><target dev='vda' bus='virtio'/><boot order='2'/></disk>
<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='@/b.raw'/><target dev='sda' bus='sata'/></disk>
<disk type='file' device='cdrom'><target dev='sdb' bus='sata'/><readonly/></disk>
<controller type='usb' model='qemu-xhci' ports='8'/>
<interface type='user'><mac address='52:54:00:00:00:03'/><model type='virtio'/><boot order='1'/></interface>
<interface type='user'><mac address='52:54:00:00:00:04'/><model type='e1000e'/></interface>
<serial type='tcp'><source mode='connect' host='127.0.0.1' service='1'><reconnect enabled='yes' timeout='1'/></source><protocol type='raw'/></serial>
<hub type='usb'/><input type='mouse' bus='usb'/>
<video><model type='virtio' heads='1'/></video><graphics type='vnc'><listen type='socket' socket='@/vnc.sock'/></graphics>
<sound model='ich9'><codec type='micro'/></sound>
<rng model='virtio'><backend model='builtin'/></rng>
<memballoon model='none'/>
</devices></domain>";

/// A directory of its own, removed at the end.
struct Place(PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A QEMU, killed at the end.
struct Guest(Child);

impl Drop for Guest {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn images(place: &Path) {
    for name in ["base.raw", "a.raw", "b.raw", "c.raw", "d.raw"] {
        let file = std::fs::File::create(place.join(name)).unwrap();
        file.set_len(1 << 20).unwrap();
    }
    let made = Command::new("qemu-img")
        .args(["create", "-q", "-f", "qcow2", "-F", "raw", "-b"])
        .arg(place.join("base.raw"))
        .arg(place.join("top.qcow2"))
        .status()
        .unwrap();
    assert!(made.success());
}

/// Runs the domain on the QEMU until it has made all devices; what QEMU says if it does not.
fn run(qemu: &str, xml: &str) -> Result<(), String> {
    let name = format!("argv-{}-{}", std::process::id(), xml.len() + qemu.len());
    let place = Place(std::env::temp_dir().join(name));
    std::fs::create_dir_all(&place.0).unwrap();
    images(&place.0);
    let caps = QemuCaps::load(Path::new(env!("CARGO_TARGET_TMPDIR")), qemu).unwrap();
    let xml = xml.replace('@', &place.0.to_string_lossy());
    let mut domain = Domain::parse(&xml, &ParseContext::define()).map_err(|e| e.message)?;
    domain.devices.emulator = Some(qemu.to_owned());
    defaults::complete(&mut domain, &caps, true).map_err(|e| e.message)?;
    defaults::assign_aliases(&mut domain);
    let ctx = BuildContext {
        guest_dir: place.0.clone(),
        channel_dir: place.0.clone(),
        short_id: "1-argv".to_owned(),
        ..BuildContext::default()
    };
    std::fs::write(place.0.join("master-key.aes"), [7; 32]).unwrap();
    let line =
        command::build(&domain, &caps, &ctx, HostResources::default()).map_err(|e| e.message)?;
    let mut guest = Guest(
        Command::new(&line.program)
            .args(&line.args)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    let socket = place.0.join("monitor.sock");
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        if let Ok(stream) = UnixStream::connect(&socket) {
            stream
                .set_read_timeout(Some(Duration::from_secs(60)))
                .unwrap();
            let mut lines = BufReader::new(&stream);
            let mut line = String::new();
            // The greeting comes while devices are still made, an answer only after that.
            let _ = (&stream).write_all(
                b"{\"execute\":\"qmp_capabilities\"}{\"execute\":\"query-status\",\"id\":7}",
            );
            while lines.read_line(&mut line).is_ok_and(|n| n > 0) {
                if line.contains("\"id\": 7") {
                    assert!(line.contains("prelaunch"), "{line}");
                    return Ok(());
                }
                line.clear();
            }
        }
        if guest.0.try_wait().unwrap().is_some() || Instant::now() > deadline {
            let _ = guest.0.kill();
            let mut words = String::new();
            let _ = guest.0.stderr.take().unwrap().read_to_string(&mut words);
            return Err(words);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn both(qemu: &str) {
    run(qemu, PC).unwrap();
    run(qemu, Q35).unwrap();
}

#[test]
fn the_installed_qemu_takes_it() {
    let qemu = "/usr/bin/qemu-system-x86_64";
    if !Path::new(qemu).exists() {
        eprintln!("skipped: no QEMU is installed");
        return;
    }
    both(qemu);
}

#[test]
fn qemu_7_2_takes_it() {
    match std::env::var("OXIVIRT_TEST_QEMU72") {
        Ok(qemu) => both(&qemu),
        Err(_) => eprintln!("skipped: OXIVIRT_TEST_QEMU72 is not set"),
    }
}
