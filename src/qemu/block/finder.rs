//! Which disk, and which of its images, a caller means.

use super::doc::no_disk;
use crate::conf::domain::Domain;
use crate::conf::domain::disk::{Disk, Source};
use crate::error::{Error, Result, virErrorDomain};

/// The disk of this target ("vda"), or with this source.
pub fn disk<'a>(domain: &'a Domain, name: &str) -> Result<&'a Disk> {
    let disks = &domain.devices.disks;
    disks
        .iter()
        .find(|d| d.target == name)
        .or_else(|| {
            disks
                .iter()
                .find(|d| !name.is_empty() && d.source.local_path() == Some(name))
        })
        .ok_or_else(|| no_disk(name))
}

/// How deep in the chain of `disk` the image is that `name` stands for: a path, or "vda[5]" with the
/// image's number. Only images deeper than `above` count. 0 is the top.
pub fn image(disk: &Disk, name: &str, above: Option<usize>) -> Result<usize> {
    let wrong =
        |what: String| Err(Error::invalid_arg(what).from_domain(virErrorDomain::VIR_FROM_STORAGE));
    let first = above.map_or(0, |a| a + 1);
    let mut images = disk.source.chain().enumerate().skip(first);
    if let Some(index) = indexed(name) {
        let Some((target, index)) = index else {
            return wrong(format!("'{name}' does not name an image by its number"));
        };
        if target != disk.target {
            return wrong(format!("'{name}' is no image of disk '{}'", disk.target));
        }
        return match images.find(|(_, s)| s.index == Some(index)) {
            Some((depth, _)) => Ok(depth),
            None => wrong(format!(
                "no image of number {index} in the chain of disk '{}'",
                disk.target
            )),
        };
    }
    match images.find(|(_, s)| is_path(s, name)) {
        Some((depth, _)) => Ok(depth),
        None => wrong(match above {
            Some(above) => format!(
                "no image '{name}' below '{}' in the chain of disk '{}'",
                path(disk, above),
                disk.target
            ),
            None => format!("no image '{name}' in the chain of disk '{}'", disk.target),
        }),
    }
}

/// "vda[5]"; `Some(None)`: it only looks so.
fn indexed(name: &str) -> Option<Option<(&str, u32)>> {
    let (target, rest) = name.split_once('[')?;
    if target.contains('/') {
        return None;
    }
    let index = rest.strip_suffix(']').and_then(|n| n.parse().ok());
    Some(index.map(|i| (target, i)))
}

fn is_path(source: &Source, name: &str) -> bool {
    let Some(path) = source.local_path() else {
        return false;
    };
    if path == name {
        return true;
    }
    // The same file by another name.
    use std::os::unix::fs::MetadataExt;
    let file = |p: &str| std::fs::metadata(p).ok().map(|m| (m.dev(), m.ino()));
    name.starts_with('/') && file(path).is_some_and(|f| file(name) == Some(f))
}

/// The image at this depth.
pub fn at(disk: &Disk, depth: usize) -> Option<&Source> {
    disk.source.chain().nth(depth)
}

/// The path of the image at this depth, for messages.
pub fn path(disk: &Disk, depth: usize) -> String {
    at(disk, depth)
        .and_then(Source::local_path)
        .unwrap_or_default()
        .to_owned()
}

/// The image of this chain that has the node.
pub fn by_node(source: &Source, node: &str) -> Option<usize> {
    source
        .chain()
        .position(|s| super::nodes::storage_node(s) == node || super::nodes::top_node(s) == node)
}

/// The image of this chain that is the same file as `other`.
pub fn same_image(source: &Source, other: &Source) -> Option<usize> {
    source.chain().position(|s| s.location == other.location)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conf::domain::disk::{Backing, DiskDevice};
    use crate::error::virErrorNumber::VIR_ERR_INVALID_ARG;

    fn chain() -> Disk {
        let mut below = Backing::End;
        for (index, name) in [(2, "/x/base"), (5, "/x/mid"), (7, "/x/top")] {
            let mut source = Source::file(name);
            source.index = Some(index);
            source.backing = below;
            below = Backing::Image(Box::new(source));
        }
        let Backing::Image(top) = below else {
            unreachable!()
        };
        Disk::new(DiskDevice::Disk, *top, "vda")
    }

    #[test]
    fn images_by_number_and_path() {
        let disk = chain();
        assert_eq!(image(&disk, "vda[5]", None).unwrap(), 1);
        assert_eq!(image(&disk, "/x/base", None).unwrap(), 2);
        assert_eq!(image(&disk, "/x/base", Some(1)).unwrap(), 2);
        for bad in [
            "vda[7]", "/x/top", "vdb[2]", "vda[x]", "vda[2", "/x/none", "",
        ] {
            let e = image(&disk, bad, Some(0)).unwrap_err();
            assert_eq!(e.code, VIR_ERR_INVALID_ARG, "{bad}");
        }
    }
}
