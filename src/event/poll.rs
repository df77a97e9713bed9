//! The default event loop: one poll(2) at a time, over descriptors and timeouts that any thread may
//! add, change and remove meanwhile.
//!
//! A callback is never called with a lock held. What is removed is dropped by [`Loop::run_once`], before it waits or
//! when it is done, never inside the call that removes it: its owner may hold locks that the drop wants.

use crate::error::{Error, Result, virErrorDomain};
use crate::sys::process::{PollFd, poll};
use parking_lot::Mutex;
use std::io::{Read as _, Write as _};
use std::os::fd::{AsFd, RawFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::thread::ThreadId;
use std::time::{Duration, Instant};

/// What can happen to a descriptor, as bits of `virEventHandleType`.
pub mod happening {
    pub const READABLE: i32 = 1;
    pub const WRITABLE: i32 = 2;
    pub const ERROR: i32 = 4;
    pub const HANGUP: i32 = 8;
}

/// Called with the watch, the descriptor and what happened to it.
pub type HandleCallback = dyn Fn(i32, RawFd, i32) + Send + Sync;

/// Called with the timer.
pub type TimeoutCallback = dyn Fn(i32) + Send + Sync;

struct Handle {
    watch: i32,
    fd: RawFd,
    /// What to wait for; 0 for nothing.
    events: i32,
    callback: Arc<HandleCallback>,
}

struct Timeout {
    timer: i32,
    /// `None`: switched off.
    every: Option<Duration>,
    due: Instant,
    callback: Arc<TimeoutCallback>,
}

impl Timeout {
    fn set(&mut self, milliseconds: i32) {
        self.every = u64::try_from(milliseconds).ok().map(Duration::from_millis);
        self.due = Instant::now() + self.every.unwrap_or_default();
    }
}

/// What was removed and waits to be dropped.
enum Removed {
    Handle(#[allow(dead_code)] Handle),
    Timeout(#[allow(dead_code)] Timeout),
}

#[derive(Default)]
struct State {
    handles: Vec<Handle>,
    timeouts: Vec<Timeout>,
    last_watch: i32,
    last_timer: i32,
    removed: Vec<Removed>,
    /// Who is inside `run_once`.
    runner: Option<ThreadId>,
}

/// An event loop.
pub struct Loop {
    state: Mutex<State>,
    /// Readable once the loop should look at its lists again: what is written to `waker`.
    wake: UnixStream,
    waker: UnixStream,
}

impl Loop {
    pub fn new() -> Result<Self> {
        let pair = || {
            let (wake, waker) = UnixStream::pair()?;
            wake.set_nonblocking(true)?;
            waker.set_nonblocking(true)?;
            Ok((wake, waker))
        };
        let (wake, waker) = pair().map_err(|e| {
            Error::system("cannot make sockets to wake the event loop", &e)
                .from_domain(virErrorDomain::VIR_FROM_EVENT)
        })?;
        Ok(Loop {
            state: Mutex::default(),
            wake,
            waker,
        })
    }

    /// Has `callback` called whenever one of `events` happens to `fd`. Returns the watch.
    pub fn add_handle(&self, fd: RawFd, events: i32, callback: Arc<HandleCallback>) -> i32 {
        let mut state = self.state.lock();
        state.last_watch += 1;
        let watch = state.last_watch;
        state.handles.push(Handle {
            watch,
            fd,
            events,
            callback,
        });
        self.interrupt(&state);
        watch
    }

    /// Waits for other events; 0 for none. Tells whether there is such a watch.
    pub fn update_handle(&self, watch: i32, events: i32) -> bool {
        let mut state = self.state.lock();
        let found = state.handles.iter_mut().find(|h| h.watch == watch);
        let known = found.map(|h| h.events = events).is_some();
        self.interrupt(&state);
        known
    }

    /// Tells whether there was such a watch.
    pub fn remove_handle(&self, watch: i32) -> bool {
        let mut state = self.state.lock();
        let Some(place) = state.handles.iter().position(|h| h.watch == watch) else {
            return false;
        };
        let handle = state.handles.remove(place);
        state.removed.push(Removed::Handle(handle));
        self.interrupt(&state);
        true
    }

    /// Has `callback` called every so many milliseconds: 0 for each turn of the loop, negative for
    /// never. Returns the timer.
    pub fn add_timeout(&self, milliseconds: i32, callback: Arc<TimeoutCallback>) -> i32 {
        let mut state = self.state.lock();
        state.last_timer += 1;
        let mut timeout = Timeout {
            timer: state.last_timer,
            every: None,
            due: Instant::now(),
            callback,
        };
        timeout.set(milliseconds);
        let timer = timeout.timer;
        state.timeouts.push(timeout);
        self.interrupt(&state);
        timer
    }

    /// Starts counting anew. Tells whether there is such a timer.
    pub fn update_timeout(&self, timer: i32, milliseconds: i32) -> bool {
        let mut state = self.state.lock();
        let found = state.timeouts.iter_mut().find(|t| t.timer == timer);
        let known = found.map(|t| t.set(milliseconds)).is_some();
        self.interrupt(&state);
        known
    }

    /// Tells whether there was such a timer.
    pub fn remove_timeout(&self, timer: i32) -> bool {
        let mut state = self.state.lock();
        let Some(place) = state.timeouts.iter().position(|t| t.timer == timer) else {
            return false;
        };
        let timeout = state.timeouts.remove(place);
        state.removed.push(Removed::Timeout(timeout));
        self.interrupt(&state);
        true
    }

    /// Waits until something happens, and calls whoever waits for it.
    pub fn run_once(&self) -> Result<()> {
        self.drop_removed();
        let (watches, mut fds, wait) = self.prepare();
        poll(&mut fds, wait).map_err(|e| {
            Error::system("cannot wait for events", &e).from_domain(virErrorDomain::VIR_FROM_EVENT)
        })?;
        if fds[0].revents() != 0 {
            let mut bytes = [0; 64];
            while matches!((&self.wake).read(&mut bytes), Ok(1..)) {}
        }
        self.state.lock().runner = Some(std::thread::current().id());
        self.call_timeouts();
        for (watch, fd) in watches.iter().zip(&fds[1..]) {
            self.call_handle(*watch, fd.revents());
        }
        self.state.lock().runner = None;
        self.drop_removed();
        Ok(())
    }

    /// The watches in the order of their descriptors, the descriptors after the loop's own, and how
    /// long to wait.
    fn prepare(&self) -> (Vec<i32>, Vec<PollFd>, Option<Duration>) {
        let state = self.state.lock();
        let due = state
            .timeouts
            .iter()
            .filter(|t| t.every.is_some())
            .map(|t| t.due)
            .min();
        let wait = due.map(|due| due.saturating_duration_since(Instant::now()));
        let mut fds = vec![PollFd::new(self.wake.as_fd(), libc::POLLIN)];
        let mut watches = Vec::new();
        for handle in state.handles.iter().filter(|h| h.events != 0) {
            watches.push(handle.watch);
            fds.push(PollFd::of_raw(handle.fd, to_poll(handle.events)));
        }
        (watches, fds, wait)
    }

    fn call_timeouts(&self) {
        let now = Instant::now();
        let due: Vec<i32> = {
            let state = self.state.lock();
            let due = state
                .timeouts
                .iter()
                .filter(|t| t.every.is_some() && t.due <= now);
            due.map(|t| t.timer).collect()
        };
        for timer in due {
            let callback = {
                let mut state = self.state.lock();
                // Another callback may have removed it, or switched it off.
                let found = state.timeouts.iter_mut().find(|t| t.timer == timer);
                found.and_then(|t| {
                    t.due = Instant::now() + t.every?;
                    Some(Arc::clone(&t.callback))
                })
            };
            if let Some(callback) = callback {
                callback(timer);
            }
        }
    }

    fn call_handle(&self, watch: i32, came: i16) {
        let events = from_poll(came);
        if events == 0 {
            return;
        }
        let found = {
            let state = self.state.lock();
            let found = state
                .handles
                .iter()
                .find(|h| h.watch == watch && h.events != 0);
            found.map(|h| (Arc::clone(&h.callback), h.fd))
        };
        if let Some((callback, fd)) = found {
            callback(watch, fd, events);
        }
    }

    fn drop_removed(&self) {
        let removed = std::mem::take(&mut self.state.lock().removed);
        drop(removed);
    }

    /// Ends the wait of whoever runs the loop, so that it looks at its lists again.
    fn interrupt(&self, state: &State) {
        if state.runner != Some(std::thread::current().id()) {
            // If the socket is full the loop will wake anyway.
            let _ = (&self.waker).write(&[0]);
        }
    }
}

/// What poll(2) calls each thing that can happen.
const NAMES: [(i32, i16); 5] = [
    (happening::READABLE, libc::POLLIN),
    (happening::WRITABLE, libc::POLLOUT),
    (happening::ERROR, libc::POLLERR),
    (happening::HANGUP, libc::POLLHUP),
    // A descriptor that is not open.
    (happening::ERROR, libc::POLLNVAL),
];

fn to_poll(events: i32) -> i16 {
    let wanted = NAMES.iter().filter(|(event, _)| events & event != 0);
    wanted.fold(0, |bits, (_, poll)| bits | poll)
}

fn from_poll(came: i16) -> i32 {
    let seen = NAMES.iter().filter(|(_, poll)| came & poll != 0);
    seen.fold(0, |events, (event, _)| events | event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::fd::AsRawFd as _;
    use std::sync::atomic::{AtomicI32, Ordering};

    /// Counts its drop.
    struct Dropped(Arc<AtomicI32>);

    impl Drop for Dropped {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    #[test]
    fn descriptors() {
        let events = Arc::new(Loop::new().unwrap());
        let (mut here, there) = UnixStream::pair().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let dropped = Arc::new(AtomicI32::new(0));
        let watch = {
            let (seen, dropped, there) = (
                Arc::clone(&seen),
                Dropped(Arc::clone(&dropped)),
                there.try_clone().unwrap(),
            );
            let looped = Arc::clone(&events);
            events.add_handle(
                there.as_raw_fd(),
                happening::READABLE,
                Arc::new(move |watch, _, what| {
                    let mut byte = [0];
                    let read = (&there).read(&mut byte).unwrap();
                    seen.lock().push((what & happening::READABLE, read));
                    if read == 0 {
                        assert!(looped.remove_handle(watch));
                        // Not yet: the callback itself is still at work.
                        assert_eq!(dropped.0.load(Ordering::SeqCst), 0);
                    }
                }),
            )
        };
        here.write_all(b"a").unwrap();
        events.run_once().unwrap();
        assert_eq!(*seen.lock(), [(1, 1)]);
        assert!(events.update_handle(watch, 0));
        here.write_all(b"b").unwrap();
        // Nothing but this timeout happens.
        let timer = events.add_timeout(0, Arc::new(|_| {}));
        events.run_once().unwrap();
        assert_eq!(seen.lock().len(), 1);
        assert!(events.update_handle(watch, happening::READABLE));
        events.run_once().unwrap();
        drop(here);
        events.run_once().unwrap();
        assert_eq!(seen.lock().last(), Some(&(1, 0)));
        assert_eq!(dropped.load(Ordering::SeqCst), 1);
        assert!(!events.remove_handle(watch));
        assert!(!events.update_handle(watch, 1));
        assert!(events.remove_timeout(timer));
        assert!(!events.remove_timeout(timer));
    }

    #[test]
    fn timeouts() {
        let events = Loop::new().unwrap();
        let count = Arc::new(AtomicI32::new(0));
        let counted = Arc::clone(&count);
        let every = events.add_timeout(
            20,
            Arc::new(move |_| {
                counted.fetch_add(1, Ordering::SeqCst);
            }),
        );
        let off = events.add_timeout(-1, Arc::new(|_| panic!("it is switched off")));
        let before = Instant::now();
        while count.load(Ordering::SeqCst) < 3 {
            events.run_once().unwrap();
        }
        assert!(before.elapsed() >= Duration::from_millis(60));
        assert!(events.update_timeout(every, -1));
        assert!(events.remove_timeout(off));
    }

    #[test]
    fn another_thread_wakes_it() {
        let events = Arc::new(Loop::new().unwrap());
        let (looped, called) = (Arc::clone(&events), Arc::new(AtomicI32::new(0)));
        let counted = Arc::clone(&called);
        let thread = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            looped.add_timeout(
                0,
                Arc::new(move |_| {
                    counted.fetch_add(1, Ordering::SeqCst);
                }),
            );
        });
        while called.load(Ordering::SeqCst) == 0 {
            events.run_once().unwrap();
        }
        thread.join().unwrap();
    }
}
