//! Disk drives as the guest sees them.

use super::Builder;
use super::blockdev::Layer;
use super::props::Props;
use crate::conf::domain::controller::{ControllerType, ScsiModel};
use crate::conf::domain::disk::{
    Disk, DiskBus, DiskCache, DiskDevice, ErrorPolicy, IoThreadMapping, Location,
};
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;
use serde_json::{Value, json};

impl Builder<'_> {
    pub fn disks(&mut self) -> Result<()> {
        self.floppy_boot_order()?;
        for disk in &self.dom.devices.disks {
            // One whose image others use as well is plugged in with its overlay once QEMU runs.
            if disk.transient_share_backing != Some(true) {
                self.disk(disk)?;
            }
        }
        Ok(())
    }

    /// The helper that all disks with managed reservations share.
    pub fn managed_reservations(&mut self) {
        let managed = self
            .dom
            .devices
            .disks
            .iter()
            .flat_map(|d| d.source.chain())
            .any(|s| {
                s.reservations
                    .as_ref()
                    .is_some_and(|r| r.managed == Some(true))
            });
        if managed {
            let mut props = Props::object("pr-manager-helper", "pr-helper0");
            props.set(
                "path",
                self.ctx
                    .guest_dir
                    .join("pr-helper0.sock")
                    .to_string_lossy()
                    .into_owned(),
            );
            self.object(&props);
        }
    }

    /// A floppy's boot order belongs to its controller.
    fn floppy_boot_order(&mut self) -> Result<()> {
        let mut orders = Vec::new();
        let mut used = false;
        for disk in &self.dom.devices.disks {
            if disk.bus != Some(DiskBus::Fdc) {
                continue;
            }
            used = true;
            let unit = disk.info.drive().map_or(0, |d| d.unit);
            let letter = if unit == 0 { "A" } else { "B" };
            if let Some(order) = disk.info.boot_order {
                orders.push((format!("bootindex{letter}"), order));
            }
        }
        if !used {
            return Ok(());
        }
        if self.has_builtin_fdc() {
            for (name, order) in orders {
                self.pair("-global", format!("isa-fdc.{name}={order}"));
            }
            return Ok(());
        }
        let mut props = Props::device("isa-fdc");
        for (name, order) in orders {
            props.set(&name, order);
        }
        self.device(props)
    }

    /// Machines that come with a floppy controller.
    fn has_builtin_fdc(&self) -> bool {
        let name = self.machine_name();
        if let Some(version) = name.strip_prefix("pc-q35-") {
            // The first q35 machines had one.
            return matches!(
                version,
                "1.4" | "1.5" | "1.6" | "1.7" | "2.0" | "2.1" | "2.2" | "2.3"
            );
        }
        self.is_i440fx() || name == "isapc"
    }

    fn disk(&mut self, disk: &Disk) -> Result<()> {
        if let Location::VhostUser(source) = &disk.source.location {
            self.need(Cap::VhostUserBlk, "vhost-user disks")?;
            let alias = disk.info.alias().to_owned();
            let id = format!("chr-vu-{alias}");
            self.chardev_named(source, &id, &alias, true)?;
            let mut props =
                self.virtio_device("vhost-user-blk", &disk.info, disk.model, &disk.virtio);
            props.opt("num-queues", disk.driver.queues);
            props.opt("queue-size", disk.driver.queue_size);
            self.place(&mut props, &disk.info)?;
            props
                .set("chardev", id)
                .set("id", alias)
                .opt("bootindex", disk.info.boot_order);
            return self.device(props);
        }
        let mut drive = None;
        if !disk.source.is_empty() {
            let layer = Layer::of(disk);
            let mut node = self.chain(&disk.source, &layer)?;
            if disk.driver.copy_on_read == Some(true) {
                let mut props = Props::new();
                let name = format!("libvirt-CoR-{}", disk.target);
                props
                    .set("driver", "copy-on-read")
                    .set("node-name", name.clone())
                    .set("file", node)
                    .set("discard", "unmap");
                self.pair("-blockdev", props.to_json());
                node = name;
            }
            drive = Some(node);
        }
        let props = self.frontend(disk, drive.as_deref())?;
        self.device(props)
    }

    fn frontend(&self, disk: &Disk, drive: Option<&str>) -> Result<Props> {
        let alias = disk.info.alias();
        let mut props = match disk.bus {
            Some(DiskBus::Ide) => self.ide(disk)?,
            Some(DiskBus::Sata) => self.sata(disk)?,
            Some(DiskBus::Scsi) => self.scsi(disk)?,
            Some(DiskBus::Virtio) => self.virtio_blk(disk)?,
            Some(DiskBus::Usb) => {
                let mut props = Props::device("usb-storage");
                self.place(&mut props, &disk.info)?;
                props
            }
            Some(DiskBus::Fdc) => {
                let mut props = Props::device("floppy");
                props.set("unit", disk.info.drive().map_or(0, |d| d.unit));
                props
            }
            other => {
                let bus = other.map_or("none", DiskBus::name);
                return Err(Error::config_unsupported(format!(
                    "the disk '{}' cannot be on the bus '{bus}'",
                    disk.target
                )));
            }
        };
        if disk.shareable {
            props.set("share-rw", true);
        }
        props.opt("drive", drive).set("id", alias);
        if disk.bus != Some(DiskBus::Fdc) {
            props.opt("bootindex", disk.info.boot_order);
        }
        props
            .opt("logical_block_size", disk.blockio.logical_block_size)
            .opt("physical_block_size", disk.blockio.physical_block_size)
            .opt("discard_granularity", disk.blockio.discard_granularity);
        if let Some(wwn) = &disk.wwn {
            let number = u64::from_str_radix(wwn.trim_start_matches("0x"), 16)
                .map_err(|_| Error::xml(format!("the WWN '{wwn}' is no hexadecimal number")))?;
            props.set("wwn", number);
        }
        props
            .opt("rotation_rate", disk.rotation_rate)
            .opt("vendor", disk.vendor.clone())
            .opt("product", disk.product.clone());
        match disk.bus {
            Some(DiskBus::Usb) => {
                props.set("removable", disk.removable.unwrap_or(false));
            }
            Some(DiskBus::Scsi) => {
                props.opt("removable", disk.removable.filter(|r| *r));
            }
            _ => (),
        }
        if let Some(write_cache) = write_cache(disk) {
            props.on_off("write-cache", Some(write_cache));
        }
        if let Some(geometry) = disk.geometry.filter(|g| g.cylinders > 0) {
            props
                .set("cyls", geometry.cylinders)
                .set("heads", geometry.heads)
                .set("secs", geometry.sectors)
                .opt("bios-chs-trans", geometry.trans.map(|t| t.name()));
        }
        props.opt("serial", disk.serial.clone());
        props
            .opt("werror", disk.driver.error_policy.and_then(werror))
            .opt(
                "rerror",
                disk.driver
                    .rerror_policy
                    .and_then(werror)
                    .or(disk.driver.error_policy.and_then(rerror_of)),
            );
        Ok(props)
    }

    fn kind(disk: &Disk) -> &'static str {
        if disk.device == DiskDevice::Cdrom {
            "cd"
        } else {
            "hd"
        }
    }

    fn ide(&self, disk: &Disk) -> Result<Props> {
        let address = disk.info.drive().copied().unwrap_or_default();
        let mut props = Props::device(format!("ide-{}", Self::kind(disk)));
        let bus = if self.is_i440fx() || self.machine_name() == "isapc" || address.controller == 0 {
            format!("ide.{}", address.bus)
        } else {
            let alias = self
                .controller_alias(ControllerType::Ide, address.controller)
                .unwrap_or_else(|| format!("ide{}", address.controller));
            format!("{alias}.{}", address.bus)
        };
        props.set("bus", bus).set("unit", address.unit);
        Ok(props)
    }

    fn sata(&self, disk: &Disk) -> Result<Props> {
        let address = disk.info.drive().copied().unwrap_or_default();
        let mut props = Props::device(format!("ide-{}", Self::kind(disk)));
        // The controller that q35 comes with has QEMU's own name.
        let alias = if address.controller == 0 && self.is_q35() {
            "ide".to_owned()
        } else {
            self.controller_alias(ControllerType::Sata, address.controller)
                .unwrap_or_else(|| format!("sata{}", address.controller))
        };
        props.set("bus", format!("{alias}.{}", address.unit));
        Ok(props)
    }

    fn scsi(&self, disk: &Disk) -> Result<Props> {
        let address = disk.info.drive().copied().unwrap_or_default();
        let controller = self
            .dom
            .devices
            .controllers
            .iter()
            .find(|c| c.kind == ControllerType::Scsi && c.index() == address.controller);
        let alias = controller
            .and_then(|c| c.info.alias.clone())
            .unwrap_or_else(|| format!("scsi{}", address.controller));
        let lun = disk.device == DiskDevice::Lun;
        let mut props = Props::device(if lun {
            "scsi-block".to_owned()
        } else {
            format!("scsi-{}", Self::kind(disk))
        });
        props.set("bus", format!("{alias}.0"));
        let narrow = matches!(
            controller.and_then(|c| c.scsi_model()),
            Some(
                ScsiModel::Lsilogic | ScsiModel::Ncr53c90 | ScsiModel::Dc390 | ScsiModel::Am53c974
            )
        );
        if narrow {
            // One unit a target, and no channels.
            props.set("scsi-id", address.unit);
        } else {
            props
                .set("channel", address.bus)
                .set("scsi-id", address.target)
                .set("lun", address.unit);
        }
        if !lun {
            let id = match &disk.serial {
                Some(serial) => serial.clone(),
                None => format!("drive-{}", disk.info.alias()),
            };
            props.set("device_id", id);
        }
        Ok(props)
    }

    fn virtio_blk(&self, disk: &Disk) -> Result<Props> {
        let driver = &disk.driver;
        let mut props = self.virtio_device("virtio-blk", &disk.info, disk.model, &disk.virtio);
        if let Some(thread) = driver.iothread {
            props.set("iothread", format!("iothread{thread}"));
        }
        props
            .opt("ioeventfd", driver.ioeventfd)
            .opt("event_idx", driver.event_idx)
            .opt("num-queues", driver.queues);
        if driver.queue_size.is_some() {
            self.need(Cap::VirtioBlkQueueSize, "the queue size of a virtio disk")?;
            props.opt("queue-size", driver.queue_size);
        }
        if !driver.iothreads.is_empty() {
            self.need(
                Cap::VirtioBlkIothreadMapping,
                "several I/O threads for a disk",
            )?;
            props.set("iothread-vq-mapping", iothread_mapping(&driver.iothreads));
        }
        self.place(&mut props, &disk.info)?;
        Ok(props)
    }
}

/// `iothread-vq-mapping`
pub fn iothread_mapping(threads: &[IoThreadMapping]) -> Value {
    threads
        .iter()
        .map(|t| {
            let mut entry = json!({"iothread": format!("iothread{}", t.id)});
            if !t.queues.is_empty() {
                entry["vqs"] = json!(t.queues);
            }
            entry
        })
        .collect()
}

/// Whether the guest sees a write cache: it must where the host has one and the document chose so.
fn write_cache(disk: &Disk) -> Option<bool> {
    // A passed-through unit has its own.
    if disk.device == DiskDevice::Lun {
        return None;
    }
    match disk.driver.cache? {
        DiskCache::Default => None,
        DiskCache::None | DiskCache::WriteBack | DiskCache::Unsafe => Some(true),
        DiskCache::WriteThrough | DiskCache::DirectSync => Some(false),
    }
}

fn werror(policy: ErrorPolicy) -> Option<&'static str> {
    match policy {
        ErrorPolicy::Default => None,
        ErrorPolicy::Enospace => Some("enospc"),
        other => Some(other.name()),
    }
}

/// Reads follow what is said of writes, save that they cannot run out of space.
fn rerror_of(policy: ErrorPolicy) -> Option<&'static str> {
    match policy {
        ErrorPolicy::Enospace | ErrorPolicy::Default => None,
        other => Some(other.name()),
    }
}
