use super::check::Check;
use super::*;
use crate::conf::domain::ParseContext;
use crate::error::virErrorNumber::*;
use crate::fsutil::tests::Scratch;

fn domain(disks: &str) -> Domain {
    let xml = format!(
        "<domain type='qemu'><name>g</name><memory>16384</memory><os><type arch='x86_64'>hvm</type></os>\
         <devices>{disks}</devices></domain>"
    );
    Domain::parse(&xml, &ParseContext::define()).unwrap()
}

fn disk(dir: &Scratch, file: &str, target: &str, rest: &str) -> String {
    let path = dir.0.join(file);
    std::fs::write(&path, "data").unwrap();
    format!(
        "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{}'/>\
         <target dev='{target}' bus='virtio'/>{rest}</disk>",
        path.display()
    )
}

fn asked(inner: &str) -> Vec<SnapshotDisk> {
    let xml = format!("<domainsnapshot><disks>{inner}</disks></domainsnapshot>");
    Request::parse(&xml, false).unwrap().disks
}

/// "vda=internal vdb=external:b.s"
fn told(disks: &[SnapshotDisk]) -> String {
    let one = |d: &SnapshotDisk| {
        let mode = d.mode.map_or("?", SnapshotMode::name);
        let file = d.path().and_then(|p| p.rsplit('/').next());
        match file {
            Some(file) => format!("{}={mode}:{file}", d.name),
            None => format!("{}={mode}", d.name),
        }
    };
    disks.iter().map(one).collect::<Vec<_>>().join(" ")
}

const IN: SnapshotMode = SnapshotMode::Internal;
const OUT: SnapshotMode = SnapshotMode::External;

#[test]
fn disks_are_aligned_with_the_domains() {
    let dir = Scratch::new("align");
    let two = domain(&(disk(&dir, "a.qcow2", "vda", "") + &disk(&dir, "b", "vdb", "")));
    let path = dir.0.join("b").display().to_string();
    for (inner, default, expected) in [
        ("", IN, "vda=internal vdb=internal"),
        ("<disk name='vdb'/>", IN, "vda=internal vdb=internal"),
        ("", OUT, "vda=external:a.s vdb=external:b.s"),
        (
            "<disk name='vdb' snapshot='no'/>",
            OUT,
            "vda=external:a.s vdb=no",
        ),
        (
            "<disk name='vdb' snapshot='internal'/>",
            OUT,
            "vda=external:a.s vdb=internal",
        ),
        (
            &format!("<disk name='{path}'><source file='/n'/></disk>"),
            OUT,
            "vda=external:a.s vdb=external:n",
        ),
    ] {
        let aligned = align(asked(inner), &two, "s", default).unwrap();
        assert_eq!(told(&aligned), expected, "{inner}");
    }
    for (inner, default) in [
        ("<disk name='vdc'/>", OUT),
        ("<disk name='vda'/><disk name='vda'/>", OUT),
        (
            "<disk name='vda'/><disk name='vdb'/><disk name='vdb'/>",
            OUT,
        ),
        ("<disk name='vda' snapshot='no'/>", IN),
        ("<disk name='vda' snapshot='external'/>", IN),
        (
            "<disk name='vda' snapshot='no'><source file='/n'/></disk>",
            OUT,
        ),
        ("<disk name='vda' snapshot='external' type='block'/>", OUT),
    ] {
        let e = align(asked(inner), &two, "s", default).unwrap_err();
        assert_eq!(e.code, VIR_ERR_CONFIG_UNSUPPORTED, "{inner}: {e}");
        assert_eq!(e.domain, virErrorDomain::VIR_FROM_DOMAIN_SNAPSHOT);
    }
}

#[test]
fn a_disks_own_mode_counts_where_nothing_is_said() {
    let dir = Scratch::new("own");
    let with = |mode: &str, rest: &str| {
        let text = disk(&dir, "a.qcow2", "vda", rest);
        domain(&text.replace("device='disk'", &format!("device='disk' {mode}")))
    };
    let told = |domain: &Domain, inner: &str, default| {
        told(&align(asked(inner), domain, "s", default).unwrap())
    };
    let manual = with("snapshot='manual'", "");
    assert_eq!(told(&manual, "", OUT), "vda=manual");
    assert_eq!(told(&manual, "<disk name='vda'/>", OUT), "vda=manual");
    // Where all have to be internal a disk that is named is.
    assert_eq!(told(&manual, "<disk name='vda'/>", IN), "vda=internal");
    assert_eq!(told(&manual, "", IN), "vda=manual");
    assert_eq!(told(&with("", "<readonly/>"), "", OUT), "vda=no");
    let empty = domain("<disk type='file' device='cdrom'><target dev='hda' bus='ide'/></disk>");
    assert_eq!(told(&empty, "", OUT), "hda=no");
}

#[test]
fn names_of_overlays() {
    for (path, expected) in [
        ("/a/b.qcow2", "/a/b.s"),
        ("/a/b", "/a/b.s"),
        ("/a/b.x.y", "/a/b.x.s"),
        ("/a.d/b", "/a.d/b.s"),
        ("/a/.b", "/a/.s"),
    ] {
        assert_eq!(overlay_name(path, "s"), expected);
    }
    let dir = Scratch::new("names");
    let same = domain(&(disk(&dir, "a.x", "vda", "") + &disk(&dir, "a.y", "vdb", "")));
    assert!(align(Vec::new(), &same, "s", OUT).is_err());
    // What is no file has no name to make another of.
    let device = domain(
        "<disk type='block' device='disk'><source dev='/dev/null'/><target dev='vda' bus='virtio'/></disk>",
    );
    assert!(align(Vec::new(), &device, "s", OUT).is_err());
}

fn check(
    domain: &Domain,
    disks: &mut [SnapshotDisk],
    memory: &Memory,
    active: bool,
) -> Result<bool> {
    Check {
        domain,
        active,
        reuse: false,
        state: if active {
            SnapshotState::Running
        } else {
            SnapshotState::Shutoff
        },
        memory,
    }
    .disks(disks)
}

#[test]
fn no_file_has_two_parts_in_it() {
    let dir = Scratch::new("distinct");
    let two = domain(&(disk(&dir, "a.qcow2", "vda", "") + &disk(&dir, "b.qcow2", "vdb", "")));
    let file = |name: &str| dir.0.join(name).display().to_string();
    let both = |one: &str, other: &str| {
        asked(&format!(
            "<disk name='vda'><source file='{}'/></disk><disk name='vdb'><source file='{}'/></disk>",
            file(one),
            file(other)
        ))
    };
    let memory = |name: &str| Memory::External { file: file(name) };
    assert!(check(&two, &mut both("x", "y"), &Memory::No, true).unwrap());
    assert!(check(&two, &mut both("x", "x"), &Memory::No, true).is_err());
    assert!(check(&two, &mut both("x", "y"), &memory("m"), true).unwrap());
    for taken in ["x", "a.qcow2"] {
        let e = check(&two, &mut both("x", "y"), &memory(taken), true).unwrap_err();
        assert_eq!(e.code, VIR_ERR_CONFIG_UNSUPPORTED, "{taken}");
    }
    // There are data in it.
    assert!(check(&two, &mut both("x", "b.qcow2"), &Memory::No, false).is_err());
    std::fs::write(file("empty"), "").unwrap();
    assert!(check(&two, &mut both("x", "empty"), &Memory::No, false).unwrap());
}

#[test]
fn what_cannot_be_together() {
    let dir = Scratch::new("together");
    let two = domain(&(disk(&dir, "a.qcow2", "vda", "") + &disk(&dir, "b.qcow2", "vdb", "")));
    let external = Memory::External {
        file: "/m".to_owned(),
    };
    for (one, other, memory, active, possible) in [
        ("internal", "internal", &Memory::Internal, true, true),
        ("internal", "internal", &Memory::No, false, true),
        ("internal", "external", &Memory::No, false, false),
        ("internal", "no", &Memory::No, false, false),
        ("internal", "manual", &Memory::Internal, true, false),
        ("external", "no", &Memory::No, true, true),
        ("external", "external", &Memory::Internal, true, false),
        ("internal", "internal", &external, true, false),
        ("no", "no", &external, true, true),
        ("no", "no", &Memory::No, true, false),
        ("no", "manual", &Memory::Internal, true, false),
    ] {
        let inner =
            format!("<disk name='vda' snapshot='{one}'/><disk name='vdb' snapshot='{other}'/>");
        let mut disks = align(asked(&inner), &two, "s", OUT).unwrap();
        let checked = check(&two, &mut disks, memory, active);
        assert_eq!(checked.is_ok(), possible, "{inner} {memory:?}: {checked:?}");
    }
}

#[test]
fn names_that_cannot_be_files() {
    for (name, code) in [
        ("a/b", VIR_ERR_XML_DETAIL),
        (".a", VIR_ERR_XML_DETAIL),
        (&"x".repeat(252), VIR_ERR_INTERNAL_ERROR),
    ] {
        assert_eq!(check_name(name).unwrap_err().code, code);
    }
    assert!(check_name(" a\nb").is_ok() && check_name(&"x".repeat(251)).is_ok());
}
