//! A block job as the status file tells of it, in libvirt's format.

use crate::conf::names::names;
use crate::conf::xml::Element;

names! {
    /// What a job does.
    JobKind {
        Pull = "pull",
        Copy = "copy",
        Commit = "commit",
        ActiveCommit = "active-commit",
    }
    /// How far it is.
    JobState {
        New = "new",
        Running = "running",
        Ready = "ready",
        /// It was asked to stop.
        Aborting = "aborting",
        /// The disk is going over to the other image.
        Pivoting = "pivoting",
    }
}

/// What `jobflags` of a commit says (`virDomainBlockCommitFlags`).
pub const FLAG_DELETE: u32 = 1 << 1;
pub const FLAG_ACTIVE: u32 = 1 << 2;
pub const FLAG_RELATIVE: u32 = 1 << 3;

/// A job that runs in QEMU, or has ended there and waits for somebody to see to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockJob {
    /// QEMU's id of it: "commit-vda-libvirt-6-format".
    pub name: String,
    pub kind: JobKind,
    pub state: JobState,
    /// The public function's flags.
    pub flags: u32,
    /// The disk's target.
    pub disk: String,
    /// Nodes (storage nodes, as libvirt writes them): the image that data goes to, or that a pull stops
    /// before; the highest image that is committed; the one above that.
    pub base: Option<String>,
    pub top: Option<String>,
    pub top_parent: Option<String>,
    /// Committed images are removed at the end.
    pub delete: bool,
}

impl BlockJob {
    /// Reads a `<blockjob>`; `None`: of a kind that this library does not have.
    pub fn parse(e: &Element) -> Option<BlockJob> {
        let node = |name: &str| {
            let node = e.child(name)?.attr("node")?;
            Some(node.to_owned())
        };
        let state = e.attr("state").unwrap_or_default();
        let flags = e.attr("jobflags").and_then(|f| f.strip_prefix("0x"));
        Some(BlockJob {
            name: e.attr("name")?.to_owned(),
            kind: JobKind::from_name(e.attr("type")?)?,
            state: JobState::from_name(state).unwrap_or(JobState::Running),
            flags: flags
                .and_then(|f| u32::from_str_radix(f, 16).ok())
                .unwrap_or(0),
            disk: e.child("disk")?.attr("dst")?.to_owned(),
            base: node("base"),
            top: node("top"),
            top_parent: node("topparent"),
            delete: e.child("deleteCommittedImages").is_some(),
        })
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("blockjob")
            .with_attr("name", &self.name)
            .with_attr("type", self.kind)
            .with_attr("state", self.state)
            .with_attr("jobflags", format!("{:#x}", self.flags));
        e.push(Element::new("disk").with_attr("dst", &self.disk));
        for (name, node) in [
            ("base", &self.base),
            ("top", &self.top),
            ("topparent", &self.top_parent),
        ] {
            if let Some(node) = node {
                e.push(Element::new(name).with_attr("node", node));
            }
        }
        if self.delete {
            e.push(Element::new("deleteCommittedImages"));
        }
        e
    }

    /// Whether the disk may go over to another image at the end.
    pub fn has_mirror(&self) -> bool {
        matches!(self.kind, JobKind::Copy | JobKind::ActiveCommit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_libvirt_writes_it() {
        let text = "<blockjob name='commit-vda-libvirt-6-format' type='commit' state='running' jobflags='0x2'>
  <disk dst='vda'/>
  <base node='libvirt-3-storage'/>
  <top node='libvirt-6-storage'/>
  <topparent node='libvirt-7-storage'/>
  <deleteCommittedImages/>
</blockjob>
";
        let job = BlockJob::parse(&Element::parse(text).unwrap()).unwrap();
        assert_eq!((job.kind, job.state), (JobKind::Commit, JobState::Running));
        assert!(job.delete && !job.has_mirror());
        assert_eq!(job.to_element().format(), text);
        let backup =
            Element::parse("<blockjob name='b' type='backup'><disk dst='vda'/></blockjob>");
        assert_eq!(BlockJob::parse(&backup.unwrap()), None);
    }
}
