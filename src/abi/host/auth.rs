//! Questions that a connection may ask before it opens, and the answers to them from the terminal.

use super::super::virterror::malloc_string;
use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::ptr::null_mut;

/// What kind of credential is asked for.
#[repr(C)]
pub enum virConnectCredentialType {
    /// The identity to act as. (Since: 0.4.1)
    VIR_CRED_USERNAME = 1,
    /// The identity to authenticate as. (Since: 0.4.1)
    VIR_CRED_AUTHNAME = 2,
    /// Languages in the order of preference, separated by commas. (Since: 0.4.1)
    VIR_CRED_LANGUAGE = 3,
    /// A nonce. (Since: 0.4.1)
    VIR_CRED_CNONCE = 4,
    /// A secret. (Since: 0.4.1)
    VIR_CRED_PASSPHRASE = 5,
    /// The answer to a challenge. (Since: 0.4.1)
    VIR_CRED_ECHOPROMPT = 6,
    /// The answer to a challenge, not to be shown. (Since: 0.4.1)
    VIR_CRED_NOECHOPROMPT = 7,
    /// The authentication realm. (Since: 0.4.1)
    VIR_CRED_REALM = 8,
    /// Something that another program takes care of. (Since: 0.4.1)
    VIR_CRED_EXTERNAL = 9,
    #[cfg(sentinels)]
    VIR_CRED_LAST,
}

/// One question of an authentication and the room for its answer.
#[repr(C)]
pub struct _virConnectCredential {
    /// The virConnectCredentialType.
    pub r#type: c_int,
    /// What to ask.
    pub prompt: *const c_char,
    /// More to show.
    pub challenge: *const c_char,
    /// The answer if none is given.
    pub defresult: *const c_char,
    /// The answer, which comes from malloc.
    pub result: *mut c_char,
    /// How long the answer is.
    pub resultlen: c_uint,
}

/// One question of an authentication and the room for its answer.
pub type virConnectCredential = _virConnectCredential;
/// A pointer to a virConnectCredential.
pub type virConnectCredentialPtr = *mut virConnectCredential;

/// Answers questions of an authentication.
///
/// Returns 0 when all are answered, -1 to give up.
pub type virConnectAuthCallbackPtr = Option<
    unsafe extern "C" fn(
        cred: virConnectCredentialPtr,
        ncred: c_uint,
        cbdata: *mut c_void,
    ) -> c_int,
>;

/// Who answers the questions of an authentication.
#[repr(C)]
pub struct _virConnectAuth {
    /// The kinds of question that can be answered.
    pub credtype: *mut c_int,
    /// How many kinds.
    pub ncredtype: c_uint,
    /// Who answers.
    pub cb: virConnectAuthCallbackPtr,
    /// Given to `cb`.
    pub cbdata: *mut c_void,
}

/// Who answers the questions of an authentication.
pub type virConnectAuth = _virConnectAuth;
/// A pointer to a virConnectAuth.
pub type virConnectAuthPtr = *mut virConnectAuth;

static mut CREDENTIAL_TYPES: [c_int; 6] = [
    virConnectCredentialType::VIR_CRED_AUTHNAME as c_int,
    virConnectCredentialType::VIR_CRED_ECHOPROMPT as c_int,
    virConnectCredentialType::VIR_CRED_REALM as c_int,
    virConnectCredentialType::VIR_CRED_PASSPHRASE as c_int,
    virConnectCredentialType::VIR_CRED_NOECHOPROMPT as c_int,
    virConnectCredentialType::VIR_CRED_EXTERNAL as c_int,
];

static mut ASK_ON_TERMINAL: virConnectAuth = virConnectAuth {
    credtype: (&raw mut CREDENTIAL_TYPES).cast(),
    ncredtype: 6,
    cb: Some(ask_on_terminal),
    cbdata: null_mut(),
};

/// Asks on the terminal. (Since: 0.4.1)
#[unsafe(no_mangle)]
pub static mut virConnectAuthPtrDefault: virConnectAuthPtr = &raw mut ASK_ON_TERMINAL;

/// How a question is asked.
enum Question {
    Open,
    /// What is typed is not to be seen.
    Secret,
    /// Somebody else takes care of it.
    Elsewhere,
}

impl Question {
    fn of(kind: c_int) -> Option<Self> {
        use virConnectCredentialType::*;
        let is = |one: virConnectCredentialType| kind == one as c_int;
        if is(VIR_CRED_EXTERNAL) {
            Some(Question::Elsewhere)
        } else if is(VIR_CRED_PASSPHRASE) || is(VIR_CRED_NOECHOPROMPT) {
            Some(Question::Secret)
        } else if is(VIR_CRED_USERNAME)
            || is(VIR_CRED_AUTHNAME)
            || is(VIR_CRED_ECHOPROMPT)
            || is(VIR_CRED_REALM)
        {
            Some(Question::Open)
        } else {
            None
        }
    }
}

unsafe extern "C" {
    static mut stdin: *mut libc::FILE;
    static mut stdout: *mut libc::FILE;
}

/// Prints each question and reads a line, by C's own files: the program may have read ahead, or not flushed yet.
unsafe extern "C" fn ask_on_terminal(
    cred: virConnectCredentialPtr,
    ncred: c_uint,
    _cbdata: *mut c_void,
) -> c_int {
    for i in 0..ncred as usize {
        // SAFETY: the caller's credentials, `ncred` of them.
        let cred = unsafe { &mut *cred.add(i) };
        // SAFETY: its strings are NULL or C strings.
        let answered = unsafe { answer(cred) };
        if answered.is_none() {
            return -1;
        }
    }
    0
}

/// # Safety
///
/// The strings of `cred` are NULL or C strings.
unsafe fn answer(cred: &mut virConnectCredential) -> Option<()> {
    let hidden = match Question::of(cred.r#type)? {
        Question::Elsewhere => {
            // SAFETY: NULL or a C string.
            let challenge = unsafe { cred.challenge.as_ref().map(|c| CStr::from_ptr(c)) };
            return (challenge == Some(c"PolicyKit")).then_some(());
        }
        Question::Open => false,
        Question::Secret => true,
    };
    // SAFETY: NULL or a C string; C's output is open or the call fails.
    unsafe {
        if !cred.prompt.is_null() {
            libc::fputs(cred.prompt, stdout);
        }
        if libc::fputs(c": ".as_ptr(), stdout) < 0 || libc::fflush(stdout) != 0 {
            return None;
        }
    }
    let line = read_line(hidden)?;
    cred.result = if line.is_empty() && !cred.defresult.is_null() {
        // SAFETY: a C string.
        unsafe { libc::strdup(cred.defresult) }
    } else {
        malloc_string(&String::from_utf8_lossy(&line))
    };
    if cred.result.is_null() {
        return None;
    }
    // SAFETY: just made by malloc, and NUL at its end.
    cred.resultlen = unsafe { libc::strlen(cred.result) } as c_uint;
    Some(())
}

/// A line without its end; the end of the input ends a line too. `None` if reading fails.
fn read_line(hidden: bool) -> Option<Vec<u8>> {
    let echo_off = hidden.then(crate::sys::EchoOff::new);
    let mut line = Vec::new();
    loop {
        // SAFETY: C's input.
        let byte = unsafe { libc::fgetc(stdin) };
        match u8::try_from(byte) {
            Ok(b'\n') => break,
            // A terminal whose echo is off may give the key as it is.
            Ok(b'\r') if hidden => break,
            Ok(byte) => line.push(byte),
            // SAFETY: as above.
            Err(_) if unsafe { libc::ferror(stdin) } != 0 => return None,
            Err(_) => break,
        }
    }
    if echo_off.is_some_and(|it| it.is_terminal()) {
        // SAFETY: a C string, and C's output.
        unsafe { libc::fputs(c"\n".as_ptr(), stdout) };
    }
    Some(line)
}
