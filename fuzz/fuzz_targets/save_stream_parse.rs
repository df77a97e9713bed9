//! QEMU's part of a sparse image: whatever the bytes, no panic, no endless work; and where they are
//! understood, a plain stream is made whose size the image bounds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxivirt::qemu::save::stream::parse;

fuzz_target!(|data: &[u8]| {
    let Ok(layout) = parse(data, 0) else {
        return;
    };
    let end = data.len() as u64;
    for mapped in [false, true] {
        let mut out = Vec::new();
        let stretch = |at| Ok((at < end).then_some(at..end));
        layout
            .write_plain(data, |_| mapped, stretch, end, &mut out)
            .expect("what was checked can be read");
        assert!(out.len() <= 2 * data.len() + 1024);
    }
});
