//! Disks: their size, their content seen from outside, their errors.

use super::QemuDriver;
use crate::conf::domain::disk::{DiskDevice, ImageFormat};
use crate::driver::*;
use crate::error::{Error, Result, virErrorNumber};
use crate::qemu::block::{finder, nodes, start};
use crate::qemu::context::{no_such, not_running};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::os::unix::fs::FileExt;

/// Formats that are sized in whole sectors.
const SECTOR: u64 = 512;

fn unsupported(what: impl Into<String>) -> Error {
    Error::new(virErrorNumber::VIR_ERR_OPERATION_UNSUPPORTED, what)
}

impl QemuDriver {
    pub(super) fn resize_disk(&self, dom: &DomainRef, name: &str, size: DiskResize) -> Result<()> {
        let mut work = start::begin(&self.ctx, dom)?;
        let disk = finder::disk(&work.doc.domain, name)?;
        let readonly = disk.readonly || disk.device == DiskDevice::Cdrom;
        if disk.source.is_empty() || readonly {
            return Err(unsupported(format!(
                "disk '{name}' is empty or cannot be written to"
            )));
        }
        start::check_idle(&work.doc, disk)?;
        let is_raw = matches!(disk.source.format, None | Some(ImageFormat::Raw));
        let bytes = match size {
            DiskResize::Bytes(bytes) if is_raw => bytes,
            DiskResize::Bytes(bytes) => bytes.next_multiple_of(SECTOR),
            DiskResize::OfDevice => {
                let path = disk.source.local_path();
                let (true, Some(path)) = (is_raw, path) else {
                    return Err(Error::invalid_arg(format!(
                        "disk '{name}' is no raw device of this host, whose size could be taken"
                    )));
                };
                File::open(path)
                    .and_then(|mut f| f.seek(SeekFrom::End(0)))
                    .map_err(|e| Error::system(format_args!("cannot look at '{path}'"), &e))?
            }
        };
        let node = nodes::top_node(&disk.source);
        work.running
            .client
            .execute_raw("block_resize", json!({"node-name": node, "size": bytes}))?;
        Ok(())
    }

    pub(super) fn peek_disk(
        &self,
        dom: &DomainRef,
        name: &str,
        offset: u64,
        into: &mut [u8],
    ) -> Result<()> {
        let view = self.ctx.find(dom)?;
        let domain = match (&view.live, &view.definition) {
            (Some(live), _) => self.ctx.read_live(live)?,
            (None, Some(definition)) => self.ctx.read_definition(definition)?,
            (None, None) => return Err(no_such(dom)),
        };
        let disk = finder::disk(&domain, name)?;
        let Some(path) = disk.source.local_path() else {
            return Err(Error::invalid_arg(format!("disk '{name}' has no file now")));
        };
        if !matches!(disk.source.format, None | Some(ImageFormat::Raw)) {
            return Err(unsupported(format!(
                "only a disk of format 'raw' can be looked into, which '{name}' is not"
            )));
        }
        let fail = |e: std::io::Error| Error::system(format_args!("cannot read '{path}'"), &e);
        let mut file = File::open(path).map_err(fail)?;
        let end = file.seek(SeekFrom::End(0)).map_err(fail)?;
        if offset
            .checked_add(into.len() as u64)
            .is_none_or(|e| e > end)
        {
            return Err(Error::invalid_arg(format!(
                "disk '{name}' has {} bytes from {offset} on, not {}",
                end.saturating_sub(offset),
                into.len()
            )));
        }
        file.read_exact_at(into, offset).map_err(fail)
    }

    pub(super) fn troubled_disks(&self, dom: &DomainRef) -> Result<Vec<(String, DiskTrouble)>> {
        let view = self.ctx.find_running(dom)?;
        let live = view.live.ok_or_else(not_running)?;
        let domain = self.ctx.read_live(&live)?;
        let told = self
            .attach(&live)?
            .client
            .execute_raw("query-block", json!({}))?;
        let all = told.as_array().cloned().unwrap_or_default();
        let of = |alias: &str| -> DiskTrouble {
            let device = all.iter().find(|d| {
                let path = d["qdev"].as_str().unwrap_or_default();
                !alias.is_empty() && path.split('/').any(|part| part == alias)
            });
            match device.map_or(&Value::Null, |d| &d["io-status"]).as_str() {
                Some("nospace") => DiskTrouble::NoSpace,
                Some("failed") => DiskTrouble::Other,
                _ => DiskTrouble::None,
            }
        };
        let disks = domain.devices.disks.iter();
        Ok(disks
            .map(|d| (d.target.clone(), of(d.info.alias())))
            .collect())
    }
}
