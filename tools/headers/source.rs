//! Reads the sources of a header: what is public in them, with its documentation.

use crate::docs::Docs;
use crate::plan::Header;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use syn::{
    Attribute, Expr, FnArg, ForeignItem, Item, ItemMacro, Pat, ReturnType, Signature, Type,
    Visibility,
};

/// What one header is made from.
pub struct Part {
    pub plan: &'static Header,
    /// The files with their texts.
    pub files: Vec<(PathBuf, String)>,
    pub items: Vec<Public>,
}

/// Something public.
pub struct Public {
    pub name: String,
    /// The module that it stands in.
    pub module: String,
    pub docs: Docs,
    pub what: What,
}

pub enum What {
    Enum(Vec<Member>),
    Record {
        union: bool,
        /// `None` if it is opaque.
        fields: Option<Vec<Field>>,
    },
    /// A typedef of a type, or of a function pointer.
    Alias(Type),
    Number(Expr),
    Text(String),
    /// A macro in C: its parameters if it takes some, and its text.
    Macro {
        parameters: Option<Vec<String>>,
        text: String,
    },
    Function(Signature),
    Variable(Type),
}

/// A member of an enum.
pub struct Member {
    pub name: String,
    pub docs: Docs,
    pub value: Option<Expr>,
    /// Whether Rust has it too.
    pub compiled: bool,
}

/// A member of a struct or union.
pub struct Field {
    pub name: String,
    pub docs: Docs,
    pub ty: Type,
}

/// Reads all sources of a header.
pub fn read(
    plan: &'static Header,
    root: &Path,
    since: &BTreeMap<String, String>,
) -> Result<Part, String> {
    let mut part = Part {
        plan,
        files: Vec::new(),
        items: Vec::new(),
    };
    for path in plan.files(root) {
        let wrong = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
        let text = fs::read_to_string(&path).map_err(|e| wrong(&e))?;
        let file = syn::parse_file(&text).map_err(|e| wrong(&e))?;
        for item in file.items {
            take(item, &module(root, &path), &mut part.items).map_err(|e| wrong(&e))?;
        }
        part.files.push((path, text));
    }
    for item in &mut part.items {
        if let What::Enum(members) = &mut item.what {
            for member in members {
                let told = member.docs.since.take();
                member.docs.since = told.or_else(|| since.get(&member.name).cloned());
            }
        }
        let before = since.get(&item.name);
        item.docs.since = item.docs.since.take().or_else(|| before.cloned());
    }
    Ok(part)
}

/// The path of a file's module: `abi::domain::block` of `src/abi/domain/block.rs`.
fn module(root: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(root.join("src")).unwrap_or(file);
    let names: Vec<_> = inside
        .with_extension("")
        .iter()
        .map(|n| n.to_string_lossy().into_owned())
        .collect();
    names.join("::")
}

fn take(item: Item, module: &str, into: &mut Vec<Public>) -> Result<(), String> {
    let public = |vis: &Visibility| matches!(vis, Visibility::Public(_));
    let mut add = |name: String, attrs: &[Attribute], what: What| {
        into.push(Public {
            name,
            module: module.to_owned(),
            docs: Docs::of(attrs),
            what,
        });
    };
    match item {
        Item::Enum(it) if public(&it.vis) && is_c(&it.attrs) => {
            let members = it
                .variants
                .into_iter()
                .map(|v| Member {
                    name: v.ident.to_string(),
                    docs: Docs::of(&v.attrs),
                    value: v.discriminant.map(|(_, value)| value),
                    compiled: !["sentinels", "duplicates"]
                        .iter()
                        .any(|it| has_cfg(&v.attrs, it)),
                })
                .collect();
            add(it.ident.to_string(), &it.attrs, What::Enum(members));
        }
        Item::Struct(it) if public(&it.vis) => {
            let name = it.ident.to_string();
            let fields = is_c(&it.attrs).then(|| fields(it.fields));
            let union = false;
            add(name, &it.attrs, What::Record { union, fields });
        }
        Item::Union(it) if public(&it.vis) && is_c(&it.attrs) => {
            let fields = Some(fields(syn::Fields::Named(it.fields)));
            let union = true;
            add(
                it.ident.to_string(),
                &it.attrs,
                What::Record { union, fields },
            );
        }
        Item::Type(it) if public(&it.vis) && !is_hidden(&it.attrs) => {
            add(it.ident.to_string(), &it.attrs, What::Alias(*it.ty));
        }
        Item::Const(it) if public(&it.vis) => {
            let what = match text(&it.expr) {
                Some(text) => What::Text(text),
                None => What::Number(*it.expr),
            };
            add(it.ident.to_string(), &it.attrs, what);
        }
        Item::Static(it) if public(&it.vis) && is_exported(&it.attrs) => {
            add(it.ident.to_string(), &it.attrs, What::Variable(*it.ty));
        }
        Item::Fn(it) if public(&it.vis) && is_exported(&it.attrs) => {
            add(it.sig.ident.to_string(), &it.attrs, What::Function(it.sig));
        }
        Item::ForeignMod(it) => {
            for item in it.items {
                match item {
                    ForeignItem::Fn(it) if public(&it.vis) => {
                        add(it.sig.ident.to_string(), &it.attrs, What::Function(it.sig));
                    }
                    _ => {}
                }
            }
        }
        Item::Macro(it) if has_cfg(&it.attrs, "header") => {
            let (name, what) = macro_of(&it)?;
            add(name, &it.attrs, what);
        }
        _ => {}
    }
    Ok(())
}

fn fields(fields: syn::Fields) -> Vec<Field> {
    fields
        .into_iter()
        .map(|f| Field {
            name: f.ident.map(|i| plain(&i)).unwrap_or_default(),
            docs: Docs::of(&f.attrs),
            ty: f.ty,
        })
        .collect()
}

/// An identifier without the `r#` that Rust may need.
pub fn plain(ident: &syn::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

/// A function's parameters.
pub fn parameters(signature: &Signature) -> impl Iterator<Item = (String, &Type)> {
    signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(it) => match &*it.pat {
            Pat::Ident(name) => Some((plain(&name.ident), &*it.ty)),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    })
}

pub fn returned(output: &ReturnType) -> Option<&Type> {
    match output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some(ty),
    }
}

/// `macro_rules! NAME { (a, b) => { "text" }; }`.
fn macro_of(it: &ItemMacro) -> Result<(String, What), String> {
    use proc_macro2::{Delimiter, TokenTree};
    let name = it.ident.as_ref().map(plain).unwrap_or_default();
    let wrong = || format!("{name}: expected (parameters) => {{ \"text\" }};");
    let mut groups = it.mac.tokens.clone().into_iter().filter_map(|t| match t {
        TokenTree::Group(group) => Some(group),
        _ => None,
    });
    let (parameters, body) = (
        groups.next().ok_or_else(wrong)?,
        groups.next().ok_or_else(wrong)?,
    );
    if body.delimiter() != Delimiter::Brace {
        return Err(wrong());
    }
    let text: syn::LitStr = syn::parse2(body.stream()).map_err(|_| wrong())?;
    let parameters: Vec<String> = parameters
        .stream()
        .into_iter()
        .filter_map(|t| match t {
            TokenTree::Ident(it) => Some(plain(&it)),
            _ => None,
        })
        .collect();
    let what = What::Macro {
        parameters: (!parameters.is_empty()).then_some(parameters),
        text: text.value(),
    };
    Ok((name, what))
}

/// The text of a string literal, or of a C string literal.
fn text(expr: &Expr) -> Option<String> {
    let Expr::Lit(it) = expr else { return None };
    match &it.lit {
        syn::Lit::Str(it) => Some(it.value()),
        syn::Lit::CStr(it) => it.value().into_string().ok(),
        _ => None,
    }
}

/// Whether the layout is C's.
fn is_c(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|a| {
        a.path().is_ident("repr") && a.parse_args::<syn::Ident>().is_ok_and(|it| it == "C")
    })
}

fn is_exported(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|a| {
        a.path().is_ident("unsafe")
            && a.parse_args::<syn::Ident>()
                .is_ok_and(|it| it == "no_mangle")
    })
}

/// Whether it is for Rust alone, as `#[doc(hidden)]` says.
fn is_hidden(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|a| {
        a.path().is_ident("doc") && a.parse_args::<syn::Ident>().is_ok_and(|it| it == "hidden")
    })
}

fn has_cfg(attrs: &[Attribute], wanted: &str) -> bool {
    attrs.iter().any(|a| {
        a.path().is_ident("cfg") && a.parse_args::<syn::Ident>().is_ok_and(|it| it == wanted)
    })
}
