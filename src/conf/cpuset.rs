//! Sets of host or guest CPUs, NUMA nodes and the like, written `0-3,^2,7`.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// A set of small numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CpuSet(BTreeSet<u32>);

/// Text that is not a set of numbers, or names a number past [`CpuSet::LIMIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACpuSet;

impl CpuSet {
    /// The first number that no set may hold.
    pub const LIMIT: u32 = 16384;

    pub fn new() -> Self {
        Self::default()
    }

    pub fn insert(&mut self, n: u32) -> bool {
        self.0.insert(n)
    }

    pub fn remove(&mut self, n: u32) -> bool {
        self.0.remove(&n)
    }

    pub fn contains(&self, n: u32) -> bool {
        self.0.contains(&n)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn max(&self) -> Option<u32> {
        self.0.last().copied()
    }

    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().copied()
    }

    pub fn is_disjoint(&self, other: &CpuSet) -> bool {
        self.0.is_disjoint(&other.0)
    }

    pub fn is_subset(&self, other: &CpuSet) -> bool {
        self.0.is_subset(&other.0)
    }

    /// The runs of neighbours, first and last number of each.
    pub fn ranges(&self) -> Vec<(u32, u32)> {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for n in self.iter() {
            match runs.last_mut() {
                Some(run) if run.1 + 1 == n => run.1 = n,
                _ => runs.push((n, n)),
            }
        }
        runs
    }
}

impl FromIterator<u32> for CpuSet {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        CpuSet(numbers.into_iter().collect())
    }
}

impl FromStr for CpuSet {
    type Err = NotACpuSet;

    /// Reads a comma list of numbers, ranges `a-b`, and exclusions `^n` of what came before.
    fn from_str(text: &str) -> Result<Self, NotACpuSet> {
        let number = |t: &str| -> Result<u32, NotACpuSet> {
            let t = t.trim();
            if t.is_empty() || !t.bytes().all(|b| b.is_ascii_digit()) {
                return Err(NotACpuSet);
            }
            match t.parse::<u32>() {
                Ok(n) if n < Self::LIMIT => Ok(n),
                _ => Err(NotACpuSet),
            }
        };
        let mut set = BTreeSet::new();
        for part in text.trim().split(',') {
            let part = part.trim();
            if let Some(not) = part.strip_prefix('^') {
                set.remove(&number(not)?);
            } else if let Some((first, last)) = part.split_once('-') {
                let (first, last) = (number(first)?, number(last)?);
                if first > last {
                    return Err(NotACpuSet);
                }
                set.extend(first..=last);
            } else {
                set.insert(number(part)?);
            }
        }
        Ok(CpuSet(set))
    }
}

impl fmt::Display for CpuSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (first, last)) in self.ranges().into_iter().enumerate() {
            if i > 0 {
                f.write_str(",")?;
            }
            if first == last {
                write!(f, "{first}")?;
            } else {
                write!(f, "{first}-{last}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        for (text, canonical) in [
            ("0-3", "0-3"),
            ("0-3,^2", "0-1,3"),
            ("5,1,2", "1-2,5"),
            (" 0 , 2-4 ", "0,2-4"),
            ("1-2,^1,^2", ""),
        ] {
            assert_eq!(text.parse::<CpuSet>().unwrap().to_string(), canonical);
        }
        for bad in ["", "a", "3-1", "1,", "99999", "-1", "+1", "1-"] {
            assert_eq!(bad.parse::<CpuSet>(), Err(NotACpuSet), "{bad}");
        }
    }
}
