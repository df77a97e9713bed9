//! What QEMU wrote into a mapped-ram image, understood far enough to make a small plain stream of it:
//! one that brings all of the guest but its RAM, which QEMU then has mapped from the image.
//!
//! An image holds, from QEMU's place in it on: the stream's header; the machine's name and settings; the
//! beginning of the section `ram`, which lists the blocks of memory; for each block where its bitmap
//! (which pages are not zero) and its pages are, and there these are; the end of that section, and
//! perhaps more sections `ram` with nothing in them; last the state of the devices, to the end of the
//! file, which is passed on unread.
//!
//! Nothing here opens or asks anything: bytes come from a [`Source`], and whatever they are, the answer
//! is a [`Layout`] in which every number has been checked, or what was not expected and where. Whoever
//! gets the latter lets QEMU read the image itself.

use std::io::{self, Write};

/// Bytes that can be read from anywhere.
pub trait Source {
    /// How many there are.
    fn len(&self) -> u64;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fills `into` with the bytes from `at` on; ending before it is full is an error.
    fn read(&self, at: u64, into: &mut [u8]) -> io::Result<()>;
}

impl Source for [u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let from = usize::try_from(at).ok().and_then(|at| self.get(at..));
        match from.and_then(|rest| rest.get(..into.len())) {
            Some(bytes) => {
                into.copy_from_slice(bytes);
                Ok(())
            }
            None => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

impl Source for std::fs::File {
    fn len(&self) -> u64 {
        self.metadata().map_or(0, |m| m.len())
    }

    fn read(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(self, into, at)
    }
}

/// What the bytes are not, or not so that it is understood here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexpected {
    pub what: &'static str,
    /// Where in the file.
    pub at: u64,
}

impl std::fmt::Display for Unexpected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at byte {:#x}", self.what, self.at)
    }
}

type Parsed<T> = std::result::Result<T, Unexpected>;

/// The size of the pages that are understood: that of every machine in use but some of other
/// architectures.
pub const PAGE: u64 = 4096;

/// A block of the guest's memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// QEMU's name for it ("pc.ram", "0000:00:02.0/vga.vram").
    pub name: String,
    /// Bytes, a multiple of [`PAGE`].
    pub len: u64,
    /// Where in the file its bitmap is: a bit for each page, least significant first, in 8-byte words.
    pub bitmap: u64,
    /// Where in the file its pages are.
    pub pages: u64,
}

impl Block {
    pub fn page_count(&self) -> u64 {
        self.len / PAGE
    }
}

/// A mapped-ram image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How the plain stream begins: the image's beginning without the list of migration capabilities.
    head: Vec<u8>,
    /// The section `ram`: its number, instance and version.
    section: [u32; 3],
    pub blocks: Vec<Block>,
    /// Where in the file the rest is, which is the same in both, and where it ends.
    tail: std::ops::Range<u64>,
}

const MAGIC: u32 = 0x5145_564d;
const VERSION: u32 = 3;

const SECTION_START: u8 = 1;
const SECTION_PART: u8 = 2;
const SECTION_END: u8 = 3;
const SUBSECTION: u8 = 5;
const CONFIGURATION: u8 = 7;
const COMMAND: u8 = 8;
const FOOTER: u8 = 0x7e;

/// The command that tells the target that the source has stopped; it has no content.
const SWITCHOVER_START: u16 = 11;

const RAM_ZERO: u64 = 0x02;
const RAM_MEM_SIZE: u64 = 0x04;
const RAM_PAGE: u64 = 0x08;
const RAM_END: u64 = 0x10;
const RAM_CONTINUE: u64 = 0x20;
const RAM_MULTIFD_FLUSH: u64 = 0x200;

const RAM_VERSION: u32 = 4;
const MAPPED_RAM_VERSION: u32 = 1;

/// No machine has more blocks, nor a stream more sections before the devices' state.
const MAX_BLOCKS: usize = 4096;
const MAX_SECTIONS: usize = 100_000;
/// The state of devices is a few MiB at most.
const MAX_TAIL: u64 = 64 << 20;

/// Reads an image whose QEMU part begins at `start`.
pub fn parse(source: &(impl Source + ?Sized), start: u64) -> Parsed<Layout> {
    let mut reader = Reader {
        source,
        at: start,
        end: source.len(),
    };
    let mut head = Vec::new();
    reader.header(&mut head)?;
    let section = reader.ram_section()?;
    let blocks = reader.blocks(start)?;
    reader.only_ends()?;
    reader.footer(section[0])?;
    let tail = reader.at;
    reader.rest_of_ram(section[0])?;
    if reader.end - tail > MAX_TAIL {
        return Err(reader.unexpected("more state of devices than is believable"));
    }
    Ok(Layout {
        head,
        section,
        blocks,
        tail: tail..reader.end,
    })
}

struct Reader<'a, S: ?Sized> {
    source: &'a S,
    at: u64,
    end: u64,
}

impl<S: Source + ?Sized> Reader<'_, S> {
    fn unexpected(&self, what: &'static str) -> Unexpected {
        Unexpected { what, at: self.at }
    }

    fn bytes(&mut self, len: usize) -> Parsed<Vec<u8>> {
        if self.end.saturating_sub(self.at) < len as u64 {
            return Err(self.unexpected("the end of the file"));
        }
        let mut bytes = vec![0; len];
        self.source
            .read(self.at, &mut bytes)
            .map_err(|_| self.unexpected("bytes that cannot be read"))?;
        self.at += len as u64;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Parsed<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(&self.bytes(N)?);
        Ok(array)
    }

    fn u8(&mut self) -> Parsed<u8> {
        Ok(self.array::<1>()?[0])
    }

    fn u16(&mut self) -> Parsed<u16> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    fn u32(&mut self) -> Parsed<u32> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    fn u64(&mut self) -> Parsed<u64> {
        Ok(u64::from_be_bytes(self.array()?))
    }

    /// A length in one byte and so much text.
    fn text(&mut self) -> Parsed<String> {
        let len = self.u8()?;
        let bytes = self.bytes(usize::from(len))?;
        String::from_utf8(bytes).map_err(|_| self.unexpected("a name that is not text"))
    }

    fn expect<T: PartialEq>(&self, got: T, wanted: T, what: &'static str) -> Parsed<()> {
        if got == wanted {
            Ok(())
        } else {
            Err(self.unexpected(what))
        }
    }

    /// The header and the configuration; what of it belongs into a plain stream goes to `head`.
    fn header(&mut self, head: &mut Vec<u8>) -> Parsed<()> {
        let magic = self.u32()?;
        self.expect(magic, MAGIC, "no migration stream")?;
        let version = self.u32()?;
        self.expect(version, VERSION, "another version of migration stream")?;
        head.extend(MAGIC.to_be_bytes());
        head.extend(VERSION.to_be_bytes());
        let kind = self.u8()?;
        self.expect(kind, CONFIGURATION, "a stream without the machine's name")?;
        head.push(CONFIGURATION);
        let len = self.u32()?;
        if len > 255 {
            return Err(self.unexpected("a long name of a machine"));
        }
        head.extend(len.to_be_bytes());
        head.extend(self.bytes(len as usize)?);
        let mut mapped = false;
        loop {
            let from = self.at;
            if self.u8()? != SUBSECTION {
                self.at = from;
                break;
            }
            let name = self.text()?;
            let version = self.u32()?;
            self.expect(version, 1, "another version of a subsection")?;
            let keep = match name.as_str() {
                "configuration/capabilities" => {
                    // Those that both sides of a migration must have; more than this one would mean
                    // that blocks are told otherwise.
                    let count = self.u32()?;
                    self.expect(count, 1, "other migration capabilities")?;
                    let only = self.text()?;
                    self.expect(&*only, "mapped-ram", "another migration capability")?;
                    mapped = true;
                    false
                }
                "configuration/target-page-bits" => {
                    let bits = self.u32()?;
                    self.expect(bits, PAGE.trailing_zeros(), "pages of another size")?;
                    true
                }
                "configuration/uuid" => {
                    self.bytes(16)?;
                    true
                }
                _ => return Err(self.unexpected("an unknown subsection")),
            };
            if keep {
                let to = std::mem::replace(&mut self.at, from);
                head.extend(self.bytes((to - from) as usize)?);
            }
        }
        self.expect(mapped, true, "an image that is not mapped-ram")
    }

    fn ram_section(&mut self) -> Parsed<[u32; 3]> {
        let kind = self.u8()?;
        self.expect(kind, SECTION_START, "no section where RAM's begins")?;
        let id = self.u32()?;
        let name = self.text()?;
        self.expect(&*name, "ram", "a section other than RAM's before it")?;
        let (instance, version) = (self.u32()?, self.u32()?);
        self.expect(version, RAM_VERSION, "another version of RAM's section")?;
        Ok([id, instance, version])
    }

    /// The list of blocks; then the reader stands behind the last one's pages.
    fn blocks(&mut self, start: u64) -> Parsed<Vec<Block>> {
        let total = self.u64()?;
        self.expect(
            total % PAGE,
            RAM_MEM_SIZE,
            "a section of RAM without its size",
        )?;
        let mut left = total & !(PAGE - 1);
        let mut blocks: Vec<Block> = Vec::new();
        while left > 0 {
            if blocks.len() == MAX_BLOCKS {
                return Err(self.unexpected("more blocks than a machine has"));
            }
            let name = self.text()?;
            if blocks.iter().any(|b| b.name == name) {
                return Err(self.unexpected("two blocks of one name"));
            }
            let len = self.u64()?;
            if len == 0 || len % PAGE != 0 || len > left {
                return Err(self.unexpected("a block of an odd size"));
            }
            left -= len;
            let version = self.u32()?;
            self.expect(version, MAPPED_RAM_VERSION, "another version of mapped-ram")?;
            let page = self.u64()?;
            self.expect(page, PAGE, "pages of another size")?;
            let (bitmap, pages) = (self.u64()?, self.u64()?);
            // The bitmap follows at once, the pages some way behind it, then the next block.
            let bitmap_len = (len / PAGE).div_ceil(64) * 8;
            let bitmap_end = self.at.checked_add(bitmap_len);
            let end = pages.checked_add(len);
            match (bitmap_end, end) {
                (Some(bitmap_end), Some(end))
                    if bitmap == self.at
                        && pages >= bitmap_end
                        && pages % PAGE == 0
                        && pages > start
                        && end <= self.end =>
                {
                    self.at = end;
                }
                _ => return Err(self.unexpected("a block at an odd place")),
            }
            blocks.push(Block {
                name,
                len,
                bitmap,
                pages,
            });
        }
        Ok(blocks)
    }

    /// What a section of RAM holds besides pages, which lie elsewhere: marks, the last of them its end.
    fn only_ends(&mut self) -> Parsed<()> {
        for _ in 0..MAX_SECTIONS {
            match self.u64()? {
                RAM_END => return Ok(()),
                RAM_MULTIFD_FLUSH => {}
                _ => return Err(self.unexpected("pages in the stream")),
            }
        }
        Err(self.unexpected("a section of RAM without an end"))
    }

    fn footer(&mut self, section: u32) -> Parsed<()> {
        let mark = self.u8()?;
        self.expect(mark, FOOTER, "a section without its footer")?;
        let id = self.u32()?;
        self.expect(id, section, "the footer of another section")
    }

    /// The sections of RAM after the first, up to its last, none of which may bring a page.
    fn rest_of_ram(&mut self, section: u32) -> Parsed<()> {
        for _ in 0..MAX_SECTIONS {
            match self.u8()? {
                kind @ (SECTION_PART | SECTION_END) => {
                    let id = self.u32()?;
                    self.expect(id, section, "a section other than RAM's before RAM's end")?;
                    self.only_ends()?;
                    self.footer(section)?;
                    if kind == SECTION_END {
                        return Ok(());
                    }
                }
                COMMAND => {
                    let command = self.u16()?;
                    self.expect(command, SWITCHOVER_START, "a command before RAM's end")?;
                    let len = self.u16()?;
                    self.expect(len, 0, "a command with a content")?;
                }
                _ => return Err(self.unexpected("something else before RAM's end")),
            }
        }
        Err(self.unexpected("sections of RAM without end"))
    }
}

/// Which pages of a block are not zero, read piece by piece.
struct Bitmap<'a, S: ?Sized> {
    source: &'a S,
    block: &'a Block,
    /// The piece at hand, and the number of its first page.
    piece: Vec<u8>,
    first: u64,
}

/// So many bytes of a bitmap are read at once.
const BITMAP_PIECE: u64 = 4096;

impl<'a, S: Source + ?Sized> Bitmap<'a, S> {
    fn new(source: &'a S, block: &'a Block) -> Self {
        Bitmap {
            source,
            block,
            piece: Vec::new(),
            first: 0,
        }
    }

    fn is_set(&mut self, page: u64) -> io::Result<bool> {
        let in_piece = page
            .checked_sub(self.first)
            .filter(|n| n / 8 < self.piece.len() as u64);
        let n = match in_piece {
            Some(n) => n,
            None => {
                let piece = page / 8 / BITMAP_PIECE;
                let from = piece * BITMAP_PIECE;
                let whole = self.block.page_count().div_ceil(64) * 8;
                self.piece
                    .resize(whole.saturating_sub(from).min(BITMAP_PIECE) as usize, 0);
                self.source
                    .read(self.block.bitmap + from, &mut self.piece)?;
                self.first = from * 8;
                page - self.first
            }
        };
        let byte = self.piece.get((n / 8) as usize);
        Ok(byte.is_some_and(|b| b & 1 << (n % 8) != 0))
    }
}

/// So many pages of mapped blocks that are not what the file holds are told; there are few, or the
/// image is better read as a whole.
const MAX_STALE: u64 = 1 << 16;

impl Layout {
    /// Writes the plain stream. `mapped` blocks are left out but for the pages that are zero though the
    /// file holds something there; `data` finds where it may hold something: for a place in the file,
    /// the next stretch of data from there on, or `None` if no more follows. No more than `limit` bytes
    /// of pages are written: exceeding it is ErrorKind::FileTooLarge.
    pub fn write_plain(
        &self,
        source: &(impl Source + ?Sized),
        mapped: impl Fn(&Block) -> bool,
        mut data: impl FnMut(u64) -> io::Result<Option<std::ops::Range<u64>>>,
        limit: u64,
        out: &mut impl Write,
    ) -> io::Result<()> {
        out.write_all(&self.head)?;
        out.write_all(&[SECTION_START])?;
        out.write_all(&self.section[0].to_be_bytes())?;
        text(out, "ram")?;
        out.write_all(&self.section[1].to_be_bytes())?;
        out.write_all(&self.section[2].to_be_bytes())?;
        let total: u64 = self.blocks.iter().map(|b| b.len).sum();
        out.write_all(&(total | RAM_MEM_SIZE).to_be_bytes())?;
        for block in &self.blocks {
            text(out, &block.name)?;
            out.write_all(&block.len.to_be_bytes())?;
        }
        let mut left = limit / PAGE;
        for block in &self.blocks {
            let mut pages = Pages {
                block,
                named: false,
                out,
            };
            if mapped(block) {
                pages.put_stale(source, &mut data)?;
            } else {
                pages.put_all(source, &mut left)?;
            }
        }
        out.write_all(&RAM_END.to_be_bytes())?;
        out.write_all(&[FOOTER])?;
        out.write_all(&self.section[0].to_be_bytes())?;
        let mut at = self.tail.start;
        let mut buffer = vec![0; 64 << 10];
        while at < self.tail.end {
            let n = (self.tail.end - at).min(buffer.len() as u64) as usize;
            source.read(at, &mut buffer[..n])?;
            out.write_all(&buffer[..n])?;
            at += n as u64;
        }
        Ok(())
    }
}

fn text(out: &mut impl Write, text: &str) -> io::Result<()> {
    // As long as it was in the image.
    out.write_all(&[text.len() as u8])?;
    out.write_all(text.as_bytes())
}

/// Writes pages of one block.
struct Pages<'a, W> {
    block: &'a Block,
    /// Its name has been told.
    named: bool,
    out: &'a mut W,
}

impl<W: Write> Pages<'_, W> {
    fn head(&mut self, page: u64, flag: u64) -> io::Result<()> {
        let word = (page * PAGE) | flag;
        if self.named {
            return self.out.write_all(&(word | RAM_CONTINUE).to_be_bytes());
        }
        self.named = true;
        self.out.write_all(&word.to_be_bytes())?;
        text(self.out, &self.block.name)
    }

    fn zero(&mut self, page: u64) -> io::Result<()> {
        self.head(page, RAM_ZERO)?;
        self.out.write_all(&[0])
    }

    /// Every page, zero or not: QEMU itself may have put something into such a block.
    fn put_all(&mut self, source: &(impl Source + ?Sized), left: &mut u64) -> io::Result<()> {
        let mut bitmap = Bitmap::new(source, self.block);
        let mut content = [0; PAGE as usize];
        for page in 0..self.block.page_count() {
            if !bitmap.is_set(page)? {
                self.zero(page)?;
                continue;
            }
            *left = left
                .checked_sub(1)
                .ok_or(io::Error::from(io::ErrorKind::FileTooLarge))?;
            source.read(self.block.pages + page * PAGE, &mut content)?;
            self.head(page, RAM_PAGE)?;
            self.out.write_all(&content)?;
        }
        Ok(())
    }

    /// The pages that are zero where the file holds something else.
    fn put_stale(
        &mut self,
        source: &(impl Source + ?Sized),
        data: &mut impl FnMut(u64) -> io::Result<Option<std::ops::Range<u64>>>,
    ) -> io::Result<()> {
        let mut bitmap = Bitmap::new(source, self.block);
        let mut content = [0; PAGE as usize];
        let (start, end) = (self.block.pages, self.block.pages + self.block.len);
        let mut looked_at = 0;
        let mut at = start;
        while at < end {
            let Some(stretch) = data(at)? else { break };
            let first = (stretch.start.max(at) - start) / PAGE;
            let last = (stretch.end.min(end).saturating_sub(start)).div_ceil(PAGE);
            for page in first..last {
                if bitmap.is_set(page)? {
                    continue;
                }
                looked_at += 1;
                if looked_at > MAX_STALE {
                    return Err(io::ErrorKind::FileTooLarge.into());
                }
                source.read(start + page * PAGE, &mut content)?;
                if content.iter().any(|b| *b != 0) {
                    self.zero(page)?;
                }
            }
            // Whatever it was told, this goes forward.
            at = stretch.end.max(at + PAGE);
        }
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests;
