//! What a domain gets when it is about to run, and not before: sizes that QEMU can use, numbers of
//! block nodes, paths of sockets. The running domain's document shows it.

use super::BuildContext;
use super::blockdev;
use crate::conf::domain::Domain;
use crate::conf::domain::chardev::{ChannelTarget, CharBackend, CharSource};
use crate::conf::domain::graphics::{GraphicsType, Listen};
use crate::conf::domain::memory::MemoryModel;
use crate::error::Result;
use crate::qemu::capabilities::QemuCaps;
use crate::qemu::cpu_model;

/// Boot memory is given in units of so many KiB.
const MEMORY_UNIT_KIB: u64 = 1024;

/// Memory devices of x86 guests come in units of so many KiB.
const DEVICE_UNIT_KIB: u64 = 2048;

/// Completes a domain that is about to run. A domain that ran before (a saved one) keeps its memory.
pub fn finish(domain: &mut Domain, caps: &QemuCaps, ctx: &BuildContext) -> Result<()> {
    if !ctx.incoming {
        align_memory(domain);
    }
    cpu_model::resolve_host_model(domain, caps)?;
    blockdev::assign_indexes(domain);
    channel_sockets(domain, ctx);
    graphics_sockets(domain, ctx);
    Ok(())
}

fn align_memory(domain: &mut Domain) {
    let initial = super::memory::initial_kib(domain);
    let up = |kib: u64| kib.next_multiple_of(MEMORY_UNIT_KIB);
    for cell in &mut domain.numa.cells {
        cell.memory_kib = up(cell.memory_kib);
    }
    let mut total = if domain.numa.cells.is_empty() {
        up(initial)
    } else {
        domain.numa.cells.iter().map(|c| c.memory_kib).sum()
    };
    for device in &mut domain.devices.memories {
        if device.model != MemoryModel::SgxEpc {
            device.size_kib = device.size_kib.next_multiple_of(DEVICE_UNIT_KIB);
            total += device.size_kib;
        }
    }
    let memory = &mut domain.memory;
    memory.total_kib = total;
    memory.current_kib = up(memory.current_kib).min(total);
    memory.max_kib = memory.max_kib.map(up);
}

/// A channel's socket for which the document names no place lies in the guest's own directory, under
/// the channel's name, or its address if it has none.
fn channel_sockets(domain: &mut Domain, ctx: &BuildContext) {
    for channel in &mut domain.devices.channels {
        let ChannelTarget::Virtio { name, .. } = &channel.target else {
            continue;
        };
        let CharSource {
            backend: CharBackend::Unix(unix),
            ..
        } = &mut channel.source
        else {
            continue;
        };
        if unix.path.is_some() {
            continue;
        }
        let file = match name {
            Some(name) => name.clone(),
            None => {
                let at = channel.info.virtio_serial().copied().unwrap_or_default();
                format!(
                    "vioser-{:02}-{:02}-{:02}.sock",
                    at.controller, at.bus, at.port
                )
            }
        };
        unix.path = Some(ctx.channel_dir.join(file).to_string_lossy().into_owned());
        unix.listen = true;
    }
}

fn graphics_sockets(domain: &mut Domain, ctx: &BuildContext) {
    for graphics in &mut domain.devices.graphics {
        let name = match graphics.kind {
            GraphicsType::Vnc(_) => "vnc.sock",
            GraphicsType::Spice(_) => "spice.sock",
            _ => continue,
        };
        for listen in &mut graphics.listens {
            if let Listen::Socket {
                path: path @ None,
                auto_generated,
                ..
            } = listen
            {
                *path = Some(ctx.guest_dir.join(name).to_string_lossy().into_owned());
                *auto_generated = true;
            }
        }
    }
}
