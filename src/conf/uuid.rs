//! A domain's UUID: sixteen bytes, written as libvirt writes them.

use std::fmt;
use std::str::FromStr;

/// Sixteen bytes that tell one guest from all others.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uuid(pub [u8; 16]);

/// Text that is not a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAUuid;

impl Uuid {
    /// A new random UUID (version 4).
    pub fn random() -> Self {
        let mut bytes = crate::sys::random_bytes::<16>();
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Uuid(bytes)
    }

    /// Whether it is fit for a guest: neither all zeroes nor all ones.
    pub fn is_valid(&self) -> bool {
        self.0.iter().any(|b| *b != self.0[0])
    }
}

impl FromStr for Uuid {
    type Err = NotAUuid;

    /// Reads 32 hexadecimal digits; white space around them and hyphens between bytes are allowed.
    fn from_str(text: &str) -> Result<Self, NotAUuid> {
        let mut bytes = [0u8; 16];
        let mut digits = text.trim().chars().peekable();
        for byte in &mut bytes {
            while digits.peek() == Some(&'-') {
                digits.next();
            }
            let mut nibble = || digits.next().and_then(|c| c.to_digit(16)).ok_or(NotAUuid);
            *byte = (nibble()? << 4 | nibble()?) as u8;
        }
        match digits.next() {
            None => Ok(Uuid(bytes)),
            Some(_) => Err(NotAUuid),
        }
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, byte) in self.0.iter().enumerate() {
            if matches!(i, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        let text = "7c8192e2-e36b-44c8-aa25-36b995370f5c";
        assert_eq!(text.parse::<Uuid>().unwrap().to_string(), text);
        assert_eq!(
            text.replace('-', "").parse::<Uuid>().unwrap().to_string(),
            text
        );
        for bad in [
            "",
            "7c8192e2",
            "zz8192e2-e36b-44c8-aa25-36b995370f5c",
            &format!("{text}0"),
        ] {
            assert_eq!(bad.parse::<Uuid>(), Err(NotAUuid), "{bad}");
        }
    }

    #[test]
    fn random_ones_are_valid_and_differ() {
        let (a, b) = (Uuid::random(), Uuid::random());
        assert!(a.is_valid() && a != b);
        assert!(!Uuid([0; 16]).is_valid() && !Uuid([0xff; 16]).is_valid());
    }
}
