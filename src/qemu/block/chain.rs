//! Chains of images as values: cutting them and joining them, in the running document and in the
//! definition, which may tell less of them.

use crate::conf::domain::disk::{Backing, Disk, Source};

/// The image at this depth with what is behind it.
pub fn from_depth(top: &Source, depth: usize) -> Option<Source> {
    top.chain().nth(depth).cloned()
}

/// The image at this depth, to change it.
pub fn at_mut(top: &mut Source, depth: usize) -> Option<&mut Source> {
    let mut source = top;
    for _ in 0..depth {
        match &mut source.backing {
            Backing::Image(inner) => source = inner,
            Backing::End | Backing::Unknown => return None,
        }
    }
    Some(source)
}

/// The images from one depth to before another, each without what is behind it.
pub fn between(top: &Source, from: usize, to: usize) -> Vec<Source> {
    top.chain()
        .take(to)
        .skip(from)
        .map(|s| Source {
            backing: Backing::Unknown,
            ..s.clone()
        })
        .collect()
}

/// A change of a chain.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// What is behind the image `of` is now `base` (`None`: nothing).
    Backing {
        of: Box<Source>,
        base: Option<Box<Source>>,
    },
    /// The disk has this image now.
    Top { base: Box<Source> },
}

impl Change {
    /// Makes the change where the disk has the images in question; `false`: it has not.
    pub fn apply(&self, disk: &mut Disk, live: bool) -> bool {
        let find =
            |top: &Source, wanted: &Source| top.chain().position(|s| s.location == wanted.location);
        match self {
            Change::Backing { of, base } => {
                let Some(depth) = find(&disk.source, of) else {
                    return false;
                };
                let backing = match base {
                    None => Backing::End,
                    // The definition says of it what it said before.
                    Some(base) => match find(&disk.source, base) {
                        Some(at) => match from_depth(&disk.source, at) {
                            Some(source) => Backing::Image(Box::new(source)),
                            None => return false,
                        },
                        None if live => return false,
                        None => Backing::Unknown,
                    },
                };
                let Some(image) = at_mut(&mut disk.source, depth) else {
                    return false;
                };
                if !live && matches!(image.backing, Backing::Unknown) {
                    // The image's own header tells, which QEMU has changed.
                    return false;
                }
                image.backing = match backing {
                    Backing::End if !live => Backing::Unknown,
                    other => other,
                };
                image.backing_detected = false;
                true
            }
            Change::Top { base } => {
                let known = find(&disk.source, base).and_then(|at| from_depth(&disk.source, at));
                let mut source = match known {
                    Some(source) => source,
                    None if live => return false,
                    None => definition_source(base),
                };
                let old = &disk.source;
                source.startup_policy = old.startup_policy;
                source.metadata_cache_bytes =
                    source.metadata_cache_bytes.or(old.metadata_cache_bytes);
                disk.source = source;
                true
            }
        }
    }
}

/// An image of a running guest as a definition tells of it: without what belongs to the run.
pub fn definition_source(source: &Source) -> Source {
    Source {
        index: None,
        private_data: None,
        backing: Backing::Unknown,
        backing_detected: false,
        ..source.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conf::domain::disk::DiskDevice;

    fn chain(names: &[&str], end: Backing) -> Source {
        let mut below = end;
        for name in names.iter().rev() {
            let mut source = Source::file(*name);
            source.backing = below;
            below = Backing::Image(Box::new(source));
        }
        let Backing::Image(top) = below else {
            unreachable!()
        };
        *top
    }

    fn names(disk: &Disk) -> Vec<&str> {
        let chain = disk.source.chain();
        chain.filter_map(Source::local_path).collect()
    }

    #[test]
    fn images_are_taken_out_of_the_middle_and_from_the_top() {
        let live = || {
            let source = chain(&["/d", "/c", "/b", "/a"], Backing::End);
            Disk::new(DiskDevice::Disk, source, "vda")
        };
        let mut disk = live();
        let change = Change::Backing {
            of: Box::new(Source::file("/d")),
            base: Some(Box::new(Source::file("/b"))),
        };
        assert!(change.apply(&mut disk, true));
        assert_eq!(names(&disk), ["/d", "/b", "/a"]);
        let change = Change::Top {
            base: Box::new(Source::file("/a")),
        };
        assert!(change.apply(&mut disk, true));
        assert_eq!(names(&disk), ["/a"]);
        let pulled = Change::Backing {
            of: Box::new(Source::file("/d")),
            base: None,
        };
        let mut disk = live();
        assert!(pulled.apply(&mut disk, true));
        assert_eq!(disk.source.backing, Backing::End);
        assert!(!change.apply(&mut disk, true), "it has no such image");
    }

    #[test]
    fn a_definition_that_tells_less_is_not_made_to_tell_more() {
        let change = Change::Backing {
            of: Box::new(Source::file("/d")),
            base: Some(Box::new(Source::file("/b"))),
        };
        let source = chain(&["/d"], Backing::Unknown);
        let mut disk = Disk::new(DiskDevice::Disk, source, "vda");
        assert!(!change.apply(&mut disk, false));
        let source = chain(&["/d", "/c"], Backing::Unknown);
        let mut disk = Disk::new(DiskDevice::Disk, source, "vda");
        assert!(change.apply(&mut disk, false));
        assert_eq!(names(&disk), ["/d"]);
        let top = Change::Top {
            base: Box::new(Source::file("/b")),
        };
        assert!(top.apply(&mut disk, false));
        assert_eq!(names(&disk), ["/b"]);
    }
}
