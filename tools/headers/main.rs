//! Writes what C sees from the sources of the C face: the public headers and the API descriptions.
//!
//!     oxivirt-headers [--check] DIRECTORY
//!
//! Into DIRECTORY go `include/libvirt/*.h`, `api/*.xml` and the tests of layouts and numbers. With `--check` nothing is written, and the exit
//! status tells whether they are as they should be. What the sources have to look like is told on top of
//! `src/abi.rs`.

mod api;
mod ctype;
mod docs;
mod header;
mod layout;
mod plan;
mod source;
mod value;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut check = false;
    let mut into = None;
    for arg in std::env::args().skip(1) {
        match arg.as_str() {
            "--check" => check = true,
            _ => into = Some(PathBuf::from(arg)),
        }
    }
    let Some(into) = into else {
        eprintln!("usage: oxivirt-headers [--check] DIRECTORY");
        return ExitCode::from(2);
    };
    match make() {
        Ok(wanted) => settle(&into, &wanted, check),
        Err(trouble) => {
            eprintln!("oxivirt-headers: {trouble}");
            ExitCode::FAILURE
        }
    }
}

/// Every file that there should be, with its text.
fn make() -> Result<BTreeMap<String, String>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let since = plan::since(&root)?;
    let parts = plan::HEADERS
        .iter()
        .map(|plan| source::read(plan, &root, &since))
        .collect::<Result<Vec<_>, _>>()?;
    let mut wanted = BTreeMap::new();
    for part in &parts {
        let path = format!("include/libvirt/{}", part.plan.name);
        wanted.insert(path, header::write(part, &root, &since)?);
    }
    wanted.insert("include/libvirt/libvirt.h".to_owned(), header::umbrella());
    for (name, text) in api::write(&parts)? {
        wanted.insert(format!("api/{name}"), text);
    }
    let numbers = value::all(&parts)?;
    for (name, text) in layout::write(&parts, &numbers)? {
        wanted.insert(name.to_owned(), text);
    }
    Ok(wanted)
}

/// Writes what differs, or tells that it does.
fn settle(into: &Path, wanted: &BTreeMap<String, String>, check: bool) -> ExitCode {
    let mut stale = Vec::new();
    for (name, text) in wanted {
        let path = into.join(name);
        if fs::read_to_string(&path).is_ok_and(|old| old == *text) {
            continue;
        }
        stale.push(name.clone());
        if !check {
            let dir = path.parent().unwrap_or(into);
            fs::create_dir_all(dir).expect("the directory is writable");
            fs::write(&path, text).expect("the directory is writable");
        }
    }
    for (dir, ending) in [("include/libvirt", ".h"), ("api", ".xml")] {
        for entry in fs::read_dir(into.join(dir)).into_iter().flatten().flatten() {
            let name = format!("{dir}/{}", entry.file_name().to_string_lossy());
            if name.ends_with(ending) && !wanted.contains_key(&name) {
                stale.push(format!("{name} (nothing makes it)"));
            }
        }
    }
    if check && !stale.is_empty() {
        eprintln!(
            "{}: not what the sources say, run scripts/gen-headers: {}",
            into.display(),
            stale.join(", ")
        );
        return ExitCode::FAILURE;
    }
    for name in stale {
        println!("{name}");
    }
    ExitCode::SUCCESS
}
