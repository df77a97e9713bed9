//! What a process has used of the host, as `/proc` tells.

use crate::sys;
use std::fs;

/// CPU times of a process or thread, in nanoseconds; they are counted in ticks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    pub user: u64,
    pub system: u64,
    /// The host's CPU that it is on or was last.
    pub cpu: Option<u32>,
}

pub fn of_process(pid: i32) -> Option<Times> {
    parse_stat(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
}

pub fn of_thread(pid: i32, thread: i32) -> Option<Times> {
    parse_stat(&fs::read_to_string(format!("/proc/{pid}/task/{thread}/stat")).ok()?)
}

/// For how long a thread could have run and found no CPU free, in nanoseconds.
pub fn delay_of_thread(pid: i32, thread: i32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/task/{thread}/schedstat")).ok()?;
    text.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// For how long a thread has waited to run, in nanoseconds, where the kernel keeps account of it.
pub fn wait_of_thread(pid: i32, thread: i32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/task/{thread}/sched")).ok()?;
    let line = text.lines().find(|l| {
        let name = l.split(':').next().unwrap_or_default().trim();
        name == "wait_sum" || name == "se.statistics.wait_sum"
    })?;
    let milliseconds: f64 = line.split(':').nth(1)?.trim().parse().ok()?;
    Some((milliseconds * 1e6) as u64)
}

/// What of a process is in the host's RAM, in KiB.
pub fn rss_kib(pid: i32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/statm")).ok()?;
    let pages: u64 = text.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Some(pages * sys::cpu::page_size() / 1024)
}

/// The host's CPUs that a thread may use.
pub fn allowed_cpus(pid: i32, thread: i32) -> Vec<u32> {
    let text = fs::read_to_string(format!("/proc/{pid}/task/{thread}/status")).unwrap_or_default();
    let list = text
        .lines()
        .find_map(|l| l.strip_prefix("Cpus_allowed_list:"));
    list.map(|l| parse_list(l.trim())).unwrap_or_default()
}

/// "0-3,5"
fn parse_list(text: &str) -> Vec<u32> {
    let mut all = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        if let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>()) {
            all.extend(first..=last);
        }
    }
    all
}

/// The program's name, in parentheses, may hold anything; after it come numbers.
fn parse_stat(text: &str) -> Option<Times> {
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_ascii_whitespace().collect();
    let ns_per_tick = 1_000_000_000 / sys::cpu::ticks_per_second();
    let ns =
        |at: usize| -> Option<u64> { Some(fields.get(at)?.parse::<u64>().ok()? * ns_per_tick) };
    Some(Times {
        user: ns(11)?,
        system: ns(12)?,
        cpu: fields.get(36).and_then(|c| c.parse().ok()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_parentheses() {
        let mut text = "7 (a) b) S 1".to_owned();
        for i in 5..60 {
            text.push_str(&format!(" {i}"));
        }
        let tick = 1_000_000_000 / sys::cpu::ticks_per_second();
        let times = parse_stat(&text).expect("well-formed");
        // The numbers are those of proc(5): 14 is the time in user mode.
        assert_eq!((times.user, times.system), (14 * tick, 15 * tick));
        assert_eq!(times.cpu, Some(39));
        assert_eq!(parse_stat("7 (a) S 1"), None);
    }

    #[test]
    fn lists_of_cpus() {
        assert_eq!(parse_list("0-2,5"), [0, 1, 2, 5]);
        assert!(parse_list("x").is_empty());
    }

    #[test]
    fn this_process() {
        let pid = std::process::id() as i32;
        assert!(of_process(pid).is_some_and(|t| t.cpu.is_some()));
        assert!(rss_kib(pid).is_some_and(|kib| kib > 100));
        assert!(!allowed_cpus(pid, pid).is_empty());
        assert!(delay_of_thread(pid, pid).is_some());
    }
}
