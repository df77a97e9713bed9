//! The one guard that every exported function passes.
//!
//! It forgets the thread's last error, runs the function's body, and turns what comes out into what C
//! expects: a value, or the function's way to say "failed" with the error kept for the thread and the
//! connection and told to the callbacks. A panic does not cross into C: it becomes
//! `VIR_ERR_INTERNAL_ERROR`.
//!
//! The checks that the body starts with are methods of [`Call`]. Their order can be observed from
//! outside, so each function makes them in libvirt's order.

use super::domain::{Domain, virDomainPtr};
use super::domain_snapshot::{Snapshot, virDomainSnapshotPtr};
use super::handle::{self, Belongs, Handled, Kind};
use super::host::{Connection, VIR_UUID_BUFLEN, virConnectPtr};
use super::stream::{Stream, virStreamPtr};
use super::virterror;
use crate::conf::uuid::Uuid;
use crate::error::{Error, Result, message_of, virErrorDomain, virErrorNumber};
use bitflags::Flags;
use std::cell::{Cell, RefCell};
use std::ffi::{CStr, c_char, c_int, c_uchar, c_uint};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Once};

/// A part of the C face: what its own errors are said to come from.
pub(super) struct Area(pub virErrorDomain);

/// What a function's body may return, and how C sees it.
pub(super) trait Answer {
    type C;
    const FAILED: Self::C;
    fn into_c(self) -> Self::C;
}

impl Answer for () {
    type C = c_int;
    const FAILED: c_int = -1;
    fn into_c(self) -> c_int {
        0
    }
}

impl Answer for bool {
    type C = c_int;
    const FAILED: c_int = -1;
    fn into_c(self) -> c_int {
        c_int::from(self)
    }
}

impl Answer for c_int {
    type C = c_int;
    const FAILED: c_int = -1;
    fn into_c(self) -> c_int {
        self
    }
}

/// A count, which C gets as an `int`.
impl Answer for usize {
    type C = c_int;
    const FAILED: c_int = -1;
    fn into_c(self) -> c_int {
        c_int::try_from(self).unwrap_or(c_int::MAX)
    }
}

impl Answer for c_uint {
    type C = c_uint;
    const FAILED: c_uint = c_uint::MAX;
    fn into_c(self) -> c_uint {
        self
    }
}

/// An amount of memory, of which 0 says "failed".
impl Answer for u64 {
    type C = u64;
    const FAILED: u64 = 0;
    fn into_c(self) -> u64 {
        self
    }
}

/// The caller frees it.
impl Answer for String {
    type C = *mut c_char;
    const FAILED: *mut c_char = std::ptr::null_mut();
    fn into_c(self) -> *mut c_char {
        virterror::malloc_string(&self)
    }
}

impl<T> Answer for *mut T {
    type C = *mut T;
    const FAILED: *mut T = std::ptr::null_mut();
    fn into_c(self) -> *mut T {
        self
    }
}

impl<T> Answer for *const T {
    type C = *const T;
    const FAILED: *const T = std::ptr::null();
    fn into_c(self) -> *const T {
        self
    }
}

impl Area {
    /// Runs the body of the public function `function`.
    pub(super) fn call<A: Answer>(
        &self,
        function: &'static str,
        body: impl FnOnce(&mut Call) -> Result<A>,
    ) -> A::C {
        virterror::forget_last();
        self.keep_error(function, body)
    }

    /// The same for the few functions that leave the last error as it is when they succeed.
    pub(super) fn keep_error<A: Answer>(
        &self,
        function: &'static str,
        body: impl FnOnce(&mut Call) -> Result<A>,
    ) -> A::C {
        let mut call = Call {
            function,
            area: self.0,
            connection: None,
        };
        match guarded(|| body(&mut call)) {
            Ok(answer) => answer.into_c(),
            Err(mut error) => {
                // A driver that lacks a function does not know under which name it was asked for.
                if error.code == virErrorNumber::VIR_ERR_NO_SUPPORT
                    && error.domain == virErrorDomain::VIR_FROM_NONE
                {
                    error = call.lacking();
                }
                virterror::raise(&error, call.connection.as_deref());
                A::FAILED
            }
        }
    }
}

thread_local! {
    /// How deep this thread is inside [`guarded`].
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// Where and why the body panicked.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `body`, and makes an error of a panic.
fn guarded<T>(body: impl FnOnce() -> Result<T>) -> Result<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        // A panic inside a call is told by the call's error, so nothing is printed for it.
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if DEPTH.get() > 0 {
                PANIC.set(Some(info.to_string().replace('\n', " ")));
            } else {
                before(info);
            }
        }));
    });
    DEPTH.set(DEPTH.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(body));
    DEPTH.set(DEPTH.get() - 1);
    result.unwrap_or_else(|_| {
        let what = PANIC.take().unwrap_or_else(|| "panicked".to_owned());
        Err(Error::internal(what).from_domain(virErrorDomain::VIR_FROM_NONE))
    })
}

/// A public function at work.
pub(super) struct Call {
    function: &'static str,
    area: virErrorDomain,
    /// The connection that the function's handle belongs to, once that is known.
    connection: Option<Arc<Connection>>,
}

impl Call {
    /// The connection that this handle stands for.
    pub(super) fn connection(&mut self, pointer: virConnectPtr) -> Result<Arc<Connection>> {
        let conn =
            handle::get::<Connection>(pointer).ok_or_else(|| self.invalid::<Connection>())?;
        self.connection = Some(Arc::clone(&conn));
        Ok(conn)
    }

    /// The domain that this handle stands for.
    pub(super) fn domain(&mut self, pointer: virDomainPtr) -> Result<Arc<Domain>> {
        let dom = handle::get::<Domain>(pointer).ok_or_else(|| self.invalid::<Domain>())?;
        self.connection = Some(Arc::clone(dom.connection().arc()));
        Ok(dom)
    }

    /// The snapshot that this handle stands for.
    pub(super) fn snapshot(&mut self, pointer: virDomainSnapshotPtr) -> Result<Arc<Snapshot>> {
        let snapshot =
            handle::get::<Snapshot>(pointer).ok_or_else(|| self.invalid::<Snapshot>())?;
        self.connection = Some(Arc::clone(snapshot.domain().connection().arc()));
        Ok(snapshot)
    }

    /// What this handle of any kind stands for.
    pub(super) fn object<T: Handled + Belongs>(&mut self, pointer: *mut T::C) -> Result<Arc<T>> {
        let it = handle::get::<T>(pointer).ok_or_else(|| self.invalid::<T>())?;
        self.connection = T::connection_of(&it);
        Ok(it)
    }

    /// The stream that this further handle stands for.
    pub(super) fn stream(&self, pointer: virStreamPtr) -> Result<Arc<Stream>> {
        handle::get::<Stream>(pointer).ok_or_else(|| self.invalid::<Stream>())
    }

    /// Keeps the connection that the function's handle belongs to.
    pub(super) fn belongs_to(&mut self, connection: Option<Arc<Connection>>) {
        self.connection = connection;
    }

    pub(super) fn function(&self) -> &'static str {
        self.function
    }

    pub(super) fn area(&self) -> virErrorDomain {
        self.area
    }

    /// Adds a reference to a handle.
    pub(super) fn retain<T: Handled>(&self, pointer: *mut T::C) -> Result<()> {
        if handle::retain::<T>(pointer) {
            Ok(())
        } else {
            Err(self.invalid::<T>())
        }
    }

    /// Takes a reference of a handle away, and tells how many remain.
    pub(super) fn release<T: Handled>(&self, pointer: *mut T::C) -> Result<usize> {
        handle::release::<T>(pointer).ok_or_else(|| self.invalid::<T>())
    }

    /// "Not a handle of this kind", for a pointer that is none.
    fn invalid<T: Handled>(&self) -> Error {
        self.invalid_handle(T::KIND)
    }

    /// The same for a kind that is known by number.
    pub(super) fn invalid_handle(&self, kind: Kind) -> Error {
        let (code, domain) = kind.invalid();
        self.not_a(code, domain.unwrap_or(self.area))
    }

    /// The same for a kind that has this code.
    pub(super) fn not_a(&self, code: virErrorNumber, domain: virErrorDomain) -> Error {
        let mut error = Error::new(code, self.function).from_domain(domain);
        error.message = format!("{} in {}", message_of(code), self.function);
        error
    }

    /// Refuses a connection opened for reading only.
    pub(super) fn writable(&self) -> Result<()> {
        self.writable_on(self.connection.as_deref())
    }

    /// The same for another connection than the one that the function's handle belongs to.
    pub(super) fn writable_on(&self, connection: Option<&Connection>) -> Result<()> {
        match connection {
            Some(conn) if conn.is_read_only() => {
                Err(self.denied(format_args!("{} on a read-only connection", self.function)))
            }
            _ => Ok(()),
        }
    }

    /// Refuses secrets to a connection opened for reading only.
    pub(super) fn secrets_allowed(&self) -> Result<()> {
        match &self.connection {
            Some(conn) if conn.is_read_only() => Err(self.denied(format_args!(
                "{} would tell secrets on a read-only connection",
                self.function
            ))),
            _ => Ok(()),
        }
    }

    fn denied(&self, what: std::fmt::Arguments<'_>) -> Error {
        Error::new(virErrorNumber::VIR_ERR_OPERATION_DENIED, what.to_string())
            .from_domain(self.area)
    }

    /// An error about the argument `name` of this function.
    pub(super) fn argument(&self, name: &'static str, trouble: &str) -> Error {
        Error::argument(
            self.function,
            name,
            format!("{name} of {} {trouble}", self.function),
        )
        .from_domain(self.area)
    }

    /// An error about the argument `name` that has a code of its own.
    pub(super) fn argument_as(
        &self,
        code: virErrorNumber,
        name: &'static str,
        trouble: &str,
    ) -> Error {
        if code == virErrorNumber::VIR_ERR_INVALID_ARG {
            return self.argument(name, trouble);
        }
        Error::new(code, format!("{name} of {} {trouble}", self.function)).from_domain(self.area)
    }

    /// The driver of this connection has no such function.
    pub(super) fn unsupported<A: Answer>(&self) -> Result<A> {
        Err(self.lacking())
    }

    fn lacking(&self) -> Error {
        Error::no_support(self.function).from_domain(self.area)
    }

    /// Refuses NULL.
    pub(super) fn required<T>(&self, name: &'static str, pointer: *const T) -> Result<()> {
        if pointer.is_null() {
            return Err(self.argument(name, "must not be NULL"));
        }
        Ok(())
    }

    /// Refuses anything but NULL.
    pub(super) fn absent<T>(&self, name: &'static str, pointer: *const T) -> Result<()> {
        if !pointer.is_null() {
            return Err(self.argument(name, "must be NULL"));
        }
        Ok(())
    }

    /// Refuses negative numbers.
    pub(super) fn count(&self, name: &'static str, number: c_int) -> Result<usize> {
        usize::try_from(number).map_err(|_| self.argument(name, "must not be negative"))
    }

    /// Reads a string that must be there.
    ///
    /// # Safety
    ///
    /// `pointer` is NULL or points to a C string that lives and stays as it is for `'a`.
    pub(super) unsafe fn text<'a>(
        &self,
        name: &'static str,
        pointer: *const c_char,
    ) -> Result<&'a str> {
        self.required(name, pointer)?;
        // SAFETY: not NULL; the rest is this function's own condition.
        let text = unsafe { CStr::from_ptr(pointer) };
        text.to_str()
            .map_err(|_| self.argument(name, "must be UTF-8"))
    }

    /// Reads a string that may be NULL.
    ///
    /// # Safety
    ///
    /// As for [`Call::text`].
    pub(super) unsafe fn optional_text<'a>(
        &self,
        name: &'static str,
        pointer: *const c_char,
    ) -> Result<Option<&'a str>> {
        if pointer.is_null() {
            return Ok(None);
        }
        // SAFETY: this function's own condition.
        unsafe { self.text(name, pointer) }.map(Some)
    }

    /// Writes the bytes of a UUID for C.
    ///
    /// # Safety
    ///
    /// `to` is NULL or points to room for `VIR_UUID_BUFLEN` bytes.
    pub(super) unsafe fn write_uuid(
        &self,
        name: &'static str,
        to: *mut c_uchar,
        uuid: Uuid,
    ) -> Result<()> {
        self.required(name, to)?;
        // SAFETY: not NULL; the rest is this function's own condition.
        unsafe { to.cast::<[u8; VIR_UUID_BUFLEN as usize]>().write(uuid.0) };
        Ok(())
    }

    /// Writes a UUID for C as a string.
    ///
    /// # Safety
    ///
    /// `to` is NULL or points to room for `VIR_UUID_STRING_BUFLEN` bytes.
    pub(super) unsafe fn write_uuid_string(
        &self,
        name: &'static str,
        to: *mut c_char,
        uuid: Uuid,
    ) -> Result<()> {
        self.required(name, to)?;
        let text = uuid.to_string();
        // SAFETY: not NULL; a UUID is written with 36 characters, and there is room for 37.
        unsafe {
            to.copy_from_nonoverlapping(text.as_ptr().cast(), text.len());
            to.add(text.len()).write(0);
        }
        Ok(())
    }

    /// Reads the name of a file and makes it absolute.
    ///
    /// # Safety
    ///
    /// As for [`Call::text`].
    pub(super) unsafe fn path(&self, name: &'static str, pointer: *const c_char) -> Result<String> {
        // SAFETY: this function's own condition.
        let path = unsafe { self.text(name, pointer) }?;
        self.absolute(name, path)
    }

    /// A path as the caller means it: from the current directory on.
    pub(super) fn absolute(&self, name: &'static str, path: &str) -> Result<String> {
        if path.starts_with('/') {
            return Ok(path.to_owned());
        }
        let here = std::env::current_dir()
            .map_err(|e| Error::system("cannot tell the current directory", &e))?;
        here.join(path)
            .into_os_string()
            .into_string()
            .map_err(|_| self.argument(name, "is relative to a directory whose name is not UTF-8"))
    }

    /// Refuses flags other than `known`.
    pub(super) fn known<F: Flags<Bits = c_uint> + Copy>(
        &self,
        flags: c_uint,
        known: F,
    ) -> Result<F> {
        match flags & !known.bits() {
            0 => Ok(F::from_bits_retain(flags)),
            unknown => Err(self.unknown(unknown)),
        }
    }

    /// Refuses all flags.
    pub(super) fn no_flags(&self, flags: c_uint) -> Result<()> {
        match flags {
            0 => Ok(()),
            unknown => Err(self.unknown(unknown)),
        }
    }

    fn unknown(&self, flags: c_uint) -> Error {
        Error::argument(
            self.function,
            "flags",
            format!("{} does not know the flags {flags:#x}", self.function),
        )
        .from_domain(virErrorDomain::VIR_FROM_QEMU)
    }

    /// Refuses two flags together.
    pub(super) fn exclusive<F: Flags<Bits = c_uint> + Copy>(
        &self,
        flags: c_uint,
        one: F,
        other: F,
    ) -> Result<()> {
        let both = one.bits() | other.bits();
        if flags & both == both {
            return Err(self.both(name_of(one), name_of(other)));
        }
        Ok(())
    }

    /// Two flags were given that exclude each other.
    pub(super) fn both(&self, one: &str, other: &str) -> Error {
        self.flags(format!(
            "{}: {one} and {other} exclude each other",
            self.function
        ))
    }

    /// Refuses one flag without another.
    pub(super) fn requires<F: Flags<Bits = c_uint> + Copy>(
        &self,
        flags: c_uint,
        one: F,
        needed: F,
    ) -> Result<()> {
        if flags & one.bits() != 0 && flags & needed.bits() == 0 {
            return Err(self.lonely(name_of(one), name_of(needed)));
        }
        Ok(())
    }

    /// A flag was given without one that it needs.
    pub(super) fn lonely(&self, one: &str, needed: &str) -> Error {
        self.flags(format!("{}: {one} needs {needed}", self.function))
    }

    fn flags(&self, message: String) -> Error {
        // libvirt names the argument so.
        Error::argument(self.function, "ctl", message).from_domain(self.area)
    }
}

/// The public name of one flag.
fn name_of<F: Flags<Bits = c_uint>>(flag: F) -> &'static str {
    flag.iter_names().next().map_or("?", |(name, _)| name)
}
