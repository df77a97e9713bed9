//! Graphics cards, and the servers that show their picture.

use super::Builder;
use super::net::bracketed;
use super::props::{CommaList, Props, word};
use crate::conf::domain::graphics::{
    DbusGraphics, Graphics, GraphicsType, Listen, Sdl, SharePolicy, Spice, SpiceChannelMode, Vnc,
};
use crate::conf::domain::video::{Video, VideoDriverName, VideoModel};
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;

impl Builder<'_> {
    /// `-display none` where no display is wanted, or only servers that need none.
    pub fn display_none(&mut self) {
        if self.dom.devices.graphics.is_empty() {
            self.pair("-display", "none");
        }
    }

    pub fn graphics(&mut self) -> Result<()> {
        for graphics in &self.dom.devices.graphics {
            match &graphics.kind {
                GraphicsType::Vnc(vnc) => self.vnc(graphics, vnc)?,
                GraphicsType::Spice(spice) => self.spice(graphics, spice)?,
                GraphicsType::Sdl(sdl) => self.sdl(sdl)?,
                GraphicsType::EglHeadless { rendernode } => {
                    self.need(Cap::EglHeadless, "rendering without a display")?;
                    let mut d = CommaList::new();
                    d.word("egl-headless")
                        .opt("rendernode", rendernode.as_ref());
                    self.pair("-display", d.finish());
                }
                GraphicsType::Dbus(dbus) => self.dbus(dbus)?,
                GraphicsType::Rdp(_) | GraphicsType::Desktop { .. } => {
                    return Err(Error::config_unsupported(format!(
                        "QEMU has no graphics of type '{}'",
                        graphics.kind.type_name()
                    )));
                }
            }
        }
        Ok(())
    }

    fn vnc(&mut self, graphics: &Graphics, vnc: &Vnc) -> Result<()> {
        self.need(Cap::Vnc, "VNC")?;
        let mut v = CommaList::new();
        match graphics.listens.first() {
            Some(Listen::Socket { path, .. }) => {
                let path = path.clone().unwrap_or_else(|| {
                    self.ctx
                        .guest_dir
                        .join("vnc.sock")
                        .to_string_lossy()
                        .into_owned()
                });
                v.pair("vnc", format!("unix:{path}"));
            }
            Some(Listen::None) => {
                v.word("none");
            }
            listen => {
                let display =
                    i32::from(vnc.port.unwrap_or(VNC_FIRST_PORT)) - i32::from(VNC_FIRST_PORT);
                v.word(format!("{}:{display}", bracketed(listen_address(listen))));
                if let Some(port) = vnc.websocket {
                    v.pair("websocket", port);
                }
            }
        }
        if let Some(policy) = vnc.share_policy {
            v.pair(
                "share",
                match policy {
                    SharePolicy::AllowExclusive => "allow-exclusive",
                    SharePolicy::ForceShared => "force-shared",
                    SharePolicy::Ignore => "ignore",
                },
            );
        }
        if vnc.auth.password.is_some() {
            // The password itself is set by the monitor.
            v.pair("password", "on");
        }
        if let Some(dir) = &self.ctx.vnc_tls_dir {
            let mut creds = Props::object("tls-creds-x509", "vnc-tls-creds0");
            creds
                .set("dir", dir.to_string_lossy().into_owned())
                .set("endpoint", "server")
                .set("verify-peer", false);
            self.object(&creds);
            v.pair("tls-creds", "vnc-tls-creds0");
        }
        if let Some(on) = vnc.power_control {
            self.need(Cap::VncPowerControl, "power control by VNC")?;
            v.pair("power-control", word(on));
        }
        v.opt("audiodev", self.audio_id(vnc.audio_id));
        self.pair("-vnc", v.finish());
        if let Some(keymap) = &vnc.keymap {
            self.pair("-k", keymap.clone());
        }
        Ok(())
    }

    fn sdl(&mut self, sdl: &Sdl) -> Result<()> {
        self.need(Cap::Sdl, "SDL")?;
        if sdl.fullscreen {
            self.flag("-full-screen");
        }
        let mut d = CommaList::new();
        d.word("sdl").on_off("gl", sdl.gl);
        self.pair("-display", d.finish());
        Ok(())
    }

    fn dbus(&mut self, dbus: &DbusGraphics) -> Result<()> {
        self.need(Cap::DisplayDbus, "a display on D-Bus")?;
        let mut d = CommaList::new();
        d.word("dbus");
        if dbus.p2p {
            d.pair("p2p", "on");
        } else {
            let address = dbus.address.clone().unwrap_or_else(|| {
                let socket = self
                    .ctx
                    .dbus_dir
                    .join(format!("{}-dbus.sock", self.ctx.short_id));
                format!("unix:path={}", socket.to_string_lossy())
            });
            d.pair("addr", address);
        }
        d.on_off("gl", dbus.gl)
            .opt("rendernode", dbus.rendernode.as_ref());
        if let Some(id) = dbus.audio_id {
            d.opt("audiodev", self.audio_id(Some(id)));
        }
        self.pair("-display", d.finish());
        Ok(())
    }

    fn spice(&mut self, graphics: &Graphics, spice: &Spice) -> Result<()> {
        self.need(Cap::Spice, "spice")?;
        let mut s = CommaList::new();
        match graphics.listens.first() {
            Some(Listen::Socket { path, .. }) => {
                let path = path.clone().unwrap_or_else(|| {
                    self.ctx
                        .guest_dir
                        .join("spice.sock")
                        .to_string_lossy()
                        .into_owned()
                });
                s.pair("unix", "on").pair("addr", path);
            }
            Some(Listen::None) => {
                s.pair("port", 0);
            }
            listen => {
                s.opt("port", spice.port.filter(|p| *p != 0));
                let tls = spice.tls_port.filter(|p| *p > 0);
                s.opt("tls-port", tls);
                if spice.port.unwrap_or(0) == 0 && tls.is_none() {
                    s.pair("port", 0);
                }
                s.pair("addr", listen_address(listen));
            }
        }
        if let Some(mouse) = spice.mouse {
            use crate::conf::domain::graphics::MouseMode;
            s.pair("agent-mouse", word(mouse == MouseMode::Client));
        }
        if spice.auth.password.is_none() {
            s.pair("disable-ticketing", "on");
        }
        if spice.tls_port.is_some_and(|p| p > 0) {
            if let Some(dir) = &self.ctx.spice_tls_dir {
                s.pair("x509-dir", dir.to_string_lossy());
            }
        }
        match spice.default_mode {
            Some(SpiceChannelMode::Secure) => {
                s.pair("tls-channel", "default");
            }
            Some(SpiceChannelMode::Insecure) => {
                s.pair("plaintext-channel", "default");
            }
            Some(SpiceChannelMode::Any) | None => (),
        }
        for (channel, mode) in &spice.channels {
            match mode {
                SpiceChannelMode::Secure => {
                    s.pair("tls-channel", channel.name());
                }
                SpiceChannelMode::Insecure => {
                    s.pair("plaintext-channel", channel.name());
                }
                SpiceChannelMode::Any => (),
            }
        }
        s.opt("image-compression", spice.image.map(|i| i.name()))
            .opt("jpeg-wan-compression", spice.jpeg.map(|j| j.name()))
            .opt("zlib-glz-wan-compression", spice.zlib.map(|z| z.name()))
            .on_off("playback-compression", spice.playback)
            .opt("streaming-video", spice.streaming.map(|v| v.name()));
        if spice.clipboard_copypaste == Some(false) {
            s.pair("disable-copy-paste", "on");
        }
        if spice.filetransfer == Some(false) {
            s.pair("disable-agent-file-xfer", "on");
        }
        s.on_off("gl", spice.gl)
            .opt("rendernode", spice.rendernode.as_ref());
        // Clients follow a migrating guest.
        s.pair("seamless-migration", "on");
        self.pair("-spice", s.finish());
        if let Some(keymap) = &spice.keymap {
            self.pair("-k", keymap.clone());
        }
        Ok(())
    }

    pub fn videos(&mut self) -> Result<()> {
        for video in &self.dom.devices.videos {
            self.video(video)?;
        }
        Ok(())
    }

    fn video(&mut self, video: &Video) -> Result<()> {
        let Some(model) = video.model else {
            return Err(Error::internal("a graphics card without a model"));
        };
        if model == VideoModel::None {
            return Ok(());
        }
        let accel3d = video
            .acceleration
            .as_ref()
            .is_some_and(|a| a.accel3d == Some(true));
        let vhost_user = video.driver.name == Some(VideoDriverName::VhostUser);
        let mut chardev = None;
        let mut props = match model {
            VideoModel::Virtio => {
                let gl = accel3d && !vhost_user && self.has(Cap::VirtioGpuGl);
                let base = match (vhost_user, video.primary, gl) {
                    (true, true, _) => "vhost-user-vga",
                    (true, false, _) => "vhost-user-gpu",
                    (false, true, true) => "virtio-vga-gl",
                    (false, true, false) => "virtio-vga",
                    (false, false, true) => "virtio-gpu-gl",
                    (false, false, false) => "virtio-gpu",
                };
                if vhost_user {
                    chardev = Some(format!("chr-vu-{}", video.info.alias()));
                }
                // The VGA compatible ones have no bus in their name.
                let driver = if video.primary {
                    base.to_owned()
                } else {
                    self.virtio_driver(base, &video.info, None)
                };
                let mut props = Props::device(driver);
                super::address::virtio_options(&mut props, &video.virtio);
                props
            }
            VideoModel::Qxl => Props::device(if video.primary { "qxl-vga" } else { "qxl" }),
            VideoModel::Vga => Props::device("VGA"),
            VideoModel::Cirrus => Props::device("cirrus-vga"),
            VideoModel::Vmvga => Props::device("vmware-svga"),
            VideoModel::Bochs => Props::device("bochs-display"),
            VideoModel::Ramfb => Props::device("ramfb"),
            other => {
                return Err(Error::config_unsupported(format!(
                    "QEMU has no graphics cards of model '{other}'"
                )));
            }
        };
        let driver = props
            .get("driver")
            .and_then(|d| d.as_str())
            .unwrap_or("")
            .to_owned();
        if !self.caps.has_type(&driver) {
            return Err(Error::config_unsupported(format!(
                "this QEMU has no graphics card '{driver}'"
            )));
        }
        props.set("id", video.info.alias());
        match model {
            VideoModel::Virtio => {
                props.opt("max_outputs", video.heads);
                if let Some(blob) = video.blob {
                    self.need(
                        Cap::VirtioGpuBlob,
                        "blob resources of virtio graphics cards",
                    )?;
                    props.set("blob", blob);
                }
                props.opt("chardev", chardev);
            }
            VideoModel::Qxl => {
                if video.primary {
                    props.opt("max_outputs", video.heads.filter(|h| *h > 0));
                }
                let bytes = |kib: Option<u32>| kib.map(|kib| u64::from(kib) * 1024);
                props
                    .opt("ram_size", bytes(video.ram))
                    .opt("vram_size", bytes(video.vram))
                    .opt("vram64_size_mb", video.vram64.map(|kib| kib / 1024))
                    .opt("vgamem_mb", video.vgamem.map(|kib| kib / 1024));
            }
            VideoModel::Vga | VideoModel::Vmvga => {
                props.opt(
                    "vgamem_mb",
                    video.vram.filter(|v| *v != 0).map(|kib| kib / 1024),
                );
            }
            VideoModel::Bochs => {
                props.opt(
                    "vgamem",
                    video
                        .vram
                        .filter(|v| *v != 0)
                        .map(|kib| u64::from(kib) * 1024),
                );
            }
            _ => (),
        }
        if let Some((x, y)) = video.resolution.filter(|(x, y)| *x != 0 && *y != 0) {
            props.set("xres", x).set("yres", y);
        }
        self.place(&mut props, &video.info)?;
        self.device(props)
    }
}

/// The port of display 0.
const VNC_FIRST_PORT: u16 = 5900;

/// Where a server listens: this host alone, unless the document says more.
fn listen_address(listen: Option<&Listen>) -> &str {
    match listen {
        Some(Listen::Address { address, .. } | Listen::Network { address, .. }) => {
            address.as_deref().unwrap_or("127.0.0.1")
        }
        _ => "127.0.0.1",
    }
}
