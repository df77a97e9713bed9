//! The API descriptions: what generators of language bindings read.
//!
//! One document for each library: which header has what, and then every macro, member of an enum, type and
//! function with its documentation. They are of the release that LIBVIR_VERSION_NUMBER tells: what is newer is in
//! the headers and the libraries alone, as generators of that release's bindings stop at what they do not know.

use crate::ctype;
use crate::docs::Docs;
use crate::source::{Field, Part, Public, What, parameters};
use crate::value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use syn::Type;

pub fn write(parts: &[Part]) -> Result<Vec<(String, String)>, String> {
    let numbers = value::all(parts)?;
    let types: BTreeMap<&str, &Public> = parts
        .iter()
        .flat_map(|p| &p.items)
        .map(|item| (item.name.as_str(), item))
        .collect();
    let mut libraries: Vec<&str> = parts.iter().map(|p| p.plan.library).collect();
    libraries.dedup();
    libraries
        .into_iter()
        .map(|library| {
            let mut mine: Vec<&Part> = parts.iter().filter(|p| p.plan.library == library).collect();
            mine.sort_by_key(|p| p.plan.name);
            let api = Api {
                numbers: &numbers,
                types: &types,
            };
            let text = api.document(library, &mine)?;
            Ok((format!("{library}-api.xml"), text))
        })
        .collect()
}

struct Api<'a> {
    numbers: &'a BTreeMap<String, i128>,
    types: &'a BTreeMap<&'a str, &'a Public>,
}

/// The kinds of symbol, in the order in which they come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Macro,
    Enum,
    Typedef,
    Struct,
    Variable,
    Function,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Macro => "macro",
            Kind::Enum => "enum",
            Kind::Typedef => "typedef",
            Kind::Struct => "struct",
            Kind::Variable => "variable",
            Kind::Function => "function",
        }
    }
}

impl Api<'_> {
    fn document(&self, library: &str, parts: &[&Part]) -> Result<String, String> {
        let mut files = String::new();
        let mut symbols: BTreeMap<(Kind, String), String> = BTreeMap::new();
        for part in parts {
            let stem = part.plan.stem();
            let mut exports = Vec::new();
            for item in part.items.iter().filter(|item| !self.is_newer(&item.docs)) {
                self.item(stem, item, &mut exports, &mut symbols)
                    .map_err(|e| format!("{}: {e}", item.name))?;
            }
            exports.sort();
            exports.dedup();
            let _ = writeln!(files, "    <file name='{stem}'>");
            let _ = writeln!(files, "      <summary>{}</summary>", part.plan.summary);
            for (kind, name) in exports {
                let kind = kind.name();
                let _ = writeln!(files, "      <exports symbol='{name}' type='{kind}'/>");
            }
            files.push_str("    </file>\n");
        }
        let symbols: String = symbols.into_values().collect();
        Ok(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <!-- Made from the Rust sources by scripts/gen-headers: change those. -->\n\
             <api name='{library}'>\n  <files>\n{files}  </files>\n  <symbols>\n{symbols}  </symbols>\n</api>\n"
        ))
    }

    /// Whether something came after the release whose interface this is.
    fn is_newer(&self, docs: &Docs) -> bool {
        let level = self.numbers.get("LIBVIR_VERSION_NUMBER");
        let since = docs.since.as_deref().and_then(|version| {
            version
                .split('.')
                .map(|n| n.parse().ok())
                .try_fold(0, |sum: i128, n: Option<i128>| Some(sum * 1000 + n?))
        });
        since.is_some_and(|since| level.is_some_and(|level| since > *level))
    }

    fn item(
        &self,
        file: &str,
        item: &Public,
        exports: &mut Vec<(Kind, String)>,
        symbols: &mut BTreeMap<(Kind, String), String>,
    ) -> Result<(), String> {
        let name = &item.name;
        let head = format!("name='{name}' file='{file}'");
        let version = version(&item.docs);
        let mut add = |kind: Kind, shown: Kind, text: String| {
            exports.push((shown, name.clone()));
            symbols.insert((kind, name.clone()), text);
        };
        match &item.what {
            What::Number(_) => {
                let head = format!("{head} raw='{}'", self.numbers[name]);
                let text = element("macro", &head, version, &item.docs, "", true);
                add(Kind::Macro, Kind::Macro, text);
            }
            What::Text(string) => {
                let head = format!("{head} string='{}'", escape(string));
                let text = element("macro", &head, version, &item.docs, "", true);
                add(Kind::Macro, Kind::Macro, text);
            }
            What::Macro { parameters, text } => {
                let list = match parameters {
                    Some(list) => format!(" params='{}'", list.join(",")),
                    None => String::new(),
                };
                let head = format!("{head}{list} raw='{}'", escape(text));
                let mut body = String::new();
                for name in parameters.iter().flatten() {
                    let info = told(&item.docs, name);
                    let _ = writeln!(body, "      <arg name='{name}' info='{info}'/>");
                }
                let text = element("macro", &head, version, &item.docs, &body, true);
                add(Kind::Macro, Kind::Macro, text);
            }
            What::Enum(members) => {
                for member in members.iter().filter(|m| !self.is_newer(&m.docs)) {
                    let value = number(self.numbers[&member.name]);
                    let since = member.docs.since.as_deref().or(item.docs.since.as_deref());
                    let version = since.map(|v| format!(" version='{v}'")).unwrap_or_default();
                    let info = match member.docs.line().as_str() {
                        "" => String::new(),
                        line => format!(" info='{}'", escape(line)),
                    };
                    let text = format!(
                        "    <enum name='{}' file='{file}'{value} type='{name}'{version}{info}/>\n",
                        member.name
                    );
                    exports.push((Kind::Enum, member.name.clone()));
                    symbols.insert((Kind::Enum, member.name.clone()), text);
                }
                exports.push((Kind::Typedef, name.clone()));
                let head = format!("{head} type='enum'");
                let text = element("typedef", &head, version, &item.docs, "", false);
                symbols.insert((Kind::Typedef, name.clone()), text);
            }
            What::Record { fields, .. } => {
                // The typedef of a struct describes it; by its tag it is only listed, if it is not opaque.
                if fields.is_some() && name.starts_with('_') && !self.only_of_fields(name) {
                    exports.push((Kind::Struct, name.clone()));
                }
            }
            What::Alias(ty) => {
                if let Some(function) = ctype::callback(ty) {
                    let arguments = function.inputs.iter().map(|it| {
                        let name = it.name.as_ref().map(|(name, _)| crate::source::plain(name));
                        (name.unwrap_or_default(), &it.ty)
                    });
                    let body = call(&item.docs, &function.output, arguments)?;
                    let head = format!("{head} module='{file}'");
                    let text = element("functype", &head, version, &item.docs, &body, false);
                    add(Kind::Function, Kind::Function, text);
                } else if let Some((tag, fields)) = self.record(ty) {
                    let head = format!("{head} type='struct {tag}'");
                    let body = self.fields(fields, "      ")?;
                    let text = element("struct", &head, version, &item.docs, &body, false);
                    add(Kind::Typedef, Kind::Typedef, text);
                } else {
                    let spelled = ctype::spell(ty, "")?;
                    let is_enum = self.types.get(spelled.as_str());
                    let spelled = match is_enum.map(|it| &it.what) {
                        Some(What::Enum(_)) => "enum".to_owned(),
                        _ => spelled,
                    };
                    let head = format!("{head} type='{spelled}'");
                    let text = element("typedef", &head, version, &item.docs, "", false);
                    add(Kind::Typedef, Kind::Typedef, text);
                }
            }
            What::Variable(ty) => {
                let head = format!("{head} type='{}'", ctype::spell(ty, "")?);
                let text = element("variable", &head, version, &item.docs, "", false);
                add(Kind::Variable, Kind::Variable, text);
            }
            What::Function(signature) => {
                let arguments = parameters(signature);
                let body = call(&item.docs, &signature.output, arguments)?;
                let head = format!("{head} module='{}'", module(file, name));
                let text = element("function", &head, version, &item.docs, &body, false);
                add(Kind::Function, Kind::Function, text);
            }
        }
        Ok(())
    }

    /// Whether this is a type that only a field has: a union that a struct holds.
    fn only_of_fields(&self, name: &str) -> bool {
        matches!(
            self.types.get(name).map(|it| &it.what),
            Some(What::Record { union: true, .. })
        )
    }

    /// The struct that a type is, through all typedefs: its tag and its fields, if it is not opaque.
    fn record(&self, ty: &Type) -> Option<(&str, &[Field])> {
        let Type::Path(path) = ty else { return None };
        let name = path.path.segments.last()?.ident.to_string();
        let (tag, item) = self.types.get_key_value(name.as_str())?;
        match &item.what {
            What::Record { fields, .. } => Some((tag, fields.as_deref().unwrap_or_default())),
            What::Alias(ty) => self.record(ty),
            _ => None,
        }
    }

    fn fields(&self, fields: &[Field], indent: &str) -> Result<String, String> {
        let mut out = String::new();
        for field in fields {
            let info = escape(&field.docs.line());
            let name = &field.name;
            if let Some(inner) = self.union(&field.ty) {
                let deeper = format!("{indent}    ");
                let _ = writeln!(
                    out,
                    "{indent}<field name='{name}' type='union' info='{info}'>"
                );
                let _ = writeln!(out, "{indent}  <union>");
                out.push_str(&self.fields(inner, &deeper)?);
                let _ = writeln!(out, "{indent}  </union>\n{indent}</field>");
            } else {
                let spelled = match ctype::callback(&field.ty) {
                    Some(_) => return Err(format!("{name}: give the function pointer a name")),
                    None => ctype::spell(&field.ty, name)?,
                };
                let _ = writeln!(
                    out,
                    "{indent}<field name='{name}' type='{spelled}' info='{info}'/>"
                );
            }
        }
        Ok(out)
    }

    /// The fields of a union, if the type is one.
    fn union(&self, ty: &Type) -> Option<&[Field]> {
        let Type::Path(path) = ty else { return None };
        let name = path.path.segments.last()?.ident.to_string();
        match &self.types.get(name.as_str())?.what {
            What::Record {
                union: true,
                fields: Some(fields),
            } => Some(fields),
            _ => None,
        }
    }
}

/// What a function returns and takes.
fn call<'a>(
    docs: &Docs,
    output: &syn::ReturnType,
    arguments: impl Iterator<Item = (String, &'a Type)>,
) -> Result<String, String> {
    let answer = ctype::answer(output)?;
    let info = match docs.returned.as_str() {
        "" => String::new(),
        text => format!(" info='{}'", escape(text)),
    };
    let mut out = format!("      <return type='{answer}'{info}/>\n");
    for (name, ty) in arguments {
        if ctype::callback(ty).is_some() {
            return Err(format!("{name}: give the function pointer a name"));
        }
        let spelled = ctype::spell(ty, "")?;
        let info = told(docs, &name);
        let _ = writeln!(
            out,
            "      <arg name='{name}' type='{spelled}' info='{info}'/>"
        );
    }
    Ok(out)
}

/// An element with its documentation.
fn element(
    tag: &str,
    head: &str,
    version: String,
    docs: &Docs,
    body: &str,
    on_one_line: bool,
) -> String {
    let info = match on_one_line {
        true => docs.line(),
        false => docs.text.clone(),
    };
    // A CDATA section cannot hold its own end.
    let info = match info.replace("]]>", "]] >") {
        text if text.is_empty() => String::new(),
        text => format!("      <info><![CDATA[{text}]]></info>\n"),
    };
    if info.is_empty() && body.is_empty() {
        return format!("    <{tag} {head}{version}/>\n");
    }
    format!("    <{tag} {head}{version}>\n{info}{body}    </{tag}>\n")
}

fn version(docs: &Docs) -> String {
    match &docs.since {
        Some(version) => format!(" version='{version}'"),
        None => String::new(),
    }
}

/// What the documentation says of a parameter.
fn told(docs: &Docs, name: &str) -> String {
    let found = docs.parameters.iter().find(|(it, _)| it == name);
    found.map(|(_, text)| escape(text)).unwrap_or_default()
}

/// A number as attributes: as it is, in hexadecimal, and which bit it is if it is one.
fn number(value: i128) -> String {
    let mut text = format!(" value='{value}'");
    if value >= 0 {
        let _ = write!(text, " value_hex='{value:#x}'");
    }
    if value > 0 && value & (value - 1) == 0 {
        let _ = write!(text, " value_bitshift='{}'", value.trailing_zeros());
    }
    text
}

/// The name of libvirt's source that has a function: generators of bindings choose by it.
fn module<'a>(file: &'a str, name: &str) -> &'a str {
    match file {
        "libvirt-common" => "virtypedparam-public",
        "libvirt-event" => "virevent",
        "virterror" => "virerror",
        "libvirt-host" if OF_THE_LIBRARY.contains(&name) => "libvirt",
        other => other,
    }
}

const OF_THE_LIBRARY: &[&str] = &[
    "virConnectClose",
    "virConnectOpen",
    "virConnectOpenAuth",
    "virConnectOpenReadOnly",
    "virGetVersion",
    "virInitialize",
];

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\'', "&apos;")
        .replace('"', "&quot;")
}
