//! What can become of a domain as a whole, as `VIR_DOMAIN_EVENT_ID_LIFECYCLE` tells it: an event and a
//! detail that always belongs to it.

use serde::{Deserialize, Serialize};

macro_rules! details {
    ($($(#[$doc:meta])* $name:ident { $($member:ident = $number:literal),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
            #[serde(rename_all = "kebab-case")]
            #[repr(i32)]
            pub enum $name { $($member = $number),* }
        )*

        #[cfg(test)]
        fn all_numbers() -> Vec<(&'static str, Vec<i32>)> {
            vec![$((stringify!($name), vec![$($name::$member as i32),*])),*]
        }
    };
}

details! {
    /// `virDomainEventDefinedDetailType`.
    Defined { Added = 0, Updated = 1, Renamed = 2, FromSnapshot = 3 }
    /// `virDomainEventUndefinedDetailType`.
    Undefined { Removed = 0, Renamed = 1 }
    /// `virDomainEventStartedDetailType`.
    Started { Booted = 0, Migrated = 1, Restored = 2, FromSnapshot = 3, Wakeup = 4 }
    /// `virDomainEventSuspendedDetailType`.
    Suspended {
        Paused = 0,
        Migrated = 1,
        IoError = 2,
        Watchdog = 3,
        Restored = 4,
        FromSnapshot = 5,
        ApiError = 6,
        Postcopy = 7,
        PostcopyFailed = 8,
    }
    /// `virDomainEventResumedDetailType`.
    Resumed { Unpaused = 0, Migrated = 1, FromSnapshot = 2, Postcopy = 3, PostcopyFailed = 4 }
    /// `virDomainEventStoppedDetailType`.
    Stopped {
        Shutdown = 0,
        Destroyed = 1,
        Crashed = 2,
        Migrated = 3,
        Saved = 4,
        Failed = 5,
        FromSnapshot = 6,
    }
    /// `virDomainEventShutdownDetailType`.
    Shutdown { Finished = 0, Guest = 1, Host = 2 }
    /// `virDomainEventPMSuspendedDetailType`.
    PmSuspended { Memory = 0, Disk = 1 }
    /// `virDomainEventCrashedDetailType`.
    Crashed { Panicked = 0, CrashLoaded = 1 }
}

/// An event with its detail (`virDomainEventType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lifecycle {
    Defined(Defined),
    Undefined(Undefined),
    Started(Started),
    Suspended(Suspended),
    Resumed(Resumed),
    Stopped(Stopped),
    Shutdown(Shutdown),
    PmSuspended(PmSuspended),
    Crashed(Crashed),
}

impl Lifecycle {
    /// The public numbers of the event and of its detail.
    pub fn numbers(self) -> (i32, i32) {
        match self {
            Lifecycle::Defined(d) => (0, d as i32),
            Lifecycle::Undefined(d) => (1, d as i32),
            Lifecycle::Started(d) => (2, d as i32),
            Lifecycle::Suspended(d) => (3, d as i32),
            Lifecycle::Resumed(d) => (4, d as i32),
            Lifecycle::Stopped(d) => (5, d as i32),
            Lifecycle::Shutdown(d) => (6, d as i32),
            Lifecycle::PmSuspended(d) => (7, d as i32),
            Lifecycle::Crashed(d) => (8, d as i32),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_count_from_zero() {
        for (name, numbers) in all_numbers() {
            let expected: Vec<i32> = (0..numbers.len() as i32).collect();
            assert_eq!(numbers, expected, "{name}");
        }
    }

    #[test]
    fn they_travel_as_words() {
        let event = Lifecycle::Started(Started::FromSnapshot);
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(text, r#"{"started":"from-snapshot"}"#);
        assert_eq!(serde_json::from_str::<Lifecycle>(&text).unwrap(), event);
        assert_eq!(event.numbers(), (2, 3));
    }
}
