//! The small devices: input, watchdog, balloon, random numbers, TPM, panic, vsock, crypto, ...; and
//! firmware in flash.

use super::Builder;
use super::blockdev::{Layer, Nodes};
use super::props::{CommaList, Props};
use crate::conf::domain::address::VirtioModel;
use crate::conf::domain::chardev::{CharBackend, CharSource, UnixChar};
use crate::conf::domain::disk::{ImageFormat, Source};
use crate::conf::domain::misc::{
    Input, InputBus, InputType, MemballoonModel, PanicModel, Rng, RngBackend, Tpm, TpmBackend,
    WatchdogAction, WatchdogModel,
};
use crate::conf::domain::os::LoaderType;
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;

impl Builder<'_> {
    pub fn inputs(&mut self) -> Result<()> {
        for input in &self.dom.devices.inputs {
            self.input(input)?;
        }
        Ok(())
    }

    fn input(&mut self, input: &Input) -> Result<()> {
        let alias = input.info.alias();
        let mut props = match (input.bus, input.kind) {
            (Some(InputBus::Usb), kind) => {
                let driver = match kind {
                    InputType::Mouse => "usb-mouse",
                    InputType::Tablet => "usb-tablet",
                    InputType::Keyboard => "usb-kbd",
                    _ => {
                        return Err(Error::config_unsupported(format!(
                            "input devices of type '{kind}' are not for USB"
                        )));
                    }
                };
                let mut props = Props::device(driver);
                props.set("id", alias);
                props
            }
            (Some(InputBus::Virtio), kind) => {
                let base = match kind {
                    InputType::Mouse => "virtio-mouse",
                    InputType::Tablet => "virtio-tablet",
                    InputType::Keyboard => "virtio-keyboard",
                    InputType::Passthrough => "virtio-input-host",
                    InputType::Evdev => {
                        return Err(Error::config_unsupported(
                            "input devices of type 'evdev' are not for virtio",
                        ));
                    }
                };
                let mut props = self.virtio_device(base, &input.info, input.model, &input.virtio);
                props.set("id", alias);
                if kind == InputType::Passthrough {
                    props.opt("evdev", input.source.clone());
                }
                props
            }
            (_, InputType::Evdev) => {
                self.need(Cap::InputLinux, "input devices of the host")?;
                let mut props = Props::object("input-linux", alias);
                props
                    .opt("evdev", input.source.clone())
                    .opt("repeat", input.repeat)
                    .opt("grab_all", input.grab_all.then_some(true))
                    .opt("grab-toggle", input.grab_toggle.map(|g| g.name()));
                self.object(&props);
                return Ok(());
            }
            // The machine's own.
            _ => return Ok(()),
        };
        self.place(&mut props, &input.info)?;
        self.device(props)
    }

    pub fn watchdogs(&mut self) -> Result<()> {
        let mut action = None;
        for watchdog in &self.dom.devices.watchdogs {
            action = action.or(Some(watchdog.action));
            if watchdog.model == WatchdogModel::Itco {
                // Part of the chipset; the pin that keeps it from resetting the guest is let go.
                self.pair("-global", "ICH9-LPC.noreboot=off");
                continue;
            }
            let mut props = Props::device(watchdog.model.name());
            props.set("id", watchdog.info.alias());
            self.place(&mut props, &watchdog.info)?;
            self.device(props)?;
        }
        if let Some(action) = action {
            // A dump is taken by the supervisor of a paused guest.
            let action = match action {
                WatchdogAction::Dump => WatchdogAction::Pause,
                other => other,
            };
            self.pair("-watchdog-action", action.name());
        }
        Ok(())
    }

    pub fn memballoon(&mut self) -> Result<()> {
        let Some(balloon) = &self.dom.devices.memballoon else {
            return Ok(());
        };
        let flavour = match balloon.model {
            MemballoonModel::None => return Ok(()),
            MemballoonModel::Virtio => VirtioModel::Virtio,
            MemballoonModel::VirtioTransitional => VirtioModel::Transitional,
            MemballoonModel::VirtioNonTransitional => VirtioModel::NonTransitional,
            MemballoonModel::Xen => {
                return Err(Error::config_unsupported(
                    "memory balloons of model 'xen' are not for QEMU",
                ));
            }
        };
        let mut props = self.virtio_device(
            "virtio-balloon",
            &balloon.info,
            Some(flavour),
            &balloon.virtio,
        );
        props.set("id", balloon.info.alias());
        if let Some(on) = balloon.autodeflate {
            self.need(Cap::BalloonDeflateOnOom, "deflating the balloon by itself")?;
            props.set("deflate-on-oom", on);
        }
        if let Some(on) = balloon.free_page_reporting {
            self.need(Cap::BalloonFreePageReporting, "reporting of free pages")?;
            props.set("free-page-reporting", on);
        }
        self.place(&mut props, &balloon.info)?;
        self.device(props)
    }

    pub fn rngs(&mut self) -> Result<()> {
        for rng in &self.dom.devices.rngs {
            self.rng(rng)?;
        }
        Ok(())
    }

    fn rng(&mut self, rng: &Rng) -> Result<()> {
        let alias = rng.info.alias();
        let id = format!("obj{alias}");
        match &rng.backend {
            RngBackend::Random { path } => {
                self.need(Cap::RngRandom, "random numbers from a file")?;
                let mut props = Props::object("rng-random", &*id);
                props.set(
                    "filename",
                    path.clone().unwrap_or_else(|| "/dev/urandom".to_owned()),
                );
                self.object(&props);
            }
            RngBackend::Egd(source) => {
                self.need(Cap::RngEgd, "random numbers from a daemon")?;
                let chardev = self.chardev(source, alias)?;
                let mut props = Props::object("rng-egd", &*id);
                props.set("chardev", chardev);
                self.object(&props);
            }
            RngBackend::Builtin => {
                self.need(Cap::RngBuiltin, "QEMU's own random numbers")?;
                self.object(&Props::object("rng-builtin", &*id));
            }
        }
        let mut props = self.virtio_device("virtio-rng", &rng.info, Some(rng.model), &rng.virtio);
        props.set("rng", id).set("id", alias);
        if let Some(bytes) = rng.rate_bytes.filter(|b| *b != 0) {
            props.set("max-bytes", bytes).set(
                "period",
                rng.rate_period.filter(|p| *p != 0).unwrap_or(1000),
            );
        }
        self.place(&mut props, &rng.info)?;
        self.device(props)
    }

    pub fn tpms(&mut self) -> Result<()> {
        for tpm in &self.dom.devices.tpms {
            self.tpm(tpm)?;
        }
        Ok(())
    }

    fn tpm(&mut self, tpm: &Tpm) -> Result<()> {
        let alias = tpm.info.alias();
        let id = format!("tpm-{alias}");
        let mut t = CommaList::new();
        match &tpm.backend {
            TpmBackend::Passthrough { path } => {
                self.need(Cap::TpmPassthrough, "the host's TPM")?;
                let path = path.clone().unwrap_or_else(|| "/dev/tpm0".to_owned());
                let name = path.rsplit('/').next().unwrap_or("tpm0").to_owned();
                t.word("passthrough")
                    .pair("id", &id)
                    .pair("path", path)
                    .pair(
                        "cancel-path",
                        format!("/sys/class/tpm/{name}/device/cancel"),
                    );
            }
            TpmBackend::Emulator(_) => {
                let path = self
                    .ctx
                    .tpm_socket
                    .clone()
                    .unwrap_or_else(|| self.ctx.guest_dir.join("swtpm.sock"));
                let source = CharSource::new(CharBackend::Unix(UnixChar {
                    path: Some(path.to_string_lossy().into_owned()),
                    ..UnixChar::default()
                }));
                self.tpm_emulator(&source, &id, &mut t)?;
            }
            TpmBackend::External { source } => {
                let source = source
                    .clone()
                    .ok_or_else(|| Error::config_unsupported("an external TPM without a socket"))?;
                self.tpm_emulator(&source, &id, &mut t)?;
            }
        }
        self.pair("-tpmdev", t.finish());
        let model = tpm.model.map_or("tpm-tis", |m| m.name());
        if !self.caps.has_type(model) {
            return Err(Error::config_unsupported(format!(
                "this QEMU has no TPM of model '{model}'"
            )));
        }
        let mut props = Props::device(model);
        props.set("tpmdev", id).set("id", alias);
        self.place(&mut props, &tpm.info)?;
        self.device(props)
    }

    fn tpm_emulator(&mut self, source: &CharSource, id: &str, t: &mut CommaList) -> Result<()> {
        self.need(Cap::TpmEmulator, "an emulated TPM")?;
        self.chardev_named(source, "chrtpm", "tpm", true)?;
        t.word("emulator").pair("id", id).pair("chardev", "chrtpm");
        Ok(())
    }

    pub fn panics(&mut self) -> Result<()> {
        for panic in &self.dom.devices.panics {
            match panic.model {
                Some(PanicModel::Isa) => {
                    self.need(Cap::Pvpanic, "reporting of guest panics")?;
                    let mut props = Props::device("pvpanic");
                    if let Some(crate::conf::domain::Address::Isa {
                        iobase: Some(port), ..
                    }) = panic.info.address
                    {
                        props.set("ioport", port);
                    }
                    self.device(props)?;
                }
                Some(PanicModel::Pvpanic) => {
                    self.need(Cap::PvpanicPci, "reporting of guest panics by PCI")?;
                    let mut props = Props::device("pvpanic-pci");
                    self.place(&mut props, &panic.info)?;
                    self.device(props)?;
                }
                // A feature of the CPU, of the firmware, of the machine.
                Some(PanicModel::Hyperv | PanicModel::Pseries | PanicModel::S390) | None => (),
            }
        }
        Ok(())
    }

    pub fn vsock(&mut self) -> Result<()> {
        let Some(vsock) = &self.dom.devices.vsock else {
            return Ok(());
        };
        self.need(Cap::VhostVsock, "vsock")?;
        let alias = vsock.info.alias();
        let mut props = self.virtio_device("vhost-vsock", &vsock.info, vsock.model, &vsock.virtio);
        let fd = match self.host.vhosts(alias) {
            [fd, ..] => *fd,
            [] => -1,
        };
        props
            .set("id", alias)
            .set("guest-cid", vsock.cid.unwrap_or(0))
            .set("vhostfd", fd.to_string());
        self.place(&mut props, &vsock.info)?;
        self.device(props)
    }

    pub fn cryptos(&mut self) -> Result<()> {
        use crate::conf::domain::misc::CryptoBackend;
        for crypto in &self.dom.devices.cryptos {
            self.need(Cap::VirtioCrypto, "virtio crypto devices")?;
            let alias = crypto.info.alias();
            let id = format!("obj{alias}");
            let kind = match crypto.backend {
                CryptoBackend::Builtin => "cryptodev-backend-builtin",
                CryptoBackend::Lkcf => "cryptodev-backend-lkcf",
            };
            let mut backend = Props::object(kind, &*id);
            backend.opt("queues", crypto.queues);
            self.object(&backend);
            let mut props = self.virtio_device("virtio-crypto", &crypto.info, None, &crypto.virtio);
            props.set("cryptodev", id).set("id", alias);
            self.place(&mut props, &crypto.info)?;
            self.device(props)?;
        }
        Ok(())
    }

    pub fn pstore(&mut self) -> Result<()> {
        let Some(pstore) = &self.dom.devices.pstore else {
            return Ok(());
        };
        self.need(Cap::AcpiErst, "a store for crash dumps")?;
        let alias = pstore.info.alias();
        let id = format!("mem{alias}");
        let mut backend = Props::object("memory-backend-file", &*id);
        backend
            .opt("mem-path", pstore.path.clone())
            .opt("size", pstore.size_kib.map(|kib| kib * 1024))
            .set("share", true);
        self.object(&backend);
        let mut props = Props::device("acpi-erst");
        props.set("id", alias).set("memdev", id);
        self.place(&mut props, &pstore.info)?;
        self.device(props)
    }

    pub fn vmcoreinfo(&mut self) -> Result<()> {
        if self.dom.features.vmcoreinfo == Some(true) {
            self.need(Cap::Vmcoreinfo, "vmcoreinfo")?;
            self.device(Props::device("vmcoreinfo"))?;
        }
        Ok(())
    }

    pub fn vmgenid(&mut self) {
        if let Some(genid) = self.dom.genid {
            let mut props = Props::device("vmgenid");
            props
                .set("guid", genid.uuid.to_string())
                .set("id", "vmgenid0");
            let text = if self.has(Cap::DeviceJson) {
                props.to_json()
            } else {
                props.to_commas("driver")
            };
            self.pair("-device", text);
        }
    }

    pub fn nvram_device(&mut self) -> Result<()> {
        if self.dom.devices.nvram.is_some() {
            return Err(Error::config_unsupported(
                "an NVRAM device is for pSeries guests",
            ));
        }
        Ok(())
    }

    /// The block nodes of firmware in flash: the code, and the guest's own variables.
    pub fn pflash_blockdevs(&mut self) -> Result<()> {
        let os = &self.dom.os;
        let Some(loader) = &os.loader else {
            return Ok(());
        };
        let mut code = Source::file(loader.path.clone().unwrap_or_default());
        code.format = Some(loader.format.unwrap_or(ImageFormat::Raw));
        code.backing = crate::conf::domain::disk::Backing::End;
        let layer = Layer {
            readonly: loader.readonly.unwrap_or(false),
            ..Layer::default()
        };
        self.nodes(&code, &Nodes::named("pflash0", true), &layer, None)?;
        if let Some(vars) = self.nvram_source() {
            self.nodes(
                &vars,
                &Nodes::named("pflash1", false),
                &Layer::default(),
                None,
            )?;
        }
        Ok(())
    }

    fn nvram_source(&self) -> Option<Source> {
        let nvram = self.dom.os.nvram.as_ref()?;
        let mut vars = nvram.source.clone()?;
        vars.format = Some(vars.format.or(nvram.format).unwrap_or(ImageFormat::Raw));
        vars.backing = crate::conf::domain::disk::Backing::End;
        Some(vars)
    }

    pub fn machine_pflash(&self, m: &mut CommaList) {
        let Some(loader) = &self.dom.os.loader else {
            return;
        };
        if loader.kind != Some(LoaderType::Pflash) {
            return;
        }
        m.pair("pflash0", "libvirt-pflash0-format");
        if let Some(vars) = self.nvram_source() {
            m.pair("pflash1", Nodes::named("pflash1", false).effective(&vars));
        }
    }
}
