//! Clocks and the local time zone.

/// Seconds since 1970-01-01, UTC.
pub fn now() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |d| d.as_secs() as i64)
}

/// How many seconds local time is ahead of UTC at the moment `seconds`.
pub fn utc_offset(seconds: i64) -> i64 {
    let time = seconds as libc::time_t;
    // SAFETY: `tm` is plain data for which all zeroes is valid; both pointers are to locals that live
    // through the call, and localtime_r keeps neither.
    unsafe {
        let mut tm: libc::tm = std::mem::zeroed();
        if libc::localtime_r(&time, &mut tm).is_null() {
            0
        } else {
            tm.tm_gmtoff as i64
        }
    }
}
