//! What a guest is given from outside: keys and interrupts.

use super::QemuDriver;
use crate::driver::*;
use crate::error::{Error, Result};
use crate::qemu::monitor::commands::InjectNmi;
use serde_json::json;

/// QEMU's numbers of Linux' keys that have others than Linux gives them: those that the AT keyboard sends after
/// the prefix 0xe0 (0x80 is added for it), and a few more. Up to 88 both count as the AT keyboard does.
const KEYS: [(u32, u32); 32] = [
    (96, 0x9c),  // Enter of the number pad
    (97, 0x9d),  // right Control
    (98, 0xb5),  // Slash of the number pad
    (99, 0x54),  // SysRq
    (100, 0xb8), // right Alt
    (102, 0xc7), // Home
    (103, 0xc8), // Up
    (104, 0xc9), // Page Up
    (105, 0xcb), // Left
    (106, 0xcd), // Right
    (107, 0xcf), // End
    (108, 0xd0), // Down
    (109, 0xd1), // Page Down
    (110, 0xd2), // Insert
    (111, 0xd3), // Delete
    (113, 0xa0), // Mute
    (114, 0xae), // Volume Down
    (115, 0xb0), // Volume Up
    (116, 0xde), // Power
    (117, 0x59), // Equals of the number pad
    (119, 0xc6), // Pause
    (125, 0xdb), // left Meta
    (126, 0xdc), // right Meta
    (127, 0xdd), // Compose
    (142, 0xdf), // Sleep
    (143, 0xe3), // Wake Up
    (155, 0xec), // Mail
    (158, 0xea), // Back
    (159, 0xe9), // Forward
    (163, 0x99), // Next Song
    (164, 0xa2), // Play, Pause
    (165, 0x90), // Previous Song
];

/// QEMU's number of one of Linux' keys.
fn qemu_key(linux: u32) -> Option<u32> {
    match linux {
        // 84 is no key, and 85 one of Japanese keyboards.
        1..=83 | 86..=88 => Some(linux),
        _ => KEYS
            .iter()
            .find(|(from, _)| *from == linux)
            .map(|(_, to)| *to),
    }
}

impl QemuDriver {
    pub(super) fn interrupt(&self, dom: &DomainRef) -> Result<()> {
        let (_lock, live) = self.lock_running(dom, "modify")?;
        self.attach(&live)?.client.execute(&InjectNmi {})?;
        Ok(())
    }

    pub(super) fn press_keys(&self, dom: &DomainRef, keys: &Keys<'_>) -> Result<()> {
        let numbers = match keys.set {
            KeySet::Qemu => keys.codes.to_vec(),
            KeySet::Linux => {
                let known = |code: &u32| {
                    qemu_key(*code).ok_or_else(|| {
                        Error::internal(format!("QEMU has no key for Linux' key {code}"))
                    })
                };
                keys.codes.iter().map(known).collect::<Result<_>>()?
            }
        };
        let (_lock, live) = self.lock_running(dom, "modify")?;
        let codes: Vec<_> = numbers
            .iter()
            .map(|n| json!({"type": "number", "data": n}))
            .collect();
        let mut arguments = json!({"keys": codes});
        if keys.hold_ms > 0 {
            arguments["hold-time"] = json!(keys.hold_ms);
        }
        self.attach(&live)?
            .client
            .execute_raw("send-key", arguments)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_by_their_numbers() {
        // Escape, A, F11, the arrow up; no key.
        let found: Vec<_> = [1, 30, 87, 103, 84, 60000].map(qemu_key).into();
        assert_eq!(
            found,
            [Some(1), Some(30), Some(0x57), Some(0xc8), None, None]
        );
    }
}
