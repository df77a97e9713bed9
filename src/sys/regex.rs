//! Regular expressions: POSIX's extended ones, by the C library.

use std::ffi::CString;
use std::io;

/// A compiled expression.
pub struct Regex {
    compiled: Box<libc::regex_t>,
}

// SAFETY: regexec(3) may be called by many threads at once; glibc locks inside.
unsafe impl Send for Regex {}
// SAFETY: as above.
unsafe impl Sync for Regex {}

impl std::fmt::Debug for Regex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Regex").finish_non_exhaustive()
    }
}

impl Regex {
    /// Compiles an expression; the error says what is wrong with it.
    pub fn new(expression: &str, ignore_case: bool) -> io::Result<Regex> {
        let invalid = |what: String| io::Error::new(io::ErrorKind::InvalidInput, what);
        let text = CString::new(expression).map_err(|e| invalid(e.to_string()))?;
        let mut flags = libc::REG_EXTENDED | libc::REG_NOSUB;
        if ignore_case {
            flags |= libc::REG_ICASE;
        }
        // SAFETY: zero is a value of the plain structure, which regcomp fills; its address stays.
        let mut compiled: Box<libc::regex_t> = Box::new(unsafe { std::mem::zeroed() });
        // SAFETY: both pointers live through the call.
        let code = unsafe { libc::regcomp(&mut *compiled, text.as_ptr(), flags) };
        if code == 0 {
            return Ok(Regex { compiled });
        }
        let mut message = [0u8; 128];
        // SAFETY: pointer and length describe `message`; `compiled` is what regcomp failed on.
        unsafe {
            libc::regerror(code, &*compiled, message.as_mut_ptr().cast(), message.len());
        }
        let end = message.iter().position(|b| *b == 0).unwrap_or(0);
        Err(invalid(
            String::from_utf8_lossy(&message[..end]).into_owned(),
        ))
    }

    /// Whether the expression matches somewhere in `text`.
    pub fn matches(&self, text: &str) -> bool {
        let Ok(text) = CString::new(text) else {
            return false;
        };
        // SAFETY: a compiled expression, a C string, and no room for matches asked for.
        unsafe { libc::regexec(&*self.compiled, text.as_ptr(), 0, std::ptr::null_mut(), 0) == 0 }
    }
}

impl Drop for Regex {
    fn drop(&mut self) {
        // SAFETY: compiled by `new`, and freed once.
        unsafe { libc::regfree(&mut *self.compiled) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        let regex = Regex::new("^(STOP|RES.*)$", false).unwrap();
        assert!(regex.matches("STOP") && regex.matches("RESUME"));
        assert!(!regex.matches("STOPPED") && !regex.matches("stop"));
        assert!(Regex::new("stop", true).unwrap().matches("A STOP B"));
        assert!(!Regex::new("(", false).unwrap_err().to_string().is_empty());
    }
}
