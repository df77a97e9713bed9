//! All devices of a domain, and ways to walk over them in libvirt's order.

use super::address::DeviceInfo;
use super::{audio, chardev, controller, disk, fs, graphics, hostdev, memory, misc, net, video};

/// `<devices>`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Devices {
    pub emulator: Option<String>,
    pub disks: Vec<disk::Disk>,
    pub interfaces: Vec<net::Interface>,
    pub sounds: Vec<audio::Sound>,
    pub hostdevs: Vec<hostdev::Hostdev>,
    pub videos: Vec<video::Video>,
    pub controllers: Vec<controller::Controller>,
    pub smartcards: Vec<chardev::Smartcard>,
    pub serials: Vec<chardev::Serial>,
    pub parallels: Vec<chardev::Parallel>,
    pub channels: Vec<chardev::Channel>,
    pub consoles: Vec<chardev::Console>,
    pub inputs: Vec<misc::Input>,
    pub filesystems: Vec<fs::Filesystem>,
    pub watchdogs: Vec<misc::Watchdog>,
    pub memballoon: Option<misc::Memballoon>,
    pub rngs: Vec<misc::Rng>,
    pub nvram: Option<misc::NvramDevice>,
    pub hubs: Vec<misc::Hub>,
    pub redirdevs: Vec<chardev::RedirDev>,
    pub shmems: Vec<fs::Shmem>,
    pub tpms: Vec<misc::Tpm>,
    pub memories: Vec<memory::MemoryDevice>,
    pub panics: Vec<misc::Panic>,
    pub iommu: Option<misc::Iommu>,
    pub vsock: Option<misc::Vsock>,
    pub cryptos: Vec<misc::Crypto>,
    pub pstore: Option<misc::Pstore>,
    pub graphics: Vec<graphics::Graphics>,
    pub audios: Vec<audio::Audio>,
    pub leases: Vec<misc::Lease>,
    /// `<redirfilter>`
    pub redir_filter: Option<Vec<chardev::RedirFilter>>,
}

/// The tables below say once what kinds of device there are, in the order in which libvirt visits
/// them when it looks for addresses and aliases.
macro_rules! device_kinds {
    (many: $($many:ident $many_name:ident $many_ty:ty, $many_xml:literal;)*) => {
        /// A device with the info that all devices have.
        #[derive(Clone, Copy, Debug)]
        pub enum DeviceRef<'a> { $($many_name(&'a $many_ty)),* }

        /// The same, to be changed.
        #[derive(Debug)]
        pub enum DeviceMut<'a> { $($many_name(&'a mut $many_ty)),* }

        impl<'a> DeviceRef<'a> {
            /// The element's name.
            pub fn element(&self) -> &'static str {
                match self { $(DeviceRef::$many_name(_) => $many_xml),* }
            }

            pub fn info(&self) -> &'a DeviceInfo {
                match self { $(DeviceRef::$many_name(d) => &d.info),* }
            }
        }

        impl<'a> DeviceMut<'a> {
            /// The element's name.
            pub fn element(&self) -> &'static str {
                match self { $(DeviceMut::$many_name(_) => $many_xml),* }
            }

            pub fn info(&self) -> &DeviceInfo {
                match self { $(DeviceMut::$many_name(d) => &d.info),* }
            }

            pub fn info_mut(&mut self) -> &mut DeviceInfo {
                match self { $(DeviceMut::$many_name(d) => &mut d.info),* }
            }
        }

        impl Devices {
            /// All devices that have an info, in libvirt's order. A console that stands for the first
            /// serial port is among them ([`Devices::first_console_is_serial`]).
            pub fn all(&self) -> Vec<DeviceRef<'_>> {
                let mut all = Vec::new();
                $(all.extend(self.$many.iter().map(DeviceRef::$many_name));)*
                all
            }

            /// The same, to be changed.
            pub fn all_mut(&mut self) -> Vec<DeviceMut<'_>> {
                let mut all = Vec::new();
                $(all.extend(self.$many.iter_mut().map(DeviceMut::$many_name));)*
                all
            }
        }
    };
}

device_kinds! {
    many:
    disks Disk disk::Disk, "disk";
    interfaces Interface net::Interface, "interface";
    sounds Sound audio::Sound, "sound";
    hostdevs Hostdev hostdev::Hostdev, "hostdev";
    videos Video video::Video, "video";
    controllers Controller controller::Controller, "controller";
    smartcards Smartcard chardev::Smartcard, "smartcard";
    serials Serial chardev::Serial, "serial";
    parallels Parallel chardev::Parallel, "parallel";
    channels Channel chardev::Channel, "channel";
    consoles Console chardev::Console, "console";
    inputs Input misc::Input, "input";
    filesystems Filesystem fs::Filesystem, "filesystem";
    watchdogs Watchdog misc::Watchdog, "watchdog";
    memballoon Memballoon misc::Memballoon, "memballoon";
    rngs Rng misc::Rng, "rng";
    nvram Nvram misc::NvramDevice, "nvram";
    hubs Hub misc::Hub, "hub";
    redirdevs RedirDev chardev::RedirDev, "redirdev";
    shmems Shmem fs::Shmem, "shmem";
    tpms Tpm misc::Tpm, "tpm";
    memories Memory memory::MemoryDevice, "memory";
    panics Panic misc::Panic, "panic";
    iommu Iommu misc::Iommu, "iommu";
    vsock Vsock misc::Vsock, "vsock";
    cryptos Crypto misc::Crypto, "crypto";
    pstore Pstore misc::Pstore, "pstore";
}

impl Devices {
    /// All infos, in libvirt's order.
    pub fn infos(&self) -> impl Iterator<Item = &DeviceInfo> {
        self.all().into_iter().map(|device| device.info())
    }

    /// Whether the first console is only another name of the first serial port: then it is no device
    /// of its own and needs neither address nor alias of its own.
    pub fn first_console_is_serial(&self) -> bool {
        match (self.consoles.first(), self.serials.first()) {
            (Some(console), Some(_)) => {
                matches!(console.target, None | Some(chardev::ConsoleTarget::Serial))
            }
            _ => false,
        }
    }
}
