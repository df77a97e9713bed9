//! What a domain's job does, and giving it up.

use super::jobs::{
    DomainAbortJobFlagsValues, DomainGetJobStatsFlags, virDomainJobInfo, virDomainJobInfoPtr,
    virDomainJobType,
};
use super::{HERE, virDomainPtr};
use crate::abi::common::given;
use crate::abi::common::params::virTypedParameterPtr;
use crate::driver::{JobReport, WhichJob};
use std::ffi::{c_int, c_uint};

/// The `virDomainJobType` of what a driver told.
fn job_type(report: Option<&JobReport>) -> virDomainJobType {
    match report {
        None => virDomainJobType::VIR_DOMAIN_JOB_NONE,
        Some(report) if report.has_completed => virDomainJobType::VIR_DOMAIN_JOB_COMPLETED,
        Some(_) => virDomainJobType::VIR_DOMAIN_JOB_UNBOUNDED,
    }
}

/// Tells how far the job of a guest is: a save, a migration, a dump. Without one all figures are 0.
///
/// @param domain a domain that runs
/// @param info where to write it
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetJobInfo(
    domain: virDomainPtr,
    info: virDomainJobInfoPtr,
) -> c_int {
    HERE.call("virDomainGetJobInfo", |call| {
        let dom = call.domain(domain)?;
        call.required("info", info)?;
        let report = dom.driver().job_report(&dom.reference, WhichJob::Current)?;
        let none = Default::default();
        let transfer = report.as_ref().and_then(|r| r.transfer.as_ref());
        let transfer = transfer.unwrap_or(&none);
        let answer = virDomainJobInfo {
            r#type: job_type(report.as_ref()) as c_int,
            timeElapsed: report.as_ref().map_or(0, |r| r.elapsed_ms),
            timeRemaining: 0,
            dataTotal: transfer.total,
            dataProcessed: transfer.processed,
            dataRemaining: transfer.remaining,
            memTotal: transfer.total,
            memProcessed: transfer.processed,
            memRemaining: transfer.remaining,
            fileTotal: 0,
            fileProcessed: 0,
            fileRemaining: 0,
        };
        // SAFETY: C promises room for it.
        unsafe { info.write(answer) };
        Ok(())
    })
}

/// Tells how far a job is, or what the last one that succeeded has done, with all figures that are known.
///
/// @param domain a domain
/// @param type where to write the virDomainJobType
/// @param params where to write the list of figures (VIR_DOMAIN_JOB_...); the caller frees it with virTypedParamsFree()
/// @param nparams where to write how many they are
/// @param flags of virDomainGetJobStatsFlags; KEEP_COMPLETED needs COMPLETED
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainGetJobStats(
    domain: virDomainPtr,
    r#type: *mut c_int,
    params: *mut virTypedParameterPtr,
    nparams: *mut c_int,
    flags: c_uint,
) -> c_int {
    use DomainGetJobStatsFlags as F;
    const COMPLETED: F = F::VIR_DOMAIN_JOB_STATS_COMPLETED;
    const KEEP: F = F::VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED;
    HERE.call("virDomainGetJobStats", |call| {
        let dom = call.domain(domain)?;
        call.required("type", r#type)?;
        call.required("params", params)?;
        call.required("nparams", nparams)?;
        call.requires(flags, KEEP, COMPLETED)?;
        let flags = call.known(flags, COMPLETED | KEEP)?;
        let which = if flags.contains(COMPLETED) {
            WhichJob::Completed {
                keep: flags.contains(KEEP),
            }
        } else {
            WhichJob::Current
        };
        let report = dom.driver().job_report(&dom.reference, which)?;
        let figures = report.as_ref().map(JobReport::parameters);
        let (list, count) = given::parameters(&figures.unwrap_or_default())?;
        // SAFETY: C promises room for each.
        unsafe {
            r#type.write(job_type(report.as_ref()) as c_int);
            params.write(list);
            nparams.write(count);
        }
        Ok(())
    })
}

/// Gives up a guest's job, whoever began it: the call that does it fails with VIR_ERR_OPERATION_ABORTED, and the
/// guest is as it was before.
///
/// @param domain a domain that runs
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainAbortJob(domain: virDomainPtr) -> c_int {
    HERE.call("virDomainAbortJob", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        dom.driver().abort_job(&dom.reference, false)
    })
}

/// Gives up a guest's job, as virDomainAbortJob() does.
///
/// @param domain a domain that runs
/// @param flags of virDomainAbortJobFlagsValues
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainAbortJobFlags(domain: virDomainPtr, flags: c_uint) -> c_int {
    use DomainAbortJobFlagsValues as F;
    HERE.call("virDomainAbortJobFlags", |call| {
        let dom = call.domain(domain)?;
        call.writable()?;
        let flags = call.known(flags, F::VIR_DOMAIN_ABORT_JOB_POSTCOPY)?;
        let postcopy = flags.contains(F::VIR_DOMAIN_ABORT_JOB_POSTCOPY);
        dom.driver().abort_job(&dom.reference, postcopy)
    })
}
