//! Handles: what C holds in place of a connection, a domain and so on.
//!
//! A handle is an address that nothing can be read from and that no allocator can give to anybody
//! else, out of a range reserved for this. It is looked up in the set of live ones each time it comes in, so that
//! NULL, a freed handle, a foreign pointer and a handle of another kind are told apart from a good one
//! without touching the memory behind them. Addresses are given out in turn, and not again before the
//! whole range is used up: a handle freed long ago does not come to mean something else.

use super::domain::{Domain, virDomain};
use super::domain_snapshot::{Snapshot, virDomainSnapshot};
use super::host::{Connection, virConnect};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use once_cell::sync::Lazy;
use parking_lot::RwLock;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One kind of thing that C can hold.
pub(super) trait Handled: Sized + Send + Sync + 'static {
    /// The opaque C type.
    type C;
    /// What a pointer that is not a handle of this kind is answered with; `None` stands for the part of the
    /// library that was asked.
    const INVALID: (virErrorNumber, Option<virErrorDomain>);

    fn into_object(this: Arc<Self>) -> Object;
    fn from_object(object: &Object) -> Option<&Arc<Self>>;
}

macro_rules! kinds {
    ($($kind:ident($c:ty): $code:ident, $domain:expr;)*) => {
        /// A live thing of any kind.
        #[derive(Clone)]
        pub(super) enum Object { $($kind(Arc<$kind>)),* }

        $(impl Handled for $kind {
            type C = $c;
            const INVALID: (virErrorNumber, Option<virErrorDomain>) = (virErrorNumber::$code, $domain);

            fn into_object(this: Arc<Self>) -> Object {
                Object::$kind(this)
            }

            fn from_object(object: &Object) -> Option<&Arc<Self>> {
                match object {
                    Object::$kind(it) => Some(it),
                    _ => None,
                }
            }
        })*
    };
}

kinds! {
    Connection(virConnect): VIR_ERR_INVALID_CONN, None;
    Domain(virDomain): VIR_ERR_INVALID_DOMAIN, Some(virErrorDomain::VIR_FROM_DOM);
    Snapshot(virDomainSnapshot): VIR_ERR_INVALID_DOMAIN_SNAPSHOT, Some(virErrorDomain::VIR_FROM_DOMAIN_SNAPSHOT);
}

struct Entry {
    references: usize,
    object: Object,
}

/// Handles are multiples of [`STEP`] given out in turn: a multiplication spreads them well enough.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, _: &[u8]) {
        unreachable!("only addresses are hashed")
    }

    fn write_usize(&mut self, address: usize) {
        self.0 = (address as u64 / STEP as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

type Shard = RwLock<HashMap<usize, Entry, BuildHasherDefault<Spread>>>;

/// The distance between handles: as `malloc` aligns, since callers may use the low bits.
const STEP: usize = 16;

/// Threads that use different handles rarely meet in one of these.
const SHARDS: usize = 32;

static LIVE: Lazy<[Shard; SHARDS]> = Lazy::new(|| std::array::from_fn(|_| Shard::default()));

fn shard(address: usize) -> &'static Shard {
    &LIVE[address / STEP % SHARDS]
}

/// The range that handles come from: first address and length. Address space only, no memory. A process
/// whose address space is limited gets a smaller one.
static RANGE: Lazy<Option<(usize, usize)>> = Lazy::new(|| {
    (20..=32)
        .rev()
        .map(|bits| 1 << bits)
        .find_map(|len| crate::sys::reserve_addresses(len).map(|start| (start, len)))
});

/// How many addresses were given out since the process started.
static GIVEN: AtomicUsize = AtomicUsize::new(0);

/// Makes a live handle of what `make` builds; `make` learns the address.
pub(super) fn give<T: Handled>(make: impl FnOnce(usize) -> T) -> Result<*mut T::C> {
    let (start, len) = (*RANGE).ok_or_else(|| {
        Error::new(
            virErrorNumber::VIR_ERR_NO_MEMORY,
            "no address space for handles",
        )
    })?;
    let mut make = Some(make);
    for _ in 0..len / STEP {
        let turn = GIVEN.fetch_add(1, Ordering::Relaxed);
        let address = start + turn % (len / STEP) * STEP;
        // The second time round an old handle may still live.
        if turn >= len / STEP && shard(address).read().contains_key(&address) {
            continue;
        }
        if let Some(make) = make.take() {
            let object = T::into_object(Arc::new(make(address)));
            let entry = Entry {
                references: 1,
                object,
            };
            shard(address).write().insert(address, entry);
            return Ok(address as *mut T::C);
        }
    }
    Err(Error::new(
        virErrorNumber::VIR_ERR_NO_MEMORY,
        "too many handles are live",
    ))
}

/// What this pointer stands for, if it is a live handle of that kind.
pub(super) fn get<T: Handled>(pointer: *mut T::C) -> Option<Arc<T>> {
    let address = pointer as usize;
    T::from_object(&shard(address).read().get(&address)?.object).cloned()
}

/// Adds a reference; `false` if it is not a live handle of that kind.
pub(super) fn retain<T: Handled>(pointer: *mut T::C) -> bool {
    let address = pointer as usize;
    match shard(address).write().get_mut(&address) {
        Some(entry) if T::from_object(&entry.object).is_some() => {
            entry.references += 1;
            true
        }
        _ => false,
    }
}

/// Takes a reference away and tells how many remain; `None` if it is not a live handle of that kind.
/// A handle without references is no handle any more; what it stood for goes once no call uses it.
pub(super) fn release<T: Handled>(pointer: *mut T::C) -> Option<usize> {
    let address = pointer as usize;
    let mut shard = shard(address).write();
    let entry = shard.get_mut(&address)?;
    T::from_object(&entry.object)?;
    entry.references -= 1;
    let remaining = entry.references;
    if remaining == 0 {
        let last = shard.remove(&address);
        // Dropping it may release other handles, or close a connection.
        drop(shard);
        drop(last);
    }
    Some(remaining)
}

/// A reference that something holds to what it belongs to: a domain to its connection.
pub(super) struct Held<T: Handled> {
    it: Arc<T>,
    address: usize,
}

impl<T: Handled> Held<T> {
    /// `None` if the handle was freed meanwhile.
    pub(super) fn new(it: &Arc<T>, address: usize) -> Option<Self> {
        retain::<T>(address as *mut T::C).then(|| Held {
            it: Arc::clone(it),
            address,
        })
    }

    /// The handle, without a reference of its own.
    pub(super) fn pointer(&self) -> *mut T::C {
        self.address as *mut T::C
    }

    pub(super) fn arc(&self) -> &Arc<T> {
        &self.it
    }
}

impl<T: Handled> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.it
    }
}

impl<T: Handled> Drop for Held<T> {
    fn drop(&mut self) {
        release::<T>(self.pointer());
    }
}
