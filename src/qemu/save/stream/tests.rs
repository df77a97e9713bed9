use super::*;

/// An image of three blocks as QEMU writes them, by our own hand: (name, pages with their content).
struct Made {
    bytes: Vec<u8>,
    /// Where the devices' state begins.
    devices: usize,
}

const START: u64 = 1000;
const DEVICES: &[u8] = b"\x04 whatever the devices say \x00\x06 and a description";

fn put_text(to: &mut Vec<u8>, text: &str) {
    to.push(text.len() as u8);
    to.extend(text.as_bytes());
}

fn page(fill: u8) -> Vec<u8> {
    vec![fill; PAGE as usize]
}

type Content = &'static [Option<u8>];

/// Page by page what is in it; `None`: zero.
const BLOCKS: [(&str, Content); 3] = [
    (
        "pc.ram",
        &[
            Some(1),
            None,
            Some(3),
            None,
            None,
            Some(6),
            None,
            None,
            None,
        ],
    ),
    ("pc.bios", &[None, Some(7)]),
    ("rom", &[None]),
];

fn made() -> Made {
    let mut b = vec![b'#'; START as usize];
    b.extend(MAGIC.to_be_bytes());
    b.extend(VERSION.to_be_bytes());
    b.push(CONFIGURATION);
    b.extend(7u32.to_be_bytes());
    b.extend(b"pc-10.0");
    b.push(SUBSECTION);
    put_text(&mut b, "configuration/capabilities");
    b.extend(1u32.to_be_bytes());
    b.extend(1u32.to_be_bytes());
    put_text(&mut b, "mapped-ram");
    b.push(SUBSECTION);
    put_text(&mut b, "configuration/uuid");
    b.extend(1u32.to_be_bytes());
    b.extend([9; 16]);
    b.push(SECTION_START);
    b.extend(1u32.to_be_bytes());
    put_text(&mut b, "ram");
    b.extend(0u32.to_be_bytes());
    b.extend(RAM_VERSION.to_be_bytes());
    let total: u64 = BLOCKS.iter().map(|(_, p)| p.len() as u64 * PAGE).sum();
    b.extend((total | RAM_MEM_SIZE).to_be_bytes());
    for (name, pages) in BLOCKS {
        put_text(&mut b, name);
        b.extend((pages.len() as u64 * PAGE).to_be_bytes());
        b.extend(MAPPED_RAM_VERSION.to_be_bytes());
        b.extend(PAGE.to_be_bytes());
        let bitmap = b.len() as u64 + 16;
        let at = (bitmap + 8).next_multiple_of(0x4000);
        b.extend(bitmap.to_be_bytes());
        b.extend(at.to_be_bytes());
        let bits = pages.iter().enumerate();
        let bits: u64 = bits.map(|(i, p)| u64::from(p.is_some()) << i).sum();
        b.extend(bits.to_le_bytes());
        b.resize(at as usize, 0);
        for p in pages {
            b.extend(page(p.unwrap_or(0)));
        }
    }
    let end = |b: &mut Vec<u8>| {
        b.extend(RAM_END.to_be_bytes());
        b.push(FOOTER);
        b.extend(1u32.to_be_bytes());
    };
    b.extend(RAM_MULTIFD_FLUSH.to_be_bytes());
    end(&mut b);
    b.push(SECTION_PART);
    b.extend(1u32.to_be_bytes());
    end(&mut b);
    b.push(COMMAND);
    b.extend(SWITCHOVER_START.to_be_bytes());
    b.extend(0u16.to_be_bytes());
    b.push(SECTION_END);
    b.extend(1u32.to_be_bytes());
    end(&mut b);
    let devices = b.len();
    b.extend(DEVICES);
    Made { bytes: b, devices }
}

fn layout(bytes: &[u8]) -> Parsed<Layout> {
    parse(bytes, START)
}

/// The plain stream with `mapped` left out; all of the file counts as data.
fn plain(bytes: &[u8], mapped: &str, limit: u64) -> io::Result<Vec<u8>> {
    let layout = layout(bytes).map_err(|e| io::Error::other(e.to_string()))?;
    let mut out = Vec::new();
    let end = bytes.len() as u64;
    let data = |at| Ok((at < end).then_some(at..end));
    layout.write_plain(bytes, |b| b.name == mapped, data, limit, &mut out)?;
    Ok(out)
}

/// What a target makes of the pages of a plain stream: (block, page, content or zero).
fn pages(stream: &[u8]) -> Vec<(String, u64, u8)> {
    let mut r = Reader {
        source: stream,
        at: 0,
        end: stream.len() as u64,
    };
    r.bytes(8 + 1 + 4 + 7 + 1 + 19 + 4 + 16).unwrap();
    assert_eq!(r.ram_section().unwrap(), [1, 0, 4]);
    let mut left = r.u64().unwrap() & !(PAGE - 1);
    let mut names = Vec::new();
    while left > 0 {
        names.push(r.text().unwrap());
        left -= r.u64().unwrap();
    }
    assert_eq!(names, BLOCKS.map(|(name, _)| name));
    let mut found = Vec::new();
    let mut name = String::new();
    loop {
        let word = r.u64().unwrap();
        let flags = word % PAGE;
        if flags == RAM_END {
            break;
        }
        if flags & RAM_CONTINUE == 0 {
            name = r.text().unwrap();
        }
        let fill = match flags & !RAM_CONTINUE {
            RAM_ZERO => r.u8().unwrap(),
            RAM_PAGE => {
                let content = r.bytes(PAGE as usize).unwrap();
                assert!(content.iter().all(|b| *b == content[0]));
                content[0]
            }
            other => panic!("flags {other:#x}"),
        };
        found.push((name.clone(), word / PAGE, fill));
    }
    r.footer(1).unwrap();
    r.rest_of_ram(1).unwrap();
    assert_eq!(&stream[r.at as usize..], DEVICES);
    found
}

fn expected(mapped: &str) -> Vec<(String, u64, u8)> {
    let mut all = Vec::new();
    for (name, content) in BLOCKS {
        for (i, fill) in content.iter().enumerate() {
            if name != mapped {
                all.push((name.to_owned(), i as u64, fill.unwrap_or(0)));
            }
        }
    }
    all
}

#[test]
fn an_image_is_understood() {
    let made = made();
    let layout = layout(&made.bytes).unwrap();
    let got: Vec<_> = layout.blocks.iter().map(|b| (&*b.name, b.len)).collect();
    let wanted = BLOCKS.map(|(name, pages)| (name, pages.len() as u64 * PAGE));
    assert_eq!(got, wanted);
    for (block, (_, content)) in layout.blocks.iter().zip(BLOCKS) {
        let mut bitmap = Bitmap::new(&*made.bytes, block);
        for (i, fill) in content.iter().enumerate() {
            assert_eq!(bitmap.is_set(i as u64).unwrap(), fill.is_some());
        }
    }
    assert!(layout.tail.start < made.devices as u64);
    assert_eq!(layout.tail.end, made.bytes.len() as u64);
    let head = String::from_utf8_lossy(&layout.head).into_owned();
    assert!(head.contains("pc-10.0") && head.contains("/uuid") && !head.contains("capabilities"));
}

#[test]
fn the_plain_stream_has_what_is_not_mapped() {
    let bytes = made().bytes;
    assert_eq!(
        pages(&plain(&bytes, "pc.ram", 1 << 20).unwrap()),
        expected("pc.ram")
    );
    assert_eq!(pages(&plain(&bytes, "", 1 << 20).unwrap()), expected(""));
    // pc.bios has one page that is not zero.
    assert!(plain(&bytes, "pc.ram", PAGE).is_ok());
    let e = plain(&bytes, "pc.ram", PAGE - 1).unwrap_err();
    assert_eq!(e.kind(), io::ErrorKind::FileTooLarge);
}

#[test]
fn stale_pages_are_zeroed() {
    let mut bytes = made().bytes;
    let ram = layout(&bytes).unwrap().blocks[0].clone();
    for (n, fill) in [(1, 5u8), (7, 8)] {
        let at = (ram.pages + n * PAGE) as usize;
        bytes[at + 4000] = fill;
    }
    let mut wanted = vec![("pc.ram".to_owned(), 1, 0), ("pc.ram".to_owned(), 7, 0)];
    wanted.extend(expected("pc.ram"));
    assert_eq!(pages(&plain(&bytes, "pc.ram", 1 << 20).unwrap()), wanted);
}

#[test]
fn a_long_bitmap_is_read_in_pieces() {
    let count = BITMAP_PIECE * 8 * 2 + 70;
    let mut bytes = vec![0u8; (count.div_ceil(64) * 8) as usize + 100];
    let set = [0, 63, 64, BITMAP_PIECE * 8 - 1, BITMAP_PIECE * 8, count - 1];
    for n in set {
        bytes[100 + (n / 8) as usize] |= 1 << (n % 8);
    }
    let block = Block {
        name: "x".to_owned(),
        len: count * PAGE,
        bitmap: 100,
        pages: 0,
    };
    let mut bitmap = Bitmap::new(&*bytes, &block);
    let found: Vec<_> = (0..count).filter(|n| bitmap.is_set(*n).unwrap()).collect();
    assert_eq!(found, set);
    assert!(bitmap.is_set(0).unwrap(), "and backwards");
}

#[test]
fn every_cut_is_noticed() {
    let made = made();
    let layout = layout(&made.bytes).unwrap();
    // Whatever is missing before the devices' state is; their own state QEMU looks at.
    for len in (0..2000).chain(made.devices - 2000..made.devices) {
        assert!(self::layout(&made.bytes[..len]).is_err(), "{len}");
    }
    for block in &layout.blocks {
        assert!(self::layout(&made.bytes[..(block.pages + 1) as usize]).is_err());
    }
    assert!(parse(&made.bytes[..], u64::MAX).is_err());
}

#[test]
fn no_change_makes_it_panic_or_lose_its_way() {
    let made = made();
    let layout = layout(&made.bytes).unwrap();
    let heads: Vec<usize> = (START as usize..1200)
        .chain(layout.blocks.iter().flat_map(|b| {
            let end = (b.pages + b.len) as usize;
            end..(end + 80).min(made.bytes.len())
        }))
        .chain(made.devices - 70..made.devices)
        .collect();
    for at in heads {
        for change in [0x01, 0x04, 0x80, 0xff] {
            let mut bytes = made.bytes.clone();
            bytes[at] ^= change;
            let Ok(changed) = self::layout(&bytes) else {
                continue;
            };
            for block in &changed.blocks {
                assert!(block.pages + block.len <= bytes.len() as u64);
                assert!(block.bitmap < block.pages);
            }
            // What is written of it is no larger than what was there.
            let out = plain(&bytes, "pc.ram", 1 << 20).unwrap();
            assert!(out.len() < bytes.len() + 1000);
        }
    }
}

#[test]
fn what_is_not_expected_is_refused() {
    let made = made();
    let place = |what: &[u8]| {
        let found = made.bytes.windows(what.len()).position(|w| w == what);
        found.unwrap()
    };
    let with = |at: usize, new: &[u8]| {
        let mut bytes = made.bytes.clone();
        bytes[at..at + new.len()].copy_from_slice(new);
        self::layout(&bytes).map(drop).map_err(|e| e.what)
    };
    let d = made.devices;
    for (what, at, new) in [
        ("another capability", place(b"mapped-ram") + 9, &b"n"[..]),
        ("another subsection", place(b"/uuid") + 1, b"x"),
        ("another section first", place(b"\x03ram") + 1, b"s"),
        ("another version of RAM", place(b"\x03ram") + 11, b"\x05"),
        ("pages in the stream", d - 6, b"\x08"),
        ("another section's footer", d - 1, b"\x02"),
        ("a whole section before the end", d - 18, b"\x04"),
        ("another section's end", d - 14, b"\x07"),
        ("an unknown command", d - 20, b"\x01"),
    ] {
        assert!(with(at, new).is_err(), "{what}");
    }
    assert_eq!(with(d, b"\x04"), Ok(()));
}
