//! What is asked of the program that the library is part of, and done to it.

/// Reserves `len` bytes of address space that nothing can be read from or written to, for good.
pub fn reserve_addresses(len: usize) -> Option<usize> {
    // SAFETY: a new anonymous mapping, placed by the kernel, touches no existing memory.
    let start = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            len,
            libc::PROT_NONE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    (start != libc::MAP_FAILED).then_some(start as usize)
}

/// Sets this thread's `errno`.
pub fn set_errno(errno: i32) {
    // SAFETY: the address is this thread's own and always valid.
    unsafe { *libc::__errno_location() = errno };
}

/// While it lives, the terminal on standard input does not show what is typed.
pub struct EchoOff(Option<libc::termios>);

impl EchoOff {
    pub fn new() -> Self {
        let mut mode = std::mem::MaybeUninit::<libc::termios>::uninit();
        // SAFETY: there is room for the mode; where there is no terminal nothing is written, and said so.
        let before = unsafe {
            (libc::tcgetattr(libc::STDIN_FILENO, mode.as_mut_ptr()) == 0)
                .then(|| mode.assume_init())
        };
        if let Some(mut mode) = before {
            mode.c_lflag &= !libc::ECHO;
            // SAFETY: a mode made from the terminal's own.
            unsafe { libc::tcsetattr(libc::STDIN_FILENO, libc::TCSAFLUSH, &mode) };
        }
        EchoOff(before)
    }

    /// Whether there is a terminal at all.
    pub fn is_terminal(&self) -> bool {
        self.0.is_some()
    }
}

impl Default for EchoOff {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for EchoOff {
    fn drop(&mut self) {
        if let Some(mode) = &self.0 {
            // SAFETY: the mode that the terminal had.
            unsafe { libc::tcsetattr(libc::STDIN_FILENO, libc::TCSAFLUSH, mode) };
        }
    }
}

/// Whether this process acts as the system's administrator.
pub fn is_root() -> bool {
    // SAFETY: asks for a number, touches nothing.
    unsafe { libc::geteuid() == 0 }
}
