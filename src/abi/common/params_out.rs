//! Lists of typed parameters for C.

use super::params::{
    _virTypedParameter, _virTypedParameterValue, VIR_TYPED_PARAM_FIELD_LENGTH,
    virTypedParameterPtr, virTypedParameterType as Type,
};
use crate::abi::virterror::malloc_string;
use crate::error::{Error, Result, virErrorNumber};
use crate::event::domain::{Parameter, ParameterValue};
use std::ffi::{c_char, c_int};

/// A list that `virTypedParamsFree` frees, and how many are in it. An empty one is NULL.
pub(in crate::abi) fn list(params: &[Parameter]) -> Result<(virTypedParameterPtr, c_int)> {
    if params.is_empty() {
        return Ok((std::ptr::null_mut(), 0));
    }
    // SAFETY: the size is not 0; all bytes 0 are a parameter.
    let list: virTypedParameterPtr =
        unsafe { libc::calloc(params.len(), size_of::<_virTypedParameter>()) }.cast();
    if list.is_null() {
        return Err(Error::new(
            virErrorNumber::VIR_ERR_NO_MEMORY,
            "a list of parameters",
        ));
    }
    for (i, param) in params.iter().enumerate() {
        // SAFETY: `i` is below the number of parameters that there is room for.
        unsafe { list.add(i).write(one(param)) };
    }
    Ok((list, c_int::try_from(params.len()).unwrap_or(c_int::MAX)))
}

fn one(param: &Parameter) -> _virTypedParameter {
    type Value = _virTypedParameterValue;
    let mut field = [0 as c_char; VIR_TYPED_PARAM_FIELD_LENGTH as usize];
    // The last byte stays NUL.
    let room = field.len() - 1;
    for (to, from) in field.iter_mut().zip(param.name.bytes().take(room)) {
        *to = from as c_char;
    }
    let (r#type, value) = match &param.value {
        ParameterValue::Int(i) => (Type::VIR_TYPED_PARAM_INT, Value { i: *i }),
        ParameterValue::UInt(ui) => (Type::VIR_TYPED_PARAM_UINT, Value { ui: *ui }),
        ParameterValue::LLong(l) => (Type::VIR_TYPED_PARAM_LLONG, Value { l: *l }),
        ParameterValue::ULLong(ul) => (Type::VIR_TYPED_PARAM_ULLONG, Value { ul: *ul }),
        ParameterValue::Double(d) => (Type::VIR_TYPED_PARAM_DOUBLE, Value { d: *d }),
        ParameterValue::Boolean(b) => (
            Type::VIR_TYPED_PARAM_BOOLEAN,
            Value {
                b: c_char::from(*b),
            },
        ),
        ParameterValue::String(s) => (
            Type::VIR_TYPED_PARAM_STRING,
            Value {
                s: malloc_string(s),
            },
        ),
    };
    _virTypedParameter {
        field,
        r#type: r#type as c_int,
        value,
    }
}
