//! A domain's state and the reason of it: their public numbers and the names that the status file
//! uses for them.

/// The state of a domain (`virDomainState`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum State {
    NoState = 0,
    Running = 1,
    Blocked = 2,
    Paused = 3,
    Shutdown = 4,
    Shutoff = 5,
    Crashed = 6,
    PmSuspended = 7,
}

/// A state with its reason, which always belongs to that state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StateReason {
    NoState,
    Running(Running),
    Blocked,
    Paused(Paused),
    Shutdown(Shutdown),
    Shutoff(Shutoff),
    Crashed(Crashed),
    PmSuspended,
}

macro_rules! reasons {
    ($(#[$doc:meta])* $name:ident { $($member:ident = $number:literal $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(i32)]
        pub enum $name { $($member = $number),* }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$member),*];

            /// The name that the status file uses.
            pub fn name(self) -> &'static str {
                match self { $($name::$member => $text),* }
            }

            /// The reason of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|r| r.name() == name)
            }
        }
    };
}

reasons!(
    /// Why a domain runs (`virDomainRunningReason`).
    Running {
        Unknown = 0 "unknown",
        Booted = 1 "booted",
        Migrated = 2 "migrated",
        Restored = 3 "restored",
        FromSnapshot = 4 "from snapshot",
        Unpaused = 5 "unpaused",
        MigrationCanceled = 6 "migration canceled",
        SaveCanceled = 7 "save canceled",
        Wakeup = 8 "wakeup",
        Crashed = 9 "crashed",
        Postcopy = 10 "post-copy",
        PostcopyFailed = 11 "post-copy failed",
    }
);

reasons!(
    /// Why a domain is paused (`virDomainPausedReason`).
    Paused {
        Unknown = 0 "unknown",
        User = 1 "user",
        Migration = 2 "migration",
        Save = 3 "save",
        Dump = 4 "dump",
        IoError = 5 "ioerror",
        Watchdog = 6 "watchdog",
        FromSnapshot = 7 "from snapshot",
        ShuttingDown = 8 "shutdown",
        Snapshot = 9 "snapshot",
        Crashed = 10 "panicked",
        StartingUp = 11 "starting up",
        Postcopy = 12 "post-copy",
        PostcopyFailed = 13 "post-copy failed",
        ApiError = 14 "api error",
    }
);

reasons!(
    /// Why a domain is shutting down (`virDomainShutdownReason`).
    Shutdown {
        Unknown = 0 "unknown",
        User = 1 "user",
    }
);

reasons!(
    /// Why a domain is shut off (`virDomainShutoffReason`).
    Shutoff {
        Unknown = 0 "unknown",
        Shutdown = 1 "shutdown",
        Destroyed = 2 "destroyed",
        Crashed = 3 "crashed",
        Migrated = 4 "migrated",
        Saved = 5 "saved",
        Failed = 6 "failed",
        FromSnapshot = 7 "from snapshot",
        Daemon = 8 "daemon",
    }
);

reasons!(
    /// Why a domain counts as crashed (`virDomainCrashedReason`).
    Crashed {
        Unknown = 0 "unknown",
        Panicked = 1 "panicked",
    }
);

impl State {
    /// The name that the status file uses.
    pub fn name(self) -> &'static str {
        match self {
            State::NoState => "no state",
            State::Running => "running",
            State::Blocked => "idle",
            State::Paused => "paused",
            State::Shutdown => "in shutdown",
            State::Shutoff => "shut off",
            State::Crashed => "crashed",
            State::PmSuspended => "pmsuspended",
        }
    }
}

impl StateReason {
    pub fn state(self) -> State {
        match self {
            StateReason::NoState => State::NoState,
            StateReason::Running(_) => State::Running,
            StateReason::Blocked => State::Blocked,
            StateReason::Paused(_) => State::Paused,
            StateReason::Shutdown(_) => State::Shutdown,
            StateReason::Shutoff(_) => State::Shutoff,
            StateReason::Crashed(_) => State::Crashed,
            StateReason::PmSuspended => State::PmSuspended,
        }
    }

    /// The public number of the reason.
    pub fn reason(self) -> i32 {
        match self {
            StateReason::Running(r) => r as i32,
            StateReason::Paused(r) => r as i32,
            StateReason::Shutdown(r) => r as i32,
            StateReason::Shutoff(r) => r as i32,
            StateReason::Crashed(r) => r as i32,
            StateReason::NoState | StateReason::Blocked | StateReason::PmSuspended => 0,
        }
    }

    /// The name of the reason in the status file.
    pub fn reason_name(self) -> &'static str {
        match self {
            StateReason::Running(r) => r.name(),
            StateReason::Paused(r) => r.name(),
            StateReason::Shutdown(r) => r.name(),
            StateReason::Shutoff(r) => r.name(),
            StateReason::Crashed(r) => r.name(),
            StateReason::NoState | StateReason::Blocked | StateReason::PmSuspended => "unknown",
        }
    }

    /// Reads the two names of a status file; an unknown reason counts as "unknown".
    pub fn from_names(state: &str, reason: &str) -> Option<Self> {
        Some(match state {
            "no state" => StateReason::NoState,
            "running" => {
                StateReason::Running(Running::from_name(reason).unwrap_or(Running::Unknown))
            }
            "idle" => StateReason::Blocked,
            "paused" => StateReason::Paused(Paused::from_name(reason).unwrap_or(Paused::Unknown)),
            "in shutdown" => {
                StateReason::Shutdown(Shutdown::from_name(reason).unwrap_or(Shutdown::Unknown))
            }
            "shut off" => {
                StateReason::Shutoff(Shutoff::from_name(reason).unwrap_or(Shutoff::Unknown))
            }
            "crashed" => {
                StateReason::Crashed(Crashed::from_name(reason).unwrap_or(Crashed::Unknown))
            }
            "pmsuspended" => StateReason::PmSuspended,
            _ => return None,
        })
    }

    pub fn is_running(self) -> bool {
        matches!(self, StateReason::Running(_) | StateReason::Blocked)
    }
}
