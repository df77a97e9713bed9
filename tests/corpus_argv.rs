//! Command lines beside those that stock libvirt makes of the same documents. The corpus lies outside
//! the repository; without it, or without the QEMU that it was made with, there is nothing to test.
//!
//! `OXIVIRT_CORPUS_CASE=name` prints the differences of one case, `OXIVIRT_CORPUS_LIST=1` the names and
//! scores of all that differ.

use oxivirt::conf::domain::os::Arch;
use oxivirt::conf::domain::{Domain, ParseContext};
use oxivirt::qemu::capabilities::QemuCaps;
use oxivirt::qemu::command::{self, BuildContext, HostResources, HugepageMount, native};
use oxivirt::qemu::defaults;
use oxivirt::qemu::paths::Paths;
use oxivirt::qemu::start;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many cases have to agree. Raise it with the number; it never goes down.
const FLOOR: usize = 294;

const QEMU: &str = "/usr/bin/qemu-system-x86_64";

/// Compares all pairs of files named on standard input, by the rules of the corpus; prints name,
/// score and differences.
const COMPARE: &str = r#"
import re, sys
sys.path.insert(0, sys.argv[1])
import argvcmp

def text(path):
    # Secrets are encrypted anew each time; dates of a clock that runs come and go.
    t = open(path, encoding='utf-8').read()
    t = re.sub(r'"(data|iv)":"[^"]*"', r'"\1":"X"', t)
    return re.sub(r'^base=20\d\d-[0-9T:-]+', 'base=NOW', t, flags=re.M)

for line in sys.stdin:
    name, expected, actual = line.rstrip('\n').split('\t')
    r = argvcmp.compare(text(expected), text(actual), argvcmp.Rules())
    score = 1.0 if r.equal else min(r.score, 0.9999)
    print('%s\t%.4f\t%s' % (name, score, ' ;; '.join(r.lines())))
"#;

fn shared() -> Option<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    (dir.join("corpus-stock/domain").is_dir() && dir.join("tools/argvcmp.py").exists())
        .then_some(dir)
}

fn context(name: &str) -> BuildContext {
    let short: String = name.chars().take(20).collect();
    let id = format!("-1-{short}");
    BuildContext {
        guest_dir: format!("/var/lib/libvirt/qemu/domain-{id}").into(),
        ram_dir: format!("/var/lib/libvirt/qemu/ram/{id}").into(),
        channel_dir: format!("/run/libvirt/qemu/channel/{id}").into(),
        dbus_dir: "/run/libvirt/qemu/dbus".into(),
        hugepages: [(2048, "2M", false), (1_048_576, "1G", true)]
            .into_iter()
            .map(|(size_kib, name, default)| HugepageMount {
                size_kib,
                path: format!("/dev/hugepages{name}").into(),
                default,
            })
            .collect(),
        short_id: id,
        ..BuildContext::default()
    }
}

fn argv(xml: &str, cache: &Path) -> Result<Vec<String>, String> {
    let text = |e: oxivirt::error::Error| e.message;
    let mut domain = Domain::parse(xml, &ParseContext::define()).map_err(text)?;
    let emulator = match domain.os.arch {
        Arch::I686 => QEMU.replace("x86_64", "i386"),
        _ => QEMU.to_owned(),
    };
    let emulator = domain.devices.emulator.get_or_insert(emulator).clone();
    let caps = &*QemuCaps::load(cache, &emulator).map_err(text)?;
    defaults::complete(&mut domain, caps, true).map_err(text)?;
    start::choose_nvram(&mut domain, &Paths::system());
    native::simplify(&mut domain);
    defaults::complete(&mut domain, caps, true).map_err(text)?;
    defaults::assign_aliases(&mut domain);
    let ctx = context(&domain.name);
    let line = command::build(&domain, caps, &ctx, HostResources::default()).map_err(text)?;
    let mut argv = vec![line.program];
    argv.extend(line.args);
    Ok(argv)
}

#[test]
fn command_lines_agree_with_stock() {
    let Some(shared) = shared() else {
        eprintln!("skipped: there is no corpus beside this repository");
        return;
    };
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus-argv");
    if !QemuCaps::load(&cache, QEMU).is_ok_and(|caps| caps.version / 1_000_000 == 10) {
        eprintln!("skipped: QEMU 10, with which the corpus was made, is not installed");
        return;
    }
    let only = std::env::var("OXIVIRT_CORPUS_CASE").ok();
    let mut pairs = String::new();
    let mut failures = Vec::new();
    let mut total = 0;
    let mut cases: Vec<PathBuf> = fs::read_dir(shared.join("corpus-stock/domain"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.join("argv").exists())
        .collect();
    cases.sort();
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|o| *o != name) {
            continue;
        }
        total += 1;
        let xml = fs::read_to_string(case.join("in.xml"))
            .or_else(|_| fs::read_to_string(shared.join(format!("corpus/domain/{name}/in.xml"))))
            .unwrap();
        match argv(&xml, &cache) {
            Ok(argv) => {
                let out = cache.join(format!("{name}.argv"));
                fs::write(&out, argv.join("\n")).unwrap();
                pairs += &format!(
                    "{name}\t{}\t{}\n",
                    case.join("argv").display(),
                    out.display()
                );
            }
            Err(e) => failures.push(format!("{name}\trefused\t{e}")),
        }
    }
    let list = cache.join("pairs");
    fs::write(&list, pairs).unwrap();
    let output = Command::new("python3")
        .args(["-c", COMPARE])
        .arg(shared.join("tools"))
        .stdin(fs::File::open(&list).unwrap())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut equal = 0;
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let mut fields = line.splitn(3, '\t');
        let (name, score, differences) = (
            fields.next().unwrap(),
            fields.next().unwrap(),
            fields.next().unwrap_or(""),
        );
        if score == "1.0000" {
            equal += 1;
        } else {
            failures.push(format!("{name}\t{score}\t{differences}"));
        }
    }
    if only.is_some() || std::env::var_os("OXIVIRT_CORPUS_LIST").is_some() {
        for failure in &failures {
            println!("{failure}");
        }
    }
    println!("corpus argv: {equal} of {total} agree");
    assert!(
        only.is_some() || equal >= FLOOR,
        "fewer cases agree than before: {equal} < {FLOOR}"
    );
}
