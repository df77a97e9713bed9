//! A domain as virConnectDomainXMLToNative shows it: runnable by hand, without what only the driver
//! could prepare.

use crate::conf::domain::Domain;
use crate::conf::domain::net::{Interface, NetBackend};

/// Turns every interface into a plain tap, as whose user would have to open it, and forgets what was
/// said of the network behind it. Addresses that fall away have to be assigned again.
pub fn simplify(domain: &mut Domain) {
    for net in &mut domain.devices.interfaces {
        let old = std::mem::replace(net, Interface::new(NetBackend::Ethernet));
        net.mac = old.mac;
        net.model = old.model;
        net.script = old.script;
        net.info.boot_order = old.info.boot_order;
    }
}
