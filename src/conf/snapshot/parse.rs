//! Reading snapshot documents.

use super::{Memory, Request, Snapshot, SnapshotDisk, SnapshotMode, SnapshotState};
use crate::conf::domain::disk::{ImageFormat, Location, Source};
use crate::conf::domain::{Domain, ParseContext, schema};
use crate::conf::reader::Reader;
use crate::conf::units;
use crate::conf::xml::Element;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};

/// What a document says beside what depends on its form.
struct Common {
    name: Option<String>,
    description: Option<String>,
    r: Reader,
}

impl Request {
    /// Reads what a caller asks for. `offline`: no memory can be part of it.
    pub fn parse(xml: &str, offline: bool) -> Result<Request> {
        let Common {
            name,
            description,
            mut r,
        } = common(xml)?;
        let memory = parse_memory(&mut r, offline)?;
        let disks = parse_disks(&mut r, "disks")?;
        Ok(Request {
            name,
            description,
            memory,
            disks,
        })
    }
}

impl Snapshot {
    /// Reads the document of a snapshot that there is already, as a caller gives it to define the
    /// metadata anew. Disks may still be without a mode.
    pub fn parse(xml: &str) -> Result<Snapshot> {
        let context = ParseContext {
            inactive: true,
            ..Default::default()
        };
        Self::read(common(xml)?, &context).map(|(snapshot, _)| snapshot)
    }

    /// Reads a metadata file, and whether the snapshot is the current one.
    pub fn parse_file(text: &str) -> Result<(Snapshot, bool)> {
        let (snapshot, mut r) = Self::read(common(text)?, &ParseContext::config_file())?;
        let active = r.child_text("active")?;
        let active = active.and_then(|t| units::signed(&t, 10));
        let active = active.ok_or_else(|| internal("no 'active' in a snapshot's file"))?;
        Ok((snapshot, active != 0))
    }

    fn read(common: Common, context: &ParseContext) -> Result<(Snapshot, Reader)> {
        let Common {
            name,
            description,
            mut r,
        } = common;
        let name = name.ok_or_else(|| wrong("a snapshot that is defined anew needs its name"))?;
        let creation_time = r
            .child_text("creationTime")?
            .and_then(|text| units::signed(&text, 10))
            .ok_or_else(|| internal("the snapshot has no creationTime"))?;
        let mut parent = None;
        if let Some(mut outer) = r.child("parent") {
            parent = outer.child_text("name")?;
        }
        let state = r
            .child_text("state")?
            .ok_or_else(|| wrong("the snapshot has no state"))?;
        let state = SnapshotState::from_name(&state)
            .ok_or_else(|| unsupported(format!("unknown state '{state}' of a snapshot")))?;
        // Before there were documents in it there was the UUID alone.
        let domain = match r.raw_child("domain") {
            Some(element) if element.attr("type").is_some() => {
                Some(Domain::from_element(element, context)?)
            }
            _ => None,
        };
        let inactive_domain = match r.raw_child("inactiveDomain") {
            Some(mut element) => {
                element.name = "domain".to_owned();
                Some(Domain::from_element(element, context)?)
            }
            None => None,
        };
        let offline = state.is_offline();
        let memory = parse_memory(&mut r, offline)?.unwrap_or(if offline {
            Memory::No
        } else {
            Memory::Internal
        });
        let disks = parse_disks(&mut r, "disks")?;
        let revert_disks = parse_disks(&mut r, "revertDisks")?;
        let cookie = r.raw_child("cookie").filter(|_| !offline).map(tidy);
        let snapshot = Snapshot {
            name,
            description,
            state,
            parent,
            creation_time,
            memory,
            disks,
            revert_disks,
            domain,
            inactive_domain,
            cookie,
        };
        Ok((snapshot, r))
    }
}

fn common(xml: &str) -> Result<Common> {
    let element =
        Element::parse(xml).map_err(|e| e.from_domain(virErrorDomain::VIR_FROM_DOMAIN_SNAPSHOT))?;
    if element.local_name() != "domainsnapshot" {
        return Err(Error::xml(format!(
            "the document's root is <{}>, not <domainsnapshot>",
            element.name
        ))
        .from_domain(virErrorDomain::VIR_FROM_XML));
    }
    let mut r = Reader::root(element);
    Ok(Common {
        name: r.child_text("name")?,
        description: r.child_text("description")?,
        r,
    })
}

/// White space that only lays out the document goes, so that it is written as the rest.
fn tidy(mut e: Element) -> Element {
    use crate::conf::xml::Node;
    if e.elements().next().is_some() {
        e.children
            .retain(|n| !matches!(n, Node::Text(t) if t.trim().is_empty()));
    }
    for child in &mut e.children {
        if let Node::Element(child) = child {
            *child = tidy(std::mem::take(child));
        }
    }
    e
}

fn parse_memory(r: &mut Reader, offline: bool) -> Result<Option<Memory>> {
    let Some(mut memory) = r.child("memory") else {
        return Ok(None);
    };
    let mode: Option<SnapshotMode> = memory.named("snapshot")?;
    let file = memory.attr("file");
    let memory = match (mode, file) {
        (None, None) => return Ok(None),
        (Some(SnapshotMode::Manual), _) => {
            return Err(wrong("memory cannot be kept in the mode 'manual'"));
        }
        (Some(SnapshotMode::External), None) => {
            return Err(wrong("memory kept externally needs the name of its file"));
        }
        (None | Some(SnapshotMode::External), Some(file)) => Memory::External { file },
        (Some(_), Some(file)) => {
            return Err(wrong(format!(
                "the file '{file}' is for memory that is kept externally"
            )));
        }
        (Some(SnapshotMode::No), None) => Memory::No,
        (Some(SnapshotMode::Internal), None) => Memory::Internal,
    };
    if offline && memory != Memory::No {
        return Err(wrong(
            "a snapshot of disks alone, or of a guest that does not run, has no memory",
        ));
    }
    match memory.file() {
        Some(file) if !file.starts_with('/') => Err(wrong(format!(
            "the file of the memory must have an absolute path, not '{file}'"
        ))),
        _ => Ok(Some(memory)),
    }
}

fn parse_disks(r: &mut Reader, name: &str) -> Result<Vec<SnapshotDisk>> {
    let Some(mut outer) = r.child(name) else {
        return Ok(Vec::new());
    };
    outer
        .children("disk")
        .into_iter()
        .map(|disk| SnapshotDisk::parse(disk.into_element()))
        .collect()
}

impl SnapshotDisk {
    fn parse(element: Element) -> Result<SnapshotDisk> {
        // What stands in a disk's source is what stands in one of a domain.
        let mut r = Reader::at(element, "devices/disk");
        let name = r
            .attr("name")
            .ok_or_else(|| internal("a disk of a snapshot has no name"))?;
        let mut mode: Option<SnapshotMode> = r.named("snapshot")?;
        let kind = r.attr("type");
        let kind = match kind.as_deref() {
            None => "file",
            Some(kind @ ("file" | "block" | "network" | "nvme" | "vhostuser" | "vhostvdpa")) => {
                kind
            }
            Some(kind @ ("dir" | "volume")) => {
                return Err(wrong(format!(
                    "no snapshot of a disk has the type '{kind}'"
                )));
            }
            Some(other) => return Err(r.invalid("type", other)),
        };
        let context = ParseContext {
            inactive: true,
            ..Default::default()
        };
        let mut source = match r.child("source") {
            Some(inner) => Source::parse(kind, inner, &context)?,
            // Others than files name something in their source.
            None => match kind {
                "block" => Source::new(Location::Block { path: None }),
                _ => Source::default(),
            },
        };
        if let Some(mut driver) = r.child("driver") {
            if let Some(name) = driver.attr("type") {
                let format = ImageFormat::from_name(&name);
                source.format = Some(format.ok_or_else(|| {
                    unsupported(format!("unknown format '{name}' of a disk's snapshot"))
                })?);
            }
            if let Some(cache) = driver.child("metadata_cache") {
                source.parse_metadata_cache(cache)?;
            }
        }
        if let Some(path) = source.local_path().filter(|p| !p.starts_with('/')) {
            return Err(wrong(format!(
                "the image of a disk's snapshot must have an absolute path, not '{path}'"
            )));
        }
        if mode.is_none() && (!source.is_empty() || source.format.is_some()) {
            mode = Some(SnapshotMode::External);
        }
        Ok(SnapshotDisk {
            name,
            mode,
            delete_in_progress: r.child("snapshotDeleteInProgress").is_some(),
            source,
        })
    }
}

/// What the schema has in the elements of a snapshot's document: path, attributes and children.
const SCHEMA: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "name",
            "description",
            "state",
            "creationTime",
            "memory",
            "disks",
            "revertDisks",
            "active",
            "domain",
            "inactiveDomain",
            "parent",
            "cookie",
        ],
    ),
    ("memory", &["@snapshot", "@file"]),
    ("disks", &["disk"]),
    ("revertDisks", &["disk"]),
    (
        "disk",
        &[
            "@name",
            "@snapshot",
            "@type",
            "driver",
            "source",
            "snapshotDeleteInProgress",
        ],
    ),
    ("driver", &["@type", "metadata_cache"]),
    ("parent", &["name"]),
];

/// Refuses, with VIR_ERR_XML_INVALID_SCHEMA, a document with something in it that the schema does not
/// have.
pub fn check_schema(xml: &str) -> Result<()> {
    // What is not even a document is told by the parser.
    let Ok(root) = Element::parse(xml) else {
        return Ok(());
    };
    let trouble = match root.name.as_str() {
        "domainsnapshot" => first_unknown(&root, ""),
        other => Some(other.to_owned()),
    };
    match trouble {
        Some(what) => Err(Error::new(
            virErrorNumber::VIR_ERR_XML_INVALID_SCHEMA,
            format!("the schema has no '{what}' in a snapshot"),
        )
        .from_domain(virErrorDomain::VIR_FROM_XML)),
        None => Ok(()),
    }
}

fn first_unknown(element: &Element, place: &str) -> Option<String> {
    let (_, known) = SCHEMA.iter().find(|(path, _)| *path == place)?;
    for (name, value) in &element.attrs {
        let allowed: Option<&[&str]> = match (place, name.as_str()) {
            ("memory", "snapshot") => Some(&["no", "internal", "external"]),
            ("disk", "snapshot") => Some(&["no", "internal", "external", "manual"]),
            _ => None,
        };
        if !known.contains(&format!("@{name}").as_str()) {
            return Some(format!("{place}/@{name}"));
        }
        if allowed.is_some_and(|a| !a.contains(&value.as_str())) {
            return Some(format!("{place}/@{name}={value}"));
        }
    }
    element.elements().find_map(|child| {
        if child.namespace.is_some() || !known.contains(&child.name.as_str()) {
            return Some(format!("{place}/{}", child.name));
        }
        match child.name.as_str() {
            "domain" | "inactiveDomain" => schema::first_unknown(child),
            "source" => schema::first_unknown_at(child, "devices/disk/source"),
            "cookie" => None,
            name => first_unknown(child, name),
        }
    })
}

fn wrong(detail: impl Into<String>) -> Error {
    Error::xml(detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN_SNAPSHOT)
}

fn internal(detail: impl Into<String>) -> Error {
    Error::internal(detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN_SNAPSHOT)
}

fn unsupported(detail: impl Into<String>) -> Error {
    Error::config_unsupported(detail).from_domain(virErrorDomain::VIR_FROM_DOMAIN_SNAPSHOT)
}
