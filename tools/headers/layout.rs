//! Tests of layouts and numbers: computed here as 64-bit Linux has them, and compared with what the C compiler
//! makes of the headers and what Rust has. libvirt's own headers are held to them too.

use crate::ctype;
use crate::docs::Docs;
use crate::source::{Field, Part, Public, What};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use syn::Type;

pub fn write(
    parts: &[Part],
    numbers: &BTreeMap<String, i128>,
) -> Result<Vec<(&'static str, String)>, String> {
    let types: BTreeMap<&str, &Public> = parts
        .iter()
        .flat_map(|p| &p.items)
        .map(|item| (item.name.as_str(), item))
        .collect();
    let layout = Layout { types, numbers };
    let (mut c, mut rust) = (String::new(), String::new());
    for item in parts.iter().flat_map(|p| &p.items) {
        layout
            .item(item, &mut c, &mut rust)
            .map_err(|e| format!("{}: {e}", item.name))?;
    }
    Ok(vec![
        ("tests-c/layout.c", format!("{C_HEAD}{c}{C_TAIL}")),
        ("src/abi/tests/layout.rs", format!("{RUST_HEAD}{rust}}}\n")),
    ])
}

const C_HEAD: &str = r#"/* Made by scripts/gen-headers: the layout of every public structure and the value of every number, on 64-bit Linux.
 * What is wrong here breaks programs that were compiled long ago. With ONLY_11_3: what that release has. */
#define VIR_ENUM_SENTINELS
#include "check.h"

#include <libvirt/libvirt-admin.h>
#include <libvirt/libvirt-lxc.h>
#include <libvirt/libvirt-qemu.h>
#include <stddef.h>

#define SIZE(type, size) CHECK(sizeof(type) == (size))
#define FIELD(type, field, offset, size) \
    CHECK(offsetof(type, field) == (offset) && sizeof(((type *)0)->field) == (size))
#define VALUE(name, value) CHECK((name) == (value))

int main(void)
{
"#;

const C_TAIL: &str = "    CHECK(LIBVIR_CHECK_VERSION(11, 3, 0));
    CHECK(!LIBVIR_CHECK_VERSION(99, 0, 0));
    return report();
}
";

const RUST_HEAD: &str = r#"//! Made by scripts/gen-headers: the layout of every public structure and the value of every number, as
//! `tests-c/layout.c` has them.

use std::mem::{offset_of, size_of};

#[test]
#[rustfmt::skip]
#[allow(clippy::unnecessary_cast, clippy::too_many_lines)]
fn layouts_and_numbers() {
"#;

struct Layout<'a> {
    types: BTreeMap<&'a str, &'a Public>,
    numbers: &'a BTreeMap<String, i128>,
}

impl Layout<'_> {
    fn item(&self, item: &Public, c: &mut String, rust: &mut String) -> Result<(), String> {
        let path = format!("crate::{}::{}", item.module, item.name);
        match &item.what {
            What::Number(_) => {
                let value = self.numbers[&item.name];
                guarded(c, &item.docs, &format!("VALUE({}, {value});", item.name));
                let _ = writeln!(rust, "    assert_eq!({path} as i128, {value});");
            }
            What::Enum(members) => {
                guarded(c, &item.docs, &format!("SIZE({}, 4);", item.name));
                let _ = writeln!(rust, "    assert_eq!(size_of::<{path}>(), 4);");
                for member in members {
                    let name = &member.name;
                    let value = self.numbers[name];
                    let suffix = if value > i128::from(i32::MAX) {
                        "U"
                    } else {
                        ""
                    };
                    // What only counts changes with every release.
                    if !name.ends_with("_LAST") || member.compiled {
                        guarded(c, &member.docs, &format!("VALUE({name}, {value}{suffix});"));
                    }
                    if member.compiled {
                        let _ = writeln!(rust, "    assert_eq!({path}::{name} as i128, {value});");
                    }
                }
            }
            What::Record {
                union,
                fields: Some(fields),
            } => {
                let (size, _) = self.record(fields, *union)?;
                let keyword = if *union { "union" } else { "struct" };
                let named = item.name.starts_with('_') && !self.only_of_fields(&item.name);
                if named {
                    guarded(
                        c,
                        &item.docs,
                        &format!("SIZE({keyword} {}, {size});", item.name),
                    );
                }
                let _ = writeln!(rust, "    assert_eq!(size_of::<{path}>(), {size});");
                let mut at = 0;
                for field in fields {
                    let (size, align) = self.size(&field.ty)?;
                    at = if *union { 0 } else { round(at, align) };
                    let name = &field.name;
                    if named {
                        let text = format!("FIELD({keyword} {}, {name}, {at}, {size});", item.name);
                        guarded(c, &item.docs, &text);
                    }
                    let name = if name == "type" { "r#type" } else { name };
                    let _ = writeln!(rust, "    assert_eq!(offset_of!({path}, {name}), {at});");
                    at += size;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether C has it only as the type of a field, without a name.
    fn only_of_fields(&self, name: &str) -> bool {
        matches!(
            self.types.get(name).map(|it| &it.what),
            Some(What::Record { union: true, .. })
        )
    }

    fn record(&self, fields: &[Field], union: bool) -> Result<(usize, usize), String> {
        let (mut end, mut widest) = (0, 1);
        for field in fields {
            let (size, align) = self.size(&field.ty)?;
            widest = widest.max(align);
            end = if union {
                end.max(size)
            } else {
                round(end, align) + size
            };
        }
        Ok((round(end, widest), widest))
    }

    /// Size and alignment.
    fn size(&self, ty: &Type) -> Result<(usize, usize), String> {
        if ctype::callback(ty).is_some() {
            return Ok((8, 8));
        }
        match ty {
            Type::Ptr(_) => Ok((8, 8)),
            Type::Array(it) => {
                let (size, align) = self.size(&it.elem)?;
                let n = crate::value::of(&it.len, self.numbers).ok_or("an array's length")?;
                Ok((size * usize::try_from(n).map_err(|e| e.to_string())?, align))
            }
            Type::Path(it) => {
                let name = it
                    .path
                    .segments
                    .last()
                    .ok_or("an empty path")?
                    .ident
                    .to_string();
                if let Some(item) = self.types.get(name.as_str()) {
                    return match &item.what {
                        What::Record {
                            union,
                            fields: Some(fields),
                        } => self.record(fields, *union),
                        What::Enum(_) => Ok((4, 4)),
                        What::Alias(ty) => self.size(ty),
                        _ => Err(format!("{name} has no size")),
                    };
                }
                let size = match name.as_str() {
                    "c_char" | "c_schar" | "c_uchar" | "u8" => 1,
                    "c_short" | "c_ushort" | "u16" => 2,
                    "c_int" | "c_uint" | "c_float" | "i32" | "u32" | "virErrorLevelNumber" => 4,
                    "c_long" | "c_ulong" | "c_longlong" | "c_ulonglong" | "c_double" | "i64"
                    | "u64" | "usize" | "isize" => 8,
                    _ => return Err(format!("how large {name} is is not known here")),
                };
                Ok((size, size))
            }
            _ => Err("C has no such type".to_owned()),
        }
    }
}

fn round(at: usize, align: usize) -> usize {
    at.div_ceil(align) * align
}

/// A line of C, hidden from libvirt 11.3 if it is about something newer.
fn guarded(c: &mut String, docs: &Docs, line: &str) {
    let newer = docs.since.as_deref().is_some_and(|since| {
        let parts: Vec<u32> = since.split('.').filter_map(|n| n.parse().ok()).collect();
        parts > vec![11, 3, 0]
    });
    let _ = match newer {
        true => writeln!(c, "#ifndef ONLY_11_3\n    {line}\n#endif"),
        false => writeln!(c, "    {line}"),
    };
}
