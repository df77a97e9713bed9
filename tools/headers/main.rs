//! Writes the public C headers from the sources of the C face.
//!
//!     oxivirt-headers [--check] INCLUDE_DIRECTORY
//!
//! cbindgen turns each file of `src/abi/` into the header of that name. What it cannot do is done
//! before (a function's `Since:` comes from the table of exports) and after (libvirt's enums have no tag).
//! With `--check` nothing is written, and the exit status tells whether the headers are as they
//! should be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// One header and where it comes from.
struct Header {
    name: &'static str,
    guard: &'static str,
    /// Under `src/`.
    sources: &'static [&'static str],
    /// Text that no Rust source can give.
    before: &'static str,
}

/// Part of libvirt.h, not to be included alone.
const PART: &str = "#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error \"Do not include this file directly: include <libvirt/libvirt.h>\"
#endif";

const HEADERS: &[Header] = &[
    Header {
        name: "libvirt-common.h",
        guard: "LIBVIRT_COMMON_H",
        sources: &["abi/common.rs", "abi/common/params.rs"],
        before: COMMON,
    },
    Header {
        name: "libvirt-host.h",
        guard: "LIBVIRT_HOST_H",
        sources: &["abi/host.rs"],
        before: PART,
    },
    Header {
        name: "libvirt-domain.h",
        guard: "LIBVIRT_DOMAIN_H",
        sources: &[
            "abi/domain.rs",
            "abi/domain/constants.rs",
            "abi/domain/event_types.rs",
            "abi/domain/event_callbacks.rs",
            "abi/domain/stats.rs",
            "abi/domain/stats_names.rs",
            "abi/domain/perf.rs",
            "abi/domain/block.rs",
            "abi/domain/cpu.rs",
            "abi/domain/memory.rs",
            "abi/domain/typed_fields.rs",
            "abi/domain/devices.rs",
            "abi/domain/keys.rs",
            "abi/domain/migration.rs",
            "abi/domain/jobs.rs",
            "abi/domain/tunables.rs",
            "abi/domain/agent.rs",
            "abi/domain/guest_info_names.rs",
            "abi/domain/confidential.rs",
            "abi/domain/more.rs",
            "abi/domain/definition.rs",
            "abi/domain/life.rs",
            "abi/domain/listing.rs",
            "abi/domain/query.rs",
            "abi/domain/save.rs",
        ],
        before: DOMAIN,
    },
    Header {
        name: "libvirt-domain-snapshot.h",
        guard: "LIBVIRT_DOMAIN_SNAPSHOT_H",
        sources: &["abi/domain_snapshot.rs", "abi/domain_snapshot/constants.rs"],
        before: PART,
    },
    Header {
        name: "libvirt-event.h",
        guard: "LIBVIRT_EVENT_H",
        sources: &["abi/event.rs"],
        before: PART,
    },
    Header {
        name: "libvirt-network.h",
        guard: "LIBVIRT_NETWORK_H",
        sources: &["abi/network.rs"],
        before: PART,
    },
    Header {
        name: "virterror.h",
        guard: "LIBVIRT_VIRTERROR_H",
        sources: &["error/codes.rs", "abi/virterror.rs"],
        before: "#include <libvirt/libvirt.h>",
    },
];

const COMMON: &str = r#"#if !defined __VIR_LIBVIRT_H_INCLUDES__ && !defined __VIR_ADMIN_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

#include <sys/types.h>

/** Marks what new programs should not use. */
#ifndef VIR_DEPRECATED
#if __GNUC__ > 3 || (__GNUC__ == 3 && __GNUC_MINOR__ >= 1)
#define VIR_DEPRECATED __attribute__((__deprecated__))
#else
#define VIR_DEPRECATED
#endif
#endif

/** Declares a variable of the library. */
#define VIR_EXPORT_VAR extern

/** Whether these headers are of this release or a later one. */
#define LIBVIR_CHECK_VERSION(major, minor, micro) \
    ((major) * 1000000 + (minor) * 1000 + (micro) <= LIBVIR_VERSION_NUMBER)"#;

const DOMAIN: &str = r#"#ifndef __VIR_LIBVIRT_H_INCLUDES__
#error "Do not include this file directly: include <libvirt/libvirt.h>"
#endif

/** Marks a CPU of the host in a map of them: a bit each, least significant first. (Since: 0.1.4) */
#define VIR_USE_CPU(cpumap, cpu) ((cpumap)[(cpu) / 8] |= (1 << ((cpu) % 8)))

/** Takes a CPU's mark away. (Since: 0.1.4) */
#define VIR_UNUSE_CPU(cpumap, cpu) ((cpumap)[(cpu) / 8] &= ~(1 << ((cpu) % 8)))

/** Whether a CPU is marked: not 0 if it is. (Since: 1.0.0) */
#define VIR_CPU_USED(cpumap, cpu) ((cpumap)[(cpu) / 8] & (1 << ((cpu) % 8)))

/** How many bytes a map of so many CPUs has. (Since: 0.1.4) */
#define VIR_CPU_MAPLEN(cpu) (((cpu) + 7) / 8)

/** Whether a virtual CPU may use a CPU of the host, by the maps of all virtual CPUs, one after the other. (Since: 0.1.4) */
#define VIR_CPU_USABLE(cpumaps, maplen, vcpu, cpu) \
    VIR_CPU_USED(VIR_GET_CPUMAP(cpumaps, maplen, vcpu), cpu)

/** Copies the map of one virtual CPU out of those of all. (Since: 0.1.4) */
#define VIR_COPY_CPUMAP(cpumaps, maplen, vcpu, cpumap) \
    memcpy(cpumap, VIR_GET_CPUMAP(cpumaps, maplen, vcpu), maplen)

/** The map of one virtual CPU among those of all. (Since: 0.1.4) */
#define VIR_GET_CPUMAP(cpumaps, maplen, vcpu) (&((cpumaps)[(vcpu) * (maplen)]))

/** What VIR_KEYCODE_SET_QNUM was called at first. (Since: 0.9.5) */
#define VIR_KEYCODE_SET_RFB VIR_KEYCODE_SET_QNUM

/** Casts any callback for virConnectDomainEventRegisterAny(). (Since: 0.8.0) */
#define VIR_DOMAIN_EVENT_CALLBACK(cb) ((virConnectDomainEventGenericCallback)(cb))

/** What the tag of a typed parameter was for the scheduler. (Since: 0.2.3) */
#define _virSchedParameter _virTypedParameter

/** What the tag of a typed parameter was for shares of disks. (Since: 0.9.0) */
#define _virBlkioParameter _virTypedParameter

/** What the tag of a typed parameter was for limits of memory. (Since: 0.8.5) */
#define _virMemoryParameter _virTypedParameter"#;

/// What each header begins with.
const BANNER: &str = "/* Made from the Rust sources by scripts/gen-headers: change those. */";

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
        eprintln!("usage: oxivirt-headers [--check] INCLUDE_DIRECTORY");
        return ExitCode::from(2);
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let scratch = std::env::temp_dir().join(format!("oxivirt-headers-{}", std::process::id()));
    fs::create_dir_all(&scratch).expect("the temporary directory is writable");

    let since = table(&root.join("src/abi/exports.tsv"));
    let mut wanted: BTreeMap<String, String> = HEADERS
        .iter()
        .map(|h| (h.name.to_owned(), generate(h, &root, &scratch, &since)))
        .collect();
    wanted.insert("libvirt.h".to_owned(), umbrella());
    let _ = fs::remove_dir_all(&scratch);

    let dir = into.join("libvirt");
    let mut stale = Vec::new();
    for (name, text) in &wanted {
        let path = dir.join(name);
        if fs::read_to_string(&path).is_ok_and(|old| old == *text) {
            continue;
        }
        stale.push(name.clone());
        if !check {
            fs::create_dir_all(&dir).expect("the include directory is writable");
            fs::write(&path, text).expect("the include directory is writable");
        }
    }
    for entry in fs::read_dir(&dir).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".h") && !wanted.contains_key(&name) {
            stale.push(format!("{name} (nothing makes it)"));
        }
    }
    if check && !stale.is_empty() {
        eprintln!(
            "{}: not what the sources say, run scripts/gen-headers: {}",
            dir.display(),
            stale.join(", ")
        );
        return ExitCode::FAILURE;
    }
    for name in stale {
        println!("{name}");
    }
    ExitCode::SUCCESS
}

/// Since which release each function exists.
fn table(path: &Path) -> BTreeMap<String, String> {
    fs::read_to_string(path)
        .expect("the table of exports is readable")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .map(|(function, node)| {
            let since = node.trim_start_matches("LIBVIRT_");
            (function.to_owned(), since.to_owned())
        })
        .collect()
}

fn generate(
    header: &Header,
    root: &Path,
    scratch: &Path,
    since: &BTreeMap<String, String>,
) -> String {
    use cbindgen::{Builder, Config, DocumentationLength, DocumentationStyle, Language, Style};

    let mut config = Config {
        language: Language::C,
        style: Style::Tag,
        cpp_compat: true,
        include_guard: Some(header.guard.to_owned()),
        header: Some(BANNER.to_owned()),
        no_includes: true,
        usize_is_size_t: true,
        after_includes: Some(format!("\n{}", header.before)),
        documentation_style: DocumentationStyle::Doxy,
        documentation_length: DocumentationLength::Full,
        ..Config::default()
    };
    for (cfg, name) in [
        ("sentinels", "VIR_ENUM_SENTINELS"),
        ("duplicates", "ALWAYS"),
    ] {
        config.defines.insert(cfg.to_owned(), name.to_owned());
    }
    // What C declares as an enum and Rust takes as a number, since C may put anything there.
    config
        .export
        .rename
        .insert("virErrorLevelNumber".to_owned(), "virErrorLevel".to_owned());
    config.export.exclude.push("virErrorLevelNumber".to_owned());

    let mut builder = Builder::new();
    let mut strings = BTreeMap::new();
    for (i, source) in header.sources.iter().enumerate() {
        let path = root.join("src").join(source);
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for line in text.lines() {
            // cbindgen drops what no function uses.
            if let Some(name) = line
                .strip_prefix("pub enum ")
                .or_else(|| line.strip_prefix("pub struct "))
                .or_else(|| line.strip_prefix("pub type "))
            {
                let name = name
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next();
                config.export.include.extend(name.map(str::to_owned));
            }
        }
        let copy = scratch.join(format!("{}-{i}.rs", header.name));
        let text = without_strings(&with_since(&text, since), &mut strings);
        fs::write(&copy, text).expect("the temporary directory is writable");
        builder = builder.with_src(copy);
    }
    let bindings = builder
        .with_config(config)
        .generate()
        .unwrap_or_else(|e| panic!("{}: {e}", header.name));
    let mut text = Vec::new();
    bindings.write(&mut text);
    let text = String::from_utf8(text).expect("cbindgen writes UTF-8");
    tidy(&with_strings(&text, &strings))
}

/// Adds to the documentation of each function since when it exists: of the exported ones, and of those in
/// blocks of functions that no driver serves.
fn with_since(text: &str, since: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    // Where the attributes of the item that comes next begin: its documentation ends there.
    let mut attributes = None;
    for line in text.lines() {
        let code = line.trim_start();
        let name = code
            .strip_prefix("pub unsafe extern \"C\" fn ")
            .or_else(|| code.strip_prefix("pub extern \"C\" fn "))
            .or_else(|| code.strip_prefix("pub fn "))
            .and_then(|rest| rest.split('(').next());
        if let Some(since) = name.and_then(|name| since.get(name)) {
            let mark = format!("///\n/// Since: {since}\n");
            out.insert_str(attributes.unwrap_or(out.len()), &mark);
        }
        if code.starts_with("#[") {
            attributes.get_or_insert(out.len());
        } else if attributes.is_some() && !line.ends_with(")]") && !line.starts_with("        ") {
            attributes = None;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// cbindgen knows no constants that are strings: puts a number in the place of each, and keeps the string by its
/// constant's name.
fn without_strings(text: &str, strings: &mut BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(": &str =") {
        let (name, string) = (before.rsplit(' ').next(), after.split_once(';'));
        let (Some(name), Some((string, end))) = (name, string) else {
            break;
        };
        strings.insert(name.to_owned(), string.trim().to_owned());
        out.push_str(before);
        out.push_str(": c_int = 0;");
        rest = end;
    }
    out.push_str(rest);
    out
}

/// Puts the strings back.
fn with_strings(text: &str, strings: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let string = line
            .strip_prefix("#define ")
            .and_then(|l| l.strip_suffix(" 0"))
            .and_then(|name| Some((name, strings.get(name)?)));
        match string {
            Some((name, string)) => out.push_str(&format!("#define {name} {string}\n")),
            None => out.push_str(&format!("{line}\n")),
        }
    }
    out
}

/// Makes libvirt's `typedef enum { ... } name;` of `enum name { ... };`, takes away the conditions that are
/// always true, and marks what is documented as deprecated.
fn tidy(text: &str) -> String {
    let mut out = String::new();
    let mut name = None;
    let mut skip_endif = false;
    let mut deprecated = false;
    for line in text.lines() {
        match line
            .strip_prefix("enum ")
            .and_then(|l| l.strip_suffix(" {"))
        {
            Some(tag) => {
                name = Some(tag.to_owned());
                out.push_str("typedef enum {\n");
                continue;
            }
            None if line == "};" && name.is_some() => {
                let name = name.take().unwrap_or_default();
                out.push_str(&format!("}} {name};\n"));
                continue;
            }
            None => {}
        }
        if line.trim() == "#if defined(ALWAYS)" {
            skip_endif = true;
            continue;
        }
        if skip_endif && line.trim() == "#endif" {
            skip_endif = false;
            continue;
        }
        deprecated |= line.contains("* @deprecated");
        match line.strip_suffix(';') {
            Some(field) if deprecated => {
                out.push_str(&format!("{field} VIR_DEPRECATED;\n"));
                deprecated = false;
            }
            _ => {
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
    }
    out
}

/// The one header that programs include.
fn umbrella() -> String {
    let mut text = format!(
        "{BANNER}\n\n#ifndef LIBVIRT_H\n#define LIBVIRT_H\n\n#define __VIR_LIBVIRT_H_INCLUDES__\n"
    );
    for header in HEADERS.iter().filter(|h| h.name.starts_with("libvirt-")) {
        text.push_str(&format!("#include <libvirt/{}>\n", header.name));
    }
    text.push_str("#undef __VIR_LIBVIRT_H_INCLUDES__\n\n#endif /* LIBVIRT_H */\n");
    text
}
