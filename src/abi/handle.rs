//! Handles: what C holds in place of a connection, a domain and so on.
//!
//! A handle is an address that nothing can be read from and that no allocator can give to anybody
//! else, out of a range reserved for this. It is looked up in the set of live ones each time it comes in, so that
//! NULL, a freed handle, a foreign pointer and a handle of another kind are told apart from a good one
//! without touching the memory behind them. Addresses are given out in turn, and not again before the
//! whole range is used up: a handle freed long ago does not come to mean something else.

use super::domain::{Domain, virDomain};
use super::domain_checkpoint::virDomainCheckpoint;
use super::domain_snapshot::{Snapshot, virDomainSnapshot};
use super::host::{Connection, virConnect};
use super::interface::virInterface;
use super::network::{virNetwork, virNetworkPort};
use super::nodedev::virNodeDevice;
use super::nwfilter::{virNWFilter, virNWFilterBinding};
use super::objects::*;
use super::secret::virSecret;
use super::storage::{virStoragePool, virStorageVol};
use super::stream::{Stream, virStream};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use once_cell::sync::Lazy;
use parking_lot::RwLock;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Every kind of handle that there is, those of the administration library included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code)]
pub(super) enum Kind {
    Connect,
    Domain,
    DomainSnapshot,
    DomainCheckpoint,
    Network,
    NetworkPort,
    StoragePool,
    StorageVol,
    NodeDevice,
    Secret,
    Interface,
    NWFilter,
    NWFilterBinding,
    Stream,
    AdmConnect,
    AdmServer,
    AdmClient,
}

impl Kind {
    /// What a pointer that is not a handle of this kind is answered with; `None` stands for the part of the
    /// library that was asked.
    pub(super) const fn invalid(self) -> (virErrorNumber, Option<virErrorDomain>) {
        use virErrorDomain::*;
        use virErrorNumber::*;
        match self {
            Kind::Connect | Kind::AdmConnect | Kind::AdmServer | Kind::AdmClient => {
                (VIR_ERR_INVALID_CONN, None)
            }
            Kind::Domain => (VIR_ERR_INVALID_DOMAIN, Some(VIR_FROM_DOM)),
            Kind::DomainSnapshot => (
                VIR_ERR_INVALID_DOMAIN_SNAPSHOT,
                Some(VIR_FROM_DOMAIN_SNAPSHOT),
            ),
            Kind::DomainCheckpoint => (
                VIR_ERR_INVALID_DOMAIN_CHECKPOINT,
                Some(VIR_FROM_DOMAIN_CHECKPOINT),
            ),
            Kind::Network => (VIR_ERR_INVALID_NETWORK, Some(VIR_FROM_NETWORK)),
            Kind::NetworkPort => (VIR_ERR_INVALID_NETWORK_PORT, Some(VIR_FROM_NETWORK)),
            Kind::StoragePool => (VIR_ERR_INVALID_STORAGE_POOL, Some(VIR_FROM_STORAGE)),
            Kind::StorageVol => (VIR_ERR_INVALID_STORAGE_VOL, Some(VIR_FROM_STORAGE)),
            Kind::NodeDevice => (VIR_ERR_INVALID_NODE_DEVICE, Some(VIR_FROM_NODEDEV)),
            Kind::Secret => (VIR_ERR_INVALID_SECRET, Some(VIR_FROM_SECRET)),
            Kind::Interface => (VIR_ERR_INVALID_INTERFACE, Some(VIR_FROM_INTERFACE)),
            Kind::NWFilter => (VIR_ERR_INVALID_NWFILTER, Some(VIR_FROM_NWFILTER)),
            Kind::NWFilterBinding => (VIR_ERR_INVALID_NWFILTER_BINDING, Some(VIR_FROM_NWFILTER)),
            Kind::Stream => (VIR_ERR_INVALID_STREAM, Some(VIR_FROM_STREAMS)),
        }
    }
}

/// One kind of thing that C can hold.
pub(super) trait Handled: Sized + Send + Sync + 'static {
    /// The opaque C type.
    type C;
    const KIND: Kind;

    fn into_object(this: Arc<Self>) -> Object;
    fn from_object(object: &Object) -> Option<&Arc<Self>>;
}

/// Where a thing belongs to: how to come from it to its connection.
pub(super) trait Belongs {
    fn connection_of(this: &Arc<Self>) -> Option<Arc<Connection>>;
}

impl Belongs for Connection {
    fn connection_of(this: &Arc<Self>) -> Option<Arc<Connection>> {
        Some(Arc::clone(this))
    }
}

impl Belongs for Domain {
    fn connection_of(this: &Arc<Self>) -> Option<Arc<Connection>> {
        Some(Arc::clone(this.connection().arc()))
    }
}

impl Belongs for Snapshot {
    fn connection_of(this: &Arc<Self>) -> Option<Arc<Connection>> {
        Domain::connection_of(this.domain().arc())
    }
}

macro_rules! kinds {
    ($($kind:ident is $type:ident for $c:ty;)*) => {
        /// A live thing of any kind.
        #[derive(Clone)]
        pub(super) enum Object { $($kind(Arc<$type>)),* }

        impl Object {
            pub(super) fn kind(&self) -> Kind {
                match self { $(Object::$kind(_) => Kind::$kind),* }
            }

            /// The connection that it belongs to.
            pub(super) fn connection(&self) -> Option<Arc<Connection>> {
                match self { $(Object::$kind(it) => Belongs::connection_of(it)),* }
            }
        }

        $(impl Handled for $type {
            type C = $c;
            const KIND: Kind = Kind::$kind;

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
    Connect is Connection for virConnect;
    Domain is Domain for virDomain;
    DomainSnapshot is Snapshot for virDomainSnapshot;
    DomainCheckpoint is Checkpoint for virDomainCheckpoint;
    Network is Network for virNetwork;
    NetworkPort is NetworkPort for virNetworkPort;
    StoragePool is StoragePool for virStoragePool;
    StorageVol is StorageVol for virStorageVol;
    NodeDevice is NodeDevice for virNodeDevice;
    Secret is Secret for virSecret;
    Interface is Interface for virInterface;
    NWFilter is NWFilter for virNWFilter;
    NWFilterBinding is NWFilterBinding for virNWFilterBinding;
    Stream is Stream for virStream;
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

/// A new array from malloc of the handles that `make` makes of `items`, with a NULL at its end. All are
/// made or none.
pub(super) fn give_array<T: Handled, I>(
    items: Vec<I>,
    mut make: impl FnMut(I) -> Result<*mut T::C>,
) -> Result<*mut *mut T::C> {
    // SAFETY: calloc may be called with any sizes.
    let array: *mut *mut T::C =
        unsafe { libc::calloc(items.len() + 1, size_of::<*mut T::C>()) }.cast();
    if array.is_null() {
        return Err(Error::new(virErrorNumber::VIR_ERR_NO_MEMORY, "a list"));
    }
    for (i, item) in items.into_iter().enumerate() {
        match make(item) {
            // SAFETY: the array has room for one more than there are items.
            Ok(handle) => unsafe { array.add(i).write(handle) },
            Err(error) => {
                for given in 0..i {
                    // SAFETY: written above.
                    release::<T>(unsafe { *array.add(given) });
                }
                // SAFETY: made by calloc above, and given to nobody.
                unsafe { libc::free(array.cast()) };
                return Err(error);
            }
        }
    }
    Ok(array)
}

/// What this pointer stands for, if it is a live handle of that kind.
pub(super) fn get<T: Handled>(pointer: *mut T::C) -> Option<Arc<T>> {
    let address = pointer as usize;
    T::from_object(&shard(address).read().get(&address)?.object).cloned()
}

/// What this pointer stands for, whatever its kind.
pub(super) fn look(address: usize) -> Option<Object> {
    Some(shard(address).read().get(&address)?.object.clone())
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
