//! Sound cards, and where their sound goes on the host.

use super::Builder;
use super::props::Props;
use crate::conf::domain::audio::{Audio, AudioBackend, AudioIo, Sound, SoundCodec, SoundModel};
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;

impl Builder<'_> {
    /// The id of an audio backend, by number, or that of the first.
    pub fn audio_id(&self, id: Option<u32>) -> Option<String> {
        id.or_else(|| self.dom.devices.audios.first().map(|a| a.id))
            .map(|id| format!("audio{id}"))
    }

    pub fn audios(&mut self) -> Result<()> {
        for audio in &self.dom.devices.audios {
            let props = audiodev(audio);
            self.pair("-audiodev", props.to_json());
        }
        Ok(())
    }

    pub fn sounds(&mut self) -> Result<()> {
        for sound in &self.dom.devices.sounds {
            self.sound(sound)?;
        }
        Ok(())
    }

    fn sound(&mut self, sound: &Sound) -> Result<()> {
        let alias = sound.info.alias().to_owned();
        let audiodev = self.audio_id(sound.audio_id);
        let (driver, hda) = match sound.model {
            // Part of the machine.
            SoundModel::Pcspk => return Ok(()),
            SoundModel::Sb16 => ("sb16", false),
            SoundModel::Es1370 => ("ES1370", false),
            SoundModel::Ac97 => ("AC97", false),
            SoundModel::Usb => ("usb-audio", false),
            SoundModel::Ich6 => ("intel-hda", true),
            SoundModel::Ich9 => ("ich9-intel-hda", true),
            SoundModel::Virtio => ("virtio-sound", false),
            SoundModel::Ich7 => {
                return Err(Error::config_unsupported(
                    "QEMU has no sound cards of model 'ich7'",
                ));
            }
        };
        let mut props = if sound.model == SoundModel::Virtio {
            self.need(Cap::VirtioSound, "virtio sound cards")?;
            self.virtio_device(driver, &sound.info, None, &sound.virtio)
        } else {
            if !self.caps.has_type(driver) {
                return Err(Error::config_unsupported(format!(
                    "this QEMU has no sound card '{driver}'"
                )));
            }
            Props::device(driver)
        };
        props.set("id", alias.clone());
        if !hda {
            props.opt("audiodev", audiodev.clone());
        }
        props
            .opt("streams", sound.streams)
            .opt("multi", sound.multichannel);
        self.place(&mut props, &sound.info)?;
        self.device(props)?;

        if hda {
            let duplex = [SoundCodec::Duplex];
            let codecs = match sound.codecs.as_slice() {
                [] => &duplex[..],
                codecs => codecs,
            };
            for (i, codec) in codecs.iter().enumerate() {
                let driver = match codec {
                    SoundCodec::Duplex => "hda-duplex",
                    SoundCodec::Micro => "hda-micro",
                    SoundCodec::Output => "hda-output",
                };
                let mut props = Props::device(driver);
                props
                    .set("id", format!("{alias}-codec{i}"))
                    .set("bus", format!("{alias}.0"))
                    .set("cad", i)
                    .opt("audiodev", audiodev.clone());
                self.device(props)?;
            }
        }
        Ok(())
    }
}

fn audiodev(audio: &Audio) -> Props {
    let mut props = Props::new();
    props.set("id", format!("audio{}", audio.id)).set(
        "driver",
        match audio.backend {
            AudioBackend::PulseAudio { .. } => "pa",
            AudioBackend::File { .. } => "wav",
            ref other => other.type_name(),
        },
    );
    props.opt("timer-period", audio.timer_period);
    match &audio.backend {
        AudioBackend::Oss {
            try_mmap,
            exclusive,
            dsp_policy,
        } => {
            props
                .opt("try-mmap", *try_mmap)
                .opt("exclusive", *exclusive)
                .opt("dsp-policy", *dsp_policy);
        }
        AudioBackend::PulseAudio { server_name } => {
            props.opt("server", server_name.clone());
        }
        AudioBackend::File { path } => {
            props.opt("path", path.clone());
        }
        _ => (),
    }
    for (name, io) in [("in", &audio.input), ("out", &audio.output)] {
        let direction = audio_io(io);
        if direction != Props::new() {
            props.set(name, direction);
        }
    }
    props
}

fn audio_io(io: &AudioIo) -> Props {
    let mut props = Props::new();
    props
        .opt("mixing-engine", io.mixing_engine)
        .opt("fixed-settings", io.fixed_settings)
        .opt("voices", io.voices)
        .opt("buffer-length", io.buffer_length)
        .opt("frequency", io.frequency)
        .opt("channels", io.channels)
        .opt("format", io.format.map(|f| f.name()))
        .opt("dev", io.dev.clone())
        .opt("try-poll", io.try_poll)
        .opt("buffer-count", io.buffer_count)
        .opt("server-name", io.server_name.clone())
        .opt("client-name", io.client_name.clone())
        .opt("connect-ports", io.connect_ports.clone())
        .opt("exact-name", io.exact_name)
        .opt("name", io.name.clone())
        .opt("stream-name", io.stream_name.clone())
        .opt("latency", io.latency);
    props
}
