//! Damaged domain documents: no panic, and what is accepted all the same is written so that it is read
//! again as the same domain. A small stand-in for the fuzz target that needs no nightly compiler.

use oxivirt::conf::domain::{Domain, FormatOptions, ParseContext};

const SEED: &str = include_str!("data/domain-everything.xml");

/// Of each kind of damage; more with `OXIVIRT_FUZZ_ROUNDS`.
fn rounds() -> usize {
    std::env::var("OXIVIRT_FUZZ_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(300)
}

/// xorshift: the same damage on every run.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

fn check(text: &str) -> bool {
    let mut accepted = false;
    for ctx in [ParseContext::define(), ParseContext::status_file()] {
        let Ok(domain) = Domain::parse(text, &ctx) else {
            continue;
        };
        accepted = true;
        let options = FormatOptions {
            secure: true,
            inactive: ctx.inactive,
            migratable: false,
            status: ctx.status,
        };
        let written = domain.format(&options);
        let again = match Domain::parse(&written, &ctx) {
            Ok(again) => again,
            Err(e) => panic!("cannot read what was written: {e}\n{text}\n{written}"),
        };
        let rewritten = again.format(&options);
        assert_eq!(rewritten, written, "{text}");
        // Other ways to write it must not panic either.
        for (inactive, migratable) in [(true, true), (false, true), (false, false)] {
            domain.format(&FormatOptions {
                inactive,
                migratable,
                ..Default::default()
            });
        }
    }
    accepted
}

#[test]
fn the_seed_itself_is_accepted() {
    Domain::parse(SEED, &ParseContext::define()).unwrap();
    assert!(check(SEED));
}

/// Values, the likes of which documents hold, put where they do not belong.
const VALUES: &[&str] = &[
    "",
    "0",
    "1",
    "-1",
    "4294967295",
    "18446744073709551615",
    "99999999999999999999",
    "0x10",
    "yes",
    "no",
    "on",
    "off",
    "none",
    "default",
    "qemu",
    "virtio",
    "pci",
    "usb",
    "raw",
    "a/b",
    "ä",
    " ",
    "1.2.3.4",
    "::1",
    "52:54:00:00:00:01",
    "é-1",
    "0-3,^1",
    "1048576",
    "auto",
];

#[test]
fn damaged_values() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    // The places of attribute values.
    let places: Vec<(usize, usize)> = SEED
        .match_indices("='")
        .filter_map(|(at, _)| {
            let start = at + 2;
            SEED[start..].find('\'').map(|len| (start, start + len))
        })
        .collect();
    let mut accepted = 0;
    for round in 0..rounds() {
        let mut text = SEED.to_owned();
        // From the back, so that places stay right.
        let mut chosen: Vec<_> = (0..=round % 3)
            .map(|_| places[random.next(places.len())])
            .collect();
        chosen.sort_unstable();
        chosen.dedup();
        for (start, end) in chosen.into_iter().rev() {
            text.replace_range(start..end, VALUES[random.next(VALUES.len())]);
        }
        accepted += usize::from(check(&text));
    }
    assert!(
        accepted > 10,
        "only {accepted} were accepted: too much damage to test anything"
    );
}

#[test]
fn missing_and_doubled_lines() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let lines: Vec<&str> = SEED.lines().collect();
    for round in 0..rounds() {
        let mut kept = lines.clone();
        for _ in 0..=round % 4 {
            let at = random.next(kept.len());
            match random.next(3) {
                0 => {
                    kept.remove(at);
                }
                1 => kept.insert(at, kept[at]),
                _ => {
                    let other = random.next(kept.len());
                    kept.swap(at, other);
                }
            }
        }
        check(&kept.join("\n"));
    }
}

#[test]
fn damaged_bytes() {
    let mut random = Random(0x1234_5678_9abc_def1);
    for _ in 0..rounds() {
        let mut bytes = SEED.as_bytes().to_vec();
        for _ in 0..4 {
            let at = random.next(bytes.len());
            match random.next(3) {
                0 => bytes[at] = random.next(256) as u8,
                1 => {
                    bytes.remove(at);
                }
                _ => bytes.truncate(at.max(1)),
            }
        }
        check(&String::from_utf8_lossy(&bytes));
    }
}
