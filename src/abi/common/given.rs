//! Typed parameters that this side gives.

use super::params::{
    _virTypedParameterValue, virTypedParameter, virTypedParameterPtr, virTypedParameterType as Type,
};
use crate::abi::virterror::malloc_string;
use crate::error::{Error, Result, virErrorNumber};
use crate::event::domain::{Parameter, ParameterValue};
use std::ffi::{c_char, c_int};

/// A value under its name. A string in it comes from malloc.
pub(in crate::abi) fn parameter(name: &str, value: &ParameterValue) -> virTypedParameter {
    // All bytes count: the narrow members leave the rest zero.
    let mut it = _virTypedParameterValue { ul: 0 };
    let kind = match value {
        ParameterValue::Int(i) => {
            it.i = *i;
            Type::VIR_TYPED_PARAM_INT
        }
        ParameterValue::UInt(ui) => {
            it.ui = *ui;
            Type::VIR_TYPED_PARAM_UINT
        }
        ParameterValue::LLong(l) => {
            it.l = *l;
            Type::VIR_TYPED_PARAM_LLONG
        }
        ParameterValue::ULLong(ul) => {
            it.ul = *ul;
            Type::VIR_TYPED_PARAM_ULLONG
        }
        ParameterValue::Double(d) => {
            it.d = *d;
            Type::VIR_TYPED_PARAM_DOUBLE
        }
        ParameterValue::Boolean(b) => {
            it.b = c_char::from(*b);
            Type::VIR_TYPED_PARAM_BOOLEAN
        }
        ParameterValue::String(text) => {
            it.s = malloc_string(text);
            Type::VIR_TYPED_PARAM_STRING
        }
    };
    let mut field = [0; 80];
    // The last byte stays NUL.
    for (to, from) in field.iter_mut().take(79).zip(name.bytes()) {
        *to = from as c_char;
    }
    virTypedParameter {
        field,
        r#type: kind as c_int,
        value: it,
    }
}

/// An array from malloc, to give to virTypedParamsFree().
pub(in crate::abi) fn parameters(values: &[Parameter]) -> Result<(virTypedParameterPtr, c_int)> {
    // SAFETY: calloc may be called with any sizes.
    let array: virTypedParameterPtr =
        unsafe { libc::calloc(values.len().max(1), size_of::<virTypedParameter>()) }.cast();
    if array.is_null() {
        return Err(Error::new(
            virErrorNumber::VIR_ERR_NO_MEMORY,
            "a list of parameters",
        ));
    }
    for (i, one) in values.iter().enumerate() {
        // SAFETY: the array has room for as many as there are.
        unsafe { array.add(i).write(parameter(&one.name, &one.value)) };
    }
    let count = c_int::try_from(values.len()).unwrap_or(c_int::MAX);
    Ok((array, count))
}
