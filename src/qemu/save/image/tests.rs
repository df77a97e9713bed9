use super::*;
use crate::error::virErrorNumber::*;
use crate::fsutil::tests::Scratch;
use std::os::unix::fs::PermissionsExt;

const XML: &str = "<domain type='qemu'>\n  <name>a</name>\n</domain>\n";
const COOKIE: &str = "<cookie>\n  <slirpHelper/>\n</cookie>\n";

fn head(cookie: Option<&str>) -> Head {
    Head::new(
        XML.to_owned(),
        cookie.map(str::to_owned),
        Format::Sparse,
        true,
    )
}

fn read(bytes: &[u8]) -> Result<Head> {
    Head::read(&mut &bytes[..], Path::new("x"))
}

/// The bytes of a good image with the number at `index` of the header changed.
fn with_number(index: usize, number: u32) -> Vec<u8> {
    let mut bytes = head(Some(COOKIE)).to_bytes(true).unwrap();
    bytes[16 + 4 * index..][..4].copy_from_slice(&number.to_ne_bytes());
    bytes
}

#[test]
fn the_layout_is_libvirts() {
    let bytes = head(Some(COOKIE)).to_bytes(true).unwrap();
    assert_eq!(&bytes[..16], b"LibvirtQemudSave");
    let number = |i: usize| u32::from_ne_bytes(bytes[16 + 4 * i..][..4].try_into().unwrap());
    assert_eq!(number(0), 2);
    assert_eq!(number(1) as usize, bytes.len() - 92);
    assert_eq!(number(2), 1);
    assert_eq!(number(3), 6);
    assert_eq!(number(4) as usize, XML.len() + 1);
    assert!(bytes[36..92].iter().all(|b| *b == 0));
    assert_eq!(&bytes[92..][..XML.len()], XML.as_bytes());
    assert_eq!(
        &bytes[92 + XML.len() + 1..][..COOKIE.len()],
        COOKIE.as_bytes()
    );
    assert_eq!(bytes.len() % 4096, 0);
    let room = bytes.len() - 92 - XML.len() - COOKIE.len() - 2;
    assert!((64 << 10..(64 << 10) + 4096).contains(&room));
}

#[test]
fn a_head_comes_back() {
    for cookie in [None, Some(COOKIE)] {
        let written = head(cookie);
        let read = read(&written.to_bytes(true).unwrap()).unwrap();
        assert_eq!(read.xml, XML);
        assert_eq!(read.cookie.as_deref(), cookie);
        assert!(read.header.was_running);
        assert_eq!(read.header.format, Format::Sparse);
        assert_eq!(read.header.data_len, written.header.data_len);
        assert_eq!(read.header.data_offset() % 4096, 0);
    }
}

#[test]
fn the_other_byte_order_is_understood() {
    let mut bytes = head(Some(COOKIE)).to_bytes(true).unwrap();
    let here = read(&bytes).unwrap();
    for number in bytes[16..36].chunks_exact_mut(4) {
        number.reverse();
    }
    assert_eq!(read(&bytes).unwrap(), here);
}

#[test]
fn old_versions_and_odd_numbers_are_read() {
    // Version 1, a was_running that is neither 0 nor 1, words that are not used yet.
    assert!(read(&with_number(0, 1)).is_ok());
    assert!(read(&with_number(0, 0)).is_ok());
    assert!(
        read(&with_number(2, 0xffff_ffff))
            .unwrap()
            .header
            .was_running
    );
    assert!(read(&with_number(7, 5)).is_ok());
    // No cookie, and one that would begin where the data do.
    assert_eq!(read(&with_number(4, 0)).unwrap().cookie, None);
    let end = head(Some(COOKIE)).header.data_len;
    assert_eq!(read(&with_number(4, end)).unwrap().cookie, None);
}

#[test]
fn bad_heads_have_libvirts_codes() {
    let good = head(Some(COOKIE)).to_bytes(true).unwrap();
    let partial = head(Some(COOKIE)).to_bytes(false).unwrap();
    let mut not_text = good.clone();
    not_text[100] = 0xff;
    let cases: &[(&str, &[u8], bool)] = &[
        ("empty", b"", true),
        ("garbage", &[7; 4096], true),
        ("a short magic", &good[..10], true),
        ("a short header", &good[..91], true),
        ("unfinished", &partial, true),
        ("version 3", &with_number(0, 3), false),
        ("a version in neither order", &with_number(0, !0), false),
        ("no document", &with_number(1, 0), false),
        ("one byte of document", &with_number(1, 1), false),
        ("4 GiB of document", &with_number(1, !0), false),
        (
            "more document than file",
            &with_number(1, MAX_DATA_LEN),
            false,
        ),
        ("format 7", &with_number(3, 7), false),
        ("format -1", &with_number(3, !0), false),
        ("a cookie outside", &with_number(4, !0), false),
        ("the header alone", &good[..92], false),
        ("a cut document", &good[..100], false),
        ("a cut padding", &good[..good.len() - 1], false),
    ];
    for (what, bytes, corrupt) in cases {
        let e = read(bytes).expect_err(what);
        assert_eq!(e.is_corrupt(), *corrupt, "{what}");
        assert_eq!(Error::from(e).code, VIR_ERR_OPERATION_FAILED, "{what}");
    }
    let e = Error::from(read(&not_text).unwrap_err());
    assert_eq!(e.code, VIR_ERR_XML_DETAIL);
    assert_eq!(e.domain, virErrorDomain::VIR_FROM_DOMAIN);
}

#[test]
fn every_cut_and_every_flipped_bit_is_survived() {
    let good = head(Some(COOKIE)).to_bytes(true).unwrap();
    for end in (0..200).chain([good.len() - 1, good.len()]) {
        assert_eq!(read(&good[..end]).is_ok(), end == good.len(), "{end}");
    }
    for bit in 0..300 * 8 {
        let mut bytes = good.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let _ = read(&bytes);
    }
}

#[test]
fn missing_files_and_directories() {
    let dir = Scratch::new("image-missing");
    let e = Image::open(&dir.0.join("none")).unwrap_err();
    assert!(!e.is_corrupt());
    let e = Error::from(e);
    assert_eq!((e.code, e.int1), (VIR_ERR_SYSTEM_ERROR, libc::ENOENT));
    let e = Image::open(&dir.0).unwrap_err();
    assert_eq!(Error::from(e).code, VIR_ERR_OPERATION_FAILED);
}

fn write(path: &Path, tail: &[u8]) -> Vec<u8> {
    let mut bytes = head(Some(COOKIE)).to_bytes(true).unwrap();
    bytes.extend_from_slice(tail);
    std::fs::write(path, &bytes).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o640)).unwrap();
    bytes
}

#[test]
fn rewriting_keeps_the_data_and_the_mode() {
    let dir = Scratch::new("image-rewrite");
    let path = dir.0.join("a.save");
    for tail in [&b""[..], b"QEVM and more", &[1; 10_000]] {
        let old = write(&path, tail);
        let offset = old.len() - tail.len();
        let xml = XML.replace("<name>", "<title>longer</title><name>");
        rewrite(&path, xml.clone(), None).unwrap();
        let image = Image::open(&path).unwrap();
        assert_eq!(image.head.xml, xml);
        assert_eq!(image.head.cookie.as_deref(), Some(COOKIE));
        assert!(image.head.header.was_running);
        let new = std::fs::read(&path).unwrap();
        assert_eq!(&new[offset..], tail);
        rewrite(&path, "<domain/>".to_owned(), Some(false)).unwrap();
        let image = Image::open(&path).unwrap();
        assert_eq!(image.head.xml, "<domain/>");
        assert!(!image.head.header.was_running);
        assert_eq!(&std::fs::read(&path).unwrap()[offset..], tail);
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o7777, 0o640);
        assert_eq!(std::fs::read_dir(&dir.0).unwrap().count(), 1);
    }
}

#[test]
fn a_document_that_does_not_fit_changes_nothing() {
    let dir = Scratch::new("image-long");
    let path = dir.0.join("a.save");
    let old = write(&path, b"data");
    let e = rewrite(&path, "x".repeat(70 << 10), None).unwrap_err();
    assert!(matches!(e, ImageError::TooLong { .. }));
    assert_eq!(Error::from(e).code, VIR_ERR_OPERATION_FAILED);
    assert_eq!(std::fs::read(&path).unwrap(), old);
    // What fits to the byte does.
    let room = head(Some(COOKIE)).header.data_len as usize - COOKIE.len() - 2;
    rewrite(&path, "x".repeat(room), None).unwrap();
    let image = Image::open(&path).unwrap();
    assert_eq!(image.head.xml.len(), room);
    assert_eq!(image.head.cookie.as_deref(), Some(COOKIE));
    assert!(rewrite(&path, "x".repeat(room + 1), None).is_err());
}

#[test]
fn a_link_to_an_image_stays_a_link() {
    let dir = Scratch::new("image-link");
    let (path, link) = (dir.0.join("a.save"), dir.0.join("link"));
    write(&path, b"data");
    std::os::unix::fs::symlink("a.save", &link).unwrap();
    rewrite(&link, "<domain/>".to_owned(), None).unwrap();
    assert!(
        std::fs::symlink_metadata(&link)
            .unwrap()
            .file_type()
            .is_symlink()
    );
    assert_eq!(Image::open(&path).unwrap().head.xml, "<domain/>");
}
