//! Graphics cards (`<video>`).

use super::address::{DeviceInfo, VirtioOptions};
use crate::conf::names::names;

/// `<video>`; memory sizes in KiB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Video {
    /// `None`: the driver's default.
    pub model: Option<VideoModel>,
    pub ram: Option<u32>,
    pub vram: Option<u32>,
    pub vram64: Option<u32>,
    pub vgamem: Option<u32>,
    pub heads: Option<u32>,
    pub primary: bool,
    pub blob: Option<bool>,
    pub acceleration: Option<VideoAcceleration>,
    /// (x, y)
    pub resolution: Option<(u32, u32)>,
    pub driver: VideoDriver,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VideoAcceleration {
    pub accel2d: Option<bool>,
    pub accel3d: Option<bool>,
    pub rendernode: Option<String>,
}

/// `<driver>` of a graphics card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VideoDriver {
    pub name: Option<VideoDriverName>,
    pub vgaconf: Option<VgaConf>,
}

names! {
    VideoModel {
        Vga = "vga",
        Cirrus = "cirrus",
        Vmvga = "vmvga",
        Xen = "xen",
        Vbox = "vbox",
        Qxl = "qxl",
        Parallels = "parallels",
        Virtio = "virtio",
        Gop = "gop",
        None = "none",
        Bochs = "bochs",
        Ramfb = "ramfb",
    }
    VideoDriverName {
        Qemu = "qemu",
        VhostUser = "vhostuser",
    }
    VgaConf {
        Io = "io",
        On = "on",
        Off = "off",
    }
}
