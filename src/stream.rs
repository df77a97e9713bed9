//! Streams of data: what stands behind one once a driver has plugged it in.
//!
//! A driver gives a [`StreamDriver`]; the C face moves data through it, in both directions, waiting or not.
//! Most streams are a descriptor ([`FdStream`]): a console's terminal, a file, a socket.

use crate::error::{Error, Result, virErrorDomain};
use crate::sys;
use crate::sys::process::{PollFd, poll};
use parking_lot::Mutex;
use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};

/// What came of an attempt to receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// So many bytes; 0 at the end.
    Bytes(usize),
    /// Nothing is there now, and the caller does not want to wait.
    NotNow,
    /// A hole comes next, and the caller wants to be told.
    Hole,
}

/// What a stream's data goes through. Any method may be called from any thread, also while another one waits.
pub trait StreamDriver: Send + Sync {
    /// Sends some of the data and tells how much; `None` if that would mean to wait and `wait` is not set.
    fn send(&self, data: &[u8], wait: bool) -> Result<Option<usize>>;

    /// Receives what is there. Holes come as zeros unless `stop_at_hole` is set.
    fn recv(&self, buffer: &mut [u8], wait: bool, stop_at_hole: bool) -> Result<Received>;

    /// Sends a hole of so many bytes.
    fn send_hole(&self, _length: u64) -> Result<()> {
        Err(Error::no_support("virStreamSendHole"))
    }

    /// Passes the hole that comes next and tells how long it is; 0 if there is none.
    fn recv_hole(&self) -> Result<u64> {
        Err(Error::no_support("virStreamRecvHole"))
    }

    /// What an event loop watches to know when data or room is there; `None` if nothing can be watched.
    fn descriptor(&self) -> Option<BorrowedFd<'_>>;

    /// What becomes readable when somebody takes the stream's other end away; see [`is_lost`](Self::is_lost).
    fn interruption(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    /// Whether somebody took the stream's other end away.
    fn is_lost(&self) -> bool {
        false
    }

    /// All was sent or received: makes sure that nothing of it is lost.
    fn finish(&self) -> Result<()>;

    /// The rest is not wanted. Whoever waits in another thread is sent home.
    fn abort(&self);
}

fn not_open() -> Error {
    Error::internal("the stream is not open").from_domain(virErrorDomain::VIR_FROM_STREAMS)
}

fn trouble(what: &str, e: &std::io::Error) -> Error {
    Error::system(what, e).from_domain(virErrorDomain::VIR_FROM_STREAMS)
}

/// A right to something that somebody else may take away.
pub trait Lease: Send + Sync {
    /// Becomes readable when that may have happened.
    fn descriptor(&self) -> BorrowedFd<'_>;
    /// Whether it has; what made the descriptor readable is done with.
    fn is_lost(&self) -> bool;
}

/// A stream over a descriptor.
pub struct FdStream {
    file: File,
    lease: Option<Box<dyn Lease>>,
    /// Its other end is dropped to wake up who waits.
    stopped: OwnedFd,
    running: Mutex<Option<OwnedFd>>,
}

impl FdStream {
    /// Takes the descriptor, which will not block any more.
    pub fn new(fd: impl Into<OwnedFd>) -> std::io::Result<Self> {
        Self::leased(fd, None)
    }

    /// The same for what is good only as long as the lease is.
    pub fn leased(fd: impl Into<OwnedFd>, lease: Option<Box<dyn Lease>>) -> std::io::Result<Self> {
        let fd = fd.into();
        sys::fd::set_nonblocking(fd.as_fd(), true)?;
        let (stopped, running) = sys::socket::pipe()?;
        Ok(FdStream {
            file: fd.into(),
            lease,
            stopped,
            running: Mutex::new(Some(running)),
        })
    }

    fn is_stopped(&self) -> bool {
        self.running.lock().is_none()
    }

    /// Waits until the descriptor is ready for `events`, or the stream is aborted.
    fn wait(&self, events: i16) -> std::io::Result<()> {
        let mut fds = vec![
            PollFd::new(self.file.as_fd(), events),
            PollFd::new(self.stopped.as_fd(), libc::POLLIN),
        ];
        if let Some(lease) = &self.lease {
            fds.push(PollFd::new(lease.descriptor(), libc::POLLIN));
        }
        poll(&mut fds, None).map(|_| ())
    }

    /// Repeats `attempt` until it does something; `None` if it would have to wait and must not.
    fn repeat(
        &self,
        what: &str,
        events: i16,
        wait: bool,
        mut attempt: impl FnMut() -> std::io::Result<usize>,
    ) -> Result<Option<usize>> {
        loop {
            if self.is_lost() {
                self.abort();
            }
            if self.is_stopped() {
                return Err(not_open());
            }
            match attempt() {
                Ok(n) => return Ok(Some(n)),
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) if e.kind() == ErrorKind::WouldBlock && !wait => return Ok(None),
                Err(e) if e.kind() == ErrorKind::WouldBlock => {
                    self.wait(events).map_err(|e| trouble(what, &e))?;
                }
                Err(e) => return Err(trouble(what, &e)),
            }
        }
    }
}

impl StreamDriver for FdStream {
    fn send(&self, data: &[u8], wait: bool) -> Result<Option<usize>> {
        self.repeat("cannot write to the stream", libc::POLLOUT, wait, || {
            (&self.file).write(data)
        })
    }

    fn recv(&self, buffer: &mut [u8], wait: bool, _stop_at_hole: bool) -> Result<Received> {
        let n = self.repeat("cannot read from the stream", libc::POLLIN, wait, || {
            (&self.file).read(buffer)
        })?;
        Ok(n.map_or(Received::NotNow, Received::Bytes))
    }

    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        Some(self.file.as_fd())
    }

    fn interruption(&self) -> Option<BorrowedFd<'_>> {
        self.lease.as_ref().map(|lease| lease.descriptor())
    }

    fn is_lost(&self) -> bool {
        self.lease.as_ref().is_some_and(|lease| lease.is_lost())
    }

    fn finish(&self) -> Result<()> {
        self.abort();
        Ok(())
    }

    fn abort(&self) {
        *self.running.lock() = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::time::Duration;

    fn pair() -> (Arc<FdStream>, UnixStream) {
        let (ours, other) = UnixStream::pair().unwrap();
        (Arc::new(FdStream::new(ours).unwrap()), other)
    }

    #[test]
    fn waits_only_if_told() {
        let (stream, mut other) = pair();
        let mut buffer = [0; 16];
        assert_eq!(
            stream.recv(&mut buffer, false, false).unwrap(),
            Received::NotNow
        );
        let late = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(30));
            other.write_all(b"hello").unwrap();
        });
        assert_eq!(
            stream.recv(&mut buffer, true, false).unwrap(),
            Received::Bytes(5)
        );
        assert_eq!(&buffer[..5], b"hello");
        late.join().unwrap();
        // The other side is gone: the end.
        assert_eq!(
            stream.recv(&mut buffer, true, false).unwrap(),
            Received::Bytes(0)
        );
    }

    #[test]
    fn a_full_pipe_takes_no_more() {
        let (stream, mut other) = pair();
        let block = vec![7; 1 << 20];
        let mut sent = 0;
        while let Some(n) = stream.send(&block, false).unwrap() {
            sent += n;
        }
        assert!(sent > 0);
        let reader = std::thread::spawn(move || {
            let mut all = Vec::new();
            other.read_to_end(&mut all).unwrap();
            all.len()
        });
        sent += stream.send(&block, true).unwrap().unwrap();
        drop(stream);
        assert_eq!(reader.join().unwrap(), sent);
    }

    #[test]
    fn abort_wakes_who_waits() {
        let (stream, _other) = pair();
        let waiter = {
            let stream = Arc::clone(&stream);
            std::thread::spawn(move || stream.recv(&mut [0; 4], true, false))
        };
        std::thread::sleep(Duration::from_millis(30));
        stream.abort();
        let error = waiter.join().unwrap().unwrap_err();
        assert_eq!(error.domain, virErrorDomain::VIR_FROM_STREAMS);
        assert!(stream.send(b"x", true).is_err());
    }
}
