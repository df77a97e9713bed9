//! Functions that call those of the same arguments in libvirt.so.0, made from the prototypes in the sources.

use crate::{TABLES, private_name};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use syn::{FnArg, ForeignItem, Item, ReturnType, Signature, Type};

/// The code for these functions, which `src/abi/NAME.rs` or files in `src/abi/NAME/` define.
pub fn code(name: &str, functions: &[String]) -> String {
    let mut found = BTreeMap::new();
    for path in sources(name) {
        println!("cargo:rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let file = syn::parse_file(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for item in file.items {
            match item {
                Item::Fn(it) => {
                    found.insert(it.sig.ident.to_string(), it.sig);
                }
                Item::ForeignMod(it) => {
                    found.extend(it.items.into_iter().filter_map(|item| match item {
                        ForeignItem::Fn(it) => Some((it.sig.ident.to_string(), it.sig)),
                        _ => None,
                    }))
                }
                _ => {}
            }
        }
    }
    let mut code = String::new();
    for function in functions {
        let signature = found
            .get(function)
            .unwrap_or_else(|| panic!("src/abi/{name}.rs has no function {function}"));
        code.push_str(&forward(function, signature));
    }
    code
}

fn sources(name: &str) -> Vec<PathBuf> {
    let base = Path::new(TABLES).join(name);
    let mut sources: Vec<PathBuf> = fs::read_dir(&base)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .collect();
    let file = base.with_extension("rs");
    if file.exists() {
        sources.push(file);
    }
    sources.sort();
    sources
}

fn forward(name: &str, signature: &Signature) -> String {
    let types: Vec<&str> = signature
        .inputs
        .iter()
        .map(|input| match input {
            FnArg::Typed(it) => class(&it.ty),
            FnArg::Receiver(_) => panic!("{name}: C has no self"),
        })
        .collect();
    let result = match &signature.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => format!(" -> {}", class(ty)),
    };
    let mut parameters = String::new();
    let mut arguments = String::new();
    for (i, ty) in types.iter().enumerate() {
        let _ = write!(parameters, "a{i}: {ty}, ");
        let _ = write!(arguments, "a{i}, ");
    }
    let private = private_name(name);
    format!(
        "unsafe extern \"C\" {{\n    fn {private}({parameters}){result};\n}}\n\
         #[unsafe(no_mangle)]\n\
         pub unsafe extern \"C\" fn {name}({parameters}){result} {{\n    \
         // SAFETY: the same function with the same arguments.\n    \
         unsafe {{ {private}({arguments}) }}\n}}\n"
    )
}

/// How a type is passed: as a number of its size, or as an address.
fn class(ty: &Type) -> &'static str {
    let name = match ty {
        Type::Path(it) => it.path.segments.last().map(|s| s.ident.to_string()),
        _ => None,
    };
    match name.as_deref() {
        Some("c_int" | "i32") => "core::ffi::c_int",
        Some("c_uint" | "u32") => "core::ffi::c_uint",
        Some("c_long") => "core::ffi::c_long",
        Some("c_ulong") => "core::ffi::c_ulong",
        Some("c_longlong" | "i64") => "core::ffi::c_longlong",
        Some("c_ulonglong" | "u64") => "core::ffi::c_ulonglong",
        Some("usize") => "usize",
        Some(name) if !name.starts_with("vir") && name != "Option" => {
            panic!("how {name} is passed is not known here")
        }
        _ => "*mut core::ffi::c_void",
    }
}
