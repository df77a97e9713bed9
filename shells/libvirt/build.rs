//! Gives `libvirt.so.0` its SONAME and its version nodes.
//!
//! Cargo can do neither by itself: rustc passes the linker a version script of its own, which either
//! hides ours (rust-lld) or makes the link fail (GNU ld). So gcc runs the linker through a small
//! script that drops rustc's, and ours, made here from the table of exported functions, is the only one.
//! rustc's `--no-undefined-version` stays, so that the link fails if a function of the table is missing.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const SONAME: &str = "libvirt.so.0";
const BUILT: &str = "libvirt.so";
const TABLE: &str = "../../src/abi/exports.tsv";

fn main() {
    println!("cargo:rerun-if-changed={TABLE}");
    println!("cargo:rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));

    let table = fs::read_to_string(TABLE).expect("the table of exported functions is readable");
    let map = out.join("libvirt.map");
    fs::write(&map, version_script(&table)).expect("OUT_DIR is writable");

    let wrapper = out.join("link.sh");
    fs::write(&wrapper, WRAPPER).expect("OUT_DIR is writable");

    link_arg("-wrapper");
    link_arg(&format!("sh,{}", utf8(&wrapper)));
    // Threads may be left with destructors of ours: the library stays once it is loaded, as libvirt's does.
    link_arg("-Wl,-z,nodelete");
    link_arg(&format!("-Wl,-soname,{SONAME}"));
    link_arg(&format!("-Wl,--version-script={}", utf8(&map)));

    // target/PROFILE/build/PACKAGE/out: the library appears four levels up, and the loader wants its SONAME.
    if let Some(target) = out.ancestors().nth(3) {
        let link = target.join(SONAME);
        let _ = fs::remove_file(&link);
        if let Err(e) = std::os::unix::fs::symlink(BUILT, &link) {
            println!("cargo:warning=no symlink {}: {e}", link.display());
        }
    }
}

/// Drops the version script that rustc made and runs the linker with what remains.
const WRAPPER: &str = r#"for arg do
    shift
    case $arg in
        --version-script=*/rustc*/list) ;;
        *) set -- "$@" "$arg" ;;
    esac
done
exec "$@"
"#;

/// One node for each release that added functions, each after the one before it.
fn version_script(table: &str) -> String {
    let mut nodes: BTreeMap<Vec<u32>, (&str, Vec<&str>)> = BTreeMap::new();
    for line in table
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
    {
        let (function, node) = line
            .split_once('\t')
            .unwrap_or_else(|| panic!("{TABLE}: no tab in '{line}'"));
        let order = node
            .trim_start_matches(|c: char| !c.is_ascii_digit())
            .split('.')
            .map(|n| {
                n.parse()
                    .unwrap_or_else(|_| panic!("{TABLE}: no node '{node}'"))
            })
            .collect();
        nodes
            .entry(order)
            .or_insert((node, Vec::new()))
            .1
            .push(function);
    }
    let mut script = String::new();
    let mut before = "";
    for (name, functions) in nodes.values() {
        let _ = writeln!(script, "{name} {{\nglobal:");
        for function in functions {
            let _ = writeln!(script, "    {function};");
        }
        if before.is_empty() {
            let _ = writeln!(script, "local:\n    *;\n}};");
        } else {
            let _ = writeln!(script, "}} {before};");
        }
        before = name;
    }
    script
}

fn link_arg(arg: &str) {
    println!("cargo:rustc-cdylib-link-arg={arg}");
}

fn utf8(path: &Path) -> &str {
    path.to_str().expect("the build directory's name is UTF-8")
}
