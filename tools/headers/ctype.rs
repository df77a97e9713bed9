//! How C writes a Rust type.

use crate::source::{plain, returned};
use syn::{Expr, Type, TypeBareFn};

/// A function pointer's type, if it is one; C has no pointer without NULL, so it stands in an `Option`.
pub fn callback(ty: &Type) -> Option<&TypeBareFn> {
    match ty {
        Type::BareFn(it) => Some(it),
        Type::Path(it) => {
            let last = it.path.segments.last()?;
            if last.ident != "Option" {
                return None;
            }
            let syn::PathArguments::AngleBracketed(args) = &last.arguments else {
                return None;
            };
            match args.args.first()? {
                syn::GenericArgument::Type(inner) => callback(inner),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The type alone, as in `const char *`; the name of an array is in it: `char name[32]`.
pub fn spell(ty: &Type, name: &str) -> Result<String, String> {
    match ty {
        Type::Ptr(it) => {
            let inner = spell(&it.elem, "")?;
            let space = if inner.ends_with('*') { "" } else { " " };
            // const stands before what it is about, but after a pointer that it is about.
            Ok(match (it.const_token.is_some(), inner.contains('*')) {
                (true, true) => format!("{inner}const *"),
                (true, false) => format!("const {inner} *"),
                (false, _) => format!("{inner}{space}*"),
            })
        }
        Type::Array(it) => {
            let inner = spell(&it.elem, "")?;
            Ok(format!("{inner} {name}[{}]", length(&it.len)))
        }
        Type::Path(it) => {
            let last = it.path.segments.last().ok_or("an empty path")?;
            Ok(named(&plain(&last.ident)))
        }
        Type::Paren(it) => spell(&it.elem, name),
        Type::Group(it) => spell(&it.elem, name),
        other => Err(format!("C has no such type: {}", quote::quote!(#other))),
    }
}

/// What a function returns.
pub fn answer(output: &syn::ReturnType) -> Result<String, String> {
    match returned(output) {
        Some(Type::Tuple(it)) if it.elems.is_empty() => Ok("void".to_owned()),
        Some(Type::Never(_)) | None => Ok("void".to_owned()),
        Some(ty) => spell(ty, ""),
    }
}

fn length(expr: &Expr) -> String {
    let text = quote::quote!(#expr).to_string();
    text.split(" as ")
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}

fn named(name: &str) -> String {
    match name {
        "c_char" => "char",
        "c_schar" => "signed char",
        "c_uchar" | "u8" => "unsigned char",
        "c_short" => "short",
        "c_ushort" => "unsigned short",
        "c_int" | "i32" => "int",
        "c_uint" | "u32" => "unsigned int",
        "c_long" => "long",
        "c_ulong" => "unsigned long",
        "c_longlong" | "i64" => "long long",
        "c_ulonglong" | "u64" => "unsigned long long",
        "c_float" => "float",
        "c_double" => "double",
        "c_void" => "void",
        "usize" => "size_t",
        "isize" => "ssize_t",
        other => return other.trim_end_matches("Number").to_owned(),
    }
    .to_owned()
}
