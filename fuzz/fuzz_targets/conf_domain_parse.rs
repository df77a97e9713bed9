//! The domain document: whatever the bytes, no panic; and what is accepted is written so that it reads
//! as the same domain.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxivirt::conf::domain::{Domain, FormatOptions, ParseContext};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for ctx in [
        ParseContext::define(),
        ParseContext::config_file(),
        ParseContext::status_file(),
    ] {
        let Ok(domain) = Domain::parse(text, &ctx) else {
            continue;
        };
        let options = FormatOptions {
            secure: true,
            inactive: ctx.inactive,
            migratable: false,
            status: ctx.status,
        };
        let written = domain.format(&options);
        let again = Domain::parse(&written, &ctx).expect("what we write, we read");
        assert_eq!(again.format(&options), written);
    }
});
