//! Numbers as C reads them, for parameters whose values are given as strings.

use std::ffi::CString;
use std::str::FromStr;

/// A number without a sign of its own: white space and one sign may stand before it, and a minus sign counts from
/// its end. Tells the number, and whether there was a minus sign.
pub(super) fn unsigned<T: FromStr>(text: &str) -> Option<(T, bool)> {
    let text = text.trim_start();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((digits.parse().ok()?, text.starts_with('-')))
}

/// A floating point number, also in hexadecimal. One that is too large or too small is none.
pub(super) fn double(text: &str) -> Option<f64> {
    let text = text.trim_start();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let hexadecimal = digits
        .get(..2)
        .is_some_and(|start| start.eq_ignore_ascii_case("0x"));
    let value: f64 = match hexadecimal {
        true => hexadecimal_double(text)?,
        false => text.parse().ok()?,
    };
    let named = digits.starts_with(|c: char| c.is_ascii_alphabetic());
    let mantissa = digits.split(['e', 'E']).next().unwrap_or_default();
    let is_zero = !mantissa.contains(|c: char| matches!(c, '1'..='9'));
    let too_large = value.is_infinite() && !named;
    let too_small = !hexadecimal && !is_zero && (value == 0.0 || value.is_subnormal());
    (!too_large && !too_small).then_some(value)
}

fn hexadecimal_double(text: &str) -> Option<f64> {
    let text = CString::new(text).ok()?;
    let mut end = std::ptr::null_mut();
    // SAFETY: a C string, and room for a pointer into it.
    let value = unsafe { libc::strtod(text.as_ptr(), &mut end) };
    // SAFETY: strtod points into the string, or to its end.
    let rest = unsafe { *end };
    (rest == 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(unsigned::<u32>(" 5"), Some((5, false)));
        assert_eq!(unsigned::<u32>("+5"), Some((5, false)));
        assert_eq!(unsigned::<u32>("-1"), Some((1, true)));
        for bad in ["--1", "-+1", "", "-", "5 ", "4294967296", "x"] {
            assert_eq!(unsigned::<u32>(bad), None, "{bad}");
        }
        for (text, value) in [
            ("1.5", 1.5),
            (" -2e3", -2e3),
            ("0x10", 16.0),
            ("0x1p3", 8.0),
            ("0e-999", 0.0),
        ] {
            assert_eq!(double(text), Some(value), "{text}");
        }
        assert_eq!(double("inf"), Some(f64::INFINITY));
        assert!(double("nan").unwrap().is_nan());
        for bad in ["1e400", "-1e400", "1e-400", "5abc", "0x1z", "", "1,5"] {
            assert_eq!(double(bad), None, "{bad}");
        }
    }
}
