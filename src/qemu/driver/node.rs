//! Figures about the host's processors and memory, as the kernel tells them below /proc and /sys.
//!
//! What is wrong with an argument is told as libvirt tells it: by the argument's name, as an error of no part in particular.

use super::QemuDriver;
use super::host::cpu_list;
use crate::conf::domain::os::Arch;
use crate::driver::{CpuTimes, MemoryUse, PageSharing, PageSharingSettings};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use crate::qemu::defaults;
use std::fs;
use std::path::{Path, PathBuf};

const CPUS: &str = "/sys/devices/system/cpu";
const CELLS: &str = "/sys/devices/system/node";
const KSM: &str = "/sys/kernel/mm/ksm";
const PAGES_TO_SCAN: &str = "pages_to_scan";
const SLEEP: &str = "sleep_millisecs";
const MERGE: &str = "merge_across_nodes";

fn text(path: impl AsRef<Path>) -> Option<String> {
    Some(fs::read_to_string(path).ok()?.trim().to_owned())
}

fn number(path: impl AsRef<Path>) -> Option<u64> {
    text(path)?.parse().ok()
}

fn read(path: &str) -> Result<String> {
    fs::read_to_string(path).map_err(|e| {
        Error::system(format_args!("cannot read '{path}'"), &e)
            .from_domain(virErrorDomain::VIR_FROM_NONE)
    })
}

fn from_nowhere(code: virErrorNumber, detail: impl Into<String>) -> Error {
    Error::new(code, detail).from_domain(virErrorDomain::VIR_FROM_NONE)
}

pub(super) fn cpu_map() -> Result<Vec<bool>> {
    let list = |name| cpu_list(&text(Path::new(CPUS).join(name)).unwrap_or_default());
    let present = list("present").into_iter().max();
    let present = present.ok_or_else(|| {
        from_nowhere(
            virErrorNumber::VIR_ERR_INTERNAL_ERROR,
            "cannot tell the host's processors",
        )
    })?;
    let mut map = vec![false; present as usize + 1];
    for cpu in list("online") {
        if let Some(on) = map.get_mut(cpu as usize) {
            *on = true;
        }
    }
    Ok(map)
}

pub(super) fn cpu_times(cpu: Option<u32>) -> Result<Option<CpuTimes>> {
    Ok(times_in(&read("/proc/stat")?, cpu))
}

fn times_in(stat: &str, cpu: Option<u32>) -> Option<CpuTimes> {
    let label = cpu.map_or("cpu".to_owned(), |n| format!("cpu{n}"));
    let mut words = stat
        .lines()
        .map(str::split_whitespace)
        .find_map(|mut words| (words.next() == Some(&*label)).then_some(words))?;
    let tick = 1_000_000_000 / crate::sys::cpu::ticks_per_second();
    let mut next = || {
        words
            .next()
            .and_then(|w| w.parse::<u64>().ok())
            .unwrap_or(0)
            * tick
    };
    let (user, nice, system, idle, waiting) = (next(), next(), next(), next(), next());
    let interrupts = next() + next();
    Some(CpuTimes {
        kernel: system + interrupts,
        user: user + nice,
        idle,
        waiting,
    })
}

/// A line of a `meminfo`, of the host or of a NUMA node; KiB.
fn meminfo(text: &str, name: &str) -> Option<u64> {
    text.lines()
        .find_map(|line| line.split_once(name)?.1.strip_prefix(':'))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
}

/// The highest number of a NUMA node; `None` where the kernel knows of no nodes.
fn last_cell() -> Option<u32> {
    cpu_list(&text(Path::new(CELLS).join("online"))?)
        .into_iter()
        .max()
}

fn cell_dir(cell: u32) -> PathBuf {
    Path::new(CELLS).join(format!("node{cell}"))
}

pub(super) fn memory_use(cell: Option<u32>) -> Result<MemoryUse> {
    let last = last_cell();
    if let Some(cell) = cell.filter(|cell| *cell > last.unwrap_or(0)) {
        let what = format!(
            "cellNum is {cell}, but the last one is {}",
            last.unwrap_or(0)
        );
        return Err(Error::argument("virNodeGetMemoryStats", "cellNum", what)
            .from_domain(virErrorDomain::VIR_FROM_NONE));
    }
    let path = match cell {
        Some(cell) if last.is_some() => cell_dir(cell).join("meminfo"),
        _ => PathBuf::from("/proc/meminfo"),
    };
    let info = read(&path.to_string_lossy())?;
    let figure = |line| {
        meminfo(&info, line).ok_or_else(|| {
            let what = format!("'{}' does not tell {line}", path.display());
            from_nowhere(virErrorNumber::VIR_ERR_INTERNAL_ERROR, what)
        })
    };
    Ok(MemoryUse {
        total: figure("MemTotal")?,
        free: figure("MemFree")?,
        buffers_and_cached: match cell {
            None => Some((figure("Buffers")?, figure("Cached")?)),
            Some(_) => None,
        },
    })
}

/// Those of so many NUMA nodes from this one on that may exist.
fn range(first: u32, count: u32) -> Result<std::ops::RangeInclusive<u32>> {
    let last = last_cell().unwrap_or(0);
    if first > last {
        let what = format!("the first node is {first}, but the last one is {last}");
        return Err(from_nowhere(virErrorNumber::VIR_ERR_INTERNAL_ERROR, what));
    }
    Ok(first..=last.min(first.saturating_add(count.saturating_sub(1))))
}

pub(super) fn free_memory_of_cells(first: u32, count: u32) -> Result<Vec<u64>> {
    let free = |cell| {
        let path = match last_cell() {
            Some(_) => cell_dir(cell).join("meminfo"),
            None => PathBuf::from("/proc/meminfo"),
        };
        // Numbers may be left out, and such nodes have nothing free.
        meminfo(&text(path).unwrap_or_default(), "MemFree").unwrap_or(0) * 1024
    };
    Ok(range(first, count)?.map(free).collect())
}

pub(super) fn free_pages(sizes: &[u32], cells: Option<(u32, u32)>) -> Result<Vec<u64>> {
    let mut free = Vec::new();
    match cells {
        None => {
            for size in sizes {
                free.push(free_pages_of(*size, None)?);
            }
        }
        Some((first, count)) => {
            for cell in range(first, count)? {
                for size in sizes {
                    free.push(free_pages_of(*size, Some(cell))?);
                }
            }
        }
    }
    Ok(free)
}

/// How many pages of this size (in KiB) are free, of the host or of one of its NUMA nodes.
fn free_pages_of(size: u32, cell: Option<u32>) -> Result<u64> {
    let cell = cell.filter(|_| last_cell().is_some());
    if u64::from(size) * 1024 == crate::sys::cpu::page_size() {
        let path = cell.map_or("/proc/meminfo".into(), |c| cell_dir(c).join("meminfo"));
        let free = meminfo(&text(path).unwrap_or_default(), "MemFree").unwrap_or(0);
        return Ok(free / u64::from(size));
    }
    let base = cell.map_or("/sys/kernel/mm/hugepages".into(), |c| {
        cell_dir(c).join("hugepages")
    });
    number(base.join(format!("hugepages-{size}kB/free_hugepages"))).ok_or_else(|| {
        let whose = cell.map_or(String::new(), |c| format!(" of node {c}"));
        let what = format!("no pages{whose} have {size} KiB");
        from_nowhere(virErrorNumber::VIR_ERR_OPERATION_FAILED, what)
    })
}

/// What the kernel tells of the sharing of equal pages.
pub(super) fn page_sharing() -> PageSharing {
    let long = |file| number(Path::new(KSM).join(file));
    let short = |file| long(file).map(|n| n.try_into().unwrap_or(u32::MAX));
    PageSharing {
        settings: PageSharingSettings {
            pages_to_scan: short(PAGES_TO_SCAN),
            sleep_ms: short(SLEEP),
            merge_across_nodes: short(MERGE),
        },
        shared: long("pages_shared"),
        sharing: long("pages_sharing"),
        unshared: long("pages_unshared"),
        volatile: long("pages_volatile"),
        full_scans: long("full_scans"),
    }
}

pub(super) fn set_page_sharing(settings: &PageSharingSettings) -> Result<()> {
    let changes = [
        (PAGES_TO_SCAN, settings.pages_to_scan),
        (SLEEP, settings.sleep_ms),
        (MERGE, settings.merge_across_nodes),
    ];
    let changes = changes.map(|(file, value)| (Path::new(KSM).join(file), value));
    // All are looked for before the first is changed.
    for (path, value) in &changes {
        if value.is_some() && !path.is_file() {
            let what = format!("this host's kernel has no '{}'", path.display());
            return Err(from_nowhere(
                virErrorNumber::VIR_ERR_OPERATION_INVALID,
                what,
            ));
        }
    }
    for (path, value) in changes {
        let Some(value) = value else { continue };
        fs::write(&path, value.to_string()).map_err(|e| {
            Error::system(format_args!("cannot write '{}'", path.display()), &e)
                .from_domain(virErrorDomain::VIR_FROM_NONE)
        })?;
    }
    Ok(())
}

/// Only that there is nothing to tell; what a firmware's tables say is not read yet.
pub(super) fn sysinfo() -> Result<String> {
    match Path::new("/sys/firmware/dmi/tables/DMI").exists() {
        true => Err(Error::no_support("virConnectGetSysinfo")),
        false => Err(Error::config_unsupported("the host has no SMBIOS")),
    }
}

impl QemuDriver {
    /// The models that this host's QEMU has, since no other can be had.
    pub(super) fn model_names(&self, arch: &str) -> Result<Vec<String>> {
        let Some(arch) = Arch::from_name(arch) else {
            return Err(Error::invalid_arg(format!(
                "no architecture is called '{arch}'"
            )));
        };
        match arch {
            Arch::X86_64 | Arch::I686 | Arch::Ppc64 | Arch::Ppc64le => {}
            // libvirt lets these have any name.
            Arch::Aarch64 | Arch::Armv7l | Arch::Armv6l | Arch::S390x | Arch::Riscv64 => {
                return Ok(Vec::new());
            }
            other => {
                return Err(Error::new(
                    virErrorNumber::VIR_ERR_NO_SUPPORT,
                    format!("CPU models of '{}'", other.name()),
                )
                .from_domain(virErrorDomain::VIR_FROM_CPU));
            }
        }
        let Some(emulator) = defaults::default_emulator(arch) else {
            return Ok(Vec::new());
        };
        let caps = self.ctx.caps(&emulator)?;
        let models = caps.cpus_tcg.as_ref().or(caps.cpus_kvm.as_ref());
        let special = |name: &str| matches!(name, "host" | "max" | "base");
        Ok(models
            .into_iter()
            .flat_map(|set| &set.models)
            .map(|model| model.name.clone())
            .filter(|name| !special(name))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_processors() {
        let stat = "cpu  10 1 20 300 4 5 6 0 0 0\ncpu0 4 1 8 100 2 1 2 0 0 0\ncpu12 6 0 12 200 2 4 4 0 0 0\nintr 5\n";
        let tick = 1_000_000_000 / crate::sys::cpu::ticks_per_second();
        let of = |cpu| {
            times_in(stat, cpu).map(|t| [t.kernel, t.user, t.idle, t.waiting].map(|n| n / tick))
        };
        assert_eq!(of(None).unwrap(), [31, 11, 300, 4]);
        assert_eq!(of(Some(0)).unwrap(), [11, 5, 100, 2]);
        assert_eq!(of(Some(12)).unwrap(), [20, 6, 200, 2]);
        assert_eq!(of(Some(1)), None);
    }

    #[test]
    fn lines_of_meminfo() {
        let host = "MemTotal:       24684092 kB\nMemFree:         4787252 kB\nSwapCached:  7 kB\nCached:  16769088 kB\n";
        let cell = "Node 0 MemTotal:       24684092 kB\nNode 0 MemFree:         4787304 kB\n";
        assert_eq!(meminfo(host, "MemFree"), Some(4787252));
        assert_eq!(meminfo(cell, "MemFree"), Some(4787304));
        assert_eq!(meminfo(cell, "Cached"), None);
    }
}
