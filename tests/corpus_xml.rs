//! Documents that libvirt's own tests and stock libvirt made (test data outside of the repository):
//! what stock writes, this library reads and writes again to the byte.

use oxivirt::conf::domain::os::Arch;
use oxivirt::conf::domain::{Domain, FormatOptions, ParseContext};
use oxivirt::conf::xml::{Element, Node};
use oxivirt::error::virErrorNumber::{self, *};
use oxivirt::qemu::capabilities::QemuCaps;
use oxivirt::qemu::paths::Paths;
use oxivirt::qemu::{defaults, firmware, start};
use std::path::{Path, PathBuf};

/// Where we do otherwise than libvirt, and in which element: docs/differences.md tells why.
const OTHERWISE: [(&str, &str); 1] = [("firmware-auto-efi-format-mismatch", "/domain/os/nvram:")];

const INACTIVE: FormatOptions = FormatOptions {
    secure: true,
    inactive: true,
    migratable: false,
    status: false,
};

/// The corpus, if it is there.
fn corpus(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = root.join(name);
    if path.is_dir() {
        Some(path)
    } else {
        println!("skipped: no test data in {}", path.display());
        None
    }
}

fn cases(dir: &Path) -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

fn first_difference(want: &str, got: &str) -> String {
    for (n, (w, g)) in want.lines().zip(got.lines()).enumerate() {
        if w != g {
            return format!("line {}: want `{}` got `{}`", n + 1, w.trim(), g.trim());
        }
    }
    format!(
        "lengths: want {} lines, got {}",
        want.lines().count(),
        got.lines().count()
    )
}

/// What stock wrote for a definition is read and written again without any change.
#[test]
fn stock_documents_survive() {
    let Some(dir) = corpus("corpus-stock/domain") else {
        return;
    };
    let (mut good, mut all) = (0, 0);
    for case in cases(&dir) {
        let Ok(want) = std::fs::read_to_string(case.join("out.xml")) else {
            continue;
        };
        all += 1;
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        match Domain::parse(&want, &ParseContext::config_file()) {
            Err(e) => println!("{name}: {e}"),
            Ok(domain) => {
                let got = domain.format(&INACTIVE);
                if got == want {
                    good += 1;
                } else {
                    println!("{name}: {}", first_difference(&want, &got));
                }
            }
        }
    }
    println!("corpus xml round trip: {good} of {all} agree");
    assert!(good >= 381, "fewer documents survive than before");
}

/// Documents of libvirt's tests that no hypervisor completes: what comes out, and what is refused.
#[test]
fn generic_documents() {
    let Some(dir) = corpus("corpus/generic") else {
        return;
    };
    let (mut good, mut all) = (0, 0);
    let index = std::fs::read_to_string(dir.join("index.tsv")).unwrap();
    for line in index.lines().skip(1) {
        let name = line.split('\t').next().unwrap();
        let input = std::fs::read_to_string(dir.join(name).join("in.xml")).unwrap();
        all += 1;
        let result = Domain::parse(&input, &ParseContext::define());
        match (
            std::fs::read_to_string(dir.join(name).join("out.xml")),
            result,
        ) {
            (Err(_), Err(_)) => good += 1,
            (Err(_), Ok(_)) => println!("{name}: accepted"),
            (Ok(_), Err(e)) => println!("{name}: {e}"),
            (Ok(want), Ok(domain)) => {
                let got = alike(&want, &domain.format(&INACTIVE), &input);
                let mut differences = Vec::new();
                let of = |text: &str| Essence::of(&Element::parse(text).unwrap());
                of(&want).differences(&of(&got), "", &mut differences);
                good += usize::from(differences.is_empty());
                for difference in differences.iter().take(2) {
                    println!("{name}: {difference}");
                }
            }
        }
    }
    println!("corpus xml generic: {good} of {all} agree");
    // The one that does not is Xen's alone.
    assert!(good >= 29, "fewer cases agree than before");
}

/// An element without what does not count: white space, the order of attributes, the order of
/// elements of different names.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Essence {
    name: String,
    /// Controllers count in their order within their type only.
    kind: String,
    attrs: Vec<(String, String)>,
    text: String,
    children: Vec<Essence>,
}

impl Essence {
    fn of(e: &Element) -> Self {
        let mut attrs = e.attrs.clone();
        attrs.sort();
        let mut text = String::new();
        let mut children = Vec::new();
        for node in &e.children {
            match node {
                Node::Element(c) => children.push(Essence::of(c)),
                Node::Text(t) => text.push_str(t.trim()),
                Node::Comment(_) => {}
            }
        }
        children.sort_by(|a, b| (&a.name, &a.kind).cmp(&(&b.name, &b.kind)));
        let kind = match e.name.as_str() {
            "controller" => e.attr("type").unwrap_or("").to_owned(),
            _ => String::new(),
        };
        Essence {
            name: e.local_name().to_owned(),
            kind,
            attrs,
            text,
            children,
        }
    }

    /// What is different, a line each.
    fn differences(&self, other: &Self, path: &str, out: &mut Vec<String>) {
        let path = format!("{path}/{}", self.name);
        if self.attrs != other.attrs {
            out.push(format!(
                "{path}: want {:?} got {:?}",
                self.attrs, other.attrs
            ));
        }
        if self.text != other.text {
            out.push(format!("{path}: want `{}` got `{}`", self.text, other.text));
        }
        let names: std::collections::BTreeSet<_> = self
            .children
            .iter()
            .chain(&other.children)
            .map(|c| (&c.name, &c.kind))
            .collect();
        for key in names {
            let of = |e: &'_ Self| -> Vec<usize> {
                (0..e.children.len())
                    .filter(|i| (&e.children[*i].name, &e.children[*i].kind) == key)
                    .collect()
            };
            let (want, got) = (of(self), of(other));
            for i in 0..want.len().max(got.len()) {
                match (want.get(i), got.get(i)) {
                    (Some(w), Some(g)) => {
                        self.children[*w].differences(&other.children[*g], &path, out);
                    }
                    (Some(w), None) => {
                        let c = &self.children[*w];
                        out.push(format!("{path}: missing {} {:?}", c.name, c.attrs));
                    }
                    (None, Some(g)) => {
                        let c = &other.children[*g];
                        out.push(format!("{path}: superfluous {} {:?}", c.name, c.attrs));
                    }
                    (None, None) => {}
                }
            }
        }
    }
}

/// Makes alike what was made up at random: UUIDs and MAC addresses that the input does not have.
fn alike(want: &str, got: &str, input: &str) -> String {
    let mut got = got.to_owned();
    for (start, end) in [
        ("<uuid>", "</uuid>"),
        ("<genid>", "</genid>"),
        ("<mac address='", "'"),
        ("instanceid='", "'"),
        ("interfaceid='", "'"),
    ] {
        let values = |text: &str| -> Vec<String> {
            text.split(start)
                .skip(1)
                .filter_map(|rest| rest.split(end).next().map(str::to_owned))
                .collect()
        };
        for (w, g) in values(want).into_iter().zip(values(&got)) {
            let told = |v: &str| input.to_ascii_lowercase().contains(&v.to_ascii_lowercase());
            if w != g && !told(&g) && !told(&w) {
                got = got.replace(&format!("{start}{g}{end}"), &format!("{start}{w}{end}"));
            }
        }
    }
    got
}

/// The error number that goes with a text of stock libvirt.
fn code_of(text: &str) -> virErrorNumber {
    for (start, code) in [
        ("XML error: ", VIR_ERR_XML_ERROR),
        ("unsupported configuration: ", VIR_ERR_CONFIG_UNSUPPORTED),
        ("internal error: ", VIR_ERR_INTERNAL_ERROR),
        ("operation failed: ", VIR_ERR_OPERATION_FAILED),
        ("invalid argument: ", VIR_ERR_INVALID_ARG),
        ("missing target information", VIR_ERR_NO_TARGET),
        ("missing source information", VIR_ERR_NO_SOURCE),
        ("the CPU is incompatible", VIR_ERR_CPU_INCOMPATIBLE),
        ("Storage pool not found", VIR_ERR_NO_STORAGE_POOL),
        ("cannot open directory", VIR_ERR_SYSTEM_ERROR),
        ("Could not open", VIR_ERR_SYSTEM_ERROR),
    ] {
        if text.starts_with(start) {
            return code;
        }
    }
    VIR_ERR_XML_DETAIL
}

/// What a user defines comes out as stock libvirt with the same QEMU completes it, and what stock
/// refuses is refused with its error number.
#[test]
fn definitions_come_out_as_from_stock() {
    let (Some(dir), Some(stock)) = (corpus("corpus/domain"), corpus("corpus-stock/domain")) else {
        return;
    };
    let Some(emulator) = defaults::default_emulator(Arch::X86_64) else {
        println!("skipped: no QEMU");
        return;
    };
    let cache = std::env::temp_dir().join(format!("oxivirt-corpus-{}", std::process::id()));
    std::fs::create_dir_all(&cache).unwrap();
    let caps = QemuCaps::load(&cache, &emulator);
    std::fs::remove_dir_all(&cache).unwrap();
    let caps = caps.unwrap();

    let index = std::fs::read_to_string(dir.join("index.tsv")).unwrap();
    let paths = Paths::system();
    let fixtures = dir.join("../fixtures");
    let firmware_dirs = ["usr/share/qemu/firmware", "etc/qemu/firmware"].map(|d| fixtures.join(d));
    let verbose = std::env::var_os("CORPUS_VERBOSE").is_some();
    let (mut good, mut all, mut refused, mut to_refuse) = (0, 0, 0, 0);
    for line in index.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (name, kind) = (fields[0], fields[2]);
        let input = std::fs::read_to_string(dir.join(name).join("in.xml")).unwrap();
        let result = Domain::parse(&input, &ParseContext::define()).and_then(|mut domain| {
            defaults::forget_run(&mut domain, &paths);
            if let Some(machine) = &domain.os.machine {
                domain.os.machine = Some(caps.canonical_machine(machine).to_owned());
            }
            firmware::choose(&mut domain, &firmware_dirs)?;
            start::choose_nvram(&mut domain, &paths);
            defaults::complete(&mut domain, &caps, true)?;
            Ok(domain)
        });
        if let Ok(want) = std::fs::read_to_string(stock.join(name).join("out.xml")) {
            all += 1;
            match result {
                Err(e) => println!("{name}: {e}"),
                Ok(domain) => {
                    let got = alike(&want, &domain.format(&INACTIVE), &input);
                    let mut differences = Vec::new();
                    let of = |text: &str| Essence::of(&Element::parse(text).unwrap());
                    of(&want).differences(&of(&got), "", &mut differences);
                    let known = OTHERWISE.iter().find(|(n, _)| name == *n);
                    if differences.is_empty()
                        || known
                            .is_some_and(|(_, at)| differences.iter().all(|d| d.starts_with(at)))
                    {
                        good += 1;
                    } else {
                        let most = if verbose { 20 } else { 1 };
                        for difference in differences.iter().take(most) {
                            println!("{name}: {difference}");
                        }
                    }
                }
            }
        } else if kind == "parse-error" {
            let Ok(text) = std::fs::read_to_string(stock.join(name).join("err")) else {
                continue;
            };
            to_refuse += 1;
            match result {
                Ok(_) => println!("{name}: accepted, stock says `{}`", text.trim()),
                Err(e) if e.code == code_of(&text) => refused += 1,
                Err(e) => println!("{name}: {:?} `{e}`, stock says `{}`", e.code, text.trim()),
            }
        }
    }
    // Another QEMU has other machines and devices; the expectations are of this one.
    let same_qemu = caps.canonical_machine("pc") == "pc-i440fx-10.0";
    println!("corpus xml: {good} of {all} agree, {refused} of {to_refuse} are refused as by stock");
    assert!(
        !same_qemu || good >= 381 && refused >= 69,
        "fewer cases agree than before"
    );
}
