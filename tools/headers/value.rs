//! The numbers that constants and members of enums have.

use crate::source::{Part, What};
use std::collections::BTreeMap;
use syn::{BinOp, Expr, Lit, UnOp};

/// Every named number.
pub fn all(parts: &[Part]) -> Result<BTreeMap<String, i128>, String> {
    let mut known: BTreeMap<String, i128> = BTreeMap::new();
    // A number may be told by another one that stands in a later header.
    for _ in 0..4 {
        for item in parts.iter().flat_map(|p| &p.items) {
            match &item.what {
                What::Number(expr) => {
                    if let Some(value) = of(expr, &known) {
                        known.insert(item.name.clone(), value);
                    }
                }
                What::Enum(members) => {
                    let mut next = Some(0);
                    for member in members {
                        if let Some(expr) = &member.value {
                            next = of(expr, &known);
                        }
                        if let Some(value) = next {
                            known.insert(member.name.clone(), value);
                        }
                        next = next.map(|n| n + 1);
                    }
                }
                _ => {}
            }
        }
    }
    for item in parts.iter().flat_map(|p| &p.items) {
        let unknown = match &item.what {
            What::Number(_) => (!known.contains_key(&item.name)).then_some(&item.name),
            What::Enum(members) => members
                .iter()
                .map(|m| &m.name)
                .find(|name| !known.contains_key(*name)),
            _ => None,
        };
        if let Some(name) = unknown {
            return Err(format!("{name}: its value cannot be computed"));
        }
    }
    Ok(known)
}

pub fn of(expr: &Expr, known: &BTreeMap<String, i128>) -> Option<i128> {
    match expr {
        Expr::Lit(it) => match &it.lit {
            Lit::Int(it) => it.base10_parse().ok(),
            _ => None,
        },
        Expr::Paren(it) => of(&it.expr, known),
        Expr::Group(it) => of(&it.expr, known),
        Expr::Cast(it) => of(&it.expr, known),
        Expr::Unary(it) => match it.op {
            UnOp::Neg(_) => of(&it.expr, known).map(|n| -n),
            _ => None,
        },
        Expr::Path(it) => known
            .get(&it.path.segments.last()?.ident.to_string())
            .copied(),
        Expr::Binary(it) => {
            let (a, b) = (of(&it.left, known)?, of(&it.right, known)?);
            Some(match it.op {
                BinOp::Shl(_) => a << b,
                BinOp::Shr(_) => a >> b,
                BinOp::BitOr(_) => a | b,
                BinOp::BitAnd(_) => a & b,
                BinOp::Add(_) => a + b,
                BinOp::Sub(_) => a - b,
                BinOp::Mul(_) => a * b,
                _ => return None,
            })
        }
        _ => None,
    }
}
