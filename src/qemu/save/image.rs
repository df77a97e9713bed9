//! libvirt's save image, byte by byte.
//!
//! | bytes | what |
//! |---|---|
//! | 16 | `LibvirtQemudSave`; `LibvirtQemudPart` while it is being written |
//! | 4 | version: 2 (1 has no cookie) |
//! | 4 | `data_len`: bytes from the end of this header to QEMU's data |
//! | 4 | whether the guest is to run when it comes back |
//! | 4 | format of QEMU's data |
//! | 4 | where the cookie begins, counted like `data_len`; 0: there is none |
//! | 56 | unused, 0 |
//! | `data_len` | the domain's document, NUL; the cookie, NUL; NULs that leave room for a longer document |
//! | the rest | QEMU's data |
//!
//! Numbers are in the byte order of the machine that wrote them; a version too great to be one is
//! taken for the other order, as libvirt does.
//!
//! Every length is checked against a limit and against the file before anything is read by it.

use crate::error::{Error, virErrorDomain, virErrorNumber};
use crate::fsutil::Replacement;
use crate::sys::file::{self, AlignedBuffer, DIRECT_ALIGNMENT};
use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// How a whole image begins.
pub const MAGIC: &[u8; 16] = b"LibvirtQemudSave";
/// How an unfinished image begins.
pub const PARTIAL_MAGIC: &[u8; 16] = b"LibvirtQemudPart";
/// The newest version there is.
pub const VERSION: u32 = 2;
/// The length of the header in bytes.
pub const HEADER_LEN: usize = 92;
/// The room that is left for a longer document, at least.
const PADDING: usize = 64 << 10;
/// No document with its cookie and padding is longer, in bytes.
const MAX_DATA_LEN: u32 = 64 << 20;

/// How QEMU's data lie in the image. The numbers are the header's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Format {
    /// QEMU's migration stream as it comes.
    Raw = 0,
    /// The stream, compressed by the program of that name.
    Gzip = 1,
    Bzip2 = 2,
    Xz = 3,
    Lzop = 4,
    Zstd = 5,
    /// QEMU's mapped-ram layout: each page at a place of its own, holes for the zero ones.
    Sparse = 6,
}

impl Format {
    pub const ALL: [Format; 7] = [
        Format::Raw,
        Format::Gzip,
        Format::Bzip2,
        Format::Xz,
        Format::Lzop,
        Format::Zstd,
        Format::Sparse,
    ];

    /// The name in qemu.conf and in parameters.
    pub fn name(self) -> &'static str {
        match self {
            Format::Raw => "raw",
            Format::Gzip => "gzip",
            Format::Bzip2 => "bzip2",
            Format::Xz => "xz",
            Format::Lzop => "lzop",
            Format::Zstd => "zstd",
            Format::Sparse => "sparse",
        }
    }

    pub fn from_name(name: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|f| f.name() == name)
    }

    fn from_number(number: u32) -> Option<Format> {
        Self::ALL.into_iter().find(|f| *f as u32 == number)
    }
}

/// Why an image cannot be read or rewritten.
#[derive(Debug)]
pub enum ImageError {
    /// Opening, reading or writing failed: what was tried, on which file, why.
    Io(&'static str, PathBuf, io::Error),
    /// The file ends inside the header.
    NoHeader,
    /// It begins with something else.
    NoMagic,
    /// It was never finished.
    Incomplete,
    Version(u32),
    Format(u32),
    DataLength(u32),
    CookieOffset(u32),
    /// The file ends inside the document, or inside what follows it.
    NoXml,
    NoCookie,
    /// The document is not UTF-8.
    NotText,
    /// The new document does not fit in the old one's place.
    TooLong {
        needed: usize,
        room: u32,
    },
}

impl ImageError {
    /// Whether no guest's memory can be lost with the file: it is empty, or no image, or one that was
    /// never finished.
    pub fn is_corrupt(&self) -> bool {
        matches!(
            self,
            ImageError::NoHeader | ImageError::NoMagic | ImageError::Incomplete
        )
    }
}

impl From<ImageError> for Error {
    fn from(e: ImageError) -> Error {
        let text = match e {
            ImageError::Io(what, path, cause) => {
                return Error::system(
                    format!("Failed to {what} file '{}'", path.display()),
                    &cause,
                );
            }
            ImageError::NotText => {
                return Error::new(
                    virErrorNumber::VIR_ERR_XML_DETAIL,
                    "the document in the save image is not UTF-8",
                )
                .from_domain(virErrorDomain::VIR_FROM_DOMAIN);
            }
            ImageError::NoHeader => "the save image ends inside its header".to_owned(),
            ImageError::NoMagic => "the file is not a save image".to_owned(),
            ImageError::Incomplete => "the save image was never finished".to_owned(),
            ImageError::Version(v) => format!("save image version {v} is newer than {VERSION}"),
            ImageError::Format(f) => format!("save image format {f} is not known"),
            ImageError::DataLength(n) => format!("the save image has a document of {n} bytes"),
            ImageError::CookieOffset(n) => {
                format!("the save image has its cookie at {n}, outside of its place")
            }
            ImageError::NoXml => "the save image ends inside its document".to_owned(),
            ImageError::NoCookie => "the save image ends inside its cookie".to_owned(),
            ImageError::TooLong { needed, room } => {
                format!("the document needs {needed} bytes, the save image has room for {room}")
            }
        };
        Error::operation_failed(text)
    }
}

type Result<T> = std::result::Result<T, ImageError>;

/// What the header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Whether the guest is to run when it comes back, unless told otherwise.
    pub was_running: bool,
    pub format: Format,
    /// From the header's end to QEMU's data.
    pub data_len: u32,
    /// From the header's end; 0: no cookie.
    pub cookie_offset: u32,
}

impl Header {
    /// Where QEMU's data begin in the file.
    pub fn data_offset(&self) -> u64 {
        HEADER_LEN as u64 + u64::from(self.data_len)
    }

    fn parse(bytes: &[u8; HEADER_LEN]) -> Result<Header> {
        let magic = &bytes[..16];
        if magic != MAGIC {
            return Err(if magic == PARTIAL_MAGIC {
                ImageError::Incomplete
            } else {
                ImageError::NoMagic
            });
        }
        let mut swap = false;
        let number = |i: usize, swap: bool| {
            let at = 16 + 4 * i;
            let n = u32::from_ne_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
            if swap { n.swap_bytes() } else { n }
        };
        if number(0, swap) > VERSION {
            swap = true;
        }
        let version = number(0, swap);
        if version > VERSION {
            return Err(ImageError::Version(version));
        }
        let (data_len, cookie_offset) = (number(1, swap), number(4, swap));
        if data_len == 0 || data_len > MAX_DATA_LEN {
            return Err(ImageError::DataLength(data_len));
        }
        let format = number(3, swap);
        let format = Format::from_number(format).ok_or(ImageError::Format(format))?;
        if cookie_offset > data_len {
            return Err(ImageError::CookieOffset(cookie_offset));
        }
        Ok(Header {
            was_running: number(2, swap) != 0,
            format,
            data_len,
            cookie_offset,
        })
    }

    fn write(&self, magic: &[u8; 16], to: &mut [u8]) {
        to[..16].copy_from_slice(magic);
        let numbers = [
            VERSION,
            self.data_len,
            u32::from(self.was_running),
            self.format as u32,
            self.cookie_offset,
        ];
        for (place, number) in to[16..36].chunks_exact_mut(4).zip(numbers) {
            place.copy_from_slice(&number.to_ne_bytes());
        }
        to[36..HEADER_LEN].fill(0);
    }
}

/// What stands before QEMU's data: header, document, cookie, padding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub header: Header,
    pub xml: String,
    pub cookie: Option<String>,
}

impl Head {
    /// A new image's. QEMU's data will begin at a multiple of [`DIRECT_ALIGNMENT`], so that they can
    /// be written without the cache right behind the head.
    pub fn new(xml: String, cookie: Option<String>, format: Format, was_running: bool) -> Head {
        let text = xml.len() + 1 + cookie.as_ref().map_or(0, |c| c.len() + 1);
        let end = (HEADER_LEN + text + PADDING).next_multiple_of(DIRECT_ALIGNMENT);
        Head {
            header: Header {
                was_running,
                format,
                data_len: u32::try_from(end - HEADER_LEN).unwrap_or(u32::MAX),
                cookie_offset: 0,
            },
            xml,
            cookie,
        }
    }

    /// The bytes, as long as `data_len` says; `whole`: with the magic of a finished image.
    pub fn to_bytes(&self, whole: bool) -> Result<Vec<u8>> {
        let mut header = self.header;
        let cookie_at = self.xml.len() + 1;
        let needed = cookie_at + self.cookie.as_ref().map_or(0, |c| c.len() + 1);
        if needed > header.data_len as usize || header.data_len > MAX_DATA_LEN {
            return Err(ImageError::TooLong {
                needed,
                room: header.data_len.min(MAX_DATA_LEN),
            });
        }
        header.cookie_offset = match self.cookie {
            Some(_) => cookie_at as u32,
            None => 0,
        };
        let mut bytes = vec![0; HEADER_LEN + header.data_len as usize];
        header.write(if whole { MAGIC } else { PARTIAL_MAGIC }, &mut bytes);
        bytes[HEADER_LEN..][..self.xml.len()].copy_from_slice(self.xml.as_bytes());
        if let Some(cookie) = &self.cookie {
            bytes[HEADER_LEN + cookie_at..][..cookie.len()].copy_from_slice(cookie.as_bytes());
        }
        Ok(bytes)
    }

    /// Reads the head from the beginning of a file, and no further than it reaches.
    pub fn read(from: &mut impl Read, path: &Path) -> Result<Head> {
        let io = |e| ImageError::Io("read", path.to_owned(), e);
        let mut header = [0; HEADER_LEN];
        if read_up_to(from, &mut header).map_err(io)? < HEADER_LEN {
            return Err(ImageError::NoHeader);
        }
        let header = Header::parse(&header)?;
        let data_len = header.data_len as usize;
        // Grows as it fills: a length that the file does not have costs nothing.
        let mut data = Vec::new();
        let n = from
            .take(data_len as u64)
            .read_to_end(&mut data)
            .map_err(io)?;
        let xml_len = match header.cookie_offset as usize {
            0 => data_len,
            offset => offset,
        };
        if n < xml_len {
            return Err(ImageError::NoXml);
        }
        if n < data_len {
            return Err(ImageError::NoCookie);
        }
        let cookie = match text(&data[xml_len..])? {
            cookie if xml_len == data_len || cookie.is_empty() => None,
            cookie => Some(cookie),
        };
        data.truncate(xml_len);
        let xml = text(&data)?;
        Ok(Head {
            header,
            xml,
            cookie,
        })
    }
}

/// The text before the first NUL.
fn text(bytes: &[u8]) -> Result<String> {
    let end = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
    match std::str::from_utf8(&bytes[..end]) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(ImageError::NotText),
    }
}

fn read_up_to(from: &mut impl Read, to: &mut [u8]) -> io::Result<usize> {
    let mut n = 0;
    while n < to.len() {
        match from.read(&mut to[n..]) {
            Ok(0) => break,
            Ok(more) => n += more,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(n)
}

/// An image opened for reading. The file stands at QEMU's data.
#[derive(Debug)]
pub struct Image {
    pub path: PathBuf,
    pub file: File,
    pub head: Head,
}

impl Image {
    /// Opens an image and reads its head.
    pub fn open(path: &Path) -> Result<Image> {
        let mut file = File::open(path).map_err(|e| ImageError::Io("open", path.to_owned(), e))?;
        if file.metadata().is_ok_and(|m| m.is_dir()) {
            return Err(ImageError::NoHeader);
        }
        let head = Head::read(&mut file, path)?;
        Ok(Image {
            path: path.to_owned(),
            file,
            head,
        })
    }

    /// The format, which must be one that can be restored.
    pub fn format(&self) -> Format {
        self.head.header.format
    }
}

/// Puts another document, and perhaps another default, into an image, leaving its cookie and QEMU's
/// data as they are. `was_running` of `None` keeps the default.
///
/// Where the file system can share blocks between files, a copy is changed and takes the image's
/// name: whatever is killed, and if the power fails, the image is the old one or the new one.
/// Elsewhere the head is overwritten in place by one unbuffered write, which the death of the
/// process does not interrupt; only a power failure in that moment can leave a mixture. (Where
/// unbuffered writes do not exist either, tmpfs before Linux 6.6 for one, a buffered one is made.)
/// A block device is always written in place.
pub fn rewrite(path: &Path, xml: String, was_running: Option<bool>) -> Result<()> {
    let io = |what| move |e| ImageError::Io(what, path.to_owned(), e);
    // Whoever may not write the file may not replace it either. It is opened once: the head of one
    // image must not get into another that takes its name meanwhile.
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .map_err(io("open"))?;
    let mut head = Head::read(&mut &file, path)?;
    head.xml = xml;
    if let Some(running) = was_running {
        head.header.was_running = running;
    }
    let bytes = head.to_bytes(true)?;
    if let Some(copy) = shared_copy(path, &file) {
        copy.file().write_all_at(&bytes, 0).map_err(io("write"))?;
        return copy.commit().map_err(io("replace"));
    }
    write_in_place(path, &file, &bytes).map_err(io("write"))?;
    file.sync_data().map_err(io("write"))
}

/// A file beside this one with the same content and owner, if that costs nothing.
fn shared_copy(path: &Path, file: &File) -> Option<Replacement> {
    let meta = file.metadata().ok()?;
    // Another name for the file would keep showing the old one.
    if !meta.is_file() || meta.nlink() != 1 {
        return None;
    }
    let real = std::fs::canonicalize(path).ok()?;
    let copy = Replacement::create(&real, meta.mode() & 0o7777).ok()?;
    let ours = copy.file().metadata().ok()?;
    if (ours.uid(), ours.gid()) != (meta.uid(), meta.gid()) {
        std::os::unix::fs::fchown(copy.file(), Some(meta.uid()), Some(meta.gid())).ok()?;
    }
    file::clone_file(file.as_fd(), copy.file().as_fd()).ok()?;
    Some(copy)
}

fn write_in_place(path: &Path, file: &File, bytes: &[u8]) -> io::Result<()> {
    let mut direct = OpenOptions::new();
    direct.write(true).custom_flags(libc::O_DIRECT);
    let whole = bytes.len().next_multiple_of(DIRECT_ALIGNMENT);
    let mut buffer = AlignedBuffer::new(whole);
    buffer[..bytes.len()].copy_from_slice(bytes);
    // The last block may hold the beginning of QEMU's data. A file that ends before is written
    // the other way.
    let filled = file.read_exact_at(&mut buffer[bytes.len()..], bytes.len() as u64);
    if filled.is_ok() {
        if let Ok(direct) = file::reopen(file, &direct).or_else(|_| direct.open(path)) {
            if direct.write_at(&buffer, 0).is_ok_and(|n| n == whole) {
                return Ok(());
            }
        }
    }
    file.write_all_at(bytes, 0)
}

/// Whether a file is written in place, because it cannot be replaced by another: a device.
pub fn is_special(meta: &std::fs::Metadata) -> bool {
    let kind = meta.file_type();
    kind.is_block_device() || kind.is_char_device() || kind.is_fifo() || kind.is_socket()
}

#[cfg(test)]
mod tests;
