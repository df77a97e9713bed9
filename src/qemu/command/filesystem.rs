//! Directories of the host shared with the guest, and shared memory.

use super::Builder;
use super::props::{CommaList, Props};
use crate::conf::domain::chardev::{CharBackend, CharSource, UnixChar};
use crate::conf::domain::fs::{
    Filesystem, FsAccessMode, FsDriver, FsMultidevs, Shmem, ShmemModel, ShmemRole,
};
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;

impl Builder<'_> {
    pub fn filesystems(&mut self) -> Result<()> {
        for fs in &self.dom.devices.filesystems {
            match fs.driver {
                Some(FsDriver::Virtiofs) => self.virtiofs(fs)?,
                Some(FsDriver::Mtp) => self.mtp(fs)?,
                Some(FsDriver::Path | FsDriver::Handle) | None => self.plan9(fs)?,
                Some(driver) => {
                    return Err(Error::config_unsupported(format!(
                        "QEMU has no filesystem driver '{driver}'"
                    )));
                }
            }
        }
        Ok(())
    }

    fn plan9(&mut self, fs: &Filesystem) -> Result<()> {
        let alias = fs.info.alias();
        let id = format!("fsdev-{alias}");
        let mut f = CommaList::new();
        if fs.driver == Some(FsDriver::Handle) {
            f.word("handle");
        } else {
            f.word("local").pair(
                "security_model",
                match fs.access_mode {
                    Some(FsAccessMode::Mapped) => "mapped",
                    Some(FsAccessMode::Squash) => "none",
                    Some(FsAccessMode::Passthrough) | None => "passthrough",
                },
            );
        }
        if let Some(multidevs) = fs.multidevs.filter(|m| *m != FsMultidevs::Default) {
            self.need(Cap::FsdevMultidevs, "file systems over several devices")?;
            f.pair("multidevs", multidevs.name());
        }
        f.opt("fmode", fs.fmode.map(|m| format!("{m:04o}")));
        f.opt("dmode", fs.dmode.map(|m| format!("{m:04o}")));
        if fs.wrpolicy_immediate {
            f.pair("writeout", "immediate");
        }
        f.pair("id", &id).opt("path", fs.source.as_ref());
        if fs.readonly {
            f.pair("readonly", "on");
        }
        self.pair("-fsdev", f.finish());

        let mut props = self.virtio_device("virtio-9p", &fs.info, fs.model, &fs.virtio);
        props
            .set("id", alias)
            .set("fsdev", id)
            .set("mount_tag", fs.target.clone());
        self.place(&mut props, &fs.info)?;
        self.device(props)
    }

    fn virtiofs(&mut self, fs: &Filesystem) -> Result<()> {
        self.need(Cap::VhostUserFs, "virtiofs")?;
        let alias = fs.info.alias();
        let path = match &fs.socket {
            Some(path) => path.clone(),
            None => self
                .ctx
                .guest_dir
                .join(format!("{alias}-fs.sock"))
                .to_string_lossy()
                .into_owned(),
        };
        let id = format!("chr-vu-{alias}");
        let source = CharSource::new(CharBackend::Unix(UnixChar {
            path: Some(path),
            ..UnixChar::default()
        }));
        self.chardev_named(&source, &id, alias, true)?;
        let mut props = self.virtio_device("vhost-user-fs", &fs.info, fs.model, &fs.virtio);
        props
            .set("id", alias)
            .set("chardev", id)
            .opt("queue-size", fs.queue_size)
            .set("tag", fs.target.clone())
            .opt("bootindex", fs.info.boot_order);
        self.place(&mut props, &fs.info)?;
        self.device(props)
    }

    fn mtp(&mut self, fs: &Filesystem) -> Result<()> {
        self.need(Cap::UsbMtp, "the media transfer protocol")?;
        let mut props = Props::device("usb-mtp");
        props
            .set("id", fs.info.alias())
            .opt("rootdir", fs.source.clone())
            .set("desc", fs.target.clone());
        props.set("readonly", fs.readonly);
        self.place(&mut props, &fs.info)?;
        self.device(props)
    }

    pub fn shmems(&mut self) -> Result<()> {
        for shmem in &self.dom.devices.shmems {
            self.shmem(shmem)?;
        }
        Ok(())
    }

    fn shmem(&mut self, shmem: &Shmem) -> Result<()> {
        let alias = shmem.info.alias();
        match shmem.model {
            Some(ShmemModel::IvshmemPlain) => {
                self.need(Cap::IvshmemPlain, "plain shared memory")?;
                let memdev = format!("shmmem-{alias}");
                let mut backend = Props::object("memory-backend-file", &*memdev);
                backend
                    .set("mem-path", format!("/dev/shm/{}", shmem.name))
                    .set("size", shmem.size)
                    .set("share", true);
                self.object(&backend);
                let mut props = Props::device("ivshmem-plain");
                props.set("id", alias).set("memdev", memdev);
                match shmem.role {
                    Some(ShmemRole::Master) => {
                        props.set("master", "on");
                    }
                    Some(ShmemRole::Peer) => {
                        props.set("master", "off");
                    }
                    None => (),
                }
                self.place(&mut props, &shmem.info)?;
                self.device(props)
            }
            Some(ShmemModel::IvshmemDoorbell) => {
                self.need(Cap::IvshmemDoorbell, "shared memory with a doorbell")?;
                let path = shmem
                    .server
                    .as_ref()
                    .and_then(|s| s.path.clone())
                    .unwrap_or_else(|| format!("/var/lib/libvirt/shmem-{}-sock", shmem.name));
                let source = CharSource::new(CharBackend::Unix(UnixChar {
                    path: Some(path),
                    ..UnixChar::default()
                }));
                let chardev = self.chardev(&source, alias)?;
                let mut props = Props::device("ivshmem-doorbell");
                props.set("id", alias).set("chardev", chardev);
                if let Some(msi) = shmem.msi {
                    props
                        .opt("vectors", msi.vectors)
                        .opt("ioeventfd", msi.ioeventfd);
                }
                match shmem.role {
                    Some(ShmemRole::Master) => {
                        props.set("master", "on");
                    }
                    Some(ShmemRole::Peer) => {
                        props.set("master", "off");
                    }
                    None => (),
                }
                self.place(&mut props, &shmem.info)?;
                self.device(props)
            }
            Some(ShmemModel::Ivshmem) | None => Err(Error::config_unsupported(
                "QEMU no longer has shared memory of model 'ivshmem'",
            )),
        }
    }
}
