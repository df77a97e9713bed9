//! Secrets.

/// A secret. Opaque.
pub struct _virSecret {
    _opaque: [u8; 0],
}

/// A secret. Opaque.
pub type virSecret = _virSecret;
/// A handle of a secret.
pub type virSecretPtr = *mut virSecret;
