//! A header, by cbindgen.
//!
//! What cbindgen cannot do is done before (since when a thing exists comes from tables) and after (libvirt's
//! enums have no tag; strings and macros are written here).

use crate::docs::Docs;
use crate::plan::HEADERS;
use crate::source::{Part, What};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

pub fn write(part: &Part, root: &Path, since: &BTreeMap<String, String>) -> Result<String, String> {
    use cbindgen::{Builder, Config};

    let mut config = Config::from_file(root.join("cbindgen.toml"))?;
    config.include_guard = Some(part.plan.guard());
    config.after_includes = Some(format!("\n{}{}\n", part.plan.before, macros(part)));
    // cbindgen drops what no function uses.
    let types = part.items.iter().filter(|item| {
        matches!(
            item.what,
            What::Enum(_) | What::Record { .. } | What::Alias(_)
        )
    });
    config.export.include = types.map(|item| item.name.clone()).collect();

    let scratch = std::env::temp_dir().join(format!("oxivirt-headers-{}", std::process::id()));
    let wrong = |e: &dyn std::fmt::Display| format!("{}: {e}", part.plan.name);
    fs::create_dir_all(&scratch).map_err(|e| wrong(&e))?;
    let mut builder = Builder::new();
    for (i, (_, text)) in part.files.iter().enumerate() {
        let copy = scratch.join(format!("{}-{i}.rs", part.plan.name));
        fs::write(&copy, with_since(text, since)).map_err(|e| wrong(&e))?;
        builder = builder.with_src(copy);
    }
    let bindings = builder.with_config(config).generate();
    let _ = fs::remove_dir_all(&scratch);
    let mut text = Vec::new();
    bindings.map_err(|e| wrong(&e))?.write(&mut text);
    let text = String::from_utf8(text).map_err(|e| wrong(&e))?;
    Ok(tidy(&text))
}

/// The strings and the macros of a header.
fn macros(part: &Part) -> String {
    let mut out = String::new();
    for item in &part.items {
        let (parameters, text) = match &item.what {
            What::Text(text) => (String::new(), format!("{text:?}")),
            What::Macro { parameters, text } => {
                let list = parameters.as_ref().map(|p| format!("({})", p.join(", ")));
                (list.unwrap_or_default(), text.clone())
            }
            _ => continue,
        };
        out.push_str("\n\n");
        comment(&mut out, &item.docs);
        let _ = write!(out, "#define {}{parameters} {text}", item.name);
    }
    out
}

fn comment(out: &mut String, docs: &Docs) {
    out.push_str("/**\n");
    for line in &docs.lines {
        let _ = writeln!(out, "{}", format!(" * {line}").trim_end());
    }
    let told = docs.lines.iter().any(|l| l.contains("Since: "));
    if let Some(since) = docs.since.as_ref().filter(|_| !told) {
        let _ = writeln!(out, " *\n * Since: {since}");
    }
    out.push_str(" */\n");
}

/// Adds to the documentation of everything public since when it exists, where it does not say so itself.
fn with_since(text: &str, since: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    // Where the attributes of the item that comes next begin: its documentation ends there.
    let mut attributes = None;
    let mut told = false;
    for line in text.lines() {
        let code = line.trim_start();
        told |= code.starts_with("///") && code.contains("Since: ");
        if let Some(since) = defined(code).and_then(|name| since.get(name)) {
            if !told {
                let mark = format!("///\n/// Since: {since}\n");
                out.insert_str(attributes.unwrap_or(out.len()), &mark);
            }
        }
        if code.starts_with("#[") {
            attributes.get_or_insert(out.len());
        } else if attributes.is_some() && !line.ends_with(")]") && !line.starts_with("        ") {
            attributes = None;
        }
        if !code.starts_with("///") && !code.starts_with("#[") && attributes.is_none() {
            told = false;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The name that a line defines.
fn defined(code: &str) -> Option<&str> {
    [
        "pub unsafe extern \"C\" fn ",
        "pub extern \"C\" fn ",
        "pub fn ",
        "pub enum ",
        "pub struct ",
        "pub union ",
        "pub type ",
        "pub const ",
        "pub static mut ",
        "pub static ",
    ]
    .iter()
    .find_map(|start| code.strip_prefix(start))?
    .split(|c: char| !c.is_alphanumeric() && c != '_')
    .next()
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
                let _ = writeln!(out, "}} {name};");
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
                let _ = writeln!(out, "{field} VIR_DEPRECATED;");
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
pub fn umbrella() -> String {
    let mut text = "/* Made by scripts/gen-headers. */\n\n#ifndef LIBVIRT_H\n#define LIBVIRT_H\n\n\
        #include <sys/types.h>\n\n#define __VIR_LIBVIRT_H_INCLUDES__\n"
        .to_owned();
    let parts = HEADERS
        .iter()
        .filter(|h| h.library == "libvirt" && h.name.starts_with("libvirt-"));
    for header in parts {
        let _ = writeln!(text, "#include <libvirt/{}>", header.name);
    }
    text.push_str("#undef __VIR_LIBVIRT_H_INCLUDES__\n\n#endif /* LIBVIRT_H */\n");
    text
}
