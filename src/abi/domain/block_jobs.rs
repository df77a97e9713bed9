//! Jobs on the disks of a running guest.

use super::block::*;
use super::{HERE, virDomainPtr};
use crate::abi::entry::Call;
use crate::driver::{CommitOptions, PullOptions};
use crate::error::{Error, Result, virErrorNumber};
use std::ffi::{c_char, c_int, c_uint, c_ulong};

const MIB: u64 = 1 << 20;

/// A bandwidth in bytes per second.
fn speed(bandwidth: c_ulong, in_bytes: bool) -> Result<u64> {
    const MOST: u64 = (i64::MAX as u64) / MIB;
    let bandwidth: u64 = bandwidth;
    match in_bytes {
        true => Ok(bandwidth),
        false if bandwidth > MOST => Err(Error::new(
            virErrorNumber::VIR_ERR_OVERFLOW,
            format!("bandwidth must be less than {MOST}"),
        )),
        false => Ok(bandwidth * MIB),
    }
}

/// Ends a job on a disk, or has the guest go over to the other image of a copy or active commit that is ready.
///
/// @param dom a domain
/// @param disk the target of a disk ("vda"), or the path of its source
/// @param flags of virDomainBlockJobAbortFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainBlockJobAbort(
    dom: virDomainPtr,
    disk: *const c_char,
    flags: c_uint,
) -> c_int {
    use DomainBlockJobAbortFlags as F;
    HERE.call("virDomainBlockJobAbort", |call| {
        let dom = call.domain(dom)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let disk = unsafe { call.text("disk", disk) }?;
        let flags = call.known(flags, F::all())?;
        dom.driver().block_job_abort(
            &dom.reference,
            disk,
            flags.contains(F::VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT),
            flags.contains(F::VIR_DOMAIN_BLOCK_JOB_ABORT_ASYNC),
        )
    })
}

/// Tells how a job on a disk stands.
///
/// @param dom a domain
/// @param disk the target of a disk ("vda"), or the path of its source
/// @param info gets it; all 0 if there is no job
/// @param flags of virDomainBlockJobInfoFlags
/// @return 1 if there is a job, 0 if there is none, -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetBlockJobInfo(
    dom: virDomainPtr,
    disk: *const c_char,
    info: virDomainBlockJobInfoPtr,
    flags: c_uint,
) -> c_int {
    use DomainBlockJobInfoFlags as F;
    HERE.call("virDomainGetBlockJobInfo", |call| {
        let dom = call.domain(dom)?;
        // SAFETY: C promises a string.
        let disk = unsafe { call.text("disk", disk) }?;
        call.required("info", info)?;
        let flags = call.known(flags, F::all())?;
        let job = dom.driver().block_job_info(&dom.reference, disk)?;
        let bytes = flags.contains(F::VIR_DOMAIN_BLOCK_JOB_INFO_BANDWIDTH_BYTES);
        let told = match &job {
            Some(job) => virDomainBlockJobInfo {
                r#type: job.kind as c_int,
                bandwidth: if bytes {
                    job.speed
                } else {
                    job.speed.div_ceil(MIB)
                },
                cur: job.current,
                end: job.end,
            },
            None => virDomainBlockJobInfo {
                r#type: 0,
                bandwidth: 0,
                cur: 0,
                end: 0,
            },
        };
        // SAFETY: not NULL; C promises room for it.
        unsafe { info.write(told) };
        Ok(job.is_some())
    })
}

/// Limits how fast a job on a disk goes.
///
/// @param dom a domain
/// @param disk the target of a disk ("vda"), or the path of its source
/// @param bandwidth in MiB per second; 0: no limit
/// @param flags of virDomainBlockJobSetSpeedFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainBlockJobSetSpeed(
    dom: virDomainPtr,
    disk: *const c_char,
    bandwidth: c_ulong,
    flags: c_uint,
) -> c_int {
    use DomainBlockJobSetSpeedFlags as F;
    HERE.call("virDomainBlockJobSetSpeed", |call| {
        let dom = call.domain(dom)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let disk = unsafe { call.text("disk", disk) }?;
        let flags = call.known(flags, F::all())?;
        let bytes = flags.contains(F::VIR_DOMAIN_BLOCK_JOB_SPEED_BANDWIDTH_BYTES);
        let speed = speed(bandwidth, bytes)?;
        dom.driver()
            .block_job_set_speed(&dom.reference, disk, speed)
    })
}

/// Brings the data of all images behind a disk's own into that, so that it needs none of them. It goes on after
/// this has returned; an event tells of its end.
///
/// @param dom a domain
/// @param disk the target of a disk ("vda"), or the path of its source
/// @param bandwidth (optional) the limit in MiB per second; 0: none
/// @param flags of virDomainBlockPullFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainBlockPull(
    dom: virDomainPtr,
    disk: *const c_char,
    bandwidth: c_ulong,
    flags: c_uint,
) -> c_int {
    use DomainBlockPullFlags as F;
    HERE.call("virDomainBlockPull", |call| {
        let dom = call.domain(dom)?;
        call.writable()?;
        // SAFETY: C promises a string.
        let disk = unsafe { call.text("disk", disk) }?;
        let flags = call.known(flags, F::all())?;
        let bytes = flags.contains(F::VIR_DOMAIN_BLOCK_PULL_BANDWIDTH_BYTES);
        let options = PullOptions {
            speed: speed(bandwidth, bytes)?,
            ..PullOptions::default()
        };
        dom.driver().block_pull(&dom.reference, disk, &options)
    })
}

/// Brings the data of the images behind a disk's own, as far as `base`, into that. Copies of a disk
/// (VIR_DOMAIN_BLOCK_REBASE_COPY) are not supported.
///
/// @param dom a domain
/// @param disk the target of a disk ("vda"), or the path of its source
/// @param base the image that stays behind it: a path, or the target with the image's index ("vda[3]"); NULL: none
/// @param bandwidth (optional) the limit in MiB per second; 0: none
/// @param flags of virDomainBlockRebaseFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainBlockRebase(
    dom: virDomainPtr,
    disk: *const c_char,
    base: *const c_char,
    bandwidth: c_ulong,
    flags: c_uint,
) -> c_int {
    use DomainBlockRebaseFlags as F;
    HERE.call("virDomainBlockRebase", |call| {
        let dom = call.domain(dom)?;
        call.writable()?;
        // SAFETY: C promises strings.
        let (disk, base) = unsafe { (call.text("disk", disk)?, call.optional_text("base", base)?) };
        let copies = F::VIR_DOMAIN_BLOCK_REBASE_SHALLOW
            | F::VIR_DOMAIN_BLOCK_REBASE_REUSE_EXT
            | F::VIR_DOMAIN_BLOCK_REBASE_COPY_RAW
            | F::VIR_DOMAIN_BLOCK_REBASE_COPY_DEV;
        let given = F::from_bits_retain(flags);
        if given.contains(F::VIR_DOMAIN_BLOCK_REBASE_COPY) {
            call.required("base", base.map_or(std::ptr::null(), str::as_ptr))?;
        } else if given.intersects(copies) {
            return Err(call.argument("flags", "lacks VIR_DOMAIN_BLOCK_REBASE_COPY"));
        }
        let flags = call.known(flags, F::all())?;
        if flags.contains(F::VIR_DOMAIN_BLOCK_REBASE_COPY) {
            return call.unsupported();
        }
        let bytes = flags.contains(F::VIR_DOMAIN_BLOCK_REBASE_BANDWIDTH_BYTES);
        let options = PullOptions {
            base: base.map(str::to_owned),
            speed: speed(bandwidth, bytes)?,
            relative: flags.contains(F::VIR_DOMAIN_BLOCK_REBASE_RELATIVE),
        };
        dom.driver().block_pull(&dom.reference, disk, &options)
    })
}

/// The options of a commit. Its flags are known.
fn commit_options(
    flags: DomainBlockCommitFlags,
    base: Option<&str>,
    top: Option<&str>,
    bandwidth: c_ulong,
) -> Result<CommitOptions> {
    use DomainBlockCommitFlags as F;
    let bytes = flags.contains(F::VIR_DOMAIN_BLOCK_COMMIT_BANDWIDTH_BYTES);
    Ok(CommitOptions {
        base: base.map(str::to_owned),
        top: top.map(str::to_owned),
        speed: speed(bandwidth, bytes)?,
        shallow: flags.contains(F::VIR_DOMAIN_BLOCK_COMMIT_SHALLOW),
        delete: flags.contains(F::VIR_DOMAIN_BLOCK_COMMIT_DELETE),
        active: flags.contains(F::VIR_DOMAIN_BLOCK_COMMIT_ACTIVE),
        relative: flags.contains(F::VIR_DOMAIN_BLOCK_COMMIT_RELATIVE),
    })
}

/// Brings the data of images of a disk down into one that is behind them. It goes on after this has returned; an
/// event tells of its end. With the disk's own image among them it then waits for virDomainBlockJobAbort().
///
/// @param dom a domain
/// @param disk the target of a disk ("vda"), or the path of its source
/// @param base the image to bring them to: a path, or the target with the image's index ("vda[3]"); NULL: the lowest
/// @param top the highest image to bring down; NULL: the disk's own
/// @param bandwidth (optional) the limit in MiB per second; 0: none
/// @param flags of virDomainBlockCommitFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainBlockCommit(
    dom: virDomainPtr,
    disk: *const c_char,
    base: *const c_char,
    top: *const c_char,
    bandwidth: c_ulong,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainBlockCommit", |call: &mut Call| {
        let dom = call.domain(dom)?;
        call.writable()?;
        // SAFETY: C promises strings.
        let (disk, base, top) = unsafe {
            let disk = call.text("disk", disk)?;
            let base = call.optional_text("base", base)?;
            (disk, base, call.optional_text("top", top)?)
        };
        let flags = call.known(flags, DomainBlockCommitFlags::all())?;
        let options = commit_options(flags, base, top, bandwidth)?;
        dom.driver().block_commit(&dom.reference, disk, &options)
    })
}
