//! The names that libvirt has for features of a QEMU, as its status files hold them. It refuses a
//! status file with a name that it does not know, and takes a guest without names for one of a QEMU
//! that can nothing; so what goes into a status file is this list, not our own names.

use super::QemuCaps;
use super::cap::Cap;

/// What decides a feature of libvirt's.
#[derive(Clone, Copy)]
enum Decided {
    /// Our feature.
    By(Cap),
    /// That QEMU has this type.
    ByType(&'static str),
    /// Every QEMU that is old enough has it.
    Always,
}

use Decided::{Always, By, ByType};

const FLAGS: &[(&str, Decided)] = &[
    ("VGA", By(Cap::Vga)),
    ("VGA.vgamem_mb", By(Cap::VgaMemory)),
    ("acpi-erst", By(Cap::AcpiErst)),
    ("acpi-index", By(Cap::AcpiIndex)),
    ("aio.io_uring", By(Cap::AioIoUring)),
    ("am53c974", By(Cap::Am53c974)),
    ("blockdev-set-active", By(Cap::BlockdevSetActive)),
    ("blockdev.nbd.tls-hostname", By(Cap::BlockdevNbdTlsHostname)),
    (
        "blockjob.backing-mask-protocol",
        By(Cap::BackingMaskProtocol),
    ),
    ("bochs-display", By(Cap::Bochs)),
    ("calc-dirty-rate", By(Cap::QueryDirtyRate)),
    ("canonical-cpu-features", By(Cap::CpuModelExpansion)),
    ("ccid-emulated", By(Cap::CcidEmulated)),
    ("ccid-passthru", By(Cap::CcidPassthru)),
    ("chardev-reconnect", Always),
    ("chardev-reconnect-miliseconds", By(Cap::ChardevReconnectMs)),
    ("chardev.qemu-vdagent", By(Cap::ChardevVdagent)),
    ("cirrus-vga", By(Cap::Cirrus)),
    ("confidential-guest-support", By(Cap::ConfidentialGuest)),
    ("cpu-max", By(Cap::CpuMax)),
    ("cpu-unavailable-features", By(Cap::CpuDefinitions)),
    ("cpu.migratable", By(Cap::CpuMax)),
    ("dbus-vmstate", By(Cap::DbusVmstate)),
    ("dc390", By(Cap::Dc390)),
    ("device.json+hotplug", By(Cap::DeviceJson)),
    ("dirtyrate-param.mode", By(Cap::QueryDirtyRate)),
    ("display-dbus", By(Cap::DisplayDbus)),
    ("display-reload", By(Cap::DisplayReload)),
    ("dmi-to-pci-bridge", By(Cap::DmiToPciBridge)),
    ("drive-nvme", By(Cap::BlockdevNvme)),
    ("e1000", ByType("e1000")),
    ("egl-headless", By(Cap::EglHeadless)),
    ("egl-headless.rendernode", By(Cap::EglHeadless)),
    ("fsdev.multidevs", By(Cap::FsdevMultidevs)),
    ("hda-duplex", By(Cap::HdaDuplex)),
    ("hda-micro", By(Cap::HdaMicro)),
    ("hda-output", By(Cap::HdaOutput)),
    ("i8042", ByType("i8042")),
    ("ich9-ahci", By(Cap::Ich9Ahci)),
    ("ich9-intel-hda", By(Cap::Ich9Hda)),
    ("ich9-usb-ehci1", By(Cap::Ich9Ehci)),
    ("input-linux", By(Cap::InputLinux)),
    ("intel-iommu", By(Cap::IntelIommu)),
    ("intel-iommu.aw-bits", By(Cap::IntelIommuAwBits)),
    ("intel-iommu.caching-mode", By(Cap::IntelIommu)),
    ("intel-iommu.device-iotlb", By(Cap::IntelIommu)),
    (
        "intel-iommu.dma-translation",
        By(Cap::IntelIommuDmaTranslation),
    ),
    ("intel-iommu.eim", By(Cap::IntelIommu)),
    ("intel-iommu.intremap", By(Cap::IntelIommu)),
    ("ioh3420", By(Cap::Ioh3420)),
    ("iothread.thread-pool-max", By(Cap::IothreadThreadPool)),
    ("isa-serial", By(Cap::IsaSerial)),
    ("ivshmem-doorbell", By(Cap::IvshmemDoorbell)),
    ("ivshmem-plain", By(Cap::IvshmemPlain)),
    ("kvm", By(Cap::Kvm)),
    ("kvm-pit-lost-tick-policy", By(Cap::PitLostTicks)),
    ("lsi", By(Cap::Lsi)),
    ("machine-hpet", By(Cap::MachineHpet)),
    ("machine-i8042-opt", By(Cap::MachineI8042)),
    ("machine-vmport-opt", By(Cap::MachineVmport)),
    ("mch", ByType("mch")),
    ("mch.extended-tseg-mbytes", By(Cap::ExtendedTseg)),
    ("megasas", By(Cap::Megasas)),
    ("memory-backend-file.pmem", By(Cap::MemoryBackendPmem)),
    (
        "memory-backend-file.prealloc-threads",
        By(Cap::MemoryBackendPreallocThreads),
    ),
    ("memory-backend-file.reserve", By(Cap::MemoryBackendReserve)),
    (
        "memory-backend-file.x-use-canonical-path-for-ramblock-id",
        By(Cap::MemoryBackendCanonicalId),
    ),
    ("memory-backend-memfd", By(Cap::MemoryBackendMemfd)),
    (
        "memory-backend-memfd.hugetlb",
        By(Cap::MemoryBackendMemfdHugetlb),
    ),
    (
        "migrate-incoming.exit-on-error",
        By(Cap::MigrateIncomingExitOnError),
    ),
    ("migrate-rdma", By(Cap::MigrateRdma)),
    ("migration-file-drop-cache", By(Cap::BlockdevDropCache)),
    ("migration.blocked-reasons", By(Cap::MigrateBlockedReasons)),
    ("mptsas1068", By(Cap::Mptsas1068)),
    ("nbd-tls", Always),
    ("nec-usb-xhci", By(Cap::NecXhci)),
    (
        "netdev-stream-reconnect-miliseconds",
        By(Cap::NetdevStreamReconnectMs),
    ),
    ("netdev.json", By(Cap::NetdevJson)),
    ("netdev.stream", By(Cap::NetdevStream)),
    ("netdev.stream.reconnect", By(Cap::NetdevStreamReconnect)),
    ("netdev.user", By(Cap::NetdevUser)),
    ("netdev.vhost-vdpa", By(Cap::NetdevVhostVdpa)),
    ("numa.hmat", By(Cap::NumaHmat)),
    ("nvdimm", By(Cap::Nvdimm)),
    ("nvdimm.unarmed", By(Cap::NvdimmUnarmed)),
    ("pc-dimm", By(Cap::PcDimm)),
    ("pci-bridge", ByType("pci-bridge")),
    ("pci-ohci", By(Cap::PciOhci)),
    ("pci-serial", By(Cap::PciSerial)),
    ("pcie-pci-bridge", By(Cap::PcieToPciBridge)),
    ("pcie-root-port", By(Cap::PcieRootPort)),
    ("pcie-root-port.hotplug", By(Cap::PcieRootPortHotplug)),
    ("piix3-usb-uhci", By(Cap::Piix3Uhci)),
    ("piix4-usb-uhci", By(Cap::Piix4Uhci)),
    ("piix4.acpi-root-pci-hotplug", By(Cap::Piix4AcpiRootHotplug)),
    ("pr-manager-helper", By(Cap::PrManagerHelper)),
    ("pvpanic", By(Cap::Pvpanic)),
    ("pvpanic-pci", By(Cap::PvpanicPci)),
    ("pvscsi", By(Cap::Pvscsi)),
    ("pxb", By(Cap::Pxb)),
    ("pxb-pcie", By(Cap::PxbPcie)),
    (
        "qcow2-discard-no-unref",
        By(Cap::BlockdevQcow2DiscardNoUnref),
    ),
    ("qemu-xhci", By(Cap::QemuXhci)),
    ("query-cpu-definitions", By(Cap::CpuDefinitions)),
    ("query-cpu-model-expansion", By(Cap::CpuModelExpansion)),
    ("query-dirty-rate", By(Cap::QueryDirtyRate)),
    ("query-stats", By(Cap::QueryStats)),
    ("query-stats-schemas", By(Cap::QueryStats)),
    ("qxl", By(Cap::Qxl)),
    ("qxl.max_outputs", By(Cap::QxlMaxOutputs)),
    ("ramfb", By(Cap::Ramfb)),
    ("rbd-encryption", By(Cap::BlockdevRbdEncryption)),
    ("rbd-encryption-layering", By(Cap::BlockdevRbdEncryptionAny)),
    ("rbd-encryption-luks-any", By(Cap::BlockdevRbdEncryptionAny)),
    ("rng-builtin", By(Cap::RngBuiltin)),
    ("rng-egd", By(Cap::RngEgd)),
    ("rng-random", By(Cap::RngRandom)),
    ("rotation-rate", By(Cap::RotationRate)),
    ("rtc-reset-reinjection", By(Cap::RtcResetReinjection)),
    ("rtl8139", ByType("rtl8139")),
    ("run-with.async-teardown", By(Cap::RunWithAsyncTeardown)),
    ("screendump_device", By(Cap::ScreendumpDevice)),
    ("screenshot-format-png", By(Cap::ScreendumpPng)),
    ("scsi-block", ByType("scsi-block")),
    ("scsi-disk.channel", By(Cap::ScsiDiskChannel)),
    ("sdl", By(Cap::Sdl)),
    ("seccomp-sandbox", By(Cap::Sandbox)),
    ("set-action", By(Cap::SetAction)),
    ("sev-guest-kernel-hashes", By(Cap::SevGuest)),
    ("sev-inject-launch-secret", By(Cap::SevGuest)),
    ("shim", By(Cap::MachineShim)),
    ("smp-clusters", By(Cap::SmpClusters)),
    ("smp-dies", By(Cap::SmpDies)),
    ("spice", By(Cap::Spice)),
    ("tcg", By(Cap::Tcg)),
    ("thread-context", By(Cap::ThreadContext)),
    ("tpm-crb", By(Cap::TpmCrb)),
    ("tpm-emulator", By(Cap::TpmEmulator)),
    ("tpm-passthrough", By(Cap::TpmPassthrough)),
    ("tpm-tis", By(Cap::TpmTis)),
    ("usb-audio", By(Cap::UsbAudio)),
    ("usb-ehci", By(Cap::UsbEhci)),
    ("usb-host.guest-resets-all", By(Cap::UsbHostGuestResetsAll)),
    ("usb-host.hostdevice", By(Cap::UsbHostHostdevice)),
    ("usb-hub", By(Cap::UsbHub)),
    ("usb-kbd", By(Cap::UsbKbd)),
    ("usb-mtp", By(Cap::UsbMtp)),
    ("usb-redir", By(Cap::UsbRedir)),
    ("usb-redir.filter", By(Cap::UsbRedir)),
    ("usb-serial", By(Cap::UsbSerial)),
    ("usb-storage", By(Cap::UsbStorage)),
    ("vfio-pci", By(Cap::VfioPci)),
    ("vhost-scsi", By(Cap::VhostScsi)),
    ("vhost-user-blk", By(Cap::VhostUserBlk)),
    ("vhost-user-fs", By(Cap::VhostUserFs)),
    ("vhost-user-fs.bootindex", By(Cap::VhostUserFsBootindex)),
    ("vhost-user-gpu", By(Cap::VhostUserGpu)),
    ("vhost-user-vga", By(Cap::VhostUserVga)),
    ("vhost-vsock", By(Cap::VhostVsock)),
    (
        "virtio-balloon-pci.deflate-on-oom",
        By(Cap::BalloonDeflateOnOom),
    ),
    (
        "virtio-balloon.free-page-reporting",
        By(Cap::BalloonFreePageReporting),
    ),
    (
        "virtio-blk.iothread-mapping",
        By(Cap::VirtioBlkIothreadMapping),
    ),
    ("virtio-blk.queue-size", By(Cap::VirtioBlkQueueSize)),
    ("virtio-crypto", By(Cap::VirtioCrypto)),
    ("virtio-gpu", By(Cap::VirtioGpu)),
    ("virtio-gpu.blob", By(Cap::VirtioGpuBlob)),
    ("virtio-input-host", By(Cap::VirtioInputHost)),
    ("virtio-iommu-pci", By(Cap::VirtioIommu)),
    ("virtio-iommu.boot-bypass", By(Cap::VirtioIommuBootBypass)),
    ("virtio-keyboard", By(Cap::VirtioKeyboard)),
    ("virtio-mem-pci", By(Cap::VirtioMem)),
    (
        "virtio-mem-pci.dynamic-memslots",
        By(Cap::VirtioMemDynamicMemslots),
    ),
    ("virtio-mem-pci.prealloc", By(Cap::VirtioMemPrealloc)),
    ("virtio-mmio", ByType("virtio-mmio")),
    ("virtio-mouse", By(Cap::VirtioMouse)),
    ("virtio-net", ByType("virtio-net-pci")),
    ("virtio-net.rss", By(Cap::VirtioNetRss)),
    ("virtio-pci-non-transitional", By(Cap::VirtioTransitional)),
    ("virtio-pmem-pci", By(Cap::VirtioPmem)),
    ("virtio-rng", By(Cap::VirtioRng)),
    ("virtio-scsi-pci", By(Cap::VirtioScsi)),
    (
        "virtio-scsi.iothread-mapping",
        By(Cap::VirtioScsiIothreadMapping),
    ),
    ("virtio-sound", By(Cap::VirtioSound)),
    ("virtio-tablet", By(Cap::VirtioTablet)),
    ("virtio-vga", By(Cap::VirtioVga)),
    ("vmcoreinfo", By(Cap::Vmcoreinfo)),
    ("vmgenid", By(Cap::Vmgenid)),
    ("vmware-svga", By(Cap::Vmvga)),
    ("vmware-svga.vgamem_mb", By(Cap::Vmvga)),
    ("vnc", By(Cap::Vnc)),
    ("vnc-power-control", By(Cap::VncPowerControl)),
    ("x3130-upstream", ByType("x3130-upstream")),
    ("x86-max-cpu", By(Cap::CpuMax)),
    ("xio3130-downstream", ByType("xio3130-downstream")),
];

/// libvirt's names for what this QEMU can.
pub fn libvirt_flags(caps: &QemuCaps) -> Vec<String> {
    FLAGS
        .iter()
        .filter(|(_, decided)| match decided {
            By(cap) => caps.has(*cap),
            ByType(name) => caps.has_type(name),
            Always => true,
        })
        .map(|(name, _)| (*name).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const QEMU: &str = "/usr/bin/qemu-system-x86_64";
    const STOCK: &str = "/var/cache/libvirt/qemu/capabilities";

    #[test]
    fn names_are_unique() {
        let names: BTreeSet<_> = FLAGS.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), FLAGS.len());
    }

    /// Where libvirt has probed the same QEMU, both must have come to the same answers.
    #[test]
    fn libvirt_says_the_same() {
        let theirs = std::fs::read_dir(STOCK).ok().and_then(|dir| {
            dir.flatten()
                .filter_map(|f| std::fs::read_to_string(f.path()).ok())
                .find(|text| text.contains(&format!("<emulator>{QEMU}</emulator>")))
        });
        let Some(theirs) = theirs else {
            eprintln!("skipped: libvirt has not probed {QEMU}");
            return;
        };
        let theirs: BTreeSet<&str> = theirs
            .split("<flag name='")
            .skip(1)
            .filter_map(|rest| rest.split('\'').next())
            .collect();
        let caps = QemuCaps::probe(QEMU, true).unwrap();
        let ours = libvirt_flags(&caps);
        let ours: BTreeSet<&str> = ours.iter().map(String::as_str).collect();
        let surplus: Vec<_> = ours.difference(&theirs).collect();
        assert!(surplus.is_empty(), "libvirt does not know of {surplus:?}");
        let missing: Vec<_> = theirs.difference(&ours).collect();
        assert!(missing.is_empty(), "only libvirt knows of {missing:?}");
    }
}
