//! The few system calls that need `unsafe`, each behind a safe function. Nothing else in the library
//! outside `abi` contains `unsafe`.

pub mod child;
pub mod cpu;

/// `N` bytes from the kernel's random number generator.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0u8; N];
    let mut filled = 0;
    while filled < N {
        // SAFETY: the pointer and the length describe the rest of `bytes`, which lives through the call.
        let n = unsafe { libc::getrandom(bytes[filled..].as_mut_ptr().cast(), N - filled, 0) };
        // getrandom(2) with no flags fails only by EINTR once the pool is ready.
        filled += usize::try_from(n).unwrap_or(0);
    }
    bytes
}
