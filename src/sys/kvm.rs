//! What the kernel's hypervisor says of itself.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;

/// How many virtual CPUs a guest on `/dev/kvm` can have.
pub fn kvm_max_vcpus() -> io::Result<i32> {
    const KVM_CHECK_EXTENSION: libc::c_ulong = 0xae03;
    const KVM_CAP_NR_VCPUS: libc::c_ulong = 9;
    const KVM_CAP_MAX_VCPUS: libc::c_ulong = 66;
    let kvm = File::open("/dev/kvm")?;
    let ask = |what: libc::c_ulong| {
        // SAFETY: the request takes an integer and touches no memory of ours.
        let n = unsafe { libc::ioctl(kvm.as_raw_fd(), KVM_CHECK_EXTENSION as _, what) };
        super::check(n)
    };
    match ask(KVM_CAP_MAX_VCPUS)? {
        0 => ask(KVM_CAP_NR_VCPUS),
        n => Ok(n),
    }
}
