//! On which processors a thread may run.

use super::check;
use std::io;

/// Binds a thread, or the main thread of a process, to these processors.
pub fn set_affinity(thread: i32, cpus: impl IntoIterator<Item = u32>) -> io::Result<()> {
    let mut mask = [0u8; 1024];
    for cpu in cpus {
        let byte = mask
            .get_mut(cpu as usize / 8)
            .ok_or_else(|| io::Error::from_raw_os_error(libc::EINVAL))?;
        *byte |= 1 << (cpu % 8);
    }
    // SAFETY: pointer and length describe `mask`, which lives through the call.
    let r = unsafe { libc::sched_setaffinity(thread, mask.len(), mask.as_ptr().cast()) };
    check(r).map(drop)
}
