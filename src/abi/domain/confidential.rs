//! Confidential guests: what is measured of them, and secrets for them.

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
