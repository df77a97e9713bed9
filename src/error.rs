//! The error that every fallible function of the library returns, and its libvirt numbers.

pub mod codes;
mod texts;

pub use codes::{virErrorDomain, virErrorLevel, virErrorNumber};
pub use texts::{message_of, name_of};

use std::fmt;

/// `Result` with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// An error as libvirt's callers know it: a number, where it comes from, and one line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    pub code: virErrorNumber,
    pub domain: virErrorDomain,
    pub level: virErrorLevel,
    /// The whole sentence, with the text that goes with `code` in front ([`Error::new`] puts it there).
    pub message: String,
    /// The particulars alone: what `message` says after the text of `code`.
    pub detail: Option<String>,
    /// The function and the argument of it that an [`Error::argument`] is about.
    pub argument: Option<(&'static str, &'static str)>,
    /// Extra numbers that a few errors carry (`int1` is the errno of system errors).
    pub int1: i32,
    pub int2: i32,
}

impl Error {
    /// An error of `code` raised by the QEMU driver; `detail` holds the facts as one greppable line.
    pub fn new(code: virErrorNumber, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        let text = message_of(code);
        let message = if detail.is_empty() {
            text.to_owned()
        } else {
            format!("{text}: {detail}")
        };
        Error {
            code,
            domain: virErrorDomain::VIR_FROM_QEMU,
            level: virErrorLevel::VIR_ERR_ERROR,
            message,
            detail: (!detail.is_empty()).then_some(detail),
            argument: None,
            int1: -1,
            int2: -1,
        }
    }

    /// The same error, said to come from another part of the library.
    #[must_use]
    pub fn from_domain(mut self, domain: virErrorDomain) -> Self {
        self.domain = domain;
        self
    }

    /// A failed system call: `what` says what was tried and on what.
    pub fn system(what: impl fmt::Display, err: &std::io::Error) -> Self {
        let mut e = Error::new(
            virErrorNumber::VIR_ERR_SYSTEM_ERROR,
            format!("{what}: {err}"),
        );
        e.int1 = err.raw_os_error().unwrap_or(0);
        e
    }

    /// Something that cannot happen, or QEMU gone astray.
    pub fn internal(detail: impl Into<String>) -> Self {
        Error::new(virErrorNumber::VIR_ERR_INTERNAL_ERROR, detail)
    }

    /// An operation that the object's present state forbids.
    pub fn operation_invalid(detail: impl Into<String>) -> Self {
        Error::new(virErrorNumber::VIR_ERR_OPERATION_INVALID, detail)
    }

    /// An operation that was tried and did not succeed.
    pub fn operation_failed(detail: impl Into<String>) -> Self {
        Error::new(virErrorNumber::VIR_ERR_OPERATION_FAILED, detail)
    }

    /// A document that asks for what this library, or this QEMU, does not have.
    pub fn config_unsupported(detail: impl Into<String>) -> Self {
        Error::new(virErrorNumber::VIR_ERR_CONFIG_UNSUPPORTED, detail)
    }

    /// A document that is wrong in itself.
    pub fn xml(detail: impl Into<String>) -> Self {
        Error::new(virErrorNumber::VIR_ERR_XML_ERROR, detail)
            .from_domain(virErrorDomain::VIR_FROM_DOMAIN)
    }

    /// An argument that makes no sense.
    pub fn invalid_arg(detail: impl Into<String>) -> Self {
        Error::new(virErrorNumber::VIR_ERR_INVALID_ARG, detail)
    }

    /// The argument `name` of the public function `function` cannot be taken; `message` is the whole
    /// sentence.
    pub fn argument(
        function: &'static str,
        name: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Error {
            code: virErrorNumber::VIR_ERR_INVALID_ARG,
            domain: virErrorDomain::VIR_FROM_DOMAIN,
            level: virErrorLevel::VIR_ERR_ERROR,
            message: message.into(),
            detail: None,
            argument: Some((function, name)),
            int1: 0,
            int2: 0,
        }
    }

    /// A function that the driver of this connection does not implement.
    pub fn no_support(function: &str) -> Self {
        Error::new(virErrorNumber::VIR_ERR_NO_SUPPORT, function)
            .from_domain(virErrorDomain::VIR_FROM_NONE)
    }

    /// No domain has this name, uuid or id.
    pub fn no_domain(detail: impl Into<String>) -> Self {
        Error::new(virErrorNumber::VIR_ERR_NO_DOMAIN, detail)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
