//! Snapshot documents: what stock libvirt wrote comes out to the byte, damaged ones do no harm.

use oxivirt::conf::snapshot::{Memory, Request, Snapshot, SnapshotMode, SnapshotState};
use oxivirt::conf::uuid::Uuid;
use oxivirt::error::{virErrorDomain::*, virErrorNumber::*};
use std::path::{Path, PathBuf};

const SEED: &str = include_str!("data/snapshot-everything.xml");

fn uuid() -> Uuid {
    "6f75981a-cc66-403d-903d-cdb4e80f3eda".parse().unwrap()
}

fn corpus(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(name);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: no test data in {}", path.display());
    None
}

fn cases(dir: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_dir())
        .collect();
    all.sort();
    all
}

/// The seed is a metadata file as stock libvirt writes it.
#[test]
fn a_file_of_stock_comes_out_as_it_went_in() {
    let (snapshot, current) = Snapshot::parse_file(SEED).unwrap();
    assert!(current);
    assert_eq!(snapshot.file_text(&uuid(), current), SEED);
    assert_eq!(snapshot.state, SnapshotState::Running);
    assert_eq!(snapshot.memory.file(), Some("/images/mem"));
    assert_eq!(snapshot.revert_disks.len(), 1);
    assert!(snapshot.disks[1].delete_in_progress && snapshot.is_external());
    // The public form has no passwords unless asked for.
    let public = snapshot.format(&uuid(), false);
    for hidden in ["<active>", "passwd="] {
        assert!(
            SEED.contains(hidden) && !public.contains(hidden),
            "{hidden}"
        );
    }
    let again = Snapshot::parse(&snapshot.format(&uuid(), true)).unwrap();
    assert_eq!(again, snapshot);
}

#[test]
fn what_stock_wrote_comes_out_to_the_byte() {
    let Some(dir) = corpus("corpus-stock/snapshot") else {
        return;
    };
    let mut seen = 0;
    for case in cases(&dir) {
        let Ok(text) = std::fs::read_to_string(case.join("out.xml")) else {
            continue;
        };
        let snapshot = Snapshot::parse(&text).unwrap_or_else(|e| panic!("{}: {e}", case.display()));
        let domain = snapshot.domain.as_ref().map_or_else(uuid, |d| d.uuid);
        assert_eq!(snapshot.format(&domain, true), text, "{}", case.display());
        seen += 1;
    }
    assert!(seen >= 2);
}

/// libvirt's own tests have requests and what libvirt makes of them: they ask for the same.
#[test]
fn requests_mean_the_same_in_both_spellings() {
    let Some(dir) = corpus("corpus/snapshot") else {
        return;
    };
    let mut seen = 0;
    for case in cases(&dir) {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with("+redefine") {
            continue;
        }
        let read = |file: &str| {
            let text = std::fs::read_to_string(case.join(file)).unwrap();
            Request::parse(&text, false).unwrap_or_else(|e| panic!("{name}/{file}: {e}"))
        };
        let (asked, made) = (read("in.xml"), read("out.xml"));
        assert_eq!(asked.description, made.description, "{name}");
        assert_eq!(asked.disks, made.disks, "{name}");
        assert!(
            asked.memory.is_none() || asked.memory == made.memory,
            "{name}"
        );
        seen += 1;
    }
    assert!(seen >= 5);
}

#[test]
fn requests() {
    let parse =
        |inner: &str| Request::parse(&format!("<domainsnapshot>{inner}</domainsnapshot>"), false);
    let memory = |inner: &str| parse(inner).unwrap().memory;
    assert_eq!(memory(""), None);
    assert_eq!(memory("<memory/>"), None);
    assert_eq!(memory("<memory snapshot='no'/>"), Some(Memory::No));
    let external = Memory::External {
        file: "/m".to_owned(),
    };
    assert_eq!(memory("<memory file='/m'/>"), Some(external));
    let request = parse(
        "<name/><disks><disk name='vda'/><disk name='vdb'><driver type='qed'/></disk>\
         <disk name='vdc' type='block'><source dev='/dev/x'/></disk><disk name='/a' snapshot='manual'/></disks>",
    )
    .unwrap();
    assert_eq!(request.name, None);
    let modes: Vec<_> = request.disks.iter().map(|d| d.mode).collect();
    let external = Some(SnapshotMode::External);
    assert_eq!(
        modes,
        [None, external, external, Some(SnapshotMode::Manual)]
    );
    assert_eq!(request.disks[2].path(), Some("/dev/x"));
}

#[test]
fn what_is_known_and_not_supported_is_refused() {
    let disk = |inner: &str| {
        let xml = format!(
            "<domainsnapshot><disks><disk name='vda'>{inner}</disk></disks></domainsnapshot>"
        );
        Request::parse(&xml, false)
    };
    // In a source the schema of a domain's disks counts.
    let e = disk("<source file='/x'><mirror/></source>");
    assert!(e.is_ok(), "what the schema does not have is ignored: {e:?}");
    for (inner, code, domain) in [
        (
            "<driver type='x'/>",
            VIR_ERR_CONFIG_UNSUPPORTED,
            VIR_FROM_DOMAIN_SNAPSHOT,
        ),
        (
            "<source file='x'/>",
            VIR_ERR_XML_ERROR,
            VIR_FROM_DOMAIN_SNAPSHOT,
        ),
        (
            "<source file='/x' startupPolicy='x'/>",
            VIR_ERR_XML_ERROR,
            VIR_FROM_XML,
        ),
    ] {
        let e = disk(inner).unwrap_err();
        assert_eq!((e.code, e.domain), (code, domain), "{inner}: {e}");
    }
    // Inside the domain's document nothing that is known is dropped either.
    let text = SEED.replacen(
        "<os>",
        "<idmap><uid start='x' target='1' count='1'/></idmap><os>",
        1,
    );
    assert!(Snapshot::parse_file(&text).is_err());
}

/// xorshift: the same damage on every run.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

/// Whatever is accepted is written so that it is read again as the same.
fn check(text: &str) -> bool {
    let _ = Request::parse(text, true);
    let _ = Request::parse(text, false);
    let Ok((snapshot, current)) = Snapshot::parse_file(text) else {
        return false;
    };
    let written = snapshot.file_text(&uuid(), current);
    match Snapshot::parse_file(&written) {
        Ok((again, active)) => assert_eq!(again.file_text(&uuid(), active), written, "{text}"),
        Err(e) => panic!("cannot read what was written: {e}\n{text}\n{written}"),
    }
    true
}

#[test]
fn damaged_documents_do_no_harm() {
    let rounds = std::env::var("OXIVIRT_FUZZ_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(400usize);
    let mut random = Random(0x5eed_0001);
    let lines: Vec<&str> = SEED.lines().collect();
    let words = [
        "",
        "no",
        "internal",
        "external",
        "manual",
        "0",
        "-1",
        "99999999999999999999",
        "running",
        "shutoff",
        "disk-snapshot",
        "/x",
        "\u{e9}",
        "&lt;",
    ];
    let mut accepted = 0;
    for round in 0..rounds {
        let text = match round % 4 {
            // A line less, a line twice.
            0 => {
                let mut lines = lines.clone();
                lines.remove(random.next(lines.len()));
                lines.join("\n")
            }
            1 => {
                let mut lines = lines.clone();
                let at = random.next(lines.len());
                lines.insert(at, lines[random.next(lines.len())]);
                lines.join("\n")
            }
            // Another value.
            2 => {
                let quotes: Vec<usize> = SEED.match_indices('\'').map(|(i, _)| i).collect();
                let at = random.next(quotes.len() / 2) * 2;
                let word = words[random.next(words.len())];
                format!("{}{word}{}", &SEED[..=quotes[at]], &SEED[quotes[at + 1]..])
            }
            // Other bytes.
            _ => {
                let mut bytes = SEED.as_bytes().to_vec();
                for _ in 0..=random.next(4) {
                    let at = random.next(bytes.len());
                    bytes[at] = b" <>/'a0"[random.next(7)];
                }
                String::from_utf8_lossy(&bytes).into_owned()
            }
        };
        accepted += usize::from(check(&text));
    }
    assert!(accepted > rounds / 10, "{accepted} of {rounds}");
}

#[test]
fn cut_documents_are_refused() {
    for at in (0..SEED.len() - 1).step_by(97) {
        assert!(Snapshot::parse_file(&SEED[..at]).is_err(), "{at}");
    }
}
