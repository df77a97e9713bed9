//! The one path of the public functions that no driver serves.
//!
//! `#[oxivirt_derive::unserved]` makes of each a table of checks and a call of [`refuse`], which goes
//! through the checks in their order and then answers `VIR_ERR_NO_SUPPORT`. How to write them is told on
//! top of [`super`].

use super::common::params::{self, virTypedParameterPtr};
use super::entry::{Area, Call};
pub(super) use super::handle::Kind;
use super::handle::{self, Object};
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result};
pub(super) use crate::error::{virErrorDomain, virErrorNumber};
use std::ffi::{c_char, c_int, c_ulong, c_void};
use std::sync::Arc;

/// A function that no driver serves.
pub(super) struct Unserved {
    pub function: &'static str,
    pub area: virErrorDomain,
    pub checks: &'static [Check],
}

/// A parameter, or the number that it points to.
#[derive(Clone, Copy)]
pub(super) struct Argument {
    pub at: usize,
    pub name: &'static str,
    pub pointed: bool,
}

/// A number that has a name.
#[derive(Clone, Copy)]
pub(super) struct Constant {
    pub name: &'static str,
    pub value: i128,
}

#[cfg_attr(not(test), allow(dead_code))]
/// A precondition. The words of `#[check(...)]` are these in lower case.
pub(super) enum Check {
    Handle(Argument, Kind),
    OptionalHandle(Argument, Kind),
    Handles(Argument, Kind),
    Writable,
    WritableToo(Argument),
    SameConnection(Argument, Argument),
    NotNull(Argument),
    Null(Argument),
    NotNullIf(Argument, Argument),
    NullIfZero(Argument, Argument),
    NotEmpty(Argument),
    NotEmptyIfGiven(Argument),
    OneLine(Argument),
    Uuid(Argument),
    Positive(Argument),
    NotNegative(Argument),
    Zero(Argument),
    NotZero(Argument),
    Below(Argument, Constant),
    AtLeast(Argument, Constant),
    AtMost(Argument, Constant, virErrorNumber),
    Equals(Argument, Constant),
    Exclusive(Argument, Constant, Constant),
    Requires(Argument, Constant, Constant),
    OneOf(Argument, Constant, Constant),
    Known(Argument, i128),
    Secret(Argument, Constant),
    TypedParams(Argument, Argument),
    Socket(Argument),
    Fails(virErrorNumber),
    When(Argument, Constant, &'static [Check]),
    Unless(Argument, Constant, &'static [Check]),
    WhenFlag(Argument, Constant, &'static [Check]),
    UnlessFlag(Argument, Constant, &'static [Check]),
}

/// An argument as a number: integers as they are, pointers as addresses.
pub(super) trait Raw {
    fn raw(self) -> i128;
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Raw for $type {
            fn raw(self) -> i128 {
                i128::from(self)
            }
        }
    )*};
}

integers!(i8, u8, i16, u16, i32, u32, i64, u64);

impl Raw for usize {
    fn raw(self) -> i128 {
        self as i128
    }
}

impl<T> Raw for *mut T {
    fn raw(self) -> i128 {
        self.cast::<c_void>() as usize as i128
    }
}

impl<T> Raw for *const T {
    fn raw(self) -> i128 {
        self.cast::<c_void>() as usize as i128
    }
}

/// Callbacks: only whether there is one counts.
impl<F> Raw for Option<F> {
    fn raw(self) -> i128 {
        i128::from(self.is_some())
    }
}

/// How a function says that it failed.
pub(super) trait Failed {
    const FAILED: Self;
}

impl Failed for () {
    const FAILED: () = ();
}

impl Failed for c_int {
    const FAILED: c_int = -1;
}

/// An amount of memory or of time.
impl Failed for c_ulong {
    const FAILED: c_ulong = 0;
}

impl<T> Failed for *mut T {
    const FAILED: *mut T = std::ptr::null_mut();
}

impl<T> Failed for *const T {
    const FAILED: *const T = std::ptr::null();
}

/// Goes through the checks, and tells that no driver has the function if all of them pass.
///
/// # Safety
///
/// The arguments are those of the function that the table describes, and C keeps to what `super` says of
/// strings and pointers.
pub(super) unsafe fn refuse(what: &'static Unserved, arguments: &[i128]) {
    Area(what.area).call(what.function, |call| {
        let mut at = At { call, arguments };
        // SAFETY: this function's own condition.
        unsafe { at.all(what.checks) }?;
        call.unsupported::<()>()
    });
}

struct At<'a> {
    call: &'a mut Call,
    arguments: &'a [i128],
}

impl At<'_> {
    /// # Safety
    ///
    /// As for [`refuse`].
    unsafe fn all(&mut self, checks: &[Check]) -> Result<()> {
        for check in checks {
            // SAFETY: this function's own condition.
            unsafe { self.one(check) }?;
        }
        Ok(())
    }

    fn raw(&self, argument: Argument) -> i128 {
        self.arguments[argument.at]
    }

    fn address(&self, argument: Argument) -> usize {
        usize::try_from(self.raw(argument)).unwrap_or(0)
    }

    fn pointer<T>(&self, argument: Argument) -> *const T {
        self.address(argument) as *const T
    }

    /// The argument, or the `int` that it points to; NULL points to a zero here.
    ///
    /// # Safety
    ///
    /// An argument that is pointed to is NULL or points to an `int`.
    unsafe fn number(&self, argument: Argument) -> i128 {
        if !argument.pointed {
            return self.raw(argument);
        }
        let pointer = self.pointer::<c_int>(argument);
        if pointer.is_null() {
            return 0;
        }
        // SAFETY: not NULL; the rest is this function's own condition.
        i128::from(unsafe { pointer.read() })
    }

    fn object(&self, argument: Argument, kind: Kind) -> Result<Object> {
        handle::look(self.address(argument))
            .filter(|object| object.kind() == kind)
            .ok_or_else(|| self.call.invalid_handle(kind))
    }

    fn wrong(&self, argument: Argument, trouble: &str) -> Result<()> {
        Err(self.call.argument(argument.name, trouble))
    }

    fn must(&self, holds: bool, argument: Argument, trouble: &str) -> Result<()> {
        if holds {
            return Ok(());
        }
        self.wrong(argument, trouble)
    }

    /// # Safety
    ///
    /// As for [`refuse`].
    unsafe fn one(&mut self, check: &Check) -> Result<()> {
        // SAFETY: this function's own condition, and the table says which arguments are pointed to.
        let number = |argument: Argument| unsafe { self.number(argument) };
        let has = |argument: Argument, flag: Constant| number(argument) & flag.value != 0;
        match *check {
            Check::Handle(a, kind) => {
                let object = self.object(a, kind)?;
                self.call.belongs_to(object.connection());
                Ok(())
            }
            Check::OptionalHandle(a, kind) if self.raw(a) != 0 => self.object(a, kind).map(|_| ()),
            Check::OptionalHandle(..) => Ok(()),
            // SAFETY: this function's own condition.
            Check::Handles(a, kind) => unsafe { self.handles(a, kind) },
            Check::Writable => self.call.writable(),
            Check::WritableToo(a) => match handle::look(self.address(a)) {
                Some(object) => self.call.writable_on(object.connection().as_deref()),
                None => Ok(()),
            },
            Check::SameConnection(a, b) => self.same_connection(a, b),
            Check::NotNull(a) => self.call.required(a.name, self.pointer::<c_void>(a)),
            Check::Null(a) => self.call.absent(a.name, self.pointer::<c_void>(a)),
            Check::NotNullIf(count, a) if number(count) != 0 => {
                self.call.required(a.name, self.pointer::<c_void>(a))
            }
            Check::NullIfZero(count, a) if number(count) == 0 => {
                self.call.absent(a.name, self.pointer::<c_void>(a))
            }
            Check::NotNullIf(..) | Check::NullIfZero(..) => Ok(()),
            Check::NotEmpty(a) => {
                self.call.required(a.name, self.pointer::<c_void>(a))?;
                // SAFETY: C promises a string.
                unsafe { self.not_empty(a) }
            }
            // SAFETY: C promises a string.
            Check::NotEmptyIfGiven(a) if self.raw(a) != 0 => unsafe { self.not_empty(a) },
            Check::NotEmptyIfGiven(_) => Ok(()),
            Check::OneLine(a) => {
                // SAFETY: C promises a string.
                let text = unsafe { self.call.optional_text(a.name, self.pointer(a)) }?;
                let lines = text.is_some_and(|t| t.contains('\n'));
                self.must(!lines, a, "must be one line")
            }
            Check::Uuid(a) => {
                // SAFETY: C promises a string.
                let text = unsafe { self.call.text(a.name, self.pointer(a)) }?;
                self.must(text.parse::<Uuid>().is_ok(), a, "is not a UUID")
            }
            Check::Positive(a) => self.must(number(a) > 0, a, "must be greater than zero"),
            Check::NotNegative(a) => self.must(number(a) >= 0, a, "must not be negative"),
            Check::Zero(a) => self.must(number(a) == 0, a, "must be zero"),
            Check::NotZero(a) => self.must(number(a) != 0, a, "must not be zero"),
            Check::Below(a, limit) => self.must(
                number(a) < limit.value,
                a,
                &format!("must be less than {} ({})", limit.name, limit.value),
            ),
            Check::AtLeast(a, limit) => self.must(
                number(a) >= limit.value,
                a,
                &format!("must not be less than {} ({})", limit.name, limit.value),
            ),
            Check::AtMost(a, limit, code) if number(a) > limit.value => {
                let trouble = format!("must not be more than {} ({})", limit.name, limit.value);
                Err(self.call.argument_as(code, a.name, &trouble))
            }
            Check::AtMost(..) => Ok(()),
            Check::Equals(a, wanted) => self.must(
                number(a) == wanted.value,
                a,
                &format!("must be {}", wanted.name),
            ),
            Check::Exclusive(flags, one, other) => match has(flags, one) && has(flags, other) {
                true => Err(self.call.both(one.name, other.name)),
                false => Ok(()),
            },
            Check::Requires(flags, one, needed) => match has(flags, one) && !has(flags, needed) {
                true => Err(self.call.lonely(one.name, needed.name)),
                false => Ok(()),
            },
            Check::OneOf(flags, one, other) => self.must(
                has(flags, one) || has(flags, other),
                flags,
                &format!("must have {} or {}", one.name, other.name),
            ),
            Check::Known(flags, known) => {
                let unknown = number(flags) & !known;
                self.must(
                    unknown == 0,
                    flags,
                    &format!("has unknown bits: {unknown:#x}"),
                )
            }
            Check::Secret(flags, flag) if has(flags, flag) => self.call.secrets_allowed(),
            Check::Secret(..) => Ok(()),
            Check::TypedParams(array, count) => {
                let n = usize::try_from(number(count)).unwrap_or(0);
                let array: virTypedParameterPtr = self.pointer::<c_void>(array).cast_mut().cast();
                // SAFETY: C promises so many parameters.
                unsafe { params::check_given(self.call, array, n) }
            }
            Check::Socket(fd) => self.socket(fd),
            Check::Fails(code) => {
                Err(Error::new(code, self.call.function()).from_domain(self.call.area()))
            }
            // SAFETY: this function's own condition.
            Check::When(a, value, checks) if number(a) == value.value => unsafe {
                self.all(checks)
            },
            // SAFETY: as above.
            Check::Unless(a, value, checks) if number(a) != value.value => unsafe {
                self.all(checks)
            },
            // SAFETY: as above.
            Check::WhenFlag(a, flag, checks) if has(a, flag) => unsafe { self.all(checks) },
            // SAFETY: as above.
            Check::UnlessFlag(a, flag, checks) if !has(a, flag) => unsafe { self.all(checks) },
            Check::When(..) | Check::Unless(..) | Check::WhenFlag(..) | Check::UnlessFlag(..) => {
                Ok(())
            }
        }
    }

    /// Refuses a string without a character.
    ///
    /// # Safety
    ///
    /// The argument is a C string.
    unsafe fn not_empty(&self, argument: Argument) -> Result<()> {
        // SAFETY: this function's own condition.
        let first = unsafe { self.pointer::<c_char>(argument).read() };
        self.must(first != 0, argument, "must not be empty")
    }

    /// An array of handles with a NULL at its end: at least one, and all of one connection.
    ///
    /// # Safety
    ///
    /// The argument is such an array, or NULL.
    unsafe fn handles(&mut self, argument: Argument, kind: Kind) -> Result<()> {
        let array = self.pointer::<usize>(argument);
        self.call.required(argument.name, array)?;
        let mut first: Option<Arc<super::host::Connection>> = None;
        for i in 0.. {
            // SAFETY: no entry before this one was NULL.
            let address = unsafe { array.add(i).read() };
            if address == 0 {
                break;
            }
            let object = handle::look(address)
                .filter(|object| object.kind() == kind)
                .ok_or_else(|| self.call.invalid_handle(kind))?;
            let connection = object.connection();
            match &first {
                None => {
                    self.call.belongs_to(connection.clone());
                    first = connection;
                }
                Some(it) if !connection.is_some_and(|c| Arc::ptr_eq(it, &c)) => {
                    return self.wrong(argument, "must be of one connection");
                }
                Some(_) => {}
            }
        }
        self.must(first.is_some(), argument, "must not be empty")
    }

    /// Refuses two handles of different connections, if both are given. The second is the one to blame.
    fn same_connection(&self, one: Argument, other: Argument) -> Result<()> {
        let of = |argument| handle::look(self.address(argument)).and_then(|o| o.connection());
        match (of(one), of(other)) {
            (Some(a), Some(b)) if !Arc::ptr_eq(&a, &b) => {
                let trouble = format!("must be of the connection of {}", one.name);
                self.wrong(other, &trouble)
            }
            _ => Ok(()),
        }
    }

    /// Refuses what is no open socket.
    fn socket(&self, fd: Argument) -> Result<()> {
        let number = c_int::try_from(self.raw(fd)).unwrap_or(-1);
        match crate::sys::is_socket(number) {
            Ok(true) => Ok(()),
            Ok(false) => self.wrong(fd, "must be a socket"),
            Err(e) => Err(
                Error::system(format_args!("cannot look at descriptor {number}"), &e)
                    .from_domain(self.call.area()),
            ),
        }
    }
}
