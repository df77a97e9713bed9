//! The commands that the driver uses, typed. What is asked for once, or differs between versions of
//! QEMU, goes through [`Client::execute_raw`](super::Client::execute_raw).

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A command with its arguments; serializes to the `arguments` member.
pub trait Command: Serialize {
    const NAME: &'static str;
    type Reply: DeserializeOwned;
}

/// The answer of commands that have nothing to say.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Nothing {}

macro_rules! command {
    ($(#[$doc:meta])* $type:ident = $name:literal -> $reply:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, Serialize)]
        pub struct $type {}

        impl Command for $type {
            const NAME: &'static str = $name;
            type Reply = $reply;
        }
    };
    ($(#[$doc:meta])* $type:ident { $($(#[$member_doc:meta])* $member:ident: $ty:ty),* $(,)? } = $name:literal -> $reply:ty) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub struct $type { $($(#[$member_doc])* pub $member: $ty),* }

        impl Command for $type {
            const NAME: &'static str = $name;
            type Reply = $reply;
        }
    };
}

// Running and ending.
command!(/// Pauses the guest.
    Stop = "stop" -> Nothing);
command!(/// Lets the guest run.
    Cont = "cont" -> Nothing);
command!(/// Ends QEMU; it answers before it goes.
    Quit = "quit" -> Nothing);
command!(/// Presses the guest's power button.
    SystemPowerdown = "system_powerdown" -> Nothing);
command!(/// Resets the guest.
    SystemReset = "system_reset" -> Nothing);
command!(/// Wakes a suspended guest.
    SystemWakeup = "system_wakeup" -> Nothing);
command!(/// Injects a non-maskable interrupt.
    InjectNmi = "inject-nmi" -> Nothing);
command!(QueryStatus = "query-status" -> Status);
command!(QueryCpusFast = "query-cpus-fast" -> Vec<Cpu>);
command!(
    /// What QEMU does by itself when the guest reboots, shuts down, panics (each absent: as it was).
    SetAction {
        #[serde(skip_serializing_if = "Option::is_none")]
        reboot: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        shutdown: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        panic: Option<&'static str>,
    } = "set-action" -> Nothing
);

/// The run state (`query-status`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Status {
    pub running: bool,
    /// `running`, `paused`, `postmigrate`, `shutdown`, ...
    pub status: String,
}

/// A virtual CPU (`query-cpus-fast`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Cpu {
    pub cpu_index: u32,
    /// The thread that runs it; under TCG with one thread, several may share it.
    pub thread_id: i32,
    pub qom_path: String,
    #[serde(default)]
    pub props: Value,
}

// Migration.
command!(
    /// Starts an outgoing migration.
    Migrate { uri: String } = "migrate" -> Nothing
);
command!(
    /// Starts an incoming one in a QEMU started with `-incoming defer`.
    MigrateIncoming {
        uri: String,
        /// Absent where QEMU does not know it.
        #[serde(skip_serializing_if = "Option::is_none")]
        exit_on_error: Option<bool>,
    } = "migrate-incoming" -> Nothing
);
command!(/// Cancels a migration; it goes on for a moment as `cancelling`.
    MigrateCancel = "migrate_cancel" -> Nothing);
command!(
    /// Goes on with a migration that waits in this state (`pre-switchover`, `device`).
    MigrateContinue { state: String } = "migrate-continue" -> Nothing
);
command!(QueryMigrate = "query-migrate" -> MigrationInfo);
command!(QueryMigrateParameters = "query-migrate-parameters" -> Value);
command!(QueryMigrateCapabilities = "query-migrate-capabilities" -> Vec<MigrationCapability>);
command!(
    MigrateSetCapabilities { capabilities: Vec<MigrationCapability> } = "migrate-set-capabilities" -> Nothing
);

/// Sets migration parameters, by their names in QEMU (`max-bandwidth`, `multifd-channels`, ...).
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct MigrateSetParameters(pub serde_json::Map<String, Value>);

impl Command for MigrateSetParameters {
    const NAME: &'static str = "migrate-set-parameters";
    type Reply = Nothing;
}

/// One migration capability and whether it is on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MigrationCapability {
    pub capability: String,
    pub state: bool,
}

impl MigrationCapability {
    pub fn new(capability: &str, state: bool) -> Self {
        MigrationCapability {
            capability: capability.to_owned(),
            state,
        }
    }
}

/// How a migration stands.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct MigrationInfo {
    /// Absent if there was none.
    pub status: Option<String>,
    /// Since the start, in milliseconds.
    pub total_time: Option<u64>,
    /// How long the guest stood still, in milliseconds.
    pub downtime: Option<u64>,
    pub expected_downtime: Option<u64>,
    pub setup_time: Option<u64>,
    pub ram: Option<MigrationRam>,
    pub error_desc: Option<String>,
    #[serde(default)]
    pub blocked_reasons: Vec<String>,
}

impl MigrationInfo {
    /// Whether nothing more will happen.
    pub fn has_ended(&self) -> bool {
        matches!(
            self.status.as_deref(),
            None | Some("none" | "completed" | "failed" | "cancelled" | "colo")
        )
    }
}

/// The memory's part of it, in bytes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct MigrationRam {
    pub transferred: u64,
    pub remaining: u64,
    pub total: u64,
    pub duplicate: u64,
    pub normal: u64,
    pub normal_bytes: u64,
    pub dirty_pages_rate: u64,
    pub mbps: f64,
    pub dirty_sync_count: u64,
    pub postcopy_requests: u64,
    pub page_size: u64,
}

// Descriptors.
command!(
    /// Takes the descriptor sent along, under a name of its own.
    GetFd { fdname: String } = "getfd" -> Nothing
);
command!(CloseFd { fdname: String } = "closefd" -> Nothing);
command!(
    /// Takes the descriptor sent along into a set, a new one if none is named.
    AddFd {
        #[serde(skip_serializing_if = "Option::is_none")]
        fdset_id: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        opaque: Option<String>,
    } = "add-fd" -> AddedFd
);
command!(
    /// Removes a descriptor from a set, or all of them.
    RemoveFd {
        fdset_id: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        fd: Option<i64>,
    } = "remove-fd" -> Nothing
);

/// Where `add-fd` put the descriptor.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AddedFd {
    pub fdset_id: i64,
    pub fd: i64,
}

// Memory.
command!(
    /// Asks the guest to come down (or up) to so many bytes.
    Balloon { value: u64 } = "balloon" -> Nothing
);
command!(QueryBalloon = "query-balloon" -> BalloonInfo);

/// What the guest has now.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct BalloonInfo {
    /// Bytes.
    pub actual: u64,
}

// Objects and devices.
command!(QueryChardev = "query-chardev" -> Vec<Chardev>);
command!(QomGet { path: String, property: String } = "qom-get" -> Value);
command!(QomSet { path: String, property: String, value: Value } = "qom-set" -> Nothing);
command!(QomList { path: String } = "qom-list" -> Vec<QomProperty>);

/// A character device (`query-chardev`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Chardev {
    pub label: String,
    /// Where it leads: `pty:/dev/pts/3`.
    pub filename: String,
    #[serde(default)]
    pub frontend_open: bool,
}

/// A property of an object (`qom-list`).
#[derive(Clone, Debug, Deserialize)]
pub struct QomProperty {
    pub name: String,
    #[serde(rename = "type")]
    pub type_name: String,
}
