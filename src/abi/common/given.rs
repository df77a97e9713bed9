//! Typed parameters that this side gives.

use super::params::{_virTypedParameterValue, virTypedParameter, virTypedParameterPtr};
use crate::abi::virterror::malloc_string;
use crate::driver::{Figure, FigureValue};
use crate::error::{Error, Result, virErrorNumber};
use std::ffi::{c_char, c_int};

/// A figure as a parameter. A string in it comes from malloc.
pub(in crate::abi) fn parameter(name: &str, value: &FigureValue) -> virTypedParameter {
    // All bytes count: the narrow members leave the rest zero.
    let mut it = _virTypedParameterValue { ul: 0 };
    let number = match value {
        FigureValue::Int(i) => {
            it.i = *i;
            1
        }
        FigureValue::UInt(ui) => {
            it.ui = *ui;
            2
        }
        FigureValue::Long(l) => {
            it.l = *l;
            3
        }
        FigureValue::ULong(ul) => {
            it.ul = *ul;
            4
        }
        FigureValue::Text(text) => {
            it.s = malloc_string(text);
            7
        }
    };
    let mut field = [0; 80];
    // The last byte stays NUL.
    for (to, from) in field.iter_mut().take(79).zip(name.bytes()) {
        *to = from as c_char;
    }
    virTypedParameter {
        field,
        r#type: number,
        value: it,
    }
}

/// An array from malloc, to give to virTypedParamsFree().
pub(in crate::abi) fn parameters(figures: &[Figure]) -> Result<(virTypedParameterPtr, c_int)> {
    // SAFETY: calloc may be called with any sizes.
    let array: virTypedParameterPtr =
        unsafe { libc::calloc(figures.len().max(1), size_of::<virTypedParameter>()) }.cast();
    if array.is_null() {
        return Err(Error::new(
            virErrorNumber::VIR_ERR_NO_MEMORY,
            "a list of parameters",
        ));
    }
    for (i, figure) in figures.iter().enumerate() {
        // SAFETY: the array has room for as many as there are.
        unsafe { array.add(i).write(parameter(&figure.name, &figure.value)) };
    }
    let count = c_int::try_from(figures.len()).unwrap_or(c_int::MAX);
    Ok((array, count))
}
