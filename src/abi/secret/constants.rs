//! The constants, structures and callback types of `libvirt-secret.h`.

use super::super::host::virConnectPtr;
use super::virSecretPtr;
use oxivirt_derive::Flags;
use std::ffi::{c_int, c_void};

/// What a secret is for.
#[repr(C)]
pub enum virSecretUsageType {
    /// Nothing in particular. (Since: 0.7.1)
    VIR_SECRET_USAGE_TYPE_NONE = 0,
    /// An encrypted volume, named by its path. (Since: 0.7.1)
    VIR_SECRET_USAGE_TYPE_VOLUME = 1,
    /// A Ceph user. (Since: 0.9.7)
    VIR_SECRET_USAGE_TYPE_CEPH = 2,
    /// An iSCSI target. (Since: 1.0.4)
    VIR_SECRET_USAGE_TYPE_ISCSI = 3,
    /// A TLS private key. (Since: 2.3.0)
    VIR_SECRET_USAGE_TYPE_TLS = 4,
    /// The encrypted state of an emulated TPM. (Since: 5.6.0)
    VIR_SECRET_USAGE_TYPE_VTPM = 5,
    #[cfg(sentinels)]
    VIR_SECRET_USAGE_TYPE_LAST,
}

/// Which secrets to list. Flags come in pairs: both or none of a pair make no difference.
#[repr(C)]
#[derive(Flags)]
pub enum virConnectListAllSecretsFlags {
    /// Those that are kept in memory only. (Since: 0.10.2)
    VIR_CONNECT_LIST_SECRETS_EPHEMERAL = 1 << 0,
    /// Those that are kept on disk. (Since: 0.10.2)
    VIR_CONNECT_LIST_SECRETS_NO_EPHEMERAL = 1 << 1,
    /// Those whose value is told to no client. (Since: 0.10.2)
    VIR_CONNECT_LIST_SECRETS_PRIVATE = 1 << 2,
    /// Those whose value is told. (Since: 0.10.2)
    VIR_CONNECT_LIST_SECRETS_NO_PRIVATE = 1 << 3,
}

/// How to define a secret.
#[repr(C)]
#[derive(Flags)]
pub enum virSecretDefineFlags {
    /// Check the document against the schema. (Since: 7.7.0)
    VIR_SECRET_DEFINE_VALIDATE = 1 << 0,
}

/// Kinds of event about secrets.
#[repr(C)]
pub enum virSecretEventID {
    /// virConnectSecretEventLifecycleCallback. (Since: 3.0.0)
    VIR_SECRET_EVENT_ID_LIFECYCLE = 0,
    /// virConnectSecretEventGenericCallback: a secret got another value. (Since: 3.0.0)
    VIR_SECRET_EVENT_ID_VALUE_CHANGED = 1,
    #[cfg(sentinels)]
    VIR_SECRET_EVENT_ID_LAST,
}

/// Stands for the callback of any kind of event about secrets; VIR_SECRET_EVENT_CALLBACK() casts to it. (Since:
/// 3.0.0)
pub type virConnectSecretEventGenericCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, secret: virSecretPtr, opaque: *mut c_void)>;

/// What happened to a secret.
#[repr(C)]
pub enum virSecretEventLifecycleType {
    /// It was defined. (Since: 3.0.0)
    VIR_SECRET_EVENT_DEFINED = 0,
    /// It was undefined. (Since: 3.0.0)
    VIR_SECRET_EVENT_UNDEFINED = 1,
    #[cfg(sentinels)]
    VIR_SECRET_EVENT_LAST,
}

/// Is told that a secret was defined or undefined: the connection, the secret, a virSecretEventLifecycleType,
/// 0, and what was given along. (Since: 3.0.0)
pub type virConnectSecretEventLifecycleCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        secret: virSecretPtr,
        event: c_int,
        detail: c_int,
        opaque: *mut c_void,
    ),
>;

/// Casts the callback of any kind of event to the type that virConnectSecretEventRegisterAny() takes.
#[cfg(header)]
macro_rules! VIR_SECRET_EVENT_CALLBACK {
    (cb) => {
        "((virConnectSecretEventGenericCallback)(cb))"
    };
}
