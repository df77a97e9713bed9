//! Sound cards (`<sound>`) and where their sound goes on the host (`<audio>`).

use super::address::{DeviceInfo, InfoParts, VirtioOptions};
use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, yes};
use crate::conf::xml::Element;
use crate::error::Result;

/// `<sound>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    pub model: SoundModel,
    pub codecs: Vec<SoundCodec>,
    pub multichannel: Option<bool>,
    pub streams: Option<u32>,
    pub audio_id: Option<u32>,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// `<audio>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audio {
    pub id: u32,
    pub backend: AudioBackend,
    /// Microseconds.
    pub timer_period: Option<u32>,
    pub input: AudioIo,
    pub output: AudioIo,
}

/// `type=` and what goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AudioBackend {
    None,
    Alsa,
    CoreAudio,
    Jack,
    Oss {
        try_mmap: Option<bool>,
        exclusive: Option<bool>,
        dsp_policy: Option<i32>,
    },
    PulseAudio {
        server_name: Option<String>,
    },
    Sdl {
        driver: Option<SdlAudioDriver>,
    },
    Spice,
    File {
        path: Option<String>,
    },
    Dbus,
    Pipewire {
        runtime_dir: Option<String>,
    },
}

impl AudioBackend {
    /// The value of `type`.
    pub fn type_name(&self) -> &'static str {
        match self {
            AudioBackend::None => "none",
            AudioBackend::Alsa => "alsa",
            AudioBackend::CoreAudio => "coreaudio",
            AudioBackend::Jack => "jack",
            AudioBackend::Oss { .. } => "oss",
            AudioBackend::PulseAudio { .. } => "pulseaudio",
            AudioBackend::Sdl { .. } => "sdl",
            AudioBackend::Spice => "spice",
            AudioBackend::File { .. } => "file",
            AudioBackend::Dbus => "dbus",
            AudioBackend::Pipewire { .. } => "pipewire",
        }
    }
}

/// `<input>` or `<output>` of `<audio>`; the latter attributes each belong to some backends only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AudioIo {
    pub mixing_engine: Option<bool>,
    pub fixed_settings: Option<bool>,
    pub voices: Option<u32>,
    /// Microseconds.
    pub buffer_length: Option<u32>,
    /// Hz.
    pub frequency: Option<u32>,
    pub channels: Option<u32>,
    pub format: Option<SampleFormat>,
    pub dev: Option<String>,
    pub buffer_count: Option<u32>,
    pub try_poll: Option<bool>,
    pub server_name: Option<String>,
    pub client_name: Option<String>,
    pub connect_ports: Option<String>,
    pub exact_name: Option<bool>,
    pub name: Option<String>,
    pub stream_name: Option<String>,
    /// Microseconds.
    pub latency: Option<u32>,
}

impl Sound {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let model: SoundModel = r.named_required("model")?;
        let multichannel = r.yes_no("multichannel")?;
        let streams = r.u32("streams")?;
        let mut codecs = Vec::new();
        for mut codec in r.children("codec") {
            let kind = codec.named_required("type")?;
            codec.finish()?;
            if model.has_codecs() {
                codecs.push(kind);
            }
        }
        let mut audio_id = None;
        if let Some(mut audio) = r.child("audio") {
            audio_id = audio.positive("id")?;
            audio.finish()?;
        }
        let virtio = VirtioOptions::parse_driver(&mut r)?;
        let info = DeviceInfo::parse(&mut r, ctx, InfoParts::PLAIN)?;
        r.finish()?;
        Ok(Sound {
            model,
            codecs,
            multichannel: multichannel.filter(|_| model == SoundModel::Usb),
            streams: streams.filter(|_| model == SoundModel::Virtio),
            audio_id,
            virtio,
            info,
        })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("sound").with_attr("model", self.model);
        e.set_opt("multichannel", self.multichannel.map(yes));
        e.set_opt("streams", self.streams);
        for codec in &self.codecs {
            e.push(Element::new("codec").with_attr("type", codec));
        }
        if let Some(id) = self.audio_id {
            e.push(Element::new("audio").with_attr("id", id));
        }
        self.info.format(&mut e, o, InfoParts::PLAIN);
        self.virtio.format_driver(&mut e);
        e
    }
}

impl SoundModel {
    /// Whether it is of the HDA kind, which has codecs.
    pub fn has_codecs(self) -> bool {
        matches!(self, SoundModel::Ich6 | SoundModel::Ich9)
    }
}

impl Audio {
    pub fn parse(mut r: Reader, _ctx: &ParseContext) -> Result<Self> {
        let kind = r.required("type")?;
        let Some(id) = r.positive("id")? else {
            return Err(r.missing("id"));
        };
        let timer_period = r.u32("timerPeriod")?;
        let backend = match kind.as_str() {
            "none" => AudioBackend::None,
            "alsa" => AudioBackend::Alsa,
            "coreaudio" => AudioBackend::CoreAudio,
            "jack" => AudioBackend::Jack,
            "oss" => AudioBackend::Oss {
                try_mmap: r.yes_no("tryMMap")?,
                exclusive: r.yes_no("exclusive")?,
                dsp_policy: r.i32("dspPolicy")?,
            },
            "pulseaudio" => AudioBackend::PulseAudio {
                server_name: r.attr("serverName"),
            },
            "sdl" => AudioBackend::Sdl {
                driver: r.named("driver")?,
            },
            "spice" => AudioBackend::Spice,
            "file" => AudioBackend::File {
                path: r.attr("path"),
            },
            "dbus" => AudioBackend::Dbus,
            "pipewire" => AudioBackend::Pipewire {
                runtime_dir: r.attr("runtimeDir"),
            },
            other => return Err(r.invalid("type", other)),
        };
        let input = AudioIo::parse(&mut r, "input", &backend)?;
        let output = AudioIo::parse(&mut r, "output", &backend)?;
        r.ignore(&[
            "@tryMMap",
            "@exclusive",
            "@dspPolicy",
            "@runtimeDir",
            "@serverName",
            "@driver",
            "@path",
        ]);
        r.finish()?;
        Ok(Audio {
            id,
            backend,
            timer_period,
            input,
            output,
        })
    }

    pub fn to_element(&self) -> Element {
        let mut e = Element::new("audio")
            .with_attr("id", self.id)
            .with_attr("type", self.backend.type_name());
        e.set_opt("timerPeriod", self.timer_period.filter(|n| *n > 0));
        match &self.backend {
            AudioBackend::Oss {
                try_mmap,
                exclusive,
                dsp_policy,
            } => {
                e.set_opt("tryMMap", try_mmap.map(yes))
                    .set_opt("exclusive", exclusive.map(yes))
                    .set_opt("dspPolicy", *dsp_policy);
            }
            AudioBackend::PulseAudio { server_name } => {
                e.set_opt("serverName", server_name.as_ref());
            }
            AudioBackend::Sdl { driver } => {
                e.set_opt("driver", *driver);
            }
            AudioBackend::File { path } => {
                e.set_opt("path", path.as_ref());
            }
            AudioBackend::Pipewire { runtime_dir } => {
                e.set_opt("runtimeDir", runtime_dir.as_ref());
            }
            _ => {}
        }
        self.input.format(&mut e, "input");
        self.output.format(&mut e, "output");
        e
    }
}

impl AudioIo {
    fn parse(r: &mut Reader, name: &str, backend: &AudioBackend) -> Result<Self> {
        let Some(mut r) = r.child(name) else {
            return Ok(Self::default());
        };
        let mut io = AudioIo {
            mixing_engine: r.yes_no("mixingEngine")?,
            fixed_settings: r.yes_no("fixedSettings")?,
            voices: r.positive("voices")?,
            buffer_length: r.positive("bufferLength")?,
            ..Default::default()
        };
        if let Some(mut settings) = r.child("settings") {
            io.frequency = settings.positive("frequency")?;
            io.channels = settings.positive("channels")?;
            io.format = settings.named("format")?;
            settings.finish()?;
        }
        match backend {
            AudioBackend::Alsa => io.dev = r.attr("dev"),
            AudioBackend::CoreAudio => io.buffer_count = r.positive("bufferCount")?,
            AudioBackend::Jack => {
                io.server_name = r.attr("serverName");
                io.client_name = r.attr("clientName");
                io.connect_ports = r.attr("connectPorts");
                io.exact_name = r.yes_no("exactName")?;
            }
            AudioBackend::Oss { .. } => {
                io.dev = r.attr("dev");
                io.buffer_count = r.positive("bufferCount")?;
                io.try_poll = r.yes_no("tryPoll")?;
            }
            AudioBackend::PulseAudio { .. } | AudioBackend::Pipewire { .. } => {
                io.name = r.attr("name");
                io.stream_name = r.attr("streamName");
                io.latency = r.positive("latency")?;
            }
            AudioBackend::Sdl { .. } => io.buffer_count = r.positive("bufferCount")?,
            _ => {}
        }
        r.ignore(&[
            "@dev",
            "@bufferCount",
            "@serverName",
            "@clientName",
            "@connectPorts",
            "@exactName",
            "@tryPoll",
            "@name",
            "@streamName",
            "@latency",
        ]);
        r.finish()?;
        Ok(io)
    }

    fn format(&self, parent: &mut Element, name: &str) {
        let mut e = Element::new(name);
        e.set_opt("mixingEngine", self.mixing_engine.map(yes))
            .set_opt("fixedSettings", self.fixed_settings.map(yes))
            .set_opt("voices", self.voices)
            .set_opt("bufferLength", self.buffer_length)
            .set_opt("dev", self.dev.as_ref())
            .set_opt("bufferCount", self.buffer_count)
            .set_opt("tryPoll", self.try_poll.map(yes))
            .set_opt("serverName", self.server_name.as_ref())
            .set_opt("clientName", self.client_name.as_ref())
            .set_opt("connectPorts", self.connect_ports.as_ref())
            .set_opt("exactName", self.exact_name.map(yes))
            .set_opt("name", self.name.as_ref())
            .set_opt("streamName", self.stream_name.as_ref())
            .set_opt("latency", self.latency);
        if self.fixed_settings == Some(true) {
            let mut settings = Element::new("settings");
            settings
                .set_opt("frequency", self.frequency)
                .set_opt("channels", self.channels)
                .set_opt("format", self.format);
            e.push_filled(settings);
        }
        parent.push_filled(e);
    }
}

names! {
    SoundModel {
        Sb16 = "sb16",
        Es1370 = "es1370",
        Pcspk = "pcspk",
        Ac97 = "ac97",
        Ich6 = "ich6",
        Ich9 = "ich9",
        Usb = "usb",
        Ich7 = "ich7",
        Virtio = "virtio",
    }
    SoundCodec {
        Duplex = "duplex",
        Micro = "micro",
        Output = "output",
    }
    SdlAudioDriver {
        Esd = "esd",
        Alsa = "alsa",
        Arts = "arts",
        PulseAudio = "pulseaudio",
    }
    SampleFormat {
        U8 = "u8",
        S8 = "s8",
        U16 = "u16",
        S16 = "s16",
        U32 = "u32",
        S32 = "s32",
        F32 = "f32",
    }
}
