//! Figures of disks.

use super::Figures;
use crate::conf::domain::Domain;
use crate::conf::domain::disk::{Disk, ImageFormat, Source};
use crate::driver::*;
use crate::error::{Error, Result};
use crate::qemu::block::{finder, nodes};
use crate::qemu::context::no_such;
use crate::qemu::driver::QemuDriver;
use crate::qemu::monitor::Client;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt};
use std::path::Path;

/// What QEMU tells of its disks (`query-blockstats`) and of its nodes.
struct Told {
    disks: Vec<Value>,
    nodes: Vec<Value>,
    /// `query-blockstats` by nodes: for layers below the top.
    layers: Vec<Value>,
}

fn ask(client: &mut Client, with_layers: bool) -> Result<Told> {
    let array = |value: Value| match value {
        Value::Array(all) => all,
        _ => Vec::new(),
    };
    let disks = array(client.execute_raw("query-blockstats", json!({}))?);
    let nodes = array(client.execute_raw("query-named-block-nodes", json!({"flat": true}))?);
    let layers = if with_layers {
        array(client.execute_raw("query-blockstats", json!({"query-nodes": true}))?)
    } else {
        Vec::new()
    };
    Ok(Told {
        disks,
        nodes,
        layers,
    })
}

impl Told {
    /// The statistics of a disk: QEMU names the path of its device, which holds the alias.
    fn of_disk(&self, disk: &Disk) -> Option<&Value> {
        let alias = disk.info.alias();
        self.disks.iter().find(|told| {
            let device = told["qdev"].as_str().unwrap_or_default();
            !alias.is_empty() && device.split('/').any(|part| part == alias)
        })
    }

    fn of_layer(&self, node: &str) -> Option<&Value> {
        self.layers.iter().find(|l| l["node-name"] == node)
    }

    fn node(&self, name: &str) -> Option<&Value> {
        self.nodes.iter().find(|n| n["node-name"] == name)
    }
}

fn transferred(told: &Value) -> DiskFigures {
    let stat = |name: &str| told["stats"][name].as_u64().unwrap_or(0);
    DiskFigures {
        read_requests: stat("rd_operations"),
        read_bytes: stat("rd_bytes"),
        read_ns: stat("rd_total_time_ns"),
        write_requests: stat("wr_operations"),
        write_bytes: stat("wr_bytes"),
        write_ns: stat("wr_total_time_ns"),
        flush_requests: stat("flush_operations"),
        flush_ns: stat("flush_total_time_ns"),
    }
}

pub(super) fn of_inactive(domain: &Domain, figures: &mut Figures) {
    let disks = &domain.devices.disks;
    figures.uint("block.count", disks.len() as u32);
    for (i, disk) in disks.iter().enumerate() {
        figures.text(format!("block.{i}.name"), disk.target.clone());
        let Some(path) = disk.source.local_path() else {
            continue;
        };
        figures.text(format!("block.{i}.path"), path);
        // What cannot be looked at is left out.
        if let Ok(size) = size_on_host(&disk.source) {
            figures.ulong(format!("block.{i}.allocation"), size.allocation);
            figures.ulong(format!("block.{i}.capacity"), size.capacity);
            figures.ulong(format!("block.{i}.physical"), size.physical);
        }
    }
}

pub(super) fn of_running(
    domain: &Domain,
    client: &mut Client,
    backing: bool,
    figures: &mut Figures,
) {
    let Ok(told) = ask(client, backing) else {
        return;
    };
    let mut found = Figures::default();
    let mut count = 0;
    for disk in &domain.devices.disks {
        let depth = if backing { usize::MAX } else { 1 };
        for (layer, source) in disk.source.chain().take(depth).enumerate() {
            of_layer(disk, layer, source, count, &told, &mut found);
            count += 1;
        }
    }
    figures.uint("block.count", count);
    figures.0.append(&mut found.0);
}

fn of_layer(
    disk: &Disk,
    layer: usize,
    source: &Source,
    i: u32,
    told: &Told,
    figures: &mut Figures,
) {
    figures.text(format!("block.{i}.name"), disk.target.clone());
    if let Some(path) = source.local_path() {
        figures.text(format!("block.{i}.path"), path);
    }
    if let (false, Some(index)) = (source.is_empty(), source.index) {
        figures.uint(format!("block.{i}.backingIndex"), index);
    }
    let node = nodes::top_node(source);
    let stats = match layer {
        0 => told.of_disk(disk),
        _ => told.of_layer(&node),
    };
    if let Some(stats) = stats {
        let it = transferred(stats);
        for (what, value) in [
            ("rd.reqs", it.read_requests),
            ("rd.bytes", it.read_bytes),
            ("rd.times", it.read_ns),
            ("wr.reqs", it.write_requests),
            ("wr.bytes", it.write_bytes),
            ("wr.times", it.write_ns),
            ("fl.reqs", it.flush_requests),
            ("fl.times", it.flush_ns),
        ] {
            figures.ulong(format!("block.{i}.{what}"), value);
        }
    }
    if source.is_empty() {
        return;
    }
    // How far the image was written to is known of its storage.
    let storage = told.of_layer(&nodes::storage_node(source));
    let highest = match (layer, stats) {
        (0, Some(stats)) => highest_of(stats),
        _ => storage.and_then(|s| s["stats"]["wr_highest_offset"].as_u64()),
    };
    if let Some(highest) = highest {
        figures.ulong(format!("block.{i}.allocation"), highest);
    }
    if let Some(node) = told.node(&node) {
        let image = &node["image"];
        if let Some(capacity) = image["virtual-size"].as_u64() {
            figures.ulong(format!("block.{i}.capacity"), capacity);
        }
        if let Some(physical) = physical_size(source, image) {
            figures.ulong(format!("block.{i}.physical"), physical);
        }
        let threshold = node["write_threshold"].as_u64().filter(|t| *t > 0);
        if let Some(threshold) = threshold {
            figures.ulong(format!("block.{i}.threshold"), threshold);
        }
    }
}

/// How far a disk's storage was written to. A raw image may be its own storage.
fn highest_of(disk: &Value) -> Option<u64> {
    let of = |told: &Value| told["stats"]["wr_highest_offset"].as_u64();
    of(&disk["parent"]).or_else(|| of(disk))
}

/// A device is as large as it is; of a file its blocks count.
fn physical_size(source: &Source, image: &Value) -> Option<u64> {
    let file = source.local_path().map(Path::new);
    let is_device = |p: &&Path| p.metadata().is_ok_and(|m| m.file_type().is_block_device());
    match file.filter(is_device) {
        Some(device) => size_of_device(device).ok(),
        None => image["actual-size"].as_u64(),
    }
}

fn size_of_device(path: &Path) -> io::Result<u64> {
    File::open(path)?.seek(SeekFrom::End(0))
}

/// How large an image is, looked at from outside of QEMU.
fn size_on_host(source: &Source) -> Result<DiskSize> {
    let Some(path) = source.local_path().map(Path::new) else {
        return Err(Error::config_unsupported(
            "the size of a disk on the network is told only while its guest runs",
        ));
    };
    let fail =
        |e: io::Error| Error::system(format_args!("cannot look at '{}'", path.display()), &e);
    let meta = path.metadata().map_err(fail)?;
    let (physical, allocation) = if meta.file_type().is_block_device() {
        let size = size_of_device(path).map_err(fail)?;
        (size, size)
    } else {
        (meta.len(), meta.blocks() * 512)
    };
    let capacity = match source.format.as_ref() {
        None | Some(ImageFormat::Raw) => physical,
        Some(ImageFormat::Qcow2) => qcow2_capacity(path)?,
        Some(format) => {
            return Err(Error::config_unsupported(format!(
                "the size of a disk of format '{}' is told only while its guest runs",
                format.name()
            )));
        }
    };
    Ok(DiskSize {
        capacity,
        allocation,
        physical,
    })
}

/// The header of a qcow2 image has its virtual size at byte 24.
fn qcow2_capacity(path: &Path) -> Result<u64> {
    let mut head = [0; 32];
    let read = File::open(path).and_then(|f| f.read_exact_at(&mut head, 0));
    match read {
        Ok(()) if head.starts_with(b"QFI\xfb") => {
            let mut size = [0; 8];
            size.copy_from_slice(&head[24..]);
            Ok(u64::from_be_bytes(size))
        }
        Ok(()) => Err(not_qcow2(path)),
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Err(not_qcow2(path)),
        Err(e) => Err(Error::system(
            format_args!("cannot read '{}'", path.display()),
            &e,
        )),
    }
}

fn not_qcow2(path: &Path) -> Error {
    Error::operation_failed(format!("'{}' is no qcow2 image", path.display()))
}

impl QemuDriver {
    pub(in crate::qemu::driver) fn domain_disk_figures(
        &self,
        dom: &DomainRef,
        name: &str,
    ) -> Result<DiskFigures> {
        let mut guest = self.running_guest(dom)?;
        let domain = guest.domain.clone();
        let wanted = match name {
            "" => None,
            name => Some(finder::disk(&domain, name)?),
        };
        let told = ask(guest.client()?, false)?;
        let mut sum = DiskFigures::default();
        for disk in &domain.devices.disks {
            if wanted.is_some_and(|w| w.target != disk.target) {
                continue;
            }
            match told.of_disk(disk) {
                Some(stats) => sum += transferred(stats),
                None if wanted.is_some() => {
                    return Err(Error::internal(format!(
                        "QEMU tells nothing of the disk '{}'",
                        disk.target
                    )));
                }
                None => {}
            }
        }
        Ok(sum)
    }

    pub(in crate::qemu::driver) fn domain_disk_size(
        &self,
        dom: &DomainRef,
        name: &str,
    ) -> Result<DiskSize> {
        let view = self.ctx.find(dom)?;
        let (domain, live) = match (&view.live, &view.definition) {
            (Some(live), _) => (self.ctx.read_live(live)?, Some(live)),
            (None, Some(definition)) => (self.ctx.read_definition(definition)?, None),
            (None, None) => return Err(no_such(dom)),
        };
        let disk = finder::disk(&domain, name)?;
        if disk.source.is_empty() {
            return Err(Error::invalid_arg(format!(
                "disk '{name}' has no source now"
            )));
        }
        let Some(live) = live else {
            return size_on_host(&disk.source);
        };
        let mut guest = self.guest_of(live.clone())?;
        let told = ask(guest.client()?, false)?;
        let node = told.node(&nodes::top_node(&disk.source));
        let image = node.map_or(&Value::Null, |n| &n["image"]);
        let outside = size_on_host(&disk.source);
        let physical = match &outside {
            Ok(size) => size.physical,
            Err(_) => image["actual-size"].as_u64().unwrap_or(0),
        };
        let capacity = image["virtual-size"].as_u64();
        // An image of a format on a block device grows with what is written to it.
        let highest = told.of_disk(disk);
        let highest = highest.and_then(highest_of);
        let is_raw = matches!(disk.source.format, None | Some(ImageFormat::Raw));
        let on_device = disk.source.local_path().is_some_and(|p| {
            Path::new(p)
                .metadata()
                .is_ok_and(|m| m.file_type().is_block_device())
        });
        let allocation = match (on_device, is_raw, highest) {
            (true, false, Some(highest)) => highest,
            (true, ..) => physical,
            (false, ..) => match &outside {
                Ok(size) => size.allocation,
                Err(_) => image["actual-size"].as_u64().unwrap_or(0),
            },
        };
        Ok(DiskSize {
            capacity: capacity
                .or_else(|| outside.ok().map(|s| s.capacity))
                .unwrap_or(0),
            allocation,
            physical,
        })
    }
}
