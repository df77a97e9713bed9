//! Graphics cards (`<video>`).

use super::address::{DeviceInfo, InfoParts, VirtioOptions};
use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, on, yes};
use crate::conf::xml::Element;
use crate::error::{Error, Result};

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

impl Video {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let mut v = Video::default();
        if let Some(mut driver) = r.child("driver") {
            v.driver.name = driver.named("name")?;
            v.driver.vgaconf = driver.named("vgaconf")?;
            v.virtio = VirtioOptions::parse(&mut driver)?;
            driver.finish()?;
        }
        let mut models = r.children("model");
        if models.len() > 1 {
            return Err(Error::xml("<video> has more than one <model>"));
        }
        if let Some(mut m) = models.pop() {
            v.model = match m.attr("type") {
                None => None,
                Some(name) => match VideoModel::from_name(&name) {
                    Some(model) => Some(model),
                    None if name == "default" => None,
                    None => return Err(m.invalid("type", &name)),
                },
            };
            v.ram = m.u32("ram")?;
            v.vram = m.u32("vram")?;
            v.vram64 = m.u32("vram64")?;
            v.vgamem = m.u32("vgamem")?;
            v.heads = m.u32("heads")?;
            v.primary = m.yes_no("primary")?.unwrap_or(false);
            v.blob = m.on_off("blob")?;
            if let Some(mut a) = m.child("acceleration") {
                v.acceleration = Some(VideoAcceleration {
                    accel2d: a.yes_no("accel2d")?,
                    accel3d: a.yes_no("accel3d")?,
                    rendernode: a.attr("rendernode"),
                });
                a.finish()?;
            }
            if let Some(mut res) = m.child("resolution") {
                let x = res.positive("x")?;
                let y = res.positive("y")?;
                let (Some(x), Some(y)) = (x, y) else {
                    return Err(Error::xml("<resolution> needs both 'x' and 'y'"));
                };
                v.resolution = Some((x, y));
                res.finish()?;
            }
            m.finish()?;
        }
        v.info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(v)
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("video");
        let mut driver = Element::new("driver");
        self.virtio.format(&mut driver);
        driver.set_opt("name", self.driver.name);
        driver.set_opt("vgaconf", self.driver.vgaconf);
        e.push_filled(driver);
        let model = self.model.map_or("default", VideoModel::name);
        let mut m = Element::new("model").with_attr("type", model);
        let filled = |n: Option<u32>| n.filter(|n| *n > 0);
        m.set_opt("ram", filled(self.ram))
            .set_opt("vram", filled(self.vram))
            .set_opt("vram64", filled(self.vram64))
            .set_opt("vgamem", filled(self.vgamem))
            .set_opt("heads", filled(self.heads));
        if self.primary {
            m.set_attr("primary", "yes");
        }
        m.set_opt("blob", self.blob.map(on));
        if let Some(a) = &self.acceleration {
            let mut acceleration = Element::new("acceleration");
            acceleration
                .set_opt("accel2d", a.accel2d.map(yes))
                .set_opt("accel3d", a.accel3d.map(yes))
                .set_opt("rendernode", a.rendernode.as_ref());
            m.push(acceleration);
        }
        if let Some((x, y)) = self.resolution {
            m.push(
                Element::new("resolution")
                    .with_attr("x", x)
                    .with_attr("y", y),
            );
        }
        e.push(m);
        self.info.format(&mut e, o, InfoParts::PLAIN);
        e
    }
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
