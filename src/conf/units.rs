//! Numbers as libvirt reads them, and sizes with a unit.

use crate::error::{Error, Result, virErrorDomain, virErrorNumber};

/// Splits off leading white space and a sign, as C's strtol does.
fn sign(text: &str) -> (bool, &str) {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c']);
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Digits in `base`; base 0 goes by C's prefixes.
fn magnitude(digits: &str, base: u32) -> Option<u64> {
    let (digits, base) = match base {
        0 | 16 if digits.starts_with("0x") || digits.starts_with("0X") => (&digits[2..], 16),
        0 if digits.len() > 1 && digits.starts_with('0') => (&digits[1..], 8),
        0 => (digits, 10),
        base => (digits, base),
    };
    // from_str_radix would take a sign of its own.
    if !digits.bytes().next()?.is_ascii_hexdigit() {
        return None;
    }
    u64::from_str_radix(digits, base).ok()
}

/// An unsigned number, all of the text; base 0 goes by C's prefixes.
pub fn unsigned(text: &str, base: u32) -> Option<u64> {
    match sign(text) {
        (true, _) => None,
        (false, digits) => magnitude(digits, base),
    }
}

/// A signed number, all of the text.
pub fn signed(text: &str, base: u32) -> Option<i64> {
    let (negative, digits) = sign(text);
    let n = magnitude(digits, base)?;
    if negative {
        0i64.checked_sub_unsigned(n)
    } else {
        n.try_into().ok()
    }
}

/// How many bytes a unit stands for: `b`, `KiB`, `K`, `KB` (1000), up to `E`, in any case.
pub fn scale(unit: &str) -> Option<u64> {
    let lower = unit.to_ascii_lowercase();
    if matches!(lower.as_str(), "b" | "byte" | "bytes") {
        return Some(1);
    }
    let power = "kmgtpe".find(lower.chars().next()?)? as u32 + 1;
    match &lower[1..] {
        "" | "ib" => Some(1024u64.pow(power)),
        "b" => Some(1000u64.pow(power)),
        _ => None,
    }
}

/// `value` of `unit` (none: `default` bytes each) in bytes.
pub fn bytes(value: u64, unit: Option<&str>, default: u64) -> Result<u64> {
    let factor = match unit {
        None | Some("") => default,
        Some(unit) => scale(unit).ok_or_else(|| {
            Error::invalid_arg(format!("unknown unit '{unit}' of a size"))
                .from_domain(virErrorDomain::VIR_FROM_NONE)
        })?,
    };
    value.checked_mul(factor).ok_or_else(|| {
        Error::new(
            virErrorNumber::VIR_ERR_OVERFLOW,
            format!("size {value} with unit '{}' is too big", unit.unwrap_or("")),
        )
        .from_domain(virErrorDomain::VIR_FROM_NONE)
    })
}

/// The same in KiB, rounded up.
pub fn kib(value: u64, unit: Option<&str>) -> Result<u64> {
    Ok(bytes(value, unit, 1024)?.div_ceil(1024))
}

/// A size in the biggest unit that divides it.
pub fn pretty(size: u64) -> (u64, &'static str) {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let (mut size, mut at) = (size, 0);
    while size != 0 && size % 1024 == 0 && at + 1 < units.len() {
        size /= 1024;
        at += 1;
    }
    (size, units[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, base, want) in [
            ("12", 10, Some(12)),
            (" +12", 10, Some(12)),
            ("12 ", 10, None),
            ("-1", 10, None),
            ("0x1f", 0, Some(31)),
            ("0x1f", 10, None),
            ("1f", 16, Some(31)),
            ("0x1f", 16, Some(31)),
            ("010", 0, Some(8)),
            ("010", 10, Some(10)),
            ("0", 0, Some(0)),
            ("++1", 10, None),
            ("", 10, None),
            ("18446744073709551616", 10, None),
        ] {
            assert_eq!(unsigned(text, base), want, "{text} {base}");
        }
        assert_eq!(signed("-5", 10), Some(-5));
        assert_eq!(signed("-9223372036854775808", 10), Some(i64::MIN));
        assert_eq!(signed("9223372036854775808", 10), None);
    }

    #[test]
    fn sizes() {
        for (unit, want) in [
            ("b", Some(1)),
            ("Bytes", Some(1)),
            ("k", Some(1024)),
            ("KiB", Some(1024)),
            ("KB", Some(1000)),
            ("g", Some(1 << 30)),
            ("EiB", Some(1 << 60)),
            ("x", None),
            ("", None),
            ("Kibi", None),
        ] {
            assert_eq!(scale(unit), want, "{unit}");
        }
        assert_eq!(kib(1, Some("b")).unwrap(), 1);
        assert_eq!(kib(2, None).unwrap(), 2);
        assert_eq!(
            bytes(u64::MAX, Some("k"), 1).unwrap_err().code,
            virErrorNumber::VIR_ERR_OVERFLOW
        );
    }
}
