//! The C face over a driver that only writes down what it is asked.

mod layout;
mod stream;
mod unserved;

use super::domain::constants::*;
use super::domain::definition::*;
use super::domain::life::*;
use super::domain::listing::*;
use super::domain::query::*;
use super::domain::save::*;
use super::domain::{Domain, virDomainInfo, virDomainPtr};
use super::domain_snapshot::constants::*;
use super::domain_snapshot::*;
use super::handle;
use super::host::*;
use super::virterror::*;
use crate::conf::state::{Paused, StateReason};
use crate::conf::uuid::Uuid;
use crate::driver::*;
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use parking_lot::Mutex;
use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::ptr::{null, null_mut};
use std::sync::Arc;
use virErrorNumber::*;

/// What was asked of the driver, as text.
type Log = Arc<Mutex<Vec<String>>>;

struct Recorder(Log);

const UUID: &str = "7c8192e2-e36b-44c8-aa25-36b995370f5c";

fn named(name: &str) -> DomainRef {
    DomainRef {
        name: name.to_owned(),
        uuid: UUID.parse().unwrap(),
        id: Some(7),
    }
}

impl Recorder {
    fn write(&self, what: impl std::fmt::Debug) -> Result<()> {
        self.0.lock().push(format!("{what:?}"));
        Ok(())
    }
}

impl Driver for Recorder {
    fn hypervisor_type(&self) -> Result<&'static str> {
        Ok("Recorder")
    }
    fn is_alive(&self) -> Result<bool> {
        Ok(true)
    }
    fn hostname(&self) -> Result<String> {
        panic!("no\nname")
    }
    fn list_all_domains(&self, filter: &ListFilter) -> Result<Vec<DomainRef>> {
        self.write(filter)?;
        Ok(vec![named("one"), named("two")])
    }
    fn list_defined_domains(&self) -> Result<Vec<String>> {
        Ok(vec!["one".to_owned(), "two".to_owned()])
    }
    fn lookup_by_name(&self, name: &str) -> Result<DomainRef> {
        match name {
            "none" => Err(Error::no_domain("no domain is called 'none'")),
            _ => Ok(named(name)),
        }
    }
    fn lookup_by_uuid(&self, uuid: &Uuid) -> Result<DomainRef> {
        self.write(uuid)?;
        Ok(named("by-uuid"))
    }
    fn create(&self, _: &DomainRef, options: StartOptions) -> Result<i32> {
        self.write(options)?;
        Ok(9)
    }
    fn current_id(&self, _: &DomainRef) -> Result<Option<i32>> {
        Err(Error::no_support("here"))
    }
    fn destroy(&self, _: &DomainRef, options: DestroyOptions) -> Result<()> {
        self.write(options)
    }
    fn undefine(&self, _: &DomainRef, options: UndefineOptions) -> Result<()> {
        self.write(options)
    }
    fn set_metadata(
        &self,
        _: &DomainRef,
        kind: MetadataKind,
        value: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
        impact: Impact,
    ) -> Result<()> {
        self.write((kind, value, key, uri, impact))
    }
    fn info(&self, _: &DomainRef) -> Result<DomainInfo> {
        Ok(DomainInfo {
            state: StateReason::Paused(Paused::IoError),
            max_mem_kib: 4096,
            memory_kib: 2048,
            vcpus: 3,
            cpu_time_ns: 12345,
        })
    }
    fn state(&self, _: &DomainRef) -> Result<StateReason> {
        Ok(StateReason::Paused(Paused::IoError))
    }
    fn save(
        &self,
        dom: &DomainRef,
        path: &str,
        xml: Option<&str>,
        options: SaveOptions,
    ) -> Result<()> {
        self.write(("save", &dom.name, path, xml, options))
    }
    fn restore(&self, path: &str, xml: Option<&str>, options: RestoreOptions) -> Result<()> {
        self.write(("restore", path, xml, options))
    }
    fn managed_save_define_xml(&self, _: &DomainRef, xml: &str, resume: Resume) -> Result<()> {
        self.write(("define", xml, resume))
    }
}

/// A connection to a recorder, and what it will have recorded.
fn connect(read_only: bool) -> (virConnectPtr, Log) {
    quiet();
    let log = Log::default();
    let conn = super::host::give(Box::new(Recorder(Arc::clone(&log))), read_only).unwrap();
    (conn, log)
}

/// Keeps errors from being printed.
fn quiet() {
    unsafe extern "C" fn nothing(_: *mut c_void, _: virErrorPtr) {}
    virSetErrorFunc(null_mut(), Some(nothing));
}

fn lookup(conn: virConnectPtr, name: &CStr) -> virDomainPtr {
    // SAFETY: a C string.
    unsafe { virDomainLookupByName(conn, name.as_ptr()) }
}

/// Number, origin and text of this thread's last error.
fn last() -> (c_int, c_int, String) {
    // SAFETY: the message lives until the thread's next call.
    let message = unsafe { CStr::from_ptr(virGetLastErrorMessage()) };
    (
        virGetLastErrorCode(),
        virGetLastErrorDomain(),
        message.to_string_lossy().into_owned(),
    )
}

fn assert_last(code: virErrorNumber, domain: virErrorDomain) {
    let (c, d, message) = last();
    assert_eq!((c, d), (code as c_int, domain as c_int), "{message}");
}

#[test]
fn a_handle_is_only_what_was_given() {
    use virErrorDomain::*;
    let (conn, _) = connect(false);
    let dom = lookup(conn, c"a");
    let mut here = 0;
    let foreign: [*mut c_void; 4] = [
        null_mut(),
        16 as *mut c_void,
        (&raw mut here).cast(),
        usize::MAX as *mut c_void,
    ];
    for pointer in foreign {
        assert_eq!(virConnectIsAlive(pointer.cast()), -1);
        assert_last(VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
        assert_eq!(virConnectClose(pointer.cast()), -1);
        assert_last(VIR_ERR_INVALID_CONN, VIR_FROM_NONE);
        assert_eq!(virDomainFree(pointer.cast()), -1);
        assert_last(VIR_ERR_INVALID_DOMAIN, VIR_FROM_DOM);
        assert_eq!(virDomainRevertToSnapshot(pointer.cast(), 0), -1);
        assert_last(VIR_ERR_INVALID_DOMAIN_SNAPSHOT, VIR_FROM_DOMAIN_SNAPSHOT);
    }
    // A live handle, but of something else.
    assert_eq!(virDomainSuspend(conn.cast()), -1);
    assert_last(VIR_ERR_INVALID_DOMAIN, VIR_FROM_DOM);
    assert_eq!(virConnectRef(dom.cast()), -1);
    assert_last(VIR_ERR_INVALID_CONN, VIR_FROM_DOMAIN);
    assert_eq!(virConnectClose(dom.cast()), -1);
    assert!(virDomainSnapshotGetName(dom.cast()).is_null());
    assert_last(VIR_ERR_INVALID_DOMAIN_SNAPSHOT, VIR_FROM_DOMAIN_SNAPSHOT);

    assert_eq!(virDomainFree(dom), 0);
    assert_eq!(virDomainFree(dom), -1);
    assert_last(VIR_ERR_INVALID_DOMAIN, VIR_FROM_DOM);
    // The address does not come to mean another domain.
    let other = lookup(conn, c"b");
    assert_ne!(other, dom);
    assert!(virDomainGetName(dom).is_null());
    assert_eq!(virDomainFree(other), 0);
    assert_eq!(virConnectClose(conn), 0);
    assert_eq!(virConnectIsAlive(conn), -1);
}

#[test]
fn what_belongs_to_a_connection_keeps_it() {
    struct Closes(Log);
    impl Driver for Closes {
        fn lookup_by_name(&self, name: &str) -> Result<DomainRef> {
            Ok(named(name))
        }
    }
    impl Drop for Closes {
        fn drop(&mut self) {
            self.0.lock().push("closed".to_owned());
        }
    }
    quiet();
    let log = Log::default();
    let conn = super::host::give(Box::new(Closes(Arc::clone(&log))), false).unwrap();
    assert_eq!(virConnectRef(conn), 0);
    assert_eq!(virConnectClose(conn), 1);
    let dom = lookup(conn, c"a");
    assert_eq!(virDomainRef(dom), 0);
    assert_eq!(virConnectClose(conn), 1);
    assert_eq!(virDomainGetConnect(dom), conn);
    assert_eq!(virDomainFree(dom), 0);
    assert!(!virDomainGetName(dom).is_null());
    let arc = handle::get::<Domain>(dom).unwrap();
    let snapshot = super::domain_snapshot::give(&arc, "s").unwrap();
    drop(arc);
    assert_eq!(virDomainFree(dom), 0);
    assert_eq!(virDomainSnapshotGetConnect(snapshot), conn);
    assert_eq!(virDomainSnapshotGetDomain(snapshot), dom);
    assert!(log.lock().is_empty());
    assert_eq!(virDomainSnapshotFree(snapshot), 0);
    assert_eq!(*log.lock(), ["closed"]);
    assert_eq!(virDomainFree(dom), -1);
    assert_eq!(virConnectClose(conn), -1);
}

#[test]
fn checks_come_in_libvirts_order() {
    use virErrorDomain::*;
    let (conn, log) = connect(false);
    let (looking, _) = connect(true);
    let (dom, watched) = (lookup(conn, c"a"), lookup(looking, c"a"));
    let both = (DomainSaveRestoreFlags::VIR_DOMAIN_SAVE_RUNNING
        | DomainSaveRestoreFlags::VIR_DOMAIN_SAVE_PAUSED)
        .bits();
    let path = c"/x".as_ptr();
    // SAFETY: C strings or NULL.
    unsafe {
        assert_eq!(virDomainSaveFlags(watched, null(), null(), both), -1);
        assert_last(VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN);
        assert_eq!(virDomainSaveFlags(dom, null(), null(), both), -1);
        assert_last(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN);
        assert!(last().2.contains("to"), "{}", last().2);
        assert_eq!(virDomainSaveFlags(dom, path, null(), both | 0x100), -1);
        assert!(last().2.contains("VIR_DOMAIN_SAVE_PAUSED"), "{}", last().2);
        assert_eq!(virDomainSaveFlags(dom, path, null(), 0x100), -1);
        assert_last(VIR_ERR_INVALID_ARG, VIR_FROM_QEMU);
        assert!(last().2.contains("0x100"), "{}", last().2);
        assert_eq!(virDomainRestoreFlags(conn, path, null(), both), -1);
        assert_last(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN);
        assert_eq!(virDomainManagedSaveDefineXML(dom, null(), both), -1);
        assert_last(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN);
        // Here the document is asked for before the connection's rights.
        assert!(virDomainCreateXML(looking, null(), 0).is_null());
        assert_last(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN);
        assert!(virDomainDefineXML(looking, null()).is_null());
        assert_last(VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN);
        assert!(virDomainGetXMLDesc(watched, 8 | 0x100).is_null());
        assert_last(VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN);
        assert_eq!(virDomainRename(watched, null(), 1), -1);
        assert_last(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN);
    }
    assert_eq!(virDomainManagedSave(dom, both), -1);
    assert_last(VIR_ERR_INVALID_ARG, VIR_FROM_DOMAIN);
    assert_eq!(virDomainManagedSave(watched, both), -1);
    assert_last(VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN);
    // Nothing of this came to the driver.
    assert!(log.lock().is_empty());

    for (dom, flags, code) in [
        (dom, 0, VIR_ERR_NO_SUPPORT),
        (dom, 3, VIR_ERR_INVALID_ARG),
        (dom, 0x10, VIR_ERR_INVALID_ARG),
        (watched, 3, VIR_ERR_OPERATION_DENIED),
    ] {
        let arc = handle::get::<Domain>(dom).unwrap();
        let snapshot = super::domain_snapshot::give(&arc, "s").unwrap();
        assert_eq!(virDomainRevertToSnapshot(snapshot, flags), -1);
        assert_eq!(virGetLastErrorCode(), code as c_int);
        virDomainSnapshotFree(snapshot);
    }
    let all = DomainSnapshotRevertFlags::all().bits();
    assert_eq!(all, 0xf);
    for handle in [dom, watched] {
        virDomainFree(handle);
    }
    assert_eq!(virConnectClose(conn), 0);
    assert_eq!(virConnectClose(looking), 0);
}

#[test]
fn flags_become_meaning() {
    let (conn, log) = connect(false);
    let dom = lookup(conn, c"a");
    let said = || log.lock().pop().unwrap_or_default();
    // SAFETY: C strings, NULL where it is allowed, and room for what is written.
    unsafe {
        assert_eq!(virDomainSave(dom, c"/x".as_ptr()), 0);
        assert_eq!(
            said(),
            r#"("save", "a", "/x", None, SaveOptions { bypass_cache: false, resume: AsSaved })"#
        );
        assert_eq!(
            virDomainSaveFlags(dom, c"x".as_ptr(), c"<x/>".as_ptr(), 1 | 4),
            0
        );
        let here = std::env::current_dir().unwrap();
        assert_eq!(
            said(),
            format!(
                r#"("save", "a", {:?}, Some("<x/>"), SaveOptions {{ bypass_cache: true, resume: Paused }})"#,
                here.join("x")
            )
        );
        assert_eq!(
            virDomainRestoreFlags(conn, c"/x".as_ptr(), null(), 2 | 8),
            0
        );
        assert_eq!(
            said(),
            r#"("restore", "/x", None, RestoreOptions { bypass_cache: false, resume: Running, reset_nvram: true })"#
        );
        assert_eq!(virDomainManagedSaveDefineXML(dom, c"<x/>".as_ptr(), 0), 0);
        assert_eq!(said(), r#"("define", "<x/>", AsSaved)"#);
        let mut list = null_mut();
        assert_eq!(
            virConnectListAllDomains(conn, &mut list, 1 | 4 | 8 | 0x10 | 0x2000),
            2
        );
        assert!(said().starts_with(
            "ListFilter { active: Some(true), persistent: None, managed_save: None, autostart: None, has_snapshot: Some(false)"
        ));
        for i in 0..2 {
            assert_eq!(virDomainFree(*list.add(i)), 0);
        }
        assert!((*list.add(2)).is_null());
        libc::free(list.cast());
        assert_eq!(virConnectListAllDomains(conn, null_mut(), 0), 2);
        log.lock().clear();
        let (text, uuid) = (c"7c8192e2e36b44c8aa2536b995370f5c".as_ptr(), UUID);
        virDomainFree(virDomainLookupByUUIDString(conn, text));
        assert_eq!(said(), uuid);
        assert_eq!(
            virDomainSetMetadata(
                dom,
                2,
                c"<a/>".as_ptr(),
                c"k".as_ptr(),
                c"urn:x".as_ptr(),
                3
            ),
            0
        );
        assert_eq!(
            said(),
            r#"(Element, Some("<a/>"), Some("k"), Some("urn:x"), LiveAndConfig)"#
        );
        assert_eq!(
            virDomainSetMetadata(dom, 1, c"a\nb".as_ptr(), null(), null(), 0),
            -1
        );
        assert_eq!(virDomainSetMetadata(dom, 5, null(), null(), null(), 0), -1);
        assert_eq!(virGetLastErrorCode(), VIR_ERR_INVALID_ARG as c_int);
        assert_eq!(said(), "");
    }
    assert_eq!(virDomainUndefineFlags(dom, 1 | 8), 0);
    assert_eq!(
        said(),
        "UndefineOptions { managed_save: true, snapshots_metadata: false, checkpoints_metadata: false, nvram: Some(false), tpm: None }"
    );
    assert_eq!(virDomainUndefineFlags(dom, 4 | 8), -1);
    assert_eq!(virGetLastErrorCode(), VIR_ERR_OPERATION_INVALID as c_int);

    // A save ended the guest.
    assert_eq!(virDomainGetID(dom), c_uint::MAX);
    assert_eq!(virDomainFree(dom), 0);
    let dom = lookup(conn, c"a");
    assert_eq!(virDomainGetID(dom), 7);
    assert_eq!(virDomainCreateWithFlags(dom, 1 | 8), 0);
    assert!(said().starts_with("StartOptions { paused: true, autodestroy: false"));
    assert_eq!(virDomainGetID(dom), 9);
    assert_eq!(virDomainCreateWithFlags(dom, 0x10), -1);
    assert_eq!(virDomainDestroyFlags(dom, 1), 0);
    assert_eq!(
        said(),
        "DestroyOptions { graceful: true, remove_logs: false }"
    );
    assert_eq!(virDomainGetID(dom), c_uint::MAX);
    assert_eq!(virDomainFree(dom), 0);
    assert_eq!(virConnectClose(conn), 0);
}

#[test]
fn answers_are_written_only_on_success() {
    let (conn, _) = connect(false);
    let dom = lookup(conn, c"a");
    let (mut state, mut reason) = (77, 77);
    // SAFETY: room for what is written.
    unsafe {
        assert_eq!(virDomainGetState(dom, &mut state, &mut reason, 1), -1);
        assert_eq!((state, reason), (77, 77));
        assert_eq!(virDomainGetState(dom, &mut state, null_mut(), 0), 0);
        assert_eq!((state, reason), (3, 77));
        assert_eq!(virDomainGetState(dom, &mut state, &mut reason, 0), 0);
        assert_eq!((state, reason), (3, 5));
        let mut info: virDomainInfo = std::mem::zeroed();
        assert_eq!(virDomainGetInfo(dom, &mut info), 0);
        assert_eq!(
            (
                info.state,
                info.maxMem,
                info.memory,
                info.nrVirtCpu,
                info.cpuTime
            ),
            (3, 4096, 2048, 3, 12345)
        );
        let mut names: [*mut c_char; 2] = [null_mut(); 2];
        assert_eq!(virConnectListDefinedDomains(conn, names.as_mut_ptr(), 1), 1);
        assert_eq!(CStr::from_ptr(names[0]), c"one");
        assert!(names[1].is_null());
        libc::free(names[0].cast());
        assert_eq!(virConnectListDefinedDomains(conn, null_mut(), 0), 0);
        assert_eq!(virConnectListDefinedDomains(conn, null_mut(), 1), -1);
        assert_eq!(virConnectListDefinedDomains(conn, null_mut(), -1), -1);
        let mut buf = [1 as c_char; 38];
        assert_eq!(virDomainGetUUIDString(dom, buf.as_mut_ptr()), 0);
        assert_eq!(CStr::from_ptr(buf.as_ptr()).to_str().unwrap(), UUID);
        assert_eq!(buf[37], 1);
        assert_eq!(CStr::from_ptr(virConnectGetType(conn)), c"Recorder");
    }
    assert_eq!(virDomainFree(dom), 0);
    assert_eq!(virConnectClose(conn), 0);
}

#[test]
fn a_panic_is_an_internal_error() {
    let (conn, _) = connect(false);
    assert!(virConnectGetHostname(conn).is_null());
    assert_last(VIR_ERR_INTERNAL_ERROR, virErrorDomain::VIR_FROM_NONE);
    assert!(last().2.contains("no name"), "{}", last().2);
    assert_eq!(virConnectIsAlive(conn), 1);
    assert_eq!(virGetLastErrorCode(), 0);
    assert_eq!(virConnectClose(conn), 0);
}

#[test]
fn errors_are_kept_copied_and_told() {
    unsafe extern "C" fn count(data: *mut c_void, error: virErrorPtr) {
        // SAFETY: what the test gave, and the error of this call.
        unsafe {
            let data = &mut *data.cast::<Vec<c_int>>();
            data.push((*error).code);
        }
    }
    let (conn, _) = connect(false);
    let (other, _) = connect(false);
    let mut seen: Vec<c_int> = Vec::new();
    virConnSetErrorFunc(conn, (&raw mut seen).cast(), Some(count));
    assert!(lookup(conn, c"none").is_null());
    assert!(lookup(other, c"none").is_null());
    assert_eq!(seen, [VIR_ERR_NO_DOMAIN as c_int]);
    // SAFETY: errors of this library, or room for one.
    unsafe {
        let error = &*virGetLastError();
        assert_eq!(error.level, 2);
        assert_eq!(CStr::from_ptr(error.str2), c"no domain is called 'none'");
        assert_eq!((error.int1, error.int2), (-1, -1));
        assert!(error.conn.is_null() && error.dom.is_null() && error.net.is_null());
        let saved = virSaveLastError();
        let mut copied: virError = std::mem::zeroed();
        assert_eq!(virCopyLastError(&mut copied), VIR_ERR_NO_DOMAIN as c_int);
        assert_ne!(copied.message, error.message);
        assert_eq!(
            CStr::from_ptr(copied.message),
            CStr::from_ptr(error.message)
        );
        // The thread forgets, the connection does not.
        assert_eq!(virConnectIsAlive(conn), 1);
        assert!(virGetLastError().is_null());
        assert_eq!(CStr::from_ptr(virGetLastErrorMessage()), c"no error");
        assert_eq!(
            (*virConnGetLastError(conn)).code,
            VIR_ERR_NO_DOMAIN as c_int
        );
        assert_eq!((*saved).code, VIR_ERR_NO_DOMAIN as c_int);
        virResetError(&mut copied);
        assert!(copied.message.is_null() && copied.code == 0);
        assert_eq!(
            virConnCopyLastError(conn, &mut copied),
            VIR_ERR_NO_DOMAIN as c_int
        );
        virResetError(&mut copied);
        virConnResetLastError(conn);
        assert_eq!((*virConnGetLastError(conn)).code, 0);
        assert_eq!(virConnCopyLastError(conn, &mut copied), 0);
        assert_eq!(virConnCopyLastError(null_mut(), &mut copied), -1);
        assert_eq!(virCopyLastError(null_mut()), -1);
        assert!(virConnGetLastError(null_mut()).is_null());
        virFreeError(saved);
        virFreeError(null_mut());
        virResetError(null_mut());
        let nothing = virSaveLastError();
        assert_eq!((*nothing).code, 0);
        virFreeError(nothing);
        // An argument's error names the function and the argument.
        assert!(virDomainLookupByName(conn, null()).is_null());
        let error = &*virGetLastError();
        assert_eq!(CStr::from_ptr(error.str1), c"virDomainLookupByName");
        assert_eq!(CStr::from_ptr(error.str2), c"name");
        assert_eq!((error.int1, error.int2), (0, 0));
    }
    virResetLastError();
    assert_eq!(virConnectClose(conn), 0);
    assert_eq!(virConnectClose(other), 0);
}

#[test]
fn each_thread_has_its_own_error() {
    let (conn, _) = connect(false);
    assert!(lookup(conn, c"none").is_null());
    let conn_there = conn as usize;
    std::thread::spawn(move || {
        assert!(virGetLastError().is_null());
        assert_eq!(virConnectRef(conn_there as virConnectPtr), 0);
        assert_eq!(virConnectClose(conn_there as virConnectPtr), 1);
        assert_eq!(virDomainFree(null_mut()), -1);
    })
    .join()
    .unwrap();
    assert_eq!(virGetLastErrorCode(), VIR_ERR_NO_DOMAIN as c_int);
    assert_eq!(virConnectClose(conn), 0);
}

#[test]
fn threads_share_handles() {
    let (conn, _) = connect(false);
    let shared = lookup(conn, c"shared") as usize;
    let conn_there = conn as usize;
    let threads: Vec<_> = (0..8)
        .map(|_| {
            std::thread::spawn(move || {
                let (conn, shared) = (conn_there as virConnectPtr, shared as virDomainPtr);
                for _ in 0..2000 {
                    let dom = lookup(conn, c"own");
                    assert_eq!(virDomainRef(shared), 0);
                    assert!(!virDomainGetName(shared).is_null());
                    assert_eq!(virDomainGetConnect(dom), conn);
                    assert_eq!(virDomainFree(shared), 0);
                    assert_eq!(virDomainFree(dom), 0);
                    assert_eq!(virDomainFree(dom), -1);
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(virDomainFree(shared as virDomainPtr), 0);
    assert_eq!(virConnectClose(conn), 0);
}

/// The name that each function gives itself in errors is its own.
#[test]
fn functions_know_their_names() {
    fn look(dir: &std::path::Path, seen: &mut usize) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                look(&path, seen);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for part in text.split("#[unsafe(no_mangle)]").skip(1) {
                let Some((_, rest)) = part.split_once("extern \"C\" fn ") else {
                    continue;
                };
                let name = &rest[..rest.find('(').unwrap()];
                // A macro's functions take their names from it.
                if name.starts_with('$') {
                    continue;
                }
                let body = &rest[..rest.find("\n}\n").unwrap()];
                for call in [".call(", ".keep_error("] {
                    if let Some((_, after)) = body.split_once(call) {
                        let given = after.trim_start().trim_start_matches('"');
                        assert!(
                            given.starts_with(&format!("{name}\"")),
                            "{}: {name}",
                            path.display()
                        );
                        *seen += 1;
                    }
                }
            }
        }
    }
    let mut seen = 0;
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/abi");
    look(&here, &mut seen);
    assert!(seen > 80, "{seen}");
}
