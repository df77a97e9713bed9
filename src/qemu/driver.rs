//! The QEMU driver behind a connection: [`Driver`] on top of files, locks and QEMU's monitor.
//!
//! * `query`: what is answered from files alone, without a lock.
//! * `definitions`: define, undefine, rename, autostart; `metadata`.
//! * `life`: start and stop.
//! * `console`: consoles, channels and screens as streams.
//! * `node`: figures about the host's processors and memory.
//! * `monitor`: commands that callers give to QEMU's monitor.
//! * `saves`: the five of saving and restoring, done by [`save`](super::save).
//! * `snapshot`: snapshots, done by [`snapshot`](super::snapshot).
//! * `amounts`: memory and virtual CPUs; `disks`; `input`: keys and interrupts.
//! * `figures`: what domains use and their devices transfer.
//! * `host`: the machine itself.

mod amounts;
mod console;
mod definitions;
mod disks;
mod figures;
mod host;
mod input;
mod jobs;
mod life;
mod metadata;
mod monitor;
mod node;
mod query;
mod saves;
mod snapshot;

use super::block;
use super::context::DriverCtx;
use super::paths::Paths;
use super::process::Running;
use crate::conf::state::StateReason;
use crate::conf::uuid::Uuid;
use crate::driver::*;
use crate::error::{Error, Result, virErrorNumber};
use crate::event::bus::Bus;
use crate::event::domain::Parameter;
use crate::stream::StreamDriver;
use crate::uri::Uri;
use parking_lot::Mutex;
use std::path::Path;
use std::sync::Arc;

/// An open connection to one home.
pub struct QemuDriver {
    ctx: DriverCtx,
    uri: String,
    /// Guests that end with this connection.
    autodestroy: Mutex<Vec<Running>>,
}

/// Opens a connection: takes no lock, starts nothing, probes nothing.
pub fn open(uri: &Uri) -> Result<QemuDriver> {
    let paths = paths_of(uri)?;
    if let Some(pid) = paths.owned_by_daemon() {
        let who = if pid > 0 {
            format!("process {pid}")
        } else {
            "a process".to_owned()
        };
        return Err(Error::new(
            virErrorNumber::VIR_ERR_NO_CONNECT,
            format!("'{uri}': its directories are in use by a libvirt daemon ({who})"),
        ));
    }
    Ok(QemuDriver {
        ctx: DriverCtx::new(paths),
        uri: uri.to_string(),
        autodestroy: Mutex::default(),
    })
}

impl QemuDriver {
    pub(super) fn context(&self) -> &DriverCtx {
        &self.ctx
    }
}

fn paths_of(uri: &Uri) -> Result<Paths> {
    match uri.path.as_str() {
        "/system" => {
            let paths = Paths::system();
            if paths.privileged {
                return Ok(paths);
            }
            Err(Error::new(
                virErrorNumber::VIR_ERR_OPERATION_DENIED,
                format!("'{uri}' is for root; a user's own guests are at qemu:///session"),
            ))
        }
        "/session" => Paths::session(),
        "/embed" => {
            let root = uri
                .param("root")
                .ok_or_else(|| Error::invalid_arg(format!("'{uri}' lacks the parameter 'root'")))?;
            if !root.starts_with('/') {
                return Err(Error::config_unsupported(format!(
                    "'{uri}': the root must be an absolute path"
                )));
            }
            Paths::embed(Path::new(root))
        }
        other => Err(Error::internal(format!(
            "unexpected QEMU URI path '{other}', try qemu:///system"
        ))),
    }
}

impl Drop for QemuDriver {
    fn drop(&mut self) {
        for running in std::mem::take(self.autodestroy.get_mut()) {
            // A guest of the same name and UUID that was started since is none of ours.
            if !running.pidfd.has_ended() {
                self.end_autodestroyed(&running.uuid, &running.name);
            }
        }
    }
}

impl Driver for QemuDriver {
    fn hypervisor_type(&self) -> Result<&'static str> {
        Ok("QEMU")
    }

    fn version(&self) -> Result<u64> {
        self.emulator_version()
    }

    fn hostname(&self) -> Result<String> {
        host::hostname()
    }

    fn uri(&self) -> Result<String> {
        Ok(self.uri.clone())
    }

    fn is_alive(&self) -> Result<bool> {
        Ok(true)
    }

    /// Nothing leaves the process.
    fn is_secure(&self) -> Result<bool> {
        Ok(true)
    }

    fn is_encrypted(&self) -> Result<bool> {
        Ok(false)
    }

    fn capabilities(&self) -> Result<String> {
        self.capabilities_xml()
    }

    fn guest_capabilities(&self, kind: &GuestKind<'_>) -> Result<String> {
        self.guest_capabilities_xml(kind)
    }

    fn max_vcpus(&self, domain_type: Option<&str>) -> Result<i32> {
        self.most_vcpus(domain_type)
    }

    fn node_info(&self) -> Result<NodeInfo> {
        host::node_info()
    }

    fn free_memory(&self) -> Result<u64> {
        host::free_memory()
    }

    fn cpu_map(&self) -> Result<Vec<bool>> {
        node::cpu_map()
    }

    fn cpu_times(&self, cpu: Option<u32>) -> Result<Option<CpuTimes>> {
        node::cpu_times(cpu)
    }

    fn memory_use(&self, cell: Option<u32>) -> Result<MemoryUse> {
        node::memory_use(cell)
    }

    fn free_memory_of_cells(&self, first: u32, count: u32) -> Result<Vec<u64>> {
        node::free_memory_of_cells(first, count)
    }

    fn free_pages(&self, sizes: &[u32], cells: Option<(u32, u32)>) -> Result<Vec<u64>> {
        node::free_pages(sizes, cells)
    }

    /// Guests are kept apart by users, which is not a model that labels.
    fn security_model(&self) -> Result<(String, String)> {
        Ok(("none".to_owned(), "0".to_owned()))
    }

    fn page_sharing(&self) -> Result<PageSharing> {
        Ok(node::page_sharing())
    }

    fn set_page_sharing(&self, settings: &PageSharingSettings) -> Result<()> {
        node::set_page_sharing(settings)
    }

    fn sysinfo(&self) -> Result<String> {
        node::sysinfo()
    }

    fn cpu_models(&self, arch: &str) -> Result<Vec<String>> {
        self.model_names(arch)
    }

    fn event_bus(&self) -> Result<Bus> {
        self.ctx.paths.make_own_dir()?;
        Ok(self.ctx.paths.bus())
    }

    fn num_of_domains(&self) -> Result<usize> {
        Ok(self.ctx.domains.ids().len())
    }

    fn list_domain_ids(&self) -> Result<Vec<i32>> {
        Ok(self.ctx.domains.ids())
    }

    fn num_of_defined_domains(&self) -> Result<usize> {
        Ok(self.defined_names().len())
    }

    fn list_defined_domains(&self) -> Result<Vec<String>> {
        Ok(self.defined_names())
    }

    fn list_all_domains(&self, filter: &ListFilter) -> Result<Vec<DomainRef>> {
        Ok(self.list(filter))
    }

    fn lookup_by_id(&self, id: i32) -> Result<DomainRef> {
        query::found(self.ctx.domains.by_id(id), || format!("id {id}"))
    }

    fn lookup_by_uuid(&self, uuid: &Uuid) -> Result<DomainRef> {
        query::found(self.ctx.domains.by_uuid(uuid), || format!("uuid '{uuid}'"))
    }

    fn lookup_by_name(&self, name: &str) -> Result<DomainRef> {
        let found = self.ctx.domains.identify(name);
        let (uuid, id) = found
            .ok_or_else(|| Error::no_domain(format!("no domain with matching name '{name}'")))?;
        Ok(DomainRef {
            name: name.to_owned(),
            uuid,
            id,
        })
    }

    fn define(&self, xml: &str, options: DefineOptions) -> Result<DomainRef> {
        self.define_domain(xml, options)
    }

    fn undefine(&self, dom: &DomainRef, options: UndefineOptions) -> Result<()> {
        self.undefine_domain(dom, options)
    }

    fn rename(&self, dom: &DomainRef, new_name: &str) -> Result<()> {
        self.rename_domain(dom, new_name)
    }

    fn get_autostart(&self, dom: &DomainRef) -> Result<bool> {
        let view = self.ctx.find(dom)?;
        Ok(view.is_persistent() && self.autostarts(&view.name))
    }

    fn set_autostart(&self, dom: &DomainRef, autostart: bool) -> Result<()> {
        self.change_autostart(dom, autostart)
    }

    fn set_metadata(
        &self,
        dom: &DomainRef,
        kind: MetadataKind,
        value: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
        impact: Impact,
    ) -> Result<()> {
        self.change_metadata(dom, kind, value, key, uri, impact)
    }

    fn get_metadata(
        &self,
        dom: &DomainRef,
        kind: MetadataKind,
        uri: Option<&str>,
        impact: Impact,
    ) -> Result<String> {
        self.read_metadata(dom, kind, uri, impact)
    }

    fn create_xml(&self, xml: &str, options: StartOptions) -> Result<DomainRef> {
        self.start_document(xml, options)
    }

    fn create(&self, dom: &DomainRef, options: StartOptions) -> Result<i32> {
        self.start_defined(dom, options)
    }

    fn shutdown(&self, dom: &DomainRef, options: PowerOptions) -> Result<()> {
        self.ask_shutdown(dom, options)
    }

    fn reboot(&self, dom: &DomainRef, options: PowerOptions) -> Result<()> {
        self.ask_reboot(dom, options)
    }

    fn reset(&self, dom: &DomainRef) -> Result<()> {
        self.reset_domain(dom)
    }

    fn destroy(&self, dom: &DomainRef, options: DestroyOptions) -> Result<()> {
        self.destroy_domain(dom, options)
    }

    fn qemu_monitor_command(
        &self,
        dom: &DomainRef,
        command: &MonitorCommand<'_>,
    ) -> Result<String> {
        self.monitor_command(dom, command)
    }

    fn suspend(&self, dom: &DomainRef) -> Result<()> {
        self.suspend_domain(dom)
    }

    fn resume(&self, dom: &DomainRef) -> Result<()> {
        self.resume_domain(dom)
    }

    fn info(&self, dom: &DomainRef) -> Result<DomainInfo> {
        self.domain_info(dom)
    }

    fn state(&self, dom: &DomainRef) -> Result<StateReason> {
        self.domain_state(dom)
    }

    fn control_info(&self, dom: &DomainRef) -> Result<ControlInfo> {
        self.domain_control_info(dom)
    }

    fn os_type(&self, dom: &DomainRef) -> Result<String> {
        self.with_summary(dom, |s| s.os_type.clone())
    }

    fn max_memory_kib(&self, dom: &DomainRef) -> Result<u64> {
        self.with_summary(dom, |s| s.max_mem_kib)
    }

    fn max_domain_vcpus(&self, dom: &DomainRef) -> Result<i32> {
        let view = self.ctx.find_running(dom)?;
        Ok(view.summary().map_or(0, |s| s.max_vcpus as i32))
    }

    fn xml_desc(&self, dom: &DomainRef, options: XmlOptions) -> Result<String> {
        self.describe(dom, options)
    }

    fn current_id(&self, dom: &DomainRef) -> Result<Option<i32>> {
        match self.ctx.domains.running(&dom.uuid) {
            Some(live) => Ok(Some(live.id)),
            None => Ok(self.ctx.find(dom)?.id()),
        }
    }

    fn is_active(&self, dom: &DomainRef) -> Result<bool> {
        Ok(self.current_id(dom)?.is_some())
    }

    fn is_persistent(&self, dom: &DomainRef) -> Result<bool> {
        Ok(self.ctx.find(dom)?.is_persistent())
    }

    /// QEMU's documents are never changed behind their owner's back.
    fn is_updated(&self, dom: &DomainRef) -> Result<bool> {
        self.ctx.find(dom).map(|_| false)
    }

    fn check_figures(&self, groups: &FigureGroups) -> Result<()> {
        self.has_figures(groups)
    }

    fn figures(&self, dom: &DomainRef, groups: &FigureGroups) -> Result<Vec<Parameter>> {
        self.all_figures(dom, groups)
    }

    fn disk_figures(&self, dom: &DomainRef, disk: &str) -> Result<DiskFigures> {
        self.domain_disk_figures(dom, disk)
    }

    fn disk_size(&self, dom: &DomainRef, disk: &str) -> Result<DiskSize> {
        self.domain_disk_size(dom, disk)
    }

    fn net_figures(&self, dom: &DomainRef, device: &str) -> Result<NetFigures> {
        self.domain_net_figures(dom, device)
    }

    fn memory_figures(&self, dom: &DomainRef) -> Result<MemoryFigures> {
        self.domain_memory_figures(dom)
    }

    fn vcpu_figures(&self, dom: &DomainRef) -> Result<Vec<VcpuFigures>> {
        self.domain_vcpu_figures(dom)
    }

    fn vcpu_count(&self, dom: &DomainRef, impact: Impact, maximum: bool) -> Result<u32> {
        self.count_vcpus(dom, impact, maximum)
    }

    fn guest_times(&self, dom: &DomainRef) -> Result<GuestTimes> {
        self.domain_cpu_times(dom)
    }

    fn set_memory(&self, dom: &DomainRef, kib: u64, impact: Impact, maximum: bool) -> Result<()> {
        self.change_memory(dom, kib, impact, maximum)
    }

    fn set_memory_period(&self, dom: &DomainRef, seconds: u32, impact: Impact) -> Result<()> {
        self.change_memory_period(dom, seconds, impact)
    }

    fn set_vcpus(
        &self,
        dom: &DomainRef,
        count: u32,
        impact: Impact,
        change: VcpuChange,
    ) -> Result<()> {
        self.change_vcpus(dom, count, impact, change)
    }

    fn inject_nmi(&self, dom: &DomainRef) -> Result<()> {
        self.interrupt(dom)
    }

    fn send_keys(&self, dom: &DomainRef, keys: &Keys<'_>) -> Result<()> {
        self.press_keys(dom, keys)
    }

    /// The kernel's own; its parameters for a guest cannot be asked or set yet.
    fn scheduler(&self, dom: &DomainRef) -> Result<(String, usize)> {
        self.ctx.find(dom).map(|_| ("posix".to_owned(), 0))
    }

    fn disk_resize(&self, dom: &DomainRef, disk: &str, size: DiskResize) -> Result<()> {
        self.resize_disk(dom, disk, size)
    }

    fn disk_peek(&self, dom: &DomainRef, disk: &str, offset: u64, into: &mut [u8]) -> Result<()> {
        self.peek_disk(dom, disk, offset, into)
    }

    fn disk_troubles(&self, dom: &DomainRef) -> Result<Vec<(String, DiskTrouble)>> {
        self.troubled_disks(dom)
    }

    fn block_pull(&self, dom: &DomainRef, disk: &str, options: &PullOptions) -> Result<()> {
        block::start::pull(&self.ctx, dom, disk, options)
    }

    fn block_commit(&self, dom: &DomainRef, disk: &str, options: &CommitOptions) -> Result<()> {
        block::start::commit(&self.ctx, dom, disk, options)
    }

    fn block_job_abort(
        &self,
        dom: &DomainRef,
        disk: &str,
        pivot: bool,
        asynchronous: bool,
    ) -> Result<()> {
        block::control::abort(&self.ctx, dom, disk, pivot, asynchronous)
    }

    fn block_job_info(&self, dom: &DomainRef, disk: &str) -> Result<Option<BlockJobInfo>> {
        block::control::info(&self.ctx, dom, disk)
    }

    fn block_job_set_speed(&self, dom: &DomainRef, disk: &str, speed: u64) -> Result<()> {
        block::control::set_speed(&self.ctx, dom, disk, speed)
    }

    fn open_console(
        &self,
        dom: &DomainRef,
        name: Option<&str>,
        force: bool,
    ) -> Result<Arc<dyn StreamDriver>> {
        self.console_stream(dom, name, force)
    }

    fn open_channel(
        &self,
        dom: &DomainRef,
        name: Option<&str>,
        force: bool,
    ) -> Result<Arc<dyn StreamDriver>> {
        self.channel_stream(dom, name, force)
    }

    fn screenshot(
        &self,
        dom: &DomainRef,
        screen: u32,
    ) -> Result<(&'static str, Arc<dyn StreamDriver>)> {
        self.screen_stream(dom, screen)
    }

    fn save(
        &self,
        dom: &DomainRef,
        path: &str,
        xml: Option<&str>,
        options: SaveOptions,
    ) -> Result<()> {
        self.save_domain(dom, path, xml, options)
    }

    fn restore(&self, path: &str, xml: Option<&str>, options: RestoreOptions) -> Result<()> {
        self.restore_domain(path, xml, options)
    }

    fn save_with(
        &self,
        dom: &DomainRef,
        path: Option<&str>,
        xml: Option<&str>,
        options: SaveOptions,
        image: ImageOptions<'_>,
    ) -> Result<()> {
        self.save_as(dom, path, xml, options, image)
    }

    fn restore_with(
        &self,
        path: &str,
        xml: Option<&str>,
        options: RestoreOptions,
        image: ImageOptions<'_>,
    ) -> Result<()> {
        self.restore_as(path, xml, options, image)
    }

    fn save_image_xml(&self, path: &str, secure: bool) -> Result<String> {
        self.image_xml(path, secure)
    }

    fn save_image_define_xml(&self, path: &str, xml: &str, resume: Resume) -> Result<()> {
        self.define_image_xml(path, xml, resume)
    }

    fn managed_save(&self, dom: &DomainRef, options: SaveOptions) -> Result<()> {
        self.save_managed(dom, options)
    }

    fn has_managed_save(&self, dom: &DomainRef) -> Result<bool> {
        self.has_managed(dom)
    }

    fn managed_save_remove(&self, dom: &DomainRef) -> Result<()> {
        self.remove_managed(dom)
    }

    fn managed_save_xml(&self, dom: &DomainRef, secure: bool) -> Result<String> {
        self.managed_xml(dom, secure)
    }

    fn managed_save_define_xml(&self, dom: &DomainRef, xml: &str, resume: Resume) -> Result<()> {
        self.define_managed_xml(dom, xml, resume)
    }

    fn core_dump(
        &self,
        dom: &DomainRef,
        path: &str,
        format: DumpFormat,
        options: DumpOptions,
    ) -> Result<()> {
        crate::qemu::dump::dump(&self.ctx, dom, std::path::Path::new(path), format, options)
    }

    fn job_report(&self, dom: &DomainRef, which: WhichJob) -> Result<Option<JobReport>> {
        self.domain_job(dom, which)
    }

    fn abort_job(&self, dom: &DomainRef, postcopy: bool) -> Result<()> {
        self.abort_domain_job(dom, postcopy)
    }

    fn snapshot_create(&self, dom: &DomainRef, xml: &str, how: SnapshotCreate) -> Result<String> {
        self.create_snapshot(dom, xml, how)
    }

    fn snapshots(
        &self,
        dom: &DomainRef,
        from: Option<&str>,
        filter: &SnapshotFilter,
    ) -> Result<Vec<String>> {
        self.list_snapshots(dom, from, filter)
    }

    fn snapshot_lookup(&self, dom: &DomainRef, name: &str) -> Result<()> {
        self.find_snapshot(dom, name)
    }

    fn snapshot_xml(&self, dom: &DomainRef, name: &str, secure: bool) -> Result<String> {
        self.describe_snapshot(dom, name, secure)
    }

    fn snapshot_current(&self, dom: &DomainRef) -> Result<Option<String>> {
        self.current_snapshot(dom)
    }

    fn snapshot_parent(&self, dom: &DomainRef, name: &str) -> Result<String> {
        self.parent_of_snapshot(dom, name)
    }

    fn snapshot_is_current(&self, dom: &DomainRef, name: &str) -> Result<bool> {
        self.is_current_snapshot(dom, name)
    }

    /// What there is, is known by its metadata.
    fn snapshot_has_metadata(&self, dom: &DomainRef, name: &str) -> Result<bool> {
        self.find_snapshot(dom, name).map(|()| true)
    }

    fn snapshot_revert(&self, dom: &DomainRef, name: &str, options: RevertOptions) -> Result<()> {
        self.revert_snapshot(dom, name, options)
    }

    fn snapshot_delete(&self, dom: &DomainRef, name: &str, options: DeleteOptions) -> Result<()> {
        self.delete_snapshot(dom, name, options)
    }
}
