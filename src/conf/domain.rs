//! The domain document (`<domain>`): one file per family of devices.
