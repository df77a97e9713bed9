//! Starting a guest on RAM that is mapped from its image: it runs before any page of it was read, however
//! much there is.
//!
//! QEMU maps the image's pages in place of anonymous memory, privately, so what the guest writes stays
//! with it, and loads everything else by a small plain stream that [`stream`] makes from the image. The
//! file must then never change under it: it may have no name that others could open, truncate or
//! overwrite. So it is either the domain's own image, which loses its name when the guest has begun to
//! run (as it would anyway), or a copy that shares its blocks and never had a name.
//!
//! | the image | what is mapped |
//! |---|---|
//! | of less than 64 MiB of data | nothing, unless qemu.conf says so: loading takes no time |
//! | managed, with a single name | itself |
//! | named by the user, on a file system that can copy by sharing blocks | such a copy, without a name |
//! | anything else | nothing: QEMU loads it |
//!
//! Open for writing too, since what the guest gives back (balloon, free page reporting) is punched out of
//! the file, to which nobody else can object.

use super::image::{Format, Image};
use super::stream::{self, Block, Layout, Source};
use crate::conf::domain::Domain;
use crate::fsutil;
use crate::qemu::command::{self, BuildContext, PassedFd, RamImage};
use crate::qemu::config::QemuConf;
use crate::qemu::context::DriverCtx;
use crate::qemu::defaults;
use crate::qemu::monitor::Client;
use crate::qemu::security;
use crate::qemu::start::{INCOMING_FDS, StartMode};
use crate::sys;
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::Path;

/// In qemu.conf: 0 has every image loaded, 1 every image mapped that can be; by default those are whose
/// loading would take time.
const SETTING: &str = "instant_restore";

/// An image with less data is loaded as fast as QEMU starts, and its guest then has ordinary memory: the
/// holes of a mapped one have to be made into pages, each by itself, by whoever reads all of them, as the
/// next save does.
const WORTH_MAPPING: u64 = 64 << 20;

/// So much of what is not RAM proper (firmware, video memory) is copied at most, in bytes.
const MAX_COPIED: u64 = 256 << 20;

/// An image that a guest can be started on.
#[derive(Debug)]
pub struct Mapping {
    file: File,
    ram: RamImage,
    /// Where the mapped pages are in the file.
    pages: Vec<(u64, u64)>,
    /// The plain stream, in memory.
    pub stream: File,
    /// Whom the file is given to while QEMU opens it, and whose it is.
    lend: Option<(Owner, Owner)>,
}

type Owner = (u32, u32);

/// Whether, and how, the guest of `domain` can be started on its image. Nothing that is wrong here is an
/// error: QEMU then reads the image by itself, and tells what is.
pub fn prepare(ctx: &DriverCtx, image: &Image, domain: &Domain, managed: bool) -> Option<Mapping> {
    if image.format() != Format::Sparse {
        return None;
    }
    let conf = QemuConf::load(&ctx.paths).ok()?;
    let wanted = conf.flag(SETTING);
    if wanted == Some(false) {
        return None;
    }
    let backends = backends(ctx, domain)?;
    let found = sys::file::is_local(image.file.as_fd()).unwrap_or(false);
    if !found {
        return None;
    }
    let offset = image.head.header.data_offset();
    let layout = stream::parse(&image.file, offset).ok()?;
    let offsets = assign(&layout.blocks, &backends)?;
    let worth = wanted == Some(true) || {
        let ranges = offsets.iter().zip(&backends);
        let ranges = ranges.map(|((_, at), (_, len))| (*at, *len));
        has_data(&image.file, ranges, WORTH_MAPPING)
    };
    if !worth {
        return None;
    }
    let file = if managed {
        own(image)?
    } else {
        copy_of(image)?
    };
    let pages = offsets
        .iter()
        .zip(&backends)
        .map(|((_, offset), (_, len))| (*offset, *len))
        .collect();
    let stream = plain(&layout, &file, &offsets)?;
    let meta = file.metadata().ok()?;
    let owner = (meta.uid(), meta.gid());
    let user = security::qemu_user(&ctx.paths, &conf).ok()?;
    let lend = match user {
        Some(user) if user.uid != 0 && user.uid != owner.0 => {
            if !user.dynamic_ownership {
                return None;
            }
            Some(((user.uid, user.gid), owner))
        }
        _ => None,
    };
    Some(Mapping {
        file,
        ram: RamImage {
            path: format!("/proc/self/fd/{INCOMING_FDS}"),
            offsets,
            readonly: false,
            canonical_id: Some(false),
        },
        pages,
        stream,
        lend,
    })
}

/// The backends of the guest's memory, if all of it can be mapped.
fn backends(ctx: &DriverCtx, domain: &Domain) -> Option<Vec<(String, u64)>> {
    let caps = ctx.caps_of(domain).ok()?;
    let mut complete = domain.clone();
    defaults::assign_aliases(&mut complete);
    let build = BuildContext {
        incoming: true,
        ..BuildContext::default()
    };
    command::finish(&mut complete, &caps, &build).ok()?;
    command::mappable_ram(&complete, &caps).filter(|all| !all.is_empty())
}

/// Where in the file each backend's pages are. Every backend must have its block, of just its size.
fn assign(blocks: &[Block], backends: &[(String, u64)]) -> Option<Vec<(String, u64)>> {
    let page = sys::cpu::page_size();
    backends
        .iter()
        .map(|(id, len)| {
            let block = blocks.iter().find(|b| b.name == *id)?;
            (block.len == *len && block.pages % page == 0).then(|| (id.clone(), block.pages))
        })
        .collect()
}

/// Whether parts of the file (offset, length) hold so much that is no hole.
fn has_data(file: &File, parts: impl Iterator<Item = (u64, u64)>, enough: u64) -> bool {
    // The image's own descriptor stands where its reader left it.
    let mut options = OpenOptions::new();
    let Ok(file) = sys::file::reopen(file, options.read(true)) else {
        return false;
    };
    let mut found = 0;
    for (start, len) in parts {
        let (mut at, end) = (start, start + len);
        while at < end && found < enough {
            match sys::file::next_data(file.as_fd(), at) {
                Ok(Some(data)) if data.start < end => {
                    found += data.end.min(end) - data.start.max(at);
                    at = data.end;
                }
                _ => break,
            }
        }
    }
    found >= enough
}

/// The managed image itself, if it has no other name and this one can be removed.
fn own(image: &Image) -> Option<File> {
    let meta = image.file.metadata().ok()?;
    let directory = image.path.parent()?;
    let alone = meta.is_file()
        && meta.nlink() == 1
        && !image.path.is_symlink()
        && sys::file::may_change_directory(directory);
    if !alone {
        return None;
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    sys::file::reopen(&image.file, &options).ok()
}

/// A copy that shares the image's blocks and has no name.
fn copy_of(image: &Image) -> Option<File> {
    if !image.file.metadata().ok()?.is_file() {
        return None;
    }
    let real = std::fs::canonicalize(&image.path).ok()?;
    let directory = real.parent()?;
    let copy = OpenOptions::new()
        .read(true)
        .write(true)
        .custom_flags(libc::O_TMPFILE)
        .mode(0o600)
        .open(directory)
        .or_else(|_| nameless(&real))
        .ok()?;
    sys::file::clone_file(image.file.as_fd(), copy.as_fd()).ok()?;
    Some(copy)
}

/// A file beside `path` that loses its name at once, where none can be made without one.
fn nameless(path: &Path) -> std::io::Result<File> {
    let temporary = fsutil::temporary_path(path)?;
    let file = fsutil::create_new(&temporary, 0o600)?;
    std::fs::remove_file(&temporary)?;
    Ok(file)
}

/// The plain stream, in memory.
fn plain(layout: &Layout, file: &File, offsets: &[(String, u64)]) -> Option<File> {
    let source: &dyn Source = file;
    let mut out = std::io::BufWriter::with_capacity(64 << 10, sys::memfd("oxivirt-state").ok()?);
    let is_mapped = |block: &Block| offsets.iter().any(|(id, _)| *id == block.name);
    let data = |at| sys::file::next_data(file.as_fd(), at);
    layout
        .write_plain(source, is_mapped, data, MAX_COPIED, &mut out)
        .ok()?;
    let mut memory = out.into_inner().ok()?;
    memory.seek(SeekFrom::Start(0)).ok()?;
    Some(memory)
}

impl Mapping {
    /// How QEMU is started on it.
    pub fn mode(&self) -> std::io::Result<StartMode> {
        let fd: OwnedFd = self.file.try_clone()?.into();
        Ok(StartMode::Incoming {
            ram_image: Some(self.ram.clone()),
            fds: vec![PassedFd {
                number: INCOMING_FDS,
                fd,
            }],
        })
    }

    /// Lets QEMU's user open the file until the answer is dropped: by then QEMU is up and has it.
    pub fn lend(&self) -> std::io::Result<Lent<'_>> {
        if let Some((to, _)) = self.lend {
            fchown(&self.file, Some(to.0), Some(to.1))?;
        }
        Ok(Lent(self))
    }

    /// Has the supervisor read ahead of the guest.
    pub fn warm_up(&self, client: &mut Client) {
        // Nothing depends on it.
        let parts = json!({"parts": self.pages});
        let _ = client.execute_raw_with_fds("x-oxivirt-warm-up", parts, &[self.file.as_fd()]);
    }
}

/// While this lives the file is QEMU's user's.
#[derive(Debug)]
pub struct Lent<'a>(&'a Mapping);

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some((_, back)) = self.0.lend {
            let _ = fchown(&self.0.file, Some(back.0), Some(back.1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::FileExt;

    #[test]
    fn data_are_counted_within_the_parts() {
        let file = sys::memfd("mapped").unwrap();
        file.set_len(8 << 20).unwrap();
        for at in [0, 1 << 20, 4 << 20] {
            file.write_all_at(&[1; 65536], at).unwrap();
        }
        let parts = |list: &[(u64, u64)], enough| has_data(&file, list.iter().copied(), enough);
        assert!(parts(&[(0, 8 << 20)], 3 * 65536));
        assert!(!parts(&[(0, 2 << 20)], 3 * 65536));
        assert!(parts(&[(0, 2 << 20), (3 << 20, 2 << 20)], 3 * 65536));
        assert!(!parts(&[(2 << 20, 1 << 20), (6 << 20, 2 << 20)], 1));
    }

    #[test]
    fn each_backend_has_its_block() {
        let block = |name: &str, len, pages| Block {
            name: name.to_owned(),
            len,
            bitmap: 0,
            pages,
        };
        let page = sys::cpu::page_size();
        let blocks = [
            block("pc.ram", 4 * page, page),
            block("memdimm0", page, 8 * page),
            block("odd", page, 12 * page + 1),
        ];
        let all = |wanted: &[(&str, u64)]| {
            let wanted: Vec<_> = wanted.iter().map(|(n, l)| ((*n).to_owned(), *l)).collect();
            assign(&blocks, &wanted)
        };
        let both = all(&[("memdimm0", page), ("pc.ram", 4 * page)]).unwrap();
        assert_eq!(
            both,
            [
                ("memdimm0".to_owned(), 8 * page),
                ("pc.ram".to_owned(), page)
            ]
        );
        for wrong in [("pc.ram", page), ("other", page), ("odd", page)] {
            assert_eq!(all(&[("memdimm0", page), wrong]), None, "{wrong:?}");
        }
    }
}
