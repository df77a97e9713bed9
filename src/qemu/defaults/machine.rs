//! What a machine type has built in.

use crate::conf::domain::Domain;

/// The family of chipset that a machine emulates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chipset {
    /// `pc`: i440FX and PIIX3.
    I440fx,
    /// `q35`: ICH9.
    Q35,
    /// Anything else: isapc, microvm, none, ...
    Other,
}

impl Chipset {
    /// By the canonical name of the machine.
    pub fn of(machine: &str) -> Self {
        let family = |name: &str, prefix: &str| {
            machine == name
                || machine
                    .strip_prefix(prefix)
                    .is_some_and(|v| v.starts_with(|c: char| c.is_ascii_digit() || c == 'i'))
        };
        if machine == "pc"
            || machine.starts_with("pc-i440fx-")
            || family("pc", "pc-") && !machine.starts_with("pc-q35")
            || machine.starts_with("rhel") && !machine.contains("q35")
        {
            Chipset::I440fx
        } else if machine == "q35" || machine.starts_with("pc-q35-") {
            Chipset::Q35
        } else {
            Chipset::Other
        }
    }

    pub fn of_domain(domain: &Domain) -> Self {
        Self::of(domain.os.machine.as_deref().unwrap_or(""))
    }

    pub fn is_pcie(self) -> bool {
        self == Chipset::Q35
    }

    pub fn has_pci(self) -> bool {
        self != Chipset::Other
    }
}

#[cfg(test)]
mod tests {
    use super::Chipset;

    #[test]
    fn families() {
        for (name, chipset) in [
            ("pc", Chipset::I440fx),
            ("pc-i440fx-10.0", Chipset::I440fx),
            ("pc-1.3", Chipset::I440fx),
            ("q35", Chipset::Q35),
            ("pc-q35-10.0", Chipset::Q35),
            ("isapc", Chipset::Other),
            ("microvm", Chipset::Other),
            ("none", Chipset::Other),
        ] {
            assert_eq!(Chipset::of(name), chipset, "{name}");
        }
    }
}
