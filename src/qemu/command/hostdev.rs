//! Devices of the host given to the guest.

use super::Builder;
use super::props::Props;
use crate::conf::domain::hostdev::{
    GuestReset, Hostdev, HostdevSource, HostdevUsb, MdevModel, TeamingType,
};
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;

impl Builder<'_> {
    pub fn hostdevs(&mut self) -> Result<()> {
        for hostdev in &self.dom.devices.hostdevs {
            self.hostdev(hostdev)?;
        }
        Ok(())
    }

    fn hostdev(&mut self, hostdev: &Hostdev) -> Result<()> {
        let info = &hostdev.info;
        if matches!(info.address, Some(crate::conf::domain::Address::Unassigned)) {
            return Ok(());
        }
        let alias = info.alias();
        let mut props;
        match &hostdev.source {
            HostdevSource::Usb(usb) => {
                self.need(Cap::UsbHost, "USB devices of the host")?;
                props = Props::device("usb-host");
                self.usb_host(usb, &mut props)?;
                props.set("id", alias);
                guest_reset(&mut props, usb.guest_reset);
                props.opt("bootindex", info.boot_order);
            }
            HostdevSource::Pci {
                address,
                display,
                ramfb,
                ..
            } => {
                self.need(Cap::VfioPci, "PCI devices of the host")?;
                props = Props::device(if *ramfb == Some(true) {
                    "vfio-pci-nohotplug"
                } else {
                    "vfio-pci"
                });
                props.set("host", address.to_string()).set("id", alias);
                props
                    .on_off("display", *display)
                    .opt("ramfb", ramfb.filter(|r| *r))
                    .opt("bootindex", info.boot_order);
                if let Some(teaming) = &hostdev.teaming {
                    if teaming.kind == TeamingType::Transient {
                        props.opt("failover_pair_id", teaming.persistent.clone());
                    }
                }
            }
            HostdevSource::Mdev {
                model: MdevModel::VfioPci,
                uuid,
                display,
                ramfb,
            } => {
                self.need(Cap::VfioPci, "mediated devices of the host")?;
                props = Props::device(if *ramfb == Some(true) {
                    "vfio-pci-nohotplug"
                } else {
                    "vfio-pci"
                });
                props
                    .set("id", alias)
                    .set("sysfsdev", format!("/sys/bus/mdev/devices/{uuid}"))
                    // Its own default is to show what it can.
                    .on_off("display", Some(display.unwrap_or(false)))
                    .opt("ramfb", ramfb.filter(|r| *r))
                    .opt("bootindex", info.boot_order);
            }
            HostdevSource::Mdev { model, .. } => {
                return Err(Error::config_unsupported(format!(
                    "mediated devices of model '{model}' are not for this architecture"
                )));
            }
            HostdevSource::Scsi { .. } => {
                return Err(Error::config_unsupported(
                    "SCSI devices of the host are not supported",
                ));
            }
            HostdevSource::ScsiHost { .. } => {
                return Err(Error::config_unsupported(
                    "SCSI host adapters are not supported",
                ));
            }
        }
        self.place(&mut props, info)?;
        self.rom(&mut props, info);
        self.device(props)
    }

    fn usb_host(&self, usb: &HostdevUsb, props: &mut Props) -> Result<()> {
        let Some((bus, device)) = usb.address else {
            return Err(Error::config_unsupported(
                "a USB device of the host is not there",
            ));
        };
        if self.has(Cap::UsbHostHostdevice) {
            props.set("hostdevice", format!("/dev/bus/usb/{bus:03}/{device:03}"));
        } else {
            props.set("hostbus", bus).set("hostaddr", device);
        }
        Ok(())
    }
}

fn guest_reset(props: &mut Props, reset: Option<GuestReset>) {
    let (reset, all) = match reset {
        None => return,
        Some(GuestReset::Off) => (false, false),
        Some(GuestReset::Uninitialized) => (true, false),
        Some(GuestReset::On) => (true, true),
    };
    props.set("guest-reset", reset).set("guest-resets-all", all);
}
