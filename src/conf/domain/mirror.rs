//! `<mirror>` of a disk: the image that a block job makes the same as the disk's own, which the disk may
//! go over to. It belongs to a running guest.

use super::disk::Source;
use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::Reader;
use crate::conf::xml::Element;
use crate::error::{Error, Result};

/// `<mirror>`
#[derive(Clone, Debug, PartialEq)]
pub struct Mirror {
    pub job: MirrorJob,
    /// How far it is; `None`: it is not the same yet.
    pub ready: Option<MirrorReady>,
    pub source: Source,
}

names! {
    MirrorJob {
        Copy = "copy",
        ActiveCommit = "active-commit",
    }
    MirrorReady {
        /// The two are the same, and what is written goes to both.
        Yes = "yes",
        /// It is being left.
        Abort = "abort",
        /// The disk goes over to it.
        Pivot = "pivot",
    }
}

impl Mirror {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let job = r.named("job")?.unwrap_or(MirrorJob::Copy);
        let ready = r.named("ready")?;
        let kind = r.attr("type").unwrap_or_else(|| "file".to_owned());
        // Said once more, for programs that are older than <source>.
        r.ignore(&["@file", "@format"]);
        let format = r.child("format");
        let Some(inner) = r.child("source") else {
            return Err(Error::xml("<mirror> lacks a source"));
        };
        let mut source = Source::parse(&kind, inner, ctx)?;
        if let Some(format) = format {
            source.parse_format(format)?;
        }
        source.parse_backing(&mut r, ctx)?;
        r.finish()?;
        Ok(Mirror { job, ready, source })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("mirror").with_attr("type", self.source.location.type_name());
        if self.job == MirrorJob::Copy {
            e.set_opt("file", self.source.local_path());
            e.set_opt("format", self.source.format);
        }
        e.set_attr("job", self.job);
        e.set_opt("ready", self.ready);
        if let Some(format) = self.source.format_element() {
            e.push(format);
        }
        if let Some(source) = self.source.to_element(o, true) {
            e.push(source);
        }
        if self.job == MirrorJob::Copy {
            if let Some(backing) = self.source.backing_element(o) {
                e.push(backing);
            }
        }
        e
    }
}
