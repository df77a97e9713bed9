//! Ways to see the guest's screen (`<graphics>`).

use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, unsupported, yes};
use crate::conf::xml::Element;
use crate::error::{Error, Result};

/// `<graphics>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graphics {
    pub kind: GraphicsType,
    pub listens: Vec<Listen>,
}

/// `type=` and what goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GraphicsType {
    Vnc(Vnc),
    Sdl(Sdl),
    Rdp(Rdp),
    Desktop {
        display: Option<String>,
        fullscreen: Option<bool>,
    },
    Spice(Box<Spice>),
    EglHeadless {
        rendernode: Option<String>,
    },
    Dbus(DbusGraphics),
}

impl GraphicsType {
    /// The value of `type`.
    pub fn type_name(&self) -> &'static str {
        match self {
            GraphicsType::Vnc(_) => "vnc",
            GraphicsType::Sdl(_) => "sdl",
            GraphicsType::Rdp(_) => "rdp",
            GraphicsType::Desktop { .. } => "desktop",
            GraphicsType::Spice(_) => "spice",
            GraphicsType::EglHeadless { .. } => "egl-headless",
            GraphicsType::Dbus(_) => "dbus",
        }
    }
}

/// Where a graphics server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listen {
    None,
    Address {
        address: Option<String>,
        /// Filled in from the driver's configuration: not written in the inactive XML.
        from_config: bool,
    },
    Network {
        network: Option<String>,
        /// Of a running domain.
        address: Option<String>,
    },
    Socket {
        path: Option<String>,
        from_config: bool,
        /// The driver chose the path: not written in the inactive XML.
        auto_generated: bool,
    },
}

impl Listen {
    /// The value of `type`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Listen::None => "none",
            Listen::Address { .. } => "address",
            Listen::Network { .. } => "network",
            Listen::Socket { .. } => "socket",
        }
    }
}

/// A password of a graphics server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GraphicsAuth {
    pub password: Option<String>,
    /// `passwdValidTo=`, seconds since 1970.
    pub valid_to: Option<u64>,
    pub connected: Option<ConnectedAction>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vnc {
    /// `None`: chosen at start.
    pub port: Option<u16>,
    pub autoport: bool,
    /// `-1`: chosen at start.
    pub websocket: Option<i32>,
    pub websocket_generated: bool,
    pub keymap: Option<String>,
    pub auth: GraphicsAuth,
    pub share_policy: Option<SharePolicy>,
    pub power_control: Option<bool>,
    pub audio_id: Option<u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sdl {
    pub display: Option<String>,
    pub xauth: Option<String>,
    pub fullscreen: bool,
    pub gl: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rdp {
    pub port: Option<u16>,
    pub autoport: bool,
    pub replace_user: bool,
    pub multi_user: bool,
    pub username: Option<String>,
    pub password: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spice {
    pub port: Option<u16>,
    /// `-1`: chosen at start.
    pub tls_port: Option<i32>,
    pub autoport: bool,
    pub keymap: Option<String>,
    pub auth: GraphicsAuth,
    pub default_mode: Option<SpiceChannelMode>,
    pub mouse: Option<MouseMode>,
    /// (channel, mode)
    pub channels: Vec<(SpiceChannel, SpiceChannelMode)>,
    pub image: Option<SpiceImageCompression>,
    pub jpeg: Option<SpiceWanCompression>,
    pub zlib: Option<SpiceWanCompression>,
    pub playback: Option<bool>,
    pub streaming: Option<SpiceStreaming>,
    pub clipboard_copypaste: Option<bool>,
    pub filetransfer: Option<bool>,
    pub gl: Option<bool>,
    pub rendernode: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DbusGraphics {
    pub p2p: bool,
    pub address: Option<String>,
    /// The driver chose the address.
    pub from_config: bool,
    pub gl: Option<bool>,
    pub rendernode: Option<String>,
    pub audio_id: Option<u32>,
}

impl Graphics {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let kind = r.required("type")?;
        let mut listens = Vec::new();
        let address = r.attr("listen");
        let socket = r.attr("socket");
        if matches!(kind.as_str(), "vnc" | "spice" | "rdp") {
            listens = Listen::parse_all(&mut r, &kind, address, socket, ctx)?;
        } else {
            r.ignore(&["listen"]);
        }
        let kind = match kind.as_str() {
            "vnc" => GraphicsType::Vnc(Vnc::parse(&mut r, ctx)?),
            "sdl" => {
                let sdl = Sdl {
                    display: r.attr("display"),
                    xauth: r.attr("xauth"),
                    fullscreen: r.yes_no("fullscreen")?.unwrap_or(false),
                    gl: parse_gl(&mut r)?.0,
                };
                GraphicsType::Sdl(sdl)
            }
            "rdp" => {
                let port = parse_graphics_port(&mut r, "port")?;
                let autoport = r.yes_no("autoport")?.unwrap_or(false);
                let mut rdp = Rdp {
                    autoport: autoport || port.is_none_or(|p| p <= 0),
                    port: port.and_then(|p| u16::try_from(p).ok()).filter(|p| *p > 0),
                    replace_user: r.yes_no("replaceUser")?.unwrap_or(false),
                    multi_user: r.yes_no("multiUser")?.unwrap_or(false),
                    username: r.attr("username"),
                    password: r.attr("passwd"),
                };
                if rdp.autoport && ctx.inactive {
                    rdp.port = None;
                }
                GraphicsType::Rdp(rdp)
            }
            "desktop" => GraphicsType::Desktop {
                display: r.attr("display"),
                fullscreen: r.yes_no("fullscreen")?,
            },
            "spice" => GraphicsType::Spice(Box::new(Spice::parse(&mut r, ctx)?)),
            "egl-headless" => GraphicsType::EglHeadless {
                rendernode: parse_gl(&mut r)?.1,
            },
            "dbus" => {
                let p2p = r.yes_no("p2p")?.unwrap_or(false);
                let address = r.attr("address");
                let from_config = r.attr("fromConfig").is_some_and(|v| v == "yes");
                let (gl, rendernode) = parse_gl(&mut r)?;
                GraphicsType::Dbus(DbusGraphics {
                    p2p,
                    address,
                    from_config,
                    gl,
                    rendernode,
                    audio_id: parse_audio_id(&mut r)?,
                })
            }
            other => return Err(r.invalid("type", other)),
        };
        // What belongs to other types is nothing here.
        r.ignore(&[
            "@display",
            "@xauth",
            "@fullscreen",
            "@port",
            "@autoport",
            "@websocket",
            "@sharePolicy",
            "@powerControl",
            "@passwd",
            "@keymap",
            "@passwdValidTo",
            "@connected",
            "@tlsPort",
            "@defaultMode",
            "@address",
            "@p2p",
            "@replaceUser",
            "@multiUser",
            "@username",
            "gl",
            "audio",
            "listen",
            "channel",
            "image",
            "jpeg",
            "zlib",
            "playback",
            "streaming",
            "clipboard",
            "mouse",
            "filetransfer",
        ]);
        r.finish()?;
        Ok(Graphics { kind, listens })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("graphics").with_attr("type", self.kind.type_name());
        match &self.kind {
            GraphicsType::Vnc(vnc) => {
                if let Some(Listen::Socket {
                    path: Some(path),
                    from_config,
                    auto_generated,
                }) = self.listens.first()
                {
                    // Old libvirts know the attribute only.
                    let own = !from_config && !auto_generated;
                    if own || !(o.migratable || o.inactive) {
                        e.set_attr("socket", path);
                    }
                } else if !self.has_no_port() {
                    match vnc.port {
                        Some(port) if !(vnc.autoport && o.inactive) => {
                            e.set_attr("port", port);
                        }
                        _ if vnc.autoport => {
                            e.set_attr("port", -1);
                        }
                        _ => {}
                    }
                    e.set_attr("autoport", yes(vnc.autoport));
                    let websocket = if vnc.websocket_generated && o.inactive {
                        Some(-1)
                    } else {
                        vnc.websocket
                    };
                    e.set_opt("websocket", websocket.filter(|port| *port != 0));
                    if o.status {
                        e.set_attr("websocketGenerated", yes(vnc.websocket_generated));
                    }
                    self.format_listen_attr(&mut e, o);
                }
                e.set_opt("keymap", vnc.keymap.as_ref());
                e.set_opt("sharePolicy", vnc.share_policy);
                e.set_opt("powerControl", vnc.power_control.map(yes));
                vnc.auth.format(&mut e, o);
            }
            GraphicsType::Sdl(sdl) => {
                e.set_opt("display", sdl.display.as_ref());
                e.set_opt("xauth", sdl.xauth.as_ref());
                if sdl.fullscreen {
                    e.set_attr("fullscreen", "yes");
                }
                format_gl(&mut e, sdl.gl, None);
            }
            GraphicsType::Rdp(rdp) => {
                match rdp.port {
                    Some(port) => {
                        e.set_attr("port", port);
                    }
                    None if rdp.autoport => {
                        e.set_attr("port", 0);
                    }
                    None => {}
                }
                if rdp.autoport {
                    e.set_attr("autoport", "yes");
                }
                if rdp.replace_user {
                    e.set_attr("replaceUser", "yes");
                }
                if rdp.multi_user {
                    e.set_attr("multiUser", "yes");
                }
                self.format_listen_attr(&mut e, o);
                e.set_opt("username", rdp.username.as_ref());
                if o.secure {
                    e.set_opt("passwd", rdp.password.as_ref());
                }
            }
            GraphicsType::Desktop {
                display,
                fullscreen,
            } => {
                e.set_opt("display", display.as_ref());
                e.set_opt("fullscreen", fullscreen.filter(|f| *f).map(yes));
            }
            GraphicsType::Spice(spice) => {
                if !self.has_no_port() {
                    if let (Some(port), false) = (spice.port, spice.autoport && o.inactive) {
                        e.set_attr("port", port);
                    }
                    if let (Some(port), false) = (spice.tls_port, spice.autoport && o.inactive) {
                        e.set_attr("tlsPort", port);
                    }
                    e.set_attr("autoport", yes(spice.autoport));
                    self.format_listen_attr(&mut e, o);
                }
                e.set_opt("keymap", spice.keymap.as_ref());
                e.set_opt("defaultMode", spice.default_mode);
                spice.auth.format(&mut e, o);
            }
            GraphicsType::EglHeadless { rendernode } => {
                let mut gl = Element::new("gl");
                gl.set_opt("rendernode", rendernode.as_ref());
                e.push_filled(gl);
            }
            GraphicsType::Dbus(dbus) => {
                if dbus.p2p {
                    e.set_attr("p2p", "yes");
                }
                if !(dbus.from_config && o.inactive) {
                    e.set_opt("address", dbus.address.as_ref());
                }
                if dbus.from_config && o.status {
                    e.set_attr("fromConfig", "yes");
                }
                format_gl(&mut e, dbus.gl, dbus.rendernode.as_ref());
                format_audio_id(&mut e, dbus.audio_id);
            }
        }
        for listen in &self.listens {
            if let Some(listen) = listen.to_element(o) {
                e.push(listen);
            }
        }
        if let GraphicsType::Vnc(vnc) = &self.kind {
            format_audio_id(&mut e, vnc.audio_id);
        }
        if let GraphicsType::Spice(spice) = &self.kind {
            spice.format_children(&mut e);
        }
        e
    }

    /// Whether it listens on a socket or on nothing: then there is no port to write.
    fn has_no_port(&self) -> bool {
        matches!(
            self.listens.first(),
            Some(Listen::Socket { .. } | Listen::None)
        )
    }

    /// `listen=` repeats the first `<listen>`'s address.
    fn format_listen_attr(&self, e: &mut Element, o: &FormatOptions) {
        match self.listens.first() {
            Some(Listen::Address {
                address: Some(address),
                from_config,
            }) if !(*from_config && o.migratable) => {
                e.set_attr("listen", address);
            }
            Some(Listen::Network {
                address: Some(address),
                ..
            }) if !o.inactive => {
                e.set_attr("listen", address);
            }
            _ => {}
        }
    }
}

impl Listen {
    fn parse_all(
        r: &mut Reader,
        kind: &str,
        address: Option<String>,
        socket: Option<String>,
        ctx: &ParseContext,
    ) -> Result<Vec<Listen>> {
        let mut listens = Vec::new();
        for mut l in r.children("listen") {
            let kind_of = l.required("type")?;
            let from_config = l.attr("fromConfig").is_some_and(|v| v != "0");
            let auto_generated = l.attr("autoGenerated").is_some_and(|v| v != "no");
            let (addr, network, path) = (l.attr("address"), l.attr("network"), l.attr("socket"));
            let addr = addr.filter(|a| !a.is_empty());
            let listen = match kind_of.as_str() {
                "address" => {
                    if network.is_some() {
                        return Err(Error::xml(
                            "'network' belongs to a listener of type 'network' only",
                        ));
                    }
                    Listen::Address {
                        address: addr,
                        from_config: from_config && ctx.status,
                    }
                }
                "network" => Listen::Network {
                    network: match network {
                        Some(n) if !n.is_empty() => Some(n),
                        _ => {
                            return Err(Error::xml("a listener of type 'network' needs a network"));
                        }
                    },
                    address: addr.filter(|_| !ctx.inactive),
                },
                "socket" => {
                    if !matches!(kind, "vnc" | "spice") {
                        return Err(Error::xml(format!(
                            "graphics of type '{kind}' cannot listen on a socket"
                        )));
                    }
                    Listen::Socket {
                        path: path.clone().filter(|p| !p.is_empty()),
                        from_config: from_config && ctx.status,
                        auto_generated: auto_generated && ctx.status,
                    }
                }
                "none" => {
                    if kind != "spice" && kind != "vnc" {
                        return Err(unsupported(format!(
                            "graphics of type '{kind}' cannot listen on nothing"
                        )));
                    }
                    Listen::None
                }
                other => return Err(l.invalid("type", other)),
            };
            if path.is_some() && !matches!(listen, Listen::Socket { .. }) {
                return Err(Error::xml(
                    "'socket' belongs to a listener of type 'socket' only",
                ));
            }
            l.finish()?;
            listens.push(listen);
        }
        if let Some(socket) = socket.filter(|s| !s.is_empty()) {
            // The old way to say it; a listener that says the same must agree.
            match listens.first_mut() {
                None => listens.push(Listen::Socket {
                    path: Some(socket),
                    from_config: false,
                    auto_generated: false,
                }),
                Some(Listen::Socket { path, .. }) => {
                    if path.get_or_insert(socket.clone()) != &socket {
                        return Err(Error::xml(
                            "'socket' of graphics and of its first listener differ",
                        ));
                    }
                }
                // Before there were listeners of type socket the attribute won over an address.
                Some(first) => {
                    *first = Listen::Socket {
                        path: Some(socket),
                        from_config: false,
                        auto_generated: false,
                    };
                }
            }
        } else if let Some(address) = address.filter(|a| !a.is_empty()) {
            if listens.is_empty() {
                listens.push(Listen::Address {
                    address: Some(address),
                    from_config: false,
                });
            } else {
                let first = listens.iter_mut().find_map(|l| match l {
                    Listen::Address { address, .. } => Some(address),
                    _ => None,
                });
                if let Some(first) = first {
                    if first.get_or_insert(address.clone()) != &address {
                        return Err(Error::xml(format!(
                            "'listen' of graphics is '{address}', but its first listener's address differs"
                        )));
                    }
                }
            }
        }
        if listens.is_empty() {
            listens.push(Listen::Address {
                address: None,
                from_config: false,
            });
        }
        Ok(listens)
    }

    fn to_element(&self, o: &FormatOptions) -> Option<Element> {
        let mut e = Element::new("listen").with_attr("type", self.type_name());
        match self {
            Listen::None => {}
            Listen::Address {
                address,
                from_config,
            } => {
                if !(*from_config && o.migratable) {
                    e.set_opt("address", address.as_ref());
                }
                if o.status {
                    e.set_attr("fromConfig", u8::from(*from_config))
                        .set_attr("autoGenerated", "no");
                }
            }
            Listen::Network { network, address } => {
                if !o.inactive {
                    e.set_opt("address", address.as_ref());
                }
                e.set_opt("network", network.as_ref());
            }
            Listen::Socket {
                path,
                from_config,
                auto_generated,
            } => {
                // The attribute of <graphics> says it all to an old libvirt.
                if o.migratable && path.is_some() && !from_config && !auto_generated {
                    return None;
                }
                if !(o.inactive && (*from_config || *auto_generated)) {
                    e.set_opt("socket", path.as_ref());
                }
                if o.status {
                    e.set_attr("fromConfig", u8::from(*from_config))
                        .set_attr("autoGenerated", yes(*auto_generated));
                }
            }
        }
        Some(e)
    }
}

impl GraphicsAuth {
    fn parse(r: &mut Reader, vnc: bool) -> Result<Self> {
        let mut auth = GraphicsAuth {
            password: r.attr("passwd"),
            ..Default::default()
        };
        if auth.password.is_none() {
            r.ignore(&["@passwdValidTo", "@connected"]);
            return Ok(auth);
        }
        if let Some(text) = r.attr("passwdValidTo") {
            auth.valid_to =
                Some(parse_date(&text).ok_or_else(|| r.invalid("passwdValidTo", &text))?);
        }
        auth.connected = r.named("connected")?;
        // VNC can do no better than keep.
        if vnc && auth.connected.is_some_and(|c| c != ConnectedAction::Keep) {
            return Err(unsupported(
                "VNC supports only connected='keep' when its password changes",
            ));
        }
        Ok(auth)
    }

    fn format(&self, e: &mut Element, o: &FormatOptions) {
        if self.password.is_none() {
            return;
        }
        if o.secure {
            e.set_opt("passwd", self.password.as_ref());
        }
        e.set_opt("passwdValidTo", self.valid_to.map(format_date));
        e.set_opt("connected", self.connected);
    }
}

/// `2010-04-09T15:51:00` (UTC) as seconds since 1970.
fn parse_date(text: &str) -> Option<u64> {
    let (date, time) = text.split_once('T')?;
    let numbers = |t: &str, sep: char| -> Option<[u64; 3]> {
        let mut parts = t.split(sep).map(|p| p.parse::<u64>().ok());
        let all = [parts.next()??, parts.next()??, parts.next()??];
        parts.next().is_none().then_some(all)
    };
    let [year, month, day] = numbers(date, '-')?;
    let [hour, minute, second] = numbers(time, ':')?;
    if !(1970..=9999).contains(&year)
        || !(1..=12).contains(&month)
        || !(1..=31).contains(&day)
        || hour > 23
        || minute > 59
        || second > 60
    {
        return None;
    }
    // Days since 1970 of a year that starts in March, so that leap days come last.
    let (y, m) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1;
    Some((days - 719_468) * 86_400 + hour * 3600 + minute * 60 + second)
}

/// The reverse of [`parse_date`].
fn format_date(seconds: u64) -> String {
    let days = seconds / 86_400 + 719_468;
    let era_day = days % 146_097;
    let year_of_era = (era_day - era_day / 1460 + era_day / 36_524 - era_day / 146_096) / 365;
    let day_of_year = era_day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let m = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * m + 2) / 5 + 1;
    let month = if m < 10 { m + 3 } else { m - 9 };
    let year = year_of_era + days / 146_097 * 400 + u64::from(month <= 2);
    let s = seconds % 86_400;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}",
        s / 3600,
        s / 60 % 60,
        s % 60
    )
}

/// A port, where -1 (and 0, in old documents) asks for an automatic one.
fn parse_graphics_port(r: &mut Reader, name: &str) -> Result<Option<i32>> {
    match r.i32(name)? {
        Some(port) if !(-1..=65535).contains(&port) => Err(r.invalid(name, &port.to_string())),
        port => Ok(port),
    }
}

fn parse_gl(r: &mut Reader) -> Result<(Option<bool>, Option<String>)> {
    match r.child("gl") {
        None => Ok((None, None)),
        Some(mut gl) => {
            let result = (gl.yes_no("enable")?, gl.attr("rendernode"));
            gl.finish()?;
            Ok(result)
        }
    }
}

fn format_gl(e: &mut Element, enable: Option<bool>, rendernode: Option<&String>) {
    if let Some(enable) = enable {
        let mut gl = Element::new("gl").with_attr("enable", yes(enable));
        gl.set_opt("rendernode", rendernode);
        e.push(gl);
    }
}

fn parse_audio_id(r: &mut Reader) -> Result<Option<u32>> {
    match r.child("audio") {
        None => Ok(None),
        Some(mut audio) => {
            let id = audio.positive("id")?;
            audio.finish()?;
            Ok(id)
        }
    }
}

fn format_audio_id(e: &mut Element, id: Option<u32>) {
    if let Some(id) = id {
        e.push(Element::new("audio").with_attr("id", id));
    }
}

impl Vnc {
    fn parse(r: &mut Reader, ctx: &ParseContext) -> Result<Self> {
        let mut vnc = Vnc::default();
        match parse_graphics_port(r, "port")? {
            Some(-1) => {
                vnc.autoport = true;
                r.ignore(&["@autoport"]);
            }
            Some(port) => {
                vnc.port = Some(port as u16);
                vnc.autoport = r.yes_no("autoport")?.unwrap_or(false);
                if vnc.autoport && ctx.inactive {
                    vnc.port = None;
                }
            }
            None => {
                vnc.autoport = true;
                r.ignore(&["@autoport"]);
            }
        }
        vnc.websocket = parse_graphics_port(r, "websocket")?;
        vnc.websocket_generated =
            r.yes_no("websocketGenerated")?.unwrap_or(false) || vnc.websocket == Some(-1);
        vnc.share_policy = r.named("sharePolicy")?;
        vnc.power_control = r.yes_no("powerControl")?;
        vnc.keymap = r.attr("keymap");
        vnc.audio_id = parse_audio_id(r)?;
        vnc.auth = GraphicsAuth::parse(r, true)?;
        Ok(vnc)
    }
}

impl Spice {
    fn parse(r: &mut Reader, ctx: &ParseContext) -> Result<Self> {
        let mut spice = Spice::default();
        let port = parse_graphics_port(r, "port")?;
        let tls_port = parse_graphics_port(r, "tlsPort")?;
        spice.autoport = r.yes_no("autoport")?.unwrap_or(false);
        if (port == Some(-1) && matches!(tls_port, None | Some(-1)))
            || (port.unwrap_or(0) == 0 && tls_port.unwrap_or(0) == 0)
            || (port.unwrap_or(0) == -1 && tls_port == Some(-1))
        {
            spice.autoport = true;
        }
        spice.port = port.filter(|p| *p > 0).map(|p| p as u16);
        spice.tls_port = tls_port.filter(|p| *p != 0);
        if spice.autoport && ctx.inactive {
            spice.port = None;
            spice.tls_port = None;
        }
        spice.keymap = r.attr("keymap");
        spice.default_mode = r.named("defaultMode")?;
        spice.auth = GraphicsAuth::parse(r, false)?;
        for mut channel in r.children("channel") {
            let name: SpiceChannel = channel.named_required("name")?;
            let mode = channel.named_required("mode")?;
            channel.finish()?;
            match spice.channels.iter_mut().find(|(n, _)| *n == name) {
                Some((_, old)) => *old = mode,
                None => spice.channels.push((name, mode)),
            }
        }
        spice.channels.sort();
        let mut one = |name: &str, attr: &str| -> Result<Option<Reader>> {
            match r.child(name) {
                None => Ok(None),
                Some(c) if c.element().attr(attr).is_none() => Err(Error::xml(format!(
                    "spice <{name}> lacks the attribute '{attr}'"
                ))),
                some => Ok(some),
            }
        };
        if let Some(mut c) = one("image", "compression")? {
            spice.image = c.named("compression")?;
            c.finish()?;
        }
        if let Some(mut c) = one("jpeg", "compression")? {
            spice.jpeg = c.named("compression")?;
            c.finish()?;
        }
        if let Some(mut c) = one("zlib", "compression")? {
            spice.zlib = c.named("compression")?;
            c.finish()?;
        }
        if let Some(mut c) = one("playback", "compression")? {
            spice.playback = c.on_off("compression")?;
            c.finish()?;
        }
        if let Some(mut c) = one("streaming", "mode")? {
            spice.streaming = c.named("mode")?;
            c.finish()?;
        }
        if let Some(mut c) = one("clipboard", "copypaste")? {
            spice.clipboard_copypaste = c.yes_no("copypaste")?;
            c.finish()?;
        }
        if let Some(mut c) = one("filetransfer", "enable")? {
            spice.filetransfer = c.yes_no("enable")?;
            c.finish()?;
        }
        if let Some(mut c) = one("mouse", "mode")? {
            spice.mouse = c.named("mode")?;
            c.finish()?;
        }
        (spice.gl, spice.rendernode) = parse_gl(r)?;
        Ok(spice)
    }

    fn format_children(&self, e: &mut Element) {
        for (name, mode) in &self.channels {
            e.push(
                Element::new("channel")
                    .with_attr("name", name)
                    .with_attr("mode", mode),
            );
        }
        let mut one = |name: &str, attr: &str, value: Option<String>| {
            if let Some(value) = value {
                e.push(Element::new(name).with_attr(attr, value));
            }
        };
        let text = |name: Option<&'static str>| name.map(str::to_owned);
        one("image", "compression", text(self.image.map(|v| v.name())));
        one("jpeg", "compression", text(self.jpeg.map(|v| v.name())));
        one("zlib", "compression", text(self.zlib.map(|v| v.name())));
        one("playback", "compression", text(self.playback.map(on)));
        one("streaming", "mode", text(self.streaming.map(|v| v.name())));
        one("mouse", "mode", text(self.mouse.map(|v| v.name())));
        one(
            "clipboard",
            "copypaste",
            text(self.clipboard_copypaste.map(yes)),
        );
        one("filetransfer", "enable", text(self.filetransfer.map(yes)));
        format_gl(e, self.gl, self.rendernode.as_ref());
    }
}

names! {
    ConnectedAction {
        Fail = "fail",
        Disconnect = "disconnect",
        Keep = "keep",
    }
    SharePolicy {
        AllowExclusive = "allow-exclusive",
        ForceShared = "force-shared",
        Ignore = "ignore",
    }
    SpiceChannel {
        Main = "main",
        Display = "display",
        Inputs = "inputs",
        Cursor = "cursor",
        Playback = "playback",
        Record = "record",
        Smartcard = "smartcard",
        Usbredir = "usbredir",
    }
    SpiceChannelMode {
        Any = "any",
        Secure = "secure",
        Insecure = "insecure",
    }
    SpiceImageCompression {
        AutoGlz = "auto_glz",
        AutoLz = "auto_lz",
        Quic = "quic",
        Glz = "glz",
        Lz = "lz",
        Off = "off",
    }
    SpiceWanCompression {
        Auto = "auto",
        Never = "never",
        Always = "always",
    }
    SpiceStreaming {
        Filter = "filter",
        All = "all",
        Off = "off",
    }
    MouseMode {
        Server = "server",
        Client = "client",
    }
}
