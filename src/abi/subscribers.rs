//! Who wants to know what happens to the domains of a connection: callbacks, the subscription that all of
//! them share, and the way from the caller's event loop to each of them.
//!
//! A callback holds a reference to its connection: closing that tells how many remain, and what was
//! registered goes on until it is deregistered. What was given along is freed when the callback is
//! deregistered, or, when that happens while it is being called, right after the call. No lock is held while
//! a function of the caller's runs, but for the one that keeps registering threads apart.

use super::common::{Opaque, virFreeCallback};
use super::domain::event_calls::{self, Function, Given};
use super::domain::{self};
use super::entry::Area;
use super::event::{virEventAddHandle, virEventHandleType, virEventRemoveHandle};
use super::handle::{self, Held};
use super::host::Connection;
use crate::conf::uuid::Uuid;
use crate::driver::DomainRef;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use crate::event::bus::{Message, Subscription};
use crate::event::domain::DomainEvent;
use crate::sys::regex::Regex;
use parking_lot::Mutex;
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

/// What is waited for.
#[derive(Debug)]
pub(super) enum Wanted {
    /// The events of this number.
    Event(c_int),
    /// What QEMU's monitor says.
    Monitor(MonitorFilter),
}

/// Which of QEMU's own events.
#[derive(Debug)]
pub(super) enum MonitorFilter {
    All,
    Named(String),
    NamedInAnyCase(String),
    Matching(Regex),
}

impl MonitorFilter {
    fn lets_through(&self, name: &str) -> bool {
        match self {
            MonitorFilter::All => true,
            MonitorFilter::Named(wanted) => wanted == name,
            MonitorFilter::NamedInAnyCase(wanted) => wanted.eq_ignore_ascii_case(name),
            MonitorFilter::Matching(regex) => regex.matches(name),
        }
    }
}

/// A callback. The order of the fields is that of letting go.
struct Registered {
    id: c_int,
    wanted: Wanted,
    /// Of one domain only.
    uuid: Option<Uuid>,
    function: Function,
    /// By virConnectDomainEventRegister, which deregisters by function.
    legacy: bool,
    /// Deregistered while it, or another one, was being called.
    gone: AtomicBool,
    opaque: Opaque,
    connection: Held<Connection>,
}

impl Registered {
    /// Whether it hears of events of this number (`None`: of the monitor's).
    fn wants(&self, event_id: Option<c_int>, message: &Message) -> bool {
        let kind = match (&self.wanted, event_id, &message.event) {
            (Wanted::Event(wanted), Some(event_id), _) => *wanted == event_id,
            (Wanted::Monitor(filter), None, DomainEvent::Monitor { name, .. }) => {
                filter.lets_through(name)
            }
            _ => false,
        };
        kind && self.uuid.is_none_or(|uuid| message.uuid() == Some(uuid))
    }
}

/// The watch in the event loop and what it watches.
struct Watch {
    number: c_int,
    subscription: Arc<Subscription>,
}

#[derive(Default)]
struct State {
    callbacks: Vec<Arc<Registered>>,
    next_id: c_int,
    watch: Option<Watch>,
}

/// The callbacks of one connection.
#[derive(Default)]
pub(super) struct Subscribers {
    state: Mutex<State>,
    /// Held while the first callback comes or the last one goes.
    changing: Mutex<()>,
}

/// What the event loop keeps for us.
struct Watcher {
    connection: Weak<Connection>,
    subscription: Arc<Subscription>,
}

/// A callback to be registered.
pub(super) struct Registration {
    pub wanted: Wanted,
    pub uuid: Option<Uuid>,
    pub function: Function,
    pub legacy: bool,
    pub opaque: *mut c_void,
    pub free: virFreeCallback,
}

fn refused(detail: impl Into<String>) -> Error {
    Error::new(virErrorNumber::VIR_ERR_INVALID_ARG, detail)
        .from_domain(virErrorDomain::VIR_FROM_NONE)
}

/// Registers a callback and tells its number. On an error nothing is freed.
pub(super) fn register(connection: &Arc<Connection>, new: Registration) -> Result<c_int> {
    let subscribers = connection.subscribers();
    let held = Held::new(connection, connection.address())
        .ok_or_else(|| Error::internal("the connection was closed meanwhile"))?;
    let changing = subscribers.changing.lock();
    if let Wanted::Event(event_id) = &new.wanted {
        let known = subscribers.state.lock().callbacks.iter().any(|c| {
            matches!(&c.wanted, Wanted::Event(other) if other == event_id)
                && c.function == new.function
                && c.uuid == new.uuid
                && c.legacy == new.legacy
        });
        if known {
            return Err(refused("event callback already tracked"));
        }
    }
    if subscribers.state.lock().watch.is_none() {
        let watch = watch(connection)?;
        subscribers.state.lock().watch = Some(watch);
    }
    let mut state = subscribers.state.lock();
    if let (Wanted::Monitor(_), Some(watch)) = (&new.wanted, &state.watch) {
        watch
            .subscription
            .listen_to_monitor(true)
            .map_err(|e| Error::system("cannot listen to QEMU's monitors", &e))?;
    }
    let id = state.next_id;
    state.next_id += 1;
    state.callbacks.push(Arc::new(Registered {
        id,
        wanted: new.wanted,
        uuid: new.uuid,
        function: new.function,
        legacy: new.legacy,
        gone: AtomicBool::new(false),
        opaque: Opaque::new(new.opaque, new.free),
        connection: held,
    }));
    drop(state);
    drop(changing);
    Ok(id)
}

/// Subscribes, and has the caller's event loop look after it.
fn watch(connection: &Arc<Connection>) -> Result<Watch> {
    let bus = connection.driver().event_bus()?;
    let subscription = bus
        .subscribe()
        .map_err(|e| Error::system("cannot subscribe to events", &e))?;
    let subscription = Arc::new(subscription);
    let watcher = Box::new(Watcher {
        connection: Arc::downgrade(connection),
        subscription: Arc::clone(&subscription),
    });
    let watcher = Box::into_raw(watcher);
    // SAFETY: the descriptor lives as long as the watcher, which the loop gives back by `forget_watcher`.
    let number = unsafe {
        virEventAddHandle(
            subscription.raw_fd(),
            virEventHandleType::VIR_EVENT_HANDLE_READABLE as c_int,
            Some(on_readable),
            watcher.cast(),
            Some(forget_watcher),
        )
    };
    if number < 0 {
        // SAFETY: the loop has not taken it.
        drop(unsafe { Box::from_raw(watcher) });
        return Err(
            Error::internal("an event loop has to be registered before callbacks are")
                .from_domain(virErrorDomain::VIR_FROM_NONE),
        );
    }
    Ok(Watch {
        number,
        subscription,
    })
}

unsafe extern "C" fn forget_watcher(opaque: *mut c_void) {
    // SAFETY: made by `watch`, and given back once.
    drop(unsafe { Box::from_raw(opaque.cast::<Watcher>()) });
}

unsafe extern "C" fn on_readable(_: c_int, _: c_int, _: c_int, opaque: *mut c_void) {
    // SAFETY: the watcher lives until the loop gives it back, which it does not do within a call.
    let watcher = unsafe { &*opaque.cast::<Watcher>() };
    let subscription = Arc::clone(&watcher.subscription);
    let connection = watcher.connection.upgrade();
    // A panic must not go through the loop.
    Area(virErrorDomain::VIR_FROM_EVENT).keep_error("virEventRunDefaultImpl", |_| {
        for message in subscription.take() {
            if let Some(connection) = &connection {
                deliver(connection, &message);
            }
        }
        Ok(())
    });
}

/// Calls everybody whom a message concerns, in the order of their registration.
fn deliver(connection: &Arc<Connection>, message: &Message) {
    let ids = message.event.ids();
    if ids.is_empty() {
        deliver_as(connection, None, message);
    }
    for event_id in ids {
        deliver_as(connection, Some(*event_id), message);
    }
}

fn deliver_as(connection: &Arc<Connection>, event_id: Option<c_int>, message: &Message) {
    let concerned: Vec<Arc<Registered>> = {
        let state = connection.subscribers().state.lock();
        let wanting = state
            .callbacks
            .iter()
            .filter(|c| c.wants(event_id, message));
        wanting.cloned().collect()
    };
    let Some(uuid) = message.uuid() else { return };
    for registered in concerned {
        if registered.gone.load(Ordering::Acquire) {
            continue;
        }
        let reference = DomainRef {
            name: message.name.clone(),
            uuid,
            id: message.id,
        };
        // The callback may keep it by a reference of its own.
        let Ok(dom) = domain::give(connection, reference) else {
            return;
        };
        let given = Given {
            conn: registered.connection.pointer(),
            dom,
            opaque: registered.opaque.pointer(),
        };
        // SAFETY: the caller registered the function for these events, and so with their type.
        unsafe { event_calls::call(registered.function, event_id, &message.event, &given) };
        handle::release::<domain::Domain>(dom);
    }
}

/// Deregisters the callback of this number.
pub(super) fn deregister(connection: &Arc<Connection>, id: c_int) -> Result<()> {
    let is_it = |c: &Registered| c.id == id && matches!(c.wanted, Wanted::Event(_));
    remove(connection, is_it).ok_or_else(|| unknown(id))
}

/// The same for what listens to QEMU's monitor.
pub(super) fn deregister_monitor(connection: &Arc<Connection>, id: c_int) -> Result<()> {
    let is_it = |c: &Registered| c.id == id && matches!(c.wanted, Wanted::Monitor(_));
    remove(connection, is_it).ok_or_else(|| unknown(id))
}

fn unknown(id: c_int) -> Error {
    refused(format!("could not find event callback {id} for deletion"))
}

/// Deregisters a callback that was registered without a number.
pub(super) fn deregister_function(connection: &Arc<Connection>, function: Function) -> Result<()> {
    remove(connection, |c| c.legacy && c.function == function)
        .ok_or_else(|| refused("the event callback function is not registered"))
}

fn remove(connection: &Arc<Connection>, is_it: impl Fn(&Registered) -> bool) -> Option<()> {
    let subscribers = connection.subscribers();
    let changing = subscribers.changing.lock();
    let mut state = subscribers.state.lock();
    let place = state.callbacks.iter().position(|c| is_it(c))?;
    let registered = state.callbacks.remove(place);
    registered.gone.store(true, Ordering::Release);
    let listens = |c: &Arc<Registered>| matches!(c.wanted, Wanted::Monitor(_));
    if let (true, false, Some(watch)) = (
        listens(&registered),
        state.callbacks.iter().any(listens),
        &state.watch,
    ) {
        let _ = watch.subscription.listen_to_monitor(false);
    }
    let watch = match state.callbacks.is_empty() {
        true => state.watch.take(),
        false => None,
    };
    drop(state);
    if let Some(watch) = watch {
        watch.subscription.end();
        virEventRemoveHandle(watch.number);
    }
    drop(changing);
    // What is freed with it may ask the library again.
    drop(registered);
    Some(())
}
