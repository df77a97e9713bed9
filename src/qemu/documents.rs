//! Documents on their way in and out: what a user gives becomes a complete definition, what files
//! hold becomes a domain again, and a domain becomes the text of a file.

use super::context::{DriverCtx, not_running};
use super::defaults;
use super::domains::{Definition, LiveGuest};
use super::file_header::with_header;
use super::firmware;
use super::paths::Mode;
use super::process;
use super::start;
use super::status::Status;
use crate::conf::domain::{Domain, FormatOptions, ParseContext, schema};
use crate::conf::xml::{Element, Node};
use crate::error::{Error, Result, virErrorDomain, virErrorNumber};

impl DriverCtx {
    /// Reads a document that a user gave, and fills in what it leaves open. `validate`: the document
    /// must hold nothing but what the schema has.
    pub fn parse_new(&self, xml: &str, validate: bool) -> Result<Domain> {
        if validate {
            check_schema(xml)?;
        }
        let mut domain = Domain::parse(xml, &ParseContext::define())?;
        check_name(&domain.name)?;
        if domain.name.contains('\n') {
            return Err(Error::new(
                virErrorNumber::VIR_ERR_XML_DETAIL,
                "a line end cannot be part of a name",
            )
            .from_domain(virErrorDomain::VIR_FROM_XML));
        }
        defaults::forget_run(&mut domain, &self.paths);
        self.complete(&mut domain, true)?;
        Ok(domain)
    }

    /// Fills in what depends on the QEMU that will run the guest.
    pub fn complete(&self, domain: &mut Domain, new: bool) -> Result<()> {
        if domain.devices.emulator.is_none() {
            let arch = domain.os.arch;
            let emulator = defaults::default_emulator(arch).ok_or_else(|| {
                Error::config_unsupported(format!("no emulator found for arch '{}'", arch.name()))
            })?;
            domain.devices.emulator = Some(emulator);
        }
        let caps = self.caps_of(domain)?;
        if domain.memory.current_kib == 0 {
            domain.memory.current_kib = domain.memory.total_kib;
        }
        if new {
            if let Some(machine) = &domain.os.machine {
                domain.os.machine = Some(caps.canonical_machine(machine).to_owned());
            }
            let privileged = self.paths.mode == Mode::System;
            firmware::choose(domain, &firmware::directories(privileged))?;
        }
        start::choose_nvram(domain, &self.paths);
        defaults::complete(domain, &caps, new)
    }

    /// The definition as its file holds it now.
    pub fn read_definition(&self, definition: &Definition) -> Result<Domain> {
        let text = definition.read_text(&self.paths)?;
        let mut domain = Domain::parse(&text, &ParseContext::config_file())?;
        // A file without one has the UUID that was made up for it.
        domain.uuid = definition.summary.uuid;
        Ok(domain)
    }

    /// The running guest's domain as its status file holds it now.
    pub fn read_live(&self, live: &LiveGuest) -> Result<Domain> {
        let text = live.read_text(&self.paths)?;
        let status = Element::parse(&text)?;
        let domain = status.children.into_iter().find_map(|node| match node {
            Node::Element(e) if e.name == "domain" => Some(e),
            _ => None,
        });
        let domain = domain.ok_or_else(|| Error::internal("a status file without a domain"))?;
        Domain::from_element(domain, &ParseContext::status_file())
    }
}

impl DriverCtx {
    /// Changes the document of a running guest. The caller holds the guest's lock.
    pub fn edit_live(&self, live: &LiveGuest, change: impl FnOnce(&mut Domain)) -> Result<()> {
        let mut running = process::attach(&self.paths, &live.summary.name, &live.summary.uuid)?
            .ok_or_else(not_running)?;
        let mut status = Status::parse(&live.read_text(&self.paths)?)?;
        let mut domain = Domain::from_element(status.domain, &ParseContext::status_file())?;
        change(&mut domain);
        status.domain = status_element(&domain);
        running.set_status(&status.format())
    }
}

/// The `<domain>` of a status file.
pub fn status_element(domain: &Domain) -> Element {
    let mut element = domain.to_element(&FormatOptions {
        secure: true,
        status: true,
        ..Default::default()
    });
    // Of which the element has only the place.
    if let (Some(metadata), Some(place)) = (&domain.metadata, element.child_mut("metadata")) {
        place.clone_from(metadata);
    }
    element
}

/// Refuses a document with something in it that the schema does not have.
fn check_schema(xml: &str) -> Result<()> {
    // What is not even a document is told by the parser, as without validation.
    let Ok(element) = Element::parse(xml) else {
        return Ok(());
    };
    match schema::first_unknown(&element) {
        Some(what) => Err(Error::new(
            virErrorNumber::VIR_ERR_XML_INVALID_SCHEMA,
            format!("the schema has no '{what}' in a domain"),
        )
        .from_domain(virErrorDomain::VIR_FROM_XML)),
        None => Ok(()),
    }
}

/// A name becomes part of file names.
pub fn check_name(name: &str) -> Result<()> {
    if name.contains('/') {
        return Err(Error::xml(format!("name {name} cannot contain '/'")));
    }
    // The longest of the files named after it is `NAME.xml`.
    if name.len() > 251 {
        let e = std::io::Error::from_raw_os_error(libc::ENAMETOOLONG);
        return Err(Error::system(
            format!("cannot define a domain named '{name}'"),
            &e,
        ));
    }
    Ok(())
}

/// The text of a definition file.
pub fn definition_text(domain: &Domain) -> String {
    let options = FormatOptions {
        secure: true,
        inactive: true,
        ..Default::default()
    };
    with_header(
        &domain.name,
        &domain.uuid.to_string(),
        &domain.format(&options),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_must_fit_into_file_names() {
        assert!(check_name("a b").is_ok());
        assert_eq!(
            check_name("a/b").unwrap_err().code,
            virErrorNumber::VIR_ERR_XML_ERROR
        );
        assert_eq!(
            check_name(&"x".repeat(252)).unwrap_err().code,
            virErrorNumber::VIR_ERR_SYSTEM_ERROR
        );
    }
}
