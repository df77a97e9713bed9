//! How the guest boots: kernel, firmware, boot menu, SMBIOS and ACPI tables; and which device the
//! firmware tries when.

use super::Builder;
use super::props::{CommaList, word};
use crate::conf::domain::Devices;
use crate::conf::domain::disk::DiskDevice;
use crate::conf::domain::hostdev::HostdevSource;
use crate::conf::domain::os::{
    AcpiTableType, BootDevice, Firmware, FwCfgValue, LoaderType, Os, SmbiosInfo, SmbiosMode,
    Sysinfo,
};
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;

/// Turns the boot devices of `<os>` into orders of single devices, which is what QEMU takes: each kind
/// that is named means the first device of that kind.
pub fn assign_boot_order(os: &Os, devices: &mut Devices) {
    if os.boot.is_empty() {
        return;
    }
    let order_of = |kind: BootDevice| {
        os.boot
            .iter()
            .position(|b| *b == kind)
            .map(|i| i as u32 + 1)
    };
    let mut cdrom = order_of(BootDevice::Cdrom);
    let mut floppy = order_of(BootDevice::Fd);
    let mut disk = order_of(BootDevice::Hd);
    let mut network = order_of(BootDevice::Network);
    for d in &mut devices.disks {
        d.info.boot_order = match d.device {
            DiskDevice::Cdrom => cdrom.take(),
            DiskDevice::Floppy => floppy.take(),
            DiskDevice::Disk | DiskDevice::Lun => disk.take(),
        };
    }
    // A passed-through interface boots only when no other interface comes first.
    for net in &mut devices.interfaces {
        net.info.boot_order = network.take();
    }
    for hostdev in &mut devices.hostdevs {
        if matches!(hostdev.source, HostdevSource::Pci { .. }) && network.is_some() {
            hostdev.info.boot_order = network.take();
        }
    }
}

impl Builder<'_> {
    pub fn boot(&mut self) -> Result<()> {
        let os = &self.dom.os;
        let mut b = CommaList::new();
        if let Some(enable) = os.boot_menu.and_then(|m| m.enable) {
            b.pair("menu", word(enable));
            if enable {
                b.opt("splash-time", os.boot_menu.and_then(|m| m.timeout));
            }
        }
        b.opt("reboot-timeout", os.bios.reboot_timeout);
        b.pair("strict", "on");
        self.pair("-boot", b.finish());

        for (option, value) in [
            ("-kernel", &os.kernel),
            ("-initrd", &os.initrd),
            ("-append", &os.cmdline),
            ("-dtb", &os.dtb),
        ] {
            if let Some(value) = value {
                self.pair(option, value.clone());
            }
        }
        for table in &os.acpi_tables {
            let mut t = CommaList::new();
            match table.kind {
                AcpiTableType::Raw | AcpiTableType::Rawset => (),
                AcpiTableType::Slic => {
                    t.pair("sig", "SLIC");
                }
                AcpiTableType::Msdm => {
                    t.pair("sig", "MSDM");
                }
            }
            t.pair("file", &table.path);
            self.pair("-acpitable", t.finish());
        }
        Ok(())
    }

    /// `-bios` for firmware that is no flash; secure flash.
    pub fn firmware_globals(&mut self) {
        let Some(loader) = &self.dom.os.loader else {
            return;
        };
        if loader.kind == Some(LoaderType::Pflash) {
            if loader.secure == Some(true) {
                self.pair("-global", "driver=cfi.pflash01,property=secure,value=on");
            }
        } else if let Some(path) = &loader.path {
            self.pair("-bios", path.clone());
        }
    }

    pub fn smbios(&mut self) -> Result<()> {
        let infos = match self.dom.os.smbios {
            Some(SmbiosMode::Sysinfo) => self
                .dom
                .sysinfo
                .iter()
                .filter_map(|s| match s {
                    Sysinfo::Smbios(info) => Some(info.clone()),
                    Sysinfo::FwCfg(_) => None,
                })
                .collect(),
            Some(SmbiosMode::Host) => {
                return Err(Error::config_unsupported(
                    "SMBIOS tables of the host are not passed on yet",
                ));
            }
            Some(SmbiosMode::Emulate) | None => Vec::new(),
        };
        for info in &infos {
            self.smbios_tables(info);
        }
        for sysinfo in &self.dom.sysinfo {
            let Sysinfo::FwCfg(entries) = sysinfo else {
                continue;
            };
            for entry in entries {
                self.need(Cap::FwCfg, "firmware configuration entries")?;
                let mut f = CommaList::new();
                f.pair("name", &entry.name);
                match &entry.value {
                    FwCfgValue::Text(text) => f.pair("string", text),
                    FwCfgValue::File(path) => f.pair("file", path),
                };
                self.pair("-fw_cfg", f.finish());
            }
        }
        Ok(())
    }

    fn smbios_tables(&mut self, info: &SmbiosInfo) {
        let mut table = |number: u32, entries: &[(String, String)], names: &[(&str, &str)]| {
            let mut t = CommaList::new();
            t.pair("type", number);
            let mut any = false;
            for (ours, qemus) in names {
                for (_, value) in entries.iter().filter(|(name, _)| name == ours) {
                    t.pair(qemus, value);
                    any = true;
                }
            }
            if any {
                self.pair("-smbios", t.finish());
            }
        };
        if let Some(bios) = &info.bios {
            table(
                0,
                bios,
                &[
                    ("vendor", "vendor"),
                    ("version", "version"),
                    ("date", "date"),
                    ("release", "release"),
                ],
            );
        }
        if let Some(system) = &info.system {
            table(
                1,
                system,
                &[
                    ("manufacturer", "manufacturer"),
                    ("product", "product"),
                    ("version", "version"),
                    ("serial", "serial"),
                    ("uuid", "uuid"),
                    ("sku", "sku"),
                    ("family", "family"),
                ],
            );
        }
        for board in &info.base_boards {
            table(
                2,
                board,
                &[
                    ("manufacturer", "manufacturer"),
                    ("product", "product"),
                    ("version", "version"),
                    ("serial", "serial"),
                    ("asset", "asset"),
                    ("location", "location"),
                ],
            );
        }
        if let Some(chassis) = &info.chassis {
            table(
                3,
                chassis,
                &[
                    ("manufacturer", "manufacturer"),
                    ("version", "version"),
                    ("serial", "serial"),
                    ("asset", "asset"),
                    ("sku", "sku"),
                ],
            );
        }
        if let Some(strings) = &info.oem_strings {
            if !strings.is_empty() {
                let mut t = CommaList::new();
                t.pair("type", 11);
                for string in strings {
                    t.pair("value", string);
                }
                self.pair("-smbios", t.finish());
            }
        }
    }

    /// The firmware's block nodes.
    pub fn firmware_blockdevs(&mut self) -> Result<()> {
        let os = &self.dom.os;
        let loader = os.loader.as_ref();
        if loader.is_none_or(|l| l.path.is_none()) && os.firmware == Some(Firmware::Efi) {
            return Err(Error::config_unsupported(
                "choosing a UEFI firmware (firmware='efi') is not supported: name its loader",
            ));
        }
        if loader.is_some_and(|l| l.kind == Some(LoaderType::Pflash)) {
            self.pflash_blockdevs()?;
        }
        Ok(())
    }
}
