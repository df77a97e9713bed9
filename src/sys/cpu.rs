//! What the processor says of itself.

/// One answer of the CPUID instruction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cpuid {
    pub eax: u32,
    pub ebx: u32,
    pub ecx: u32,
    pub edx: u32,
}

/// CPUID for a leaf and a subleaf; all zeroes where the processor has no such leaf or instruction.
#[cfg(target_arch = "x86_64")]
pub fn cpuid(leaf: u32, subleaf: u32) -> Cpuid {
    use std::arch::x86_64::__cpuid_count;
    #[allow(unused_unsafe)] // newer compilers know it as safe
    // SAFETY: every x86_64 processor has the instruction, and it changes nothing but its registers.
    let (top, answer) = unsafe {
        (
            __cpuid_count(leaf & 0xffff_0000, 0),
            __cpuid_count(leaf, subleaf),
        )
    };
    if leaf > top.eax {
        return Cpuid::default();
    }
    Cpuid {
        eax: answer.eax,
        ebx: answer.ebx,
        ecx: answer.ecx,
        edx: answer.edx,
    }
}

/// CPUID for a leaf and a subleaf; all zeroes where the processor has no such leaf or instruction.
#[cfg(not(target_arch = "x86_64"))]
pub fn cpuid(_leaf: u32, _subleaf: u32) -> Cpuid {
    Cpuid::default()
}

/// A short text that differs between processors with different features, and is the same on every
/// core of one.
pub fn signature() -> String {
    // The APIC id and OSXSAVE differ between cores and moments.
    let one = cpuid(1, 0);
    let seven = cpuid(7, 0);
    let extended = cpuid(0x8000_0001, 0);
    let microcode = std::fs::read_to_string("/sys/devices/system/cpu/cpu0/microcode/version")
        .unwrap_or_default();
    format!(
        "{:x}:{:x}:{:x}:{:x}:{:x}:{:x}:{:x}:{:x}:{}",
        one.eax,
        one.ecx & !(1 << 27),
        one.edx,
        seven.ebx,
        seven.ecx,
        seven.edx,
        extended.ecx,
        extended.edx,
        microcode.trim()
    )
}

/// Bytes in an ordinary page of memory.
pub fn page_size() -> u64 {
    // SAFETY: sysconf reads no memory of ours.
    let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    u64::try_from(size).unwrap_or(4096)
}

/// In what the kernel counts the time of processors.
pub fn ticks_per_second() -> u64 {
    // SAFETY: sysconf reads no memory of ours.
    let ticks = unsafe { libc::sysconf(libc::_SC_CLK_TCK) };
    u64::try_from(ticks).unwrap_or(0).max(1)
}
