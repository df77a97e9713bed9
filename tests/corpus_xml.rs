//! Documents that libvirt's own tests and stock libvirt made (test data outside of the repository):
//! what stock writes, this library reads and writes again to the byte.

use oxivirt::conf::domain::{Domain, FormatOptions, ParseContext};
use std::path::{Path, PathBuf};

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
