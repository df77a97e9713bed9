//! Character devices: what is behind them on the host (`-chardev`) and the devices in front.

use super::Builder;
use super::props::{CommaList, Props};
use crate::conf::domain::chardev::{
    Channel, ChannelTarget, CharBackend, CharSource, Console, ConsoleTarget, Parallel, Reconnect,
    RedirDev, RedirFilter, Serial, SerialModel, SerialTarget, Smartcard, SmartcardMode,
    TcpProtocol,
};
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;

/// What QEMU calls the database of certificates if the document names none.
const NSS_DATABASE: &str = "/etc/pki/nssdb";

impl Builder<'_> {
    /// The chardev behind the device `alias`; returns its id.
    pub fn chardev(&mut self, source: &CharSource, alias: &str) -> Result<String> {
        let id = format!("char{alias}");
        self.chardev_named(source, &id, alias, false)?;
        Ok(id)
    }

    /// The chardev `id` behind the device `alias`. `raw`: the source has no log and no descriptor.
    pub fn chardev_named(
        &mut self,
        source: &CharSource,
        id: &str,
        alias: &str,
        raw: bool,
    ) -> Result<()> {
        let host = self.host;
        let mut c = CommaList::new();
        let mut sets = Vec::new();
        match &source.backend {
            CharBackend::Null => {
                c.word("null").pair("id", id);
            }
            CharBackend::Vc => {
                c.word("vc").pair("id", id);
            }
            CharBackend::Stdio => {
                c.word("stdio").pair("id", id);
            }
            CharBackend::Pty { .. } => {
                c.word("pty").pair("id", id);
            }
            CharBackend::Dev { path } => {
                let kind = if alias.starts_with("parallel") {
                    "parallel"
                } else {
                    "serial"
                };
                c.word(kind).pair("id", id).opt("path", path.as_ref());
            }
            CharBackend::Pipe { path } => {
                c.word("pipe").pair("id", id).opt("path", path.as_ref());
            }
            CharBackend::File { path, append } => {
                c.word("file").pair("id", id);
                match host.char_source(alias) {
                    Some(set) => {
                        c.pair("path", set.path()).pair("append", "on");
                        sets.push((set, "source"));
                    }
                    None => {
                        c.opt("path", path.as_ref());
                        c.on_off("append", *append);
                    }
                }
            }
            CharBackend::Unix(unix) => {
                c.word("socket").pair("id", id);
                match host.listener(alias).filter(|_| unix.listen) {
                    Some(fd) => c.pair("fd", fd),
                    None => c.opt("path", unix.path.as_ref()),
                };
                if unix.listen {
                    c.pair("server", "on").pair("wait", "off");
                }
                self.reconnect(&mut c, &unix.reconnect);
            }
            CharBackend::Tcp(tcp) => {
                c.word("socket")
                    .pair("id", id)
                    .pair("host", &tcp.host)
                    .pair("port", &tcp.service);
                if matches!(tcp.protocol, TcpProtocol::Telnet) {
                    c.pair("telnet", "on");
                }
                if tcp.listen {
                    c.pair("server", "on").pair("wait", "off");
                }
                self.reconnect(&mut c, &tcp.reconnect);
                if tcp.tls == Some(true) {
                    c.pair("tls-creds", format!("obj{id}_tls0"));
                }
            }
            CharBackend::Udp(udp) => {
                c.word("udp")
                    .pair("id", id)
                    .pair("host", udp.connect_host.as_deref().unwrap_or(""))
                    .opt("port", udp.connect_service.as_ref())
                    .pair("localaddr", udp.bind_host.as_deref().unwrap_or(""))
                    .pair("localport", udp.bind_service.as_deref().unwrap_or("0"));
            }
            CharBackend::SpiceVmc => {
                self.need(Cap::ChardevSpicevmc, "spicevmc channels")?;
                let name = if alias.starts_with("redir") {
                    "usbredir"
                } else if alias.starts_with("smartcard") {
                    "smartcard"
                } else {
                    "vdagent"
                };
                c.word("spicevmc").pair("id", id).pair("name", name);
            }
            CharBackend::SpicePort { channel } => {
                self.need(Cap::ChardevSpiceport, "spice ports")?;
                c.word("spiceport").pair("id", id).pair("name", channel);
            }
            CharBackend::QemuVdagent {
                mouse,
                clipboard_copypaste,
            } => {
                self.need(Cap::ChardevVdagent, "QEMU's own spice agent channel")?;
                c.word("qemu-vdagent")
                    .pair("id", id)
                    .pair("name", "vdagent");
                c.on_off("clipboard", *clipboard_copypaste);
                use crate::conf::domain::graphics::MouseMode;
                c.on_off("mouse", mouse.map(|m| m == MouseMode::Client));
            }
            CharBackend::Dbus { channel } => {
                self.need(Cap::ChardevDbus, "character devices on D-Bus")?;
                let usual = alias
                    .starts_with("redir")
                    .then(|| "org.qemu.usbredir".to_owned());
                c.word("dbus")
                    .pair("id", id)
                    .opt("name", channel.clone().or(usual));
            }
            CharBackend::Nmdm { .. } => {
                return Err(Error::config_unsupported(
                    "QEMU has no character devices of type 'nmdm'",
                ));
            }
        }
        if !raw && source.log_file.is_some() {
            match host.char_log(alias) {
                Some(set) => {
                    c.pair("logfile", set.path()).pair("logappend", "on");
                    sets.push((set, "log"));
                }
                None => {
                    c.opt("logfile", source.log_file.as_ref());
                    c.on_off("logappend", source.log_append);
                }
            }
        }
        for (set, what) in sets {
            self.pair(
                "-add-fd",
                format!("set={},fd={},opaque={alias}-{what}", set.set, set.fd),
            );
        }
        self.pair("-chardev", c.finish());
        Ok(())
    }

    fn reconnect(&self, c: &mut CommaList, reconnect: &Reconnect) {
        let seconds = match (reconnect.enabled, reconnect.timeout) {
            (None, _) => return,
            (Some(true), timeout) => timeout.unwrap_or(0),
            (Some(false), _) => 0,
        };
        if self.has(Cap::ChardevReconnectMs) {
            c.pair("reconnect-ms", u64::from(seconds) * 1000);
        } else {
            c.pair("reconnect", seconds);
        }
    }

    pub fn serials(&mut self) -> Result<()> {
        for serial in &self.dom.devices.serials {
            let alias = serial.info.alias();
            let chardev = self.chardev(&serial.source, alias)?;
            let props = self.serial(serial, chardev)?;
            self.device(props)?;
        }
        Ok(())
    }

    fn serial(&self, serial: &Serial, chardev: String) -> Result<Props> {
        let model = serial.model.unwrap_or(match serial.target {
            Some(SerialTarget::UsbSerial) => SerialModel::UsbSerial,
            Some(SerialTarget::PciSerial) => SerialModel::PciSerial,
            Some(SerialTarget::IsaDebug) => SerialModel::IsaDebugcon,
            _ => SerialModel::IsaSerial,
        });
        let driver = match model {
            SerialModel::IsaSerial
            | SerialModel::UsbSerial
            | SerialModel::PciSerial
            | SerialModel::IsaDebugcon
            | SerialModel::SpaprVty
            | SerialModel::SclpConsole
            | SerialModel::SclpLmConsole => model.name(),
            // Made by the machine, which takes `-serial`.
            SerialModel::Pl011 | SerialModel::Model16550a => {
                return Err(Error::config_unsupported(format!(
                    "serial ports of model '{model}' are not supported"
                )));
            }
        };
        let mut props = Props::device(driver);
        props.set("chardev", chardev).set("id", serial.info.alias());
        if model == SerialModel::IsaSerial {
            props.opt("index", serial.port);
        }
        self.place(&mut props, &serial.info)?;
        Ok(props)
    }

    pub fn parallels(&mut self) -> Result<()> {
        for parallel in &self.dom.devices.parallels {
            self.parallel(parallel)?;
        }
        Ok(())
    }

    fn parallel(&mut self, parallel: &Parallel) -> Result<()> {
        let alias = parallel.info.alias();
        let chardev = self.chardev(&parallel.source, alias)?;
        let mut props = Props::device("isa-parallel");
        props.set("chardev", chardev).set("id", alias);
        self.place(&mut props, &parallel.info)?;
        self.device(props)
    }

    pub fn channels(&mut self) -> Result<()> {
        for channel in &self.dom.devices.channels {
            self.channel(channel)?;
        }
        Ok(())
    }

    fn channel(&mut self, channel: &Channel) -> Result<()> {
        let alias = channel.info.alias();
        let chardev = self.chardev(&channel.source, alias)?;
        match &channel.target {
            ChannelTarget::Guestfwd { address, port } => {
                let mut props = Props::new();
                props
                    .set("type", "user")
                    .set(
                        "guestfwd",
                        serde_json::json!([{
                            "str": format!("tcp:{address}:{port}-chardev:{chardev}")
                        }]),
                    )
                    .set("id", alias);
                if self.has(Cap::NetdevJson) {
                    self.netdev(&props);
                } else {
                    self.pair(
                        "-netdev",
                        format!("user,guestfwd=tcp:{address}:{port}-chardev:{chardev},id={alias}"),
                    );
                }
                Ok(())
            }
            ChannelTarget::Virtio { name, .. } => {
                let mut props = Props::device("virtserialport");
                self.virtio_serial_place(&mut props, channel.info.virtio_serial());
                props
                    .set("chardev", chardev)
                    .set("id", alias)
                    // The spice agent finds its channel by itself, by this name.
                    .opt(
                        "name",
                        name.clone().or_else(|| {
                            matches!(channel.source.backend, CharBackend::SpiceVmc)
                                .then(|| "com.redhat.spice.0".to_owned())
                        }),
                    );
                self.device(props)
            }
            ChannelTarget::Xen { .. } => Err(Error::config_unsupported(
                "channels of target type 'xen' are not for QEMU",
            )),
        }
    }

    fn virtio_serial_place(
        &self,
        props: &mut Props,
        address: Option<&crate::conf::domain::address::VirtioSerialAddress>,
    ) {
        use crate::conf::domain::controller::ControllerType;
        let Some(address) = address else { return };
        let alias = self
            .controller_alias(ControllerType::VirtioSerial, address.controller)
            .unwrap_or_else(|| format!("virtio-serial{}", address.controller));
        props
            .set("bus", format!("{alias}.{}", address.bus))
            .set("nr", address.port);
    }

    pub fn consoles(&mut self) -> Result<()> {
        let skip = usize::from(self.dom.devices.first_console_is_serial());
        for console in self.dom.devices.consoles.iter().skip(skip) {
            self.console(console)?;
        }
        Ok(())
    }

    fn console(&mut self, console: &Console) -> Result<()> {
        let alias = console.info.alias();
        match console.target {
            Some(ConsoleTarget::Virtio) => {
                let chardev = self.chardev(&console.source, alias)?;
                let mut props = Props::device("virtconsole");
                self.virtio_serial_place(&mut props, console.info.virtio_serial());
                props.set("chardev", chardev).set("id", alias);
                self.device(props)
            }
            Some(target @ (ConsoleTarget::Sclp | ConsoleTarget::SclpLm)) => {
                let chardev = self.chardev(&console.source, alias)?;
                let mut props = Props::device(match target {
                    ConsoleTarget::Sclp => "sclpconsole",
                    _ => "sclplmconsole",
                });
                props.set("chardev", chardev).set("id", alias);
                self.device(props)
            }
            // Another name of a serial port.
            Some(ConsoleTarget::Serial) | None => Ok(()),
            Some(target) => Err(Error::config_unsupported(format!(
                "consoles of target type '{target}' are not for QEMU"
            ))),
        }
    }

    pub fn smartcards(&mut self) -> Result<()> {
        for card in &self.dom.devices.smartcards {
            self.smartcard(card)?;
        }
        Ok(())
    }

    fn smartcard(&mut self, card: &Smartcard) -> Result<()> {
        let alias = card.info.alias();
        let mut props;
        match &card.mode {
            SmartcardMode::Host => {
                self.need(Cap::CcidEmulated, "smart cards of the host")?;
                props = Props::device("ccid-card-emulated");
                props.set("backend", "nss-emulated");
            }
            SmartcardMode::HostCertificates {
                certificates,
                database,
            } => {
                self.need(Cap::CcidEmulated, "smart cards of the host")?;
                props = Props::device("ccid-card-emulated");
                props.set("backend", "certificates");
                for (i, certificate) in certificates.iter().enumerate() {
                    props.set(&format!("cert{}", i + 1), certificate.clone());
                }
                props.set(
                    "db",
                    database.clone().unwrap_or_else(|| NSS_DATABASE.to_owned()),
                );
            }
            SmartcardMode::Passthrough(source) => {
                self.need(Cap::CcidPassthru, "passing smart cards through")?;
                let chardev = self.chardev(source, alias)?;
                props = Props::device("ccid-card-passthru");
                props.set("chardev", chardev);
            }
        }
        props.set("id", alias);
        self.place(&mut props, &card.info)?;
        if props.get("bus").is_none() {
            props.set("bus", "ccid0.0");
        }
        self.device(props)
    }

    pub fn redirdevs(&mut self) -> Result<()> {
        for redir in &self.dom.devices.redirdevs {
            self.redirdev(redir)?;
        }
        Ok(())
    }

    fn redirdev(&mut self, redir: &RedirDev) -> Result<()> {
        self.need(Cap::UsbRedir, "USB redirection")?;
        let alias = redir.info.alias();
        let chardev = self.chardev(&redir.source, alias)?;
        let mut props = Props::device("usb-redir");
        props.set("chardev", chardev).set("id", alias);
        if let Some(rules) = &self.dom.devices.redir_filter {
            let rules: Vec<String> = rules.iter().map(redir_rule).collect();
            props.set("filter", rules.join("|"));
        }
        props.opt("bootindex", redir.info.boot_order);
        self.place(&mut props, &redir.info)?;
        self.device(props)
    }
}

/// `class:vendor:product:version:allow`, -1 for any.
fn redir_rule(rule: &RedirFilter) -> String {
    let class = rule.class.map_or("-1".to_owned(), |n| format!("{n:#04x}"));
    let [vendor, product, version] = [rule.vendor, rule.product, rule.version]
        .map(|n| n.map_or("-1".to_owned(), |n| format!("{n:#06x}")));
    format!(
        "{class}:{vendor}:{product}:{version}:{}",
        u8::from(rule.allow)
    )
}
