//! Streams with something plugged in: what C callers see of their data.

use super::{connect, last};
use crate::abi::event::{
    virEventAddTimeout, virEventRegisterDefaultImpl, virEventRemoveTimeout, virEventRunDefaultImpl,
};
use crate::abi::handle;
use crate::abi::host::{virConnectClose, virConnectPtr, virStreamPtr};
use crate::abi::stream::constants::*;
use crate::abi::stream::events::*;
use crate::abi::stream::transfer::*;
use crate::abi::stream::*;
use crate::error::{Error, Result, virErrorNumber::*};
use crate::stream::{FdStream, Received, StreamDriver};
use parking_lot::Mutex;
use std::collections::VecDeque;
use std::ffi::{c_char, c_int, c_longlong, c_uint, c_void};
use std::io::{Read as _, Write as _};
use std::os::fd::BorrowedFd;
use std::os::unix::net::UnixStream;
use std::ptr::null_mut;
use std::sync::Arc;

/// Data and holes in memory: what is sent comes back.
#[derive(Default)]
struct Sections {
    queue: Mutex<VecDeque<Section>>,
    aborted: Mutex<bool>,
}

#[derive(Debug, PartialEq, Eq, Clone)]
enum Section {
    Data(Vec<u8>),
    Hole(u64),
}
use Section::*;

impl StreamDriver for Sections {
    fn send(&self, data: &[u8], _: bool) -> Result<Option<usize>> {
        // In portions, as a socket does.
        let n = data.len().min(1000);
        self.queue.lock().push_back(Data(data[..n].to_vec()));
        Ok(Some(n))
    }
    fn recv(&self, buffer: &mut [u8], _: bool, stop_at_hole: bool) -> Result<Received> {
        let mut queue = self.queue.lock();
        Ok(match queue.pop_front() {
            None => Received::Bytes(0),
            Some(Data(mut data)) => {
                let rest = data.split_off(data.len().min(buffer.len()));
                buffer[..data.len()].copy_from_slice(&data);
                if !rest.is_empty() {
                    queue.push_front(Data(rest));
                }
                Received::Bytes(data.len())
            }
            Some(Hole(n)) if stop_at_hole => {
                queue.push_front(Hole(n));
                Received::Hole
            }
            Some(Hole(n)) => {
                let zeros = buffer.len().min(n as usize);
                buffer[..zeros].fill(0);
                if n > zeros as u64 {
                    queue.push_front(Hole(n - zeros as u64));
                }
                Received::Bytes(zeros)
            }
        })
    }
    fn send_hole(&self, length: u64) -> Result<()> {
        self.queue.lock().push_back(Hole(length));
        Ok(())
    }
    fn recv_hole(&self) -> Result<u64> {
        let mut queue = self.queue.lock();
        match queue.pop_front() {
            Some(Hole(n)) => Ok(n),
            Some(other) => {
                queue.push_front(other);
                Ok(0)
            }
            None => Ok(0),
        }
    }
    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        None
    }
    fn finish(&self) -> Result<()> {
        match self.queue.lock().is_empty() {
            true => Ok(()),
            false => Err(Error::internal("not all was read")),
        }
    }
    fn abort(&self) {
        *self.aborted.lock() = true;
    }
}

fn stream(conn: virConnectPtr, flags: c_uint) -> virStreamPtr {
    let stream = virStreamNew(conn, flags);
    assert!(!stream.is_null());
    stream
}

const NONBLOCK: c_uint = virStreamFlags::VIR_STREAM_NONBLOCK as _;

fn plug(stream: virStreamPtr, driver: Arc<dyn StreamDriver>) {
    handle::get::<Stream>(stream).unwrap().plug(driver);
}

fn plug_socket(stream: virStreamPtr) -> UnixStream {
    let (ours, other) = UnixStream::pair().unwrap();
    plug(stream, Arc::new(FdStream::new(ours).unwrap()));
    other
}

/// What the callbacks below read from, write to, and were asked.
struct World {
    source: VecDeque<Section>,
    sink: Vec<Section>,
    fail: bool,
}

fn world(source: &[Section]) -> World {
    World {
        source: source.iter().cloned().collect(),
        sink: Vec::new(),
        fail: false,
    }
}

/// # Safety
///
/// `opaque` points to a `World` that nobody else uses now.
unsafe fn of<'a>(opaque: *mut c_void) -> &'a mut World {
    // SAFETY: this function's own condition.
    unsafe { &mut *opaque.cast::<World>() }
}

unsafe extern "C" fn source(_: virStreamPtr, to: *mut c_char, n: usize, o: *mut c_void) -> c_int {
    // SAFETY: the tests give a world.
    let world = unsafe { of(o) };
    if world.fail {
        crate::sys::set_errno(libc::ENOSPC);
        return -1;
    }
    let Some(Data(data)) = world.source.front_mut() else {
        return 0;
    };
    let given: Vec<u8> = data.drain(..data.len().min(n)).collect();
    if data.is_empty() {
        world.source.pop_front();
    }
    // SAFETY: there is room for `n` bytes.
    unsafe { to.copy_from_nonoverlapping(given.as_ptr().cast(), given.len()) };
    given.len() as c_int
}

unsafe extern "C" fn next(
    _: virStreamPtr,
    in_data: *mut c_int,
    length: *mut c_longlong,
    o: *mut c_void,
) -> c_int {
    // SAFETY: the tests give a world, the library two numbers.
    let (world, in_data, length) = unsafe { (of(o), &mut *in_data, &mut *length) };
    (*in_data, *length) = match world.source.front() {
        Some(Data(data)) => (1, data.len() as c_longlong),
        Some(Hole(n)) => (0, *n as c_longlong),
        None => (0, 0),
    };
    0
}

unsafe extern "C" fn skip(_: virStreamPtr, length: c_longlong, o: *mut c_void) -> c_int {
    // SAFETY: the tests give a world.
    let world = unsafe { of(o) };
    assert_eq!(world.source.pop_front(), Some(Hole(length as u64)));
    0
}

unsafe extern "C" fn sink(_: virStreamPtr, from: *const c_char, n: usize, o: *mut c_void) -> c_int {
    // SAFETY: the tests give a world, the library `n` bytes.
    let (world, data) = unsafe { (of(o), std::slice::from_raw_parts(from.cast::<u8>(), n)) };
    if world.fail {
        return -1;
    }
    // Not all at once: the library comes again with the rest.
    let taken = n.min(600);
    match world.sink.last_mut() {
        Some(Data(last)) => last.extend_from_slice(&data[..taken]),
        _ => world.sink.push(Data(data[..taken].to_vec())),
    }
    taken as c_int
}

unsafe extern "C" fn hole(_: virStreamPtr, length: c_longlong, o: *mut c_void) -> c_int {
    // SAFETY: the tests give a world.
    unsafe { of(o) }.sink.push(Hole(length as u64));
    0
}

fn ptr(world: &mut World) -> *mut c_void {
    (&raw mut *world).cast()
}

fn text() -> Vec<u8> {
    (0..300_000u32).map(|i| (i / 7) as u8).collect()
}

#[test]
fn all_of_it_and_its_holes() {
    let (conn, _) = connect(false);
    let st = stream(conn, 0);
    let sections = Arc::new(Sections::default());
    plug(st, sections.clone());
    let whole = [Data(text()), Hole(1 << 40), Data(b"end".to_vec()), Hole(7)];
    let mut from = world(&whole);
    let mut to = world(&[]);
    // SAFETY: callbacks that are fit for a world.
    unsafe {
        let (source, next, skip) = (Some(source as _), Some(next as _), Some(skip as _));
        assert_eq!(
            virStreamSparseSendAll(st, source, next, skip, ptr(&mut from)),
            0
        );
        assert_eq!(
            virStreamSparseRecvAll(st, Some(sink), Some(hole), ptr(&mut to)),
            0
        );
    }
    assert!(from.source.is_empty());
    assert_eq!(to.sink, whole);
    assert_eq!(virStreamFinish(st), 0);
    assert_eq!(virStreamFinish(st), 0);
    assert!(!*sections.aborted.lock());
    assert_eq!(virStreamFree(st), 0);

    // Who does not ask for holes gets zeros.
    let st = stream(conn, 0);
    plug(st, Arc::new(Sections::default()));
    assert_eq!(virStreamSendHole(st, 2000, 0), 0);
    assert_eq!(virStreamSendHole(st, -1, 0), -1);
    assert_eq!(last().0, VIR_ERR_INVALID_ARG as c_int);
    let mut to = world(&[]);
    // SAFETY: as above.
    unsafe {
        assert_eq!(virStreamRecvAll(st, Some(sink), ptr(&mut to)), 0);
        let mut length = 5;
        assert_eq!(virStreamRecvHole(st, &mut length, 0), 0);
        assert_eq!(length, 0);
        virStreamSendHole(st, 9, 0);
        let mut room = [1; 20];
        let stop = virStreamRecvFlagsValues::VIR_STREAM_RECV_STOP_AT_HOLE as _;
        assert_eq!(virStreamRecvFlags(st, room.as_mut_ptr(), 20, stop), -3);
        assert_eq!(virStreamRecvFlags(st, room.as_mut_ptr(), 20, 4), -1);
        assert_eq!(virStreamRecvFlags(st, room.as_mut_ptr(), 20, 0), 9);
        assert_eq!(room[..10], [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    }
    assert_eq!(to.sink, [Data(vec![0; 2000])]);
    assert_eq!(virStreamFree(st), 0);
    assert_eq!(virConnectClose(conn), 0);
}

#[test]
fn a_callback_that_fails_aborts() {
    let (conn, _) = connect(false);
    for sending in [true, false] {
        let st = stream(conn, 0);
        let sections = Arc::new(Sections::default());
        plug(st, sections.clone());
        sections.send(b"something", true).unwrap();
        let mut world = world(&[]);
        world.fail = true;
        // SAFETY: callbacks that are fit for a world.
        let failed = unsafe {
            match sending {
                true => virStreamSendAll(st, Some(source), ptr(&mut world)),
                false => virStreamRecvAll(st, Some(sink), ptr(&mut world)),
            }
        };
        assert_eq!(failed, -1);
        let (code, domain, message) = last();
        assert_eq!(
            (code, domain),
            (VIR_ERR_SYSTEM_ERROR as c_int, 38),
            "{message}"
        );
        assert!(*sections.aborted.lock());
        // SAFETY: room for a byte.
        assert_eq!(unsafe { virStreamRecv(st, [0].as_mut_ptr(), 1) }, -1);
        assert_eq!(last().0, VIR_ERR_INTERNAL_ERROR as c_int);
        assert_eq!(virStreamFree(st), 0);
    }
    assert_eq!(virConnectClose(conn), 0);
}

#[test]
fn a_socket_both_ways() {
    let (conn, _) = connect(false);
    let st = stream(conn, 0);
    let mut other = plug_socket(st);
    let data = text();
    let echo = std::thread::spawn(move || {
        let mut all = vec![0; 300_000];
        other.read_exact(&mut all).unwrap();
        other.write_all(&all).unwrap();
    });
    let mut from = world(&[Data(data.clone())]);
    let mut to = world(&[]);
    // SAFETY: callbacks that are fit for a world.
    unsafe {
        assert_eq!(virStreamSendAll(st, Some(source), ptr(&mut from)), 0);
        assert_eq!(virStreamRecvAll(st, Some(sink), ptr(&mut to)), 0);
    }
    echo.join().unwrap();
    assert_eq!(to.sink, [Data(data)]);
    // What is plugged in anew takes the place of what was there.
    let mut second = plug_socket(st);
    second.write_all(b"two").unwrap();
    let mut room = [0 as c_char; 8];
    // SAFETY: room for as many bytes.
    assert_eq!(unsafe { virStreamRecv(st, room.as_mut_ptr(), 8) }, 3);
    // One that never waits says so, and no callback can move all of it.
    let never = stream(conn, NONBLOCK);
    let _other = plug_socket(never);
    // SAFETY: as above.
    unsafe {
        assert_eq!(virStreamRecv(never, room.as_mut_ptr(), 8), -2);
        assert_eq!(virStreamRecvAll(never, Some(sink), null_mut()), -1);
    }
    assert_eq!(last().0, VIR_ERR_OPERATION_INVALID as c_int);
    assert_eq!(virStreamFree(never), 0);
    // The streams hold the connection.
    assert_eq!(virConnectClose(conn), 1);
    assert_eq!(virStreamAbort(st), 0);
    assert_eq!(virStreamFree(st), 0);
    assert_eq!(virStreamFree(st), -1);
}

/// What an event callback saw.
#[derive(Default)]
struct Seen {
    events: Vec<(c_int, c_int)>,
    freed: usize,
}

unsafe extern "C" fn seen(st: virStreamPtr, events: c_int, opaque: *mut c_void) {
    let mut room = [0 as c_char; 100];
    // SAFETY: room for as many bytes.
    let got = unsafe { virStreamRecv(st, room.as_mut_ptr(), 100) };
    // SAFETY: the test gives one, and runs the loop in its own thread.
    unsafe { &mut *opaque.cast::<Seen>() }
        .events
        .push((events, got));
    if got == 0 {
        assert_eq!(virStreamEventRemoveCallback(st), 0);
    }
}

unsafe extern "C" fn freed(opaque: *mut c_void) {
    // SAFETY: as above.
    unsafe { &mut *opaque.cast::<Seen>() }.freed += 1;
}

#[test]
fn told_by_the_event_loop() {
    unsafe extern "C" fn tick(_: c_int, _: *mut c_void) {}
    assert_eq!(virEventRegisterDefaultImpl(), 0);
    let (conn, _) = connect(false);
    let st = stream(conn, NONBLOCK);
    let mut other = plug_socket(st);
    let readable = virStreamEventType::VIR_STREAM_EVENT_READABLE as c_int;
    let writable = virStreamEventType::VIR_STREAM_EVENT_WRITABLE as c_int;
    let mut it = Seen::default();
    let opaque: *mut c_void = (&raw mut it).cast();
    assert_eq!(virStreamEventUpdateCallback(st, readable), -1);
    assert_eq!(last().0, VIR_ERR_INTERNAL_ERROR as c_int);
    // SAFETY: a callback that is fit for `opaque`, which outlives it.
    unsafe {
        assert_eq!(
            virStreamEventAddCallback(st, writable, Some(seen), opaque, Some(freed)),
            0
        );
        assert_eq!(
            virStreamEventAddCallback(st, writable, Some(seen), opaque, Some(freed)),
            -1
        );
    }
    assert_eq!(virStreamEventUpdateCallback(st, readable), 0);
    // The callback keeps the stream alive though its owner let it go.
    assert_eq!(virStreamFree(st), 0);
    // SAFETY: a callback that takes anything.
    let timer = unsafe { virEventAddTimeout(10, Some(tick), null_mut(), None) };
    other.write_all(b"hello").unwrap();
    let turn = |until: &dyn Fn() -> bool| {
        for _ in 0..200 {
            assert_eq!(virEventRunDefaultImpl(), 0);
            if until() {
                return;
            }
        }
        panic!("nothing came");
    };
    // SAFETY: only this thread runs the loop, and not now.
    let state = || unsafe { &*opaque.cast::<Seen>() };
    turn(&|| !state().events.is_empty());
    assert_eq!(state().events, [(readable, 5)]);
    assert_eq!(state().freed, 0);
    drop(other);
    turn(&|| state().freed == 1);
    assert_eq!(state().events.last().unwrap().1, 0);
    turn(&|| handle::get::<Stream>(st).is_none());
    virEventRemoveTimeout(timer);
    assert_eq!(virConnectClose(conn), 0);
}
