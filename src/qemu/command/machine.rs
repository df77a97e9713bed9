//! What the guest is as a whole: its name, machine type, accelerator, processors, and QEMU's own
//! behaviour.

use super::Builder;
use super::props::{CommaList, Props, word};
use crate::conf::domain::features::{IoApic, LaunchSecurity};
use crate::conf::domain::memory::MemoryModel;
use crate::conf::domain::misc::Iommu;
use crate::conf::domain::vcpu::IoThread;
use crate::conf::domain::{VirtType, audio, clock, misc};
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;

impl Builder<'_> {
    pub fn name(&mut self) {
        let text = CommaList::new()
            .pair("guest", &self.dom.name)
            .pair("debug-threads", "on")
            .finish();
        self.pair("-name", text);
    }

    /// `<qemu:deprecation>`
    pub fn compat(&mut self) {
        use crate::conf::domain::qemu_ns::DeprecationBehavior::*;
        let (output, input) = match self.dom.qemu.as_ref().and_then(|q| q.deprecation) {
            Some(Omit) => ("hide", "accept"),
            Some(Reject) => ("hide", "reject"),
            Some(Crash) => ("hide", "crash"),
            Some(None) | Option::None => return,
        };
        let mut props = Props::new();
        props
            .set("deprecated-output", output)
            .set("deprecated-input", input);
        self.pair("-compat", props.to_json());
    }

    /// The key that secrets on the command line are encrypted with; its file is made at start.
    pub fn master_key(&mut self) -> Result<()> {
        let mut props = Props::object("secret", "masterKey0");
        props.set("format", "raw").set(
            "file",
            self.ctx
                .guest_dir
                .join("master-key.aes")
                .to_string_lossy()
                .into_owned(),
        );
        self.object(&props);
        Ok(())
    }

    /// The machine's name: post-parsing made it canonical, or it is an alias still.
    pub fn machine_name(&self) -> &str {
        match &self.dom.os.machine {
            Some(name) => self.caps.canonical_machine(name),
            None => self.caps.default_machine().map_or("", |m| &m.name),
        }
    }

    pub fn is_q35(&self) -> bool {
        let name = self.machine_name();
        name == "q35" || name.starts_with("pc-q35")
    }

    /// The i440FX family, `pc` and its versions.
    pub fn is_i440fx(&self) -> bool {
        let name = self.machine_name();
        name == "pc"
            || name.starts_with("pc-0.")
            || name.starts_with("pc-1.")
            || name.starts_with("pc-i440fx")
    }

    pub fn machine(&mut self) -> Result<()> {
        let dom = self.dom;
        let features = &dom.features;
        let mut m = CommaList::new();
        m.word(self.machine_name()).pair("usb", "off");

        if let Some(vmport) = features.vmport {
            self.need(Cap::MachineVmport, "switching the VMware I/O port")?;
            m.pair("vmport", word(vmport));
        }
        if let Some(state) = features.smm.as_ref().and_then(|s| s.state) {
            self.need(Cap::MachineSmm, "switching system management mode")?;
            m.pair("smm", word(state));
        }
        match features.ioapic {
            Some(IoApic::Kvm) => {
                m.pair("kernel_irqchip", "on");
            }
            Some(IoApic::Qemu) => {
                m.pair("kernel_irqchip", "split");
            }
            None => (),
        }
        if let Some(ps2) = features.ps2 {
            self.need(Cap::MachineI8042, "switching the PS/2 controller")?;
            m.pair("i8042", word(ps2));
        }
        if let Some(shim) = &dom.os.shim {
            self.need(Cap::MachineShim, "a shim")?;
            m.pair("shim", shim);
        }
        m.pair(
            "dump-guest-core",
            word(dom.memory.dump_core.unwrap_or(false)),
        );
        if dom.memory.backing.nosharepages {
            m.pair("mem-merge", "off");
        }
        if dom
            .devices
            .memories
            .iter()
            .any(|d| d.model == MemoryModel::Nvdimm)
        {
            m.pair("nvdimm", "on");
        }
        self.gic(&mut m);
        if dom
            .devices
            .iommu
            .as_ref()
            .is_some_and(|i| i.model == misc::IommuModel::Smmuv3)
        {
            m.pair("iommu", "smmuv3");
        }
        if self.hmat() {
            self.need(Cap::NumaHmat, "heterogeneous memory attributes")?;
            m.pair("hmat", "on");
        }
        if let Some(security) = &dom.launch_security {
            match security {
                LaunchSecurity::Sev(_) | LaunchSecurity::SevSnp(_) => {
                    self.need(Cap::ConfidentialGuest, "confidential guests")?;
                }
                LaunchSecurity::S390Pv => (),
            }
            m.pair("confidential-guest-support", "lsec0");
        }
        if let Some(id) = self.default_ram() {
            m.pair("memory-backend", id);
        }
        self.machine_pflash(&mut m);
        for timer in &dom.clock.timers {
            if let (clock::TimerName::Hpet, Some(present)) = (timer.name, timer.present) {
                if self.has(Cap::MachineHpet) {
                    m.pair("hpet", word(present));
                }
            }
        }
        for sound in &dom.devices.sounds {
            if sound.model == audio::SoundModel::Pcspk {
                m.opt("pcspk-audiodev", self.audio_id(sound.audio_id));
            }
        }
        if dom.os.arch.is_x86() && self.machine_has_acpi() {
            m.pair("acpi", word(features.acpi));
        }
        self.pair("-machine", m.finish());
        Ok(())
    }

    fn machine_has_acpi(&self) -> bool {
        self.caps
            .machine(self.machine_name())
            .and_then(|m| m.acpi)
            .unwrap_or_else(|| self.has(Cap::MachineAcpi) && self.machine_name() != "isapc")
    }

    fn gic(&self, m: &mut CommaList) {
        use crate::conf::domain::features::GicVersion;
        if let Some(Some(version)) = self.dom.features.gic {
            m.pair(
                "gic-version",
                match version {
                    GicVersion::Host => "host",
                    GicVersion::V2 => "2",
                    GicVersion::V3 => "3",
                },
            );
        }
    }

    pub fn accel(&mut self) -> Result<()> {
        let mut a = CommaList::new();
        match self.dom.virt_type {
            VirtType::Kvm => {
                a.word("kvm");
                if let Some(kvm) = &self.dom.features.kvm {
                    if kvm.dirty_ring == Some(true) {
                        a.pair("dirty-ring-size", kvm.dirty_ring_size);
                    }
                }
            }
            VirtType::Qemu => {
                a.word("tcg");
                a.opt(
                    "tb-size",
                    self.dom
                        .features
                        .tcg_tb_cache_kib
                        .map(|kib| kib.div_ceil(1024)),
                );
            }
            VirtType::Hvf => {
                a.word("hvf");
            }
            other => {
                return Err(Error::config_unsupported(format!(
                    "the QEMU driver runs no domains of type '{other}'"
                )));
            }
        }
        self.pair("-accel", a.finish());
        Ok(())
    }

    pub fn smp(&mut self) {
        let vcpus = &self.dom.vcpus;
        let (max, online) = (vcpus.max(), vcpus.online());
        // Hot-pluggable ones are not on the command line but plugged before the guest runs.
        let online = if vcpus.individual {
            vcpus
                .list
                .iter()
                .filter(|v| v.online && v.hotpluggable != Some(true))
                .count() as u32
        } else {
            online
        };
        let mut s = CommaList::new();
        s.word(online.to_string());
        if online != max {
            s.pair("maxcpus", max);
        }
        match self.dom.cpu.as_ref().and_then(|c| c.topology) {
            Some(t) => {
                s.pair("sockets", t.sockets);
                if t.dies != 1 || self.has(Cap::SmpDies) {
                    s.pair("dies", t.dies);
                }
                if t.clusters != 1 || self.has(Cap::SmpClusters) {
                    s.pair("clusters", t.clusters);
                }
                s.pair("cores", t.cores).pair("threads", t.threads);
            }
            None => {
                s.pair("sockets", max).pair("cores", 1).pair("threads", 1);
            }
        }
        self.pair("-smp", s.finish());
    }

    pub fn iothreads(&mut self) -> Result<()> {
        for thread in &self.dom.iothreads {
            let props = self.iothread(thread)?;
            self.object(&props);
        }
        if let Some(main) = self.dom.default_iothread {
            let mut props = Props::object("main-loop", "main-loop");
            props
                .opt("thread-pool-min", main.thread_pool_min)
                .opt("thread-pool-max", main.thread_pool_max);
            self.object(&props);
        }
        Ok(())
    }

    fn iothread(&self, thread: &IoThread) -> Result<Props> {
        let mut props = Props::object("iothread", format!("iothread{}", thread.id));
        if thread.thread_pool_min.is_some() || thread.thread_pool_max.is_some() {
            self.need(Cap::IothreadThreadPool, "the thread pool of an I/O thread")?;
        }
        props
            .opt("thread-pool-min", thread.thread_pool_min)
            .opt("thread-pool-max", thread.thread_pool_max)
            .opt("poll-max-ns", thread.poll_max_ns)
            .opt("poll-grow", thread.poll_grow)
            .opt("poll-shrink", thread.poll_shrink);
        Ok(props)
    }

    pub fn monitor(&mut self) {
        let mut c = CommaList::new();
        c.word("socket").pair("id", "charmonitor");
        match self.ctx.monitor_fd {
            Some(fd) => c.pair("fd", fd),
            None => c.pair(
                "path",
                self.ctx.guest_dir.join("monitor.sock").to_string_lossy(),
            ),
        };
        c.pair("server", "on").pair("wait", "off");
        self.pair("-chardev", c.finish());
        self.pair("-mon", "chardev=charmonitor,id=monitor,mode=control");
    }

    pub fn sandbox(&mut self) {
        if self.has(Cap::Sandbox) {
            self.pair(
                "-sandbox",
                "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny",
            );
        }
    }

    pub fn async_teardown(&mut self) -> Result<()> {
        if let Some(on) = self.dom.features.async_teardown {
            self.need(Cap::RunWithAsyncTeardown, "asynchronous teardown")?;
            self.pair("-run-with", format!("async-teardown={}", word(on)));
        }
        Ok(())
    }

    pub fn sev(&mut self) -> Result<()> {
        match &self.dom.launch_security {
            None => Ok(()),
            Some(LaunchSecurity::Sev(sev)) => {
                self.need(Cap::SevGuest, "SEV")?;
                let file =
                    |name: &str| self.ctx.guest_dir.join(name).to_string_lossy().into_owned();
                let mut props = Props::object("sev-guest", "lsec0");
                props
                    .opt("cbitpos", sev.cbitpos)
                    .opt("reduced-phys-bits", sev.reduced_phys_bits)
                    .set("policy", sev.policy)
                    .opt(
                        "dh-cert-file",
                        sev.dh_cert.as_ref().map(|_| file("dh_cert.base64")),
                    )
                    .opt(
                        "session-file",
                        sev.session.as_ref().map(|_| file("session.base64")),
                    )
                    .opt("kernel-hashes", sev.kernel_hashes);
                self.object(&props);
                Ok(())
            }
            Some(LaunchSecurity::SevSnp(snp)) => {
                self.need(Cap::SevSnpGuest, "SEV-SNP")?;
                let mut props = Props::object("sev-snp-guest", "lsec0");
                props
                    .opt("cbitpos", snp.cbitpos)
                    .opt("reduced-phys-bits", snp.reduced_phys_bits)
                    .set("policy", snp.policy)
                    .opt(
                        "guest-visible-workarounds",
                        snp.guest_visible_workarounds.clone(),
                    )
                    .opt("id-block", snp.id_block.clone())
                    .opt("id-auth", snp.id_auth.clone())
                    .opt("host-data", snp.host_data.clone())
                    .opt("kernel-hashes", snp.kernel_hashes)
                    .opt("author-key-enabled", snp.author_key)
                    .opt("vcek-disabled", snp.vcek.map(|v| !v));
                self.object(&props);
                Ok(())
            }
            Some(LaunchSecurity::S390Pv) => {
                self.object(&Props::object("s390-pv-guest", "lsec0"));
                Ok(())
            }
        }
    }

    pub fn iommu(&mut self) -> Result<()> {
        let Some(iommu) = &self.dom.devices.iommu else {
            return Ok(());
        };
        match iommu.model {
            misc::IommuModel::Intel => {
                self.need(Cap::IntelIommu, "the Intel IOMMU")?;
                let props = self.intel_iommu(iommu);
                self.device(props)
            }
            misc::IommuModel::Virtio => {
                self.need(Cap::VirtioIommu, "the virtio IOMMU")?;
                let mut props = Props::device("virtio-iommu");
                props.set("id", iommu.info.alias());
                self.place(&mut props, &iommu.info)?;
                self.device(props)
            }
            // Made by the machine.
            misc::IommuModel::Smmuv3 => Ok(()),
        }
    }

    fn intel_iommu(&self, iommu: &Iommu) -> Props {
        let mut props = Props::device("intel-iommu");
        props
            .set("id", iommu.info.alias())
            .on_off("intremap", iommu.intremap)
            .opt("caching-mode", iommu.caching_mode)
            .on_off("eim", iommu.eim)
            .opt("device-iotlb", iommu.iotlb)
            .opt("aw-bits", iommu.aw_bits)
            .opt("dma-translation", iommu.dma_translation);
        props
    }
}
