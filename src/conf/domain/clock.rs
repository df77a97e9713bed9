//! `<clock>` and its timers; what happens when the guest ends (`<on_poweroff>` and its kin).

use crate::conf::names::names;

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
