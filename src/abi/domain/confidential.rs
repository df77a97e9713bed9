//! Confidential guests: what is measured of them, and secrets for them.

use super::virDomainPtr;
use crate::abi::common::params::virTypedParameterPtr;
use std::ffi::{c_int, c_uint};

/// What the firmware measured at launch, in base64, as a string. (Since: 4.5.0)
pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_MEASUREMENT: &str = "sev-measurement";
/// The major version of the firmware's interface, as an unsigned int. (Since: 8.0.0)
pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MAJOR: &str = "sev-api-major";
/// The minor version of the firmware's interface, as an unsigned int. (Since: 8.0.0)
pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MINOR: &str = "sev-api-minor";
/// The firmware's build, as an unsigned int. (Since: 8.0.0)
pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_BUILD_ID: &str = "sev-build-id";
/// The guest's policy, of SEV, as an unsigned int. (Since: 8.0.0)
pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_POLICY: &str = "sev-policy";
/// The guest's policy, of SEV-SNP, as an unsigned long long. (Since: 10.5.0)
pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SNP_POLICY: &str = "sev-snp-policy";
/// Of virDomainSetLaunchSecurityState(): the secret's header, in base64, as a string. (Since: 8.0.0)
pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_HEADER: &str = "sev-secret-header";
/// Of the same: the secret, in base64, as a string. (Since: 8.0.0)
pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET: &str = "sev-secret";
/// Of the same: where in the guest's memory to put it, as an unsigned long long; if absent the firmware says it.
/// (Since: 8.0.0)
pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_SET_ADDRESS: &str = "sev-secret-set-address";

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN)]
unsafe extern "C" {
    /// Tells what there is to know of a confidential guest's launch.
    ///
    /// @param domain a domain
    /// @param params the answer, VIR_DOMAIN_LAUNCH_SECURITY_ names, to free with virTypedParamsFree()
    /// @param nparams how many there are
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_null(params), not_null(nparams), writable)]
    pub fn virDomainGetLaunchSecurityInfo(
        domain: virDomainPtr,
        params: *mut virTypedParameterPtr,
        nparams: *mut c_int,
        flags: c_uint,
    ) -> c_int;

    /// Gives a confidential guest a secret before it runs.
    ///
    /// @param domain a domain
    /// @param params VIR_DOMAIN_LAUNCH_SECURITY_ parameters
    /// @param nparams how many there are
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(
        domain: handle,
        not_null(params),
        positive(nparams),
        writable,
        typed_params(params, nparams)
    )]
    pub fn virDomainSetLaunchSecurityState(
        domain: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        flags: c_uint,
    ) -> c_int;
}
