//! The jobs of domains: what they do, and how they are given up.

use super::QemuDriver;
use crate::driver::*;
use crate::error::{Error, Result, virErrorNumber};
use crate::qemu::context::not_running;
use crate::qemu::domains::View;
use crate::qemu::job::stats;
use crate::qemu::lock::JobLock;
use crate::qemu::process;
use serde_json::json;

fn no_job() -> Error {
    Error::operation_invalid("no job is active on the domain")
}

impl QemuDriver {
    pub(super) fn domain_job(&self, dom: &DomainRef, which: WhichJob) -> Result<Option<JobReport>> {
        let view = self.ctx.find(dom)?;
        match which {
            WhichJob::Completed { keep } => {
                let report = stats::completed(&self.ctx.paths, &view.uuid);
                if !keep {
                    stats::forget(&self.ctx.paths, &view.uuid);
                }
                Ok(report)
            }
            WhichJob::Current if !view.is_active() => Err(not_running()),
            // Who has a job has the guest's lock, so mostly there is nothing to ask.
            WhichJob::Current if JobLock::holder(&self.ctx.paths, &view.uuid).is_none() => Ok(None),
            WhichJob::Current => {
                self.unless_ended(dom, stats::current(&self.ctx.paths, &view.name, &view.uuid))
            }
        }
    }

    /// Not under the guest's lock, which the job itself holds.
    pub(super) fn abort_domain_job(&self, dom: &DomainRef, postcopy: bool) -> Result<()> {
        let view = self.ctx.find_running(dom)?;
        if postcopy {
            return Err(Error::operation_invalid(
                "current job is not outgoing migration in post-copy mode",
            ));
        }
        if JobLock::holder(&self.ctx.paths, &view.uuid).is_none() {
            return Err(no_job());
        }
        self.unless_ended(dom, self.abort(&view))
    }

    /// A guest that ends while it is talked to does not run, which is all there is to say.
    fn unless_ended<T>(&self, dom: &DomainRef, result: Result<T>) -> Result<T> {
        if result.is_err() {
            self.ctx.find_running(dom)?;
        }
        result
    }

    fn abort(&self, view: &View) -> Result<()> {
        let mut running =
            process::attach(&self.ctx.paths, &view.name, &view.uuid)?.ok_or_else(not_running)?;
        let job = stats::operation(&mut running)?.ok_or_else(no_job)?;
        if ["start", "restore", "incoming migration"].contains(&job.as_str()) {
            return Err(Error::operation_invalid(format!(
                "cannot abort {job}; use virDomainDestroy instead"
            )));
        }
        match running.client.execute_raw("x-oxivirt-job-abort", json!({})) {
            Ok(_) => Ok(()),
            Err(e) => Err(match e.description() {
                Some(what) => Error::new(virErrorNumber::VIR_ERR_OPERATION_INVALID, what),
                None => e.into(),
            }),
        }
    }
}
