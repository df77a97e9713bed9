//! Keys to press and signals to send.

use super::virDomainPtr;
use std::ffi::{c_int, c_longlong, c_uint};

/// Ways to number keys.
#[repr(C)]
pub enum virKeycodeSet {
    /// Linux' input codes. (Since: 0.9.3)
    VIR_KEYCODE_SET_LINUX = 0,
    /// The XT keyboard's codes. (Since: 0.9.3)
    VIR_KEYCODE_SET_XT = 1,
    /// The AT keyboard's codes, set 1. (Since: 0.9.3)
    VIR_KEYCODE_SET_ATSET1 = 2,
    /// The AT keyboard's codes, set 2. (Since: 0.9.3)
    VIR_KEYCODE_SET_ATSET2 = 3,
    /// The AT keyboard's codes, set 3. (Since: 0.9.3)
    VIR_KEYCODE_SET_ATSET3 = 4,
    /// macOS' codes. (Since: 0.9.4)
    VIR_KEYCODE_SET_OSX = 5,
    /// The XT keyboard's codes as Linux' keyboard driver changes them. (Since: 0.9.4)
    VIR_KEYCODE_SET_XT_KBD = 6,
    /// USB's codes for keyboards. (Since: 0.9.4)
    VIR_KEYCODE_SET_USB = 7,
    /// Windows' codes. (Since: 0.9.4)
    VIR_KEYCODE_SET_WIN32 = 8,
    /// QEMU's and VNC's codes: XT's, in one byte. (Since: 4.2.0)
    VIR_KEYCODE_SET_QNUM = 9,
    #[cfg(sentinels)]
    VIR_KEYCODE_SET_LAST,
}

/// How many keys virDomainSendKey() takes at a time. (Since: 0.9.3)
pub const VIR_DOMAIN_SEND_KEY_MAX_KEYS: c_int = 16;

/// Signals for a process in a guest. Not every hypervisor's guests have all.
#[repr(C)]
pub enum virDomainProcessSignal {
    /// None: only look whether the process is there. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_NOP = 0,
    /// The terminal is gone. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_HUP = 1,
    /// Interrupt, as by a key. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_INT = 2,
    /// Quit, as by a key. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_QUIT = 3,
    /// An illegal instruction. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_ILL = 4,
    /// A trap of a debugger. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_TRAP = 5,
    /// Abort. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_ABRT = 6,
    /// A bus error. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_BUS = 7,
    /// An arithmetic error. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_FPE = 8,
    /// Kill; cannot be caught. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_KILL = 9,
    /// The first for programs to use. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_USR1 = 10,
    /// An invalid memory reference. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_SEGV = 11,
    /// The second for programs to use. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_USR2 = 12,
    /// A pipe without a reader. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_PIPE = 13,
    /// A timer. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_ALRM = 14,
    /// Please end. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_TERM = 15,
    /// An error of the coprocessor's stack. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_STKFLT = 16,
    /// A child ended or stopped. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_CHLD = 17,
    /// Go on. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_CONT = 18,
    /// Stop; cannot be caught. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_STOP = 19,
    /// Stop, as by a key. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_TSTP = 20,
    /// Reading from the terminal in the background. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_TTIN = 21,
    /// Writing to the terminal in the background. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_TTOU = 22,
    /// Urgent data at a socket. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_URG = 23,
    /// The limit of CPU time is passed. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_XCPU = 24,
    /// The limit of file size is passed. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_XFSZ = 25,
    /// A timer of CPU time. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_VTALRM = 26,
    /// A timer for profiling. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_PROF = 27,
    /// The terminal's window changed its size. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_WINCH = 28,
    /// A descriptor is ready. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_POLL = 29,
    /// The power fails. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_PWR = 30,
    /// A bad system call. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_SYS = 31,
    /// Real-time signal 0. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT0 = 32,
    /// Real-time signal 1. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT1 = 33,
    /// Real-time signal 2. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT2 = 34,
    /// Real-time signal 3. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT3 = 35,
    /// Real-time signal 4. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT4 = 36,
    /// Real-time signal 5. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT5 = 37,
    /// Real-time signal 6. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT6 = 38,
    /// Real-time signal 7. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT7 = 39,
    /// Real-time signal 8. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT8 = 40,
    /// Real-time signal 9. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT9 = 41,
    /// Real-time signal 10. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT10 = 42,
    /// Real-time signal 11. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT11 = 43,
    /// Real-time signal 12. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT12 = 44,
    /// Real-time signal 13. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT13 = 45,
    /// Real-time signal 14. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT14 = 46,
    /// Real-time signal 15. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT15 = 47,
    /// Real-time signal 16. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT16 = 48,
    /// Real-time signal 17. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT17 = 49,
    /// Real-time signal 18. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT18 = 50,
    /// Real-time signal 19. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT19 = 51,
    /// Real-time signal 20. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT20 = 52,
    /// Real-time signal 21. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT21 = 53,
    /// Real-time signal 22. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT22 = 54,
    /// Real-time signal 23. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT23 = 55,
    /// Real-time signal 24. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT24 = 56,
    /// Real-time signal 25. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT25 = 57,
    /// Real-time signal 26. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT26 = 58,
    /// Real-time signal 27. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT27 = 59,
    /// Real-time signal 28. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT28 = 60,
    /// Real-time signal 29. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT29 = 61,
    /// Real-time signal 30. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT30 = 62,
    /// Real-time signal 31. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT31 = 63,
    /// Real-time signal 32. (Since: 1.0.1)
    VIR_DOMAIN_PROCESS_SIGNAL_RT32 = 64,
    #[cfg(sentinels)]
    VIR_DOMAIN_PROCESS_SIGNAL_LAST,
}

#[oxivirt_derive::unserved(VIR_FROM_DOMAIN)]
unsafe extern "C" {
    /// Sends a signal to a process in a running guest.
    ///
    /// @param domain a domain
    /// @param pid_value the process; of its group if negative
    /// @param signum of virDomainProcessSignal
    /// @param flags none exist yet; give 0
    /// @return 0, or -1 if it failed
    #[check(domain: handle, not_zero(pid_value), writable)]
    pub fn virDomainSendProcessSignal(
        domain: virDomainPtr,
        pid_value: c_longlong,
        signum: c_uint,
        flags: c_uint,
    ) -> c_int;
}
