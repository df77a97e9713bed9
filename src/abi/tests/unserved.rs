//! The checks of functions that no driver serves, each word of them.

use super::{Log, connect, last};
use crate::abi::common::params::{
    _virTypedParameterValue, virTypedParameter, virTypedParameterPtr,
};
use crate::abi::domain::virDomainPtr;
use crate::abi::handle;
use crate::abi::host::{Connection, virConnectClose, virConnectPtr};
use crate::abi::network::*;
use crate::abi::objects::{Network, NetworkPort};
use crate::abi::unserved::Failed;
use crate::error::{virErrorDomain, virErrorNumber};
use std::ffi::{CStr, c_char, c_int, c_uint, c_ulong, c_void};
use std::ptr::{null, null_mut};
use virErrorNumber::*;

#[derive(Clone, Copy)]
enum Flags {
    A = 1,
    B = 2,
    C = 4,
}
use Flags::*;
const LIMIT: c_int = 5;

#[oxivirt_derive::unserved(VIR_FROM_NETWORK)]
unsafe extern "C" {
    #[check(conn: handle, writable, dom: optional_handle, same_connection(conn, dom))]
    fn testHandles(conn: virConnectPtr, dom: virDomainPtr) -> *mut c_char;
    #[check(handles(doms))]
    fn testArray(doms: *mut virDomainPtr) -> c_int;
    #[check(net: handle, conn: handle, writable(net))]
    fn testTwo(net: virNetworkPtr, conn: virConnectPtr) -> c_int;
    #[check(not_null(a), null(b), not_null_if(n, c), null_if_zero(n, c))]
    fn testPointers(a: *const c_void, b: *const c_void, n: c_int, c: *const c_void) -> c_ulong;
    #[check(not_empty(a), not_empty_if_given(b), one_line(c))]
    fn testStrings(a: *const c_char, b: *const c_char, c: *const c_char);
    #[check(positive(a), not_negative(b), zero(c), not_zero(d))]
    fn testNumbers(a: c_int, b: c_int, c: c_uint, d: u64) -> c_int;
    #[check(below(a, LIMIT), at_least(a, -1), at_most(b, LIMIT, VIR_ERR_OPERATION_INVALID), at_most(c, 7),
            when(a, 2, equals(b, 1)), unless(a, 2, not_zero(c)))]
    fn testLimits(a: c_int, b: c_int, c: c_uint) -> c_int;
    #[check(
        exclusive(flags, Flags::A, B),
        requires(flags, B, C),
        one_of(flags, A, B),
        known(flags, A, B, C),
        when_flag(flags, C, fails(VIR_ERR_CONFIG_UNSUPPORTED)),
        unless_flag(flags, A, null(p))
    )]
    fn testFlags(flags: c_uint, p: *const c_void) -> c_int;
    #[check(not_null(n), not_negative(*n), not_null_if(*n, params), typed_params(params, *n))]
    fn testParams(params: virTypedParameterPtr, n: *mut c_int) -> c_int;
    #[check(conn: handle, secret(flags, A), socket(fd))]
    fn testSocket(conn: virConnectPtr, fd: c_int, flags: c_uint) -> c_int;
}

/// What the last call was refused for: the code, and the argument it blames.
fn refused() -> (virErrorNumber, Option<String>) {
    let (code, domain, text) = last();
    assert_ne!(domain, virErrorDomain::VIR_FROM_NONE as c_int, "{text}");
    let code = [
        VIR_ERR_NO_SUPPORT,
        VIR_ERR_INVALID_ARG,
        VIR_ERR_INVALID_CONN,
        VIR_ERR_INVALID_DOMAIN,
        VIR_ERR_INVALID_NETWORK,
        VIR_ERR_OPERATION_DENIED,
        VIR_ERR_OPERATION_INVALID,
        VIR_ERR_CONFIG_UNSUPPORTED,
        VIR_ERR_SYSTEM_ERROR,
    ]
    .into_iter()
    .find(|c| *c as c_int == code)
    .unwrap_or_else(|| panic!("{code}: {text}"));
    let about = (code == VIR_ERR_INVALID_ARG)
        .then(|| text.split(' ').next().unwrap_or_default().to_owned());
    (code, about)
}

fn about(name: &str) -> (virErrorNumber, Option<String>) {
    (VIR_ERR_INVALID_ARG, Some(name.to_owned()))
}

fn only(code: virErrorNumber) -> (virErrorNumber, Option<String>) {
    (code, None)
}

const PASSED: (virErrorNumber, Option<String>) = (VIR_ERR_NO_SUPPORT, None);

fn is_failure<T: Failed + PartialEq>(it: &T) -> bool {
    *it == T::FAILED
}

macro_rules! asked {
    ($($call:expr => $answer:expr;)*) => {$({
        // SAFETY: the arguments are what each check allows.
        let failed = unsafe { $call };
        assert!(is_failure(&failed), stringify!($call));
        assert_eq!(refused(), $answer, stringify!($call));
    })*};
}

#[test]
fn pointers_and_numbers() {
    let p: *const c_void = std::ptr::dangling();
    asked! {
        testPointers(null(), null(), 0, null()) => about("a");
        testPointers(p, p, 0, null()) => about("b");
        testPointers(p, null(), 1, null()) => about("c");
        testPointers(p, null(), 0, p) => about("c");
        testPointers(p, null(), 1, p) => PASSED;
        testStrings(null(), null(), null()) => about("a");
        testStrings(c"".as_ptr(), null(), null()) => about("a");
        testStrings(c"x".as_ptr(), c"".as_ptr(), null()) => about("b");
        testStrings(c"x".as_ptr(), c"x".as_ptr(), c"x\ny".as_ptr()) => about("c");
        testStrings(c"x".as_ptr(), null(), null()) => PASSED;
        testNumbers(0, 0, 0, 1) => about("a");
        testNumbers(1, -1, 0, 1) => about("b");
        testNumbers(1, 0, 1, 1) => about("c");
        testNumbers(1, 0, 0, 0) => about("d");
        testNumbers(1, 0, 0, u64::MAX) => PASSED;
        testLimits(5, 0, 1) => about("a");
        testLimits(-2, 0, 1) => about("a");
        testLimits(-1, 6, 1) => only(VIR_ERR_OPERATION_INVALID);
        testLimits(-1, 5, u32::MAX) => about("c");
        testLimits(2, 0, 0) => about("b");
        testLimits(1, 0, 0) => about("c");
        testLimits(2, 1, 0) => PASSED;
    }
}

#[test]
fn flags() {
    let p: *const c_void = std::ptr::dangling();
    let (a, b, c) = (A as c_uint, B as c_uint, C as c_uint);
    asked! {
        testFlags(a | b, p) => about("testFlags:");
        testFlags(b, p) => about("testFlags:");
        testFlags(0, p) => about("flags");
        testFlags(a | 8, p) => about("flags");
        testFlags(a | c, p) => only(VIR_ERR_CONFIG_UNSUPPORTED);
        testFlags(a, p) => PASSED;
    }
}

#[test]
fn parameters() {
    let mut params = [const {
        virTypedParameter {
            field: [0; 80],
            r#type: 7,
            value: _virTypedParameterValue { s: null_mut() },
        }
    }; 2];
    let array = params.as_mut_ptr();
    let (mut none, mut two, mut less) = (0, 2, -1);
    asked! {
        testParams(array, null_mut()) => about("n");
        testParams(array, &mut less) => about("*n");
        testParams(null_mut(), &mut two) => about("params");
        testParams(null_mut(), &mut none) => PASSED;
        testParams(array, &mut two) => about("params");
    }
    for it in &mut params {
        it.r#type = 1;
    }
    params[1].field = [b'x' as c_char; 80];
    let array = params.as_mut_ptr();
    asked!(testParams(array, &mut two) => about("params"););
    params[1].field[79] = 0;
    let array = params.as_mut_ptr();
    asked!(testParams(array, &mut two) => PASSED;);
}

#[test]
fn handles() {
    let (conn, _): (_, Log) = connect(false);
    let (reader, _) = connect(true);
    let dom = super::lookup(conn, c"one");
    let other = super::lookup(reader, c"one");
    let network = |conn| {
        let connection = handle::get::<Connection>(conn).unwrap();
        Network::give(&connection, c"n".to_owned(), super::UUID.parse().unwrap()).unwrap()
    };
    let (net, net_of_reader) = (network(conn), network(reader));
    asked! {
        testHandles(null_mut(), null_mut()) => only(VIR_ERR_INVALID_CONN);
        testHandles(dom.cast(), null_mut()) => only(VIR_ERR_INVALID_CONN);
        testHandles(reader, null_mut()) => only(VIR_ERR_OPERATION_DENIED);
        testHandles(conn, conn.cast()) => only(VIR_ERR_INVALID_DOMAIN);
        testHandles(conn, other) => about("dom");
        testHandles(conn, null_mut()) => PASSED;
        testHandles(conn, dom) => PASSED;
        testArray(null_mut()) => about("doms");
        testArray([null_mut()].as_mut_ptr()) => about("doms");
        testArray([dom, conn.cast(), null_mut()].as_mut_ptr()) => only(VIR_ERR_INVALID_DOMAIN);
        testArray([dom, other, null_mut()].as_mut_ptr()) => about("doms");
        testArray([dom, dom, null_mut()].as_mut_ptr()) => PASSED;
        testTwo(dom.cast(), conn) => only(VIR_ERR_INVALID_NETWORK);
        testTwo(net_of_reader, conn) => only(VIR_ERR_OPERATION_DENIED);
        testTwo(net, reader) => PASSED;
        testSocket(reader, 0, 1) => only(VIR_ERR_OPERATION_DENIED);
        testSocket(conn, -1, 1) => only(VIR_ERR_SYSTEM_ERROR);
        virNetworkUpdate(net, 0, 0, 0, null(), 0) => about("xml");
        virNetworkUpdate(net_of_reader, 0, 0, 0, null(), 0) => only(VIR_ERR_OPERATION_DENIED);
        virNetworkUpdate(net, 0, 0, 0, c"<a/>".as_ptr(), 0) => PASSED;
    }
    assert!(last().2.contains("virNetworkUpdate"), "{}", last().2);
    let file = std::fs::File::open("/dev/null").unwrap();
    let (socket, _other) = std::os::unix::net::UnixStream::pair().unwrap();
    use std::os::fd::AsRawFd as _;
    asked! {
        testSocket(conn, file.as_raw_fd(), 0) => about("fd");
        testSocket(conn, socket.as_raw_fd(), 0) => PASSED;
    }
    for net in [net, net_of_reader] {
        assert_eq!(virNetworkFree(net), 0);
    }
    for dom in [dom, other] {
        assert_eq!(super::virDomainFree(dom), 0);
    }
    for conn in [conn, reader] {
        assert_eq!(virConnectClose(conn), 0);
    }
}

/// A thing keeps what it belongs to.
#[test]
fn belonging() {
    let (conn, _) = connect(false);
    let connection = handle::get::<Connection>(conn).unwrap();
    let uuid = || super::UUID.parse().unwrap();
    let net = Network::give(&connection, c"n".to_owned(), uuid()).unwrap();
    let network = handle::get::<Network>(net).unwrap();
    assert_eq!(network.address(), net as usize);
    let port = NetworkPort::give(&network, uuid()).unwrap();
    drop((network, connection));
    assert_eq!(virConnectClose(conn), 1);
    assert_eq!(virNetworkRef(net), 0);
    assert_eq!(virNetworkFree(net), 0);
    assert_eq!(virNetworkFree(net), 0);
    let network = handle::get::<NetworkPort>(port).unwrap().owner().pointer();
    assert_eq!(network, net);
    // SAFETY: the name is the handle's.
    assert_eq!(unsafe { CStr::from_ptr(virNetworkGetName(net)) }, c"n");
    assert_eq!(virNetworkGetConnect(net), conn);
    assert_eq!(handle::release::<NetworkPort>(port), Some(0));
    assert!(virNetworkGetName(net).is_null());
    assert_eq!(virConnectClose(conn), -1);
}
