//! Sound cards (`<sound>`) and where their sound goes on the host (`<audio>`).

use super::address::{DeviceInfo, VirtioOptions};
use crate::conf::names::names;

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
