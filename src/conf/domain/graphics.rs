//! Ways to see the guest's screen (`<graphics>`).

use crate::conf::names::names;

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
