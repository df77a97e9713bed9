//! Typed parameters: arrays of named values, with which functions take and give what may grow.

mod number;

use crate::abi::entry::{Area, Call};
use crate::abi::virterror::malloc_string;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use std::ffi::{CStr, c_char, c_double, c_int, c_longlong, c_uint, c_ulonglong, c_void};
use std::ptr::null_mut;

/// What a parameter's value is.
#[repr(C)]
#[derive(Clone, Copy)]
pub enum virTypedParameterType {
    /// An int. (Since: 0.9.2)
    VIR_TYPED_PARAM_INT = 1,
    /// An unsigned int. (Since: 0.9.2)
    VIR_TYPED_PARAM_UINT = 2,
    /// A long long. (Since: 0.9.2)
    VIR_TYPED_PARAM_LLONG = 3,
    /// An unsigned long long. (Since: 0.9.2)
    VIR_TYPED_PARAM_ULLONG = 4,
    /// A double. (Since: 0.9.2)
    VIR_TYPED_PARAM_DOUBLE = 5,
    /// A char that is 0 or 1. (Since: 0.9.2)
    VIR_TYPED_PARAM_BOOLEAN = 6,
    /// A string. (Since: 0.9.8)
    VIR_TYPED_PARAM_STRING = 7,
    #[cfg(sentinels)]
    VIR_TYPED_PARAM_LAST,
}

/// What a caller says about the parameters it takes.
#[repr(C)]
pub enum virTypedParameterFlags {
    /// Strings may be among them. Always so nowadays. (Since: 0.9.8)
    VIR_TYPED_PARAM_STRING_OKAY = 1 << 2,
}

/// The room for a parameter's name, its NUL byte included. (Since: 0.9.2)
pub const VIR_TYPED_PARAM_FIELD_LENGTH: c_int = 80;

/// A parameter's value: the member that goes with its type.
#[repr(C)]
#[derive(Clone, Copy)]
pub union _virTypedParameterValue {
    /// Of VIR_TYPED_PARAM_INT.
    pub i: c_int,
    /// Of VIR_TYPED_PARAM_UINT.
    pub ui: c_uint,
    /// Of VIR_TYPED_PARAM_LLONG.
    pub l: c_longlong,
    /// Of VIR_TYPED_PARAM_ULLONG.
    pub ul: c_ulonglong,
    /// Of VIR_TYPED_PARAM_DOUBLE.
    pub d: c_double,
    /// Of VIR_TYPED_PARAM_BOOLEAN.
    pub b: c_char,
    /// Of VIR_TYPED_PARAM_STRING. It comes from malloc.
    pub s: *mut c_char,
}

/// A named value.
#[repr(C)]
pub struct _virTypedParameter {
    /// The name.
    pub field: [c_char; 80],
    /// The virTypedParameterType.
    pub r#type: c_int,
    /// The value.
    pub value: _virTypedParameterValue,
}

/// A named value.
pub type virTypedParameter = _virTypedParameter;
/// An array of named values.
pub type virTypedParameterPtr = *mut virTypedParameter;

const HERE: Area = Area(virErrorDomain::VIR_FROM_NONE);

/// A value that this side made, not yet in an array.
#[derive(Clone, Copy)]
enum Value<'a> {
    Int(c_int),
    UInt(c_uint),
    LLong(c_longlong),
    ULLong(c_ulonglong),
    Double(c_double),
    Boolean(bool),
    Text(&'a str),
}

/// The name of a type, for messages.
fn type_name(number: c_int) -> &'static str {
    usize::try_from(number)
        .ok()
        .and_then(|n| {
            [
                "", "int", "uint", "llong", "ullong", "double", "boolean", "string",
            ]
            .get(n)
        })
        .unwrap_or(&"unknown")
}

/// Refuses parameters that cannot be given to a function: a name without an end, a string that is NULL.
///
/// # Safety
///
/// `params` is NULL or points to `n` parameters, whose strings are NULL or C strings.
pub(in crate::abi) unsafe fn check_given(
    call: &Call,
    params: virTypedParameterPtr,
    n: usize,
) -> Result<()> {
    if params.is_null() {
        return Ok(());
    }
    for i in 0..n {
        // SAFETY: this function's own condition.
        let it = unsafe { &*params.add(i) };
        if !it.field.contains(&0) {
            return Err(call.argument("params", "has a parameter whose name does not end"));
        }
        // SAFETY: the type says which member is set; a pointer may hold any bits until it is followed.
        let null = it.r#type == virTypedParameterType::VIR_TYPED_PARAM_STRING as c_int
            && unsafe { it.value.s }.is_null();
        if null {
            return Err(call.argument("params", "has a string that is NULL"));
        }
    }
    Ok(())
}

/// Parameters that a function was given.
pub(in crate::abi) struct Given<'a>(&'a [virTypedParameter]);

impl<'a> Given<'a> {
    /// # Safety
    ///
    /// `params` is NULL or an array of `n`, which with its strings does not change during the call.
    pub(in crate::abi) unsafe fn new(params: virTypedParameterPtr, n: c_int) -> Given<'a> {
        match usize::try_from(n) {
            Ok(n) if n > 0 && !params.is_null() => {
                // SAFETY: this function's own condition.
                Given(unsafe { std::slice::from_raw_parts(params, n) })
            }
            _ => Given(&[]),
        }
    }

    /// Refuses parameters that are not among these, are of another type, or are there twice.
    pub(in crate::abi) fn check(&self, known: &[(&str, virTypedParameterType)]) -> Result<()> {
        let mut seen = Vec::new();
        for param in self.0 {
            let name = field_name(param);
            let Some((known, wanted)) = known.iter().find(|(known, _)| *known == name) else {
                return Err(Error::new(
                    virErrorNumber::VIR_ERR_ARGUMENT_UNSUPPORTED,
                    format!("no parameter '{name}'"),
                )
                .from_domain(virErrorDomain::VIR_FROM_NONE));
            };
            if param.r#type != *wanted as c_int {
                return Err(wrong_type(&name, param.r#type, *wanted));
            }
            if seen.contains(known) {
                return Err(invalid(format!("parameter '{name}' is given twice")));
            }
            seen.push(*known);
        }
        Ok(())
    }

    fn find(
        &self,
        name: &str,
        wanted: virTypedParameterType,
    ) -> Result<Option<&virTypedParameter>> {
        match self.0.iter().find(|p| field_name(p) == name) {
            Some(p) if p.r#type != wanted as c_int => Err(wrong_type(name, p.r#type, wanted)),
            found => Ok(found),
        }
    }

    /// The text of this name; one that is NULL counts as not given.
    pub(in crate::abi) fn text(&self, name: &str) -> Result<Option<&'a str>> {
        let found = self.find(name, virTypedParameterType::VIR_TYPED_PARAM_STRING)?;
        // SAFETY: the type says that this member is set.
        let Some(text) = found.map(|p| unsafe { p.value.s }).filter(|s| !s.is_null()) else {
            return Ok(None);
        };
        // SAFETY: the condition of `new`.
        let text = unsafe { CStr::from_ptr(text) }.to_str();
        text.map(Some)
            .map_err(|_| invalid(format!("parameter '{name}' is not UTF-8")))
    }

    pub(in crate::abi) fn int(&self, name: &str) -> Result<Option<c_int>> {
        let found = self.find(name, virTypedParameterType::VIR_TYPED_PARAM_INT)?;
        // SAFETY: the type says that this member is set.
        Ok(found.map(|p| unsafe { p.value.i }))
    }
}

/// A parameter's name, which may lack its NUL byte.
fn field_name(param: &virTypedParameter) -> String {
    let bytes = param.field.iter().map(|c| *c as u8);
    let bytes: Vec<u8> = bytes.take_while(|b| *b != 0).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn wrong_type(name: &str, is: c_int, wanted: virTypedParameterType) -> Error {
    invalid(format!(
        "parameter '{name}' is of the type {}, not {}",
        type_name(is),
        type_name(wanted as c_int)
    ))
}

impl Value<'_> {
    fn number(self) -> c_int {
        use virTypedParameterType::*;
        (match self {
            Value::Int(_) => VIR_TYPED_PARAM_INT,
            Value::UInt(_) => VIR_TYPED_PARAM_UINT,
            Value::LLong(_) => VIR_TYPED_PARAM_LLONG,
            Value::ULLong(_) => VIR_TYPED_PARAM_ULLONG,
            Value::Double(_) => VIR_TYPED_PARAM_DOUBLE,
            Value::Boolean(_) => VIR_TYPED_PARAM_BOOLEAN,
            Value::Text(_) => VIR_TYPED_PARAM_STRING,
        }) as c_int
    }

    fn into_c(self) -> _virTypedParameterValue {
        // All bytes count: the narrow members leave the rest zero.
        let mut value = _virTypedParameterValue { ul: 0 };
        match self {
            Value::Int(i) => value.i = i,
            Value::UInt(ui) => value.ui = ui,
            Value::LLong(l) => value.l = l,
            Value::ULLong(ul) => value.ul = ul,
            Value::Double(d) => value.d = d,
            Value::Boolean(b) => value.b = c_char::from(b),
            Value::Text(s) => value.s = malloc_string(s),
        }
        value
    }

    /// Reads a value of the type with this number.
    fn parse<'a>(name: &str, kind: c_int, text: &'a str) -> Result<Value<'a>> {
        let bad = |what: &str| invalid(format!("'{text}' of parameter '{name}' is not {what}"));
        // White space may stand before a number.
        let number_text = text.trim_start();
        Ok(match kind {
            1 => Value::Int(number_text.parse().map_err(|_| bad("an int"))?),
            2 => Value::UInt(match number::unsigned::<c_uint>(text) {
                Some((n, true)) => n.wrapping_neg(),
                Some((n, false)) => n,
                None => return Err(bad("an unsigned int")),
            }),
            3 => Value::LLong(number_text.parse().map_err(|_| bad("a long long"))?),
            4 => Value::ULLong(match number::unsigned::<c_ulonglong>(text) {
                Some((n, true)) => n.wrapping_neg(),
                Some((n, false)) => n,
                None => return Err(bad("an unsigned long long")),
            }),
            5 => Value::Double(number::double(text).ok_or_else(|| bad("a double"))?),
            6 if text == "1" || text.eq_ignore_ascii_case("true") => Value::Boolean(true),
            6 if text == "0" || text.eq_ignore_ascii_case("false") => Value::Boolean(false),
            6 => return Err(bad("a boolean")),
            7 => Value::Text(text),
            _ => {
                return Err(Error::internal(format!(
                    "no type of parameters has the number {kind}, which '{name}' is to have"
                ))
                .from_domain(virErrorDomain::VIR_FROM_NONE));
            }
        })
    }
}

fn invalid(detail: String) -> Error {
    Error::invalid_arg(detail).from_domain(virErrorDomain::VIR_FROM_NONE)
}

/// The parameter of this name.
///
/// # Safety
///
/// `params` is NULL or an array of `nparams`, `name` NULL or a C string.
unsafe fn find<'a>(
    params: virTypedParameterPtr,
    nparams: c_int,
    name: *const c_char,
) -> Option<&'a mut virTypedParameter> {
    if params.is_null() || name.is_null() {
        return None;
    }
    // SAFETY: this function's own condition.
    unsafe {
        let params = std::slice::from_raw_parts_mut(params, usize::try_from(nparams).unwrap_or(0));
        params
            .iter_mut()
            .find(|p| libc::strncmp(p.field.as_ptr(), name, p.field.len()) == 0)
    }
}

/// The value of the parameter of this name, which has to have this type.
///
/// # Safety
///
/// As for [`find`].
unsafe fn value<'a>(
    params: virTypedParameterPtr,
    nparams: c_int,
    name: *const c_char,
    wanted: virTypedParameterType,
) -> Result<Option<&'a mut _virTypedParameterValue>> {
    // SAFETY: this function's own condition.
    match unsafe { find(params, nparams, name) } {
        None => Ok(None),
        Some(param) if param.r#type == wanted as c_int => Ok(Some(&mut param.value)),
        Some(param) => {
            // SAFETY: `find` compared the name, so it ends in the field.
            let name = unsafe { CStr::from_ptr(name) }.to_string_lossy();
            Err(invalid(format!(
                "parameter '{name}' is of the type {}, not {}",
                type_name(param.r#type),
                type_name(wanted as c_int)
            )))
        }
    }
}

/// Adds a parameter to an array, which moves if it has to grow.
///
/// # Safety
///
/// `params`, `nparams` and `maxparams` are NULL or describe an array from malloc, which may be NULL;
/// `name` is NULL or a C string.
unsafe fn add(
    call: &Call,
    params: *mut virTypedParameterPtr,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: Value<'_>,
) -> Result<()> {
    call.required("params", params)?;
    call.required("nparams", nparams)?;
    call.required("maxparams", maxparams)?;
    // SAFETY: this function's own condition.
    let name = unsafe { call.text("name", name) }?;
    if name.len() >= VIR_TYPED_PARAM_FIELD_LENGTH as usize {
        return Err(
            Error::internal(format!("the parameter's name '{name}' is too long"))
                .from_domain(virErrorDomain::VIR_FROM_NONE),
        );
    }
    let mut field = [0; VIR_TYPED_PARAM_FIELD_LENGTH as usize];
    for (to, from) in field.iter_mut().zip(name.bytes()) {
        *to = from as c_char;
    }
    // SAFETY: not NULL; this function's own condition.
    unsafe {
        let count = usize::try_from(*nparams).unwrap_or(0);
        let room = usize::try_from(*maxparams).unwrap_or(0);
        if count >= room {
            let more = room + room / 2 + 1;
            let grown = libc::realloc((*params).cast(), more * size_of::<virTypedParameter>());
            if grown.is_null() {
                return Err(Error::new(
                    virErrorNumber::VIR_ERR_NO_MEMORY,
                    "a list of parameters",
                ));
            }
            *params = grown.cast();
            *maxparams = c_int::try_from(more).unwrap_or(c_int::MAX);
        }
        (*params).add(count).write(virTypedParameter {
            field,
            r#type: value.number(),
            value: value.into_c(),
        });
        *nparams += 1;
    }
    Ok(())
}

/// Finds a parameter by its name.
///
/// @param params an array of parameters
/// @param nparams how many
/// @param name the name
/// @return the first parameter of that name, inside the array; NULL if there is none
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsGet(
    params: virTypedParameterPtr,
    nparams: c_int,
    name: *const c_char,
) -> virTypedParameterPtr {
    // SAFETY: C promises an array and a string.
    unsafe { find(params, nparams, name) }.map_or(null_mut(), |param| &raw mut *param)
}

/// Tells the value of a parameter of the type int.
///
/// @param params an array of parameters
/// @param nparams how many
/// @param name the parameter's name
/// @param value where to write it, if there is such a parameter; may be NULL
/// @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsGetInt(
    params: virTypedParameterPtr,
    nparams: c_int,
    name: *const c_char,
    value: *mut c_int,
) -> c_int {
    HERE.call("virTypedParamsGetInt", |_| {
        let wanted = virTypedParameterType::VIR_TYPED_PARAM_INT;
        // SAFETY: C promises an array and a string.
        match unsafe { self::value(params, nparams, name, wanted) }? {
            None => Ok(false),
            Some(found) => {
                if !value.is_null() {
                    // SAFETY: C promises room for the value; the type says which member there is.
                    unsafe { value.write(found.i) };
                }
                Ok(true)
            }
        }
    })
}

/// Tells the value of a parameter of the type unsigned int.
///
/// @param params an array of parameters
/// @param nparams how many
/// @param name the parameter's name
/// @param value where to write it, if there is such a parameter; may be NULL
/// @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsGetUInt(
    params: virTypedParameterPtr,
    nparams: c_int,
    name: *const c_char,
    value: *mut c_uint,
) -> c_int {
    HERE.call("virTypedParamsGetUInt", |_| {
        let wanted = virTypedParameterType::VIR_TYPED_PARAM_UINT;
        // SAFETY: C promises an array and a string.
        match unsafe { self::value(params, nparams, name, wanted) }? {
            None => Ok(false),
            Some(found) => {
                if !value.is_null() {
                    // SAFETY: C promises room for the value; the type says which member there is.
                    unsafe { value.write(found.ui) };
                }
                Ok(true)
            }
        }
    })
}

/// Tells the value of a parameter of the type long long.
///
/// @param params an array of parameters
/// @param nparams how many
/// @param name the parameter's name
/// @param value where to write it, if there is such a parameter; may be NULL
/// @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsGetLLong(
    params: virTypedParameterPtr,
    nparams: c_int,
    name: *const c_char,
    value: *mut c_longlong,
) -> c_int {
    HERE.call("virTypedParamsGetLLong", |_| {
        let wanted = virTypedParameterType::VIR_TYPED_PARAM_LLONG;
        // SAFETY: C promises an array and a string.
        match unsafe { self::value(params, nparams, name, wanted) }? {
            None => Ok(false),
            Some(found) => {
                if !value.is_null() {
                    // SAFETY: C promises room for the value; the type says which member there is.
                    unsafe { value.write(found.l) };
                }
                Ok(true)
            }
        }
    })
}

/// Tells the value of a parameter of the type unsigned long long.
///
/// @param params an array of parameters
/// @param nparams how many
/// @param name the parameter's name
/// @param value where to write it, if there is such a parameter; may be NULL
/// @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsGetULLong(
    params: virTypedParameterPtr,
    nparams: c_int,
    name: *const c_char,
    value: *mut c_ulonglong,
) -> c_int {
    HERE.call("virTypedParamsGetULLong", |_| {
        let wanted = virTypedParameterType::VIR_TYPED_PARAM_ULLONG;
        // SAFETY: C promises an array and a string.
        match unsafe { self::value(params, nparams, name, wanted) }? {
            None => Ok(false),
            Some(found) => {
                if !value.is_null() {
                    // SAFETY: C promises room for the value; the type says which member there is.
                    unsafe { value.write(found.ul) };
                }
                Ok(true)
            }
        }
    })
}

/// Tells the value of a parameter of the type double.
///
/// @param params an array of parameters
/// @param nparams how many
/// @param name the parameter's name
/// @param value where to write it, if there is such a parameter; may be NULL
/// @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsGetDouble(
    params: virTypedParameterPtr,
    nparams: c_int,
    name: *const c_char,
    value: *mut c_double,
) -> c_int {
    HERE.call("virTypedParamsGetDouble", |_| {
        let wanted = virTypedParameterType::VIR_TYPED_PARAM_DOUBLE;
        // SAFETY: C promises an array and a string.
        match unsafe { self::value(params, nparams, name, wanted) }? {
            None => Ok(false),
            Some(found) => {
                if !value.is_null() {
                    // SAFETY: C promises room for the value; the type says which member there is.
                    unsafe { value.write(found.d) };
                }
                Ok(true)
            }
        }
    })
}

/// Tells the value of a parameter of the type boolean.
///
/// @param params an array of parameters
/// @param nparams how many
/// @param name the parameter's name
/// @param value where to write 1 or 0, if there is such a parameter; may be NULL
/// @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsGetBoolean(
    params: virTypedParameterPtr,
    nparams: c_int,
    name: *const c_char,
    value: *mut c_int,
) -> c_int {
    HERE.call("virTypedParamsGetBoolean", |_| {
        let wanted = virTypedParameterType::VIR_TYPED_PARAM_BOOLEAN;
        // SAFETY: C promises an array and a string.
        match unsafe { self::value(params, nparams, name, wanted) }? {
            None => Ok(false),
            Some(found) => {
                if !value.is_null() {
                    // SAFETY: C promises room for the value; the type says which member there is.
                    unsafe { value.write(c_int::from(found.b != 0)) };
                }
                Ok(true)
            }
        }
    })
}

/// Tells the value of a parameter of the type string.
///
/// @param params an array of parameters
/// @param nparams how many
/// @param name the parameter's name
/// @param value where to write it, still the property of the array, if there is such a parameter; may be NULL
/// @return 1 if there is such a parameter, 0 if there is none, -1 if it has another type
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsGetString(
    params: virTypedParameterPtr,
    nparams: c_int,
    name: *const c_char,
    value: *mut *const c_char,
) -> c_int {
    HERE.call("virTypedParamsGetString", |_| {
        let wanted = virTypedParameterType::VIR_TYPED_PARAM_STRING;
        // SAFETY: C promises an array and a string.
        match unsafe { self::value(params, nparams, name, wanted) }? {
            None => Ok(false),
            Some(found) => {
                if !value.is_null() {
                    // SAFETY: C promises room for the value; the type says which member there is.
                    unsafe { value.write(found.s) };
                }
                Ok(true)
            }
        }
    })
}

/// Adds a parameter of the type int to an array.
///
/// @param params where the array is; it may move
/// @param nparams how many parameters it has
/// @param maxparams how many it has room for
/// @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
/// @param value its value
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsAddInt(
    params: *mut virTypedParameterPtr,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: c_int,
) -> c_int {
    HERE.call("virTypedParamsAddInt", |call| {
        // SAFETY: C promises an array that came from here, and a string.
        unsafe { add(call, params, nparams, maxparams, name, Value::Int(value)) }
    })
}

/// Adds a parameter of the type unsigned int to an array.
///
/// @param params where the array is; it may move
/// @param nparams how many parameters it has
/// @param maxparams how many it has room for
/// @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
/// @param value its value
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsAddUInt(
    params: *mut virTypedParameterPtr,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: c_uint,
) -> c_int {
    HERE.call("virTypedParamsAddUInt", |call| {
        // SAFETY: C promises an array that came from here, and a string.
        unsafe { add(call, params, nparams, maxparams, name, Value::UInt(value)) }
    })
}

/// Adds a parameter of the type long long to an array.
///
/// @param params where the array is; it may move
/// @param nparams how many parameters it has
/// @param maxparams how many it has room for
/// @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
/// @param value its value
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsAddLLong(
    params: *mut virTypedParameterPtr,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: c_longlong,
) -> c_int {
    HERE.call("virTypedParamsAddLLong", |call| {
        // SAFETY: C promises an array that came from here, and a string.
        unsafe { add(call, params, nparams, maxparams, name, Value::LLong(value)) }
    })
}

/// Adds a parameter of the type unsigned long long to an array.
///
/// @param params where the array is; it may move
/// @param nparams how many parameters it has
/// @param maxparams how many it has room for
/// @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
/// @param value its value
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsAddULLong(
    params: *mut virTypedParameterPtr,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: c_ulonglong,
) -> c_int {
    HERE.call("virTypedParamsAddULLong", |call| {
        // SAFETY: C promises an array that came from here, and a string.
        unsafe { add(call, params, nparams, maxparams, name, Value::ULLong(value)) }
    })
}

/// Adds a parameter of the type double to an array.
///
/// @param params where the array is; it may move
/// @param nparams how many parameters it has
/// @param maxparams how many it has room for
/// @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
/// @param value its value
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsAddDouble(
    params: *mut virTypedParameterPtr,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: c_double,
) -> c_int {
    HERE.call("virTypedParamsAddDouble", |call| {
        // SAFETY: C promises an array that came from here, and a string.
        unsafe { add(call, params, nparams, maxparams, name, Value::Double(value)) }
    })
}

/// Adds a parameter of the type boolean to an array.
///
/// @param params where the array is; it may move
/// @param nparams how many parameters it has
/// @param maxparams how many it has room for
/// @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
/// @param value its value
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsAddBoolean(
    params: *mut virTypedParameterPtr,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: c_int,
) -> c_int {
    HERE.call("virTypedParamsAddBoolean", |call| {
        // SAFETY: C promises an array that came from here, and a string.
        unsafe {
            add(
                call,
                params,
                nparams,
                maxparams,
                name,
                Value::Boolean(value != 0),
            )
        }
    })
}

/// Adds a string to an array.
///
/// @param params where the array is; it may move
/// @param nparams how many parameters it has
/// @param maxparams how many it has room for
/// @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
/// @param value the string, which is copied; NULL counts as empty
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsAddString(
    params: *mut virTypedParameterPtr,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: *const c_char,
) -> c_int {
    HERE.call("virTypedParamsAddString", |call| {
        // SAFETY: C promises an array that came from here, and strings.
        unsafe {
            let text = call.optional_text("value", value)?.unwrap_or_default();
            add(call, params, nparams, maxparams, name, Value::Text(text))
        }
    })
}

/// Adds strings to an array, all under one name.
///
/// @param params where the array is; it may move
/// @param nparams how many parameters it has
/// @param maxparams how many it has room for
/// @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
/// @param values strings with a NULL at their end, which are copied; NULL counts as none
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsAddStringList(
    params: *mut virTypedParameterPtr,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    values: *mut *const c_char,
) -> c_int {
    HERE.call("virTypedParamsAddStringList", |call| {
        if values.is_null() {
            return Ok(());
        }
        // SAFETY: C promises an array that came from here, and strings with a NULL at their end.
        unsafe {
            let mut next = values;
            while !(*next).is_null() {
                let text = call.text("values", *next)?;
                add(call, params, nparams, maxparams, name, Value::Text(text))?;
                next = next.add(1);
            }
        }
        Ok(())
    })
}

/// Adds a parameter whose value is given as a string.
///
/// @param params where the array is; it may move
/// @param nparams how many parameters it has
/// @param maxparams how many it has room for
/// @param name the parameter's name, of less than VIR_TYPED_PARAM_FIELD_LENGTH bytes
/// @param type the virTypedParameterType
/// @param value what its value is to be read from
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsAddFromString(
    params: *mut virTypedParameterPtr,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    r#type: c_int,
    value: *const c_char,
) -> c_int {
    HERE.call("virTypedParamsAddFromString", |call| {
        // SAFETY: C promises an array that came from here, and strings.
        unsafe {
            let shown = call.text("name", name)?;
            let text = call.text("value", value)?;
            let value = Value::parse(shown, r#type, text)?;
            add(call, params, nparams, maxparams, name, value)
        }
    })
}

/// Frees the strings in an array; the array itself stays.
///
/// @param params an array of parameters, or NULL
/// @param nparams how many
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsClear(params: virTypedParameterPtr, nparams: c_int) {
    if params.is_null() {
        return;
    }
    for i in 0..usize::try_from(nparams).unwrap_or(0) {
        // SAFETY: C promises so many parameters, whose strings come from malloc.
        unsafe {
            let param = &mut *params.add(i);
            if param.r#type == virTypedParameterType::VIR_TYPED_PARAM_STRING as c_int {
                libc::free(param.value.s.cast::<c_void>());
                param.value.s = null_mut();
            }
        }
    }
}

/// Frees an array and the strings in it.
///
/// @param params an array of parameters, or NULL
/// @param nparams how many
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virTypedParamsFree(params: virTypedParameterPtr, nparams: c_int) {
    // SAFETY: C promises an array that came from here.
    unsafe {
        virTypedParamsClear(params, nparams);
        libc::free(params.cast());
    }
}
