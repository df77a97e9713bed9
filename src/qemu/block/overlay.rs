//! Overlays for the disks of a running guest: new images that it writes to from one moment on, all of
//! them at the same moment or none.
//!
//! | step | if it fails, or its author dies |
//! |---|---|
//! | files are made, empty, and given to QEMU's user | they are removed (killed right here: an empty file stays) |
//! | the journal | nodes and files are removed |
//! | QEMU formats the images and opens them | the same |
//! | one transaction puts them under the disks | QEMU tells whether it did: the same, or the next |
//! | the status file, the definition, metadata | they are written |
//!
//! Where QEMU cannot be asked any more, an overlay into which something was written tells that the
//! transaction was done; without one it does not matter, for then the images behind are the same.

use super::doc::LiveDoc;
use super::nodes::{self, Maker};
use super::settle;
use super::start::check_idle;
use crate::conf::domain::Domain;
use crate::conf::domain::disk::{Backing, Disk, ImageFormat, Source};
use crate::conf::snapshot::{SnapshotDisk, SnapshotMode};
use crate::conf::uuid::Uuid;
use crate::driver::DomainRef;
use crate::error::{Error, Result};
use crate::fsutil;
use crate::qemu::command::BuildContext;
use crate::qemu::command::blockdev::Layer;
use crate::qemu::config::QemuConf;
use crate::qemu::context::DriverCtx;
use crate::qemu::documents::definition_text;
use crate::qemu::monitor::Client;
use crate::qemu::process::{self, Running};
use crate::qemu::snapshot::images;
use crate::qemu::snapshot::steps::Step;
use crate::qemu::supervisor::record::Owned;
use crate::qemu::{agent, fault, security};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// One disk's.
#[derive(Clone, Debug)]
struct Overlay {
    /// The new image, with the disk's present one behind it.
    source: Source,
    layer: Layer,
}

/// The overlays of one operation, planned.
pub struct Overlays<'a> {
    ctx: &'a DriverCtx,
    dom: DomainRef,
    overlays: Vec<Overlay>,
    /// Their files are there already, formatted.
    reuse: bool,
    /// The running document as it will be.
    doc: LiveDoc,
    definition: Option<Domain>,
}

/// How [`Overlays`] are brought to their end, by whomever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Finish {
    /// The nodes of the overlays, the topmost of each first.
    nodes: Vec<Vec<String>>,
    files: Vec<PathBuf>,
    /// Where the agent is spoken to that may have stilled the guest.
    thaw: Option<PathBuf>,
    /// The status file afterwards.
    status: String,
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl<'a> Overlays<'a> {
    /// Plans the overlays that the external disks of a snapshot name.
    pub fn plan(
        ctx: &'a DriverCtx,
        dom: &DomainRef,
        doc: &LiveDoc,
        definition: Option<&Domain>,
        disks: &[SnapshotDisk],
        reuse: bool,
    ) -> Result<Overlays<'a>> {
        let mut plan = Overlays {
            ctx,
            dom: dom.clone(),
            overlays: Vec::new(),
            reuse,
            doc: doc.clone(),
            definition: definition.cloned(),
        };
        for wanted in disks {
            if wanted.mode == Some(SnapshotMode::External) {
                plan.add(wanted)?;
            }
        }
        Ok(plan)
    }

    fn add(&mut self, wanted: &SnapshotDisk) -> Result<()> {
        let disks = &self.doc.domain.devices.disks;
        let disk = disks.iter().find(|d| d.target == wanted.name);
        let disk = disk
            .cloned()
            .ok_or_else(|| Error::internal(format!("the guest has no disk '{}'", wanted.name)))?;
        check_idle(&self.doc, &disk)?;
        let mut source = overlay_source(&wanted.source, &disk.source);
        source.index = Some(self.doc.take_index());
        source.backing = Backing::Image(Box::new(Source {
            startup_policy: None,
            ..disk.source.clone()
        }));
        let overlay = Overlay {
            source: source.clone(),
            layer: Layer::of(&disk),
        };
        if let Some(disk) = self.doc.disk_mut(&wanted.name) {
            disk.source = source;
        }
        if let Some(definition) = &mut self.definition {
            let mut disks = definition.devices.disks.iter_mut();
            let same = |d: &&mut Disk| {
                d.target == wanted.name && d.source.location == disk.source.location
            };
            if let Some(own) = disks.find(same) {
                put_on_top(own, &wanted.source, true);
            }
        }
        self.overlays.push(overlay);
        Ok(())
    }

    pub fn is_empty(&self) -> bool {
        self.overlays.is_empty()
    }

    fn files(&self) -> Vec<PathBuf> {
        let paths = self.overlays.iter().filter_map(|o| o.source.local_path());
        paths.map(PathBuf::from).collect()
    }

    /// Makes the files, and what finishes or undoes all that follows. `metadata` are further steps for
    /// when it is done.
    pub fn prepare(
        &mut self,
        running: &mut Running,
        metadata: Vec<Step>,
        thaw: Option<PathBuf>,
    ) -> Result<Finish> {
        let mut undone = Vec::new();
        let made = self.make_files(&mut undone);
        let owned = made.and_then(|()| self.give(running));
        if let Err(e) = owned {
            for step in undone.iter().rev() {
                let _ = step.run(self.ctx, &self.dom.uuid);
            }
            return Err(e);
        }
        let mut done = Vec::new();
        if let Some(definition) = &self.definition {
            done.push(Step::Define {
                name: self.dom.name.clone(),
                text: definition_text(definition),
            });
        }
        done.extend(metadata);
        Ok(Finish {
            nodes: self
                .overlays
                .iter()
                .map(|o| nodes::all_nodes(&o.source))
                .collect(),
            files: self.files(),
            thaw,
            status: self.doc.text(),
            done,
            undone,
        })
    }

    fn make_files(&self, undone: &mut Vec<Step>) -> Result<()> {
        if self.reuse {
            return Ok(());
        }
        for path in self.files() {
            let cannot = |e| {
                Error::system(
                    format!("failed to create image file '{}'", path.display()),
                    &e,
                )
            };
            match std::fs::metadata(&path) {
                // Its owner made it for this; what is in it is nothing, or goes.
                Ok(_) => continue,
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
                Err(e) => return Err(cannot(e)),
            }
            let file = fsutil::create_new(&path, 0o600).map_err(cannot)?;
            undone.push(Step::remove_made(&path, &file)?);
        }
        fault::point("overlay.files")
    }

    /// Gives the files to QEMU's user.
    fn give(&self, running: &mut Running) -> Result<()> {
        let conf = QemuConf::load(&self.ctx.paths)?;
        let Some(user) = security::qemu_user(&self.ctx.paths, &conf)? else {
            return Ok(());
        };
        let mut owned = Vec::new();
        for path in self.files() {
            match security::give(&path, &user, false) {
                Ok(Some(one)) => owned.push(one),
                Ok(None) => {}
                Err(e) => {
                    for one in &owned {
                        security::give_back(one);
                    }
                    return Err(e);
                }
            }
        }
        let told = running.add_owned(&owned);
        if told.is_err() {
            owned
                .iter()
                .for_each(|one: &Owned| security::give_back(one));
        }
        told
    }

    /// Has QEMU format the images and open them. The journal is there.
    pub fn open(&self, client: &mut Client) -> Result<()> {
        let caps = self.ctx.caps_of(&self.doc.domain)?;
        let maker = Maker {
            domain: &self.doc.domain,
            caps: &caps,
            build: BuildContext::new(
                &self.ctx.paths,
                self.dom.id.unwrap_or_default(),
                &self.dom.name,
            ),
        };
        let known = if self.reuse {
            Vec::new()
        } else {
            nodes::query(client)?
        };
        let mut later = Vec::new();
        for overlay in &self.overlays {
            let alone = Source {
                backing: Backing::End,
                ..overlay.source.clone()
            };
            let mut commands = maker.commands(&alone, &overlay.layer, None)?;
            let format = commands.pop();
            for (name, arguments) in commands {
                client.execute_raw(name, arguments)?;
            }
            later.extend(format);
            if !self.reuse {
                client.execute_raw("blockdev-create", self.create_arguments(overlay, &known)?)?;
            }
        }
        fault::point("overlay.storage")?;
        if !self.reuse {
            for overlay in &self.overlays {
                self.wait_created(client, &create_job(&overlay.source))?;
            }
        }
        for (name, arguments) in later {
            client.execute_raw(name, arguments)?;
        }
        fault::point("overlay.nodes")
    }

    fn create_arguments(&self, overlay: &Overlay, known: &[nodes::NodeInfo]) -> Result<Value> {
        let below = overlay.source.backing.source();
        let below = below.ok_or_else(|| Error::internal("an overlay on nothing"))?;
        let node = nodes::find(known, &nodes::top_node(below)).ok_or_else(|| {
            Error::internal(format!("QEMU has no node '{}'", nodes::top_node(below)))
        })?;
        let format = overlay.source.format.unwrap_or(ImageFormat::Qcow2);
        let mut options = json!({
            "driver": format.name(),
            "file": nodes::storage_node(&overlay.source),
            "size": node.image.virtual_size,
        });
        if (format, below.format) == (ImageFormat::Qcow2, Some(ImageFormat::Qcow2)) {
            super::start::set(&mut options, "cluster-size", node.image.cluster_size);
            let extended = node.image.format_specific.pointer("/data/extended-l2");
            if extended.and_then(Value::as_bool) == Some(true) {
                options["extended-l2"] = true.into();
            }
        }
        options["backing-file"] = backing_name(below)?.into();
        options["backing-fmt"] = below.format.unwrap_or(ImageFormat::Raw).name().into();
        Ok(json!({"job-id": create_job(&overlay.source), "options": options}))
    }

    fn wait_created(&self, client: &mut Client, name: &str) -> Result<()> {
        let job = settle::wait(client, name, |_| false)?;
        let _ = client.execute_raw("job-dismiss", json!({"id": name}));
        match job.and_then(|j| j.error) {
            None => Ok(()),
            Some(error) => Err(Error::operation_failed(format!(
                "failed to format image: '{error}'"
            ))),
        }
    }

    /// The actions of QEMU's transaction.
    pub fn actions(&self) -> Vec<Value> {
        self.overlays
            .iter()
            .filter_map(|overlay| {
                let below = overlay.source.backing.source()?;
                Some(json!({"type": "blockdev-snapshot", "data": {
                    "node": nodes::top_node(below),
                    "overlay": nodes::top_node(&overlay.source),
                }}))
            })
            .collect()
    }

    /// Puts the overlays under the disks: all of them or none.
    pub fn put(&self, client: &mut Client) -> Result<()> {
        if self.overlays.is_empty() {
            return Ok(());
        }
        client.execute_raw("transaction", json!({"actions": self.actions()}))?;
        fault::point("overlay.put")
    }
}

/// QEMU's id of the job that formats an image: as libvirt calls it.
fn create_job(source: &Source) -> String {
    format!("create-{}", nodes::top_node(source))
}

/// The name of the image behind, for an overlay's header.
fn backing_name(below: &Source) -> Result<String> {
    let path = below.local_path().ok_or_else(|| {
        Error::config_unsupported(format!(
            "an overlay on a source of type '{}' would not find it",
            below.location.type_name()
        ))
    })?;
    Ok(match Path::new(path).is_absolute() && path.contains(':') {
        // Not taken for the name of a protocol.
        true => format!("file:{path}"),
        false => path.to_owned(),
    })
}

/// The image of an overlay in place of `old`.
fn overlay_source(wanted: &Source, old: &Source) -> Source {
    Source {
        startup_policy: old.startup_policy,
        private_data: None,
        backing: Backing::Unknown,
        backing_detected: false,
        format: Some(wanted.format.unwrap_or(ImageFormat::Qcow2)),
        ..wanted.clone()
    }
}

/// Makes a definition's disk have an overlay. `chain`: it tells of the image behind, which it does anyway
/// where it told of one before.
pub fn put_on_top(disk: &mut Disk, wanted: &Source, chain: bool) {
    let mut new = overlay_source(wanted, &disk.source);
    if chain || !matches!(disk.source.backing, Backing::Unknown) {
        new.backing = Backing::Image(Box::new(Source {
            startup_policy: None,
            ..disk.source.clone()
        }));
    }
    disk.source = new;
}

impl Finish {
    /// Brings the overlays to their end, whichever that is. The caller holds the guest's lock.
    pub fn run(&self, ctx: &DriverCtx, uuid: &Uuid) -> Result<()> {
        let view = ctx.domains.by_uuid(uuid);
        let mut running = match &view {
            Some(view) => process::attach(&ctx.paths, &view.name, uuid)?,
            None => None,
        };
        let is_done = match &mut running {
            Some(running) => self.is_put(&mut running.client)?,
            None => self.was_written(),
        };
        if let Some(path) = &self.thaw {
            // An agent that does not answer has nothing stilled, or nobody can help it.
            let _ = agent::thaw(path);
        }
        if !is_done {
            if let Some(running) = &mut running {
                self.close(running)?;
            }
            let mut first = Ok(());
            for step in self.undone.iter().rev() {
                let result = step.run(ctx, uuid);
                first = first.and(result);
            }
            return first;
        }
        self.complete(ctx, uuid, running.as_mut())
    }

    /// The overlays are under the disks: makes the documents say so.
    pub fn complete(
        &self,
        ctx: &DriverCtx,
        uuid: &Uuid,
        running: Option<&mut Running>,
    ) -> Result<()> {
        if let Some(running) = running {
            running.set_status(&self.status)?;
        }
        fault::point("overlay.status")?;
        for step in &self.done {
            step.run(ctx, uuid)?;
            fault::point("overlay.step")?;
        }
        Ok(())
    }

    /// Further steps for when it is done.
    pub fn also(&mut self, steps: Vec<Step>) {
        self.done.extend(steps);
    }

    /// Whether QEMU writes to the overlays.
    fn is_put(&self, client: &mut Client) -> Result<bool> {
        let known = nodes::query(client)?;
        // One for all: they were put in one transaction.
        let node = self.nodes.first().and_then(|names| names.first());
        Ok(node
            .and_then(|name| nodes::find(&known, name))
            .is_some_and(|node| node.backing.is_some()))
    }

    /// Whether anything was written to an overlay, as far as the images tell.
    fn was_written(&self) -> bool {
        self.files.iter().any(|path| {
            let path = path.to_string_lossy();
            images::run(&["map", "--output=json", "-U", &path])
                .ok()
                .and_then(|text| serde_json::from_slice::<Vec<Value>>(&text).ok())
                .is_some_and(|parts| {
                    parts.iter().any(|p| {
                        p.get("depth").and_then(Value::as_u64) == Some(0)
                            && p.get("present").and_then(Value::as_bool) != Some(false)
                    })
                })
        })
    }

    /// Takes what was opened out of QEMU again.
    fn close(&self, running: &mut Running) -> Result<()> {
        for names in &self.nodes {
            let Some(top) = names.first() else { continue };
            let job = format!("create-{top}");
            settle::wait(&mut running.client, &job, |_| false)?;
            let _ = running
                .client
                .execute_raw("job-dismiss", json!({"id": job}));
            for node in names {
                let _ = running
                    .client
                    .execute_raw("blockdev-del", json!({"node-name": node}));
            }
        }
        running.disown(&self.files)
    }
}
