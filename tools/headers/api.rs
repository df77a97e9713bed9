use crate::source::Part;
pub fn write(parts: &[Part]) -> Result<Vec<(String, String)>, String> {
    crate::value::all(parts)?;
    Ok(Vec::new())
}
