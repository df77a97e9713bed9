//! The guest's clock and timers, and what it may do with its power.

use super::Builder;
use super::props::CommaList;
use crate::conf::domain::clock::{ClockBasis, ClockOffset, TickPolicy, TimerName, TimerTrack};
use crate::error::{Error, Result};
use crate::qemu::capabilities::Cap;
use crate::sys::time;

impl Builder<'_> {
    pub fn rtc(&mut self) -> Result<()> {
        let mut r = CommaList::new();
        match &self.dom.clock.offset {
            ClockOffset::Utc(_) => {
                r.pair("base", "utc");
            }
            ClockOffset::Localtime(_) | ClockOffset::Timezone(_) => {
                r.pair("base", "localtime");
            }
            ClockOffset::Variable {
                adjustment, basis, ..
            } => {
                let now = time::now();
                let base = match basis {
                    ClockBasis::Utc => now,
                    ClockBasis::Localtime => now + time::utc_offset(now),
                };
                r.pair("base", date_time(base + adjustment));
            }
            ClockOffset::Absolute { start } => {
                let start = i64::try_from(*start).map_err(|_| {
                    Error::config_unsupported(format!("the clock cannot start at {start}"))
                })?;
                r.pair("base", date_time(start));
            }
        }
        for timer in &self.dom.clock.timers {
            if timer.name != TimerName::Rtc {
                continue;
            }
            match timer.track {
                Some(TimerTrack::Boot) => {
                    return Err(Error::config_unsupported("the RTC cannot track 'boot'"));
                }
                Some(TimerTrack::Guest) => {
                    r.pair("clock", "vm");
                }
                Some(TimerTrack::Wall) => {
                    r.pair("clock", "host");
                }
                Some(TimerTrack::Realtime) => {
                    r.pair("clock", "rt");
                }
                None => (),
            }
            if timer.tick_policy == Some(TickPolicy::Catchup) {
                r.pair("driftfix", "slew");
            }
        }
        self.pair("-rtc", r.finish());
        Ok(())
    }

    pub fn timers(&mut self) -> Result<()> {
        for timer in &self.dom.clock.timers {
            match (timer.name, timer.tick_policy) {
                (TimerName::Pit, Some(TickPolicy::Delay)) if self.has(Cap::PitLostTicks) => {
                    self.pair("-global", "kvm-pit.lost_tick_policy=delay");
                }
                (TimerName::Pit, Some(TickPolicy::Discard)) => {
                    self.need(Cap::PitLostTicks, "discarding ticks of the PIT")?;
                    self.pair("-global", "kvm-pit.lost_tick_policy=discard");
                }
                (TimerName::Hpet, _)
                    if timer.present == Some(false) && !self.has(Cap::MachineHpet) =>
                {
                    self.flag("-no-hpet");
                }
                _ => (),
            }
        }
        Ok(())
    }

    /// What happens when the guest stops, and whether it may sleep.
    pub fn power_management(&mut self) {
        // The supervisor decides what follows a shutdown; QEMU is to stay until then.
        self.flag("-no-shutdown");
        let pm = self.dom.pm;
        let (chip, cap) = if self.is_q35() {
            ("ICH9-LPC", Cap::Ich9DisableS3)
        } else {
            ("PIIX4_PM", Cap::PiixDisableS3)
        };
        if !self.has(cap) {
            return;
        }
        for (state, enabled) in [("s3", pm.suspend_to_mem), ("s4", pm.suspend_to_disk)] {
            if let Some(enabled) = enabled {
                let off = u32::from(!enabled);
                self.pair("-global", format!("{chip}.disable_{state}={off}"));
            }
        }
    }
}

/// `2009-02-13T23:31:30`, in UTC.
fn date_time(seconds: i64) -> String {
    let days = seconds.div_euclid(86_400);
    let second = seconds.rem_euclid(86_400);
    let (year, month, day) = civil(days);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}",
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// The Gregorian date that is so many days after 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    // Years begin in March here, so that the leap day is the last of its year.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::date_time;

    #[test]
    fn dates() {
        assert_eq!(date_time(0), "1970-01-01T00:00:00");
        assert_eq!(date_time(1_234_567_890), "2009-02-13T23:31:30");
        assert_eq!(date_time(951_782_400), "2000-02-29T00:00:00");
        assert_eq!(date_time(253_402_300_799), "9999-12-31T23:59:59");
        assert_eq!(date_time(-1), "1969-12-31T23:59:59");
    }
}
