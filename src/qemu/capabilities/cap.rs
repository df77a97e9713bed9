//! The features of a QEMU that the driver asks about, and for each of them the question that decides
//! it. A version number decides nothing: distributions backport, and builds leave things out.

use serde::{Deserialize, Serialize};

/// The question that decides a [`Cap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// The monitor has this command.
    Command(&'static str),
    /// The monitor's schema has this path (see [`super::schema`]).
    Schema(&'static str),
    /// This type can be made (a device, an object, a machine, a chardev backend).
    Type(&'static str),
    /// This device type has this property.
    DeviceProp(&'static str, &'static str),
    /// This user-creatable object type has this property.
    ObjectProp(&'static str, &'static str),
    /// A machine of the family that this alias (`pc`, `q35`, `virt`) names has this property; the
    /// empty alias asks every such family.
    MachineProp(&'static str, &'static str),
    /// This command line option has this parameter (the empty parameter asks for the option alone).
    Option(&'static str, &'static str),
    /// The accelerator can be used by this QEMU on this host.
    Kvm,
}

macro_rules! caps {
    ($( $(#[doc = $doc:literal])* $name:ident = $text:literal, $($probe:expr),+; )*) => {
        /// One feature of a QEMU.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Cap {
            $( $(#[doc = $doc])* #[serde(rename = $text)] $name, )*
        }

        impl Cap {
            /// Every feature there is, in the order of their declaration.
            pub const ALL: &'static [Cap] = &[ $( Cap::$name, )* ];

            /// The feature's name in the cache on disk and in messages.
            pub fn name(self) -> &'static str {
                match self { $( Cap::$name => $text, )* }
            }

            /// The questions that decide the feature: any of them answered by yes will do.
            pub fn probes(self) -> &'static [Probe] {
                use Probe::*;
                match self { $( Cap::$name => &[ $( $probe, )+ ], )* }
            }
        }
    };
}

caps! {
    // How a command line is written.
    /// `-device` takes JSON, and what it makes can be unplugged.
    DeviceJson = "device.json", Schema("device_add/@json-cli-hotplug");
    /// `-netdev` takes JSON.
    NetdevJson = "netdev.json", Schema("netdev_add/arg/[stream]");
    /// `-object` takes JSON.
    ObjectJson = "object.json", Schema("object-add/arg/[memory-backend-ram]");
    /// `-action` and `set-action`.
    SetAction = "set-action", Command("set-action");
    /// `-run-with async-teardown=`.
    RunWithAsyncTeardown = "run-with.async-teardown", Option("run-with", "async-teardown");
    /// `-sandbox`: the build has seccomp.
    Sandbox = "sandbox", Option("sandbox", "elevateprivileges");
    /// `-machine hpet=`.
    MachineHpet = "machine.hpet", MachineProp("", "hpet");
    /// `-machine i8042=`.
    MachineI8042 = "machine.i8042", MachineProp("", "i8042");
    /// `-machine vmport=`.
    MachineVmport = "machine.vmport", MachineProp("", "vmport");
    /// `-machine smm=`.
    MachineSmm = "machine.smm", MachineProp("", "smm");
    /// `-machine acpi=`.
    MachineAcpi = "machine.acpi", MachineProp("", "acpi");
    /// `-smp dies=`.
    SmpDies = "smp.dies", Option("smp-opts", "dies");
    /// `-smp clusters=`.
    SmpClusters = "smp.clusters", Option("smp-opts", "clusters");
    /// `-numa hmat-lb` and `hmat-cache`.
    NumaHmat = "numa.hmat", Schema("set-numa-node/arg/[hmat-lb]");
    /// `-machine shim=`.
    MachineShim = "machine.shim", MachineProp("", "shim");
    /// `-fw_cfg`.
    FwCfg = "fw_cfg", Option("fw_cfg", "");
    /// Extended SMRAM size of q35.
    ExtendedTseg = "mch.extended-tseg-mbytes", DeviceProp("mch", "extended-tseg-mbytes");
    /// Confidential guests are described by an object.
    ConfidentialGuest = "confidential-guest-support", MachineProp("", "confidential-guest-support");

    // Accelerators.
    Kvm = "kvm", Kvm;
    Tcg = "tcg", Type("tcg-accel");

    // CPUs.
    /// The `max` model.
    CpuMax = "cpu-max", Type("max-x86_64-cpu"), Type("max-i386-cpu"), Type("max-arm-cpu");
    CpuModelExpansion = "query-cpu-model-expansion", Command("query-cpu-model-expansion");
    CpuDefinitions = "query-cpu-definitions", Command("query-cpu-definitions");

    // Memory.
    MemoryBackendMemfd = "memory-backend-memfd", Type("memory-backend-memfd");
    MemoryBackendMemfdHugetlb = "memory-backend-memfd.hugetlb", ObjectProp("memory-backend-memfd", "hugetlb");
    MemoryBackendPmem = "memory-backend-file.pmem", ObjectProp("memory-backend-file", "pmem");
    /// RAM from the middle of a file.
    MemoryBackendOffset = "memory-backend-file.offset", ObjectProp("memory-backend-file", "offset");
    /// A file opened read-only whose pages the guest may write to.
    MemoryBackendRom = "memory-backend-file.rom", ObjectProp("memory-backend-file", "rom");
    MemoryBackendReserve = "memory-backend.reserve", ObjectProp("memory-backend-file", "reserve");
    MemoryBackendPreallocThreads = "memory-backend.prealloc-threads", ObjectProp("memory-backend-file", "prealloc-threads");
    MemoryBackendPreallocContext = "memory-backend.prealloc-context", ObjectProp("memory-backend-file", "prealloc-context");
    MemoryBackendCanonicalId = "memory-backend.x-use-canonical-path-for-ramblock-id", ObjectProp("memory-backend-file", "x-use-canonical-path-for-ramblock-id");
    MemoryBackendShm = "memory-backend-shm", Type("memory-backend-shm");
    ThreadContext = "thread-context", Type("thread-context");
    Nvdimm = "nvdimm", Type("nvdimm");
    NvdimmUnarmed = "nvdimm.unarmed", DeviceProp("nvdimm", "unarmed");
    PcDimm = "pc-dimm", Type("pc-dimm");
    VirtioPmem = "virtio-pmem-pci", Type("virtio-pmem-pci");
    VirtioMem = "virtio-mem-pci", Type("virtio-mem-pci");
    VirtioMemPrealloc = "virtio-mem-pci.prealloc", DeviceProp("virtio-mem-pci", "prealloc");
    VirtioMemDynamicMemslots = "virtio-mem-pci.dynamic-memslots", DeviceProp("virtio-mem-pci", "dynamic-memslots");

    // Chardevs.
    /// `reconnect-ms` takes the place of `reconnect` (seconds).
    ChardevReconnectMs = "chardev.reconnect-ms", Option("chardev", "reconnect-ms"), Schema("chardev-add/arg/backend/[socket]/data/reconnect-ms");
    ChardevSpicevmc = "chardev.spicevmc", Schema("chardev-add/arg/backend/[spicevmc]");
    ChardevSpiceport = "chardev.spiceport", Schema("chardev-add/arg/backend/[spiceport]");
    ChardevVdagent = "chardev.qemu-vdagent", Schema("chardev-add/arg/backend/[qemu-vdagent]");
    ChardevDbus = "chardev.dbus", Schema("chardev-add/arg/backend/[dbus]");

    // Network.
    NetdevUser = "netdev.user", Schema("netdev_add/arg/type/=user");
    NetdevStream = "netdev.stream", Schema("netdev_add/arg/[stream]");
    NetdevStreamReconnect = "netdev.stream.reconnect", Schema("netdev_add/arg/[stream]/reconnect");
    NetdevStreamReconnectMs = "netdev.stream.reconnect-ms", Schema("netdev_add/arg/[stream]/reconnect-ms");
    NetdevVhostVdpa = "netdev.vhost-vdpa", Schema("netdev_add/arg/[vhost-vdpa]");
    VirtioNetRss = "virtio-net.rss", DeviceProp("virtio-net-pci", "rss");
    VirtioNetFailover = "virtio-net.failover", DeviceProp("virtio-net-pci", "failover");

    // Block devices.
    AioIoUring = "aio.io_uring", Schema("blockdev-add/arg/[file]/aio/=io_uring");
    BlockdevDropCache = "blockdev.file.drop-cache", Schema("blockdev-add/arg/[file]/drop-cache");
    BlockdevNvme = "blockdev.nvme", Schema("blockdev-add/arg/[nvme]");
    BlockdevNbdTlsHostname = "blockdev.nbd.tls-hostname", Schema("blockdev-add/arg/[nbd]/tls-hostname");
    BlockdevQcow2DiscardNoUnref = "blockdev.qcow2.discard-no-unref", Schema("blockdev-add/arg/[qcow2]/discard-no-unref");
    BlockdevVhostVdpa = "blockdev.virtio-blk-vhost-vdpa", Schema("blockdev-add/arg/[virtio-blk-vhost-vdpa]");
    BlockdevRbdEncryption = "blockdev.rbd.encrypt", Schema("blockdev-add/arg/[rbd]/encrypt");
    BlockdevRbdEncryptionAny = "blockdev.rbd.encrypt.luks-any", Schema("blockdev-add/arg/[rbd]/encrypt/[luks-any]");
    BlockdevSetActive = "blockdev-set-active", Command("blockdev-set-active");
    BackingMaskProtocol = "blockjob.backing-mask-protocol", Schema("block-commit/arg/backing-mask-protocol");
    PrManagerHelper = "pr-manager-helper", Type("pr-manager-helper");
    VirtioBlkQueueSize = "virtio-blk.queue-size", DeviceProp("virtio-blk-pci", "queue-size");
    VirtioBlkIothreadMapping = "virtio-blk.iothread-vq-mapping", DeviceProp("virtio-blk-pci", "iothread-vq-mapping");
    VirtioScsiIothreadMapping = "virtio-scsi.iothread-vq-mapping", DeviceProp("virtio-scsi-pci", "iothread-vq-mapping");
    IothreadThreadPool = "iothread.thread-pool-max", ObjectProp("iothread", "thread-pool-max");
    ScsiDiskChannel = "scsi-disk.channel", DeviceProp("scsi-hd", "channel");
    ScsiDiskWwn = "scsi-disk.wwn", DeviceProp("scsi-hd", "wwn");
    RotationRate = "rotation_rate", DeviceProp("scsi-hd", "rotation_rate");
    UsbStorageRemovable = "usb-storage.removable", DeviceProp("usb-storage", "removable");
    BlockWriteCache = "block.write-cache", DeviceProp("virtio-blk-pci", "write-cache");

    // PCI.
    AcpiIndex = "acpi-index", DeviceProp("pci-bridge", "acpi-index"), DeviceProp("virtio-net-pci", "acpi-index");
    /// `virtio-*-pci-non-transitional` and `-transitional`.
    VirtioTransitional = "virtio-pci-non-transitional", Type("virtio-blk-pci-non-transitional");
    VirtioPciDisableLegacy = "virtio-pci.disable-legacy", DeviceProp("virtio-balloon-pci", "disable-legacy");
    VirtioPciIommuPlatform = "virtio-pci.iommu_platform", DeviceProp("virtio-balloon-pci", "iommu_platform");
    VirtioPciAts = "virtio-pci.ats", DeviceProp("virtio-balloon-pci", "ats");
    VirtioPciPacked = "virtio.packed", DeviceProp("virtio-balloon-pci", "packed");
    VirtioPagePerVq = "virtio.page-per-vq", DeviceProp("virtio-net-pci", "page-per-vq");
    PcieRootPort = "pcie-root-port", Type("pcie-root-port");
    PcieRootPortHotplug = "pcie-root-port.hotplug", DeviceProp("pcie-root-port", "hotplug");
    PcieToPciBridge = "pcie-pci-bridge", Type("pcie-pci-bridge");
    DmiToPciBridge = "i82801b11-bridge", Type("i82801b11-bridge");
    Ioh3420 = "ioh3420", Type("ioh3420");
    Pxb = "pxb", Type("pxb");
    PxbPcie = "pxb-pcie", Type("pxb-pcie");
    Piix4AcpiRootHotplug = "piix4.acpi-root-pci-hotplug", DeviceProp("PIIX4_PM", "acpi-root-pci-hotplug");
    AcpiPciHotplugBridge = "acpi-pci-hotplug-with-bridge-support", DeviceProp("PIIX4_PM", "acpi-pci-hotplug-with-bridge-support");
    Ich9AcpiHotplugBridge = "ich9.acpi-hotplug-bridge", DeviceProp("ICH9-LPC", "acpi-pci-hotplug-with-bridge-support");
    Ich9DisableS3 = "ich9.disable_s3", DeviceProp("ICH9-LPC", "disable_s3");
    PiixDisableS3 = "piix4.disable_s3", DeviceProp("PIIX4_PM", "disable_s3");
    VfioPci = "vfio-pci", Type("vfio-pci");
    IntelIommu = "intel-iommu", Type("intel-iommu");
    IntelIommuAwBits = "intel-iommu.aw-bits", DeviceProp("intel-iommu", "aw-bits");
    IntelIommuDmaTranslation = "intel-iommu.dma-translation", DeviceProp("intel-iommu", "dma-translation");
    VirtioIommu = "virtio-iommu-pci", Type("virtio-iommu-pci");
    VirtioIommuBootBypass = "virtio-iommu.boot-bypass", DeviceProp("virtio-iommu-pci", "boot-bypass");

    // USB.
    Piix3Uhci = "piix3-usb-uhci", Type("piix3-usb-uhci");
    Piix4Uhci = "piix4-usb-uhci", Type("piix4-usb-uhci");
    UsbEhci = "usb-ehci", Type("usb-ehci");
    Ich9Ehci = "ich9-usb-ehci1", Type("ich9-usb-ehci1");
    PciOhci = "pci-ohci", Type("pci-ohci");
    NecXhci = "nec-usb-xhci", Type("nec-usb-xhci");
    QemuXhci = "qemu-xhci", Type("qemu-xhci");
    UsbHub = "usb-hub", Type("usb-hub");
    UsbRedir = "usb-redir", Type("usb-redir");
    UsbHost = "usb-host", Type("usb-host");
    UsbHostHostdevice = "usb-host.hostdevice", DeviceProp("usb-host", "hostdevice");
    UsbHostGuestResetsAll = "usb-host.guest-resets-all", DeviceProp("usb-host", "guest-resets-all");
    UsbKbd = "usb-kbd", Type("usb-kbd");
    UsbSerial = "usb-serial", Type("usb-serial");
    UsbStorage = "usb-storage", Type("usb-storage");
    CcidEmulated = "ccid-card-emulated", Type("ccid-card-emulated");
    CcidPassthru = "ccid-card-passthru", Type("ccid-card-passthru");

    // SCSI controllers.
    Lsi = "lsi", Type("lsi53c895a");
    VirtioScsi = "virtio-scsi-pci", Type("virtio-scsi-pci");
    Megasas = "megasas", Type("megasas");
    Mptsas1068 = "mptsas1068", Type("mptsas1068");
    Pvscsi = "pvscsi", Type("pvscsi");
    Am53c974 = "am53c974", Type("am53c974");
    Dc390 = "dc390", Type("dc-390"), Type("dc390");
    Ich9Ahci = "ich9-ahci", Type("ich9-ahci");

    // Display and input.
    Vnc = "vnc", Command("query-vnc");
    VncPowerControl = "vnc.power-control", Option("vnc", "power-control");
    Spice = "spice", Option("spice", "");
    Sdl = "sdl", Schema("query-display-options/ret/type/=sdl");
    EglHeadless = "egl-headless", Schema("query-display-options/ret/type/=egl-headless");
    DisplayDbus = "display.dbus", Schema("query-display-options/ret/type/=dbus");
    DisplayReload = "display-reload", Command("display-reload");
    Vga = "VGA", Type("VGA");
    VgaMemory = "VGA.vgamem_mb", DeviceProp("VGA", "vgamem_mb");
    Cirrus = "cirrus-vga", Type("cirrus-vga");
    Vmvga = "vmware-svga", Type("vmware-svga");
    Qxl = "qxl", Type("qxl");
    QxlVga = "qxl-vga", Type("qxl-vga");
    QxlMaxOutputs = "qxl.max_outputs", DeviceProp("qxl", "max_outputs");
    VirtioGpu = "virtio-gpu-pci", Type("virtio-gpu-pci");
    VirtioVga = "virtio-vga", Type("virtio-vga");
    VirtioGpuGl = "virtio-gpu-gl-pci", Type("virtio-gpu-gl-pci");
    VirtioVgaGl = "virtio-vga-gl", Type("virtio-vga-gl");
    VirtioGpuBlob = "virtio-gpu.blob", DeviceProp("virtio-gpu-pci", "blob");
    VhostUserGpu = "vhost-user-gpu-pci", Type("vhost-user-gpu-pci");
    VhostUserVga = "vhost-user-vga", Type("vhost-user-vga");
    Bochs = "bochs-display", Type("bochs-display");
    Ramfb = "ramfb", Type("ramfb");
    VirtioKeyboard = "virtio-keyboard-pci", Type("virtio-keyboard-pci");
    VirtioMouse = "virtio-mouse-pci", Type("virtio-mouse-pci");
    VirtioTablet = "virtio-tablet-pci", Type("virtio-tablet-pci");
    VirtioInputHost = "virtio-input-host-pci", Type("virtio-input-host-pci");
    InputLinux = "input-linux", Type("input-linux");

    // Sound.
    Ich6Hda = "intel-hda", Type("intel-hda");
    Ich9Hda = "ich9-intel-hda", Type("ich9-intel-hda");
    HdaMicro = "hda-micro", Type("hda-micro");
    HdaDuplex = "hda-duplex", Type("hda-duplex");
    HdaOutput = "hda-output", Type("hda-output");
    VirtioSound = "virtio-sound-pci", Type("virtio-sound-pci");
    UsbAudio = "usb-audio", Type("usb-audio");

    // The other devices.
    VirtioRng = "virtio-rng-pci", Type("virtio-rng-pci");
    RngRandom = "rng-random", Type("rng-random");
    RngEgd = "rng-egd", Type("rng-egd");
    RngBuiltin = "rng-builtin", Type("rng-builtin");
    BalloonDeflateOnOom = "virtio-balloon.deflate-on-oom", DeviceProp("virtio-balloon-pci", "deflate-on-oom");
    BalloonFreePageReporting = "virtio-balloon.free-page-reporting", DeviceProp("virtio-balloon-pci", "free-page-reporting");
    TpmPassthrough = "tpm-passthrough", Schema("query-tpm-types/ret/=passthrough");
    TpmEmulator = "tpm-emulator", Schema("query-tpm-types/ret/=emulator");
    TpmTis = "tpm-tis", Type("tpm-tis");
    TpmCrb = "tpm-crb", Type("tpm-crb");
    Vmcoreinfo = "vmcoreinfo", Type("vmcoreinfo");
    Vmgenid = "vmgenid", Type("vmgenid");
    Pvpanic = "pvpanic", Type("pvpanic");
    PvpanicPci = "pvpanic-pci", Type("pvpanic-pci");
    AcpiErst = "acpi-erst", Type("acpi-erst");
    IvshmemPlain = "ivshmem-plain", Type("ivshmem-plain");
    IvshmemDoorbell = "ivshmem-doorbell", Type("ivshmem-doorbell");
    VhostVsock = "vhost-vsock-pci", Type("vhost-vsock-pci");
    VhostUserFs = "vhost-user-fs-pci", Type("vhost-user-fs-pci");
    VhostUserFsBootindex = "vhost-user-fs.bootindex", DeviceProp("vhost-user-fs-pci", "bootindex");
    VhostUserBlk = "vhost-user-blk-pci", Type("vhost-user-blk-pci");
    VhostScsi = "vhost-scsi-pci", Type("vhost-scsi-pci");
    FsdevMultidevs = "fsdev.multidevs", Option("fsdev", "multidevs");
    UsbMtp = "usb-mtp", Type("usb-mtp");
    VirtioCrypto = "virtio-crypto-pci", Type("virtio-crypto-pci");
    IsaSerial = "isa-serial", Type("isa-serial");
    PciSerial = "pci-serial", Type("pci-serial");
    PitLostTicks = "kvm-pit.lost_tick_policy", DeviceProp("kvm-pit", "lost_tick_policy");
    RtcResetReinjection = "rtc-reset-reinjection", Command("rtc-reset-reinjection");
    DbusVmstate = "dbus-vmstate", Type("dbus-vmstate");
    SevGuest = "sev-guest", Type("sev-guest");
    SevSnpGuest = "sev-snp-guest", Type("sev-snp-guest");
    SgxEpc = "sgx-epc", Command("query-sgx");

    // Migration, which saving is.
    MigrateMappedRam = "migration.mapped-ram", Schema("migrate-set-capabilities/arg/capabilities/capability/=mapped-ram");
    MigrateMultifd = "migration.multifd", Schema("migrate-set-capabilities/arg/capabilities/capability/=multifd");
    MigrateBackgroundSnapshot = "migration.background-snapshot", Schema("migrate-set-capabilities/arg/capabilities/capability/=background-snapshot");
    MigrateDirectIo = "migration.direct-io", Schema("migrate-set-parameters/arg/direct-io");
    MigrateZeroPageDetection = "migration.zero-page-detection", Schema("migrate-set-parameters/arg/zero-page-detection");
    /// `file:` destinations.
    MigrateFile = "migration.file", Schema("migrate/arg/channels/addr/[file]");
    MigrateRdma = "migration.rdma", Schema("migrate-set-capabilities/arg/capabilities/capability/=rdma-pin-all");
    MigrateIncomingExitOnError = "migrate-incoming.exit-on-error", Schema("migrate-incoming/arg/exit-on-error");
    MigrateBlockedReasons = "migration.blocked-reasons", Schema("query-migrate/ret/blocked-reasons");
    SnapshotSave = "snapshot-save", Command("snapshot-save");
    QueryStats = "query-stats", Command("query-stats");
    QueryDirtyRate = "query-dirty-rate", Command("query-dirty-rate");
    ScreendumpDevice = "screendump.device", Schema("screendump/arg/device");
    ScreendumpPng = "screendump.png", Schema("screendump/arg/format/=png");
    QueryNamedBlockNodesFlat = "query-named-block-nodes.flat", Schema("query-named-block-nodes/arg/flat");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_survive_serialisation() {
        let names: BTreeSet<_> = Cap::ALL.iter().map(|c| c.name()).collect();
        assert_eq!(names.len(), Cap::ALL.len());
        for cap in Cap::ALL {
            let text = serde_json::to_string(cap).unwrap();
            assert_eq!(text, format!("\"{}\"", cap.name()));
            assert_eq!(serde_json::from_str::<Cap>(&text).unwrap(), *cap);
        }
    }
}
