//! The cookie of an image: what the hypervisor must know of the guest beside its document.
//!
//! * `<cpu>`: the CPU as the guest really had it, feature by feature, where the document says less.
//! * `<slirpHelper/>`: user-mode network interfaces may have been served by a helper process. This
//!   driver never uses one, so it is never written.

use crate::conf::domain::cpu::Cpu;
use crate::conf::domain::{Domain, ParseContext};
use crate::conf::reader::Reader;
use crate::conf::xml::Element;
use crate::error::{Error, Result, virErrorDomain};

/// The cookie for a guest that runs with this document.
pub fn format(live: &Domain) -> String {
    let mut cookie = Element::new("cookie");
    if let Some(cpu) = Cpu::to_element(live.cpu.as_ref(), &live.numa) {
        cookie.push(cpu);
    }
    cookie.format()
}

/// Gives a domain that comes from an image the CPU that the cookie tells.
pub fn apply(cookie: &str, domain: &mut Domain) -> Result<()> {
    let root = Element::parse(cookie)?;
    if root.name != "cookie" {
        return Err(Error::xml(format!(
            "expecting root element of 'cookie', not '{}'",
            root.name
        ))
        .from_domain(virErrorDomain::VIR_FROM_XML));
    }
    if let Some(cpu) = root.child("cpu") {
        let reader = Reader::at(cpu.clone(), "cookie/cpu");
        let (mut cpu, _) = Cpu::parse(reader, &ParseContext::status_file())?;
        // The document may have been given another topology's spelling, never another topology.
        if let Some(own) = &domain.cpu {
            cpu.topology = own.topology.or(cpu.topology);
        }
        domain.cpu = Some(cpu);
    }
    Ok(())
}
