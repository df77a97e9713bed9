//! What the build scripts of the shells have in common: SONAMEs and version nodes.
//!
//! Cargo can do neither by itself: rustc passes the linker a version script of its own, which either
//! hides ours (rust-lld) or makes the link fail (GNU ld). So gcc runs the linker through a small
//! script that drops rustc's, and ours, made here from the tables of exported functions, is the only one.
//! rustc's `--no-undefined-version` stays, so that the link fails if a function of a table is missing.
//!
//! The functions of libvirt-qemu, -lxc and -admin are in libvirt.so.0 like all code, under private names; the three
//! libraries only lead there. So each function is exported by the library that has it in libvirt, and a
//! program linked with ours runs on libvirt's.

mod forward;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the tables are, seen from a shell.
const TABLES: &str = "../../src/abi";

/// The version node of what libvirt.so.0 has for the other three; public to nobody else.
const PRIVATE_NODE: &str = "LIBVIRT_OXIVIRT_PRIVATE";

/// What a private function is called.
fn private_name(function: &str) -> String {
    format!("oxivirt_{function}")
}

/// A library beside libvirt.so.0.
pub struct Beside {
    /// `qemu`: of libvirt-qemu.so.0.
    pub name: &'static str,
}

pub const BESIDE: [Beside; 3] = [
    Beside { name: "qemu" },
    Beside { name: "lxc" },
    Beside { name: "admin" },
];

impl Beside {
    fn table(&self) -> Vec<(String, String)> {
        table(&format!("exports-{}.tsv", self.name))
    }

    fn soname(&self) -> String {
        format!("libvirt-{}.so.0", self.name)
    }
}

/// The build script of libvirt.so.0.
pub fn libvirt() {
    let mut script = version_script(&table("exports.tsv"));
    let _ = writeln!(script, "{PRIVATE_NODE} {{\nglobal:");
    for beside in BESIDE {
        for (function, _) in beside.table() {
            let private = private_name(&function);
            let _ = writeln!(script, "    {private};");
            link_arg(&format!("-Wl,--defsym={private}={function}"));
        }
    }
    script.push_str("};\n");
    shell("libvirt.so.0", "libvirt.so", &script);
    // Threads may be left with destructors of ours: the library stays once it is loaded, as libvirt's does.
    link_arg("-Wl,-z,nodelete");
}

/// The build script of a library beside libvirt.so.0. Leaves `forward.rs` in OUT_DIR.
pub fn beside(name: &str) {
    let beside = BESIDE
        .into_iter()
        .find(|it| it.name == name)
        .expect("one of those beside libvirt");
    let out = out_dir();
    let functions: Vec<String> = beside.table().into_iter().map(|(f, _)| f).collect();
    fs::write(out.join("forward.rs"), forward::code(name, &functions))
        .expect("OUT_DIR is writable");
    let stub = stub(&out, &functions);
    shell(
        &beside.soname(),
        &format!("libvirt_{name}.so"),
        &version_script(&beside.table()),
    );
    // Named by its path, and needed by its SONAME.
    link_arg(utf8(&stub));
}

/// An empty libvirt.so.0 with the private functions, to be linked with: the real one may not be there yet.
fn stub(out: &Path, functions: &[String]) -> PathBuf {
    let (source, map, stub) = (
        out.join("stub.c"),
        out.join("stub.map"),
        out.join("libvirt.so.0"),
    );
    let mut code = String::new();
    let mut script = format!("{PRIVATE_NODE} {{\nglobal:\n");
    for private in functions.iter().map(|f| private_name(f)) {
        let _ = writeln!(code, "void {private}(void);\nvoid {private}(void) {{}}");
        let _ = writeln!(script, "    {private};");
    }
    script.push_str("local:\n    *;\n};\n");
    fs::write(&source, code).expect("OUT_DIR is writable");
    fs::write(&map, script).expect("OUT_DIR is writable");
    let linker = env::var("RUSTC_LINKER").unwrap_or_else(|_| "cc".to_owned());
    let status = Command::new(&linker)
        .args([
            "-shared",
            "-fPIC",
            "-nostdlib",
            "-Wl,-soname,libvirt.so.0",
            "-o",
        ])
        .arg(&stub)
        .arg(&source)
        .arg(format!("-Wl,--version-script={}", utf8(&map)))
        .status()
        .unwrap_or_else(|e| panic!("{linker}: {e}"));
    assert!(status.success(), "{linker} cannot make a shared object");
    stub
}

/// SONAME, version nodes, and a link by the SONAME to what cargo builds.
fn shell(soname: &str, built: &str, script: &str) {
    println!("cargo:rerun-if-changed=build.rs");
    let out = out_dir();
    let map = out.join("exports.map");
    fs::write(&map, script).expect("OUT_DIR is writable");
    let wrapper = out.join("link.sh");
    fs::write(&wrapper, WRAPPER).expect("OUT_DIR is writable");

    link_arg("-wrapper");
    link_arg(&format!("sh,{}", utf8(&wrapper)));
    link_arg(&format!("-Wl,-soname,{soname}"));
    link_arg(&format!("-Wl,--version-script={}", utf8(&map)));

    // target/PROFILE/build/PACKAGE/out: the library appears four levels up, and the loader wants its SONAME.
    if let Some(target) = out.ancestors().nth(3) {
        let link = target.join(soname);
        let _ = fs::remove_file(&link);
        if let Err(e) = std::os::unix::fs::symlink(built, &link) {
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

/// The functions of a table with their version nodes.
fn table(name: &str) -> Vec<(String, String)> {
    let path = format!("{TABLES}/{name}");
    println!("cargo:rerun-if-changed={path}");
    fs::read_to_string(&path)
        .unwrap_or_else(|e| panic!("{path}: {e}"))
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .map(|line| {
            let (function, node) = line
                .split_once('\t')
                .unwrap_or_else(|| panic!("{path}: no tab in '{line}'"));
            (function.to_owned(), node.to_owned())
        })
        .collect()
}

/// One node for each release that added functions, each after the one before it.
fn version_script(table: &[(String, String)]) -> String {
    let mut nodes: BTreeMap<Vec<u32>, (&str, Vec<&str>)> = BTreeMap::new();
    for (function, node) in table {
        let order = node
            .trim_start_matches(|c: char| !c.is_ascii_digit())
            .split('.')
            .map(|n| n.parse().unwrap_or_else(|_| panic!("no node '{node}'")))
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

fn out_dir() -> PathBuf {
    PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"))
}

fn utf8(path: &Path) -> &str {
    path.to_str().expect("the build directory's name is UTF-8")
}
