//! `<clock>` and its timers; what happens when the guest ends (`<on_poweroff>` and its kin).

use super::{FormatOptions, ParseContext};
use crate::conf::names::names;
use crate::conf::reader::{Reader, unsupported, yes};
use crate::conf::units::signed;
use crate::conf::xml::Element;
use crate::error::{Error, Result};

/// `<clock>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    pub offset: ClockOffset,
    pub timers: Vec<Timer>,
}

impl Default for Clock {
    fn default() -> Self {
        Clock {
            offset: ClockOffset::Utc(ClockAdjustment::None),
            timers: Vec::new(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockOffset {
    Utc(ClockAdjustment),
    Localtime(ClockAdjustment),
    Variable {
        /// Seconds.
        adjustment: i64,
        basis: ClockBasis,
        /// The adjustment when the guest started; status only.
        adjustment0: i64,
    },
    Timezone(String),
    Absolute {
        /// Seconds since 1970.
        start: u64,
    },
}

/// `adjustment=` of utc and localtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockAdjustment {
    None,
    Reset,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    pub name: TimerName,
    pub present: Option<bool>,
    pub tick_policy: Option<TickPolicy>,
    pub track: Option<TimerTrack>,
    /// Hz, of the tsc.
    pub frequency: Option<u64>,
    pub mode: Option<TimerMode>,
    pub catchup: Option<Catchup>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Catchup {
    pub threshold: Option<u64>,
    pub slew: Option<u64>,
    pub limit: Option<u64>,
}

/// `<on_poweroff>`, `<on_reboot>`, `<on_crash>`, `<on_lockfailure>`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifecycle {
    pub on_poweroff: LifecycleAction,
    pub on_reboot: LifecycleAction,
    pub on_crash: LifecycleAction,
    pub on_lockfailure: Option<LockFailureAction>,
}

impl Clock {
    pub fn parse(mut r: Reader, ctx: &ParseContext) -> Result<Self> {
        let offset = r.attr("offset").unwrap_or_else(|| "utc".to_owned());
        let adjustment = r.attr("adjustment");
        let number = |text: &str| {
            signed(text, 10).ok_or_else(|| Error::xml(format!("invalid clock adjustment '{text}'")))
        };
        let offset = match offset.as_str() {
            "utc" | "localtime" => {
                let local = offset == "localtime";
                match adjustment.as_deref() {
                    // A number makes it a variable clock.
                    Some(text) if text != "reset" => ClockOffset::Variable {
                        adjustment: number(text)?,
                        basis: if local {
                            ClockBasis::Localtime
                        } else {
                            ClockBasis::Utc
                        },
                        adjustment0: 0,
                    },
                    adjustment => {
                        let adjustment = match adjustment {
                            Some(_) => ClockAdjustment::Reset,
                            None => ClockAdjustment::None,
                        };
                        if local {
                            ClockOffset::Localtime(adjustment)
                        } else {
                            ClockOffset::Utc(adjustment)
                        }
                    }
                }
            }
            "variable" => ClockOffset::Variable {
                adjustment: match adjustment.as_deref() {
                    Some(text) => number(text)?,
                    None => 0,
                },
                basis: r.named("basis")?.unwrap_or(ClockBasis::Utc),
                adjustment0: r
                    .attr("adjustment0")
                    .filter(|_| ctx.status)
                    .and_then(|text| signed(&text, 10))
                    .unwrap_or(0),
            },
            "timezone" => ClockOffset::Timezone(match r.attr("timezone") {
                Some(timezone) => timezone,
                None => return Err(r.missing("timezone")),
            }),
            "absolute" => ClockOffset::Absolute {
                start: match r.u64("start")? {
                    Some(start) => start,
                    None => return Err(r.missing("start")),
                },
            },
            other => return Err(unsupported(format!("unknown clock offset '{other}'"))),
        };
        r.ignore(&["@timezone", "@basis", "@start"]);
        let mut timers = Vec::new();
        for timer in r.children("timer") {
            timers.push(Timer::parse(timer)?);
        }
        r.finish()?;
        Ok(Clock { offset, timers })
    }

    pub fn to_element(&self, o: &FormatOptions) -> Element {
        let mut e = Element::new("clock");
        let reset = |a: &ClockAdjustment| (*a == ClockAdjustment::Reset).then_some("reset");
        match &self.offset {
            ClockOffset::Utc(adjustment) => {
                e.set_attr("offset", "utc")
                    .set_opt("adjustment", reset(adjustment));
            }
            ClockOffset::Localtime(adjustment) => {
                e.set_attr("offset", "localtime")
                    .set_opt("adjustment", reset(adjustment));
            }
            ClockOffset::Variable {
                adjustment,
                basis,
                adjustment0,
            } => {
                e.set_attr("offset", "variable")
                    .set_attr("adjustment", adjustment)
                    .set_attr("basis", basis);
                if o.status && *adjustment0 != 0 {
                    e.set_attr("adjustment0", adjustment0);
                }
            }
            ClockOffset::Timezone(timezone) => {
                e.set_attr("offset", "timezone")
                    .set_attr("timezone", timezone);
            }
            ClockOffset::Absolute { start } => {
                e.set_attr("offset", "absolute").set_attr("start", start);
            }
        }
        for timer in &self.timers {
            e.push(timer.to_element());
        }
        e
    }
}

impl Timer {
    fn parse(mut r: Reader) -> Result<Self> {
        let mut timer = Timer {
            name: r.named_required("name")?,
            present: r.yes_no("present")?,
            tick_policy: r.named("tickpolicy")?,
            track: r.named("track")?,
            frequency: r.u64("frequency")?,
            mode: r.named("mode")?,
            catchup: None,
        };
        if let Some(mut c) = r.child("catchup") {
            timer.catchup = Some(Catchup {
                threshold: c.u64("threshold")?,
                slew: c.u64("slew")?,
                limit: c.u64("limit")?,
            });
            c.finish()?;
        }
        r.finish()?;
        // Catching up is what the element is for.
        if timer.catchup.is_some() && timer.tick_policy != Some(TickPolicy::Catchup) {
            timer.catchup = None;
        }
        Ok(timer)
    }

    fn to_element(&self) -> Element {
        let mut e = Element::new("timer").with_attr("name", self.name);
        e.set_opt("present", self.present.map(yes));
        e.set_opt("tickpolicy", self.tick_policy);
        if matches!(self.name, TimerName::Platform | TimerName::Rtc) {
            e.set_opt("track", self.track);
        }
        if self.name == TimerName::Tsc {
            e.set_opt("frequency", self.frequency.filter(|n| *n > 0));
            e.set_opt("mode", self.mode);
        }
        if let Some(c) = &self.catchup {
            let mut catchup = Element::new("catchup");
            catchup
                .set_opt("threshold", c.threshold.filter(|n| *n > 0))
                .set_opt("slew", c.slew.filter(|n| *n > 0))
                .set_opt("limit", c.limit.filter(|n| *n > 0));
            e.push_filled(catchup);
        }
        e
    }
}

impl Default for Lifecycle {
    fn default() -> Self {
        Lifecycle {
            on_poweroff: LifecycleAction::Destroy,
            on_reboot: LifecycleAction::Restart,
            on_crash: LifecycleAction::Destroy,
            on_lockfailure: None,
        }
    }
}

impl Lifecycle {
    /// Takes the four elements.
    pub fn parse(r: &mut Reader) -> Result<Self> {
        let mut action = |name: &str| -> Result<Option<LifecycleAction>> {
            match r.child_text(name)? {
                None => Ok(None),
                Some(text) => match LifecycleAction::from_name(&text) {
                    Some(action) => Ok(Some(action)),
                    None => Err(unsupported(format!("unknown action '{text}' of <{name}>"))),
                },
            }
        };
        let default = Lifecycle::default();
        let mut l = Lifecycle {
            on_poweroff: action("on_poweroff")?.unwrap_or(default.on_poweroff),
            on_reboot: action("on_reboot")?.unwrap_or(default.on_reboot),
            on_crash: action("on_crash")?.unwrap_or(default.on_crash),
            on_lockfailure: None,
        };
        if let Some(text) = r.child_text("on_lockfailure")? {
            l.on_lockfailure = match LockFailureAction::from_name(&text) {
                Some(action) => Some(action),
                None => {
                    return Err(unsupported(format!(
                        "unknown action '{text}' of <on_lockfailure>"
                    )));
                }
            };
        }
        Ok(l)
    }

    /// Adds the elements.
    pub fn format(&self, e: &mut Element) {
        e.push_text("on_poweroff", self.on_poweroff);
        e.push_text("on_reboot", self.on_reboot);
        e.push_text("on_crash", self.on_crash);
        if let Some(action) = self.on_lockfailure {
            e.push_text("on_lockfailure", action);
        }
    }
}

names! {
    ClockBasis {
        Utc = "utc",
        Localtime = "localtime",
    }
    TimerName {
        Platform = "platform",
        Pit = "pit",
        Rtc = "rtc",
        Hpet = "hpet",
        Tsc = "tsc",
        Kvmclock = "kvmclock",
        Hypervclock = "hypervclock",
        Armvtimer = "armvtimer",
    }
    TimerTrack {
        Boot = "boot",
        Guest = "guest",
        Wall = "wall",
        Realtime = "realtime",
    }
    TickPolicy {
        Delay = "delay",
        Catchup = "catchup",
        Merge = "merge",
        Discard = "discard",
    }
    TimerMode {
        Auto = "auto",
        Native = "native",
        Emulate = "emulate",
        Paravirt = "paravirt",
        Smpsafe = "smpsafe",
    }
    LifecycleAction {
        Destroy = "destroy",
        Restart = "restart",
        RenameRestart = "rename-restart",
        Preserve = "preserve",
        CoredumpDestroy = "coredump-destroy",
        CoredumpRestart = "coredump-restart",
    }
    LockFailureAction {
        Poweroff = "poweroff",
        Restart = "restart",
        Pause = "pause",
        Ignore = "ignore",
    }
}
