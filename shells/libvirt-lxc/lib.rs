//! `libvirt-lxc.so.0`: its functions call those in libvirt.so.0, which has all code.

#![allow(clippy::missing_safety_doc, non_snake_case)]

include!(concat!(env!("OUT_DIR"), "/forward.rs"));
